"""Accounts, statement rows, loans and what became of each loan's money."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from docaudit.records.evidence import Evidence
from docaudit.records.labels import Owner, RowKind, Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row or a value stands: the document and the evidence in it."""

    document: str
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account of the ledger.

    Attributes:
        key: unique in the ledger: the digits of the account number, or ``document id`` where it has none.
        opening_fen: balance before the first row.
        opening_known: False where no statement says what stood there (wallet bills): other money is without limit.
        dark: known from transfers only; its statement is missing (flows.md 2.6).
        balances_prove_order: the running balances chain in row order (flows.md 1.4).
        documents: ids of the statements it was read from.
    """

    key: str
    number: str | None
    name: str | None
    bank: str | None = None
    owner: Owner = Owner.BORROWER
    currency: str = "CNY"
    opening_fen: int = 0
    opening_known: bool = True
    overdraft: bool = False
    dark: bool = False
    balances_prove_order: bool = True
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """One row of a statement, as printed; `amount_fen` is signed, money in is positive.

    `id` is ``document id#index``, the index counting from 1 in that document's `transactions`. Where the row names only
    a bank's transit account, or nobody, the counterparty is the payee that a slip or an order of that payment names.
    """

    id: str
    index: int
    account: str
    date: dt.date
    amount_fen: int
    place: Place
    time: dt.datetime | None = None
    balance_fen: int | None = None
    counterparty_name: str | None = None
    counterparty_account: str | None = None
    counterparty_bank: str | None = None
    summary: str | None = None
    remark: str | None = None
    reference: str | None = None
    confidence: float = 1.0

    @property
    def text(self) -> str:
        """Summary and remark in one string, for word searches."""
        return " ".join(filter(None, (self.summary, self.remark)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """A transaction with its part in the tracing.

    Attributes:
        loan: of a disbursement, the loan's id.
        to: account key a transfer goes to; `link`: the row id a transfer_in or refund answers.
        source_account: the dark account a transfer_in comes from.
        pin: the disbursement row an entrusted payment was paid from.
        use: of a payment; `use_confidence` and `use_reason` say how it was named (Chinese, for the reviewer).
    """

    transaction: Transaction
    kind: RowKind
    loan: str | None = None
    to: str | None = None
    link: str | None = None
    source_account: str | None = None
    pin: str | None = None
    use: Use = Use.UNKNOWN
    use_confidence: float = 0.0
    use_reason: str = ""

    @property
    def id(self) -> str:
        """The transaction's id."""
        return self.transaction.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All accounts of a case; `rows` stand in book order within each account, by date over all."""

    accounts: tuple[Account, ...] = ()
    rows: tuple[LedgerRow, ...] = ()

    def account(self, key: str) -> Account | None:
        """Return the account of that key."""
        return next((a for a in self.accounts if a.key == key), None)

    def row(self, row_id: str) -> LedgerRow | None:
        """Return the row of that id."""
        return next((r for r in self.rows if r.id == row_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """One loan of the case, joined from contract, receipts and the lender's own facts (``case.yaml``).

    `id` is the contract number as read, else ``L1``, ``L2`` … in order of first disbursement. `contract` and
    `receipts` are document ids. `disbursements` are row ids; `prohibited` are the uses the contract forbids by name;
    `principal_fen` is the contract's amount.
    """

    id: str
    borrower: str | None = None
    lender: str | None = None
    contract: str | None = None
    receipts: tuple[str, ...] = ()
    principal_fen: int | None = None
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    loan_kind: str = "other"
    purpose: str | None = None
    payment_method: str | None = None
    entrusted_threshold_fen: int | None = None
    prohibited: frozenset[str] = frozenset()
    disbursements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDisbursement:
    """A disbursement of `loan` that a person names; `account` is its number or last digits, None where it is clear."""

    loan: str
    date: dt.date
    amount_fen: int
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """`amount_fen` of loan money proved by one document."""

    document: str
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperUse:
    """What became of an invoice: of `amount_fen` that it can prove, `payments` are (row id, fen of loan money proved).

    `own_fen` is what proves the borrower's own money in payments to the same seller; the rest has proved nothing yet.
    """

    document: str
    amount_fen: int
    payments: tuple[tuple[str, int], ...] = ()
    own_fen: int = 0

    @property
    def used_fen(self) -> int:
        """The loan money that it proves."""
        return sum(fen for _, fen in self.payments)

    @property
    def rest_fen(self) -> int:
        """What it has not proved anything with yet."""
        return self.amount_fen - self.used_fen - self.own_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedPayment:
    """A payment with the loan money in it, by the method and by the bounds (flows.md 2).

    `lacking` is the least and most that may be uncovered over all coverages of the same total (flows.md 4.4), None
    where that was not worked out. `named_in` are the applications and orders that name the payment.
    """

    row: LedgerRow
    loan_fen: int
    min_fen: int
    max_fen: int
    use: Use
    covered_by: tuple[Cover, ...] = ()
    uncovered_fen: int = 0
    lacking: tuple[int, int] | None = None
    named_in: tuple[Cover, ...] = ()


@dataclass(frozen=True, slots=True)
class UseAmount:
    """Loan money of one use: by the method, least, most."""

    use: Use
    amount_fen: int
    min_fen: int
    max_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleAmount:
    """Loan money of one disbursement that lay unspent on own accounts on `day`: by the method, least and most."""

    disbursement: LedgerRow
    day: dt.date
    fen: int
    min_fen: int
    max_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTrace:
    """What became of one loan; the sum of `uses` (idle included) is `disbursed_fen`.

    `earlier` are its traces of the days before a deposit was released; `idle` is what of each disbursement was unspent
    when it should have been used, where the statements reach so far.
    """

    loan: str
    disbursed_fen: int
    method: str
    uses: tuple[UseAmount, ...] = ()
    payments: tuple[TracedPayment, ...] = ()
    earlier: tuple[LoanTrace, ...] = ()
    idle: tuple[IdleAmount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How strongly two parties are tied (0 to 1, flows.md 3.0), why, and where that stands."""

    strength: float
    reason: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The parties of a case as names: the borrower's own, the lender's, and who is tied to the borrower.

    `related` maps a normalised name (`names.core_key`) to its relation with the borrower; `accounts` maps the digits
    of a known account number to (owner's name, owner).
    """

    borrower: str | None = None
    borrower_names: frozenset[str] = frozenset()
    lender_names: frozenset[str] = frozenset()
    related: dict[str, Relation] = field(default_factory=dict)
    accounts: dict[str, tuple[str, Owner]] = field(default_factory=dict)
