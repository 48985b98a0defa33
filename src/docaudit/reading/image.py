"""Pictures: one page each, or several in a TIFF."""

from __future__ import annotations

import functools
import importlib
import io
import logging
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from docaudit.reading.alteration import signs_of_program
from docaudit.reading.jbig2 import MARK, jbig2_picture, jbig2_size
from docaudit.reading.options import Limits, ReadOptions
from docaudit.reading.results import CannotReadError, Origin
from docaudit.reading.scan import read_scan
from docaudit.reading.separators import marked
from docaudit.reading.sniff import is_avif
from docaudit.records.pages import Page

log = logging.getLogger(__name__)

# The size is checked here against `Limits.pixels` before anything is decoded; Pillow's own limit is lower and warns.
Image.MAX_IMAGE_PIXELS = None

# What loan files hold; Pillow knows dozens more, whose decoders no page of paper needs.
_FORMATS = ("JPEG", "MPO", "PNG", "TIFF", "BMP", "DIB", "GIF", "WEBP", "JPEG2000", "PPM", "AVIF", "HEIF")
_NO_HEIC = ("HEIC 图像，本机未装解码组件", "请安装 docaudit[heic]，或在手机上另存为 JPEG 后提交")
_NO_AVIF = ("AVIF 图像，本机的 Pillow 不含其解码器", "请另存为 JPEG 后提交")
# Fax machines scan 204 dots to the inch across and 98, 196 or 391 down (ITU-T T.4), other devices up to twice as many
# one way as the other. Beyond that the file's numbers are wrong, not its shape.
_SQUARE_WITHIN, _MOST_STRETCH = 1.05, 4.5
_X_RESOLUTION, _Y_RESOLUTION, _ORIENTATION, _SOFTWARE = 282, 283, 274, 305

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, ZeroDivisionError, IndexError, TypeError, MemoryError)


def read_image(data: bytes, options: ReadOptions) -> tuple[int, Origin, Iterator[Page]]:
    """Return the number of pages of a picture, where it comes from, and its pages.

    Raises:
        CannotReadError: the picture is damaged, cut off or too large.
    """
    image = _open(data, options.limits)
    first = decode(image, options.limits)
    count = _frame_count(image)
    if count > options.limits.pages:
        raise CannotReadError(f"图像页数 {count} 超过上限 {options.limits.pages}", "请拆分后提交")
    program = _program(image)
    return count, Origin(program, signs_of_program(program)), _pages(image, first, count, options)


def _program(image: Image.Image) -> str | None:
    """Return the program that a picture names as its maker (Exif and TIFF tag 305, a PNG's text)."""
    try:
        named = image.getexif().get(_SOFTWARE) or image.info.get("Software") or image.info.get("software")
    except _BROKEN:
        return None
    return str(named).strip("\x00 ") or None if named else None


def _pages(image: Image.Image, first: NDArray[np.uint8], count: int, options: ReadOptions) -> Iterator[Page]:
    for index in range(count)[options.only.start : options.only.stop] if options.only else range(count):
        number = index + 1
        try:
            if index:
                image.seek(index)
            pixels = first if not index else decode(image, options.limits)
        except (CannotReadError, *_BROKEN) as error:
            log.warning("frame %d could not be decoded: %s", number, type(error).__name__)
            yield Page(number=number, warnings=(f"第{number}页图像已损坏，无法读取",))
            continue
        yield marked(replace(read_scan(pixels, options), number=number))


def _open(data: bytes, limits: Limits) -> Image.Image:
    try:
        if data.startswith(MARK):
            _check_pixels(jbig2_size(data), limits)
            return jbig2_picture(data)
        image = Image.open(io.BytesIO(data), formats=_known_formats())
    except (UnidentifiedImageError, *_BROKEN) as error:
        raise CannotReadError(*_unopened(data)) from error
    _check_size(image, limits)
    return image


@functools.cache
def _known_formats() -> tuple[str, ...]:
    """Return the formats that this machine's Pillow can open.

    HEIC comes with the extra ``heic``: pi-heif, whose wheels hold the decoders libheif and libde265 (LGPL) and no
    encoder, hence nothing under the GPL. Photographs of iPhones are in it.
    """
    try:
        importlib.import_module("pi_heif").register_heif_opener()
    except ImportError:
        log.info("HEIC is not read: pi_heif is not installed")
    Image.init()
    return tuple(name for name in _FORMATS if name in Image.OPEN)


def _unopened(data: bytes) -> tuple[str, str]:
    if data[4:8] == b"ftyp":
        kind, missing = ("AVIF", _NO_AVIF) if is_avif(data) else ("HEIF", _NO_HEIC)
        if kind not in _known_formats():
            return missing
    return "图像已损坏，无法打开", "请重新拍摄或重新扫描后提交"


def decode_bytes(data: bytes, limits: Limits) -> NDArray[np.uint8]:
    """Return the first frame of a picture file, see `decode`.

    Raises:
        CannotReadError: it is damaged, cut off or too large.
    """
    return decode(_open(data, limits), limits)


def is_transparent(data: bytes) -> bool:
    """Say whether what lies under a picture may show through it."""
    if data.startswith(MARK):
        return False
    try:
        image = Image.open(io.BytesIO(data), formats=_known_formats())
    except (UnidentifiedImageError, *_BROKEN):
        return True
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _check_size(image: Image.Image, limits: Limits) -> None:
    _check_pixels(image.size, limits)


def _check_pixels(size: tuple[int, int], limits: Limits) -> None:
    wide, high = size
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
    """Return the current frame as a viewer shows it (orientation, true proportions, transparency on white), BGR.

    Raises:
        CannotReadError: it is damaged, cut off or too large.
    """
    _check_size(image, limits)
    try:
        stretch = _stretch(image)
        # Loading a TIFF turns it too.
        image.load()
        shown = _stretched(_rgb(ImageOps.exif_transpose(image)), stretch, limits)
        return np.ascontiguousarray(np.asarray(shown)[:, :, ::-1])
    except _BROKEN as error:
        raise CannotReadError("图像已损坏或不完整", "请重新拍摄或重新扫描后提交") from error


def _stretch(image: Image.Image) -> tuple[float, float]:
    """Return how much wider and higher a frame must be shown than its pixels are many, for a TIFF of a fax."""
    tags = getattr(image, "tag_v2", None)
    if image.format != "TIFF" or tags is None:
        return 1.0, 1.0
    try:
        across, down = float(tags.get(_X_RESOLUTION, 1)), float(tags.get(_Y_RESOLUTION, 1))
    except (TypeError, ValueError, ZeroDivisionError):
        return 1.0, 1.0
    if tags.get(_ORIENTATION, 1) in (5, 6, 7, 8):
        across, down = down, across
    if not across > 0 < down or not _SQUARE_WITHIN <= max(across / down, down / across) <= _MOST_STRETCH:
        return 1.0, 1.0
    return (1.0, across / down) if across > down else (down / across, 1.0)


def _stretched(image: Image.Image, stretch: tuple[float, float], limits: Limits) -> Image.Image:
    if stretch == (1.0, 1.0):
        return image
    wide, high = round(image.width * stretch[0]), round(image.height * stretch[1])
    if wide * high > limits.pixels:
        return image
    return image.resize((wide, high), Image.Resampling.BICUBIC)


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
