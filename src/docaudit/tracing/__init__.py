"""Follows each loan through the accounts: ledger, attribution methods, bounds, uses."""

from __future__ import annotations
