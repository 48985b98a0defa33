"""Standing promises of a contract: forbidden uses, sales through an account, notices and consents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from docaudit.documents.loan_contract import LoanContract
from docaudit.duties.clauses import clause_place
from docaudit.duties.covenants import holds
from docaudit.duties.extensions import last_day
from docaudit.duties.papers import drawn_on
from docaudit.duties.titles import NOTHING, Title, listed, named, titled
from docaudit.knowledge import customer_receipts
from docaudit.records.analysis import Figure
from docaudit.records.case import CaseFile
from docaudit.records.dates import add_months
from docaudit.records.findings import CalendarEntry
from docaudit.records.flows import Account, LedgerRow, Loan, LoanTrace
from docaudit.records.identifiers import accounts_match
from docaudit.records.labels import DutyStatus, Owner, RowKind, Use
from docaudit.records.monitors import Tested
from docaudit.records.obligation import Obligation

SMALL_FEN = 10_000_00
"""Loan money below this in a forbidden use is no finding either (floor of flows.md 3)."""
SHARE = "sales_collection_share"
RECEIPTS_SURE = 0.9
"""Which money in is a customer's is told by words and names."""
_QUARTER = 3


def prohibition_entry(case: CaseFile, loan: Loan, contract: LoanContract) -> Iterator[CalendarEntry]:
    """Yield the test of all uses that the contract forbids against the trace of the loan, as it stands today.

    Breached: more than small change went there for certain. Where only the bounds leave room for it, nobody can say.
    """
    forbidden = sorted(loan.prohibited)
    trace = next((t for t in case.traces if t.loan == loan.id), None)
    clauses = [o for o in contract.obligations if o.kind.value == "prohibition" and any(u.value for u in o.uses)]
    if not forbidden or not clauses:
        return
    least, most = _forbidden(trace, forbidden) if trace is not None else ({}, {})
    if trace is None or not trace.disbursed_fen:
        status, found = DutyStatus.CANNOT_TEST, titled("untraced")
    elif hit := [use for use, fen in least.items() if fen >= SMALL_FEN]:
        status, found = DutyStatus.BREACHED, titled("reached", uses=_uses(hit))
    elif open_ := [use for use, fen in most.items() if fen >= SMALL_FEN]:
        status, found = DutyStatus.CANNOT_TEST, titled("open", uses=_uses(open_))
    else:
        status, found = DutyStatus.DONE, titled("kept")
    title = titled("prohibition", uses=_uses(forbidden), result=found)
    yield CalendarEntry(
        date=case.as_of,
        kind="covenant_test",
        title=title.zh,
        english=title.en,
        status=status,
        loan=loan.id,
        clause=clause_place(contract, clauses[0]),
        detail=Tested(metric="prohibition", operator=None, limit=None, unit=None, end=case.as_of),
    )


def _forbidden(trace: LoanTrace, uses: Sequence[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the least and the most loan money in each of the uses; paying back this very loan is none of them."""
    own = [p for p in trace.payments if p.use is Use.LOAN_REPAYMENT and p.row.loan == trace.loan]
    least: dict[str, int] = {}
    most: dict[str, int] = {}
    for use in trace.uses:
        if str(use.use) in uses:
            paid_back = [p for p in own if p.use is use.use]
            least[str(use.use)] = use.min_fen - sum(p.max_fen for p in paid_back)
            most[str(use.use)] = use.max_fen - sum(p.min_fen for p in paid_back)
    return least, most


def account_entries(
    case: CaseFile, loan: Loan, contract: LoanContract, obligation: Obligation
) -> Iterator[CalendarEntry]:
    """Yield the share of sales collected on the lender's account, for each whole quarter after the drawdown.

    The share of what all statements on file show is the most it can be: an account that is not on file only lowers it.
    So a share below the limit is a breach, whatever lacks.
    """
    limit, drawn = obligation.share.value, drawn_on(case, loan)
    if limit is None or drawn is None:
        return
    quarter = dt.date(drawn.year, _QUARTER * ((drawn.month - 1) // _QUARTER) + 1, 1)
    start = quarter if quarter == drawn else add_months(quarter, _QUARTER)
    accounts = _at_lender(case, loan, contract)
    while (end := add_months(start, _QUARTER) - dt.timedelta(days=1)) <= case.as_of:
        yield _share_entry(case, loan, contract, obligation, accounts=accounts, start=start, end=end)
        start = add_months(start, _QUARTER)


def _at_lender(case: CaseFile, loan: Loan, contract: LoanContract) -> list[Account]:
    """Return the borrower's accounts that the contract names, or that received the loan."""
    drawn = {r.transaction.account for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT and r.loan == loan.id}
    numbers = (contract.repayment_account.value, contract.disbursement_account.value)
    return [
        a
        for a in case.ledger.accounts
        if a.owner is Owner.BORROWER
        and not a.dark
        and (a.key in drawn or any(accounts_match(number, a.number) for number in numbers))
    ]


def _share_entry(
    case: CaseFile,
    loan: Loan,
    contract: LoanContract,
    obligation: Obligation,
    *,
    accounts: list[Account],
    start: dt.date,
    end: dt.date,
) -> CalendarEntry:
    limit = obligation.share.value or Decimal(0)
    covering = [a for a in accounts if _covers(a, start, end)]
    others = [a for a in case.ledger.accounts if a.owner is Owner.BORROWER and not a.dark and a not in accounts]
    rows = customer_receipts(case, start, end)
    total = sum(r.transaction.amount_fen for r in rows)
    here = [r for r in rows if r.transaction.account in {a.key for a in covering}]
    collected = sum(r.transaction.amount_fen for r in here)
    test = Tested(metric=SHARE, operator=">=", limit=limit, unit="percent", start=start, end=end, lacking="coverage")
    quarter = titled("quarter", year=start.year, number=(start.month + 2) // 3)
    status, result = DutyStatus.CANNOT_TEST, named("not_tested", test.lacking)
    if covering and len(covering) == len(accounts) and total and others:
        share = (Decimal(100 * collected) / total).quantize(Decimal("0.01"), ROUND_HALF_UP)
        test = replace(
            test,
            value=share,
            lacking="",
            figures=_sums(rows, here, start, end),
            confidence=obligation.share.confidence * RECEIPTS_SURE,
        )
        status = DutyStatus.DONE if holds(share, ">=", limit) else DutyStatus.BREACHED
        result = titled("at_most", value=f"{share.normalize():f}%")
    title = titled("share", limit=f"{limit.normalize():f}%", period=quarter, result=result)
    return CalendarEntry(
        date=end,
        kind="account_share",
        title=title.zh,
        english=title.en,
        status=status,
        loan=loan.id,
        clause=clause_place(contract, obligation),
        detail=test,
    )


def _sums(rows: Sequence[LedgerRow], here: Sequence[LedgerRow], start: dt.date, end: dt.date) -> tuple[Figure, ...]:
    """Return what customers paid on the account and on all accounts, each at the place of its first row."""
    return tuple(
        Figure(
            name=name,
            fen=sum(r.transaction.amount_fen for r in part),
            start=start,
            end=end,
            place=part[0].transaction.place,
        )
        for name, part in (("collected", here), ("receipts", rows))
        if part
    )


def _covers(account: Account, start: dt.date, end: dt.date) -> bool:
    first, last = account.period_start, account.period_end
    return first is not None and last is not None and first <= start and last >= end


def standing_entry(
    case: CaseFile, loan: Loan, contract: LoanContract, obligation: Obligation
) -> Iterator[CalendarEntry]:
    """Yield a notice or a consent: it binds until the loan is repaid, and no paper of the file can show the event.

    An application for an extension has a day of its own, counted from maturity.
    """
    event, end = obligation.event.value, last_day(case, loan)
    if not event or end is None:
        return
    notice = obligation.kind.value == "notification"
    days = obligation.due_days.value
    kind, date = ("notice" if notice else "consent"), end
    if "展期" in event and days is not None and days < 0:
        kind, date = "extension", end + dt.timedelta(days=days)
    when = _when(obligation) if notice else NOTHING
    title = titled("notice" if notice else "consent", event=event, when=when, loan=loan.id)
    status = DutyStatus.OPEN if date >= case.as_of else DutyStatus.DONE
    yield CalendarEntry(
        date=date,
        kind=kind,
        title=title.zh,
        english=title.en,
        status=status,
        loan=loan.id,
        clause=clause_place(contract, obligation),
    )


def _when(obligation: Obligation) -> Title:
    days = obligation.due_days.value
    if days is None:
        return NOTHING
    if days == 0:
        return titled("at_once")
    unit = "working" if obligation.day_kind.value == "working" else "calendar"
    return titled(f"{unit}_{'before' if days < 0 else 'within'}", days=abs(days))


def _uses(uses: Iterable[str]) -> Title:
    return listed(named("use", use) for use in uses)
