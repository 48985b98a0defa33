"""Decode the QR codes and barcodes of a page picture."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from docaudit.reading.encoding import decode_text
from docaudit.reading.geometry import clipped_box
from docaudit.records.pages import TextSource, Word

_FORMAT = zxingcpp.BarcodeFormat
_QR = (_FORMAT.QRCode,)
# Contracts, slips and parcels carry these beside QR codes. Symbologies without a check digit of their own that a shelf
# or a film uses (Codabar, Telepen, DX) only turn rules and letters of a page into numbers.
_MATRICES = (_FORMAT.DataMatrix, _FORMAT.PDF417, _FORMAT.Aztec)
_LINES = (_FORMAT.Code128, _FORMAT.Code39, _FORMAT.Code93, _FORMAT.ITF, _FORMAT.EAN13)
# A bar of 0.33 mm is 2 pixels wide on an A4 page of this long side; larger pictures only cost time (measured: 350 ms
# for a photograph of 12 million pixels, 25 ms shrunk).
_LONG_SIDE = 1800
# Stripes between words read as a few characters; a number worth having is longer.
_FEWEST_CHARACTERS = 6
# A second look blows the picture up to twice its size, never beyond this side.
_LARGEST_SIDE = 4200


def read_codes(image: NDArray[np.uint8], *, qr_suffices: bool = False) -> tuple[Word, ...]:
    """Return the texts of the codes on a BGR picture, QR codes first, with boxes in its fractions.

    Args:
        image: the page.
        qr_suffices: where there is a QR code look for no other kind, which takes ten times as long.
    """
    grey = _channel(image, 1)
    found = list(_read(grey, _QR, thorough=True))
    if found and qr_suffices:
        return tuple(found)
    scale = _LONG_SIDE / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    found.extend(_read(small, _MATRICES, thorough=False))
    found.extend(word for word in _read(small, _LINES, thorough=False) if len(word.text) >= _FEWEST_CHARACTERS)
    return tuple(found)


def read_missed_codes(image: NDArray[np.uint8]) -> tuple[Word, ...]:
    """Look again for QR codes on a picture that should have one, sharpened, smoothed and without red stamps."""
    for picture in _variants(_channel(image, 2)):
        found = tuple(_read(picture, _QR, thorough=True))
        if found:
            return found
    return ()


def _variants(red: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:
    scale = min(2.0, _LARGEST_SIDE / max(red.shape))
    large = cv2.resize(red, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA)
    yield _bytes(large)
    # Out of focus: measured to win back blur up to half a module.
    yield _bytes(cv2.addWeighted(large, 2.5, cv2.GaussianBlur(large, (0, 0), 3), -1.5, 0))
    # Noise, and the gaps between the dots of a dot-matrix printer.
    yield _bytes(cv2.GaussianBlur(large, (0, 0), 2))


def _channel(image: NDArray[np.uint8], index: int) -> NDArray[np.uint8]:
    return np.ascontiguousarray(image if image.ndim == 2 else image[:, :, index])


def _bytes(image: NDArray[np.generic]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(image, dtype=np.uint8)


def _read(grey: NDArray[np.uint8], formats: tuple[zxingcpp.BarcodeFormat, ...], *, thorough: bool) -> Iterator[Word]:
    high, wide = grey.shape
    codes = zxingcpp.read_barcodes(
        grey, formats=zxingcpp.BarcodeFormats(formats), try_downscale=thorough, try_invert=thorough
    )
    for code in codes:
        text = _text(code)
        if not text:
            continue
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        xs, ys = [p.x / wide for p in corners], [p.y / high for p in corners]
        yield Word(text, clipped_box(min(xs), min(ys), max(xs), max(ys)), 1.0, TextSource.STRUCTURED)


def _text(code: zxingcpp.Barcode) -> str:
    """Return a code's text in UTF-8 or GB18030, for most writers do not say which; empty for encrypted ones."""
    text = decode_text(code.bytes)
    if text is None and code.content_type == zxingcpp.ContentType.Text:
        text = code.text
    return (text or "").strip("\0\r\n ")
