"""Loan money that was not needed when it was drawn: left on the account, or put on deposit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from docaudit.checks.base import Rule, check
from docaudit.checks.phrases import grade, grounds, in_loan, listed, span
from docaudit.checks.wording import Named, Told, say
from docaudit.checks.words import grade_confidence, grade_severity, graded, money_finding, of_use, traced
from docaudit.documents.other import OtherDocument
from docaudit.documents.trade_contract import TradeContract
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import LedgerRow, Loan, LoanTrace
from docaudit.records.labels import RowKind, Severity, Use
from docaudit.records.money import Money
from docaudit.records.names import fold

_DEPOSITS = (Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT)


@check("use.idle_funds", severity=Severity.MEDIUM)
def idle_funds(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money was drawn before it was needed: it lay on the account for weeks, or went into a deposit."""
    for loan, trace in traced(case):
        rule = rule.of(loan)
        yield from _left_lying(case, rule, loan, trace)
        yield from _deposited(case, rule, loan, trace)


def _left_lying(case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace) -> Iterator[Finding]:
    """Yield a finding for each disbursement of which much was still unspent when it should have been used."""
    for idle in trace.idle:
        drawn = idle.disbursement.transaction
        limit = max(rule.fen("floor"), int(rule.threshold("share") * drawn.amount_fen))
        found = graded(idle.fen, idle.min_fen, idle.max_fen, limit)
        # What only some order of the funds leaves there is no sign: money in a business always lies somewhere.
        if found is None or found.grade == 2:
            continue
        share = Decimal(idle.fen) / drawn.amount_fen
        yield money_finding(
            case,
            rule,
            loan,
            severity=grade_severity(rule, found, int(share < rule.threshold("much"))),
            confidence=grade_confidence(rule, found, float(rule.threshold("confidence"))),
            title=say(rule.name, "unspent_title", days=(idle.day - drawn.date).days, amount=Money(idle.fen)),
            explanation=say(
                rule.name,
                "unspent",
                drawn=drawn.date,
                amount=Money(drawn.amount_fen),
                day=idle.day,
                span=span(found),
                share=f"{share:.0%}",
                grade=grade(found),
            ),
            rows=[idle.disbursement],
            amount=found.amount,
        )


def _deposited(case: CaseFile, rule: Rule, loan: Loan, last: LoanTrace) -> Iterator[Finding]:
    """Yield a finding for each kind of deposit that was made with the loan and that its contract does not forbid."""
    starts = [r.transaction.date for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT and r.loan == loan.id]
    for use in (use for use in _DEPOSITS if use not in loan.prohibited):
        # Released deposits hold nothing: what counts is the most that lay there at one time.
        trace = max((last, *last.earlier), key=lambda t: of_use(t, use))
        limit = max(rule.fen("floor"), int(rule.threshold("share") * trace.disbursed_fen))
        found = graded(*of_use(trace, use), limit)
        if found is None or found.grade == 2:
            continue
        rows = [p.row for p in trace.payments if p.use is use and p.loan_fen > 0]
        at_once = any(0 <= (r.transaction.date - d).days <= rule.days("days").days for r in rows for d in starts)
        backs = _backs_trade(case, rule, rows)
        # A margin is pledged from the first day.
        steps = int(not at_once) - (use is Use.MARGIN_DEPOSIT) + (int(rule.threshold("backs_steps")) if backs else 0)
        yield money_finding(
            case,
            rule,
            loan,
            severity=grade_severity(rule, found, steps),
            confidence=grade_confidence(rule, found, float(rule.threshold("confidence")), rows),
            title=say(rule.name, "deposit_title", use=Named("use", use), amount=found.amount),
            explanation=say(
                rule.name,
                "deposit",
                payments=listed(rows),
                money=in_loan(found),
                grounds=grounds(rows),
                backs=say(rule.name, "backs") if backs else Told("", ""),
            ),
            rows=rows,
            amount=found.amount,
        )


def _backs_trade(case: CaseFile, rule: Rule, rows: Sequence[LedgerRow]) -> bool:
    """Say whether the deposits back the bank's own acceptance or credit for a trade that is paid that way.

    The remarks must say so, and a paper beside them: the terms of a trade contract, or the agreement itself.
    """
    words = rule.words("bills")
    papers = [c.payment_terms.value for c in case.of(TradeContract)] + [d.title.value for d in case.of(OtherDocument)]
    return all(any(w in fold(r.transaction.text) for w in words) for r in rows) and any(
        w in fold(paper) for paper in papers for w in words
    )
