# ruff: noqa: E501
from __future__ import annotations

import pytest

from docaudit.knowledge import bank_of, classify_counterparty, classify_text, contradicts, industry_core
from docaudit.records.labels import Use


@pytest.mark.parametrize(
    ("name", "text", "use"),
    [
        ("苏州恒基房地产开发有限公司", "往来", Use.REAL_ESTATE), ("万达置业有限公司", "", Use.REAL_ESTATE), ("绿城地产集团有限公司", "", Use.REAL_ESTATE),
        ("中信证券股份有限公司苏州人民路营业部", "", Use.SECURITIES), ("华泰证券股份有限公司", "转账", Use.SECURITIES), ("中信证券苏州营业部", "", Use.SECURITIES),
        (None, "银证转账", Use.SECURITIES), ("国泰君安期货有限公司", "", Use.FUTURES), ("招商基金管理有限公司", "", Use.WEALTH_MANAGEMENT),
        ("工银理财有限责任公司", "", Use.WEALTH_MANAGEMENT), ("平安信托有限责任公司", "", Use.WEALTH_MANAGEMENT), ("中国人寿保险股份有限公司", "", Use.INSURANCE),
        ("深圳达晨创业投资有限公司", "", Use.EQUITY_INVESTMENT), ("重庆海尔小额贷款有限公司", "", Use.LOAN_REPAYMENT), ("苏州恒信典当有限公司", "", Use.LOAN_REPAYMENT),
        ("金凤凰娱乐有限公司", "", Use.PROHIBITED_INDUSTRY), ("周大福珠宝有限公司", "", Use.PROHIBITED_INDUSTRY), ("体育彩票管理中心", "", Use.GAMBLING),
        ("国家金库苏州市中心支库", "", Use.OPERATING), ("国家税务总局苏州市税务局", "税款", Use.OPERATING), ("苏州市社会保险基金管理中心", "", Use.OPERATING),
        ("苏州市住房公积金管理中心", "", Use.OPERATING), ("国网江苏省电力有限公司苏州供电分公司", "电费", Use.OPERATING), (None, "代发工资", Use.OPERATING),
        ("张三", "", Use.INDIVIDUAL), ("张*", "转账", Use.INDIVIDUAL), ("张三", "工资", Use.OPERATING), (None, "ATM取款", Use.CASH), (None, "现金支票", Use.CASH),
        ("张三", "归还借款", Use.LOAN_REPAYMENT), ("李四", "借款", Use.LENDING), ("苏州甲贸易有限公司", "投资款", Use.EQUITY_INVESTMENT),
        ("苏州恒达钢材有限公司", "货款", Use.UNSUPPORTED), ("王记商行", "", Use.UNSUPPORTED), (None, "", Use.UNKNOWN), ("待清算资金", "转账", Use.UNKNOWN),
        ("财付通支付科技有限公司", "零钱提现", Use.UNKNOWN), ("中国建设银行苏州分行", "手续费", Use.OPERATING), ("某某售楼处", "", Use.REAL_ESTATE), ("王五", "购房首付", Use.REAL_ESTATE), ("王五", "某小区首付", Use.REAL_ESTATE),
        ("江苏银行无锡分行", "归还流贷", Use.LOAN_REPAYMENT), (None, "过桥资金", Use.LOAN_REPAYMENT), (None, "定期存入", Use.TERM_DEPOSIT), (None, "申购", Use.WEALTH_MANAGEMENT), ("某控股集团有限公司", "投资款", Use.EQUITY_INVESTMENT),
        ("支付宝-张三", "网上快捷支付", Use.INDIVIDUAL), ("支付宝-华泰证券股份有限公司", "", Use.SECURITIES), ("**微超", "消费", Use.UNSUPPORTED),
        ("对公中间业务收入-网上其他收入", "网上企业银行服务费", Use.OPERATING), (None, "转定期", Use.TERM_DEPOSIT), (None, "承兑保证金", Use.MARGIN_DEPOSIT), (None, "贷款利息", Use.OPERATING), (None, "归还贷款本金", Use.LOAN_REPAYMENT),
    ],
)  # fmt: skip
def test_counterparties_and_words_name_the_use(name, text, use):
    assert classify_counterparty(name, text).use is use


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("大华证券印制有限公司", "印刷费"), ("证券时报社", "公告费"), ("苏州金盾保险柜厂", "货款"), ("上海期货仓储物流有限公司", "仓储费"), ("中国青少年发展基金会", "捐款"),
        ("苏州担保物评估有限公司", "评估费"), ("苏州市投资促进局", ""), ("中国建设银行深圳典当路支行", ""), ("苏州信用合作联社", ""), ("信托商店", "旧货"),
        ("苏州房地产评估有限公司", "评估费"), ("苏州恒基房地产开发有限公司", "房租"), ("典当路五金店", "货款"), ("证券大厦餐饮有限公司", "餐费"), ("黄金海岸酒店有限公司", "住宿"),
        ("苏州公积金管理中心", "公积金"), ("苏州社保基金专户", "社保"), ("中国人民财产保险股份有限公司", "车险"), ("恒基投资集团有限公司", "货款"), ("平安银行股份有限公司", ""),
        ("苏州甲粮油有限公司", "货款 首付款"), ("苏州甲机电有限公司", "机房款"), ("苏州甲建筑有限公司", "厂房款"), ("苏州甲贸易有限公司", "申购办公用品"), ("苏州钢铁集团有限公司", "期货钢材款"),
        ("江苏交通控股有限公司", "过路过桥费"), ("某资源控股有限公司", "矿石款"), ("宁波期货交割仓库", "仓储费"), (None, "ETC扣费"),
        ("苏州兴业建筑工程有限公司", "工程款"), ("苏州市黄金大道五金经营部", "货款"), ("国信信息技术有限公司", "技术服务"),
    ],
)  # fmt: skip
def test_reading_traps_are_not_misuse(name, text):
    guess = classify_counterparty(name, text)
    assert guess.use in (Use.UNSUPPORTED, Use.OPERATING, Use.UNKNOWN), guess


@pytest.mark.parametrize(
    "text",
    [
        "增值税专用发票",
        "价税合计含税货款",
        "证券印刷费",
        "期货仓储费",
        "基金会捐款",
        "定期维护费",
        "定期检修",
        "余额提现",
        "装修首付款",
    ],
)
def test_words_inside_other_words_say_nothing_of_misuse(text):
    assert classify_counterparty("苏州恒达钢材有限公司", text).use is Use.UNSUPPORTED


def test_a_reason_is_given_in_chinese():
    guess = classify_counterparty("华泰证券股份有限公司", "")
    assert guess.confidence >= 0.9
    assert "证券" in guess.reason


def test_the_core_of_a_name_lacks_place_and_legal_form():
    assert industry_core("江苏省苏州市恒达钢材有限公司") == "恒达钢材"
    assert industry_core("中信证券股份有限公司苏州人民路营业部") == "中信证券"


@pytest.mark.parametrize(
    ("name", "bank"),
    [
        ("工行", "中国工商银行"), ("中国工商银行股份有限公司苏州分行", "中国工商银行"), ("中国银行", "中国银行"), ("中国银行苏州分行", "中国银行"),
        ("建设银行苏州园区支行", "中国建设银行"), ("浦发银行", "上海浦东发展银行"), ("苏州农商行园区支行", "苏州农商行"), ("太仓民生村镇银行", "太仓民生村镇银行"),
        ("工行路商店", None), ("苏州恒达钢材有限公司", None), (None, None), ("招行苏州分行", "招商银行"),
    ],
)  # fmt: skip
def test_banks_are_named(name, bank):
    assert bank_of(name) == bank


@pytest.mark.parametrize(
    ("purpose", "evidence", "contradiction"),
    [
        ("采购钢材", "*酒*飞天茅台", True), ("采购钢材", "*黑色金属冶炼压延品*螺纹钢", False), ("日常经营周转", "*酒*飞天茅台", False),
        ("购买钢板、伺服电机、气动元件等生产材料", "*电力电子元器件*伺服驱动器", False), ("购买钢板、伺服电机等", "*电线电缆*控制电缆", False),
        ("购买铜材、电缆及生产材料", "*酒*飞天茅台", True), ("购买铜材、电缆及生产材料", "*化学制品*绝缘漆", False), ("购进原材料", "*酒*飞天茅台", True), ("购进原材料", "*化学制品*绝缘漆", False),
        ("购买钢板、伺服电机等", "*珠宝首饰*黄金项链", True), ("装修", "*家具*衣柜", False), ("装修", "*旅游服务*旅游费", True), ("采购钢材", "*运输服务*运费", False),
        (None, "*酒*", False), ("采购钢材", None, False), ("采购轴承", "*商品房*住宅", True),
        ("食品加工生产线技术改造项目设备购置", "*建筑服务*厂房建筑工程", False), ("食品加工生产线技术改造项目", "*酒*飞天茅台", True),
    ],
)  # fmt: skip
def test_goods_that_contradict_a_purpose(purpose, evidence, contradiction):
    assert contradicts(purpose, evidence) is contradiction


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("电子汇出 借款", Use.LENDING),
        ("归还 贷款", Use.LOAN_REPAYMENT),
        ("理 财", Use.WEALTH_MANAGEMENT),
        ("期货 仓储费", None),
        ("转账支出 借阅图书", None),
    ],
)
def test_words_do_not_arise_where_two_columns_meet_unless_nothing_else_is_said(text, use):
    guess = classify_text(text)
    assert (guess and guess.use) is use
    assert guess is None or "出借" not in guess.reason


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("归还齐鲁银行贷款", Use.LOAN_REPAYMENT), ("偿还建设银行流动资金贷款", Use.LOAN_REPAYMENT), ("结清华夏银行到期借款", Use.LOAN_REPAYMENT), ("还房贷", Use.LOAN_REPAYMENT),
        ("还花呗", Use.LOAN_REPAYMENT), ("归还工行贷款利息", Use.OPERATING), ("退还贷款保证金", Use.INDIVIDUAL), ("返还货款", Use.INDIVIDUAL), ("货款还清 借条", Use.INDIVIDUAL),
    ],
)  # fmt: skip
def test_whose_loan_was_repaid_may_stand_between_the_verb_and_the_loan(text: str, use: Use) -> None:
    assert classify_counterparty("张三", text).use is use


@pytest.mark.parametrize(
    ("name", "bank"),
    [
        ("中国北疆农业银行股份有限公司赤水县支行", "中国北疆农业银行"),
        ("上海市交通银行", "交通银行"),
        ("河南省农业银行分行", "中国农业银行"),
        ("中国工商银行潍坊高新支行", "中国工商银行"),
    ],
)
def test_only_places_before_a_short_name_leave_it_the_same_bank(name: str, bank: str) -> None:
    assert bank_of(name) == bank
