"""Whether the papers that belong to a loan contract name its parties and its amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docaudit.checks.base import Rule, check
from docaudit.checks.wording import Named, Told, say
from docaudit.checks.words import (
    by_ocr,
    document_place,
    field_places,
    is_borrower,
    money_finding,
    sure,
    titled,
)
from docaudit.documents.guarantee_contract import GuaranteeContract
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.loan_receipt import LoanReceipt
from docaudit.knowledge import Likeness, match_names
from docaudit.records.case import CaseFile
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.findings import Finding
from docaudit.records.flows import LedgerRow, Loan
from docaudit.records.labels import RowKind, Severity, Use
from docaudit.records.money import Money
from docaudit.records.names import fold, number_key

_LEAST_NUMBER = 4
"""Letters and digits that a contract's number needs to tell it from others."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A party as the contract names it and as another paper does; `role` is a key of the texts."""

    role: str
    agreed: Field[str]
    paper: Document
    other: Field[str]


@check("contract.party_mismatch", severity=Severity.HIGH, basis=("contract",))
def party_mismatch(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A receipt or guarantee that bears the contract's number names another borrower or lender.

    Names that are one party (branches, former names, one glyph of a scan) are no difference; a name that only looks
    alike is left to a reader.
    """
    for contract in case.of(LoanContract):
        key = number_key(contract.contract_number.value)
        if len(key) < _LEAST_NUMBER:
            continue
        loan = next((one for one in case.loans if one.contract == contract.id), None)
        own = rule.of(loan)
        for pair in _pairs(case, contract, key):
            if _differs(case, own, contract, pair):
                yield _mismatch(case, own, loan, contract, pair)


def _pairs(case: CaseFile, contract: LoanContract, key: str) -> Iterator[_Pair]:
    for receipt in case.of(LoanReceipt):
        if number_key(receipt.contract_number.value) == key:
            yield _Pair("borrower", contract.borrower, receipt, receipt.borrower)
    for guarantee in case.of(GuaranteeContract):
        if number_key(guarantee.main_contract_number.value) == key:
            yield _Pair("debtor", contract.borrower, guarantee, guarantee.debtor)
            yield _Pair("creditor", contract.lender, guarantee, guarantee.creditor)


def _differs(case: CaseFile, rule: Rule, contract: LoanContract, pair: _Pair) -> bool:
    if not pair.agreed.value or not pair.other.value or sure(pair.agreed, pair.other) < rule.threshold("unsure"):
        return False
    scanned = by_ocr(contract) or by_ocr(pair.paper)
    if match_names(pair.agreed.value, pair.other.value, scanned).likeness is not Likeness.DIFFERENT:
        return False
    return pair.role == "creditor" or not is_borrower(case, pair.other.value, scanned)


def _mismatch(case: CaseFile, rule: Rule, loan: Loan | None, contract: LoanContract, pair: _Pair) -> Finding:
    supplement = titled(case, rule.words("supplement"))
    return money_finding(
        case,
        rule,
        loan,
        severity=rule.lowered(int(supplement is not None)),
        confidence=float(rule.threshold("confidence")) * sure(pair.agreed, pair.other),
        title=say(
            rule.name, "title", paper=Named("doc_type", pair.paper.doc_type or "other"), role=say(rule.name, pair.role)
        ),
        explanation=say(
            rule.name,
            "explanation",
            number=contract.contract_number.value,
            role=say(rule.name, pair.role),
            agreed=pair.agreed.value,
            paper=Named("doc_type", pair.paper.doc_type or "other"),
            source=pair.paper.source,
            other=pair.other.value,
            supplement=say(rule.name, "supplement", paper=supplement.source) if supplement else Told("", ""),
        ),
        places=[
            *field_places(contract, pair.agreed),
            *field_places(pair.paper, pair.other),
            *([document_place(supplement)] if supplement else []),
        ],
        documents=[contract, pair.paper],
    )


@check("contract.over_limit", severity=Severity.HIGH, basis=("contract",))
def over_limit(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """More was drawn under a contract than it allows at one time.

    What was repaid may be drawn again only where the contract says so (循环, 随借随还).
    """
    for loan in case.loans:
        own = rule.of(loan)
        contract = case.document(loan.contract) if loan.contract else None
        if not isinstance(contract, LoanContract) or not loan.principal_fen:
            continue
        if sure(contract.amount) < own.threshold("unsure") and not _stated(case, loan):
            continue
        most, rows = _most_drawn(case, own, loan, contract)
        receipts = [r for i in loan.receipts if isinstance(r := case.document(i), LoanReceipt)]
        if not rows and not _revolving(own, contract):
            amounts = {r.receipt_number.value or r.id: r.amount for r in receipts}
            most = sum(f.value.fen for f in amounts.values() if f.value is not None)
        over = most - loan.principal_fen
        if over < own.fen("tolerance"):
            continue
        supplement = titled(case, own.words("supplement"))
        yield money_finding(
            case,
            own,
            loan,
            severity=own.lowered(int(supplement is not None)),
            confidence=float(own.threshold("confidence")) * max(sure(contract.amount), float(_stated(case, loan))),
            title=say(own.name, "title", over=Money(over)),
            explanation=say(
                own.name,
                "explanation",
                number=contract.contract_number.value,
                limit=Money(loan.principal_fen),
                drawn=Money(most),
                over=Money(over),
                count=len(rows) or len(receipts),
                supplement=say(own.name, "supplement", paper=supplement.source) if supplement else Told("", ""),
            ),
            rows=rows,
            amount=Money(over),
            places=[
                *field_places(contract, contract.amount),
                *(pl for r in receipts for pl in field_places(r, r.amount)),
                *([document_place(supplement)] if supplement else []),
            ],
            documents=[contract],
        )


def _stated(case: CaseFile, loan: Loan) -> bool:
    """Say whether ``case.yaml`` states the loan's amount: then it does not hang on how the contract was read."""
    return any(f.amount_fen is not None and f.amount_fen == loan.principal_fen for f in case.facts.loans)


def _revolving(rule: Rule, contract: LoanContract) -> bool:
    said = fold(contract.repayment_method.value) + fold(
        contract.amount.evidence.text if contract.amount.evidence else ""
    )
    return any(word in said for word in rule.words("revolving"))


def _most_drawn(case: CaseFile, rule: Rule, loan: Loan, contract: LoanContract) -> tuple[int, list[LedgerRow]]:
    """Return the most that was drawn at one time, in fen, and the rows that drew up to then."""
    back = _revolving(rule, contract)
    drawn = most = 0
    rows: list[LedgerRow] = []
    shown: list[LedgerRow] = []
    for row in case.ledger.rows:
        if row.loan != loan.id:
            continue
        if row.kind is RowKind.DISBURSEMENT:
            drawn += row.transaction.amount_fen
            rows.append(row)
            if drawn > most:
                most, shown = drawn, list(rows)
        elif back and row.kind is RowKind.OUT and row.use is Use.LOAN_REPAYMENT:
            drawn = max(0, drawn + row.transaction.amount_fen)
    return most, shown
