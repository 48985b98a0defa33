"""Checks on contracts: what they say, and whether the papers that belong to them say the same."""
