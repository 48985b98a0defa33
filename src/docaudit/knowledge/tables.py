"""Loads the tables of this room from its YAML files, once; a lender's word lists stand in for them where in force."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from contextvars import ContextVar
from importlib.resources import files
from typing import Any

import yaml

OVERLAY: ContextVar[tuple[str, Mapping[str, Any]] | None] = ContextVar("docaudit_word_lists", default=None)
"""The digest and the tables of the lists in force; None: those that ship. Set by `lists_in_force`."""


def table(name: str) -> Any:
    """Return the table ``name`` that is in force; callers must not change it."""
    over = OVERLAY.get()
    return over[1][name] if over is not None and name in over[1] else stored(name)


def version() -> str:
    """Return what tells the word lists in force from others, for caches; "" for those that ship."""
    over = OVERLAY.get()
    return over[0] if over is not None else ""


@functools.cache
def stored(name: str) -> Any:
    """Return the content of ``name.yaml`` of this room; callers must not change it."""
    return shipped_yaml(files("docaudit.knowledge").joinpath(f"{name}.yaml").read_text("utf-8"))


def shipped_yaml(text: str) -> Any:
    """Return the content of a YAML file that ships with the package: by the fast loader where PyYAML has it."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe


class UniqueKeys(yaml.SafeLoader):
    """Reads what people write: a key that is stated twice is an error, for nobody could say which one holds."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping; raises `yaml.YAMLError` for a key stated twice."""
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            msg = f"{twice} is stated twice, at line {node.start_mark.line + 1}"
            raise yaml.YAMLError(msg)
        return super().construct_mapping(node, deep)
