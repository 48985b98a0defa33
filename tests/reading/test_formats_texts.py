from __future__ import annotations

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docaudit.reading.encoding import decode_text
from docaudit.records.pages import Page

ROWS = '日期,户名,金额\n2026-03-18,上海钢铁贸易有限公司,"1,250,000.00"\n2026-03-19,李四,-3.50\n'
READ = [
    ["日期", "户名", "金额"],
    ["2026-03-18", "上海钢铁贸易有限公司", "1,250,000.00"],
    ["2026-03-19", "李四", "-3.50"],
]


def texts(page: Page) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in page.tables[0].rows()]


def one(tools: Any, path: Path, data: bytes) -> Page:
    path.write_bytes(data)
    (page,) = tools.pages(path)
    made: Page = page
    return made


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode("gb18030") + bytes(500),
        ROWS.replace("\n", "\0\0\n").encode("gb18030"),
        ROWS.replace("\n", "\r").encode(),
        ROWS.replace("\n", "\r\n").encode("gb18030") + b"\x1a",
        ROWS.replace(",", ";").replace('"1;250;000.00"', "1,250,000.00").encode(),
        ROWS.encode("utf-16-be"),
    ],
    ids=["padded end", "padded records", "old Mac", "DOS end", "semicolons", "utf-16 without a mark"],
)
def test_exports_of_every_age_read_the_same(tmp_path: Path, tools: Any, data: bytes) -> None:
    assert texts(one(tools, tmp_path / "a.csv", data)) == READ


def test_a_named_delimiter_is_taken_and_rows_keep_their_numbers(tmp_path: Path, tools: Any) -> None:
    page = one(tools, tmp_path / "a.csv", "sep=;\r\n日期;金额\r\n2026-03-18;1,5\r\n".encode("gb18030"))
    assert texts(page) == [["日期", "金额"], ["2026-03-18", "1,5"]]
    assert [line.row for line in page.lines] == [2, 3]


@pytest.mark.parametrize("cell", ['"=""6228480402564890018"""', '="6228480402564890018"', '=""6228480402564890018""'])
def test_accounts_kept_as_formulas_are_text(tmp_path: Path, tools: Any, cell: str) -> None:
    page = one(tools, tmp_path / "a.csv", f"日期,账号,金额\n2026-03-18,{cell},1.00\n2026-03-19,{cell},2.00\n".encode())
    assert [row[1] for row in texts(page)[1:]] == ["6228480402564890018"] * 2


def test_marks_before_the_columns_are_rows_of_their_own(tmp_path: Path, tools: Any) -> None:
    page = one(tools, tmp_path / "a.csv", f"[HISTORYDETAIL]\n账号,6228480402564890018\n\n{ROWS}".encode("gb18030"))
    assert texts(page)[2:] == READ
    assert [line.row for line in page.lines] == [1, 2, 4, 5, 6]


def test_quoted_cells_go_over_lines_and_lone_quotation_marks_are_signs(tmp_path: Path, tools: Any) -> None:
    rows = '日期,摘要,金额\n2026-03-18,"货款 ""首批""\n见合同",1.00\n2026-03-19,5" 管,2.00\n2026-03-20,无,3.00\n'
    page = one(tools, tmp_path / "a.csv", rows.encode())
    assert [row[1] for row in texts(page)] == ["摘要", '货款 "首批"\n见合同', '5" 管', "无"]


def test_a_quotation_mark_never_closed_does_not_swallow_the_file(tmp_path: Path, tools: Any) -> None:
    rows = '日期,摘要,金额\n2026-03-18,"货款,1.00\n' + "2026-03-19,工资,2.00\n" * 60
    page = one(tools, tmp_path / "a.csv", rows.encode())
    assert len(texts(page)) == 62
    assert texts(page)[-1] == ["2026-03-19", "工资", "2.00"]


def test_a_number_that_excel_rounded_in_a_csv_is_named(tmp_path: Path, tools: Any) -> None:
    page = one(tools, tmp_path / "a.csv", "日期,账号,金额\n2026/3/18,6.22848E+18,1.00\n2026/3/19,x,2.00\n".encode())
    assert page.warnings[0].startswith("第2行的数字超过15位")


def test_a_character_cut_in_half_costs_only_itself(tmp_path: Path, tools: Any) -> None:
    data = ROWS.encode("gb18030").replace("有限公司".encode("gb18030"), "有限公".encode("gb18030") + b"\xcb")
    page = one(tools, tmp_path / "a.csv", data)
    assert texts(page)[1] == ["2026-03-18", "上海钢铁贸易有限公\ufffd", "1,250,000.00"]
    assert "1处" in page.warnings[0]


def test_traditional_characters_in_big5_are_told_from_gb18030() -> None:
    assert (
        decode_text("日期,戶名,金額\n2026-03-18,臺灣銀行,電匯".encode("big5"))
        == "日期,戶名,金額\n2026-03-18,臺灣銀行,電匯"
    )


def test_chinese_without_digits_is_known_in_utf_16_without_a_mark() -> None:
    text = "日期\t对方户名\t摘要\r\n" + "今日\t上海钢铁贸易有限公司\t支付货款\r\n" * 3
    assert decode_text(text.encode("utf-16-le")) == text


@given(st.binary(min_size=200, max_size=400))
def test_bytes_at_random_are_hardly_ever_text(data: bytes) -> None:
    text = decode_text(data) or ""
    assert sum(c < " " and c not in "\t\n\r\f\v\x1a\0" for c in text) <= 0.01 * len(text)


@given(st.text(alphabet="甲乙丙丁金额日期0123456789,.\n", min_size=40))
def test_zero_bytes_that_pad_the_end_change_nothing(text: str) -> None:
    assert decode_text(text.encode("gb18030") + bytes(100)) == decode_text(text.encode("gb18030"))


EXPORT = """<html><head><meta charset="gb2312"><title>导出</title><style>td{}</style></head><body>
<div>账号：<b>6228480402564890018</b></div><p>户名：甲公司</p>
<table><tr><td><table><tr><th>日期</th><th colspan="2">金额</th></tr>
<tr><td rowspan="2">2026-03-18</td><td>1,250,000.00</td><td>上海<br>钢铁</td></tr><tr><td>5.00</td><td>乙</td></tr>
</table></td></tr></table>合计<script>x()</script> 2 笔</body></html>"""


def test_text_around_the_tables_of_a_web_page_is_kept_in_order(tmp_path: Path, tools: Any) -> None:
    page = one(tools, tmp_path / "a.xls", EXPORT.encode("gb18030"))
    assert texts(page) == [
        ["账号：6228480402564890018", "", ""],
        ["户名：甲公司", "", ""],
        ["日期", "金额", ""],
        ["2026-03-18", "1,250,000.00", "上海 钢铁"],
        ["", "5.00", "乙"],
        ["合计 2 笔", "", ""],
    ]


def test_a_web_page_of_frames_says_that_its_sheets_are_elsewhere(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b'<html><frameset rows="*,39"><frame src="a.files/sheet001.htm"></frameset></html>')
    assert "框架" in tools.refusal(path).reason


def saved_page(*, marked: bool) -> bytes:
    book = MIMEMultipart("related")
    if marked:
        book["X-Document-Type"] = "Workbook"
    frame = (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><!--[if gte mso 9]><xml><x:ExcelWorkbook>"
        "<x:ExcelWorksheets><x:ExcelWorksheet><x:Name>流水</x:Name>"
        '<x:WorksheetSource HRef="a.files/sheet001.htm"/></x:ExcelWorksheet></x:ExcelWorksheets>'
        "</x:ExcelWorkbook></xml>"
        "<![endif]--></head><frameset><frame src='a.files/sheet001.htm'></frameset></html>"
    )
    sheet = "<table><tr><td>日期</td><td>金额</td></tr><tr><td>2026-03-18</td><td>5.00</td></tr></table>"
    for place, text in (("a.htm", frame), ("a.files/sheet001.htm", sheet), ("a.files/tabstrip.htm", "<p>流水</p>")):
        part = MIMEText(text, "html", "gb2312")
        part["Content-Location"] = f"file:///C:/{place}"
        book.attach(part)
    return book.as_bytes()


@pytest.mark.parametrize("marked", [True, False])
def test_a_workbook_saved_as_one_web_page_gives_its_sheets(tmp_path: Path, tools: Any, marked: bool) -> None:
    page = one(tools, tmp_path / "a.xls", saved_page(marked=marked))
    assert page.sheet == "流水"
    assert texts(page) == [["日期", "金额"], ["2026-03-18", "5.00"]]
    assert any("扩展名" in warning for warning in page.warnings)
