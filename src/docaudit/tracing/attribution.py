"""Attribution methods (flows.md 2.1): which lots of a commingled account a payment takes, exact to the fen."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from docaudit.tracing.steps import OTHER, Flow

Taken = list[tuple[int, int]]
"""(class, fen) in the order taken."""


class _Queue:
    """Lots in order of arrival; `newest` takes from the end."""

    def __init__(self, newest: bool) -> None:
        self.lots: deque[tuple[int, int]] = deque()
        self.newest = newest

    def put(self, money: int, fen: int) -> None:
        if self.lots and self.lots[-1][0] == money:
            fen += self.lots.pop()[1]
        self.lots.append((money, fen))

    def take(self, fen: int) -> Taken:
        taken: Taken = []
        while fen > 0 and self.lots:
            money, lot = self.lots.pop() if self.newest else self.lots.popleft()
            part = min(lot, fen)
            taken.append((money, part))
            fen -= part
            if part < lot and self.newest:
                self.lots.append((money, lot - part))
            elif part < lot:
                self.lots.appendleft((money, lot - part))
        return taken

    def left(self) -> Taken:
        return list(self.lots)


class _Sides:
    """Other money apart from the loans' lots; `loan_first` says which side goes first."""

    def __init__(self, loan_first: bool) -> None:
        self.other = 0
        self.loans = _Queue(newest=False)
        self.loan_first = loan_first

    def put(self, money: int, fen: int) -> None:
        if money == OTHER:
            self.other += fen
        else:
            self.loans.put(money, fen)

    def take(self, fen: int) -> Taken:
        if self.loan_first:
            taken = self.loans.take(fen)
            return taken + self._take_other(fen - sum(part for _, part in taken))
        taken = self._take_other(fen)
        return taken + self.loans.take(fen - sum(part for _, part in taken))

    def _take_other(self, fen: int) -> Taken:
        part = min(self.other, fen)
        self.other -= part
        return [(OTHER, part)] if part else []

    def left(self) -> Taken:
        return [(OTHER, self.other), *self.loans.left()]


class _Pools:
    """One pool per class, taken in proportion; with `other_first` only the loans share, after other money is gone."""

    def __init__(self, other_first: bool) -> None:
        self.pools: dict[int, int] = {}
        self.other_first = other_first

    def put(self, money: int, fen: int) -> None:
        self.pools[money] = self.pools.get(money, 0) + fen

    def take(self, fen: int) -> Taken:
        taken: Taken = []
        if self.other_first:
            part = min(fen, self.pools.get(OTHER, 0))
            if part:
                self.pools[OTHER] -= part
                taken.append((OTHER, part))
            fen -= part
        present = {k: v for k, v in sorted(self.pools.items()) if v and not (self.other_first and k == OTHER)}
        for money, part in largest_remainder(fen, present).items():
            if part:
                self.pools[money] -= part
                taken.append((money, part))
        return taken

    def left(self) -> Taken:
        return list(self.pools.items())


def largest_remainder(fen: int, pools: dict[int, int]) -> dict[int, int]:
    """Share `fen` over `pools` in proportion, cents by largest remainder; ties go to the smaller key.

    At most the sum of the pools is shared out.
    """
    total = sum(pools.values())
    if total == 0:
        return {}
    fen = min(fen, total)
    shares = {k: fen * v // total for k, v in pools.items()}
    missing = fen - sum(shares.values())
    for k in sorted(pools, key=lambda k: (-(fen * pools[k] % total), k))[:missing]:
        shares[k] += 1
    return shares


Store = _Queue | _Sides | _Pools
"""The money of one holder: `put` lots, `take` them by a method, see what is `left`."""

_METHODS: dict[str, Callable[[], Store]] = {
    "fifo": lambda: _Queue(newest=False),
    "lifo": lambda: _Queue(newest=True),
    "pro_rata": lambda: _Pools(other_first=False),
    "loan_first": lambda: _Sides(loan_first=True),
    "loan_last": lambda: _Sides(loan_first=False),
    "libr": lambda: _Pools(other_first=True),
}

METHODS = tuple(_METHODS)
"""The names of the attribution methods."""


def store_of(method: str) -> Store:
    """Return an empty store of a method; raises KeyError."""
    return _METHODS[method]()


def attribute(flow: Flow, method: str, moved: list[Taken] | None = None) -> list[dict[int, int]]:
    """Return what each holder has at the end: fen by class.

    Money drawn from a dark account is what is known to be there, by the method, then other money (flows.md 2.1).
    `moved`, where given, receives what each step carried.
    """
    stores = [store_of(method) for _ in flow.holders]
    for source, target, fen, money in flow.steps:
        if source < 0:
            stores[target].put(money, fen)
            if moved is not None:
                moved.append([(money, fen)])
            continue
        rest = fen
        taken = stores[source].take(fen)
        if moved is not None:
            moved.append(taken)
        for part_of, part in taken:
            stores[target].put(part_of, part)
            rest -= part
        if rest:
            stores[target].put(OTHER, rest)
    result: list[dict[int, int]] = []
    for store in stores:
        sums: dict[int, int] = {}
        for money, fen in store.left():
            sums[money] = sums.get(money, 0) + fen
        result.append(sums)
    return result
