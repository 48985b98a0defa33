"""VAT invoices in the old layout and the fully digital one."""

# ruff: noqa: E501, PLR0912, PLR0915, PLR0917  (a form is one long list of marks)
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import zxingcpp
from PIL import Image

import stamps
from invent import Party, digits, seeded, words
from paper import F, Paper, Run, U, width_of
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


def qr_code(text: str) -> Image.Image:
    """Return a QR code of the text."""
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
        qr_code(
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
            qr_code(
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
