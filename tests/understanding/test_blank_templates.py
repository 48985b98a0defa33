# ruff: noqa: E501 - printed lines read better unbroken
"""A blank form of each type: whatever is printed, nothing was filled in, so nothing is read."""

from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import paged, word_file

from docaudit.understanding import READERS

BLANK = {
    "loan_contract": "^个人贷款合同\n编号：____\n贷款人（甲方）：\n借款人（乙方）：      证件号码：\n保证人：\n借款金额：人民币（大写）      （小写）￥\n期限：自    年  月  日至    年  月  日\n利率：年利率   %\n借款用途：□购车   □装修\n支付方式：□受托支付   □自主支付\n还款方式：□等额本息   □等额本金\n放款账户：户名：    账号：\n签订日期：    年  月  日",
    "loan_receipt": "^借款借据\n借据编号：\n借款人：\n合同编号：\n借款金额（大写）：      ￥\n借款日期：    年  月  日\n到期日期：    年  月  日\n利率：    %\n入账账号：",
    "drawdown_application": "^提款申请书\n借款合同编号：\n申请人（盖章）：\n申请提款金额：人民币（大写）      （小写）￥\n用途：\n申请日期：    年  月  日",
    "entrusted_payment_order": "^受托支付委托书\n委托人（盖章）：\n借款合同编号：\n收款人名称：\n收款人账号：\n收款人开户行：\n支付金额：人民币（大写）      ￥\n用途：\n日期：    年  月  日",
    "trade_contract": "^购销合同\n合同编号：\n甲方（买方）：\n乙方（卖方）：\n合同总价：人民币（大写）      （￥      ）\n交货日期：    年  月  日\n签订日期：    年  月  日",
    "guarantee_contract": "^保证合同\n合同编号：\n债权人：\n保证人：\n债务人：\n主合同编号：\n担保金额：人民币（大写）      （￥      ）",
    "receipt": "^收款收据\n    年  月  日\n今收到      交来\n人民币（大写）      ￥\n收款单位（盖章）：      经手人：",
    "transfer_slip": "^业务委托书\n日期：    年  月  日\n付款人全称：      收款人全称：\n付款人账号：      收款人账号：\n金额（大写）：      ￥\n附言：",
    "business_license": "^营业执照\n统一社会信用代码\n名称\n法定代表人\n注册资本\n成立日期    年  月  日\n经营范围\n登记机关",
    "goods_receipt": "^入库单\n供应商：      收货单位：\n日期：    年  月  日\n品名   规格   单位   数量   单价   金额\n合计\n保管员：      验收人：",
    "inspection_report": "^贷后检查报告\n借款人：\n检查日期：    年  月  日\n检查结论：\n检查人：",
}
SAYS_NOTHING = {"loan_kind": {"other", "personal_consumption"}, "kind": {"保证"}, "subject": {"购销"}}
"""What the title alone says."""


@pytest.mark.parametrize("doc_type", BLANK)
@pytest.mark.parametrize("make", ["text layer", "scan", "word file"])
def test_a_blank_form_of_each_type_invents_nothing(doc_type: str, make: str) -> None:
    text = BLANK[doc_type]
    if make == "word file":
        page: Any = word_file(text.replace("^", ""))
    else:
        page = paged(text, confidence=1.0 if make == "text layer" else 0.93)
    fields = READERS[doc_type]([page]).to_json()["fields"]
    assert isinstance(fields, dict)
    found = {k: v["value"] if isinstance(v, dict) else v for k, v in fields.items()}
    read = {k: v for k, v in found.items() if v not in (None, []) and not (k in SAYS_NOTHING and v in SAYS_NOTHING[k])}
    assert read == {}
