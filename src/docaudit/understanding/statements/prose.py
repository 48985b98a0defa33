"""Whose account it is where no label says it alone: in a sentence, or name and number in one value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docaudit.records.names import is_person_name

_NAME = r"[\u4e00-\u9fff·]{2,40}?(?:\([\u4e00-\u9fff]{2,8}\)[\u4e00-\u9fff]{1,20}?)?"
_CERTIFIED = re.compile(
    rf"兹(?:证明|证实|有)\s*[:：]?\s*(?:[我本][行社])?(?:客户|存款人|开户人|存款单位|开户单位)?\s*({_NAME})(?:先生|女士)?\s*"
    r"(?:[,，]|\((?![\u4e00-\u9fff]{2,8}\)[\u4e00-\u9fff])|[在于][我本][行社公]|名下|开立|截[至止]|[自从]\s*(?:19|20)\d\d)"
)
_DEAR = re.compile(rf"尊敬的\s*(?!客户|用户|储户|单位)({_NAME})\s*(?:先生|女士|小姐|客户)?(?:/女士)?\s*[:：,，!！]")
_TO = re.compile(r"致\s*[:：]?\s*([\u4e00-\u9fff()·]{2,40}?)\s*(?:先生|女士|小姐)?\s*[:：,，]?")
_WHOSE = re.compile(r"([\u4e00-\u9fff()·]{2,40})的(?:收支|交易|账户|资金|银行)?(?:明细|流水|账单|对账单|交易记录)")
"""A title of a telephone: 某人的收支明细."""
_NUMBER_IN_PROSE = re.compile(
    r"(?<!对方)(?<!收款)(?<!付款)(?<!交易)(?:[账帐]户|[账帐]号|卡号)(?:号码)?\s*(?:为|是|\()?\s*(\d[\d*]{9,31})(?![\d*])"
)
_FIRM = re.compile(r"[\u4e00-\u9fff()·]{2,36}(?:公司|厂|商行|合作社|中心|集团|经营部|事务所|店|社|学校|医院)")
_IN_LINE = re.compile(r"(?<!\d)[\d*]{10,}|(?:\d{4} ){3}\d")
_GLUED = re.compile(r"([\u4e00-\u9fff·()]{2,40})(\d[\d*]{10,24}\d)")
_ALONE = re.compile(r"\d{4}[\d* ]{4,30}\d{4}")
_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,12}")
_HOUSE = re.compile(r"银行|信用社|支付|网络")
"""Words of the firms that print statements."""
_NUMBER = r"[\d*](?:[\d*]| (?=[\d*])){7,40}"
_BOTH = re.compile(rf"({_NUMBER})[\s/|,，(]+(.+?)\)?|(.+?)[\s/|,，(]+({_NUMBER})\)?")


def holder(text: str) -> str | None:
    """Return the holder that a sentence names (兹证明某公司在我行…, 尊敬的某女士：), or a letter (致：某公司)."""
    if (to := _TO.fullmatch(text)) is not None:
        name = to.group(1)
        return name if not _HOUSE.search(name) and (_FIRM.fullmatch(name) or is_person_name(name)) else None
    if (title := _WHOSE.fullmatch(text)) is not None and (is_person_name(title[1]) or _FIRM.fullmatch(title[1])):
        return title[1]
    found = _CERTIFIED.search(text) or _DEAR.search(text)
    return found.group(1) if found else None


def number(text: str) -> str | None:
    """Return the account that a sentence names behind 账户 or 账号."""
    found = _NUMBER_IN_PROSE.search(text)
    return found.group(1) if found else None


def both(text: str) -> tuple[str, str] | None:
    """Return name and number of a value that holds the two (某公司/3205…, 3205… 李雪梅), else None."""
    found = _BOTH.fullmatch(text.strip("[]【】 "))
    if found is None:
        return None
    name = (found.group(2) or found.group(3)).strip()
    digits = (found.group(1) or found.group(4)).replace(" ", "")
    return (name, digits) if _FIRM.fullmatch(name) or is_person_name(name) else None


def _glued(text: str) -> tuple[str, str] | None:
    """Return name and number of a cell in which a scan kept no blank between them."""
    found = _GLUED.fullmatch(text)
    return (found.group(1), found.group(2)) if found else None


def bare_holder(lines: Sequence[Sequence[str]]) -> tuple[int, int, str, str | None] | None:
    """Return whom an account belongs to where no label says it: line and cell, the name, and a number beside it.

    A firm may stand on any line above the rows, a person only beside the account's number; several names tell nothing.
    """
    firms: dict[str, tuple[int, int, str, str | None]] = {}
    people: dict[str, tuple[int, int, str, str | None]] = {}
    for i, line in enumerate(lines):
        numbers = [text.replace(" ", "") for text in line if _ALONE.fullmatch(text)]
        labelled = any(_IN_LINE.search(text) for text in line)
        for k, text in enumerate(line):
            name, number = both(text) or _glued(text) or (text, numbers[0] if len(numbers) == 1 else None)
            if _FIRM.fullmatch(name) and not _HOUSE.search(name):
                firms.setdefault(name, (i, k, name, number))
            elif (number is not None or labelled) and _PERSON.fullmatch(name) and is_person_name(name):
                people.setdefault(name, (i, k, name, number))
    found = firms or people
    return next(iter(found.values())) if len(found) == 1 else None
