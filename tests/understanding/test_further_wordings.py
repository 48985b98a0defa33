"""Fields in the words of further lenders, firms and officers; each line was once missed or misread."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import paged, ruled, word_file
from tests.understanding.test_forms import values

LENDER, FIRM, OTHER = "江苏银行股份有限公司无锡分行", "无锡远泰机械有限公司", "常州顺丰达钢材有限公司"
HEADS = {
    "loan_contract": f"借款合同\n贷款人：{LENDER}\n借款人：{FIRM}\n第一条 借款金额为人民币10万元。\n",
    "guarantee_contract": f"保证合同\n保证人：{OTHER}\n债权人：{LENDER}\n",
    "entrusted_payment_order": "受托支付委托书\n",
    "trade_contract": f"购销合同\n供方：{OTHER}\n需方：{FIRM}\n",
    "inspection_report": "贷后检查报告\n",
}
ACCOUNT = "32020000000000017"
LINES: list[tuple[str, str, dict[str, Any]]] = [
    ("loan_contract", f"借款人应于每月20日前将当期应还款项存入其在贷款人处开立的账户（账号：{ACCOUNT}），由贷款人自动扣收。", {"repayment_account": ACCOUNT, "disbursement_account": None}),
    ("loan_contract", f"授权贷款人从借款人账户{ACCOUNT}中直接扣划贷款本息。", {"repayment_account": ACCOUNT}),
    ("loan_contract", f"乙方将本息打到甲方账户{ACCOUNT}（户名：张三）。", {"repayment_account": ACCOUNT, "disbursement_account": None}),
    ("loan_contract", f"贷款人将借款划入借款人账户{ACCOUNT}。", {"repayment_account": None, "disbursement_account": ACCOUNT}),
    ("loan_contract", "借款人应按下列方式还款：每月等额偿还本息。", {"repayment_method": "每月等额偿还本息"}),
    ("loan_contract", "贷款本金分四期偿还，利息按月支付。", {"repayment_method": "贷款本金分四期偿还，利息按月支付"}),
    ("loan_contract", "乙方每月付息一次，本金到期还清。", {"repayment_method": "每月付息一次，本金到期还清"}),
    ("loan_contract", f"销售收入应进入在乙方开立的项目收入账户（账号{ACCOUNT}），该账户同时为还款账户。", {"repayment_account": ACCOUNT}),
    ("loan_contract", f"借款人因需支付父亲住院手术费，向出借人借款。出借人把钱转进借款人的银行卡，卡号{ACCOUNT}。年利率百分之十，到期连本带息一次付清。", {"purpose": "支付父亲住院手术费", "disbursement_account": ACCOUNT, "repayment_method": "到期连本带息一次付清"}),
    ("guarantee_contract", f"为确保{FIRM}（以下简称“债务人”）与债权人签订的借款合同（编号2024借字001号）得到履行，", {"debtor": FIRM, "main_contract_number": "2024借字001号"}),
    ("guarantee_contract", f"鉴于：债权人向{FIRM}发放贷款，保证人愿为其提供担保。", {"debtor": FIRM}),
    ("guarantee_contract", f"被保证的主债权为债权人依据与{FIRM}签订的2024借字001号借款合同形成的债权。", {"debtor": FIRM, "main_contract_number": "2024借字001号"}),
    ("guarantee_contract", f"债务人{FIRM}向债权人申请借款人民币10万元。", {"debtor": FIRM}),
    ("guarantee_contract", f"一、被担保的主债务人为{FIRM}。", {"debtor": FIRM}),
    ("guarantee_contract", "因借款人向贵司借款所形成的合同已完成签署，借款人应付的本金由我司担保。", {"debtor": None}),
    ("guarantee_contract", "保证人与债权人签订本合同，债务人未履行债务的，保证人承担责任。", {"debtor": None}),
    ("entrusted_payment_order", f"江苏银行无锡分行：\n根据我公司与贵行签订的借款合同，请将贷款资金100万元支付给{OTHER}，用于支付货款。\n{FIRM}（公章）\n2025年3月1日", {"borrower": FIRM, "payee_name": OTHER}),
    ("entrusted_payment_order", f"本公司{FIRM}不可撤销地委托贵行将贷款支付给{OTHER}，用以购买钢材。", {"borrower": FIRM, "payee_name": OTHER}),
    ("entrusted_payment_order", f"收款人：{OTHER}\n款项性质：钢材采购款\n委托单位：{FIRM}", {"borrower": FIRM, "payee_name": OTHER, "purpose": "钢材采购款"}),
    ("entrusted_payment_order", f"借款企业名称：{FIRM}\n支付内容：设备款", {"borrower": FIRM, "purpose": "设备款", "payee_name": None}),
    ("entrusted_payment_order", "资金用途说明：采购钢材", {"purpose": "采购钢材"}),
    ("trade_contract", "合同签订日 2025-03-01", {"signed_date": "2025-03-01"}),
    ("trade_contract", "交（提）货时间：2025年5月1日", {"delivery_date": "2025-05-01"}),
    ("trade_contract", "八、结算方式、时间及地点：款到发货。", {"payment_terms": "款到发货"}),
    ("inspection_report", f"2025年3月1日，我行客户经理张三对{FIRM}进行了贷后检查。", {"borrower": FIRM, "inspector": "张三"}),
    ("inspection_report", "检查人对抵押物的价值进行了检查，客户经理认为无异常。", {"borrower": None, "inspector": None}),
    ("guarantee_contract", f"抵押合同号：DY8758981701\n债务人：{FIRM}", {"contract_number": "DY8758981701", "debtor": FIRM}),
    ("guarantee_contract", f"鉴于债权人将在2023年10月14日至2025年10月14日期间与债务人{FIRM}连续办理贷款业务，", {"debtor": FIRM}),
    ("entrusted_payment_order", "借款人姓名：顾亦菲\n付款事由：装修材料款", {"borrower": "顾亦菲", "purpose": "装修材料款"}),
    ("entrusted_payment_order", f"依据借款合同，本公司委托贵行将人民币10万元（¥100,000.00）划付给下述收款人，用于货款：\n收款人全称：{OTHER}", {"purpose": "货款", "payee_name": OTHER}),
    ("trade_contract", "运费结算：到付，卸货当日结清", {"payment_terms": "到付，卸货当日结清"}),
    ("trade_contract", "要求到达时间：2023/12/29", {"delivery_date": "2023-12-29"}),
    ("trade_contract", "合同备案编号：SG-2023-937。", {"contract_number": "SG-2023-937"}),
    ("inspection_report", f"受检借款人：{FIRM}", {"borrower": FIRM}),
]  # fmt: skip


@pytest.mark.parametrize(("doc_type", "line", "expected"), LINES)
def test_a_field_in_further_words(doc_type: str, line: str, expected: dict[str, Any]) -> None:
    fields = values(doc_type, word_file(HEADS[doc_type] + line))
    assert {name: fields[name] for name in expected} == expected


def test_the_firm_before_the_title_of_a_slip_delivers() -> None:
    fields = values("goods_receipt", word_file(f"{OTHER} 送货单\n客户：{FIRM}\n送货日期：2025/12/14"))
    assert (fields["supplier"], fields["receiver"]) == (OTHER, FIRM)


@pytest.mark.parametrize(
    ("tail", "account"),
    [
        ("5）发放贷款。", "744138022582380295"),
        ("2023年8月10日到账。", "74413802258238029"),
        ("1、按时还款。", "74413802258238029"),
    ],
)
def test_an_account_may_be_broken_at_a_lines_end_but_takes_no_day_or_number_of_a_clause(
    tail: str, account: str
) -> None:
    lead = "我行已于2023年8月10日向贵公司在我行开立的账户（账号：74413802258238029"
    fields = values("loan_receipt", paged(f"放款通知书\n{FIRM}：\n{lead}\n{tail}"))
    assert fields["account"] == account


def test_a_form_whose_cells_hold_captions_and_choices() -> None:
    rows = [
        ["甲方（借款人）", "姓名：廖芳"],
        ["还款方式", "☑等额本息 □等额本金 □按月付息到期还本"],
        ["收款／还款账户", f"户名：廖芳 账号：{ACCOUNT}"],
    ]
    fields = values("loan_contract", ruled(rows, title="个人消费贷款合同"))
    assert fields["borrower"] == "廖芳"
    assert fields["repayment_method"] == "等额本息"
    assert (fields["disbursement_account"], fields["repayment_account"]) == (ACCOUNT, ACCOUNT)


def test_a_supplement_may_raise_lower_or_shorten() -> None:
    text = HEADS["loan_contract"] + "第二条 贷款期限壹年，年利率6.00%。\n第三条 " + "双方应遵守本合同的约定。" * 20
    text += "\n补充协议\n自本协议生效之日起，原合同的贷款期限由十二个月变更为十八个月，年利率由6.00%下调为4.96%。"
    fields = values("loan_contract", word_file(text))
    assert (fields["interest_rate"], fields["term_months"]) == ("4.96", 18)
