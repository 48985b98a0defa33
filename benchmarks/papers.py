"""Measure how several papers on one picture are told apart, and that pages of one paper are never cut.

Synthetic slips are laid on a glass or a table by `laid.py`; a picture is right when it is cut into as many papers as
lie there, each whole in one. Pages of one paper come from `printed.py`, clean and spoilt by `degrade.py`.

    python benchmarks/papers.py [--pictures N] [--pages N] [--seed S] [--report]
"""

from __future__ import annotations

import argparse
import random
import time

import cv2
import numpy as np
from degrade import KINDS as SPOILT
from degrade import degrade
from laid import KINDS, Laid, lay
from numpy.typing import NDArray
from PIL import ImageFont
from printed import CLAUSES, FONT_FOLDER, FONTS, STEMS, Sheet, print_pages
from report import table, write_section

from docaudit.reading.scan.papers import Quad, find_papers

TITLES = ("收据", "电子回单", "出租车发票", "入库单", "收款收据", "通行费发票")
# A paper's margins may be cut by this share of the picture.
MARGIN = 0.02


def slip(number: int) -> NDArray[np.uint8]:
    """Return a small paper, a third of them with a printed frame."""
    chance = random.Random(number)  # noqa: S311  no secret, only different papers
    path, index = chance.choice(FONTS)
    sheet = Sheet(chance, ImageFont.truetype(str(FONT_FOLDER / path), chance.choice((22, 24, 26)), index=index))
    sheet.put(260, 40, chance.choice(TITLES))
    lines = [
        f"付款人：{chance.choice(STEMS)}贸易有限公司",
        f"编号：{chance.randrange(10**9, 10**10)}",
        "日期：2026年3月18日",
    ]
    lines += [f"金额：￥{chance.randrange(10, 99)},250.00", chance.choice(CLAUSES)[:22], "经办人：王建国"]
    for k, line in enumerate(lines[: chance.randint(4, 6)], start=1):
        sheet.put(50, 40 + k * sheet.step, line)
        bottom = 40 + (k + 2) * sheet.step
    picture = sheet.picture[:bottom, : chance.randint(640, 740)].copy()
    if chance.random() < 0.3:
        cv2.rectangle(picture, (15, 15), (picture.shape[1] - 15, picture.shape[0] - 15), (60, 60, 60), 2)
    return picture


def right(quads: tuple[Quad, ...], laid: list[Laid], size: tuple[int, int]) -> bool:
    """Say whether there are as many papers as were laid, each whole in one."""
    boxes = [(quad.min(axis=0) / size, quad.max(axis=0) / size) for quad in quads]

    def whole(box: tuple[float, float, float, float]) -> bool:
        low, high = np.array(box[:2]) + MARGIN, np.array(box[2:]) - MARGIN
        return sum(bool((a <= low).all() and (b >= high).all()) for a, b in boxes) == 1

    return len(quads) == len(laid) and all(whole(paper.box) for paper in laid)


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=20, help="of each kind, with 2 to 6 papers")
    parser.add_argument("--pages", type=int, default=18, help="of one paper, clean and spoilt in every way")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--report", action="store_true", help="write docs/benchmarks.md")
    chosen = parser.parse_args()
    rows = []
    for kind in KINDS:
        good, seconds = 0, 0.0
        for k in range(chosen.pictures):
            number = 1000 * chosen.seed + k
            slips = [slip(10 * number + j) for j in range(2 + k % 5)]
            picture, laid = lay(slips, kind, number, turns=(0,) if k % 2 else (0, 90, 180, 270))
            start = time.process_time()
            quads = find_papers(picture)
            seconds += time.process_time() - start
            good += right(quads, laid, (picture.shape[1], picture.shape[0]))
        rows.append(
            [f"papers, {kind}", f"{chosen.pictures}", f"{good / chosen.pictures:.3f}", _time(seconds, chosen.pictures)]
        )
    for kind in ("clean", *SPOILT):
        kept, seconds = 0, 0.0
        for k, sheet in enumerate(print_pages(chosen.pages, chosen.seed)):
            places = [amount.box for amount in sheet.amounts]
            picture = sheet.picture
            if kind != "clean":
                picture = degrade(picture, kind, np.random.default_rng(k), places)
            start = time.process_time()
            kept += not find_papers(picture)
            seconds += time.process_time() - start
        rows.append(
            [f"one page, {kind}", f"{chosen.pages}", f"{kept / chosen.pages:.3f}", _time(seconds, chosen.pages)]
        )
    body = table(["picture", "pictures", "right", "ms each"], rows)
    print(body)  # noqa: T201  a command of its own
    if chosen.report:
        command = f"python benchmarks/papers.py --pictures {chosen.pictures} --pages {chosen.pages} --report"
        write_section("papers", "Several papers on one picture", command, body)


def _time(seconds: float, count: int) -> str:
    return f"{1000 * seconds / count:.0f}"


if __name__ == "__main__":
    main()
