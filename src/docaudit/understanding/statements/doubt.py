"""Whether a figure of a scan that the balances contradict was misread, or stands on the paper as it was read."""

from __future__ import annotations

from docaudit.records.pages import Cell
from docaudit.understanding.statements.figures import figure_digits

_SURE = 0.997
"""A figure read so surely is right in all but some of a thousand (`reading.ocr.confidence`): three of four reach it."""
_ALIKE = frozenset(
    frozenset(pair)
    for pair in "08 06 09 38 35 39 56 58 59 68 69 89 17 14 47 27 49 79".split()  # noqa: SIM905
)
"""Digits that a reader takes for each other on a poor scan, however sure it is."""


def printed_so(cell: Cell | None, fen: int) -> bool:
    """Say whether a cell prints its figure beyond doubt although the balances around it ask for `fen`.

    One digit is another one that looks unlike it, or one was put in: a reader loses digits and takes rules for ones.
    """
    if cell is None or cell.confidence < _SURE:
        return False
    seen, meant = figure_digits(cell.text), f"{abs(fen) // 100}{abs(fen) % 100:02d}"
    if len(seen) == len(meant):
        apart = [frozenset(pair) for pair in zip(seen, meant, strict=True) if pair[0] != pair[1]]
        return len(apart) == 1 and apart[0] not in _ALIKE
    added = [seen[i] for i in range(len(seen)) if seen[:i] + seen[i + 1 :] == meant]
    return bool(added) and "1" not in added
