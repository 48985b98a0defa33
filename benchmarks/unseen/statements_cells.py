"""How the unseen statements print an amount, a day, a party: one text for each column of a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .statements_ledger import Account, Entry

_WIDE = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")
Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a paper prints its figures.

    Attributes:
        amount: an amount in figures with thousands parted, in its form on the paper.
        empty: what stands in the column of the other side.
        day: for `strftime`; the month and day without leading noughts are ``{month}`` and ``{day}``.
        clock: for `strftime`.
        flags: words for money out and money in.
        plus: money in has a sign too.
        gap: between the parts of a cell that holds two values; a line break starts a new line in the cell.
    """

    amount: str = "{0}"
    empty: str = ""
    day: str = "%Y-%m-%d"
    clock: str = "%H:%M:%S"
    flags: tuple[str, str] = ("借", "贷")
    plus: bool = False
    gap: str = "\n"
    separator: str = ","
    full_width: bool = False

    def money(self, fen: int, *, sign: bool = True) -> str:
        """Return an amount as printed; without `sign` money out has none."""
        figures = f"{abs(fen) // 100:,}.{abs(fen) % 100:02d}".replace(",", self.separator)
        text = self.amount.format(figures)
        mark = "-" if fen < 0 and sign else "+" if fen > 0 and sign and self.plus else ""
        return (mark + text).translate(_WIDE) if self.full_width else mark + text

    def date(self, entry: Entry) -> str:
        """Return the day as printed."""
        return entry.when.strftime(self.day).format(month=entry.when.month, day=entry.when.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: what it shows (a key of `CELLS`), the words over it, its width in points."""

    shows: str
    head: str
    wide: float = 60.0
    align: Align = "left"


def _out(e: Entry, s: Style) -> str:
    """A reversed payment stands as a negative amount in the column of payments, as red ink does."""
    is_out = (e.fen < 0) != e.is_reversal
    return s.money(-e.fen) if is_out else s.empty


def _in(e: Entry, s: Style) -> str:
    is_in = (e.fen > 0) != e.is_reversal
    return s.money(e.fen) if is_in else s.empty


def _flag(e: Entry, s: Style) -> str:
    return s.flags[e.fen > 0]


def _both(e: Entry, s: Style) -> str:
    return s.gap.join(part for part in (e.counterparty_name, e.counterparty_account) if part)


CELLS: dict[str, Callable[[Entry, Style], str]] = {
    "day": lambda e, s: s.date(e),
    "clock": lambda e, s: e.when.strftime(s.clock),
    "moment": lambda e, s: f"{s.date(e)}{s.gap if s.gap == chr(10) else ' '}{e.when.strftime(s.clock)}",
    "value day": lambda e, s: s.date(e),
    "out": _out,
    "in": _in,
    "amount": lambda e, s: s.money(e.fen),
    "size": lambda e, s: s.money(e.fen, sign=False),
    "flag": _flag,
    "balance": lambda e, s: s.money(e.balance, sign=e.balance < 0),
    "name": lambda e, _: e.counterparty_name or "",
    "account": lambda e, _: e.counterparty_account or "",
    "bank": lambda e, _: e.counterparty_bank or "",
    "party": _both,
    "summary": lambda e, _: e.summary or "",
    "remark": lambda e, _: e.remark or "",
    "reference": lambda e, _: e.reference or "",
    "voucher": lambda e, _: e.voucher or "",
    "teller": lambda e, _: f"C{e.fen % 89 + 10}",
}
"""The text of a cell by what its column shows; columns of the whole account are in `cell`."""
TEXTS = {
    "name": ("counterparty_name",),
    "account": ("counterparty_account",),
    "bank": ("counterparty_bank",),
    "party": ("counterparty_name", "counterparty_account"),
    "summary": ("summary",),
    "remark": ("remark",),
    "reference": ("reference",),
    "voucher": ("voucher",),
}
"""Which fields of the interface a column gives; see `truth` for the voucher."""
_COINS = {"CNY": "人民币", "USD": "美元", "EUR": "欧元", "HKD": "港币"}


def cell(column: Column, account: Account, number: int, entry: Entry, style: Style) -> str:
    """Return the text of a cell; `number` is the row's, from 1."""
    own = {
        "number": str(number),
        "currency": _COINS[account.currency],
        "own account": account.number,
        "own name": account.holder,
    }
    return own[column.shows] if column.shows in own else CELLS[column.shows](entry, style)


def shown(columns: tuple[Column, ...]) -> frozenset[str]:
    """Return the fields of the interface that these columns give."""
    return frozenset(name for column in columns for name in TEXTS.get(column.shows, ()))


def clock_of(columns: tuple[Column, ...], style: Style) -> str | None:
    """Return how times are printed; None where no column has them."""
    return style.clock.replace("%H%M%S", "%H:%M:%S") if {c.shows for c in columns} & {"clock", "moment"} else None
