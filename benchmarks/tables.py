"""Measure table cells and statement rows on every bank's layout, in three styles, as PDF and as scan.

The statements are printed by this project (synthetic, `ledgers.py` and `sheets.py`). A cell is right when the cell of
the same row and column of the best table of the page holds its text, white space aside, and its box covers the middle
of the ink; an empty cell is right when that cell is empty. A statement row is right when day, amount with its sign, and
whatever else the layout prints of balance, name and account of the other side, summary and remark are exact.

    python benchmarks/tables.py [--seed S] [--rows N] [--styles K…] [--channels K…] [--layouts N…] [--report]
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from degrade import degrade, place_after
from ledgers import LAYOUTS, Entry, Layout
from report import table, write_section
from sheets import STYLES, Statement, TrueCell, faces, print_statement, to_pdf

from docaudit.documents.bank_statement import BankStatement, TransactionRow
from docaudit.reading import ReadOptions, Unreadable, read_path
from docaudit.reading.scan import read_scan
from docaudit.records.pages import Page, SourceFile, Table
from docaudit.understanding import understand

CHANNELS = ("digital", "scan")
ROWS = {"digital": 60, "scan": 24}
# A row that differs in so many things is another row.
_ANOTHER_ROW = 4
SPOILT = ("rotation", "jpeg30")


@dataclass(slots=True)
class Tally:
    """What was counted over some pages."""

    pages: int = 0
    cells: int = 0
    right: int = 0
    rows: int = 0
    exact: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count `other` in."""
        for name in ("pages", "cells", "right", "rows", "exact", "faults"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self, name: str) -> list[str]:
        """Return a row of the report."""
        cells, rows = self.right / max(1, self.cells), self.exact / max(1, self.rows)
        return [name, str(self.pages), str(self.cells), f"{cells:.4f}", str(self.rows), f"{rows:.4f}"]


def plain(text: str) -> str:
    """Return a text as it is compared: without white space; full and half width are one glyph on paper."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def measure_cells(page: Page, truth: Sequence[TrueCell]) -> Tally:
    """Compare the best table of a page with what was printed."""
    tally = Tally(pages=1, cells=len(truth))
    best: list[str] | None = None
    for found in page.tables:
        faults = list(_wrong(found, truth))
        if best is None or len(faults) < len(best):
            best = faults
    tally.faults = best if best is not None else ["no table"]
    tally.right = len(truth) - len(best) if best is not None else 0
    return tally


def _wrong(found: Table, truth: Sequence[TrueCell]) -> Iterator[str]:
    cells = {(c.row, c.column): c for c in found.cells}
    for cell in truth:
        read = cells.get((cell.row, cell.column))
        text = "" if read is None else read.text
        inside = True
        if cell.box is not None and read is not None and read.box is not None:
            x, y = (cell.box[0] + cell.box[2]) / 2, (cell.box[1] + cell.box[3]) / 2
            inside = read.box.contains(x, y)
        if plain(text) != plain(cell.text) or not inside:
            yield f"({cell.row}, {cell.column}) {cell.text} <- {text!r}{'' if inside else ' elsewhere'}"


def measure_rows(statement: Statement, found: Sequence[TransactionRow]) -> Tally:
    """Compare the rows that understanding made with the bookings, in printed order."""
    tally = Tally(rows=len(statement.entries))
    kinds = {c.kind for c in statement.layout.columns}
    at = 0
    for entry in statement.entries:
        # A row read too much or too little costs itself, not all that follow.
        near = next((k for k in range(at, min(at + 4, len(found))) if not _differences(found[k], entry, kinds)), None)
        if near is not None:
            tally.exact += 1
            at = near + 1
            continue
        nearest = min(found[at : at + 4], key=lambda row, e=entry: len(_differences(row, e, kinds)), default=None)  # type: ignore[misc]
        tally.faults.append(
            f"row {entry.place}: {'; '.join(_differences(nearest, entry, kinds)) if nearest else 'missing'}"
        )
        if nearest is not None and len(_differences(nearest, entry, kinds)) < _ANOTHER_ROW:
            at += 1
    return tally


def _differences(row: TransactionRow, entry: Entry, kinds: set[str]) -> list[str]:
    day = row.time.value.date() if row.time.value is not None else None
    fen = row.amount.value.fen if row.amount.value is not None else None
    wrong = []
    if day != entry.time.date():
        wrong.append(f"day {entry.time.date()} <- {day}")
    # Alipay and WeChat print neither sign nor balance beside the way, which understanding reads as the sign.
    if fen != entry.fen:
        wrong.append(f"amount {entry.fen} <- {fen}")
    if kinds & {"balance", "plain"}:
        balance = row.balance.value.fen if row.balance.value is not None else None
        if balance != entry.balance:
            wrong.append(f"balance {entry.balance} <- {balance}")
    texts = (
        ({"name", "both", "nameboth"}, entry.name, (row.counterparty_name.value,)),
        ({"account", "both", "nameboth"}, entry.account, (row.counterparty_account.value,)),
        ({"summary"}, entry.summary, (row.summary.value, row.remark.value)),
        ({"remark"}, entry.remark, (row.remark.value, row.summary.value)),
    )
    for needed, true, read in texts:
        if kinds & needed and plain(true) not in [plain(t or "") for t in read]:
            wrong.append(f"{true} <- {read[0]}")
    return wrong


def read_digital(statement: Statement, folder: Path) -> list[Page]:
    """Read the statement as a PDF."""
    path = folder / "statement.pdf"
    path.write_bytes(to_pdf(statement.plans))
    pages: list[Page] = []
    for source in read_path(path, ReadOptions(ocr_engine="off")):
        if isinstance(source, Unreadable):
            raise TypeError(source.reason)
        pages += source.pages
    return pages


def read_scanned(statement: Statement, seed: int) -> tuple[list[Page], list[list[TrueCell]]]:
    """Spoil the statement's pictures and read them; with the truth moved to where it lies on them."""
    pages, truths = [], []
    for number, plan in enumerate(statement.plans, 1):
        kind = SPOILT[(seed + number) % len(SPOILT)]
        picture = plan.picture()
        spoilt = degrade(picture, kind, np.random.default_rng(seed + number))
        pages.append(replace(read_scan(spoilt, ReadOptions()), number=number))
        size = (picture.shape[1], picture.shape[0])
        truths.append([_moved(cell, kind, size, seed + number) for cell in plan.cells])
    return pages, truths


def _moved(cell: TrueCell, kind: str, size: tuple[int, int], seed: int) -> TrueCell:
    return cell if cell.box is None else replace(cell, box=place_after(kind, size, seed, cell.box))


def measure(layout: Layout, style: str, channel: str, seed: int, rows: int) -> Tally:
    """Print one statement, read it, compare."""
    chance = random.Random(f"{seed} {layout.name} {style} {channel}")  # noqa: S311  no secret, only different pages
    face = chance.choice(faces(scanned=channel == "scan"))
    statement = print_statement(layout, style, chance, face, rows)
    truths: Sequence[Sequence[TrueCell]]
    if channel == "scan":
        pages, truths = read_scanned(statement, chance.randrange(10**6))
    else:
        with tempfile.TemporaryDirectory() as folder:
            pages = read_digital(statement, Path(folder))
        truths = [plan.cells for plan in statement.plans]
    tally = Tally()
    for page, truth in zip(pages, truths, strict=True):
        tally.add(measure_cells(page, truth))
    source = SourceFile(source="statement", sha256="", format="pdf", page_count=len(pages))
    found = [d for d in understand(source, pages) if isinstance(d, BankStatement)]
    tally.add(measure_rows(statement, [row for d in found for row in d.transactions]))
    return tally


HEADS = ["statements", "pages", "cells", "cells right", "rows", "rows right"]


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--rows", type=int, default=0, help="bookings in a statement; 60 in a PDF, 24 in a scan")
    parser.add_argument("--styles", nargs="+", default=list(STYLES), choices=STYLES)
    parser.add_argument("--channels", nargs="+", default=list(CHANNELS), choices=CHANNELS)
    parser.add_argument("--layouts", nargs="+", default=[layout.name for layout in LAYOUTS])
    parser.add_argument("--faults", type=int, default=0, help="print so many faults of each statement")
    parser.add_argument("--report", action="store_true", help="write docs/benchmarks.md")
    chosen = parser.parse_args()
    rows: list[list[str]] = []
    for channel in chosen.channels:
        whole = Tally()
        for style in chosen.styles:
            total = Tally()
            for layout in (made for made in LAYOUTS if made.name in chosen.layouts):
                tally = measure(layout, style, channel, chosen.seed, chosen.rows or ROWS[channel])
                if tally.faults and chosen.faults:
                    _say(" | ".join(tally.row(f"{channel}, {style}, {layout.name}")))
                    _say(*(f"    {fault}" for fault in tally.faults[: chosen.faults]))
                total.add(tally)
            rows.append(total.row(f"{channel}, {style}"))
            _say(" | ".join(rows[-1]))
            whole.add(total)
        rows.append(whole.row(f"{channel}, all"))
    body = table(HEADS, rows)
    _say("", body)
    if chosen.report:
        command = f"python benchmarks/tables.py --seed {chosen.seed} --report"
        write_section("tables", "Tables and statement rows", command, body)


def _say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)  # noqa: T201  a command of its own


if __name__ == "__main__":
    main()
