"""Loan money that was not needed when it was drawn: left on the account, or put on deposit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docaudit.checks.base import Rule
from docaudit.checks.words import day, grade_confidence, grade_severity, graded, listed, money_finding, of_use, yuan
from docaudit.knowledge import label
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan, LoanTrace
from docaudit.records.labels import RowKind, Use

DEPOSITS = (Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT)


def left_lying(case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace) -> Iterator[Finding]:
    """Yield a finding for each disbursement of which much was still unspent when it should have been used."""
    for idle in trace.idle:
        drawn = idle.disbursement.transaction
        limit = max(rule.fen("floor"), int(rule.threshold("share") * drawn.amount_fen))
        found = graded(idle.fen, idle.min_fen, idle.max_fen, limit)
        # What only some order of the funds leaves there is no sign: money in a business always lies somewhere.
        if found is None or found.grade == 2:
            continue
        share = Decimal(idle.fen) / drawn.amount_fen
        days = (idle.day - drawn.date).days
        yield money_finding(
            case,
            rule,
            loan,
            severity=grade_severity(rule, found, int(share < rule.threshold("much"))),
            confidence=grade_confidence(rule, found, float(rule.threshold("confidence"))),
            title=f"放款{days}天后仍有{yuan(idle.fen)}未支用",
            explanation=(
                f"{day(drawn.date)}放款{yuan(drawn.amount_fen)}。至{day(idle.day)}，借款人账户上未支用的款项"
                f"{found.span}，占该笔放款的{share:.0%}，认定程度：{found.word}。提款早于用款需要。"
                "请核对提款计划与付款进度，说明未支用原因；长期无用款需要的，收回或暂停后续放款。"
            ),
            rows=[idle.disbursement],
            amount=found.amount,
        )


def deposited(case: CaseFile, rule: Rule, loan: Loan, last: LoanTrace) -> Iterator[Finding]:
    """Yield a finding for each kind of deposit that was made with the loan and that its contract does not forbid."""
    starts = [r.transaction.date for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT and r.loan == loan.id]
    for use in (use for use in DEPOSITS if use not in loan.prohibited):
        # Released deposits hold nothing: what counts is the most that lay there at one time.
        trace = max((last, *last.earlier), key=lambda t: of_use(t, use))
        limit = max(rule.fen("floor"), int(rule.threshold("share") * trace.disbursed_fen))
        found = graded(*of_use(trace, use), limit)
        if found is None or found.grade == 2:
            continue
        rows = [p.row for p in trace.payments if p.use is use and p.loan_fen > 0]
        at_once = any(0 <= (r.transaction.date - d).days <= rule.days("days").days for r in rows for d in starts)
        # A margin is pledged from the first day.
        steps = int(not at_once) - (use is Use.MARGIN_DEPOSIT)
        yield money_finding(
            case,
            rule,
            loan,
            severity=grade_severity(rule, found, steps),
            confidence=grade_confidence(rule, found, float(rule.threshold("confidence")), rows),
            title=f"贷款资金转作{label('use', use)}{yuan(found.amount.fen)}",
            explanation=(
                f"实际：{listed(rows)}，{found.span}，认定程度：{found.word}。"
                f"判断依据：{rows[0].use_reason if rows else ''}。贷款资金转作存款，未用于约定用途，"
                "存款并可能为其他融资提供质押。请核对存款开立、质押及支取情况，要求说明资金安排。"
            ),
            rows=rows,
            amount=found.amount,
        )
