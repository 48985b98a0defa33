"""Read a PDF page by page: text layer, OCR, or both, whichever the page needs."""

from __future__ import annotations

import io
import logging
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray
from PIL import Image

from docaudit.errors import DocauditError
from docaudit.reading.codes import read_codes
from docaudit.reading.geometry import map_by, move_lines, move_tables, move_words, quarter_turn
from docaudit.reading.layout import Rule, build_tables, group_lines
from docaudit.reading.ocr import threads_allowed
from docaudit.reading.options import ReadOptions
from docaudit.reading.pdf.drawing import Drawing, Picture, read_drawing
from docaudit.reading.pdf.text import TextLayer, read_text
from docaudit.reading.results import CannotReadError, out_of_memory
from docaudit.reading.scan import read_scan
from docaudit.records.evidence import Box
from docaudit.records.pages import Page, Table, TextSource, Word

log = logging.getLogger(__name__)

# pdfium is not thread-safe; the web server's threads draw pages while others read.
PDFIUM_LOCK = threading.RLock()

# A picture at least this share of the page may hold text of its own; smaller ones are seals, logos, codes.
_LARGE_PICTURE_SHARE = 0.06
_WHOLE_PAGE_SHARE = 0.85
# Fewer characters than this on a page covered by a picture are a watermark, a page number or a scanner's mark.
_WATERMARK_CHARACTERS = 40
_MOST_RENDER_SIDE = 3600
# Pages that wait for one before them which is still being recognised.
_MOST_AHEAD = 32
_LEAST_PICTURE_PIXELS = 120
# What a damaged page makes pdfium, Pillow or the arithmetic of its boxes raise.
_DAMAGE = (pdfium.PdfiumError, ValueError, ArithmeticError, MemoryError)
_PREVIEW_DPI, _MOST_DIFFERENCE = 24, 20.0


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """Open a PDF; an empty user password is tried by the library itself.

    Raises:
        CannotReadError: it needs a password, is damaged, or has no pages.
    """
    with PDFIUM_LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if "password" in str(error).lower():
                raise CannotReadError("PDF 已加密，需要打开密码", "请提供密码解除后的文件") from error
            raise CannotReadError("PDF 已损坏，无法打开", "请重新导出或重新扫描后提交") from error
        if not len(document):
            document.close()
            raise CannotReadError("PDF 没有页面", "请检查文件后重新提交")
        return document


def read_pdf(data: bytes, options: ReadOptions) -> tuple[int, str | None, Iterator[Page]]:
    """Open a PDF and return its number of pages, its producer and its pages, read one at a time.

    Raises:
        CannotReadError: see `open_pdf`; or it has too many pages.
    """
    document = open_pdf(data)
    with PDFIUM_LOCK:
        count = len(document)
        producer = document.get_metadata_value("Producer") or document.get_metadata_value("Creator") or None
    if count > options.limits.pages:
        raise CannotReadError(f"PDF 页数 {count} 超过上限 {options.limits.pages}", "请拆分后提交")
    return count, producer, _pages(document, count, options)


def _pages(document: pdfium.PdfDocument, count: int, options: ReadOptions) -> Iterator[Page]:
    """Yield the pages in order.

    pdfium takes the next page apart while this one is laid out; pages that need OCR are read several at a time, a few
    ahead and never more, so that memory stays flat.
    """
    threads = options.ocr_threads or threads_allowed()
    wanted = range(count)[options.only.start : options.only.stop] if options.only else range(count)
    jobs = min(options.jobs or threads, len(wanted))
    shared = replace(options, ocr_threads=max(1, threads // jobs)) if jobs > 1 else options
    ahead: deque[Page | Future[Page]] = deque()
    recognising = 0
    loader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pdfium")
    pool = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="page")
    following = loader.submit(_load, document, wanted.start)
    try:
        for index in wanted:
            found = _surveyed(following, index, options)
            if index + 1 < wanted.stop:
                following = loader.submit(_load, document, index + 1)
            if isinstance(found, _Survey) and found.needs_ocr:
                ahead.append(pool.submit(_finished, found, shared))
                recognising += 1
            else:
                ahead.append(_finished(found, options) if isinstance(found, _Survey) else found)
            while ahead and (recognising > 2 * jobs or len(ahead) > _MOST_AHEAD or not isinstance(ahead[0], Future)):
                first = ahead.popleft()
                recognising -= isinstance(first, Future)
                yield first.result() if isinstance(first, Future) else first
        for first in ahead:
            yield first.result() if isinstance(first, Future) else first
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        loader.shutdown(wait=True)
        # A caller that stops early leaves a page open, and a document must not be closed under it.
        if following.exception() is None:
            following.result().close()
        with PDFIUM_LOCK:
            document.close()


@dataclass(slots=True)
class _Loaded:
    """A page and its text as pdfium opened them."""

    page: pdfium.PdfPage
    text: pdfium.PdfTextPage

    def close(self) -> None:
        """Give both back; closing twice does no harm."""
        with PDFIUM_LOCK:
            self.text.close()
            self.page.close()


def _load(document: pdfium.PdfDocument, index: int) -> _Loaded:
    with PDFIUM_LOCK:
        page = document[index]
        return _Loaded(page, page.get_textpage())


@dataclass(frozen=True, slots=True)
class _Survey:
    """All that pdfium has to say about one page; what follows needs it no more.

    `image` is the whole page where it has to be recognised, `areas` are pictures on it that may hold text.
    """

    index: int
    size: tuple[float, float]
    layer: TextLayer
    drawing: Drawing
    image: NDArray[np.uint8] | None
    areas: list[tuple[Box, NDArray[np.uint8]]]
    codes: tuple[Word, ...]

    @property
    def needs_ocr(self) -> bool:
        """There is a picture to be recognised."""
        return self.image is not None or bool(self.areas)


def _surveyed(loading: Future[_Loaded], index: int, options: ReadOptions) -> _Survey | Page:
    """Survey one page; whatever goes wrong on it is its own loss."""
    try:
        return _survey(loading.result(), index, options)
    except _DAMAGE as error:
        return _damaged(index, error, options)
    except Exception:
        log.exception("reading stopped on page %d", index + 1)
        return _stopped(index)


def _finished(survey: _Survey, options: ReadOptions) -> Page:
    try:
        return _finish(survey, options)
    except DocauditError:
        raise
    except _DAMAGE as error:
        return _damaged(survey.index, error, options)
    except Exception:
        log.exception("reading stopped on page %d", survey.index + 1)
        return _stopped(survey.index)


def _damaged(index: int, error: Exception, options: ReadOptions) -> Page:
    log.warning("page %d could not be read: %s", index + 1, type(error).__name__)
    if isinstance(error, MemoryError):
        reason, advice = out_of_memory(options.limits)
        return Page(number=index + 1, warnings=(f"第{index + 1}页{reason}，未能读取；{advice}",))
    return Page(number=index + 1, warnings=(f"第{index + 1}页已损坏，无法读取",))


def _stopped(index: int) -> Page:
    return Page(number=index + 1, warnings=(f"第{index + 1}页无法识读：识别中断，请核对原件后重新扫描",))


def _survey(loaded: _Loaded, index: int, options: ReadOptions) -> _Survey:
    page = loaded.page
    with PDFIUM_LOCK:
        try:
            size = page.get_size()
            layer = read_text(page, loaded.text)
            drawing = read_drawing(page, options.limits.page_objects)
            pictures = _text_pictures(layer, drawing)
            whole = _needs_whole_ocr(layer, pictures)
            image = _page_image(page, drawing, size, options) if whole else None
            areas = [] if whole else [(p.box, _cut_image(page, p, size, options)) for p in pictures]
            codes = () if whole else _page_codes(page, layer, drawing, size)
        finally:
            loaded.close()
    return _Survey(index, size, layer, drawing, image, areas, codes)


def _finish(survey: _Survey, options: ReadOptions) -> Page:
    layer, size, number = survey.layer, survey.size, survey.index + 1
    warnings = ("页面图形对象过多，表格线可能不全",) if survey.drawing.cut_short else ()
    if survey.image is not None:
        scanned = read_scan(survey.image, options)
        kept = scanned.words or not layer.words or layer.is_rubbish
        if kept:
            return replace(
                scanned, number=number, width=size[0], height=size[1], warnings=(*warnings, *scanned.warnings)
            )
    words = list(layer.words)
    source = TextSource.TEXT_LAYER
    for box, picture in survey.areas:
        found = [w for w in _placed(read_scan(picture, options).words, box) if not _doubled(w, layer.words)]
        if found:
            words.extend(found)
            source = TextSource.MIXED
    page_made = _assemble(words, survey.drawing.rules, size, layer.turn)
    return replace(page_made, number=number, text_source=source, codes=survey.codes, warnings=warnings)


def _needs_whole_ocr(layer: TextLayer, pictures: list[Picture]) -> bool:
    covered = max((p.box.width * p.box.height for p in pictures), default=0.0)
    if layer.is_rubbish:
        return True
    if not layer.words:
        return bool(pictures) or layer.characters > 0
    if covered < 0.5:
        return False
    return layer.invisible or layer.characters < _WATERMARK_CHARACTERS or layer.cjk == 0


def _text_pictures(layer: TextLayer, drawing: Drawing) -> list[Picture]:
    """Return the pictures that may hold text which the layer does not have."""
    large = [
        p
        for p in drawing.pictures
        if p.box.width * p.box.height >= _LARGE_PICTURE_SHARE and min(p.pixel_size) >= _LEAST_PICTURE_PIXELS
    ]
    if large or not drawing.pictures or layer.words:
        return large
    # A page in strips: many small pictures and no text are one scan.
    union = Box.union(p.box for p in drawing.pictures)
    return drawing.pictures[:1] if union.width * union.height >= _LARGE_PICTURE_SHARE else []


def _page_image(
    page: pdfium.PdfPage, drawing: Drawing, size: tuple[float, float], options: ReadOptions
) -> NDArray[np.uint8]:
    """Return the page for OCR: the scan's own pixels where one picture is the whole page, else a rendering."""
    if len(drawing.pictures) == 1 and not page.get_rotation() and not drawing.rules:
        picture = drawing.pictures[0]
        box = picture.box
        long_side = max(picture.pixel_size)
        whole = box.x0 < 0.005 and box.y0 < 0.005 and box.x1 > 0.995 and box.y1 > 0.995
        if picture.upright and whole and 1200 <= long_side <= _MOST_RENDER_SIDE:
            native = _native(picture)
            if native is not None and _looks_like(native, _render(page, size, _PREVIEW_DPI)):
                return native
    return _render(page, size, options.ocr_dpi)


def _native(picture: Picture) -> NDArray[np.uint8] | None:
    bitmap = pdfium_c.FPDFImageObj_GetBitmap(picture.raw)
    if not bitmap:
        return None
    made = pdfium.PdfBitmap.from_raw(bitmap)
    # The picture is copied below before the buffer goes.
    made.warn_on_close = False
    try:
        image = made.to_pil().convert("RGB")
        return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
    except (ValueError, KeyError, RuntimeError):
        return None
    finally:
        made.close()


def _looks_like(native: NDArray[np.uint8], shown: NDArray[np.uint8]) -> bool:
    """Compare with the page as shown: masks, inverted colours and clips are not in an image's own pixels."""
    high, wide = shown.shape[:2]
    small = cv2.resize(native, (wide, high), interpolation=cv2.INTER_AREA)
    return float(np.abs(small.astype(np.int16) - shown.astype(np.int16)).mean()) < _MOST_DIFFERENCE


def _render(page: pdfium.PdfPage, size: tuple[float, float], dpi: int) -> NDArray[np.uint8]:
    scale = min(dpi / 72, _MOST_RENDER_SIDE / max(*size, 1.0))
    bitmap = page.render(scale=scale, rev_byteorder=False)
    try:
        array = np.asarray(bitmap.to_numpy())
        if array.ndim == 2:
            array = np.repeat(array[:, :, None], 3, axis=2)
        return np.ascontiguousarray(array[:, :, :3])
    finally:
        bitmap.close()


def _cut_image(
    page: pdfium.PdfPage, picture: Picture, size: tuple[float, float], options: ReadOptions
) -> NDArray[np.uint8]:
    whole = _render(page, size, options.ocr_dpi)
    high, wide = whole.shape[:2]
    box = picture.box
    x0, y0 = int(box.x0 * wide), int(box.y0 * high)
    x1, y1 = max(x0 + 1, round(box.x1 * wide)), max(y0 + 1, round(box.y1 * high))
    return np.ascontiguousarray(whole[y0:y1, x0:x1])


def _placed(words: tuple[Word, ...], area: Box) -> list[Word]:
    def place(box: Box) -> Box:
        return Box(
            area.x0 + box.x0 * area.width,
            area.y0 + box.y0 * area.height,
            area.x0 + box.x1 * area.width,
            area.y0 + box.y1 * area.height,
        )

    return [replace(w, box=place(w.box)) for w in words]


def _doubled(word: Word, layer: tuple[Word, ...]) -> bool:
    return any(word.box.overlap(other.box) > 0.3 for other in layer)


def _page_codes(
    page: pdfium.PdfPage, layer: TextLayer, drawing: Drawing, size: tuple[float, float]
) -> tuple[Word, ...]:
    """Look for QR codes where one is likely: a small square picture, or an invoice."""
    squares = [
        p
        for p in drawing.pictures
        if p.box.width and 0.8 < (p.box.width * size[0]) / max(p.box.height * size[1], 1e-6) < 1.25
    ]
    if not squares and not any("发票" in w.text or "發票" in w.text for w in layer.words[:400]):
        return ()
    return read_codes(_render(page, size, 200), qr_suffices=True)


def _assemble(words: list[Word], rules: list[Rule], size: tuple[float, float], turn: int) -> Page:
    """Lay words and rules out in the upright picture and bring the boxes back to the viewer's page."""
    width, height = size
    if turn:
        upright = map_by(quarter_turn(turn))
        words = list(move_words(words, upright))
        rules = [_turned_rule(rule, turn) for rule in rules]
        if turn % 180:
            width, height = height, width
    aspect = width / height if height else 1.0
    tables: tuple[Table, ...] = ()
    if len(rules) >= 3:
        tables, cut = build_tables(rules, words, aspect=aspect, tolerance=2.0 / max(height, 1.0))
        words = list(cut)
    lines = group_lines(words, aspect)
    ordered = tuple(w for line in lines for w in line.words)
    if turn:
        back = map_by(quarter_turn(-turn % 360))
        ordered, lines, tables = move_words(ordered, back), move_lines(lines, back), move_tables(tables, back)
    return Page(
        width=size[0],
        height=size[1],
        words=ordered,
        lines=lines,
        tables=tables,
        blank=not words,
        turned_degrees=turn,
    )


def _turned_rule(rule: Rule, turn: int) -> Rule:
    ends = (
        ((rule.start, rule.at), (rule.end, rule.at))
        if rule.horizontal
        else ((rule.at, rule.start), (rule.at, rule.end))
    )
    matrix = quarter_turn(turn)
    (ax, ay), (bx, by) = ((matrix @ np.array([x, y, 1.0]))[:2].tolist() for x, y in ends)
    if abs(ax - bx) >= abs(ay - by):
        return Rule(True, (ay + by) / 2, min(ax, bx), max(ax, bx))
    return Rule(False, (ax + bx) / 2, min(ay, by), max(ay, by))


def render_page(data: bytes, page: int, width: int) -> bytes:
    """Return a PNG of page `page` (from 1), `width` pixels wide.

    Raises:
        CannotReadError: no such page, or the file cannot be opened.
    """
    document = open_pdf(data)
    with PDFIUM_LOCK:
        try:
            if not 1 <= page <= len(document):
                raise CannotReadError(f"没有第{page}页", "请检查页码")
            shown = document[page - 1]
            size = shown.get_size()
            scale = min(width / max(size[0], 1.0), 4 * _MOST_RENDER_SIDE / max(size[1], 1.0))
            bitmap = shown.render(scale=scale)
            image: Image.Image = bitmap.to_pil().convert("RGB")
            bitmap.close()
            shown.close()
        finally:
            document.close()
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
