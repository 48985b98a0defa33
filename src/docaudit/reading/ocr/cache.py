"""Keep OCR answers on disk by what was asked, so that a page is never recognised twice."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray

from docaudit.reading.ocr.engine import OcrEngine
from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word

log = logging.getLogger(__name__)

_FORM = "1"


def recognise_cached(engine: OcrEngine, image: NDArray[np.uint8]) -> list[Word]:
    """Return what `engine` reads on `image`, from the cache where it has been asked before.

    The cache lies in the user's cache folder; ``DOCAUDIT_CACHE`` names another, ``off`` switches it off.
    """
    folder = cache_folder()
    if folder is None:
        return engine.recognise(image)
    digest = hashlib.sha256(f"{_FORM}|{engine.name}|{image.shape}|{image.dtype}|".encode())
    digest.update(np.ascontiguousarray(image).data)
    name = digest.hexdigest()
    path = folder / name[:2] / f"{name}.json"
    kept = _load(path)
    if kept is not None:
        return kept
    words = engine.recognise(image)
    _store(path, words)
    return words


def cache_folder() -> Path | None:
    """Return where OCR answers are kept; None where the cache is off."""
    setting = os.environ.get("DOCAUDIT_CACHE")
    if setting and setting.lower() == "off":
        return None
    base = Path(setting) if setting else Path(platformdirs.user_cache_dir("docaudit"))
    return base / "ocr"


def _load(path: Path) -> list[Word] | None:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [Word(text, Box(*box), score, TextSource.OCR) for text, box, score in rows]
    except (OSError, ValueError, TypeError):
        return None


def _store(path: Path, words: list[Word]) -> None:
    rows = [[w.text, [w.box.x0, w.box.y0, w.box.x1, w.box.y1], w.confidence] for w in words]
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Another worker may store the same page: write aside, then move into place at once.
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, suffix=".part", delete=False, encoding="utf-8"
        ) as handle:
            json.dump(rows, handle, ensure_ascii=False)
        Path(handle.name).replace(path)
    except OSError as error:
        log.debug("OCR answer not cached: %s", error)
