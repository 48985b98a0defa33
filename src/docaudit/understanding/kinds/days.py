"""Finds days."""

# ruff: noqa: E501 - patterns of printed words read better unbroken
from __future__ import annotations

import datetime as dt
import re

from docaudit.records.dates import parse_date
from docaudit.understanding.kinds.found import Found, without_gaps

_HAN = "零〇○O一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾元廿卅"
_DATE = re.compile(
    rf"(?<!\d)(?:\d{{4}}|\d{{2}}|[{_HAN}]{{4}})年(?:\d{{1,2}}|[{_HAN}]{{1,3}})月(?:\d{{1,2}}|[{_HAN}]{{1,3}})[日号]"
    r"|(?<![\d.\-/])(?:19|20)\d{2} ?[-./] ?\d{1,2} ?[-./] ?\d{1,2}(?![\d])"
    r"|(?<![\d.\-/])(?:19|20)\d{2}[-./]\d{2}[-./]\d{2}(?=\d{2}:\d{2})"  # scans lose the blank before the time
    r"|(?<![\d.])(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)"
)
_BETWEEN_FIGURES = re.compile(r"(?<=\d)\t(?=\d)")
_LOOSE_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d{2}[ ,]?(?:年|\.|-|/)?[ ]?(?:0?[1-9]|1[0-2])(?:月|\.|-|/| )[ ]?(?:[12]\d|3[01]|0?[1-9])(?:日|号)?(?!\d)"
)


def find_date(text: str) -> Found[dt.date] | None:
    """Find the first whole date; blanks between its parts do not matter."""
    # A gap between figures parts two numbers (No.0017352⇥2025年9月8日) until nothing else makes a day.
    tight, at = without_gaps(_BETWEEN_FIGURES.sub(" ", text))
    tight2 = [i for i, c in enumerate(tight) if c != " "]
    bare = "".join(tight[i] for i in tight2)
    for pattern, body, places in (
        (_DATE, tight, at),
        (_DATE, bare, [*[at[i] for i in tight2], len(text)]),
        (_LOOSE_DATE, tight, at),
    ):
        for found in pattern.finditer(body):
            value = parse_date(found.group().replace(" ", ""))
            if value:
                return value, places[found.start()], places[found.end() - 1] + 1
    return None
