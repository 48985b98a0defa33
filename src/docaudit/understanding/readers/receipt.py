"""Reads 收据: who received how much from whom for what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docaudit.documents.receipt import Receipt
from docaudit.records.amounts import parse_words
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import DATE, PARTY, TEXT, clean_party, find_date, find_figures, find_party, find_words
from docaudit.understanding.meanings import captions, completed, told
from docaudit.understanding.paper import Paper
from docaudit.understanding.stated_sum import money_and_words, spoken_words
from docaudit.understanding.text import GAP

_PAYER = (
    "今收到",
    "兹收到",
    "交款单位",
    "交款人",
    "缴款单位",
    "缴款人",
    "付款单位",
    "付款人",
    "付款方",
    "交款单位或个人",
    "收到",
    "交款方",
    "客户名称",
)
_PAYEE = (
    "收款单位",
    "收款人",
    "收款方",
    "收款单位(盖章)",
    "收款公司",
    "开票单位",
    "收款单位盖章",
    "收款单位公章",
    "单位盖章",
    "收款单位名称",
)
_REASON = (
    "收款事由",
    "事由",
    "收款项目",
    "交来",
    "系付",
    "款项内容",
    "收费项目",
    "摘要",
    "人民币用途",
    "款项用途",
    "用途",
    "项目",
    "内容",
)
_AMOUNT = (
    "金额",
    "人民币",
    "合计",
    "合计人民币",
    "金额合计",
    "收款金额",
    "合计金额",
    "小写",
    "¥",
    "计人民币",
    "金额(小写)",
)


_SENTENCE = re.compile(
    r"(?:今|兹|现)?收到:?[\t ]*([^\n]{2,60}?)[\t \n]*(?:交来|缴来|支付的?|付来|交付的?|转来)[:\t ]*([^\n]*)"
)


@reader("receipt")
def read(pages: Sequence[Page]) -> Document:
    """Return the receipt; 今收到X交来Y is read where no labels stand."""
    paper = Paper(pages)
    known = told(paper, "receipt")
    fields = Fields(
        paper,
        (
            *_PAYER,
            *_PAYEE,
            *_REASON,
            *_AMOUNT,
            "开票人",
            "收款方式",
            "结算方式",
            "支付方式",
            "付款方式",
        ),
        captions(known),
    )
    amount, words = money_and_words(fields, _AMOUNT)
    if amount.value is None:
        amount, words = _loose_amount(paper, words)
    payer, reason = fields.find(_PAYER, PARTY), fields.find(_REASON, TEXT)
    view, sentence = paper.text, _SENTENCE.search(paper.text.chars)
    if sentence and GAP not in sentence.group():
        view, sentence = paper.flow, _SENTENCE.search(paper.flow.chars)  # it may be broken at the end of a line
    if sentence:
        name = clean_party(sentence.group(1).replace(GAP, ""))
        if name and find_party(name):
            payer = view.field(name, sentence.start(1), sentence.end(1), 0.9, sentence.start())
        body = re.split(r"人民币|大写|¥|[。,;]|\t{1}(?=合计)", sentence.group(2))[0].strip(" \t:")
        if body and reason.value is None:
            reason = view.field(body.replace(GAP, ""), sentence.start(2), sentence.start(2) + len(body), 0.85)
    date = fields.find(("日期", "开票日期", "收款日期", "时间"), DATE)
    if date.value is None:
        found = find_date(paper.text.chars)
        date = paper.text.field(found[0], found[1], found[2], 0.85) if found else Field()
    payee = fields.find(_PAYEE, PARTY)
    if payee.value is None:
        payee = _seal(pages)
    document = Receipt(date=date, payer=payer, payee=payee, amount=amount, amount_in_words=words, reason=reason)
    return completed(fields, document, known)


def _loose_amount(paper: Paper, words: Field[str]) -> tuple[Field[Money], Field[str]]:
    """Return the figures behind a ¥ and the capital words, wherever they stand."""
    chars = paper.text.chars
    base = chars.find("¥")
    figures = find_figures(chars[base:]) if base >= 0 else None
    amount: Field[Money] = (
        paper.text.field(figures[0], base + figures[1], base + figures[2], 0.8) if figures else Field()
    )
    words = words if words.value is not None else spoken_words(paper, amount.value)
    found = find_words(chars) if words.value is None else None
    if found:
        words = paper.text.field(found[0], found[1], found[2], 0.85)
    if amount.value is None:
        amount = words.map(parse_words)
    return amount, words


def _seal(pages: Sequence[Page]) -> Field[str]:
    """Return the firm named in a red seal."""
    for page in pages:
        for seal in page.seals:
            found = find_party(seal.name or seal.text)
            if found and "公司" in found[0]:
                return Field(found[0], round(seal.confidence * 0.8, 4), page.evidence(seal.text, box=seal.box))
    return Field()
