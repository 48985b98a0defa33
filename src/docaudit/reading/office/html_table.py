"""HTML files, most of them bank exports named ``.xls``: their tables as sheets."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from docaudit.reading.encoding import decode_text
from docaudit.reading.office.rows import clean_text, sheet_page
from docaudit.reading.results import CannotReadError
from docaudit.records.pages import Line, Page, TextSource

_MOST_SPAN = 200


def read_html(data: bytes) -> Iterator[Page]:
    """Yield one sheet of the rows of all innermost tables; text lines where there is no table.

    Raises:
        CannotReadError: it is no HTML or holds nothing.
    """
    text = decode_text(data)
    if text is None:
        raise CannotReadError("网页文件编码无法识别", "请另存为 UTF-8 后提交")
    # lxml refuses a declared encoding on text that is already decoded.
    if text.lstrip().startswith("<?xml"):
        text = text.lstrip().split("?>", 1)[-1]
    try:
        root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise CannotReadError("网页文件已损坏，无法解析", "请重新导出后提交") from error
    etree.strip_elements(root, "script", "style", etree.Comment, with_tail=False)
    rows = _rows(root)
    page = sheet_page(rows, sheet=None)
    if page is not None:
        return iter((page,))
    lines = [piece.strip() for piece in _text(root).splitlines() if piece.strip()]
    if not lines:
        raise CannotReadError("网页文件没有内容", "请重新导出后提交")
    made = tuple(Line(text=line, row=number) for number, line in enumerate(lines, 1))
    return iter((Page(text_source=TextSource.STRUCTURED, lines=made),))


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _rows(root: etree._Element) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []
    pending: dict[int, tuple[int, str]] = {}
    for number, row in enumerate((r for r in root.iter("tr") if r.find(".//table") is None), 1):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _fill(cells, pending)
            text = clean_text(" ".join(_text(cell).split()))
            wide, high = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            for offset in range(wide):
                if high > 1:
                    pending[len(cells)] = (high - 1, "")
                cells.append(text if offset == 0 else "")
        _fill(cells, pending)
        rows.append((number, cells))
    return rows


def _fill(cells: list[str], pending: dict[int, tuple[int, str]]) -> None:
    """Leave places free that a cell above reaches down into."""
    while len(cells) in pending:
        left, text = pending.pop(len(cells))
        if left > 1:
            pending[len(cells)] = (left - 1, text)
        cells.append(text)
        if left > 1:
            # The place stays taken in the next row; move on so that the loop looks at the next column.
            continue


def _span(text: str | None) -> int:
    return min(_MOST_SPAN, max(1, int(text))) if text and text.strip().isdecimal() else 1
