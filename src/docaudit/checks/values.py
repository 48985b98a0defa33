"""The values that rule files hold, each read with an error that names its key."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from docaudit.errors import DeclarationError, InputError
from docaudit.knowledge import regulation
from docaudit.records.findings import Basis
from docaudit.records.labels import Severity


def mapping(value: object, where: str) -> Mapping[str, Any]:
    """Return a mapping, empty for nothing."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputError(f"{where}: a mapping is wanted, not {value!r}")
    return value


def known(entry: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    """Raise `InputError` for a key that is none of `keys`."""
    unknown = sorted(str(k) for k in entry if k not in keys)
    if unknown:
        raise InputError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(keys))}")


def severity(value: object, where: str) -> Severity:
    """Return a severity from its word."""
    try:
        return Severity.named(str(value))
    except KeyError:
        raise InputError(f"{where}: one of info, low, medium, high, critical is wanted, not {value!r}") from None


def share(value: object, where: str) -> float:
    """Return a number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise InputError(f"{where}: a number from 0 to 1 is wanted, not {value!r}")
    return float(value)


def texts(value: object, where: str) -> tuple[str, ...]:
    """Return a list of texts."""
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise InputError(f"{where}: a list of words is wanted, not {value!r}")
    return tuple(value)


def basis(value: object, where: str) -> tuple[str | Basis, ...]:
    """Return what a finding cites: keys of the regulations, or a rule of the lender's own as a mapping."""
    if not isinstance(value, list):
        raise InputError(f"{where}: a list is wanted, not {value!r}")
    found: list[str | Basis] = []
    for at, one in enumerate(value):
        if isinstance(one, dict):
            known(one, ("regulation", "article"), f"{where}[{at}]")
            if not isinstance(one.get("regulation"), str) or not one["regulation"].strip():
                raise InputError(f"{where}[{at}].regulation: the name of the rule is wanted")
            article = one.get("article")
            found.append(Basis(one["regulation"].strip(), None if article is None else str(article)))
            continue
        found.append(cited(one, where))
    return tuple(found)


def cited(key: object, where: str) -> str:
    """Return the key of a regulation; one that is not known, or an article that is not confirmed, is an error."""
    try:
        regulation(str(key))
    except DeclarationError as error:
        raise InputError(f"{where}: {error}") from error
    return str(key)


def signed(value: object, where: str) -> Decimal:
    """Return a number."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise InputError(f"{where}: a number is wanted, not {value!r}") from None
    if isinstance(value, bool) or not found.is_finite():
        raise InputError(f"{where}: a number is wanted, not {value!r}")
    return found


def number(value: object, where: str) -> Decimal:
    """Return a number from 0 up."""
    found = signed(value, where)
    if found < 0:
        raise InputError(f"{where}: a number from 0 up is wanted, not {value}")
    return found


def whole(value: object, where: str) -> int:
    """Return a whole number from 0 up."""
    found = number(value, where)
    if found != found.to_integral_value():
        raise InputError(f"{where}: a whole number is wanted, not {value}")
    return int(found)
