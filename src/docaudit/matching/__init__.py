"""Says which names are one party, and which paper covers which payment for how much."""

from __future__ import annotations
