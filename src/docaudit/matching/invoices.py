"""What an invoice can prove: its sound total, less red invoices, each number once (flows.md 4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docaudit.documents.vat_invoice import VatInvoice
from docaudit.records.amounts import parse_words
from docaudit.records.names import core_key, fold
from docaudit.records.pages import TextSource

ROUNDING_FEN = 5
"""Amount and tax may miss the printed total by this much: each line is rounded by itself."""

_VOID = re.compile(r"作废")
_NUMBER = re.compile(r"\d{20}|\d{8}")


@dataclass(frozen=True, slots=True)
class Paper:
    """An invoice and how much it can prove."""

    invoice: VatInvoice
    fen: int


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


def provable(invoices: Iterable[VatInvoice]) -> list[Paper]:
    """Return the invoices that can prove something: void ones left out, copies once, red ones taken off.

    A red invoice is taken off the invoice whose number it names, else off one of the same seller and amount, else off
    the seller's invoices from the latest on.
    """
    blue: list[list[int | VatInvoice]] = []
    red: list[tuple[VatInvoice, int]] = []
    seen: set[tuple[object, ...]] = set()
    for invoice in invoices:
        fen = sound_total(invoice)
        if fen is None or fen == 0 or _is_void(invoice) or (key := _number(invoice)) in seen:
            continue
        seen.add(key)
        if fen < 0:
            red.append((invoice, -fen))
        else:
            blue.append([fen, invoice])
    papers = [Paper(i, f) for f, i in blue if isinstance(i, VatInvoice) and isinstance(f, int)]
    left = [p.fen for p in papers]
    for invoice, lost in red:
        fen = lost
        for i in _reversed(invoice, fen, papers):
            part = min(left[i], fen)
            left[i] -= part
            fen -= part
    return [Paper(p.invoice, rest) for p, rest in zip(papers, left, strict=True) if rest > 0]


def _is_void(invoice: VatInvoice) -> bool:
    remarks = invoice.remarks.value or ""
    # A stamp across the sheet is no field: the reader tells of it in a warning.
    stamped = any(_VOID.search(warning) for warning in invoice.warnings)
    return stamped or (bool(_VOID.search(remarks)) and "红字" not in remarks)


def _number(invoice: VatInvoice) -> tuple[object, ...]:
    number = invoice.invoice_number.value
    if number:
        return (fold(invoice.invoice_code.value), fold(number))
    total = invoice.total.value
    return (core_key(invoice.seller_name.value), total.fen if total else invoice.id, invoice.issue_date.value)


def _reversed(red: VatInvoice, fen: int, papers: list[Paper]) -> list[int]:
    named = set(_NUMBER.findall(red.remarks.value or ""))
    hit = [i for i, p in enumerate(papers) if p.invoice.invoice_number.value in named]
    if hit:
        return hit
    seller = core_key(red.seller_name.value)
    same = [i for i, p in enumerate(papers) if core_key(p.invoice.seller_name.value) == seller]
    exact = [i for i in same if papers[i].fen == fen]
    day = {i: papers[i].invoice.issue_date.value for i in same}
    return exact[:1] or sorted(same, key=lambda i: day[i].toordinal() if day[i] else 0, reverse=True)  # type: ignore[union-attr]
