"""Lays findings of another pass into a judged case in its JSON form, numbered and joined by cause anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from docaudit.records.case_json import ENGLISH, english_json, finding_json
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.records.money import Money

_Place = tuple[object, ...]


def with_findings(audit: Mapping[str, Any], found: Sequence[Finding], checks: Collection[str]) -> dict[str, Any]:
    """Return the case with `found` in the place of whatever `checks` had found, as if all had been judged at once.

    A finding about a payment that an older finding is about joins its cause.
    """
    kept = [f for f in audit["findings"] if f["check"] not in checks]
    added = [finding_json(f) for f in found]
    payments = {_place(p) for trace in audit["trace"] for p in trace["payments"]}
    causes: dict[tuple[object, _Place], object] = {}
    for finding in kept:
        for row in _rows(finding, payments):
            causes.setdefault(row, finding["cause"])
    groups = {finding["key"]: finding["cause"] for finding in kept}
    for finding in added:
        rows = _rows(finding, payments)
        own = finding["key"]
        groups[finding["key"]] = next((causes[row] for row in rows if row in causes), own)
        for row in rows:
            causes.setdefault(row, own)
    leaders: dict[object, str] = {}
    result = []
    for number, finding in enumerate(sorted([*kept, *added], key=_rank), 1):
        own_id = f"F{number}"
        result.append({**finding, "id": own_id, "cause": leaders.setdefault(groups[finding["key"]], own_id)})
    merged = {**audit, "findings": result}
    return {**merged, ENGLISH: {**audit[ENGLISH], **english_json(found)}} if ENGLISH in audit else merged


def _rank(finding: Mapping[str, Any]) -> tuple[int, int, str, str]:
    """Return the place of a finding among others: that of `run_checks`."""
    fen = Money.yuan(finding["amount"]).fen if finding["amount"] is not None else 0
    return (-Severity.named(finding["severity"]), -fen, finding["check"], finding["key"])


def _rows(finding: Mapping[str, Any], payments: Collection[_Place]) -> list[tuple[object, _Place]]:
    places = [_place(e) for e in finding["evidence"]]
    return [(finding["loan"], place) for place in places if place in payments]


def _place(entry: Mapping[str, Any]) -> _Place:
    box = tuple(entry["box"]) if entry.get("box") else None
    return (entry["document"], entry["page"], box, entry["sheet"], entry["row"])
