"""Held slips that are forms: for paying in, for a telegraphic transfer, for an order, a bank's electronic receipt."""

from __future__ import annotations

import random
from collections.abc import Callable

from ..drawing import BLUE, RED
from ..made import Made, Paper
from ..values import digits, figures, padded
from .bank_table import Press
from .transfers import transfer

_HALF = (620.0, 330.0)
_UNITS = "亿千百十万千百十元角分"


def _boxes(sheet: Press, x: float, y: float, fen: int) -> None:
    """Print an amount, a figure to a box, below the units."""
    signs = f"¥{fen}".rjust(len(_UNITS))
    for k, unit in enumerate(_UNITS):
        sheet.box(x + 14 * k, y, 14, 16, thick=0.4)
        sheet.box(x + 14 * k, y + 16, 14, 22, thick=0.4)
        sheet.text(x + 14 * k + 7, y + 11, unit, size=7.5, align="c")
    for k, sign in enumerate(signs):
        sheet.text(x + 14 * k + 7, y + 32, sign.strip(), size=10.5, align="c", colour=(20, 20, 20))


def _paying_in(chance: random.Random) -> Made:
    """进账单: who drew the cheque stands left, who is paid right, one figure to a box."""
    bank = "哈尔滨银行股份有限公司"
    t = transfer(chance, payer_bank=bank)
    sheet = Press(9, face="serif", page=_HALF, ink=(60, 60, 120))
    black = (20, 20, 20)
    sheet.text(310, 34, "哈尔滨银行　进 账 单（收账通知）　3", size=14, bold=True, align="c")
    sheet.text(310, 56, f"{t.day.year} 年 {t.day.month:02d} 月 {t.day.day:02d} 日", align="c", colour=black)
    left, top, row = 30, 66, 24
    for n, (caption, labels) in enumerate(
        (
            ("出票人", (("全　　称", t.payer), ("账　　号", t.payer_account), ("开户银行", t.payer_bank))),
            ("收款人", (("全　　称", t.payee), ("账　　号", t.payee_account), ("开户银行", t.payee_bank))),
        )
    ):
        x = left + 280 * n
        sheet.box(x, top, 22, 3 * row)
        sheet.upright(x + 11, top + 20, caption, size=9)
        for k, (label, value) in enumerate(labels):
            sheet.box(x + 22, top + row * k, 52, row)
            sheet.box(x + 74, top + row * k, 206, row)
            sheet.text(x + 48, top + row * k + 15, label, size=8.5, align="c")
            sheet.text(x + 77, top + row * k + 15, value, size=8.5, colour=black)
    y = top + 3 * row
    sheet.box(left, y, 560, 38)
    sheet.text(left + 4, y + 16, "金额", size=9)
    sheet.text(left + 30, y + 15, "人民币", size=8)
    sheet.text(left + 30, y + 29, "(大写)", size=8)
    said = t.words(whole="整")
    sheet.text(left + 66, y + 23, said, size=9.5, colour=black)
    _boxes(sheet, left + 560 - 14 * len(_UNITS), y, t.fen)
    y += 38
    sheet.box(left, y, 280, 22)
    sheet.text(left + 5, y + 15, "票据种类　转账支票　　票据张数　壹张", size=8.5)
    sheet.box(left, y + 22, 280, 22)
    cheque = digits(chance, 8, "30")
    sheet.text(left + 5, y + 37, f"票据号码　{cheque}", size=8.5)
    sheet.box(left, y + 44, 280, 44)
    sheet.text(left + 5, y + 82, "复核　　　　　　记账", size=8.5)
    sheet.box(left + 280, y, 280, 88)
    sheet.text(left + 400, y + 82, "收款人开户银行签章", size=8.5)
    sheet.upright(606, 100, "此联是收款人开户银行交给收款人的收账通知", size=7)
    sheet.seal(540, y + 42, 36, "哈尔滨银行转讫")
    accept = {"reference": [cheque], "date": [t.day.isoformat()]}
    true = t.told(said=said, accept=accept, remark=None, reference=None)
    return Made(sheet.data(), ".pdf", true)


def _telegraph(chance: random.Random) -> Made:
    """电汇凭证: places beside the banks, the day in the middle, use in a box of its own."""
    t = transfer(chance, payer_bank="恒丰银行股份有限公司")
    sheet = Press(9, page=_HALF, ink=RED, latin="courier")
    black = (20, 20, 20)
    sheet.text(310, 36, "恒丰银行 电汇凭证（回 单）", size=15, bold=True, align="c")
    sheet.text(560, 36, "1", size=14)
    sheet.text(36, 60, "□普通　■加急", size=9)
    sheet.text(310, 60, f"委托日期　{t.day.year}年{t.day.month}月{t.day.day}日", align="c", colour=black)
    said = t.words(yuan="圆", whole="整")
    cells = (
        ("汇款人全称", t.payer, "收款人全称", t.payee),
        ("汇款人账号", t.payer_account, "收款人账号", t.payee_account),
        ("汇出地点", "山东省烟台市", "汇入地点", "广东省江门市"),
        ("汇出行名称", t.payer_bank, "汇入行名称", t.payee_bank),
    )
    y = 70.0
    for row in cells:
        for k, cell in enumerate(row):
            x, wide = ((30, 70), (100, 210), (310, 70), (380, 210))[k]
            sheet.box(x, y, wide, 24)
            sheet.text(x + 4, y + 16, cell, size=8.5, colour=black if k % 2 else None)
        y += 24
    sheet.box(30, y, 560, 40)
    sheet.text(34, y + 24, "金额（大写）人民币", size=8.5)
    sheet.text(124, y + 24, said, size=9.5, colour=black)
    _boxes(sheet, 590 - 14 * len(_UNITS), y + 1, t.fen)
    y += 40
    sheet.box(30, y, 280, 76)
    sheet.text(300, y + 68, "汇出行签章", size=8.5, align="r")
    sheet.box(310, y, 280, 24)
    sheet.text(314, y + 16, "支付密码", size=8.5)
    sheet.box(310, y + 24, 280, 30)
    sheet.text(314, y + 42, "附加信息及用途：", size=8.5)
    sheet.text(394, y + 42, t.use, size=9, colour=black)
    sheet.box(310, y + 54, 280, 22)
    sheet.text(314, y + 69, "复核：　　　　　记账：", size=8.5)
    sheet.seal(120, y + 40, 36, "恒丰银行业务清讫")
    return Made(sheet.data(), ".pdf", t.told(said=said, reference=None))


def _order(chance: random.Random) -> Made:
    """业务委托书回执: a row of kinds to tick, then what the bank's printer wrote."""
    bank = "渤海银行股份有限公司"
    t = transfer(chance, payer_bank=bank)
    sheet = Press(9, page=(620.0, 360.0), latin="courier")
    sheet.text(44, 38, "渤海银行", size=15, bold=True, colour=BLUE)
    sheet.text(310, 38, "业务委托书　回执", size=15, align="c", bold=True)
    sheet.text(580, 38, f"No. {t.reference}", align="r", colour=RED)
    sheet.text(44, 62, f"委托日期：{padded(t.day)}")
    sheet.box(40, 70, 540, 26)
    sheet.text(46, 87, "业务类型：□现金汇款　■转账汇款　□汇票申请　□本票申请　□其他", size=9)
    rows = (("付款人", "收款人"), (t.payer, t.payee), (t.payer_account, t.payee_account), (t.payer_bank, t.payee_bank))
    for k, (one, two) in enumerate(rows):
        for n, value in enumerate((one, two)):
            x = 40 + 270 * n
            sheet.box(x, 96 + 24 * k, 270, 24)
            label = ("", "户名：", "账号：", "开户行：")[k]
            if k:
                sheet.text(x + 6, 96 + 24 * k + 16, f"{label}{value}", size=9)
            else:
                sheet.text(x + 135, 96 + 16, value, align="c", bold=True)
    said = t.words()
    sheet.box(40, 192, 540, 26)
    sheet.text(46, 209, f"金额（大写）人民币{said}", size=9)
    sheet.box(40, 218, 540, 26)
    sheet.text(46, 235, f"金额（小写）￥{figures(t.fen)}　　币种：人民币", size=9)
    sheet.box(40, 244, 540, 26)
    sheet.text(46, 261, f"用途：{t.use}", size=9)
    sheet.box(40, 270, 540, 60)
    sheet.text(46, 288, "银行打印：", size=8.5)
    sheet.text(100, 288, f"{t.moment:%Y%m%d %H:%M:%S}  柜员 0{digits(chance, 4)}  交易成功", size=8.5)
    sheet.text(46, 306, "银行受理后盖章有效，重复打印请注意核对。", size=8)
    sheet.seal(520, 292, 38, "渤海银行业务受理章")
    true = t.told(said=said)
    return Made(sheet.data(), ".pdf", true)


def _electronic(chance: random.Random) -> Made:
    """网上银行电子回单: blocks of the two sides with upright captions, a pale ground, a square seal's place."""
    t = transfer(chance, payer_bank="重庆农村商业银行股份有限公司")
    sheet = Press(9, page=(640.0, 400.0), stretch=96)
    sheet.shade(0, 0, 640, 400, (246, 250, 246))
    sheet.text(320, 40, "重庆农村商业银行网上银行电子回单", size=15, bold=True, align="c")
    sheet.text(30, 64, f"电子回单号码：{t.reference}", size=9)
    sheet.text(610, 64, f"交易日期：{t.day.year}-{t.day.month:02d}-{t.day.day:02d}", size=9, align="r")
    pen = (90, 140, 100)
    for n, (caption, values) in enumerate(
        (("付款方", (t.payer, t.payer_account, t.payer_bank)), ("收款方", (t.payee, t.payee_account, t.payee_bank)))
    ):
        x = 30 + 290 * n
        sheet.box(x, 74, 24, 90, colour=pen)
        sheet.upright(x + 12, 104, caption, size=9)
        for k, (label, value) in enumerate(zip(("户名", "账号", "开户行"), values, strict=True)):
            sheet.box(x + 24, 74 + 30 * k, 46, 30, colour=pen)
            sheet.box(x + 70, 74 + 30 * k, 220, 30, colour=pen)
            sheet.text(x + 47, 93 + 30 * k, label, align="c")
            for m, line in enumerate(sheet.broken(value, 212)):
                sheet.text(x + 74, (93 if len(value) < 24 else 87) + 30 * k + 12 * m, line)
    said = t.words()
    low = sheet.grid(
        30,
        164,
        (94, 196, 94, 196),
        (
            ("金额（小写）", f"{figures(t.fen)} 元", "金额（大写）", said),
            ("币种", "人民币", "交易渠道", "企业网银"),
            ("业务种类", "跨行转账", "交易时间", f"{t.moment:%H:%M:%S}"),
            ("附言", (t.use, 3)),
        ),
        high=26,
        colour=pen,
        size=9,
    )
    sheet.text(30, low + 18, "重要提示：本回单仅作为业务处理的参考凭据，请勿重复记账。", size=8)
    sheet.seal(560, low + 10, 40, "重庆农村商业银行电子回单专用章")
    sheet.text(30, low + 36, f"验证码：{digits(chance, 4)} {digits(chance, 4)} {digits(chance, 4)}", size=8)
    return Made(sheet.data(), ".pdf", t.told(said=said))


_MAKERS: tuple[tuple[str, Callable[[random.Random], Made]], ...] = (
    ("slip-held-paying-in", _paying_in),
    ("slip-held-telegraph", _telegraph),
    ("slip-held-order", _order),
    ("slip-held-electronic", _electronic),
)
PAPERS = tuple(Paper(name, "held", make) for name, make in _MAKERS)
