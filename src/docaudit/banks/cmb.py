"""招商银行: 交易类型 beside 摘要, 收(付)方 columns; persons bilingual with 联机余额."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "cmb",
    BankFormat(
        bank="招商银行",
        marks=("招商银行", "China Merchants Bank"),
    ),
)
