"""OCR engines behind one protocol, with cached answers."""

from __future__ import annotations

from docaudit.reading.ocr.cache import recognise_cached
from docaudit.reading.ocr.engine import OcrEngine, choose_engine, engine_names

__all__ = ["OcrEngine", "choose_engine", "engine_names", "recognise_cached"]
