"""Spoil page pictures as scanners, copiers, faxes and telephones do; the one place for it in the benchmarks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
Place: TypeAlias = tuple[float, float, float, float]
"""A box in fractions of the page."""


def degrade(image: Picture, kind: str, chance: np.random.Generator, boxes: Sequence[Place] = ()) -> Picture:
    """Return a spoilt copy of a BGR picture.

    Args:
        image: a page at about 200 dpi, white ground.
        kind: one of `KINDS`.
        chance: seeded by the caller; every call differs.
        boxes: places that a stamp is pressed over; elsewhere it falls anywhere.
    """
    return KINDS[kind](image, chance, boxes)


def place_after(kind: str, size: tuple[int, int], seed: int, box: Place) -> Place:
    """Return where a box of the page lies on the spoilt picture that the same seed gives; `size` is width, height."""
    matrix = _MATRICES.get(kind)
    if matrix is None:
        return box
    whole, (wide, high) = matrix(size, np.random.default_rng(seed))
    x0, y0, x1, y1 = box
    corners = np.array([[[x * size[0], y * size[1]] for x in (x0, x1) for y in (y0, y1)]], dtype=np.float64)
    moved = cv2.perspectiveTransform(corners, whole)[0]
    (left, top), (right, bottom) = moved.min(axis=0), moved.max(axis=0)
    return float(left / wide), float(top / high), float(right / wide), float(bottom / high)


def _rotation_matrix(size: tuple[int, int], chance: np.random.Generator) -> tuple[NDArray[np.float64], tuple[int, int]]:
    angle = float(chance.uniform(1.0, 4.0)) * (1 if chance.random() < 0.5 else -1)
    turned = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), angle, 1.0)
    return np.vstack([turned, [0.0, 0.0, 1.0]]), size


def _askew_matrix(size: tuple[int, int], chance: np.random.Generator) -> tuple[NDArray[np.float64], tuple[int, int]]:
    angle = float(chance.uniform(6.0, 18.0)) * (1 if chance.random() < 0.5 else -1)
    turned = np.vstack([cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), angle, 1.0), [0.0, 0.0, 1.0]])
    frame = int(size[0] * 1.3), int(size[1] * 1.2)
    turned[:2, 2] += (frame[0] - size[0]) / 2, (frame[1] - size[1]) / 2
    return turned, frame


def _phone_matrix(size: tuple[int, int], chance: np.random.Generator) -> tuple[NDArray[np.float64], tuple[int, int]]:
    wide, high = size
    frame = (int(wide * 1.22), int(high * 1.16))
    margin_x, margin_y = (frame[0] - wide) / 2, (frame[1] - high) / 2
    square = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    shift = chance.uniform(-1, 1, (4, 2)) * np.array([0.045 * wide, 0.035 * high])
    corners = (square + np.array([margin_x, margin_y]) + shift).astype(np.float32)
    return cv2.getPerspectiveTransform(square, corners).astype(np.float64), frame


def _rotation(image: Picture, chance: np.random.Generator, _: Sequence[Place]) -> Picture:
    high, wide = image.shape[:2]
    matrix, _size = _rotation_matrix((wide, high), chance)
    turned = cv2.warpPerspective(image, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=(232, 232, 232))
    return _jpeg(_noisy(turned, chance, 4), 80)


def _askew(image: Picture, chance: np.random.Generator, _: Sequence[Place]) -> Picture:
    matrix, frame = _askew_matrix((image.shape[1], image.shape[0]), chance)
    turned = cv2.warpPerspective(image, matrix, frame, flags=cv2.INTER_LINEAR, borderValue=(235, 236, 233))
    return _jpeg(_noisy(_clip(turned), chance, 4), 80)


def _bleed(image: Picture, chance: np.random.Generator, _: Sequence[Place]) -> Picture:
    """Let the back of the page, printed like its front, show through thin paper."""
    back = cv2.GaussianBlur(np.roll(image[:, ::-1], (37, 11), (0, 1)), (0, 0), 1.6).astype(np.float32)
    through = 1 - chance.uniform(0.2, 0.35) * (1 - back / 255)
    return _jpeg(_noisy(_clip(image * through), chance, 4), 75)


def _blur(image: Picture, chance: np.random.Generator, _: Sequence[Place]) -> Picture:
    soft = cv2.GaussianBlur(image, (0, 0), float(chance.uniform(1.1, 1.5)))
    return _jpeg(_noisy(soft, chance, 5), 75)


def _jpeg30(image: Picture, chance: np.random.Generator, _: Sequence[Place]) -> Picture:
    return _jpeg(_noisy(cv2.GaussianBlur(image, (0, 0), 0.6), chance, 6), 30)


def _shadow(image: Picture, chance: np.random.Generator, _: Sequence[Place]) -> Picture:
    shaded = image.astype(np.float32) * _light(image.shape[:2], chance)[:, :, None]
    return _jpeg(_noisy(_clip(shaded), chance, 4), 75)


def _stamp(image: Picture, chance: np.random.Generator, boxes: Sequence[Place]) -> Picture:
    high, wide = image.shape[:2]
    made = image.astype(np.float32)
    places = [boxes[int(i)] for i in chance.permutation(len(boxes))[:3]] or [(0.6, 0.7, 0.7, 0.75)]
    for x0, y0, x1, y1 in places:
        radius = int(wide * chance.uniform(0.09, 0.12))
        middle = (
            int(np.clip(wide * (x0 + x1) / 2 + chance.uniform(-0.6, 0.6) * radius, radius, wide - radius)),
            int(np.clip(high * (y0 + y1) / 2 + chance.uniform(-0.6, 0.6) * radius, radius, high - radius)),
        )
        ink = np.zeros((high, wide), np.uint8)
        cv2.circle(ink, middle, radius, 255, max(3, radius // 22))
        cv2.circle(ink, middle, int(radius * 0.93), 255, 1)
        _star(ink, middle, radius * 0.28)
        for k in range(14):
            angle = np.pi * (0.85 + 1.3 * k / 13)
            at = (int(middle[0] + 0.74 * radius * np.cos(angle)), int(middle[1] + 0.74 * radius * np.sin(angle)))
            size = max(6, radius // 6)
            for _stroke in range(4):
                a, b = chance.integers(-size // 2, size // 2 + 1, (2, 2))
                cv2.line(ink, (at[0] + int(a[0]), at[1] + int(a[1])), (at[0] + int(b[0]), at[1] + int(b[1])), 255, 2)
        pressed = (ink / 255.0) * chance.uniform(0.55, 0.9) * (chance.random((high, wide)) < 0.9)
        pressed = cv2.GaussianBlur(pressed, (0, 0), 0.8)[:, :, None]
        colour = np.array([40.0, 40.0, 215.0], np.float32)
        # Ink lets through what is darker under it.
        made = made * (1 - pressed) + np.minimum(made, colour) * pressed
    return _jpeg(_noisy(_clip(made), chance, 4), 80)


def _fax150(image: Picture, chance: np.random.Generator, _: Sequence[Place]) -> Picture:
    high, wide = image.shape[:2]
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, (wide * 3 // 4, high * 3 // 4), interpolation=cv2.INTER_AREA)
    small = np.where(small.astype(np.float32) + chance.normal(0, 10, small.shape) > 168, 255, 0).astype(np.uint8)
    specks = chance.random(small.shape)
    small[specks < 0.0004] = 0
    small[specks > 0.9996] = 255
    return np.repeat(small[:, :, None], 3, axis=2)


def _phone(image: Picture, chance: np.random.Generator, _: Sequence[Place]) -> Picture:
    high, wide = image.shape[:2]
    matrix, frame = _phone_matrix((wide, high), chance)
    rows, columns = frame[1], frame[0]
    base = np.array([chance.uniform(45, 95), chance.uniform(60, 105), chance.uniform(75, 130)], np.float32)
    grain = cv2.GaussianBlur(chance.normal(0, 26, (rows, columns)).astype(np.float32), (0, 0), sigmaX=22, sigmaY=2)
    desk = _clip(base[None, None, :] + 4 * grain[:, :, None])
    paper = cv2.warpPerspective(image, matrix, frame, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((high, wide), 255, np.uint8), matrix, frame)[:, :, None] / 255.0
    scene = paper.astype(np.float32) * mask + desk.astype(np.float32) * (1 - mask)
    scene *= _light((rows, columns), chance)[:, :, None]
    scene *= np.array([chance.uniform(0.9, 1.0), 1.0, chance.uniform(0.96, 1.04)], np.float32)
    soft = cv2.GaussianBlur(_clip(scene), (0, 0), float(chance.uniform(0.6, 0.9)))
    return _jpeg(_noisy(soft, chance, 5), 70)


def _light(shape: tuple[int, int], chance: np.random.Generator) -> NDArray[np.float32]:
    """Return brightness 0.45 to 1 over the page: a slope from one side, and the soft shadow of a hand."""
    high, wide = shape
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    angle = chance.uniform(0, 2 * np.pi)
    slope = (x / wide - 0.5) * np.cos(angle) + (y / high - 0.5) * np.sin(angle)
    light = 0.88 + 0.22 * slope
    cx, cy, reach = chance.uniform(0.1, 0.9) * wide, chance.uniform(0.2, 0.9) * high, chance.uniform(0.2, 0.35) * wide
    distance = np.sqrt((x - cx) ** 2 + ((y - cy) * 0.6) ** 2)
    hand = 1 / (1 + np.exp((distance - reach) / (0.03 * wide)))
    return np.clip(light * (1 - chance.uniform(0.25, 0.4) * hand), 0.4, 1.0).astype(np.float32)


def _star(ink: Picture, middle: tuple[int, int], radius: float) -> None:
    angles = [-np.pi / 2 + k * np.pi / 5 for k in range(10)]
    points = [
        (middle[0] + r * np.cos(a), middle[1] + r * np.sin(a))
        for a, r in zip(angles, [radius, 0.38 * radius] * 5, strict=True)
    ]
    cv2.fillPoly(ink, [np.array(points, np.int32)], 255)


def _noisy(image: Picture, chance: np.random.Generator, sigma: float) -> Picture:
    return _clip(image.astype(np.float32) + chance.normal(0, sigma, image.shape[:2])[:, :, None])


def _jpeg(image: Picture, quality: int) -> Picture:
    packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)


def _clip(values: NDArray[np.floating]) -> Picture:
    return np.clip(values, 0, 255).astype(np.uint8)


KINDS: dict[str, Callable[[Picture, np.random.Generator, Sequence[Place]], Picture]] = {
    "rotation": _rotation,
    "blur": _blur,
    "jpeg30": _jpeg30,
    "shadow": _shadow,
    "stamp": _stamp,
    "fax150": _fax150,
    "phone": _phone,
    "askew": _askew,
    "bleed": _bleed,
}
_MATRICES = {"rotation": _rotation_matrix, "phone": _phone_matrix, "askew": _askew_matrix}
