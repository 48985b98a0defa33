"""Affine maps as six plain numbers: a page has thousands of points and no two of them share an array."""

from __future__ import annotations

import ctypes
import struct
from typing import TypeAlias

import pypdfium2 as pdfium

from docaudit.reading.geometry import quarter_turn
from docaudit.reading.pdf.calls import object_matrix

Affine: TypeAlias = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f) as PDF writes it: x' = ax + cy + e, y' = bx + dy + f."""

IDENTITY: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_found = (ctypes.c_float * 6)()
_at = ctypes.addressof(_found)
_numbers = struct.Struct("6f").unpack_from


def then(inner: Affine, outer: Affine) -> Affine:
    """Return the map that applies `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def matrix_of(item: int) -> Affine:
    """Return a page object's own map; the caller holds the lock on pdfium."""
    if not object_matrix(item, _at):
        return IDENTITY
    return _numbers(_found)


def view_of(page: pdfium.PdfPage) -> Affine:
    """Return the map from user space to fractions of the page as a viewer shows it."""
    left, bottom, right, top = page.get_bbox()
    wide, high = max(right - left, 1e-6), max(top - bottom, 1e-6)
    turn = quarter_turn(page.get_rotation())
    turned: Affine = tuple(float(turn[row, column]) for column in range(3) for row in range(2))  # type: ignore[assignment]
    return then((1 / wide, 0.0, 0.0, -1 / high, -left / wide, top / high), turned)


def corners(view: Affine, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    """Return the bounds of a mapped rectangle: left, top, right, bottom."""
    a, b, c, d, e, f = view
    xs = (a * x0 + c * y0, a * x1 + c * y0, a * x1 + c * y1, a * x0 + c * y1)
    ys = (b * x0 + d * y0, b * x1 + d * y0, b * x1 + d * y1, b * x0 + d * y1)
    return min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f
