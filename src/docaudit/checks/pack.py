"""Rule packs: which checks run, how grave they are, at which numbers; a lender's file is laid over the default."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from docaudit.checks.base import CHECKS, Rule, Threshold
from docaudit.errors import DeclarationError, InputError
from docaudit.knowledge import regulation
from docaudit.records.labels import Severity

_RULE_KEYS = {"enabled", "severity", "confidence_floor", "basis", "thresholds", "core"}
_UNITS = {"yuan", "day", "ratio", "count"}
DEFAULT = "rules/default.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """The rules in force; `sha256` is of their merged content and stands in every result."""

    rules: dict[str, Rule]
    sha256: str
    title: str = ""

    def names(self) -> list[str]:
        """Return the names of all checks, sorted."""
        return sorted(self.rules)

    def rule(self, name: str) -> Rule:
        """Return the rule of one check."""
        return self.rules[name]

    def threshold(self, check: str, name: str) -> Decimal:
        """Return one threshold of one check."""
        return self.rules[check].threshold(name)


def load_rule_pack(path: Path | None = None) -> RulePack:
    """Return the default pack, or the default with the file at `path` laid over it.

    Raises:
        InputError: the file is missing, is no YAML, or has a key or value that is not understood; the key is named.
    """
    content = _default()
    if path is None:
        return _pack(content, DEFAULT)
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read as a rule pack; give a YAML file in UTF-8 ({type(error).__name__})"
        raise InputError(msg) from error
    try:
        over = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        msg = f"{path}: not valid YAML; correct it ({str(error).splitlines()[0]})"
        raise InputError(msg) from error
    if over is not None and not isinstance(over, dict):
        msg = f"{path}: a mapping with `checks` is wanted"
        raise InputError(msg)
    return _pack(_merged(content, over or {}), str(path))


@functools.cache
def _default() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(files("docaudit.checks").joinpath(DEFAULT).read_text("utf-8"))
    return content


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        result[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def _pack(content: Mapping[str, Any], where: str) -> RulePack:
    _known(content, {"title", "defaults", "checks"}, where)
    defaults = _mapping(content.get("defaults"), f"{where}: defaults")
    _known(defaults, {"confidence_floor", "thresholds"}, f"{where}: defaults")
    entries = _mapping(content.get("checks"), f"{where}: checks")
    unknown = sorted(set(map(str, entries)) - set(CHECKS.names()))
    if unknown:
        raise InputError(f"{where}: checks.{unknown[0]} is no check; `docaudit rules list` prints those there are")
    rules = {
        name: _rule(name, _mapping(entries.get(name), f"{where}: checks.{name}"), defaults, where)
        for name in CHECKS.names()
    }
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
    return RulePack(rules=rules, sha256=digest, title=str(content.get("title", "")))


def _rule(name: str, entry: Mapping[str, Any], defaults: Mapping[str, Any], where: str) -> Rule:
    at = f"{where}: checks.{name}"
    _known(entry, _RULE_KEYS, at)
    declared = CHECKS[name]
    enabled = entry.get("enabled", True)
    if not isinstance(enabled, bool):
        raise InputError(f"{at}.enabled: true or false is wanted, not {enabled!r}")
    return Rule(
        name=name,
        enabled=enabled,
        severity=_severity(entry.get("severity", declared.severity.label), f"{at}.severity"),
        confidence_floor=_share(
            entry.get("confidence_floor", defaults.get("confidence_floor", 0)), f"{at}.confidence_floor"
        ),
        basis=_basis(entry.get("basis", list(declared.basis)), f"{at}.basis"),
        thresholds={
            **_thresholds(defaults.get("thresholds"), f"{where}: defaults.thresholds"),
            **_thresholds(entry.get("thresholds"), f"{at}.thresholds"),
        },
        core=tuple(_texts(entry.get("core", []), f"{at}.core")),
    )


def _mapping(value: object, where: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputError(f"{where}: a mapping is wanted, not {value!r}")
    return value


def _known(entry: Mapping[str, Any], keys: set[str], where: str) -> None:
    unknown = sorted(str(k) for k in entry if k not in keys)
    if unknown:
        raise InputError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(keys))}")


def _severity(value: object, where: str) -> Severity:
    try:
        return Severity.named(str(value))
    except KeyError:
        raise InputError(f"{where}: one of info, low, medium, high, critical is wanted, not {value!r}") from None


def _share(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise InputError(f"{where}: a number from 0 to 1 is wanted, not {value!r}")
    return float(value)


def _texts(value: object, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise InputError(f"{where}: a list of names is wanted, not {value!r}")
    return value


def _basis(value: object, where: str) -> tuple[str, ...]:
    keys = _texts(value, where)
    for key in keys:
        try:
            regulation(key)
        except DeclarationError as error:
            raise InputError(f"{where}: {error}") from error
    return tuple(keys)


def _thresholds(value: object, where: str) -> dict[str, Threshold]:
    found: dict[str, Threshold] = {}
    for name, entry in _mapping(value, where).items():
        parts = _mapping(entry, f"{where}.{name}")
        _known(parts, {"value", "unit", "reason"}, f"{where}.{name}")
        try:
            number = Decimal(str(parts.get("value")))
        except InvalidOperation:
            raise InputError(f"{where}.{name}.value: a number is wanted, not {parts.get('value')!r}") from None
        if not number.is_finite() or number < 0:
            raise InputError(f"{where}.{name}.value: a number from 0 up is wanted, not {number}")
        if parts.get("unit") not in _UNITS:
            raise InputError(f"{where}.{name}.unit: one of {', '.join(sorted(_UNITS))} is wanted")
        if not parts.get("reason"):
            raise InputError(f"{where}.{name}.reason: say where the number comes from")
        found[str(name)] = Threshold(value=number, unit=str(parts["unit"]), reason=str(parts["reason"]))
    return found
