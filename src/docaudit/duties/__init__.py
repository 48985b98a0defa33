"""What the lender owes by when: the papers a file must hold and the dated duties of a loan."""

from __future__ import annotations

from docaudit.duties.calendar import calendar
from docaudit.duties.checklist import checklist

__all__ = ["calendar", "checklist"]
