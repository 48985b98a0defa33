"""Payees and remarks as statements print them: what is a sign of misuse and what only looks like one.

The words are classified as in an audit, trained hint included, and judged by all checks on the use of the money.
"""

# ruff: noqa: E501
from __future__ import annotations

import pytest
from check_cases import BORROWER, RowKind, case, paid, row, the_loan

from docaudit.checks import load_rule_pack, run_checks
from docaudit.records.flows import Ledger
from docaudit.records.labels import Severity
from docaudit.tracing import classify_uses
from docaudit.understanding import use_told

pytestmark = pytest.mark.usefixtures("no_check_stops")
PACK = load_rule_pack()
CHECKED = frozenset({"use.prohibited_payee", "use.cash_withdrawal", "use.loan_repayment", "use.purpose_mismatch", "use.individual_payee", "use.idle_funds"})  # fmt: skip


def raised(name, remark, size=600_000, **loan):
    """Return the checks of medium or above that one payment out of the loan raises."""
    line = row(5, 3, -size, name, remark)
    terms = the_loan(**loan)
    file = case([paid(line)], loan=terms)
    ledger = classify_uses(Ledger(accounts=file.ledger.accounts, rows=(line,)), (terms,), file.parties, hint=use_told)
    (named,) = ledger.rows
    if named.kind is not RowKind.OUT:
        return set()
    judged = case([paid(named)], loan=terms)
    return {f.check for f in run_checks(judged, PACK) if f.check in CHECKED and f.severity >= Severity.MEDIUM}


SIGNS = [
    ("华樾证券股份有限公司", "", "use.prohibited_payee"),
    ("甬江证券有限责任公司宁波中山东路证券营业部", "银证转账", "use.prohibited_payee"),
    ("", "银转证", "use.prohibited_payee"),
    ("海川期货有限公司", "银期转账", "use.prohibited_payee"),
    ("云陵市恒基房地产开发有限公司", "首付款", "use.prohibited_payee"),
    ("云陵市鸿图置业有限公司", "转账", "use.prohibited_payee"),
    ("云陵市土地储备中心", "土地出让金", "use.prohibited_payee"),
    ("云陵市滨江花园售楼处", "认筹金", "use.prohibited_payee"),
    ("", "购房款", "use.prohibited_payee"),
    ("信达汇通基金管理有限公司", "申购", "use.prohibited_payee"),
    ("云陵农商银行", "购买理财产品", "use.prohibited_payee"),
    ("中泰信托有限责任公司", "", "use.prohibited_payee"),
    ("安和人寿保险股份有限公司", "保费", "use.prohibited_payee"),
    ("云陵市金帆股权投资合伙企业(有限合伙)", "投资款", "use.prohibited_payee"),
    ("云陵市长盛创业投资有限公司", "", "use.prohibited_payee"),
    ("云陵市永丰商贸有限公司", "股权转让款", "use.prohibited_payee"),
    ("", "股东分红", "use.prohibited_payee"),
    ("云陵市永丰商贸有限公司", "出借款项", "use.prohibited_payee"),
    ("王建军", "民间借贷", "use.prohibited_payee"),
    ("云陵市翠玉珠宝有限公司", "", "use.prohibited_payee"),
    ("云陵市碧湖高尔夫俱乐部有限公司", "会籍", "use.prohibited_payee"),
    ("云陵市福利彩票中心", "", "use.prohibited_payee"),
    ("云陵市汇金小额贷款有限公司", "还款", "use.loan_repayment"),
    ("云陵市恒信典当有限公司", "", "use.loan_repayment"),
    ("招商银行信用卡中心", "信用卡还款", "use.loan_repayment"),
    ("青禾村镇银行", "归还贷款", "use.loan_repayment"),
    ("云陵市顺通商业保理有限公司", "", "use.loan_repayment"),
    ("", "过桥资金", "use.loan_repayment"),
    ("", "ATM取款", "use.cash_withdrawal"),
    ("", "现金支票", "use.cash_withdrawal"),
    ("周建国", "备用金", "use.cash_withdrawal"),
    ("周建国", "", "use.individual_payee"),
    ("支付宝-周建国", "转账", "use.individual_payee"),
    ("云陵市宏图机械设备有限公司", "购置设备", "use.purpose_mismatch"),
    (BORROWER, "转定期存款", "use.idle_funds"),
    (BORROWER, "结构性存款", "use.idle_funds"),
]
DECOYS = [
    ("大华证券印制有限公司", "印刷费"),
    ("云陵市证券时报社", "广告费"),
    ("云陵市金证信息技术有限公司", "软件款"),
    ("云陵市票证印务有限公司", "货款"),
    ("云陵市证券大厦物业管理有限公司", "物业费"),
    ("云陵农村商业银行典当路支行", "手续费"),
    ("云陵市典当路建材经营部", "材料款"),
    ("云陵市恒基房地产开发有限公司", "房租"),
    ("云陵市众信房地产评估有限公司", "评估费"),
    ("云陵市安居房地产经纪有限公司", "佣金"),
    ("云陵市精工厂房建设工程有限公司", "工程款"),
    ("云陵市鑫源物业服务有限公司", "物业费"),
    ("云陵市保险柜厂", "货款"),
    ("云陵市安达保险箱制造有限公司", ""),
    ("云陵市社会保险基金管理中心", "养老保险"),
    ("云陵市医疗保险事业局", ""),
    ("平和财产保险股份有限公司云陵支公司", "车险"),
    ("平和财产保险股份有限公司", "雇主责任险"),
    ("安和养老保险股份有限公司", "团体意外险"),
    ("云陵市住房公积金管理中心", "公积金"),
    ("云陵市慈善基金会", "捐款"),
    ("云陵市期货仓储物流有限公司", "仓储费"),
    ("海川大宗商品供应链有限公司", "期货钢材货款"),
    ("云陵市投资促进局", "会务费"),
    ("云陵市交通投资集团有限公司", "通行费"),
    ("云陵市城市建设投资有限公司", "货款"),
    ("云陵市抵押担保物评估事务所", "评估费"),
    ("云陵市诚信融资担保有限公司", "担保费"),
    ("云陵市信托商店", "货款"),
    ("云陵市农村信用社", "手续费"),
    ("云陵市黄金路五金店", "材料款"),
    ("云陵市珠宝镇钢材有限公司", "货款"),
    ("云陵市棋牌桌椅家具有限公司", "货款"),
    ("云陵市彩票印刷有限公司", "印刷费"),
    ("云陵市鑫盛废旧物资拍卖有限公司", "废旧物资"),
    ("", "代发工资"),
    ("周建国", "工资"),
    ("李秀英等32人", "批量代付工资"),
    ("国家金库云陵市支库", "实时缴税"),
    ("国网云陵供电公司", "电费"),
    ("周建国建材经营部", "材料款"),
    ("云陵市王记粮行", "货款"),
    ("周建国", "收购玉米款"),
    ("", "贷款利息"),
    ("云陵市永丰商贸有限公司", "过路费"),
    ("云陵市永丰商贸有限公司", "设备维修"),
    ("云陵市永丰商贸有限公司", "含税货款"),
    ("云陵市永丰商贸有限公司", "首付货款"),
    ("云陵市永丰商贸有限公司", "投标保证金"),
    ("云陵市永丰商贸有限公司", "停车款"),
    ("云陵市永丰商贸有限公司", "POS消费"),
    ("云陵市永丰商贸有限公司", "股票印刷"),
    ("云陵市永丰商贸有限公司", "合同分期货款第二期"),
    ("云陵市永丰商贸有限公司", "二期货款"),
]


@pytest.mark.parametrize(("name", "remark", "check"), SIGNS, ids=[f"{n}-{r}" for n, r, _ in SIGNS])
def test_a_sign_of_misuse_is_raised(name, remark, check):
    assert raised(name or None, remark) == {check}


@pytest.mark.parametrize(("name", "remark"), DECOYS, ids=[f"{n}-{r}" for n, r in DECOYS])
def test_what_only_looks_like_misuse_raises_nothing(name, remark):
    assert raised(name or None, remark) == set()


@pytest.mark.parametrize(
    ("purpose", "name", "remark"),
    [
        ("置换他行贷款", "青禾村镇银行", "归还贷款"),
        ("购置数控机床", "云陵市宏图机械设备有限公司", "购置设备"),
        ("收购玉米", "周建国", ""),
        ("采购黄金首饰", "云陵市翠玉珠宝有限公司", ""),
        ("房地产开发项目建设", "云陵市土地储备中心", "土地出让金"),
    ],
)
def test_what_the_purpose_declares_raises_nothing(purpose, name, remark):
    assert raised(name, remark, purpose=purpose) == set()


def test_the_table_is_as_long_as_it_says_and_half_of_it_are_decoys():
    assert len(SIGNS) + len(DECOYS) >= 60
    assert len(DECOYS) >= 30
    assert len(set(DECOYS)) == len(DECOYS)
