"""Particulars of loans as many lenders lay them out: tables, blanks, sentences, heads of letters."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import paged, ruled, word_file
from tests.understanding.test_forms import values

from docaudit.records.pages import Page

PAPERS: list[tuple[str, str, Page, dict[str, Any]]] = [
    (
        "a state bank's blanks",
        "loan_contract",
        word_file("""人民币流动资金贷款合同
合同编号：HTZ330617000LDZJ2025N00A
借款人（甲方）：申市远航精密机械有限公司
住所：申市高新区创新路18号   法定代表人：高志强
贷款人（乙方）：中国建工银行股份有限公司申市分行
第一条 借款金额 甲方向乙方借款人民币（金额大写）捌佰万元整。
第二条 借款用途 甲方应将借款用于日常生产经营周转（采购钢材）。
第三条 借款期限 本合同约定借款期限为12个月，即从2025年3月10日起至2026年3月9日。
第四条 贷款利率 本合同项下的贷款利率为固定利率，即LPR利率加25基点，在借款期限内，该利率保持不变。
第五条 还款方式：按月付息，到期一次性还本。
甲方（公章）：            乙方（公章）：
2025年3月10日"""),
        {
            "contract_number": "HTZ330617000LDZJ2025N00A",
            "lender": "中国建工银行股份有限公司申市分行",
            "borrower": "申市远航精密机械有限公司",
            "amount": "8000000.00",
            "start_date": "2025-03-10",
            "end_date": "2026-03-09",
            "term_months": 12,
            "interest_rate": None,
            "repayment_method": "按月付息，到期一次性还本",
            "loan_kind": "working_capital",
            "signed_date": "2025-03-10",
        },
    ),
    (
        "a table of a housing fund",
        "loan_contract",
        ruled(
            [
                ["合同编号", "GJJ2025-03318", "受托银行", "酉市商业银行股份有限公司城南支行"],
                ["借款人姓名", "沈丽君", "身份证号码", "310101198803078526"],
                ["贷款金额（小写）", "450,000.00元", "贷款金额（大写）", "肆拾伍万元整"],
                ["贷款期限", "240个月", "月利率", "2.375‰"],
                ["起始日期", "2025-04-18", "终止日期", "2045-04-18"],
                ["还款方式", "等额本息", "还款账号", "6217001210055667788"],
                ["贷款用途", "购买自住住房", "担保方式", "抵押"],
            ],
            title="住房公积金个人购房借款合同",
            below="借款人（签字）：沈丽君      受托银行（盖章）：\n2025年4月18日",
        ),
        {
            "contract_number": "GJJ2025-03318",
            "lender": "酉市商业银行股份有限公司城南支行",
            "borrower": "沈丽君",
            "borrower_id": "310101198803078526",
            "amount": "450000.00",
            "amount_in_words": "肆拾伍万元整",
            "term_months": 240,
            "interest_rate": "2.85",
            "start_date": "2025-04-18",
            "end_date": "2045-04-18",
            "repayment_method": "等额本息",
            "repayment_account": "6217001210055667788",
            "purpose": "购买自住住房",
            "loan_kind": "personal_consumption",
        },
    ),
    (
        "a car financier's form",
        "loan_contract",
        paged("""^汽车贷款抵押合同
合同编号：QC-2025-081177
贷款机构：戌通汽车金融有限公司
借款人：郑国梁   证件号码：410103199206124417
共同借款人：无
贷款本金：￥98,000.00（大写：玖万捌仟元整）
贷款期数：36期   年化利率：6.88%
首次还款日：2025年6月15日   末次还款日：2028年5月15日
放款账户（经销商）：6230520010099887766
扣款卡号：6222620110044332211
还款方式：等额本息
贷款用途：购买家用汽车一辆
借款人签字：郑国梁      签署日期：2025年5月12日"""),
        {
            "contract_number": "QC-2025-081177",
            "lender": "戌通汽车金融有限公司",
            "borrower": "郑国梁",
            "amount": "98000.00",
            "term_months": 36,
            "interest_rate": "6.88",
            "end_date": "2028-05-15",
            "repayment_account": "6222620110044332211",
            "disbursement_account": "6230520010099887766",
            "loan_kind": "personal_consumption",
            "signed_date": "2025-05-12",
        },
    ),
    (
        "a syndicate in prose",
        "loan_contract",
        word_file("""亥市环城高速公路项目银团贷款协议
协议编号：YT-2025-006
本协议于2025年2月18日由下列各方订立：
（1）亥市环城高速公路有限公司，作为借款人；
（2）甲子银行股份有限公司亥市分行，作为牵头行、代理行；
（3）甲子银行股份有限公司亥市分行、乙丑银行股份有限公司亥市分行，作为贷款人。
1. 贷款总额：各贷款人同意向借款人提供总额为人民币陆亿元整（￥600,000,000.00）的贷款。
2. 贷款期限为180个月，自2025年2月20日（首个提款日）起至2040年2月20日（最终到期日）止。
3. 借款人应将全部贷款用于亥市环城高速公路项目建设。
4. 贷款利率为5年期以上LPR减30个基点。"""),
        {
            "contract_number": "YT-2025-006",
            "borrower": "亥市环城高速公路有限公司",
            "lender": "甲子银行股份有限公司亥市分行、乙丑银行股份有限公司亥市分行",
            "amount": "600000000.00",
            "start_date": "2025-02-20",
            "end_date": "2040-02-20",
            "term_months": 180,
            "purpose": "亥市环城高速公路项目建设",
            "signed_date": "2025-02-18",
            "interest_rate": None,
        },
    ),
    (
        "an entrusted loan",
        "loan_contract",
        word_file("""委托贷款合同
合同号：委贷字2025第019号
委托人：丙寅集团有限公司
受托人：丁卯银行股份有限公司营业部
借款人：戊辰新材料有限公司
第一条 委托贷款金额：人民币贰仟万元整（￥20,000,000.00）。
第二条 委托贷款期限：自2025年1月6日起，共24个月，即至2027年1月6日。
第三条 委托贷款年利率：5.2%。
第四条 委托贷款用途：采购电池正极材料。
第五条 借款人应于到期日一次性归还本金，按季付息。
签订日：2025年1月6日"""),
        {
            "lender": "丁卯银行股份有限公司营业部",
            "borrower": "戊辰新材料有限公司",
            "amount": "20000000.00",
            "start_date": "2025-01-06",
            "end_date": "2027-01-06",
            "term_months": 24,
            "interest_rate": "5.2",
            "purpose": "采购电池正极材料",
            "signed_date": "2025-01-06",
        },
    ),
    (
        "a farmer's letter",
        "loan_contract",
        word_file("""农户贷款合同
编号：农信2025-117
甲方：己巳县农村信用合作联社东关信用社（放款方）
乙方：周铁柱（用款方），身份证510722197511204418
丙方：周大成、王秀兰（保证方）
一、甲方贷给乙方人民币伍万元整（￥50,000.00）。
二、期限一年，2025年3月1日起，2026年3月1日止。
三、这款只能用来买小麦种子和化肥。
四、月息千分之五，到期连本带息还清。
五、款打入乙方的惠农卡6230910199001122334，还款也从该卡扣。
二〇二五年三月一日"""),
        {
            "lender": "己巳县农村信用合作联社东关信用社",
            "borrower": "周铁柱",
            "borrower_id": "510722197511204418",
            "guarantors": ["周大成", "王秀兰"],
            "amount": "50000.00",
            "start_date": "2025-03-01",
            "end_date": "2026-03-01",
            "term_months": 12,
            "interest_rate": "6.00",
            "purpose": "买小麦种子和化肥",
            "disbursement_account": "6230910199001122334",
        },
    ),
    (
        "a renewal",
        "loan_contract",
        word_file("""无还本续贷借款合同
续贷合同编号：XD20250602-07
债权人：庚午村镇银行股份有限公司
债务人：辛未市恒业纺织有限公司，统一社会信用代码：91330621MA2BC5D87X
1. 续贷金额：人民币叁佰万元整（￥3,000,000.00），期限12个月，2025年6月2日至2026年6月2日。
2. 本笔续贷的用途为归还原借款合同项下借款本金，双方对此无异议。
3. 执行年利率4.65%。
4. 债务人于每月21日支付利息至账户9012345678900112233。
本合同签署日为2025年6月2日。"""),
        {
            "contract_number": "XD20250602-07",
            "lender": "庚午村镇银行股份有限公司",
            "borrower": "辛未市恒业纺织有限公司",
            "amount": "3000000.00",
            "start_date": "2025-06-02",
            "end_date": "2026-06-02",
            "interest_rate": "4.65",
            "purpose": "归还原借款合同项下借款本金",
            "repayment_account": "9012345678900112233",
            "signed_date": "2025-06-02",
        },
    ),
    (
        "an online loan",
        "loan_contract",
        ruled(
            [
                ["借款本金（元）", "28,000.00"],
                ["借款期限", "12期"],
                ["起息日", "2025-08-01"],
                ["到期日", "2026-08-01"],
                ["年化利率（单利）", "12.6%"],
                ["还款方式", "按月等本等息"],
                ["借款用途", "个人日常消费"],
                ["收款银行卡", "6217730212345678"],
                ["扣款银行卡", "6217730212345678"],
            ],
            title="个人信用贷款合同",
            below="贷款人：壬申消费金融有限公司\n借款人：何雨晴   身份证号：510101********1225\n合同编号：2025080119283746\n签署时间：2025-08-01 09:12:44",
        ),
        {
            "lender": "壬申消费金融有限公司",
            "borrower": "何雨晴",
            "borrower_id": "510101********1225",
            "contract_number": "2025080119283746",
            "amount": "28000.00",
            "term_months": 12,
            "start_date": "2025-08-01",
            "end_date": "2026-08-01",
            "interest_rate": "12.6",
            "repayment_method": "按月等本等息",
            "disbursement_account": "6217730212345678",
            "repayment_account": "6217730212345678",
            "loan_kind": "personal_consumption",
        },
    ),
    (
        "a private loan",
        "loan_contract",
        word_file("""借款合同
出借人：马文博，身份证号码：110108198001015513
借款人：癸酉市金叶茶业有限公司，统一社会信用代码：91350500MA31K2YM4C
保证人：黄金叶，身份证号码：350500197702023328
1、借款金额：贰佰陆拾万元整（￥2,600,000.00），出借人于签约当日转账付至借款人在癸酉银行股份有限公司安溪支行开立的8111300101200456789账户。
2、借款期间：二〇二五年九月一日至二〇二六年八月三十一日。
3、年利率12%，每月5日前借款人将当月利息汇至出借人账户6214830112233445。
4、黄金叶自愿为上述借款承担连带保证责任。
5、本合同订立日期为2025年9月1日。"""),
        {
            "lender": "马文博",
            "borrower": "癸酉市金叶茶业有限公司",
            "borrower_id": "91350500MA31K2YM4C",
            "guarantors": ["黄金叶"],
            "amount": "2600000.00",
            "start_date": "2025-09-01",
            "end_date": "2026-08-31",
            "interest_rate": "12",
            "disbursement_account": "8111300101200456789",
            "repayment_account": "6214830112233445",
            "signed_date": "2025-09-01",
        },
    ),
    (
        "an agricultural pledge",
        "loan_contract",
        paged("""^粮食收购贷款合同
合同号：LS2025（收）第12号
甲方（贷款行）：甲戌农业发展银行乙亥县支行
乙方（借款企业）：乙亥县金穗粮油购销有限公司
一、贷款金额：（大写）人民币壹仟伍佰万元整   （小写）￥15,000,000.00
二、贷款期限：10个月，从2025年10月8日到2026年8月8日
三、贷款利率：年利率3.45%
四、贷款用途：收购中晚籼稻
五、放款专户20335012800100000123451；回笼专户20335012800100000678902
六、还款办法：购贷销还，到期结清
签订时间：2025年10月8日"""),
        {
            "lender": "甲戌农业发展银行乙亥县支行",
            "borrower": "乙亥县金穗粮油购销有限公司",
            "borrower_id": None,
            "amount": "15000000.00",
            "term_months": 10,
            "start_date": "2025-10-08",
            "end_date": "2026-08-08",
            "interest_rate": "3.45",
            "purpose": "收购中晚籼稻",
            "disbursement_account": "20335012800100000123451",
            "signed_date": "2025-10-08",
        },
    ),
    (
        "labels in brackets",
        "loan_contract",
        word_file("""设备购置借款合同
【合同编号】SB2025-330071
【贷款银行】甲申银行股份有限公司乙酉支行
【借款人】丙戌市宏达包装有限公司
丙方（本合同的保证人）：丁亥市永固建材有限公司
第一款 贷款本金玖拾万元整（￥900,000.00），期限12个月，2025年5月6日至2026年5月6日。
第二款 贷款用途：购置模切机，除此之外的用途均属挪用。
第三款 固定年利率4.20%。
第四款 由贷款银行将资金直接支付给设备销售商，账号33050170000100000888。
签订日：2025年5月6日"""),
        {
            "contract_number": "SB2025-330071",
            "lender": "甲申银行股份有限公司乙酉支行",
            "borrower": "丙戌市宏达包装有限公司",
            "guarantors": ["丁亥市永固建材有限公司"],
            "purpose": "购置模切机",
            "rate_basis": "固定",
            "interest_rate": "4.20",
            "payment_method": "entrusted",
        },
    ),
    (
        "accounts of both sides",
        "loan_contract",
        word_file("""借款协议
出借方（甲方）：戊子实业有限公司
借入方（乙方）：己丑光学有限公司
一、甲方出借人民币2,000,000.00元，于签约次日将款项划入乙方以下账户：开户行庚寅银行，账号7312001100220033。
二、乙方应于2026年3月31日偿还全部本金，款项汇至甲方账户6225880122334455。"""),
        {"disbursement_account": "7312001100220033", "repayment_account": "6225880122334455"},
    ),
    (
        "payment by a threshold",
        "loan_contract",
        word_file("""流动资金借款合同
贷款人：辛卯银行股份有限公司
借款人：壬辰食品有限公司
第一条 借款金额人民币壹佰万元整（￥1,000,000.00）。
第二条 单笔支付金额在人民币50万元以上（含）的，须委托贷款人支付给交易对手；低于该金额的由借款人自行支付。
第三条 贷款用于采购面粉，不得用于归还其他银行贷款。"""),
        {"payment_method": "mixed", "entrusted_threshold": "500000.00", "purpose": "采购面粉"},
    ),
]


@pytest.mark.parametrize(("doc_type", "page", "expected"), [p[1:] for p in PAPERS], ids=[p[0] for p in PAPERS])
def test_the_particulars_are_read(doc_type: str, page: Page, expected: dict[str, Any]) -> None:
    found = values(doc_type, page)
    plain = {k: [v["value"] for v in found[k]] if isinstance(found[k], list) else found[k] for k in expected}
    assert plain == expected


def test_a_figure_at_the_start_of_a_line_is_no_heading() -> None:
    page = paged("""^补充协议
一、甲方（借款人）的速动比率自2026年起应当在任何一个会计年度末都要做到不低于
0.9。
二、其他条款不变。""")
    found = values("loan_contract", page)["obligations"]
    assert [(o["metric"]["value"], o["threshold"]["value"]) for o in found] == [("quick_ratio", "0.9")]
