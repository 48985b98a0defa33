"""Invoices: each check on its planted case, its decoys and the case in order."""

# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from check_cases import (
    AS_OF,
    BORROWER,
    DRAWN,
    LOAN,
    SUPPLIER,
    Use,
    case,
    fld,
    invoice,
    paid,
    row,
    the_loan,
    trade,
    yuan,
)

from docaudit.checks import load_rule_pack, run_checks
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.other import OtherDocument
from docaudit.documents.vat_invoice import CODE_DIFFERS, DATA_DIFFERS, InvoiceItem
from docaudit.knowledge import vat_rates
from docaudit.records.flows import PaperUse
from docaudit.records.labels import Severity

PACK = load_rule_pack()
OTHER = "云陵市永丰商贸有限公司"
ISSUED = DRAWN + dt.timedelta(days=5)
PAPER = {"invoice_kind": fld("special"), "invoice_code": fld("4400241130"), "issue_date": fld(ISSUED)}


def found(file, check):
    return [f for f in run_checks(file, PACK) if f.check == check]


def only(file, check):
    hits = found(file, check)
    assert len(hits) == 1, hits
    assert hits[0].english is not None
    assert hits[0].evidence
    return hits[0]


def letter(title):
    return OtherDocument(id="L1", source="说明.pdf", sha256="l", pages=(1,), title=fld(title))


def receipt(amount=None, day=6, **fields):
    base = {
        "date": fld(DRAWN + dt.timedelta(days=day)),
        "supplier": fld(SUPPLIER),
        "receiver": fld(BORROWER),
        "amount": yuan(amount),
    }
    return GoodsReceipt(**{"id": "G1", "source": "入库单.pdf", "sha256": "g", "pages": (1,), **base, **fields})


def line(**fields):
    base = {
        "name": fld("螺纹钢"),
        "category": fld("黑色金属冶炼压延品"),
        "amount": yuan("1000.00"),
        "tax_rate": fld("13%"),
        "tax": yuan("130.00"),
    }
    return InvoiceItem(**{**base, **fields})


# --- duplicates ----------------------------------------------------------------------------------------------------


def test_copies_behind_payments_of_its_own_sum_are_graver_than_behind_a_sum_of_many() -> None:
    copies = [invoice(), invoice(identifier="I2")]
    twice = case(rows=[row(5, 6, -1_130, SUPPLIER), row(6, 9, -1_130, SUPPLIER)], documents=copies)
    many = case(rows=[row(5, 6, -2_000, SUPPLIER), row(6, 9, -900, SUPPLIER)], documents=copies)
    assert only(twice, "invoice.duplicate").severity is Severity.HIGH
    assert only(many, "invoice.duplicate").severity is Severity.MEDIUM


def test_a_payment_that_may_still_get_its_own_invoice_makes_no_duplicate() -> None:
    late = (AS_OF - DRAWN).days - 20
    lines = [row(5, late, -1_130, SUPPLIER), row(6, late + 1, -1_130, SUPPLIER)]
    bills = [invoice(issue_date=fld(DRAWN + dt.timedelta(days=late)), identifier=i) for i in ("I1", "I2")]
    assert not found(case(rows=lines, documents=bills), "invoice.duplicate")


@pytest.mark.parametrize(
    ("number", "more", "hits"),
    [
        ("25442000000092345678", {}, 1),
        ("25442000000021345678", {}, 1),
        ("25442000000012345679", {}, 0),
        ("25442000000012395671", {}, 0),
        ("25442000000092345678", {"issue_date": fld(ISSUED + dt.timedelta(days=1))}, 0),
        ("25442000000092345678", {"net": "1000.10"}, 0),
        ("25442000000092345678", {"seller": OTHER}, 0),
        ("25442000000092345678", {"ocr": True, "invoice_number": fld("25442000000092345678", 0.9)}, 0),
    ],
    ids=["one digit", "two exchanged", "next in the series", "two digits", "another day", "another sum", "another seller", "unsure scan"],
)  # fmt: skip
def test_an_altered_number_is_a_duplicate(number, more, hits) -> None:
    other = invoice(number, identifier="I2", **more)
    raised = found(case(documents=[invoice(), other]), "invoice.duplicate")
    assert len(raised) == hits
    if hits:
        assert raised[0].severity is Severity.HIGH
        assert {p.document for p in raised[0].evidence} == {"I1", "I2"}
        assert str(raised[0].amount) == "1130.00"


def test_numbers_that_their_own_codes_confirm_are_both_true() -> None:
    one = invoice(invoice_number=fld("25442000000012345678", 0.995))
    other = invoice(identifier="I2", invoice_number=fld("25442000000092345678", 0.995))
    assert not found(case(documents=[one, other]), "invoice.duplicate")


def test_one_check_code_under_two_numbers_is_a_copy() -> None:
    code = fld("12345678901234567890")
    one = invoice("12345678", check_code=code, **PAPER)
    other = invoice("12345679", identifier="I2", check_code=code, **PAPER)
    assert "校验码" in only(case(documents=[one, other]), "invoice.duplicate").explanation


# --- figures -------------------------------------------------------------------------------------------------------


def coded(name, other, printed):
    return {"warnings": (CODE_DIFFERS.format(name=name, other=other, printed=printed),)}


def counted(quantity, price, **fields):
    return (line(quantity=fld(Decimal(quantity)), unit_price=fld(Decimal(price)), **fields),)


@pytest.mark.parametrize(
    ("bill", "severity", "amount"),
    [
        (invoice(**coded("价税合计", "230.00", "1130.00")), Severity.HIGH, "900.00"),
        (invoice(**coded("开票日期", "2024-01-01", "2025-03-08")), Severity.HIGH, "1130.00"),
        (invoice(warnings=(DATA_DIFFERS.format(name="total", printed="9130.00", other="1130.00"),)), Severity.HIGH, "8000.00"),
        (invoice(ocr=True, total_in_words=fld("壹仟壹佰叁拾元整"), **coded("价税合计", "230.00", "1130.00")), Severity.HIGH, "900.00"),
        (invoice(items=counted("10", "90")), Severity.MEDIUM, "100.00"),
        (invoice(tax="170.00", items=(line(tax_rate=fld("17%"), tax=yuan("170.00")),)), Severity.MEDIUM, "170.00"),
        (invoice(tax="0.00", items=(line(tax_rate=fld("免税"), tax=yuan("130.00")),)), Severity.HIGH, "130.00"),
        (invoice(tax="0.00", items=(line(tax_rate=fld("免税"), tax=yuan("0.00")),)), Severity.LOW, "1000.00"),
        (invoice(net="40000.00", tax="5201.50", items=[line(amount=yuan("1000.00"), tax=yuan("130.04"))] * 40, total="45201.50"), Severity.HIGH, "0.10"),
    ],
    ids=["total of the code", "day of the code", "attached data", "scan that its words bear out", "quantity and price", "17 % in 2025", "tax of the exempt", "exempt special", "sum of lines"],
)  # fmt: skip
def test_an_invoice_that_contradicts_itself(bill, severity, amount) -> None:
    hit = only(case(documents=[bill]), "invoice.arithmetic")
    assert (hit.severity, str(hit.amount)) == (severity, amount)


@pytest.mark.parametrize(
    "bill",
    [
        invoice(ocr=True, **coded("价税合计", "230.00", "1130.00")),
        invoice(ocr=True, **coded("发票号码", "25442000000012345679", "25442000000012345678")),
        invoice(items=counted("3", "333.33")),
        invoice(items=counted("10", "113")),
        invoice(items=counted("3.333", "300")),
        invoice(items=counted("20250420", "20250420")),
        invoice(tax="170.00", issue_date=fld(dt.date(2018, 3, 1)), items=(line(tax_rate=fld("17%"), tax=yuan("170.00")),), invoice_kind=fld("special"), invoice_code=fld("4400174130"), number="12345678"),
        invoice(tax="160.00", remarks=fld("补开2018年销售"), items=(line(tax_rate=fld("16%"), tax=yuan("160.00")),)),
        invoice(tax="30.00", items=(line(tax_rate=fld("3%"), tax=yuan("30.00")),)),
        invoice(tax="0.00", invoice_kind=fld("digital_ordinary"), items=(line(tax_rate=fld("免税"), tax=yuan("0.00")),)),
    ],
    ids=["misread total", "misread digit", "price rounded", "price with tax", "quantity rounded", "days in the columns", "17 % in 2018", "issued late", "levy", "exempt"],
)  # fmt: skip
def test_what_explains_a_difference(bill) -> None:
    assert not found(case(documents=[bill]), "invoice.arithmetic")


def test_a_contract_of_that_time_explains_an_old_rate() -> None:
    bill = invoice(tax="160.00", items=(line(tax_rate=fld("16%"), tax=yuan("160.00")),))
    assert found(case(documents=[bill, trade(signed_date=fld(dt.date(2024, 1, 1)))]), "invoice.arithmetic")
    assert not found(case(documents=[bill, trade(signed_date=fld(dt.date(2018, 6, 1)))]), "invoice.arithmetic")


def test_rates_follow_the_day() -> None:
    assert Decimal(17) in vat_rates(dt.date(2018, 4, 30))
    assert Decimal(17) not in vat_rates(dt.date(2018, 5, 1))
    assert Decimal(13) in vat_rates(dt.date(2019, 4, 1))
    assert Decimal(13) not in vat_rates(dt.date(2018, 6, 1))
    assert Decimal(1) not in vat_rates(dt.date(2019, 6, 1))


def test_words_without_a_sign_agree_with_a_red_total() -> None:
    red = invoice(net="-1000.00", tax="-130.00", total_in_words=fld("壹仟壹佰叁拾元整"), items=())
    assert not found(case(documents=[red]), "invoice.amount_in_words")


# --- parties -------------------------------------------------------------------------------------------------------


def test_a_letter_by_which_one_pays_for_another_lowers_the_buyer() -> None:
    bill = invoice(buyer=OTHER)
    assert only(case(documents=[bill]), "invoice.buyer_mismatch").severity is Severity.HIGH
    hit = only(case(documents=[bill, letter("代付款说明")]), "invoice.buyer_mismatch")
    assert hit.severity is Severity.LOW
    assert "代付款说明" in hit.explanation


def test_the_payee_is_not_the_seller() -> None:
    file = case([paid(row(5, 6, -1_130, OTHER, use=Use.UNSUPPORTED))], documents=[invoice()])
    hit = only(file, "invoice.seller_mismatch")
    assert (hit.severity, str(hit.amount)) == (Severity.HIGH, "1130.00")
    assert SUPPLIER in hit.title
    assert OTHER in hit.title
    assert {p.document for p in hit.evidence} == {"S1", "I1"}


def test_several_invoices_of_one_seller_for_one_payment_to_another() -> None:
    bills = [invoice(), invoice("25442000000055555678", identifier="I2")]
    file = case([paid(row(5, 6, -2_260, OTHER, use=Use.UNSUPPORTED))], documents=bills)
    assert str(only(file, "invoice.seller_mismatch").amount) == "2260.00"


@pytest.mark.parametrize(
    "file",
    [
        case([paid(row(5, 6, -1_130, SUPPLIER, use=Use.UNSUPPORTED))], documents=[invoice()]),
        case([paid(row(5, 6, -1_130, OTHER, use=Use.UNSUPPORTED)), paid(row(6, 7, -10, SUPPLIER, use=Use.UNSUPPORTED))], documents=[invoice()]),
        case([paid(row(5, 6, -1_130, OTHER, use=Use.UNSUPPORTED))], documents=[invoice(), invoice("25442000000055555678", seller=OTHER, identifier="I2")]),
        case([paid(row(5, 6, -1_130, f"{SUPPLIER}城东分公司", use=Use.UNSUPPORTED))], documents=[invoice()]),
        case([paid(row(5, 6, -1_130, f"{SUPPLIER}（原名：{OTHER}）", use=Use.UNSUPPORTED))], documents=[invoice(seller=OTHER)]),
        case([paid(row(5, 6, -1_130, OTHER, use=Use.UNSUPPORTED))], documents=[invoice(), trade(payment_terms=fld(f"货款付至{OTHER}账户"))]),
        case([paid(row(5, 6, -1_130, OTHER, "税款", use=Use.OPERATING))], documents=[invoice()]),
        case([paid(row(5, 6, -1_130, OTHER, use=Use.UNSUPPORTED), covered=1_130)], documents=[invoice()]),
        case([paid(row(5, 6, -1_130, OTHER, use=Use.UNSUPPORTED))], documents=[invoice(seller=BORROWER, buyer=OTHER)]),
        case([paid(row(5, 200, -1_130, OTHER, use=Use.UNSUPPORTED))], documents=[invoice()]),
    ],
    ids=["the seller was paid", "the seller was paid too", "the payee issued one", "branch", "former name", "the contract names the payee", "asks for no invoice", "proved otherwise", "own sale", "long after"],
)  # fmt: skip
def test_what_is_no_other_seller(file) -> None:
    assert not found(file, "invoice.seller_mismatch")


# --- identifiers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bill", "said"),
    [
        (invoice("24442000000012345678"), "2024"),
        (invoice("25322000000012345678"), "江苏省"),
        (invoice("25322000000012345678", remarks=fld("代开")), None),
        (invoice("25322000000012345678", seller_tax_id=fld(None)), None),
        (invoice("12345678", **{**PAPER, "invoice_code": fld("4400271130")}), "2027"),
        (invoice("12345678", **{**PAPER, "invoice_code": fld("44002411")}), "8位"),
        (invoice("12345678", **{**PAPER, "invoice_code": fld("044002400113"), "invoice_kind": fld("electronic_ordinary")}), "电子专用"),
        (invoice("12345678", **{**PAPER, "invoice_code": fld("044002400111"), "invoice_kind": fld("electronic_ordinary")}), None),
        (invoice("12345678", **PAPER), None),
    ],
    ids=["year", "province", "issued for another", "no credit code", "form of a later year", "code of eight", "kind", "kind agrees", "paper"],
)  # fmt: skip
def test_what_numbers_and_codes_say(bill, said) -> None:
    hits = found(case(documents=[bill]), "invoice.bad_identifier")
    assert [said in h.explanation for h in hits] == ([] if said is None else [True])


# --- dates and sums beside the contract ----------------------------------------------------------------------------

SIGNED = ISSUED + dt.timedelta(days=30)


def test_an_invoice_before_its_contract() -> None:
    hit = only(case(documents=[invoice(), trade(signed_date=fld(SIGNED))]), "invoice.before_contract")
    assert (hit.severity, str(hit.amount)) == (Severity.MEDIUM, "1130.00")
    assert "30天" in hit.title
    assert {p.document for p in hit.evidence} == {"I1", "T1"}


@pytest.mark.parametrize(
    "file",
    [
        case(documents=[invoice(), trade(signed_date=fld(ISSUED + dt.timedelta(days=7)))]),
        case(documents=[invoice(), trade(signed_date=fld(SIGNED), subject=fld("钢材年度采购框架合同"))]),
        case(documents=[invoice(), trade(signed_date=fld(SIGNED)), trade(signed_date=fld(DRAWN), id="T2")]),
        case(documents=[invoice(), trade(signed_date=fld(SIGNED)), trade(id="T2")]),
        case(documents=[invoice(), trade(signed_date=fld(SIGNED), seller=OTHER)]),
        case(rows=[row(5, 6, -1_130, SUPPLIER)], documents=[invoice(), trade(signed_date=fld(SIGNED))]),
        case(documents=[invoice(issue_date=fld(None)), trade(signed_date=fld(SIGNED))]),
        case(documents=[invoice(ocr=True, issue_date=fld(ISSUED, 0.7)), trade(signed_date=fld(SIGNED))]),
    ],
    ids=["within a week", "framework", "an earlier contract", "a contract without a day", "another seller", "an earlier trade was paid", "unread", "unsure scan"],
)  # fmt: skip
def test_what_is_not_before_its_contract(file) -> None:
    assert not found(file, "invoice.before_contract")


def test_an_invoice_long_before_goods_and_money_is_a_hint() -> None:
    late = row(5, 100, -1_130, SUPPLIER)
    file = case(rows=[late], documents=[invoice(), receipt(day=90), trade(signed_date=fld(DRAWN))])
    assert only(file, "invoice.before_contract").severity is Severity.LOW
    for other in (receipt(day=20), receipt(day=90, date=fld(None))):
        assert not found(
            case(rows=[late], documents=[invoice(), other, trade(signed_date=fld(DRAWN))]), "invoice.before_contract"
        )
    agreed = trade(signed_date=fld(DRAWN), delivery_date=fld(DRAWN + dt.timedelta(days=90)))
    assert not found(case(rows=[late], documents=[invoice(), receipt(day=90), agreed]), "invoice.before_contract")


def test_an_invoice_of_a_day_to_come() -> None:
    tomorrow = AS_OF + dt.timedelta(days=1)
    hit = only(case(documents=[invoice(issue_date=fld(tomorrow))]), "invoice.future_dated")
    assert (hit.severity, str(hit.amount)) == (Severity.CRITICAL, "1130.00")
    assert not found(case(documents=[invoice(issue_date=fld(AS_OF))]), "invoice.future_dated")
    assert not found(case(documents=[invoice(ocr=True, issue_date=fld(tomorrow, 0.9))]), "invoice.future_dated")
    later = row(5, (tomorrow - DRAWN).days, -10, OTHER)
    assert not found(case(rows=[later], documents=[invoice(issue_date=fld(tomorrow))]), "invoice.future_dated")


def test_invoices_for_more_than_the_contract() -> None:
    bills = [invoice(), invoice("25442000000055555678", identifier="I2")]
    hit = only(case(documents=[*bills, trade(amount=1_500)]), "invoice.over_contract")
    assert (hit.severity, str(hit.amount)) == (Severity.MEDIUM, "760.00")
    assert {p.document for p in hit.evidence} == {"I1", "I2", "T1"}


@pytest.mark.parametrize(
    "papers",
    [
        [trade(amount=2_153)],
        [trade(amount=2_000)],
        [trade(amount=2_100, payment_terms=fld("单价不含税"))],
        [trade(amount=1_500, subject=fld("钢材采购框架协议"))],
        [trade(amount=1_500, payment_terms=fld("数量以实际结算为准"))],
        [trade(amount=None)],
        [trade(amount=1_500), trade(amount=800, id="T2", contract_number=fld("CG2"))],
        [trade(amount=1_500), trade(amount=None, id="T2", contract_number=fld("CG2"))],
        [trade(amount=1_500, seller=OTHER)],
        [trade(amount=1_500, signed_date=fld(ISSUED + dt.timedelta(days=60)))],
    ],
    ids=["within 5 %", "agreed before tax", "stated before tax", "framework", "final account", "no sum", "two contracts", "one without a sum", "another seller", "earlier trade"],
)  # fmt: skip
def test_what_is_not_over_the_contract(papers) -> None:
    bills = [invoice(), invoice("25442000000055555678", identifier="I2")]
    assert not found(case(documents=[*bills, *papers]), "invoice.over_contract")


def test_copies_void_and_red_invoices_do_not_count_against_the_contract() -> None:
    more = [
        invoice(identifier="I2"),
        invoice("25442000000055555678", identifier="I3", warnings=("票面有“作废”字样，该票可能已作废",)),
        invoice("25442000000066665678", identifier="I4"),
        invoice("25442000000077775678", net="-1000.00", tax="-130.00", identifier="I5"),
    ]
    assert not found(case(documents=[invoice(), *more, trade(amount=1_100)]), "invoice.over_contract")


# --- red and void --------------------------------------------------------------------------------------------------

VOID = {"warnings": ("票面有“作废”字样，该票可能已作废",)}
RED = invoice("25442000000099995678", net="-1000.00", tax="-130.00", identifier="I9", items=(), issue_date=fld(ISSUED + dt.timedelta(days=20)), remarks=fld("被红冲蓝字数电票号码：25442000000012345678"))  # fmt: skip
BOUGHT = paid(row(5, 6, -1_130, SUPPLIER, use=Use.UNSUPPORTED))


def test_a_void_invoice_behind_loan_money() -> None:
    hit = only(case([BOUGHT], documents=[invoice(**VOID)]), "invoice.red_or_void")
    assert (hit.severity, str(hit.amount)) == (Severity.HIGH, "1130.00")
    assert {p.document for p in hit.evidence} == {"I1", "S1"}
    own = case(rows=[BOUGHT.row], documents=[invoice(**VOID)])
    assert only(own, "invoice.red_or_void").severity is Severity.MEDIUM
    assert only(case(documents=[invoice(**VOID)]), "invoice.red_or_void").severity is Severity.LOW


def test_a_red_letter_takes_the_invoice_back_that_it_names() -> None:
    hit = only(case([BOUGHT], documents=[invoice(), RED]), "invoice.red_or_void")
    assert hit.severity is Severity.HIGH
    assert {"I1", "I9", "S1"} == {p.document for p in hit.evidence}
    unnamed = replace(RED, remarks=fld(None))
    assert found(case([BOUGHT], documents=[invoice(), unnamed]), "invoice.red_or_void")


@pytest.mark.parametrize(
    ("rows", "papers"),
    [
        ([], [invoice(), RED, invoice("25442000000066665678", identifier="I2", issue_date=fld(ISSUED + dt.timedelta(days=21)))]),
        ([row(6, 30, 1_130, SUPPLIER, "退款")], [invoice(), RED]),
        ([], [invoice(), replace(RED, remarks=fld("被红冲蓝字数电票号码：25442000000000000000"))]),
        ([], [invoice(), replace(RED, remarks=fld(None), total=yuan("-500.00"))]),
        ([], [invoice(remarks=fld("作废重开的红字信息表"))]),
        ([], [invoice()]),
    ],
    ids=["issued anew", "money came back", "another invoice", "another sum", "only a note", "sound"],
)  # fmt: skip
def test_what_still_proves_the_payment(rows, papers) -> None:
    assert not found(case([BOUGHT], rows=rows, documents=papers), "invoice.red_or_void")


# --- series --------------------------------------------------------------------------------------------------------


def run_of(count, *, net="99000.00", tax="12870.00", step=1, days=0, **fields):
    base = {**PAPER, **fields}
    return [
        invoice(f"{12345678 + k * step:08d}", net=net, tax=tax, identifier=f"I{k + 1}", **{**base, "issue_date": fld(ISSUED + dt.timedelta(days=k * days))})
        for k in range(count)
    ]  # fmt: skip


def test_three_numbers_in_a_row() -> None:
    hit = only(case(documents=run_of(3)), "invoice.consecutive_numbers")
    assert (hit.severity, str(hit.amount)) == (Severity.LOW, "335610.00")
    assert len(hit.evidence) == 3


@pytest.mark.parametrize(
    "papers",
    [
        run_of(2),
        run_of(3, step=2),
        run_of(3, days=2),
        [*run_of(3), receipt(amount=335_610)],
        [*run_of(3), receipt()],
        [invoice(f"2544200000001234567{k}", identifier=f"I{k}") for k in range(3)],
        [replace(i, seller_name=fld(f"云陵市第{k}五金有限公司")) for k, i in enumerate(run_of(3))],
    ],
    ids=["two", "gaps", "over a week", "one delivery", "a receipt without a sum", "numbered by province", "several sellers"],
)  # fmt: skip
def test_what_is_no_series(papers) -> None:
    assert not found(case(documents=papers), "invoice.consecutive_numbers")


def test_one_payment_cut_below_the_face_limit() -> None:
    payment = paid(row(5, 6, -335_610, SUPPLIER, use=Use.UNSUPPORTED))
    hit = only(case([payment], documents=run_of(3)), "invoice.split")
    assert (hit.severity, str(hit.amount)) == (Severity.MEDIUM, "335610.00")
    assert "100,000.00" in hit.title
    whole = case([payment], documents=[*run_of(3), trade(amount=335_610), receipt(amount=335_610)])
    assert only(whole, "invoice.split").severity is Severity.MEDIUM
    uneven = [
        *run_of(1, net="99000.00", tax="12870.00"),
        *(replace(i, id="I9", invoice_number=fld("12349999")) for i in run_of(1, net="51000.00", tax="6630.00")),
    ]
    assert only(case([paid(row(5, 6, -169_500, SUPPLIER, use=Use.UNSUPPORTED))], documents=uneven), "invoice.split")


@pytest.mark.parametrize(
    ("size", "papers"),
    [
        (400_000, run_of(3)),
        (335_610, [*run_of(3), *(receipt(amount=111_870, id=f"G{k}") for k in range(3))]),
        (101_700, run_of(3, net="30000.00", tax="3900.00")),
        (169_500, run_of(5, net="30000.00", tax="3900.00")),
        (335_610, run_of(3, days=1)),
        (335_610, [invoice(f"2544200000001234567{k}", net="99000.00", tax="12870.00", identifier=f"I{k}") for k in range(3)]),
    ],
    ids=["another payment", "deliveries of their own", "below one limit together", "more than the limit makes needful", "over days", "digital"],
)  # fmt: skip
def test_what_is_not_split(size, papers) -> None:
    payment = paid(row(5, 6, -size, SUPPLIER, use=Use.UNSUPPORTED))
    assert not found(case([payment], documents=papers), "invoice.split")


# --- goods ---------------------------------------------------------------------------------------------------------


def bought(goods, fen=2_000_000_00, purpose="采购钢材"):
    payment = paid(row(5, 6, -2_000_000, SUPPLIER, use=Use.UNSUPPORTED))
    bill = invoice(
        net="1769911.50",
        tax="230088.50",
        items=(line(name=fld(goods), category=fld(goods), amount=yuan("1769911.50"), tax=yuan("230088.50")),),
    )
    file = case([payment], documents=[bill], loan=the_loan(purpose=purpose))
    return replace(file, papers=(PaperUse(document="I1", amount_fen=200_000_000, payments=((payment.row.id, fen),)),))


def test_an_invoice_for_other_goods_than_the_loan_is_for() -> None:
    hit = only(bought("白酒"), "invoice.purpose_mismatch")
    assert (hit.severity, str(hit.amount), hit.loan) == (Severity.MEDIUM, "2000000.00", LOAN)
    assert "白酒" in hit.title


@pytest.mark.parametrize(
    "file",
    [
        bought("螺纹钢"),
        bought("白酒", purpose="日常经营周转"),
        bought("白酒", fen=5_000_00),
        bought("轴承", purpose="采购钢材等"),
    ],
    ids=["the goods agreed on", "a broad purpose", "below the floor", "an open list"],
)
def test_goods_that_fit_the_purpose(file) -> None:
    assert not found(file, "invoice.purpose_mismatch")
