"""Hints that a paper which a bank or the tax office issued was changed afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docaudit.checks.base import Rule, check
from docaudit.checks.phrases import listing
from docaudit.checks.statement.balance import breaks
from docaudit.checks.wording import Named, Told, say
from docaudit.checks.words import document_place, money_finding
from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.records.alteration import Sign, SignKind
from docaudit.records.case import CaseFile
from docaudit.records.document import Document
from docaudit.records.evidence import Evidence
from docaudit.records.findings import Finding
from docaudit.records.flows import Place
from docaudit.records.labels import Severity

_ISSUED = frozenset({"bank_statement", "transfer_slip", "vat_invoice"})
"""Papers that the machines of a bank or of the tax office make: nobody edits them for a good reason."""
_SIGNED = SignKind.REVISED_AFTER_SIGNING
_STRONG = (("covered", SignKind.COVERED), ("foreign", SignKind.FOREIGN_FONT))
"""Signs on a figure itself: another one lies under it, or it alone is set otherwise than its whole table."""
_KINDS = (
    ("written_last", SignKind.WRITTEN_LAST),
    ("mixed", SignKind.MIXED_FONTS),
    ("pasted", SignKind.PASTED),
    ("revised", SignKind.REVISED),
)
_SHOWN = 5
"""Signs of one kind that an explanation spells out; the evidence holds all of them."""


@dataclass(frozen=True, slots=True)
class _Hint:
    """One kind of sign: `key` of texts and thresholds, the signs, and as how many kinds it counts beside others."""

    key: str
    signs: tuple[Sign, ...] = ()
    counts: int = 1


@check("statement.altered_file", severity=Severity.HIGH)
def altered_file(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A statement, slip or invoice shows signs that it was changed after its issuer had made it.

    Signs of how a file was made have innocent reasons and are hints alone; two of different kinds together, figures
    that do not add up besides, or a sign on a figure itself are graver. Only what was appended behind a signature and
    changes a page is a grave sign by itself, on any paper.
    """
    files: dict[str, list[Document]] = defaultdict(list)
    for d in case.documents:
        if d.signs and d.doc_type is not None:
            files[d.sha256 or d.id].append(d)
    own = rule.shared(case.loans)
    for documents in files.values():
        hints = _hints(case, own, documents)
        if hints:
            yield _finding(case, own, documents, hints)


def _hints(case: CaseFile, rule: Rule, documents: Sequence[Document]) -> list[_Hint]:
    """Return the kinds of signs in the papers of one file, the gravest first; empty where they say nothing."""
    issued = [d for d in documents if d.doc_type in _ISSUED]
    found = [h for h in (_Hint("after_signing", _of(documents, _SIGNED)),) if h.signs]
    strong = int(rule.threshold("strong"))
    found += [_Hint(key, signs, strong) for key, kind in _STRONG if (signs := _of(issued, kind))]
    covered = {(s.page, s.box) for s in _of(issued, SignKind.COVERED)}
    # The patch over a figure is what covers it.
    if patches := tuple(s for s in _of(issued, SignKind.PATCHED) if (s.page, s.box) not in covered):
        found.append(_Hint("patched", patches))
    for key, kind in _KINDS:
        if signs := _of(issued, kind):
            found.append(_Hint(key, signs))
    programs = _of(issued, SignKind.PROGRAM)
    if edited := tuple(
        s for s in programs if _names(s, rule.words("editors")) and not _names(s, rule.words("harmless"))
    ):
        found.append(_Hint("editor", edited))
    elif office := tuple(
        s for s in programs if _names(s, rule.words("office")) and not _names(s, rule.words("harmless"))
    ):
        # An online bank's page that was pasted into a word processor to be printed is no sign beside others.
        found.append(_Hint("office", office, counts=0))
    if found and any(_does_not_add_up(case, d) for d in issued):
        found.append(_Hint("sums"))
    return found


def _of(documents: Sequence[Document], kind: SignKind) -> tuple[Sign, ...]:
    inside = (s for d in documents for s in d.signs if s.kind is kind and _on(d, s))
    return tuple(dict.fromkeys(inside))


def _on(document: Document, sign: Sign) -> bool:
    """Say whether a sign stands on the document, where it shares its page with others."""
    return document.region is None or sign.box is None or document.region.contains(*sign.box.center)


def _names(sign: Sign, words: Sequence[str]) -> bool:
    return any(word.lower() in sign.text.lower() for word in words)


def _does_not_add_up(case: CaseFile, document: Document) -> bool:
    if isinstance(document, BankStatement):
        return bool(breaks(case, document))
    if isinstance(document, VatInvoice):
        amount, tax, total = document.amount.value, document.tax.value, document.total.value
        return None not in (amount, tax, total) and amount.fen + tax.fen != total.fen  # type: ignore[union-attr]
    return False


def _finding(case: CaseFile, rule: Rule, documents: Sequence[Document], hints: Sequence[_Hint]) -> Finding:
    counted = sum(h.counts for h in hints)
    grave = any(h.key == "after_signing" for h in hints)
    steps = 0 if grave or counted >= int(rule.threshold("grave_kinds")) else 1 if counted > 1 else 2
    doubt = 1.0
    for hint in hints:
        doubt *= 1 - float(rule.threshold(hint.key))
    paper = next((d for d in documents if d.doc_type in _ISSUED), documents[0])
    return money_finding(
        case,
        rule,
        case.loans[0] if len(case.loans) == 1 else None,
        severity=rule.lowered(steps),
        confidence=1 - doubt,
        title=say(rule.name, "title", paper=Named("doc_type", paper.doc_type or "other"), source=paper.source),
        explanation=say(
            rule.name,
            "explanation",
            paper=Named("doc_type", paper.doc_type or "other"),
            source=paper.source,
            hints=listing(_told(rule, h) for h in hints),
            alone=say(rule.name, "alone") if counted <= 1 and not grave else Told("", ""),
        ),
        places=_places(documents, hints),
        documents=documents,
    )


def _told(rule: Rule, hint: _Hint) -> Told:
    shown = [s.text for s in hint.signs[:_SHOWN]]
    match hint.key:
        case "after_signing":
            return say(rule.name, "after_signing")
        case "covered":
            return say(rule.name, "covered", numbers=shown)
        case "mixed" | "foreign" | "patched" | "written_last":
            return say(rule.name, hint.key, numbers=shown)
        case "pasted":
            return say(rule.name, "pasted", count=len(hint.signs))
        case "revised":
            return say(rule.name, "revised")
        case "editor":
            return say(rule.name, "editor", program=shown)
        case "office":
            return say(rule.name, "office", program=shown)
        case _:
            return say(rule.name, "sums")


def _places(documents: Sequence[Document], hints: Sequence[_Hint]) -> list[Place]:
    found = []
    for hint in hints:
        for sign in hint.signs:
            owner = next((d for d in documents if sign in d.signs), documents[0])
            if sign.box is not None:
                evidence = Evidence(text=sign.text, page=sign.page, box=sign.box)
                found.append(Place(document=owner.id, source=owner.source, evidence=evidence))
            else:
                found.append(document_place(owner))
    return found
