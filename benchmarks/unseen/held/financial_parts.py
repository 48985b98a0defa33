"""What the held financial statements share: figures that fit each other, lines with captions, the truth."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..values import bare, figures, truth

Figures = dict[str, int]
"""Hundredths of the printed unit by the interface's name; names of our own begin with ``_``."""
Captions = Sequence[tuple[str, str | None]]
"""Captions with the figure beside them; None: a heading or a line left blank."""
_CURRENT = "cash _trading notes_receivable accounts_receivable _financing prepayments other_receivables inventory _more"
_FIXED = "_equity_method fixed_assets construction_in_progress _intangible _deferred"
_OWED = "short_term_loans _notes accounts_payable _advances _wages _taxes _payables _within"
_COSTS = "cost_of_sales _surtax selling_expenses administrative_expenses rd_expenses finance_costs"
_LEAD = re.compile(r"^[一二三四五六七八]、|^（[一二三四五六]）|^(减|加|其中)：|^[△*☆]")
_TAIL = re.compile(r"（[^）]*号填列）$")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its caption and the amounts of each column of figures; None is a blank."""

    caption: str
    name: str | None
    values: tuple[int | None, ...]

    def cells(self, *, whole: bool = False, brackets: bool = False, blank: str = "") -> list[str]:
        """Return the printed amounts; `whole` without decimals, `brackets` for a minus."""
        return [blank if v is None else _printed(v, whole, brackets) for v in self.values]


def _printed(value: int, whole: bool, brackets: bool) -> str:
    text = f"{abs(value) // 100:,}" if whole else figures(abs(value))
    return text if value >= 0 else f"({text})" if brackets else f"-{text}"


def _some(chance: random.Random, size: int, share: float, step: int) -> int:
    return max(step, int(size * share * chance.uniform(0.4, 1.6)) // step * step)


def balance(chance: random.Random, size: int, step: int = 1) -> Figures:
    """Invent a balance sheet of about `size` whose sums are right, in multiples of `step`."""
    shares = {
        **dict(zip(_CURRENT.split(), (0.12, 0.01, 0.03, 0.17, 0.01, 0.03, 0.02, 0.18, 0.01), strict=True)),
        **dict(zip(_FIXED.split(), (0.04, 0.22, 0.04, 0.06, 0.01), strict=True)),
        **dict(zip(_OWED.split(), (0.14, 0.05, 0.13, 0.03, 0.02, 0.01, 0.04, 0.02), strict=True)),
        "long_term_loans": 0.07,
        "_lease": 0.01,
        "paid_in_capital": 0.18,
        "_reserve": 0.03,
        "_surplus": 0.02,
    }
    f = {name: _some(chance, size, share, step) for name, share in shares.items()}
    f["current_assets"] = sum(f[n] for n in _CURRENT.split())
    f["_fixed"] = sum(f[n] for n in _FIXED.split())
    f["total_assets"] = f["_both"] = f["current_assets"] + f["_fixed"]
    f["current_liabilities"] = sum(f[n] for n in _OWED.split())
    f["_long"] = f["long_term_loans"] + f["_lease"]
    f["total_liabilities"] = f["current_liabilities"] + f["_long"]
    f["total_equity"] = f["total_assets"] - f["total_liabilities"]
    f["_minority"] = f["total_equity"] // 12 // step * step
    f["_parents"] = f["total_equity"] - f["_minority"]
    f["retained_earnings"] = f["total_equity"] - f["paid_in_capital"] - f["_reserve"] - f["_surplus"]
    f["_gross"] = f["fixed_assets"] + _some(chance, size, 0.1, step)
    f["_worn"] = f["_gross"] - f["fixed_assets"]
    return f


def income(chance: random.Random, size: int, step: int = 1) -> Figures:
    """Invent an income statement about a revenue of `size`; losses of value are below zero."""
    f = {"revenue": _some(chance, size, 1, step)}
    f["cost_of_sales"] = int(f["revenue"] * chance.uniform(0.7, 0.88)) // step * step
    for name, share in (
        ("_surtax", 0.005),
        ("selling_expenses", 0.03),
        ("administrative_expenses", 0.05),
        ("rd_expenses", 0.02),
        ("interest_expense", 0.012),
        ("_interest_income", 0.001),
        ("_grants", 0.003),
        ("_gains", 0.002),
        ("_impaired", 0.002),
        ("_windfall", 0.001),
        ("_mishap", 0.001),
    ):
        f[name] = _some(chance, size, share, step)
    f["_impaired"] *= -1
    f["finance_costs"] = f["interest_expense"] - f["_interest_income"]
    f["operating_profit"] = f["revenue"] - sum(f[n] for n in _COSTS.split())
    f["operating_profit"] += f["_grants"] + f["_gains"] + f["_impaired"]
    f["total_profit"] = f["operating_profit"] + f["_windfall"] - f["_mishap"]
    f["income_tax"] = max(0, f["total_profit"] // 4 // step * step)
    f["net_profit"] = f["total_profit"] - f["income_tax"]
    return f


def small_income(chance: random.Random, size: int) -> Figures:
    """Invent one of the standard for small enterprises, which knows no grants and no losses of value."""
    f = income(chance, size)
    f["operating_profit"] += f["rd_expenses"] - f["_grants"] - f["_impaired"]
    f["total_profit"] = f["operating_profit"] + f["_windfall"] - f["_mishap"]
    f["income_tax"] = max(0, f["total_profit"] // 20)
    f["net_profit"] = f["total_profit"] - f["income_tax"]
    return f


def flows(chance: random.Random, size: int, step: int = 1) -> Figures:
    """Invent a cash flow statement about sales of `size`."""
    f = {
        name: _some(chance, size, share, step)
        for name, share in (
            ("cash_from_sales", 1.0),
            ("_refund", 0.01),
            ("_other_in", 0.02),
            ("_bought", 0.72),
            ("_staff", 0.1),
            ("_levies", 0.03),
            ("_other_out", 0.04),
            ("_sold_assets", 0.01),
            ("_assets", 0.08),
            ("_borrowed", 0.3),
            ("_repaid", 0.26),
            ("_interest", 0.014),
            ("opening_cash", 0.4),
        )
    }
    f["_in"] = f["cash_from_sales"] + f["_refund"] + f["_other_in"]
    f["_out"] = f["_bought"] + f["_staff"] + f["_levies"] + f["_other_out"]
    f["operating_cash_flow"] = f["_in"] - f["_out"]
    f["investing_cash_flow"] = f["_sold_assets"] - f["_assets"]
    f["_financed"] = f["_repaid"] + f["_interest"]
    f["financing_cash_flow"] = f["_borrowed"] - f["_financed"]
    f["net_increase_in_cash"] = sum(f[f"{n}_cash_flow"] for n in ("operating", "investing", "financing"))
    f["closing_cash"] = f["opening_cash"] + f["net_increase_in_cash"]
    return f


def followed(before: Figures, now: Figures) -> None:
    """Let the cash of one time be what the time before it left."""
    now["opening_cash"] = before["closing_cash"]
    now["closing_cash"] = now["opening_cash"] + now["net_increase_in_cash"]


def added(one: Mapping[str, int], other: Mapping[str, int]) -> Figures:
    """Add two times that follow each other."""
    return {name: one[name] + other[name] for name in one}


def filled(captions: Captions, *columns: Mapping[str, int | None]) -> list[Line]:
    """Return the lines with the figures of each column."""
    return [Line(caption, name, tuple(c.get(name) if name else None for c in columns)) for caption, name in captions]


def told(
    doc_type: str,
    lines: Sequence[Line],
    *,
    entity: str,
    end: dt.date,
    unit: str,
    start: dt.date | None = None,
    order: tuple[int, int] = (0, 1),
    accept: dict[str, list[Any]] | None = None,
) -> dict[str, Any]:
    """Return the truth; `order` says which columns are this period's and the other one's."""
    items, loose = [], dict(accept or {})
    for line in lines:
        if line.name is None or line.name.startswith("_"):
            continue
        caption = line.caption.replace("　", "").strip()
        short = _TAIL.sub("", _LEAD.sub("", caption))
        if short != caption:
            loose[f"items[{len(items)}].caption"] = [short, _TAIL.sub("", caption), _LEAD.sub("", caption)]
        values = [line.values[k] for k in order]
        current, prior = (None if v is None else bare(v) for v in values)
        items.append({"name": line.name, "caption": caption, "current": current, "prior": prior})
    given = {
        "entity": entity,
        "period_start": start.isoformat() if start else None,
        "period_end": end.isoformat(),
        "unit": unit,
        "items": items,
    }
    return truth(doc_type, given, {"unit": [f"人民币{unit}"], **loose})
