"""The QR text of an invoice (domain.md 4.3): comma positions, held against the print and filling what it lacks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from docaudit.documents.vat_invoice import CODE_DIFFERS, VatInvoice
from docaudit.records.amounts import parse_amount
from docaudit.records.dates import parse_date
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.pages import Page, Word

# Eight digits beside a code of 10 or 12, or the twenty of a fully digital invoice, which has no code; itineraries and
# tickets come close to that. Ten or twelve are a code in the number's place.
_NUMBERS, _CODES = re.compile(r"\d{8}|\d{13,20}"), re.compile(r"\d{10}|\d{12}|")
_DATE = re.compile(r"20\d{6}")
# Codes carry error correction, so a decoded figure is right; the rest is that it may be another paper's.
_FILLED, _CONFIRMED, _DOUBTED = 0.97, 0.995, 0.6

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceCode:
    """A decoded code; `amount` is with tax for fully digital kinds, before tax for the older ones."""

    kind: str
    code: str | None
    number: str
    amount: Money | None
    date: dt.date | None
    check_code: str | None
    word: Word
    page: Page

    @property
    def digital(self) -> bool:
        """It is of a fully digital invoice."""
        return len(self.number) > 8


def invoice_codes(pages: Sequence[Page]) -> Iterator[InvoiceCode]:
    """Yield the QR texts of the invoice form; web addresses and whatever breaks the form are passed over.

    A text whose number, code or date has not the form of one is in another order, and nothing in it is believed.
    """
    for page in pages:
        for word in page.codes:
            parts = [part.strip() for part in word.text.split(",")]
            if len(parts) < 6 or parts[0] != "01" or not re.fullmatch(r"\d{2}", parts[1]):
                continue
            date = parse_date(parts[5]) if _DATE.fullmatch(parts[5]) else None
            if not _NUMBERS.fullmatch(parts[3]) or not _CODES.fullmatch(parts[2]) or (parts[5] and not date):
                continue
            yield InvoiceCode(
                kind=parts[1],
                code=parts[2] or None,
                number=parts[3],
                amount=parse_amount(parts[4]),
                date=date,
                check_code=parts[6] if len(parts) > 6 and re.fullmatch(r"\d{20}", parts[6]) else None,
                word=word,
                page=page,
            )


def invoice_code(invoice: VatInvoice, pages: Sequence[Page]) -> InvoiceCode | None:
    """Return the code that belongs to the invoice, by what both say: two papers may lie on one sheet."""
    codes = list(invoice_codes(pages))
    return max(codes, key=lambda code: _agreeing(invoice, code), default=None)


def _agreeing(invoice: VatInvoice, code: InvoiceCode) -> int:
    sums = {invoice.amount.value, invoice.total.value} - {None}
    return (
        2 * (invoice.invoice_number.value == code.number)
        + (invoice.issue_date.value is not None and invoice.issue_date.value == code.date)
        + (code.amount in sums)
    )


def _is_of_another(invoice: VatInvoice, code: InvoiceCode) -> bool:
    """Tell a code of which number, date and sum all differ from the print: not altered, but another paper's."""
    known = (
        invoice.invoice_number.value is not None,
        invoice.issue_date.value is not None and code.date is not None,
        code.amount is not None and (invoice.amount.value is not None or invoice.total.value is not None),
    )
    return sum(known) >= 2 and not _agreeing(invoice, code)


def held_against(invoice: VatInvoice, code: InvoiceCode) -> VatInvoice:
    """Hold the print against the code: agreement raises confidence, a gap is filled, a disagreement is said.

    The printed value stays even where the code differs, with less confidence: either may have been altered.
    """
    if _is_of_another(invoice, code):
        warning = f"页面上的发票二维码（号码 {code.number}）属于另一张发票，没有用于核对"
        return replace(invoice, warnings=(*invoice.warnings, warning))
    warnings: list[str] = []

    def take(name: str, field: Field[V], value: V | None) -> Field[V]:
        if value is None:
            return field
        if field.value is None:
            return Field(value, _FILLED, code.page.evidence(code.word.text, [code.word]))
        if field.value == value:
            return replace(field, confidence=max(field.confidence, _CONFIRMED))
        warnings.append(CODE_DIFFERS.format(name=name, other=value, printed=field.value))
        return field.scaled(_DOUBTED)

    number = take("发票号码", invoice.invoice_number, code.number)
    issued = take("开票日期", invoice.issue_date, code.date)
    codes = invoice.invoice_code if code.digital else take("发票代码", invoice.invoice_code, code.code)
    check = take("校验码", invoice.check_code, code.check_code)
    amount, total = invoice.amount, invoice.total
    # Older kinds code the sum before tax, fully digital ones the total; either is accepted (domain.md 4.3).
    if code.amount is not None and code.amount == amount.value != total.value:
        amount = take("金额", amount, code.amount)
    elif code.amount is not None and (code.digital or code.amount == total.value):
        total = take("价税合计", total, code.amount)
    else:
        amount = take("金额", amount, code.amount)
    return replace(
        invoice,
        invoice_number=number,
        issue_date=issued,
        invoice_code=codes,
        check_code=check,
        amount=amount,
        total=total,
        warnings=(*invoice.warnings, *warnings),
    )
