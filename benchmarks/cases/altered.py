"""What is done to a paper's file after it was drawn."""

from __future__ import annotations

import io

import pikepdf

from cases.model import Alter


def altered(data: bytes, alter: Alter) -> bytes:
    """Return the file as somebody left it."""
    return {"overlaid": _overlaid, "cut": _cut}[alter.how](data, alter.text)


def _cut(data: bytes, _: str) -> bytes:
    """Keep its beginning, as a copy that broke off does."""
    return data[:400] + bytes(300)


def _overlaid(data: bytes, text: str) -> bytes:
    """Save the file anew as an editor does: a white patch, a figure in another face, the editor's name and day."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        page.Resources.Font["/Edited"] = font
        high = float(page.mediabox[3])
        y = high - 84 - 19 * 2 + 6
        draw = f"q 1 1 1 rg 186 {y - 3} 78 12 re f Q q 0 g BT /Edited 7.5 Tf 196 {y} Td ({text}) Tj ET Q"
        page.contents_add(draw.encode("latin-1"))
        with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta["pdf:Producer"] = "Foxit PDF Editor 12.1"
            meta["xmp:CreatorTool"] = "Foxit PDF Editor"
        pdf.docinfo["/Producer"] = "Foxit PDF Editor 12.1"
        pdf.docinfo["/ModDate"] = "D:20251220101500+08'00'"
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()
