"""Reads 收据: who received how much from whom for what."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from docaudit.documents.receipt import Receipt
from docaudit.records.amounts import parse_amount, parse_words
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.names import is_person_name
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import DATE, MONEY, PARTY, TEXT
from docaudit.understanding.kinds.days import find_date
from docaudit.understanding.kinds.names import LEGAL_FORM, clean_party, find_party
from docaudit.understanding.kinds.sums import FIGURE, find_figures, find_words
from docaudit.understanding.meanings import captions, completed, told
from docaudit.understanding.paper import Paper
from docaudit.understanding.prose import agreed_sum
from docaudit.understanding.stated_sum import in_boxes, money_and_words, spoken_words
from docaudit.understanding.tablerows import Columns, headed_rows

_WHO = ("人", "单位", "方", "人名称", "单位名称", "方名称", "人姓名", "人(单位)", "单位(人)", "户名", "者")
_GIVING, _TAKING = ("交款", "缴款", "付款", "交费", "缴费", "付费", "支付", "来款"), ("收款", "收费", "开票", "收取")
_MATTERS = ("事由", "项目", "用途", "内容", "名称", "事项", "原因", "说明", "项目名称", "性质")
"""What captions of a receipt are put together from: who gives or takes, and what for."""
_GIVERS, _TAKERS = (tuple(f"{act}{who}" for act in acts for who in _WHO) for acts in (_GIVING, _TAKING))
_WHAT_FOR = tuple(
    f"{of}{what}"
    for of in ("收款", "交款", "缴款", "付款", "款项", "收费", "费用", "缴费", "交费")
    for what in _MATTERS
)
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
    *_GIVERS,
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
    *_TAKERS,
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
    *_WHAT_FOR,
)
_TOTAL = (
    "合计",
    "合计人民币",
    "金额合计",
    "合计金额",
    "总计",
    "总金额",
    "共计",
    "总计金额",
    *(f"{of}{what}" for of in ("费用", "实收", "收费", "应收", "本次") for what in ("合计", "总额", "总计")),
)
"""Captions of what several items come to: they count before 金额, which may head the items' column."""
_AMOUNT = (
    *_TOTAL,
    "金额",
    "人民币",
    "收款金额",
    "实收金额",
    "收费金额",
    "缴费金额",
    "小写",
    "¥",
    "计人民币",
    "金额(小写)",
)


_GOT = re.compile(r"收到:?[\t ]*(?=[\u4e00-\u9fff])")
"""Where the sentence of a receipt begins to say from whom."""
_GAVE = re.compile(
    r"(?:先生|女士|同志)?(?:\([^()]{0,20}\))?(?:于[^,。;:]{4,16}?日)?(?:[以用][^,。;:]{1,8}?(?:方式|形式)?(?=[支交缴付汇转]))?"
    r"系?(?:支付|交付|交纳|缴纳|缴付|缴存|归还|偿还|上[交缴]|[交缴付转汇送打]来|汇入|转入|转账|[交缴付汇转](?![来付纳存入账]))(?:给我[方司社厂店]?|我[方司社厂店])?(?:了|的)?[:\t ]*"
)
"""How the payer gave the money, between its name and what it was for."""
_FIRM = re.compile(
    r"[^\t\n,。;:]{2,40}?(?:公司|合作社|经营部|商行|厂|店|中心|学校|医院|村委会|委员会|集团|部|社|行|院|所)(?:[\u4e00-\u9fff]{2,6}分公司)?"
)
_REASON_ENDS = re.compile(
    r"人民币|大写|小写|¥|[。,;(]|\d|(?:款项)?(?:合计|共计|总计|金额|计款?|共)(?=[\d¥,:。(壹贰叁肆伍陆柒捌玖拾人大]|$)"
)


def _sentence(paper: Paper) -> tuple[Field[str], Field[str]]:
    """Return payer and reason of 收到X交来Y, told by where a name ends and a verb of giving begins."""
    flow = paper.flow
    for got in _GOT.finditer(flow.chars):
        end = flow.chars.find("\n\n", got.end())
        rest = flow.chars[got.end() : min(got.end() + 120, end if end > 0 else got.end() + 120)].split("。")[0]
        for name, gave in _givers(rest):
            begin = got.end() + gave
            stop = _REASON_ENDS.search(flow.chars, begin)
            body = flow.chars[begin : stop.start() if stop else begin + 40].split("\n")[0].strip(" \t:")
            payer = flow.field(name, got.end(), got.end() + len(name), 0.9, got.start())
            at = flow.chars.find(body, begin)
            return payer, flow.field(body, at, at + len(body), 0.85) if body else Field()
        if (matter := _without_verb(rest)) is not None:
            (a, b), (c, d) = matter
            first = got.end()
            payer = flow.field(rest[a:b], first + a, first + b, 0.85, got.start())
            return payer, flow.field(rest[c:d], first + c, first + d, 0.8)
    return Field(), Field()


_MATTER = re.compile(
    r"[\t :]*(?P<what>(?:\d{4}年\d{1,2}月?[份度]?|第?[一二三四\d]季度)?(?:货|租|房|押|定|订|保证|质保|投标|运|工程|工资|劳务|材料|设备|装修|借|还|购|预付|首付|尾|培训|物业|水|电|服务|加工|咨询|会|学|管理|维修|广告|仓储|往来|样品|加盟|承包|股)"
    r"[\u4e00-\u9fff]{0,14}?[款费金租资])(?:现金)?(?=[\t ]*(?:人民币|¥|\d|[,:(]|共|合计|金额|计))"
)
"""What money is paid for, between the name of the payer and the sum: 收到张三货款人民币…"""


def _without_verb(rest: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the places of payer and reason where only the reason stands between a name and the sum."""
    firm = _FIRM.match(rest)
    ends = [firm.end()] if firm else [n for n in (3, 2, 4) if is_person_name(rest[:n])]
    for end in ends:
        what = _MATTER.match(rest, end)
        if what is not None and find_party(rest[:end]):
            return (0, end), what.span("what")
    return None


def _givers(rest: str) -> Iterator[tuple[str, int]]:
    """Yield (payer, where the verb behind it ends): the shortest name of a firm or person that a verb of giving follows."""
    for verb in _GAVE.finditer(rest):
        name = clean_party(rest[: verb.start()])
        firm = _FIRM.fullmatch(name)
        if (firm or is_person_name(name)) and find_party(name) and rest.startswith(name):
            yield name, verb.end()


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
    agreed = agreed_sum(paper.flow) if words.value is not None else None
    if agreed and agreed[0].value != amount.value and parse_words(words.value or "") == agreed[0].value:
        amount = agreed[0]  # the figures beside the words were broken at the end of a line
    payer, reason = fields.find(_PAYER, PARTY), fields.find(_REASON, TEXT)
    giver, purpose = _sentence(paper)
    payer = giver if giver.value is not None else payer
    reason = purpose if reason.value is None else reason
    date = fields.find(("日期", "开票日期", "收款日期", "时间"), DATE)
    if date.value is None:
        found = find_date(paper.text.chars)
        date = paper.text.field(found[0], found[1], found[2], 0.85) if found else Field()
    payee = fields.find(_PAYEE, PARTY)
    if payee.value is None or is_person_name(payee.value):
        firm = _receiving_firm(paper)  # 收款人 is also who took the money at the counter
        payee = firm if firm.value is not None else payee
    if payee.value is None:
        payee = _seal(pages)
    if payee.value is None and payer.value is not None:
        payee = _signed(paper, payer.value)
    document = Receipt(date=date, payer=payer, payee=payee, amount=amount, amount_in_words=words, reason=reason)
    document = completed(fields, document, known)
    rows = headed_rows(paper, _ITEMS, needed=("item", "amount"))
    amount, words = _of_all(paper, document.amount, document.amount_in_words, rows)
    one_of_several = len(rows) > 1 and any(document.reason.value == row["item"].value for row in rows)
    whole = replace(document, amount=amount, amount_in_words=words)
    return replace(whole, reason=Field()) if one_of_several else whole


_ITEMS: Columns = {
    "item": (r"项目|名称|内容|品名|摘要|费用|事由|款项", TEXT),
    "amount": (r"^[^数量]{0,4}金额|^小计$|^[实应]收", MONEY),
}


def _of_all(
    paper: Paper, amount: Field[Money], words: Field[str], rows: Sequence[Mapping[str, Field[Any]]]
) -> tuple[Field[Money], Field[str]]:
    """Return what all items of a receipt come to, where its amount is that of one of them.

    What they come to is said in words beside figures of the same sum; or it is the printed figure that the items of a
    table add up to, below them or elsewhere.
    """
    said = spoken_words(paper, None) if words.value is None else words
    whole = _figure_of(paper, parse_words(said.value or ""))
    if whole.value is not None:
        return (whole if whole.value != amount.value else amount), said
    parts: list[Money] = [row["amount"].value for row in rows if row["amount"].value is not None]
    if len(parts) > 2 and sum(part.fen for part in parts[:-1]) == parts[-1].fen:
        parts.pop()
    if len(parts) > 1 and amount.value in parts:
        whole = _figure_of(paper, Money(sum(part.fen for part in parts), parts[0].currency))
        return (whole if whole.value is not None else amount), words
    return amount, words


def _figure_of(paper: Paper, money: Money | None) -> Field[Money]:
    """Return the printed figure of a sum, none where it is not printed."""
    for hit in FIGURE.finditer(paper.text.chars):
        if money is not None and parse_amount(hit.group().strip()) == money:
            return paper.text.field(money, *hit.span(), 0.9)
    return Field()


def _loose_amount(paper: Paper, words: Field[str]) -> tuple[Field[Money], Field[str]]:
    """Return the figures behind a ¥ and the capital words, wherever they stand."""
    chars = paper.text.chars
    base = chars.find("¥")
    figures = find_figures(chars[base:]) if base >= 0 and not in_boxes(chars, base) else None
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


def _signed(paper: Paper, payer: str) -> Field[str]:
    """Return the firm that stands alone in one of the last lines, where it is the only one and not the payer."""
    found: dict[str, Field[str]] = {}
    for row in paper.rows[-6:]:
        line = paper.line(row)
        name = find_party(line)
        if (
            name
            and name[0] != payer
            and ":" not in name[0]
            and (LEGAL_FORM.search(name[0]) or _OFFICE.search(name[0]))
            and not re.search(r"[\u4e00-\u9fff]", re.sub(r"\([^()]*章\)", "", line[: name[1]] + line[name[2] :]))
        ):
            found[name[0]] = paper.text.field(name[0], row.start + name[1], row.start + name[2], 0.75)
    return next(iter(found.values())) if len(found) == 1 else Field()


_OFFICE = re.compile(r".{4}[处局馆园校队科场坊铺室]$")
"""How the names of offices end that take money and are no firms."""
_RECEIVING = re.compile(
    r"(?:收款|收费|开票|开具|收取)[\t ]?(?:单[\t ]?位|方|公司|企业|机构)(?:名称)?[\t ]*(?:[盖签公][\t ]?章|\([^()\n]{1,8}\))?[\t ]*:?[\t ]*"
)


def _receiving_firm(paper: Paper) -> Field[str]:
    """Return the firm behind 收款单位, whatever stands between them: (公章), 盖章, a colon or nothing."""
    chars = paper.text.chars
    for label in _RECEIVING.finditer(chars):
        piece = re.compile(r"[^\t\n]*").match(chars, label.end())
        firm = find_party(piece.group()) if piece is not None else None
        if firm is not None and firm[1] == 0 and (LEGAL_FORM.search(firm[0]) or _OFFICE.search(firm[0])):
            return paper.text.field(firm[0], label.end(), label.end() + firm[2], 0.9, label.start())
    return Field()


def _seal(pages: Sequence[Page]) -> Field[str]:
    """Return the firm named in a red seal."""
    for page in pages:
        for seal in page.seals:
            found = find_party(seal.name or seal.text)
            if found and "公司" in found[0]:
                return Field(found[0], round(seal.confidence * 0.8, 4), page.evidence(seal.text, box=seal.box))
    return Field()
