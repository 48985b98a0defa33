"""What the file lacks, and what of it cannot be read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from docaudit.checks.base import Rule, check
from docaudit.checks.phrases import listed
from docaudit.checks.wording import Named, Told, say
from docaudit.checks.words import document_place, money_finding
from docaudit.knowledge import label
from docaudit.records.case import CaseFile
from docaudit.records.document import UnreadableDocument
from docaudit.records.findings import ChecklistItem, Finding
from docaudit.records.flows import Account, LedgerRow
from docaudit.records.identifiers import account_digits
from docaudit.records.labels import PaperStatus, RowKind, Severity
from docaudit.records.money import Money

_UNREAD = re.compile(r"(?:无法|不能|未能)(?:识读|识别|读取|辨认)|识读失败|识读中断|没有识读")


@check("evidence.missing_document", severity=Severity.MEDIUM, basis=("civil_code/672",))
def missing_document(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A paper that the file must hold is not there, or not whole, the statement of an own account among them.

    Papers of single payments are `evidence.uncovered_payment`'s; a paper that is not due yet is no finding.
    """
    items: dict[str, list[ChecklistItem]] = defaultdict(list)
    for item in case.checklist:
        if item.payment is None and item.status in (PaperStatus.MISSING, PaperStatus.OVERDUE, PaperStatus.INCOMPLETE):
            items[item.document].append(item)
    dark = [a for a in case.ledger.accounts if a.dark]
    for document, missing in sorted(items.items()):
        due = [i for i in missing if i.due is None or i.due < case.as_of]
        if not due:
            continue
        asked = [a for a in dark if any(i.about in {a.number, a.name, a.key} for i in due)]
        if document == "bank_statement" and asked:
            for account in asked:
                yield _dark_account(case, rule, account)
            continue
        whole = [i for i in due if i.status is not PaperStatus.INCOMPLETE]
        if not whole and document == "loan_contract":
            continue  # `contract.missing_clause` says what it lacks
        yield _missing(case, rule, document, whole) if whole else _incomplete(case, rule, document, due)


def _severity(case: CaseFile, rule: Rule, document: str) -> Severity:
    core = document in rule.shared(case.loans).words("core")
    return rule.severity if core else Severity.INFO


def _missing(case: CaseFile, rule: Rule, document: str, due: Sequence[ChecklistItem]) -> Finding:
    about = "、".join(dict.fromkeys(i.about for i in due))
    # Papers without a type of their own are told by what they are for.
    paper = about if document == "other" else Named("doc_type", document)
    days = [i.due for i in due if i.due]
    unread = [d for d in case.documents if isinstance(d, UnreadableDocument)]
    # The paper may be among the files that could not be read; one that bears its name is shown.
    named = [d for d in unread if label("doc_type", document) in d.source]
    title = say(rule.name, "title", paper=paper)
    told = say(
        rule.name,
        "explanation",
        paper=paper,
        about=about,
        due=say(rule.name, "due", day=min(days)) if days else Told("", ""),
        as_of=case.as_of,
        unread=say(rule.name, "unread", count=len(unread)) if unread else Told("", ""),
    )
    return Finding(
        check=rule.name,
        severity=_severity(case, rule, document),
        confidence=0.6 if unread else 0.8,
        title=title.zh,
        explanation=told.zh,
        english=(title.en, told.en),
        evidence=tuple(document_place(d) for d in named),
        basis=rule.basis_for(case, None),
        loan=case.loans[0].id if len(case.loans) == 1 else None,
        subjects=(f"paper:{document}:{about}",),
    )


def _incomplete(case: CaseFile, rule: Rule, document: str, due: Sequence[ChecklistItem]) -> Finding:
    paper = Named("doc_type", document)
    about = "、".join(dict.fromkeys(i.about for i in due))
    reason = "；".join(dict.fromkeys(i.reason for i in due if i.reason)) or None
    title = say(rule.name, "incomplete_title", paper=paper)
    told = say(rule.name, "incomplete", paper=paper, about=about, reason=reason)
    return Finding(
        check=rule.name,
        severity=_severity(case, rule, document),
        confidence=0.7,
        title=title.zh,
        explanation=told.zh,
        english=(title.en, told.en),
        evidence=tuple(document_place(d) for d in case.documents if d.doc_type == document),
        basis=rule.basis_for(case, None),
        loan=case.loans[0].id if len(case.loans) == 1 else None,
        subjects=(f"incomplete:{document}:{about}",),
    )


def _dark_account(case: CaseFile, rule: Rule, account: Account) -> Finding:
    drawn = [r.transaction.date for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT]
    rows = [
        r
        for r in case.ledger.rows
        if (account.key in {r.to, r.source_account} or _paid_to(r, account))
        and r.transaction.date >= min(drawn, default=r.transaction.date)
    ]
    out = [r for r in rows if r.transaction.amount_fen < 0]
    total = sum(-r.transaction.amount_fen for r in out)
    named = account.number or account.name
    return money_finding(
        case,
        rule,
        case.loans[0] if len(case.loans) == 1 else None,
        severity=rule.severity,
        confidence=0.85,
        title=say(rule.name, "account_title", account=named),
        explanation=say(rule.name, "account", account=named, total=Money(total), payments=listed(out)),
        rows=rows,
        amount=Money(total) if total else None,
    )


def _paid_to(row: LedgerRow, account: Account) -> bool:
    digits = account_digits(account.number)
    return bool(digits) and account_digits(row.transaction.counterparty_account) == digits


@check("evidence.unreadable", severity=Severity.MEDIUM)
def unreadable(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A file or a page could not be read, so whatever it holds was not judged."""
    for document in case.documents:
        whole = isinstance(document, UnreadableDocument)
        warnings = document.warnings if whole else tuple(w for w in document.warnings if _UNREAD.search(w))
        if not whole and not warnings:
            continue
        key = "file" if whole else "page"
        paper = Named("doc_type", document.doc_type or "other")
        reason: str | Told = "；".join(warnings) or say(rule.name, "unknown")
        facts = {"source": document.source} if whole else {"source": document.source, "paper": paper}
        title = say(rule.name, "file_title" if whole else "page_title", **facts)
        told = say(rule.name, key, reason=reason, **facts)
        first = "" if whole else f":{document.pages[0] if document.pages else 0}"
        yield Finding(
            check=rule.name,
            severity=rule.lowered(0 if whole else int(rule.threshold("page_steps"))),
            confidence=0.99 if whole else 0.9,
            title=title.zh,
            explanation=told.zh,
            english=(title.en, told.en),
            evidence=(document_place(document),),
            basis=rule.basis_for(case, None),
            subjects=(f"doc:{document.sha256}:{document.source}{first}",),
        )
