"""Holds the trained models: names in a text, the type of a page, the kind of a clause, the use of a payment."""

from __future__ import annotations

from docaudit_models.pipeline import VERSION, Guess, Task, clause_words, guess, kinds, load, plain, row

__all__ = ["VERSION", "Guess", "Task", "clause_words", "guess", "kinds", "load", "plain", "row"]
