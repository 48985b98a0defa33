"""Reads a rule of a lender's own from its pack and makes a check of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docaudit.checks.base import OWN, Check, Rule
from docaudit.checks.own.covenants import COVENANT_FACTS, covenant
from docaudit.checks.own.papers import MISSING_FACTS, missing
from docaudit.checks.own.payments import PAYMENT_FACTS, payment
from docaudit.checks.own.shape import Shape
from docaudit.checks.values import basis, known, mapping, severity, share
from docaudit.errors import InputError
from docaudit.records.case import CaseFile
from docaudit.records.findings import Basis, Finding
from docaudit.records.labels import Severity

_SHAPES: dict[str, tuple[Callable[[object, str], Shape], frozenset[str]]] = {
    "payment": (payment, PAYMENT_FACTS),
    "missing": (missing, MISSING_FACTS),
    "covenant": (covenant, COVENANT_FACTS),
}
_KEYS = ("name", "severity", "confidence", "basis", "kinds", "title", "explanation", *_SHAPES)
_SURE = 0.8
"""Confidence of a finding whose rule gives none: a lender's choice that nobody has measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """One rule of the lender's own; `kinds` are the kinds of loan it holds for, `texts` its templates (zh, en)."""

    name: str
    label: tuple[str, str]
    severity: Severity
    basis: tuple[str | Basis, ...]
    kinds: tuple[str, ...]
    shape: Shape
    kind: str

    def check(self) -> Check:
        """Return the rule as a check like any other."""
        return Check(name=self.name, severity=self.severity, basis=self.basis, function=self, label=self.label)

    def __call__(self, case: CaseFile, rule: Rule) -> Iterator[Finding]:
        """Judge the case."""
        return self.shape.findings(case, rule)


def own_rule(name: str, content: object, where: str, loan_kinds: tuple[str, ...]) -> OwnRule:
    """Return the rule that stands under ``own: name:`` in a lender's file; as a check it is called ``own.name``.

    Raises:
        InputError: a key or value is not understood; the message names it.
    """
    at = f"{where}: own.{name}"
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", name):
        raise InputError(f"{at}: small letters, digits and _ are wanted for its name")
    parts = mapping(content, at)
    known(parts, _KEYS, at)
    shapes = [key for key in _SHAPES if key in parts]
    if len(shapes) != 1:
        raise InputError(f"{at}: one of {', '.join(_SHAPES)} is wanted, {len(shapes) or 'none'} given")
    read, facts = _SHAPES[shapes[0]]
    kinds = parts.get("kinds", list(loan_kinds))
    if not isinstance(kinds, list) or not kinds or any(kind not in loan_kinds for kind in kinds):
        raise InputError(f"{at}.kinds: a list of kinds of loan is wanted ({', '.join(loan_kinds)}), not {kinds!r}")
    shape = read(parts[shapes[0]], f"{at}.{shapes[0]}")
    shape = shape.told(
        title=_template(parts, "title", facts, at),
        explanation=_template(parts, "explanation", facts, at),
        confidence=share(parts.get("confidence", _SURE), f"{at}.confidence"),
    )
    return OwnRule(
        name=OWN + name,
        label=_pair(parts.get("name", OWN + name), f"{at}.name"),
        severity=severity(parts.get("severity"), f"{at}.severity"),
        basis=basis(parts.get("basis", []), f"{at}.basis"),
        kinds=tuple(kinds),
        shape=shape,
        kind=shapes[0],
    )


def _pair(value: object, where: str) -> tuple[str, str]:
    """Return a text, or [Chinese, English], as both; English is "" where there is none."""
    texts = [value, ""] if isinstance(value, str) else value
    if not isinstance(texts, list) or len(texts) != 2 or not all(isinstance(t, str) for t in texts) or not texts[0]:
        raise InputError(f"{where}: a text, or [Chinese, English], is wanted, not {value!r}")
    return texts[0], texts[1]


def _template(parts: Mapping[str, Any], key: str, facts: frozenset[str], at: str) -> tuple[str, str]:
    pair = _pair(parts.get(key), f"{at}.{key}")
    for text in pair:
        try:
            text.format(**dict.fromkeys(facts, "—"))
        except (KeyError, IndexError) as error:
            known_ones = ", ".join(sorted(facts))
            raise InputError(f"{at}.{key}: there is no fact {error}; known are {known_ones}") from error
        except (ValueError, AttributeError) as error:
            raise InputError(f"{at}.{key}: not a template ({error})") from error
    return pair
