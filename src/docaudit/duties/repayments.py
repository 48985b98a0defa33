"""Instalments and maturity of a loan: what is due, and what the statements show as paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from docaudit.documents.loan_contract import LoanContract
from docaudit.duties.clauses import by_day, clause_place, contract_of
from docaudit.duties.extensions import extensions_of, last_day
from docaudit.duties.titles import NOTHING, Title, listed, titled
from docaudit.knowledge import add_working_days
from docaudit.records.case import CaseFile
from docaudit.records.evidence import Field
from docaudit.records.findings import CalendarEntry
from docaudit.records.flows import LedgerRow, Loan, Place
from docaudit.records.identifiers import accounts_match
from docaudit.records.labels import DutyStatus, Owner, Use
from docaudit.records.money import Money
from docaudit.records.monitors import Owed

SLACK_DAYS = 5
"""A debit this many days after the due day (holidays, transit) still is that instalment."""
TOLERANCE_FEN = 1_00
"""Principal short of its instalment by less is rounding."""


def repayment_entries(case: CaseFile, loan: Loan) -> Iterator[CalendarEntry]:
    """Yield instalments of principal, maturity and the reminders before them, each with what was paid.

    Payments count towards the oldest instalment first. Where no statement of the account that repays reaches beyond the
    day, or the plan names no principal, a missing payment means nothing.
    """
    owed = 0
    last: dt.date | None = None
    for day, principal, interest, place in _plan(case, loan):
        entry = _instalment(case, loan, day, principal=principal, interest=interest, place=place, before=owed)
        owed += principal or 0
        last = day
        yield entry
        if entry.status is DutyStatus.DUE_SOON:
            yield _reminder(case, loan, entry)
    end = last_day(case, loan) or loan.end_date
    if end is None:
        return
    whole = loan.principal_fen or 0
    drawn = sum(r.transaction.amount_fen for r in case.ledger.rows if r.id in loan.disbursements)
    whole = min(whole, drawn) if whole and drawn else whole
    rows = repaid_by(case, loan, case.as_of)
    paid = -sum(r.transaction.amount_fen for r in rows)
    done = bool(whole) and paid >= whole - TOLERANCE_FEN
    status = _seen(case, loan, end, by_day(case, end, done=done), known=bool(whole))
    if status is DutyStatus.OVERDUE and last_day(case, loan) is None and extensions_of(case, loan):
        status = DutyStatus.CANNOT_TEST
    # What instalments up to the last day ask for is told by them.
    rest = whole - owed if last is not None and last <= end else whole
    detail = None
    if rest > TOLERANCE_FEN:
        settled = paid - owed if last is not None and last <= end else paid
        detail = Owed(due=add_working_days(end, 0), principal_fen=rest, paid_fen=max(0, min(rest, settled)))
    amount = titled("maturity_amount", money=Money(whole)) if whole else NOTHING
    title = titled("maturity", amount=amount, loan=loan.id)
    entry = CalendarEntry(
        date=end, kind="maturity", title=title.zh, english=title.en, status=status, loan=loan.id, detail=detail
    )
    yield entry
    if status is DutyStatus.DUE_SOON and detail is not None:
        yield _reminder(case, loan, entry)


def repaid_by(case: CaseFile, loan: Loan, until: dt.date) -> list[LedgerRow]:
    """Return the rows of this loan by which the statements show principal as repaid up to a day."""
    return [
        r for r in case.ledger.rows if r.loan == loan.id and r.use is Use.LOAN_REPAYMENT and r.transaction.date <= until
    ]


def _plan(case: CaseFile, loan: Loan) -> list[tuple[dt.date, int | None, Money | None, Place | None]]:
    """Return (day, principal in fen, interest, place) of each instalment by day: of the plan, else of the clauses."""
    contract = contract_of(case, loan)
    if contract is None:
        return []
    found: dict[dt.date, tuple[int | None, Money | None, Place | None]] = {}
    for row in contract.repayment_schedule:
        day, principal, interest = row.due_date.value, row.principal.value, row.interest.value
        if day is not None:
            place = _at(contract, row.principal) or _at(contract, row.due_date)
            found[day] = (principal.fen if principal else None, interest, place)
    listed = bool(found)
    for obligation in contract.obligations:
        day = obligation.due_date.value
        if obligation.kind.value != "repayment" or obligation.party.value == "lender" or day is None:
            continue
        if day not in found and not (listed and obligation.amount.value is None):
            fen = obligation.amount.value.fen if obligation.amount.value else None
            # A clause that only names the last day is the maturity.
            if fen is not None or day != loan.end_date:
                found[day] = (fen, None, clause_place(contract, obligation))
    return [(day, *found[day]) for day in sorted(found)]


def _at(contract: LoanContract, field: Field[Money] | Field[dt.date]) -> Place | None:
    if field.evidence is None:
        return None
    return Place(document=contract.id, source=contract.source, evidence=field.evidence)


def _instalment(
    case: CaseFile,
    loan: Loan,
    day: dt.date,
    *,
    principal: int | None,
    interest: Money | None,
    place: Place | None,
    before: int,
) -> CalendarEntry:
    due = add_working_days(day, 0)
    rows = repaid_by(case, loan, case.as_of)
    paid = max(0, min(principal or 0, -sum(r.transaction.amount_fen for r in rows) - before))
    done = bool(principal) and paid >= (principal or 0) - TOLERANCE_FEN
    status = _seen(case, loan, due, by_day(case, due, done=done), known=bool(principal))
    parts = [titled("principal", money=Money(principal))] if principal else []
    parts += [titled("interest", money=interest)] if interest and interest.fen else []
    title = titled("instalment", parts=listed(parts) or titled("both"), loan=loan.id)
    near = tuple(r.id for r in rows if r.transaction.date >= due - dt.timedelta(days=SLACK_DAYS))
    return CalendarEntry(
        date=day,
        kind="repayment",
        title=title.zh,
        english=title.en,
        status=status,
        loan=loan.id,
        clause=place,
        detail=Owed(due=due, principal_fen=principal, paid_fen=paid, rows=near) if principal else None,
    )


def _seen(case: CaseFile, loan: Loan, due: dt.date, status: DutyStatus, *, known: bool) -> DutyStatus:
    if status is DutyStatus.OVERDUE and not (known and _visible(case, loan, due)):
        return DutyStatus.CANNOT_TEST
    return status


def _visible(case: CaseFile, loan: Loan, day: dt.date) -> bool:
    """Say whether a missing payment means something: a statement of the account that repays reaches beyond the day."""
    contract = contract_of(case, loan)
    number = contract.repayment_account.value if contract is not None else None
    own = [a for a in case.ledger.accounts if a.owner is Owner.BORROWER and not a.dark]
    named = [a for a in own if accounts_match(number, a.number)]
    if number and not named:
        return False
    since = day + dt.timedelta(days=SLACK_DAYS)
    return any(a.period_end is not None and a.period_end >= since for a in named or own)


def _reminder(case: CaseFile, loan: Loan, entry: CalendarEntry) -> CalendarEntry:
    title = titled("reminder", title=Title(entry.title, entry.english), days=(entry.date - case.as_of).days)
    return CalendarEntry(
        date=case.as_of,
        kind="reminder",
        title=title.zh,
        english=title.en,
        status=DutyStatus.OPEN,
        loan=loan.id,
        clause=entry.clause,
    )
