"""Rewrites what proves what with as few links as a vertex of the network has: no cycles (flows.md 4.3)."""

from __future__ import annotations

import numpy as np

from docaudit.matching.flow import Whole


def without_cycles(above: Whole, below: Whole, fen: Whole) -> tuple[Whole, Whole, Whole]:
    """Return links (`above`, `below`, fen), sorted, with the same sums at each end and without cycles.

    Around a cycle what one link loses the next gains, so that some link of it can be emptied. In a coverage of least
    cost no cycle changes the cost, or one of its two directions would lower it. At most as many links are left as there
    are ends, less one for each component.
    """
    lower = int(above.max(initial=-1)) + 1
    forest = _Forest(lower + int(below.max(initial=-1)) + 1)
    for a, b, amount in zip(above.tolist(), (below + lower).tolist(), fen.tolist(), strict=True):
        forest.add(a, b, amount)
    ends = np.array([(min(v, p), max(v, p) - lower, forest.fen[v]) for v, p in enumerate(forest.parent) if p >= 0])
    one, two, amounts = ends.reshape(-1, 3).astype(np.int64).T
    order = np.lexsort((two, one))
    order = order[amounts[order] > 0]
    return one[order], two[order], amounts[order]


class _Forest:
    """Trees of links; each node knows its parent and the fen on the link to it."""

    def __init__(self, size: int) -> None:
        self.parent = [-1] * size
        self.fen = [0] * size
        self.tree = list(range(size))
        self.weight = [1] * size

    def add(self, a: int, b: int, fen: int) -> None:
        """Add a link; where it closes a cycle, empty one link of the cycle and leave it out."""
        one, two = self._tree(a), self._tree(b)
        if one == two:
            self._around(a, b, fen)
            return
        if self.weight[one] > self.weight[two]:
            a, b, one, two = b, a, two, one
        self.tree[one] = two
        self.weight[two] += self.weight[one]
        self._hang(a, b, fen)

    def _tree(self, node: int) -> int:
        tree = self.tree
        while tree[node] != node:
            tree[node] = tree[tree[node]]
            node = tree[node]
        return node

    def _hang(self, node: int, under: int, fen: int) -> None:
        """Make `node` the root of its tree and hang it under a node of another one."""
        while node >= 0:
            above, carried = self.parent[node], self.fen[node]
            self.parent[node], self.fen[node] = under, fen
            node, under, fen = above, node, carried

    def _around(self, a: int, b: int, fen: int) -> None:
        """Shift along the cycle that the link closes until it or every second of the others is empty."""
        up, down = self._paths(a, b)
        # The links of the cycle in order, each named by its lower node: from `a` up, then down to `b`.
        cycle = up + down[::-1]
        taking = cycle[1::2]
        least = min((self.fen[v] for v in taking), default=fen)
        shift = min(fen, least)
        for i, v in enumerate(cycle):
            self.fen[v] += -shift if i % 2 else shift
        if shift == fen:
            return
        empty = next(v for v in taking if not self.fen[v])
        self.parent[empty] = -1
        self.fen[empty] = 0
        # The part that came off holds `a` where the empty link was on the way up from it.
        if empty in up:
            self._hang(a, b, fen - shift)
        else:
            self._hang(b, a, fen - shift)

    def _paths(self, a: int, b: int) -> tuple[list[int], list[int]]:
        """Return the nodes below the meeting point on the ways up from `a` and `b`.

        Both ways are climbed in turns, so that the work is that of the cycle and not of the tree.
        """
        ways, seen = ([a], [b]), ({a}, {b})
        side = 0
        while True:
            node = self.parent[ways[side][-1]]
            if node in seen[1 - side]:
                other = ways[1 - side]
                other = other[: other.index(node)]
                return (ways[0], other) if side == 0 else (other, ways[1])
            if node >= 0:
                seen[side].add(node)
                ways[side].append(node)
            side = 1 - side
