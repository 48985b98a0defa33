"""The JSON of one judged case (interface.md, `audit`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docaudit.records.findings import CalendarEntry, ChecklistItem, Finding
from docaudit.records.flows import Cover, LoanTrace, Place, TracedPayment
from docaudit.records.money import Money

if TYPE_CHECKING:
    from docaudit.records.case import CaseAudit


ENGLISH = "english"
ANALYSIS = "analysis"
BESIDE = (ENGLISH, ANALYSIS)
"""Keys of a stored case beside those of the interface: the English of what it says, the analysis of the business."""


def case_json(audit: CaseAudit) -> dict[str, object]:
    """Return the object that `docaudit audit --json` prints for `audit`."""
    file = audit.file
    return {
        "case": file.name,
        "borrower": file.parties.borrower,
        "loans": [loan.id for loan in file.loans],
        "engine": dict(audit.engine),
        "documents": [document.to_json() for document in file.documents],
        "as_of": file.as_of.isoformat(),
        "findings": [finding_json(f) for f in audit.findings],
        "trace": [trace_json(t) for t in file.traces],
        "checklist": [_checklist(c) for c in file.checklist],
        "calendar": [_calendar(c) for c in file.calendar],
    }


def english_json(findings: Iterable[Finding], calendar: Iterable[CalendarEntry] = ()) -> dict[str, dict[str, str]]:
    """Return what there is in English: title and explanation by a finding's key, a duty's title by its Chinese one."""
    titles = {entry.title: {"title": entry.english} for entry in calendar if entry.english}
    told = {f.key: {"title": f.english[0], "explanation": f.english[1]} for f in findings if f.english is not None}
    return titles | told


def place_json(place: Place) -> dict[str, object]:
    """Return a place as the interface addresses evidence: document, source, page and box or sheet and row, text."""
    e = place.evidence
    return {
        "document": place.document,
        "source": place.source,
        "page": e.page,
        "box": e.box.to_json() if e.box else None,
        "sheet": e.sheet,
        "row": e.row,
        "text": e.text,
    }


def _yuan(fen: int) -> str:
    return str(Money(fen))


def finding_json(f: Finding) -> dict[str, object]:
    """Return the object of one finding (interface.md, `audit`)."""
    return {
        "id": f.id,
        "key": f.key,
        "cause": f.cause,
        "check": f.check,
        "severity": f.severity.label,
        "confidence": round(f.confidence, 2),
        "amount": str(f.amount) if f.amount is not None else None,
        "loan": f.loan,
        "title": f.title,
        "explanation": f.explanation,
        "basis": [{"regulation": b.regulation, "article": b.article} for b in f.basis],
        "evidence": [place_json(p) for p in f.evidence],
    }


def trace_json(t: LoanTrace) -> dict[str, object]:
    """Return the object of one loan under `trace` (interface.md, `audit`)."""
    return {
        "loan": t.loan,
        "disbursed": _yuan(t.disbursed_fen),
        "method": t.method,
        "uses": [
            {"use": str(u.use), "amount": _yuan(u.amount_fen), "min": _yuan(u.min_fen), "max": _yuan(u.max_fen)}
            for u in t.uses
        ],
        "payments": [_payment(p) for p in t.payments],
    }


def _payment(p: TracedPayment) -> dict[str, object]:
    row = p.row.transaction
    place = place_json(row.place)
    place.pop("text")
    return {
        **place,
        "transaction": row.index,
        "account": row.account,
        "date": row.date.isoformat(),
        "payee": row.counterparty_name,
        "payee_account": row.counterparty_account,
        "amount": _yuan(-row.amount_fen),
        "loan_amount": _yuan(p.loan_fen),
        "min": _yuan(p.min_fen),
        "max": _yuan(p.max_fen),
        "use": str(p.use),
        "covered_by": [_cover(c) for c in p.covered_by],
        "amount_uncovered": _yuan(p.uncovered_fen),
        # Over all coverages of the same total; null where that was not worked out.
        "uncovered_min": _yuan(p.lacking[0]) if p.lacking else None,
        "uncovered_max": _yuan(p.lacking[1]) if p.lacking else None,
        "named_in": [_cover(c) for c in p.named_in],
    }


def _cover(cover: Cover) -> dict[str, object]:
    return {"document": cover.document, "amount": _yuan(cover.amount_fen)}


def _checklist(item: ChecklistItem) -> dict[str, object]:
    return {
        "document": item.document,
        "for": item.subject,
        "payment": item.payment,
        "due": item.due.isoformat() if item.due else None,
        "status": str(item.status),
        "amount_uncovered": str(item.uncovered) if item.uncovered is not None else None,
    }


def _calendar(entry: CalendarEntry) -> dict[str, object]:
    return {
        "date": entry.date.isoformat(),
        "kind": entry.kind,
        "title": entry.title,
        "status": str(entry.status),
    }
