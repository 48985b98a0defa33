"""The papers of a loan itself (domain reference, section 2): what it needs, by when, and whether they are whole."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docaudit.documents.guarantee_contract import GuaranteeContract
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.other import OtherDocument
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import label, same_party
from docaudit.records.case import CaseFile
from docaudit.records.dates import add_months
from docaudit.records.document import Document, UnreadableDocument
from docaudit.records.findings import ChecklistItem
from docaudit.records.flows import Loan
from docaudit.records.labels import PaperStatus, RowKind
from docaudit.records.pages import TextSource

SLIP_DAYS = 5
CHECK_DAYS = 7
TOO_MUCH_UNREAD = 0.5
"""Where more of the files than this cannot be read, nobody can say what lacks."""

_ALL = frozenset({"working_capital", "fixed_asset", "personal_business", "personal_consumption", "other"})
_FIRMS = frozenset({"working_capital", "fixed_asset"})
_BUSINESS = _FIRMS | {"personal_business"}
_PERSONAL = frozenset({"personal_business", "personal_consumption"})


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper that loans of some kinds need; `due_days` counts from the disbursement, None: no fixed day."""

    document: str
    kinds: frozenset[str]
    due_days: int | None


_PAPERS = (
    _Paper("loan_contract", _ALL, 0),
    _Paper("loan_receipt", _ALL, 0),
    _Paper("drawdown_application", _BUSINESS, 0),
    _Paper("bank_statement", _ALL, SLIP_DAYS),
    _Paper("transfer_slip", _ALL, SLIP_DAYS),
    _Paper("balance_sheet", _FIRMS, None),
    _Paper("income_statement", _FIRMS, None),
    _Paper("cash_flow_statement", _FIRMS, None),
    _Paper("business_license", _BUSINESS, 0),
)
_PROJECT = (
    ("立项批复或备案", re.compile("立项|备案|核准|可行性研究")),
    ("环评批复", re.compile("环境影响|环评")),
    ("用地规划手续", re.compile("规划许可|土地使用|不动产权|国有建设用地")),
    ("施工许可", re.compile("施工许可")),
    ("资本金到位证明", re.compile("资本金|验资")),
)
"""Papers of the project that a fixed-asset loan needs before the first drawdown, and the titles that show them."""
_MARRIAGE = re.compile("结婚|离婚|婚姻|单身|未婚|户口")
_USE_REPORT = re.compile("支付情况|资金使用|用款|实际支付|自主支付")


def loan_papers(case: CaseFile, loan: Loan) -> Iterator[ChecklistItem]:
    """Yield the papers of a loan with their state."""
    there = {d.doc_type for d in case.documents}
    drawn = drawn_on(case, loan)
    waits = not_drawn(case, loan)
    for paper in _PAPERS:
        if loan.loan_kind not in paper.kinds:
            continue
        due = drawn + dt.timedelta(days=paper.due_days) if drawn and paper.due_days is not None else None
        present = paper.document in there
        if paper.document == "loan_contract":
            present = loan.contract is not None
        elif paper.document == "loan_receipt":
            present = bool(loan.receipts)
        # Before the first drawing nobody can say that its papers are missing.
        item = pending(paper.document, due, "尚未提款") if waits and not present else None
        yield item or _state(case, paper.document, present=present, due=due, paper=_of(case, loan, paper))
    if waits:
        return
    yield from _security(case, loan, drawn)
    yield from _kind(case, loan, drawn)
    if loan.payment_method == "entrusted" or "entrusted_payment_order" in there:
        yield _state(case, "entrusted_payment_order", present="entrusted_payment_order" in there, due=drawn)
    yield from _use_reports(case, loan, drawn)
    if case.ledger.rows and drawn and drawn < case.as_of:
        done = "inspection_report" in there
        due = drawn + dt.timedelta(days=CHECK_DAYS)
        yield _state(case, "inspection_report", present=done, due=due)


def drawn_on(case: CaseFile, loan: Loan) -> dt.date | None:
    """Return the day of the first disbursement, else the day the loan starts."""
    days = [r.transaction.date for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT and r.loan == loan.id]
    return min(days, default=loan.start_date)


def not_drawn(case: CaseFile, loan: Loan) -> bool:
    """Say whether nothing shows that money was drawn under the loan, while the file shows drawings of another."""
    drawn = {r.loan for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT}
    return not loan.receipts and loan.id not in drawn and bool(drawn)


def lacking(case: CaseFile, document: str, due: dt.date | None) -> PaperStatus:
    """Return the state of a paper that is not there: pending where it may lie among what cannot be read."""
    if _unjudged(case, document):
        return PaperStatus.PENDING
    return PaperStatus.OVERDUE if due is not None and due < case.as_of else PaperStatus.MISSING


def pending(document: str, due: dt.date | None, reason: str, *, named: str = "") -> ChecklistItem:
    """Return a paper of the loan whose condition is undecided, and on what it waits."""
    status = PaperStatus.PENDING
    return ChecklistItem(document=document, subject="loan", named=named, status=status, due=due, reason=reason)


def incomplete(case: CaseFile, paper: Document) -> str:
    """Return what a paper that is there lacks, in Chinese; empty where nothing, or where a scan hides it.

    Signatures and seals are pictures and not read; the day of signing stands for them where the text can be read.
    """
    readable = paper.text_source in (TextSource.TEXT_LAYER, TextSource.STRUCTURED)
    if isinstance(paper, LoanContract | TradeContract | GuaranteeContract):
        signed = getattr(paper, "signed_date", None)
        if readable and signed is not None and signed.value is None:
            return "未见签订日期，请核对签字盖章页"
    if isinstance(paper, VatInvoice) and readable:
        return _invoice_lacks(case, paper)
    return ""


def _invoice_lacks(case: CaseFile, invoice: VatInvoice) -> str:
    """Return what an invoice lacks: the list of goods it refers to, or the page with the rest of its lines."""
    if any("详见" in (item.name.value or "") for item in invoice.items):
        listed_apart = any("清单" in (d.title.value or "") for d in case.of(OtherDocument))
        return "" if listed_apart else "发票注明详见销货清单，卷内未见清单"
    amounts = [item.amount.value for item in invoice.items]
    total = invoice.amount.value
    if total is None or not amounts or any(a is None for a in amounts):
        return ""
    listed = sum(a.fen for a in amounts if a is not None)
    # One line of a cent's rounding is no page.
    return "所列项目合计少于发票金额，疑缺后续页" if 0 < listed < total.fen - 100 and len(invoice.pages) == 1 else ""


def _state(
    case: CaseFile,
    document: str,
    *,
    present: bool,
    due: dt.date | None,
    paper: Document | None = None,
    subject: str = "loan",
    named: str = "",
) -> ChecklistItem:
    if not present:
        status = lacking(case, document, due)
        reason = "卷内有无法识读的文件，不能判断" if status is PaperStatus.PENDING else ""
    else:
        reason = incomplete(case, paper) if paper is not None else ""
        status = PaperStatus.INCOMPLETE if reason else PaperStatus.PRESENT
    return ChecklistItem(document=document, subject=subject, named=named, status=status, due=due, reason=reason)


def _of(case: CaseFile, loan: Loan, paper: _Paper) -> Document | None:
    return case.document(loan.contract) if paper.document == "loan_contract" and loan.contract else None


def _unjudged(case: CaseFile, document: str) -> bool:
    """Say whether a paper may be there unread: a file of its name cannot be read, or most files cannot."""
    unread = [d for d in case.documents if isinstance(d, UnreadableDocument)]
    if any(label("doc_type", document) in d.source for d in unread):
        return True
    files = {d.source for d in case.documents}
    return len({d.source for d in unread}) > TOO_MUCH_UNREAD * len(files)


def _security(case: CaseFile, loan: Loan, drawn: dt.date | None) -> Iterator[ChecklistItem]:
    """Ask for the contract of each guarantor that the loan contract names."""
    contract = case.document(loan.contract) if loan.contract else None
    if not isinstance(contract, LoanContract):
        return
    held = case.of(GuaranteeContract)
    named = [g.value for g in contract.guarantors if g.value]
    for name in dict.fromkeys(named):
        paper = next((g for g in held if same_party(g.guarantor.value, name, ocr=True)), None)
        # A contract whose guarantor was not read may be his.
        unread = next((g for g in held if g.guarantor.value is None), None)
        yield _state(case, "guarantee_contract", named=name, present=bool(paper or unread), due=drawn, paper=paper)
    if not named and any(o.kind.value == "security" for o in contract.obligations):
        if held:
            yield _state(case, "guarantee_contract", present=True, due=drawn, paper=held[0])
        else:
            yield pending("guarantee_contract", drawn, "合同约定了担保，担保人未能识读")


def _kind(case: CaseFile, loan: Loan, drawn: dt.date | None) -> Iterator[ChecklistItem]:
    """Ask for what only one kind of loan needs."""
    titles = [d.title.value or "" for d in case.of(OtherDocument)]
    if loan.loan_kind == "fixed_asset":
        for name, words in _PROJECT:
            present = any(words.search(t) for t in titles)
            yield _state(case, "other", named=name, present=present, due=drawn)
    if loan.loan_kind in _PERSONAL:
        if any(_MARRIAGE.search(t) for t in titles):
            yield _state(case, "other", named="婚姻状况证明", present=True, due=drawn)
        else:
            yield pending("other", drawn, "借款人婚姻状况未知", named="婚姻状况证明")


def _use_reports(case: CaseFile, loan: Loan, drawn: dt.date | None) -> Iterator[ChecklistItem]:
    """Ask for the summary of self-payments of the first whole quarter, where the contract promises one."""
    contract = case.document(loan.contract) if loan.contract else None
    if drawn is None or not isinstance(contract, LoanContract) or loan.payment_method == "entrusted":
        return
    promised = [
        o
        for o in contract.obligations
        if o.kind.value == "reporting" and _USE_REPORT.search(f"{o.document.value or ''}{o.text.value or ''}")
    ]
    if not promised:
        return
    quarter = add_months(dt.date(drawn.year, 3 * ((drawn.month - 1) // 3) + 1, 1), 3)
    due = add_months(quarter, 1)
    present = any(_USE_REPORT.search(d.title.value or "") for d in case.of(OtherDocument))
    last = quarter - dt.timedelta(days=1)
    quarter_name = f"{last.year}-Q{last.month // 3}"
    named = f"自主支付情况报告（{quarter_name}）"
    yield _state(case, "other", subject=quarter_name, named=named, present=present, due=due)
