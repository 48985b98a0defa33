"""Held guarantee contracts: surety, mortgage, pledge of receivables, a surety's letter with a highest sum."""

from __future__ import annotations

import random

from ..contracts_press import Press, Style
from ..made import Made, Paper
from ..values import bare, chinese, credit_code, date, digits, figures, padded, spread, truth, words
from .contracts_parties import HELD, company, identity, later, people


def _pair(chance: random.Random) -> tuple[str, str]:
    """Return a creditor and a debtor."""
    return HELD.branch(chance), company(chance, chance.choice(HELD.trades))


def _surety(chance: random.Random) -> Made:
    """A bank's contract of surety with a firm: cover lines, articles."""
    creditor, debtor = _pair(chance)
    guarantor = company(chance, "机械制造股份有限公司")
    signed = date(chance)
    fen = chance.randrange(10, 400) * 100_000_00
    number, main = f"（{signed.year}）保借字第{digits(chance, 4)}-1号", f"（{signed.year}）借字第{digits(chance, 4)}号"
    press = Press(Style(size=11, leading=1.8, margins=(84, 80, 84, 76), foot="- {page} -", head="保证合同"))
    press.heading("保　证　合　同", 22)
    press.paragraph(f"合同编号：{number}", align="right")
    for line in (
        f"保证人：{guarantor}",
        f"统一社会信用代码：{credit_code(chance)}",
        f"债权人：{creditor}",
        f"为保障债权人与{debtor}（以下称债务人）签订的编号为{main}的《流动资金借款合同》（以下称主合同）的履行，"
        "保证人自愿提供保证。",
        "第一条　被保证的主债权",
        f"主债权本金为人民币{words(fen)}（¥{figures(fen)}），债务履行期限以主合同的约定为准。",
        "第二条　保证方式",
        "本合同的保证方式为连带责任保证。债务人未按期履行债务的，债权人有权直接要求保证人承担责任。",
        "第三条　保证范围包括本金、利息、罚息、复利、违约金以及实现债权的费用。",
        "第四条　保证期间为主债务履行期限届满之日起三年。",
        "第五条　保证人承诺在保证期间内每季度向债权人提供财务报表，转让重大资产前取得债权人书面同意。",
        "第六条　主合同双方变更主合同加重债务的，应取得保证人书面同意。",
    ):
        press.paragraph(line, first=2)
    press.space(20)
    press.beside([f"保证人（公章）：{guarantor}", "法定代表人："], [f"债权人（公章）：{creditor}", "负责人："])
    press.paragraph(f"签订日期：{padded(signed)}", align="right")
    press.seal(guarantor, 0.3, press.y / 842 - 0.05, 44)
    given = {
        "contract_number": number,
        "main_contract_number": main,
        "guarantor": guarantor,
        "creditor": creditor,
        "debtor": debtor,
        "amount": bare(fen),
        "kind": "保证",
    }
    return Made(press.pdf_bytes(), ".pdf", truth("guarantee_contract", given, {"kind": ["any text with 保证"]}))


def _mortgage(chance: random.Random) -> Made:
    """A mortgage with a list of what is mortgaged; its head is a table."""
    creditor, debtor = _pair(chance)
    owner = people(chance, 1)[0]
    signed = date(chance)
    fen = chance.randrange(20, 300) * 50_000_00
    number, main = f"DY{digits(chance, 10)}", f"JK{digits(chance, 10)}"
    homes = [("住宅", f"不动产权第{digits(chance, 7)}号"), ("商铺", f"不动产权第{digits(chance, 7)}号")]
    shown = homes[: chance.choice((1, 2))]
    press = Press(Style(face="sans", size=9.8, leading=1.65, margins=(60, 64, 60, 58), foot="第 {page} 页"))
    press.heading("不动产抵押合同", 18)
    press.table(
        [
            ["抵押合同号", number, "主合同号", main],
            ["抵押人", f"{owner}　{identity(chance)}", "抵押权人", creditor],
            ["债务人", debtor, "担保的本金", f"{words(fen)}\n￥{figures(fen)}"],
            ["签署日", f"{signed:%Y-%m-%d}", "登记机构", f"{chance.choice(HELD.places)}不动产登记中心"],
        ],
        (0.15, 0.36, 0.15, 0.34),
        pad=6,
    )
    for line in (
        "1. 抵押人以附表所列不动产为债务人在主合同项下的债务向抵押权人提供抵押担保。",
        "2. 担保范围：主合同项下的本金、利息、违约金、损害赔偿金以及处置抵押物的费用。",
        "3. 双方应在本合同签订后十日内共同到登记机构办理抵押登记。",
        "4. 抵押期间，抵押人出租、转让抵押物须告知抵押权人；抵押物毁损的，应恢复价值或另行提供担保。",
        "5. 债务人到期不履行债务的，抵押权人有权以抵押物折价或者以拍卖、变卖的价款优先受偿。",
    ):
        press.paragraph(line)
    press.space(8)
    press.paragraph("附表　抵押物清单", bold=True)
    worth = [chance.randrange(60, 400) * 10_000_00 for _ in shown]
    press.table(
        [
            ["序号", "名称", "权属证书编号", "面积（㎡）", "评估价值（元）"],
            *(
                [str(k), kind, paper, f"{chance.randrange(60, 300)}.{digits(chance, 2)}", figures(value)]
                for k, ((kind, paper), value) in enumerate(zip(shown, worth, strict=True), 1)
            ),
        ],
        (0.1, 0.16, 0.34, 0.18, 0.22),
        size=9,
        bold_head=True,
    )
    press.beside([f"抵押人（签字、按印）：{owner}"], [f"抵押权人（盖章）：{creditor}"])
    given = {
        "contract_number": number,
        "main_contract_number": main,
        "guarantor": owner,
        "creditor": creditor,
        "debtor": debtor,
        "amount": bare(fen),
        "kind": "抵押",
    }
    return Made(press.pdf_bytes(), ".pdf", truth("guarantee_contract", given, {"kind": ["any text with 抵押"]}))


def _pledge(chance: random.Random) -> Made:
    """A pledge of receivables: 甲方 is the pledgee, the debtor pledges himself; blanks are underlined."""
    creditor, debtor = _pair(chance)
    signed = date(chance)
    fen = chance.randrange(15, 200) * 100_000_00
    number, main = f"应收质字{digits(chance, 8)}", f"流贷字{digits(chance, 8)}"
    payer = company(chance, "电缆有限公司")
    press = Press(Style(size=11.4, leading=1.85, margins=(78, 84, 78, 76), foot="{page}", filled=(25, 35, 120)))
    press.heading("应收账款质押合同", 20)
    for line in (
        f"编号：{{{number}}}",
        f"甲方（质权人）：{{　{creditor}　}}",
        f"乙方（出质人）：{{　{debtor}　}}",
        f"乙方为担保其与甲方所签{{　{main}　}}号借款合同项下债务的清偿，自愿以其应收账款出质。",
        f"一、被担保债权：本金{{　{words(fen)}　}}（小写{{　{figures(fen)}元　}}）及其利息、费用。",
        f"二、质物：乙方对{{　{payer}　}}享有的货款债权，账面金额不低于前述本金的1.2倍。",
        "三、甲乙双方同意由甲方在中国人民银行征信中心动产融资统一登记公示系统办理出质登记。",
        "四、出质期间，乙方不得放弃、减免或转让该应收账款；付款人付款应汇入甲方指定的监管账户。",
        "五、乙方不履行债务时，甲方可以直接向付款人收取款项并优先受偿。",
        "六、本合同自双方盖章之日起生效。",
    ):
        press.paragraph(line, first=2)
    press.space(24)
    press.paragraph(f"甲方：{creditor}", first=2)
    press.paragraph(f"乙方：{debtor}", first=2)
    press.paragraph(spread(signed), align="right")
    press.seal(debtor, 0.5, press.y / 842 - 0.03, 44)
    given = {
        "contract_number": number,
        "main_contract_number": main,
        "guarantor": debtor,
        "creditor": creditor,
        "debtor": debtor,
        "amount": bare(fen),
        "kind": "质押",
    }
    accept = {"kind": ["any text with 质押"], "debtor": [None], "main_contract_number": [f"{main}号"]}
    return Made(press.pdf_bytes(), ".pdf", truth("guarantee_contract", given, accept))


def _highest(chance: random.Random) -> Made:
    """Husband and wife stand surety up to a highest sum: no main contract is numbered."""
    creditor, debtor = _pair(chance)
    one, other = people(chance, 2)
    signed = date(chance)
    fen = chance.randrange(20, 300) * 100_000_00
    number = f"最高保{signed.year}年{digits(chance, 5)}"
    press = Press(Style(size=12, leading=1.9, margins=(86, 86, 86, 80), foot=""))
    press.heading("最高额保证合同（自然人版）", 19)
    press.paragraph(f"合同号　{number}", align="right")
    for line in (
        f"保 证 人：{one}（身份证：{identity(chance)}），配偶{other}对本担保知情并同意",
        f"债 权 人：{creditor}",
        f"鉴于债权人将在{spread(signed)}至{spread(later(signed, 24))}期间与债务人{debtor}连续办理贷款、"
        "承兑等业务，保证人愿意为由此形成的债权提供最高额保证，约定如下：",
        f"1、保证人所担保的最高债权额为{words(fen, yuan='圆')}（￥{figures(fen)}）。",
        "2、保证人承担连带责任，保证期间按单笔债务分别计算，为该笔债务到期后两年。",
        "3、本合同为不可撤销的担保，不因主合同无效而当然免除保证人的过错责任。",
        "4、保证人丧失劳动能力、发生重大变故或大额负债，应立即告知债权人。",
    ):
        press.paragraph(line, first=2)
    press.space(30)
    for line in (f"保证人签字：{one}", f"债权人盖章：{creditor}", f"{chinese(signed)}"):
        press.paragraph(line, first=12)
    given = {
        "contract_number": number,
        "guarantor": one,
        "creditor": creditor,
        "debtor": debtor,
        "amount": bare(fen),
        "kind": "保证",
    }
    return Made(press.pdf_bytes(), ".pdf", truth("guarantee_contract", given, {"kind": ["any text with 保证"]}))


PAPERS = (
    Paper("guarantee-surety-firm", "held", _surety),
    Paper("guarantee-mortgage-list", "held", _mortgage),
    Paper("guarantee-receivables", "held", _pledge),
    Paper("guarantee-highest-person", "held", _highest),
)
