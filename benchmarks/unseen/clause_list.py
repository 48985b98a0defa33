"""Lists of single clauses with all that they oblige to, and how what is read of them is judged.

A list is a text file in `unseen/` or `unseen/held/`. One entry is a clause (one line, or a leading line with its items
below it), then what it obliges to, then an empty line; the truth lines are those of `unseen/held/loans3_prose.py`:

    # a remark
    @ 甲方（借款人）：某某公司 ;; 乙方（贷款人）：某某银行      whose clauses follow: the block of parties before each
    借款人应于每季结束后二十日内报送资产负债表。
    > reporting | 报送资产负债表 | document~资产负债表 | frequency=quarterly | due_days=20 | day_kind=calendar
    >? other | 报送                       may be read as one, and need not be (several kinds: parted by commas)

    双方约定本合同一式三份。              no truth line: obliges nobody to anything that counts

After the kind comes a piece of the clause that the obligation's `text` has to hold, then parameters by their names in
interface.md: ``slot=value``, ``slot~words`` (right is what holds these words), lists (`uses`, `documents`) parted by
commas, ``slot=null`` where the kind has the slot and the clause does not say it. The party is the borrower unless
``party=`` says another or ``party=?`` that readers differ; no party is asked of `acceleration`. Whoever is bound by a
sentence for which nothing is listed may be read as `other`. Name every slot of the kind, or it is not scored.

Every clause of a list that may be looked at is `mend` or `kept`, by a hash of its text: of `kept`, and of lists in
`held/` that are not opened, only figures are printed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docaudit.audit.evaluate import Evaluation, evaluate_documents
from docaudit.documents.loan_contract import LoanContract
from docaudit.records.pages import Line, Page
from docaudit.understanding.obligations import obligations
from docaudit.understanding.paper import Paper
from docaudit.understanding.roles import bind_roles

from .contracts_truth import Duty
from .held.loans3_prose import duties_below, unlisted

HERE = Path(__file__).parent
PARTIES = ("甲方（借款人）：乌当区某竹器厂", "乙方（贷款人）：乌当某农村商业银行股份有限公司")
"""Who contracts where a list says nothing."""
OPENED: frozenset[str] = frozenset()
"""Lists of `unseen/held/` that may be looked at."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a list.

    Attributes:
        name: of its list, and its number in it from 1.
        parties: the lines of the block that says who contracts.
        lines: its text.
        duties: what it obliges to.
    """

    name: str
    parties: tuple[str, ...]
    lines: tuple[str, ...]
    duties: tuple[Duty, ...]

    @property
    def part(self) -> str:
        """`mend` or `kept`: by the first bit of the text's hash, so that no hand chooses."""
        return "kept" if hashlib.sha256("".join(self.lines).encode()).digest()[0] & 1 else "mend"


def lists() -> dict[str, Path]:
    """Return the lists by name."""
    return {path.stem: path for folder in (HERE, HERE / "held") for path in sorted(folder.glob("clauses*.txt"))}


def shut(path: Path) -> bool:
    """Say whether nobody who mends may look at a list."""
    return path.parent.name == "held" and path.stem not in OPENED


def read(path: Path) -> Iterator[Clause]:
    """Yield the clauses of a list.

    Raises:
        ValueError: a truth line's piece stands nowhere in its clause, or an entry has no text.
    """
    parties, number = PARTIES, 0
    for entry in path.read_text("utf-8").split("\n\n"):
        rows = [row for row in entry.splitlines() if row.strip() and not row.startswith("#")]
        for row in [row for row in rows if row.startswith("@ ")]:
            parties = tuple(side.strip() for side in row[2:].split(";;"))
            rows.remove(row)
        if not rows:
            continue
        number += 1
        lines = tuple(row for row in rows if not row.startswith(">"))
        duties, end = duties_below(rows, len(lines))
        text = "".join(lines)
        if not text or end != len(rows) or any(one.has not in text for one in duties):
            raise ValueError(f"{path.name}, entry {number}: {text}")
        yield Clause(f"{path.stem}#{number}", parties, lines, (*duties, *unlisted(text, duties)))


def paper_of(clause: Clause) -> Paper:
    """Return a page with the clause below its block of parties."""
    lines = ("借款合同", *clause.parties, *clause.lines)
    return Paper([Page(lines=tuple(Line(line) for line in lines))])


def judged(clause: Clause) -> Evaluation:
    """Read one clause and compare what is read with what is true."""
    paper = paper_of(clause)
    found = LoanContract(source=clause.name, obligations=tuple(obligations(paper.flow, bind_roles(paper))))
    rows: list[dict[str, Any]] = []
    accept: dict[str, list[str]] = {}
    for one in clause.duties:
        row: dict[str, Any] = {"kind": one.kind, "text_has": one.has}
        row |= {"optional": True} if one.optional else {**one.slots, **one.near}
        for slot, words in one.near.items():
            accept[f"obligations[{len(rows)}].{slot}"] = [f"any text with {words}"]
        rows.append(row)
    truth = {"file": clause.name, "doc_type": "loan_contract", "fields": {"obligations": rows}, "accept": accept}
    return evaluate_documents(truth, [found.to_json()])


def count(clauses: Sequence[Clause]) -> Evaluation:
    """Judge clauses one after the other."""
    whole = Evaluation()
    for clause in clauses:
        whole.merge(judged(clause))
    return whole
