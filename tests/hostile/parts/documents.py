"""Workbooks and mail."""

from __future__ import annotations

import base64
import gzip
import struct

from tests.hostile.parts.archives import MIB, SLIP, zipped
from tests.hostile.parts.corpus import hostile
from tests.hostile.parts.markup import DTD, HEAD, XXE

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(sheet: str, head: str = HEAD) -> bytes:
    """Return an xlsx of one sheet with these rows and what stands beside them."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>'
    )
    link = f'<Relationship Id="r1" Type="{RELATIONS}/%s" Target="%s"/>'
    links = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'
    sheets = '<sheets><sheet name="流水" sheetId="1" r:id="r1"/></sheets>'
    book = f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{sheets}</workbook>'
    return zipped(
        [
            ("[Content_Types].xml", types.encode()),
            ("_rels/.rels", (links % ("officeDocument", "xl/workbook.xml")).encode()),
            ("xl/workbook.xml", book.encode()),
            ("xl/_rels/workbook.xml.rels", (links % ("worksheet", "worksheets/sheet1.xml")).encode()),
            ("xl/worksheets/sheet1.xml", f'{head}<worksheet xmlns="{MAIN}">{sheet}</worksheet>'.encode()),
        ]
    )


def cell(place: str, text: str) -> str:
    """Return a cell of text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


@hostile("far_cell.xlsx", "行列范围过大")
def far_cell() -> bytes:
    """Two cells, one at the far end of the sheet."""
    far = f'<row r="1048576">{cell("XFD1048576", "1")}</row>'
    return workbook(
        f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{cell("A1", "日期")}</row>{far}</sheetData>'
    )


@hostile("beyond_cell.xlsx", "损坏", "行列范围过大", "上限", may=True)
def beyond_cell() -> bytes:
    return workbook(f'<sheetData><row r="4294967295">{cell("ZZZZZZZ4294967295", "1")}</row></sheetData>')


@hostile("empty_cells.xlsx", "100 倍", "行列范围过大", may=True)
def empty_cells() -> bytes:
    """A million rows without anything in them below a heading."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 400_000))
    return workbook(f'<sheetData><row r="1">{cell("A1", "日期")}</row>{rows}</sheetData>')


@hostile("merged.xlsx", may=True)
def merged() -> bytes:
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 20_000
    return workbook(f'<sheetData><row r="1">{cell("A1", "日期")}</row></sheetData><mergeCells>{merges}</mergeCells>')


@hostile("xxe.xlsx", "损坏", DTD, may=True)
def xxe_xlsx() -> bytes:
    return workbook(f'<sheetData><row r="1">{cell("A1", "&x;")}</row></sheetData>', HEAD + XXE)


@hostile("bomb.xlsx", "100 倍")
def bomb_xlsx() -> bytes:
    return workbook(f'<sheetData><row r="1">{cell("A1", "1" * 64 * MIB)}</row></sheetData>')


@hostile("rubbish.xls", "损坏", "无法识别", "上限")
def rubbish_xls() -> bytes:
    """A compound file whose table of sectors follows itself."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<III", head, 44, 1, 0, 0)
    struct.pack_into("<IIIII", head, 56, 4096, 0, 1, 0, 1)
    struct.pack_into("<109I", head, 76, *([0] * 109))
    return bytes(head) + struct.pack("<128I", *([0] * 128)) + "Workbook".encode("utf-16-le") + bytes(1000)


@hostile("locked.xlsx", "已加密")
def locked_xlsx() -> bytes:
    """The compound file that Office makes of a locked workbook, as far as its directory."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<III", head, 44, 1, 1, 0)
    struct.pack_into("<IIIII", head, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", head, 76, 0, *([0xFFFFFFFF] * 108))
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *([0xFFFFFFFF] * 126))
    return bytes(head) + table + _entry("Root Entry", 5, child=1) + _entry("EncryptedPackage", 2) + bytes(256)


def _entry(name: str, kind: int, child: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(raw)] = raw
    struct.pack_into("<HBB", entry, 64, len(raw) + 2, kind, 1)
    struct.pack_into("<III", entry, 68, 0xFFFFFFFF, 0xFFFFFFFF, child)
    struct.pack_into("<II", entry, 116, 0xFFFFFFFE, 0)
    return bytes(entry)


MAIL = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
MIXED = b"Content-Type: multipart/mixed; boundary=B\r\n\r\n"


@hostile("nested.eml", "嵌套", may=True)
def nested_eml() -> bytes:
    """A mail in a mail in a mail, three hundred times."""
    data = MAIL + b"Content-Type: text/plain\r\n\r\nhello\r\n"
    for _ in range(300):
        data = MAIL + b"Content-Type: message/rfc822\r\n\r\n" + data
    return data


@hostile("boundaries.eml", "嵌套过深", may=True)
def boundaries_eml() -> bytes:
    head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2_000))
    return MAIL + head


@hostile("attachment_bomb.eml", "100 倍")
def attachment_bomb_eml() -> bytes:
    packed = base64.encodebytes(gzip.compress(bytes(64 * MIB), mtime=0))
    head = b'Content-Type: application/gzip; name="a.txt.gz"\r\nContent-Transfer-Encoding: base64\r\n'
    return (
        MAIL + b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n" + head + b"\r\n" + packed + b"\r\n--B--\r\n"
    )


@hostile("paths.eml")
def paths_eml() -> bytes:
    head = b'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="../../../etc/cron.d/a.txt"\r\n'
    return MAIL + MIXED + b"--B\r\n" + head + b"\r\n" + SLIP + b"\r\n--B--\r\n"


@hostile("long_header.eml", "上限 2000000 字")
def long_header_eml() -> bytes:
    return MAIL.replace(b": x", b": " + b"=?utf-8?b?5ZCI5ZCM?= " * 200_000) + b"\r\nhello\r\n"


@hostile("many_parts.eml", "超过上限", may=True)
def many_parts_eml() -> bytes:
    part = b"--B\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n"
    return MAIL + MIXED + part * 8_000 + b"--B--\r\n"
