"""What does a page need: its text layer, the pictures on it read as well, or the whole page read as a picture?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docaudit.reading.pdf.drawing import Drawing, Picture
from docaudit.reading.pdf.plausible import Trust
from docaudit.reading.pdf.text import TextLayer
from docaudit.records.evidence import Box

# A picture at least this share of the page (5 by 5 cm of A4) may hold text; smaller ones are seals, logos, codes.
LARGE_PICTURE_SHARE = 0.04
_LEAST_PICTURE_PIXELS = 120
# A larger picture than this is no seal alone.
MOST_SEAL_SHARE = 0.1
# A picture over this share of the page is a scan or a background.
_SCAN_SHARE = 0.5
# Fewer different characters than this over a scan are a watermark, a page number or a scanner's mark.
_WATERMARK_CHARACTERS = 40
# Glyphs drawn as curves, more of them than Chinese characters: the writer turned text into outlines.
_LEAST_OUTLINES = 15
# Parts of one picture, a scan in strips, lie no further apart than this.
_STRIP_GAP = 0.004
_MOST_PARTS = 400
# A seal of 2 to 5.5 cm on A4, an oval one up to so much longer than high.
_SEAL_SHARES = (0.006, LARGE_PICTURE_SHARE)
_LEAST_SEAL_PIXELS, _LONGEST_SEAL, _MOST_SEALS = 60, 1.8, 6
# A code fills at most so much of a square as high as the page; a bar code is up to so much longer than high.
_LARGEST_CODE, _LEAST_CODE_PIXELS, _LONGEST_CODE, _QUIET_ZONE, _MOST_CODES = 0.09, 21, 8.0, 0.15, 8
_FIRST_WORDS = 400
_PAGE = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Needs:
    """What to recognise.

    Attributes:
        whole: the page; its text layer is not to be believed.
        check: some lines, to see whether the layer says what the page shows.
        areas: parts of the page with their text left out: pictures, or text drawn as curves.
        stamps: places of small pictures that are seals if they are coloured.
    """

    whole: bool = False
    check: bool = False
    areas: tuple[Box, ...] = ()
    stamps: tuple[Box, ...] = ()


def judge(layer: TextLayer, drawing: Drawing) -> Needs:
    """Judge a page by its layer and what else it draws."""
    if layer.trust is Trust.RUBBISH:
        return Needs(whole=True)
    if not layer.words:
        # Pictures, outlines, strokes: whatever it is, only a look at it can tell.
        return Needs(whole=drawing.objects > 0)
    areas = _areas(drawing.pictures)
    is_scan = any(area.width * area.height >= _SCAN_SHARE for area in areas)
    if is_scan and (not layer.cjk or sum(map(len, {w.text for w in layer.words})) < _WATERMARK_CHARACTERS):
        return Needs(whole=True)
    if drawing.outlines >= _LEAST_OUTLINES and drawing.outlines > layer.cjk:
        areas = (_PAGE,)
    return Needs(check=layer.trust is Trust.DOUBTFUL, areas=areas, stamps=_stamps(drawing.pictures, areas))


def is_invoice(layer: TextLayer) -> bool:
    """Say whether the page may be an invoice: it has a code, and its seal says nothing about who pressed it."""
    return any("发票" in word.text or "發票" in word.text for word in layer.words[:_FIRST_WORDS])


def code_places(pictures: Sequence[Picture], aspect: float) -> list[Box]:
    """Return where pictures of a code's shape stand, square or a strip, with its quiet zone around it.

    Args:
        pictures: of the page.
        aspect: the page's width over its height.
    """
    found = []
    for picture in pictures:
        box = picture.box
        wide, high = box.width * aspect, box.height
        is_code = 0 < wide * high <= _LARGEST_CODE and min(picture.pixel_size) >= _LEAST_CODE_PIXELS
        if is_code and max(wide, high) <= _LONGEST_CODE * min(wide, high):
            found.append(_with_room(box, _QUIET_ZONE))
    return found[:_MOST_CODES]


def _with_room(box: Box, share: float) -> Box:
    x, y = share * box.width, share * box.height
    return Box(max(0.0, box.x0 - x), max(0.0, box.y0 - y), min(1.0, box.x1 + x), min(1.0, box.y1 + y))


def _stamps(pictures: Sequence[Picture], areas: Sequence[Box]) -> tuple[Box, ...]:
    """Return where pictures of a seal's size and shape stand."""
    found = []
    for picture in pictures:
        box = picture.box
        wide, high = picture.pixel_size
        if (
            _SEAL_SHARES[0] <= box.width * box.height < _SEAL_SHARES[1]
            and min(wide, high) >= _LEAST_SEAL_PIXELS
            and max(wide, high) <= _LONGEST_SEAL * min(wide, high)
            and not any(area.contains(*box.center) for area in areas)
        ):
            found.append(box)
    return tuple(found[:_MOST_SEALS])


def _areas(pictures: Sequence[Picture]) -> tuple[Box, ...]:
    """Return where pictures large enough to hold text stand, those that touch each other as one."""
    parts = [(picture.box, min(picture.pixel_size)) for picture in pictures]
    if len(parts) > _MOST_PARTS:
        parts = [(Box.union(box for box, _ in parts), _LEAST_PICTURE_PIXELS)]
    groups: list[tuple[Box, int]] = []
    for box, pixels in parts:
        touching = [group for group in groups if _touch(group[0], box)]
        groups = [group for group in groups if group not in touching]
        boxes = [box, *(group[0] for group in touching)]
        # Strips are low one by one; together they are as high as they reach.
        groups.append((Box.union(boxes), sum((pixels, *(group[1] for group in touching)))))
    large = [
        box
        for box, pixels in groups
        if box.width * box.height >= LARGE_PICTURE_SHARE and pixels >= _LEAST_PICTURE_PIXELS
    ]
    return tuple(sorted(large, key=lambda box: (box.y0, box.x0)))


def _touch(a: Box, b: Box) -> bool:
    return (
        min(a.x1, b.x1) - max(a.x0, b.x0) >= -_STRIP_GAP
        and min(a.y1, b.y1) - max(a.y0, b.y0) >= -_STRIP_GAP
        # A code or a seal on a large picture is part of it; two receipts whose corners meet are not one.
        and (_aligned(a, b) or a.overlap(b) > 0.5)
    )


def _aligned(a: Box, b: Box) -> bool:
    """Say whether two boxes share their left and right, or their upper and lower, edges."""
    sides = abs(a.x0 - b.x0) + abs(a.x1 - b.x1), abs(a.y0 - b.y0) + abs(a.y1 - b.y1)
    return min(sides) <= 4 * _STRIP_GAP
