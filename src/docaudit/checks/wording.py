"""What a finding says, in Chinese and in English, from the templates of `texts/` and the facts of the case."""

from __future__ import annotations

import datetime as dt
import functools
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any

from docaudit.errors import DeclarationError
from docaudit.knowledge import label, shipped_yaml
from docaudit.records.money import Money

LANGUAGES = ("zh", "en")
_JOINTS = {"zh": "、", "en": ", "}
_UNKNOWN = {"zh": "不详", "en": "unknown"}


@dataclass(frozen=True, slots=True)
class Told:
    """One text in both languages."""

    zh: str
    en: str

    def __add__(self, other: Told) -> Told:
        return Told(self.zh + other.zh, f"{self.en} {other.en}".strip())


@dataclass(frozen=True, slots=True)
class Named:
    """A word of an enumeration as a fact: `group` and `name` of ``knowledge/labels.yaml``."""

    group: str
    name: str


Fact = Money | dt.date | Decimal | int | str | Told | Named | Sequence[Any] | None


def say(check: str, key: str, **facts: Fact) -> Told:
    """Return template `key` of a check with its facts filled in.

    Money is written with its unit, a day as a date, a sequence as a list, `None` as unknown; text stands as it is in
    both languages, since names and what a paper prints are not translated.

    Raises:
        DeclarationError: there is no such template, or it wants a fact that was not given.
    """
    template = templates(check.partition(".")[0]).get(check, {}).get(key)
    if template is None:
        msg = f"{check}: there is no text {key!r}"
        raise DeclarationError(msg)
    try:
        return fill(template, facts)
    except KeyError as error:
        msg = f"{check}: text {key!r} wants the fact {error}"
        raise DeclarationError(msg) from error


def fill(template: tuple[str, str], facts: Mapping[str, Fact]) -> Told:
    """Return a template, (Chinese, English), with its facts filled in; raises `KeyError` for one that is not given."""
    return Told(
        *(
            text.format(**{name: shown(fact, language) for name, fact in facts.items()})
            for language, text in zip(LANGUAGES, template, strict=True)
        )
    )


def joined(parts: Iterable[Told]) -> Told:
    """Return sentences one after the other."""
    found = list(parts)
    return Told("".join(p.zh for p in found), " ".join(p.en for p in found if p.en))


def shown(fact: Fact, language: str) -> str:
    """Return a fact as a reader of the language writes it."""
    match fact:
        case None:
            return _UNKNOWN[language]
        case Told():
            return fact.zh if language == "zh" else fact.en
        case Named():
            return label(fact.group, fact.name, language)
        case Money():
            return f"{fact.shown()}元" if language == "zh" else f"CNY {fact.shown()}"
        case dt.date():
            return f"{fact.year}年{fact.month}月{fact.day}日" if language == "zh" else fact.isoformat()
        case str():
            return fact
        case int() | Decimal():
            return f"{fact:f}" if isinstance(fact, Decimal) else str(fact)
        case _:
            return _JOINTS[language].join(shown(one, language) for one in fact)


def cleared(check: str) -> Told | None:
    """Return what keeps a check silent, or makes its finding less grave, as readers are told; None where nothing is."""
    text = _clearing().get(check)
    return Told(*text) if text is not None else None


@functools.cache
def _clearing() -> Mapping[str, tuple[str, str]]:
    content = shipped_yaml(files("docaudit.checks").joinpath("rules/cleared.yaml").read_text("utf-8")) or {}
    return {str(check): (str(zh), str(en)) for check, (zh, en) in content.items()}


@functools.cache
def templates(group: str) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return the templates of a group of checks: check, key, (Chinese, English).

    Raises:
        DeclarationError: a text lacks a language, or its two languages want different facts.
    """
    path = files("docaudit.checks").joinpath(f"texts/{group}.yaml")
    content = shipped_yaml(path.read_text("utf-8")) if path.is_file() else {}
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for check, keys in content.items():
        found[check] = {}
        for key, texts in keys.items():
            if not isinstance(texts, list) or len(texts) != len(LANGUAGES):
                msg = f"{path}: {check}.{key}: [Chinese, English] is wanted"
                raise DeclarationError(msg)
            zh, en = (str(t) for t in texts)
            if wanted(zh) != wanted(en):
                msg = f"{path}: {check}.{key}: the two languages want different facts"
                raise DeclarationError(msg)
            found[check][key] = (zh, en)
    return found


def wanted(template: str) -> set[str]:
    """Return the facts that a template wants."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}
