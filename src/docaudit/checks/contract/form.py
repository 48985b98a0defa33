"""Whether a loan contract holds what every loan contract must say, and whether its days can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docaudit.checks.base import Rule, check
from docaudit.checks.wording import Told, say
from docaudit.checks.words import by_ocr, document_place, field_places, money_finding, sure, titled
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.loan_receipt import LoanReceipt
from docaudit.records.case import CaseFile
from docaudit.records.evidence import Field
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan
from docaudit.records.labels import Severity

_LIGHT = "payment_method"
"""The clause that often stands elsewhere: in the annex, or in the drawdown application."""


@check("contract.date_order", severity=Severity.MEDIUM, basis=("contract",))
def date_order(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A loan contract was signed after its term had begun, or its term ends before it begins."""
    for contract in case.of(LoanContract):
        loan = _loan_of(case, contract)
        own = rule.of(loan)
        start, end, signed = contract.start_date, contract.end_date, contract.signed_date
        if start.value is None or start.confidence < own.threshold("unsure"):
            continue
        if end.value is not None and end.value <= start.value and end.confidence >= own.threshold("unsure"):
            yield _order(case, own, loan, contract, "ends_first", start, end)
        late = signed.value is not None and signed.value > start.value + own.days("slack_days")
        if late and signed.confidence >= own.threshold("unsure"):
            yield _order(case, own, loan, contract, "signed_late", start, signed)


def _loan_of(case: CaseFile, contract: LoanContract) -> Loan | None:
    return next((loan for loan in case.loans if loan.contract == contract.id), None)


def _order(
    case: CaseFile, rule: Rule, loan: Loan | None, contract: LoanContract, key: str, *days: Field[Any]
) -> Finding:
    start, other = days
    supplement = titled(case, rule.words("supplement"))
    return money_finding(
        case,
        rule,
        loan,
        severity=rule.lowered(int(supplement is not None)),
        confidence=float(rule.threshold("confidence")) * sure(start, other),
        title=say(
            rule.name,
            "ends_first_title" if key == "ends_first" else "signed_late_title",
            start=start.value,
            other=other.value,
        ),
        explanation=say(rule.name, key, number=contract.contract_number.value, start=start.value, other=other.value),
        places=[*field_places(contract, start, other), *([document_place(supplement)] if supplement else [])],
        documents=[contract],
    )


@check("contract.missing_clause", severity=Severity.MEDIUM, basis=("contract",))
def missing_clause(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A loan contract lacks purpose, amount, term, rate, method of payment or the day it was signed.

    What was not found may be there unread. So a scan, and a contract of which little else was read, is only a hint; and
    what the receipt, an application or ``case.yaml`` says is not called missing.
    """
    for contract in case.of(LoanContract):
        loan = _loan_of(case, contract)
        own = rule.of(loan)
        clauses = _clauses(case, contract, loan)
        lacking = [name for name, there in clauses.items() if not there]
        if not lacking or _partial(own, contract):
            continue
        unread = by_ocr(contract) or len(clauses) - len(lacking) < own.threshold("least_read")
        annex = titled(case, own.words("annex"))
        steps = int(unread or lacking == [_LIGHT]) + (annex is not None)
        yield money_finding(
            case,
            own,
            loan,
            severity=own.lowered(steps),
            confidence=float(own.threshold("unread_confidence" if unread else "confidence")) * contract.confidence,
            title=say(own.name, "title", clauses=[say(own.name, name) for name in lacking]),
            explanation=say(
                own.name,
                "explanation",
                number=contract.contract_number.value,
                source=contract.source,
                clauses=[say(own.name, name) for name in lacking],
                unread=say(own.name, "unread") if unread else Told("", ""),
                annex=say(own.name, "annex", paper=annex.source) if annex is not None else Told("", ""),
            ),
            places=[document_place(contract), *([document_place(annex)] if annex is not None else [])],
            documents=[contract],
        )


def _partial(rule: Rule, contract: LoanContract) -> bool:
    """Say whether the paper only changes an older contract: its file or what it prints of itself says so."""
    fields = (contract.contract_number, contract.end_date, contract.amount)
    told = [contract.source.rpartition("/")[2], *(f.evidence.text for f in fields if f.evidence is not None)]
    return any(word in text for text in told for word in rule.words("partial"))


def _clauses(case: CaseFile, contract: LoanContract, loan: Loan | None) -> dict[str, bool]:
    """Return which clauses are there, by the keys of the texts."""
    receipts = [r for i in (loan.receipts if loan else ()) if isinstance(r := case.document(i), LoanReceipt)]
    uses = [o for o in contract.obligations if o.kind.value == "use_of_funds" and o.purpose.value]
    ends = contract.end_date.value or contract.term_months.value or any(r.due_date.value for r in receipts)
    rate = contract.interest_rate.value is not None or bool(contract.rate_basis.value)
    return {
        "purpose": bool(contract.purpose.value or uses or (loan and loan.purpose)),
        "amount": contract.amount.value is not None or bool(contract.amount_in_words.value),
        "term": bool(ends),
        "rate": rate or any(r.interest_rate.value is not None for r in receipts),
        "payment_method": bool(contract.payment_method.value or contract.entrusted_threshold.value),
        "signed_date": contract.signed_date.value is not None,
    }
