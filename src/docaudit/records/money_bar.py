"""The money bar of a case: where the disbursed yuan stand, and how much of the case is at risk.

Works on the interface's JSON (interface.md, `audit`), the stored and shown form of a case, so that the queue, the
pages and the working paper all print the same figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from docaudit.records.labels import Severity, Use
from docaudit.records.money import Money

PROVED = frozenset({Use.CONFORMING, Use.OPERATING})
UNPROVED = frozenset({Use.UNSUPPORTED, Use.UNKNOWN})
MISUSE = frozenset(Use) - PROVED - UNPROVED - {Use.IDLE}

_WEIGHT = {
    Severity.INFO: Decimal(0),
    Severity.LOW: Decimal("0.1"),
    Severity.MEDIUM: Decimal("0.3"),
    Severity.HIGH: Decimal("0.6"),
    Severity.CRITICAL: Decimal(1),
}
"""The share of an amount that counts towards the risk: a judgement, on which only the order of queues hangs."""
NO_AMOUNT_FEN = 10_000_00
"""What a finding without an amount counts for: the sum from which the use of funds is judged (rule packs, floor)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyBar:
    """Fen of a case's loans by state; `misuse_fen` follows the method, min and max are the bounds (flows.md 2)."""

    disbursed_fen: int = 0
    proved_fen: int = 0
    unproved_fen: int = 0
    misuse_fen: int = 0
    misuse_min_fen: int = 0
    misuse_max_fen: int = 0
    idle_fen: int = 0


def use_meaning(use: str | None) -> str:
    """Return the state of a use: proved, misuse, unproved or idle."""
    if use in PROVED:
        return "proved"
    if use in MISUSE:
        return "misuse"
    return "idle" if use == Use.IDLE else "unproved"


def fen(text: object) -> int:
    """Return the fen of an amount in the interface's form; 0 where there is none."""
    return Money.yuan(str(text)).fen if text not in (None, "") else 0


def money_bar(audit: Mapping[str, Any], loan: str | None = None) -> MoneyBar:
    """Return the bar of all loans of the case, or of one of them."""
    total = proved = unproved = misuse = low = high = idle = 0
    for trace in audit.get("trace", ()):
        if loan is not None and trace.get("loan") != loan:
            continue
        disbursed, trace_high = fen(trace.get("disbursed")), 0
        total += disbursed
        for use in trace.get("uses", ()):
            name, amount = use.get("use"), fen(use.get("amount"))
            if name in PROVED:
                proved += amount
            elif name == Use.IDLE:
                idle += amount
            elif name in MISUSE:
                misuse += amount
                low += fen(use.get("min", use.get("amount")))
                trace_high += fen(use.get("max", use.get("amount")))
            else:
                unproved += amount
        # The bounds of several uses can overlap: together they never exceed what was disbursed.
        high += min(trace_high, disbursed)
    return MoneyBar(
        disbursed_fen=total,
        proved_fen=proved,
        unproved_fen=unproved,
        misuse_fen=misuse,
        misuse_min_fen=low,
        misuse_max_fen=max(high, misuse),
        idle_fen=idle,
    )


def severity_of(finding: Mapping[str, Any]) -> Severity:
    """Return the severity of a finding in JSON form; an unknown word counts as medium."""
    try:
        return Severity.named(str(finding.get("severity", "")))
    except KeyError:
        return Severity.MEDIUM


def risk(amount_fen: int | None, confidence: float, severity: int) -> Decimal:
    """Return the yuan at risk x confidence x weight of the severity of one finding, in fen."""
    amount = NO_AMOUNT_FEN if amount_fen is None else abs(amount_fen)
    return amount * Decimal(str(confidence)) * _WEIGHT[Severity(severity)]


def finding_risk(finding: Mapping[str, Any]) -> Decimal:
    """Return the risk of a finding in JSON form."""
    amount = finding.get("amount")
    return risk(None if amount in (None, "") else fen(amount), finding.get("confidence") or 0, severity_of(finding))


def joint_risk(parts: Iterable[tuple[str, Decimal]]) -> int:
    """Return the risk of several findings, each with its cause, in fen: those about the same money count once."""
    by_cause: dict[str, Decimal] = {}
    for cause, one in parts:
        by_cause[cause] = max(by_cause.get(cause, Decimal(0)), one)
    return int(sum(by_cause.values()))


def risk_fen(audit: Mapping[str, Any]) -> int:
    """Return the risk of a case, in fen."""
    return joint_risk(
        (str(f.get("cause") or f.get("id") or f.get("key")), finding_risk(f)) for f in audit.get("findings", ())
    )
