"""Invents labelled texts for the four tasks from the templates in `wordings/`."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from docaudit_models import row
from training.grammar import Span, filled, wordings
from training.invent import Inventor
from training.noise import misread, scanned

Labelled = tuple[str, str]
"""A text and its label."""
Maker = Callable[[random.Random, int], Iterator[Labelled]]
Writer = Callable[[str], str]
"""Fills in one template for one paper."""

SEEN = Path(__file__).parent / "wordings" / "seen.tsv"
"""Clauses of contracts that may be looked at: round, kinds, text; written by `benchmarks/seen_clauses.py`."""
_PARTIES = ("借款人", "贷款人")
"""What the parties are called in what the model is asked (`docaudit.understanding.told`)."""
_BESIDE = {
    "consent": " ?prohibition ?use_of_funds",
    "prohibition": " ?use_of_funds ?consent",
    "use_of_funds": " ?prohibition ?consent",
    "acceleration": " ?repayment",
    "financial_covenant": " ?acceleration",
    "account": " ?repayment",
}
"""Kinds that a sentence of a kind may state as well: its templates say nothing of them."""
_OFTENER = {"none": 4, "other": 2}
"""Of kinds that hold the most different sentences more are made."""
_OTHER_WORDS = 0.2
"""Share of sentences with other words for them, for contracts in which it is not told which is whose."""
_SEEN = 1.6
"""How many texts come from contracts, over those of the templates."""
_CONTRACT = re.compile("合同|协议")
_SUMMARIES = (
    "转账",
    "汇款",
    "网银",
    "网银转账",
    "跨行转账",
    "电汇",
    "支付",
    "对公转账",
    "往账",
    "转账支取",
    "企业网银",
    "汇兑",
    "转出",
    "扣款",
)
"""What banks print as the summary of any payment."""


def documents(chance: random.Random, count: int) -> Iterator[Labelled]:
    """Yield `count` first pages of each type."""
    forms = wordings("papers")
    for doc_type in sorted(forms.keys() - {"general"}):
        variants = forms[doc_type]
        for _ in range(count):
            yield scanned(_page(chance.choice(variants), chance), chance), doc_type


def clauses(chance: random.Random, count: int) -> Iterator[Labelled]:
    """Yield sentences with the kinds of obligation they state, parted by blanks; of one after ``?`` readers differ.

    For each kind `count` from templates (more of those that differ most), then those of contracts that were
    looked at, as often as makes them a third as many as the others together.
    """
    composed = wordings("duties")
    made = 0
    for kind, templates in wordings("clauses").items():
        for number in range(count * _OFTENER.get(kind, 1)):
            source = (templates, composed[kind])[number % 3 > 0]
            inventor = Inventor(chance, composed["slots"], None if chance.random() < _OTHER_WORDS else _PARTIES)
            text, _spans = filled(chance.choice(source), inventor, chance)
            yield scanned(text, chance), kind + _BESIDE.get(kind, "")
            made += 1
    known = seen()
    for text, labels in known * round(made * _SEEN / max(1, len(known))):
        yield scanned(text, chance), labels


def seen() -> list[Labelled]:
    """Return clauses of made contracts with their labels, but for those of the rounds in ``DOCAUDIT_WITHOUT``."""
    without = os.environ.get("DOCAUDIT_WITHOUT", "").split()
    lines = (line.split("\t") for line in SEEN.read_text("utf-8").splitlines())
    return [(text, labels) for of, labels, text in lines if of not in without]


def purposes(chance: random.Random, count: int) -> Iterator[Labelled]:
    """Yield `count` rows of each use; its words and the counterparty stand as the loader's `row` joins them."""
    for use, groups in wordings("purposes").items():
        weights = [len(group["text"]) for group in groups]
        for _ in range(count):
            group = chance.choices(groups, weights)[0]
            inventor = Inventor(chance)
            said, _spans = filled(chance.choice(group["text"]), inventor, chance)
            who, _spans = filled(chance.choice(group["who"]), inventor, chance)
            if chance.random() < 0.5:
                said = f"{chance.choice(_SUMMARIES)} {said}"
            yield misread(row(said, who), chance, chance.choice((0.0, 0.0, 0.02))), use


def names(chance: random.Random, count: int) -> Iterator[tuple[str, list[Span]]]:
    """Yield `count` sentences or lines, each with the firms, persons, banks and addresses in it."""
    groups = wordings("names")
    for _ in range(count):
        inventor = Inventor(chance)
        text, spans = filled(chance.choice(groups[chance.choice(("contracts", "forms"))]), inventor, chance)
        if chance.random() < 0.25:
            before, _spans = filled(chance.choice(groups["contracts"]), inventor, chance)
            if not _spans:
                spans = [(start + len(before), end + len(before), name) for start, end, name in spans]
                text = before + text
        share = chance.choice((0.0, 0.0, 0.0, 0.01, 0.03))
        yield misread(text, chance, share), [s for s in spans if s[2] in ("ORG", "PERSON", "BANK", "ADDRESS")]


def _page(form: dict[str, list[str]], chance: random.Random) -> str:
    """Return the first page of a paper: half of them without their title, with some of the fields, in some order."""
    inventor = Inventor(chance)

    def write(template: str) -> str:
        return filled(template, inventor, chance)[0]

    head = [write(chance.choice(form["titles"]))] if chance.random() < 0.5 else []
    if chance.random() < 0.2:
        head.insert(0, write(chance.choice(("{bank}", "{firm}", "第{n}页 共{n}页", "No.{digits}"))))
    blocks = [_fields(form.get("fields", []), write, chance), _table(form.get("columns", []), write, chance)]
    blocks += [_captions(form.get("captions", []), write, chance), _prose(form.get("prose", []), write, chance)]
    more = [*form.get("also", ()), *(wordings("papers")["general"] if _CONTRACT.search(form["titles"][0]) else ())]
    blocks[-1] += [write(chance.choice(more)) for _ in range(chance.randint(0, 8) if more else 0)]
    chance.shuffle(blocks[-1])
    if chance.random() < 0.2:
        chance.shuffle(blocks)
    foot = [write(line) for line in form.get("foot", []) if chance.random() < 0.6]
    return "\n".join([*head, *(line for block in blocks for line in block), *foot])


def _fields(fields: Sequence[str], write: Writer, chance: random.Random) -> list[str]:
    kept = [f for f in fields if chance.random() < chance.choice((0.5, 0.8, 1.0))]
    if chance.random() < 0.4:
        chance.shuffle(kept)
    mark, blank = chance.choice(("：", ":", "　", "")), chance.choice((0.0, 0.1, 0.4))
    pairs = []
    for labels, _, value in (f.partition(" => ") for f in kept):
        label = chance.choice(labels.split("|"))
        pairs.append((label, "" if chance.random() < blank else write(value)))
    if chance.random() < 0.2:  # labels in one row, values in the next
        return [" ".join(label for label, _ in pairs), " ".join(value for _, value in pairs)]
    wide = chance.choice((1, 1, 2, 3))
    cells = [f"{label}{mark}{value}" for label, value in pairs]
    return ["　".join(cells[i : i + wide]) for i in range(0, len(cells), wide)]


def _table(columns: Sequence[str], write: Writer, chance: random.Random) -> list[str]:
    if not columns:
        return []
    kept = [c for c in columns if chance.random() < 0.85] or list(columns)
    heads = [chance.choice(c.partition(" => ")[0].split("|")) for c in kept]
    rows = [[write(c.partition(" => ")[2]) for c in kept] for _ in range(chance.randint(1, chance.choice((3, 12, 40))))]
    return [" ".join(row) for row in ([heads] if chance.random() < 0.95 else []) + rows]


def _captions(captions: Sequence[str], write: Writer, chance: random.Random) -> list[str]:
    if not captions:
        return []
    low = chance.randrange(0, len(captions) // 3)
    kept = [c for c in captions[low:] if chance.random() < 0.85]
    return [f"{caption} {write('{figure}')} {write('{figure}')}" for caption in kept]


def _prose(prose: Sequence[str], write: Writer, chance: random.Random) -> list[str]:
    if prose == ["*clauses"]:
        kinds = [t for templates in wordings("clauses").values() for t in templates]
        return [write(chance.choice(kinds)) for _ in range(chance.randint(3, 14))]
    return [write(line) for line in prose if chance.random() < 0.6]
