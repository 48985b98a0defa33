"""Writes the working paper and the JSON of the interface."""

from __future__ import annotations
