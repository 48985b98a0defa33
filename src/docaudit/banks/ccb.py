"""建设银行: 借方发生额（支取）, 贷方发生额（收入）; persons one signed amount."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "ccb",
    BankFormat(
        bank="中国建设银行",
        marks=("建设银行", "China Construction Bank"),
    ),
)
