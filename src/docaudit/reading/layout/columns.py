"""Find the columns of a table without vertical rules: white rivers between its words, checked against its headings."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from docaudit.records.pages import Word

# Pieces under one heading that stand closer than this many characters are one cell (a day and its time).
_ONE_CELL = 1.2
# Between two headings over one run of words, the place to cut may be crossed by no more than this share of the rows.
_THIN_SHARE = 0.35
# Headings closer than this many characters over one solid column are one heading printed wide.
_WIDE_PRINT = 3.0
# Of two headings close to each other each has words of its own below it in more than this share of the rows.
_OWN_SHARE = 0.1
# Latin words of a heading are no further apart than this many characters.
_LATIN_BLANK = 0.5
# Share of the narrower one that two words of one heading have in common.
_STACKED_SHARE = 0.2
# Least common width, in characters, of a heading and what stands below it.
_COMMON = 0.25


@dataclass(slots=True)
class Column:
    """A column: the extent of its words (of its heading where it is empty), and the words of its heading."""

    x0: float
    x1: float
    heading: list[Word] = field(default_factory=list)
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Sizes:
    """What to expect of a table.

    Attributes:
        em: a character's width as a fraction of the page's.
        crossing: words that may lie across a river, since OCR glues what stands close.
        rows: about as many rows the table has.
    """

    em: float
    crossing: int
    rows: int


Join = Callable[[Sequence[Word]], list[Word]]


def find_columns(
    body: Sequence[Word], heading: Sequence[Sequence[Word]], sizes: Sizes, join: Join = list
) -> list[Column]:
    """Return the columns, left to right.

    Args:
        body: the words of the rows.
        heading: the lines of the heading, top to bottom; none where the table has no heading.
        sizes: of the characters and the table.
        join: puts pieces of one word together.
    """
    em = sizes.em
    runs = _runs(body, sizes.crossing)
    stacks = _stacks([_one_each(line, runs, em, join) for line in heading])
    shared = [[min(x1, s.x1) - max(x0, s.x0) for x0, x1 in runs] for s in stacks]
    best = [
        max(range(len(runs)), key=lambda r, row=row: row[r])  # type: ignore[misc]
        if runs and max(row) > _COMMON * min(em, s.x1 - s.x0)
        else None
        for s, row in zip(stacks, shared, strict=True)
    ]
    _nearest(stacks, runs, best, em)
    empty = [Column(s.x0, s.x1, s.words, filled=False) for s, at in zip(stacks, best, strict=True) if at is None]
    columns: list[Column] = []
    last: Column | None = None
    for r, (x0, x1) in enumerate(runs):
        own = [s for s, at in zip(stacks, best, strict=True) if at == r]
        if own:
            made = _parted((x0, x1), own, body, sizes)
            if last is not None and not last.heading and made[0].x0 - last.x1 < _ONE_CELL * em:
                made[0].x0 = columns.pop().x0
            columns += made
            last = made[-1]
        elif stacks and last is not None and x0 - last.x1 < _ONE_CELL * em:
            last.x1 = x1
        else:
            columns.append(last := Column(x0, x1))
    columns = sorted([*columns, *empty], key=lambda c: c.x0 + c.x1)
    return _paired(columns)


def _nearest(stacks: Sequence[_Stack], runs: Sequence[tuple[float, float]], best: list[int | None], em: float) -> None:
    """Give a heading that stands over nothing the run beside it that no heading stands over, where one is close."""
    for k, (stack, at) in enumerate(zip(stacks, best, strict=True)):
        if at is None:
            free = [(max(x0 - stack.x1, stack.x0 - x1), r) for r, (x0, x1) in enumerate(runs) if r not in best]
            apart, r = min(free, default=(2.0, 0))
            if apart < _ONE_CELL * em:
                best[k] = r


def edges(columns: Sequence[Column]) -> list[float]:
    """Return where the columns part: the table's left end, the middle of each river, its right end."""
    inner = []
    for a, b in itertools.pairwise(columns):
        # A heading that is wider than what stands below it moves the edge, but never into its neighbour's words.
        left = max([a.x1, *(w.box.x1 for w in a.heading if w.box.x1 <= b.x0)])
        right = min([b.x0, *(w.box.x0 for w in b.heading if w.box.x0 >= a.x1)])
        inner.append((left + right) / 2 if left <= right else (a.x1 + b.x0) / 2)
    first = min([columns[0].x0, *(w.box.x0 for w in columns[0].heading)])
    last = max([columns[-1].x1, *(w.box.x1 for w in columns[-1].heading)])
    return [first, *inner, last]


def _runs(words: Sequence[Word], most_crossing: int) -> list[tuple[float, float]]:
    """Return the stretches across the page that more than `most_crossing` words cover."""
    ends = [(w.box.x0, 1) for w in words] + [(w.box.x1, -1) for w in words]
    ends.sort()
    runs: list[tuple[float, float]] = []
    cover, start = 0, 0.0
    for x, step in ends:
        before, cover = cover, cover + step
        if before <= most_crossing < cover:
            start = x
        elif cover <= most_crossing < before and x > start:
            runs.append((start, x))
    return runs


@dataclass(slots=True)
class _Stack:
    """The words of one heading, lines above each other."""

    x0: float
    x1: float
    words: list[Word]


def _stacks(lines: Sequence[Sequence[_Stack]]) -> list[_Stack]:
    """Return the headings left to right, of the parts on each line; a heading over several others is part of each."""
    if not lines:
        return []
    main = max(lines, key=len)
    stacks = list(main)
    for part in (p for line in lines if line is not main for p in line):
        hit = [
            s
            for s in stacks
            if min(part.x1, s.x1) - max(part.x0, s.x0) > _STACKED_SHARE * min(part.x1 - part.x0, s.x1 - s.x0)
        ]
        for stack in hit:
            stack.words += part.words
        if len(hit) == 1:
            hit[0].x0, hit[0].x1 = min(hit[0].x0, part.x0), max(hit[0].x1, part.x1)
        elif not hit:
            stacks.append(part)
    return sorted(stacks, key=lambda s: s.x0)


def _one_each(line: Sequence[Word], runs: Sequence[tuple[float, float]], em: float, join: Join) -> list[_Stack]:
    """Return the parts of a heading's line.

    Pieces of one word over one run are one part, and so are Latin words in a row.
    """

    def over(word: Word) -> int | None:
        shared = [min(x1, word.box.x1) - max(x0, word.box.x0) for x0, x1 in runs]
        best = max(range(len(runs)), key=shared.__getitem__, default=None)
        return best if best is not None and shared[best] > 0 else None

    parts: list[_Stack] = []
    for word in (w for _, group in itertools.groupby(line, key=over) for w in join(list(group))):
        before = parts[-1] if parts else None
        if before is not None and word.box.x0 - before.x1 < _LATIN_BLANK * em and _latin(before.words[-1], word):
            before.x1 = word.box.x1
            before.words.append(word)
        else:
            parts.append(_Stack(word.box.x0, word.box.x1, [word]))
    return parts


def _latin(left: Word, right: Word) -> bool:
    """Say whether a Latin word follows another."""
    return (left.text[-1:] + right.text[:1]).isascii() and left.text[-1:].isalpha() and right.text[:1].isalpha()


def _parted(run: tuple[float, float], stacks: Sequence[_Stack], body: Sequence[Word], sizes: Sizes) -> list[Column]:
    """Cut a run under several headings where few words cross, or take the headings for one printed wide.

    Headings close to each other are two only where both have words of their own below them.
    """
    x0, x1 = run
    columns = [Column(x0, x1, list(stacks[0].words))]
    if len(stacks) == 1:
        return columns
    inside = [w for w in body if w.box.x0 < x1 and w.box.x1 > x0]
    for left, right in itertools.pairwise(stacks):
        cut, crossing = _thinnest((left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2, inside, (left.x1 + right.x0) / 2)
        rows = max(sum(w.box.x0 < s.x1 and w.box.x1 > s.x0 for w in inside) for s in (left, right))
        apart = right.x0 - left.x1
        lone = min(sum(w.box.x1 <= cut for w in inside), sum(w.box.x0 >= cut for w in inside))
        both = apart > _ONE_CELL * sizes.em or lone > _OWN_SHARE * sizes.rows
        if (crossing <= _THIN_SHARE * rows and both) or apart > _WIDE_PRINT * sizes.em:
            columns[-1].x1 = cut
            columns.append(Column(cut, x1, list(right.words)))
        else:
            columns[-1].heading += right.words
    return columns


def _thinnest(low: float, high: float, words: Sequence[Word], wished: float) -> tuple[float, int]:
    """Return the place between two headings that the fewest words cross, the nearest to `wished` among equals."""
    places = {wished}
    for word in words:
        places.update(x for x in (word.box.x0 - 1e-6, word.box.x1 + 1e-6) if low < x < high)
    crossing, _, x = min((sum(w.box.x0 < x < w.box.x1 for w in words), abs(x - wished), x) for x in places)
    return x, crossing


def _paired(columns: Sequence[Column]) -> list[Column]:
    """Join a heading over nothing and words under none beside it: they are set to opposite sides of one column."""
    made: list[Column] = []
    for column in columns:
        before = made[-1] if made else None
        if before is not None and before.filled != column.filled and not (before if before.filled else column).heading:
            body = before if before.filled else column
            before.x0, before.x1, before.filled = body.x0, body.x1, True
            before.heading = before.heading or column.heading
            continue
        made.append(column)
    return made
