"""Largest flow of least cost with integer capacities and costs (primal-dual), for components of a case's size."""

from __future__ import annotations

import heapq
from collections import deque


class MinCostFlow:
    """A network of numbered nodes; `solve` sends as much as possible and, of all such flows, one of least cost."""

    def __init__(self, size: int) -> None:
        self.out: list[list[int]] = [[] for _ in range(size)]
        self.heads: list[int] = []
        self.room: list[int] = []
        self.cost: list[int] = []

    def add(self, tail: int, head: int, capacity: int, cost: int = 0) -> int:
        """Add an arc (cost >= 0 per unit) and return its number."""
        self.heads += (head, tail)
        self.room += (capacity, 0)
        self.cost += (cost, -cost)
        self.out[tail].append(len(self.heads) - 2)
        self.out[head].append(len(self.heads) - 1)
        return len(self.heads) - 2

    def flow(self, arc: int) -> int:
        """Return what flows through an arc."""
        return self.room[arc ^ 1]

    def solve(self, source: int, sink: int) -> int:
        """Send all that can be sent, cheapest paths first, and return how much that is.

        Each round fills all paths of the present least cost (Dinic on the arcs of reduced cost zero), so the number of
        rounds is the number of different path costs.
        """
        potential = [0] * len(self.out)
        total = 0
        while self._shortest(source, sink, potential):
            while (level := self._levels(source, sink, potential))[sink] >= 0:
                position = [0] * len(self.out)
                while path := self._path(source, sink, potential, level, position):
                    fen = min(self.room[e] for e in path)
                    for e in path:
                        self.room[e] -= fen
                        self.room[e ^ 1] += fen
                    total += fen
        return total

    def _reduced(self, tail: int, e: int, potential: list[int]) -> int:
        return self.cost[e] + potential[tail] - potential[self.heads[e]]

    def _shortest(self, source: int, sink: int, potential: list[int]) -> bool:
        """Add the distances from `source` to the potentials (Dijkstra); False where the sink is out of reach."""
        distance: dict[int, int] = {}
        heap = [(0, source)]
        while heap:
            far, v = heapq.heappop(heap)
            if v in distance:
                continue
            distance[v] = far
            for e in self.out[v]:
                if self.room[e] > 0 and self.heads[e] not in distance:
                    heapq.heappush(heap, (far + self._reduced(v, e, potential), self.heads[e]))
        if sink not in distance:
            return False
        limit = distance[sink]
        for v in range(len(self.out)):
            potential[v] += min(distance.get(v, limit), limit)
        return True

    def _levels(self, source: int, sink: int, potential: list[int]) -> list[int]:
        level = [-1] * len(self.out)
        level[source] = 0
        queue = deque([source])
        while queue and level[sink] < 0:
            v = queue.popleft()
            for e in self.out[v]:
                if self.room[e] > 0 and level[self.heads[e]] < 0 and self._reduced(v, e, potential) == 0:
                    level[self.heads[e]] = level[v] + 1
                    queue.append(self.heads[e])
        return level

    def _path(self, source: int, sink: int, potential: list[int], level: list[int], position: list[int]) -> list[int]:
        path: list[int] = []
        v = source
        while v != sink:
            arcs = self.out[v]
            while position[v] < len(arcs):
                e = arcs[position[v]]
                head = self.heads[e]
                if self.room[e] > 0 and level[head] == level[v] + 1 and self._reduced(v, e, potential) == 0:
                    path.append(e)
                    v = head
                    break
                position[v] += 1
            else:
                if not path:
                    return []
                v = self.heads[path.pop() ^ 1]
                position[v] += 1
        return path
