"""Makes the set: a third clean with decoys, two thirds with one to three faults, every fault told in its turn."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import cases.faults_books
import cases.faults_pay
import cases.faults_use  # noqa: F401  registers its faults
from cases.decoys import DECOYS
from cases.faults import FAULTS, Fault
from cases.ledger import nobody
from cases.model import Case
from cases.pairs import other_borrower, same_invoice
from cases.stories import BEFORE, STORIES, finish

CLEAN_EVERY = 3
PAIR_EVERY = 18
SHARES = {"working_capital": 55, "fixed_asset": 15, "personal_business": 18, "personal_consumption": 12}
"""Of a hundred cases."""


def make_cases(count: int, seed: int) -> list[Case]:
    """Return so many cases; the same seed gives the same ones, whatever the count."""
    turn, made = _Turn(seed), list[Case]()
    while len(made) < count:
        number = len(made)
        if number % CLEAN_EVERY == 0:
            made.append(_clean(number, seed))
        elif number % PAIR_EVERY == 1:
            made += _pair(number, seed, (same_invoice, other_borrower)[number // PAIR_EVERY % 2])
        else:
            made.append(turn.faulty(number))
    return made[:count]


def _pair(number: int, seed: int, tell: Callable[[Case, Case], None]) -> list[Case]:
    """Return two cases of one lender and one year that share what they must not."""
    chance = random.Random(f"{seed} {number} pair")  # noqa: S311  seeded, not secret
    pair = [STORIES["working_capital"](f"case{number:03d}", chance)]
    while len(pair) < 2:
        other = STORIES["working_capital"](f"case{number + 1:03d}", chance)
        # Two of one trade: what proves a purchase of the one may have been bought by the other.
        if 0 <= (other.loan.start - pair[0].loan.start).days < 40 and other.world is pair[0].world:
            pair.append(other)
    pair[1].lender = pair[1].book.bank = pair[1].borrower.bank = pair[0].lender
    for row in pair[1].book.rows:
        if row.key.startswith(("draw", "interest")) and row.key != "drain":
            row.party = nobody(pair[0].lender, pair[0])
    tell(*pair)
    pair[0].partner, pair[1].partner = pair[1].name, pair[0].name
    for case in pair:
        finish(case)
    return pair


def _clean(number: int, seed: int) -> Case:
    chance = random.Random(f"{seed} {number}")  # noqa: S311  seeded, not secret
    kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
    case = STORIES[kind](f"case{number:03d}", chance)
    fitting = [d for d in DECOYS if kind in d[1]]
    chance.shuffle(fitting)
    for name, _, tell in fitting[: chance.randrange(1, 4)]:
        if tell(case):
            case.decoys.append(name)
    finish(case)
    return case


class _Turn:
    """Gives out the faults in a shuffled order, and again when all were told."""

    def __init__(self, seed: int) -> None:
        self.seed, self.round = seed, 0
        self.queue: list[Fault] = []

    def faulty(self, number: int) -> Case:
        """Return a case with one to three faults."""
        chance = random.Random(f"{self.seed} {number}")  # noqa: S311  seeded, not secret
        first = self._next()
        kind = _kind(chance, first.kinds)
        for attempt in range(20):
            again = random.Random(f"{self.seed} {number} {attempt}")  # noqa: S311  seeded, not secret
            case = STORIES[kind](f"case{number:03d}", again, first.wait, first.before)
            if first.tell(case):
                case.faults.append(first.check)
                break
        else:
            msg = f"{first.check} finds no room in {kind}"
            raise RuntimeError(msg)
        for _ in range(chance.choices((0, 1, 2), (45, 40, 15))[0]):
            self._another(case, kind)
        finish(case)
        return case

    def _another(self, case: Case, kind: str) -> None:
        """Tell the first of the next faults that has room in the case."""
        self._fill()
        for k, fault in enumerate(self.queue[:12]):
            if kind in fault.kinds and fault.check not in case.faults and _anywhere(fault) and fault.tell(case):
                case.faults.append(fault.check)
                del self.queue[k]
                return

    def _next(self) -> Fault:
        self._fill()
        return self.queue.pop(0)

    def _fill(self) -> None:
        if len(self.queue) < 14:
            order = sorted(FAULTS, key=lambda f: f.check)
            random.Random(f"{self.seed} round {self.round}").shuffle(order)  # noqa: S311  seeded, not secret
            self.queue += order
            self.round += 1


def _anywhere(fault: Fault) -> bool:
    """Say whether the fault asks for no days of its own."""
    return not fault.wait and fault.before == BEFORE


def _kind(chance: random.Random, kinds: Sequence[str]) -> str:
    return chance.choices(list(kinds), [SHARES[k] for k in kinds])[0]
