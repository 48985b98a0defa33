"""Figures, days and clocks as the cells of a statement print them."""

# ruff: noqa: E501 - patterns of printed words read better unbroken

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Iterable

from docaudit.documents.bank_statement import Day
from docaudit.records.amounts import parse_amount

_PLAIN = re.compile(r"([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?")
_MARKS = re.compile(r"^(?:CNY|RMB|USD|HKD|EUR|JPY|GBP|人民币|US\$|HK\$|[¥￥$€£])\s*", re.IGNORECASE)
_TAIL = re.compile(r"(?:\([^()]*[^\d().,\s][^()]*\)|元|圆|整)+$")
_SIDE = re.compile(r"\s*(CR|DR|贷|借|收|支|付|收入|支出|存入|支取|[+])$", re.IGNORECASE)
_SIDE_FIRST = re.compile(
    r"(贷方?|借方?|收入?|支出?|付出?|存入?|支?取|转入|转出|来账|往账|入账?|出账?|CR|DR)\s*[:：]?\s*(?=[+-]?(?:[¥￥]|CNY|RMB|人民币)?\s*\d)",
    re.IGNORECASE,
)
_OUT = re.compile(r"DR|借|支|付|取|转?出|往", re.IGNORECASE)
"""Which side of the books stands beside a figure: money out, else in."""
NOTHING = frozenset({"", "-", "--", "---", "/", "\\", "—", "——", "无", "null", "none", "nan", "n/a", "*"})
"""What an empty cell may print."""


def is_nothing(text: str) -> bool:
    """Say whether a cell prints nothing: blank, dashes, a slash, 无."""
    plain = text.strip()
    return plain.lower() in NOTHING or not plain.strip("-—_ /\t　")


@functools.lru_cache(maxsize=1 << 18)
def parse_fen(text: str) -> int | None:
    """Return the fen of a cell's figure with its printed sign; None where it is no amount."""
    found = _PLAIN.fullmatch(text)
    if found is None:
        return _odd_fen(text)
    sign, whole, part = found.groups()
    if len(whole) > 15:
        return None
    fen = int(whole.replace(",", "")) * 100
    if part:
        fen += int(part) * (10 if len(part) == 1 else 1)
    return -fen if sign == "-" else fen


@functools.lru_cache(maxsize=4096)
def _odd_fen(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'`\t")
    plain = re.sub(r"[−–—﹣─]", "-", plain)
    if is_nothing(plain):
        return None
    plain = re.sub(r"\s+", "", plain) if re.search(r"[\d.,]\s+[\d.,]", plain) or "\n" in plain else plain.strip()
    sign = 1
    side = _SIDE.search(plain) or _SIDE_FIRST.match(plain)
    if side and re.search(r"\d", plain):
        sign = -1 if _OUT.match(side.group(1)) else 1
        plain = plain[side.end() :] if side.start() == 0 else plain[: side.start()]
    plain = _TAIL.sub("", plain) if re.match(r"[-+(]?[^(]*\d", plain) else plain
    if plain[:1] in "+-" and (inner := _MARKS.match(plain[1:])):
        plain = plain[0] + plain[1 + inner.end() :]
    mark = _MARKS.match(plain)
    plain = plain[mark.end() :].strip() if mark else plain
    found = _PLAIN.fullmatch(plain)
    if found is not None:
        fen = parse_fen(plain)
        return None if fen is None else sign * fen
    if re.search(r"[\u4e00-\u9fff]", plain.replace("万", "").replace("亿", "")) or not re.search(r"\d", plain):
        return None
    if re.fullmatch(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*|\d{1,2}[:：]\d{2}.*", plain):
        return None
    money = parse_amount(plain)
    return None if money is None else sign * money.fen


def figure_digits(text: str) -> str:
    """Return the digits of a cell's figure, without sign, grouping and point."""
    return "".join(ch for ch in unicodedata.normalize("NFKC", text) if ch.isdigit())


def is_marked(text: str) -> bool:
    """Say whether a cell prints the side of its figure: a plus, 贷, 收入, CR."""
    plain = text.strip()
    return plain.startswith("+") or bool(re.search(r"\d", plain) and (_SIDE.search(plain) or _SIDE_FIRST.match(plain)))


_FIGURE = re.compile(
    r"(?:[贷借收支]\s?|[CD]R\s?)?[-+－(（]?(?:[¥￥$]|CNY|RMB|USD|HKD|EUR|GBP)?\s?[\d,，]*\d[.．,]\d{2}元?[)）-]?"
    r"(?:\([^)]*\)|\s?(?:[CD]R|[贷借收支]))?",
    re.IGNORECASE,
)


def looks_like_figure(text: str) -> bool:
    """Say whether the cell holds a money figure with two decimals or grouping, perhaps with the side of the books."""
    return _FIGURE.fullmatch(text.strip()) is not None


_DATE = re.compile(
    r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?[\sT,]*"
    r"(?:(\d{1,2})\s?[:：.时]\s?(\d{2})(?:\s?[:：.分]\s?(\d{2}))?秒?(?:[.,]\d+)?)?"
)
_BESIDE_DAY = re.compile(r"(?<=日)\s*(\d\d)(\d\d)(\d\d)$")
"""A clock without colons behind a day, from which a scan keeps no blank."""
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})[\sT]*(?:(\d{2}):?(\d{2}):?(\d{2})?)?\d{0,3}")
_CLOCK = re.compile(
    r"(\d{1,2})\s?[:：时]\s?(\d{2})(?:\s?[:：分]\s?(\d{2}))?秒?(?:\.\d+)?|(\d{2})(\d{2})(\d{2})|(\d)(\d{2})(\d{2})"
)
_SHORT = re.compile(r"(\d{2})(\d{2})(\d{2})|(\d{2})[-/.](\d{1,2})[-/.](\d{1,2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
ENGLISH_DAY = (
    rf"\d{{1,2}}[\s/-]?{_MONTH_NAME}[\s/,.-]{{0,2}}(?:20\d\d|\d\d(?!\d))|{_MONTH_NAME}[\s.]{{0,2}}\d{{1,2}},?\s?20\d\d"
)
"""Days of English statements: 03 Mar 2025, 03-MAR-25, Mar 03, 2025."""
_ENGLISH = re.compile(ENGLISH_DAY)
_MONTH_DAY = re.compile(r"(\d{1,2})(?:[-/.月]|\s+(?=\d))(\d{1,2})日?")
YEAR_LAST = r"(?<!\d)\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:19|20)\d\d(?!\d)"
"""Days of foreign banks: 02/08/2024, by most the second of August, by American ones the eighth of February."""
_YEAR_LAST = re.compile(rf"({YEAR_LAST})[\sT,]*(?:(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))?)?")


@functools.lru_cache(maxsize=65536)
def parse_day(text: str, *, month_first: bool | None = False) -> dt.datetime | None:
    """Return the day, with the time where it is printed; `Day` without. Two-digit years: YYMMDD or YY-MM-DD only.

    `month_first`: how days that print the year last are meant where either is possible; None leaves those unread.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'")
    if not plain or not (plain[0].isdigit() or plain[:3].lower() in _MONTHS):
        return None
    plain = _BESIDE_DAY.sub(r" \1:\2:\3", plain)
    for body in dict.fromkeys((" ".join(plain.split()), "".join(plain.split()))):
        found = _DATE.fullmatch(body) or _COMPACT.fullmatch(body)
        if found is not None:
            return _moment(*found.groups())
    day = _day_alone(plain, month_first=month_first)
    parts = plain.rsplit(None, 1)
    if day is not None or len(parts) < 2:
        return day
    day, clock = parse_day(parts[0], month_first=month_first), parse_clock(parts[1])
    return at(day, clock) if isinstance(day, Day) and clock is not None else None


def _day_alone(plain: str, *, month_first: bool | None) -> dt.datetime | None:
    if (short := _SHORT.fullmatch(plain)) is not None:
        year, month, day = short.group(1, 2, 3) if short.group(1) else short.group(4, 5, 6)
        return _moment(str(2000 + int(year)), month, day, None, None, None)
    if (last := _YEAR_LAST.fullmatch(plain)) is not None:
        first, second, year = re.findall(r"\d+", last.group(1))
        if max(int(first), int(second)) > 12 or first == second:
            month_first = int(second) > 12
        elif month_first is None:
            return None
        month, day = (first, second) if month_first else (second, first)
        return _moment(year, month, day, *last.group(2, 3, 4))
    return _english_day(plain)


def prints_month_first(texts: Iterable[str]) -> bool | None:
    """Say whether days that print the year last begin with the month; None where nothing tells.

    A number above 12 is no month; else days vary more than months.
    """
    found = {m.group() for t in texts for m in re.finditer(YEAR_LAST, t)}
    pairs = [tuple(map(int, re.findall(r"\d+", f)[:2])) for f in found]
    if any(second > 12 for _, second in pairs):
        return all(first <= 12 for first, _ in pairs)
    firsts, seconds = ({p[i] for p in pairs} for i in (0, 1))
    if any(first > 12 for first in firsts) or not pairs:
        return False
    return len(seconds) > len(firsts) if len(seconds) != len(firsts) else None


def _english_day(text: str) -> dt.datetime | None:
    if _ENGLISH.fullmatch(text) is None:
        return None
    name = "".join(re.findall(r"[A-Za-z]", text))[:3].lower()
    day, year = re.findall(r"\d+", text)
    return _moment(year if len(year) == 4 else f"20{year}", str(_MONTHS.index(name) + 1), day, None, None, None)


_MONTH_ALONE = re.compile(r"((?:19|20)\d\d)\s?(?:年|[-/.])\s?(\d{1,2})\s?月?(?:份|明细)?[:：]?")


def parse_month(text: str) -> tuple[int, int] | None:
    """Return year and month of a line that names a month alone (2025年3月)."""
    found = _MONTH_ALONE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return (int(found.group(1)), int(found.group(2))) if found and 1 <= int(found.group(2)) <= 12 else None


_WEEKDAY = re.compile(
    r"[\s,，(（]*(?:星期|周|礼拜)[一二三四五六日天][)）]?$|(?i:[\s,，(（]*(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[)）]?$)"
)


def parse_named_day(text: str, *, month_first: bool | None = False) -> dt.datetime | None:
    """Return the day of a line that names a day alone, perhaps with its day of the week."""
    return parse_day(_WEEKDAY.sub("", text.strip()), month_first=month_first)


def parse_month_day(text: str) -> tuple[int, int] | None:
    """Return month and day of a date printed without its year (``12/29``)."""
    found = _MONTH_DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    month, day = int(found.group(1)), int(found.group(2))
    return (month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


@functools.lru_cache(maxsize=65536)
def parse_clock(text: str) -> dt.time | None:
    """Return the time of day of ``14:37:29``, ``14:37`` or ``143729``; None otherwise."""
    found = _CLOCK.fullmatch(" ".join(unicodedata.normalize("NFKC", text).split()).lstrip("'"))
    if found is None:
        return None
    groups = [g for g in found.groups() if g is not None]
    hour, minute, second = int(groups[0]), int(groups[1]), int(groups[2]) if len(groups) > 2 else 0
    return dt.time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def at(day: dt.datetime, clock: dt.time | None) -> dt.datetime:
    """Return the day with the clock of another column, unless it has a printed time of its own."""
    if clock is None or not isinstance(day, Day):
        return day
    return dt.datetime(day.year, day.month, day.day, clock.hour, clock.minute, clock.second)  # noqa: DTZ001 - papers print local time


def _moment(  # noqa: PLR0917 - the groups of one pattern
    year: str | None, month: str | None, day: str | None, hour: str | None, minute: str | None, second: str | None
) -> dt.datetime | None:
    try:
        y, m, d = int(year or 0), int(month or 0), int(day or 0)
        if not 1980 <= y <= 2100:
            return None
        if hour is None:
            return Day(y, m, d)
        return dt.datetime(y, m, d, int(hour), int(minute or 0), int(second or 0))  # noqa: DTZ001 - papers print local time
    except ValueError:
        return None
