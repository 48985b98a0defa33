"""Checks on what the contract and the lender's plan ask for: covenants, reports, repayments, inspections, extensions."""

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
    LENDER,
    LOAN,
    RELATED,
    SUPPLIER,
    Account,
    RowKind,
    Use,
    case,
    contract,
    fld,
    loan_receipt,
    paid,
    related,
    row,
    the_loan,
    yuan,
)

from docaudit.checks import load_rule_pack, run_checks
from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.financials import StatementLine
from docaudit.documents.income_statement import IncomeStatement
from docaudit.documents.inspection_report import InspectionReport
from docaudit.documents.loan_contract import Instalment
from docaudit.documents.other import OtherDocument
from docaudit.duties import calendar, checklist
from docaudit.records.document import UnreadableDocument
from docaudit.records.flows import Loan
from docaudit.records.labels import DutyStatus, Severity
from docaudit.records.obligation import Obligation

PACK = load_rule_pack()
CLAUSE = "借款存续期间资产负债率不得高于70%"
HELD = InspectionReport(id="N1", source="检查.pdf", sha256="n", pages=(1,), date=fld(DRAWN + dt.timedelta(days=2)))
RECENT = replace(HELD, id="N2", sha256="n2", date=fld(AS_OF - dt.timedelta(days=20)))


def judged(*documents, **more):
    """Return a case with its checklist and calendar."""
    file = case(documents=documents, **more)
    file = replace(file, checklist=checklist(file))
    return replace(file, calendar=calendar(file))


def raised(file, check):
    return [f for f in run_checks(file, PACK) if f.check == check]


def only(file, check):
    hits = raised(file, check)
    assert len(hits) == 1, hits
    return hits[0]


def covenant(metric="debt_ratio", operator="<=", threshold="70", unit="percent", text=CLAUSE):
    return Obligation(
        kind=fld("financial_covenant"), party=fld("borrower"), text=fld(text), metric=fld(metric), operator=fld(operator),
        threshold=fld(None if threshold is None else Decimal(threshold)), unit=fld(unit),
    )  # fmt: skip


def statement(
    kind=BalanceSheet, *, end=dt.date(2025, 9, 30), ident="B1", entity=BORROWER, start=None, confidence=0.99, **figures
):
    items = tuple(StatementLine(name=fld(n), caption=fld(n), current=yuan(v, confidence)) for n, v in figures.items())
    return kind(
        id=ident, source=f"{ident}.pdf", sha256=ident, pages=(1,), entity=fld(entity), period_start=fld(start), period_end=fld(end), unit=fld("元"), items=items
    )  # fmt: skip


def owing(share, **more):
    """Return a balance sheet whose liabilities are that share of its assets, in percent."""
    return statement(total_assets=10_000_000, total_liabilities=100_000 * Decimal(str(share)), **more)


# --- covenants -----------------------------------------------------------------------------------------------------


def test_a_covenant_that_is_breached_names_figures_period_clause_and_places():
    file = judged(contract(obligations=(covenant(),)), owing(60, end=dt.date(2025, 6, 30), ident="B0"), owing(75))
    hit = only(file, "covenant.breached")
    assert hit.severity is Severity.HIGH
    assert "2025年9月30日" in hit.title
    assert "75%" in hit.title
    for word in (CLAUSE, "资产总计为10,000,000.00元", "负债合计为7,500,000.00元", "≤70%"):
        assert word in hit.explanation
    assert {p.document for p in hit.evidence} == {"K1", "B1"}
    assert hit.english is not None


@pytest.mark.parametrize(
    ("promise", "papers"),
    [
        (covenant(), [owing(70)]),  # as much as is allowed
        (covenant(), [owing("70.004")]),  # shown as 70.00 %
        (covenant(operator="<", threshold="70"), [owing(69)]),
        (covenant(), [owing(80, end=dt.date(2024, 12, 31))]),  # before signing
        (covenant(), [owing(80, entity="云陵市永丰担保有限公司")]),  # a guarantor's
        (covenant(), [owing(80, confidence=0.5)]),  # cannot be read
        (covenant(), [owing(80), owing(60, ident="B2")]),  # consolidated and alone
        (covenant("revenue", ">=", "20000000", "yuan", "年销售收入不少于2000万元"), [statement(IncomeStatement, start=dt.date(2025, 1, 1), revenue=15_000_000)]),
        (covenant("other"), [owing(80)]),
    ],
)  # fmt: skip
def test_covenants_that_are_kept_or_cannot_be_tested(promise, papers):
    assert not raised(judged(contract(obligations=(promise,)), *papers), "covenant.breached")


def test_the_year_is_asked_of_the_years_statement_and_a_quarters_of_the_quarters():
    year = covenant("revenue", ">=", "20000000", "yuan", "年销售收入不少于2000万元")
    sales = statement(IncomeStatement, end=dt.date(2025, 12, 31), start=dt.date(2025, 1, 1), revenue=15_000_000)
    hit = only(judged(contract(obligations=(year,)), sales), "covenant.breached")
    assert hit.amount.fen == 5_000_000_00
    done = statement(IncomeStatement, end=dt.date(2025, 9, 30), start=dt.date(2025, 1, 1), revenue=21_000_000)
    kept = judged(contract(obligations=(year,)), done)
    assert [e.status for e in kept.calendar if e.kind == "covenant_test"] == [DutyStatus.DONE]
    loss = covenant("net_profit", ">", "0", "yuan", "净利润应为正")
    red = statement(IncomeStatement, end=dt.date(2025, 9, 30), start=dt.date(2025, 1, 1), net_profit=-100_000)
    assert only(judged(contract(obligations=(loss,)), red), "covenant.breached")


def test_a_waiver_makes_a_breach_a_hint():
    letter = OtherDocument(id="W1", source="豁免函.pdf", sha256="w", pages=(1,), title=fld("关于豁免财务指标的函"))
    hit = only(judged(contract(obligations=(covenant(),)), owing(75), letter), "covenant.breached")
    assert hit.severity is Severity.INFO
    assert "W1" in {p.document for p in hit.evidence}


@pytest.mark.parametrize(
    ("promise", "papers", "said"),
    [
        (covenant(threshold=None), [owing(60)], "限值"),
        (covenant("external_guarantees"), [owing(60)], "不在财务报表中"),
        (covenant("current_ratio", ">=", "1.2", "times"), [owing(60)], "缺少所需数字"),
        (covenant(), [], "没有签约后的财务报表"),
        (covenant(), [owing(80), owing(60, ident="B2")], "结论不一"),
    ],
)
def test_what_cannot_be_tested_is_said_and_why(promise, papers, said):
    hit = only(judged(contract(obligations=(promise,)), *papers), "covenant.cannot_test")
    assert hit.severity is Severity.INFO
    assert said in hit.explanation
    assert (
        not raised(
            judged(contract(obligations=(promise,)), *papers, as_of=DRAWN + dt.timedelta(days=40)),
            "covenant.cannot_test",
        )
        or papers
    )


ACCOUNT = Obligation(
    kind=fld("account"), party=fld("borrower"), text=fld("销售回款通过本账户结算的比例不低于50%"), bank=fld(None), share=fld(Decimal(50)), unit=fld("percent")
)  # fmt: skip


def sold(here, elsewhere, *, second=True):
    """Return a case in which customers pay in the second quarter, on the lender's account and on another one."""
    span = {"period_start": dt.date(2025, 1, 1), "period_end": dt.date(2025, 6, 30)}
    accounts = [Account(key="A", number="6222000011112222", name=BORROWER, documents=("S1",), **span)]
    accounts += (
        [Account(key="B", number="6222000033334444", name=BORROWER, documents=("S2",), **span)] if second else []
    )
    rows = [
        row(601, 60, here, "云陵市同济机械有限公司", "货款"),
        row(602, 61, elsewhere, "云陵市华光机械有限公司", "货款", account="B", document="S2"),
    ]
    return judged(contract(obligations=(ACCOUNT,)), rows=rows, accounts=accounts, as_of=dt.date(2025, 7, 31))


def test_sales_that_go_elsewhere_breach_the_share_of_the_account():
    hit = only(sold(400_000, 600_000), "covenant.breached")
    assert "40%" in hit.title
    assert not raised(sold(600_000, 400_000), "covenant.breached")
    assert not raised(sold(1, 600_000, second=False), "covenant.breached")


REPORTS = Obligation(
    kind=fld("reporting"), party=fld("borrower"), text=fld("每季度结束后15日内报送资产负债表、利润表"), document=fld("资产负债表、利润表"), frequency=fld("quarterly"), due_days=fld(15),
)  # fmt: skip


def quarter(end, ident):
    return [
        statement(end=end, ident=f"B{ident}", total_assets=1),
        statement(IncomeStatement, end=end, ident=f"P{ident}", start=dt.date(2025, 1, 1), revenue=1),
    ]


def test_reports_that_are_not_on_file_after_their_day_are_one_finding():
    file = judged(contract(obligations=(REPORTS,)), *quarter(dt.date(2025, 3, 31), 1))
    hit = only(file, "covenant.report_overdue")
    assert (hit.severity, "（2期）" in hit.title) == (Severity.MEDIUM, True)
    assert "2025年7月15日" in hit.explanation
    assert hit.evidence[0].document == "K1"


def test_reports_on_file_or_perhaps_on_file_are_not_overdue():
    ends = [dt.date(2025, 3, 31), dt.date(2025, 6, 30), dt.date(2025, 9, 30)]
    whole = [paper for n, end in enumerate(ends) for paper in quarter(end, n)]
    assert not raised(judged(contract(obligations=(REPORTS,)), *whole), "covenant.report_overdue")
    unread = UnreadableDocument(id="U1", source="报表/6月资产负债表.xlsx", sha256="u", warnings=("空文件",))
    assert not raised(judged(contract(obligations=(REPORTS,)), unread), "covenant.report_overdue")
    undated = statement(end=None, ident="B9", total_assets=1)
    assert not raised(judged(contract(obligations=(REPORTS,)), undated), "covenant.report_overdue")
    half = judged(contract(obligations=(REPORTS,)), *whole[:-1])
    assert "缺利润表" in "".join(e.title for e in half.calendar)


# --- repayment -----------------------------------------------------------------------------------------------------


def plan(*instalments):
    return tuple(Instalment(due_date=fld(day), principal=yuan(amount)) for day, amount in instalments)


DUE = dt.date(2025, 9, 3)
SEEN = Account(
    key="A",
    number="6222000011112222",
    name=BORROWER,
    documents=("S1",),
    period_start=dt.date(2025, 1, 1),
    period_end=AS_OF,
)


def repaid(day, amount, **more):
    return row(700, (day - DRAWN).days, -amount, LENDER, "归还贷款本金", use=Use.LOAN_REPAYMENT, loan=LOAN, **more)


def owed(*rows, instalments=((DUE, 500_000), (dt.date(2026, 3, 2), 4_500_000)), accounts=(SEEN,), documents=(), **more):
    return judged(
        contract(repayment_schedule=plan(*instalments)),
        loan_receipt(),
        *documents,
        rows=rows,
        accounts=list(accounts),
        **more,
    )


@pytest.mark.parametrize(
    ("as_of", "severity"),
    [(dt.date(2025, 9, 20), Severity.MEDIUM), (dt.date(2025, 10, 20), Severity.HIGH), (AS_OF, Severity.CRITICAL)],
)
def test_an_instalment_that_is_not_paid_is_overdue_by_its_bucket(as_of, severity):
    hit = only(owed(as_of=as_of), "repayment.overdue")
    assert (hit.severity, hit.amount.fen) == (severity, 500_000_00)
    assert hit.evidence[0].document == "K1"


@pytest.mark.parametrize(
    "file",
    [
        owed(repaid(DUE, 500_000)),
        owed(repaid(DUE + dt.timedelta(days=40), 500_000)),  # late, but paid
        owed(repaid(dt.date(2025, 8, 1), 500_000)),  # early
        owed(accounts=[replace(SEEN, period_end=dt.date(2025, 8, 31))]),  # nobody can see it
        judged(contract(repayment_schedule=plan((DUE, 500_000)), repayment_account=fld("1234567890123456")), accounts=[SEEN]),
        judged(contract(repayment_schedule=(Instalment(due_date=fld(DUE)),)), accounts=[SEEN]),  # how much, was not read
    ],
)  # fmt: skip
def test_instalments_that_are_paid_or_cannot_be_seen(file):
    assert not raised(file, "repayment.overdue")
    assert not raised(file, "repayment.shortfall")


def test_an_instalment_paid_in_part_is_a_shortfall_of_the_rest():
    hit = only(owed(repaid(DUE, 300_000)), "repayment.shortfall")
    assert (hit.severity, hit.amount.fen) == (Severity.MEDIUM, 200_000_00)
    assert {p.document for p in hit.evidence} == {"S1", "K1"}
    assert not raised(owed(repaid(DUE, 300_000)), "repayment.overdue")


def test_what_is_due_within_a_week_is_a_reminder():
    hit = only(owed(as_of=dt.date(2025, 8, 29)), "repayment.due_soon")
    assert (hit.severity, hit.amount.fen) == (Severity.INFO, 500_000_00)
    assert not raised(owed(as_of=dt.date(2025, 8, 20)), "repayment.due_soon")
    assert not raised(owed(repaid(dt.date(2025, 8, 25), 500_000), as_of=dt.date(2025, 8, 29)), "repayment.due_soon")


def test_maturity_is_overdue_once_beside_its_last_instalment():
    late = dt.date(2026, 4, 20)
    file = owed(repaid(DUE, 500_000), accounts=[replace(SEEN, period_end=late)], as_of=late)
    assert only(file, "repayment.overdue").amount.fen == 4_500_000_00
    bare = judged(contract(), accounts=[replace(SEEN, period_end=late)], as_of=late)
    assert only(bare, "repayment.overdue").amount.fen == 5_000_000_00


def with_source(name, text, *, before=100_000, kind=RowKind.IN, amount=500_000, loan=None, **more):
    """Return a case in which money comes in the day before an instalment is paid."""
    day = (DUE - DRAWN).days
    came = row(650, day - 1, amount, name, text, kind=kind, loan=loan, balance=before + amount)
    spent = row(5, 3, -800_000, SUPPLIER, use=Use.UNSUPPORTED)
    payments = [paid(spent)]
    file = case(
        payments,
        [came, repaid(DUE, 500_000)],
        [contract(repayment_schedule=plan((DUE, 500_000)))],
        accounts=[SEEN],
        **more,
    )
    return replace(file, calendar=calendar(file))


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (with_source(RELATED, "往来款", parties=related(RELATED)), "关联方"),
        (with_source("云陵市诚信小额贷款有限公司", "放款"), "新的借款"),
        (with_source(SUPPLIER, "退回"), "贷款资金回流"),
        (with_source("云陵市诚信小额贷款有限公司", "借款", before=800_000), "新的借款"),
    ],
)
def test_a_repayment_with_money_that_the_business_did_not_earn(file, kind):
    hit = only(file, "repayment.source_mismatch")
    assert (hit.severity, hit.amount.fen) == (Severity.HIGH, 500_000_00)
    assert kind in hit.title
    assert len(hit.evidence) == 2


@pytest.mark.parametrize(
    "file",
    [
        with_source("云陵市同济机械有限公司", "货款"),  # a customer
        with_source(RELATED, "往来款", parties=related(RELATED), before=800_000),  # own money would have done
        with_source(RELATED, "往来款", parties=related(RELATED), amount=100_000),  # a small part
        with_source("云陵市诚信小额贷款有限公司", "借款", before=800_000, amount=300_000),  # a loan of another sum
    ],
)
def test_a_repayment_from_own_income(file):
    assert not raised(file, "repayment.source_mismatch")


def test_a_loan_that_is_meant_to_repay_the_old_one_is_no_mismatch():
    other = Loan(
        id="L2", borrower=BORROWER, lender=LENDER, purpose="归还存量贷款", loan_kind="working_capital", start_date=DRAWN
    )
    file = with_source(LENDER, "放款", kind=RowKind.DISBURSEMENT, loan="L2")
    meant = replace(file, loans=(*file.loans, other))
    assert not raised(meant, "repayment.source_mismatch")
    trade = replace(file, loans=(*file.loans, replace(other, purpose="采购钢材")))
    assert only(trade, "repayment.source_mismatch")


# --- the lender's duties -------------------------------------------------------------------------------------------


def test_a_first_check_that_was_not_made():
    hit = only(judged(contract(), loan_receipt()), "duty.first_check_due")
    assert (hit.severity, hit.loan) == (Severity.MEDIUM, LOAN)
    assert hit.evidence
    soon = judged(contract(), loan_receipt(), as_of=DRAWN + dt.timedelta(days=10))
    assert only(soon, "duty.first_check_due").severity is Severity.INFO


def test_first_checks_that_were_made_or_are_not_due():
    assert not raised(judged(contract(), HELD), "duty.first_check_due")
    assert not raised(judged(contract(), replace(HELD, date=fld(None))), "duty.first_check_due")
    assert not raised(judged(contract(), as_of=DRAWN + dt.timedelta(days=5)), "duty.first_check_due")
    file = case(documents=[contract()])
    undrawn = replace(file, ledger=replace(file.ledger, rows=()))
    assert not raised(replace(undrawn, calendar=calendar(undrawn)), "duty.first_check_due")


def test_a_routine_check_is_due_a_quarter_after_the_last_one():
    assert only(judged(contract(), HELD), "duty.routine_check_due").severity is Severity.MEDIUM
    a_little = replace(HELD, date=fld(AS_OF - dt.timedelta(days=100)))
    assert only(judged(contract(), a_little), "duty.routine_check_due").severity is Severity.INFO
    assert not raised(judged(contract(), HELD, RECENT), "duty.routine_check_due")
    assert not raised(judged(contract()), "duty.routine_check_due")
    person = judged(contract(), HELD, loan=the_loan(loan_kind="personal_consumption"))
    assert not raised(person, "duty.routine_check_due")


def test_a_loan_that_is_overdue_is_checked_more_often():
    file = owed(documents=[replace(HELD, date=fld(dt.date(2025, 9, 1)))], as_of=dt.date(2025, 10, 31))
    (entry,) = [e for e in file.calendar if e.kind == "routine_check"]
    assert (entry.date, entry.status) == (dt.date(2025, 10, 1), DutyStatus.OVERDUE)


def test_a_sample_is_known_only_where_the_case_is_told():
    file = case(documents=[contract(), HELD])
    assert not raised(replace(file, calendar=calendar(file)), "duty.sample_check_due")
    drawn = replace(file, facts=replace(file.facts, sample_check=dt.date(2025, 10, 31)))
    assert only(replace(drawn, calendar=calendar(drawn)), "duty.sample_check_due").severity is Severity.MEDIUM
    seen = replace(drawn, documents=(*drawn.documents, replace(HELD, id="N3", date=fld(dt.date(2025, 10, 20)))))
    assert not raised(replace(seen, calendar=calendar(seen)), "duty.sample_check_due")


def extended(new_end, **more):
    old = contract(start_date=fld(DRAWN), end_date=fld(dt.date(2026, 3, 2)))
    new = contract(
        id="K2",
        source="展期协议.pdf",
        sha256="k2",
        end_date=fld(new_end),
        signed_date=fld(dt.date(2026, 2, 10)),
        **more,
    )
    return judged(old, new, as_of=dt.date(2026, 6, 30))


def test_an_extension_beyond_the_term_of_a_short_loan():
    hit = only(extended(dt.date(2027, 9, 2)), "duty.extension_over_limit")
    assert (hit.severity, hit.amount.fen) == (Severity.HIGH, 5_000_000_00)
    assert "不得超过原期限" in hit.explanation
    assert hit.evidence[0].document == "K2"
    assert not raised(extended(dt.date(2027, 3, 2)), "duty.extension_over_limit")
    assert not raised(extended(None), "duty.extension_over_limit")
    assert [e.status for e in extended(None).calendar if e.kind == "extension"] == [DutyStatus.CANNOT_TEST]


def test_an_extended_loan_is_not_overdue_at_its_old_maturity():
    late = dt.date(2026, 6, 30)
    old = contract(start_date=fld(DRAWN), end_date=fld(dt.date(2026, 3, 2)))
    new = contract(id="K2", source="展期协议.pdf", sha256="k2", end_date=fld(dt.date(2026, 12, 2)))
    seen = [replace(SEEN, period_end=late)]
    assert raised(judged(old, accounts=seen, as_of=late), "repayment.overdue")
    assert not raised(judged(old, new, accounts=seen, as_of=late), "repayment.overdue")
