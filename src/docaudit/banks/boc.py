"""中国银行: 来账/往账 with payer and payee; 承前页余额 on each page."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "boc",
    BankFormat(
        bank="中国银行",
        marks=("中国银行", "Bank of China"),
        flags={"来账": 1, "往账": -1},
    ),
)
