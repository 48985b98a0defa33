"""The two national forms of VAT invoices, in any measure: the fully digital one and the older one with a password."""

from __future__ import annotations

from collections.abc import Sequence

from unseen.drawing import Sheet
from unseen.invoices import Invoice, Look, columns, square, sums, total

PARTIES = ("名称", "统一社会信用代码/纳税人识别号")


def digital(
    sheet: Sheet,
    look: Look,
    invoice: Invoice,
    *,
    title: str,
    clerk: str,
    y: float = 30,
    x: float = 30,
    extra: Sequence[tuple[str, str]] = (),
    notes: str = "",
    yuan: str = "圆",
    upright: bool = True,
    room: float = 0,
) -> None:
    """Print a fully digital invoice with its buyer on the left and its seller on the right.

    Args:
        sheet: page.
        look: of the form.
        invoice: what it says.
        title: in full.
        clerk: who issued it.
        y: top of the form.
        x: left of the form.
        extra: captions and values between parties and items, as construction and leases have them.
        notes: printed as remarks; usually the invoice's.
        yuan: sign of yuan in the words.
        upright: whether the captions of the parties run downwards.
        room: least height of the items.
    """
    ink, right, middle = look.ink, x + look.wide, x + look.wide / 2
    sheet.text(middle, y + 22, title, size=look.size * 1.9, colour=ink, align="c")
    sheet.line(middle - 95, y + 28, middle + 95, y + 28, colour=ink)
    if look.with_square:
        sheet.picture(x + 4, y - 14, 48, square(invoice))
    for k, (caption, value) in enumerate((("发票号码", invoice.number), ("开票日期", f"{invoice.day:%Y年%m月%d日}"))):
        end = sheet.text(right - 150, y + 10 + 16 * k, caption + look.colon, colour=ink)
        sheet.text(end + 3, y + 10 + 16 * k, value, colour=look.filled)
    top = y + 42
    for left, caption, name, code in (
        (x, "购买方信息" if upright else "购买方", invoice.buyer, invoice.buyer_id),
        (middle, "销售方信息" if upright else "销售方", invoice.seller, invoice.seller_id),
    ):
        if upright:
            sheet.upright(left + 9, top + 13, caption, colour=ink)
            sheet.line(left + 18, top, left + 18, top + 66, colour=ink)
        else:
            sheet.text(left + 6, top + 14, caption, colour=ink, bold=True)
        sheet.line(left, top, left, top + 66, colour=ink)
        for k, (label, value) in enumerate(zip(PARTIES, (name, code), strict=True)):
            base = top + (24, 52)[k] + (0 if upright else 6)
            end = sheet.text(left + 23, base, label + look.colon, colour=ink, size=look.size * 0.95)
            sheet.text(end + 2, base, value, colour=look.filled)
    y = top + 66
    sheet.line(x, y, right, y, colour=ink)
    for k, (caption, value) in enumerate(extra):
        at = x + look.wide * k / len(extra)
        sheet.text(at + 4, y + 13, caption, colour=ink)
        sheet.text(at + 4, y + 28, value, colour=look.filled)
    y += 34 if extra else 0
    if extra:
        sheet.line(x, y, right, y, colour=ink)
    bottom = max(columns(sheet, look, (x, y), invoice.lines, room or 40) + 4, y + room)
    amount, tax = sums(invoice)
    edges = [x + look.wide * sum(look.shares[: k + 1]) for k in range(8)]
    sheet.text(x + 30, bottom + 12, "合　　　计", colour=ink)
    sheet.text(edges[5] - 2, bottom + 12, amount, colour=look.filled, align="r")
    sheet.text(edges[7] - 2, bottom + 12, tax, colour=look.filled, align="r")
    y = bottom + 18
    sheet.line(x, y, right, y, colour=ink)
    sheet.text(x + 30, y + 15, "价税合计（大写）", colour=ink)
    sheet.text(x + look.wide * 0.28, y + 15, f"⊗{invoice.said(yuan)}", colour=look.filled)
    end = sheet.text(x + look.wide * 0.68, y + 15, "（小写）", colour=ink)
    sheet.text(end + 2, y + 15, total(invoice), colour=look.filled)
    y += 22
    sheet.line(x, y, right, y, colour=ink)
    sheet.upright(x + 9, y + 20, "备注", colour=ink)
    sheet.line(x + 18, y, x + 18, y + 56, colour=ink)
    sheet.paragraph(x + 24, y + 14, look.wide - 40, notes or invoice.remarks or "")
    sheet.box(x, top, look.wide, y + 56 - top, colour=ink)
    sheet.text(x + 40, y + 72, f"开票人{look.colon}{clerk}", colour=ink)


def older(
    sheet: Sheet,
    look: Look,
    invoice: Invoice,
    *,
    title: str,
    leaf: str,
    people: Sequence[str],
    addresses: Sequence[str],
    password: Sequence[str],
    machine: str = "",
    y: float = 30,
    x: float = 34,
    yuan: str = "圆",
    sign: str = "¥",
    room: float = 90,
) -> None:
    """Print an invoice of the older kinds, the buyer above the items and the seller below them.

    Args:
        sheet: page.
        look: of the form.
        invoice: what it says.
        title: in full.
        leaf: which copy it is, down the right side.
        people: payee, checker and clerk.
        addresses: of buyer and seller, then their banks.
        password: lines of the password area.
        machine: number of the machine, if printed.
        y: top of the form.
        x: left of the form.
        yuan: sign of yuan in the words.
        sign: of the currency.
        room: least height of the items.
    """
    ink, right = look.ink, x + look.wide
    sheet.text(x + look.wide / 2, y + 20, title, size=look.size * 1.9, colour=ink, align="c", spacing=1.5)
    sheet.line(x + look.wide * 0.28, y + 27, x + look.wide * 0.72, y + 27, colour=ink)
    if look.with_square:
        sheet.picture(x, y - 16, 46, square(invoice))
    if machine:
        sheet.text(x + 52, y + 36, f"机器编号{look.colon}{machine}", colour=look.filled)
    head = [("发票代码", invoice.code or ""), ("发票号码", invoice.number), ("开票日期", f"{invoice.day:%Y年%m月%d日}")]
    if invoice.check is not None:
        head.append(("校 验 码", " ".join(invoice.check[k : k + 5] for k in range(0, 20, 5))))
    for k, (caption, value) in enumerate(head):
        end = sheet.text(right - 150, y + 2 + 12 * k, caption + look.colon, colour=ink)
        sheet.text(end + 2, y + 2 + 12 * k, value, colour=look.filled)
    top = y + 48
    split = x + look.wide * 0.6
    _party(sheet, look, (x, top), "购买方", (invoice.buyer, invoice.buyer_id, addresses[0], addresses[2]))
    sheet.line(split, top, split, top + 62, colour=ink)
    sheet.upright(split + 9, top + 18, "密码区", colour=ink)
    sheet.line(split + 18, top, split + 18, top + 62, colour=ink)
    for k, line in enumerate(password):
        sheet.text(split + 22, top + 14 + 14 * k, line, size=look.size * 0.95)
    y = top + 62
    sheet.line(x, y, right, y, colour=ink)
    bottom = columns(sheet, look, (x, y), invoice.lines, room)
    bottom = max(bottom, y + room - 16)
    amount, tax = sums(invoice)
    edges = [x + look.wide * sum(look.shares[: k + 1]) for k in range(8)]
    sheet.text((x + edges[0]) / 2, bottom + 12, "合　　计", colour=ink, align="c")
    sheet.text(edges[5] - 2, bottom + 12, amount.replace("¥", sign), colour=look.filled, align="r")
    sheet.text(edges[7] - 2, bottom + 12, tax.replace("¥", sign), colour=look.filled, align="r")
    y = bottom + 16
    sheet.line(x, y, right, y, colour=ink)
    sheet.text((x + edges[0]) / 2, y + 14, "价税合计（大写）", colour=ink, align="c")
    sheet.text(edges[0] + 10, y + 14, f"⊗{invoice.said(yuan)}", colour=look.filled)
    end = sheet.text(x + look.wide * 0.7, y + 14, "（小写）", colour=ink)
    sheet.text(end + 2, y + 14, total(invoice, sign), colour=look.filled)
    y += 20
    sheet.line(x, y, right, y, colour=ink)
    _party(sheet, look, (x, y), "销售方", (invoice.seller, invoice.seller_id, addresses[1], addresses[3]))
    sheet.line(split, y, split, y + 62, colour=ink)
    sheet.upright(split + 9, y + 24, "备注", colour=ink)
    sheet.line(split + 18, y, split + 18, y + 62, colour=ink)
    sheet.paragraph(split + 24, y + 16, right - split - 30, invoice.remarks or "", leading=1.3)
    sheet.box(x, top, look.wide, y + 62 - top, colour=ink)
    for k, (caption, name) in enumerate(zip(("收款人", "复核", "开票人"), people, strict=True)):
        end = sheet.text(x + 10 + 140 * k, y + 76, caption + look.colon, colour=ink)
        sheet.text(end + 2, y + 76, name, colour=look.filled)
    sheet.text(x + 430, y + 76, f"销售方{look.colon}（章）", colour=ink)
    if leaf:
        sheet.upright(right + 10, top + 20, leaf, colour=ink, size=look.size * 0.8)
    sheet.seal(right - 60, y + 40, 36, invoice.seller)


def _party(sheet: Sheet, look: Look, place: tuple[float, float], caption: str, values: Sequence[str]) -> None:
    x, top = place
    sheet.upright(x + 9, top + 18, caption, colour=look.ink)
    sheet.line(x + 18, top, x + 18, top + 62, colour=look.ink)
    labels = ("名　　　　称", "纳税人识别号", "地 址、电 话", "开户行及账号")
    for k, (label, value) in enumerate(zip(labels, values, strict=True)):
        end = sheet.text(x + 22, top + 13 + 14.5 * k, label + look.colon, colour=look.ink)
        sheet.text(end + 2, top + 13 + 14.5 * k, value, colour=look.filled)
