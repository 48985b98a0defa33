"""Which columns of figures are balance and amounts, by proof: of all ways to take them the one whose balances follow.

Headings only settle what no balance proves, and which of two ways is meant that prove as much.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from docaudit.understanding.statements import proof
from docaudit.understanding.statements.figures import is_marked, is_nothing, parse_fen

MONEY = frozenset({"in", "out", "amount", "flag", "balance"})
"""Roles that are solved together."""
_PROVED = 0.85
"""Share of the balances that follow under a way that may overrule the headings; sums stand among the rows."""
_LEAST = 4
"""So many balances have to follow."""
_EVERY = 0.75
"""Share of the rows that have a balance where each is meant to have one."""
_BOTH = 0.05
"""Share of the rows that may fill the columns of both sides."""
_MOST = 7
"""Of more columns of figures the first are tried."""
_LONGEST_MARK = 6
_MAY_MARK = frozenset({None, "flag", "ignore", "amount", "in", "out"})
"""What headings of marks may be taken for."""

Way = Mapping[int, str]


def solve(columns: Sequence[Sequence[str]], money: Sequence[int], named: Sequence[str | None]) -> Way:
    """Return the roles of the columns under the best proved way; empty where none is proved.

    Args:
        columns: the texts of each column in the rows looked at, sums and further lines of rows among them.
        money: the columns of figures.
        named: what the headings say.
    """
    table = _Table(columns, money[:_MOST], [i for i, r in enumerate(named) if r in _MAY_MARK])
    own = {i: role for i, role in enumerate(named) if role in MONEY and (i in table.figures or role == "flag")}
    best, best_key = {}, (0.0, False, 0.0)
    for way in table.ways():
        share, hits = table.proved(way)
        if share < _PROVED or hits < _LEAST:
            continue
        agreed = sum(own.get(i) == role for i, role in way.items()) - sum(i not in way for i in own)
        key = (round(share, 1), table.directed(way), agreed - 0.1 * len(way) + share)
        if key > best_key:
            best, best_key = dict(way), key
    return best


class _Table:
    """The figures of the rows that have any; `other` columns may hold marks of the side."""

    def __init__(self, columns: Sequence[Sequence[str]], money: Sequence[int], other: Sequence[int]) -> None:
        kept = [k for k in range(len(columns[0])) if any(parse_fen(columns[i][k]) is not None for i in money)]
        self.texts = [[column[k].strip() for k in kept] for column in columns]
        self.figures = {i: [parse_fen(t) for t in self.texts[i]] for i in money}
        self.marks = {i: marks for i in other if i not in money and (marks := self._marks(i))}

    def _marks(self, column: int) -> tuple[str, ...]:
        """Return the two words of a column that says of each row on which side it stands."""
        shown = [t for t in self.texts[column] if not is_nothing(t) or t in ("-", "+")]
        found = tuple(sorted(set(shown)))
        often = len(found) == 2 and all(shown.count(mark) > 1 for mark in found)
        return found if often and max(map(len, found)) <= _LONGEST_MARK else ()

    def ways(self) -> Iterator[Way]:
        """Yield the ways to take the columns of figures."""
        for balance in self.figures:
            rest = [i for i in self.figures if i != balance]
            for one in rest:
                yield {balance: "balance", one: "amount"}
                for mark in self.marks:
                    yield {balance: "balance", one: "amount", mark: "flag"}
            for a, b in itertools.permutations(rest, 2):
                if self._apart(a, b, self._rows(balance)):
                    yield {balance: "balance", a: "in", b: "out"}

    def _rows(self, balance: int) -> list[int]:
        """Return the rows that may be transactions: where nearly all have a balance, those without are sums."""
        every = range(len(self.figures[balance]))
        filled = [k for k in every if self.figures[balance][k] is not None]
        return filled if len(filled) > _EVERY * len(every) else list(every)

    def _apart(self, a: int, b: int, rows: Sequence[int]) -> bool:
        pairs = [(self.figures[a][k], self.figures[b][k]) for k in rows]
        return any(x or y for x, y in pairs) and sum(bool(x and y) for x, y in pairs) <= _BOTH * len(pairs)

    def directed(self, way: Way) -> bool:
        """Say whether a way has a sign, a mark or a column for the direction."""
        one = next((i for i, role in way.items() if role == "amount"), None)
        return one is None or "flag" in way.values() or self._signed(one)

    def proved(self, way: Way) -> tuple[float, int]:
        """Return which share of the rows lead from balance to balance under a way, and how many do.

        A row without an amount moves nothing.
        """
        place = {role: i for i, role in way.items()}
        balances = self.figures[place["balance"]]
        rows = self._rows(place["balance"])
        best = (0.0, 0)
        for amounts in self._amounts(place):
            moved = [amounts[k] or (0 if balances[k] is not None else None) for k in rows]
            for newest in (False, True):
                held = proof.follows(moved, [balances[k] for k in rows], newest_first=newest)
                hits = sum(bool(h and m) for h, m in zip(held, moved, strict=True))  # nothing follows from nothing
                still = sum(bool(h and not m) for h, m in zip(held, moved, strict=True))
                best = max(best, (hits / max(1, len(rows) - 1 - still), hits))
        return best

    def _amounts(self, place: Mapping[str, int]) -> Iterator[list[int | None]]:
        """Yield the signed amounts that a way can mean."""
        if "in" in place:
            pairs = list(zip(self.figures[place["in"]], self.figures[place["out"]], strict=True))
            yield [None if a is None and b is None else (a or 0) - (b or 0) for a, b in pairs]
            yield [None if a is None and b is None else abs(a or 0) - abs(b or 0) for a, b in pairs]
            return
        sizes = self.figures[place["amount"]]
        if "flag" in place:
            first = self.marks[place["flag"]][0]
            told = [t == first for t in self.texts[place["flag"]]]
            yield [None if v is None else abs(v) if f else -abs(v) for v, f in zip(sizes, told, strict=True)]
            yield [None if v is None else -abs(v) if f else abs(v) for v, f in zip(sizes, told, strict=True)]
            return
        yield sizes
        if not self._signed(place["amount"]):
            for newest in (False, True):
                yield proof.deltas(sizes, self.figures[place["balance"]], newest_first=newest)

    def _signed(self, column: int) -> bool:
        return any(v is not None and v < 0 for v in self.figures[column]) or any(map(is_marked, self.texts[column]))
