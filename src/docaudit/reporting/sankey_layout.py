"""Where the bars and ribbons of a flow picture stand: columns from left to right, with few crossings."""

from __future__ import annotations

import collections
from collections.abc import Sequence
from dataclasses import dataclass

from docaudit.reporting.flow_picture import FlowLink, FlowNode, FlowPicture

SWEEPS = 8
"""Times that bars move towards their neighbours; more changes nothing one can see."""
THINNEST = 1.0
"""Height of a bar or ribbon that would be thinner: it must be seen."""


@dataclass(slots=True)
class Bar:
    """A node's bar: its left top corner and height in the drawing's units, and the room for words about its middle."""

    node: FlowNode
    x: float
    y: float
    height: float
    room: float = 0.0

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A link from the right of one bar (top at `y0`) to the left of another (top at `y1`)."""

    link: FlowLink
    x0: float
    y0: float
    x1: float
    y1: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Bars and ribbons within `height`."""

    bars: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]
    height: float


def lay_out(picture: FlowPicture, columns: Sequence[float], *, bar_width: float, row: float, gap: float) -> Layout:
    """Return the places of a picture.

    Args:
        picture: what is drawn.
        columns: left edge of each column's bars.
        bar_width: of every bar.
        row: height that the fullest column gets for each of its bars.
        gap: least distance of two bars of a column, room for a line of words.
    """
    lists: dict[int, list[Bar]] = collections.defaultdict(list)
    for node in picture.nodes:
        lists[node.column].append(Bar(node, columns[node.column], 0.0, 0.0))
    height = row * max([4, *(len(bars) for bars in lists.values())])
    scale = min(
        (
            (height - gap * (len(bars) - 1) - THINNEST * len(bars)) / total
            for bars in lists.values()
            if (total := sum(bar.node.span.amount_fen for bar in bars)) > 0
        ),
        default=0.0,
    )
    for bars in lists.values():
        bars.sort(key=lambda bar: -bar.node.span.amount_fen)
        lowest = 0.0
        for bar in bars:
            bar.y, bar.height = lowest, max(THINNEST, bar.node.span.amount_fen * scale)
            lowest += bar.height + gap
    by_name = {bar.node.name: bar for bars in lists.values() for bar in bars}
    for sweep in range(SWEEPS):
        # The last sweep goes forwards: what is seen first, from the left, is in order.
        forwards = sweep % 2 == 1
        for column in sorted(lists, reverse=not forwards):
            _pull(lists[column], picture.links, by_name, forwards=forwards)
            _part(lists[column], height, gap)
    for bars in lists.values():
        for i, bar in enumerate(bars):
            above = bar.middle - bars[i - 1].middle if i else 2 * bar.middle
            below = bars[i + 1].middle - bar.middle if i + 1 < len(bars) else 2 * (height - bar.middle)
            bar.room = max(gap, min(above, below))
    ribbons = _ribbons(picture.links, by_name, scale=scale, bar_width=bar_width)
    return Layout(tuple(by_name.values()), tuple(ribbons), height)


def _pull(bars: list[Bar], links: Sequence[FlowLink], by_name: dict[str, Bar], *, forwards: bool) -> None:
    """Move each bar to the mean of those it is tied to on one side, weighted by the money; in place."""
    for bar in bars:
        name = bar.node.name
        ties = [(lk, by_name[lk.source if forwards else lk.target]) for lk in links]
        ties = [(lk, other) for lk, other in ties if (lk.target if forwards else lk.source) == name]
        weight = sum(lk.span.amount_fen for lk, _ in ties)
        if weight > 0:
            bar.y = sum(lk.span.amount_fen * other.middle for lk, other in ties) / weight - bar.height / 2


def _part(bars: list[Bar], height: float, gap: float) -> None:
    """Sort the bars of a column by place and push them apart, within the height; in place."""
    bars.sort(key=lambda bar: bar.middle)
    lowest = 0.0
    for bar in bars:
        bar.y = max(bar.y, lowest)
        lowest = bar.y + bar.height + gap
    highest = height
    for bar in reversed(bars):
        bar.y = max(0.0, min(bar.y, highest - bar.height))
        highest = bar.y - gap


def _ribbons(links: Sequence[FlowLink], by_name: dict[str, Bar], *, scale: float, bar_width: float) -> list[Ribbon]:
    right = {name: bar.y for name, bar in by_name.items()}
    left = dict(right)
    starts: dict[FlowLink, float] = {}
    for link in sorted(links, key=lambda lk: by_name[lk.target].middle):
        starts[link] = right[link.source]
        right[link.source] += link.span.amount_fen * scale
    result = []
    for link in sorted(links, key=lambda lk: by_name[lk.source].middle):
        source, target = by_name[link.source], by_name[link.target]
        wide = link.span.amount_fen * scale
        result.append(
            Ribbon(link, source.x + bar_width, starts[link], target.x, left[link.target], max(THINNEST, wide))
        )
        left[link.target] += wide
    return result
