"""Fields of loan, trade and guarantee papers in the words of many lenders, where each once was missed."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import paged, ruled, word_file
from tests.understanding.test_duty_wordings import HEAD
from tests.understanding.test_forms import values

from docaudit.understanding.classify import classify
from docaudit.understanding.paper import Paper


def loan(text: str) -> dict[str, Any]:
    return values("loan_contract", word_file(HEAD + text))


FIELDS = [
    ("借款人以6217000010001234567账户作为还款账户。", {"repayment_account": "6217000010001234567"}),
    ("借款人须保证还款卡6217000010001234567余额足够支付当期款项。", {"repayment_account": "6217000010001234567"}),
    (
        "贷款资金发放至借款人开立于贷款人的65971966299627598账户。",
        {"disbursement_account": "65971966299627598", "repayment_account": None},
    ),
    (
        "借款时间共六个月，2026年1月7日起，2026年7月7日止。",
        {"start_date": "2026-01-07", "end_date": "2026-07-07", "term_months": 6},
    ),
    ("借期三个月，自2026年3月1日至2026年5月31日。", {"term_months": 3, "end_date": "2026-05-31"}),
    ("双方约定年息百分之三点六。", {"interest_rate": "3.60"}),
    ("月利率千分之五。", {"interest_rate": "6.00"}),
    ("逾期的，按年利率百分之十八计收罚息。", {"interest_rate": None}),
    ("本合同借款年利率4.35%，为固定利率。", {"interest_rate": "4.35", "rate_basis": "固定利率"}),
    (
        "利率：☑固定利率：年利率4.20%。\n□浮动利率：5年期以上LPR加____基点。",
        {"interest_rate": "4.20", "rate_basis": "固定利率"},
    ),
    ("借款用途（单选）：[√] 采购建筑辅材  [ ] 购置经营设备  [ ] 支付租金", {"purpose": "采购建筑辅材"}),
    ("借款用途：□购车 □装修 □旅游", {"purpose": None}),
    ("借款用途：……………………。", {"purpose": None}),
    ("这笔钱只能用来进水果，借款方保证不拿去炒股、赌博。", {"purpose": "进水果"}),
    ("本合同项下贷款用于支付设备款，不可挪用于其他支出。", {"purpose": "支付设备款"}),
    ("贷款资金限于购买瓷土釉料及补充日常营运资金。", {"purpose": "购买瓷土釉料及补充日常营运资金"}),
    ("贷款到期一次性偿还本金，利息按季支付。", {"repayment_method": "贷款到期一次性偿还本金，利息按季支付"}),
    ("还款方式为下列第……种：1.到期一次还本付息；2.等额本金。", {"repayment_method": None}),
    ("还款方式为下列第 2 种：1.到期一次还本付息；2.等额本金；3.等额本息。", {"repayment_method": "等额本金"}),
    ("本合同自2026年8月25日签订之日起生效。", {"signed_date": "2026-08-25"}),
]


@pytest.mark.parametrize(("sentence", "expected"), FIELDS)
def test_a_field_of_a_loan_contract(sentence: str, expected: dict[str, Any]) -> None:
    found = loan("第二条 " + sentence)
    assert {k: found[k] for k in expected} == expected


def test_a_sum_may_be_printed_with_two_units() -> None:
    text = HEAD.split("第一条")[0] + "第一条 借款金额为人民币1亿5000万元整。"
    assert values("loan_contract", word_file(text))["amount"] == "150000000.00"


def test_the_number_of_a_contract_stands_alone_under_its_title() -> None:
    text = "^资金借款合同书\n财借字第20250179号\n贷款方：甲财务有限公司\n借款方：乙陶瓷股份有限公司\n"
    assert values("loan_contract", paged(text))["contract_number"] == "财借字第20250179号"


def test_the_date_of_a_cover_is_that_of_signing() -> None:
    text = "^项目借款合同\n借款人：甲陶瓷股份有限公司\n贷款人：乙银行股份有限公司\n2026年4月5日\n1.1 借款人向贷款人借款。\n"
    assert values("loan_contract", paged(text))["signed_date"] == "2026-04-05"


def test_term_and_days_stand_in_a_cell() -> None:
    page = ruled(
        [
            ["借款人", "许子轩", "贷款人", "丁市银行股份有限公司"],
            ["借款期限", "12个月(2024.11.18-2025.11.18)", "年利率", "5.65%"],
        ],
        title="个人经营性贷款借款合同",
    )
    found = values("loan_contract", page)
    assert (found["term_months"], found["start_date"], found["end_date"]) == (12, "2024-11-18", "2025-11-18")


def test_a_surety_is_the_ticked_one() -> None:
    assert [g["value"] for g in loan("担保方式：[√] 保证，保证人：许建业  [ ] 信用")["guarantors"]] == ["许建业"]
    assert loan("担保方式：[ ] 保证，保证人：________  [√] 信用")["guarantors"] == []


def test_an_alternative_that_was_not_chosen_is_no_duty() -> None:
    text = "第五条 借款人的义务（打钩的适用）\n☑每月5日前报送资金使用情况表；\n□资产负债率不高于____%；\n□提款后30日内提供发票。\n"
    assert [o["kind"]["value"] for o in loan(text)["obligations"]] == ["reporting"]
    chosen = "第五条 还款方式为下列第2种：\n1.到期一次性还本付息。\n2.借款人应按月付息，到期还本。\n3.等额本息。\n"
    assert [o["text"]["value"] for o in loan(chosen)["obligations"]] == ["2.借款人应按月付息，到期还本。"]


def test_a_list_of_events_is_one_duty_and_holds_its_items() -> None:
    text = "第五条 发生下列情形之一的，借款人应于3日内书面通知贷款人：\n（1）涉及重大诉讼；\n（2）主要资产被查封。\n第六条 附则\n"
    (duty,) = loan(text)["obligations"]
    assert (duty["kind"]["value"], duty["due_days"]["value"]) == ("notification", 3)
    assert duty["event"]["value"] == "（1）涉及重大诉讼；（2）主要资产被查封"
    assert duty["text"]["value"].endswith("主要资产被查封。")


def test_the_items_of_a_list_of_promises_are_duties_of_their_own() -> None:
    text = "第五条 借款人承诺：（1）每季度结束后15日内报送财务报表；（2）不将贷款用于购买股票；（3）变更住所的，提前10日通知贷款人。"
    assert [o["kind"]["value"] for o in loan(text)["obligations"]] == ["reporting", "prohibition", "notification"]


def test_short_names_stand_for_the_parties() -> None:
    text = (
        "^信托贷款合同\n贷款人：华岳国际信托有限公司（下称“信托公司”）\n借款人：甲陶瓷股份有限公司（下称“公司”）\n"
        "（一）公司须在每个季度结束后12日内将财务报表送交信托公司。\n（二）信托公司应对受托资产分别管理。\n"
        "（三）公司应当接受信托公司的检查。\n"
    )
    found = values("loan_contract", paged(text))["obligations"]
    assert [(o["kind"]["value"], o["party"]["value"]) for o in found] == [
        ("reporting", "borrower"),
        ("other", "borrower"),
    ]


@pytest.mark.parametrize(
    "title", ["贷款支付授权委托书", "划款授权书", "代付委托书", "受托支付申请书", "授权划付函", "付款授权委托书"]
)
def test_an_order_to_pay_goes_by_many_titles(title: str) -> None:
    text = f"^{title}\n授权人：甲医疗器械有限公司\n一、所依据的借款合同：GD-96705229\n二、委托支付金额：人民币壹万元整（10,000.00元）\n三、收款单位：乙农业发展有限公司\n"
    page = paged(text)
    assert classify(Paper([page])).doc_type == "entrusted_payment_order"
    assert values("entrusted_payment_order", page)["contract_number"] == "GD-96705229"


def test_heads_of_a_receipt_are_no_values_of_each_other() -> None:
    page = ruled(
        [["交款单位（个人）", "款项内容", "结算方式"], ["宁夏润野农业发展有限公司", "仓储费", "转账"]],
        title="资金往来收据",
        below="收款单位：河北诚壹医疗器械有限责任公司（财务专用章）",
    )
    found = values("receipt", page)
    assert found["reason"] == "仓储费"
    assert found["payee"] == "河北诚壹医疗器械有限责任公司"


def test_a_guarantee_names_its_loan_by_title_and_number() -> None:
    text = (
        "^保证合同\n编号：（2025）泉商银保字第0067号\n主合同名称及编号   《人民币借款合同》（2026）泉商银借字第1558号\n"
    )
    found = values("guarantee_contract", paged(text))
    assert found["main_contract_number"] == "（2026）泉商银借字第1558号"


def test_a_receipt_of_a_loan_names_its_contract_in_a_sentence() -> None:
    text = "^借据\n借款人邓立新依据编号HT36550638的借款合同，今借到甲小额贷款有限公司人民币壹拾捌万元整。\n"
    assert values("loan_receipt", paged(text))["contract_number"] == "HT36550638"


def test_goods_are_counted_and_works_end_on_a_day() -> None:
    goods = "^设备采购合同\n买方：甲公司\n卖方：乙公司\n1. 卖方向买方出售全自动滚压成型机4台（套），含安装调试。\n"
    assert values("trade_contract", paged(goods))["subject"] == "全自动滚压成型机"
    works = "^装修合同\n发包方：甲公司\n承包方：乙公司\n第二条 开工日期2025年3月12日，竣工日期2025年6月12日。\n"
    assert values("trade_contract", paged(works))["delivery_date"] == "2025-06-12"
