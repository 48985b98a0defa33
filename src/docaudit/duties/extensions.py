"""Extensions of a loan (展期): until when they run, and how far the rules let them (domain reference, 1 and 9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.other import OtherDocument
from docaudit.duties.clauses import contract_of
from docaudit.duties.titles import titled
from docaudit.knowledge import same_party
from docaudit.records.case import CaseFile
from docaudit.records.dates import add_months
from docaudit.records.evidence import Evidence
from docaudit.records.findings import CalendarEntry
from docaudit.records.flows import Loan, Place
from docaudit.records.labels import DutyStatus
from docaudit.records.monitors import Extended

DEFAULTS = {"short_months": 12, "middle_months": 60, "long_extension_months": 36, "personal_months": 60}
"""Months where the case brings none from the rule pack: 贷款通则 8 and 12, and the longest term of a personal loan."""
_PERSONAL = frozenset({"personal_consumption", "personal_business"})
_WORDS = ("展期", "延期还款", "贷款延期", "借款延期")


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension agreement: the new last day, None where it was not read."""

    document: str
    source: str
    new_end: dt.date | None
    place: Place


def is_extension(contract: LoanContract) -> bool:
    """Say whether a contract only extends an older loan: its file, its number or its last day say so."""
    fields = (contract.contract_number, contract.end_date, contract.amount)
    printed = [f.evidence.text for f in fields if f.evidence is not None]
    name = contract.source.rpartition("/")[2]
    return any(word in text for text in (name, *printed) for word in _WORDS)


def extensions_of(case: CaseFile, loan: Loan) -> list[Extension]:
    """Return the agreements that extend a loan: those of its number, or of the only loan of the borrower."""
    own = _original(case, loan)
    found = []
    for contract in case.of(LoanContract):
        if contract is own or not is_extension(contract) or not _concerns(case, loan, contract):
            continue
        found.append(Extension(contract.id, contract.source, contract.end_date.value, _place(contract)))
    if len(_originals(case)) <= 1:
        for paper in case.of(OtherDocument):
            if any(word in (paper.title.value or "") for word in _WORDS):
                evidence = paper.title.evidence or Evidence(text=paper.title.value or "")
                place = Place(document=paper.id, source=paper.source, evidence=evidence)
                found.append(Extension(paper.id, paper.source, None, place))
    return found


def last_day(case: CaseFile, loan: Loan) -> dt.date | None:
    """Return the day on which the loan is due, extensions counted; None where it is not known."""
    ends = [e.new_end for e in extensions_of(case, loan)]
    if any(end is None for end in ends):
        return None
    return max((end for end in (loan.end_date, *ends) if end is not None), default=None)


def extension_entries(case: CaseFile, loan: Loan) -> Iterator[CalendarEntry]:
    """Yield one entry for the furthest extension: done within the limit, breached beyond, cannot_test without days."""
    found = extensions_of(case, loan)
    if not found:
        return
    original = _original(case, loan)
    start = (original.start_date.value if original else None) or loan.start_date
    end = (original.end_date.value if original else None) or loan.end_date
    dated = [e for e in found if e.new_end is not None]
    furthest = max(dated, key=lambda e: e.new_end or dt.date.min, default=found[0])
    if start is None or end is None or furthest.new_end is None or furthest.new_end <= end:
        when, unread = end or case.as_of, titled("extension_unread", loan=loan.id)
        yield CalendarEntry(
            date=when,
            kind="extension",
            title=unread.zh,
            english=unread.en,
            status=DutyStatus.CANNOT_TEST,
            loan=loan.id,
            clause=furthest.place,
        )
        return
    limit, rule = allowed_until(case, loan.loan_kind, start, end)
    kept = furthest.new_end <= limit
    title = titled("extension", new=furthest.new_end, end=end, limit=limit, loan=loan.id)
    yield CalendarEntry(
        date=end,
        kind="extension",
        title=title.zh,
        english=title.en,
        status=DutyStatus.DONE if kept else DutyStatus.BREACHED,
        loan=loan.id,
        clause=furthest.place,
        detail=Extended(original_start=start, original_end=end, new_end=furthest.new_end, limit=limit, rule=rule),
    )


def allowed_until(case: CaseFile, kind: str, start: dt.date, end: dt.date) -> tuple[dt.date, str]:
    """Return the last day to which a loan may be extended, and which rule says so.

    A day's slack is in it: an end may be printed as the day of the start or as the day before (domain reference, 5).
    """
    months, personal = max(1, _months(start, end)), kind in _PERSONAL
    short = months <= _number(case, "short_months")
    if personal and not short:
        longest = max(months, _number(case, "personal_months"))
        return add_months(start, longest) + dt.timedelta(days=1), "personal_long"
    if short:
        span = end - start + dt.timedelta(days=1)
        return max(end + span, add_months(end, months)) + dt.timedelta(days=1), (
            "personal_short" if personal else "short"
        )
    if months <= _number(case, "middle_months"):
        half = add_months(end, months // 2) + dt.timedelta(days=16 if months % 2 else 1)
        return half, "middle"
    return add_months(end, _number(case, "long_extension_months")) + dt.timedelta(days=1), "long"


def _number(case: CaseFile, name: str) -> int:
    return int(case.thresholds.get(f"duty.extension_over_limit.{name}", DEFAULTS[name]))


def _months(start: dt.date, end: dt.date) -> int:
    """Return the whole months of a term; the end may be the day before the day of the start."""
    last = end + dt.timedelta(days=1)
    return (last.year - start.year) * 12 + last.month - start.month + (1 if last.day > start.day + 1 else 0)


def _original(case: CaseFile, loan: Loan) -> LoanContract | None:
    contract = contract_of(case, loan)
    if contract is not None and not is_extension(contract):
        return contract
    return next((c for c in _originals(case) if _concerns(case, loan, c)), None)


def _originals(case: CaseFile) -> list[LoanContract]:
    return [c for c in case.of(LoanContract) if not is_extension(c)]


def _concerns(case: CaseFile, loan: Loan, contract: LoanContract) -> bool:
    if contract.contract_number.value and contract.contract_number.value == loan.id:
        return True
    borrower = contract.borrower.value
    own = not borrower or not loan.borrower or same_party(borrower, loan.borrower, ocr=True)
    return own and len(_originals(case)) <= 1


def _place(contract: LoanContract) -> Place:
    evidence = contract.end_date.evidence or contract.contract_number.evidence
    page = contract.pages[0] if contract.pages else None
    return Place(document=contract.id, source=contract.source, evidence=evidence or Evidence(text="", page=page))
