"""Decides sign and order of a statement's rows by the balance equation.

balance[i] = balance[i-1] ± amount holds on most rows under one sign and one order only (domain reference, section 6:
"test, don't trust"). Without balances the words of the headings decide.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from docaudit.understanding.statements.figures import figure_digits

Amounts = Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Chain:
    """How well balances follow from amounts: pairs tested, pairs that hold, and whether the file runs newest first."""

    tests: int
    hits: int
    newest_first: bool

    @property
    def share(self) -> float:
        """Share of the tested pairs that hold, 0 where none could be tested."""
        return self.hits / self.tests if self.tests else 0.0


@dataclass(frozen=True, slots=True)
class Model:
    """One way to read the signed amounts; `expected` says that the headings' own words mean it so.

    `guessed`: nothing printed tells the direction, so a row whose balance does not prove it is a guess.
    """

    name: str
    amounts: Amounts
    expected: bool = False
    guessed: bool = False


def follows(amounts: Amounts, balances: Amounts, *, newest_first: bool) -> list[bool | None]:
    """Say for each row whether its balance follows from the last one earlier in the books; None where untestable.

    Rows without a balance share the answer of the next row in the books that has one: where a bank prints balances at
    the end of a day alone, the sum of the day's amounts has to lead from one to the next.
    """
    out: list[bool | None] = [None] * len(amounts)
    before: int | None = None
    moved: int | None = 0
    since: list[int] = []
    for i in reversed(range(len(amounts))) if newest_first else range(len(amounts)):
        amount, balance = amounts[i], balances[i]
        moved = None if moved is None or amount is None else moved + amount
        since.append(i)
        if balance is None:
            continue
        if before is not None and moved is not None:
            held = before + moved == balance
            for k in since:
                out[k] = held
        before, moved, since = balance, 0, []
    return out


def chain(amounts: Amounts, balances: Amounts, *, newest_first: bool) -> Chain:
    """Count the rows whose balance follows under one order."""
    held = [h for h in follows(amounts, balances, newest_first=newest_first) if h is not None]
    return Chain(len(held), sum(held), newest_first)


def choose(models: Sequence[Model], balances: Amounts, *, dated_newest_first: bool) -> tuple[Model, Chain]:
    """Return the model and order under which most balances follow.

    The expected model and the order of the dates win ties, and also win where no model explains half of the rows.
    """
    expected = next((m for m in models if m.expected), models[0])
    best_model, best = expected, chain(expected.amounts, balances, newest_first=dated_newest_first)
    for model in (expected, *(m for m in models if m is not expected)):
        for newest_first in (dated_newest_first, not dated_newest_first):
            found = chain(model.amounts, balances, newest_first=newest_first)
            better = found.share >= best.share or found.hits > 2 * best.hits
            if found.hits > best.hits and better:
                best_model, best = model, found
    if best_model is not expected and (best.share < 0.5 or best.hits < 2):
        return expected, chain(expected.amounts, balances, newest_first=dated_newest_first)
    return best_model, best


def deltas(
    magnitudes: Amounts, balances: Amounts, *, newest_first: bool, opening: int | None = None
) -> list[int | None]:
    """Return magnitudes with the sign that the balances prove, None where they prove none."""
    out: list[int | None] = [None] * len(magnitudes)
    step = 1 if newest_first else -1
    for i, (size, balance) in enumerate(zip(magnitudes, balances, strict=True)):
        if size is None or balance is None:
            continue
        j = i + step
        before = balances[j] if 0 <= j < len(balances) else opening
        if size == 0:
            out[i] = 0
        elif before is not None and abs(balance - before) == abs(size):
            out[i] = balance - before
    return out


_MOST_OPEN = 8
"""So many directions at most are tried together; more leave several ways as a rule."""


def completed(amounts: Amounts, sizes: Amounts, balances: Amounts, *, newest_first: bool) -> list[int | None]:
    """Return the amounts with those directions that were not read and that the balances around leave but one way.

    `sizes` are the printed figures; a row whose figure is missing too leaves the rows up to the next balance open.
    """
    out = list(amounts)
    before: int | None = None
    since: list[int] = []
    for i in reversed(range(len(out))) if newest_first else range(len(out)):
        since.append(i)
        balance = balances[i]
        if balance is None:
            continue
        lost = [k for k in since if out[k] is None]
        figures = [abs(size) for k in lost if (size := sizes[k]) is not None]
        if before is not None and 0 < len(lost) == len(figures) <= _MOST_OPEN:
            moved = balance - before - sum(v for k in since if (v := out[k]) is not None)
            ways = [way for way in itertools.product(*((-f, f) for f in figures)) if sum(way) == moved]
            if len(ways) == 1:
                for k, fen in zip(lost, ways[0], strict=True):
                    out[k] = fen
        before, since = balance, []
    return out


@dataclass(frozen=True, slots=True)
class Repair:
    """A figure that one misread glyph explains: row, ``amount`` or ``balance``, and the value both neighbours prove."""

    row: int
    what: str
    fen: int


def repairs(
    amounts: Amounts,
    balances: Amounts,
    amount_texts: Sequence[str],
    balance_texts: Sequence[str],
    *,
    newest_first: bool,
) -> list[Repair]:
    """Return the one-glyph corrections under which a broken row satisfies both its neighbours.

    Only for scanned pages: on a digital statement a broken balance is a finding, not a slip of the reader.
    """
    found: list[Repair] = []
    amounts, balances = list(amounts), list(balances)
    order = range(len(amounts) - 1, -1, -1) if newest_first else range(len(amounts))
    book = list(order)

    def holds(k: int) -> bool | None:
        """Whether the row at book place `k` follows from the row before it."""
        if not 0 < k < len(book):
            return None
        a, b, c = amounts[book[k]], balances[book[k]], balances[book[k - 1]]
        return None if a is None or b is None or c is None else c + a == b

    for k in range(len(book)):
        i = book[k]
        lost = _unread(k, book, amounts, balances)
        if lost is not None and (holds(k - 1) or holds(k + 1) or lost.what == "balance"):
            texts = amount_texts if lost.what == "amount" else balance_texts
            if one_glyph(texts[i], lost.fen):
                (amounts if lost.what == "amount" else balances)[i] = lost.fen
                found.append(lost)
            continue
        if holds(k) is not False and not (k == 0 and holds(1) is False and holds(2)):
            continue
        before = balances[book[k - 1]] if k else None
        amount, balance = amounts[i], balances[i]
        after = book[k + 1] if k + 1 < len(book) else None
        if before is not None and amount is not None and after is not None and holds(k + 1) is False:
            value = before + amount
            nxt, nxt_balance = amounts[after], balances[after]
            if (
                nxt is not None
                and nxt_balance is not None
                and value + nxt == nxt_balance
                and one_glyph(balance_texts[i], value)
            ):
                balances[i] = value
                found.append(Repair(i, "balance", value))
                continue
        if before is not None and balance is not None and (holds(k + 1) or (after is None and holds(k - 1))):
            value = balance - before
            if one_glyph(amount_texts[i], value):
                amounts[i] = value
                found.append(Repair(i, "amount", value))
    return found


def _unread(k: int, book: Sequence[int], amounts: Amounts, balances: Amounts) -> Repair | None:
    """Return the value that the neighbours give a figure that could not be read at all, None where they give none."""
    if k == 0:
        return None
    i, before = book[k], balances[book[k - 1]]
    amount, balance = amounts[i], balances[i]
    if before is None or (amount is None) == (balance is None):
        return None
    if balance is not None:
        return Repair(i, "amount", balance - before)
    after = book[k + 1] if k + 1 < len(book) else None
    if amount is None or after is None:
        return None
    step, following = amounts[after], balances[after]
    if step is None or following is None or before + amount + step != following:
        return None
    return Repair(i, "balance", before + amount)


def one_glyph(printed: str, fen: int) -> bool:
    """Say whether `fen` could be the printed text with one glyph misread, lost or added (sign and grouping apart)."""
    seen = figure_digits(printed)
    meant = f"{abs(fen) // 100}{abs(fen) % 100:02d}"
    if not seen or seen == meant:
        return bool(seen)
    if len(seen) == len(meant):
        return sum(a != b for a, b in zip(seen, meant, strict=True)) == 1
    short, long = sorted((seen, meant), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
