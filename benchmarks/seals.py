"""Measure how well seals are found and read: synthetic seals of all shapes, colours and strengths, pressed over print.

A seal counts as exact when all of its text is; its name, when the text along the edge is. What is not told is null, not
wrong.

    python benchmarks/seals.py [--pages N] [--seed S] [--misread] [--report]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from pressed import BLUE, RED, VIOLET, Font, as_jpeg, framed_stamp, name_seal, oval_seal, press, round_seal
from printed import CLAUSES, FONT_FOLDER, FONTS, HIGH, REGIONS, STEMS, TRADES, WIDE
from report import table, write_section

from docaudit.reading.ocr import borrow_engine
from docaudit.reading.scan.seals import lift_seals, read_seals
from docaudit.records.pages import Seal

PLACES = ((450, 500), (1150, 1000), (500, 1600))
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Pressed:
    """A seal as it was pressed: kind, where, and what it says."""

    kind: str
    at: tuple[int, int]
    name: str
    rest: str


@dataclass(slots=True)
class Tally:
    """What was counted for one kind of seal."""

    pressed: int = 0
    found: int = 0
    names: int = 0
    exact: int = 0
    null: int = 0
    believed_wrong: int = 0
    misread: list[str] = field(default_factory=list)


def page(number: int) -> tuple[Image.Image, list[Pressed]]:
    """Return a page with three seals and what they say."""
    chance = random.Random(number)  # noqa: S311  no secret, only different pages
    path, index = chance.choice(FONTS)

    def font(size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(FONT_FOLDER / path), size, index=index)

    image = Image.new("RGB", (WIDE, HIGH), (chance.randint(240, 255),) * 3)
    if chance.random() < 0.6:
        pen, print_font = ImageDraw.Draw(image), font(30)
        for y in range(200, 2200, 58):
            pen.text((150, y), chance.choice(CLAUSES)[:42], font=print_font, fill=(25, 25, 25))
    told = []
    for x, y in PLACES:
        kind = chance.choice(("round", "round", "oval", "name", "name, filled", "framed"))
        at = x + chance.randint(-60, 60), y + chance.randint(-60, 60)
        name, rest, ink, wide = _seal(chance, kind, font)
        steady = kind in ("framed", "name", "name, filled")
        image = press(
            image,
            ink,
            at,
            wide,
            colour=chance.choice((RED, RED, RED, BLUE, VIOLET)),
            strength=chance.uniform(0.5, 0.95),
            tilt=chance.uniform(-10, 10) if steady else chance.uniform(-30, 30),
            seed=number,
        )
        told.append(Pressed(kind, at, name, rest))
    return as_jpeg(image, chance.choice((60, 75, 90))), told


def _seal(chance: random.Random, kind: str, font: Font) -> tuple[str, str, Image.Image, int]:
    company = chance.choice(REGIONS) + chance.choice(STEMS) + chance.choice(TRADES)
    if kind == "round":
        below = chance.choice(("", "财务专用章", "合同专用章", "发票专用章"))
        number = str(chance.randrange(10**12, 10**13)) if chance.random() < 0.5 else ""
        return company, below, round_seal(font, company, below, number), chance.randint(290, 330)
    if kind == "oval":
        number = "91" + "".join(chance.choice("0123456789ABCDEFGH") for _ in range(16))
        return company, f"{number} 发票专用章", oval_seal(font, company, number), chance.randint(300, 330)
    if kind == "framed":
        text = chance.choice(("作废", "现金付讫", "银行收讫", "转账收讫"))
        return "", text, framed_stamp(font, text), chance.randint(260, 330)
    person = chance.choice("王李张刘陈杨赵黄周吴") + "".join(chance.choices("建国志强海波丽华明春兰芳", k=2)) + "印"
    return person, "", name_seal(font, person, filled="filled" in kind), chance.randint(130, 160)


def run(pages: int, seed: int) -> Iterator[tuple[Pressed, Seal | None]]:
    """Press, find and read; yield each seal with what was read where it lies."""
    with borrow_engine(None, 0) as engine:
        if engine is None:
            raise SystemExit("no OCR engine works here")
        for number in range(1000 * seed, 1000 * seed + pages):
            image, told = page(number)
            picture = np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
            seals = [seal for _, seal in read_seals(lift_seals(picture)[1], engine)]
            for pressed in told:
                x, y = pressed.at[0] / WIDE, pressed.at[1] / HIGH
                yield pressed, next((s for s in seals if s.box.contains(x, y)), None)


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=40, help="three seals each")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--misread", action="store_true", help="print every seal not read exactly")
    parser.add_argument("--report", action="store_true", help="write docs/benchmarks.md")
    chosen = parser.parse_args()
    tallies: dict[str, Tally] = {}
    for pressed, seal in run(chosen.pages, chosen.seed):
        for kind in (pressed.kind, "all"):
            _count(tallies.setdefault(kind, Tally()), pressed, seal)
    rows = [_row(kind, tally) for kind, tally in sorted(tallies.items(), key=lambda item: (item[0] == "all", item[0]))]
    heads = ["seal", "pressed", "found", "name exact", "text exact", "nothing told", f"wrong at ≥ {SURE}"]
    body = table(heads, rows)
    lines = tallies["all"].misread if chosen.misread else []
    print(body, *lines, sep="\n")  # noqa: T201  a command of its own
    if chosen.report:
        command = f"python benchmarks/seals.py --pages {chosen.pages} --seed {chosen.seed} --report"
        write_section("seals", "Seals", command, body)


def _count(tally: Tally, pressed: Pressed, seal: Seal | None) -> None:
    tally.pressed += 1
    if seal is None:
        tally.misread.append(f"{pressed.kind} {pressed.name} {pressed.rest}: not found")
        return
    # A seal's lines may be told in any order; one that is missing was not read, one that differs was read wrongly.
    pieces, truth = set(seal.text.split()), {pressed.name, *pressed.rest.split()} - {""}
    right = pieces == truth and seal.name == pressed.name
    partly = pieces <= truth and seal.name in ("", pressed.name)
    tally.found += 1
    tally.names += seal.name == pressed.name
    tally.exact += right
    tally.null += not seal.text
    tally.believed_wrong += not right and not partly and seal.confidence >= SURE
    if not right:
        tally.misread.append(f"{pressed.kind} {pressed.name} {pressed.rest} <- {seal.text} ({seal.confidence:.3f})")


def _row(kind: str, tally: Tally) -> list[str]:
    shares = (tally.names, tally.exact, tally.null, tally.believed_wrong)
    return [kind, f"{tally.pressed}", f"{tally.found}", *(f"{count / tally.pressed:.3f}" for count in shares)]


if __name__ == "__main__":
    main()
