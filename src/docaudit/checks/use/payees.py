"""Loan money that went to natural persons, to parties tied to the borrower, or to payees nobody had named before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docaudit.checks.base import Rule, check
from docaudit.checks.phrases import in_loan, listed, payee, purpose_of
from docaudit.checks.wording import Told, say
from docaudit.checks.words import (
    by_ocr,
    document_place,
    field_places,
    grade_confidence,
    grade_severity,
    money_finding,
    purpose_places,
    sum_of,
    tie,
    titled,
    traced,
)
from docaudit.documents.drawdown_application import DrawdownApplication
from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import Likeness, behind_wallet, is_clearing_account, match_names, same_party
from docaudit.records.case import CaseFile
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan, LoanTrace, Place, TracedPayment
from docaudit.records.labels import Severity, Use
from docaudit.records.names import core_key, fold, is_person_name

_NOTHING = Told("", "")
_BOUGHT = frozenset({Use.UNSUPPORTED, Use.CONFORMING})


def _by_payee(payments: Sequence[TracedPayment]) -> list[list[TracedPayment]]:
    groups: dict[str, list[TracedPayment]] = defaultdict(list)
    for p in payments:
        groups[core_key(p.row.transaction.counterparty_name)].append(p)
    return list(groups.values())


def _contracts_with(case: CaseFile, name: str | None) -> list[TradeContract]:
    return [c for c in case.of(TradeContract) if same_party(c.seller.value, name, by_ocr(c))]


# --- natural persons -----------------------------------------------------------------------------------------------


@check("use.individual_payee", severity=Severity.MEDIUM, basis=("civil_code/673",))
def individual_payee(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money went to a natural person: beyond its account nobody sees where.

    Cleared by wages and benefits, by farm purchases (natural persons are the normal sellers), by
    a lease with the person, and up to a sum by the repayment of expenses.
    """
    for loan, trace in traced(case):
        rule = rule.of(loan)
        if any(word in fold(loan.purpose) for word in rule.words("farm")):
            continue
        persons = [p for p in trace.payments if p.max_fen > 0 and _to_person(case, rule, p)]
        for payments in _by_payee(persons):
            found = sum_of(case, trace, payments, rule.fen("floor"))
            if found is None or found.amount.fen <= rule.fen("above"):
                continue
            name = payments[0].row.transaction.counterparty_name
            contracts = _contracts_with(case, name)
            if any(word in fold(c.subject.value) for c in contracts for word in rule.words("lease")):
                continue
            owner = tie(case, name)
            grave = found.amount.fen > rule.fen("high_above") or owner is not None
            steps = (int(rule.threshold("contract_steps")) if contracts else 0) - grave
            rows = [p.row for p in payments if p.loan_fen > 0 or found.grade == 2]
            yield money_finding(
                case,
                rule,
                loan,
                severity=grade_severity(rule, found, steps),
                confidence=grade_confidence(rule, found, float(rule.threshold("confidence"))),
                title=say(rule.name, "title", payee=payee(rows[0]), amount=found.amount),
                explanation=say(
                    rule.name,
                    "explanation",
                    purpose=purpose_of(loan),
                    payments=listed(rows),
                    money=in_loan(found),
                    tie=say(rule.name, "owner", reason=owner.reason) if owner is not None else _NOTHING,
                    papers=say(rule.name, "contract" if contracts else "no_contract"),
                ),
                rows=rows,
                amount=found.amount,
                places=[
                    *purpose_places(case, loan),
                    *(owner.places if owner is not None else ()),
                    *(pl for c in contracts for pl in field_places(c, c.seller)),
                ],
            )


def _to_person(case: CaseFile, rule: Rule, payment: TracedPayment) -> bool:
    """Say whether a payment is one to a person that nothing in its row explains."""
    paid = payment.row.transaction
    name = behind_wallet(paid.counterparty_name)
    if not is_person_name(name or "") or any(same_party(name, own) for own in case.parties.borrower_names):
        return False
    text = fold(paid.text)
    if any(word in text for word in rule.words("farm")):
        return False
    if payment.use in (Use.INDIVIDUAL, Use.RELATED_PARTY):
        return True
    # Expenses are paid back in small sums; more under that name is something else.
    expense = any(word in text for word in rule.words("expenses"))
    return payment.use is Use.OPERATING and expense and abs(paid.amount_fen) > rule.fen("expenses_up_to")


# --- parties tied to the borrower ----------------------------------------------------------------------------------


@check("use.related_party", severity=Severity.HIGH, basis=("civil_code/673",))
def related_party(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money went to a party tied to the borrower.

    Graver without a contract; contract, invoice and delivery together clear it.
    """
    for loan, trace in traced(case):
        rule = rule.of(loan)
        tied = [p for p in trace.payments if p.max_fen > 0 and _to_related(case, rule, p)]
        for payments in _by_payee(tied):
            found = sum_of(case, trace, payments, rule.fen("floor"))
            finding = _related(case, rule, loan, trace, payments) if found is not None else None
            if finding is not None:
                yield finding


def _to_related(case: CaseFile, rule: Rule, payment: TracedPayment) -> bool:
    if payment.use not in (Use.RELATED_PARTY, Use.CONFORMING):
        return False
    found = tie(case, payment.row.transaction.counterparty_name)
    return found is not None and found.strength >= float(rule.threshold("related"))


def _related(
    case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace, payments: Sequence[TracedPayment]
) -> Finding | None:
    name = payments[0].row.transaction.counterparty_name
    found, relation = sum_of(case, trace, payments, rule.fen("floor")), tie(case, name)
    if found is None or relation is None:
        return None
    contracts = _contracts_with(case, name)
    invoices = [i for i in case.of(VatInvoice) if same_party(i.seller_name.value, name, by_ocr(i))]
    deliveries = [d for d in case.of(GoodsReceipt) if same_party(d.supplier.value, name, by_ocr(d))]
    proved = sum(p.uncovered_fen for p in payments) < rule.fen("floor")
    if proved and contracts and invoices and deliveries:
        return None
    steps = int(rule.threshold("contract_steps")) if contracts else 0
    steps += int(rule.threshold("proved_steps")) if contracts and invoices and proved else 0
    rows = [p.row for p in payments if p.loan_fen > 0 or found.grade == 2]
    shown: list[Document] = [*contracts, *invoices, *deliveries]
    there = [
        key for key, papers in (("contract", contracts), ("invoice", invoices), ("delivery", deliveries)) if not papers
    ]
    return money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, steps),
        confidence=grade_confidence(rule, found, relation.strength),
        title=say(rule.name, "title", payee=payee(rows[0]), amount=found.amount),
        explanation=say(
            rule.name,
            "explanation",
            purpose=purpose_of(loan),
            payments=listed(rows),
            money=in_loan(found),
            reason=relation.reason,
            lacking=say(rule.name, "lacking", papers=[say(rule.name, key) for key in there]) if there else _NOTHING,
        ),
        rows=rows,
        amount=found.amount,
        places=[*relation.places, *purpose_places(case, loan), *(document_place(d) for d in shown)],
    )


# --- payees that no paper names ------------------------------------------------------------------------------------


@check("use.payee_not_in_contract", severity=Severity.MEDIUM, basis=("contract",))
def payee_not_in_contract(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money went to a payee that neither a trade contract nor an application or order of the loan names.

    Silent where the file names no payee, or one that it names could not be read. Graver where what the papers name is
    meant to use up the loan. An invoice proves what was bought, not that it was agreed.
    """
    for loan, trace in traced(case):
        rule = rule.of(loan)
        named = _named(case)
        if not named or any(not f.value for _, f, _ in named):
            continue
        payments = [p for p in trace.payments if p.use in _BOUGHT and p.max_fen > 0 and _stranger(p, named)]
        agreed = sum(fen for _, _, fen in named)
        whole = agreed >= float(rule.threshold("whole_share")) * trace.disbursed_fen
        letter = titled(case, rule.words("letters"))
        for group in _by_payee(payments):
            found = sum_of(case, trace, group, rule.fen("floor"))
            if found is None or found.grade == 2 or found.amount.fen <= rule.fen("above"):
                continue
            rows = [p.row for p in group if p.loan_fen > 0]
            steps = (0 if whole else int(rule.threshold("part_steps"))) + (letter is not None)
            yield money_finding(
                case,
                rule,
                loan,
                severity=grade_severity(rule, found, steps),
                confidence=grade_confidence(rule, found, float(rule.threshold("confidence"))),
                title=say(rule.name, "title", payee=payee(rows[0]), amount=found.amount),
                explanation=say(
                    rule.name,
                    "explanation",
                    purpose=purpose_of(loan),
                    payments=listed(rows),
                    money=in_loan(found),
                    named=list(dict.fromkeys(f.value or "" for _, f, _ in named))[:8],
                    letter=say(rule.name, "letter", paper=letter.source) if letter is not None else _NOTHING,
                ),
                rows=rows,
                amount=found.amount,
                places=_named_places(named, letter),
            )


_Named = tuple[Document, Field[str], int]


def _named(case: CaseFile) -> list[_Named]:
    """Return the payees that papers name, each with its paper and what it is to get, in fen."""
    found: list[_Named] = []
    for d in case.documents:
        if isinstance(d, DrawdownApplication):
            found += [(d, p.name, p.amount.value.fen if p.amount.value else 0) for p in d.payees]
        elif isinstance(d, TradeContract):
            found.append((d, d.seller, d.amount.value.fen if d.amount.value else 0))
        elif isinstance(d, EntrustedPaymentOrder):
            found.append((d, d.payee_name, 0))
    return found


def _stranger(payment: TracedPayment, named: Sequence[_Named]) -> bool:
    name = payment.row.transaction.counterparty_name
    if not name or is_clearing_account(name):
        return False
    return all(match_names(f.value, name, by_ocr(d)).likeness is Likeness.DIFFERENT for d, f, _ in named)


def _named_places(named: Sequence[_Named], letter: Document | None) -> tuple[Place, ...]:
    places = [pl for d, f, _ in named[:8] for pl in field_places(d, f)]
    return (*places, *([document_place(letter)] if letter is not None else ()))
