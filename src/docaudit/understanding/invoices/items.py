"""The lines of an invoice: columns by the header's places, figures by their shape and neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from statistics import median

from docaudit.documents.vat_invoice import InvoiceItem
from docaudit.records.amounts import parse_amount
from docaudit.records.evidence import Box, Field
from docaudit.records.money import Money
from docaudit.understanding.invoices.chunks import Chunk, Print, tilt

_COLUMNS: dict[str, re.Pattern[str]] = {
    "name": re.compile(
        r"(?:货物或应税劳务(?:、|,)?服?务?名称|货物\(?(?:劳务|服务)\)?名称|项目名称|商品名称|应税(?:货物|劳务|服务)名称|品名|^项目$|^(?:收费|缴费|交费|缴款|收入|消费)项目(?:名称)?$|^(?:货物|商品|产品|货品|服务|品目|菜品|物品)(?:名称)?$|^名称$|货物、?应税.{0,6}名称)"
    ),
    "specification": re.compile(r"规格(?:型号)?|车牌号"),
    "unit": re.compile(r"^单位|单位$|计量单位|(?<=号)单位|车辆?类型|类型"),
    "quantity": re.compile(r"数量|通行日期起"),
    "unit_price": re.compile(r"单价|^(?:收费|缴费|执收)?标准$|通行日期止"),
    "amount": re.compile(r"金额"),
    "tax_rate": re.compile(r"税率(?:/征收率)?|征收率"),
    "tax": re.compile(r"税额"),
}
# A scan may misread the first glyph of 合计, which stands alone; only totals carry the mark of the yuan behind it.
_END = re.compile(r"^(?:合计|金额[合总]计|合计金额|小计|价税合计|总计|原价合计|计$|.?计[¥￥])")
_RATE = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})?%|免税|不征税|出口零税率|普通零税率|\*{2,3})$")
_MONEY = re.compile(r"^[¥￥]?-?[\d,]*\d[.,]\d{2}$|^\(-?[\d,]+\.\d{2}\)$")
# An amount set to the right meets the rate set to the left of the next column; a scan keeps no gap between them.
_MONEY_AND_RATE = re.compile(r"(-?[\d,]*\d\.\d{2})[ ]?(\d{1,2}%|免税|不征税)")
_FIGURE = re.compile(r"^-?[\d,]*\.?\d+$")
_LIST = re.compile(r"详见销货清单|详见清单")
_APART = 0.006
"""How far texts that are set to the same left edge may begin apart, as a share of the page's width."""
_UNKNOWN = re.compile(r"[\u4e00-\u9fff/]{4,}")
"""A caption of a column that only some trades have (建筑服务发生地, 产权证书号); shorter pieces may be parts of one."""
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
    chunks = _split(paper, upright)
    rows = _rows(chunks, tilt(chunks))
    header = _header(paper, rows)
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


def _table_lines(
    paper: Print, rows: list[list[Chunk]], columns: dict[str, tuple[float, float]]
) -> Iterator[tuple[int, _Line]]:
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


def _names_above(rows: list[list[Chunk]], columns: dict[str, tuple[float, float]]) -> bool:
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


def _split(paper: Print, chunks: list[Chunk]) -> list[Chunk]:
    """Part pieces in which two figures stand side by side, or short cells one below the other."""
    out = []
    usual = median(c.box.height for c in chunks) if chunks else 0.0
    for chunk in chunks:
        if 2 <= len(chunk.text) <= 8 and chunk.box.height > 1.6 * usual and chunk.box.width < 2.5 * chunk.box.height:
            out += _stacked(chunk, usual)
            continue
        if both := _MONEY_AND_RATE.fullmatch(chunk.text):
            out += [paper.span(chunk, *both.span(part)) for part in (1, 2)]
        elif re.fullmatch(r"[-\d.,]+%?(?: [-\d.,¥]+%?)+", chunk.text):
            out += [paper.span(chunk, m.start(), m.end()) for m in re.finditer(r"\S+", chunk.text)]
        else:
            out.append(chunk)
    return out


def _left_edges(rows: list[list[Chunk]], columns: dict[str, tuple[float, float]]) -> list[float]:
    """Return where texts of the column beside the names begin: under its caption, or where other rows have theirs."""
    order = sorted(columns.items(), key=lambda kv: kv[1][0])
    if len(order) < 2 or order[0][0] != "name" or order[1][0] not in {"specification", "unit"}:
        return []
    beside = order[1]
    return [beside[1][0], *(c.box.x0 for r in rows[1:] for c in r if _column(c, order) == beside[0])]


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


def _name_edge(rows: list[list[Chunk]], columns: dict[str, tuple[float, float]]) -> float | None:
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


def _stacked(chunk: Chunk, usual: float) -> list[Chunk]:
    """Part a piece that a recogniser read down a column (只 over 只), where it has one glyph a row."""
    count = len(chunk.text)
    if round(chunk.box.height / usual) not in {count, count - 1, count + 1}:
        return [chunk]
    step = chunk.box.height / count
    return [
        Chunk(
            chunk.text[i],
            chunk.page,
            chunk.row,
            chunk.start + i,
            chunk.start + i + 1,
            Box(chunk.box.x0, chunk.box.y0 + i * step, chunk.box.x1, chunk.box.y0 + (i + 1) * step),
        )
        for i in range(count)
    ]


def _rows(chunks: list[Chunk], tilt: float) -> list[list[Chunk]]:
    """Put pieces side by side into rows by the height of their middles, the tilt taken out."""

    def level(chunk: Chunk) -> float:
        return chunk.middle - tilt * chunk.box.center[0]

    rows: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=level):
        if rows:
            last = rows[-1]
            mean = sum(map(level, last)) / len(last)
            if abs(level(chunk) - mean) < 0.5 * min(chunk.box.height, max(c.box.height for c in last)):
                last.append(chunk)
                continue
        rows.append([chunk])
    return [sorted(row, key=lambda c: c.box.x0) for row in rows]


def _header(paper: Print, rows: list[list[Chunk]]) -> tuple[int, list[dict[str, tuple[float, float]]]] | None:
    """Return the header's row and the extent of each column's caption, for each of the tables beside each other.

    Columns of other captions are kept too, so that what stands under them goes to no neighbour; where none names the
    goods, the leftmost of them is misread and does.
    """
    for i, row in enumerate(rows):
        tables: list[dict[str, tuple[float, float]]] = [{}]
        others: list[tuple[float, float]] = []
        for chunk in row:
            known = False
            for name, pattern in _COLUMNS.items():
                match = pattern.search(chunk.text)
                if match is None:
                    continue
                if name == "name" and name in tables[-1] and "amount" in tables[-1]:
                    tables.append({})
                if name not in tables[-1]:
                    part = paper.span(chunk, match.start(), match.end())
                    tables[-1][name] = (part.box.x0, part.box.x1)
                    known = True
            if not known and _UNKNOWN.fullmatch(chunk.text):
                others.append((chunk.box.x0, chunk.box.x1))
        found = tables[0]
        if "amount" in found and len(found) >= 3 and ("tax" in found or "tax_rate" in found or "name" in found):
            if "name" not in found and others and others[0][0] < min(x0 for x0, _ in found.values()):
                found["name"] = others.pop(0)
            if len(tables) == 1:
                tables = [found | {f"other {k}": span for k, span in enumerate(others)}]
            return i, [t for t in tables if "amount" in t]
    return None


def _assign(row: list[Chunk], columns: dict[str, tuple[float, float]]) -> _Line:
    line = _Line()
    order = sorted(columns.items(), key=lambda kv: kv[1][0])
    rate = next((c for c in row if _RATE.match(c.text.replace(" ", "")) and _near(c, columns, "tax_rate")), None)
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
            column = _column(chunk, order)
            if column in {"amount", "tax"}:
                line.figures.setdefault(column, chunk)
    amount = line.figures.get("amount")
    used = set(map(id, line.figures.values()))
    for chunk in row:
        if id(chunk) in used or (amount is not None and chunk.box.x0 > amount.box.x0):
            continue
        column = _column(chunk, order)
        if column in {"quantity", "unit_price"} and _FIGURE.match(chunk.text.replace(" ", "")):
            line.figures.setdefault(column, chunk)
        elif column == "specification":
            line.specification.append(chunk)
        elif column == "unit" and len(chunk.text) <= 8:
            line.unit.append(chunk)
        elif column == "name" or chunk.text.startswith("*"):
            line.name.append(chunk)
    return line


def _near(chunk: Chunk, columns: dict[str, tuple[float, float]], name: str) -> bool:
    if name not in columns:
        return True
    x0, x1 = columns[name]
    return chunk.box.x1 > x0 - 0.04 and chunk.box.x0 < x1 + 0.04


def _column(chunk: Chunk, order: list[tuple[str, tuple[float, float]]]) -> str:
    """Return the column whose caption overlaps most, else the nearest one; long names begin left of theirs."""
    best, most = order[0][0], -1.0
    for name, (x0, x1) in order:
        shared = min(chunk.box.x1, x1) - max(chunk.box.x0, x0)
        if name == "name":
            # Text columns are set left: a long name runs under the next caption.
            shared = max(shared, 0.0 if chunk.box.x0 < x0 else shared)
        if shared > max(most, 0.0):
            best, most = name, shared
    if most > 0 and not (best != order[0][0] and order[0][0] == "name" and chunk.box.x0 < order[0][1][0]):
        return best
    if order[0][0] == "name" and chunk.box.x0 < order[0][1][1]:
        return "name"
    middle = chunk.box.center[0]
    return min(order, key=lambda kv: abs((kv[1][0] + kv[1][1]) / 2 - middle))[0]


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
