"""What was paid against the trade contract that it was paid for: how much, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from docaudit.checks.base import Rule, check
from docaudit.checks.payment.matching import disbursed_rows
from docaudit.checks.phrases import in_loan, listed, listing, payee
from docaudit.checks.wording import Told, say
from docaudit.checks.words import (
    by_ocr,
    document_place,
    field_places,
    grade_confidence,
    grade_severity,
    money_finding,
    sum_of,
    sure,
    titled,
    traced,
)
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import declares, same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan, LoanTrace, TracedPayment
from docaudit.records.labels import Severity, Use
from docaudit.records.money import Money
from docaudit.records.names import core_key, fold, number_key

_NOTHING = Told("", "")
_TRADE = frozenset({Use.CONFORMING, Use.UNSUPPORTED, Use.RELATED_PARTY, Use.FIXED_ASSET, Use.INDIVIDUAL})
"""Uses of payments that a trade contract may stand behind."""


@dataclass(frozen=True, slots=True)
class _Trade:
    """The payments of loan money to one seller, and the borrower's contracts with it, copies once."""

    payments: tuple[TracedPayment, ...]
    contracts: tuple[TradeContract, ...]


def _trades(case: CaseFile, trace: LoanTrace) -> Iterator[_Trade]:
    """Yield each seller that has a contract; nobody can say whose a contract is whose seller was not read."""
    contracts = [c for c in case.of(TradeContract) if not _other_buyer(case, c)]
    if any(not c.seller.value for c in contracts):
        return
    groups: dict[str, list[TracedPayment]] = {}
    for p in trace.payments:
        if p.use in _TRADE and p.loan_fen > 0:
            groups.setdefault(core_key(p.row.transaction.counterparty_name), []).append(p)
    for payments in groups.values():
        name = payments[0].row.transaction.counterparty_name
        own: dict[object, TradeContract] = {}
        for c in sorted(contracts, key=lambda c: (by_ocr(c), c.id)):
            if same_party(c.seller.value, name, by_ocr(c)):
                own.setdefault(number_key(c.contract_number.value) or c.id, c)
        if own:
            yield _Trade(tuple(payments), tuple(own.values()))


def _other_buyer(case: CaseFile, contract: TradeContract) -> bool:
    names = case.parties.borrower_names
    buyer = contract.buyer.value
    return bool(buyer and names) and not any(same_party(buyer, own, by_ocr(contract)) for own in names)


def _framework(contract: TradeContract, rule: Rule) -> bool:
    text = fold(f"{contract.subject.value or ''}{contract.payment_terms.value or ''}")
    return any(word in text for word in rule.words("framework"))


@check("payment.amount_over_contract", severity=Severity.MEDIUM, basis=("contract",))
def amount_over_contract(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """More loan money went to a seller than all contracts with it are worth.

    Silent where a contract has no amount or is a framework for many orders, and where its price is before VAT
    and the invoices say so.
    """
    for loan, trace in traced(case):
        rule = rule.of(loan)
        for trade in _trades(case, trace):
            finding = _over(case, rule, loan, trace, trade)
            if finding is not None:
                yield finding


def _over(case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace, trade: _Trade) -> Finding | None:
    if any(c.amount.value is None or _framework(c, rule) for c in trade.contracts):
        return None
    confidence = sure(*(c.amount for c in trade.contracts))
    agreed = sum(c.amount.value.fen for c in trade.contracts if c.amount.value is not None)
    rows = list({p.row.id: p.row for p in trade.payments}.values())
    paid = sum(abs(r.transaction.amount_fen) for r in rows)
    over = paid - agreed
    if confidence < rule.threshold("unsure") or over <= rule.threshold("tolerance") * agreed:
        return None
    found = sum_of(case, trace, trade.payments, rule.fen("floor"))
    if found is None or found.grade == 2 or over < rule.fen("floor"):
        return None
    invoices = [
        i for i in case.of(VatInvoice) if same_party(i.seller_name.value, _seller(trade), by_ocr(i)) and i.total.value
    ]
    net = sum(i.amount.value.fen for i in invoices if i.amount.value is not None)
    gross = sum(i.total.value.fen for i in invoices if i.total.value is not None)
    proved = gross >= paid * (1 - float(rule.threshold("tolerance")))
    # The contract's price is before tax: what the invoices add to it is the tax.
    if proved and all(i.amount.value for i in invoices) and net <= agreed * (1 + float(rule.threshold("tolerance"))):
        return None
    supplement = titled(case, rule.words("supplement"))
    much = over > rule.threshold("high_share") * agreed and not proved
    steps = (supplement is not None) - much
    amount = Money(min(over, found.amount.fen))
    return money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, steps),
        confidence=grade_confidence(rule, found, float(rule.threshold("confidence")) * confidence),
        title=say(rule.name, "title", payee=payee(rows[0]), over=Money(over)),
        explanation=say(
            rule.name,
            "explanation",
            payee=payee(rows[0]),
            count=len(trade.contracts),
            agreed=Money(agreed),
            payments=listed(rows),
            paid=Money(paid),
            money=in_loan(found),
            over=Money(over),
            share=f"{100 * over / agreed:.1f}%" if agreed else "—",
            supplement=say(rule.name, "supplement", paper=supplement.source) if supplement is not None else _NOTHING,
        ),
        rows=rows,
        amount=amount,
        places=[
            *(pl for c in trade.contracts for pl in field_places(c, c.amount)),
            *([document_place(supplement)] if supplement is not None else []),
        ],
        documents=trade.contracts,
    )


def _seller(trade: _Trade) -> str | None:
    return trade.payments[0].row.transaction.counterparty_name


@check("payment.before_signing", severity=Severity.MEDIUM, basis=("contract",))
def before_signing(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money was paid before the contract it was paid for was signed, or the loan before its own contract.

    Silent where a contract has no readable day, for a framework contract, and for a loan that replaces an earlier one.
    """
    for loan in case.loans:
        rule = rule.of(loan)
        if not declares(loan.purpose, Use.LOAN_REPAYMENT):
            yield from _loan_before(case, rule, loan)
    for loan, trace in traced(case):
        rule = rule.of(loan)
        if declares(loan.purpose, Use.LOAN_REPAYMENT):
            continue
        for trade in _trades(case, trace):
            finding = _paid_before(case, rule, loan, trace, trade)
            if finding is not None:
                yield finding


def _loan_before(case: CaseFile, rule: Rule, loan: Loan) -> Iterator[Finding]:
    contract = case.document(loan.contract) if loan.contract else None
    if not isinstance(contract, LoanContract):
        return
    signed = contract.signed_date.value
    if signed is None or contract.signed_date.confidence < rule.threshold("unsure"):
        return
    early = [r for r in disbursed_rows(case, loan) if r.transaction.date < signed - rule.days("slack_days")]
    if not early:
        return
    yield money_finding(
        case,
        rule,
        loan,
        severity=rule.severity,
        confidence=float(rule.threshold("confidence")) * contract.signed_date.confidence,
        title=say(rule.name, "loan_title", signed=signed),
        explanation=say(
            rule.name,
            "loan",
            signed=signed,
            came=listing(
                say(rule.name, "came", day=r.transaction.date, amount=Money(r.transaction.amount_fen)) for r in early
            ),
        ),
        rows=early,
        amount=Money(sum(r.transaction.amount_fen for r in early)),
        places=field_places(contract, contract.signed_date),
        documents=[contract],
    )


def _paid_before(case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace, trade: _Trade) -> Finding | None:
    signed = [c.signed_date for c in trade.contracts]
    days = [s.value for s in signed if s.value is not None]
    if len(days) < len(signed) or sure(*signed) < rule.threshold("unsure"):
        return None
    if any(_framework(c, rule) for c in trade.contracts):
        return None
    first = min(days)
    early = [p for p in trade.payments if p.row.transaction.date < first - rule.days("slack_days")]
    found = sum_of(case, trace, early, rule.fen("floor")) if early else None
    if found is None or found.grade == 2:
        return None
    rows = list({p.row.id: p.row for p in early}.values())
    known = _traded_before(case, trade, rows[0].transaction.date)
    return money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, int(known)),
        confidence=grade_confidence(rule, found, float(rule.threshold("confidence")) * sure(*signed)),
        title=say(rule.name, "title", payee=payee(rows[0]), amount=found.amount, signed=first),
        explanation=say(
            rule.name,
            "explanation",
            payee=payee(rows[0]),
            signed=first,
            payments=listed(rows),
            money=in_loan(found),
            known=say(rule.name, "known") if known else _NOTHING,
        ),
        rows=rows,
        amount=found.amount,
        places=[pl for c in trade.contracts for pl in field_places(c, c.signed_date)],
        documents=trade.contracts,
    )


def _traded_before(case: CaseFile, trade: _Trade, day: dt.date) -> bool:
    """Say whether the borrower had paid the seller before the loan: it may have paid an order of that time."""
    drawn = min((r.transaction.date for r in case.ledger.rows if r.loan is not None), default=day)
    return any(
        r.transaction.amount_fen < 0
        and r.transaction.date < drawn
        and same_party(r.transaction.counterparty_name, _seller(trade))
        for r in case.ledger.rows
    )
