"""Sentences of several duties, ticked options, lists without numbers, and sentences that only permit or deem."""

from __future__ import annotations

import pytest
from tests.understanding.test_duty_wordings import found

SEVERAL = [
    (
        "付款后四十天以内，甲方把卖家开的正式发票和验收单送到乙方；钱只能拿来付订货尾款，不能买股票，也不能替别人还账。",
        ["evidence", "prohibition", "use_of_funds"],
    ),
    (
        "甲方保证贷款专用于收购核桃，随用随提，用后二十日内将过磅单、付款收据交乙方审核。",
        ["use_of_funds", "evidence"],
    ),
    (
        "每年4月底之前甲方向乙方送交上年度财务报告，每月8日以前送交上月财务报表，乙方索要时还应随时补充其他经营资料。",
        ["reporting", "reporting"],
    ),
    (
        "甲方的资产负债率不高于65%，流动比率维持在1.2以上；任何一项不达标的，乙方有权收回贷款。",
        ["financial_covenant", "financial_covenant", "acceleration"],
    ),
    ("每月终了7日内报来资金使用情况表，竣工验收后60日内报来竣工决算报告。", ["reporting", "reporting"]),
]


@pytest.mark.parametrize(("text", "kinds"), SEVERAL)
def test_every_duty_of_a_long_sentence_is_read(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in found(text)] == kinds


def test_events_that_semicolons_part_stay_together_before_the_recall() -> None:
    (duty,) = found(
        "甲方不按期付息；擅自变更贷款用途；提供虚假报表；或者经营严重恶化的，乙方均可以停止放款，已放贷款立即到期。"
    )
    assert duty[0] == "acceleration"
    assert "擅自变更贷款用途" in duty[2]["event"]


@pytest.mark.parametrize(
    ("text", "kind", "event"),
    [
        (
            "出现下述任何一种情况，乙方有权宣布贷款提前到期：欠息超过15日；资料造假；失去联系。",
            "acceleration",
            "欠息超过15日；资料造假；失去联系",
        ),
        (
            "甲方遇下列事项须自发生日起3个工作日内来函说明：法定代表人更换；停产半个月以上。",
            "notification",
            "法定代表人更换；停产半个月以上",
        ),
    ],
)
def test_a_list_without_numbers_behind_its_lead_is_the_event(text: str, kind: str, event: str) -> None:
    assert [(k, slots["event"]) for k, _, slots in found(text)] == [(kind, event)]


def test_measures_behind_a_colon_are_no_event() -> None:
    (duty,) = found("甲方违约的，乙方可以采取以下一项或多项措施：停止发放贷款、宣布贷款立即到期。")
    assert duty[0] == "acceleration"
    assert "停止发放" not in duty[2]["event"]


def test_each_ticked_option_is_a_duty_of_its_own() -> None:
    read = found("B3 报表报送：☑ 每季后18日内报送会计报表　□ 每月10日内报送会计报表　☑ 每年度结束后报送审计报告")
    assert [(k, s["document"], s["frequency"]) for k, _, s in read] == [
        ("reporting", "会计报表", "quarterly"),
        ("reporting", "审计报告", "yearly"),
    ]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("乙方放款后甲方须于15日内将购车发票交乙方保管。", "borrower"),
        ("乙方发放贷款前甲方应当提供购销合同。", "borrower"),
        ("乙方索要时甲方应提供付款回单。", "borrower"),
    ],
)
def test_what_one_party_does_first_is_not_the_others_duty(text: str, party: str) -> None:
    assert [(kind, who) for kind, who, _ in found(text)] == [("evidence", party)]


@pytest.mark.parametrize(
    "text",
    [
        "甲方的各种支付义务，仅自乙方通过上述指定账户足额收到款项后，方可视为履行完毕。",
        "对于企业客户，企业可以委托其法定代表人代为还款，乙方收到的，即认定为有效还款。",
        "甲方可委托第三方支付公司代扣本金、利息以及其他应当支付款项。",
        "甲方委托乙方申请数字证书，用于签署本合同及相关协议。",
        "甲方不可撤销地授权第三方支付公司从其账户扣划款项用于清偿应付款额。",
        "如取消了用于自动付款的银行卡所对应的服务，则自动付款同时终止。",
        "还款账户与提款账户一致。",
        "单笔不超过100万元的，经乙方同意可自主支付。",
        "每月的还款日以实际放款日为准。",
        "删除原合同第九条第三款关于结算量占比的约定。",
    ],
)
def test_what_only_permits_deems_or_names_obliges_nobody(text: str) -> None:
    assert [kind for kind, _, _ in found(text) if kind != "other"] == []


@pytest.mark.parametrize(
    ("text", "kind", "slot", "value"),
    [
        ("贷款不得用于偿还民间借贷。", "prohibition", "uses", ["loan_repayment"]),
        ("甲方确认：借款不会流入股市，不会充作注册资金。", "prohibition", "uses", ["securities", "equity_investment"]),
        ("自主支付的每月末汇总报告资金支付情况并附凭证。", "evidence", "documents", ["other"]),
        ("甲方应在支付后二十日内向乙方交验收据或发票。", "evidence", "documents", ["receipt", "vat_invoice"]),
        ("甲方应在每季届满后30日内，在线填报主要财务数据（资产）。", "reporting", "document", "主要财务数据"),
        ("甲方上一年度开票收入不得低于1000万元。", "financial_covenant", "metric", "revenue"),
        ("未经乙方在线确认，甲方不得新增其他互联网贷款。", "consent", "event", "新增其他互联网贷款"),
        ("原合同第五条“借款用途”由“采购毛竹”变更为“采购竹材”。", "use_of_funds", "purpose", "采购竹材"),
        ("甲方可以提前还款，但需要至少提前5个工作日预约，不收取违约金。", "notification", "due_days", -5),
        ("如一方需要变更合同，应提前三个月书面通知对方。", "notification", "due_days", -90),
        ("甲方须于每月末向乙方通报借款的支用进度，同时附上支付凭证。", "evidence", "documents", ["transfer_slip"]),
        ("甲方用款后应把收据、防疫证明交乙方。", "evidence", "documents", ["receipt", "other"]),
        ("甲方同意，一旦其违反本合同任一条款，全部借款自动到期，无需乙方另行通知。", "acceleration", "uses", None),
        ("甲方的邻居赵有才替甲方担保。", "security", "document", None),
        ("原合同第八条增加第四款：甲方转让设备须经乙方同意。", "consent", "event", "转让设备"),
        ("贷款不得拿去还赌债。", "prohibition", "uses", ["gambling"]),
        ("借款专项用于“润禾冷链二期”项目建设。", "use_of_funds", "purpose", "“润禾冷链二期”项目建设"),
        ("每月20日结息，到期还本。", "repayment", "amount", None),
        ("甲方应于2025年9月30日前先归还本金300万元，原到期日为2025年6月30日。", "repayment", "due_date", "2025-09-30"),
    ],
)  # fmt: skip
def test_a_term_of_the_duty_is_read(text: str, kind: str, slot: str, value: object) -> None:
    (duty,) = found(text)
    assert duty[0] == kind
    assert duty[2].get(slot) == value


def test_what_is_to_be_told_at_once_is_due_at_once_in_a_list_too() -> None:
    (duty,) = found("甲方承诺：\n（七）涉及重大诉讼或者主要资产被查封的，应当立即通知乙方。")
    assert (duty[0], duty[2]["due_days"]) == ("notification", 0)
