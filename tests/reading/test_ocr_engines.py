from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from docaudit.errors import InputError
from docaudit.reading.geometry import clipped_box
from docaudit.reading.ocr import borrow_engine, engine
from docaudit.reading.ocr.confidence import CURVES_MARK
from docaudit.records.pages import TextSource, Word

ENGINES = ("rapidocr-openvino", "rapidocr-onnxruntime", "tesseract")
TEXTS = ("20260318", "6228480402564890018", "1,250,000.00")


class Reads:
    """An engine that reads what it is told."""

    def __init__(self, text: str) -> None:
        self.text = text

    name = "told"

    def turn_needed(self, image: NDArray[np.uint8]) -> int | None:  # noqa: ARG002
        return 0

    def recognise(self, image: NDArray[np.uint8]) -> list[Word]:  # noqa: ARG002
        return [Word(self.text, clipped_box(0.1, 0.1, 0.9, 0.2), 0.9, TextSource.OCR)]


def absent(_: int) -> Reads:
    msg = "no such package"
    raise ImportError(msg)


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Callable[[int], Any]]]:
    """The table of engines, empty of those made before; what is put in is gone after the test."""
    table: dict[str, Callable[[int], Any]] = {}
    monkeypatch.setattr(engine, "_ENGINES", table)
    monkeypatch.setattr(engine, "_free", {})
    monkeypatch.setattr(engine, "_broken", set())
    monkeypatch.setattr(engine, "_GROUPS", {"auto": ENGINES})
    monkeypatch.delenv("DOCAUDIT_OCR_ENGINE", raising=False)
    return table


def made(text: str) -> Callable[[int], Any]:
    return lambda _: Reads(text)


def test_an_engine_that_is_absent_or_reads_nonsense_gives_way_to_the_next(
    engines: dict[str, Callable[[int], Any]], caplog: pytest.LogCaptureFixture
) -> None:
    engines |= {ENGINES[0]: absent, ENGINES[1]: made("2O26O3l8"), ENGINES[2]: made("2026 0318")}
    with caplog.at_level(logging.WARNING), borrow_engine(None, 1) as lent:
        assert lent is not None
        assert lent.recognise(np.zeros((9, 9, 3), np.uint8))[0].text == "2026 0318"
    assert "does not start" in caplog.text
    assert "self-test" in caplog.text


def test_without_an_engine_that_works_there_is_none(engines: dict[str, Callable[[int], Any]]) -> None:
    engines |= dict.fromkeys(ENGINES, absent)
    with borrow_engine(None, 1) as lent:
        assert lent is None


def test_an_engine_asked_for_by_name_is_not_replaced(engines: dict[str, Callable[[int], Any]]) -> None:
    engines |= {ENGINES[0]: made("nonsense"), ENGINES[1]: made("20260318"), ENGINES[2]: made("20260318")}
    with pytest.raises(InputError, match="rapidocr-openvino"), borrow_engine(ENGINES[0], 1):
        pass


def test_an_engine_is_made_once_for_borrowers_one_after_another(engines: dict[str, Callable[[int], Any]]) -> None:
    engines |= {ENGINES[0]: made("20260318")}
    with borrow_engine(ENGINES[0], 1) as first, borrow_engine(ENGINES[0], 1) as beside:
        assert first is not beside
    with borrow_engine(ENGINES[0], 1) as again:
        assert again is first or again is beside


@pytest.mark.ocr
@pytest.mark.parametrize("name", ENGINES)
def test_each_engine_reads_figures_with_their_places_and_a_confidence(name: str) -> None:
    pytest.importorskip({"tesseract": "pytesseract"}.get(name, name.removeprefix("rapidocr-")))
    page = np.full((500, 900, 3), 255, np.uint8)
    for k, text in enumerate(TEXTS):
        cv2.putText(page, text, (60, 100 + 140 * k), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (0, 0, 0), 3, cv2.LINE_AA)
    try:
        with borrow_engine(name, 1) as lent:
            assert lent is not None
            # Answers kept on disk go by the name.
            assert CURVES_MARK in lent.name
            words = sorted(lent.recognise(page), key=lambda w: w.box.y0)
    except InputError:
        pytest.skip(f"{name} does not work here")
    assert [w.text.replace(" ", "") for w in words] == list(TEXTS)
    assert all(0.5 < w.confidence <= 1 for w in words)
    assert [round((w.box.y0 + w.box.y1) / 2 * 500, -2) for w in words] == [100, 200, 400]


@pytest.mark.ocr
def test_the_models_of_the_installed_wheel_have_been_measured_for_eight_bits() -> None:
    pytest.importorskip("openvino")
    rapid = pytest.importorskip("docaudit.reading.ocr.rapidocr_engine")
    quantised = pytest.importorskip("docaudit.reading.ocr.quantised")
    # Layers with long tails are left out: 7 of 66, 1 of 52.
    for kind, layers in (("det", 59), ("rec", 51)):
        ranges = quantised.known_ranges(rapid.model_file(kind))
        assert ranges is not None, "run benchmarks/quantise.py, then benchmarks/calibrate.py --write"
        assert len(ranges) == layers


@pytest.mark.ocr
def test_a_model_that_was_not_measured_computes_in_full_precision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("openvino")
    rapid = pytest.importorskip("docaudit.reading.ocr.rapidocr_engine")
    quantised = pytest.importorskip("docaudit.reading.ocr.quantised")
    sessions = pytest.importorskip("docaudit.reading.ocr.sessions")
    (tmp_path / "ranges.json").write_text("{}", "utf-8")
    monkeypatch.setattr(quantised, "RANGES", tmp_path / "ranges.json")
    assert sessions.load_net("openvino", rapid.model_file("det"), 1, rounded=True).precision == "f32"


class Told:
    """A network that answers lines of one shade with the scores it is told, and notes which it was asked."""

    def __init__(self, precision: str, scores: dict[int, float]) -> None:
        self.precision, self.scores = precision, scores
        self.asked: list[int] = []


def test_what_is_read_unsurely_in_eight_bits_is_read_again_exactly_but_hopeless_long_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rapid = pytest.importorskip("docaudit.reading.ocr.rapidocr_engine")
    rounded, exact = Told("int8-1", {10: 0.99, 20: 0.9, 30: 0.7, 40: 0.7}), Told("f32", {})

    def answers(self: Any, blobs: list[NDArray[np.float32]], net: Told | None = None) -> list[Any]:
        net = net or self._recogniser
        shades = [round((float(blob[0, 0, 0, 0]) + 1) * 127.5) for blob in blobs]
        net.asked += shades
        return [rapid.Reading(f"{net.precision} {k}", net.scores.get(k, 0.99), 0.1) for k in shades]

    monkeypatch.setattr(rapid.RapidOcrEngine, "_answers", answers)
    reader = rapid.RapidOcrEngine.__new__(rapid.RapidOcrEngine)
    reader._recogniser, reader._exact = rounded, exact
    lines = [np.full((48, wide, 3), shade, np.uint8) for shade, wide in ((10, 900), (20, 900), (30, 900), (40, 90))]
    assert [r.text for r in reader._recognise(lines)] == ["int8-1 10", "f32 20", "int8-1 30", "f32 40"]
    assert exact.asked == [20, 40]
    # An engine that computes exactly from the start asks again only for short lines, which are padded otherwise.
    rounded.precision, exact.asked = "f32", []
    assert [r.score for r in reader._recognise(lines)] == [0.99, 0.9, 0.7, 0.99]
    assert exact.asked == [40]
