"""The curve of confidence: how many of the findings that claim to be so sure are right, and whether a table helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from report import table

TENTHS = 10


@dataclass(frozen=True, slots=True)
class Told:
    """A finding of medium or above: how sure it is, whether it is right, its check, the half its case belongs to."""

    sure: float
    right: bool
    check: str
    half: int


def curve(told: Sequence[Told]) -> str:
    """Return the share of findings that are right, by tenths of their confidence."""
    lines = []
    for tenth in range(TENTHS):
        here = [t for t in told if _tenth(t.sure) == tenth]
        if here:
            mean, share = _mean([t.sure for t in here]), _mean([t.right for t in here])
            lines.append([f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}", str(len(here)), f"{mean:.2f}", f"{share:.2f}"])
    return table(["confidence", "findings", "mean confidence", "share right"], lines)


def trial(told: Sequence[Told]) -> str:
    """Return how far the confidences are off on one half as they are, and by a table fitted on the other half."""
    lines = []
    for shown in (0, 1):
        fitted = _fitted([t for t in told if t.half != shown])
        here = [t for t in told if t.half == shown]
        if not here:
            continue
        plain, by_table = _off(here, lambda sure: sure), _off(here, fitted)
        lines.append([f"cases of half {shown + 1}", str(len(here)), f"{plain:.4f}", f"{by_table:.4f}"])
    return table(["shown on", "findings", "Brier score as told", "Brier score by the fitted table"], lines)


def _tenth(sure: float) -> int:
    return min(TENTHS - 1, int(sure * TENTHS))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def _fitted(told: Sequence[Told]) -> Callable[[float], float]:
    """Return a table of tenths that never falls: neighbours that would are pooled (Ayer et al. 1955)."""
    pools: list[tuple[float, int, list[int]]] = []
    for tenth in range(TENTHS):
        here = [t.right for t in told if _tenth(t.sure) == tenth]
        # One right and one wrong finding more (Laplace) keep a tenth with few findings from claiming 0 or 1.
        pools.append((sum(here) + 1.0, len(here) + 2, [tenth]))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            last, before = pools.pop(), pools.pop()
            pools.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    shares = {tenth: right / count for right, count, tenths in pools for tenth in tenths}
    return lambda sure: shares[_tenth(sure)]


def _off(told: Sequence[Told], believed: Callable[[float], float]) -> float:
    return _mean([(believed(t.sure) - t.right) ** 2 for t in told])
