"""Pictures of pages: prepare, recognise, find rules, and bring all boxes back to the picture as it was."""

from __future__ import annotations

from docaudit.reading.scan.scan import read_scan

__all__ = ["read_scan"]
