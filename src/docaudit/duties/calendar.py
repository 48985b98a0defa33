"""The dated duties of a case: repayments, checks of the lender, and each promise of the contract as a monitor."""

from __future__ import annotations

from collections.abc import Iterator

from docaudit.documents.loan_contract import LoanContract
from docaudit.duties.clauses import contract_of
from docaudit.duties.covenants import tested_covenants
from docaudit.duties.extensions import extension_entries
from docaudit.duties.inspections import inspection_entries
from docaudit.duties.papers import not_drawn
from docaudit.duties.promises import account_entries, prohibition_entry, standing_entry
from docaudit.duties.repayments import repayment_entries
from docaudit.duties.reports import evidence_entries, report_entries
from docaudit.records.case import CaseFile
from docaudit.records.findings import CalendarEntry
from docaudit.records.flows import Loan
from docaudit.records.labels import DutyStatus
from docaudit.records.obligation import Obligation

_PAID_BACK = frozenset({"report", "notice", "consent", "account_share", "routine_check", "extension"})
"""What nobody owes any more once the loan is repaid."""


def calendar(case: CaseFile) -> tuple[CalendarEntry, ...]:
    """Return the dated duties in order of their day; what no paper can show yet stays open."""
    entries: list[CalendarEntry] = []
    for loan in case.loans:
        if not_drawn(case, loan):
            continue
        own = list(repayment_entries(case, loan))
        repaid = any(e.kind == "maturity" and e.status is DutyStatus.DONE for e in own)
        late = min((e.date for e in own if e.status is DutyStatus.OVERDUE), default=None)
        own += extension_entries(case, loan)
        own += inspection_entries(case, loan, late)
        contract = contract_of(case, loan)
        if contract is not None:
            own += tested_covenants(case, loan, contract)
            own += prohibition_entry(case, loan, contract)
            for obligation in contract.obligations:
                own += _promised(case, loan, contract, obligation)
        entries += [e for e in own if not (repaid and e.kind in _PAID_BACK and e.status is not DutyStatus.DONE)]
    return tuple(sorted(_distinct(entries), key=lambda e: (e.date, e.kind, e.title)))


def _promised(case: CaseFile, loan: Loan, contract: LoanContract, obligation: Obligation) -> Iterator[CalendarEntry]:
    if obligation.party.value not in {None, "borrower"}:
        return
    match obligation.kind.value:
        case "reporting":
            yield from report_entries(case, loan, contract, obligation)
        case "evidence":
            yield from evidence_entries(case, loan, contract, obligation)
        case "account":
            yield from account_entries(case, loan, contract, obligation)
        case "notification" | "consent":
            yield from standing_entry(case, loan, contract, obligation)


def _distinct(entries: list[CalendarEntry]) -> list[CalendarEntry]:
    """Return the entries, each once: a contract may say the same in two clauses."""
    found: dict[tuple[object, ...], CalendarEntry] = {}
    for entry in entries:
        found.setdefault((entry.date, entry.kind, entry.title), entry)
    return list(found.values())
