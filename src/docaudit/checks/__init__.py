"""Judges the case: one file per group, each check a pure function."""

from __future__ import annotations
