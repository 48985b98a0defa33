"""Figures of financial statements that fit each other, and the truth of a statement; names of our own begin with _."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from ..values import bare, figures, truth

Figures = dict[str, int]
"""Amounts in hundredths of the printed unit, by the interface's name or one of our own."""
Line = tuple[str, "str | None"]
"""A caption with the name of its figure; None is a heading or a blank line."""
_CURRENT = (
    "cash",
    "_trading",
    "notes_receivable",
    "accounts_receivable",
    "prepayments",
    "other_receivables",
    "inventory",
)
_FIXED = ("_long_investment", "fixed_assets", "construction_in_progress", "_intangible", "_deferred")
_OWED = ("short_term_loans", "_notes_payable", "accounts_payable", "_advances", "_wages", "_taxes", "_other_payables")


def _drawn(chance: random.Random, size: int, shares: dict[str, float]) -> Figures:
    return {name: int(size * share * chance.uniform(0.6, 1.4)) for name, share in shares.items()}


def balance(chance: random.Random, size: int, capital: int | None = None) -> Figures:
    """Invent a balance sheet of about this total."""
    f = _drawn(
        chance,
        size,
        {
            **dict.fromkeys(_CURRENT, 0.05),
            "cash": 0.12,
            "accounts_receivable": 0.17,
            "inventory": 0.19,
            "_other_current": 0.01,
            **dict.fromkeys(_FIXED, 0.03),
            "fixed_assets": 0.28,
            **dict.fromkeys(_OWED, 0.03),
            "short_term_loans": 0.16,
            "accounts_payable": 0.11,
            "long_term_loans": 0.07,
            "_deferred_income": 0.01,
            "paid_in_capital": 0.22,
            "_capital_reserve": 0.02,
            "_surplus": 0.02,
            "_gross": 0.36,
        },
    )
    step = 10 ** (len(str(f["paid_in_capital"])) - 2)
    f["paid_in_capital"] = capital or f["paid_in_capital"] // step * step
    f["_gross"] += f["fixed_assets"]
    f["_depreciation"] = f["_gross"] - f["fixed_assets"]
    f["current_assets"] = sum(f[n] for n in (*_CURRENT, "_other_current"))
    f["_noncurrent"] = sum(f[n] for n in _FIXED)
    f["total_assets"] = f["current_assets"] + f["_noncurrent"]
    f["current_liabilities"] = sum(f[n] for n in _OWED)
    f["_long_liabilities"] = f["long_term_loans"] + f["_deferred_income"]
    f["total_liabilities"] = f["current_liabilities"] + f["_long_liabilities"]
    f["total_equity"] = f["total_assets"] - f["total_liabilities"]
    f["retained_earnings"] = f["total_equity"] - sum(f[n] for n in ("paid_in_capital", "_capital_reserve", "_surplus"))
    f["_sum"] = f["total_assets"]
    return f


def income(chance: random.Random, size: int) -> Figures:
    """Invent an income statement; one in four makes a loss."""
    f = _drawn(
        chance,
        size,
        {
            "revenue": 1,
            "_taxes": 0.006,
            "selling_expenses": 0.05,
            "administrative_expenses": 0.07,
            "rd_expenses": 0.03,
            "interest_expense": 0.02,
            "_bank_fees": 0.001,
            "_subsidies": 0.004,
            "_investment": 0.003,
            "_other_in": 0.002,
            "_other_out": 0.001,
        },
    )
    f["cost_of_sales"] = int(f["revenue"] * chance.choice((0.74, 0.78, 0.8, 0.9)))
    f["finance_costs"] = f["interest_expense"] + f["_bank_fees"]
    costs = ("cost_of_sales", "_taxes", "selling_expenses", "administrative_expenses", "rd_expenses", "finance_costs")
    f["operating_profit"] = f["revenue"] + f["_subsidies"] + f["_investment"] - sum(f[n] for n in costs)
    f["total_profit"] = f["operating_profit"] + f["_other_in"] - f["_other_out"]
    f["income_tax"] = max(0, f["total_profit"] // 4)
    f["net_profit"] = f["total_profit"] - f["income_tax"]
    return f


def flows(chance: random.Random, size: int) -> Figures:
    """Invent a cash flow statement."""
    f = _drawn(
        chance,
        size,
        {
            "cash_from_sales": 1.1,
            "_refunds": 0.01,
            "_other_in": 0.03,
            "_paid_goods": 0.76,
            "_paid_wages": 0.09,
            "_paid_taxes": 0.04,
            "_other_out": 0.05,
            "_sold": 0.01,
            "_bought": 0.12,
            "_borrowed": 0.3,
            "_repaid": 0.24,
            "_interest": 0.02,
            "opening_cash": 0.3,
        },
    )
    f["_in"] = f["cash_from_sales"] + f["_refunds"] + f["_other_in"]
    f["_out"] = f["_paid_goods"] + f["_paid_wages"] + f["_paid_taxes"] + f["_other_out"]
    f["operating_cash_flow"] = f["_in"] - f["_out"]
    f["investing_cash_flow"] = f["_sold"] - f["_bought"]
    f["_financing_out"] = f["_repaid"] + f["_interest"]
    f["financing_cash_flow"] = f["_borrowed"] - f["_financing_out"]
    nets = ("operating_cash_flow", "investing_cash_flow", "financing_cash_flow")
    f["net_increase_in_cash"] = sum(f[n] for n in nets)
    # Nobody has less than nothing in hand.
    f["opening_cash"] += abs(f["net_increase_in_cash"])
    f["closing_cash"] = f["opening_cash"] + f["net_increase_in_cash"]
    return f


def followed(chance: random.Random, size: int) -> tuple[Figures, Figures]:
    """Invent the flows of a period and of the one before, whose end is its beginning."""
    before, now = flows(chance, size), flows(chance, int(size * chance.uniform(0.8, 1.2)))
    # What is in hand at the end must suffice for the next period.
    short = max(0, abs(now["net_increase_in_cash"]) + now["_paid_wages"] - before["closing_cash"])
    before["opening_cash"] += short
    before["closing_cash"] += short
    now["opening_cash"] = before["closing_cash"]
    now["closing_cash"] = now["opening_cash"] + now["net_increase_in_cash"]
    return now, before


def small_income(f: Figures) -> Figures:
    """Return the income of a small enterprise, whose form counts research among administration."""
    return f | {
        "administrative_expenses": f["administrative_expenses"] + f["rd_expenses"],
        "_research": f["rd_expenses"],
        "_gain": f["_subsidies"] + f["_investment"],
    }


def small_flows(f: Figures) -> Figures:
    """Return the flows of a small enterprise, whose form has no line for taxes paid back."""
    return f | {"_other_in": f["_other_in"] + f["_refunds"]}


def cooperative(f: Figures) -> Figures:
    """Return the balance sheet of a farmers' cooperative, whose form joins what is owed by and to others."""
    return f | {
        "_owed_to": f["current_assets"] - f["cash"] - f["inventory"],
        "_payables": f["current_liabilities"] - f["short_term_loans"] - f["_wages"] - f["_taxes"],
        "_shares": f["paid_in_capital"],
        "_reserves": f["_capital_reserve"] + f["_surplus"],
        "_undistributed": f["retained_earnings"],
    }


def printed(value: int | None, *, negative: str = "-{0}", blank: str = "", whole: bool = False) -> str:
    """Return a figure as printed; `whole` prints no decimals."""
    if value is None:
        return blank
    text = figures(abs(value))[: -3 if whole else None]
    return negative.format(text) if value < 0 else text


def whole(f: Figures) -> Figures:
    """Return figures of a hundred times the size, which still fit each other and need no decimals."""
    return {name: value * 100 for name, value in f.items()}


def told(
    doc_type: str,
    lines: Sequence[Line],
    now: Figures,
    before: Figures | None,
    *,
    entity: str,
    end: dt.date,
    unit: str,
    start: dt.date | None = None,
    accept: dict[str, list[Any]] | None = None,
    holes: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the truth: every line that the interface has a name for, in the printed unit.

    `holes` names the figures whose cell of the other period is blank.
    """
    items = [
        {
            "name": name,
            "caption": caption.strip(),
            "current": bare(now[name]),
            "prior": None if before is None or name in holes else bare(before[name]),
        }
        for caption, name in lines
        if name and not name.startswith("_")
    ]
    given = {
        "entity": entity,
        "period_start": start.isoformat() if start else None,
        "period_end": end.isoformat(),
        "unit": unit,
        "items": items,
    }
    return truth(doc_type, given, {"unit": [f"人民币{unit}"]} | (accept or {}))
