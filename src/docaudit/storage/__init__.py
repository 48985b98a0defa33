"""Keeps cases, decisions and the tamper-evident trail."""

from __future__ import annotations
