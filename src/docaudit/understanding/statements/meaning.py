"""What the columns of a statement mean by what their cells hold, where their headings settle nothing.

Banks invent headings; they do not invent days, figures with two decimals, or a column in which each figure is the one
before plus or minus the amount beside it: that one is the balance, whatever stands over it.
"""

from __future__ import annotations

import itertools
import re
import statistics
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from docaudit.banks.columns import roles as named
from docaudit.understanding.statements import parties
from docaudit.understanding.statements.figures import is_nothing, parse_day, parse_fen, parse_month_day
from docaudit.understanding.statements.solving import solve

SAMPLE = 60
"""So many rows tell what a column holds."""
_LEAST = 4
"""Fewer cells tell nothing."""
_MOST = 0.85
"""Share of a column's cells that have to be of a kind; notes and totals stand among them."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DECIMALS = re.compile(r"\d[.]\d{2}\D*$")
_NUMBERED = re.compile(r"[\dA-Za-z*-]{8,40}")
_ACCOUNT = re.compile(r"[\d*]{8,32}")
_SIDES = frozenset({"in", "out", "amount"})
_FIGURES = _SIDES | {"balance"}
_NAMES = frozenset({"counterparty_name", "counterparty_both", "payer_name", "payee_name"})


def roles_of(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str | None]:
    """Return the role of each column: by its heading, else by the texts of the first rows below it."""
    found = named(headings)
    sample = [[*row[: len(found)], *[""] * (len(found) - len(row))] for row in itertools.islice(rows, SAMPLE)]
    columns = [list(c) for c in zip(*sample, strict=True)] if sample else []
    return _Guess(found, headings, columns).roles if columns else found


class _Guess:
    """Gives roles to columns that have none, the surest first."""

    def __init__(self, roles: list[str | None], headings: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
        self.roles, self.headings, self.columns = list(roles), headings, columns
        self._days()
        self._solved()
        self._other_side()
        self._money()
        self._banks()
        self._numbers()
        self._codes()
        self._words()

    def _free(self) -> list[int]:
        return [i for i, r in enumerate(self.roles) if r is None]

    def _has(self, *roles: str) -> bool:
        return any(r in roles for r in self.roles)

    def _filled(self, column: int) -> list[str]:
        return [t.strip() for t in self.columns[column] if not is_nothing(t)]

    def _days(self) -> None:
        if self._has("date"):
            return
        for i in self._free():
            cells = self._filled(i)
            if len(cells) >= _LEAST and _share(cells, lambda t: parse_day(t) or parse_month_day(t)) >= _MOST:
                self.roles[i] = "date"
                return

    def _solved(self) -> None:
        """Let the balances say which figures are which, where the headings' own way does not prove itself."""
        named = [i for i, r in enumerate(self.roles) if r in _FIGURES and self._is_sparse(i)]
        free = [i for i, r in enumerate(self.roles) if (r is None or self._set_aside(i)) and self._is_money(i)]
        money = [*named, *free]
        if len(money) < 2:
            return
        found = solve(self.columns, money, self.roles)
        if not found:
            return
        for i in (*named, *found):
            self.roles[i] = found.get(i, "ignore")

    def _set_aside(self, column: int) -> bool:
        return self.roles[column] == "ignore" and "余额" in self.headings[column] and not self._has("balance")

    def _money(self) -> None:
        free = [i for i in self._free() if self._is_money(i)]
        if not self._has("balance"):
            # 可用余额 is another figure than the balance, unless it is the only one and follows from the amounts.
            free += [
                i
                for i, h in enumerate(self.headings)
                if self.roles[i] == "ignore" and "余额" in h and self._is_money(i)
            ]
            # 累计数额 beside receipts and payments: an amount by its words, the balance if it follows from them.
            if self._has("in", "out"):
                free += [i for i, r in enumerate(self.roles) if r == "amount" and self._is_money(i)]
        if not free:
            return
        sizes = {i: [_size(t) for t in self.columns[i]] for i, r in enumerate(self.roles) if r in _SIDES}
        if not self._has("balance"):
            others = {**sizes, **{k: self._sizes(k) for k in free}}
            scored = [(self._proved(i, [s for k, s in others.items() if k != i]), i) for i in free]
            share, best = max(scored)
            if share < _MOST:
                return  # without a balance nothing tells which of the figures moved the money
            self.roles[best] = "balance"
            free = [i for i in free if i != best and self.roles[i] != "amount"]
        balance = self.roles.index("balance")
        if sizes and not (len(free) == 1 and len(sizes) == 1 and not self._has("amount")):
            return
        proved = [i for i in free if self._moves(i, balance)]
        if sizes and proved:
            known = next(r for r in self.roles if r in _SIDES)
            self.roles[proved[0]] = "in" if known == "out" else "out"
        elif len(proved) == 1:
            self.roles[proved[0]] = "amount"
        elif len(proved) == 2 and not any(a and b for a, b in zip(*map(self._sizes, proved), strict=True)):
            # Which of them is which the balances tell later (`Signs`).
            self.roles[proved[0]], self.roles[proved[1]] = "out", "in"

    def _other_side(self) -> None:
        """Take the one amount beside the column of one side for the other side, where no row fills both."""
        sides = [i for i, r in enumerate(self.roles) if r in ("in", "out")]
        amounts = [i for i, r in enumerate(self.roles) if r == "amount"]
        if len(sides) != 1 or len(amounts) != 1:
            return
        pairs = list(zip(self._sizes(sides[0]), self._sizes(amounts[0]), strict=True))
        if len(pairs) >= _LEAST and any(a for a, _ in pairs) and all(bool(a) != bool(b) for a, b in pairs):
            self.roles[amounts[0]] = "out" if self.roles[sides[0]] == "in" else "in"

    def _is_money(self, column: int) -> bool:
        cells = self._filled(column)
        return len(cells) >= 2 and _share(cells, lambda t: _size(t) is not None and _decimal(t)) >= _MOST

    def _is_sparse(self, column: int) -> bool:
        """Say whether a column holds figures alone, be it few of them: a month may have no receipts."""
        cells = self._filled(column)
        return not cells or _share(cells, lambda t: _size(t) is not None) >= _MOST

    def _sizes(self, column: int) -> list[int | None]:
        return [_size(t) for t in self.columns[column]]

    def _steps(self, column: int) -> list[tuple[int, set[int]]]:
        """Return for each pair of neighbouring balances how far they are apart, and the two rows."""
        values = [(k, v) for k, t in enumerate(self.columns[column]) if (v := parse_fen(t)) is not None]
        return [(abs(b - a), {i, j}) for (i, a), (j, b) in itertools.pairwise(values)]

    def _proved(self, column: int, amounts: Sequence[Sequence[int | None]]) -> float:
        """Return which share of a column's steps is the amount of one of the two rows."""
        steps = self._steps(column)
        if len(steps) < _LEAST:
            return 0.0
        return sum(any(a[k] == step for a in amounts for k in rows) for step, rows in steps) / len(steps)

    def _moves(self, column: int, balance: int) -> bool:
        """Say whether the figures of a column are steps of the balance."""
        steps = {step for step, _ in self._steps(balance)}
        sizes = [v for v in self._sizes(column) if v]
        return bool(sizes) and sum(v in steps for v in sizes) >= _MOST * len(sizes) - 1

    def _numbers(self) -> None:
        """Tell the bank's own numbers, which every row has, from accounts, which only rows with a counterparty have."""
        name = next((i for i, r in enumerate(self.roles) if r in _NAMES), None)
        for i in self._free():
            cells = [re.sub(r"\s", "", t) for t in self._filled(i)]
            if len(cells) < _LEAST or _share(cells, _NUMBERED.fullmatch) < 1.0:
                continue
            if self._accounts(i, cells):
                self.roles[i] = "counterparty_account"
                continue
            if len(set(cells)) == 1:
                if not self._has("own_account") and cells[0].isdecimal():
                    self.roles[i] = "own_account"
                continue
            if len(set(cells)) < len(cells) or self._has("reference"):
                continue
            everywhere = len(cells) >= 0.95 * len(self.columns[i])
            lacking = name is not None and any(is_nothing(t) for t in self.columns[name])
            ordered = cells in (sorted(cells), sorted(cells, reverse=True))
            if everywhere and (lacking or ordered or self._dated(i)):
                self.roles[i] = "reference"

    def _banks(self) -> None:
        """Tell the bank of the account, which every row repeats, from those of the other sides."""
        for i in self._free():
            cells = [re.sub(r"\s", "", t) for t in self._filled(i)]
            if len(cells) < _LEAST or _share(cells, parties.is_bank) < _MOST:
                continue
            role = "own_bank" if len(set(cells)) == 1 and len(cells) == len(self.columns[i]) else "counterparty_bank"
            if not self._has(role):
                self.roles[i] = role

    def _accounts(self, column: int, cells: Sequence[str]) -> bool:
        """Say whether numbers stand on the rows on which a party does and only there, and come again with it."""
        if self._has("counterparty_account", "counterparty_both") or _share(cells, _ACCOUNT.fullmatch) < 1.0:
            return False
        party = next((i for i, r in enumerate(self.roles) if r in _NAMES), None)
        if party is None:
            return len(set(cells)) < len(cells) and len(cells) < 0.95 * len(self.columns[column])
        pairs = [(a, b) for a, b in zip(self.columns[party], self.columns[column], strict=True)]
        together = sum(is_nothing(a) == is_nothing(b) for a, b in pairs) >= _MOST * len(pairs)
        return together and (len(set(cells)) < len(cells) or any(is_nothing(b) for _, b in pairs))

    def _codes(self) -> None:
        """Set a code beside the words of a summary aside (摘要代码: T04), and take for a remark what somebody wrote."""
        words = [i for i, r in enumerate(self.roles) if r in ("summary", "type") and self._filled(i)]
        told = [i for i in words if _share(self._filled(i), _HAN.search) > 0]
        if told and len(told) < len(words):
            for i in words:
                self.roles[i] = self.roles[i] if i in told else "ignore"
        same = [i for i in told if self.roles[i] == "summary"]
        if len(same) == 2 and not self._has("remark", "type"):
            kinds = [i for i in same if len(c := self._filled(i)) >= _LEAST and _is_kind(c)]
            full = [i for i in kinds if len(self._filled(i)) >= 0.95 * len(self.columns[i])]
            if len(full) == 1:
                self.roles[next(i for i in same if i != full[0])] = "remark"

    def _dated(self, column: int) -> bool:
        """Say whether numbers begin with the day of their row, as references of many banks do."""
        date = self.roles.index("date") if self._has("date") else None
        days = [] if date is None else [parse_day(t) for t in self.columns[date]]
        told = [(d, t) for d, t in zip(days, self.columns[column], strict=True) if d is not None] if days else []
        fits = sum(t.startswith((f"{d:%y%m%d}", f"{d:%Y%m%d}")) for d, t in told)
        return len(told) >= _LEAST and fits >= _MOST * len(told)

    def _words(self) -> None:
        remarks = [i for i, r in enumerate(self.roles) if r == "remark"]
        if len(remarks) > 1 and not self._has("summary", "type"):
            kinds = [i for i in remarks if len(c := self._filled(i)) >= _LEAST and _is_kind(c)]
            if len(kinds) == 1:
                self.roles[kinds[0]] = "summary"  # 款项性质 beside 款项说明
        for i in self._free():
            cells = self._filled(i)
            if len(cells) < _LEAST or _share(cells, _HAN.search) < _MOST or len(set(cells)) == 1:
                continue
            if _share(cells, parties.is_party) > 0.4:
                continue
            if _is_kind(cells) and not self._has("summary", "type"):
                self.roles[i] = "summary"
            elif not self._has("remark") and self._has("summary", "type") and _is_prose(cells):
                self.roles[i] = "remark"


def _is_kind(cells: Sequence[str]) -> bool:
    """Say whether texts are a few short kinds that come again and again."""
    return (
        statistics.median(map(len, cells)) <= 8 and len(set(cells)) <= 0.7 * len(cells) and max(map(len, cells)) <= 12
    )


def _is_prose(cells: Sequence[str]) -> bool:
    """Say whether texts are what somebody wrote, not the names of channels, methods or places."""
    return statistics.median(map(len, cells)) >= 6 and len(set(cells)) >= 0.3 * len(cells)


def _size(text: str) -> int | None:
    fen = parse_fen(text)
    return None if fen is None else abs(fen)


def _decimal(text: str) -> bool:
    return bool(_DECIMALS.search(unicodedata.normalize("NFKC", text).strip()))


def _share(cells: Sequence[str], reads: Callable[[str], object]) -> float:
    return sum(bool(reads(t)) for t in cells) / len(cells)
