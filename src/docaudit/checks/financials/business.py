"""What the statements say of the business: whether it got worse, and whether its sales can be seen on the accounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docaudit.checks.base import Rule, check
from docaudit.checks.wording import Fact, joined, say
from docaudit.checks.words import money_finding
from docaudit.documents.figures import figure, is_whole_year, own_statements
from docaudit.documents.income_statement import IncomeStatement
from docaudit.knowledge import customer_receipts
from docaudit.records.analysis import Figure, PeriodAnalysis, Ratio
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import Account
from docaudit.records.labels import Owner, Severity
from docaudit.records.money import Money


@dataclass(frozen=True, slots=True)
class _Sign:
    """One sign of decline: keys of its texts, facts, figures; a weak one alone is less grave."""

    short: str
    key: str
    facts: dict[str, Fact]
    figures: tuple[Figure, ...]
    weak: bool = False


@check("financials.deterioration", severity=Severity.MEDIUM, basis=("civil_code/672", "working_capital"))
def deterioration(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The newest statements are clearly worse than those of the span before: sales, profit, debt, turnover, cash.

    One finding with all signs. Slower turnover, or cash that flows out twice, is less grave where it stands alone.
    """
    period = next((p for p in case.analysis.periods if p.ratio("revenue")), None)
    period = period or next(iter(case.analysis.periods), None)
    if period is None:
        return
    signs = [*_sales(period, rule), *_profit(period), *_debt(period, rule), *_turnover(period, rule),
             *_cash(period)]  # fmt: skip
    if not signs:
        return
    figures = [f for s in signs for f in s.figures]
    sure = min(f.confidence for f in figures)
    if sure < rule.threshold("unsure"):
        return
    papers = [d for i in dict.fromkeys(f.place.document for f in figures) if (d := case.document(i)) is not None]
    yield money_finding(
        case,
        rule,
        None,
        severity=rule.lowered(1 if all(s.weak for s in signs) else 0),
        confidence=float(rule.threshold("confidence")) * sure,
        title=say(
            rule.name,
            "title",
            entity=case.analysis.entity,
            end=period.end,
            signs=[say(rule.name, s.short) for s in signs],
        ),
        explanation=joined([*(say(rule.name, s.key, **s.facts) for s in signs), say(rule.name, "ask")]),
        places=[f.place for f in figures],
        documents=papers,
    )


def _sales(period: PeriodAnalysis, rule: Rule) -> Iterator[_Sign]:
    revenue = period.ratio("revenue")
    if revenue is None or revenue.prior is None or revenue.prior <= 0:
        return
    fall = 1 - revenue.value / revenue.prior
    if fall >= rule.threshold("revenue_fall"):
        facts: dict[str, Fact] = {
            "now": _yuan(revenue.value),
            "before": _yuan(revenue.prior),
            "share": _percent(fall),
        }
        yield _Sign("sales_short", "sales", facts, revenue.figures)


def _profit(period: PeriodAnalysis) -> Iterator[_Sign]:
    profit = period.ratio("net_profit")
    if profit is not None and profit.prior is not None and profit.value < 0 < profit.prior:
        facts: dict[str, Fact] = {"loss": _yuan(-profit.value), "before": _yuan(profit.prior)}
        yield _Sign("loss_short", "loss", facts, profit.figures)


def _debt(period: PeriodAnalysis, rule: Rule) -> Iterator[_Sign]:
    debt = period.ratio("debt_ratio")
    if debt is not None and debt.prior is not None and debt.value - debt.prior >= rule.threshold("debt_rise"):
        yield _Sign("debt_short", "debt", _change(debt), debt.figures)


def _change(ratio: Ratio) -> dict[str, Fact]:
    return {"now": _percent(ratio.value), "before": _percent(ratio.prior or Decimal(0))}


def _turnover(period: PeriodAnalysis, rule: Rule) -> Iterator[_Sign]:
    for name, short, key in (
        ("receivable_days", "receivables_short", "receivables"),
        ("inventory_days", "stock_short", "stock"),
    ):
        days = period.ratio(name)
        if days is None or not days.prior or days.value < (1 + rule.threshold("days_rise")) * days.prior:
            continue
        # A few days of receivables are none that slow down.
        if days.value < rule.threshold("days_least"):
            continue
        facts: dict[str, Fact] = {"now": _whole(days.value), "before": _whole(days.prior)}
        yield _Sign(short, key, facts, days.figures, weak=True)


def _cash(period: PeriodAnalysis) -> Iterator[_Sign]:
    """Operations used cash in this span and in the same span a year before."""
    cash = period.ratio("operating_cash_flow")
    if cash is None or cash.value >= 0 or cash.prior is None or cash.prior >= 0:
        return
    facts: dict[str, Fact] = {"now": _yuan(cash.value), "before": _yuan(cash.prior)}
    yield _Sign("cash_short", "cash", facts, cash.figures, weak=True)


@check("financials.revenue_unsupported", severity=Severity.MEDIUM, basis=("accounting_law", "civil_code/672"))
def revenue_unsupported(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Customers paid far less on the accounts on file than the revenue that the income statement shows.

    Tested for spans that the statement of an account covers whole. Where an own account is known whose statement is not
    on file, or ends within the span, the money may be there: then it is a hint.
    """
    for income in own_statements(case, IncomeStatement):
        revenue, start, end = figure(income, "revenue"), income.period_start.value, income.period_end.value
        if revenue is None or start is None or end is None or revenue.fen <= 0:
            continue
        if not is_whole_year(income) and (end - start).days < int(rule.threshold("least_days")):
            continue
        own = [a for a in case.ledger.accounts if a.owner is Owner.BORROWER and a.currency == "CNY"]
        whole = [a for a in own if not a.dark and _covers(a, start, end)]
        if not whole:
            continue
        rows = customer_receipts(case, start, end)
        seen = sum(r.transaction.amount_fen for r in rows)
        wanted = revenue.fen * (1 + rule.threshold("vat_rate"))
        share = Decimal(seen) / wanted
        if share >= rule.threshold("medium_below"):
            continue
        elsewhere = len(whole) < len(own)
        severity = rule.lowered(-1 if share < rule.threshold("high_below") else 0)
        lacking = Money(max(0, int(wanted) - seen))
        yield money_finding(
            case,
            rule,
            None,
            severity=Severity.INFO if elsewhere else severity,
            confidence=float(rule.threshold("confidence")) * revenue.confidence,
            title=say(rule.name, "title", start=start, end=end, share=_percent(share)),
            explanation=joined(
                [
                    say(
                        rule.name,
                        "explanation",
                        start=start,
                        end=end,
                        revenue=Money(revenue.fen),
                        rate=_percent(rule.threshold("vat_rate")),
                        taxed=Money(int(wanted)),
                        seen=Money(seen),
                        accounts=len(whole),
                        share=_percent(share),
                    ),
                    say(rule.name, "elsewhere" if elsewhere else "ask"),
                ]
            ),
            amount=lacking,
            places=[revenue.place, *(r.transaction.place for r in rows[:5])],
            documents=[income],
        )


def _covers(account: Account, start: dt.date, end: dt.date) -> bool:
    first, last = account.period_start, account.period_end
    slack = dt.timedelta(days=7)  # rows need not begin on the first day of a span
    return first is not None and last is not None and first <= start + slack and last >= end - slack


def _yuan(value: Decimal) -> Money:
    return Money(int((value * 100).quantize(Decimal(1), ROUND_HALF_UP)))


def _percent(value: Decimal) -> str:
    return f"{(100 * value).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def _whole(value: Decimal) -> str:
    return str(value.quantize(Decimal(1), ROUND_HALF_UP))
