"""Copies of files as PDF with the text that was read behind their pages, so that archives can search them."""

from __future__ import annotations

from docaudit.reading.searchable.copies import SearchableCopies

__all__ = ["SearchableCopies"]
