"""Texts: lines without end, and files that are not what they are called."""

from __future__ import annotations

import random

from tests.hostile.parts.archives import MIB, SLIP
from tests.hostile.parts.corpus import hostile
from tests.hostile.parts.pdfs import one_page
from tests.hostile.parts.pictures import page, saved


@hostile("one_line.csv", "时限", "上限", may=True, slow=True)
def one_line_csv() -> bytes:
    """Two million columns in one line."""
    return b"1," * 2_000_000


@hostile("one_line.txt", "上限 2000000 字")
def one_line_text() -> bytes:
    """Twenty megabytes without an end of line."""
    return "借款金额人民币壹佰万元整".encode() * (20 * MIB // 36)


@hostile("open_quote.csv", may=True, slow=True)
def open_quote_csv() -> bytes:
    return "日期,金额,摘要\n".encode() + b'2026-01-01,1.00,"' + b"2026-01-01,1.00,x\n" * 60_000


@hostile("ragged.csv", may=True)
def ragged_csv() -> bytes:
    """A wide row among many narrow ones: a grid of a billion cells."""
    return "日期,金额,摘要\n".encode() + b"2026-01-01,1.00,x\n" * 20_000 + b"," * 50_000 + b"\n"


@hostile("blanks.txt", "上限 2000000 字")
def blanks_text() -> bytes:
    return b"a" + b" " * (4 * MIB) + "合同编号：".encode() + b" " * (4 * MIB) + b"x"


@hostile("digits.txt", may=True)
def digits_text() -> bytes:
    return b"1234567890" * 200_000


@hostile("brackets.txt", may=True)
def brackets_text() -> bytes:
    return ("第（" * 300_000).encode()


@hostile("many_lines.txt", may=True, slow=True)
def many_lines_text() -> bytes:
    return "借款人：甲公司，金额：1,000.00元\n".encode() * 60_000


@hostile("zeros.txt", "无法识别", "没有内容")
def zeros_text() -> bytes:
    return bytes(MIB)


@hostile("rubbish.bin", "无法识别")
def rubbish() -> bytes:
    return random.Random(5).randbytes(MIB)  # noqa: S311  no secret, only rubbish


@hostile("empty.pdf", "0 字节")
def empty_pdf() -> bytes:
    return b""


@hostile("one_byte.jpg", "无法识别", "没有", may=True)
def one_byte() -> bytes:
    return b"\xff"


@hostile("picture.pdf")
def picture_called_pdf() -> bytes:
    return saved(page(), "PNG")


@hostile("pdf.jpg")
def pdf_called_picture() -> bytes:
    return one_page()


@hostile("text.xlsx")
def text_called_workbook() -> bytes:
    return SLIP


@hostile("program.pdf", "无法识别")
def program_called_pdf() -> bytes:
    return b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40
