"""Words with boxes from a PDF page's text layer."""

from __future__ import annotations

import ctypes
import itertools
import unicodedata
from collections import deque
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from docaudit.reading.geometry import turned_points
from docaudit.reading.symbols import SYMBOLS
from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word

# Gaps in units of the text's height: beyond the first a run ends where the drawing operator changes,
# beyond the second always.
_OBJECT_GAP = 0.22
_WIDE_GAP = 0.75
_BLANK_GAP = 0.12
_BACKWARDS_GAP, _OVERLAP_GAP = -1.3, -0.5
_LEAST_SHARED_HEIGHT = 0.4
_SIDES = [name for name, *_ in pdfium_c.FS_RECTF._fields_]
# The same functions without the wrapper's checks of types and without giving up the interpreter's lock at each call,
# which together cost more than the calls.
_get_code = ctypes.PYFUNCTYPE(ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium_c.FPDFText_GetUnicode, ctypes.c_void_p).value or 0
)
_get_box = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
# What a character's code says of it; from `_SHOWN` on it leaves ink on the page.
_BLANK, _CONTROL, _SHOWN, _CJK, _MEANINGLESS = 0, 1, 2, 3, 4
_KINDS = np.full(0x10000, _SHOWN, dtype=np.uint8)
_KINDS[:0x20] = _CONTROL
_KINDS[[0x09, 0x0A, 0x0D, 0x20, 0xA0, 0xAD, 0x200B, 0x3000, 0xFEFF]] = _BLANK
_KINDS[0x3400:0xA000] = _CJK
_KINDS[0xE000:0xF900] = _MEANINGLESS
_KINDS[0xFFFD] = _MEANINGLESS
_KINDS[[code for code in SYMBOLS if 0xE000 <= code < 0xF900]] = _SHOWN
# Share of unreadable characters above which a layer is rubbish (missing ToUnicode, mojibake).
RUBBISH_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class TextLayer:
    """A page's text layer.

    Attributes:
        words: in the order they were drawn, boxes in fractions of the page as a viewer shows it.
        characters: visible characters in the layer.
        rubbish: those among them that are control, private-use or replacement characters.
        cjk: Chinese characters among them.
        invisible: all of the sampled text is drawn in the invisible mode (an OCR layer of somebody else).
        turn: clockwise degrees by which most of the text must be turned to stand upright.
    """

    words: tuple[Word, ...]
    characters: int
    rubbish: int
    cjk: int
    invisible: bool
    turn: int

    @property
    def is_rubbish(self) -> bool:
        """Too many characters have no meaning."""
        return self.rubbish > RUBBISH_SHARE * max(1, self.characters)


def read_text(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> TextLayer:
    """Read the text layer of an open page."""
    raw = textpage.raw
    count = max(0, pdfium_c.FPDFText_CountChars(raw))
    codes, boxes = _characters(raw, count)
    kinds = _KINDS[np.minimum(codes, 0xFFFF)]
    shown = kinds >= _SHOWN
    characters = int(np.count_nonzero(shown))
    # pdfium maps a glyph without meaning to code 0 to 0x1F; the blanks, tabs and line ends are its own.
    control = (kinds == _CONTROL) & (boxes[:, 2] > boxes[:, 0])
    rubbish = int(np.count_nonzero(control) + np.count_nonzero(kinds == _MEANINGLESS))
    cjk = int(np.count_nonzero(kinds == _CJK))
    if not characters:
        return TextLayer((), rubbish, rubbish, 0, invisible=False, turn=0)
    turn = _turn(raw, np.flatnonzero(shown), page.get_rotation())
    view = _view(page, boxes)
    upright_x0, upright_y0 = turned_points(view[:, 0], view[:, 1], turn)
    upright_x1, upright_y1 = turned_points(view[:, 2], view[:, 3], turn)
    width, height = page.get_size()
    if turn % 180:
        width, height = height, width
    upright = np.stack(
        [
            np.minimum(upright_x0, upright_x1) * width,
            np.minimum(upright_y0, upright_y1) * height,
            np.maximum(upright_x0, upright_x1) * width,
            np.maximum(upright_y0, upright_y1) * height,
        ],
        axis=1,
    )
    words = _words(raw, codes, shown, upright, view)
    invisible = _all_invisible(raw, np.flatnonzero(shown))
    return TextLayer(tuple(words), characters + rubbish, rubbish, cjk, invisible=invisible, turn=turn)


def _characters(raw: object, count: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return every character's code and box: left, bottom, right, top in user space, zeros where it has none."""
    handle = ctypes.cast(raw, ctypes.c_void_p).value  # type: ignore[arg-type]  # the raw pointer has no stubs
    size = ctypes.sizeof(pdfium_c.FS_RECTF)
    rectangles = (pdfium_c.FS_RECTF * max(1, count))()
    start = ctypes.addressof(rectangles)
    # pdfium writes straight into one array: a page has thousands of characters.
    calls = map(_get_box, itertools.repeat(handle), range(count), range(start, start + count * size, size))
    deque(calls, maxlen=0)
    sides = np.frombuffer(rectangles, dtype=np.float32).reshape(-1, 4)[:count]
    order = [_SIDES.index(side) for side in ("left", "bottom", "right", "top")]
    return _codes(raw, handle, count), sides[:, order].astype(np.float64)


def _codes(raw: object, handle: int | None, count: int) -> NDArray[np.int64]:
    """Return every character's code: all at once where the page's text leaves none out, else one by one."""
    text = (ctypes.c_ushort * (count + 1))()
    if pdfium_c.FPDFText_GetText(raw, 0, count, text) == count + 1:
        codes: NDArray[np.int64] = np.ctypeslib.as_array(text)[:count].astype(np.int64)
        # Half a surrogate pair stands for a character beyond the first plane, which only the single call gives whole.
        if not ((codes >= 0xD800) & (codes <= 0xDFFF)).any():
            return codes
    return np.fromiter(map(_get_code, itertools.repeat(handle), range(count)), dtype=np.int64, count=count)


def _view(page: pdfium.PdfPage, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn pdfium's unturned user-space boxes (left, bottom, right, top) into fractions of the page as shown."""
    left, bottom, right, top = page.get_bbox()
    wide, high = max(right - left, 1e-6), max(top - bottom, 1e-6)
    turn = page.get_rotation()
    ax, ay = turned_points((boxes[:, 0] - left) / wide, (top - boxes[:, 3]) / high, turn)
    bx, by = turned_points((boxes[:, 2] - left) / wide, (top - boxes[:, 1]) / high, turn)
    return np.stack([np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)], axis=1)


def _words(
    raw: object,
    codes: NDArray[np.int64],
    shown: NDArray[np.bool_],
    upright: NDArray[np.float64],
    view: NDArray[np.float64],
) -> list[Word]:
    """Cut the visible characters, in the order they were drawn, into words."""
    at = np.flatnonzero(shown)
    before, after = upright[at[:-1]], upright[at[1:]]
    height = np.maximum(np.minimum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1]), 0.1)
    gap = (after[:, 0] - before[:, 2]) / height
    level = (
        np.minimum(before[:, 3], after[:, 3]) - np.maximum(before[:, 1], after[:, 1]) >= _LEAST_SHARED_HEIGHT * height
    )
    ends = np.cumsum(np.isin(codes, (0x0A, 0x0D)))
    broken = ends[at[1:]] > ends[at[:-1]]
    blank = ~broken & (np.diff(at) > 1) & (gap > _BLANK_GAP)
    # A line end between glyphs that touch is pdfium's guess about a column; believe the ink.
    split = ~level | (gap > _WIDE_GAP) | (gap < _BACKWARDS_GAP) | (broken & (gap < _OVERLAP_GAP))
    for place in np.flatnonzero(~split & (gap > _OBJECT_GAP)).tolist():
        split[place] = _other_object(raw, int(at[place]), int(at[place + 1]))
    starts = np.concatenate([[0], np.flatnonzero(split) + 1])
    seen = view[at]
    corners = [np.minimum.reduceat(seen[:, k], starts) for k in (0, 1)]
    corners += [np.maximum.reduceat(seen[:, k], starts) for k in (2, 3)]
    boxes = np.clip(np.stack(corners, axis=1), 0.0, 1.0).tolist()
    drawn = codes[at].tolist()
    glyphs = {code: _character(code) for code in set(drawn)}
    characters = [glyphs[code] for code in drawn]
    for place in np.flatnonzero(blank & ~split).tolist():
        characters[place] += " "
    bounds = [*starts.tolist(), len(at)]
    words = []
    for (x0, y0, x1, y1), start, end in zip(boxes, bounds, bounds[1:], strict=False):
        text = "".join(characters[start:end]).strip()
        # What lies wholly outside the crop box is not on the page that a viewer shows.
        if text and (x1 > x0 or y1 > y0):
            words.append(Word(text, Box(x0, y0, x1, y1), 1.0, TextSource.TEXT_LAYER))
    return words


def _other_object(raw: object, before: int, after: int) -> bool:
    """Say whether two characters were drawn by different operators: cells mostly are."""
    get_object = pdfium_c.FPDFText_GetTextObject
    first, second = get_object(raw, before), get_object(raw, after)
    return bool(first and second) and ctypes.addressof(first.contents) != ctypes.addressof(second.contents)


def _character(code: int) -> str:
    if code in SYMBOLS:
        return SYMBOLS[code]
    try:
        character = chr(code)
    except (ValueError, OverflowError):
        return "\ufffd"
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", character)
    return character


def _turn(raw: object, shown: NDArray[np.int64], rotation: int) -> int:
    """Return the clockwise turn that sets most of the text upright in the viewer, sampled on 40 characters."""
    votes = {0: 0, 90: 0, 180: 0, 270: 0}
    step = max(1, len(shown) // 40)
    for index in shown[::step].tolist():
        angle = pdfium_c.FPDFText_GetCharAngle(raw, index)
        if angle >= 0:
            votes[round(np.degrees(angle) / 90) * 90 % 360] += 1
    total = sum(votes.values())
    best = max(votes, key=lambda k: votes[k])
    # pdfium's angle is clockwise on the page as drawn; the viewer turns the page by `rotation` on top.
    return -(best + rotation) % 360 if votes[best] > 0.7 * max(1, total) else 0


def _all_invisible(raw: object, shown: NDArray[np.int64]) -> bool:
    step = max(1, len(shown) // 12)
    modes = []
    for index in shown[::step].tolist():
        found = pdfium_c.FPDFText_GetTextObject(raw, index)
        if found:
            modes.append(pdfium_c.FPDFTextObj_GetTextRenderMode(found))
    return bool(modes) and all(mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes)
