"""What a borrower must tell, show and leave, in the words of state and rural banks, consumer and private lenders."""

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
]


@pytest.mark.parametrize(("sentence", "slots"), NOTIFICATION)
def test_news_is_told(sentence: str, slots: dict[str, Any]) -> None:
    is_read(sentence, "notification", slots)


CONSENT = [
    ("未经贷款人书面同意，借款人不得进行合并、分立、减少注册资本。", "进行合并、分立、减少注册资本"),
    ("借款人对外提供担保、转让重大资产，应事先征得贷款人书面同意。", "对外提供担保、转让重大资产"),
    ("在本息全部清偿之前，未获得贷款人事先书面许可，借款人不得将抵押房产出租。", "将抵押房产出租"),
    ("甲方分配利润前须取得乙方的书面认可。", "分配利润"),
    ("除非贷款人事先书面同意，借款人不得处置主要生产设备。", "处置主要生产设备"),
    ("借款人拟进行股份制改造的，须经贷款人同意。", "进行股份制改造"),
    ("借款人在未取得贷款人同意的情况下，不得向第三人转让本合同项下债务。", "向第三人转让本合同项下债务"),
    ("甲方提前还款，应提前10日提出申请并征得乙方同意。", "提前还款"),
    ("没有出借方点头同意，借款方不得再借外债。", "再借外债"),
    ("借款人实施单笔超过500万元的对外投资，应获得贷款人书面批准后方可进行。", "实施单笔超过500万元的对外投资"),
    ("借款人不得擅自出售厂房，确需出售的，应当先经贷款人书面同意。", "出售厂房"),
    ("借款人申请展期的，应经贷款人审查同意。", "申请展期"),
]


@pytest.mark.parametrize(("sentence", "event"), CONSENT)
def test_the_lender_is_asked_first(sentence: str, event: str) -> None:
    is_read(sentence, "consent", {"event": event})


PROHIBITION = [
    (
        "本合同项下贷款不得用于股东分红，不得用于金融资产投资、固定资产投资和股权投资。",
        ["dividend", "wealth_management", "fixed_asset", "equity_investment"],
    ),
    ("严禁信贷资金违规流入股市、楼市、期市。", ["securities", "real_estate", "futures"]),
    ("借款人不得以贷款从事有价证券、期货等方面的投机经营。", ["securities", "futures"]),
    ("甲方承诺不以任何方式将借款转贷牟利，或者变相用于民间借贷。", ["lending"]),
    (
        "借款人保证不将贷款用于国家禁止生产、经营的领域和用途。",
        ["prohibited_industry"],
    ),
    ("贷款资金禁止用于购买住房、车位、商铺，亦不得用作购房首付款。", ["real_estate"]),
    ("借款资金不能用于置换其他银行的贷款或归还信用卡透支。", ["loan_repayment"]),
    ("这笔钱不准拿去赌、不准放高利贷。", ["gambling", "lending"]),
    (
        "借款人不得将贷款资金用于缴纳土地出让金、增资扩股、购买理财。",
        ["real_estate", "equity_investment", "wealth_management"],
    ),
    ("借款人不得挪用贷款。", None),
    ("个人消费贷款不得用于生产经营、投资理财及其他法律法规禁止的领域。", ["wealth_management", "prohibited_industry"]),
    ("借款人不得把借款存为定期、结构性存款，也不得充作银行承兑汇票保证金。", ["term_deposit", "margin_deposit"]),
]


@pytest.mark.parametrize(("sentence", "uses"), PROHIBITION)
def test_what_the_money_must_not_be_spent_on(sentence: str, uses: list[str] | None) -> None:
    is_read(sentence, "prohibition", {"uses": uses})


USE = [
    ("第四条 本合同项下借款用于支付购煤款。", "支付购煤款"),
    ("第四条 借款用途：采购大豆原料。", "采购大豆原料"),
    ("第四条 借款人应将借款专项用于城西污水管网改造工程。", "城西污水管网改造工程"),
    ("第四条 甲方借款的用途限于补充流动资金，并应接受乙方监督。", "补充流动资金"),
    ("第四条 本笔贷款仅限支付上游供应商货款。", "支付上游供应商货款"),
    ("第四条 本贷款的具体用途为家庭住房装修。", "家庭住房装修"),
    ("第四条 借款方承诺这笔款只用来进冬季服装，用完再补凭据。", "进冬季服装"),
    ("第四条 借款人保证按照约定用途使用贷款。", None),
    ("第四条 贷款应专款专用。", None),
]


@pytest.mark.parametrize(("sentence", "purpose"), USE)
def test_what_the_money_is_for(sentence: str, purpose: str | None) -> None:
    is_read(sentence, "use_of_funds", {"purpose": purpose})
