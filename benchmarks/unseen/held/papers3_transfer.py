"""A transfer of the third set of slips, with its truth, and the boxes that hold one figure each."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..values import Names, bare, date, digits, money, truth, words
from .papers3_kit import NAMES, Page, card

USES = ("材料采购款", "工程进度款", "设备尾款", "技术服务费", "运输费用", "货款", "仓库租金", "模具加工费")
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer; amounts are fen."""

    payer: str
    payer_account: str
    payer_bank: str
    payee: str
    payee_account: str
    payee_bank: str
    moment: dt.datetime
    fen: int
    use: str
    reference: str

    @property
    def day(self) -> dt.date:
        """The day."""
        return self.moment.date()

    def said(self, yuan: str = "元", whole: str = "整") -> str:
        """Return the amount in words."""
        return words(self.fen, yuan=yuan, whole=whole)

    def told(self, said: str | None, accept: dict[str, list[Any]] | None = None, **other: Any) -> dict[str, Any]:
        """Return the truth; `other` names what the paper gives otherwise or not at all."""
        given = {
            "date": self.day.isoformat(),
            "payer_name": self.payer,
            "payer_account": self.payer_account,
            "payee_name": self.payee,
            "payee_account": self.payee_account,
            "amount": bare(self.fen),
            "amount_in_words": said,
            "remark": self.use,
            "reference": self.reference,
        }
        right: dict[str, list[Any]] = {"amount_in_words": [f"人民币{said}"]} if said else {}
        return truth("transfer_slip", given | other, right | (accept or {}))


def transfer(
    chance: random.Random,
    *,
    person: bool = False,
    payer_bank: str | None = None,
    names: Names = NAMES,
    uses: Sequence[str] = USES,
) -> Transfer:
    """Invent a transfer between two firms, or from a person to another."""
    payer, payee = names.firms(chance, 2)
    payer_account, payee_account = digits(chance, 16, "57"), digits(chance, chance.choice((15, 17, 19)), "2")
    if person:
        payer, payee = names.person(chance), names.person(chance) + "明"
        payer_account, payee_account = card(chance), card(chance)
    clock = dt.time(9 + chance.randrange(8), chance.randrange(60), chance.randrange(60))
    return Transfer(
        payer=payer,
        payer_account=payer_account,
        payer_bank=(payer_bank or chance.choice(names.banks)) + chance.choice(names.branches),
        payee=payee,
        payee_account=payee_account,
        payee_bank=names.branch(chance),
        moment=dt.datetime.combine(date(chance), clock),
        fen=money(chance, 500, 50_000 if person else 6_000_000, chance.choice((1, 10, 100, 1_000_000))) or 120_000,
        use=chance.choice(uses),
        reference=digits(chance, 14, "9"),
    )


def capital_day(day: dt.date) -> str:
    """Return a day as cheques have it: 贰零贰伍年零叁月零伍日."""

    def part(number: int, month: bool) -> str:
        tens, ones = divmod(number, 10)
        if not tens:
            return "零" + _CAPITALS[ones]
        low = f"{_CAPITALS[tens]}拾{_CAPITALS[ones] if ones else ''}"
        return ("零" if not ones and (month or tens < 4) else "") + low

    year = "".join(_CAPITALS[int(d)] for d in str(day.year))
    return f"{year}年{part(day.month, True)}月{part(day.day, False)}日"


def figure_boxes(
    page: Page, x: float, y: float, fen: int, *, wide: float = 13, high: float = 18, count: int = 11
) -> None:
    """Print an amount, a figure to a box, below its units; the sign of yuan stands before the first one."""
    units = "亿千百十万千百十元角分"[-count:]
    for k, unit in enumerate(units):
        page.box(x + wide * k, y, wide, 13, thick=0.4)
        page.box(x + wide * k, y + 13, wide, high, thick=0.4)
        page.text(x + wide * (k + 0.5), y + 10, unit, size=7, align="c")
    # What is filled in is printed after the form.
    for k, sign in enumerate(f"￥{fen}".rjust(count)):
        page.text(x + wide * (k + 0.5), y + 13 + high * 0.7, sign.strip(), size=9.5, align="c", colour=(20, 20, 20))
