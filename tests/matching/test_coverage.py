from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.business_license import BusinessLicense
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.matching import Coverage, Demand, InvoiceRow, match_evidence, resolve_parties
from docaudit.matching.invoices import invoice_row, provable
from docaudit.records.case import CaseFacts
from docaudit.records.document import Document
from docaudit.records.evidence import Evidence, Field
from docaudit.records.flows import Cover, Parties
from docaudit.records.labels import Owner
from docaudit.records.money import Money
from docaudit.records.obligation import Obligation
from docaudit.records.pages import TextSource

BORROWER, SELLER = "苏州恒达钢材有限公司", "无锡精工机械有限公司"
PARTIES = Parties(
    borrower=BORROWER,
    borrower_names=frozenset({BORROWER}),
    accounts={"32050001": (SELLER, Owner.COUNTERPARTY)},
)


def put(value: Any) -> Field[Any]:
    return Field() if value is None else Field(value, 0.99, Evidence(text=str(value), page=1))


def invoice(
    name: str, total: str | None, *, seller: str = SELLER, buyer: str | None = BORROWER, number: str | None = None,
    day: str | None = "2025-03-01", **more: Any,
) -> VatInvoice:  # fmt: skip
    return VatInvoice(
        id=name,
        invoice_number=put(number or f"2432000000{name[1:]:0>10}"),
        issue_date=put(dt.date.fromisoformat(day) if day else None),
        seller_name=put(seller),
        buyer_name=put(buyer),
        total=put(Money.yuan(total) if total else None),
        **more,
    )


def rows(*papers: VatInvoice) -> list[InvoiceRow]:
    return [row for paper in papers if (row := invoice_row(paper)) is not None]


def demand(
    row: str, yuan: str, *, payee: str | None = SELLER, account: str | None = None, day: str = "2025-03-05"
) -> Demand:
    return Demand(
        row=row, payee_name=payee, payee_account=account, fen=Money.yuan(yuan).fen, date=dt.date.fromisoformat(day)
    )


def lacking(found: Coverage) -> dict[str, int]:
    return {row: fen // 100 for row, fen in found.uncovered.items()}


def trade(name: str, amount: str | None, **more: Any) -> TradeContract:
    return TradeContract(
        id=name, buyer=put(BORROWER), seller=put(SELLER), amount=put(Money.yuan(amount) if amount else None), **more
    )


def uncovered(*documents: Document, asked: tuple[Demand, ...] = (demand("D1#1", "100000.00"),)) -> dict[str, int]:
    """Return yuan uncovered; a contract without an amount stands by where none is given."""
    stands_by = () if any(isinstance(d, TradeContract) for d in documents) else (trade("K0", None),)
    return lacking(match_evidence((*documents, *stands_by), asked, PARTIES))


def test_an_invoice_of_the_payee_covers_its_payment_and_says_so() -> None:
    found = match_evidence([invoice("V1", "100000.00"), trade("K1", None)], [demand("D1#1", "100000.00")], PARTIES)
    assert found.covers == {"D1#1": (Cover("V1", 10_000_000),)}
    assert found.uncovered == {"D1#1": 0}


@pytest.mark.parametrize(
    "paper",
    [
        invoice("V1", "100000.00", seller="南京别家贸易有限公司"),
        invoice("V1", "100000.00", buyer="南京别家贸易有限公司"),
        invoice("V1", "100000.00", day="2024-08-01"),
        invoice("V1", "100000.00", day="2025-07-01"),
        invoice("V1", "100000.00", remarks=put("作废")),
        invoice("V1", None),
    ],
    ids=["other seller", "other buyer", "too early", "too late", "void", "no total"],
)
def test_what_proves_nothing(paper: VatInvoice) -> None:
    assert uncovered(paper) == {"D1#1": 100_000}


def test_a_misread_figure_of_a_scan_is_outvoted() -> None:
    paper = invoice(
        "V1",
        "700000.00",
        amount=put(Money.yuan("88495.58")),
        tax=put(Money.yuan("11504.42")),
        total_in_words=put("壹拾万圆整"),
        text_source=TextSource.OCR,
    )
    assert uncovered(paper) == {"D1#1": 0}


def test_one_number_counts_once_and_a_red_invoice_is_taken_off() -> None:
    same = invoice("V2", "60000.00", number="24320000000000000001")
    copy = invoice("V3", "60000.00", number="24320000000000000001")
    assert uncovered(same, copy) == {"D1#1": 40_000}
    red = invoice("V4", "-20000.00", remarks=put("被红冲蓝字数电发票号码：24320000000000000001"))
    assert [fen for _, fen in provable(rows(same, red))] == [4_000_000]
    assert uncovered(same, red) == {"D1#1": 60_000}


def test_the_name_that_other_papers_give_an_account_counts() -> None:
    asked = (demand("D1#1", "100000.00", payee=None, account="32050001"),)
    assert uncovered(invoice("V1", "100000.00"), asked=asked) == {"D1#1": 0}


def test_a_yuan_of_an_invoice_covers_one_yuan_and_equal_amounts_belong_together() -> None:
    asked = (demand("D1#1", "30000.00"), demand("D1#2", "50000.00", day="2025-03-06"))
    papers = [invoice("V1", "50000.00"), invoice("V2", "20000.00"), trade("K1", None)]
    found = match_evidence(papers, asked, PARTIES)
    assert found.covers == {"D1#1": (Cover("V2", 2_000_000),), "D1#2": (Cover("V1", 5_000_000),)}
    assert lacking(found) == {"D1#1": 10_000, "D1#2": 0}
    assert found.ranges["D1#1"] == (0, 1_000_000)


def test_a_lack_within_the_tolerance_is_covered() -> None:
    assert uncovered(invoice("V1", "99900.00")) == {"D1#1": 0}
    assert uncovered(invoice("V1", "99899.00")) == {"D1#1": 101}


def test_a_contract_with_the_payee_limits_what_its_invoices_prove() -> None:
    papers = [invoice("V1", "100000.00"), trade("K1", "70000.00")]
    assert uncovered(*papers) == {"D1#1": 30_000}
    assert uncovered(papers[0], trade("K1", None)) == {"D1#1": 0}
    late = trade("K1", "100000.00", signed_date=put(dt.date(2025, 3, 20)))
    assert uncovered(papers[0], late) == {"D1#1": 100_000}


@pytest.mark.parametrize(
    ("terms", "lacks"),
    [
        ("验收合格后一次性付清", 100_000),
        ("合同签订后5日内预付30%，货到验收后付清余款", 70_000),
        ("预付款为合同总价的40%", 60_000),
        ("款到发货", 0),
    ],
)
def test_a_contract_alone_proves_only_what_its_terms_say_is_paid_in_advance(terms: str, lacks: int) -> None:
    contract = trade("K1", "100000.00", payment_terms=put(terms), delivery_date=put(dt.date(2025, 4, 1)))
    assert uncovered(contract) == {"D1#1": lacks}
    asked = (demand("D1#1", "100000.00", day="2025-05-02"),)
    assert uncovered(contract, asked=asked) == {"D1#1": 100_000}


def test_the_advance_share_proves_nothing_once_the_goods_are_overdue() -> None:
    contract = trade("K1", "100000.00", payment_terms=put("款到发货"), delivery_date=put(dt.date(2025, 4, 1)))
    asked = [demand("D1#1", "100000.00")]
    assert lacking(match_evidence([contract], asked, PARTIES, dt.date(2025, 5, 1))) == {"D1#1": 0}
    assert lacking(match_evidence([contract], asked, PARTIES, dt.date(2025, 5, 2))) == {"D1#1": 100_000}
    shown = BankStatement(id="S1", period_end=put(dt.date(2025, 6, 30)))
    assert lacking(match_evidence([contract, shown], asked, PARTIES)) == {"D1#1": 100_000}


def test_an_invoice_without_a_contract_proves_small_purchases_only() -> None:
    papers = [invoice("V1", "80000.00")]
    assert lacking(match_evidence(papers, [demand("D1#1", "49999.99")], PARTIES)) == {"D1#1": 0}
    found = match_evidence(papers, [demand("D1#1", "100000.00")], PARTIES)
    assert lacking(found) == {"D1#1": 100_000}
    assert found.missing == {"vat_invoice": 2_000_000, "trade_contract": 8_000_000, "goods_receipt": 0}
    # Cutting a purchase into small payments does not spare the contract.
    parts = [demand("D1#1", "30000.00"), demand("D1#2", "30000.00")]
    assert lacking(match_evidence(papers, parts, PARTIES)) == {"D1#1": 30_000, "D1#2": 30_000}


def test_an_invoice_that_contradicts_itself_proves_its_lowest_reading() -> None:
    broken = invoice("V1", "100000.00", amount=put(Money.yuan("80000.00")), tax=put(Money.yuan("10400.00")))
    assert uncovered(broken) == {"D1#1": 9_600}


def test_an_invoice_is_preferred_to_the_advance_share_of_its_contract() -> None:
    contract = trade("K1", "100000.00", payment_terms=put("款到发货"))
    found = match_evidence([contract, invoice("V1", "100000.00")], [demand("D1#1", "100000.00")], PARTIES)
    assert found.covers["D1#1"] == (Cover("V1", 10_000_000),)


def test_goods_receipts_are_asked_for_only_where_the_loan_contract_names_them() -> None:
    clause = Obligation(
        kind=put("evidence"), party=put("borrower"), text=put("提交入库单"), documents=(put("goods_receipt"),)
    )
    loan = LoanContract(id="D1", obligations=(clause,))
    paper, contract = invoice("V1", "100000.00"), trade("K1", "100000.00")
    arrived = GoodsReceipt(id="G1", supplier=put(SELLER), receiver=put(BORROWER), amount=put(Money.yuan("60000.00")))
    assert uncovered(paper, contract) == {"D1#1": 0}
    assert uncovered(paper, contract, loan) == {"D1#1": 100_000}
    assert uncovered(paper, contract, loan, arrived) == {"D1#1": 40_000}
    assert uncovered(paper, loan, arrived) == {"D1#1": 40_000}


def test_the_order_of_the_papers_changes_nothing() -> None:
    papers = [trade("K1", None), *(invoice(f"V{i}", f"{i}0000.00") for i in range(1, 6))]
    asked = [demand("D1#1", "40000.00"), demand("D1#2", "70000.00"), demand("D1#3", "60000.00")]
    one, two = match_evidence(papers, asked, PARTIES), match_evidence(papers[::-1], asked[::-1], PARTIES)
    assert sum(one.uncovered.values()) == sum(two.uncovered.values()) == 2_000_000
    assert one.ranges == two.ranges


def test_the_shop_and_the_firm_of_a_person_buy_in_the_place_of_the_borrower_of_a_business_loan() -> None:
    person, shop, firm = "欧阳建国", "武侯区建国食材经营部", "成都建国餐饮有限公司"
    loan = LoanContract(id="K0", loan_kind=put("personal_business"), borrower=put(person))
    papers: list[Document] = [loan]
    for number, (name, code) in enumerate(((shop, "92510107MA6C8Q2L7Q"), (firm, "91510107MA6C8Q2L1X"))):
        papers += [
            BusinessLicense(id=f"L{number}", name=put(name), credit_code=put(code), legal_representative=put(person)),
            invoice(f"V{number}", "60000.00", buyer=name),
            TradeContract(id=f"C{number}", seller=put(SELLER), buyer=put(name), amount=put(Money.yuan("60000.00"))),
        ]
    parties = resolve_parties(papers, CaseFacts())
    assert parties.borrower_names == {person, shop}
    assert lacking(match_evidence(papers, [demand("p", "120000.00")], parties)) == {"p": 0}
    other = [p for p in papers if not isinstance(p, BusinessLicense)]
    assert lacking(match_evidence(other, [demand("p", "120000.00")], resolve_parties(other, CaseFacts()))) == {
        "p": 120_000
    }


def test_a_void_stamp_that_the_reader_tells_of_makes_an_invoice_prove_nothing() -> None:
    assert provable(rows(invoice("V1", "100.00", warnings=("票面有“作废”字样",)))) == []


def test_an_invoice_to_a_person_may_mark_the_person_as_private() -> None:
    parties = Parties(borrower="司马文静", borrower_names=frozenset({"司马文静"}))
    assert lacking(
        match_evidence([invoice("V1", "900.00", buyer="司马文静（个人）")], [demand("p", "900.00")], parties)
    ) == {"p": 0}


def test_an_invoice_is_made_out_for_the_whole_payment_not_for_the_loan_money_in_it() -> None:
    first = replace(demand("p1", "720000.00", day="2025-03-02"), whole_fen=75_000_000)
    second = replace(demand("p2", "750000.00", day="2025-03-04"), whole_fen=75_000_000)
    contract = TradeContract(id="C1", seller=put(SELLER), buyer=put(BORROWER))
    found = match_evidence([invoice("V1", "750000.00"), contract], [first, second], PARTIES)
    # Of two payments that fit alike the earlier one is served, as it is when full amounts are matched.
    assert lacking(found) == {"p1": 0, "p2": 720_000}
