"""Papers that a lender's own rule wants in the file of a loan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from docaudit.checks.base import Rule
from docaudit.checks.own.patterns import Says, says
from docaudit.checks.own.shape import ANY, Range, Shape, first_drawn, yuan_range
from docaudit.checks.values import known, mapping, texts, whole
from docaudit.checks.wording import Named
from docaudit.checks.words import document_place, money_finding, purpose_places
from docaudit.documents import DOCUMENTS
from docaudit.errors import InputError
from docaudit.knowledge import labels
from docaudit.records.case import CaseFile
from docaudit.records.document import Document, UnreadableDocument
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan
from docaudit.records.money import Money

MISSING_FACTS = frozenset({"document", "due", "drawn", "as_of", "loan_amount", "purpose", "borrower", "loan"})
_KEYS = ("document", "title", "days_from_drawing", "loan_amount", "payment_method")
_UNREAD = 0.75
"""Factor on the confidence where files could not be read: the paper may be among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing(Shape):
    """A paper that must be in the file `days` after the first disbursement.

    Attributes:
        documents: types, any of which will do.
        paper_title: what the title of an ``other`` paper must say.
        loan_amount: only loans of such a principal; one whose principal was not read is left out where this is asked.
        methods: only loans paid out so; empty: any.
    """

    documents: tuple[str, ...]
    days: int
    paper_title: Says | None = None
    loan_amount: Range = ANY
    methods: frozenset[str] = field(default_factory=frozenset)

    def findings(self, case: CaseFile, rule: Rule) -> Iterator[Finding]:
        """Report each loan whose file lacks the paper after its day."""
        if any(self._is_it(d) for d in case.documents):
            return
        unread = [d for d in case.documents if isinstance(d, UnreadableDocument)]
        for loan in case.loans:
            drawn = first_drawn(case, loan)
            due = drawn + dt.timedelta(days=self.days) if drawn else None
            if drawn is None or due is None or due >= case.as_of or not self._wants(loan):
                continue
            title, explanation = self.says(
                {
                    "document": [Named("doc_type", name) for name in self.documents],
                    "due": due,
                    "drawn": drawn,
                    "as_of": case.as_of,
                    "loan_amount": None if loan.principal_fen is None else Money(loan.principal_fen),
                    "purpose": loan.purpose,
                    "borrower": case.parties.borrower,
                    "loan": loan.id,
                }
            )
            yield money_finding(
                case,
                rule.of(loan),
                loan,
                severity=rule.of(loan).severity,
                confidence=self.confidence * (_UNREAD if unread else 1),
                title=title,
                explanation=explanation,
                places=purpose_places(case, loan) or [document_place(d) for d in unread],
                subjects=[f"paper:{loan.id}"],
            )

    def _is_it(self, document: Document) -> bool:
        if document.doc_type not in self.documents:
            return False
        title = getattr(document, "title", None)
        if self.paper_title is None or title is None:
            return True
        return bool(title.value) and self.paper_title.found(title.value) is not None

    def _wants(self, loan: Loan) -> bool:
        if self.methods and loan.payment_method not in self.methods:
            return False
        return self.loan_amount == ANY or (
            loan.principal_fen is not None and self.loan_amount.holds(loan.principal_fen)
        )


def missing(value: object, where: str) -> Missing:
    """Return what stands under ``missing:`` of a rule."""
    parts = mapping(value, where)
    known(parts, _KEYS, where)
    given = parts.get("document")
    documents = (given,) if isinstance(given, str) else texts(given, f"{where}.document")
    unknown = [name for name in documents if name not in DOCUMENTS]
    if unknown or not documents:
        raise InputError(
            f"{where}.document: there is no type {', '.join(unknown)!r}; known are {', '.join(DOCUMENTS.names())}"
        )
    if "title" in parts and "other" not in documents:
        raise InputError(f"{where}.title: only papers of the type other are told by their title")
    methods = texts(parts.get("payment_method", []), f"{where}.payment_method")
    wrong = [name for name in methods if name not in labels("payment_method")]
    if wrong:
        raise InputError(f"{where}.payment_method: entrusted, self or mixed is wanted, not {wrong[0]!r}")
    return Missing(
        documents=documents,
        days=whole(parts.get("days_from_drawing", 0), f"{where}.days_from_drawing"),
        paper_title=says(parts["title"], f"{where}.title") if "title" in parts else None,
        loan_amount=yuan_range(parts["loan_amount"], f"{where}.loan_amount") if "loan_amount" in parts else ANY,
        methods=frozenset(methods),
    )
