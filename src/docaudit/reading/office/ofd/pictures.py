"""The pictures on an OFD's page: what is scanned into it, and its codes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from lxml import etree
from numpy.typing import NDArray

from docaudit.reading.codes import read_codes
from docaudit.reading.geometry import Matrix, map_by, move_words
from docaudit.reading.image import decode_bytes, is_transparent
from docaudit.reading.office.ofd.package import Frame, Package, child_text, frame_of, joined, matrix_of
from docaudit.reading.options import Limits, ReadOptions
from docaudit.reading.results import CannotReadError
from docaudit.reading.scan import read_scan
from docaudit.records.evidence import Box
from docaudit.records.pages import Word

# As for PDF: a picture at least this share of the page may hold text of its own; smaller ones are seals, logos, codes.
LARGE_SHARE, _LEAST_PIXELS = 0.06, 120
_COVERING_SHARE = 0.85
_MOST_SIDE = 3600
# A QR code is square, and its picture has few pixels and no margin.
_SQUARE, _MOST_CODE_PIXELS, _MARGIN = 0.8, 1500, 16


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's file and where its corners lie: `matrix` maps its unit square to fractions of the page."""

    data: bytes
    matrix: Matrix

    @property
    def box(self) -> Box:
        """The part of the page that it takes up."""
        corners = self.matrix @ np.array([[0.0, 1, 1, 0], [0, 0, 1, 1], [1, 1, 1, 1]])
        (x0, y0), (x1, y1) = np.clip(corners[:2].min(axis=1), 0, 1), np.clip(corners[:2].max(axis=1), 0, 1)
        return Box(float(x0), float(y0), float(x1), float(y1))

    @property
    def share(self) -> float:
        """Its share of the page."""
        return self.box.width * self.box.height

    @property
    def hides(self) -> bool:
        """It hides whatever was drawn before it."""
        return self.share >= _COVERING_SHARE and not is_transparent(self.data)


def media(package: Package, holder: etree._Element, base: str) -> dict[str, str]:
    """Return the paths of picture files by identity, from the resource files that a document or page names."""
    found: dict[str, str] = {}
    for name in ("PublicRes", "DocumentRes", "PageRes"):
        for place in holder.iter(f"{{*}}{name}"):
            path = joined(base, (place.text or "").strip())
            root = package.xml(path) if place.text else None
            if root is None:
                continue
            folder = joined(posixpath.dirname(path), root.get("BaseLoc", ""))
            for item in root.iter("{*}MultiMedia"):
                file = child_text(item, "MediaFile")
                if file and item.get("Type", "Image") == "Image":
                    found[item.get("ID", "")] = joined(folder, file.strip())
    return found


def placed(item: etree._Element, frame: Frame, package: Package, files: dict[str, str]) -> Picture | None:
    """Return the picture of an ImageObject, None where its file is missing."""
    path = files.get(item.get("ResourceID", ""))
    data = package.bytes_of(path) if path else None
    boundary = frame_of(item.get("Boundary"))
    if not data or boundary is None:
        return None
    # Without a matrix the picture fills its boundary, as readers show it.
    within = matrix_of(item.get("CTM")) if item.get("CTM") else np.diag([boundary[2], boundary[3], 1.0])
    onto = np.array(
        [
            [1 / max(frame[2], 1e-6), 0, (boundary[0] - frame[0]) / max(frame[2], 1e-6)],
            [0, 1 / max(frame[3], 1e-6), (boundary[1] - frame[1]) / max(frame[3], 1e-6)],
            [0, 0, 1],
        ]
    )
    return Picture(data, onto @ within)


def drawn(pictures: Sequence[Picture], frame: Frame, limits: Limits) -> NDArray[np.uint8] | None:
    """Return the page as its pictures make it, strips and all, BGR on white; None where none can be decoded."""
    decoded = [(picture, pixels) for picture in pictures if (pixels := _pixels(picture, limits)) is not None]
    if not decoded:
        return None
    # As many pixels as the finest picture has, within bounds.
    finest = max(pixels.shape[1] / max(picture.box.width, 1e-3) for picture, pixels in decoded)
    wide = min(finest, _MOST_SIDE / max(1.0, frame[3] / max(frame[2], 1e-6)))
    high = wide * frame[3] / max(frame[2], 1e-6)
    size = max(1, round(wide)), max(1, round(high))
    canvas = np.full((size[1], size[0], 3), 255, np.uint8)
    for picture, pixels in decoded:
        _put(canvas, pixels, np.diag([size[0], size[1], 1.0]) @ picture.matrix)
    return canvas


def _put(canvas: NDArray[np.uint8], pixels: NDArray[np.uint8], matrix: Matrix) -> None:
    """Draw a picture; `matrix` maps its unit square to pixels of the canvas."""
    high, wide = canvas.shape[:2]
    (a, c, x), (b, d, y) = matrix[:2].tolist()
    x0, y0, x1, y1 = round(x), round(y), round(x + a), round(y + d)
    if abs(b) < 0.5 and abs(c) < 0.5 and x1 > x0 >= 0 and y1 > y0 >= 0 and x1 <= wide and y1 <= high:
        # Strips of a scan must meet without a seam, which rounding to whole pixels gives.
        fitted = pixels
        if pixels.shape[:2] != (y1 - y0, x1 - x0):
            smaller = x1 - x0 < pixels.shape[1]
            how = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
            fitted = np.asarray(cv2.resize(pixels, (x1 - x0, y1 - y0), interpolation=how), dtype=np.uint8)
        canvas[y0:y1, x0:x1] = fitted
        return
    rows, columns = pixels.shape[:2]
    onto = matrix @ np.diag([1 / columns, 1 / rows, 1.0])
    cv2.warpAffine(
        pixels, onto[:2], (wide, high), dst=canvas, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT
    )


def read_within(pictures: Sequence[Picture], known: Sequence[Word], options: ReadOptions) -> Iterator[Word]:
    """Yield the words of the large pictures on a page of text, without what the text says already."""
    for picture in pictures:
        pixels = _pixels(picture, options.limits) if picture.share >= LARGE_SHARE else None
        if pixels is None or min(pixels.shape[:2]) < _LEAST_PIXELS:
            continue
        words = move_words(read_scan(pixels, options).words, map_by(picture.matrix))
        yield from (word for word in words if not any(word.box.overlap(other.box) > 0.3 for other in known))


def read_picture_codes(pictures: Sequence[Picture], limits: Limits) -> tuple[Word, ...]:
    """Return the texts of the QR codes that are pictures of their own."""
    found: list[Word] = []
    for picture in pictures:
        pixels = _pixels(picture, limits) if picture.share < LARGE_SHARE else None
        if pixels is None:
            continue
        high, wide = pixels.shape[:2]
        if min(high, wide) < _SQUARE * max(high, wide) or max(high, wide) > _MOST_CODE_PIXELS:
            continue
        framed = cv2.copyMakeBorder(
            pixels, _MARGIN, _MARGIN, _MARGIN, _MARGIN, cv2.BORDER_CONSTANT, value=(255, 255, 255)
        )
        codes = read_codes(np.ascontiguousarray(framed, dtype=np.uint8), qr_suffices=True)
        found.extend(replace(code, box=picture.box) for code in codes)
    return tuple(found)


def _pixels(picture: Picture, limits: Limits) -> NDArray[np.uint8] | None:
    try:
        return decode_bytes(picture.data, limits)
    except CannotReadError:
        return None
