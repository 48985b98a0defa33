"""Put the text of pictures on a page beside its text layer, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Levenshtein

from docaudit.reading.geometry import BoxMap, move_lines, move_tables, move_words
from docaudit.reading.layout import Rule
from docaudit.records.evidence import Box
from docaudit.records.pages import Line, Page, Seal, Signature, Table, Word

# Words that cover each other by more than this share of the smaller stand in one place.
_ONE_PLACE = 0.3
_ALIKE = 0.5


@dataclass(slots=True)
class Additions:
    """What pictures add to a page, boxes in fractions of the page.

    Attributes:
        words, rules: of pictures that the layer writes on, a form's background: to be laid out with it.
        lines, tables: of pictures by themselves, laid out already.
    """

    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    codes: list[Word] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        """Something was read."""
        return bool(self.words or self.lines)


def place_in(area: Box) -> BoxMap:
    """Return the map from fractions of a part of the page to fractions of the page."""

    def place(box: Box) -> Box:
        return Box(
            area.x0 + box.x0 * area.width,
            area.y0 + box.y0 * area.height,
            area.x0 + box.x1 * area.width,
            area.y0 + box.y1 * area.height,
        )

    return place


def add(additions: Additions, scanned: Page, area: Box, layer: Sequence[Word]) -> None:
    """Take over what was read on a part of the page, but for what the layer says in the same place."""
    place = place_in(area)
    near = [word for word in layer if _meets(word.box, area)]
    words = move_words(scanned.words, place)
    single = [word for word in words if not any(_is_same(word, other) for other in near)]
    if not any(area.contains(*word.box.center) for word in near) and len(single) == len(words):
        additions.lines += move_lines(scanned.lines, place)
        additions.tables += move_tables(scanned.tables, place)
    else:
        additions.words += single
        additions.rules += _frames(move_tables(scanned.tables, place))
    additions.codes += move_words(scanned.codes, place)
    additions.seals += [replace(seal, box=place(seal.box)) for seal in scanned.seals]
    additions.signatures += [replace(signature, box=place(signature.box)) for signature in scanned.signatures]
    additions.warnings += [warning for warning in scanned.warnings if warning not in additions.warnings]


def _frames(tables: Sequence[Table]) -> list[Rule]:
    """Return the lines around the cells of tables."""
    boxes = [cell.box for table in tables for cell in table.cells if cell.box is not None]
    return [
        rule
        for box in boxes
        for rule in (
            Rule(True, box.y0, box.x0, box.x1),
            Rule(True, box.y1, box.x0, box.x1),
            Rule(False, box.x0, box.y0, box.y1),
            Rule(False, box.x1, box.y0, box.y1),
        )
    ]


def _meets(a: Box, b: Box) -> bool:
    return a.x0 <= b.x1 and b.x0 <= a.x1 and a.y0 <= b.y1 and b.y0 <= a.y1


def _is_same(word: Word, other: Word) -> bool:
    """Say whether two words in one place say the same; a mark printed across a text does not."""
    if word.box.overlap(other.box) <= _ONE_PLACE:
        return False
    a, b = "".join(word.text.split()), "".join(other.text.split())
    return a in b or Levenshtein.normalized_similarity(a, b) >= _ALIKE
