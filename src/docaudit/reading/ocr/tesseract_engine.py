"""Tesseract with chi_sim, the fallback where no neural engine is installed."""

from __future__ import annotations

import math
import os
from dataclasses import replace

import numpy as np
import pytesseract
from numpy.typing import NDArray

from docaudit.reading.geometry import clipped_box
from docaudit.reading.ocr.confidence import CURVES_MARK, calibrated
from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word

# Tesseract cuts Chinese into single characters: pieces of one line closer than this share of its height are one word.
_JOIN_GAP = 0.7
_PAGE_TIMEOUT_SECONDS = 120
_LEAST_SHARE = 1e-6


class TesseractEngine:
    """``chi_sim+eng``, page segmentation 3 (6 breaks on ruled tables)."""

    def __init__(self, threads: int) -> None:
        self._language = "chi_sim+eng" if "chi_sim" in pytesseract.get_languages() else "eng"
        self._name = f"tesseract {pytesseract.get_tesseract_version()} {self._language} psm=3 own1 {CURVES_MARK}"
        os.environ.setdefault("OMP_THREAD_LIMIT", str(threads))

    @property
    def name(self) -> str:
        """Engine, models and settings."""
        return self._name

    def turn_needed(self, image: NDArray[np.uint8]) -> int | None:  # noqa: ARG002
        """Say nothing: its own orientation data is a separate package, and the words tell as well."""
        return None

    def recognise(self, image: NDArray[np.uint8]) -> list[Word]:
        """Return the words of a BGR picture; a word is as sure as its least sure part."""
        data = pytesseract.image_to_data(
            np.ascontiguousarray(image[:, :, ::-1]),
            lang=self._language,
            config="--psm 3",
            timeout=_PAGE_TIMEOUT_SECONDS,
            output_type=pytesseract.Output.DICT,
        )
        high, wide = image.shape[:2]
        words: list[Word] = []
        line_before: tuple[int, int, int] | None = None
        for index, text in enumerate(data["text"]):
            score = float(data["conf"][index])
            if not text.strip() or score < 0:
                continue
            line = (data["block_num"][index], data["par_num"][index], data["line_num"][index])
            left, top = data["left"][index], data["top"][index]
            right, bottom = left + data["width"][index], top + data["height"][index]
            box = clipped_box(left / wide, top / high, right / wide, bottom / high)
            word = Word(text.strip(), box, score / 100, TextSource.OCR)
            if words and line == line_before and (box.x0 - words[-1].box.x1) * wide < _JOIN_GAP * box.height * high:
                words[-1] = _joined(words[-1], word)
            else:
                words.append(word)
            line_before = line
        return [_calibrated(word) for word in words]


def _calibrated(word: Word) -> Word:
    return replace(word, confidence=calibrated("tesseract", -math.log(max(word.confidence, _LEAST_SHARE))))


def _joined(first: Word, second: Word) -> Word:
    blank = " " if first.text[-1].isascii() and second.text[0].isascii() and first.text[-1].isalpha() else ""
    return Word(
        first.text + blank + second.text,
        Box.union((first.box, second.box)),
        min(first.confidence, second.confidence),
        TextSource.OCR,
    )
