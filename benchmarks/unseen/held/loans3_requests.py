"""Held requests to draw on a loan and orders to pay its money to suppliers."""

from __future__ import annotations

import random

from ..drawing import BLUE, GREY, LANDSCAPE, Sheet
from ..made import Made, Paper
from ..values import bare, chinese, date, digits, figures, padded, shares, spread, truth, words
from .loans3_cast import CAST, account, people


def _draw_letter(chance: random.Random) -> Made:
    """A notice of drawing as law firms write it: lettered statements, payees in a ruled list."""
    borrower, *payees = CAST.firms(chance, 4)
    lender, day = CAST.branch(chance), date(chance)
    contract, purpose = f"GD-{day.year}-{digits(chance, 4)}", chance.choice(("支付设备采购款", "支付工程进度款"))
    parts = [cut * 10_000_00 for cut in shares(chance, chance.randrange(200, 900), 3)]
    fen = sum(parts)
    sheet = Sheet(11.5, "serif")
    sheet.text(297, 84, "提款通知书", size=20, bold=True, align="c")
    sheet.text(76, 122, f"致：{lender}")
    sheet.text(76, 146, f"发自：{borrower}")
    sheet.text(76, 170, f"日期：{padded(day)}")
    y = sheet.paragraph(
        76,
        204,
        445,
        f"　　1. 兹提及我司与贵行订立的编号为{contract}的固定资产贷款合同。本通知中的用语与该合同含义相同。\n"
        f"　　2. 现拟提取贷款人民币{words(fen)}（￥{figures(fen)}），用于{purpose}。\n"
        "　　3. 请将款项受托支付至下列收款人：",
        leading=1.85,
    )
    rows, truths = [["收款人", "账号", "金额（元）"]], []
    for payee, part in zip(payees, parts, strict=True):
        to = account(chance, chance.choice((15, 17, 19)))
        rows.append([payee, to, figures(part)])
        truths.append({"name": payee, "account": to, "amount": bare(part)})
    y = sheet.grid(76, y, (185, 150, 110), rows, rules="rows", aligns="llr", high=26)
    y = sheet.paragraph(
        76,
        y + 30,
        445,
        "　　4. 我司确认，合同约定的提款前提条件均已满足，且无任何违约事件已发生或持续。\n　　5. 本通知不可撤销。",
        leading=1.85,
    )
    sheet.text(520, y + 44, f"{borrower}（公章）", align="r")
    sheet.text(520, y + 70, f"授权签字人：{people(chance, 1)[0]}", align="r")
    sheet.seal(430, y + 48, 46, borrower)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "purpose": purpose,
        "payees": truths,
    }
    return Made(sheet.data(), ".pdf", truth("drawdown_application", given))


def _draw_form(chance: random.Random) -> Made:
    """A bank's wide form for a drawing under a limit: five lines for payees, two of them filled."""
    borrower, first, second = CAST.firms(chance, 3)
    day, contract = date(chance), f"EDXH{digits(chance, 9)}"
    purpose = chance.choice(("购买铸造用生铁", "购买饲料原料", "采购面辅料"))
    parts = [chance.randrange(10, 300) * 1_000_000 for _ in range(2)]
    fen, to, banks = sum(parts), [account(chance, 16), account(chance, 19)], [CAST.branch(chance), CAST.branch(chance)]
    sheet = Sheet(9.8, "sans", LANDSCAPE)
    sheet.text(421, 52, "借款支用申请书", size=18, bold=True, align="c")
    sheet.text(50, 82, f"申请日期：{day:%Y-%m-%d}")
    sheet.text(792, 82, "单位：人民币元", align="r")
    lines = [
        [str(k + 1), name, number, bank, figures(part)]
        for k, (name, number, bank, part) in enumerate(zip((first, second), to, banks, parts, strict=True))
    ]
    y = sheet.grid(
        50,
        92,
        (110, 261, 110, 261),
        [
            ["借款人名称", borrower, "额度合同编号", contract],
            ["本次支用金额", figures(fen), "大写", words(fen)],
            ["支用期限", "12个月", "具体用途", purpose],
            ["支付方式", "■受托支付　□自主支付", "利率", "1年期LPR+45BP"],
        ],
        high=28,
        bold_labels=True,
    )
    y = sheet.grid(
        50,
        y + 12,
        (40, 230, 150, 212, 110),
        [
            ["序号", "收款人名称", "收款账号", "收款人开户行", "支付金额"],
            *lines,
            *([str(k), "", "", "", ""] for k in (3, 4, 5)),
        ],
        high=26,
        aligns="clllr",
    )
    y = sheet.grid(50, y, (632, 110), [["合计", figures(fen)]], high=26, aligns="cr")
    sheet.text(50, y + 30, "借款人声明：所附交易合同真实有效，本次支用的资金不以任何形式挪作他用。")
    sheet.text(50, y + 62, f"借款人（公章）：{borrower}　　　　法定代表人：{people(chance, 1)[0]}")
    sheet.text(520, y + 62, "银行审核意见：同意支用")
    sheet.seal(220, y + 54, 40, borrower)
    truths = [
        {"name": name, "account": number, "amount": bare(part)}
        for name, number, part in zip((first, second), to, parts, strict=True)
    ]
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "purpose": purpose,
        "payees": truths,
    }
    return Made(sheet.data(), ".pdf", truth("drawdown_application", given))


def _draw_print(chance: random.Random) -> Made:
    """A person's drawing in a telephone's bank, printed: captions over values, no payees."""
    borrower, day = people(chance, 1)[0], date(chance)
    fen, contract = chance.randrange(5, 400) * 100_000, digits(chance, 18, "7")
    purpose = chance.choice(("进货", "支付房租及货款", "采购年货"))
    sheet = Sheet(10.5, "sans")
    sheet.shade(0, 0, 595, 70, (226, 236, 246))
    sheet.text(60, 44, "普惠快贷 · 用款申请", size=16, bold=True, colour=BLUE)
    sheet.text(535, 44, "线上渠道电子凭证", size=9, align="r", colour=GREY)
    rows = (
        ("借款人", borrower),
        ("贷款合同编号", contract),
        ("申请用款金额", f"¥{figures(fen)}"),
        ("金额大写", words(fen)),
        ("用款用途", purpose),
        ("支付方式", "自主支付"),
        ("入账账户", f"{digits(chance, 4, '62')}****{digits(chance, 4)}"),
        ("申请时间", f"{day:%Y-%m-%d} 09:{chance.randrange(10, 60)}:41"),
        ("申请状态", "审批通过"),
    )
    y = 112.0
    for caption, value in rows:
        sheet.text(60, y, caption, size=9, colour=GREY)
        sheet.text(60, y + 18, value, size=12)
        sheet.line(60, y + 30, 535, y + 30, thick=0.4, colour=GREY)
        y += 52
    sheet.text(60, y + 10, "本页由系统生成，如有疑问请致电客户服务热线。", size=8.5, colour=GREY)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "purpose": purpose,
    }
    return Made(sheet.data(), ".pdf", truth("drawdown_application", given))


def _order(sheet: Sheet, **given: object) -> Made:
    return Made(sheet.data(), ".pdf", truth("entrusted_payment_order", given))


def _order_form(chance: random.Random) -> Made:
    """An order as a ruled form: the payee's particulars under a heading that spans the form."""
    borrower, payee = CAST.firms(chance, 2)
    day, fen = date(chance), chance.randrange(30, 2000) * 1_000_000
    contract, bank, to = f"借字{digits(chance, 9, '20')}", CAST.branch(chance), account(chance, 18)
    purpose = chance.choice(("货款", "设备款", "钢材采购款"))
    sheet = Sheet(10.5, "serif")
    sheet.text(297, 72, "贷款资金受托支付申请书", size=18, bold=True, align="c")
    sheet.text(60, 104, f"{CAST.branch(chance)}：")
    y = sheet.paragraph(60, 126, 475, "　　依据我单位与贵行签订的借款合同，特申请贵行将下述贷款资金支付给交易对象。")
    y = sheet.grid(
        60,
        y + 2,
        (95, 142, 95, 143),
        [
            [("一、借款信息", 4)],
            ["借款人", borrower, "借款合同编号", contract],
            ["支付金额", (f"（大写）{words(fen)}　（小写）￥{figures(fen)}", 3)],
            ["资金用途", purpose, "支付日期", padded(day)],
            [("二、收款人信息", 4)],
            ["收款人全称", (payee, 3)],
            ["收款人账号", (to, 3)],
            ["收款人开户银行", (bank, 3)],
            [("三、交易背景资料", 4)],
            [("■购销合同　■发票　□验收单　□工程监理证明　□其他", 4)],
        ],
        high=30,
    )
    sheet.text(60, y + 30, "我单位承诺以上内容属实，如有虚假，由我单位承担一切责任。")
    sheet.text(330, y + 66, f"申请人（公章）：{borrower}")
    sheet.text(330, y + 92, f"申请日期：{padded(day)}")
    sheet.seal(450, y + 70, 44, borrower)
    return _order(
        sheet,
        contract_number=contract,
        borrower=borrower,
        amount=bare(fen),
        date=day.isoformat(),
        payee_name=payee,
        payee_account=to,
        payee_bank=bank,
        purpose=purpose,
    )


def _order_letter(chance: random.Random) -> Made:
    """A person asks his bank by letter to pay a dealer."""
    borrower, day = people(chance, 1)[0], date(chance)
    payee = f"{chance.choice(CAST.places)}{chance.choice(CAST.stems)}家居建材有限公司"
    fen, contract = chance.randrange(20, 500) * 100_000, f"XFD{digits(chance, 11)}"
    bank, to, purpose = CAST.branch(chance), account(chance, 17), chance.choice(("装修材料款", "家具购置款"))
    sheet = Sheet(13, "serif")
    sheet.text(297, 110, "支付委托书", size=24, bold=True, align="c")
    sheet.text(84, 160, f"{CAST.branch(chance)}：")
    y = sheet.paragraph(
        84,
        194,
        430,
        f"　　本人{borrower}在贵行办理个人贷款（合同编号：{contract}），现不可撤销地委托贵行在放款后，"
        f"将下列款项直接划付给收款单位，作为{purpose}：",
        leading=2,
    )
    paid = f"人民币{words(fen)}（￥{figures(fen)}）"
    for caption, value in (("户　名", payee), ("账　号", to), ("开户行", bank), ("金　额", paid)):
        sheet.text(118, y + 6, f"{caption}：{value}")
        y += 28
    y = sheet.paragraph(84, y + 12, 430, "　　因收款信息填写有误造成的损失，由本人自行承担。", leading=2)
    sheet.text(510, y + 50, f"委托人（签名）：{borrower}", align="r")
    sheet.text(510, y + 80, chinese(day), align="r")
    return _order(
        sheet,
        contract_number=contract,
        borrower=borrower,
        amount=bare(fen),
        date=day.isoformat(),
        payee_name=payee,
        payee_account=to,
        payee_bank=bank,
        purpose=purpose,
    )


def _order_sides(chance: random.Random) -> Made:
    """A slip-like order on a half sheet: who pays on the left, who is paid on the right, words below."""
    borrower, payee = CAST.firms(chance, 2)
    day, fen = date(chance), chance.randrange(3, 900) * 1_234_500
    contract, bank, to = digits(chance, 13, "88"), CAST.branch(chance), account(chance, 20, "1")
    purpose = chance.choice(("支付芯片款", "支付运费", "支付面料款"))
    sheet = Sheet(9.5, "sans", (720, 400))
    sheet.text(360, 42, "受托支付通知单", size=16, bold=True, align="c", spacing=2)
    sheet.text(40, 68, f"借款合同编号：{contract}")
    sheet.text(680, 68, spread(day), align="r")
    sheet.grid(
        40,
        78,
        (26, 66, 228, 26, 66, 228),
        [
            ["借", "全称", borrower, "收", "全称", payee],
            ["款", "贷款账号", account(chance, 16, "5"), "款", "账号", to],
            ["人", "开户行", CAST.branch(chance), "人", "开户行", bank],
        ],
        high=34,
        aligns="cclccl",
    )
    sheet.grid(
        40,
        180,
        (92, 378, 170),
        [["支付金额", f"人民币（大写）{words(fen)}", f"￥{figures(fen)}"]],
        high=36,
        aligns="clr",
    )
    sheet.grid(40, 216, (92, 548), [["用途", purpose], ["附言", "按购销合同约定付款"]], high=30, aligns="cl")
    sheet.text(40, 304, "请贵行按上列内容从本次放款中支付。")
    sheet.text(420, 334, f"委托人签章：{borrower}")
    sheet.seal(560, 336, 38, borrower)
    sheet.text(40, 376, "第二联　贷款行留存", size=8, colour=GREY)
    return _order(
        sheet,
        contract_number=contract,
        borrower=borrower,
        amount=bare(fen),
        date=day.isoformat(),
        payee_name=payee,
        payee_account=to,
        payee_bank=bank,
        purpose=purpose,
    )


PAPERS = (
    Paper("drawdown3-notice-letter", "held", _draw_letter),
    Paper("drawdown3-limit-form", "held", _draw_form),
    Paper("drawdown3-telephone-print", "held", _draw_print),
    Paper("entrusted3-ruled-form", "held", _order_form),
    Paper("entrusted3-person-letter", "held", _order_letter),
    Paper("entrusted3-half-sheet", "held", _order_sides),
)
