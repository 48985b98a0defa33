# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.understanding.pages import paged, ruled, word_file
from tests.understanding.test_forms import values

from docaudit.understanding.obligations import obligations
from docaudit.understanding.paper import Paper
from docaudit.understanding.rates import rate_in
from docaudit.understanding.roles import bind_roles

LOAN = """流动资金借款合同
合同编号：（2026）甲银流贷字第0012号
贷款人（甲方）：甲商业银行股份有限公司城东支行
住所：甲市东路1号   负责人：周明
借款人（乙方）：乙机械制造有限公司
统一社会信用代码：91440300708461136T
保证人（丙方）：丙模具有限公司
第一条 借款金额：人民币（大写）伍佰万元整（小写）￥5,000,000.00。
第二条 借款期限为12个月，自2026年1月5日起至2027年1月4日止。提款期自2026年1月5日至2026年3月31日。
第三条 借款利率：年利率4.35%，即1年期LPR加55个基点。逾期罚息利率在借款利率基础上加收50%。
第四条 借款用途：支付钢材采购款，未经甲方书面同意不得改变。
第五条 贷款资金的支付采用如下第 2 种方式：
（1）全部采用借款人自主支付方式。
（2）单笔支付金额大于100万元的，采用贷款人受托支付方式；其余采用借款人自主支付方式。
第六条 放款账户：户名乙机械制造有限公司，账号7066904446242246671516。还款账户：账号7066 9044 4624 2246。
第七条 还款方式：□到期一次还本付息 ☑按月付息，到期还本
甲方（盖章）   乙方（盖章）
签订日期：2026年1月4日   签订日期：2026年1月5日"""

EXPECTED = {
    "contract_number": "（2026）甲银流贷字第0012号",
    "lender": "甲商业银行股份有限公司城东支行",
    "borrower": "乙机械制造有限公司",
    "borrower_id": "91440300708461136T",
    "loan_kind": "working_capital",
    "amount": "5000000.00",
    "amount_in_words": "伍佰万元整",
    "currency": "CNY",
    "start_date": "2026-01-05",
    "end_date": "2027-01-04",
    "term_months": 12,
    "interest_rate": "4.35",
    "purpose": "支付钢材采购款",
    "payment_method": "mixed",
    "entrusted_threshold": "1000000.00",
    "disbursement_account": "7066904446242246671516",
    "repayment_account": "7066904446242246",
    "repayment_method": "按月付息，到期还本",
    "signed_date": "2026-01-05",
}


@pytest.mark.parametrize("make", [paged, word_file])
def test_the_terms_of_a_loan_contract(make: Any) -> None:
    found = values("loan_contract", make(LOAN))
    assert {k: found[k] for k in EXPECTED} == EXPECTED
    assert [g["value"] for g in found["guarantors"]] == ["丙模具有限公司"]


def test_a_private_form_with_filled_blanks_and_other_letters() -> None:
    found = values(
        "loan_contract",
        word_file(
            "个人借款协议\n甲方（借款人）：____王小明____ 身份证号码：__110101199003078515__\n乙方（出借人）：__李大强__\n"
            "一、甲方向乙方借款人民币__80000__元（大写：__捌万元整__），用于购买家用轿车。\n二、借款期限__2__年，自_2026_年_3_月_1_日起至_2028_年_2_月_29_日止。\n"
            "三、月利率__5__‰。\n四、等额本息还款。"
        ),
    )
    assert (found["borrower"], found["lender"], found["borrower_id"]) == ("王小明", "李大强", "110101199003078515")
    assert (found["amount"], found["amount_in_words"], found["term_months"]) == ("80000.00", "捌万元整", 24)
    assert (found["interest_rate"], found["repayment_method"]) == ("6.00", "等额本息还款")
    assert (found["start_date"], found["end_date"], found["purpose"]) == ("2026-03-01", "2028-02-29", "购买家用轿车")


def test_a_blank_contract_invents_nothing() -> None:
    found = values(
        "loan_contract",
        word_file(
            "借款合同\n合同编号：____\n贷款人：________\n借款人：________\n借款金额：人民币（大写）________元（小写）￥________\n借款期限____个月，自____年__月__日起至____年__月__日止\n"
            "年利率____%\n借款用途：________\n支付采用第____种方式：1.受托支付 2.自主支付\n还款方式：□等额本息 □等额本金\n签订日期：____年__月__日"
        ),
    )
    assert {k for k, v in found.items() if v not in (None, [], "other")} == set()


def test_the_repayment_plan_leaves_totals_out() -> None:
    plan = ruled(
        [
            ["期次", "还款日期", "应还本金（元）", "应还利息（元）", "剩余本金"],
            ["1", "2026年6月20日", "1,000,000.00", "90,000.00", "4,000,000.00"],
            ["2", "2026年12月20日", "4,000,000.00", "72,000.00", "0.00"],
            ["合计", "", "5,000,000.00", "162,000.00", ""],
        ],
        number=2,
        title="还款计划表",
    )
    found = values("loan_contract", paged(LOAN), plan)
    rows = [{k: v["value"] for k, v in r.items()} for r in found["repayment_schedule"]]
    assert rows == [
        {"due_date": "2026-06-20", "principal": "1000000.00", "interest": "90000.00"},
        {"due_date": "2026-12-20", "principal": "4000000.00", "interest": "72000.00"},
    ]


@pytest.mark.parametrize(
    ("sentence", "rate"),
    [
        ("借款年利率为4.35%。", "4.35"),
        ("月利率4.5‰", "5.40"),
        ("月利率为4.5%", "5.40"),
        ("日利率万分之一点五", "5.40"),
        ("年化利率（单利）：7.2%", "7.2"),
        ("利率按1年期LPR加55个基点执行", None),
        ("借款利率为LPR+0.55%", None),
        ("逾期罚息年利率为6.525%", None),
        ("按1年期LPR加50个基点确定，即年利率3.95%", "3.95"),
        ("年利率____%", None),
    ],
)
def test_rates_are_percent_a_year_and_never_penalties_or_margins(sentence: str, rate: str | None) -> None:
    found = rate_in(Paper([word_file(sentence)]).flow).value
    assert (None if found is None else str(found)) == rate


CONTRACT = "贷款人（甲方）：甲银行\n借款人（乙方）：乙公司\n"


def _found(text: str) -> list[Any]:
    paper = Paper([word_file(CONTRACT + text)])
    return list(obligations(paper.flow, bind_roles(paper)))


CLAUSES = [
    (
        "借款人应于每季度结束后15日内报送财务报表。",
        "reporting",
        {"frequency": "quarterly", "due_days": 15, "day_kind": "calendar"},
    ),
    ("乙方须在会计年度终了后120天内提供经审计的年报。", "reporting", {"frequency": "yearly", "due_days": 120}),
    (
        "借款人资产负债率不得高于70%。",
        "financial_covenant",
        {"metric": "debt_ratio", "operator": "<=", "threshold": Decimal(70), "unit": "percent"},
    ),
    (
        "借款人流动比率应不低于1.2。",
        "financial_covenant",
        {"metric": "current_ratio", "operator": ">=", "threshold": Decimal("1.2"), "unit": "times"},
    ),
    ("流动比率低于1.0视为违约。", "financial_covenant", {"operator": ">=", "threshold": Decimal("1.0")}),
    (
        "资产负债率高于百分之七十的，贷款人有权提前收回借款。",
        "financial_covenant",
        {"operator": "<=", "threshold": Decimal(70)},
    ),
    (
        "净资产应保持在人民币5000万元以上。",
        "financial_covenant",
        {"metric": "net_assets", "operator": ">=", "threshold": Decimal("50000000.00"), "unit": "yuan"},
    ),
    (
        "利息保障倍数须大于2倍。",
        "financial_covenant",
        {"metric": "interest_coverage", "operator": ">", "threshold": Decimal(2)},
    ),
    ("借款人经营活动现金流量净额应为正。", "financial_covenant", {"metric": "operating_cash_flow", "operator": ">"}),
    ("资产负债率不得高于____%。", "financial_covenant", {"metric": "debt_ratio", "operator": "<=", "threshold": None}),
    ("借款不得用于购买股票、期货。", "prohibition", {"uses": ("securities", "futures")}),
    ("乙方承诺不将贷款资金用于房地产开发、民间借贷。", "prohibition", {"uses": ("real_estate", "lending")}),
    (
        "借款人应于提款后30日内提供发票和购销合同复印件。",
        "evidence",
        {"documents": ("vat_invoice", "trade_contract"), "due_days": 30},
    ),
    ("发生重大诉讼的，借款人应在5个工作日内书面通知贷款人。", "notification", {"due_days": 5, "day_kind": "working"}),
    ("变更法定代表人须提前30日书面告知甲方。", "notification", {"due_days": -30}),
    ("未经贷款人书面同意，借款人不得对外提供担保。", "consent", {"event": "对外提供担保"}),
    ("借款人应将销售回款的60%归集至在贷款人开立的账户。", "account", {"share": Decimal(60), "unit": "percent"}),
    ("借款人应于2026年12月20日归还本金100万元。", "repayment", {"amount": "1000000.00"}),
    ("借款人违约的，贷款人有权宣布借款立即到期。", "acceleration", {}),
    ("丙方为本合同提供连带责任保证。", "security", {}),
    ("本合同项下借款用于采购原材料。", "use_of_funds", {"purpose": "采购原材料"}),
]


@pytest.mark.parametrize(("clause", "kind", "slots"), CLAUSES)
def test_a_clause_becomes_its_obligation(clause: str, kind: str, slots: dict[str, Any]) -> None:
    found = next((o for o in _found(clause) if o.kind.value == kind), None)
    assert found is not None, [o.kind.value for o in _found(clause)]
    for name, wanted in slots.items():
        got = getattr(found, name)
        value = tuple(f.value for f in got) if isinstance(got, tuple) else got.value
        assert (str(value) if name == "amount" else value) == wanted, name


def test_a_clause_keeps_its_printed_words_and_its_party() -> None:
    (found,) = _found("第九条 乙方应按约定的用途使用借款。")
    assert found.text.value == "第九条 乙方应按约定的用途使用借款。"
    assert (found.kind.value, found.party.value) == ("use_of_funds", "borrower")


def test_court_and_copies_oblige_nobody() -> None:
    assert _found("本合同一式两份，双方各执一份。\n争议由甲方住所地人民法院管辖。") == []


@pytest.mark.parametrize("make", [paged, word_file])
def test_a_purchase_contract(make: Any) -> None:
    found = values(
        "trade_contract",
        make(
            "钢材购销合同\n合同编号：HZ-CG-2025-087\n供方：乙特种钢材有限公司\n需方：甲机械有限公司\n签订日期：2025年9月8日\n一、标的：合金结构钢棒材。\n"
            "二、合同总价：人民币贰佰万元整（￥2,000,000.00），含13%增值税。\n三、交货日期：2025年10月15日前。\n四、付款方式：合同签订后一次性支付。"
        ),
    )
    assert found == {
        "contract_number": "HZ-CG-2025-087",
        "buyer": "甲机械有限公司",
        "seller": "乙特种钢材有限公司",
        "subject": "合金结构钢棒材",
        "amount": "2000000.00",
        "amount_in_words": "贰佰万元整",
        "signed_date": "2025-09-08",
        "delivery_date": "2025-10-15",
        "payment_terms": "合同签订后一次性支付",
    }


def test_a_lease_in_which_party_a_lets() -> None:
    found = values(
        "trade_contract",
        word_file(
            "厂房租赁合同\n甲方（出租方）：王五\n乙方（承租方）：甲机械有限公司\n第一条 年租金为人民币120000元（大写：壹拾贰万元整）。\n本合同于2026年1月2日在苏州签订。"
        ),
    )
    assert (found["buyer"], found["seller"], found["amount"]) == ("甲机械有限公司", "王五", "120000.00")
    assert found["signed_date"] == "2026-01-02"


def test_a_guarantee_knows_its_own_number_from_the_loans() -> None:
    found = values(
        "guarantee_contract",
        word_file(
            "最高额保证合同\n合同编号：BZ-2026-7\n债权人：甲商业银行股份有限公司\n保证人：丙模具有限公司\n债务人：乙机械制造有限公司\n"
            "第一条 债务人与债权人签订的编号为（2026）甲银流贷字第0012号的《流动资金借款合同》为主合同。\n第二条 担保的最高债权额为人民币伍佰万元整（￥5,000,000.00）。"
        ),
    )
    assert found == {
        "contract_number": "BZ-2026-7",
        "main_contract_number": "（2026）甲银流贷字第0012号",
        "guarantor": "丙模具有限公司",
        "creditor": "甲商业银行股份有限公司",
        "debtor": "乙机械制造有限公司",
        "amount": "5000000.00",
        "kind": "保证",
    }


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("租赁期限自2025年3月1日至2026年2月28日，出租方应于租期第一日将仓库交付承租方。", "2025-03-01"),
        ("租赁期限自2025年3月1日至2026年2月28日，出租方负责消防设施的维修。", None),
    ],
)
def test_what_is_let_is_delivered_on_the_first_day_only_where_the_lease_says_so(said: str, day: str | None) -> None:
    page = word_file(f"仓库租赁合同\n出租方：丙县丁物流有限公司\n承租方：甲县东风纸业有限公司\n第二条 {said}")
    assert values("trade_contract", page)["delivery_date"] == day
