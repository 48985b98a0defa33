"""What all financial statements share: figures that fit each other, captions of the two national formats, the truth."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .values import bare, figures, truth

Figures = dict[str, int]
"""Amounts by the interface's name, and by names of our own, in hundredths of the printed unit."""


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: caption, the interface's name, amounts of this and the other period; None is a blank."""

    caption: str
    name: str | None = None
    current: int | None = None
    prior: int | None = None

    def cells(self, *, brackets: bool = False, blank: str = "") -> tuple[str, str]:
        """Return the printed amounts; `brackets` stand for a minus."""
        return tuple(_printed(value, brackets, blank) for value in (self.current, self.prior))  # type: ignore[return-value]


def _printed(value: int | None, brackets: bool, blank: str) -> str:
    if value is None:
        return blank
    return f"({figures(-value)})" if brackets and value < 0 else figures(value)


def balance(chance: random.Random, size: int) -> Figures:
    """Invent a balance sheet whose sums are right; `size` is about the total in hundredths of the unit."""

    def some(share: float) -> int:
        return int(size * share * chance.uniform(0.5, 1.5))

    f = {
        "cash": some(0.1),
        "notes_receivable": some(0.03),
        "accounts_receivable": some(0.15),
        "prepayments": some(0.04),
        "other_receivables": some(0.02),
        "inventory": some(0.2),
        "rest_current": some(0.01),
        "fixed_assets": some(0.25),
        "construction_in_progress": some(0.05),
        "intangible": some(0.06),
        "short_term_loans": some(0.15),
        "notes_payable": some(0.05),
        "accounts_payable": some(0.12),
        "wages": some(0.02),
        "taxes": some(0.01),
        "other_payables": some(0.04),
        "long_term_loans": some(0.08),
        "paid_in_capital": some(0.2) // 100000 * 100000,
        "surplus": some(0.02),
    }
    current = ("cash", "notes_receivable", "accounts_receivable", "prepayments", "other_receivables", "inventory")
    f["current_assets"] = sum(f[n] for n in (*current, "rest_current"))
    f["fixed_total"] = sum(f[n] for n in ("fixed_assets", "construction_in_progress", "intangible"))
    f["total_assets"] = f["current_assets"] + f["fixed_total"]
    owed = ("short_term_loans", "notes_payable", "accounts_payable", "wages", "taxes", "other_payables")
    f["current_liabilities"] = sum(f[n] for n in owed)
    f["total_liabilities"] = f["current_liabilities"] + f["long_term_loans"]
    f["total_equity"] = f["total_assets"] - f["total_liabilities"]
    f["retained_earnings"] = f["total_equity"] - f["paid_in_capital"] - f["surplus"]
    f["gross"] = f["fixed_assets"] + some(0.1)
    f["depreciation"] = f["gross"] - f["fixed_assets"]
    f["both"] = f["total_assets"]
    return f


def income(chance: random.Random, size: int, *, small: bool = False) -> Figures:
    """Invent an income statement; that of `small` enterprises counts research among administration."""

    def some(share: float) -> int:
        return int(size * share * chance.uniform(0.5, 1.5))

    f = {
        "revenue": some(1),
        "taxes": some(0.005),
        "selling_expenses": some(0.04),
        "administrative_expenses": some(0.06),
        "rd_expenses": some(0.03),
        "interest_expense": some(0.015),
        "bank_fees": some(0.001),
        "other_income": some(0.002),
        "other_costs": some(0.001),
    }
    f["cost_of_sales"] = int(f["revenue"] * chance.uniform(0.72, 0.9))
    f["finance_costs"] = f["interest_expense"] + f["bank_fees"]
    costs = ("cost_of_sales", "taxes", "selling_expenses", "administrative_expenses", "rd_expenses", "finance_costs")
    f["operating_profit"] = f["revenue"] - sum(f[n] for n in costs)
    f["total_profit"] = f["operating_profit"] + f["other_income"] - f["other_costs"]
    f["income_tax"] = max(0, f["total_profit"] // 4)
    f["net_profit"] = f["total_profit"] - f["income_tax"]
    f["research"] = f["rd_expenses"]
    f["administrative_expenses"] += f["rd_expenses"] if small else 0
    return f


def flows(chance: random.Random, size: int) -> Figures:
    """Invent a cash flow statement whose sums are right."""

    def some(share: float) -> int:
        return int(size * share * chance.uniform(0.5, 1.5))

    f = {name: some(share) for name, share in _FLOWS}
    f["in"] = f["cash_from_sales"] + f["refunds"] + f["other_in"]
    f["out"] = f["paid_goods"] + f["paid_wages"] + f["paid_taxes"] + f["other_out"]
    f["operating_cash_flow"] = f["in"] - f["out"]
    f["investing_cash_flow"] = -f["bought"]
    f["financing_in"] = f["borrowed"]
    f["financing_out"] = f["repaid"] + f["interest"]
    f["financing_cash_flow"] = f["financing_in"] - f["financing_out"]
    net = ("operating_cash_flow", "investing_cash_flow", "financing_cash_flow")
    f["net_increase_in_cash"] = sum(f[n] for n in net)
    f["closing_cash"] = f["opening_cash"] + f["net_increase_in_cash"]
    return f


_FLOWS = (
    ("cash_from_sales", 1.1),
    ("refunds", 0.01),
    ("other_in", 0.02),
    ("paid_goods", 0.8),
    ("paid_wages", 0.08),
    ("paid_taxes", 0.03),
    ("other_out", 0.05),
    ("bought", 0.1),
    ("borrowed", 0.3),
    ("repaid", 0.25),
    ("interest", 0.015),
    ("opening_cash", 0.3),
)
OWN = frozenset({*(name for name, _ in _FLOWS if name not in ("cash_from_sales", "opening_cash")), "in", "out"}) | {
    "financing_in",
    "financing_out",
    "rest_current",
    "intangible",
    "notes_payable",
    "wages",
    "taxes",
    "other_payables",
    "surplus",
    "fixed_total",
    "gross",
    "depreciation",
    "both",
    "bank_fees",
    "other_income",
    "other_costs",
    "research",
}
"""Names that are ours and none of the interface's."""
Captions = Sequence[tuple[str, str | None]]
"""Captions with the figure that stands there; None is a heading or a blank line."""


def rows(captions: Captions, now: Figures, before: Figures | None) -> list[Row]:
    """Fill captions with figures."""
    made = []
    for caption, name in captions:
        if name is None:
            made.append(Row(caption))
        else:
            made.append(Row(caption, name, now[name], None if before is None else before[name]))
    return made


def told(
    doc_type: str,
    filled: Sequence[Row],
    *,
    entity: str,
    end: dt.date,
    unit: str,
    start: dt.date | None = None,
    accept: dict[str, list[Any]] | None = None,
) -> dict[str, Any]:
    """Return the truth: every line that the interface has a name for, in the printed unit."""
    items = [
        {
            "name": r.name,
            "caption": r.caption.replace("　", "").strip(),
            "current": _bare(r.current),
            "prior": _bare(r.prior),
        }
        for r in filled
        if r.name is not None and r.name not in OWN
    ]
    given = {
        "entity": entity,
        "period_start": start.isoformat() if start else None,
        "period_end": end.isoformat(),
        "unit": unit,
        "items": items,
    }
    return truth(doc_type, given, accept)


def _bare(value: int | None) -> str | None:
    return None if value is None else bare(value)


def plain(value: int | None) -> float | None:
    """Return a figure as a spreadsheet holds it."""
    return None if value is None else float(Decimal(value) / 100)
