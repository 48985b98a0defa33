"""What a letter says by its form alone: whom it addresses, who signs it, and the day under the signature."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from docaudit.knowledge import bank_of
from docaudit.records.evidence import Field
from docaudit.records.names import is_person_name
from docaudit.understanding.kinds import LEGAL_FORM, find_date, find_party
from docaudit.understanding.paper import Paper

_HEAD = re.compile(
    r"(?:^|\n)(?:致|尊敬的)?[:\s]?(?P<name>[\u4e00-\u9fff()·]{2,40}?)(?P<title>先生/女士|先生|女士)?\s?(?::|(?<=公司)$)",
    re.MULTILINE,
)
_YOU = re.compile(r"贵(?:公司|司|单位|企业|厂|社|户|方|客户)|你(?!好)|您")
_ALONE = re.compile(
    r"(?:致[:\s]?|尊敬的?)?(?:借款[人户]|客户)?[:\s]?(?P<name>[\u4e00-\u9fff·]{2,15}?)"
    r"(?:先生/女士|先生|女士|同志|客户)?(?:\([^()]{0,40}\))?\s?[:,]"
)
"""A line that does nothing but address a person: 某某某：, 尊敬的某某某客户：, 致：某某某（身份证号 …）："""
_HEAD_ROWS = 8
"""Lines from the top within which a letter addresses somebody."""
_A_CAPTION = re.compile(r"人$|[方员者]$|单位$|日期$|编号$")
_FORMS_OF_SIGNING = re.compile(r"^(?:\((?:公|盖|签)?章\)|[\s:_()公盖签章字])*$")


def addressed_firm(paper: Paper) -> Field[str]:
    """Return the firm or person that a bank's letter addresses (X公司：贵公司 …); a bank is no customer."""
    flow = paper.flow
    if not _YOU.search(flow.chars):
        return Field()
    for found in _HEAD.finditer(flow.chars[:400]):
        name = found["name"]
        firm = LEGAL_FORM.search(name) and len(name) >= 5 and not _is_bank(name)
        if firm or (is_person_name(name) and found["title"]):
            return flow.field(name, found.start("name"), found.end("name"), 0.85)
    for row in paper.rows[:_HEAD_ROWS]:
        line = paper.line(row)
        alone = _ALONE.fullmatch(line.strip())
        if alone and is_person_name(alone["name"]) and not _A_CAPTION.search(alone["name"]):
            start = row.start + line.index(alone["name"])
            return paper.text.field(alone["name"], start, start + len(alone["name"]), 0.85)
    return Field()


def signed_by(paper: Paper) -> Field[str]:
    """Return the firm that stands alone over the date at the end of a letter; a bank signs no letter to a bank."""
    for row, below in pairwise(paper.rows[-7:]):
        line, following = paper.line(row), paper.line(below)
        found = find_party(line)
        if not found or _is_bank(found[0]) or not re.search(r"(?:公司|厂|合作社|经营部|商行|中心|店)\)?$", found[0]):
            continue
        beside = line[: found[1]] + line[found[2] :]
        day = find_date(following)
        if _FORMS_OF_SIGNING.match(beside) and day and day[2] - day[1] >= 0.6 * len(following.strip()):
            return paper.text.field(found[0], row.start + found[1], row.start + found[2], 0.8)
    return Field()


def dated_at_end(paper: Paper) -> Field[dt.date]:
    """Return the day that fills one of the last lines alone, as letters are dated."""
    for row in reversed(paper.rows[-4:]):
        line = paper.line(row)
        found = find_date(line)
        if found and found[2] - found[1] >= 0.8 * len(line.strip()):
            return paper.text.field(found[0], row.start + found[1], row.start + found[2], 0.85)
    return Field()


_SEALED = re.compile(
    r"(?:盖章|公章|签章|签字|签名)\)?[:\s)]|\((?:公章|盖章|签章|签字|签名)|(?:盖章|签章|签字)(?:处|栏)?:?$",
    re.MULTILINE,
)
_LINES_OF_SIGNING = 5
"""Lines below the place of the seal within which a paper is dated: two signers, their titles, a seal's own words."""


def dated_under_seal(paper: Paper) -> Field[dt.date]:
    """Return the first day that stands alone in a piece of the lines from the place of the first seal on.

    What comes below it, an opinion of the bank's (银行审批意见) with its own days, is another's.
    """
    half = 0.3 * len(paper.text.chars)
    at = next((i for i, r in enumerate(paper.rows) if r.start > half and _SEALED.search(paper.line(r))), None)
    for row in paper.rows[at : at + 1 + _LINES_OF_SIGNING] if at is not None else ():
        line = paper.line(row)
        if re.search(r"意见|审[批核查]", line):
            break
        for piece in re.finditer(r"[^\t\n]+", line):
            found = find_date(piece.group())
            if found and found[2] - found[1] >= 0.8 * len(piece.group().strip()):
                start = row.start + piece.start()
                return paper.text.field(found[0], start + found[1], start + found[2], 0.85)
    return Field()


def dated_at_head(paper: Paper) -> Field[dt.date]:
    """Return the day that stands alone in a piece of one of the first lines, beside no label: a slip's date."""
    for row in paper.rows[:4]:
        for piece in re.finditer(r"[^\t\n]+", paper.line(row)):
            found = find_date(piece.group())
            if found and found[2] - found[1] >= 0.9 * len(piece.group().strip()):
                start = row.start + piece.start()
                return paper.text.field(found[0], start + found[1], start + found[2], 0.75)
    return Field()


def _is_bank(name: str) -> bool:
    return bank_of(name) is not None or re.search(r"银行|信用社|支行$|分行$|小额贷款", name) is not None
