"""Receipts for money (收据): printed books of slips, forms filled by a program, and notes written on a plain sheet."""

from __future__ import annotations

import random

from unseen.drawing import BLUE, GREY, RED, Sheet
from unseen.made import Made, Paper
from unseen.values import DEV, DEV2, bare, chinese, date, digits, figures, money, padded, spread, truth, words


def _book(chance: random.Random) -> Made:
    """A slip out of a book: captions before underlined blanks."""
    payee, payer = DEV.firms(chance, 2)
    day, fen = date(chance), money(chance, 200, 90_000, 100)
    reason = chance.choice(("货款", "房租押金", "定金", "场地租赁费"))
    sheet = Sheet(12, "serif", (560, 300), RED)
    sheet.text(280, 50, "收　款　收　据", size=22, bold=True, align="c")
    sheet.text(520, 50, f"№ {digits(chance, 7)}", size=13, align="r")
    sheet.text(280, 78, spread(day), align="c", colour=BLUE)
    for y, caption, value in (
        (115, "今收到", payer),
        (150, "交　来", reason),
        (185, "人民币（大写）", words(fen)),
        (220, "￥", figures(fen)),
    ):
        end = sheet.text(60, y, caption)
        sheet.text(end + 12, y, value, colour=BLUE)
        sheet.line(end + 4, y + 4, 500 if y != 220 else 220, y + 4, colour=RED)
    sheet.text(60, 265, "收款单位（盖章）")
    sheet.text(165, 265, payee, colour=BLUE)
    sheet.text(400, 265, f"经手人：{DEV.person(chance)}")
    sheet.seal(250, 245, 45, payee)
    fields = {"payer": payer, "payee": payee, "reason": reason}
    return Made(sheet.data(), ".pdf", truth("receipt", {**_sums(fen), "date": day.isoformat(), **fields}))


def _sums(fen: int) -> dict[str, str]:
    return {"amount": bare(fen), "amount_in_words": words(fen)}


def _ruled(chance: random.Random) -> Made:
    """A ruled form that an office program fills; the payee only stands in the last line."""
    payee, payer = DEV.firms(chance, 2)
    day, fen = date(chance), money(chance, 3_000, 800_000)
    reason = chance.choice(("2025年第三季度物业管理费", "合同履约保证金", "设备维修预付款", "样品押金"))
    sheet = Sheet(10.5, "sans", (595, 420))
    sheet.text(297, 60, "收 据", size=18, bold=True, align="c")
    sheet.text(50, 90, f"日期：{day:%Y-%m-%d}")
    sheet.text(545, 90, f"编号：SJ{digits(chance, 8)}", align="r")
    rows = [
        ["付款方", (payer, 3)],
        ["收款事由", (reason, 3)],
        ["金额（大写）", words(fen, yuan="圆"), "金额（小写）", f"¥{figures(fen)}"],
        ["收款方式", chance.choice(("银行转账", "现金", "支票")), "备注", ""],
    ]
    y = sheet.grid(50, 102, [80, 215, 80, 120], rows, high=30)
    sheet.text(50, y + 24, f"收款方：{payee}")
    sheet.text(330, y + 24, f"会计：{DEV.person(chance)}　出纳：{DEV.person(chance)}")
    sheet.text(50, y + 50, "本收据一式三联，第二联交付款方；仅作收款证明，不得替代发票。", size=8, colour=GREY)
    fields = {"payer": payer, "payee": payee, "reason": reason, "amount_in_words": words(fen, yuan="圆")}
    return Made(sheet.data(), ".pdf", truth("receipt", {**_sums(fen), "date": day.isoformat(), **fields}))


def _note(chance: random.Random) -> Made:
    """A note in sentences, signed by a person."""
    payer, payee = DEV.firm(chance), DEV.person(chance)
    day, fen = date(chance), money(chance, 500, 60_000, 10_000)
    sheet = Sheet(14, "serif")
    sheet.text(297, 130, "收条", size=24, bold=True, align="c")
    text = f"　　今收到{payer}支付的门面装修工程款人民币{words(fen)}（￥{figures(fen)}）。此据。"
    y = sheet.paragraph(90, 190, 420, text, leading=2.2)
    sheet.text(400, y + 40, f"收款人：{payee}")
    sheet.text(400, y + 75, chinese(day))
    fields = {"payer": payer, "payee": payee, "reason": "门面装修工程款", "date": day.isoformat()}
    return Made(sheet.data(), ".pdf", truth("receipt", {**_sums(fen), **fields}))


def _wide(chance: random.Random) -> Made:
    """A slip with its captions over their values, and the amount in a row of boxes."""
    payee, payer = DEV2.firms(chance, 2)
    day, fen = date(chance), money(chance, 1_000, 99_999)
    reason = chance.choice(("转让旧叉车一台", "仓储费", "投标保证金", "七月份水电费"))
    sheet = Sheet(10, "sans", (640, 330), (0, 90, 60))
    sheet.text(320, 45, "资 金 往 来 收 据", size=17, bold=True, align="c")
    sheet.line(210, 52, 430, 52, thick=1.2)
    sheet.text(320, 70, f"开具日期：{padded(day)}", align="c")
    sheet.text(600, 45, f"No.{digits(chance, 8)}", align="r", colour=RED)
    y = sheet.grid(
        40,
        85,
        [190, 190, 180],
        [["交款单位（个人）", "款项内容", "结算方式"], [payer, reason, "转账"]],
        high=28,
        aligns="ccc",
    )
    row = [["大写金额", f"人民币：{words(fen)}", "小写", f"￥{figures(fen)}"]]
    y = sheet.grid(40, y, [80, 280, 50, 150], row, high=32)
    sheet.text(40, y + 28, f"收款单位：{payee}（财务专用章）")
    sheet.text(420, y + 28, f"开票人：{DEV2.person(chance)}")
    sheet.text(520, y + 28, f"收款人：{DEV2.person(chance)}")
    sheet.seal(220, y + 30, 42, payee)
    fields = {"payer": payer, "payee": payee, "reason": reason, "date": day.isoformat()}
    accept = {"amount_in_words": [f"人民币：{words(fen)}", f"人民币{words(fen)}"]}
    return Made(sheet.data(), ".pdf", truth("receipt", {**_sums(fen), **fields}, accept))


def _list(chance: random.Random) -> Made:
    """Lines of caption and value without any rule, as a property office prints it."""
    payee, payer = DEV2.firm(chance), DEV2.person(chance)
    day, fen = date(chance), money(chance, 100, 9_000)
    reason = chance.choice(("停车位租金", "装修保证金", "宽带初装费", "摊位管理费"))
    sheet = Sheet(11, "sans", (420, 400))
    sheet.text(210, 50, payee, size=14, bold=True, align="c")
    sheet.text(210, 75, "收款凭据", size=13, align="c")
    lines = (
        ("收据号", digits(chance, 10)),
        ("收款时间", f"{day:%Y/%m/%d} {chance.randrange(9, 18)}:{chance.randrange(10, 60)}"),
        ("交款人", payer),
        ("收费项目", reason),
        ("实收金额", f"{figures(fen)} 元"),
        ("大写", words(fen)),
        ("支付方式", "微信"),
    )
    for k, (caption, value) in enumerate(lines):
        sheet.text(60, 115 + 26 * k, caption, colour=GREY)
        sheet.text(150, 115 + 26 * k, value)
    sheet.text(60, 330, f"收款单位：{payee}")
    fields = {"payer": payer, "payee": payee, "reason": reason, "date": day.isoformat()}
    return Made(sheet.data(), ".pdf", truth("receipt", {**_sums(fen), **fields}))


def _letter(chance: random.Random) -> Made:
    """A firm's confirmation in sentences that it has the money."""
    payee, payer = DEV2.firms(chance, 2)
    day, fen = date(chance), money(chance, 10_000, 3_000_000, 100)
    sheet = Sheet(12.5, "serif")
    sheet.text(297, 110, "收 款 收 据", size=20, bold=True, align="c")
    sums = f"计人民币（大写）{words(fen, whole='正')}，小写：{figures(fen)}元。"
    text = f"兹收到 {payer} 交来购买原料的预付款，{sums}特立此据为凭。"
    y = sheet.paragraph(80, 165, 435, "　　" + text, leading=2)
    sheet.text(515, y + 45, f"收款单位（公章）：{payee}", align="r")
    sheet.text(515, y + 72, f"经办人：{DEV2.person(chance)}", align="r")
    sheet.text(515, y + 99, spread(day), align="r")
    sheet.seal(430, y + 50, 55, payee)
    fields = {"payer": payer, "payee": payee, "reason": "购买原料的预付款", "date": day.isoformat()}
    given = {**_sums(fen), **fields, "amount_in_words": words(fen, whole="正")}
    return Made(sheet.data(), ".pdf", truth("receipt", given))


PAPERS = (
    Paper("receipt-book", "dev", _book),
    Paper("receipt-ruled", "dev", _ruled),
    Paper("receipt-note", "dev", _note),
    Paper("receipt-wide", "dev", _wide),
    Paper("receipt-list", "dev", _list),
    Paper("receipt-letter", "dev", _letter),
)
