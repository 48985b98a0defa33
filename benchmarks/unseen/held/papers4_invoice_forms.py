"""The two national forms of invoices as the fourth set draws them: fully digital, and printed on paper."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial

from ..drawing import Colour
from ..values import bare, digits, padded
from .papers3_invoice_parts import Bill, code_of, digital_bill, goods, item_rows
from .papers3_kit import Page, square
from .papers4_cast import NAMES4

RUST: Colour = (150, 70, 30)
FILL: Colour = (10, 10, 15)
bill4 = partial(digital_bill, names=NAMES4)
goods4 = partial(goods, names=NAMES4)
HEADS = ("项目名称", "规格型号", "单 位", "数 量", "单 价", "金 额", "税率/征收率", "税 额")
WIDTHS = (132, 76, 38, 58, 86, 74, 58, 64)


def label(page: Page, x: float, y: float, text: str, value: str, *, size: float | None = None) -> float:
    """Print a label of the form and what is filled in after it; return where it ends."""
    end = page.text(x, y, text, colour=RUST, size=size)
    return page.text(end + 1, y, value, colour=FILL, size=size)


def sides(page: Page, top: float, high: float, left: tuple[str, str, Sequence[tuple[str, str]]], right: float) -> None:
    """Draw a box with a caption downwards in a strip of its own; `left` is (x as text, caption, labelled lines)."""
    x = float(left[0])
    page.box(x, top, right - x, high, colour=RUST)
    page.line(x + 17, top, x + 17, top + high, colour=RUST)
    step = high / (len(left[1]) + 0.6)
    for k, sign in enumerate(left[1]):
        page.text(x + 8.5, top + step * (k + 0.9), sign, size=min(8.5, step * 0.9), colour=RUST, align="c")
    gap = high / len(left[2])
    for k, (text, value) in enumerate(left[2]):
        label(page, x + 21, top + gap * (k + 0.62), text, value, size=8.2)


def digital(
    bill: Bill,
    kind: str,
    rows: Sequence[Sequence[str]],
    *,
    heads: Sequence[str] = HEADS,
    widths: Sequence[float] = WIDTHS,
    aligns: str = "lccrrrcr",
    face: str = "serif",
    latin: str | None = None,
    special: str = "",
    room: float = 150,
    below: Callable[[Page, float], float] | None = None,
    clerk: str = "",
    stacked: bool = False,
) -> Page:
    """Draw a fully digital invoice.

    Args:
        bill: what it says.
        kind: in the brackets of the title.
        rows: cells of its lines.
        heads: of the columns.
        widths: of the columns.
        aligns: of the columns.
        face: of the Chinese letters.
        latin: of other letters.
        special: mark of the kind of business, at the left below the code.
        room: height of the lines.
        below: draws what stands under the lines and returns where it ends.
        clerk: who wrote it.
        stacked: the sums stand one below the other at the right, as some portals print them.
    """
    x, right = 17.0, 603.0
    high = 300 + room
    page = Page(8.6, face, (620.0, high), ink=FILL, latin=latin)
    page.text(310, 40, f"电子发票（{kind}）", size=17.5, colour=RUST, align="c")
    for y in (47, 49.5):
        page.line(205, y, 415, y, colour=RUST)
    page.picture(x, 8, 52, square(code_of(bill)))
    if special:
        page.text(x + 60, 58, special, size=9.5, colour=FILL)
    label(page, 436, 30, "发票号码：", bill.number)
    label(page, 436, 47, "开票日期：", padded(bill.day))
    middle = (x + right) / 2
    for left, end, caption, name, number in (
        (x, middle, "购买方信息", bill.buyer, bill.buyer_id),
        (middle, right, "销售方信息", bill.seller, bill.seller_id),
    ):
        lines = (("名称：", name), ("统一社会信用代码/纳税人识别号：", number or ""))
        sides(page, 66, 62, (str(left), caption, lines), end)
    page.box(x, 128, right - x, room + 22, colour=RUST)
    y = item_rows(page, (x, 129), widths, heads, rows, aligns=aligns, ink=RUST, step=16)
    if below:
        y = below(page, y)
    foot = 128 + room
    tax = "***" if bill.tax is None else f"¥{bare(bill.tax)}"
    page.text(x + 62, foot + 14, "合　　　　计", colour=RUST, align="c")
    page.text(x + sum(widths[:-2]) - 2, foot + 14, f"¥{bare(bill.amount)}", align="r")
    page.text(right - 3, foot + 14, tax, align="r")
    foot += 22
    page.box(x, foot, right - x, 25, colour=RUST)
    page.line(x + 124, foot, x + 124, foot + 25, colour=RUST)
    page.text(x + 62, foot + 16, "价税合计（大写）", colour=RUST, align="c")
    page.text(x + 134, foot + 16, f"⊗{bill.said()}")
    label(page, right - (120 if stacked else 170), foot + 16, "（小写）", f"¥{bare(bill.total)}")
    foot += 25
    page.box(x, foot, right - x, 66, colour=RUST)
    page.line(x + 17, foot, x + 17, foot + 66, colour=RUST)
    page.text(x + 8.5, foot + 28, "备", colour=RUST, align="c")
    page.text(x + 8.5, foot + 46, "注", colour=RUST, align="c")
    for k, line in enumerate(page.broken(bill.remarks or "", right - x - 26, 8)):
        page.text(x + 21, foot + 13 + 11.5 * k, line, size=8)
    label(page, x + 40, foot + 82, "开票人：", clerk)
    page.oval(310, 42, 92, 42, ["国家税务总局", "电子税务局"])
    return page


def cipher(page: Page, chance: random.Random, x: float, y: float) -> None:
    """Print four lines of signs that nobody reads."""
    for k in range(4):
        page.text(x, y + 13 * k, "".join(chance.choice("0123456789+-*/<>") for _ in range(28)), size=9)


def on_paper(
    chance: random.Random,
    bill: Bill,
    title: str,
    *,
    ink: Colour,
    copy: str,
    contacts: tuple[tuple[str, str], tuple[str, str]],
    people: tuple[str, str, str],
    rows: Sequence[Sequence[str]],
    machine: str | None = None,
) -> Page:
    """Draw an invoice that a needle printer has filled in a little beside its form.

    Args:
        chance: for the signs of the cipher box.
        bill: what it says.
        title: above.
        ink: of the form.
        copy: which of its copies it is.
        contacts: address with telephone, and bank with account, of buyer and seller.
        people: payee, checker and clerk.
        rows: cells of its lines.
        machine: number of the printer.
    """
    page = Page(8.8, "serif", (640.0, 400.0), ink=(25, 30, 60), latin="courier")
    dx, dy = 2.5, 1.5

    def form(x: float, y: float, text: str, size: float = 8.6) -> None:
        page.text(x, y, text, colour=ink, size=size)

    page.text(66, 34, bill.code or "", size=15)
    page.text(320, 36, title, size=18, colour=ink, align="c", spacing=1.5)
    page.line(200, 43, 440, 43, colour=ink)
    page.text(320, 58, copy, size=10, colour=ink, align="c")
    page.text(470, 34, f"No {bill.number}", size=16, colour=(30, 50, 120))
    page.text(536, 50, bill.code or "", size=8)
    page.text(536, 61, bill.number, size=8)
    form(440, 74, "开票日期：")
    page.text(486 + dx, 74 + dy, padded(bill.day))
    if bill.check:
        form(66, 72, "校 验 码")
        page.text(106 + dx, 72 + dy, " ".join(bill.check[k : k + 5] for k in range(0, 20, 5)))
    if machine:
        form(66, 58, "机器编号：")
        page.text(112, 58, machine)
    x, right = 40.0, 600.0
    page.box(x, 80, right - x, 275, colour=ink, thick=1)
    for y in (148, 265, 285, 355):
        page.line(x, y, right, y, colour=ink)
    for y0, caption, who in (
        (80, "购买方", (bill.buyer, bill.buyer_id, *contacts[0])),
        (285, "销售方", (bill.seller, bill.seller_id, *contacts[1])),
    ):
        page.line(x + 20, y0, x + 20, y0 + 69, colour=ink)
        page.line(356, y0, 356, y0 + 69, colour=ink)
        page.line(376, y0, 376, y0 + 69, colour=ink)
        page.upright(x + 10, y0 + 18, caption, size=10, colour=ink)
        labels = ("名　　　　称：", "纳税人识别号：", "地 址、电 话：", "开户行及账号：")
        for k, (text, value) in enumerate(zip(labels, who, strict=True)):
            form(x + 24, y0 + 15 + 16 * k, text)
            page.text(x + 88 + dx, y0 + 15 + 16 * k + dy, value or "", size=7.6 if k > 1 else None)
    page.upright(366, 98, "密码区", size=9.5, colour=ink)
    cipher(page, chance, 382, 96)
    page.upright(366, 308, "备注", size=9.5, colour=ink)
    for k, line in enumerate(page.broken(bill.remarks or "", 200, 8.4)):
        page.text(382, 302 + 12 * k, line, size=8.4)
    widths = (132, 76, 36, 58, 82, 76, 36, 64)
    heads = ("货物或应税劳务、服务名称", "规格型号", "单位", "数　量", "单　价", "金　额", "税率", "税　额")
    item_rows(page, (x, 148), widths, heads, rows, rules=True, low=265, ink=ink, step=15)
    edge = x + sum(widths[:6])
    form(x + 40, 260, "合　　　计")
    page.text(edge - 2, 260 + dy, f"￥{bare(bill.amount)}", align="r")
    page.text(right - 2, 260 + dy, f"￥{bare(bill.tax or 0)}", align="r")
    form(x + 24, 279, "价税合计（大写）")
    page.line(x + 138, 265, x + 138, 285, colour=ink)
    page.text(x + 148, 279 + dy, f"⊗{bill.said()}", size=10)
    form(430, 279, "（小写）")
    page.text(470, 279 + dy, f"￥{bare(bill.total)}", size=10)
    for left, text, name in zip((60, 190, 330), ("收款人：", "复核：", "开票人："), people, strict=True):
        form(left, 370, text)
        page.text(left + 38, 370 + dy, name)
    form(470, 370, "销售方：（章）")
    page.oval(540, 340, 112, 62, [bill.seller[:12], bill.seller_id or "", "发票专用章"])
    return page


def phone(chance: random.Random) -> str:
    """Return a telephone's number."""
    return f"0{chance.choice(('576', '536', '701', '760'))}-{digits(chance, 8, '8')}"
