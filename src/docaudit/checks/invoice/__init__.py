"""Checks on invoices: figures, numbers, parties, dates, and what they stand beside (domain reference, 4 and 8.2)."""

from __future__ import annotations
