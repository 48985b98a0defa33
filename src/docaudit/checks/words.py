"""What all checks share: places and subjects of a finding, and grades of traced money (its words: `phrases`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from docaudit.checks.base import Rule
from docaudit.checks.wording import Told
from docaudit.knowledge import same_party
from docaudit.records.case import CaseFile
from docaudit.records.document import Document
from docaudit.records.evidence import Evidence, Field
from docaudit.records.findings import Finding
from docaudit.records.flows import LedgerRow, Loan, LoanTrace, Place, Relation, TracedPayment
from docaudit.records.identifiers import account_digits
from docaudit.records.labels import Severity, Use
from docaudit.records.money import Money
from docaudit.records.names import core_key, fold
from docaudit.records.pages import TextSource


def row_subject(row: LedgerRow) -> str:
    """Return what names the row over re-runs: its content, not its number."""
    paid = row.transaction
    who = core_key(paid.counterparty_name) or account_digits(paid.counterparty_account)
    return f"row:{paid.account}|{paid.date}|{paid.amount_fen}|{paid.balance_fen}|{who}"


def document_subject(document: Document) -> str:
    """Return what names the document over re-runs: its file's hash and first page."""
    return f"doc:{document.sha256}:{document.pages[0] if document.pages else 0}:{document.region}"


def row_places(rows: Iterable[LedgerRow]) -> tuple[Place, ...]:
    """Return the places of rows, each once."""
    return tuple(dict.fromkeys(row.transaction.place for row in rows))


def field_places(document: Document, *fields: Field[Any]) -> tuple[Place, ...]:
    """Return the places of those fields that have one; the document's first page where none has."""
    found = tuple(
        Place(document=document.id, source=document.source, evidence=f.evidence) for f in fields if f.evidence
    )
    return found or (document_place(document),)


def document_place(document: Document) -> Place:
    """Return the first page of a document as a place."""
    page = document.pages[0] if document.pages else None
    return Place(document=document.id, source=document.source, evidence=Evidence(text="", page=page))


def by_ocr(document: Document) -> bool:
    """Say whether the document was read from a picture."""
    return document.text_source in (TextSource.OCR, TextSource.MIXED)


def sure(*fields: Field[Any]) -> float:
    """Return the least confidence of fields that were read, 0 if none was."""
    return min((f.confidence for f in fields if f.value is not None), default=0.0)


def rounded(confidence: float | Decimal) -> float:
    """Return a confidence rounded half up to two decimals, at most 0.99 (flows.md 3)."""
    return float(min(Decimal("0.99"), Decimal(str(confidence)).quantize(Decimal("0.01"), ROUND_HALF_UP)))


@dataclass(frozen=True, slots=True)
class Graded:
    """Loan money of a set of rows with its grade: 0 proven, 1 attributed, 2 possible (flows.md 3)."""

    fen: int
    min_fen: int
    max_fen: int
    grade: int

    @property
    def amount(self) -> Money:
        """What a finding reports: by the method, the upper bound where only that reaches the floor."""
        return Money(self.max_fen if self.grade == 2 else self.fen)


def graded(amount_fen: int, min_fen: int, max_fen: int, floor_fen: int) -> Graded | None:
    """Return a graded sum, None where not even the upper bound reaches the floor."""
    for grade, value in enumerate((min_fen, amount_fen, max_fen)):
        if value >= floor_fen:
            return Graded(amount_fen, min_fen, max_fen, grade)
    return None


def sum_of(case: CaseFile, trace: LoanTrace, payments: Sequence[TracedPayment], floor_fen: int) -> Graded | None:
    """Return the graded loan money of a set of payments of one loan.

    The bounds are those of the set. In a case without `set_bounds`, and on an earlier day, they follow from those of
    the payments: the least of a set is at least the sum of the leasts, the most at most that of the mosts (flows.md
    2.3).
    """
    amount = sum(p.loan_fen for p in payments)
    if case.set_bounds is not None and any(trace is t for t in case.traces):
        return graded(amount, *case.set_bounds(trace.loan, payments), floor_fen)
    uses = {p.use for p in payments}
    exact = next((u for u in trace.uses if {u.use} == uses), None)
    if exact is not None and len(payments) == sum(p.use is exact.use for p in trace.payments):
        return graded(exact.amount_fen, exact.min_fen, exact.max_fen, floor_fen)
    least, most = sum(p.min_fen for p in payments), sum(p.max_fen for p in payments)
    return graded(amount, least, min(trace.disbursed_fen, most), floor_fen)


def of_use(trace: LoanTrace, use: Use) -> tuple[int, int, int]:
    """Return the loan money in all payments of a use: by the method, least, most, in fen; the bounds are exact."""
    return next(((u.amount_fen, u.min_fen, u.max_fen) for u in trace.uses if u.use is use), (0, 0, 0))


def grade_confidence(rule: Rule, found: Graded, formula: float, rows: Iterable[LedgerRow] = ()) -> float:
    """Return formula x grade x least confidence with which the rows were named."""
    factor = (Decimal(1), rule.threshold("attributed_factor"), rule.threshold("possible_factor"))[found.grade]
    named = min((r.use_confidence for r in rows if r.use_confidence > 0), default=1.0)
    return rounded(Decimal(str(formula)) * factor * Decimal(str(named)))


def grade_severity(rule: Rule, found: Graded, extra_steps: int = 0) -> Severity:
    """Return the severity: one step down for each grade below proven, then `extra_steps` more."""
    steps = (0, 1, int(rule.threshold("possible_steps")))[found.grade]
    return rule.lowered(steps + extra_steps)


def money_finding(
    case: CaseFile,
    rule: Rule,
    loan: Loan | None,
    *,
    severity: Severity,
    confidence: float,
    title: str | Told,
    explanation: str | Told,
    rows: Sequence[LedgerRow] = (),
    amount: Money | None = None,
    places: Sequence[Place] = (),
    documents: Sequence[Document] = (),
    subjects: Sequence[str] = (),
) -> Finding:
    """Return a finding with evidence, subjects and basis filled in; rows come before other places.

    `subjects` names what it rests on beside rows and documents.
    """
    return Finding(
        check=rule.name,
        severity=severity,
        confidence=rounded(confidence),
        title=title.zh if isinstance(title, Told) else title,
        explanation=explanation.zh if isinstance(explanation, Told) else explanation,
        english=_english(title, explanation),
        evidence=tuple(dict.fromkeys((*row_places(rows), *places))),
        basis=rule.basis_for(case, loan),
        amount=amount,
        loan=loan.id if loan else None,
        subjects=tuple(sorted({row_subject(r) for r in rows} | {document_subject(d) for d in documents} | {*subjects})),
    )


def _english(title: str | Told, explanation: str | Told) -> tuple[str, str] | None:
    if not isinstance(title, Told) or not isinstance(explanation, Told) or not (title.en and explanation.en):
        return None
    return title.en, explanation.en


def purpose_places(case: CaseFile, loan: Loan | None) -> tuple[Place, ...]:
    """Return where the contract states the purpose, empty where it was not read."""
    contract = case.document(loan.contract) if loan and loan.contract else None
    stated = getattr(contract, "purpose", None)
    if contract is None or stated is None or stated.evidence is None:
        return ()
    return field_places(contract, stated)


def tie(case: CaseFile, name: str | None) -> Relation | None:
    """Return how the party of that name is tied to the borrower, None where nothing is known."""
    if not name:
        return None
    return case.parties.related.get(core_key(name)) or next(
        (r for k, r in case.parties.related.items() if same_party(k, name)), None
    )


def is_borrower(case: CaseFile, name: str | None, ocr: bool = False) -> bool:
    """Say whether a name is one of the borrower's: as its papers write it, or as ``case.yaml`` names it."""
    own = {*case.parties.borrower_names, *([case.parties.borrower] if case.parties.borrower else [])}
    return any(same_party(name, one, ocr) for one in own)


def titled(case: CaseFile, words: Sequence[str]) -> Document | None:
    """Return a paper without a type of its own whose title holds one of the words (a letter, a list, a supplement)."""
    return next(
        (
            d
            for d in case.documents
            if d.doc_type == "other" and any(w in fold(getattr(d, "title", Field()).value) for w in words)
        ),
        None,
    )


def traced(case: CaseFile) -> list[tuple[Loan, LoanTrace]]:
    """Return each loan with its trace."""
    loans = {loan.id: loan for loan in case.loans}
    return [(loans[t.loan], t) for t in case.traces if t.loan in loans]
