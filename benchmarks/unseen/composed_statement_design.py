"""Draws the design of a composed statement: each of its sides is drawn for itself, whatever the others are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from .composed_statement_words import (
    BOTH,
    COLUMNS,
    FLAGS,
    HEAD,
    OVER_PARTY,
    OVER_SIDES,
    SIDES,
    TITLES,
    Chooser,
)
from .faces import SANS, SANS_BOLD, SERIF, SERIF_BOLD, TYPED, Face
from .statements_cells import Align
from .statements_ledger import Account, Entry, invent

Shape = Literal["table", "below", "stacked", "cards", "halves"]
Days = Literal["full", "once", "group", "short", "split"]
_WIDE = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")
MONEY = frozenset({"out", "in", "amount", "size", "balance"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Col:
    """A column: what it shows, the words over it, those over it and its neighbours, and the most points it may take.

    `under` is shown on the second line of each cell, its heading on the second line of the heading.
    """

    shows: str
    head: str
    over: str = ""
    align: Align = "left"
    most: float = 0.0
    under: Col | None = None

    @property
    def heading(self) -> str:
        """The words over the column."""
        return f"{self.head}\n{self.under.head}" if self.under else self.head

    @property
    def all(self) -> tuple[Col, ...]:
        """The column and the one in its cells."""
        return (self, self.under) if self.under else (self,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How amounts are printed."""

    separator: str = ","
    mark: str = "{0}"
    minus: str = "-{0}"
    plus: str = "{0}"
    empty: str = ""
    behind_balance: str = ""
    wide: bool = False

    def money(self, fen: int, *, signed: bool = True) -> str:
        """Return an amount; without `signed` money out has no sign."""
        text = self.mark.format(f"{abs(fen) // 100:,}.{abs(fen) % 100:02d}".replace(",", self.separator))
        if signed:
            text = (self.minus if fen < 0 else self.plus).format(text)
        return text.translate(_WIDE) if self.wide else text

    def balance(self, fen: int) -> str:
        """Return a balance."""
        text = self.money(abs(fen), signed=False) + self.behind_balance
        return f"-{text}" if fen < 0 else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How a paper looks.

    Attributes:
        shape: one line of columns a row; words below each row; two values in a cell; a block of labels and values; two
            columns of rows on a page.
        cols, second: columns, and those of the line below them, which has heads or (`labelled`) labels of its own.
        days, day, clock: which rows print their day, and how; for `strftime`, with ``{month}`` and ``{day}``.
        gap: between the parts of a cell of two values.
        balances: on every row, on the last of a day, on none.
        head: what is printed outside the rows, of the keys of `HEAD`; `spot`: where.
        rows: which rows of sums and carried balances there are, of the keys of `ROWS`.
    """

    shape: Shape
    cols: tuple[Col, ...]
    second: tuple[Col, ...] = ()
    labelled: bool = True
    days: Days = "full"
    day: str = "%Y-%m-%d"
    clock: str = "%H:%M:%S"
    gap: str = "\n"
    number_first: bool = False
    figures: Figures = field(default_factory=Figures)
    flags: tuple[str, str] = ("借", "贷")
    red: bool = False
    balances: Literal["all", "last", "none"] = "all"
    newest_first: bool = False
    head: tuple[str, ...] = ()
    spot: Literal["above", "box", "side", "foot"] = "above"
    colon: str = "：{0}"
    span: bool = False
    rows: tuple[str, ...] = ()
    title: str = ""
    bank_at: Literal["title", "line", "label", "seal"] = "title"
    rules: Literal["full", "rows", "columns", "head", "none", "bands", "dots"] = "full"
    middle: bool = False
    broad: bool = False
    heads_again: bool = True
    head_again: bool = False
    landscape: bool = False
    face: Face = SANS
    head_face: Face = SANS
    size: float = 8.0
    words: dict[str, str] = field(default_factory=dict)

    def shown(self) -> frozenset[str]:
        """Return what the columns show."""
        return frozenset(part.shows for c in (*self.cols, *self.second) for part in c.all)


_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年{month}月{day}日", "%Y年%m月%d日", "%y-%m-%d", "%d%b%Y")
_SHORT_DAYS = ("%m-%d", "%m/%d", "%m.%d", "{month}月{day}日")
_CLOCKS = ("%H:%M:%S", "%H:%M:%S", "%H:%M", "%H%M%S")


def design(chance: random.Random, *, counted: bool, cells: bool = False) -> Design:
    """Draw a design; `counted`: with the words that are kept back; `cells`: for a file of cells."""
    draw = Chooser(chance, counted)
    shape: Shape = "table"
    if not cells:
        shape = chance.choices(("table", "below", "stacked", "cards", "halves"), (52, 16, 12, 12, 8))[0]
    days = chance.choices(("full", "once", "group", "short", "split"), (62, 8, 8, 12, 10))[0]
    if shape in ("cards", "stacked"):
        days = "full"
    person = draw.maybe(0.35)
    drawn = _Columns(draw, shape, days, cells=cells)
    cols, second = drawn.first, drawn.second
    shown = {part.shows for c in (*cols, *second) for part in c.all}
    figures = Figures(
        separator=chance.choices((",", ""), (84, 16))[0],
        mark=chance.choices(("{0}", "¥{0}", "￥{0}", "{0}元", "CNY {0}"), (80, 7, 6, 3, 4))[0] if not cells else "{0}",
        minus=chance.choices(("-{0}", "({0})", "{0}-", "{0}DR", "－{0}"), (66, 10, 8, 10, 6))[0],
        empty=chance.choices(("", "0.00", "-", "--", "—"), (60, 16, 12, 6, 6))[0],
        behind_balance=chance.choices(("", " CR", "贷"), (90, 5, 5))[0] if "side" not in shown else "",
        wide=not cells and draw.maybe(0.04),
    )
    figures = replace(figures, plus="{0}CR" if figures.minus == "{0}DR" else chance.choice(("{0}", "{0}", "+{0}")))
    balances = "all" if "balance" in shown else "none"
    if balances == "all" and days != "split" and draw.maybe(0.08):
        balances = "last"
    newest = days in ("full", "group", "once") and draw.maybe(0.22)
    head = ["name", "number", *(k for k, share in (("currency", 0.7), ("period", 0.85)) if draw.maybe(share))]
    head += [k for k, share in (("opening", 0.55), ("closing", 0.45)) if draw.maybe(share)]
    if days in ("short", "split") and "period" not in head:
        head.append("period")
    chance.shuffle(head)
    extra: list[str] = []
    if shape != "cards" and not newest and balances == "all":
        extra = [k for k in ("opening", "brought", "carried") if draw.maybe(0.28)]
    if shape != "cards" and {"out", "in"} <= shown and not newest:
        extra += [k for k in ("page", "month", "total") if draw.maybe(0.3)]
        extra += ["year"] if "month" in extra and draw.maybe(0.5) else []
    face, head_face = chance.choice(
        ((SANS, SANS_BOLD), (SERIF, SERIF_BOLD), (SANS, SANS), (TYPED, SANS), (SERIF, SANS))
    )
    ruled = chance.choices(("full", "rows", "columns", "head", "none", "bands", "dots"), (30, 14, 8, 16, 16, 10, 6))[0]
    if ruled in ("full", "columns") and shape == "below":
        ruled = "rows"
    return Design(
        shape=shape,
        cols=cols,
        second=second,
        labelled=draw.maybe(0.6),
        days=days,
        day=chance.choice(_SHORT_DAYS if days == "short" else _DAYS),
        clock=chance.choice(_CLOCKS),
        gap=drawn.gap,
        number_first=draw.maybe(0.4),
        figures=figures,
        flags=drawn.flags,
        red=draw.maybe(0.5),
        balances=balances,
        newest_first=newest,
        head=tuple(head),
        spot=chance.choices(("above", "box", "side", "foot"), (68, 16, 8, 8))[0],
        colon=chance.choices(("：{0}", ":{0}", ": {0}", "　{0}", "【{0}】"), (56, 14, 12, 10, 8))[0],
        span=draw.maybe(0.3),
        rows=tuple(extra),
        title=draw.word(TITLES),
        bank_at=chance.choices(("title", "line", "label", "seal"), (40, 25, 25, 10))[0],
        rules=ruled,
        middle=draw.maybe(0.4),
        broad=draw.maybe(0.5),
        heads_again=draw.maybe(0.75),
        head_again=draw.maybe(0.35),
        landscape=draw.maybe(0.35),
        face=face,
        head_face=head_face,
        size=chance.choice((7.0, 7.5, 8.0, 8.5, 9.0)),
        words={"person": "1"} if person else {},
    )


class _Columns:
    """Draws the columns of a paper: `first` those of its rows, `second` those of the lines below them."""

    def __init__(self, draw: Chooser, shape: Shape, days: Days, *, cells: bool) -> None:
        self.draw, self.chance, self.shape, self.days, self.cells = draw, draw.chance, shape, days, cells
        self.narrow = shape == "halves"
        self.flags = draw.pair(FLAGS)
        self.gap = "\n"
        when, money = self._when(), self._money()
        summary = [self._col("summary", most=self.chance.choice((52.0, 70.0, 90.0)))]
        if self.narrow:
            self.first, self.second = (*when, *summary, *money), ()
            return
        party = self._party()
        remark = [self._col("remark", most=self.chance.choice((70.0, 90.0, 110.0)))] if draw.maybe(0.62) else []
        number = [self._col(self.chance.choice(("reference", "reference", "voucher")))] if draw.maybe(0.4) else []
        second: list[Col] = []
        if shape == "below":
            second = [*party, *remark]
            if not second or draw.maybe(0.3):
                second, number = [*second, *number], []
            second = second or [self._col("remark", most=110.0)]
            party, remark = [], []
        if shape == "stacked":
            when, money, party = _stacked(when), _stacked(money), _stacked(party)
            if remark and draw.maybe(0.4):
                summary, remark = [replace(summary[0], under=remark[0])], []
        self.second = tuple(second)
        self.first = self._ordered(when, money, [summary, party, remark, number])

    def _col(self, shows: str, *, align: Align = "left", most: float = 0.0) -> Col:
        return Col(shows=shows, head=self.draw.word(COLUMNS[shows]), align=align, most=most)

    def _when(self) -> list[Col]:
        draw, days = self.draw, self.days
        if days == "group":
            return []
        if days == "split":
            when = [Col(shows="month", head="月", align="centre"), Col(shows="dom", head="日", align="centre")]
        elif days == "full" and not self.narrow and draw.maybe(0.3):
            return [self._col("moment", most=60.0 if draw.maybe(0.4) else 0.0)]
        else:
            when = [self._col("day")]
        return [*when, self._col("clock")] if not self.narrow and draw.maybe(0.2) else when

    def _money(self) -> list[Col]:
        draw = self.draw
        kind = self.chance.choices(("sides", "signed", "flag"), (46, 26, 28))[0]
        if kind == "sides":
            over = draw.word(OVER_SIDES) if draw.maybe(0.15) and not self.narrow else ""
            heads = zip(("out", "in"), draw.pair(SIDES), strict=True)
            money = [Col(shows=shows, head=head, over=over, align="right") for shows, head in heads]
        elif kind == "signed":
            money = [self._col("amount", align="right")]
        else:
            money = [self._col("flag", align="centre"), self._col("size", align="right")]
        if draw.maybe(0.35):
            money.reverse()
        if not draw.maybe(0.88):
            return money
        side = [self._col("side", align="centre")] if kind == "sides" and draw.maybe(0.15) else []
        left = [*side, self._col("balance", align="right")]
        return [*left, *money] if draw.maybe(0.12) else [*money, *left]

    def _party(self) -> list[Col]:
        draw, chance = self.draw, self.chance
        how = chance.choices(("columns", "one cell", "none"), (66, 20, 14))[0]
        if how == "none":
            return []
        if how == "one cell":
            self.gap = chance.choice(("/", " ", "|") if self.cells else ("\n", "/", " ", "|"))
            return [self._col("party", most=chance.choice((104.0, 130.0)))]
        names = ["name", *(["account"] if draw.maybe(0.7) else []), *(["bank"] if draw.maybe(0.25) else [])]
        chance.shuffle(names)
        widths = {"account": (0.0, 70.0)}
        party = [self._col(n, most=chance.choice(widths.get(n, (80.0, 100.0, 124.0)))) for n in names]
        if len(party) > 1 and draw.maybe(0.12) and self.shape == "table":
            heads, over = {"name": "户名", "account": "账号", "bank": "开户行"}, draw.word(OVER_PARTY)
            party = [replace(c, head=heads[c.shows], over=over) for c in party]
        return party

    def _ordered(self, when: list[Col], money: list[Col], texts: list[list[Col]]) -> tuple[Col, ...]:
        """Return the columns in an order in which a bank could have them."""
        draw, chance = self.draw, self.chance
        chance.shuffle(texts)
        groups = [*texts]
        groups.insert(chance.randrange(len(groups) + 1), money)
        for shows, share in (("channel", 0.1), ("coin", 0.08), ("value day", 0.06 if self.days == "full" else 0.0)):
            if draw.maybe(share):
                groups.insert(chance.randrange(len(groups) + 1), [self._col(shows)])
        number = [self._col("number", align="centre")] if draw.maybe(0.25) and self.shape != "cards" else []
        rest = [c for group in groups for c in group]
        return (*number, *rest, *when) if draw.maybe(0.08) else (*number, *when, *rest)


_PAIRS = ({"day", "clock"}, {"amount", "balance"}, {"size", "balance"}, {"name", "account"}, {"account", "bank"})
"""What shares the cells of a stacked column."""


def _stacked(cols: list[Col]) -> list[Col]:
    """Put neighbours of one subject into one column."""
    out: list[Col] = []
    for c in cols:
        if out and out[-1].under is None and {out[-1].shows, c.shows} in _PAIRS:
            out[-1] = replace(out[-1], under=replace(c, most=0.0), most=max(out[-1].most, c.most))
        else:
            out.append(c)
    return out


def accounts(chance: random.Random, chosen: Design) -> list[Account]:
    """Invent the account, rarely two, of a paper of this design."""
    person = bool(chosen.words)
    rows = chance.randrange(15, 34) if chance.random() < 0.75 else chance.randrange(41, 60)
    bank = chance.randrange(len(BOTH.banks))
    coin = chance.choices(("CNY", "USD"), (92, 8))[0] if "currency" in chosen.head else "CNY"
    count = 2 if chance.random() < 0.1 and chosen.spot in ("above", "box") else 1
    made = [
        invent(chance, BOTH, bank=bank, rows=rows, person=person, currency=coin, masked=chance.random() < 0.2)
        for _ in range(count)
    ]
    return [_plain(replace(a, holder=made[0].holder), chosen) for a in made]


def _plain(account: Account, chosen: Design) -> Account:
    """Return the account with a reversal shown as red figures only where the paper has a column for each side."""
    red = chosen.red and {"out", "in"} <= chosen.shown()
    entries = account.entries
    if not red:
        entries = tuple(replace(e, is_reversal=False) for e in entries)
    return replace(account, entries=entries)


def text(chosen: Design, col: Col, account: Account, number: int, entry: Entry, *, last_of_day: bool = True) -> str:
    """Return what a cell prints."""
    f = chosen.figures
    when = entry.when
    day = when.strftime(chosen.day).format(month=when.month, day=when.day)
    day = day.upper() if "%b" in chosen.day else day
    clock = when.strftime(chosen.clock)
    is_out = (entry.fen < 0) != entry.is_reversal
    pair = [p for p in (entry.counterparty_name, entry.counterparty_account) if p]
    if chosen.number_first:
        pair.reverse()
    shown = chosen.balances == "all" or (chosen.balances == "last" and last_of_day)
    coins = {"CNY": "人民币", "USD": "美元"}
    found: dict[str, str] = {
        "day": day,
        "value day": when.strftime("%Y-%m-%d"),
        "clock": clock,
        "moment": f"{day} {clock}",
        "month": f"{when.month}",
        "dom": f"{when.day}",
        "out": f.money(-entry.fen, signed=entry.fen > 0) if is_out else f.empty,
        "in": f.money(entry.fen, signed=entry.fen < 0) if not is_out else f.empty,
        "amount": f.money(entry.fen),
        "size": f.money(entry.fen, signed=False),
        "flag": chosen.flags[entry.fen > 0],
        "balance": f.balance(entry.balance) if shown else "",
        "side": "贷" if entry.balance >= 0 else "借",
        "name": entry.counterparty_name or "",
        "account": entry.counterparty_account or "",
        "bank": entry.counterparty_bank or "",
        "party": chosen.gap.join(pair),
        "summary": entry.summary or "",
        "remark": entry.remark or "",
        "reference": entry.reference or "",
        "voucher": entry.voucher or "",
        "number": str(number),
        "channel": ("柜面", "网银", "手机银行", "自助")[entry.balance % 4],
        "coin": coins[account.currency],
    }
    own = found[col.shows]
    if col.shows == "moment" and col.most:
        own = own.replace(" ", "\n", 1)
    if col.under is None:
        return own
    below = text(chosen, col.under, account, number, entry, last_of_day=last_of_day)
    return f"{own}\n{below}" if own or below else ""


def side_sums(entries: Sequence[Entry]) -> tuple[int, int]:
    """Return the sums of the columns of money out and in over some rows."""
    out = sum(-e.fen for e in entries if (e.fen < 0) != e.is_reversal)
    return out, sum(e.fen for e in entries if (e.fen > 0) != e.is_reversal)


def labels(chance: random.Random, counted: bool) -> dict[str, str]:
    """Draw the labels of the head."""
    draw = Chooser(chance, counted)
    return {key: draw.word(words) for key, words in HEAD.items()}
