"""宁波银行: 借方, 贷方."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "nbcb",
    BankFormat(
        bank="宁波银行",
        marks=("宁波银行",),
    ),
)
