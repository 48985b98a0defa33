"""VAT invoices of the part that may be looked at."""

from __future__ import annotations

import random
from dataclasses import replace

from unseen.drawing import BLACK, BLUE, BROWN, RED, Sheet
from unseen.invoice_forms import digital, older
from unseen.invoices import Invoice, Line, Look, discount, goods, parties, red, secrets, taxed
from unseen.made import Made, Paper
from unseen.values import DEV, bare, date, digits, money

_NEW = Look(
    size=8,
    ink=BROWN,
    filled=BLACK,
    wide=550,
    row=14,
    colon="：",
    captions=("项目名称", "规格型号", "单 位", "数 量", "单 价", "金 额", "税率/征收率", "税 额"),
    shares=(0.24, 0.14, 0.06, 0.09, 0.14, 0.12, 0.1, 0.11),
)
_OLD = Look(
    size=8,
    ink=BROWN,
    filled=BLUE,
    wide=535,
    row=13,
    colon=":",
    captions=("货物或应税劳务、服务名称", "规格型号", "单位", "数 量", "单 价", "金 额", "税率", "税 额"),
    shares=(0.26, 0.13, 0.06, 0.1, 0.13, 0.13, 0.07, 0.12),
    ruled=True,
)


def _addresses(chance: random.Random) -> list[str]:
    streets = [
        f"{place}经济开发区兴业路{chance.randrange(1, 300)}号 0575-{digits(chance, 8, '8')}" for place in DEV.places[:2]
    ]
    return [*streets, *(f"{DEV.branch(chance)} {digits(chance, 16, '1')}" for _ in range(2))]


def _people(chance: random.Random) -> list[str]:
    return [DEV.person(chance) for _ in range(3)]


def _digital_invoice(chance: random.Random, kind: str, lines: list[Line], remarks: str | None = None) -> Invoice:
    day = date(chance)
    number = digits(chance, 20, f"{day:%y}33{chance.choice(('2', '7'))}0000")
    return Invoice(kind, None, number, day, None, **parties(chance, DEV), lines=tuple(lines), remarks=remarks)


def _special(chance: random.Random) -> Made:
    """Fully digital, for deduction, a few lines with long prices."""
    invoice = _digital_invoice(chance, "digital_special", goods(chance, DEV, chance.randrange(1, 5), ("13%",), 10))
    sheet = Sheet(8, "serif", (610, 400))
    digital(sheet, _NEW, invoice, title="电子发票（增值税专用发票）", clerk=DEV.person(chance), room=90)
    return invoice.paper(sheet)


def _mixed(chance: random.Random) -> Made:
    """Fully digital, several rates, discounts, an order's number as remark."""
    lines = []
    for line in goods(chance, DEV, 3, ("13%", "9%", "6%"), 2):
        lines += [line, discount(line, 5)] if chance.random() < 0.6 else [line]
    remark = f"订单号：{digits(chance, 12)}；合同编号：CG{digits(chance, 6)}"
    invoice = _digital_invoice(chance, "digital_ordinary", lines, remark)
    sheet = Sheet(8, "sans", (610, 440))
    look = replace(_NEW, with_square=False, row=16)
    digital(sheet, look, invoice, title="电子发票（普通发票）", clerk=DEV.person(chance), room=120)
    return invoice.paper(sheet)


def _long(chance: random.Random) -> Made:
    """Fully digital with many lines on a tall page."""
    invoice = _digital_invoice(chance, "digital_special", goods(chance, DEV, chance.randrange(14, 22), ("13%",), 4))
    sheet = Sheet(8, "serif", (610, 842))
    digital(sheet, _NEW, invoice, title="电子发票（增值税专用发票）", clerk=DEV.person(chance))
    return invoice.paper(sheet)


def _red(chance: random.Random) -> Made:
    """A red-letter invoice of the digital kind."""
    lines = [red(line) for line in goods(chance, DEV, 2, ("13%",), 6)]
    remark = f"被红冲蓝字数电票号码：{digits(chance, 20, '2533')} 红字发票信息确认单编号：{digits(chance, 20, '33')}"
    invoice = _digital_invoice(chance, "digital_special", lines, remark)
    sheet = Sheet(8, "serif", (610, 400))
    digital(sheet, _NEW, invoice, title="电子发票（增值税专用发票）", clerk=DEV.person(chance), room=80)
    return invoice.paper(sheet)


def _paper_special(chance: random.Random) -> Made:
    """The paper form for deduction, its copy named down the side."""
    day = date(chance, 2019, 2024)
    lines = goods(chance, DEV, chance.randrange(1, 4), ("13%",), 6)
    code = digits(chance, 10, f"3300{day:%y}1130")
    made = parties(chance, DEV)
    invoice = Invoice("special", code, digits(chance, 8), day, None, **made, lines=tuple(lines), remarks=None)
    sheet = Sheet(8, "sans", (610, 400))
    older(
        sheet,
        replace(_OLD, with_square=False),
        invoice,
        title="浙江增值税专用发票",
        leaf="第三联：发票联 购买方记账凭证",
        people=_people(chance),
        addresses=_addresses(chance),
        password=secrets(chance),
    )
    sheet.text(40, 42, code, size=12, bold=True, colour=BLUE)
    sheet.text(565, 20, f"№ {invoice.number}", size=12, bold=True, colour=BLUE, align="r")
    return invoice.paper(sheet)


def _electronic(chance: random.Random) -> Made:
    """The electronic form of the older kind with check code, exempt lines."""
    day = date(chance, 2019, 2024)
    rate = chance.choice(("免税", "9%", "3%"))
    lines = goods(chance, DEV, chance.randrange(1, 4), (rate,), 2)
    made = parties(chance, DEV)
    code = digits(chance, 12, "0330020")[:10] + "11"
    invoice = Invoice(
        "electronic_ordinary",
        code,
        digits(chance, 8),
        day,
        digits(chance, 20),
        **made,
        lines=tuple(lines),
        remarks=None,
    )
    sheet = Sheet(7.5, "serif", (610, 400), BROWN)
    older(
        sheet,
        replace(_OLD, filled=BLACK, size=7.5, colon="："),
        invoice,
        title="浙江增值税电子普通发票",
        leaf="",
        people=_people(chance),
        addresses=_addresses(chance),
        password=secrets(chance),
        machine=digits(chance, 12, "66"),
    )
    return invoice.paper(sheet)


def _roll(chance: random.Random) -> Made:
    """A strip of paper from a till; prices hold the tax."""
    day, fen = date(chance, 2019, 2025), money(chance, 20, 3_000)
    made = parties(chance, DEV)
    code, number, check = digits(chance, 10, "0330020") + "07", digits(chance, 8), digits(chance, 20)
    sheet = Sheet(8.5, "sans", (200, 420))
    sheet.text(100, 30, "浙江增值税普通发票（卷票）", size=11, bold=True, align="c", colour=RED)
    name = chance.choice(("餐饮服务", "住宿服务"))
    lines = (
        f"发票代码：{code}",
        f"发票号码：{number}",
        f"机打号码：{number}",
        f"机器编号：{digits(chance, 12)}",
        f"销售方名称：{made['seller']}",
        f"纳税人识别号：{made['seller_id']}",
        f"开票日期：{day:%Y-%m-%d}",
        f"收款员：{DEV.person(chance)}",
        f"购买方名称：{made['buyer']}",
        f"纳税人识别号：{made['buyer_id']}",
    )
    y = 55.0
    for line in lines:
        y = sheet.paragraph(12, y, 180, line, leading=1.5)
    y = sheet.grid(
        12, y - 6, [72, 26, 40, 40], [["项目", "数量", "单价", "金额"], [name, "1", bare(fen), bare(fen)]], rules="none"
    )
    y = sheet.paragraph(12, y + 14, 180, f"合计金额（小写）：￥{bare(fen)}")
    said = taxed("", "", fen, "免税")
    invoice = Invoice("roll", code, number, day, check, **made, lines=(said,), remarks=None)
    y = sheet.paragraph(12, y, 180, f"合计金额（大写）：{invoice.said('元')}")
    sheet.paragraph(12, y, 180, f"校验码：{check}")
    # The strip tells no amount before tax and no tax; its one line may be read or not.
    accept = {key: ["any"] for key in ("amount", "tax", "items")}
    paper = invoice.paper(sheet, yuan="元", amount=None, tax=None)
    return Made(paper.data, ".pdf", {**paper.truth, "accept": accept})


def _stacked(chance: random.Random) -> Made:
    """A strip from a till whose captions stand over their values."""
    day, fen = date(chance, 2019, 2025), money(chance, 20, 3_000)
    made = parties(chance, DEV)
    code, number, check = digits(chance, 10, "0320020") + "06", digits(chance, 8), digits(chance, 20)
    sheet = Sheet(9, "serif", (230, 480))
    sheet.text(115, 34, "江苏增值税普通发票（卷票）", size=11, bold=True, align="c")
    captions = (
        ("发票代码", code),
        ("发票号码", number),
        ("开票日期", f"{day:%Y年%m月%d日}"),
        ("销售方名称", made["seller"]),
        ("销售方纳税人识别号", made["seller_id"]),
        ("购买方名称", made["buyer"]),
        ("购买方纳税人识别号", made["buyer_id"]),
        ("校验码", check),
    )
    for k, (caption, value) in enumerate(captions):
        sheet.text(16, 62 + 33 * k, caption + ":", colour=BLUE)
        sheet.text(16, 76 + 33 * k, value)
    invoice = Invoice("roll", code, number, day, check, **made, lines=(taxed("", "", fen, "免税"),), remarks=None)
    sheet.text(16, 350, f"住宿费　　1　　{bare(fen)}")
    sheet.text(16, 380, f"合计金额（大写）:{invoice.said('圆')}")
    sheet.text(16, 398, f"合计金额（小写）:¥{bare(fen)}")
    paper = invoice.paper(sheet, amount=None, tax=None)
    return Made(paper.data, ".pdf", {**paper.truth, "accept": {key: ["any"] for key in ("amount", "tax", "items")}})


PAPERS = (
    Paper("invoice-special", "dev", _special),
    Paper("invoice-mixed", "dev", _mixed),
    Paper("invoice-long", "dev", _long),
    Paper("invoice-red", "dev", _red),
    Paper("invoice-paper", "dev", _paper_special),
    Paper("invoice-electronic", "dev", _electronic),
    Paper("invoice-roll", "dev", _roll),
    Paper("invoice-stacked", "dev", _stacked),
)
