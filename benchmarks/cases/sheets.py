"""The borrower's financial statements: figures that fit each other, the year before and the money on its account."""

from __future__ import annotations

import datetime as dt
import random

from cases.build import DAY
from cases.ledger import months
from cases.model import Case, Figures

Amounts = dict[str, int]
CURRENT = ("cash", "notes_receivable", "accounts_receivable", "prepayments", "other_receivables", "inventory")
LASTING = ("fixed_assets", "construction_in_progress", "intangible")
OWED = ("short_term_loans", "accounts_payable", "wages", "taxes", "other_payables")


def figures_due(case: Case, paid: dt.date, inflated: float = 1.0) -> None:
    """Add the statements that the file must hold: of the last quarter before the contract and of those due since.

    Sales are `inflated` times what the account shows.
    """
    due_days = 30
    quarter_ends = [d for d in _quarter_ends(paid.year - 1, case.as_of) if d + dt.timedelta(due_days) <= case.as_of]
    before = [d for d in quarter_ends if d + 10 * DAY < (case.loan.signed or paid)][-1:]
    after = [d for d in quarter_ends if d >= paid]
    year = _YearOf(case, inflated)
    for end in before + after:
        case.figures.append(year.until(end))
    # A report that is due soon may have come early; the one that is due by the contract's days must be there.
    late = [d for d in _quarter_ends(paid.year - 1, case.as_of) if paid <= d and d + 15 * DAY <= case.as_of]
    for end in late:
        if end not in {f.end for f in case.figures}:
            case.figures.append(year.until(end))


def _quarter_ends(year: int, last: dt.date) -> list[dt.date]:
    ends = [first - DAY for first in months(dt.date(year, 4, 1), last + 31 * DAY) if first.month in (1, 4, 7, 10)]
    return [d for d in ends if d <= last]


class _YearOf:
    """Figures of a firm whose sales are those of its account."""

    def __init__(self, case: Case, inflated: float) -> None:
        self.case, self.chance = case, random.Random(f"{case.name} figures")  # noqa: S311  seeded, not secret
        inflow = [r.fen for r in case.book.rows if r.remark == "货款" and r.fen > 0]
        count = len({(r.day.year, r.day.month) for r in case.book.rows if r.remark == "货款" and r.fen > 0})
        self.monthly = int(sum(inflow) / max(1, count) / 1.13 * inflated)
        self.starts: dict[int, Amounts] = {}

    def start(self, year: int) -> Amounts:
        """Return the balance sheet at the end of the year before."""
        if year not in self.starts:
            older = self.starts.get(year - 1)
            self.starts[year] = self._grown(older, 12, dt.date(year - 1, 12, 31))[0] if older else self._first(year)
        return self.starts[year]

    def _first(self, year: int) -> Amounts:
        m, c = self.monthly, self.chance
        size = 12 * m
        f = {
            "cash": self._cash(dt.date(year - 1, 12, 31)) or int(0.45 * m),
            "notes_receivable": int(size * c.uniform(0.01, 0.02)),
            "accounts_receivable": int(size * c.uniform(0.16, 0.2)),
            "prepayments": int(size * c.uniform(0.02, 0.03)),
            "other_receivables": int(size * c.uniform(0.005, 0.01)),
            "inventory": int(size * c.uniform(0.14, 0.18)),
            "fixed_assets": int(size * c.uniform(0.3, 0.36)),
            "construction_in_progress": int(size * c.uniform(0.01, 0.03)),
            "intangible": int(size * c.uniform(0.03, 0.05)),
            "short_term_loans": int(size * c.uniform(0.12, 0.15)),
            "accounts_payable": int(size * c.uniform(0.08, 0.1)),
            "wages": int(m * 0.06),
            "taxes": int(m * 0.03),
            "other_payables": int(size * 0.01),
            "long_term_loans": 0,
            "paid_in_capital": int(size * 0.2) // 10_000_000 * 10_000_000,
            "surplus": int(size * 0.01),
        }
        return _summed(f)

    def _cash(self, day: dt.date) -> int | None:
        book = self.case.book
        return book.balance(day) + 1_234_567 if book.start < day <= book.end else None

    def _grown(self, start: Amounts, count: int, end: dt.date) -> tuple[Amounts, Amounts, Amounts]:
        """Return balance sheet, income and cash flow of so many months after `start`."""
        c = random.Random(f"{self.case.name} {end}")  # noqa: S311  seeded, not secret
        income = self._income(count, c)
        f = dict(start)
        f["cash"] = self._cash(end) or int(start["cash"] * c.uniform(1.05, 1.2))
        f["inventory"] = int(start["inventory"] * c.uniform(0.97, 1.05))
        f["fixed_assets"] = int(start["fixed_assets"] * c.uniform(0.985, 1.0))
        f["accounts_payable"] = int(start["accounts_payable"] * c.uniform(0.96, 1.05))
        f["short_term_loans"] = int(start["short_term_loans"] * c.uniform(0.95, 1.03))
        f["retained_earnings"] = start["retained_earnings"] + income["net_profit"]
        f.pop("total_assets")
        owed = sum(f[n] for n in OWED) + f["long_term_loans"]
        equity = f["paid_in_capital"] + f["surplus"] + f["retained_earnings"]
        others = sum(f[n] for n in (*CURRENT, *LASTING) if n != "accounts_receivable")
        f["accounts_receivable"] = owed + equity - others
        net = f["cash"] - start["cash"]
        operating = int(income["revenue"] * c.uniform(0.05, 0.08))
        investing = -int(income["revenue"] * c.uniform(0.01, 0.02))
        sales = int(income["revenue"] * 1.13 * c.uniform(0.97, 1.0))
        flow = {
            "cash_from_sales": sales,
            "operating_out": sales - operating,
            "operating_cash_flow": operating,
            "investing_out": -investing,
            "investing_cash_flow": investing,
            "financing_cash_flow": net - operating - investing,
            "net_increase_in_cash": net,
            "opening_cash": start["cash"],
            "closing_cash": f["cash"],
        }
        return _summed(f), income, flow

    def _income(self, count: int, c: random.Random) -> Amounts:
        revenue = int(self.monthly * count * c.uniform(0.98, 1.02))
        f = {
            "revenue": revenue,
            "cost_of_sales": int(revenue * c.uniform(0.78, 0.81)),
            "surcharges": int(revenue * 0.004),
            "selling_expenses": int(revenue * c.uniform(0.03, 0.04)),
            "administrative_expenses": int(revenue * c.uniform(0.04, 0.05)),
            "rd_expenses": int(revenue * 0.015),
            "finance_costs": int(revenue * 0.009),
            "interest_expense": int(revenue * 0.008),
        }
        return earned(f)

    def until(self, end: dt.date) -> Figures:
        """Return the statements from the beginning of the year to that day."""
        if end.year - 1 not in self.starts and end.year not in self.starts:
            self.starts[end.year] = self._first(end.year)
        start = self.start(end.year)
        balance, income, flow = self._grown(start, end.month, end)
        older = self._income(end.month, random.Random(f"{self.case.name} before {end}"))  # noqa: S311  seeded
        before = earned({k: int(v * 0.94) for k, v in older.items() if k not in _RESULTS})
        if end.month == 12:
            self.starts[end.year + 1] = balance
        return Figures(
            key=f"figures:{end:%Y-%m}",
            end=end,
            balance={k: (v, start[k]) for k, v in balance.items()},
            income={k: (v, before[k]) for k, v in income.items()},
            flow={k: (v, 0) for k, v in flow.items()},
        )


_RESULTS = ("operating_profit", "total_profit", "income_tax", "net_profit")
_COSTS = ("cost_of_sales", "surcharges", "selling_expenses", "administrative_expenses", "rd_expenses", "finance_costs")


def earned(f: Amounts) -> Amounts:
    """Add the results to an income statement."""
    f["operating_profit"] = f["revenue"] - sum(f[n] for n in _COSTS)
    f["total_profit"] = f["operating_profit"]
    f["income_tax"] = max(0, f["total_profit"] // 4)
    f["net_profit"] = f["total_profit"] - f["income_tax"]
    return f


def _summed(f: Amounts) -> Amounts:
    f["current_assets"] = sum(f[n] for n in CURRENT)
    f["lasting_assets"] = sum(f[n] for n in LASTING)
    f["total_assets"] = f["current_assets"] + f["lasting_assets"]
    f["current_liabilities"] = sum(f[n] for n in OWED)
    f["total_liabilities"] = f["current_liabilities"] + f["long_term_loans"]
    f["total_equity"] = f["total_assets"] - f["total_liabilities"]
    f["retained_earnings"] = f["total_equity"] - f["paid_in_capital"] - f["surplus"]
    f["both"] = f["total_assets"]
    return f
