"""A press that also sets columns side by side, grounds aslant, and tables with shaded captions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from ..contracts_press import Press, Style, _split
from ..drawing import _seal

Colour = tuple[int, int, int]


class Press5(Press):
    """Sets one paper.

    Args:
        style: of the paper.
        mark: a pale text aslant behind every page.
        band: colour of a band at the head of every page.
    """

    def __init__(self, style: Style, *, mark: str = "", band: Colour | None = None) -> None:
        self.mark, self.band = mark, band
        self.columns, self.gap = 1, 20.0
        self._column = 0
        self._top = self._deepest = self._tall = 0.0
        super().__init__(style)

    @property
    def _left(self) -> float:
        return self.style.margins[0] + self._column * (self.wide + self.gap)

    @property
    def wide(self) -> float:
        """Width of a column."""
        whole = float(self.pdf.w) - self.style.margins[0] - self.style.margins[2]
        return (whole - self.gap * (self.columns - 1)) / self.columns

    @property
    def _end(self) -> float:
        end = float(self.pdf.h) - self.style.margins[3]
        return min(end, self._top + self._tall) if self._tall else end

    def page(self) -> None:
        """Begin the next column, or a page."""
        if self._column + 1 < self.columns:
            self._deepest = max(self._deepest, self.y)
            self._column += 1
            self.y = self._top
            return
        self._column, columns, self.columns = 0, self.columns, 1
        super().page()
        if self.mark:
            self._ground()
        if self.band:
            self.pdf.set_fill_color(*self.band)
            self.pdf.rect(0, 0, self.pdf.w, 14, style="F")
        self.columns, self._top, self._deepest = columns, self.y, self.y

    def part(self, columns: int, tall: float = 0) -> None:
        """Set what follows in so many columns, each so tall at most."""
        self.y = max(self.y, self._deepest)
        self._tall = tall
        self._column, self.columns = 0, columns
        self._top = self._deepest = self.y

    def _ground(self) -> None:
        self.pdf.set_text_color(236, 236, 240)
        for y in (0.3, 0.62, 0.94):
            with self.pdf.rotation(28, self.pdf.w * 0.24, self.pdf.h * y):
                self._choose(True, 19, False)
                self.pdf.text(self.pdf.w * 0.24, self.pdf.h * y, self.mark)

    def form(
        self,
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        *,
        rules: Literal["all", "rows", "none"] = "all",
        captions: Collection[int] = (),
        shade: Colour | None = None,
        size: float = 0,
        least: float = 0,
    ) -> None:
        """Set a table.

        Args:
            rows: of cells; "<" goes on with the cell to its left.
            shares: of the width, one for each column.
            rules: which rules are drawn.
            captions: columns whose cells stand in the middle, on a shaded ground.
            shade: of that ground.
            size: of the text.
            least: height of a row.
        """
        size = size or self.style.size
        step, left0 = size * 1.4, self._left
        for row in rows:
            cells: list[tuple[int, str, float]] = []
            for column, (text, share) in enumerate(zip(row, shares, strict=True)):
                if text == "<":
                    at, said, wide = cells[-1]
                    cells[-1] = (at, said, wide + share * self.wide)
                else:
                    cells.append((column, text, share * self.wide))
            lines = [
                [
                    line
                    for part in text.split("\n")
                    for line in self._lines(_split(part), size, wide - 10, 0, bold=False)
                ]
                for _, text, wide in cells
            ]
            high = max(least, max(map(len, lines)) * step + 9)
            if self.y + high > self._end:
                self.page()
                left0 = self._left
            left = left0
            for (column, text, wide), set_in in zip(cells, lines, strict=True):
                self.said.append(text.replace("{", "").replace("}", ""))
                caption = column in captions
                self.pdf.set_draw_color(90)
                self.pdf.set_line_width(0.5)
                if caption and shade:
                    self.pdf.set_fill_color(*shade)
                    self.pdf.rect(left, self.y, wide, high, style="F")
                if rules == "all":
                    self.pdf.rect(left, self.y, wide, high)
                top = self.y + (high - len(set_in) * step) / 2
                for k, line in enumerate(set_in):
                    spare = wide - sum(self._wide(part, size) for part, _ in line)
                    self._line(
                        line, left + (spare / 2 if caption else 5), top + k * step + size * 0.12, size, bold=False
                    )
                left += wide
            self.y += high
            if rules == "rows":
                self.pdf.line(left0, self.y, left0 + self.wide, self.y)
        self.y += size * 0.7

    def stamp(self, name: str, x: float, *, up: float = 34, radius: float = 46) -> None:
        """Press a round red seal over what was set last; `x` is its middle as a share of the page's width."""
        at = x * float(self.pdf.w) - radius
        self.pdf.image(_seal(name), x=at, y=min(self.y, self._end) - up - radius, w=2 * radius)

    def big(self, text: str, size: float, *, down: float = 0, colour: Colour | None = None) -> None:
        """Set a bold line in the middle of the page, `down` points below what stands before."""
        self.y += down
        ink = self.style.ink
        spare = self.wide - self._wide(text, size, bold=True)
        if colour:
            object.__setattr__(self.style, "ink", colour)
        self._line([(text, False)], self._left + spare / 2, self.y, size, bold=True)
        object.__setattr__(self.style, "ink", ink)
        self.y += size * 1.6
