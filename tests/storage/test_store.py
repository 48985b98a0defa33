from __future__ import annotations

import copy
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from docaudit.errors import InputError
from docaudit.storage import Store, UserRow, content_sha256, open_store
from docaudit.storage.models import Base


def test_a_saved_case_comes_back_with_the_figures_of_the_queue(store: Store, audit: dict[str, Any]) -> None:
    case_id = store.save_case(audit)
    case = store.case(case_id)
    assert case is not None
    assert (case.borrower, case.loans) == ("云陵市嘉柏钢铁有限公司", ("2024年云陵流贷字333号",))
    assert case.disbursed_fen == 500_000_000
    assert case.proved_fen == 342_000_000
    assert (case.misuse_min_fen, case.misuse_fen, case.misuse_max_fen) == (115_000_000, 140_000_000, 140_000_000)
    assert (case.unproved_fen, case.idle_fen) == (10_000_000, 8_000_000)
    assert case.worst_severity == 4
    assert (case.finding_count, case.open_count, case.missing_count, case.unreadable_count) == (5, 5, 2, 1)
    assert store.audit(case_id) == audit


def test_what_stands_beside_a_result_is_kept_and_is_no_part_of_it(store: Store, audit: dict[str, Any]) -> None:
    case_id = store.save_case({**audit, "analysis": {"entity": "甲公司"}})
    assert store.audit(case_id) == audit
    assert store.beside(case_id, "analysis") == {"entity": "甲公司"}
    store.save_across(case_id, audit)
    assert store.beside(case_id, "analysis") == {"entity": "甲公司"}
    other = store.save_case({**audit, "borrower": "另一家有限公司"})
    assert store.beside(other, "analysis") == {}


def test_the_queue_is_sorted_by_risk_and_filtered(store: Store, audit: dict[str, Any]) -> None:
    calm = copy.deepcopy(audit) | {"case": "calm", "borrower": "安稳公司", "findings": audit["findings"][4:]}
    calm_id, misuse_id = store.save_case(calm), store.save_case(audit)
    assert [c.id for c in store.cases()] == [misuse_id, calm_id]
    assert [c.id for c in store.cases(words="安稳")] == [calm_id]
    assert [c.id for c in store.cases(severity="high")] == [misuse_id]
    assert [c.id for c in store.cases(check="use.round_trip")] == [misuse_id]
    assert store.count_cases(words="100%") == 0
    assert [c.id for c in store.cases(limit=1, offset=1)] == [calm_id]


def test_a_rerun_replaces_findings_and_keeps_decisions(store: Store, audit: dict[str, Any], reviewer: UserRow) -> None:
    case_id, key = store.save_case(audit), audit["findings"][1]["key"]
    store.decide(case_id, key, "confirm", user=reviewer)
    again = copy.deepcopy(audit)
    again["findings"] = again["findings"][:2]
    assert store.save_case(again) == case_id
    case = store.case(case_id)
    assert case is not None
    assert (case.version, case.finding_count, case.open_count) == (2, 2, 1)
    found = store.decision(case_id, key)
    assert found is not None
    assert found.verdict == "confirm"
    assert store.audit(case_id, 1) == audit


def test_what_is_too_long_for_its_column_is_cut_and_still_the_same_case(store: Store, audit: dict[str, Any]) -> None:
    long = audit | {"case": "长" * 400, "borrower": "名" * 400}
    case_id = store.save_case(long)
    assert store.save_case(long) == case_id
    case = store.case(case_id)
    assert case is not None
    assert (len(case.name), len(case.borrower or "")) == (240, 255)


def test_two_borrowers_with_the_same_file_name_are_two_cases(store: Store, audit: dict[str, Any]) -> None:
    first = store.save_case(audit)
    second = store.save_case(audit | {"borrower": "另一家有限公司"})
    assert first != second
    assert [c.name for c in store.cases(sort="updated")] == ["misuse (2)", "misuse"]
    assert store.save_case(audit | {"borrower": "另一家有限公司"}) == second


def test_a_dismissal_needs_a_reason_and_an_undo_is_an_entry(
    store: Store, audit: dict[str, Any], reviewer: UserRow
) -> None:
    case_id, key = store.save_case(audit), audit["findings"][0]["key"]
    with pytest.raises(InputError, match="reason"):
        store.decide(case_id, key, "dismiss", user=reviewer)
    with pytest.raises(InputError, match="verdict"):
        store.decide(case_id, key, "forget", user=reviewer)
    with pytest.raises(InputError, match="no such finding"):
        store.decide(case_id, "nothing", "confirm", user=reviewer)
    store.decide(case_id, key, "escalate", user=reviewer)
    store.decide(case_id, key, "dismiss", user=reviewer, reason="misread", note=" 看错 ")
    store.undo(case_id, key, user=reviewer)
    found = store.decision(case_id, key)
    assert found is not None
    assert found.verdict == "escalate"
    assert [d.verdict for d in store.history(case_id)] == ["undo", "dismiss", "escalate"]
    assert store.history(case_id, key)[1].note == "看错"
    store.undo(case_id, key, user=reviewer)
    with pytest.raises(InputError, match="take back"):
        store.undo(case_id, key, user=reviewer)
    assert store.verdict_counts()["use.prohibited_payee"] == {"escalate": 1, "dismiss": 1, "undo": 2}


def test_a_case_is_done_when_all_findings_are_decided(store: Store, audit: dict[str, Any], reviewer: UserRow) -> None:
    case_id = store.save_case(audit)
    states = []
    for finding in audit["findings"]:
        store.decide(case_id, finding["key"], "confirm", user=reviewer)
        case = store.case(case_id)
        assert case is not None
        states.append(case.status)
    assert states == ["in_review"] * 4 + ["done"]


def test_a_failed_save_leaves_nothing_behind(store: Store, audit: dict[str, Any]) -> None:
    broken = copy.deepcopy(audit)
    del broken["documents"][3]["id"]
    with pytest.raises(KeyError):
        store.save_case(broken)
    assert store.cases() == []
    assert store.trail() == []
    assert store.verify_trail().ok


def test_originals_are_kept_by_hash_and_found_by_source(store: Store, audit: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "misuse"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.txt").write_text("one", "utf-8")
    (folder / "b.zip").write_bytes(b"two")
    (folder / ".hidden").write_text("no", "utf-8")
    (folder / "link").symlink_to(folder / "b.zip")
    case_id = store.save_case(audit, path=folder)
    folder.rename(tmp_path / "moved")
    found = store.original(case_id, "sub/a.txt")
    assert found is not None
    assert found[0].read_text("utf-8") == "one"
    inner = store.original(case_id, "b.zip!/x/inner.pdf")
    assert inner is not None
    assert inner[1] == f"{inner[0].name}!/x/inner.pdf"
    assert store.original(case_id, ".hidden") is None
    assert store.original(case_id, "link") is None


def test_the_content_of_a_case_decides_whether_it_is_stored(
    store: Store, audit: dict[str, Any], tmp_path: Path
) -> None:
    folder = tmp_path / "misuse"
    folder.mkdir()
    (folder / "a.txt").write_text("one", "utf-8")
    case_id, engine = store.save_case(audit, path=folder), audit["engine"]
    assert store.is_stored(content_sha256(folder), engine["version"], engine["rules_sha256"]) == case_id
    assert store.is_stored(content_sha256(folder), "other", engine["rules_sha256"]) is None
    (folder / "a.txt").write_text("two", "utf-8")
    assert store.is_stored(content_sha256(folder), engine["version"], engine["rules_sha256"]) is None


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_the_migrations_make_exactly_the_models(store: Store, tmp_path: Path) -> None:
    del store
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'data' / 'test.db'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_the_tables_can_be_made_on_postgresql() -> None:
    for table in Base.metadata.sorted_tables:
        text = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert f"CREATE TABLE {table.name}" in text
    assert "disbursed_fen BIGINT" in str(
        CreateTable(Base.metadata.tables["cases"]).compile(dialect=postgresql.dialect())
    )


def test_a_database_that_cannot_be_opened_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(InputError, match=r"x\.db: the database cannot be opened") as caught:
        open_store(str(tmp_path / "x.db"))
    assert "\n" not in str(caught.value)


def test_many_threads_decide_at_once_and_the_chain_holds(
    store: Store, audit: dict[str, Any], reviewer: UserRow
) -> None:
    case_id = store.save_case(audit)

    def work(key: str) -> None:
        for _ in range(5):
            store.decide(case_id, key, "confirm", user=reviewer)

    threads = [threading.Thread(target=work, args=(f["key"],)) for f in audit["findings"]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.history(case_id)) == 25
    assert store.verify_trail().ok


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("UPDATE trail SET body = '{}' WHERE sequence = 2", "altered"),
        ("DELETE FROM trail WHERE sequence = 2", "missing"),
        ("DELETE FROM trail WHERE sequence = (SELECT max(sequence) FROM trail)", "cut off"),
        ("DELETE FROM trail; UPDATE trail_head SET sequence = 0, digest = '" + "0" * 64 + "'", "cut off"),
        ("UPDATE trail SET actor = 'x' WHERE sequence = 1", "altered"),
    ],
)
def test_an_altered_trail_is_found(
    store: Store, audit: dict[str, Any], reviewer: UserRow, *, sql: str, reason: str
) -> None:
    case_id = store.save_case(audit)
    for finding in audit["findings"]:
        store.decide(case_id, finding["key"], "confirm", user=reviewer)
    assert store.verify_trail().ok
    raw = sqlite3.connect(store.folder / "test.db")
    raw.executescript(sql)
    raw.close()
    state = store.verify_trail()
    assert not state.ok
    assert reason in state.reason


def test_users_sign_in_and_must_change_the_first_password(store: Store) -> None:
    first = store.first_run()
    assert first is not None
    second = store.first_run()
    assert second is not None
    name, password = second
    assert store.sign_in(name, first[1]) is None
    user = store.sign_in(name, password)
    assert user is not None
    assert (user.role, user.must_change) == ("admin", True)
    with pytest.raises(InputError, match="at least"):
        store.change_password(user.id, password, "short")
    with pytest.raises(InputError, match="wrong"):
        store.change_password(user.id, "not this one", "a long new password")
    store.change_password(user.id, password, "a long new password")
    assert store.first_run() is None
    changed = store.sign_in("admin", "a long new password")
    assert changed is not None
    assert not changed.must_change
    store.set_active(user.id, False, actor="admin")
    assert store.sign_in("admin", "a long new password") is None
    assert store.sign_in("nobody", "a long new password") is None


def test_the_trail_never_holds_a_password(store: Store) -> None:
    first = store.first_run()
    assert first is not None
    store.sign_in("secret typed as a name", first[1])
    text = repr(store.trail())
    assert first[1] not in text
    assert "secret typed" not in text


def test_a_job_is_taken_once_and_requeued_after_a_crash(store: Store) -> None:
    job_id = store.add_job("卷宗.zip", "/somewhere", user_name="李审")
    taken = store.take_job()
    assert taken is not None
    assert (taken.id, taken.state) == (job_id, "running")
    assert store.take_job() is None
    assert store.requeue_jobs() == 1
    assert store.take_job() is not None
    store.job_progress(job_id, "auditing", 1, 3)
    store.finish_job(job_id, [], "坏文件")
    job = store.job(job_id)
    assert job is not None
    assert (job.state, job.error, job.total) == ("failed", "坏文件", 3)
