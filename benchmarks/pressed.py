"""Press seals onto page pictures as their owners do: worn, tilted, over print; the one place for it."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from typing import TypeAlias

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

Font: TypeAlias = Callable[[int], ImageFont.FreeTypeFont]
Colour: TypeAlias = tuple[int, int, int]
RED, BLUE, VIOLET = (205, 30, 40), (40, 60, 190), (125, 45, 165)


def round_seal(font: Font, owner: str, below: str = "", number: str = "", side: int = 1000) -> Image.Image:
    """Return the ink of a company's seal: name along the upper arc, star, use below it, number along the lower arc."""
    ink = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(ink)
    pen.ellipse((20, 20, side - 20, side - 20), outline=255, width=26)
    _star(pen, (side / 2, side / 2), side * 0.14)
    size = int(side * (0.14 if len(owner) < 13 else 0.115))
    _arc(ink, owner, font(size), (side * 0.385, side * 0.385), (-90, min(250, 19 * len(owner))))
    if below:
        pen.text((side / 2, side * 0.74), below, font=font(int(side * 0.085)), fill=255, anchor="mm", stroke_width=2)
    if number:
        small = int(side * 0.055)
        _arc(ink, number, font(small), (side * 0.43, side * 0.43), (90, 70))
    return ink


def oval_seal(font: Font, owner: str, number: str, below: str = "发票专用章") -> Image.Image:
    """Return the ink of an invoice seal, 40 by 30 mm: name above, taxpayer's number in the middle, use below."""
    ink = Image.new("L", (1200, 900), 0)
    pen = ImageDraw.Draw(ink)
    pen.ellipse((20, 20, 1180, 880), outline=255, width=24)
    _arc(ink, owner, font(120), (470, 320), (-90, min(230, 17 * len(owner))))
    # The standard's digits are 1.3 mm wide.
    fitting = font(int(78 * 690 / font(78).getlength(number)))
    pen.text((600, 470), number, font=fitting, fill=255, anchor="mm", stroke_width=1)
    pen.text((600, 700), below, font=font(92), fill=255, anchor="mm", stroke_width=1)
    return ink


def name_seal(font: Font, text: str, *, filled: bool = False) -> Image.Image:
    """Return the ink of a name seal: four glyphs, columns from right to left, white ones on a filled ground."""
    ink = Image.new("L", (400, 400), 255 if filled else 0)
    pen = ImageDraw.Draw(ink)
    if not filled:
        pen.rectangle((8, 8, 392, 392), outline=255, width=14)
    for glyph, place in zip(text, ((290, 110), (290, 290), (110, 110), (110, 290)), strict=True):
        pen.text(place, glyph, font=font(160), fill=0 if filled else 255, anchor="mm", stroke_width=4)
    return ink


def framed_stamp(font: Font, text: str) -> Image.Image:
    """Return the ink of a framed stamp of one line (收讫, 作废)."""
    ink = Image.new("L", (900, 320), 0)
    pen = ImageDraw.Draw(ink)
    pen.rectangle((10, 10, 889, 309), outline=255, width=18)
    pen.text((450, 160), text, font=font(190), fill=255, anchor="mm", stroke_width=3)
    return ink


def press(
    page: Image.Image,
    ink: Image.Image,
    middle: tuple[int, int],
    wide: int,
    *,
    colour: Colour = RED,
    strength: float = 0.8,
    tilt: float = 0.0,
    seed: int = 1,
) -> Image.Image:
    """Return the page with the seal pressed on it, worn as ink on paper is; what is darker under it shows through.

    Args:
        page: untouched.
        ink: 0 to 255.
        middle: of the seal on the page; a seal may reach beyond the edge.
        wide: of the seal before it is tilted, in pixels.
        colour: of the ink.
        strength: share of the light that full ink takes, 0 to 1.
        tilt: degrees counter-clockwise.
        seed: of the wear.
    """
    chance = np.random.default_rng(seed)
    small = ink.resize((wide, round(wide * ink.height / ink.width)), Image.Resampling.LANCZOS)
    small = small.rotate(tilt, resample=Image.Resampling.BICUBIC, expand=True)
    amount = np.asarray(small, np.float32) / 255
    worn = cv2.GaussianBlur(chance.random(amount.shape).astype(np.float32), (0, 0), 1.2)
    amount = amount * strength * np.clip(0.75 + (worn - 0.42) * 4, 0.35, 1.0)
    made = np.asarray(page.convert("RGB"), np.float32).copy()
    x, y = middle[0] - small.width // 2, middle[1] - small.height // 2
    top, left = max(0, y), max(0, x)
    bottom, right = min(page.height, y + small.height), min(page.width, x + small.width)
    amount = amount[top - y : bottom - y, left - x : right - x, None]
    part = made[top:bottom, left:right]
    through = part * (np.array(colour, np.float32) / 255)
    made[top:bottom, left:right] = part * (1 - amount) + through * amount
    return Image.fromarray(made.astype(np.uint8))


def as_jpeg(image: Image.Image, quality: int = 80) -> Image.Image:
    """Return the picture as JPEG leaves it."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer).convert("RGB")


def _arc(
    ink: Image.Image,
    text: str,
    font: ImageFont.FreeTypeFont,
    axes: tuple[float, float],
    span: tuple[float, float],
) -> None:
    """Write along an ellipse; `span` is its middle and its width in degrees, 0 to the right, clockwise."""
    (middle, spread), size = span, round(font.size)
    centre = ink.width / 2, ink.height / 2
    below = 0 < middle < 180
    for k, glyph in enumerate(text):
        share = (k + 0.5) / len(text) - 0.5
        angle = math.radians(middle + (-spread if below else spread) * share)
        x, y = centre[0] + axes[0] * math.cos(angle), centre[1] + axes[1] * math.sin(angle)
        normal = math.degrees(math.atan2(math.sin(angle) / axes[1], math.cos(angle) / axes[0]))
        tile = _tile(glyph, font, size).rotate(-normal + (90 if below else -90), resample=Image.Resampling.BICUBIC)
        ink.paste(255, (round(x) - size, round(y) - size), tile)


def _tile(glyph: str, font: ImageFont.FreeTypeFont, size: int, narrow: float = 0.75) -> Image.Image:
    """Return a glyph, narrow as on seals, in the middle of a square."""
    tile = Image.new("L", (size * 2, size * 2), 0)
    pen = ImageDraw.Draw(tile)
    pen.text((size, size), glyph, font=font, fill=255, anchor="mm", stroke_width=max(1, size // 40))
    small = tile.resize((int(size * 2 * narrow), size * 2))
    made = Image.new("L", (size * 2, size * 2), 0)
    made.paste(small, ((size * 2 - small.width) // 2, 0))
    return made


def _star(pen: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float) -> None:
    angles = [-math.pi / 2 + k * math.pi / 5 for k in range(10)]
    reach = [radius, radius * 0.39] * 5
    pen.polygon(
        [(centre[0] + r * math.cos(a), centre[1] + r * math.sin(a)) for a, r in zip(angles, reach, strict=True)],
        fill=255,
    )
