"""Sets a composed statement on its pages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from .composed_statement_design import Col, Design, side_sums, text
from .composed_statement_lines import Line, extra, lines
from .statements_drawing import A4, LANDSCAPE, Book
from .statements_ledger import Account, Entry

_MARGIN = 28.0
_FOOT = 44.0
_GAP = 16.0
"""Between the two halves of a page."""


@dataclass(slots=True)
class Setting:
    """The pages of one account; `pairs` are the labels and values of its head, `top` the lines above them."""

    book: Book
    chosen: Design
    account: Account
    words: dict[str, str]
    pairs: list[tuple[str, str]]
    title: str
    bank_line: str
    seal: str
    left: float = _MARGIN
    y: float = 0.0
    widths: list[float] = field(default_factory=list)
    size: float = 8.0
    half: int = 0
    top: float = 0.0

    def run(self) -> bool:
        """Set everything; false where the columns do not fit on the page."""
        rows = lines(self.chosen, self.account, self.words)
        if not self._fit(rows):
            return False
        self._begin(first=True)
        on_page: list[Entry] = []
        last: Entry | None = None
        for planned, after in itertools.zip_longest(rows, rows[1:]):
            row = planned
            high = self._height(row)
            if row.kind == "group" and after is not None:
                high += self._height(after)
            if self.y + high + self._tail() > self._bottom:
                if self.chosen.shape == "halves" and not self.half:
                    self._next_half()
                else:
                    self._end_page(on_page, last)
                    on_page = []
                    self.book.turn_page()
                    self._begin(first=False)
                    if "brought" in self.chosen.rows and last is not None:
                        self._row(extra(self.chosen, self.words["brought"], balance=last.balance))
                row = self._again(row)
            self._row(row)
            if row.entry is not None:
                on_page.append(row.entry)
                last = row.entry
        if "page" in self.chosen.rows:
            self._row(extra(self.chosen, self.words["page"], sums=side_sums(on_page)))
        self._finish()
        return True

    def _again(self, row: Line) -> Line:
        """Return the first row of a page with its day and month."""
        if row.entry is None or self.chosen.days not in ("once", "split"):
            return row
        whole = [
            text(self.chosen, c, self.account, 0, row.entry) if c.shows in ("day", "month", "moment") else t
            for c, t in zip(self.chosen.cols, row.cells, strict=True)
        ]
        return replace(row, cells=tuple(whole))

    # --- measures -----------------------------------------------------------------------------------------------------

    @property
    def _bottom(self) -> float:
        return self.book.size[1] - _FOOT

    @property
    def _room(self) -> float:
        wide = self.book.size[0] - 2 * _MARGIN
        if self.chosen.spot == "side":
            wide -= 150
        return (wide - _GAP) / 2 if self.chosen.shape == "halves" else wide

    def _fit(self, rows: Sequence[Line]) -> bool:
        if self.chosen.shape == "cards":
            self.size = self.chosen.size
            return True
        for size in (self.chosen.size, 7.5, 7.0, 6.5):
            if size > self.chosen.size:
                continue
            for ease in (1.0, 0.85, 0.7):
                self.size = size
                widths = [self._natural(i, c, rows, ease) for i, c in enumerate(self.chosen.cols)]
                if sum(widths) <= self._room:
                    most = 3.0 if self.chosen.second or self.chosen.broad else 1.25
                    more = min(most, self._room / sum(widths))
                    self.widths = [w * more for w in widths]
                    return self.chosen.labelled or self._fits_below(rows)
        return False

    def _fits_below(self, rows: Sequence[Line]) -> bool:
        """Say whether the words of the second lines, which have heads, stand clear of each other."""
        face, starts = self.chosen.face, [*self._places(), self.left + sum(self.widths)]
        wide = [b - a - 6 for a, b in itertools.pairwise(starts)]
        return all(face.width(t, self.size) <= w for row in rows for t, w in zip(row.below, wide, strict=False))

    def _natural(self, i: int, col: Col, rows: Sequence[Line], ease: float) -> float:
        face, pad = self.chosen.face, 7.0
        shown = [line for row in rows if row.cells for line in row.cells[i].split("\n")]
        if col.most:
            shown = [t for t, row in ((row.cells[i], row) for row in rows if row.cells) if row.kind == "sum"]
        widest = max((face.width(t, self.size) for t in shown if len(t) < 16 or not col.most), default=0.0)
        head = max(self.chosen.head_face.width(t, self.size) for t in self._head(col))
        cap = col.most * ease * self.size / 8 if col.most else 0.0
        return max(widest, head, cap, 16.0) + pad

    def _head(self, col: Col) -> list[str]:
        """Return the lines of a heading: long ones of one piece break in the middle."""
        parts = col.heading.split("\n")
        if len(parts) == 1 and len(parts[0]) > 5 and col.shows not in ("amount",):
            cut = (len(parts[0]) + 1) // 2
            return [parts[0][:cut], parts[0][cut:]]
        return parts

    def _fold(self, string: str, wide: float, size: float | None = None) -> list[str]:
        out = []
        for part in string.split("\n"):
            line = ""
            for sign in part:
                if line and self.chosen.face.width(line + sign, size or self.size) > wide - 5:
                    out.append(line)
                    line = ""
                line += sign
            out.append(line)
        return out

    def _folded(self, cells: Sequence[str]) -> list[list[str]]:
        return [
            [t] if c.shows in ("number", "flag") else self._fold(t, w)
            for c, t, w in zip(self.chosen.cols, cells, self.widths, strict=True)
        ]

    @property
    def _step(self) -> float:
        return self.size * 1.32

    @property
    def _pad(self) -> float:
        return 2.2 if self.chosen.rules in ("full", "rows", "bands", "dots") else 2.8

    def _height(self, row: Line) -> float:
        if row.kind == "group":
            return self._step + 2 * self._pad
        if self.chosen.shape == "cards" and row.entry is not None:
            return (len(list(self._card(row))) + 0.4) * self.size * 1.7 + 6
        high = max(map(len, self._folded(row.cells))) * self._step + 2 * self._pad
        return high + (len(self._below(row)) * self._step if row.below else 0.0)

    def _tail(self) -> float:
        return sum(k in self.chosen.rows for k in ("page", "carried")) * (self._step * 1.5 + 2 * self._pad)

    # --- pages --------------------------------------------------------------------------------------------------------

    def _begin(self, *, first: bool) -> None:
        chosen, book = self.chosen, self.book
        self.left, self.half, self.y = _MARGIN, 0, 40.0
        if first or chosen.head_again:
            if self.title:
                big = 14.0
                book.put(book.size[0] / 2, self.y + 6, self.title, face=chosen.head_face, size=big, align="centre")
                self.y += 22
            if self.bank_line:
                book.put(_MARGIN, self.y + 4, self.bank_line, face=chosen.face, size=10)
                self.y += 16
            if chosen.spot in ("above", "box"):
                self._head_pairs(boxed=chosen.spot == "box")
            self.y += 8
        if chosen.spot == "side":
            if first:
                self._side()
            self.left += 150
        self.top = self.y
        if chosen.shape != "cards" and (first or chosen.heads_again):
            self._heads()

    def _next_half(self) -> None:
        self.half, self.y = 1, self.top
        self.left += self._room + _GAP
        self._heads()

    def _end_page(self, entries: Sequence[Entry], last: Entry | None) -> None:
        if "page" in self.chosen.rows:
            self._row(extra(self.chosen, self.words["page"], sums=side_sums(entries)))
        if "carried" in self.chosen.rows and last is not None:
            self._row(extra(self.chosen, self.words["carried"], balance=last.balance))

    def _finish(self) -> None:
        self.left = _MARGIN
        if self.half:
            self.y = self._bottom - 4
        note, chosen = self.words["note"], self.chosen
        need = 20 + (16 * len(self.pairs) / 2 + 20 if chosen.spot == "foot" else 0)
        if self.y + need > self._bottom + 24:
            self.book.turn_page()
            self.y = 50.0
        if chosen.spot == "foot":
            self.y += 10
            self._head_pairs(boxed=False)
        self.y += 14
        if note:
            self.book.put(_MARGIN, self.y, note, face=chosen.face, size=7.5)
        if self.seal:
            self.book.seal(self.book.size[0] - 110, max(90.0, self.y - 30), self.account.bank[:12], self.seal)

    # --- head ---------------------------------------------------------------------------------------------------------

    def _head_pairs(self, *, boxed: bool) -> None:
        book, face, size = self.book, self.chosen.face, 9.0
        wide = book.size[0] - 2 * _MARGIN
        if boxed:
            for k in range(0, len(self.pairs), 2):
                x = _MARGIN
                row = self.pairs[k : k + 2]
                for label, value in row:
                    for string, part in ((label, 0.16), (value, 0.34)):
                        book.put(x + 4, self.y + 11, string, face=face, size=8.5)
                        for a, b in (
                            ((x, self.y), (x + wide * part, self.y)),
                            ((x, self.y + 16), (x + wide * part, self.y + 16)),
                        ):
                            book.rule(*a, *b)
                        book.rule(x, self.y, x, self.y + 16)
                        x += wide * part
                    book.rule(x, self.y, x, self.y + 16)
                self.y += 16
            return
        for k in range(0, len(self.pairs), 2):
            self.y += size * 1.7
            for place, (label, value) in zip((0.0, 0.52), self.pairs[k : k + 2], strict=False):
                book.put(_MARGIN + place * wide, self.y, label + self.chosen.colon.format(value), face=face, size=size)

    def _side(self) -> None:
        y = self.y + 12
        for label, value in self.pairs:
            self.book.put(_MARGIN, y, label, face=self.chosen.face, size=7.5, ink=(0.4, 0.4, 0.42))
            for part in self._fold(value, 136, 8.5):
                y += 12
                self.book.put(_MARGIN, y, part, face=self.chosen.face, size=8.5)
            y += 16

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _spans(self) -> Iterator[tuple[Col, float, float]]:
        x = self.left
        for c, w in zip(self.chosen.cols, self.widths, strict=True):
            yield c, x, w
            x += w

    def _heads(self) -> None:
        chosen, book = self.chosen, self.book
        face = chosen.head_face
        over = any(c.over for c in chosen.cols)
        deep = max(len(self._head(c)) for c in chosen.cols)
        second = chosen.shape == "below" and not chosen.labelled
        high = (deep + second) * self._step + 2 * self._pad
        band = self._step + self._pad if over else 0.0
        right = self.left + sum(self.widths)
        if chosen.rules in ("bands", "dots", "head"):
            book.shade(self.left, self.y, right, self.y + high + band, 0.88)
        full = chosen.rules in ("full", "columns")
        seen: str = ""
        for c, x, w in self._spans():
            inside = bool(c.over) and c.over == seen
            if c.over and not inside:
                group = [s for s in self._spans() if s[0].over == c.over]
                x1 = group[-1][1] + group[-1][2]
                book.put((x + x1) / 2, self.y + band - self._pad, c.over, face=face, size=self.size, align="centre")
                book.rule(x, self.y + band, x1, self.y + band)
            seen = c.over
            parts = self._head(c)
            start = self.y + (band if c.over else band / 2) + self._pad + self.size * 0.95
            start += (deep - len(parts)) * self._step / 2
            align = c.align if not full and c.align != "left" else "centre" if full else "left"
            at = {"left": x + 3, "right": x + w - 3, "centre": x + w / 2}[align]
            for k, part in enumerate(parts):
                book.put(at, start + k * self._step, part, face=face, size=self.size, align=align)
            if full:
                book.rule(x, self.y + band if inside else self.y, x, self.y + high + band)
        if second:
            for string, x in zip([c.head for c in chosen.second], self._places(), strict=True):
                book.put(x, self.y + high - self._pad - 1, string, face=face, size=self.size)
        if full:
            book.rule(right, self.y, right, self.y + high + band)
        if chosen.rules in ("full", "columns", "rows", "head"):
            book.rule(self.left, self.y, right, self.y)
            book.rule(self.left, self.y + high + band, right, self.y + high + band)
        self.y += high + band

    def _places(self) -> list[float]:
        """Return where the words of the second line begin."""
        count = len(self.chosen.second)
        step = (sum(self.widths) - 24) / max(1, count)
        return [self.left + 24 + step * k for k in range(count)]

    def _below(self, row: Line) -> list[list[tuple[float, str]]]:
        """Return the lines below a row: each with places and texts."""
        chosen = self.chosen
        if chosen.labelled:
            words = [f"{c.head}：{t}".replace("\n", " ") for c, t in zip(chosen.second, row.below, strict=True) if t]
            whole, out = "", []
            room = sum(self.widths) - 24
            for word in words:
                longer = f"{whole}　{word}" if whole else word
                if whole and chosen.face.width(longer, self.size) > room:
                    out.append([(self.left + 24, whole)])
                    longer = word
                whole = longer
            return [*out, [(self.left + 24, whole)]] if whole else out
        texts = [t.replace("\n", " ") for t in row.below]
        return [[(x, t) for x, t in zip(self._places(), texts, strict=True) if t]] if any(texts) else []

    def _row(self, row: Line) -> None:
        if row.kind == "group":
            high = self._height(row)
            self.book.put(
                self.left + 4, self.y + high - self._pad - 2, row.group, face=self.chosen.head_face, size=self.size
            )
            self.y += high
            return
        if self.chosen.shape == "cards" and row.entry is not None:
            self._set_card(row)
            return
        chosen, book = self.chosen, self.book
        folded = self._folded(row.cells)
        high = self._height(row)
        right = self.left + sum(self.widths)
        body = max(map(len, folded)) * self._step
        if chosen.rules == "bands" and row.entry is not None and row.entry.fen % 2:
            book.shade(self.left, self.y, right, self.y + high)
        for (c, x, w), parts in zip(self._spans(), folded, strict=True):
            start = self.y + self._pad + self.size * 0.95
            start += (body - len(parts) * self._step) / 2 if chosen.middle else 0.0
            at = {"left": x + 2.5, "right": x + w - 2.5, "centre": x + w / 2}[c.align]
            for k, part in enumerate(parts):
                book.put(at, start + k * self._step, part, face=chosen.face, size=self.size, align=c.align)
            if chosen.rules in ("full", "columns"):
                book.rule(x, self.y, x, self.y + high)
        for k, pieces in enumerate(self._below(row) if row.below else ()):
            for x, part in pieces:
                book.put(x, self.y + self._pad + body + (k + 0.9) * self._step, part, face=chosen.face, size=self.size)
        self.y += high
        if chosen.rules in ("full", "columns"):
            book.rule(right, self.y - high, right, self.y)
        if chosen.rules in ("full", "columns") and self.y - high == self.top:
            book.rule(self.left, self.top, right, self.top)
        if chosen.rules in ("full", "rows", "dots"):
            book.rule(self.left, self.y, right, self.y, wide=0.25 if chosen.rules == "dots" else 0.5)

    # --- cards --------------------------------------------------------------------------------------------------------

    def _card(self, row: Line) -> Iterator[list[tuple[str, str]]]:
        """Yield the lines of a block of labels and values: two to a line, a long value alone."""
        pairs = [(c.head, t.replace("\n", " ")) for c, t in zip(self.chosen.cols, row.cells, strict=True)]
        room = self._room / 2
        line: list[tuple[str, str]] = []
        for label, value in pairs:
            long = self.chosen.face.width(f"{label}：{value}", self.size) > room - 12
            if line and long:
                yield line
                line = []
            line.append((label, value))
            if long or len(line) == 2:
                yield line
                line = []
        if line:
            yield line

    def _set_card(self, row: Line) -> None:
        book, face = self.book, self.chosen.face
        high = self._height(row)
        right = self.left + self._room
        if self.chosen.rules in ("full", "columns"):
            for a, b in (
                ((self.left, self.y), (right, self.y)),
                ((self.left, self.y + high - 4), (right, self.y + high - 4)),
            ):
                book.rule(*a, *b)
            book.rule(self.left, self.y, self.left, self.y + high - 4)
            book.rule(right, self.y, right, self.y + high - 4)
        elif self.chosen.rules != "none":
            book.rule(self.left, self.y, right, self.y, wide=0.4)
        y = self.y
        for line in self._card(row):
            y += self.size * 1.7
            for k, (label, value) in enumerate(line):
                x = self.left + 6 + k * self._room / 2
                book.put(x, y, f"{label}：{value}", face=face, size=self.size)
        self.y += high


def paper_size(chosen: Design) -> tuple[float, float]:
    """Return width and height of the page in points."""
    return LANDSCAPE if chosen.landscape or chosen.spot == "side" else A4
