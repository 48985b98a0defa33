"""Keep OCR answers on disk by what was asked, so that a page is never recognised twice."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from numpy.typing import NDArray

from docaudit.reading.ocr.engine import OcrEngine
from docaudit.reading.ocr.shelves import keep_within, shelf_of
from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word

log = logging.getLogger(__name__)

_FORM = "1"


class CachedEngine:
    """An engine that answers from the cache where it has been asked before.

    The cache lies in the user's cache folder; ``DOCAUDIT_CACHE`` names another, ``off`` switches it off.
    """

    def __init__(self, engine: OcrEngine, most_bytes: int) -> None:
        """Stand before `engine`; the cache is kept within `most_bytes` on disk."""
        self._engine, self._most = engine, most_bytes
        self.name = engine.name

    def recognise(self, image: NDArray[np.uint8]) -> list[Word]:
        """Return the words of an upright BGR picture."""
        path = self._place(image, "json")
        kept = _load(path)
        if kept is not None:
            try:
                return [Word(text, Box(*box), score, TextSource.OCR) for text, box, score in kept]
            except (ValueError, TypeError):
                log.debug("a cached OCR answer is damaged")
        words = self._engine.recognise(image)
        self._store(path, [[w.text, [w.box.x0, w.box.y0, w.box.x1, w.box.y1], w.confidence] for w in words])
        return words

    def turn_needed(self, image: NDArray[np.uint8]) -> int | None:
        """Return the clockwise turn that sets a BGR picture upright; None where the engine cannot tell."""
        path = self._place(image, "turn")
        kept = _load(path)
        if isinstance(kept, int):
            return kept
        turn = self._engine.turn_needed(image)
        if turn is not None:
            self._store(path, turn)
        return turn

    def _place(self, image: NDArray[np.uint8], ending: str) -> Path | None:
        folder = cache_folder()
        if folder is None:
            return None
        digest = hashlib.sha256(f"{_FORM}|{self.name}|{image.shape}|{image.dtype}|".encode())
        digest.update(np.ascontiguousarray(image).data)
        name = digest.hexdigest()
        return shelf_of(folder, name) / f"{name}.{ending}"

    def _store(self, path: Path | None, answer: object) -> None:
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Another worker may store the same page: write aside, then move into place at once.
            with tempfile.NamedTemporaryFile(
                "w", dir=path.parent, suffix=".part", delete=False, encoding="utf-8"
            ) as handle:
                json.dump(answer, handle, ensure_ascii=False)
            Path(handle.name).replace(path)
            keep_within(path.parent, self._most)
        except OSError as error:
            log.debug("OCR answer not cached: %s", error)


def cache_folder() -> Path | None:
    """Return where OCR answers are kept; None where the cache is off."""
    setting = os.environ.get("DOCAUDIT_CACHE")
    if setting and setting.lower() == "off":
        return None
    base = Path(setting) if setting else Path(platformdirs.user_cache_dir("docaudit"))
    return base / "ocr"


def _load(path: Path | None) -> Any:
    if path is None:
        return None
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        # What is used stays longest.
        os.utime(path)
    except (OSError, ValueError):
        return None
    return kept
