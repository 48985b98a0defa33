"""What the fields of one document say about each other: they raise or lower their confidence.

A paper that was read from its text says what it says: where its figures and words contradict each other, that is the
paper's fault and a check's business. On a scan a contradiction is a misreading far more often, so both values lose
confidence, and of two days in the wrong order the less sure one is not told at all.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from docaudit.records.amounts import one_glyph_explains, parse_amount, parse_words
from docaudit.records.dates import add_months
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.pages import TextSource
from docaudit.understanding.kinds import FIGURE

_AGREED, _APART, _ONE_GLYPH = 1.02, 0.8, 0.95
"""Factors on confidence: both say the same, they differ, they differ by one glyph that scans often confuse."""
_CHANCE, _PROVED = 0.25, 0.95
"""Two misreadings of a scan hardly ever mean the same sum: this share of the chance that both are wrong is left, up to
this confidence (that it is the sum asked for, agreement does not prove)."""
_UNSURE = 0.85
"""Of two contradicting days of a scan, one less sure than this is taken back."""
_ORDER = (
    ("period_start", "period_end"),
    ("start_date", "end_date"),
    ("signed_date", "end_date"),
    ("disbursement_date", "due_date"),
)
"""Days that follow each other on every paper that prints both. A delivery may come before its contract is signed."""


def in_agreement(document: Document) -> Document:
    """Return the document with the confidence that its fields give each other."""
    scanned = document.text_source in (TextSource.OCR, TextSource.MIXED)
    names = set(document.field_names())
    if {"amount", "amount_in_words"} <= names:
        document = _words(document, scanned=scanned)
    for earlier, later in _ORDER:
        if {earlier, later} <= names:
            document = _ordered(document, earlier, later, scanned=scanned)
    if {"start_date", "end_date", "term_months"} <= names:
        document = _term(document)
    return document


def _words(document: Document, *, scanned: bool) -> Document:
    amount: Field[Money] = document.amount  # type: ignore[attr-defined]
    words: Field[str] = document.amount_in_words  # type: ignore[attr-defined]
    meant = parse_words(words.value) if words.value else None
    if amount.value is None or meant is None or words.value is None:
        return document
    if meant.fen == amount.value.fen:
        # One of the two was worked out of the other where both rest on the same text: that proves nothing.
        if amount.evidence == words.evidence and not _prints_figures(words, amount.value):
            return document
        proved = 1 - _CHANCE * (1 - amount.confidence) * (1 - words.confidence) if scanned else 0.0
        surer: dict[str, Field[Any]] = {"amount": amount, "amount_in_words": words}
        changes: dict[str, Any] = {
            name: _at_least(field.scaled(_AGREED), min(_PROVED, proved)) for name, field in surer.items()
        }
        return dataclasses.replace(document, **changes)
    if not scanned:
        return document
    factor = _ONE_GLYPH if one_glyph_explains(words.value, amount.value) else _APART
    return dataclasses.replace(document, amount=amount.scaled(factor), amount_in_words=words.scaled(factor))  # type: ignore[call-arg]


def _prints_figures(words: Field[str], amount: Money) -> bool:
    """Say whether the text that the words were read from prints the amount in figures too."""
    text = words.evidence.text if words.evidence is not None else ""
    return any(parse_amount(found.group().strip()) == amount for found in FIGURE.finditer(text or ""))


def _at_least(field: Field[Any], confidence: float) -> Field[Any]:
    return dataclasses.replace(field, confidence=max(field.confidence, confidence))


def _ordered(document: Document, earlier: str, later: str, *, scanned: bool) -> Document:
    first: Field[dt.date] = getattr(document, earlier)
    second: Field[dt.date] = getattr(document, later)
    if first.value is None or second.value is None or first.value <= second.value or not scanned:
        return document
    weaker = earlier if first.confidence <= second.confidence else later
    changes: dict[str, Any] = {earlier: first.scaled(_APART), later: second.scaled(_APART)}
    if min(first.confidence, second.confidence) < _UNSURE:
        changes[weaker] = Field()
    note = f"扫描件上的日期先后矛盾（{first.value}、{second.value}），请核对原件"
    return dataclasses.replace(document, **changes, warnings=(*document.warnings, note))


def _term(document: Document) -> Document:
    start: Field[dt.date] = document.start_date  # type: ignore[attr-defined]
    end: Field[dt.date] = document.end_date  # type: ignore[attr-defined]
    term: Field[int] = document.term_months  # type: ignore[attr-defined]
    if start.value is None or end.value is None or term.value is None:
        return document
    # A term of a year ends on the same day or on the day before it.
    if not 0 <= (add_months(start.value, term.value) - end.value).days <= 1:
        return document
    return dataclasses.replace(
        document,
        start_date=start.scaled(_AGREED),  # type: ignore[call-arg]
        end_date=end.scaled(_AGREED),
        term_months=term.scaled(_AGREED),
    )
