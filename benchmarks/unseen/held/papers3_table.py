"""Sets the rows of a statement over pages: what stands in each column, how rows are ruled, what each page repeats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..drawing import Colour
from ..values import figures
from .papers3_kit import Page
from .papers3_ledger import Move

Rules = Literal["all", "rows", "columns", "head", "none", "dots"]
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Col:
    """A column.

    Attributes:
        head: over it, lines parted by a line feed.
        wide: in points.
        cell: the text of a row.
        align: of the text.
        gives: the fields of the interface that a reader finds in it.
    """

    head: str
    wide: float
    cell: Callable[[Move], str]
    align: str = "l"
    gives: tuple[str, ...] = ()


def shown(cols: Sequence[Col]) -> tuple[str, ...]:
    """Return the fields that the columns give."""
    return tuple(name for col in cols for name in col.gives)


def name(head: str, wide: float, align: str = "l") -> Col:
    """Return the column of the other side's name."""
    return Col(head, wide, lambda m: m.party or "", align, ("counterparty_name",))


def number(head: str, wide: float, align: str = "l") -> Col:
    """Return the column of the other side's account."""
    return Col(head, wide, lambda m: m.account or "", align, ("counterparty_account",))


def branch(head: str, wide: float, align: str = "l") -> Col:
    """Return the column of the other side's bank."""
    return Col(head, wide, lambda m: m.branch or "", align, ("counterparty_bank",))


def summary(head: str, wide: float, align: str = "l") -> Col:
    """Return the column of what kind of movement it is."""
    return Col(head, wide, lambda m: m.summary, align, ("summary",))


def remark(head: str, wide: float, align: str = "l") -> Col:
    """Return the column of what was written beside it."""
    return Col(head, wide, lambda m: m.remark or "", align, ("remark",))


def reference(head: str, wide: float, align: str = "l") -> Col:
    """Return the column of the bank's own number."""
    return Col(head, wide, lambda m: m.reference, align, ("reference",))


def out(head: str, wide: float, empty: str = "") -> Col:
    """Return the column of payments."""
    return Col(head, wide, lambda m: figures(m.spent) if m.spent else empty, "r")


def into(head: str, wide: float, empty: str = "") -> Col:
    """Return the column of receipts."""
    return Col(head, wide, lambda m: figures(m.income) if m.income else empty, "r")


def left(head: str, wide: float) -> Col:
    """Return the column of balances."""
    return Col(head, wide, lambda m: figures(m.balance), "r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """How the table looks.

    Attributes:
        cols: its columns.
        x: left edge.
        size: of the font.
        rules: which are drawn.
        row: least height of a row.
        pad: beside the text of a cell.
        top: cells begin at the top of their row, not in its middle.
        heads: whether the heads are repeated on every page.
        pen: colour of the rules.
        ground: colour under the heads.
        band: colour under every second row.
        head_size: font of the heads.
        bold: whether heads are bold.
    """

    cols: tuple[Col, ...]
    x: float = 30
    size: float = 8
    rules: Rules = "all"
    row: float = 18
    pad: float = 3
    top: bool = False
    heads: bool = True
    pen: Colour = (70, 70, 80)
    ground: Colour | None = None
    band: Colour | None = None
    head_size: float | None = None
    bold: bool = False
    head_colour: Colour | None = None

    @property
    def wide(self) -> float:
        """The width of all columns."""
        return sum(c.wide for c in self.cols)

    def folded(self, page: Page, cells: Cells, size: float) -> list[list[str]]:
        """Return the lines of each cell."""
        return [page.broken(text, c.wide - 2 * self.pad, size) for text, c in zip(cells, self.cols, strict=True)]

    def height(self, page: Page, cells: Cells, size: float | None = None) -> float:
        """Return how high a row is."""
        size = size or self.size
        return max(self.row, max(map(len, self.folded(page, cells, size))) * size * 1.25 + 6)

    def draw(self, page: Page, y: float, cells: Cells, *, head: bool = False, band: bool = False) -> float:
        """Draw a row below `y`; return where it ends."""
        size = (self.head_size or self.size) if head else self.size
        folded = self.folded(page, cells, size)
        high = self.height(page, cells, size)
        ground = self.ground if head else self.band if band else None
        if ground:
            page.shade(self.x, y, self.wide, high, ground)
        at = self.x
        for lines, col in zip(folded, self.cols, strict=True):
            align = "c" if head else col.align
            place = at + {"l": self.pad, "c": col.wide / 2, "r": col.wide - self.pad}[align]
            step = size * 1.25
            first = y + 3 + size * 0.9
            if head or not self.top:
                first = y + high / 2 + size * 0.36 - (len(lines) - 1) * step / 2
            for k, line in enumerate(lines):
                colour = self.head_colour if head else None
                page.text(place, first + k * step, line, size=size, align=align, bold=head and self.bold, colour=colour)  # type: ignore[arg-type]
            if self.rules == "all":
                page.box(at, y, col.wide, high, thick=0.5, colour=self.pen)
            elif self.rules == "columns":
                page.line(at, y, at, y + high, thick=0.5, colour=self.pen)
            at += col.wide
        if self.rules == "columns":
            page.line(at, y, at, y + high, thick=0.5, colour=self.pen)
        if self.rules == "rows" or (head and self.rules in ("head", "columns")):
            page.line(self.x, y + high, at, y + high, thick=0.5, colour=self.pen)
        if head and self.rules in ("rows", "head", "columns"):
            page.line(self.x, y, at, y, thick=0.9, colour=self.pen)
        if self.rules == "dots":
            page.dashes(self.x, y + high, at, colour=self.pen)
        return y + high

    def span(self, page: Page, y: float, text: str, *, align: str = "l", bold: bool = False) -> float:
        """Draw a row that is one cell over all columns."""
        place = self.x + {"l": self.pad, "c": self.wide / 2, "r": self.wide - self.pad}[align]
        page.text(place, y + self.row / 2 + self.size * 0.36, text, size=self.size, align=align, bold=bold)  # type: ignore[arg-type]
        if self.rules == "all":
            page.box(self.x, y, self.wide, self.row, thick=0.5, colour=self.pen)
        elif self.rules in ("rows", "dots", "columns"):
            page.line(self.x, y + self.row, self.x + self.wide, y + self.row, thick=0.5, colour=self.pen)
        return y + self.row


def flow(
    page: Page,
    grid: Grid,
    rows: Sequence[Cells],
    *,
    first: float,
    rest: float,
    bottom: float,
    every: Callable[[int, int], None] | None = None,
    before: Callable[[int], Cells | str | None] | None = None,
    after: Callable[[int], Cells | str | None] | None = None,
    final: Sequence[Cells | str] = (),
) -> tuple[float, list[tuple[int, int]]]:
    """Draw all rows over as many pages as they need.

    Args:
        page: its first page has been begun.
        grid: the table.
        rows: cells of each.
        first: where the table begins on the first page.
        rest: where it begins on the others.
        bottom: where it ends at the latest.
        every: called on each page with its number and the count of pages, before the table.
        before: row above those of a page, for the number of its first row.
        after: row below those of a page, for the number of the row after its last.
        final: rows at the very end.

    Returns:
        where the table ends, and first and last row (exclusive) of each page.
    """
    head = [c.head for c in grid.cols]
    head_high = grid.height(page, head, grid.head_size or grid.size)
    spare = grid.row * ((before is not None) + (after is not None) + len(final))
    parts: list[tuple[int, int]] = []
    start, y = 0, first + head_high + spare
    for k, cells in enumerate(rows):
        high = grid.height(page, cells)
        if y + high > bottom:
            parts.append((start, k))
            start, y = k, rest + spare + (head_high if grid.heads else 0)
        y += high
    parts.append((start, len(rows)))
    for n, (begin, end) in enumerate(parts):
        if n:
            page.turn()
        if every:
            every(n + 1, len(parts))
        y = rest if n else first
        if grid.heads or not n:
            y = grid.draw(page, y, head, head=True)
        y = _extra(page, grid, y, before(begin) if before else None)
        for k in range(begin, end):
            y = grid.draw(page, y, rows[k], band=(k - begin) % 2 == 1)
        y = _extra(page, grid, y, after(end) if after else None)
        if grid.rules in ("columns", "head"):
            page.line(grid.x, y, grid.x + grid.wide, y, thick=0.9, colour=grid.pen)
    for cells in final:
        y = _extra(page, grid, y, cells)
    return y, parts


def _extra(page: Page, grid: Grid, y: float, cells: Cells | str | None) -> float:
    if cells is None:
        return y
    return grid.span(page, y, cells) if isinstance(cells, str) else grid.draw(page, y, cells)


def cells_of(cols: Sequence[Col], moves: Sequence[Move]) -> list[list[str]]:
    """Return the cells of all rows."""
    return [[c.cell(m) for c in cols] for m in moves]
