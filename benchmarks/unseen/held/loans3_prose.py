"""Sets prose contracts from folders of texts: what is printed, and below each paragraph what it obliges to.

A line of a text file is a paragraph; its first signs say how it is set:

    # heading    ## clause heading    ~ no indent    -> at the right    <> in the middle    (none) first line indented
    | cell | cell |     a row of a table; ``%w 0.3 0.7`` before it gives the shares of the columns' widths
    && left ;; right    a line of two columns, as below contracts
    ---                 room          ===   a new page          %seal name x y
    > kind | piece of its text | slot=value | slot~phrase    an obligation of the paragraph above
    >? kind,kind | piece of its text                         may be read as one, and need not be

``$name`` is filled in, ``{…}`` stands on a rule. ``slot~phrase``: whatever holds the phrase is right. Sentences that
bind somebody but are listed as nothing may be read as `other`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from ..contracts_press import Align, Press, Style
from ..contracts_truth import Draft, Duty, maybe

TEXTS = Path(__file__).with_name("loans3_texts")
_BINDS = re.compile(r"应当?|须|必须|不得|承诺|保证|同意|负责|有权|承担|可以?")
_LISTS = ("uses", "documents")
_ALIGNED: dict[str, Align] = {"##": "left", "~": "left", "->": "right", "<>": "centre"}
_MANY = 8
"""Signs of a piece that stands for a sentence nobody listed."""


def contract(
    name: str,
    style: Style,
    values: Mapping[str, object],
    truth: Mapping[str, Any],
    *,
    doc_type: str = "loan_contract",
    texts: Path = TEXTS,
) -> Draft:
    """Set one text file.

    Args:
        name: of the file, without suffix.
        style: of the paper.
        values: what is filled in.
        truth: fields of the type.
        doc_type: a guarantee contract or another paper has no obligations in its truth; pass its truth on by itself.
        texts: folder of the file.
    """
    draft = Draft(style, doc_type)
    draft.know(**truth)
    lines = Template((texts / f"{name}.txt").read_text("utf-8")).substitute(values).splitlines()
    set_lines(draft, [line for line in lines if line.strip()])
    return draft


def printed(name: str, style: Style, values: Mapping[str, object], *, texts: Path = TEXTS) -> bytes:
    """Set a text file whose obligations are in no truth and return the PDF."""
    draft = Draft(style)
    lines = Template((texts / f"{name}.txt").read_text("utf-8")).substitute(values).splitlines()
    set_lines(draft, [line for line in lines if line.strip()])
    return draft.press.pdf_bytes()


def set_lines(draft: Draft, lines: Sequence[str]) -> None:
    """Set lines of a text and note what they oblige to."""
    shares: list[float] = []
    at = 0
    while at < len(lines):
        line, after = lines[at], at + 1
        if line.startswith("%w "):
            shares = [float(share) for share in line.split()[1:]]
        elif line.startswith("| "):
            rows = [_cells(row) for row in _run(lines, at, "| ")]
            draft.press.table(rows, shares or [1 / len(rows[0])] * len(rows[0]))
            after = at + len(rows)
        elif line.startswith("&& "):
            pairs = [row[3:].split(";;") for row in _run(lines, at, "&& ")]
            draft.press.beside([left.strip() for left, _ in pairs], [right.strip() for _, right in pairs])
            after = at + len(pairs)
        else:
            _line(draft.press, line)
        duties, at = duties_below(lines, after)
        draft.owe(*duties, *(() if line.startswith(("|", "&&", "%", "#")) else unlisted(line, duties)))


def _line(press: Press, line: str) -> None:
    """Set one line that is neither a table nor a pair of columns."""
    mark, _, text = line.partition(" ")
    if mark == "%seal":
        name, x, y = text.split()
        press.seal(name, float(x), float(y))
    elif mark == "===":
        press.page()
    elif mark == "---":
        press.space(14)
    elif mark == "#":
        press.heading(text)
        press.space(6)
    elif mark in _ALIGNED:
        press.paragraph(text, bold=mark == "##", align=_ALIGNED[mark])
    else:
        press.paragraph(line, first=2)


def _run(lines: Sequence[str], at: int, begin: str) -> list[str]:
    end = at
    while end < len(lines) and lines[end].startswith(begin):
        end += 1
    return list(lines[at:end])


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def duties_below(lines: Sequence[str], at: int) -> tuple[list[Duty], int]:
    """Return the obligations that begin at a line, and the line after them."""
    found: list[Duty] = []
    while at < len(lines) and lines[at].startswith(">"):
        parts = [part.strip() for part in lines[at].lstrip(">?").split(" | ")]
        kinds, has = parts[0].split(","), parts[1]
        if lines[at].startswith(">?"):
            found += [maybe(kind, has) for kind in kinds]
        else:
            found.append(_duty(kinds[0], has, parts[2:]))
        at += 1
    return found, at


def _duty(kind: str, has: str, told: Sequence[str]) -> Duty:
    slots: dict[str, Any] = {} if kind == "acceleration" else {"party": "borrower"}
    near: dict[str, str] = {}
    for part in told:
        name, mark, value = re.split(r"([=~])", part, maxsplit=1)
        if mark == "~":
            near[name] = value
        elif value == "?":
            del slots[name]
        elif name in _LISTS:
            slots[name] = value.split(",") if value else []
        elif name == "due_days":
            slots[name] = None if value == "null" else int(value)
        else:
            slots[name] = None if value == "null" else value
    return Duty(kind, has, slots, near)


def unlisted(text: str, duties: Sequence[Duty]) -> list[Duty]:
    """Return what binds somebody in sentences that hold no listed obligation."""
    plain = text.replace("{", "").replace("}", "")
    found = []
    for sentence in re.split(r"[。；]", plain):
        if any(one.has in sentence for one in duties if not one.optional):
            continue
        found += [maybe("other", sentence[hit.start() : hit.start() + _MANY]) for hit in _BINDS.finditer(sentence)]
    return found
