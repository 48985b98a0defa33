"""Checks on what the loan money was used for (method of flows, section 3)."""
