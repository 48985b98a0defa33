"""Amounts of a table that were put there unlike all the others: in another font, on a patch, or last of all.

Whoever prints a table sets its amounts in one way, row after row. Whoever changes one later has to hide what stood
there or to find an empty cell, seldom has the font that the file embeds in part, and writes behind the finished page.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from docaudit.reading.pdf.calls import text_font, text_object
from docaudit.reading.pdf.drawing import Drawing
from docaudit.reading.pdf.fonts import font_name
from docaudit.reading.pdf.inks import colour_of
from docaudit.records.alteration import Sign, SignKind
from docaudit.records.evidence import Box
from docaudit.records.pages import Word

_AMOUNT = re.compile(r"[¥￥]?[-+(]?\d[\d,，]*\.\d{2}\)?")
_LEAST_AMOUNTS = 10
"""Amounts that make a table: among fewer none is unlike the others."""
_LEAST_LINES = 5
_MOST_STRANGE = 3
_MOST_SHARE = 0.1
"""More strange ones, in number or share, are the habit of a program."""
_STYLE = re.compile(r"(?:[-,]?(?:Bold|Italic|Oblique|Regular|Light|Medium|Roman|Normal|PSMT|PS|MT))+$")
_SUM = re.compile(r"[合总小累]计|本页|承前|过次|期[初末]|余额|total", re.IGNORECASE)
"""Words of lines that are printed unlike the rows."""
_PATCH_HIGH, _PATCH_WIDE = 3.0, 5.0
"""Largest patch, in heights and breadths of the amount that it carries: a cell's ground, no band's."""
_PAPER, _OPAQUE = 245, 200
"""Levels of 255 from which a filling is paper white, and from which it hides what lies below."""
_LAST_TEXTS = 3
"""What was written last of all is among so many text objects at the end."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of the page, the object that draws it and that object's place among all texts."""

    word: Word
    maker: int
    place: int

    @property
    def box(self) -> Box:
        return self.word.box


def strange_amounts(
    handle: int, spans: Sequence[NDArray[np.int64]], words: Sequence[Word], drawing: Drawing
) -> tuple[Sign, ...]:
    """Return a sign for each amount that is unlike the others of its table; the caller holds the lock on pdfium.

    Args:
        handle: address of the text page, whose text stands upright.
        spans: the characters of each word, as indices.
        words: the words, as long as `spans`.
        drawing: of the page.
    """
    # Few words of a page have their point where an amount has it: the rest is not looked at closer.
    pointed = ((w, span) for w, span in zip(words, spans, strict=True) if "." in w.text[-4:-2])
    found = [(w, int(span[0])) for w, span in pointed if _AMOUNT.fullmatch(w.text)]
    if len(found) < _LEAST_AMOUNTS:
        return ()
    places = {item: k for k, item in enumerate(drawing.texts)}
    made = [(w, text_object(handle, first) or 0) for w, first in found]
    amounts = [_Amount(w, maker, places[maker]) for w, maker in made if maker in places]
    return (*_foreign(amounts, words), *_patched(amounts, drawing), *_last(amounts, words, drawing))


def _few(strange: Sequence[_Amount], amounts: Sequence[_Amount]) -> bool:
    return 0 < len(strange) <= min(_MOST_STRANGE, _MOST_SHARE * len(amounts) + 1)


def _foreign(amounts: Sequence[_Amount], words: Sequence[Word]) -> Iterator[Sign]:
    """Yield the amounts within the table whose font is another family than that of nearly all the others."""
    names: dict[int, str] = {}
    fonts = [text_font(a.maker) for a in amounts]
    for font in set(fonts):
        names[font] = font_name(ctypes.cast(font, pdfium_c.FPDF_FONT)) if font else ""
    families = [_STYLE.sub("", names[font]) for font in fonts]
    (usual, _), *_ = Counter(families).most_common(1)
    strange = [a for a, family in zip(amounts, families, strict=True) if family and family != usual]
    if not usual or not _few(strange, amounts):
        return
    others = [a for a in amounts if a not in strange]
    for a in strange:
        if _within(a.box, [o.box for o in others], words):
            name = names[text_font(a.maker)]
            yield Sign(SignKind.FOREIGN_FONT, f"{a.word.text}: {name} / {usual}", None, a.box)


def _patched(amounts: Sequence[_Amount], drawing: Drawing) -> Iterator[Sign]:
    """Yield the amounts that stand on a paper-white patch painted when nearly all the others stood already."""
    written = np.sort([a.place for a in amounts])
    late = int(written[int((1 - _MOST_SHARE) * (len(written) - 1))])
    grounds = [(place, item, area) for place, item, area in drawing.painted if place > late]
    strange = [a for a in amounts if any(_carries(ground, a) for ground in grounds)]
    if not _few(strange, amounts):
        return
    # Where cells have grounds of their own, those of the last rows are painted late as well.
    habit = [a for a in amounts if any(_carries(ground, a) for ground in drawing.painted)]
    if _few(habit, amounts):
        for a in strange:
            yield Sign(SignKind.PATCHED, a.word.text, None, a.box)


def _carries(ground: tuple[int, int, tuple[float, float, float, float]], amount: _Amount) -> bool:
    """Say whether a filled area is a patch under an amount: painted before it, white, and little larger."""
    place, item, (x0, y0, x1, y1) = ground
    box = amount.box
    x, y = box.center
    if place > amount.place or not (x0 <= x <= x1 and y0 <= y <= y1):
        return False
    if y1 - y0 > _PATCH_HIGH * box.height or x1 - x0 > _PATCH_WIDE * (box.x1 - box.x0):
        return False
    *colour, opacity = colour_of(item)
    return min(colour) >= _PAPER and opacity >= _OPAQUE


def _last(amounts: Sequence[_Amount], words: Sequence[Word], drawing: Drawing) -> Iterator[Sign]:
    """Yield the amounts within the table that were written last of all, where all others run down the page in order."""
    order = sorted(amounts, key=lambda a: a.place)
    first = len(drawing.texts) - _LAST_TEXTS
    for count in (1, 2):
        rest, tail = order[:-count], order[-count:]
        if any(a.place < first for a in tail) or not _runs_down([a.box for a in rest]):
            continue
        # The last row of a page is written last by everybody: what is meant goes back up into the table.
        low = max(o.box.y0 for o in rest)
        if all(a.box.y1 <= low and _within(a.box, [o.box for o in rest], words) for a in tail):
            for a in tail:
                yield Sign(SignKind.WRITTEN_LAST, a.word.text, None, a.box)
            return


def _runs_down(boxes: Sequence[Box]) -> bool:
    """Say whether boxes are in the order of at least some lines, from the top of the page to its foot."""
    lines, low = 1, boxes[0]
    for box in boxes[1:]:
        step = box.center[1] - low.center[1]
        if step < -low.height / 2:
            return False
        if step > low.height / 2:
            lines += 1
            low = box
    return lines >= _LEAST_LINES


def _within(box: Box, others: Sequence[Box], words: Sequence[Word]) -> bool:
    """Say whether a box stands in a row of the table: in a line with another, or in its column between others.

    Lines of sums are printed unlike the rows, and often at another time.
    """
    y = box.center[1]
    column = [o for o in others if o.x0 < box.x1 and o.x1 > box.x0]
    between = any(o.y1 <= y for o in column) and any(o.y0 >= y for o in column)
    if not between and not any(o.y0 < y < o.y1 for o in others):
        return False
    line = sorted((w for w in words if w.box.y0 < y < w.box.y1), key=lambda w: w.box.x0)
    return not _SUM.search("".join("".join(w.text for w in line).split()))  # 合 计 is set with space between
