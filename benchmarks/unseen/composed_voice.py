"""The words and names of one composed paper: a fifth of the words is kept back from mending, for papers that count."""

from __future__ import annotations

import datetime as dt
import random
import zlib
from collections.abc import Callable, Sequence

from .drawing import Sheet
from .values import (
    DEV,
    DEV2,
    Names,
    chinese,
    digits,
    figures,
    padded,
    spread,
    words,
)

_SHARE_KEPT = 0.6
"""How often a counted paper takes a word that was kept back where there is one."""


def kept_back(word: str) -> bool:
    """Say whether a word is of the fifth that only counted papers use."""
    return zlib.crc32(word.encode()) % 5 == 0


class Voice:
    """The words and names of one paper."""

    def __init__(self, chance: random.Random, *, counted: bool) -> None:
        self.chance, self.counted = chance, counted
        self.names: Names = chance.choice((DEV, DEV2))
        self.day: Callable[[dt.date], str] = chance.choice((padded, spread, chinese, spread))

    def pick(self, among: str) -> str:
        """Choose one of the words between blanks (``~`` is nothing)."""
        every = among.split()
        held = [w for w in every if kept_back(w)]
        known = [w for w in every if not kept_back(w)]
        if self.counted and held and (not known or self.chance.random() < _SHARE_KEPT):
            return self.chance.choice(held).replace("~", "")
        return self.chance.choice(known or every).replace("~", "")

    def two(self) -> list[str]:
        """Return two firms."""
        return self.names.firms(self.chance, 2)

    def account(self) -> str:
        """Return an account's number."""
        return digits(self.chance, self.chance.choice((15, 17, 19)), self.chance.choice("12367"))


def letter(
    v: Voice, title: str, said: Sequence[str], signed: Sequence[str], *, to: str = "", wide: float = 450
) -> bytes:
    """Draw a letter or note: a title, whom it addresses, paragraphs, what stands below."""
    c = v.chance
    page = Sheet(c.choice((10.5, 11.0, 12.0)), c.choice(("serif", "sans")))
    page.text(297, 80, c.choice((title, "".join(f"{s} " for s in title).strip())), size=17, bold=True, align="c")
    y = 116.0
    if to:
        page.text(72, y, f"{to}：")
        y += 26
    for one in said:
        y = page.paragraph(72, y, wide, f"　　{one}", leading=1.7)
    right = c.random() < 0.6
    for one in signed:
        y += 24
        page.text(522 if right else 330, y, one, align="r" if right else "l")
    return page.data()


def stated_sum(v: Voice, fen: int) -> tuple[str, str | None]:
    """Return an amount as a sentence says it, and its words where it does."""
    spoken, plain = words(fen), figures(fen)
    way = v.chance.randrange(4)
    if way == 0:
        return f"人民币{spoken}（¥{plain}）", spoken
    if way == 1:
        return f"人民币{plain}元（大写：{spoken}）", spoken
    if way == 2:
        return f"{plain}元整（大写{spoken}）", spoken
    return f"人民币（大写）{spoken}，小写￥{plain}", spoken
