"""Who plays which role in a contract: by the role word before, in or behind 甲方 and 乙方."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from docaudit.records.evidence import Field
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import PARTY, clean_party, find_party
from docaudit.understanding.paper import Paper
from docaudit.understanding.text import Text

_DETAIL = r"(?:\((?:全称|公章|盖章|签章|名称|单位|姓名|以下简称[^)]*|或[^)]*)\))?"


def party_of(paper: Paper, fields: Fields, roles: str) -> Field[str]:
    """Return the name beside one of the role words (``贷款人|出借人``), as 贷款人：X, 甲方（贷款人）：X or 贷款人（甲方）：X.

    Where the role stands alone and the next lines begin with 单位名称：X or 名称：X, that is the name. Two names in one
    field (赵一、钱二) are one value; `parties_of` parts them.
    """
    spot = _place(paper, fields, roles)
    return spot.view.field(*spot.value, spot.sure, spot.label) if spot else fields.find(tuple(roles.split("|")), PARTY)


def parties_of(paper: Paper, fields: Fields, roles: str) -> Iterator[Field[str]]:
    """Yield each of the names beside one of the role words."""
    spot = _place(paper, fields, roles)
    if spot is None:
        whole = fields.find(tuple(roles.split("|")), PARTY)
        for name in re.split("[、,]", whole.value or ""):
            if name:
                yield Field(name, whole.confidence, whole.evidence)
        return
    _, start, end = spot.value
    for part in re.finditer(r"[^、,]+", spot.view.chars[start:end]):
        name = clean_party(part.group())
        if name:
            at = start + part.start() + part.group().find(name)
            yield spot.view.field(name, at, at + len(name), spot.sure, spot.label)


class _Spot(NamedTuple):
    """A name with its place in a view, and where its label begins."""

    view: Text
    value: tuple[str, int, int]
    sure: float
    label: int


def _whole_in_cell(paper: Paper, label: re.Pattern[str], start: str) -> _Spot | None:
    """Return the name that a cell prints over several lines where the line gave only its start or its end."""
    cells = paper.cells
    for found in label.finditer(cells.chars):
        value = find_party(cells.chars[found.end() :].lstrip("\n\t :").split("\n")[0])
        if value and len(value[0]) > len(start) and (value[0].startswith(start) or value[0].endswith(start)):
            at = cells.chars.find(value[0], found.end())
            if at >= 0:
                return _Spot(cells, (value[0], at, at + len(value[0])), 0.95, found.start())
    return None


def _place(paper: Paper, fields: Fields, roles: str) -> _Spot | None:
    text = paper.text
    label = "|".join(r"[\t ]?".join(re.escape(c) for c in r) for r in roles.split("|"))
    letters = r"[甲乙丙丁][\t ]?方"
    pattern = re.compile(
        rf"(?:(?<=[\s:;,。、.)条0-9])|^|(?=(?:{label})\({letters}\):))(?:(?:{letters}[\t ]?[(/:]?[\t ]?)(?:{label})[)]?|(?:{label})(?:名称|全称|姓名|签[字名章])?[\t ]?(?:[(/]?{letters}[)]?)?)"
        rf"[\t ]?(?:\([^()\n]{{0,16}}\))?(?P<mark>[\t ]?[:;]|(?=\t|\n))",
        re.M,
    )
    for view in (text, paper.cells):
        for found in pattern.finditer(view.chars):
            end = view.chars.find("\n", found.end())
            end = len(view.chars) if end < 0 else end
            cut = fields.cut(view.chars, found.end(), end)
            value = find_party(view.chars[found.end() : cut])
            if value:
                value = value[0], found.end() + value[1], found.end() + value[2]
                whole = _whole_in_cell(paper, pattern, value[0]) if view is text else None
                return whole or _Spot(view, value, 0.95, found.start())
            if not view.chars[found.end() : cut].strip("\t :") and view is text:
                below = re.compile(r"\n(?:单位)?(?:名称|全称|姓名|公司名称)[\t ]?(?:\([^)]*\))?:").match(
                    view.chars, end
                )
                if below:
                    line_end = view.chars.find("\n", below.end())
                    stop = fields.cut(view.chars, below.end(), line_end if line_end > 0 else len(view.chars))
                    value = find_party(view.chars[below.end() : stop])
                    if value:
                        value = value[0], below.end() + value[1], below.end() + value[2]
                        return _Spot(view, value, 0.9, found.start())
    return None
