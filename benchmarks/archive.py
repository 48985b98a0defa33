"""Read an archive of text and scanned pages with one and two workers, and watch how much memory each takes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue

import numpy as np
import psutil
from degrade import KINDS, degrade
from printed import DPI, print_pages
from report import table
from texts import packed, scan_pdf, text_pdf

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


class Worker:
    """A process that reads files (`crew.py`), and the thread that hands them to it."""

    def __init__(self) -> None:
        script = str(Path(__file__).with_name("crew.py"))
        self._process = subprocess.Popen(  # noqa: S603  our own script
            [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.pages = self.characters = 0

    @property
    def number(self) -> int:
        """Of its process."""
        return self._process.pid

    def read(self, path: Path) -> None:
        """Have one file read and count what it holds."""
        given, taken = self._process.stdin, self._process.stdout
        assert given is not None  # noqa: S101  asked for above
        assert taken is not None  # noqa: S101  asked for above
        given.write(f"{path}\n")
        given.flush()
        pages, characters = taken.readline().split()
        self.pages, self.characters = self.pages + int(pages), self.characters + int(characters)

    def read_from(self, files: Queue[Path]) -> None:
        """Read files until there are none left."""
        while True:
            try:
                path = files.get_nowait()
            except Empty:
                return
            self.read(path)

    def close(self) -> None:
        """Send it home."""
        self._process.communicate()


def read_all(files: Sequence[Path], count: int, warm: Path) -> tuple[float, int, int, Peak]:
    """Return the seconds that `count` workers need for the files, pages, characters, and their memory.

    Args:
        files: to read, in this order.
        count: how many workers.
        warm: a file that each reads before the clock starts, so that models are loaded.
    """
    workers = [Worker() for _ in range(count)]
    waiting: Queue[Path] = Queue()
    for path in files:
        waiting.put(path)
    with ThreadPoolExecutor(count) as pool:
        list(pool.map(lambda worker: worker.read(warm), workers))
        for worker in workers:
            worker.pages = worker.characters = 0
        with _watched([worker.number for worker in workers]) as peak:
            start = time.perf_counter()
            list(pool.map(lambda worker: worker.read_from(waiting), workers))
            seconds = time.perf_counter() - start
    for worker in workers:
        worker.close()
    return seconds, sum(w.pages for w in workers), sum(w.characters for w in workers), peak


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
