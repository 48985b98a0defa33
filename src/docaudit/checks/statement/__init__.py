"""Checks on bank statements."""
