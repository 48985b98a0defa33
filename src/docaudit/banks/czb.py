"""浙商银行: 借贷标志 1 is money in, 2 money out; both parties are named."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "czb",
    BankFormat(
        bank="浙商银行",
        marks=("浙商银行",),
        flags={"1": 1, "2": -1},
    ),
)
