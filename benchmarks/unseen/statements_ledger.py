"""Invents an account with its transactions, and says what a careful reader writes down of it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .statements_words import Words

ALL = ("counterparty_name", "counterparty_account", "counterparty_bank", "summary", "remark", "reference")
"""The columns of text that a statement may show; times and amounts are always there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A transaction; amounts are fen, money in is positive; a text the row does not have is None."""

    when: dt.datetime
    fen: int
    balance: int
    counterparty_name: str | None = None
    counterparty_account: str | None = None
    counterparty_bank: str | None = None
    summary: str | None = None
    remark: str | None = None
    reference: str | None = None
    is_reversal: bool = False

    @property
    def voucher(self) -> str | None:
        """The number of the paper that was handed in, on some statements instead of the bank's own reference."""
        return f"{abs(self.fen) % 9973:08d}" if self.fen % 3 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account and its transactions, oldest first; amounts are fen of `currency`."""

    bank: str
    holder: str
    number: str
    currency: str
    opening: int
    start: dt.date
    end: dt.date
    entries: tuple[Entry, ...]

    @property
    def closing(self) -> int:
        """The balance after the last transaction."""
        return self.entries[-1].balance if self.entries else self.opening

    @property
    def money_in(self) -> int:
        """All that came in."""
        return sum(e.fen for e in self.entries if e.fen > 0)

    @property
    def money_out(self) -> int:
        """All that went out, as a positive number."""
        return -sum(e.fen for e in self.entries if e.fen < 0)

    @property
    def columns(self) -> tuple[int, int]:
        """The sums of a column of payments and of one of receipts; a reversal lessens the column it reverses."""
        out = [-e.fen for e in self.entries if (e.fen < 0) != e.is_reversal]
        return sum(out), sum(e.fen for e in self.entries if (e.fen > 0) != e.is_reversal)


def digits(chance: random.Random, count: int) -> str:
    """Return that many digits; the first is none of 0, so that no program may take it away."""
    return str(chance.randint(1, 9)) + "".join(str(chance.randint(0, 9)) for _ in range(count - 1))


def card(chance: random.Random) -> str:
    """Return a card number of 19 digits whose last digit checks (ISO/IEC 7812)."""
    body = "62" + digits(chance, 16)
    doubled = [int(d) * (2 if k % 2 == 0 else 1) for k, d in enumerate(reversed(body))]
    return body + str(-sum(d // 10 + d % 10 for d in doubled) % 10)


def invent(
    chance: random.Random,
    words: Words,
    *,
    bank: int,
    rows: int,
    person: bool = False,
    currency: str = "CNY",
    masked: bool = False,
) -> Account:
    """Invent an account.

    Args:
        chance: decides everything that the other arguments leave open.
        words: the part's.
        bank: which of the part's banks it is with.
        rows: number of transactions; one of them is reversed by the next one.
        person: a natural person's account, with smaller amounts.
        currency: of the account.
        masked: counterparties' accounts are printed with stars in the middle.
    """
    start = dt.date(2026, chance.randint(1, 3), 1)
    end = _month_end(start.replace(month=start.month + 2) if rows > 40 else start)
    days = (end - start).days + 1
    opening = chance.randint(200_000, 9_000_000) if person else chance.randint(20_000_000, 900_000_000)
    balance, entries = opening, []
    moments = sorted(
        dt.datetime.combine(start + dt.timedelta(chance.randrange(days)), dt.time(8))
        + dt.timedelta(seconds=chance.randrange(36_000))
        for _ in range(rows)
    )
    reversed_row = chance.randrange(rows // 2, rows - 2)
    for k, moment in enumerate(moments):
        entry = _entry(chance, words, moment, balance, person)
        if k == reversed_row + 1:
            last = entries[-1]
            entry = replace(
                last, when=moment, fen=-last.fen, summary="冲正", is_reversal=True, reference=entry.reference
            )
        if masked and entry.counterparty_account:
            shown = entry.counterparty_account
            entry = replace(entry, counterparty_account=f"{shown[:4]}****{shown[-4:]}")
        balance += entry.fen
        entries.append(replace(entry, balance=balance))
    return Account(
        bank=words.banks[bank],
        holder=words.person(chance) if person else words.company(chance),
        number=card(chance) if person else digits(chance, chance.choice((15, 16, 17, 18))),
        currency=currency,
        opening=opening,
        start=start,
        end=end,
        entries=tuple(entries),
    )


def _month_end(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)


def _entry(chance: random.Random, words: Words, moment: dt.datetime, balance: int, person: bool) -> Entry:
    reference = f"{moment:%y%m%d}{digits(chance, 10)}"
    most = 300_000 if person else 60_000_000
    fen = max(100, round(most * chance.random() ** 3))
    fen = fen // 100 * 100 if chance.random() < 0.4 else fen
    if chance.random() < 0.1:
        summary, remark = chance.choice(words.fees)
        income = "息" in summary
        fen = chance.randint(100, 20_000)
        signed = fen if income else -min(fen, balance)
        return Entry(when=moment, fen=signed, balance=0, summary=summary, remark=remark, reference=reference)
    income = chance.random() < 0.45 or fen > balance * 0.6
    kinds = (words.own_in if income else words.own_out) if person else (words.paid_in if income else words.out)
    summary, remarks = chance.choice(kinds)
    private = chance.random() < (0.5 if person else 0.15)
    return Entry(
        when=moment,
        fen=fen if income else -fen,
        balance=0,
        counterparty_name=words.person(chance) if private else words.company(chance),
        counterparty_account=card(chance) if private else digits(chance, chance.choice((12, 15, 17, 19))),
        counterparty_bank=words.branch(chance),
        summary=summary,
        remark=chance.choice(remarks) if chance.random() < 0.85 else None,
        reference=reference,
    )


def yuan(fen: int) -> str:
    """Return an amount in the form of the interface."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def truth(
    account: Account,
    *,
    shows: Collection[str],
    clock: str | None = "%H:%M:%S",
    newest_first: bool = False,
    balances: bool = True,
    head: Collection[str] = ("bank", "account_name", "account_number", "currency", "period", "opening", "closing"),
) -> dict[str, Any]:
    """Return the truth of a paper about one account.

    Args:
        account: whose paper it is.
        shows: the columns of text on it, of `ALL`; or ``voucher``, which is then the reference.
        clock: how the time of day is printed; None where only days are.
        newest_first: the order of the rows on the paper.
        balances: whether each row has its balance.
        head: what is printed outside the table; a balance that is not, but follows from the rows, may be given or not.
    """
    rows = [_row(entry, shows, clock, balances) for entry in account.entries]
    if newest_first:
        rows.reverse()
    fields: dict[str, Any] = {
        "bank": account.bank if "bank" in head else None,
        "account_name": account.holder if "account_name" in head else None,
        "account_number": account.number if "account_number" in head else None,
        "currency": account.currency,
        "period_start": account.start.isoformat() if "period" in head else None,
        "period_end": account.end.isoformat() if "period" in head else None,
        "opening_balance": yuan(account.opening) if "opening" in head else None,
        "closing_balance": yuan(account.closing) if "closing" in head else None,
        "transactions": rows,
    }
    accept: dict[str, list[Any]] = {
        "bank": [
            account.bank.removesuffix("股份有限公司"),
            account.bank.replace("有限公司", ""),
            f"{account.bank.partition('银行')[0]}银行",
        ]
    }
    if "currency" not in head:
        accept["currency"] = [None]
    if "period" not in head:
        accept["period_start"] = [account.entries[0].when.date().isoformat()]
        accept["period_end"] = [account.entries[-1].when.date().isoformat()]
    for name, fen in (("opening", account.opening), ("closing", account.closing)):
        if name not in head and balances:
            accept[f"{name}_balance"] = [yuan(fen)]
    return {
        "doc_type": "bank_statement",
        "fields": fields,
        "accept": accept,
        "extra": _extra(account, rows, newest_first),
    }


def _row(entry: Entry, shows: Collection[str], clock: str | None, balances: bool) -> dict[str, str | None]:
    moment = entry.when.replace(second=0) if clock == "%H:%M" else entry.when
    row: dict[str, str | None] = {
        "time": entry.when.date().isoformat() if clock is None else moment.isoformat(timespec="seconds"),
        "amount": yuan(entry.fen),
        "balance": yuan(entry.balance) if balances else None,
    }
    row |= {name: getattr(entry, name) if name in shows else None for name in ALL}
    return row | {"reference": entry.voucher} if "voucher" in shows else row


def _extra(account: Account, rows: Sequence[dict[str, Any]], newest_first: bool) -> dict[str, Any]:
    return {
        "row_count": len(rows),
        "sum_in": yuan(account.money_in),
        "sum_out": yuan(account.money_out),
        "row_order": "desc" if newest_first else "asc",
        "first": rows[0],
        "last": rows[-1],
        "opening_computed": yuan(account.opening),
        "closing_computed": yuan(account.closing),
        "balance_breaks": 0,
    }
