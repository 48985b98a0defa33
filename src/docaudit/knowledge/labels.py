"""The Chinese and English words of enumerations."""

from __future__ import annotations

from docaudit.knowledge.tables import table


def label(group: str, name: str, language: str = "zh") -> str:
    """Return the word readers see for `name` of an enumeration; `name` itself where none is known."""
    words = table("labels").get(group, {}).get(name)
    return str(words[0 if language == "zh" else 1]) if words else name


def labels(group: str, language: str = "zh") -> dict[str, str]:
    """Return all words of an enumeration in the order of the file."""
    return {name: str(words[0 if language == "zh" else 1]) for name, words in table("labels").get(group, {}).items()}
