"""Joins loan contracts, loan receipts and the lender's own facts into loans (interface.md, `loan`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.loan_receipt import LoanReceipt
from docaudit.records.case import CaseFacts, LoanFacts
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.flows import Loan
from docaudit.records.names import number_key

V = TypeVar("V")


@dataclass(slots=True)
class _Draft:
    """One loan being joined: its papers and the facts about it."""

    contracts: list[LoanContract] = field(default_factory=list)
    receipts: list[LoanReceipt] = field(default_factory=list)
    facts: LoanFacts | None = None

    @property
    def keys(self) -> set[str]:
        return {number_key(n) for n in self.numbers} - {""}

    @property
    def numbers(self) -> list[str]:
        fields = [c.contract_number for c in self.contracts] + [r.contract_number for r in self.receipts]
        return [f.value for f in fields if f.value]

    @property
    def amount_fen(self) -> int | None:
        return first(p.amount.map(lambda m: m.fen).value for p in self.contracts)

    @property
    def first_day(self) -> dt.date:
        days = [r.disbursement_date.value for r in self.receipts]
        days = [d for d in days if d] or [c.start_date.value or c.signed_date.value for c in self.contracts]
        if self.facts and self.facts.start_date:
            days.append(self.facts.start_date)
        return min((d for d in days if d), default=dt.date.max)


def first(values: Iterable[V | None]) -> V | None:
    """Return the first value that is there."""
    return next((v for v in values if v is not None), None)


def build_loans(documents: Sequence[Document], facts: CaseFacts) -> tuple[Loan, ...]:
    """Return the loans of a case in order of first disbursement.

    Papers with the same contract number are one loan. A receipt that names no contract, or one that differs by a
    misread sign, goes to the only contract that it fits; a receipt that fits none is a loan of its own. ``case.yaml``
    overrides.
    """
    drafts: list[_Draft] = []
    for contract in (d for d in documents if isinstance(d, LoanContract)):
        draft = _same_contract(drafts, contract)
        if draft is None:
            drafts.append(draft := _Draft())
        draft.contracts.append(contract)
    for receipt in (d for d in documents if isinstance(d, LoanReceipt)):
        draft = _contract_of(drafts, receipt)
        if draft is None:
            drafts.append(draft := _Draft())
        draft.receipts.append(receipt)
    for stated in facts.loans:
        draft = _stated(drafts, stated, alone=len(facts.loans) == 1)
        if draft is None:
            drafts.append(draft := _Draft())
        draft.facts = stated
    return _named([_loan(d, facts) for d in sorted(drafts, key=lambda d: d.first_day)])


def _same_contract(drafts: list[_Draft], contract: LoanContract) -> _Draft | None:
    key = number_key(contract.contract_number.value)
    if key:
        return next((d for d in drafts if key in d.keys), None)
    if contract.amount.value is None or contract.signed_date.value is None:
        return None
    # Two copies of one contract, the number unreadable in one of them.
    same = [
        d
        for d in drafts
        if d.amount_fen == contract.amount.value.fen
        and contract.signed_date.value in {c.signed_date.value for c in d.contracts}
    ]
    return same[0] if len(same) == 1 else None


def _contract_of(drafts: list[_Draft], receipt: LoanReceipt) -> _Draft | None:
    key = number_key(receipt.contract_number.value)
    if key:
        exact = next((d for d in drafts if key in d.keys), None)
        if exact:
            return exact
        near = [d for d in drafts if any(_misread(key, k) for k in d.keys)]
        return near[0] if len(near) == 1 else _only(d for d in drafts if d.contracts and not d.keys)
    fits = [d for d in drafts if d.contracts and _fits(d.contracts[0], receipt)]
    same_amount = [d for d in fits if receipt.amount.value and d.amount_fen == receipt.amount.value.fen]
    return _only(same_amount) or _only(fits)


def _only(drafts: Iterable[_Draft]) -> _Draft | None:
    found = list(drafts)
    return found[0] if len(found) == 1 else None


def _fits(contract: LoanContract, receipt: LoanReceipt) -> bool:
    """Say whether a receipt without a contract number can belong to the contract: amount and days within it."""
    limit, amount = contract.amount.value, receipt.amount.value
    if limit and amount and amount.fen > limit.fen:
        return False
    day = receipt.disbursement_date.value
    start = contract.signed_date.value or contract.start_date.value
    end = contract.end_date.value
    return not (day and ((start and day < start) or (end and day > end)))


def _misread(a: str, b: str) -> bool:
    """Say whether two long numbers differ in one place only, as one misread sign makes them."""
    return len(a) == len(b) >= 8 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _stated(drafts: list[_Draft], stated: LoanFacts, *, alone: bool) -> _Draft | None:
    key = number_key(stated.contract_number)
    if key and (found := next((d for d in drafts if key in d.keys), None)):
        return found
    if not key and stated.amount_fen is not None:
        same = [d for d in drafts if d.facts is None and d.amount_fen == stated.amount_fen]
        if same:
            return same[0]
    return drafts[0] if alone and len(drafts) == 1 else None


def _loan(draft: _Draft, facts: CaseFacts) -> Loan:
    contracts, receipts = draft.contracts, draft.receipts
    stated = draft.facts or LoanFacts()

    def said(get: Callable[[LoanContract], Field[V]]) -> V | None:
        return first(get(c).value for c in contracts)

    drawn = [r.amount.value.fen for r in one_per_number(receipts) if r.amount.value is not None]
    days = [r.disbursement_date.value for r in receipts if r.disbursement_date.value]
    ends = [r.due_date.value for r in receipts if r.due_date.value]
    contract_fen = draft.amount_fen
    principal = first((stated.amount_fen, contract_fen, sum(drawn) if drawn else None))
    threshold = said(lambda c: c.entrusted_threshold)
    return Loan(
        id=stated.contract_number or first(draft.numbers) or "",
        borrower=facts.borrower or said(lambda c: c.borrower) or first(r.borrower.value for r in receipts),
        lender=facts.lender or said(lambda c: c.lender),
        contract=first(c.id for c in contracts),
        receipts=tuple(r.id for r in receipts),
        principal_fen=principal,
        start_date=stated.start_date or said(lambda c: c.start_date) or min(days, default=None),
        end_date=stated.end_date or said(lambda c: c.end_date) or max(ends, default=None),
        loan_kind=said(lambda c: c.loan_kind) or "other",
        purpose=stated.purpose or said(lambda c: c.purpose),
        payment_method=said(lambda c: c.payment_method),
        entrusted_threshold_fen=first((stated.entrusted_threshold_fen, threshold.fen if threshold else None)),
        prohibited=frozenset(
            use.value
            for c in contracts
            for o in c.obligations
            if o.kind.value == "prohibition"
            for use in o.uses
            if use.value
        ),
    )


def one_per_number(receipts: Iterable[LoanReceipt]) -> list[LoanReceipt]:
    """Return the receipts without copies: same receipt number, or neither numbered and the same amount and day."""
    result: list[LoanReceipt] = []
    seen: set[tuple[object, ...]] = set()
    for r in receipts:
        number = number_key(r.receipt_number.value)
        key: tuple[object, ...] = (number,) if number else (r.amount.value, r.disbursement_date.value, r.account.value)
        if key not in seen:
            seen.add(key)
            result.append(r)
    return result


def _named(loans: list[Loan]) -> tuple[Loan, ...]:
    taken = {loan.id for loan in loans if loan.id}
    result: list[Loan] = []
    number = 0
    for loan in loans:
        name = loan.id
        while not name:
            number += 1
            if f"L{number}" not in taken:
                name = f"L{number}"
        result.append(replace(loan, id=name))
    return tuple(result)
