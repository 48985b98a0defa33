"""Read a PDF page by page: text layer, OCR, or both, whichever the page needs."""

from __future__ import annotations

import io
import logging
import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

from docaudit.errors import DocauditError
from docaudit.reading.alteration import signs_of_pdf
from docaudit.reading.codes import read_codes
from docaudit.reading.geometry import move_words
from docaudit.reading.ocr import threads_allowed
from docaudit.reading.options import ReadOptions
from docaudit.reading.pdf.assemble import assemble
from docaudit.reading.pdf.check import layer_agrees
from docaudit.reading.pdf.drawing import Drawing, read_drawing
from docaudit.reading.pdf.merge import Additions, add, place_in
from docaudit.reading.pdf.needs import LARGE_PICTURE_SHARE, MOST_SEAL_SHARE, code_places, is_invoice, judge
from docaudit.reading.pdf.option_marks import with_marks
from docaudit.reading.pdf.plausible import Trust
from docaudit.reading.pdf.raster import LONGEST_SIDE, draw, is_coloured, on_paper, page_picture
from docaudit.reading.pdf.source import PDFIUM_LOCK, Loaded, Source, open_pdf
from docaudit.reading.pdf.text import TextLayer, read_text
from docaudit.reading.pdf.visible import without
from docaudit.reading.results import CannotReadError, Origin, out_of_memory
from docaudit.reading.scan import read_scan
from docaudit.reading.separators import marked
from docaudit.records.evidence import Box
from docaudit.records.pages import Page, TextSource, Word

log = logging.getLogger(__name__)

# An engine at work with the page that it reads takes at most the first (measured: 1,100 MiB), all else the second.
_ENGINE_MEBIBYTES, _ELSE_MEBIBYTES = 1_500, 500
# Pages that wait for one before them which is still being recognised.
_MOST_AHEAD = 32
_CODES_DPI = 200
# The smallest code that is drawn and no picture has more bars or modules than this.
_LEAST_FILLINGS = 20
_REPAIRED = "PDF 文件已损坏，已尽量修复读取，可能缺页或缺字，请核对原件后重新提交"
# Forms that only Adobe's own programs draw ("XFA") have one page for all others, which asks to wait.
_DYNAMIC = "PDF 为动态表单（XFA），页面只是占位提示，表单内容未能读取，请用 Adobe Reader 打开后打印为 PDF 再提交"
_PLACEHOLDER = re.compile(r"Please wait|请稍候|请等待|請稍候", re.IGNORECASE)
# What a damaged page makes pdfium, Pillow or the arithmetic of its boxes raise.
_DAMAGE = (pdfium.PdfiumError, ValueError, ArithmeticError, MemoryError)


def read_pdf(data: bytes, options: ReadOptions) -> tuple[int, Origin, Iterator[Page]]:
    """Open a PDF and return its number of pages, where it comes from and its pages, read one at a time.

    Raises:
        CannotReadError: see `open_pdf`; or it has too many pages.
    """
    source = Source(data)
    count = len(source)
    if count > options.limits.pages:
        source.close()
        raise CannotReadError(f"PDF 页数 {count} 超过上限 {options.limits.pages}", "请拆分后提交")
    pages = _pages(source, count, options)
    if source.is_repaired:
        pages = _warned(pages, _REPAIRED, always=True)
    if source.is_dynamic_form:
        pages = _warned(pages, _DYNAMIC, always=False)
    producer, creator = source.programs
    return count, Origin(producer or creator, signs_of_pdf(data, creator, producer)), pages


def _warned(pages: Iterator[Page], warning: str, *, always: bool) -> Iterator[Page]:
    """Say on the first page what is wrong with the file, for a dynamic form only where the page is a mere notice."""
    for page in pages:
        said = page.number == 1 and (always or bool(_PLACEHOLDER.search(page.text[:200])))
        yield replace(page, warnings=(*page.warnings, warning)) if said else page


def _engines_within(mebibytes: int) -> int:
    """Return how many engines may work at a time without breaking the limit on the reading process."""
    return max(1, (mebibytes - _ELSE_MEBIBYTES) // _ENGINE_MEBIBYTES)


def _pages(source: Source, count: int, options: ReadOptions) -> Iterator[Page]:
    """Yield the pages in order.

    pdfium takes the next page apart while this one is laid out; pages that need OCR are read several at a time, a few
    ahead and never more, so that memory stays flat.
    """
    threads = options.ocr_threads or threads_allowed()
    wanted = range(count)[options.only.start : options.only.stop] if options.only else range(count)
    jobs = min(options.jobs or threads, len(wanted), _engines_within(options.limits.worker_mebibytes))
    shared = replace(options, ocr_threads=max(1, threads // jobs)) if jobs > 1 else options
    ahead: deque[Page | Future[Page]] = deque()
    recognising = 0
    loader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pdfium")
    pool = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="page")
    following = loader.submit(source.load, wanted.start)
    try:
        for index in wanted:
            found = _surveyed(source, following, index, options)
            if index + 1 < wanted.stop:
                following = loader.submit(source.load, index + 1)
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
        source.close()


@dataclass(frozen=True, slots=True)
class _Survey:
    """All that pdfium has to say about one page; what follows needs it no more.

    `image` is the whole page where it has to be recognised, or, with `check`, where some of its lines have; `areas` are
    parts of it that may hold text, the layer's text left out of them.
    """

    index: int
    size: tuple[float, float]
    layer: TextLayer
    drawing: Drawing
    image: NDArray[np.uint8] | None
    check: bool
    areas: list[tuple[Box, NDArray[np.uint8]]]
    codes: tuple[Word, ...]

    @property
    def needs_ocr(self) -> bool:
        """There is a picture to be recognised."""
        return self.image is not None or bool(self.areas)


def _surveyed(source: Source, loading: Future[Loaded], index: int, options: ReadOptions) -> _Survey | Page:
    """Survey one page; whatever goes wrong on it is its own loss."""
    try:
        return _survey(source, loading.result(), index, options)
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


def _survey(source: Source, loaded: Loaded, index: int, options: ReadOptions) -> _Survey:
    page = loaded.page
    with PDFIUM_LOCK:
        try:
            drawing = read_drawing(page, options.limits.page_objects)
            layer = read_text(page, loaded.text, drawing)
            if not layer.turn:
                signed = with_marks(layer.words, drawing.rules, drawing.marks, loaded.fields, page.get_size())
                layer = replace(layer, words=signed)
            needs = judge(layer, drawing)
            image = None
            if needs.whole or needs.check:
                # Without text the page needs no fonts.
                if len(drawing.invisible) == len(drawing.texts):
                    image = page_picture(page, drawing, options.ocr_dpi)
                else:
                    with source.to_draw(loaded, index) as drawn:
                        image = draw(drawn, options.ocr_dpi)
            stamps = () if is_invoice(layer) else needs.stamps
            areas = []
            if needs.areas or stamps:
                with without(drawing.texts):
                    areas = [(area, draw(page, options.ocr_dpi, area)) for area in needs.areas]
                    seals = [(area, draw(page, options.ocr_dpi, area)) for area in stamps]
                areas += [(area, part) for area, part in seals if is_coloured(part)]
            codes = () if needs.whole else _page_codes(page, layer, drawing)
            return _Survey(index, page.get_size(), layer, drawing, image, needs.check, areas, codes)
        finally:
            loaded.close()


def _finish(survey: _Survey, options: ReadOptions) -> Page:
    layer, number = survey.layer, survey.index + 1
    warnings = ["页面图形对象过多，表格线可能不全"] if survey.drawing.cut_short else []
    image = survey.image
    if image is not None and survey.check:
        agrees = layer_agrees(layer.words, image, options)
        if agrees is None:
            warnings.append(f"第{number}页文字层可疑，未能与页面图像核对")
        elif not agrees:
            warnings.append(f"第{number}页文字层与页面所见不符，已按图像识别")
        image = None if agrees or agrees is None else image
    if image is not None:
        scanned = read_scan(image, options)
        warnings += scanned.warnings
        if scanned.words or not layer.words or survey.check or layer.trust is Trust.RUBBISH:
            wide, high = survey.size
            return marked(replace(scanned, number=number, width=wide, height=high, warnings=tuple(warnings)))
    more = Additions(codes=list(survey.codes))
    for area, picture in survey.areas:
        may_be_seal = area.width * area.height <= MOST_SEAL_SHARE and is_coloured(picture)
        whole, part = on_paper(area, picture) if may_be_seal else (area, picture)
        scanned = read_scan(part, options)
        if area.width * area.height < LARGE_PICTURE_SHARE:
            # A small picture was looked at for a seal; the words of a logo say nothing.
            scanned = Page(seals=scanned.seals)
        add(more, scanned, whole, layer.words)
    page = assemble(layer, survey.drawing.rules, survey.size, more)
    source = TextSource.MIXED if more.has_text else TextSource.TEXT_LAYER
    told = (*warnings, *more.warnings)
    return marked(replace(page, number=number, text_source=source, signs=layer.signs, warnings=told))


def _page_codes(page: pdfium.PdfPage, layer: TextLayer, drawing: Drawing) -> tuple[Word, ...]:
    """Look for codes where they are likely: on small pictures, and all over an invoice."""
    width, height = page.get_size()
    found: list[Word] = []
    # Glyphs may be boxes here: no code is made of glyphs.
    for area in code_places(drawing.pictures, width / max(height, 1e-6)):
        codes = read_codes(draw(page, _CODES_DPI, area), qr_suffices=True)
        found += move_words(codes, place_in(area))
    may_have_one = drawing.pictures or drawing.fillings >= _LEAST_FILLINGS
    if found or not (is_invoice(layer) and may_have_one):
        return tuple(found)
    return read_codes(draw(page, _CODES_DPI), qr_suffices=True)


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
            scale = min(width / max(size[0], 1.0), 4 * LONGEST_SIDE / max(size[1], 1.0))
            bitmap = shown.render(scale=scale)
            image: Image.Image = bitmap.to_pil().convert("RGB")
            bitmap.close()
            shown.close()
        finally:
            document.close()
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
