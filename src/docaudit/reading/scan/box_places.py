"""Say where in a line of text, as OCR read it, the squares stand that its picture shows.

OCR gives a line's text and box but no places of its characters, and gaps between options make any even share-out
wrong. So the stretches of ink between the squares are compared with the text: the cheapest way wins in which every
stretch holds as many characters as it is long, and every square is a box that OCR read as something, a box that it left
out, or a character with a frame in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docaudit.reading.scan.boxes import EMPTY, FILLED, TICKED, Square

_PRINTED = frozenset("□☐☑☒■▣▢⊠⊡◻◼▪√✓✔")
# What OCR makes of a box and what has no four sides of its own.
_LIKE_BOX = frozenset("区凶凹山向ロDOo0UVvXx×●○冈图図巳已己")
# Characters with four sides: boxes look like them, and ink inside them is their own.
_FRAMED = frozenset("日回曰目田国四团囚因固困圆围自白由甲申电圈圃固囤面西而皿且旦")
_MOUTH = frozenset("口囗")
# What follows one of them where it begins a word: then the character was meant.
_BEGIN = {
    "口": "头岸径味粮令述碑腔红罩服",
    "日": "期利常用内起前后止均志历元至为的",
    "回": "单款购复收执访函报扣租避",
    "目": "的前标录",
    "国": "家有内际债外资企库税土民务籍别",
    "四": "川方季个至十月条是",
    "团": "队体购",
    "图": "纸书样片章",
    "因": "此为素借故甲乙本",
    "固": "定",
    "困": "难",
    "圆": "满",
    "围": "绕",
    "自": "主筹有然动愿行本贷借营住用签合",
    "白": "银酒",
    "由": "于借甲乙贷出本保",
    "甲": "方",
    "申": "请报购",
    "电": "子话费力汇器脑信气",
}
_BEFORE_MOUTH = frozenset("出进户人窗港关接路门入缺敞胸海")
_SEPARATORS = frozenset("：:；;，,、（()）/ 　。\t[]【】")
# The upright sides of 口 reach this share of its height below its bottom; a box's end with it.
_LEG = 0.055
# Costs, in characters by which a stretch of ink and its text differ in length.
_IS_PRINTED, _IS_LIKE, _IS_LEFT_OUT, _IS_LEFT_OUT_INSIDE, _IS_FRAMED, _IS_DOUBTFUL = 0.0, 0.3, 0.6, 0.8, 1.0, 1.6
_IS_CHARACTER, _PRINTED_ELSEWHERE = 0.1, 1.0
# Of characters without a frame: many hold a part that looks like a marked box, few one like an empty, none a solid one.
_IS_PART = {EMPTY: 1.0, TICKED: 0.2, FILLED: 2.0}
# Such a part is smaller than the boxes of the form.
_IS_PART_ALIKE = 1.4
_NARROW, _MARK, _MARKS = 0.55, 0.3, frozenset("：；，。、！？（）《》:;,.!'|")
# An option stands apart from the one before it by this share of its box's side at least; characters stand nearer.
_GAP, _NO_GAP = 0.25, 0.6
# Gaps up to this many heights of the line are part of the stretch: the space beside narrow characters.
_BRIDGED = 0.2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box's sign goes in a text.

    Attributes:
        at: index of the first character after it, or of the one in its place.
        taken: how many characters it takes the place of.
        sure: no character can be meant.
        printed: OCR read it as the sign of a box itself.
    """

    at: int
    taken: int
    sure: bool
    printed: bool = False


_Choice = tuple[int, float, Place | None]
"""Characters that a square uses up, the cost, and its place; None where it is one of the characters."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A square, whether certain boxes have its size, and whether there is a gap before it."""

    square: Square
    alike: bool
    apart: bool


def placed(
    text: str, ink: Sequence[bool], squares: Sequence[Square], left: int, alike: Sequence[bool]
) -> list[Place | None]:
    """Return each square's place in the text, None for one that is a character.

    Args:
        text: of the line.
        ink: whether each column of its picture holds ink.
        squares: inside the line, from left to right.
        left: the column of the picture at which the line begins.
        alike: for each square, whether certain boxes of the page have its size.
    """
    bridged = max(2, round(_BRIDGED * max(s.side for s in squares) * 1.4))
    edges = [(s.x0 - left, s.x1 - left) for s in squares]
    starts, stops = [0.0, *(e[1] + 1 for e in edges)], [*(e[0] - 1 for e in edges), float(len(ink))]
    long = [_inked(ink, int(max(0, a)), int(max(0, b)), bridged) for a, b in zip(starts, stops, strict=True)]
    units = [0.0]
    for char in text:
        units.append(units[-1] + width_of(char))
    whole = sum(long) + sum(s.side * 1.1 for s in squares)
    seen = [
        _Seen(square, is_alike, _apart(ink, start - _GAP * square.side, start - 2))
        for square, is_alike, (start, _) in zip(squares, alike, edges, strict=True)
    ]
    choices = [[_choices(text, at, one) for at in range(len(text) + 1)] for one in seen]
    best: tuple[float, list[Place | None]] | None = None
    for left_out in range(len(squares) + 1):
        em = max(1.0, whole / max(1.0, units[-1] + left_out))
        found = _cheapest(text, units, long, choices, em)
        if best is None or found[0] < best[0]:
            best = found
    return best[1] if best else [None] * len(squares)


def width_of(char: str) -> float:
    """Return how much ink a character is long, in Chinese characters: a full-width mark has little of its cell."""
    if char.isspace():
        return 0.0
    if char in _MARKS:
        return _MARK
    return 1.0 if ord(char) > 0x2000 else _NARROW


def _apart(ink: Sequence[bool], start: float, stop: float) -> bool:
    """Say whether there is paper between the columns, or the line begins there."""
    return not any(ink[max(0, int(start)) : max(0, int(stop))])


def _inked(ink: Sequence[bool], start: int, stop: int, bridged: int) -> float:
    """Return the length of the ink from `start` to `stop`, small gaps included."""
    length, gap, seen = 0, 0, False
    for column in range(start, min(stop, len(ink))):
        if ink[column]:
            length += 1 + (gap if seen and gap <= bridged else 0)
            gap, seen = 0, True
        else:
            gap += 1
    return float(length)


def _cheapest(
    text: str, units: list[float], long: list[float], choices: Sequence[Sequence[Sequence[_Choice]]], em: float
) -> tuple[float, list[Place | None]]:
    """Return the cost of the cheapest way and the places in it, for characters `em` pixels wide."""
    signs = [0]
    for char in text:
        signs.append(signs[-1] + (char in _PRINTED))
    # By the number of characters used so far: the cost, and the places of the squares before.
    ways: dict[int, tuple[float, list[Place | None]]] = {0: (0.0, [])}
    for number, by_place in enumerate(choices):
        after: dict[int, tuple[float, list[Place | None]]] = {}
        for at, possible in enumerate(by_place):
            reached = [
                (
                    cost
                    + abs((units[at] - units[used]) - long[number] / em)
                    + _PRINTED_ELSEWHERE * (signs[at] - signs[used]),
                    places,
                )
                for used, (cost, places) in ways.items()
                if used <= at
            ]
            if not possible or not reached:
                continue
            so_far, before = min(reached, key=lambda way: way[0])
            for taken, price, place in possible:
                known = after.get(at + taken)
                if known is None or so_far + price < known[0]:
                    after[at + taken] = (so_far + price, [*before, place])
        ways = after
    end = len(text)
    return min(
        (
            (
                cost
                + abs((units[end] - units[used]) - long[-1] / em)
                + _PRINTED_ELSEWHERE * (signs[end] - signs[used]),
                places,
            )
            for used, (cost, places) in ways.items()
        ),
        key=lambda way: way[0],
    )


def borders_option(text: str, at: int, end: int) -> bool:
    """Say whether a Chinese word begins at `end`, or ends at `at` and nothing follows: no box stands among figures."""
    after, before = text[end:].lstrip()[:1], text[:at].rstrip()[-1:]
    beside = after or before
    return bool(beside) and (beside >= "\u2e80" or beside in _PRINTED) and beside not in _MARKS


def _choices(text: str, at: int, seen: _Seen) -> list[_Choice]:
    """Return what the square may be there: characters used, cost, and the box's place or None for a character."""
    square = seen.square
    opens = at == 0 or text[at - 1] in _SEPARATORS or text[at - 1] in _PRINTED
    left_out = (_IS_LEFT_OUT if opens else _IS_LEFT_OUT_INSIDE) + (0.0 if seen.apart else _NO_GAP)
    # No option begins with a mark.
    left_out += _IS_DOUBTFUL if text[at : at + 1] and text[at] in _MARKS else 0.0
    out: list[_Choice] = [(0, left_out, Place(at, 0, sure=opens and square.sign == EMPTY))]
    if not borders_option(text, at, at):
        out = []
    if at == len(text):
        return out
    char = text[at]
    # A tick over its box is read as two signs: √□.
    pair = 2 if char in _PRINTED and text[at + 1 : at + 2] in {"√", "✓", "✔", "□"} - {char} else 1
    if char in _PRINTED:
        out.append((pair, _IS_PRINTED, Place(at, pair, sure=True, printed=True)))
    elif not borders_option(text, at, at + 1):
        out.append((1, _IS_CHARACTER, None))
    elif char in _LIKE_BOX:
        likely = opens or (seen.apart and not char.isascii())
        out.append((1, _IS_CHARACTER if likely else _IS_FRAMED, Place(at, 1, sure=not char.isascii())))
        out.append((1, _IS_PART_ALIKE if seen.alike else _IS_PART[square.sign], None))
    elif char in _MOUTH:
        word = text[at + 1 : at + 2] in tuple(_BEGIN["口"]) or text[at - 1 : at] in tuple(_BEFORE_MOUTH)
        if square.sign == EMPTY:
            likely = not word and (opens or (seen.alike and seen.apart))
            clear = opens and square.leg < _LEG
            out.append((1, _IS_LIKE if likely else _IS_CHARACTER, None))
            out.append((1, _IS_DOUBTFUL if word else _IS_CHARACTER if likely else _IS_LIKE, Place(at, 1, sure=clear)))
        else:
            out.append((1, _IS_LIKE, Place(at, 1, sure=True)))
    elif char in _FRAMED:
        word = text[at + 1 : at + 2] in tuple(_BEGIN.get(char, ""))
        if square.sign == EMPTY:
            # What is empty is none of them.
            out.extend(((1, _IS_LIKE, Place(at, 1, sure=opens)), (1, _IS_FRAMED, None)))
        else:
            # Apart from what stands before it, as large as the boxes and beginning no word: rather a box.
            likely = not word and (opens or (seen.alike and seen.apart))
            out.append((1, _IS_FRAMED if likely and seen.alike else _IS_CHARACTER, None))
            out.append((1, _IS_DOUBTFUL if word else _IS_LIKE if likely else _IS_FRAMED, Place(at, 1, sure=False)))
    else:
        out.append((1, _IS_PART_ALIKE if seen.alike else _IS_PART[square.sign], None))
    return out
