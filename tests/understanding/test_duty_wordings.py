"""What a borrower must tell and show, in the words of state and rural banks, consumer and private lenders."""

from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import word_file
from tests.understanding.test_forms import values
from tests.understanding.test_unseen_wordings import duties

HEAD = """借款合同
合同编号：甲银借字2025第0031号
借款人（以下称“甲方”）：丙市宏声塑料有限公司
贷款人（以下称“乙方”）：丁市银行股份有限公司
第一条 借款金额 甲方向乙方借款人民币（大写）壹佰万元整（小写：￥1,000,000.00）。
"""


def found(sentence: str) -> list[tuple[str, str, dict[str, Any]]]:
    return duties(values("loan_contract", word_file(HEAD + sentence)))


def is_read(sentence: str, kind: str, slots: dict[str, Any]) -> None:
    """Assert that the sentence is one duty of that kind with these slots; a slot of None must be empty."""
    read = found(sentence)
    assert [k for k, _, _ in read] == [kind], read
    held = read[0][2]
    assert {name: held.get(name) for name in slots} == slots


REPORTING = [
    (
        "借款人应于每季度终了后15日内，向贷款人报送上一季度的资产负债表、利润表和现金流量表。",
        {
            "document": "资产负债表、利润表和现金流量表",
            "frequency": "quarterly",
            "due_days": 15,
            "day_kind": "calendar",
        },
    ),
    (
        "5.2 借款人须在每个会计年度结束后4个月内，向贷款人提供经会计师事务所审计的年度财务报告。",
        {"document": "年度财务报告", "frequency": "yearly", "due_days": 120},
    ),
    ("乙方有要求时，甲方应随时报告经营情况。", {"document": "经营情况", "frequency": "on_request", "due_days": None}),
    ("应贷款人要求，借款人应随时提供有关生产经营和财务状况的资料。", {"frequency": "on_request"}),
    (
        "借款人同意按季向贷款行递交财务报表及纳税申报表。",
        {"document": "财务报表及纳税申报表", "frequency": "quarterly", "due_days": None},
    ),
    (
        "借款人每年4月30日前将上一年度经审计的财务报表报送贷款人。",
        {"document": "经审计的财务报表", "frequency": "yearly"},
    ),
    (
        "每季度首月的10日前，甲方应向乙方提交上季末应收账款明细表。",
        {"document": "应收账款明细表", "frequency": "quarterly", "due_days": 10},
    ),
    (
        "借款人应按月（次月5日前）向贷款人报送《月度经营报表》。",
        {"document": "《月度经营报表》", "frequency": "monthly", "due_days": 5},
    ),
    (
        "甲方每月月底之前把当月水电费缴纳单据交给乙方。",
        {"document": "当月水电费缴纳单据", "frequency": "monthly"},
    ),
    (
        "公司应当每半年向贷款人书面报告一次贷款资金使用情况。",
        {"document": "贷款资金使用情况", "frequency": "half_yearly"},
    ),
    (
        "借款人应于每年1月31日、7月31日前向贷款人报送半年度财务报表。",
        {"document": "半年度财务报表", "frequency": "half_yearly"},
    ),
    (
        "在贷款存续期内，借款人按季度提供增值税纳税申报表，提供时间不晚于季后第20日。",
        {"document": "增值税纳税申报表", "frequency": "quarterly", "due_days": 20},
    ),
    (
        "项目建设期间，借款人应于每月结束后的十个工作日内提交工程监理月报。",
        {"document": "工程监理月报", "frequency": "monthly", "due_days": 10, "day_kind": "working"},
    ),
    ("甲方应当按乙方的要求不定期提供银行对账单。", {"document": "银行对账单", "frequency": "on_request"}),
    ("甲方应按季提供财务报表，每季度首月15日前提供上季度报表。", {"frequency": "quarterly", "due_days": 15}),
    ("借款人应定期（每季一次）向贷款人报告贷款资金使用情况。", {"frequency": "quarterly"}),
    ("甲方应当每月5日前以书面形式向乙方汇报上月资金使用情况。", {"frequency": "monthly", "due_days": 5}),
    ("借款人采用自主支付方式的，应按月汇总报告贷款资金支付情况。", {"frequency": "monthly"}),
    ("每年1月、7月的15日前，甲方应当向乙方报送半年度经营报告。", {"frequency": "half_yearly", "due_days": 15}),
    (
        "受信人应当于会计年度终了之日起一百二十日内向授信人提交经审计的财务会计报告。",
        {"frequency": "yearly", "due_days": 120},
    ),
    (
        "项目公司应于每季度结束后20个工作日内向贷款人提交项目进度报告和资金使用报告。",
        {"frequency": "quarterly", "due_days": 20, "day_kind": "working"},
    ),
    ("借款人每半年结束后30天内应当将未经审计的财务报表交给贷款人。", {"frequency": "half_yearly", "due_days": 30}),
    ("客户应按我行要求及时提供银行流水、纳税证明等经营资料。", {"frequency": "on_request"}),
    ("借款企业须于次月10日前报送上月的资产负债表和利润表。", {"frequency": "monthly", "due_days": 10}),
    ("借款人须按季度向信托公司披露项目公司的销售回款明细表。", {"frequency": "quarterly"}),
    ("甲方同意每年度提供一次由税务机关盖章的纳税申报表。", {"frequency": "yearly"}),
    ("贷款人有权要求借款人提供财务资料，借款人应在接到要求后5日内提供。", {"frequency": "on_request", "due_days": 5}),
    (
        "借款人应于每季度后第一个月的20日前，向贷款人递交上季度末的合并财务报表。",
        {"frequency": "quarterly", "due_days": 20},
    ),
    (
        "每个会计年度结束后的6个月内，借款人应提供审计报告。",
        {"frequency": "yearly", "due_days": 180, "document": "审计报告"},
    ),
    ("借款人应按贷款人规定的格式，每月报送用电量、纳税额等经营数据。", {"frequency": "monthly"}),
    (
        "借款人应在每月初5个工作日内向贷款人提供上月销售台账。",
        {"frequency": "monthly", "due_days": 5, "day_kind": "working"},
    ),
    ("在合同有效期内，借款人每季至少向贷款人报告一次生产经营情况。", {"frequency": "quarterly"}),
    ("甲方应向乙方提供季度财务报表（季后30日内）和年度审计报告（年后120日内）。", {"frequency": "quarterly"}),
    ("借款人须按月提供存货盘点表和应收账款账龄分析表。", {"frequency": "monthly"}),
    ("借款人同意于每年5月31日之前提交上年度的财务审计报告。", {"frequency": "yearly"}),
    ("借款人应当每三个月向贷款人提供一次项目建设进度报告。", {"frequency": "quarterly"}),
    ("借款人应积极配合，根据贷款人要求及时提供财务报表等资料。", {"frequency": "on_request"}),
    (
        "甲方须于每月15日前，把上月末的财务报表（含资产负债表、损益表）报乙方信贷部门。",
        {"frequency": "monthly", "due_days": 15},
    ),
    ("借款人按月向贷款人提供其主要结算账户的流水明细。", {"frequency": "monthly"}),
    ("借款人应自本合同生效之日起，每季度向贷款人提供一次项目建设资金使用情况的书面报告。", {"frequency": "quarterly"}),
    ("年度终了后90日内，借款人应报送经审计的合并财务报表。", {"frequency": "yearly", "due_days": 90}),
    ("半年度结束后45日内，借款人向贷款人交付半年度财务报表。", {"frequency": "half_yearly", "due_days": 45}),
    (
        "借款人每月须在第8个工作日以前将销售台账发送贷款人指定邮箱。",
        {"frequency": "monthly", "due_days": 8, "day_kind": "working"},
    ),
    ("只要贷款人提出要求，借款人就应当提供会计报表。", {"frequency": "on_request"}),
    ("借款期间，每逢季度末月的25日，借款人应把库存报表送交贷款人。", {"frequency": "quarterly"}),
    ("借款人应逐月向信用社报告牲畜存栏情况和饲料采购情况。", {"frequency": "monthly"}),
]


@pytest.mark.parametrize(("sentence", "slots"), REPORTING)
def test_reports_are_handed_in(sentence: str, slots: dict[str, Any]) -> None:
    is_read(sentence, "reporting", slots)


EVIDENCE = [
    (
        "借款人应在提款后30日内，向贷款人提交与借款用途相符的购销合同、增值税发票及付款凭证复印件。",
        {"documents": ["trade_contract", "vat_invoice", "transfer_slip"], "due_days": 30, "day_kind": "calendar"},
    ),
    ("自贷款发放之日起60个自然日内，借款人须补交全额发票。", {"documents": ["vat_invoice"], "due_days": 60}),
    (
        "乙方付款后5个工作日内，甲方应将银行回单、发票的扫描件上传至乙方系统。",
        {"documents": ["transfer_slip", "vat_invoice"], "due_days": 5, "day_kind": "working"},
    ),
    (
        "房屋装修完工后一个月内，借款人应出示装修发票和竣工验收单。",
        {"documents": ["vat_invoice", "goods_receipt"], "due_days": 30},
    ),
    (
        "提款时，借款人应提交提款申请书以及相应的交易合同。",
        {"documents": ["drawdown_application", "trade_contract"], "due_days": None},
    ),
    ("甲方在每笔贷款支付后三个工作日内提供资金用途证明材料。", {"documents": ["other"], "due_days": 3}),
    (
        "货到之后7天内，借款方把入库单和发票拿给出借方核对。",
        {"documents": ["goods_receipt", "vat_invoice"], "due_days": 7},
    ),
    (
        "借款人应妥善保存用款凭证，并于放款次日起十五日内向贷款人递送购车发票。",
        {"documents": ["vat_invoice"], "due_days": 15},
    ),
    (
        "自主支付的，借款人应在支付之日起10日内报送实际支付清单，并附合同、发票等证明文件。",
        {"documents": ["trade_contract", "vat_invoice"], "due_days": 10},
    ),
    (
        "买料的收据和送货单，借款方必须在20天之内交出借方留底。",
        {"documents": ["receipt", "goods_receipt"], "due_days": 20},
    ),
    (
        "贷款资金用于支付工程款的，借款人应当于付款前提供施工合同、工程进度确认单。",
        {"documents": ["trade_contract", "goods_receipt"]},
    ),
    (
        "客户应于资金使用完毕后90日内，通过手机银行提交消费凭证或发票影像。",
        {"documents": ["vat_invoice"], "due_days": 90},
    ),
    (
        "借款人应在贷款发放后一个月内，将已盖章的采购合同及增值税专用发票复印件交贷款人存档。",
        {"documents": ["trade_contract", "vat_invoice"], "due_days": 30},
    ),
    (
        "受托支付完成后15个工作日内，甲方应补充提供对应的增值税发票。",
        {"documents": ["vat_invoice"], "due_days": 15, "day_kind": "working"},
    ),
    (
        "借款人自主支付的，应在支付后5日内将付款回单和发票提交贷款人。",
        {"documents": ["transfer_slip", "vat_invoice"], "due_days": 5},
    ),
    (
        "甲方每次用款后，应在七日内凭发票、送货单到乙方处备案。",
        {"documents": ["vat_invoice", "goods_receipt"], "due_days": 7},
    ),
    (
        "装修贷款借款人须于放款后180天内提交装修合同、付款凭证和装修前后照片。",
        {"documents": ["trade_contract", "transfer_slip", "other"], "due_days": 180},
    ),
    (
        "购车后30日内，借款人须将机动车销售发票、车辆登记证书交贷款人保管。",
        {"documents": ["vat_invoice", "other"], "due_days": 30},
    ),
    (
        "设备安装调试完毕之日起20日内，借款人应将设备发票、验收报告报贷款人。",
        {"documents": ["vat_invoice", "goods_receipt"], "due_days": 20},
    ),
    (
        "每次提款前3个工作日，借款人应向贷款人提交提款申请书、交易合同及贷款人要求的其他资料。",
        {"documents": ["drawdown_application", "trade_contract"], "due_days": -3},
    ),
    ("用款人应保留全部消费票据，并在贷款人要求时出示。", {"documents": ["other"]}),
    (
        "工程款支付前，应提交监理单位签署的工程进度确认单以及施工单位开具的发票。",
        {"documents": ["goods_receipt", "vat_invoice"]},
    ),
    (
        "借款人应自每笔贷款资金使用完毕之日起三十日内，向贷款人提供交易合同、发票、入库单等证明贷款用途的材料。",
        {"documents": ["trade_contract", "vat_invoice", "goods_receipt"], "due_days": 30},
    ),
    (
        "借款人须于支用后10日内提供与交易对手签订的合同、发票或其他能够证明资金用途的凭证。",
        {"documents": ["trade_contract", "vat_invoice"], "due_days": 10},
    ),
    (
        "放款后90天内，请将消费发票、收据或者刷卡小票上传至App。",
        {"documents": ["vat_invoice", "receipt"], "due_days": 90},
    ),
    (
        "甲方在支付工程款后，应于次月5日前将发票及付款凭证的复印件送乙方备查。",
        {"documents": ["vat_invoice", "transfer_slip"], "due_days": 5},
    ),
    ("借款人应当自提款之日起2个月内提交货物运输单据、增值税发票。", {"documents": ["vat_invoice"], "due_days": 60}),
    (
        "借款人应保存好购货合同、发票、出入库单据等资料备贷款人核查。",
        {"documents": ["trade_contract", "vat_invoice", "goods_receipt"]},
    ),
    ("采取受托支付的，借款人需于放款前提供收款人账户信息、商务合同等资料。", {"documents": ["trade_contract"]}),
    ("用款满一个月时，借款人应向贷款人提供资金支付明细及相应银行流水。", {"documents": ["bank_statement"]}),
    (
        "支用贷款之日起三十天内，甲方应把买方名称与甲方一致的发票交给乙方。",
        {"documents": ["vat_invoice"], "due_days": 30},
    ),
    ("受托支付款项对应的增值税专用发票，借款人应于付款后45日内补交。", {"documents": ["vat_invoice"], "due_days": 45}),
    (
        "贷款发放后2个月内，借款人应提供购房合同和首付款收据。",
        {"documents": ["trade_contract", "receipt"], "due_days": 60},
    ),
    ("借款人应在每次提款后的次月10日前提交资金使用清单及付款凭证。", {"documents": ["transfer_slip"], "due_days": 10}),
    ("甲方须在申请提款时一并交付订单、形式发票。", {"documents": ["trade_contract", "vat_invoice"]}),
    (
        "购置车辆后15日内，借款人将购车发票、保险单交贷款人查验。",
        {"documents": ["vat_invoice", "other"], "due_days": 15},
    ),
    (
        "借款人用款后，应在10个工作日内以邮件方式向甲方发送转账凭证和到货签收单。",
        {"documents": ["transfer_slip", "goods_receipt"], "due_days": 10, "day_kind": "working"},
    ),
]


@pytest.mark.parametrize(("sentence", "slots"), EVIDENCE)
def test_proof_of_use_is_shown(sentence: str, slots: dict[str, Any]) -> None:
    is_read(sentence, "evidence", slots)


NOTIFICATION = [
    (
        "借款人变更名称、法定代表人、住所或经营范围的，应提前10个工作日书面通知贷款人。",
        {"event": "变更名称、法定代表人、住所或经营范围", "due_days": -10, "day_kind": "working"},
    ),
    (
        "借款人应在知悉重大诉讼、仲裁之日起五个工作日内告知贷款人。",
        {"event": "重大诉讼、仲裁", "due_days": 5, "day_kind": "working"},
    ),
    ("如发生安全事故、重大亏损，甲方须立即向乙方通报。", {"event": "发生安全事故、重大亏损", "due_days": 0}),
    (
        "家庭住址、工作单位、联系电话变更后7天内，借款人应当告知贷款人。",
        {"event": "家庭住址、工作单位、联系电话变更", "due_days": 7},
    ),
    (
        "借款人应当至少提前三十日就合并、分立事项向贷款人发出书面通知。",
        {"event": "合并、分立事项", "due_days": -30},
    ),
    (
        "凡涉及行政处罚或被强制执行，借款人均应在事发当日报告贷款人。",
        {"event": "涉及行政处罚或被强制执行", "due_days": 0},
    ),
    (
        "股权结构发生变化的，借款人须于变更登记完成后15日内向贷款人送达书面通知。",
        {"event": "股权结构发生变化", "due_days": 15},
    ),
    ("借款方要是搬厂、停工，得在两天以内跟出借方说一声。", {"event": "搬厂、停工", "due_days": 2}),
    (
        "借款人的实际控制人被采取强制措施的，借款人应于3日内以书面形式通知贷款行。",
        {"event": "实际控制人被采取强制措施", "due_days": 3},
    ),
    (
        "一旦出现可能影响偿债能力的情形，甲方须在24小时内电话告知乙方并于5日内补送书面说明。",
        {"event": "出现可能影响偿债能力的情形", "due_days": 1},
    ),
    ("借款人预计不能按期还款时，应于到期日前15日通知贷款人。", {"event": "预计不能按期还款", "due_days": -15}),
    (
        "客户身份信息、职业发生变动，请在10日内通过客服热线通知我行。",
        {"event": "身份信息、职业发生变动", "due_days": 10},
    ),
    (
        "借款人法定代表人、主要股东发生变更的，应当在变更之日起10日内书面通知贷款人。",
        {"event": "法定代表人、主要股东发生变更", "due_days": 10},
    ),
    (
        "受信人应于下列事件发生之日起3个工作日内书面通知授信人：（1）重大诉讼；（2）停产。",
        {"due_days": 3, "day_kind": "working"},
    ),
    (
        "借款人进行承包、租赁、股份制改造前，应至少提前三十天通知贷款人。",
        {"event": "进行承包、租赁、股份制改造", "due_days": -30},
    ),
    (
        "如借款人住所、通讯地址、联系方式变更，应在变更后3日内通知贷款人。",
        {"event": "住所、通讯地址、联系方式变更", "due_days": 3},
    ),
    ("甲方拟对外投资超过净资产20%的，应提前15日告知乙方。", {"event": "对外投资超过净资产20%", "due_days": -15}),
    (
        "保证人发生合并、分立、停业的，保证人应在三日内书面通知贷款人。",
        {"event": "发生合并、分立、停业", "due_days": 3},
    ),
    ("甲方出现资金链紧张、拖欠工资的，要马上告诉乙方。", {"event": "出现资金链紧张、拖欠工资", "due_days": 0}),
    (
        "借款人主要管理人员涉嫌违法犯罪的，借款人应在知悉后2个工作日内函告贷款人。",
        {"event": "主要管理人员涉嫌违法犯罪", "due_days": 2},
    ),
    ("抵押物发生毁损、灭失的，抵押人应于48小时内通知抵押权人。", {"event": "抵押物发生毁损、灭失", "due_days": 2}),
    ("借款人应将其发生的任何违约事件及时通知贷款人。", {"event": "其发生的任何违约事件", "due_days": 0}),
    ("借款人应在获悉项目环保处罚后当日以传真方式通知贷款人。", {"event": "项目环保处罚", "due_days": 0}),
    ("借款人需提前还款的，应提前30日书面通知贷款人。", {"event": "提前还款", "due_days": -30}),
    (
        "借款人实际控制人、高级管理人员发生重大变动，应在5个工作日内书面告知贷款人。",
        {"event": "实际控制人、高级管理人员发生重大变动", "due_days": 5, "day_kind": "working"},
    ),
    (
        "借款人发生重大资产处置、对外重大投资等情况时，须及时书面通知贷款人。",
        {"event": "发生重大资产处置、对外重大投资等情况", "due_days": 0},
    ),
    ("借款人将要进行破产、解散的，应提前60日以书面形式告知贷款人。", {"event": "将要进行破产、解散", "due_days": -60}),
    ("任何一方变更通讯地址，应在变更后5日内通知对方。", {"event": "变更通讯地址", "due_days": 5}),
    ("借款人应当在工商登记变更后七日内将变更情况书面通知贷款人。", {"event": "工商登记变更", "due_days": 7}),
    ("借款人知道或者应当知道担保物被查封的，应自知道之日起3日内通知贷款人。", {"event": "担保物被查封", "due_days": 3}),
    ("遇有自然灾害造成重大损失，借款户应立即报告信用社。", {"event": "自然灾害造成重大损失", "due_days": 0}),
    (
        "项目总投资超出概算10%以上时，借款人应在10日内向贷款人书面说明。",
        {"event": "项目总投资超出概算10%以上", "due_days": 10},
    ),
    (
        "借款人若涉及标的额在100万元以上的诉讼，须于收到法院文书后3日内告知贷款人。",
        {"event": "涉及标的额在100万元以上的诉讼", "due_days": 3},
    ),
    ("甲方变更经营地址，至迟应于变更前7日通知乙方。", {"event": "变更经营地址", "due_days": -7}),
    (
        "公司名称、章程、股东发生变更，借款人应自变更之日起十个工作日内书面通知贷款人并附送有关材料。",
        {"event": "公司名称、章程、股东发生变更", "due_days": 10, "day_kind": "working"},
    ),
    ("本人如更换手机号码或工作单位，将于5日内告知贵行。", {"event": "更换手机号码或工作单位", "due_days": 5}),
    (
        "抵押房产被列入拆迁范围的，抵押人应在得知拆迁消息后立即书面告知抵押权人。",
        {"event": "抵押房产被列入拆迁范围", "due_days": 0},
    ),
    (
        "借款人发生对其正常经营构成威胁的情况时，应于发生当日通知贷款人。",
        {"event": "发生对其正常经营构成威胁的情况", "due_days": 0},
    ),
    (
        "借款人的关联交易金额超过净资产10%时，须在交易完成后15日内报告贷款人。",
        {"event": "关联交易金额超过净资产10%", "due_days": 15},
    ),
]


@pytest.mark.parametrize(("sentence", "slots"), NOTIFICATION)
def test_news_is_told(sentence: str, slots: dict[str, Any]) -> None:
    is_read(sentence, "notification", slots)
