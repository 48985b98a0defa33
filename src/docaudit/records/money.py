"""Money as whole fen, and figures as papers print them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in fen (1/100 yuan) of one currency (ISO 4217)."""

    fen: int
    currency: str = "CNY"

    def __str__(self) -> str:
        """Return the interface's form: ``-1250000.00``."""
        sign = "-" if self.fen < 0 else ""
        return f"{sign}{abs(self.fen) // 100}.{abs(self.fen) % 100:02d}"

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.fen < other.fen

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.fen + other.fen, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.fen - other.fen, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.fen, self.currency)

    def __abs__(self) -> Money:
        return Money(abs(self.fen), self.currency)

    def times(self, rate: Decimal) -> Money:
        """Return the amount times `rate`, rounded half up to the fen; the one place where money is rounded."""
        return Money(int((Decimal(self.fen) * rate).quantize(Decimal(1), ROUND_HALF_UP)), self.currency)

    def shown(self) -> str:
        """Return the form for readers: ``1,250,000.00``."""
        sign = "-" if self.fen < 0 else ""
        return f"{sign}{abs(self.fen) // 100:,}.{abs(self.fen) % 100:02d}"

    @classmethod
    def yuan(cls, text: str) -> Money:
        """Return the amount of a plain decimal string in yuan (``1250000.00``); raises ValueError otherwise."""
        value = Decimal(text) * 100
        if value != value.to_integral_value():
            msg = f"more than two decimals: {text}"
            raise ValueError(msg)
        return cls(int(value))

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            msg = f"{self.currency} and {other.currency} do not mix"
            raise ValueError(msg)
