"""The working paper (底稿) of one case as an Excel workbook."""

from __future__ import annotations

import datetime as dt
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import xlsxwriter

from docaudit.knowledge import label
from docaudit.records.money_bar import fen, money_bar, severity_of
from docaudit.reporting.analysis_sheet import write_analysis
from docaudit.reporting.places import place_text
from docaudit.reporting.sheet import Column, Formats, Sheet, clean
from docaudit.reporting.statements import prove_statements

_LOAN_COLUMNS = (
    ("贷款", 30, "text"),
    ("放款", 18, "money"),
    ("已证明", 18, "money"),
    ("缺凭证", 18, "money"),
    ("疑似挪用", 18, "money"),
    ("疑似挪用（最少）", 18, "money"),
    ("疑似挪用（最多）", 18, "money"),
    ("未支用", 18, "money"),
)
_FINDING_COLUMNS = (
    ("编号", 6, "text"),
    ("严重程度", 9, "text"),
    ("发现", 24, "wrap"),
    ("说明", 60, "wrap"),
    ("涉及金额", 16, "money"),
    ("置信度", 8, "share"),
    ("贷款", 20, "wrap"),
    ("依据", 28, "wrap"),
    ("证据", 44, "wrap"),
    ("规则", 24, "text"),
    ("同一资金", 9, "text"),
    ("复核结论", 24, "wrap"),
)
_PAYMENT_COLUMNS = (
    ("贷款", 22, "text"),
    ("日期", 11, "text"),
    ("收款人", 30, "wrap"),
    ("收款账号", 24, "text"),
    ("付款金额", 16, "money"),
    ("其中贷款资金", 16, "money"),
    ("最少", 16, "money"),
    ("最多", 16, "money"),
    ("实际用途", 14, "text"),
    ("凭证", 30, "wrap"),
    ("无凭证金额", 16, "money"),
    ("出处", 26, "wrap"),
)
_INVOICE_COLUMNS = (
    ("编号", 7, "text"),
    ("发票号码", 24, "text"),
    ("开票日期", 11, "text"),
    ("销售方", 30, "wrap"),
    ("价税合计", 16, "money"),
    ("已证明贷款资金", 16, "money"),
    ("其余金额", 16, "money"),
    ("对应付款", 44, "wrap"),
    ("出处", 26, "wrap"),
)
_DOCUMENT_COLUMNS = (
    ("编号", 7, "text"),
    ("类型", 16, "text"),
    ("文件", 40, "wrap"),
    ("页码", 14, "text"),
    ("置信度", 8, "share"),
    ("文字来源", 10, "text"),
    ("提示", 44, "wrap"),
    ("SHA-256", 66, "text"),
)
_MISSING_COLUMNS = (
    ("资料", 18, "text"),
    ("对象", 34, "wrap"),
    ("对应付款", 12, "text"),
    ("期限", 11, "text"),
    ("状态", 10, "text"),
    ("缺口金额", 16, "money"),
)
_STATEMENT_COLUMNS = (
    ("编号", 7, "text"),
    ("开户行", 26, "wrap"),
    ("户名", 28, "wrap"),
    ("账号", 24, "text"),
    ("期间", 24, "text"),
    ("笔数", 7, "number"),
    ("期初余额", 16, "money"),
    ("收入合计", 16, "money"),
    ("支出合计", 16, "money"),
    ("期末余额", 16, "money"),
    ("差额", 14, "money"),
    ("余额链", 18, "wrap"),
    ("断点", 24, "wrap"),
    ("文件", 30, "wrap"),
)


def working_paper(
    audit_json: Mapping[str, Any],
    *,
    decisions: Mapping[str, str] | None = None,
    trail_head: str | None = None,
    analysis: Mapping[str, Any] | None = None,
) -> bytes:
    """Return the working paper of a case as xlsx; the same input gives the same bytes.

    Args:
        audit_json: the case in the interface's form (interface.md, `audit`).
        decisions: what reviewers decided, in words, by finding key.
        trail_head: the head of the audit trail when the paper was made, printed so that a cut trail is noticed.
        analysis: the business analysis as it is stored; without it the paper has no sheet of it.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    created = dt.datetime.fromisoformat(f"{audit_json.get('as_of') or '2000-01-01'}T00:00:00")
    book.set_properties(
        {"title": clean(f"{audit_json.get('case')} 审计底稿"), "author": "docaudit", "created": created}
    )
    formats = Formats(book)
    _summary(book, formats, audit_json, trail_head)
    _findings(book, formats, audit_json, decisions or {})
    _payments(book, formats, audit_json)
    _invoices(book, formats, audit_json)
    _documents(book, formats, audit_json)
    _missing(book, formats, audit_json)
    _statements(book, formats, audit_json)
    if analysis is not None and analysis.get("periods"):
        write_analysis(book, formats, analysis)
    book.close()
    return out.getvalue()


def basis_text(basis: Mapping[str, Any]) -> str:
    """Return a rule as it is cited: the regulation's title and its article; says where the article is not confirmed."""
    regulation, article = str(basis.get("regulation") or ""), basis.get("article")
    if article is None:
        # A contract's own clause has no article to confirm.
        return f"{regulation}（条款未确认）" if "《" in regulation else regulation
    numbers = str(article)
    return (
        f"{regulation}第{numbers}条"
        if numbers.replace("、", "").replace("-", "").isdigit()
        else f"{regulation}{numbers}"
    )


def _sheet(
    book: xlsxwriter.Workbook, formats: Formats, name: str, columns: tuple[tuple[str, int, str], ...], start: int = 0
) -> Sheet:
    return Sheet(book, formats, name, [Column(*c) for c in columns], start=start)


def _summary(book: xlsxwriter.Workbook, formats: Formats, audit: Mapping[str, Any], trail_head: str | None) -> None:
    engine = audit.get("engine") or {}
    lines = [
        ("案卷", audit.get("case")),
        ("借款人", audit.get("borrower") or "未能识读"),
        ("审计基准日", audit.get("as_of")),
        ("资料", f"{len(audit.get('documents', ()))} 份"),
        ("引擎", f"docaudit {engine.get('version', '')}，规则 {str(engine.get('rules_sha256', ''))[:16]}"),
    ]
    if trail_head:
        lines.append(("审计轨迹", trail_head))
    sheet = _sheet(book, formats, "概要", _LOAN_COLUMNS, start=len(lines) + 2)
    sheet.sheet.write_string(0, 0, "贷后审计底稿", formats.title)
    for number, (name, text) in enumerate(lines, start=1):
        sheet.sheet.write_string(number, 0, name, formats.head)
        sheet.sheet.write_string(number, 1, clean(str(text if text is not None else "")), formats.note)
    loans = [t.get("loan") for t in audit.get("trace", ())]
    for loan in [*loans, *([None] if len(loans) != 1 else [])]:
        bar = money_bar(audit, loan)
        amounts = (
            bar.proved_fen,
            bar.unproved_fen,
            bar.misuse_fen,
            bar.misuse_min_fen,
            bar.misuse_max_fen,
            bar.idle_fen,
        )
        sheet.add([loan or "合计", bar.disbursed_fen, *amounts])
    sheet.row += 1
    sheet.titles(["严重程度", "发现数"])
    counts: dict[str, int] = {}
    for finding in audit.get("findings", ()):
        counts[severity_of(finding).label] = counts.get(severity_of(finding).label, 0) + 1
    for name in ("critical", "high", "medium", "low", "info"):
        if name in counts:
            sheet.cell(0, label("severity", name), "text")
            sheet.cell(1, counts[name], "number")
            sheet.row += 1
    unread = [d for d in audit.get("documents", ()) if d.get("doc_type") is None]
    if unread:
        sheet.row += 1
        sheet.titles(["无法识读的文件（合计为下限）"])
        for document in unread:
            sheet.cell(0, document.get("source"), "wrap")
            sheet.row += 1
    sheet.sheet.freeze_panes(0, 1)


def _findings(
    book: xlsxwriter.Workbook, formats: Formats, audit: Mapping[str, Any], decisions: Mapping[str, str]
) -> None:
    sheet = _sheet(book, formats, "发现", _FINDING_COLUMNS)
    for f in audit.get("findings", ()):
        basis = "\n".join(basis_text(b) for b in f.get("basis", ()))
        evidence = "\n".join(f"{place_text(e)}：{e.get('text') or ''}" for e in f.get("evidence", ()))
        sheet.add(
            [
                f.get("id"),
                label("severity", severity_of(f).label),
                f.get("title"),
                f.get("explanation"),
                _amount(f.get("amount")),
                float(f.get("confidence") or 0),
                f.get("loan"),
                basis,
                evidence,
                f.get("check"),
                f.get("cause"),
                decisions.get(str(f.get("key"))),
            ]
        )
    sheet.finish()


def _payments(book: xlsxwriter.Workbook, formats: Formats, audit: Mapping[str, Any]) -> None:
    sheet = _sheet(book, formats, "资金去向", _PAYMENT_COLUMNS)
    for trace in audit.get("trace", ()):
        for p in trace.get("payments", ()):
            covers = p.get("covered_by", ())
            covered = sum(fen(c.get("amount")) for c in covers)
            cover = "\n".join(f"{_named(audit, c.get('document'))} {_shown(c.get('amount'))}" for c in covers)
            sheet.add(
                [
                    trace.get("loan"),
                    p.get("date"),
                    p.get("payee"),
                    p.get("payee_account"),
                    _amount(p.get("amount")),
                    _amount(p.get("loan_amount")),
                    _amount(p.get("min")),
                    _amount(p.get("max")),
                    label("use", p.get("use") or "unknown"),
                    cover,
                    max(0, fen(p.get("loan_amount")) - covered),
                    place_text(p),
                ]
            )
        for use in trace.get("uses", ()):
            if use.get("use") == "idle":
                bounds = [_amount(use.get(k)) for k in ("amount", "min", "max")]
                sheet.add([trace.get("loan"), None, None, None, None, *bounds, label("use", "idle"), None, None, None])
    sheet.finish()


def _invoices(book: xlsxwriter.Workbook, formats: Formats, audit: Mapping[str, Any]) -> None:
    """Say of each invoice which payments of which loan it proves, and what of it proves none of the loan money."""
    proved: dict[object, list[tuple[str, int]]] = defaultdict(list)
    for trace in audit.get("trace", ()):
        for p in trace.get("payments", ()):
            for cover in p.get("covered_by", ()):
                words = (_shown(cover.get("amount")), p.get("date"), p.get("payee"), trace.get("loan"))
                line = " ".join(str(word) for word in words if word)
                proved[cover.get("document")].append((line, fen(cover.get("amount"))))
    sheet = _sheet(book, formats, "发票勾稽", _INVOICE_COLUMNS)
    seen: set[object] = set()
    for d in audit.get("documents", ()):
        if d.get("doc_type") != "vat_invoice":
            continue
        number, day, seller, total = (
            (d.get("fields", {}).get(name) or {}).get("value")
            for name in ("invoice_number", "issue_date", "seller_name", "total")
        )
        amount, used = _amount(total), sum(part for _, part in proved[d.get("id")])
        # A red invoice proves nothing, nor does a copy, nor what could not be read.
        copy = number in seen and not used
        seen |= {number} - {None}
        sheet.add(
            [
                d.get("id"),
                number,
                day,
                seller,
                amount,
                used,
                max(0, amount - used) if amount is not None and amount > 0 and not copy else None,
                "\n".join(line for line, _ in proved[d.get("id")]),
                place_text(d | {"page": next(iter(d.get("pages", ())), None)}),
            ]
        )
    sheet.finish()


def _documents(book: xlsxwriter.Workbook, formats: Formats, audit: Mapping[str, Any]) -> None:
    sheet = _sheet(book, formats, "资料清单", _DOCUMENT_COLUMNS)
    for d in audit.get("documents", ()):
        kind = d.get("doc_type")
        sheet.add(
            [
                d.get("id"),
                label("doc_type", kind) if kind else "无法识读",
                d.get("source"),
                ", ".join(_ranges(d.get("pages", ()))),
                float(d.get("confidence") or 0),
                label("text_source", d.get("text_source") or "ocr"),
                "\n".join(d.get("warnings", ())),
                d.get("sha256"),
            ]
        )
    sheet.finish()


def _missing(book: xlsxwriter.Workbook, formats: Formats, audit: Mapping[str, Any]) -> None:
    sheet = _sheet(book, formats, "缺失清单", _MISSING_COLUMNS)
    for item in audit.get("checklist", ()):
        if item.get("status") != "present":
            document, subject = label("doc_type", item.get("document") or "other"), item.get("for")
            sheet.add(
                [
                    document,
                    "贷款" if subject == "loan" else subject,
                    item.get("payment"),
                    item.get("due"),
                    label("paper_status", item.get("status") or "pending"),
                    _amount(item.get("amount_uncovered")),
                ]
            )
    sheet.finish()


def _statements(book: xlsxwriter.Workbook, formats: Formats, audit: Mapping[str, Any]) -> None:
    sheet = _sheet(book, formats, "流水核对", _STATEMENT_COLUMNS)
    for s in prove_statements(audit):
        chain = "无余额可核" if not s.checked else ("完整" if not s.breaks else f"{len(s.breaks)} 处断点")
        if s.unread:
            chain += f"，{s.unread} 笔金额未识读"
        breaks = "、".join(f"第{n}笔" for n in s.breaks[:20]) + ("…" if len(s.breaks) > 20 else "")
        sheet.add(
            [
                s.document,
                s.bank,
                s.name,
                s.account,
                s.period,
                s.rows,
                s.opening_fen,
                s.in_fen,
                s.out_fen,
                s.closing_fen,
                s.gap_fen,
                chain,
                breaks,
                s.source,
            ]
        )
    sheet.finish()


def _amount(text: object) -> int | None:
    return fen(text) if text not in (None, "") else None


def _shown(text: object) -> str:
    amount = fen(text)
    return f"{amount // 100:,}.{amount % 100:02d}"


def _named(audit: Mapping[str, Any], document_id: object) -> str:
    found = next((d for d in audit.get("documents", ()) if d.get("id") == document_id), None)
    kind = found.get("doc_type") if found else None
    return f"{label('doc_type', kind) if kind else ''} {document_id}".strip()


def _ranges(pages: list[int]) -> Iterator[str]:
    """Yield page numbers with runs joined: 3–7."""
    start = last = None
    for page in pages:
        if last is not None and page == last + 1:
            last = page
            continue
        if start is not None:
            yield f"{start}" if start == last else f"{start}–{last}"
        start = last = page
    if start is not None:
        yield f"{start}" if start == last else f"{start}–{last}"
