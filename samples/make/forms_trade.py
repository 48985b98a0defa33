"""Papers of trade: purchase contract, goods receipt, licence, plain letters; invoices lie in `forms_invoice`."""

# ruff: noqa: E501, PLR0917  (a form is one long list of marks)
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import stamps
from forms_invoice import Invoice, Item, invoice, plain, qr_code
from forms_loan import han
from invent import Party, cents, words, yuan
from paper import A4, Cell, F, Paper, Runs, U
from truth import money


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
    paper.image(qr_code("https://example.invalid/licence/" + party.code), 90, 430, 74)


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


__all__ = ["Deal", "Invoice", "Item", "goods_receipt", "invoice", "letter", "licence", "plain", "trade_contract"]
