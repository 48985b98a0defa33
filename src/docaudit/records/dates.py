"""Dates, times, periods and terms as Chinese papers print them; what is not certain is None, lunar dates too."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation

_HAN = {
    **dict.fromkeys("零〇○◯O", 0), **dict.fromkeys("一壹元弌", 1), **dict.fromkeys("二贰貳两", 2),
    **dict.fromkeys("三叁參", 3),
    **dict.fromkeys("四肆", 4), **dict.fromkeys("五伍", 5), **dict.fromkeys("六陆陸", 6), **dict.fromkeys("七柒", 7),
    **dict.fromkeys("八捌", 8), **dict.fromkeys("九玖", 9),
}  # fmt: skip
_D = "〇零○◯O一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖"
_N = rf"(?:\d{{1,2}}|[{_D}十拾廿卅元]{{1,4}})"
_YMD = re.compile(rf"(?P<y>\d{{4}}|\d{{2}}|[{_D}]{{4}}|[{_D}]{{2}})年(?P<m>{_N})月(?P<d>{_N})[日号]?")
_NUMERIC = re.compile(r"(?P<y>\d{4}|\d{2})(?P<s>[./\-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})日?")
_TIME = re.compile(
    r"(?P<h>\d{1,2})[:时点](?P<min>\d{1,2})(?:[:分](?P<sec>\d{1,2})秒?)?(?:分)?(?:[.]\d+)?(?:Z|[+]0?8:?00)?"
)
_COMPACT = re.compile(r"(?P<date>\d{8})[ T\-]?(?P<time>\d{6})(?:\d{3})?")
EXCEL_EPOCH = dt.date(1899, 12, 30)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).strip().replace("—", "-").replace("–", "-").replace("−", "-")
    folded = re.sub(r"(?<=\d)[Oo](?=[\dOo年月日./\-])|(?<=[\d./\-年月])[Oo](?=\d)", "0", folded)
    return re.sub(r"[(,]?\s*(?:星期|周)[一二三四五六日天]\)?", "", folded).strip()


def parse_date(text: str | None) -> dt.date | None:
    """Return the day of a printed date or date and time; None for lunar, partial and impossible ones."""
    if not text:
        return None
    found = parse_datetime(text)
    return found.date() if found else None


def parse_datetime(text: str | None) -> dt.datetime | None:
    """Return a printed date and time; a date alone is that day's midnight."""
    if not text:
        return None
    folded = _fold(text)
    compact = _COMPACT.fullmatch(folded)
    if compact:
        day, clock = _compact_day(compact.group("date")), compact.group("time")
        return _at(day, clock[:2], clock[2:4], clock[4:])
    day, rest = _leading_day(folded)
    if day is None:
        return None
    rest = re.sub(r"^[T \-]+|\s", "", rest)
    rest = re.sub(r"^(\d\d)\.(\d\d)\.(\d\d)", r"\1:\2:\3", rest)
    if not rest:
        return dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - papers print local time without a zone
    if re.fullmatch(r"\d{6}", rest):
        return _at(day, rest[:2], rest[2:4], rest[4:])
    clock_found = _TIME.fullmatch(rest)
    if clock_found is None:
        return None
    return _at(day, clock_found.group("h"), clock_found.group("min"), clock_found.group("sec") or "0")


def _at(day: dt.date | None, hour: str, minute: str, second: str) -> dt.datetime | None:
    if day is None:
        return None
    try:
        return dt.datetime(day.year, day.month, day.day, int(hour), int(minute), int(second))  # noqa: DTZ001
    except ValueError:
        return None


def _leading_day(folded: str) -> tuple[dt.date | None, str]:
    """Split a leading date off; the rest is what follows it."""
    tight = re.sub(r"\s*([年月日号])\s*", r"\1", folded)
    found = _YMD.match(tight)
    if found:
        return _day(_year(found["y"]), _small(found["m"]), _small(found["d"])), tight[found.end() :]
    loose = re.sub(r"\s*([./\-])\s*", r"\1", folded)
    for body in (folded, loose):
        found = _NUMERIC.match(body)
        if found:
            rest = body[found.end() :]
            if len(found["d"]) == 2 and re.match(r"\d", rest) and not re.match(r"\d{1,2}:\d", rest):
                return None, folded
            return _day(_year(found["y"]), int(found["m"]), int(found["d"])), rest
    found = re.match(r"\d{8}(?!\d)|\d{6}(?!\d)", folded)
    if found:
        return _compact_day(found.group(0)), folded[found.end() :]
    return None, folded


def _compact_day(text: str) -> dt.date | None:
    if len(text) == 8:
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if text[:2] in ("19", "20") and 1 <= int(text[4:]) <= 12:
        return None  # "201105" may be 5 November 2020 or May 2011
    return _day(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))


def _day(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    if year is None or month is None or day is None or not 1900 <= year <= 2199:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int | None:
    digits = "".join(str(_HAN.get(c, c)) for c in text)
    if not digits.isdigit():
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _small(text: str) -> int | None:
    """Read a month or day: 5, 05, 五, 十一, 廿三, 卅, 零壹拾, 元 (the first month)."""
    if text.isdigit():
        return int(text)
    body = text.replace("拾", "十").replace("廿", "二十").replace("卅", "三十")
    body = body.lstrip("零〇○◯O") or "零"
    if "十" in body:
        tens, _, ones = body.partition("十")
        if len(tens) > 1 or len(ones.lstrip("零〇")) > 1 or "十" in ones:
            return None
        return 10 * (_HAN.get(tens, 1) if tens else 1) + (
            _HAN.get(ones.lstrip("零〇"), 0) if ones.lstrip("零〇") else 0
        )
    return _HAN.get(body) if len(body) == 1 else None


def excel_serial(value: Decimal | float | str) -> dt.date | None:
    """Return the day of a spreadsheet's serial number (46027 is 2026-01-05), None outside 1954 to 2119."""
    try:
        days = int(Decimal(str(value)))
    except (InvalidOperation, ValueError):
        return None
    return EXCEL_EPOCH + dt.timedelta(days=days) if 20_000 <= days <= 80_000 else None


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day number `months` later, or the last day of the month where it is missing."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


_SPLIT = re.compile(r"\s*(?:至|到|~|-{1,2}|起至?|截止日期|终止日期|结束日期)[:\s]*")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def parse_period(text: str | None) -> tuple[dt.date, dt.date] | None:
    """Return first and last day of a printed period (``2026年1-3月``, ``自…起至…止``); one day is itself."""
    if not text:
        return None
    folded = _fold(text)
    single = parse_date(folded)
    if single:
        return single, single
    tight = re.sub(r"\s+", "", folded)
    tight = re.sub(
        r"^(?:截至|截止|自|从|起始日期:?|开始日期:?|查询(?:起止)?(?:日期|期间):?|期间:?|起止日期:?)", "", tight
    )
    tight = re.sub(r"(?:止|期间|为止)$", "", tight).replace("起止", "")
    single = parse_date(tight)
    if single:
        return single, single
    return _named_period(tight) or _range(tight)


def _named_period(tight: str) -> tuple[dt.date, dt.date] | None:
    found = re.fullmatch(r"(\d{4})年?(?:第?([一二三四1-4])季度?|[Qq]([1-4]))", tight)
    if found:
        quarter = _QUARTERS[found.group(2) or found.group(3)]
        return dt.date(int(found.group(1)), 3 * quarter - 2, 1), month_end(int(found.group(1)), 3 * quarter)
    found = re.fullmatch(r"(\d{4})年?([上下])半年度?", tight)
    if found:
        year, first = int(found.group(1)), 1 if found.group(2) == "上" else 7
        return dt.date(year, first, 1), month_end(year, first + 5)
    found = re.fullmatch(r"(\d{4})年度?", tight)
    if found:
        return dt.date(int(found.group(1)), 1, 1), dt.date(int(found.group(1)), 12, 31)
    found = re.fullmatch(r"(\d{4})[年.\-/](\d{1,2})月?(?:份)?", tight)
    if found:
        return _months(found.group(1), found.group(2), found.group(1), found.group(2))
    found = re.fullmatch(r"(\d{4})年?(\d{1,2})月?(?:-|至|到|~)(?:(\d{4})年)?(\d{1,2})月(?:份)?", tight)
    if found:
        return _months(found.group(1), found.group(2), found.group(3) or found.group(1), found.group(4))
    return None


def _months(y0: str, m0: str, y1: str, m1: str) -> tuple[dt.date, dt.date] | None:
    if not (1 <= int(m0) <= 12 and 1 <= int(m1) <= 12):
        return None
    start, end = dt.date(int(y0), int(m0), 1), month_end(int(y1), int(m1))
    return (start, end) if start <= end else None


def _range(tight: str) -> tuple[dt.date, dt.date] | None:
    """Split at each separator until both sides are dates, so that ``2026-01-01-2026-03-31`` splits in the middle."""
    for found in _SPLIT.finditer(tight):
        start = parse_date(tight[: found.start()].rstrip("起,;、"))
        end = parse_date(tight[found.end() :].lstrip("至到:"))
        if start and end and start <= end:
            return start, end
    return None


def parse_months(text: str | None) -> int | None:
    """Return a term in months: ``3个月``, ``一年零六个月``, ``36期``; None for terms in days."""
    if not text:
        return None
    body = re.sub(r"\s|零(?=\D)|又", "", unicodedata.normalize("NFKC", text)).removeprefix("期限").lstrip(":为")
    if body in ("半年",):
        return 6
    if body == "一年半":
        return 18
    number = rf"(?:\d{{1,3}}|[{_D}十拾两]{{1,5}})"
    found = re.fullmatch(rf"(?:({number})年)?(?:({number})(?:个月|个?期|月))?整?", body)
    if not found or not (found.group(1) or found.group(2)):
        return None
    years = _count(found.group(1)) if found.group(1) else 0
    months = _count(found.group(2)) if found.group(2) else 0
    return None if years is None or months is None else years * 12 + months


def parse_days(text: str | None) -> tuple[int, str] | None:
    """Return a span in days and its kind (``calendar`` or ``working``): ``30日``, ``5个工作日``, ``T+1``."""
    if not text:
        return None
    body = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    found = re.fullmatch(r"T\+(\d)", body)
    if found:
        return int(found.group(1)), "working"
    found = re.fullmatch(rf"(\d{{1,4}}|[{_D}十拾]{{1,4}})(个?工作日|个?(?:自然|日历)?[日天])内?", body)
    if not found:
        return None
    count = _count(found.group(1))
    return None if count is None else (count, "working" if "工作" in found.group(2) else "calendar")


def _count(text: str) -> int | None:
    return int(text) if text.isdigit() else _small(text)
