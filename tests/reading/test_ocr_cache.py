from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from docaudit.reading.ocr import CachedEngine
from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word

Picture = NDArray[np.uint8]
ROOMY = 1 << 30
# A shelf holds one two-hundred-and-fifty-sixth; an answer takes a block of 4 KiB or a few.
FEW, TEN = 256 * 4 * 4096, 256 * 10 * 4096


class Counting:
    """Reads the number that is a picture's first pixel, in `words` words, and counts how often it is asked."""

    name = "counting 1"

    def __init__(self, words: int = 1) -> None:
        self.words = words
        self.calls = self.turns = 0

    def recognise(self, image: Picture) -> list[Word]:
        self.calls += 1
        said = str(image.flat[:4].view(np.uint32)[0])
        return [Word(said, Box(0.0, 0.0, 0.5, 0.5), 0.9, TextSource.OCR)] * self.words

    def turn_needed(self, _image: Picture) -> int | None:
        self.turns += 1
        return 90


def picture(number: int) -> Picture:
    return np.frombuffer(np.array([number, 0, 0], np.uint32).tobytes(), np.uint8).reshape(2, 2, 3)


def on_disk(folder: Path) -> dict[Path, int]:
    held: dict[Path, int] = {}
    for path in folder.rglob("*.*"):
        held[path.parent] = held.get(path.parent, 0) + -(-path.stat().st_size // 4096) * 4096
    return held


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOCAUDIT_CACHE", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("cache")
def test_a_page_is_recognised_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Counting()
    said = CachedEngine(first, ROOMY).recognise(picture(7))
    other = Counting()
    engine = CachedEngine(other, ROOMY)
    assert engine.recognise(picture(7)) == said
    assert (first.calls, other.calls) == (1, 0)
    engine.recognise(picture(8))
    assert other.calls == 1
    assert [engine.turn_needed(picture(7)) for _ in range(2)] == [90, 90]
    assert other.turns == 1
    monkeypatch.setenv("DOCAUDIT_CACHE", "off")
    engine.recognise(picture(7))
    assert other.calls == 2


def test_a_damaged_answer_is_asked_for_again(cache: Path) -> None:
    engine = CachedEngine(Counting(), ROOMY)
    said = engine.recognise(picture(7))
    (path,) = cache.rglob("*.json")
    for damage in (b"", b"{", b"[[1]]", b"7"):
        path.write_bytes(damage)
        assert engine.recognise(picture(7)) == said


def test_the_cache_stays_within_its_size_however_much_is_read(cache: Path) -> None:
    engine = CachedEngine(Counting(words=120), FEW)
    for number in range(600):
        engine.recognise(picture(number))
    held = on_disk(cache)
    assert max(held.values()) <= FEW // 256
    # And it is a cache yet: the greater part of what it may hold is in use.
    assert sum(held.values()) > FEW // 4


def test_what_was_used_lately_is_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # All answers on one shelf.
    monkeypatch.setattr("docaudit.reading.ocr.cache.shelf_of", lambda folder, _digest: folder / "00")
    answering = Counting()
    engine = CachedEngine(answering, TEN)
    for number in range(10):
        engine.recognise(picture(number))
    for age, path in enumerate(sorted(cache.rglob("*.json"), key=lambda p: p.stat().st_mtime_ns)):
        os.utime(path, (time.time() - 1000 + age,) * 2)
    engine.recognise(picture(0))
    assert answering.calls == 10
    engine.recognise(picture(10))
    engine.recognise(picture(0))
    assert answering.calls == 11
    engine.recognise(picture(1))
    assert answering.calls == 12


def test_a_cache_too_small_for_an_answer_holds_none_and_reading_goes_on(cache: Path) -> None:
    engine = CachedEngine(Counting(), 1)
    assert [w.text for w in engine.recognise(picture(5))] == ["5"]
    assert not list(cache.rglob("*.json"))


def _read_many(start: int) -> list[str]:
    engine = CachedEngine(Counting(words=200), FEW)
    return [engine.recognise(picture(n))[0].text for n in range(start, start + 150)]


def test_processes_that_store_and_remove_side_by_side_do_each_other_no_harm(cache: Path) -> None:
    starts = (0, 50)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        read = pool.map(_read_many, starts)
    assert read == [[str(n) for n in range(start, start + 150)] for start in starts]
    assert not list(cache.rglob("*.part"))
