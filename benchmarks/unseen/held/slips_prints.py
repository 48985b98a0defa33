"""Held slips that are prints: two on a sheet, a phone's certificate, labels in two languages, a notice of receipt."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from ..drawing import GREY
from ..made import Made, Paper
from ..values import digits, figures, padded
from .bank_ledger import several
from .bank_table import Press
from .transfers import Transfer, grouped, transfer


def _two(chance: random.Random) -> Made:
    """Two slips of one payer on one sheet with a line to cut along between them."""
    bank = "赣东农村商业银行股份有限公司"
    first, second = transfer(chance, payer_bank=bank), transfer(chance, payer_bank=bank)
    sheet = Press(9.5, face="serif", latin="times")
    trues = [_half(sheet, t, 421 * n) for n, t in enumerate((first, second))]
    for k in range(48):
        sheet.line(20 + 12 * k, 421, 26 + 12 * k, 421, colour=GREY)
    return Made(sheet.data(), ".pdf", several(trues, ((1,), (1,))))


def _half(sheet: Press, t: Transfer, top: float) -> dict[str, Any]:
    sheet.text(297, top + 52, "赣东农村商业银行客户专用回单", size=14, bold=True, align="c")
    sheet.text(50, top + 82, f"回单编号：{t.reference}")
    sheet.text(545, top + 82, f"日期：{padded(t.day)}", align="r")
    sheet.line(50, top + 92, 545, top + 92)
    said = t.words()
    lines = (
        (f"付款人账号：{t.payer_account}", f"收款人账号：{t.payee_account}"),
        (f"付款人户名：{t.payer}", f"收款人户名：{t.payee}"),
    )
    for k, pair in enumerate(lines):
        for n, text in enumerate(pair):
            sheet.text(50 + 255 * n, top + 114 + 22 * k, text, size=9)
    sheet.text(50, top + 158, f"付款人开户行：{t.payer_bank}", size=9)
    sheet.text(50, top + 180, f"收款人开户行：{t.payee_bank}", size=9)
    sheet.text(50, top + 206, f"金　额：人民币 {figures(t.fen)}")
    sheet.text(50, top + 228, f"大　写：{said}")
    sheet.text(50, top + 250, f"用　途：{t.use}")
    sheet.line(50, top + 264, 545, top + 264)
    sheet.text(50, top + 284, "经办：自助终端　　打印次数：1　　自助打印，注意重复", size=8.5)
    sheet.seal(470, top + 240, 42, "赣东农村商业银行回单章")
    return t.told(said=said)


def _phone(chance: random.Random) -> Made:
    """A certificate from a phone: a tall page, captions left and values at the right edge, persons."""
    t = transfer(chance, persons=True, payer_bank="滨澜银行股份有限公司")
    sheet = Press(11, page=(360.0, 680.0), latin="helvetica")
    sheet.shade(0, 0, 360, 96, (24, 84, 140))
    sheet.text(180, 44, "滨澜银行", size=14, align="c", colour=(255, 255, 255))
    sheet.text(180, 72, "转账汇款电子凭证", size=16, bold=True, align="c", colour=(255, 255, 255))
    sheet.text(180, 136, f"¥ {figures(t.fen)}", size=24, bold=True, align="c")
    said = t.words(whole="整", after_jiao="整")
    sheet.text(180, 158, said, size=10, align="c", colour=GREY)
    y = 196.0
    for label, value in (
        ("交易状态", "交易成功"),
        ("转出账户", grouped(t.payer_account)),
        ("付款户名", t.payer),
        ("收款户名", t.payee),
        ("收款账户", grouped(t.payee_account)),
        ("收款银行", t.payee_bank.partition("银行")[0] + "银行"),
        ("转账附言", t.use),
        ("手续费", "0.00元"),
        ("交易时间", f"{t.moment:%Y/%m/%d %H:%M:%S}"),
        ("交易流水号", t.reference),
    ):
        sheet.text(24, y, label, colour=GREY)
        sheet.text(336, y, value, align="r")
        sheet.line(24, y + 11, 336, y + 11, thick=0.3, colour=(220, 220, 220))
        y += 34
    sheet.text(180, y + 20, "本凭证不作为收款方发货依据", size=8.5, align="c", colour=GREY)
    sheet.seal(270, y - 30, 42, "滨澜银行电子业务章")
    return Made(sheet.data(), ".pdf", t.told(said=said))


def _bilingual(chance: random.Random) -> Made:
    """Chinese and English labels over each other, values in the next cell; the seal over the words."""
    t = transfer(chance, payer_bank="浙商银行股份有限公司")
    sheet = Press(9, page=(700.0, 420.0), face="serif", latin="times")
    sheet.text(40, 42, "浙商银行", size=17, bold=True)
    sheet.text(350, 38, "付款回单", size=15, bold=True, align="c")
    sheet.text(350, 54, "DEBIT ADVICE", size=10, align="c")
    sheet.text(660, 42, f"日期 Date：{t.day:%Y.%m.%d}", align="r")
    said = t.words()
    low = sheet.grid(
        40,
        66,
        (110, 200, 110, 200),
        (
            ("付款人名称\nPayer", t.payer, "收款人名称\nPayee", t.payee),
            ("付款人账号\nPayer A/C No.", t.payer_account, "收款人账号\nPayee A/C No.", t.payee_account),
            ("付款行\nPaying Bank", t.payer_bank, "收款行\nReceiving Bank", t.payee_bank),
            ("金额（大写）\nAmount in Words", (f"人民币{said}", 3)),
            ("金额（小写）\nAmount", f"CNY {figures(t.fen)}", "交易参考号\nReference No.", t.reference),
            ("摘要\nRemarks", (t.use, 3)),
        ),
        high=34,
        size=9,
    )
    sheet.seal(590, low - 40, 44, "浙商银行回单专用章")
    sheet.text(40, low + 20, "第 1 次打印　授权：　　经办：网银", size=8.5)
    true = t.told(said=said, accept={"amount_in_words": [f"人民币{said}"]})
    return Made(sheet.data(), ".pdf", true)


def _received(chance: random.Random) -> Made:
    """A notice of money received; the paper belongs to the payee, whose data stand first."""
    t = transfer(chance)
    bank = t.payee_bank.partition("银行")[0] + "银行"
    sheet = Press(9.5, page=(600.0, 380.0), latin="helvetica", stretch=93)
    sheet.text(300, 42, f"{bank}收款通知", size=15, bold=True, align="c")
    said = t.words(yuan="圆")
    rows = (
        ("入账日期", f"{t.day.year}年{t.day.month}月{t.day.day}日", "业务流水号", t.reference),
        ("收款人", t.payee, "收款账号", t.payee_account),
        ("汇款人", t.payer, "汇款账号", t.payer_account),
        ("汇款行", t.payer_bank, "业务类型", "大额支付来账"),
    )
    y = 76.0
    for one, two, three, four in rows:
        sheet.text(40, y, one, bold=True)
        for k, line in enumerate(sheet.broken(two, 200)):
            sheet.text(100, y + 12 * k, line)
        sheet.text(330, y, three, bold=True)
        sheet.text(400, y, four)
        sheet.line(40, y + 18, 560, y + 18, thick=0.3, colour=GREY)
        y += 34
    sheet.text(40, y, "入账金额", bold=True)
    sheet.text(100, y, f"￥{figures(t.fen)}")
    sheet.text(330, y, "大写", bold=True)
    sheet.text(370, y, said, size=9)
    sheet.line(40, y + 18, 560, y + 18, thick=0.3, colour=GREY)
    sheet.text(40, y + 34, "附言", bold=True)
    sheet.text(100, y + 34, t.use)
    sheet.text(40, y + 74, f"打印机构：{digits(chance, 6)}　打印柜员：自助　打印时间：{t.moment:%Y-%m-%d}", size=8)
    sheet.seal(500, y + 60, 40, f"{bank}来账专用")
    return Made(sheet.data(), ".pdf", t.told(said=said))


_MAKERS: tuple[tuple[str, Callable[[random.Random], Made]], ...] = (
    ("slip-held-two", _two),
    ("slip-held-phone", _phone),
    ("slip-held-bilingual", _bilingual),
    ("slip-held-received", _received),
)
PAPERS = tuple(Paper(name, "held", make) for name, make in _MAKERS)
