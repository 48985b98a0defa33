"""Small files made in memory for the tests of reading."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.reading.written import SEEN, Eyes

from docaudit.reading import ReadOptions, SourcePages, Unreadable, read_path
from docaudit.reading.ocr import engine as engines
from docaudit.records.pages import Page, Word

_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
)


class Tools:
    """What the tests of this room share."""

    no_ocr = ReadOptions(ocr_engine="off")

    def read(self, path: Path, options: ReadOptions = no_ocr) -> dict[str, list[Page] | Unreadable]:
        """Read everything below `path`, by source."""
        found: dict[str, list[Page] | Unreadable] = {}
        for source in read_path(path, options):
            if isinstance(source, Unreadable):
                found[source.source] = source
            else:
                found[source.source.source] = list(source.pages)
        return found

    def pages(self, path: Path, options: ReadOptions = no_ocr) -> list[Page]:
        """Read a file that must be readable."""
        (only,) = self.read(path, options).values()
        assert not isinstance(only, Unreadable), only
        return only

    def refusal(self, path: Path) -> Unreadable:
        """Read a file that must be unreadable."""
        (only,) = self.read(path).values()
        assert isinstance(only, Unreadable)
        return only

    def zip(self, path: Path, members: Mapping[str, bytes]) -> Path:
        """Write a zip."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return path

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """Return a font with Chinese, or skip."""
        for name in _FONTS:
            if Path(name).exists():
                return ImageFont.truetype(name, size)
        pytest.skip("no Chinese font on this machine")

    def picture(self, lines: list[str], size: tuple[int, int] = (1240, 900), height: int = 34) -> Image.Image:
        """Draw lines of black text on white; the first at (90, 80), each two heights below the one before."""
        image = Image.new("RGB", size, "white")
        draw = ImageDraw.Draw(image)
        for index, line in enumerate(lines):
            draw.text((90, 80 + index * height * 2), line, font=self.font(height), fill="black")
        return image

    def png(self, image: Image.Image) -> bytes:
        """Return the picture as PNG."""
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        return buffer.getvalue()

    def pdf(self, draw: Callable[[Any], None], size: tuple[float, float] = (595, 842), **options: Any) -> bytes:
        """Draw a PDF with reportlab, or skip."""
        canvas = pytest.importorskip("reportlab.pdfgen.canvas")
        buffer = io.BytesIO()
        made = canvas.Canvas(buffer, pagesize=size, **options)
        draw(made)
        made.save()
        return buffer.getvalue()


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, so that tests may replace parts of it; `tests/hostile` has the process of its own."""
    monkeypatch.setenv("DOCAUDIT_CONTAINED", "off")


@pytest.fixture(scope="session")
def tools() -> Tools:
    return Tools()


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., tuple[Page, Eyes]]:
    """Read the first page of a PDF with eyes that say `SEEN`, or what they are given."""
    monkeypatch.setenv("DOCAUDIT_CACHE", "off")
    # Engines that are given back are lent again: the eyes must not reach the tests that follow.
    monkeypatch.setattr(engines, "_free", {})

    def read(data: bytes, say: Callable[[Any], list[Word]] = lambda _: list(SEEN)) -> tuple[Page, Eyes]:
        eyes = Eyes(say)
        monkeypatch.setattr(engines, "_taken", lambda *_: eyes)
        path = tmp_path / "page.pdf"
        path.write_bytes(data)
        (source,) = read_path(path, ReadOptions(ocr_engine="rapidocr", jobs=1))
        assert isinstance(source, SourcePages), source
        return next(iter(source.pages)), eyes

    return read
