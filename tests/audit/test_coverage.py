from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from docaudit.audit.coverage import NEEDS_NO_PROOF, cover_loan_money, cover_payments
from docaudit.documents.drawdown_application import DrawdownApplication, Payee
from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.matching.coverage import tolerance
from docaudit.records.document import Document
from docaudit.records.evidence import Evidence, Field
from docaudit.records.flows import (
    Account,
    Ledger,
    LedgerRow,
    LoanTrace,
    PaperUse,
    Parties,
    Place,
    TracedPayment,
    Transaction,
)
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.records.money import Money

BORROWER = "苏州恒达钢材有限公司"
SELLERS = ("无锡精工机械有限公司", "昆山锐驰刀具有限公司", "上海沪浦轴承销售有限公司")
PARTIES = Parties(borrower=BORROWER, borrower_names=frozenset({BORROWER}))
DAY = dt.date(2026, 3, 5)
AS_OF = dt.date(2026, 6, 30)


def put(value: Any) -> Field[Any]:
    return Field(value, 0.99, Evidence(text=str(value), page=1))


def invoice(number: int, seller: str, fen: int) -> VatInvoice:
    return VatInvoice(
        id=f"D{number}",
        invoice_number=put(f"2432000000{number:010}"),
        issue_date=put(DAY),
        seller_name=put(seller),
        buyer_name=put(BORROWER),
        total=put(Money(fen)),
    )


def contract(seller: str, fen: int | None = None) -> TradeContract:
    return TradeContract(
        id="K1", seller=put(seller), buyer=put(BORROWER), amount=put(Money(fen)) if fen is not None else Field()
    )


def row(
    number: int,
    fen: int,
    payee: str = SELLERS[0],
    *,
    use: Use = Use.UNSUPPORTED,
    kind: RowKind = RowKind.OUT,
    account: str = "1",
) -> LedgerRow:
    paid = Transaction(
        id=f"S1#{number}",
        index=number,
        account=account,
        date=DAY,
        amount_fen=-fen,
        place=Place(document="S1", source="流水.csv", evidence=Evidence(text="", row=number)),
        counterparty_name=payee,
    )
    return LedgerRow(transaction=paid, kind=kind, use=use)


def part(of: LedgerRow, fen: int, use: Use = Use.UNSUPPORTED) -> TracedPayment:
    return TracedPayment(row=of, loan_fen=fen, min_fen=0, max_fen=fen, use=use)


def trace(*payments: TracedPayment, loan: str = "L1") -> LoanTrace:
    return LoanTrace(loan=loan, disbursed_fen=sum(p.loan_fen for p in payments), method="fifo", payments=payments)


def shares(traces: Sequence[LoanTrace]) -> list[tuple[dict[str, int], int]]:
    return [
        ({c.document: c.amount_fen for c in p.covered_by}, p.uncovered_fen) for trace in traces for p in trace.payments
    ]


def loan_covers(
    documents: Sequence[Document], traces: Sequence[LoanTrace], parties: Parties, as_of: dt.date
) -> tuple[LoanTrace, ...]:
    """Cover the traces where no money but the loans' was paid."""
    return cover_loan_money(documents, Ledger(accounts=(), rows=()), traces, parties, as_of)[0]


def test_what_lacks_an_invoice_is_uncovered() -> None:
    paid = row(1, 3_000_000)
    found = loan_covers([invoice(1, SELLERS[0], 2_000_000)], [trace(part(paid, 3_000_000))], PARTIES, AS_OF)
    assert shares(found) == [({"D1": 2_000_000}, 1_000_000)]


def test_only_the_loan_money_of_a_payment_asks_for_proof() -> None:
    paid = row(1, 3_000_000)
    found = loan_covers([invoice(1, SELLERS[0], 2_000_000)], [trace(part(paid, 500_000))], PARTIES, AS_OF)
    assert shares(found) == [({"D1": 500_000}, 0)]


def test_the_conforming_part_of_a_payment_gets_the_proof_before_the_other() -> None:
    paid = row(1, 3_000_000)
    traces = [trace(part(paid, 1_000_000), part(paid, 2_000_000, Use.CONFORMING))]
    found = loan_covers([invoice(1, SELLERS[0], 2_000_000)], traces, PARTIES, AS_OF)
    assert shares(found) == [({}, 1_000_000), ({"D1": 2_000_000}, 0)]


def test_two_loans_in_one_payment_share_one_invoice_and_never_count_it_twice() -> None:
    paid = row(1, 3_000_000)
    traces = [trace(part(paid, 1_500_000)), trace(part(paid, 1_500_000), loan="L2")]
    found = loan_covers([invoice(1, SELLERS[0], 2_000_000)], traces, PARTIES, AS_OF)
    assert shares(found) == [({"D1": 1_500_000}, 0), ({"D1": 500_000}, 1_000_000)]


def test_an_invoice_proves_no_yuan_twice_over_payments_of_different_loans() -> None:
    first, second = row(1, 1_500_000), row(2, 1_500_000)
    traces = [trace(part(first, 1_500_000)), trace(part(second, 1_500_000), loan="L2")]
    papers = [invoice(1, SELLERS[0], 2_000_000), contract(SELLERS[0])]
    found = loan_covers(papers, traces, PARTIES, AS_OF)
    assert shares(found) == [({"D1": 1_500_000}, 0), ({"D1": 500_000}, 1_000_000)]
    # Either payment may have the invoice: of each only what lacks in any case is proven.
    assert [p.lacking for t in found for p in t.payments] == [(0, 1_000_000), (0, 1_000_000)]
    ledger = Ledger(accounts=(Account(key="1", number="1", name=BORROWER),), rows=(first, second))
    used = cover_loan_money(papers, ledger, found, PARTIES, AS_OF)[1]
    assert used == (PaperUse(document="D1", amount_fen=2_000_000, payments=(("S1#1", 1_500_000), ("S1#2", 500_000))),)


def test_own_money_is_proved_by_what_the_loan_money_leaves_and_the_rest_is_told() -> None:
    mixed, own = row(1, 1_000_000), row(2, 300_000)
    papers = [invoice(1, SELLERS[0], 1_000_000), invoice(2, SELLERS[0], 500_000), contract(SELLERS[0])]
    ledger = Ledger(accounts=(Account(key="1", number="1", name=BORROWER),), rows=(mixed, own))
    traces = [trace(part(mixed, 600_000))]
    used = cover_loan_money(papers, ledger, traces, PARTIES, AS_OF)[1]
    # The invoice over the whole payment proves its loan money and its own money; the other payment comes after it.
    assert [(u.document, u.used_fen, u.own_fen, u.rest_fen) for u in used] == [
        ("D1", 600_000, 400_000, 0),
        ("D2", 0, 300_000, 200_000),
    ]
    assert shares(loan_covers(papers, traces, PARTIES, AS_OF)) == [({"D1": 600_000}, 0)]


def test_the_papers_that_name_a_payment_are_told_each_amount_once() -> None:
    paid = [row(n, 1_000_000) for n in (1, 2)]
    asked = DrawdownApplication(
        id="A1",
        date=put(DAY - dt.timedelta(days=3)),
        payees=(
            Payee(name=put(SELLERS[0]), amount=put(Money(1_200_000))),
            Payee(name=put(SELLERS[1]), amount=put(Money(900_000))),
        ),
    )
    copy = replace(asked, id="A2")
    order = EntrustedPaymentOrder(id="O1", date=put(DAY), payee_name=put(SELLERS[0]), amount=put(Money(1_000_000)))
    early = replace(order, id="O2", date=put(DAY - dt.timedelta(days=100)), amount=put(Money(2_000_000)))
    found = loan_covers([asked, copy, order, early], [trace(*(part(p, 1_000_000) for p in paid))], PARTIES, AS_OF)
    named = [{c.document: c.amount_fen for c in p.named_in} for t in found for p in t.payments]
    assert named == [{"A1": 1_000_000, "O1": 1_000_000}, {"A1": 200_000}]
    # To be named proves nothing.
    assert [p.uncovered_fen for t in found for p in t.payments] == [1_000_000, 1_000_000]


def test_wages_and_repayments_ask_for_no_invoice() -> None:
    traces = [trace(*(part(row(n, 1_000_000), 1_000_000, use) for n, use in enumerate(sorted(NEEDS_NO_PROOF), 1)))]
    assert loan_covers([], traces, PARTIES, AS_OF) == tuple(traces)


def test_a_lack_within_the_tolerance_is_neither_covered_nor_uncovered() -> None:
    paid = row(1, 3_000_000)
    found = loan_covers([invoice(1, SELLERS[0], 2_999_950)], [trace(part(paid, 3_000_000))], PARTIES, AS_OF)
    assert shares(found) == [({"D1": 2_999_950}, 0)]


def test_only_payments_out_of_the_borrowers_accounts_are_asked_about() -> None:
    ledger = Ledger(
        accounts=(
            Account(key="1", number="1", name=BORROWER),
            Account(key="2", number="2", name=SELLERS[1], owner=Owner.COUNTERPARTY),
        ),
        rows=(
            row(1, 2_000_000),
            row(2, 1_000_000, use=Use.OPERATING),
            row(3, 1_000_000, kind=RowKind.TRANSFER),
            row(4, 1_000_000, account="2"),
        ),
    )
    found = cover_payments([invoice(1, SELLERS[0], 1_500_000)], ledger, PARTIES, AS_OF)
    assert found == {"S1#1": 1_500_000}


uses = st.sampled_from([Use.CONFORMING, Use.UNSUPPORTED, Use.SECURITIES, Use.OPERATING])
parts = st.tuples(st.integers(0, 2_000_000), uses, st.sampled_from(["L1", "L2"]))
payments = st.tuples(st.sampled_from(SELLERS), st.lists(parts, min_size=1, max_size=3))
invoices = st.lists(st.tuples(st.sampled_from(SELLERS), st.integers(1, 4_000_000)), max_size=5)


@given(paid=st.lists(payments, max_size=5), papers=invoices)
@settings(deadline=None, max_examples=60)
def test_covers_and_uncovered_and_tolerated_add_up_to_the_loan_money(
    paid: list[tuple[str, list[tuple[int, Use, str]]]], papers: list[tuple[str, int]]
) -> None:
    by_loan: dict[str, list[TracedPayment]] = {"L1": [], "L2": []}
    for number, (payee, split) in enumerate(paid, 1):
        whole = row(number, sum(fen for fen, *_ in split), payee)
        for fen, use, loan in split:
            by_loan[loan].append(part(whole, fen, use))
    before = [trace(*payments, loan=loan) for loan, payments in by_loan.items()]
    documents = [invoice(n, seller, fen) for n, (seller, fen) in enumerate(papers, 1)]
    after = loan_covers(documents, before, PARTIES, AS_OF)

    asked: dict[str, int] = defaultdict(int)
    waived: dict[str, int] = defaultdict(int)
    used: dict[str, int] = defaultdict(int)
    for old, new in zip((p for t in before for p in t.payments), (p for t in after for p in t.payments), strict=True):
        assert (old.row, old.loan_fen, old.use) == (new.row, new.loan_fen, new.use)
        if new.use in NEEDS_NO_PROOF:
            assert (new.covered_by, new.uncovered_fen) == ((), 0)
            continue
        proved = sum(c.amount_fen for c in new.covered_by)
        left = new.loan_fen - proved - new.uncovered_fen
        assert left >= 0
        assert new.uncovered_fen >= 0
        assert all(c.amount_fen > 0 for c in new.covered_by)
        asked[new.row.id] += new.loan_fen
        waived[new.row.id] += left
        for cover in new.covered_by:
            used[cover.document] += cover.amount_fen
    assert all(waived[row_id] <= tolerance(fen) for row_id, fen in asked.items())
    assert all(used[d.id] <= (d.total.value.fen if d.total.value else 0) for d in documents)
