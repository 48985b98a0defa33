"""Which lines are the headings of a statement, and over which column each of them stands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from docaudit.records.evidence import Box
from docaudit.understanding.financials.columns import plain_heading
from docaudit.understanding.grids import GridRow

_OVER_CAPTIONS = re.compile(
    r"(?:报表|会计)?(?:项目|科目)(?:名称)?|资产(?:类)?(?:项目)?|指标(?:名称)?|items?"
    r"|(?:资产|负债)(?:及|和|与|、|/)?[^合总计]*(?:权益|资本|净资产)(?:\([^)]*\))?(?:类)?(?:项目)?",
    re.IGNORECASE,
)
"""What stands over the captions; the headings of the figures stand in the same line or next to it."""
_UNIT = re.compile(r"\(?(?:人民币)?[千万百]{0,2}元\)?")
_NARROW = re.compile(
    r"(?:行次|行号|栏次|序号|(?:附注|注释|注)[一二三四五六七八九十、]{0,2}(?:编?号码?|序号)?|notes?|no\.?)",
    re.IGNORECASE,
)
"""What stands over the numbers of lines and notes."""
_HEADING = re.compile(
    r"(?:本|该)?(?:合并|集团|母?公司)(?:数|口径|金额)?"
    r"|.{0,8}(?:期末|期初|年初|年末|季初|季末|月末|上年|上期|上季|上一|去年|前期|同期|基期|对比期|本年|今年|当年|本期|本季|当季|当期|本月|当月|报告[期日]|截[止至]日|累计|增减|变动|差额|同比|比率).{0,8}"
    r"|(?:审定|未审|账面)数?|(?:金|余|数|总)?额|数|\(?(?:人民币)?[千万百]{0,2}元\)?"
    rf"|{_NARROW.pattern}|截?[至止]?(?:19|20)\d{{2}}[-年./](?:.{{0,18}}|\d{{1,2}}[-./]\d{{1,2}})",
    re.IGNORECASE,
)
"""What a heading over figures may say; the lines of a heading that wraps are told by those beside them."""
_SKIPPED, _BARE = {True: 0.3, False: 1.0}, {True: 0.3, False: 1.0}
"""What it costs (in page widths) that a heading stands over no column, or a column has none: little for those of the
numbers of lines and notes."""
_CROSSED = 2.0
"""What it costs that a heading of such numbers stands over amounts, or one of amounts over such numbers."""
_MIDST = 0.25
"""Share of the way to the next heading by which the middle of one that stands over several lies beside theirs."""


def heading_rows(rows: Sequence[GridRow]) -> list[GridRow]:
    """Return those of the rows above the first figures that are headings: no title, firm, day or unit."""
    anchors = [k for k, r in enumerate(rows) if any(heads_captions(t) for t in _said(r))]
    if anchors:
        first = last = anchors[-1]
        while first > max(0, anchors[-1] - 2) and _stands_over(rows[first - 1]):
            first -= 1
        while last + 1 < len(rows) and _is_heading(rows[last + 1], whole=False):
            last += 1
        return list(rows[first : last + 1])
    return [r for r in rows if _stands_over(r)]


def heads_captions(text: str) -> bool:
    """Say whether a cell stands over captions (项目, 资产, 负债和所有者权益), perhaps with the heading of the notes."""
    return _OVER_CAPTIONS.fullmatch(re.sub(r"(?:附注|注释|行次)+$", "", plain_heading(text))) is not None


def _stands_over(row: GridRow) -> bool:
    """Say whether a line above the headings is one of them; the day and the unit of a head stand there too."""
    spans = any(c.column_span > 1 for c in row.filled())
    return (
        _is_heading(row)
        and (spans or len(_said(row)) > 1)
        and not any(_UNIT.fullmatch(plain_heading(t)) for t in _said(row))
    )


def _said(row: GridRow) -> list[str]:
    """Return the headings of a line, parted where several stand in one cell."""
    return [t for c in row.filled() for t in ([x for _, x in _pieces(GridRow(row.page, (c,)))] or [c.text])]


def _is_heading(row: GridRow, *, whole: bool = True) -> bool:
    """Say whether the words of a line are headings: all of them, or one of several (not `whole`)."""
    told = [_HEADING.fullmatch(plain_heading(t)) is not None for t in _said(row)]
    return bool(told) and (all(told) or (not whole and len(told) > 1 and any(told)))


def _groups(row: GridRow, rows: Sequence[GridRow]) -> bool:
    """Say whether each heading of a row stands for several below it (合并 over 期末余额 and 年初余额)."""
    most = max(len(r.filled()) for r in rows)
    shown = row.filled()
    return 1 < len(shown) <= most // 2 and not any(heads_captions(c.text) or c.column_span > 1 for c in shown)


def headings_by_column(rows: Sequence[GridRow], width: int) -> dict[int, str]:
    """Return what headings bound to columns say over each; a cell over several columns counts for all of them."""
    found: dict[int, str] = {}
    for row in rows:
        group = _groups(row, rows)
        last: tuple[int, str] | None = None
        for i in range(width):
            cell = row.cells[i] if i < len(row.cells) else None
            if cell is not None and cell.text.strip():
                last = i + max(1, cell.column_span), re.sub(r"\s+", "", cell.text)
            if last is not None and (i < last[0] or group):
                found[i] = found.get(i, "") + last[1]
    return {i: _unglued(text) for i, text in found.items()}


def headings_by_place(
    rows: Sequence[GridRow], spans: Mapping[int, Box], figures: Sequence[int], counting: Collection[int] = ()
) -> dict[int, str]:
    """Return what headings that are bound to no column say over the columns with these extents.

    What heads captions goes to the words it stands over most. The headings of a line over figures keep the order of the
    columns and take those that are nearest all together, for one may be set in the middle of a wide column or reach
    over its edge. Where a line has fewer headings than another and they stand between those (合并 over 期末余额 and
    年初余额), each counts for its share of the columns.

    Args:
        rows: the headings.
        spans: the extents of the columns.
        figures: which of the columns hold figures.
        counting: which of these count lines or point to notes.
    """
    found: dict[int, str] = {}
    numeric = sorted((k for k in figures if k in spans), key=lambda k: spans[k].x0)
    wordy = [k for k in spans if k not in numeric] or list(spans)
    lines = [list(_pieces(row)) for row in rows] if numeric else []
    fullest = max(lines, key=lambda line: sum(not _aside(p) for p in line), default=[])
    below = [p for p in _in_order(fullest, spans, numeric, counting) if not _aside(p[1])]
    for line in lines:
        for box, text in line:
            if heads_captions(text):
                i = max(wordy, key=lambda k: min(box.x1, spans[k].x1) - max(box.x0, spans[k].x0))
                found[i] = found.get(i, "") + text
        shared = _shared(line, below) if line is not fullest else []
        for column, (_, text) in shared or _in_order(line, spans, numeric, counting):
            found[column] = found.get(column, "") + text
    return {i: _unglued(text) for i, text in found.items()}


_Piece: TypeAlias = tuple[Box, str]


def _aside(piece: _Piece) -> bool:
    """Say whether a heading is none of amounts: that of captions, of numbers of lines or of notes."""
    return heads_captions(piece[1]) or _NARROW.fullmatch(plain_heading(piece[1])) is not None


def _shared(line: Sequence[_Piece], below: Sequence[tuple[int, _Piece]]) -> list[tuple[int, _Piece]]:
    """Return the headings of a line that stand each over as many of the columns of the fullest line; else none."""
    over = sorted((p for p in line if not _aside(p)), key=lambda p: p[0].x0)
    if not over or len(below) <= len(over) or len(below) % len(over):
        return []
    middles = [box.center[0] for _, (box, _) in below]
    pitch = min((b - a for a, b in itertools.pairwise(middles)), default=0.0)
    if any(abs(box.center[0] - m) < _MIDST * pitch for box, _ in over for m in middles):
        return []
    each = len(below) // len(over)
    found = [(column, over[n // each]) for n, (column, _) in enumerate(below)]
    for n, (box, _) in enumerate(over):
        under = below[n * each : (n + 1) * each]
        if not under[0][1][0].x0 < box.center[0] < under[-1][1][0].x1:
            return []
    return found


def _in_order(
    line: Sequence[_Piece], spans: Mapping[int, Box], columns: Sequence[int], counting: Collection[int]
) -> list[tuple[int, _Piece]]:
    """Return the headings of a line over figures with their columns: in order, and as near as they come together."""
    over = sorted((p for p in line if not heads_captions(p[1])), key=lambda p: p[0].x0)
    bare = [_BARE[c in counting] for c in columns]
    best: list[list[tuple[float, list[tuple[int, _Piece]]]]] = [[(sum(bare[:k]), []) for k in range(len(columns) + 1)]]
    for box, text in over:
        narrow = _NARROW.fullmatch(plain_heading(text)) is not None
        skipped = _SKIPPED[narrow]
        row = [(best[-1][0][0] + skipped, best[-1][0][1])]
        for k, column in enumerate(columns):
            place = spans[column]
            apart = max(place.x0 - box.x1, box.x0 - place.x1, 0.0) + 0.1 * abs(place.center[0] - box.center[0])
            apart += _CROSSED * (narrow != (column in counting))
            row.append(
                min(
                    (best[-1][k][0] + apart, [*best[-1][k][1], (column, (box, text))]),
                    (best[-1][k + 1][0] + skipped, best[-1][k + 1][1]),
                    (row[k][0] + bare[k], row[k][1]),
                    key=lambda way: way[0],
                )
            )
        best.append(row)
    return best[-1][-1][1]


def _pieces(row: GridRow) -> Iterator[tuple[Box, str]]:
    """Yield the headings of a line; a cell that holds several is parted into its words."""
    for cell in row.filled():
        text = re.sub(r"\s+", "", cell.text)
        if cell.box is None:
            continue
        words = list(_joined([(w.box, re.sub(r"\s+", "", w.text)) for w in cell.words]))
        several = len(words) > 1 and any(map(_aside, words))
        if heads_captions(text) or not (several or (len(words) > 1 and not _HEADING.fullmatch(plain_heading(text)))):
            yield cell.box, text
        else:
            yield from words


def _joined(words: Sequence[tuple[Box, str]]) -> Iterator[tuple[Box, str]]:
    """Yield words, lone glyphs of a heading that is set wide as one."""
    run: list[tuple[Box, str]] = []
    for box, text in words:
        if len(text) == 1 and not re.search(r"[()]", text):
            run.append((box, text))
            whole = "".join(t for _, t in run)
            if heads_captions(whole) or _HEADING.fullmatch(whole):
                yield Box.union(b for b, _ in run), whole
                run = []
            continue
        yield from run
        run = []
        yield box, text
    yield from run


def _unglued(heading: str) -> str:
    """Return a heading without that of the narrow column beside it, which stands too near to be told apart."""
    bare = re.sub("行次|行号|栏次|(?:附注|注释)(?:编?号)?", "", heading)
    return bare if bare and (_HEADING.fullmatch(plain_heading(bare)) or heads_captions(bare)) else heading
