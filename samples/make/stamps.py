"""Red seals as transparent pictures: round company seals with a star, rectangular name and bank seals."""

from __future__ import annotations

import functools
import math
import random

from PIL import Image, ImageDraw, ImageFont

from paper import FONT_FILES

RED = (200, 22, 30)


@functools.cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a font for PIL by the short name of `paper.FONT_FILES`."""
    file, index = FONT_FILES[name]
    return ImageFont.truetype(file, size, index=index)


@functools.cache
def round_seal(
    owner: str, below: str = "", *, pixels: int = 420, strength: int = 175, tilt: float = 0.0
) -> Image.Image:
    """Return a round seal: the owner's name along the upper arc, a star, and `below` (合同专用章 …) under it."""
    side = pixels * 2
    image = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(image)
    edge = side * 0.022
    draw.ellipse((edge, edge, side - edge, side - edge), outline=255, width=int(side * 0.022))
    centre, outer, inner = side / 2, side * 0.155, side * 0.155 * 0.382
    points = []
    for k in range(10):
        radius = outer if k % 2 == 0 else inner
        angle = -math.pi / 2 + k * math.pi / 5
        points.append((centre + radius * math.cos(angle), centre + radius * math.sin(angle)))
    draw.polygon(points, fill=255)
    glyph = int(side * (0.128 if len(owner) <= 12 else 0.108 if len(owner) <= 16 else 0.09))
    face = font("song", glyph)
    radius = side / 2 - side * 0.06 - glyph * 0.52
    spread = math.radians(min(270, 19 * len(owner)))
    for k, char in enumerate(owner):
        share = 0.5 if len(owner) == 1 else k / (len(owner) - 1)
        angle = -math.pi / 2 - spread / 2 + spread * share
        tile = Image.new("L", (glyph * 2, glyph * 2), 0)
        ImageDraw.Draw(tile).text(
            (glyph, glyph), char, font=face, fill=255, anchor="mm", stroke_width=max(1, glyph // 34)
        )
        tile = tile.rotate(-math.degrees(angle) - 90, resample=Image.Resampling.BICUBIC)
        at = (int(centre + radius * math.cos(angle) - glyph), int(centre + radius * math.sin(angle) - glyph))
        image.paste(255, at, tile)
    if below:
        size = int(side * (0.085 if len(below) <= 6 else 0.07))
        draw = ImageDraw.Draw(image)
        draw.text((centre, side * 0.745), below, font=font("song", size), fill=255, anchor="mm", stroke_width=2)
    return _ink(image, pixels, strength, tilt, owner + below)


@functools.cache
def box_seal(
    lines: tuple[str, ...], *, pixels: int = 360, strength: int = 175, tilt: float = 0.0, face: str = "kai"
) -> Image.Image:
    """Return a rectangular seal with centred lines of text, such as a name seal or 业务专用章."""
    glyph = 96
    wide = max(len(line) for line in lines) * glyph + 60
    tall = len(lines) * int(glyph * 1.25) + 50
    image = Image.new("L", (wide, tall), 0)
    draw = ImageDraw.Draw(image)
    draw.rectangle((6, 6, wide - 7, tall - 7), outline=255, width=9)
    for k, line in enumerate(lines):
        draw.text(
            (wide / 2, 25 + (k + 0.5) * glyph * 1.25),
            line,
            font=font(face, glyph),
            fill=255,
            anchor="mm",
            stroke_width=2,
        )
    return _ink(image, pixels, strength, tilt, "".join(lines))


def _ink(mask: Image.Image, pixels: int, strength: int, tilt: float, key: str) -> Image.Image:
    """Colour a mask red, worn in places as ink on paper is; `key` seeds the wear."""
    rng = random.Random(key)
    draw = ImageDraw.Draw(mask)
    for _ in range(260):
        x, y, r = rng.random() * mask.width, rng.random() * mask.height, rng.random() * 2.2
        draw.ellipse((x - r, y - r, x + r, y + r), fill=0)
    if tilt:
        mask = mask.rotate(tilt, resample=Image.Resampling.BICUBIC, expand=mask.width != mask.height)
    mask = mask.resize((pixels, round(pixels * mask.height / mask.width)), Image.Resampling.LANCZOS)
    seal = Image.new("RGBA", mask.size, (*RED, 0))
    seal.putalpha(mask.point([v * strength // 255 for v in range(256)]))
    return seal
