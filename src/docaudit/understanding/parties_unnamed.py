"""Who lends and who borrows where no word for the role stands beside the name.

The other letter of 甲方 and 乙方, a sentence of the preamble between a lender and another, the lender's letterhead and its
seal at the end tell as much; a name counts as a lender's by its trade alone.
"""

# ruff: noqa: E501 - patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Sequence

from docaudit.records.evidence import Field
from docaudit.records.names import is_person_name
from docaudit.understanding.fields import Fields, chunks
from docaudit.understanding.kinds import PARTY, find_party
from docaudit.understanding.paper import Paper
from docaudit.understanding.text import Text

LENDING = re.compile(
    r"银行|信用社|信用联社|小额贷款|消费金融|信托|财务(?:有限)?公司|农商行|贷款公司|典当|合作联社|支行"
)
"""Words in the names of those whose trade is lending."""
_WHOLE = re.compile(r"(?:公司|支行|分行|信用社|联社|合作社|营业部|中心)$")
"""How the name of one that can sign ends; a brand on a letterhead (某某银行) names no party."""
_PREAMBLE = 600
"""Characters of the prose within which the parties are introduced."""
_LETTERHEAD_ROWS = 4
_NAME = r"(?:[\u4e00-\u9fff]|\([\u4e00-\u9fff]{1,8}\)){3,36}?(?:公司|支行|分行|信用社|联社|合作社|厂|商行|经营部|中心|农场)(?![\u4e00-\u9fff]{0,8}(?:支行|分行|营业部|分公司))"
_ALIAS = r"(?:\((?:[^()\n]{0,40})\))?"
_BETWEEN = re.compile(
    rf"(?:^|(?<=[\n。;:,、 ]))(?:由|兹由|现由|本合同由)?(?P<a>{_NAME}|[\u4e00-\u9fff]{{2,4}}){_ALIAS}(?:作为[^,。;\n与和向]{{1,6}})?,?(?P<by>向|与|和|同)(?P<b>{_NAME}|[\u4e00-\u9fff]{{2,4}}){_ALIAS}"
    rf"(?P<rest>[^。;\n]{{0,60}})",
    re.M,
)
_AGREE = re.compile(r"借款|贷款|借入|融资|签[订署]|协商|达成|订立|立约|约定")
_SEAL = re.compile(
    r"(?:^|(?<=[\n\t]))(?:银行|信用社|联社|公司|[贵本我][行社司])[\t ]?(?:\((?:公|盖|签)?章\)|(?:盖|签)章|公章)[\t :]*(?P<name>[^\t\n]{4,44})"
)
"""The seal of one that the text only calls by its trade: 信用社（公章）　某某信用社."""


def by_letters(fields: Fields, lender: Field[str], borrower: Field[str]) -> tuple[Field[str], Field[str]]:
    """Return both parties where one is known and it is 甲方 or 乙方: the other letter's is the other."""
    if (lender.value is None) == (borrower.value is None):
        return lender, borrower
    known = lender.value or borrower.value
    parties = [fields.find((letter,), PARTY) for letter in ("甲方", "乙方")]
    parties = [found if found.value is not None else _in_role(fields.paper, i) for i, found in enumerate(parties)]
    names = [found.value for found in parties]
    if known not in names or None in names or names[0] == names[1]:
        return lender, borrower
    other = parties[1 - names.index(known)]
    return (other, borrower) if lender.value is None else (lender, other)


_IN_ROLE = re.compile(
    r"(?:^|(?<=[\n\t ]))(?P<letter>[甲乙])[\t ]?方\([^()\n:]{1,12}\)[\t ]*:(?P<name>[^\n]{2,50})", re.M
)
"""A party beside its letter and a role of any words: 乙方（项目单位）：某某公司."""


def _in_role(paper: Paper, letter: int) -> Field[str]:
    for found in _IN_ROLE.finditer(paper.text.chars):
        value = find_party(found["name"]) if found["letter"] == "甲乙"[letter] else None
        if value:
            at = found.start("name")
            return paper.text.field(value[0], at + value[1], at + value[2], 0.9, found.start())
    return Field()


def in_preamble(flow: Text) -> tuple[Field[str], Field[str]]:
    """Return (lender, borrower) of a sentence that a lender and another agree in: X向Y申请借款, Y与X签订."""
    for found in _BETWEEN.finditer(flow.chars[:_PREAMBLE]):
        names = [found["a"], found["b"]]
        lend = [bool(LENDING.search(name)) for name in names]
        other = names[lend.index(False)] if lend.count(True) == 1 else ""
        person = len(other) <= 4
        if not other or not _AGREE.search(found["rest"]) or (person and not is_person_name(other)):
            continue
        spots = [flow.field(found[k], found.start(k), found.end(k), 0.8) for k in ("a", "b")]
        return spots[lend.index(True)], spots[lend.index(False)]
    return Field(), Field()


def _goes_on(paper: Paper, name: str) -> Field[str] | None:
    """Return the longer name whose beginning alone a seal shows, as its line was broken there."""
    longer = re.compile(rf"{re.escape(name)}[\u4e00-\u9fff()]{{1,16}}?(?:支行|分行|营业部|信用社|分理处|联社)")
    found = longer.search(paper.flow.chars)
    return paper.flow.field(found.group(), found.start(), found.end(), 0.8) if found else None


def by_letterhead(paper: Paper, others: Sequence[str | None]) -> Field[str]:
    """Return the lender that signs by a seal beside no name of its role, else the one whose letterhead the paper bears."""
    for found in _SEAL.finditer(paper.text.chars):
        value = find_party(found["name"])
        if value and LENDING.search(value[0]) and value[0] not in others:
            at = found.start("name")
            whole = _goes_on(paper, value[0]) if value[2] == len(found["name"].rstrip()) else None
            if whole is not None:
                return whole
            return paper.text.field(value[0], at + value[1], at + value[2], 0.85, found.start())
    for row in paper.rows[:_LETTERHEAD_ROWS]:
        for start, end in chunks(paper.text.chars, row.start, row.end) if row.page == 0 else ():
            name = re.sub(r"[\t ]", "", paper.text.chars[start:end])
            signs = LENDING.search(name) and re.fullmatch(_NAME, name) and _WHOLE.search(name)
            if signs and name not in others:
                return paper.text.field(name, start, end, 0.7)
    return Field()
