"""The questions that `models.py` asks: what is right, and what rules, model and both answer."""

from __future__ import annotations

import functools
import random
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

import spacy
from spacy.language import Language
from unseen.made import Paper as Maker

import docaudit_models
from docaudit.reading import SourcePages, read_path
from docaudit.records.evidence import Box
from docaudit.records.names import is_person_name
from docaudit.records.pages import Line, Page, Word
from docaudit.tracing.uses import Hint, guess_use
from docaudit.understanding import told as told_module
from docaudit.understanding.classify import by_title, classify
from docaudit.understanding.clauses import clauses
from docaudit.understanding.obligations import obligations
from docaudit.understanding.paper import Paper
from docaudit.understanding.roles import bind_roles
from docaudit.understanding.text import fold_char
from docaudit.understanding.trained import first_page, settled, use_told
from understanding import papers

HERE = Path(__file__).parent
Answer = tuple[str, float]
"""A label and how sure it is."""
LABELS = ("ORG", "PERSON", "BANK", "ADDRESS")
_MISREAD = 0.4
"""Share of a title's glyphs that are replaced where it is misread."""
_GLYPHS = "丸乏亚仍仓佃侣俪兆冈凹刊勺卤叉吁吭咕囤坷垛夯姆孟屿岔庐弓彷忱戈扳抡"
"""Glyphs that no title has."""
_NAMED = re.compile(
    r"^(?:lender|borrower|guarantors?|payees|payee_name|payer_name|payer|payee|buyer|seller|buyer_name|seller_name|account_name"
    r"|entity|creditor|debtor|name|legal_representative|supplier|receiver|inspector|payee_bank|bank)$"
)
"""Fields whose values are names."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the text shown to a reader, every right label, and three ways of answering."""

    text: str
    truth: frozenset[str]
    rules: Callable[[], Answer]
    model: Callable[[], Answer]
    both: Callable[[], Answer]


def _guessed(task: docaudit_models.Task, text: str) -> Answer:
    found = docaudit_models.guess(task, text)
    return (found.label, found.confidence) if found else ("", 0.0)


@functools.cache
def _read(count: int, seed: int) -> list[tuple[Maker, dict[str, Any], list[Page]]]:
    """Return every dev paper that holds one document, with its truth and its pages as read without scanning."""
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for maker in (p for p in papers() if p.part == "dev"):
            for number in range(1, count + 1):
                made = maker.make(random.Random(f"{seed} {maker.name} {number}"))  # noqa: S311  seeded, not secret
                if "documents" in made.truth:
                    continue
                path = Path(folder) / f"{maker.name}-{number}{made.suffix}"
                path.write_bytes(made.data)
                for source in read_path(path):
                    if isinstance(source, SourcePages):
                        out.append((maker, made.truth, list(source.pages)))
    return out


def document_tasks(count: int, seed: int) -> Iterator[tuple[str, list[Asked]]]:
    """Yield the types of dev papers: as printed, the title cut off with what stands above it, and the title misread."""
    for title, change in (
        ("Document type, as printed", None),
        ("Document type, title cut off", _beheaded),
        ("Document type, title misread", _blurred),
    ):
        asked = []
        for maker, truth, pages in _read(count, seed):
            first = pages[0] if change is None else change(pages[0], random.Random(f"{seed} {maker.name}"))  # noqa: S311
            if first is not None:
                asked.append(_typed(first, truth["doc_type"]))
        yield title, asked


def _typed(page: Page, doc_type: str) -> Asked:
    paper = Paper([page])

    def by_rules() -> Answer:
        verdict = classify(paper)
        return verdict.doc_type, verdict.confidence

    def joined() -> Answer:
        verdict = settled(classify(paper), [page])
        return verdict.doc_type, verdict.confidence

    text = first_page(paper)
    return Asked(text, frozenset({doc_type}), by_rules, lambda: _guessed("document", text), joined)


def _title_box(page: Page) -> Box | None:
    found = by_title(Paper([page]))
    return found.row.box if found is not None and found.row is not None else None


def _beheaded(page: Page, _chance: random.Random) -> Page | None:
    """Return the page from below its title; None where it has none or no place on the page."""
    box = _title_box(page)
    if box is None or page.number is None:
        return None
    lines = tuple(line for line in page.lines if line.box is None or line.box.y0 >= box.y1 - 0.002)
    return replace(page, lines=lines, words=tuple(w for line in lines for w in line.words))


def _blurred(page: Page, chance: random.Random) -> Page | None:
    """Return the page with some of its title's glyphs read as others, as on a scan; None where it has no title."""
    box = _title_box(page)
    if box is None or page.number is None:
        return None

    def worded(word: Word) -> Word:
        text = "".join(chance.choice(_GLYPHS) if chance.random() < _MISREAD else c for c in word.text)
        return replace(word, text=text, confidence=0.6)

    def changed(line: Line) -> Line:
        if line.box is None or not (box.y0 - 0.002 <= line.box.y0 and line.box.y1 <= box.y1 + 0.002):
            return line
        words = tuple(worded(w) for w in line.words)
        return replace(line, words=words, text=" ".join(w.text for w in words))

    lines = tuple(changed(line) for line in page.lines)
    return replace(page, lines=lines, words=tuple(w for line in lines for w in line.words))


def clause_tasks(count: int, seed: int) -> Iterator[tuple[str, list[Asked]]]:
    """Yield the kinds of sentences: those of dev contracts, which the rules know, and hand-written ones."""
    asked = []
    for _maker, truth, pages in _read(count, seed):
        if truth["doc_type"] == "loan_contract":
            asked += _contract(Paper(pages), truth["fields"]["obligations"])
    yield "Kinds of clauses, contracts of `unseen/`", asked
    yield "Kinds of clauses, `clauses.txt`", [_sentence(*line) for line in lines_of("clauses.txt", 2)]


def _contract(paper: Paper, duties: Sequence[dict[str, Any]]) -> Iterator[Asked]:
    roles = bind_roles(paper)
    by_rules, joined = _told(paper, trained=False), _told(paper, trained=True)
    for clause in clauses(paper.flow, roles):
        bare = _bare(clause.text)
        held = [duty for duty in duties if _bare(duty["text_has"]) in bare]
        kinds = {duty["kind"] for duty in held}
        if not any(not duty.get("optional") for duty in held):
            kinds.add("none")
        yield _kind(clause.text, frozenset(kinds), by_rules.get(bare, []), joined.get(bare, []))


def _sentence(kinds: str, text: str) -> Asked:
    """Return a sentence that stands alone behind a block of parties."""
    lines = ("甲方（借款人）：黔西某茶厂", "乙方（贷款人）：黔西某农村信用社", text)
    paper = Paper([Page(lines=tuple(Line(line) for line in lines))])
    both = [[k for ks in _told(paper, trained=trained).values() for k in ks] for trained in (False, True)]
    return _kind(text, frozenset(kinds.split(",")), *both)


def _told(paper: Paper, *, trained: bool) -> dict[str, list[str]]:
    """Return the kinds of duties that the product reads, by their sentence; without the model where it is not asked."""
    out: dict[str, list[str]] = {}
    with mock.patch.object(told_module, "kinds_told", told_module.kinds_told if trained else lambda _sentence: {}):
        for duty in obligations(paper.flow, bind_roles(paper)):
            out.setdefault(_bare(duty.text.value or ""), []).append(duty.kind.value or "")
    return out


def _kind(text: str, truth: frozenset[str], by_rules: Sequence[str], joined: Sequence[str]) -> Asked:
    """Return the question; of several kinds that are read in a sentence a right one counts."""

    def answer(told: Sequence[str]) -> Answer:
        return (next((k for k in told if k in truth), told[0]) if told else "none"), 0.8

    return Asked(text, truth, lambda: answer(by_rules), lambda: _guessed("clause", text), lambda: answer(joined))


def _bare(text: str) -> str:
    return "".join(fold_char(c) for c in re.sub(r"[\s_]", "", text))


def purpose_tasks(_count: int, _seed: int) -> Iterator[tuple[str, list[Asked]]]:
    """Yield the uses of hand-labelled payments."""
    yield "Use of a payment, `purposes.txt`", [_payment(*line) for line in lines_of("purposes.txt", 4)]


def _payment(use: str, summary: str, remark: str, who: str) -> Asked:
    said = " ".join(filter(None, (summary, remark)))
    shown = docaudit_models.row(said, who)

    def answer(hint: Hint | None) -> Answer:
        guess = guess_use(who or None, said, hint)
        return guess.use.value, guess.confidence

    return Asked(
        shown, frozenset({use}), lambda: answer(None), lambda: _guessed("purpose", shown), lambda: answer(use_told)
    )


def name_tasks(count: int, seed: int) -> Iterator[tuple[str, list[Asked]]]:
    """Yield names of dev papers' truth in their lines, and hand-marked lines in which nothing else may be found."""
    asked = []
    for _maker, truth, pages in _read(count, seed):
        shown = [line.text for page in pages for line in page.lines]
        for name in dict.fromkeys(_names(truth["fields"])):
            line = next((t for t in shown if name in t), None)
            if line is not None:
                asked.append(_named(line, {_label(name): [name]}, _label(name), whole=False))
    yield "Names of the unseen papers, found whole in their line", asked
    marked = [_marks(line) for (line,) in lines_of("names.txt", 1)]
    yield (
        "Names of each label in a line, `names.txt`: all of them and no other",
        [_named(text, names, label, whole=True) for text, names in marked for label in LABELS],
    )


def _named(text: str, names: dict[str, list[str]], label: str, *, whole: bool) -> Asked:
    wanted = names.get(label, [])

    def answer(pipeline: Language) -> Answer:
        found = [e.text for e in pipeline(text).ents if e.label_ == label]
        if whole:
            return ("" if not found else label if found == wanted else f"wrong {label}"), 1.0
        return (label if wanted[0] in found else ""), 1.0

    truth = frozenset({label if wanted else ""})
    return Asked(text, truth, lambda: answer(_by_rules()), lambda: answer(_by_network()), lambda: answer(_joined()))


@functools.cache
def _by_rules() -> Language:
    docaudit_models.load()  # registers the rules
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("docaudit_party_rules")
    return pipeline


@functools.cache
def _by_network() -> Language:
    return spacy.load(docaudit_models.pipeline.TRAINED / "names")


def _joined() -> Language:
    return docaudit_models.load()


def _names(fields: Any, key: str = "") -> Iterator[str]:
    if isinstance(fields, dict):
        for name, value in fields.items():
            if name not in ("items", "transactions", "obligations"):
                yield from _names(value, name)
    elif isinstance(fields, list):
        for value in fields:
            yield from _names(value, key)
    elif isinstance(fields, str) and _NAMED.match(key):
        yield fields


def _label(name: str) -> str:
    if re.search(r"(?:银行|信用社|信用联社|农商行|合作联社)", name):
        return "BANK"
    return "PERSON" if is_person_name(name) else "ORG"


def _marks(line: str) -> tuple[str, dict[str, list[str]]]:
    names: dict[str, list[str]] = {}
    for label, name in re.findall(r"\[([A-Z]+) ([^\]]+)\]", line):
        names.setdefault(label, []).append(name)
    return re.sub(r"\[[A-Z]+ ([^\]]+)\]", r"\1", line), names


def lines_of(name: str, columns: int) -> Iterable[list[str]]:
    """Yield the lines of a hand-written list, parted at bars; remarks are left out."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            parts = [part.strip() for part in line.split("|")] if columns > 1 else [line]
            if len(parts) != columns:
                raise ValueError(line)
            yield parts
