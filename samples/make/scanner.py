"""Turns drawn pages into a scan: skew, noise, blur, uneven light, ink gain, holes, pages the wrong way up; boxes follow."""

# ruff: noqa: E501  (one row of a story is one line)
from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFilter
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from paper import A4, A4_WIDE
from truth import Record

Box = tuple[float, float, float, float]


@dataclass
class Sheet:
    """How one drawn page is scanned; `page` counts from 1, 0 is a blank back of the sheet before it."""

    page: int
    dpi: int = 150
    skew: float = 0.0
    turned: bool = False
    stamp: Image.Image | None = None
    stamp_at: tuple[float, float] = (0.7, 0.85)
    quality: int = 44
    number: int = 0  # of the page in the scan, from 1
    drawn: tuple[float, float] = A4

    @property
    def extent(self) -> tuple[float, float]:
        """The scanned page in points: small papers lie on an A4 sheet, wide ones on a wide one."""
        return A4_WIDE if self.drawn[0] > self.drawn[1] and self.drawn[1] > 500 else A4

    def place(self) -> tuple[float, float, float]:
        """Return scale and offset (points) of the drawn page on the scanned one."""
        w, h = self.extent
        if self.drawn[1] < 500:
            scale = min(1.0, (w - 16) / self.drawn[0])
            return scale, (w - self.drawn[0] * scale) / 2, 60.0
        return 1.0, (w - self.drawn[0]) / 2, (h - self.drawn[1]) / 2

    def box(self, box: Box) -> Box:
        """Return where a box of the drawn page (fractions) lies on the scanned one (fractions, upright outline)."""
        w, h = self.extent
        scale, dx, dy = self.place()
        angle = math.radians(self.skew)
        xs, ys = [], []
        for fx in (box[0], box[2]):
            for fy in (box[1], box[3]):
                x = fx * self.drawn[0] * scale + dx - w / 2
                y = fy * self.drawn[1] * scale + dy - h / 2
                rx = x * math.cos(angle) + y * math.sin(angle) + w / 2
                ry = -x * math.sin(angle) + y * math.cos(angle) + h / 2
                xs.append(1 - rx / w if self.turned else rx / w)
                ys.append(1 - ry / h if self.turned else ry / h)
        return (max(0.0, min(xs)), max(0.0, min(ys)), min(1.0, max(xs)), min(1.0, max(ys)))


def _shade(rng: np.random.Generator, width: int, height: int) -> np.ndarray:
    """Return uneven light: a slow slope and a darker edge, 0.86 to 1."""
    x, y = np.linspace(0, 1, width)[None, :], np.linspace(0, 1, height)[:, None]
    slope = 1 - 0.05 * (rng.random() * x + rng.random() * y)
    edge = 1 - 0.09 * np.exp(-x / 0.012) * rng.random()
    lamp = 1 - 0.05 * (np.square(x - rng.random()) + np.square(y - rng.random()))
    return (slope * edge * lamp).astype(np.float32)


def _scan(drawn: Image.Image | None, sheet: Sheet, rng: np.random.Generator, behind: Image.Image | None) -> Image.Image:
    width, height = (round(v * sheet.dpi / 72) for v in sheet.extent)
    page = Image.new("RGB", (width, height), (252, 251, 247))
    if drawn is not None:
        scale, dx, dy = sheet.place()
        size = (round(sheet.drawn[0] * scale * sheet.dpi / 72), round(sheet.drawn[1] * scale * sheet.dpi / 72))
        inked = drawn.filter(ImageFilter.MinFilter(3)).resize(size, Image.Resampling.LANCZOS)
        page.paste(inked, (round(dx * sheet.dpi / 72), round(dy * sheet.dpi / 72)))
    elif behind is not None:  # the front shines through the blank back
        ghost = (
            behind.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
            .resize((width, height))
            .filter(ImageFilter.GaussianBlur(3))
        )
        page = Image.blend(page, ghost, 0.035)
    if sheet.stamp is not None:
        wide = round(118 * sheet.dpi / 72)
        seal = sheet.stamp.resize(
            (wide, round(wide * sheet.stamp.height / sheet.stamp.width)), Image.Resampling.LANCZOS
        )
        page.paste(seal, (round(width * sheet.stamp_at[0] - wide / 2), round(height * sheet.stamp_at[1])), seal)
    holes = ImageDraw.Draw(page)
    for share in (0.42, 0.58):
        x, y, r = 13 * sheet.dpi / 72, height * share, 7 * sheet.dpi / 72
        holes.ellipse((x - r, y - r, x + r, y + r), fill=(118, 116, 112))
    page = page.rotate(sheet.skew, resample=Image.Resampling.BICUBIC, fillcolor=(226, 225, 221))
    page = page.filter(ImageFilter.GaussianBlur(0.45 + 0.25 * float(rng.random())))
    data = np.asarray(page, dtype=np.float32) * _shade(rng, width, height)[:, :, None]
    data += rng.normal(0, 3.6, size=(height, width, 1)).astype(np.float32)
    specks = rng.random((height, width)) < 0.00004
    data[specks] = 70
    out = Image.fromarray(np.clip(data, 0, 255).astype(np.uint8))
    return out.rotate(180) if sheet.turned else out


def scan(source: Path, target: Path, sheets: list[Sheet], records: list[Record], *, seed: int) -> None:
    """Write the scan of `source` to `target` and move pages and boxes of `records` to where they lie in it."""
    rng = np.random.default_rng(seed)
    document = pdfium.PdfDocument(source)
    kept, rl_config.useA85 = rl_config.useA85, 0
    try:
        canvas = Canvas(str(target), invariant=1, pageCompression=1)
        canvas.setTitle("")
        canvas.setProducer("KONICA MINOLTA bizhub 458")
        behind: Image.Image | None = None
        for number, sheet in enumerate(sheets, 1):
            sheet.number = number
            drawn = None
            if sheet.page:
                page = document[sheet.page - 1]
                sheet.drawn = page.get_size()
                drawn = page.render(scale=2 * sheet.dpi / 72).to_pil().convert("RGB")
            elif number > 1:
                sheet.drawn = sheets[number - 2].drawn
            picture = _scan(drawn, sheet, rng, behind)
            behind = drawn
            data = io.BytesIO()
            picture.save(data, "JPEG", quality=sheet.quality, dpi=(sheet.dpi, sheet.dpi))
            data.seek(0)
            canvas.setPageSize(sheet.extent)
            canvas.drawImage(ImageReader(data), 0, 0, *sheet.extent)
            canvas.showPage()
        canvas.save()
    finally:
        rl_config.useA85 = kept
    by_page = {s.page: s for s in sheets if s.page}
    for record in records:
        record.source = target.name
        first = by_page[record.pages[0]]
        if record.region is not None:
            record.region = first.box(record.region)
        for mark in record.boxes.values():
            sheet = by_page[mark["page"]]
            mark["page"], mark["box"] = sheet.number, [round(c, 5) for c in sheet.box(tuple(mark["box"]))]
        record.pages = [by_page[p].number for p in record.pages]
