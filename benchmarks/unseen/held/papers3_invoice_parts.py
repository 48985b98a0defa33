"""What the invoices of the third set share: lines with right sums, the truth, the frame of the fully digital form."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ..drawing import Colour
from ..values import Names, bare, credit_code, date, digits, padded, truth, words
from .papers3_kit import NAMES, Page, square

CAPTION: Colour = (128, 44, 24)
FILLED: Colour = (25, 25, 30)
ITEM = ("name", "category", "specification", "unit", "quantity", "unit_price", "amount", "tax_rate", "tax")


@dataclass(frozen=True, slots=True)
class Item:
    """A line; amounts in fen, `tax` None where its cell has asterisks."""

    category: str | None
    name: str
    amount: int
    rate: str | None = None
    tax: int | None = None
    specification: str | None = None
    unit: str | None = None
    quantity: str | None = None
    price: str | None = None

    @property
    def title(self) -> str:
        """The name as printed."""
        return f"*{self.category}*{self.name}" if self.category else self.name

    @property
    def truth(self) -> dict[str, str | None]:
        """The row of the truth."""
        tax = None if self.tax is None else bare(self.tax)
        values = (self.name, self.category, self.specification, self.unit, self.quantity, self.price)
        return dict(zip(ITEM, (*values, bare(self.amount), self.rate, tax), strict=True))

    @property
    def cells(self) -> list[str]:
        """Name, specification, unit, quantity, price, amount, rate, tax as printed."""
        tax = "***" if self.tax is None else bare(self.tax)
        plain = (self.specification, self.unit, self.quantity, self.price)
        return [self.title, *(c or "" for c in plain), bare(self.amount), self.rate or "", tax]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """An invoice; code and check code are None on fully digital ones."""

    kind: str
    number: str
    day: dt.date
    buyer: str
    buyer_id: str | None
    seller: str
    seller_id: str | None
    items: tuple[Item, ...]
    code: str | None = None
    check: str | None = None
    remarks: str | None = None

    @property
    def amount(self) -> int:
        """Before tax."""
        return sum(i.amount for i in self.items)

    @property
    def tax(self) -> int | None:
        """None where every line is exempt."""
        taxes = [i.tax for i in self.items if i.tax is not None]
        return sum(taxes) if taxes else None

    @property
    def total(self) -> int:
        """With tax."""
        return self.amount + (self.tax or 0)

    def said(self, yuan: str = "圆") -> str:
        """Return the total in words."""
        return words(self.total, yuan=yuan)

    def told(self, said: str | None, accept: dict[str, list[Any]] | None = None, **other: Any) -> dict[str, Any]:
        """Return the truth; `other` names what the paper gives otherwise."""
        given = {
            "invoice_kind": self.kind,
            "invoice_code": self.code,
            "invoice_number": self.number,
            "issue_date": self.day.isoformat(),
            "check_code": self.check,
            "buyer_name": self.buyer,
            "buyer_tax_id": self.buyer_id,
            "seller_name": self.seller,
            "seller_tax_id": self.seller_id,
            "amount": bare(self.amount),
            "tax": None if self.tax is None else bare(self.tax),
            "total": bare(self.total),
            "total_in_words": said,
            "items": [i.truth for i in self.items],
            "remarks": self.remarks,
        }
        right: dict[str, list[Any]] = {}
        if any(i.tax is None for i in self.items):
            right["items[].tax"] = [None, "0.00"]
        if self.tax is None:
            right["tax"] = [None, "0.00"]
        return truth("vat_invoice", given | other, right | (accept or {}))


def goods(
    chance: random.Random, count: int, rates: Sequence[str], places: int = 2, names: Names = NAMES
) -> tuple[Item, ...]:
    """Invent lines of goods whose amounts and taxes are right."""
    items = []
    for name, category, unit, specification in chance.sample(names.goods, count):
        quantity = str(chance.randrange(1, 600))
        price = f"{Decimal(chance.randrange(150, 300_000)) / 100 + Decimal(chance.randrange(10**6)) / 10**8:.{places}f}"
        fen = _fen(Decimal(quantity) * Decimal(price) * 100)
        items.append(taxed(category, name, fen, chance.choice(rates), (specification, unit, quantity, price)))
    return tuple(items)


def taxed(
    category: str | None,
    name: str,
    amount: int,
    rate: str,
    how: tuple[str | None, str | None, str | None, str | None] = (None, None, None, None),
) -> Item:
    """Return a line with its tax; `how` is specification, unit, quantity and price."""
    tax = _fen(amount * Decimal(rate.rstrip("%")) / 100) if rate.endswith("%") else None
    return Item(category, name, amount, rate, tax, *how)


def _fen(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def digital_bill(chance: random.Random, kind: str, items: tuple[Item, ...], names: Names = NAMES, **other: Any) -> Bill:
    """Return a fully digital invoice between two invented firms; `other` changes it."""
    buyer, seller = names.firms(chance, 2)
    day = date(chance, 2023)
    given = {
        "kind": kind,
        "number": digits(chance, 20, f"{day:%y}{chance.choice(('212', '442', '372', '522', '432', '362'))}"),
        "day": day,
        "buyer": buyer,
        "buyer_id": credit_code(chance),
        "seller": seller,
        "seller_id": credit_code(chance),
        "items": items,
    }
    return Bill(**(given | other))


def digital_frame(page: Page, bill: Bill, title: str, *, x: float = 24, wide: float = 562, mark: str = "") -> float:
    """Draw head and parties of the fully digital form; return where the items begin."""
    right = x + wide
    page.text(x + wide / 2, 44, title, size=16, face="serif", colour=CAPTION, align="c")
    page.line(x + wide / 2 - 130, 52, x + wide / 2 + 130, 52, colour=CAPTION)
    page.line(x + wide / 2 - 130, 54, x + wide / 2 + 130, 54, colour=CAPTION)
    page.picture(x + 2, 14, 56, square(code_of(bill)))
    if mark:
        page.text(x + 66, 66, mark, size=10, bold=True)
    for k, (label, value) in enumerate((("发票号码：", bill.number), ("开票日期：", padded(bill.day)))):
        end = page.text(right - 150, 34 + 18 * k, label, colour=CAPTION)
        page.text(end + 2, 34 + 18 * k, value, colour=FILLED)
    half = wide / 2
    page.box(x, 72, wide, 66, colour=CAPTION)
    for n, (caption, name, number) in enumerate(
        (("购买方信息", bill.buyer, bill.buyer_id), ("销售方信息", bill.seller, bill.seller_id))
    ):
        left = x + n * half
        page.upright(left + 9, 82, caption, size=8.5, colour=CAPTION)
        page.line(left + 18, 72, left + 18, 138, colour=CAPTION)
        if n:
            page.line(left, 72, left, 138, colour=CAPTION)
        end = page.text(left + 23, 93, "名称：", colour=CAPTION)
        page.text(end, 93, name, colour=FILLED)
        end = page.text(left + 23, 124, "统一社会信用代码/纳税人识别号：", colour=CAPTION, size=8)
        page.text(end, 124, number or "", colour=FILLED, size=8.4)
    return 138.0


def code_of(bill: Bill) -> str:
    """Return what the square code of an invoice says."""
    kinds = {"digital_special": "31", "digital_ordinary": "32", "electronic_ordinary": "10"}
    amount = bare(bill.amount if bill.code else bill.total)
    parts = ("01", kinds.get(bill.kind, "04"), bill.code or "", bill.number, amount, f"{bill.day:%Y%m%d}")
    return ",".join((*parts, bill.check or "", ""))


def item_rows(
    page: Page,
    place: tuple[float, float],
    widths: Sequence[float],
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    aligns: str = "lccrrrcr",
    step: float = 17,
    rules: bool = False,
    ink: Colour = CAPTION,
    low: float = 0,
) -> float:
    """Print heads and lines of items; return the base of the line after the last one.

    `rules` draws lines between the columns down to `low`.
    """
    x, y = place
    edges = [x]
    for wide in widths:
        edges.append(edges[-1] + wide)
    for k, head in enumerate(heads):
        page.text((edges[k] + edges[k + 1]) / 2, y + 12, head, colour=ink, align="c")
        if rules and k:
            page.line(edges[k], y, edges[k], low, colour=ink)
    base = y + 12 + step
    for row in rows:
        folded = [page.broken(cell, widths[k] - 4) for k, cell in enumerate(row)]
        for k, lines in enumerate(folded):
            align = aligns[k]
            at = {"l": edges[k] + 2, "c": (edges[k] + edges[k + 1]) / 2, "r": edges[k + 1] - 2}[align]
            for n, line in enumerate(lines):
                page.text(at, base + n * page.size * 1.2, line, colour=FILLED, align=align)  # type: ignore[arg-type]
        base += step + (max(map(len, folded)) - 1) * page.size * 1.2
    return base


def digital_foot(page: Page, bill: Bill, y: float, *, x: float = 24, wide: float = 562, clerk: str = "") -> float:
    """Draw sums, total, remarks and who wrote it below `y`; return where the form ends."""
    tax = "***" if bill.tax is None else f"¥{bare(bill.tax)}"
    page.text(x + 56, y + 13, "合　　　计", colour=CAPTION, align="c")
    page.text(x + wide * 0.78, y + 13, f"¥{bare(bill.amount)}", align="r", colour=FILLED)
    page.text(x + wide - 3, y + 13, tax, align="r", colour=FILLED)
    y += 20
    page.box(x, y, wide, 24, colour=CAPTION)
    page.line(x + 112, y, x + 112, y + 24, colour=CAPTION)
    page.text(x + 56, y + 16, "价税合计（大写）", colour=CAPTION, align="c")
    page.text(x + 122, y + 16, f"⊗ {bill.said()}", colour=FILLED)
    end = page.text(x + wide * 0.7, y + 16, "（小写）", colour=CAPTION)
    page.text(end, y + 16, f"¥{bare(bill.total)}", colour=FILLED)
    y += 24
    high = 58
    page.box(x, y, wide, high, colour=CAPTION)
    page.line(x + 18, y, x + 18, y + high, colour=CAPTION)
    page.upright(x + 9, y + 22, "备注", colour=CAPTION)
    for k, line in enumerate(page.broken(bill.remarks or "", wide - 30)):
        page.text(x + 23, y + 14 + 12 * k, line, colour=FILLED)
    end = page.text(x + 40, y + high + 18, "开票人：", colour=CAPTION)
    page.text(end, y + high + 18, clerk, colour=FILLED)
    return y + high
