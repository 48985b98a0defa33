"""The process that reads may hang, crash or grow: its caller loses a page or a file and says so."""

from __future__ import annotations

import marshal
import resource
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image
from tests.hostile.parts import pdfs

from docaudit.errors import InputError, UnreadableFileError
from docaudit.reading import Limits, ReadOptions, SourcePages, Unreadable, page_picture, read_path
from docaudit.reading.sources import save_original
from docaudit.reading.worker import pool
from docaudit.reading.worker.codec import decode, encode
from docaudit.reading.worker.process import Worker
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, Table, TextSource, Word

pytestmark = pytest.mark.usefixtures("fresh_processes")

HARM = {"hang": "time.sleep(600)", "crash": "os.abort()", "grow": "held = bytearray(2 << 30)", "die": "os._exit(0)"}
WORDS = {"hang": "时限 5 秒", "crash": "SIGABRT", "grow": "上限 700 MiB", "die": "退出码 0"}
TIGHT = Limits(page_seconds=5, open_seconds=20, worker_mebibytes=700)


def scan(path: Path, lying: set[int], count: int = 6) -> Path:
    """Write a scanned PDF whose pages with these numbers are wider than high."""
    pages = []
    for number in range(1, count + 1):
        page = Image.new("RGB", (900, 640) if number in lying else (640, 900), "white")
        page.paste("black", (100, 100 + number, 300, 200))
        pages.append(page)
    pages[0].save(path, save_all=True, append_images=pages[1:])
    return path


def read(path: Path, options: ReadOptions | None = None) -> dict[str, list[Page] | Unreadable]:
    found: dict[str, list[Page] | Unreadable] = {}
    for source in read_path(path, options or ReadOptions(ocr_engine="off", limits=TIGHT)):
        if isinstance(source, Unreadable):
            found[source.source] = source
        else:
            found[source.source.source] = list(source.pages)
    return found


@pytest.mark.parametrize("harm", [pytest.param("hang", marks=pytest.mark.slow), "crash", "grow", "die"])
def test_a_page_that_does_harm_is_lost_alone_and_the_next_file_is_read(
    tmp_path: Path, harmful_engine: Callable[[str], None], harm: str
) -> None:
    harmful_engine(HARM[harm])
    folder = tmp_path / "case"
    folder.mkdir()
    scan(folder / "a.pdf", {4})
    scan(folder / "b.pdf", set(), 2)
    # Only what hangs is waited for: a busy machine may take long over a page.
    limits = TIGHT if harm == "hang" else replace(TIGHT, page_seconds=100, open_seconds=100)
    found = read(folder, ReadOptions(limits=limits, jobs=2))
    pages = found["a.pdf"]
    assert isinstance(pages, list)
    assert [page.number for page in pages] == [1, 2, 3, 4, 5, 6]
    assert [page.number for page in pages if page.warnings] == [4]
    assert WORDS[harm] in pages[3].warnings[0]
    assert all(page.words for page in pages if page.number != 4)
    assert isinstance(found["b.pdf"], list)
    assert all(page.words for page in found["b.pdf"])


def test_a_picture_that_does_harm_is_unreadable_with_the_limit(
    tmp_path: Path, harmful_engine: Callable[[str], None]
) -> None:
    harmful_engine(HARM["crash"])
    page = Image.new("RGB", (900, 640), "white")
    page.paste("black", (100, 100, 300, 200))
    page.save(tmp_path / "a.png")
    found = read(tmp_path / "a.png", ReadOptions(limits=TIGHT))["a.png"]
    assert isinstance(found, Unreadable)
    assert "SIGABRT" in found.reason
    assert len(found.sha256) == 64


@pytest.mark.slow
def test_a_document_full_of_harmful_pages_is_given_up_in_bounded_time(
    tmp_path: Path, harmful_engine: Callable[[str], None]
) -> None:
    harmful_engine(HARM["crash"])
    path = scan(tmp_path / "a.pdf", set(range(3, 40)), 40)
    pages = read(path, ReadOptions(limits=TIGHT, jobs=1))["a.pdf"]
    assert isinstance(pages, list)
    assert [page.number for page in pages] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert "第8页起未能读取" in pages[-1].warnings[0]


@pytest.mark.slow
def test_the_whole_file_has_a_limit_on_time_too(tmp_path: Path, harmful_engine: Callable[[str], None]) -> None:
    harmful_engine("time.sleep(1.5)")
    path = scan(tmp_path / "a.pdf", set(range(2, 20)), 20)
    limits = Limits(page_seconds=5, file_seconds=6)
    pages = read(path, ReadOptions(limits=limits, jobs=1))["a.pdf"]
    assert isinstance(pages, list)
    assert 2 <= len(pages) < 20
    assert "时限 6 秒" in pages[-1].warnings[0]


def test_nothing_that_a_process_started_outlives_it(tmp_path: Path, harmful_engine: Callable[[str], None]) -> None:
    harmful_engine("import subprocess, sys; subprocess.run(['sleep', '613'], process_group=0)")
    path = scan(tmp_path / "a.pdf", {1}, 1)
    found = read(path, ReadOptions(limits=TIGHT))["a.pdf"]
    assert isinstance(found, Unreadable)
    assert not [p for p in psutil.process_iter(["cmdline"]) if p.info["cmdline"] == ["sleep", "613"]]


def test_pages_that_are_not_asked_for_are_passed_over(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        scan(tmp_path / name, set(), 5)
    seen = []
    for source in read_path(tmp_path, ReadOptions(ocr_engine="off")):
        assert isinstance(source, SourcePages)
        seen.append((source.source.source, next(source.pages).number))
    assert seen == [("a.pdf", 1), ("b.pdf", 1)]


def test_a_caller_that_stops_early_leaves_a_process_that_can_be_used_again(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.pdf", set(), 5)
    reading = read_path(path, ReadOptions(ocr_engine="off"))
    first = next(reading)
    assert isinstance(first, SourcePages)
    next(first.pages)
    reading.close()  # type: ignore[attr-defined]
    (kept,) = pool._idle
    assert len(read(path)["a.pdf"]) == 5  # type: ignore[arg-type]
    assert pool._idle == [kept]


def test_one_process_reads_file_after_file(tmp_path: Path) -> None:
    for number in range(4):
        scan(tmp_path / f"{number}.pdf", set(), 1)
    read(tmp_path)
    (first,) = pool._idle
    read(tmp_path)
    assert pool._idle == [first]


def test_a_process_is_kept_until_it_nears_the_memory_that_it_may_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scan(tmp_path / "a.pdf", set(), 1)
    used = [2_200]
    monkeypatch.setattr(Worker, "mebibytes", property(lambda _: used[0]))
    read(path, ReadOptions(ocr_engine="off"))
    (kept,) = pool._idle
    used[0] = 3_200
    read(path, ReadOptions(ocr_engine="off"))
    assert pool._idle == []
    assert kept._child.poll() is not None


def test_threads_read_side_by_side_in_processes_of_their_own(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.pdf", set(), 8)
    counts: list[int] = []

    def one() -> None:
        counts.append(len(read(path)["a.pdf"]))  # type: ignore[arg-type]

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [8, 8, 8, 8]


def test_an_unknown_engine_is_the_callers_error(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.pdf", set(), 1)
    with pytest.raises(InputError, match="unknown OCR engine"):
        read(path, ReadOptions(ocr_engine="none such"))


def test_a_picture_of_a_page_is_drawn_in_the_process_too(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.pdf", set(), 2)
    assert page_picture(path, "a.pdf", 2, 200).startswith(b"\x89PNG")
    with pytest.raises(UnreadableFileError, match="没有第3页"):
        page_picture(path, "a.pdf", 3, 200)
    assert len(pool._idle) == 1


def test_what_is_taken_out_of_an_archive_is_unpacked_in_the_process_too(tmp_path: Path) -> None:
    bomb = tmp_path / "o.zip"
    content = b"%PDF-1.4 " + bytes(range(256)) * 40_000
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.pdf", content)
    target = tmp_path / "a.pdf"
    save_original(bomb, "o.zip!/a.pdf", target)
    assert target.read_bytes() == content
    assert len(pool._idle) == 1
    target.unlink()
    with pytest.raises(UnreadableFileError, match="上限 1 MiB"):
        save_original(bomb, "o.zip!/a.pdf", target, Limits(unpacked_bytes=1 << 20))
    with pytest.raises(UnreadableFileError, match="没有此文件"):
        save_original(bomb, "o.zip!/b.pdf", target)
    assert not target.exists()
    with pytest.raises(UnreadableFileError, match="无法另存"):
        save_original(bomb, "o.zip!/a.pdf", tmp_path / "nowhere" / "a.pdf")


def test_unpacking_that_grows_too_large_ends_its_process_and_not_the_caller(tmp_path: Path) -> None:
    packed = tmp_path / "o.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.pdf", b"%PDF-1.4 " + bytes(600 << 20))
    limits = Limits(worker_mebibytes=300, unpacked_ratio=10_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableFileError, match="上限 300 MiB"):
        save_original(packed, "o.zip!/a.pdf", tmp_path / "a.pdf", limits)
    # In KiB: what this process has held at most.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 << 10


def test_relative_paths_mean_the_callers_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan(tmp_path / "a.pdf", set(), 1)
    read(tmp_path / "a.pdf")
    monkeypatch.chdir(tmp_path)
    assert list(read(Path("a.pdf"))) == ["a.pdf"]


def test_a_process_whose_caller_is_gone_ends(tmp_path: Path) -> None:
    read(scan(tmp_path / "a.pdf", set(), 1))
    (worker,) = pool._idle
    pool._idle.clear()
    process = psutil.Process(worker._child.pid)
    worker._child.stdin.close()  # type: ignore[union-attr]
    end = time.monotonic() + 10
    while process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < end:
        time.sleep(0.05)
    assert process.status() == psutil.STATUS_ZOMBIE
    worker.kill()


def test_a_file_without_pages_is_not_called_locked_after_one_that_is(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdfs.locked())
    (tmp_path / "b.pdf").write_bytes(pdfs.no_pages())
    locked, bare = read(tmp_path).values()
    assert isinstance(locked, Unreadable)
    assert "密码" in locked.reason
    assert isinstance(bare, Unreadable)
    assert "密码" not in bare.reason


@pytest.mark.parametrize("number", [0.5, np.float64(0.5), 1])
def test_a_page_comes_through_the_pipe_as_it_was(number: float) -> None:
    word = Word("金额", Box(0.1, 0.2, float(number), 0.9), confidence=number, origin=TextSource.OCR)
    cell = Cell(row=0, column=1, text="金额", box=word.box, words=(word,))
    page = Page(
        number=3,
        words=(word,),
        lines=(Line("金额", (word,), word.box), Line("x", row=7)),
        tables=(Table((cell,), None), Table((), word.box, ruled=False)),
        structured=(("a/b", "1"), ("a/c", "")),
        warnings=("注意",),
    )
    again = decode(encode(page))
    assert again == page
    assert type(again.words[0].confidence) is float
    assert again.lines[0].words[0] is again.words[0] is again.tables[0].cells[0].words[0]


def test_what_is_no_record_is_not_made_by_the_pipe() -> None:
    with pytest.raises(ValueError, match="no record"):
        decode(marshal.dumps(([("subprocess", "Popen")], [1], [])))
    with pytest.raises(ValueError, match="no record"):
        encode(Path())
