from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from sqlalchemy import create_engine, text

from docaudit.cli import cli
from docaudit.reporting.decisions import REASONS as REASON_WORDS
from docaudit.reporting.decisions import VERDICTS as VERDICT_WORDS
from docaudit.storage import REASONS, VERDICTS, open_store


def test_verify_log_names_the_entry_that_was_altered(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'desk.db'}"
    store = open_store(database)
    for name in ("李审", "王计", "赵核"):
        store.add_user(name, "reviewer", actor="test")
    store.close()
    whole = CliRunner().invoke(cli, ["verify-log", "--database", database], standalone_mode=False)
    assert whole.return_value == 0
    assert whole.output.startswith("ok: 3 entries, head ")

    engine = create_engine(database)
    with engine.begin() as connection:
        # Whoever can write to the file can take the guards off as well: the chain must still tell.
        for (trigger,) in connection.execute(text("select name from sqlite_master where type = 'trigger'")).all():
            connection.execute(text(f'drop trigger "{trigger}"'))
        connection.execute(text("update trail set actor = 'nobody' where sequence = 2"))
    engine.dispose()
    broken = CliRunner().invoke(cli, ["verify-log", "--database", database], standalone_mode=False)
    assert broken.return_value == 1
    assert broken.output.startswith("broken at entry 2: ")


def test_every_verdict_and_reason_has_words_for_the_paper() -> None:
    assert set(VERDICT_WORDS) == set(VERDICTS)
    assert set(REASON_WORDS) == set(REASONS)
