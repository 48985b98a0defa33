"""农业银行: 收入金额 and 支出金额, persons a signed 交易金额."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "abc",
    BankFormat(
        bank="中国农业银行",
        marks=("农业银行", "Agricultural Bank of China"),
    ),
)
