"""Every hostile file ends in its clear word, within time and memory, and the file behind it is read."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from tests.hostile.parts import CORPUS, Hostile

from docaudit.reading import ReadOptions, Unreadable, load_limits, read_path
from docaudit.reading.worker import pool

LIMITS = """
page_seconds: 20
open_seconds: 20
file_seconds: 40
child_seconds: 15
child_mebibytes: 1000
workbook_seconds: 15
workbook_mebibytes: 1000
worker_mebibytes: 1600
"""
# Two steps, a new start after a loss, and a machine that is busy with other things.
MOST_SECONDS = 90
# What is over the limit until the next look, and what the libraries take before any file.
MOST_MEBIBYTES = 2_600
GOOD = "交易日期,摘要,金额,余额\n2026-03-18,转账,1.00,2.00\n2026-03-19,转账,1.00,3.00\n"


@pytest.fixture
def limits(tmp_path: Path) -> Path:
    path = tmp_path / "limits.yaml"
    path.write_text(LIMITS, "utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a folder with one good file, the last by name."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "~.csv").write_text(GOOD, "utf-8")
    return folder


def said(folder: Path, limits: Path) -> Iterator[tuple[str, bool, str]]:
    """Yield each source with whether it was read and what the user is told of it."""
    for found in read_path(folder, ReadOptions(ocr_engine="off", limits=load_limits(limits))):
        if isinstance(found, Unreadable):
            assert found.advice
            yield found.source, False, found.reason
        else:
            warnings = [warning for page in found.pages for warning in page.warnings]
            yield found.source.source, True, " ".join(dict.fromkeys(warnings))


def check(hostile: Hostile, case: Path, limits: Path) -> None:
    (case / hostile.name).write_bytes(hostile.make())
    started = time.monotonic()
    found = list(said(case, limits))
    assert time.monotonic() - started < MOST_SECONDS
    assert found[-1] == ("~.csv", True, "")
    own = found[:-1]
    assert own
    assert all(source.startswith(hostile.name) for source, _, _ in own)
    told = any(word in text for _, _, text in own for word in hostile.words)
    was_read = any(read for _, read, _ in own)
    assert told or ((hostile.may or not hostile.words) and was_read), own[:5]
    assert all(worker.mebibytes < MOST_MEBIBYTES for worker in pool._idle)


@pytest.mark.parametrize("hostile", [h for h in CORPUS if not h.slow], ids=lambda h: h.name)
def test_a_hostile_file_is_named_and_the_next_one_read(hostile: Hostile, case: Path, limits: Path) -> None:
    check(hostile, case, limits)


@pytest.mark.slow
@pytest.mark.parametrize("hostile", [h for h in CORPUS if h.slow], ids=lambda h: h.name)
def test_a_heavy_hostile_file_is_named_and_the_next_one_read(hostile: Hostile, case: Path, limits: Path) -> None:
    peak = 0

    def look() -> int:
        return max((worker.mebibytes for worker in list(pool._all)), default=0)

    check(hostile, case, limits)
    peak = max(peak, look())
    assert peak < MOST_MEBIBYTES


def test_nothing_is_written_outside_and_nothing_of_the_machine_is_read(case: Path, limits: Path) -> None:
    names = {
        "paths.zip",
        "gbk_name.zip",
        "nul_name.zip",
        "link.zip",
        "links.tar",
        "paths.eml",
        "xxe.xml",
        "include.xml",
    }
    for hostile in CORPUS:
        if hostile.name in names:
            (case / hostile.name).write_bytes(hostile.make())
    before = sorted(case.parent.rglob("*"))
    options = ReadOptions(ocr_engine="off", limits=load_limits(limits))
    for found in read_path(case, options):
        if not isinstance(found, Unreadable):
            assert "root:" not in "".join(page.text for page in found.pages)
            assert found.source.source.isprintable()
            assert "\\" not in found.source.source
    assert sorted(case.parent.rglob("*")) == before
    assert not list(Path("/etc").glob("**/evil.txt"))


def test_what_is_no_file_in_a_folder_is_named(case: Path, limits: Path) -> None:
    os.mkfifo(case / "管道.pdf")
    (case / "链接.pdf").symlink_to("/etc/passwd")
    (case / "断链.pdf").symlink_to(case / "没有")
    (case / "回路").symlink_to(case)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(case / "插座"))
    listening.close()
    found = {source: text for source, read, text in said(case, limits) if not read}
    assert found.pop("管道.pdf") == found.pop("插座") == "不是普通文件"
    assert set(found) == {"链接.pdf", "断链.pdf", "回路"}
    assert all("符号链接" in text for text in found.values())


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_what_may_not_be_opened_is_named(case: Path, limits: Path) -> None:
    for path in (case / "a.pdf", case / "b"):
        path.mkdir() if path.suffix == "" else path.write_bytes(b"%PDF-1.4")
        path.chmod(0)
    try:
        found = list(said(case, limits))
    finally:
        (case / "b").chmod(0o700)
    assert ["无法打开" in text for _, read, text in found if not read] == [True, True]


def test_a_folder_without_bottom_is_named(case: Path, limits: Path) -> None:
    folder = case
    for _ in range(80):
        folder /= "a"
    folder.mkdir(parents=True)
    (folder / "b.csv").write_text(GOOD, "utf-8")
    assert any("嵌套超过" in text for _, _, text in said(case, limits))


_MAIN = "from docaudit.cli import main; main()"


def extract(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _MAIN, "extract", "--json", "--ocr-engine", "off", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=500, check=False)  # noqa: S603


@pytest.mark.slow
def test_the_command_line_ends_well_with_a_line_for_each(case: Path, limits: Path) -> None:
    chosen = [h for h in CORPUS if not h.slow and not h.may]
    for hostile in chosen:
        (case / hostile.name).write_bytes(hostile.make())
    ran = extract(case, "--limits", limits)
    assert ran.returncode == 0, ran.stderr
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    for hostile in chosen:
        own = [line for line in lines if line["source"].startswith(hostile.name)]
        # A file that is read and shows nothing is no document.
        assert own or not hostile.words, hostile.name
        if hostile.words:
            told = " ".join(text for line in own for text in line["warnings"])
            assert any(word in told for word in hostile.words), (hostile.name, told[:500])
    assert lines[-1]["source"] == "~.csv"
    assert lines[-1]["doc_type"] == "bank_statement"


def test_the_command_line_ends_with_2_where_nothing_can_be_read(tmp_path: Path, limits: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(next(h for h in CORPUS if h.name == "flat_bomb.zip").make())
    ran = extract(path, "--limits", limits)
    assert ran.returncode == 2
    assert "100 倍" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.slow
def test_the_files_are_the_same_bytes_every_time() -> None:
    for hostile in CORPUS:
        if not hostile.slow:
            assert hostile.make() == hostile.make(), hostile.name


def test_no_process_of_a_reading_is_left_when_it_ends() -> None:
    pool.end_all()
    assert not [
        p for p in psutil.Process().children(recursive=True) if "docaudit.reading.worker" in " ".join(p.cmdline())
    ]
