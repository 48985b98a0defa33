"""Instalments that are due soon, late or paid in part, from the case's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docaudit.checks.base import Rule, check
from docaudit.checks.wording import Told, joined, say
from docaudit.checks.words import field_places, money_finding
from docaudit.documents.loan_contract import LoanContract
from docaudit.records.case import CaseFile
from docaudit.records.findings import CalendarEntry, Finding
from docaudit.records.flows import LedgerRow, Place
from docaudit.records.labels import DutyStatus, Severity
from docaudit.records.money import Money
from docaudit.records.monitors import Owed

_KINDS = frozenset({"repayment", "maturity"})


@check("repayment.due_soon", severity=Severity.INFO, basis=("contract",))
def due_soon(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """An instalment of principal is due within the days of the reminder and is not paid yet."""
    for entry, owed in _owed(case, DutyStatus.DUE_SOON):
        loan = case.loan(entry.loan or "")
        own = rule.of(loan)
        if (entry.date - case.as_of).days > own.threshold("days"):
            continue
        finding = money_finding(
            case,
            own,
            loan,
            severity=own.severity,
            confidence=float(own.threshold("confidence")),
            title=say(rule.name, "title", due=entry.date, open=Money(owed.open_fen)),
            explanation=say(
                rule.name,
                "explanation",
                due=entry.date,
                moved=say(rule.name, "moved", pay=owed.due) if owed.due != entry.date else Told("", ""),
                principal=Money(owed.principal_fen),
                open=Money(owed.open_fen),
                days=(entry.date - case.as_of).days,
            ),
            amount=Money(owed.open_fen),
            places=_plan_places(case, entry),
        )
        yield replace(finding, subjects=_subjects(entry))


@check("repayment.overdue", severity=Severity.MEDIUM, basis=("civil_code/675", "civil_code/676", "risk_classes/10"))
def overdue(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Nothing of an instalment is paid after its day, though the statement of the account that repays goes on."""
    for entry, owed in _owed(case, DutyStatus.OVERDUE):
        if owed.paid_fen:
            continue
        loan = case.loan(entry.loan or "")
        own = rule.of(loan)
        days = (case.as_of - owed.due).days
        yield replace(
            money_finding(
                case,
                own,
                loan,
                severity=_bucket(own, days),
                confidence=float(own.threshold("confidence")),
                title=say(rule.name, "title", due=entry.date, days=days, open=Money(owed.open_fen)),
                explanation=joined(
                    [
                        say(
                            rule.name,
                            "explanation",
                            due=entry.date,
                            principal=Money(owed.principal_fen),
                            as_of=case.as_of,
                            days=days,
                        ),
                        say(rule.name, "recall" if days > own.threshold("critical_after") else "ask"),
                    ]
                ),
                amount=Money(owed.open_fen),
                places=_plan_places(case, entry),
            ),
            subjects=_subjects(entry),
        )


@check("repayment.shortfall", severity=Severity.MEDIUM, basis=("civil_code/675", "civil_code/676"))
def shortfall(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """An instalment is paid in part only after its day; payments count towards the oldest instalment first."""
    for entry, owed in _owed(case, DutyStatus.OVERDUE):
        loan = case.loan(entry.loan or "")
        own = rule.of(loan)
        if not owed.paid_fen or owed.open_fen <= own.fen("tolerance"):
            continue
        rows = [row for i in owed.rows if (row := case.ledger.row(i)) is not None]
        yield replace(
            money_finding(
                case,
                own,
                loan,
                severity=own.severity,
                confidence=float(own.threshold("confidence")),
                title=say(rule.name, "title", due=entry.date, open=Money(owed.open_fen)),
                explanation=say(
                    rule.name,
                    "explanation",
                    due=entry.date,
                    principal=Money(owed.principal_fen),
                    paid=Money(owed.paid_fen),
                    open=Money(owed.open_fen),
                    days=(case.as_of - owed.due).days,
                ),
                amount=Money(owed.open_fen),
                places=[*_row_places(rows), *_plan_places(case, entry)],
            ),
            subjects=_subjects(entry),
        )


def _owed(case: CaseFile, status: DutyStatus) -> list[tuple[CalendarEntry, Owed]]:
    return [
        (e, e.detail)
        for e in case.calendar
        if e.kind in _KINDS and e.status is status and isinstance(e.detail, Owed) and e.detail.open_fen > 0
    ]


def _bucket(rule: Rule, days: int) -> Severity:
    """Return the severity by the bucket of days: M1, M2 and M3, M4 and beyond (domain reference, section 9)."""
    steps = (days > rule.threshold("high_after")) + (days > rule.threshold("critical_after"))
    return rule.lowered(-steps)


def _subjects(entry: CalendarEntry) -> tuple[str, ...]:
    return (f"{entry.kind}:{entry.date}",)


def _row_places(rows: list[LedgerRow]) -> list[Place]:
    return [row.transaction.place for row in rows]


def _plan_places(case: CaseFile, entry: CalendarEntry) -> list[Place]:
    """Return where the contract sets the instalment, else where it sets the last day."""
    if entry.clause is not None:
        return [entry.clause]
    loan = case.loan(entry.loan or "")
    contract = case.document(loan.contract) if loan is not None and loan.contract else None
    if isinstance(contract, LoanContract):
        return list(field_places(contract, contract.end_date))
    return []
