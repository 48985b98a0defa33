"""Who stands surety for a loan: named in a block, in a column of a table, at the signatures or in a sentence."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Iterator

from docaudit.records.evidence import Field
from docaudit.records.names import is_person_name
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import LEGAL_FORM, PARTY, TEXT
from docaudit.understanding.paper import HEADING, Paper
from docaudit.understanding.parties import parties_of
from docaudit.understanding.tablerows import headed_rows

SURETY = "保证人|担保人|抵押人|出质人|连带责任保证人|连带保证人|担保方|保证方|抵押方|出质方|质押人|反担保人|保证单位|担保单位|增信方|增信人|联保小组成员|联保成员|联保人|共同保证人|担保企业|保证企业"
"""What a surety is called."""
_WORD = rf"(?:连带责任)?(?:{SURETY})"
_HEAD = rf"^(?:{_WORD})(?:名称|全称|姓名|户名|姓名或名称|名称或姓名|\(名称\))?$"
_BESIDE = (
    r"担保方式|保证方式|担保种类|担保类型|担保金额|担保合同|保证合同|担保物|抵押物|证件|身份|统一社会|与借款人关系|关系"
)
"""Heads of the other columns of a table of sureties."""
_FIRM = re.compile(
    r"(?:[\u4e00-\u9fff]|\([\u4e00-\u9fff]{1,8}\)|[A-Za-z]){2,36}?(?:公司|厂|合作社|中心|商行|经营部|集团)(?!(?:(?![以为由与对就向的和及])[\u4e00-\u9fff]){0,8}公司)"
)
_NO_NAME = re.compile(
    r"[为由与对就向以请]|(?:借款|贷款|出借)[人方]|[甲乙丙]方|股东|实际控制人|法定代表人|母公司|自然人"
)
"""What a name never holds, but the words before it may."""
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}")
_IDENTITY = re.compile(
    r"\((?:身份证|公民|证件|统一社会)[^()\n]{0,40}\)|,?(?:公民身份号码|身份证号码?|证件号码?)[为:]?[\dXx*]{15,18}"
)
_JOINS = re.compile(r"、|以及|[和及与,]")
_GOES_ON = re.compile(
    r"自愿|愿|同意|作为|先生|女士|夫[妇妻]|[二两三]人|连带|[为对就向以与共分另提承均签于]|各自|[、,。;()\n]|和|及|$"
)
"""What may stand behind a person's name in a sentence."""
_VERB_OVER = re.compile(r"作为|自愿|愿意?[为以对]|同意|共同|分别|另行|提供|承担|均[为以]|出具|各自")
"""Verbs whose first sign could be the last of a name."""
_LEADS = re.compile(
    rf"(?:{_WORD})(?!式)(?:分别|依次)?(?:为|是|系|:)?|由|请|[丙丁戊]方|(?:担保|保证|增信)(?:方式|措施|安排|情况)(?:为|是|:)?"
)
_STARTS = re.compile(r"(?:^|(?<=[。;,:\n\t)条 ]))(?:\d{1,2}(?:\.\d{1,2})*[.、]?|[一二三四五六七八九十]{1,3}、)?", re.M)
_RELATED = re.compile(
    r"[^,。;\n]{0,8}?(?:(?<!第三方)自然人|(?<![\u4e00-\u9fff])(?:企业)?法人(?!代表)|个人|母公司|实际控制人|控股股东|法定代表人|股东|配偶|负责人|董事长|总经理|关联(?:公司|企业)|子公司)(?:兼[^,。;\n]{2,6}?)?"
)
"""Who somebody is to another, before the name."""
_WHO = re.compile(
    r"(?:其|该|借款人的?)?(?:自然人|企业法人|法人(?!代表)|个人|配偶|妻子?|丈夫|股东|实际控制人|法定代表人|父亲?|母亲?|子女?)"
)
"""Who the next of several is: 及自然人某某, 、其配偶某某."""
_SORT = re.compile(r"(?:自然人|企业法人|法人(?!代表))(?=[\u4e00-\u9fff])")
_VERB = re.compile(r"(?:双方|共同|分别|均|各自)*(?:自愿|愿|同意|作为|为|对|就|向|以|提供|承担|出具|与)")
_STANDS = re.compile(
    r"连带(?:责任|清偿|保证|担保)|以[^。;,\n]{2,24}(?:抵押|质押|出质)|(?:提供|承担|负|设定|作)[^。;,\n]{0,14}(?:保证(?!金)|担保(?!服务)|抵押|质押)|(?:保证|担保|抵押|质押)(?:担保)?合同"
)
"""What a sentence says that lets somebody stand surety."""
_OFFERS = re.compile(
    r"(?:夫[妇妻]|[二两三]人|先生|女士)?(?:的|个人|共同)?(?:全额|阶段性|最高额|不可撤销的?|无限)*(?:连带(?:责任)?)?(?:保证|抵押|质押)(?:担保)?(?=[,、。;\n\t(及和]|$)"
)
"""What somebody gives, right behind the name: 某某公司连带责任保证."""
_NOBODY = re.compile(
    r"[借贷出受授]?(?:借款|贷款|出借|放款|受信|授信)?[人方行户社]$|本人|[本我](?:公司|司|行)|银行|双方|各方|^(?:保证|抵押|质押|担保|信用|连带|最高额)"
)


def sureties(paper: Paper, fields: Fields, *others: Field[str]) -> tuple[Field[str], ...]:
    """Return each surety once, `others` (borrower and lender) left out."""
    known = {name for o in others for name in re.split("[、,]", o.value or "") if name}
    out: list[Field[str]] = []
    for found in _found(paper, fields, known):
        name = found.value or ""
        if name and name not in known and _is_name(name):
            out.append(found)
            known.add(name)
    return tuple(out)


def _found(paper: Paper, fields: Fields, known: set[str]) -> Iterator[Field[str]]:
    yield from parties_of(paper, fields, SURETY, but=frozenset(known))
    rows = headed_rows(paper, {"name": (_HEAD, PARTY), "beside": (_BESIDE, TEXT)}, needed=("name", "beside"))
    yield from (row["name"] for row in rows)
    yield from _in_sentences(paper)


def _is_name(name: str) -> bool:
    return bool(LEGAL_FORM.search(name) or is_person_name(name)) and not _NOBODY.search(name)


def _in_sentences(paper: Paper) -> Iterator[Field[str]]:
    """Yield those whom a sentence names as sureties (保证人为甲、乙), or lets stand surety (由甲提供连带责任保证)."""
    chars = paper.flow.chars
    for sentence in re.finditer(r"[^。;\n]+", chars):
        text, base = sentence.group(), sentence.start()
        if not re.search(r"保证|担保|抵押|质押|连带|出质|增信", text):
            continue
        for start, called in _starts(text):
            names, end = _names_at(text, start)
            if not names:
                continue
            stands = _VERB.match(text, end) and _STANDS.search(text, end)
            if (
                stands
                or _OFFERS.match(text, end)
                or (called and re.match(r"[,()]|$|签|另|于|与|先生|女士", text[end:]))
            ):
                for name, at in names:
                    yield paper.flow.field(name, base + at, base + at + len(name), 0.8)


def _starts(text: str) -> Iterator[tuple[int, bool]]:
    """Yield where names may begin in a sentence, and whether a word for a surety stands before them."""
    heading = HEADING.match(text)
    places = [(heading.end() if heading else 0, False)]
    places += [(found.end(), False) for found in _STARTS.finditer(text) if found.end()]
    places += [(found.end(), re.search(_WORD, found.group()) is not None) for found in _LEADS.finditer(text)]
    for start, called in places:
        yield start, called
        related = _RELATED.match(text, start)
        if related:
            yield related.end(), called


def _names_at(text: str, start: int) -> tuple[list[tuple[str, int]], int]:
    """Return the names that follow each other from `start`, with their places, and where the last one ends."""
    names: list[tuple[str, int]] = []
    at = end = start
    while True:
        at += len(text[at:]) - len(text[at:].lstrip("\t 　"))
        who = (_WHO if names else _SORT).match(text, at)
        at = who.end() if who else at
        firm = _FIRM.match(text, at)
        name = firm.group() if firm and not _NO_NAME.search(firm.group()) else _person_at(text, at)
        if not name or _NOBODY.search(name):
            return names, end
        names.append((name, at))
        end = at + len(name)
        identity = _IDENTITY.match(text, end)
        end = identity.end() if identity else end
        joins = _JOINS.match(text, end)
        if joins is None:
            return names, end
        at = joins.end()


def _person_at(text: str, at: int) -> str:
    for length in (4, 3, 2):
        name = text[at : at + length]
        named = (
            len(name) == length and name[0] not in "由与为对就向以" and is_person_name(name) and _PERSON.fullmatch(name)
        )
        if (
            named
            and not _VERB_OVER.match(text, at + length - 1)
            and (_GOES_ON.match(text, at + length) or _IDENTITY.match(text, at + length))
        ):
            return name
    return ""
