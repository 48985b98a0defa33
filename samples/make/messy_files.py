"""Write the awkward containers of the case *messy*, the same bytes every run: archives, Word, OFD, broken files."""

# ruff: noqa: E501  (one member of an archive, one line of a form is one line)
from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from forms_trade import Invoice, plain
from invent import words
from paper import A4, FONT_FILES, width_of
from truth import money

STAMP = (2026, 1, 30, 17, 42, 0)
"""The moment every member of an archive carries."""


class _GbkInfo(zipfile.ZipInfo):
    """A member whose name is written as Chinese Windows writes it: GBK bytes, no UTF-8 flag."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  (the library's name)
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def archive(members: Sequence[tuple[str, bytes]], *, gbk: bool = False) -> bytes:
    """Return a zip of the members in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in members:
            info = (_GbkInfo if gbk else zipfile.ZipInfo)(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            box.writestr(info, data)
    return out.getvalue()


def settle(office: bytes) -> bytes:
    """Return an office file packed again with fixed times and order."""
    with zipfile.ZipFile(io.BytesIO(office)) as box:
        return archive(
            [(name, box.read(name)) for name in sorted(box.namelist(), key=lambda n: (n != "[Content_Types].xml", n))]
        )


def locked_pdf(file: Path, title: str, lines: Sequence[str], password: str) -> None:
    """Write a PDF that opens with a password only."""
    name, index = FONT_FILES["song"]
    if "song" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("song", name, subfontIndex=index))
    lock = StandardEncryption(password, ownerPassword=password + "-owner", canPrint=0, strength=128)
    canvas = Canvas(str(file), pagesize=A4, invariant=1, encrypt=lock)
    canvas.setFont("song", 16)
    canvas.drawCentredString(297, 760, title)
    canvas.setFont("song", 11)
    for k, line in enumerate(lines):
        canvas.drawString(70, 710 - 24 * k, line)
    canvas.save()


def empty_workbook(file: Path) -> None:
    """Write a workbook whose only sheet holds nothing."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"created": dt.datetime(*STAMP)})  # noqa: DTZ001
    book.add_worksheet("Sheet1")
    book.close()
    file.write_bytes(settle(data.getvalue()))


# -- OFD (GB/T 33190): pages of text objects in millimetres, with the invoice's data attached as XML

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


class _Layer:
    """Text objects of one layer; `tags` remembers which object shows which value."""

    def __init__(self, first: int) -> None:
        self.next = first
        self.parts: list[str] = []
        self.tags: dict[str, list[int]] = {}

    def text(self, x: float, y: float, text: str, *, size: float = 3.175, tag: str = "") -> None:
        """Place a line with its left top at (x, y)."""
        step = [width_of(c, "song", size) for c in text]
        delta = f' DeltaX="{" ".join(f"{s:.4f}" for s in step[:-1])}"' if len(text) > 1 else ""
        box = f"{x:g} {y:g} {sum(step) + 1:.4f} {size * 1.5:.4f}"
        self.parts.append(
            f'<ofd:TextObject ID="{self.next}" Boundary="{box}" Font="5" Size="{size}">'
            f'<ofd:TextCode X="0" Y="{size * 0.86:.4f}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )
        if tag:
            self.tags.setdefault(tag, []).append(self.next)
        self.next += 1

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a rule."""
        wide, high = x1 - x0, y1 - y0
        self.parts.append(
            f'<ofd:PathObject ID="{self.next}" Boundary="{x0:g} {y0:g} {wide + 0.4:g} {high + 0.4:g}" LineWidth="0.25">'
            f"<ofd:AbbreviatedData>M 0.2 0.2 L {wide + 0.2:g} {high + 0.2:g}</ofd:AbbreviatedData></ofd:PathObject>"
        )
        self.next += 1


def ofd_invoice(file: Path, bill: Invoice, title: str) -> None:
    """Write a fully digital invoice as an OFD of one page with `original_invoice.xml` attached."""
    form, page = _form(title), _page(bill)
    day = f"{bill.date.year}年{bill.date.month:02d}月{bill.date.day:02d}日"
    custom = {
        "发票号码": bill.number, "合计税额": money(bill.tax), "合计金额": money(bill.amount), "开票日期": day,
        "购买方纳税人识别号": bill.buyer.code, "销售方纳税人识别号": bill.seller.code,
    }  # fmt: skip
    values = "".join(f'<ofd:CustomData Name="{k}">{v}</ofd:CustomData>' for k, v in custom.items())
    area = "<ofd:Area><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:Area>"
    refs = ""
    for tag, ids in page.tags.items():
        objects = "".join(f'<ofd:ObjectRef PageRef="61">{i}</ofd:ObjectRef>' for i in ids)
        refs += f"<ofd:{tag}>{objects}</ofd:{tag}>"
    members = {
        "OFD.xml": f'<ofd:OFD {_NS} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{bill.number}{"0" * 12}</ofd:DocID>'
        f"<ofd:Author>China Tax</ofd:Author><ofd:CreationDate>{bill.date}</ofd:CreationDate><ofd:Creator>eInvoice Service</ofd:Creator>"
        f"<ofd:CustomDatas>{values}</ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NS}><ofd:CommonData><ofd:MaxUnitID>{page.next + 1}</ofd:MaxUnitID>"
        "<ofd:PageArea><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        '<ofd:TemplatePage ID="1" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
        '<ofd:Pages><ofd:Page ID="61" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
        "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments><ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {_NS}><ofd:ColorSpaces><ofd:ColorSpace ID="2" Type="RGB"/></ofd:ColorSpaces><ofd:DrawParams>'
        '<ofd:DrawParam ID="3" LineWidth="0.25"><ofd:StrokeColor Value="128 0 0" ColorSpace="2"/></ofd:DrawParam>'
        '<ofd:DrawParam ID="4" Relative="3"><ofd:FillColor Value="128 0 0" ColorSpace="2"/></ofd:DrawParam></ofd:DrawParams>'
        '<ofd:Fonts><ofd:Font ID="5" FontName="宋体" FamilyName="SimSun"/></ofd:Fonts></ofd:Res>',
        "Doc_0/Tpls/Tpl_0/Content.xml": f'<ofd:Page {_NS}>{area}<ofd:Content><ofd:Layer ID="6" DrawParam="4">{"".join(form.parts)}</ofd:Layer></ofd:Content></ofd:Page>',
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {_NS}>{area}<ofd:Template TemplateID="1" ZOrder="Background"/><ofd:Content><ofd:Layer ID="62">{"".join(page.parts)}</ofd:Layer></ofd:Content></ofd:Page>',
        "Doc_0/Attachs/Attachments.xml": f'<ofd:Attachments {_NS}><ofd:Attachment ID="8" Name="original_invoice" Format="xml" CreationDate="{bill.date}" Visible="false"><ofd:FileLoc>original_invoice.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>',
        "Doc_0/Attachs/original_invoice.xml": _original(bill, day),
        "Doc_0/Tags/CustomTags.xml": f'<ofd:CustomTags {_NS}><ofd:CustomTag TypeID="root"><ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>',
        "Doc_0/Tags/CustomTag.xml": f'<ofd:root {_NS} version="1.0">{refs}</ofd:root>',
    }  # fmt: skip
    file.write_bytes(archive([(name, (_XML + text).encode()) for name, text in members.items()]))


def _form(title: str) -> _Layer:
    """Return the printed form: captions and rules."""
    form = _Layer(7)
    form.text(66, 9, title, size=6.2)
    for x0, y0, x1, y1 in ((4.5, 30, 205.5, 30), (4.5, 52, 205.5, 52), (4.5, 96, 205.5, 96), (4.5, 104, 205.5, 104),
                           (4.5, 124, 205.5, 124), (4.5, 30, 4.5, 124), (205.5, 30, 205.5, 124), (105, 30, 105, 52)):  # fmt: skip
        form.line(x0, y0, x1, y1)
    for x, y, text in (
        (150, 10.3, "发票号码："), (150, 16.4, "开票日期："), (12, 33.8, "名称："), (112, 33.8, "名称："),
        (12, 44, "统一社会信用代码/纳税人识别号："), (112, 44, "统一社会信用代码/纳税人识别号："),
        (10, 53, "项目名称"), (44, 53, "规格型号"), (68, 53, "单 位"), (88, 53, "数 量"), (113, 53, "单 价"),
        (143, 53, "金 额"), (158, 53, "税率/征收率"), (193, 53, "税 额"), (20, 91, "合"), (36, 91, "计"),
        (12, 98, "价税合计（大写）"), (140, 98, "（小写）"), (6, 109, "备"), (6, 115, "注"), (16, 127, "开票人："),
    ):  # fmt: skip
        form.text(x, y, text)
    for k in range(5):
        form.text(6, 31.5 + 4 * k, "购买方信息"[k])
        form.text(106.5, 31.5 + 4 * k, "销售方信息"[k])
    return form


def _page(bill: Invoice) -> _Layer:
    """Return what is filled in."""
    page = _Layer(100)

    def right(x: float, y: float, text: str, tag: str) -> None:
        page.text(x - width_of(text, "song", 3.175), y, text, tag=tag)

    page.text(168, 10.3, bill.number, tag="InvoiceNo")
    page.text(168, 16.4, f"{bill.date.year}年{bill.date.month:02d}月{bill.date.day:02d}日", tag="IssueDate")
    page.text(22, 33.8, bill.buyer.name, tag="BuyerName")
    page.text(62, 44, bill.buyer.code, tag="BuyerTaxID")
    page.text(122, 33.8, bill.seller.name, tag="SellerName")
    page.text(162, 44, bill.seller.code, tag="SellerTaxID")
    for k, item in enumerate(bill.items):
        y = 58.5 + 5 * k
        page.text(5, y, f"*{item.category}*{item.name}", tag="Item")
        page.text(44, y, item.specification, tag="Specification")
        page.text(70, y, item.unit, tag="MeasurementDimension")
        right(98, y, plain(item.quantity), "Quantity")
        right(124, y, plain(item.price), "Price")
        right(153, y, money(item.amount), "Amount")
        page.text(163, y, item.rate, tag="TaxScheme")
        right(204, y, money(item.tax), "TaxAmount")
    right(153, 91, f"¥{money(bill.amount)}", "TaxExclusiveTotalAmount")
    right(204, 91, f"¥{money(bill.tax)}", "TaxTotalAmount")
    page.text(50, 98, "⊗" + words(bill.amount + bill.tax, "圆"), tag="TaxInclusiveTotalAmount")
    page.text(155, 98, f"¥{money(bill.amount + bill.tax)}", tag="TaxInclusiveTotalAmount")
    if bill.remarks:
        page.text(12, 106, bill.remarks, tag="Note")
    page.text(30, 127, bill.drawer, tag="InvoiceClerk")
    return page


def _original(bill: Invoice, day: str) -> str:
    """Return the attached data of the invoice, in the form tax platforms attach."""

    def tag(name: str, value: object) -> str:
        return f"<fp:{name}>{escape(str(value))}</fp:{name}>"

    lines = "".join(
        "<fp:GoodsInfo>" + tag("Item", f"*{i.category}*{i.name}") + tag("Specification", i.specification)
        + tag("MeasurementDimension", i.unit) + tag("Price", plain(i.price)) + tag("Quantity", plain(i.quantity))
        + tag("Amount", money(i.amount)) + tag("TaxScheme", i.rate) + tag("TaxAmount", money(i.tax)) + "</fp:GoodsInfo>"
        for i in bill.items
    )  # fmt: skip
    total = bill.amount + bill.tax
    return (
        '<eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019" Version="1.0">'
        + tag("DocID", bill.number) + tag("InvoiceNo", bill.number) + tag("TypeCode", 0) + tag("IssueDate", day)
        + "<fp:Buyer>" + tag("BuyerName", bill.buyer.name) + tag("BuyerTaxID", bill.buyer.code) + "</fp:Buyer>"
        + "<fp:Seller>" + tag("SellerName", bill.seller.name) + tag("SellerTaxID", bill.seller.code) + "</fp:Seller>"
        + tag("TaxInclusiveTotalAmount", money(total)) + tag("Note", bill.remarks or "") + tag("InvoiceClerk", bill.drawer)
        + tag("TaxTotalAmount", money(bill.tax)) + tag("TaxExclusiveTotalAmount", money(bill.amount))
        + tag("GraphCode", f"01,31,,{bill.number},{money(total)},{bill.date:%Y%m%d},,")
        + f"<fp:GoodsInfos>{lines}</fp:GoodsInfos></eInvoice>"
    )  # fmt: skip


def html_statement(head: Sequence[tuple[str, str]], titles: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return the HTML page that online banks hand out under the name .xls, in GB2312."""
    lines = [
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>',
        '<table border="1">',
    ]
    lines.append(f'<tr><td colspan="{len(titles)}" align="center"><b>对公账户交易明细</b></td></tr>')
    lines += [f'<tr><td>{k}</td><td colspan="{len(titles) - 1}">{escape(v)}</td></tr>' for k, v in head]
    lines.append("<tr>" + "".join(f"<th>{t}</th>" for t in titles) + "</tr>")
    for row in rows:
        cells = "".join(f"<td style=\"mso-number-format:'\\@'\">{escape(c) or '&nbsp;'}</td>" for c in row)
        lines.append(f"<tr>{cells}</tr>")
    lines.append("</table></body></html>")
    return "\r\n".join(lines).encode("gb18030")
