"""One file per bank: how its statements name columns, dates and signs."""

from __future__ import annotations
