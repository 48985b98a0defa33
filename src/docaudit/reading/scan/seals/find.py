"""Find seals on a page picture by their colour and outline, and lift them off the print under them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.scan.picture import Picture, ground_colour, pixels
from docaudit.records.evidence import Box
from docaudit.records.pages import SealColour, SealShape

Points = NDArray[np.float32]
Outline = tuple[tuple[float, float], tuple[float, float], float]
"""Centre, width and height, and angle in degrees, as OpenCV gives ellipses and turned rectangles."""

# Seals are looked for at this many pixels along the longer side: a ring is then still two pixels thick.
_LOOKED_AT = 700
# Hues (of 180) of seal inks, and how strong and bright a colour must be (of 255) to be ink and no tint of the paper.
_RED_UNTIL, _RED_FROM, _BLUE_FROM, _VIOLET_FROM, _BLUE_UNTIL = 12, 163, 98, 131, 162
_LEAST_SATURATION, _LEAST_BRIGHTNESS = 36, 70
_LEAST_INK_SHARE = 0.0003
# Most scans have no colour at all: every so many pixels (less than a ring is thick) are looked at first.
_EVERY, _LEAST_CHROMA = 5, 24
# Black print across a seal breaks its outline: gaps as high as a line of text are closed (pixels of `_LOOKED_AT`).
_CLOSED = 17
# A seal is at least this share of the page's longer side across and no more than the second; name seals and framed
# stamps (收讫, 作废) are smaller, and larger frames belong to forms.
_LEAST_SIZE, _MOST_SIZE, _MOST_SQUARE, _MOST_FRAME = 0.035, 0.45, 0.15, 0.3
_MOST_STRETCH, _MOST_SQUARE_STRETCH, _MOST_FRAME_STRETCH = 1.9, 1.35, 5.0
# This share of the outline must bear ink, and the last where a circle is looked for among other ink; an ellipse fills
# 0.785 of the rectangle around it.
_LEAST_OUTLINE, _LEAST_RING, _LEAST_CIRCLE = 0.62, 0.5, 0.85
_LEAST_ROUND, _MOST_ROUND, _LEAST_SQUARE = 0.70, 0.86, 0.88
# Rules of a form are at least this long (share of the longer side).
_LEAST_RULE = 0.09
# A seal whose box comes this near to the page's edge (share of the longer side) is cut by it.
_AT_EDGE = 0.004
# Black print: no channel above this level; a seal lies over some where this share of its box is black.
BLACK, _LEAST_DARK_SHARE = 110, 0.008
# Levels added to the channel that a seal's ink leaves bright, to fade it, except where black print under it is darker.
_FADE, _DARK_UNDER = 45, 110


@dataclass(frozen=True, slots=True)
class FoundSeal:
    """A seal on a picture: its outline in pixels, and its ink alone.

    Attributes:
        box: around it, in fractions of the picture.
        outline: in pixels of `ink`.
        ink: 0 to 255, how much of the seal's ink lies there; what black print covers is filled from beside it.
        whole: False where the picture's edge cuts it.
    """

    box: Box
    shape: SealShape
    colour: SealColour
    outline: Outline
    ink: Picture
    whole: bool


def lift_seals(image: Picture) -> tuple[Picture, tuple[FoundSeal, ...]]:
    """Return the picture with seals faded to paper where they lie over black print, and all seals on it.

    Only shapes of a seal's size and outline are touched: other coloured print (a receipt's number, labels) stays.
    """
    found = tuple(_found(image))
    lifted = image
    for seal in found:
        # Frames are printed too, in blue above all: what stands in one is lifted only where it can hardly be print.
        if seal.shape in ("round", "oval") or (seal.shape == "square" and seal.colour == "red"):
            lifted = _lifted(lifted, image, seal)
    return lifted, found


def _lifted(lifted: Picture, image: Picture, seal: FoundSeal) -> Picture:
    high, wide = image.shape[:2]
    x0, y0 = math.floor(seal.box.x0 * wide), math.floor(seal.box.y0 * high)
    x1, y1 = math.ceil(seal.box.x1 * wide), math.ceil(seal.box.y1 * high)
    before = image[y0:y1, x0:x1].astype(np.int16)
    # With no black print under it the seal hides nothing, and the coloured print beside it (a title) must stay.
    if (before.max(axis=2) < BLACK).mean() < _LEAST_DARK_SHARE:
        return lifted
    blue, green, red = (before[:, :, c] for c in range(3))
    alone = red if seal.colour == "red" else blue
    other = {"red": np.maximum(blue, green), "blue": np.maximum(red, green), "violet": green}[seal.colour]
    ink = alone - other > 15
    # The rim of a stroke is pale and, after JPEG, grey: take its neighbours along.
    soft = cv2.dilate(ink.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    # A seal's ink is bright in one channel, black print under it is dark: that channel is the page without the seal.
    bare = alone[ink & (alone > _DARK_UNDER)]
    fade = _FADE if not bare.size else int(np.clip(250 - np.percentile(bare, 25), _FADE, 2 * _FADE))
    changed = image[y0:y1, x0:x1].copy()
    # Brown and dark red print (the title of an old invoice) is darker in it than a seal and stays readable.
    changed[soft] = np.minimum(alone[soft] + fade, 255).astype(np.uint8)[:, None]
    under = ink & (alone <= _DARK_UNDER)
    changed[under] = alone[under].astype(np.uint8)[:, None]
    if lifted is image:
        lifted = image.copy()
    lifted[y0:y1, x0:x1] = np.where(soft[:, :, None], changed, lifted[y0:y1, x0:x1])
    return lifted


def _found(image: Picture) -> Iterator[FoundSeal]:
    high, wide = image.shape[:2]
    few = image[::_EVERY, ::_EVERY]
    if not few.size or (few.max(axis=2) - few.min(axis=2) >= _LEAST_CHROMA).mean() < _LEAST_INK_SHARE:
        return
    factor = min(1.0, _LOOKED_AT / max(high, wide))
    small = pixels(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))
    if not small.size or min(small.shape[:2]) < 40:
        return
    ground = ground_colour(small)
    for colour, mask in _inks(_on_white(small, ground)):
        for shape, outline in _outlines(mask):
            yield _seal(image, ground, colour, shape, _scaled(outline, 1 / factor))


def _on_white(image: Picture, ground: Sequence[float]) -> Picture:
    """Return the picture as it were on white paper."""
    tables = [np.clip(np.arange(256) * (255 / max(60.0, level)), 0, 255).astype(np.uint8) for level in ground]
    return pixels(cv2.LUT(image, np.stack(tables, axis=1)[None]))


def _inks(small: Picture) -> Iterator[tuple[SealColour, Picture]]:
    """Yield the coloured inks on a picture, where there is enough of one."""
    hue, saturation, brightness = cv2.split(cv2.cvtColor(small, cv2.COLOR_BGR2HSV))
    strong = (saturation >= _LEAST_SATURATION) & (brightness >= _LEAST_BRIGHTNESS)
    if strong.mean() < _LEAST_INK_SHARE:
        return
    red = strong & ((hue <= _RED_UNTIL) | (hue >= _RED_FROM))
    blue = strong & (hue >= _BLUE_FROM) & (hue <= _BLUE_UNTIL)
    if red.mean() >= _LEAST_INK_SHARE:
        yield "red", red.astype(np.uint8)
    if blue.mean() >= _LEAST_INK_SHARE:
        colour: SealColour = "violet" if float(np.median(hue[blue])) >= _VIOLET_FROM else "blue"
        yield colour, blue.astype(np.uint8)


def _outlines(mask: Picture) -> Iterator[tuple[SealShape, Outline]]:
    """Yield what has a seal's size and outline on a mask of one ink."""
    edge = _CLOSED
    padded = cv2.copyMakeBorder(mask, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=0)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((_CLOSED, _CLOSED), np.uint8))
    closed = pixels(closed[edge:-edge, edge:-edge])
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed)
    longest = max(mask.shape)
    for k, (x, y, w, h, _area) in enumerate(stats[1:count].tolist(), start=1):
        if max(w, h) < _LEAST_SIZE * longest:
            continue
        own = pixels(((labels[y : y + h, x : x + w] == k) & (mask[y : y + h, x : x + w] > 0)).astype(np.uint8))
        for shape, outline in _judged(own, longest):
            (cx, cy), sides, angle = outline
            yield shape, ((cx + x, cy + y), sides, angle)


def _judged(own: Picture, longest: int) -> Iterator[tuple[SealShape, Outline]]:
    """Yield the seal that the ink makes; where seals overlap, the round ones first and then those beside them."""
    points = cv2.findNonZero(own)
    if points is None or len(points) < 40:
        return
    one = _whole(own, cv2.convexHull(points), longest)
    if one is not None:
        yield one
        return
    alone = list(_off_rules(own, longest))
    if alone:
        yield from alone
        return
    rest = own
    circles = list(_circles(own, longest))
    for circle in circles:
        yield "round", circle
        disc = np.zeros_like(own)
        cv2.ellipse(disc, (circle[0], (circle[1][0] * 1.03, circle[1][1] * 1.03), 0.0), (1,), -1)
        rest = pixels(rest * (1 - disc))
    if not circles:
        return
    closed = cv2.morphologyEx(rest, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    count, labels = cv2.connectedComponents(closed)
    for k in range(1, count):
        part = pixels(((labels == k) & (rest > 0)).astype(np.uint8))
        if cv2.countNonZero(part) > 60:
            yield from _beside(part, circles, longest)


def _off_rules(own: Picture, longest: int) -> Iterator[tuple[SealShape, Outline]]:
    """Yield the round and oval seals in ink that hangs together by the rules of a form printed in the same colour."""
    run = round(_LEAST_RULE * longest)
    straight = cv2.morphologyEx(own, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    straight |= cv2.morphologyEx(own, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
    if not straight.any():
        return
    bare = pixels(own & (1 - straight))
    closed = cv2.morphologyEx(bare, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    count, labels = cv2.connectedComponents(closed)
    for k in range(1, count):
        part = pixels(((labels == k) & (bare > 0)).astype(np.uint8))
        if cv2.countNonZero(part) > 60:
            one = _whole(part, cv2.convexHull(cv2.findNonZero(part)), longest)
            if one is not None and one[0] in ("round", "oval"):
                yield one


def _beside(part: Picture, circles: Sequence[Outline], longest: int) -> Iterator[tuple[SealShape, Outline]]:
    """Yield the seal that is left beside round ones; a name seal that one covers in part is made square again."""
    hull = cv2.convexHull(cv2.findNonZero(part))
    one = _whole(part, hull, longest)
    if one is not None:
        yield one
        return
    (centre, sides, angle) = cv2.minAreaRect(hull)
    long, short = max(sides), min(sides)
    if not 0.5 * long <= short or not _LEAST_SIZE <= long / longest <= _MOST_SQUARE:
        return
    # The side that is missing lies towards the round seal, across the shorter side of what is left.
    across = math.radians(angle if sides[0] <= sides[1] else angle + 90)
    way = np.array([math.cos(across), math.sin(across)])
    near = min(circles, key=lambda circle: math.dist(circle[0], centre))
    if way @ (np.array(near[0]) - centre) < 0:
        way = -way
    moved = np.array(centre) + way * (long - short) / 2
    square: Outline = ((float(moved[0]), float(moved[1])), (long, long), angle)
    if sorted(_frame_shares(part, square))[1] >= _LEAST_OUTLINE:
        yield "square", square


def _whole(own: Picture, hull: NDArray[np.int32], longest: int) -> tuple[SealShape, Outline] | None:
    turned = cv2.minAreaRect(hull)
    (_, (w, h), _) = turned
    if min(w, h) < 8:
        return None
    size, stretch = max(w, h) / longest, max(w, h) / min(w, h)
    filled = cv2.contourArea(hull) / (w * h)
    if not _LEAST_SIZE <= size <= _MOST_SIZE:
        return None
    if _LEAST_ROUND <= filled <= _MOST_ROUND and stretch <= _MOST_STRETCH and len(hull) >= 8:
        outline: Outline = _ellipse(hull)
        sides = outline[1]
        fits = 0.9 <= cv2.contourArea(hull) / max(1.0, math.pi / 4 * sides[0] * sides[1]) <= 1.06
        if fits and _ring_share(own, outline) >= _LEAST_RING:
            return ("oval" if max(sides) > 1.15 * min(sides) else "round"), outline
    if filled >= _LEAST_SQUARE and min(_frame_shares(own, turned)) >= _LEAST_OUTLINE:
        if size <= _MOST_SQUARE and stretch <= _MOST_SQUARE_STRETCH:
            return "square", turned
        if size <= _MOST_FRAME and stretch <= _MOST_FRAME_STRETCH:
            return "rectangle", turned
    return None


def _ellipse(hull: NDArray[np.int32]) -> Outline:
    """Fit an ellipse to a hull, whose corners lie unevenly along it."""
    corners = hull.reshape(-1, 2).astype(np.float32)
    following = np.roll(corners, -1, axis=0)
    steps = np.maximum(1, np.linalg.norm(following - corners, axis=1).astype(int) // 2)
    dense = [a + (b - a) * (k / n) for a, b, n in zip(corners, following, steps, strict=True) for k in range(n)]
    found: Outline = cv2.fitEllipse(np.array(dense, np.float32))
    return found


def _ring_share(own: Picture, outline: Outline) -> float:
    """Return the share of an ellipse's outline that bears ink."""
    thick = cv2.dilate(own, np.ones((3, 3), np.uint8))
    around = np.max([_at(thick, ellipse_points(outline, 180, inward)) for inward in (0.0, 0.5, 1.0, 2.0)], axis=0)
    return float(around.mean())


def _frame_shares(own: Picture, outline: Outline) -> list[float]:
    """Return the shares of ink along the sides of a turned rectangle."""
    thick = cv2.dilate(own, np.ones((3, 3), np.uint8))
    corners = cv2.boxPoints(outline)
    middle = corners.mean(axis=0)
    shares = []
    for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        line = a + (b - a) * np.linspace(0.04, 0.96, 60)[:, None]
        inward = (middle - (a + b) / 2) / max(1e-6, float(np.linalg.norm(middle - (a + b) / 2)))
        shares.append(float(np.max([_at(thick, line + k * inward) for k in (0.0, 1.0, 2.0)], axis=0).mean()))
    return shares


def _at(mask: Picture, points: Points) -> NDArray[np.uint8]:
    xs = np.clip(np.round(points[:, 0]), 0, mask.shape[1] - 1).astype(int)
    ys = np.clip(np.round(points[:, 1]), 0, mask.shape[0] - 1).astype(int)
    found: NDArray[np.uint8] = mask[ys, xs]
    return found


def ellipse_points(outline: Outline, count: int, inward: float) -> Points:
    """Return points along an ellipse, in equal steps of its angle, moved in by so many pixels; clockwise."""
    (cx, cy), (w, h), angle = outline
    around = np.linspace(0, 2 * math.pi, count, endpoint=False)
    x, y = (w / 2 - inward) * np.cos(around), (h / 2 - inward) * np.sin(around)
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return np.stack([cx + c * x - s * y, cy + s * x + c * y], axis=1).astype(np.float32)


def _circles(own: Picture, longest: int) -> Iterator[Outline]:
    """Yield the rings in ink that overlaps other ink."""
    edge = 24
    padded = cv2.copyMakeBorder(own * 255, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=0)
    found = cv2.HoughCircles(
        cv2.GaussianBlur(padded, (3, 3), 0),
        cv2.HOUGH_GRADIENT,
        dp=1,
        minDist=0.05 * longest,
        param1=120,
        param2=26,
        minRadius=int(_LEAST_SIZE * longest),
        maxRadius=int(min(0.16 * longest, max(own.shape))),
    )
    kept: list[Outline] = []
    for x, y, radius in () if found is None else found.reshape(-1, 3)[:40].tolist():
        outline = _outer_circle(own, x - edge, y - edge, radius)
        near = any(math.dist(outline[0], o[0]) < 0.3 * o[1][0] for o in kept)
        if not near and _ring_share(own, outline) >= _LEAST_CIRCLE:
            kept.append(outline)
            yield outline


def _outer_circle(own: Picture, x: float, y: float, radius: float) -> Outline:
    """Fit a circle, known within a few pixels, to the outer edge of its ring."""
    around = np.linspace(0, 2 * math.pi, 180, endpoint=False)
    ways = np.stack([np.cos(around), np.sin(around)], axis=1)
    reach = np.arange(math.floor(radius) - 4, math.ceil(radius) + 7)
    places = np.array([x, y]) + reach[:, None, None] * ways[None]
    inked = _at(own, places.reshape(-1, 2).astype(np.float32)).reshape(len(reach), -1) > 0
    seen = inked.any(axis=0)
    outer = reach[len(reach) - 1 - inked[::-1].argmax(axis=0)]
    points = np.array([x, y]) + outer[:, None] * ways
    points = points[seen & (np.abs(outer - np.median(outer[seen])) <= 3)] if seen.any() else points[:0]
    for _ in range(2):
        if len(points) < 20:
            break
        # A circle is linear in (2x, 2y, r² - x² - y²).
        known = np.column_stack([points, np.ones(len(points))])
        found = np.linalg.lstsq(known, (points**2).sum(axis=1), rcond=None)[0]
        x, y = found[0] / 2, found[1] / 2
        radius = math.sqrt(max(1.0, found[2] + x * x + y * y))
        off = np.abs(np.hypot(*(points - (x, y)).T) - radius)
        points = points[off <= 1.2]
    return (float(x), float(y)), (2 * radius + 1, 2 * radius + 1), 0.0


def _scaled(outline: Outline, factor: float) -> Outline:
    (cx, cy), (w, h), angle = outline
    # Pixels cover an area: the middle of the first one lies half a pixel in.
    return ((cx + 0.5) * factor - 0.5, (cy + 0.5) * factor - 0.5), (w * factor, h * factor), angle


def _seal(
    image: Picture, ground: tuple[float, float, float], colour: SealColour, shape: SealShape, outline: Outline
) -> FoundSeal:
    high, wide = image.shape[:2]
    points = ellipse_points(outline, 72, 0) if shape in ("round", "oval") else cv2.boxPoints(outline)
    margin = 0.02 * max(outline[1])
    x0, y0 = (max(0, math.floor(float(v) - margin)) for v in points.min(axis=0))
    x1 = min(wide, math.ceil(float(points[:, 0].max()) + margin) + 1)
    y1 = min(high, math.ceil(float(points[:, 1].max()) + margin) + 1)
    edge = _AT_EDGE * max(high, wide)
    beyond = points.min() < -edge or points[:, 0].max() > wide + edge or points[:, 1].max() > high + edge
    moved: Outline = ((outline[0][0] - x0, outline[0][1] - y0), outline[1], outline[2])
    ink = _ink(_on_white(image[y0:y1, x0:x1], ground), colour)
    return FoundSeal(Box(x0 / wide, y0 / high, x1 / wide, y1 / high), shape, colour, moved, ink, not beyond)


def _ink(part: Picture, colour: SealColour) -> Picture:
    """Return how much of the seal's ink lies on each pixel, with what black print hides filled from beside it."""
    blue, green, red = (c.astype(np.int16) for c in cv2.split(part))
    amount = red - np.minimum(green, blue) if colour == "red" else blue - np.minimum(red, green)
    amount = np.clip(amount, 0, 255)
    full = max(40.0, float(np.percentile(amount, 98)))
    ink = np.clip((amount - 0.12 * full) * (255 / (0.8 * full)), 0, 255).astype(np.uint8)
    hidden = np.maximum(np.maximum(blue, green), red) < BLACK
    if hidden.any():
        filled = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
        ink = np.where(hidden, np.maximum(ink, filled), ink)
    return pixels(ink)
