"""Put the check boxes, ticks and circles that a digital page draws into its words: the signs that scans give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docaudit.reading.layout import Rule
from docaudit.reading.ocr.figures import are_figures
from docaudit.reading.pdf.drawn_boxes import drawn_squares
from docaudit.reading.pdf.form_fields import CheckField
from docaudit.reading.pdf.marks import Kind, Mark
from docaudit.reading.scan.box_places import Place, borders_option, width_of
from docaudit.reading.scan.box_words import Claim, has_sibling, parted, shared_out
from docaudit.reading.scan.boxes import FILLED, TICKED, Square
from docaudit.records.pages import Word

# A mark by hand is as high as that many lines of type; a loop goes around one line.
_TICK_HEIGHTS, _LOOP_HEIGHTS = (0.45, 2.6), (0.7, 2.6)
# From a tick to its option, in heights of the line.
_TICK_GAP = 1.0
# A loop stands out beyond its option by this at most, in heights of the line.
_LOOP_ROOM = 1.6
# Options are short; a mark beside a long line is a reader's own.
_LONGEST_OPTION = 14
# What parts the options in a word, and a label from its options.
_APART = re.compile(r"[/／、|｜\s：:;；（）()]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BOXED = re.compile(r"[□☐☑☒■○●]")
# How sure a place in the middle of a word, and a mark without a box, can be.
_SURE_INSIDE = 0.9


@dataclass(frozen=True, slots=True)
class _Option:
    """A part of a word that may be an option; its ends in points and its first character."""

    word: int
    at: int
    text: str
    x0: float
    x1: float
    y0: float
    y1: float


def with_marks(
    words: Sequence[Word],
    rules: Sequence[Rule],
    marks: Sequence[Mark],
    fields: Sequence[CheckField],
    size: tuple[float, float],
) -> tuple[Word, ...]:
    """Return the words with □, ☑ and ■ where check boxes are drawn, and ☑ where an option is ticked or circled.

    A box before its option begins the option's word, as on a scan; a word is parted there. A tick or circle by hand
    counts only where there is a choice: beside or around one of several short options.
    """
    if not marks and not fields and not any(_may_be_side(rule, size) for rule in rules):
        return tuple(words)
    squares, left, ticks = drawn_squares(words, rules, marks, fields, size)
    kept = [word for k, word in enumerate(words) if k not in ticks]
    claims = _boxed(kept, squares, size)
    claims += _by_hand(kept, left, size)
    by_word: dict[int, list[Claim]] = {}
    for claim in claims:
        by_word.setdefault(claim.word, []).append(claim)
    if not by_word:
        return tuple(words)
    # A tick that belongs to no believed box stays a word.
    out: list[Word] = []
    number = 0
    believed = [claim.square for claim in claims]
    for index, word in enumerate(words):
        if index in ticks:
            x, y = word.box.center[0] * size[0], word.box.center[1] * size[1]
            if not any(s.x0 <= x <= s.x1 and s.y0 <= y <= s.y1 for s in believed):
                out.append(word)
            continue
        out.extend(parted(word, by_word[number], *size) if number in by_word else (word,))
        number += 1
    return tuple(out)


def _may_be_side(rule: Rule, size: tuple[float, float]) -> bool:
    return rule.horizontal and (rule.end - rule.start) * size[0] <= 20.0


def _boxed(words: Sequence[Word], squares: Sequence[Square], size: tuple[float, float]) -> list[Claim]:
    figures = sum(are_figures(word.text) for word in words)
    if not squares or (figures >= 30 and figures > 0.3 * len(words)):
        return []
    inside, beside = shared_out(squares, words, *size)
    claims = [Claim(c.square, c.word, Place(c.place.at, 0, sure=c.square.sign != FILLED)) for c in beside]
    for index, held in inside.items():
        word = words[index]
        for square in held:
            at = _place_at(word, square.middle[0] / size[0])
            if borders_option(word.text, at, at):
                claims.append(Claim(square, index, Place(at, 0, sure=square.sign != FILLED)))
    plain = [c for c in claims if c.place.sure]
    return [c for c in claims if c.place.sure or has_sibling(c, plain)]


def _place_at(word: Word, x: float) -> int:
    """Return the index of the character that begins nearest to `x`, at a blank if there is one near."""
    starts = _starts(word)
    em = word.box.width / max(1.0, sum(map(width_of, word.text)))
    nearest = min(range(len(starts)), key=lambda k: abs(starts[k] - x))
    blanks = [k for k in range(1, len(word.text)) if word.text[k - 1] == " " and abs(starts[k] - x) < 2 * em]
    return min(blanks, key=lambda k: abs(starts[k] - x), default=nearest)


def _starts(word: Word) -> list[float]:
    """Return where each character begins and the last one ends, by the usual widths."""
    widths = [width_of(char) for char in word.text]
    total = sum(widths) or 1.0
    starts, x = [word.box.x0], 0.0
    for width in widths:
        x += width
        starts.append(word.box.x0 + word.box.width * x / total)
    return starts


def _by_hand(words: Sequence[Word], marks: Sequence[Mark], size: tuple[float, float]) -> list[Claim]:
    drawn = [mark for mark in marks if mark.kind in (Kind.TICK, Kind.LOOP) and not mark.doubtful]
    if not drawn:
        return []
    options = [option for k, word in enumerate(words) for option in _options(k, word, size)]
    claims: dict[tuple[int, int], Claim] = {}
    for mark in drawn:
        meant = _ticked(mark, options) if mark.kind is Kind.TICK else _circled(mark, options)
        if meant is None or _BOXED.search(words[meant.word].text[: meant.at + 1]) or not _is_choice(meant, options):
            continue
        square = Square(meant.x0, meant.y0, meant.x0, meant.y1, TICKED, _SURE_INSIDE)
        claims[meant.word, meant.at] = Claim(square, meant.word, Place(meant.at, 0, sure=True))
    return list(claims.values())


def _options(index: int, word: Word, size: tuple[float, float]) -> list[_Option]:
    starts = _starts(word)
    found, at = [], 0
    for part in [*_APART.finditer(word.text), None]:
        end = part.start() if part else len(word.text)
        text = word.text[at:end]
        if text and len(text) <= _LONGEST_OPTION and _CHINESE.search(text):
            x0, x1 = starts[at] * size[0], starts[end] * size[0]
            found.append(_Option(index, at, text, x0, x1, word.box.y0 * size[1], word.box.y1 * size[1]))
        at = part.end() if part else end
    return found


def _ticked(mark: Mark, options: Sequence[_Option]) -> _Option | None:
    """Return the option that a tick stands on, or else before, or else behind."""
    best: tuple[float, _Option] | None = None
    for option in options:
        high = option.y1 - option.y0
        if not _TICK_HEIGHTS[0] * high <= mark.height <= _TICK_HEIGHTS[1] * high:
            continue
        # Its foot stands on the line; its arm may reach into the line above.
        if not option.y0 - 0.1 * high <= mark.y1 - 0.25 * mark.height <= option.y1 + 0.5 * high:
            continue
        covered = min(mark.x1, option.x1) - max(mark.x0, option.x0)
        gap = option.x0 - mark.x1 if mark.middle[0] < (option.x0 + option.x1) / 2 else mark.x0 - option.x1
        if covered < 0 and gap > _TICK_GAP * high:
            continue
        on = covered >= 0.5 * (mark.x1 - mark.x0)
        behind = mark.middle[0] >= option.x1
        cost = -covered if on else 1000.0 + max(0.0, gap) + (0.25 * high if behind else 0.0)
        if best is None or cost < best[0]:
            best = cost, option
    return best[1] if best else None


def _circled(mark: Mark, options: Sequence[_Option]) -> _Option | None:
    """Return the one option that a loop goes around."""
    inside = []
    for option in options:
        high = option.y1 - option.y0
        x, y = (option.x0 + option.x1) / 2, (option.y0 + option.y1) / 2
        if not (mark.x0 < x < mark.x1 and mark.y0 < y < mark.y1):
            continue
        around = mark.x0 <= option.x0 + 0.6 * high and mark.x1 >= option.x1 - 0.6 * high
        close = mark.x1 - mark.x0 <= option.x1 - option.x0 + 2 * _LOOP_ROOM * high
        if not (around and close and _LOOP_HEIGHTS[0] * high <= mark.height <= _LOOP_HEIGHTS[1] * high):
            return None
        inside.append(option)
    return inside[0] if len(inside) == 1 else None


def _is_choice(meant: _Option, options: Sequence[_Option]) -> bool:
    """Say whether there is another option: behind a stroke or gap on the same line, or above or below."""
    high = meant.y1 - meant.y0
    for other in options:
        if other is meant:
            continue
        level = abs(other.y0 - meant.y0) < 0.5 * high
        under = abs(other.x0 - meant.x0) < 1.5 * high and abs(other.y0 - meant.y0) < 2.5 * high
        if level or under:
            return True
    return False
