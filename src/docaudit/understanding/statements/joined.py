"""The statements of all sections: pieces of one account joined, others given what the head of the first says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from docaudit.documents.bank_statement import BankStatement
from docaudit.records.evidence import Field
from docaudit.understanding.statements.sections import Section
from docaudit.understanding.statements.statement import statements_of

V = TypeVar("V")


def all_statements(sections: Iterable[Section], sheet: str | None = None) -> list[BankStatement]:
    """Return the statements of all sections, those without rows left out unless there is nothing else."""
    found: list[BankStatement] = []
    for section in sections:
        own = statements_of(section, sheet)
        if section.goes_on and len(own) == 1 and found and _of_one(found[-1], own[0]):
            found[-1] = _joined(found[-1], own[0])
        else:
            found += [_headed(s, found[0]) if found else s for s in own]
    return [s for s in found if s.transactions] or found[:1]


def _of_one(first: BankStatement, second: BankStatement) -> bool:
    """Say whether two pieces can be of one account."""
    pairs = ((first.account_number, second.account_number), (first.currency, second.currency))
    return all(a.value is None or b.value is None or a.value == b.value for a, b in pairs)


def _joined(first: BankStatement, second: BankStatement) -> BankStatement:
    """Return one statement of two pieces of it, whose columns were printed, or read, in two ways."""
    if not first.transactions or not second.transactions:
        return first if first.transactions else second
    earlier, later = first.transactions[0].time.value, second.transactions[-1].time.value
    newest_first = earlier is not None and later is not None and earlier.date() > later.date()
    begins, ends = (second, first) if newest_first else (first, second)
    return replace(
        first,
        opening_balance=begins.opening_balance,
        closing_balance=ends.closing_balance,
        transactions=(*first.transactions, *second.transactions),
        warnings=(*first.warnings, *(w for w in second.warnings if w not in first.warnings)),
    )


def _headed(statement: BankStatement, first: BankStatement) -> BankStatement:
    """Give a further account what a combined statement prints once, above the first: bank, holder, period."""
    days = [t.date() for row in statement.transactions if (t := row.time.value) is not None]
    start, end = first.period_start, first.period_end
    own = statement.period_start.value or statement.period_end.value
    if own or not start.value or not end.value or not all(start.value <= d <= end.value for d in days):
        start, end = statement.period_start, statement.period_end
    else:
        start, end = _less_sure(start), _less_sure(end)
    return replace(
        statement,
        bank=statement.bank if statement.bank.value else _less_sure(first.bank),
        account_name=statement.account_name if statement.account_name.value else _less_sure(first.account_name),
        period_start=start,
        period_end=end,
    )


def _less_sure(field: Field[V]) -> Field[V]:
    return replace(field, confidence=0.9 * field.confidence)
