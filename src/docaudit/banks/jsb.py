"""江苏银行: 借贷标记 and one amount."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "jsb",
    BankFormat(
        bank="江苏银行",
        marks=("江苏银行",),
    ),
)
