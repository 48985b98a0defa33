"""What is done to a paper's file after it was drawn."""

from __future__ import annotations

import ctypes
import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from cases.model import Alter

EDITORS = (
    "Foxit PDF Editor 12.1",
    "Wondershare PDFelement 9.5.4",
    "Adobe Acrobat Pro DC 22.3",
    "PDF-XChange Editor 9.5",
)
_AMOUNT = re.compile(r"[¥￥]?\d[\d,]*\.\d\d元?")
_FONTS = ("Helvetica", "Times-Roman", "Courier")


@dataclass(frozen=True, slots=True)
class _Printed:
    """An amount as it stands on the first page: its text and its sides in points from the lower left."""

    text: str
    left: float
    low: float
    right: float
    high: float


def altered(data: bytes, alter: Alter) -> bytes:
    """Return the file as somebody left it."""
    if alter.how == "cut":
        return data[:400] + bytes(300)  # a copy that broke off
    if alter.how == "joined":
        return _saved(data, b"", "", "PDF24 Creator")
    return _edited(data, alter)


def _edited(data: bytes, alter: Alter) -> bytes:
    """Put another figure into the paper.

    ``overlaid``: a white patch hides one figure, another stands on it, and the editor leaves its name; ``quiet``: the
    same without a name; ``typed``: a figure is typed into the empty cell beside one, with the editor's name.
    """
    chance = random.Random(alter.text)  # noqa: S311  seeded, not secret
    amounts = list(_amounts(data))
    rows = [a for a in amounts if "," in a.text] or amounts
    chosen = rows[len(rows) // 3] if alter.how != "typed" else _with_room(rows)
    font = chance.choice(_FONTS)
    size = max(6.0, (chosen.high - chosen.low) * 1.05)
    width = chosen.right - chosen.left
    shift = _free_column(chosen, rows) - chosen.right if alter.how == "typed" else 0.0
    text = _other(chosen.text, chance)
    x, y = chosen.left + shift, chosen.low
    patch = f"1 1 1 rg {x - 4:.1f} {y - 3:.1f} {width + 8:.1f} {size + 4:.1f} re f " if alter.how != "typed" else ""
    draw = f"q {patch}0 g BT /Edited {size:.1f} Tf {x:.1f} {y:.1f} Td ({text}) Tj ET Q"
    return _saved(data, draw.encode("latin-1"), font, "" if alter.how == "quiet" else chance.choice(EDITORS))


def _saved(data: bytes, draw: bytes, font: str, program: str) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if draw:
            face = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name(f"/{font}")
            )
            page = pdf.pages[0]
            page.Resources.Font["/Edited"] = pdf.make_indirect(face)
            page.contents_add(draw)
        if program:
            with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
                meta["pdf:Producer"] = program
                meta["xmp:CreatorTool"] = program.rpartition(" ")[0]
            pdf.docinfo["/Producer"] = program
            pdf.docinfo["/ModDate"] = "D:20251220101500+08'00'"
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _amounts(data: bytes) -> Iterator[_Printed]:
    """Yield the amounts of the first page in the order they are drawn."""
    document = pdfium.PdfDocument(data)
    page = document[0]
    textpage = page.get_textpage()
    buffer = (ctypes.c_ushort * 200)()
    for item in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_TEXT,)):
        pdfium_c.FPDFTextObj_GetText(item.raw, textpage.raw, buffer, ctypes.sizeof(buffer))
        text = bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0].strip()
        if _AMOUNT.fullmatch(text):
            yield _Printed(text, *item.get_bounds())
    document.close()


def _with_room(rows: list[_Printed]) -> _Printed:
    """Return an amount in whose line an amount column stands empty."""
    return next(a for a in rows if _free_column(a, rows))


def _free_column(amount: _Printed, rows: list[_Printed]) -> float:
    """Return the right side of a column of amounts in which the line of the amount has none; 0 where there is none."""
    columns = sorted({round(a.right) for a in rows})
    taken = {round(a.right) for a in rows if abs(a.low - amount.low) < 4}
    return float(next((c for c in columns if all(abs(c - t) > 8 for t in taken)), 0))


def _other(text: str, chance: random.Random) -> str:
    """Return another amount of the same length: what a borrower would rather show."""
    first = next(k for k, sign in enumerate(text) if sign.isdigit())
    digit = chance.choice([d for d in "56789" if d != text[first]])
    return (text[:first] + digit + text[first + 1 :]).strip("¥￥元")
