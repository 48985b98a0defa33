"""Loads the tables of this room from its YAML files, once."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import Any

import yaml


@functools.cache
def table(name: str) -> Any:
    """Return the content of ``name.yaml`` of this room; callers must not change it."""
    return yaml.safe_load(files("docaudit.knowledge").joinpath(f"{name}.yaml").read_text("utf-8"))
