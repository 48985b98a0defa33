"""Checks on how the loan was paid out: to whom, by which method, for how much."""
