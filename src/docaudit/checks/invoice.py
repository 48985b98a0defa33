"""Checks on single invoices and on invoices among each other (domain reference, sections 4 and 8.2)."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from docaudit.checks.base import Rule, check
from docaudit.checks.words import by_ocr, day, field_places, money_finding, rounded, sure, yuan
from docaudit.documents.business_license import BusinessLicense
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.vat_invoice import InvoiceItem, VatInvoice
from docaudit.knowledge import Likeness, label, match_names, same_party
from docaudit.records.amounts import one_glyph_explains, parse_words
from docaudit.records.case import CaseFile
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.findings import Finding
from docaudit.records.flows import LedgerRow, Loan
from docaudit.records.identifiers import credit_code_valid, id_card_valid, repair_credit_code
from docaudit.records.labels import Owner, RowKind, Severity
from docaudit.records.money import Money
from docaudit.records.names import core_key, fold, is_person_name, similarity, without_private_mark

_VAT = frozenset(
    {"special", "ordinary", "electronic_special", "electronic_ordinary", "digital_special", "digital_ordinary"}
)
_DIGITAL = frozenset({"digital_special", "digital_ordinary"})
_DIGITAL_SINCE = dt.date(2021, 12, 1)


def _number(invoice: VatInvoice) -> str:
    return re.sub(r"\D", "", invoice.invoice_number.value or "")


def _named(invoice: VatInvoice) -> str:
    number = invoice.invoice_number.value
    return f"{label('invoice_kind', invoice.invoice_kind.value or 'other')}{number or '（号码不详）'}"


def _loan(case: CaseFile) -> Loan | None:
    return case.loans[0] if len(case.loans) == 1 else None


def _total(invoice: VatInvoice) -> str:
    return yuan(invoice.total.value.fen) if invoice.total.value is not None else "金额不详"


# --- duplicates ----------------------------------------------------------------------------------------------------


@check("invoice.duplicate", severity=Severity.HIGH, basis=("invoice_measures",))
def duplicate(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The same invoice number supports more than one payment, or stands on invoices that differ.

    A second copy of an invoice (抵扣联, a scan of the same sheet) is no finding while one use of it is enough.
    """
    groups: dict[tuple[str, str], list[VatInvoice]] = defaultdict(list)
    for invoice in case.of(VatInvoice):
        number = _number(invoice)
        if len(number) >= 8:
            # Eight digits are only unique together with the code, or failing that with the seller.
            code = "" if len(number) == 20 else invoice.invoice_code.value or core_key(invoice.seller_name.value)
            groups[(code, number)].append(invoice)
    for invoices in groups.values():
        if len(invoices) < 2:
            continue
        differing = _differing(invoices)
        if differing:
            yield _duplicate(case, rule, invoices, why=f"号码相同而{differing}不同，其中必有伪造或篡改", steps=-1)
            continue
        rows = _needing_twice(case, invoices)
        if rows:
            yield _duplicate(case, rule, invoices, rows, why="同一张发票被用作多笔支付的凭证", steps=0)


def _differing(invoices: Sequence[VatInvoice]) -> str | None:
    """Return which printed value differs for certain, None where copies agree or a scan may have erred."""
    if any(by_ocr(i) and sure(i.total, i.invoice_number) < 0.95 for i in invoices):
        return None
    if len({i.total.value for i in invoices if i.total.value is not None}) > 1:
        return "金额"
    if len({i.issue_date.value for i in invoices if i.issue_date.value is not None}) > 1:
        return "开票日期"
    names = [i.seller_name.value for i in invoices if i.seller_name.value]
    if any(similarity(names[0], n, any(map(by_ocr, invoices))) < 0.6 for n in names[1:]):
        return "销售方"
    return None


def _needing_twice(case: CaseFile, invoices: Sequence[VatInvoice]) -> list[LedgerRow]:
    """Return the payments to the seller where its invoices only suffice if this one counts twice."""
    first = invoices[0]
    if first.total.value is None:
        return []
    own = {a.key for a in case.ledger.accounts if a.owner is Owner.BORROWER}
    rows = [
        r
        for r in case.ledger.rows
        if r.kind is RowKind.OUT
        and r.transaction.account in own
        and same_party(r.transaction.counterparty_name, first.seller_name.value, by_ocr(first))
        and (first.issue_date.value is None or abs((r.transaction.date - first.issue_date.value).days) <= 180)
    ]
    distinct = {
        _number(i): i.total.value.fen
        for i in case.of(VatInvoice)
        if i.total.value is not None and same_party(i.seller_name.value, first.seller_name.value, by_ocr(first))
    }
    paid = sum(abs(r.transaction.amount_fen) for r in rows)
    # Two payments at least, and the distinct invoices cannot prove them all without this one a second time.
    if len(rows) >= 2 and paid - sum(distinct.values()) >= first.total.value.fen * 0.999:
        return rows
    return []


def _duplicate(
    case: CaseFile,
    rule: Rule,
    invoices: Sequence[VatInvoice],
    rows: Sequence[LedgerRow] = (),
    *,
    why: str,
    steps: int,
) -> Finding:
    first = invoices[0]
    where = "；".join(
        f"{i.source}{f'第{i.pages[0]}页' if i.pages else ''}（{day(i.issue_date.value)}，{_total(i)}）"
        for i in invoices
    )
    paid = "；".join(f"{day(r.transaction.date)}付款{yuan(abs(r.transaction.amount_fen))}" for r in rows[:6])
    places = tuple(p for i in invoices for p in field_places(i, i.invoice_number))
    return money_finding(
        case,
        rule,
        _loan(case),
        severity=rule.lowered(steps),
        confidence=0.9 * max(0.5, sure(*(i.invoice_number for i in invoices))),
        title=f"{_named(first)}重复使用{len(invoices)}次",
        explanation=(
            f"{why}。出现位置：{where}。销售方{first.seller_name.value or '不详'}"
            f"{f'，向其付款：{paid}' if paid else ''}。一张发票只能佐证一次支付。"
            "请查验发票真伪（国家税务总局全国增值税发票查验平台），对重复部分补充凭证。"
        ),
        amount=first.total.value,
        places=[*places, *(r.transaction.place for r in rows)],
        documents=list(invoices),
    )


# --- arithmetic ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Break:
    text: str
    diff_fen: int
    fields: tuple[Field[Any], ...]


@check("invoice.arithmetic", severity=Severity.HIGH, basis=("invoice_measures",))
def arithmetic(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The figures of an invoice do not add up: lines to sums, amount and tax to total, rate to tax."""
    for invoice in case.of(VatInvoice):
        if invoice.invoice_kind.value not in _VAT:
            continue
        for found in _breaks(invoice, rule):
            confidence = sure(*found.fields)
            if confidence < rule.threshold("unsure"):
                continue
            unsure = by_ocr(invoice) and confidence < rule.threshold("sure")
            yield money_finding(
                case,
                rule,
                _loan(case),
                severity=rule.lowered(1 if unsure else 0),
                confidence=0.95 * confidence,
                title=f"{_named(invoice)}金额勾稽不符，相差{yuan(found.diff_fen)}",
                explanation=(
                    f"销售方{invoice.seller_name.value or '不详'}，"
                    f"开票日期{day(invoice.issue_date.value)}。{found.text}，"
                    f"相差{yuan(found.diff_fen)}。发票各栏应相互勾稽，不符的可能被涂改。"
                    "请查验发票真伪，核对原件；不符合规定的发票不得作为凭证。"
                ),
                amount=Money(found.diff_fen),
                places=field_places(invoice, *found.fields),
                documents=[invoice],
            )
            break  # one break per invoice: the others mostly follow from it


def _breaks(invoice: VatInvoice, rule: Rule) -> Iterator[_Break]:
    amount, tax, total = invoice.amount.value, invoice.tax.value, invoice.total.value
    words = parse_words(invoice.total_in_words.value)
    if amount is not None and tax is not None and total is not None and (amount + tax).fen != total.fen:
        # On a scan the words confirm which figure is right; a total that they support leaves amount or tax misread.
        shown = (
            f"合计金额{yuan(amount.fen)}加税额{yuan(tax.fen)}应为{yuan(amount.fen + tax.fen)}，"
            f"票面价税合计{yuan(total.fen)}"
        )
        yield _Break(shown, abs(amount.fen + tax.fen - total.fen), (invoice.amount, invoice.tax, invoice.total))
    whole = list(invoice.items)
    listed = any("清单" in (i.name.value or "") for i in whole)
    sums_hold = amount is not None and tax is not None and total is not None and (amount + tax).fen == total.fen
    # A line without a name is a line read wrongly; a scan whose total agrees with its words most likely lost a line.
    trusted = all(i.name.value for i in whole) and not (by_ocr(invoice) and total is not None and words == total)
    if whole and not listed and trusted:
        yield from _sums(invoice, whole)
    if "差额征税" in fold(invoice.remarks.value) or (by_ocr(invoice) and sums_hold):
        return
    off = [(gap, i) for i in whole if (gap := _tax_gap(i)) is not None]
    gap, item = max(off, key=lambda pair: pair[0], default=(0, None))
    if item is not None and gap > rule.fen("line_tax"):
        text = (
            f"“{item.name.value or '明细'}”金额{_fen(item.amount)}按税率{item.tax_rate.value}计算"
            f"与税额{_fen(item.tax)}不符"
        )
        yield _Break(text, gap, (item.amount, item.tax_rate, item.tax))


def _fen(value: Field[Money]) -> str:
    return yuan(value.value.fen) if value.value is not None else "不详"


def _sums(invoice: VatInvoice, items: Sequence[InvoiceItem]) -> Iterator[_Break]:
    """Compare the lines with the sums of the invoice."""
    for name, printed, column in (
        ("金额", invoice.amount, [i.amount for i in items]),
        ("税额", invoice.tax, [i.tax for i in items]),
    ):
        values = [c.value for c in column]
        if printed.value is None or any(v is None for v in values):
            continue
        added = sum(v.fen for v in values if v is not None)
        if added != printed.value.fen:
            text = f"明细{name}合计为{yuan(added)}，票面合计{name}为{yuan(printed.value.fen)}"
            yield _Break(text, abs(added - printed.value.fen), (printed, *column))


def _tax_gap(item: InvoiceItem) -> int | None:
    """Return |amount x rate - tax| in fen, None where a part of it is not read."""
    if item.amount.value is None or item.tax.value is None or not item.tax_rate.value:
        return None
    found = re.fullmatch(r"([\d.]+)%", fold(item.tax_rate.value))
    if found is None:
        return None
    try:
        rate = Decimal(found.group(1)) / 100
    except InvalidOperation:
        return None
    return abs(item.amount.value.times(rate).fen - item.tax.value.fen)


@check("invoice.amount_in_words", severity=Severity.HIGH, basis=("invoice_measures",))
def amount_in_words(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The total in words is not the total in figures."""
    for invoice in case.of(VatInvoice):
        yield from words_against_figures(
            case, rule, invoice, invoice.total, invoice.total_in_words, name=f"{_named(invoice)}价税合计"
        )


def words_against_figures(
    case: CaseFile,
    rule: Rule,
    document: Document,
    figures: Field[Money],
    words: Field[str],
    *,
    name: str,
) -> Iterator[Finding]:
    """Yield a finding where words and figures of a document were both read and differ."""
    if figures.value is None or not words.value:
        return
    meant = parse_words(words.value)
    confidence = sure(figures, words)
    if meant is None or meant.fen == figures.value.fen or confidence < rule.threshold("unsure"):
        return
    confused = by_ocr(document) and one_glyph_explains(words.value, Money(figures.value.fen))
    factor = float(rule.threshold("confused")) if confused else 0.95
    yield money_finding(
        case,
        rule,
        _loan(case),
        severity=rule.severity,
        confidence=factor * confidence,
        title=f"{name}大小写不一致：{yuan(figures.value.fen)}与“{words.value}”",
        explanation=(
            f"{name}小写为{yuan(figures.value.fen)}，大写“{words.value}”为{yuan(meant.fen)}，"
            f"相差{yuan(abs(meant.fen - figures.value.fen))}。大小写应当一致，不一致的须由各方确认。"
            "请核对原件及签章，查明以何者为准。"
        ),
        amount=Money(abs(meant.fen - figures.value.fen)),
        places=field_places(document, figures, words),
        documents=[document],
    )


# --- parties and identifiers ---------------------------------------------------------------------------------------


@check("invoice.buyer_mismatch", severity=Severity.HIGH, basis=("invoice_measures",))
def buyer_mismatch(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """An invoice that is to prove the borrower's spending was issued to somebody else."""
    borrowers = _borrowers(case)
    if not borrowers:
        return
    ids = _borrower_ids(case)
    for invoice in case.of(VatInvoice):
        buyer = without_private_mark(invoice.buyer_name.value)
        if not buyer or invoice.invoice_kind.value not in _VAT or sure(invoice.buyer_name) < rule.threshold("unsure"):
            continue
        ocr = by_ocr(invoice)
        if any(same_party(invoice.seller_name.value, b, ocr) for b in borrowers):
            continue  # the borrower's own sales
        if any(same_party(buyer, b, ocr) for b in borrowers) or _same_id(invoice.buyer_tax_id.value, ids, ocr):
            continue
        if ocr and max(similarity(buyer, b, ocr) for b in borrowers) >= 0.5 and not invoice.buyer_tax_id.value:
            continue  # a name half alike on a scan without a tax id is a reading error more often than another firm
        if fold(buyer) in ("个人", "个人(个人)") or _household(case, buyer):
            continue
        closest = max((match_names(buyer, b, ocr) for b in sorted(borrowers)), key=lambda m: m.score)
        likely = closest.likeness is Likeness.LIKELY
        yield money_finding(
            case,
            rule,
            _loan(case),
            severity=rule.severity,
            confidence=(0.7 if likely else 0.95) * sure(invoice.buyer_name),
            title=f"{_named(invoice)}购买方为{buyer}，不是借款人",
            explanation=(
                f"借款人为{case.parties.borrower or sorted(borrowers)[0]}。发票（{day(invoice.issue_date.value)}，"
                f"销售方{invoice.seller_name.value or '不详'}，{_total(invoice)}）的购买方为{buyer}"
                f"（税号{invoice.buyer_tax_id.value or '未载明'}）。他人名下的发票不能佐证借款人的支付。"
                f"{f'与借款人名称比较：{closest.text()}。' if likely else ''}"
                "请要求提供以借款人为购买方的发票；确属代付的，补充代付协议。"
            ),
            amount=invoice.total.value,
            places=field_places(invoice, invoice.buyer_name, invoice.buyer_tax_id),
            documents=[invoice],
        )


def _borrowers(case: CaseFile) -> set[str]:
    names = {*case.parties.borrower_names, case.parties.borrower, case.facts.borrower}
    names |= {loan.borrower for loan in case.loans}
    return {n for n in names if n}


def _borrower_ids(case: CaseFile) -> set[str]:
    names = _borrowers(case)
    found = {c.borrower_id.value for c in case.of(LoanContract)}
    found |= {
        b.credit_code.value
        for b in case.of(BusinessLicense)
        if any(same_party(b.name.value, n, by_ocr(b)) for n in names)
    }
    return {fold(i) for i in found if i}


def _same_id(tax_id: str | None, ids: set[str], ocr: bool) -> bool:
    one = fold(tax_id)
    if not one:
        return False
    if one in ids:
        return True
    # One or two wrong glyphs of a scan still are the borrower's number; another firm's differs in many.
    return ocr and any(len(i) == len(one) and sum(a != b for a, b in zip(one, i, strict=True)) <= 2 for i in ids)


def _household(case: CaseFile, buyer: str) -> bool:
    """Say whether the buyer of a personal loan's invoice is close family or the borrower's own firm."""
    if not all(loan.loan_kind.startswith("personal") for loan in case.loans) or not case.loans:
        return False
    relation = case.parties.related.get(core_key(buyer))
    return relation is not None and relation.strength >= 0.9


@check("invoice.bad_identifier", severity=Severity.MEDIUM, basis=("invoice_measures",))
def bad_identifier(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A tax number fails its check character, or the invoice number cannot be one of its kind."""
    for invoice in case.of(VatInvoice):
        if invoice.invoice_kind.value not in _VAT:
            continue
        faults = [*_tax_ids(invoice, rule), *_numbers(invoice, rule)]
        if faults:
            fields = [f for _, f in faults]
            yield money_finding(
                case,
                rule,
                _loan(case),
                severity=rule.severity,
                confidence=rounded(0.85 * sure(*fields)),
                title=f"{_named(invoice)}标识号不合规",
                explanation=(
                    f"销售方{invoice.seller_name.value or '不详'}，{day(invoice.issue_date.value)}，{_total(invoice)}。"
                    f"{'；'.join(text for text, _ in faults)}。请查验发票真伪并核对原件。"
                ),
                amount=invoice.total.value,
                places=field_places(invoice, *fields),
                documents=[invoice],
            )


def _tax_ids(invoice: VatInvoice, rule: Rule) -> Iterator[tuple[str, Field[Any]]]:
    for who, name, tax_id in (
        ("购买方", invoice.buyer_name, invoice.buyer_tax_id),
        ("销售方", invoice.seller_name, invoice.seller_tax_id),
    ):
        code = fold(tax_id.value).replace("-", "")
        # Old 15-digit numbers and those of sole traders carry no check character; a person's is an identity number.
        if len(code) != 18 or "*" in code or is_person_name(name.value) or id_card_valid(code):
            continue
        if credit_code_valid(code) or (
            by_ocr(invoice) and (repair_credit_code(code) or sure(tax_id) < rule.threshold("unsure"))
        ):
            continue
        if repair_credit_code(code) is not None and by_ocr(invoice):
            continue
        yield f"{who}统一社会信用代码{code}校验码不符（GB 32100）", tax_id


def _numbers(invoice: VatInvoice, rule: Rule) -> Iterator[tuple[str, Field[Any]]]:
    number, kind = _number(invoice), invoice.invoice_kind.value
    if not number or (by_ocr(invoice) and sure(invoice.invoice_number) < rule.threshold("unsure")):
        return
    if kind in _DIGITAL:
        if len(number) != 20 and not invoice.invoice_code.value:
            yield f"数电票号码应为20位，票面为{len(number)}位（{number}）", invoice.invoice_number
        issued = invoice.issue_date.value
        if issued is not None and issued < _DIGITAL_SINCE:
            yield f"开票日期{day(issued)}早于数电票推行", invoice.issue_date
    elif len(number) not in (8, 20):
        yield f"发票号码应为8位，票面为{len(number)}位（{number}）", invoice.invoice_number
