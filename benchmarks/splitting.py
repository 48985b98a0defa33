"""Measure how one long file is split into documents: a made-up bundle of about 300 pages by seed.

A document is exactly right when its type and its pages, in reading order, are the truth's. A boundary stands between
two neighbouring pages (blank ones and separators left out) that belong to different documents. Digital bundles are read
through their text layer; `--scans` renders a smaller one at 200 dpi and reads it through OCR.

    python benchmarks/splitting.py [--seeds S…] [--pages N] [--scans N] [--misses] [--report]
"""

from __future__ import annotations

import argparse
import hashlib
import io
import pickle
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from bundle import Bundle, Truth, make_bundle
from bundle_setting import to_pdf
from PIL import Image
from report import table, write_section

from docaudit.reading import SourcePages, read_path
from docaudit.records.document import Document
from docaudit.records.pages import Page, SourceFile
from docaudit.understanding import understand


@dataclass(slots=True)
class Score:
    """What was counted on one bundle."""

    seed: int
    pages: int
    right: int = 0
    documents: int = 0
    found: int = 0
    cuts: tuple[int, int, int] = (0, 0, 0)
    contents: tuple[int, int, int] = (0, 0, 0)
    seconds: float = 0.0
    disorder: Counter[str] = field(default_factory=Counter)
    missed: list[Truth] = field(default_factory=list)
    surplus: list[Truth] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Share of documents exactly right."""
        return self.right / self.documents


def pages_of(data: bytes, cache: Path | None = None) -> tuple[SourceFile, list[Page]]:
    """Read a PDF; with `cache` the pages are kept under the file's hash, for work on the splitting alone."""
    kept = cache / f"{hashlib.sha256(data).hexdigest()}.pickle" if cache else None
    if kept is not None and kept.exists():
        held: tuple[SourceFile, list[Page]] = pickle.loads(kept.read_bytes())  # noqa: S301  written below
        return held
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bundle.pdf"
        path.write_bytes(data)
        for result in read_path(path):
            if not isinstance(result, SourcePages):
                raise SystemExit(result.reason)
            source, pages = result.source, list(result.pages)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps((source, pages)))
    return source, pages


def scanned_pdf(data: bytes, seed: int) -> bytes:
    """Render each page at 200 dpi as a flatbed gives it: a little askew, a little noise, JPEG."""
    chance = np.random.default_rng(seed)
    document = pdfium.PdfDocument(data)
    pictures = []
    for page in document:
        picture = page.render(scale=200 / 72).to_pil().convert("L").rotate(chance.uniform(-0.4, 0.4), fillcolor=255)
        noisy = np.clip(np.asarray(picture, np.float32) + chance.normal(0, 6, picture.size[::-1]), 0, 255)
        pictures.append(Image.fromarray(noisy.astype(np.uint8)))
    document.close()
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", save_all=True, append_images=pictures[1:], resolution=200, quality=85)
    return buffer.getvalue()


def score(bundle: Bundle, seed: int, documents: Sequence[Document], seconds: float = 0.0) -> Score:
    """Compare what was found with the truth."""
    truth = Counter(bundle.truth)
    found = Counter((d.doc_type or "", d.pages) for d in documents)
    out = Score(seed, len(bundle.leaves), (truth & found).total(), truth.total(), found.total(), seconds=seconds)
    out.missed, out.surplus = sorted((truth - found).elements(), key=str), sorted((found - truth).elements(), key=str)
    out.cuts = _cuts(bundle.truth, list(found))
    out.disorder = bundle.disorder
    said = " ".join(w for d in documents for w in d.warnings)
    planted = [*bundle.listed_only, *(f"（第{page}页）" for _, page in bundle.unlisted)]
    named = sum(p in said for p in planted)
    out.contents = (named, len(planted), said.count("“"))
    return out


def _cuts(truth: Sequence[Truth], found: Sequence[Truth]) -> tuple[int, int, int]:
    """Return boundaries right, in truth, found."""

    def boundaries(papers: Sequence[Truth]) -> set[tuple[int, int]]:
        owner = {page: k for k, (_, pages) in enumerate(papers) for page in pages}
        order = [p for p in sorted(owner) if p in inside]
        return {(a, b) for a, b in pairwise(order) if owner[a] != owner[b]}

    inside = {page for _, pages in truth for page in pages}
    true, seen = boundaries(truth), boundaries(found)
    return len(true & seen), len(true), len(seen)


def measure(seed: int, pages: int, cache: Path | None, *, scanned: bool = False) -> Score:
    """Make a bundle, read and split it."""
    bundle = make_bundle(seed, pages)
    data = to_pdf(bundle.leaves)
    if scanned:
        data = scanned_pdf(data, seed)
    source, read = pages_of(data, cache)
    start = time.perf_counter()
    documents = list(understand(source, iter(read)))
    return score(bundle, seed, documents, time.perf_counter() - start)


def rows(scores: Sequence[Score], kind: str) -> list[list[str]]:
    """Return the rows of the printed table."""
    out = []
    for s in scores:
        right, true, seen = s.cuts
        out.append(
            [
                f"{kind}, seed {s.seed}",
                str(s.pages),
                str(s.documents),
                str(s.right),
                f"{s.share:.4f}",
                f"{right / max(1, seen):.4f}",
                f"{right / max(1, true):.4f}",
                f"{s.contents[0]} of {s.contents[1]}, {max(0, s.contents[2] - s.contents[0])} false",
                f"{s.pages / max(s.seconds, 1e-9):.0f}",
            ]
        )
    documents, right = sum(s.documents for s in scores), sum(s.right for s in scores)
    share = f"{right / max(1, documents):.4f}"
    return [
        *out,
        [
            f"**{kind}, all**",
            str(sum(s.pages for s in scores)),
            str(documents),
            str(right),
            f"**{share}**",
            "",
            "",
            "",
            "",
        ],
    ]


COLUMNS = [
    "file",
    "pages",
    "documents",
    "exactly right",
    "share",
    "boundaries precise",
    "boundaries found",
    "contents faults named",
    "pages/s split",
]


def misses(scores: Sequence[Score]) -> str:
    """Return what is not exactly right, by seed."""
    lines = []
    for s in scores:
        lines.append(f"seed {s.seed}")
        lines += [f"  missed {doc_type:24}{pages}" for doc_type, pages in s.missed]
        lines += [f"  found  {doc_type:24}{pages}" for doc_type, pages in s.surplus]
    return "\n".join(lines)


def main() -> None:
    """Print the table by seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[901, 902, 903, 904, 905, 906])
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--scans", type=int, default=0, help="pages of one more bundle that is read as a scan")
    parser.add_argument("--scan-seed", type=int, default=907)
    parser.add_argument("--cache", type=Path, help="folder that keeps what was read, by the file's hash")
    parser.add_argument("--misses", action="store_true", help="print what is not exactly right")
    parser.add_argument("--report", action="store_true", help="write the section of docs/benchmarks.md")
    args = parser.parse_args()
    digital = [measure(seed, args.pages, args.cache) for seed in args.seeds]
    scans = [measure(args.scan_seed, args.scans, args.cache, scanned=True)] if args.scans else []
    body = table(COLUMNS, [*rows(digital, "text layer"), *(rows(scans, "scan") if scans else [])])
    disorder: Counter[str] = sum((s.disorder for s in (*digital, *scans)), Counter())
    planted = "Planted: " + ", ".join(f"{name} {count}" for name, count in sorted(disorder.items())) + "."
    shown = misses([*digital, *scans]) if args.misses else ""
    print(body, planted, shown, sep="\n")  # noqa: T201  a command of its own
    if args.report:
        scanned = f" --scans {args.scans} --scan-seed {args.scan_seed}" if args.scans else ""
        seeds = " ".join(map(str, args.seeds))
        command = f"python benchmarks/splitting.py --seeds {seeds} --pages {args.pages}{scanned} --report"
        note = f"{body}\n\n{planted} Aim: 0.97 exactly right on a bundle of 300 pages."
        write_section("splitting", "Splitting one file into documents", command, note)


if __name__ == "__main__":
    main()
