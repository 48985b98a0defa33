"""Loan money drawn in cash, put into other debts, or spent on other things than the loan is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from docaudit.checks.base import Rule, check
from docaudit.checks.phrases import amount, grounds, in_loan, listed, listing, purpose_of
from docaudit.checks.wording import Told, say
from docaudit.checks.words import (
    document_place,
    field_places,
    grade_confidence,
    grade_severity,
    money_finding,
    purpose_places,
    sum_of,
    titled,
    traced,
)
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import InvoiceItem, VatInvoice
from docaudit.knowledge import contradicts, declares, same_party
from docaudit.records.case import CaseFile
from docaudit.records.document import Document
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan, LoanTrace, Place, TracedPayment
from docaudit.records.labels import Severity, Use
from docaudit.records.names import fold

_NOTHING = Told("", "")
_BOUGHT = frozenset({Use.UNSUPPORTED, Use.CONFORMING})


@check("use.cash_withdrawal", severity=Severity.HIGH, basis=("civil_code/673",))
def cash_withdrawal(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money was drawn in cash, where nobody can see what it bought.

    Cleared in part by a purpose whose sellers are paid in cash (farm produce), and by a list of what the cash was for.
    """
    for loan, trace in traced(case):
        rule = rule.of(loan)
        months: dict[tuple[int, int], list[TracedPayment]] = defaultdict(list)
        for p in trace.payments:
            if p.use is Use.CASH and p.max_fen > 0:
                months[(p.row.transaction.date.year, p.row.transaction.date.month)].append(p)
        payments = [
            p
            for month in months.values()
            if sum(abs(p.row.transaction.amount_fen) for p in month) > rule.fen("petty_month")
            for p in month
        ]
        found = sum_of(case, trace, payments, rule.fen("floor")) if payments else None
        if found is None:
            continue
        rows = [p.row for p in payments if p.loan_fen > 0 or found.grade == 2]
        small = found.amount.fen <= rule.fen("high_above")
        paper = titled(case, rule.words("lists"))
        farm = any(word in fold(loan.purpose) for word in rule.words("farm"))
        cleared = int(rule.threshold("cleared_steps")) if paper is not None or farm else 0
        if farm:
            why = say(rule.name, "farm")
        else:
            why = say(rule.name, "list", paper=paper.source) if paper is not None else _NOTHING
        yield money_finding(
            case,
            rule,
            loan,
            severity=grade_severity(rule, found, max(2 if small else 0, cleared)),
            confidence=grade_confidence(rule, found, 1.0, rows),
            title=say(rule.name, "title", amount=found.amount),
            explanation=say(
                rule.name,
                "explanation",
                purpose=purpose_of(loan),
                payments=listing(_cash(rule, p) for p in payments[:6]),
                money=in_loan(found),
                why=why,
            ),
            rows=rows,
            amount=found.amount,
            places=[document_place(paper)] if paper is not None else (),
        )


def _cash(rule: Rule, payment: TracedPayment) -> Told:
    paid = payment.row.transaction
    said = paid.summary or say(rule.name, "drawn")
    return say(rule.name, "row", day=paid.date, said=said, amount=amount(paid.amount_fen))


@check("use.loan_repayment", severity=Severity.HIGH, basis=("civil_code/673",))
def loan_repayment(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money repaid another debt (借新还旧) that the purpose does not name.

    Rent under a lease that is older than the loan, and fees of a guarantee for it, are no other debt.
    """
    for loan, trace in traced(case):
        rule = rule.of(loan)
        if declares(loan.purpose, Use.LOAN_REPAYMENT):
            continue
        payments = [
            p
            for p in trace.payments
            if p.use is Use.LOAN_REPAYMENT and not _own_loan(case, loan, p) and not _leased(case, rule, loan, p)
        ]
        found = sum_of(case, trace, payments, rule.fen("floor")) if payments else None
        if found is None:
            continue
        rows = [p.row for p in payments if p.loan_fen > 0 or found.grade == 2]
        yield money_finding(
            case,
            rule,
            loan,
            severity=grade_severity(
                rule, found, -1 if Use.LOAN_REPAYMENT in loan.prohibited and found.grade < 2 else 0
            ),
            confidence=grade_confidence(rule, found, 1.0, rows),
            title=say(rule.name, "title", amount=found.amount),
            explanation=say(
                rule.name,
                "explanation",
                purpose=purpose_of(loan),
                payments=listed(rows),
                money=in_loan(found),
                grounds=grounds(rows),
            ),
            rows=rows,
            amount=found.amount,
            places=purpose_places(case, loan),
        )


def _own_loan(case: CaseFile, loan: Loan, payment: TracedPayment) -> bool:
    """Say whether the row repays the traced loan itself, or another loan of this very case."""
    row = payment.row
    if row.loan is not None:
        return row.loan == loan.id
    name = row.transaction.counterparty_name
    # A debit without a payee that repays one of the case's loans: which one nobody can say.
    if not name and len(case.loans) > 1 and row.use_reason.startswith("归还本案"):
        return True
    lenders = {*case.parties.lender_names, *([loan.lender] if loan.lender else [])}
    return bool(name) and len(case.loans) > 1 and any(same_party(name, lender) for lender in lenders)


def _leased(case: CaseFile, rule: Rule, loan: Loan, payment: TracedPayment) -> bool:
    """Say whether a leasing firm is paid under a lease that was signed before the loan came (domain reference 8.1)."""
    name = payment.row.transaction.counterparty_name
    return any(
        same_party(c.seller.value, name)
        and c.signed_date.value is not None
        and (loan.start_date is None or c.signed_date.value <= loan.start_date)
        and any(word in fold(c.subject.value) for word in rule.words("lease"))
        for c in case.of(TradeContract)
    )


@check("use.purpose_mismatch", severity=Severity.HIGH, basis=("civil_code/673",))
def purpose_mismatch(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """What was bought is not what the loan is for: other goods, or fixed assets from a working-capital loan.

    An approved change of purpose (用途变更) in the file clears it in part.
    """
    for loan, trace in traced(case):
        rule = rule.of(loan)
        yield from _fixed_assets(case, rule, loan, trace)
        yield from _other_goods(case, rule, loan, trace)


def _approved(case: CaseFile, rule: Rule) -> tuple[int, Told, list[Place]]:
    """Return the steps that a paper on a changed purpose takes off, a sentence on it, and its place."""
    paper = titled(case, rule.words("change"))
    if paper is None:
        return 0, _NOTHING, []
    steps = int(rule.threshold("change_steps"))
    return steps, say("use.purpose_mismatch", "change", paper=paper.source), [document_place(paper)]


def _fixed_assets(case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace) -> Iterator[Finding]:
    if loan.loan_kind != "working_capital" or declares(loan.purpose, Use.FIXED_ASSET):
        return
    bought = {p.row.id: d for p in trace.payments if p.use in _BOUGHT for d in _assets(case, rule, p)}
    payments = [p for p in trace.payments if p.max_fen > 0 and (p.use is Use.FIXED_ASSET or p.row.id in bought)]
    found = sum_of(case, trace, payments, rule.fen("floor")) if payments else None
    if found is None:
        return
    rows = [p.row for p in payments if p.loan_fen > 0 or found.grade == 2]
    steps, change, places = _approved(case, rule)
    yield money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, steps),
        confidence=grade_confidence(rule, found, 1.0, rows),
        title=say(rule.name, "assets_title", amount=found.amount),
        explanation=say(
            rule.name,
            "fixed_assets",
            purpose=purpose_of(loan),
            payments=listed(rows),
            money=in_loan(found),
            grounds=_invoiced(rule, bought[rows[0].id]) if rows and rows[0].id in bought else grounds(rows),
            change=change,
        ),
        rows=rows,
        amount=found.amount,
        places=[*purpose_places(case, loan), *(pl for d in bought.values() for pl in _goods_places(d)), *places],
    )


def _assets(case: CaseFile, rule: Rule, payment: TracedPayment) -> list[VatInvoice]:
    """Return the invoices that cover a payment and list a machine or vehicle of some price."""
    invoices = [d for c in payment.covered_by if isinstance(d := case.document(c.document), VatInvoice)]
    return [d for d in invoices if any(_is_asset(rule, item) for item in d.items)]


def _is_asset(rule: Rule, item: InvoiceItem) -> bool:
    name = f"{item.category.value or ''}{item.name.value or ''}"
    whole = Decimal(item.amount.value.fen) / 100 if item.amount.value is not None else None
    price = item.unit_price.value if item.unit_price.value is not None else whole
    return price is not None and price >= rule.threshold("asset_price") and any(w in name for w in rule.words("assets"))


def _invoiced(rule: Rule, invoice: VatInvoice) -> Told:
    return say(rule.name, "invoiced", goods=_goods(invoice)[:60])


def _other_goods(case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace) -> Iterator[Finding]:
    """Compare what the evidence of each payment names with the purpose; broad purposes contradict nothing."""
    hit: list[TracedPayment] = []
    papers: dict[str, Document] = {}
    for p in trace.payments:
        documents = [d for c in p.covered_by if (d := case.document(c.document)) is not None]
        goods = " ".join(filter(None, (_goods(d) for d in documents)))
        if p.max_fen > 0 and goods and contradicts(loan.purpose, goods):
            hit.append(p)
            papers |= {d.id: d for d in documents}
    found = sum_of(case, trace, hit, rule.fen("floor")) if hit else None
    if found is None:
        return
    rows = [p.row for p in hit]
    named = "；".join(dict.fromkeys(filter(None, (_goods(d) for d in papers.values()))))[:120]
    steps, change, places = _approved(case, rule)
    yield money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, int(rule.threshold("goods_steps")) + steps),
        confidence=grade_confidence(rule, found, 0.75),
        title=say(rule.name, "goods_title"),
        explanation=say(
            rule.name,
            "goods",
            purpose=purpose_of(loan),
            payments=listed(rows),
            goods=named,
            money=in_loan(found),
            change=change,
        ),
        rows=rows,
        amount=found.amount,
        places=[*purpose_places(case, loan), *(pl for d in papers.values() for pl in _goods_places(d)), *places],
        documents=list(papers.values()),
    )


def _goods(document: Document) -> str:
    if isinstance(document, VatInvoice):
        return " ".join(
            f"*{i.category.value or ''}*{i.name.value or ''}"
            for i in document.items
            if i.name.value or i.category.value
        )
    if isinstance(document, TradeContract):
        return document.subject.value or ""
    return ""


def _goods_places(document: Document) -> tuple[Place, ...]:
    if isinstance(document, VatInvoice) and document.items:
        return field_places(document, document.items[0].name)
    if isinstance(document, TradeContract):
        return field_places(document, document.subject)
    return (document_place(document),)
