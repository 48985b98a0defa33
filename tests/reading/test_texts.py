from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml as docx_xml
from docx.oxml.ns import nsdecls

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def test_a_word_file_gives_paragraphs_and_tables_in_order(tmp_path: Path, tools: Any) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "合同编号：JK-2026-001"
    made.add_paragraph("借款合同")
    table = made.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "还款计划"
    for column, text in enumerate(("期次", "日期", "金额")):
        table.cell(1, column).text = text
    made.add_paragraph("签署日期：2026年3月18日")
    path = tmp_path / "a.docx"
    made.save(str(path))
    (page,) = tools.pages(path)
    texts = [line.text for line in page.lines]
    assert texts == ["借款合同", "还款计划", "期次 日期 金额", "签署日期：2026年3月18日", "合同编号：JK-2026-001"]
    assert page.number is None
    assert page.tables[0].cells[0].column_span == 3
    assert [c.text for c in page.tables[0].cells[1:]] == ["期次", "日期", "金额"]


def test_vertical_merges_and_tracked_changes(tmp_path: Path, tools: Any) -> None:
    made = docx.Document()
    table = made.add_table(rows=3, cols=2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "资产"
    table.cell(2, 0).text = "负债"
    paragraph = made.add_paragraph("金额")
    paragraph._p.append(docx_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>100</w:delText></w:r></w:del>"))
    paragraph._p.append(docx_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>200元</w:t></w:r></w:ins>"))
    path = tmp_path / "a.docx"
    made.save(str(path))
    (page,) = tools.pages(path)
    assert page.lines[-1].text == "金额200元"
    assert (page.tables[0].cells[0].row_span, page.tables[0].cells[0].text) == (2, "资产")


def control(checked: int) -> str:
    box = f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>'
    return f"<w:sdt {nsdecls('w')} {W14}><w:sdtPr>{box}</w:sdtPr></w:sdt>"


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (control(1), "☑"),
        (control(0), "□"),
        (f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
        (f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "□"),
    ],
)
def test_check_boxes_are_signs(tmp_path: Path, tools: Any, xml: str, shown: str) -> None:
    made = docx.Document()
    made.add_paragraph("受托支付")._p.insert(0, docx_xml(xml))
    path = tmp_path / "a.docx"
    made.save(str(path))
    assert tools.pages(path)[0].lines[0].text == f"{shown}受托支付"


def test_automatic_clause_numbers_are_printed(tmp_path: Path, tools: Any) -> None:
    made = docx.Document()
    made.add_paragraph("借款用途", style="List Number")
    made.add_paragraph("借款期限", style="List Number")
    path = tmp_path / "a.docx"
    made.save(str(path))
    assert [line.text for line in tools.pages(path)[0].lines] == ["1. 借款用途", "2. 借款期限"]


def test_a_digital_invoice_in_xml_gives_its_leaves(tmp_path: Path, tools: Any) -> None:
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><EInvoice><Header Version="1"/><Total><Amount>1250000.00</Amount>'
        "</Total><Item><Name>钢材</Name></Item><Item><Name>水泥</Name></Item></EInvoice>"
    )
    path = tmp_path / "a.xml"
    path.write_text(xml, encoding="utf-8")
    (page,) = tools.pages(path)
    assert page.structured == (
        ("EInvoice/Header/@Version", "1"),
        ("EInvoice/Header", ""),
        ("EInvoice/Total/Amount", "1250000.00"),
        ("EInvoice/Item/Name", "钢材"),
        ("EInvoice/Item/Name", "水泥"),
    )
    assert page.number is None


@pytest.mark.parametrize(
    "xml",
    [
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>',
        '<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a>1</a>',
    ],
)
def test_a_document_type_in_xml_is_refused(tmp_path: Path, tools: Any, xml: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(xml, encoding="utf-8")
    assert "DTD" in tools.refusal(path).reason


HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
PAGE = f"""{HEAD}<ofd:Page {SPACE}>
<ofd:Area><ofd:PhysicalBox>0 0 200 100</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer>
<ofd:TextObject Boundary="20 10 60 5" Size="4">
<ofd:TextCode X="0" Y="4" DeltaX="g 7 2">20260318</ofd:TextCode></ofd:TextObject>
<ofd:TextObject Boundary="100 10 60 5" Size="4">
<ofd:TextCode X="0" Y="4" DeltaX="4 40 4">甲方乙方</ofd:TextCode></ofd:TextObject>
</ofd:Layer></ofd:Content></ofd:Page>"""


def ofd(page: str) -> dict[str, bytes]:
    root = "<ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    pages = "<ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/P.xml'/></ofd:Pages>"
    return {
        "OFD.xml": f"{HEAD}<ofd:OFD {SPACE}>{root}</ofd:OFD>".encode(),
        "Doc_0/Document.xml": f"{HEAD}<ofd:Document {SPACE}>{pages}</ofd:Document>".encode(),
        "Doc_0/Pages/P.xml": page.encode(),
        "Doc_0/Attachs/original_invoice.xml": f"{HEAD}<eInvoice><No>26342000</No></eInvoice>".encode(),
    }


def test_an_ofd_gives_words_where_they_stand_and_its_attached_invoice(tmp_path: Path, tools: Any) -> None:
    path = tools.zip(tmp_path / "a.ofd", ofd(PAGE))
    (page,) = tools.pages(path)
    assert [w.text for w in page.words] == ["20260318", "甲方", "乙方"]
    box = page.words[0].box
    assert (box.x0, box.x1) == pytest.approx((0.1, 0.18), abs=0.01)
    assert box.y1 == pytest.approx(0.145, abs=0.01)
    assert page.number is None
    assert page.structured == (("eInvoice/No", "26342000"),)


def test_an_ofd_with_a_document_type_is_refused(tmp_path: Path, tools: Any) -> None:
    bad = PAGE.replace("?><ofd:Page", '?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]><ofd:Page')
    assert "DTD" in tools.refusal(tools.zip(tmp_path / "a.ofd", ofd(bad))).reason
