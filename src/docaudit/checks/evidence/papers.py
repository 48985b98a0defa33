"""Checks on the papers of the file: what is missing, what proves nothing, what cannot be read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docaudit.checks.base import Rule, check
from docaudit.checks.words import (
    day,
    document_place,
    listed,
    money_finding,
    payee,
    purpose_of,
    purpose_places,
    traced,
    yuan,
)
from docaudit.knowledge import label
from docaudit.records.case import CaseFile
from docaudit.records.document import UnreadableDocument
from docaudit.records.findings import ChecklistItem, Finding
from docaudit.records.flows import Account, LedgerRow, Loan, LoanTrace, TracedPayment
from docaudit.records.identifiers import account_digits
from docaudit.records.labels import PaperStatus, RowKind, Severity, Use
from docaudit.records.money import Money
from docaudit.records.names import core_key

_NEEDS_NO_PAPER = frozenset({Use.OPERATING, Use.IDLE, Use.LOAN_REPAYMENT})
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
        asked = [a for a in dark if any(i.subject in {a.number, a.name, a.key} for i in due)]
        if document == "bank_statement" and asked:
            for account in asked:
                yield _dark_account(case, rule, account)
            continue
        core = document in rule.shared(case.loans).words("core")
        name = label("doc_type", document)
        about = "、".join(dict.fromkeys(i.subject for i in due))
        dates = f"，应于{day(min(i.due for i in due if i.due))}前取得" if any(i.due for i in due) else ""
        unread = [d for d in case.documents if isinstance(d, UnreadableDocument)]
        # The paper may be among the files that could not be read; one that bears its name is shown.
        named = [d for d in unread if name in d.source]
        hint = f"卷内有{len(unread)}个文件无法识读，不排除该资料在其中。" if unread else ""
        yield Finding(
            check=rule.name,
            severity=rule.severity if core else Severity.INFO,
            confidence=0.6 if unread else 0.8,
            title=f"卷内缺少{name}",
            explanation=(
                f"按贷后资料清单，本案应有{name}（{about}）{dates}，截至{day(case.as_of)}卷内没有。"
                f"{hint}缺少该资料时相应事项无法核实。请补交；已存他处的，补充复印件或说明。"
            ),
            evidence=tuple(document_place(d) for d in named),
            basis=rule.basis_for(case, None),
            loan=case.loans[0].id if len(case.loans) == 1 else None,
            subjects=(f"paper:{document}:{about}",),
        )


def _dark_account(case: CaseFile, rule: Rule, account: Account) -> Finding:
    drawn = [r.transaction.date for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT]
    rows = [
        r
        for r in case.ledger.rows
        if (account.key in {r.to, r.source_account} or _paid_to(r, account))
        and r.transaction.date >= min(drawn, default=r.transaction.date)
    ]
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
    for loan, trace in traced(case):
        rule = rule.of(loan)
        grace = rule.days("due_days")
        groups: dict[str, list[TracedPayment]] = defaultdict(list)
        for p in trace.payments:
            due = p.row.transaction.date + grace < case.as_of
            if due and p.use not in _NEEDS_NO_PAPER and p.uncovered_fen > rule.fen("tolerance"):
                groups[core_key(p.row.transaction.counterparty_name)].append(p)
        # One finding for each payee whose papers lack (flows.md 4.4), one for all the small ones together.
        large = [g for g in groups.values() if sum(p.uncovered_fen for p in g) >= rule.fen("floor")]
        small = [p for g in groups.values() if sum(p.uncovered_fen for p in g) < rule.fen("floor") for p in g]
        for payments in (*large, small):
            if sum(p.uncovered_fen for p in payments) >= rule.fen("floor"):
                yield _uncovered(case, rule, loan, trace, payments)


def _uncovered(case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace, payments: list[TracedPayment]) -> Finding:
    rows = list({p.row.id: p.row for p in payments}.values())
    lacking = sum(p.uncovered_fen for p in payments)
    certain = sum(max(0, p.min_fen - (p.loan_fen - p.uncovered_fen)) for p in payments)
    share = lacking / max(1, trace.disbursed_fen)
    names = list(dict.fromkeys(payee(r) for r in rows))
    who = names[0] if len(names) == 1 else f"{names[0]}等{len(names)}个收款人"
    parts = "；".join(
        f"{day(p.row.transaction.date)}付{payee(p.row)}{yuan(abs(p.row.transaction.amount_fen))}，"
        f"其中贷款资金{yuan(p.loan_fen)}，缺{yuan(p.uncovered_fen)}"
        for p in sorted(payments, key=lambda p: -p.uncovered_fen)[:8]
    )
    more = f"等{len(rows)}笔" if len(rows) > 8 else ""
    # The sum is the same in every best coverage, the share of a single payment in it is not (flows.md 4.4).
    several = any(p.lacking is not None and p.lacking[0] != p.lacking[1] for p in payments)
    other = "各笔所缺之间另有同样最优的分配。" if several else ""
    covers = [d for p in payments for c in p.covered_by if (d := case.document(c.document)) is not None]
    return money_finding(
        case,
        rule,
        loan,
        severity=rule.lowered(-1 if share >= rule.threshold("high_share") else 0),
        confidence=0.85 if certain >= rule.fen("floor") else 0.75,
        title=f"向{who}支付的贷款资金中{yuan(lacking)}缺少合同、发票等凭证",
        explanation=(
            f"{purpose_of(loan)}。{parts}{more}。{other}缺凭证金额合计{yuan(lacking)}（按任何资金顺序不少于{yuan(certain)}），"
            f"占放款{yuan(trace.disbursed_fen)}的{100 * share:.1f}%；一元凭证只佐证一元支付。"
            "请要求借款人补交与付款相符的交易合同和以借款人为购买方的发票；逾期不交的，按用途不能证明处理。"
        ),
        rows=rows,
        amount=Money(lacking),
        places=[*purpose_places(case, loan), *(document_place(d) for d in dict.fromkeys(covers))],
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
                subjects=(f"doc:{document.sha256}:{document.source}",),
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
                subjects=(f"doc:{document.sha256}:{document.source}:{document.pages[0] if document.pages else 0}",),
            )
