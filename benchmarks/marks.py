"""Measure check boxes and signatures on generated forms, as printed and spoilt: shares right, wrong and not seen.

python benchmarks/marks.py --forms 8 --report
"""

from __future__ import annotations

import argparse
import re
from collections import Counter

import numpy as np
import report
from degrade import degrade, place_after
from forms import Form, print_form

from docaudit.reading import ReadOptions
from docaudit.reading.scan import read_scan
from docaudit.records.pages import Page

KINDS = ("clean", "rotation", "blur", "jpeg30", "shadow", "fax150", "phone")
_SIGNS = "□☑■"
_CHOSEN = "☑■"


def score_boxes(form: Form, page: Page, kind: str, seed: int) -> Counter[str]:
    """Count boxes right, wrong (empty for ticked or the reverse), not seen, and signs where no box is printed."""
    counts: Counter[str] = Counter()
    size = (form.image.width, form.image.height)
    signs = []
    for word in page.words:
        for found in re.finditer(f"[{_SIGNS}]", word.text):
            share = found.start() / max(1, len(word.text))
            signs.append((word.box.x0 + share * word.box.width, (word.box.y0 + word.box.y1) / 2, found.group()))
    used = set()
    for option in form.options:
        x0, y0, x1, y1 = place_after(kind, size, seed, option.box)
        near = [
            k for k, (x, y, _) in enumerate(signs) if k not in used and abs(x - x0) < 1.2 * (x1 - x0) and y0 < y < y1
        ]
        if not near:
            counts["not seen"] += 1
            continue
        best = min(near, key=lambda k: abs(signs[k][0] - x0))
        used.add(best)
        counts["right" if (signs[best][2] in _CHOSEN) == (option.sign in _CHOSEN) else "wrong"] += 1
    counts["no box there"] += len(signs) - len(used)
    return counts


def score_signatures(form: Form, page: Page, kind: str, seed: int) -> Counter[str]:
    """Count places to sign right, wrong, and undecided or not found."""
    counts: Counter[str] = Counter()
    size = (form.image.width, form.image.height)
    for signer in form.signers:
        _, y0, x1, y1 = place_after(kind, size, seed, signer.box)
        near = [
            s
            for s in page.signatures
            if s.box.x0 > x1 - 0.02 and s.box.x0 < x1 + 0.15 and s.box.y0 < y1 + 0.01 and s.box.y1 > y0 - 0.01
        ]
        judged = [s.present for s in near if s.present is not None]
        counts["undecided" if not judged else "right" if judged[0] == signer.signed else "wrong"] += 1
    return counts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=8)
    parser.add_argument("--first", type=int, default=1000)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--report", action="store_true", help="write the section of docs/benchmarks.md")
    chosen = parser.parse_args()
    rows = []
    for kind in chosen.kinds.split(","):
        boxes: Counter[str] = Counter()
        signed: Counter[str] = Counter()
        for seed in range(chosen.first, chosen.first + chosen.forms):
            form = print_form(seed)
            image = form.picture
            if kind != "clean":
                image = degrade(image, kind, np.random.default_rng(seed))
            page = read_scan(image, ReadOptions())
            boxes += score_boxes(form, page, kind, seed)
            signed += score_signatures(form, page, kind, seed)
        total = sum(boxes[k] for k in ("right", "wrong", "not seen"))
        rows.append(
            [
                kind,
                str(total),
                *(f"{boxes[k] / max(1, total):.3f}" for k in ("right", "wrong", "not seen")),
                str(boxes["no box there"]),
                str(signed.total()),
                *(f"{signed[k] / max(1, signed.total()):.3f}" for k in ("right", "wrong", "undecided")),
            ]
        )
        print(rows[-1], flush=True)  # noqa: T201
    columns = ["page", "boxes", "right", "wrong", "not seen", "signs where no box is"]
    body = report.table([*columns, "places to sign", "right", "wrong", "undecided"], rows)
    if chosen.report:
        report.write_section(
            "marks", "Check boxes and signatures", f"python benchmarks/marks.py --forms {chosen.forms} --report", body
        )
    print(body)  # noqa: T201


if __name__ == "__main__":
    main()
