"""Papers of trade: purchase contract, VAT invoices old and fully digital, goods receipt, licence, plain letters."""

# ruff: noqa: E501, PLR0912, PLR0915, PLR0917  (a form is one long list of marks)
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
import zxingcpp
from PIL import Image

import stamps
from forms_loan import han
from invent import Party, cents, digits, seeded, words, yuan
from paper import A4, Cell, F, Paper, Run, Runs, U, width_of
from truth import money


@dataclass(frozen=True)
class Item:
    """One line of goods; `price` is before tax, `amount` quantity times price."""

    category: str
    name: str
    specification: str
    unit: str
    quantity: Decimal
    price: Decimal
    amount: Decimal
    tax: Decimal
    rate: str = "13%"


@dataclass
class Deal:
    """One purchase: contract, lines and dates."""

    number: str
    buyer: Party
    seller: Party
    subject: str
    signed: dt.date
    delivery: dt.date
    terms: str
    total: Decimal
    goods: list[
        tuple[str, str, str, str, Decimal, Decimal]
    ]  # category, name, specification, unit, quantity, share of total
    rate: Decimal = Decimal("0.13")
    words_of: Decimal | None = None
    invoices: list[Invoice] = field(default_factory=list)

    def items(self, total: Decimal | None = None) -> list[Item]:
        """Return lines that add up to `total` with tax (default: the contract's) to the cent."""
        total = total if total is not None else self.total
        net = cents(total / (1 + self.rate))
        tax = total - net
        out: list[Item] = []
        rest_net, rest_tax = net, tax
        for k, (category, name, spec, unit, quantity, share) in enumerate(self.goods):
            last = k == len(self.goods) - 1
            part = rest_net if last else cents(net * share)
            part_tax = rest_tax if last else cents(part * self.rate)
            count = (
                quantity
                if total == self.total
                else max(Decimal(1), (quantity * total / self.total).quantize(Decimal(1)))
            )
            price = (part / count).quantize(Decimal("0.0000000001")).normalize()
            out.append(Item(category, name, spec, unit, count, price, part, part_tax, f"{self.rate * 100:.0f}%"))
            rest_net, rest_tax = rest_net - part, rest_tax - part_tax
        return out


@dataclass
class Invoice:
    """One VAT invoice; the `…_of` values print something else than the lines say (planted errors)."""

    kind: str
    code: str | None
    number: str
    date: dt.date
    buyer: Party
    seller: Party
    items: list[Item]
    remarks: str | None = None
    drawer: str = "吴晓燕"
    amount_of: Decimal | None = None
    tax_of: Decimal | None = None
    total_of: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        """Before tax, as printed."""
        return self.amount_of if self.amount_of is not None else sum((i.amount for i in self.items), Decimal(0))

    @property
    def tax(self) -> Decimal:
        """Tax as printed."""
        return self.tax_of if self.tax_of is not None else sum((i.tax for i in self.items), Decimal(0))

    @property
    def total(self) -> Decimal:
        """With tax, as printed."""
        return self.total_of if self.total_of is not None else self.amount + self.tax


def plain(value: Decimal) -> str:
    """Return a decimal without exponent and trailing zeros."""
    return f"{value.normalize():f}"


def trade_contract(paper: Paper, deal: Deal, *, layout: int = 1) -> None:
    """Draw a purchase contract of one or two pages."""
    paper.begin("trade_contract")
    body, head = (("song", "hei"), ("kai", "song"), ("micro", "micro"))[layout - 1]
    paper.font, paper.size = body, 10.5
    buyer, seller = (("买方（甲方）", "卖方（乙方）"), ("需方", "供方"), ("甲方（采购方）", "乙方（供应商）"))[
        layout - 1
    ]
    title = ("产品购销合同", "工业品买卖合同", "采购合同")[layout - 1]
    paper.page()
    paper.text(297, 72, title, font=head, size=20, align="center", bold=layout != 1)
    paper.text(533, 108, ["合同编号：", F("contract_number", deal.number)], align="right")
    y = 132.0
    pairs = ((buyer, "buyer", deal.buyer), (seller, "seller", deal.seller))
    for label, path, party in pairs if layout != 2 else pairs[::-1]:
        paper.text(62, y, [f"{label}：", F(path, party.name)])
        y += 19
    paper.text(
        62,
        y,
        ["签订日期：", F("signed_date", han(deal.signed), deal.signed.isoformat()), f"　　签订地点：{deal.buyer.city}"],
    )
    y += 24
    y = paper.paragraph(
        62,
        y,
        471,
        "根据《中华人民共和国民法典》及有关法律规定，双方本着平等互利的原则，经协商一致签订本合同。",
        indent=2,
    )
    y = paper.paragraph(
        62,
        y,
        471,
        [
            "一、标的：",
            F("subject", deal.subject),
            "。名称、规格、数量及价款如下（含税，税率" + f"{deal.rate * 100:.0f}%）：",
        ],
        indent=2,
    )
    items = deal.items()
    rows: list[list[Any]] = [
        [
            Cell(t, "center", font=head)
            for t in ("产品名称", "规格型号", "单位", "数量", "含税单价（元）", "含税金额（元）")
        ]
    ]
    for item in items:
        gross = item.amount + item.tax
        rows.append([item.name, item.specification, Cell(item.unit, "center"), Cell(plain(item.quantity), "right"),
                     Cell(f"{gross / item.quantity:,.4f}".rstrip("0").rstrip("."), "right"), Cell(yuan(gross), "right")])  # fmt: skip
    rows.append([
        Cell(["合计人民币（大写）：", F("amount_in_words", words(deal.words_of if deal.words_of is not None else deal.total))], span=4),
        Cell(["￥", F("amount", yuan(deal.total), money(deal.total))], "right", span=2),
    ])  # fmt: skip
    y = paper.table(62, y + 4, [122, 92, 36, 55, 82, 84], rows, heights=22, size=9.5) + 10
    clauses: list[Runs] = [
        "二、质量标准：按国家标准及双方确认的技术图纸执行，质保期12个月。",
        [
            "三、交货时间：",
            F("delivery_date", han(deal.delivery), deal.delivery.isoformat()),
            "前交付完毕。交货地点：买方仓库，运费由卖方承担。",
        ],
        ["四、付款方式：", F("payment_terms", deal.terms), "。"],
        "五、验收：货到后买方在5个工作日内验收，并向卖方出具入库单。",
        "六、违约责任：一方逾期履行的，每逾期一日按逾期部分金额的万分之三向对方支付违约金。",
        "七、争议解决：协商不成的，向合同签订地人民法院提起诉讼。",
        "八、本合同一式贰份，双方各执壹份，自双方签字盖章之日起生效。",
    ]
    for runs in clauses:
        y = paper.paragraph(62, y, 471, runs, indent=2, bottom=770, top=72)
    if y > 600:
        paper.page()
        y = 72
    rows = []
    for label, key in (
        ("单位名称（章）", "name"),
        ("统一社会信用代码", "code"),
        ("地址", "address"),
        ("电话", "phone"),
        ("开户行", "bank"),
        ("账号", "account"),
    ):
        rows.append([f"{label}：{getattr(deal.buyer, key)}", f"{label}：{getattr(deal.seller, key)}"])
    rows.insert(0, [Cell(buyer, "center", font=head), Cell(seller, "center", font=head)])
    y += 8
    paper.table(62, y, [235, 236], rows, heights=22, size=9.5)
    paper.stamp(stamps.round_seal(deal.buyer.name, "合同专用章", tilt=4), 205, y + 66, 108)
    paper.stamp(stamps.round_seal(deal.seller.name, "合同专用章", tilt=-8), 445, y + 70, 108)


def _qr(text: str) -> Image.Image:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    dots = np.array(code.to_image(scale=1), dtype=np.uint8)
    return Image.fromarray(dots, "L").resize((dots.shape[1] * 4, dots.shape[0] * 4), Image.Resampling.NEAREST)


def _item_fields(k: int, item: Item) -> tuple[F, F, F, F, F, F, F, F]:
    at = f"items[{k}]."
    return (
        F(at + "name", item.name),
        F(at + "specification", item.specification),
        F(at + "unit", item.unit),
        F(at + "quantity", plain(item.quantity)),
        F(at + "unit_price", plain(item.price)),
        F(at + "amount", f"{item.amount:.2f}", money(item.amount)),
        F(at + "tax_rate", item.rate),
        F(at + "tax", f"{item.tax:.2f}", money(item.tax)),
    )


def invoice(paper: Paper, bill: Invoice) -> None:
    """Draw an invoice in the layout of its kind on a page of its own."""
    if bill.kind.startswith("digital"):
        _digital(paper, bill)
    else:
        _old(paper, bill)


def _digital(paper: Paper, bill: Invoice) -> None:
    """Fully digital invoice (数电票): parties side by side, one 20-digit number."""
    record = paper.begin("vat_invoice")
    record.set("invoice_kind", bill.kind)
    brown = "#8a4b12"
    paper.page((612, 396))
    special = bill.kind == "digital_special"
    paper.image(
        _qr(
            f"01,{'31' if special else '32'},,{bill.number},{bill.total:.2f},{bill.date:%Y%m%d},,{digits(bill.number, 4)}"
        ),
        24,
        16,
        54,
    )
    title = f"电子发票（{'增值税专用发票' if special else '普通发票'}）"
    paper.text(306, 26, title, font="kai", size=17, align="center", color=brown)
    paper.line(206, 50, 406, 50, 0.7, brown)
    paper.line(206, 53, 406, 53, 0.7, brown)
    paper.ellipse(268, 14, 76, 52, 1.1, "#d03030")
    paper.text(306, 20, "全国统一发票监制章", font="kai", size=5.5, align="center", color="#d03030")
    paper.text(306, 54, "国家税务总局", font="kai", size=5.5, align="center", color="#d03030")
    for k, (label, run) in enumerate(
        (
            ("发票号码：", F("invoice_number", bill.number)),
            ("开票日期：", F("issue_date", f"{bill.date:%Y年%m月%d日}", bill.date.isoformat())),
        )
    ):
        end = paper.text(432, 26 + 16 * k, label, font="song", size=9, color=brown)
        paper.text(end + 2, 26 + 16 * k, run, font="song", size=9)
    x0, x1, top = 22.0, 590.0, 76.0
    paper.rect(x0, top, x1 - x0, 64, 0.7, brown)
    for x in (40.0, 306.0, 324.0):
        paper.line(x, top, x, top + 64, 0.7, brown)
    for x, caption in ((31.0, "购买方信息"), (315.0, "销售方信息")):
        for k, char in enumerate(caption):
            paper.text(x, top + 4 + 11.5 * k, char, font="kai", size=9.5, align="center", color=brown)
    for x, side, party in ((46.0, "buyer", bill.buyer), (330.0, "seller", bill.seller)):
        end = paper.text(x, top + 12, "名称：", font="song", size=9, color=brown)
        paper.text(end, top + 12, F(f"{side}_name", party.name), font="song", size=9)
        end = paper.text(x, top + 40, "统一社会信用代码/纳税人识别号：", font="song", size=9, color=brown)
        paper.text(end, top + 40, F(f"{side}_tax_id", party.code), font="mono", size=8.5)
    y = top + 64
    paper.rect(x0, y, x1 - x0, 130, 0.7, brown)
    columns = (("项目名称", 30, "left"), ("规格型号", 176, "left"), ("单位", 254, "center"), ("数量", 322, "right"),
               ("单价", 398, "right"), ("金额", 470, "right"), ("税率/征收率", 518, "center"), ("税额", 584, "right"))  # fmt: skip
    for name, x, align in columns:
        paper.text(x, y + 5, name, font="song", size=8.5, align=align, color=brown)
    line = y + 21
    for k, item in enumerate(bill.items):
        name, spec, unit, quantity, price, amount, rate, tax = _item_fields(k, item)
        record.set(f"items[{k}].category", item.category)
        runs: list[Run] = ["*", F(f"items[{k}].category", item.category), "*", name]
        for number, piece in enumerate(_fit(runs, 144, 8.2)):
            paper.text(26, line + 10 * number, piece, font="song", size=8.2)
        for run, (_, x, align) in zip((spec, unit, quantity, price, amount, rate, tax), columns[1:], strict=True):
            paper.text(x, line, run, font="song", size=8.2, align=align)
        line += 22 if len(_fit(runs, 144, 8.2)) > 1 else 15
    foot = y + 112
    paper.text(110, foot, "合　　　计", font="song", size=9, align="center", color=brown)
    paper.text(
        470, foot, ["¥", F("amount", f"{bill.amount:.2f}", money(bill.amount))], font="song", size=9, align="right"
    )
    paper.text(584, foot, ["¥", F("tax", f"{bill.tax:.2f}", money(bill.tax))], font="song", size=9, align="right")
    y += 130
    paper.rect(x0, y, x1 - x0, 24, 0.7, brown)
    paper.line(158, y, 158, y + 24, 0.7, brown)
    paper.text(34, y + 7, "价税合计（大写）", font="song", size=9, color=brown)
    paper.text(170, y + 7, ["⊗", F("total_in_words", words(bill.total, "圆"))], font="song", size=10)
    paper.text(420, y + 7, "（小写）", font="song", size=9, color=brown)
    paper.text(460, y + 7, ["¥", F("total", f"{bill.total:.2f}", money(bill.total))], font="song", size=10)
    y += 24
    paper.rect(x0, y, x1 - x0, 62, 0.7, brown)
    paper.line(40, y, 40, y + 62, 0.7, brown)
    paper.text(31, y + 14, "备", font="kai", size=9.5, align="center", color=brown)
    paper.text(31, y + 36, "注", font="kai", size=9.5, align="center", color=brown)
    if bill.remarks:
        paper.text(48, y + 10, F("remarks", bill.remarks), font="song", size=8.5)
    paper.text(60, y + 68, [f"开票人：{bill.drawer}"], font="song", size=9)


def _fit(runs: list[Run], width: float, size: float) -> list[list[Run]]:
    """Break the name of an item into lines of at most `width` points, keeping the marks of its parts."""
    lines: list[list[Run]] = [[]]
    room = width
    for run in runs:
        text = run if isinstance(run, str) else run.text
        part = ""
        for char in text:
            w = width_of(char, "song", size)
            if w > room:
                lines[-1].append(_like(run, part))
                lines.append([])
                part, room = "", width
            part += char
            room -= w
        lines[-1].append(_like(run, part))
    return [[r for r in line if (r if isinstance(r, str) else r.text)] for line in lines]


def _like(run: Run, text: str) -> Run:
    if isinstance(run, F):
        return F(run.path, text, run.text if run.value is None else run.value)
    return text if isinstance(run, str) else U(text)


def _old(paper: Paper, bill: Invoice) -> None:
    """Old layout: code and number, buyer above, password area, seller at the bottom."""
    record = paper.begin("vat_invoice")
    record.set("invoice_kind", bill.kind)
    tint = "#7a3b1e" if bill.kind != "electronic_ordinary" else "#8a4b12"
    paper.page((680, 420))
    province = {"31": "上海", "32": "江苏", "33": "浙江", "34": "安徽"}.get(bill.seller.region[:2], "浙江")
    title = {
        "special": "增值税专用发票",
        "ordinary": "增值税普通发票",
        "electronic_ordinary": "增值税电子普通发票",
        "electronic_special": "增值税电子专用发票",
    }[bill.kind]
    paper.text(340, 24, f"{province}{title}", font="kai", size=19, align="center", color=tint, spacing=2)
    paper.line(232, 50, 448, 50, 0.7, tint)
    paper.line(232, 53, 448, 53, 0.7, tint)
    paper.ellipse(300, 14, 80, 50, 1.1, "#d03030")
    if bill.kind == "special":
        paper.text(340, 57, "发 票 联", font="kai", size=11, align="center", color=tint)
        paper.text(80, 26, F("invoice_code", bill.code or ""), font="mono", size=13)
        end = paper.text(504, 24, "№ ", font="song", size=15, color=tint)
        paper.text(end, 24, F("invoice_number", bill.number), font="mono", size=15, color="#203070")
        paper.text(612, 22, bill.code or "", font="mono", size=8)
        paper.text(612, 34, bill.number, font="mono", size=8)
        end = paper.text(504, 52, "开票日期：", font="song", size=9, color=tint)
        paper.text(end, 52, F("issue_date", f"{bill.date:%Y年%m月%d日}", bill.date.isoformat()), font="song", size=9)
    else:
        check = F(
            "check_code",
            " ".join(digits("check" + bill.number, 20)[i : i + 5] for i in range(0, 20, 5)),
            digits("check" + bill.number, 20),
        )
        rows: list[tuple[str, Run]] = [("发票代码：", F("invoice_code", bill.code or "")), ("发票号码：", F("invoice_number", bill.number)),
                ("开票日期：", F("issue_date", f"{bill.date:%Y年%m月%d日}", bill.date.isoformat())), ("校 验 码：", check)]  # fmt: skip
        for k, (label, run) in enumerate(rows):
            end = paper.text(492, 14 + 14 * k, label, font="song", size=9, color=tint)
            paper.text(end, 14 + 14 * k, run, font="song", size=9)
        paper.text(30, 58, f"机器编号：{digits('machine' + bill.seller.name, 12)}", font="song", size=9)
        kind = "10" if bill.kind == "electronic_ordinary" else "08" if bill.kind == "electronic_special" else "04"
        paper.image(
            _qr(
                f"01,{kind},{bill.code},{bill.number},{bill.amount:.2f},{bill.date:%Y%m%d},{digits('check' + bill.number, 20)},{digits(bill.number, 4)}"
            ),
            30,
            10,
            46,
        )
    x0, x1, y = 26.0, 654.0, 76.0
    paper.rect(x0, y, x1 - x0, 72, 0.7, tint)
    for x in (44.0, 384.0, 402.0):
        paper.line(x, y, x, y + 72, 0.7, tint)
    for x, caption in ((35.0, "购买方"), (393.0, "密码区")):
        for k, char in enumerate(caption):
            paper.text(x, y + 9 + 20 * k, char, font="kai", size=10, align="center", color=tint)
    _party_block(paper, bill.buyer, "buyer", 50, y + 4, tint)
    rng = seeded("password" + bill.number)
    for k in range(4):
        paper.text(
            412, y + 6 + 16 * k, "".join(rng.choice("0123456789+-*/<>") for _ in range(27)), font="mono", size=9.5
        )
    y += 72
    paper.rect(x0, y, x1 - x0, 120, 0.7, tint)
    spans = (26, 196, 262, 300, 352, 430, 520, 566, 654)
    titles = ("货物或应税劳务、服务名称", "规格型号", "单位", "数　量", "单　价", "金　额", "税率", "税　额")
    for k, name in enumerate(titles):
        if k:
            paper.line(spans[k], y, spans[k], y + 120, 0.7, tint)
        paper.text((spans[k] + spans[k + 1]) / 2, y + 4, name, font="song", size=8.5, align="center", color=tint)
    line = y + 20
    for k, item in enumerate(bill.items):
        name_, spec, unit, quantity, price, amount, rate, tax = _item_fields(k, item)
        runs: list[Run] = ["*", F(f"items[{k}].category", item.category), "*", name_]
        pieces = _fit(runs, 166, 8.5)
        for number, piece in enumerate(pieces):
            paper.text(29, line + 10 * number, piece, font="song", size=8.5)
        rights = (None, None, None, 349, 427, 517, None, 651)
        for j, run in enumerate((spec, unit, quantity, price, amount, rate, tax), 1):
            if rights[j]:
                paper.text(rights[j] or 0, line, run, font="song", size=8.5, align="right")
            elif j == 1:
                paper.text(spans[1] + 3, line, run, font="song", size=8.5)
            else:
                paper.text((spans[j] + spans[j + 1]) / 2, line, run, font="song", size=8.5, align="center")
        line += 12 + 10 * (len(pieces) - 1)
    paper.text(110, y + 104, "合　　　　计", font="song", size=9, align="center", color=tint)
    paper.text(
        517, y + 104, ["￥", F("amount", f"{bill.amount:.2f}", money(bill.amount))], font="song", size=9, align="right"
    )
    paper.text(651, y + 104, ["￥", F("tax", f"{bill.tax:.2f}", money(bill.tax))], font="song", size=9, align="right")
    y += 120
    paper.rect(x0, y, x1 - x0, 24, 0.7, tint)
    paper.line(196, y, 196, y + 24, 0.7, tint)
    paper.text(60, y + 7, "价税合计（大写）", font="song", size=9, color=tint)
    paper.text(206, y + 7, ["⊗", F("total_in_words", words(bill.total, "圆"))], font="song", size=10)
    paper.text(480, y + 7, "（小写）", font="song", size=9, color=tint)
    paper.text(520, y + 7, ["￥", F("total", f"{bill.total:.2f}", money(bill.total))], font="song", size=10)
    y += 24
    paper.rect(x0, y, x1 - x0, 72, 0.7, tint)
    for x in (44.0, 384.0, 402.0):
        paper.line(x, y, x, y + 72, 0.7, tint)
    for x, caption in ((35.0, "销售方"), (393.0, "备注")):
        for k, char in enumerate(caption):
            paper.text(x, y + 9 + 20 * k, char, font="kai", size=10, align="center", color=tint)
    _party_block(paper, bill.seller, "seller", 50, y + 4, tint)
    if bill.remarks:
        paper.text(410, y + 8, F("remarks", bill.remarks), font="song", size=8.5)
    for x, text in (
        (40, "收款人：沈洁"),
        (200, "复核：韩磊"),
        (350, f"开票人：{bill.drawer}"),
        (520, "销售方：（章）"),
    ):
        paper.text(x, y + 78, text, font="song", size=9)
    paper.image(stamps.round_seal(bill.seller.name, "发票专用章", tilt=-5), 520, y + 10, 92, 62)


def _party_block(paper: Paper, party: Party, side: str, x: float, y: float, tint: str) -> None:
    lines: tuple[tuple[str, Run], ...] = (
        ("名　　　　称：", F(f"{side}_name", party.name)),
        ("纳税人识别号：", F(f"{side}_tax_id", party.code)),
        ("地 址、电 话：", f"{party.address} {party.phone}"),
        ("开户行及账号：", f"{party.bank} {party.account}"),
    )
    for k, (label, run) in enumerate(lines):
        end = paper.text(x, y + 17 * k, label, font="song", size=8.8, color=tint)
        paper.text(end, y + 17 * k, run, font="song", size=8.8)


def goods_receipt(
    paper: Paper, deal: Deal, date: dt.date, number: str, *, total: Decimal | None = None, keeper: str = "李建军"
) -> None:
    """Draw a store's receipt of goods (入库单)."""
    paper.begin("goods_receipt")
    paper.page((595, 380))
    paper.text(297, 24, deal.buyer.name, font="song", size=11, align="center")
    paper.text(297, 44, "入　库　单", font="hei", size=18, align="center")
    paper.text(40, 80, ["供应商：", F("supplier", deal.seller.name)], size=10)
    paper.text(555, 80, f"单号：{number}", size=10, align="right")
    paper.text(40, 98, ["收货单位：", F("receiver", deal.buyer.name)], size=10)
    paper.text(555, 98, ["入库日期：", F("date", han(date), date.isoformat())], size=10, align="right")
    items = deal.items(total)
    rows: list[list[Any]] = [
        [Cell(t, "center", font="hei") for t in ("品名", "规格型号", "单位", "数量", "单价（元）", "金额（元）")]
    ]
    whole = Decimal(0)
    for k, item in enumerate(items):
        at, gross = f"items[{k}].", item.amount + item.tax
        whole += gross
        price = cents(gross / item.quantity)
        rows.append([
            F(at + "name", item.name), F(at + "specification", item.specification), Cell(F(at + "unit", item.unit), "center"),
            Cell(F(at + "quantity", plain(item.quantity)), "right"), Cell(F(at + "unit_price", f"{price:.2f}"), "right"),
            Cell(F(at + "amount", f"{gross:.2f}", money(gross)), "right"),
        ])  # fmt: skip
    rows.append(
        [
            Cell(["合计（大写）：", words(whole)], span=4),
            Cell("", "right"),
            Cell(F("amount", f"{whole:.2f}", money(whole)), "right"),
        ]
    )
    y = paper.table(40, 120, [150, 115, 40, 60, 75, 75], rows, heights=24, size=9.5)
    paper.text(
        48,
        y + 20,
        [
            "仓库保管：",
            U(keeper, font="kai"),
            "　　　验收：",
            U("张卫东", font="kai"),
            "　　　采购：",
            U("何敏", font="kai"),
        ],
        size=10,
    )
    paper.stamp(stamps.box_seal(("收货专用章", f"{date:%Y.%m.%d}"), tilt=4), 490, y + 34, 84)


def licence(paper: Paper, party: Party, capital: str, capital_value: Decimal, established: dt.date, scope: str) -> None:
    """Draw a business licence (营业执照), landscape."""
    paper.begin("business_license")
    paper.page((A4[1], A4[0]))
    w, h = A4[1], A4[0]
    for d, width, color in ((18, 6.0, "#c9a86a"), (28, 1.2, "#b08d4f")):
        paper.rect(d, d, w - 2 * d, h - 2 * d, width, color)
    paper.text(w / 2, 92, "营业执照", font="song", size=44, align="center", spacing=16, bold=True)
    paper.text(w / 2, 154, "（副　本）", font="song", size=14, align="center")
    paper.text(70, 70, "统一社会信用代码", font="hei", size=11)
    paper.text(70, 88, F("credit_code", party.code), font="mono", size=13)
    left: list[tuple[str, Runs]] = [
        ("名　　称", F("name", party.name)),
        ("类　　型", "有限责任公司（自然人投资或控股）"),
        ("法定代表人", F("legal_representative", party.legal)),
    ]
    right: list[tuple[str, Runs]] = [
        ("注册资本", F("registered_capital", capital, money(capital_value))),
        ("成立日期", F("established_date", f"{established:%Y年%m月%d日}", established.isoformat())),
        ("住　　所", party.address),
    ]
    for x, rows in ((70, left), (450, right)):
        for k, (label, runs) in enumerate(rows):
            paper.text(x, 212 + 38 * k, label, font="hei", size=12)
            paper.text(x + 82, 212 + 38 * k, runs, font="song", size=13)
    paper.text(70, 326, "经营范围", font="hei", size=12)
    paper.paragraph(152, 326, 560, F("scope", scope), font="song", size=12.5, leading=1.5)
    paper.text(560, 470, "登记机关", font="hei", size=12)
    paper.text(
        560, 506, f"{established.year + 3}年{established.month:02d}月{established.day:02d}日", font="song", size=13
    )
    paper.stamp(stamps.round_seal(f"{party.city[:2]}市吴淞区市场监督管理局", tilt=0), 640, 482, 104)
    paper.image(_qr("https://example.invalid/licence/" + party.code), 90, 430, 74)


def letter(
    paper: Paper,
    title: str,
    body: list[Runs],
    *,
    signer: Party | None = None,
    date: dt.date | None = None,
    table: list[list[Any]] | None = None,
    widths: list[float] | None = None,
) -> None:
    """Draw a plain paper of type `other`: a title, paragraphs, perhaps a table, a signer with seal and date."""
    paper.begin("other")
    paper.page()
    paper.text(297, 84, F("title", title), font="hei", size=19, align="center")
    y = 132.0
    for runs in body:
        y = paper.paragraph(66, y, 463, runs, indent=2, size=11.5) + 3
    if table and widths:
        y = paper.table(56, y + 4, widths, table, heights=24, size=9.5) + 10
    if signer is not None:
        paper.text(330, y + 26, signer.name, size=11)
        paper.text(330, y + 50, han(date) if date else "", size=11)
        paper.stamp(stamps.round_seal(signer.name, tilt=7), 420, y + 44, 110)
