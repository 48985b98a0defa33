"""Finds values in sentences, and which of several printed options was chosen."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from docaudit.records.amounts import parse_amount, parse_words
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.kinds import FIGURE, NUMBER, WORDS, Found, Kind, find_date, find_words
from docaudit.understanding.text import Text

V = TypeVar("V")

CHOSEN = r"(?:[☑■√✓☒●✔▣🗹]|\[[xX√✓]\]|\([√✓]\))"
EMPTY = r"(?:[□☐○◯]|\[\s?\]|\(\s\))"
_BOX = re.compile(
    rf"(?P<no>(?<![一二三四五六七八九○〇]){EMPTY}(?![一二三四五六七八九○〇]))|(?<!打)(?<!打[“\"]){CHOSEN}"
)
_NEXT_LABEL = re.compile(
    r"(?<=[\u4e00-\u9fff)]{2})(?:借款|贷款|还款|支付|担保|合同|保证人|抵押人|年利率|月利率)[\u4e00-\u9fff]{0,6}:"
)
_HAN = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "两": 2, "半": 0}
_CAPITAL = {"壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "拾": 10}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def without_unticked(text: str) -> str:
    """Return the text, in its length, with full stops in the place of options whose box is empty."""
    marks = list(_BOX.finditer(text))
    chars = list(text)
    for k, mark in enumerate(marks):
        if mark["no"] is None:
            continue
        end = marks[k + 1].start() if k + 1 < len(marks) else len(text)
        stop = re.search(r"[。\n]", text[mark.end() : end])
        end = mark.end() + stop.start() if stop else end
        label = _NEXT_LABEL.search(text, mark.end(), end)
        end = label.start() if label else end
        chars[mark.start() : end] = "。" * (end - mark.start())
    return "".join(chars)


def chosen_only(flow: Text) -> Text:
    """Return the prose without the options of a form that nobody ticked; every character keeps its place."""
    return Text(flow.pages, flow.tokens, without_unticked(flow.chars), flow.at)


def number_of(text: str) -> int | None:
    """Return a small whole number in figures or Chinese (12, 十二, 壹, 三十六, ②)."""
    body = text.strip(" ()[]【】第")
    if body.isdecimal():
        return int(body)
    if len(body) == 1 and body in _CIRCLED:
        return _CIRCLED.index(body) + 1
    value, current = 0, 0
    for char in body:
        digit = _HAN.get(char, _CAPITAL.get(char))
        if char in "百佰":
            value, current = value + (current or 1) * 100, 0
        elif digit is None and char not in "零〇":
            return None
        elif digit == 10:
            value, current = value + (current or 1) * 10, 0
        else:
            current = digit or 0
    return value + current if body else None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a form: its characters in the flow, and whether a mark or number chose it."""

    start: int
    end: int
    text: str


def after(flow: Text, pattern: str, kind: Kind[V], *, reach: int = 60, sure: float = 0.9) -> Iterator[Field[V]]:
    """Yield the values of `kind` that follow matches of `pattern` within `reach` characters of the same sentence."""
    for found in re.finditer(pattern, flow.chars):
        start = found.end() + (flow.chars[found.end() : found.end() + 1] == "\n")  # a heading over its sentence
        stop = re.search(r"[。;\n]", flow.chars[start : start + reach])
        end = start + stop.start() if stop else _whole(flow.chars, start + reach)
        value = kind.find(flow.chars[start:end])
        if value:
            yield flow.field(value[0], start + value[1], start + value[2], sure, found.start())


def _whole(text: str, end: int) -> int:
    """Return the end moved behind the run of figures or letters that it would cut."""
    run = re.match(r"[A-Za-z\d,.]*", text[end:]) if re.match(r"[A-Za-z\d,.]$", text[end - 1 : end]) else None
    return end + run.end() if run else end


_NEXT_ARTICLE = re.compile(r"\n第[\t ]*[一二三四五六七八九十百\d]+[\t ]*条")


def chosen_option(flow: Text, topic: re.Pattern[str], option: re.Pattern[str], *, reach: int = 900) -> Choice | None:
    """Return the option chosen after a sentence on `topic`: by a tick, or by the number filled into 第__种方式.

    `option` must occur in an option for it to count.
    """
    for found in topic.finditer(flow.chars):
        area_end = min(len(flow.chars), found.end() + reach)
        ended = _NEXT_ARTICLE.search(flow.chars, found.end(), area_end)
        number = re.search(
            r"(?:(?<![\n。;])第|按|采[用取]|选择|方式)[^。\n]{0,16}?(?:第)?[\t ]*([(\[【]?(?:\d(?:\.\d){0,2}|[一二三四五六七八九壹贰叁肆伍陆]|[①-⑨])[)\]】]?)[\t ]*(?:种|项|款|条|点)",
            flow.chars[found.start() : min(found.end() + 120, ended.start() if ended else area_end)],
        )
        if number:
            picked = _numbered(flow, found.start() + number.end(), area_end, number.group(1))
            if picked and option.search(picked.text):
                return picked
        for tick in re.finditer(rf"{CHOSEN}[\t ]*", flow.chars[found.start() : area_end]):
            start = found.start() + tick.end()
            stop = re.search(rf"{CHOSEN}|{EMPTY}|\n|。", flow.chars[start : start + 160])
            end = start + (stop.start() if stop else 160)
            text = flow.chars[start:end]
            if option.search(text) and not re.match(r"(?:[万亿]?元|个?月|[日年天%])", text):
                return Choice(start, end, text)
    return None


def _numbered(flow: Text, start: int, end: int, number: str) -> Choice | None:
    """Return the item of a list after `start` that has that number, in whatever way the items are numbered."""
    bare = number.strip("()[]【】")
    wanted = number_of(bare) if "." not in bare else None
    names = {bare}
    if wanted:
        han = "〇一二三四五六七八九十"
        capital = "零壹贰叁肆伍陆柒捌玖拾"
        names |= {str(wanted)} | ({han[wanted], capital[wanted], _CIRCLED[wanted - 1]} if wanted <= 10 else set())
    either = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    head = re.compile(
        rf"(?:^|[\n。;,:])[\t ]*(?:\((?:{either})\)|(?:[\d.]*\.)?(?:{either})[.、)]|(?:{either})(?=[^\d.、)种项]))[\t ]*"
    )
    found = head.search(flow.chars, start, end)
    if not found:
        return _unnumbered(flow, start, end, wanted)
    stop = re.search(r"\n|;(?=\s*(?:\(|[\d一二三四五六①-⑨]))|。(?=\s*(?:\(|\d|[①-⑨]))", flow.chars[found.end() : end])
    last = found.end() + (stop.start() if stop else min(200, end - found.end()))
    return Choice(found.end(), last, flow.chars[found.end() : last])


def _unnumbered(flow: Text, start: int, end: int, wanted: int | None) -> Choice | None:
    """Return the n-th line after the sentence: word processors number list items without printing the number as text."""
    line_end = flow.chars.find("\n", start)
    if not wanted or line_end < 0 or wanted > 4:
        return None
    at = line_end + 1
    for _ in range(wanted - 1):
        at = flow.chars.find("\n", at, end) + 1
        if at <= 0:
            return None
    stop = flow.chars.find("\n", at)
    return Choice(at, stop if stop > 0 else end, flow.chars[at : stop if stop > 0 else end])


_D = r"(?:\d{4}|[一二三四五六七八九〇○零壹贰叁肆伍陆柒捌玖]{4})\s?[年./-]\s?[\d一二三四五六七八九十零壹贰叁肆伍陆柒捌玖拾元]{1,3}\s?[月./-]\s?[\d一二三四五六七八九十零廿卅壹贰叁肆伍陆柒捌玖拾]{1,4}[日号]?"
RANGE = re.compile(
    rf"(?:自|从|由)?[\[【]?(?P<a>{_D})[\]】]?(?:\([^()\n]{{1,12}}\))?(?:起算|算起|计起|起|开始)?(?:\([^()\n]{{1,12}}\))?[,、]?(?:(?:共计?|计|满|为期|历时)?[\d一二三四五六七八九十]{{1,3}}(?:个月|年)整?[,、]?(?:即|亦即)?)?(?:(?:使|借)?用?(?:至|到)|-{{1,2}}|~|止于|于(?={_D}(?:届满|到期|终止|为止|止))|(?<=[起始,])(?={_D}(?:届满|到期|终止|为止|止)))[\[【]?(?P<b>{_D})[\]】]?"
)


def date_ranges(flow: Text) -> Iterator[tuple[int, Field[dt.date], Field[dt.date]]]:
    """Yield (position, first day, last day) of each printed 自…起至…止."""
    for found in RANGE.finditer(flow.chars):
        a, b = find_date(found["a"]), find_date(found["b"])
        if a and b and a[0] <= b[0]:
            yield (
                found.start(),
                flow.field(a[0], found.start("a"), found.end("a"), 0.95),
                flow.field(b[0], found.start("b"), found.end("b"), 0.95),
            )


def agreed_sum(flow: Text) -> tuple[Field[Money], Field[str]] | None:
    """Return the largest amount that is printed in figures and, beside them, in the same words: the total of a contract."""
    best: tuple[Field[Money], Field[str]] | None = None
    for found in WORDS.finditer(flow.chars):
        words = find_words(found.group())
        value = parse_words(words[0]) if words else None
        if words is None or value is None:
            continue
        low = max(0, found.start() - 40)
        for start, end in ((found.end(), found.end() + 40), (low, found.start())):
            piece = flow.chars[start:end]
            for figures in FIGURE.finditer(piece):
                if parse_amount(figures.group().strip()) != value:
                    continue
                if best is None or best[0].value is None or value > best[0].value:
                    best = (
                        flow.field(value, start + figures.start(), start + figures.end(), 0.95),
                        flow.field(words[0], found.start() + words[1], found.start() + words[2], 0.95),
                    )
    return best


_LEADS_IN = re.compile(
    r"^[\t ]*(?:(?:借款|贷款|授信|主)?(?:合同|协议)?编号(?:为|是)?|(?:合同|协议)号(?:为|是)?|(?:根据|依据|按照|依照|履行|担保|依|按|就|在|与|为|对|了|的|于|将|其|由)"
    r"|(?:所|已|曾)?(?:签订|签署|签立|订立|签)(?:有|了|的)?|(?:贵我|甲乙|借贷)?[双两各三]方(?:之间|所)?|主合同[(:]*|(?:借款|贷款)合同\(|(?:我|本|贵)(?:公司|司|行|方|单位|人|社)|(?:债权人|债务人|借款人|贷款人)|[甲乙丙]方|前述|上述|原|项下|第(?=[^\d号]*[A-Za-z\d][^号]*$)|:)+"
)
"""Words of a sentence that have run into the number behind them."""
_KEEPS_ITS_SIGN = re.compile(r"[字第]")
"""A number with one of them ends with 号; behind another one that sign is the sentence's."""


def _find_said(text: str) -> Found[str] | None:
    """Find the number of a contract in a sentence: without the words before it, and without their 号 behind it."""
    lead = _LEADS_IN.match(text)
    start = lead.end() if lead else 0
    found = NUMBER.find(text[start:])
    if found is None:
        return None
    value, first, last = found
    again = _LEADS_IN.match(value)
    if again and re.search(r"\d", value[again.end() :]):
        value, first = value[again.end() :], first + again.end()
    numbered = re.fullmatch(r"第([A-Za-z\d][A-Za-z\d_/-]+)号?", value)  # 第LD2025031号借款合同
    if numbered:
        return numbered.group(1), start + first + 1, start + first + 1 + len(numbered.group(1))
    if value.endswith("号") and not _KEEPS_ITS_SIGN.search(value):
        value, last = value[:-1], last - 1
    return value, start + first, start + last


NUMBER_SAID: Kind[str] = Kind("number", _find_said)
"""The number of a contract within a sentence."""

_NAMED = (
    r"(?:借款|贷款|授信)[^。;\n]{0,12}(?:合同|协议)》?\(?(?:合同)?编号(?:为|是|:)?|签(?:订|署)的(?:合同)?编号为?:?|合同编号(?:为|是|:)",
    r"(?:借款|贷款|授信)?合同(?:合同号|号)(?:为|:)|(?:根据|依据|按照|在|就|所签|签(?:订|署|有)了?的?)[\n]?(?=[^。;\n,]{4,40}号[^。;\n,]{0,4}(?:《|借款|贷款))",
    r"(?:根据|依据|按照|依照|依|就)[^。;\n,]{0,12}合同编号:?(?=[\w(\[【])",
    r"编号为:?",
    r"(?:借款|贷款|授信|额度)合同:(?=[\w(\[])",
    r"(?:依据|根据|按照?|就|依)[^。;\n,]{0,8}编号:?(?=[^。;\n,《]{4,40}的?(?:《|借款|贷款|个人|流动资金))",
    r"(?:签订|签署|签立|订立)(?:了|的|有)*(?=[^。;,\n《]{0,30}\d[^。;,\n《]{0,12}(?:《|借款|贷款|授信|融资))",
)


def contract_named(flow: Text) -> Field[str]:
    """Return the number of the loan contract that a sentence names, not the paper's own number."""
    for pattern in _NAMED:
        for field in after(flow, pattern, NUMBER_SAID, reach=45):
            return field
    return number_before_title(flow)


_BEFORE_TITLE = re.compile(
    r"(?P<number>[\w()\[\]【】〔〕#./-]{5,60}?)[\t ]?的?[\t ]?(?=《[^》\n]{0,24}(?:借款|贷款|授信|融资|信贷|额度)[^》\n]{0,12}(?:合同|协议))"
)
_LEADS_TO_NUMBER = re.compile(
    r"编号(?:为|是)?|合同号(?:为|是)?|(?:依据|根据|按照|依照|履行|担保|签订|签署|订立|所签|保证|清偿|项下|发放)(?:了|的|于|为|第)?|[为在对就据依与按将及和由](?=[\u4e00-\u9fff(\[【〔]{0,12}[\dA-Za-z])"
)
_OF_NUMBER = 16
"""Characters of Chinese that a contract's number may hold before its first figure."""


def number_before_title(flow: Text) -> Field[str]:
    """Return the number that stands before the title of a loan contract: 在编号甲行流借2026-0412《流动资金借款合同》项下."""
    for found in _BEFORE_TITLE.finditer(flow.chars):
        start = found.start("number")
        for lead in _LEADS_TO_NUMBER.finditer(flow.chars, start, found.end("number")):
            start = lead.end() if re.search(r"\d", flow.chars[lead.end() : found.end("number")]) else start
        named = flow.chars[start : found.end("number")]
        first = re.search(r"[\dA-Za-z]", named)
        value = NUMBER_SAID.find(named)
        if value and first and first.start() <= _OF_NUMBER and not re.search(r"年\d{1,2}月", value[0]):
            return flow.field(value[0], start + value[1], start + value[2], 0.85, found.start())
    return Field()


_FIRM = r"([\u4e00-\u9fff()]{4,40}?(?:公司|厂|合作社|中心|店|商行|经营部))"
_WHO = (
    re.compile(
        rf"(?:我|本)(?:公司|司|单位|厂|企业|方)[\t ]?{_FIRM}(?=现|特|拟|向|因|就|于|在|为|申请|委托|授权|不可撤销|兹|,|\()"
    ),
    re.compile(rf"(?:^|\n)(?!我|本|根据){_FIRM}(?:\((?:以下|下)?简?称[^)]*\))?(?:现|特|拟|向贵行)(?:向|申请|委托)"),
)


def applicant_named(flow: Text) -> Field[str]:
    """Return the firm that a letter speaks for: 我公司X现申请 …."""
    found = next((m for m in (p.search(flow.chars) for p in _WHO) if m), None)
    return flow.field(found.group(1), found.start(1), found.end(1), 0.85) if found else Field()
