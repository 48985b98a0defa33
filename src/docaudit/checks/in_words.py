"""Amounts in words held against those in figures, as invoices and contracts print both."""

from __future__ import annotations

from dataclasses import dataclass

from docaudit.checks.base import Rule
from docaudit.checks.words import by_ocr, sure
from docaudit.records.amounts import one_glyph_explains, parse_words
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


@dataclass(frozen=True, slots=True)
class Differing:
    """Words that mean another amount than the figures, and how sure that is."""

    figures: Money
    words: str
    meant: Money
    confidence: float

    @property
    def gap(self) -> Money:
        """How far they are apart."""
        return abs(self.meant - self.figures)


def differing(rule: Rule, document: Document, figures: Field[Money], words: Field[str]) -> Differing | None:
    """Return the words that differ from the figures of a document; None where they agree or one was not read.

    Words carry no sign where a red invoice prints a negative figure.
    """
    if figures.value is None or not words.value:
        return None
    meant = parse_words(words.value)
    confidence = sure(figures, words)
    if meant is None or confidence < rule.threshold("unsure"):
        return None
    if figures.value.fen < 0:
        meant = -abs(meant)
    if meant.fen == figures.value.fen:
        return None
    confused = by_ocr(document) and one_glyph_explains(words.value, Money(abs(figures.value.fen)))
    factor = float(rule.threshold("confused")) if confused else 0.95
    return Differing(Money(figures.value.fen), words.value, Money(meant.fen), factor * confidence)
