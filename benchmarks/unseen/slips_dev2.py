"""Banks' slips of one transfer."""

from __future__ import annotations

import random

from unseen.drawing import GREY, LANDSCAPE, Sheet
from unseen.made import Made, Paper
from unseen.slips import DigitBoxes, Transfer, slip
from unseen.values import DEV2, chinese, digits, figures, padded, spread, wide, words

_USES = ("购聚乙烯颗粒款", "材料款", "混凝土款（二标段）", "代付劳务费", "广告费尾款")


def _transfer(chance: random.Random) -> Transfer:
    return Transfer.made(chance, DEV2, _USES)


def _special(chance: random.Random) -> Made:
    """A firm's slip with payee first and rules between rows only."""
    t = _transfer(chance)
    sheet = Sheet(9.5, "sans", (640, 360))
    sheet.text(40, 44, t.payer_bank, size=12, bold=True)
    sheet.text(600, 44, "单位客户专用回单", size=14, bold=True, align="r")
    sheet.text(40, 66, f"币别：人民币（本位币）　　{padded(t.day)}")
    sheet.text(600, 66, f"流水号：{t.reference}", align="r")
    rows = [
        ["收款人全称", t.payee, "付款人全称", t.payer],
        ["收款人账号", t.payee_account, "付款人账号", t.payer_account],
        ["收款人开户行", t.payee_bank, "付款人开户行", t.payer_bank],
        ["大写金额", t.words, "小写金额", f"¥{figures(t.fen)}"],
        ["用途", t.use, "结算方式", "转账"],
        ["凭证种类", "电子转账凭证", "凭证号码", ""],
    ]
    y = sheet.grid(40, 78, [75, 215, 75, 195], rows, high=30, rules="rows")
    sheet.text(40, y + 20, f"打印柜员：{digits(chance, 9)}　打印机构：{t.payer_bank}　打印卡号：", size=8)
    sheet.seal(540, y - 30, 42, "电子回单专用章")
    return slip(sheet, t)


def _steps(chance: random.Random) -> Made:
    """Captions above their values."""
    t = _transfer(chance)
    sheet = Sheet(10.5, "sans", (480, 560))
    sheet.text(240, 52, "汇款电子回单", size=17, bold=True, align="c")
    sheet.text(240, 76, f"¥ {figures(t.fen)}", size=15, align="c")
    sheet.text(240, 94, t.words, size=9.5, align="c", colour=GREY)
    items = (
        ("付款方户名", t.payer, "付款方账号", t.payer_account),
        ("收款方户名", t.payee, "收款方账号", t.payee_account),
        ("付款方开户行", t.payer_bank, "收款方开户行", t.payee_bank),
        ("交易时间", f"{t.day:%Y-%m-%d} 10:2{chance.randrange(10)}:3{chance.randrange(10)}", "交易流水", t.reference),
        ("汇款附言", t.use, "交易状态", "交易成功"),
    )
    for k, (a, one, b, two) in enumerate(items):
        y = 135 + 72 * k
        for x, caption, value in ((50, a, one), (260, b, two)):
            sheet.text(x, y, caption, size=9, colour=GREY)
            for n, line in enumerate(sheet.broken(value, 185)):
                sheet.text(x, y + 18 + 14 * n, line)
        sheet.line(50, y + 44, 430, y + 44, thick=0.3, colour=GREY)
    sheet.text(50, 525, "本回单由系统生成，仅供参考；以银行账务记录为准。", size=8, colour=GREY)
    return slip(sheet, t)


def _landscape(chance: random.Random) -> Made:
    """A whole landscape sheet, parties in the rows of one table."""
    t = _transfer(chance)
    sheet = Sheet(12, "serif", LANDSCAPE)
    sheet.text(421, 80, "支 付 业 务 回 单", size=20, bold=True, align="c")
    sheet.text(421, 108, f"入账日期：{chinese(t.day)}", align="c")
    rows = [
        ["", "名　　称", "账　　号", "开 户 行"],
        ["付款单位", t.payer, t.payer_account, t.payer_bank],
        ["收款单位", t.payee, t.payee_account, t.payee_bank],
        ["汇划金额", (f"人民币{t.words}　　￥{wide(figures(t.fen))}", 3)],
        ["附　　言", (t.use, 3)],
        ["业务流水号", (t.reference, 3)],
    ]
    y = sheet.grid(60, 125, [90, 220, 190, 220], rows, high=38, aligns="clcl")
    sheet.text(60, y + 30, "会计主管：　　　　授权：　　　　复核：　　　　录入：")
    return slip(sheet, t)


def _settlement(chance: random.Random) -> Made:
    """An application for settlement with boxes for the figures and marks between ways of settlement."""
    t = _transfer(chance)
    sheet = Sheet(9.5, "sans", (640, 390))
    sheet.text(320, 42, "结算业务申请书", size=17, bold=True, align="c")
    sheet.text(320, 62, f"申请日期　{spread(t.day)}", align="c")
    sheet.text(600, 62, f"{t.reference}", align="r", size=11)
    sheet.grid(40, 72, [80, 480], [["业务类型", "■电汇　□信汇　□汇票　□本票　□其他________"]], high=24)
    for x, caption, name, account, bank in (
        (40, "申请人", t.payer, t.payer_account, t.payer_bank),
        (320, "收款人", t.payee, t.payee_account, t.payee_bank),
    ):
        sheet.box(x, 96, 20, 90)
        sheet.upright(x + 10, 125, caption, size=9)
        sheet.grid(x + 20, 96, [62, 198], [["全　称", name], ["账号或地址", account], ["开户银行", bank]], high=30)
    sheet.box(40, 186, 560, 44)
    sheet.text(46, 205, "金额（大写）")
    sheet.text(46, 222, f"人民币{t.words}")
    DigitBoxes(sheet, 413, 186, 17, 11).draw(t.fen)
    y = sheet.grid(
        40,
        230,
        [80, 200, 80, 200],
        [["支付密码", digits(chance, 4) + "********", "用　途", t.use], ["附加信息", ("", 3)]],
    )
    sheet.text(46, y + 20, "申请人签章：　　　　　　　　　银行签章：")
    sheet.seal(160, y + 30, 40, t.payer)
    return slip(sheet, t, accept={"reference": ["any"]})


def _bilingual(chance: random.Random) -> Made:
    """Captions in two languages, in one cell with their values."""
    t = _transfer(chance)
    sheet = Sheet(10, "serif", (600, 420))
    sheet.text(300, 48, "转账汇款回单", size=16, bold=True, align="c")
    sheet.text(300, 64, "Remittance Advice", size=9, align="c", colour=GREY)
    said = words(t.fen, yuan="圆")
    rows = [
        [f"汇款人 Remitter：{t.payer}", f"汇款账号 A/C No.：{t.payer_account}"],
        [f"汇款行 Bank：{t.payer_bank}", f"汇款日期 Date：{t.day:%Y.%m.%d}"],
        [f"收款人 Beneficiary：{t.payee}", f"收款账号 A/C No.：{t.payee_account}"],
        [f"收款行 Bank：{t.payee_bank}", f"流水号 Ref. No.：{t.reference}"],
        [f"金额 Amount：CNY {figures(t.fen)}", f"大写 In words：{said}"],
        [(f"用途 Purpose：{t.use}", 2)],
    ]
    y = sheet.grid(40, 80, [280, 240], rows, high=36)
    sheet.text(40, y + 22, "客户须知：请妥善保管本回单。", size=8)
    return slip(sheet, t, words_=said)


PAPERS = (
    Paper("slip-special", "dev", _special),
    Paper("slip-steps", "dev", _steps),
    Paper("slip-landscape", "dev", _landscape),
    Paper("slip-settlement", "dev", _settlement),
    Paper("slip-bilingual", "dev", _bilingual),
)
