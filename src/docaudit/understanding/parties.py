"""Who plays which role in a contract: by the role word before, in or behind 甲方 and 乙方."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re

from docaudit.records.evidence import Field
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import PARTY, find_party
from docaudit.understanding.paper import Paper

_DETAIL = r"(?:\((?:全称|公章|盖章|签章|名称|单位|姓名|以下简称[^)]*|或[^)]*)\))?"


def party_of(paper: Paper, fields: Fields, roles: str) -> Field[str]:
    """Return the name beside one of the role words (``贷款人|出借人``), as 贷款人：X, 甲方（贷款人）：X or 贷款人（甲方）：X.

    Where the role stands alone and the next lines begin with 单位名称：X or 名称：X, that is the name.
    """
    text = paper.text
    label = "|".join(r"[\t ]?".join(re.escape(c) for c in r) for r in roles.split("|"))
    letters = r"[甲乙丙丁][\t ]?方"
    pattern = re.compile(
        rf"(?:(?<=[\s:;,。、.)0-9])|^)(?:(?:{letters}[\t ]?[(/:]?[\t ]?)(?:{label})[)]?|(?:{label})[\t ]?(?:[(/]?{letters}[)]?)?)"
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
                return view.field(value[0], found.end() + value[1], found.end() + value[2], 0.95, found.start())
            if not view.chars[found.end() : cut].strip("\t :") and view is text:
                below = re.compile(r"\n(?:单位)?(?:名称|全称|姓名|公司名称)[\t ]?(?:\([^)]*\))?:").match(
                    view.chars, end
                )
                if below:
                    line_end = view.chars.find("\n", below.end())
                    stop = fields.cut(view.chars, below.end(), line_end if line_end > 0 else len(view.chars))
                    value = find_party(view.chars[below.end() : stop])
                    if value:
                        return view.field(value[0], below.end() + value[1], below.end() + value[2], 0.9, found.start())
    return fields.find(tuple(roles.split("|")), PARTY)
