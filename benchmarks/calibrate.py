"""Fit the curves of `docaudit.reading.ocr.confidence` on spoilt synthetic pages, and try them on other fonts.

Every word's doubt is recorded where the engine would look up its confidence; whether it is right is told by place, as
in `degraded.py`. Pages are spoilt more than there (twice, and at lower resolution), since good pages hold no errors to
learn from.

    python benchmarks/calibrate.py [--pages N] [--seed S] [--fonts FOLDER] [--write]
"""

from __future__ import annotations

import argparse
import itertools
import math
import os
import re
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np
from degrade import degrade
from degraded import Spot, measure, reliability
from printed import FIT_FONTS, FONT_FOLDER, FONTS, Face, Sheet, print_pages
from report import table, write_section

from docaudit.reading import ReadOptions
from docaudit.reading.ocr import confidence, rapidocr_engine, tesseract_engine
from docaudit.reading.scan import read_scan

Seen = tuple[str, float, bool]
"""A word's kind, its doubt, and whether it was read right."""
TARGET = Path(confidence.__file__)
RAPID = "rapidocr-openvino"
LEAST_IN_BIN = 80


def spoil(sheet: Sheet, seed: int) -> tuple[np.ndarray, Spot]:
    """Return the page at some resolution, spoilt flatly up to twice and bent up to once."""
    chance = np.random.default_rng(seed)
    image = sheet.picture
    zoom = chance.choice([1.0, 1.0, 0.85, 0.75])
    image = np.asarray(cv2.resize(image, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA), np.uint8)
    boxes = [amount.box for amount in sheet.amounts]
    flat = chance.permutation(["blur", "jpeg30", "shadow", "stamp"])[: chance.integers(0, 3)]
    for kind in flat:
        image = degrade(image, str(kind), chance, boxes)
    bent = str(chance.choice(["clean", "rotation", "phone", "fax150"])) if zoom > 0.8 else "clean"
    if bent != "clean":
        image = degrade(image, bent, np.random.default_rng(seed))
    return image, Spot(bent, seed, (image.shape[1], image.shape[0]))


def words_of(task: tuple[int, int, tuple[Face, ...], Path, str]) -> list[Seen]:
    """Print, spoil and read one page."""
    number, seed, fonts, folder, engine = task
    sheet = print_pages(1, 0, fonts, first=seed + number, folder=folder)[0]
    image, spot = spoil(sheet, seed + number)
    record: list[tuple[str, float]] = []

    def note(kind: str, doubt: float) -> float:
        record.append((kind, doubt))
        return len(record) * 1e-5

    rapidocr_engine.calibrated = tesseract_engine.calibrated = note
    page = read_scan(image, ReadOptions(ocr_threads=1, ocr_engine=engine))
    right: dict[int, bool] = defaultdict(lambda: True)
    for mark, is_right in measure(page.words, sheet.strings, [], spot).words:
        right[round(mark * 1e5) - 1] &= is_right
    return [(*record[k], is_right) for k, is_right in right.items() if math.isfinite(record[k][1])]


def fit(seen: Sequence[Seen], kind: str) -> list[tuple[float, float]]:
    """Return a falling curve: shares of right words in bins of like doubt, neighbours alike or out of order joined."""
    inside = sorted((math.log10(max(doubt, 1e-5)), right) for name, doubt, right in seen if name == kind)
    if not inside:
        return list(confidence._CURVES[kind])
    bins = np.array_split(np.array(inside, float), max(1, min(14, len(inside) // LEAST_IN_BIN)))
    joined: list[np.ndarray] = []
    for part in bins:
        joined.append(np.array([part[:, 0].sum(), part[:, 1].sum(), len(part)]))
        while len(joined) > 1 and _share(joined[-2]) <= _share(joined[-1]):
            joined[-2:] = [joined[-2] + joined[-1]]
    return [(round(float(x / n), 2), round(_share((x, right, n)), 4)) for x, right, n in joined]


def _share(counted: Sequence[float]) -> float:
    """Return the share of right words, with one right and one wrong more than seen: it is never nought or one."""
    return float((counted[1] + 1) / (counted[2] + 2))


def main() -> None:
    """Fit, try on other fonts, and print or write the curves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=120, help="to fit on; a third as many are tried")
    parser.add_argument("--seed", type=int, default=50_000)
    parser.add_argument("--fonts", type=Path, default=FONT_FOLDER, help="where the fonts to fit on are")
    parser.add_argument("--write", action="store_true", help="put the curves into the package")
    parser.add_argument("--report", action="store_true", help="write docs/benchmarks.md")
    chosen = parser.parse_args()
    os.environ["DOCAUDIT_CACHE"] = "off"
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        fitted_on = [(k, chosen.seed, FIT_FONTS, chosen.fonts, RAPID) for k in range(chosen.pages)]
        fitted_on += [(k, chosen.seed, FIT_FONTS, chosen.fonts, "tesseract") for k in range(0, chosen.pages, 6)]
        seen = list(itertools.chain(*pool.map(words_of, fitted_on)))
        new = [(k, 2 * chosen.seed, FONTS, FONT_FOLDER, RAPID) for k in range(chosen.pages // 3)]
        tried = list(itertools.chain(*pool.map(words_of, new)))
    curves = {kind: tuple(fit(seen, kind)) for kind in confidence._CURVES}
    body = "".join(f'    "{kind}": {points},\n' for kind, points in curves.items())
    fitted = "_CURVES: dict[str, tuple[tuple[float, float], ...]] = {\n" + body + "}\n"
    if chosen.write:
        text = TARGET.read_text("utf-8")
        pattern = re.compile(r"(?<=# BEGIN FITTED\n).*?(?=# END FITTED)", re.S)
        TARGET.write_text(pattern.sub(lambda _: fitted, text), "utf-8")
    confidence._CURVES = curves  # what was fitted is what is tried
    rows = reliability([(confidence.calibrated(kind, doubt), right) for kind, doubt, right in tried])
    curve = table(["confidence", "words", "mean", "right"], rows)
    counts = f"Fitted on {len(seen)} words, tried on {len(tried)} words in other fonts:"
    print(fitted, counts, "", curve, sep="\n")  # noqa: T201  a command of its own
    if chosen.report:
        command = f"python benchmarks/calibrate.py --pages {chosen.pages} --report"
        write_section("confidence", "Confidence of words", command, f"{counts}\n\n{curve}")


if __name__ == "__main__":
    main()
