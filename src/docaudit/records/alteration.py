"""Signs that a paper was changed after it had been made: what was seen, not what follows from it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from docaudit.records.evidence import Box


class SignKind(enum.StrEnum):
    """What was seen.

    ``program``: the programs that the file names as its makers. ``revised``: the file was saved again in pieces, and
    the later piece replaces what a page shows. ``revised_after_signing``: such a piece follows the signature.
    ``mixed_fonts``: the digits of one number stand in different fonts or sizes. ``covered``: a printed number lies
    under the one that is shown. ``pasted``: a patch of a picture went through one save less than all around it.
    ``foreign_font``: an amount within a table stands in another font than all the others. ``patched``: it stands on a
    white patch that was painted when the page was all but finished. ``written_last``: it was written behind all else.
    """

    PROGRAM = "program"
    REVISED = "revised"
    REVISED_AFTER_SIGNING = "revised_after_signing"
    MIXED_FONTS = "mixed_fonts"
    COVERED = "covered"
    PASTED = "pasted"
    FOREIGN_FONT = "foreign_font"
    PATCHED = "patched"
    WRITTEN_LAST = "written_last"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing seen: `text` is what it rests on (names of programs, the number and its fonts), as found in the file.

    `page` and `box` say where; None for what the file as a whole shows.
    """

    kind: SignKind
    text: str
    page: int | None = None
    box: Box | None = None
