"""One file per bank: how its statements name columns, dates and signs."""

from __future__ import annotations

from docaudit.banks.base import BANKS, ROLES, BankFormat, bank_in

__all__ = ["BANKS", "ROLES", "BankFormat", "bank_in"]
