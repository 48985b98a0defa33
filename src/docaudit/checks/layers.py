"""One rule file as it is written: what it says of each check, validated, before it is laid over the files below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from docaudit.checks.base import LENDER, Threshold
from docaudit.checks.values import basis, cited, known, mapping, number, severity, share, texts, whole
from docaudit.errors import InputError
from docaudit.records.findings import Basis
from docaudit.records.labels import Severity

LOAN_KINDS = ("working_capital", "fixed_asset", "personal_consumption", "personal_business", "other")
"""`loan_kind` of interface.md."""
UNITS = ("yuan", "day", "ratio", "count")
_CHECK_KEYS = ("enabled", "severity", "confidence_floor", "basis", "thresholds", "lists")
_LAYER_KEYS = ("title", "defaults", "checks", "lists")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEdit:
    """What a file does to a list of words: puts another in its place, or adds and takes away."""

    whole: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def over(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the list as it is then; what is added stands in front."""
        kept = tuple(w for w in (words if self.whole is None else self.whole) if w not in self.remove)
        return tuple(dict.fromkeys((*self.add, *kept)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a file says of one check; None where it leaves it to the file below."""

    enabled: bool | None = None
    severity: Severity | None = None
    confidence_floor: float | None = None
    basis: tuple[str | Basis, ...] | None = None
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    lists: Mapping[str, ListEdit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One rule file, or the part of a lender's that holds for one kind of loan.

    `lists` are changes of the word lists of ``knowledge``, by their names; they are read when they are laid over those.
    """

    where: str
    title: str = ""
    confidence_floor: float | None = None
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    lists: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What the shipped packs declare of one check: a lender changes it, and invents nothing beside it."""

    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()


def layer(content: Mapping[str, Any], where: str, declared: Mapping[str, Declared] | None = None) -> Layer:
    """Return the layer that a file holds.

    Args:
        content: of the YAML file.
        where: its name, for errors.
        declared: what the shipped packs declare, by check and under "" for all checks; given for a lender's file, whose
            thresholds may leave out unit, source and reason. None for a shipped pack.

    Raises:
        InputError: a key or value is not understood; the message names it.
    """
    known(content, _LAYER_KEYS, where)
    defaults = mapping(content.get("defaults"), f"{where}: defaults")
    known(defaults, ("confidence_floor", "thresholds"), f"{where}: defaults")
    title = str(content.get("title") or "")
    floor = defaults.get("confidence_floor")
    checks = mapping(content.get("checks"), f"{where}: checks")
    return Layer(
        where=where,
        title=title,
        confidence_floor=None if floor is None else share(floor, f"{where}: defaults.confidence_floor"),
        thresholds=_thresholds(
            defaults.get("thresholds"), f"{where}: defaults.thresholds", _declared(declared, ""), title
        ),
        entries={str(name): _entry(entry, str(name), where, declared, title) for name, entry in checks.items()},
        lists=mapping(content.get("lists"), f"{where}: lists"),
    )


def _declared(declared: Mapping[str, Declared] | None, name: str) -> Declared | None:
    return None if declared is None else declared.get(name, Declared())


def _entry(content: object, name: str, where: str, declarations: Mapping[str, Declared] | None, title: str) -> Entry:
    at, declared = f"{where}: checks.{name}", _declared(declarations, name)
    entry = mapping(content, at)
    known(entry, _CHECK_KEYS, at)
    enabled, floor = entry.get("enabled"), entry.get("confidence_floor")
    if enabled is not None and not isinstance(enabled, bool):
        raise InputError(f"{at}.enabled: true or false is wanted, not {enabled!r}")
    lists = mapping(entry.get("lists"), f"{at}.lists")
    if declared is not None:
        _invented(lists, declared.lists, f"{at}.lists")
    return Entry(
        enabled=enabled,
        severity=None if "severity" not in entry else severity(entry["severity"], f"{at}.severity"),
        confidence_floor=None if floor is None else share(floor, f"{at}.confidence_floor"),
        basis=None if "basis" not in entry else basis(entry["basis"], f"{at}.basis"),
        thresholds=_thresholds(entry.get("thresholds"), f"{at}.thresholds", declared, title),
        lists={str(name): edit(value, f"{at}.lists.{name}") for name, value in lists.items()},
    )


def edit(value: object, where: str) -> ListEdit:
    """Return what a file does to a list: a list takes its place, a mapping of `add` and `remove` changes it."""
    if isinstance(value, list):
        return ListEdit(whole=texts(value, where))
    parts = mapping(value, where)
    known(parts, ("add", "remove"), where)
    return ListEdit(
        add=texts(parts.get("add", []), f"{where}.add"), remove=texts(parts.get("remove", []), f"{where}.remove")
    )


def _invented(given: Mapping[str, Any], names: frozenset[str], where: str) -> None:
    unknown = sorted(str(name) for name in given if name not in names)
    if unknown:
        there = f"known are {', '.join(sorted(names))}" if names else "this check has none"
        raise InputError(f"{where}.{unknown[0]}: unknown; {there}")


def _thresholds(value: object, where: str, declared: Declared | None, title: str) -> dict[str, Threshold]:
    given = mapping(value, where)
    if declared is not None:
        _invented(given, frozenset(declared.thresholds), where)
    found: dict[str, Threshold] = {}
    for name, entry in given.items():
        at = f"{where}.{name}"
        parts = {"value": entry} if declared is not None and not isinstance(entry, dict) else mapping(entry, at)
        if declared is not None:
            own = f"{title}: {where.partition(':')[0]}" if title else where.partition(":")[0]
            parts = {"unit": declared.thresholds[name].unit, "source": LENDER, "reason": own, **parts}
            if parts["unit"] != declared.thresholds[name].unit:
                raise InputError(f"{at}.unit: it is counted in {declared.thresholds[name].unit}, not {parts['unit']!r}")
        found[str(name)] = _threshold(parts, at)
    return found


def _threshold(parts: Mapping[str, Any], at: str) -> Threshold:
    known(parts, ("value", "unit", "source", "reason"), at)
    if parts.get("unit") not in UNITS:
        raise InputError(f"{at}.unit: one of {', '.join(UNITS)} is wanted")
    value = (whole if parts["unit"] in ("day", "count") else number)(parts.get("value"), f"{at}.value")
    if not parts.get("source"):
        raise InputError(
            f"{at}.source: a regulation of knowledge/regulations.yaml is wanted, or lender: its own choice"
        )
    source = LENDER if parts["source"] == LENDER else cited(parts["source"], f"{at}.source")
    if not parts.get("reason"):
        raise InputError(f"{at}.reason: say where the number comes from")
    return Threshold(value=Decimal(value), unit=str(parts["unit"]), source=source, reason=str(parts["reason"]))
