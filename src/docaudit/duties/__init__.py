"""What the lender owes by when: calendar and checklist."""

from __future__ import annotations
