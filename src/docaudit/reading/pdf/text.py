"""Words with boxes from a PDF page's text layer."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections import deque
from dataclasses import dataclass, field

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from docaudit.reading.geometry import turned_points
from docaudit.reading.pdf.across import Aside, among, set_aside
from docaudit.reading.pdf.calls import address, text_angle, text_box, text_code, text_object
from docaudit.reading.pdf.characters import character
from docaudit.reading.pdf.drawing import Drawing
from docaudit.reading.pdf.fonts import covered_numbers, mixed_numbers
from docaudit.reading.pdf.plausible import CJK, CONTROL, KINDS, MEANINGLESS, SHOWN, Trust, trust
from docaudit.reading.pdf.strangers import strange_amounts
from docaudit.reading.pdf.visible import unseen
from docaudit.records.alteration import Sign
from docaudit.records.columns import made
from docaudit.records.evidence import Box
from docaudit.records.pages import Word

# Gaps in units of the text's height: beyond the first a run ends where the drawing operator changes,
# beyond the second always.
_OBJECT_GAP = 0.22
_WIDE_GAP = 0.75
_BLANK_GAP = 0.12
_BACKWARDS_GAP, _OVERLAP_GAP = -1.3, -0.5
_LEAST_SHARED_HEIGHT = 0.4
_SIDES = [name for name, *_ in pdfium_c.FS_RECTF._fields_]
_ANGLE_SAMPLES = 40


@dataclass(frozen=True, slots=True)
class TextLayer:
    """What of a page's text layer a viewer shows.

    Attributes:
        words: in the order they were drawn, boxes in fractions of the page as a viewer shows it.
        aside: what stands across or beside the lines.
        characters: visible characters of `words`, those without meaning included.
        cjk: Chinese characters among them.
        trust: how far the layer can be believed by its characters.
        turn: clockwise degrees by which most of the text must be turned to stand upright.
        signs: numbers whose digits differ in font or size, lie over others, or are unlike the rest of their table.
    """

    words: tuple[Word, ...]
    aside: Aside = field(default_factory=Aside)
    characters: int = 0
    cjk: int = 0
    trust: Trust = Trust.GOOD
    turn: int = 0
    signs: tuple[Sign, ...] = ()


def read_text(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, drawing: Drawing) -> TextLayer:
    """Read the text layer of an open page; the caller holds the lock on pdfium."""
    handle = address(textpage.raw)
    count = max(0, pdfium_c.FPDFText_CountChars(textpage.raw))
    if not count:
        return TextLayer(())
    codes, boxes = _characters(textpage.raw, handle, count)
    kinds = KINDS[np.minimum(codes, 0xFFFF)]
    view = _view(page, boxes)
    # The middle of what a viewer shows of the page; pdfium's own blanks and line ends have no box.
    there = (view[:, 0] + view[:, 2] > 0) & (view[:, 0] + view[:, 2] < 2)
    there &= (view[:, 1] + view[:, 3] > 0) & (view[:, 1] + view[:, 3] < 2)
    aside, hidden = Aside(), np.zeros(count, bool)
    if drawing.invisible or drawing.doubtful or drawing.slanted or drawing.sideways:
        makers = np.fromiter(map(text_object, itertools.repeat(handle), range(count)), dtype=object, count=count)
        makers = np.array([maker or 0 for maker in makers], dtype=np.uint64)
        there &= ~among(makers, drawing.invisible)
        hidden = unseen(page, drawing, view, among(makers, drawing.doubtful))
        there &= ~hidden
        aside, taken = set_aside(codes, view, makers, drawing, there & (kinds >= SHOWN))
        there &= ~taken
    shown = (kinds >= SHOWN) & there
    # pdfium maps a glyph without meaning to a control code; the blanks, tabs and line ends are its own.
    control = (kinds == CONTROL) & (boxes[:, 2] > boxes[:, 0]) & there
    meaningless = int(np.count_nonzero(control) + np.count_nonzero((kinds == MEANINGLESS) & there))
    characters = int(np.count_nonzero(shown & (kinds != MEANINGLESS))) + meaningless
    at = np.flatnonzero(shown)
    if not len(at):
        return TextLayer((), aside, characters, trust=Trust.RUBBISH if meaningless else Trust.GOOD)
    sure = codes[shown & (kinds != MEANINGLESS)]
    turn = _turn(handle, at, page.get_rotation())
    upright = _upright(view, turn, page.get_size())
    words, spans = _words(handle, codes, at, upright, view)
    signs = (*mixed_numbers(handle, codes, spans, words), *covered_numbers(codes, view, hidden, words))
    if turn == 0:
        signs = (*signs, *strange_amounts(handle, spans, words, drawing))
    cjk = int(np.count_nonzero(kinds[at] == CJK))
    return TextLayer(tuple(words), aside, characters, cjk, trust(sure, meaningless), turn, signs)


def _upright(view: NDArray[np.float64], turn: int, size: tuple[float, float]) -> NDArray[np.float64]:
    """Return the boxes in points on the page turned until its text stands."""
    width, height = size if turn % 180 == 0 else size[::-1]
    ax, ay = turned_points(view[:, 0], view[:, 1], turn)
    bx, by = turned_points(view[:, 2], view[:, 3], turn)
    return np.stack(
        [
            np.minimum(ax, bx) * width,
            np.minimum(ay, by) * height,
            np.maximum(ax, bx) * width,
            np.maximum(ay, by) * height,
        ],
        axis=1,
    )


def _characters(raw: object, handle: int, count: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return every character's code and box: left, bottom, right, top in user space, zeros where it has none."""
    size = ctypes.sizeof(pdfium_c.FS_RECTF)
    rectangles = (pdfium_c.FS_RECTF * max(1, count))()
    start = ctypes.addressof(rectangles)
    # pdfium writes straight into one array: a page has thousands of characters.
    calls = map(text_box, itertools.repeat(handle), range(count), range(start, start + count * size, size))
    deque(calls, maxlen=0)
    sides = np.frombuffer(rectangles, dtype=np.float32).reshape(-1, 4)[:count]
    order = [_SIDES.index(side) for side in ("left", "bottom", "right", "top")]
    return _codes(raw, handle, count), sides[:, order].astype(np.float64)


def _codes(raw: object, handle: int, count: int) -> NDArray[np.int64]:
    """Return every character's code: all at once where the page's text leaves none out, else one by one."""
    text = (ctypes.c_ushort * (count + 1))()
    if pdfium_c.FPDFText_GetText(raw, 0, count, text) == count + 1:
        codes: NDArray[np.int64] = np.ctypeslib.as_array(text)[:count].astype(np.int64)
        # Half a surrogate pair stands for a character beyond the first plane, which only the single call gives whole.
        if not ((codes >= 0xD800) & (codes <= 0xDFFF)).any():
            return codes
    return np.fromiter(map(text_code, itertools.repeat(handle), range(count)), dtype=np.int64, count=count)


def _view(page: pdfium.PdfPage, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn pdfium's unturned user-space boxes (left, bottom, right, top) into fractions of the page as shown."""
    left, bottom, right, top = page.get_bbox()
    wide, high = max(right - left, 1e-6), max(top - bottom, 1e-6)
    turn = page.get_rotation()
    ax, ay = turned_points((boxes[:, 0] - left) / wide, (top - boxes[:, 3]) / high, turn)
    bx, by = turned_points((boxes[:, 2] - left) / wide, (top - boxes[:, 1]) / high, turn)
    return np.stack([np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)], axis=1)


def _words(
    handle: int,
    codes: NDArray[np.int64],
    at: NDArray[np.int64],
    upright: NDArray[np.float64],
    view: NDArray[np.float64],
) -> tuple[list[Word], list[NDArray[np.int64]]]:
    """Cut the visible characters, in the order they were drawn, into words; with each word's characters."""
    before, after = upright[at[:-1]], upright[at[1:]]
    height = np.maximum(np.minimum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1]), 0.1)
    gap = (after[:, 0] - before[:, 2]) / height
    level = (
        np.minimum(before[:, 3], after[:, 3]) - np.maximum(before[:, 1], after[:, 1]) >= _LEAST_SHARED_HEIGHT * height
    )
    ends = np.cumsum((codes == 0x0A) | (codes == 0x0D))
    broken = ends[at[1:]] > ends[at[:-1]]
    blank = ~broken & (np.diff(at) > 1) & (gap > _BLANK_GAP)
    # A line end between glyphs that touch is pdfium's guess about a column; believe the ink.
    split = ~level | (gap > _WIDE_GAP) | (gap < _BACKWARDS_GAP) | (broken & (gap < _OVERLAP_GAP))
    for place in np.flatnonzero(~split & (gap > _OBJECT_GAP)).tolist():
        # Cells mostly are drawn by different operators.
        split[place] = text_object(handle, int(at[place])) != text_object(handle, int(at[place + 1]))
    starts = np.concatenate([[0], np.flatnonzero(split) + 1])
    seen = view[at]
    corners = [np.minimum.reduceat(seen[:, k], starts) for k in (0, 1)]
    corners += [np.maximum.reduceat(seen[:, k], starts) for k in (2, 3)]
    boxes = np.clip(np.stack(corners), 0.0, 1.0)
    drawn = codes[at].tolist()
    glyphs = {code: character(code) for code in set(drawn)}
    characters = [glyphs[code] for code in drawn]
    for place in np.flatnonzero(blank & ~split).tolist():
        characters[place] += " "
    bounds = [*starts.tolist(), len(at)]
    texts = ["".join(characters[start:end]).strip() for start, end in itertools.pairwise(bounds)]
    # What lies wholly outside the crop box is not on the page that a viewer shows.
    inside = ((boxes[2] > boxes[0]) | (boxes[3] > boxes[1])).tolist()
    kept = [place for place, text in enumerate(texts) if text and inside[place]]
    x0, y0, x1, y1 = boxes[:, kept].tolist()
    words = made(
        Word,
        len(kept),
        text=[texts[place] for place in kept],
        box=made(Box, len(kept), x0=x0, y0=y0, x1=x1, y1=y1),
    )
    return words, [at[bounds[place] : bounds[place + 1]] for place in kept]


def _turn(handle: int, shown: NDArray[np.int64], rotation: int) -> int:
    """Return the clockwise turn that sets most of the text upright in the viewer, sampled."""
    votes = {0: 0, 90: 0, 180: 0, 270: 0}
    step = max(1, len(shown) // _ANGLE_SAMPLES)
    for index in shown[::step].tolist():
        angle = text_angle(handle, index)
        if angle >= 0:
            votes[round(2 * angle / math.pi) * 90 % 360] += 1
    total = sum(votes.values())
    best = max(votes, key=lambda k: votes[k])
    # pdfium's angle is clockwise on the page as drawn; the viewer turns the page by `rotation` on top.
    return -(best + rotation) % 360 if votes[best] > 0.7 * max(1, total) else 0
