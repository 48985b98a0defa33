"""The case: where the money went, what is proved, wrong and missing; its flow, history and working paper."""

from __future__ import annotations

import collections
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, jsonify, render_template, request

from docaudit.records.case_json import ANALYSIS
from docaudit.records.money_bar import fen, finding_risk, money_bar, use_meaning
from docaudit.reporting import account_key, decision_text, other_payees, payee_key, prove_statements, working_paper
from docaudit.storage import CaseRow
from docaudit_web.auth import store
from docaudit_web.business import business_of
from docaudit_web.flow import payee_words, sankey
from docaudit_web.messages import language

pages = Blueprint("cases", __name__)
_MISSING = ("missing", "overdue", "incomplete", "pending")


def load(case_id: int) -> tuple[CaseRow, dict[str, Any]]:
    """Return the case and its newest result, or answer 404."""
    case, audit = store().case(case_id), store().audit(case_id)
    if case is None or audit is None:
        abort(404)
    return case, audit


def told(case_id: int) -> tuple[CaseRow, dict[str, Any]]:
    """Return the case as `load` does, findings and calendar in the request's language, in Chinese without English."""
    case, audit = load(case_id)
    english = store().english(case_id) if language() == "en" else {}
    if not english:
        return case, audit
    findings = [{**f, **english.get(str(f.get("key")), {})} for f in audit.get("findings", ())]
    calendar = [{**entry, **english.get(str(entry.get("title")), {})} for entry in audit.get("calendar", ())]
    return case, {**audit, "findings": findings, "calendar": calendar}


def find(audit: Mapping[str, Any], document: str) -> dict[str, Any] | None:
    """Return the document of that id."""
    return next((d for d in audit.get("documents", ()) if d.get("id") == document), None)


def grouped(findings: list[dict[str, Any]]) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Return each leading finding with the other aspects of the same money, the money most at risk first."""
    by_id = {f.get("id"): f for f in findings}
    groups: dict[Any, list[dict[str, Any]]] = {}
    for finding in findings:
        cause = finding.get("cause")
        leader = cause if cause in by_id else finding.get("id")
        groups.setdefault(leader, []).append(finding)
    by_risk = sorted(groups.items(), key=lambda group: -max(finding_risk(f) for f in group[1]))
    return [(by_id[leader], [f for f in members if f.get("id") != leader]) for leader, members in by_risk]


def ranked(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the findings in the order in which the case page shows them."""
    return [finding for lead, aspects in grouped(findings) for finding in (lead, *aspects)]


@pages.get("/cases/<int:case_id>")
def show(case_id: int) -> str:
    """Show the case on one screen."""
    case, audit = told(case_id)
    documents = audit.get("documents", ())
    missing = [i for i in audit.get("checklist", ()) if i.get("status") in _MISSING]
    calendar = sorted(audit.get("calendar", ()), key=lambda e: str(e.get("date")))
    contract: dict[str, Any] = next((d for d in documents if d.get("doc_type") == "loan_contract"), {})
    return render_template(
        "case.html",
        case=case,
        audit=audit,
        bar=money_bar(audit),
        groups=grouped(list(audit.get("findings", ()))),
        decisions=store().decisions(case_id),
        pending=store().pending_corrections(case_id),
        uses=uses_of(audit),
        missing=missing,
        present=len(audit.get("checklist", ())) - len(missing),
        calendar=calendar,
        contract=contract.get("fields", {}),
        documents=documents,
        page_count=sum(len(d.get("pages", ())) for d in documents),
        proofs=prove_statements(audit),
        business=business_of(store().beside(case_id, ANALYSIS)),
    )


@pages.get("/cases/<int:case_id>/flow.json")
def flow_data(case_id: int) -> Response:
    """Send the Sankey picture's nodes and edges."""
    case, audit = load(case_id)
    return jsonify(sankey(audit, case.id))


@pages.get("/cases/<int:case_id>/flow")
def flow(case_id: int) -> str:
    """Show which payment took which part of the loan, and what proves it."""
    case, audit = load(case_id)
    use, payee = request.args.get("use"), request.args.get("payee")
    account, others = request.args.get("account"), request.args.get("others")
    small = other_payees(audit).get(others or "", frozenset())
    rows = [
        (trace, payment, payee_words(payee_key(audit, payment)))
        for trace in audit.get("trace", ())
        for payment in trace.get("payments", ())
        if (use is None or payment.get("use") == use)
        and (payee is None or payee_key(audit, payment) == payee)
        and (account is None or account_key(payment) == account)
        and (others is None or (use_meaning(payment.get("use")) == others and payee_key(audit, payment) in small))
    ]
    totals = {
        key: sum(fen(payment.get(key)) for _, payment, _ in rows) for key in ("amount", "loan_amount", "min", "max")
    }
    kinds = {d.get("id"): d.get("doc_type") for d in audit.get("documents", ())}
    return render_template(
        "flow.html", case=case, audit=audit, rows=rows, totals=totals, uses=uses_of(audit), kinds=kinds
    )


@pages.get("/cases/<int:case_id>/history")
def history(case_id: int) -> str:
    """Show who did what to this case."""
    case, audit = told(case_id)
    titles = {f["key"]: f for f in audit.get("findings", ())}
    return render_template("history.html", case=case, trail=store().trail(case_id), titles=titles)


@pages.get("/cases/<int:case_id>/export.<kind>")
def export(case_id: int, kind: str) -> Response:
    """Send the working paper (xlsx) or the result (json)."""
    case, audit = load(case_id)
    if kind == "xlsx":
        decisions = {
            key: decision_text(d.verdict, d.reason, d.note, d.user_name, d.at)
            for key, d in store().decisions(case_id).items()
        }
        state = store().trail(limit=1)
        head = f"{state[0].sequence} {state[0].digest}" if state else None
        raw, mime = (
            working_paper(audit, decisions=decisions, trail_head=head, analysis=store().beside(case_id, ANALYSIS)),
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )
    elif kind == "json":
        raw, mime = json.dumps(audit, ensure_ascii=False, indent=1).encode(), "application/json"
    else:
        abort(404)
    name = re.sub(r"[^\w.-]+", "_", case.name) or "case"
    headers = {
        "Content-Disposition": f"attachment; filename=\"case-{case.id}.{kind}\"; filename*=UTF-8''{quote(name)}.{kind}"
    }
    return Response(raw, mimetype=mime, headers=headers)


def uses_of(audit: dict[str, Any]) -> list[tuple[str, int, int, int]]:
    """Return (use, amount, least, most) over all loans, largest first; fen."""
    sums: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    for trace in audit.get("trace", ()):
        for use in trace.get("uses", ()):
            for i, key in enumerate(("amount", "min", "max")):
                sums[str(use.get("use"))][i] += fen(use.get(key, use.get("amount")))
    rows = [(use, a, low, high) for use, (a, low, high) in sums.items() if high or a]
    return sorted(rows, key=lambda r: -r[1])
