"""The single payment above which the lender pays in the borrower's stead (受托支付起付线).

A sentence that lets the lender pay names a sum; what stands before or behind the sum says whether payments above it are
the lender's (超过X, X以上) or those up to it the borrower's own (不超过X的可自主支付). Sums of the loan itself, of a
guarantee or of a line of credit are no payments.
"""

# ruff: noqa: E501 - patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Iterator

from docaudit.records.amounts import parse_words
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.kinds import WORDS, find_figures, find_money, find_words
from docaudit.understanding.paper import Paper
from docaudit.understanding.text import Text

THRESHOLD = re.compile(
    r"(?:单笔|单次|一次性|每笔|向(?:单一|同一|某一|一个)?交易对象|单一(?:交易对[手象])?)[^。;\n]{0,30}?(?P<op>超过|大于|高于|逾|达到|不低于|在|满|≥|>|超出)[\s:]*(?P<a>[^。;\n]{0,40})"
)
LEAST = 100_000
"""Fen: no lender pays sums below 1,000 yuan itself; smaller figures beside the words number clauses or days."""
_BY_LENDER = re.compile(
    r"受托(?:支付|划付|划转|付款|转付|汇付|方式|对外)|委托(?:贷款人|出借人|银行|[贵本我][行司]|[甲乙]方)[^。;,\n]{0,8}?(?:支付|划付|付款|付)"
    r"|由(?:银行|贷款|出借|放款|[贵本我][行司]|[甲乙]方)[^。;,\n]{0,16}?直接(?:支付|划付|划转|付|汇|转)"
)
_BY_BORROWER = re.compile(r"自主(?:支付|划付|付款)?|自行(?:支付|付款|对外支付)")
_NO_PAYMENT = re.compile(
    r"授信|(?:贷款|借款|融资)(?:本金|总)?(?:金额|总额|余额|本金)|担保|保证金|抵押|净资产|收入|利润|注册资本|损失|诉讼|标的|提款金额合计"
)
"""What else a sum in such a sentence may be of."""
_OVER = re.compile(
    r"(?P<no>不|未|没有?|无)?(?:得|曾|能)?(?P<op>超过|大于|高于|超出|多于|逾|达到|达|满|≥|>|低于|少于|小于|足|≤|<|等于)(?:或|及)?(?:等于|者)?(?:人民币|[(:\s])*$"
)
_FROM_BELOW = ("低于", "少于", "小于", "足", "≤", "<")
"""Signs and verbs that, without a 不 before them, name what lies below a sum."""
_BEHIND = re.compile(r"(?:人民币)?(?:元)?(?:整)?(?:\((?:含|不含)[^()]{0,4}\))?(?:及|或)?(?P<op>以上|以下|以内|起)")
_LINE = re.compile(r"起点|起付|标准|门槛|限额|分界|界限|以$|界$")
"""What calls a sum the line between both ways to pay."""


def threshold(paper: Paper) -> Field[Money]:
    """Return the single payment above which the lender pays, empty where it is left blank or none is named."""
    flow = paper.flow
    return next(_in_sentences(flow), None) or _near(flow)


def _in_sentences(flow: Text) -> Iterator[Field[Money]]:
    for sentence in re.finditer(r"[^。\n]+", flow.chars):
        text = sentence.group()
        if not _BY_LENDER.search(text):
            continue
        for value, start, end in _sums(text):
            if value.fen >= LEAST and _parts_ways(text, start, end):
                yield flow.field(value, sentence.start() + start, sentence.start() + end, 0.9, sentence.start())


def _sums(text: str) -> Iterator[tuple[Money, int, int]]:
    """Yield the sums of a sentence with a unit or a mark, or in words."""
    at = 0
    for part in re.finditer(r"(?:[^,;:]|(?<=\d),(?=\d{3}))+", text):
        at = part.start()
        figures = find_figures(part.group())
        if figures and re.search(r"[元圆万亿¥]", part.group()[figures[1] : figures[2] + 1]):
            yield figures[0], at + figures[1], at + figures[2]
            continue
        for said in WORDS.finditer(part.group()):
            words = find_words(said.group())
            value = parse_words(words[0]) if words else None
            if words and value is not None:
                yield value, at + said.start() + words[1], at + said.start() + words[2]


def _parts_ways(text: str, start: int, end: int) -> bool:
    """Say whether the payments above a sum are the lender's to make."""
    first = max(text.rfind(c, 0, start) for c in ",;:") + 1
    before, behind = text[first:start], text[end:]
    if _NO_PAYMENT.search(before) and not re.search(r"支付|付款|付给|交易", before):
        return False
    own = re.match(r"[^;]{0,40}", behind)
    over = _side(before, behind)
    if over is None:
        return (
            _LINE.search(before) is not None
            or re.match(r"(?:元|整)*(?:为界|为限|作为?(?:起点|标准))", behind) is not None
        )
    paid_by_lender = _BY_LENDER.search(own.group()) if own else None
    paid_by_borrower = _BY_BORROWER.search(own.group()) if own else None
    if over:
        return not (paid_by_borrower and not paid_by_lender)
    return paid_by_borrower is not None and not (paid_by_lender and paid_by_lender.start() < paid_by_borrower.start())


def _side(before: str, behind: str) -> bool | None:
    """Say whether the words around a sum mean what is above it (True) or up to it (False); None where they do not say."""
    after = _BEHIND.match(behind)
    if after:
        return after["op"] in ("以上", "起")
    said = _OVER.search(before)
    if said is None:
        return None
    below = said["op"] in _FROM_BELOW
    negated = bool(said["no"])
    if said["op"] == "足":
        return not negated  # 不足
    return below == negated


def _near(flow: Text) -> Field[Money]:
    """Return a sum behind 单笔…超过 near a word for such payments, in the sentence before or behind it."""
    for found in THRESHOLD.finditer(flow.chars):
        around = flow.chars[max(0, found.start() - 60) : found.end() + 60]
        if not re.search(r"受托|委托贷款人", around):
            continue
        value = find_money(found["a"])
        if value and value[0].fen >= LEAST:
            start = found.start("a")
            return flow.field(value[0], start + value[1], start + value[2], 0.9, found.start())
    return Field()
