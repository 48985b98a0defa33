"""Read what seals say: all pieces of all seals of a page are laid on one sheet, and the engine is asked once."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.ocr import OcrEngine
from docaudit.reading.scan.picture import Picture, pixels
from docaudit.reading.scan.seals.find import BLACK, FoundSeal
from docaudit.reading.scan.seals.square import by_rows, glyphs, level, on_line
from docaudit.reading.scan.seals.unroll import unrolled
from docaudit.records.pages import Seal, Word

# The sheet's width and heights, the paper around each piece, and that between two side by side, which must not be taken
# for one line.
_SHEET_WIDTH, _LEAST_SHEET, _MOST_SHEET, _MARGIN, _BESIDE = 1088, 736, 4000, 24, 120
# A page has no more seals read than this.
_MOST_SEALS = 12
# Below this confidence a seal's text is not told: it would be a guess.
_LEAST_TOLD = 0.45
# What seals are for is one of few phrases: such a line is told with this confidence already.
_USE = re.compile(
    r"(?:(?:财务|合同|发票|业务|结算|贷款|信贷|柜台|人事|法人|行政|票据|现金|转账|电子回单|对公)+(?:业务)?专用章|公章|[收付转]讫)"
)
_LEAST_USE = 0.3
# What framed stamps say; others are told from printed frames by how far they lean on a level page (degrees).
_STAMP = re.compile(r"作废|[收付转]讫|专用章|原件|复印|核对|已审|已核|已验|附件|注销|抵用|VOID|PAID")
_LEAST_LEAN = 1.5
# Taxpayers' numbers in invoice seals.
_NUMBER_LENGTHS = (15, 18, 20)
# A word is a seal's where this share of it lies inside, so much of it is the seal's ink and no more is black print. The
# box of a tilted line reaches beyond what it is printed on.
_INSIDE, _LEAST_INKED, _MOST_BLACK = 0.55, 0.04, 0.015
# Strokes are no longer than a glyph: a black run of more heights of the line, or over all its height, is a rule.
_RULE = 1.5

Piece = Literal["edge", "inside", "columns", "rows"]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A piece of a seal as the engine sees it, black on white."""

    seal: int
    piece: Piece
    image: Picture


def read_seals(found: Sequence[FoundSeal], engine: OcrEngine) -> list[tuple[FoundSeal, Seal]]:
    """Return the seals with what they say, in the order given; boxes are those of `found`.

    A frame in which nothing is read, or that stands level and does not say what stamps say, is a printed one and left
    out.
    """
    cuts = [cut for k, seal in enumerate(found[:_MOST_SEALS]) for cut in _cuts(k, seal)]
    said: dict[tuple[int, Piece], list[Word]] = {}
    for sheet, places in _sheets(cuts):
        high, wide = sheet.shape[:2]
        for word in engine.recognise(sheet):
            x, y = word.box.center[0] * wide, word.box.center[1] * high
            for cut, (left, top) in places:
                if left <= x < left + cut.image.shape[1] and top <= y < top + cut.image.shape[0]:
                    said.setdefault((cut.seal, cut.piece), []).append(_in_pixels(word, wide, high))
    pairs = [(seal, _told(seal, k, said)) for k, seal in enumerate(found)]
    return [(seal, told) for seal, told in pairs if _is_pressed(seal, told)]


def _is_pressed(seal: FoundSeal, told: Seal) -> bool:
    if seal.shape in ("round", "oval"):
        return True
    if seal.shape == "square":
        return len(told.name) >= 2
    lean = abs((seal.outline[2] + 45) % 90 - 45)
    leans = lean >= _LEAST_LEAN and seal.colour == "red"
    return bool(told.text) and (leans or _STAMP.search(told.text) is not None)


def without_seals(words: Sequence[Word], seals: Sequence[tuple[FoundSeal, Seal]], image: Picture) -> list[Word]:
    """Return the words of a page without those that are the text of a seal which has been read by itself.

    Args:
        words: read on `image`, as are the seals.
        seals: each as it was found and as it was read.
        image: BGR.
    """
    kept = list(words)
    for found, seal in seals:
        if seal.text:
            kept = [word for word in kept if not _of_seal(word, found, image)]
    return kept


def _of_seal(word: Word, seal: FoundSeal, image: Picture) -> bool:
    """Say whether a word inside a seal is printed with its ink: nothing in it is black, rules left aside."""
    box, around = word.box, seal.box
    x0, x1 = max(box.x0, around.x0), min(box.x1, around.x1)
    y0, y1 = max(box.y0, around.y0), min(box.y1, around.y1)
    if x1 <= x0 or y1 <= y0 or (x1 - x0) * (y1 - y0) < _INSIDE * box.width * box.height:
        return False
    high, wide = image.shape[:2]
    left, top = round(around.x0 * wide), round(around.y0 * high)
    rows, columns = slice(int(y0 * high), int(y1 * high) + 1), slice(int(x0 * wide), int(x1 * wide) + 1)
    black = _without_rules(image[rows, columns].max(axis=2) < BLACK, level=box.width * wide > box.height * high)
    ink = seal.ink[max(0, rows.start - top) : rows.stop - top, max(0, columns.start - left) : columns.stop - left]
    return bool(ink.size) and float((ink > 100).mean()) > _LEAST_INKED and float(black.mean()) < _MOST_BLACK


def _without_rules(black: NDArray[np.bool_], *, level: bool) -> NDArray[np.bool_]:
    """Return black print without the rules of a form that run through a word's box, along the word or across it."""
    if not level:
        return _without_rules(black.T, level=True).T
    high, wide = black.shape
    mask = black.astype(np.uint8)
    ruled = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((high, 1), np.uint8))
    if (run := math.ceil(_RULE * high)) <= wide:
        ruled |= cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    found: NDArray[np.bool_] = black & (cv2.dilate(ruled, np.ones((3, 3), np.uint8)) == 0)
    return found


def _in_pixels(word: Word, wide: int, high: int) -> Word:
    box = word.box
    return Word(word.text, type(box)(box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high), word.confidence)


def _told(seal: FoundSeal, k: int, said: dict[tuple[int, Piece], list[Word]]) -> Seal:
    name, sure = "", 0.0
    parts: list[tuple[str, float]] = []
    if seal.shape in ("round", "oval"):
        name, sure = _along(said.get((k, "edge"), []))
        parts = [(name, sure)] if name else []
        parts += _lines(said.get((k, "inside"), []))
    elif seal.shape == "square":
        name, sure = _name_seal(said.get((k, "columns"), []), said.get((k, "rows"), []))
        parts = [(name, sure)] if name else []
    else:
        parts = _lines(said.get((k, "inside"), []))
    if name and sure < _LEAST_TOLD:
        name, parts = "", parts[1:]
    confidence = min((c for _, c in parts), default=0.0)
    # What the page's edge has cut off is missing from the text, however well the rest was read.
    return Seal(
        text=" ".join(text for text, _ in parts),
        box=seal.box,
        confidence=round(confidence if seal.whole else confidence / 2, 4),
        shape=seal.shape,
        colour=seal.colour,
        name=name,
        whole=seal.whole,
    )


def _bare(text: str) -> str:
    return re.sub(r"[★☆✩✪*＊☀✦·•.。、,\s|_~\-—]", "", text)


def _along(words: list[Word]) -> tuple[str, float]:
    """Return the name along the edge: what stands on one line of the unrolled strip."""
    kept = [w for w in words if _bare(w.text)]
    if not kept:
        return "", 0.0
    main = max(kept, key=lambda w: len(_bare(w.text)) * w.confidence)
    middle = main.box.center[1]
    line = [w for w in kept if abs(w.box.center[1] - middle) < 0.3 * main.box.height]
    line = [w for w in line if w is main or w.confidence >= _LEAST_TOLD]
    line.sort(key=lambda w: w.box.x0)
    text = "".join(_bare(w.text) for w in line)
    return text, min(w.confidence for w in line)


def _lines(words: list[Word]) -> list[tuple[str, float]]:
    """Return the lines inside a seal that can be told, from the top, with confidence; a lone sign is the star's."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box.center[1]):
        if rows and abs(rows[-1][0].box.center[1] - word.box.center[1]) < 0.5 * word.box.height:
            rows[-1].append(word)
        else:
            rows.append([word])
    found = []
    for row in rows:
        text = " ".join(w.text.strip("★☆*·•|_~—- ") for w in sorted(row, key=lambda w: w.box.x0)).strip()
        sure = min(w.confidence for w in row)
        # A number of a taxpayer that has lost glyphs at its ends is none, nor is a use (…专用章).
        number = re.fullmatch(r"[0-9A-Z]{8,}", _bare(text)) and len(_bare(text)) not in _NUMBER_LENGTHS
        cut = number or ("专用" in text and not text.endswith("章"))
        if cut or len(_bare(text)) < 2 or not re.search(r"[\u4e00-\u9fff0-9A-Z]", text):
            continue
        if sure >= (_LEAST_USE if _USE.fullmatch(text) else _LEAST_TOLD):
            found.append((text, sure))
    return found


def _name_seal(columns: list[Word], rows: list[Word]) -> tuple[str, float]:
    """Return a name seal's text: by columns from the right, as is the custom, unless the rows end like one."""
    (down, sure), (across, as_sure) = _joined(columns), _joined(rows)
    ends = re.compile(r"[印章]$")
    if ends.search(across) and not ends.search(down) and as_sure >= _LEAST_TOLD:
        return across, as_sure
    return down, sure


def _joined(words: list[Word]) -> tuple[str, float]:
    kept = sorted((w for w in words if _bare(w.text)), key=lambda w: w.box.x0)
    return "".join(_bare(w.text) for w in kept), min((w.confidence for w in kept), default=0.0)


def _cuts(k: int, seal: FoundSeal) -> Iterator[_Cut]:
    if seal.shape in ("round", "oval"):
        strip, inside = unrolled(seal)
        yield _Cut(k, "edge", strip)
        if inside is not None:
            yield _Cut(k, "inside", inside)
        return
    flat = level(seal)
    if seal.shape == "square":
        parts = glyphs(flat)
        if len(parts) > 1:
            yield _Cut(k, "columns", on_line(parts))
            yield _Cut(k, "rows", on_line(by_rows(parts)))
            return
    yield _Cut(k, "inside", pixels(255 - flat))


def _sheets(cuts: Sequence[_Cut]) -> Iterator[tuple[Picture, list[tuple[_Cut, tuple[int, int]]]]]:
    """Lay the pieces on sheets of white paper, row by row; yield each sheet with the top left of each piece."""
    rows: list[tuple[int, list[tuple[_Cut, int]]]] = []
    x = _SHEET_WIDTH
    for cut in sorted(cuts, key=lambda c: -c.image.shape[0]):
        wide = cut.image.shape[1]
        if x + wide + _MARGIN > _SHEET_WIDTH or not rows:
            rows.append((cut.image.shape[0], []))
            x = _MARGIN
        rows[-1][1].append((cut, x))
        x += wide + _BESIDE
    while rows:
        taken, y = 0, _MARGIN
        while taken < len(rows) and (not taken or y + rows[taken][0] + _MARGIN <= _MOST_SHEET):
            y += rows[taken][0] + _MARGIN
            taken += 1
        wide = max(x + cut.image.shape[1] for _, row in rows[:taken] for cut, x in row) + _MARGIN
        sheet = np.full((max(_LEAST_SHEET, y), max(_SHEET_WIDTH, wide)), 255, np.uint8)
        places, top = [], _MARGIN
        for high, row in rows[:taken]:
            for cut, left in row:
                sheet[top : top + cut.image.shape[0], left : left + cut.image.shape[1]] = cut.image
                places.append((cut, (left, top)))
            top += high + _MARGIN
        yield pixels(cv2.cvtColor(sheet, cv2.COLOR_GRAY2BGR)), places
        rows = rows[taken:]
