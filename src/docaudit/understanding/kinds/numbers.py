"""Finds numbers of papers, accounts, identities and rates."""

# ruff: noqa: E501 - patterns of printed words read better unbroken
from __future__ import annotations

import re
from decimal import Decimal

from docaudit.records.identifiers import repair_credit_code
from docaudit.understanding.kinds.found import Found, without_gaps
from docaudit.understanding.text import GAP

_NUMBER = re.compile(r"[A-Za-z0-9\u4e00-\u9fff()\[\]<>〈〉《》【】_\-/.#&+—字第号年 ]+")


_DAY_ALONE = re.compile(r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12]\d|3[01]|0?[1-9])")


def _before_closing(text: str) -> str:
    """Return the text up to a bracket that closes none of its own: …(编号2024借字001号)得到履行."""
    depth = 0
    for at, glyph in enumerate(text):
        depth += (glyph == "(") - (glyph == ")")
        if depth < 0:
            return text[:at]
    return text


def find_number(text: str) -> Found[str] | None:
    """Find the number of a contract or slip: one run of letters, digits, brackets and 字第…号 with at least one digit."""
    tight, at = without_gaps(text)
    gap_at = text.find(GAP, len(text) - len(text.lstrip("\t :.")))
    head, places = tight, at
    if gap_at >= 0 and re.search(r"\d", text[:gap_at]) and not re.match(r"[\t ]*(?:号|年|字|第)", text[gap_at:]):
        head = text[:gap_at].replace(GAP, "")
    said = re.match(r"[\s.:]*(?:(?:合同|协议)?编号|合同号)(?:为|是|:)[\s:]*", head)  # the sentence's words before it
    found = _NUMBER.search(head, said.end() if said else 0)
    if not found:
        return None
    body = _before_closing(found.group())
    ended = re.search(r"(?<=[\w)\]】〉])(?:的|项下|《)", body)
    if ended and re.search(r"\d", body[: ended.start()]):
        body = body[: ended.start()]
    closed = re.match(r"^[^\w(\[【《〈]*(.*?\d[^号]{0,12}号)(?=[\u4e00-\u9fff(])", body)
    if closed:
        body = closed.group(1)
    # Beside its caption alone 号 is printed as the number's; in a sentence only 字第…号 has it, and a blank before it
    # says that the number was filled in.
    alone = head[said.end() if said else 0 :].strip(" :") == body.strip() and re.match(r"[A-Za-z]", body.strip())
    if (re.fullmatch(r"[A-Za-z0-9_/-]+号", body) and not alone) or ("第" not in body and re.search(r"\d 号$", body)):
        body = body[:-1].rstrip()
    lead = len(found.group()) - len(found.group().lstrip(" .#:+"))
    body = body.strip(" .#:+")
    if not body:
        return None
    if body[:1] in "[【<《" and body[-1:] in "]】>》" and body.count(body[0]) == 1:
        body, lead = body[1:-1].strip(), lead + 1
    for left, right in (("(", ")"), ("[", "]"), ("【", "】"), ("《", "》")):
        if body.endswith(right) and body.count(left) < body.count(right):
            body = body[:-1].rstrip()
        if body.endswith(left) or body.count(left) > body.count(right):
            body = (
                body.rpartition(left)[0].rstrip()
                if body.endswith(left) or not re.search(r"\d", body.rpartition(left)[2])
                else body
            )
    digits = len(re.findall(r"\d", body))
    hanzi = len(re.findall(r"[\u4e00-\u9fff]", body))
    short = re.fullmatch(r"[A-Z]{2,8}[-/]\d", body)  # the first contract of a small firm: XY-1
    if (digits < 2 and not short) or not 3 <= len(body) <= 50 or hanzi > 18 or re.fullmatch(r"\d{4}年.{0,6}", body):
        return None
    if re.search(
        r"的|元|%|应(?!收)|日起|以下|(?:借款|贷款|担保|保证|债务|债权)人|本合同|依照|未(?!\d)", body
    ) or _DAY_ALONE.fullmatch(body):
        return None
    start = head.find(body, max(0, found.start() + lead - 1))
    return body, places[start], places[start + len(body) - 1] + 1


_ACCOUNT = re.compile(r"(?<![A-Za-z\d])[\d*Xx×](?:[\d*Xx×]|[ \t-](?=[\d*])){5,34}(?![A-Za-z\d])")


_WHOLE = 8
"""So many digits before a wide gap are a number of their own; the groups of one number have four."""


def find_account(text: str) -> Found[str] | None:
    """Find an account or card number: at least six digits, masked ones as ``*``."""
    for found in _ACCOUNT.finditer(text):
        printed = found.group()
        first = printed.partition(GAP)[0]
        if len(first) >= _WHOLE and len(printed) - len(first) > _WHOLE:
            printed = first  # the accounts of both sides, each in its column
        body = re.sub(r"[ \t-]", "", printed)
        masked = re.search(r"\d[xX×]{2}|[xX×]{2}\d", body) is not None
        if sum(c.isdigit() for c in body) >= 4 and re.fullmatch(r"[\d*xX×]+" if masked else r"[\d*]+", body):
            return body, found.start(), found.start() + len(printed)
    return None


_CODE, _OLD_FIRM = 18, 15
_OLD_TAX = 20
"""Signs of a credit code, of the tax numbers that firms had before, and of the tax number of a trader: an identity number and two digits; an account has as many digits."""


def find_identifier(text: str) -> Found[str] | None:
    """Find a credit code, a 15-digit old tax number or an identity card number; credit codes are repaired by checksum only."""
    for found in re.finditer(r"(?<![A-Za-z\d])[A-Za-z\d](?:[ ]?[A-Za-z\d*]){14,19}(?![A-Za-z\d])", text):
        body = found.group().replace(" ", "").upper()
        if re.search(r"(?:[账帐][号户]|卡号)[^\n,。;\d]{0,12}$", text[: found.start()]):
            continue
        masked = "*" in body and re.fullmatch(r"\d{6}[\d*]{8,11}[\dX]{1,4}", body)
        # No identity number begins with 9, as the codes of firms do.
        if re.fullmatch(r"[1-8]\d{16}[\dX]|\d{15}", body) or masked:
            return body, found.start(), found.end()
        repaired = repair_credit_code(body) if len(body) == 18 else None
        tax = re.search(r"(?:税号|识别号|登记[证号])[^\n,。;]{0,8}$", text[: found.start()])
        old = len(body) == _OLD_FIRM and body[:6].isdigit()  # begins with the number of its place
        if repaired or old or len(body) == _CODE or (len(body) == _OLD_TAX and (tax or not body.isdigit())):
            return repaired or body, found.start(), found.end()
    return None


def find_rate(text: str) -> Found[Decimal] | None:
    """Find a yearly rate in percent as printed (``4.35%``)."""
    found = re.search(r"(\d{1,2}(?:\.\d{1,6})?)[\t ]?%", text)
    return (Decimal(found.group(1)), found.start(), found.end()) if found else None
