"""Checks on the papers of the file: what is missing, what proves nothing, what cannot be read."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator

from docaudit.checks.base import Rule, check
from docaudit.checks.use import purpose_of
from docaudit.checks.words import (
    day,
    document_place,
    graded,
    listed,
    money_finding,
    payee,
    purpose_places,
    traced,
    yuan,
)
from docaudit.knowledge import label
from docaudit.records.case import CaseFile
from docaudit.records.document import UnreadableDocument
from docaudit.records.findings import ChecklistItem, Finding
from docaudit.records.flows import Account, LedgerRow
from docaudit.records.identifiers import account_digits
from docaudit.records.labels import PaperStatus, Severity, Use
from docaudit.records.money import Money

_NEEDS_NO_PAPER = frozenset({Use.OPERATING, Use.IDLE, Use.LOAN_REPAYMENT, Use.CONFORMING})
_UNREAD = re.compile(r"(?:无法|不能|未能)(?:识读|识别|读取|辨认)|识读失败|识读中断|没有识读")


@check("evidence.missing_document", severity=Severity.MEDIUM, basis=("civil_code/672",))
def missing_document(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A paper that the file must hold is not there, the statement of an own account among them.

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
        if document == "bank_statement" and dark:
            for account in dark:
                yield _dark_account(case, rule, account)
            continue
        core = document in rule.core
        name = label("doc_type", document)
        about = "、".join(dict.fromkeys(i.subject for i in due))
        dates = f"，应于{day(min(i.due for i in due if i.due))}前取得" if any(i.due for i in due) else ""
        yield Finding(
            check=rule.name,
            severity=rule.severity if core else Severity.INFO,
            confidence=0.8,
            title=f"卷内缺少{name}",
            explanation=(
                f"按贷后资料清单，本案应有{name}（{about}）{dates}，截至{day(case.as_of)}卷内没有。"
                "缺少该资料时相应事项无法核实。请补交；已存他处的，补充复印件或说明。"
            ),
            evidence=(),
            basis=rule.basis_for(case, None),
            loan=case.loans[0].id if len(case.loans) == 1 else None,
            subjects=(f"paper:{document}:{about}",),
        )


def _dark_account(case: CaseFile, rule: Rule, account: Account) -> Finding:
    rows = [r for r in case.ledger.rows if account.key in {r.to, r.source_account} or _paid_to(r, account)]
    total = sum(-r.transaction.amount_fen for r in rows if r.transaction.amount_fen < 0)
    return money_finding(
        case,
        rule,
        case.loans[0] if len(case.loans) == 1 else None,
        severity=rule.severity,
        confidence=0.85,
        title=f"缺少借款人账户{account.number or account.name or ''}的流水",
        explanation=(
            f"流水显示借款人向本人账户{account.number or account.name or '（账号不详）'}划转{yuan(total)}："
            f"{listed([r for r in rows if r.transaction.amount_fen < 0])}。该账户流水未入卷，资金后续去向无法追踪，"
            "按去向不明列示。请调取该账户自放款日起的交易明细。"
        ),
        rows=rows,
        amount=Money(total) if total else None,
    )


def _paid_to(row: LedgerRow, account: Account) -> bool:
    digits = account_digits(account.number)
    return bool(digits) and account_digits(row.transaction.counterparty_account) == digits


@check("evidence.uncovered_payment", severity=Severity.MEDIUM, basis=("civil_code/672", "invoice_measures"))
def uncovered_payment(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money was spent without the contract and invoice that this kind of spending needs, and they are due."""
    grace = dt.timedelta(days=int(rule.threshold("due_days")))
    for loan, trace in traced(case):
        open_payments = [
            p
            for p in trace.payments
            if p.use not in _NEEDS_NO_PAPER
            and p.uncovered_fen > rule.fen("tolerance")
            and p.row.transaction.date + grace < case.as_of
        ]
        if not open_payments:
            continue
        lacking = sum(p.uncovered_fen for p in open_payments)
        found = graded(
            lacking,
            sum(max(0, p.min_fen - (p.loan_fen - p.uncovered_fen)) for p in open_payments),
            min(trace.disbursed_fen, lacking),
            rule.fen("floor"),
        )
        if found is None:
            continue
        large = found.fen >= rule.threshold("high_share") * trace.disbursed_fen
        rows = [p.row for p in open_payments]
        parts = "；".join(
            f"{day(p.row.transaction.date)}付{payee(p.row)}，贷款资金{yuan(p.loan_fen)}，缺{yuan(p.uncovered_fen)}"
            for p in sorted(open_payments, key=lambda p: -p.uncovered_fen)[:8]
        )
        more = f"等{len(rows)}笔" if len(rows) > 8 else ""
        yield money_finding(
            case,
            rule,
            loan,
            severity=rule.lowered(-1 if large else 0),
            confidence=0.85 if found.grade == 0 else 0.75,
            title=f"{yuan(found.fen)}贷款资金支付缺少合同、发票等凭证",
            explanation=(
                f"{purpose_of(loan)}。下列支付没有足额凭证：{parts}{more}。"
                f"缺凭证金额合计{yuan(found.fen)}，占放款{yuan(trace.disbursed_fen)}的"
                f"{100 * found.fen / max(1, trace.disbursed_fen):.1f}%（一元凭证只佐证一元支付）。"
                "请要求借款人补交相应交易合同、发票；逾期不交的，按用途不能证明处理。"
            ),
            rows=rows,
            amount=Money(found.fen),
            places=purpose_places(case, loan),
        )


@check("evidence.unreadable", severity=Severity.MEDIUM)
def unreadable(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A file or a page could not be read, so whatever it holds was not judged."""
    for document in case.documents:
        if isinstance(document, UnreadableDocument):
            reason = "；".join(document.warnings) or "原因不明"
            yield Finding(
                check=rule.name,
                severity=rule.severity,
                confidence=0.99,
                title=f"文件无法识读：{document.source}",
                explanation=f"文件“{document.source}”无法识读：{reason}。其内容未纳入审核，相关合计为下限。",
                evidence=(document_place(document),),
                basis=rule.basis_for(case, None),
                subjects=(f"doc:{document.sha256}",),
            )
            continue
        warnings = [w for w in document.warnings if _UNREAD.search(w)]
        if warnings:
            name = label("doc_type", document.doc_type or "other")
            yield Finding(
                check=rule.name,
                severity=rule.lowered(int(rule.threshold("page_steps"))),
                confidence=0.9,
                title=f"{name}有内容无法识读：{document.source}",
                explanation=f"“{document.source}”中的{name}：{'；'.join(warnings)}。请对照原件核对或重新扫描。",
                evidence=(document_place(document),),
                basis=rule.basis_for(case, None),
                subjects=(f"doc:{document.sha256}:{document.pages[0] if document.pages else 0}",),
            )
