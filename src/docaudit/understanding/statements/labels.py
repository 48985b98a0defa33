"""Which words of a statement's head name what, and the values beside or below them."""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docaudit.records.names import is_person_name
from docaudit.records.pages import Cell, Page
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements.figures import is_nothing, parse_fen
from docaudit.understanding.statements.label_words import KEYS, any_of
from docaudit.understanding.statements.printed import CURRENCIES, DAY, currency_of

_ANY = any_of(KEYS)
_HAN_ANY = any_of(word for word in KEYS if not word.isascii())
_ENGLISH = (
    r"(?:(?:account|a/c|card|customer|client|holder|name|title|of|no|number|currency|ccy|period|bank|branch|date|start|end|from|"
    r"to|opening|closing|balance|statement|the)\b[ ./'&-]*){1,5}"
)
"""The same label in English beside it; a word that can be the value (CNY) is none of these."""
_LABEL = re.compile(
    rf"(?:(?<![\u4e00-\u9fffA-Za-z])|(?<=[A-Za-z])(?=[\u4e00-\u9fff])|(?<=公司)|(?<=[厂店社行部心])(?=[账帐卡]号|币种))({_ANY})\s*(?:{_ENGLISH})?(?:[(（][^)）\d]{{0,12}}[)）]|[\[【][^\]】]{{0,12}}[\]】](?=\s*[:：]))?\s*([:：]+|$|(?=\s*[\[【]))",
    re.IGNORECASE,
)
_OPEN = re.compile(rf"(?:^|(?<=[\s(,;\d]))({_HAN_ANY})((?:\s*{_ENGLISH})?[\s为]*)(?=\S)", re.IGNORECASE)
"""A label that no colon ends, only white space or its English; what follows has to be of its kind (`_fits`)."""
_HAN_SIGN = re.compile(r"[\u4e00-\u9fff]")
_BARE = re.compile(rf"({_ANY})\s*(?:{_ENGLISH})?(?:[(（][^)）]{{0,12}}[)）])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value as printed."""

    key: str
    value: str
    page: Page
    cell: Cell


def pairs(rows: Iterable[GridRow]) -> Iterator[Pair]:
    """Yield label and value pairs; the value stands behind the label in its cell, in the next cell, below or above it."""
    above: list[Cell] = []
    before: GridRow | None = None
    for row, after in itertools.zip_longest(listed := list(rows), listed[1:]):
        if above:
            yield from _below(above, row)
        above = row.filled() if _only_labels(row) else []
        if above and before is not None and _fit(above, before) > (_fit(above, after) if after is not None else 0):
            yield from _below(above, before)
            above = []
        before = row
        yield from _beside(row)


def _beside(row: GridRow) -> Iterator[Pair]:
    """Yield the labels of a row with the values behind them."""
    cells = row.filled()
    texts = [plain(c.text) for c in cells]
    for i, text in enumerate(texts[:-1]):
        if _HAN_SIGN.fullmatch(text) and re.match(r"[\u4e00-\u9fff]{1,3}(?:\s*[:：]|\s|$)", texts[i + 1]):
            texts[i], texts[i + 1] = "", f"{text}{texts[i + 1]}"  # the letters of a label stand wide apart
    for i, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        found = list(_LABEL.finditer(text))
        if not found and (bare := _BARE.fullmatch(text)) is not None:
            found = [bare]
        found = _with_open(text, found)
        for k, match in enumerate(found):
            key = KEYS[re.sub(r"\s", "", match.group(1)).lower()]
            stop = found[k + 1].start() if k + 1 < len(found) else len(text)
            value = text[match.end() : stop].strip(" \t,;，；|")
            if match.re is _OPEN and "(" not in value:
                value = value.partition(")")[0]  # the label stood in brackets: 某公司(账号 6222…)
            source = cell
            if not value and k + 1 == len(found) and i + 1 < len(cells):
                after = texts[i + 1]
                if _LABEL.match(after) or _BARE.fullmatch(after):
                    continue
                value, source = after, cells[i + 1]
            elif key == "both" and k + 1 == len(found) and i + 1 < len(cells) and _half(value):
                value = _with_half(value, texts[i + 1])
            if value and not is_nothing(value):
                yield Pair(key, value, row.page, source)


def _half(value: str) -> bool:
    """Say whether the value of a name and a number (账号/户名) is but one of them: a wide gap parts the other from it."""
    return bool(re.fullmatch(r"[\d* -]{8,}/?", value)) or not re.search(r"\d", value)


def _with_half(value: str, after: str) -> str:
    """Return both halves of a name and a number where the next cell holds the other one and no label."""
    other = re.search(r"\d", value) is None
    fits = re.fullmatch(r"[\d* -]{8,}", after) if other else re.fullmatch(r"[\u4e00-\u9fff·()]{2,40}", after)
    return f"{value.rstrip('/')} {after}" if fits else value


def _only_labels(row: GridRow) -> bool:
    """Say whether a row holds nothing but labels, as the head of a small table does."""
    cells = row.filled()
    return bool(cells) and all(_BARE.fullmatch(plain(c.text)) for c in cells)


def _below(labels: Sequence[Cell], row: GridRow) -> Iterator[Pair]:
    """Yield the values that stand below labels, one below each."""
    values = row.filled()
    if len(values) != len(labels) or _only_labels(row) or (len(labels) == 1 and not _flush(labels[0], values[0])):
        return
    for label, value in zip(labels, values, strict=True):
        found = _BARE.fullmatch(plain(label.text))
        text = plain(value.text)
        if found is not None and not is_nothing(text) and _LABEL.match(text) is None:
            yield Pair(KEYS[re.sub(r"\s", "", found.group(1)).lower()], text, row.page, value)


def _fit(labels: Sequence[Cell], row: GridRow) -> int:
    """Return how many of the cells that stand level with labels, one with each, are values of their kinds."""
    values = row.filled()
    if len(values) != len(labels) or _only_labels(row):
        return 0
    found = [
        (_BARE.fullmatch(plain(label.text)), plain(value.text)) for label, value in zip(labels, values, strict=True)
    ]
    return sum(m is not None and _fits(KEYS[re.sub(r"\s", "", m.group(1)).lower()], text) for m, text in found)


def _flush(label: Cell, value: Cell) -> bool:
    """Say whether a value begins where the one label above it does."""
    if label.box is None or value.box is None:
        return False
    return abs(label.box.x0 - value.box.x0) < label.box.height


def _with_open(text: str, found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Add the labels that only white space parts from a value of their kind."""
    taken = [m.span() for m in found]
    more = [
        m
        for m in _OPEN.finditer(text)
        if not any(a < m.end() and m.start() < b for a, b in taken)
        and (
            (_fits if m.group(2) else _fits_glued)(KEYS[re.sub(r"\s", "", m.group(1)).lower()], text[m.end() :])
            or (not m.group(2) and m.group(1)[-2:] in ("户名", "姓名") and _person_alone(text[m.end() :]))
        )
    ]
    return sorted([*found, *more], key=lambda m: m.start()) if more else found


def _person_alone(text: str) -> bool:
    """Say whether a text is a person's name and nothing else."""
    return re.fullmatch(r"[\u4e00-\u9fff·]{2,12}", text) is not None and is_person_name(text)


def _fits_glued(key: str, text: str) -> bool:
    """Say whether a text is such a value for certain, where an OCR engine lost the blank between it and its label."""
    if key == "account_number":
        return bool(re.match(r"[\d*]{8,}(?:\s|$|\)|[\u4e00-\u9fff])", text))
    if key == "account_name":
        return bool(re.match(r"[\u4e00-\u9fff()]{2,30}(?:公司|厂|商行|合作社|中心|集团)(?:\s|$|\))", text))
    if key == "bank":
        return bool(re.match(r"[\u4e00-\u9fff]{2,16}(?:银行|信用社)", text))
    if key == "currency":
        return any(pattern.match(text) for pattern, _ in CURRENCIES)
    if key in ("period", "start", "end", "opening", "closing", "sum_in", "sum_out"):
        return _fits(key, text)
    return False


def _fits(key: str, text: str) -> bool:
    """Say whether a text begins with a value that such a label names."""
    first = next(iter(text.split()), "")
    if first.lower() in KEYS:
        return key == ""
    if key == "account_number":
        spaced = re.match(r"(?:\d{4} ){2,}\d", text.lstrip()) is not None
        return spaced or (bool(re.fullmatch(r"[\dA-Za-z*-]{6,}(?:\).*)?", first)) and bool(re.search(r"\d{4}", first)))
    if key == "account_name":
        return bool(re.match(r"[\u4e00-\u9fff·（(）)]{2,}", first)) and not re.search(r"[:：,，。]", first)
    if key == "bank":
        return bool(re.search(r"银行|信用社|信用合作", first))
    if key == "currency":
        return currency_of(first) is not None
    if key in ("period", "start", "end"):
        return bool(DAY.match(text))
    if key in ("opening", "closing", "sum_in", "sum_out"):
        return "." in first and parse_fen(first) is not None
    return True


def plain(text: str) -> str:
    """Return a printed text in one line, in half-width forms."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\n", " ").split())
