"""Checks on financial statements: their sums, between statements, the business behind them."""

# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from check_cases import (
    BORROWER,
    LENDER,
    Account,
    RowKind,
    Use,
    case,
    fld,
    row,
    yuan,
)

from docaudit.checks import load_rule_pack, run_checks
from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.cash_flow_statement import CashFlowStatement
from docaudit.documents.financials import StatementLine
from docaudit.documents.income_statement import IncomeStatement
from docaudit.duties import analysis
from docaudit.records.labels import Severity
from docaudit.records.pages import TextSource

PACK = load_rule_pack()
NAMES = {
    "资产总计": "total_assets", "流动资产合计": "current_assets", "货币资金": "cash", "应收账款": "accounts_receivable", "存货": "inventory",
    "负债合计": "total_liabilities", "流动负债合计": "current_liabilities", "短期借款": "short_term_loans", "所有者权益合计": "total_equity",
    "未分配利润": "retained_earnings", "营业收入": "revenue", "营业成本": "cost_of_sales", "管理费用": "administrative_expenses",
    "财务费用": "finance_costs", "营业利润": "operating_profit", "利润总额": "total_profit", "所得税费用": "income_tax", "净利润": "net_profit",
    "经营活动产生的现金流量净额": "operating_cash_flow", "现金及现金等价物净增加额": "net_increase_in_cash",
    "期初现金及现金等价物余额": "opening_cash", "期末现金及现金等价物余额": "closing_cash", "销售商品、提供劳务收到的现金": "cash_from_sales",
}  # fmt: skip
BALANCE = {
    "货币资金": (100, 80), "应收账款": (200, 150), "存货": (300, 270), "流动资产合计": (600, 500), "非流动资产合计": (400, 300), "资产总计": (1000, 800),
    "短期借款": (250, 150), "应付账款": (150, 150), "流动负债合计": (400, 300), "负债合计": (400, 300), "实收资本（或股本）": (400, 400),
    "盈余公积": (20, 20), "未分配利润": (180, 80), "所有者权益合计": (600, 500),
}  # fmt: skip
INCOME = {
    "一、营业收入": (2000, 1900), "减：营业成本": (1700, 1620), "税金及附加": (10, 10), "管理费用": (150, 145), "财务费用": (20, 15),
    "其中：利息费用": (20, 15), "二、营业利润（亏损以“-”号填列）": (120, 110), "加：营业外收入": (3, 2), "三、利润总额": (123, 112),
    "减：所得税费用": (23, 22), "四、净利润": (100, 90),
}  # fmt: skip
FLOWS = {
    "销售商品、提供劳务收到的现金": (2200, 2100), "经营活动产生的现金流量净额": (60, 50), "投资活动产生的现金流量净额": (-110, -60),
    "筹资活动产生的现金流量净额": (70, 20), "五、现金及现金等价物净增加额": (20, 10), "加：期初现金及现金等价物余额": (80, 70),
    "六、期末现金及现金等价物余额": (100, 80),
}  # fmt: skip


def lines(figures, changes, factor=1000, confidence=0.99):
    """Return statement lines in yuan; `changes` replace (current, prior) by caption, None takes a line away."""

    def name(caption):
        bare = caption.split("、", 1)[-1] if caption[0] in "一二三四五六" else caption
        return NAMES.get(bare.removeprefix("加：").removeprefix("减：").split("（")[0])

    merged = {**figures, **changes}
    return tuple(
        StatementLine(
            name=fld(name(caption)), caption=fld(caption),
            current=yuan(None if pair[0] is None else pair[0] * factor, confidence),
            prior=yuan(None if pair[1] is None else pair[1] * factor, confidence),
        )
        for caption, pair in merged.items()
        if pair is not None
    )  # fmt: skip


def sheet(
    kind, figures, changes=None, *, end=dt.date(2025, 12, 31), ident="B1", entity=BORROWER, confidence=0.99, **more
):
    start = None if kind is BalanceSheet else dt.date(end.year, 1, 1)
    return kind(
        id=ident, source=f"{ident}.pdf", sha256=ident, pages=(1,), entity=fld(entity), period_start=fld(start), period_end=fld(end),
        unit=fld("元"), items=lines(figures, changes or {}, confidence=confidence), **more,
    )  # fmt: skip


def balance(changes=None, **more):
    return sheet(BalanceSheet, BALANCE, changes, **more)


def income(changes=None, **more):
    return sheet(IncomeStatement, INCOME, changes, **{"ident": "P1", **more})


def flows(changes=None, **more):
    return sheet(CashFlowStatement, FLOWS, changes, **{"ident": "C1", **more})


def judged(*documents, **more):
    file = case(documents=documents, **more)
    return replace(file, analysis=analysis(file))


def raised(file, check):
    return [f for f in run_checks(file, PACK) if f.check == check]


def only(file, check):
    hits = raised(file, check)
    assert len(hits) == 1, hits
    return hits[0]


def test_statements_in_order_raise_nothing():
    file = judged(balance(), income(), flows())
    assert not [f for f in run_checks(file, PACK) if f.check.startswith("financials.")]


# --- subtotal ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "amount", "said"),
    [
        (balance({"流动资产合计": (500, 500), "资产总计": (900, 800), "所有者权益合计": (500, 500)}), 100_000, "流动资产合计"),
        (balance({"流动资产合计": (650, 500), "资产总计": (1050, 800), "所有者权益合计": (650, 500)}), 50_000, "流动资产合计"),
        (balance({"非流动资产合计": (350, 300)}), 50_000, "资产总计"),
        (balance({"未分配利润": (280, 80)}), 100_000, "所有者权益合计"),
        (income({"二、营业利润（亏损以“-”号填列）": (150, 110), "三、利润总额": (153, 112), "减：所得税费用": (53, 22)}), 30_000, "营业利润"),
        (income({"四、净利润": (130, 90)}), 30_000, "净利润"),
        (flows({"五、现金及现金等价物净增加额": (40, 10), "六、期末现金及现金等价物余额": (120, 80)}), 20_000, "净增加额"),
        (flows({"六、期末现金及现金等价物余额": (150, 80)}), 50_000, "期末现金"),
    ],
)  # fmt: skip
def test_items_that_miss_their_printed_sum(paper, amount, said):
    hits = raised(judged(paper), "financials.subtotal")
    assert any(said in f.title and f.amount.fen == amount * 100 for f in hits), hits
    assert {f.severity for f in hits} == {Severity.HIGH}
    assert all(p.document == paper.id for f in hits for p in f.evidence)


@pytest.mark.parametrize(
    "paper",
    [
        balance({"待处理财产损溢": (50, 0), "流动资产合计": (650, 500), "非流动资产合计": (350, 300)}),  # a line of one's own
        balance({"存货": None}),  # a short form: both columns lack the line
        balance({"应收利息": (5, 0)}),  # within 其他应收款 in the form of 2019
        balance({"应收票据及应收账款": (200, 150), "其中：应收票据": (50, 50)}),  # the form of 2018
        income({"资产减值损失": (-20, 0), "二、营业利润（亏损以“-”号填列）": (100, 110), "三、利润总额": (103, 112), "四、净利润": (80, 90)}),
        income({"减：资产减值损失": (20, 0), "二、营业利润（亏损以“-”号填列）": (100, 110), "三、利润总额": (103, 112), "四、净利润": (80, 90)}),
        income({"其中：研发费用": (50, 40)}),
        flows({"四、汇率变动对现金及现金等价物的影响": (-3, 0), "五、现金及现金等价物净增加额": (17, 10), "加：期初现金及现金等价物余额": (83, 70)}),
        balance({"非流动资产合计": (350, 300)}, confidence=0.5),
    ],
)  # fmt: skip
def test_sums_that_are_in_order_or_cannot_be_told(paper):
    assert not raised(judged(paper), "financials.subtotal")


def test_a_scan_that_lost_a_line_proves_nothing_and_one_that_lost_none_is_less_grave():
    lost = balance({"存货": (None, 270)}, text_source=TextSource.OCR)
    assert not raised(judged(lost), "financials.subtotal")
    doubtful = balance({"非流动资产合计": (350, 300)}, text_source=TextSource.OCR, confidence=0.8)
    assert only(judged(doubtful), "financials.subtotal").severity is Severity.MEDIUM


# --- articulation --------------------------------------------------------------------------------------------------


def test_profit_that_does_not_reach_equity_is_reported_unless_it_was_paid_out():
    less = balance({"未分配利润": (130, 80), "实收资本（或股本）": (450, 400)})
    hit = only(judged(less, income()), "financials.articulation")
    assert (hit.severity, hit.amount.fen) == (Severity.MEDIUM, 50_000_00)
    assert {p.document for p in hit.evidence} == {"B1", "P1"}
    paid = flows({"分配股利、利润或偿付利息支付的现金": (55, 0)})
    assert not raised(judged(less, income(), paid), "financials.articulation")
    reserved = balance({"盈余公积": (30, 20), "未分配利润": (170, 80)})
    assert not raised(judged(reserved, income()), "financials.articulation")
    more = balance({"未分配利润": (230, 80), "实收资本（或股本）": (350, 400)})
    assert "没有来源" in only(judged(more, income()), "financials.articulation").explanation


def test_cash_of_the_flows_must_lie_within_the_cash_of_the_balance_sheet():
    over = flows({"加：期初现金及现金等价物余额": (100, 70), "六、期末现金及现金等价物余额": (120, 80)})
    assert "多出20,000.00元" in only(judged(balance(), over), "financials.articulation").explanation
    under = flows({"加：期初现金及现金等价物余额": (50, 70), "六、期末现金及现金等价物余额": (70, 80)})
    hit = only(judged(balance(), under), "financials.articulation")
    assert (hit.severity, hit.amount.fen) == (Severity.MEDIUM, 30_000_00)
    margin = row(7, 5, -30_000, LENDER, "承兑保证金", use=Use.MARGIN_DEPOSIT)
    assert only(judged(balance(), under, rows=[margin]), "financials.articulation").severity is Severity.LOW


def test_two_sets_of_figures_for_one_year():
    before = {k: (v[1], None) for k, v in BALANCE.items()}
    last = sheet(BalanceSheet, before, end=dt.date(2024, 12, 31), ident="B0")
    assert not raised(judged(balance(), last), "financials.articulation")
    other = sheet(
        BalanceSheet,
        {**before, "应收账款": (90, None), "流动资产合计": (440, None)},
        end=dt.date(2024, 12, 31),
        ident="B0",
    )
    hit = only(judged(balance(), other), "financials.articulation")
    assert (hit.severity, hit.amount.fen) == (Severity.HIGH, 60_000_00)
    assert {p.document for p in hit.evidence} == {"B0", "B1"}
    # The prior column of a quarter may be another quarter: all its figures differ then.
    quarter = sheet(
        BalanceSheet, {k: (v[0], v[1] + 7) for k, v in BALANCE.items()}, end=dt.date(2025, 9, 30), ident="B2"
    )
    assert not raised(judged(quarter, last), "financials.articulation")


def test_a_sum_from_the_new_year_does_not_fall():
    first = income(end=dt.date(2025, 3, 31), ident="P3")
    half = income({"一、营业收入": (1500, 1400)}, end=dt.date(2025, 6, 30), ident="P6")
    hits = raised(judged(first, half), "financials.articulation")
    assert [(f.severity, f.amount.fen) for f in hits] == [(Severity.HIGH, 500_000_00)]
    assert not raised(
        judged(income({"一、营业收入": (900, 800)}, end=dt.date(2025, 3, 31), ident="P3"), income()),
        "financials.articulation",
    )


def test_statements_of_a_guarantor_are_not_the_borrowers():
    theirs = balance({"未分配利润": (130, 80), "实收资本（或股本）": (450, 400)}, entity="云陵市永丰担保有限公司")
    assert not raised(judged(theirs, income()), "financials.articulation")


# --- deterioration -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("papers", "severity", "said"),
    [
        ([income({"一、营业收入": (1200, 1900)})], Severity.MEDIUM, "下降36.8%"),
        ([income({"四、净利润": (-50, 90)})], Severity.MEDIUM, "亏损50,000.00元"),
        ([balance({"负债合计": (500, 300)}), income()], Severity.MEDIUM, "升至50.0%"),
        ([balance({"应收账款": (400, 150)}), income()], Severity.LOW, "应收账款周转天数"),
        ([income(), flows({"经营活动产生的现金流量净额": (-60, -50)})], Severity.LOW, "连续两期为负"),
    ],
)  # fmt: skip
def test_a_business_that_got_worse(papers, severity, said):
    hit = only(judged(*papers), "financials.deterioration")
    assert hit.severity is severity
    assert said in hit.explanation
    assert hit.evidence


@pytest.mark.parametrize(
    "papers",
    [
        [income({"一、营业收入": (1340, 1900)})],  # less than 30 %
        [income({"四、净利润": (-50, -90)})],  # a loss before, too
        [income({"一、营业收入": (1200, None)})],  # nothing to compare with
        [income(), flows({"经营活动产生的现金流量净额": (-60, 50)})],
        [balance({"应收账款": (20, 8)}), income()],  # a few days
    ],
)
def test_a_business_that_did_not(papers):
    assert not raised(judged(*papers), "financials.deterioration")


# --- revenue -------------------------------------------------------------------------------------------------------


def receipts(
    total,
    *,
    name="云陵市同济机械有限公司",
    text="货款",
    kind=RowKind.IN,
    end=dt.date(2025, 12, 31),
    start=dt.date(2025, 1, 1),
):
    """Return the case of an account on which customers paid `total` yuan in 2025 in four parts."""
    rows = [row(500 + n, -50 + 80 * n, total / 4, name, text, kind=kind) for n in range(4)]
    account = Account(
        key="A", number="6222000011112222", name=BORROWER, documents=("S1",), period_start=start, period_end=end
    )
    return judged(income(), rows=rows, accounts=[account], as_of=dt.date(2026, 2, 28))


@pytest.mark.parametrize(("total", "severity"), [(1_000_000, Severity.MEDIUM), (600_000, Severity.HIGH)])
def test_revenue_that_the_accounts_do_not_show(total, severity):
    hit = only(receipts(total), "financials.revenue_unsupported")
    assert hit.severity is severity
    assert hit.amount.fen == 2_260_000_00 - total * 100


@pytest.mark.parametrize(
    "file",
    [
        receipts(1_200_000),
        receipts(600_000, start=dt.date(2025, 3, 1)),  # the statement begins within the year
        receipts(600_000, end=dt.date(2025, 9, 30)),
    ],
)
def test_revenue_that_is_seen_or_cannot_be(file):
    assert not raised(file, "financials.revenue_unsupported")


def test_loans_own_money_and_refunds_are_no_sales_and_a_missing_account_is_a_hint():
    assert only(receipts(1_900_000, text="借款"), "financials.revenue_unsupported").severity is Severity.HIGH
    assert only(receipts(1_900_000, kind=RowKind.TRANSFER_IN), "financials.revenue_unsupported")
    file = receipts(600_000)
    dark = Account(key="dark:1", number="6222000099998888", name=BORROWER, dark=True)
    elsewhere = replace(file, ledger=replace(file.ledger, accounts=(*file.ledger.accounts, dark)))
    assert only(elsewhere, "financials.revenue_unsupported").severity is Severity.INFO


# --- the analysis itself -------------------------------------------------------------------------------------------


def test_the_analysis_has_ratios_with_their_figures_trend_and_industry():
    file = case(documents=[balance(), income(), flows()])
    file = replace(
        file, facts=replace(file.facts, industry=(("gross_margin", Decimal("0.2")),), industry_source="行业协会")
    )
    found = analysis(file)
    (period,) = found.periods
    gross = period.ratio("gross_margin")
    assert (gross.value, gross.industry) == (Decimal("0.15"), Decimal("0.2"))
    assert round(gross.prior, 4) == Decimal("0.1474")
    assert [f.name for f in gross.figures[:2]] == ["cost_of_sales", "revenue"]
    assert period.ratio("debt_ratio").value == Decimal("0.4")
    assert round(period.ratio("receivable_days").value, 1) == Decimal("36.5")
    assert period.ratio("cash_to_profit").value == Decimal("0.6")
    told = "".join(r.zh for r in found.summary)
    assert "比上期（1,900,000.00元）增长5.3%" in told
    assert "与行业（行业协会）相比，毛利率为15.0%，行业为20.0%" in told
    assert all(r.places and r.en for r in found.summary)


def test_a_file_without_statements_has_no_analysis():
    assert not analysis(case()).periods
    assert not analysis(case(documents=[balance(entity="云陵市永丰担保有限公司")])).periods
