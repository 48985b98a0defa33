"""Loan money that went to what no such loan may pay: at the first payee, or further down."""

from __future__ import annotations

from collections.abc import Iterator

from docaudit.checks.base import Rule, check
from docaudit.checks.phrases import SHOWN, grounds, in_loan, listed, moved, names, purpose_of
from docaudit.checks.use.flow import grade_of, out_of_sight
from docaudit.checks.wording import Named, Told, say
from docaudit.checks.words import (
    grade_confidence,
    grade_severity,
    graded,
    money_finding,
    of_use,
    purpose_places,
    traced,
)
from docaudit.knowledge import PROHIBITED, declares
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan
from docaudit.records.labels import RowKind, Severity, Use
from docaudit.records.schemes import Downstream, LoanFlow

_BY_NAME = frozenset({Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT})
"""Uses that are a finding only where the contract forbids them by name."""


def forbidden(loan: Loan) -> list[Use]:
    """Return the uses that the loan may not have, sorted: those its purpose declares are left out."""
    named = {use for use in _BY_NAME if use.value in loan.prohibited}
    return [use for use in sorted(PROHIBITED | named) if not declares(loan.purpose, use)]


@check("use.prohibited_payee", severity=Severity.CRITICAL, basis=("general_rules/20", "civil_code/673"))
def prohibited_payee(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money reached a payee of a class that no such loan may pay, whichever account it passed."""
    for loan, last in traced(case):
        rule = rule.of(loan)
        for use in forbidden(loan):
            # A deposit that has been released holds nothing: what counts is the most that lay on it at one time.
            trace = max((last, *last.earlier), key=lambda t: of_use(t, use)) if use in _BY_NAME else last
            payments = [p for p in trace.payments if p.use is use and p.max_fen > 0]
            found = graded(*of_use(trace, use), rule.fen("floor")) if payments else None
            if found is None:
                continue
            rows = [p.row for p in payments if p.loan_fen > 0 or found.grade == 2]
            named = min((r.use_confidence for r in rows), default=0.0)
            steps = (
                (use not in rule.words("critical"))
                - (use in loan.prohibited)
                + (named < rule.threshold("unsure_below"))
            )
            class_name = Named("use", use)
            other_account = {r.transaction.account for r in rows} - _disbursement_accounts(case, loan)
            yield money_finding(
                case,
                rule,
                loan,
                severity=grade_severity(rule, found, steps),
                confidence=grade_confidence(rule, found, float(rule.threshold("confidence")), rows),
                title=say(rule.name, "title", use=class_name, payees=names(rows)),
                explanation=say(
                    rule.name,
                    "explanation",
                    purpose=purpose_of(loan),
                    payments=listed(rows),
                    money=in_loan(found),
                    passed=say(rule.name, "passed") if other_account else Told("", ""),
                    stated=say(rule.name, "stated") if use in loan.prohibited else Told("", ""),
                    grounds=grounds(rows),
                    use=class_name,
                ),
                rows=rows,
                amount=found.amount,
                places=purpose_places(case, loan),
            )


def _disbursement_accounts(case: CaseFile, loan: Loan) -> set[str]:
    return {r.transaction.account for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT and r.loan == loan.id}


@check("use.prohibited_downstream", severity=Severity.HIGH, basis=("general_rules/20", "civil_code/673"))
def prohibited_downstream(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A payee passed loan money on to a prohibited class, as its statement or those of others show."""
    for loan, _ in traced(case):
        rule = rule.of(loan)
        flow = case.flow(loan.id)
        for went in flow.downstream:
            if went.use in forbidden(loan):
                lighter = (went.use not in rule.words("critical")) - (went.use in loan.prohibited)
                found = _downstream(case, rule, loan, flow, went, lighter=lighter)
                if found is not None:
                    yield found


def _downstream(
    case: CaseFile, rule: Rule, loan: Loan, flow: LoanFlow, went: Downstream, *, lighter: int
) -> Finding | None:
    """Return the finding of money that payees passed on to a class, None below the floor.

    None too where the payee was paid for what papers prove and its own funds suffice by the method: then nothing
    speaks for loan money. `lighter`: steps of severity for the class itself.
    """
    found = grade_of(went.money, rule)
    proved = went.unproved_fen < rule.fen("floor")
    if found is None or (proved and found.grade == 2):
        return None
    named = min((r.use_confidence for r in went.sinks), default=0.0)
    steps = lighter + (named < rule.threshold("unsure_below"))
    could = went.passed_fen < rule.fen("floor")
    steps += int(rule.threshold("own_steps")) * could + int(rule.threshold("proved_steps")) * proved
    formula = float(rule.threshold("confidence")) * float(rule.threshold("hop_factor")) ** (went.hops - 1)
    nothing = Told("", "")
    return money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, steps),
        confidence=grade_confidence(rule, found, formula, went.sinks),
        title=say(rule.name, "title", first=names(went.firsts), use=Named("use", went.use), payees=names(went.sinks)),
        explanation=say(
            rule.name,
            "explanation",
            purpose=purpose_of(loan),
            firsts=listed(went.firsts),
            way=say(rule.name, "way", rows=moved(case, went.path, SHOWN)) if went.path else nothing,
            hops=went.hops,
            sinks=moved(case, went.sinks),
            money=in_loan(found),
            grounds=grounds(went.sinks),
            own=say(rule.name, "own") if could else nothing,
            papers=say(rule.name, "papers") if proved else nothing,
            left=out_of_sight(flow),
            use=Named("use", went.use),
        ),
        rows=[*went.firsts, *went.path, *went.sinks],
        amount=found.amount,
        places=purpose_places(case, loan),
    )
