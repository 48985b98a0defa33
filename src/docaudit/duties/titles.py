"""Titles of calendar entries in Chinese and English, from the templates of ``knowledge/duties.yaml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from docaudit.knowledge import label, table
from docaudit.records.money import Money


class Title(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    def __bool__(self) -> bool:
        """Say whether there is any text."""
        return bool(self.zh)


NOTHING = Title("", "")
Fact = Title | Money | dt.date | str | int


def titled(key: str, **facts: Fact) -> Title:
    """Return template `key` with its facts; what a paper prints (a text) stands as printed in both."""
    zh, en = table("duties")[key]
    return Title(
        zh.format(**{name: _shown(fact, 0) for name, fact in facts.items()}),
        en.format(**{name: _shown(fact, 1) for name, fact in facts.items()}),
    )


def named(group: str, name: str) -> Title:
    """Return the word of an enumeration (``knowledge/labels.yaml``)."""
    return Title(label(group, name), label(group, name, "en"))


def listed(parts: Iterable[Title]) -> Title:
    """Return words one after the other."""
    found = list(parts)
    return Title("、".join(p.zh for p in found), ", ".join(p.en for p in found))


def _shown(fact: Fact, language: int) -> str | int:
    match fact:
        case Title():
            return fact[language]
        case Money():
            return (f"{fact.shown()}元", f"CNY {fact.shown()}")[language]
        case dt.date():
            return fact.isoformat()
        case _:
            return fact
