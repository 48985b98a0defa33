"""Older invoices of the third set: special and electronic ordinary forms, a roll, two of cars, a hospital's."""

from __future__ import annotations

import random
from typing import Any

from ..drawing import BLUE, RED, Colour
from ..made import Made, Paper
from ..values import bare, credit_code, date, digits, figures, money, padded, spread, words
from .papers3_invoice_parts import FILLED, Bill, Item, code_of, goods, item_rows, taxed
from .papers3_kit import NAMES, Page, square

_HEADS = ("货物或应税劳务、服务名称", "规格型号", "单位", "数　量", "单　价", "金　额", "税率", "税　额")
_WIDTHS = (138, 74, 34, 46, 80, 82, 36, 80)


def _bill(chance: random.Random, kind: str, items: tuple[Item, ...], code: str, **other: Any) -> Bill:
    buyer, seller = NAMES.firms(chance, 2)
    given = {
        "kind": kind,
        "code": code,
        "number": digits(chance, 8, "0"),
        "day": date(chance, 2020, 2023),
        "buyer": buyer,
        "buyer_id": credit_code(chance),
        "seller": seller,
        "seller_id": credit_code(chance),
        "items": items,
    }
    return Bill(**(given | other))


def _side(page: Page, y: float, caption: str, who: tuple[str, str | None, str, str], ink: Colour) -> None:
    """Draw the block of one side of an older form."""
    page.box(22, y, 570, 62, colour=ink)
    page.line(42, y, 42, y + 62, colour=ink)
    page.upright(32, y + 18, caption, colour=ink, size=9)
    labels = ("名　　　　称：", "纳税人识别号：", "地 址、电 话：", "开户行及账号：")
    for k, (label, value) in enumerate(zip(labels, who, strict=True)):
        end = page.text(46, y + 13 + 14.5 * k, label, colour=ink)
        page.text(end, y + 13 + 14.5 * k, value or "", colour=FILLED)


def _home(chance: random.Random) -> str:
    return f"解放路{chance.randrange(3, 400)}号 0{chance.randrange(400, 899)}-{digits(chance, 7, '6')}"


def _old_form(page: Page, chance: random.Random, bill: Bill, title: str, ink: Colour, *, secret: bool) -> None:
    """Draw an older form of a sheet 614 points wide."""
    page.text(307, 40, title, size=17, face="serif", colour=ink, align="c")
    page.line(190, 48, 424, 48, colour=ink)
    page.line(190, 50, 424, 50, colour=ink)
    _side(
        page,
        76,
        "购买方",
        (bill.buyer, bill.buyer_id, _home(chance), f"{NAMES.branch(chance)} {digits(chance, 16, '6')}"),
        ink,
    )
    page.line(368, 76, 368, 138, colour=ink)
    page.line(388, 76, 388, 138, colour=ink)
    page.upright(378, 94, "密码区", colour=ink, size=9)
    if secret:
        for k in range(4):
            row = "".join(chance.choice("0123456789+-*/<>") for _ in range(26))
            page.text(394, 90 + 14 * k, row, size=9, face=None, colour=FILLED)
    page.box(22, 138, 570, 130, colour=ink)
    item_rows(page, (22, 138), _WIDTHS, _HEADS, [i.cells for i in bill.items], rules=True, ink=ink, low=268, step=15)
    page.text(90, 262, "合　　　　计", colour=ink, align="c")
    page.text(22 + sum(_WIDTHS[:6]) - 2, 262, f"￥{bare(bill.amount)}", align="r", colour=FILLED)
    page.text(590, 262, "***" if bill.tax is None else f"￥{bare(bill.tax)}", align="r", colour=FILLED)
    page.box(22, 268, 570, 22, colour=ink)
    page.text(90, 283, "价税合计（大写）", colour=ink, align="c")
    page.text(166, 283, f"⊗{bill.said()}", colour=FILLED)
    end = page.text(430, 283, "（小写）", colour=ink)
    page.text(end, 283, f"￥{bare(bill.total)}", colour=FILLED)
    _side(
        page,
        290,
        "销售方",
        (bill.seller, bill.seller_id, _home(chance), f"{NAMES.branch(chance)} {digits(chance, 15, '3')}"),
        ink,
    )
    page.line(368, 290, 368, 352, colour=ink)
    page.line(388, 290, 388, 352, colour=ink)
    page.upright(378, 312, "备注", colour=ink, size=9)
    for k, line in enumerate(page.broken(bill.remarks or "", 190)):
        page.text(394, 306 + 13 * k, line, colour=FILLED)
    clerks = (NAMES.person(chance), NAMES.person(chance), NAMES.person(chance))
    for k, (label, clerk) in enumerate(zip(("收款人：", "复核：", "开票人："), clerks, strict=True)):
        end = page.text(46 + 150 * k, 368, label, colour=ink)
        page.text(end, 368, clerk, colour=FILLED)
    page.text(496, 368, "销售方：（章）", colour=ink)


def _paper_special(chance: random.Random) -> Made:
    """专票, the copy for deduction: code and number twice, letters a little beside their boxes, a round seal."""
    bill = _bill(
        chance, "special", goods(chance, chance.randrange(2, 5), ("13%",), places=8), digits(chance, 10, "2102")
    )
    page = Page(8.4, page=(614.0, 396.0), latin="courier")
    page.text(60, 34, bill.code or "", size=14, colour=FILLED)
    page.text(470, 34, f"№ {bill.number}", size=15, colour=BLUE)
    page.text(500, 48, bill.code or "", size=8.5, colour=FILLED)
    page.text(550, 48, bill.number, size=8.5, colour=FILLED)
    page.text(307, 62, "抵　扣　联", size=10, colour=RED, align="c", face="serif")
    page.text(446, 68, "开票日期：", colour=(130, 60, 30))
    page.text(492, 68, padded(bill.day), colour=FILLED)
    _old_form(page, chance, bill, "大连增值税专用发票", (130, 60, 30), secret=True)
    page.seal(530, 330, 40, bill.seller[:14])
    page.upright(604, 110, "第二联：抵扣联　购买方扣税凭证", size=7, colour=(130, 60, 30))
    return Made(page.data(), ".pdf", bill.told(bill.said()))


def _electronic(chance: random.Random) -> Made:
    """电子普票: machine's number left, code, number, day and check code in four lines right, a service free of tax."""
    name, category = chance.choice(NAMES.services)
    lines = (
        taxed(category, name, money(chance, 200, 20_000), "6%", (None, "项", "1", None)),
        taxed("物流辅助服务", "装卸费", money(chance, 100, 5_000), "6%", (None, "车", "1", None)),
    )
    items = tuple(Item(i.category, i.name, i.amount, i.rate, i.tax, None, i.unit, "1", bare(i.amount)) for i in lines)
    check = digits(chance, 20)
    bill = _bill(
        chance,
        "electronic_ordinary",
        items,
        digits(chance, 10, "0360") + "11",
        check=check,
        remarks="服务期间：第三季度",
    )
    page = Page(8.4, page=(614.0, 396.0))
    page.picture(26, 10, 60, square(code_of(bill)))
    page.text(96, 66, f"机器编号：{digits(chance, 12, '4999')}", colour=FILLED)
    spaced = " ".join(check[k : k + 5] for k in range(0, 20, 5))
    for k, (label, value) in enumerate(
        (
            ("发票代码：", bill.code),
            ("发票号码：", bill.number),
            ("开票日期：", spread(bill.day)),
            ("校 验 码：", spaced),
        )
    ):
        end = page.text(440, 24 + 14.5 * k, label, colour=(130, 60, 30))
        page.text(end, 24 + 14.5 * k, value or "", colour=FILLED)
    _old_form(page, chance, bill, "江西增值税电子普通发票", (130, 60, 30), secret=True)
    page.oval(530, 330, 96, 60, (bill.seller[:8], bill.seller_id or "", "发票专用章"))
    return Made(page.data(), ".pdf", bill.told(bill.said()))


def _roll(chance: random.Random) -> Made:
    """卷票 of a petrol station: a strip, name over numbers for each ware, prices with tax, no column of tax."""
    fen = money(chance, 150, 900)
    price = f"{chance.randrange(6, 9)}.{chance.randrange(10, 99)}"
    quantity = f"{fen / 100 / float(price):.2f}"
    fen = round(float(price) * float(quantity) * 100)
    check = digits(chance, 20)
    item = Item(None, "92号车用汽油", fen, None, None, None, None, quantity, price)
    bill = _bill(chance, "roll", (item,), digits(chance, 10, "0220") + "06", check=check, seller_id=credit_code(chance))
    page = Page(8.6, page=(164.0, 430.0), stretch=94)
    page.text(82, 26, "吉林增值税普通发票（卷票）", size=9.5, bold=True, align="c")
    page.text(82, 40, "发 票 联", size=9, align="c", colour=RED)
    said = bill.said(yuan="元")
    spaced = " ".join(check[k : k + 5] for k in range(0, 20, 5))
    lines = (
        f"发票代码 {bill.code}",
        f"发票号码 {bill.number}",
        f"机打号码 {bill.number}",
        f"机器编号 {digits(chance, 12, '6615')}",
        f"销售方名称：{bill.seller}",
        f"纳税人识别号：{bill.seller_id}",
        f"开票日期：{bill.day}",
        f"收款员：{NAMES.person(chance)}",
        f"购买方名称：{bill.buyer}",
        f"纳税人识别号：{bill.buyer_id}",
    )
    y = 58.0
    for line in lines:
        for part in page.broken(line, 144):
            page.text(10, y, part)
            y += 12
    page.dashes(10, y - 4, 154)
    page.text(10, y + 8, "项目")
    page.text(70, y + 8, "数量", align="r")
    page.text(108, y + 8, "单价", align="r")
    page.text(154, y + 8, "金额", align="r")
    page.text(10, y + 22, item.name)
    page.text(70, y + 35, quantity, align="r")
    page.text(108, y + 35, price, align="r")
    page.text(154, y + 35, bare(fen), align="r")
    page.dashes(10, y + 42, 154)
    y += 56
    for line in (f"合计金额（小写）：¥{bare(fen)}", f"合计金额（大写）：{said}", f"校验码：{spaced}"):
        for part in page.broken(line, 144):
            page.text(10, y, part)
            y += 12
    page.picture(52, y, 60, square(code_of(bill)))
    # The price is with tax, so that the sum may be called either.
    accept: dict[str, list[Any]] = {"amount": [None, bare(fen)], "tax": [None]}
    return Made(page.data(), ".pdf", bill.told(said, accept, amount=None))


def _car(chance: random.Random) -> Made:
    """机动车销售统一发票: labels and values in one large grid, price before tax and tax at the foot."""
    whole = money(chance, 60_000, 420_000, 10_000)
    tax = round(whole * 13 / 113)
    bill = _bill(
        chance,
        "other",
        (),
        digits(chance, 12, "1430"),
        buyer=NAMES.person(chance),
        buyer_id=digits(chance, 17, "4302") + "2",
    )
    said = words(whole)
    page = Page(8.6, page=(595.0, 420.0), face="serif", ink=(110, 50, 40))
    page.text(297, 38, "机动车销售统一发票", size=17, align="c", bold=True)
    page.text(297, 56, "发 票 联", size=11, align="c", colour=RED)
    page.text(40, 66, f"开票日期　{bill.day}", colour=FILLED)
    page.text(440, 50, f"发票代码 {bill.code}", colour=FILLED)
    page.text(440, 66, f"发票号码 {bill.number}", colour=FILLED)
    frame = f"LSV{digits(chance, 14)}"
    rows = [
        ("机打代码", f"{bill.code}", "税控码", (digits(chance, 19), 3)),
        ("机打号码", bill.number, "机器编号", (digits(chance, 12, "8899"), 3)),
        ("购买方名称", bill.buyer, "纳税人识别号/统一社会信用代码/身份证明号码", (bill.buyer_id or "", 3)),
        (
            "车辆类型",
            "多用途乘用车",
            "厂牌型号",
            chance.choice(("长安牌SC6469", "吉利牌MR7152", "红旗牌CA6510")),
            "产地",
            "重庆市",
        ),
        ("合格证号", f"WAC{digits(chance, 12)}", "进口证明书号", "", "商检单号", ""),
        ("发动机号码", digits(chance, 9, "H2"), "车辆识别代号/车架号码", (frame, 3)),
        ("价税合计", said, "小写", (f"¥{bare(whole)}", 3)),
        ("销货单位名称", bill.seller, "电话", (digits(chance, 8, "2"), 3)),
        ("纳税人识别号", bill.seller_id or "", "账号", (digits(chance, 16, "1"), 3)),
        ("地址", f"长江北路{chance.randrange(1, 200)}号", "开户银行", (NAMES.branch(chance), 3)),
        ("增值税税率或征收率", "13%", "增值税税额", f"¥{bare(tax)}", "主管税务机关", "株洲市石峰区税务局"),
        ("不含税价", f"小写 ¥{bare(whole - tax)}", "完税凭证号码", "", "限乘人数", "5"),
    ]
    end = page.grid(36, 74, (74, 150, 82, 92, 58, 70), rows, high=22, size=8)
    page.text(36, end + 16, f"销货单位盖章　　　　　　开票人　{NAMES.person(chance)}　　　　　　备注：一车一票")
    page.seal(300, end - 20, 36, bill.seller[:13])
    accept: dict[str, list[Any]] = {"items": ["any"], "remarks": [None, "一车一票"]}
    true = bill.told(said, accept, amount=bare(whole - tax), tax=bare(tax), total=bare(whole), remarks="一车一票")
    return Made(page.data(), ".pdf", true)


def _used_car(chance: random.Random) -> Made:
    """二手车销售统一发票: two persons, one sum in words and figures, no tax."""
    whole = money(chance, 8_000, 150_000, 10_000)
    bill = _bill(
        chance, "other", (Item(None, "", whole),), digits(chance, 10, "0520") + "17",
        buyer=NAMES.person(chance), buyer_id=digits(chance, 18, "5203"),
        seller=NAMES.person(chance) + "海", seller_id=digits(chance, 18, "5201"),
    )  # fmt: skip
    said = bill.said(yuan="元")
    page = Page(8.8, page=(595.0, 360.0))
    page.text(297, 38, "二手车销售统一发票", size=16, align="c", bold=True, colour=(40, 70, 120))
    page.text(36, 60, f"开票日期：{padded(bill.day)}")
    page.text(430, 44, f"发票代码：{bill.code}")
    page.text(430, 60, f"发票号码：{bill.number}")
    market = "遵义新城二手车交易市场有限公司"
    rows = (
        ("买方单位/个人", bill.buyer, "单位代码/身份证号码", bill.buyer_id or ""),
        ("买方单位/个人住址", "遵义市汇川区香港路", "电话", digits(chance, 11, "139")),
        ("卖方单位/个人", bill.seller, "单位代码/身份证号码", bill.seller_id or ""),
        ("卖方单位/个人住址", "贵阳市云岩区中华北路", "电话", digits(chance, 11, "138")),
        ("车牌照号", f"贵A{digits(chance, 5)}", "登记证号", digits(chance, 12)),
        ("车辆类型", "小型轿车", "车架号/车辆识别代码", f"LFV{digits(chance, 14)}"),
        ("车价合计（大写）", said, "小写", f"¥{figures(whole)}"),
        ("二手车市场", market, "纳税人识别号", credit_code(chance)),
        ("备注：", ("", 3)),
    )
    page.grid(36, 70, (104, 180, 112, 127), rows, high=25, size=8.4, colour=(40, 70, 120))
    page.seal(420, 290, 36, market)
    accept: dict[str, list[Any]] = {"items": ["any"], "amount": [bare(whole)]}
    return Made(page.data(), ".pdf", bill.told(said, accept, amount=None, items=[]))


def _hospital(chance: random.Random) -> Made:
    """医疗门诊收费票据（电子）: codes of eight and ten figures, items in two columns, what the insurance pays below."""
    day = date(chance, 2022)
    kinds = ("西药费", "化验费", "检查费", "治疗费", "卫生材料费", "诊察费")
    items = tuple(Item(None, kind, money(chance, 8, 900), None, None, None, "项", "1") for kind in kinds)
    payer = NAMES.person(chance)
    hospital = f"{chance.choice(NAMES.places[:4])}第二人民医院"
    check = f"{digits(chance, 4)}{chance.choice('abcdef')}{digits(chance, 1)}"
    bill = Bill(
        kind="other", code=digits(chance, 8, "5206"), number=digits(chance, 10, "00"), day=day,
        check=check, buyer=payer,
        buyer_id=digits(chance, 18, "5203"), seller=hospital, seller_id=None, items=items,
    )  # fmt: skip
    said = bill.said(yuan="元")
    page = Page(8.8, page=(595.0, 400.0))
    page.text(297, 40, "医疗门诊收费票据（电子）", size=16, align="c", face="serif")
    page.picture(36, 14, 48, square(f"{bill.code},{bill.number},{check},{bare(bill.total)}"))
    for k, (one, two) in enumerate(
        (
            (f"票据代码：{bill.code}", f"票据号码：{bill.number}"),
            (f"交款人统一社会信用代码：{bill.buyer_id}", f"校验码：{check}"),
            (f"交款人：{payer}", f"开票日期：{day}"),
        )
    ):
        page.text(36, 78 + 15 * k, one)
        page.text(390, 78 + 15 * k, two)
    heads = ("项目名称", "数量", "单位", "金额（元）")
    cells = [(i.name, i.quantity or "", i.unit or "", bare(i.amount)) for i in items]
    rows = [(*heads, *heads), *((*cells[k], *cells[k + 1]) for k in range(0, 6, 2))]
    y = page.grid(36, 116, (110, 46, 40, 66) * 2, rows, high=22, aligns="lccrlccr")
    y = page.grid(36, y, (130, 262, 132), (("金额合计（大写）", said, f"（小写）{bare(bill.total)}"),), high=24)
    page.box(36, y, 524, 86)
    page.text(
        42, y + 16, f"业务流水号：{digits(chance, 12)}　门诊号：{digits(chance, 8)}　就诊日期：{day:%Y%m%d}　性别：男"
    )
    page.text(42, y + 36, f"医保统筹基金支付：0.00　　个人账户支付：0.00　　个人现金支付：{bare(bill.total)}")
    page.text(42, y + 56, "医疗机构类型：综合医院　　医保类型：自费")
    page.text(
        36,
        y + 106,
        f"收款单位（章）：{hospital}　　　复核人：{NAMES.person(chance)}　　　收款人：{NAMES.person(chance)}",
    )
    page.oval(180, y + 104, 110, 52, (hospital, "收费专用章"))
    accept: dict[str, list[Any]] = {"amount": ["any"], "remarks": ["any"], "doc_type": ["receipt"]}
    accept |= {"invoice_code": [None], "items[].category": [None]}
    return Made(page.data(), ".pdf", bill.told(said, accept, amount=None))


PAPERS = (
    Paper("invoice-p3-paper-special", "held", _paper_special),
    Paper("invoice-p3-electronic-services", "held", _electronic),
    Paper("invoice-p3-petrol-roll", "held", _roll),
    Paper("invoice-p3-car", "held", _car),
    Paper("invoice-p3-used-car", "held", _used_car),
    Paper("invoice-p3-hospital", "held", _hospital),
)
