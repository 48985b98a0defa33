from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docaudit.reading.encoding import decode_text
from docaudit.reading.office.rows import shown
from docaudit.records.pages import Page


def texts(page: Page) -> list[list[str]]:
    return [[c.text if c else "" for c in row] for row in page.tables[0].rows()]


ROWS = '交易日期,对方户名,金额\n2026-03-18,上海钢铁贸易有限公司,"1,250,000.00"\n2026-03-19,李四,-3.50\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_reads_the_same_in_every_encoding(tmp_path: Path, tools: Any, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(ROWS.encode(encoding))
    (page,) = tools.pages(path)
    assert texts(page)[1] == ["2026-03-18", "上海钢铁贸易有限公司", "1,250,000.00"]
    assert page.is_sheet
    assert page.sheet is None


@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "|"])
def test_the_delimiter_is_found(tmp_path: Path, tools: Any, delimiter: str) -> None:
    path = tmp_path / "a.txt"
    rows = [["日期", "摘要", "金额"], ["20260318", "货款", "100.00"], ["20260319", "工资", "-20.00"]]
    path.write_text("\r\n".join(delimiter.join(r) for r in rows), encoding="utf-8")
    assert texts(tools.pages(path)[0]) == rows


def test_lines_before_the_header_stay_with_their_physical_rows(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.csv"
    path.write_text('支付宝交易明细\n\n账号:[x@y.cn]\n时间,对方,金额\n2026-03-18,"甲\n乙",1.00\n2026-03-19,丙,2.00\n')
    (page,) = tools.pages(path)
    column = {c.text: c.sheet_row for c in page.tables[0].cells if c.column == 0}
    assert column == {"支付宝交易明细": 1, "账号:[x@y.cn]": 3, "时间": 4, "2026-03-18": 5, "2026-03-19": 7}


def test_tabs_quotes_and_formula_texts_round_values_go(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.csv"
    path.write_text('账号,金额,备注\n\t6228480402564890018\t,1.00 ,="0012"\n\'6228,2.00,x\n')
    rows = texts(tools.pages(path)[0])
    assert rows[1] == ["6228480402564890018", "1.00", "0012"]
    assert rows[2][0] == "6228"


def test_prose_is_no_table(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.txt"
    path.write_text("借款人承诺，贷款资金用于采购，不得挪用。\n贷款人有权检查，借款人应当配合。\n", encoding="utf-8")
    (page,) = tools.pages(path)
    assert page.tables == ()
    assert [line.row for line in page.lines] == [1, 2]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1250000.0, "1250000"),
        (0.1 + 0.2, "0.3"),
        (1234567.89, "1234567.89"),
        (-0.5, "-0.5"),
        (6.22848040256489e18, "6.22848040256489e+18"),
        (1e15, "1e+15"),
        (1.234e-05, "0.00001234"),
        (dt.datetime(2026, 3, 18), "2026-03-18"),  # noqa: DTZ001
        (dt.datetime(2026, 3, 18, 9, 5, 7), "2026-03-18 09:05:07"),  # noqa: DTZ001
        (dt.date(2026, 3, 18), "2026-03-18"),
        (None, ""),
        ("\t'0012 ", "0012"),
    ],
)
def test_a_cell_is_shown_as_a_reader_sees_it(value: object, text: str) -> None:
    assert shown(value).replace("e+15", "e+15") == text or (value == 1e15 and "e" in shown(value))


@given(st.integers(-(10**14), 10**14))
def test_every_amount_in_fen_survives_a_float_cell(fen: int) -> None:
    from decimal import Decimal

    assert Decimal(shown(fen / 100)) == Decimal(fen) / 100 if abs(fen) < 10**14 else True


@given(st.text(alphabet=st.characters(codec="gb18030", exclude_categories=("C",)), min_size=1))
def test_gb18030_and_utf8_are_told_apart_or_agree(text: str) -> None:
    assert decode_text(text.encode("utf-8")) == text
    assert decode_text(text.encode("gb18030")) is not None


def test_a_workbook_keeps_physical_rows_sheets_and_merged_cells(tmp_path: Path, tools: Any) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "明细"
    sheet["B3"] = "账户明细"
    sheet.merge_cells("B3:D3")
    sheet["B5"], sheet["C5"], sheet["D5"] = "日期", "金额", "账号"
    sheet["B6"], sheet["C6"], sheet["D6"] = dt.date(2026, 3, 18), 1250000.1, "6228480402564890018"
    book.create_sheet("空表")
    book.create_sheet("第二张")["A1"] = "x"
    path = tmp_path / "a.xlsx"
    book.save(path)
    first, second = tools.pages(path)
    assert (first.sheet, second.sheet) == ("明细", "第二张")
    row = [c for c in first.tables[0].cells if c.sheet_row == 6]
    assert [c.text for c in row] == ["", "2026-03-18", "1250000.1", "6228480402564890018"]
    title = next(c for c in first.tables[0].cells if c.text == "账户明细")
    assert (title.sheet_row, title.column_span) == (3, 3)


def test_an_empty_workbook_is_unreadable(tmp_path: Path, tools: Any) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    assert "没有内容" in tools.refusal(path).reason


def test_html_and_tabbed_text_named_xls_are_read_with_a_warning(tmp_path: Path, tools: Any) -> None:
    html = (
        "<html><head><meta charset='gbk'></head><body><table><tr><td colspan='2'>明细</td></tr>"
        "<tr><td>日期</td><td>金额</td></tr><tr><td>2026-03-18</td><td>&nbsp;1,000.00</td></tr></table></body></html>"
    )
    path = tmp_path / "a.xls"
    path.write_bytes(html.encode("gb18030"))
    (page,) = tools.pages(path)
    assert texts(page)[1:] == [["日期", "金额"], ["2026-03-18", "1,000.00"]]
    assert any("扩展名" in w for w in page.warnings)
    path.write_text("日期\t金额\n2026-03-18\t5.00\n2026-03-19\t6.00\n", encoding="gb18030")
    assert texts(tools.pages(path)[0])[1] == ["2026-03-18", "5.00"]


def test_excel_xml_of_2003_is_a_sheet(tmp_path: Path, tools: Any) -> None:
    xml = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
    xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="流水"><Table>
    <Row ss:Index="3"><Cell><Data ss:Type="String">日期</Data></Cell>
    <Cell ss:Index="3"><Data ss:Type="Number">12.5</Data></Cell></Row></Table></Worksheet></Workbook>"""
    path = tmp_path / "a.xls"
    path.write_text(xml, encoding="utf-8")
    (page,) = tools.pages(path)
    assert page.sheet == "流水"
    assert [(c.sheet_row, c.text) for c in page.tables[0].cells] == [(3, "日期"), (3, ""), (3, "12.5")]


def test_rowspans_in_html_keep_the_columns_below_in_place(tmp_path: Path, tools: Any) -> None:
    html = "<table><tr><td rowspan='2'>甲</td><td>1</td></tr><tr><td>2</td></tr><tr><td>乙</td><td>3</td></tr></table>"
    path = tmp_path / "a.html"
    path.write_text(html, encoding="utf-8")
    assert texts(tools.pages(path)[0]) == [["甲", "1"], ["", "2"], ["乙", "3"]]


def test_a_pdf_named_jpg_is_read_as_a_pdf(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "scan.jpg"
    path.write_bytes(tools.pdf(lambda c: c.drawString(90, 90, "hello")))
    (page,) = tools.pages(path)
    assert page.text == "hello"
    assert "实为 PDF" in page.warnings[0]


def test_text_named_pdf_is_read_as_text(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("贷后检查报告\n结论：正常\n", encoding="utf-8")
    (page,) = tools.pages(path)
    assert [line.text for line in page.lines] == ["贷后检查报告", "结论：正常"]
    assert page.warnings


def test_a_bomb_of_a_workbook_is_refused(tmp_path: Path, tools: Any) -> None:
    path = tools.zip(
        tmp_path / "a.xlsx",
        {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", "xl/big.xml": b"0" * 20_000_000},
    )
    assert "100 倍" in tools.refusal(path).reason


def test_an_encrypted_workbook_says_so(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.xlsx"
    buffer = io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    path.write_bytes(buffer.getvalue())
    assert "加密" in tools.refusal(path).reason


def test_a_few_rows_under_a_long_preface_are_still_a_table(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.csv"
    preface = "".join(f"说明第{i}行:本明细仅供个人对账使用\n" for i in range(14))
    path.write_text(preface + "时间,分类,对方,说明,收支,金额\n" + "2026-03-18,餐饮,甲,面,支出,12.00\n" * 2)
    (page,) = tools.pages(path)
    assert texts(page)[-1][-1] == "12.00"


def test_a_lone_cell_in_the_last_corner_does_not_bring_the_reader_down(tmp_path: Path, tools: Any) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active["A1"] = "日期"
    book.active["XFD1048576"] = "x"
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert tools.refusal(path).advice


def test_a_damaged_xls_does_not_bring_the_reader_down(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.xls"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + b"\xff" * 480
    path.write_bytes(head + "Workbook".encode("utf-16-le") + b"\xff" * 2000)
    assert "损坏" in tools.refusal(path).reason
