"""One finding: is it true? The explanation on the left, the very place on paper on the right, one key to decide."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from docaudit.errors import InputError
from docaudit.records.labels import Severity
from docaudit.records.money_bar import severity_of
from docaudit.storage import REASONS, VERDICTS, DecisionRow
from docaudit_web.auth import me, needs, store
from docaudit_web.cases import grouped, ranked, told
from docaudit_web.documents import View, view_of
from docaudit_web.messages import t

pages = Blueprint("findings", __name__)


@pages.get("/cases/<int:case_id>/findings/<key>")
def show(case_id: int, key: str) -> str:
    """Show the finding with one of its places."""
    case, audit = told(case_id)
    findings = ranked(list(audit.get("findings", ())))
    finding = next((f for f in findings if f.get("key") == key), None)
    if finding is None:
        abort(404)
    decisions = store().decisions(case_id)
    shown = filtered(findings, decisions)
    keys = [f["key"] for f in shown]
    position = keys.index(key) if key in keys else None
    evidence = list(finding.get("evidence", ()))
    number = min(max(1, request.args.get("e", 1, type=int)), max(1, len(evidence)))
    place = evidence[number - 1] if evidence else None
    aspects = next((others for lead, others in grouped(findings) if lead is finding), [])
    leader = next((lead for lead, others in grouped(findings) if finding in others), None)
    return render_template(
        "finding.html",
        case=case,
        finding=finding,
        evidence=evidence,
        number=number,
        place=place,
        view=view_of(case_id, audit, place) if place else None,
        beside=_beside(case_id, audit, finding, place),
        sentences=sentences(str(finding.get("explanation") or "")),
        decision=decisions.get(key),
        entries=store().history(case_id, key),
        verdicts=VERDICTS,
        reasons=REASONS,
        position=position,
        total=len(keys),
        previous=keys[position - 1] if position else None,
        following=keys[position + 1] if position is not None and position + 1 < len(keys) else None,
        aspects=aspects,
        leader=leader,
        query=_filter_query(),
    )


@pages.post("/cases/<int:case_id>/findings/<key>/decide")
@needs("decide")
def decide(case_id: int, key: str) -> Response:
    """Keep a decision and come back to the finding, or go on to the next."""
    verdict = request.form.get("verdict", "")
    try:
        if verdict == "undo":
            store().undo(case_id, key, user=me())
        else:
            store().decide(
                case_id,
                key,
                verdict,
                user=me(),
                reason=request.form.get("reason") or None,
                note=request.form.get("note"),
            )
        flash(t(f"decided.{verdict}"))
    except InputError as error:
        if "no such" in str(error):
            abort(404)
        flash(t("decided.needs_reason" if "reason" in str(error) else "decided.nothing"))
    return redirect(url_for("findings.show", case_id=case_id, key=key, **_filter_query()))


def sentences(text: str) -> list[str]:
    """Return the explanation sentence by sentence; a full stop within brackets or quotes ends none.

    A Latin full stop ends one before a blank and a capital: amounts, dates and abbreviations hold full stops too.
    """
    found, depth, start = [], 0, 0
    for i, c in enumerate(text):
        if c in "（(“「《":
            depth += 1
        elif c in "）)”」》":
            depth = max(0, depth - 1)
        elif not depth and (c in "。\n" or (c == "." and _NEXT_SENTENCE.match(text, i + 1))):
            found.append(text[start : i + 1].strip())
            start = i + 1
    return [s for s in (*found, text[start:].strip()) if s]


_NEXT_SENTENCE = re.compile(r"\s+[A-Z]")


def _beside(case_id: int, audit: dict[str, Any], finding: dict[str, Any], place: dict[str, Any] | None) -> View | None:
    """Return the other paper of a duplicate, to be seen beside the one of `place`."""
    if finding.get("check") not in _PAIRS or place is None:
        return None
    kinds = {d.get("id"): d.get("doc_type") for d in audit.get("documents", ())}
    if kinds.get(place.get("document")) not in _INVOICES:
        return None
    for other in finding.get("evidence", ()):
        if kinds.get(other.get("document")) in _INVOICES and other.get("document") != place.get("document"):
            return view_of(case_id, audit, other)
    return None


def filtered(findings: list[dict[str, Any]], decisions: dict[str, DecisionRow]) -> list[dict[str, Any]]:
    """Return the findings of the filter in the address: least severity, group of checks, open only."""
    query = _filter_query()
    least = Severity.named(query["severity"]) if query.get("severity") in _NAMES else Severity.INFO
    return [
        f
        for f in findings
        if severity_of(f) >= least
        and (not query.get("group") or str(f.get("check")).startswith(f"{query['group']}."))
        and (query.get("state") != "open" or f["key"] not in decisions)
    ]


def _filter_query() -> dict[str, Any]:
    return {k: request.args[k] for k in ("severity", "group", "state") if request.args.get(k)}


_PAIRS = frozenset({"invoice.duplicate", "invoice.reused_across_cases"})
_INVOICES = frozenset({"vat_invoice", "receipt"})
_NAMES = frozenset(s.label for s in Severity)
