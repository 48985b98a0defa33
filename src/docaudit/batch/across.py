"""Lays what stored cases share into their results: the same invoice, account and borrower in two loan files."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from docaudit.records.case_json import ENGLISH
from docaudit.records.findings import Finding
from docaudit.records.merging import with_findings
from docaudit.storage import Store

log = logging.getLogger(__name__)


def judge_across(store: Store, changed: Collection[int], *, rules: Path | None, actor: str) -> int:
    """Judge all stored cases that share something with the `changed` ones; return how many results differ now.

    Only what was kept of each case is looked at, one case at a time. The result depends on what is stored, not on the
    order in which it came. A case for which that fails keeps the result it has.
    """
    from docaudit.checks import ACROSS, findings_across, load_rule_pack  # noqa: PLC0415 - the workers need it, not us

    if not changed:
        return 0
    pack = load_rule_pack(rules)
    differing = 0
    hubs = store.hubs()
    for case_id in store.to_judge_across(changed, ACROSS, hubs):
        try:
            row, seen = store.case(case_id), store.sightings(case_id)
            if row is None or row.as_of is None:
                continue
            found = findings_across(seen, store.neighbours(case_id, seen, hubs), pack, row.as_of)
            if _told(store.findings_of(case_id, ACROSS)) == _said(found):
                continue
            audit = store.audit(case_id)
            if audit is not None:
                kept = {**audit, ENGLISH: store.english(case_id)}
                store.save_across(case_id, with_findings(kept, found, ACROSS), actor=actor)
                differing += 1
        except Exception:  # what two cases share never undoes a batch
            log.exception("a case could not be judged beside the others")
    return differing


def _told(findings: Iterable[Mapping[str, Any]]) -> set[tuple[object, ...]]:
    return {(f["key"], f["severity"], f["amount"], f["explanation"]) for f in findings}


def _said(found: Sequence[Finding]) -> set[tuple[object, ...]]:
    return {(f.key, f.severity.label, str(f.amount) if f.amount is not None else None, f.explanation) for f in found}
