"""Review pages and HTTP API; no judgement of its own."""

from __future__ import annotations
