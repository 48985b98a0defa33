"""Papers of goods of the sixth set: a delivery note, a warehouse's entry, and the acceptance of machines."""

from __future__ import annotations

import random
from typing import Any

from ..made import Made, Paper
from ..values import bare, digits, figures, padded, truth, words
from ..values import date as day_of
from .papers4_page import LetterPage
from .vouchers6_cast import Line, firms, people, plain_lines


def _given(day: str, supplier: str, receiver: str, items: list[Line]) -> dict[str, Any]:
    return {
        "date": day,
        "supplier": supplier,
        "receiver": receiver,
        "amount": bare(sum(item.fen for item in items)),
        "items": [item.of_goods() for item in items],
    }


def _delivery(chance: random.Random) -> Made:
    """A delivery note with the supplier's head."""
    supplier, receiver = firms(chance, 2)
    driver, taker, clerk = people(chance, 3)
    items, day = plain_lines(chance, chance.randint(2, 6)), day_of(chance)
    page = LetterPage(10, chance.choice(("sans", "serif")), (640, 400), latin=chance.choice((None, "courier", "times")))
    page.text(320, 40, supplier.name, size=15, align="c", bold=True)
    page.text(320, 62, chance.choice(("送 货 单", "送货单", "发货清单（送货单）")), size=14, align="c")
    page.text(320, 78, f"地址：{supplier.address}　电话：{supplier.phone}", size=8.5, align="c")
    first = chance.choice(("收货单位", "客户名称", "购货单位"))
    page.text(40, 98, f"{first}：{receiver.name}")
    page.text(600, 98, f"单号：{day:%Y%m}-{digits(chance, 4)}", align="r")
    page.text(40, 114, f"收货地址：{receiver.address}")
    shown = chance.choice((padded(day), day.isoformat(), f"{day.year}年{day.month}月{day.day}日"))
    page.text(600, 114, f"送货日期：{shown}", align="r")
    total = sum(item.fen for item in items)
    rows: list[list[Any]] = [["序号", "品名", "规格", "单位", "数量", "单价（元）", "金额（元）", "备注"]]
    for k, item in enumerate(items, 1):
        rows.append([str(k), item.name, item.specification, item.unit, item.quantity, item.price, bare(item.fen), ""])
    rows.append([("合计金额（大写）", 2), (words(total), 3), "小写", (f"￥{figures(total)}", 2)])
    widths = (34, 120, 120, 40, 56, 70, 84, 36)
    low = page.grid(40, 122, widths, rows, high=20, aligns="clccrrrc", size=9.5)
    page.text(40, low + 18, "注：收货后如有质量问题请于三日内书面提出，逾期视为验收合格。", size=8.5)
    for x, text in ((40, f"送货人：{driver}"), (240, f"收货人（签字）：{taker}"), (460, f"制单：{clerk}")):
        page.text(x, low + 40, text)
    if chance.random() < 0.5:
        page.seal(370, low + 30, 32, receiver.name)
    return Made(
        page.data(), ".pdf", truth("goods_receipt", _given(day.isoformat(), supplier.name, receiver.name, items))
    )


def _entry(chance: random.Random) -> Made:
    """A warehouse's entry as a firm's programme prints it, with what was due and what came."""
    receiver, supplier = firms(chance, 2)
    keeper, tester, buyer = people(chance, 3)
    items, day = plain_lines(chance, chance.randint(2, 5)), day_of(chance)
    page = LetterPage(9.5, chance.choice(("sans", "serif")), (760, 420), latin=chance.choice((None, "helvetica")))
    page.text(380, 42, receiver.name, size=13, align="c")
    page.text(380, 66, chance.choice(("采购入库单", "入 库 单", "材料入库单")), size=17, align="c", bold=True)
    shown = day.isoformat() if chance.random() < 0.5 else f"{day:%Y/%m/%d}"
    page.text(40, 92, f"{chance.choice(('供应商', '供货单位'))}：{supplier.name}")
    page.text(400, 92, f"入库日期：{shown}")
    page.text(580, 92, f"单据编号：RK{day:%Y%m}{digits(chance, 5)}")
    page.text(40, 110, f"仓库：{chance.choice(('原料一库', '成品周转仓', '二号仓', '五金仓'))}")
    page.text(400, 110, f"采购订单：PO{digits(chance, 8)}")
    page.text(580, 110, f"业务员：{buyer}")
    rows: list[list[Any]] = [["物料编码", "物料名称", "规格型号", "单位", "应收数量", "实收数量", "单价", "金额"]]
    short = chance.randrange(len(items)) if chance.random() < 0.2 else -1
    for k, item in enumerate(items):
        due = str(int(item.quantity or 0) + (chance.randint(1, 3) if k == short else 0))
        code = f"{chance.randint(1, 9):02d}.{digits(chance, 5)}"
        price, amount = f"{int(float(item.price or 0) * 100 + 0.5) / 100:.2f}", figures(item.fen)
        rows.append([code, item.name, item.specification, item.unit, due, item.quantity, price, amount])
    count = sum(int(item.quantity or 0) for item in items)
    rows.append(["合计", "", "", "", "", str(count), "", figures(sum(item.fen for item in items))])
    rules = chance.choice(("all", "all", "rows"))
    widths = (76, 130, 134, 44, 66, 66, 72, 92)
    low = page.grid(40, 122, widths, rows, high=21, aligns="lllcrrrr", rules=rules)  # type: ignore[arg-type]
    texts = (
        f"保管员：{keeper}",
        f"检验员：{tester}",
        f"制单人：{buyer}",
        f"打印时间：{day.isoformat()} 16:{digits(chance, 2, '3')}",
    )
    for x, text in zip((40, 200, 360, 540), texts, strict=True):
        page.text(x, low + 26, text)
    return Made(
        page.data(), ".pdf", truth("goods_receipt", _given(day.isoformat(), supplier.name, receiver.name, items))
    )


_MACHINES = (
    ("数控车床", "CAK6150", "台"),
    ("螺杆空压机", "BK22-8G", "台"),
    ("全自动包装机", "DXD-320", "套"),
    ("卧式加工中心", "HMC500", "台"),
    ("注塑机", "MA2000Ⅱ", "台"),
    ("布袋除尘器", "DMC-96", "套"),
)


def _acceptance(chance: random.Random) -> Made:
    """The acceptance of machines: a form with both sides, the machines and what was found."""
    supplier, receiver = firms(chance, 2)
    head, user, seller = people(chance, 3)
    day = day_of(chance)
    items = []
    for name, model, unit in chance.sample(_MACHINES, chance.randint(1, 3)):
        number, each = chance.randint(1, 4), chance.randrange(3_800_000, 62_000_000, 100_000)
        items.append(Line(name, "", unit, model, str(number), bare(each), number * each, 0, 0))
    total = sum(item.fen for item in items)
    page = LetterPage(10.5, chance.choice(("serif", "sans")), latin=chance.choice((None, "times")))
    page.text(
        298,
        80,
        chance.choice(("设 备 验 收 单", "设备到货安装验收单", "固定资产（设备）验收单")),
        size=18,
        align="c",
        bold=True,
    )
    page.text(540, 108, f"编号：YS-{day.year}-{digits(chance, 3)}", align="r")
    widths = (86, 92, 62, 62, 92, 106)
    rows: list[list[Any]] = [
        [chance.choice(("供货单位", "供应商")), (supplier.name, 5)],
        [chance.choice(("验收单位", "使用单位", "购置单位")), (receiver.name, 5)],
        [
            "合同编号",
            (f"SB{day.year - 1}{digits(chance, 5)}", 2),
            "存放地点",
            (chance.choice(("一车间", "二号厂房东侧", "包装线")), 2),
        ],
        ["设备名称", "规格型号", "单位", "数量", "单价（元）", "金额（元）"],
        *(
            [i.name, i.specification, i.unit, i.quantity, figures(int(float(i.price or 0) * 100 + 0.5)), figures(i.fen)]
            for i in items
        ),
        ["合计", (f"人民币{words(total)}", 4), figures(total)],
        ["外观及随机资料", ("包装完好，合格证、说明书、随机备件齐全", 5)],
        ["安装调试情况", ("已安装到位，空载及负载运行各8小时，各项参数符合技术协议", 5)],
        ["验收结论", (chance.choice(("验收合格，同意投入使用。", "合格，准予办理入账手续。")), 5)],
    ]
    low = page.grid(48, 118, widths, rows, high=27, aligns="cccccc", size=10)
    page.text(60, low + 36, f"验收负责人：{head}")
    page.text(230, low + 36, f"使用部门：{user}")
    page.text(400, low + 36, f"供货方代表：{seller}")
    page.text(
        60, low + 66, f"验收日期：{padded(day) if chance.random() < 0.5 else f'{day.year}年{day.month}月{day.day}日'}"
    )
    page.seal(440, low + 70, 40, receiver.name)
    return Made(
        page.data(), ".pdf", truth("goods_receipt", _given(day.isoformat(), supplier.name, receiver.name, items))
    )


PAPERS = (
    Paper("goods-p6-delivery", "held", _delivery),
    Paper("goods-p6-entry", "held", _entry),
    Paper("goods-p6-acceptance", "held", _acceptance),
)
