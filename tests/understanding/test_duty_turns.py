"""Duties in other turns: breaches, lists, notices of the lender, facts that oblige nobody."""

from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import word_file
from tests.understanding.test_duty_wordings import HEAD, found, is_read
from tests.understanding.test_forms import values
from tests.understanding.test_unseen_wordings import duties

from docaudit.understanding.paper import HEADING, PAGE_MARK


def kinds(text: str) -> list[str]:
    return [kind for kind, _, _ in found(text)]


@pytest.mark.parametrize("line", ["2.5倍计收罚息", "8.10‰执行", "3个工作日内答复", "65%。", "12期归还"])
def test_a_line_that_begins_with_a_figure_and_its_unit_opens_no_clause(line: str) -> None:
    assert HEADING.match(line) is None


@pytest.mark.parametrize(
    "line", ["3.年利率", "2 借款期限", "第九条之二 检查", "四之一、通知", "贰、用途", "(六之一)保险", "1天津分行"]
)
def test_the_number_of_a_clause_is_told_however_it_is_written(line: str) -> None:
    assert HEADING.match(line)


def test_a_share_alone_on_a_line_is_no_page_number() -> None:
    assert PAGE_MARK.match("65%。") is None
    assert PAGE_MARK.match("- 65 -")


BREACHES = [
    ("current_ratio", "流动比率跌破1.1的，贷款人有权宣布贷款立即到期。", ">=", "1.1", "times"),
    ("debt_ratio", "资产负债率突破75%的，贷款人有权停止发放贷款。", "<=", "75", "percent"),
    ("net_profit", "借款人净利润为负时，视为违约。", ">=", "0", "yuan"),
    ("quick_ratio", "速动比率降至0.6以下的，贷款人有权提前收回贷款。", ">=", "0.6", "times"),
]


@pytest.mark.parametrize(("metric", "text", "operator", "threshold", "unit"), BREACHES)
def test_a_figure_that_falls_or_breaks_through_is_turned_into_what_must_hold(
    metric: str, text: str, operator: str, threshold: str, unit: str
) -> None:
    tests = [slots for kind, _, slots in found(text) if kind == "financial_covenant"]
    assert tests == [{"metric": metric, "operator": operator, "threshold": threshold, "unit": unit}]


def test_the_signs_that_let_a_lender_cut_the_line_are_tests_and_one_recall() -> None:
    text = "第六条 有下列迹象的，贷款人可以冻结直至取消授信额度：\n①流动比率跌破1.0；\n②净利润出现负数；\n③账户被查封。"
    read = found(text)
    assert [kind for kind, _, _ in read] == ["acceleration", "financial_covenant", "financial_covenant"]
    assert [(s["operator"], s["threshold"]) for _, _, s in read[1:]] == [(">=", "1.0"), (">=", "0")]


def test_a_threshold_in_dollars_is_left_empty() -> None:
    read = found("借款人的有形净值应不低于美元800万元。")
    assert [(k, s["metric"], s["operator"], s.get("threshold")) for k, _, s in read] == [
        ("financial_covenant", "other", ">=", None)
    ]


ONE_DUTY: list[tuple[str, str, dict[str, Any]]] = [
    ("乙方调整贷款利率的，应提前5个工作日通知甲方。", "notification", {"event": "调整贷款利率", "due_days": -5}),
    ("借款人与关联企业发生大额往来的，应于发生后7日内向贷款人说明该往来的性质。", "notification", {"due_days": 7}),
    ("借款人应在获悉任何诉讼后立即通知贷款人。", "notification", {"event": "任何诉讼", "due_days": 0}),
    ("借款人发生股东变更的，应在5个工作日内书面报知贷款人。", "notification", {"due_days": 5, "day_kind": "working"}),
    ("借款人在每年6月末和12月末，应向贷款人提供经营流水。", "reporting", {"frequency": "half_yearly"}),
    ("借款人须在每季度结束后12个工作日内，向贷款人提供季度经营简报。", "reporting", {"document": "季度经营简报"}),
    ("借款人应在货物通关后20日内，将报关单复印件交给贷款人。", "evidence", {"documents": ["other"], "due_days": 20}),
    ("借款人违反前款的，贷款人可单方提前收贷。", "acceleration", {"event": "违反前款"}),
    ("利息由借款人于每月25日自行支付。", "repayment", {}),
    ("到期日当天，借款人应将本息足额留存于结算账户。", "repayment", {}),
    ("借款人以其应收账款向贷款人质押，并办理登记。", "security", {}),
    ("贷款不得提取现金，不得用于购置住房。", "prohibition", {"uses": ["cash", "real_estate"]}),
    ("借款资金严禁用于偿还他行贷款或缴纳土地款。", "prohibition", {"uses": ["loan_repayment", "real_estate"]}),
    ("借款人保证不以贷款置换其他银行的借款。", "prohibition", {"uses": ["loan_repayment"]}),
]


@pytest.mark.parametrize(("text", "kind", "slots"), ONE_DUTY)
def test_a_sentence_is_one_duty_with_its_terms(text: str, kind: str, slots: dict[str, Any]) -> None:
    is_read(text, kind, slots)


def test_two_reports_at_the_end_of_two_periods_are_two_duties() -> None:
    read = found("借款人须在年度结束后150日内提供审计报告，在半年度结束后60日内提供管理报表。")
    assert [(k, s["frequency"], s["due_days"]) for k, _, s in read] == [
        ("reporting", "yearly", 150),
        ("reporting", "half_yearly", 60),
    ]


def test_a_part_paid_on_a_day_and_the_rest_at_the_end_are_two_payments() -> None:
    read = found("借款人应在2026年8月1日之前归还本金20万元，其余本金于到期日清偿。")
    assert [(k, s.get("due_date"), s.get("amount")) for k, _, s in read] == [
        ("repayment", "2026-08-01", "200000.00"),
        ("repayment", None, None),
    ]


def test_where_the_money_must_run_is_kept_beside_the_consent_for_a_change() -> None:
    text = "借款人应将全部货款汇入在贷款人处开立的专户，未经贷款人同意不得变更收款账户。"
    assert kinds(text) == ["account", "consent"] or kinds(text) == ["consent", "account"]


def test_a_surety_pays_for_the_borrower_and_stands_surety() -> None:
    guarantor = "丙方（保证人）：己市信达担保有限公司\n"
    paid = duties(
        values(
            "loan_contract",
            word_file(HEAD + guarantor + "甲方未按期还款的，丙方应在收到乙方书面通知后8个工作日内代为偿还。"),
        )
    )
    assert [(k, p) for k, p, _ in paid] == [("repayment", "guarantor")]
    stands = "丙方在抵押登记办妥并将权证交付乙方之前，对甲方的全部债务承担连带保证责任。"
    secured = duties(values("loan_contract", word_file(HEAD + guarantor + stands)))
    assert [(k, p) for k, p, _ in secured] == [("security", "guarantor")]


NO_DUTY = [
    "借款人提供的账册、报表和合同均真实有效。",
    "借款人声明：其经营许可证齐备，其交付的发票与原件一致，不存在欠税。",
    "因经营需要，借款人回款放缓，经协商，对原合同作如下变更：",
    "还款方式：到期一次还本，利随本清。",
    "起息日2026年3月2日到期日2027年3月1日",
]


@pytest.mark.parametrize("text", NO_DUTY)
def test_facts_and_terms_oblige_nobody(text: str) -> None:
    assert [kind for kind in kinds(text) if kind != "other"] == []


def test_a_short_item_that_names_the_lender_stays_the_borrower_s() -> None:
    text = "五、借款人声明并保证：\n①不以借款炒股；\n②门店搬迁的，提前10天知会贷款人；\n③贷款人查访时予以配合。"
    read = [(k, p, s) for k, p, s in found(text) if k == "notification"]
    assert [(p, s["due_days"]) for _, p, s in read] == [("borrower", -10)]


def test_a_party_called_by_its_trade_is_the_borrower() -> None:
    head = HEAD.replace("借款人（以下称“甲方”）", "供应商（借款人）").replace("甲方", "供应商")
    read = duties(values("loan_contract", word_file(head + "供应商发生重大诉讼的，应在3日内通知贷款人。")))
    assert [(k, s["event"]) for k, _, s in read] == [("notification", "发生重大诉讼")]
