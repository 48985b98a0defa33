"""The HTTP API in JSON, for signed-in users: the cases and the result of one."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from docaudit.records.money import Money
from docaudit.storage import CaseRow, DecisionRow
from docaudit_web.auth import store
from docaudit_web.cases import load

pages = Blueprint("api", __name__, url_prefix="/api")
_MOST = 500


@pages.get("/cases")
def cases() -> Response:
    """Send the cases, riskiest first: ``limit`` at most 500, ``offset``, ``q``."""
    limit = min(max(1, request.args.get("limit", 100, type=int)), _MOST)
    offset = max(0, request.args.get("offset", 0, type=int))
    words = request.args.get("q", "")[:100] or None
    found = store().cases(words=words, limit=limit, offset=offset)
    return jsonify(total=store().count_cases(words=words), cases=[_case(c) for c in found])


@pages.get("/cases/<int:case_id>")
def case(case_id: int) -> Response:
    """Send the result of a case in the form of `docaudit audit --json`, with the decisions in force."""
    row, audit = load(case_id)
    decisions = {key: _decision(d) for key, d in store().decisions(case_id).items()}
    return jsonify(**audit, summary=_case(row), decisions=decisions)


def _case(case: CaseRow) -> dict[str, object]:
    return {
        "id": case.id,
        "case": case.name,
        "borrower": case.borrower,
        "loans": list(case.loans),
        "status": case.status,
        "as_of": case.as_of.isoformat() if case.as_of else None,
        "disbursed": str(Money(case.disbursed_fen)),
        "proved": str(Money(case.proved_fen)),
        "unproved": str(Money(case.unproved_fen)),
        "misuse": {
            "amount": str(Money(case.misuse_fen)),
            "min": str(Money(case.misuse_min_fen)),
            "max": str(Money(case.misuse_max_fen)),
        },
        "idle": str(Money(case.idle_fen)),
        "findings": case.finding_count,
        "open_findings": case.open_count,
        "version": case.version,
    }


def _decision(decision: DecisionRow) -> dict[str, object]:
    return {
        "verdict": decision.verdict,
        "reason": decision.reason,
        "note": decision.note,
        "user": decision.user_name,
        "at": decision.at.isoformat(),
    }
