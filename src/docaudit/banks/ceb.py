"""光大银行: 借方发生额, 贷方发生额."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "ceb",
    BankFormat(
        bank="中国光大银行",
        marks=("光大银行",),
    ),
)
