"""中信银行: 借方发生额, 贷方发生额, 附言 beside 摘要."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "citic",
    BankFormat(
        bank="中信银行",
        marks=("中信银行",),
    ),
)
