"""One page about the way of the loan money: the picture and its figures, in a file that needs nothing else.

No script, no address: the page shows the same offline, in print and on a phone. It is built as a tree of elements, so
that whatever a statement contains is text.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from docaudit.knowledge import label
from docaudit.records.money import Money
from docaudit.records.money_bar import fen, use_meaning
from docaudit.records.span import Span
from docaudit.reporting.flow_picture import flow_picture
from docaudit.reporting.payee_table import payee_sums
from docaudit.reporting.places import place_text
from docaudit.reporting.sankey_svg import NARROW, WIDE, clean, sankey_svg

MOST_ROWS = 30
"""Payees in the table; the others stand together in its last row."""

_STYLE = Path(__file__).with_name("flow_page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LEGEND = (
    ("proved", "用途相符或日常经营"),
    ("unproved", "缺少凭证或去向不明"),
    ("misuse", "疑似挪用"),
    ("idle", "未支用"),
)


def flow_page(audit: Mapping[str, Any]) -> str:
    """Return the page of a case or of traced statements as HTML.

    Args:
        audit: the interface's JSON: `trace`, `documents`, `as_of`, `borrower`. What `docaudit trace` adds to each loan
            (`disbursements`, `ends`, `warnings`) is shown where it is there.
    """
    root = ET.Element("html", {"lang": "zh-CN"})
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    ET.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    _text(head, "title", "贷款资金流向图")
    ET.SubElement(head, "style").text = _STYLE.read_text("utf-8")
    body = ET.SubElement(root, "body")
    _text(body, "h1", "贷款资金流向图")
    _text(body, "p", _facts(audit), {"class": "quiet"})
    picture = flow_picture(audit)
    if picture.links:
        body.append(sankey_svg(audit, picture, WIDE, css_class="wide"))
        body.append(sankey_svg(audit, picture, NARROW, css_class="narrow"))
        _legend(body)
    else:
        _text(body, "p", "没有可追踪的放款。")
    traces = audit.get("trace", ())
    for trace in traces:
        _loan(body, audit, trace, alone=len(traces) == 1)
    warnings = list(dict.fromkeys(w for trace in traces for w in trace.get("warnings", ())))
    if warnings:
        _text(body, "h2", "提示")
        notes = ET.SubElement(body, "ul")
        for warning in warnings:
            _text(notes, "li", warning)
    return "<!DOCTYPE html>\n" + ET.tostring(root, encoding="unicode", method="html") + "\n"


def _facts(audit: Mapping[str, Any]) -> str:
    methods = dict.fromkeys(label("method", str(t.get("method"))) for t in audit.get("trace", ()))
    total = sum(fen(t.get("disbursed")) for t in audit.get("trace", ()))
    facts = [
        f"借款人 {audit['borrower']}" if audit.get("borrower") else None,
        f"放款合计 {Money(total).shown()} 元",
        f"归集方法 {'、'.join(methods)}" if methods else None,
        f"截至 {audit['as_of']}" if audit.get("as_of") else None,
    ]
    return " · ".join(filter(None, facts))


def _legend(body: ET.Element) -> None:
    legend = ET.SubElement(body, "p", {"class": "legend quiet"})
    for meaning, words in _LEGEND:
        entry = ET.SubElement(legend, "span")
        ET.SubElement(entry, "i", {"class": f"dot {meaning}"}).tail = words
    note = "最少、最多：无论混同资金按何种顺序支用，贷款资金都在此范围内。用途的上下限为精确值，其余为可靠范围。"
    _text(body, "p", note, {"class": "quiet"})


def _loan(body: ET.Element, audit: Mapping[str, Any], trace: Mapping[str, Any], *, alone: bool) -> None:
    name = "" if alone else f"{trace.get('loan')}："
    drawn = trace.get("disbursements", ())
    if drawn:
        rows = [
            (str(d.get("date")), _yuan(d.get("amount")), str(d.get("account") or "—"), place_text(d)) for d in drawn
        ]
        _table(body, f"{name}放款入账", ("日期", "#金额", "账号", "出处"), rows)
    uses = [use for use in trace.get("uses", ()) if fen(use.get("max")) > 0]
    _table(
        body,
        f"{name}用途",
        ("用途", "#贷款资金", "#最少", "#最多"),
        [(label("use", str(u.get("use"))), *_figures(_span(u, "amount"))) for u in uses],
        [use_meaning(u.get("use")) for u in uses],
    )
    ends = [e for e in trace.get("ends", ()) if fen(e.get("max")) > 0]
    if ends:
        _table(
            body,
            f"{name}追踪终点",
            ("资金停在何处", "#贷款资金", "#最少", "#最多"),
            [
                *((label("end", str(e.get("end"))), *_figures(_span(e, "amount"))) for e in ends),
                ("离开流水可见范围合计", *_figures(_span(trace.get("left_graph", {}), "amount"))),
            ],
        )
    payees = payee_sums(audit, trace, MOST_ROWS)
    if payees:
        _table(
            body,
            f"{name}收款人",
            ("收款人", "#贷款资金", "#最少", "#最多", "用途"),
            [(p.words, *_figures(p.span), p.uses) for p in payees],
        )


def _table(
    body: ET.Element,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    meanings: Sequence[str] = (),
) -> None:
    """Append a table; a heading that begins with # is that of a column of figures."""
    _text(body, "h2", title)
    frame = ET.SubElement(body, "div", {"class": "wide-table"})
    table = ET.SubElement(frame, "table")
    line = ET.SubElement(ET.SubElement(table, "thead"), "tr")
    kinds = [{"class": "number"} if h.startswith("#") else {} for h in heads]
    for head, kind in zip(heads, kinds, strict=True):
        _text(line, "th", head.removeprefix("#"), {"scope": "col", **kind})
    inner = ET.SubElement(table, "tbody")
    for number, row in enumerate(rows):
        line = ET.SubElement(inner, "tr")
        for i, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
            element = ET.SubElement(line, "th" if i == 0 else "td", {"scope": "row"} if i == 0 else kind)
            if i == 0 and number < len(meanings):
                ET.SubElement(element, "i", {"class": f"dot {meanings[number]}"}).tail = clean(cell)
            else:
                element.text = clean(cell)


def _text(parent: ET.Element, tag: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    ET.SubElement(parent, tag, dict(attributes or {})).text = clean(text)


def _span(row: Mapping[str, Any], key: str) -> Span:
    return Span(fen(row.get(key)), fen(row.get("min")), fen(row.get("max")))


def _figures(span: Span) -> tuple[str, str, str]:
    return Money(span.amount_fen).shown(), Money(span.min_fen).shown(), Money(span.max_fen).shown()


def _yuan(text: object) -> str:
    return Money(fen(text)).shown()
