"""What is wrong in a case, what is missing, and what is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from docaudit.records.flows import Place
from docaudit.records.labels import DutyStatus, PaperStatus, Severity
from docaudit.records.money import Money
from docaudit.records.monitors import Detail


@dataclass(frozen=True, slots=True)
class Basis:
    """The rule a finding rests on; `article` None where it is not confirmed (domain.md)."""

    regulation: str
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong in a case.

    Attributes:
        subjects: what it rests on, order-free and stable over re-runs (``sha256:page``, row ids by content);
            hashed into `key`.
        amount: by the method, where the finding is about money.
        title, explanation: Chinese, as a compliance officer writes; the explanation names amounts, dates and payees.
        english: title and explanation in English, for the switch of the pages; None where a check has no English yet.
        id, key, cause: set by `run_checks`.
    """

    check: str
    severity: Severity
    confidence: float
    title: str
    explanation: str
    evidence: tuple[Place, ...]
    basis: tuple[Basis, ...] = ()
    amount: Money | None = None
    loan: str | None = None
    subjects: tuple[str, ...] = ()
    english: tuple[str, str] | None = None
    id: str = ""
    key: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One paper that must be there (interface.md, `checklist`); `subject` is the interface's `for`.

    `named` says whose paper or which it is, where the type alone does not: a guarantor, an account, a permit; `reason`
    says in Chinese what an incomplete paper lacks or on what a pending one waits. Neither is printed.
    """

    document: str
    subject: str
    status: PaperStatus
    payment: str | None = None
    due: dt.date | None = None
    uncovered: Money | None = None
    named: str = ""
    reason: str = ""

    @property
    def about(self) -> str:
        """What a finding says that the paper is for."""
        return self.named or self.subject


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One dated duty (interface.md, `calendar`); what stands below `status` is for the checks and is not printed.

    Attributes:
        english: the title in English, for the switch of the pages.
        loan: id of the loan it belongs to.
        clause: the contract's clause that it comes from, with its text.
        detail: what was tested, owed or promised.
    """

    date: dt.date
    kind: str
    title: str
    status: DutyStatus
    english: str = ""
    loan: str | None = None
    clause: Place | None = None
    detail: Detail | None = None
