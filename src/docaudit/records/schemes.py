"""What was found of each loan's money beyond the borrower's own accounts: where it went on, came back or hurried."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docaudit.records.flows import LedgerRow, TracedPayment
from docaudit.records.labels import Use


@dataclass(frozen=True, slots=True)
class LoanMoney:
    """Loan money of a row or of a set of rows: by the method, least and most under any order of the money (fen)."""

    fen: int = 0
    min_fen: int = 0
    max_fen: int = 0


SetBounds = Callable[[str, Sequence[TracedPayment]], tuple[int, int]]
"""Asks for the exact (least, most) loan money in a set of payments of a loan, by the loan's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Downstream:
    """Loan money that payees passed on to a prohibited class, as statements of others show (flows.md 3.5).

    Attributes:
        use: the class; `money` is that of all `sinks` together.
        firsts: the borrower's payments it began with; payees that share a sink share one record.
        path: rows in between, in order of time; `sinks`: the payments to the class.
        hops: payments on the longest of the shortest ways, the borrower's own counted (2 = one payee in between).
        unproved_fen: what of the first payments can be loan money and has no evidence.
        passed_fen: what of the sinks the payees cannot have paid from other money than that of the first payments.
    """

    use: Use
    money: LoanMoney
    firsts: tuple[LedgerRow, ...]
    path: tuple[LedgerRow, ...]
    sinks: tuple[LedgerRow, ...]
    hops: int
    unproved_fen: int = 0
    passed_fen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Loan money that came back to the borrower or a party tied to it (flows.md 3.1).

    Attributes:
        strength: the tie between payee and payer (0 to 1); `reason` says it in Chinese.
        ratio: returned over paid; `gap_days`: mean days between, weighted by amount; `hops`: rows in between.
        habit: in the year before, the payee bought from and sold to the borrower, or who paid over hops often paid it.
        confidence: by the formula, before the grade counts.
    """

    outs: tuple[LedgerRow, ...]
    ins: tuple[LedgerRow, ...]
    hops: tuple[LedgerRow, ...]
    money: LoanMoney
    strength: float
    ratio: float
    gap_days: float
    habit: bool
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassThrough:
    """Loan money that an account took in and paid out again at once (flows.md 3.3).

    `share` is what left of what came; `firsts` are the borrower's payments behind it where it is another's account;
    `proved`: evidence covers those.
    """

    account: str
    arrival: LedgerRow
    outs: tuple[LedgerRow, ...]
    firsts: tuple[LedgerRow, ...]
    money: LoanMoney
    share: float
    proved: bool
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Payments to one payee that stay under the entrusted-payment threshold singly and exceed it together (3.2).

    `near` of them lie close under the threshold; `p_value` is the test of bunching there (None: nothing to test),
    `bunched` its outcome after Benjamini and Hochberg over all payees.
    """

    payments: tuple[TracedPayment, ...]
    money: LoanMoney
    near: int
    p_value: float | None
    bunched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFlow:
    """What was found of one loan over all statements of the case: the network N2 of flows.md 2.6.

    `left` is loan money that payees with a statement paid on to parties without one: it left what can be seen.
    `kept` is what stayed on the accounts of others.
    """

    loan: str
    downstream: tuple[Downstream, ...] = ()
    returns: tuple[Return, ...] = ()
    passes: tuple[PassThrough, ...] = ()
    splits: tuple[Split, ...] = ()
    left: LoanMoney = LoanMoney()
    kept: LoanMoney = LoanMoney()
