"""浦发银行: 借方金额, 贷方金额, dates as eight digits."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "spdb",
    BankFormat(
        bank="上海浦东发展银行",
        marks=("浦东发展银行", "浦发银行"),
    ),
)
