"""Seals: found by colour and outline, lifted off the print under them, and read by themselves."""

from __future__ import annotations

from docaudit.reading.scan.seals.find import FoundSeal, lift_seals
from docaudit.reading.scan.seals.text import read_seals, without_seals

__all__ = ["FoundSeal", "lift_seals", "read_seals", "without_seals"]
