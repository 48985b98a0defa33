"""The certificates of payments that WeChat and Alipay issue as PDF."""

from __future__ import annotations

import random
from collections.abc import Sequence

from .faces import SANS, SANS_BOLD, SERIF
from .made import Made, Paper
from .statements_cells import Column
from .statements_drawing import LANDSCAPE, Book, Table
from .statements_ledger import digits, yuan
from .statements_wallets import ALIPAY_KINDS, WECHAT_KINDS, bill_truth, invent_bill, without_closed
from .statements_words import DEV, DEV2

C = Column


def _certificate(
    table: Table, title: str, lines: Sequence[str], rows: Sequence[Sequence[str]], last: str
) -> tuple[bytes, int]:
    book = Book(LANDSCAPE)
    y = 52.0
    book.put(LANDSCAPE[0] / 2, y, title, face=SANS_BOLD, size=16, align="centre")
    for line in lines:
        y += 15
        book.put(table.left, y, line, face=table.face, size=9)
    y = table.row(book, y + 8, [c.head for c in table.columns], head=True)
    for row in rows:
        if y + table.height(row) > LANDSCAPE[1] - 40:
            book.turn_page()
            y = 40.0
        y = table.row(book, y, row)
    book.put(table.left, min(y + 16, LANDSCAPE[1] - 20), last, size=8)
    return book.bound(), len(book.pages)


def alipay_certificate(chance: random.Random) -> Made:
    """Alipay's certificate of payments as a PDF with all rules; heads only on the first page."""
    bill = without_closed(invent_bill(chance, DEV, "dev", ALIPAY_KINDS, 30))
    table = Table(
        columns=(
            C(shows="flag", head="收/支", wide=54),
            C(shows="name", head="交易对方", wide=90),
            C(shows="remark", head="商品说明", wide=110),
            C(shows="way", head="收/付款方式", wide=90),
            C(shows="size", head="金额", wide=60, align="right"),
            C(shows="reference", head="交易订单号", wide=130),
            C(shows="order", head="商家订单号", wide=120),
            C(shows="moment", head="交易时间", wide=110),
        ),
        left=38,
        face=SANS,
        size=7.5,
    )
    lines = (
        f"编号：{digits(chance, 24)}",
        f"兹证明：{bill.holder}（证件号码：3403**********{digits(chance, 4)}）"
        f"在其支付宝账号{bill.account}中明细信息如下：",
        f"币种：人民币/单位：元　　交易时间段：{bill.start} 00:00:00 至 {bill.end} 23:59:59",
    )
    words = {-1: "支出", 1: "收入", 0: "不计收支"}
    rows = [
        [
            *(words[p.way], p.party, p.goods or "", p.method, yuan(p.fen), p.reference, p.order or ""),
            f"{p.when:%Y-%m-%d %H:%M:%S}",
        ]
        for p in bill.payments
    ]
    data, pages = _certificate(
        table, "支付宝支付科技有限公司  交易流水证明", lines, rows, "本证明仅用于证明账户交易情况。"
    )
    truth = bill_truth(bill, "支付宝", named=True, numbered=True, goods=True, kinds=False)
    truth["accept"]["bank"].append("支付宝支付科技有限公司")
    return Made(data, ".pdf", {**truth, "pages": pages})


def wechat_certificate(chance: random.Random) -> Made:
    """WeChat's certificate of payments as a PDF in a serif face, with rules between the rows only."""
    bill = without_closed(invent_bill(chance, DEV2, "dev2", WECHAT_KINDS, 34))
    table = Table(
        columns=(
            C(shows="reference", head="交易单号", wide=120),
            C(shows="moment", head="交易时间", wide=100),
            C(shows="summary", head="交易类型", wide=72),
            C(shows="flag", head="收/支/其他", wide=56, align="centre"),
            C(shows="way", head="交易方式", wide=84),
            C(shows="size", head="金额(元)", wide=62, align="right"),
            C(shows="name", head="交易对方", wide=110),
            C(shows="order", head="商户单号", wide=120),
        ),
        left=54,
        face=SERIF,
        rules="rows",
        size=7.5,
    )
    lines = (
        f"兹证明：{bill.holder}（居民身份证：4502**********{digits(chance, 4)}），"
        f"在其微信号：{bill.account}中的交易明细信息如下：",
        f"交易时间段：{bill.start:%Y年%m月%d日} 00:00:00 至 {bill.end:%Y年%m月%d日} 23:59:59",
    )
    words = {-1: "支出", 1: "收入", 0: "其他"}
    rows = [
        [
            *(p.reference, f"{p.when:%Y-%m-%d %H:%M:%S}", p.kind, words[p.way], p.method, yuan(p.fen), p.party),
            p.order or "/",
        ]
        for p in bill.payments
    ]
    data, pages = _certificate(table, "微信支付交易明细证明", lines, rows, "财付通支付科技有限公司（业务凭证专用章）")
    truth = bill_truth(bill, "微信支付", named=True, numbered=True, goods=False)
    return Made(data, ".pdf", {**truth, "pages": pages})


CERTIFICATES = (
    Paper("bill_alipay_certificate", "dev", alipay_certificate),
    Paper("bill_wechat_certificate", "dev", wechat_certificate),
)
