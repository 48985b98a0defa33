"""Where the columns of an invoice's goods are: its pieces in rows, and the extent of each caption of the header."""

from __future__ import annotations

import re
from statistics import median

from docaudit.records.evidence import Box
from docaudit.understanding.invoices.chunks import Chunk, Print

Columns = dict[str, tuple[float, float]]
"""By what a column holds: where its caption begins and ends, as shares of the page's width."""

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
# An amount set to the right meets the rate set to the left of the next column; a scan keeps no gap between them.
_MONEY_AND_RATE = re.compile(r"(-?[\d,]*\d\.\d{2})[ ]?(\d{1,2}%|免税|不征税)")
FIGURE = re.compile(r"^-?[\d,]*\.?\d+$")
"""A figure without a mark: a quantity, a price, an amount."""
_UNKNOWN = re.compile(r"[\u4e00-\u9fff/]{4,}")
"""A caption of a column that only some trades have (建筑服务发生地, 产权证书号); shorter pieces may be parts of one."""


def split_chunks(paper: Print, chunks: list[Chunk]) -> list[Chunk]:
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


def rows_of(chunks: list[Chunk], tilt: float) -> list[list[Chunk]]:
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


def header_of(paper: Print, rows: list[list[Chunk]]) -> tuple[int, list[Columns]] | None:
    """Return the header's row and the extent of each column's caption, for each of the tables beside each other.

    Columns of other captions are kept too, so that what stands under them goes to no neighbour; where none names the
    goods, the leftmost of them is misread and does.
    """
    for i, row in enumerate(rows):
        tables: list[Columns] = [{}]
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


def cut_at_column(paper: Print, chunk: Chunk, columns: Columns) -> list[Chunk]:
    """Part a piece of two printed words whose last is a figure of the next column: 吨 150, set close to each other."""
    order = sorted(columns.items(), key=lambda kv: kv[1][0])
    words = [paper.text.at[i][0] for i in range(chunk.start, chunk.end)]
    for i in range(1, len(words)):
        if words[i] in {words[i - 1], -1}:
            continue
        left, right = paper.span(chunk, 0, i - (words[i - 1] == -1)), paper.span(chunk, i, len(chunk.text))
        if not FIGURE.match(right.text.replace(" ", "")) or FIGURE.match(left.text.replace(" ", "")):
            continue
        own, other = column_of(left, order), column_of(right, order)
        if own != other and other in {"quantity", "unit_price", "amount"}:
            return [left, right]
    return [chunk]


def is_near(chunk: Chunk, columns: Columns, name: str) -> bool:
    """Say whether a piece stands under the caption of a column or beside it; where the column is unknown, it does."""
    if name not in columns:
        return True
    x0, x1 = columns[name]
    return chunk.box.x1 > x0 - 0.04 and chunk.box.x0 < x1 + 0.04


def column_of(chunk: Chunk, order: list[tuple[str, tuple[float, float]]]) -> str:
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
