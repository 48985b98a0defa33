"""The graph of who is tied to whom: best product of edge strengths over short paths (flows.md 3.0)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from docaudit.records.flows import Place, Relation

MAX_EDGES = 3
"""Longest path that still ties two parties."""
HUB_LINKS = 20
"""A party linked to more others than this (a bank, a platform) ties nobody."""
POSSIBLY_FROM = 0.45
"""Strength below which no tie is reported."""


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge between two nodes; `reason` in Chinese."""

    a: str
    b: str
    strength: float
    reason: str
    places: tuple[Place, ...] = ()


def strongest(start: str, ties: list[Tie], hubs: set[str]) -> dict[str, Relation]:
    """Return the relation of every node tied to `start` with 0.45 or more, over at most three edges."""
    edges: dict[str, list[tuple[str, Tie]]] = defaultdict(list)
    for tie in ties:
        edges[tie.a].append((tie.b, tie))
        edges[tie.b].append((tie.a, tie))
    blocked = hubs | {n for n, found in edges.items() if len({other for other, _ in found}) > HUB_LINKS}
    blocked.discard(start)
    best: dict[str, tuple[float, tuple[Tie, ...]]] = {start: (1.0, ())}
    front = dict(best)
    for _ in range(MAX_EDGES):
        following: dict[str, tuple[float, tuple[Tie, ...]]] = {}
        for node, (strength, path) in front.items():
            for other, tie in edges[node]:
                reached = strength * tie.strength
                known = max(best.get(other, (0.0, ()))[0], following.get(other, (0.0, ()))[0])
                if other not in blocked and reached > known:
                    following[other] = (reached, (*path, tie))
        for node, value in following.items():
            best[node] = value
        front = following
    return {
        node: Relation(
            strength=round(strength, 4),
            reason="；".join(dict.fromkeys(tie.reason for tie in path)),
            places=tuple(place for tie in path for place in tie.places),
        )
        for node, (strength, path) in best.items()
        if path and strength >= POSSIBLY_FROM
    }
