"""Clauses of many lenders (banks, rural societies, microlenders, car finance, housing funds, syndicates): one table.

Each row: the head of the contract, a sentence, and what it obliges to. ``~`` behind a slot asks for words within its
value, ``=`` for at least these; None says that the sentence binds nobody (`other` is tolerated).
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import word_file
from tests.understanding.test_forms import values
from tests.understanding.test_unseen_wordings import duties

BANK = """借款合同
合同编号：甲银借字2025第0031号
借款人（以下称“甲方”）：丙市宏声塑料有限公司
贷款人（以下称“乙方”）：丁市银行股份有限公司
第一条 借款金额 甲方向乙方借款人民币（大写）壹佰万元整（小写：￥1,000,000.00）。
"""
MICRO = """借款协议书
协议编号：JK-2025-0088
出借方（甲方）：戊市惠民小额贷款有限公司
借款方（乙方）：郑国梁，身份证号：110101199003078515
丙方（担保方）：庚市顺成建材有限公司
第一条 甲方借给乙方人民币叁拾万元整（￥300,000.00）。
"""
CAR = """汽车抵押贷款合同
合同编号：QD2025110001
贷款人：上己汽车金融有限公司
借款人：郑国梁   身份证号码：110101199003078515
抵押人：郑国梁
1. 贷款金额：人民币壹拾贰万元整（￥120,000.00）。
"""
FUND = """个人住房公积金借款合同
合同编号：2025年公积金贷字第00318号
委托人：庚市住房公积金管理中心（以下简称公积金中心）
受托人（贷款人）：庚市商业银行股份有限公司城东支行
借款人：沈丽君   身份证号码：110101199003078515
第一条 借款金额为人民币肆拾伍万元整（￥450,000.00）。
"""
SYNDICATE = """辛市环城高速公路项目银团贷款合同
合同编号：YT-2025-006
借款人：辛市环城高速公路有限公司
牵头行及代理行：壬银行股份有限公司辛市分行
贷款人：壬银行股份有限公司辛市分行、癸银行股份有限公司辛市分行
1. 贷款总额人民币伍亿元整（￥500,000,000.00）。
"""
ENTRUSTED = """委托贷款合同
合同编号：委贷2025第019号
委托人：子集团有限公司
受托人：丑银行股份有限公司营业部
借款人：寅新材料有限公司
一、委托贷款金额：人民币贰仟万元整（￥20,000,000.00）。
"""
RURAL = """农户贷款合同
编号：农信2025-117
贷款社：卯县农村信用合作联社东关信用社
借款农户：郑国梁   身份证：110101199003078515
第一条 借款金额人民币伍万元整（￥50,000.00）。
"""

Duty = tuple[str, dict[str, Any]]

CLAUSES: list[tuple[str, str, list[Duty] | None]] = [
    (
        BANK,
        "借款人应当在每月后10个工作日内提供月度财务报表，在每年结束后4个月内提供经审计的年度财务报告。",
        [
            ("reporting", {"frequency": "monthly", "due_days": 10, "day_kind": "working", "document~": "月度财务报表"}),
            ("reporting", {"frequency": "yearly", "due_days": 120, "document~": "财务报告"}),
        ],
    ),
    (
        BANK,
        "借款人应于每季度末向乙方报送在建工程进度表和资金使用台账。",
        [("reporting", {"frequency": "quarterly", "document~": "在建工程进度表"})],
    ),
    (
        BANK,
        "甲方应配合乙方的贷后管理，于每年5月31日前向乙方送交上一会计年度的审计报告。",
        [("reporting", {"frequency": "yearly", "document~": "审计报告", "due_days": None})],
    ),
    (
        BANK,
        "借款人须于每季度第一个月20日之前向乙方书面汇报上季度的产销存情况。",
        [("reporting", {"frequency": "quarterly", "due_days": 20, "document~": "产销存情况"})],
    ),
    (
        BANK,
        "甲方应在每半年末后30日内提供关联企业名单及关联交易明细表。",
        [("reporting", {"frequency": "half_yearly", "due_days": 30, "document~": "关联交易明细表"})],
    ),
    (
        BANK,
        "借款人按月向贷款人提供水、电、气缴费单和纳税凭证。",
        [("reporting", {"frequency": "monthly", "document~": "缴费单"})],
    ),
    (
        BANK,
        "经贷款人要求，借款人须于5个工作日内提供其在其他金融机构的融资清单。",
        [("reporting", {"frequency": "on_request", "due_days": 5, "day_kind": "working", "document~": "融资清单"})],
    ),
    (
        BANK,
        "甲方在授信期内每月15日前报送应收账款账龄分析表。",
        [("reporting", {"frequency": "monthly", "due_days": 15, "document~": "应收账款账龄分析表"})],
    ),
    (
        SYNDICATE,
        "（a）借款人须于每个财务年度届满后120日内，向代理行递交其经审计的合并财务报表；",
        [("reporting", {"frequency": "yearly", "due_days": 120, "document~": "合并财务报表"})],
    ),
    (
        SYNDICATE,
        "借款人须每季向代理行提交一份列明通行费收入的营运报告。",
        [("reporting", {"frequency": "quarterly", "document~": "营运报告"})],
    ),
    (
        ENTRUSTED,
        "借款人应按季将其资产负债表、利润表报送委托人和受托人各一份。",
        [("reporting", {"frequency": "quarterly", "document~": "资产负债表"})],
    ),
    (
        RURAL,
        "借款农户每年年底前应向贷款社报告一次种植、养殖和家庭收支情况。",
        [("reporting", {"frequency": "yearly", "document~": "收支情况"})],
    ),
    (
        MICRO,
        "乙方每个月5号前要把上个月的进货台账发给甲方看。",
        [("reporting", {"frequency": "monthly", "due_days": 5, "document~": "进货台账"})],
    ),
    (
        BANK,
        "借款人须确保合并资产负债率始终不突破65%。",
        [("financial_covenant", {"metric": "debt_ratio", "operator": "<=", "threshold": "65", "unit": "percent"})],
    ),
    (
        BANK,
        "贷款存续期间，甲方EBITDA利息保障倍数不得低于2.5。",
        [
            (
                "financial_covenant",
                {"metric": "interest_coverage", "operator": ">=", "threshold": "2.5", "unit": "times"},
            )
        ],
    ),
    (
        BANK,
        "借款人应将流动比率维持于1.1以上（含本数）。",
        [("financial_covenant", {"metric": "current_ratio", "operator": ">=", "threshold": "1.1"})],
    ),
    (
        BANK,
        "甲方对外担保余额应控制在净资产的40%之内。",
        [
            (
                "financial_covenant",
                {"metric": "external_guarantees", "operator": "<=", "threshold": "40", "unit": "percent"},
            )
        ],
    ),
    (
        BANK,
        "甲方速动比率若跌破0.8，视为甲方违约。",
        [("financial_covenant", {"metric": "quick_ratio", "operator": ">=", "threshold": "0.8"})],
    ),
    (
        BANK,
        "甲方年度经营活动现金净流量应保持为正数。",
        [("financial_covenant", {"metric": "operating_cash_flow", "operator": ">", "threshold": "0"})],
    ),
    (
        BANK,
        "借款人的所有者权益不得少于人民币贰亿元。",
        [
            (
                "financial_covenant",
                {"metric": "net_assets", "operator": ">=", "threshold": "200000000.00", "unit": "yuan"},
            )
        ],
    ),
    (
        BANK,
        "甲方年主营业务收入应达到1.5亿元以上。",
        [("financial_covenant", {"metric": "revenue", "operator": ">=", "threshold": "150000000.00", "unit": "yuan"})],
    ),
    (
        BANK,
        "甲方应保持资产负债率不高于____%。",
        [("financial_covenant", {"metric": "debt_ratio", "operator": "<=", "threshold": None})],
    ),
    (
        BANK,
        "甲方应保证其有息负债与EBITDA之比不超过4倍。",
        [("financial_covenant", {"metric": "other", "operator": "<=", "threshold": "4", "unit": "times"})],
    ),
    (
        SYNDICATE,
        "在贷款期限内，借款人的偿债备付率于任一测试日不得低于1.15倍。",
        [("financial_covenant", {"metric": "other", "operator": ">=", "threshold": "1.15"})],
    ),
    (
        BANK,
        "甲方保证不将贷款资金以任何形式流入股市、期市、房市。",
        [("prohibition", {"uses": ["securities", "futures", "real_estate"]})],
    ),
    (
        BANK,
        "贷款资金严禁用于缴纳土地出让金、注册资本金验资。",
        [("prohibition", {"uses": ["real_estate", "equity_investment"]})],
    ),
    (BANK, "借款人不得套取贷款用于借贷谋取非法收入。", [("prohibition", {"uses=": ["lending"]})]),
    (
        BANK,
        "甲方不得以贷款从事国家明令淘汰的高耗能、高污染项目。",
        [("prohibition", {"uses": ["prohibited_industry"]})],
    ),
    (
        BANK,
        "信贷资金不得直接或间接用于认购私募基金、信托计划等产品，也不得购买大额存单套利。",
        [("prohibition", {"uses": ["wealth_management", "term_deposit"]})],
    ),
    (
        BANK,
        "借款人不得将贷款用于支付股东红利、缴存银行承兑汇票保证金。",
        [("prohibition", {"uses": ["dividend", "margin_deposit"]})],
    ),
    (MICRO, "乙方不得用借来的钱参与网络赌博或购买彩票。", [("prohibition", {"uses": ["gambling"]})]),
    (
        MICRO,
        "乙方承诺本借款不用于偿还信用卡欠款及其他平台的网络贷款。",
        [("prohibition", {"uses": ["loan_repayment"]})],
    ),
    (RURAL, "贷款不得以现金方式支取后转借他人使用。", [("prohibition", {"uses=": ["lending"]})]),
    (FUND, "借款人不得将公积金贷款挪作经商、炒股等他用。", [("prohibition", {"uses": ["securities"]})]),
    (
        SYNDICATE,
        "任何一笔提款均不得被用于购买上市公司股份或结构性存款。",
        [("prohibition", {"uses": ["securities", "term_deposit"]})],
    ),
    (
        ENTRUSTED,
        "委托贷款资金不得用于生产、经营或投资国家禁止的领域，不得从事债券、期货、金融衍生品、资产管理产品等投资。",
        [("prohibition", {"uses": ["prohibited_industry", "securities", "futures", "wealth_management"]})],
    ),
    (CAR, "贷款资金不得用于支付车辆以外的任何支出。", [("prohibition", {})]),
    (BANK, "本贷款仅供甲方支付玉米、小麦收购款之用。", [("use_of_funds", {"purpose~": "支付玉米、小麦收购款"})]),
    (BANK, "借款人应按照本合同载明的用途使用贷款，做到专款专用。", [("use_of_funds", {})]),
    (FUND, "贷款须用于支付借款人购买自住住房的房款。", [("use_of_funds", {"purpose~": "购买自住住房的房款"})]),
    (CAR, "所贷款项限用于购买本合同首部所述车辆。", [("use_of_funds", {})]),
    (RURAL, "本笔贷款专门用来买饲料和仔猪。", [("use_of_funds", {"purpose": "买饲料和仔猪"})]),
    (SYNDICATE, "借款人应将每笔贷款的款项全部用于项目的建设支出。", [("use_of_funds", {"purpose~": "项目的建设支出"})]),
    (
        FUND,
        "借款人应在贷款发放之日起3个月内，将购房增值税发票及契税完税凭证复印件交贷款人存档。",
        [("evidence", {"documents": ["vat_invoice"], "due_days": 90})],
    ),
    (
        BANK,
        "甲方应于每笔支付完成后10日内向乙方补充提供交易合同、发票及货物验收单供核验。",
        [("evidence", {"documents": ["trade_contract", "vat_invoice", "goods_receipt"], "due_days": 10})],
    ),
    (
        BANK,
        "采用自主支付的，借款人应于支付后15日内逐笔提供付款回单、发票。",
        [("evidence", {"documents": ["transfer_slip", "vat_invoice"], "due_days": 15})],
    ),
    (
        BANK,
        "借款人申请放款时，应一并提交采购订单及支付委托书。",
        [("evidence", {"documents": ["trade_contract", "entrusted_payment_order"]})],
    ),
    (
        CAR,
        "借款人应自提车之日起七日内将购车发票、机动车登记证书交付贷款人。",
        [("evidence", {"documents": ["vat_invoice"], "due_days": 7})],
    ),
    (
        MICRO,
        "装修完工后两个月内，乙方提交装修合同、装修发票或收据。",
        [("evidence", {"documents": ["trade_contract", "vat_invoice", "receipt"], "due_days": 60})],
    ),
    (
        MICRO,
        "甲方有权要求乙方在3个工作日内补传消费小票。",
        [("evidence", {"documents": ["other"], "due_days": 3, "day_kind": "working"})],
    ),
    (
        SYNDICATE,
        "每次提款日后30日内，借款人须向代理行递交证明该次提款已按约定使用的发票和工程进度款签证单。",
        [("evidence", {"documents": ["vat_invoice", "goods_receipt"], "due_days": 30})],
    ),
    (
        RURAL,
        "借款农户买化肥、农药后一个月以内，要把发票拿给贷款社信贷员登记。",
        [("evidence", {"documents": ["vat_invoice"], "due_days": 30})],
    ),
    (
        BANK,
        "甲方名称、住所、经营范围或法定代表人变更的，应于变更后7日内书面通知乙方。",
        [("notification", {"event~": "法定代表人变更", "due_days": 7})],
    ),
    (
        BANK,
        "借款人卷入标的超过500万元的诉讼、仲裁，应自收到法律文书之日起3个工作日内函告贷款人。",
        [("notification", {"event~": "诉讼、仲裁", "due_days": 3, "day_kind": "working"})],
    ),
    (
        CAR,
        "抵押车辆被查封、扣押的，抵押人须在得知之日起五日内告知贷款人。",
        [("notification", {"party": "guarantor", "event~": "查封", "due_days": 5})],
    ),
    (MICRO, "乙方账户被冻结、扣划时，须立即告知甲方。", [("notification", {"event~": "冻结", "due_days": 0})]),
    (
        FUND,
        "借款人家庭住址、工作单位、手机号码发生变动的，应在10日内书面告知贷款人。",
        [("notification", {"event~": "工作单位", "due_days": 10})],
    ),
    (BANK, "乙方转让本合同项下债权的，应当书面通知甲方。", [("notification", {"party": "lender", "event~": "转让"})]),
    (
        BANK,
        "甲方应就其与关联方之间超过净资产10%的关联交易及时向乙方披露。",
        [("notification", {"event~": "关联交易", "due_days": 0})],
    ),
    (
        SYNDICATE,
        "借款人应在知悉任何违约事件发生后5个营业日内通知代理行。",
        [("notification", {"event~": "违约事件", "due_days": 5, "day_kind": "working"})],
    ),
    (
        ENTRUSTED,
        "借款人实施股权变更、重大资产处置前，应提前30日通知委托人及受托人。",
        [("notification", {"event~": "股权变更", "due_days": -30})],
    ),
    (RURAL, "借款农户外出打工三个月以上的，走之前要跟贷款社打招呼。", [("notification", {"event~": "外出打工"})]),
    (MICRO, "乙方更换手机号、搬家，两天之内告诉甲方。", [("notification", {"event~": "搬家", "due_days": 2})]),
    (
        CAR,
        "车辆发生交通事故致损超过五千元时，借款人应于两日内如实告知贷款人。",
        [("notification", {"event~": "交通事故", "due_days": 2})],
    ),
    (
        BANK,
        "借款人应于2027年3月31日归还本金200万元，2027年9月30日归还本金300万元。",
        [
            ("repayment", {"due_date": "2027-03-31", "amount": "2000000.00"}),
            ("repayment", {"due_date": "2027-09-30", "amount": "3000000.00"}),
        ],
    ),
    (BANK, "乙方每月20日结息，甲方应于次日付清利息。", [("repayment", {})]),
    (MICRO, "乙方须在每月还款日17时前将足额款项存入还款账户。", [("repayment", {})]),
    (BANK, "到期日甲方应将贷款本息一次性清偿完毕。", [("repayment", {})]),
    (FUND, "借款人从放款次月起，须于每月20日前足额偿还当期本息。", [("repayment", {})]),
    (SYNDICATE, "借款人须在最终到期日清偿全部未偿贷款及应付未付利息。", [("repayment", {})]),
    (
        MICRO,
        "乙方分三次还清：2026年1月15日前还5万元，余款到期结清。",
        [("repayment", {"due_date": "2026-01-15", "amount": "50000.00"}), ("repayment", {})],
    ),
    (RURAL, "秋收后，借款农户要把本钱和利息一起还上。", [("repayment", {})]),
    (BANK, "甲方授权乙方于每个还款日自甲方账户扣收当期应还本息，甲方应确保账户余额充足。", [("repayment", {})]),
    (
        BANK,
        "甲方进行承包、租赁、股份制改造、联营、合并、分立、减资等，须经乙方书面同意并落实还款责任。",
        [("consent", {"event~": "股份制改造"})],
    ),
    (CAR, "未征得贷款人书面许可，借款人不得将抵押车辆出租、转借、过户。", [("consent", {"event~": "出租"})]),
    (
        FUND,
        "抵押人以转让、赠与方式处分抵押房产的，应事先取得贷款人书面认可。",
        [("consent", {"event~": "处分抵押房产"})],
    ),
    (FUND, "借款人申请变更还款方式的，应经公积金中心批准。", [("consent", {"event~": "变更还款方式"})]),
    (SYNDICATE, "未获多数贷款人同意，借款人不得在项目资产上设立任何担保权益。", [("consent", {"event~": "担保权益"})]),
    (BANK, "甲方股东转让股权超过10%的，甲方应事先取得乙方同意。", [("consent", {"event~": "转让股权"})]),
    (BANK, "贷款清偿前，甲方不分红、不减资，除非取得乙方书面同意。", [("consent", {"event~": "分红"})]),
    (
        ENTRUSTED,
        "借款人需要延长贷款期限的，经委托人书面同意后由受托人办理展期手续。",
        [("consent", {"event~": "延长贷款期限"})],
    ),
    (MICRO, "乙方要卖店铺、转让摊位，先问过甲方，甲方点头才行。", [("consent", {"event~": "转让摊位"})]),
    (RURAL, "借款农户出售贷款所购耕牛，事前应报贷款社批准。", [("consent", {"event~": "耕牛"})]),
    (BANK, "甲方承诺其在乙方的结算份额不低于乙方贷款占其全部融资的比例。", [("account", {"share": None})]),
    (BANK, "借款人销售收入的70%以上须通过在贷款人处开立的结算账户回笼。", [("account", {"share": "70"})]),
    (SYNDICATE, "借款人应在代理行开立收入监管账户，全部通行费收入归集至该账户。", [("account", {})]),
    (BANK, "甲方应将不少于半数的货款回笼至在乙方开立的账户。", [("account", {"share": "50"})]),
    (RURAL, "借款农户的粮食直补款、售粮款应转入在贷款社开立的一卡通账户。", [("account", {})]),
    (MICRO, "乙方店里的收款码应绑定甲方指定的账户，每天的营业款先进这个账户。", [("account", {})]),
    (
        BANK,
        "王建国、李芳以其共有的房产提供抵押担保，抵押合同编号为甲银抵字2025第0031号。",
        [("security", {"party": "guarantor", "document~": "甲银抵字2025第0031号"})],
    ),
    (BANK, "抵押物价值减少的，甲方应在10日内补足担保。", [("security", {})]),
    (
        BANK,
        "本贷款由丁市中小企业融资担保有限公司提供连带责任保证，签订编号BZ-2025-11的《保证合同》。",
        [("security", {"party": "guarantor"})],
    ),
    (CAR, "借款人应为抵押车辆购买足额的车损险，保单上注明贷款人为第一受益人。", [("security", {})]),
    (MICRO, "丙方自愿为乙方的上述债务承担连带保证责任。", [("security", {"party": "guarantor"})]),
    (FUND, "借款人应在取得不动产权证书后60日内办妥抵押登记。", [("security", {})]),
    (SYNDICATE, "借款人以项目收费权向各贷款人提供质押，并于首次提款前完成登记。", [("security", {})]),
    (
        BANK,
        "甲方有下列行为之一，乙方有权停止发放贷款并提前收回已发放贷款本息：（1）挪用贷款；（2）提供虚假报表；（3）停产歇业。",
        [("acceleration", {"event~": "挪用贷款"})],
    ),
    (
        FUND,
        "借款人连续三期或累计六期未按时偿还贷款本息的，贷款人有权解除合同并要求借款人一次性清偿全部剩余本息。",
        [("acceleration", {"event~": "连续三期"})],
    ),
    (
        ENTRUSTED,
        "发现借款人挪用贷款的，委托人可通知受托人宣布贷款立即到期。",
        [("acceleration", {"event~": "挪用贷款"})],
    ),
    (
        SYNDICATE,
        "发生任一违约事件后，代理行根据多数贷款人的决定宣布贷款加速到期。",
        [("acceleration", {"event~": "违约事件"})],
    ),
    (
        BANK,
        "借款人丧失还款能力的，贷款人可从其在本行开立的任何账户中直接扣划。",
        [("acceleration", {"event~": "丧失还款能力"})],
    ),
    (
        MICRO,
        "乙方拖欠利息超过一个月，或者失去联系，甲方随时可以把全部借款要回来。",
        [("acceleration", {"event~": "拖欠利息"})],
    ),
    (
        CAR,
        "借款人隐匿、转移车辆的，贷款人有权宣布剩余贷款全部到期并收回车辆。",
        [("acceleration", {"event~": "转移车辆"})],
    ),
    (RURAL, "借款农户不务正业、改变用途的，贷款社可以限期收回贷款。", [("acceleration", {"event~": "改变用途"})]),
    (BANK, "借款人应配合贷款人对贷款使用情况进行检查。", [("other", {})]),
    (BANK, "本合同签订后，双方应共同遵守。", None),
    (BANK, "甲方已充分阅读并理解本合同全部条款。", None),
    (BANK, "遇中国人民银行调整贷款市场报价利率的，按调整后的利率执行，无须通知甲方。", None),
    (FUND, "本合同一式四份，委托人、受托人、借款人各执一份，登记机关留存一份。", None),
    (BANK, "甲方提前还款的，乙方不收取违约金。", None),
]


def holds(slots: dict[str, Any], party: str, wanted: dict[str, Any]) -> bool:
    for name, value in wanted.items():
        if name == "party":
            if party != value:
                return False
        elif name.endswith("~"):
            if value not in (slots.get(name[:-1]) or ""):
                return False
        elif name.endswith("="):
            if not set(value) <= set(slots.get(name[:-1]) or ()):
                return False
        elif slots.get(name) != value:
            return False
    return True


@pytest.mark.parametrize(("head", "sentence", "wanted"), CLAUSES, ids=[s for _, s, _ in CLAUSES])
def test_a_clause_obliges_to_this(head: str, sentence: str, wanted: list[Duty] | None) -> None:
    read = duties(values("loan_contract", word_file(head + sentence)))
    if wanted is None:
        assert all(kind == "other" for kind, _, _ in read), read
        return
    assert [kind for kind, _, _ in read] == [kind for kind, _ in wanted], read
    for (_, party, slots), (_, expected) in zip(read, wanted, strict=True):
        assert holds(slots, party, expected), (party, slots)
