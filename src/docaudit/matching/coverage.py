"""Which invoices and contracts prove which payment for how many yuan (flows.md 4).

What proves a yuan: an invoice of the payee to the borrower, in time, sound, each number once, with room in a trade
contract with that payee. Small purchases need no contract. A contract alone proves nothing, except the share that its
terms say is paid in advance, and that only until the goods are due. Goods receipts are asked for only where an
obligation of the loan contract names them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.business_license import BusinessLicense
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import same_party
from docaudit.matching.cover import Covered, Link, cover
from docaudit.matching.invoices import Paper, provable
from docaudit.matching.parties import firms_of
from docaudit.records.document import Document
from docaudit.records.flows import Cover, Parties
from docaudit.records.identifiers import account_digits
from docaudit.records.names import fold, is_person_name, similarity, without_private_mark
from docaudit.records.pages import TextSource

DAYS_EARLIER, DAYS_LATER = 180, 90
"""Days an invoice may be dated before and after its payment (flows.md 4.2)."""
SIGNING_GRACE_DAYS = 7
"""Days an invoice may be dated before its contract (domain reference, section 8.2)."""
ADVANCE_DAYS = 30
"""Days after delivery until which the contract suffices for money paid in advance (domain reference, section 2)."""
SMALL_FEN = 5_000_000
"""Payments to one seller that come to less need no contract beside the invoice (domain reference, section 2)."""
TOLERANCE_FEN, TOLERANCE_SHARE = 100, 1000
"""Up to one yuan or a thousandth of the demand may lack (flows.md 4.5)."""

NOT_EXACT, PER_TEN_DAYS, NO_NUMBER, NO_DATE, NO_BUYER, ADVANCE = 10, 1, 20, 20, 50, 1000
"""Costs per fen that order equal coverages (flows.md 4.3); a contract's advance share comes after every invoice."""

_ADVANCE = re.compile(
    r"(?:预付|预付款|预付货款|定金|订金|首付款|预先支付)[^。；;%％]{0,16}?(\d{1,3}(?:\.\d+)?)\s*[%％]"
    r"|(\d{1,3}(?:\.\d+)?)\s*[%％][^。；;%％]{0,12}?(?:预付|定金|订金|首付款)"
    r"|(?:签订|签署|生效)[^。；;%％]{0,16}?(?:支付|付)[^。；;%％]{0,12}?(\d{1,3}(?:\.\d+)?)\s*[%％]"
)
_ALL_IN_ADVANCE = re.compile(r"款到发货|先款后货|全款预付|预付全款|全额预付|付清全款后发货|付款后发货")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A payment that asks for proof of `fen`; `row` is its row id, `text` summary and remark.

    `whole_fen` is what was paid in all, where `fen` is only the loan money in it: invoices are made out for the whole.
    """

    row: str
    payee_name: str | None
    payee_account: str | None
    fen: int
    date: dt.date
    text: str = ""
    whole_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What proves each demand, in fen, by row id.

    `uncovered` is zero where no more lacks than the tolerance of flows.md 4.5; `lacking` is what lacks before that.
    `ranges` is the least and most that may lack over all coverages of the same total, where that was worked out.
    `missing` says for want of which kind of paper how much of the total lacks (flows.md 4.1).
    """

    covers: Mapping[str, tuple[Cover, ...]] = field(default_factory=dict)
    uncovered: Mapping[str, int] = field(default_factory=dict)
    lacking: Mapping[str, int] = field(default_factory=dict)
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)


def tolerance(fen: int) -> int:
    """Return how much of a demand may lack before it counts as uncovered (flows.md 4.5)."""
    return max(TOLERANCE_FEN, fen // TOLERANCE_SHARE)


def match_evidence(
    documents: Sequence[Document], demands: Sequence[Demand], parties: Parties, as_of: dt.date | None = None
) -> Coverage:
    """Return the coverage of most yuan, least cost: each yuan of a paper proves one yuan once.

    `as_of` says which deliveries are due; None takes the last day that a statement of the file shows.
    """
    parties = _with_own_firms(documents, parties)
    wanted = [d for d in sorted(demands, key=lambda d: (d.date, d.row)) if d.fen > 0]
    papers = _for_borrower(provable(d for d in documents if isinstance(d, VatInvoice)), documents, parties)
    contracts = _contracts(documents, parties)
    network = _Network(papers, contracts, as_of or _last_day(documents, wanted))
    for demand in wanted:
        network.add(demand, parties)
    network.join(_receipts(documents, parties))
    found = network.solve(wanted, layers=3, ranges=True)
    covers: dict[str, list[Cover]] = defaultdict(list)
    for (row, paper), fen in found.flows.items():
        covers[row].append(Cover(paper.removeprefix(_ADVANCE_OF), fen))
    return Coverage(
        covers={row: tuple(sorted(some, key=lambda c: (-c.amount_fen, c.document))) for row, some in covers.items()},
        uncovered={d.row: _short(found.uncovered[d.row], d.fen) for d in wanted},
        lacking=dict(found.uncovered),
        ranges=dict(found.ranges),
        missing=network.missing(wanted, found.total_uncovered),
    )


def _last_day(documents: Sequence[Document], demands: Sequence[Demand]) -> dt.date:
    days = [d.period_end.value for d in documents if isinstance(d, BankStatement)]
    days += [
        t.time.value.date() for d in documents if isinstance(d, BankStatement) for t in d.transactions if t.time.value
    ]
    return max((day for day in (*days, *(d.date for d in demands)) if day), default=dt.date.max)


def _short(lacking: int, fen: int) -> int:
    return lacking if lacking > tolerance(fen) else 0


_ADVANCE_OF = "advance:"
_WITHOUT = "without:"


class _Network:
    """The layers and links that `cover` needs, built payment by payment."""

    def __init__(self, papers: list[tuple[Paper, int]], contracts: list[TradeContract], as_of: dt.date) -> None:
        self.papers = papers
        self.trade = contracts
        self.as_of = as_of
        self.paid: dict[str, int] = defaultdict(int)
        self.links: list[Link] = []
        self.invoices: dict[str, int | None] = {p.invoice.id: p.fen for p, _ in papers}
        self.contracts: dict[str, int | None] = {
            c.id: c.amount.value.fen if c.amount.value is not None else None for c in contracts
        }
        self.invoice_contracts: list[tuple[str, str]] = []
        self.receipts: dict[str, int | None] | None = None
        self.contract_receipts: list[tuple[str, str]] = []

    def join(self, receipts: list[GoodsReceipt] | None) -> None:
        """Join the layers, once all payments are linked."""
        for paper, _ in self.papers:
            self._join_contracts(paper.invoice)
        for paper_id in self.invoices:
            if paper_id.startswith(_ADVANCE_OF):
                self.invoice_contracts.append((paper_id, paper_id.removeprefix(_ADVANCE_OF)))
        if receipts is not None:
            self._join_receipts(receipts)

    def solve(self, wanted: Sequence[Demand], *, layers: int, ranges: bool) -> Covered:
        """Cover the demands asking for the first one, two or three kinds of paper."""
        return cover(
            {d.row: d.fen for d in wanted},
            self.invoices,
            self.links,
            contracts=self.contracts if layers > 1 else None,
            invoice_contracts=self.invoice_contracts,
            receipts=self.receipts if layers > 2 else None,
            contract_receipts=self.contract_receipts,
            ranges=ranges,
        )

    def missing(self, wanted: Sequence[Demand], lacking: int) -> dict[str, int]:
        """Return for want of which kind of paper how much lacks (flows.md 4.1)."""
        one = self.solve(wanted, layers=1, ranges=False).total_uncovered
        two = self.solve(wanted, layers=2, ranges=False).total_uncovered
        return {"vat_invoice": one, "trade_contract": two - one, "goods_receipt": lacking - two}

    def _join_contracts(self, invoice: VatInvoice) -> None:
        """Lead an invoice through the contracts with its seller; past them where there is none and little was paid."""
        with_seller = [c for c in self.trade if _alike(invoice.seller_name.value, c.seller.value, invoice, c) >= 0.80]
        day = invoice.issue_date.value
        for contract in with_seller:
            signed = contract.signed_date.value
            if day is None or signed is None or day >= signed - dt.timedelta(days=SIGNING_GRACE_DAYS):
                self.invoice_contracts.append((invoice.id, contract.id))
        if not with_seller and self.paid[invoice.id] < SMALL_FEN:
            self.contracts[_WITHOUT + invoice.id] = None
            self.invoice_contracts.append((invoice.id, _WITHOUT + invoice.id))

    def _join_receipts(self, receipts: list[GoodsReceipt]) -> None:
        self.receipts = {r.id: r.amount.value.fen if r.amount.value is not None else None for r in receipts}
        sellers = {c.id: (c.seller.value, c.signed_date.value) for c in self.trade}
        sellers |= {_WITHOUT + p.invoice.id: (p.invoice.seller_name.value, None) for p, _ in self.papers}
        for contract, (seller, signed) in sellers.items():
            for receipt in receipts:
                in_time = signed is None or receipt.date.value is None or receipt.date.value >= signed
                if contract in self.contracts and in_time and same_party(receipt.supplier.value, seller):
                    self.contract_receipts.append((contract, receipt.id))
        # Goods paid in advance have not arrived yet: no receipt is asked for that share of the contract.
        for paper_id in self.invoices:
            if paper_id.startswith(_ADVANCE_OF):
                self.receipts[paper_id] = self.invoices[paper_id]
                self.contract_receipts.append((paper_id.removeprefix(_ADVANCE_OF), paper_id))

    def add(self, demand: Demand, parties: Parties) -> None:
        """Link a payment to what can prove it."""
        names = _payee_names(demand, parties)
        for paper, penalty in self.papers:
            cost = _invoice_cost(demand, names, paper, self.trade)
            if cost is not None:
                self.links.append(Link(demand.row, paper.invoice.id, cost + penalty))
                self.paid[paper.invoice.id] += demand.fen
        for contract in self.trade:
            fen = _advance_fen(contract)
            if fen and self._in_advance(demand, contract) and _best(names, contract.seller.value, contract) >= 0.80:
                paper_id = _ADVANCE_OF + contract.id
                self.invoices[paper_id] = fen
                self.links.append(Link(demand.row, paper_id, ADVANCE))

    def _in_advance(self, demand: Demand, contract: TradeContract) -> bool:
        """Say whether the payment is one in advance for which nothing more is due yet."""
        signed, delivery = contract.signed_date.value, contract.delivery_date.value
        if signed is not None and demand.date < signed:
            return False
        due = delivery + dt.timedelta(days=ADVANCE_DAYS) if delivery else demand.date + dt.timedelta(days=DAYS_LATER)
        return demand.date <= due and self.as_of <= due


def _scanned(*documents: Document) -> bool:
    return any(d.text_source in {TextSource.OCR, TextSource.MIXED} for d in documents)


def _alike(a: str | None, b: str | None, *documents: Document) -> float:
    likeness = similarity(a, b, ocr=_scanned(*documents))
    return max(likeness, 0.80) if same_party(a, b, ocr=_scanned(*documents)) else likeness


def _best(names: Iterable[str], other: str | None, document: Document) -> float:
    return max((_alike(name, other, document) for name in names), default=0.0)


def _payee_names(demand: Demand, parties: Parties) -> list[str]:
    """Return the payee's name as printed and the name that other papers give its account."""
    known = parties.accounts.get(account_digits(demand.payee_account))
    return [n for n in (demand.payee_name, known[0] if known else None) if n]


def _invoice_cost(demand: Demand, names: list[str], paper: Paper, contracts: list[TradeContract]) -> int | None:
    """Return the cost per fen of the link, None where the invoice cannot prove the payment (flows.md 4.2, 4.3)."""
    invoice = paper.invoice
    likeness = _best(names, invoice.seller_name.value, invoice)
    if likeness < 0.80:
        return None
    cost = 0 if paper.fen == (demand.whole_fen or demand.fen) else NOT_EXACT
    cost += round(100 * (1 - likeness))
    day = invoice.issue_date.value
    if day is None:
        cost += NO_DATE
    else:
        days = (day - demand.date).days
        if not -DAYS_EARLIER <= days <= DAYS_LATER:
            return None
        cost += PER_TEN_DAYS * (abs(days) // 10)
    numbers = [fold(c.contract_number.value) for c in contracts if c.contract_number.value]
    return cost + (0 if any(n in fold(demand.text) for n in numbers) else NO_NUMBER)


def _for_borrower(papers: list[Paper], documents: Sequence[Document], parties: Parties) -> list[tuple[Paper, int]]:
    """Return the invoices to the borrower with a penalty per fen; one whose buyer cannot be read comes last of all."""
    codes = {
        fold(d.credit_code.value)
        for d in documents
        if isinstance(d, BusinessLicense)
        and d.credit_code.value
        and any(same_party(d.name.value, own) for own in parties.borrower_names)
    }
    person = any(is_person_name(own) for own in parties.borrower_names)
    result: list[tuple[Paper, int]] = []
    for paper in papers:
        buyer, code = without_private_mark(paper.invoice.buyer_name.value), fold(paper.invoice.buyer_tax_id.value)
        if not parties.borrower_names or (code and code in codes):
            result.append((paper, 0))
        elif buyer is None:
            if not (code and codes):
                result.append((paper, NO_BUYER))
        elif any(_alike(buyer, own, paper.invoice) >= 0.80 for own in parties.borrower_names):
            result.append((paper, 0))
        elif person and fold(buyer) in {"个人", "个人(个人)"}:
            result.append((paper, NO_BUYER))
    return result


def _with_own_firms(documents: Sequence[Document], parties: Parties) -> Parties:
    """Let the firm that the borrower of a personal business loan heads buy in the borrower's place.

    Such a loan is for the firm's business, so that its invoices and contracts name the firm (2024 measure on personal
    loans: lawful business use).
    """
    if not any(isinstance(d, LoanContract) and d.loan_kind.value == "personal_business" for d in documents):
        return parties
    firms = {name for own in parties.borrower_names for name, _ in firms_of(documents, own)}
    return replace(parties, borrower_names=parties.borrower_names | firms)


def _contracts(documents: Sequence[Document], parties: Parties) -> list[TradeContract]:
    """Return the borrower's purchase contracts, copies once."""
    result: list[TradeContract] = []
    seen: set[tuple[object, ...]] = set()
    for d in documents:
        if not isinstance(d, TradeContract):
            continue
        buyer = d.buyer.value
        if buyer and parties.borrower_names and max(_alike(buyer, o, d) for o in parties.borrower_names) < 0.80:
            continue
        number = fold(d.contract_number.value)
        key: tuple[object, ...] = (number, fold(d.seller.value)) if number else (d.id,)
        if key not in seen:
            seen.add(key)
            result.append(d)
    return result


def _receipts(documents: Sequence[Document], parties: Parties) -> list[GoodsReceipt] | None:
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
        d
        for d in documents
        if isinstance(d, GoodsReceipt)
        and (d.receiver.value is None or any(same_party(d.receiver.value, o) for o in parties.borrower_names))
    ]


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
