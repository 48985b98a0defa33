"""The PP-OCRv6 models of the rapidocr wheel, on OpenVINO or onnxruntime."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.geometry import clipped_box
from docaudit.reading.ocr.confidence import CURVES_MARK, calibrated
from docaudit.reading.ocr.detection import Quad, find_lines, find_quads
from docaudit.reading.ocr.ends import with_lost_ends
from docaudit.reading.ocr.figures import are_figures
from docaudit.reading.ocr.lines import STANDING, Alphabet, Reading, cut_line, decode, is_short, recogniser_input
from docaudit.reading.ocr.missed import missed_pieces
from docaudit.reading.ocr.second_look import agree, doubtful, other_inputs, settled, unread_minus
from docaudit.reading.ocr.sessions import Blob, Net, load_net
from docaudit.records.pages import TextSource, Word

# Lines are found at this size and read at the picture's own.
_LONGEST_SIDE = 2000
_LEAST_SCORE = 0.5
# Lines below this are read a second time in full precision, short ones with the padding of the training; that answer
# is kept: measured, it is right more often where the two differ, whichever scores higher. Long lines below the second
# are past help, and a hopeless page must not cost twice.
_SURE_SCORE, _HOPELESS_SCORE = 0.95, 0.8
# Measured: lone glyphs that are print score 0.99 and more, rests of rules and specks up to 0.98.
_SURE_ALONE = 0.99
# How a page lies is judged by this many lines, each at least so much longer than high.
_SAMPLE, _LONG = 10, 2.5
_LEAST_LINES = 3
# What a figure that lost its first digit may begin with.
_MARKS = ".,:;，"
# Measured: an upside-down page scores 0.63 to 0.72 on average, an upright one 0.98.
_DOUBTFUL_SCORE = 0.8


class _Seen:
    """A picture with its lines, and those of them that have been read."""

    def __init__(self, image: NDArray[np.uint8], quads: list[Quad]) -> None:
        self.image = image
        self.quads = quads
        self.read: dict[int, Reading] = {}


class RapidOcrEngine:
    """PP-OCRv6 small, without the line classifier (it turns short digit cells upside down).

    The models are driven here and not through rapidocr's own pipeline, which pads every short cell to 320 pixels and
    leaves the precision to OpenVINO: the same answers for half the time. Pages are read in eight bits where that is
    possible, and what remains in doubt with the networks as they are.
    """

    def __init__(self, backend: str, threads: int) -> None:
        cv2.setNumThreads(threads)
        self._backend, self._threads = backend, threads
        self._detector = load_net(backend, model_file("det"), threads, rounded=True)
        self._recogniser = load_net(backend, model_file("rec"), threads, rounded=True)
        versions = [f"{name} {importlib.metadata.version(name)}" for name in ("rapidocr", backend)]
        nets = (("det", self._detector), ("rec", self._recogniser))
        models = [f"{model_file(kind).stem} {net.precision}" for kind, net in nets]
        self._name = " ".join((*versions, *models, f"side={_LONGEST_SIDE} own12", CURVES_MARK))
        self._alphabet = Alphabet(self._recogniser.characters)
        self._seen: _Seen | None = None

    @property
    def name(self) -> str:
        """Engine, models and settings."""
        return self._name

    def turn_needed(self, image: NDArray[np.uint8]) -> int | None:
        """Return the clockwise turn that sets the lines of a picture upright, judged by some of them."""
        seen = self._look(image)
        shapes = [_sides(quad) for quad in seen.quads]
        lying = [i for i, (wide, high) in enumerate(shapes) if wide > STANDING * high]
        standing = [i for i, (wide, high) in enumerate(shapes) if high > STANDING * wide]
        quarter = len(standing) > len(lying) and len(standing) >= _LEAST_LINES
        chosen = _sample(standing if quarter else lying, shapes)
        if not chosen:
            return 0
        found = self._read(seen, chosen)
        if not quarter and _score(found) >= _DOUBTFUL_SCORE:
            return 0
        lines = [np.ascontiguousarray(np.rot90(cut_line(image, seen.quads[i]), 2)) for i in chosen]
        flipped = _merit(self._recognise(lines)) > _merit(found)
        # A standing line is cut out turned counter-clockwise: what reads well then needs three quarters clockwise.
        return (90 if flipped else 270) if quarter else (180 if flipped else 0)

    def recognise(self, image: NDArray[np.uint8]) -> list[Word]:
        """Return the words of a BGR picture."""
        seen = self._look(image)
        found = self._read(seen, range(len(seen.quads)))
        unread = self._take_ends(seen, found) | self._take_minuses(seen, found)
        self._take_missed(seen, found)
        judged = self._judged(seen, found, unread)
        self._seen = None
        high, wide = image.shape[:2]
        words = []
        for quad, (reading, confidence) in zip(seen.quads, judged, strict=True):
            if not reading.text.strip() or reading.score < _LEAST_SCORE:
                continue
            (left, top), (right, bottom) = quad.min(axis=0).tolist(), quad.max(axis=0).tolist()
            box = clipped_box(left / wide, top / high, right / wide, bottom / high)
            words.append(Word(reading.text.strip(), box, round(confidence, 5), TextSource.OCR))
        return words

    def _take_ends(self, seen: _Seen, found: list[Reading]) -> set[int]:
        """Read figures again with the glyphs beside their box, and keep box and reading where they are part of them.

        Returns:
            the places of those whose glyphs stay unread: they may be more than what was read.
        """
        wider = with_lost_ends(seen.image, seen.quads, found)
        lines = [recogniser_input(cut_line(seen.image, quad)) for quad in wider.values()]
        unread = set()
        for (k, quad), reading in zip(wider.items(), self._answers(lines, self._exact), strict=True):
            if found[k].text.strip(_MARKS) in reading.text and are_figures(reading.text):
                seen.quads[k], found[k] = quad, reading
            else:
                unread.add(k)
        return unread

    def _take_minuses(self, seen: _Seen, found: list[Reading]) -> set[int]:
        """Read amounts again with the stroke before them, and keep box and reading where it is a minus.

        Returns:
            the places of those whose stroke stays unread: they may be less than nought.
        """
        more = {k: unread_minus(seen.image, seen.quads[k], reading) for k, reading in enumerate(found)}
        wider = {k: quad for k, quad in more.items() if quad is not None}
        lines = [recogniser_input(cut_line(seen.image, quad), as_trained=True) for quad in wider.values()]
        unread = set()
        for (k, quad), reading in zip(wider.items(), self._answers(lines, self._exact), strict=True):
            if reading.text == f"-{found[k].text}":
                seen.quads[k], found[k] = quad, reading
            else:
                unread.add(k)
        return unread

    def _take_missed(self, seen: _Seen, found: list[Reading]) -> None:
        """Add the lone glyphs that the detector passed over, where they are read beyond doubt."""
        pieces = missed_pieces(seen.image, seen.quads)
        for piece, reading in zip(pieces, self._recognise([p.picture for p in pieces]), strict=True):
            if reading.score >= _SURE_ALONE and reading.text.isalnum():
                seen.quads.append(piece.quad)
                found.append(reading)

    def _judged(self, seen: _Seen, found: list[Reading], unread: set[int]) -> list[tuple[Reading, float]]:
        """Return what each line says and how sure that is, after a second look at doubtful figures."""
        kinds = ["figures" if are_figures(r.text) else "text" for r in found]
        best = list(found)
        places = doubtful(found)
        inputs = [blob for k in places for blob in other_inputs(seen.image, seen.quads[k])]
        looks = list(_pairs(self._answers(inputs)))
        # Full precision costs three times as much: only what eight bits do not settle is worth it.
        unsettled = [i for i, k in enumerate(places) if not agree(found[k], looks[i])]
        exact = self._answers([blob for i in unsettled for blob in inputs[2 * i : 2 * i + 2]], self._exact)
        for i, others in zip(unsettled, _pairs(exact), strict=True):
            looks[i] = others
        for k, others in zip(places, looks, strict=True):
            best[k] = settled(found[k], others)
            kinds[k] = "agreed" if agree(found[k], others) else "disputed"
        for k in unread:
            kinds[k] = "disputed"
        return [(r, calibrated(kind, r.doubt)) for r, kind in zip(best, kinds, strict=True)]

    def _look(self, image: NDArray[np.uint8]) -> _Seen:
        if self._seen is None or self._seen.image is not image:
            self._seen = _Seen(image, find_lines(image, _LONGEST_SIDE, self._lines_on))
        return self._seen

    def _lines_on(self, blob: Blob, size: tuple[int, int]) -> list[Quad]:
        (quads,) = self._detector.run([blob], lambda answer: find_quads(answer, size))
        return quads

    def _read(self, seen: _Seen, places: Sequence[int]) -> list[Reading]:
        missing = [i for i in places if i not in seen.read]
        found = self._recognise([cut_line(seen.image, seen.quads[i]) for i in missing])
        seen.read.update(zip(missing, found, strict=True))
        return [seen.read[i] for i in places]

    def _recognise(self, lines: list[NDArray[np.uint8]]) -> list[Reading]:
        found = self._answers([recogniser_input(line) for line in lines])
        # In full precision the network would answer a long line as it did.
        least = _HOPELESS_SCORE if self._recogniser.precision != "f32" else _SURE_SCORE
        again = [
            i
            for i, line in enumerate(lines)
            if found[i].score < _SURE_SCORE and (is_short(line) or found[i].score >= least)
        ]
        second = self._answers([recogniser_input(lines[i], as_trained=True) for i in again], self._exact)
        for place, answer in zip(again, second, strict=True):
            found[place] = answer
        return found

    @cached_property
    def _exact(self) -> Net:
        """The recogniser in full precision, loaded when a page first needs it."""
        if self._recogniser.precision == "f32":
            return self._recogniser
        return load_net(self._backend, model_file("rec"), self._threads)

    def _answers(self, blobs: list[Blob], net: Net | None = None) -> list[Reading]:
        net = net or self._recogniser
        # An answer holds a probability for each of 18 000 glyphs at every step: it is decoded where it comes up.
        return net.run(blobs, lambda answer: decode(answer, self._alphabet))


def model_file(kind: str) -> Path:
    """Return where the wheel of rapidocr keeps its model ``det`` (detection) or ``rec`` (recognition).

    Raises:
        ImportError: it is not installed, or holds no such model.
    """
    spec = importlib.util.find_spec("rapidocr")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    found = sorted(path for folder in folders for path in Path(folder, "models").glob(f"*_{kind}*.onnx"))
    if not found:
        msg = f"rapidocr is not installed with its {kind} model"
        raise ImportError(msg)
    return found[-1]


def _pairs(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    return zip(readings[::2], readings[1::2], strict=True)


def _sides(quad: Quad) -> tuple[float, float]:
    return float(np.linalg.norm(quad[0] - quad[1])), float(np.linalg.norm(quad[0] - quad[3]))


def _sample(places: list[int], shapes: list[tuple[float, float]]) -> list[int]:
    """Choose lines spread over the page, long enough to tell how they lie, where there are many not the longest."""
    long = [i for i in places if max(shapes[i]) >= _LONG * min(shapes[i])] or places
    by_length = sorted(long, key=lambda i: max(shapes[i]) / max(1.0, min(shapes[i])))
    middle = sorted(by_length[len(by_length) // 4 : len(by_length) // 4 + 3 * _SAMPLE])
    step = max(1, len(middle) // _SAMPLE)
    return middle[::step][:_SAMPLE]


def _score(found: list[Reading]) -> float:
    """Mean confidence, each line weighted by its length."""
    weight = sum(len(r.text) for r in found)
    return sum(r.score * len(r.text) for r in found) / weight if weight else 0.0


def _merit(found: list[Reading]) -> float:
    """Certainty times amount: two good glyphs do not beat a line of fair ones."""
    return sum((r.score - _LEAST_SCORE) * len(r.text) for r in found)
