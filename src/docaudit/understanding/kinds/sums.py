"""Finds sums of money in figures and in words."""

# ruff: noqa: E501 - patterns of printed words read better unbroken
from __future__ import annotations

import re
from decimal import Decimal

from docaudit.records.amounts import parse_amount, parse_words
from docaudit.records.money import Money
from docaudit.understanding.kinds.found import Found
from docaudit.understanding.text import GAP

WORD_GLYPHS = "零〇一二三四五六七八九两壹弌贰貳弍二叁叄参參肆伍五陆陸柒捌玖拾佰仟百千十万萬亿億元圆圓块角毛分整正廿卅"
_CONFUSED = "染隆任玫别津伯"
_BLANK_PLACES = r"(?:[⊗×xXOoØøⓧ○*][\t ]?[拾佰仟万十百千][\t ]?)*"
"""Printed units before the first digit of a sum, struck out: ⊗佰⊗拾."""
WORDS = re.compile(
    rf"(?:\(?负数?\)?)?{_BLANK_PLACES}[⊗×xX¥#]*[{WORD_GLYPHS}{_CONFUSED}\t ]{{0,60}}[壹贰貳叁叄參肆伍陆陸柒捌玖拾佰仟]"
    rf"[{WORD_GLYPHS}{_CONFUSED}\t ]{{0,60}}"
)
FIGURE = re.compile(
    r"(?P<mark>¥|RMB|CNY|人民币|USD|\$|HKD|EUR|€)?[\t ]{0,2}(?P<sign>-[\t ]?)?"
    r"(?P<mark2>¥|\$)?(?P<figures>\d(?:[\d,.' ]*\d)?)[\t ]{0,3}"
    r"(?P<unit>万亿|亿|百万|千万|万|千)?(?P<yuan>元|圆|美元)?"
)
_NOT_MONEY = re.compile(
    r"^[\t ]?(?:%|‰|年|月|日|个|份|期|天|号|条|倍|台|吨|页|次|/|人|户|小时|家|项|式|层|套|平|㎡|m|kg)"
)
_NUMBERED = re.compile(r"(?:编号|号码|[账帐卡证]号|合同号)[\t ]?(?:为|是)?:?[\t ]*$")
"""Before figures that name a paper or an account."""
_MOST_DIGITS = 13
"""A run of more digits without mark, unit or separators is a number, no sum."""
_DIGIT_CELLS = re.compile(r"(?<![\d.,])(?:¥[\t ]?)?(\d(?:[\t ]\d){3,11})(?![\d.,]|[\t ]\d\d)")

_HUNDRED_MILLIONS = re.compile(r"(?P<a>\d{1,4})亿[零又]?(?P<b>\d{1,4}(?:\.\d{1,4})?)万元?")
"""1亿5000万元, a figure with two units."""


def find_figures(text: str) -> Found[Money] | None:
    """Find the figure in `text` that most looks like money: a currency mark, a unit or two decimals beat a bare number."""
    cells = _DIGIT_CELLS.search(text)
    if cells:
        fen = int(re.sub(r"\D", "", cells.group(1)))
        return Money(fen), cells.start(), cells.end()
    large = _HUNDRED_MILLIONS.search(text)
    if large:
        yuan = Decimal(large["a"]) * 100_000_000 + Decimal(large["b"]) * 10_000
        return Money(int(yuan * 100)), large.start(), large.end()
    best: tuple[int, Found[Money]] | None = None
    for found in FIGURE.finditer(text):
        rest = text[found.end() :]
        before = text[: found.start()]
        marked = bool(found["mark"] or found["mark2"] or found["yuan"] or found["unit"])
        if (
            (not marked and _NOT_MONEY.match(rest))
            or rest.startswith(("%", "‰"))
            or re.search(r"[第A-Za-z\d*/.\-]$", before)
            or (not marked and (_NUMBERED.search(before) or re.search(rf"\d{{{_MOST_DIGITS + 1}}}", found["figures"])))
        ):
            continue
        value = parse_amount(found.group().replace(GAP, "").strip())
        if value is None:
            continue
        grade = 2 if marked else 1 if re.search(r"\.\d\d$", found["figures"]) else 0
        if grade == 0 and re.match(r"[\t ]?[\u4e00-\u9fff]", rest) and not re.match(r"[\t ]?[整正大]", rest):
            continue
        if best is None or grade > best[0]:
            best = grade, (value, found.start(), found.end())
    return best[1] if best else None


def find_words(text: str) -> Found[str] | None:
    """Find an amount in capital words and answer it as printed (folded), without its label."""
    for found in WORDS.finditer(text):
        body = _words_end(found.group())
        body = re.sub(r"^[元圆]+(?=.)", lambda unit: GAP * len(unit.group()), body)  # of 美元 before the words
        printed = body.replace(GAP, "").replace(" ", "").replace("伯", "佰")  # no sum has 伯; scans read it
        if len(printed) >= 2 and any(c in "万亿元圆拾佰仟整正角分" for c in printed):
            start = found.start() + len(body) - len(body.lstrip("\t "))
            end = found.start() + len(body.rstrip("\t "))
            return printed, start, end
    return None


_AFTER_WORDS = re.compile(
    r"(?<=[整正]).|[亿万十拾百佰千仟\t ]*(?:[千仟][\t ]?[百佰]|[百佰][\t ]?[十拾])|[元圆][\t ]?角|角[\t ]?分", re.S
)
"""Behind the end of an amount in words: 整, or the units over boxes for its digits, two of which never follow each other."""


def _words_end(text: str) -> str:
    """Return a run of glyphs of amounts up to where the amount in words ends."""
    end = _AFTER_WORDS.search(text)
    return text if end is None else text[: end.start()]


_ANOTHER = re.compile(r"[,;]|其中|支付|付给")


def find_money(text: str) -> Found[Money] | None:
    """Find an amount: the figures, else the words."""
    figures, words = find_figures(text), find_words(text)
    value = parse_words(words[0]) if words else None
    # What stands behind the next comma or 其中 is another sum than the one that the words told first.
    if figures and not (words and value and words[2] <= figures[1] and _ANOTHER.search(text[words[2] : figures[1]])):
        return figures
    if figures and value == figures[0]:
        return figures
    return (value, words[1], words[2]) if words and value is not None else None
