"""Which column of a statement is its date, its amount, its flag: by heading, and by what its cells hold."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docaudit.banks import BankFormat
from docaudit.banks.columns import rank, side_of
from docaudit.banks.columns import roles as named
from docaudit.documents.bank_statement import Day
from docaudit.records.pages import TextSource
from docaudit.understanding.grids import GridRow, unwrap
from docaudit.understanding.statements import parties
from docaudit.understanding.statements.figures import (
    is_nothing,
    looks_like_figure,
    parse_clock,
    parse_day,
    parse_fen,
    parse_month_day,
)

_SAMPLE = 60
_MOST = 0.8
"""Share of a column's cells that have to be names before it counts as one of names; summaries hold some too."""
_NAMES = frozenset({"counterparty_name", "counterparty_both", "payer_name", "payee_name"})
_MAY_FLAG = frozenset({None, "amount", "in", "out", "type", "ignore"})


@dataclass(slots=True)
class Picked:
    """The columns that were chosen for each meaning; None where the statement has none."""

    date: int | None = None
    more_dates: tuple[int, ...] = ()
    clock: int | None = None
    inn: int | None = None
    out: int | None = None
    amount: int | None = None
    flag: int | None = None
    balance: int | None = None
    summary: int | None = None
    remark: tuple[int, ...] = ()
    reference: int | None = None


class Texts:
    """The columns of a section as lists of texts, made once each."""

    def __init__(self, rows: Sequence[GridRow]) -> None:
        self._rows = rows
        self._made: dict[int, list[str]] = {}

    def __getitem__(self, column: int) -> list[str]:
        made = self._made.get(column)
        if made is None:
            made = [c.text if (c := row.cells[column]) is not None else "" for row in self._rows]
            self._made[column] = made
        return made

    def share(self, column: int, reads: Callable[[str], object]) -> float:
        """Return which share of the first rows the function reads."""
        sample = self[column][:_SAMPLE]
        return sum(reads(t) is not None for t in sample) / len(sample) if sample else 0.0

    def filled(self, column: int) -> int:
        """Return how many rows print something in a column."""
        return sum(parties.name(t) is not None for t in self[column])


class Columns:
    """The columns of one account's rows, and what each was chosen for (`picked`)."""

    def __init__(
        self, rows: Sequence[GridRow], headings: Sequence[str], roles: Sequence[str | None], form: BankFormat | None
    ) -> None:
        self.texts = Texts(rows)
        self.headings, self.format = headings, form
        self.roles = named(headings, form.columns) if form is not None and form.columns else list(roles)
        self._both_by_content()
        self._name_by_content()
        # A bill of orders: some were closed, none has a balance.
        orders = "status" in self.roles and "flag" in self.roles and "balance" not in self.roles
        # A shop's account with a wallet is kept as a bank keeps one.
        booked = {"in", "out", "balance"} <= set(self.roles)
        self.wallet = orders or bool(form is not None and form.wallet and not booked)
        self.count = len(rows)
        self._scanned = any(r.page.text_source in (TextSource.OCR, TextSource.MIXED) for r in rows[:3])
        self._places: dict[str, list[int]] = {}
        self.picked = self._pick()

    def _both_by_content(self) -> None:
        """Take a column of names or of accounts for one of both where most of its cells hold a name and an account."""
        for i, role in enumerate(self.roles):
            if role not in ("counterparty_name", "counterparty_account", "counterparty_bank"):
                continue
            found = [parties.together(t) for t in self.texts[i][:_SAMPLE] if not is_nothing(t)]
            # An account that wraps ends in digits, which are no name.
            pairs = sum(name is not None and not name.isdecimal() and number is not None for name, number, _ in found)
            if found and pairs >= _MOST * len(found):
                self.roles[i] = "counterparty_both"

    def _name_by_content(self) -> None:
        """Take a column whose heading settles nothing for the counterparties' where it holds several names."""
        if any(r in _NAMES for r in self.roles):
            return
        for i, role in enumerate(self.roles):
            # 单位名称 is the holder, unless it changes from row to row.
            if role is not None and not (role == "own_name" and "单位" in self.headings[i]):
                continue
            found = [n for t in self.texts[i][:_SAMPLE] if (n := parties.name(t)) is not None]
            if len(found) > 4 and len(set(found)) > 1 and sum(map(parties.is_party, found)) >= _MOST * len(found):
                self.roles[i] = "counterparty_name"
                return

    def of(self, role: str) -> list[int]:
        """Return the columns of a meaning, the best heading first."""
        found = [i for i, r in enumerate(self.roles) if r == role]
        return sorted(found, key=lambda i: (rank(role, self.headings[i]), i))

    def _best(self, role: str, reads: Callable[[str], object]) -> int | None:
        found = self.of(role)
        if not found:
            return None
        shares = {i: self.texts.share(i, reads) for i in found}
        top = max(shares.values())
        return next(i for i in found if shares[i] >= top - 0.02)

    def _pick(self) -> Picked:
        picked = Picked()
        dates = self.of("date")
        days = {i: self.texts.share(i, lambda t: parse_day(t) or parse_month_day(t)) for i in dates}
        good = [i for i in dates if days[i] > 0.3] or [i for i in dates if self._once_a_day(i)]
        if good:
            top = max(days[i] for i in good)
            full = [i for i in good if days[i] >= top - 0.02]
            timed = [i for i in full if any(_timed(t) for t in self.texts[i][:5])]
            picked.date = (timed or full)[0]
            picked.more_dates = tuple(i for i in good if i != picked.date)
        clocks = [i for i in dates if i not in good and self.texts.share(i, parse_clock) > 0.3]
        picked.clock = clocks[0] if clocks else None
        picked.inn, picked.out = self._best("in", parse_fen), self._best("out", parse_fen)
        picked.inn, picked.out = self._filled("in", picked.inn), self._filled("out", picked.out)
        picked.amount = self._best("amount", parse_fen)
        picked.balance = self._best("balance", parse_fen)
        flags = self.of("flag")
        kinds = [i for i in self.of("type") if self._is_flag(i)]
        picked.flag = next((i for i in [*flags, *kinds] if self._is_flag(i) or i in flags), None)
        if picked.flag is None:
            picked.flag = self._unnamed_flag()
            picked.amount = self._best("amount", parse_fen) if picked.flag is not None else picked.amount
        texts = [i for i in (*self.of("type"), *self.of("summary")) if i != picked.flag]
        filled = [i for i in texts if self.texts.filled(i)]
        picked.summary = filled[0] if filled else None
        rest = [i for i in (*self.of("summary"), *self.of("remark")) if i not in (picked.summary, picked.flag)]
        picked.remark = tuple(i for i in rest if self.texts.filled(i))
        if self.wallet or any(i in self.of("summary") for i in picked.remark):
            picked.remark = picked.remark[:1]
        references = [i for i in self.of("reference") if self.texts.filled(i) and not self._counts(i)]
        picked.reference = references[0] if references else None
        return picked

    def _filled(self, role: str, best: int | None) -> int | None:
        """Among several columns of one side take the one with most figures."""
        found = self.of(role)
        if best is None or len(found) < 2:
            return best
        counts = {i: sum(parse_fen(t) is not None for t in self.texts[i]) for i in found}
        top = max(counts.values())
        return next(i for i in found if counts[i] == top)

    def _counts(self, column: int) -> bool:
        """Say whether a column only numbers the rows."""
        sample = [t.strip() for t in self.texts[column][:_SAMPLE]]
        if len(sample) < 2 or not all(t.isdecimal() and len(t) < 7 for t in sample):
            return False
        steps = {int(b) - int(a) for a, b in itertools.pairwise(sample)}
        return steps in ({1}, {-1})

    def _once_a_day(self, column: int) -> bool:
        """Say whether a column prints nothing but days, however few: the rows of one day print it once."""
        filled = [t for t in self.texts[column][:_SAMPLE] if t.strip()]
        return bool(filled) and all(parse_day(t) or parse_month_day(t) for t in filled)

    def _unnamed_flag(self) -> int | None:
        """Return the column of nothing but marks of money in and out, whatever its heading says (收入/支出, 方向)."""
        for i, role in enumerate(self.roles):
            if role not in _MAY_FLAG or not self._is_flag(i):
                continue
            marks = {t.strip() for t in self.texts[i][:_SAMPLE] if t.strip()}
            if any(not is_nothing(t) for t in marks):
                self.roles[i] = "flag"
                return i
        return None

    def _is_flag(self, column: int) -> bool:
        sample = [t.strip() for t in self.texts[column][:_SAMPLE] if t.strip()]
        return bool(sample) and all(len(t) <= 4 and self.flag(t) is not None for t in sample)

    def flag(self, text: str) -> int | None:
        """Return 1 for a mark of money in, -1 for out, None for other words."""
        plain = unwrap(text).strip().strip("()（）【】[]")
        own = self.format.flags if self.format is not None else {}
        return own[plain] if plain in own else side_of(plain)

    def named(self, role: str) -> list[int]:
        """Return `of(role)`, found once."""
        if role not in self._places:
            self._places[role] = self.of(role)
        return self._places[role]

    def column(self, column: int | None) -> list[str]:
        """Return the texts of a column; blanks where there is none."""
        return self.texts[column] if column is not None else [""] * self.count

    def figures(self, column: int | None) -> list[int | None]:
        """Return the figures of a column in fen."""
        if column is None:
            return [None] * self.count
        texts = self.texts[column]
        if self._scanned and sum(map(looks_like_figure, texts)) > _MOST * sum(map(bool, texts)):
            # Where figures have cents, a lone one is a rule or a speck that was read as a figure.
            texts = [t if not t.strip().isdecimal() or len(t.strip()) > 1 else "" for t in texts]
        return [parse_fen(t) if t else None for t in texts]


def _timed(text: str) -> bool:
    day = parse_day(text)
    return day is not None and not isinstance(day, Day)
