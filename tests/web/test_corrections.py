"""Correcting what was read: the form, its limits, the way back, and the run that takes it into account."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from docaudit.records.correction import Correction
from docaudit.storage import JobRow, Store


def test_a_corrected_value_stands_beside_what_was_read(case_id: int, store: Store, reviewer: Any) -> None:
    page = f"/cases/{case_id}/documents/D4"
    assert "更正识读结果" not in reviewer.get(page)
    form = reviewer.get(f"{page}?edit=total")
    assert 'name="field:total"' in form
    assert 'name="field:issue_date"' not in form
    assert 'id="box"' in form
    answer = reviewer.post(page, f"{page}/correct", {"edit": "total", "field:total": "12,345.60"})
    assert answer.location == page
    (kept,) = store.corrections(case_id)
    assert (kept.path, kept.value) == ("total", "12345.60")
    shown = reviewer.get(page)
    for words in ("已更正 1 项", "12,345.60", "原识读", "李审", "有 1 项更正尚未计入结论"):
        assert words in shown
    assert "更正识读结果" in reviewer.get(f"/cases/{case_id}/history")
    assert "有 1 项更正尚未计入结论" in reviewer.get(f"/cases/{case_id}")
    reviewer.post(page, f"{page}/restore", {"path": "total"})
    assert store.corrections(case_id) == []
    assert "原识读：" not in reviewer.get(page)


def test_a_row_is_corrected_cell_by_cell_and_only_changes_are_kept(case_id: int, store: Store, reviewer: Any) -> None:
    page = f"/cases/{case_id}/documents/D3"
    form = reviewer.get(f"{page}?edit=transactions[1]")
    assert form.count('name="field:transactions[1].') >= 5
    assert 'name="field:transactions[2].' not in form
    data = {"edit": "transactions[1]", "field:transactions[1].summary": "运费", "field:transactions[2].summary": "x"}
    reviewer.post(page, f"{page}/correct", data)
    assert [(c.path, c.value) for c in store.corrections(case_id)] == [("transactions[1].summary", "运费")]
    reviewer.post(page, f"{page}/correct", data)
    assert len(store.trail(case_id)) == 2  # saved, corrected once: the second time nothing was changed
    assert "运费" in reviewer.get(page)


def test_what_is_no_value_is_refused_with_the_reason_and_nothing_is_kept(
    case_id: int, store: Store, reviewer: Any
) -> None:
    page = f"/cases/{case_id}/documents/D4"
    answer = reviewer.post(page, f"{page}/correct", {"edit": "total", "field:total": "<b>many"})
    shown = reviewer.get(answer.location)
    assert "未保存" in shown
    assert "应为金额" in shown
    assert "<b>many" not in shown
    assert store.corrections(case_id) == []
    assert reviewer.post(page, f"/cases/{case_id}/documents/D99/correct", {}).status_code == 404


def test_an_auditor_sees_corrections_and_makes_none(case_id: int, store: Store, reviewer: Any, auditor: Any) -> None:
    page = f"/cases/{case_id}/documents/D4"
    reviewer.post(page, f"{page}/correct", {"edit": "total", "field:total": "1.00"})
    shown = auditor.get(f"{page}?edit=total")
    assert "原识读" in shown
    assert "field:total" not in shown
    for action, data in (("correct", {"edit": "total", "field:total": "2.00"}), ("restore", {"path": "total"})):
        assert auditor.post(page, f"{page}/{action}", data).status_code == 403
    assert auditor.post(page, f"/cases/{case_id}/recheck").status_code == 403
    assert [c.value for c in store.corrections(case_id)] == ["1.00"]


def test_the_case_is_audited_anew_with_its_corrections(
    app: Flask, audit: dict[str, Any], store: Store, reviewer: Any, tmp_path: Path
) -> None:
    import docaudit_web.worker as room

    file = tmp_path / "卷宗.pdf"
    file.write_bytes(b"%PDF-1.4 test")
    case_id = store.save_case({**audit, "case": "卷宗"}, path=file)
    page = f"/cases/{case_id}/documents/D4"
    reviewer.post(page, f"{page}/correct", {"edit": "total", "field:total": "1.00"})
    answer = reviewer.post(page, f"/cases/{case_id}/recheck")
    assert "/uploads/" in answer.location
    given: list[Correction] = []

    def run(to: Store, job: JobRow) -> None:
        path = next(Path(job.path).iterdir())
        given.extend(to.corrections_for(path.stem, None))
        to.finish_job(job.id, [to.save_case({**audit, "case": path.stem}, path=path)])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "run_job", run)
        assert app.extensions["worker"].work_once()
    assert [(c.path, c.value) for c in given] == [("total", "1.00")]
    assert store.pending_corrections(case_id) == 0
    case = store.case(case_id)
    assert case is not None
    assert case.version == 2
    assert not any((store.folder / "uploads").iterdir())


def test_without_the_originals_it_says_so(case_id: int, store: Store, reviewer: Any) -> None:
    page = f"/cases/{case_id}/documents/D4"
    reviewer.post(page, f"{page}/correct", {"edit": "total", "field:total": "1.00"})
    store.originals.folder.rename(store.folder / "moved")
    answer = reviewer.post(page, f"/cases/{case_id}/recheck")
    assert "原件未保存" in reviewer.get(answer.location)
    assert store.jobs() == []
