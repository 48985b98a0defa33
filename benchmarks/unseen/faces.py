"""Noto's Chinese faces for PDF pages: reportlab embeds TrueType outlines only, Noto's are of the other kind."""

from __future__ import annotations

import functools
import io
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as Source
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED, MONO = 2, 7
"""Numbers in Noto's collections of the simplified Chinese face and of the one with Latin letters half a square wide."""
UNITS = 1000
_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Face:
    """A face in a file of fonts below `FOLDER`."""

    file: str
    number: int = SIMPLIFIED

    def width(self, text: str, size: float) -> float:
        """Return the printed width in points."""
        source, names, _ = _opened(self)
        widths = source["hmtx"]
        return sum(widths[names.get(ord(c), ".notdef")][0] for c in text) * size / UNITS

    def embed(self, text: Iterable[str]) -> str:
        """Make the glyphs of `text` known to reportlab and return the name of the font."""
        _, known, outlines = _opened(self)
        characters = {ord(c): known[ord(c)] for c in set(text) if ord(c) in known}
        order = [".notdef", *sorted(set(characters.values()) - {".notdef"})]
        glyphs = {}
        for name in order:
            pen = TTGlyphPen(None)
            outlines[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
            glyphs[name] = pen.glyph()
        font = FontBuilder(UNITS, isTTF=True)
        font.setupGlyphOrder(order)
        font.setupCharacterMap(characters)
        font.setupGlyf(glyphs)
        edges = {n: g.xMin if g.numberOfContours else 0 for n, g in glyphs.items()}
        font.setupHorizontalMetrics({n: (outlines[n].width, edges[n]) for n in order})
        font.setupHorizontalHeader(ascent=880, descent=-120)
        label = f"{Path(self.file).stem}-{next(_numbers)}"
        font.setupNameTable({"familyName": label, "styleName": "Regular", "psName": label})
        font.setupOS2()
        font.setupPost()
        data = io.BytesIO()
        font.save(data)
        data.seek(0)
        pdfmetrics.registerFont(TTFont(label, data))
        return label


@functools.lru_cache(maxsize=8)
def _opened(face: Face) -> tuple[Source, dict[int, str], Any]:
    source = Source(FOLDER / face.file, fontNumber=face.number, lazy=True)
    return source, source.getBestCmap(), source.getGlyphSet()


SANS = Face("NotoSansCJK-Regular.ttc")
SANS_BOLD = Face("NotoSansCJK-Bold.ttc")
SERIF = Face("NotoSerifCJK-Regular.ttc")
SERIF_BOLD = Face("NotoSerifCJK-Bold.ttc")
TYPED = Face("NotoSansCJK-Regular.ttc", MONO)
