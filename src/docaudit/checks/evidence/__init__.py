"""Checks on the papers of the file: what is missing or late, what proves nothing, what cannot be read."""
