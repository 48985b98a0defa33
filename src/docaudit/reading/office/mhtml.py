"""Web pages saved in one file (MHTML, RFC 2557): Excel and Word write them under ``.xls`` and ``.doc``."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from email.message import Message

from docaudit.reading.containers.mail import content, decoded, header, leaves, parse_mail
from docaudit.reading.office.html_table import html_page
from docaudit.reading.results import CannotReadError
from docaudit.records.pages import Page

_SHEET = re.compile(
    r"<x:ExcelWorksheet>.*?<x:Name>(?P<name>.*?)</x:Name>.*?<x:WorksheetSource\s+HRef=\"(?P<place>[^\"]+)\"",
    re.DOTALL | re.IGNORECASE,
)
_MOST_PARTS = 1_000


def read_mhtml(data: bytes) -> Iterator[Page]:
    """Yield a page for each HTML part that shows something: sheets under their names.

    Raises:
        CannotReadError: it cannot be parsed or holds nothing.
    """
    parts = [p for p, _ in zip(leaves(parse_mail(data)), range(_MOST_PARTS), strict=False) if _is_html(p)]
    texts = [_text(part) for part in parts]
    names = {_base(m["place"]): m["name"].strip() for text in texts for m in _SHEET.finditer(text)}
    pages = []
    for part, text in zip(parts, texts, strict=True):
        try:
            page = html_page(text.encode(), names.get(_base(header(part, "Content-Location"))))
        except CannotReadError:
            # The frame around the sheets, which are parts of their own.
            continue
        # Where the sheets are named, what has no name is the bar of their tabs.
        if page is not None and (not names or page.sheet is not None):
            pages.append(page)
    if not pages:
        raise CannotReadError("网页文件没有内容", "请重新导出后提交")
    return iter(pages)


def _text(part: Message) -> str:
    try:
        charset = part.get_content_charset()
    except (ValueError, LookupError):
        # Parameters in pieces (RFC 2231) may name a character set that is none.
        charset = None
    return decoded(content(part), charset)


def _is_html(part: Message) -> bool:
    return part.get_content_type() == "text/html"


def _base(place: str) -> str:
    return posixpath.basename(place.strip().replace("\\", "/")).lower()
