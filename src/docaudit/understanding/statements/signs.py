"""Whether an amount came in or went out: the ways a statement can be read, from which the balances choose."""

from __future__ import annotations

import re

from docaudit.understanding.statements import parties, proof
from docaudit.understanding.statements.choice import Columns
from docaudit.understanding.statements.figures import is_marked

_SPENDING = re.compile(r"消费|取现|支出|转出|扣款|利息$|手续费|年费|支付|购买|汇出|付款|分期")
_RECEIVING = re.compile(
    r"放款|发放.{0,4}贷款|贷款.{0,4}发放|退货|退款|还款|存入|转入|收入|汇入|收款|返现|结息|工资|入账|退回"
)
_CREDIT_CARD = re.compile(r"信用卡|贷记卡|白条|花呗")


class Signs:
    """The readings of the amounts of one account.

    Args:
        columns: the chosen columns.
        shown: what stands above the rows, with the headings; it tells a credit card from an account.
        opening_fen: the printed opening balance.
        own: name and number of the account's holder, None where unknown; where payer and payee have columns, the side
            on which the holder stands is the direction.
    """

    def __init__(
        self, columns: Columns, shown: str, opening_fen: int | None, own: tuple[str | None, str | None] = (None, None)
    ) -> None:
        self.columns, self.shown, self.opening_fen, self.own = columns, shown, opening_fen, own
        self.picked, self.texts = columns.picked, columns.texts

    def models(self, balances: proof.Amounts, *, newest_first: bool) -> list[proof.Model]:
        """Return the signed amounts that each reading of the columns gives; the balances choose among them."""
        p = self.picked
        models: list[proof.Model] = []
        sides = p.inn is not None or p.out is not None
        amount = self.columns.figures(p.amount)
        if sides and ((p.inn is not None and p.out is not None) or p.amount is None):
            inn, out = self.columns.figures(p.inn), self.columns.figures(p.out)
            negative = sum(1 for v in out if v) > 0 and all(v <= 0 for v in out if v)
            plain = [_net(a, abs(b) if b is not None and negative else b) for a, b in zip(inn, out, strict=True)]
            models.append(proof.Model("columns", plain, expected=True))
            models.append(proof.Model("columns reversed", [None if v is None else -v for v in plain]))
            sized = [
                _net(abs(a) if a is not None else None, abs(b) if b is not None else None)
                for a, b in zip(inn, out, strict=True)
            ]
            models.append(proof.Model("columns without sign", sized))
            if p.flag is not None and p.amount is None and (p.inn is None or p.out is None):
                one = inn if p.inn is not None else out
                models[0] = proof.Model("flag", self._by_flag(one), expected=True)
            return models
        signed = any(v is not None and v < 0 for v in amount) or any(is_marked(t) for t in self._amount_texts())
        if p.flag is not None:
            flags = self._by_flag([None if v is None else abs(v) for v in amount])
            models.append(proof.Model("flag", flags, expected=sum(v is not None for v in flags) > 0))
            models.append(proof.Model("flag reversed", [None if v is None else -v for v in flags]))
            red = self._by_flag(amount)
            models.append(proof.Model("flag with red figures", red))
            models.extend(self._code_models(amount))
        bare = not signed and p.flag is None
        sided = self._by_parties(amount) if bare else []
        told = sum(v is not None for v in sided)
        words = self._by_words(amount)
        if told:
            words = [p if p is not None else w for p, w in zip(sided, words, strict=True)]
            models.append(proof.Model("parties", words, expected=told >= 0.9 * sum(v is not None for v in amount)))
        for order in (newest_first, not newest_first) if not signed else ():
            delta = proof.deltas(amount, balances, newest_first=order, opening=self.opening_fen)
            proved = sum(v is not None for v in delta)
            if proved >= max(1.0, 0.8 * (len(delta) - 1)):
                filled = [d if d is not None else w for d, w in zip(delta, words, strict=True)]
                # Nothing printed tells the direction, so what the balances prove goes before any one-way reading.
                models.append(proof.Model("balances", filled, expected=bare and order == newest_first, guessed=True))
        models.append(
            proof.Model("signed", amount, expected=signed and p.flag is None and not self._card(), guessed=bare)
        )
        models.append(
            proof.Model(
                "signed reversed",
                [None if v is None else -v for v in amount],
                expected=signed and self._card(),
                guessed=bare,
            )
        )
        if bare:
            models.append(proof.Model("words", words, expected=True, guessed=True))
        return models

    def _amount_texts(self) -> list[str]:
        return self.texts[self.picked.amount] if self.picked.amount is not None else []

    def _card(self) -> bool:
        """Say whether the account is a credit card, where spending is printed positive."""
        return bool(_CREDIT_CARD.search(self.shown)) and self.picked.balance is None

    def _by_flag(self, amount: proof.Amounts) -> list[int | None]:
        column = self.picked.flag
        flags = (
            [self.columns.flag(t) for t in self.texts[column]] if column is not None else [None] * self.columns.count
        )
        return [None if v is None or f is None else v * f for v, f in zip(amount, flags, strict=True)]

    def _code_models(self, amount: proof.Amounts) -> list[proof.Model]:
        """Read an unknown two-valued flag both ways; the balances decide."""
        column = self.picked.flag
        codes = sorted({t.strip() for t in self.texts[column] if t.strip()}) if column is not None else []
        if len(codes) != 2 or column is None:
            return []
        out = []
        for first in codes:
            read = [
                None if v is None or not t.strip() else v if t.strip() == first else -v
                for v, t in zip(amount, self.texts[column], strict=True)
            ]
            out.append(proof.Model(f"code {first} is in", read))
        return out

    def _by_parties(self, amount: proof.Amounts) -> list[int | None]:
        """Read money out where the holder is the payer alone, money in where the holder is the payee alone."""
        sides = [self._own_side("payer"), self._own_side("payee")]
        return [
            None if value is None or pays == gets else -abs(value) if pays else abs(value)
            for value, pays, gets in zip(amount, *sides, strict=True)
        ]

    def _own_side(self, side: str) -> list[bool]:
        names, numbers = self.columns.of(f"{side}_name")[:1], self.columns.of(f"{side}_account")[:1]
        name = self.columns.column(names[0] if names else None)
        number = self.columns.column(numbers[0] if numbers else None)
        return [
            parties.is_own(parties.name(a), parties.account(b), *self.own) for a, b in zip(name, number, strict=True)
        ]

    def _by_words(self, amount: proof.Amounts) -> list[int | None]:
        columns = [c for c in (self.picked.summary, *self.picked.remark) if c is not None]
        out: list[int | None] = []
        for i, value in enumerate(amount):
            text = " ".join(self.texts[c][i] for c in columns)
            spent, got = _SPENDING.search(text), _RECEIVING.search(text)
            if value is None or not (spent or got):
                out.append(None)
            elif spent and got:
                out.append(abs(value) if got.start() <= spent.start() else -abs(value))
            else:
                out.append(abs(value) if got else -abs(value))
        return out


def _net(inn: int | None, out: int | None) -> int | None:
    if inn is None and out is None:
        return None
    return (inn or 0) - (out or 0)
