from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from docaudit.records.pages import Page

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def rels(*links: tuple[str, str]) -> str:
    made = "".join(f'<Relationship Id="r{i}" Type="{LINKS}/{k}" Target="{t}"/>' for i, (k, t) in enumerate(links, 1))
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def xlsx(rows: str, *, styles: str = "", strings: str = "", columns: str = "", epoch: str = "") -> dict[str, bytes]:
    """A workbook with one sheet, written by hand as programs write them that know no Excel."""
    sheets = '<sheets><sheet name="流水" sheetId="1" r:id="r1"/></sheets>'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": rels(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook {MAIN} xmlns:r="{LINKS}">{epoch}{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": rels(
            ("worksheet", "worksheets/a.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/a.xml": f"{HEAD}<worksheet {MAIN}>{columns}<sheetData>{rows}</sheetData></worksheet>",
        "xl/styles.xml": f"{HEAD}<styleSheet {MAIN}>{styles}</styleSheet>",
        "xl/sharedStrings.xml": f"{HEAD}<sst {MAIN}>{strings}</sst>",
    }
    return {name: text.encode() for name, text in parts.items()}


def texts(page: Page) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in page.tables[0].rows()]


STYLES = (
    '<numFmts count="2"><numFmt numFmtId="180" formatCode="0.00&quot;%成&quot;"/>'
    '<numFmt numFmtId="181" formatCode="0.0000%;[Red]-0.0000%"/></numFmts>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="10"/><xf numFmtId="180"/>'
    '<xf numFmtId="181"/></cellXfs>'
)


def test_strings_of_every_kind_are_read(tmp_path: Path, tools: Any) -> None:
    rows = (
        '<row r="2"><c r="A2" t="inlineStr"><is><r><t>借款</t></r><r><t>人</t></r></is></c><c r="B2" t="s"><v>0</v></c>'
        '<c r="C2" t="str"><f>A2</f><v>文</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#N/A</v></c></row>'
        "<row><c><v>1</v></c><c><v>2.50</v></c></row>"
    )
    strings = "<si><r><t>合同</t></r><r><t>编号</t></r><rPh sb='0' eb='1'><t>hetong</t></rPh></si>"
    (page,) = tools.pages(tools.zip(tmp_path / "a.xlsx", xlsx(rows, strings=strings)))
    assert texts(page) == [["借款人", "合同编号", "文", "TRUE"], ["1", "2.5", "", ""]]
    assert [cell.sheet_row for cell in page.tables[0].cells if cell.column == 0] == [2, 3]


def test_percentages_and_chinese_dates_are_shown_as_excel_shows_them(tmp_path: Path, tools: Any) -> None:
    rows = (
        '<row r="1"><c r="A1" s="1"><v>46099</v></c><c r="B1" s="2"><v>4.3499999999999997E-2</v></c>'
        '<c r="C1" s="3"><v>7</v></c><c r="D1" s="4"><v>0.13</v></c><c r="E1"><v>0.13</v></c>'
        '<c r="F1" s="2" t="str"><v>4.35%</v></c></row>'
    )
    (page,) = tools.pages(tools.zip(tmp_path / "a.xlsx", xlsx(rows, styles=STYLES)))
    assert texts(page) == [["2026-03-18", "4.35%", "7", "13%", "0.13", "4.35%"]]


def test_dates_counted_from_1904_are_right(tmp_path: Path, tools: Any) -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>44637</v></c></row>'
    (page,) = tools.pages(tools.zip(tmp_path / "a.xlsx", xlsx(rows, styles=STYLES, epoch='<workbookPr date1904="1"/>')))
    assert texts(page) == [["2026-03-18"]]


def test_an_account_kept_as_a_number_is_never_read_from_what_is_left_of_it(tmp_path: Path, tools: Any) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>6.22848040256489E+18</v></c><c r="B1"><v>6228480402564890018</v></c>'
        '<c r="C1"><v>6228480402564890000</v></c><c r="D1"><v>622848040256489</v></c></row>'
    )
    (page,) = tools.pages(tools.zip(tmp_path / "a.xlsx", xlsx(rows)))
    lost, whole, doubtful, short = texts(page)[0]
    assert "e+18" in lost
    # These digits stand in the file, and no double holds them.
    assert whole == "6228480402564890018"
    assert "e+18" in doubtful
    assert short == "622848040256489"
    assert any("15位" in warning and "2处" in warning for warning in page.warnings)


def test_what_is_hidden_is_read_and_named(tmp_path: Path, tools: Any) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["日期", "金额", "备注"], ["2026-03-18", 5, "甲"], ["2026-03-19", 6, "乙"]):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("底稿")["A1"] = "x"
    book["底稿"].sheet_state = "veryHidden"
    path = tmp_path / "a.xlsx"
    book.save(path)
    shown, hidden = tools.pages(path)
    assert texts(shown)[1] == ["2026-03-18", "5", "甲"]
    assert [warning[:6] for warning in shown.warnings] == ["第2行被隐藏", "C列被隐藏，"]
    assert "隐藏状态" in hidden.warnings[0]


def test_columns_hidden_up_to_the_last_are_no_news(tmp_path: Path, tools: Any) -> None:
    columns = '<cols><col min="8" max="16384" width="9" hidden="1"/></cols>'
    (page,) = tools.pages(
        tools.zip(tmp_path / "a.xlsx", xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', columns=columns))
    )
    assert not page.warnings


@pytest.mark.parametrize("value", ["", "<v/>", "<v></v>"])
def test_formulas_without_a_value_are_said_to_be_missing(tmp_path: Path, tools: Any, value: str) -> None:
    rows = (
        f'<row r="1"><c r="A1"><v>5</v></c><c r="B1"><f>A1*2</f>{value}</c>'
        '<c r="C1"><f>A1*3</f><v>15</v></c><c r="D1"><f t="shared" si="0"/><v>4</v></c></row>'
    )
    (page,) = tools.pages(tools.zip(tmp_path / "a.xlsx", xlsx(rows)))
    assert texts(page)[0] == ["5", "", "15", "4"]
    (warning,) = page.warnings
    assert warning.startswith("B1单元格")
    assert "未能读取" in warning


def test_rows_and_cells_without_references_count_on(tmp_path: Path, tools: Any) -> None:
    rows = '<row><c s="2"><v>0.5</v></c><c s="2"/><c s="2"><v>0.25</v></c></row><row hidden="1"><c><v>1</v></c></row>'
    (page,) = tools.pages(tools.zip(tmp_path / "a.xlsx", xlsx(rows, styles=STYLES)))
    assert texts(page)[0] == ["50%", "", "25%"]
    assert "第2行被隐藏" in page.warnings[0]


ODS_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)


def ods(*tables: str) -> dict[str, bytes]:
    hidden = (
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    content = (
        f"<office:document-content {ODS_SPACES}><office:automatic-styles>{hidden}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }


def ods_cell(kind: str, shown: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" {more}><text:p>{shown}</text:p></table:table-cell>'


def test_an_opendocument_sheet_repeats_merges_and_hides(tmp_path: Path, tools: Any) -> None:
    row = (
        ods_cell("date", "26年3月18日", 'office:date-value="2026-03-18"')
        + ods_cell("currency", "￥1,250,000.10", 'office:currency="CNY" office:value="1250000.1"')
        + ods_cell("float", "2", 'office:value="2" table:number-columns-repeated="2"')
        + ods_cell("string", "甲公司")
    )
    title = ods_cell("string", "账户明细", 'table:number-columns-spanned="3"')
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    table = (
        '<table:table table:name="流水">'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f"<table:table-row>{title}{covered}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2">{row}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/>'
        "</table:table-row></table:table>"
    )
    other = (
        f'<table:table table:name="底稿" table:style-name="h"><table:table-row>{ods_cell("string", "x")}'
        "</table:table-row></table:table>"
    )
    shown, hidden = tools.pages(tools.zip(tmp_path / "a.ods", ods(table, other)))
    cells = ["2026-03-18", "1250000.1", "2", "2", "甲公司"]
    assert texts(shown)[1:] == [cells, cells]
    assert [line.row for line in shown.lines] == [3, 4, 5]
    assert shown.tables[0].cells[0].text == "账户明细"
    assert "隐藏状态" in hidden.warnings[0]


def test_a_workbook_of_macros_or_of_a_template_is_a_workbook(tmp_path: Path, tools: Any) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append([dt.datetime(2026, 3, 18, 9, 5), "甲"])  # noqa: DTZ001
    buffer = io.BytesIO()
    book.save(buffer)
    path = tmp_path / "a.xlsm"
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
            target.writestr(name, data)
    (page,) = tools.pages(path)
    assert texts(page) == [["2026-03-18 09:05:00", "甲"]]
