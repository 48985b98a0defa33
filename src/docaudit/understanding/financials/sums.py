"""The sums of a scanned statement: they prove its figures, mend one misread glyph, or lower what they contradict.

Assets = liabilities + equity, the parts of both, profit less tax, the three flows, opening + increase = closing. One
equation alone cannot say which of its figures is wrong, so a figure is mended only where two that fail say the same of
it. What a paper with a text layer says is never touched: that its sums fail is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from docaudit.documents.financials import StatementLine
from docaudit.records.amounts import parse_amount
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.captions import fold_caption
from docaudit.understanding.statements.proof import one_glyph

_AGREED, _APART, _MENDED = 1.02, 0.8, 0.8
"""Factors on confidence where an equation holds or fails, and the most that a mended figure has."""
_ROUNDING = 3
"""Hundredths of the printed unit by which rounded figures may miss their sum."""
_UNNAMED = {
    "both_sides": re.compile(r"负债[和及与]?(?:所有者|股东)权益(?:或.{2,5})?[总合]计"),
    "other_assets": re.compile(r"非流动资产合计"),
    "other_liabilities": re.compile(r"非流动负债合计"),
    "exchange": re.compile(r"汇率变动对现金.*影响"),
}
"""Lines that the interface gives no name and sums need."""
_EQUATIONS: dict[str, tuple[tuple[str, ...], ...]] = {
    "balance_sheet": (
        ("total_assets", "total_liabilities", "total_equity"),
        ("total_assets", "both_sides"),
        ("both_sides", "total_liabilities", "total_equity"),
        ("total_assets", "current_assets", "other_assets"),
        ("total_liabilities", "current_liabilities", "other_liabilities"),
    ),
    "income_statement": (("total_profit", "income_tax", "net_profit"),),
    "cash_flow_statement": (
        ("net_increase_in_cash", "operating_cash_flow", "investing_cash_flow", "financing_cash_flow", "exchange"),
        ("closing_cash", "opening_cash", "net_increase_in_cash"),
    ),
}
"""By type: a line and those that add up to it."""
_MAY_LACK = frozenset({"exchange"})


def in_sums(
    lines: Sequence[StatementLine], doc_type: str, unit: str | None
) -> tuple[list[StatementLine], tuple[str, ...]]:
    """Return the lines of a scanned statement as its sums leave them, and what was mended or fails, in Chinese."""
    found, notes = list(lines), []
    places = _places(found)
    slack = _slack(unit)
    for period, label in (("current", "本期"), ("prior", "上期")):
        values = _values(found, places, period)
        equations = list(_complete(_EQUATIONS[doc_type], values))
        broken = [e for e in equations if abs(_miss(e, values)) > slack]
        mended = _one_wrong(equations, broken, values, slack) if len(broken) > 1 else None
        if mended is not None:
            name, fen = mended
            field, caption = _figure(found[places[name]], period), found[places[name]].caption.value
            notes.append(f"{label}“{caption}”识别有一位之差，已按勾稽关系更正为{Money(fen)}，请核对原件")
            better = Field(Money(fen), min(field.confidence, _MENDED), field.evidence)
            found[places[name]] = replace(found[places[name]], **{period: better})  # type: ignore[arg-type]
            continue
        failed = {n for e in broken for n in e}
        proved = {n for e in equations if e not in broken for n in e} - failed
        for name in failed | proved:
            line = found[places[name]] if name in places else None
            if line is not None:
                field = _figure(line, period).scaled(_APART if name in failed else _AGREED)
                found[places[name]] = replace(line, **{period: field})  # type: ignore[arg-type]
        if failed:
            notes.append(f"{label}合计数不勾稽，可能有数字识别错误，请核对原件")
    return found, tuple(notes)


def balance_of_sums(lines: Sequence[StatementLine], doc_type: str, unit: str | None, period: str) -> int:
    """Return by how many more of the sums the figures of a `period` (current or prior) hold than fail."""
    values = _values(lines, _places(lines), period)
    return sum(1 if abs(_miss(e, values)) <= _slack(unit) else -1 for e in _complete(_EQUATIONS[doc_type], values))


def _slack(unit: str | None) -> int:
    """Return by how many fen rounded figures may miss their sum."""
    whole = parse_amount(f"1{unit}") if unit else None
    return _ROUNDING * (whole.fen // 100 if whole is not None else 1)


def _values(lines: Sequence[StatementLine], places: Mapping[str, int], period: str) -> dict[str, int]:
    return {n: v.value.fen for n, i in places.items() if (v := _figure(lines[i], period)).value is not None}


def _places(lines: Sequence[StatementLine]) -> dict[str, int]:
    """Return where each line stands that sums need, by its name or the caption of those without one."""
    places = {line.name.value: i for i, line in enumerate(lines) if line.name.value is not None}
    for name, pattern in _UNNAMED.items():
        hits = [i for i, line in enumerate(lines) if pattern.search(fold_caption(line.caption.value or ""))]
        if len(hits) == 1 and lines[hits[0]].name.value is None:
            places[name] = hits[0]
    return places


def _figure(line: StatementLine, period: str) -> Field[Money]:
    field: Field[Money] = getattr(line, period)
    return field


def _complete(equations: Sequence[tuple[str, ...]], values: dict[str, int]) -> Iterator[tuple[str, ...]]:
    for equation in equations:
        shown = tuple(n for n in equation if n in values or n not in _MAY_LACK)
        if all(n in values for n in shown):
            yield shown


def _miss(equation: tuple[str, ...], values: dict[str, int]) -> int:
    return values[equation[0]] - sum(values[n] for n in equation[1:])


def _one_wrong(
    equations: Sequence[tuple[str, ...]], broken: Sequence[tuple[str, ...]], values: dict[str, int], slack: int
) -> tuple[str, int] | None:
    """Return the one figure with the value by which all equations hold, if it reads otherwise by one glyph."""
    answers = []
    for name in set.intersection(*map(set, broken)):
        missing = _miss(broken[0], values)
        meant = values[name] + (-missing if broken[0][0] == name else missing)
        tried = {**values, name: meant}
        size = str(abs(values[name])).zfill(3)
        if (
            values[name] * meant > 0
            and one_glyph(size, meant)
            and all(abs(_miss(e, tried)) <= slack for e in equations)
        ):
            answers.append((name, meant))
    return answers[0] if len(answers) == 1 else None
