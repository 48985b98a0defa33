"""How a check is declared: its name, its defaults, its place in the registry, and the rule it runs under."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from docaudit.errors import DeclarationError
from docaudit.knowledge import regulation
from docaudit.records.case import CaseFile
from docaudit.records.findings import Basis, Finding
from docaudit.records.flows import Loan
from docaudit.records.labels import Severity
from docaudit.registry import Registry

OWN = "own."
"""How the name of every check begins that a lender adds; the other names are fixed (interface.md)."""
LENDER = "lender"
"""Source of a threshold that no regulation gives: the lender's choice, with a default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A number a check decides by.

    `unit` is yuan, day, ratio or count; `source` a regulation of ``knowledge/regulations.yaml`` (``key`` or
    ``key/article``) or `LENDER`; `reason` says for readers where the number comes from.
    """

    value: Decimal
    unit: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What the rule pack says of one check, for all loans or for those of one kind.

    Attributes:
        basis: what a finding cites: keys of ``knowledge/regulations.yaml``, or a lender's own text.
        lists: words that the check looks for, by name.
        kinds: the rules of each kind of loan; the one for every other kind under "".
    """

    name: str
    enabled: bool
    severity: Severity
    confidence_floor: float
    basis: tuple[str | Basis, ...] = ()
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: Mapping[str, Rule] = field(default_factory=dict, repr=False, compare=False)

    def of(self, loan: Loan | None) -> Rule:
        """Return the rule for the loan's kind: its numbers, words and severity differ from those of another kind."""
        return self.of_kind(loan.loan_kind) if loan is not None else self

    def of_kind(self, kind: str) -> Rule:
        """Return the rule for a kind of loan (`loan_kind` of interface.md)."""
        return self.kinds.get(kind, self.kinds.get("", self))

    def shared(self, loans: Sequence[Loan]) -> Rule:
        """Return the rule of the kind that all the loans are of, the one for every kind where they differ."""
        kinds = {loan.loan_kind for loan in loans}
        return self.of_kind(kinds.pop() if len(kinds) == 1 else "")

    def has(self, name: str) -> bool:
        """Say whether the pack gives this threshold for this kind."""
        return name in self.thresholds

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of words; an unknown one is a `DeclarationError`."""
        if name not in self.lists:
            msg = f"{self.name}: the rule pack has no list {name!r}"
            raise DeclarationError(msg)
        return self.lists[name]

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
        families = {MEASURES[kind] for kind in kinds if kind in MEASURES}
        signed = signing_date(case, loan)
        found: list[Basis] = []
        for key in self.basis:
            if isinstance(key, Basis):
                found.append(key)
                continue
            family = key.partition("/")[0]
            if family in MEASURES.values() and family not in families:
                continue
            found.append(regulation(key, signed))
        return tuple(found)


MEASURES = {
    "working_capital": "working_capital",
    "fixed_asset": "fixed_asset",
    "personal_consumption": "personal",
    "personal_business": "personal",
}
"""Which of the measures on loans rules a kind of loan: a family of ``knowledge/regulations.yaml``."""

CheckFunction = Callable[[CaseFile, Rule], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A registered check with its defaults.

    `label` is its name for readers (zh, en), None where ``labels.yaml`` has it; `thresholds` are those that its package
    gives, the checks of this room have theirs in ``rules/``.
    """

    name: str
    severity: Severity
    basis: tuple[str | Basis, ...]
    function: CheckFunction
    label: tuple[str, str] | None = None
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)


CHECKS: Registry[Check] = Registry("docaudit.checks", open_to_others=True)
"""All checks by name, with those that other packages add by an entry point of the group ``docaudit.checks``."""


def check(
    name: str,
    *,
    severity: Severity,
    basis: tuple[str | Basis, ...] = (),
    label: tuple[str, str] | None = None,
    thresholds: Mapping[str, Threshold] | None = None,
) -> Callable[[CheckFunction], CheckFunction]:
    """Register the decorated function as check `name`.

    Args:
        name: ``GROUP.NAME`` of interface.md in this room; in another package it begins with `OWN`.
        severity: of a proven case, where no rule pack says otherwise; the same goes for the other two.
        basis: see `Rule`.
        label: the name for readers (zh, en) of a check of another package.
        thresholds: the numbers of a check of another package.
    """

    def register(function: CheckFunction) -> CheckFunction:
        group, module = name.partition(".")[0], function.__module__
        if module.partition(".")[0] != __name__.partition(".")[0]:
            if not name.startswith(OWN):
                msg = f"{module}: check {name!r} must be named {OWN}NAME; the other names are those of docaudit itself"
                raise DeclarationError(msg)
        elif group not in module.split("."):
            msg = f"check {name!r} must stand in checks/{group}.py or in a file of checks/{group}/, not in {module}"
            raise DeclarationError(msg)
        numbers = dict(thresholds or {})
        part = Check(name=name, severity=severity, basis=basis, function=function, label=label, thresholds=numbers)
        CHECKS.add(name, part)
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
