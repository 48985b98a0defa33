"""Forms of a loan's life, of the fourth set: how it is paid out and drawn, and to whom the bank shall pay it."""

from __future__ import annotations

import random
from typing import Any

from ..drawing import BLUE, GREY, LANDSCAPE
from ..made import Made, Paper
from ..values import bare, chinese, date, digits, figures, padded, spread, truth, words
from .loans3_cast import account, later
from .loans4_cast import people4, rate_of
from .papers3_kit import Page, noise, square
from .papers3_transfer import figure_boxes
from .papers4_cast import NAMES4
from .papers4_page import LetterPage


def form_made(page: Page, doc_type: str, given: dict[str, Any], accept: dict[str, list[Any]] | None = None) -> Made:
    """Return a drawn form with its truth."""
    return Made(page.data(), ".pdf", truth(doc_type, given, accept))


def _voucher(chance: random.Random) -> Made:
    """A loan's voucher with boxes for its figures: captions in rules, a place for the repayments."""
    bank, borrower = f"徽商银行{chance.choice(NAMES4.branches)}", NAMES4.firm(chance)
    fen, start, months = chance.randrange(5, 300) * 10_000_000, date(chance, 2024, 2026), chance.choice((6, 12))
    end, rate = later(start, months), rate_of(chance, 330, 520)
    number, contract, to = (
        digits(chance, 12, "34"),
        f"流借字{start.year}第{digits(chance, 4)}号",
        account(chance, 15, "22"),
    )
    page = Page(9.5, "serif", (640, 400), ink=(110, 40, 40))
    page.text(320, 38, "徽商银行贷款凭证（放款）", size=16, bold=True, align="c")
    page.text(34, 62, f"凭证编号：{number}")
    page.text(606, 62, f"放款日期：{padded(start)}", align="r")
    purpose = chance.choice(("购酸碱原料", "收购海产品", "付铸件款"))
    rows: list[list[str | tuple[str, int]]] = [
        ["借款人名称", borrower, "借款合同编号", contract],
        ["收款账号", to, "贷款种类", "短期流动资金贷款"],
        ["年利率", f"{rate}%", "到期日期", padded(end)],
        ["借款用途", purpose, "经办机构", bank],
    ]
    y = page.grid(34, 72, (76, 214, 84, 198), rows, high=28)
    page.grid(34, y, (76, 302), [["贷款金额\n（大写）", f"人民币{words(fen)}"]], high=36)
    figure_boxes(page, 412, y, fen, wide=17.6, high=23)
    y += 36
    page.grid(
        34,
        y,
        (76, 124, 124, 124, 124),
        [["还款记录", "日期", "归还本金", "结欠本金", "经办"], ["", "", "", "", ""]],
        high=24,
    )
    page.text(
        34,
        y + 70,
        f"借款人（预留印鉴）　　　　　　　　复核：{people4(chance, 1)[0]}　　　　记账：{people4(chance, 1)[0]}",
    )
    page.square_stamp(470, y + 34, ["徽商银行", f"{start:%Y.%m.%d}", "转 讫"], wide=84, size=9)
    given = {
        "receipt_number": number,
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "disbursement_date": start.isoformat(),
        "due_date": end.isoformat(),
        "interest_rate": rate,
        "account": to,
    }
    return form_made(page, "loan_receipt", given)


def _note(chance: random.Random) -> Made:
    """A person's loan as an electronic note: two columns of small captions over values, no rules."""
    borrower = people4(chance, 1)[0]
    fen, start, months = chance.randrange(3, 60) * 1_000_000, date(chance, 2024, 2026), chance.choice((12, 24, 36))
    end, rate = later(start, months), rate_of(chance, 400, 1080)
    number, contract, to = (
        f"JJ{digits(chance, 16, '25')}",
        f"GRJK{digits(chance, 14, '25')}",
        account(chance, 19, "6235"),
    )
    page = Page(10.5, "sans", (595, 500))
    page.shade(0, 0, 595, 84, (0, 122, 110))
    page.text(40, 40, "电 子 借 据", size=20, bold=True, colour=(255, 255, 255))
    page.text(40, 64, "郑州银行股份有限公司 个人线上贷款", size=10, colour=(235, 245, 244))
    page.picture(500, 12, 60, square(noise(chance)))
    pairs = (
        (("借据编号", number), ("合同编号", contract)),
        (("借款人", borrower), ("借款金额", f"{figures(fen)} 元")),
        (("借款起始日", f"{start:%Y-%m-%d}"), ("借款到期日", f"{end:%Y-%m-%d}")),
        (("执行年利率（单利）", f"{rate}%"), ("还款方式", chance.choice(("等额本金", "先息后本")))),
        (("放款账号", to), ("扣款账号", to)),
    )
    for k, pair in enumerate(pairs):
        for x, (name, value) in zip((40, 310), pair, strict=True):
            page.text(x, 118 + 58 * k, name, size=9, colour=GREY)
            page.text(x, 138 + 58 * k, value, size=11.5)
        page.dashes(40, 152 + 58 * k, 555)
    page.paragraph(40, 432, 515, "本借据由系统根据借款合同及提款申请自动生成，与纸质借据具有同等法律效力。", size=9)
    page.oval(480, 452, 118, 60, ["郑州银行", "电子合同专用章"])
    given = {
        "receipt_number": number,
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "disbursement_date": start.isoformat(),
        "due_date": end.isoformat(),
        "interest_rate": rate,
        "account": to,
    }
    return form_made(page, "loan_receipt", given)


def _drawing(chance: random.Random) -> Made:
    """A firm asks for money in a letter, with a table of whom the bank shall pay."""
    borrower, *payees = NAMES4.firms(chance, chance.choice((3, 4)))
    bank, day = f"南京银行股份有限公司{chance.choice(NAMES4.branches)}", date(chance, 2024, 2026)
    contract, purpose = (
        f"Ba{digits(chance, 13, str(day.year))}",
        chance.choice(("购买染料", "支付铜杆货款", "采购玻璃原料")),
    )
    parts = [chance.randrange(8, 200) * 1_000_000 for _ in payees]
    to = [account(chance, 16, "9") for _ in payees]
    fen = sum(parts)
    page = LetterPage(11, "serif")
    page.text(297, 70, "提 款 申 请 书", size=20, bold=True, align="c")
    page.text(60, 106, f"{bank}：")
    text = f"　　根据我公司与贵行签订的编号为{contract}的借款合同，"
    text += f"我公司现申请提取借款人民币{words(fen)}（￥{figures(fen)}），"
    text += f"用于{purpose}。请贵行于审核同意后将款项按下表所列支付："
    y = page.paragraph(60, 130, 475, text, leading=1.7)
    lines = [
        [str(k + 1), n, a, f"{NAMES4.branch(chance)}", figures(p)]
        for k, (n, a, p) in enumerate(zip(payees, to, parts, strict=True))
    ]
    heads = ["序", "收款单位", "收款账号", "开户银行", "金额（元）"]
    y = page.grid(
        60,
        y,
        (24, 154, 112, 108, 82),
        [heads, *lines, ["", "合　计", "", "", figures(fen)]],
        aligns="cllcr",
        size=9.4,
        high=26,
    )
    more = "　　我公司确认：上述借款用途真实合法，所附交易合同、订单等资料真实有效；"
    more += "截至本申请书出具之日，未发生借款合同约定的任何违约情形。"
    y = page.paragraph(60, y + 24, 475, more, leading=1.7)
    page.text(535, y + 30, f"申请人（公章）：{borrower}", align="r")
    page.text(535, y + 52, f"申请日期：{spread(day)}", align="r")
    page.seal(440, y + 40, 46, borrower)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "purpose": purpose,
        "payees": [{"name": n, "account": a, "amount": bare(p)} for n, a, p in zip(payees, to, parts, strict=True)],
    }
    return form_made(page, "drawdown_application", given, {"purpose": [f"用于{purpose}"]})


def _drawing_form(chance: random.Random) -> Made:
    """A rural bank's form for a drawing by a person: ticks for the way of payment, one payee, opinions at the foot."""
    borrower, officer = people4(chance, 2)
    payee, day = NAMES4.firm(chance), date(chance, 2024, 2026)
    fen, contract, to = (
        chance.randrange(5, 90) * 1_000_000,
        f"个经借{day.year}-{digits(chance, 6)}",
        account(chance, 18, "82"),
    )
    purpose = chance.choice(("进货（五金水暖）", "购买冷冻水产品", "购入布料及辅料"))
    page = Page(10, "sans")
    page.text(297, 58, "武汉农村商业银行个人贷款支用单", size=15, bold=True, align="c")
    rows: list[list[str | tuple[str, int]]] = [
        ["申请人", borrower, "申请日期", f"{day:%Y.%m.%d}"],
        ["借款合同号", contract, "合同额度余额", f"{figures(fen * 2)}"],
        ["本次支用金额", (f"（小写）{figures(fen)}　（大写）{words(fen)}", 3)],
        ["支用期限", f"{chance.choice((6, 12))} 个月", "资金用途", purpose],
        ["支付方式", ("■ 受托支付　　□ 自主支付", 3)],
        ["收款人户名", (payee, 3)],
        ["收款人账号", to, "收款人开户行", NAMES4.branch(chance)],
        ["提交资料", ("■购销合同　□发票　■身份证件　□其他", 3)],
    ]
    y = page.grid(46, 76, (86, 178, 90, 149), rows, high=32, bold_labels=True)
    y = page.grid(
        46,
        y,
        (86, 417),
        [["客户经理意见", f"资料齐全，交易背景真实，同意支用。　　签名：{officer}"], ["审批人意见", "同意。"]],
        high=52,
    )
    page.text(46, y + 26, f"申请人签字：{borrower}　　　　　　　　（本单一式两联，银行、客户各执一联）", size=9)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "purpose": purpose,
        "payees": [{"name": payee, "account": to, "amount": bare(fen)}],
    }
    return form_made(page, "drawdown_application", given)


def _order(chance: random.Random) -> Made:
    """A firm orders the bank to pay: filled blanks in a letter, a sum in words, the seal over the day."""
    borrower, payee = NAMES4.firms(chance, 2)
    bank, day = f"西安银行{chance.choice(NAMES4.branches)}", date(chance, 2024, 2026)
    fen, contract = chance.randrange(20, 900) * 1_000_000, f"西行流贷〔{day.year}〕{digits(chance, 4)}号"
    to, at = account(chance, 17, "70"), NAMES4.branch(chance)
    purpose = chance.choice(("支付不锈钢板材款", "支付包装物货款", "支付整机采购款"))
    page = LetterPage(12, "serif", ink=(25, 25, 30))
    page.text(297, 80, "受 托 支 付 委 托 书", size=21, bold=True, align="c")
    page.text(515, 112, f"{day.year}年第{digits(chance, 2)}号", align="r", size=10)
    page.text(76, 142, f"致：{bank}")
    text = f"　　我单位与贵行签订了《流动资金贷款合同》（编号：{contract}），现委托贵行在贷款发放至我单位账户后，"
    text += f"立即将人民币{words(fen)}（¥{figures(fen)}）从该账户支付给下列收款人："
    y = page.paragraph(76, 172, 443, text, leading=1.8)
    for name, value in (("收款人全称", payee), ("收款人账号", to), ("收款人开户银行", at), ("款项用途", purpose)):
        end = page.text(100, y + 8, f"{name}：")
        page.text(end + 6, y + 8, value)
        page.line(end + 2, y + 12, 500, y + 12, thick=0.4)
        y += 30
    y = page.paragraph(76, y + 12, 443, "　　由此产生的一切责任由我单位承担，与贵行无关。本委托不可撤销。", leading=1.8)
    page.text(500, y + 36, f"委托单位：{borrower}", align="r")
    page.text(500, y + 62, chinese(day), align="r")
    page.seal(410, y + 48, 48, borrower)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "payee_name": payee,
        "payee_account": to,
        "payee_bank": at,
        "purpose": purpose,
    }
    return form_made(page, "entrusted_payment_order", given)


def _order_table(chance: random.Random) -> Made:
    """A wide form: payer at the left, payee at the right, the loan's particulars above, what the bank writes below."""
    borrower, payee = NAMES4.firms(chance, 2)
    day, fen = date(chance, 2024, 2026), chance.randrange(50, 1500) * 1_000_000
    contract, own, to, at = (
        f"SD固贷{day.year}第{digits(chance, 5)}号",
        account(chance, 14, "801"),
        account(chance, 18, "33"),
        NAMES4.branch(chance),
    )
    purpose = chance.choice(("设备首付款", "定型机购置款", "生产线进度款"))
    page = Page(10, "sans", LANDSCAPE)
    page.text(421, 54, "顺德农村商业银行贷款资金受托支付申请表", size=16, bold=True, align="c")
    page.text(50, 80, f"申请日：{day:%Y/%m/%d}")
    page.text(792, 80, "币种：人民币　单位：元", align="r")
    rows: list[list[str | tuple[str, int]]] = [
        ["借款合同编号", contract, "支付金额（小写）", figures(fen)],
        ["支付金额（大写）", (words(fen), 3)],
        [("付 款 人（借款人）", 2), ("收 款 人（交易对手）", 2)],
        ["户　　名", borrower, "户　　名", payee],
        ["账　　号", own, "账　　号", to],
        ["开 户 行", "顺德农村商业银行", "开 户 行", at],
        ["资 金 用 途", purpose, "交易合同号", f"HT{digits(chance, 7)}"],
        ["借款人签章", ("", 3)],
        ["放款审核岗意见", ("经审核，支付对象、金额与合同一致。", 3)],
    ]
    page.grid(50, 90, (110, 261, 110, 261), rows, high=38, colour=BLUE)
    page.seal(320, 410, 40, borrower)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "payee_name": payee,
        "payee_account": to,
        "payee_bank": at,
        "purpose": purpose,
    }
    return form_made(page, "entrusted_payment_order", given)


PAPERS = (
    Paper("loan-receipt4-voucher", "held", _voucher),
    Paper("loan-receipt4-electronic-note", "held", _note),
    Paper("drawdown4-letter", "held", _drawing),
    Paper("drawdown4-person-form", "held", _drawing_form),
    Paper("entrusted4-letter", "held", _order),
    Paper("entrusted4-two-sides", "held", _order_table),
)
