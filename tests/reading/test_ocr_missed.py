from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from docaudit.reading import ReadOptions
from docaudit.reading.ocr import borrow_engine
from docaudit.reading.ocr.detection import Quad
from docaudit.reading.ocr.missed import missed_pieces

HEIGHT, LEFT, RULE, RIGHT = 30, 100, 500, 900


def form(tools: Any, figures: list[str], names: str = "建筑材料采购服务") -> tuple[NDArray[np.uint8], list[Quad]]:
    """A ruled table: a name and, flush with a rule, a figure a row; with the boxes of the names alone."""
    image = Image.new("RGB", (1000, 120 + 60 * len(figures)), "white")
    draw = ImageDraw.Draw(image)
    quads = []
    for k, figure in enumerate(figures):
        top = 60 + 60 * k
        draw.text((LEFT, top), names, font=tools.font(HEIGHT), fill="black")
        draw.text((RULE - 2, top), figure, font=tools.font(HEIGHT), fill="black", anchor="ra")
        draw.line((60, top - 12, RIGHT, top - 12), fill="black", width=2)
        right = LEFT + HEIGHT * len(names)
        quads.append(np.array([[LEFT, top], [right, top], [right, top + 42], [LEFT, top + 42]], np.float32))
    draw.line((RULE, 48, RULE, 60 * len(figures) + 60), fill="black", width=2)
    draw.line((RIGHT, 48, RIGHT, 60 * len(figures) + 60), fill="black", width=2)
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1]), quads


def test_a_figure_beside_a_rule_is_found_and_the_rule_wiped_away(tools: Any) -> None:
    image, quads = form(tools, ["1", "2", "3", "5", "8", "6"])
    pieces = missed_pieces(image, quads)
    assert len(pieces) == 6
    for piece in pieces:
        left, right = piece.quad[:, 0].min(), piece.quad[:, 0].max()
        assert RULE - 30 < left < right <= RULE + 1
        edge = piece.picture[:, -4:].min()
        assert edge > 200, "a rule stands at the edge of the cut"


def test_rules_alone_are_no_print(tools: Any) -> None:
    image, quads = form(tools, [""] * 8)
    assert missed_pieces(image, quads) == []


def test_a_field_of_specks_is_left_alone(tools: Any) -> None:
    image, quads = form(tools, [""] * 8)
    image[60:500, 520:880] = np.random.default_rng(3).integers(0, 255, (440, 360, 1), dtype=np.uint8)
    for y in range(66, 500, 60):
        for x in range(530, 880, 40):
            image[y : y + 24, x : x + 14] = 0
    assert missed_pieces(image, quads) == []


def test_pieces_lie_where_they_were_drawn_at_any_size(tools: Any) -> None:
    image, quads = form(tools, ["2", "3", "5", "8", "6"])
    small = {tuple(np.round(p.quad.mean(axis=0) / 10).astype(int)) for p in missed_pieces(image, quads)}
    twice = np.repeat(np.repeat(image, 2, axis=0), 2, axis=1)
    large = {
        tuple(np.round(p.quad.mean(axis=0) / 20).astype(int)) for p in missed_pieces(twice, [2 * q for q in quads])
    }
    assert len(small) == len(large) == 5
    assert small == large


@pytest.mark.ocr
@pytest.mark.parametrize("figures", [["1", "2", "3", "5", "8", "6", "4", "7"]])
def test_lone_figures_of_a_table_are_read(tools: Any, figures: list[str]) -> None:
    image, _ = form(tools, figures)
    with borrow_engine(ReadOptions().ocr_engine, 1) as engine:
        if engine is None or not engine.name.startswith("rapidocr"):
            pytest.skip("no neural engine here")
        words = engine.recognise(image)
    column = [w.text for w in sorted(words, key=lambda w: w.box.y0) if w.box.x0 > 0.4]
    assert column == figures
