"""Notes, requests and orders of borrowers in layouts of many lenders."""

from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import ruled, word_file
from tests.understanding.test_forms import values

from docaudit.records.pages import Page

PAPERS: list[tuple[str, str, Page, dict[str, Any]]] = [
    (
        "a borrower's note",
        "loan_receipt",
        word_file("""借据
今借到丙子小额贷款有限公司人民币壹拾捌万元整（￥180,000.00），月息千分之九，约定2026年4月30日连本带利还清。
款项已于2025年10月30日打入本人银行卡。
卡号：6228480402564890018
借款人：丁文昌
二〇二五年十月三十日"""),
        {
            "amount": "180000.00",
            "due_date": "2026-04-30",
            "disbursement_date": "2025-10-30",
            "borrower": "丁文昌",
            "account": "6228480402564890018",
            "interest_rate": "10.80",
        },
    ),
    (
        "a drawdown by letter",
        "drawdown_application",
        word_file("""提款通知书
致：戊寅银行股份有限公司
发件人：己卯市光华电子有限公司
日期：2025年7月3日
一、我司与贵行签订的编号为LDZJ-2025-0066的流动资金借款合同。
二、现拟提款人民币壹佰万元整（￥1,000,000.00），用于采购电子元器件。
己卯市光华电子有限公司（公章）
授权签字人：周慧敏"""),
        {
            "borrower": "己卯市光华电子有限公司",
            "contract_number": "LDZJ-2025-0066",
            "amount": "1000000.00",
            "purpose": "采购电子元器件",
            "date": "2025-07-03",
        },
    ),
    (
        "an order to pay a decorator",
        "entrusted_payment_order",
        word_file("""支付委托书
庚辰银行股份有限公司城北支行：
本人丁文昌（合同编号：XF2025-0912）现委托贵行将下列款项划付给装修公司，作为住房装修工程款。
户名：辛巳市美居装饰工程有限公司
账号：33050161703500000789
开户行：壬午银行股份有限公司
金额：人民币壹拾万元整（￥100,000.00）
委托人（签名）：丁文昌
2025年9月12日"""),
        {
            "payee_name": "辛巳市美居装饰工程有限公司",
            "payee_account": "33050161703500000789",
            "amount": "100000.00",
            "purpose": "住房装修工程款",
            "contract_number": "XF2025-0912",
            "date": "2025-09-12",
        },
    ),
    (
        "an order whose payer stands below a caption",
        "entrusted_payment_order",
        ruled(
            [
                ["付款人（借款人）", "", "收款人（交易对手）", ""],
                ["户名", "癸巳包装有限公司", "户名", "甲午纸业有限公司"],
                ["账号", "80104354100123", "账号", "335037250238974000"],
                ["借款人签章", "", "", ""],
                ["审核岗意见", "同意支付", "", ""],
            ],
            title="贷款资金受托支付申请表",
            below="申请日：2025/04/09   支付金额：￥88,000.00",
        ),
        {"borrower": "癸巳包装有限公司", "payee_name": "甲午纸业有限公司", "date": "2025-04-09"},
    ),
]


@pytest.mark.parametrize(("doc_type", "page", "expected"), [p[1:] for p in PAPERS], ids=[p[0] for p in PAPERS])
def test_the_particulars_are_read(doc_type: str, page: Page, expected: dict[str, Any]) -> None:
    found = values(doc_type, page)
    plain = {k: [v["value"] for v in found[k]] if isinstance(found[k], list) else found[k] for k in expected}
    assert plain == expected
