"""For which day or span of days a statement is, in every spelling that heads of statements have."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence

from docaudit.records.dates import month_end
from docaudit.records.evidence import Field
from docaudit.records.pages import Cell
from docaudit.understanding.financials.amounts import decimal_of
from docaudit.understanding.financials.columns import month_of
from docaudit.understanding.grids import GridRow

Span = tuple[dt.date | None, dt.date]
"""First and last day; the first is None where only a last day is printed."""
_Y, _TO = r"(?P<y>(?:19|20)\d\d)", r"(?:-|至|到|~)+"
_DAYS = re.compile(
    rf"{_Y}[年./-](?P<m>\d{{1,2}})[月./-](?P<d>\d{{1,2}})日?起?{_TO}(?:(?P<y2>(?:19|20)\d\d)[年./-])?(?P<m2>\d{{1,2}})[月./-](?P<d2>\d{{1,2}})"
)
_MONTHS = re.compile(
    rf"{_Y}年(?P<m>\d{{1,2}})月?{_TO}(?:(?P<y2>(?:19|20)\d\d)年)?(?P<m2>\d{{1,2}})月"
    rf"|(?P<y3>(?:19|20)\d\d)[./-]?(?P<m3>\d{{1,2}})(?:至|到|~|--+|-(?=(?:19|20)\d\d))(?P<y4>(?:19|20)\d\d)[./-]?(?P<m4>\d{{1,2}})(?!\d)"
)
_UP_TO = re.compile(rf"{_Y}年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日止?的?(?:会计)?(?:年度|期间)")
_QUARTER = re.compile(rf"{_Y}年?度?(?:第?(?P<q>[一二三四1-4])季度?|前(?P<n>[二三23])季度?|(?P<q2>[一三])季报)")
_HALF = re.compile(rf"{_Y}年?度?(?:(?P<second>下)半年度?|上半年度?|半年度?|中期|半年报)")
_ISSUE = re.compile(rf"{_Y}年?度?第?(?P<m>\d{{1,2}})期")
"""The books' word for a month (2024年第8期)."""
_DAY = re.compile(r"(?P<y>(?:19|20)\d{2})[年./-](?P<m>\d{1,2})[月./-](?P<d>\d{1,2})(?!\d)")
_COMPACT_DAY = re.compile(rf"(?:日期|时间|期间?)[:：]?{_Y}(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_MONTH = re.compile(rf"{_Y}[年./-](?P<m>\d{{1,2}})月(?!\d)")
_BARE_MONTH = re.compile(
    rf"(?:.{{0,12}}[:：])?{_Y}[./-](?P<m>\d{{1,2}})|.{{0,12}}(?:期间?|月份|年月)[:：]?(?P<y2>(?:19|20)\d\d)(?P<m2>\d\d)"
)
_YEAR = re.compile(rf"{_Y}年?(?:度|年报)")
_YEAR_ALONE = re.compile(
    rf"^(?:(?:编制单位|单位(?:名称)?)[:：].{{2,40}}?|.{{0,8}}[:：])?{_Y}年(?:(?:金额)?单位[:：].{{1,8}})?$"
)
"""A head that names a year and no month: the whole year."""
_REPORT = re.compile(rf"({_Y}年(?:第?[一二三四1-4]季度|半年度|年度|度))报告")
_OTHER_DAY = re.compile(
    r"期初|期末|上年|本期|年初|年末|打印|批准|报送|填表|公告|于|董事会|[，。；]|(?:编制|制表|填报|审核|导出|报出|输出|生成)(?:日期|时间)|登记|成立"
)
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}


def period_of(
    rows: Sequence[GridRow], doc_type: str, heading: str, *, to_date: bool
) -> tuple[Field[dt.date], Field[dt.date]]:
    """Return first and last day of the statement; a balance sheet has only a last day.

    Args:
        rows: of the head, the surest first.
        doc_type: of the statement.
        heading: over the current figures; it tells the period where the head does not.
        to_date: the figures count from the beginning of the year.
    """
    flow = doc_type != "balance_sheet"
    short = [
        r
        for r in rows
        if len(re.sub(r"\s", "", r.text)) <= 70
        and not any(decimal_of(c.text) is not None and "," in c.text for c in r.filled())
        and not _compares(r)
    ]
    for row, report in (*((r, False) for r in short), *((r, True) for r in short)):
        for text, cell in _texts(row):
            found = period_in(text, flow=flow, to_date=to_date, report=report)
            if found is not None:
                place = row.page.cell_evidence(cell)
                start = Field(found[0], 0.95 * cell.confidence, place) if found[0] is not None and flow else Field()
                return start, Field(found[1], 0.95 * cell.confidence, place)
    return _headed(rows, heading, flow=flow, to_date=to_date)


def _headed(
    rows: Sequence[GridRow], heading: str, *, flow: bool, to_date: bool
) -> tuple[Field[dt.date], Field[dt.date]]:
    """Return the period that the heading over the current figures tells."""
    when = month_of(heading)
    if not when or not rows:
        return Field(), Field()
    span = period_in(re.sub(r"期末|本期|年末|本年", "", heading), flow=flow, to_date=to_date, report=False)
    start, end = span or (None, month_end(when // 100, min(12, max(1, when % 100))))
    if "季" in heading and not to_date:
        start = None  # a column of a quarter may hold the quarter or all that is past of the year
    year = heading_year(heading)
    row = next((r for r in rows if year in r.text.replace(" ", "")), rows[0])
    named = next((c for c in row.filled() if year in c.text), row.filled()[0] if row.filled() else None)
    if named is None:
        return Field(), Field()
    place = row.page.cell_evidence(named)
    return Field(start, 0.8, place) if start is not None and flow else Field(), Field(end, 0.8, place)


def heading_year(heading: str) -> str:
    """Return the year in a heading as it is printed."""
    found = re.search(r"(?:19|20)\d\d", unicodedata.normalize("NFKC", heading))
    return found.group() if found is not None else heading[:4]


def _compares(row: GridRow) -> bool:
    """Say whether a row names two years or days beside each other: the headings of columns."""
    dated = [m for c in row.filled() if (m := month_of(c.text))]
    return len(dated) > 1 and len(set(dated)) > 1


def _texts(row: GridRow) -> Iterator[tuple[str, Cell]]:
    """Yield what a row says as a whole, then its cells, each with the cell that names a year."""
    cells = row.filled()
    if cells:
        yield row.text, next((c for c in cells if re.search(r"(?:19|20)\d\d", c.text)), cells[0])
    if len(cells) > 1:
        yield from ((c.text, c) for c in cells)


def period_in(text: str, *, flow: bool, to_date: bool, report: bool) -> Span | None:
    """Return the period a line prints; the title of a whole report (`report`) counts only where nothing else does."""
    plain = _plain(text)
    if report:
        whole = _REPORT.search(plain)
        found = _span(whole.group(1), to_date=True) if whole is not None else None
        return None if found is None else (dt.date(found[1].year, 1, 1), found[1])
    if "报告" in plain or (_OTHER_DAY.search(plain) and not re.search("编制单位|报表|单位[:：]", plain)):
        return None
    return (
        _span(plain, to_date=to_date) or _last_day(plain, to_date=to_date) or _month(plain, flow=flow, to_date=to_date)
    ) or _whole_year(plain, flow=flow)


def _plain(text: str) -> str:
    """Return a line without blanks, with one kind of dash, and with the years, months and days in Arabic figures."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"[-—–−‐─]+", "-", plain).replace("～", "~")
    plain = re.sub(
        r"[一二][〇○零Ｏ九一二三四五六七八]{3}(?=年)", lambda m: "".join(_DIGITS.get(c, c) for c in m.group()), plain
    )
    plain = re.sub(r"(?<=年)[一二三四五六七八九十]{1,2}(?=月|[-至到~])", lambda m: _small(m.group()), plain)
    plain = re.sub(r"(?<=[-至到~月])[一二三四五六七八九十]{1,3}(?=[月日])", lambda m: _small(m.group()), plain)
    return re.sub(r"(\d{1,2})月份", r"\1月", plain)


def _small(words: str) -> str:
    """Return a number below a hundred in figures (二十一 → 21)."""
    if "十" not in words:
        return "".join(_DIGITS[c] for c in words)
    tens, ones = words.split("十", 1)
    return str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))


def _span(plain: str, *, to_date: bool) -> Span | None:
    """Return a period printed with its beginning and its end, or by the name of a part of the year."""
    if found := _DAYS.search(plain):
        first = _date(found["y"], found["m"], found["d"])
        last = _date(found["y2"] or found["y"], found["m2"], found["d2"])
        return (first, last) if first is not None and last is not None and first < last else None
    if (found := _UP_TO.search(plain)) and (last := _date(found["y"], found["m"], found["d"])) is not None:
        return dt.date(last.year, 1, 1), last
    if found := _MONTHS.search(plain):
        year, month = found["y"] or found["y3"], found["m"] or found["m3"]
        return _months(year, month, found["y2"] or found["y4"] or year, found["m2"] or found["m4"])
    if found := _QUARTER.search(plain):
        word = found["q"] or found["n"] or found["q2"]
        number = int(_DIGITS.get(word, word))
        begins = 1 if to_date or found["n"] else 3 * number - 2
        return _months(found["y"], str(begins), found["y"], str(3 * number))
    if found := _HALF.search(plain):
        begins = 7 if found["second"] and not to_date else 1
        return _months(found["y"], str(begins), found["y"], "12" if found["second"] else "6")
    if found := _ISSUE.search(plain):
        return _months(found["y"], "1" if to_date else found["m"], found["y"], found["m"])
    if (found := _YEAR.search(plain)) and not _DAY.search(plain):
        return _months(found["y"], "1", found["y"], "12")
    return None


def _last_day(plain: str, *, to_date: bool) -> Span | None:
    """Return the only day a line prints."""
    days = [_date(m["y"], m["m"], m["d"]) for m in (*_DAY.finditer(plain), *_COMPACT_DAY.finditer(plain))]
    known = [d for d in days if d is not None]
    if len(known) != 1:
        return None
    return dt.date(known[0].year, 1, 1) if to_date else None, known[0]


def _month(plain: str, *, flow: bool, to_date: bool) -> Span | None:
    found = _MONTH.search(plain)
    year, month = (found["y"], found["m"]) if found is not None else (None, None)
    if found is None and (bare := _BARE_MONTH.fullmatch(plain)) is not None:
        year, month = bare["y"] or bare["y2"], bare["m"] or bare["m2"]
    if year is None or month is None:
        return None
    span = _months(year, "1" if to_date else month, year, month)
    return span if flow or span is None else (None, span[1])


def _whole_year(plain: str, *, flow: bool) -> Span | None:
    alone = _YEAR_ALONE.search(plain)
    return _months(alone["y"], "1", alone["y"], "12") if flow and alone is not None else None


def _months(y0: str, m0: str, y1: str, m1: str) -> Span | None:
    first = _date(y0, m0, "1")
    if first is None or not 1 <= int(m1) <= 12:
        return None
    last = month_end(int(y1), int(m1))
    return (first, last) if first <= last else None


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
