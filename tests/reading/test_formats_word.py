from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml as docx_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from docaudit.reading import ReadOptions
from docaudit.reading.office.docx_numbering import written

NS = nsdecls("w")


def save(made: Any, path: Path) -> Path:
    made.save(str(path))
    return path


def paragraph(xml: str) -> Any:
    return docx_xml(f"<w:p {NS}>{xml}</w:p>")


def word_file(path: Path, *paragraphs: str) -> Path:
    made = docx.Document()
    for xml in paragraphs:
        made.element.body.insert_element_before(paragraph(xml), "w:sectPr")
    return save(made, path)


def rewritten(path: Path, change: Callable[[str, bytes], bytes], more: Mapping[str, bytes] | None = None) -> Path:
    """Change the parts of a package that a library made, for what no library makes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in (more or {}).items():
            new.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    return path


def lines(tools: Any, path: Path) -> list[str]:
    return [line.text for line in tools.pages(path)[0].lines]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(depth: int, kind: str, pattern: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbered(path: Path, levels: str, instances: str, *paragraphs: str) -> Path:
    made = docx.Document()
    root = made.part.numbering_part._element
    for child in list(root):
        root.remove(child)
    root.append(docx_xml(f'<w:abstractNum {NS} w:abstractNumId="7">{levels}</w:abstractNum>'))
    for xml in instances.split("\n"):
        root.append(docx_xml(xml.replace("<w:num ", f"<w:num {NS} ", 1)))
    for xml in paragraphs:
        made.element.body.insert_element_before(paragraph(xml), "w:sectPr")
    return save(made, path)


def at(text: str, depth: int = 0, number: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:pPr>{place}</w:pPr>{run(text)}"


ONE = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'


def test_clauses_are_numbered_as_chinese_contracts_print_them(tmp_path: Path, tools: Any) -> None:
    levels = level(0, "chineseCountingThousand", "第%1条") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    path = numbered(
        tmp_path / "a.docx", levels, ONE, *(at(f"条款{i}") for i in range(11)), at("款甲", 1), at("款乙", 1), at("末条")
    )
    found = lines(tools, path)
    assert found[:2] == ["第一条条款0", "第二条条款1"]
    assert found[10:] == ["第十一条条款10", "11.1 款甲", "11.2 款乙", "第十二条末条"]


def test_lists_of_one_definition_count_on_until_one_starts_anew(tmp_path: Path, tools: Any) -> None:
    again = '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    instances = "\n".join((ONE, ONE.replace('"1"', '"2"', 1), again + "</w:lvlOverride></w:num>"))
    path = numbered(
        tmp_path / "a.docx",
        level(0, "decimal", "%1、"),
        instances,
        *(at("甲", 0, 1), at("乙", 0, 2), at("丙", 0, 3), at("丁", 0, 3)),
    )
    assert lines(tools, path) == ["1、甲", "2、乙", "1、丙", "2、丁"]


def test_a_number_of_the_style_and_of_cells_is_printed_and_zero_takes_it_away(tmp_path: Path, tools: Any) -> None:
    made = docx.Document()
    made.add_paragraph("甲", style="List Number")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).paragraphs[0].style = "List Number"
    table.cell(0, 1).text = "乙"
    bare = made.add_paragraph("丙", style="List Number")
    bare._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0
    made.add_paragraph("丁", style="List Number")
    assert lines(tools, save(made, tmp_path / "a.docx")) == ["1. 甲", "2. 乙", "丙", "3. 丁"]


@pytest.mark.parametrize(
    ("count", "kind", "shown"),
    [
        (10, "chineseCounting", "十"),
        (12, "japaneseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1003, "chineseCountingThousand", "一千零三"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (10, "ideographDigital", "一〇"),
        (3, "ideographTraditional", "丙"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (3, "decimalZero", "03"),
        (0, "chineseCounting", "0"),
    ],
)
def test_counts_are_written_in_their_number_format(count: int, kind: str, shown: str) -> None:
    assert written(count, kind) == shown


@given(st.integers(1, 32_767))
def test_chinese_counts_never_repeat_and_never_end_in_nought(count: int) -> None:
    shown = written(count, "chineseCountingThousand")
    assert not shown.endswith("零")
    assert "零零" not in shown
    assert shown != written(count % 32_767 + 1, "chineseCountingThousand")


def test_deleted_paragraphs_take_no_number_and_run_on(tmp_path: Path, tools: Any) -> None:
    gone = f"<w:del {NS}><w:r><w:delText>旧条款</w:delText></w:r></w:del>"
    mark = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>'
    path = numbered(
        tmp_path / "a.docx",
        level(0, "decimal", "%1、"),
        ONE,
        *(at("甲"), f"<w:pPr>{mark}</w:pPr>{gone}", f"<w:pPr>{mark}</w:pPr>{run('金额')}", at("五万元")),
    )
    assert lines(tools, path) == ["1、甲", "2、金额五万元"]
    assert "修订" in tools.pages(path)[0].warnings[0]


def field(code: str, result: str | None = None) -> str:
    step = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    pieces = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in code.split("|"))
    shown = step.format("separate") + run(result) if result is not None else ""
    return step.format("begin") + pieces + shown + step.format("end")


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (field(r" eq \o\ac(□,|√)") + run("受托支付"), "☑受托支付"),
        (field(r"eq \o\ac(□)") + run("自主支付"), "自主支付"),
        (field(r" eq \o\ac(○,3)") + run("抵押"), "3抵押"),
        (field(r" SYMBOL 254 \f Wingdings") + run("是"), "☑是"),
        (field(" DATE ", "2026年3月18日"), "2026年3月18日"),
        (
            '<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr><w:t>R</w:t></w:r>' + run("是"),
            "☑是",
        ),
        (run("&#xF0A8;否"), "□否"),
        (run("可见") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>", "可见"),
        ("<w:r><w:ruby><w:rt>" + run("pin") + "</w:rt><w:rubyBase>" + run("拼") + "</w:rubyBase></w:ruby></w:r>", "拼"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处输入')}</w:sdtContent></w:sdt>"
            + run("元"),
            "元",
        ),
    ],
)
def test_fields_signs_and_prompts_are_read_as_printed(tmp_path: Path, tools: Any, xml: str, shown: str) -> None:
    path = word_file(tmp_path / "a.docx", xml)
    assert lines(tools, path) == [shown]


def test_a_layout_table_keeps_its_paragraphs_and_gives_the_table_inside(tmp_path: Path, tools: Any) -> None:
    made = docx.Document()
    cell = made.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "借款合同"
    inner = cell.add_table(rows=2, cols=2)
    for column, text in enumerate(("期次", "金额")):
        inner.cell(0, column).text = text
        inner.cell(1, column).text = f"{text}值"
    cell.add_paragraph("以下无正文")
    path = save(made, tmp_path / "a.docx")
    (page,) = tools.pages(path)
    assert [line.text for line in page.lines] == ["借款合同", "期次 金额", "期次值 金额值", "以下无正文"]
    assert [table.row_count for table in page.tables] == [1, 2]


def test_notes_and_unused_headers(tmp_path: Path, tools: Any) -> None:
    made = docx.Document()
    made.add_paragraph("借款利率见脚注")
    made.sections[0].footer.paragraphs[0].text = "第1页"
    path = save(made, tmp_path / "a.docx")
    note = f'<w:footnotes {NS}><w:footnote w:id="2"><w:p>{run("年利率4.35%")}</w:p></w:footnote></w:footnotes>'
    link = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
        b' Target="footnotes.xml"/></Relationships>'
    )
    rewritten(
        path,
        lambda name, data: data.replace(b"</Relationships>", link) if name == "word/_rels/document.xml.rels" else data,
        {"word/footnotes.xml": note.encode()},
    )
    assert sorted(lines(tools, path)[1:]) == ["年利率4.35%", "第1页"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"),
        (b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"),
        (
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    ],
)
def test_templates_files_with_macros_and_the_strict_form_are_word_files(
    tmp_path: Path, tools: Any, old: bytes, new: bytes
) -> None:
    path = rewritten(word_file(tmp_path / "a.docm", run("借款合同")), lambda _, data: data.replace(old, new))
    assert lines(tools, path) == ["借款合同"]


@pytest.mark.ocr
def test_a_scan_pasted_into_a_word_file_is_read_as_a_page_of_its_own(tmp_path: Path, tools: Any) -> None:
    made = docx.Document()
    made.add_paragraph("附件：付款凭证")
    made.add_picture(io.BytesIO(tools.png(tools.picture(["收款人 上海钢铁贸易有限公司", "金额 1,250,000.00"]))))
    made.add_picture(io.BytesIO(tools.png(tools.picture([], size=(90, 90)))))
    text, picture = tools.pages(save(made, tmp_path / "a.docx"), ReadOptions())
    assert [line.text for line in text.lines] == ["附件：付款凭证"]
    assert picture.number is None
    assert "1,250,000.00" in picture.text
    assert "第1张图片" in picture.warnings[0]


def test_a_word_file_of_pictures_alone_says_why_it_is_empty(tmp_path: Path, tools: Any) -> None:
    made = docx.Document()
    made.add_picture(io.BytesIO(tools.png(tools.picture(["收款人 上海钢铁贸易有限公司"]))))
    refusal = tools.refusal(save(made, tmp_path / "a.docx"))
    assert "没有文字" in refusal.reason
    assert "引擎" in refusal.reason
