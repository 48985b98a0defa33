"""What findings say in English: kept beside the result, shown with the switch, given out to nobody as part of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from docaudit.records.case_json import ENGLISH, english_json
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.storage import Store
from docaudit_web.findings import sentences

TITLE, TEXT = (
    "Loan money reached a broker",
    "The purpose is steel. On 2025-03-06 CNY 800,000.00 went to a broker. Recall it.",
)
DUTY = "First inspection (Self payment, within 3 days of the disbursement)"


@pytest.fixture
def audit(audit: dict[str, Any]) -> dict[str, Any]:
    """The case whose first finding and first duty, and no others, have English."""
    told = {audit["findings"][0]["key"]: {"title": TITLE, "explanation": TEXT}}
    return {**audit, ENGLISH: {**told, audit["calendar"][0]["title"]: {"title": DUTY}}}


def test_the_switch_shows_english_where_there_is_some(case_id: int, audit: dict[str, Any], reviewer: Any) -> None:
    first, second = (f["key"] for f in audit["findings"][:2])
    english, chinese = audit["findings"][0]["title"], audit["findings"][1]["title"]
    for url in (f"/cases/{case_id}", f"/cases/{case_id}/findings/{first}"):
        shown = reviewer.get(f"{url}?lang=en")
        assert TITLE in shown
        assert english not in shown
    whole = reviewer.get(f"/cases/{case_id}?lang=en")
    assert chinese in whole
    assert DUTY in whole
    assert audit["calendar"][0]["title"] not in whole
    explained = reviewer.get(f"/cases/{case_id}/findings/{first}?lang=en")
    assert "<p>The purpose is steel.</p>" in explained
    assert "<p>On 2025-03-06 CNY 800,000.00 went to a broker.</p>" in explained
    assert chinese in reviewer.get(f"/cases/{case_id}/findings/{second}?lang=en")
    back = reviewer.get(f"/cases/{case_id}?lang=zh")
    assert english in back
    assert TITLE not in back


def test_the_history_names_findings_in_the_readers_language(case_id: int, audit: dict[str, Any], reviewer: Any) -> None:
    key = audit["findings"][0]["key"]
    reviewer.post("/", f"/cases/{case_id}/findings/{key}/decide", {"verdict": "confirm"})
    assert TITLE in reviewer.get(f"/cases/{case_id}/history?lang=en")


def test_what_is_given_out_is_the_interfaces_own_object(
    case_id: int, audit: dict[str, Any], store: Store, reviewer: Any
) -> None:
    reviewer.get("/?lang=en")
    exported = json.loads(reviewer.get(f"/cases/{case_id}/export.json"))
    answered = json.loads(reviewer.get(f"/api/cases/{case_id}"))
    for given in (exported, answered, store.audit(case_id)):
        assert given is not None
        assert ENGLISH not in given
        assert given["findings"] == audit["findings"]
    assert store.english(case_id) == audit[ENGLISH]


def test_a_case_that_was_kept_without_english_is_shown_in_chinese(store: Store, audit: dict[str, Any]) -> None:
    kept = store.save_case({k: v for k, v in audit.items() if k != ENGLISH} | {"case": "alt"})
    assert store.english(kept) == {}


def test_a_dismissed_finding_is_no_risk_any_more(store: Store, audit: dict[str, Any], case_id: int) -> None:
    store.add_user("审核员", "reviewer", actor="test")
    [user] = store.users()
    before = store.case(case_id)
    store.decide(case_id, audit["findings"][0]["key"], "dismiss", user=user, reason="explained")
    after = store.case(case_id)
    assert before is not None
    assert after is not None
    assert before.risk_fen - after.risk_fen == 77_600_000  # 800 000 x 0.97
    store.undo(case_id, audit["findings"][0]["key"], user=user)
    again = store.case(case_id)
    assert again is not None
    assert again.risk_fen == before.risk_fen


def test_findings_without_english_are_left_out_of_the_stored_form() -> None:
    def finding(key: str, english: tuple[str, str] | None) -> Finding:
        return Finding(check="use.x", severity=Severity.LOW, confidence=1, title="题", explanation="文", evidence=(), english=english, key=key)  # fmt: skip  # noqa: E501

    assert english_json([finding("a", ("T", "E")), finding("b", None)]) == {"a": {"title": "T", "explanation": "E"}}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲。乙（一。二）。丙", ["甲。", "乙（一。二）。", "丙"]),
        ("It rose by 1.5. It fell (a. B). See No. 5.", ["It rose by 1.5.", "It fell (a. B).", "See No. 5."]),
        ("", []),
    ],
)
def test_explanations_are_shown_sentence_by_sentence(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts
