"""Who plays which role in a contract: by the role word before, in or behind 甲方 and 乙方."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from docaudit.records.evidence import Field
from docaudit.records.names import is_person_name
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import LEGAL_FORM, PARTY, clean_party, find_party
from docaudit.understanding.paper import HEADING, Paper
from docaudit.understanding.text import Text

_DETAIL = r"(?:\((?:全称|公章|盖章|签章|名称|单位|姓名|以下简称[^)]*|或[^)]*)\))?"


def party_of(paper: Paper, fields: Fields, roles: str) -> Field[str]:
    """Return the name beside one of the role words (``贷款人|出借人``), as 贷款人：X, 甲方（贷款人）：X or 贷款人（甲方）：X.

    Where the role stands alone and the next lines begin with 单位名称：X or 名称：X, that is the name. Two names in one
    field (赵一、钱二) are one value; `parties_of` parts them.
    """
    spot = _place(paper, fields, roles)
    if spot is not None:
        whole = _in_full(paper, spot)
        if whole is not None:
            return whole
        return spot.view.field(*spot.value, spot.sure, spot.label)
    named = called(paper, roles)
    return named if named.value is not None else fields.find(tuple(roles.split("|")), PARTY)


_SIGNS = re.compile(r"[签盖][字名章]|公章")


def _in_full(paper: Paper, spot: _Spot) -> Field[str] | None:
    """Return the longer name of which a signature holds the beginning alone, because it goes on in the line below."""
    name, start, end = spot.value
    view = spot.view
    if not _SIGNS.search(view.chars[spot.label : start]) or view.chars[end : end + 1] not in ("\t", "\n", ""):
        return None
    longest: Field[str] | None = None
    for other in (paper.text, paper.cells, paper.flow):
        for found in re.finditer(rf"{re.escape(name)}[\u4e00-\u9fff()]{{1,24}}", other.chars):
            whole = find_party(found.group())
            longer = whole is not None and whole[0].startswith(name) and len(whole[0]) > len(name)
            if longer and whole and name.endswith("公司") and "银行" in whole[0][len(name) :]:
                continue  # a whole firm's name, then the bank of its account
            if whole and longer and LEGAL_FORM.search(whole[0]) and not longest:
                longest = other.field(whole[0], found.start(), found.start() + len(whole[0]), 0.9)
    return longest


_BALANCED = r"(?:[^\n,;。:()\t“”\"]|\([^()\n称]{1,8}\))"
_OTHER = re.compile(r"^.*[人方行](?=(?:与|和|及|同|向)[\u4e00-\u9fff])")
"""The party before, by its role: 为保障债权人与甲公司."""
_PERSON_LENGTH = 4
_LEAD = re.compile(
    r"^(?:本合同|本协议)?(?:系|是)?(?:兹|现)?(?:由|与|和|及|向|同|鉴于|兹有|现有|今有|为了?(?:确保|保证|担保|保障|支持)?)+"
)


def called(paper: Paper, roles: str) -> Field[str]:
    """Return the firm or person whom a sentence gives the role: 由甲公司（以下简称“用款方”）, 借款人王某（身份证号…）因."""
    flow = paper.flow
    alias = re.compile(
        rf"(?:^|(?<=[\n,;。:、\t)]))(?P<name>{_BALANCED}{{2,44}}?)\((?:[^()\n]{{0,60}}[,;、])?(?:以下|下文|下)?(?:(?:简|统)*称|叫)(?:之?为|作)?:?"
        rf"[“\"「『'‘]?(?:{roles})[^()\n]{{0,12}}\)",
        re.M,
    )
    joined = re.compile(
        rf"(?:^|(?<=[\n,;。、)条 ]))(?:由|向|与|和|同|兹有|现有|今有)?(?:{roles})(?:是|为|系)?(?P<name>{_BALANCED}{{2,40}}?)(?=\((?:身份证|证件|统一|公民|以下|下称)|[,]|因|向|与|同意|身份证|公民身份|证件号|统一社会信用)",
        re.M,
    )
    acting = re.compile(
        rf"(?:^|(?<=[\n,;。:)]))(?P<name>{_BALANCED}{{4,44}}?)[,]?(?:作为|系)(?:本合同|本协议)?(?:项下)?(?:的)?(?:{roles})(?![\u4e00-\u9fff]{{0,2}}(?:的|提供|承担))",
        re.M,
    )
    signing = re.compile(
        rf"[与和同向](?:{roles})(?P<name>{_BALANCED}{{2,40}}?)(?=于|在[^。,\n]{{1,12}}签|经[^。,\n]{{0,4}}协商|就)"
    )
    for pattern in (alias, joined, acting, signing):
        for found in pattern.finditer(flow.chars):
            body = _LEAD.sub("", _OTHER.sub("", HEADING.sub("", found["name"])))
            body = re.sub(rf"^(?:{roles})(?=.{{2}})", "", body)  # 债务人某公司（下称“债务人”）
            value = find_party(body)
            name = value[0] if value else ""
            # Of a sentence (保证人应提前通知…同意) no more than a name counts: four signs, or one with its dot.
            person = is_person_name(name) and (len(name) <= _PERSON_LENGTH or "·" in name)
            if LEGAL_FORM.search(name) or person:
                start = found.start("name") + found["name"].rfind(name)
                return flow.field(name, start, start + len(name), 0.85, found.start())
    return Field()


_MOST = 12
"""Names of one role beyond which no more are looked for."""


def parties_of(paper: Paper, fields: Fields, roles: str, but: Iterable[str] = ()) -> Iterator[Field[str]]:
    """Yield each of the names beside one of the role words, where it is not one of those in `but`."""
    seen = set(but)
    spot = _place(paper, fields, roles, seen)
    if spot is None:
        whole = fields.find(tuple(roles.split("|")), PARTY)
        for name in re.split("[、,]", whole.value or ""):
            if name:
                yield Field(name, whole.confidence, whole.evidence)
    while spot is not None and len(seen) < _MOST:
        _, start, end = spot.value
        seen.add(spot.value[0])
        for part in re.finditer(r"[^、,]+", spot.view.chars[start:end]):
            name = clean_party(part.group())
            if name:
                at = start + part.start() + part.group().find(name)
                seen.add(name)
                yield spot.view.field(name, at, at + len(name), spot.sure, spot.label)
        spot = _place(paper, fields, roles, seen)


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


_PARTED = re.compile(r"(?P<does>[\u4e00-\u9fff]{2,4})(?P<who>单位|[方人商户])")


def _labels(roles: str) -> str:
    """Return a pattern of the role words, also where a form names two roles of one party: 施工（供货）单位, 供方/卖方."""
    spread = [r"[\t ]?".join(re.escape(c) for c in role) for role in roles.split("|")]
    for role in roles.split("|"):
        parts = _PARTED.fullmatch(role)
        if parts:
            does, who = parts["does"], parts["who"]
            spread.append(rf"{does}[(/][\u4e00-\u9fff]{{1,4}}\)?{who}")
            spread.append(rf"[\u4e00-\u9fff]{{1,4}}\({does}\){who}|[\u4e00-\u9fff]{{1,4}}(?<![与和及])/{role}")
    return "|".join(spread)


@functools.lru_cache(maxsize=64)
def _patterns(roles: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of a label with one of the role words, and of a line that says the role behind the name.

    Kept by their roles: they take longer to compile than all else on a page to read.
    """
    label = _labels(roles)
    letters = r"[甲乙丙丁][\t ]?方"
    beside = re.compile(
        rf"(?:(?<=[\s:;,。、.)条0-9【])|^|(?=(?:{label})\({letters}\):))(?:(?:{letters}[\t ]?(?:[(/:]?[\t ]?|\([^()\n:]{{0,8}}?))(?:{label})[)]?|[\u4e00-\u9fff]{{2,8}}\((?:[^()\n:]{{0,8}}[、/兼])?(?:{label})(?:[、/兼][^()\n:]{{0,10}})?\)|(?:{label})(?:名称|全称|姓名|签[字名章])?[\t ]?(?:[(/]?{letters}[)]?)?)"
        rf"[\t ]?(?:\([^()\n]{{0,16}}\))?(?P<mark>[\t ]?[:;]|(?<=.)】:?|(?=\t|\n))",
        re.M,
    )
    behind = re.compile(
        rf"^[\t ]*(?:{letters}|立[\u4e00-\u9fff]{{0,4}}[人方者]|当事人|[\u4e00-\u9fff]{{0,2}}签[约订署][人方])[\t ]?:[\t ]*(?P<names>[^\n:;。]{{2,60}}\((?:即|作为)?(?:{label})\))",
        re.M,
    )
    return beside, behind


def _place(paper: Paper, fields: Fields, roles: str, but: Container[str] = ()) -> _Spot | None:
    text = paper.text
    pattern, behind = _patterns(roles)
    for found in behind.finditer(text.chars):  # 丙方：甲某、乙某（保证人）
        value = find_party(found["names"])
        if value and value[0] not in but:
            return _Spot(
                text, (value[0], found.start("names") + value[1], found.start("names") + value[2]), 0.95, found.start()
            )
    for view in (text, paper.cells):
        for found in pattern.finditer(view.chars):
            end = view.chars.find("\n", found.end())
            end = len(view.chars) if end < 0 else end
            cut = fields.cut(view.chars, found.end(), end)
            value = find_party(view.chars[found.end() : cut])
            if value and value[0] in but:
                continue
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
