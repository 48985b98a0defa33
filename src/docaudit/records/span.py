"""Loan money in a set of payments: by the method, and between which bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Fen by the method, and the least and most under any order of commingled funds (flows.md 2)."""

    amount_fen: int
    min_fen: int
    max_fen: int

    def __add__(self, other: Span) -> Span:
        """Return bounds that hold for both sets together, wider than the exact ones (flows.md 2.3)."""
        return Span(self.amount_fen + other.amount_fen, self.min_fen + other.min_fen, self.max_fen + other.max_fen)


def tightened(parts: Sequence[Span], whole: Span) -> list[Span]:
    """Return the parts of `whole` with its bounds held against theirs: what others must take, one cannot have.

    The parts must be all there is of `whole`: whatever is in none of them would be given to one.
    """
    least, most = sum(p.min_fen for p in parts), sum(p.max_fen for p in parts)
    result = []
    for part in parts:
        low = max(part.min_fen, whole.min_fen - (most - part.max_fen))
        high = min(part.max_fen, whole.max_fen - (least - part.min_fen))
        # A stored result may contradict itself; the method's amount is never shown outside its bounds.
        result.append(Span(part.amount_fen, min(low, part.amount_fen), max(high, part.amount_fen)))
    return result
