"""Which rates of value-added tax an invoice of a day may print."""

from __future__ import annotations

import datetime as dt
import functools
from decimal import Decimal

from docaudit.knowledge.tables import table


@functools.lru_cache(maxsize=4096)
def vat_rates(day: dt.date) -> frozenset[Decimal]:
    """Return the rates in percent that an invoice issued on `day` may print, levies included."""
    content = table("vat_rates")
    rates = {Decimal(rate) for rate in content["ever"]}
    for period in content["periods"]:
        if period.get("since", dt.date.min) <= day <= period.get("until", dt.date.max):
            rates |= {Decimal(rate) for rate in period["rates"]}
    return frozenset(rates)
