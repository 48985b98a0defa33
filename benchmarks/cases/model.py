"""What a made-up loan file is before it is drawn: its loan, trades, money and papers, and what is to be found in it."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from unseen.invoices import Line

from cases.cast import Cast, Party, World


@dataclass(frozen=True, slots=True)
class Alter:
    """What is done to a file: a figure ``overlaid``, ``quiet`` or ``typed`` (see `altered`), ``joined``, or ``cut``."""

    how: str
    text: str = ""


@dataclass(slots=True)
class Row:
    """A line of a statement; amounts in fen, money in is positive.

    Attributes:
        party: None where the statement names none.
        key: of the payment it is.
    """

    day: dt.date
    fen: int
    party: Party | None
    summary: str
    remark: str = ""
    key: str = ""


@dataclass(slots=True)
class Book:
    """A statement of one account.

    Attributes:
        opening: fen before the first row.
        misprint: row's place (from 0) to fen by which its balance and all later ones are printed too high.
        gap: first and last day that the printed statement leaves out; it is then printed as two files.
        form: ``pdf``, ``ruled`` or ``xlsx``.
    """

    key: str
    owner: Party
    bank: str
    account: str
    opening: int
    start: dt.date
    end: dt.date
    rows: list[Row] = field(default_factory=list)
    misprint: tuple[int, int] | None = None
    gap: tuple[dt.date, dt.date] | None = None
    form: str = "pdf"

    def sort(self) -> None:
        """Put the rows in order of days; those of a day stay as they were added, money in first."""
        self.rows.sort(key=lambda r: (r.day, r.fen < 0))

    def balance(self, day: dt.date) -> int:
        """Return the balance at the end of a day, in fen."""
        return self.opening + sum(r.fen for r in self.rows if r.day <= day)


@dataclass(slots=True)
class Bill:
    """An invoice; `total` and `words` are what is printed where that differs from the sums of the lines.

    Attributes:
        copies: file names of further prints.
        form: ``digital`` or ``old``.
    """

    key: str
    seller: Party
    buyer: Party
    day: dt.date
    number: str
    lines: list[Line]
    remarks: str = ""
    total: int | None = None
    words: str | None = None
    form: str = "digital"
    code: str | None = None
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def fen(self) -> int:
        """The total by its lines."""
        return sum(line.amount + (line.tax or 0) for line in self.lines)


@dataclass(slots=True)
class Trade:
    """A contract of the borrower with one it pays; `lines` are (name, specification, unit, quantity, fen with tax)."""

    key: str
    title: str
    number: str
    buyer: Party
    seller: Party
    lines: list[tuple[str, str, str, str, int]]
    signed: dt.date
    delivery: dt.date
    terms: str
    subject: str = ""
    words: str | None = None

    @property
    def fen(self) -> int:
        """What was agreed, with tax."""
        return sum(line[4] for line in self.lines)


@dataclass(slots=True)
class Delivery:
    """A slip of goods that came, or an acceptance of work."""

    key: str
    trade: Trade
    day: dt.date
    title: str = "入库单"


@dataclass(slots=True)
class Payment:
    """Money paid out for a trade.

    Attributes:
        order: what the order of an entrusted payment says otherwise than the bank did: payee and account.
    """

    key: str
    row: Row
    book: str
    trade: Trade | None = None
    bills: list[Bill] = field(default_factory=list)
    entrusted: bool = False
    order: Party | None = None


@dataclass(slots=True)
class Loan:
    """A loan contract; `draws` are days and fen of its disbursements.

    Attributes:
        kind: as the interface names it.
        method: ``entrusted``, ``self`` or ``mixed``.
        clauses: duties and tests that the contract sets down, whole sentences.
        signed: None where no date was filled in.
        receipt_name: borrower on the receipt where it is another.
        months: None where the term was left open.
    """

    number: str
    kind: str
    fen: int
    start: dt.date
    end: dt.date
    months: int
    rate: str
    purpose: str | None
    method: str
    threshold: int | None
    account: str
    signed: dt.date | None
    guarantors: list[Party] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    draws: list[tuple[dt.date, int]] = field(default_factory=list)
    schedule: list[tuple[dt.date, int]] = field(default_factory=list)
    words: str | None = None
    receipt_name: str = ""
    receipt_account: str = ""
    with_rate: bool = True
    seals: bool = True


@dataclass(slots=True)
class Figures:
    """Financial statements of one day: figures of the period and, second, of the one before, in fen."""

    key: str
    end: dt.date
    balance: dict[str, tuple[int, int]]
    income: dict[str, tuple[int, int]]
    flow: dict[str, tuple[int, int]]


@dataclass(slots=True)
class Note:
    """A paper of one page: a title, lines of text or a table, who signs.

    Attributes:
        folder: of the file.
    """

    key: str
    folder: str
    title: str
    lines: list[str] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)
    signed: str = ""
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault and what must be said of it.

    Attributes:
        check: as the interface names it.
        fen: the amount; None where none is asked for.
        within: how far, in fen, the amount may be off.
        papers: keys of papers; the finding must point to one of them. Empty where a paper is missing.
        least: severity.
        rows: keys of payments whose loan money is the amount, but for `less` fen of it.
    """

    check: str
    fen: int | None = None
    within: int = 100
    papers: tuple[str, ...] = ()
    least: str = "medium"
    rows: tuple[str, ...] = ()
    less: int = 0


@dataclass(slots=True)
class Case:
    """A loan file.

    Attributes:
        kind: of its loan.
        skip: keys of papers that are left out.
        alter: what is done to a paper's file after it was drawn.
        planted: its faults.
        also: checks that may speak as well, since the same fault shows there too.
        decoys: names of what looks like a fault and is none.
        partner: the other case of a pair.
        spare: fen of its own on the account when the loan comes; 0 for next to nothing.
        count: of the keys given out.
        taken: what a fault or a decoy has changed already, so that no other does.
    """

    name: str
    kind: str
    chance: random.Random = field(repr=False)
    cast: Cast = field(repr=False)
    world: World
    borrower: Party
    lender: str
    loan: Loan
    as_of: dt.date
    book: Book
    payer: Party
    trades: list[Trade] = field(default_factory=list)
    bills: list[Bill] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    books: list[Book] = field(default_factory=list)
    licences: list[Party] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)
    inspections: list[tuple[str, dt.date, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    copies: list[Bill] = field(default_factory=list)
    skip: set[str] = field(default_factory=set)
    alter: dict[str, Alter] = field(default_factory=dict)
    planted: list[Planted] = field(default_factory=list)
    also: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    decoys: list[str] = field(default_factory=list)
    partner: str = ""
    taken: set[str] = field(default_factory=set)
    spare: int = 0
    count: int = 0

    def key(self, what: str) -> str:
        """Return a key that no other paper of the case has."""
        self.count += 1
        return f"{what}:{self.count}"

    def plant(self, planted: Planted, *also: str) -> None:
        """Note a fault and what else it may be called."""
        self.planted.append(planted)
        self.also.update(also)


def loan_money(book: Book, pinned: set[str]) -> dict[str, int]:
    """Return the loan money, first in first out, in each row of `book` that has a key (flows.md 2.1 and 1.6).

    `pinned` are keys of rows that the lender paid out of the disbursement.
    """
    lots: list[list[int]] = [[0, max(0, book.opening)]]
    draws = [k for k, r in enumerate(book.rows) if r.key.startswith("draw")]
    taken: dict[str, int] = {}
    for place, row in enumerate(book.rows):
        if row.fen > 0:
            is_loan = row.key.startswith("draw")
            kept = row.fen
            if is_loan:
                until = next((k for k in draws if k > place), len(book.rows))
                pins = sum(-r.fen for r in book.rows[place:until] if r.key in pinned)
                kept = row.fen - min(row.fen, pins)
            lots.append([int(is_loan), kept])
        elif row.key in pinned:
            taken[row.key] = -row.fen
        else:
            left, loaned = -row.fen, 0
            for lot in lots:
                part = min(left, lot[1])
                lot[1] -= part
                left -= part
                loaned += part * lot[0]
            if row.key:
                taken[row.key] = loaned
    return taken
