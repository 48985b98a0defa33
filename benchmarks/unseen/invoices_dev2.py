"""VAT invoices of the part that nobody looks at."""

from __future__ import annotations

import random
from dataclasses import replace

from unseen.drawing import BLACK, BLUE, RED, Sheet
from unseen.invoice_forms import digital, older
from unseen.invoices import Invoice, Line, Look, discount, goods, parties, red, secrets, taxed
from unseen.made import Made, Paper
from unseen.values import DEV2, bare, date, digits, money

_DEEP = (150, 45, 35)
_NEW = Look(
    size=9,
    ink=_DEEP,
    filled=BLACK,
    wide=690,
    row=17,
    colon=":",
    captions=("项目名称", "规格型号", "单位", "数量", "单价", "金额", "税率/征收率", "税额"),
    shares=(0.27, 0.12, 0.06, 0.1, 0.13, 0.12, 0.09, 0.11),
)
_OLD = Look(
    size=8.5,
    ink=(30, 90, 60),
    filled=BLACK,
    wide=590,
    row=15,
    colon="：",
    captions=("货物或应税劳务名称", "规格型号", "单 位", "数量", "单价", "金　额", "税 率", "税　额"),
    shares=(0.24, 0.14, 0.06, 0.09, 0.14, 0.13, 0.07, 0.13),
    with_square=False,
    ruled=True,
)
_PAGE = (750.0, 500.0)


def _invoice(chance: random.Random, kind: str, lines: list[Line], remarks: str | None = None) -> Invoice:
    day = date(chance)
    number = digits(chance, 20, f"{day:%y}{chance.choice(('35', '43', '45', '13'))}2000")
    return Invoice(kind, None, number, day, None, **parties(chance, DEV2), lines=tuple(lines), remarks=remarks)


def _ordinary(chance: random.Random) -> Made:
    """Fully digital; names of parties under captions that stand flat, no square code."""
    lines = goods(chance, DEV2, chance.randrange(2, 7), ("13%", "9%"), 5)
    remark = f"购方开户银行:{DEV2.branch(chance)}; 银行账号:{digits(chance, 17, '4')};"
    invoice = _invoice(chance, "digital_ordinary", lines, remark)
    sheet = Sheet(9, "sans", _PAGE)
    look = replace(_NEW, with_square=False)
    digital(sheet, look, invoice, title="电子发票（普通发票）", clerk=DEV2.person(chance), upright=False, room=130)
    return invoice.paper(sheet)


def _building(chance: random.Random) -> Made:
    """Fully digital, construction: where it was done stands between the parties and the items."""
    line = taxed(
        "建筑服务", chance.choice(("工程款", "土石方工程", "外墙维修工程")), money(chance, 90_000, 6_000_000), "9%"
    )
    invoice = _invoice(chance, "digital_special", [line], f"质保金：{chance.randrange(3, 6)}%")
    sheet = Sheet(9, "serif", _PAGE)
    extra = (("建筑服务发生地", "湖南省常德市武陵区"), ("建筑项目名称", "佰川产业园二期厂房"), ("跨地（市）标志", "否"))
    title = "电子发票（增值税专用发票）"
    digital(sheet, _NEW, invoice, title=title, clerk=DEV2.person(chance), extra=extra, room=70)
    sheet.text(100, 64, "建筑服务", colour=_DEEP)
    return invoice.paper(sheet)


def _difference(chance: random.Random) -> Made:
    """Fully digital, taxed on a difference: rate and tax do not fit the amount."""
    fen, cost = money(chance, 30_000, 90_000), money(chance, 10_000, 29_000)
    tax = round((fen - cost) / 105 * 5)
    line = Line("人力资源服务", "劳务派遣服务费", None, None, "1", bare(fen - tax), fen - tax, "***", tax)
    invoice = _invoice(chance, "digital_ordinary", [line], f"差额征税：{bare(cost)}。")
    sheet = Sheet(9, "serif", _PAGE)
    digital(sheet, _NEW, invoice, title="电子发票（普通发票）", clerk=DEV2.person(chance), room=80)
    sheet.text(100, 64, "差额征税", colour=_DEEP, size=8)
    made = invoice.paper(sheet)
    accept = {"items[].tax_rate": [None, "***", "差额征税"]}
    return Made(made.data, ".pdf", {**made.truth, "accept": accept})


def _wrapped(chance: random.Random) -> Made:
    """Fully digital, names and kinds of goods over two lines, discounts, exempt lines."""
    lines = []
    for line in goods(chance, DEV2, 4, ("13%", "免税"), 8):
        long = replace(line, name=f"{line.name}（按双方确认的第{chance.randrange(1, 9)}批次交货清单）")
        lines += [long, discount(long, 10)] if chance.random() < 0.4 else [long]
    invoice = _invoice(chance, "digital_ordinary", lines)
    sheet = Sheet(9, "sans", (750, 560))
    digital(sheet, replace(_NEW, row=20), invoice, title="电子发票（普通发票）", clerk=DEV2.person(chance), y=40)
    return invoice.paper(sheet)


def _red(chance: random.Random) -> Made:
    """A red-letter invoice on the older paper form."""
    day = date(chance, 2019, 2024)
    lines = tuple(red(line) for line in goods(chance, DEV2, chance.randrange(1, 3), ("13%",), 4))
    code = digits(chance, 10, f"3500{day:%y}2130")
    remark = f"开具红字增值税专用发票信息表编号{digits(chance, 16, '35')}"
    made = parties(chance, DEV2)
    invoice = Invoice("special", code, digits(chance, 8), day, None, **made, lines=lines, remarks=remark)
    sheet = _older(chance, invoice, "福建增值税专用发票", "第二联：抵扣联 购买方扣税凭证")
    sheet.text(110, 40, "销项负数", size=13, colour=RED)
    return invoice.paper(sheet, yuan="元")


def _ordinary_paper(chance: random.Random) -> Made:
    """The ordinary paper form with twelve figures of code and a check code."""
    day = date(chance, 2019, 2024)
    lines = tuple(goods(chance, DEV2, chance.randrange(1, 5), ("13%", "9%", "1%"), 3))
    code = digits(chance, 10, f"04500{day:%y}00") + "04"
    made = parties(chance, DEV2)
    check = digits(chance, 20)
    invoice = Invoice("ordinary", code, digits(chance, 8), day, check, **made, lines=lines, remarks=None)
    sheet = _older(chance, invoice, "广西增值税普通发票", "第二联：发票联 购买方记账凭证")
    return invoice.paper(sheet, yuan="元")


def _electronic(chance: random.Random) -> Made:
    """The electronic form for deduction of the older kind, with its square code."""
    day = date(chance, 2021, 2024)
    lines = tuple(goods(chance, DEV2, chance.randrange(4, 9), ("13%",), 6))
    code = digits(chance, 10, f"01300{day:%y}00") + "13"
    made = parties(chance, DEV2)
    check = digits(chance, 20)
    invoice = Invoice("electronic_special", code, digits(chance, 8), day, check, **made, lines=lines, remarks=None)
    sheet = _older(chance, invoice, "河北增值税电子专用发票", "", with_square=True)
    return invoice.paper(sheet, yuan="元")


def _older(chance: random.Random, invoice: Invoice, title: str, leaf: str, *, with_square: bool = False) -> Sheet:
    sheet = Sheet(8.5, "serif", (680, 470))
    phones = [
        f"{place}{chance.choice(DEV2.branches)[:2]}大道{chance.randrange(9, 900)}号{digits(chance, 11, '13')}"
        for place in DEV2.places[:2]
    ]
    older(
        sheet,
        replace(_OLD, with_square=with_square),
        invoice,
        title=title,
        leaf=leaf,
        people=[DEV2.person(chance) for _ in range(3)],
        addresses=[*phones, *(f"{DEV2.branch(chance)}{digits(chance, 18, '6')}" for _ in range(2))],
        password=secrets(chance),
        machine=digits(chance, 12, "49") if with_square else "",
        yuan="元",
        sign="￥",
        room=120,
    )
    return sheet


def _strip(chance: random.Random) -> Made:
    """A longer strip from a till, captions over values, several goods."""
    day = date(chance, 2019, 2025)
    made = parties(chance, DEV2)
    code, number, check = digits(chance, 10, "0430020") + "06", digits(chance, 8), digits(chance, 20)
    bought = [(item[0], money(chance, 5, 600)) for item in chance.sample(DEV2.goods, 3)]
    fen = sum(price for _, price in bought)
    sheet = Sheet(9, "sans", (215, 520), BLUE)
    sheet.text(107, 32, "湖南增值税普通发票", size=12, bold=True, align="c")
    sheet.text(107, 48, "发　票　联", size=10, align="c")
    lines = (
        ("发票代码", code),
        ("发票号码", number),
        ("销售方名称", made["seller"]),
        ("纳税人识别号", made["seller_id"]),
        ("购买方名称", made["buyer"]),
        ("纳税人识别号", made["buyer_id"]),
        ("开票日期", f"{day:%Y年%m月%d日}"),
    )
    y = 75.0
    for caption, value in lines:
        sheet.text(14, y, f"{caption}：", colour=BLUE)
        sheet.text(14, y + 13, value, colour=BLACK)
        y += 29
    sheet.text(14, y, "项目　　　　　数量　单价　　金额", colour=BLUE)
    for name, price in bought:
        sheet.text(14, y + 15, name)
        sheet.text(85, y + 15, "1")
        sheet.text(150, y + 15, bare(price), align="r")
        sheet.text(203, y + 15, bare(price), align="r")
        y += 15
    said = Invoice("roll", code, number, day, check, **made, lines=(taxed("", "", fen, "免税"),), remarks=None)
    y = sheet.paragraph(14, y + 24, 187, f"合计金额（小写）：￥{bare(fen)}", leading=1.5)
    y = sheet.paragraph(14, y, 187, f"合计金额（大写）：{said.said('圆')}", leading=1.5)
    sheet.paragraph(14, y, 187, f"校验码：{check}　收款员：{DEV2.person(chance)}")
    paper = said.paper(sheet, amount=None, tax=None)
    return Made(paper.data, ".pdf", {**paper.truth, "accept": {key: ["any"] for key in ("amount", "tax", "items")}})


PAPERS = (
    Paper("invoice-flat", "dev", _ordinary),
    Paper("invoice-building", "dev", _building),
    Paper("invoice-difference", "dev", _difference),
    Paper("invoice-wrapped", "dev", _wrapped),
    Paper("invoice-negative", "dev", _red),
    Paper("invoice-ordinary", "dev", _ordinary_paper),
    Paper("invoice-deduction", "dev", _electronic),
    Paper("invoice-strip", "dev", _strip),
)
