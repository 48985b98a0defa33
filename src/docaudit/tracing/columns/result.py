"""What `trace_table` returns: columns by loan, and the uses with their bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from docaudit.errors import InputError
from docaudit.tracing.columns.events import Fen, Index
from docaudit.tracing.columns.frame import pyarrow
from docaudit.tracing.columns.totals import LoanUses


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedColumns:
    """The payments that one loan's money can have reached, one of a kind at the same place of each array.

    Attributes:
        row: row of the table, int64.
        overdraft: True for a virtual payment: the overdraft that the money in of `row` repaid (flows.md 1.5).
        fen: loan money in the payment by the method; `min_fen` and `max_fen` are its bounds; int64.
    """

    row: Index
    overdraft: npt.NDArray[np.bool_]
    fen: Fen
    min_fen: Fen
    max_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """Payments of accounts one after the other, with the money of one loan of each account.

    `loan` is the loan's index by account, `starts` the first payment of each account and the number of payments;
    `made` marks virtual payments, None where there are none.
    """

    loan: Index
    starts: Index
    row: Index
    made: npt.NDArray[np.bool_] | None
    fen: Fen
    least: Fen
    most: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTrace:
    """What became of the money of each loan in a table.

    Attributes:
        method: the attribution method.
        engine: ``numpy`` or ``compiled``, what it was computed with.
        rows: how many rows the table has.
        loans: by loan in the order of their first appearance: disbursed, uses, idle money.
    """

    method: str
    engine: str
    rows: int
    loans: Mapping[Any, LoanUses]
    _passes: tuple[Pass, ...] = field(repr=False)

    def payments(self, loan: object) -> TracedColumns:
        """Return the payments of the accounts on which a loan was disbursed; raises `InputError` for no such loan."""
        names = list(self.loans)
        if loan not in self.loans:
            raise InputError(f"no loan {loan!r} was disbursed in the table; there are {names}")
        return self._columns(names.index(loan))

    def on_rows(self, loan: object, what: str = "fen") -> Fen:
        """Return `fen`, `min_fen` or `max_fen` of the payments of a loan as a column beside the table, else zero.

        An overdraft that a row's money in repaid is not in it: that is no payment of the table's.
        """
        found = self.payments(loan)
        values: Fen = {"fen": found.fen, "min_fen": found.min_fen, "max_fen": found.max_fen}[what]
        result = np.zeros(self.rows, np.int64)
        booked = ~found.overdraft
        result[found.row[booked]] = values[booked]
        return result

    def to_arrow(self) -> Any:
        """Return the payments of all loans as a `pyarrow.Table`.

        Columns: loan, row, overdraft, fen, min_fen, max_fen; amounts int64. Raises `InputError` without pyarrow.
        """
        pa = _arrow()
        parts = []
        for loan in self.loans:
            found = self.payments(loan)
            parts.append(
                pa.table(
                    {
                        "loan": _repeated(pa, str(loan), found.row.size),
                        "row": found.row,
                        "overdraft": found.overdraft,
                        "fen": found.fen,
                        "min_fen": found.min_fen,
                        "max_fen": found.max_fen,
                    }
                )
            )
        return pa.concat_tables(parts).unify_dictionaries() if parts else pa.table({})

    def uses_to_arrow(self) -> Any:
        """Return the uses of all loans, ``idle`` among them: loan, use, fen, min_fen, max_fen as a `pyarrow.Table`."""
        pa = _arrow()
        rows = [
            {"loan": str(loan), "use": str(use), "fen": t.fen, "min_fen": t.min_fen, "max_fen": t.max_fen}
            for loan, found in self.loans.items()
            for use, t in [*found.uses.items(), ("idle", found.idle)]
        ]
        amounts = [(name, pa.int64()) for name in ("fen", "min_fen", "max_fen")]
        return pa.Table.from_pylist(rows, schema=pa.schema([("loan", pa.string()), ("use", pa.string()), *amounts]))

    def _columns(self, index: int) -> TracedColumns:
        parts: list[tuple[Pass, slice]] = []
        for one in self._passes:
            mine = one.loan == index
            if mine.all():
                parts.append((one, slice(None)))
                continue
            # Accounts of the loan that stand side by side are one piece.
            edges = np.flatnonzero(np.diff(np.concatenate([[False], mine, [False]]).astype(np.int8)))
            parts += [
                (one, slice(int(one.starts[a]), int(one.starts[b])))
                for a, b in zip(edges[::2], edges[1::2], strict=True)
            ]
        if not parts:  # nothing but a disbursement of nothing
            none = np.empty(0, np.int64)
            return TracedColumns(row=none, overdraft=np.empty(0, bool), fen=none, min_fen=none, max_fen=none)
        return TracedColumns(
            row=_joined([one.row[here] for one, here in parts]),
            overdraft=_joined(
                [np.zeros(one.row[here].size, bool) if one.made is None else one.made[here] for one, here in parts]
            ),
            fen=_joined([one.fen[here] for one, here in parts]),
            min_fen=_joined([one.least[here] for one, here in parts]),
            max_fen=_joined([one.most[here] for one, here in parts]),
        )


def _joined(parts: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _arrow() -> Any:
    pa = pyarrow()
    if pa is None:
        raise InputError("pyarrow is not installed: pip install 'docaudit[tables]'")
    return pa


def _repeated(pa: Any, name: str, count: int) -> Any:
    return pa.DictionaryArray.from_arrays(np.zeros(count, np.int32), [name])
