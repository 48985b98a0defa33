# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from check_cases import (
    BORROWER,
    DRAWN,
    LENDER,
    LOAN,
    RELATED,
    SUPPLIER,
    Account,
    Owner,
    RowKind,
    Use,
    case,
    contract,
    fld,
    followed,
    found,
    invoice,
    only,
    paid,
    related,
    row,
    the_loan,
    trade,
)

from docaudit.records.flows import IdleAmount
from docaudit.records.labels import Severity

BROKER = "华樾证券股份有限公司"


# --- prohibited payee ----------------------------------------------------------------------------------------------


def test_loan_money_at_a_broker_is_critical_and_says_who_when_and_how_much():
    line = row(5, 3, -800_000, BROKER, "银证转账", use=Use.SECURITIES, account="B", document="S2")
    hit = only(case([paid(line, 800_000, 650_000, 800_000)], documents=[contract()]), "use.prohibited_payee")
    assert hit.severity is Severity.CRITICAL
    assert str(hit.amount) == "800000.00"
    assert hit.loan == LOAN
    for part in (BROKER, "2025年3月6日", "800,000.00", "650,000.00", "采购钢材", "借款人其他账户"):
        assert part in hit.explanation
    assert [p.evidence.row for p in hit.evidence if p.document == "S2"] == [6]
    assert any(p.document == "K1" for p in hit.evidence)
    assert any(b.article == "9" for b in hit.basis)
    assert hit.confidence == pytest.approx(0.90)


@pytest.mark.parametrize(
    ("loan", "least", "most", "severity"),
    [
        (800_000, 650_000, 800_000, Severity.CRITICAL),
        (800_000, 0, 800_000, Severity.HIGH),
        (0, 0, 800_000, Severity.MEDIUM),
    ],
)
def test_each_grade_below_proven_takes_one_step(loan, least, most, severity):
    line = row(5, 3, -800_000, BROKER, use=Use.SECURITIES)
    assert only(case([paid(line, loan, least, most)]), "use.prohibited_payee").severity is severity


def test_a_use_the_contract_forbids_by_name_is_one_step_graver():
    line = row(5, 3, -800_000, "云陵人寿保险股份有限公司", use=Use.INSURANCE)
    assert only(case([paid(line)]), "use.prohibited_payee").severity is Severity.HIGH
    forbidding = the_loan(prohibited=frozenset({"insurance"}))
    assert only(case([paid(line)], loan=forbidding), "use.prohibited_payee").severity is Severity.CRITICAL


@pytest.mark.parametrize(
    "file",
    [
        case([paid(row(5, 3, -9_000, BROKER, use=Use.SECURITIES))]),
        case([paid(row(5, 3, -800_000, SUPPLIER, use=Use.UNSUPPORTED))]),
        case([paid(row(5, 3, -800_000, "云陵市地产集团有限公司", use=Use.REAL_ESTATE))], loan=the_loan(purpose="房地产开发项目建设")),
        case([paid(row(5, 3, -800_000, "恒基投资集团有限公司", use=Use.EQUITY_INVESTMENT), use=Use.CONFORMING)]),
        case([paid(row(5, 3, -800_000, BROKER, use=Use.SECURITIES), 0, 0, 0)]),
    ],
    ids=["below the floor", "a supplier", "declared purpose", "proved by papers", "own money"],
)  # fmt: skip
def test_what_is_no_prohibited_payee(file):
    assert not found(file, "use.prohibited_payee")


def test_a_forbidden_deposit_is_one_even_after_it_was_released():
    line = row(5, 3, -300_000, BORROWER, use=Use.TERM_DEPOSIT)
    for prohibited, amounts in (({"term_deposit"}, ["300000.00"]), (set(), [])):
        file = case([paid(line)], loan=the_loan(prohibited=frozenset(prohibited)))
        (before,) = file.traces
        released = replace(before, uses=(), payments=(), earlier=(before,))
        hits = found(replace(file, traces=(released,)), "use.prohibited_payee")
        assert [str(hit.amount) for hit in hits] == amounts


def idle_case(fen_by_bounds, drawn=5_000_000):
    file = case()
    line = row(900, 0, drawn, LENDER, "贷款发放", kind=RowKind.DISBURSEMENT, loan=LOAN)
    amount, least, most = (yuan * 100 for yuan in fen_by_bounds)
    idle = IdleAmount(disbursement=line, day=DRAWN + dt.timedelta(days=30), fen=amount, min_fen=least, max_fen=most)
    return replace(file, traces=(replace(file.traces[0], idle=(idle,)),))


@pytest.mark.parametrize(
    ("bounds", "severity", "confidence"),
    [
        ((3_000_000, 3_000_000, 3_000_000), Severity.MEDIUM, 0.9),
        ((2_000_000, 1_000_000, 3_000_000), Severity.LOW, 0.9),
        ((3_000_000, 100_000, 3_000_000), Severity.LOW, 0.77),
    ],
    ids=["more than half", "less than half", "only by the method"],
)
def test_money_left_lying_after_a_month_is_idle(bounds, severity, confidence):
    hit = only(idle_case(bounds), "use.idle_funds")
    assert (hit.severity, hit.confidence, str(hit.amount)) == (severity, confidence, f"{bounds[0]}.00")
    assert "2025年4月2日" in hit.explanation


@pytest.mark.parametrize(
    "bounds", [(400_000, 400_000, 400_000), (0, 0, 5_000_000)], ids=["under a tenth", "possible only"]
)
def test_what_is_not_idle(bounds):
    assert not found(idle_case(bounds), "use.idle_funds")


def test_a_deposit_of_loan_money_is_told_though_the_contract_is_silent_and_a_margin_is_graver():
    for use, severity in ((Use.TERM_DEPOSIT, Severity.MEDIUM), (Use.MARGIN_DEPOSIT, Severity.HIGH)):
        line = row(5, 3, -1_000_000, BORROWER, use=use)
        hit = only(case([paid(line)]), "use.idle_funds")
        assert (hit.severity, str(hit.amount)) == (severity, "1000000.00")
        late = row(5, 60, -1_000_000, BORROWER, use=use)
        assert only(case([paid(late)]), "use.idle_funds").severity == severity - 1
        # What the contract forbids by name is another finding.
        assert not found(case([paid(line)], loan=the_loan(prohibited=frozenset({use.value}))), "use.idle_funds")
    released = case([paid(row(5, 3, -1_000_000, BORROWER, use=Use.TERM_DEPOSIT))])
    (before,) = released.traces
    released = replace(released, traces=(replace(before, uses=(), payments=(), earlier=(before,)),))
    assert str(only(released, "use.idle_funds").amount) == "1000000.00"


def test_two_classes_are_two_findings_and_two_payees_of_a_class_are_one():
    lines = [
        row(5, 3, -100_000, BROKER, use=Use.SECURITIES),
        row(6, 4, -50_000, "甬江证券有限责任公司", use=Use.SECURITIES),
        row(7, 5, -200_000, "云陵置业有限公司", use=Use.REAL_ESTATE),
    ]
    hits = found(case([paid(r) for r in lines]), "use.prohibited_payee")
    assert sorted(str(h.amount) for h in hits) == ["150000.00", "200000.00"]


# --- round trip ----------------------------------------------------------------------------------------------------


def test_money_that_comes_back_from_the_payee_is_a_round_trip():
    out = row(5, 2, -600_000, RELATED, "货款", use=Use.RELATED_PARTY)
    back = row(9, 11, 600_000, RELATED, "往来")
    hit = only(case([paid(out)], [back], parties=related(RELATED)), "use.round_trip")
    assert hit.severity is Severity.CRITICAL
    assert str(hit.amount) == "600000.00"
    assert hit.confidence == pytest.approx(0.81)
    assert {p.evidence.row for p in hit.evidence} == {6, 10}


def test_the_worked_example_of_the_window_matches_to_the_fen():
    outs = [row(1, 0, -400_000, RELATED, use=Use.RELATED_PARTY), row(2, 7, -300_000, RELATED, use=Use.RELATED_PARTY)]
    ins = [row(3, 17, 250_000, RELATED), row(4, 33, 350_000, RELATED)]
    hit = only(case([paid(r) for r in outs], ins, parties=related(RELATED)), "use.round_trip")
    assert str(hit.amount) == "550000.00"


def test_money_of_one_related_party_back_by_another():
    out = row(5, 2, -600_000, RELATED, use=Use.RELATED_PARTY)
    back = row(9, 8, 580_000, "云陵市嘉柏投资有限公司")
    assert only(case([paid(out)], [back], parties=related(RELATED, "云陵市嘉柏投资有限公司")), "use.round_trip")


def test_a_related_party_returns_what_a_supplier_was_paid():
    out = row(5, 2, -612_345, SUPPLIER, use=Use.UNSUPPORTED)
    halves = [row(9, 8, 300_000, RELATED), row(10, 9, 300_000, RELATED)]
    assert only(case([paid(out)], halves, parties=related(RELATED)), "use.round_trip").severity is Severity.HIGH
    assert not found(case([paid(out)], [row(9, 8, 150_000, RELATED)], parties=related(RELATED)), "use.round_trip")


def test_a_visible_intermediary_ties_payee_and_payer():
    accounts = (
        Account(key="A", number="6222000011112222", name=BORROWER),
        Account(key="X", number="6222000099998888", name=SUPPLIER, owner=Owner.COUNTERPARTY),
    )
    out = row(5, 2, -600_000, SUPPLIER, use=Use.UNSUPPORTED)
    hop = row(1, 4, -590_000, "云陵市永丰商贸有限公司", account="X", document="S3")
    back = row(9, 8, 585_000, "云陵市永丰商贸有限公司")
    hit = only(case([paid(out)], [hop, back], accounts=accounts), "use.round_trip")
    assert str(hit.amount) == "585000.00"
    assert any(p.document == "S3" for p in hit.evidence)


@pytest.mark.parametrize(
    ("back", "label"),
    [
        (row(9, 40, 600_000, RELATED), "after the window"),
        (row(9, 1, 600_000, RELATED), "before the payment"),
        (row(9, 11, 600_000, RELATED, kind=RowKind.REFUND, link="S1#5"), "a refund"),
        (row(9, 11, 9_000, RELATED), "below the floor"),
        (row(9, 11, 100_000, RELATED), "below thirty per cent"),
        (row(9, 11, 600_000, "云陵市客户机械有限公司"), "a customer"),
        (row(9, 11, 600_000, LENDER), "the lender"),
    ],
)
def test_what_is_no_round_trip(back, label):
    out = row(5, 2, -600_000, RELATED, use=Use.RELATED_PARTY)
    assert not found(case([paid(out)], [back], parties=related(RELATED)), "use.round_trip"), label


def test_a_wallet_or_a_bank_returns_nothing():
    for channel in ("财付通支付科技有限公司", "中国工商银行云陵支行"):
        out = row(5, 2, -60_000, channel, "充值", use=Use.UNKNOWN)
        assert not found(case([paid(out)], [row(9, 11, 60_000, channel, "提现")]), "use.round_trip")


def test_a_red_letter_invoice_gives_the_return_a_reason():
    out = row(5, 2, -600_000, SUPPLIER, use=Use.UNSUPPORTED)
    red = invoice(net="-530973.45", tax="-69026.55")
    hit = only(case([paid(out)], [row(9, 11, 600_000, SUPPLIER)], [red]), "use.round_trip")
    assert hit.severity is Severity.LOW


def test_two_way_trade_halves_the_confidence():
    before = [row(100 + k, -200 + k, -10_000 if k % 2 else 12_000, RELATED) for k in range(6)]
    out, back = row(5, 2, -600_000, RELATED, use=Use.RELATED_PARTY), row(9, 11, 600_000, RELATED)
    hit = only(case([paid(out)], [back, *before], parties=related(RELATED)), "use.round_trip")
    assert hit.confidence == pytest.approx(0.40, abs=0.011)


def test_two_way_trade_gives_the_return_of_a_stranger_a_reason_but_not_that_of_a_related_party():
    before = [row(100 + k, -200 + k, -10_000 if k % 2 else 12_000, SUPPLIER) for k in range(6)]
    out, back = row(5, 2, -600_000, SUPPLIER, use=Use.UNSUPPORTED), row(9, 11, 600_000, SUPPLIER)
    hit = only(case([paid(out)], [back, *before]), "use.round_trip")
    assert hit.severity is Severity.LOW
    assert "可能是其应付货款" in hit.explanation
    tied = only(case([paid(out)], [back, *before], parties=related(SUPPLIER)), "use.round_trip")
    assert tied.severity is Severity.CRITICAL


# --- what payees did with it ---------------------------------------------------------------------------------------

TRADER = "云陵市永丰商贸有限公司"
SEEN = (
    Account(key="A", number="6222000011112222", name=BORROWER),
    Account(key="X", number="6222000099998888", name=SUPPLIER, owner=Owner.COUNTERPARTY),
)


def passed_on(*, own=0, after=0, day=4, size=-590_000, to=BROKER, use=Use.SECURITIES, confidence=0.95):
    """The supplier gets 600,000 and passes it on; `own` stood on its account before, `after` came in between."""
    rows = [
        row(1, 2, 600_000, BORROWER, "货款", account="X", document="S3"),
        *([row(7, 3, after, TRADER, "货款", account="X", document="S3")] if after else []),
        row(2, day, size, to, "银证转账", account="X", document="S3", use=use, confidence=confidence),
    ]
    accounts = (SEEN[0], replace(SEEN[1], opening_fen=own * 100))
    return case(
        [paid(row(5, 2, -600_000, SUPPLIER, "货款", use=Use.UNSUPPORTED))], rows, [contract()], accounts=accounts
    )


def test_what_a_payee_passed_on_to_a_broker_is_a_finding_with_its_way_and_bounds():
    hit = only(passed_on(own=100_000), "use.prohibited_downstream")
    assert hit.severity is Severity.HIGH
    assert str(hit.amount) == "490000.00"
    assert hit.confidence == pytest.approx(0.81)
    for part in (SUPPLIER, BROKER, "第2手", "不少于490,000.00元、不多于590,000.00元", "采购钢材"):
        assert part in hit.explanation
    assert {(p.document, p.evidence.row) for p in hit.evidence} >= {("S1", 6), ("S3", 3)}
    assert any(p.document == "K1" for p in hit.evidence)


def test_loan_money_that_the_payee_sent_out_of_sight_is_told():
    more = row(3, 5, -5_000, TRADER, "货款", account="X", document="S3", use=Use.UNSUPPORTED)
    file = passed_on()
    ledger = replace(file.ledger, rows=(*file.ledger.rows, more))
    file = replace(file, ledger=ledger)
    hit = only(replace(file, flows=followed(file)), "use.prohibited_downstream")
    assert "5,000.00元（不少于5,000.00元、不多于5,000.00元）由收款人转给流水未入卷的主体" in hit.explanation
    assert "5,000.00元仍在他人账户" in hit.explanation


@pytest.mark.parametrize(
    ("file", "severity"),
    [
        (passed_on(own=700_000), None),
        (passed_on(after=590_000), Severity.LOW),
        (passed_on(to="云陵人寿保险股份有限公司", use=Use.INSURANCE), Severity.MEDIUM),
        (passed_on(confidence=0.5), Severity.MEDIUM),
        (passed_on(day=33), None),
        (passed_on(size=-9_000), None),
        (passed_on(to=TRADER, use=Use.UNSUPPORTED), None),
    ],
    ids=["own funds suffice", "own funds may", "lighter class", "a hint", "a month later", "below the floor", "a trader"],
)  # fmt: skip
def test_the_severity_of_what_was_passed_on(file, severity):
    hits = found(file, "use.prohibited_downstream")
    assert [h.severity for h in hits] == ([severity] if severity else [])


def test_a_payee_whose_account_only_passes_money_through_is_a_finding():
    hit = only(passed_on(to=TRADER, use=Use.UNSUPPORTED), "use.rapid_passthrough")
    assert hit.severity is Severity.HIGH
    assert str(hit.amount) == "590000.00"
    assert hit.confidence == pytest.approx(0.9)
    assert "快进快出" in hit.title
    assert "*8888" in hit.title
    assert {(p.document, p.evidence.row) for p in hit.evidence} == {("S1", 6), ("S3", 2), ("S3", 3)}
    assert not found(passed_on(to=TRADER, use=Use.UNSUPPORTED, own=120_000), "use.rapid_passthrough")
    assert not found(passed_on(to=TRADER, use=Use.UNSUPPORTED, day=6), "use.rapid_passthrough")


def test_a_payee_that_was_paid_for_goods_with_papers_may_pay_its_own_suppliers_at_once():
    file = passed_on(to=TRADER, use=Use.UNSUPPORTED)
    covered = followed(file, covered={"S1#5": 600_000_00})
    assert found(file, "use.rapid_passthrough")
    assert not found(replace(file, flows=covered), "use.rapid_passthrough")


# --- sets ----------------------------------------------------------------------------------------------------------


def test_a_finding_on_a_set_states_the_bounds_of_the_set_not_the_sums_of_its_payments():
    lines = [paid(row(k, k, -100_000, None, "现金支取", use=Use.CASH), 50_000, 0, 100_000) for k in (3, 4)]
    file = case(lines, disbursed=100_000)
    assert only(file, "use.cash_withdrawal").severity is Severity.MEDIUM
    # Each may be anything, and yet the loan can have gone nowhere else (flows E3).
    exact = replace(file, set_bounds=lambda _loan, _payments: (100_000_00, 100_000_00))
    hit = only(exact, "use.cash_withdrawal")
    assert hit.severity is Severity.HIGH
    assert "其中贷款资金100,000.00元，认定程度：确凿" in hit.explanation


# --- structuring ---------------------------------------------------------------------------------------------------


def instalments(*sizes, days=(0, 2, 6, 17, 29), **more):
    return [paid(row(k + 1, days[k], -size, SUPPLIER, use=Use.UNSUPPORTED, **more)) for k, size in enumerate(sizes)]


def test_payments_just_under_the_threshold_are_structuring():
    hit = only(
        case(
            instalments(480_000, 490_000, 300_000, 450_000, 600_000), loan=the_loan(entrusted_threshold_fen=500_000_00)
        ),
        "use.structuring",
    )
    assert str(hit.amount) == "1270000.00"
    assert hit.confidence == pytest.approx(0.67)
    assert hit.severity is Severity.HIGH
    assert "化整为零" in hit.explanation


@pytest.mark.parametrize(
    "payments",
    [
        instalments(480_000),
        instalments(200_000, 250_000),
        instalments(480_000, 490_000, days=(0, 7)),
        instalments(480_000, 490_000, pin="S1#900"),
        [replace(p, use=Use.OPERATING) for p in instalments(480_000, 490_000)],
        [paid(row(1, 0, -480_000, SUPPLIER, use=Use.UNSUPPORTED)), paid(row(2, 1, -490_000, "云陵市永丰商贸有限公司", use=Use.UNSUPPORTED))],
    ],
    ids=["one payment", "sum within", "a week apart", "entrusted", "wages", "two payees"],
)  # fmt: skip
def test_what_is_no_structuring(payments):
    assert not found(case(payments, loan=the_loan(entrusted_threshold_fen=500_000_00)), "use.structuring")


def test_no_threshold_in_the_contract_means_no_structuring():
    assert not found(
        case(instalments(480_000, 490_000), loan=the_loan(entrusted_threshold_fen=None)), "use.structuring"
    )


def test_agreed_instalments_lower_the_confidence():
    loan = the_loan(entrusted_threshold_fen=500_000_00)
    bare = only(case(instalments(480_000, 490_000), loan=loan), "use.structuring")
    agreed = only(
        case(instalments(480_000, 490_000), documents=[trade(payment_terms=fld("分期支付货款"))], loan=loan),
        "use.structuring",
    )
    assert agreed.confidence == pytest.approx(bare.confidence - 0.30)


@pytest.mark.parametrize(
    ("terms", "cleared"),
    [
        ("分两期付款：1月5日前支付480,000.00元，1月7日前支付49万元", True),
        ("分两期付款：1月5日前支付480,000.00元，余款货到后支付", False),
        ("一次付清970,000元", False),
    ],
)
def test_instalments_whose_sums_the_contract_names_are_no_structuring(terms, cleared):
    loan = the_loan(entrusted_threshold_fen=500_000_00)
    file = case(instalments(480_000, 490_000), documents=[trade(payment_terms=fld(terms))], loan=loan)
    assert bool(found(file, "use.structuring")) is not cleared


def test_the_same_rhythm_before_the_loan_clears():
    before = [row(100 + k, -60 + 2 * k, -480_000, SUPPLIER) for k in range(5)]
    assert not found(
        case(instalments(480_000, 490_000), before, loan=the_loan(entrusted_threshold_fen=500_000_00)),
        "use.structuring",
    )


# --- cash, repayment, purpose --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "severity"), [(80_000, Severity.HIGH), (30_000, Severity.LOW)])
def test_cash_above_fifty_thousand_is_high_and_less_is_low(amount, severity):
    hit = only(case([paid(row(5, 3, -amount, None, "现金支取", use=Use.CASH))]), "use.cash_withdrawal")
    assert hit.severity is severity
    assert hit.amount.fen == amount * 100


def test_petty_cash_and_merely_possible_cash_are_silent():
    petty = [paid(row(k, 31 * k, -4_000, None, "备用金", use=Use.CASH)) for k in range(1, 6)]
    assert not found(case(petty), "use.cash_withdrawal")
    assert not found(case([paid(row(5, 3, -40_000, None, "取现", use=Use.CASH), 0, 0, 40_000)]), "use.cash_withdrawal")


def test_another_debt_repaid_with_loan_money_is_a_finding():
    line = row(5, 3, -500_000, "云陵市恒信小额贷款有限公司", "归还贷款", use=Use.LOAN_REPAYMENT, confidence=0.9)
    hit = only(case([paid(line)]), "use.loan_repayment")
    assert hit.severity is Severity.HIGH
    assert hit.confidence == pytest.approx(0.9)


@pytest.mark.parametrize(
    "file",
    [
        case([paid(row(5, 90, -500_000, LENDER, "归还贷款", use=Use.LOAN_REPAYMENT, loan=LOAN))]),
        case(
            [paid(row(5, 3, -500_000, "某小额贷款有限公司", use=Use.LOAN_REPAYMENT))],
            loan=the_loan(purpose="置换他行贷款"),
        ),
        case([paid(row(5, 3, -500_000, "某小额贷款有限公司", use=Use.LOAN_REPAYMENT), 0, 0, 500_000)]),
        case([paid(row(5, 3, -5_000, LENDER, "贷款利息", use=Use.OPERATING))]),
    ],
    ids=["the traced loan itself", "declared", "own money", "interest"],
)
def test_what_is_no_repayment_of_another_debt(file):
    assert not found(file, "use.loan_repayment")


def test_equipment_from_a_working_capital_loan_is_a_mismatch():
    line = row(5, 3, -700_000, "云陵机床有限公司", "设备款", use=Use.FIXED_ASSET)
    assert only(case([paid(line)]), "use.purpose_mismatch").severity is Severity.HIGH
    assert not found(case([paid(line)], loan=the_loan(loan_kind="fixed_asset")), "use.purpose_mismatch")
    assert not found(case([paid(line)], loan=the_loan(purpose="购置设备")), "use.purpose_mismatch")
    assert not found(case([paid(line, 0, 0, 700_000)]), "use.purpose_mismatch")


def test_goods_that_the_purpose_does_not_know_are_a_mismatch():
    line = row(5, 3, -113_000, "云陵酒业有限公司", "货款", use=Use.CONFORMING)
    wine = invoice(net="100000.00", tax="13000.00", seller="云陵酒业有限公司", items=None, identifier="I1")
    wine = replace(wine, items=(replace(wine.items[0], name=fld("飞天茅台"), category=fld("酒")),))
    assert (
        only(case([paid(line, covered=113_000)], documents=[wine]), "use.purpose_mismatch").severity is Severity.MEDIUM
    )
    steel = invoice(net="100000.00", tax="13000.00", identifier="I1")
    assert not found(case([paid(line, covered=113_000)], documents=[steel]), "use.purpose_mismatch")
    broad = the_loan(purpose="日常经营周转")
    assert not found(case([paid(line, covered=113_000)], documents=[wine], loan=broad), "use.purpose_mismatch")
