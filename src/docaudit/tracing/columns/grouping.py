"""Brings the rows of each account together, in their order."""

from __future__ import annotations

import numpy as np

from docaudit.tracing.columns import compiled
from docaudit.tracing.columns.cells import Labels
from docaudit.tracing.columns.events import Codes, Fen, Grouped, Index


def group(
    account: Labels, chosen: Index | None, columns: tuple[Fen, Codes, Codes], *, compiled_kernels: bool
) -> Grouped:
    """Return the rows account by account.

    Args:
        account: of each row.
        chosen: the rows to take, None for all.
        columns: amount, class of money, and use of each row.
        compiled_kernels: use them where the accounts are mixed.
    """
    codes = account.codes
    if chosen is not None:
        codes, columns = codes[chosen], (columns[0][chosen], columns[1][chosen], columns[2][chosen])
    if np.count_nonzero(codes[1:] != codes[:-1]) < len(account.names):
        edges = _edges(codes)
        found = codes[edges[:-1]].astype(np.int64)
        if np.unique(found).size == found.size:
            row = np.arange(codes.size) if chosen is None else chosen
            return Grouped(*columns, row=row, starts=edges, accounts=found)
    if compiled_kernels and (made := compiled.group(codes, columns, len(account.names))) is not None:
        return made if chosen is None else made._replace(row=chosen[made.row])
    order = _stable_order(codes)
    codes = codes[order]
    edges = _edges(codes)
    row = order if chosen is None else chosen[order]
    fen, money, use = (column[order] for column in columns)
    return Grouped(fen, money, use, row=row, starts=edges, accounts=codes[edges[:-1]].astype(np.int64))


def _edges(codes: Codes) -> Index:
    """Return where runs of equal codes start, and the number of codes."""
    if codes.size == 0:
        return np.zeros(1, np.int64)
    return np.concatenate([[0], np.flatnonzero(codes[1:] != codes[:-1]) + 1, [codes.size]])


def _stable_order(codes: Codes) -> Index:
    """Return the stable order of small whole numbers; NumPy sorts 16 bits at a time by radix, in linear time."""
    if codes.dtype.itemsize <= 2:
        return np.argsort(codes, kind="stable")
    order = np.argsort((codes & 0xFFFF).astype(np.uint16), kind="stable")
    if int(codes.max()) > 0xFFFF:
        # Labels are fewer than rows, and rows fewer than 2^32: two rounds of 16 bits are enough.
        order = order[np.argsort((codes[order] >> 16).astype(np.uint16), kind="stable")]
    return order
