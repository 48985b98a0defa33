from __future__ import annotations

import base64
import io
import struct
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, features

from docaudit.reading import Limits, ReadOptions, image
from docaudit.reading.image import decode, read_image, render_image
from docaudit.reading.results import CannotReadError
from docaudit.reading.sniff import sniff

# 128 by 64 pixels, the left half red, written by heif-enc.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAUJtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "AA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAFmAAEAAAAAAAAAJAAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEA"
    "AGh2YzEAAAAAwmlwcnAAAACkaXBjbwAAAHhodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMA"
    "AAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoBAgQWW6kkprm4EBAwIAAAMAAgAAAwACECIAAQAHRAHBcrAiQAAAABRpc3Bl"
    "AAAAAAAAAIAAAABAAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAoMAAAAsbWRhdAAAACAoAa8EGPx5OOv/+86T"
    "9kQFzOZHA3iivZzjtQ+/e01CHA=="
)


def halves(mode: str = "RGB") -> Image.Image:
    """The left half dark red, the right half white."""
    made = Image.new("RGB", (128, 64), "white")
    made.paste((150, 0, 0), (0, 0, 64, 64))
    return made.convert(mode)


def saved(picture: Image.Image, name: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, name, **options)
    return buffer.getvalue()


def pixels(data: bytes) -> NDArray[np.uint8]:
    return decode(image._open(data, Limits()), Limits())


def grey16() -> Image.Image:
    return Image.fromarray(np.asarray(halves("L")).astype(np.uint16) * 257)


MADE = {
    "cmyk jpeg": lambda: saved(halves("CMYK"), "JPEG", quality=95),
    "palette png": lambda: saved(halves("P"), "PNG"),
    "16 bit png": lambda: saved(grey16(), "PNG"),
    "16 bit tiff": lambda: saved(grey16(), "TIFF"),
    "two-colour bmp": lambda: saved(halves("1"), "BMP"),
    "webp": lambda: saved(halves(), "WEBP", lossless=True),
    "jpeg 2000": lambda: saved(halves(), "JPEG2000"),
    "jpeg 2000 stream": lambda: saved(halves(), "JPEG2000", no_jp2=True),
    "portable bitmap": lambda: saved(halves("1"), "PPM"),
    "animated gif": lambda: saved(halves(), "GIF", save_all=True, append_images=[halves().rotate(180)]),
    "g3 fax": lambda: saved(halves("1"), "TIFF", compression="group3"),
    "g4 fax": lambda: saved(halves("1"), "TIFF", compression="group4"),
    "lab tiff": lambda: saved(halves("LAB"), "TIFF"),
}


@pytest.mark.parametrize("name", MADE)
def test_every_kind_of_picture_shows_its_dark_and_its_white_half(name: str) -> None:
    data = MADE[name]()
    assert sniff(data) == "image"
    shown = pixels(data)
    assert shown.shape == (64, 128, 3)
    assert shown[32, 20].mean() < 100
    assert shown[32, 110].mean() > 240
    assert read_image(data, ReadOptions(ocr_engine="off"))[0] == 1


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow reads no AVIF")
def test_avif_is_a_picture() -> None:
    data = saved(halves(), "AVIF", quality=90)
    assert sniff(data) == "image"
    assert pixels(data)[32, 110].mean() > 240


def test_heic_is_a_picture_where_its_decoder_is_installed() -> None:
    pytest.importorskip("pi_heif", reason="the extra `heic` is not installed")
    shown = pixels(HEIC)
    assert shown.shape == (64, 128, 3)
    blue, _, red = shown[32, 20].astype(int)
    assert red > blue + 80
    assert shown[32, 110].min() > 230


def test_heic_without_its_decoder_says_what_to_install(tmp_path: Path, tools: Any, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    monkeypatch.setitem(Image.OPEN, "HEIF", None)
    monkeypatch.delitem(Image.OPEN, "HEIF")
    image._known_formats.cache_clear()
    try:
        path = tmp_path / "照片.heic"
        path.write_bytes(HEIC)
        refusal = tools.refusal(path)
    finally:
        image._known_formats.cache_clear()
    assert "HEIC" in refusal.reason
    assert "docaudit[heic]" in refusal.advice


def test_a_film_in_the_container_of_heic_is_no_picture(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.heic"
    path.write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(200))
    assert "视频" in tools.refusal(path).reason


@pytest.mark.parametrize(("orientation", "dark"), [(3, (32, 110)), (6, (20, 32)), (8, (110, 32)), (2, (32, 110))])
@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_the_orientation_of_a_camera_is_followed(orientation: int, dark: tuple[int, int], kind: str) -> None:
    exif = Image.Exif()
    exif[0x112] = orientation
    options = {"tiffinfo": {0x112: orientation}} if kind == "TIFF" else {"exif": exif, "quality": 95}
    shown = pixels(saved(halves(), kind, **options))
    assert shown[dark].mean() < 100


@pytest.mark.parametrize(("dpi", "size"), [((204, 98), (128, 133)), ((98, 204), (266, 64)), ((200, 200), (128, 64))])
def test_a_fax_is_stretched_to_its_true_proportions(dpi: tuple[int, int], size: tuple[int, int]) -> None:
    data = saved(halves("1"), "TIFF", compression="group3", dpi=dpi)
    high, wide = pixels(data).shape[:2]
    assert (wide, high) == size
    assert Image.open(io.BytesIO(render_image(data, 1, 1000, Limits()))).size == size


@pytest.mark.parametrize("dpi", [(300, 1), (0, 98)])
def test_resolutions_that_cannot_be_true_stretch_nothing(dpi: tuple[int, int]) -> None:
    assert pixels(saved(halves("1"), "TIFF", dpi=dpi)).shape == (64, 128, 3)


def test_a_fax_that_would_be_stretched_beyond_the_limit_is_left_as_it_is() -> None:
    limits = Limits(pixels=128 * 64)
    shown = decode(image._open(saved(halves("1"), "TIFF", dpi=(204, 98)), limits), limits)
    assert shown.shape == (64, 128, 3)


def test_the_pages_of_a_tiff_may_be_compressed_each_in_its_own_way(tmp_path: Path, tools: Any) -> None:
    pages = []
    for mode, compression in (
        ("1", "group3"),
        ("1", "group4"),
        ("RGB", "jpeg"),
        ("RGB", "tiff_lzw"),
        ("L", "packbits"),
    ):
        page = halves(mode)
        page.encoderinfo = {"compression": compression}
        pages.append(page)
    path = tmp_path / "传真.tif"
    path.write_bytes(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="group3"))
    found = tools.pages(path)
    assert [page.number for page in found] == [1, 2, 3, 4, 5]
    assert {(page.width, page.height) for page in found} == {(128, 64)}


def test_an_unknown_decoder_of_pillow_is_not_tried() -> None:
    with pytest.raises(CannotReadError):
        image._open(saved(halves("P"), "PCX"), Limits())


def jbig2(*, sequential: bool = True) -> bytes:
    """The two halves as a JBIG2 file: a generic region in the coding of group 4 faxes, which T.88 allows."""
    # A set bit is black here, and white where Pillow writes it.
    turned = halves("L").point(lambda grey: 255 if grey < 128 else 0).convert("1")
    data = saved(turned, "TIFF", compression="group4")
    tags: Any = Image.open(io.BytesIO(data))
    (start,), (size,) = tags.tag_v2[273], tags.tag_v2[279]
    coded = data[start : start + size]
    segments = [
        (48, struct.pack(">IIIIBH", 128, 64, 0, 0, 0, 0)),
        (38, struct.pack(">IIIIBB", 128, 64, 0, 0, 0, 1) + coded),
        (49, b""),
        (51, b""),
    ]
    heads = [struct.pack(">IBBBI", n, kind, 0, kind != 51, len(body)) for n, (kind, body) in enumerate(segments)]
    bodies = [body for _, body in segments]
    ordered = [*sum(zip(heads, bodies, strict=True), ())] if sequential else [*heads, *bodies]
    return b"\x97JB2\r\n\x1a\n" + bytes([int(sequential)]) + struct.pack(">I", 1) + b"".join(ordered)


@pytest.mark.parametrize("sequential", [True, False])
def test_jbig2_is_a_picture_in_either_organisation(sequential: bool) -> None:
    data = jbig2(sequential=sequential)
    assert sniff(data) == "image"
    shown = pixels(data)
    assert shown.shape == (64, 128, 3)
    assert shown[32, 20].mean() < 100
    assert shown[32, 110].mean() > 240


@pytest.mark.parametrize("cut", [9, 14, 24, 30])
def test_jbig2_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(CannotReadError):
        image._open(jbig2()[:cut], Limits())


def test_jbig2_is_measured_before_it_is_drawn() -> None:
    with pytest.raises(CannotReadError, match="百万像素"):
        image._open(jbig2(), Limits(pixels=1000))
