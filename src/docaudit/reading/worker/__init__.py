"""Reading in a process of its own, so that no file can crash, hang or fill the caller."""

from __future__ import annotations

from docaudit.reading.worker.run import draw_contained, read_contained, save_contained

__all__ = ["draw_contained", "read_contained", "save_contained"]
