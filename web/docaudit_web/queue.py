"""The queue: what must I look at next, and why."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from docaudit.storage import SORTS
from docaudit_web.auth import store

pages = Blueprint("queue", __name__)
STATUSES = ("new", "in_review", "done")
SEVERITIES = ("critical", "high", "medium", "low")
_PER_PAGE = 50


@pages.get("/")
def index() -> str:
    """Show the cases of a filter, riskiest first."""
    words = request.args.get("q", "").strip()[:100] or None
    status = _one_of("status", STATUSES)
    severity = _one_of("severity", SEVERITIES)
    check = request.args.get("check", "")[:60] or None
    sort = _one_of("sort", SORTS) or "risk"
    total = store().count_cases(words=words, status=status, severity=severity, check=check)
    last = max(1, -(-total // _PER_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), last)
    cases = store().cases(
        words=words, status=status, severity=severity, check=check, sort=sort, limit=_PER_PAGE,
        offset=(page - 1) * _PER_PAGE,
    )  # fmt: skip
    filtered = bool(words or status or severity or check)
    return render_template(
        "queue.html", cases=cases, total=total, page=page, last=last, sorts=SORTS, sort=sort, statuses=STATUSES,
        severities=SEVERITIES, check=check, filtered=filtered,
    )  # fmt: skip


def _one_of(name: str, allowed: tuple[str, ...]) -> str | None:
    value = request.args.get(name)
    return value if value in allowed else None
