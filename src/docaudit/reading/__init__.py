"""Turns any file into pages of text with boxes, and says honestly how it got them."""

from __future__ import annotations

from docaudit.reading.options import Limits, ReadOptions, load_limits
from docaudit.reading.results import SourcePages, Unreadable
from docaudit.reading.sources import page_picture, read_path

__all__ = ["Limits", "ReadOptions", "SourcePages", "Unreadable", "load_limits", "page_picture", "read_path"]
