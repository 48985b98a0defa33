"""Turns any file into pages of text with boxes, and says honestly how it got them."""

from __future__ import annotations
