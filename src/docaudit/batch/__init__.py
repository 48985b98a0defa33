"""Ingests archives on all cores, resumable."""

from __future__ import annotations
