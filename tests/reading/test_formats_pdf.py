from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from docaudit.reading import Unreadable

TEXT = "Loan contract HT-2026-018 amount 1,250,000.00"


def pdf(tools: Any, text: str = TEXT) -> bytes:
    made: bytes = tools.pdf(lambda canvas: canvas.drawString(90, 700, text))
    return made


def saved(book: pikepdf.Pdf, path: Path, **options: Any) -> Path:
    book.save(path, **options)
    return path


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_a_pdf_with_an_empty_password_is_read_whatever_encrypts_it(tmp_path: Path, tools: Any, revision: int) -> None:
    later = revision >= 4
    locked = pikepdf.Encryption(owner="secret", user="", R=revision, aes=later, metadata=later)
    book = pikepdf.open(io.BytesIO(pdf(tools)))
    (page,) = tools.pages(saved(book, tmp_path / "a.pdf", encryption=locked))
    assert page.text == TEXT


def test_a_pdf_that_needs_a_password_is_named(tmp_path: Path, tools: Any) -> None:
    book = pikepdf.open(io.BytesIO(pdf(tools)))
    locked = pikepdf.Encryption(owner="secret", user="x", R=6)
    assert "密码" in tools.refusal(saved(book, tmp_path / "a.pdf", encryption=locked)).reason


def test_the_papers_of_a_portfolio_are_read_beside_its_cover(tmp_path: Path, tools: Any) -> None:
    book = pikepdf.open(io.BytesIO(pdf(tools, "This is a PDF portfolio")))
    book.attachments["回单.pdf"] = pdf(tools)
    book.attachments["清单.txt"] = "钢材 一批\n水泥 二吨\n".encode()
    book.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection, View=pikepdf.Name.D)
    found = tools.read(saved(book, tmp_path / "合集.pdf"))
    assert list(found) == ["合集.pdf", "合集.pdf!/回单.pdf", "合集.pdf!/清单.txt"]
    assert found["合集.pdf!/回单.pdf"][0].text == TEXT


def dynamic_form(tools: Any, text: str) -> pikepdf.Pdf:
    book = pikepdf.open(io.BytesIO(pdf(tools, text)))
    form = book.make_stream(b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><a>1</a></xdp:xdp>')
    book.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=form)
    return book


def test_a_form_that_only_adobe_draws_is_named(tmp_path: Path, tools: Any) -> None:
    notice = "Please wait... If this message is not eventually replaced"
    (page,) = tools.pages(saved(dynamic_form(tools, notice), tmp_path / "a.pdf"))
    assert "XFA" in page.warnings[0]
    assert "未能读取" in page.warnings[0]


def test_a_form_whose_pages_are_there_is_read_without_a_word(tmp_path: Path, tools: Any) -> None:
    (page,) = tools.pages(saved(dynamic_form(tools, TEXT), tmp_path / "a.pdf"))
    assert page.text == TEXT
    assert not page.warnings


def test_what_a_download_put_around_a_pdf_does_no_harm(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"HTTP/1.1 200 OK\r\nContent-Type: x\r\n\r\n" + pdf(tools) + b"\r\n<html></html>")
    (only,) = tools.read(path).values()
    assert not isinstance(only, Unreadable)
    assert only[0].text == TEXT
