"""Reads 入库单, 送货单, 验收单: which goods arrived from whom."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from docaudit.documents.goods_receipt import GoodsItem, GoodsReceipt
from docaudit.records.amounts import parse_amount
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import DATE, FIGURE, MONEY, TEXT, Kind, find_date, find_party
from docaudit.understanding.meanings import captions, completed, told
from docaudit.understanding.paper import Paper
from docaudit.understanding.parties import party_of
from docaudit.understanding.stated_sum import money_and_words
from docaudit.understanding.tablerows import headed_rows

SUPPLIER = "供应商|供应商名称|供货单位|供货方|送货单位|发货单位|供方|供应单位|交货单位|发货方|送货方|供货商|供货单位名称|供应方|卖方|承包人|施工单位|销货单位|来源单位|销售方|销售单位|出卖方|生产厂家|制造厂商|制造商|出货单位|供货厂家|乙方"
RECEIVER = "收货单位|收货方|收货人|购货单位|客户名称|客户|入库单位|需方|购货方|收货单位名称|买方|使用单位|接收单位|收货公司|单位名称|建设单位|发包人|甲方|入库部门|购买方|验收单位|采购单位|采购方|采购人|订货单位|订货方|需货单位|需货方|使用部门|用货单位|领用单位|进货单位|定作方|TO"
_DATE = (
    "日期",
    "入库日期",
    "送货日期",
    "验收日期",
    "收货日期",
    "到货日期",
    "开单日期",
    "制单日期",
    "单据日期",
    "交货日期",
    "签收日期",
    "时间",
    "验收时间",
    "入库时间",
)
_AMOUNT = (
    "合计金额",
    "合计",
    "金额合计",
    "总金额",
    "总计",
    "合计人民币",
    "总计金额",
    "金额",
    "小写",
    "货款合计",
    "本单金额",
)
_CONTRACTED = ("设备总价", "设备金额", "合同金额")
_NAME = ("设备名称", "货物名称", "产品名称", "商品名称", "物资名称", "材料名称", "物料名称", "货名", "品名", "品种")
_KINDS = (
    "规格型号",
    "型号规格",
    "规格等级",
    "规格品级",
    "质量等级",
    "规格品质",
    "设备型号",
    "型号",
    "规格",
    "等级",
    "级别",
    "品级",
    "材质",
    "牌号",
    "款号",
    "图号",
)
_SPECIFICATION = (
    *_KINDS,
    *(
        f"{of}{what}"
        for of in ("货物", "产品", "商品", "物资", "材料")
        for what in ("规格", "型号", "规格型号", "等级", "品级")
    ),
)
"""What captions call that by which goods of one name differ, the surest first."""
_QUANTITY = ("设备数量", "验收数量", "到货数量", "实收数量", "数量", "净重", "实重", "结算重量", "净重量", "重量")


def _find_decimal(text: str) -> tuple[Decimal, int, int] | None:
    found = re.search(r"-?\d[\d,]*(?:\.\d+)?", text)
    return (Decimal(found.group().replace(",", "")), found.start(), found.end()) if found else None


_DECIMAL: Kind[Decimal] = Kind("decimal", _find_decimal)


def _find_counted(text: str) -> tuple[str, int, int] | None:
    """Return the unit that stands behind a figure (10台)."""
    found = re.match(r"\s*[\d,.]+\s*([\u4e00-\u9fff]{1,2}|kg|KG|Kg|t|T)(?![\u4e00-\u9fffA-Za-z])", text)
    return (found.group(1), found.start(1), found.end(1)) if found else None


_COUNTED: Kind[str] = Kind("unit", _find_counted)


@reader("goods_receipt")
def read(pages: Sequence[Page]) -> Document:
    """Return the slip with its goods."""
    paper = Paper(pages)
    known = told(paper, "goods_receipt")
    fields = Fields(
        paper,
        (
            *SUPPLIER.split("|"),
            *RECEIVER.split("|"),
            *_DATE,
            *_AMOUNT,
            "仓库",
            "单号",
            "入库单号",
            "送货单号",
            "保管员",
            "验收人",
            "送货人",
            "制单人",
            "收货人签字",
            "经手人",
            "库管员",
            "车号",
            "合同编号",
            *_CONTRACTED,
            *_NAME,
            *_SPECIFICATION,
            *_QUANTITY,
        ),
        captions(known),
    )
    items = tuple(
        GoodsItem(
            name=row["name"],
            specification=row["specification"],
            unit=row["unit"],
            quantity=row["quantity"],
            unit_price=row["unit_price"],
            amount=row["amount"],
        )
        for row in headed_rows(
            paper,
            {
                "name": (
                    r"(?:货物|商品|产品|物料|物资|材料|设备|存货|货品)?(?:名称|品名|全名)|^品名|^货[物名品]$|^商品$|^产品$|^物料$|名称及规格",
                    TEXT,
                ),
                "specification": (r"规格|型号|^(?:质量)?[等品]级$|^级别$|^材质$|^牌号$|^款号$|^图号$", TEXT),
                "unit": (r"^(?:计量)?单位$", TEXT),
                "quantity": (r"数量|净重|实收", _DECIMAL),
                "unit_price": (r"单价", _DECIMAL),
                "amount": (r"^[^数量]{0,4}金额|^小计$|^价税合计|^[^数量]{0,3}总价|^货[款值]", MONEY),
            },
            needed=("name", "quantity"),
        )
        if row["name"].value is not None and not _NO_GOODS.match(row["name"].value)
    )
    items = _without_total(items)
    amount, _ = money_and_words(fields, _AMOUNT)
    items = items or _labelled(fields, amount)
    if not _adds_up(amount, items):
        total = _total_below(paper, items)
        amount = total if total.value is not None else amount
        if _counts(amount, items):
            amount = Field()
    if amount.value is None:
        amount, _ = money_and_words(fields, _CONTRACTED)
    supplier, receiver = party_of(paper, fields, SUPPLIER), party_of(paper, fields, RECEIVER)
    supplier = supplier if supplier.value is not None else _told(paper, _SUPPLIED)
    receiver = receiver if receiver.value is not None else _told(paper, _RECEIVED)
    head, issues = _letterhead(paper)
    if supplier.value is None and issues and head.value != receiver.value:
        supplier = head
    if receiver.value is None and not issues and head.value != supplier.value:
        receiver = head
    document = GoodsReceipt(
        date=_date(paper, fields),
        supplier=supplier,
        receiver=receiver,
        amount=amount,
        items=items,
    )
    return completed(fields, document, known)


_NO_GOODS = re.compile(r"(?:合计)?(?:金额|人民币)?\(?大[\t ]?写|(?:验收|备注|送货|收货)[\u4e00-\u9fff]{0,4}:|小写")
"""How a line across the table begins that names no goods: the sum in words, an opinion, a note."""


def _without_total(items: tuple[GoodsItem, ...]) -> tuple[GoodsItem, ...]:
    """Return the items without a last one that counts nothing and is worth what the others are: the row of totals."""
    if len(items) < 2 or items[-1].quantity.value is not None or not _adds_up(items[-1].amount, items[:-1]):
        return items
    return items[:-1]


def _adds_up(amount: Field[Money], items: Sequence[GoodsItem]) -> bool:
    """Say whether the amount is what the amounts of the goods add up to."""
    parts = [item.amount.value for item in items]
    return amount.value is not None and amount.value.fen == sum(part.fen for part in parts if part is not None)


def _counts(amount: Field[Money], items: Sequence[GoodsItem]) -> bool:
    """Say whether the figure is no money but the sum of the quantities, as a row of totals prints it before."""
    counted = [item.quantity.value for item in items]
    if amount.value is None or not items or any(count is None for count in counted):
        return False
    return sum(count for count in counted if count is not None) * 100 == amount.value.fen


_TOTAL = re.compile(r"(?:合|总|共)[\t ]?计|小计|[^\n]{0,6}[大小][\t ]?写")


def _total_below(paper: Paper, items: Sequence[GoodsItem]) -> Field[Money]:
    """Return the figure of a row of totals that the goods' amounts add up to."""
    parts = [item.amount.value for item in items]
    if not parts or any(part is None for part in parts):
        return Field()
    fen = sum(part.fen for part in parts if part is not None)
    for row in paper.rows:
        line = paper.line(row)
        for hit in FIGURE.finditer(line) if _TOTAL.match(line) else ():
            value = parse_amount(hit.group().strip())
            if value is not None and value.fen == fen:
                return paper.text.field(value, row.start + hit.start(), row.start + hit.end(), 0.95, row.start)
    return Field()


_ADDRESS = re.compile(r"^地[\t ]?址|电[\t ]?话|传[\t ]?真|手机|网址|邮编|(?:TEL|Tel|FAX|Fax|ADD|Add)\b")
"""A line between the firm and the title that tells where it is."""
_HEAD = 10
"""Lines from the top among which firm and title stand."""
_SLIP = r"[^:,。]{0,6}?(?:(?P<own>送货|发货|出库|出货|供货|交货|销货|销售|提货)|入库|收货|验收|进货|收料)[^:,。]{0,4}单(?:\(.{1,8}\))?"


def _letterhead(paper: Paper) -> tuple[Field[str], bool]:
    """Return the firm over or before the title, and whether such a slip is the supplier's (送货单) own."""
    for row in paper.rows[:3]:
        line = paper.line(row)
        both = re.fullmatch(rf"(?P<firm>[\u4e00-\u9fff()]{{4,40}}(?:公司|厂|合作社))[\t ]*{_SLIP}", line.strip())
        if both:
            start = row.start + line.index(both["firm"])
            return paper.text.field(both["firm"], start, start + len(both["firm"]), 0.85), bool(both["own"])
    # A glyph alone belongs to what runs down the edge (第三联回单).
    lines = [(row, re.sub(r"(?<=[^\t]{2})(?:\t\S){1,2}$", "", paper.line(row)).strip()) for row in paper.rows[:_HEAD]]
    lines = [(row, line) for row, line in lines if len(line) > 1 and not _ADDRESS.search(line)]
    for (above, over), (_, line) in pairwise(lines[:4]):
        kind = re.fullmatch(_SLIP, re.sub(r"\s", "", line))
        firm = find_party(over)
        if kind and firm and firm[0] == over and re.search(r"(?:公司|厂|合作社)$", firm[0]):
            start = above.start + paper.line(above).index(over)
            return paper.text.field(firm[0], start, start + len(over), 0.8), bool(kind["own"])
    return Field(), False


_FIRM = r"(?P<name>[\u4e00-\u9fff()]{3,36}?(?:公司|厂|合作社|经营部|商行|中心|店))"
_SUPPLIED, _RECEIVED = (
    tuple(re.compile(rf"{before}{_FIRM}{behind}") for before, behind in ways)
    for ways in (
        (
            (rf"(?:{SUPPLIER})(?:\([^()]*\))?[:为]?", r"(?=[\u4e00-\u9fff,。(])"),
            (
                "(?:收到|接收|由|对|验收了?)",
                "(?=(?:于[^,。]{4,14})?(?:供应|提供|交付|送达|送来|送到|发来|承制|生产|制造|销售|供货|供给|安装|所供))",
            ),
        ),
        (
            (rf"(?:{RECEIVER})(?:\([^()]*\))?[:为]?", r"(?=[\u4e00-\u9fff,。(])"),
            ("(?:送达|交付|运至|发往|送至|供应给|交付给)", "(?=[,。的使指验])"),
        ),
    )
)
"""How a sentence tells who supplied the goods and who got them: 使用单位X于…对供货方Y交付的设备进行了验收."""


def _told(paper: Paper, ways: Sequence[re.Pattern[str]]) -> Field[str]:
    """Return the firm that a sentence tells in one of these ways."""
    for way in ways:
        found = way.search(paper.flow.chars)
        name = find_party(found["name"]) if found else None
        if found and name and name[0] == found["name"]:
            return paper.flow.field(name[0], *found.span("name"), 0.8, found.start())
    return Field()


def _labelled(fields: Fields, total: Field[Money]) -> tuple[GoodsItem, ...]:
    """Return the one item of a slip that prints labels with their values instead of rows (设备验收单).

    Its unit stands behind the figure or in the brackets of its label (净重(吨)); its amount is the slip's, where that
    is its quantity times its price.
    """
    name, quantity = fields.find(_NAME, TEXT), fields.find(_QUANTITY, _DECIMAL)
    if name.value is None or quantity.value is None:
        return ()
    unit, price = fields.find(_QUANTITY, _COUNTED), fields.find(("单价",), _DECIMAL)
    if unit.value is None:
        unit = _unit_of(fields)
    product = quantity.value * price.value if price.value is not None else None
    fits = product is not None and total.value is not None and abs(product * 100 - total.value.fen) < 1
    return (
        GoodsItem(
            name=name,
            specification=fields.find(_SPECIFICATION, TEXT),
            unit=unit,
            quantity=quantity,
            unit_price=price,
            amount=total if fits else Field(),
        ),
    )


def _unit_of(fields: Fields) -> Field[str]:
    """Return the unit in the brackets of the label of the quantity, as 净重(吨) has it."""
    chars = fields.paper.text.chars
    found = re.search(rf"(?:{'|'.join(_QUANTITY)})\((?P<unit>[\u4e00-\u9fff]{{1,2}}|kg|KG|t)\)", chars)
    return fields.paper.text.field(found["unit"], *found.span("unit"), 0.9, found.start()) if found else Field()


def _date(paper: Paper, fields: Fields) -> Field[dt.date]:
    found = fields.find(_DATE, DATE)
    if found.value is None:
        hit = find_date(paper.text.chars)
        found = paper.text.field(hit[0], hit[1], hit[2], 0.75) if hit else Field()
    return found
