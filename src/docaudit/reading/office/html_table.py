"""HTML files, most of them bank exports named ``.xls``: their rows as a sheet, with the text around the tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from docaudit.reading.encoding import decode_text
from docaudit.reading.office.rows import clean_text, sheet_page
from docaudit.reading.results import CannotReadError
from docaudit.records.pages import Line, Page, TextSource

_MOST_SPAN = 200
_SILENT = frozenset({"head", "title", "script", "style", "template", "noscript"})
_BLOCKS = frozenset(
    {"p", "div", "br", "tr", "td", "th", "li", "table", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
    | {"pre", "hr", "ul", "ol", "body", "center", "form", "section", "fieldset", "legend", "dt", "dd"}
)
_FRAMES = ("网页只含框架，表格在随附的文件夹中", "请在 Excel 中打开后另存为 xlsx 再提交")


def read_html(data: bytes) -> Iterator[Page]:
    """Yield one sheet of all rows in order; text lines where there is no table.

    A text outside the tables (the account's name and number, often) is a row of one cell, as Excel shows it.

    Raises:
        CannotReadError: it is no HTML or holds nothing.
    """
    page = html_page(data, None)
    if page is None:
        raise CannotReadError("网页文件没有内容", "请重新导出后提交")
    return iter((page,))


def html_page(data: bytes, sheet: str | None) -> Page | None:
    """Return the page of one HTML text, None where it shows nothing.

    Raises:
        CannotReadError: it is no HTML, or only a frame around files that are not there.
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
    rows, tabular = _rows(root)
    page: Page | None
    if tabular:
        page = sheet_page(enumerate(rows, 1), sheet=sheet)
    else:
        lines = tuple(Line(text=row[0], row=number) for number, row in enumerate(rows, 1))
        page = Page(text_source=TextSource.STRUCTURED, lines=lines) if lines else None
    if page is None and root.find(".//frameset") is not None:
        raise CannotReadError(*_FRAMES)
    return page


def _rows(root: etree._Element) -> tuple[list[list[str]], bool]:
    """Return the rows of innermost tables and the texts between them, in order, and whether there is a table at all."""
    rows: list[list[str]] = []
    pieces: list[str] = []
    pending: dict[int, int] = {}
    tabular = False

    def flush() -> None:
        text = clean_text(" ".join("".join(pieces).split()))
        pieces.clear()
        if text:
            rows.append([text])

    for event, element in (walk := etree.iterwalk(root, events=("start", "end", "comment", "pi"))):
        if event in ("comment", "pi"):
            pieces.append(element.tail or "")
            continue
        if event == "start":
            if element.tag in _BLOCKS:
                flush()
            if element.tag == "table":
                pending.clear()
            if element.tag in _SILENT:
                walk.skip_subtree()
            elif element.tag == "tr" and element.find(".//table") is None:
                walk.skip_subtree()
                rows.append(_row(element, pending))
                tabular = True
            else:
                pieces.append(element.text or "")
        else:
            if element.tag in _BLOCKS:
                flush()
            pieces.append(element.tail or "")
    flush()
    return rows, tabular


def _row(row: etree._Element, pending: dict[int, int]) -> list[str]:
    """Return a row's cells; `pending` counts for each column how many rows a cell above still reaches down."""
    cells: list[str] = []
    for cell in row.iterchildren("td", "th"):
        _fill(cells, pending)
        text = clean_text(" ".join("".join(_texts(cell)).split()))
        wide, high = _span(cell.get("colspan")), _span(cell.get("rowspan"))
        for offset in range(wide):
            if high > 1:
                pending[len(cells)] = high - 1
            cells.append(text if offset == 0 else "")
    _fill(cells, pending)
    return cells


def _texts(cell: etree._Element) -> Iterator[str]:
    yield cell.text or ""
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element is cell:
            continue
        if event == "end":
            yield element.tail or ""
        elif element.tag not in _SILENT:
            # Two lines of a cell are two words.
            yield (" " if element.tag in _BLOCKS else "") + (element.text or "")


def _fill(cells: list[str], pending: dict[int, int]) -> None:
    """Leave places free that a cell above reaches down into."""
    while len(cells) in pending:
        left = pending.pop(len(cells))
        if left > 1:
            pending[len(cells)] = left - 1
        cells.append("")


def _span(text: str | None) -> int:
    return min(_MOST_SPAN, max(1, int(text))) if text and text.strip().isdecimal() else 1
