"""What all invoices share: what is sold, the sums, the truth, the square code, and a table of items of any look."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import zxingcpp
from PIL import Image

from unseen.drawing import Colour, Sheet
from unseen.made import Made
from unseen.values import Names, bare, credit_code, truth, words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an invoice; amounts in fen, `tax` None where the cell holds asterisks."""

    category: str
    name: str
    specification: str | None
    unit: str | None
    quantity: str | None
    price: str | None
    amount: int
    rate: str
    tax: int | None

    @property
    def truth(self) -> dict[str, str | None]:
        """The row of the truth."""
        return {
            "name": self.name,
            "category": self.category,
            "specification": self.specification,
            "unit": self.unit,
            "quantity": self.quantity,
            "unit_price": self.price,
            "amount": bare(self.amount),
            "tax_rate": self.rate,
            "tax": None if self.tax is None else bare(self.tax),
        }

    @property
    def cells(self) -> tuple[str, ...]:
        """What is printed: name, specification, unit, quantity, price, amount, rate, tax."""
        tax = "***" if self.tax is None else bare(self.tax)
        plain = (self.specification, self.unit, self.quantity, self.price)
        return (f"*{self.category}*{self.name}", *(cell or "" for cell in plain), bare(self.amount), self.rate, tax)


@dataclass(frozen=True, slots=True)
class Invoice:
    """All that is said on an invoice; `code` and `check` are None on fully digital ones."""

    kind: str
    code: str | None
    number: str
    day: dt.date
    check: str | None
    buyer: str
    buyer_id: str
    seller: str
    seller_id: str
    lines: tuple[Line, ...]
    remarks: str | None

    @property
    def amount(self) -> int:
        """Before tax, in fen."""
        return sum(line.amount for line in self.lines)

    @property
    def tax(self) -> int | None:
        """In fen; None where every line is exempt."""
        taxes = [line.tax for line in self.lines if line.tax is not None]
        return sum(taxes) if taxes else None

    @property
    def total(self) -> int:
        """With tax, in fen."""
        return self.amount + (self.tax or 0)

    def said(self, yuan: str = "圆") -> str:
        """Return the total in words."""
        return words(self.total, yuan=yuan)

    def paper(self, sheet: Sheet, *, yuan: str = "圆", **other: Any) -> Made:
        """Return the drawn paper with its truth; `other` names what this paper gives otherwise."""
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
            "total_in_words": self.said(yuan),
            "items": [line.truth for line in self.lines],
            "remarks": self.remarks,
            **other,
        }
        exempt: dict[str, list[Any]] = {"tax": [None, "0.00"]} if self.tax is None else {}
        accept = {**exempt, "items[].tax": [None, "0.00"]} if any(line.tax is None for line in self.lines) else exempt
        return Made(sheet.data(), ".pdf", truth("vat_invoice", given, accept))


def goods(chance: random.Random, names: Names, count: int, rates: Sequence[str], places: int = 2) -> list[Line]:
    """Invent lines of goods whose amounts and taxes are right; prices have up to `places` decimals."""
    lines = []
    for k in range(count):
        name, category, unit, specification = names.goods[(k + chance.randrange(2)) % len(names.goods)]
        quantity = chance.choice(
            (str(chance.randrange(1, 900)), f"{chance.randrange(1, 90)}.{chance.randrange(1, 10)}")
        )
        price = f"{Decimal(chance.randrange(200, 400_000)) / 100 + Decimal(chance.random()) / 10:.{places}f}"
        amount = _fen(Decimal(quantity) * Decimal(price) * 100)
        lines.append(taxed(category, name, amount, chance.choice(rates), (specification, unit, quantity, price)))
    return lines


def taxed(
    category: str,
    name: str,
    amount: int,
    rate: str,
    how: tuple[str | None, str | None, str | None, str | None] = (None, None, None, None),
) -> Line:
    """Return a line with its tax; `how` is specification, unit, quantity and price."""
    tax = _fen(amount * Decimal(rate.rstrip("%")) / 100) if rate.endswith("%") else None
    return Line(category, name, *how, amount, rate, tax)


def discount(line: Line, percent: int) -> Line:
    """Return the line that takes so many percent off the line before it."""
    return taxed(line.category, line.name, -line.amount * percent // 100, line.rate)


def red(line: Line) -> Line:
    """Return the line taken back."""
    quantity = None if line.quantity is None else f"-{line.quantity}"
    how = (line.specification, line.unit, quantity, line.price)
    return taxed(line.category, line.name, -line.amount, line.rate, how)


def _fen(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def parties(chance: random.Random, names: Names) -> dict[str, str]:
    """Invent the two parties with their numbers."""
    buyer, seller = names.firms(chance, 2)
    return {"buyer": buyer, "buyer_id": credit_code(chance), "seller": seller, "seller_id": credit_code(chance)}


def square(invoice: Invoice) -> Image.Image:
    """Return the square code that real invoices carry."""
    kind = {"digital_special": "31", "digital_ordinary": "32", "electronic_ordinary": "10", "electronic_special": "08"}
    amount = bare(invoice.amount if invoice.code else invoice.total)
    text = f"01,{kind.get(invoice.kind, '04')},{invoice.code or ''},{invoice.number},{amount},{invoice.day:%Y%m%d},"
    code = zxingcpp.create_barcode(f"{text}{invoice.check or ''},", zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=4)).convert("RGB")


def secrets(chance: random.Random) -> list[str]:
    """Return the four lines of a password area."""
    return ["".join(chance.choice("0123456789+-*/<>") for _ in range(27)) for _ in range(4)]


@dataclass(frozen=True, slots=True)
class Look:
    """How a form is printed.

    Attributes:
        size: of the font.
        ink: of captions and rules.
        filled: of what is filled in.
        wide: of the form.
        row: height of an item's line.
        colon: after captions.
        captions: of the columns, from name to tax.
        shares: of the width for the columns.
        with_square: whether the square code is printed.
        ruled: whether rules stand between the columns.
    """

    size: float
    ink: Colour
    filled: Colour
    wide: float
    row: float
    colon: str
    captions: tuple[str, ...]
    shares: tuple[float, ...]
    with_square: bool = True
    ruled: bool = False


def columns(sheet: Sheet, look: Look, place: tuple[float, float], lines: Sequence[Line], room: float) -> float:
    """Print head and lines of the items from a place on; return the base of the line after the last."""
    x, y = place
    edges = [x]
    for share in look.shares:
        edges.append(edges[-1] + share * look.wide)
    for k, caption in enumerate(look.captions):
        sheet.text((edges[k] + edges[k + 1]) / 2, y + 13, caption, colour=look.ink, align="c")
        if look.ruled and k:
            sheet.line(edges[k], y, edges[k], y + room, colour=look.ink)
    base = y + 13 + look.row
    for line in lines:
        cells = [sheet.broken(cell, edges[k + 1] - edges[k] - 3) for k, cell in enumerate(line.cells)]
        for k, wrapped in enumerate(cells):
            for n, part in enumerate(wrapped):
                at, align = (edges[k] + 2, "l") if k < 2 else (edges[k + 1] - 2, "r")
                if k in (2, 6):
                    at, align = (edges[k] + edges[k + 1]) / 2, "c"
                sheet.text(at, base + n * look.size * 1.15, part, colour=look.filled, align=align)  # type: ignore[arg-type]
        base += look.row + (max(map(len, cells)) - 1) * look.size * 1.15
    return base


def sums(invoice: Invoice) -> tuple[str, str]:
    """Return the printed sums of amount and tax."""
    return f"¥{bare(invoice.amount)}", "***" if invoice.tax is None else f"¥{bare(invoice.tax)}"


def total(invoice: Invoice, sign: str = "¥") -> str:
    """Return the printed total."""
    return f"{sign}{bare(invoice.total)}"
