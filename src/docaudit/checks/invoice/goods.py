"""What an invoice is for, beside what the loan is for."""

from __future__ import annotations

from collections.abc import Iterator

from docaudit.checks.base import Rule, check
from docaudit.checks.invoice.papers import facts, payments, purchases, uses_of
from docaudit.checks.wording import say
from docaudit.checks.words import field_places, money_finding, purpose_places, sure
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import contradicts
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.records.money import Money

_SHOWN = 4
"""Goods that a text names of one invoice."""


@check("invoice.purpose_mismatch", severity=Severity.MEDIUM, basis=("invoice_measures", "civil_code/673"))
def purpose_mismatch(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """An invoice that proves loan money is for goods or services of another kind than the loan's purpose."""
    rows = {p.row.id: p for p in payments(case)}
    uses = uses_of(case)
    for invoice in purchases(case):
        used = uses.get(invoice.key or invoice.id)
        goods = goods_of(invoice)
        if used is None or not goods or used.used_fen < rule.fen("floor"):
            continue
        fields = [i.name for i in invoice.items if i.name.value][:_SHOWN]
        if sure(*fields) < rule.threshold("unsure"):
            continue
        proved = [(rows[row], fen) for row, fen in used.payments if row in rows]
        for loan in case.loans:
            hit = [(p, fen) for p, fen in proved if p.loan == loan.id]
            amount = sum(fen for _, fen in hit)
            if amount < rule.fen("floor") or not contradicts(loan.purpose, goods):
                continue
            told = {
                **facts(invoice),
                "goods": [i.name.value for i in invoice.items if i.name.value][:_SHOWN],
                "purpose": loan.purpose,
                "amount": Money(amount),
            }
            yield money_finding(
                case,
                rule,
                loan,
                severity=rule.severity,
                confidence=0.75 * sure(*fields),
                title=say(rule.name, "title", **told),
                explanation=say(rule.name, "explanation", **told),
                rows=[p.row for p, _ in hit],
                amount=Money(amount),
                places=[*field_places(invoice, *fields), *purpose_places(case, loan)],
                documents=[invoice],
            )


def goods_of(invoice: VatInvoice) -> str:
    """Return what the lines of an invoice are for, as one text: categories and names."""
    return " ".join(
        f"*{i.category.value or ''}*{i.name.value or ''}" for i in invoice.items if i.name.value or i.category.value
    )
