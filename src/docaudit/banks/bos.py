"""上海银行: 交易方向 and one amount."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "bos",
    BankFormat(
        bank="上海银行",
        marks=("上海银行",),
    ),
)
