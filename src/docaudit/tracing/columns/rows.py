"""Reads a table's columns into events: rows grouped by account, loans and uses as codes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from docaudit.errors import InputError
from docaudit.records.labels import RowKind, Use
from docaudit.tracing.columns import compiled
from docaudit.tracing.columns.cells import Labels, day_column, fen_column, label_column, money_fen, yuan_column
from docaudit.tracing.columns.events import BLOCK, Codes, Events, Fen, Grouped, Index, cover_shortages
from docaudit.tracing.columns.frame import Column, columns_of, is_arrow
from docaudit.tracing.columns.grouping import group

MEANINGS = ("account", "amount", "amount_fen", "balance_fen", "date", "kind", "loan", "use")
"""What the columns of a table can mean."""

ONE_LOAN = "L1"
"""The name of the loan in a table without a column of loans."""

LARGEST_SUM_FEN = 2**61
"""All amounts of a table together must stay below it, so that no sum of int64 ever wraps: 23 quadrillion yuan."""

_KINDS = (RowKind.IN, RowKind.OUT, RowKind.DISBURSEMENT)
_LINKED = (RowKind.TRANSFER, RowKind.TRANSFER_IN, RowKind.REFUND)
_NO_ACCOUNT = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A table, read.

    Attributes:
        count: rows of the table.
        engine: ``numpy`` or ``compiled``.
        loans: the names of the loans in order of first appearance.
        uses: the names of the uses; `events.use` points into them on payments.
        events: of the accounts that a loan was disbursed on; nothing of the others can be loan money.
        loans_of: for each account of `events` its loans (indices into `loans`) in the order of their class of money,
            then -1; shape (accounts, most loans of one account).
    """

    count: int
    engine: str
    loans: list[Any]
    uses: list[Any]
    events: Events
    loans_of: Index


def read_rows(
    table: object,
    names: Mapping[str, str],
    *,
    opening: object,
    overdraft: Collection[Any] | bool,
    as_of: object,
    order: str,
    engine: str,
) -> Rows:
    """Return a checked table; the arguments are those of `trace_table`. Raises `InputError`."""
    if unknown := set(names) - set(MEANINGS):
        raise InputError(f"columns: no meaning {sorted(unknown)}; there are {', '.join(MEANINGS)}")
    columns = columns_of(table, {meaning: names.get(meaning, meaning) for meaning in MEANINGS})
    if missing := {meaning for meaning in names if meaning not in columns}:
        raise InputError(f"the table has no column {names[min(missing)]!r}")
    fen = _amounts(columns, names)
    count = fen.size
    engine = compiled.choose(engine, count)
    account = label_column(columns["account"]) if "account" in columns else Labels(np.zeros(count, np.int8), [""])
    if (account.codes < 0).any():
        raise InputError(f"column 'account', row {int(np.argmax(account.codes < 0))}: no account")
    start, may_owe = _openings(account, opening), _overdrafts(account, overdraft)
    disbursed, loan = _disbursements(columns, fen)
    use, uses = _uses(columns, count)
    chosen = _in_time(columns, names, account, fen, as_of=as_of, by_day=order == "day")
    if chosen is not None:
        drawn = np.zeros(count, bool)
        drawn[disbursed] = True
        disbursed = chosen[drawn[chosen]]
    money, loans, pairs = _classes(account, fen, disbursed, loan)
    # Nothing moves between accounts: those without a loan need no look.
    with_loan = np.zeros(len(account.names), bool)
    with_loan[pairs[:, 0]] = True
    if not with_loan.all():
        kept = with_loan[account.codes if chosen is None else account.codes[chosen]]
        if not kept.all():  # a dictionary may name accounts without rows
            chosen = np.flatnonzero(kept) if chosen is None else chosen[kept]
    found = group(account, chosen, (fen, money, use), compiled_kernels=engine == "compiled")
    accounts = found.accounts
    if opening is None and "balance_fen" in columns:
        if order == "day":
            raise InputError("order 'day' says that printed balances prove nothing; give `opening`")
        start[accounts] = _printed_openings(columns["balance_fen"], found.row[found.starts[:-1]], fen)
    use, uses = _paid_uses(found, uses)
    events = cover_shortages(found._replace(use=use), start[accounts], may_owe[accounts])
    if events.made is not None and events.made.any():
        use, uses = _with_overdraft_use(events, uses)
        events = replace(events, use=use)
    return Rows(count=count, engine=engine, loans=loans, uses=uses, events=events, loans_of=_loans_of(pairs, accounts))


def _amounts(columns: Mapping[str, Column], names: Mapping[str, str]) -> Fen:
    if ("amount_fen" in columns) == ("amount" in columns):
        raise InputError("a table needs a column 'amount_fen' (integers) or a column 'amount' (yuan), and not both")
    if "amount_fen" in columns:
        fen = fen_column(columns["amount_fen"], names.get("amount_fen", "amount_fen"))
    else:
        fen = yuan_column(columns["amount"], names.get("amount", "amount"))
    if _size(fen) > LARGEST_SUM_FEN:
        raise InputError("the amounts of the table sum to more than its arithmetic holds; use docaudit.tracing.solve")
    return fen


def _size(fen: Fen) -> float:
    """Return the sum of sizes, about: a sum in floats cannot wrap."""
    return sum(float(np.abs(part, dtype=np.float64).sum()) for part in np.array_split(fen, 1 + fen.size // BLOCK))


def _openings(account: Labels, opening: object) -> Fen:
    result = np.zeros(len(account.names), np.int64)
    if opening is None:
        return result
    if not isinstance(opening, Mapping):
        if len(account.names) != 1:
            raise InputError("opening: a table of several accounts needs account → opening balance")
        result[0] = money_fen(opening, "opening")
        return result
    index = _index(account.names)
    for name, value in opening.items():
        if name not in index:
            raise InputError(f"opening: the table has no account {name!r}")
        result[index[name]] = money_fen(value, f"opening of {name!r}")
    if _size(result) > LARGEST_SUM_FEN:
        raise InputError("the opening balances sum to more than the arithmetic of a table holds")
    return result


def _printed_openings(balance: Column, first: Index, fen: Fen) -> Fen:
    """Return the opening balances that the balances printed on the accounts' first rows prove."""
    cells = balance.take(first).to_pylist() if is_arrow(balance) else balance[first].tolist()
    for row, cell in zip(first.tolist(), cells, strict=True):
        if not isinstance(cell, int):
            raise InputError(f"row {row}: the first row of an account has no balance in whole fen; give `opening`")
    return np.array(cells, dtype=np.int64) - fen[first]


def _overdrafts(account: Labels, overdraft: Collection[Any] | bool) -> npt.NDArray[np.bool_]:
    if isinstance(overdraft, bool):
        return np.full(len(account.names), overdraft)
    result = np.zeros(len(account.names), bool)
    index = _index(account.names)
    for name in overdraft:
        if name not in index:
            raise InputError(f"overdraft: the table has no account {name!r}")
        result[index[name]] = True
    return result


def _index(names: Sequence[Any]) -> dict[Any, int]:
    return {name: i for i, name in enumerate(names)}


def _in_time(
    columns: Mapping[str, Column],
    names: Mapping[str, str],
    account: Labels,
    fen: Fen,
    *,
    as_of: object,
    by_day: bool,
) -> Index | None:
    """Return the rows up to `as_of` in an order that no day's unknown order can widen (flows.md 1.4); None for all."""
    if as_of is None and not by_day:
        return None
    if "date" not in columns:
        raise InputError("as_of and order 'day' need a column 'date'")
    days = day_column(columns["date"], names.get("date", "date"))
    if as_of is None:
        chosen = np.arange(fen.size)
    else:
        chosen = np.flatnonzero(days <= day_column(np.array([str(as_of)], dtype=object), "as_of")[0])
    if not by_day or not chosen.size:
        return chosen
    # Day by day; in each day the accounts as they first appear, so that loans are numbered as `solve` numbers them.
    day = days[chosen].astype(np.int64)
    day -= day.min()
    _, first, place = np.unique(
        day * len(account.names) + account.codes[chosen], return_index=True, return_inverse=True
    )
    return np.asarray(chosen[np.lexsort((fen[chosen] < 0, first[place], day))])


def _disbursements(columns: Mapping[str, Column], fen: Fen) -> tuple[Index, Labels]:
    """Return the rows of disbursements, and the column of loans."""
    loan = label_column(columns["loan"]) if "loan" in columns else None
    if "kind" in columns:
        kind = label_column(columns["kind"])
        disbursed = _checked_kinds(kind, fen)
    elif loan is not None:
        disbursed = np.flatnonzero((loan.codes >= 0) & (fen > 0))
    else:
        raise InputError("a table needs a column 'kind' or a column 'loan' to say what was disbursed")
    if loan is None:
        loan = Labels(np.zeros(fen.size, np.int8), [ONE_LOAN])
    missing = disbursed[loan.codes[disbursed] < 0]
    if missing.size:
        raise InputError(f"row {int(missing[0])}: a disbursement needs its loan")
    return disbursed, loan


def _checked_kinds(kind: Labels, fen: Fen) -> Index:
    names = {str(name): i for i, name in enumerate(kind.names)}
    for name, code in names.items():
        found = kind.codes == code if name not in {k.value for k in _KINDS} else np.empty(0, bool)
        if found.any():
            row = int(np.argmax(found))
            if name in {k.value for k in _LINKED}:
                raise InputError(
                    f"row {row}: kind {name!r} links rows, which columns cannot say; trace this case with "
                    "docaudit.tracing.solve"
                )
            raise InputError(f"row {row}: no kind {name!r}; there are in, out, disbursement")
    if (kind.codes < 0).any():
        raise InputError(f"row {int(np.argmax(kind.codes < 0))}: no kind")
    out = names.get(RowKind.OUT.value, -1)
    wrong = np.flatnonzero((fen != 0) & ((fen < 0) != (kind.codes == out)))
    if wrong.size:
        row = int(wrong[0])
        raise InputError(
            f"row {row}: the sign of the amount does not fit the kind {kind.names[int(kind.codes[row])]!r}: "
            "money in is positive, money out negative"
        )
    return np.flatnonzero(kind.codes == names.get(RowKind.DISBURSEMENT.value, -1))


def _uses(columns: Mapping[str, Column], count: int) -> tuple[Codes, list[Any]]:
    """Return the codes of uses, null being `unknown`, as the smallest signed integers that hold them."""
    if "use" not in columns:
        return np.zeros(count, np.int8), [Use.UNKNOWN.value]
    codes, labels = label_column(columns["use"])
    names = [name.value if isinstance(name, Use) else name for name in labels]
    if Use.IDLE.value in names:
        raise InputError("use: 'idle' is what is left on the accounts, no use of a payment")
    codes = codes.astype(np.min_scalar_type(-len(names) - 2), copy=False)
    null = codes < 0
    if null.any():
        if Use.UNKNOWN.value not in names:
            names = [*names, Use.UNKNOWN.value]
        codes = np.where(null, np.array(names.index(Use.UNKNOWN.value), codes.dtype), codes)
    return codes, names


def _paid_uses(rows: Grouped, uses: list[Any]) -> tuple[Codes, list[Any]]:
    """Leave out the uses that no payment of these rows has: each costs a sweep."""
    paid = np.zeros(len(uses), bool)
    paid[rows.use[rows.fen < 0]] = True
    if paid.all():
        return rows.use, uses
    # What is on other rows is not looked at, but has to be a code.
    again = np.maximum(np.cumsum(paid) - 1, 0).astype(rows.use.dtype)
    return again[rows.use], [name for name, used in zip(uses, paid.tolist(), strict=True) if used]


def _classes(account: Labels, fen: Fen, disbursed: Index, loan: Labels) -> tuple[Codes, list[Any], Index]:
    """Return the class of each row's money, the loans by first appearance, and the pairs (account, loan), sorted."""
    codes, first = np.unique(loan.codes[disbursed], return_index=True)
    by_appearance = np.argsort(first)
    loans = [loan.names[int(c)] for c in codes[by_appearance]]
    place = np.empty(codes.size, np.int64)
    place[by_appearance] = np.arange(codes.size)
    paid_out = disbursed[fen[disbursed] > 0]
    where = account.codes[paid_out].astype(np.int64)
    key = where * max(1, len(loans)) + place[np.searchsorted(codes, loan.codes[paid_out])]
    keys, of_row = np.unique(key, return_inverse=True)
    pairs = np.stack(np.divmod(keys, max(1, len(loans))), axis=1)
    new = np.concatenate([[True], pairs[1:, 0] != pairs[:-1, 0]]) if keys.size else np.empty(0, bool)
    began = np.flatnonzero(new)
    rank = np.arange(keys.size) - np.repeat(began, np.diff(np.concatenate([began, [keys.size]])))
    money = np.zeros(fen.size, np.int8 if keys.size == 0 or rank.max() < np.iinfo(np.int8).max - 1 else np.int32)
    money[paid_out] = rank[of_row] + 1
    return money, loans, pairs


def _loans_of(pairs: Index, accounts: Index) -> Index:
    """Return the loans of each account by class; `accounts` are the accounts' codes in the order of their events."""
    began = np.searchsorted(pairs[:, 0], accounts)
    counts = np.searchsorted(pairs[:, 0], accounts, side="right") - began
    result = np.full((accounts.size, int(counts.max(initial=0))), -1, np.int64)
    for rank in range(result.shape[1]):
        here = counts > rank
        result[here, rank] = pairs[began[here] + rank, 1]
    return result


def _with_overdraft_use(events: Events, uses: list[Any]) -> tuple[Codes, list[Any]]:
    name = Use.LOAN_REPAYMENT.value
    uses = uses if name in uses else [*uses, name]
    return np.where(events.use < 0, np.array(uses.index(name), events.use.dtype), events.use), uses
