from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from docaudit.errors import UnreadableFileError
from docaudit.reading import ReadOptions, page_picture
from docaudit.reading.office.ofd.seals import seal_name
from docaudit.records.pages import TextSource

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(words: str, x: float, y: float, identity: int = 0, more: str = "") -> str:
    return (
        f'<ofd:TextObject ID="{identity}" Boundary="{x} {y} 90 6" Size="4" {more}>'
        f'<ofd:TextCode X="0" Y="4">{words}</ofd:TextCode></ofd:TextObject>'
    )


def image(identity: int, boundary: str, ctm: str = "", more: str = "") -> str:
    matrix = f'CTM="{ctm}"' if ctm else ""
    return f'<ofd:ImageObject ID="7" Boundary="{boundary}" {matrix} ResourceID="{identity}" {more}/>'


def ofd(*pages: str, **files: bytes) -> dict[str, bytes]:
    """An OFD of 200 by 100 millimetres; `files` are resources ``image_ID`` and other paths with ``__`` for ``/``."""
    root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    listed = "".join(f"<ofd:Page ID='{10 + i}' BaseLoc='Pages/P_{i}.xml'/>" for i in range(len(pages)))
    common = "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 200 100</ofd:PhysicalBox></ofd:PageArea>"
    common += "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
    media = "".join(
        f'<ofd:MultiMedia ID="{name[6:]}" Type="Image"><ofd:MediaFile>{name}.png</ofd:MediaFile></ofd:MultiMedia>'
        for name in files
        if name.startswith("image_")
    )
    made = {
        "OFD.xml": f"{HEAD}<ofd:OFD {SPACE}>{root}</ofd:OFD>".encode(),
        "Doc_0/Document.xml": (
            f"{HEAD}<ofd:Document {SPACE}>{common}<ofd:Pages>{listed}</ofd:Pages></ofd:Document>".encode()
        ),
        "Doc_0/DocumentRes.xml": f'{HEAD}<ofd:Res {SPACE} BaseLoc="Res">{media}</ofd:Res>'.encode(),
    }
    for index, content in enumerate(pages):
        made[f"Doc_0/Pages/P_{index}.xml"] = (
            f"{HEAD}<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>".encode()
        )
    for name, data in files.items():
        made[f"Doc_0/Res/{name}.png" if name.startswith("image_") else name.replace("__", "/")] = data
    return made


def der(kind: int, content: bytes) -> bytes:
    size = len(content)
    head = bytes([size]) if size < 0x80 else bytes([0x82]) + size.to_bytes(2, "big")
    return bytes([kind]) + head + content


def seal(name: str) -> bytes:
    """The beginning of a seal as GB/T 38540 has it: header, identity, properties."""
    header = der(0x30, der(0x16, b"ES") + der(0x02, b"\4") + der(0x16, b"maker"))
    properties = der(0x30, der(0x02, b"\3") + der(0x0C, name.encode()) + der(0x02, b"\1"))
    info = der(0x30, header + der(0x16, b"50011200000323") + properties + der(0x04, bytes(300)))
    return der(0x30, info + der(0x04, bytes(40)))


def scan(tools: Any, *lines: str) -> bytes:
    made: bytes = tools.png(tools.picture(list(lines), size=(1600, 800)))
    return made


@pytest.mark.ocr
def test_a_scan_in_an_ofd_is_recognised_where_it_lies_and_can_be_shown(tmp_path: Path, tools: Any) -> None:
    data = scan(tools, "借款合同编号 2026018", "金额 1,250,000.00")
    page = image(5, "0 0 200 100", "200 0 0 100 0 0") + text("副本", 150, 90)
    path = tools.zip(tmp_path / "卷.ofd", ofd(text("封面 第一页", 20, 20), page, image_5=data))
    cover, scanned = tools.pages(path, ReadOptions())
    assert (cover.number, cover.text_source) == (None, TextSource.STRUCTURED)
    assert (scanned.number, scanned.text_source) == (2, TextSource.OCR)
    assert "1,250,000.00" in scanned.text
    word = next(word for word in scanned.words if "1,250,000.00" in word.text)
    assert word.box.x0 == pytest.approx(90 / 1600, abs=0.12)
    assert word.box.y0 == pytest.approx(150 / 800, abs=0.03)
    shown = Image.open(io.BytesIO(page_picture(path, "卷.ofd", 2, 800)))
    assert shown.size == (800, 400)
    with pytest.raises(UnreadableFileError, match="没有页面图像"):
        page_picture(path, "卷.ofd", 1, 800)


@pytest.mark.ocr
def test_a_scan_in_strips_is_put_together(tmp_path: Path, tools: Any) -> None:
    whole = tools.picture(["收款人 上海钢铁贸易有限公司", "账号 6228480402564890018"], size=(1600, 800))
    upper, lower = whole.crop((0, 0, 1600, 100)), whole.crop((0, 100, 1600, 800))
    page = image(5, "0 0 200 12.5", "200 0 0 12.5 0 0") + image(6, "0 12.5 200 87.5")
    path = tools.zip(tmp_path / "a.ofd", ofd(page, image_5=tools.png(upper), image_6=tools.png(lower)))
    (made,) = tools.pages(path, ReadOptions())
    assert "上海钢铁贸易有限公司" in made.text
    assert "6228480402564890018" in made.text.replace(" ", "")


def test_strips_of_a_scan_meet_without_a_seam(tmp_path: Path, tools: Any) -> None:
    dark = tools.png(Image.new("RGB", (1000, 100), (40, 40, 40)))
    strips = "".join(image(5, f"0 {10 * i} 200 10", "200 0 0 10 0 0") for i in range(10))
    path = tools.zip(tmp_path / "a.ofd", ofd(strips, image_5=dark))
    shown = np.asarray(Image.open(io.BytesIO(page_picture(path, "a.ofd", 1, 1000))))
    assert shown.shape[:2] == (500, 1000)
    assert shown.max() == 40


@pytest.mark.ocr
def test_a_slip_pasted_on_a_page_of_text_is_read_beside_it(tmp_path: Path, tools: Any) -> None:
    slip = scan(tools, "转账金额 52,000.50", "附言 货款")
    page = text("付款凭证粘贴单", 20, 10) + text("经办人张三", 20, 90) + image(5, "20 20 120 60")
    (made,) = tools.pages(tools.zip(tmp_path / "a.ofd", ofd(page, image_5=slip)), ReadOptions())
    assert made.text_source is TextSource.MIXED
    lines = made.text.splitlines()
    assert lines[0] == "付款凭证粘贴单"
    assert lines[-1] == "经办人张三"
    found = next(word for word in made.words if "52,000.50" in word.text)
    assert found.box.y0 == pytest.approx((20 + 60 * 150 / 800 - 4) / 100, abs=0.05)


@pytest.mark.ocr
def test_another_programs_reading_under_a_scan_is_not_believed(tmp_path: Path, tools: Any) -> None:
    words = "".join(text("另一程序识别的错误文字壹贰叁", 20, y) for y in (10, 30, 50, 70))
    data = scan(tools, "借款合同编号 2026018")
    hidden = [words + image(5, "0 0 200 100"), image(5, "0 0 200 100") + words.replace("Size", 'Visible="false" Size')]
    for page in hidden:
        (made,) = tools.pages(tools.zip(tmp_path / "a.ofd", ofd(page, image_5=data)), ReadOptions())
        assert "2026018" in made.text
        assert "错误" not in made.text


def test_text_under_a_watermark_stays(tmp_path: Path, tools: Any) -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (400, 200), (255, 0, 0, 30)).save(clear, "PNG")
    words = "".join(text("贷款人应当按照约定发放借款", 20, y) for y in (10, 30, 50, 70))
    (made,) = tools.pages(tools.zip(tmp_path / "a.ofd", ofd(words + image(5, "0 0 200 100"), image_5=clear.getvalue())))
    assert made.text.count("发放借款") == 4


def test_the_code_on_an_ofd_invoice_is_read(tmp_path: Path, tools: Any) -> None:
    content = "01,31,,26442000005310626521,31605.00,20260514,,3F2A"
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode)
    drawn = Image.fromarray(np.asarray(zxingcpp.write_barcode_to_image(code, scale=4, add_quiet_zones=False)))
    page = text("电子发票（专用发票）", 80, 8) + image(5, "6 6 20 20", "20 0 0 20 0 0")
    (made,) = tools.pages(tools.zip(tmp_path / "a.ofd", ofd(page, image_5=tools.png(drawn))))
    assert [word.text for word in made.codes] == [content]
    assert (made.codes[0].box.x0, made.codes[0].box.y1) == pytest.approx((0.03, 0.26))


def signed(page: int, name: str) -> dict[str, bytes]:
    listed = f'{HEAD}<ofd:Signatures {SPACE}><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'
    stamp = f'<ofd:StampAnnot ID="1" PageRef="{10 + page}" Boundary="1 1 9 9"/>'
    value = (
        f"{HEAD}<ofd:Signature {SPACE}><ofd:SignedInfo>{stamp}"
        "</ofd:SignedInfo><ofd:SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat</ofd:SignedValue></ofd:Signature>"
    )
    signed_value = der(0x30, der(0x30, der(0x02, b"\4") + seal(name) + der(0x18, b"20260318")))
    return {
        "Doc_0__Signs__Signatures.xml": listed.encode(),
        "Doc_0__Signs__Sign_0__Signature.xml": value.encode(),
        "Doc_0__Signs__Sign_0__SignedValue.dat": signed_value,
    }


def test_a_seal_is_named_on_its_page_and_not_trusted(tmp_path: Path, tools: Any) -> None:
    made = ofd(text("第一页", 20, 20), text("第二页", 20, 20), **signed(1, "国家税务总局上海市税务局"))
    first, second = tools.pages(tools.zip(tmp_path / "a.ofd", made))
    assert not first.warnings
    assert "国家税务总局上海市税务局" in second.warnings[0]
    assert "未经验证" in second.warnings[0]


@pytest.mark.parametrize("data", [b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", b"\x30\x80" + bytes(50), seal("甲")[:40]])
def test_a_broken_seal_has_no_name(data: bytes) -> None:
    assert seal_name(data) == ""


def test_a_seal_nested_without_end_is_given_up() -> None:
    data = b""
    for _ in range(2000):
        data = der(0x30, data)
    assert seal_name(data) == ""


def test_tags_name_what_is_printed_where_no_invoice_is_attached(tmp_path: Path, tools: Any) -> None:
    tags = (
        f"{HEAD}<ofd:root {SPACE}><ofd:InvoiceNo><ofd:ObjectRef PageRef='10'>21</ofd:ObjectRef></ofd:InvoiceNo>"
        "<ofd:Buyer><ofd:BuyerName><ofd:ObjectRef PageRef='10'>22</ofd:ObjectRef>"
        "<ofd:ObjectRef PageRef='10'>23</ofd:ObjectRef></ofd:BuyerName></ofd:Buyer></ofd:root>"
    )
    tag = "<ofd:CustomTag><ofd:FileLoc>T.xml</ofd:FileLoc></ofd:CustomTag>"
    listed = f"{HEAD}<ofd:CustomTags {SPACE}>{tag}</ofd:CustomTags>"
    page = text("26442000005310626521", 100, 8, 21) + text("上海钢铁贸易", 20, 20, 22) + text("有限公司", 20, 26, 23)
    files = {"Doc_0__Tags__CustomTags.xml": listed.encode(), "Doc_0__Tags__T.xml": tags.encode()}
    (made,) = tools.pages(tools.zip(tmp_path / "a.ofd", ofd(page, **files)))
    assert made.structured == (
        ("root/InvoiceNo", "26442000005310626521"),
        ("root/Buyer/BuyerName", "上海钢铁贸易有限公司"),
    )


def test_papers_attached_to_an_ofd_are_sources_and_its_data_is_not(tmp_path: Path, tools: Any) -> None:
    files = {
        "Doc_0__Attachs__original_invoice.xml": f"{HEAD}<eInvoice><No>26342000</No></eInvoice>".encode(),
        "Doc_0__Attachs__清单.txt": "钢材 一批\n水泥 两吨\n".encode(),
    }
    found = tools.read(tools.zip(tmp_path / "a.ofd", ofd(text("发票", 20, 20), **files)))
    assert list(found) == ["a.ofd", "a.ofd!/清单.txt"]
    assert found["a.ofd"][0].structured == (("eInvoice/No", "26342000"),)


def test_an_ofd_of_blank_pages_is_refused(tmp_path: Path, tools: Any) -> None:
    assert "没有可读" in tools.refusal(tools.zip(tmp_path / "a.ofd", ofd("", ""))).reason


def test_a_damaged_page_of_an_ofd_is_its_own_loss(tmp_path: Path, tools: Any) -> None:
    made = ofd(text("第一页", 20, 20), text("第二页", 20, 20), text("第三页", 20, 20))
    made["Doc_0/Pages/P_1.xml"] = made["Doc_0/Pages/P_1.xml"][:120]
    first, second, third = tools.pages(tools.zip(tmp_path / "a.ofd", made))
    assert (first.text, third.text) == ("第一页", "第三页")
    assert "第2页" in second.warnings[0]


def test_a_scan_that_cannot_be_decoded_is_named(tmp_path: Path, tools: Any) -> None:
    made = ofd(image(5, "0 0 200 100"), text("第二页", 20, 20), image_5=b"rubbish")
    first, second = tools.pages(tools.zip(tmp_path / "a.ofd", made))
    assert "第1页的图像" in first.warnings[0]
    assert second.text == "第二页"
