"""The headings over the columns of a statement, and what each column is for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docaudit.records.evidence import Box
from docaudit.understanding.grids import GridRow

_SKIP = re.compile(
    r"行次|行号|附注|注释|序号|^注$|note|增减|增长|变动(?!后)|比率|比例|占比|比重|%|同比|环比|差异|预算|计划|上月|母公司|^公司$|^行$|权重"
    r"|未审|审计前|调整数|审计调整|账面数",
    re.IGNORECASE,
)
_MONTH = re.compile("本月|当月")
"""A month's own column: the statement is told by its year to date, and by the month only where that is not printed."""
_PRIOR = re.compile(r"年初|期初|上年|上期|去年|上一?年度|上年同期|比较期|前期|previous|prior|beginning", re.IGNORECASE)
YEAR_TO_DATE = re.compile(r"本年累计|年累计|累计(?:金额|数|发生额)?|本年(?:金额|数|实际|发生)", re.IGNORECASE)
_CURRENT = re.compile(r"期末|年末|本期|本年|本报告期|当期|当年|报告期末?|current|ending", re.IGNORECASE)
_MONTHS = re.compile(r"((?:19|20)\d{2})年?\d{1,2}月?[-至到~](?:(?:19|20)\d{2}年)?(\d{1,2})月")
_DAY = re.compile(r"((?:19|20)\d{2})(?:年(?=\d+月)|[./-](?=\d+[./-]))(\d{1,2})[月./-]\d{1,2}")
_YEAR = re.compile(r"((?:19|20)\d{2})[年./-]?(?:(\d{1,2})(?!\d)月?)?")
_QUARTER = {"一季": 3, "中": 6, "半年": 6, "二季": 6, "三季": 9, "四季": 12, "年报": 12, "年度": 12}
_SPAN = re.compile(r"0?1月?[-—–至~](?:(?:19|20)\d{2}年)?\d{1,2}月|累计|季度|半年|年度")
"""Headings of a span of months beside those of its last month."""
_OVER_CAPTIONS = re.compile(
    r"(?:报表|会计)?(?:项目|科目)(?:名称)?|资产(?:类)?(?:项目)?|指标(?:名称)?"
    r"|(?:资产|负债)(?:及|和|与|、|/)?[^合总计]*(?:权益|资本|净资产)(?:\([^)]*\))?(?:类)?(?:项目)?"
)
"""What stands over the captions; the headings of the figures stand in the same line or next to it."""
_UNIT = re.compile(r"\(?(?:人民币)?[千万百]{0,2}元\)?")
_NARROW = re.compile("行次|行号|附注.?|注释")
"""What stands over the numbers of lines and notes."""
_HEADING = re.compile(
    r"合并(?:数|口径)?|母?公司(?:数|口径)?|本集团|本公司|.{0,8}(?:期末|期初|年初|年末|上年|上期|本年|本期|本月|累计|增减|变动|同比|比率)"
    r".{0,8}|(?:审定|未审|账面)数?|(?:金|余|数|总)?额|数|行次|附注(?:号|编号)?|注释|\(?(?:人民币)?[千万百]{0,2}元\)?"
    r"|截?[至止]?(?:19|20)\d{2}[-年./](?:.{0,14}|\d{1,2}[-./]\d{1,2})"
)


TOLD = 0.9
"""Least sureness of columns that a heading tells."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the columns of one side mean, as places in the row; `sure` is lower where no heading said so."""

    current: int | None
    prior: int | None
    sure: float
    heading: str = ""


def columns_of(headings: Mapping[int, str], figures: Sequence[int]) -> Meaning:
    """Choose the current and the prior column of one side by dates, else by words, else by the legal order."""
    kept = [c for c in figures if not _SKIP.search(headings.get(c, ""))]
    if any("合并" in headings.get(c, "") for c in kept):
        kept = [c for c in kept if "合并" in headings.get(c, "")]
    audited = [c for c in kept if "审定" in headings.get(c, "")]
    kept = audited or kept
    kept = [c for c in kept if not _MONTH.search(headings.get(c, ""))] or kept
    dated = [(month_of(headings.get(c, "")), c) for c in kept]
    ends = sorted({month for month, _ in dated if month}, reverse=True)
    if len(ends) > 1:
        # 2024年末 is the end of the year before where 2025年6月末 stands beside it.
        found, prior = (_widest(headings, [c for m, c in dated if m == end]) for end in ends[:2])
        return Meaning(found, prior, 0.98, headings.get(found, ""))
    return _by_words(headings, kept)


def _by_words(headings: Mapping[int, str], kept: Sequence[int]) -> Meaning:
    prior = [c for c in kept if _PRIOR.search(headings.get(c, ""))]
    rest = [c for c in kept if c not in prior]
    to_date = [c for c in rest if YEAR_TO_DATE.search(headings.get(c, ""))]
    current = to_date or [c for c in rest if _CURRENT.search(headings.get(c, "")) or _MONTH.search(headings.get(c, ""))]
    if to_date and len(prior) > 1:
        prior = [c for c in prior if "累计" in headings.get(c, "")] or prior
    if current or prior:
        found = current[0] if current else next((c for c in rest), None)
        return Meaning(found, prior[0] if prior else None, 0.99, headings.get(found, "") if found is not None else "")
    dated = [c for c in kept if month_of(headings.get(c, ""))]
    if dated:
        found = _widest(headings, dated)
        return Meaning(found, None, 0.97, headings.get(found, ""))
    bare = [c for c in kept if not headings.get(c, "").strip() or re.search("金额|余额|数", headings.get(c, ""))]
    if len(bare) == 1:
        return Meaning(bare[0], None, 0.8)
    if len(bare) == 2:
        return Meaning(bare[0], bare[1], 0.7)
    return Meaning(None, None, 0.0)


def _widest(headings: Mapping[int, str], columns: Sequence[int]) -> int:
    """Return the column of the whole span where a month's own stands beside it."""
    return next((c for c in columns if _SPAN.search(_plain(headings.get(c, "")))), columns[0])


def month_of(heading: str) -> int:
    """Return year and month of a column heading as one number, the last of a span; 0 where it has none."""
    text = _plain(heading)
    for pattern in (_MONTHS, _DAY):
        found = pattern.search(text)
        if found is not None:
            return int(found.group(1)) * 100 + int(found.group(2))
    found = _YEAR.search(text)
    if found is None:
        return 0
    month = found.group(2) or next((str(m) for word, m in _QUARTER.items() if word in text), "12")
    return int(found.group(1)) * 100 + int(month)


def is_aside(heading: str) -> bool:
    """Say whether a column only counts lines, points to notes, compares, or belongs to other accounts."""
    return _SKIP.search(heading) is not None


def heading_rows(rows: Sequence[GridRow]) -> list[GridRow]:
    """Return those of the rows above the first figures that are headings: no title, firm, day or unit."""
    anchors = [k for k, r in enumerate(rows) if any(heads_captions(t) for t in _said(r))]
    if anchors:
        first = last = anchors[-1]
        while first > max(0, anchors[-1] - 2) and _stands_over(rows[first - 1]):
            first -= 1
        while last + 1 < len(rows) and _is_heading(rows[last + 1]):
            last += 1
        return list(rows[first : last + 1])
    return [r for r in rows if _stands_over(r)]


def heads_captions(text: str) -> bool:
    """Say whether a cell stands over captions (项目, 资产, 负债和所有者权益), perhaps with the heading of the notes."""
    return _OVER_CAPTIONS.fullmatch(re.sub(r"(?:附注|注释|行次)+$", "", _plain(text))) is not None


def _stands_over(row: GridRow) -> bool:
    """Say whether a line above the headings is one of them; the day and the unit of a head stand there too."""
    spans = any(c.column_span > 1 for c in row.filled())
    return (
        _is_heading(row) and (spans or len(_said(row)) > 1) and not any(_UNIT.fullmatch(_plain(t)) for t in _said(row))
    )


def _said(row: GridRow) -> list[str]:
    """Return the headings of a line, parted where several stand in one cell."""
    return [t for c in row.filled() for t in ([x for _, x in _pieces(GridRow(row.page, (c,)))] or [c.text])]


def _is_heading(row: GridRow) -> bool:
    shown = [_plain(t) for t in _said(row)]
    return bool(shown) and all(_HEADING.fullmatch(t) for t in shown)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("～", "~").replace("－", "-")


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


def headings_by_place(rows: Sequence[GridRow], spans: Mapping[int, Box], figures: Sequence[int]) -> dict[int, str]:
    """Return what headings that are bound to no column say over the columns with these extents.

    Where a line has fewer headings than another (合并 over 期末余额 and 年初余额), each column takes the nearest.
    What is no heading of captions stands over figures, in their order where there are as many, for it may be set in
    the middle of a wide column beside them.

    Args:
        rows: the headings.
        spans: the extents of the columns.
        figures: which of the columns hold figures.
    """
    found: dict[int, str] = {}
    numeric = [k for k in figures if k in spans]
    wordy = [k for k in spans if k not in numeric] or list(spans)
    for row in rows if numeric else ():
        pieces = list(_pieces(row))
        if _groups(row, rows) and pieces:
            for k in numeric:
                middle = spans[k].center[0]
                found[k] = found.get(k, "") + min(pieces, key=lambda b: abs(b[0].center[0] - middle))[1]
            continue
        over = [p for p in pieces if not heads_captions(p[1])]
        if len(over) > len(numeric):  # notes have no column where their numbers were told from figures
            over = [p for p in over if p[1][:2] not in ("附注", "注释")]
        if len(over) == len(numeric):
            order = zip(sorted(numeric, key=lambda k: spans[k].x0), sorted(over, key=lambda p: p[0].x0), strict=True)
            found.update({k: found.get(k, "") + text for k, (_, text) in order})
            pieces = [p for p in pieces if heads_captions(p[1])]
        for box, text in pieces:
            among = wordy if heads_captions(text) else numeric
            i = max(among, key=lambda k: min(box.x1, spans[k].x1) - max(box.x0, spans[k].x0))
            found[i] = found.get(i, "") + text
    return {i: _unglued(text) for i, text in found.items()}


def _pieces(row: GridRow) -> Iterator[tuple[Box, str]]:
    """Yield the headings of a line; a cell that holds several is parted into its words."""
    for cell in row.filled():
        text = re.sub(r"\s+", "", cell.text)
        if cell.box is None:
            continue
        words = list(_joined([(w.box, re.sub(r"\s+", "", w.text)) for w in cell.words]))
        several = len(words) > 1 and any(heads_captions(t) or _NARROW.fullmatch(t) for _, t in words)
        if heads_captions(text) or not (several or (len(words) > 1 and not _HEADING.fullmatch(_plain(text)))):
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
    bare = re.sub("行次|行号|附注|注释", "", heading)
    return bare if bare and (_HEADING.fullmatch(_plain(bare)) or heads_captions(bare)) else heading
