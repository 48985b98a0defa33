"""Covenants of a lender's own: a figure or ratio of the borrower's statements against a limit."""

from __future__ import annotations

import datetime as dt
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docaudit.checks.base import Rule
from docaudit.checks.own.shape import Shape
from docaudit.checks.values import known, mapping, signed
from docaudit.checks.wording import Fact
from docaudit.checks.words import field_places, money_finding, sure
from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.cash_flow_statement import CashFlowStatement
from docaudit.documents.figures import UNSURE, own_statements
from docaudit.documents.financials import LINE_NAMES, FinancialStatement
from docaudit.documents.income_statement import IncomeStatement
from docaudit.errors import InputError
from docaudit.records.case import CaseFile
from docaudit.records.evidence import Field
from docaudit.records.findings import Finding
from docaudit.records.money import Money

COVENANT_FACTS = frozenset({"value", "limit", "operator", "period", "figures", "borrower", "loan", "purpose"})
_OPERATORS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
}
_KEYS = ("figure", "operator", "limit", "unit", "periods")
_SCALE = {"percent": 100, "times": 1, "yuan": 1}
_SIDE = re.compile(r"\(?\s*[a-z_]+(?:\s*[+-]\s*[a-z_]+)*\s*\)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Covenant(Shape):
    """What must hold of the statements of one day.

    Attributes:
        top, bottom: the lines that are added, each with its sign; `bottom` empty: an amount, not a ratio.
        operator, limit: what must hold of the figure, in `unit`.
        every: each day for which statements are there, else only the newest.
    """

    top: tuple[tuple[str, int], ...]
    bottom: tuple[tuple[str, int], ...]
    operator: str
    limit: Decimal
    unit: str
    every: bool

    def findings(self, case: CaseFile, rule: Rule) -> Iterator[Finding]:
        """Report each day on which the covenant is broken; a day whose figures lack proves nothing."""
        loan = case.loans[0] if len(case.loans) == 1 else None
        broken = (_Test(self, day, sheets) for day, sheets in _days(case))
        tests = [test for test in broken if test.value is not None]
        for test in tests if self.every else tests[-1:]:
            if test.holds or test.confidence < UNSURE:
                continue
            title, explanation = self.says(self._facts(case, test))
            yield money_finding(
                case,
                rule,
                loan,
                severity=rule.severity,
                confidence=self.confidence * test.confidence,
                title=title,
                explanation=explanation,
                places=[place for sheet, field in test.fields for place in field_places(sheet, field)],
                documents=[sheet for sheet, _ in test.fields],
            )

    def _facts(self, case: CaseFile, test: _Test) -> dict[str, Fact]:
        loan = case.loans[0] if len(case.loans) == 1 else None
        return {
            "value": self._shown(test.value or Decimal(0)),
            "limit": self._shown(self.limit),
            "operator": self.operator,
            "period": test.day,
            "figures": test.figures,
            "borrower": case.parties.borrower,
            "loan": loan.id if loan else None,
            "purpose": loan.purpose if loan else None,
        }

    def _shown(self, value: Decimal) -> str | Money:
        if self.unit == "yuan":
            return Money(int((value * 100).to_integral_value(ROUND_HALF_UP)))
        shown = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
        return f"{shown}%" if self.unit == "percent" else f"{shown}"


class _Test:
    """A covenant on one day; `value` is None where a line lacks, or two statements of the day disagree on it."""

    def __init__(self, covenant: Covenant, day: dt.date, sheets: Sequence[FinancialStatement]) -> None:
        self.day = day
        self.fields: list[tuple[FinancialStatement, Field[Money]]] = []
        self.figures: list[str] = []
        self.value: Decimal | None = None
        top, bottom = self._sum(covenant.top, sheets), self._sum(covenant.bottom, sheets)
        if top is not None and bottom is not None and (bottom > 0 or not covenant.bottom):
            self.value = top / bottom * _SCALE[covenant.unit] if covenant.bottom else top
        self.confidence = sure(*(field for _, field in self.fields))
        self.holds = self.value is None or _OPERATORS[covenant.operator](self.value, covenant.limit)

    def _sum(self, lines: Sequence[tuple[str, int]], sheets: Sequence[FinancialStatement]) -> Decimal | None:
        total = Decimal(0)
        for name, sign in lines:
            found = [(s, line) for s in sheets if (line := s.line(name)) is not None and line.current.value is not None]
            values = {line.current.value.fen for _, line in found if line.current.value is not None}
            if len(values) != 1:
                return None
            sheet, line = found[0]
            fen = values.pop()
            self.fields.append((sheet, line.current))
            self.figures.append(f"{line.caption.value or name}{Money(fen).shown()}")
            total += sign * Decimal(fen) / 100
        return total


def _days(case: CaseFile) -> list[tuple[dt.date, list[FinancialStatement]]]:
    """Return the borrower's statements by the day they end, oldest first."""
    kinds: tuple[type[FinancialStatement], ...] = (BalanceSheet, IncomeStatement, CashFlowStatement)
    found: dict[dt.date, list[FinancialStatement]] = {}
    for sheet in (s for kind in kinds for s in own_statements(case, kind)):
        if sheet.period_end.value is not None:
            found.setdefault(sheet.period_end.value, []).append(sheet)
    return sorted(found.items())


def covenant(value: object, where: str) -> Covenant:
    """Return what stands under ``covenant:`` of a rule."""
    parts = mapping(value, where)
    known(parts, _KEYS, where)
    text = parts.get("figure")
    sides = str(text or "").split("/")
    if not isinstance(text, str) or len(sides) > 2 or not all(_SIDE.fullmatch(side.strip()) for side in sides):
        raise InputError(
            f"{where}.figure: lines with + and -, and one division at most, are wanted "
            f"(total_liabilities / total_assets), not {text!r}"
        )
    unit = parts.get("unit", "times" if len(sides) == 2 else "yuan")
    allowed = ("percent", "times") if len(sides) == 2 else ("yuan",)
    if unit not in allowed:
        raise InputError(f"{where}.unit: {' or '.join(allowed)} is wanted here, not {unit!r}")
    if parts.get("operator") not in _OPERATORS:
        raise InputError(f"{where}.operator: one of {' '.join(_OPERATORS)} is wanted, not {parts.get('operator')!r}")
    periods = parts.get("periods", "newest")
    if periods not in ("newest", "all"):
        raise InputError(f"{where}.periods: newest or all is wanted, not {periods!r}")
    return Covenant(
        top=_lines(sides[0], f"{where}.figure"),
        bottom=_lines(sides[1], f"{where}.figure") if len(sides) == 2 else (),
        operator=str(parts["operator"]),
        limit=signed(parts.get("limit"), f"{where}.limit"),
        unit=str(unit),
        every=periods == "all",
    )


def _lines(side: str, where: str) -> tuple[tuple[str, int], ...]:
    terms = re.findall(r"([+-]?)\s*([a-z_]+)", side)
    unknown = sorted(name for _, name in terms if name not in LINE_NAMES)
    if unknown:
        raise InputError(f"{where}: statements have no line {unknown[0]!r}; known are {', '.join(sorted(LINE_NAMES))}")
    return tuple((name, -1 if sign == "-" else 1) for sign, name in terms)
