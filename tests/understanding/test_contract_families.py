"""Whole contracts of six lenders: every duty is found, and nothing besides."""

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

PRIVATE = """借 款 合 同
出借人：吴建平（身份证号：330103196805061214）
借款人：周海燕（身份证号：330103198211093326）
借款人因服装店进货缺少资金，向出借人借款，双方约定：
1、借款金额：人民币拾伍万元整（￥150,000）。
2、借款期限：2026年5月1日至2026年10月31日。
3、月息1%，每月1日付清当月利息。
4、借款人必须将借款用于店里进货，不得拿去还赌债或者借给别人。
5、借款人在2026年10月31日以前一次性归还本金150,000元。
6、借款人进货后要把进货单、收据拍照发给出借人。
7、借款人转让店铺，应提前15天告诉出借人并取得出借人同意。
8、借款人家庭住址、电话有变动，三天内告知出借人。
9、如借款人连续两个月不付利息，出借人有权要求借款人立即还清全部借款。
10、担保人陈立新自愿对上述借款承担连带保证责任，保证期限为两年。
11、发生纠纷由出借人所在地人民法院管辖。
出借人（签字）：吴建平  借款人（签字）：周海燕  担保人（签字）：陈立新
2026年5月1日"""

CREDIT_LINE = """综合授信项下流动资金借款合同
合同编号：ZH2026LJ0415
借款人（甲方）：庚州化工股份有限公司
贷款人（乙方）：辛商业银行股份有限公司庚州分行
第一条 贷款金额：人民币（大写）伍仟万元整（小写：50,000,000.00）
第二条 贷款用途：采购PTA原料
甲方不得擅自改变贷款用途。
第三条 贷款期限：12个月，自2026年4月15日至2027年4月14日。
第六条 资金监控
6.1 甲方须在乙方处开立资金回笼账户（账号：310066881018000123456），并及时提供该账户资金进出情况。
6.2 甲方及其关联方在乙方的日均存款不低于贷款余额的20%。
6.3 乙方有权根据甲方资金回笼情况提前收回贷款。
第七条 甲方的义务
7.1 按照乙方要求提供真实、完整、有效的财务报表及其他资料；
7.2 配合乙方进行贷款支付管理、贷后管理及相关检查；
7.3 进行对外投资、实质性增加债务融资，以及进行合并、分立、股权转让等重大事项前，应征得乙方书面同意；
7.4 发生影响偿债能力的重大不利事项时，应及时通知乙方；
7.5 以受托支付方式支付的，须在支付后30个工作日内提供发票；
7.6 在偿清贷款前，股东分红比例不得超过当年净利润的30%。
第八条 财务约束：贷款期内，甲方资产负债率不得高于65%，流动比率不低于1.1，对外担保余额不超过净资产的80%。
第九条 出现下列情形之一的，乙方有权采取停止发放贷款、宣布贷款提前到期等措施：
（一）甲方未按约定用途使用贷款；
（二）突破第八条约定的财务指标；
（三）甲方关联企业在乙方的贷款出现逾期。
第十条 甲方未按期还款的，乙方有权从甲方任何账户扣收。
第十一条 本合同的从合同为：编号ZH2026BZ01的《最高额保证合同》，保证人庚州控股集团有限公司。"""

CHANGED = """流动资金借款合同
合同编号：甲农商借（2026）第101号
贷款人：甲农村商业银行股份有限公司
借款人：乙食品有限公司
第一条 贷款人向借款人提供贷款人民币叁佰万元整（3,000,000.00元），用于收购稻谷。
第二条 借款期限自2026年1月10日至2026年12月20日，年利率4.5%。
第三条 单笔支付超过100万元的采用贷款人受托支付。
第四条 借款人应于每季度结束后20日内提供财务报表。
第五条 借款人资产负债率不得高于70%。
第六条 借款人应在用款后45日内提供粮食收购发票。
借款人（盖章）：乙食品有限公司  2026年1月10日
补充协议
鉴于双方签订了编号为甲农商借（2026）第101号的《流动资金借款合同》（“原合同”），现补充约定：
一、原合同第一条约定的贷款用途变更为：收购稻谷及支付烘干加工费。
二、原合同第五条修改为：借款人资产负债率不得高于65%。
三、原合同第三条受托支付的起点金额调整为50万元。
四、原合同年利率调整为4.2%。
五、借款到期日延长至2027年3月20日。
六、新增：借款人应每月10日前报送库存报表。
借款人（盖章）：乙食品有限公司  2026年6月1日"""

RURAL_DUTIES = [
    ("use_of_funds", "购买羊羔和饲料"), ("repayment", "结息日"), ("repayment", "到期一次还清本金"), ("prohibition", "赌博"),
    ("other", "如实介绍养殖情况"), ("notification", "10日内告知"), ("evidence", "收据或购羊凭证"), ("consent", "出卖大牲畜"),
    ("account", "惠农卡账户"), ("security", "马小军"), ("acceleration", "提前收回贷款"),
]  # fmt: skip
PLATFORM_DUTIES = [
    ("use_of_funds", "家庭装修"), ("prohibition", "不得用于购房"), ("use_of_funds", "约定的消费用途"),
    ("evidence", "30天内上传"),
    ("repayment", "足额存入"), ("notification", "3日内"), ("acceleration", "提供虚假信息"), ("other", "妥善保管"),
]  # fmt: skip
PROJECT_DUTIES = [
    ("use_of_funds", "污水处理厂扩建"), ("evidence", "提款通知书"), ("repayment", "附件三"), ("repayment", "第21日"),
    ("account", "收入归集账户"), ("reporting", "年度财务报表"), ("reporting", "季度财务报表"), ("financial_covenant", "偿债备付率"),
    ("financial_covenant", "资产负债率"), ("financial_covenant", "资本金比例"), ("consent", "处置项目资产"),
    ("prohibition", "股本权益性投资"), ("security", "投保"), ("notification", "3个工作日内"), ("acceleration", "立即到期应付"),
]  # fmt: skip

PRIVATE_DUTIES = [
    ("repayment", "每月1日"), ("prohibition", "还赌债"), ("use_of_funds", "店里进货"), ("repayment", "150,000元"),
    ("evidence", "收据拍照"), ("consent", "转让店铺"), ("notification", "三天内"), ("acceleration", "立即还清"), ("security", "陈立新"),
]  # fmt: skip
CREDIT_LINE_DUTIES = [
    ("use_of_funds", "PTA"), ("prohibition", "改变贷款用途"), ("account", "资金回笼账户"), ("account", "日均存款"),
    ("acceleration", "6.3"), ("reporting", "7.1"), ("other", "7.2"), ("consent", "7.3"), ("notification", "7.4"), ("evidence", "7.5"),
    ("financial_covenant", "分红比例"), ("financial_covenant", "65%"), ("financial_covenant", "1.1"), ("financial_covenant", "80%"),
    ("acceleration", "突破第八条"), ("acceleration", "任何账户扣收"), ("security", "从合同"),
]  # fmt: skip
CHANGED_DUTIES = [
    ("reporting", "财务报表"), ("evidence", "收购发票"), ("use_of_funds", "烘干加工费"), ("financial_covenant", "65%"),
    ("reporting", "库存报表"),
]  # fmt: skip


@pytest.mark.parametrize("make", [paged, word_file])
@pytest.mark.parametrize(
    ("contract", "duties"),
    [
        (RURAL, RURAL_DUTIES),
        (PLATFORM, PLATFORM_DUTIES),
        (PROJECT, PROJECT_DUTIES),
        (PRIVATE, PRIVATE_DUTIES),
        (CREDIT_LINE, CREDIT_LINE_DUTIES),
        (CHANGED, CHANGED_DUTIES),
    ],
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


def test_the_terms_of_a_private_loan_and_of_a_credit_line() -> None:
    private = values("loan_contract", word_file(PRIVATE))
    assert (private["term_months"], private["interest_rate"]) == (6, "12.00")
    assert (private["purpose"], private["repayment_method"]) == ("店里进货", "一次性归还本金")
    line = values("loan_contract", word_file(CREDIT_LINE))
    assert [g["value"] for g in line["guarantors"]] == ["庚州控股集团有限公司"]
    assert (line["payment_method"], line["repayment_account"]) == (None, "310066881018000123456")


def test_a_supplement_changes_what_it_names_and_nothing_else() -> None:
    found = values("loan_contract", word_file(CHANGED))
    expected = {
        "purpose": "收购稻谷及支付烘干加工费",
        "end_date": "2027-03-20",
        "start_date": "2026-01-10",
        "interest_rate": "4.2",
        "entrusted_threshold": "500000.00",
        "amount": "3000000.00",
    }
    assert {k: found[k] for k in expected} == expected
