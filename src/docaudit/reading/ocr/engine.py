"""The protocol of an OCR engine and the choice of one that works on this machine."""

from __future__ import annotations

import importlib
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.errors import InputError
from docaudit.records.pages import Word

log = logging.getLogger(__name__)

_SELF_TEST_TEXT = "20260318"


class OcrEngine(Protocol):
    """Recognises printed text on a picture."""

    @property
    def name(self) -> str:
        """Engine, models and settings in a few words: part of the cache's key."""

    def turn_needed(self, image: NDArray[np.uint8]) -> int | None:
        """Return the clockwise turn (0, 90, 180, 270) that sets a BGR picture upright; None where it cannot tell."""

    def recognise(self, image: NDArray[np.uint8]) -> list[Word]:
        """Return the words of an upright BGR picture, boxes in its fractions, in any order."""


def _rapid(backend: str) -> Callable[[int], OcrEngine]:
    def make(threads: int) -> OcrEngine:
        module = importlib.import_module("docaudit.reading.ocr.rapidocr_engine")
        engine: OcrEngine = module.RapidOcrEngine(backend, threads)
        return engine

    return make


def _tesseract(threads: int) -> OcrEngine:
    module = importlib.import_module("docaudit.reading.ocr.tesseract_engine")
    engine: OcrEngine = module.TesseractEngine(threads)
    return engine


_ENGINES: dict[str, Callable[[int], OcrEngine]] = {
    "rapidocr-openvino": _rapid("openvino"),
    "rapidocr-onnxruntime": _rapid("onnxruntime"),
    "tesseract": _tesseract,
}
_GROUPS = {"rapidocr": ("rapidocr-openvino", "rapidocr-onnxruntime"), "auto": tuple(_ENGINES)}


def engine_names() -> tuple[str, ...]:
    """Return what `ReadOptions.ocr_engine` may be."""
    return (*_GROUPS, *_ENGINES, "off")


@contextmanager
def borrow_engine(name: str | None, threads: int) -> Iterator[OcrEngine | None]:
    """Lend the named engine, or the best one that works, to one thread; None where OCR is off or no engine works.

    Engines are kept for the next borrower, so that models are loaded once for every thread that reads at a time.

    Args:
        name: see `engine_names`.
        threads: of the engine; 0 takes what `threads_allowed` says.

    Raises:
        InputError: the name is unknown, or an engine was asked for by name and does not work here.
    """
    chosen = name or os.environ.get("DOCAUDIT_OCR_ENGINE") or "auto"
    if chosen == "off":
        yield None
        return
    if chosen not in _GROUPS and chosen not in _ENGINES:
        msg = f"unknown OCR engine {chosen!r}: choose one of {', '.join(engine_names())}"
        raise InputError(msg)
    threads = threads or threads_allowed()
    for candidate in _GROUPS.get(chosen, (chosen,)):
        engine = _taken(candidate, threads)
        if engine is not None:
            try:
                yield engine
            finally:
                with _LOCK:
                    _free.setdefault((candidate, threads), []).append(engine)
            return
    if chosen != "auto":
        msg = f"OCR engine {chosen!r} does not work here: install it, or choose another with --ocr-engine"
        raise InputError(msg)
    yield None


def threads_allowed() -> int:
    """Return how many threads may compute at a time: ``DOCAUDIT_OCR_THREADS``, else one a core up to four."""
    return int(os.environ.get("DOCAUDIT_OCR_THREADS") or 0) or min(4, os.cpu_count() or 1)


_LOCK = threading.Lock()
_free: dict[tuple[str, int], list[OcrEngine]] = {}
_broken: set[tuple[str, int]] = set()


def _taken(name: str, threads: int) -> OcrEngine | None:
    """Return an idle engine or a new one that has read a small picture: broken models fail only on the first page."""
    key = (name, threads)
    # One at a time: engines change settings of their libraries while they start.
    with _LOCK:
        if _free.get(key):
            return _free[key].pop()
        if key in _broken:
            return None
        try:
            engine = _ENGINES[name](threads)
            found = "".join(word.text for word in engine.recognise(_self_test_picture()))
        except Exception as error:  # noqa: BLE001  whatever a third-party engine raises, the next one is tried
            log.warning("OCR engine %s does not start: %s", name, error)
            _broken.add(key)
            return None
        if _SELF_TEST_TEXT not in found.replace(" ", ""):
            log.warning("OCR engine %s fails its self-test", name)
            _broken.add(key)
            return None
        return engine


def _self_test_picture() -> NDArray[np.uint8]:
    picture = np.full((160, 640, 3), 255, dtype=np.uint8)
    cv2.putText(picture, _SELF_TEST_TEXT, (60, 100), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (0, 0, 0), 4, cv2.LINE_AA)
    return picture
