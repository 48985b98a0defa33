"""Turn a drawn page into a telephone photograph: perspective, a bent sheet, a shadow, uneven light, EXIF."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from truth import Box, Record

Pixels = NDArray[np.float32]

_TURN = {1: None, 6: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180, 8: Image.Transpose.ROTATE_270}
"""EXIF orientation to the turn of the stored picture that a viewer takes back."""


@dataclass(frozen=True, slots=True)
class Shot:
    """How one photograph is taken: seed of all chance, EXIF orientation, moment, slant, darkness at the edge."""

    seed: int
    orientation: int
    taken: str
    slant: float = 0.05
    dark: float = 0.62
    landscape: bool = False


def photograph(pdf: Path, page: int, target: Path, shot: Shot) -> Callable[[Box], Box]:
    """Photograph a page of `pdf` into the JPEG `target`; return how a box of the page moves to the picture as shown."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = np.asarray(document[page - 1].render(scale=220 / 72).to_pil().convert("RGB"), dtype=np.float32)
    document.close()
    rng = np.random.default_rng(shot.seed)
    wide, high = (2720, 2040) if shot.landscape else (2040, 2720)
    bent, bend = _bend(sheet, rng)
    corners = _corners(sheet, (wide, high), shot, rng)
    frame = np.array([[0, 0], [sheet.shape[1], 0], [sheet.shape[1], sheet.shape[0]], [0, sheet.shape[0]]], np.float32)
    matrix = cv2.getPerspectiveTransform(frame, corners)
    size = (wide, high)
    laid = cv2.warpPerspective(bent, matrix, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.ones(sheet.shape[:2], np.float32), matrix, size, flags=cv2.INTER_LINEAR)[..., None]
    desk = _desk(wide, high, rng)
    cast = cv2.GaussianBlur(np.roll(mask[..., 0], (14, 18), (0, 1)), (0, 0), 16)[..., None]
    picture = desk * (1 - 0.55 * cast) * (1 - mask) + laid * mask
    picture *= _light(wide, high, shot, rng)
    picture *= np.array([1.02, 0.985, 0.91], np.float32)  # lamp light: warm
    picture = cv2.GaussianBlur(picture, (0, 0), 0.75) + rng.normal(0, 3.2, picture.shape).astype(np.float32)
    _save(np.clip(picture, 0, 255).astype(np.uint8), target, shot)

    def move(box: Box) -> Box:
        height, width = sheet.shape[:2]
        xs = np.linspace(box[0] * width, box[2] * width, 9)
        points = [(x, y * height + bend(x)) for x in xs for y in (box[1], box[3])]
        there = cv2.perspectiveTransform(np.array([points], np.float32), matrix)[0] / np.array([wide, high])
        low, top = there.min(0), there.max(0)
        return (float(low[0]), float(low[1]), float(top[0]), float(top[1]))

    return move


def photograph_record(record: Record, pdf: Path, target: Path, source: str, shot: Shot) -> Record:
    """Photograph the one page a record stands on and move the record to the picture."""
    move = photograph(pdf, record.pages[0], target, shot)
    record.source, record.pages, record.region = source, [1], None
    for place in record.boxes.values():
        place["page"] = 1
        place["box"] = [round(v, 5) for v in move(place["box"])]
    return record


def _bend(sheet: Pixels, rng: np.random.Generator) -> tuple[Pixels, Callable[[float], float]]:
    """Return the sheet as it lies, slightly waved from left to right, and the shift of a point at x."""
    height, width = sheet.shape[:2]
    depth, phase = float(rng.uniform(5, 9)), float(rng.uniform(0, 1.2))

    def shift(x: float) -> float:
        return depth * float(np.sin(phase + 1.6 * np.pi * x / width))

    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    back = (y - depth * np.sin(phase + 1.6 * np.pi * x / width)).astype(np.float32)
    shade = 1 - 0.05 * np.cos(phase + 1.6 * np.pi * x / width)[..., None]
    bent = cv2.remap(sheet, x, back, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return (bent * shade * 0.96).astype(np.float32), shift


def _corners(sheet: Pixels, picture: tuple[int, int], shot: Shot, rng: np.random.Generator) -> Pixels:
    """Place the sheet in the picture: fitted, a little turned, the far edge shorter."""
    (h, w), (wide, high) = sheet.shape[:2], picture
    scale = 0.86 * min(wide / w, high / h)
    half = np.array([w, h], np.float32) * scale / 2
    base = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float32) * half
    base[:2, 0] *= 1 - shot.slant
    base[:, 0] += base[:, 1] * float(rng.uniform(-0.02, 0.02))
    angle = float(rng.uniform(-0.035, 0.035))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]], np.float32)
    jitter = rng.uniform(-0.006, 0.006, (4, 2)).astype(np.float32) * wide
    middle = np.array([wide / 2, high / 2], np.float32) + rng.uniform(-0.01, 0.01, 2).astype(np.float32) * wide
    return (base @ turn.T + jitter + middle).astype(np.float32)


def _desk(wide: int, high: int, rng: np.random.Generator) -> Pixels:
    """Return a wooden table top."""
    size = (wide, high)
    grain = cv2.resize(rng.normal(0, 1, (high // 6, 24)).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    fine = cv2.resize(rng.normal(0, 1, (high // 2, 90)).astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    tone = (grain * 9 + fine * 5)[..., None]
    return (np.array([128, 92, 62], np.float32) + tone * np.array([1.0, 0.85, 0.7], np.float32)).astype(np.float32)


def _light(wide: int, high: int, shot: Shot, rng: np.random.Generator) -> Pixels:
    """Return how bright each point is: a lamp from one corner, and the soft shadow of hand and telephone."""
    x, y = np.meshgrid(np.linspace(0, 1, wide, dtype=np.float32), np.linspace(0, 1, high, dtype=np.float32))
    lamp = rng.uniform(0, 1, 2)
    far = np.sqrt((x - lamp[0]) ** 2 + (y - lamp[1]) ** 2) / 1.42
    light = 1.06 - (1.06 - shot.dark) * far
    cx, cy = 1 - lamp[0] + rng.uniform(-0.1, 0.1), 1 - lamp[1] + rng.uniform(-0.1, 0.1)
    edge = (x - cx) * float(rng.uniform(0.6, 1)) + (y - cy) * float(rng.uniform(0.6, 1)) * (1 if lamp[1] < 0.5 else -1)
    shadow = 1 / (1 + np.exp(-edge * 26))
    return (light * (1 - 0.24 * shadow))[..., None].astype(np.float32)


def _save(pixels: NDArray[np.uint8], target: Path, shot: Shot) -> None:
    image = Image.fromarray(pixels)
    turn = _TURN[shot.orientation]
    if turn is not None:
        image = image.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = shot.orientation
    exif[0x010F], exif[0x0110] = "HUAXIN", "HX-P60"  # an invented maker
    exif[0x0132] = shot.taken
    data = io.BytesIO()
    image.save(data, "JPEG", quality=84, exif=exif, dpi=(72, 72))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data.getvalue())
