"""Checks on repayment: what is due, late or short, and where the money came from."""

from __future__ import annotations
