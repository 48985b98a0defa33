"""What all slips of one transfer share: the transfer, its truth, and boxes for one figure each."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from unseen.drawing import Sheet
from unseen.made import Made
from unseen.values import Names, bare, date, digits, money, truth, words


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer."""

    payer: str
    payer_account: str
    payer_bank: str
    payee: str
    payee_account: str
    payee_bank: str
    day: dt.date
    fen: int
    use: str
    reference: str

    @classmethod
    def made(cls, chance: random.Random, names: Names, uses: Sequence[str]) -> Transfer:
        """Invent a transfer between two firms."""
        payer, payee = names.firms(chance, 2)
        return cls(
            payer=payer,
            payer_account=digits(chance, chance.choice((16, 17, 19)), "33"),
            payer_bank=names.branch(chance),
            payee=payee,
            payee_account=digits(chance, chance.choice((15, 18, 19)), "12"),
            payee_bank=names.branch(chance),
            day=date(chance),
            fen=money(chance, 1_000, 9_000_000, chance.choice((1, 100, 100_000))),
            use=chance.choice(uses),
            reference=digits(chance, chance.choice((10, 12, 16)), "70"),
        )

    @property
    def words(self) -> str:
        """The amount in capital words."""
        return words(self.fen)


@dataclass(frozen=True, slots=True)
class DigitBoxes:
    """Boxes for one figure each under the units from 亿 to 分."""

    sheet: Sheet
    x: float
    y: float
    wide: float
    count: int

    def draw(self, fen: int) -> None:
        """Print an amount with the sign of yuan before its first figure."""
        units = "亿千百十万千百十元角分"[-self.count :]
        signs = f"￥{fen}".rjust(self.count)
        for k, unit in enumerate(units):
            left = self.x + k * self.wide
            self.sheet.box(left, self.y, self.wide, 18)
            self.sheet.box(left, self.y + 18, self.wide, 26)
            self.sheet.text(left + self.wide / 2, self.y + 13, unit, size=9, align="c")
            if signs[k] != " ":
                self.sheet.text(left + self.wide / 2, self.y + 35, signs[k], size=11, align="c")


def slip(
    sheet: Sheet, t: Transfer, *, accept: dict[str, list[Any]] | None = None, words_: str | None = None, **other: Any
) -> Made:
    """Return the paper with its truth; `other` names fields that the paper gives otherwise or not at all."""
    given = {
        "date": t.day.isoformat(),
        "payer_name": t.payer,
        "payer_account": t.payer_account,
        "payee_name": t.payee,
        "payee_account": t.payee_account,
        "amount": bare(t.fen),
        "amount_in_words": words_ or t.words,
        "remark": t.use,
        "reference": t.reference,
        **other,
    }
    return Made(sheet.data(), ".pdf", truth("transfer_slip", given, accept))
