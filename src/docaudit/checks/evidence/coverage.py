"""Loan money that no contract and invoice prove."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from docaudit.checks.base import Rule, check
from docaudit.checks.phrases import listing, payee, purpose_of
from docaudit.checks.wording import Told, say
from docaudit.checks.words import by_ocr, document_place, money_finding, purpose_places, traced
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.trade_contract import TradeContract
from docaudit.knowledge import same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan, LoanTrace, TracedPayment
from docaudit.records.labels import RowKind, Severity, Use
from docaudit.records.money import Money
from docaudit.records.names import core_key

NEEDS_NO_PAPER = frozenset({Use.OPERATING, Use.IDLE, Use.LOAN_REPAYMENT, Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT})
"""Uses that prove themselves, or that no paper makes right."""
_SHOWN = 8
"""Payments that an explanation spells out; the evidence holds all of them."""


@check("evidence.uncovered_payment", severity=Severity.MEDIUM, basis=("civil_code/672", "invoice_measures"))
def uncovered_payment(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money was spent without the contract and invoice that this kind of spending needs, and they are due."""
    for loan, trace in traced(case):
        rule = rule.of(loan)
        grace = rule.days("due_days")
        groups: dict[str, list[TracedPayment]] = defaultdict(list)
        for p in trace.payments:
            due = p.row.transaction.date + grace < case.as_of
            if (
                due
                and p.use not in NEEDS_NO_PAPER
                and p.uncovered_fen > rule.fen("tolerance")
                and not awaited(case, rule, p)
            ):
                groups[core_key(p.row.transaction.counterparty_name)].append(p)
        # One finding for each payee whose papers lack (flows.md 4.4), one for all the small ones together.
        large = [g for g in groups.values() if sum(p.uncovered_fen for p in g) >= rule.fen("floor")]
        small = [p for g in groups.values() if sum(p.uncovered_fen for p in g) < rule.fen("floor") for p in g]
        for payments in (*large, small):
            if sum(p.uncovered_fen for p in payments) >= rule.fen("floor"):
                yield _uncovered(case, rule, loan, trace, payments)


def awaited(case: CaseFile, rule: Rule, payment: TracedPayment) -> bool:
    """Say whether a payment was made in advance of a delivery that is not long past: its contract suffices till then.

    Its amount must be within the contract's (domain reference, section 2), and slips must not show already that what
    was paid for has come or was done: works that are paid by progress are not paid in advance.
    """
    paid = payment.row.transaction
    return not _came(case, payment) and any(
        c.delivery_date.value is not None
        and paid.date < c.delivery_date.value
        and c.delivery_date.value + rule.days("delivery_days") >= case.as_of
        and c.amount.value is not None
        and abs(paid.amount_fen) <= c.amount.value.fen
        and same_party(c.seller.value, paid.counterparty_name, by_ocr(c))
        for c in case.of(TradeContract)
    )


def _came(case: CaseFile, payment: TracedPayment) -> bool:
    """Say whether slips of goods or works of the payee amount to what it was paid up to this payment."""
    paid = payment.row.transaction
    slips = {
        (d.date.value, d.amount.value.fen)
        for d in case.of(GoodsReceipt)
        if d.amount.value is not None
        and d.date.value is not None
        and d.date.value <= case.as_of
        and same_party(d.supplier.value, paid.counterparty_name, by_ocr(d))
    }
    earlier = [
        abs(r.transaction.amount_fen)
        for r in case.ledger.rows
        if r.kind is RowKind.OUT
        and r.transaction.date <= paid.date
        and core_key(r.transaction.counterparty_name) == core_key(paid.counterparty_name)
    ]
    return bool(slips) and sum(fen for _, fen in slips) >= max(sum(earlier), abs(paid.amount_fen))


def _uncovered(case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace, payments: list[TracedPayment]) -> Finding:
    rows = list({p.row.id: p.row for p in payments}.values())
    lacking = sum(p.uncovered_fen for p in payments)
    certain = sum(max(0, p.min_fen - (p.loan_fen - p.uncovered_fen)) for p in payments)
    share = lacking / max(1, trace.disbursed_fen)
    names = list(dict.fromkeys(payee(r) for r in rows))
    who = names[0] if len(names) == 1 else say(rule.name, "several", name=names[0], count=len(names))
    parts = listing(
        say(
            rule.name,
            "part",
            day=p.row.transaction.date,
            payee=payee(p.row),
            amount=Money(abs(p.row.transaction.amount_fen)),
            loan=Money(p.loan_fen),
            lacking=Money(p.uncovered_fen),
        )
        for p in sorted(payments, key=lambda p: -p.uncovered_fen)[:_SHOWN]
    )
    more = say("words.rows", "more", count=len(rows)) if len(rows) > _SHOWN else Told("", "")
    # The sum is the same in every best coverage, the share of a single payment in it is not (flows.md 4.4).
    several = any(p.lacking is not None and p.lacking[0] != p.lacking[1] for p in payments)
    covers = [d for p in payments for c in p.covered_by if (d := case.document(c.document)) is not None]
    return money_finding(
        case,
        rule,
        loan,
        # What only the order of mixed money may have reached is one step less (flows.md 3).
        severity=rule.lowered((certain < rule.fen("floor")) - (share >= rule.threshold("high_share"))),
        confidence=0.85 if certain >= rule.fen("floor") else 0.75,
        title=say(rule.name, "title", who=who, lacking=Money(lacking)),
        explanation=say(
            rule.name,
            "explanation",
            purpose=purpose_of(loan),
            parts=Told(parts.zh + more.zh, parts.en + more.en),
            other=say(rule.name, "other") if several else Told("", ""),
            lacking=Money(lacking),
            certain=Money(certain),
            drawn=Money(trace.disbursed_fen),
            share=f"{100 * share:.1f}%",
        ),
        rows=rows,
        amount=Money(lacking),
        places=[*purpose_places(case, loan), *(document_place(d) for d in dict.fromkeys(covers))],
    )
