"""Names of banks, firms and persons within a sentence, by the language pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: BANK, ORG or PERSON, and where it stands."""

    label: str
    text: str
    start: int
    end: int


def names_in(text: str) -> Iterator[Name]:
    """Yield the names in a sentence, left to right."""
    from docaudit_models import load  # noqa: PLC0415 - spaCy takes a second that most papers do not need

    for span in load()(text).ents:
        if span.label_ != "ADDRESS":
            yield Name(span.label_, span.text, span.start_char, span.end_char)
