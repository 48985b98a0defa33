"""Statements against each other: profit and equity, cash and the balance sheet, one year and the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from docaudit.checks.base import Rule, check
from docaudit.checks.financials.sums import fold_caption
from docaudit.checks.wording import Named, Told, joined, say
from docaudit.checks.words import money_finding
from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.cash_flow_statement import CashFlowStatement
from docaudit.documents.figures import figure, is_whole_year, last_digit, own_statements
from docaudit.documents.financials import FinancialStatement
from docaudit.documents.income_statement import IncomeStatement
from docaudit.records.analysis import Figure
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity, Use
from docaudit.records.money import Money

_COMPARED: dict[type[FinancialStatement], tuple[str, ...]] = {
    BalanceSheet: (
        *("total_assets", "current_assets", "cash", "accounts_receivable", "inventory", "fixed_assets"),
        *("total_liabilities", "current_liabilities", "short_term_loans", "total_equity", "retained_earnings"),
    ),
    IncomeStatement: ("revenue", "cost_of_sales", "operating_profit", "total_profit", "net_profit"),
    CashFlowStatement: ("cash_from_sales", "operating_cash_flow", "net_increase_in_cash", "closing_cash"),
}
"""Lines that one year's statement repeats of the year before."""
_GROWING = ("revenue", "cost_of_sales", "cash_from_sales")
"""Sums from the beginning of the year, which never fall within it."""


@dataclass(frozen=True, slots=True)
class _Break:
    """One disagreement: keys of its texts, their facts, the gap, the figures, the statements it rests on."""

    title: str
    key: str
    facts: dict[str, Told | Money | dt.date | Named | str | int]
    gap_fen: int
    figures: tuple[Figure, ...]
    statements: tuple[FinancialStatement, ...]
    steps: int = 0


@check("financials.articulation", severity=Severity.MEDIUM, basis=("accounting_law",))
def articulation(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Two statements of the borrower that must agree do not: each disagreement of a pair of statements once."""
    for found in (
        *_profit_and_equity(case, rule),
        *_cash(case, rule),
        *_prior_years(case),
        *_falling(case),
    ):
        sure = min(f.confidence for f in found.figures)
        if sure < rule.threshold("unsure"):
            continue
        unsure = 1 if sure < rule.threshold("sure") else 0
        finding = money_finding(
            case,
            rule,
            None,
            severity=rule.lowered(found.steps + unsure),
            confidence=float(rule.threshold("confidence")) * sure,
            title=say(rule.name, found.title, gap=Money(found.gap_fen), **found.facts),
            explanation=joined(
                [say(rule.name, found.key, gap=Money(found.gap_fen), **found.facts), say(rule.name, "ask")]
            ),
            amount=Money(found.gap_fen),
            places=[f.place for f in found.figures],
            documents=found.statements,
        )
        yield replace(finding, subjects=(*finding.subjects, f"{found.key}:{found.figures[0].name}"))


def _profit_and_equity(case: CaseFile, rule: Rule) -> Iterator[_Break]:
    """Retained earnings grow by the profit less what goes to reserves and to the owners."""
    for income in own_statements(case, IncomeStatement):
        profit, start = figure(income, "net_profit"), income.period_start.value
        sheets = [s for s in own_statements(case, BalanceSheet) if s.period_end.value == income.period_end.value]
        if profit is None or start is None or (start.month, start.day) != (1, 1) or len(sheets) != 1:
            continue
        sheet = sheets[0]
        now, before = figure(sheet, "retained_earnings"), figure(sheet, "retained_earnings", "prior")
        if now is None or before is None:
            continue
        gap = now.fen - before.fen + _reserves(sheet) - profit.fen
        slack = max(int(rule.threshold("share") * abs(profit.fen)), 4 * max(last_digit(sheet), last_digit(income)))
        if abs(gap) <= slack or (gap < 0 and _distributed(case, income, sheet) >= -gap - slack):
            continue
        yield _Break(
            *(("equity_title", "equity") if gap > 0 else ("equity_less_title", "equity_less")),
            {
                "end": now.end,
                "before": Money(before.fen),
                "now": Money(now.fen),
                "profit": Money(profit.fen),
                "reserves": Money(_reserves(sheet)),
            },
            abs(gap),
            (now, before, profit),
            (sheet, income),
        )


def _reserves(sheet: BalanceSheet) -> int:
    """Return by how much the surplus reserve grew."""
    for line in sheet.items:
        if fold_caption(line.caption.value) == "盈余公积" and line.current.value and line.prior.value:
            return line.current.value.fen - line.prior.value.fen
    return 0


def _distributed(case: CaseFile, income: IncomeStatement, sheet: BalanceSheet) -> int:
    """Return the most that can have gone to the owners: paid or owed by the statements, or paid by the bank's."""
    paid = 0
    for flows in own_statements(case, CashFlowStatement):
        if flows.period_end.value != income.period_end.value:
            continue
        for line in flows.items:
            caption = fold_caption(line.caption.value)
            if ("分配股利" in caption or "分配利润" in caption) and line.current.value is not None:
                paid = max(paid, line.current.value.fen)
    start, end = income.period_start.value, income.period_end.value
    owed = sum(
        line.current.value.fen - (line.prior.value.fen if line.prior.value else 0)
        for line in sheet.items
        if fold_caption(line.caption.value) in {"应付股利", "应付利润"} and line.current.value is not None
    )
    seen = sum(
        -r.transaction.amount_fen
        for r in case.ledger.rows
        if r.use is Use.DIVIDEND and start is not None and end is not None and start <= r.transaction.date <= end
    )
    return max(paid, seen) + max(0, owed)


def _cash(case: CaseFile, rule: Rule) -> Iterator[_Break]:
    """Cash and equivalents of the flows lie within the cash of the balance sheet; a large rest is restricted money."""
    for flows in own_statements(case, CashFlowStatement):
        closing = figure(flows, "closing_cash")
        sheets = [s for s in own_statements(case, BalanceSheet) if s.period_end.value == flows.period_end.value]
        held = figure(sheets[0], "cash") if len(sheets) == 1 else None
        if closing is None or held is None:
            continue
        sheet, gap = sheets[0], held.fen - closing.fen
        facts: dict[str, Told | Money | dt.date | Named | str | int] = {
            "end": held.end,
            "cash": Money(held.fen),
            "closing": Money(closing.fen),
        }
        if gap < -2 * max(last_digit(sheet), last_digit(flows)):
            yield _Break("cash_more_title", "cash_more", facts, -gap, (closing, held), (sheet, flows))
        elif gap > rule.threshold("share") * held.fen:
            # Margins that the bank statements show explain what the firm cannot use.
            margins = any(r.use is Use.MARGIN_DEPOSIT for r in case.ledger.rows)
            yield _Break(
                "cash_less_title", "cash_less", facts, gap, (closing, held), (sheet, flows), steps=1 if margins else 0
            )


def _prior_years(case: CaseFile) -> Iterator[_Break]:
    """The prior column of a statement says what the statement of that day or year said itself."""
    for kind, names in _COMPARED.items():
        statements = own_statements(case, kind)
        for later in statements:
            for earlier in statements:
                pairs = _shared(later, earlier, names)
                apart = [(a, b) for a, b in pairs if _differ(a, b, later, earlier)]
                if not apart or (len(apart) == len(pairs) and not _surely_prior(later)):
                    continue
                a, b = max(apart, key=lambda pair: abs(pair[0].fen - pair[1].fen))
                yield _Break(
                    "prior_title",
                    "prior",
                    {
                        "kind": Named("doc_type", str(kind.doc_type)),
                        "later": _last(later),
                        "earlier": b.end,
                        "line": Named("line", a.name),
                        "said": Money(a.fen),
                        "was": Money(b.fen),
                        "count": len(apart),
                    },
                    abs(a.fen - b.fen),
                    tuple(f for pair in apart for f in pair),
                    (later, earlier),
                    steps=-1,
                )


def _last(statement: FinancialStatement) -> dt.date:
    return statement.period_end.value or dt.date.min


def _shared(
    later: FinancialStatement, earlier: FinancialStatement, names: tuple[str, ...]
) -> list[tuple[Figure, Figure]]:
    """Return the figures of the same day or span: of the later one's prior column, and of the earlier one itself."""
    found = []
    for name in names:
        a, b = figure(later, name, "prior"), figure(earlier, name)
        if a is None or b is None or later is earlier or a.end != b.end or a.start != b.start:
            continue
        if later.doc_type != "balance_sheet" and a.start is None:
            continue
        found.append((a, b))
    return found


def _differ(a: Figure, b: Figure, one: FinancialStatement, other: FinancialStatement) -> bool:
    return abs(a.fen - b.fen) > max(last_digit(one), last_digit(other))


def _surely_prior(statement: FinancialStatement) -> bool:
    """Say whether the prior column is the year before for sure; that of a quarter may be the last quarter."""
    if statement.doc_type != "balance_sheet":
        return is_whole_year(statement)
    end = statement.period_end.value
    return end is not None and (end.month, end.day) == (12, 31)


def _falling(case: CaseFile) -> Iterator[_Break]:
    """A sum from the beginning of the year is less at a later day of the same year."""
    for kind in (IncomeStatement, CashFlowStatement):
        spans = sorted(
            (s for s in own_statements(case, kind) if s.period_end.value and _from_new_year(s)),
            key=_last,
        )
        for earlier, later in pairwise(spans):
            if _last(earlier).year != _last(later).year or _last(earlier) == _last(later):
                continue
            for name in _GROWING:
                a, b = figure(earlier, name), figure(later, name)
                if a is not None and b is not None and a.fen - b.fen > max(last_digit(earlier), last_digit(later)):
                    yield _Break(
                        "falling_title",
                        "falling",
                        {
                            "line": Named("line", name),
                            "first": a.end,
                            "second": b.end,
                            "more": Money(a.fen),
                            "less": Money(b.fen),
                        },
                        a.fen - b.fen,
                        (a, b),
                        (earlier, later),
                        steps=-1,
                    )


def _from_new_year(statement: FinancialStatement) -> bool:
    start = statement.period_start.value
    return start is not None and (start.month, start.day) == (1, 1)
