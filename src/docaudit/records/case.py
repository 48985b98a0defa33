"""One loan file while it is judged, and when it has been."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from docaudit.records.analysis import NO_ANALYSIS, Analysis
from docaudit.records.analysis_json import analysis_json
from docaudit.records.case_json import ANALYSIS, ENGLISH, case_json, english_json
from docaudit.records.document import Document
from docaudit.records.findings import CalendarEntry, ChecklistItem, Finding
from docaudit.records.flows import Ledger, Loan, LoanTrace, PaperUse, Parties
from docaudit.records.neighbours import Neighbours, Sighting
from docaudit.records.schemes import LoanFlow, SetBounds

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFacts:
    """A loan as ``case.yaml`` states it; what is None was not stated."""

    contract_number: str | None = None
    amount_fen: int | None = None
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    purpose: str | None = None
    entrusted_threshold_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What ``case.yaml`` states; it overrides what was read (interface.md, `audit`).

    `accounts` are (number, name, owner), `related_parties` (name, relation). `sample_check` is the day by which this
    loan, drawn from all loans, is checked on site. `industry` are the industry's ratios by name as plain numbers (0.12
    is 12 %), `industry_source` says whose.
    """

    borrower: str | None = None
    lender: str | None = None
    as_of: dt.date | None = None
    loans: tuple[LoanFacts, ...] = ()
    accounts: tuple[tuple[str, str | None, str], ...] = ()
    related_parties: tuple[tuple[str, str], ...] = ()
    sample_check: dt.date | None = None
    industry: tuple[tuple[str, Decimal], ...] = ()
    industry_source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """All that is known of one case, filled step by step by `docaudit.audit`.

    `set_bounds` is there while the checks run; without it the bounds of a set follow from those of its payments. `seen`
    is what other cases may share with it, `neighbours` what they do share.
    """

    name: str
    as_of: dt.date
    documents: tuple[Document, ...] = ()
    facts: CaseFacts = CaseFacts()
    parties: Parties = Parties()
    loans: tuple[Loan, ...] = ()
    ledger: Ledger = Ledger()
    traces: tuple[LoanTrace, ...] = ()
    papers: tuple[PaperUse, ...] = ()
    flows: tuple[LoanFlow, ...] = ()
    set_bounds: SetBounds | None = field(default=None, compare=False, repr=False)
    checklist: tuple[ChecklistItem, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    analysis: Analysis = NO_ANALYSIS
    seen: tuple[Sighting, ...] = ()
    neighbours: Neighbours = Neighbours()
    thresholds: dict[str, Decimal] = field(default_factory=dict)

    def of(self, kind: type[D]) -> tuple[D, ...]:
        """Return the documents of one type."""
        return tuple(d for d in self.documents if isinstance(d, kind))

    def document(self, document_id: str) -> Document | None:
        """Return the document of that id."""
        return next((d for d in self.documents if d.id == document_id), None)

    def loan(self, loan_id: str) -> Loan | None:
        """Return the loan of that id."""
        return next((loan for loan in self.loans if loan.id == loan_id), None)

    def flow(self, loan_id: str) -> LoanFlow:
        """Return what was found of that loan beyond its trace."""
        return next((f for f in self.flows if f.loan == loan_id), LoanFlow(loan=loan_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAudit:
    """A judged case: the file and its findings, gravest first."""

    file: CaseFile
    findings: tuple[Finding, ...]
    engine: dict[str, str]

    def to_json(self) -> dict[str, object]:
        """Return the object that `docaudit audit --json` prints (interface.md, `audit`)."""
        return case_json(self)

    def to_stored(self) -> dict[str, object]:
        """Return the object that the database keeps: that of `to_json` and what stands beside it (`BESIDE`)."""
        beside = {ENGLISH: english_json(self.findings, self.file.calendar), ANALYSIS: analysis_json(self.file.analysis)}
        return {**case_json(self), **beside}
