"""Writes a made-up loan file into a folder, as programs made it or as a scanner did."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from cases.altered import altered
from cases.drawn_books import book_papers
from cases.drawn_loan import Drawn, loan_papers
from cases.drawn_trade import trade_papers
from cases.model import Case
from understanding import scanned


def papers(case: Case) -> Iterator[Drawn]:
    """Draw the papers of a case that are not left out, altered where it says so."""
    for draw in (loan_papers, trade_papers, book_papers):
        for key, name, data in draw(case):
            if key not in case.skip:
                alter = case.alter.get(key)
                yield key, name, altered(data, alter) if alter else data


def write(case: Case, folder: Path, channel: str) -> dict[str, str]:
    """Write the papers below `folder` and return the file of each paper's key, relative to the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    chance = random.Random(f"{case.name} {channel}")  # noqa: S311  seeded, not secret
    names = {}
    for key, name, data in papers(case):
        is_scan = channel == "scan" and name.endswith(".pdf") and key not in case.alter
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(scanned(data, chance) if is_scan else data)
        names[key] = name
    return names
