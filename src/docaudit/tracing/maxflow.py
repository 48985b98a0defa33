"""Largest flow with integer capacities on an acyclic network: one sweep in topological order, then Dinic for the rest.

Own code because capacities are fen: libraries with 32-bit capacities fail without an error above 21 million yuan
(flows.md 2.4).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

Arc = tuple[int, int, int]
"""(tail, head, capacity), tail < head: nodes are numbered in topological order."""


def max_flow(supply: Sequence[int], arcs: Sequence[Arc], drain: Mapping[int, int]) -> int:
    """Return the most that can flow from `supply` (per node) through `arcs` into `drain` (node to capacity)."""
    residual = _Residual(supply, arcs, drain)
    return residual.sweep() + residual.augment()


class _Residual:
    """Paired arcs: `room[e]` is what arc e still takes, `e ^ 1` its reverse."""

    def __init__(self, supply: Sequence[int], arcs: Sequence[Arc], drain: Mapping[int, int]) -> None:
        self.count = len(supply)
        self.source, self.sink = self.count, self.count + 1
        self.out: list[list[int]] = [[] for _ in range(self.count + 2)]
        self.heads: list[int] = []
        self.room: list[int] = []
        self.inner = [self._add(*arc) for arc in arcs]
        self.enters = {v: self._add(self.source, v, fen) for v, fen in enumerate(supply) if fen > 0}
        self.leaves = {v: self._add(v, self.sink, fen) for v, fen in drain.items() if fen > 0}

    def _add(self, tail: int, head: int, capacity: int) -> int:
        self.heads.extend((head, tail))
        self.room.extend((capacity, 0))
        self.out[tail].append(len(self.heads) - 2)
        self.out[head].append(len(self.heads) - 1)
        return len(self.heads) - 2

    def _push(self, e: int, fen: int) -> None:
        self.room[e] -= fen
        self.room[e ^ 1] += fen

    def sweep(self) -> int:
        """Push forward what heads may still use, then give back what got stuck; mostly the largest flow already."""
        room, heads, leaves = self.room, self.heads, self.leaves
        into: list[list[int]] = [[] for _ in range(self.count)]
        onward: list[list[int]] = [[] for _ in range(self.count)]
        for e in self.inner:
            into[heads[e]].append(e)
            onward[heads[e ^ 1]].append(e)
        useful = [0] * self.count
        for v in range(self.count - 1, -1, -1):
            useful[v] = (room[leaves[v]] if v in leaves else 0) + sum(min(room[e], useful[heads[e]]) for e in onward[v])
        excess = [0] * self.count
        total = 0
        for v in range(self.count):
            if v in self.enters:
                part = room[self.enters[v]]
                self._push(self.enters[v], part)
                excess[v] += part
            if excess[v] and v in leaves:
                part = min(excess[v], room[leaves[v]])
                self._push(leaves[v], part)
                total += part
                excess[v] -= part
            for e in onward[v]:
                part = min(excess[v], room[e], useful[heads[e]])
                if part:
                    self._push(e, part)
                    useful[heads[e]] -= part
                    excess[heads[e]] += part
                    excess[v] -= part
        for v in range(self.count - 1, -1, -1):
            for e in (*into[v], *([self.enters[v]] if v in self.enters else [])):
                part = min(excess[v], room[e ^ 1])
                if part:
                    self._push(e, -part)
                    excess[v] -= part
                    if heads[e ^ 1] < self.count:
                        excess[heads[e ^ 1]] += part
        return total

    def augment(self) -> int:
        """Add shortest augmenting paths, a blocking flow at a time (Dinic 1970), and return what they add."""
        total = 0
        while True:
            level = self._levels()
            if level[self.sink] < 0:
                return total
            position = [0] * len(self.out)
            while path := self._path(level, position):
                fen = min(self.room[e] for e in path)
                for e in path:
                    self._push(e, fen)
                total += fen

    def _levels(self) -> list[int]:
        level = [-1] * len(self.out)
        level[self.source] = 0
        queue = deque([self.source])
        while queue and level[self.sink] < 0:
            v = queue.popleft()
            for e in self.out[v]:
                if self.room[e] > 0 and level[self.heads[e]] < 0:
                    level[self.heads[e]] = level[v] + 1
                    queue.append(self.heads[e])
        return level

    def _path(self, level: list[int], position: list[int]) -> list[int]:
        """Return the arcs of one shortest path with room, without recursion: chains are as long as a statement."""
        path: list[int] = []
        v = self.source
        while v != self.sink:
            arcs = self.out[v]
            while position[v] < len(arcs):
                e = arcs[position[v]]
                if self.room[e] > 0 and level[self.heads[e]] == level[v] + 1:
                    path.append(e)
                    v = self.heads[e]
                    break
                position[v] += 1
            else:
                if not path:
                    return []
                v = self.heads[path.pop() ^ 1]
                position[v] += 1
        return path
