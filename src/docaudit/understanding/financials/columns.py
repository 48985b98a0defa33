"""The headings over the columns of a statement, and what each column is for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SKIP = re.compile(
    r"行次|行号|栏次|附注|注释|序号|^注|notes?|增减|增长|变动(?!后)|比率|比例|占比|比重|结构|%|同比|环比|差异|差额|预算|计划|上月|^行|权重"
    r"|未审|审计前|调整数|审计调整|账面数",
    re.IGNORECASE,
)
_GROUP = re.compile("合并|集团")
_OWNER = re.compile("合并|本?集团(?:公司)?|母公司|本?公司|本部")
_ALONE = re.compile("母公司|公司|本部")
"""Whose figures a column has, where the group stands beside its parent: the group is what the statement is of."""
_MONTH = re.compile("本月|当月")
"""A month's own column: the statement is told by its year to date, and by the month only where that is not printed."""
_PRIOR = re.compile(
    r"年初|期初|季初|上年|上期|上季|去年|上一?(?:会计)?(?:年度|期间?)|同期|比较期|对比期|基期|前期|前一?年|previous|prior|beginning",
    re.IGNORECASE,
)
YEAR_TO_DATE = re.compile(r"本年累计|年累计|累计(?:金额|数|发生额)?|本年(?:金额|数|实际|发生)", re.IGNORECASE)
_CURRENT = re.compile(
    r"期末|年末|季末|月末|本期|本年|本会计|本季|当期|当年|当季|今年|报告期|报告日|截止日|截至日|现期|current|ending|closing",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"((?:19|20)\d{2})年?\d{1,2}月?[-至到~](?:(?:19|20)\d{2}年)?(\d{1,2})月")
_DAY = re.compile(r"((?:19|20)\d{2})(?:年(?=\d+月)|[./-](?=\d+[./-]))(\d{1,2})[月./-]\d{1,2}")
_YEAR = re.compile(r"((?:19|20)\d{2})[年./-]?(?:(\d{1,2})(?!\d)月?)?")
_QUARTER = {"一季": 3, "中": 6, "半年": 6, "二季": 6, "三季": 9, "四季": 12, "年报": 12, "年度": 12}
_SPAN = re.compile(r"0?1月?[-—–至~](?:(?:19|20)\d{2}年)?\d{1,2}月|累计|季度|半年|年度")
"""Headings of a span of months beside those of its last month."""


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
    if any(_torn(headings.get(c, "")) for c in figures):
        return Meaning(None, None, 0.0)
    kept = [c for c in figures if not _SKIP.search(headings.get(c, ""))]
    group = [c for c in kept if _GROUP.search(headings.get(c, ""))]
    kept = group or [c for c in kept if not _ALONE.search(headings.get(c, ""))] or kept
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


def _torn(heading: str) -> bool:
    """Say whether the headings of several columns have run into one: it tells two owners, or two ends."""
    whose = _OWNER.findall(heading)
    return len(whose) > 1 or len(set(_DAY.findall(plain_heading(heading)))) > 1


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
    if len(bare) == 1 or len(kept) == 1:  # the only figures are the statement's own, whatever their heading calls them
        return Meaning((bare or kept)[0], None, 0.8)
    if len(bare) == 2:
        return Meaning(bare[0], bare[1], 0.7)
    return Meaning(None, None, 0.0)


def _widest(headings: Mapping[int, str], columns: Sequence[int]) -> int:
    """Return the column of the whole span where a month's own stands beside it."""
    return next((c for c in columns if _SPAN.search(plain_heading(headings.get(c, "")))), columns[0])


def month_of(heading: str) -> int:
    """Return year and month of a column heading as one number, the last of a span; 0 where it has none."""
    text = plain_heading(heading)
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


def plain_heading(text: str) -> str:
    """Return a heading without blanks, with one kind of dash."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("～", "~").replace("－", "-")
