"""Measures what is read against truth files: fields, obligations, places on the page, findings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docaudit.audit.compare import Comparison, Tally, compare
from docaudit.audit.compare_obligations import holding, plain_slots, slots_of
from docaudit.audit.compare_values import accepted, plain, same
from docaudit.audit.conduct import audit_case
from docaudit.audit.extract import Progress, extract_file
from docaudit.errors import InputError
from docaudit.records.labels import Severity

Json = Mapping[str, Any]

_LEAST_COMMON = 0.5
"""A read box is right where this much of the smaller of it and the true box is common to both."""


@dataclass(slots=True)
class Retrieval:
    """How much of what is there was found, and how much of what was found is there."""

    found: int = 0
    missed: int = 0
    invented: int = 0

    @property
    def precision(self) -> float:
        """Found over all that was returned; 1 where nothing was."""
        return self.found / (self.found + self.invented) if self.found + self.invented else 1.0

    @property
    def recall(self) -> float:
        """Found over all that is there; 1 where nothing is."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __iadd__(self, other: Retrieval) -> Retrieval:
        self.found += other.found
        self.missed += other.missed
        self.invented += other.invented
        return self


@dataclass(slots=True)
class Evaluation:
    """What an evaluation found.

    Attributes:
        papers: files with a truth file that were read.
        fields: fields by type, of all papers together.
        obligations: by kind; an obligation is found where one of its kind holds the piece of text. One that the truth
            calls `optional` is neither missed nor invented.
        parameters: party and parameters of the obligations that were found, by kind.
        findings: by check, of the truth files that list findings.
        boxes_right, boxes: fields read right whose true place is known, and how many of them were placed there.
    """

    papers: int = 0
    fields: Comparison = field(default_factory=Comparison)
    obligations: dict[str, Retrieval] = field(default_factory=dict)
    parameters: dict[str, Tally] = field(default_factory=dict)
    findings: dict[str, Retrieval] = field(default_factory=dict)
    boxes_right: int = 0
    boxes: int = 0

    def merge(self, other: Evaluation) -> None:
        """Add another evaluation's counts."""
        self.papers += other.papers
        self.fields.merge(other.fields)
        for mine, theirs in ((self.obligations, other.obligations), (self.findings, other.findings)):
            for name, retrieval in theirs.items():
                mine.setdefault(name, Retrieval()).__iadd__(retrieval)
        for kind, tally in other.parameters.items():
            self.parameters.setdefault(kind, Tally()).__iadd__(tally)
        self.boxes_right += other.boxes_right
        self.boxes += other.boxes

    def to_json(self) -> dict[str, object]:
        """Return shares and counts."""
        shown: dict[str, object] = {"papers": self.papers, **self.fields.to_json()}
        shown["obligations"] = [_row("kind", name, r) for name, r in sorted(self.obligations.items())]
        shown["parameters"] = [
            {"kind": k, "exact": t.exact, "null": t.null, "wrong": t.wrong, "share": round(t.share, 4)}
            for k, t in sorted(self.parameters.items())
        ]
        shown["findings"] = [_row("check", name, r) for name, r in sorted(self.findings.items())]
        shown["boxes"] = {"right": self.boxes_right, "scored": self.boxes}
        return shown

    def table(self, *, misses: int = 0) -> str:
        """Return plain text tables, then up to `misses` of the fields that are not exactly right."""
        parts = [self.fields.table(misses=misses)]
        for title, found in (("obligations by kind", self.obligations), ("findings by check", self.findings)):
            if found:
                whole = Retrieval()
                for retrieval in found.values():
                    whole += retrieval
                rows = [*sorted(found.items()), ("all", whole)]
                head = f"{title:<36}{'found':>7}{'missed':>8}{'invented':>10}{'F1':>8}"
                parts.append(
                    "\n".join(
                        [head, *(f"{n:<36}{r.found:>7}{r.missed:>8}{r.invented:>10}{r.f1:>8.3f}" for n, r in rows)]
                    )
                )
        if self.parameters:
            all_kinds = Tally()
            for tally in self.parameters.values():
                all_kinds += tally
            scores = [*sorted(self.parameters.items()), ("all", all_kinds)]
            head = f"{'parameters of those found':<36}{'exact':>7}{'null':>8}{'wrong':>10}{'share':>8}"
            lines = [f"{n:<36}{t.exact:>7}{t.null:>8}{t.wrong:>10}{t.share:>8.3f}" for n, t in scores if t.scored]
            parts.append("\n".join([head, *lines]))
        if self.boxes:
            parts.append(f"boxes at the true place: {self.boxes_right} of {self.boxes}")
        return "\n\n".join(parts)


def _row(key: str, name: str, retrieval: Retrieval) -> dict[str, object]:
    return {
        key: name,
        "found": retrieval.found,
        "missed": retrieval.missed,
        "invented": retrieval.invented,
        "f1": round(retrieval.f1, 4),
    }


def truth_files(folder: Path) -> list[tuple[Path, Path]]:
    """Return each truth file of a folder with the paper it is about, which lies in the folder above.

    Raises:
        InputError: the folder is absent, or no truth file in it has its paper.
    """
    if not folder.is_dir():
        msg = f"{folder}: no such folder; name the folder that holds FILE.json for each paper FILE beside it"
        raise InputError(msg)
    pairs = [(truth, folder.parent / truth.stem) for truth in sorted(folder.glob("*.json"))]
    present = [(truth, paper) for truth, paper in pairs if paper.exists()]
    if not present:
        msg = f"{folder}: no truth file in it has its paper in {folder.parent}"
        raise InputError(msg)
    return present


def evaluate_folder(folder: Path, *, ocr_engine: str | None = None, progress: Progress | None = None) -> Evaluation:
    """Read every paper that has a truth file in `folder` and compare (interface.md, TRUTH_DIR of `evaluate`).

    Raises:
        InputError: see `truth_files`; or a truth file is no JSON object.
    """
    whole = Evaluation()
    for truth_path, paper in truth_files(Path(folder)):
        try:
            truth = json.loads(truth_path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            msg = f"{truth_path}: no truth file: {error}"
            raise InputError(msg) from error
        if not isinstance(truth, dict) or not ({"documents", "doc_type"} & truth.keys()):
            msg = f"{truth_path}: no truth file: it names neither doc_type nor documents"
            raise InputError(msg)
        whole.merge(evaluate_paper(truth, paper, ocr_engine=ocr_engine, progress=progress))
    return whole


def evaluate_paper(
    truth: Json, paper: Path, *, ocr_engine: str | None = None, progress: Progress | None = None
) -> Evaluation:
    """Compare one paper, or one case where the truth lists findings, with its truth."""
    if "findings" not in truth:
        documents = [document.to_json() for document in extract_file(paper, ocr_engine=ocr_engine, progress=progress)]
        return evaluate_documents(truth, documents)
    case: Json = audit_case(paper, ocr_engine=ocr_engine, progress=progress).to_json()
    found = evaluate_documents(truth, case["documents"])
    _judge_findings(truth, case["findings"], found)
    return found


def evaluate_documents(truth: Json, documents: Sequence[Json]) -> Evaluation:
    """Compare what was read of one paper, as `extract` prints it, with the paper's truth."""
    found = Evaluation(papers=1, fields=compare(truth, documents))
    for true, read in _paired(truth, documents):
        _judge_obligations(true, read, found)
        _judge_boxes(true, read, found)
    return found


def _paired(truth: Json, documents: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Give each true document the read one of its type that shares most of its pages."""
    for true in truth.get("documents") or [truth]:
        source = plain(str(true.get("source", truth.get("file", ""))))
        pages = set(true["pages"]) if isinstance(true.get("pages"), list) else set()
        near = [d for d in documents if plain(str(d["source"])) == source and d.get("doc_type") == true["doc_type"]]
        near = [d for d in near if not pages or not d["pages"] or pages & set(d["pages"])]
        if near:
            yield true, max(near, key=lambda d: len(pages & set(d["pages"])))
        elif (true.get("fields") or {}).get("obligations"):
            yield true, {"fields": {}}


def _judge_obligations(true: Json, read: Json, found: Evaluation) -> None:
    rows = (true.get("fields") or {}).get("obligations")
    if rows is None:
        return
    flat = [plain_slots(row) for row in read["fields"].get("obligations") or []]
    texts = [plain(str(row.get("text") or "")) for row in flat]
    used: set[int] = set()
    for index, row in enumerate(rows):
        piece = plain(str(row.get("text_has") or row.get("text") or ""))
        hits = [k for k, text in enumerate(texts) if flat[k].get("kind") == row["kind"] and piece in text]
        used.update(hits)
        if row.get("optional"):
            continue
        retrieval = found.obligations.setdefault(row["kind"], Retrieval())
        retrieval.found += bool(hits)
        retrieval.missed += not hits
        best = holding(row, [flat[k] for k in hits])
        if best is not None:
            tally = _parameters(true, index, best)
            if tally.scored:
                found.parameters.setdefault(row["kind"], Tally()).__iadd__(tally)
    for k, row in enumerate(flat):
        if k not in used:
            found.obligations.setdefault(str(row.get("kind")), Retrieval()).invented += 1


def _parameters(true: Json, index: int, read: Json) -> Tally:
    """Score party and parameters of one obligation that was found: a list counts as one, right where it is the same."""
    row = true["fields"]["obligations"][index]
    accept = true.get("accept") or {}
    tally = Tally()
    for key in slots_of(row):
        options = [o for path in (f"obligations[].{key}", f"obligations[{index}].{key}") for o in accept.get(path, ())]
        got = read.get(key)
        if key == "kind" or "any" in options:
            continue
        if isinstance(row[key], list):
            right, absent = set(row[key]) == set(got or ()), not row[key]
        else:
            right = same(row[key], got) or any(accepted(option, row[key], got) for option in options)
            absent = row[key] is None
        tally.exact += right and not absent
        tally.silent += right and absent
        tally.null += not right and not got
        tally.wrong += not right and bool(got)
    return tally


def _judge_boxes(true: Json, read: Json, found: Evaluation) -> None:
    """Compare places of plain fields that were read right; `boxes` holds {field: {page, box}}."""
    for name, place in (true.get("boxes") or {}).items():
        leaf = read["fields"].get(name)
        if not isinstance(leaf, Mapping) or leaf.get("value") is None or not leaf.get("box"):
            continue
        if plain(str(leaf["value"])) != plain(str((true.get("fields") or {}).get(name))):
            continue
        found.boxes += 1
        found.boxes_right += leaf.get("page") == place["page"] and _common(leaf["box"], place["box"]) >= _LEAST_COMMON


def _common(a: Sequence[float], b: Sequence[float]) -> float:
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return wide * high / smaller if wide > 0 and high > 0 and smaller > 0 else 0.0


def _judge_findings(truth: Json, findings: Sequence[Json], found: Evaluation) -> None:
    """Count planted findings and those of `low` and above that nobody planted or allows."""
    allowed = list(truth.get("allowed") or ())
    rest = [f for f in findings if Severity.named(f["severity"]) >= Severity.LOW]
    for planted in truth["findings"]:
        hit = next((f for f in findings if _fits(planted, f)), None)
        retrieval = found.findings.setdefault(planted["check"], Retrieval())
        retrieval.found += hit is not None
        retrieval.missed += hit is None
        rest = [f for f in rest if not _fits(planted, f)]
    for finding in rest:
        if not any(_fits(known, finding) for known in allowed):
            found.findings.setdefault(str(finding["check"]), Retrieval()).invented += 1


def _fits(planted: Json, finding: Json) -> bool:
    amount = planted.get("amount")
    return bool(planted["check"] == finding["check"] and (amount is None or amount == finding["amount"]))
