"""Checks on what the contract makes the borrower keep: financial covenants and reports, from the case's calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from docaudit.checks.base import Rule, check
from docaudit.checks.wording import Named, Told, joined, say
from docaudit.checks.words import document_place, money_finding
from docaudit.documents.other import OtherDocument
from docaudit.records.analysis import Figure
from docaudit.records.case import CaseFile
from docaudit.records.findings import CalendarEntry, Finding
from docaudit.records.flows import Place
from docaudit.records.labels import DutyStatus, Severity
from docaudit.records.money import Money
from docaudit.records.monitors import Report, Tested

SHARE = "sales_collection_share"
_SIGNS = {"<=": "≤", "<": "<", ">=": "≥", ">": ">"}
_Tests = list[tuple[CalendarEntry, Tested]]


@check("covenant.breached", severity=Severity.HIGH, basis=("contract",))
def breached(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A financial covenant, or the share of sales on the lender's account, is not kept by the papers on file.

    One finding for each clause, with every period in which it fails. A letter that waives a covenant (豁免函) makes it
    a hint: whether it covers the clause is for people to read. Forbidden uses are the `use.` checks'.
    """
    waivers = [d for d in case.of(OtherDocument) if any(w in (d.title.value or "") for w in rule.words("waiver"))]
    for tests in _by_clause(case, DutyStatus.BREACHED):
        latest, test = tests[-1]
        loan = case.loan(latest.loan or "")
        own = rule.of(loan)
        sure = min(t.confidence for _, t in tests)
        if sure < own.threshold("unsure"):
            continue
        severity = Severity.INFO if waivers else own.lowered(1 if sure < own.threshold("sure") else 0)
        key, part = ("share", "share_period") if test.metric == SHARE else ("ratio", "ratio_period")
        periods = joined(
            say(
                rule.name,
                part,
                end=t.end,
                figures=[_figure(f) for f in t.figures],
                value=_amount(t.value, t.unit),
            )
            for _, t in tests
        )
        end = [say(rule.name, "waived")] if waivers else [say(rule.name, "ask")]
        finding = money_finding(
            case,
            own,
            loan,
            severity=severity,
            confidence=float(own.threshold("confidence")) * sure,
            title=say(
                rule.name,
                "title",
                metric=Named("metric", test.metric),
                value=_amount(test.value, test.unit),
                limit=_limit(test),
                end=test.end,
            ),
            explanation=joined(
                [
                    say(
                        rule.name,
                        key,
                        metric=Named("metric", test.metric),
                        limit=_limit(test),
                        clause=_clause(latest),
                    ),
                    periods,
                    *end,
                ]
            ),
            amount=_gap(test),
            places=[*_clause_places(tests), *_figure_places(tests), *(document_place(d) for d in waivers)],
        )
        yield replace(finding, subjects=_subjects(test.metric, tests))


@check("covenant.cannot_test", severity=Severity.INFO, basis=("contract",))
def cannot_test(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A covenant cannot be tested: its limit is blank, a figure lacks, or no statement is on file."""
    for tests in _by_clause(case, DutyStatus.CANNOT_TEST):
        entry, test = tests[-1]
        loan = case.loan(entry.loan or "")
        finding = money_finding(
            case,
            rule.of(loan),
            loan,
            severity=rule.of(loan).severity,
            confidence=float(rule.threshold("confidence")),
            title=say(rule.name, "title", metric=Named("metric", test.metric)),
            explanation=say(
                rule.name,
                "explanation",
                metric=Named("metric", test.metric),
                clause=_clause(entry),
                days=[t.end for _, t in tests],
                reason=[Named("not_tested", one) for one in dict.fromkeys(t.lacking for _, t in tests)],
            ),
            places=_clause_places(tests),
        )
        yield replace(finding, subjects=_subjects(test.metric, tests))


@check("covenant.report_overdue", severity=Severity.MEDIUM, basis=("civil_code/672", "contract"))
def report_overdue(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A report that the contract promises by a day is not on file after it: one finding for each promise."""
    groups: dict[tuple[str | None, str, Place | None], list[tuple[CalendarEntry, Report]]] = defaultdict(list)
    for entry in case.calendar:
        if isinstance(entry.detail, Report) and entry.status is DutyStatus.OVERDUE:
            groups[entry.loan, entry.detail.paper, entry.clause].append((entry, entry.detail))
    for (loan_id, paper, clause), late in groups.items():
        loan = case.loan(loan_id or "")
        own = rule.of(loan)
        days = (case.as_of - late[0][0].date).days
        finding = money_finding(
            case,
            own,
            loan,
            severity=own.lowered(1 if days <= own.threshold("grace_days") else 0),
            confidence=float(own.threshold("confidence")),
            title=say(rule.name, "title", paper=paper, count=len(late)),
            explanation=joined(
                [
                    say(rule.name, "agreed", clause=_clause(late[0][0])),
                    *(
                        say(rule.name, "late", end=r.period_end, due=e.date, days=(case.as_of - e.date).days)
                        for e, r in late
                    ),
                    say(rule.name, "ask", as_of=case.as_of),
                ]
            ),
            places=[clause] if clause else [],
        )
        ends = tuple(f"report:{paper}:{r.period_end}" for _, r in late)
        yield replace(finding, subjects=tuple(sorted(ends)))


def _by_clause(case: CaseFile, status: DutyStatus) -> list[_Tests]:
    """Return the tests with that result by loan and clause, each in the order of its days."""
    groups: dict[tuple[object, ...], _Tests] = defaultdict(list)
    for entry in case.calendar:
        test = entry.detail
        if isinstance(test, Tested) and entry.status is status and test.metric != "prohibition":
            groups[entry.loan, test.metric, test.operator, test.limit, entry.clause].append((entry, test))
    return [sorted(tests, key=lambda pair: pair[1].end) for tests in groups.values()]


def _figure(figure: Figure) -> Told:
    name, money = Named("line", figure.name), Money(figure.fen)
    return say("covenant.breached", "figure", name=name, money=money)


def _limit(test: Tested) -> Told | None:
    if test.operator is None or test.limit is None:
        return None
    amount, sign = _amount(test.limit, test.unit), _SIGNS[test.operator]
    return Told(f"{sign}{amount.zh}", f"{sign}{amount.en}") if amount else None


def _amount(value: Decimal | None, unit: str | None) -> Told | None:
    if value is None:
        return None
    number = f"{value.normalize():f}"
    match unit:
        case "yuan":
            shown = Money(int(value * 100)).shown()
            return Told(f"{shown}元", f"CNY {shown}")
        case "percent":
            return Told(f"{number}%", f"{number}%")
        case _:
            return Told(number, number)


def _gap(test: Tested) -> Money | None:
    """Return what lacks in yuan, where the covenant is about yuan."""
    if test.unit != "yuan" or test.value is None or test.limit is None:
        return None
    return Money(int(abs(test.limit - test.value) * 100))


def _clause(entry: CalendarEntry) -> str | None:
    return entry.clause.evidence.text.rstrip("。；; ") if entry.clause is not None else None


def _clause_places(tests: _Tests) -> list[Place]:
    return list(dict.fromkeys(e.clause for e, _ in tests if e.clause is not None))


def _figure_places(tests: _Tests) -> Sequence[Place]:
    return [figure.place for _, test in tests for figure in test.figures]


def _subjects(metric: str, tests: _Tests) -> tuple[str, ...]:
    """Return what names the tests over re-runs: the covenant and the days it was tested on."""
    return tuple(sorted({_subject(metric, test) for _, test in tests}))


def _subject(metric: str, test: Tested) -> str:
    return f"covenant:{metric}:{test.operator}:{test.limit}:{test.end}"
