"""网商银行: the firm's own books, so 借方 is money in and 贷方 money out."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "mybank",
    BankFormat(
        bank="网商银行",
        marks=("网商银行",),
        columns={
            "in": ("借方金额（收）", "借方金额", "借方发生额"),
            "out": ("贷方金额（支）", "贷方金额", "贷方发生额"),
        },
    ),
)
