"""京东: orders with 收/支, refunds inside the amount cell."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "jd",
    BankFormat(
        bank="京东",
        marks=("京东账号名", "京东支付账单", "京东交易"),
        wallet=True,
    ),
)
