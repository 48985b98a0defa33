"""The tracer's input (flows.md, section 0): accounts and rows of one case, checked, in fen, in a valid total order."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import InvalidOperation
from typing import Any

from docaudit.errors import InputError
from docaudit.records.labels import RowKind, Use
from docaudit.records.money import Money

_OUTGOING = frozenset({RowKind.OUT, RowKind.TRANSFER})


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAccount:
    """An account; `by_day` says that the order within a day is unknown (flows.md 1.4).

    `unlimited`: its statement prints no balance: its other money is without limit, as in a dark account, and what is
    left on it is idle.
    """

    id: str
    opening_fen: int = 0
    overdraft: bool = False
    dark: bool = False
    unlimited: bool = False
    counterparty: bool = False
    by_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A row; `amount_fen` is signed, money in is positive.

    `whole` names the payment that this row is a part of (flows.md 3.8); parts stand side by side and are paid
    at once.
    """

    id: str
    account: str
    date: dt.date
    amount_fen: int
    kind: RowKind
    loan: str | None = None
    use: Use = Use.UNKNOWN
    pin: str | None = None
    link: str | None = None
    to: str | None = None
    source: str | None = None
    whole: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForm:
    """A checked case; `rows` stand in a total order in which every link points backwards."""

    accounts: dict[str, FormAccount]
    rows: tuple[FormRow, ...]


def parse_case(case: Mapping[str, Any]) -> CaseForm:
    """Return the checked case: rows after `as_of` left out, rows of a day ordered where their order is unknown.

    Beyond flows.md an account may carry its own `order`, which beats the case's, and `unlimited`, and a
    row `whole`. Raises `InputError`.
    """
    by_day = _order(case.get("order", "row"))
    accounts: dict[str, FormAccount] = {}
    for raw in _list(case, "accounts"):
        account = _account(raw, by_day)
        if account.id in accounts:
            raise InputError(f"account {account.id!r} is given twice")
        accounts[account.id] = account
    rows = tuple(_row(raw) for raw in _list(case, "rows"))
    _check(accounts, rows)
    if case.get("as_of") is not None:
        as_of = _date(case["as_of"], "as_of")
        rows = tuple(r for r in rows if r.date <= as_of)
    return CaseForm(accounts=accounts, rows=_linked_order(_day_order(accounts, rows)))


def _list(case: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    value = case.get(key)
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(v, Mapping) for v in value):
        raise InputError(f"{key}: a list of objects is needed")
    return value


def _order(value: object) -> bool:
    if value not in {"row", "day"}:
        raise InputError(f"order: 'row' or 'day', not {value!r}")
    return value == "day"


def _date(value: object, where: str) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise InputError(f"{where}: {value!r} is no ISO 8601 date") from None


def _fen(value: object, where: str) -> int:
    # A float has already lost the cents it claims to hold.
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(f"{where}: amounts are decimal strings in yuan, not {value!r}")
    try:
        return Money.yuan(str(value)).fen
    except (ValueError, InvalidOperation, OverflowError):
        raise InputError(f"{where}: {value!r} is no amount in yuan with at most two decimals") from None


def _account(raw: Mapping[str, Any], by_day: bool) -> FormAccount:
    name = str(raw.get("id", ""))
    owner = raw.get("owner", "borrower")
    if owner not in {"borrower", "counterparty"}:
        raise InputError(f"account {name!r}: owner is 'borrower' or 'counterparty', not {owner!r}")
    return FormAccount(
        id=name,
        opening_fen=_fen(raw.get("opening", "0"), f"account {name!r}"),
        overdraft=bool(raw.get("overdraft", False)),
        dark=bool(raw.get("dark", False)),
        unlimited=bool(raw.get("unlimited", False)),
        counterparty=owner == "counterparty",
        by_day=_order(raw["order"]) if "order" in raw else by_day,
    )


def _row(raw: Mapping[str, Any]) -> FormRow:
    name = str(raw.get("id", ""))
    try:
        kind = RowKind(str(raw.get("kind")))
        use = Use(str(raw.get("use") or "unknown"))
    except ValueError as error:
        raise InputError(f"row {name!r}: {error}") from None
    return FormRow(
        id=name,
        account=str(raw.get("account", "")),
        date=_date(raw.get("date"), f"row {name!r}"),
        amount_fen=_fen(raw.get("amount"), f"row {name!r}"),
        kind=kind,
        loan=raw.get("loan"),
        use=use,
        pin=raw.get("pin"),
        link=raw.get("link"),
        to=raw.get("to"),
        source=raw.get("from"),
        whole=raw.get("whole"),
    )


def _check(accounts: Mapping[str, FormAccount], rows: Sequence[FormRow]) -> None:
    known = {r.id: r for r in rows}
    if len(known) != len(rows):
        raise InputError("two rows have the same id")
    for row in rows:
        where = f"row {row.id!r}"
        for account in (row.account, row.to, row.source):
            if account is not None and account not in accounts:
                raise InputError(f"{where}: unknown account {account!r}")
        for other in (row.link, row.pin):
            if other is not None and other not in known:
                raise InputError(f"{where}: links to the missing row {other!r}")
        if row.amount_fen and (row.amount_fen < 0) != (row.kind in _OUTGOING):
            raise InputError(f"{where}: the sign of the amount does not fit the kind {row.kind.value!r}")
        _check_links(accounts, known, row, where)


def _check_links(accounts: Mapping[str, FormAccount], known: Mapping[str, FormRow], row: FormRow, where: str) -> None:
    if row.kind is RowKind.DISBURSEMENT and not row.loan:
        raise InputError(f"{where}: a disbursement needs its loan")
    if row.kind is RowKind.REFUND and (row.link is None or known[row.link].kind is not RowKind.OUT):
        raise InputError(f"{where}: a refund needs a link to a payment")
    if row.kind is RowKind.TRANSFER_IN:
        if row.link is None and (row.source is None or not _open(accounts[row.source])):
            raise InputError(f"{where}: an arrival needs a link to its departure, or the dark account it comes from")
        if row.link is not None and known[row.link].kind is not RowKind.TRANSFER:
            raise InputError(f"{where}: an arrival links to a transfer")
    if row.pin is not None and known[row.pin].kind is not RowKind.DISBURSEMENT:
        raise InputError(f"{where}: a payment is pinned to a disbursement")


def _open(account: FormAccount) -> bool:
    return account.dark or account.unlimited


def _day_order(accounts: Mapping[str, FormAccount], rows: tuple[FormRow, ...]) -> tuple[FormRow, ...]:
    """Order each day so that the bounds are those over all orders that keep balances from going below zero (1.4)."""
    if not any(a.by_day for a in accounts.values()):
        return rows
    # A misread date never moves a row out of the book order of its account.
    latest: dict[str, dt.date] = {}
    dated: list[tuple[dt.date, FormRow]] = []
    for row in rows:
        latest[row.account] = max(row.date, latest.get(row.account, row.date))
        dated.append((latest[row.account], row))
    days: dict[dt.date, list[FormRow]] = {}
    for date, row in sorted(dated, key=lambda pair: pair[0]):
        days.setdefault(date, []).append(row)
    result: list[FormRow] = []
    for day in days.values():
        loose = any(accounts[r.account].by_day for r in day)
        result += _one_day(accounts, day) if loose else day
    return tuple(result)


def _one_day(accounts: Mapping[str, FormAccount], day: list[FormRow]) -> list[FormRow]:
    here = {r.id: r for r in day}
    by_account: dict[str, list[FormRow]] = {}
    for row in day:
        by_account.setdefault(row.account, []).append(row)
    after: dict[str, set[str]] = {a: set() for a in by_account}
    for row in day:
        # A payment of one account may come back on another the same day; on its own account `_loose_day` sees to it.
        elsewhere = row.link in here and here[row.link].account != row.account
        if row.link in here and (row.kind is RowKind.TRANSFER_IN or (row.kind is RowKind.REFUND and elsewhere)):
            after[row.account].add(here[row.link].account)
    order: list[str] = []
    waiting = list(by_account)
    while waiting:
        ready = next((a for a in waiting if after[a] <= set(order)), None)
        if ready is None:  # transfers in a circle: the rule keeps the printed order
            return day
        order.append(ready)
        waiting.remove(ready)
    result: list[FormRow] = []
    for account in order:
        own = by_account[account]
        result += _loose_day(own) if accounts[account].by_day else own
    return result


def _loose_day(rows: list[FormRow]) -> list[FormRow]:
    here = {r.id for r in rows if r.kind is RowKind.OUT}
    refunds: dict[str, list[FormRow]] = {}
    for row in rows:
        if row.kind is RowKind.REFUND and row.link in here:
            refunds.setdefault(row.link, []).append(row)
    same_day = {r.id for group in refunds.values() for r in group}
    money_in = [r for r in rows if r.amount_fen >= 0 and r.id not in same_day]
    parts: dict[str, list[FormRow]] = {}
    for row in rows:
        if row.amount_fen < 0:
            parts.setdefault(row.whole or row.id, []).append(row)
    paired: list[FormRow] = []
    rest: list[FormRow] = []
    for group in parts.values():
        back = [x for r in group for x in refunds.get(r.id, ())]
        (paired if back else rest).extend([*group, *back])
    return money_in + paired + rest


def _linked_order(rows: tuple[FormRow, ...]) -> tuple[FormRow, ...]:
    """Return the rows in list order, moved only where a link would point forwards; raises `InputError` for a circle."""
    index = {r.id: i for i, r in enumerate(rows)}
    links = [index.get(r.link) if r.link is not None else None for r in rows]
    if any(r.link is not None and links[i] is None for i, r in enumerate(rows)):
        raise InputError("a row links to a row after as_of")
    if all(link is None or link < i for i, link in enumerate(links)):
        return rows
    followers: list[list[int]] = [[] for _ in rows]
    missing = [0] * len(rows)
    last: dict[str, int] = {}
    for i, row in enumerate(rows):
        for before in {last.get(row.account), links[i]} - {None}:
            if before is not None:
                followers[before].append(i)
                missing[i] += 1
        last[row.account] = i
    ready = [i for i, count in enumerate(missing) if count == 0]
    result: list[FormRow] = []
    while ready:
        i = heapq.heappop(ready)
        result.append(rows[i])
        for j in followers[i]:
            missing[j] -= 1
            if missing[j] == 0:
                heapq.heappush(ready, j)
    if len(result) != len(rows):
        raise InputError("transfers and row order form a circle")
    return tuple(result)
