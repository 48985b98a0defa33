"""Set made-up papers in type: leaves of placed strings and rules, written to a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
TALL = (595.28, 841.89)
_NO_LINE_START = "，。；：、？！）》」”％"

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def wide(text: str, size: float) -> float:
    """Return the width of a string in points."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


@dataclass(slots=True)
class Leaf:
    """One page: strings as (x, y of the baseline from the top, size, text) and rules as (x0, y0, x1, y1), in points.

    `marked` says that it bears a running head or a page number of its paper.
    """

    texts: list[tuple[float, float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    landscape: bool = False
    marked: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return (TALL[1], TALL[0]) if self.landscape else TALL

    def put(self, x: float, y: float, text: str, size: float = 10.5, align: str = "left") -> None:
        """Place a string; `align` left, centre or right says what `x` is."""
        shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        self.texts.append((x - shift * wide(text, size), y, size, text))


@dataclass(slots=True)
class Setter:
    """Sets paragraphs, pairs and tables one below the other and begins a new leaf when one is full."""

    size: float = 10.5
    leading: float = 19.0
    left: float = 70.0
    top: float = 84.0
    bottom: float = 770.0
    landscape: bool = False
    leaves: list[Leaf] = field(default_factory=list)
    y: float = 0.0

    @property
    def leaf(self) -> Leaf:
        """The leaf being set."""
        if not self.leaves:
            self.turn()
        return self.leaves[-1]

    @property
    def right(self) -> float:
        """The right margin."""
        return (TALL[1] if self.landscape else TALL[0]) - self.left

    @property
    def foot(self) -> float:
        """Where a leaf is full."""
        return self.bottom - (TALL[1] - TALL[0] if self.landscape else 0.0)

    def turn(self) -> None:
        """Begin a new leaf."""
        self.leaves.append(Leaf(landscape=self.landscape))
        self.y = self.top

    def room(self, height: float) -> None:
        """Begin a new leaf if less than `height` is left."""
        if self.leaf is not None and self.y + height > self.foot:
            self.turn()

    def title(self, text: str, size: float = 20.0, gap: float = 16.0) -> None:
        """Set a centred heading."""
        self.room(size + gap)
        self.leaf.put((self.left + self.right) / 2, self.y + size * 0.8, text, size, "centre")
        self.y += size + gap

    def line(self, text: str, align: str = "left") -> None:
        """Set one line that is not wrapped."""
        self.room(self.leading)
        x = {"left": self.left, "centre": (self.left + self.right) / 2, "right": self.right}[align]
        self.leaf.put(x, self.y + self.size, text, self.size, align)
        self.y += self.leading

    def pair(self, first: str, second: str) -> None:
        """Set two strings side by side."""
        self.room(self.leading)
        self.leaf.put(self.left, self.y + self.size, first, self.size)
        self.leaf.put((self.left + self.right) / 2 + 10, self.y + self.size, second, self.size)
        self.y += self.leading

    def gap(self, height: float) -> None:
        """Leave white."""
        self.y += height

    def para(self, text: str, indent: bool = True) -> None:
        """Set a wrapped paragraph."""
        rest, x = text, self.left + (2 * self.size if indent else 0.0)
        while rest:
            count, used = 0, 0.0
            while count < len(rest) and used + wide(rest[count], self.size) <= self.right - x:
                used += wide(rest[count], self.size)
                count += 1
            if count < len(rest) and rest[count] in _NO_LINE_START:
                count += 1
            self.room(self.leading)
            self.leaf.put(x, self.y + self.size, rest[:count], self.size)
            self.y += self.leading
            rest, x = rest[count:], self.left

    def table(
        self,
        shares: Sequence[float],
        head: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        repeat: bool = True,
        ruled: bool = True,
        height: float = 18.0,
        size: float = 8.5,
    ) -> None:
        """Set a table; `shares` are column widths, `repeat` says whether a new leaf repeats the head."""
        total = sum(shares)
        edges = [self.left]
        for share in shares:
            edges.append(edges[-1] + (self.right - self.left) * share / total)

        def row(cells: Sequence[str]) -> None:
            for k, text in enumerate(cells):
                fits = text
                while fits and wide(fits, size) > edges[k + 1] - edges[k] - 4:
                    fits = fits[:-1]
                self.leaf.put(edges[k] + 2, self.y + height * 0.7, fits, size)
            if ruled:
                self.leaf.rules.append((edges[0], self.y, edges[-1], self.y))
                self.leaf.rules.append((edges[0], self.y + height, edges[-1], self.y + height))
                self.leaf.rules.extend((x, self.y, x, self.y + height) for x in edges)
            self.y += height

        self.room(2 * height)
        row(head)
        for cells in rows:
            if self.y + height > self.foot:
                self.turn()
                if repeat:
                    row(head)
            row(cells)


def set_marks(leaves: Sequence[Leaf], style: str, place: str, first: int = 1, total: int | None = None) -> None:
    """Print the page numbers; `style` holds {n} and {t}, `place` is centre, right or top."""
    for k, leaf in enumerate(leaves):
        width, height = leaf.size
        x, y, align = {
            "centre": (width / 2, height - 36, "centre"),
            "right": (width - 60, height - 36, "right"),
            "top": (width - 60, 44, "right"),
        }[place]
        leaf.put(x, y, style.format(n=first + k, t=total or len(leaves)), 9, align)


def set_heads(leaves: Sequence[Leaf], text: str) -> None:
    """Print a running head with a rule under it."""
    for leaf in leaves:
        leaf.put(70, 46, text, 9)
        leaf.rules.append((70, 52, leaf.size[0] - 70, 52))


def to_pdf(leaves: Sequence[Leaf]) -> bytes:
    """Write the leaves into a PDF; a leaf without strings is a blank page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=TALL, invariant=1)
    for leaf in leaves:
        width, height = leaf.size
        canvas.setPageSize((width, height))
        canvas.setLineWidth(0.6)
        for x0, y0, x1, y1 in leaf.rules:
            canvas.line(x0, height - y0, x1, height - y1)
        for x, y, size, text in leaf.texts:
            canvas.setFont(FONT, size)
            canvas.drawString(x, height - y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
