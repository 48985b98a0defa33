"""The readers that the benchmarks compare, each as it comes, and each giving words with their places."""

from __future__ import annotations

import importlib.util
import io
import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2 as pdfium
import pytesseract
from PIL import Image
from texts import scan_pdf

from docaudit.reading import ReadOptions, SourcePages, read_path
from docaudit.records.evidence import Box
from docaudit.records.pages import Page, TextSource, Word

ScanReader = Callable[[Sequence[bytes]], Iterator[list[Word]]]
"""Reads JPEGs of pages, in order."""


def pages_of(path: Path, options: ReadOptions | None = None) -> Iterator[Page]:
    """Yield the pages of a file as docaudit reads it."""
    for source in read_path(path, options):
        if not isinstance(source, SourcePages):
            msg = f"{source.source}: {source.reason}"
            raise TypeError(msg)
        yield from source.pages


def text_by_docaudit(path: Path, options: ReadOptions | None = None) -> Iterator[str]:
    """Yield the text of each page: words with boxes, lines and tables were found."""
    for page in pages_of(path, options):
        yield "".join(line.text for line in page.lines)


def text_by_pdfplumber(path: Path) -> Iterator[str]:
    """Yield the words of each page; boxes were found."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            yield "".join(word["text"] for word in page.extract_words())
            page.close()


def text_by_pdfium(path: Path) -> Iterator[str]:
    """Yield the text of each page after asking pypdfium2 for the box of every character."""
    document = pdfium.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            text.get_charbox(index)
        yield text.get_text_range()
    document.close()


def scans_by_docaudit(dpi: int, options: ReadOptions | None = None) -> ScanReader:
    """Return docaudit's reading of a PDF of the scans, from opening the file to tables and lines."""

    def read(jpegs: Sequence[bytes]) -> Iterator[list[Word]]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "scan.pdf"
            path.write_bytes(scan_pdf(jpegs, dpi))
            for page in pages_of(path, options):
                yield list(page.words)

    return read


def scans_by_rapidocr() -> ScanReader:
    """Return RapidOCR with the settings of its package; the pictures are given to it unpacked."""
    from rapidocr import RapidOCR  # noqa: PLC0415  only where scans are compared

    engine = RapidOCR(params={"Global.log_level": "error"})

    def read(jpegs: Sequence[bytes]) -> Iterator[list[Word]]:
        for jpeg in jpegs:
            picture = np.asarray(_opened(jpeg))[:, :, ::-1]
            result = engine(picture)
            boxes, texts = getattr(result, "boxes", None), getattr(result, "txts", None)
            scores = getattr(result, "scores", None)
            high, wide = picture.shape[:2]
            yield (
                []
                if boxes is None or texts is None or scores is None
                else [
                    _word(text, (*b.min(axis=0), *b.max(axis=0)), (wide, high), float(score))
                    for b, text, score in zip(boxes, texts, scores, strict=True)
                ]
            )

    return read


def scans_by_tesseract(psm: int) -> ScanReader:
    """Return tesseract with chi_sim and a way of segmenting pages; 3 is its own."""

    def read(jpegs: Sequence[bytes]) -> Iterator[list[Word]]:
        for jpeg in jpegs:
            picture = _opened(jpeg)
            found = pytesseract.image_to_data(
                picture, lang="chi_sim", config=f"--psm {psm}", output_type=pytesseract.Output.DICT
            )
            yield [
                _word(text, (left, top, left + wide, top + high), picture.size, max(0.0, float(confidence)) / 100)
                for text, left, top, wide, high, confidence in zip(
                    *(found[key] for key in ("text", "left", "top", "width", "height", "conf")), strict=True
                )
                if text.strip()
            ]

    return read


def scans_by_ocrmypdf(dpi: int) -> ScanReader | None:
    """Return OCRmyPDF around tesseract, words from the layer it writes; None where it is not installed."""
    if importlib.util.find_spec("ocrmypdf") is None:
        return None
    import ocrmypdf  # noqa: PLC0415  the extra `bench`

    logging.getLogger("ocrmypdf").setLevel(logging.ERROR)

    def read(jpegs: Sequence[bytes]) -> Iterator[list[Word]]:
        out = io.BytesIO()
        ocrmypdf.ocr(
            io.BytesIO(scan_pdf(jpegs, dpi)),
            out,
            language=["chi_sim"],
            output_type="pdf",
            optimize=0,
            progress_bar=False,
            # On a busy machine its own limit leaves pages unread.
            tesseract_timeout=3600,
        )
        document = pdfium.PdfDocument(out.getvalue())
        for page in document:
            yield _layer(page)
        document.close()

    return read


def _layer(page: pdfium.PdfPage) -> list[Word]:
    """Return the characters of a page's layer, each as a word."""
    wide, high = page.get_size()
    text = page.get_textpage()
    words = []
    for k in range(text.count_chars()):
        character = text.get_text_range(k, 1)
        if character.strip():
            left, bottom, right, top = text.get_charbox(k, loose=True)
            words.append(_word(character, (left, high - top, right, high - bottom), (wide, high), 1.0))
    return words


def _word(text: str, sides: tuple[float, ...], size: tuple[float, float], confidence: float) -> Word:
    wide, high = size
    x0, y0, x1, y1 = (float(side) for side in sides)
    places = sorted((x0 / wide, x1 / wide)), sorted((y0 / high, y1 / high))
    return Word(text, Box(places[0][0], places[1][0], places[0][1], places[1][1]), confidence, TextSource.OCR)


def _opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg)).convert("RGB")
