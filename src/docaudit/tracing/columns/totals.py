"""What became of each loan as a whole: uses and idle money, held against what was disbursed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from docaudit.records.money import Money
from docaudit.tracing.columns.events import Fen, Index


@dataclass(frozen=True, slots=True)
class Traced:
    """Loan money in fen: by the method, and the least and most under any order of commingled funds."""

    fen: int
    min_fen: int
    max_fen: int

    def __str__(self) -> str:
        """Return the amount and its bounds in yuan."""
        return f"{Money(self.fen).shown()} [{Money(self.min_fen).shown()}, {Money(self.max_fen).shown()}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanUses:
    """What became of one loan: `uses` and `idle` sum to `disbursed_fen`.

    The bounds of a use are its own, never the sums of those of its payments (flows.md 2.3).
    """

    disbursed_fen: int
    uses: Mapping[Any, Traced]
    idle: Traced


class Totals(Mapping[Any, LoanUses]):
    """The loans by name, made of arrays when somebody looks.

    Args:
        loans: their names.
        uses: the names of the uses.
    """

    def __init__(self, loans: Sequence[Any], uses: Sequence[Any]) -> None:
        self.uses = uses
        self._index = {name: i for i, name in enumerate(loans)}
        shape = (len(loans), len(uses))
        self._disbursed = np.zeros(shape[0], np.int64)
        self._present = np.zeros(shape, bool)
        # By the method, least, most.
        self._uses = tuple(np.zeros(shape, np.int64) for _ in range(3))
        self._idle = tuple(np.zeros(shape[0], np.int64) for _ in range(3))

    def add(
        self,
        loans: Index,
        disbursed: Fen,
        present: npt.NDArray[np.bool_],
        found: tuple[tuple[Fen, Fen, Fen], tuple[Fen, Fen, Fen]],
    ) -> None:
        """Add accounts; nothing moves between them, so what holds for each adds up.

        Args:
            loans: the loan of each account.
            disbursed: fen of it on the account; shape (accounts,).
            present: which uses the account has payments of; shape (accounts, uses).
            found: uses, shape (accounts, uses), and idle money, (accounts,): by the method, least, most.
        """
        np.add.at(self._disbursed, loans, disbursed)
        np.logical_or.at(self._present, loans, present)
        for totals, parts in zip((self._uses, self._idle), found, strict=True):
            for total, part in zip(totals, parts, strict=True):
                np.add.at(total, loans, part)

    def checked(self) -> Totals:
        """Return itself; raises ArithmeticError where money was lost or made, or stands outside its bounds."""
        fen, least, most = (np.column_stack([u, i]) for u, i in zip(self._uses, self._idle, strict=True))
        if (fen.sum(axis=1) != self._disbursed).any() or (fen < least).any() or (fen > most).any():
            raise ArithmeticError("what was disbursed is not what became of it: a defect of trace_table")
        return self

    def __getitem__(self, loan: object) -> LoanUses:
        i = self._index[loan]
        uses = {
            name: Traced(*(int(part[i, u]) for part in self._uses))
            for u, name in enumerate(self.uses)
            if self._present[i, u]
        }
        idle = Traced(*(int(part[i]) for part in self._idle))
        return LoanUses(disbursed_fen=int(self._disbursed[i]), uses=uses, idle=idle)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)
