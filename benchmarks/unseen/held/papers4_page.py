"""A page whose paragraphs keep numbers on one line, as word processors do."""

from __future__ import annotations

import re

from .papers3_kit import Page

_PIECES = re.compile(r"[（《“]?(?:[￥¥]?[A-Za-z0-9][A-Za-z0-9,.\-%]*|.)")
_NO_LINE_START = "，。；：、）》”〕"


class LetterPage(Page):
    """A page for letters and notes."""

    def paragraph(
        self, x: float, y: float, width: float, text: str, *, size: float | None = None, leading: float = 1.6
    ) -> float:
        """Write a text over as many lines as it needs, the first base at `y`; return the base of the next line."""
        lines, line, used = [], "", 0.0
        for piece in _PIECES.findall(text):
            wide = self.width_of(piece, size)
            if line and used + wide > width and piece not in _NO_LINE_START:
                lines.append(line)
                line, used = "", 0.0
            line += piece
            used += wide
        for one in [*lines, line]:
            self.text(x, y, one, size=size)
            y += (size or self.size) * leading
        return y
