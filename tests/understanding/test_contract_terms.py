"""Terms and duties of contracts in wordings that banks, forms and small lenders use."""

from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import paged, ruled, word_file
from tests.understanding.test_forms import values
from tests.understanding.test_unseen_wordings import duties

from docaudit.understanding.paper import Paper
from docaudit.understanding.roles import bind_roles
from docaudit.understanding.split import split

HEAD = """借款合同
合同编号：甲银借字2025第0031号
借款人（以下称“甲方”）：丙市宏声塑料有限公司
贷款人（以下称“乙方”）：丁市银行股份有限公司
第一条 借款金额 甲方向乙方借款人民币（大写）壹佰万元整（小写：￥1,000,000.00）。
"""
SUPPLEMENT = """^补充协议
甲方：丙市宏声塑料有限公司 乙方：丁市银行股份有限公司
双方就编号为甲银借字2025第0031号的《借款合同》补充约定如下：
一、原合同约定的借款用途变更为：采购尼龙切片。
二、原合同的指标修改为：资产负债率不得高于60%。
三、受托支付的金额标准由原金额调整为单笔超过人民币200万元。
四、未涉及的部分仍按原合同执行。
"""
TERMS = (
    HEAD
    + """第二条 借款用途 本合同项下借款专项用于采购聚丙烯粒子。
第三条 单笔支付金额超过人民币500万元的，采用贷款人受托支付方式；其余款项由甲方自主支付。
第四条 资产负债率不得高于70%。
第五条 甲方以化整为零方式规避受托支付的，按第4项处理。
"""
)


def found(sentence: str) -> list[tuple[str, str, dict[str, Any]]]:
    return duties(values("loan_contract", word_file(HEAD + sentence)))


def test_a_letter_is_bound_to_the_party_that_the_head_calls_by_it() -> None:
    roles = bind_roles(Paper([word_file(HEAD)]))
    assert roles.borrower.fullmatch("甲方")
    assert roles.lender.fullmatch("乙方")
    assert not roles.borrower.fullmatch("乙方")


def test_a_supplement_takes_the_place_of_what_it_changes() -> None:
    read = values("loan_contract", word_file(TERMS + SUPPLEMENT.replace("^", "")))
    assert read["purpose"] == "采购尼龙切片"
    assert read["entrusted_threshold"] == "2000000.00"
    covenants = [slots["threshold"] for kind, _, slots in duties(read) if kind == "financial_covenant"]
    assert covenants == ["60"]


def test_without_a_supplement_the_first_terms_hold() -> None:
    read = values("loan_contract", word_file(TERMS))
    assert read["purpose"] == "采购聚丙烯粒子"
    assert read["entrusted_threshold"] == "5000000.00"
    assert read["payment_method"] == "mixed"


def test_a_supplement_that_names_the_contract_is_part_of_it() -> None:
    other = SUPPLEMENT.replace("第0031号", "第0077号")
    assert len(list(split([paged(TERMS, 1), paged(SUPPLEMENT, 2)]))) == 1
    assert len(list(split([paged(TERMS, 1), paged(other, 2)]))) == 2


@pytest.mark.parametrize(
    ("sentence", "kind", "slots"),
    [
        ("第九条 甲方停业的，应当在3天内告诉乙方。", "notification", {"due_days": 3}),
        ("第九条 甲方的租金收入应全部存入在乙方开立的账户。", "account", {}),
        ("第九条 丙方以丁市滨江路8号房产作抵押。", "security", {}),
        ("第九条 甲方挪用借款的，乙方可以收回已发放的全部借款。", "acceleration", {}),
        ("第九条 采用自主支付的，甲方应当每月末汇总报告借款资金的支付情况。", "reporting", {"frequency": "monthly"}),
        ("第九条 未得到乙方的同意，甲方不得将所购设备出售给第三人。", "consent", {}),
        ("第九条 项目资本金比例不低于25%。", "financial_covenant", {"metric": "other", "threshold": "25"}),
        ("第九条 由戊市同信有限公司提供连带责任保证，另行签订编号为甲保1号的《保证合同》。", "security", {}),
    ],
)
def test_a_duty_is_of_its_kind(sentence: str, kind: str, slots: dict[str, Any]) -> None:
    read = [s for k, _, s in found(sentence) if k == kind]
    assert len(read) == 1
    assert slots.items() <= read[0].items()


@pytest.mark.parametrize(
    "sentence",
    [
        "第九条 放款账户 户名：丙市宏声塑料有限公司，账号：6222021234567890123。",
        "第九条 乙方应于当日将借款划入放款账户。",
        "第九条 本贷款为信用方式，甲方无须提供担保。",
        "第九条 结息日如为非工作日，不作顺延。",
        "第九条 乙方宣布提前到期的，应书面通知甲方。",
    ],
)
def test_particulars_and_the_lenders_own_work_oblige_nobody(sentence: str) -> None:
    assert [kind for kind, _, _ in found(sentence) if kind not in ("other", "notification")] == []


def test_who_may_pay_early_is_not_recalled() -> None:
    kinds = [kind for kind, _, _ in found("第九条 甲方有权提前归还全部借款。")]
    assert "acceleration" not in kinds


def test_money_spent_against_a_ban_has_no_purpose() -> None:
    kinds = [kind for kind, _, _ in found("第九条 严禁甲方将借款资金用于购买股票、期货及理财产品。")]
    assert kinds == ["prohibition"]


def test_the_dates_of_a_plan_behind_the_signatures_are_no_signing() -> None:
    plan = "附表：还款计划\n期数 还款日期 应还本金\n1 2026-03-01 500,000.00\n2 2026-09-01 500,000.00\n"
    read = values("loan_contract", word_file(HEAD + "甲方（盖章）：丙市宏声塑料有限公司\n2025年9月1日\n" + plan))
    assert read["signed_date"] == "2025-09-01"


def test_the_kind_that_is_not_ticked_says_nothing() -> None:
    text = "固定资产借款合同\n" + HEAD.split("\n", 1)[1] + "借款种类 □流动资金借款 ☑固定资产借款\n"
    assert values("loan_contract", word_file(text))["loan_kind"] == "fixed_asset"
    unnamed = HEAD + "借款种类 □流动资金借款 ☑固定资产借款\n"
    assert values("loan_contract", word_file(unnamed))["loan_kind"] == "fixed_asset"


def test_the_way_to_pay_stands_beside_its_label() -> None:
    page = ruled([["借款人", "赵立群", "贷款人", "丁市银行"], ["支付方式", "受托支付", "还款方式", "等额本金"]])
    assert values("loan_contract", page)["payment_method"] == "entrusted"


def test_a_loan_ends_where_it_expires() -> None:
    read = values("loan_contract", word_file(HEAD + "贷款期限壹年，即从2025年3月2日开始，于2026年3月1日届满。"))
    assert (read["start_date"], read["end_date"]) == ("2025-03-02", "2026-03-01")


def test_a_person_stands_surety_in_a_sentence() -> None:
    read = values("loan_contract", word_file(HEAD + "孙志刚自愿为这笔借款承担连带保证责任，直到本息还清为止。"))
    assert [g["value"] for g in read["guarantors"]] == ["孙志刚"]
    assert [kind for kind, _, _ in duties(read)] == ["security"]


def test_works_and_goods_are_what_a_trade_contract_is_about() -> None:
    work = "^建设工程施工合同\n发包人：甲公司\n承包人：乙公司\n工程名称：厂区道路硬化工程；工程地点：丙市。\n"
    assert values("trade_contract", paged(work))["subject"] == "厂区道路硬化工程"
    due = "^技术服务合同\n委托方：甲公司\n受托方：乙公司\n乙方应于2026年5月3日前提交全部工作成果。\n"
    assert values("trade_contract", paged(due))["delivery_date"] == "2026-05-03"


@pytest.mark.parametrize(
    ("sentence", "kind", "slots"),
    [
        ("第九条 甲方应于每季后首月二十日前报送上季度财务报表。", "reporting", {"due_days": 20}),
        (
            "第九条 甲方不得利用贷款资金转贷，或以任何形式流入股市、期市。",
            "prohibition",
            {"uses": ["lending", "securities", "futures"]},
        ),
        ("第九条 甲方按附件还款计划还款。", "repayment", {}),
        ("第九条 担保物价值减少的，甲方应追加乙方认可的担保。", "security", {}),
        ("第九条 甲方挪用借款的，全部债务提前到期。", "acceleration", {}),
        ("第九条 甲方承担本合同的公证费用。", "other", {}),
    ],
)
def test_a_duty_in_the_words_of_another_bank(sentence: str, kind: str, slots: dict[str, Any]) -> None:
    read = found(sentence)
    assert [k for k, _, _ in read] == [kind]
    assert slots.items() <= read[0][2].items()


@pytest.mark.parametrize(
    "sentence",
    [
        "第九条 甲方住所变更后七日内未告知乙方的，按原地址送达视为有效。",
        "第九条 甲方无须就日常经营活动取得乙方同意。",
        "第九条 《民法典》规定，借款人未按照约定的用途使用借款的，贷款人可以提前收回借款。",
    ],
)
def test_what_follows_from_silence_and_what_the_law_says_oblige_nobody(sentence: str) -> None:
    assert found(sentence) == []


def test_a_label_may_stand_behind_the_number_of_its_article() -> None:
    read = values(
        "loan_contract", word_file(HEAD + "第九条 保证人：己市金鼎集团有限公司。\n第十条 借款到期日：2026/06/08。\n")
    )
    assert [g["value"] for g in read["guarantors"]] == ["己市金鼎集团有限公司"]


def test_the_rest_that_the_borrower_pays_itself_does_not_tell_the_way_to_pay() -> None:
    read = values("loan_contract", word_file(HEAD + "第九条 借款资金由借款人自主支付。"))
    assert read["payment_method"] == "self"
    rest = values("loan_contract", word_file(HEAD + "第九条 其余借款资金由借款人自主支付。"))
    assert rest["payment_method"] is None


def test_the_way_to_repay_ends_before_the_plan() -> None:
    text = HEAD + "第八条 还款方式 按季付息、分期还本，还本计划如下表，甲方应按该计划归还本金。"
    assert values("loan_contract", word_file(text))["repayment_method"] == "按季付息、分期还本"
