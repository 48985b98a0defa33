"""广发银行: 收入, 支出."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "cgb",
    BankFormat(
        bank="广发银行",
        marks=("广发银行",),
    ),
)
