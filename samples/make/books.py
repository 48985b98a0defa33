"""The borrower's accounts: rows are added in any order, then sorted, balanced and printed as statements."""

# ruff: noqa: E501, PLR0917  (one row of a story is one line)
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from invent import Party, digits, seeded

HOLIDAYS = {
    *(dt.date(2025, 1, 1) + dt.timedelta(d) for d in (0, 27, 28, 29, 30, 31, 32, 33, 34)),
    *(dt.date(2025, 4, 4) + dt.timedelta(d) for d in range(3)),
    *(dt.date(2025, 5, 1) + dt.timedelta(d) for d in range(5)),
    *(dt.date(2025, 5, 31) + dt.timedelta(d) for d in range(3)),
    *(dt.date(2025, 10, 1) + dt.timedelta(d) for d in range(8)),
    *(dt.date(2026, 1, 1) + dt.timedelta(d) for d in range(3)),
    *(dt.date(2026, 2, 15) + dt.timedelta(d) for d in range(9)),
}
"""Public holidays of 2025 and early 2026 (国务院办公厅 notices); make-up working days are not used here."""


def workday(date: dt.date) -> dt.date:
    """Return the day itself or the next working day."""
    while date.weekday() > 4 or date in HOLIDAYS:
        date += dt.timedelta(1)
    return date


def months(first: tuple[int, int], count: int) -> list[tuple[int, int]]:
    """Return `count` (year, month) pairs from `first` on."""
    y, m = first
    return [(y + (m - 1 + k) // 12, (m - 1 + k) % 12 + 1) for k in range(count)]


@dataclass
class Row:
    """One movement; `tag` says what it is to the books (sales, supplier, wages, tax, …), `use` to the tracer."""

    account: str
    time: dt.datetime
    amount: Decimal
    party: Party | None
    summary: str
    remark: str
    tag: str
    use: str = ""
    reference: str = ""
    balance: Decimal = Decimal(0)
    link: Row | None = None
    pinned: bool = False
    unsupported: Decimal = Decimal(0)  # the part of a payment that no paper covers
    place: dict[str, object] = field(default_factory=dict)

    @property
    def date(self) -> dt.date:
        """The day of the row."""
        return self.time.date()


@dataclass
class Account:
    """One account of a firm."""

    key: str
    number: str
    bank: str
    owner: Party
    opening: Decimal
    rows: list[Row] = field(default_factory=list)

    def closing(self, date: dt.date) -> Decimal:
        """Return the balance at the end of `date`."""
        before = [r for r in self.rows if r.date <= date]
        return before[-1].balance if before else self.opening


class Books:
    """All accounts of one firm."""

    def __init__(self, accounts: list[Account], seed: str) -> None:
        self.accounts = {a.key: a for a in accounts}
        self.rng = seeded(seed)

    def when(self, date: dt.date, *, hour: int | None = None) -> dt.datetime:
        """Return a moment of that day in office hours."""
        rng = self.rng
        return dt.datetime(  # noqa: DTZ001  (statements print local time)
            date.year,
            date.month,
            date.day,
            hour if hour is not None else rng.randint(9, 16),
            rng.randint(0, 59),
            rng.randint(0, 59),
        )

    def add(
        self,
        account: str,
        date: dt.date | dt.datetime,
        amount: Decimal | int | str,
        party: Party | None,
        summary: str,
        remark: str,
        tag: str,
        *,
        use: str = "operating",
    ) -> Row:
        """Add a row; money in is positive."""
        moment = date if isinstance(date, dt.datetime) else self.when(date)
        row = Row(account, moment, Decimal(amount), party, summary, remark, tag, use if Decimal(amount) < 0 else "")
        self.accounts[account].rows.append(row)
        return row

    def transfer(self, source: str, target: str, date: dt.date, amount: Decimal | int, remark: str = "资金调拨") -> Row:
        """Move money between two accounts of the firm, the same day."""
        a, b = self.accounts[source], self.accounts[target]
        moment = self.when(date)
        out = self.add(source, moment, -Decimal(amount), Party(b.owner.name, bank=b.bank, account_number=b.number),
                       "网银转账", remark, "transfer")  # fmt: skip
        into = self.add(target, moment + dt.timedelta(seconds=17), Decimal(amount),
                        Party(a.owner.name, bank=a.bank, account_number=a.number), "转入", remark, "transfer")  # fmt: skip
        into.link = out
        return out

    def close(self) -> None:
        """Sort, balance and number the rows; an account that runs dry is an error of the story."""
        for account in self.accounts.values():
            account.rows.sort(key=lambda r: r.time)
            balance = account.opening
            for number, row in enumerate(account.rows):
                balance += row.amount
                row.balance = balance
                row.reference = f"{row.time:%Y%m%d}{digits(account.key + str(number), 8)}"
                if balance < 0:
                    raise ValueError(f"{account.key} runs dry on {row.date}: {balance}")

    def rows(self) -> list[Row]:
        """Return all rows by time."""
        return sorted((r for a in self.accounts.values() for r in a.rows), key=lambda r: r.time)

    def total(self, tag: str, start: dt.date, end: dt.date) -> Decimal:
        """Return the sum of the rows of a tag in a period, both days included."""
        return sum((r.amount for r in self.rows() if r.tag == tag and start <= r.date <= end), Decimal(0))

    def cash(self, date: dt.date) -> Decimal:
        """Return the money on all accounts at the end of a day."""
        return sum((a.closing(date) for a in self.accounts.values()), Decimal(0))
