"""How a check is declared: its name, its defaults, its place in the registry, and the rule it runs under."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from docaudit.errors import DeclarationError
from docaudit.knowledge import regulation
from docaudit.records.case import CaseFile
from docaudit.records.findings import Basis, Finding
from docaudit.records.flows import Loan
from docaudit.records.labels import Severity
from docaudit.registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A number a check decides by; `unit` is yuan, day, ratio or count, `reason` its source."""

    value: Decimal
    unit: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What the rule pack says of one check; `core` lists the papers whose absence is a finding of full severity."""

    name: str
    enabled: bool
    severity: Severity
    confidence_floor: float
    basis: tuple[str, ...] = ()
    thresholds: dict[str, Threshold] = field(default_factory=dict)
    core: tuple[str, ...] = ()

    def threshold(self, name: str) -> Decimal:
        """Return the value of a threshold; an unknown one is a `DeclarationError`."""
        if name not in self.thresholds:
            msg = f"{self.name}: the rule pack has no threshold {name!r}"
            raise DeclarationError(msg)
        return self.thresholds[name].value

    def fen(self, name: str) -> int:
        """Return a threshold in yuan as fen."""
        return int(self.threshold(name) * 100)

    def days(self, name: str) -> dt.timedelta:
        """Return a threshold in days as a span."""
        return dt.timedelta(days=int(self.threshold(name)))

    def lowered(self, steps: int) -> Severity:
        """Return the rule's severity `steps` lower (higher if negative), within info and critical."""
        return Severity(max(Severity.INFO, min(Severity.CRITICAL, self.severity - steps)))

    def basis_for(self, case: CaseFile, loan: Loan | None) -> tuple[Basis, ...]:
        """Return what a finding cites; of the three loan measures only that of the loan's kind, as at signing."""
        kinds = [loan.loan_kind] if loan else sorted({one.loan_kind for one in case.loans})
        families = {_FAMILY[kind] for kind in kinds if kind in _FAMILY}
        signed = signing_date(case, loan)
        found: list[Basis] = []
        for key in self.basis:
            family = key.partition("/")[0]
            if family in _FAMILY.values() and family not in families:
                continue
            found.append(regulation(key, signed))
        return tuple(found)


_FAMILY = {
    "working_capital": "working_capital",
    "fixed_asset": "fixed_asset",
    "personal_consumption": "personal",
    "personal_business": "personal",
}

CheckFunction = Callable[[CaseFile, Rule], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A registered check with its defaults."""

    name: str
    severity: Severity
    basis: tuple[str, ...]
    function: CheckFunction


CHECKS: Registry[Check] = Registry("docaudit.checks")
"""All checks by name."""


def check(name: str, *, severity: Severity, basis: tuple[str, ...] = ()) -> Callable[[CheckFunction], CheckFunction]:
    """Register the decorated function as check `name`; severity and basis hold where no rule pack says otherwise."""

    def register(function: CheckFunction) -> CheckFunction:
        group, module = name.partition(".")[0], function.__module__
        if group not in module.split("."):
            msg = f"check {name!r} must stand in checks/{group}.py or in a file of checks/{group}/, not in {module}"
            raise DeclarationError(msg)
        CHECKS.add(name, Check(name=name, severity=severity, basis=basis, function=function))
        return function

    return register


def signing_date(case: CaseFile, loan: Loan | None) -> dt.date | None:
    """Return the day the loan contract was signed, else the day the loan starts; None if neither is known."""
    if loan is None:
        loan = case.loans[0] if len(case.loans) == 1 else None
    if loan is None:
        return None
    contract = case.document(loan.contract) if loan.contract else None
    signed = getattr(contract, "signed_date", None)
    return (signed.value if signed is not None else None) or loan.start_date
