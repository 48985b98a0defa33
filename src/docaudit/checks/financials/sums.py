"""The sums within one statement: items and subtotals, the steps of profit, the flows of cash (财会〔2019〕6号)."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docaudit.checks.base import Rule, check
from docaudit.checks.wording import joined, say
from docaudit.checks.words import by_ocr, field_places, money_finding, sure
from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.cash_flow_statement import CashFlowStatement
from docaudit.documents.figures import COLUMNS, Column, column, last_digit
from docaudit.documents.financials import FinancialStatement, StatementLine
from docaudit.documents.income_statement import IncomeStatement
from docaudit.knowledge import table
from docaudit.records.case import CaseFile
from docaudit.records.evidence import Field
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.records.money import Money

_MARKS = re.compile(
    r"^(?:[一二三四五六七八九十\d]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|[△*☆#]|加[:：]|减[:：])+"
)
_TAIL = re.compile(r"[(（].*?[)）]|[:：]$")
_PART_OF = re.compile(r"其中")
_NAMES = {
    key: key
    for key in (
        *("current_assets", "assets", "current_liabilities", "liabilities", "equity", "both"),
        *("operating_profit", "total_profit", "net_profit", "net_increase", "closing_cash"),
    )
}
"""Texts that name the sums."""
MAX_LOOSE = 8
"""Lines that may or may not belong to a sum; with more of them any figure could be explained."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A line and those that add up to it; all are patterns of whole captions.

    Attributes:
        key: of the texts.
        total: the line.
        plus, minus: what is added and taken off; one that is not printed counts nothing.
        either: what is printed with either sign, or within another line.
        needed: captions of which each must have a figure, else nothing is tested.
        closed: no form leaves out one of its lines that has a figure.
        strict: no other line can belong to it.
    """

    key: str
    total: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    closed: bool = False
    strict: bool = False


@functools.cache
def sums_of(doc_type: str) -> tuple[Sum, ...]:
    """Return the sums of a type of statement from ``knowledge/sums.yaml``."""
    return tuple(
        Sum(
            key=key,
            total=entry["total"],
            plus=tuple(entry["plus"]),
            minus=tuple(entry.get("minus", ())),
            either=tuple(entry.get("either", ())),
            needed=tuple(entry.get("needed", ())),
            closed=entry.get("closed", False),
            strict=entry.get("strict", False),
        )
        for key, entry in table("sums")[doc_type].items()
    )


@check("financials.subtotal", severity=Severity.HIGH, basis=("accounting_law", "statement_format"))
def subtotal(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Items of a statement do not add up to their printed sum.

    Where the items come to less than an open sum, lines may not be printed: then the other column must prove that they
    are all there. Lines whose caption is not known, and those that stand within another line in some forms, may belong
    to the sum or not; nothing is said where they explain the gap.
    """
    for kind in (BalanceSheet, IncomeStatement, CashFlowStatement):
        for statement in case.of(kind):
            for one in sums_of(str(statement.doc_type)):
                for which in COLUMNS:
                    finding = _finding(case, rule, statement, one, which)
                    if finding is not None:
                        yield finding
                        break


def _finding(case: CaseFile, rule: Rule, statement: FinancialStatement, one: Sum, which: Column) -> Finding | None:
    tried = _added(statement, one, which)
    if tried is None or tried.holds(statement):
        return None
    fields = [column(line, which) for line in tried.lines]
    confidence = sure(*fields)
    if confidence < rule.threshold("unsure"):
        return None
    if not one.closed and tried.items_fen < tried.total_fen and not _proved(statement, one, which):
        return None
    if by_ocr(statement) and not one.closed and not _proved(statement, one, which):
        return None  # a figure that the scan lost looks just like a wrong sum
    unsure = by_ocr(statement) and confidence < rule.threshold("sure")
    gap = Money(abs(tried.total_fen - tried.items_fen))
    name = say(rule.name, _NAMES[one.key])
    finding = money_finding(
        case,
        rule,
        None,
        severity=rule.lowered(1 if unsure else 0),
        confidence=float(rule.threshold("confidence")) * confidence,
        title=say(
            rule.name,
            "title",
            entity=statement.entity.value,
            end=statement.period_end.value,
            sum=name,
            gap=gap,
        ),
        explanation=joined(
            [
                say(
                    rule.name,
                    "explanation",
                    column=say(rule.name, which),
                    sum=name,
                    items=[f"{line.caption.value} {_shown(column(line, which))}" for line in tried.lines[1:]],
                    computed=Money(tried.items_fen),
                    printed=Money(tried.total_fen),
                    gap=gap,
                ),
                say(rule.name, "ask"),
            ]
        ),
        amount=gap,
        places=field_places(statement, *fields),
        documents=[statement],
    )
    return replace(finding, subjects=(*finding.subjects, f"sum:{one.key}"))


def _shown(field: Field[Money]) -> str:
    return field.value.shown() if field.value is not None else ""


@dataclass(frozen=True, slots=True)
class _Added:
    """A sum as printed and as added up; `lines` are the total's and those that were added, `loose_fen` may be."""

    total_fen: int
    items_fen: int
    lines: tuple[StatementLine, ...]
    loose_fen: tuple[int, ...]

    def holds(self, statement: FinancialStatement) -> bool:
        """Say whether the items, with any of the loose lines, come to the total within the rounding of each figure."""
        slack = last_digit(statement) * len(self.lines)
        gap = self.total_fen - self.items_fen
        if len(self.loose_fen) > MAX_LOOSE:
            return True
        return any(
            abs(gap - sum(signs[i] * fen for i, fen in enumerate(self.loose_fen))) <= slack
            for signs in itertools.product((0, 1, -1), repeat=len(self.loose_fen))
        )


def _added(statement: FinancialStatement, one: Sum, which: Column) -> _Added | None:
    """Return a sum added up, None where the total or a needed line has no figure."""
    captions = [(fold_caption(line.caption.value), line) for line in statement.items]
    totals = [line for caption, line in captions if re.fullmatch(one.total, caption)]
    total = column(totals[0], which).value if len(totals) == 1 else None
    if total is None:
        return None
    there = {p for p in one.needed if any(re.fullmatch(p, c) and _read(line, which) for c, line in captions)}
    if there != set(one.needed):
        return None
    lines: list[StatementLine] = [totals[0]]
    fen, loose = 0, []
    seen: set[str] = set()
    within = {
        part
        for whole, parts in table("sums")["within"].items()
        if any(c == whole for c, _ in captions)
        for part in parts
    }
    if isinstance(statement, IncomeStatement):
        captions = captions[: captions.index((fold_caption(totals[0].caption.value), totals[0]))]
    for caption, line in captions:
        value = column(line, which).value
        if value is None or line is totals[0]:
            continue
        sign = _sign(one, caption)
        if sign is not None and caption in within:
            loose.append(value.fen)
        elif sign is not None and caption not in seen and not _PART_OF.search(line.caption.value or ""):
            seen.add(caption)
            fen += sign * value.fen
            lines.append(line)
        elif any(re.fullmatch(p, caption) for p in one.either) or (not one.strict and _unknown(statement, caption)):
            loose.append(value.fen)
    return _Added(total.fen, fen, tuple(lines), tuple(f for f in loose if f)) if len(lines) > 2 else None


def _sign(one: Sum, caption: str) -> int | None:
    if any(re.fullmatch(p, caption) for p in one.plus):
        return 1
    return -1 if any(re.fullmatch(p, caption) for p in one.minus) else None


def _read(line: StatementLine, which: Column) -> bool:
    return column(line, which).value is not None


def _unknown(statement: FinancialStatement, caption: str) -> bool:
    """Say whether no sum of this type of statement knows the caption, and it is no sum itself."""
    return caption not in table("sums")["not_items"] and not any(
        re.fullmatch(pattern, caption)
        for one in sums_of(str(statement.doc_type))
        for pattern in (one.total, *one.plus, *one.minus, *one.either)
    )


def _proved(statement: FinancialStatement, one: Sum, which: Column) -> bool:
    """Say whether the other column adds up by the same lines, so that the printed lines are the whole sum."""
    other: Column = "prior" if which == "current" else "current"
    here, there = _added(statement, one, which), _added(statement, one, other)
    if here is None or there is None or there.total_fen == 0:
        return False
    exact = abs(there.total_fen - there.items_fen) <= last_digit(statement) * len(there.lines)
    return exact and {id(line) for line in there.lines} <= {id(line) for line in here.lines}


def fold_caption(text: str | None) -> str:
    """Return a caption without numbering, 加 and 减, brackets and blanks; 其中 stays."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))
    return _TAIL.sub("", _MARKS.sub("", folded))
