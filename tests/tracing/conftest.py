"""Hand-made papers for the tests of tracing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from docaudit.documents.bank_statement import BankStatement, TransactionRow
from docaudit.records.evidence import Box, Evidence, Field
from docaudit.records.money import Money

Rows = Sequence[tuple[Any, ...]]


def field(value: Any, page: int = 1, top: float = 0.1) -> Field[Any]:
    if value is None:
        return Field()
    place = Evidence(text=str(value), page=page, box=Box(0.1, top, 0.2, top + 0.01))
    return Field(value, 0.99, place)


def make_statement(
    name: str,
    rows: Rows,
    *,
    number: str | None = "6222000000000001",
    owner: str | None = "苏州恒达钢材有限公司",
    bank: str | None = "中国工商银行",
    opening: str | None = None,
) -> BankStatement:
    """Rows: (day as "01-31", yuan, balance or None, counterparty, its account, summary, reference); tails may lack."""
    transactions = []
    for i, given in enumerate(rows):
        day, amount, balance, other, account, summary, reference = (*given, *[None] * (7 - len(given)))
        top = 0.1 + 0.8 * i / max(1, len(rows))
        transactions.append(
            TransactionRow(
                time=field(dt.datetime.fromisoformat(f"2025-{day}T00:00:00"), top=top),
                amount=field(None if amount is None else Money.yuan(amount), top=top),
                balance=field(None if balance is None else Money.yuan(balance), top=top),
                counterparty_name=field(other, top=top),
                counterparty_account=field(account, top=top),
                summary=field(summary, top=top),
                reference=field(reference, top=top),
            )
        )
    return BankStatement(
        id=name,
        source=f"{name}.pdf",
        bank=field(bank),
        account_name=field(owner),
        account_number=field(number),
        opening_balance=field(None if opening is None else Money.yuan(opening)),
        transactions=tuple(transactions),
    )


@pytest.fixture
def statement() -> Callable[..., BankStatement]:
    return make_statement


@pytest.fixture
def put() -> Callable[..., Field[Any]]:
    return field
