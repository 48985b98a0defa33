"""What the documents of a case say as rows that can be matched: who bought from whom, for how much, when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from docaudit.documents.business_license import BusinessLicense
from docaudit.documents.drawdown_application import DrawdownApplication
from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import same_party
from docaudit.matching.alike import likeness
from docaudit.matching.invoices import invoice_row, provable
from docaudit.matching.parties import firms_of
from docaudit.matching.rows import ContractRow, InvoiceRow, Proof, ReceiptRow, Rules
from docaudit.records.document import Document
from docaudit.records.flows import Parties
from docaudit.records.money import Money
from docaudit.records.names import SAME_PARTY, core_key, fold, is_person_name
from docaudit.records.pages import TextSource

_ADVANCE = re.compile(
    r"(?:预付|预付款|预付货款|定金|订金|首付款|预先支付)[^。；;%％]{0,16}?(\d{1,3}(?:\.\d+)?)\s*[%％]"
    r"|(\d{1,3}(?:\.\d+)?)\s*[%％][^。；;%％]{0,12}?(?:预付|定金|订金|首付款)"
    r"|(?:签订|签署|生效)[^。；;%％]{0,16}?(?:支付|付)[^。；;%％]{0,12}?(\d{1,3}(?:\.\d+)?)\s*[%％]"
)
_ALL_IN_ADVANCE = re.compile(r"款到发货|先款后货|全款预付|预付全款|全额预付|付清全款后发货|付款后发货")


def with_own_firms(documents: Sequence[Document], parties: Parties) -> Parties:
    """Let the firm that the borrower of a personal business loan heads buy in the borrower's place.

    Such a loan is for the firm's business, so that its invoices and contracts name the firm (2024 measure on personal
    loans: lawful business use).
    """
    if not any(isinstance(d, LoanContract) and d.loan_kind.value == "personal_business" for d in documents):
        return parties
    firms = {name for own in parties.borrower_names for name, _ in firms_of(documents, own)}
    return replace(parties, borrower_names=parties.borrower_names | firms)


def invoice_proofs(documents: Sequence[Document], parties: Parties) -> list[Proof]:
    """Return what the invoices to the borrower can prove; one whose buyer cannot be read comes last of all."""
    rows = (invoice_row(d) for d in documents if isinstance(d, VatInvoice))
    codes = {
        fold(d.credit_code.value)
        for d in documents
        if isinstance(d, BusinessLicense)
        and d.credit_code.value
        and any(same_party(d.name.value, own) for own in parties.borrower_names)
    }
    return proofs_of((row for row in rows if row is not None), parties.borrower_names, codes)


def proofs_of(
    rows: Iterable[InvoiceRow], buyers: Iterable[str], codes: Iterable[str] = (), rules: Rules | None = None
) -> list[Proof]:
    """Return what the invoices to one of `buyers` (to anybody where it is empty) can prove.

    `codes` are the buyers' tax numbers, which are believed before names.
    """
    buyers, codes = set(buyers), set(codes)
    person = any(is_person_name(own) for own in buyers)
    no_buyer = (rules or Rules()).no_buyer
    judged: dict[tuple[str | None, str, bool], int | None] = {}
    result = []
    for row, fen in provable(rows):
        key = row.buyer, row.buyer_code, row.scanned
        if key not in judged:
            judged[key] = _buyer_penalty(row, buyers, codes, person=person, no_buyer=no_buyer)
        if (penalty := judged[key]) is not None:
            result.append(
                Proof(
                    id=row.id,
                    seller=row.seller,
                    fen=fen,
                    date=row.date,
                    number=row.number,
                    penalty=penalty,
                    scanned=row.scanned,
                )
            )
    return result


def _buyer_penalty(row: InvoiceRow, buyers: set[str], codes: set[str], *, person: bool, no_buyer: int) -> int | None:
    """Return the cost per fen that the buyer's name adds, None where the buyer is another."""
    if not buyers or (row.buyer_code and row.buyer_code in codes):
        return 0
    if row.buyer is None:
        return None if row.buyer_code and codes else no_buyer
    if _one_of(row.buyer, buyers, ocr=row.scanned):
        return 0
    return no_buyer if person and fold(row.buyer) in {"个人", "个人(个人)"} else None


def contract_rows(documents: Sequence[Document], parties: Parties) -> list[ContractRow]:
    """Return the borrower's purchase contracts, copies once: one not read by OCR before others, else the least."""
    kept: dict[tuple[object, ...], ContractRow] = {}
    for d in documents:
        if not isinstance(d, TradeContract):
            continue
        buyer, scanned = d.buyer.value, _scanned(d)
        if buyer and parties.borrower_names and not _one_of(buyer, parties.borrower_names, ocr=scanned):
            continue
        row = ContractRow(
            id=d.id,
            seller=d.seller.value,
            fen=d.amount.value.fen if d.amount.value is not None else None,
            number=fold(d.contract_number.value),
            signed=d.signed_date.value,
            delivery=d.delivery_date.value,
            advance_fen=_advance_fen(d),
            scanned=scanned,
        )
        key: tuple[object, ...] = (row.number, fold(row.seller)) if row.number else (row.id,)
        known = kept.setdefault(key, row)
        if _reliable(row) < _reliable(known):
            kept[key] = row
    return list(kept.values())


def _reliable(row: ContractRow) -> tuple[object, ...]:
    return (row.scanned, row.fen is None, row.fen or 0, row.id)


def receipt_rows(documents: Sequence[Document], parties: Parties) -> list[ReceiptRow] | None:
    """Return the goods receipts to the borrower; None where the loan contract does not ask for them."""
    asked = any(
        paper.value == "goods_receipt"
        for d in documents
        if isinstance(d, LoanContract)
        for obligation in d.obligations
        if obligation.kind.value == "evidence"
        for paper in obligation.documents
    )
    if not asked:
        return None
    return [
        ReceiptRow(
            id=d.id,
            supplier=d.supplier.value,
            fen=d.amount.value.fen if d.amount.value is not None else None,
            date=d.date.value,
            scanned=_scanned(d),
        )
        for d in documents
        if isinstance(d, GoodsReceipt)
        and (d.receiver.value is None or _one_of(d.receiver.value, parties.borrower_names, ocr=_scanned(d)))
    ]


def order_proofs(documents: Sequence[Document]) -> tuple[list[Proof], list[Proof]]:
    """Return what drawdown applications and what entrusted-payment orders name: payee, amount and day, copies once.

    The id is that of the document; of an application it ends in ``#`` and the number of the payee in it.
    """
    applied: dict[tuple[object, ...], Proof] = {}
    ordered: dict[tuple[object, ...], Proof] = {}
    for d in sorted(documents, key=lambda d: (_scanned(d), d.id)):
        if isinstance(d, DrawdownApplication):
            # An application may name a payee twice for the same amount; its copy does so as often.
            often: Counter[tuple[object, ...]] = Counter()
            for number, payee in enumerate(d.payees, 1):
                proof = _named(f"{d.id}#{number}", d, payee.name.value, payee.amount.value)
                if proof is not None:
                    key = _order_key(d, proof)
                    applied.setdefault((*key, often[key]), proof)
                    often[key] += 1
        elif isinstance(d, EntrustedPaymentOrder):
            proof = _named(d.id, d, d.payee_name.value, d.amount.value)
            if proof is not None:
                ordered.setdefault(_order_key(d, proof), proof)
    return list(applied.values()), list(ordered.values())


_Order = DrawdownApplication | EntrustedPaymentOrder


def _named(name: str, order: _Order, payee: str | None, amount: Money | None) -> Proof | None:
    if not payee or amount is None or amount.fen <= 0:
        return None
    return Proof(id=name, seller=payee, fen=amount.fen, date=order.date.value, scanned=_scanned(order))


def _order_key(order: _Order, proof: Proof) -> tuple[object, ...]:
    return (fold(order.contract_number.value), core_key(proof.seller), proof.fen, proof.date)


def _scanned(document: Document) -> bool:
    return document.text_source in {TextSource.OCR, TextSource.MIXED}


def _one_of(name: str, names: Iterable[str], *, ocr: bool) -> bool:
    return any(likeness(name, other, ocr=ocr) >= SAME_PARTY for other in names)


def _advance_fen(contract: TradeContract) -> int:
    """Return how much of the contract its terms say is paid in advance; 0 where they say nothing clear."""
    amount, terms = contract.amount.value, fold(contract.payment_terms.value)
    if amount is None or not terms:
        return 0
    if _ALL_IN_ADVANCE.search(terms):
        return amount.fen
    found = _ADVANCE.search(terms)
    if found is None:
        return 0
    whole, _, part = next(g for g in found.groups() if g).partition(".")
    share = int(whole) * 100 + int(part[:2].ljust(2, "0") or 0)
    return amount.fen * share // 10_000 if share <= 10_000 else 0
