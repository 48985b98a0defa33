"""What kinds of value a field may hold, and how each is found in the text beside its label."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic

from docaudit.records.money import Money
from docaudit.understanding.kinds.days import find_date
from docaudit.understanding.kinds.found import Found, V, without_gaps
from docaudit.understanding.kinds.names import LEGAL_FORM, clean_party, find_party
from docaudit.understanding.kinds.numbers import find_account, find_identifier, find_number, find_rate
from docaudit.understanding.kinds.sums import FIGURE, WORD_GLYPHS, WORDS, find_figures, find_money, find_words
from docaudit.understanding.kinds.texts import find_long_text, find_text


@dataclass(frozen=True, slots=True)
class Kind(Generic[V]):
    """A kind of value: `find` answers the value and its place in a folded text, or None."""

    name: str
    find: Callable[[str], Found[V] | None]


MONEY: Kind[Money] = Kind("money", find_money)
FIGURES: Kind[Money] = Kind("figures", find_figures)
AMOUNT_WORDS: Kind[str] = Kind("words", find_words)
DATE: Kind[dt.date] = Kind("date", find_date)
PARTY: Kind[str] = Kind("party", find_party)
NUMBER: Kind[str] = Kind("number", find_number)
ACCOUNT: Kind[str] = Kind("account", find_account)
TEXT: Kind[str] = Kind("text", find_text)
LONG_TEXT: Kind[str] = Kind("long_text", find_long_text)
IDENTIFIER: Kind[str] = Kind("identifier", find_identifier)
RATE: Kind[Decimal] = Kind("rate", find_rate)

__all__ = [
    "ACCOUNT",
    "AMOUNT_WORDS",
    "DATE",
    "FIGURE",
    "FIGURES",
    "IDENTIFIER",
    "LEGAL_FORM",
    "LONG_TEXT",
    "MONEY",
    "NUMBER",
    "PARTY",
    "RATE",
    "TEXT",
    "WORDS",
    "WORD_GLYPHS",
    "Found",
    "Kind",
    "clean_party",
    "find_account",
    "find_date",
    "find_figures",
    "find_identifier",
    "find_long_text",
    "find_money",
    "find_number",
    "find_party",
    "find_rate",
    "find_text",
    "find_words",
    "without_gaps",
]
