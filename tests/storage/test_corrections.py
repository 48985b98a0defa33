from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docaudit.errors import InputError
from docaudit.storage import Store, UserRow, content_sha256


def test_a_correction_is_kept_with_what_was_read_and_in_the_trail(
    store: Store, audit: dict[str, Any], reviewer: UserRow
) -> None:
    case_id = store.save_case(audit)
    assert store.corrections(case_id) == []
    made = store.correct(case_id, "D4", "total", "1.00", user=reviewer)
    read = next(d for d in audit["documents"] if d["id"] == "D4")["fields"]["total"]["value"]
    assert (made.value, made.read, made.by, made.place, made.doc_type) == ("1.00", read, "李审", "3.1", "vat_invoice")
    assert store.corrections(case_id) == [made]
    entry = store.trail(case_id)[0]
    assert (entry.action, entry.actor) == ("field.corrected", "李审")
    assert entry.body == {
        "document": "D4", "source": "卷宗.pdf", "path": "total", "read": read, "value": "1.00",
    }  # fmt: skip
    assert store.verify_trail().ok


def test_the_last_word_counts_and_can_be_taken_back(store: Store, audit: dict[str, Any], reviewer: UserRow) -> None:
    case_id = store.save_case(audit)
    store.correct(case_id, "D3", "transactions[2].amount", "1.00", user=reviewer)
    second = store.correct(case_id, "D3", "transactions[2].amount", None, user=reviewer)
    assert [c.value for c in store.corrections(case_id)] == [None]
    assert second.read == audit["documents"][2]["fields"]["transactions"][2]["amount"]["value"]
    store.undo_correction(case_id, "D3", "transactions[2].amount", user=reviewer)
    assert store.corrections(case_id) == []
    with pytest.raises(InputError, match="no correction"):
        store.undo_correction(case_id, "D3", "transactions[2].amount", user=reviewer)
    assert [e.action for e in store.trail(case_id)][:3] == ["field.restored", "field.corrected", "field.corrected"]


@pytest.mark.parametrize(
    ("document", "path"), [("D9", "total"), ("D4", "colour"), ("D4", "items"), ("D4", "items[9].name")]
)
def test_what_is_not_there_cannot_be_corrected(
    store: Store, audit: dict[str, Any], reviewer: UserRow, *, document: str, path: str
) -> None:
    case_id = store.save_case(audit)
    with pytest.raises(InputError, match="no such field"):
        store.correct(case_id, document, path, "1", user=reviewer)
    with pytest.raises(InputError, match="no such field"):
        store.correct(case_id + 1, "D4", "total", "1", user=reviewer)
    assert store.corrections(case_id) == []


def test_corrections_wait_for_the_next_run_and_are_found_for_it(
    store: Store, audit: dict[str, Any], reviewer: UserRow
) -> None:
    case_id = store.save_case(audit)
    assert store.pending_corrections(case_id) == 0
    store.correct(case_id, "D4", "total", "1.00", user=reviewer)
    store.correct(case_id, "D4", "total", "2.00", user=reviewer)
    store.correct(case_id, "D1", "borrower", "某某有限公司", user=reviewer)
    assert store.pending_corrections(case_id) == 2
    found = store.corrections_for(audit["case"], None)
    assert {(c.path, c.value) for c in found} == {("total", "2.00"), ("borrower", "某某有限公司")}
    assert store.corrections_for("another case", None) == []
    assert store.corrected_cases() == [case_id]
    store.save_case(audit)
    assert store.pending_corrections(case_id) == 0
    assert len(store.corrections(case_id)) == 2
    assert store.pending_corrections(case_id + 1) == 0


@pytest.mark.parametrize("single", [True, False])
def test_a_case_is_laid_out_again_as_it_came(
    store: Store, audit: dict[str, Any], tmp_path: Path, *, single: bool
) -> None:
    case = tmp_path / "案卷甲"
    (case / "发票").mkdir(parents=True)
    (case / "卷宗.pdf").write_bytes(b"%PDF-1.4 one")
    (case / "发票" / "一.pdf").write_bytes(b"%PDF-1.4 two")
    path = case / "卷宗.pdf" if single else case
    case_id = store.save_case({**audit, "case": path.stem}, path=path)
    restored = store.restore(case_id, tmp_path / "again")
    assert restored.name == path.name
    assert content_sha256(restored) == content_sha256(path)
    assert store.save_case({**audit, "case": path.stem}, path=restored) == case_id


def test_a_case_without_its_originals_cannot_be_laid_out(store: Store, audit: dict[str, Any], tmp_path: Path) -> None:
    case_id = store.save_case(audit)
    with pytest.raises(InputError, match="not kept"):
        store.restore(case_id, tmp_path / "again")
    file = tmp_path / "卷宗.pdf"
    file.write_bytes(b"%PDF-1.4 one")
    case_id = store.save_case({**audit, "case": "卷宗"}, path=file)
    next(p for p in store.originals.folder.rglob("*") if p.is_file()).unlink()
    with pytest.raises(InputError, match="gone"):
        store.restore(case_id, tmp_path / "again")


def test_a_copy_that_passes_through_the_store_does_not_become_the_origin(
    store: Store, audit: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "卷宗.pdf"
    file.write_bytes(b"%PDF-1.4 one")
    case_id = store.save_case({**audit, "case": "卷宗"}, path=file)
    restored = store.restore(case_id, store.folder / "uploads" / "x" / "case")
    store.save_case({**audit, "case": "卷宗"}, path=restored)
    case = store.case(case_id)
    assert case is not None
    assert (case.version, case.origin) == (2, str(file.absolute()))
