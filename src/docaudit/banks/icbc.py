"""工商银行: 借/贷 flag or two columns."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "icbc",
    BankFormat(
        bank="中国工商银行",
        marks=("工商银行", "Industrial and Commercial Bank of China", r"\bICBC\b"),
    ),
)
