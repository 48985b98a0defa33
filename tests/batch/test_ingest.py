from __future__ import annotations

import importlib
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docaudit.batch import Auditor, BatchSummary, ingest, run_job
from docaudit.records.neighbours import INVOICE, Holder, Sighting
from docaudit.storage import Store, open_store

FIXTURE = Path(__file__).parents[1] / "web" / "fixture" / "misuse.json"

STUB = """
import json, os, pathlib, time
from docaudit.errors import InputError

def audit(path, options, progress_file):
    name = pathlib.Path(path).stem
    if name == "dies":
        os._exit(3)
    if name == "hangs":
        time.sleep(60)
    if name == "raises":
        raise RuntimeError("secret account 6222")
    if name == "refused":
        raise InputError(f"{path}: nothing in it can be read")
    if progress_file:
        pathlib.Path(progress_file).write_text("7")
    audit = json.loads(pathlib.Path(FIXTURE).read_text("utf-8"))
    audit["borrower"] = name
    if name.startswith("shares"):
        holder = {"case": name, "borrower": name, "loans": []}
        audit["seen"] = [SEEN | {"holder": holder}]
    return audit
"""
SEEN = Sighting(holder=Holder(case=""), what=INVOICE, keys=("invoice:|25442000000012345678",), fen=1, used_fen=1)


@pytest.fixture
def auditor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Auditor]:
    (tmp_path / "stub").mkdir()
    (tmp_path / "stub" / "stub_auditor.py").write_text(
        f"FIXTURE = {str(FIXTURE)!r}\nSEEN = {SEEN.to_json()!r}\n{STUB}", "utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path / "stub"))
    yield importlib.import_module("stub_auditor").audit
    sys.modules.pop("stub_auditor", None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "data" / "test.db"))
    yield opened
    opened.close()


def stamp(_options: object) -> tuple[str, str | None]:
    engine: dict[str, str] = json.loads(FIXTURE.read_text("utf-8"))["engine"]
    return engine["version"], engine["rules_sha256"]


def folder_of_cases(tmp_path: Path, *names: str) -> Path:
    folder = tmp_path / "archive"
    for name in names:
        (folder / name).mkdir(parents=True)
        (folder / name / "a.txt").write_text(name, "utf-8")
    return folder


def test_a_batch_goes_on_past_dead_hanging_and_failing_cases(
    tmp_path: Path, store: Store, auditor: Auditor, caplog: pytest.LogCaptureFixture
) -> None:
    folder = folder_of_cases(tmp_path, "dies", "fine1", "fine2", "hangs", "raises", "refused")
    options: dict[str, Any] = {}
    done = list(ingest([folder], store, jobs=2, options=options, timeout=3, auditor=auditor, stamp=stamp))
    states = {c.name: c.state for c in done}
    assert states == {
        "dies": "failed", "fine1": "done", "fine2": "done", "hangs": "failed", "raises": "failed", "refused": "failed",
    }  # fmt: skip
    errors = {c.name: c.error or "" for c in done}
    assert "died" in errors["dies"]
    assert "too long" in errors["hangs"]
    assert "secret" not in errors["raises"]
    assert "nothing in it" in errors["refused"]
    assert {c.name for c in store.cases()} == {"fine1", "fine2"}
    summary = BatchSummary.of(done)
    assert (summary.done, len(summary.failed), summary.findings) == (2, 4, 10)
    assert "a case failed" in caplog.text


def test_a_second_run_skips_what_is_stored_unchanged(tmp_path: Path, store: Store, auditor: Auditor) -> None:
    folder = folder_of_cases(tmp_path, "one", "two")
    assert [c.state for c in ingest([folder], store, jobs=1, auditor=auditor, stamp=stamp)] == ["done", "done"]
    (folder / "two" / "b.txt").write_text("new paper", "utf-8")
    again = {c.name: c.state for c in ingest([folder], store, jobs=1, auditor=auditor, stamp=stamp)}
    assert again == {"one": "skipped", "two": "done"}
    assert len(store.cases()) == 2


def test_what_fails_inside_an_archive_is_named_by_the_archive(tmp_path: Path, store: Store, auditor: Auditor) -> None:
    outer = tmp_path / "outer.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("refused/a.txt", "1")
        archive.writestr("fine/a.txt", "2")
    done = {c.name: c for c in ingest([tmp_path / "gone", outer], store, jobs=1, auditor=auditor, stamp=stamp)}
    assert {name: case.state for name, case in done.items()} == {"gone": "failed", "refused": "failed", "fine": "done"}
    assert done["refused"].error == f"{outer}!/refused: nothing in it can be read"
    assert "没有这个文件" in (done["gone"].error or "")


def test_a_job_ends_with_its_cases_or_with_a_reason(tmp_path: Path, store: Store, auditor: Auditor) -> None:
    upload = tmp_path / "uploads" / "贷款.pdf"
    upload.parent.mkdir()
    upload.write_bytes(b"%PDF")
    job_id = store.add_job("贷款.pdf", str(upload), user_name="李审")
    taken = store.take_job()
    assert taken is not None
    run_job(store, taken, auditor=auditor)
    job = store.job(job_id)
    assert job is not None
    assert (job.state, len(job.cases), job.error) == ("done", 1, None)
    (upload.parent / "refused.pdf").write_bytes(b"%PDF")
    store.add_job("refused.pdf", str(upload.parent / "refused.pdf"), user_name="李审")
    taken = store.take_job()
    assert taken is not None
    run_job(store, taken, auditor=auditor)
    job = store.job(taken.id)
    assert job is not None
    assert job.state == "failed"
    assert job.error == "refused: refused.pdf: nothing in it can be read"


def test_a_batch_and_an_upload_lay_what_the_cases_share_into_their_results(
    tmp_path: Path, store: Store, auditor: Auditor
) -> None:
    folder = folder_of_cases(tmp_path, "shares1", "other", "shares2")
    assert all(c.state == "done" for c in ingest([folder], store, jobs=1, auditor=auditor, stamp=stamp))
    assert sharing(store) == {"shares1": 1, "shares2": 1, "other": 0}
    (tmp_path / "shares3.pdf").write_bytes(b"%PDF")
    store.add_job("shares3.pdf", str(tmp_path / "shares3.pdf"), user_name="李审")
    taken = store.take_job()
    assert taken is not None
    run_job(store, taken, auditor=auditor)
    assert sharing(store) == {"shares1": 1, "shares2": 1, "shares3": 1, "other": 0}
    assert all("shares3" in title for name in ("shares1", "shares2") for title in reused(store)[name])


def reused(store: Store) -> dict[str, list[str]]:
    audits = {case.name: store.audit(case.id) or {} for case in store.cases()}
    return {
        name: [f["title"] for f in audit["findings"] if f["check"] == "invoice.reused_across_cases"]
        for name, audit in audits.items()
    }


def sharing(store: Store) -> dict[str, int]:
    return {name: len(titles) for name, titles in reused(store).items()}
