"""Finds what a loan is for: the filled noun phrase, without the printed warnings around it."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

import re

from docaudit.records.evidence import Field
from docaudit.understanding.paper import HEADING
from docaudit.understanding.prose import CHOSEN, EMPTY
from docaudit.understanding.text import Text
from docaudit.understanding.topics import topics

_HEADS = (
    r"(?:借款|贷款|资金|提款|本笔|支付|款项|用款)(?:资金)?(?:的)?(?:具体)?用途(?:为|是|限于|仅限于|仅为|如下)?[:]?(?:用于|为)?",
    r"(?:具体|其)用途(?:为|是|:)(?:用于)?",
    r"(?:本合同项下(?:的)?|该笔|本笔|上述)?(?:借款|贷款|提款|款项|资金)(?:仅|只|专项|将|应)?(?:限)?(?:用于|用作|用来)|(?<=[元款)整])[,，](?:仅|专项|专款|专门|全部|只)*(?:用于|用来)|专款(?:专用,?)?(?:用于|用来)|[这该]笔(?:钱|款)(?:仅|只|专门)?能?(?:用于|用来|用作)",
)
_CUT = re.compile(
    r"[。;\n]|[,，](?=(?:未经|不得|非经|具体|敬?请|恳请|特此|借款人|甲方|乙方|贷款人|并|且|否则|如|其中|期限|金额|利率|以)|.{0,8}不得|[^,，。;\n:]{0,10}:)|(?:未经|不得)|\((?:以下|具体|最终|详见|以)|(?:等)?(?:借款|贷款)(?:期限|金额)|\t"
)
_EMPTY = re.compile(
    r"^(?:[\s_/\\.、,，:：()的]*|以上|约定.*|本合同.{0,6}|下列.*|如下.*|第.{1,3}[条款项].*|改变.*|变更.*|的.*|进行.*|是否.*|和.*|或.*|及.*)$"
)


_LEAD = re.compile(
    r"^(?:本合同(?:项下)?)?(?:的)?(?:本笔|该笔)?(?:借款|贷款|资金|款项)?(?:资金)?(?:仅|只|专项|专款|专门|全部|将|应)*(?:限于|用于|用作|为|是)(?=.{2})"
)
"""本合同项下借款专项用于 and the like before the thing itself."""


def trimmed(text: str) -> str | None:
    """Return the phrase without 未经同意不得改变 … and without signs at its ends; of ticked options the chosen one."""
    ticked = re.search(rf"{CHOSEN}[\t ]*([^\t\n;。□☐○☑■√✓☒●✔]+)", text)
    if ticked:
        text = ticked.group(1)
    elif re.search(EMPTY, text):
        return None
    body = _CUT.split(HEADING.sub("", text.strip()).strip(" :;,，。_\t"))[0].strip(' :;,，。_、"“”[]【】')
    body = re.sub(r"^(?:借款|贷款|资金)用途(?:为|是|:)", "", body)
    body = _LEAD.sub("", body)
    return body or text


def _unframed(piece: str) -> str:
    """Strip the signs around a phrase, but no bracket whose partner stands in the phrase."""
    body = piece.strip(' :,，。_、"“”[]【】')
    while body[:1] == "(" and (body.count("(") > body.count(")") or body[-1:] == ")"):
        body = body[1:-1] if body[-1:] == ")" and body.count("(") == body.count(")") == 1 else body[1:]
    while body[-1:] in ("(", ")") and body.count("(") != body.count(")"):
        body = body[:-1]
    return body.strip(' :,，。_、"“”[]【】')


def purpose_in(flow: Text) -> Field[str]:
    """Return the purpose as a sentence states it; the first that names a thing or trade beats one that names nothing."""
    vague: Field[str] = Field()
    for head in _HEADS:
        for found in re.finditer(head, flow.chars):
            before = flow.chars[max(0, found.start() - 12) : found.start()]
            if re.search(r"改变|变更|约定的|上述|查询|监督|检查|违反|不得|真实|挪用|按照?$|前述", before):
                continue
            rest = flow.chars[found.end() : found.end() + 120]
            if re.match(r"[、和及或与(（]", rest):
                continue
            stop = _CUT.search(rest)
            piece = rest[: stop.start()] if stop else rest[:60]
            if re.search(rf"{EMPTY}|{CHOSEN}", piece):
                chosen = trimmed(piece)
                if chosen is None:
                    continue  # a form whose choice cannot be seen
                piece = chosen
            body = _unframed(piece)
            if len(body) < 2 or _EMPTY.match(body) or not re.search(r"[\u4e00-\u9fff]{2}", body):
                continue
            body = _LEAD.sub("", body)
            start = found.end() + rest.find(body)
            field = flow.field(body, start, start + len(body), 0.85, found.start())
            if topics(body):
                return field
            vague = vague if vague.value is not None else field
    return vague
