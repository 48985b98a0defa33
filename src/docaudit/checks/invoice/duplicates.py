"""One invoice used more than once: for two payments, under an altered number, or in the files of two loans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from docaudit.checks.base import Rule, check
from docaudit.checks.invoice.papers import (
    Paid,
    around,
    facts,
    loan_of,
    paid_to,
    payments,
    purchases,
    read_surely,
    rows_told,
    total_fen,
)
from docaudit.checks.phrases import shortened
from docaudit.checks.wording import Told, say
from docaudit.checks.words import by_ocr, field_places, money_finding, row_places, sure
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.records.names import similarity

_CONFIRMED = 0.995
"""Confidence of a number that the paper's own QR code or data say as well."""
_UNLIKE = 0.6
"""Likeness below which two names cannot be one seller read twice."""


@check("invoice.duplicate", severity=Severity.HIGH, basis=("invoice_measures",))
def duplicate(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The same invoice supports more than one payment, or stands on papers that differ, or under an altered number.

    A second copy of an invoice (抵扣联, a scan of the same sheet) is no finding while one use of it is enough.
    """
    groups: dict[tuple[str, str], list[VatInvoice]] = defaultdict(list)
    for invoice in case.of(VatInvoice):
        if invoice.key is not None:
            groups[invoice.key].append(invoice)
    paid, bought = payments(case), purchases(case)
    for invoices in groups.values():
        if len(invoices) < 2:
            continue
        differing = _differing(rule, invoices)
        if differing is not None:
            why = say(rule.name, "differing", field=differing)
            yield _duplicate(case, rule, invoices, why=why, steps=-1, confidence=0.9)
            continue
        rows, exact = _needing_twice(case, rule, invoices[0], paid, bought)
        if rows:
            why = say(rule.name, "twice")
            yield _duplicate(
                case, rule, invoices, rows, why=why, steps=0 if exact else 1, confidence=0.9 if exact else 0.75
            )
    for one, other in _renumbered(rule, bought):
        copied = bool(one.check_code.value) and one.check_code.value == other.check_code.value
        why = say(
            rule.name,
            "copied" if copied else "renumbered",
            first=one.invoice_number.value,
            second=other.invoice_number.value,
        )
        yield _duplicate(case, rule, [one, other], why=why, steps=0, confidence=0.95 if copied else 0.8)


def _differing(rule: Rule, invoices: Sequence[VatInvoice]) -> Told | None:
    """Return which printed value differs for certain, None where copies agree or a scan may have erred."""
    if any(by_ocr(i) and sure(i.total, i.invoice_number) < 0.95 for i in invoices):
        return None
    if len({i.total.value for i in invoices if i.total.value is not None}) > 1:
        return say(rule.name, "total")
    if len({i.issue_date.value for i in invoices if i.issue_date.value is not None}) > 1:
        return say(rule.name, "date")
    names = [i.seller_name.value for i in invoices if i.seller_name.value]
    if any(similarity(names[0], n, any(map(by_ocr, invoices))) < _UNLIKE for n in names[1:]):
        return say(rule.name, "seller")
    return None


def _needing_twice(
    case: CaseFile, rule: Rule, invoice: VatInvoice, paid: Sequence[Paid], bought: Sequence[VatInvoice]
) -> tuple[list[Paid], bool]:
    """Return the payments to the seller where its invoices only suffice if this one counts twice.

    Also say whether two of them are of about its amount. What was paid lately may still get an invoice of its own.
    """
    total = total_fen(invoice)
    if total is None or total <= 0:
        return [], False
    ocr = by_ocr(invoice)
    rows = [
        p
        for p in around(paid_to(paid, invoice.seller_name.value, ocr=ocr), invoice.issue_date.value)
        if p.row.transaction.date + rule.days("due_days") <= case.as_of
    ]
    distinct = sum(
        total_fen(i) or 0
        for i in bought
        if same_party(i.seller_name.value, invoice.seller_name.value, ocr) and not i.is_void
    )
    near = [p for p in rows if abs(p.fen - total) <= rule.threshold("alike") * total]
    # Two payments at least, and the distinct invoices cannot prove them all without this one a second time.
    if len(rows) < 2 or sum(p.fen for p in rows) - distinct < total * (1 - rule.threshold("rounding")):
        return [], False
    return rows, len(near) >= 2


def _renumbered(rule: Rule, bought: Sequence[VatInvoice]) -> Iterator[tuple[VatInvoice, VatInvoice]]:
    """Yield pairs that agree in seller, day and sum and whose numbers differ as an altered digit makes them differ.

    The last digits of a series differ by nature: there only an equal check code tells. Numbers that their own code
    confirms are true both.
    """
    groups: dict[tuple[object, ...], list[VatInvoice]] = defaultdict(list)
    for invoice in bought:
        fen = total_fen(invoice)
        if invoice.key and fen and fen > 0 and read_surely(invoice, 0.97, invoice.invoice_number, invoice.invoice_code):
            groups[(invoice.issue_date.value, fen)].append(invoice)
    for invoices in groups.values():
        for one, other in combinations(invoices, 2):
            if one.issue_date.value is None or not same_party(one.seller_name.value, other.seller_name.value):
                continue
            if min(one.invoice_number.confidence, other.invoice_number.confidence) >= _CONFIRMED:
                continue
            numbers = [(i.invoice_code.value or "") + i.number for i in (one, other)]
            same_check = bool(one.check_code.value) and one.check_code.value == other.check_code.value
            if same_check or _one_digit(numbers[0], numbers[1], serial=int(rule.threshold("serial_digits"))):
                yield one, other


def _one_digit(one: str, other: str, *, serial: int) -> bool:
    """Say whether one digit before the last `serial` ones was changed, or two neighbours were exchanged there."""
    if len(one) != len(other):
        return False
    apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if not apart or apart[-1] >= len(one) - serial:
        return False
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1
    return len(apart) == 1 or (swapped and all(one[i] == other[j] for i, j in (apart, apart[::-1])))


def _duplicate(
    case: CaseFile,
    rule: Rule,
    invoices: Sequence[VatInvoice],
    paid: Sequence[Paid] = (),
    *,
    why: Told,
    steps: int,
    confidence: float,
) -> Finding:
    first = invoices[0]
    where = shortened([say("words.papers", "place", **facts(i)) for i in invoices])
    rows = say(rule.name, "payments", rows=rows_told(paid)) if paid else Told("", "")
    told = {**facts(first), "count": len(invoices), "why": why, "where": where, "rows": rows}
    places = [p for i in invoices for p in field_places(i, i.invoice_number)]
    return money_finding(
        case,
        rule,
        loan_of(case, paid),
        severity=rule.lowered(steps),
        confidence=confidence * max(0.5, sure(*(i.invoice_number for i in invoices))),
        title=say(rule.name, "title", **told),
        explanation=say(rule.name, "explanation", **told),
        amount=first.total.value,
        places=[*places, *row_places(p.row for p in paid)],
        documents=list(invoices),
    )
