"""邮储银行: 支出金额, 收入金额, 用途 beside 附言."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "psbc",
    BankFormat(
        bank="中国邮政储蓄银行",
        marks=("邮政储蓄银行", "邮储银行"),
    ),
)
