"""Whether the running balances of a statement follow from each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from docaudit.checks.base import Rule, check
from docaudit.checks.phrases import listing, payee
from docaudit.checks.wording import Told, say
from docaudit.checks.words import by_ocr, money_finding
from docaudit.documents.bank_statement import BankStatement
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import LedgerRow
from docaudit.records.labels import Severity
from docaudit.records.money import Money

_SHOWN = 5
"""Breaks that an explanation spells out; the evidence holds all of them."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where the running balance does not follow; `expected_fen` is what it should be."""

    before: LedgerRow
    row: LedgerRow
    expected_fen: int

    @property
    def diff_fen(self) -> int:
        """What the printed balance is more than it should be."""
        return (self.row.transaction.balance_fen or 0) - self.expected_fen


@check("statement.broken_balance", severity=Severity.HIGH)
def broken_balance(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A running balance is not the one before plus the row's amount."""
    for statement in case.of(BankStatement):
        gaps = breaks(case, statement)
        if gaps:
            yield _finding(case, rule, statement, gaps)


def breaks(case: CaseFile, statement: BankStatement) -> list[Gap]:
    """Return where the running balances of a statement do not follow, none where its reading is at fault."""
    rows = [
        r
        for r in case.ledger.rows
        if r.transaction.place.document == statement.id and r.transaction.balance_fen is not None
    ]
    proving = {a.key: a.balances_prove_order for a in case.ledger.accounts}
    if len(rows) < 2 or not all(proving.get(r.transaction.account, False) for r in rows):
        return []
    gaps = [g for g in _gaps(rows) if not (by_ocr(statement) and _misread(g, rows, statement))]
    # Where half of the balances do not follow, the reading is at fault, not the statement.
    return gaps if 2 * len(gaps) < len(rows) else []


def _gaps(rows: Sequence[LedgerRow]) -> list[Gap]:
    """Return the breaks between neighbouring rows; a day whose rows chain in another order is whole."""
    gaps: list[Gap] = []
    days = [list(group) for _, group in groupby(rows, key=lambda r: r.transaction.date)]
    last: LedgerRow | None = None
    for group in days:
        ordered = _chained(group, last)
        if ordered is not None:
            last = ordered[-1]
            continue
        for row in group:
            if last is not None and _adjacent(last, row):
                expected = (last.transaction.balance_fen or 0) + row.transaction.amount_fen
                if expected != row.transaction.balance_fen:
                    gaps.append(Gap(last, row, expected))
            last = row
    return gaps


def _adjacent(a: LedgerRow, b: LedgerRow) -> bool:
    """Say whether the rows are neighbours on paper: a row between them that was not read would explain a break."""
    return abs(a.transaction.index - b.transaction.index) == 1 or a.transaction.date != b.transaction.date


def _chained(group: Sequence[LedgerRow], last: LedgerRow | None) -> list[LedgerRow] | None:
    """Return the day's rows in an order in which the balances chain, None if there is none."""
    starts = list(group) if last is None else [None]
    for start in starts:
        left = list(group)
        if start is None:
            assert last is not None  # noqa: S101 - narrows for the type checker
            balance, ordered = last.transaction.balance_fen or 0, []
        else:
            left.remove(start)
            balance, ordered = start.transaction.balance_fen or 0, [start]
        while left:
            following = next((r for r in left if r.transaction.balance_fen == balance + r.transaction.amount_fen), None)
            if following is None:
                break
            left.remove(following)
            ordered.append(following)
            balance = following.transaction.balance_fen or 0
        if not left:
            return ordered
    return None


_CLEAR = 0.85
"""A figure that does not follow is read less surely than this, unless it stands on the paper beyond doubt."""


def _clear(statement: BankStatement, row: LedgerRow, what: str) -> bool:
    """Say whether a figure (``amount``, ``balance``) of a row was read so surely that it is no slip of the reader."""
    place = row.transaction.index - 1
    printed = statement.transactions[place] if place < len(statement.transactions) else None
    return printed is not None and getattr(printed, what).confidence >= _CLEAR


def _misread(gap: Gap, rows: Sequence[LedgerRow], statement: BankStatement) -> bool:
    """Say whether one wrong digit of a scan explains the break, in the balance or in the amount."""
    paid = gap.row.transaction
    at = rows.index(gap.row)
    following = rows[at + 1] if at + 1 < len(rows) else None
    if (
        following is not None
        and following.transaction.balance_fen == gap.expected_fen + following.transaction.amount_fen
    ):
        return not _clear(statement, gap.row, "balance")
    before = rows[at - 2] if at >= 2 else None
    previous = gap.before.transaction
    if (
        before is not None
        and (before.transaction.balance_fen or 0) + previous.amount_fen + paid.amount_fen == paid.balance_fen
        and _digits_apart(previous.balance_fen or 0, (before.transaction.balance_fen or 0) + previous.amount_fen) <= 1
    ):
        return not _clear(statement, gap.before, "balance")
    true_amount = (paid.balance_fen or 0) - (previous.balance_fen or 0)
    likely = true_amount * paid.amount_fen > 0 and _digits_apart(true_amount, paid.amount_fen) <= 1
    return likely and not _clear(statement, gap.row, "amount")


def _digits_apart(a: int, b: int) -> int:
    one, two = str(abs(a)), str(abs(b))
    if len(one) != len(two):
        return 9
    return sum(x != y for x, y in zip(one, two, strict=True))


def _finding(case: CaseFile, rule: Rule, statement: BankStatement, gaps: Sequence[Gap]) -> Finding:
    shown = listing(
        say(
            rule.name,
            "gap",
            day=g.row.transaction.date,
            payee=payee(g.row),
            amount=Money(g.row.transaction.amount_fen),
            before=Money(g.before.transaction.balance_fen or 0),
            expected=Money(g.expected_fen),
            printed=Money(g.row.transaction.balance_fen or 0),
        )
        for g in gaps[:_SHOWN]
    )
    more = say("words.rows", "more", count=len(gaps)) if len(gaps) > _SHOWN else Told("", "")
    worst = max(abs(g.diff_fen) for g in gaps)
    return money_finding(
        case,
        rule,
        case.loans[0] if len(case.loans) == 1 else None,
        severity=rule.severity,
        confidence=0.9 * min(g.row.transaction.confidence for g in gaps),
        title=say(rule.name, "title", account=statement.account_number.value, count=len(gaps)),
        explanation=say(
            rule.name,
            "explanation",
            bank=statement.bank.value,
            account=statement.account_number.value,
            gaps=Told(shown.zh + more.zh, shown.en + more.en),
        ),
        amount=Money(worst),
        places=[r.transaction.place for g in gaps for r in (g.before, g.row)],
        documents=[statement],
    )
