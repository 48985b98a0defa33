"""What a contract obliges somebody to do: a kind and its slots."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from docaudit.records.evidence import Field
from docaudit.records.money import Money

SLOTS: dict[str, tuple[str, ...]] = {
    "reporting": ("document", "frequency", "due_days", "day_kind"),
    "financial_covenant": ("metric", "operator", "threshold", "unit"),
    "prohibition": ("uses",),
    "use_of_funds": ("purpose",),
    "evidence": ("documents", "due_days", "day_kind"),
    "notification": ("event", "due_days", "day_kind"),
    "repayment": ("due_date", "amount"),
    "consent": ("event",),
    "account": ("bank", "share", "unit"),
    "security": ("document",),
    "acceleration": ("event",),
    "other": (),
}
"""The slots of each kind, in the order they are printed (interface.md, `obligations[]`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One obligation; slots that its kind does not have stay empty and are not printed."""

    kind: Field[str]
    party: Field[str]
    text: Field[str]
    document: Field[str] = Field()
    documents: tuple[Field[str], ...] = ()
    frequency: Field[str] = Field()
    due_days: Field[int] = Field()
    day_kind: Field[str] = Field()
    metric: Field[str] = Field()
    operator: Field[str] = Field()
    threshold: Field[Decimal] = Field()
    unit: Field[str] = Field()
    uses: tuple[Field[str], ...] = ()
    purpose: Field[str] = Field()
    event: Field[str] = Field()
    due_date: Field[dt.date] = Field()
    amount: Field[Money] = Field()
    bank: Field[str] = Field()
    share: Field[Decimal] = Field()

    def json_names(self) -> tuple[str, ...]:
        """Return the names to print: kind, party, text and the slots of this kind."""
        return ("kind", "party", "text", *SLOTS.get(self.kind.value or "other", ()))
