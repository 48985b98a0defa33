"""京东: orders with 收/支, refunds inside the amount cell."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "jd",
    BankFormat(
        bank="京东",
        marks=("京东账号", r"京东\S{0,4}(?:交易|流水|明细|账单)"),
        wallet=True,
    ),
)
