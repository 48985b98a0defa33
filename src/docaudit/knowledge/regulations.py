"""Regulations by key, the version in force when a contract was signed, and which articles are confirmed."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from docaudit.errors import DeclarationError
from docaudit.knowledge.tables import table
from docaudit.records.findings import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """One version of a regulation; `articles` holds only article numbers that are confirmed or second-hand."""

    key: str
    family: str
    title: str
    number: str
    since: dt.date
    until: dt.date | None = None
    articles: frozenset[str] = frozenset()

    @property
    def citation(self) -> str:
        """The title in book marks with the document number."""
        if not self.number:
            return self.title
        return f"《{self.title}》（{self.number}）"


@functools.lru_cache(maxsize=1)
def regulations() -> dict[str, Regulation]:
    """Return all versions by key."""
    return {
        key: Regulation(
            key=key,
            family=entry.get("family", key),
            title=entry["title"],
            number=entry["number"],
            since=entry["since"],
            until=entry.get("until"),
            articles=frozenset(entry.get("articles", {})),
        )
        for key, entry in table("regulations").items()
    }


def version_on(name: str, signed: dt.date | None = None) -> Regulation:
    """Return the version of the key or family `name` in force on `signed`; without a date the newest.

    Raises:
        DeclarationError: there is no such key or family.
    """
    known = regulations()
    if name in known:
        return known[name]
    versions = sorted((r for r in known.values() if r.family == name), key=lambda r: r.since)
    if not versions:
        msg = f"regulation {name!r} is not in regulations.yaml"
        raise DeclarationError(msg)
    if signed is None:
        return versions[-1]
    return next((r for r in reversed(versions) if r.since <= signed), versions[0])


def regulation(key: str, signed: dt.date | None = None) -> Basis:
    """Return the basis of ``family/article`` or ``key``; the article is None unless it is confirmed for that version.

    Raises:
        DeclarationError: unknown regulation, or an article that no version of it confirms.
    """
    name, _, article = key.partition("/")
    chosen = version_on(name, signed)
    if article and not any(article in r.articles for r in regulations().values() if r.family == chosen.family):
        msg = f"{key}: the article is not confirmed in regulations.yaml; cite the regulation without it"
        raise DeclarationError(msg)
    return Basis(chosen.citation, article if article in chosen.articles else None)
