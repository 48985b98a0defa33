"""Invents accounts whose balances run, and the truth of a paper about them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..values import bare, digits, truth
from .bank_cast import FEES, HELD, INCOME, OUTGO, OWN_IN, OWN_OUT

TEXTS = ("counterparty_name", "counterparty_account", "counterparty_bank", "summary", "remark", "reference")


@dataclass(frozen=True, slots=True)
class Row:
    """A transaction; `fen` is positive for money in, texts that the bank has none for are None."""

    when: dt.datetime
    fen: int
    balance: int
    summary: str
    counterparty_name: str | None = None
    counterparty_account: str | None = None
    counterparty_bank: str | None = None
    remark: str | None = None
    reference: str | None = None

    @property
    def out(self) -> int | None:
        """What left the account, positive."""
        return -self.fen if self.fen < 0 else None

    @property
    def into(self) -> int | None:
        """What came in."""
        return self.fen if self.fen > 0 else None


@dataclass(frozen=True, slots=True)
class Account:
    """An account over a time; rows run from the oldest to the newest."""

    bank: str
    holder: str
    number: str
    opening: int
    start: dt.date
    end: dt.date
    rows: tuple[Row, ...]
    branch: str = ""
    currency: str = "CNY"
    accept: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def closing(self) -> int:
        """The last balance."""
        return self.rows[-1].balance

    def sums(self, upto: int | None = None, since: int = 0) -> tuple[int, int]:
        """Return money out and money in of the rows from `since` on, `upto` not included."""
        chosen = self.rows[since:upto]
        return sum(r.out or 0 for r in chosen), sum(r.into or 0 for r in chosen)

    def counts(self) -> tuple[int, int]:
        """Return how many rows take money out and bring it in."""
        out = sum(r.fen < 0 for r in self.rows)
        return out, len(self.rows) - out


def account(
    chance: random.Random,
    bank: str,
    rows: int,
    *,
    person: bool = False,
    number: str | None = None,
    branch: str | None = None,
    currency: str = "CNY",
    months: int = 1,
) -> Account:
    """Invent an account with a bank; a person's has smaller amounts."""
    year, month = chance.choice((2023, 2024, 2025)), chance.randrange(1, 13 - months)
    start = dt.date(year, month, 1)
    end = dt.date(year, month + months, 1) - dt.timedelta(days=1)
    scale = 90_000 if person else 2_000_000
    opening = chance.randrange(scale * 20, scale * 100)
    moments = sorted(
        dt.datetime.combine(start, dt.time(8, 30))
        + dt.timedelta(days=chance.randrange((end - start).days + 1), seconds=chance.randrange(32_000))
        for _ in range(rows)
    )
    balance, made = opening, []
    for moment in moments:
        row = _row(chance, moment, balance, scale, person=person)
        balance += row.fen
        made.append(replace(row, balance=balance))
    return Account(
        bank=bank,
        holder=HELD.person(chance) if person else HELD.firm(chance),
        number=number or digits(chance, chance.choice((16, 18, 19)), "8"),
        opening=opening,
        start=start,
        end=end,
        rows=tuple(made),
        branch=branch or bank.replace("股份有限公司", "") + chance.choice(HELD.branches),
        currency=currency,
    )


def _row(chance: random.Random, moment: dt.datetime, balance: int, scale: int, *, person: bool) -> Row:
    reference = f"{moment:%m%d}{digits(chance, 8)}"
    if chance.random() < 0.08:
        summary, sign = chance.choice(FEES)
        fen = chance.choice((500, 1_000, 1_550, 30_000, chance.randrange(100, 9_000)))
        return Row(moment, fen if sign > 0 or fen > balance else -fen, 0, summary, reference=reference)
    fen = int(scale * chance.choice((0.05, 0.4, 2, 9)) * chance.uniform(0.1, 1))
    fen = fen if chance.random() < 0.5 else fen // 1000 * 1000 + 1000
    into = fen >= balance * 0.8 or chance.random() < 0.42
    kinds = (OWN_IN if into else OWN_OUT) if person else INCOME if into else OUTGO
    summary, remarks = chance.choice(kinds)
    remark = chance.choice(remarks) if chance.random() < 0.8 else None
    if summary in ("取现", "消费", "实时扣税") and chance.random() < 0.6:
        return Row(moment, -fen, 0, summary, remark=remark, reference=reference)
    private = person or chance.random() < 0.15
    return Row(
        moment,
        fen if into else -fen,
        0,
        summary,
        counterparty_name=HELD.person(chance) if private else HELD.firm(chance),
        counterparty_account=digits(chance, chance.choice((16, 17, 19)), "62" if private else "4"),
        counterparty_bank=HELD.branch(chance).replace("股份有限公司", ""),
        remark=remark,
        reference=reference,
    )


def told(
    a: Account,
    shows: Collection[str],
    *,
    clock: bool | str = False,
    newest_first: bool = False,
    head: Collection[str] = ("bank", "account_name", "account_number", "currency", "period", "opening", "closing"),
    printed_bank: str | None = None,
) -> dict[str, Any]:
    """Return the truth of a paper about one account.

    Args:
        a: the account.
        shows: the columns of text on the paper, of `TEXTS`.
        clock: whether the time of day is printed; ``minutes`` without seconds.
        newest_first: the order of the rows on the paper.
        head: what is printed besides the rows. What is not may be worked out from them or left null.
        printed_bank: the bank's name as printed, where it is not the full one.
    """
    bank = printed_bank or a.bank
    rows = [_told_row(r, shows, clock) for r in a.rows]
    given = {
        "bank": bank if "bank" in head else None,
        "account_name": a.holder if "account_name" in head else None,
        "account_number": a.number if "account_number" in head else None,
        "currency": a.currency,
        "period_start": a.start.isoformat() if "period" in head else None,
        "period_end": a.end.isoformat() if "period" in head else None,
        "opening_balance": bare(a.opening) if "opening" in head else None,
        "closing_balance": bare(a.closing) if "closing" in head else None,
        "transactions": rows[::-1] if newest_first else rows,
    }
    short = a.bank.replace("股份有限公司", "").replace("有限责任公司", "")
    accept: dict[str, list[Any]] = {"bank": [bank, a.bank, short, a.branch] if "bank" in head else [short, a.bank]}
    if "currency" not in head:
        accept["currency"] = [None]
    if "period" not in head:
        accept["period_start"] = [a.rows[0].when.date().isoformat()]
        accept["period_end"] = [a.rows[-1].when.date().isoformat()]
    for name, fen in (("opening", a.opening), ("closing", a.closing)):
        if name not in head:
            accept[f"{name}_balance"] = [bare(fen)]
    return truth("bank_statement", given, {**accept, **a.accept})


def _told_row(r: Row, shows: Collection[str], clock: bool | str) -> dict[str, str | None]:
    moment = r.when.replace(second=0) if clock == "minutes" else r.when
    return {
        "time": moment.isoformat() if clock else r.when.date().isoformat(),
        "amount": bare(r.fen),
        "balance": bare(r.balance),
        **{name: getattr(r, name) if name in shows else None for name in TEXTS},
    }


def several(trues: Sequence[dict[str, Any]], pages: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Return the truth of a file that holds several papers, each on pages of its own; [] for files without pages."""
    documents = [{**true, "pages": list(own)} for true, own in zip(trues, pages, strict=True)]
    return {"doc_type": "multiple", "pages": max((p for own in pages for p in own), default=1), "documents": documents}
