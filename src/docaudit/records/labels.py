"""The closed word lists of the interface: uses, severities, states, roles."""

from __future__ import annotations

import enum


class Use(enum.StrEnum):
    """What loan money was used for (interface.md, `use`)."""

    CONFORMING = "conforming"
    OPERATING = "operating"
    UNSUPPORTED = "unsupported"
    REAL_ESTATE = "real_estate"
    SECURITIES = "securities"
    FUTURES = "futures"
    WEALTH_MANAGEMENT = "wealth_management"
    TERM_DEPOSIT = "term_deposit"
    MARGIN_DEPOSIT = "margin_deposit"
    INSURANCE = "insurance"
    EQUITY_INVESTMENT = "equity_investment"
    DIVIDEND = "dividend"
    LENDING = "lending"
    LOAN_REPAYMENT = "loan_repayment"
    CASH = "cash"
    INDIVIDUAL = "individual"
    RELATED_PARTY = "related_party"
    ROUND_TRIP = "round_trip"
    FIXED_ASSET = "fixed_asset"
    PROHIBITED_INDUSTRY = "prohibited_industry"
    GAMBLING = "gambling"
    IDLE = "idle"
    UNKNOWN = "unknown"


class Severity(enum.IntEnum):
    """How grave a finding is; ordered."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        """The interface's word."""
        return self.name.lower()

    @classmethod
    def named(cls, name: str) -> Severity:
        """Return the severity of the interface's word; raises KeyError."""
        return cls[name.upper()]


class Owner(enum.StrEnum):
    """Whose account it is, seen from the loan."""

    BORROWER = "borrower"
    RELATED = "related"
    COUNTERPARTY = "counterparty"


class RowKind(enum.StrEnum):
    """What a ledger row is to the tracer (flows.md, section 0)."""

    DISBURSEMENT = "disbursement"
    IN = "in"
    OUT = "out"
    TRANSFER = "transfer"
    TRANSFER_IN = "transfer_in"
    REFUND = "refund"


class End(enum.StrEnum):
    """Where the trace of loan money ends."""

    IDLE = "idle"
    REPAID = "repaid"
    FOLLOWED = "followed"
    PAYEE = "payee"
    CASH = "cash"
    HIDDEN_PAYEE = "hidden_payee"
    OWN_ACCOUNT = "own_account"
    IN_TRANSIT = "in_transit"


class PaperStatus(enum.StrEnum):
    """State of a paper on the checklist."""

    PRESENT = "present"
    MISSING = "missing"
    OVERDUE = "overdue"
    INCOMPLETE = "incomplete"
    PENDING = "pending"


class DutyStatus(enum.StrEnum):
    """State of a calendar entry."""

    DONE = "done"
    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    BREACHED = "breached"
    CANNOT_TEST = "cannot_test"
