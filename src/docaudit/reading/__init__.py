"""Turns any file into pages of text with boxes, and says honestly how it got them."""

from __future__ import annotations

from docaudit.reading.options import Limits, ReadOptions
from docaudit.reading.reader import page_picture, read_path
from docaudit.reading.results import SourcePages, Unreadable

__all__ = ["Limits", "ReadOptions", "SourcePages", "Unreadable", "page_picture", "read_path"]
