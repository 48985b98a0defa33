"""Whole contracts of three lenders: every duty is found, and nothing besides."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import paged, word_file
from tests.understanding.test_forms import values

RURAL = """农户小额贷款借款合同
合同编号：（2026）农信借字第0088号
贷款人：丙县农村信用合作联社河口信用社（以下简称信用社）
借款人：马有福  身份证号码：620102197501012336
一、信用社同意贷给借款人人民币（大写）伍万元整（￥50000.00），用于购买羊羔和饲料。
二、借款期限自2026年3月10日至2027年3月9日。
三、贷款月利率为6.5‰，按季结息，结息日为每季末月20日。
四、借款人保证按期还本付息，到期一次还清本金。
五、借款人不得将贷款用于赌博、参与高利贷和其他违法活动。
六、信用社有权检查贷款使用情况，借款人应如实介绍养殖情况。
七、借款人搬迁、外出务工或遭受重大灾害的，应在10日内告知信用社。
八、买羊后一个月内，借款人应将收据或购羊凭证交信用社查看。
九、贷款没有还清之前，出卖大牲畜须先经信用社同意。
十、借款人将卖羊款的一半以上存入在信用社开立的惠农卡账户。
十一、马有福之子马小军自愿为本笔贷款承担连带保证责任。
十二、借款人挪用贷款或逾期30天不还息的，信用社可提前收回贷款。
十三、逾期贷款按原利率加收50%的罚息。
十四、本合同一式两份，自双方签字盖章之日起生效。
借款人（签字捺印）：马有福    信用社（盖章）
2026年3月10日"""

PLATFORM = """个人信用贷款合同（电子版）
合同编号：XD20260418000777
甲方（借款人）：林晓楠
证件号码：350102199206154528
乙方（贷款人）：海峡消费金融股份有限公司
1. 贷款要素
贷款本金：30,000.00元；贷款用途：家庭装修；期限：12期；年化利率（单利）：15.6%；还款方式：等额本息；每月还款日：18日
放款卡：6222021402009876543
2. 贷款用途与证明
2.1 甲方承诺贷款仅用于约定的消费用途，不得用于购房、股票、基金、期货、P2P及虚拟货币投资，不得转借他人。
2.2 乙方有权要求甲方在放款后30天内上传消费合同、发票或付款记录等用途证明。
3. 还款
3.1 甲方应于每期还款日22:00前在还款账户足额存入当期应还款项。
3.2 甲方可申请提前结清，乙方不收取手续费。
4. 信息变更
甲方工作单位、居住地址、联系方式等发生变更的，应于变更之日起3日内通过APP更新并通知乙方。
5. 提前到期
甲方出现以下任一情形，乙方有权宣布贷款提前到期，要求甲方立即偿还全部未还本息：
（1）连续或累计逾期达3期；
（2）提供虚假信息；
（3）未按约定用途使用贷款。
6. 其他
6.1 甲方授权乙方向金融信用信息基础数据库查询和报送其信用信息。
6.2 甲方应妥善保管账户密码。
6.3 因本合同引起的争议，提交乙方所在地人民法院诉讼解决。"""

PROJECT = """固定资产银团贷款合同
编号：2026年银团字第3号
借款人：庚州水务发展有限公司
牵头行：辛银行股份有限公司庚州分行
第一条 贷款
1.1 贷款人同意按本合同约定向借款人提供总额不超过人民币叁亿元（￥300,000,000.00）的贷款。
1.2 贷款仅用于庚州第二污水处理厂扩建工程的建设支出。
第二条 提款
2.1 每次提款，借款人应至少提前5个工作日递交提款通知书，并附工程进度款支付证书、施工合同及发票。
2.2 单笔支付金额超过项目总投资5%或超过500万元人民币的，采用受托支付。
第三条 还款
3.1 借款人应按照附件三《还款计划》归还贷款本金。
3.2 利息按季支付，付息日为每季度末月的第21日。
第四条 账户
4.1 借款人应在代理行开立项目资本金账户、收入归集账户，项目全部收入应进入收入归集账户。
第五条 承诺
5.1 借款人在此承诺：
（a）每一会计年度结束后120日内，提交经审计的年度财务报表；
（b）每季度结束后30日内，提交季度财务报表和工程进度报告；
（c）偿债备付率不低于1.3；资产负债率不超过70%；
（d）项目资本金比例不低于30%，且与贷款同比例到位；
（e）未经多数贷款人同意，不得对外担保、处置项目资产、变更建设内容；
（f）不将贷款用于股本权益性投资和房地产；
（g）为项目资产投保，并将代理行列为第一受益人。
5.2 发生任何可能影响项目建设的重大事件，借款人应在知悉后3个工作日内通知代理行。
第六条 违约
6.1 下列事件构成违约事件：
（a）借款人未按期偿付任何到期款项；
（b）借款人违反第五条的任何承诺；
6.2 违约事件发生后，代理行可根据多数贷款人的指示宣布贷款立即到期应付。"""

RURAL_DUTIES = [
    ("use_of_funds", "购买羊羔和饲料"), ("repayment", "结息日"), ("repayment", "到期一次还清本金"), ("prohibition", "赌博"),
    ("other", "如实介绍养殖情况"), ("notification", "10日内告知"), ("evidence", "收据或购羊凭证"), ("consent", "出卖大牲畜"),
    ("account", "惠农卡账户"), ("security", "马小军"), ("acceleration", "提前收回贷款"),
]  # fmt: skip
PLATFORM_DUTIES = [
    ("use_of_funds", "家庭装修"), ("prohibition", "不得用于购房"), ("evidence", "30天内上传"),
    ("repayment", "足额存入"), ("notification", "3日内"), ("acceleration", "提供虚假信息"), ("other", "妥善保管"),
]  # fmt: skip
PROJECT_DUTIES = [
    ("use_of_funds", "污水处理厂扩建"), ("evidence", "提款通知书"), ("repayment", "附件三"), ("repayment", "第21日"),
    ("account", "收入归集账户"), ("reporting", "年度财务报表"), ("reporting", "季度财务报表"), ("financial_covenant", "偿债备付率"),
    ("financial_covenant", "资产负债率"), ("financial_covenant", "资本金比例"), ("consent", "处置项目资产"),
    ("prohibition", "股本权益性投资"), ("security", "投保"), ("notification", "3个工作日内"), ("acceleration", "立即到期应付"),
]  # fmt: skip


@pytest.mark.parametrize("make", [paged, word_file])
@pytest.mark.parametrize(
    ("contract", "duties"), [(RURAL, RURAL_DUTIES), (PLATFORM, PLATFORM_DUTIES), (PROJECT, PROJECT_DUTIES)]
)
def test_all_duties_of_a_contract(make: Any, contract: str, duties: list[tuple[str, str]]) -> None:
    found = values("loan_contract", make(contract))["obligations"]
    assert [o["kind"]["value"] for o in found] == [kind for kind, _ in duties]
    for obligation, (_, piece) in zip(found, duties, strict=True):
        assert piece in obligation["text"]["value"]


def test_the_terms_of_a_rural_loan() -> None:
    found = values("loan_contract", word_file(RURAL))
    expected = {
        "contract_number": "（2026）农信借字第0088号",
        "lender": "丙县农村信用合作联社河口信用社",
        "borrower": "马有福",
        "borrower_id": "620102197501012336",
        "amount": "50000.00",
        "amount_in_words": "伍万元整",
        "start_date": "2026-03-10",
        "end_date": "2027-03-09",
        "interest_rate": "7.80",
        "purpose": "购买羊羔和饲料",
        "signed_date": "2026-03-10",
    }
    assert {k: found[k] for k in expected} == expected
