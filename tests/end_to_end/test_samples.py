"""The synthetic loan files, end to end, against their truth files: documents, fields, findings, trace."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docaudit.audit import audit_case
from docaudit.audit.compare import Comparison, compare
from docaudit.records.labels import Severity

pytestmark = [pytest.mark.ocr]

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ["clean", "misuse", "scan", "personal", "messy"]
FIELD_FLOOR = {"clean": 0.97, "misuse": 0.97, "scan": 0.90, "personal": 0.90, "messy": 0.95}
"""Least share of fields exactly right; for the scan the figure that was asked for."""


@functools.cache
def truth(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SAMPLES / "truth" / f"{name}.json").read_text("utf-8"))
    return read


@functools.cache
def audited(name: str) -> dict[str, Any]:
    return audit_case(SAMPLES / name).to_json()


@pytest.mark.parametrize("name", NAMES)
def test_every_planted_finding_is_found_with_its_amount(name: str) -> None:
    missing = [
        planted for planted in truth(name)["findings"] if not any(_is(planted, f) for f in audited(name)["findings"])
    ]
    assert not missing


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_low_or_above_is_raised_beside_the_planted_findings(name: str) -> None:
    known = [*truth(name)["findings"], *truth(name).get("allowed", ())]
    extra = [
        (f["check"], f["amount"], f["title"])
        for f in audited(name)["findings"]
        if Severity.named(f["severity"]) >= Severity.LOW and not any(_same_kind(k, f) for k in known)
    ]
    assert not extra


def test_the_clean_file_raises_nothing_of_low_or_above() -> None:
    raised = [f["check"] for f in audited("clean")["findings"] if Severity.named(f["severity"]) >= Severity.LOW]
    assert not raised


@pytest.mark.parametrize("name", NAMES)
def test_documents_are_split_and_typed_without_error(name: str) -> None:
    result = compare(truth(name), audited(name)["documents"])
    wrong = [m for m in result.misses if m.field == "doc_type"]
    assert (wrong, result.unpaired, result.surplus) == ([], [], [])
    for true in truth(name)["documents"]:
        same = [d for d in audited(name)["documents"] if d["source"] == true["source"] and d["pages"] == true["pages"]]
        assert any(d["doc_type"] == true["doc_type"] for d in same), (true["source"], true["pages"], true["doc_type"])


@pytest.mark.parametrize("name", NAMES)
def test_fields_are_read_exactly(name: str, report: Callable[[str, str], None]) -> None:
    result = compare(truth(name), audited(name)["documents"])
    report(f"fields of samples/{name} by document type", _shares(result, by_field=name == "scan"))
    assert result.share_exact >= FIELD_FLOOR[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_yuan_of_the_loan_goes_where_the_truth_says(name: str) -> None:
    found = {trace["loan"]: trace for trace in audited(name)["trace"]}
    for true in truth(name)["trace"]:
        trace = found[true["loan"]]
        assert trace["disbursed"] == true["disbursed"]
        uses = {u["use"]: (u["amount"], u["min"], u["max"]) for u in trace["uses"] if float(u["max"]) > 0}
        assert uses == {u["use"]: (u["amount"], u["min"], u["max"]) for u in true["uses"]}


@pytest.mark.parametrize("name", NAMES)
def test_unreadable_files_are_named_and_nothing_else_is(name: str) -> None:
    named = sorted(d["source"] for d in audited(name)["documents"] if d["doc_type"] is None)
    assert named == sorted(_source(u) for u in truth(name).get("unreadable", ()))


def _shares(result: Comparison, *, by_field: bool) -> str:
    if by_field:
        return result.table(misses=20)
    lines = [
        f"{kind:<26}{t.exact:>7}{t.null:>7}{t.wrong:>7}{t.share:>8.3f}" for kind, t in sorted(result.by_type.items())
    ]
    total = result.total
    head = f"{'':<26}{'exact':>7}{'null':>7}{'wrong':>7}{'share':>8}"
    return "\n".join([head, *lines, f"{'all':<26}{total.exact:>7}{total.null:>7}{total.wrong:>7}{total.share:>8.3f}"])


def _source(entry: Any) -> str:
    return str(entry["source"] if isinstance(entry, dict) else entry)


def _same_kind(planted: dict[str, Any], finding: dict[str, Any]) -> bool:
    amount = planted.get("amount")
    return bool(planted["check"] == finding["check"] and (amount is None or amount == finding["amount"]))


def _is(planted: dict[str, Any], finding: dict[str, Any]) -> bool:
    """Say whether the finding is the planted one: check, amount, severity, and evidence in the right files."""
    least = Severity.named(planted.get("severity_at_least", "low"))
    if not _same_kind(planted, finding) or Severity.named(finding["severity"]) < least:
        return False
    sources = {e["source"] for e in finding["evidence"]}
    return all((e.get("file") or e.get("source")) in sources for e in planted.get("evidence", ()))
