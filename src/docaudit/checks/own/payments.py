"""Payments that a lender's own rule looks for: payee, remark, amount, and how many within how many days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docaudit.checks.base import Rule
from docaudit.checks.own.patterns import Says, says
from docaudit.checks.own.shape import ANY, Range, Shape, first_drawn, yuan_range
from docaudit.checks.phrases import listed, payee
from docaudit.checks.values import known, mapping, whole
from docaudit.checks.wording import Fact
from docaudit.checks.words import (
    Graded,
    grade_confidence,
    grade_severity,
    money_finding,
    purpose_places,
    sum_of,
    traced,
)
from docaudit.errors import InputError
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import LedgerRow, Loan
from docaudit.records.identifiers import account_digits
from docaudit.records.labels import Owner, RowKind
from docaudit.records.money import Money
from docaudit.records.names import core_key

PAYMENT_FACTS = frozenset(
    {"payee", "amount", "loan_amount", "count", "first", "last", "payments", "matched", "purpose", "borrower", "loan"}
)
_KEYS = ("payee", "remark", "amount", "together", "direction", "loan_money", "days_from_drawing")
_TOGETHER = ("amount", "count", "days", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments(Shape):
    """What a payment must be like to be reported.

    Attributes:
        payee, remark: what the counterparty's name, and summary with remark, must say.
        amount: of each payment.
        total, count, days: of the payments together, within so many days (both ends count; None: at any time).
        by_payee: together means to one payee, else to all.
        loan_money: only payments with loan money in them count, by the grades of the trace; else any row does.
        incoming: money in instead of out.
        days_from_drawing: only rows so many days after the first disbursement or earlier.
    """

    payee: Says | None = None
    remark: Says | None = None
    amount: Range = ANY
    total: Range = ANY
    count: int = 1
    days: int | None = None
    by_payee: bool = True
    loan_money: bool = True
    incoming: bool = False
    days_from_drawing: int | None = None

    def findings(self, case: CaseFile, rule: Rule) -> Iterator[Finding]:
        """Report the payments of each payee, or of all, that are what the rule looks for."""
        if self.loan_money:
            for loan, trace in traced(case):
                by_row = defaultdict(list)
                for p in trace.payments:
                    if p.max_fen > 0:
                        by_row[p.row.id].append(p)
                rows = [parts[0].row for parts in by_row.values()]
                for group in self._groups(self._in_time(case, rows, loan)):
                    paid = [p for row in group for p in by_row[row.id]]
                    money = sum_of(case, trace, paid, rule.of(loan).fen("floor"))
                    if money is not None:
                        yield self._of_loan(case, rule.of(loan), loan, money, rows=group)
            return
        own = {a.key for a in case.ledger.accounts if a.owner is Owner.BORROWER}
        kinds = (RowKind.IN,) if self.incoming else (RowKind.OUT,)
        rows = [r for r in case.ledger.rows if r.kind in kinds and r.transaction.account in own]
        only = case.loans[0] if len(case.loans) == 1 else None
        for group in self._groups(self._in_time(case, rows, only)):
            yield self._of_rows(case, rule, only, group)

    def _in_time(self, case: CaseFile, rows: Sequence[LedgerRow], loan: Loan | None) -> list[LedgerRow]:
        if self.days_from_drawing is None:
            return list(rows)
        first = first_drawn(case, loan)
        if first is None:
            return []
        return [r for r in rows if 0 <= (r.transaction.date - first).days <= self.days_from_drawing]

    def _groups(self, rows: Sequence[LedgerRow]) -> Iterator[list[LedgerRow]]:
        groups: dict[str, list[LedgerRow]] = defaultdict(list)
        for row in rows:
            if self.amount.holds(abs(row.transaction.amount_fen)) and self._matched(row) is not None:
                groups[_payee_key(row) if self.by_payee else ""].append(row)
        for group in groups.values():
            reported = self._together(sorted(group, key=lambda r: (r.transaction.date, r.transaction.index)))
            if reported:
                yield reported

    def _matched(self, row: LedgerRow) -> str | None:
        """Return what of the row was looked for, None where it is none of the rule's."""
        paid = row.transaction
        found = []
        for wanted, text in ((self.payee, paid.counterparty_name), (self.remark, paid.text)):
            hit = wanted.found(text) if wanted is not None else ""
            if hit is None or (wanted is not None and not text):
                return None
            found.append(hit)
        return "、".join(filter(None, found))

    def _together(self, rows: Sequence[LedgerRow]) -> list[LedgerRow]:
        """Return the rows that lie in a span in which count and total are reached."""
        taken: set[str] = set()
        for at, first in enumerate(rows):
            end = None if self.days is None else first.transaction.date + dt.timedelta(days=self.days - 1)
            span = [r for r in rows[at:] if end is None or r.transaction.date <= end]
            if len(span) >= self.count and self.total.holds(sum(abs(r.transaction.amount_fen) for r in span)):
                taken |= {r.id for r in span}
            if end is None:
                break
        return [r for r in rows if r.id in taken]

    def _of_loan(self, case: CaseFile, rule: Rule, loan: Loan, found: Graded, *, rows: Sequence[LedgerRow]) -> Finding:
        title, explanation = self.says(self._facts(case, loan, rows, found.amount))
        return money_finding(
            case,
            rule,
            loan,
            severity=grade_severity(rule, found),
            confidence=grade_confidence(rule, found, self.confidence),
            title=title,
            explanation=explanation,
            rows=rows,
            amount=found.amount,
            places=purpose_places(case, loan),
        )

    def _of_rows(self, case: CaseFile, rule: Rule, loan: Loan | None, rows: Sequence[LedgerRow]) -> Finding:
        amount = Money(sum(abs(r.transaction.amount_fen) for r in rows))
        title, explanation = self.says(self._facts(case, loan, rows, None))
        return money_finding(
            case,
            rule,
            loan,
            severity=rule.severity,
            confidence=self.confidence,
            title=title,
            explanation=explanation,
            rows=rows,
            amount=amount,
        )

    def _facts(
        self, case: CaseFile, loan: Loan | None, rows: Sequence[LedgerRow], loan_money: Money | None
    ) -> dict[str, Fact]:
        return {
            "payee": list(dict.fromkeys(payee(r) for r in rows)),
            "amount": Money(sum(abs(r.transaction.amount_fen) for r in rows)),
            "loan_amount": loan_money,
            "count": len(rows),
            "first": rows[0].transaction.date,
            "last": rows[-1].transaction.date,
            "payments": listed(rows),
            "matched": list(dict.fromkeys(filter(None, (self._matched(r) for r in rows)))),
            "purpose": loan.purpose if loan else None,
            "borrower": case.parties.borrower,
            "loan": loan.id if loan else None,
        }


def _payee_key(row: LedgerRow) -> str:
    paid = row.transaction
    return core_key(paid.counterparty_name) or account_digits(paid.counterparty_account) or row.id


def payment(value: object, where: str) -> Payments:
    """Return what stands under ``payment:`` of a rule."""
    parts = mapping(value, where)
    known(parts, _KEYS, where)
    if not {"payee", "remark", "amount", "together"} & parts.keys():
        raise InputError(f"{where}: one of payee, remark, amount, together is wanted; else every payment is reported")
    together = mapping(parts.get("together"), f"{where}.together")
    known(together, _TOGETHER, f"{where}.together")
    by = together.get("by", "payee")
    if by not in ("payee", "all"):
        raise InputError(f"{where}.together.by: payee or all is wanted, not {by!r}")
    days = whole(together["days"], f"{where}.together.days") if "days" in together else None
    if days == 0:
        raise InputError(f"{where}.together.days: from 1 on; both ends count")
    direction, loan_money = parts.get("direction", "out"), parts.get("loan_money", True)
    if direction not in ("in", "out"):
        raise InputError(f"{where}.direction: in or out is wanted, not {direction!r}")
    if not isinstance(loan_money, bool):
        raise InputError(f"{where}.loan_money: true or false is wanted, not {loan_money!r}")
    if direction == "in" and loan_money:
        raise InputError(f"{where}.loan_money: money that comes in carries none; write loan_money: false")
    drawing = "days_from_drawing"
    return Payments(
        payee=says(parts["payee"], f"{where}.payee") if "payee" in parts else None,
        remark=says(parts["remark"], f"{where}.remark") if "remark" in parts else None,
        amount=yuan_range(parts["amount"], f"{where}.amount") if "amount" in parts else ANY,
        total=yuan_range(together["amount"], f"{where}.together.amount") if "amount" in together else ANY,
        count=whole(together.get("count", 1), f"{where}.together.count"),
        days=days,
        by_payee=by == "payee",
        loan_money=loan_money,
        incoming=direction == "in",
        days_from_drawing=whole(parts[drawing], f"{where}.{drawing}") if drawing in parts else None,
    )
