"""Expands the templates of `wordings/`: <a|b> is a choice, {name} a thing that the inventor makes up."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

_CHOICE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{(\w+)\}")
_FOLDER = Path(__file__).parent / "wordings"

Span = tuple[int, int, str]
"""First and last-plus-one character and the slot's name."""


@functools.cache
def wordings(name: str) -> Any:
    """Return the templates of one file, in its order."""
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text("utf-8"))


def chosen(template: str, chance: random.Random) -> str:
    """Return the template with its choices made, the inner ones first; slots are left."""
    while True:
        done = _CHOICE.sub(lambda hit: chance.choice(hit[1].split("|")), template)
        if done == template:
            return done
        template = done


def filled(template: str, make: Callable[[str], str], chance: random.Random) -> tuple[str, list[Span]]:
    """Return the text of a template and where each slot's words stand in it.

    Args:
        template: see the module.
        make: from a slot's name to its words, which may hold choices and slots themselves.
        chance: decides the choices.
    """
    out, spans, last = "", [], 0
    template = chosen(template, chance)
    for slot in _SLOT.finditer(template):
        out += template[last : slot.start()]
        words, _ = filled(make(slot[1]), make, chance)
        spans.append((len(out), len(out) + len(words), slot[1]))
        out += words
        last = slot.end()
    return out + template[last:], spans
