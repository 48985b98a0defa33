"""Loan contracts of firms, of the fifth set: columns of small print, a project, three parties, ticks, a change."""

from __future__ import annotations

import random
from typing import Any

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import bare, credit_code, digits, figures, words
from .loans3_cast import Terms, account, later
from .loans4_cast import rate_of
from .loans5_cast import NAMES5, loan5, people5
from .loans5_press import Press5


def _firm(chance: random.Random) -> dict[str, str]:
    """Return a borrower and who stands beside it."""
    borrower, guarantor, principal = NAMES5.firms(chance, 3)
    signer, officer = people5(chance, 2)
    return {
        "borrower": borrower,
        "guarantor": guarantor,
        "principal": principal,
        "signer": signer,
        "officer": officer,
        "code": credit_code(chance),
        "code2": credit_code(chance),
    }


def _told(who: dict[str, str], lender: str, number: str, kind: str, **more: Any) -> dict[str, Any]:
    """Return the fields of a contract that name its parties, with others."""
    parties = {"lender": lender, "borrower": who["borrower"], "guarantors": [who["guarantor"]]}
    return {"contract_number": number, "loan_kind": kind, **parties, **more}


def _working(chance: random.Random) -> Made:
    """A cover, the terms of this loan over the whole width, the printed conditions in two columns of small type."""
    terms, who = Terms.made(chance, 1_000_000, 20_000_000, chance.choice((10, 12, 24))), _firm(chance)
    lender = f"贵阳银行股份有限公司{chance.choice(NAMES5.branches)}"
    year = terms.signed.year
    number, surety = f"J{year}-{digits(chance, 5)}号", f"J{year}-{digits(chance, 5)}-B1号"
    rate, paid_to, back = rate_of(chance, 320, 560), account(chance, 18, "1034"), account(chance, 18, "1035")
    purpose = chance.choice(("收购本地春茶", "采购磷矿石及硫酸", "购进辣椒原料"))
    limit, points = chance.choice((100, 150, 800)), chance.choice((25, 60, 110))
    press = Press5(Style(size=10.5, margins=(70, 66, 70, 60), foot="共同遵守　诚信履约　— {page} —"))

    def cover(on: Press5) -> None:
        on.paragraph(f"编号：{number}", align="right")
        on.big("贵 阳 银 行", 20, down=90, colour=(150, 30, 40))
        on.big("人民币流动资金贷款合同", 25, down=16)
        on.y += 170
        for caption, value in (("借 款 人", who["borrower"]), ("贷 款 人", lender), ("签订地点", "贵州省贵阳市")):
            on.paragraph(f"{caption}：{{　{value}　}}", size=13, indent=3)
            on.y += 12

    def columns(on: Press5) -> None:
        on.part(2, 404)
        on.style = Style(size=8.4, leading=1.55, margins=on.style.margins, foot=on.style.foot)

    def single(on: Press5) -> None:
        on.part(1)
        on.style = Style(size=10.5, margins=on.style.margins, foot=on.style.foot)

    values = who | {
        "lender": lender,
        "surety": surety,
        "rate": rate,
        "points": points,
        "purpose": purpose,
        "ten_limit": limit,
        "paid_to": paid_to,
        "back": back,
        "debt": chance.choice((55, 65, 72)),
        "share": chance.choice((35, 50, 70)),
    }
    told = _told(
        who,
        lender,
        number,
        "working_capital",
        interest_rate=rate,
        rate_basis=f"1年期贷款市场报价利率上浮{points}个基点",
        purpose=purpose,
        payment_method="mixed",
        entrusted_threshold=f"{limit}0000.00",
        disbursement_account=paid_to,
        repayment_account=back,
        repayment_method="每月20日结息，本金在最后到期日一笔偿清",
    )
    accept: dict[str, list[object]] = {
        "rate_basis": ["any text with 固定", "any text with 贷款市场报价利率"],
        "repayment_method": ["any text with 一笔偿清", "any text with 每月20日结息"],
        "purpose": [f"any text with {purpose}"],
    }
    hooks = {"cover": cover, "columns": columns, "single": single}
    return loan5("working", press, terms, values, told, hooks=hooks, accept=accept)


def _project(chance: random.Random) -> Made:
    """A bank finances a plant: the parts of the principal in a table without upright rules."""
    parts = chance.choice((5, 6, 8))
    terms, who = Terms.made(chance, 8_000_000, 60_000_000, parts * 6, step=1_000_000), _firm(chance)
    lender = f"九江银行股份有限公司{chance.choice(('吉安', '上饶', '萍乡'))}分行"
    number = f"{terms.signed.year}年{chance.choice(('吉', '饶', '萍'))}项融字{digits(chance, 4)}号"
    rate, paid_to, back = rate_of(chance, 310, 420), account(chance, 15, "7877"), account(chance, 15, "7878")
    purpose = chance.choice(("厂房土建和生产线购置", "冷库土建及制冷设备采购", "光伏组件采购与安装施工"))
    days = [later(terms.start, 6 * (k + 1)) for k in range(parts)]
    days[-1] = terms.end
    each = terms.fen // parts // 10_000_000 * 10_000_000
    sums = [each] * (parts - 1) + [terms.fen - each * (parts - 1)]
    press = Press5(Style(face="sans", size=10, leading=1.65, margins=(66, 64, 66, 60), foot="{page}", head=lender))

    def schedule(on: Press5) -> None:
        rows = [[f"第{k + 1}期", f"{d:%Y/%m/%d}", figures(s)] for k, (d, s) in enumerate(zip(days, sums, strict=True))]
        heads = ["期次", "还本日", "还本金额（元）"]
        on.form([heads, *rows, ["合计", "", figures(terms.fen)]], (0.24, 0.36, 0.4), rules="rows")

    points = chance.choice((10, 25, 40))
    values = who | {
        "number": number,
        "lender": lender,
        "rate": rate,
        "points": points,
        "purpose": purpose,
        "paid_to": paid_to,
        "back": back,
        "project": chance.choice(("年产三万吨饮片项目", "城北冷链物流园一期", "绿色包装智能化车间")),
        "whole": f"{terms.fen // 1_000_000 * 3 // 2}",
        "own": f"{terms.fen // 1_000_000 * 3 // 2 - terms.fen // 1_000_000}",
        "cover": chance.choice(("1.15", "1.3")),
        "worth": chance.choice((2000, 4500, 12000)),
    }
    told = _told(
        who,
        lender,
        number,
        "fixed_asset",
        borrower_id=who["code"],
        interest_rate=rate,
        rate_basis=f"5年期以上LPR减{points}个基点",
        purpose=purpose,
        payment_method="mixed",
        entrusted_threshold="3000000.00",
        disbursement_account=paid_to,
        repayment_account=back,
        repayment_schedule=[
            {"due_date": d.isoformat(), "principal": bare(s), "interest": None} for d, s in zip(days, sums, strict=True)
        ],
    )
    accept: dict[str, list[object]] = {
        "rate_basis": ["any text with LPR"],
        "repayment_method": ["any text with 按下表归还", "any text with 还款计划", "any text with 按季"],
        # The threshold is written in capital words alone.
        "purpose": [f"any text with {purpose}"],
    }
    return loan5("project", press, terms, values, told, hooks={"schedule": schedule}, accept=accept)


def _three(chance: random.Random) -> Made:
    """A firm lends to another through a bank."""
    terms, who = Terms.made(chance, 3_000_000, 40_000_000, chance.choice((6, 12, 18))), _firm(chance)
    lender = f"渤海银行股份有限公司{chance.choice(('西安', '成都', '贵阳'))}分行"
    number, rate = f"渤委贷（{terms.signed.year}）第{digits(chance, 3)}号", rate_of(chance, 480, 750)
    purpose = chance.choice(("采购电缆用铜杆和绝缘料", "支付乳品包装材料款", "归集棉花收购资金"))
    paid_to, back = account(chance, 16, "2004"), account(chance, 16, "2005")
    press = Press5(Style(size=11, margins=(74, 70, 74, 66), foot="第 {page} 页"))
    values = who | {
        "number": number,
        "lender": lender,
        "rate": rate,
        "purpose": purpose,
        "paid_to": paid_to,
        "back": back,
        "limit": chance.choice((1000, 2500, 6000)),
        "pledge": chance.choice(("仓储皮棉", "应收电费收费权", "所持子公司股权")),
    }
    told = _told(
        who,
        lender,
        number,
        "working_capital",
        borrower_id=who["code"],
        interest_rate=rate,
        purpose=purpose,
        payment_method="self",
        disbursement_account=paid_to,
        repayment_account=back,
    )
    accept: dict[str, list[object]] = {
        "lender": [f"any text with {lender}", f"any text with {who['principal']}"],
        "loan_kind": ["other"],
        "rate_basis": ["any text with 固定"],
        "repayment_method": ["any text with 全部本金", "any text with 季度支付", "any text with 每季度"],
    }
    return loan5("three", press, terms, values, told, accept=accept)


def _ticked(chance: random.Random) -> Made:
    """A form with ticks: what does not apply stands beside what does."""
    terms, who = Terms.made(chance, 500_000, 9_000_000, chance.choice((6, 12, 36))), _firm(chance)
    lender = f"兰州银行股份有限公司{chance.choice(('西固', '城关', '酒泉'))}支行"
    number, rate = f"兰银贷{terms.signed.year}{digits(chance, 7)}", rate_of(chance, 345, 585)
    purpose = chance.choice(("采购中药材", "购买矿山机械配件", "购入饲草饲料"))
    paid_to, back = account(chance, 17, "101"), account(chance, 17, "102")
    points = chance.choice((45, 90, 125))
    press = Press5(Style(face="sans", size=9.6, margins=(50, 50, 50, 54), foot="兰州银行　合同表单　第{page}页"))
    shade = (232, 238, 233)

    def parties(on: Press5) -> None:
        rows = [
            ["贷款银行", lender, "机构负责人", who["officer"]],
            ["借款企业", who["borrower"], "统一社会信用代码", who["code"]],
        ]
        on.form(rows, (0.13, 0.37, 0.19, 0.31), captions=(0, 2), shade=shade, least=26)

    def conditions(on: Press5) -> None:
        on.form(
            [
                ["金额", f"大写：{words(terms.fen)}\n小写：￥{figures(terms.fen)}"],
                ["币种", "☑ 人民币　□ 美元　□ 其他"],
                ["品种", "☑ 流动资金贷款　□ 固定资产贷款　□ 其他"],
                ["期限", f"☑ {terms.start:%Y-%m-%d} 至 {terms.end:%Y-%m-%d}　□ 自首次提款日起＿＿个月"],
                ["用途", purpose],
                [
                    "利率方式",
                    f"□ 固定利率　☑ 浮动利率：1年期LPR加{points}基点，每年1月1日调整；签约日执行年利率 {rate}%",
                ],
                ["还款方式", "□ 到期一次还本付息　☑ 按季结息、到期还本　□ 等额本息　□ 等额本金"],
                ["支付方式", "☑ 全部受托支付　□ 全部自主支付　□ 超过＿＿万元的受托支付"],
                ["入账账号", paid_to],
                ["扣款账号", back],
                ["担保方式", f"□ 信用　☑ 保证（保证人：{who['guarantor']}，连带责任保证）　□ 抵押　□ 质押"],
            ],
            (0.15, 0.85),
            captions=(0,),
            shade=shade,
            least=21,
        )

    def signatures(on: Press5) -> None:
        rows = [
            [
                f"贷款银行（公章）\n{lender}\n\n{terms.signed:%Y年%m月%d日}",
                f"借款企业（公章）\n{who['borrower']}\n\n{terms.signed:%Y年%m月%d日}",
            ],
        ]
        on.form(rows, (0.5, 0.5), least=70)

    values = who | {
        "number": number,
        "lender": lender,
        "purpose": purpose,
        "debt": chance.choice((68, 75)),
        "sales": chance.choice((800, 3000, 12000)),
    }
    told = _told(
        who,
        lender,
        number,
        "working_capital",
        borrower_id=who["code"],
        interest_rate=rate,
        rate_basis=f"1年期LPR加{points}基点",
        purpose=purpose,
        payment_method="entrusted",
        disbursement_account=paid_to,
        repayment_account=back,
        repayment_method="按季结息、到期还本",
        term_months=None,
    )
    accept: dict[str, list[object]] = {
        "rate_basis": ["any text with LPR", "浮动利率"],
        "term_months": [terms.months],
    }
    hooks = {"parties": parties, "conditions": conditions, "signatures": signatures}
    return loan5("ticked", press, terms, values, told, hooks=hooks, accept=accept)


def _changed(chance: random.Random) -> Made:
    """An old-fashioned contract, and the agreement on the next page that changes its rate, use and repayment."""
    terms, who = Terms.made(chance, 1_200_000, 8_000_000, 12, step=200_000), _firm(chance)
    lender = f"长安银行股份有限公司{chance.choice(('榆林', '铜川', '雁塔'))}支行"
    year = terms.start.year
    number, changed = f"长银借（{year}）{digits(chance, 4)}", f"长银借补（{year}）{digits(chance, 3)}"
    rate, old_rate = rate_of(chance, 360, 420), rate_of(chance, 440, 520)
    old_purpose, purpose = chance.choice((("购竹材", "购竹材及支付加工费"), ("购石材荒料", "购石材荒料及切割刀具")))
    first, day = terms.fen * 3 // 10 // 1_000_000 * 1_000_000, later(terms.start, 8)
    old_limit, limit = chance.choice(((200, 100), (300, 150)))
    back, late = account(chance, 19, "8062"), later(terms.start, 3)
    plainly = f"{late.year}年{late.month}月{late.day}日"
    press = Press5(Style(size=12, leading=1.75, margins=(82, 76, 82, 70), foot="{page}"))
    values = who | {
        "number": number,
        "number2": changed,
        "lender": lender,
        "rate": rate,
        "old_rate": old_rate,
        "purpose": purpose,
        "old_purpose": old_purpose,
        "limit": limit,
        "old_limit": old_limit,
        "debt": chance.choice((60, 70)),
        "share": chance.choice((30, 60)),
        "back": back,
        "old_signed": f"{terms.signed.year}年{terms.signed.month}月{terms.signed.day}日",
        "changed": plainly,
        "first_day": f"{day.year}年{day.month}月{day.day}日",
        "first_iso": day.isoformat(),
        "first_sum": figures(first),
        "first_bare": bare(first),
        "last_sum": figures(terms.fen - first),
    }
    told = _told(
        who,
        lender,
        number,
        "working_capital",
        borrower_id=who["code"],
        interest_rate=rate,
        purpose=purpose,
        payment_method="mixed",
        entrusted_threshold=f"{limit}0000.00",
        repayment_account=back,
        disbursement_account=None,
    )
    accept: dict[str, list[object]] = {
        "signed_date": [late.isoformat()],
        # Two sums in a sentence: a schedule or not.
        "repayment_schedule": ["any"],
        "repayment_method": ["any text with 分两次归还", "any text with 按月付息"],
        "disbursement_account": [back],
        "payment_method": ["entrusted"],
    }
    return loan5("changed", press, terms, values, told, accept=accept)


PAPERS = (
    Paper("loan5-working-cover-and-columns", "held", _working),
    Paper("loan5-plant-with-schedule", "held", _project),
    Paper("loan5-entrusted-three-parties", "held", _three),
    Paper("loan5-firm-form-ticked", "held", _ticked),
    Paper("loan5-changed-by-supplement", "held", _changed),
)
