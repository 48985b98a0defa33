"""Measure the reading of spoilt pages: character errors, amounts, and what a word's confidence is worth.

Papers are printed by this project (synthetic), spoilt by `degrade.py`, and read as a scan is. An amount counts as read
when its figures, or its capital words, in the word that stands at its place parse to the amount; a word's confidence is
the amount's.

    python benchmarks/degraded.py [--pages N] [--seed S] [--kinds K…] [--report]
"""

from __future__ import annotations

import argparse
import itertools
import math
import os
import re
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from degrade import KINDS, degrade, place_after
from printed import HIGH, WIDE, Printed, print_pages
from rapidfuzz.distance import Levenshtein
from report import table, write_section

from docaudit.reading import ReadOptions
from docaudit.reading.scan import read_scan
from docaudit.records.amounts import parse_amount, parse_words
from docaudit.records.pages import Word

BELIEVED = 0.9
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0001)


@dataclass(slots=True)
class Tally:
    """What was counted over some pages."""

    edits: int = 0
    characters: int = 0
    exact: int = 0
    wrong: int = 0
    believed: int = 0
    null: int = 0
    seconds: float = 0.0
    pages: int = 0
    words: list[tuple[float, bool]] = field(default_factory=list)
    misread: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count `other` in."""
        for name in (
            "edits",
            "characters",
            "exact",
            "wrong",
            "believed",
            "null",
            "seconds",
            "pages",
            "words",
            "misread",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self, name: str) -> list[str]:
        """Return a row of the table."""
        amounts = self.exact + self.wrong + self.null
        return [
            name,
            f"{self.pages}",
            f"{100 * self.edits / max(1, self.characters):.2f} %",
            f"{amounts}",
            *(f"{count / max(1, amounts):.4f}" for count in (self.exact, self.believed, self.wrong, self.null)),
            f"{self.seconds / max(1, self.pages):.2f}",
        ]


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a printed string lies on the spoilt picture, in pixels: its middle axis and its height."""

    start: tuple[float, float]
    end: tuple[float, float]
    height: float

    def span(self, word: Word, size: tuple[int, int]) -> tuple[float, float] | None:
        """Return from where to where along the axis the word lies, as shares of it; None where beside it."""
        along = np.subtract(self.end, self.start)
        length = max(1.0, float(np.hypot(*along)))
        along = along / length
        box = word.box
        centre = np.array([(box.x0 + box.x1) / 2 * size[0], (box.y0 + box.y1) / 2 * size[1]]) - self.start
        if abs(centre[0] * along[1] - centre[1] * along[0]) > 0.75 * self.height:
            return None
        middle = float(centre @ along)
        half = box.width * size[0] / 2
        return (middle - half) / length, (middle + half) / length


@dataclass(frozen=True, slots=True)
class Spot:
    """One way a page was spoilt: maps places of the clean page onto the spoilt picture."""

    kind: str
    seed: int
    size: tuple[int, int]

    def line(self, printed: Printed) -> _Line:
        """Return where a printed string lies."""
        x0, y0, x1, y1 = printed.box
        middle = (y0 + y1) / 2
        height = self._at(x0, y1)[1] - self._at(x0, y0)[1]
        return _Line(self._at(x0, middle), self._at(x1, middle), max(8.0, height))

    def _at(self, x: float, y: float) -> tuple[float, float]:
        left, top, _, _ = place_after(self.kind, (WIDE, HIGH), self.seed, (x, y, x, y))
        return left * self.size[0], top * self.size[1]


def measure(words: Sequence[Word], strings: Sequence[Printed], amounts: Sequence[Printed], spot: Spot) -> Tally:
    """Compare what was read with what was printed, by place."""
    tally = Tally()
    for group, places in _groups(words, [spot.line(string) for string in strings], spot.size):
        truth = "".join(_plain(strings[k].text) for k in group)
        read = [_plain(words[k].text) for k in places]
        tally.characters += len(truth)
        tally.edits += Levenshtein.distance("".join(read), truth)
        tally.words += [(words[k].confidence, right) for k, right in zip(places, _right(read, truth), strict=True)]
    for amount in amounts:
        found = _amount_at(words, spot.line(amount), spot.size, is_words=amount.is_words)
        text, fen, confidence = found or ("", None, 0.0)
        tally.exact += fen == amount.fen
        tally.null += fen is None
        if fen is not None and fen != amount.fen:
            tally.wrong += 1
            tally.believed += confidence >= BELIEVED
        if fen != amount.fen:
            tally.misread.append(f"{amount.text} <- {text} ({confidence:.3f}) {'null' if fen is None else 'WRONG'}")
    return tally


def _groups(
    words: Sequence[Word], lines: Sequence[_Line], size: tuple[int, int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the printed strings and the words that lie on each other, both from left to right."""
    home = list(range(len(lines)))
    on: list[list[int]] = []
    for word in words:
        spans = [line.span(word, size) for line in lines]
        hit = [
            k
            for k, span in enumerate(spans)
            if span and min(1.0, span[1]) - max(0.0, span[0]) > 0.5 * min(1.0, span[1] - span[0])
        ]
        on.append(hit)
        # A word that runs over two strings makes them one.
        for k in hit[1:]:
            old, new = home[k], home[hit[0]]
            home = [new if h == old else h for h in home]
    for first in dict.fromkeys(home):
        group = sorted((k for k, h in enumerate(home) if h == first), key=lambda k: lines[k].start[0])
        places = [k for k, hit in enumerate(on) if hit and home[hit[0]] == first]
        yield group, sorted(places, key=lambda k: words[k].box.x0)
    # What was read where nothing is printed.
    yield [], [k for k, hit in enumerate(on) if not hit]


def _plain(text: str) -> str:
    # Full-width and half-width forms are one glyph on paper, as is the mark of the yuan.
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("¥", "￥")


def _right(read: Sequence[str], truth: str) -> list[bool]:
    """Say of each part of a line whether it was read without an error."""
    edges = np.cumsum([0, *map(len, read)])
    right = [True] * len(read)
    for edit in Levenshtein.editops("".join(read), truth) if read else ():
        # What is missing is charged to the word before it, and at the start to the first.
        at = max(0, edit.src_pos - 1) if edit.tag == "insert" else edit.src_pos
        right[min(len(read) - 1, int(np.searchsorted(edges, at, "right")) - 1)] = False
    return right


def _amount_at(
    words: Sequence[Word], line: _Line, size: tuple[int, int], *, is_words: bool
) -> tuple[str, int | None, float] | None:
    best, found = 0.3, None
    for word in words:
        span = line.span(word, size)
        if span is None:
            continue
        for text, start, end in _parts(word.text, is_words=is_words):
            x0, x1 = span[0] + start * (span[1] - span[0]), span[0] + end * (span[1] - span[0])
            shared = min(1.0, x1) - max(0.0, x0)
            if shared > best:
                money = parse_words(text) if is_words else parse_amount(text)
                best, found = shared, (text, money.fen if money else None, word.confidence)
    return found


def _parts(text: str, *, is_words: bool) -> Iterator[tuple[str, float, float]]:
    """Yield the parts of a word that may be amounts, with where they begin and end along it."""
    wide = [2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text]
    edges = np.cumsum([0, *wide]) / max(1, sum(wide))
    # Figures run up to Chinese script, colons and brackets; words run up to everything else.
    pattern = r"[^\W\d_a-zA-Z]+" if is_words else r"[^\u4e00-\u9fff:：()（）\s]+"
    for found in re.finditer(pattern, text):
        part = re.sub(r"^(?:.*大写|.*人民币)", "", found.group())
        yield part, float(edges[found.end() - len(part)]), float(edges[found.end()])


def run(kinds: Sequence[str], pages: int, seed: int) -> Iterator[tuple[str, Tally]]:
    """Print, spoil and read; yield each kind with its tally."""
    options = ReadOptions()
    sheets = print_pages(pages, seed)
    for kind in kinds:
        total = Tally()
        for number, sheet in enumerate(sheets):
            spoil = 7919 * seed + number
            places = [amount.box for amount in sheet.amounts]
            image = sheet.picture
            if kind != "clean":
                image = degrade(image, kind, np.random.default_rng(spoil), places)
            start = time.perf_counter()
            page = read_scan(image, options)
            seconds = time.perf_counter() - start
            spot = Spot(kind, spoil, (image.shape[1], image.shape[0]))
            tally = measure(page.words, sheet.strings, sheet.amounts, spot)
            tally.seconds, tally.pages = seconds, 1
            total.add(tally)
        yield kind, total


def reliability(words: Sequence[tuple[float, bool]]) -> list[list[str]]:
    """Return the reliability curve: of the words in each bin of confidence, how many are right."""
    rows = []
    for low, high in itertools.pairwise(BINS):
        inside = [(confidence, right) for confidence, right in words if low <= confidence < high]
        if inside:
            mean = math.fsum(c for c, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            rows.append([f"{low:.2f} to {min(high, 1):.2f}", f"{len(inside)}", f"{mean:.3f}", f"{share:.3f}"])
    return rows


HEADS = ["spoilt by", "pages", "CER", "amounts", "exact", f"wrong at ≥ {BELIEVED}", "wrong", "null", "s a page"]


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=6, help="different pages for each kind")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--kinds", nargs="+", default=["clean", *KINDS], choices=["clean", *KINDS])
    parser.add_argument("--misread", action="store_true", help="print every amount not read exactly")
    parser.add_argument("--report", action="store_true", help="write docs/benchmarks.md")
    chosen = parser.parse_args()
    os.environ["DOCAUDIT_CACHE"] = "off"
    rows, spoilt, every = [], Tally(), Tally()
    for kind, tally in run(chosen.kinds, chosen.pages, chosen.seed):
        rows.append(tally.row(kind))
        _say(" | ".join(rows[-1]), *(f"    {line}" for line in tally.misread if chosen.misread))
        every.add(tally)
        if kind != "clean":
            spoilt.add(tally)
    rows.append(spoilt.row("all spoilt pages"))
    curve = table(["confidence", "words", "mean", "right"], reliability(every.words))
    body = f"{table(HEADS, rows)}\n\nWhat a word's confidence is worth, over all these pages:\n\n{curve}"
    _say("", body)
    if chosen.report:
        command = f"python benchmarks/degraded.py --pages {chosen.pages} --seed {chosen.seed} --report"
        write_section("degraded", "Spoilt pages", command, body)


def _say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)  # noqa: T201  a command of its own


if __name__ == "__main__":
    main()
