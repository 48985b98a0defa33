"""Word documents: paragraphs and tables in order, headers, footers, notes, text boxes, and the pictures pasted in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from docaudit.reading.office.docx_numbering import Numbering
from docaudit.reading.office.docx_table import grid_cells
from docaudit.reading.office.docx_text import is_on, paragraph_text, text_boxes
from docaudit.reading.office.ooxml import OfficePackage, R, W
from docaudit.reading.office.pictures import picture_pages
from docaudit.reading.options import ReadOptions
from docaudit.reading.results import CannotReadError
from docaudit.records.pages import Line, Page, Table, TextSource

_DAMAGED = ("Word 文件已损坏，无法打开", "请用 Word 另存后重新提交")
_EMPTY = ("Word 文件没有文字", "如内容为图形，请另存为 PDF 后提交")
_DEEPEST = 200
_TRACKED = "文件含未接受的修订，已按接受修订后的文字读取"
_OBJECTS = "文件内嵌了其他文件或对象（如 Excel 表格），其内容没有读取，请另行提交"


def read_docx(data: bytes, options: ReadOptions) -> Iterator[Page]:
    """Return the text as one page without a picture, then a page for each pasted picture that holds text.

    Paragraphs and table rows are lines, tables are tables too; headers, footers and notes stand at the end, since
    nothing says on which page they fall.

    Raises:
        CannotReadError: it is damaged or holds nothing.
    """
    package = OfficePackage(data, options.limits)
    path = package.main_part("word/document.xml")
    root = package.xml(path)
    body = root.find(f"{W}body") if root is not None else None
    if root is None or body is None:
        raise CannotReadError(*_DAMAGED)
    reader = _Body(Numbering(package.related(path, "numbering"), package.related(path, "styles")))
    reader.read(body)
    lines = [Line(text=text) for text in reader.lines]
    known = set(reader.lines)
    lines.extend(Line(text=text) for text in dict.fromkeys(_edges(package, path, root)) if text not in known)
    pages, losses = picture_pages(_pictures(package, path, root), "Word 文件", options)
    warnings = (*_signs(root), *losses)
    if lines:
        text = Page(
            text_source=TextSource.STRUCTURED, lines=tuple(lines), tables=tuple(reader.tables), warnings=warnings
        )
        return iter((text, *pages))
    if not pages:
        raise CannotReadError(f"{_EMPTY[0]}（{'；'.join(losses)}）" if losses else _EMPTY[0], _EMPTY[1])
    return iter((replace(pages[0], warnings=(*pages[0].warnings, *warnings)), *pages[1:]))


class _Body:
    """Collects lines and tables in printed order, so that numbers are counted as they are printed."""

    def __init__(self, numbering: Numbering) -> None:
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self._numbering = numbering
        # Text of paragraphs whose mark was deleted: it runs on into the next paragraph.
        self._running = ""

    def read(self, container: etree._Element) -> None:
        """Read paragraphs and tables below `container`."""
        for item in _items(container):
            if item.tag == f"{W}p":
                self.lines.extend(self._paragraph(item))
            else:
                self._table(item)

    def _paragraph(self, paragraph: etree._Element) -> list[str]:
        text = paragraph_text(paragraph)
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self._running += text
            return []
        text = self._numbering.mark(paragraph) + self._running + text
        self._running = ""
        pieces = [piece.strip() for piece in text.split("\n")]
        return [piece for piece in (*pieces, *text_boxes(paragraph)) if piece]

    def _table(self, table: etree._Element) -> None:
        place = len(self.tables)
        rows: dict[int, list[str]] = {}

        def cell_text(cell: etree._Element, row: int) -> str:
            texts: list[str] = []
            for item in _items(cell):
                if item.tag == f"{W}p":
                    texts.extend(self._paragraph(item))
                else:
                    # A table in a table is one of its own; the cell round it keeps its text.
                    before, self.lines = self.lines, []
                    self._table(item)
                    texts, self.lines = texts + self.lines, before
            rows.setdefault(row, []).append("\n".join(texts))
            return "\n".join(texts)

        made = grid_cells(table, cell_text)
        if not any(cell.text for cell in made):
            return
        self.tables.insert(place, Table(tuple(made)))
        for _, texts in sorted(rows.items()):
            filled = [text for text in texts if text]
            if len(filled) == 1:
                # A cell that is alone in its row is mere layout: its paragraphs are paragraphs.
                self.lines.extend(filled[0].split("\n"))
            elif filled:
                self.lines.append(" ".join(text.replace("\n", " ") for text in filled))


_TRANSPARENT = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))


def _items(container: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    """Yield paragraphs and tables in order, looking into content controls and tracked insertions."""
    for child in container:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _TRANSPARENT and depth < _DEEPEST:
            yield from _items(child, depth + 1)


def _edges(package: OfficePackage, path: str, root: etree._Element) -> Iterator[str]:
    """Yield what headers, footers and notes say; only those that a section uses."""
    used = {
        reference.get(f"{R}id")
        for kind in ("headerReference", "footerReference")
        for reference in root.iter(f"{W}{kind}")
    }
    for link in package.relations(path):
        if link.kind in ("header", "footer"):
            part = package.xml(link.target) if link.identity in used else None
        else:
            part = package.xml(link.target) if link.kind in ("footnotes", "endnotes") else None
        if part is None:
            continue
        for paragraph in part.iter(f"{W}p"):
            text = paragraph_text(paragraph).strip()
            if text:
                yield text


def _signs(root: etree._Element) -> tuple[str, ...]:
    """Return what a reviewer should know of the file besides its text."""
    warnings = []
    if any(next(root.iter(f"{W}{name}"), None) is not None for name in ("del", "ins", "moveFrom")):
        warnings.append(_TRACKED)
    if any(is_on(found) and _has_text(found) for found in root.iter(f"{W}vanish")):
        warnings.append("文件含隐藏文字，打印时不显示，没有读取")
    if next(root.iter("{urn:schemas-microsoft-com:office:office}OLEObject"), None) is not None:
        warnings.append(_OBJECTS)
    return tuple(warnings)


def _has_text(switch: etree._Element) -> bool:
    properties = switch.getparent()
    run = properties.getparent() if properties is not None else None
    if run is None or run.tag != f"{W}r":
        return False
    return any((text.text or "").strip() for text in run.iterfind(f"{W}t"))


def _pictures(package: OfficePackage, path: str, root: etree._Element) -> Iterator[bytes]:
    """Yield the pictures of the body in order, each file once; those of headers are logos."""
    targets = {link.identity: link.target for link in package.relations(path) if link.kind == "image"}
    seen: set[str] = set()
    for element in root.iter("{*}blip", "{*}imagedata"):
        target = targets.get(element.get(f"{R}embed") or element.get(f"{R}id") or "")
        if target is None or target in seen:
            continue
        seen.add(target)
        data = package.part(target)
        if data:
            yield data
