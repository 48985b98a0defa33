"""华夏银行: newest first, totals above the header."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "hxb",
    BankFormat(
        bank="华夏银行",
        marks=("华夏银行",),
    ),
)
