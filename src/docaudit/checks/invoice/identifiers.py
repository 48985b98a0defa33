"""Codes and numbers of an invoice: check characters, shape, and what they say of kind, year and province."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from docaudit.checks.base import Rule, check
from docaudit.checks.invoice.papers import DIGITAL, VAT, facts, loan_of
from docaudit.checks.wording import Named, Told, say
from docaudit.checks.words import by_ocr, field_places, money_finding, sure
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import labels
from docaudit.records.case import CaseFile
from docaudit.records.evidence import Field
from docaudit.records.findings import Finding
from docaudit.records.identifiers import credit_code_valid, id_card_valid, repair_credit_code
from docaudit.records.labels import Severity
from docaudit.records.names import fold, is_person_name

_DIGITAL_SINCE = dt.date(2021, 12, 1)
"""The first fully digital invoices: 上海, 广东, 内蒙古, from 2021-12-01."""
_ENDINGS = {
    "11": "electronic_ordinary",
    "13": "electronic_special",
    "06": "roll",
    "07": "roll",
}
"""Kinds by the last digits of a code of twelve (domain reference 4.1)."""
_PROVINCES = frozenset(labels("province"))
"""First two digits of GB/T 2260 for the provinces where the state taxes administration issues invoices."""
_Fault = tuple[Told, Field[Any], float]


@check("invoice.bad_identifier", severity=Severity.MEDIUM, basis=("invoice_measures", "credit_code_standard"))
def bad_identifier(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A tax number fails its check character, or the invoice's number or code cannot be one of its kind, day, place."""
    for invoice in case.of(VatInvoice):
        if invoice.invoice_kind.value not in VAT:
            continue
        faults = [*_tax_ids(invoice, rule), *_numbers(invoice, rule), *_codes(invoice, rule), *_province(invoice, rule)]
        if not faults:
            continue
        fields = [f for _, f, _ in faults]
        what = Told("；".join(t.zh for t, _, _ in faults), "; ".join(t.en for t, _, _ in faults))
        told = {**facts(invoice), "what": what}
        yield money_finding(
            case,
            rule,
            loan_of(case),
            severity=rule.severity,
            confidence=max(factor for _, _, factor in faults) * sure(*fields),
            title=say(rule.name, "title", **told),
            explanation=say(rule.name, "explanation", **told),
            amount=invoice.total.value,
            places=field_places(invoice, *fields),
            documents=[invoice],
        )


def _tax_ids(invoice: VatInvoice, rule: Rule) -> Iterator[_Fault]:
    for who, name, tax_id in (
        ("buyer", invoice.buyer_name, invoice.buyer_tax_id),
        ("seller", invoice.seller_name, invoice.seller_tax_id),
    ):
        code = fold(tax_id.value).replace("-", "")
        # Old 15-digit numbers and those of sole traders carry no check character; a person's is an identity number.
        if len(code) != 18 or "*" in code or is_person_name(name.value) or id_card_valid(code):
            continue
        if credit_code_valid(code):
            continue
        if by_ocr(invoice) and (repair_credit_code(code) is not None or sure(tax_id) < rule.threshold("unsure")):
            continue
        yield say(rule.name, "check_character", who=say(rule.name, who), code=code), tax_id, 0.85


def _numbers(invoice: VatInvoice, rule: Rule) -> Iterator[_Fault]:
    number, kind, issued = invoice.number, invoice.invoice_kind.value, invoice.issue_date.value
    if not number or (by_ocr(invoice) and sure(invoice.invoice_number) < rule.threshold("unsure")):
        return
    if kind not in DIGITAL:
        if len(number) not in (8, 20):
            length = say(rule.name, "length", wanted=8, length=len(number), number=number)
            yield length, invoice.invoice_number, 0.85
        return
    if len(number) != 20 and not invoice.invoice_code.value:
        length = say(rule.name, "length", wanted=20, length=len(number), number=number)
        yield length, invoice.invoice_number, 0.85
    if issued is None or not _date_sure(invoice, rule):
        return
    if issued < _DIGITAL_SINCE:
        yield say(rule.name, "too_early", date=issued), invoice.issue_date, 0.85
    elif len(number) == 20 and number[:2] != f"{issued.year % 100:02d}":
        year = say(rule.name, "year", number=number, date=issued, year=f"20{number[:2]}")
        yield year, invoice.invoice_number, 0.85


def _date_sure(invoice: VatInvoice, rule: Rule) -> bool:
    return not by_ocr(invoice) or sure(invoice.issue_date) >= rule.threshold("unsure")


def _codes(invoice: VatInvoice, rule: Rule) -> Iterator[_Fault]:
    """Hold the code of the older kinds against length, year of issue and kind."""
    code, kind = fold(invoice.invoice_code.value), invoice.invoice_kind.value
    if (
        not code.isdigit()
        or kind in DIGITAL
        or (by_ocr(invoice) and sure(invoice.invoice_code) < rule.threshold("unsure"))
    ):
        return
    if len(code) not in (10, 12):
        yield say(rule.name, "code_length", code=code, length=len(code)), invoice.invoice_code, 0.85
        return
    issued = invoice.issue_date.value
    year = code[4:6] if len(code) == 10 else code[5:7]
    plain = len(code) == 10 or code.startswith("0")
    # Forms are printed ahead and used up later, never before.
    if plain and issued is not None and _date_sure(invoice, rule) and int(year) > issued.year % 100:
        yield say(rule.name, "code_year", code=code, year=f"20{year}", date=issued), invoice.invoice_code, 0.85
    meant = _ENDINGS.get(code[-2:]) if len(code) == 12 and plain else None
    # A title that was read surely; one that was not is told from the code itself.
    if meant is not None and kind not in (meant, "other") and invoice.invoice_kind.confidence >= 0.95:
        stated, by_code = Named("invoice_kind", kind or "other"), Named("invoice_kind", meant)
        yield say(rule.name, "code_kind", code=code, stated=stated, meant=by_code), invoice.invoice_code, 0.75


def _province(invoice: VatInvoice, rule: Rule) -> Iterator[_Fault]:
    """Hold the province in the number or code against that of the seller's credit code.

    A firm that moved keeps its credit code, so this alone is less sure. What a tax office issues for others (代开)
    bears the place of that office.
    """
    if any(word in fold(invoice.remarks.value) for word in rule.words("issued_for")):
        return
    field, digits = _place_digits(invoice)
    seller = fold(invoice.seller_tax_id.value)
    if field is None or len(seller) != 18 or not credit_code_valid(seller):
        return
    home = seller[2:4]
    if {digits, home} <= _PROVINCES and digits != home:
        if by_ocr(invoice) and min(sure(field), sure(invoice.seller_tax_id)) < rule.threshold("unsure"):
            return
        told = say(
            rule.name,
            "province",
            number=field.value,
            issued=Named("province", digits),
            seller=seller,
            home=Named("province", home),
        )
        yield told, field, 0.6


def _place_digits(invoice: VatInvoice) -> tuple[Field[str] | None, str]:
    """Return the field that names the province of issue and the two digits that do."""
    code = fold(invoice.invoice_code.value)
    if invoice.invoice_kind.value in DIGITAL:
        return (invoice.invoice_number, invoice.number[2:4]) if len(invoice.number) == 20 else (None, "")
    if code.isdigit() and len(code) == 10:
        return invoice.invoice_code, code[:2]
    if code.isdigit() and len(code) == 12 and code.startswith("0"):
        return invoice.invoice_code, code[1:3]
    return None, ""
