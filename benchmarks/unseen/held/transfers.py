"""What the held slips share: a transfer and its truth."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from ..values import bare, date, digits, money, truth, words
from .bank_cast import HELD

USES = ("货款", "支付设备款", "工程款", "代垫运费", "技术服务费", "租金（三季度）", "采购款-合同2024-118", "往来款")


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer between two firms, or two persons."""

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

    def words(self, **how: Any) -> str:
        """Return the amount in words; `how` as `values.words`."""
        return words(self.fen, **how)

    def told(self, *, said: str | None, accept: dict[str, list[Any]] | None = None, **other: Any) -> dict[str, Any]:
        """Return the truth; `said` is the amount in words as printed, `other` what this paper gives otherwise."""
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
            **other,
        }
        return truth("transfer_slip", given, accept)


def transfer(chance: random.Random, *, persons: bool = False, payer_bank: str | None = None) -> Transfer:
    """Invent a transfer; `payer_bank` is the bank whose paper it is."""
    payer, payee = (HELD.person(chance), HELD.person(chance)) if persons else HELD.firms(chance, 2)
    while persons and payee == payer:
        payee = HELD.person(chance)
    first = payer_bank or chance.choice(HELD.banks)
    return Transfer(
        payer=payer,
        payer_account=digits(chance, 19, "62") if persons else digits(chance, chance.choice((15, 17, 18)), "5"),
        payer_bank=first + chance.choice(HELD.branches),
        payee=payee,
        payee_account=digits(chance, 19, "62") if persons else digits(chance, chance.choice((14, 16, 20)), "3"),
        payee_bank=HELD.branch(chance),
        moment=dt.datetime.combine(date(chance), dt.time(9)) + dt.timedelta(seconds=chance.randrange(28_000)),
        fen=money(chance, 100, 60_000) if persons else money(chance, 2_000, 4_000_000, chance.choice((1, 10, 100_00))),
        use=chance.choice(USES),
        reference=digits(chance, chance.choice((12, 14, 18)), "9"),
    )


def grouped(number: str, step: int = 4) -> str:
    """Return a number with gaps every `step` figures, as slips for reading aloud print it."""
    return " ".join(number[k : k + step] for k in range(0, len(number), step))
