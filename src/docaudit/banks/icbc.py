"""工商银行: 借/贷 flag or two columns; the CSV starts with [HISTORYDETAIL]."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "icbc",
    BankFormat(
        bank="中国工商银行",
        marks=("工商银行", "HISTORYDETAIL", "Industrial and Commercial Bank of China", r"\bICBC\b"),
    ),
)
