"""Unroll the edge of a round or oval seal, and set upright what stands inside."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.scan.picture import Picture, pixels
from docaudit.reading.scan.seals.find import FoundSeal, Outline, ellipse_points

# Half the shorter axis of a seal that is unrolled, in pixels: its glyphs are then about 40 pixels high.
_HALF_AXIS = 165.0
# Unrolled as deep as this share of half the shorter axis: the ring, the name, and a gap after it.
_DEPTH = 0.62
# The name is looked for between these depths: beside the ring there is the seal's number, and the corners of a line
# below the star reach out nearly as far as the feet of the name's glyphs.
_NAME_FROM, _NAME_TO = 0.16, 0.27
# A row that bears more ink than this all around is the ring.
_RING_ROW = 0.45
# The gap between the name's end and its beginning is looked for with a window this wide (degrees).
_GAP_WINDOW = 80


def unrolled(seal: FoundSeal) -> tuple[Picture, Picture | None]:
    """Return the strip along the seal's edge, from the gap in its name on, and what stands inside, set upright."""
    outline = seal.outline
    half = min(outline[1]) / 2
    scale = _HALF_AXIS / half
    deep = round(_DEPTH * _HALF_AXIS)
    flat, turns = _flat(seal.ink, outline, deep, scale)
    rows = flat.mean(axis=1) / 255
    ring = _ring_end(rows, deep)
    begins, ends = int(_NAME_FROM * _HALF_AXIS), int(_NAME_TO * _HALF_AXIS)
    profile = smooth(flat[max(ring, begins) : ends].mean(axis=0), len(turns) // 36)
    seam, first, last = _name_span(profile)
    around = flat.shape[1]
    rolled = np.roll(flat, -seam, axis=1)
    start, stop = (first - seam) % around, (last - seam) % around or around
    # The corners of a line below the star do not reach up to where the name is looked for: whatever does is the name's.
    start, stop = _grown(rolled[max(ring, begins) : ends].mean(axis=0), start, stop, around // 26)
    start, stop = _grown(rolled[max(ring, begins) : int(0.36 * _HALF_AXIS)].mean(axis=0), start, stop, around // 80)
    bottom = _name_bottom(rolled[:, start:stop], max(ring, begins), deep)
    strip = rolled[ring:bottom]
    strip[:, :start], strip[:, stop:] = 0, 0
    inside = _inside(seal, math.degrees(turns[seam]), (bottom - 0.02 * _HALF_AXIS) / scale, turns, (first, last))
    return pixels(255 - strip), inside


def _flat(ink: Picture, outline: Outline, deep: int, scale: float) -> tuple[Picture, NDArray[np.float64]]:
    """Return the ink along an ellipse, the outer edge on top, and the angle (radians, page's axes) of each column.

    Columns follow the length of the middle of the name and rows its normals, so that glyphs keep their proportions.
    """
    fine = ellipse_points(outline, 1440, 0).astype(np.float64)
    middle = ellipse_points(outline, 1440, 0.25 * min(outline[1]) / 2).astype(np.float64)
    steps = np.linalg.norm(np.roll(middle, -1, axis=0) - middle, axis=1)
    length = np.concatenate([[0.0], np.cumsum(steps)])
    columns = round(float(length[-1]) * scale)
    places = np.interp(np.linspace(0, length[-1], columns, endpoint=False), length, np.arange(1441))
    wrapped = np.vstack([fine, fine[:1]])
    xs, ys = (np.interp(places, np.arange(1441), wrapped[:, c]) for c in (0, 1))
    dx, dy = np.gradient(np.unwrap(xs)), np.gradient(ys)
    dx[[0, -1]], dy[[0, -1]] = dx[[1, -2]], dy[[1, -2]]
    norm = np.hypot(dx, dy)
    # Clockwise on the page, the inside lies to the right of the way.
    inward = np.stack([-dy / norm, dx / norm], axis=1)
    depth = np.arange(deep)[:, None] / scale
    map_x = (xs[None] + depth * inward[None, :, 0]).astype(np.float32)
    map_y = (ys[None] + depth * inward[None, :, 1]).astype(np.float32)
    flat = cv2.remap(ink, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
    turns = np.arctan2(ys - outline[0][1], xs - outline[0][0])
    return pixels(flat), turns


def _ring_end(rows: NDArray[np.float64], deep: int) -> int:
    """Return the first row behind the ring, or behind both rings of a double one."""
    level = _RING_ROW * float(rows[: deep // 2].max())
    ringed = np.flatnonzero(rows[: int(0.22 * _HALF_AXIS)] > max(level, 0.25))
    return int(ringed[-1]) + 2 if ringed.size else int(0.06 * _HALF_AXIS)


def smooth(profile: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Return the running mean of a profile that closes upon itself."""
    kernel = np.ones(max(1, width)) / max(1, width)
    wide = np.concatenate([profile[-width:], profile, profile[:width]])
    result: NDArray[np.float64] = np.convolve(wide, kernel, "same")[width : width + len(profile)]
    return result


def _name_span(profile: NDArray[np.float64]) -> tuple[int, int, int]:
    """Return the column in the middle of the gap between a name's end and beginning, its first and its last column."""
    count = len(profile)
    level = profile / max(1.0, float(np.percentile(profile, 85)))
    reach = count * _GAP_WINDOW // 360
    window = np.bartlett(reach)
    wide = np.concatenate([level, level[:reach]])
    emptiest = (int(np.convolve(wide, window, "valid")[:count].argmin()) + reach // 2) % count
    rolled = np.roll(np.minimum(level, 1.0), -emptiest) > 0.35
    inked = np.flatnonzero(smooth(rolled.astype(np.float64), max(1, count // 60)) > 0.6)
    if not inked.size:
        return emptiest, (emptiest + count // 8) % count, (emptiest - count // 8) % count
    margin = count // 60
    first, last = int(inked[0]) - margin, int(inked[-1]) + margin
    seam = (emptiest + (first + last - count) // 2) % count
    return seam, (emptiest + first) % count, (emptiest + last) % count


def _grown(profile: NDArray[np.float64], start: int, stop: int, blank: int) -> tuple[int, int]:
    """Return the columns of a name with the strokes beside them: glyphs like 广 have little ink, and end in a gap."""
    most = len(profile) // 9
    inked = smooth(profile, 3) > 6
    while start > 0 and most and (near := np.flatnonzero(inked[max(0, start - blank) : start])).size:
        step = min(start - max(0, start - blank), blank) - int(near[0])
        start, most = start - step, max(0, most - step)
    most = len(profile) // 9
    while stop < len(profile) and most and (near := np.flatnonzero(inked[stop : stop + blank])).size:
        step = int(near[-1]) + 1
        stop, most = stop + step, max(0, most - step)
    return start, stop


def _name_bottom(name: Picture, begins: int, deep: int) -> int:
    """Return the row behind the name's glyphs."""
    rows = name.mean(axis=1) / 255 if name.size else np.zeros(deep)
    most = float(rows[begins : int(0.45 * _HALF_AXIS)].max(initial=0.0))
    quiet = np.flatnonzero(rows[int(0.28 * _HALF_AXIS) :] < 0.15 * most)
    bottom = int(quiet[0]) + int(0.28 * _HALF_AXIS) if quiet.size else int(0.45 * _HALF_AXIS)
    return min(deep, bottom + int(0.04 * _HALF_AXIS))


def _inside(
    seal: FoundSeal, seam: float, depth: float, turns: NDArray[np.float64], span: tuple[int, int]
) -> Picture | None:
    """Return what stands inside the name, turned so that the gap in the name points down."""
    outline = seal.outline
    mask = np.zeros_like(seal.ink)
    inner = np.round(ellipse_points(outline, 180, depth)).astype(np.int32)
    cv2.fillConvexPoly(mask, inner, (255,))
    if seal.shape == "oval":
        # The number in the middle of an oval is nearly as wide as the room between the name's ends.
        band = np.zeros_like(mask)
        cv2.ellipse(band, (outline[0], (0.7 * outline[1][0], 0.7 * outline[1][1]), outline[2]), (255,), -1)
        bar: Outline = (outline[0], _shares(outline, 1.0, 0.24), outline[2])
        bars = np.zeros_like(mask)
        cv2.fillConvexPoly(bars, np.round(cv2.boxPoints(bar)).astype(np.int32), (255,))
        mask |= band & bars
    # Below, where the name leaves room, lines reach further out.
    first, last = span
    low = turns[last:first] if last < first else np.concatenate([turns[last:], turns[:first]])
    if 8 < len(low) < len(turns):
        reach = 0.88 * np.array(outline[1]) / 2
        (cx, cy), angle = outline[0], math.radians(outline[2])
        local = low - angle
        radius = 1 / np.hypot(np.cos(local) / reach[0], np.sin(local) / reach[1])
        arc = np.stack([cx + radius * np.cos(low), cy + radius * np.sin(low)], axis=1)
        cv2.fillPoly(mask, [np.round(np.vstack([[[cx, cy]], arc])).astype(np.int32)], (255,))
    ink = np.where(mask > 0, seal.ink, 0).astype(np.uint8)
    # The star tells nothing and draws the lines beside it askew.
    if seal.shape == "round":
        _without_star(ink, outline)
    half = min(outline[1]) / 2
    if cv2.countNonZero(pixels((ink > 100).astype(np.uint8))) < 0.01 * math.pi * half * half:
        return None
    turned = 90 - seam
    if seal.shape == "oval":
        # The axes of an oval say how it lies; the gap only says which way is down.
        long_axis = outline[2] if outline[1][0] >= outline[1][1] else outline[2] + 90
        turned = -long_axis if abs((turned + long_axis + 180) % 360 - 180) < 90 else 180 - long_axis
    scale = 0.9 * _HALF_AXIS / half
    wide, high = (round(side * scale) for side in (max(outline[1]), min(outline[1])))
    matrix = cv2.getRotationMatrix2D(outline[0], -turned, scale)
    matrix[:, 2] += np.array([wide / 2, high / 2]) - np.array(outline[0])
    level = cv2.warpAffine(ink, matrix, (wide, high), flags=cv2.INTER_CUBIC)
    return pixels(255 - level)


def _shares(outline: Outline, along: float, across: float) -> tuple[float, float]:
    """Return the sides times shares of the longer and the shorter axis."""
    w, h = outline[1]
    return (along * w, across * h) if w >= h else (across * w, along * h)


def _without_star(ink: Picture, outline: Outline) -> None:
    """Wipe out the star in the middle: one solid piece, not much larger than a circle of its size allows."""
    half = min(outline[1]) / 2
    (cx, cy) = outline[0]
    count, labels, stats, centres = cv2.connectedComponentsWithStats(pixels((ink > 110).astype(np.uint8)))
    for k in range(1, count):
        near = math.dist(centres[k], (cx, cy)) < 0.12 * half
        w, h = int(stats[k, cv2.CC_STAT_WIDTH]), int(stats[k, cv2.CC_STAT_HEIGHT])
        if near and 0.2 * half < max(w, h) < 0.95 * half and max(w, h) < 1.3 * min(w, h):
            ink[cv2.dilate((labels == k).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0] = 0
