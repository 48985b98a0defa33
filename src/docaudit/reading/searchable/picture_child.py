"""Wrap a picture, or the frames of a TIFF, in a PDF without loss.

Run as a script with three arguments: the picture, where to write, and the most pixels of a frame. A JPEG goes over as
it is; other pixels are packed without loss, one frame after the other, so that memory holds one. It imports nothing of
this project. Exit status: 4 where the picture cannot be decoded, 6 where a frame has too many pixels.
"""

from __future__ import annotations

import contextlib
import sys
import zlib
from pathlib import Path
from typing import Any, BinaryIO

# A4's longer side, in points, for pictures whose resolution is not known or not believable.
_LONG_SIDE = 842.0
_LEAST_DPI, _MOST_DPI = 50.0, 1200.0
# EXIF orientation by the clockwise turn that a viewer makes of it; mirrored ones are decoded.
_TURNS = {1: 0, 3: 180, 6: 90, 8: 270}
_ORIENTATION = 0x0112
_COLOURS = {
    "1": "/ColorSpace /DeviceGray /BitsPerComponent 1",
    "L": "/ColorSpace /DeviceGray /BitsPerComponent 8",
    "RGB": "/ColorSpace /DeviceRGB /BitsPerComponent 8",
}


def main() -> int:
    """Write the PDF."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  after the limits are set

    with contextlib.suppress(ImportError):
        import pi_heif  # noqa: PLC0415  an extra

        pi_heif.register_heif_opener()
    source, target, most = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    Image.MAX_IMAGE_PIXELS = None
    try:
        image = Image.open(source)
        frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        with target.open("wb") as out:
            writer = _Writer(out)
            for index in range(frames):
                image.seek(index)
                if image.width * image.height > most:
                    return 6
                _add(writer, image, source)
            writer.finish()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        return 4
    return 0


def _add(writer: _Writer, image: Any, source: Path) -> None:
    from PIL import ImageOps  # noqa: PLC0415

    orientation = image.getexif().get(_ORIENTATION, 1)
    orientation = orientation if orientation in range(1, 9) else 1
    size = _points(image)
    if image.format == "JPEG" and image.mode in _COLOURS and orientation in _TURNS:
        coded = f"{_COLOURS[image.mode]} /Filter /DCTDecode"
        writer.page(size, _TURNS[orientation], image.size, coded, source.read_bytes())
        return
    shown = ImageOps.exif_transpose(image)
    if orientation >= 5:
        size = size[1], size[0]
    flat = shown if shown.mode == "1" else _flat(shown)
    coded = f"{_COLOURS[flat.mode]} /Filter /FlateDecode"
    writer.page(size, 0, flat.size, coded, zlib.compress(flat.tobytes()))


def _flat(image: Any) -> Any:
    """Return the picture in grey or colour, what is transparent on white, deep greys by their upper half."""
    from PIL import Image  # noqa: PLC0415

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, (255, 255, 255, 255)), clear).convert("RGB")
    if image.mode.startswith("I"):
        return image.point(lambda v: v / 257).convert("L") if image.getextrema()[1] > 255 else image.convert("L")
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def _points(image: Any) -> tuple[float, float]:
    dpi = image.info.get("dpi") or (0, 0)
    across, down = (float(v) for v in dpi[:2])
    if _LEAST_DPI <= across <= _MOST_DPI and _LEAST_DPI <= down <= _MOST_DPI:
        return image.width * 72 / across, image.height * 72 / down
    factor = _LONG_SIDE / max(image.size)
    return image.width * factor, image.height * factor


class _Writer:
    """A PDF written from front to back: each page's picture, drawing and page object as they come."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        # Objects 1 and 2 are the catalogue and the list of pages, written last.
        self._places: list[int] = [0, 0]
        self._pages: list[int] = []
        out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def page(self, size: tuple[float, float], rotate: int, pixels: tuple[int, int], coded: str, data: bytes) -> None:
        """Add a page that one picture fills."""
        wide, high = size
        picture = self._stream(f"/Type /XObject /Subtype /Image /Width {pixels[0]} /Height {pixels[1]} {coded}", data)
        drawing = self._stream("", f"q {wide:.3f} 0 0 {high:.3f} 0 0 cm /Im Do Q".encode("ascii"))
        self._pages.append(
            self._object(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide:.3f} {high:.3f}] /Rotate {rotate} "
                f"/Resources << /XObject << /Im {picture} 0 R >> >> /Contents {drawing} 0 R >>"
            )
        )

    def finish(self) -> None:
        """Write what stands at the end of a PDF."""
        self._object("<< /Type /Catalog /Pages 2 0 R >>", 1)
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._object(f"<< /Type /Pages /Count {len(self._pages)} /Kids [{kids}] >>", 2)
        start = self._out.tell()
        rows = "".join(f"{place:010d} 00000 n \n" for place in self._places)
        count = len(self._places) + 1
        self._out.write(
            f"xref\n0 {count}\n0000000000 65535 f \n{rows}trailer\n<< /Size {count} /Root 1 0 R >>\n"
            f"startxref\n{start}\n%%EOF\n".encode("ascii")
        )

    def _stream(self, entries: str, data: bytes) -> int:
        number = self._begin()
        self._out.write(f"<< {entries} /Length {len(data)} >>\nstream\n".encode("ascii"))
        self._out.write(data)
        self._out.write(b"\nendstream\nendobj\n")
        return number

    def _object(self, body: str, number: int | None = None) -> int:
        number = self._begin(number)
        self._out.write(f"{body}\nendobj\n".encode("ascii"))
        return number

    def _begin(self, number: int | None = None) -> int:
        if number is None:
            self._places.append(0)
            number = len(self._places)
        self._places[number - 1] = self._out.tell()
        self._out.write(f"{number} 0 obj\n".encode("ascii"))
        return number


if __name__ == "__main__":
    sys.exit(main())
