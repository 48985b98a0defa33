"""Whether the papers of the file call the borrower by one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from docaudit.checks.base import Rule, check
from docaudit.checks.wording import Named, Told, say
from docaudit.checks.words import by_ocr, document_place, field_places, is_borrower, money_finding, sure, tie, titled
from docaudit.documents.business_license import BusinessLicense
from docaudit.documents.drawdown_application import DrawdownApplication
from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.financials import FinancialStatement
from docaudit.documents.inspection_report import InspectionReport
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.trade_contract import TradeContract
from docaudit.knowledge import Likeness, NameMatch, match_names, same_party
from docaudit.records.case import CaseFile
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.records.names import fold

_NEAR = frozenset({"one_glyph"})
"""Reasons of a likeness that on a paper that was not scanned is a misspelt name, not another way to write it."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a paper calls the borrower."""

    paper: Document
    name: Field[str]


@check("evidence.inconsistent_party", severity=Severity.MEDIUM)
def inconsistent_party(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A paper of the loan gives the borrower another name than the contract does.

    Former names (in the paper, or in ``case.yaml``), branches and short names are no difference; papers of guarantors
    and other related parties are theirs; a notice of a change of name clears it in part.
    """
    borrower = case.parties.borrower
    if not borrower:
        return
    for said in _said(case):
        match = _difference(case, rule, borrower, said)
        if match is not None:
            yield _finding(case, rule, borrower, said, match)


def _said(case: CaseFile) -> Iterator[_Said]:
    for d in case.documents:
        if isinstance(d, DrawdownApplication | EntrustedPaymentOrder | InspectionReport):
            yield _Said(d, d.borrower)
    yield from _statements(case)
    yield from _licences(case)
    yield from _purchases(case)


def _statements(case: CaseFile) -> Iterator[_Said]:
    """Yield the financial statements where none of their kind is the borrower's: others may lie beside its own."""
    kinds: dict[str | None, list[FinancialStatement]] = defaultdict(list)
    for d in case.documents:
        if isinstance(d, FinancialStatement):
            kinds[d.doc_type].append(d)
    for sheets in kinds.values():
        if not any(is_borrower(case, s.entity.value, by_ocr(s)) for s in sheets):
            yield from (_Said(s, s.entity) for s in sheets)


def _licences(case: CaseFile) -> Iterator[_Said]:
    """Yield licences with the borrower's own credit code: whatever they call it is its name."""
    codes = {fold(c.borrower_id.value) for c in case.of(LoanContract) if c.borrower_id.value}
    yield from (_Said(d, d.name) for d in case.of(BusinessLicense) if fold(d.credit_code.value) in codes)


def _purchases(case: CaseFile) -> Iterator[_Said]:
    """Yield the contracts with sellers that loan money was paid to."""
    payees = {p.row.transaction.counterparty_name for t in case.traces for p in t.payments if p.loan_fen > 0}
    for c in case.of(TradeContract):
        sells = is_borrower(case, c.seller.value, by_ocr(c))
        if not sells and any(same_party(c.seller.value, name, by_ocr(c)) for name in payees):
            yield _Said(c, c.buyer)


def _difference(case: CaseFile, rule: Rule, borrower: str, said: _Said) -> NameMatch | None:
    """Return how the name differs from the borrower's, None where it does not, or nobody can say."""
    name, scanned = said.name.value, by_ocr(said.paper)
    if not name or said.name.confidence < rule.threshold("unsure") or is_borrower(case, name, scanned):
        return None
    match = match_names(name, borrower, scanned)
    if match.likeness is Likeness.LIKELY and not (match.reason in _NEAR and not scanned):
        return None
    if isinstance(said.paper, FinancialStatement) and tie(case, name) is not None:
        return None
    return match


def _finding(case: CaseFile, rule: Rule, borrower: str, said: _Said, match: NameMatch) -> Finding:
    notice = titled(case, rule.words("renamed"))
    near = match.likeness is Likeness.LIKELY
    kind = Named("doc_type", said.paper.doc_type or "other")
    return money_finding(
        case,
        rule,
        case.loans[0] if len(case.loans) == 1 else None,
        severity=rule.lowered(int(near) + (notice is not None)),
        confidence=float(rule.threshold("confidence")) * sure(said.name),
        title=say(rule.name, "title", paper=kind, name=said.name.value),
        explanation=say(
            rule.name,
            "explanation",
            borrower=borrower,
            paper=kind,
            source=said.paper.source,
            name=said.name.value,
            near=say(rule.name, "near") if near else Told("", ""),
            notice=say(rule.name, "notice", paper=notice.source) if notice is not None else Told("", ""),
        ),
        places=[
            *field_places(said.paper, said.name),
            *([document_place(notice)] if notice is not None else []),
        ],
        documents=[said.paper],
    )
