"""Labels that no colon and no wide gap parts from their value, told by what the value must begin with."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import functools
import re

_FIRM = re.compile(r"[\u4e00-\u9fff()]{2,30}?(?:公司|厂|商行|合作社|集团|经营部|中心|银行|支行|分行)(?=[\t\n(]|$)")
_APART = {
    **dict.fromkeys(
        ("money", "figures"), re.compile(r"(?:人民币|CNY|RMB|USD)?[\t ]?[¥$]?[\t ]?-?\d[\d,]*\.\d\d|[¥$]\d")
    ),
    "number": re.compile(r"[A-Z\d(\[][A-Za-z\d()\[\]-]{4,}"),
    "account": re.compile(r"[\d*]{6,}|\d{4} "),
    "date": re.compile(r"(?:19|20)\d\d|[一二]"),
    "party": re.compile(rf"{_FIRM.pattern}|[\u4e00-\u9fff]{{2,3}}(?=[\t\n]|$)"),
    "words": re.compile(r"(?:人民币)?[壹贰叁肆伍陆柒捌玖]"),
    "text": re.compile(r"[^\s:]"),
}
"""How a value of a kind begins behind a label with a narrow blank and no colon."""
_NOTHING = re.compile(r"(?!)")
_FAST = {**_APART, "party": _FIRM, "text": _NOTHING}
"""The same without a blank: words that only go on are no value (用途说明)."""


@functools.lru_cache(maxsize=4096)
def glued_pattern(label: str) -> re.Pattern[str]:
    """Match a label that begins a line, a cell or what follows a gap, a day or a sum, with a value right behind it."""
    glyphs = r"[\t ]?".join(re.escape(c) for c in label)
    return re.compile(
        rf"(?:(?<=[\t\n;])|(?<=\d日)|(?<=元整)|^)(?P<label>{glyphs})(?P<qualifier>(?:\([^()\n:]{{0,14}}\))?)(?=[^\s:;])",
        re.MULTILINE,
    )


@functools.lru_cache(maxsize=4096)
def stacked_pattern(label: str) -> re.Pattern[str]:
    """Match a label at the beginning of a cell with what is bracketed behind it, whatever follows."""
    glyphs = r"[\t ]?".join(re.escape(c) for c in label)
    return re.compile(rf"(?P<label>{glyphs})(?P<qualifier>(?:\([^()\n:]{{0,14}}\))?)")


def begins_value(kind: str, text: str, *, apart: bool) -> bool:
    """Say whether the text behind a label begins with a value of that kind; `apart`: a blank is printed between them."""
    return (_APART if apart else _FAST).get(kind, _NOTHING).match(text) is not None
