"""Lay several papers on one picture, as on a scanner's glass or on a table, and say where each lies."""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

KINDS = ("shadow", "dark", "table", "tinted", "askew")
"""How papers show: by the shadow of their edges, on a dark lid, on a table, by their tint, or by their angles."""
_WOOD = (70, 95, 125)
_TINTS = ((190, 235, 255), (225, 215, 255), (215, 245, 220), (255, 235, 210))


@dataclass(frozen=True, slots=True)
class Laid:
    """A paper on the picture: which one, the turn and angle it was laid at, and its box in fractions of the picture."""

    index: int
    turned: int
    angle: float
    box: tuple[float, float, float, float]


def lay(
    papers: list[NDArray[np.uint8]],
    kind: str,
    seed: int,
    *,
    size: tuple[int, int] = (1654, 2339),
    turns: tuple[int, ...] = (0,),
) -> tuple[NDArray[np.uint8], list[Laid]]:
    """Return a picture with the papers laid in cells of a grid, and where each lies.

    Args:
        papers: BGR on white; one that does not fit its cell is left out.
        kind: one of `KINDS`.
        seed: of places, angles, light.
        size: width and height of the picture.
        turns: clockwise turns to choose from for each paper.
    """
    chance, noise = random.Random(seed), np.random.default_rng(seed)  # noqa: S311  no secret, only different pages
    wide, high = size
    ground = {"dark": (38, 36, 35), "table": _WOOD}.get(kind, (252, 252, 252))
    picture = np.full((high, wide, 3), ground, np.float32)
    if kind == "table":
        grain = cv2.GaussianBlur(noise.normal(0, 26, (high, wide)).astype(np.float32), (0, 0), sigmaX=22, sigmaY=2)
        picture += 4 * grain[:, :, None]
    laid = []
    for index, (paper, place) in enumerate(zip(papers, _cells(len(papers), size), strict=False)):
        turned = chance.choice(turns)
        sheet = np.ascontiguousarray(np.rot90(paper, -turned // 90))
        if kind == "tinted":
            tint = np.array(chance.choice(_TINTS), np.float32) / 255
            sheet = (sheet * tint).astype(np.uint8)
        angle = chance.uniform(1.2, 5.0) * (1 if index % 2 else -1) if kind == "askew" else chance.uniform(-1.5, 1.5)
        box = _put(picture, sheet, place, angle, kind=kind, chance=chance)
        if box is not None:
            laid.append(Laid(index, turned, angle, box))
    made = np.clip(picture + noise.normal(0, 2.0, (high, wide))[:, :, None], 0, 255).astype(np.uint8)
    packed = cv2.imencode(".jpg", made, [cv2.IMWRITE_JPEG_QUALITY, 85])[1]
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8), laid


def _cells(count: int, size: tuple[int, int]) -> list[tuple[float, float, float, float]]:
    columns = 1 if count <= 3 else 2
    rows = -(-count // columns)
    wide, high = size[0] / columns, size[1] / rows
    return [(k % columns * wide, k // columns * high, wide, high) for k in range(count)]


def _put(
    picture: NDArray[np.float32],
    sheet: NDArray[np.uint8],
    cell: tuple[float, float, float, float],
    angle: float,
    *,
    kind: str,
    chance: random.Random,
) -> tuple[float, float, float, float] | None:
    """Lay a sheet somewhere in its cell; return its box in fractions, or None where it does not fit."""
    high, wide = picture.shape[:2]
    tall, broad = sheet.shape[:2]
    matrix = cv2.getRotationMatrix2D((broad / 2, tall / 2), angle, 1.0)
    corners = np.array([[0, 0], [broad, 0], [broad, tall], [0, tall]], np.float64)
    turned = corners @ matrix[:, :2].T + matrix[:, 2]
    needs = np.ptp(turned, axis=0)
    left, top, cell_wide, cell_high = cell
    room = np.array([cell_wide, cell_high]) - needs - 2 * 22
    if (room < 0).any():
        return None
    corner = np.array([left, top]) + 22 + room * (chance.random(), chance.random())
    matrix[:, 2] += corner - turned.min(axis=0)
    turned += corner - turned.min(axis=0)
    mask = cv2.warpAffine(np.ones((tall, broad), np.float32), matrix, (wide, high))
    if kind in ("shadow", "table"):
        # The light stands at the top left: a soft shadow falls to the right and below.
        fallen = np.roll(mask, (3, 3), axis=(0, 1))
        shadow = cv2.GaussianBlur(fallen, (0, 0), 2.2) * (1 - mask) * chance.uniform(0.12, 0.3)
        picture *= 1 - shadow[:, :, None]
    flat = cv2.warpAffine(sheet, matrix, (wide, high), flags=cv2.INTER_AREA).astype(np.float32)
    if kind == "shadow":
        flat -= chance.uniform(0, 5)
    picture[:] = picture * (1 - mask[:, :, None]) + flat * mask[:, :, None]
    (x0, y0), (x1, y1) = turned.min(axis=0), turned.max(axis=0)
    return float(x0 / wide), float(y0 / high), float(x1 / wide), float(y1 / high)
