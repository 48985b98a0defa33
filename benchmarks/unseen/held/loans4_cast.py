"""How the lending papers of the fourth set are invented: parties of this set, terms, and the folder of their texts."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from ..contracts_press import Style
from ..made import Made
from ..values import credit_code, digits
from .loans3_cast import Terms, identity
from .loans3_prose import contract, printed
from .papers4_cast import NAMES4

TEXTS4 = Path(__file__).with_name("loans4_texts")
set_text = partial(printed, texts=TEXTS4)
"""(name, style, values) -> the PDF of a text whose obligations are in no truth."""


def people4(chance: random.Random, count: int) -> list[str]:
    """Return persons with different family and given names."""
    family, given = chance.sample(NAMES4.surnames, count), chance.sample(NAMES4.given, count)
    return [a + b for a, b in zip(family, given, strict=True)]


def rate_of(chance: random.Random, least: int, most: int) -> str:
    """Return a rate in per cent between two rates in hundredths."""
    return f"{Decimal(chance.randrange(least, most, 5)) / 100:.2f}"


def loan(
    text: str,
    style: Style,
    terms: Terms,
    values: Mapping[str, object],
    truth: Mapping[str, Any],
    *,
    accept: Mapping[str, list[object]] | None = None,
) -> Made:
    """Set a loan contract; `values` are filled in, `truth` holds the fields that the terms do not give."""
    draft = contract(text, style, terms.printed | values, terms.truth | truth, texts=TEXTS4)
    for name, options in (accept or {}).items():
        draft.also(name, *options)
    return draft.made()


def firm_of(chance: random.Random) -> dict[str, str]:
    """Return a firm with its code, its surety and who signs."""
    borrower, guarantor = NAMES4.firms(chance, 2)
    signer, officer = people4(chance, 2)
    return {
        "borrower": borrower,
        "guarantor": guarantor,
        "code": credit_code(chance),
        "signer": signer,
        "officer": officer,
    }


def persons(chance: random.Random) -> dict[str, str]:
    """Return a borrower with spouse and sureties, identity numbers and a telephone."""
    borrower, spouse, first, second, officer = people4(chance, 5)
    return {
        "borrower": borrower,
        "spouse": spouse,
        "guarantor": first,
        "guarantor2": second,
        "officer": officer,
        "identity": identity(chance),
        "identity2": identity(chance),
        "mobile": digits(chance, 11, "136"),
    }
