"""What an invoice can prove: its sound total, less red invoices, each number once (flows.md 4.1)."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable

from docaudit.documents.vat_invoice import VatInvoice
from docaudit.matching.rows import InvoiceRow
from docaudit.records.amounts import parse_words
from docaudit.records.names import core_key, fold, without_private_mark
from docaudit.records.pages import TextSource

ROUNDING_FEN = 5
"""Amount and tax may miss the printed total by this much: each line is rounded by itself."""

_NUMBER = re.compile(r"\d{20}|\d{8}")


def sound_total(invoice: VatInvoice) -> int | None:
    """Return the total with tax in fen that the invoice proves, None where none can be read.

    Three readings should agree as far as they are there: the total, the total in words, amount plus tax. On a scan two
    that agree outvote the third, which was misread. Otherwise an invoice that contradicts itself proves only its lowest
    reading; that it does is a finding of its own.
    """
    words = parse_words(invoice.total_in_words.value) if invoice.total_in_words.value else None
    before, tax, total = invoice.amount.value, invoice.tax.value, invoice.total.value
    readings = [total.fen] if total else []
    if words is not None:
        # Words carry no sign; a red invoice prints 负数 beside them or only the figure is negative.
        readings.append(-abs(words.fen) if total and total.fen < 0 else words.fen)
    if before is not None and tax is not None:
        readings.append(before.fen + tax.fen)
    if not readings:
        return None
    scanned = invoice.text_source in {TextSource.OCR, TextSource.MIXED}
    needed = min(2, len(readings)) if scanned else len(readings)
    for reading in readings:
        if sum(abs(reading - other) <= ROUNDING_FEN for other in readings) >= needed:
            return reading
    return min(readings, key=abs)


def invoice_row(invoice: VatInvoice) -> InvoiceRow | None:
    """Return the invoice as a row; None where it tells no amount."""
    fen = sound_total(invoice)
    if not fen:
        return None
    return InvoiceRow(
        id=invoice.id,
        seller=invoice.seller_name.value,
        fen=fen,
        date=invoice.issue_date.value,
        code=fold(invoice.invoice_code.value),
        number=fold(invoice.invoice_number.value),
        buyer=without_private_mark(invoice.buyer_name.value),
        buyer_code=fold(invoice.buyer_tax_id.value),
        named=frozenset(_NUMBER.findall(invoice.remarks.value or "")) if fen < 0 else frozenset(),
        void=invoice.is_void,
        scanned=invoice.text_source in {TextSource.OCR, TextSource.MIXED},
    )


def provable(invoices: Iterable[InvoiceRow]) -> list[tuple[InvoiceRow, int]]:
    """Return the invoices that can prove something, in their order, each with the fen that it can prove.

    Void ones are left out, of copies one is kept (one not read by OCR, else the least), red ones are taken off: off the
    invoice whose number is named, else off one of the same seller and amount, else off the seller's invoices from the
    latest on. The order in which they are given changes nothing.
    """
    kept: dict[tuple[object, ...], InvoiceRow] = {}
    for row in sorted(invoices, key=lambda r: (r.scanned, abs(r.fen), r.id)):
        if row.fen and not row.void:
            kept.setdefault(_number(row), row)
    blue = sorted((row for row in kept.values() if row.fen > 0), key=in_order)
    left = [row.fen for row in blue]
    numbers: dict[str, list[int]] = defaultdict(list)
    sellers: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(blue):
        numbers[row.number].append(i)
        sellers[core_key(row.seller)].append(i)
    for red in sorted((row for row in kept.values() if row.fen < 0), key=in_order):
        fen = -red.fen
        hit = sorted({i for number in red.named if number for i in numbers.get(number, ())})
        same = sellers.get(core_key(red.seller), [])
        latest = sorted(same, key=lambda i: blue[i].date or dt.date.min, reverse=True)
        for i in hit or [i for i in same if left[i] == fen][:1] or latest:
            part = min(left[i], fen)
            left[i] -= part
            fen -= part
    return [(row, rest) for row, rest in zip(blue, left, strict=True) if rest > 0]


def in_order(row: InvoiceRow) -> tuple[object, ...]:
    """Return the place of an invoice among others: by date (undated ones last), number, amount."""
    return (row.date or dt.date.max, row.number, row.code, core_key(row.seller), row.fen, row.id)


def _number(row: InvoiceRow) -> tuple[object, ...]:
    return (row.code, row.number) if row.number else (core_key(row.seller), row.fen, row.date)
