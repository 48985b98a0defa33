"""Figures and units of financial statements: in yuan, whatever unit is printed."""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.financials.blocks import Block, Item
from docaudit.understanding.grids import GridRow, unwrap
from docaudit.understanding.statements.figures import is_nothing

_UNITS = {
    "元": 1, "千元": 1000, "万元": 10_000, "十万元": 100_000, "百万元": 1_000_000, "千万元": 10_000_000, "亿元": 100_000_000,
}  # fmt: skip
_UNIT = re.compile(
    r"(?<![制报填编])单位\s*[:：]?\s*[(（]?\s*(?:人民币)?\s*[/／]?\s*(百万元|千万元|十万元|亿元|万元|千元|元)(?!\s*[/／]\s*股)"
)
_UNIT_BARE = re.compile(r"人民币\s*(百万元|千万元|亿元|万元|千元|元)|[(（](百万元|亿元|万元|千元)[)）]$")
_UNIT_CELL = re.compile(
    r"(?:.*(?:表|金额|余额|发生额|累计数?|[期年][末初]数?))?[(（](?:人民币|单位[:：]?)?(百万元|千万元|十万元|亿元|万元|千元|元)[)）]|(?:人民币)?([百千]?万元|千元|元)"
)
"""A cell that holds the unit alone, or behind the title or a column's heading."""
_UNIT_HEADING = re.compile(r"[(（/](?:单位[:：]?)?(?:人民币)?(百万元|千万元|十万元|亿元|万元|千元|元)[)）]?")
"""The unit in the heading of a column of figures."""
_MISREAD_YUAN = re.compile(r"(?<![制报填编])单位[:：;]?(?:人民币)?(百万|万|千)?[兀无几完冗丌]$")
"""Scans read the two strokes of 元 as other glyphs; no other word of one glyph follows 单位：."""
_CAPTION_UNIT = re.compile(r"[(（](?:人民币)?(百万元|千万元|亿元|万元|千元|元)[)）]$")


def figure_of(item: Item, column: int | None, sure: float, factor: int) -> Field[Money]:
    """Return the figure of a line in a column, in yuan; a unit in the caption beats the statement's (`factor`)."""
    cell = item.figures.get(column) if column is not None else None
    value = decimal_of(cell.text) if cell is not None else None
    if cell is None or value is None:
        return Field()
    own = _CAPTION_UNIT.search(unwrap(item.caption.text))
    scale = _UNITS[own.group(1)] if own else factor
    fen = int((value * scale * 100).quantize(Decimal(1), ROUND_HALF_UP))
    return Field(Money(fen), sure * cell.confidence, item.page.cell_evidence(cell))


def decimal_of(text: str) -> Decimal | None:
    """Return a figure as printed; None for blanks, dashes, percentages and anything else."""
    if any(map(is_nothing, unicodedata.normalize("NFKC", text).strip().split("\n"))):
        return None  # two cells in one, of which one is empty: the dash is no sign
    if re.search(r"\d[ \t\u3000]+\d(?!\d\d(?!\d))", text):
        return None  # two numbers side by side, no thousands set apart
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("，", ",").lstrip("¥￥")
    plain = re.sub(r"[−–—﹣─]", "-", plain)
    if is_nothing(plain) or "%" in plain:
        return None
    found = re.fullmatch(r"(-?)(\(?)(-?)[¥￥]?(\d[\d,.]*)(\)?)(-?)(?:元)?", plain)
    if found is None or bool(found.group(2)) != bool(found.group(5)):
        return None
    digits = found.group(4)
    parts = re.split(r"[,.]", digits)
    if len(parts) > 1:
        tail = parts[-1]
        grouped = all(len(p) == 3 for p in parts[1:])
        if "." in digits and digits.rfind(".") > digits.rfind(",") and digits.count(".") == 1:
            digits = "".join(parts[:-1]) + "." + tail
        elif grouped and "." not in digits:
            digits = "".join(parts)
        elif len(tail) == 2 and all(len(p) == 3 for p in parts[1:-1]):
            digits = "".join(parts[:-1]) + "." + tail
        elif grouped and digits.count(".") == 1 and len(parts) == 2:
            digits = parts[0] + "." + parts[1]
        else:
            return None
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    negative = bool(found.group(1) or found.group(2) or found.group(3) or found.group(6))
    return -value if negative else value


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _headed_unit(blocks: Sequence[Block]) -> str:
    """Return the unit that the headings of the columns tell; empty where they tell none or several."""
    told = {f[1] for b in blocks for text in b.headings.values() if (f := _UNIT_HEADING.search(_folded(text)))}
    return told.pop() if len(told) == 1 else ""


def unit_of(rows: Sequence[GridRow], blocks: Sequence[Block]) -> tuple[Field[str], int]:
    """Return the printed unit with its factor to yuan: from the head, else from the headings, else from the captions."""
    for pattern in (_UNIT, _UNIT_BARE):
        for row in rows:
            text = unicodedata.normalize("NFKC", row.text)
            found = pattern.search(re.sub(r"\s+", "", text)) or pattern.search(text)
            if found is None:
                continue
            unit = next(g for g in found.groups() if g)
            cell = next((c for c in row.filled() if unit in c.text), row.filled()[0])
            return Field(unit, 0.98 * cell.confidence, row.page.cell_evidence(cell)), _UNITS[unit]
    for row in rows:
        for cell in row.filled():
            found = _UNIT_CELL.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell.text)))
            if found is not None:
                unit = found.group(1) or found.group(2)
                return Field(unit, 0.95 * cell.confidence, row.page.cell_evidence(cell)), _UNITS[unit]
    unit = _headed_unit(blocks)
    for row in rows if unit else ():
        head = next((c for c in row.filled() if unit in _folded(c.text)), None)
        if head is not None:
            return Field(unit, 0.9 * head.confidence, row.page.cell_evidence(head)), _UNITS[unit]
    for row in rows:
        found = _MISREAD_YUAN.search(re.sub(r"\s+", "", unicodedata.normalize("NFKC", row.text)))
        if found is not None and any(c.confidence < 1 for c in row.filled()):
            cell = next((c for c in row.filled() if "单位" in c.text), row.filled()[-1])
            unit = (found.group(1) or "") + "元"
            return Field(unit, 0.7 * cell.confidence, row.page.cell_evidence(cell)), _UNITS[unit]
    for item in (i for b in blocks for i in b.items):
        inside = _CAPTION_UNIT.search(unwrap(item.caption.text))
        if inside is not None:
            return Field(inside.group(1), 0.95, item.page.cell_evidence(item.caption)), _UNITS[inside.group(1)]
    return Field(), 1
