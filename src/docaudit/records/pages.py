"""What reading hands on: pages of words, lines and tables, whatever the file was."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from docaudit.records.alteration import Sign
from docaudit.records.evidence import Box, Evidence

SealShape: TypeAlias = Literal["round", "oval", "square", "rectangle"]
SealColour: TypeAlias = Literal["red", "blue", "violet"]


class TextSource(enum.StrEnum):
    """How a page's text was got (interface.md, `text_source`)."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    MIXED = "mixed"
    STRUCTURED = "structured"


@dataclass(frozen=True, slots=True)
class Word:
    """A run of glyphs without a wide gap: one OCR box, or one text-layer run; `confidence` 0 to 1."""

    text: str
    box: Box
    confidence: float = 1.0
    origin: TextSource = TextSource.TEXT_LAYER


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A seal pressed on a page.

    Attributes:
        text: all that could be read in it, the name along its edge first, pieces parted by blanks; empty where nothing
            could be read for sure.
        box: around the seal.
        confidence: that `text` is right as a whole, 0 to 1.
        name: who owns it: the text along the edge of a round or oval seal, or a name seal's; empty otherwise.
        whole: False where the page's edge cuts it, as it does a seal across the seam of several sheets (骑缝章).
    """

    text: str
    box: Box
    confidence: float
    shape: SealShape
    colour: SealColour
    name: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: its printed label, the writing's box (or the empty place's), and whether a hand wrote there.

    `present` is None where the picture does not tell; whose hand it is, is not read.
    """

    label: str
    box: Box
    present: bool | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side, left to right; on a source without a page picture one paragraph with no words' boxes.

    `row` is the physical line of a text source, from 1; `column` tells the columns of prose of a page apart, in the
    order in which they are read, from 1; it is 0 for a line across the page.
    """

    text: str
    words: tuple[Word, ...] = ()
    box: Box | None = None
    confidence: float = 1.0
    row: int | None = None
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; `row` and `column` are its place in the table from 0, spans count cells.

    `text` is the printed text, lines joined by a newline. For a spreadsheet `sheet_row` is the physical row from 1
    and `text` the value as a reader sees it (a date as ISO 8601, a number without float noise).
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None
    words: tuple[Word, ...] = ()
    confidence: float = 1.0
    sheet_row: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in row order; empty cells are present, merged cells stand once at their top left."""

    cells: tuple[Cell, ...]
    box: Box | None = None
    ruled: bool = True

    @property
    def row_count(self) -> int:
        """Number of rows."""
        return max((c.row + c.row_span for c in self.cells), default=0)

    @property
    def column_count(self) -> int:
        """Number of columns."""
        return max((c.column + c.column_span for c in self.cells), default=0)

    def rows(self) -> list[list[Cell | None]]:
        """Return the grid; a merged cell stands at its top left, the places it covers are None."""
        grid: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell
        return grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a paged source, one sheet of a workbook, or the whole of a source without pages.

    Attributes:
        number: from 1; None for sheets, docx, OFD without a page picture and XML.
        sheet: the sheet's name; None for csv and text, and for pages.
        is_sheet: rows of `tables[0]` carry `sheet_row`; evidence is sheet and row.
        width, height: of the page as a viewer shows it, in points (PDF) or pixels (image); 0 without a picture.
        words: all words in reading order (empty for sheets and docx).
        lines: all lines in reading order, those inside tables too; paragraphs for docx.
        tables: in reading order.
        codes: texts of QR codes with their boxes.
        signatures: places to sign on a scanned page, and whether handwriting stands there.
        structured: (path, value) leaves of an attached or whole XML, in document order.
        seals: pressed on it, with what they say; their text is no part of `words`.
        papers: the several papers that lie on one picture, each as a page with a `region` and a turn of its own (the
            number is this page's); empty where the picture shows one. The page's words, lines and tables are theirs.
        region: the box of such a paper on its page.
        blank: nothing to read on it.
        separator: a sheet that only parts documents: a code, or the word for what it is, and nothing else.
        turned_degrees: the clockwise turn that reading applied before OCR; boxes are already turned back.
        skew_degrees: by how much the lines lean clockwise on the page so turned; boxes enclose the leaning words.
        signs: that something on it was changed after it had been made; their page is left to whoever reads them.
    """

    number: int | None = None
    sheet: str | None = None
    is_sheet: bool = False
    width: float = 0.0
    height: float = 0.0
    text_source: TextSource = TextSource.TEXT_LAYER
    words: tuple[Word, ...] = ()
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    codes: tuple[Word, ...] = ()
    seals: tuple[Seal, ...] = ()
    papers: tuple[Page, ...] = ()
    region: Box | None = None
    signatures: tuple[Signature, ...] = ()
    structured: tuple[tuple[str, str], ...] = ()
    blank: bool = False
    separator: bool = False
    turned_degrees: int = 0
    skew_degrees: float = 0.0
    signs: tuple[Sign, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All lines joined by newlines."""
        return "\n".join(line.text for line in self.lines)

    def evidence(self, text: str, words: Iterable[Word] = (), box: Box | None = None) -> Evidence:
        """Return the evidence for `text`, boxed by `words` or `box` where the page has a picture."""
        if box is None:
            boxes = [w.box for w in words]
            box = Box.union(boxes) if boxes else None
        return Evidence(text=text, page=self.number, box=box if self.number is not None else None)

    def cell_evidence(self, cell: Cell, text: str | None = None) -> Evidence:
        """Return the evidence of a table cell: sheet and row for a spreadsheet, page and box otherwise."""
        shown = cell.text if text is None else text
        if self.is_sheet:
            return Evidence(text=shown, sheet=self.sheet, row=cell.sheet_row)
        box = Box.union(w.box for w in cell.words) if cell.words else cell.box
        return Evidence(text=shown, page=self.number, box=box if self.number is not None else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One innermost file that was opened.

    `source` is its name as the interface prints it, `sha256` of its bytes, `format` the content's kind (``pdf``,
    ``image``, ``xlsx``, ``xls``, ``csv``, ``docx``, ``ofd``, ``xml``, ``text``), `page_count` None where the format has
    no pages, `signs` what the file as a whole shows of changes after it had been made.
    """

    source: str
    sha256: str
    format: str
    page_count: int | None = None
    producer: str | None = None
    signs: tuple[Sign, ...] = ()
