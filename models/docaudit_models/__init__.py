"""Holds the language pipeline: Chinese characters as tokens; firms, banks and persons by rules."""

from __future__ import annotations

from docaudit_models.pipeline import VERSION, load

__all__ = ["VERSION", "load"]
