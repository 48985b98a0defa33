"""The QR text of an invoice (domain.md 4.3): comma positions, compared with the print and filling what it lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from docaudit.records.amounts import parse_amount
from docaudit.records.dates import parse_date
from docaudit.records.money import Money
from docaudit.records.pages import Page, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceCode:
    """A decoded code; `amount` is with tax for fully digital kinds, before tax for the older ones."""

    kind: str
    code: str | None
    number: str | None
    amount: Money | None
    date: dt.date | None
    check_code: str | None
    word: Word
    page: Page


def invoice_code(pages: Sequence[Page]) -> InvoiceCode | None:
    """Return the first QR text of the invoice form; web addresses and other codes are passed over."""
    for page in pages:
        for word in page.codes:
            parts = [p.strip() for p in word.text.split(",")]
            if len(parts) >= 6 and parts[0] == "01" and parts[1].isdigit() and parts[3].isdigit():
                return InvoiceCode(
                    kind=parts[1],
                    code=parts[2] or None,
                    number=parts[3],
                    amount=parse_amount(parts[4]),
                    date=parse_date(parts[5]),
                    check_code=(parts[6] or None) if len(parts) > 6 else None,
                    word=word,
                    page=page,
                )
    return None
