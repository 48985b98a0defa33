"""What the held invoices share: lines that add up, both parties, the truth, the square code."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import zxingcpp
from PIL import Image

from ..values import bare, credit_code, date, digits, truth, words
from .bank_cast import HELD

_QR = {"digital_special": "31", "digital_ordinary": "32", "electronic_ordinary": "10", "electronic_special": "08"}
_QR |= {"special": "01", "ordinary": "04", "roll": "11"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line; `fen` before tax, `tax` None where asterisks stand for it."""

    category: str
    name: str
    fen: int
    rate: str | None
    tax: int | None
    specification: str | None = None
    unit: str | None = None
    quantity: str | None = None
    price: str | None = None

    @property
    def label(self) -> str:
        """Category and name as printed."""
        return f"*{self.category}*{self.name}"

    @property
    def cells(self) -> list[str]:
        """Name, specification, unit, quantity, price, amount, rate and tax as printed."""
        tax = "***" if self.tax is None else bare(self.tax)
        how = [cell or "" for cell in (self.specification, self.unit, self.quantity, self.price)]
        return [self.label, *how, bare(self.fen), self.rate or "", tax]

    def told(self) -> dict[str, str | None]:
        """Return the row of the truth."""
        return {
            "name": self.name,
            "category": self.category,
            "specification": self.specification,
            "unit": self.unit,
            "quantity": self.quantity,
            "unit_price": self.price,
            "amount": bare(self.fen),
            "tax_rate": self.rate,
            "tax": None if self.tax is None else bare(self.tax),
        }

    def negative(self) -> Line:
        """Return the line taken back in full."""
        quantity = None if self.quantity is None else f"-{self.quantity}"
        return replace(self, fen=-self.fen, tax=None if self.tax is None else -self.tax, quantity=quantity)

    def off(self, percent: int) -> Line:
        """Return the line that takes so many per cent off this one."""
        return taxed(self.category, self.name, -rounded(Decimal(self.fen) * percent / 100), str(self.rate))


@dataclass(frozen=True, slots=True)
class Invoice:
    """All that stands on an invoice."""

    kind: str
    number: str
    day: dt.date
    lines: tuple[Line, ...]
    code: str | None = None
    check: str | None = None
    remarks: str | None = None
    buyer: str = ""
    buyer_id: str | None = ""
    seller: str = ""
    seller_id: str = ""
    clerk: str = ""

    @property
    def fen(self) -> int:
        """Before tax."""
        return sum(line.fen for line in self.lines)

    @property
    def tax(self) -> int | None:
        """The tax; None where no line has one."""
        taxes = [line.tax for line in self.lines if line.tax is not None]
        return sum(taxes) if taxes else None

    @property
    def total(self) -> int:
        """With tax."""
        return self.fen + (self.tax or 0)

    @property
    def said(self) -> str:
        """The total in words."""
        return words(self.total, yuan="圆")

    @property
    def sums(self) -> tuple[str, str]:
        """Amount and tax as printed in the line of sums."""
        return f"¥{bare(self.fen)}", "***" if self.tax is None else f"¥{bare(self.tax)}"

    def told(self, accept: dict[str, list[Any]] | None = None, **other: Any) -> dict[str, Any]:
        """Return the truth; `other` is what this paper gives otherwise."""
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
            "amount": bare(self.fen),
            "tax": None if self.tax is None else bare(self.tax),
            "total": bare(self.total),
            "total_in_words": self.said,
            "items": [line.told() for line in self.lines],
            "remarks": self.remarks,
            **other,
        }
        loose: dict[str, list[Any]] = {"total_in_words": [f"⊗{self.said}"]}
        if any(line.tax is None for line in self.lines):
            loose["items[].tax"] = [None, "0.00"]
        if self.tax is None:
            loose["tax"] = [None, "0.00"]
        return truth("vat_invoice", given, {**loose, **(accept or {})})

    def square(self) -> Image.Image:
        """Return the square code."""
        amount = bare(self.fen if self.code else self.total)
        text = f"01,{_QR[self.kind]},{self.code or ''},{self.number},{amount},{self.day:%Y%m%d},{self.check or ''},"
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
        return Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=4)).convert("RGB")


def rounded(value: Decimal) -> int:
    """Round half up."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def taxed(category: str, name: str, fen: int, rate: str, **how: str | None) -> Line:
    """Return a line with its tax."""
    tax = rounded(Decimal(fen) * Decimal(rate.rstrip("%")) / 100) if rate.endswith("%") else None
    return Line(category, name, fen, rate, tax, **how)


def goods(chance: random.Random, count: int, rates: Sequence[str] = ("13%",), places: int = 4) -> list[Line]:
    """Invent lines of different goods; prices have `places` decimals."""
    lines = []
    chosen = chance.sample(HELD.goods * (1 + count // len(HELD.goods)), count)
    for name, category, unit, specification in chosen:
        quantity = chance.choice((str(chance.randrange(1, 400)), f"{chance.randrange(10, 6000) / 100:.2f}"))
        price = f"{Decimal(chance.randrange(50_000, 60_000_000)) / 10_000:.{places}f}"
        fen = rounded(Decimal(quantity) * Decimal(price) * 100)
        how = {"specification": specification, "unit": unit, "quantity": quantity, "price": price}
        lines.append(taxed(category, name, fen, chance.choice(rates), **how))
    return lines


def invoice(chance: random.Random, kind: str, lines: Sequence[Line], place: str = "4400", **other: Any) -> Invoice:
    """Invent who buys and sells, when, and the numbers that a kind has; `place` is where it was issued (GB/T 2260)."""
    buyer, seller = HELD.firms(chance, 2)
    day = date(chance) if kind.startswith("digital") else date(chance, 2021, 2023)
    numbers: dict[str, Any] = {"number": digits(chance, 20, f"{day:%y}{place[:2]}2000")}
    if not kind.startswith("digital"):
        numbers = {"number": digits(chance, 8, str(chance.randrange(1, 9)))}
        end = {"ordinary": "04", "electronic_ordinary": "11", "electronic_special": "13", "roll": "07"}.get(kind)
        year = f"{day:%y}"
        numbers["code"] = f"0{place}{year}001{end}" if end else f"{place}{year}1130"
        numbers["check"] = None if kind == "special" else digits(chance, 20)
    given = {
        "buyer": buyer,
        "buyer_id": credit_code(chance),
        "seller": seller,
        "seller_id": credit_code(chance),
        "clerk": HELD.person(chance),
        "day": day,
        **numbers,
        **other,
    }
    return Invoice(kind=kind, lines=tuple(lines), **given)


def grid_secret(chance: random.Random) -> list[str]:
    """Return the four lines of a password area."""
    return ["".join(chance.choice("0123456789+-*/<>") for _ in range(28)) for _ in range(4)]
