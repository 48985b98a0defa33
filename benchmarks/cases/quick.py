"""Noto's Chinese faces cut to common signs and with TrueType outlines: a PDF is set several times as fast."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import os
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from unseen.contracts_press import Press
from unseen.drawing import Sheet, cut_font

_ERROR = 1.0
"""How far, in thousandths of the square, an outline may lie beside the one it stands for."""
MADE = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
"""The day all files say they were made: a file does not change when it is drawn again."""


@functools.cache
def _signs() -> frozenset[int]:
    """Return the common Chinese signs, Latin ones, and the rarer ones that the papers' makers write."""
    common = "".join(bytes((h, low)).decode("gb2312", "ignore") for h in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    here = Path(__file__).parent
    makers = [*here.glob("*.py"), *(here.parent / "unseen" / f"{name}.py" for name in ("values", "invoice_forms"))]
    text = "".join(path.read_text("utf-8") for path in sorted(makers))
    return frozenset(map(ord, text + common)) | frozenset(range(0x20, 0x7F))


@functools.cache
def quick_font(face: str, style: str) -> Path:
    """Return the face with outlines of the other kind, made once for all."""
    source = cut_font(face, style)
    mark = hashlib.sha256(",".join(map(str, sorted(_signs()))).encode()).hexdigest()[:8]
    path = source.with_suffix(f".{mark}.ttf")
    if path.exists():
        return path
    font = TTFont(source)
    characters = {sign: name for sign, name in font.getBestCmap().items() if sign in _signs()}
    outlines, order = font.getGlyphSet(), [".notdef", *dict.fromkeys(characters.values())]
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, _ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    made = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    made.setupGlyphOrder(order)
    made.setupCharacterMap(characters)
    made.setupGlyf(glyphs)
    edges = {n: g.xMin if g.numberOfContours else 0 for n, g in glyphs.items()}
    made.setupHorizontalMetrics({n: (outlines[n].width, edges[n]) for n in order})
    made.setupHorizontalHeader(ascent=880, descent=-120)
    label = f"{face.capitalize()}{style}"
    made.setupNameTable({"familyName": label, "styleName": "Regular", "psName": label})
    made.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    made.setupPost()
    whole = path.with_suffix(f".{os.getpid()}")
    made.save(whole)
    return whole.replace(path)


class Page(Sheet):
    """A sheet that is set in the quick faces."""

    font_of = staticmethod(quick_font)

    def data(self) -> bytes:
        """Return the PDF, the same for the same paper."""
        self._pdf.set_creation_date(MADE)
        return super().data()


class Contract(Press):
    """A press that sets in the quick faces."""

    font_of = staticmethod(quick_font)

    def pdf_bytes(self) -> bytes:
        """Return the file, the same for the same paper."""
        self.pdf.set_creation_date(MADE)
        return super().pdf_bytes()
