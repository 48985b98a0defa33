"""Books of firms for the statements of the sixth set: figures of two years that add up, and their cells."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..values import bare, figures

Rows = Sequence[tuple[str, str | None]]
"""Captions as printed, each with the key of its figure; none: a heading."""
Year = dict[str, int | None]
"""Figures of one column in fen, by key; keys that the interface does not name begin with ``x_``."""

_ASSETS = {
    "cash": 0.11,
    "x_trading": 0.02,
    "notes_receivable": 0.03,
    "accounts_receivable": 0.19,
    "x_financing": 0.01,
    "prepayments": 0.05,
    "other_receivables": 0.03,
    "inventory": 0.17,
    "x_other_current": 0.01,
}
_FIXED = {
    "x_equity": 0.03,
    "fixed_assets": 0.24,
    "construction_in_progress": 0.04,
    "x_right": 0.02,
    "x_intangible": 0.06,
    "x_deferred": 0.01,
    "x_tax_asset": 0.005,
}
_DUE = {
    "short_term_loans": 0.2,
    "x_notes_payable": 0.03,
    "accounts_payable": 0.14,
    "x_advances": 0.03,
    "x_wages": 0.012,
    "x_taxes": 0.011,
    "x_other_payables": 0.04,
}
_LATER = {"long_term_loans": 0.07, "x_lease": 0.01}
_MAY_LACK = (
    *("x_trading", "x_financing", "x_other_current", "x_equity", "x_right", "x_deferred", "x_tax_asset", "x_lease"),
    *("notes_receivable", "construction_in_progress", "long_term_loans", "x_notes_payable"),
)


def balance(chance: random.Random, total: int, *, unit: int = 1) -> tuple[Year, Year]:
    """Return the closing and the opening balance of a firm with about this total, in steps of `unit` fen."""
    lacking = {key for key in _MAY_LACK if chance.random() < 0.35}

    def parts(shares: Mapping[str, float]) -> Year:
        return {
            k: round(total * s * chance.uniform(0.6, 1.4) / unit) * unit for k, s in shares.items() if k not in lacking
        }

    def summed(year: Year, shares: Mapping[str, float]) -> int:
        return sum(year.get(key) or 0 for key in shares)

    now: Year = parts(_ASSETS) | parts(_FIXED) | parts(_DUE) | parts(_LATER)
    before: Year = {k: round((v or 0) * chance.uniform(0.72, 1.12) / unit) * unit for k, v in now.items()}
    for key in chance.sample(sorted(k for k in now if k.startswith("x_")), 2):
        before[key] = None
    capital = chance.choice((10, 15, 20, 25)) * total // 100 // 1_000_000 * 1_000_000
    surplus = round(total * 0.015 / unit) * unit
    for year, kept in ((now, surplus), (before, round(surplus * 0.8 / unit) * unit)):
        year["current_assets"], year["x_non_current"] = summed(year, _ASSETS), summed(year, _FIXED)
        year["total_assets"] = summed(year, _ASSETS) + summed(year, _FIXED)
        year["current_liabilities"], year["x_later"] = summed(year, _DUE), summed(year, _LATER)
        year["total_liabilities"] = summed(year, _DUE) + summed(year, _LATER)
        year["paid_in_capital"], year["x_surplus"] = capital, kept
        year["total_equity"] = year["x_both"] = year["total_assets"]
        year["total_equity"] -= year["total_liabilities"]
        year["retained_earnings"] = year["total_equity"] - capital - kept
        year["x_both"] = year["total_assets"]
        cost = round((year["fixed_assets"] or 0) * 1.6 / unit) * unit
        year["x_cost"], year["x_worn"] = cost, cost - (year["fixed_assets"] or 0)
        if not year["x_later"]:
            year["x_later"] = None
    return now, before


def results(chance: random.Random, revenue: int, *, research: bool) -> Year:
    """Return a period's profit from about this revenue; now and then it is a loss."""
    year: Year = {"revenue": round(revenue * chance.uniform(0.9, 1.1))}
    whole = year["revenue"] or 0

    def part(share: float, spread: float = 0.3) -> int:
        return round(whole * share * chance.uniform(1 - spread, 1 + spread))

    year["cost_of_sales"] = part(0.79, 0.06)
    year["x_duties"], year["selling_expenses"], year["administrative_expenses"] = part(0.005), part(0.03), part(0.055)
    year["rd_expenses"] = part(0.025) if research else None
    year["interest_expense"], year["x_interest_income"] = part(0.012), part(0.001)
    year["finance_costs"] = (year["interest_expense"] or 0) - (year["x_interest_income"] or 0) + part(0.0005)
    year["x_other_income"] = part(0.003) if chance.random() < 0.7 else None
    year["x_investment"] = part(0.002) if chance.random() < 0.3 else None
    spent = ("cost_of_sales", "x_duties", "selling_expenses", "administrative_expenses", "rd_expenses", "finance_costs")
    gained = (year["x_other_income"] or 0) + (year["x_investment"] or 0)
    year["operating_profit"] = whole + gained - sum(year[key] or 0 for key in spent)
    year["x_luck"], year["x_mishap"] = part(0.001), part(0.0006)
    profit = year["operating_profit"] + year["x_luck"] - year["x_mishap"]
    year["total_profit"] = profit
    year["income_tax"] = max(0, profit * chance.choice((15, 25)) // 100) or None
    year["net_profit"] = profit - (year["income_tax"] or 0)
    return year


def added(*years: Year) -> Year:
    """Return the sum of periods, key by key."""
    keys = {key: None for year in years for key in year}
    sums = {key: [year[key] for year in years if year.get(key) is not None] for key in keys}
    return {key: sum(v or 0 for v in values) if values else None for key, values in sums.items()}


def items(rows: Rows, now: Year, before: Year | None, show: Callable[[int], str] = bare) -> list[dict[str, Any]]:
    """Return the truth of the rows that the interface names and that have a figure."""
    found = []
    for caption, key in rows:
        if key is None or key.startswith("x_"):
            continue
        values = [None if year is None or year.get(key) is None else show(year[key] or 0) for year in (now, before)]
        if any(values):
            name = caption.strip("　 ")
            found.append({"name": key, "caption": name, "current": values[0], "prior": values[1]})
    return found


def cell(year: Year, key: str | None, none: str = "") -> str:
    """Return a figure as printed, with thousands apart."""
    value = year.get(key) if key else None
    return (none if key else "") if value is None else figures(value)
