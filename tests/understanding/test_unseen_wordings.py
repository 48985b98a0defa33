"""Contracts in wordings that no sample uses: a checkbox form, a small lender's free text, other labels."""

from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import paged, word_file
from tests.understanding.test_forms import values

from docaudit.understanding.classify import classify
from docaudit.understanding.paper import Paper

FORM = """^个人经营性贷款合同
合同号：丁农商个经（2026）00318
特别提示：请您仔细阅读本合同全部条款。
一、合同当事人
借款人：赵丽华、孙国强
证件号码：110101199003078515
联系地址：丁县北街12号   联系电话：13800000000
贷款银行：丁县农村商业银行股份有限公司河西支行
负责人：钱进   地址：丁县河西路3号
担保人：李志远、丁县兴达粮油购销有限公司
二、贷款要素
贷款种类：□个人消费贷款 ☑个人经营性贷款 □其他
贷款币种及金额：人民币（大写）捌拾伍万元整（¥850,000.00）
贷款期限：贰年，自2026年4月8日至2028年4月7日
用途：☑进货周转 □购置设备 □其他：____
利率：固定利率，月利率3.75‰，合同期内不调整
罚息：逾期部分按合同利率上浮50%计收
三、放款与支付
贷款资金支付方式（在□内打√）：
□借款人自主支付
☑贷款人受托支付
贷款发放至借款人名下账户，卡号：6217000010001234567。
四、还款
还款方式：□等额本息 □等额本金 ☑每月付息、到期一次还本 □其他
还款扣款账户为：6217000010001234567
五、借款人承诺
1．贷款资金不流入证券市场、期货市场，不用于购房、股本权益性投资及赌博等国家法律禁止的活动。
2．用款后两个月内将进货合同、发票或收据交贷款人备查。
3．家庭住址、联系方式、经营项目变更的，于变更后7日内告知贷款人。
4．每半年向贷款人提供一次经营流水。
5．在贷款人处开立的账户年均结算量占全部销售收入的比例应达到40%。
6．未结清贷款前处置名下房产须事先取得贷款人同意。
六、违约
借款人有下列情形之一的，贷款人可以宣布全部贷款立即到期：
（1）未按约定用途使用贷款；
（2）连续两期未按时付息。
七、担保人为借款人的全部债务承担连带责任保证，保证期间为三年。
借款人签字：赵丽华   孙国强      贷款银行（盖章）：
签约日期：2026年4月7日"""

FREE = """借款协议书
出借方：戊市汇丰小额贷款有限公司（以下简称甲方）
借入方：己市宏达塑胶制品厂（以下简称乙方）
双方经协商，就乙方向甲方借款事宜达成如下协议：
一、甲方同意借给乙方人民币壹佰贰拾万元（1200000元），专款用于购买聚乙烯颗粒。
二、借期六个月，从2026年2月10日起到2026年8月9日止。
三、利息按年化12%计算，每月10日前付清当月利息，本金到期一次还清。
四、款项由甲方打入乙方在戊市商业银行开立的账户（账号3301 0401 6000 1234567）。
五、乙方保证专款专用，不拿去炒股、放贷或还别家的欠款；甲方可以随时查账，乙方应予配合。
六、乙方每个月15号以前把上个月的销售情况和银行流水报给甲方；购料的发票应在付款后20天内交来。
七、未征得甲方书面同意，乙方不得再向其他机构举债、为他人担保或出售主要设备。
八、乙方如遇火灾、停产、被起诉等情况，应当在2天内告诉甲方。
九、乙方资产负债率须控制在65%以内，净利润不得为负。
十、乙方法定代表人周建国以个人全部财产为本协议项下债务提供连带责任保证。
十一、乙方逾期付息超过15天，甲方有权要求乙方提前归还全部借款本息。
甲方（章）：   乙方（章）：
2026年2月9日"""

MACHINE = """^设备采购合同书
合同编码：GH2026-SB-117
甲  方：庚纺织印染股份有限公司
乙  方：辛自动化设备（苏州）有限公司
根据《中华人民共和国民法典》，甲方向乙方购买定型机生产线，双方订立本合同。
第一条 设备名称、型号：SF-200型热定型机贰台
第二条 合同价格
本合同含税总价款为人民币3,680,000.00元（大写：叁佰陆拾捌万元整），税率13%。
第三条 付款
3.1 本合同签订后7日内甲方支付合同总价的30%作为预付款；
3.2 设备到货验收后支付65%；
3.3 余款5%为质保金，质保期满一年后付清。
第四条 交货
乙方应于2026年6月30日前将设备运抵甲方厂区。
甲方（盖章）：庚纺织印染股份有限公司   乙方（盖章）：辛自动化设备（苏州）有限公司
日期：2026年3月12日   日期：2026年3月15日"""

BUILDING = """建筑装饰装修工程施工合同
工程名称：壬酒店大堂改造工程
发包人（全称）：壬酒店管理有限公司
承包人（全称）：癸装饰工程有限公司
一、工程概况
工程地点：壬市中山路88号
二、合同工期
计划开工日期：2026年3月1日。计划竣工日期：2026年5月20日。
三、签约合同价与合同价格形式
签约合同价为：人民币（大写）贰佰壹拾伍万捌仟元整（￥2158000.00元）；
四、工程款按月进度支付，每月支付已完工程量的80%，竣工验收合格后付至97%。
五、合同订立
订立时间：2026年2月20日"""

ORDER = """^采 购 订 单
订单号码：PO-26-04412   下单日期：2026-04-02
供应商名称：子塑料科技有限公司   采购单位：丑电器有限公司
物料名称   规格   数量   单价   金额
ABS粒子   PA-757   20吨   11,500.00   230,000.00
合计金额（含税）：￥230,000.00   大写：贰拾叁万元整
交期：2026-04-20
付款条件：月结60天"""

MORTGAGE = """^最高额抵押合同
编号：2026年河西高抵字第0045号
抵押权人：丁县农村商业银行股份有限公司河西支行
抵押人：李志远、王芳
鉴于抵押权人与赵丽华（下称“债务人”）签订了编号为丁农商个经（2026）00318的《个人经营性贷款合同》（下称主合同），
第二条 被担保债权的最高本金限额为人民币玖拾万元整（小写：900,000.00元）。
第三条 抵押人以其位于丁县东街8号的房产提供抵押担保。"""

LETTER = """个人无限连带责任担保书
致：戊市汇丰小额贷款有限公司
本人周建国，身份证号110101199003078515，自愿为己市宏达塑胶制品厂与贵公司签署的《借款协议书》（编号HF-2026-0209）项下的全部债务提供连带责任保证担保，担保的主债权本金为人民币120万元。
担保人签名：周建国
2026年2月9日"""


def as_word_file(text: str) -> Any:
    return word_file(text.replace("^", ""))


BOTH = pytest.mark.parametrize("make", [paged, as_word_file])


def duties(found: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Return (kind, party, slots that have a value) of each obligation."""
    out = []
    for obligation in found["obligations"]:
        slots = {
            name: [v["value"] for v in value] if isinstance(value, list) else value["value"]
            for name, value in obligation.items()
            if name not in ("kind", "party", "text")
        }
        kept = {k: v for k, v in slots.items() if v not in (None, [])}
        out.append((obligation["kind"]["value"], obligation["party"]["value"], kept))
    return out


@BOTH
def test_a_form_of_ticked_boxes(make: Any) -> None:
    page = make(FORM)
    assert classify(Paper([page])).doc_type == "loan_contract"
    found = values("loan_contract", page)
    assert [g["value"] for g in found["guarantors"]] == ["李志远", "丁县兴达粮油购销有限公司"]
    expected = {
        "contract_number": "丁农商个经（2026）00318",
        "lender": "丁县农村商业银行股份有限公司河西支行",
        "borrower": "赵丽华、孙国强",
        "borrower_id": "110101199003078515",
        "loan_kind": "personal_business",
        "amount": "850000.00",
        "amount_in_words": "捌拾伍万元整",
        "start_date": "2026-04-08",
        "end_date": "2028-04-07",
        "term_months": 24,
        "interest_rate": "4.50",
        "rate_basis": "固定利率",
        "purpose": "进货周转",
        "payment_method": "entrusted",
        "disbursement_account": "6217000010001234567",
        "repayment_account": "6217000010001234567",
        "repayment_method": "每月付息、到期一次还本",
        "signed_date": "2026-04-07",
    }
    assert {k: found[k] for k in expected} == expected


@BOTH
def test_the_promises_of_the_form(make: Any) -> None:
    found = duties(values("loan_contract", make(FORM)))
    assert found == [
        (
            "prohibition",
            "borrower",
            {"uses": ["securities", "futures", "real_estate", "equity_investment", "gambling", "prohibited_industry"]},
        ),
        (
            "evidence",
            "borrower",
            {"documents": ["trade_contract", "vat_invoice", "receipt"], "due_days": 60, "day_kind": "calendar"},
        ),
        (
            "notification",
            "borrower",
            {"event": "家庭住址、联系方式、经营项目变更", "due_days": 7, "day_kind": "calendar"},
        ),
        ("reporting", "borrower", {"document": "经营流水", "frequency": "half_yearly"}),
        ("account", "borrower", {"bank": "贷款人", "share": "40", "unit": "percent"}),
        ("consent", "borrower", {"event": "未结清贷款前处置名下房产"}),
        ("acceleration", "borrower", {"event": "（1）未按约定用途使用贷款；（2）连续两期未按时付息"}),
        ("security", "guarantor", {}),
    ]


@BOTH
def test_free_text_of_a_small_lender(make: Any) -> None:
    found = values("loan_contract", make(FREE))
    assert [g["value"] for g in found["guarantors"]] == ["周建国"]
    expected = {
        "lender": "戊市汇丰小额贷款有限公司",
        "borrower": "己市宏达塑胶制品厂",
        "borrower_id": None,
        "amount": "1200000.00",
        "amount_in_words": "壹佰贰拾万元",
        "start_date": "2026-02-10",
        "end_date": "2026-08-09",
        "term_months": 6,
        "interest_rate": "12",
        "purpose": "购买聚乙烯颗粒",
        "disbursement_account": "3301040160001234567",
        "repayment_method": "每月10日前付清当月利息，本金到期一次还清",
        "signed_date": "2026-02-09",
    }
    assert {k: found[k] for k in expected} == expected
    kinds = [(kind, slots) for kind, _, slots in duties(found)]
    assert [k for k, _ in kinds] == [
        "use_of_funds",
        "repayment",
        "account",
        "prohibition",
        "use_of_funds",
        "other",
        "reporting",
        "evidence",
        "consent",
        "notification",
        "financial_covenant",
        "financial_covenant",
        "security",
        "acceleration",
    ]
    by_kind = dict(kinds)
    assert by_kind["prohibition"] == {"uses": ["securities", "lending", "loan_repayment"]}
    assert by_kind["reporting"] == {
        "document": "销售情况和银行流水",
        "frequency": "monthly",
        "due_days": 15,
        "day_kind": "calendar",
    }
    assert by_kind["evidence"] == {"documents": ["vat_invoice"], "due_days": 20, "day_kind": "calendar"}
    assert by_kind["financial_covenant"] == {"metric": "net_profit", "operator": ">=", "threshold": "0", "unit": "yuan"}
    assert {party for kind, party, _ in duties(found) if kind == "security"} == {"guarantor"}


TRADES = [
    (
        "trade_contract",
        MACHINE,
        {
            "contract_number": "GH2026-SB-117",
            "buyer": "庚纺织印染股份有限公司",
            "seller": "辛自动化设备（苏州）有限公司",
            "amount": "3680000.00",
            "amount_in_words": "叁佰陆拾捌万元整",
            "signed_date": "2026-03-15",
            "delivery_date": "2026-06-30",
            "payment_terms": "本合同签订后7日内甲方支付合同总价的30%作为预付款",
        },
    ),
    (
        "trade_contract",
        BUILDING,
        {
            "contract_number": None,
            "buyer": "壬酒店管理有限公司",
            "seller": "癸装饰工程有限公司",
            "subject": "壬酒店大堂改造工程",
            "amount": "2158000.00",
            "signed_date": "2026-02-20",
            "delivery_date": "2026-05-20",
            "payment_terms": "工程款按月进度支付，每月支付已完工程量的80%，竣工验收合格后付至97%",
        },
    ),
    (
        "trade_contract",
        ORDER,
        {
            "contract_number": "PO-26-04412",
            "buyer": "丑电器有限公司",
            "seller": "子塑料科技有限公司",
            "amount": "230000.00",
            "signed_date": "2026-04-02",
            "delivery_date": "2026-04-20",
            "payment_terms": "月结60天",
        },
    ),
    (
        "guarantee_contract",
        MORTGAGE,
        {
            "contract_number": "2026年河西高抵字第0045号",
            "main_contract_number": "丁农商个经（2026）00318",
            "guarantor": "李志远、王芳",
            "creditor": "丁县农村商业银行股份有限公司河西支行",
            "debtor": "赵丽华",
            "amount": "900000.00",
            "kind": "抵押",
        },
    ),
    (
        "guarantee_contract",
        LETTER,
        {
            "contract_number": None,
            "main_contract_number": "HF-2026-0209",
            "guarantor": "周建国",
            "creditor": "戊市汇丰小额贷款有限公司",
            "debtor": "己市宏达塑胶制品厂",
            "amount": "1200000.00",
            "kind": "保证",
        },
    ),
]


@BOTH
@pytest.mark.parametrize(("doc_type", "text", "expected"), TRADES)
def test_contracts_with_other_labels(make: Any, doc_type: str, text: str, expected: dict[str, Any]) -> None:
    page = make(text)
    assert classify(Paper([page])).doc_type == doc_type
    found = values(doc_type, page)
    assert {k: found[k] for k in expected} == expected
