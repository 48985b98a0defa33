"""Rule packs: which checks run, how grave they are, at which numbers, for each kind of loan.

The pack of a kind is laid over the common default, a lender's file over both.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from docaudit.checks.base import CHECKS, OWN, Check, Rule, Threshold
from docaudit.checks.layers import LOAN_KINDS, Declared, Layer, layer
from docaudit.checks.own import OwnRule, own_rule
from docaudit.checks.values import known, mapping
from docaudit.errors import InputError
from docaudit.knowledge import SHIPPED, UniqueKeys, WordLists, label, shipped_yaml
from docaudit.records.flows import Loan

COMMON = ""
"""Stands where a kind of loan does, for the rules of every kind that has no own ones."""
_LENDERS_KEYS = ("title", "defaults", "checks", "lists", "kinds", "own", "examples")
_COMMON_ONLY = ("kinds", "own", "examples")


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """The rules in force; `sha256` is of all files they come from and stands in every result.

    `rules` are those of every kind of loan; `Rule.of` gives that of one. `lists` are the word lists of each kind,
    `own` the rules that the lender wrote in its file.
    """

    rules: Mapping[str, Rule]
    sha256: str
    title: str = ""
    lists: Mapping[str, WordLists] = field(default_factory=dict)
    own: tuple[OwnRule, ...] = ()

    def checks(self) -> list[Check]:
        """Return the checks, those of the lender's own last."""
        return [*CHECKS, *(rule.check() for rule in self.own)]

    def label(self, name: str, language: str = "zh") -> str:
        """Return the name of a check for readers."""
        own = next((check.label for check in self.checks() if check.name == name), None)
        return (own[0] if language == "zh" else own[1] or own[0]) if own else label("check", name, language)

    def names(self) -> list[str]:
        """Return the names of all checks, sorted."""
        return sorted(self.rules)

    def rule(self, name: str) -> Rule:
        """Return the rule of one check."""
        return self.rules[name]

    def words_for(self, loans: Sequence[Loan]) -> WordLists:
        """Return the word lists of the kind that all the loans are of, those for every kind where they differ."""
        kinds = {loan.loan_kind for loan in loans}
        return self.lists.get(kinds.pop() if len(kinds) == 1 else COMMON, SHIPPED)

    def threshold(self, check: str, name: str) -> Decimal:
        """Return one threshold of one check, as it is for every kind of loan."""
        return self.rules[check].threshold(name)


def load_rule_pack(path: Path | None = None) -> RulePack:
    """Return the shipped packs, or those with the file at `path` laid over them.

    Raises:
        InputError: the file is missing, is no YAML, or has a key or value that is not understood; the key is named.
    """
    return _default() if path is None else _loaded(path)


@functools.cache
def _default() -> RulePack:
    return _loaded(None)


def _loaded(path: Path | None) -> RulePack:
    shipped = _shipped()
    contents: dict[str, Any] = {**_contents(), "installed": _installed()}
    lenders: dict[str, Layer] = {}
    own: tuple[OwnRule, ...] = ()
    if path is not None:
        contents["lender"] = read_rule_file(path)
        lenders = _lenders(contents["lender"], str(path))
        own = _own(contents["lender"], str(path))
    stacks = {kind: _stack(shipped, lenders, kind) for kind in (COMMON, *LOAN_KINDS)}
    title = lenders[COMMON].title if COMMON in lenders and lenders[COMMON].title else shipped[COMMON].title
    return RulePack(rules=_rules(stacks, own), sha256=_digest(contents), title=title, lists=_lists(stacks), own=own)


def _stack(shipped: Mapping[str, Layer], lenders: Mapping[str, Layer], kind: str) -> list[Layer]:
    """Return the layers of a kind, lowest first: a lender's word for all kinds beats what is shipped for one."""
    kinds = (COMMON,) if kind == COMMON else (COMMON, kind)
    return [layers[k] for layers in (shipped, lenders) for k in kinds if k in layers]


# --- files ---------------------------------------------------------------------------------------------------------


@functools.cache
def _contents() -> dict[str, Any]:
    folder = files("docaudit.checks").joinpath("rules")
    found = {COMMON: shipped_yaml(folder.joinpath("default.yaml").read_text("utf-8"))}
    for kind in LOAN_KINDS:
        file = folder.joinpath(f"{kind}.yaml")
        if file.is_file():
            found[kind] = shipped_yaml(file.read_text("utf-8"))
    return found


@functools.cache
def _shipped() -> dict[str, Layer]:
    found = {kind: layer(content, f"rules/{kind or 'default'}.yaml") for kind, content in _contents().items()}
    for one in found.values():
        _checks_exist(one)
    return found


def _installed() -> list[str]:
    """Return what other packages add to the checks, with their versions: they decide what is found, like the files."""
    return [
        f"{p.name}={p.value} {p.dist.name if p.dist else ''} {p.dist.version if p.dist else ''}"
        for p in CHECKS.points()
    ]


def read_rule_file(path: Path) -> Mapping[str, Any]:
    """Return the content of a lender's file as it is written; raises `InputError` where it is no YAML in UTF-8."""
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read as a rule pack; give a YAML file in UTF-8 ({type(error).__name__})"
        raise InputError(msg) from error
    try:
        content = yaml.load(text, Loader=UniqueKeys)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, RecursionError) as error:
        msg = f"{path}: not valid YAML; correct it ({str(error).splitlines()[0]})"
        raise InputError(msg) from error
    if content is not None and not isinstance(content, dict):
        msg = f"{path}: a mapping with `checks` is wanted"
        raise InputError(msg)
    return content or {}


def _lenders(content: Mapping[str, Any], where: str) -> dict[str, Layer]:
    """Return the layers of a lender's file: one for all kinds and one for each kind that it names."""
    known(content, _LENDERS_KEYS, where)
    declared = _declared(_shipped().values())
    kinds = mapping(content.get("kinds"), f"{where}: kinds")
    known(kinds, LOAN_KINDS, f"{where}: kinds")
    found = {COMMON: layer({k: v for k, v in content.items() if k not in _COMMON_ONLY}, where, declared)}
    for kind, part in kinds.items():
        at = f"{where}: kinds.{kind}"
        found[kind] = layer({"title": content.get("title"), **mapping(part, at)}, at, declared)
    for one in found.values():
        _checks_exist(one)
    return found


def _own(content: Mapping[str, Any], where: str) -> tuple[OwnRule, ...]:
    rules = tuple(
        own_rule(str(name), entry, where, LOAN_KINDS)
        for name, entry in mapping(content.get("own"), f"{where}: own").items()
    )
    taken = next((rule.name for rule in rules if rule.name in CHECKS), None)
    if taken is not None:
        raise InputError(
            f"{where}: own.{taken.removeprefix(OWN)}: a package that is installed has a check of this name"
        )
    return rules


def _declared(layers: Iterable[Layer]) -> dict[str, Declared]:
    """Return what the shipped packs declare of each check, and under `COMMON` of all."""
    shared: dict[str, Threshold] = {}
    own: dict[str, dict[str, Threshold]] = {check.name: dict(check.thresholds) for check in CHECKS}
    lists: dict[str, set[str]] = {}
    for one in layers:
        shared |= one.thresholds
        for name, entry in one.entries.items():
            own[name].update(entry.thresholds)
            lists.setdefault(name, set()).update(entry.lists)
    found = {
        name: Declared(thresholds={**shared, **own[name]}, lists=frozenset(lists.get(name, ())))
        for name in CHECKS.names()
    }
    return {COMMON: Declared(thresholds=shared), **found}


def _checks_exist(one: Layer) -> None:
    unknown = sorted(set(one.entries) - set(CHECKS.names()))
    if unknown:
        msg = f"{one.where}: checks.{unknown[0]} is no check; `docaudit rules list` prints those there are"
        raise InputError(msg)


def _digest(contents: Mapping[str, Any]) -> str:
    text = json.dumps(contents, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


# --- layers laid one over the other --------------------------------------------------------------------------------


def _rules(stacks: Mapping[str, Sequence[Layer]], own: Sequence[OwnRule]) -> dict[str, Rule]:
    """Return the rule of every check; each knows those of the kinds."""
    rules: dict[str, Rule] = {}
    for check in CHECKS:
        kinds: dict[str, Rule] = {}
        for kind, layers in stacks.items():
            kinds[kind] = _rule(check, layers, kinds)
        rules[check.name] = kinds[COMMON]
    for written in own:
        kinds = {}
        for kind, layers in stacks.items():
            rule = _rule(written.check(), layers, kinds)
            kinds[kind] = rule if kind in (COMMON, *written.kinds) else replace(rule, enabled=False)
        rules[written.name] = kinds[COMMON]
    return rules


def _lists(stacks: Mapping[str, Sequence[Layer]]) -> dict[str, WordLists]:
    found: dict[str, WordLists] = {}
    for kind, layers in stacks.items():
        lists = SHIPPED
        for one in layers:
            lists = lists.edited(one.lists, f"{one.where}: lists")
        found[kind] = lists
    return found


def _rule(check: Check, layers: Sequence[Layer], kinds: Mapping[str, Rule]) -> Rule:
    name, enabled, severity, basis, floor = check.name, True, check.severity, check.basis, 0.0
    thresholds: dict[str, Threshold] = {}
    lists: dict[str, tuple[str, ...]] = {}
    # What holds for all checks lies under what any file says of this one.
    for one in layers:
        floor = floor if one.confidence_floor is None else one.confidence_floor
        thresholds |= one.thresholds
    thresholds |= check.thresholds
    for entry in (one.entries[name] for one in layers if name in one.entries):
        enabled = enabled if entry.enabled is None else entry.enabled
        severity = severity if entry.severity is None else entry.severity
        basis = basis if entry.basis is None else entry.basis
        floor = floor if entry.confidence_floor is None else entry.confidence_floor
        thresholds |= entry.thresholds
        lists |= {key: change.over(lists.get(key, ())) for key, change in entry.lists.items()}
    return Rule(
        name=name, enabled=enabled, severity=severity, confidence_floor=floor, basis=basis, thresholds=thresholds,
        lists=lists, kinds=kinds,
    )  # fmt: skip
