"""What matching works on: payments and papers as plain rows, and the figures by which they are judged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A payment that asks for proof of `fen`; `row` is its row id, `text` summary and remark.

    `whole_fen` is what was paid in all, where `fen` is only the loan money in it: invoices are made out for the whole.
    `also_named` are names that other papers give the payee's account.
    """

    row: str
    payee_name: str | None
    payee_account: str | None
    fen: int
    date: dt.date
    text: str = ""
    whole_fen: int | None = None
    also_named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRow:
    """An invoice as printed; `fen` is the total with tax, negative on a red one (credit note).

    `named` are the numbers that a red invoice names as the one it reverses; `scanned` says that names were read by OCR.
    """

    id: str
    seller: str | None
    fen: int
    date: dt.date | None = None
    code: str = ""
    number: str = ""
    buyer: str | None = None
    buyer_code: str = ""
    named: frozenset[str] = frozenset()
    void: bool = False
    scanned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A paper of the first layer: what of an invoice can prove, or the share of a contract that is paid in advance.

    `fen` is what is left of it after red invoices; `penalty` a cost per fen of its own. `contract` is the id of the
    contract whose advance share this is.
    """

    id: str
    seller: str | None
    fen: int
    date: dt.date | None = None
    number: str = ""
    penalty: int = 0
    scanned: bool = False
    contract: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRow:
    """A purchase contract; `fen` None is unlimited, `advance_fen` the share that its terms say is paid in advance."""

    id: str
    seller: str | None
    fen: int | None
    number: str = ""
    signed: dt.date | None = None
    delivery: dt.date | None = None
    advance_fen: int = 0
    scanned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRow:
    """A goods receipt or acceptance; `fen` None is unlimited."""

    id: str
    supplier: str | None
    fen: int | None
    date: dt.date | None = None
    scanned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The figures of flows.md 4 and of the domain reference; costs are per fen and order equal coverages only.

    Attributes:
        days_earlier, days_later: days an invoice may be dated before and after its payment (flows.md 4.2).
        signing_grace_days: days an invoice may be dated before its contract (domain reference, section 8.2).
        advance_days: days after delivery until which the contract suffices for money paid in advance (section 2).
        small_fen: payments to one seller that come to less need no contract beside the invoice (section 2).
        advance: of a contract's advance share, which comes after every invoice.
    """

    days_earlier: int = 180
    days_later: int = 90
    signing_grace_days: int = 7
    advance_days: int = 30
    small_fen: int = 5_000_000
    not_exact: int = 10
    per_ten_days: int = 1
    no_number: int = 20
    no_date: int = 20
    no_buyer: int = 50
    advance: int = 1000


TOLERANCE_FEN, TOLERANCE_SHARE = 100, 1000
"""Up to one yuan or a thousandth of the demand may lack (flows.md 4.5)."""


def tolerance(fen: int) -> int:
    """Return how much of a demand may lack before it counts as uncovered (flows.md 4.5)."""
    return max(TOLERANCE_FEN, fen // TOLERANCE_SHARE)
