"""Draws a composed form: where captions stand, how parties are parted, what is ruled, all chosen at random."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .composed_words import Group, Pair
from .drawing import A4, BLACK, BLUE, BROWN, GREY, Cell, Rules, Sheet

LEFT, WIDE = 46.0, 503.0
"""Where what is printed begins, and how broad it is, in points."""
_NUMERALS = "一二三四五六七八九"


@dataclass(slots=True)
class Listing:
    """A table with a heading, rows, perhaps a total below."""

    heads: list[str]
    rows: list[list[str]]
    total: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """What stands on a form, in whatever order and layout.

    Attributes:
        title: at the top.
        above: small pairs beside the title: number and date.
        pairs: captions with values that need no heading.
        groups: of the parties, their captions short where a heading says whose they are.
        listing: rows under a heading.
        opening, closing: paragraphs before and behind what is captioned.
        foot: who signs, in lines.
        seal: the name in a round seal over the foot, none where empty.
    """

    title: str
    above: list[Pair] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    listing: Listing | None = None
    opening: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    seal: str = ""


def drawn(plan: Plan, chance: random.Random) -> bytes:
    """Return the plan as a PDF."""
    return _Press(plan, chance).data()


class _Press:
    def __init__(self, plan: Plan, chance: random.Random) -> None:
        self.plan, self.chance = plan, chance
        self.rules: Rules = chance.choice(("all", "all", "all", "rows", "frame", "none"))
        self.colour = chance.choice((BLACK, BLACK, BLUE, BROWN, GREY))
        self.mark = chance.choice(("：", "：", ":", "： "))
        self.spread = chance.random() < 0.2
        self.style = chance.choice(("grid", "grid", "lines", "lines", "above", "cell", "cards"))
        self.beside = chance.choice((1, 2, 2, 2)) if self.style != "above" else 3
        self.high = chance.choice((22, 26, 30))
        self.section = 0
        self.heading = chance.choice(
            ("{n}、{h}", "【{h}】", "{h}", "■ {h}", "{n}、{h}信息", "{h}信息", "（{n}）{h}", "{h}资料")
        )
        self.page = Sheet(chance.choice((9.5, 10, 10.5)), chance.choice(("sans", "serif")), A4)
        self.y = 60.0
        self._head()
        for text in plan.opening:
            self.y = self.page.paragraph(LEFT, self.y + 6, WIDE, f"　　{text}", leading=1.7) + 2
        blocks: list[Callable[[], None]] = [self._flat]
        blocks += [self._parties] if plan.groups else []
        blocks += [self._listing] if plan.listing else []
        if chance.random() < 0.4:
            chance.shuffle(blocks)
        for block in blocks:
            block()
            self.y += chance.choice((0, 6, 12)) if self.style == "grid" and self.rules == "all" else 10
        self.y += 14
        for text in plan.closing:
            self.y = self.page.paragraph(LEFT, self.y, WIDE, f"　　{text}", leading=1.6) + 4
        self._foot()

    def data(self) -> bytes:
        return self.page.data()

    def _head(self) -> None:
        title, plan, page = self.plan.title, self.plan, self.page
        if self.chance.random() < 0.5 and len(title) <= 10:
            title = " ".join(title)
        page.text(297, self.y, title, size=self.chance.choice((15, 17, 19)), bold=True, align="c")
        self.y += 26
        if plan.above:
            texts = [f"{p.caption}{self.mark}{p.value}" for p in plan.above]
            page.text(LEFT, self.y, texts[0], size=9.5)
            for text in texts[1:2]:
                page.text(LEFT + WIDE, self.y, text, size=9.5, align="r")
            for text in texts[2:]:
                self.y += 16
                page.text(LEFT, self.y, text, size=9.5)
        self.y += 14

    def _named(self, head: str) -> str:
        self.section += 1
        return self.heading.replace("{h}", head).replace("{n}", _NUMERALS[self.section - 1])

    def _spread(self, caption: str) -> str:
        """Return a short caption with its glyphs apart (户　名)."""
        if self.spread and 2 <= len(caption) <= 4 and re.fullmatch(r"[\u4e00-\u9fff]+", caption):
            return ("　" * (3 if len(caption) == 2 else 1)).join(caption) if len(caption) < 4 else " ".join(caption)
        return re.sub(r" (?=[A-Z])", "\n", caption, count=1) if self.style in ("grid", "above") else caption

    def _flat(self) -> None:
        self._pairs(self.plan.pairs)

    def _pairs(self, pairs: Sequence[Pair], x: float = LEFT, wide: float = WIDE, *, beside: int | None = None) -> None:
        """Draw pairs in the style of this form."""
        if not pairs:
            return
        count = beside or self.beside
        {"grid": self._grid, "lines": self._lines, "above": self._above, "cell": self._cells, "cards": self._cards}[
            self.style
        ](pairs, x, wide, count)

    def _grid(self, pairs: Sequence[Pair], x: float, wide: float, count: int) -> None:
        """Captions in cells of their own, long values over the whole row."""
        label = 0.19 * wide if count > 1 else 0.26 * wide
        widths = [label, (wide - count * label) / count] * count
        rows: list[list[Cell]] = []
        row: list[Cell] = []
        for pair in pairs:
            long = len(pair.value) * self.page.size > 1.9 * widths[1]
            if row and long:
                row += [("", 2 * count - len(row))]
                rows.append(row)
                row = []
            mark = self.mark if self.rules == "none" else ""
            row += [self._spread(pair.caption) + mark, (pair.value, 2 * count - 1) if long else pair.value]
            if long or len(row) == 2 * count:
                rows.append(row)
                row = []
        if row:
            left = 2 * count - len(row)
            rows.append([*row[:-1], (str(row[-1]), 1 + left)] if left else row)
        self.y = self.page.grid(x, self.y, widths, rows, high=self.high, rules=self.rules, colour=self.colour)

    def _lines(self, pairs: Sequence[Pair], x: float, wide: float, count: int) -> None:
        """Captions with a colon before their values, one or two in a line."""
        size, k = self.page.size, 0
        underlined = self.chance.random() < 0.3
        while k < len(pairs):
            taken = pairs[k : k + count]
            if any(self._width(p) * size > wide / count - 12 for p in taken):
                taken = pairs[k : k + 1]
            room = wide / len(taken)
            lowest = self.y
            for n, pair in enumerate(taken):
                left = x + n * room
                end = self.page.text(left, self.y + 12, f"{self._spread(pair.caption)}{self.mark}")
                base = self.page.paragraph(end + 2, self.y + 12, left + room - end - 8, pair.value, leading=1.5)
                if underlined:
                    self.page.line(end + 1, self.y + 15, left + room - 12, self.y + 15, thick=0.4, colour=GREY)
                lowest = max(lowest, base - 12)
            self.y = lowest + 6
            k += len(taken)
            self._turned()
        self.y += 4

    def _width(self, pair: Pair) -> float:
        text = f"{self._spread(pair.caption)}{self.mark}{pair.value}"
        return sum(1.0 if ord(c) > 255 else 0.56 for c in text)

    def _above(self, pairs: Sequence[Pair], x: float, wide: float, count: int) -> None:
        """Captions over their values, row by row."""
        for k in range(0, len(pairs), count):
            taken = pairs[k : k + count]
            longest = max(len(p.value) for p in taken)
            if longest > 26 and len(taken) > 1:
                for pair in taken:
                    self._above([pair], x, wide, 1)
                continue
            if self.rules != "all":
                self.page.shade(x, self.y, wide, self.high, (236, 239, 243))
            widths = [wide / len(taken)] * len(taken)
            rows: list[list[Cell]] = [[self._spread(p.caption) for p in taken], [p.value for p in taken]]
            self.y = self.page.grid(x, self.y, widths, rows, high=self.high, rules=self.rules, colour=self.colour)
            self._turned()

    def _cells(self, pairs: Sequence[Pair], x: float, wide: float, count: int) -> None:
        """Caption and value in one ruled cell."""
        widths = [wide / count] * count
        rows: list[list[Cell]] = []
        row: list[Cell] = []
        for pair in pairs:
            text = f"{self._spread(pair.caption)}{self.mark}{pair.value}"
            long = len(text) * self.page.size > 1.8 * widths[0] and count > 1
            if row and (long or len(row) == count):
                rows.append([*row[:-1], (str(row[-1]), 1 + count - len(row))] if len(row) < count else row)
                row = []
            if long:
                rows.append([(text, count)])
            else:
                row.append(text)
        if row:
            rows.append([*row[:-1], (str(row[-1]), 1 + count - len(row))])
        self.y = self.page.grid(x, self.y, widths, rows, high=self.high, rules="all", colour=self.colour)

    def _cards(self, pairs: Sequence[Pair], x: float, wide: float, count: int) -> None:
        """Small grey captions over larger values, nothing ruled, as portals print."""
        for k in range(0, len(pairs), count):
            taken = pairs[k : k + count]
            if any(len(p.value) * 11 > wide / count - 10 for p in taken) and len(taken) > 1:
                for pair in taken:
                    self._cards([pair], x, wide, 1)
                continue
            lowest = self.y
            for n, pair in enumerate(taken):
                left = x + n * wide / count
                self.page.text(left, self.y + 10, pair.caption, size=8.5, colour=GREY)
                base = self.page.paragraph(left, self.y + 26, wide / len(taken) - 10, pair.value, size=11, leading=1.4)
                lowest = max(lowest, base)
            self.y = lowest + 8
            self._turned()

    def _parties(self) -> None:
        """Draw the groups: as sections, beside a caption that runs down, as columns, as rows, side by side, or merged."""
        groups = self.plan.groups
        ways = [self._sections, self._upright, self._merged]
        same = len({len(g.rows) for g in groups}) == 1 and len(groups) > 1
        if same:
            ways += [self._columns, self._columns, self._rows, self._panels]
        self.chance.choice(ways)(groups)

    def _merged(self, groups: Sequence[Group]) -> None:
        """Full captions one after the other: 收款人账号."""
        self._pairs([Pair(self._full(g.head, p.caption), p.value) for g in groups for p in g.rows])

    def _full(self, head: str, caption: str) -> str:
        return head if caption in ("名称", "姓名") and self.chance.random() < 0.5 else f"{head}{caption}"

    def _sections(self, groups: Sequence[Group]) -> None:
        """A heading over each party."""
        for group in groups:
            name = self._named(group.head)
            if self.style in ("grid", "cell") and self.rules == "all":
                self.y = self.page.grid(
                    LEFT, self.y, [WIDE], [[name]], high=self.high, colour=self.colour, aligns=self.chance.choice("lc")
                )
            else:
                self.page.text(LEFT, self.y + 14, name, bold=True)
                self.y += 20
            self._pairs(group.rows)
            self._turned()

    def _upright(self, groups: Sequence[Group]) -> None:
        """The party runs down in a cell beside its rows."""
        for group in groups:
            if self.y > 640:
                self.page.turn()
                self.y = 60
            top, room = self.y, 26.0
            label = 96.0
            rows: list[list[Cell]] = [[self._spread(p.caption), p.value] for p in group.rows]
            self.y = self.page.grid(
                LEFT + room, self.y, [label, WIDE - room - label], rows, high=self.high, colour=self.colour
            )
            head = re.sub(r"[甲乙丙]方|[（）]|信息", "", group.head) or group.head
            least = len(head) * 12.5 + 8
            if self.y - top < least:  # taller, so that the caption fits
                self.y = self.page.grid(
                    LEFT + room, self.y, [label, WIDE - room - label], [["备注", ""]], high=least - (self.y - top), colour=self.colour
                )  # fmt: skip
            self.page.box(LEFT, top, room, self.y - top, colour=self.colour)
            self.page.upright(LEFT + room / 2, top + (self.y - top - len(head) * 12.5) / 2 + 10, head, size=10)

    def _columns(self, groups: Sequence[Group]) -> None:
        """The parties are columns, their parts rows."""
        first = 84.0
        widths = [first, *[(WIDE - first) / len(groups)] * len(groups)]
        rows: list[list[Cell]] = [["", *[g.head for g in groups]]]
        rows += [[self._spread(p.caption), *[g.rows[k].value for g in groups]] for k, p in enumerate(groups[0].rows)]
        self.y = self.page.grid(LEFT, self.y, widths, rows, high=self.high, colour=self.colour)

    def _rows(self, groups: Sequence[Group]) -> None:
        """The parties are rows, their parts columns."""
        first = 76.0
        parts = groups[0].rows
        widths = [first, *[(WIDE - first) / len(parts)] * len(parts)]
        rows: list[list[Cell]] = [[self.chance.choice(("", "项目", "当事人")), *[p.caption for p in parts]]]
        rows += [[g.head, *[p.value for p in g.rows]] for g in groups]
        self.y = self.page.grid(LEFT, self.y, widths, rows, high=self.high, colour=self.colour, size=9)

    def _panels(self, groups: Sequence[Group]) -> None:
        """Two parties side by side, each below its own heading."""
        for k in range(0, len(groups), 2):
            taken, top = groups[k : k + 2], self.y
            names = [self._named(g.head) for g in taken]
            lowest = top
            for n, group in enumerate(taken):
                x = LEFT + n * (WIDE / 2 + 4)
                self.page.text(x, top + 13, names[n], bold=True)
                self.y = top + 20
                if self.style in ("grid", "above"):
                    rows: list[list[Cell]] = [[self._spread(p.caption), p.value] for p in group.rows]
                    self.y = self.page.grid(x, self.y, [70, WIDE / 2 - 74], rows, high=self.high, colour=self.colour)
                else:
                    self._lines(group.rows, x, WIDE / 2 - 8, 1)
                lowest = max(lowest, self.y)
            self.y = lowest

    def _listing(self) -> None:
        listing = self.plan.listing
        if listing is None:
            return
        longest = [
            max(self._broad(str(row[c])) for row in [listing.heads, *listing.rows]) + 1.4
            for c in range(len(listing.heads))
        ]
        shares = [min(max(n, 3.0), 15.0) for n in longest]
        widths = [WIDE * n / sum(shares) for n in shares]
        rows: list[list[Cell]] = [list(listing.heads), *[list(r) for r in listing.rows]]
        if listing.total:
            rows.append(list(listing.total))
        rules: Rules = self.rules if self.rules != "none" else "rows"
        self.y = self.page.grid(LEFT, self.y, widths, rows, high=self.high, rules=rules, colour=self.colour, size=9)

    @staticmethod
    def _broad(text: str) -> float:
        return sum(1.0 if ord(c) > 255 else 0.58 for c in text)

    def _foot(self) -> None:
        for n, text in enumerate(self.plan.foot):
            self._turned()
            right = self.chance.random() < 0.5 and len(text) < 40
            self.y += 20
            self.page.text(LEFT + WIDE if right else LEFT, self.y, text, align="r" if right else "l")
            if n == 0 and self.plan.seal:
                self.page.seal(LEFT + WIDE - 90 if right else LEFT + 150, self.y + 4, 38, self.plan.seal)

    def _turned(self) -> None:
        if self.y > 770:
            self.page.turn()
            self.y = 56
