"""Tests the financial covenants of a contract on each balance sheet day that the file holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.cash_flow_statement import CashFlowStatement
from docaudit.documents.income_statement import IncomeStatement
from docaudit.documents.loan_contract import LoanContract
from docaudit.records.case import CaseFile
from docaudit.records.findings import CalendarEntry
from docaudit.records.labels import DutyStatus
from docaudit.records.obligation import Obligation

METRICS = {
    "debt_ratio": "资产负债率",
    "current_ratio": "流动比率",
    "quick_ratio": "速动比率",
    "interest_coverage": "利息保障倍数",
    "net_assets": "净资产",
    "external_guarantees": "对外担保",
    "operating_cash_flow": "经营活动现金流量净额",
    "revenue": "营业收入",
    "net_profit": "净利润",
    "sales_collection_share": "结算归集比例",
}


def tested_covenants(case: CaseFile, contract: LoanContract) -> Iterator[CalendarEntry]:
    """Yield one entry per covenant and balance sheet day from signing on: done, breached or cannot_test."""
    signed = contract.signed_date.value or contract.start_date.value
    days = sorted({s.period_end.value for s in case.of(BalanceSheet) if s.period_end.value})
    for obligation in contract.obligations:
        if obligation.kind.value != "financial_covenant":
            continue
        for day in days:
            if signed is None or day >= signed:
                yield _tested(case, obligation, day)


def _tested(case: CaseFile, obligation: Obligation, day: dt.date) -> CalendarEntry:
    metric = obligation.metric.value or "other"
    value = metric_value(case, metric, day)
    limit, operator = obligation.threshold.value, obligation.operator.value
    name = METRICS.get(metric, "其他指标")
    shown = (
        f"{operator or ''}{limit if limit is not None else '未载明'}{'%' if obligation.unit.value == 'percent' else ''}"
    )
    if value is None or limit is None or operator is None:
        status, result = DutyStatus.CANNOT_TEST, "缺少数据"
    else:
        scaled = value * 100 if obligation.unit.value == "percent" else value
        status = DutyStatus.DONE if holds(scaled, operator, limit) else DutyStatus.BREACHED
        result = f"实际{scaled:.2f}"
    return CalendarEntry(date=day, kind="covenant_test", title=f"{name}应{shown}，{result}", status=status)


def holds(value: Decimal, operator: str, limit: Decimal) -> bool:
    """Say whether ``value operator limit`` is true; the operator is one of the interface's four."""
    return {"<=": value <= limit, "<": value < limit, ">=": value >= limit, ">": value > limit}[operator]


def metric_value(case: CaseFile, metric: str, day: dt.date) -> Decimal | None:
    """Return a metric at a balance sheet day: a plain ratio or yuan; None where an input is missing."""

    def figure(kind: type[BalanceSheet | IncomeStatement | CashFlowStatement], name: str) -> Decimal | None:
        for statement in case.of(kind):
            line = statement.line(name) if statement.period_end.value == day else None
            if line is not None and line.current.value is not None:
                return Decimal(line.current.value.fen) / 100
        return None

    def ratio(top: Decimal | None, bottom: Decimal | None) -> Decimal | None:
        return top / bottom if top is not None and bottom else None

    if metric == "debt_ratio":
        return ratio(figure(BalanceSheet, "total_liabilities"), figure(BalanceSheet, "total_assets"))
    if metric == "current_ratio":
        return ratio(figure(BalanceSheet, "current_assets"), figure(BalanceSheet, "current_liabilities"))
    if metric == "quick_ratio":
        parts = [figure(BalanceSheet, n) for n in ("current_assets", "inventory", "prepayments")]
        if parts[0] is None or parts[1] is None:
            return None
        return ratio(parts[0] - parts[1] - (parts[2] or 0), figure(BalanceSheet, "current_liabilities"))
    if metric == "interest_coverage":
        profit, interest = figure(IncomeStatement, "total_profit"), figure(IncomeStatement, "interest_expense")
        return ratio(profit + interest, interest) if profit is not None and interest is not None else None
    if metric == "net_assets":
        return figure(BalanceSheet, "total_equity")
    if metric in ("revenue", "net_profit"):
        return figure(IncomeStatement, metric)
    if metric == "operating_cash_flow":
        return figure(CashFlowStatement, metric)
    return None
