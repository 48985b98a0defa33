"""Read an archive of text and scanned pages with one and two workers, and watch how much memory each takes."""

from __future__ import annotations

import multiprocessing
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING

import numpy as np
import psutil
from degrade import KINDS, degrade
from printed import DPI, print_pages
from report import table
from texts import packed, scan_pdf, text_pdf

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

MIB = 1024 * 1024
# A tenth of the pages are scans, as in a loan file that came by mail mostly and by post a little.
SCAN_SHARE = 0.1
TEXT_FILE_PAGES, SCAN_FILE_PAGES = 100, 10
_SAMPLING_SECONDS = 0.05


@dataclass(slots=True)
class Peak:
    """The most memory that a worker with its children held at a time, in MiB, by process number."""

    resident: dict[int, float] = field(default_factory=dict)

    def look(self, workers: Sequence[int]) -> None:
        """Measure now; what two processes share counts for each."""
        for worker in workers:
            total = 0.0
            try:
                process = psutil.Process(worker)
                for member in (process, *process.children(recursive=True)):
                    try:
                        total += member.memory_info().rss / MIB
                    except psutil.Error:
                        continue
            except psutil.Error:
                continue
            self.resident[worker] = max(self.resident.get(worker, 0.0), total)

    @property
    def worst(self) -> float:
        """Of all workers."""
        return max(self.resident.values(), default=0.0)


def make_archive(folder: Path, pages: int, seed: int) -> list[Path]:
    """Write PDFs with so many pages in all, a tenth of them scans; return them, scans and text mixed."""
    scans = round(pages * SCAN_SHARE)
    texts = pages - scans
    files = []
    for number, count in enumerate(_parts(scans, SCAN_FILE_PAGES)):
        jpegs = _scans(count, seed, number * SCAN_FILE_PAGES)
        files.append(_written(folder / f"scan{number:03d}.pdf", scan_pdf(jpegs, DPI)))
    for number, count in enumerate(_parts(texts, TEXT_FILE_PAGES)):
        files.append(_written(folder / f"text{number:03d}.pdf", text_pdf(count, 1000 * seed + number)[0]))
    # Long work first leaves no worker alone with it at the end.
    return files


def make_mixed(path: Path, pages: int, seed: int) -> Path:
    """Write one PDF with so many pages, a twentieth of them scans."""
    import pikepdf  # noqa: PLC0415  only here

    scans = pages // 20
    merged = pikepdf.new()
    text = pikepdf.open(_written(path.with_suffix(".text"), text_pdf(pages - scans, seed)[0]))
    scanned = pikepdf.open(_written(path.with_suffix(".scan"), scan_pdf(_scans(scans, seed, 0), DPI)))
    for k in range(pages - scans):
        merged.pages.append(text.pages[k])
        if k % 19 == 0 and k // 19 < scans:
            merged.pages.append(scanned.pages[k // 19])
    merged.save(path)
    return path


def _scans(count: int, seed: int, first: int) -> list[bytes]:
    """Return scanned pages, every second one spoilt."""
    kinds = list(KINDS)
    jpegs = []
    for number, sheet in enumerate(print_pages(count, seed, first=first), first):
        image = sheet.picture
        if number % 2:
            image = degrade(image, kinds[number // 2 % len(kinds)], np.random.default_rng(seed + number))
        jpegs.append(packed(image))
    return jpegs


def _parts(total: int, size: int) -> Iterator[int]:
    while total > 0:
        yield min(size, total)
        total -= size


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _work(tasks: Queue[str], done: Queue[tuple[str, int, int]]) -> None:
    """Read files until there are none left, as a worker of `docaudit ingest` does: one page at a time, one thread."""
    import os  # noqa: PLC0415  a process of its own

    os.environ["DOCAUDIT_OCR_THREADS"] = "1"
    from readers import pages_of  # noqa: PLC0415  after the setting

    from docaudit.reading import ReadOptions  # noqa: PLC0415  after the setting

    options = ReadOptions()
    done.put(("ready", 0, 0))
    while True:
        path = tasks.get()
        if not path:
            return
        pages = characters = 0
        for page in pages_of(Path(path), options):
            pages += 1
            characters += sum(len(word.text) for word in page.words)
        done.put((path, pages, characters))


def read_all(files: Sequence[Path], workers: int, warm: Path) -> tuple[float, int, int, Peak]:
    """Return the seconds that `workers` processes need for the files, pages, characters, and their memory.

    Args:
        files: to read, in this order.
        workers: how many.
        warm: a file that each reads before the clock starts, so that models are loaded.
    """
    context = multiprocessing.get_context("spawn")
    tasks: Queue[str] = context.Queue()
    done: Queue[tuple[str, int, int]] = context.Queue()
    crew = [context.Process(target=_work, args=(tasks, done)) for _ in range(workers)]
    for process in crew:
        process.start()
    for _ in crew:
        done.get()
    for _ in crew:
        tasks.put(str(warm))
    for _ in crew:
        done.get()
    with _watched([process.pid or 0 for process in crew]) as peak:
        start = time.perf_counter()
        for path in (*map(str, files), *[""] * workers):
            tasks.put(path)
        pages = characters = 0
        for _ in files:
            _, some, more = _answer(done, crew)
            pages, characters = pages + some, characters + more
        seconds = time.perf_counter() - start
    for process in crew:
        process.join()
    return seconds, pages, characters, peak


def _answer(
    done: Queue[tuple[str, int, int]], crew: Sequence[multiprocessing.process.BaseProcess]
) -> tuple[str, int, int]:
    while True:
        try:
            return done.get(timeout=5)
        except Empty:
            if any(process.exitcode not in (None, 0) for process in crew):
                raise


@contextmanager
def _watched(workers: Sequence[int]) -> Iterator[Peak]:
    peak, over = Peak(), threading.Event()

    def watch() -> None:
        while not over.wait(_SAMPLING_SECONDS):
            peak.look(workers)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def measure_archive(pages: int, seed: int) -> str:
    """Return the tables of speed by workers and memory by pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warm = _written(folder / "warm.pdf", scan_pdf(_scans(1, seed + 7, 0), DPI))
        files = make_archive(folder, pages, seed)
        rows, first = [], 0.0
        for workers in (1, 2):
            seconds, read, characters, peak = read_all(files, workers, warm)
            first = first or seconds
            rows.append(
                [
                    f"{workers}",
                    f"{read}",
                    f"{characters}",
                    f"{read / seconds:.2f}",
                    f"{first / seconds:.2f}",
                    f"{peak.worst:.0f}",
                ]
            )
        heads = ["workers", "pages", "characters", "pages/s", "times one worker", "MiB a worker, peak"]
        scans = round(pages * SCAN_SHARE)
        speed = f"(c) {pages - scans} text pages and {scans} scans in {len(files)} files\n\n{table(heads, rows)}"
        rows = []
        for count in (max(40, pages // 4), max(80, pages)):
            single = make_mixed(folder / f"{count}.pdf", count, seed + count)
            _, read, _, peak = read_all([single], 1, warm)
            rows.append([f"{read}", f"{peak.worst:.0f}"])
        memory = table(["pages in one file", "MiB, peak"], rows)
    return f"{speed}\n\nOne worker, one file, a twentieth of it scans:\n\n{memory}"
