"""Finds what a trade contract says on payment: beside a label, in a point of its own, or in a sentence."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re

from docaudit.records.evidence import Field
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import LONG_TEXT
from docaudit.understanding.paper import HEADING, Paper

TERMS = (
    "付款及结算方式",
    "结算及付款方式",
    "货款支付方式",
    "货款结算方式",
    "付款方式",
    "结算方式",
    "付款条件",
    "支付方式",
    "货款结算",
    "付款约定",
    "付款期限",
    "价款支付",
    "工程款支付",
    "结算办法",
    "付款办法",
    "付款安排",
    "支付安排",
    "付款条款",
    "支付条件",
    "支付条款",
    "运费结算",
    "运费支付",
    "租金支付",
    "费用支付",
    "报酬支付",
    "费用结算",
    "付款",
)
"""Captions and heads of points on payment."""

_SENTENCES = (
    r"(?:^|\n)(?:第[一二三四五六七八九十]{1,3}条|[一二三四五六七八九十\d]{1,2}[、.])\s?(?:结算|付款|支付)[。:]\s?(?P<terms>[^。;\n]{0,60}(?:付|结)[^。;\n]{0,60})(?=[。;\n])",
    r"(?P<terms>(?:甲方|买方|需方|委托方|发包人|承租[方人]|采购方|购买方)[^。;\n]{0,30}(?:支付|付清|付款)[^。;\n]{0,60})(?=[。;\n])",
    r"(?P<terms>(?:工程款|货款|价款|租金|服务费|加工费|运费|设计费|余款|预付款|定金|款项)[^。;\n]{0,24}(?:支付|付清|付至|付款|结清|结算|付)[^。;\n]{0,60})(?=[。;\n])",
)


_POINT = re.compile(
    rf"(?:{HEADING.pattern[1:]})\s*(?P<head>[\u4e00-\u9fff、]{{0,8}}(?:结算|付款|支付|付清|价款|货款|款项)[\u4e00-\u9fff、]{{0,6}})(?=[\t:。]|$)"
)
"""A numbered point whose head, a word or two, says that it is on payment."""


def _pointed_terms(paper: Paper) -> Field[str]:
    """Return the sentence of the point on payment; None where points compete."""
    flow = paper.flow
    found: list[Field[str]] = []
    for row in paper.rows:
        point = _POINT.match(paper.line(row))
        if point is None or re.search(r"违约|责任|发票|担保", point["head"]):
            continue
        begins = "".join(point.group().split())
        hit = re.search(rf"(?:^|\n){re.escape(begins)}[:。\n\t ]*(?P<body>[^\n]{{6,200}})", flow.chars)
        body = re.split(r"(?<=.{6})。", hit["body"])[0].strip(" :。;") if hit else ""
        if (
            hit
            and re.search(r"付|结|款|汇", body)
            and re.search(r"后|内|前|预付|每[月季年]|当[日天]|一次性|分期", body)
        ):
            start = flow.chars.find(body, hit.start("body"))
            found.append(flow.field(flow.raw(start, start + len(body)), start, start + len(body), 0.8, hit.start()))
    return found[0] if len(found) == 1 else Field()


def payment_terms(paper: Paper, fields: Fields) -> Field[str]:
    """Return the printed sentence on payment."""
    flow = paper.flow
    for label in sorted(TERMS, key=len, reverse=True):
        for hit in re.finditer(
            rf"(?:^|\n)(?:第?[一二三四五六七八九十\d.]{{1,4}}[条、.]?\s*)?{label}(?:[及和与、]?(?:期限|时间|条件|办法|方式|约定|安排|地点|条款))*:?[\n\t ]?(?=[^\n]{{4}})",
            flow.chars,
        ):
            stop = re.search(
                r"\n(?:第[一二三四五六七八九十]+条|[一二三四五六七八九十]+、)|\n\n", flow.chars[hit.end() :]
            )
            end = min(hit.end() + (stop.start() if stop else 200), hit.end() + 200)
            line_end = flow.chars.find("\n", hit.end())
            end = min(end, line_end if line_end > 0 else end)
            body = re.split(r"(?<=.{6})。", flow.chars[hit.end() : end])[0].strip(" :\n。;")
            body = HEADING.sub("", body).strip(" \t")  # the number of the clause is no part of the terms
            if re.search(r"付|结|款|%", body) and not re.search(r"_|日期?计,|^第[一二]次", body):
                start = flow.chars.find(body, hit.end())
                return flow.field(flow.raw(start, start + len(body)), start, start + len(body), 0.85, hit.start())
    pointed = _pointed_terms(paper)
    if pointed.value is not None:
        return pointed
    found = fields.find(TERMS, LONG_TEXT, accept=lambda v: len(v) >= 3 and bool(re.search(r"付|结|款|汇|票", v)))
    if found.value is not None:
        return found
    for pattern in _SENTENCES:
        sentence = re.search(pattern, flow.chars)
        if sentence:
            start, end = sentence.span("terms")
            return flow.field(flow.raw(start, end), start, end, 0.6)
    return Field()
