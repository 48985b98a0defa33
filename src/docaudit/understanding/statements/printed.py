"""Currencies, account numbers and days as the head of a statement prints them."""

# ruff: noqa: E501 - Han count double

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from docaudit.understanding.statements.figures import ENGLISH_DAY, YEAR_LAST, is_nothing, parse_day

CURRENCIES = (
    (re.compile(r"美元|USD", re.IGNORECASE), "USD"),
    (re.compile(r"港[币元]|HKD", re.IGNORECASE), "HKD"),
    (re.compile(r"欧元|EUR", re.IGNORECASE), "EUR"),
    (re.compile(r"日[元圆]|JPY", re.IGNORECASE), "JPY"),
    (re.compile(r"英镑|GBP", re.IGNORECASE), "GBP"),
    (re.compile(r"澳大利亚元|澳元|AUD", re.IGNORECASE), "AUD"),
    (re.compile(r"人民币|CNY|RMB|¥|￥|元\b|元[)）]|^元$|本币", re.IGNORECASE), "CNY"),
)
"""Patterns of printed currencies with their ISO 4217 codes, tried in this order."""
_ISO = re.compile(r"[A-Z]{3}")
_LOST = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
DAY = re.compile(
    rf"{ENGLISH_DAY}|{YEAR_LAST}|" r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|(?<!\d)(?:19|20)\d{6}(?!\d)"
)
"""A day in any form that a head prints."""


def days_in(text: str, *, month_first: bool | None = False) -> list[dt.date]:
    """Return the days printed in a text, in their order; `month_first` as for `parse_day`."""
    days = [parse_day(re.sub(r"\s", "", m.group()), month_first=month_first) for m in DAY.finditer(text)]
    return [d.date() for d in days if d is not None]


def currency_of(text: str) -> str | None:
    """Return the ISO 4217 code of a printed currency (人民币, US Dollar as 美元 or USD), None where unknown."""
    for pattern, code in CURRENCIES:
        if pattern.search(text):
            return code
    plain = text.strip().upper()
    return plain if _ISO.fullmatch(plain) else None


def account_number(text: str) -> str | None:
    """Return an account as printed without blanks; None where nothing or a number that lost digits (``6.22E+18``) stands."""
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'`").strip("[]【】 ")
    if is_nothing(plain) or _LOST.fullmatch(plain) or re.fullmatch(r"\d{4,}\.0+", plain):
        return None
    first = re.split(r"[\s]{1,}(?=[\u4e00-\u9fff])|[,，;；]|\((?=[\u4e00-\u9fff])|\)(?=.)", plain)[0]
    plain = re.sub(r"\s+", "", first)
    plain = re.sub(r"(?<=[\d*])-(?=[\d*]{4})", "", plain) if plain.count("-") >= 3 else plain
    if not re.search(r"[\dA-Za-z*]", plain) or re.search(r"[\u4e00-\u9fff@]", plain) or len(plain) > 40:
        return None
    return plain
