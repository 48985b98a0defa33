"""What a borrower must keep, pay and secure, and when the lender may recall, in the words of many lenders."""

from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.test_duty_wordings import found, is_read

ACCOUNT = [
    (
        "借款人在贷款人处的结算量占其全部结算量的比例不低于贷款人贷款占其全部融资的比例。",
        {"share": None},
    ),
    ("借款人应确保销售回款的60%以上回笼至在贷款人开立的账户。", {"share": "60", "unit": "percent"}),
    ("甲方须在乙方开立基本存款账户或一般存款账户，主要结算业务通过该账户办理。", {"bank": "乙方"}),
    ("借款人同意将在丁市农村商业银行城东支行开立的账户作为资金回笼账户。", {"bank": "丁市农村商业银行城东支行"}),
    ("项目建成后，借款人应将全部营业收入归集到收入监管账户。", {"share": None}),
    ("借款人在贷款人处的货款回笼率应达到百分之八十。", {"share": "80", "unit": "percent"}),
    ("借款人承诺其主要经营收入进入贷款人指定的账户。", {}),
    ("借款方的营业款七成要走出借方指定的账户。", {"share": "70", "unit": "percent"}),
    ("甲方应保证在乙方的日均存款余额不低于贷款余额的10%。", {"share": "10", "unit": "percent"}),
]


@pytest.mark.parametrize(("sentence", "slots"), ACCOUNT)
def test_money_runs_through_an_account(sentence: str, slots: dict[str, Any]) -> None:
    is_read(sentence, "account", slots)


REPAYMENT = [
    ("借款人应于2026年12月20日归还本金人民币100万元。", {"due_date": "2026-12-20", "amount": "1000000.00"}),
    ("借款人应按本合同约定的期限足额归还借款本金并支付利息。", {"due_date": None, "amount": None}),
    ("本合同项下借款按季结息，结息日为每季末月的20日。", {"due_date": None}),
    ("第八条 按月付息，到期一次性偿还本金。", {}),
    ("每月21日为还款日，借款人应在还款日前将应还款项足额存入还款账户。", {}),
    ("到期那天（2026年8月9日），借款方连本带利一次还清。", {"due_date": "2026-08-09"}),
    ("借款人须依照附件《还款计划表》分期清偿贷款。", {}),
    ("甲方应当在付息日主动付清当期利息。", {}),
    ("采用等额本息方式还款，每期还款额见还款计划。", {}),
    ("贷款到期日，借款人应结清全部贷款本息。", {}),
    ("首期还本日为2026年6月30日，金额为人民币500,000.00元。", {"due_date": "2026-06-30", "amount": "500000.00"}),
]


@pytest.mark.parametrize(("sentence", "slots"), REPAYMENT)
def test_money_is_paid_back(sentence: str, slots: dict[str, Any]) -> None:
    is_read(sentence, "repayment", slots)


SECURITY = [
    ("本合同项下债务由戊市同信有限公司提供连带责任保证，双方另行签订《保证合同》。", "guarantor", "《保证合同》"),
    ("借款人以其名下位于丁市滨江路8号的工业厂房提供抵押担保。", "borrower", None),
    ("己市金鼎集团有限公司为借款人在本合同项下的全部债务承担连带清偿责任。", "guarantor", None),
    ("抵押物价值减少时，借款人应当追加贷款人认可的担保。", "borrower", None),
    ("借款人应以其应收账款向贷款人出质，并在征信中心办理登记。", "borrower", None),
    ("借款人应为抵押物办理财产保险，以贷款人为第一受益人。", "borrower", None),
    ("保证人自愿为本借款提供不可撤销的连带责任保证担保。", "guarantor", None),
    ("法定代表人王建军以个人全部财产为本笔借款提供无限连带责任担保。", "guarantor", None),
    ("本笔贷款由庚融资担保有限公司担保，担保合同编号：庚担字2025-18。", "guarantor", None),
    ("借款人须于放款前办妥抵押登记手续。", "borrower", None),
    ("出质人以其持有的借款人100%股权设定质押。", "guarantor", None),
]


@pytest.mark.parametrize(("sentence", "party", "document"), SECURITY)
def test_the_loan_is_secured(sentence: str, party: str, document: str | None) -> None:
    read = found(sentence)
    assert [(k, p) for k, p, _ in read] == [("security", party)], read
    if document:
        assert read[0][2]["document"] == document


ACCELERATION = [
    ("借款人未按约定用途使用贷款的，贷款人有权停止发放贷款、提前收回已发放的贷款。", "未按约定用途使用贷款"),
    ("甲方连续三期未按时付息，乙方可宣布借款立即到期。", "连续三期未按时付息"),
    ("若借款人财务状况恶化，贷款人可以解除合同并要求借款人立即清偿全部债务。", "财务状况恶化"),
    ("借款人提供虚假资料的，全部贷款视为提前到期。", "提供虚假资料"),
    ("发生违约事件时，银行有权从借款人任何账户中直接扣收全部本息。", "发生违约事件"),
    ("借款方拿钱去做别的，出借方随时可以把钱全部要回来。", "拿钱去做别的"),
    ("一经发现借款人挪用贷款，贷款人有权要求限期归还全部借款。", "挪用贷款"),
    ("逾期超过30天的，本公司有权宣布所有未到期款项立即到期应付。", "逾期超过30天"),
    ("借款人死亡、失踪或丧失民事行为能力的，贷款行可提前收回全部贷款本息。", "死亡、失踪或丧失民事行为能力"),
    ("借款人违反本合同任一约定，贷款人有权取消尚未提用的额度并加速收回贷款。", "违反本合同任一约定"),
    (
        "担保人丧失担保能力而借款人未提供新的担保的，贷款人有权单方决定借款提前到期。",
        "担保人丧失担保能力而借款人未提供新的担保",
    ),
]


@pytest.mark.parametrize(("sentence", "event"), ACCELERATION)
def test_the_loan_is_recalled(sentence: str, event: str) -> None:
    is_read(sentence, "acceleration", {"event": event})


COVENANTS = [
    ("借款期间甲方的资产负债率不得高于70%。", ("debt_ratio", "<=", "70", "percent")),
    ("借款人资产负债率应始终控制在65%（含）以下。", ("debt_ratio", "<=", "65", "percent")),
    ("借款人流动比率应不低于1.2:1。", ("current_ratio", ">=", "1.2", "times")),
    ("借款人保证净资产不少于人民币伍仟万元。", ("net_assets", ">=", "50000000.00", "yuan")),
    ("对外担保总额不得超过净资产的50%。", ("external_guarantees", "<=", "50", "percent")),
    ("利息保障倍数任何时候均须大于2倍。", ("interest_coverage", ">", "2", "times")),
    ("经营活动现金流量净额应为正值。", ("operating_cash_flow", ">", "0", "yuan")),
    ("甲方年度营业收入须在2亿元以上。", ("revenue", ">=", "200000000.00", "yuan")),
    ("速动比率至少为百分之九十。", ("quick_ratio", ">=", "90", "percent")),
    ("净利润不得为负数。", ("net_profit", ">=", "0", "yuan")),
    ("有息负债与EBITDA之比不高于4倍。", ("other", "<=", "4", "times")),
    ("资产负债率（合并口径）保持在六成以下。", ("debt_ratio", "<=", "60", "percent")),
    ("借款人流动比率低于1.0的，视为违约。", ("current_ratio", ">=", "1.0", "times")),
    ("资产负债率不高于____%。", ("debt_ratio", "<=", None, "percent")),
]


@pytest.mark.parametrize(("sentence", "test"), COVENANTS)
def test_figures_are_kept(sentence: str, test: tuple[str, str, str | None, str | None]) -> None:
    read = [slots for kind, _, slots in found(sentence) if kind == "financial_covenant"]
    assert len(read) == 1, found(sentence)
    shown = tuple(read[0].get(name) for name in ("metric", "operator", "threshold", "unit"))
    assert shown == test


OTHER = [
    "借款人应接受并配合贷款人对贷款使用情况的检查与监督。",
    "甲方承担与本合同有关的律师费、评估费、登记费。",
    "借款人应当依法经营，按时缴纳税款。",
    "借款人应维持其法人资格和营业执照的有效性。",
    "甲方应允许乙方人员进入其经营场所。",
    "借款人须对其提供资料的真实性、完整性负责。",
    "借款人应遵守反洗钱法律法规，不得利用账户从事洗钱活动。",
    "借款方得让出借方随时来看货、看账。",
    "借款人承诺其签署本合同已获得必要的内部授权。",
]


@pytest.mark.parametrize("sentence", OTHER)
def test_a_duty_of_no_listed_kind(sentence: str) -> None:
    read = found(sentence)
    assert [(k, p) for k, p, _ in read] == [("other", "borrower")], read
