"""The lines of an invoice: columns by the header's places, figures by their shape and neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from docaudit.documents.vat_invoice import InvoiceItem
from docaudit.records.amounts import parse_amount
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.invoices.chunks import Chunk, Print, tilt
from docaudit.understanding.invoices.columns import (
    FIGURE,
    Columns,
    column_of,
    cut_at_column,
    header_of,
    is_near,
    rows_of,
    split_chunks,
)

# A scan may misread the first glyph of 合计, which stands alone; only totals carry the mark of the yuan behind it.
_END = re.compile(r"^(?:合计|金额[合总]计|合计金额|小计|价税合计|总计|原价合计|计$|.?计[¥￥])")
_RATE = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})?%|免税|不征税|出口零税率|普通零税率|\*{2,3})$")
_MONEY = re.compile(r"^[¥￥]?-?[\d,]*\d[.,]\d{2}$|^\(-?[\d,]+\.\d{2}\)$")
_LIST = re.compile(r"详见销货清单|详见清单")
_APART = 0.006
"""How far texts that are set to the same left edge may begin apart, as a share of the page's width."""
PARTICULARS = re.compile(
    r"出行人|有效身份证件(?:类型|号码?)?|出行日期|出发地|到达地|等级|交通工具类型|运输工具(?:种类|牌号|号码)|起运地|运输货物名称|车种车号"
    r"|(?:租赁|服务)期(?:限)?起止|不动产(?:单元代码|地址)|船舶|身份证号|航班号|车次|座位(?:等级|类型)"
)
"""Captions of the small table below the goods in which carriers and lessors tell of the journey or the lease."""


@dataclass(slots=True)
class _Line:
    """One item while it is put together."""

    name: list[Chunk] = field(default_factory=list)
    specification: list[Chunk] = field(default_factory=list)
    unit: list[Chunk] = field(default_factory=list)
    figures: dict[str, Chunk] = field(default_factory=dict)


def read_items(paper: Print) -> tuple[InvoiceItem, ...]:
    """Return the lines of all pages in order; a line that only points to an attached list is no line beside it."""
    lines: list[_Line] = []
    for page in range(len(paper.paper.pages)):
        lines += _page_lines(paper, page)
    items = [_item(paper, line) for line in lines]
    if len(items) > 1:
        items = [i for i in items if not _LIST.search((i.name.evidence.text if i.name.evidence else "") or "")]
    return tuple(items)


def _page_lines(paper: Print, page: int) -> list[_Line]:
    shape = (paper.paper.pages[page].width or 1.0, paper.paper.pages[page].height or 1.0)
    # Print that runs down the margin (第三联：发票联) is no part of a row.
    upright = [
        c for c in paper.on_page(page) if c.box.height * shape[1] < 3 * c.box.width * shape[0] or len(c.text) < 3
    ]
    chunks = split_chunks(paper, upright)
    rows = rows_of(chunks, tilt(chunks))
    header = header_of(paper, rows)
    if header is None:
        return []
    index, tables = header
    ends = [max(x1 for _, x1 in table.values()) for table in tables]
    starts = [min(x0 for x0, _ in table.values()) for table in tables]
    # Two tables beside each other part where the captions of one end and those of the next begin.
    limits = [(end + start) / 2 for end, start in zip(ends, starts[1:], strict=False)]
    body = rows[index + 1 :]
    stop = next((k for k, row in enumerate(body) if _ends(row)), len(body))
    found: list[tuple[int, int, _Line]] = []
    for number, columns in enumerate(tables):
        within = [
            [c for c in row if sum(c.box.center[0] > limit for limit in limits) == number]
            for row in (rows[index], *body[:stop])
        ]
        found += [(place, number, line) for place, line in _table_lines(paper, within, columns)]
    return [line for _, _, line in sorted(found, key=lambda f: f[:2])]


def _ends(row: list[Chunk]) -> bool:
    """Say whether a row stands below the items: sums, or what carriers and lessors tell of."""
    if _END.match("".join(c.text for c in row)) or any(re.match(r"^价税合计|^合计$", c.text) for c in row):
        return True
    return sum(PARTICULARS.match(c.text) is not None for c in row) >= 2


def _table_lines(paper: Print, rows: list[list[Chunk]], columns: Columns) -> Iterator[tuple[int, _Line]]:
    """Yield the lines of one table with the place of their rows; the first of `rows` is its header."""
    lines: list[_Line] = []
    pending: list[Chunk] = []
    edges = _left_edges(rows, columns)
    edge = _name_edge(rows, columns) if paper.paper.ocr and "name" in columns else None
    above = _names_above(rows, columns)
    for place, printed in enumerate(rows[1:]):
        row = [piece for chunk in printed for piece in _parted(paper, chunk, edges)]
        if edge is not None:
            row = [piece for chunk in row for piece in _cut_glued(paper, chunk, edge)]
        row = [piece for chunk in row for piece in cut_at_column(paper, chunk, columns)]
        line = _assign(row, columns)
        if "amount" not in line.figures:
            if above:
                pending += line.name
            else:
                _continue(lines, pending, line)
            continue
        line.name[:0] = pending
        pending = []
        lines.append(line)
        yield place, line


def _names_above(rows: list[list[Chunk]], columns: Columns) -> bool:
    """Say whether names stand in lines of their own over their figures, as on the rolls of tills."""
    lines = [_assign(row, columns) for row in rows[1:]]
    priced = [line for line in lines if "amount" in line.figures]
    return bool(priced) and lines[0] not in priced and not any(line.name for line in priced)


def _continue(lines: list[_Line], pending: list[Chunk], line: _Line) -> None:
    """Put a row without figures where it belongs: to the line above, or before the line to come."""
    starts_anew = bool(line.name) and line.name[0].text.startswith("*") and line.name[0].text.count("*") >= 2
    if lines and not starts_anew and not pending:
        lines[-1].name += line.name
        lines[-1].specification += line.specification
    elif line.name:
        pending += line.name


def _left_edges(rows: list[list[Chunk]], columns: Columns) -> list[float]:
    """Return where texts of the column beside the names begin: under its caption, or where other rows have theirs."""
    order = sorted(columns.items(), key=lambda kv: kv[1][0])
    if len(order) < 2 or order[0][0] != "name" or order[1][0] not in {"specification", "unit"}:
        return []
    beside = order[1]
    return [beside[1][0], *(c.box.x0 for r in rows[1:] for c in r if column_of(c, order) == beside[0])]


def _parted(paper: Print, chunk: Chunk, edges: list[float]) -> list[Chunk]:
    """Part a name that runs up to the text of the next column: between printed words, where that column begins."""
    words = [paper.text.at[i][0] for i in range(chunk.start, chunk.end)]
    for i in range(1, len(words)):
        if words[i] in {words[i - 1], -1}:
            continue
        rest = paper.span(chunk, i, len(chunk.text))
        if any(abs(rest.box.x0 - edge) < _APART for edge in edges):
            return [paper.span(chunk, 0, i - (words[i - 1] == -1)), rest]
    return [chunk]


_GLYPHS = 0.02
"""Share of the page's width: about two glyphs, as exactly as the place of a glyph within a read word is known."""


def _name_edge(rows: list[list[Chunk]], columns: Columns) -> float | None:
    """Return where the column of names ends, its caption in its middle; None without specifications beside it."""
    order = sorted(columns, key=lambda name: columns[name][0])
    lefts = (
        [row[0].box.x0 for row in rows[1:] if row and row[0].box.x0 < columns["name"][1]] if order[0] == "name" else []
    )
    return sum(columns["name"]) - min(lefts) if lefts and order[1:2] == ["specification"] else None


def _cut_glued(paper: Print, chunk: Chunk, edge: float) -> list[Chunk]:
    """Part a name from the specification that a scan reads with it as one word: at figures and letters near the edge.

    A name that were too long for its column would go on below it, so what reaches over the edge is the next column's.
    """
    if chunk.box.x0 > edge - _GLYPHS or chunk.box.x1 < edge + _GLYPHS:
        return [chunk]
    cuts = [
        (abs(paper.span(chunk, i, len(chunk.text)).box.x0 - edge), i)
        for i in range(1, len(chunk.text))
        if chunk.text[i - 1] == " "
        or (not chunk.text[i - 1].isascii() and chunk.text[i].isascii() and chunk.text[i].isalnum())
    ]
    away, at = min(cuts, default=(1.0, 0))
    if away > _GLYPHS:
        return [chunk]
    return [paper.span(chunk, 0, at - (chunk.text[at - 1] == " ")), paper.span(chunk, at, len(chunk.text))]


def _assign(row: list[Chunk], columns: Columns) -> _Line:
    line = _Line()
    order = sorted(columns.items(), key=lambda kv: kv[1][0])
    rate = next((c for c in row if _RATE.match(c.text.replace(" ", "")) and is_near(c, columns, "tax_rate")), None)
    money = [c for c in row if _MONEY.match(c.text.replace(" ", ""))]
    if rate is not None:
        line.figures["tax_rate"] = rate
        left = [c for c in money if c.box.x1 <= rate.box.x0 + 0.01]
        right = [
            c
            for c in row
            if c.box.x0 >= rate.box.x1 - 0.01 and (c in money or re.match(r"^\*+$|^0$|^-+$|^免税$", c.text))
        ]
        if left:
            line.figures["amount"] = left[-1]
        if right:
            line.figures["tax"] = right[0]
    else:
        for chunk in money:
            column = column_of(chunk, order)
            if column in {"amount", "tax"}:
                line.figures.setdefault(column, chunk)
    amount = line.figures.get("amount")
    used = set(map(id, line.figures.values()))
    for chunk in row:
        if id(chunk) in used or (amount is not None and chunk.box.x0 > amount.box.x0):
            continue
        column = column_of(chunk, order)
        if column in {"quantity", "unit_price"} and FIGURE.match(chunk.text.replace(" ", "")):
            line.figures.setdefault(column, chunk)
        elif column == "specification":
            line.specification.append(chunk)
        elif column == "unit" and len(chunk.text) <= 8:
            line.unit.append(chunk)
        elif column == "name" or chunk.text.startswith("*"):
            line.name.append(chunk)
    return line


def _item(paper: Print, line: _Line) -> InvoiceItem:
    text = "".join(paper.text.raw(c.start, c.end) for c in line.name)
    # A list of goods numbers its rows.
    text = re.sub(r"^\d{1,4}(?=\*)", "", text)
    if paper.paper.ocr and re.match(r"^[·•.・★☆]?[^*＊]{2,20}[*＊][^*＊]+$", text):
        # A scan often loses or blurs the small asterisk at the very edge of the table.
        text = "*" + text.lstrip("·•.・★☆")
    category, name = split_name(text)
    whole = paper.joined(line.name, text, 0.96)
    return InvoiceItem(
        name=Field(name, whole.confidence, whole.evidence) if name else Field(),
        category=Field(category, whole.confidence, whole.evidence) if category else Field(),
        specification=_text(paper, line.specification),
        unit=_text(paper, line.unit),
        quantity=_decimal(paper, line.figures.get("quantity")),
        unit_price=_decimal(paper, line.figures.get("unit_price")),
        amount=_money(paper, line.figures.get("amount")),
        tax_rate=_rate(paper, line.figures.get("tax_rate")),
        tax=_money(paper, line.figures.get("tax")),
    )


def split_name(text: str) -> tuple[str | None, str | None]:
    """Part ``*category*name`` (domain.md 4.2); without asterisks all of it is the name."""
    match = re.match(r"^\s*[*＊]([^*＊]+)[*＊]\s*(.*)$", text, re.DOTALL)
    if match:
        return match.group(1).strip() or None, match.group(2).strip() or None
    return None, text.strip() or None


def _text(paper: Print, parts: list[Chunk]) -> Field[str]:
    value = "".join(paper.text.raw(c.start, c.end) for c in parts).strip()
    return paper.joined(parts, value, 0.93) if value else Field()


def _money(paper: Print, chunk: Chunk | None) -> Field[Money]:
    if chunk is None or chunk.text.startswith("*"):
        return Field()
    return paper.text.field(parse_amount(chunk.text), chunk.start, chunk.end, 0.97)


def _rate(paper: Print, chunk: Chunk | None) -> Field[str]:
    if chunk is None:
        return Field()
    return paper.text.field(chunk.text.replace(" ", ""), chunk.start, chunk.end, 0.97)


def _decimal(paper: Print, chunk: Chunk | None) -> Field[Decimal]:
    if chunk is None:
        return Field()
    try:
        value = Decimal(chunk.text.replace(" ", "").replace(",", ""))
    except InvalidOperation:
        return Field()
    return paper.text.field(value, chunk.start, chunk.end, 0.95)
