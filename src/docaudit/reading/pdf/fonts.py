"""Numbers whose digits differ in font or size, or lie over others: nobody prints one so, an edit often leaves it so."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from docaudit.reading.pdf.calls import text_object
from docaudit.records.alteration import Sign, SignKind
from docaudit.records.pages import Word

_NUMBER = re.compile(r"[¥￥$]?[-+]?\d[\d,，.\-]{2,}\d")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_SIZE_TOLERANCE = 0.08
"""Share by which sizes may differ: some programs round them for each piece of text."""
_MOST = 50
"""Signs on one page; more are the habit of a program."""
_NAME_BYTES = 128
_LEAST_UNDER = 3
"""Digits under a number that make it another number's place."""


def mixed_numbers(
    handle: int, codes: NDArray[np.int64], spans: Sequence[NDArray[np.int64]], words: Sequence[Word]
) -> tuple[Sign, ...]:
    """Return a sign for each number of several fonts or sizes; the caller holds the lock on pdfium.

    Args:
        handle: address of the text page.
        codes: of all its characters.
        spans: the characters of each word, as indices.
        words: the words, as long as `spans`.
    """
    known: dict[int, tuple[str, float]] = {}
    found: list[Sign] = []
    for word, span in zip(words, spans, strict=True):
        if not _NUMBER.fullmatch(word.text):
            continue
        # Characters come object by object: where the ends of an unbroken run are of one, all of it is.
        first, last = int(span[0]), int(span[-1])
        if last - first + 1 == len(span) and text_object(handle, first) == text_object(handle, last):
            continue
        digits = [int(at) for at in span if 0x30 <= codes[at] <= 0x39]
        makers = {text_object(handle, at) or 0 for at in digits}
        if len(makers) < 2:
            continue
        fonts = set(_fonts(makers - {0}, known))
        if _differ(fonts):
            shown = ", ".join(f"{name or '?'} {size:.1f}" for name, size in sorted(fonts))
            found.append(Sign(SignKind.MIXED_FONTS, f"{word.text}: {shown}", None, word.box))
    return tuple(found) if len(found) <= _MOST else ()


def covered_numbers(
    codes: NDArray[np.int64], view: NDArray[np.float64], hidden: NDArray[np.bool_], words: Sequence[Word]
) -> tuple[Sign, ...]:
    """Return a sign for each number that is shown over digits which leave no ink.

    Args:
        codes: of all characters.
        view: their boxes in fractions of the page as a viewer shows it.
        hidden: those that are drawn and not seen.
        words: what is seen.
    """
    under = view[hidden & (codes >= 0x30) & (codes <= 0x39)]
    if len(under) < _LEAST_UNDER:
        return ()
    x, y = (under[:, 0] + under[:, 2]) / 2, (under[:, 1] + under[:, 3]) / 2
    found = []
    for word in words:
        if _NUMBER.fullmatch(word.text):
            slack = word.box.height / 2
            inside = (x > word.box.x0) & (x < word.box.x1) & (y > word.box.y0 - slack) & (y < word.box.y1 + slack)
            if np.count_nonzero(inside) >= _LEAST_UNDER:
                found.append(Sign(SignKind.COVERED, word.text, None, word.box))
    return tuple(found) if len(found) <= _MOST else ()


def _differ(fonts: set[tuple[str, float]]) -> bool:
    names = {name for name, _ in fonts if name}
    sizes = [size for _, size in fonts]
    return len(names) > 1 or (bool(sizes) and max(sizes) > (1 + _SIZE_TOLERANCE) * max(min(sizes), 0.1))


def _fonts(makers: set[int], known: dict[int, tuple[str, float]]) -> Iterator[tuple[str, float]]:
    """Yield name, without the tag of its subset, and height in points of the font of each text object."""
    for maker in makers:
        if maker not in known:
            raw = ctypes.cast(maker, pdfium_c.FPDF_PAGEOBJECT)
            size, matrix = ctypes.c_float(), pdfium_c.FS_MATRIX()
            pdfium_c.FPDFTextObj_GetFontSize(raw, size)
            # Half of all programs set the size by the matrix and call the font one point high.
            pdfium_c.FPDFPageObj_GetMatrix(raw, matrix)
            height = abs(size.value) * (matrix.c**2 + matrix.d**2) ** 0.5
            known[maker] = (font_name(pdfium_c.FPDFTextObj_GetFont(raw)), round(height, 2))
        yield known[maker]


def font_name(font: object) -> str:
    """Return the name of a font without the tag of its subset; the caller holds the lock on pdfium."""
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    if not font or not pdfium_c.FPDFFont_GetBaseFontName(font, buffer, _NAME_BYTES):
        return ""
    return _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
