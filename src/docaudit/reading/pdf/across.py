"""Text that stands across or beside the lines: marks such as 作废, notes on the margin, names round drawn seals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from docaudit.reading.geometry import clipped_box
from docaudit.reading.pdf.characters import character
from docaudit.reading.pdf.drawing import Drawing
from docaudit.reading.pdf.inks import colour_of
from docaudit.records.evidence import Box
from docaudit.records.pages import Seal, SealColour, TextSource, Word

# Slanted characters of one word lie no further apart than so many times their boxes; in so many turns of so many
# degrees they run round a seal.
_MOST_APART = 2.2
_RING_DEGREES, _RING_TURNS = 12.0, 3
# Levels of 255 by which one part of a colour must lead the others.
_COLOURED = 50


# Less than this share of a page's text objects stands at a right angle to the others, or the page is turned.
_MOST_SIDEWAYS = 0.3


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands across or beside the lines of a page.

    Attributes:
        slanted: words across the page, as watermarks are.
        sideways: words at a right angle to most of the others: notes along the margin, labels of rows.
        seals: coloured words that run round.
    """

    slanted: tuple[Word, ...] = ()
    sideways: tuple[Word, ...] = ()
    seals: tuple[Seal, ...] = ()


def set_aside(
    codes: NDArray[np.int64],
    view: NDArray[np.float64],
    makers: NDArray[np.uint64],
    drawing: Drawing,
    shown: NDArray[np.bool_],
) -> tuple[Aside, NDArray[np.bool_]]:
    """Return what stands aside, and which characters that takes.

    Args:
        codes: of all characters.
        view: their boxes in fractions of the page as shown.
        makers: the text objects that draw them.
        drawing: of the page.
        shown: those that leave ink.
    """
    angles = drawing.slanted | dict.fromkeys(_single(makers[shown], drawing.between), 0.0)
    across = among(makers, angles) & shown
    slanted: list[Word] = []
    seals: list[Seal] = []
    for run in _runs(view, makers, across):
        word = _word(run, codes, view)
        turns = {round(angles[int(makers[k])] / _RING_DEGREES) for k in run}
        colour = _seal_colour(int(makers[run[0]])) if len(turns) >= _RING_TURNS else None
        if colour is None:
            slanted.append(word)
        else:
            seals.append(_seal(word.text, word.box, colour))
    beside = np.zeros_like(across)
    if len(drawing.sideways) < _MOST_SIDEWAYS * len(drawing.texts):
        beside = among(makers, drawing.sideways) & shown & ~across
    sideways = [_word(run, codes, view) for run in _runs(view, makers, beside)]
    return Aside(tuple(slanted), tuple(sideways), tuple(seals)), across | beside


def among(makers: NDArray[np.uint64], chosen: Iterable[int]) -> NDArray[np.bool_]:
    """Say of each character whether one of the chosen text objects draws it."""
    return np.isin(makers, np.fromiter(chosen, dtype=np.uint64))


def _single(makers: NDArray[np.uint64], chosen: Iterable[int]) -> set[int]:
    """Return those text objects that draw one character each."""
    found, counts = np.unique(makers[among(makers, chosen)], return_counts=True)
    return set(found[counts == 1].tolist())


def _runs(view: NDArray[np.float64], makers: NDArray[np.uint64], chosen: NDArray[np.bool_]) -> list[list[int]]:
    """Return the places of the chosen characters, those drawn side by side together."""
    runs: list[list[int]] = []
    for place in np.flatnonzero(chosen).tolist():
        last = runs[-1][-1] if runs else None
        if last is not None and (makers[last] == makers[place] or _is_next(view[last], view[place])):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _word(run: list[int], codes: NDArray[np.int64], view: NDArray[np.float64]) -> Word:
    box = clipped_box(*view[run, :2].min(axis=0).tolist(), *view[run, 2:].max(axis=0).tolist())
    # Round a ring they may be drawn from either end; they read from left to right.
    ordered = run if view[run[0], 0] <= view[run[-1], 0] + 0.5 * box.width else run[::-1]
    return Word("".join(character(int(codes[k])) for k in ordered), box, 1.0, TextSource.TEXT_LAYER)


def _seal(text: str, box: Box, colour: SealColour) -> Seal:
    return Seal(text=text, box=box, confidence=1.0, shape="round", colour=colour, name=text)


def _seal_colour(item: int) -> SealColour | None:
    red, green, blue, _ = colour_of(item)
    if red - max(green, blue) > _COLOURED:
        return "red"
    if blue - max(red, green) > _COLOURED:
        return "blue"
    return "violet" if min(red, blue) - green > _COLOURED else None


def _is_next(before: NDArray[np.float64], after: NDArray[np.float64]) -> bool:
    apart = np.abs((before[:2] + before[2:] - after[:2] - after[2:]) / 2)
    return bool((apart <= _MOST_APART * np.maximum(before[2:] - before[:2], after[2:] - after[:2])).all())
