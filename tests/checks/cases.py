"""Hand-written cases for the tests of checks and duties: one borrower, one loan, few rows."""

# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from docaudit.audit.flows import flow_limits
from docaudit.checks import load_rule_pack, run_checks
from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.loan_receipt import LoanReceipt
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import InvoiceItem, VatInvoice
from docaudit.knowledge import PROHIBITED
from docaudit.records.case import CaseFile
from docaudit.records.evidence import Box, Evidence, Field
from docaudit.records.flows import (
    Account,
    Cover,
    Ledger,
    LedgerRow,
    Loan,
    LoanTrace,
    Parties,
    Place,
    Relation,
    TracedPayment,
    Transaction,
    UseAmount,
)
from docaudit.records.labels import Owner, RowKind, Severity, Use
from docaudit.records.money import Money
from docaudit.records.names import core_key
from docaudit.records.pages import TextSource
from docaudit.tracing import follow_loans

PACK = load_rule_pack()
LIMITS = flow_limits(PACK)
BORROWER = "云陵市嘉柏钢铁有限公司"
LENDER = "云陵农村商业银行股份有限公司"
SUPPLIER = "云陵市恒达钢材有限公司"
RELATED = "云陵市嘉柏贸易有限公司"
LOAN = "2025年流贷字第0001号"
DRAWN = dt.date(2025, 3, 3)
AS_OF = dt.date(2025, 12, 31)
CODE = "91440300708461136T"


def fen(yuan: float | str | None) -> int:
    return int(Decimal(str(yuan)) * 100)


def fld(value, confidence=0.99, text=None, page=1, box=None):
    """Return a field with a place on the first page."""
    if value is None:
        return Field()
    return Field(value, confidence, Evidence(text=text or str(value), page=page, box=box or Box(0.1, 0.1, 0.2, 0.2)))


def yuan(value, confidence=0.99):
    return Field() if value is None else fld(Money(fen(value)), confidence)


def row(
    number,
    day,
    amount,
    name=None,
    text="",
    *,
    kind=None,
    use=Use.UNKNOWN,
    account="A",
    balance=None,
    confidence=0.95,
    to_account=None,
    document="S1",
    **more,
):
    """Return a ledger row; `day` counts from the disbursement."""
    paid = Transaction(
        id=f"{document}#{number}", index=number, account=account, date=DRAWN + dt.timedelta(days=day), amount_fen=fen(amount),
        place=Place(document=document, source="流水.xlsx", evidence=Evidence(text=f"{name} {amount}", sheet="1", row=number + 1)),
        balance_fen=None if balance is None else fen(balance), counterparty_name=name, counterparty_account=to_account, summary=text,
    )  # fmt: skip
    kind = kind or (RowKind.OUT if fen(amount) < 0 else RowKind.IN)
    return LedgerRow(transaction=paid, kind=kind, use=use, use_confidence=confidence, use_reason="收款人名称", **more)


def paid(line, loan=None, least=None, most=None, *, use=None, covered=0, uncovered=None):
    """Return a traced payment; loan money in yuan, by default the whole row for certain."""
    size = abs(line.transaction.amount_fen)
    loan_fen = size if loan is None else fen(loan)
    cover = (Cover("I1", fen(covered)),) if covered else ()
    return TracedPayment(
        row=line, loan_fen=loan_fen, min_fen=loan_fen if least is None else fen(least), max_fen=loan_fen if most is None else fen(most),
        use=use or line.use, covered_by=cover, uncovered_fen=loan_fen - fen(covered) if uncovered is None else fen(uncovered),
    )  # fmt: skip


def case(
    payments=(),
    rows=(),
    documents=(),
    *,
    loan=None,
    parties=None,
    accounts=None,
    checklist=(),
    disbursed=5_000_000,
    as_of=AS_OF,
):
    """Return a case with one loan; the rows of the payments are part of the ledger."""
    first = row(900, 0, disbursed, LENDER, "贷款发放", kind=RowKind.DISBURSEMENT, loan=LOAN)
    lines = {r.id: r for r in (first, *(p.row for p in payments), *rows)}
    sums: dict[Use, list[int]] = {}
    for p in payments:
        entry = sums.setdefault(p.use, [0, 0, 0])
        for k, value in enumerate((p.loan_fen, p.min_fen, p.max_fen)):
            entry[k] += value
    trace = LoanTrace(
        loan=LOAN, disbursed_fen=fen(disbursed), method="fifo", payments=tuple(payments),
        uses=tuple(UseAmount(use, a, b, min(c, fen(disbursed))) for use, (a, b, c) in sums.items()),
    )  # fmt: skip
    file = CaseFile(
        name="C1", as_of=as_of, documents=tuple(documents), loans=(loan or the_loan(),), traces=(trace,), checklist=tuple(checklist),
        parties=parties or Parties(borrower=BORROWER, borrower_names=frozenset({BORROWER}), lender_names=frozenset({LENDER})),
        ledger=Ledger(
            accounts=accounts or (Account(key="A", number="6222000011112222", name=BORROWER, documents=("S1",)), Account(key="B", number="6222000033334444", name=BORROWER, documents=("S2",))),
            rows=tuple(sorted(lines.values(), key=lambda r: (r.transaction.date, r.kind is not RowKind.DISBURSEMENT, r.transaction.index))),
        ),
    )  # fmt: skip
    return replace(file, flows=followed(file))


def followed(file, covered=None):
    """Return what is found beyond the trace, which is taken as written: its bounds are not those of the ledger."""

    def sums(_loan, payments):
        return sum(p.min_fen for p in payments), sum(p.max_fen for p in payments)

    return follow_loans(
        file.ledger, file.loans, file.parties, file.traces, bounds=sums, covered=covered or {}, classes=PROHIBITED, method="fifo",
        as_of=file.as_of, limits=LIMITS,
    )  # fmt: skip


def the_loan(**more):
    """Return the loan: five million for steel, entrusted from one million on."""
    facts = {
        "id": LOAN, "borrower": BORROWER, "lender": LENDER, "contract": "K1", "receipts": ("R1",), "principal_fen": fen(5_000_000), "start_date": DRAWN,
        "end_date": dt.date(2026, 3, 2), "loan_kind": "working_capital", "purpose": "采购钢材", "payment_method": "mixed", "entrusted_threshold_fen": fen(1_000_000),
    }  # fmt: skip
    return Loan(**{**facts, **more})


def related(*names, strength=0.9):
    """Return parties in which the named ones are tied to the borrower."""
    return Parties(
        borrower=BORROWER, borrower_names=frozenset({BORROWER}), lender_names=frozenset({LENDER}),
        related={core_key(n): Relation(strength=strength, reason="同一法定代表人") for n in names},
    )  # fmt: skip


def contract(**fields):
    base = {
        "contract_number": fld(LOAN),
        "borrower": fld(BORROWER),
        "lender": fld(LENDER),
        "amount": yuan(5_000_000),
        "amount_in_words": fld("人民币伍佰万元整"),
        "purpose": fld("采购钢材"),
        "signed_date": fld(dt.date(2025, 3, 1)),
    }
    return LoanContract(**{"id": "K1", "source": "合同.pdf", "sha256": "k", "pages": (1,), **base, **fields})


def loan_receipt(amount=5_000_000, **fields):
    base = {
        "receipt_number": fld("JJ1"),
        "contract_number": fld(LOAN),
        "amount": yuan(amount),
        "disbursement_date": fld(DRAWN),
    }
    return LoanReceipt(**{"id": "R1", "source": "借据.pdf", "sha256": "r", "pages": (1,), **base, **fields})


def order(payee=SUPPLIER, amount=1_500_000, **fields):
    base = {"contract_number": fld(LOAN), "amount": yuan(amount), "date": fld(DRAWN), "payee_name": fld(payee)}
    return EntrustedPaymentOrder(**{"id": "O1", "source": "委托.pdf", "sha256": "o", "pages": (1,), **base, **fields})


def trade(seller=SUPPLIER, amount=300_000, **fields):
    base = {
        "contract_number": fld("CG1"),
        "buyer": fld(BORROWER),
        "seller": fld(seller),
        "amount": yuan(amount),
        "subject": fld("螺纹钢"),
    }
    return TradeContract(**{"id": "T1", "source": "购销.pdf", "sha256": "t", "pages": (1,), **base, **fields})


def invoice(
    number="25442000000012345678",
    net="1000.00",
    tax="130.00",
    total=None,
    *,
    buyer=BORROWER,
    seller=SUPPLIER,
    identifier="I1",
    ocr=False,
    items=None,
    **fields,
):
    """Return a digital invoice that adds up unless told otherwise."""
    whole = str(Decimal(net) + Decimal(tax)) if total is None else total
    lines = (
        items
        if items is not None
        else (
            InvoiceItem(
                name=fld("螺纹钢"),
                category=fld("黑色金属冶炼压延品"),
                amount=yuan(net),
                tax_rate=fld("13%"),
                tax=yuan(tax),
            ),
        )
    )
    base = {
        "invoice_kind": fld("digital_special"), "invoice_number": fld(number), "issue_date": fld(DRAWN + dt.timedelta(days=5)), "buyer_name": fld(buyer), "buyer_tax_id": fld(None),
        "seller_name": fld(seller), "seller_tax_id": fld(CODE), "amount": yuan(net), "tax": yuan(tax), "total": yuan(whole), "items": lines,
    }  # fmt: skip
    return VatInvoice(
        **{
            "id": identifier,
            "source": f"{identifier}.pdf",
            "sha256": identifier,
            "pages": (1,),
            "text_source": TextSource.OCR if ocr else TextSource.TEXT_LAYER,
            **base,
            **fields,
        }
    )


__all__ = [
    "Owner",
    "case",
    "contract",
    "followed",
    "invoice",
    "loan_receipt",
    "order",
    "paid",
    "related",
    "row",
    "the_loan",
    "trade",
]


def found(file, check):
    """Return the findings of one check at or above low."""
    return [f for f in run_checks(file, PACK) if f.check == check and f.severity >= Severity.LOW]


def only(file, check):
    """Return the one finding of a check."""
    hits = found(file, check)
    assert len(hits) == 1, hits
    return hits[0]
