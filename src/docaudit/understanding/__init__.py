"""Splits pages into documents, names their type, reads their fields, clauses and obligations."""

from __future__ import annotations

from docaudit.understanding.base import READERS, Reader, reader
from docaudit.understanding.trained import use_told
from docaudit.understanding.understand import understand

__all__ = ["READERS", "Reader", "reader", "understand", "use_told"]
