"""What must be there and done by when: papers, dated duties; and how the borrower's business stands."""

from __future__ import annotations

from docaudit.duties.analysis import analysis
from docaudit.duties.calendar import calendar
from docaudit.duties.checklist import checklist

__all__ = ["analysis", "calendar", "checklist"]
