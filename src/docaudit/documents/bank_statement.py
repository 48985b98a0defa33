"""银行流水: the transactions of one account; `amount` is signed, money in is positive."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


class Day(dt.datetime):
    """The time of a row that prints only its day: midnight for comparisons, ISO 8601 date in print."""

    __slots__ = ()

    def isoformat(self, sep: str = "T", timespec: str = "auto") -> str:
        """Return the date alone."""
        del sep, timespec
        return self.date().isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionRow:
    """One row as printed; `time` is a `Day` where only the date is printed."""

    time: Field[dt.datetime] = Field()
    amount: Field[Money] = Field()
    balance: Field[Money] = Field()
    counterparty_name: Field[str] = Field()
    counterparty_account: Field[str] = Field()
    counterparty_bank: Field[str] = Field()
    summary: Field[str] = Field()
    remark: Field[str] = Field()
    reference: Field[str] = Field()


@document("bank_statement", "银行流水")
@dataclass(frozen=True, slots=True, kw_only=True)
class BankStatement(Document):
    """The transactions of one account; `amount` is signed, money in is positive."""

    doc_type: ClassVar[str | None] = "bank_statement"

    bank: Field[str] = Field()
    account_name: Field[str] = Field()
    account_number: Field[str] = Field()
    currency: Field[str] = Field()
    period_start: Field[dt.date] = Field()
    period_end: Field[dt.date] = Field()
    opening_balance: Field[Money] = Field()
    closing_balance: Field[Money] = Field()
    transactions: tuple[TransactionRow, ...] = ()
