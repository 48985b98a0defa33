"""Which printed lines begin a row, go on with one, sum up, or name the day of the rows below; and whose they are."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence

from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements.figures import looks_like_figure, parse_clock, parse_month
from docaudit.understanding.statements.sections import MONEY_ROLES, SENTENCE, day_like, is_checkpoint, names_day


def kind_of(row: GridRow, columns: Sequence[str | None], *, by_figure: bool) -> str:
    """Return ``check`` for a carried balance or a sum, ``row`` for the first line of a row, ``note``, else ``more``."""
    if is_checkpoint(row, columns):
        return "check"
    if len(shown := row.filled()) == 1 and SENTENCE.search(shown[0].text):
        return "note"
    pairs = [(c.text, r) for c, r in zip(row.cells, columns, strict=False) if c is not None and c.text]
    figures = sum(r in MONEY_ROLES and looks_like_figure(t) for t, r in pairs)
    if by_figure:
        return "row" if figures else "more"
    dated = any(r == "date" and _begins_day(t) for t, r in pairs)
    return "row" if (dated and len(pairs) > 1) or (figures >= 2) else "more"


def with_groups(bound: Sequence[tuple[GridRow, GridRow]], kinds: list[str], roles: Sequence[str | None]) -> list[str]:
    """Mark the lines that name the day or month of the rows below them.

    A line with a day alone is such a one only where rows stand without a day of their own, and more of them than days:
    else it is the first line of a cell with day and clock. A month alone always is.
    """
    alone = [i for i, (line, _) in enumerate(bound) if kinds[i] != "check" and names_day(line)]
    months = [i for i in alone if parse_month(bound[i][0].text) is not None]
    dates = [k for k, r in enumerate(roles) if r == "date"]
    if not dates:
        return ["group" if i in alone else k for i, k in enumerate(kinds)]
    undated = [
        row for (_, row), k in zip(bound, kinds, strict=True) if k == "row" and not any(row.cells[d] for d in dates)
    ]
    clocks = any(len(line.filled()) == 1 and parse_clock(line.text) is not None for line, _ in bound)
    chosen = months if clocks or len(alone) - len(months) >= len(undated) else alone
    return ["group" if i in chosen else k for i, k in enumerate(kinds)]


def _begins_day(text: str) -> bool:
    return day_like(text) or bool(re.match(r"(19|20)\d\d([-/.年]\d{0,2}[-/.月]?\d{0,2}|\d{2,4})", text.strip()))


def owners(kinds: list[str], spans: list[tuple[float, float]], *, after_header: bool) -> list[int | None]:
    """Return for each line the line whose row it belongs to, None for none."""
    owner: list[int | None] = [i if k == "row" else None for i, k in enumerate(kinds)]
    anchors = [i for i, k in enumerate(kinds) if k != "more"]
    if not anchors:
        return owner
    height = statistics.median(b - a for a, b in spans) or 1e-6
    above = anchors[0] if kinds[anchors[0]] == "row" else None
    centred = False
    if above is not None:
        i = above - 1
        while i >= 0 and spans[i + 1][0] - spans[i][1] < 0.8 * height:
            owner[i] = above
            centred = True
            i -= 1
        if not after_header and above > 2 and centred:
            owner[:above] = [None] * above
    for a, b in zip(anchors, [*anchors[1:], None], strict=True):
        last = len(kinds) if b is None else b
        between = range(a + 1, last)
        if not between or (kinds[a] == "check" and b is None):
            continue
        if b is None:
            i = a + 1
            while i < last and spans[i][0] - spans[i - 1][1] < 1.0 * height:
                owner[i] = a
                i += 1
            continue
        cut = _boundary(spans, a, b, centred=centred)
        for i in between:
            target = a if i < cut else b
            owner[i] = target if kinds[target] == "row" else None
    return owner


def _boundary(spans: list[tuple[float, float]], a: int, b: int, *, centred: bool) -> int:
    """Return the first line between anchors `a` and `b` that belongs to `b`: below the widest gap."""
    middles = [(spans[i][0] + spans[i][1]) / 2 for i in range(a, b + 1)]
    gaps = [y - x for x, y in itertools.pairwise(middles)]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    others = sorted(g for i, g in enumerate(gaps) if i != widest)
    if others and gaps[widest] > 1.15 * others[-1]:
        return a + 1 + widest
    if centred:
        return a + 1 + (b - a) // 2
    return b
