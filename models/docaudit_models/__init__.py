"""Holds the language pipeline."""

from __future__ import annotations
