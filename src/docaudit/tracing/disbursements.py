"""Finds the money a loan brought: the rows of its disbursements, and payments the lender made straight to a payee."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.loan_receipt import LoanReceipt
from docaudit.documents.transfer_slip import TransferSlip
from docaudit.knowledge import same_party
from docaudit.records.document import Document, evidence_of
from docaudit.records.evidence import Evidence
from docaudit.records.flows import Account, LedgerRow, Loan, Parties, Place, Transaction
from docaudit.records.identifiers import accounts_match
from docaudit.records.labels import Owner, RowKind
from docaudit.records.names import fold
from docaudit.tracing.loans import one_per_number

DAYS_BEFORE, DAYS_AFTER = 1, 5
"""Days a disbursement may stand before and after its receipt (flows.md 1.2)."""
MOST_PARTS = 12
"""Rows among which parts of one disbursement are sought; more would be guessing."""

_PLAIN_WORDS = re.compile(r"放款|贷款发放|发放贷款|贷款划入|贷款入账|贷款转存|贷款转入")
_WORDS = re.compile(rf"{_PLAIN_WORDS.pattern}|借款|提款")
_NOT_WORDS = re.compile(r"还款|归还|还借款|退|冲|往来")
_INTEREST = re.compile(r"利息|结息")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """A disbursement to be found."""

    loan: Loan
    fen: int | None
    first_day: dt.date
    last_day: dt.date
    day: dt.date
    accounts: tuple[str, ...]
    document: str


def is_lender(name: str | None, loan: Loan | None, parties: Parties) -> bool:
    """Say whether the name is the lender's or one of its branches'."""
    names = {*parties.lender_names, *([loan.lender] if loan and loan.lender else [])}
    return bool(name) and any(same_party(name, lender) for lender in names)


def says_disbursement(row: LedgerRow) -> bool:
    """Say whether the row's words name a disbursement (flows.md 1.2)."""
    text = fold(row.transaction.text)
    if not _WORDS.search(text) or _NOT_WORDS.search(text):
        return False
    # A disbursement may say what was taken off it (贷款发放，扣除利息); 借款利息 alone is interest.
    return bool(_PLAIN_WORDS.search(text)) or not _INTEREST.search(text)


def mark_disbursements(
    rows: dict[str, LedgerRow], own: set[str], documents: Sequence[Document], loans: Sequence[Loan], parties: Parties
) -> None:
    """Mark the disbursements among the money-in rows of the `own` accounts, in place.

    Receipts are served first, equal amounts before parts, parts before a single row of another amount that plainly is a
    disbursement. Then rows of a loan without a receipt for them, as far as its contract's amount allows.
    """
    money_in = [r for r in rows.values() if r.kind is RowKind.IN and r.transaction.account in own]
    wanted = _wanted(documents, loans)
    open_rows = {r.id: r for r in money_in}
    left = list(wanted)
    for take in (_equal, _parts, _plain):
        for want in list(left):
            found = take(want, _candidates(want, open_rows.values(), parties), parties)
            if found:
                left.remove(want)
            for row in found:
                rows[row.id] = replace(row, kind=RowKind.DISBURSEMENT, loan=want.loan.id)
                del open_rows[row.id]
    _without_receipt(rows, list(open_rows.values()), loans, parties)


def _wanted(documents: Sequence[Document], loans: Sequence[Loan]) -> list[_Wanted]:
    by_id = {d.id: d for d in documents}
    result: list[_Wanted] = []
    for loan in loans:
        contract = by_id.get(loan.contract or "")
        accounts = [contract.disbursement_account.value] if isinstance(contract, LoanContract) else []
        receipts = [r for i in loan.receipts if isinstance(r := by_id.get(i), LoanReceipt)]
        for receipt in one_per_number(receipts):
            day = receipt.disbursement_date.value or loan.start_date
            if day is None:
                continue
            fen = receipt.amount.value.fen if receipt.amount.value else None
            known = tuple(a for a in (receipt.account.value, *accounts) if a)
            result.append(_want(loan, fen, day, known, receipt.id))
        if not receipts and loan.start_date is not None:
            known = tuple(a for a in accounts if a)
            result.append(_want(loan, loan.principal_fen, loan.start_date, known, loan.contract or ""))
    return sorted(result, key=lambda w: w.day)


def _want(loan: Loan, fen: int | None, day: dt.date, accounts: tuple[str, ...], document: str) -> _Wanted:
    return _Wanted(
        loan=loan,
        fen=fen,
        first_day=day - dt.timedelta(days=DAYS_BEFORE),
        last_day=day + dt.timedelta(days=DAYS_AFTER),
        day=day,
        accounts=accounts,
        document=document,
    )


def _candidates(want: _Wanted, rows: Iterable[LedgerRow], parties: Parties) -> list[LedgerRow]:
    """Return the rows in the window with a sign of being the disbursement, the nearest day first."""
    found = [r for r in rows if want.first_day <= r.transaction.date <= want.last_day and _sign(want, r, parties)]
    return sorted(found, key=lambda r: abs((r.transaction.date - want.day).days))


def _sign(want: _Wanted, row: LedgerRow, parties: Parties) -> bool:
    paid = row.transaction
    if "息" in paid.text and not says_disbursement(row):
        return False
    if says_disbursement(row) or is_lender(paid.counterparty_name, want.loan, parties):
        return True
    if any(accounts_match(a, paid.account) for a in want.accounts):
        # On the right account an equal amount suffices, unless somebody else is named as the payer.
        return paid.amount_fen == want.fen or not paid.counterparty_name
    return paid.amount_fen == want.fen and not paid.counterparty_name and not want.accounts


def _equal(want: _Wanted, rows: list[LedgerRow], _parties: Parties) -> list[LedgerRow]:
    same = [r for r in rows if r.transaction.amount_fen == want.fen]
    here = [r for r in same if any(accounts_match(a, r.transaction.account) for a in want.accounts)]
    return (here or same)[:1]


def _parts(want: _Wanted, rows: list[LedgerRow], _parties: Parties) -> list[LedgerRow]:
    if want.fen is None or not 2 <= len(rows) <= MOST_PARTS:
        return []
    for count in range(2, len(rows) + 1):
        for some in combinations(rows, count):
            if sum(r.transaction.amount_fen for r in some) == want.fen:
                return list(some)
    return []


def _plain(want: _Wanted, rows: list[LedgerRow], parties: Parties) -> list[LedgerRow]:
    """The statement's amount counts where it differs from the receipt's (flows.md 1.2)."""
    plain = [r for r in rows if says_disbursement(r) or is_lender(r.transaction.counterparty_name, want.loan, parties)]
    return plain[:1]


def _without_receipt(
    rows: dict[str, LedgerRow], open_rows: list[LedgerRow], loans: Sequence[Loan], parties: Parties
) -> None:
    """Give drawings that no receipt shows to the only loan they can belong to."""
    drawn = {loan.id: sum(r.transaction.amount_fen for r in rows.values() if r.loan == loan.id) for loan in loans}
    for row in sorted(open_rows, key=lambda r: r.transaction.date):
        paid = row.transaction
        fits = [
            loan
            for loan in loans
            if says_disbursement(row)
            and (not paid.counterparty_name or is_lender(paid.counterparty_name, loan, parties))
            and (loan.start_date is None or paid.date >= loan.start_date - dt.timedelta(days=DAYS_BEFORE))
            and (loan.end_date is None or paid.date <= loan.end_date)
            and loan.principal_fen is not None
            and drawn[loan.id] + paid.amount_fen <= loan.principal_fen
        ]
        if len(fits) == 1:
            rows[row.id] = replace(row, kind=RowKind.DISBURSEMENT, loan=fits[0].id)
            drawn[fits[0].id] += paid.amount_fen


def paid_directly(
    rows: dict[str, LedgerRow], documents: Sequence[Document], loans: Sequence[Loan], parties: Parties, as_of: dt.date
) -> tuple[list[Account], list[LedgerRow]]:
    """Return accounts and rows for what the lender paid to a payee past the borrower's accounts, as slips show (1.6).

    Row ids are ``slip#0`` (the disbursement) and ``slip#1`` (the payment).
    """
    accounts: list[Account] = []
    result: list[LedgerRow] = []
    served = {r.loan for r in rows.values() if r.kind is RowKind.DISBURSEMENT}
    slips = [d for d in documents if isinstance(d, TransferSlip)]
    for want in _wanted(documents, [loan for loan in loans if loan.id not in served]):
        left = want.fen
        for slip in slips:
            amount, day = slip.amount.value, slip.date.value
            if amount is None or day is None or not want.first_day <= day <= min(want.last_day, as_of):
                continue
            payee = slip.payee_name.value
            if not is_lender(slip.payer_name.value, want.loan, parties) or not payee:
                continue
            if any(same_party(payee, own) for own in parties.borrower_names) or is_lender(payee, want.loan, parties):
                continue
            if left is None or amount.fen > left or any(slip.id in a.documents for a in accounts):
                continue
            left -= amount.fen
            account, pair = _direct(slip, want.loan, amount.fen, day)
            accounts.append(account)
            result += pair
    return accounts, result


def _direct(slip: TransferSlip, loan: Loan, fen: int, day: dt.date) -> tuple[Account, list[LedgerRow]]:
    places = evidence_of(slip.amount, slip.payee_name)
    place = Place(document=slip.id, source=slip.source, evidence=places[0] if places else Evidence(text=""))
    key = f"direct:{slip.id}"

    def transaction(index: int, amount: int) -> Transaction:
        return Transaction(
            id=f"{slip.id}#{index}",
            index=index,
            account=key,
            date=day,
            amount_fen=amount,
            place=place,
            counterparty_name=slip.payee_name.value if amount < 0 else slip.payer_name.value,
            counterparty_account=slip.payee_account.value if amount < 0 else slip.payer_account.value,
            remark=slip.remark.value,
            reference=slip.reference.value,
            confidence=slip.amount.confidence,
        )

    drawn = LedgerRow(transaction=transaction(0, fen), kind=RowKind.DISBURSEMENT, loan=loan.id)
    paid = LedgerRow(transaction=transaction(1, -fen), kind=RowKind.OUT, pin=drawn.id)
    account = Account(key=key, number=None, name=loan.borrower, owner=Owner.BORROWER, documents=(slip.id,))
    return account, [drawn, paid]
