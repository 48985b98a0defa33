"""How the fifth set draws invoices: the fully digital form on the upper half of A4, the older electronic one."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial

from ..drawing import Colour
from ..values import bare, padded
from .papers3_invoice_parts import Bill, code_of, digital_bill, goods
from .papers3_kit import Page, square
from .papers5_cast import NAMES5

BROWN: Colour = (120, 58, 30)
FILL: Colour = (0, 0, 0)
bill5 = partial(digital_bill, names=NAMES5)
goods5 = partial(goods, names=NAMES5)
HEADS = ("项目名称", "规格型号", "单位", "数量", "单价", "金额", "税率/征收率", "税额")
EDGES = (22, 138, 204, 240, 296, 364, 436, 496, 573)


def _upright(page: Page, x: float, top: float, high: float, caption: str, *, size: float = 8.4) -> None:
    """Write a caption downwards in the middle of a strip."""
    step = min(size * 1.2, high / len(caption))
    first = top + (high - step * len(caption)) / 2 + step * 0.85
    for k, sign in enumerate(caption):
        page.text(x, first + step * k, sign, size=size, colour=BROWN, align="c")


def _pair(page: Page, x: float, y: float, label: str, value: str, *, size: float | None = None) -> None:
    end = page.text(x, y, label, colour=BROWN, size=size)
    page.text(end + 2, y, value, colour=FILL, size=size)


def fully(
    bill: Bill,
    kind: str,
    rows: Sequence[Sequence[str]],
    *,
    clerk: str,
    heads: Sequence[str] = HEADS,
    edges: Sequence[float] = EDGES,
    aligns: str = "lccrrrcr",
    mark: str = "",
    room: float = 120,
    latin: str | None = None,
    below: Callable[[Page, float], float] | None = None,
    printed: str = "",
) -> Page:
    """Draw a fully digital invoice on a sheet of A4 that is otherwise empty.

    Args:
        bill: what it says.
        kind: in the brackets of the title.
        rows: cells of its lines.
        clerk: who wrote it.
        heads: of the columns.
        edges: left sides of the columns, and the last one's right.
        aligns: of the columns.
        mark: of the kind of business, in the corner.
        room: height of the lines.
        latin: face of letters and figures.
        below: draws what stands under the lines and returns where it ends.
        printed: a line of the printing program at the top.
    """
    page = Page(8.4, "serif", ink=FILL, latin=latin)
    x, right, middle = 22.0, 573.0, 297.0
    page.text(right, 16, printed, size=6.5, align="r", colour=(120, 120, 120))
    page.text(middle, 52, f"电子发票（{kind}）", size=16, colour=BROWN, align="c")
    for gap in (0, 2.5):
        page.line(190, 60 + gap, 404, 60 + gap, colour=BROWN)
    page.picture(x + 4, 26, 50, square(code_of(bill)))
    page.text(x + 62, 76, mark, size=10, colour=BROWN)
    _pair(page, 420, 46, "发票号码：", bill.number)
    _pair(page, 420, 62, "开票日期：", padded(bill.day))
    y, high = 84.0, 58.0
    page.box(x, y, right - x, high, colour=BROWN)
    for left, caption, name, number in (
        (x, "购买方信息", bill.buyer, bill.buyer_id),
        (middle, "销售方信息", bill.seller, bill.seller_id),
    ):
        page.line(left, y, left, y + high, colour=BROWN)
        page.line(left + 16, y, left + 16, y + high, colour=BROWN)
        _upright(page, left + 8, y, high, caption)
        _pair(page, left + 20, y + 18, "名称：", name)
        _pair(page, left + 20, y + 46, "统一社会信用代码/纳税人识别号：", number or "", size=7.8)
    y += high
    top = y
    for k, head in enumerate(heads):
        align = aligns[k] if aligns[k] != "l" else "c"
        at = (edges[k] + edges[k + 1]) / 2 if align == "c" else edges[k + 1] - 4
        page.text(at, y + 13, head, colour=BROWN, align=align)  # type: ignore[arg-type]
    y += 28
    for row in rows:
        folded = [page.broken(cell, edges[k + 1] - edges[k] - 5) for k, cell in enumerate(row)]
        for k, lines in enumerate(folded):
            at = {"l": edges[k] + 3, "c": (edges[k] + edges[k + 1]) / 2, "r": edges[k + 1] - 3}[aligns[k]]
            for n, line in enumerate(lines):
                page.text(at, y + 10.5 * n, line, align=aligns[k])  # type: ignore[arg-type]
        y += 10.5 * max(map(len, folded)) + 4
    if below:
        y = below(page, y)
    y = max(y + 4, top + room)
    page.text(x + 60, y + 10, "合　　　计", colour=BROWN, align="c")
    page.text(edges[-3] - 3, y + 10, f"¥{bare(bill.amount)}", align="r")
    page.text(right - 3, y + 10, "***" if bill.tax is None else f"¥{bare(bill.tax)}", align="r")
    y += 16
    page.box(x, top, right - x, y - top, colour=BROWN)
    page.box(x, y, right - x, 24, colour=BROWN)
    page.line(x + 116, y, x + 116, y + 24, colour=BROWN)
    page.text(x + 58, y + 16, "价税合计（大写）", colour=BROWN, align="c")
    page.text(x + 124, y + 16, f"⊗ {bill.said()}" if bill.total >= 0 else bill.said())
    _pair(page, 410, y + 16, "（小写）", f"¥{bare(bill.total)}")
    y += 24
    page.box(x, y, right - x, 54, colour=BROWN)
    page.line(x + 16, y, x + 16, y + 54, colour=BROWN)
    _upright(page, x + 8, y, 54, "备注")
    for k, line in enumerate(page.broken(bill.remarks or "", right - x - 26)):
        page.text(x + 21, y + 13 + 11 * k, line)
    _pair(page, x + 40, y + 70, "开票人：", clerk)
    page.oval(middle, 58, 88, 40, ["国家税务总局", "监　制"])
    return page


def electronic(
    chance: random.Random,
    bill: Bill,
    title: str,
    rows: Sequence[Sequence[str]],
    *,
    machine: str,
    people: tuple[str, str, str],
    contacts: tuple[tuple[str, str], tuple[str, str]],
) -> Page:
    """Draw an electronic ordinary invoice of the older kind, with a check code and a box of signs.

    Args:
        chance: for the box of signs.
        bill: what it says.
        title: above.
        rows: cells of its lines.
        machine: number of the machine.
        people: payee, checker, clerk.
        contacts: address with telephone, and bank with account, of buyer and seller.
    """
    page = Page(8.2, "serif", (612, 396), ink=FILL, latin="courier")
    page.picture(26, 16, 54, square(code_of(bill)))
    page.text(306, 38, title, size=16, colour=BROWN, align="c")
    page.line(204, 46, 408, 46, colour=BROWN)
    page.line(204, 49, 408, 49, colour=BROWN)
    _pair(page, 92, 66, "机器编号：", machine)
    spaced = " ".join((bill.check or "")[k : k + 5] for k in range(0, 20, 5))
    heads = (
        ("发票代码：", bill.code or ""),
        ("发票号码：", bill.number),
        ("开票日期：", f"{bill.day:%Y 年 %m 月 %d 日}"),
    )
    for k, (label, value) in enumerate((*heads, ("校 验 码：", spaced))):
        _pair(page, 432, 24 + 14 * k, label, value, size=8)
    x, right = 26.0, 588.0
    labels = ("名　　　　称:", "纳税人识别号:", "地址、电 话:", "开户行及账号:")
    for top, caption, values in (
        (74, "购买方", (bill.buyer, bill.buyer_id or "", *contacts[0])),
        (296, "销售方", (bill.seller, bill.seller_id or "", *contacts[1])),
    ):
        page.box(x, top, right - x, 62, colour=BROWN)
        page.line(x + 18, top, x + 18, top + 62, colour=BROWN)
        page.line(350, top, 350, top + 62, colour=BROWN)
        page.line(368, top, 368, top + 62, colour=BROWN)
        _upright(page, x + 9, top, 62, caption, size=9.5)
        _upright(page, 359, top, 62, "密码区" if top == 74 else "备注", size=9.5)
        for k, (label, value) in enumerate(zip(labels, values, strict=True)):
            _pair(page, x + 22, top + 13 + 14.5 * k, label, value, size=7.8)
    for k in range(4):
        signs = "".join(chance.choice("0123456789+-*/<>") for _ in range(27))
        page.text(378, 88 + 14 * k, signs, size=9.4)
    for k, line in enumerate(page.broken(bill.remarks or "", 206)):
        page.text(374, 310 + 11 * k, line)
    edges = (26, 158, 224, 258, 306, 372, 444, 492, 588)
    names = ("货物或应税劳务、服务名称", "规格型号", "单位", "数　量", "单　价", "金　额", "税率", "税　额")
    page.box(x, 136, right - x, 136, colour=BROWN)
    for k, head in enumerate(names):
        page.text((edges[k] + edges[k + 1]) / 2, 148, head, colour=BROWN, align="c")
        if k:
            page.line(edges[k], 136, edges[k], 272, colour=BROWN)
    y = 164.0
    for row in rows:
        for k, cell in enumerate(row):
            align = "lccrrrcr"[k]
            at = {"l": edges[k] + 3, "c": (edges[k] + edges[k + 1]) / 2, "r": edges[k + 1] - 3}[align]
            page.text(at, y, cell, align=align)  # type: ignore[arg-type]
        y += 14
    page.text(92, 266, "合　　　计", colour=BROWN, align="c")
    page.text(441, 266, f"￥{bare(bill.amount)}", align="r")
    page.text(585, 266, f"￥{bare(bill.tax or 0)}", align="r")
    page.box(x, 272, right - x, 24, colour=BROWN)
    page.line(158, 272, 158, 296, colour=BROWN)
    page.text(92, 288, "价税合计（大写）", colour=BROWN, align="c")
    page.text(166, 288, f"⊗{bill.said()}")
    _pair(page, 420, 288, "（小写）", f"￥{bare(bill.total)}")
    for left, label, name in zip((36, 170, 310), ("收款人:", "复核:", "开票人:"), people, strict=True):
        _pair(page, left, 374, label, name)
    page.text(460, 374, "销售方:（章）", colour=BROWN)
    page.oval(530, 346, 112, 58, [bill.seller[:13], bill.seller_id or "", "发票专用章"])
    return page
