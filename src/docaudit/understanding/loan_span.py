"""When a loan begins and ends: its days and its term, also those of an extension and of a line of credit."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from docaudit.records.evidence import Field
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import DATE, Kind, find_date
from docaudit.understanding.paper import Paper
from docaudit.understanding.prose import date_ranges, number_of
from docaudit.understanding.supplements import changed
from docaudit.understanding.text import Text

_NOT_TERM = re.compile(
    r"提款期|有效期|额度|授信|宽限|展期|(?:保证|担保|租赁|质保)期[间限]|可用期|使用期|营业期限|保管|宽限期"
)


def span_of_loan(
    paper: Paper, fields: Fields, starts: Sequence[str], ends: Sequence[str]
) -> tuple[Field[dt.date], Field[dt.date]]:
    """Return first and last day of the loan: 自…起至…止 near 期限, else the labels of a form; never the drawdown period."""
    extended = _extends(paper)
    span = _ranges(paper, _OF_EXTENSION if extended else _NOT_TERM, extended=extended)
    if span:
        return span
    if extended:
        return Field(), _day_after(paper.flow, _EXTENDED_TO)
    both = _two_days(paper.flow)
    if both:
        return both
    start, end = fields.find(starts, DATE), fields.find(ends, DATE)
    if start.value is None:
        start = _day_after(paper.flow, re.compile(r"(?:起始|起息|放款|发放|提款|起算)日期?(?:为|是|:)?(?=[\d二])"))
    if end.value is None:
        end = _day_after(paper.flow, re.compile(r"(?<!原)(?:到期|终止|届满)日期?(?:为|是|:)?(?=[\d二])"))
    if end.value is None:
        end = _day_after(
            paper.flow,
            re.compile(r"到期日(?:不变|保持不变|不作[调变][整更])[,、]?(?:仍|即|仍然|依然)*(?:为|是)?(?=[\d二])"),
        )
    if end.value is None:
        end = _repaid_by(paper.flow)
    if start.value is None and end.value is None and _is_line(paper):
        return _ranges(paper, _NOT_LINE) or (start, end)
    return start, end


_BEGINS = re.compile(
    r"(?:自|从|由|于|起始日?|起息日?|放款日?|发放日?|提款日?|开始日?)期?(?:为|是|:)?$|^(?:起|发放|放款|提款|开始)"
)
_ENDS = re.compile(
    r"(?:至|到|到期日?|届满日?|终止日?|截止日?)期?(?:为|是|:)?$|^(?:止|到期|届满|终止|为止|前?(?:还清|归还))"
)
"""What stands before or behind the first and the last day of a loan."""


def _two_days(flow: Text) -> tuple[Field[dt.date], Field[dt.date]] | None:
    """Return the two days of a sentence that says of one that the loan begins, of the other that it ends."""
    for sentence in re.finditer(r"[^。;\n]+", flow.chars):
        text, base = sentence.group(), sentence.start()
        if not re.search(r"借款|贷款|期[限间]|融资", text) or _NOT_TERM.search(text):
            continue
        days: list[tuple[dt.date, int, int]] = []
        at = 0
        while len(days) < 3 and (day := find_date(text[at:])):
            days.append((day[0], at + day[1], at + day[2]))
            at += day[2]
        if len(days) != 2 or days[0][0] >= days[1][0]:
            continue
        around = [(text[max(0, a - 8) : a], text[b : b + 4]) for _, a, b in days]
        begins, ends = (
            any(pattern.search(side) for side in sides) for pattern, sides in zip((_BEGINS, _ENDS), around, strict=True)
        )
        if begins and ends:
            first, last = (flow.field(d, base + a, base + b, 0.9) for d, a, b in days)
            return first, last
    return None


_EXTENDED_TO = re.compile(
    r"(?:展期|延期|延长)(?:后|至|到)?的?[^。;,\n\d]{0,10}?(?:到期日?期?|届满日?|终止日期?|还款日|至|到)(?:为|是|:|延至|变更为)*(?=[\d二])"
)
"""What stands before the last day of an extended loan: 展期后到期日为, 展期至."""
_OF_EXTENSION = re.compile(
    r"原(?:借款|贷款|合同)?[^。;,\n]{0,8}(?:期限|期间|自)|宽限|(?:保证|担保|租赁|质保)期[间限]|有效期"
)
_NOT_LINE = re.compile(r"宽限|展期|(?:保证|担保|租赁|质保)期[间限]|营业期限|保管")
"""As `_NOT_TERM` where the contract itself grants a line: the days in which it may be used are its term."""


def _extends(paper: Paper) -> bool:
    """Say whether the paper's title extends a loan (借款展期协议)."""
    return (
        re.search(
            r"(?:^|\n)[^\n。,:]{0,16}(?:展期|延期还款)[^\n。,:]{0,10}(?:协议|合同)[^\n。,:]{0,6}(?:\n|$)",
            paper.flow.chars[:160],
        )
        is not None
    )


def _is_line(paper: Paper) -> bool:
    """Say whether the paper's title grants a line of credit (最高额循环借款合同)."""
    return (
        re.search(
            r"(?:^|\n)[^\n。,:]{0,20}(?:循环|额度|授信|最高额|综合)[^\n。,:]{0,16}(?:协议|合同)", paper.flow.chars[:200]
        )
        is not None
    )


def _ranges(
    paper: Paper, unlike: re.Pattern[str], *, extended: bool = False
) -> tuple[Field[dt.date], Field[dt.date]] | None:
    """Return the first 自…起至…止 behind a word for the term and none that `unlike` matches, else the first of the others."""
    ranked: list[tuple[int, int, Field[dt.date], Field[dt.date]]] = []
    for text in (paper.flow, paper.cells):  # a cell may be broken into lines that the prose does not join
        for at, a, b in date_ranges(text) if not ranked else ():
            line = max(text.chars.rfind("\n", 0, at), text.chars.rfind("。", 0, at), at - 60)
            before = text.chars[line + 1 : at]
            if unlike.search(before) or (extended and "展期" not in before):
                continue
            near = 0 if re.search(r"(?:借款|贷款|使用|额度)(?:期限|期间|期)", before) else 1 if "期限" in before else 2
            ranked.append((near, at, a, b))
    if not ranked:
        return None
    _, _, a, b = min(ranked, key=lambda r: (r[0], r[1]))
    return a, b


_REPAID_BY = re.compile(
    r"(?:应当?|须|最迟|最晚|承诺|保证)(?:于|在)(?P<d>[^。;,\n]{8,14}?)(?:之?前|当[日天])?(?:一次性?)?(?:将|把)?(?:全部)?(?:借款|贷款)?(?:本金|本息|借款|贷款)(?:及利息|和利息)?(?:一次性?|全部|全额)+(?:还清|归还|偿还|清偿|结清)"
)


def _repaid_by(flow: Text) -> Field[dt.date]:
    """Return the day by which a sentence wants the whole loan back; a part of it is an instalment."""
    for found in _REPAID_BY.finditer(flow.chars):
        day = find_date(found["d"])
        if day and day[1] == 0:
            return flow.field(day[0], found.start("d"), found.start("d") + day[2], 0.8, found.start())
    return Field()


def _day_after(flow: Text, label: re.Pattern[str]) -> Field[dt.date]:
    """Return the day behind a label in a sentence, also where the line breaks within it."""
    for found in label.finditer(flow.chars):
        piece = flow.chars[found.end() : found.end() + 20]
        day = find_date(piece.replace("\n", "", 1))
        if day and day[1] == 0:
            end = day[2] + ("\n" in piece[: day[2] + 1])
            return flow.field(day[0], found.end(), found.end() + end, 0.88, found.start())
    return Field()


_TERM = re.compile(
    r"(?:(?:借款|贷款|合同|借贷)?(?:期限|期间|期数)|(?:借款|贷款)时间|借期|贷期)(?:\([^)]{0,8}\))?(?:为|是|:|共计|共|计)*[\s\[【(]{0,3}(?P<n>\d{1,4}|[一二三四五六七八九十两半壹贰叁肆伍陆柒捌玖拾]{1,4})[\s\]】)]{0,3}(?:\([^)]{1,6}\))?(?P<u>个月|月|年|期|天|日)(?:(?:零|又)?(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})个月)?"
)


_IN_BRACKETS = re.compile(r"\(共?计?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?P<u>个月|年)(?P<m>(?!.))?\)")
"""A term in brackets behind its days."""
_YEAR = re.compile(r"[一二三四五六七八九]{2,}")
"""The last digits of a year whose first are in the line above: 二〇|二六年."""
_RUNS = re.compile(
    r"(?:(?:放款|提款|发放|起息|支用|用款|到账)(?:之)?日(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?(?:起算|起计|起)|(?:借款|贷款)[^。;,\n]{0,6}为期|(?<=[日\d])(?:届满|到期|止),?(?=共|计|为期|期限))(?:期限|共|计|满|为期|,)*(?P<n>\d{1,3}|[一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾]{1,3})(?P<u>个月|年)(?P<m>(?!.))?(?!以?内|之?前|以上|后)"
)
"""A term told from the day on which the money is paid out: 自提款日起算十二个月."""


def term_months(paper: Paper, fields: Fields, start: Field[dt.date], end: Field[dt.date]) -> Field[int]:
    """Return the term in months as printed, else as the two dates give it (the last day may be one day less)."""
    newer = changed(paper.flow, r"(?:借款|贷款)?期限", _MONTHS)
    if newer.value is not None:
        return newer
    unlike = _OF_EXTENSION if _extends(paper) else _NOT_LINE if _is_line(paper) else _NOT_TERM
    for found in _TERM.finditer(paper.flow.chars):
        if unlike.search(paper.flow.chars[max(0, found.start() - 6) : found.end()]):
            continue
        if re.match(r"(?:内|前|以内)", paper.flow.chars[found.end() :]) and found["u"] in "天日":
            continue
        value = _months(found)
        if value:
            return paper.flow.field(value, found.start("n"), found.end(), 0.92, found.start())
    labelled = fields.find(("借款期限", "贷款期限", "合同期限", "期限", "借款期间"), _MONTHS)
    if labelled.value is not None:
        return labelled
    running = _running(paper, unlike)
    if running.value is not None:
        return running
    return months_between(start, end)


def _running(paper: Paper, unlike: re.Pattern[str]) -> Field[int]:
    """Return the term that a sentence counts from the day of payment, or in instalments (共36期)."""
    for found in _RUNS.finditer(paper.flow.chars):
        before = re.split(r"[。;\n]", paper.flow.chars[max(0, found.start() - 40) : found.start()])[-1]
        value = None if unlike.search(before) else _months(found)
        if value:
            return paper.flow.field(value, found.start("n"), found.end("u"), 0.85, found.start())
    for found in re.finditer(r"共[\s\[【]*(?P<n>\d{1,3})[\s\]】]*(?P<u>期|个月)(?P<m>)?", paper.flow.chars):
        if int(found["n"]) > 1:
            return paper.flow.field(int(found["n"]), found.start("n"), found.end(), 0.8, found.start())
    return Field()


def months_between(start: Field[dt.date], end: Field[dt.date]) -> Field[int]:
    """Return the months between both days, where they are whole."""
    if start.value and end.value:
        last = end.value + dt.timedelta(days=1)
        months = (end.value.year - start.value.year) * 12 + end.value.month - start.value.month
        if end.value.day == start.value.day:
            return Field(months, round(min(start.confidence, end.confidence) * 0.8, 4), end.evidence)
        if last.day == start.value.day:
            months = (last.year - start.value.year) * 12 + last.month - start.value.month
            return Field(months, round(min(start.confidence, end.confidence) * 0.8, 4), end.evidence)
    return Field()


def _find_months(text: str) -> tuple[int, int, int] | None:
    """Find a term at the start of what stands beside its label."""
    found = re.match(
        r"[\s:(]*(?:大写|小写)?:?(?P<n>\d{1,4}|[一二三四五六七八九十两半壹贰叁肆伍陆柒捌玖拾]{1,4})[\s\])】]{0,3}(?P<u>个月|月|年|期)(?:(?:零|又)?(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})个月)?(?![\d一二三四五六七八九十])",
        text,
    )
    value = _months(found) if found else None
    if found is None or not value:
        found = _IN_BRACKETS.search(text)
        value = _months(found) if found else None
    return (value, found.start("n"), found.end()) if found and value else None


_MONTHS: Kind[int] = Kind("months", _find_months)


def _months(found: re.Match[str]) -> int | None:
    more = number_of(found["m"]) if found["m"] else 0
    if found["n"] == "半":
        return 6 if found["u"] == "年" else None
    count = number_of(found["n"])
    if not count or _YEAR.fullmatch(found["n"]):
        return None
    if found["u"] == "年":
        return count * 12 + (more or 0) if count <= 40 else None
    if found["u"] in ("天", "日"):
        return count // 30 if count % 30 == 0 and count >= 30 else None
    return count if count <= 480 else None
