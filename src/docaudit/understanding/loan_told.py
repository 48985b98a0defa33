"""What captions tell of a loan's terms that are no plain print: sureties, term, way of payment, currency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from docaudit.documents.loan_contract import LoanContract
from docaudit.records.evidence import Field
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import PARTY, TEXT, Kind
from docaudit.understanding.loan_span import months_between
from docaudit.understanding.loan_terms import method_named
from docaudit.understanding.meanings import Told, best_of

_V = TypeVar("_V")


def terms_told(fields: Fields, document: LoanContract, known: Sequence[Told]) -> LoanContract:
    """Return the contract with those terms that it lacks and a caption tells."""
    surety = best_of(fields, known, "name", PARTY, "guarantors[]")
    parties = {document.borrower.value, document.lender.value}
    sureties = (surety,) if surety.value is not None and surety.value not in parties else ()
    currency = document.currency
    if currency.value is None:
        currency = document.amount.map(lambda money: money.currency)
    return replace(
        document,
        guarantors=document.guarantors or sureties,
        payment_method=_first(
            document.payment_method, best_of(fields, known, "payment_method", TEXT).map(method_named)
        ),
        term_months=_first(
            _first(document.term_months, best_of(fields, known, "term_months", _MONTHS)), _between(document)
        ),
        currency=currency,
    )


def _between(document: LoanContract) -> Field[int]:
    return months_between(document.start_date, document.end_date)


def _first(one: Field[_V], other: Field[_V]) -> Field[_V]:
    return one if one.value is not None else other


def _find_months(text: str) -> tuple[int, int, int] | None:
    """Find a term that is all that stands there: 36个月, 3年, 24."""
    found = re.match(r"[\s:]*(\d{1,3})[\t ]*(?:个?(月|年)|期)?[\s]*$", text)
    if found is None:
        return None
    return int(found.group(1)) * (12 if found.group(2) == "年" else 1), found.start(1), found.end()


_MONTHS: Kind[int] = Kind("months", _find_months)
