"""Writes a contract and its truth side by side: what is said of the parties, and what it obliges them to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from .contracts_press import Press, Style
from .made import Made

_LISTS = ("guarantors", "repayment_schedule", "obligations")
_LOAN = (
    *("contract_number", "lender", "borrower", "borrower_id", "guarantors", "loan_kind", "amount", "amount_in_words"),
    *("currency", "start_date", "end_date", "term_months", "interest_rate", "rate_basis", "purpose", "payment_method"),
    *("entrusted_threshold", "disbursement_account", "repayment_account", "repayment_method", "repayment_schedule"),
    *("signed_date", "obligations"),
)
_TRADE = (
    *("contract_number", "buyer", "seller", "subject", "amount", "amount_in_words", "signed_date", "delivery_date"),
    "payment_terms",
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation.

    Attributes:
        kind: of interface.md.
        has: a piece of its text.
        slots: its party and parameters, plain values.
        near: parameters that are the paper's own words; what is read is right where it holds this phrase.
        optional: it may be read as an obligation, but a careful reader may pass over it as well.
    """

    kind: str
    has: str
    slots: dict[str, Any] = field(default_factory=dict)
    near: dict[str, str] = field(default_factory=dict)
    optional: bool = False


def duty(
    kind: str, has: str, *, near: dict[str, str] | None = None, party: str | None = "borrower", **slots: Any
) -> Duty:
    """Return an obligation; `party` None where two readers would name different parties (rights of the lender)."""
    return Duty(kind, has, {"party": party, **slots} if party else slots, near or {})


def maybe(kind: str, has: str) -> Duty:
    """Return what may be listed as an obligation and need not be."""
    return Duty(kind, has, optional=True)


def covenant(metric: str, operator: str, threshold: str | None, unit: str | None, has: str) -> Duty:
    """Return a financial covenant."""
    return duty("financial_covenant", has, metric=metric, operator=operator, threshold=threshold, unit=unit)


class Told:
    """What is true of a paper, while it is written.

    Attributes:
        doc_type: of interface.md.
        fields, accept: as the truth files of `docaudit evaluate` have them.
    """

    def __init__(self, doc_type: str, names: Collection[str], lists: Collection[str] = _LISTS) -> None:
        self.doc_type = doc_type
        self.fields: dict[str, Any] = {name: [] if name in lists else None for name in names}
        self.accept: dict[str, list[object]] = {}

    def know(self, **fields: Any) -> None:
        """Set fields of the truth."""
        unknown = fields.keys() - self.fields.keys()
        if unknown:
            raise KeyError(sorted(unknown))
        self.fields.update(fields)

    def also(self, name: str, *values: object) -> None:
        """Say that other values of a field are right too."""
        self.accept.setdefault(name, []).extend(values)

    def owe(self, *duties: Duty) -> None:
        """Note obligations of text that is set already."""
        for one in duties:
            rows = self.fields["obligations"]
            row: dict[str, Any] = {"kind": one.kind, "text_has": one.has}
            if one.optional:
                row["optional"] = True
            else:
                row |= one.slots
                for slot, phrase in one.near.items():
                    row[slot] = phrase
                    self.also(f"obligations[{len(rows)}].{slot}", f"any text with {phrase}")
            rows.append(row)

    def told(self) -> dict[str, Any]:
        """Return the truth."""
        truth: dict[str, Any] = {"doc_type": self.doc_type, "fields": self.fields}
        if self.accept:
            truth["accept"] = self.accept
        return truth


class Draft(Told):
    """A loan contract (`doc_type` loan_contract) or a trade contract while it is written."""

    def __init__(self, style: Style, doc_type: str = "loan_contract", press: Press | None = None) -> None:
        super().__init__(doc_type, _LOAN if doc_type == "loan_contract" else _TRADE)
        self.press = press or Press(style)

    def say(self, text: str, *duties: Duty, first: float = 2, indent: float = 0, bold: bool = False) -> None:
        """Set a paragraph that holds these obligations."""
        self.press.paragraph(text, first=first, indent=indent, bold=bold)
        self.owe(*duties)

    def clauses(self, rows: Sequence[tuple[str, Sequence[Duty]]], first: float = 2, indent: float = 0) -> None:
        """Set paragraphs one after the other."""
        for text, duties in rows:
            self.say(text, *duties, first=first, indent=indent)

    def made(self) -> Made:
        """Return the paper."""
        return Made(self.press.pdf_bytes(), ".pdf", self.told())
