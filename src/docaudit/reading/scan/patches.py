"""Patches on a picture that went through one JPEG save less than the paper around them.

Whoever changes a figure on a scan opens its JPEG, lays a patch over the figure and saves it again. What was there
before has then been rounded twice, by the first save and by the last; the patch only by the last. Saved once more at
the quality of the *first* save, the old blocks hardly change, and those of the patch do (error-level analysis; "JPEG
ghosts", H. Farid, IEEE Transactions on Information Forensics and Security 4(1), 2009). Nothing can be said of a picture
that was turned, scaled or cleaned between the two saves, or saved the last time no better than the first.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.records.alteration import Sign, SignKind
from docaudit.records.evidence import Box

_BLOCK = 8
_QUALITIES = tuple(range(50, 100, 5))
_SAMPLE = 192
"""Side in pixels of the squares on which the quality of an earlier save is sought, and how many are looked at."""
_SAMPLES = 4
_DIP = 0.6
"""How much less a save at the earlier quality changes than one at the next better quality."""
_INKED = 12.0
"""Standard deviation in grey levels of a block that says something: empty paper never changes."""
_LEAST_CHANGE, _TIMES = 6.0, 12.0
"""Mean square change of a block that was not rounded before: at least so much, and so many times the usual one.

Measured on scans with patches of type: usual blocks 1 to 2, the hundredth worst of them 4 to 12, those of a patch 70 to
120 in the middle.
"""
_STRAY = 0.01
"""Share of such blocks outside all patches beyond which they are the picture's habit."""
_LEAST_BLOCKS, _LEAST_ROWS, _LEAST_COLUMNS, _FILL = 8, 2, 3, 0.7
"""Blocks, rows and columns of the smallest patch, and how much of its ink must be new."""
_LARGEST = 0.03
"""Share of the page beyond which a region is no patch over a figure or a line."""
_MOST = 6
"""Patches beyond which the picture is a collage."""


def find_patches(image: NDArray[np.uint8]) -> tuple[Sign, ...]:
    """Return a sign for each patch on a BGR picture; boxes are fractions of it."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    high, wide = (side // _BLOCK * _BLOCK for side in grey.shape)
    if min(high, wide) < 2 * _SAMPLE:
        return ()
    grey = np.ascontiguousarray(grey[:high, :wide])
    inked = _deviation(grey) > _INKED
    for quality in _earlier(grey, inked):
        change = _changes(grey, quality)
        usual = float(np.median(change[inked]))
        fresh = inked & (change > max(_LEAST_CHANGE, _TIMES * usual))
        patches = _patches(fresh, inked)
        stray = np.count_nonzero(fresh) - sum(np.count_nonzero(fresh[patch]) for patch in patches)
        if 0 < len(patches) <= _MOST and stray <= _STRAY * np.count_nonzero(inked):
            return tuple(_sign(patch, image.shape) for patch in patches)
    return ()


def _deviation(grey: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the standard deviation within each block."""
    size = (grey.shape[1] // _BLOCK, grey.shape[0] // _BLOCK)
    levels = grey.astype(np.float32)
    mean = cv2.resize(levels, size, interpolation=cv2.INTER_AREA)
    square = cv2.resize(levels * levels, size, interpolation=cv2.INTER_AREA)
    return np.asarray(np.sqrt(np.maximum(square - mean * mean, 0)), np.float32)


def _changes(grey: NDArray[np.uint8], quality: int) -> NDArray[np.float32]:
    """Return by how much another save changes each block: the mean of the squares."""
    _, saved = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])
    again = cv2.imdecode(saved, cv2.IMREAD_GRAYSCALE)
    apart = cv2.absdiff(grey, again).astype(np.float32)
    size = (grey.shape[1] // _BLOCK, grey.shape[0] // _BLOCK)
    return np.asarray(cv2.resize(apart * apart, size, interpolation=cv2.INTER_AREA), np.float32)


def _earlier(grey: NDArray[np.uint8], inked: NDArray[np.bool_]) -> list[int]:
    """Return the qualities at which the picture seems to have been saved, sought where most ink is."""
    side = _SAMPLE // _BLOCK
    rows, columns = inked.shape[0] // side, inked.shape[1] // side
    ink = inked[: rows * side, : columns * side].reshape(rows, side, columns, side).sum(axis=(1, 3))
    best = np.argsort(ink, axis=None)[::-1][:_SAMPLES]
    places = [(int(k) // columns * _SAMPLE, int(k) % columns * _SAMPLE) for k in best]
    sample = np.concatenate([grey[y : y + _SAMPLE, x : x + _SAMPLE] for y, x in places], axis=1)
    wanted = _deviation(sample) > _INKED
    if np.count_nonzero(wanted) < _LEAST_BLOCKS:
        return []
    usual = [float(np.median(_changes(sample, quality)[wanted])) for quality in _QUALITIES]
    return [
        quality
        for quality, now, better in zip(_QUALITIES, usual, (*usual[1:], 0.0), strict=True)
        if now < _DIP * better
    ]


_Patch = tuple[slice, slice]


def _patches(fresh: NDArray[np.bool_], inked: NDArray[np.bool_]) -> list[_Patch]:
    """Return the regions, in blocks, whose ink is new."""
    joined = cv2.morphologyEx(fresh.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 5), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for x, y, w, h, _ in stats[1:].tolist():
        inside = np.s_[y : y + h, x : x + w]
        if h < _LEAST_ROWS or w < _LEAST_COLUMNS or w * h > _LARGEST * fresh.size:
            continue
        new = np.count_nonzero(fresh[inside])
        if new >= _LEAST_BLOCKS and new >= _FILL * np.count_nonzero(inked[inside]):
            found.append(inside)
    return found


def _sign(patch: _Patch, shape: tuple[int, ...]) -> Sign:
    down, across = patch
    high, wide = shape[:2]
    box = Box(
        across.start * _BLOCK / wide, down.start * _BLOCK / high, across.stop * _BLOCK / wide, down.stop * _BLOCK / high
    )
    size = f"{(across.stop - across.start) * _BLOCK}x{(down.stop - down.start) * _BLOCK} px"
    return Sign(SignKind.PASTED, size, None, box)
