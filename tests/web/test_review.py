from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from docaudit.storage import Store
from docaudit_web.upload import plain_name

FIXTURE = Path(__file__).parent / "fixture" / "misuse.json"


def test_a_dismissal_with_a_reason_is_kept_and_stands_in_the_history(
    case_id: int, audit: dict[str, Any], store: Store, reviewer: Any
) -> None:
    key = audit["findings"][1]["key"]
    page = f"/cases/{case_id}/findings/{key}"
    answer = reviewer.post(page, f"{page}/decide?severity=high", {"verdict": "dismiss", "note": "无理由"})
    assert answer.location == f"{page}?severity=high"
    assert "排除须选择理由" in reviewer.get(answer.location)
    assert store.decision(case_id, key) is None
    reviewer.post(page, f"{page}/decide", {"verdict": "dismiss", "reason": "explained", "note": "见补充说明"})
    shown = reviewer.get(page)
    assert "已有合理解释" in shown
    assert "见补充说明" in shown
    history = reviewer.get(f"/cases/{case_id}/history")
    for words in ("排除发现", "资金回流至借款人", "已有合理解释", "见补充说明", "李审"):
        assert words in history
    reviewer.post(page, f"{page}/decide", {"verdict": "undo"})
    assert store.decision(case_id, key) is None
    assert "撤销结论" in reviewer.get(f"/cases/{case_id}/history")
    assert "排除发现" in reviewer.get(f"/cases/{case_id}/history")


def test_next_and_previous_keep_the_filter(case_id: int, audit: dict[str, Any], reviewer: Any) -> None:
    # In the order of the case page: 3 420 000 x 0.95 x high, 800 000 x 0.97 x critical, 600 000 x 0.88 x high.
    checks = {f["check"]: f["key"] for f in audit["findings"]}
    keys = [checks[name] for name in ("invoice.duplicate", "use.prohibited_payee", "use.round_trip")]
    page = reviewer.get(f"/cases/{case_id}/findings/{keys[1]}?severity=high")
    assert "第 2 / 3 条" in page
    assert f"/findings/{keys[2]}?severity=high" in page
    assert f"/findings/{keys[0]}?severity=high" in page


def test_unknown_verdicts_and_findings_change_nothing(
    case_id: int, audit: dict[str, Any], store: Store, reviewer: Any
) -> None:
    key = audit["findings"][0]["key"]
    reviewer.post("/", f"/cases/{case_id}/findings/{key}/decide", {"verdict": "forget"})
    assert reviewer.post("/", f"/cases/{case_id}/findings/none/decide", {"verdict": "confirm"}).status_code == 404
    assert store.history(case_id) == []


def stub(path: str, _options: object, _progress: object) -> dict[str, Any]:
    audit: dict[str, Any] = json.loads(FIXTURE.read_text("utf-8"))
    return audit | {"case": Path(path).stem, "borrower": "上传测试有限公司"}


def test_an_upload_is_queued_worked_on_and_linked(app: Flask, store: Store, reviewer: Any) -> None:
    worker = app.extensions["worker"]
    file = (io.BytesIO(b"%PDF-1.4 test"), "../../卷 宗.PDF")
    answer = reviewer.post("/upload", "/upload", {"file": file}, content_type="multipart/form-data")
    assert answer.status_code == 302
    page = reviewer.get(answer.location)
    assert "排队中" in page
    assert "hx-get" in page
    job = store.jobs()[0]
    kept = Path(job.path)
    assert kept.resolve().is_relative_to(store.folder / "uploads")
    assert kept.name == "卷 宗.pdf"

    def run(_store: Store, found: Any) -> None:
        case_id = _store.save_case(stub(found.path, {}, None), path=Path(found.path))
        _store.finish_job(found.id, [case_id])

    import docaudit_web.worker as room

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "run_job", run)
        assert worker.work_once()
    assert not worker.work_once()
    part = reviewer.get(answer.location, headers={"HX-Request": "true"})
    assert "<html" not in part
    assert "hx-get" not in part
    assert "已完成" in part
    assert "上传测试有限公司" in part
    assert not kept.exists()
    assert "上传测试有限公司" in reviewer.get("/")


@pytest.mark.parametrize("content", [b"MZ program", b"", b"<html>"])
def test_other_files_are_refused(store: Store, reviewer: Any, content: bytes) -> None:
    file = (io.BytesIO(content), "x.pdf")
    answer = reviewer.post("/upload", "/upload", {"file": file}, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "只接受 zip 或 PDF" in answer.text
    assert store.jobs() == []


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\x\\卷宗.pdf", "卷宗.pdf"),
        ("...", "case.pdf"),
        ("a\x00b\n.zip", "a_b_.pdf"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
    ],
)
def test_an_uploaded_name_is_one_plain_name(name: str, plain: str) -> None:
    assert plain_name(name, ".pdf") == plain
