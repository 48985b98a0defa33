"""兴业银行: the 流水编号 begins with the date."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "cib",
    BankFormat(
        bank="兴业银行",
        marks=("兴业银行",),
    ),
)
