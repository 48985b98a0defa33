"""Checks on the lender's own duties: inspections by their day, and extensions within the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docaudit.checks.base import Rule, check
from docaudit.checks.wording import Told, say
from docaudit.checks.words import document_place, money_finding
from docaudit.documents.inspection_report import InspectionReport
from docaudit.records.case import CaseFile
from docaudit.records.findings import CalendarEntry, Finding
from docaudit.records.flows import Place
from docaudit.records.labels import DutyStatus, Severity
from docaudit.records.money import Money
from docaudit.records.monitors import Extended

_LIMITS = {one: one for one in ("short", "middle", "long", "personal_short", "personal_long")}
"""Texts that say which rule limits an extension, by `Extended.rule`."""


@check("duty.first_check_due", severity=Severity.MEDIUM, basis=("general_rules/31", "civil_code/672"))
def first_check_due(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The first check of a loan that was paid out is past its day and no report of it is on file."""
    yield from _inspections(case, rule, "first_check")


@check("duty.routine_check_due", severity=Severity.MEDIUM, basis=("general_rules/31", "civil_code/672"))
def routine_check_due(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The next routine check after the last one on file is past its day; a hint while it is only a little late.

    Silent before the first check: that one is asked for by itself.
    """
    yield from _inspections(case, rule, "routine_check")


@check("duty.sample_check_due", severity=Severity.MEDIUM, basis=("general_rules/31",))
def sample_check_due(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The on-site check of a loan that was drawn as a sample is past its day.

    The draw goes over all loans of a month, so that a case knows of it only where it is told (``case.yaml``,
    ``sample_check``); otherwise it stays silent.
    """
    yield from _inspections(case, rule, "sample_check")


def _inspections(case: CaseFile, rule: Rule, kind: str) -> Iterator[Finding]:
    for entry in case.calendar:
        if entry.kind != kind or entry.status is not DutyStatus.OVERDUE:
            continue
        loan = case.loan(entry.loan or "")
        own = rule.of(loan)
        days = (case.as_of - entry.date).days
        held = [d for d in case.of(InspectionReport) if d.date.value is not None]
        last = max(held, key=lambda d: str(d.date.value), default=None)
        finding = money_finding(
            case,
            own,
            loan,
            severity=Severity.INFO if days <= own.threshold("grace_days") else own.severity,
            confidence=float(own.threshold("confidence")),
            title=say(rule.name, "title", due=entry.date, days=days),
            explanation=say(
                rule.name,
                "explanation",
                due=entry.date,
                days=days,
                last=last.date.value if last is not None else _none(rule),
                as_of=case.as_of,
            ),
            places=[document_place(last)] if last is not None else _disbursed(case, entry),
        )
        yield replace(finding, subjects=(f"{kind}:{entry.date}",))


def _none(rule: Rule) -> Told:
    return say(rule.name, "none")


def _disbursed(case: CaseFile, entry: CalendarEntry) -> list[Place]:
    """Return where the disbursement stands that the day counts from: in a statement, else on the receipt."""
    loan = case.loan(entry.loan or "")
    if loan is None:
        return []
    rows = [r.transaction.place for r in case.ledger.rows if r.id in loan.disbursements]
    papers = [d for d in case.documents if d.id in loan.receipts or d.id == loan.contract]
    return rows[:1] or [document_place(d) for d in papers[:1]]


@check("duty.extension_over_limit", severity=Severity.HIGH, basis=("general_rules/12", "personal", "civil_code/678"))
def extension_over_limit(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A loan is extended beyond what the rules allow for its term (贷款通则 12; personal loans by their measure)."""
    for entry in case.calendar:
        extended = entry.detail
        if not isinstance(extended, Extended) or entry.status is not DutyStatus.BREACHED:
            continue
        loan = case.loan(entry.loan or "")
        own = rule.of(loan)
        finding = money_finding(
            case,
            own,
            loan,
            severity=own.severity,
            confidence=float(own.threshold("confidence")),
            title=say(rule.name, "title", new=extended.new_end, limit=extended.limit),
            explanation=say(
                rule.name,
                "explanation",
                start=extended.original_start,
                end=extended.original_end,
                new=extended.new_end,
                limit=extended.limit,
                rule=say(rule.name, _LIMITS[extended.rule]),
                over=(extended.new_end - extended.limit).days,
            ),
            amount=Money(loan.principal_fen) if loan is not None and loan.principal_fen else None,
            places=[entry.clause] if entry.clause is not None else [],
        )
        yield replace(finding, subjects=(f"extension:{extended.original_end}:{extended.new_end}",))
