"""The register of faults: what each is called, in which loans it can happen, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cases.build import DAY
from cases.cast import Party
from cases.model import Case, Payment
from cases.stories import BEFORE

FIRMS = ("working_capital", "fixed_asset")
OWN_PAYERS = ("working_capital", "personal_business")
ALL = (*FIRMS, "personal_business", "personal_consumption")
LACKING = (
    "evidence.uncovered_payment",
    "evidence.missing_document",
    "evidence.overdue",
    "use.payee_not_in_contract",
)
"""What may be said as well of a payment that papers do not prove."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a case is made wrong.

    Attributes:
        check: that must find it.
        kinds: of loans in which it can be told.
        tell: changes the case and notes what is planted; False where this case has no room for it.
        wait: days from disbursement to the day the file is looked at; 0 for any.
        before: days by which the statement begins before the loan.
    """

    check: str
    kinds: tuple[str, ...]
    tell: Callable[[Case], bool | None]
    wait: int = 0
    before: int = BEFORE


FAULTS: list[Fault] = []


def fault(
    check: str, kinds: tuple[str, ...] = ALL, wait: int = 0, before: int = BEFORE
) -> Callable[[Callable[[Case], bool | None]], Callable[[Case], bool | None]]:
    """Register a fault."""

    def register(tell: Callable[[Case], bool | None]) -> Callable[[Case], bool | None]:
        FAULTS.append(Fault(check, kinds, tell, wait, before))
        return tell

    return register


def own_payment(case: Case) -> Payment | None:
    """Take a payment by the borrower's own hand that no other fault has taken."""
    free = [p for p in case.payments if not p.entrusted and p.trade and p.key not in case.taken]
    return _take(case, free)


def any_payment(case: Case) -> Payment | None:
    """Take a payment with one invoice, whoever made it."""
    free = [p for p in case.payments if p.trade and len(p.bills) == 1 and p.key not in case.taken]
    return _take(case, free)


def large_payment(case: Case) -> Payment | None:
    """Take a payment by the lender's hand."""
    free = [p for p in case.payments if p.entrusted and p.trade and len(p.bills) == 1 and p.key not in case.taken]
    return _take(case, free)


def _take(case: Case, free: list[Payment]) -> Payment | None:
    if not free:
        return None
    payment = case.chance.choice(free)
    case.taken.add(payment.key)
    return payment


def once(case: Case, what: str) -> bool:
    """Return whether `what` was free, and take it."""
    if what in case.taken:
        return False
    case.taken.add(what)
    return True


def forget_trade(case: Case, payment: Payment) -> None:
    """Take the papers of a payment's trade away."""
    trade = payment.trade
    if trade is None:
        return
    case.trades = [t for t in case.trades if t is not trade]
    case.bills = [b for b in case.bills if b not in payment.bills]
    case.deliveries = [d for d in case.deliveries if d.trade is not trade]
    payment.trade, payment.bills = None, []


def divert(case: Case, payment: Payment, payee: Party | None, remark: str, summary: str = "转账支出") -> None:
    """Let the money of a payment go to somebody else, without papers."""
    forget_trade(case, payment)
    payment.row.party, payment.row.remark, payment.row.summary = payee, remark, summary
    payment.row.day += DAY
    if payee is None:
        case.skip.add(f"slip:{payment.key}")


def shown(case: Case, payment: Payment, *more: str) -> tuple[str, ...]:
    """Return the keys of papers that show a payment."""
    return (case.book.key, f"slip:{payment.key}", *more)
