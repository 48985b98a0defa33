from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docaudit.reading.office.xml_file import parse_xml
from docaudit.reading.results import CannotReadError

BODY = "<EInvoice><Buyer>朱镕公司</Buyer><发票号码>123</发票号码></EInvoice>"
READ = (("EInvoice/Buyer", "朱镕公司"), ("EInvoice/发票号码", "123"))


def declared(name: str) -> str:
    return f'<?xml version="1.0" encoding="{name}"?>{BODY}'


FORMS = {
    "gbk": declared("GBK").encode("gbk"),
    "gb2312 with a character beyond it": declared("gb2312").encode("gbk"),
    "gbk that says utf-8": declared("UTF-8").encode("gbk"),
    "utf-16": declared("UTF-16").encode("utf-16"),
    "utf-16 without a mark": declared("UTF-16").encode("utf-16-le"),
    "a mark, then a line end": ("\ufeff\r\n" + declared("UTF-8")).encode(),
    "zero bytes at the end": declared("UTF-8").encode() + bytes(20),
    "no declaration": BODY.encode(),
    "a comment first": f"<!-- 数电发票 -->\n{BODY}".encode(),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_an_invoice_in_xml_is_read_in_every_encoding(tmp_path: Path, tools: Any, data: bytes) -> None:
    path = tmp_path / "发票.xml"
    path.write_bytes(data)
    (page,) = tools.pages(path)
    assert page.structured == READ


def test_an_xml_cut_short_is_named(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(declared("UTF-8").encode()[:80])
    assert "XML 已损坏" in tools.refusal(path).reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "cp037"])
def test_a_document_type_is_refused_in_whatever_encoding_it_hides(encoding: str) -> None:
    name = {"cp037": "IBM037"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{name}"?><!DOCTYPE a [<!ENTITY x "ha">]><a>&x;</a>'
    with pytest.raises(CannotReadError):
        parse_xml(text.encode(encoding))
