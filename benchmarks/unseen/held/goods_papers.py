"""Held papers about goods and cash: warehouse entry, delivery note, acceptance; receipts of three hands."""

from __future__ import annotations

import random
from typing import Any

from ..drawing import BLUE, GREY, RED, Sheet
from ..made import Made, Paper
from ..values import bare, chinese, date, digits, figures, money, padded, truth, words
from .contracts_parties import HELD, people


def _lines(chance: random.Random, count: int) -> tuple[list[dict[str, Any]], int]:
    """Return goods with whole amounts, and their sum in fen."""
    items, total = [], 0
    for name, _, unit, kind in chance.sample(HELD.goods, count):
        price, pieces = money(chance, 8, 2600, 10), chance.randrange(3, 240)
        total += price * pieces
        items.append(
            {
                "name": name,
                "specification": kind,
                "unit": unit,
                "quantity": str(pieces),
                "unit_price": bare(price),
                "amount": bare(price * pieces),
            }
        )
    return items, total


def _comma(text: str) -> str:
    return f"{int(text[:-3]):,}{text[-3:]}"


def _entry(chance: random.Random) -> Made:
    """A warehouse entry slip: the firm that receives at the head, a table, hands that signed below."""
    supplier, receiver = HELD.firms(chance, 2)
    day = date(chance)
    items, total = _lines(chance, chance.choice((2, 3, 4)))
    sheet = Sheet(10, "serif", (600, 400))
    sheet.text(300, 40, receiver, size=14, bold=True, align="c")
    sheet.text(300, 66, "原 材 料 入 库 单", size=16, bold=True, align="c")
    sheet.text(40, 92, f"供货单位：{supplier}")
    sheet.text(560, 92, f"入库单号：RK{day:%y%m%d}{digits(chance, 3)}", align="r")
    sheet.text(40, 110, f"入库日期：{day:%Y-%m-%d}")
    sheet.text(560, 110, "仓库：原料一库", align="r")
    rows = [
        [str(k), i["name"], i["specification"], i["unit"], i["quantity"], _comma(i["unit_price"]), _comma(i["amount"])]
        for k, i in enumerate(items, 1)
    ]
    y = sheet.grid(
        40,
        118,
        (30, 110, 110, 50, 60, 70, 90),
        [
            ["序", "材料名称", "规格型号", "单位", "实收数量", "单价", "金额"],
            *rows,
            [("合计", 6), figures(total)],
        ],
        aligns="cllcrrr",
        size=9,
    )
    for x, hand in ((40, "仓管员"), (200, "质检"), (340, "采购"), (470, "记账")):
        sheet.text(x, y + 26, f"{hand}：{people(chance, 1)[0]}", size=9.5)
    given = {
        "date": day.isoformat(),
        "supplier": supplier,
        "receiver": receiver,
        "amount": bare(total),
        "items": items,
    }
    return Made(sheet.data(), ".pdf", truth("goods_receipt", given))


def _delivery(chance: random.Random) -> Made:
    """A delivery note of the seller: stripes in place of rules, the customer before the table, sum in words."""
    supplier, receiver = HELD.firms(chance, 2)
    day = date(chance)
    items, total = _lines(chance, chance.choice((2, 3)))
    sheet = Sheet(10.5)
    sheet.text(40, 56, supplier, size=15, bold=True, colour=BLUE)
    sheet.text(555, 56, "送货单", size=22, bold=True, align="r", colour=BLUE)
    sheet.line(40, 66, 555, 66, thick=1.6, colour=BLUE)
    sheet.text(40, 90, f"客户：{receiver}")
    sheet.text(40, 110, f"送货地址：{chance.choice(HELD.places)}工业园{chance.randrange(1, 90)}号")
    sheet.text(555, 90, f"单号 {digits(chance, 8)}", align="r")
    sheet.text(555, 110, f"送货日期 {day:%Y/%m/%d}", align="r")
    sheet.shade(40, 124, 515, 24)
    rows = [[i["name"], i["specification"], i["quantity"], i["unit"], i["unit_price"], i["amount"], ""] for i in items]
    y = sheet.grid(
        40,
        124,
        (110, 110, 60, 50, 70, 80, 35),
        [["品名", "型号规格", "数量", "单位", "单价(元)", "金额(元)", "备注"], *rows],
        rules="rows",
        aligns="llrcrrl",
        high=24,
        size=9.5,
        colour=GREY,
    )
    sheet.text(40, y + 24, f"合计金额（大写）：{words(total)}")
    sheet.text(555, y + 24, f"¥{figures(total)}", align="r", bold=True)
    sheet.text(40, y + 60, "收货单位签收（盖章）：")
    sheet.text(330, y + 60, f"送货人：{people(chance, 1)[0]}")
    sheet.text(40, y + 84, "以上货物请当面点清，如有质量问题三日内提出。", size=8.5, colour=GREY)
    sheet.seal(180, y + 66, 38, receiver)
    given = {
        "date": day.isoformat(),
        "supplier": supplier,
        "receiver": receiver,
        "amount": bare(total),
        "items": items,
    }
    return Made(sheet.data(), ".pdf", truth("goods_receipt", given))


def _acceptance(chance: random.Random) -> Made:
    """An acceptance of machines: a form with the parties, what was accepted and the judgement; no single prices."""
    supplier, receiver = HELD.firms(chance, 2)
    day = date(chance)
    name, kind, unit = chance.choice(
        (("自动裁床", "CB-08", "台"), ("全自动糊盒机", "ZH-880G", "台"), ("制冷机组", "LSLG-16F", "套"))
    )
    pieces, total = chance.randrange(1, 9), money(chance, 80_000, 2_000_000, 100_00)
    sheet = Sheet(10.5, "serif")
    sheet.text(297, 76, "设　备　验　收　单", size=19, bold=True, align="c")
    y = sheet.grid(
        58,
        100,
        (90, 150, 90, 150),
        [
            ["使用单位", (receiver, 3)],
            ["供货单位", (supplier, 3)],
            ["设备名称", name, "规格型号", kind],
            ["数量", f"{pieces}{unit}", "设备总价", f"{figures(total)}元"],
            ["安装地点", "生产车间", "验收日期", padded(day)],
            ["随机资料", ("合格证、说明书、装箱单各一份", 3)],
            ["试运行情况", ("空载运行两小时、负载运行八小时，各项指标达到技术协议要求", 3)],
            ["验收结论", ("验收合格，同意投入使用", 3)],
        ],
        high=34,
    )
    sheet.grid(
        58, y, (240, 240), [[f"使用单位代表：{people(chance, 1)[0]}", f"供货单位代表：{people(chance, 1)[0]}"]], high=60
    )
    sheet.seal(240, y + 32, 40, receiver)
    item = {
        "name": name,
        "specification": kind,
        "unit": unit,
        "quantity": str(pieces),
        "unit_price": None,
        "amount": bare(total),
    }
    given = {
        "date": day.isoformat(),
        "supplier": supplier,
        "receiver": receiver,
        "amount": bare(total),
        "items": [item],
    }
    return Made(sheet.data(), ".pdf", truth("goods_receipt", given, {"items[].amount": [None]}))


def _counterfoil(chance: random.Random) -> Made:
    """A slip out of a red book with its number at the edge, blanks filled in blue."""
    payer, payee = HELD.firms(chance, 2)
    day, fen = date(chance), money(chance, 100, 60_000, 100_00)
    reason = chance.choice(("仓库押金", "废料款", "投标保证金", "展位费"))
    sheet = Sheet(11.5, "serif", (540, 270), RED)
    sheet.text(270, 44, "收　　据", size=22, bold=True, align="c")
    sheet.line(200, 50, 340, 50, colour=RED)
    sheet.line(200, 53, 340, 53, colour=RED)
    sheet.text(500, 44, f"NO.{digits(chance, 8)}", align="r")
    sheet.text(270, 76, f"日期：{day:%Y} 年 {day:%m} 月 {day:%d} 日", align="c", size=10.5)
    y = 106
    for caption, value in (("交款单位", payer), ("收款事由", reason), ("金额（大写）", words(fen))):
        x = sheet.text(46, y, caption) + 8
        sheet.text(x + 10, y - 1, value, colour=BLUE)
        sheet.line(x, y + 4, 490, y + 4, colour=RED)
        y += 32
    sheet.text(330, y, f"￥ {figures(fen)}", colour=BLUE)
    sheet.text(46, y + 30, f"收款单位：{payee}", size=10)
    sheet.text(300, y + 30, f"会计：{people(chance, 1)[0]}", size=10)
    sheet.text(400, y + 30, f"出纳：{people(chance, 1)[0]}", size=10)
    sheet.upright(518, 96, "第三联　客户", size=9)
    sheet.seal(200, y + 12, 34, payee)
    given = {
        "date": day.isoformat(),
        "payer": payer,
        "payee": payee,
        "amount": bare(fen),
        "amount_in_words": words(fen),
        "reason": reason,
    }
    return Made(sheet.data(), ".pdf", truth("receipt", given))


def _by_hand(chance: random.Random) -> Made:
    """A person confirms on a sheet of paper what he was given."""
    payee, payer = people(chance, 1)[0], HELD.firm(chance)
    day, fen = date(chance), chance.randrange(5, 900) * 100_00
    reason = chance.choice(("二季度厂房租金", "砂石料款", "运输劳务费"))
    sheet = Sheet(15, "serif", ink=(30, 30, 90))
    sheet.text(297, 110, "收　条", size=26, align="c")
    y = sheet.paragraph(
        80,
        170,
        440,
        f"　　今收到{payer}交来{reason}，人民币{words(fen, whole='正')}（{figures(fen)}元），款已收讫。",
        leading=2.1,
    )
    sheet.text(500, y + 50, f"收款人：{payee}", align="r")
    sheet.text(500, y + 84, chinese(day), align="r")
    given = {
        "date": day.isoformat(),
        "payer": payer,
        "payee": payee,
        "amount": bare(fen),
        "amount_in_words": words(fen, whole="正"),
        "reason": reason,
    }
    return Made(sheet.data(), ".pdf", truth("receipt", given))


def _printed(chance: random.Random) -> Made:
    """A receipt that a property manager's program prints: a ruled form with items and the payer's room."""
    payer, payee = (
        people(chance, 1)[0],
        f"{chance.choice(HELD.places)}{chance.choice(('安家', '惠邻'))}物业服务有限公司",
    )
    day, fen = date(chance), money(chance, 200, 30_000, 1)
    reason = chance.choice(("装修保证金", "车位租赁费", "商铺质保押金"))
    sheet = Sheet(10, page=(595, 340))
    sheet.text(297, 46, "收款收据", size=17, bold=True, align="c")
    sheet.text(44, 72, f"开具日期：{day:%Y-%m-%d}", size=9)
    sheet.text(551, 72, f"收据号：SJ{day:%Y%m}{digits(chance, 6)}", size=9, align="r")
    y = sheet.grid(
        44,
        80,
        (84, 170, 84, 169),
        [
            ["付款人", payer, "房号", f"{chance.randrange(1, 20)}栋{chance.randrange(1, 30)}02"],
            ["收款项目", (reason, 3)],
            ["合计（小写）", f"¥{figures(fen)}", "收款方式", chance.choice(("扫码支付", "转账", "现金"))],
            ["合计（大写）", (words(fen), 3)],
            ["备注", ("本收据不作报销凭证，退还保证金时请出示", 3)],
        ],
        high=30,
    )
    sheet.text(44, y + 26, f"收款单位（盖章）：{payee}")
    sheet.text(551, y + 26, f"制单：{people(chance, 1)[0]}", align="r")
    sheet.seal(210, y + 18, 34, payee)
    given = {
        "date": day.isoformat(),
        "payer": payer,
        "payee": payee,
        "amount": bare(fen),
        "amount_in_words": words(fen),
        "reason": reason,
    }
    return Made(sheet.data(), ".pdf", truth("receipt", given))


PAPERS = (
    Paper("goods-warehouse-entry", "held", _entry),
    Paper("goods-striped-delivery", "held", _delivery),
    Paper("goods-machine-acceptance", "held", _acceptance),
    Paper("receipt-red-counterfoil", "held", _counterfoil),
    Paper("receipt-by-hand", "held", _by_hand),
    Paper("receipt-property-print", "held", _printed),
)
