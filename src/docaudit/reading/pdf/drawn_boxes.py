"""Check boxes among the lines, marks and form fields of a digital page, judged by what is drawn in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from docaudit.reading.layout import Rule
from docaudit.reading.pdf.form_fields import CheckField
from docaudit.reading.pdf.marks import Kind, Mark
from docaudit.reading.scan.boxes import EMPTY, FILLED, TICKED, Square, without_rows
from docaudit.records.pages import Word

# Sides of a check box in points, and how far it may be from a square.
_SIDES = (5.0, 20.0)
_MOST_STRETCH = 1.3
# Ends of lines that meet, in points.
_MEETS = 1.6
# More short level lines than this are a pattern or a grid.
_MOST_SHORT = 400
# A line this much longer than a side, along it, is a table's.
_LONGER = 1.5
# A mark reaches beyond its box by this share of the side.
_BEYOND = 0.35
# A dark shape of this share of its box's side fills it.
_FILLS = 0.8
_TICKS = frozenset("√✓✔☑☒×✗✘✕xXvV●■•")
_SIGNS = frozenset("□☐▣")


def drawn_squares(
    words: Sequence[Word],
    rules: Sequence[Rule],
    marks: Sequence[Mark],
    fields: Sequence[CheckField],
    size: tuple[float, float],
) -> tuple[list[Square], list[Mark], set[int]]:
    """Return the page's check boxes in points, the marks that lie in none, and the words that are a box's tick.

    Args:
        words: of the page, boxes in fractions of it.
        rules: lines, in fractions.
        marks: small shapes, in points.
        fields: of the page's form; their state is known, so what is drawn there is not asked.
        size: of the page in points.
    """
    lines = [_in_points(rule, size) for rule in rules]
    solid = [m for m in marks if m.kind is Kind.SOLID and _is_square(m.x1 - m.x0, m.height)]
    found = [Square(f.x0, f.y0, f.x1, f.y1, TICKED if f.ticked else EMPTY, 1.0) for f in fields]
    found = [_squared(s) for s in found if min(s.x1 - s.x0, s.y1 - s.y0) >= _SIDES[0]]
    known = len(found)
    drawn = [s for s in _framed(lines) if not _is_ruled(s, lines)]
    drawn += [Square(m.x0, m.y0, m.x1, m.y1, FILLED, 1.0) for m in solid]
    for square in sorted(drawn, key=lambda s: -s.side):
        if not any(_holds(other, square.middle, 0.0) for other in found):
            found.append(square)
    squares, ticks, used = [], set(), set()
    for index, square in enumerate(found):
        inside = [k for k, m in enumerate(marks) if _holds(square, m.middle, _BEYOND) and _fits(square, m)]
        said = [k for k, word in enumerate(words) if _holds(square, _middle(word, size), 0.0)]
        used.update(inside)
        texts = "".join(words[k].text for k in said)
        if any(char not in _TICKS and not char.isspace() for char in texts) or any(c in _SIGNS for c in texts):
            # A figure in its cell, a character's frame, or a box that is printed as a sign already.
            continue
        if any(marks[k].doubtful for k in inside):
            continue
        ticks.update(said)
        squares.append(_judged(square, [marks[k] for k in inside], ticked=bool(said)) if index >= known else square)
        if index < known and square.sign == EMPTY and any(marks[k].kind is Kind.TICK for k in inside):
            squares[-1] = replace(square, sign=TICKED)
    return without_rows(squares), [m for k, m in enumerate(marks) if k not in used], ticks


def _judged(square: Square, inside: Sequence[Mark], *, ticked: bool) -> Square:
    if square.sign == FILLED:
        return square
    solid = [m for m in inside if m.kind is Kind.SOLID]
    if any(min(m.x1 - m.x0, m.height) >= _FILLS * square.side for m in solid):
        return replace(square, sign=FILLED)
    return replace(square, sign=TICKED) if inside or ticked else square


def _framed(lines: Sequence[Rule]) -> Iterator[Square]:
    """Yield the squares that four short lines make; a rectangle is four lines too."""
    short = {_rounded(r) for r in lines if _SIDES[0] <= r.end - r.start <= _SIDES[1] + 2 * _MEETS}
    level = sorted((r for r in short if r.horizontal), key=lambda r: r.at)
    if len(level) > _MOST_SHORT:
        return
    # A table drawn cell by cell has thousands of short upright lines.
    upright: dict[int, list[Rule]] = {}
    for rule in short:
        if not rule.horizontal:
            upright.setdefault(int(rule.at), []).append(rule)
    for index, top in enumerate(level):
        wide = top.end - top.start
        for bottom in level[index + 1 :]:
            high = bottom.at - top.at
            if high > wide * _MOST_STRETCH:
                break
            if not _is_square(wide, high) or abs(top.start - bottom.start) + abs(top.end - bottom.end) > 2 * _MEETS:
                continue
            sides = [
                any(
                    abs(r.at - x) <= _MEETS and r.start <= top.at + _MEETS and r.end >= bottom.at - _MEETS
                    for near in range(int(x - _MEETS), int(x + _MEETS) + 1)
                    for r in upright.get(near, ())
                )
                for x in (top.start, top.end)
            ]
            if all(sides):
                yield Square(top.start, top.at, top.end, bottom.at, EMPTY, 1.0)


def _rounded(rule: Rule) -> Rule:
    """Return a line to half a point: one that is drawn twice is one."""
    return Rule(rule.horizontal, round(2 * rule.at) / 2, round(2 * rule.start) / 2, round(2 * rule.end) / 2)


def _is_ruled(square: Square, lines: Sequence[Rule]) -> bool:
    """Say whether longer lines run along its sides: then it is a cell."""
    x0, y0, x1, y1 = square.x0, square.y0, square.x1, square.y1
    for line in lines:
        low, high, sides = (x0, x1, (y0, y1)) if line.horizontal else (y0, y1, (x0, x1))
        along = line.start <= low + _MEETS and line.end >= high - _MEETS
        if along and line.end - line.start > _LONGER * square.side and any(abs(line.at - s) <= _MEETS for s in sides):
            return True
    return False


def _is_square(wide: float, high: float) -> bool:
    in_size = _SIDES[0] <= min(wide, high) and max(wide, high) <= _SIDES[1]
    return in_size and max(wide / high, high / wide) <= _MOST_STRETCH


def _squared(square: Square) -> Square:
    """Return the square in the middle of a field that is not square: its box is drawn there."""
    side = min(square.x1 - square.x0, square.y1 - square.y0)
    x, y = square.middle
    return replace(square, x0=x - side / 2, x1=x + side / 2, y0=y - side / 2, y1=y + side / 2)


def _holds(square: Square, point: tuple[float, float], beyond: float) -> bool:
    room = beyond * square.side
    return square.x0 - room <= point[0] <= square.x1 + room and square.y0 - room <= point[1] <= square.y1 + room


def _fits(square: Square, mark: Mark) -> bool:
    """Say whether a mark is a tick, cross or filling of that box by its size, and not the box itself."""
    if max(mark.x1 - mark.x0, mark.height) > 2.5 * square.side:
        return False
    drawn = (mark.x0, mark.y0, mark.x1, mark.y1)
    itself = square.sign == FILLED and drawn == (square.x0, square.y0, square.x1, square.y1)
    return itself or max(mark.x1 - mark.x0, mark.height) > 0.2 * square.side


def _middle(word: Word, size: tuple[float, float]) -> tuple[float, float]:
    x, y = word.box.center
    return x * size[0], y * size[1]


def _in_points(rule: Rule, size: tuple[float, float]) -> Rule:
    along, across = size if rule.horizontal else size[::-1]
    return Rule(rule.horizontal, rule.at * across, rule.start * along, rule.end * along)
