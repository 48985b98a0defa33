"""Small papers of the fifth set: receipts and papers of goods that came in."""

from __future__ import annotations

import random
from typing import Any

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import bare, date, digits, figures, money, padded, spread, truth, words
from .papers3_kit import Page
from .papers4_page import LetterPage
from .papers5_cast import NAMES5, signers

_LINE = ("name", "specification", "unit", "quantity", "unit_price", "amount")
_PEN = (25, 45, 120)


def _receipt(parties: tuple[str, str], day: str, fen: int, said: str, reason: str) -> dict[str, Any]:
    given = {
        "date": day,
        "payer": parties[0],
        "payee": parties[1],
        "amount": bare(fen),
        "amount_in_words": said,
        "reason": reason,
    }
    return truth("receipt", given, {"amount_in_words": [f"人民币{said}"]})


def _stub(chance: random.Random) -> Made:
    """A slip of a pad: dotted lines with captions before them, written in blue, how it was paid as ticks."""
    payer, payee = NAMES5.person(chance), NAMES5.firm(chance)
    day, fen = date(chance), money(chance, 100, 60_000, 1_000)
    reason = chance.choice(("冷库定金", "牛犊订购款", "摊位押金", "驾驶培训费", "房屋租赁押金"))
    said = words(fen)
    page = Page(11, "serif", (540, 290), ink=(150, 30, 30))
    page.text(270, 42, "收　款　收　据", size=19, bold=True, align="c")
    page.line(180, 50, 360, 50)
    page.text(504, 42, f"№ {digits(chance, 7, '00')}", align="r")
    page.text(270, 70, f"{day.year} 年 {day.month} 月 {day.day} 日", align="c", colour=_PEN)
    rows = (
        (100, (("今收到", 36, 90, 504, payer),)),
        (132, (("交　来", 36, 90, 504, reason),)),
        (164, (("人民币（大写）", 36, 130, 330, said), ("￥", 344, 360, 504, bare(fen)))),
    )
    for y, cells in rows:
        for label, at, begin, end, value in cells:
            page.text(at, y, label)
            page.dashes(begin, y + 4, end, colour=(150, 30, 30))
            page.text(begin + 8, y, value, colour=_PEN, size=12)
    page.text(36, 196, "付款方式：□现金　□支票　√转账　□其他")
    page.text(36, 236, "收款单位（盖章）")
    page.text(130, 236, payee, colour=_PEN)
    page.text(312, 236, f"收款人　{NAMES5.person(chance)}")
    page.text(412, 236, f"经手人　{NAMES5.person(chance)}")
    page.seal(200, 244, 38, payee)
    return Made(page.data(), ".pdf", _receipt((payer, payee), day.isoformat(), fen, said, reason))


def _lines(chance: random.Random) -> Made:
    """A market's receipt with lines of what was paid, the sum in the last row, plain."""
    payer, payee = NAMES5.firm(chance), chance.choice(NAMES5.places) + "农产品批发市场管理处"
    day = date(chance)
    charges = chance.sample(("摊位费", "水费", "电费", "卫生管理费", "停车费", "冷库使用费"), chance.randrange(2, 4))
    sums = [money(chance, 50, 9_000, 100) for _ in charges]
    fen, said = sum(sums), words(sum(sums), yuan="圆")
    page = Page(10, "sans", (595, 380))
    page.text(297, 44, "内部结算收据", size=17, bold=True, align="c")
    page.text(40, 74, f"付款单位：{payer}")
    page.text(555, 74, f"日期：{day:%Y-%m-%d}", align="r")
    reason = f"{day.year}年{day.month}月市场经营费用"
    page.text(40, 92, f"收款事由：{reason}")
    rows: list[list[str | tuple[str, int]]] = [["序号", "收费项目", "计费期间", "金额（元）"]]
    for k, (name, one) in enumerate(zip(charges, sums, strict=True)):
        rows.append([str(k + 1), name, f"{day.year}年{day.month}月", figures(one)])
    rows.append([("合计（大写）", 1), (said, 2), figures(fen)])
    y = page.grid(40, 102, (70, 180, 145, 120), rows, high=30, aligns="clcr")
    page.text(40, y + 30, f"收款单位：{payee}")
    page.text(330, y + 30, f"开票：{NAMES5.person(chance)}　　复核：{NAMES5.person(chance)}")
    page.text(40, y + 50, "本收据仅作内部往来结算凭证，不作税前扣除依据。", size=8.5)
    page.seal(200, y + 24, 40, payee)
    return Made(page.data(), ".pdf", _receipt((payer, payee), day.isoformat(), fen, said, reason))


def _shares(chance: random.Random) -> Made:
    """A cooperative's receipt across a ruled form: captions above the values, the amount in words and in figures."""
    payer, payee = NAMES5.person(chance), chance.choice(NAMES5.places) + "沐光果业专业合作社"
    day, fen = date(chance), money(chance, 1_000, 80_000, 10_000)
    reason = chance.choice(("预付果袋款", "成员入社出资款", "农资赊购款归还"))
    said = words(fen, whole="正")
    page = Page(10.5, "serif", (595, 300), ink=(20, 90, 60))
    page.text(297, 42, f"{payee}收据", size=16, bold=True, align="c")
    page.text(40, 66, f"开具日期 {spread(day)}")
    page.text(555, 66, f"票号 {digits(chance, 6, '3')}", align="r")

    def cell(x: float, y: float, wide: float, label: str, value: str) -> None:
        page.box(x, y, wide, 44)
        page.text(x + 5, y + 13, label, size=8)
        page.text(x + 12, y + 34, value, colour=(20, 20, 20), size=11.5)

    cell(40, 76, 170, "缴款人", payer)
    cell(210, 76, 345, "缴款事项", reason)
    cell(40, 120, 345, "金额（人民币大写）", said)
    cell(385, 120, 170, "小写金额", f"¥{figures(fen)}")
    cell(40, 164, 515, "备注", "")
    page.text(40, 236, "收款方（签章）：" + payee, size=9.5)
    page.text(400, 236, f"出纳：{NAMES5.person(chance)}", size=9.5)
    page.seal(200, 232, 40, payee)
    return Made(page.data(), ".pdf", _receipt((payer, payee), day.isoformat(), fen, said, reason))


def _store(chance: random.Random) -> Made:
    """An entry into store, plain: ruled lines with prices and the sum below them, three who sign."""
    supplier, receiver = NAMES5.firms(chance, 2)
    day, rows, cells, total = date(chance), [], [], 0
    for name, _, unit, kind in chance.sample(NAMES5.goods, chance.randrange(2, 6)):
        many, price = chance.randrange(3, 600), money(chance, 4, 1_500, 5)
        total += many * price
        cells.append([name, kind, unit, str(many), figures(price), figures(many * price), ""])
        rows.append(dict(zip(_LINE, (name, kind, unit, str(many), bare(price), bare(many * price)), strict=True)))
    page = Page(10, "serif", LANDSCAPE)
    page.text(421, 50, "材 料 入 库 单", size=19, bold=True, align="c")
    page.text(60, 84, f"供应单位：{supplier}")
    page.text(421, 84, f"入库单位：{receiver}")
    page.text(782, 66, f"编号：{digits(chance, 6, '00')}", align="r")
    page.text(60, 102, f"入库日期：{padded(day)}")
    heads = ["材料名称", "规格型号", "计量单位", "数量", "单价（元）", "金额（元）", "备注"]
    blank = [[""] * 7 for _ in range(7 - len(cells))]
    last = ["合　　计", "", "", "", "", figures(total), ""]
    y = page.grid(60, 112, (150, 150, 60, 70, 96, 116, 80), [heads, *cells, *blank, last], high=26, aligns="llcrrrl")
    page.text(
        60,
        y + 28,
        signers(chance, "仓库主管", "保管员", "交货人"),
    )
    given = {"date": day.isoformat(), "supplier": supplier, "receiver": receiver, "amount": bare(total), "items": rows}
    return Made(page.data(), ".pdf", truth("goods_receipt", given))


def _weighed(chance: random.Random) -> Made:
    """A weighing note: a narrow print of labels and values; what was loaded is gross less tare, no price on it."""
    supplier, receiver = NAMES5.firms(chance, 2)
    day = date(chance)
    name, kind = chance.choice(
        (("玉米青贮", "二级"), ("铁精粉", "65品位"), ("鲜苹果", "80#以上"), ("石灰石", "20-40mm"))
    )
    tare, net = chance.randrange(1_400, 1_700) * 10, chance.randrange(1_500, 3_300) * 10
    tons = f"{net / 1000:.2f}"
    clock = f"{chance.randrange(7, 18):02d}:{chance.randrange(60):02d}"
    page = Page(11, "sans", (400, 430), latin="courier")
    page.text(200, 44, "过磅验收单", size=18, bold=True, align="c")
    page.text(200, 64, f"磅单号 {day:%Y%m%d}{digits(chance, 4)}", align="c", size=9.5)
    lines = [
        ("发货单位", supplier),
        ("收货单位", receiver),
        ("货物名称", name),
        ("规格等级", kind),
        ("车　　号", f"冀J{digits(chance, 5)}"),
        ("毛　　重", f"{(tare + net) / 1000:.2f} 吨"),
        ("皮　　重", f"{tare / 1000:.2f} 吨"),
        ("净　　重", f"{tons} 吨"),
        ("过磅时间", f"{day:%Y-%m-%d} {clock}"),
    ]
    page.dashes(30, 76, 370)
    for k, (label, value) in enumerate(lines):
        page.text(40, 100 + 28 * k, f"{label}：")
        page.text(116, 100 + 28 * k, value, bold=label.startswith("净"))
    page.dashes(30, 340, 370)
    page.text(40, 364, f"司磅员：{NAMES5.person(chance)}　　验收人：{NAMES5.person(chance)}", size=10)
    page.square_stamp(270, 306, ["计量专用章"], wide=90)
    item = dict(zip(_LINE, (name, kind, "吨", tons, None, None), strict=True))
    given = {"date": day.isoformat(), "supplier": supplier, "receiver": receiver, "amount": None, "items": [item]}
    return Made(page.data(), ".pdf", truth("goods_receipt", given))


def _accepted(chance: random.Random) -> Made:
    """A purchase is accepted: text above, a table with what was ordered, came and is sound, the verdict below."""
    supplier, receiver = NAMES5.firms(chance, 2)
    day = date(chance)
    rows, cells = [], []
    for k, (name, _, unit, kind) in enumerate(chance.sample(NAMES5.goods, chance.randrange(2, 5))):
        many = chance.randrange(4, 300)
        cells.append([str(k + 1), name, kind, unit, str(many), str(many), "合格"])
        rows.append(dict(zip(_LINE, (name, kind, unit, str(many), None, None), strict=True)))
    page = LetterPage(11, "serif", latin="times")
    page.text(297, 70, "货 物 验 收 单", size=20, bold=True, align="c")
    order = f"HT-{day.year}-{digits(chance, 4)}"
    text = f"　　根据双方签订的采购合同（编号{order}），{supplier}已将下列货物运抵我公司指定地点，现予以验收："
    y = page.paragraph(70, 112, 455, text, leading=1.7)
    heads = ["序号", "货物名称", "规格", "单位", "合同数量", "实收数量", "质量情况"]
    y = page.grid(70, y, (36, 110, 113, 40, 52, 52, 52), [heads, *cells], high=28, aligns="clccrrc", size=9.6)
    y = page.paragraph(
        70, y + 30, 455, "　　验收意见：货物数量、规格与合同一致，外观完好，质量证明文件齐全，同意接收。", leading=1.7
    )
    page.text(80, y + 40, f"供货方：{supplier}", size=10)
    page.text(80, y + 60, f"代表签字：{NAMES5.person(chance)}", size=10)
    page.text(320, y + 40, f"验收方：{receiver}", size=10)
    page.text(320, y + 60, f"代表签字：{NAMES5.person(chance)}", size=10)
    page.text(320, y + 84, padded(day), size=10)
    page.seal(440, y + 52, 42, receiver)
    given = {"date": day.isoformat(), "supplier": supplier, "receiver": receiver, "amount": None, "items": rows}
    return Made(page.data(), ".pdf", truth("goods_receipt", given))


PAPERS = (
    Paper("receipt-p5-dotted-pad", "held", _stub),
    Paper("receipt-p5-charges", "held", _lines),
    Paper("receipt-p5-cooperative", "held", _shares),
    Paper("goods-p5-materials", "held", _store),
    Paper("goods-p5-weighed", "held", _weighed),
    Paper("goods-p5-accepted", "held", _accepted),
)
