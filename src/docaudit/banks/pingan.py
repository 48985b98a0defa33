"""平安银行: payer and payee columns, the counterparty by direction."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "pingan",
    BankFormat(
        bank="平安银行",
        marks=("平安银行",),
    ),
)
