"""Pictures: one page each, or several in a TIFF."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from docaudit.reading.options import Limits, ReadOptions
from docaudit.reading.results import CannotReadError
from docaudit.reading.scan import read_scan
from docaudit.records.pages import Page

log = logging.getLogger(__name__)

# The size is checked here against `Limits.pixels` before anything is decoded; Pillow's own limit is lower and warns.
Image.MAX_IMAGE_PIXELS = None

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, ZeroDivisionError, IndexError, TypeError, MemoryError)


def read_image(data: bytes, options: ReadOptions) -> tuple[int, Iterator[Page]]:
    """Return the number of pages and the pages of a picture.

    Raises:
        CannotReadError: the picture is damaged, cut off or too large.
    """
    image = _open(data, options.limits)
    first = decode(image, options.limits)
    count = min(_frame_count(image), options.limits.pages)
    return count, _pages(image, first, count, options)


def _pages(image: Image.Image, first: NDArray[np.uint8], count: int, options: ReadOptions) -> Iterator[Page]:
    for index in range(count):
        number = index + 1
        try:
            if index:
                image.seek(index)
            pixels = first if not index else decode(image, options.limits)
        except (CannotReadError, *_BROKEN) as error:
            log.warning("frame %d could not be decoded: %s", number, type(error).__name__)
            yield Page(number=number, warnings=(f"第{number}页图像已损坏，无法读取",))
            continue
        yield replace(read_scan(pixels, options), number=number)


def _open(data: bytes, limits: Limits) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data))
    except (UnidentifiedImageError, *_BROKEN) as error:
        raise CannotReadError("图像已损坏，无法打开", "请重新拍摄或重新扫描后提交") from error
    _check_size(image, limits)
    return image


def _check_size(image: Image.Image, limits: Limits) -> None:
    wide, high = image.size
    if wide * high > limits.pixels:
        reason = f"图像 {wide}×{high} 超过上限 {limits.pixels // 10**6} 百万像素"
        raise CannotReadError(reason, "请降低分辨率后提交")
    if not wide or not high:
        raise CannotReadError("图像没有内容", "请重新拍摄或重新扫描后提交")


def _frame_count(image: Image.Image) -> int:
    # Only a TIFF's frames are pages; those of a GIF or PNG are an animation.
    if image.format != "TIFF":
        return 1
    try:
        return int(getattr(image, "n_frames", 1))
    except _BROKEN:
        return 1


def decode(image: Image.Image, limits: Limits) -> NDArray[np.uint8]:
    """Return the current frame as a viewer shows it (EXIF orientation, transparency on white), BGR.

    Raises:
        CannotReadError: it is damaged, cut off or too large.
    """
    _check_size(image, limits)
    try:
        image.load()
        shown = ImageOps.exif_transpose(image)
        return np.ascontiguousarray(np.asarray(_rgb(shown))[:, :, ::-1])
    except _BROKEN as error:
        raise CannotReadError("图像已损坏或不完整", "请重新拍摄或重新扫描后提交") from error


def _rgb(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        ground = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        return Image.alpha_composite(ground, clear).convert("RGB")
    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image, dtype=np.float64)
        top = 65535.0 if values.max(initial=0.0) > 255 else 255.0
        return Image.fromarray((np.clip(values / top, 0, 1) * 255).astype(np.uint8)).convert("RGB")
    return image.convert("RGB")


def render_image(data: bytes, page: int, width: int, limits: Limits) -> bytes:
    """Return a PNG of frame `page` (from 1), at most `width` pixels wide.

    Raises:
        CannotReadError: no such frame, or it cannot be decoded.
    """
    image = _open(data, limits)
    if not 1 <= page <= _frame_count(image):
        raise CannotReadError(f"没有第{page}页", "请检查页码")
    if page > 1:
        image.seek(page - 1)
    shown = Image.fromarray(decode(image, limits)[:, :, ::-1])
    if shown.width > width:
        shown = shown.resize((width, max(1, round(shown.height * width / shown.width))), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    shown.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
