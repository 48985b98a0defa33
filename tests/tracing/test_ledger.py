from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.loan_receipt import LoanReceipt
from docaudit.documents.transfer_slip import TransferSlip
from docaudit.records.case import CaseFacts, LoanFacts
from docaudit.records.evidence import Field
from docaudit.records.flows import Ledger, Loan, Parties, Relation
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.records.money import Money
from docaudit.tracing import METHODS, build_ledger, build_loans, classify_uses, trace_loans

Make = Callable[..., BankStatement]
Put = Callable[..., Field[Any]]
BORROWER = "苏州恒达钢材有限公司"
LENDER = "江苏银行股份有限公司苏州分行"
PARTIES = Parties(
    borrower=BORROWER, borrower_names=frozenset({BORROWER}), lender_names=frozenset({LENDER, "江苏银行股份有限公司"})
)
AS_OF = dt.date(2025, 12, 31)
LOAN = Loan(id="HT-1", lender=LENDER, principal_fen=50_000_000, start_date=dt.date(2025, 1, 2))


def ledger_of(
    *documents: Any, loans: tuple[Loan, ...] = (LOAN,), parties: Parties = PARTIES
) -> tuple[Ledger, tuple[Loan, ...]]:
    return build_ledger(documents, loans, parties, CaseFacts(), AS_OF)


def kinds(ledger: Ledger) -> list[str]:
    return [row.kind.value for row in ledger.rows]


ASCENDING = [
    ("01-02", "500000.00", "510000.00", LENDER, None, "贷款发放"),
    ("01-02", "-90000.00", "420000.00", "无锡精工机械厂", "320001", "货款"),
    ("01-02", "-20000.00", "400000.00", "常州物流有限公司", "320002", "运费"),
    ("01-05", "-100000.00", "300000.00", "张三", "622203", "转账"),
]


def test_rows_printed_newest_first_are_reversed_and_keep_their_printed_index(statement: Make) -> None:
    up, _ = ledger_of(statement("D1", ASCENDING))
    down, _ = ledger_of(statement("D1", ASCENDING[::-1]))
    assert [r.transaction.amount_fen for r in up.rows] == [r.transaction.amount_fen for r in down.rows]
    assert [r.id for r in down.rows] == ["D1#4", "D1#3", "D1#2", "D1#1"]
    account = down.accounts[0]
    assert (account.key, account.opening_fen, account.balances_prove_order) == ("6222000000000001", 1_000_000, True)


def test_days_downwards_with_rows_of_a_day_upwards_are_put_in_the_order_of_the_balances(statement: Make) -> None:
    mixed = [ASCENDING[3], *ASCENDING[:3]]
    ledger, _ = ledger_of(statement("D1", mixed))
    assert [r.transaction.balance_fen for r in ledger.rows] == [51_000_000, 42_000_000, 40_000_000, 30_000_000]
    assert ledger.accounts[0].balances_prove_order


def test_without_balances_the_order_of_a_day_is_unknown(statement: Make) -> None:
    bare = [(d, a, None, *rest) for d, a, _, *rest in ASCENDING]
    ledger, _ = ledger_of(statement("D1", bare[::-1]))
    assert not ledger.accounts[0].balances_prove_order
    assert [r.transaction.date for r in ledger.rows] == sorted(r.transaction.date for r in ledger.rows)


def test_a_broken_balance_does_not_stop_the_ledger(statement: Make) -> None:
    broken = [*ASCENDING[:2], ("01-02", "-20000.00", "410000.00", "常州物流有限公司"), ASCENDING[3]]
    ledger, _ = ledger_of(statement("D1", broken))
    assert len(ledger.rows) == 4
    assert ledger.accounts[0].opening_fen == 1_000_000


def test_overlapping_statements_of_one_account_show_each_row_once(statement: Make) -> None:
    ledger, _ = ledger_of(statement("D1", ASCENDING[:3]), statement("D2", ASCENDING[::-1][:3]))
    assert len(ledger.accounts) == 1
    assert ledger.accounts[0].documents == ("D1", "D2")
    assert [r.transaction.balance_fen for r in ledger.rows] == [51_000_000, 42_000_000, 40_000_000, 30_000_000]


def test_equal_rows_of_one_statement_are_different_rows(statement: Make) -> None:
    bare = [("01-02", "500000.00", None, LENDER, None, "放款"), *[("01-03", "-500.00", None, "甲厂")] * 2]
    ledger, _ = ledger_of(statement("D1", bare), statement("D2", bare))
    assert len(ledger.rows) == 3


def test_a_masked_and_a_full_account_number_are_one_account(statement: Make) -> None:
    ledger, _ = ledger_of(
        statement("D1", ASCENDING[:3], number="6222****0001"), statement("D2", ASCENDING[3:], number="6222000000000001")
    )
    assert [a.key for a in ledger.accounts] == ["6222000000000001"]
    assert {r.transaction.account for r in ledger.rows} == {"6222000000000001"}


@pytest.mark.parametrize("names_on", ["both", "departure", "arrival"])
def test_own_transfers_are_linked_both_ways(statement: Make, names_on: str) -> None:
    a, b = "6222000000000001", "6222000000000002"
    there = (BORROWER, b) if names_on != "arrival" else (None, None)
    back = (BORROWER, a) if names_on != "departure" else (None, None)
    first = statement(
        "D1",
        [
            ("01-02", "500000.00", "500000.00", LENDER, None, "贷款发放"),
            ("01-03", "-200000.00", "300000.00", *there, "转账"),
            ("01-09", "50000.00", "350000.00", *there, "转账"),
        ],
        number=a,
    )
    second = statement(
        "D2",
        [
            ("01-04", "200000.00", "200000.00", *back, "转账"),
            ("01-08", "-50000.00", "150000.00", *back, "转账"),
        ],
        number=b,
    )
    ledger, _ = ledger_of(first, second)
    by_id = {r.id: r for r in ledger.rows}
    assert (by_id["D1#2"].kind, by_id["D1#2"].to) == (RowKind.TRANSFER, b)
    assert (by_id["D2#1"].kind, by_id["D2#1"].link) == (RowKind.TRANSFER_IN, "D1#2")
    assert (by_id["D2#2"].kind, by_id["D2#2"].to) == (RowKind.TRANSFER, a)
    assert by_id["D1#3"].link == "D2#2"


def test_equal_amounts_of_strangers_are_no_own_transfer(statement: Make) -> None:
    first = statement("D1", [("01-03", "-200000.00", "300000.00", "无锡精工机械厂", "320001", "货款")])
    second = statement(
        "D2", [("01-03", "200000.00", "200000.00", "南京客户有限公司", "320009", "货款")], number="6222000000000002"
    )
    ledger, _ = ledger_of(first, second)
    assert kinds(ledger) == ["out", "in"]


def test_an_own_account_without_a_statement_is_dark(statement: Make) -> None:
    rows = [
        ASCENDING[0],
        ("01-03", "-200000.00", "310000.00", BORROWER, "6222000000000009", "转账"),
        ("01-05", "150000.00", "460000.00", BORROWER, "6222****0009", "转账"),
    ]
    ledger, loans = ledger_of(statement("D1", rows))
    dark = ledger.accounts[1]
    assert (dark.dark, dark.number, dark.owner) == (True, "6222000000000009", Owner.BORROWER)
    assert (ledger.rows[1].kind, ledger.rows[1].to) == (RowKind.TRANSFER, dark.key)
    assert (ledger.rows[2].kind, ledger.rows[2].source_account) == (RowKind.TRANSFER_IN, dark.key)
    (trace,) = trace_loans(ledger, loans, covered={}, method="fifo", as_of=AS_OF)
    unknown = next(u for u in trace.uses if u.use is Use.UNKNOWN)
    assert (unknown.min_fen, unknown.max_fen) == (4_000_000, 20_000_000)


def test_a_reversal_without_a_name_is_a_refund_of_the_same_amount(statement: Make) -> None:
    rows = [
        *ASCENDING,
        ("01-06", "100000.00", "400000.00", None, None, "冲正"),
        ("01-07", "30000.00", "430000.00", "无锡精工机械厂", None, "退款"),
        ("01-08", "5000.00", "435000.00", "无锡精工机械厂", None, "货款"),
        ("01-09", "8000.00", "443000.00", "张三", None, "退货款"),
    ]
    ledger, _ = ledger_of(statement("D1", rows))
    by_id = {r.id: r for r in ledger.rows}
    assert by_id["D1#5"].link == "D1#4"
    assert by_id["D1#6"].link == "D1#2"
    assert by_id["D1#7"].kind is RowKind.IN
    # All that was paid to 张三 has come back already.
    assert by_id["D1#8"].kind is RowKind.IN


def test_the_disbursement_is_found_by_its_receipt_in_parts_and_by_its_words(statement: Make, put: Put) -> None:
    receipt = LoanReceipt(id="D9", amount=put(Money.yuan("500000.00")), disbursement_date=put(dt.date(2025, 1, 2)))
    loan = Loan(id="HT-1", lender=LENDER, receipts=("D9",), principal_fen=50_000_000, start_date=dt.date(2025, 1, 2))

    def drawn(*rows: tuple[Any, ...]) -> tuple[str, ...]:
        _, loans = ledger_of(statement("D1", rows), receipt, loans=(loan,))
        return loans[0].disbursements

    other = ("01-02", "500000.00", "500000.00", "南京客户有限公司", None, "货款")
    assert drawn(other) == ()
    assert drawn(other, ("01-03", "500000.00", "1000000.00", None, None, "贷款发放")) == ("D1#2",)
    assert drawn(
        ("01-02", "300000.00", "300000.00", LENDER, None, "转账"),
        ("01-02", "1.00", "300001.00", LENDER, None, "结息"),
        ("01-03", "200000.00", "500001.00", LENDER, None, "转账"),
    ) == ("D1#1", "D1#3")
    assert drawn(("01-02", "498000.00", "498000.00", LENDER, None, "放款")) == ("D1#1",)
    assert drawn(("01-20", "500000.00", "500000.00", LENDER, None, "转账")) == ()


def test_a_case_with_statements_alone_gets_a_loan_from_the_words_of_a_disbursement(statement: Make) -> None:
    ledger, loans = ledger_of(statement("D1", ASCENDING), loans=())
    assert [(loan.id, loan.disbursements, loan.principal_fen) for loan in loans] == [("L1", ("D1#1",), 50_000_000)]
    assert ledger.rows[0].loan == "L1"


def test_an_entrusted_payment_is_pinned_where_payee_and_amount_agree(statement: Make, put: Put) -> None:
    order = EntrustedPaymentOrder(
        id="D5", amount=put(Money.yuan("90000.00")), payee_name=put("无锡精工机械厂"), payee_account=put("320001")
    )
    ledger, loans = ledger_of(statement("D1", ASCENDING), order)
    assert [r.pin for r in ledger.rows] == [None, "D1#1", None, None]
    (trace,) = trace_loans(ledger, loans, covered={}, method="loan_last", as_of=AS_OF)
    pinned = next(p for p in trace.payments if p.row.id == "D1#2")
    assert (pinned.min_fen, pinned.loan_fen, pinned.max_fen) == (9_000_000, 9_000_000, 9_000_000)


def test_a_slip_from_the_lender_to_a_payee_stands_for_the_missing_row(statement: Make, put: Put) -> None:
    receipt = LoanReceipt(id="D9", amount=put(Money.yuan("500000.00")), disbursement_date=put(dt.date(2025, 1, 2)))
    slip = TransferSlip(
        id="D8",
        date=put(dt.date(2025, 1, 3)),
        payer_name=put(LENDER),
        payee_name=put("无锡精工机械厂"),
        amount=put(Money.yuan("500000.00")),
    )
    loan = Loan(id="HT-1", lender=LENDER, receipts=("D9",), principal_fen=50_000_000, start_date=dt.date(2025, 1, 2))
    ledger, loans = ledger_of(statement("D1", ASCENDING[1:]), slip, receipt, loans=(loan,))
    assert loans[0].disbursements == ("D8#0",)
    (trace,) = trace_loans(ledger, loans, covered={}, method="fifo", as_of=AS_OF)
    assert [(p.row.id, p.min_fen, p.max_fen) for p in trace.payments] == [("D8#1", 50_000_000, 50_000_000)]


def test_statements_of_others_stay_in_the_ledger_and_out_of_the_trace(statement: Make) -> None:
    payee = statement(
        "D2",
        [("01-02", "90000.00", "90000.00", BORROWER, "6222000000000001", "货款")],
        number="320001",
        owner="无锡精工机械厂",
    )
    ledger, loans = ledger_of(statement("D1", ASCENDING), payee)
    assert [a.owner for a in ledger.accounts] == [Owner.BORROWER, Owner.COUNTERPARTY]
    (trace,) = trace_loans(ledger, loans, covered={}, method="fifo", as_of=AS_OF)
    assert {p.row.transaction.account for p in trace.payments} == {"6222000000000001"}


def test_a_wallet_bill_holds_unlimited_other_money_and_at_most_what_went_in(statement: Make) -> None:
    bank = statement(
        "D1",
        [
            ("01-02", "500000.00", "500000.00", LENDER, None, "贷款发放"),
            ("01-03", "-30000.00", "470000.00", "支付宝（中国）网络技术有限公司", None, "快捷支付"),
        ],
    )
    bill = [("01-03", "-30000.00", None, "某服装店"), ("01-04", "-80000.00", None, "某珠宝店")]
    ledger, loans = ledger_of(bank, statement("D2", bill, number=None, bank="支付宝"))
    assert (ledger.accounts[1].dark, ledger.accounts[1].opening_known) == (False, False)
    assert ledger.rows[1].to == ledger.accounts[1].key
    (trace,) = trace_loans(ledger, loans, covered={}, method="fifo", as_of=AS_OF)
    assert [(p.row.id, p.loan_fen, p.min_fen, p.max_fen) for p in trace.payments] == [
        ("D2#1", 3_000_000, 0, 3_000_000),
        ("D2#2", 0, 0, 3_000_000),
    ]


def test_rows_after_as_of_are_ignored(statement: Make) -> None:
    ledger, _ = build_ledger([statement("D1", ASCENDING)], (LOAN,), PARTIES, CaseFacts(), dt.date(2025, 1, 4))
    assert len(ledger.rows) == 3


def test_own_repayment_interest_and_related_parties_are_named(statement: Make) -> None:
    rows = [
        ASCENDING[0],
        ("02-02", "-2000.00", "508000.00", LENDER, None, "贷款利息"),
        ("02-03", "-100000.00", "408000.00", LENDER, None, "归还贷款"),
        ("02-04", "-8000.00", "400000.00", "昆山恒达贸易有限公司", None, "往来款"),
        ("02-05", "-50000.00", "350000.00", "无锡精工机械厂", None, "货款"),
        ("02-06", "-50000.00", "300000.00", "华泰证券股份有限公司", None, "银证转账"),
    ]
    tied = Parties(
        borrower=BORROWER,
        borrower_names=PARTIES.borrower_names,
        lender_names=PARTIES.lender_names,
        related={"昆山恒达贸易": Relation(strength=0.9, reason="同一法定代表人")},
    )
    ledger, loans = ledger_of(statement("D1", rows), parties=tied)
    named = classify_uses(ledger, loans, tied)
    assert [r.use for r in named.rows[1:]] == [
        Use.OPERATING,
        Use.LOAN_REPAYMENT,
        Use.RELATED_PARTY,
        Use.UNSUPPORTED,
        Use.SECURITIES,
    ]
    assert named.rows[2].loan == "HT-1"
    assert "同一法定代表人" in named.rows[3].use_reason


@pytest.mark.parametrize("method", METHODS)
def test_a_payment_covered_in_part_conforms_in_part_and_the_sums_hold(statement: Make, method: str) -> None:
    rows = [*ASCENDING, ("01-06", "10000.00", "310000.00", "无锡精工机械厂", "320001", "退款")]
    ledger, loans = ledger_of(statement("D1", rows))
    ledger = classify_uses(ledger, loans, PARTIES)
    (trace,) = trace_loans(ledger, loans, covered={"D1#2": 6_000_000}, method=method, as_of=AS_OF)
    assert sum(u.amount_fen for u in trace.uses) == trace.disbursed_fen == 50_000_000
    for item in (*trace.uses,):
        assert item.min_fen <= item.amount_fen <= item.max_fen
    parts = [p for p in trace.payments if p.row.id == "D1#2"]
    assert {p.use for p in parts} == {Use.CONFORMING, Use.UNSUPPORTED}
    for payment in trace.payments:
        assert payment.min_fen <= payment.loan_fen <= payment.max_fen
    conforming = next(p for p in parts if p.use is Use.CONFORMING)
    rest = next(p for p in parts if p.use is Use.UNSUPPORTED)
    assert conforming.max_fen == 6_000_000
    assert rest.max_fen == 2_000_000
    assert rest.loan_fen == 0 or conforming.loan_fen == 6_000_000


def test_loans_join_contract_receipts_and_stated_facts(put: Put) -> None:
    contract = LoanContract(
        id="D1",
        contract_number=put("苏银借字（2025）第0012号"),
        lender=put(LENDER),
        borrower=put(BORROWER),
        amount=put(Money.yuan("5000000.00")),
        signed_date=put(dt.date(2025, 1, 1)),
        start_date=put(dt.date(2025, 1, 2)),
        end_date=put(dt.date(2026, 1, 1)),
    )
    first = LoanReceipt(
        id="D2", contract_number=put("苏银借字(2025)第0012号"), disbursement_date=put(dt.date(2025, 1, 2))
    )
    unnumbered = LoanReceipt(id="D3", amount=put(Money.yuan("100.00")), disbursement_date=put(dt.date(2025, 3, 2)))
    stranger = LoanReceipt(id="D4", amount=put(Money.yuan("9000000.00")), disbursement_date=put(dt.date(2024, 3, 2)))
    facts = CaseFacts(
        loans=(LoanFacts(contract_number="苏银借字〔2025〕第0012号", amount_fen=400_000_000, purpose="购钢材"),)
    )
    older, loan = build_loans([contract, first, unnumbered, stranger], facts)
    assert (older.id, older.receipts) == ("L1", ("D4",))
    assert (loan.contract, loan.receipts) == ("D1", ("D2", "D3"))
    assert (loan.principal_fen, loan.purpose, loan.end_date) == (400_000_000, "购钢材", dt.date(2026, 1, 1))


def test_an_own_transfer_that_came_back_is_a_refunded_payment(statement: Make) -> None:
    rows = [
        ASCENDING[0],
        ("01-03", "-200000.00", "310000.00", BORROWER, "6222000000000009", "转账"),
        ("01-04", "200000.00", "510000.00", BORROWER, "6222000000000009", "退汇"),
    ]
    ledger, loans = ledger_of(statement("D1", rows))
    assert kinds(ledger) == ["disbursement", "out", "refund"]
    (trace,) = trace_loans(ledger, loans, covered={}, method="fifo", as_of=AS_OF)
    assert [(u.use, u.amount_fen) for u in trace.uses if u.amount_fen] == [(Use.IDLE, 50_000_000)]


def test_a_misread_date_leaves_its_row_where_the_balances_put_it(statement: Make) -> None:
    rows = [*ASCENDING[:2], ("01-01", *ASCENDING[2][1:]), ASCENDING[3]]
    ledger, _ = ledger_of(statement("D1", rows))
    assert [r.id for r in ledger.rows] == ["D1#1", "D1#2", "D1#3", "D1#4"]


def test_a_disbursement_that_says_that_interest_was_taken_off_is_still_one(statement: Make, put: Put) -> None:
    receipt = LoanReceipt(
        id="R1",
        contract_number=put("HT-1"),
        amount=put(Money.yuan("500000.00")),
        disbursement_date=put(dt.date(2025, 1, 2)),
    )
    loan = Loan(id="HT-1", receipts=("R1",), principal_fen=50_000_000, start_date=dt.date(2025, 1, 2))
    rows = [("01-02", "480000.00", "490000.00", None, None, "贷款发放 扣除利息")]
    ledger, loans = ledger_of(receipt, statement("D1", rows), loans=(loan,))
    assert kinds(ledger) == ["disbursement"]
    assert loans[0].disbursements == ("D1#1",)


@pytest.mark.parametrize("text", ["归还借款利息", "借款利息", "贷款发放冲正"])
def test_interest_and_reversals_are_no_disbursement(statement: Make, text: str) -> None:
    ledger, _ = ledger_of(statement("D1", [("01-02", "1200.00", "11200.00", None, None, text)]))
    assert kinds(ledger) == ["in"]


@pytest.mark.parametrize(
    ("text", "use"),
    [("定期存入", Use.TERM_DEPOSIT), ("银证转账", Use.SECURITIES), ("购买理财", Use.WEALTH_MANAGEMENT)],
)
def test_a_deposit_or_a_brokers_transfer_in_the_own_name_is_a_use_not_a_dark_account(
    statement: Make, text: str, use: Use
) -> None:
    rows = [ASCENDING[0], ("01-03", "-90000.00", "420000.00", BORROWER, "6222000000000009", text)]
    ledger, loans = ledger_of(statement("D1", rows))
    ledger = classify_uses(ledger, loans, PARTIES)
    assert len(ledger.accounts) == 1
    assert (ledger.rows[1].kind, ledger.rows[1].use) == (RowKind.OUT, use)


@pytest.mark.parametrize(
    ("amount", "text", "repaid"),
    [
        ("-1000.00", "归还2024年(苏)字0912号贷款本金", "2024年(苏)字0912号"),
        ("-400000.00", "归还贷款本金", "HT-1-2025"),
        ("-1000.00", "归还贷款本金", None),
    ],
)
def test_of_several_loans_the_number_or_the_sum_says_which_one_is_repaid(
    statement: Make, amount: str, text: str, repaid: str | None
) -> None:
    loans = (
        Loan(id="2024年(苏)字0912号", lender=LENDER, principal_fen=90_000_000, start_date=dt.date(2024, 1, 2)),
        Loan(id="HT-1-2025", lender=LENDER, principal_fen=40_000_000, start_date=dt.date(2025, 1, 2)),
    )
    ledger, loans = ledger_of(statement("D1", [("06-12", amount, "900.00", None, None, text)]), loans=loans)
    row = classify_uses(ledger, loans, PARTIES).rows[0]
    assert (row.use, row.loan) == (Use.LOAN_REPAYMENT, repaid)


@pytest.mark.parametrize(
    ("name", "text", "own"),
    [
        ("支行", "归还贷款本金 2024年(苏)字0912号", True),
        ("贷款本金户", "归还贷款本金 2024年(苏)字0912号", True),
        ("支行", "归还贷款本金", False),
        ("云陵市恒信融资担保有限公司", "归还贷款本金 2024年(苏)字0912号", False),
        ("中国农业银行云陵支行", "归还贷款本金 2024年(苏)字0912号", False),
        ("李秀兰", "归还贷款本金 2024年(苏)字0912号", False),
    ],
    ids=["a branch", "an inner account", "no number", "a guarantor", "another bank", "a person"],
)
def test_a_number_in_the_words_tells_the_lender_where_the_name_does_not(
    statement: Make, name: str, text: str, own: bool
) -> None:
    loans = (Loan(id="2024年(苏)字0912号", lender=LENDER, principal_fen=90_000_000, start_date=dt.date(2024, 1, 2)),)
    ledger, loans = ledger_of(statement("D1", [("06-12", "-1000.00", "900.00", name, None, text)]), loans=loans)
    assert classify_uses(ledger, loans, PARTIES).rows[0].loan == (loans[0].id if own else None)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("归还{lender}贷款", True),
        ("转账 归还贷款", True),
        ("归还齐鲁银行贷款", False),
        ("还贷款-齐鲁银行", False),
        ("结清农行借款", False),
    ],
)
def test_words_that_name_another_bank_repay_another_loan(statement: Make, text: str, own: bool) -> None:
    rows = [ASCENDING[0], ("01-03", "-90000.00", "420000.00", None, None, text.format(lender=LENDER))]
    ledger, loans = ledger_of(statement("D1", rows))
    row = classify_uses(ledger, loans, PARTIES).rows[1]
    assert (row.use, row.loan) == (Use.LOAN_REPAYMENT, loans[0].id if own else None)


@pytest.mark.parametrize(("text", "use"), [("出借资金", Use.LENDING), ("往来款", Use.RELATED_PARTY)])
def test_plain_words_of_lending_beat_the_tie_to_the_payee(statement: Make, text: str, use: Use) -> None:
    parties = Parties(
        borrower=BORROWER,
        borrower_names=frozenset({BORROWER}),
        related={"张三": Relation(strength=0.9, reason="法定代表人")},
    )
    rows = [ASCENDING[0], ("01-03", "-90000.00", "420000.00", "张三", "622203", text)]
    ledger, loans = ledger_of(statement("D1", rows), parties=parties)
    assert classify_uses(ledger, loans, parties).rows[1].use is use
