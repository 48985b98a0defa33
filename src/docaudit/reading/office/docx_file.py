"""Word documents: paragraphs and tables in order, headers, footers, text boxes and check boxes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, cast

import docx
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph
from lxml import etree

from docaudit.reading.archive import check_container
from docaudit.reading.options import Limits
from docaudit.reading.results import CannotReadError
from docaudit.reading.symbols import symbol
from docaudit.records.pages import Cell, Line, Page, Table, TextSource

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Tracked deletions, field codes, properties; text boxes are read on their own.
_NOT_PRINTED = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "pPr", "rPr", "drawing", "pict", "object")
) | {f"{_MC}AlternateContent"}
_DEEPEST = 200


def read_docx(data: bytes, limits: Limits) -> Page:
    """Return the whole document as one page without a picture: paragraphs and table rows as lines, tables as tables.

    Raises:
        CannotReadError: it is damaged or holds nothing.
    """
    check_container(data, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        lines, tables = _body(document)
        edges = list(_edges(document))
    except (KeyError, ValueError, AttributeError, IndexError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise CannotReadError("Word 文件已损坏，无法打开", "请用 Word 另存后重新提交") from error
    texts = {line.text for line in lines}
    lines.extend(Line(text=text) for text in dict.fromkeys(edges) if text not in texts)
    if not lines:
        raise CannotReadError("Word 文件没有文字", "如内容为图片，请另存为 PDF 后提交")
    return Page(text_source=TextSource.STRUCTURED, lines=tuple(lines), tables=tuple(tables))


def _body(document: docx.document.Document) -> tuple[list[Line], list[Table]]:
    lines: list[Line] = []
    tables: list[Table] = []
    numbering = _Numbering(document)
    for item in _items(document.element.body, document):
        if isinstance(item, Paragraph):
            text = numbering.mark(item) + paragraph_text(item._p)
            if text.strip():
                lines.extend(Line(text=piece.strip()) for piece in text.split("\n") if piece.strip())
            for box in _text_boxes(item._p):
                lines.append(Line(text=box))
        else:
            table = _table(item)
            if table is None:
                continue
            tables.append(table)
            for row in table.rows():
                texts = [cell.text.replace("\n", " ") for cell in row if cell is not None and cell.text]
                if texts:
                    lines.append(Line(text=" ".join(texts)))
    return lines, tables


def _items(container: etree._Element, parent: Any, depth: int = 0) -> Iterator[Paragraph | DocxTable]:
    """Yield paragraphs and tables in order, looking into content controls and tracked insertions."""
    for child in container:
        if child.tag == f"{_W}p":
            yield Paragraph(cast("Any", child), parent)
        elif child.tag == f"{_W}tbl":
            yield DocxTable(cast("Any", child), parent)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml") and depth < _DEEPEST:
            yield from _items(child, parent, depth + 1)


def paragraph_text(paragraph: etree._Element) -> str:
    """Return what is printed: tracked deletions and field codes left out, check boxes as ☑ or □."""
    return "".join(_pieces(paragraph, 0))


def _pieces(element: etree._Element, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag == f"{_W}tab":
            # In paragraph properties a `tab` is a tab stop; only those inside runs are printed.
            yield "\t" if element.tag == f"{_W}r" else ""
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif tag == f"{_W}sym":
            yield symbol(child.get(f"{_W}char") or "")
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag == f"{_W}checkBox":
            ticked = child.find(f"{_W}checked")
            if ticked is None:
                ticked = child.find(f"{_W}default")
            yield "☑" if ticked is not None and ticked.get(f"{_W}val", "1") not in ("0", "false") else "□"
        elif tag == f"{_W}sdt":
            yield from _content_control(child, depth)
        elif tag in _NOT_PRINTED:
            continue
        elif isinstance(tag, str):
            yield from _pieces(child, depth + 1)


def _content_control(control: etree._Element, depth: int) -> Iterator[str]:
    properties = control.find(f"{_W}sdtPr")
    box = properties.find(f"{_W14}checkbox") if properties is not None else None
    if box is not None:
        ticked = box.find(f"{_W14}checked")
        yield "☑" if ticked is not None and ticked.get(f"{_W14}val", "1") in ("1", "true") else "□"
        return
    content = control.find(f"{_W}sdtContent")
    if content is not None:
        yield from _pieces(content, depth + 1)


def _text_boxes(paragraph: etree._Element) -> Iterator[str]:
    seen: set[str] = set()
    for box in paragraph.iter(f"{_W}txbxContent"):
        # Word writes each box twice, for new and for old readers.
        if any(ancestor.tag == f"{_MC}Fallback" for ancestor in box.iterancestors()):
            continue
        for inner in box.iter(f"{_W}p"):
            text = paragraph_text(inner).strip()
            if text and text not in seen:
                seen.add(text)
                yield text


def _edges(document: docx.document.Document) -> Iterator[str]:
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if part.is_linked_to_previous:
                continue
            for paragraph in part._element.iter(f"{_W}p"):
                text = paragraph_text(paragraph).strip()
                if text:
                    yield text


def _table(table: DocxTable) -> Table | None:
    cells: list[Cell] = []
    # column -> index into `cells` of the cell that a vertical merge continues
    open_merges: dict[int, int] = {}
    rows = table._tbl.findall(f"{_W}tr") or list(table._tbl.iter(f"{_W}tr"))
    for row_index, row in enumerate(rows):
        column = _grid_before(row)
        for cell in _row_cells(row):
            wide = _grid_span(cell)
            merge = _vertical_merge(cell)
            if merge == "continue" and column in open_merges:
                above = cells[open_merges[column]]
                cells[open_merges[column]] = Cell(
                    row=above.row,
                    column=above.column,
                    text=above.text,
                    row_span=row_index - above.row + 1,
                    column_span=above.column_span,
                )
            else:
                cells.append(Cell(row=row_index, column=column, text=_cell_text(cell), column_span=wide))
                if merge == "restart":
                    open_merges[column] = len(cells) - 1
                else:
                    open_merges.pop(column, None)
            column += wide
    return Table(tuple(cells)) if any(c.text for c in cells) else None


def _row_cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            if content is not None:
                yield from content.iterchildren(f"{_W}tc")


def _cell_text(cell: etree._Element) -> str:
    texts = (paragraph_text(p).strip() for p in cell.iter(f"{_W}p"))
    return "\n".join(text for text in texts if text)


def _grid_span(cell: etree._Element) -> int:
    found = cell.find(f"{_W}tcPr/{_W}gridSpan")
    text = found.get(f"{_W}val", "1") if found is not None else "1"
    return min(500, max(1, int(text))) if text.isdecimal() else 1


def _grid_before(row: etree._Element) -> int:
    found = row.find(f"{_W}trPr/{_W}gridBefore")
    text = found.get(f"{_W}val", "0") if found is not None else "0"
    return min(500, int(text)) if text.isdecimal() else 0


def _vertical_merge(cell: etree._Element) -> str | None:
    found = cell.find(f"{_W}tcPr/{_W}vMerge")
    return None if found is None else found.get(f"{_W}val", "continue")


class _Numbering:
    """Counts automatic paragraph numbers, which are printed but stand nowhere in the text."""

    _CHINESE = "零一二三四五六七八九十"

    def __init__(self, document: docx.document.Document) -> None:
        self._counts: dict[tuple[str, int], int] = {}
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        try:
            root = document.part.numbering_part._element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {a.get(f"{_W}abstractNumId"): a for a in root.findall(f"{_W}abstractNum")}
        for number in root.findall(f"{_W}num"):
            link = number.find(f"{_W}abstractNumId")
            found = abstract.get(link.get(f"{_W}val")) if link is not None else None
            if found is None:
                continue
            levels = {}
            for level in found.findall(f"{_W}lvl"):
                start = _value(level, "start", "1")
                levels[int(level.get(f"{_W}ilvl", "0"))] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(start) if start.isdecimal() else 1,
                )
            self._levels[number.get(f"{_W}numId", "")] = levels

    def mark(self, paragraph: Paragraph) -> str:
        """Return the printed number before a paragraph, empty for bullets and unnumbered ones."""
        place = paragraph._p.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.style
        if place is None and style is not None:
            place = style.element.find(f"{_W}pPr/{_W}numPr")
        if place is None:
            return ""
        identity, depth_text = _value(place, "numId", "0"), _value(place, "ilvl", "0")
        depth = int(depth_text) if depth_text.isdecimal() else 0
        levels = self._levels.get(identity)
        if not levels or depth not in levels:
            return ""
        _, pattern, start = levels[depth]
        self._counts[identity, depth] = self._counts.get((identity, depth), start - 1) + 1
        for deeper in range(depth + 1, 10):
            self._counts.pop((identity, deeper), None)
        if levels[depth][0] == "bullet":
            return ""
        for level in range(depth + 1):
            kind, _, first = levels.get(level, ("decimal", "", 1))
            count = self._counts.get((identity, level), first)
            pattern = pattern.replace(f"%{level + 1}", self._written(count, kind))
        return pattern + " " if pattern and pattern[-1].isascii() else pattern

    def _written(self, count: int, kind: str) -> str:
        if "hinese" in kind or "ideograph" in kind.lower() or kind == "japaneseCounting":
            tens, ones = divmod(count, 10)
            if count <= 10:
                return self._CHINESE[count]
            return ("" if tens == 1 else self._CHINESE[tens % 10]) + "十" + (self._CHINESE[ones] if ones else "")
        if kind in ("upperLetter", "lowerLetter"):
            letter = chr(ord("A") + (count - 1) % 26)
            return letter if kind == "upperLetter" else letter.lower()
        return str(count)


def _value(element: etree._Element, name: str, default: str) -> str:
    found = element.find(f"{_W}{name}")
    return default if found is None else found.get(f"{_W}val", default)
