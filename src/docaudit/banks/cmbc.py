"""民生银行: 「单位账户对账单」 with 借方/贷方 or 支出/收入."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "cmbc",
    BankFormat(
        bank="中国民生银行",
        marks=("民生银行",),
    ),
)
