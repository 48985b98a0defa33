"""Small papers of the fourth set: receipts, papers of goods that came in, a licence."""

from __future__ import annotations

import random
from typing import Any

from ..drawing import BLUE, LANDSCAPE, RED
from ..made import Made, Paper
from ..values import bare, chinese, credit_code, date, digits, figures, money, padded, spread, truth, words
from .papers3_kit import Page, noise, square
from .papers3_transfer import figure_boxes
from .papers4_cast import NAMES4
from .papers4_page import LetterPage

_LINE = ("name", "specification", "unit", "quantity", "unit_price", "amount")
_BLACK = (20, 20, 20)


def _three_copies(chance: random.Random) -> Made:
    """A receipt of a pad of three copies: captions in a ruled table, the amount in boxes, three signers below."""
    payer, payee = NAMES4.firms(chance, 2)
    day, fen = date(chance), money(chance, 300, 90_000, 100)
    reason = chance.choice(("展位费", "投标文件工本费及押金", "模具押金", "2025年度物业费"))
    page = Page(10.5, "serif", (595, 310), ink=BLUE)
    page.text(297, 44, "统 一 收 款 收 据", size=19, bold=True, align="c")
    page.text(297, 64, "（三联单）　第二联　交款方收执", size=8.5, align="c")
    page.text(556, 44, f"编号 {digits(chance, 8, '01')}", align="r", colour=RED)
    page.text(40, 84, f"开票日期：{padded(day)}")
    said = words(fen)
    rows = [
        ["交 款 单 位", payer, "收款方式", chance.choice(("转账", "现金"))],
        ["收 款 事 由", (reason, 3)],
        ["人民币（大写）", said],
    ]
    page.grid(40, 92, (92, 250, 70, 104), rows[:2], high=32)
    page.grid(40, 156, (92, 270), rows[2:], high=38)
    figure_boxes(page, 402, 156, fen, wide=14, high=25, count=11)
    page.grid(40, 194, (92, 424), [["备　　　注", ""]], high=28)
    page.text(40, 244, f"收款单位（公章）：{payee}")
    page.text(310, 244, f"会计：{NAMES4.person(chance)}")
    page.text(440, 244, f"出纳：{NAMES4.person(chance)}")
    page.seal(150, 246, 40, payee)
    given = {
        "date": day.isoformat(),
        "payer": payer,
        "payee": payee,
        "amount": bare(fen),
        "amount_in_words": said,
        "reason": reason,
    }
    return Made(page.data(), ".pdf", truth("receipt", given, {"amount_in_words": [f"人民币{said}"]}))


def _note(chance: random.Random) -> Made:
    """A person's note in prose: who gave what for what, signed at the right, the day in Chinese numerals."""
    payer, payee = NAMES4.firm(chance), NAMES4.person(chance)
    day, fen = date(chance), money(chance, 1_000, 200_000, 10_000)
    reason = chance.choice(("收购玉米秸秆款", "挖掘机台班费", "仓库腾退补偿款"))
    said = words(fen, whole="正")
    page = LetterPage(15, "serif", (595, 420))
    page.text(297, 80, "收　　条", size=24, align="c")
    text = f"　　今收到{payer}支付的{reason}共计人民币{said}（￥{figures(fen)}），"
    text += "款项已全部结清，双方再无其他经济往来。特立此据。"
    y = page.paragraph(60, 130, 475, text, leading=1.9)
    page.text(530, y + 34, f"收款人：{payee}", align="r")
    page.text(530, y + 62, chinese(day), align="r")
    page.oval(500, y + 30, 26, 34, [""])
    given = {
        "date": day.isoformat(),
        "payer": payer,
        "payee": payee,
        "amount": bare(fen),
        "amount_in_words": said,
        "reason": reason,
    }
    accept: dict[str, list[Any]] = {"amount_in_words": [f"人民币{said}"], "reason": [f"any text with {reason}"]}
    return Made(page.data(), ".pdf", truth("receipt", given, accept))


def _electronic(chance: random.Random) -> Made:
    """An association's electronic receipt: labels left, values right, grey bands, lines of what was paid."""
    payer, day = NAMES4.firm(chance), date(chance)
    payee = chance.choice(("台州市阀门行业协会", "潍坊市农机流通商会", "荆门市精细化工联合会"))
    fen = money(chance, 500, 20_000, 10_000)
    reason = f"{day.year}年度会费"
    page = Page(10, "sans", (480, 360), latin="helvetica")
    page.shade(0, 0, 480, 54, (228, 232, 238))
    page.text(24, 34, "电子收据", size=18, bold=True)
    page.text(456, 34, f"NO. {digits(chance, 10, '72')}", align="r")
    said = words(fen)
    lines = [
        ("开具日期", f"{day:%Y-%m-%d}"),
        ("付 款 方", payer),
        ("收 款 方", payee),
        ("项　　目", reason),
        ("金　　额", f"￥ {figures(fen)}"),
        ("大　　写", said),
        ("支付方式", "对公转账"),
    ]
    for k, (name, value) in enumerate(lines):
        if k % 2:
            page.shade(24, 66 + 28 * k, 432, 28, (246, 247, 250))
        page.text(36, 84 + 28 * k, name, colour=(110, 110, 120))
        page.text(120, 84 + 28 * k, value)
    page.picture(24, 284, 56, square(noise(chance)))
    page.text(92, 318, "扫码核验真伪", size=8)
    page.seal(390, 290, 44, payee)
    given = {
        "date": day.isoformat(),
        "payer": payer,
        "payee": payee,
        "amount": bare(fen),
        "amount_in_words": said,
        "reason": reason,
    }
    return Made(page.data(), ".pdf", truth("receipt", given))


def _goods(chance: random.Random, count: int) -> tuple[list[list[str]], list[dict[str, str | None]], int]:
    """Return printed lines of goods with their running number, their truth and their sum."""
    printed: list[list[str]] = []
    rows: list[dict[str, str | None]] = []
    total = 0
    for name, _, unit, kind in chance.sample(NAMES4.goods, count):
        many, price = chance.randrange(2, 900), money(chance, 3, 2_000, 5)
        total += many * price
        printed.append([str(len(rows) + 1), name, kind, unit, str(many), figures(price), figures(many * price)])
        rows.append(dict(zip(_LINE, (name, kind, unit, str(many), bare(price), bare(many * price)), strict=True)))
    return printed, rows, total


def _store(chance: random.Random) -> Made:
    """An entry of a store's program: banded lines, the sum in words and figures, signers in one line."""
    supplier, receiver = NAMES4.firms(chance, 2)
    day, (lines, rows, total) = date(chance), _goods(chance, chance.randrange(3, 7))
    page = Page(9.4, "sans", LANDSCAPE)
    page.text(421, 46, receiver, size=13, align="c", bold=True)
    page.text(421, 68, "采 购 入 库 单", size=15, align="c")
    page.text(50, 92, f"供货单位：{supplier}")
    page.text(430, 92, f"入库日期：{day:%Y/%m/%d}")
    page.text(792, 92, f"单号：RK{day:%y%m%d}{digits(chance, 4)}", align="r")
    heads = ["序号", "存货名称", "规格型号", "单位", "实收数量", "含税单价", "价税金额", "仓库"]
    cells = [[*line, chance.choice(("原料一库", "五金库"))] for line in lines]
    y = page.grid(50, 102, (38, 150, 150, 46, 76, 86, 110, 86), [heads, *cells], aligns="clccrrrc", high=24)
    y = page.grid(50, y, (188, 368, 186), [["合计金额（大写）", words(total), f"￥{figures(total)}"]], high=26)
    signers = (("仓管员", NAMES4.person(chance)), ("质检员", NAMES4.person(chance)), ("采购员", NAMES4.person(chance)))
    page.text(50, y + 28, "　　　　　　　　".join(f"{who}：{name}" for who, name in signers))
    given = {"date": day.isoformat(), "supplier": supplier, "receiver": receiver, "amount": bare(total), "items": rows}
    return Made(page.data(), ".pdf", truth("goods_receipt", given))


def _delivery(chance: random.Random) -> Made:
    """A note of delivery without prices: the supplier's name on top, who took it over signs for the count."""
    supplier, receiver = NAMES4.firms(chance, 2)
    day, (lines, rows, _) = date(chance), _goods(chance, chance.randrange(2, 6))
    page = Page(10, "serif", (595, 420), ink=(70, 40, 90))
    page.text(297, 44, f"{supplier}送货单", size=15, bold=True, align="c")
    page.text(40, 74, f"收货单位：{receiver}")
    page.text(40, 92, f"地　　址：{chance.choice(NAMES4.places)}经济开发区")
    page.text(556, 74, f"No.{digits(chance, 7, '0')}", align="r", colour=RED)
    page.text(556, 92, spread(day), align="r")
    heads = ["货品名称", "型号规格", "单位", "数量", "备注"]
    cells = [[line[1], line[2], line[3], line[4], ""] for line in lines]
    blank = [[""] * 5 for _ in range(6 - len(cells))]
    y = page.grid(40, 102, (160, 150, 50, 76, 80), [heads, *cells, *blank], aligns="llcrl", high=26)
    page.text(40, y + 20, "注：请当面点清数量，签收后如有短少概不负责。", size=8.5)
    page.text(40, y + 44, f"送货人：{NAMES4.person(chance)}")
    page.text(230, y + 44, f"收货单位签收：{NAMES4.person(chance)}")
    page.square_stamp(420, y + 10, ["收 货 专 用 章"], wide=110)
    rows = [row | {"unit_price": None, "amount": None} for row in rows]
    given = {"date": day.isoformat(), "supplier": supplier, "receiver": receiver, "amount": None, "items": rows}
    return Made(page.data(), ".pdf", truth("goods_receipt", given))


def _machine(chance: random.Random) -> Made:
    """A machine is taken over: a form of cells with tests and verdicts, both sides sign below."""
    supplier, receiver = NAMES4.firms(chance, 2)
    day, price = date(chance), money(chance, 60_000, 2_000_000, 100_000)
    name, kind = chance.choice(
        (("全自动灌装机", "GZJ-1200"), ("染色定型机", "LHT-8节"), ("双梁桥式起重机", "QD20-22.5"))
    )
    page = Page(10, "sans")
    page.text(297, 60, "设备到货安装验收报告", size=17, bold=True, align="c")
    page.text(545, 84, f"报告编号：YS-{digits(chance, 6)}", align="r", size=9)
    rows: list[list[str | tuple[str, int]]] = [
        ["设备名称", name, "规格型号", kind],
        ["数　　量", "1 台", "合同价款", f"{figures(price)} 元"],
        ["供货单位", (supplier, 3)],
        ["使用单位", (receiver, 3)],
        ["出厂编号", digits(chance, 8, "24"), "安装地点", chance.choice(("二车间东侧", "灌装线A区"))],
        ["外观检查", ("包装完好，无锈蚀、碰伤，附件齐全", 3)],
        ["空载试车", ("连续运转 4 小时，轴承温升正常，噪声符合要求", 3)],
        ["负载试车", ("达到额定产能，产品合格率 99.2%", 3)],
        ["验收结论", ("各项指标符合技术协议，同意验收，自验收之日起计算质保期", 3)],
    ]
    y = page.grid(50, 94, (80, 170, 80, 165), rows, high=38, bold_labels=True)
    page.lines(60, y + 36, ["供货方代表（签字盖章）：", "", NAMES4.person(chance)], step=18)
    page.lines(320, y + 36, ["使用方代表（签字盖章）：", "", NAMES4.person(chance)], step=18)
    page.text(60, y + 110, f"验收日期：{padded(day)}")
    page.seal(190, y + 70, 40, supplier)
    page.seal(450, y + 70, 40, receiver)
    item = dict(zip(_LINE, (name, kind, "台", "1", None, None), strict=True))
    given = {
        "date": day.isoformat(),
        "supplier": supplier,
        "receiver": receiver,
        "amount": bare(price),
        "items": [item],
    }
    accept = {"items[].amount": [bare(price)], "items[].unit_price": [bare(price)], "amount": [None]}
    return Made(page.data(), ".pdf", truth("goods_receipt", given, accept))


def _licence(chance: random.Random) -> Made:
    """A licence of the upright kind with a double frame; scope over many lines, the code at the right of the title."""
    name, code, boss = NAMES4.firm(chance), credit_code(chance), NAMES4.person(chance)
    day, ten = date(chance, 2006, 2022), chance.choice((300, 800, 1200, 5000))
    capital = words(ten * 1_000_000)
    scope = (
        "许可项目：道路货物运输（不含危险货物）。（依法须经批准的项目，经相关部门批准后方可开展经营活动）"
        "一般项目：阀门和旋塞制造；通用零部件制造；金属材料销售；货物进出口；技术进出口。"
        "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）"
    )
    page = Page(11.5, "serif")
    for gap, thick in ((24, 3), (31, 0.8)):
        page.box(gap, gap, 595 - 2 * gap, 842 - 2 * gap, thick=thick, colour=(190, 150, 70))
    page.text(297, 150, "营　业　执　照", size=34, bold=True, align="c")
    page.text(297, 176, "（副　本）", size=13, align="c")
    page.picture(440, 60, 70, square(noise(chance)))
    page.text(60, 84, "统一社会信用代码", size=10)
    page.text(60, 102, code, size=13, bold=True)
    rows = [
        ("名　　　　称", name),
        ("类　　　　型", "有限责任公司（自然人投资或控股）"),
        ("住　　　　所", f"{chance.choice(NAMES4.places)}滨海工业区海丰路{chance.randrange(10, 900)}号"),
        ("法定代表人", boss),
        ("注 册 资 本", capital),
        ("成 立 日 期", padded(day)),
        ("营 业 期 限", f"{padded(day)}至长期"),
    ]
    for k, (label, value) in enumerate(rows):
        page.text(70, 230 + 32 * k, label, bold=True)
        page.text(170, 230 + 32 * k, value)
    page.text(70, 230 + 32 * len(rows), "经 营 范 围", bold=True)
    page.paragraph(170, 230 + 32 * len(rows), 350, scope, size=10.5)
    page.text(400, 690, "登记机关", size=12, bold=True)
    page.text(400, 730, spread(date(chance, 2023)), size=12)
    page.seal(450, 700, 50, "台州市市场监督管理局")
    page.text(
        297, 790, "市场主体应当于每年1月1日至6月30日通过国家企业信用信息公示系统报送公示年度报告", size=8, align="c"
    )
    given = {
        "name": name,
        "credit_code": code,
        "legal_representative": boss,
        "registered_capital": capital,
        "established_date": day.isoformat(),
        "scope": scope,
    }
    return Made(page.data(), ".pdf", truth("business_license", given, {"registered_capital": [f"{ten}0000.00"]}))


PAPERS = (
    Paper("receipt-p4-three-copies", "held", _three_copies),
    Paper("receipt-p4-note", "held", _note),
    Paper("receipt-p4-electronic", "held", _electronic),
    Paper("goods-p4-store", "held", _store),
    Paper("goods-p4-delivery", "held", _delivery),
    Paper("goods-p4-machine", "held", _machine),
    Paper("licence-p4-upright", "held", _licence),
)
