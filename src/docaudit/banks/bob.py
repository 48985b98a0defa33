"""北京银行: 借方, 贷方."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "bob",
    BankFormat(
        bank="北京银行",
        marks=("北京银行",),
    ),
)
