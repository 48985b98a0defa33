"""Compare docaudit's reading with other readers on pages made here, side by side in one go.

(a) text: words, lines and tables of text PDFs against pdfplumber's words and bare pypdfium2 character boxes.
(b) scans: OCR against RapidOCR as installed, tesseract chi_sim and OCRmyPDF around it, clean and spoilt. All give words
    with places; what stands at the place of each printed string is compared, so that nobody's reading order counts.
(c) archive: several files of text and scanned pages, all different, with one and two workers as `docaudit ingest` has
    them; memory of each worker with its children, and with the number of pages.
(d) invoices: milliseconds for each of the structured invoices of `samples/` through the whole of `extract`, warm.

    python benchmarks/reading.py [text scans archive invoices] [--text-pages N] [--scans N] [--archive PAGES] [--report]
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import readers
from archive import measure_archive
from degrade import KINDS, degrade
from degraded import Spot, Tally, measure
from printed import DPI, Sheet, print_pages
from rapidfuzz.distance import Levenshtein
from report import table, write_section
from texts import packed, text_pdf

from docaudit.reading import ReadOptions
from docaudit.records.pages import Word

PARTS = ("text", "scans", "archive", "invoices")
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ROUNDS, TURNS = 7, 3
# So many scans are given to each reader in turn: as many as docaudit reads side by side on two cores, and again.
SCANS_IN_TURN = 4


def text_part(pages: int, seed: int) -> str:
    """Compare the readers of text layers; every ratio is to docaudit's speed."""
    data, truth = text_pdf(pages, seed)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.pdf"
        path.write_bytes(data)
        warm = Path(folder) / "warm.pdf"
        warm.write_bytes(text_pdf(4, seed + 1)[0])
        here = ReadOptions(contained=False)
        runs: list[tuple[str, Callable[[Path], Iterator[str]]]] = [
            ("docaudit, lines and tables", readers.text_by_docaudit),
            ("docaudit, without a process of its own", lambda p: readers.text_by_docaudit(p, here)),
            ("pdfplumber, words", readers.text_by_pdfplumber),
            ("pypdfium2, character boxes", readers.text_by_pdfium),
        ]
        for _, read in runs:
            list(read(warm))
        seconds: dict[str, list[float]] = {name: [] for name, _ in runs}
        found: dict[str, list[str]] = {}
        # In turns, so that what else the machine does troubles all alike.
        for _ in range(TURNS):
            for name, read in runs:
                start = time.perf_counter()
                found[name] = list(read(path))
                seconds[name].append(time.perf_counter() - start)
    base = statistics.median(seconds[runs[0][0]])
    for name, _ in runs:
        spent = statistics.median(seconds[name])
        pairs = [(_folded(a), _folded(b)) for a, b in zip(truth, found[name], strict=True)]
        errors = sum(Levenshtein.distance(a, b) for a, b in pairs) / sum(len(a) for a, _ in pairs)
        rows.append([name, f"{pages / spent:.1f}", f"{spent / base:.2f}", f"{100 * errors:.2f} %"])
    heads = ["reader", "pages/s", "docaudit is faster by", "character errors"]
    return f"(a) {pages} text pages, half of them ruled statements\n\n{table(heads, rows)}"


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as a scanner stores it, and what was printed where."""

    jpeg: bytes
    sheet: Sheet
    spot: Spot


def make_scans(pages: int, seed: int, *, spoilt: bool) -> list[Scan]:
    """Print pages of all layouts and spoil them in all ways in turn."""
    kinds = list(KINDS)
    made = []
    for number, sheet in enumerate(print_pages(pages, seed)):
        kind, chance = kinds[number % len(kinds)] if spoilt else "clean", 7919 * seed + number
        image = sheet.picture
        if spoilt:
            image = degrade(image, kind, np.random.default_rng(chance), [amount.box for amount in sheet.amounts])
        made.append(Scan(packed(image), sheet, Spot(kind, chance, (image.shape[1], image.shape[0]))))
    return made


def scans_part(pages: int, seed: int) -> str:
    """Compare the readers of scans, each warmed up by one page."""
    ocrmypdf = readers.scans_by_ocrmypdf(DPI)
    runs: list[tuple[str, readers.ScanReader | None]] = [
        ("docaudit", readers.scans_by_docaudit(DPI)),
        ("RapidOCR as installed", readers.scans_by_rapidocr()),
        ("tesseract chi_sim, psm 3", readers.scans_by_tesseract(3)),
        ("tesseract chi_sim, psm 6", readers.scans_by_tesseract(6)),
        ("OCRmyPDF, tesseract chi_sim", ocrmypdf),
    ]
    warm = [scan.jpeg for scan in make_scans(2, seed + 1, spoilt=False)]
    for _, read in runs:
        if read is not None:
            list(read(warm))
    parts = [f"(b) {pages} scans at {DPI} dpi; models were loaded before"]
    for spoilt in (False, True):
        spent, tallies = _in_turns(runs, make_scans(pages, seed, spoilt=spoilt))
        rows = []
        base, errors_here = spent["docaudit"], tallies["docaudit"].edits / max(1, tallies["docaudit"].characters)
        for name, read in runs:
            if read is None:
                rows.append([name, *["not installed"] * 5])
                continue
            tally = tallies[name]
            errors = tally.edits / max(1, tally.characters)
            amounts = max(1, tally.exact + tally.wrong + tally.null)
            rows.append(
                [
                    name,
                    f"{pages / spent[name]:.2f}",
                    f"{spent[name] / base:.2f}",
                    f"{100 * errors:.2f} %",
                    f"{errors / max(errors_here, 1e-6):.1f}" if errors_here else "–",
                    f"{tally.exact / amounts:.3f}",
                ]
            )
        heads = ["reader", "pages/s", "docaudit is faster by", "character errors", "times docaudit's", "amounts exact"]
        parts.append(f"{'Spoilt in ' + str(len(KINDS)) + ' ways' if spoilt else 'Clean'}:\n\n{table(heads, rows)}")
    return "\n\n".join(parts)


def _in_turns(
    runs: Sequence[tuple[str, readers.ScanReader | None]], scans: Sequence[Scan]
) -> tuple[dict[str, float], dict[str, Tally]]:
    """Have each reader read a few scans in turn; return by reader the seconds taken and what was right."""
    spent = {name: 0.0 for name, _ in runs}
    tallies = {name: Tally() for name, _ in runs}
    for first in range(0, len(scans), SCANS_IN_TURN):
        batch = scans[first : first + SCANS_IN_TURN]
        for name, read in runs:
            if read is None:
                continue
            start = time.perf_counter()
            found: list[list[Word]] = list(read([scan.jpeg for scan in batch]))
            spent[name] += time.perf_counter() - start
            for words, scan in zip(found, batch, strict=True):
                tallies[name].add(measure(words, scan.sheet.strings, scan.sheet.amounts, scan.spot))
    return spent, tallies


def invoices_part() -> str:
    """Time structured invoices through the whole of `extract`: reading and understanding."""
    from docaudit.audit import extract_files  # noqa: PLC0415  loads all rooms

    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, paths in _invoices(Path(folder)).items():
            list(extract_files(paths[:1]))
            times = []
            for path in paths:
                seconds = []
                for _ in range(ROUNDS):
                    start = time.perf_counter()
                    documents = list(extract_files([path]))
                    seconds.append(time.perf_counter() - start)
                if not any(document.to_json()["doc_type"] == "vat_invoice" for document in documents):
                    msg = f"{path.name} was not read as an invoice"
                    raise ValueError(msg)
                times.append(1000 * statistics.median(seconds))
            rows.append([name, f"{len(times)}", f"{statistics.median(times):.0f}", f"{max(times):.0f}"])
    return f"(d) structured invoices, warm\n\n{table(['format', 'files', 'ms, median', 'ms, slowest'], rows)}"


def _invoices(folder: Path) -> dict[str, list[Path]]:
    pdfs = [path for path in sorted(SAMPLES.rglob("*.pdf")) if path.parent.name == "发票" and _pages(path) == 1]
    ofds = sorted(SAMPLES.rglob("*.ofd"))
    xmls = []
    for ofd in ofds:
        with zipfile.ZipFile(ofd) as box:
            for member in box.namelist():
                if member.endswith("original_invoice.xml"):
                    xmls.append(folder / f"{ofd.stem}.xml")
                    xmls[-1].write_bytes(box.read(member))
    return {"PDF text": pdfs, "OFD": ofds, "XML": xmls}


def _pages(path: Path) -> int:
    return sum(1 for _ in readers.pages_of(path, ReadOptions(ocr_engine="off")))


def _folded(text: str) -> str:
    """Leave out blanks and make wide signs narrow."""
    narrow = {ord(a): b for a, b in zip("，：；（）￥", ",:;()¥", strict=True)}
    return "".join(text.translate(narrow).split())


def main() -> None:
    """Run the parts asked for and print their tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=list(PARTS), help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--text-pages", type=int, default=200)
    parser.add_argument("--scans", type=int, default=24)
    parser.add_argument("--archive", type=int, default=2000, help="pages of the archive, a tenth of them scans")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", action="store_true", help="write docs/benchmarks.md")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    # Nothing read before may help.
    os.environ["DOCAUDIT_CACHE"] = "off"
    made: dict[str, Callable[[], str]] = {
        "text": lambda: text_part(chosen.text_pages, chosen.seed),
        "scans": lambda: scans_part(chosen.scans, chosen.seed),
        "archive": lambda: measure_archive(chosen.archive, chosen.seed),
        "invoices": invoices_part,
    }
    for part in chosen.parts:
        body = made[part]()
        print(body, end="\n\n", flush=True)  # noqa: T201  a command of its own
        if chosen.report:
            sizes = {"text": f" --text-pages {chosen.text_pages}", "scans": f" --scans {chosen.scans}"}
            sizes["archive"] = f" --archive {chosen.archive}"
            command = f"python benchmarks/reading.py {part}{sizes.get(part, '')} --seed {chosen.seed} --report"
            write_section(f"reading-{part}", f"Reading, side by side: {part}", command, body)


if __name__ == "__main__":
    main()
