"""Papers that the contract promises by a day and that did not come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docaudit.checks.base import Rule, check
from docaudit.checks.evidence.coverage import NEEDS_NO_PAPER, awaited
from docaudit.checks.payment.matching import disbursed_rows
from docaudit.checks.phrases import listed
from docaudit.checks.wording import say
from docaudit.checks.words import money_finding, traced
from docaudit.records.case import CaseFile
from docaudit.records.findings import CalendarEntry, Finding
from docaudit.records.flows import Loan, LoanTrace, TracedPayment
from docaudit.records.labels import DutyStatus, PaperStatus, Severity
from docaudit.records.money import Money


@check("evidence.overdue", severity=Severity.HIGH, basis=("civil_code/672",))
def overdue(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The contract's own day for the papers of what was paid has passed, and loan money still lacks them."""
    for loan, trace in traced(case):
        own = rule.of(loan)
        late = [
            e for e in case.calendar if e.kind == "evidence" and e.loan == loan.id and e.status is DutyStatus.OVERDUE
        ]
        drawn = min((r.transaction.date for r in disbursed_rows(case, loan)), default=None)
        if not late or drawn is None:
            continue
        entry = min(late, key=lambda e: e.date)
        # The clause counts its days from the drawdown; what was paid later has as many days from then.
        handed_in = _handed_in(case, entry)
        payments = [
            p
            for p in trace.payments
            if p.use not in NEEDS_NO_PAPER
            and p.row.id not in handed_in
            and p.uncovered_fen > own.fen("tolerance")
            and not awaited(case, own, p)
            and p.row.transaction.date + (entry.date - drawn) < case.as_of
        ]
        if sum(p.uncovered_fen for p in payments) >= own.fen("floor"):
            yield _late(case, own, loan, trace, entry=entry, payments=payments)


_TRADE_CONTRACT = re.compile(r"(?<!本)(?<!借款)(?<!贷款)(?<!授信)合同")


def _handed_in(case: CaseFile, entry: CalendarEntry) -> set[str]:
    """Return the payments that lack nothing but cover by a contract, where the clause asks for no contract."""
    text = (entry.clause.evidence.text or "") if entry.clause is not None else ""
    if _TRADE_CONTRACT.search(text):
        return set()
    whole = PaperStatus.PRESENT
    return {i.payment for i in case.checklist if i.payment and i.document == "vat_invoice" and i.status is whole}


def _late(
    case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace, *, entry: CalendarEntry, payments: list[TracedPayment]
) -> Finding:
    lacking = sum(p.uncovered_fen for p in payments)
    rows = list({p.row.id: p.row for p in sorted(payments, key=lambda p: -p.uncovered_fen)}.values())
    share = lacking / max(1, trace.disbursed_fen)
    return money_finding(
        case,
        rule,
        loan,
        severity=rule.lowered(int(share < rule.threshold("high_share"))),
        confidence=float(rule.threshold("confidence")),
        title=say(rule.name, "title", due=entry.date, lacking=Money(lacking)),
        explanation=say(
            rule.name,
            "explanation",
            due=entry.date,
            days=(case.as_of - entry.date).days,
            as_of=case.as_of,
            payments=listed(rows),
            lacking=Money(lacking),
            share=f"{100 * share:.1f}%",
        ),
        rows=rows,
        amount=Money(lacking),
        places=[entry.clause] if entry.clause is not None else [],
    )
