"""OCR engines behind one protocol, with cached answers."""

from __future__ import annotations

from docaudit.reading.ocr.cache import recognise_cached, turn_cached
from docaudit.reading.ocr.engine import OcrEngine, borrow_engine, engine_names, threads_allowed

__all__ = ["OcrEngine", "borrow_engine", "engine_names", "recognise_cached", "threads_allowed", "turn_cached"]
