"""Pictures: headers that promise too much, loops, bombs."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image
from tests.hostile.parts.corpus import hostile

HUGE = 100_000


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def png(wide: int, high: int, packed: bytes, *more: bytes, bits: int = 1, colour: int = 0) -> bytes:
    """Return a PNG with these packed rows."""
    head = struct.pack(">IIBBBBB", wide, high, bits, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture in a format."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def page() -> Image.Image:
    """Return a small page with a black bar."""
    image = Image.new("RGB", (300, 400), "white")
    image.paste("black", (50, 50, 200, 80))
    return image


@hostile("huge.png", "100000×100000 超过上限 200 百万像素")
def huge_png() -> bytes:
    return png(HUGE, HUGE, zlib.compress(bytes(1000)))


@hostile("huge.jpg", "65500×65500 超过上限")
def huge_jpeg() -> bytes:
    data = saved(page(), "JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", 65500, 65500) + data[at + 4 :]


@hostile("huge.tif", "100000×100000 超过上限")
def huge_tiff() -> bytes:
    return tiff([(256, HUGE), (257, HUGE)])


@hostile("huge.bmp", "100000×100000 超过上限")
def huge_bmp() -> bytes:
    data = saved(page(), "BMP")
    return data[:18] + struct.pack("<ii", HUGE, HUGE) + data[26:]


@hostile("huge.gif", "65535×65535 超过上限")
def huge_gif() -> bytes:
    data = saved(page(), "GIF")
    return data[:6] + b"\xff" * 4 + data[10:]


@hostile("huge.webp", "16383×16383 超过上限")
def huge_webp() -> bytes:
    data = saved(page(), "WEBP")
    at = data.index(b"\x9d\x01\x2a") + 3
    return data[:at] + struct.pack("<HH", 16383, 16383) + data[at + 4 :]


@hostile("thin.png", "狭长", slow=True)
def thin_png() -> bytes:
    """A hundred million pixels, two of them high."""
    packer = zlib.compressobj(9)
    row = b"\0" + bytes(50_000_000 // 8)
    return png(50_000_000, 2, packer.compress(row * 2) + packer.flush())


@hostile("bomb.png", "上限", "时限", "不完整", may=True, slow=True)
def bomb_png() -> bytes:
    """Just within the limit: 196 million pixels in 24 kilobytes."""
    side = 14_000
    packer = zlib.compressobj(9)
    row = b"\0" + bytes(side // 8)
    return png(side, side, b"".join([*(packer.compress(row) for _ in range(side)), packer.flush()]))


@hostile("text_bomb.png", "已损坏", "不完整", may=True)
def text_bomb_png() -> bytes:
    """A comment of 256 megabytes."""
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(256 << 20), 9))
    profile = chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(64 << 20), 9))
    return png(8, 8, zlib.compress(bytes(16)), profile, text)


@hostile("many_chunks.png", may=True)
def many_chunks_png() -> bytes:
    return png(8, 8, zlib.compress(bytes(16)), *([chunk(b"tEXt", b"a\0b")] * 200_000))


def tiff(fields: list[tuple[int, int]], following: int = 0) -> bytes:
    """Return a grey TIFF of one frame of 8 by 8, its fields replaced; `following` is where the next frame stands."""
    usual = {256: 8, 257: 8, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: 8, 279: 64}
    entries = sorted({**usual, **dict(fields)}.items())
    packed = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    return (
        b"II*\0"
        + struct.pack("<I", 72)
        + bytes(range(64))
        + struct.pack("<H", len(entries))
        + packed
        + struct.pack("<I", following)
    )


@hostile("frame_loop.tif", may=True)
def frame_loop() -> bytes:
    """The next frame is this frame."""
    return tiff([], following=72)


@hostile("frame_outside.tif", may=True)
def frame_outside() -> bytes:
    return tiff([], following=2**32 - 1)


@hostile("many_frames.tif", "超过上限 20000", "时限", slow=True)
def many_frames() -> bytes:
    """Twenty-five thousand frames of the same pixels."""
    count, size = 25_000, len(tiff([])) - 72
    one = tiff([])[72:-4]
    return tiff([])[:72] + b"".join(
        one + struct.pack("<I", 72 + (number + 1) * size if number + 1 < count else 0) for number in range(count)
    )


@hostile("strips.tif", "不完整", "损坏", "上限")
def strips() -> bytes:
    """Claims strips of four gigabytes."""
    return tiff([(256, 14_000), (257, 14_000), (278, 14_000), (279, 2**32 - 1)])


@hostile("many_frames.gif", may=True)
def many_frames_gif() -> bytes:
    frames = [page(), page().rotate(180)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    at = data.rindex(b"!\xf9")
    return data[:-1] + data[at:-1] * 5_000 + b";"


@hostile("upside_down.jpg")
def upside_down() -> bytes:
    exif = Image.Exif()
    exif[274] = 3
    return saved(page(), "JPEG", exif=exif)


@hostile("exif_loop.jpg", may=True)
def exif_loop() -> bytes:
    """Camera data whose directory follows itself."""
    loop = b"II*\0" + struct.pack("<IHHHIII", 8, 1, 274, 4, 1, 3, 8) + struct.pack("<H", 0)
    return saved(page(), "JPEG", exif=b"Exif\0\0" + loop)


@hostile("nothing.png", "图像", may=True)
def nothing_png() -> bytes:
    return png(0, 0, b"")


@hostile("rubbish.jpg", "图像", may=True)
def rubbish_jpeg() -> bytes:
    """Tables that are out of range in a picture that is otherwise whole."""
    data = bytearray(saved(page(), "JPEG"))
    at = data.index(b"\xff\xc4")
    data[at + 4 : at + 60] = b"\xff" * 56
    return bytes(data)
