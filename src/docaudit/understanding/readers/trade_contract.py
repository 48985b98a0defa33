"""Reads 交易合同: who buys what from whom for how much (purchase, service, construction, lease)."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TypeVar

from docaudit.documents.trade_contract import TradeContract
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import AMOUNT_WORDS, DATE, FIGURES, LONG_TEXT, MONEY, NUMBER, PARTY, Kind, find_text
from docaudit.understanding.meanings import captions, completed, told
from docaudit.understanding.numbered import number_alone
from docaudit.understanding.paper import Paper
from docaudit.understanding.parties import party_of
from docaudit.understanding.payment_terms import TERMS, payment_terms
from docaudit.understanding.prose import after, agreed_sum
from docaudit.understanding.signature import signed_on
from docaudit.understanding.stated_sum import money_and_words
from docaudit.understanding.tablerows import headed_rows

V = TypeVar("V")

_NUMBER = (
    "合同编号",
    "合同号",
    "合同编码",
    "协议编号",
    "订单编号",
    "订单号",
    "采购订单号",
    "编号",
    "协议号",
    "合同号码",
    "采购单号",
    "单号",
    "PO号",
    "订单号码",
    "订购单号",
    "合同流水号",
    "合同备案编号",
    "合同登记编号",
)
BUYER = "买方|买受人|购买方|采购方|采购单位|需方|需货方|订货方|定作方|定作人|委托方|委托人|发包方|发包人|承租方|承租人|业主|甲方买方|订购方|购货方|购货单位|购买人|采购人|收货方|用户|建设单位|客户|托运人|托运方|购方|装修人|受让方|使用方"
SELLER = "卖方|出卖人|销售方|供方|供货方|供应方|供应商|供货单位|承揽方|承揽人|受托方|受托人|承包方|承包人|出租方|出租人|服务方|施工方|施工单位|乙方卖方|销货方|销货单位|承运人|承运方|加工方|出卖方|销售单位|服务商|转让方|供货商|装修公司|设计方|开发方|提供方"
_AMOUNT = (
    "合同总价",
    "合同总价款",
    "合同金额",
    "合同总金额",
    "合同价款",
    "合同总额",
    "总价",
    "总金额",
    "合计金额",
    "货款总额",
    "合同价",
    "合计",
    "总计",
    "价税合计",
    "工程总价",
    "工程造价",
    "合同造价",
    "租金总额",
    "服务费总额",
    "合同总价(含税)",
    "含税总价",
    "总价款",
    "金额合计",
    "合计人民币",
    "总计金额",
    "合同含税总价",
    "签约合同价",
    "订单金额",
    "订单总额",
    "服务费用",
    "总费用",
    "合同款总额",
    "货款合计",
    "租金合计",
    "年租金",
    "合计人民币金额",
)
_DELIVERY = (
    "交(提)货时间",
    "要求到达时间",
    "要求到达日期",
    "送达时间",
    "送达日期",
    "到达时间",
    "完成时间",
    "完成日期",
    "交(提)货日期",
    "交(提)货期限",
    "交货日期",
    "交货时间",
    "交付日期",
    "交付时间",
    "交货期",
    "交货期限",
    "供货日期",
    "到货日期",
    "竣工日期",
    "完工日期",
    "计划竣工日期",
    "交付期限",
    "送货日期",
    "发货日期",
    "要求到货日期",
    "供货时间",
    "交期",
    "交货期(日期)",
    "完成日期",
    "要求交期",
    "到货时间",
)
"""Captions of the terms of payment; 及期限, 及时间 and the like may follow any of them."""
_SUBJECT = (
    "合同标的", "标的物", "采购标的", "标的名称", "标的", "租赁标的", "项目名称", "工程名称", "租赁物", "服务内容", "服务名称", "采购内容", "货物名称", "产品名称", "商品名称", "设备名称",
    "物资名称", "材料名称", "品名", "货物", "商品", "产品", "名称",
)  # fmt: skip


@reader("trade_contract")
def read(pages: Sequence[Page]) -> Document:
    """Return the contract; buyer and seller go by their role words, 甲方/乙方 only with one."""
    paper = Paper(pages)
    known = told(paper, "trade_contract")
    fields = Fields(
        paper,
        (
            *_NUMBER,
            *BUYER.split("|"),
            *SELLER.split("|"),
            *_AMOUNT,
            *_DELIVERY,
            *TERMS,
            *_SUBJECT[:-1],
            "规格型号",
            "数量",
            "单价",
            "税率",
            "交货地点",
            "质量标准",
            "单位名称",
        ),
        captions(known),
    )
    amount, words = _amount(paper, fields)
    buyer, seller = party_of(paper, fields, BUYER), party_of(paper, fields, SELLER)
    if buyer.value is None and seller.value is None:
        buyer, seller = _by_letters(paper, fields)
    document = TradeContract(
        contract_number=_number(paper, fields),
        buyer=buyer,
        seller=seller,
        subject=_subject(paper, fields),
        amount=amount,
        amount_in_words=words,
        signed_date=_signed(paper, fields),
        delivery_date=_delivery(paper, fields),
        payment_terms=payment_terms(paper, fields),
    )
    return completed(fields, document, known)


def _number(paper: Paper, fields: Fields) -> Field[str]:
    """Return the number behind its label, alone near the title, or behind a label that ends a line of prose."""
    found = fields.find(_NUMBER, NUMBER)
    found = found if found.value is not None else number_alone(paper)
    if found.value is not None:
        return found
    return _first(paper, r"(?:合同|协议|订单)(?:备案|登记|流水)?(?:编?号|编码|号码):\n?", NUMBER)


def _by_letters(paper: Paper, fields: Fields) -> tuple[Field[str], Field[str]]:
    """Return plain 甲方 and 乙方: who pays in the text is the buyer, else 甲方."""
    first, second = fields.find(("甲方",), PARTY), fields.find(("乙方",), PARTY)
    paid_by_second = len(re.findall(r"乙方[^。;\n]{0,12}向甲方(?:支付|付款|交付租金|缴纳)", paper.flow.chars))
    paid_by_first = len(re.findall(r"甲方[^。;\n]{0,12}向乙方(?:支付|付款|采购|购买|租)", paper.flow.chars))
    return (second, first) if paid_by_second > paid_by_first else (first, second)


def _find_phrase(text: str) -> tuple[str, int, int] | None:
    """Find the words up to the end of the sentence or of the first phrase."""
    found = find_text(re.split(r"[。;,，]", text)[0])
    return found if found and not re.fullmatch(r"(?:如下|见.*|详见.*|以下.*)", found[0]) else None


_PHRASE: Kind[str] = Kind("phrase", _find_phrase)

_PROSE_AMOUNT = (
    r"(?<!税)(?:(?:合同|协议|订单|工程|项目|货物|设备|货款|租赁|开发|服务)(?:固定|暂定|含税|签约)*总?(?:价款?|金额|造价|费用|租金|额)|(?:含税|固定|暂定)?(?:总价款?|总金额|总额|总造价|总费用|总租金|总款))(?:\([^)]{0,12}\))?(?:共计|合计|总计|共|为|是|:|计)*",
    r"(?:开发|服务|设计|运输|加工|装修)(?:总)?费用?(?:总额|总计|共计|合计|为|:)*",
    r"(?:总价|总计|合计|共计)(?:人民币)?(?:\([^)]{0,12}\))?[:为]?",
)


def _amount(paper: Paper, fields: Fields) -> tuple[Field[Money], Field[str]]:
    """Return amount and words of the whole contract: labels first, then the sentence that names the total."""
    agreed = agreed_sum(paper.flow)
    amount: Field[Money] = _first(paper, _PROSE_AMOUNT[0], FIGURES)
    words = _near_words(paper, _PROSE_AMOUNT[0]) if amount.value is not None else Field()
    if amount.value is None:
        amount, words = money_and_words(fields, _AMOUNT)
    if agreed and (amount.value is None or agreed[0].value is None or agreed[0].value > amount.value):
        return agreed
    if amount.value is None:
        for pattern in _PROSE_AMOUNT:
            amount = _first(paper, pattern, MONEY)
            words = words if words.value else _near_words(paper, pattern)
            if amount.value is not None:
                break
    return amount, words


def _first(paper: Paper, pattern: str, kind: Kind[V]) -> Field[V]:
    return next((f for f in after(paper.flow, pattern, kind, reach=70) if f.value), Field())


def _near_words(paper: Paper, pattern: str) -> Field[str]:
    return next((f for f in after(paper.flow, pattern, AMOUNT_WORDS, reach=90)), Field())


_NO_GOODS = re.compile(
    r"^(?:以下|下列|上述|本|有关|相关|如下|该|此|货物|产品|商品|物资|设备|材料|采购|购销|买卖|供应|供货|销售|购买|订购|合作|业务|交易|借款|付款|结算|上|前)+$"
    r"|合同|协议|补充|变更|解除|支付|结算|付款"
)


_SUPPLIED = re.compile(
    r"(?:[甲乙丙供卖销]方|供货[方商]|供应[方商]|出卖人|卖售方)(?:向|给|为)[^。;\n,]{1,30}?(?:供应|销售|出售|提供|供给|供货|交付)(?P<x>[^。;\n,:()\d]{2,30}?)(?=[(,。;\d]|共计?|一批|数量|$)"
)
"""A sentence on what one side supplies to the other."""


def _subject(paper: Paper, fields: Fields) -> Field[str]:
    found = fields.find(
        _SUBJECT,
        _PHRASE,
        accept=lambda v: (
            2 <= len(v) <= 60 and not re.search(r"规格|数量|单价|及其|、型号", v) and not _SUPPLIED.search(v)
        ),
    )
    named = re.search(
        r"(?:工程|项目|标的|服务|租赁物|货物|产品)(?:名称|内容)(?:为|是|:)+(?P<x>[^。;;\n,:]{2,40})(?=[。;\n,])",
        paper.flow.chars,
    )
    # A table's column of the same caption names but the first of the goods.
    if found.value is not None and not (named and found.value != named["x"] and found.value in named["x"].split("、")):
        return found.map(lambda v: re.split(r"[。;；]", v)[0])
    if named and not re.fullmatch(r"(?:如下|见.*|详见.*|以下.*|[\s_]*)", named["x"]):
        return paper.flow.field(named["x"], named.start("x"), named.end("x"), 0.8)
    goods = _listed_goods(paper)
    if goods.value is not None:
        return goods
    hit = re.search(
        r"(?:向[^。;\n,]{2,30}|甲方|乙方|需方)(?:采购|购买|订购|租赁|承租|定作|提供)([^。;\n,:()]{2,40})|(?:标的|货物|产品)(?:名称)?为:?([^。;\n,]{2,40})|把[^。\n]{0,20}?的?(房屋)租给",
        paper.flow.chars,
    )
    if hit:
        group = next(i for i in (1, 2, 3) if hit.group(i))
        return paper.flow.field(hit.group(group), hit.start(group), hit.end(group), 0.75)
    served = re.search(r"为[^。;\n,]{2,20}?提供(?P<x>[^。;\n,:()]{2,30}?服务)(?=[,。;])", paper.flow.chars)
    if served and not _NO_GOODS.search(served["x"]):
        return paper.flow.field(served["x"], served.start("x"), served.end("x"), 0.75)
    made = re.search(
        r"(?:委托[^。;\n,]{2,30}?)(?P<x>(?:加工|制作|定作|定制|印制)[^。;\n,:()]{2,24})(?=[,。;])", paper.flow.chars
    )
    if made:
        return paper.flow.field(made["x"], made.start("x"), made.end("x"), 0.75)
    counted = re.search(
        r"(?:出售|销售|供应|供给|购买|采购|订购|提供)(?P<x>[^。;\n,:()\d]{2,24}?)(?=(?:\d{1,6}|[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3})[台套件吨批辆个组只条艘])",
        paper.flow.chars,
    )
    if counted and not _NO_GOODS.search(counted["x"]):
        return paper.flow.field(counted["x"], counted.start("x"), counted.end("x"), 0.75)
    matter = re.search(
        r"就(?:甲方|乙方|买方|卖方|需方|供方)?(?:向[^。;\n,]{2,30}?)?(?P<x>[^。;\n,:()]{2,24}?)的?(?:采购|购销|买卖|供应|供货|销售|购买|订购|购进|定作)?(?:等)?(?:相关|有关)?(?:事宜|事项)",
        paper.flow.chars,
    )
    if matter and not _NO_GOODS.search(matter["x"]):
        return paper.flow.field(matter["x"], matter.start("x"), matter.end("x"), 0.75)
    bought = re.search(
        r"(?:收购|购进|采购|购买|订购|购置)(?:[甲乙供卖]方|农户)?(?:种植|生产|自产|养殖)?的?(?P<x>[\u4e00-\u9fff]{2,12})(?=,[^。;\n]{0,8}(?:数量|单价|重量|共计|总计))",
        paper.flow.chars,
    )
    if bought and not _NO_GOODS.search(bought["x"]):
        return paper.flow.field(bought["x"], bought.start("x"), bought.end("x"), 0.75)
    supplied = _SUPPLIED.search(paper.flow.chars)
    if supplied and not _NO_GOODS.search(supplied["x"]):
        return paper.flow.field(supplied["x"], supplied.start("x"), supplied.end("x"), 0.75)
    title = re.search(r"^([^\n]{2,24}?)(?:合同|协议)(?:书)?(?=\n|\()", paper.flow.chars, re.M)
    return paper.flow.field(title.group(1), title.start(1), title.end(1), 0.6) if title else Field()


def _listed_goods(paper: Paper) -> Field[str]:
    """Return what the first row of a table of goods names, where all its rows name the same."""
    rows = headed_rows(
        paper,
        {
            "name": (r"(?:产品|货物|商品|物资|材料|设备)?(?:名称|品名)", LONG_TEXT),
            "quantity": (r"数量", LONG_TEXT),
        },
        needed=("name", "quantity"),
    )
    names = [r["name"] for r in rows if r["name"].value and not re.search(r"[合总]计|大写|小计", r["name"].value)]
    return names[0] if names and len({n.value for n in names}) == 1 else Field()


def _signed(paper: Paper, fields: Fields) -> Field[dt.date]:
    """Return the date of signing; an order prints only 日期."""
    found = signed_on(paper, fields)
    return found if found.value is not None else fields.find(("订单日期", "下单日期", "订购日期", "日期"), DATE)


_LET_FROM = re.compile(r"租赁?期(?:限)?的?(?:第一[日天]|首日|起始日|开始之?日)[^。;\n]{0,20}(?:交付|移交|交给|交予)")
"""What is let is handed over on the first day of the lease."""


def _delivery(paper: Paper, fields: Fields) -> Field[dt.date]:
    found = fields.find(_DELIVERY, DATE)
    if found.value is None and _LET_FROM.search(paper.flow.chars):
        found = next(after(paper.flow, r"租赁?期(?:限|间)?[^。;\n\d]{0,8}(?:自|从)", DATE, reach=20), found)
    if found.value is None:
        found = next(
            after(
                paper.flow,
                r"(?:于|在|至)(?=[^。;\n]{8,14}前?[^。;\n,]{0,12}?(?:交货|交付|送达|供货|完工|竣工|发货|运抵|运至|送至|送到|运到|到货|交清|交齐|完成|提交|提供|交来))",
                DATE,
                reach=16,
            ),
            found,
        )
    if found.value is None:
        found = next(
            after(
                paper.flow,
                r"(?:交货|交付|供货|送货|到货)(?:期限?|时间|日期)[^。;\n\d一二]{0,6}|(?:竣工|完工|交付|交货|到货|完成)(?:日期|时间|日)[为:是]?(?=[\d一二])",
                DATE,
                reach=24,
            ),
            found,
        )
    return found
