"""Pictures pasted into an Office file: scans and photographs among them are read as pages of their own."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace

from PIL import Image

from docaudit.reading.image import read_image
from docaudit.reading.options import ReadOptions
from docaudit.reading.results import CannotReadError
from docaudit.reading.sniff import sniff
from docaudit.records.pages import Page

# Smaller ones are logos, bullets and signatures: a photographed slip that a person can read has more.
_SHORTEST_SIDE = 200
_FEWEST_PIXELS = 100_000
_FEWEST_CHARACTERS = 4


def picture_pages(pictures: Iterable[bytes], holder: str, options: ReadOptions) -> tuple[list[Page], list[str]]:
    """Return a page for each picture that holds text, and a warning for each that could not be read.

    The pages have no number: the file itself has no pages to point to.

    Args:
        pictures: the bytes of the picture files, in order.
        holder: what the pictures are in, for the warnings.
        options: how to read; its limits bound each picture.
    """
    made: list[Page] = []
    losses: list[str] = []
    for number, data in enumerate(pictures, 1):
        if sniff(data) != "image":
            losses.append(f"{holder}内第{number}张图片为矢量图或未知格式，没有读取，请核对原件")
            continue
        if not _may_hold_text(data):
            continue
        try:
            found = list(read_image(data, options)[2])
        except CannotReadError as error:
            losses.append(f"{holder}内第{number}张图片未能读取：{error.reason}")
            continue
        for page in found:
            if sum(len(word.text) for word in page.words) >= _FEWEST_CHARACTERS or page.codes:
                note = f"此部分为{holder}内第{number}张图片，由文字识别读出"
                made.append(replace(page, number=None, warnings=(note, *page.warnings)))
            else:
                losses.extend(page.warnings)
    return made, list(dict.fromkeys(losses))


def _may_hold_text(data: bytes) -> bool:
    """Ask the picture's size only; what cannot be opened is left to the reader, who says why."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            wide, high = image.size
    except (OSError, ValueError, SyntaxError):
        return True
    return min(wide, high) >= _SHORTEST_SIDE and wide * high >= _FEWEST_PIXELS
