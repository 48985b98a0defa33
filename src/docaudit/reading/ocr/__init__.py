"""OCR engines behind one protocol, with cached answers."""

from __future__ import annotations

from docaudit.reading.ocr.cache import CachedEngine
from docaudit.reading.ocr.engine import OcrEngine, borrow_engine, engine_names, threads_allowed

__all__ = ["CachedEngine", "OcrEngine", "borrow_engine", "engine_names", "threads_allowed"]
