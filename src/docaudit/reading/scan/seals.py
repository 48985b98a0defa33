"""Find red seals and lift them off the text under them."""

from __future__ import annotations

import cv2
import numpy as np

from docaudit.reading.scan.picture import Picture
from docaudit.records.evidence import Box

# Black print: no channel above this level; a seal lies over some where this share of its box is black.
_DARK_LEVEL, _LEAST_DARK_SHARE = 110, 0.008
# Levels added to the red channel to fade a seal, except where it is this dark: there black print lies under it.
_FADE, _DARK_RED = 45, 110
# A seal is at least this share of the page's longer side across, and this close to round or square.
_LEAST_SEAL_SHARE, _MOST_SEAL_SHARE, _MOST_SEAL_STRETCH, _MOST_SQUARE_SHARE = 0.04, 0.45, 2.2, 0.15


def lift_seals(image: Picture) -> tuple[Picture, tuple[Box, ...]]:
    """Return the picture with red seals faded to paper, text under them kept, and the seals' boxes.

    Seals over blank paper are left alone. Only round or square red shapes of a seal's size are touched: other red
    print (a receipt's number, labels) stays.
    """
    high, wide = image.shape[:2]
    blue, green, red = (image[:, :, i].astype(np.int16) for i in range(3))
    reddish = ((red - np.maximum(blue, green)) > 35) & (red > 90)
    mask = reddish.astype(np.uint8)
    if mask.mean() < 0.0005:
        return image, ()
    boxes = []
    lifted = image
    dark = np.maximum(np.maximum(blue, green), red) < _DARK_LEVEL
    for x, y, w, h in _seal_places(mask):
        # With no black print under it the seal hides nothing, and the red print beside it (a title) must stay.
        if dark[y : y + h, x : x + w].mean() < _LEAST_DARK_SHARE:
            continue
        if lifted is image:
            lifted = image.copy()
        part = lifted[y : y + h, x : x + w]
        ink = (red - np.maximum(blue, green))[y : y + h, x : x + w] > 15
        # The rim of a stroke is pale and, after JPEG, grey: take its neighbours along.
        soft = cv2.dilate(ink.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        # Red ink is bright in the red channel, black print under it is dark: that channel is the page without the seal.
        only_red = part[:, :, 2].copy()
        # Brown and dark red print (the title of an old invoice) is darker in it than a seal and stays readable.
        part[soft] = np.minimum(only_red[soft].astype(np.int16) + _FADE, 255).astype(np.uint8)[:, None]
        under = ink & (only_red <= _DARK_RED)
        part[under] = only_red[under][:, None]
        boxes.append(Box(x / wide, y / high, (x + w) / wide, (y + h) / high))
    return lifted, tuple(boxes)


def _seal_places(mask: Picture) -> list[tuple[int, int, int, int]]:
    """Return (x, y, width, height) of the red shapes that are as large and as round or square as a seal."""
    high, wide = mask.shape
    factor = min(1.0, 600 / max(high, wide))
    small = cv2.resize(mask * 255, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    # Black print across a seal breaks its ring: close gaps as high as a line of text.
    reach = np.ones((15, 15), np.uint8)
    padded = cv2.copyMakeBorder((small > 40).astype(np.uint8), 15, 15, 15, 15, cv2.BORDER_CONSTANT, value=0)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, reach)[15:-15, 15:-15]
    shapes, _ = cv2.findContours(np.ascontiguousarray(closed), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    places = []
    for shape in shapes:
        x, y, w, h = cv2.boundingRect(shape)
        if not _is_seal(max(w, h) / max(small.shape), max(w, h) / min(w, h), cv2.contourArea(shape) / (w * h)):
            continue
        x0, y0 = max(0, int(x / factor) - 2), max(0, int(y / factor) - 2)
        x1, y1 = min(wide, int((x + w) / factor) + 3), min(high, int((y + h) / factor) + 3)
        places.append((x0, y0, x1 - x0, y1 - y0))
    return places


def _is_seal(size: float, stretch: float, filled: float) -> bool:
    """Judge a red outline by its longer side (share of the page's), its stretch, and its share of its own box."""
    if not _LEAST_SEAL_SHARE <= size <= _MOST_SEAL_SHARE:
        return False
    # An ellipse fills 0.785 of its box; a large rectangle is a red form's frame; only name seals are small squares.
    round_shape = 0.6 <= filled <= 0.9 and stretch <= _MOST_SEAL_STRETCH
    return round_shape or (size <= _MOST_SQUARE_SHARE and stretch <= 1.5 and filled > 0.6)
