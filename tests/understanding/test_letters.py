"""Papers of a loan written as letters: what labels say elsewhere stands in sentences; made-up firms and banks."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

import pytest
from tests.understanding.pages import paged, ruled
from tests.understanding.test_forms import values


def test_the_number_of_a_clause_is_no_interest_rate() -> None:
    page = paged(
        "^流动资金借款合同\n合同编号：JX-2026-017\n借款人：甲县东风纸业有限公司\n第三条 利率\n3.2 年利率为 4.15 %，固定利率，不分段计息。\n第四条 还款"
    )
    assert values("loan_contract", page)["interest_rate"] == "4.15"


def test_a_heading_rate_over_a_clause_without_a_figure_is_no_rate() -> None:
    page = paged(
        "^流动资金借款合同\n合同编号：JX-2026-017\n第三条 利率\n3.2 利率由双方于放款时在借据上载明。\n第四条 还款"
    )
    assert values("loan_contract", page)["interest_rate"] is None


LETTER = """^贷款发放通知书
乙市永安饲料有限公司：
贵公司与我行签订的《流动资金循环借款合同》（编号：乙农商借字（2026）第0077号）项下贷款已于2026年5月18日发放，借据编号YA-0518-2，明细如下：
发放金额：人民币叁拾万元整（￥300,000.00）
入账账号：6110220001112223
到期日：2027年5月17日
年利率：4.05%
乙市农村商业银行股份有限公司"""


def test_a_letter_on_a_disbursement_tells_both_numbers_the_borrower_and_the_day() -> None:
    found = values("loan_receipt", paged(LETTER))
    assert found["receipt_number"] == "YA-0518-2"
    assert found["contract_number"] == "乙农商借字（2026）第0077号"
    assert found["borrower"] == "乙市永安饲料有限公司"
    assert (found["disbursement_date"], found["due_date"]) == ("2026-05-18", "2027-05-17")
    assert (found["amount"], found["interest_rate"]) == ("300000.00", "4.05")


def test_a_contract_named_by_its_number_first_and_a_person_addressed() -> None:
    found = values(
        "loan_receipt",
        paged(
            "^放款通知书\n编号：FK20260301\n尊敬的周建明先生：\n根据您与我行签署的编号为GJ-2026-31的《个人经营性借款合同》，我行已在2026年3月1日向您发放贷款。\n"
            "放款金额：￥150,000.00   到期日：2027年2月28日"
        ),
    )
    assert (found["receipt_number"], found["contract_number"]) == ("FK20260301", "GJ-2026-31")
    assert (found["borrower"], found["disbursement_date"]) == ("周建明", "2026-03-01")


PAYEES = """收款人名称      收款账号      金额（元）
丙市华盛机床有限公司      6110220001112223      700,000.00
丁市海川模具有限公司      6110220009998887      500,000.00"""


def test_a_drawdown_asks_for_the_sum_of_its_sentence_not_for_the_first_payment() -> None:
    found = values(
        "drawdown_application",
        paged(
            "^提款通知书\n乙市农村商业银行股份有限公司：\n根据合同编号YN-2026（贷）字018号，我公司拟于2026年6月3日提取借款人民币壹佰贰拾万元整（￥1,200,000.00），"
            f"用于购买机床，收款明细如下：\n{PAYEES}\n乙市永安机械有限公司\n2026年6月2日"
        ),
    )
    assert found["amount"] == "1200000.00"
    assert found["contract_number"] == "YN-2026（贷）字018号"
    assert (found["borrower"], found["date"]) == ("乙市永安机械有限公司", "2026-06-02")
    assert found["purpose"] == "购买机床"
    assert [p["amount"]["value"] for p in found["payees"]] == ["700000.00", "500000.00"]


def test_a_drawdown_that_prints_its_payments_only_asks_for_all_of_them() -> None:
    found = values(
        "drawdown_application", paged(f"^提款申请书\n申请人：乙市永安机械有限公司\n{PAYEES}\n日期：2026年6月2日")
    )
    assert found["amount"] == "1200000.00"


def test_a_drawdown_in_a_ruled_table_asks_for_all_payments() -> None:
    rows = [line.split("      ") for line in PAYEES.split("\n")]
    found = values("drawdown_application", ruled(rows, title="提款申请书", below="申请人：乙市永安机械有限公司"))
    assert found["amount"] == "1200000.00"


def test_an_order_names_its_sum_before_the_word_for_paying() -> None:
    found = values(
        "entrusted_payment_order",
        paged(
            "^受托支付申请书\n合同编号：YN-2026-018\n乙市农村商业银行：请将我公司贷款 ￥700,000.00（人民币柒拾万元整）划至以下收款人：\n"
            "收款单位：丙市华盛机床有限公司\n收款账号：6110220001112223\n乙市永安机械有限公司（公章）\n2026年6月3日"
        ),
    )
    assert (found["amount"], found["date"]) == ("700000.00", "2026-06-03")
    assert (found["borrower"], found["payee_name"]) == ("乙市永安机械有限公司", "丙市华盛机床有限公司")


def test_the_conclusion_in_a_table_is_not_the_signature_below_it() -> None:
    rows = [["借款人", "乙市永安机械有限公司"], ["检查\n结论", "资金按约定用途使用，同意继续支持。"]]
    found = values(
        "inspection_report", ruled(rows, title="贷后检查报告", below="乙市农村商业银行城东支行\n2026年6月2日")
    )
    assert found["conclusion"] == "资金按约定用途使用，同意继续支持。"


PLAIN = """^借款合同
编号：YN-2026-041
贷款人（甲方）：乙市农村商业银行股份有限公司
借款人（乙方）：{who}
一、贷款金额：人民币（大写）陆拾万元整（小写：600,000.00元）。
二、贷款用途：用于{use}。
三、贷款期限：12个月，自2026年6月5日至2027年6月4日。
四、放款账户：6110220001112223；还款账户{repay}"""


@pytest.mark.parametrize(
    ("who", "use", "kind"),
    [
        ("丙市丰收饲料有限公司", "采购玉米、豆粕", "working_capital"),
        ("丙市丰收饲料有限公司", "新建饲料车间（二期）", "fixed_asset"),
        ("丙市丰收饲料有限公司", "归还股东垫款", "other"),
        ("周建明", "采购水果及包装物", "personal_business"),
        ("周建明", "自有住房翻新装饰", "personal_consumption"),
    ],
)
def test_the_use_tells_the_kind_of_a_bank_loan_without_a_title(who: str, use: str, kind: str) -> None:
    found = values("loan_contract", paged(PLAIN.format(who=who, use=use, repay="同上。")))
    assert found["loan_kind"] == kind
    assert found["purpose"] == use


@pytest.mark.parametrize(
    ("repay", "account"),
    [("同上。", "6110220001112223"), ("：\n6110220009998887。", "6110220009998887"), ("由乙方另行书面通知。", None)],
)
def test_an_account_said_to_be_the_same_or_broken_to_the_next_line(repay: str, account: str | None) -> None:
    found = values("loan_contract", paged(PLAIN.format(who="丙市丰收饲料有限公司", use="采购玉米", repay=repay)))
    assert found["repayment_account"] == account


def test_a_purpose_keeps_the_bracket_that_closes_it() -> None:
    page = paged("^固定资产借款合同\n借款人：丙市丰收饲料有限公司\n1.1 本合同项下借款用于购置制粒机（二期扩产项目）。")
    assert values("loan_contract", page)["purpose"] == "购置制粒机（二期扩产项目）"


def duties(*clauses: str) -> list[tuple[str, str | None]]:
    head = "^借款合同\n贷款人：乙市农村商业银行股份有限公司\n借款人：丙市丰收饲料有限公司\n"
    found = values("loan_contract", paged(head + "\n".join(clauses)))
    return [(o["kind"]["value"], o.get("frequency", {}).get("value")) for o in found["obligations"]]


def test_the_way_a_loan_is_paid_out_is_no_repayment() -> None:
    kinds = [k for k, _ in duties("六、支付方式：借款人自主支付。", "七、支付方式：贷款资金由借款人自主支付。")]
    assert "repayment" not in kinds


def test_a_report_after_a_semicolon_is_an_obligation_of_its_own() -> None:
    found = duties("六、借款人应于付款后20日内提交发票和合同；每年5月31日前报送上年度财务报表。")
    assert found == [("evidence", None), ("reporting", "yearly")]


def test_two_repayments_in_one_clause_stay_repayments() -> None:
    assert ("repayment", None) in duties("六、借款人应于2027年6月4日前归还全部借款本金。")


def test_interest_paid_by_the_month_stays_a_repayment() -> None:
    assert ("repayment", None) in duties("五、利息支付方式：借款人于每月21日支付利息，到期归还本金。")


@pytest.mark.parametrize(
    ("matter", "subject"),
    [("灰铸铁毛坯采购", "灰铸铁毛坯"), ("带式输送机", "带式输送机"), ("货物买卖", "购销"), ("付款", "购销")],
)
def test_the_goods_of_a_contract_stand_in_its_opening_sentence(matter: str, subject: str) -> None:
    page = paged(
        "^购销合同\n合同编号：HS-2026-7\n买方：乙市永安机械有限公司\n卖方：丙市华盛铸造有限公司\n"
        f"依据《民法典》，双方就{matter}事宜协商一致，订立本合同。\n合同总价：人民币伍拾万元整（￥500,000.00）"
    )
    assert values("trade_contract", page)["subject"] == subject


def test_a_contract_number_may_have_one_digit() -> None:
    page = paged("^购销合同\n合同编号：HST-3\n买方：乙市永安机械有限公司\n卖方：丙市华盛铸造有限公司")
    assert values("trade_contract", page)["contract_number"] == "HST-3"


REQUEST = "^提款申请书\n致：甲市农村商业银行\n    根据我公司与贵行于2026年2月15日签订的《流动资金借款合同》，我公司拟于2026年3月16日提取贷款人民币叁佰万元整。\n"


@pytest.mark.parametrize(
    "below",
    [
        "借款人（公章）：\n乙市合力注塑有限公司\n2026年3月10日",
        "申请人：乙市合力注塑有限公司\n2026年3月10日",
        "合同签订日：2026-02-15   拟提款日期：2026-03-16\n借款人盖章：\n2026年3月10日",
        "申请人（公章）：\n2026年3月10日   公章\n银行审批意见：同意放款。\n客户经理：章敏   2026年3月11日\n2026年3月12日",
        "申请日期：2026年3月10日\n提款日期：2026年3月16日",
    ],
)
def test_an_application_is_dated_by_its_signer_and_not_by_the_contract_the_wish_or_the_bank(below: str) -> None:
    assert values("drawdown_application", paged(REQUEST + below))["date"] == "2026-03-10"


def test_the_wanted_day_dates_an_application_that_prints_no_other() -> None:
    page = paged("^提款申请书\n借款人：乙市合力注塑有限公司\n提款日期：2026年3月16日\n提款金额：300,000.00元")
    assert values("drawdown_application", page)["date"] == "2026-03-16"
