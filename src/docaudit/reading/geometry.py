"""Map boxes between the upright picture that was read and the page as a viewer shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Table, Word

BoxMap = Callable[[Box], Box]
Matrix = NDArray[np.float64]


def clipped_box(x0: float, y0: float, x1: float, y1: float) -> Box:
    """Return the box with its corners in order and inside the page."""
    left, right = sorted(min(max(float(x), 0.0), 1.0) for x in (x0, x1))
    top, bottom = sorted(min(max(float(y), 0.0), 1.0) for y in (y0, y1))
    return Box(left, top, right, bottom)


def map_by(matrix: Matrix) -> BoxMap:
    """Return the map of boxes for a 3x3 homography between fractions of two pictures."""

    def change(box: Box) -> Box:
        corners = np.array(
            [[box.x0, box.x1, box.x1, box.x0], [box.y0, box.y0, box.y1, box.y1], [1.0, 1.0, 1.0, 1.0]], dtype=np.float64
        )
        moved = matrix @ corners
        xs, ys = moved[0] / moved[2], moved[1] / moved[2]
        return clipped_box(float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))

    return change


def fraction_matrix(pixels: Matrix, from_size: tuple[int, int], to_size: tuple[int, int]) -> Matrix:
    """Turn a homography between pixels into one between fractions; sizes are (width, height)."""
    spread = np.diag([from_size[0], from_size[1], 1.0])
    shrink = np.diag([1.0 / to_size[0], 1.0 / to_size[1], 1.0])
    result: Matrix = shrink @ pixels @ spread
    return result


def turned_points(x: Matrix, y: Matrix, degrees: int) -> tuple[Matrix, Matrix]:
    """Turn fractions clockwise by a multiple of 90 degrees."""
    quarter = degrees // 90 % 4
    if quarter == 1:
        return 1.0 - y, x
    if quarter == 2:
        return 1.0 - x, 1.0 - y
    if quarter == 3:
        return y, 1.0 - x
    return x, y


def quarter_turn(degrees: int) -> Matrix:
    """Return the homography of fractions that turns a page clockwise by `degrees` (a multiple of 90)."""
    return np.array(
        {
            0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
            1: [[0, -1, 1], [1, 0, 0], [0, 0, 1]],
            2: [[-1, 0, 1], [0, -1, 1], [0, 0, 1]],
            3: [[0, 1, 0], [-1, 0, 1], [0, 0, 1]],
        }[degrees // 90 % 4],
        dtype=np.float64,
    )


def move_words(words: Iterable[Word], change: BoxMap) -> tuple[Word, ...]:
    """Return the words with their boxes mapped."""
    return tuple(replace(word, box=change(word.box)) for word in words)


def move_lines(lines: Iterable[Line], change: BoxMap) -> tuple[Line, ...]:
    """Return the lines with the boxes of lines and words mapped."""
    return tuple(
        replace(line, words=move_words(line.words, change), box=change(line.box) if line.box else None)
        for line in lines
    )


def move_tables(tables: Iterable[Table], change: BoxMap) -> tuple[Table, ...]:
    """Return the tables with the boxes of tables, cells and words mapped."""

    def cell_moved(cell: Cell) -> Cell:
        return replace(cell, words=move_words(cell.words, change), box=change(cell.box) if cell.box else None)

    return tuple(
        replace(t, cells=tuple(cell_moved(c) for c in t.cells), box=change(t.box) if t.box else None) for t in tables
    )
