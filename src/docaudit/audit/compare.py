"""Compares what was read with what is true of the papers, leaf by leaf, without judging why they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from docaudit.audit.compare_obligations import holding, plain_slots, slots_of
from docaudit.audit.compare_values import accepted, plain, same, scaled

Json = Mapping[str, Any]

_STATEMENTS = frozenset({"balance_sheet", "income_statement", "cash_flow_statement"})
_NOT_SCORED = frozenset({"neutral_amount", "row", "text_has"})
"""Keys of truth rows that describe the paper but are no field of the interface."""


class Miss(NamedTuple):
    """A leaf that is not exactly right; `read` is None where nothing was read."""

    document: str
    field: str
    truth: object
    read: object


@dataclass(slots=True)
class Tally:
    """How often a field was exact, not read, or wrong.

    `silent` counts the leaves that are absent on paper and were left null: right, but no part of the share.
    """

    exact: int = 0
    null: int = 0
    wrong: int = 0
    silent: int = 0

    @property
    def scored(self) -> int:
        """Number of leaves the share is over: present on paper, or invented."""
        return self.exact + self.null + self.wrong

    @property
    def share(self) -> float:
        """Exact over scored, 1 where nothing was to be read."""
        return self.exact / self.scored if self.scored else 1.0

    def __iadd__(self, other: Tally) -> Tally:
        self.exact += other.exact
        self.null += other.null
        self.wrong += other.wrong
        self.silent += other.silent
        return self


@dataclass(slots=True)
class Comparison:
    """What a comparison found.

    Attributes:
        by_field: (doc_type, field) to its tally; a list's leaves share one entry, ``items[].name``; the pseudo field
            ``doc_type`` says whether the type was recognised and is no part of the share.
        misses: every leaf that is not exactly right, and every wrong `doc_type`.
        unpaired: true documents that no read document stands for.
        surplus: read documents, other than `other`, that stand for no true one.
    """

    by_field: dict[tuple[str, str], Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    unpaired: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)

    @property
    def total(self) -> Tally:
        """All fields together, without ``doc_type``."""
        total = Tally()
        for (_, name), tally in self.by_field.items():
            if name != "doc_type":
                total += tally
        return total

    @property
    def share_exact(self) -> float:
        """Exact leaves over all leaves that are present on paper or were invented."""
        return self.total.share

    @property
    def share_typed(self) -> float:
        """Documents of the right type over all true documents."""
        types = Tally()
        for (_, name), tally in self.by_field.items():
            if name == "doc_type":
                types += tally
        return types.share

    @property
    def by_type(self) -> dict[str, Tally]:
        """Tallies of all fields of a document type."""
        found: dict[str, Tally] = {}
        for (doc_type, name), tally in self.by_field.items():
            if name != "doc_type":
                found.setdefault(doc_type, Tally()).__iadd__(tally)
        return found

    def merge(self, other: Comparison) -> None:
        """Add another comparison's counts and lists."""
        for key, tally in other.by_field.items():
            self.by_field.setdefault(key, Tally()).__iadd__(tally)
        self.misses += other.misses
        self.unpaired += other.unpaired
        self.surplus += other.surplus

    def to_json(self) -> dict[str, object]:
        """Return shares and counts by type and field."""
        return {
            "share_exact": round(self.share_exact, 4),
            "share_typed": round(self.share_typed, 4),
            "fields": [
                {
                    "doc_type": doc_type,
                    "field": name,
                    "exact": tally.exact,
                    "null": tally.null,
                    "wrong": tally.wrong,
                    "share": round(tally.share, 4),
                }
                for (doc_type, name), tally in sorted(self.by_field.items())
            ],
            "misses": [miss._asdict() for miss in self.misses],
            "unpaired": list(self.unpaired),
            "surplus": list(self.surplus),
        }

    def table(self, *, misses: int = 0) -> str:
        """Return a plain text table by type and field, then up to `misses` of the misses."""
        lines = [f"{'doc_type':<24}{'field':<36}{'exact':>7}{'null':>7}{'wrong':>7}{'share':>8}"]
        rows = [*((k, t) for k, t in sorted(self.by_field.items()) if t.scored), (("all", ""), self.total)]
        lines += [
            f"{doc_type:<24}{name:<36}{t.exact:>7}{t.null:>7}{t.wrong:>7}{t.share:>8.3f}"
            for (doc_type, name), t in rows
        ]
        lines += [f"not found: {name}" for name in self.unpaired]
        lines += [f"not in the truth: {name}" for name in self.surplus]
        lines += [f"{m.document}  {m.field}: {m.truth!r} read as {m.read!r}" for m in self.misses[:misses]]
        return "\n".join(lines)


def compare(truth: Json, documents: Sequence[Json]) -> Comparison:
    """Compare read documents (JSON of `extract`) with a truth object.

    Two forms of truth are understood. A truth file of one paper (`file`, `doc_type`, `fields`, or `documents` where
    the type is ``multiple``, and `accept`) holds statement items in the printed unit. A truth file of a case
    (`documents` with `source`) holds them in yuan, as the interface prints them.
    """
    result = Comparison()
    expected = list(_expected(truth))
    pairs = _pair(expected, documents)
    used = {index for index in pairs if index is not None}
    for true, index in zip(expected, pairs, strict=True):
        if index is None:
            result.unpaired.append(true.label)
        _score(true, None if index is None else documents[index], result)
    known = {(true.source, page) for true in expected for page in true.pages or (0,)}
    for index, read in enumerate(documents):
        apart = index not in used and read.get("doc_type") not in (None, "other")
        if apart and any((read["source"], page) in known for page in (*read.get("pages", ()), 0)):
            result.surplus.append(_label(read["source"], read.get("pages") or (), str(read["doc_type"])))
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expected:
    source: str
    pages: tuple[int, ...]
    doc_type: str
    fields: Json
    accept: Mapping[str, Sequence[object]]
    in_printed_unit: bool

    @property
    def label(self) -> str:
        return _label(self.source, self.pages, self.doc_type)


def _label(source: str, pages: Sequence[int], doc_type: str) -> str:
    where = f" p.{pages[0]}" if pages else ""
    if len(pages) > 1:
        where += f"-{pages[-1]}"
    return f"{source}{where} {doc_type}"


def _expected(truth: Json) -> Iterator[_Expected]:
    one_paper = "file" in truth
    accept = {re.sub(r"^documents\[\]\.fields\.", "", k): v for k, v in (truth.get("accept") or {}).items()}
    for true in truth.get("documents") or ([truth] if one_paper else []):
        pages = true.get("pages")
        yield _Expected(
            source=str(true.get("source", truth.get("file", ""))),
            pages=tuple(pages) if isinstance(pages, list) else (),
            doc_type=str(true["doc_type"]),
            fields=true.get("fields") or {},
            accept={**accept, **(true.get("accept") or {})} if true is not truth else accept,
            in_printed_unit=one_paper,
        )


def _pair(expected: Sequence[_Expected], documents: Sequence[Json]) -> list[int | None]:
    """Give each true document the read one that shares most of its pages; ties go to type, then to equal leaves."""
    ranked = []
    for i, true in enumerate(expected):
        near = [(j, _overlap(true, read)) for j, read in enumerate(documents)]
        near = [(j, share) for j, share in near if share > 0]
        for j, share in near:
            fits = documents[j].get("doc_type") == true.doc_type
            trial = Comparison()
            if len(near) > 1:
                _score(true, documents[j], trial)
            ranked.append((-share, not fits, -trial.total.exact, i, j))
    found: list[int | None] = [None] * len(expected)
    used: set[int] = set()
    for *_, i, j in sorted(ranked):
        if found[i] is None and j not in used:
            found[i] = j
            used.add(j)
    return found


def _overlap(true: _Expected, read: Json) -> float:
    if plain(str(read.get("source", ""))) != plain(true.source):
        return 0.0
    pages = set(read.get("pages") or ())
    if not pages or not true.pages:
        return 0.5
    return len(pages & set(true.pages)) / len(pages | set(true.pages))


def _score(true: _Expected, read: Json | None, result: Comparison) -> None:
    read_type = None if read is None else read.get("doc_type")
    types = [true.doc_type, *true.accept.get("doc_type", ())]
    tally = result.by_field.setdefault((true.doc_type, "doc_type"), Tally())
    if read_type in types:
        tally.exact += 1
    else:
        tally.wrong += read_type is not None
        tally.null += read_type is None
        result.misses.append(Miss(true.label, "doc_type", true.doc_type, read_type))
    read_fields: Json = {} if read is None else read.get("fields") or {}
    for name, value in true.fields.items():
        got = read_fields.get(name)
        if not isinstance(value, list):
            _leaf(true, name, value, _value(got), result)
        elif "any" not in true.accept.get(name, ()):
            _list(true, name, value, got if isinstance(got, list) else [], result)


def _value(leaf: object) -> object:
    return leaf.get("value") if isinstance(leaf, Mapping) else leaf


def _leaf(true: _Expected, path: str, truth: object, read: object, result: Comparison) -> None:
    """Count one leaf at `path`, its place with list indices; the indices fall away in the entry it counts for."""
    name = re.sub(r"\[\d+\]", "[]", path)
    options = [o for key in {name, path} for o in true.accept.get(key, ())]
    if "any" in options:
        return
    tally = result.by_field.setdefault((true.doc_type, name), Tally())
    if truth is None and read is None:
        tally.silent += 1
    elif same(truth, read) or any(accepted(option, truth, read) for option in options):
        tally.exact += read is not None
        tally.silent += read is None
    else:
        tally.null += read is None
        tally.wrong += read is not None
        result.misses.append(Miss(true.label, path, truth, read))


def _list(true: _Expected, name: str, rows: list[Any], read: list[Any], result: Comparison) -> None:
    if name == "obligations":
        _obligations(true, rows, read, result)
    elif rows and not isinstance(rows[0], Mapping):
        values = [_value(leaf) for leaf in read]
        for i, row in enumerate(rows):
            hit = next((v for v in values if same(row, v)), values[i] if i < len(values) else None)
            _leaf(true, f"{name}[{i}]", row, hit, result)
    else:
        by_name = true.doc_type in _STATEMENTS and name == "items"
        plain_rows = [{key: _value(leaf) for key, leaf in row.items()} for row in read if isinstance(row, Mapping)]
        partners = _by_name(rows, plain_rows) if by_name else align(rows, plain_rows)
        factor = scaled(true.fields.get("unit")) if by_name and true.in_printed_unit else Decimal(1)
        for i, (row, j) in enumerate(zip(rows, partners, strict=True)):
            if "any" not in true.accept.get(f"{name}[{i}]", ()):
                got = {} if j is None else plain_rows[j]
                for key in (k for k in row if k not in _NOT_SCORED):
                    value = row[key]
                    if key in ("current", "prior") and value is not None and factor != 1:
                        value = str(Decimal(str(value)) * factor)
                    _leaf(true, f"{name}[{i}].{key}", value, got.get(key), result)
        # More lines of a statement than the truth lists are no error; an invented row of anything else is one.
        surplus = 0 if by_name else len(plain_rows) - sum(j is not None for j in partners)
        if surplus > 0:
            result.by_field.setdefault((true.doc_type, f"{name}[]"), Tally()).wrong += surplus
            result.misses.append(Miss(true.label, f"{name}[]", len(rows), len(plain_rows)))


def _by_name(rows: Sequence[Json], read: Sequence[Json]) -> list[int | None]:
    """Pair statement lines by their item name, lines without one by their caption."""
    names = [plain(str(r.get("name") or r.get("caption") or "")) for r in read]
    found: list[int | None] = []
    for row in rows:
        wanted = plain(str(row.get("name") or row.get("caption") or ""))
        found.append(next((j for j, name in enumerate(names) if name == wanted and j not in found), None))
    return found


def align(rows: Sequence[Json], read: Sequence[Json]) -> list[int | None]:
    """Give each true row its read row: by position, or by most equal leaves in order where their numbers differ."""
    if len(rows) == len(read):
        return list(range(len(rows)))
    wide = len(read) + 1
    best = [[0] * wide for _ in range(len(rows) + 1)]
    likeness = [
        [sum(v is not None and k not in _NOT_SCORED and same(v, r.get(k)) for k, v in row.items()) for r in read]
        for row in rows
    ]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(read) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + likeness[i][j])
    found: list[int | None] = [None] * len(rows)
    i = j = 0
    while i < len(rows) and j < len(read):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _obligations(true: _Expected, rows: Sequence[Json], read: Sequence[Json], result: Comparison) -> None:
    """Score recall: an obligation is found when one of its kind holds the piece of text; its other slots are leaves.

    Where several do, the one with most equal slots stands for it. Rows that are `optional` are not scored.
    """
    flat = [plain_slots(row) for row in read]
    for i, row in enumerate(rows):
        if row.get("optional"):
            continue
        hit = holding(row, flat) or {}
        for key in slots_of(row):
            if isinstance(row[key], list):
                got = hit.get(key)
                values = got if isinstance(got, list) else []
                for value in row[key]:
                    found = value if value in values else None
                    _leaf(true, f"obligations[{i}].{key}[]", value, found, result)
            else:
                _leaf(true, f"obligations[{i}].{key}", row[key], hit.get(key), result)
