"""Put invisible words behind the pages of a PDF.

Run as a script with four paths: the PDF, a file with one JSON object a line for each page that gets words, a font
without ink, and where to write. A line holds ``page`` (from 1), ``instead`` (whether the words take the place of the
text that the page has) and ``parts``: ``turned`` (degrees clockwise that set the part upright), ``skew`` (degrees
clockwise by which its lines lean then) and ``words`` (text and box in fractions of the page as a viewer shows it).
Prints how many
pages got words, and whether the PDF was signed. The library unpacks whatever a hostile file says, so it runs in a
process of its own, and it imports nothing of this project. Exit status: 4 where the PDF cannot be opened, 5 where it
needs a password.
"""

from __future__ import annotations

import json
import math
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_FONT = "/DocauditWords"
_UNITS = 1000
# Letters and figures are half as wide as Chinese characters; the font has a glyph for each width.
_HALF = range(0x20, 0x7F)
_SHOWING = frozenset({"Tj", "TJ", "'", '"'})
_INVISIBLE = 3
# A content stream above this size is a drawing; taking it apart costs many times its size.
_MOST_CONTENT_BYTES = 8_000_000
_MOST_FORM_DEPTH = 6
# A line of several characters this much higher than wide runs down the page.
_STANDING = 1.5
_LEAST_SKEW, _MOST_SKEW = 0.1, 15.0
# Share of its box's height that leaning text keeps at least: perspective bends what one angle for the page says.
_LEAST_HEIGHT = 0.3
# Codes that no text uses (halves of pairs) stand for characters beyond the first plane.
_SPARE = range(0xD800, 0xE000)


def main() -> int:
    """Write the copy."""
    import pikepdf  # noqa: PLC0415  after the limits are set

    source, spool, font, target = map(Path, sys.argv[1:5])
    try:
        pdf = pikepdf.open(source)
    except pikepdf.PasswordError:
        return 5
    except pikepdf.PdfError:
        return 4
    with pdf:
        layer = _Layer(pikepdf, pdf, font.read_bytes())
        count = 0
        with spool.open(encoding="utf-8") as lines:
            for line in lines:
                asked = json.loads(line)
                if asked["page"] <= len(pdf.pages):
                    layer.put(pdf.pages[asked["page"] - 1], asked)
                    count += 1
        layer.finish()
        # The original's streams go over as they are, byte for byte, except where they are encrypted anew.
        as_they_are = {
            "compress_streams": False,
            "stream_decode_level": pikepdf.StreamDecodeLevel.none,
            "object_stream_mode": pikepdf.ObjectStreamMode.preserve,
        }
        pdf.save(target, **({"encryption": True} if pdf.is_encrypted else as_they_are))
        sys.stdout.write(json.dumps({"pages": count, "signed": _is_signed(pdf)}))
    return 0


def _is_signed(pdf: Any) -> bool:
    form = pdf.Root.get("/AcroForm")
    return bool(form is not None and int(form.get("/SigFlags", 0)) & 1)


class _Layer:
    """The font that all pages share, and the words of one page after another."""

    def __init__(self, pikepdf: Any, pdf: Any, font: bytes) -> None:
        self._pike, self._pdf = pikepdf, pdf
        self._codes: dict[str, int] = {}
        self._unicode = pdf.make_stream(b"")
        self._font = self._made_font(font)

    def put(self, page: Any, asked: dict[str, Any]) -> None:
        """Put the words behind everything that the page draws."""
        hidden = asked["instead"] and self._without_invisible(page)
        drawn = self._drawn(page, asked)
        self._lend_font(page)
        # What stays readable but means nothing (a font without a table of characters) counts as one blank.
        opening = b"/Span <</ActualText <FEFF0020>>> BDC\n" if hidden else b""
        page.contents_add(self._stream(drawn + opening), prepend=True)
        if hidden:
            page.contents_add(self._stream(b"\nEMC\n"))

    def finish(self) -> None:
        """Write what the codes mean."""
        self._unicode.write(zlib.compress(self._meanings()), filter=self._pike.Name.FlateDecode)

    def _stream(self, content: bytes) -> Any:
        made = self._pdf.make_stream(b"")
        made.write(zlib.compress(content), filter=self._pike.Name.FlateDecode)
        return made

    def _made_font(self, font: bytes) -> Any:
        name, pdf = self._pike.Name, self._pdf
        file = self._stream(font)
        file.Length1 = len(font)
        called = name.DocauditBlank
        descriptor = pdf.make_indirect(
            self._pike.Dictionary(
                Type=name.FontDescriptor,
                FontName=called,
                Flags=4,
                FontBBox=[0, 0, _UNITS, _UNITS],
                ItalicAngle=0,
                Ascent=_UNITS,
                Descent=0,
                CapHeight=_UNITS,
                StemV=80,
                FontFile2=file,
            )
        )
        descendant = pdf.make_indirect(
            self._pike.Dictionary(
                Type=name.Font,
                Subtype=name.CIDFontType2,
                BaseFont=called,
                CIDSystemInfo=self._pike.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
                FontDescriptor=descriptor,
                DW=_UNITS,
                W=[_HALF.start, _HALF.stop - 1, _UNITS // 2],
                CIDToGIDMap=self._stream(b"".join(b"\0\2" if c in _HALF else b"\0\1" for c in range(0x10000))),
            )
        )
        return pdf.make_indirect(
            self._pike.Dictionary(
                Type=name.Font,
                Subtype=name.Type0,
                BaseFont=called,
                Encoding=name("/Identity-H"),
                DescendantFonts=[descendant],
                ToUnicode=self._unicode,
            )
        )

    def _lend_font(self, page: Any) -> None:
        """Give the page the font in resources of its own: inherited or shared ones stay as they are."""
        resources = _inherited(page, "/Resources")
        own = self._pike.Dictionary(resources) if resources is not None else self._pike.Dictionary()
        fonts = own.get("/Font")
        own.Font = self._pike.Dictionary(fonts) if fonts is not None else self._pike.Dictionary()
        own.Font[_FONT] = self._font
        page.obj.Resources = own

    def _drawn(self, page: Any, asked: dict[str, Any]) -> bytes:
        frame = _view_box(page)
        rotate = int(_inherited(page, "/Rotate") or 0) % 360
        out = [b"q\nBT\n3 Tr\n"]
        for part in asked["parts"]:
            upright = (rotate + part["turned"]) % 360
            for text, *box in part["words"]:
                out.extend(self._word(text, _user_box(box, frame, rotate), upright, part["skew"]))
        out.append(b"ET\nQ\n")
        return b"".join(out)

    def _word(self, text: str, box: tuple[float, float, float, float], upright: int, skew: float) -> Iterator[bytes]:
        codes = [self._code(c) for c in text]
        natural = sum(0.5 if c in _HALF else 1.0 for c in codes)
        turn, long, high = _lie(box, upright)
        if len(codes) > 1 and high > _STANDING * long:
            turn, long, high = _lie(box, (upright + 270) % 360)
        if not codes or long <= 0 or high <= 0:
            return
        x, y = {0: (box[0], box[3]), 90: (box[0], box[1]), 180: (box[2], box[1]), 270: (box[2], box[3])}[turn]
        right, down, wide, tall = _leaning(long, high, skew)
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        x, y = x + right * cos + down * sin, y + right * sin - down * cos
        angle = math.radians(turn - (skew if wide != long else 0.0))
        cos, sin = math.cos(angle), math.sin(angle)
        spread = 100 * wide / (natural * tall)
        matrix = " ".join(f"{v:.5f}" for v in (cos, sin, -sin, cos))
        spelt = "".join(f"{c:04X}" for c in codes)
        yield f"{_FONT} {tall:.3f} Tf {spread:.3f} Tz {matrix} {x:.3f} {y:.3f} Tm <{spelt}> Tj\n".encode("ascii")

    def _code(self, character: str) -> int:
        code = ord(character)
        if code < 0x10000:
            return 0xFFFD if code in _SPARE or code < 0x20 else code
        if character not in self._codes and len(self._codes) == len(_SPARE):
            return 0xFFFD
        return self._codes.setdefault(character, _SPARE.start + len(self._codes))

    def _meanings(self) -> bytes:
        # A range may only run over the last byte.
        ranges = [f"<{h:02X}00> <{h:02X}FF> <{h:02X}00>" for h in range(0x100) if h << 8 not in _SPARE]
        single = [f"<{code:04X}> <{c.encode('utf-16-be').hex().upper()}>" for c, code in self._codes.items()]
        blocks = [
            f"{len(part)} begin{kind}\n" + "\n".join(part) + f"\nend{kind}\n"
            for kind, lines in (("bfrange", ranges), ("bfchar", single))
            for part in (lines[at : at + 100] for at in range(0, len(lines), 100))
        ]
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            + "".join(blocks)
            + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")

    def _without_invisible(self, page: Any) -> bool:
        """Take the invisible text out of the page; say whether text stays that shows."""
        contents = page.obj.get("/Contents")
        if contents is None:
            return False
        parts = list(contents) if isinstance(contents, self._pike.Array) else [contents]
        if sum(len(part.read_raw_bytes()) for part in parts) > _MOST_CONTENT_BYTES:
            return True
        resources = _inherited(page, "/Resources")
        own = self._pike.Dictionary(resources) if resources is not None else self._pike.Dictionary()
        content, changed, shows = self._sifted(page, own, 0, 0)
        if changed:
            page.obj.Contents = self._stream(content)
            page.obj.Resources = own
        return shows

    def _sifted(self, holder: Any, resources: Any, mode: int, depth: int) -> tuple[bytes, bool, bool]:
        """Return a content without invisible text, whether that changed it, and whether text stays."""
        kept = []
        changed = shows = False
        saved: list[int] = []
        for instruction in self._pike.parse_content_stream(holder):
            operator = str(instruction.operator)
            if operator == "q":
                saved.append(mode)
            elif operator == "Q" and saved:
                mode = saved.pop()
            elif operator == "Tr":
                mode = int(instruction.operands[0])
            elif operator in _SHOWING:
                if mode == _INVISIBLE:
                    changed = True
                    continue
                shows = True
            elif operator == "Do" and depth < _MOST_FORM_DEPTH:
                within, left = self._form(str(instruction.operands[0]), resources, mode, depth)
                changed, shows = changed or within, shows or left
            kept.append(instruction)
        return (self._pike.unparse_content_stream(kept) if changed else b""), changed, shows

    def _form(self, called: str, resources: Any, mode: int, depth: int) -> tuple[bool, bool]:
        """Sift a drawing inside the page: a copy takes its place, since other pages may draw it too."""
        objects = resources.get("/XObject")
        form = objects.get(called) if objects is not None else None
        if form is None or form.get("/Subtype") != "/Form" or len(form.read_raw_bytes()) > _MOST_CONTENT_BYTES:
            return False, False
        inner = form.get("/Resources")
        own = self._pike.Dictionary(inner if inner is not None else resources)
        content, changed, shows = self._sifted(form, own, mode, depth + 1)
        if changed:
            kept = {str(k): v for k, v in form.items() if str(k) not in ("/Length", "/Filter", "/DecodeParms")}
            copy = self._pdf.make_stream(content, kept)
            copy.Resources = own
            resources.XObject = self._pike.Dictionary(objects)
            resources.XObject[called] = copy
        return changed, shows


def _inherited(page: Any, key: str) -> Any:
    node = page.obj
    for _ in range(64):
        value = node.get(key)
        if value is not None:
            return value
        node = node.get("/Parent")
        if node is None:
            break
    return None


def _view_box(page: Any) -> tuple[float, float, float, float]:
    """Return the part of the page that a viewer shows, in its own points: left, bottom, right, top."""
    media = _corners(_inherited(page, "/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    crop = _corners(_inherited(page, "/CropBox"))
    if crop is None:
        return media
    both = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    return both if both[0] < both[2] and both[1] < both[3] else media


def _corners(box: Any) -> tuple[float, float, float, float] | None:
    try:
        x0, y0, x1, y1 = (float(v) for v in box)
    except (TypeError, ValueError):
        return None
    left, right, bottom, top = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    return (left, bottom, right, top) if left < right and bottom < top else None


def _user_box(
    box: list[float], frame: tuple[float, float, float, float], rotate: int
) -> tuple[float, float, float, float]:
    """Turn fractions of the page as shown into the page's own points: left, bottom, right, top."""
    x0, y0, x1, y1 = box
    fx0, fy0, fx1, fy1 = {
        90: (y0, 1 - x1, y1, 1 - x0),
        180: (1 - x1, 1 - y1, 1 - x0, 1 - y0),
        270: (1 - y1, x0, 1 - y0, x1),
    }.get(rotate, (x0, y0, x1, y1))
    left, bottom, right, top = frame
    wide, high = right - left, top - bottom
    return left + fx0 * wide, top - fy1 * high, left + fx1 * wide, top - fy0 * high


def _lie(box: tuple[float, float, float, float], turn: int) -> tuple[int, float, float]:
    """Return the direction of the text (counter-clockwise degrees), its length and its height."""
    wide, high = box[2] - box[0], box[3] - box[1]
    return (turn, high, wide) if turn % 180 else (turn, wide, high)


def _leaning(long: float, high: float, skew: float) -> tuple[float, float, float, float]:
    """Return where leaning text starts in its upright box (right, down), its length and its height."""
    lean = math.radians(abs(skew))
    if not _LEAST_SKEW <= abs(skew) <= _MOST_SKEW:
        return 0.0, high, long, high
    cos, sin = math.cos(lean), math.sin(lean)
    wide, tall = (long * cos - high * sin) / math.cos(2 * lean), (high * cos - long * sin) / math.cos(2 * lean)
    if wide <= 0 or tall < _LEAST_HEIGHT * high:
        tall = _LEAST_HEIGHT * high
        wide = max(long / cos - tall * sin / cos, long / 2)
    return (0.0, tall * cos, wide, tall) if skew > 0 else (tall * sin, high, wide, tall)


if __name__ == "__main__":
    sys.exit(main())
