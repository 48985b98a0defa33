"""The sum that a paper states twice: its figures are the amount, its words are kept as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docaudit.records.amounts import parse_amount, parse_words
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.digit_boxes import boxed_sum
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import AMOUNT_WORDS, FIGURE, FIGURES, MONEY, WORDS, find_words
from docaudit.understanding.paper import Paper
from docaudit.understanding.prose import agreed_sum
from docaudit.understanding.text import Text


def money_and_words(
    fields: Fields, labels: Sequence[str], words_labels: Sequence[str] = ("大写", "金额大写", "人民币大写", "大写金额")
) -> tuple[Field[Money], Field[str]]:
    """Return amount and words of the same sum: the figures are the amount, the words are kept as printed."""
    amount: Field[Money] = Field()
    boxed: Field[Money] = Field()
    words: Field[str] = Field()
    for label in labels:
        for spot in fields.spots(label):
            if (amount.value is None or amount.confidence < 0.2) and not in_boxes(spot.view.chars, spot.start):
                amount = fields.read(spot, FIGURES)
            if words.value is None:
                words = fields.read(spot, AMOUNT_WORDS)
        if amount.value is not None:
            break
    if words.value is None:
        words = fields.find(words_labels, AMOUNT_WORDS)
    if amount.value is None:
        amount = fields.find(("小写", "金额小写", "小写金额", "人民币小写"), FIGURES)
    if amount.value is None or _first_of_boxes(fields.paper, amount):
        amount = boxed = boxed_sum(fields.paper)
    if amount.value is None:
        amount = fields.find(labels, MONEY)
    if words.value is None and words_labels:
        agreed = agreed_sum(fields.paper.flow) if amount.value is None else None
        amount, words = agreed or (amount, spoken_words(fields.paper, amount.value))
        if words.value is None and amount is boxed:
            words = spoken_words(fields.paper, None)
    if amount.value is None and words.value is not None:
        amount = words.map(_parse_words)
    return figures_behind(fields.paper.flow, _agreed_with(fields.paper, words, amount, boxed), words), words


def _first_of_boxes(paper: Paper, amount: Field[Money]) -> bool:
    """Say whether an amount of a digit or two is what a cell of a line of boxes holds."""
    shown = amount.evidence.text if amount.evidence is not None else ""
    return len(re.findall(r"\d", shown)) <= _FEW and _BOXES.search(paper.text.chars) is not None


_BOXES = re.compile(r"(?<![\d,.])\d(?:[\t ]+\d){3,}(?![\d,.])")
"""A line of digits, one to a box."""
_ONE_BY_ONE = re.compile(r"[^\d\n]{0,40}\d(?:[\t ]+\d){2,}(?![\d,.])")


def in_boxes(chars: str, start: int) -> bool:
    """Say whether the figures behind a place stand one to a box: the first of them alone is no sum."""
    return _ONE_BY_ONE.match(chars, start) is not None


def _agreed_with(paper: Paper, words: Field[str], amount: Field[Money], boxed: Field[Money]) -> Field[Money]:
    """Return the amount that its words leave: theirs where the figures lack digits, none where boxes say another."""
    spoken = _parse_words(words.value) if words.value is not None else None
    if amount.value is not None and spoken is not None and _cells_cut_short(amount, spoken):
        boxes = boxed_sum(paper)
        return boxes if boxes.value == spoken else words.map(_parse_words).scaled(0.8)
    return Field() if amount is boxed and spoken not in (None, boxed.value) else amount


_SMALL = re.compile(r"[\t \n]*[(,]?[\t ]*小写[):\t ]*(?:人民币)?[\t ]*")
"""What stands between the words of a sum and its figures."""


def figures_behind(flow: Text, amount: Field[Money], words: Field[str]) -> Field[Money]:
    """Return the figures behind the words where the amount was only taken from these: both are told as printed."""
    spoken = _parse_words(words.value) if words.value is not None else None
    if spoken is None or amount.value != spoken:
        return amount
    for found in WORDS.finditer(flow.chars):
        said = find_words(found.group())
        between = said and _SMALL.match(flow.chars, found.start() + said[2])
        if not said or not between or parse_words(said[0]) != spoken:
            continue
        figures = FIGURE.match(flow.chars, between.end())
        value = parse_amount(figures.group().strip()) if figures else None
        if figures and value is not None and value != spoken:
            return flow.field(value, figures.start(), figures.end(), 0.9)
    return amount


def spoken_words(paper: Paper, amount: Money | None) -> Field[str]:
    """Return the words beside no label: those that say `amount`, else those behind 大写 where all such say the same."""
    for view in (paper.cells, paper.flow):
        said: dict[Money, Field[str]] = {}
        for found in WORDS.finditer(view.chars):
            words = find_words(found.group())
            value = parse_words(words[0]) if words else None
            if words is None or value is None:
                continue
            start, end = found.start() + words[1], found.start() + words[2]
            marked = re.search(r"大写\)?[:\t ]*(?:人民币)?$", view.chars[max(0, start - 12) : start])
            if value == amount or (amount is None and marked):
                said.setdefault(value, view.field(words[0], start, end, 0.9))
        if len(said) == 1:
            return next(iter(said.values()))
    return Field()


def _cells_cut_short(amount: Field[Money], spoken: Money) -> bool:
    """Say whether digit cells (no decimal point printed) lost their last digits against the words."""
    if amount.value is None or amount.evidence is None or re.search(r"\d[.,。]\d", amount.evidence.text):
        return False
    shown = re.findall(r"\d", amount.evidence.text)
    alone = len(shown) <= _FEW or re.search(r"\d \d", amount.evidence.text) is not None
    return amount.value < spoken and str(spoken.fen).startswith(str(amount.value.fen).rstrip("0") or "?") and alone


_FEW = 2
"""So many digits before the words of a greater sum that begins with them are those of its first boxes."""


def _parse_words(text: str) -> Money | None:
    found = MONEY.find(text)
    return found[0] if found else None
