"""Open PDF files: repaired where they are damaged, and page by page for text or for pictures."""

from __future__ import annotations

import contextlib
import io
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from docaudit.reading.pdf.form_fields import CheckField, read_fields
from docaudit.reading.pdf.standin import boxes_for_fonts, stood_in
from docaudit.reading.results import CannotReadError

log = logging.getLogger(__name__)

# pdfium is not thread-safe; the web server's threads draw pages while others read.
PDFIUM_LOCK = threading.RLock()

# pdfium keeps what it has taken apart until the document is closed: all pictures of a long scan, at last. Measured on
# 1,000 scanned pages: 916 MiB without, see `tests/audit/test_streaming.py`.
_PAGES_AN_OPENING = 100

_DYNAMIC_FORMS = frozenset({pdfium_c.FORMTYPE_XFA_FULL, pdfium_c.FORMTYPE_XFA_FOREGROUND})
# Pixels of the longer side of a page that is drawn for its side effects.
_GLANCE = 8
# Notes that no viewer shows on a screen; of them pdfium itself leaves out only the hidden ones.
_UNSEEN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
# Notes by a pen whose appearance is left to the viewer. A hostile page has millions: the first ones are looked at.
_DRAWN_BY_VIEWERS = frozenset({pdfium_c.FPDF_ANNOT_INK, pdfium_c.FPDF_ANNOT_CIRCLE, pdfium_c.FPDF_ANNOT_SQUARE})
_MOST_NOTES = 5_000
_SHOWS_NOTHING = frozenset({pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP})


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """Open a PDF; an empty user password is tried by the library itself, a damaged file is put together again.

    Raises:
        CannotReadError: it needs a password, is damaged beyond repair, or has no pages.
    """
    return _opened(data)[0]


def _opened(data: bytes) -> tuple[pdfium.PdfDocument, bytes]:
    with PDFIUM_LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            # Of a file without pages pdfium gives the last error that there was, maybe of another file.
            if "password" in str(error).lower() and b"/Encrypt" in data:
                raise CannotReadError("PDF 已加密，需要打开密码", "请提供密码解除后的文件") from error
            return _repaired(data, CannotReadError("PDF 已损坏，无法打开", "请重新导出或重新扫描后提交"))
        if not len(document):
            document.close()
            return _repaired(data, CannotReadError("PDF 没有页面", "请检查文件后重新提交"))
        return document, data


def _repaired(data: bytes, refusal: CannotReadError) -> tuple[pdfium.PdfDocument, bytes]:
    """Let qpdf put together what pdfium cannot: a file that is cut off, or has lost its table of objects."""
    import pikepdf  # noqa: PLC0415  only for damaged files

    buffer = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as found:
            found.save(buffer)
        document = pdfium.PdfDocument(buffer.getvalue())
    except (pikepdf.PdfError, pdfium.PdfiumError, ValueError, RuntimeError) as error:
        log.debug("not repaired: %s", error)
        raise refusal from error
    if not len(document):
        document.close()
        raise refusal
    return document, buffer.getvalue()


@dataclass(slots=True)
class Loaded:
    """A page and its text as pdfium opened them."""

    page: pdfium.PdfPage
    text: pdfium.PdfTextPage
    fields: tuple[CheckField, ...] = ()

    def close(self) -> None:
        """Give both back; closing twice does no harm."""
        with PDFIUM_LOCK:
            self.text.close()
            self.page.close()


class Source:
    """A PDF open for reading: fonts are stood in for while only text is wanted, and loaded to draw a page.

    `is_repaired` says that the file was damaged; pages may be missing.
    """

    def __init__(self, data: bytes) -> None:
        self._document, self._data = _opened(data)
        self.is_repaired = self._data is not data
        self._drawn: pdfium.PdfDocument | None = None
        self._has_boxes = False
        self._loads = 0

    def __len__(self) -> int:
        with PDFIUM_LOCK:
            return len(self._document)

    @property
    def programs(self) -> tuple[str | None, str | None]:
        """The program that wrote the file and the one that its text comes from, as they name themselves."""
        with PDFIUM_LOCK:
            get = self._document.get_metadata_value
            return get("Producer") or None, get("Creator") or None

    @property
    def is_dynamic_form(self) -> bool:
        """Its pages may be made by Adobe's programs as the form is opened, from XML that no other program draws."""
        with PDFIUM_LOCK:
            return pdfium_c.FPDF_GetFormType(self._document.raw) in _DYNAMIC_FORMS

    def load(self, index: int) -> Loaded:
        """Open a page (from 0) for its text and drawing; glyphs may be boxes. All pages before must be closed.

        Raises:
            PdfiumError: the page is damaged.
        """
        with PDFIUM_LOCK, boxes_for_fonts():
            if self._loads and self._loads % _PAGES_AN_OPENING == 0:
                self.close()
                self._document, self._drawn = pdfium.PdfDocument(self._data), None
            self._loads += 1
            page, fields = _page(self._document, index)
            text = page.get_textpage()
            self._has_boxes = stood_in() or self._has_boxes
            return Loaded(page, text, fields)

    @contextlib.contextmanager
    def to_draw(self, loaded: Loaded, index: int) -> Iterator[pdfium.PdfPage]:
        """Lend the page with its own glyphs; the caller holds the lock on pdfium."""
        if not self._has_boxes:
            yield loaded.page
            return
        if self._drawn is None:
            self._drawn = pdfium.PdfDocument(self._data)
        page, _ = _page(self._drawn, index)
        try:
            yield page
        finally:
            page.close()

    def close(self) -> None:
        """Close the file; all pages must be closed before."""
        with PDFIUM_LOCK:
            self._document.close()
            if self._drawn is not None:
                self._drawn.close()


def _page(document: pdfium.PdfDocument, index: int) -> tuple[pdfium.PdfPage, tuple[CheckField, ...]]:
    """Open a page with what is laid over it: filled fields, typed notes and stamps are part of what a viewer shows.

    The check fields are told as well: drawn into the page, their states are strokes like others.
    """
    page = document[index]
    fields: tuple[CheckField, ...] = ()
    count = pdfium_c.FPDFPage_GetAnnotCount(page.raw)
    if count > 0 and any(_is_shown(page, k) for k in range(count)):
        for k in reversed(range(min(count, _MOST_NOTES))):
            if _is_unseen(page, k):
                pdfium_c.FPDFPage_RemoveAnnot(page.raw, k)
        fields = read_fields(page)
        if any(_is_bare(page, k) for k in range(min(count, _MOST_NOTES))):
            # Drawing makes the appearance that is missing, however small it is drawn.
            page.render(scale=_GLANCE / max(1.0, *page.get_size())).close()
        done = pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
        if done == pdfium_c.FLATTEN_SUCCESS:
            page.close()
            page = document[index]
    return page, fields


def _is_shown(page: pdfium.PdfPage, index: int) -> bool:
    note = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
    if not note:
        return False
    kind = pdfium_c.FPDFAnnot_GetSubtype(note)
    pdfium_c.FPDFPage_CloseAnnot(note)
    return kind not in _SHOWS_NOTHING


def _is_unseen(page: pdfium.PdfPage, index: int) -> bool:
    note = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
    if not note:
        return False
    flags = pdfium_c.FPDFAnnot_GetFlags(note)
    pdfium_c.FPDFPage_CloseAnnot(note)
    return bool(flags & _UNSEEN)


def _is_bare(page: pdfium.PdfPage, index: int) -> bool:
    note = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
    if not note:
        return False
    bare = pdfium_c.FPDFAnnot_GetSubtype(note) in _DRAWN_BY_VIEWERS and not pdfium_c.FPDFAnnot_HasKey(note, b"AP")
    pdfium_c.FPDFPage_CloseAnnot(note)
    return bool(bare)
