"""交通银行: 借方, 贷方, or 会计日期 with 交易名称."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "bocom",
    BankFormat(
        bank="交通银行",
        marks=("交通银行", "Bank of Communications"),
    ),
)
