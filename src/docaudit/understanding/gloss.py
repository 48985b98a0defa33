"""The English that bilingual forms print beside or below their labels (付款人名称 Payer, 账号 A/C No.)."""

# ruff: noqa: E501 - lists of printed words read better unbroken
from __future__ import annotations

import re

_WORDS = (
    "payer|payee|payor|remitter|remittee|beneficiary|applicant|drawer|debtor|paying|receiving|remitting|collecting|opening|account|acct|a/c|ac|no|number|name|title|bank|branch|"
    "of|in|the|for|to|from|by|and|amount|amt|words|word|figures|figure|currency|ccy|date|time|transaction|trans|txn|value|posting|booking|reference|ref|serial|voucher|receipt|"
    "remarks|remark|purpose|summary|particulars|details|description|postscript|message|usage|use|type|business|channel|fee|charges|charge|id|code|teller|operator|print|printed|"
    "times|status|total|sum|payment|transfer|remittance|company|customer|client|unit|address|tel|contract|invoice|order|buyer|seller|quantity|price|specification|item|lender|"
    "borrower|loan|rate|interest|term|information|info|instructions|instruction|sender|receiver|recipient|debit|credit|our|your|cheque|check|swift|bic|"
    "province|city|country|telephone|phone|contact|person|maker|checker|verified|approved|authorised|authorized|words|on|behalf|s"
)
_ANY = "|".join(sorted(_WORDS.split("|"), key=len, reverse=True))
GLOSS = rf"(?i:[\t ]{{0,2}}\(?(?:{_ANY})(?:[\t ./&'’,()-]{{0,3}}(?:{_ANY}))*[.)]{{0,2}})(?=[\t ]?(?:[:;\t\n]|$))"
"""Matches words of labels alone, up to a colon, a gap or the end of the line; a value (CNY, an English name) has others."""
_LINE = re.compile(rf"{GLOSS}[\t ]?[:;]?")


def is_gloss(line: str) -> bool:
    """Say whether a line, its pieces parted by gaps, holds nothing but the English of labels."""
    pieces = re.findall(r"[^\t\n]+", line)
    return bool(pieces) and all(_LINE.fullmatch(piece) for piece in pieces)
