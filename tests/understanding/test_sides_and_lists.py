"""Two sides of a form, payees in lines below a caption, and numbers and names within a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import paged, ruled, word_file
from tests.understanding.test_forms import values

from docaudit.understanding.classify import classify
from docaudit.understanding.paper import Paper

SIDES = [
    ["委托人(借款人)", "", "收款人", ""],
    ["户名", "无锡远泰机械有限公司", "户名", "常州顺丰达钢材有限公司"],
    ["账号", "32020000000000017", "账号", "32049999000012345"],
    ["开户行", "江苏银行股份有限公司无锡分行", "开户行", "常州农村商业银行新北支行"],
    ["款项用途", "购钢材款", "支付金额", "1,250,000.00元"],
]


def test_who_is_paid_and_by_whom_is_told_by_the_captions_of_the_sides() -> None:
    fields = values("entrusted_payment_order", ruled(SIDES, title="贷款受托支付委托书"))
    assert fields["borrower"] == "无锡远泰机械有限公司"
    assert fields["payee_name"] == "常州顺丰达钢材有限公司"
    assert fields["payee_account"] == "32049999000012345"
    assert fields["payee_bank"] == "常州农村商业银行新北支行"


def test_the_payers_bank_alone_is_not_the_payees() -> None:
    rows = [["委托人", "", "收款人", ""], ["户名", "无锡远泰机械有限公司", "户名", "常州顺丰达钢材有限公司"]]
    rows += [
        ["账号", "32020000000000017", "账号", "32049999000012345"],
        ["开户行", "江苏银行股份有限公司无锡分行", "", ""],
    ]
    assert values("entrusted_payment_order", ruled(rows, title="受托支付委托书"))["payee_bank"] is None


REQUEST = """借款支用申请书
致某某银行：我公司（无锡远泰机械有限公司）申请支用借款人民币300万元。
请贵行将款项受托支付至以下收款人：
户名：常州顺丰达钢材有限公司
账号：3204 9999 0000 12345
金额：2,000,000.00元
户名：江阴华联铸造厂
账号：32048888000054321
金额：1,000,000.00元
申请人：无锡远泰机械有限公司"""


def test_payees_stand_in_lines_below_their_caption() -> None:
    payees = values("drawdown_application", word_file(REQUEST))["payees"]
    assert [{name: leaf["value"] for name, leaf in payee.items()} for payee in payees] == [
        {"name": "常州顺丰达钢材有限公司", "account": "32049999000012345", "amount": "2000000.00"},
        {"name": "江阴华联铸造厂", "account": "32048888000054321", "amount": "1000000.00"},
    ]


def test_the_applicants_own_account_above_the_caption_is_no_payee() -> None:
    text = "提款申请书\n申请人户名：无锡远泰机械有限公司\n账号：32020000000000017\n提款金额：300万元"
    assert values("drawdown_application", word_file(text))["payees"] == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "为保障债权人与无锡远泰机械有限公司（以下称债务人）签订的编号为（2023）借字第3836号的《流动资金借款合同》的履行。",
            {"debtor": "无锡远泰机械有限公司", "main_contract_number": "（2023）借字第3836号"},
        ),
        (
            "鉴于贵行与无锡远泰机械有限公司（下称“借款人”）订立了借款合同，保证人自愿担保。",
            {"debtor": "无锡远泰机械有限公司"},
        ),
        (
            "编号：应收质字04900029\n乙方为担保其与甲方所签流贷字第51501042号借款合同项下债务的清偿，以其应收账款出质。",
            {"contract_number": "应收质字04900029", "main_contract_number": "流贷字第51501042号"},
        ),
        ("乙方与甲方签订的购销合同编号为XS-2026-018。", {"main_contract_number": None}),
    ],
)
def test_a_guarantee_names_debtor_and_numbers_within_a_sentence(sentence: str, expected: dict[str, Any]) -> None:
    fields = values("guarantee_contract", word_file(f"保证合同\n{sentence}"))
    assert {name: _wide(fields[name]) for name in expected} == {name: _wide(v) for name, v in expected.items()}


def _wide(text: str | None) -> str | None:
    return text and text.replace("(", "（").replace(")", "）")


def test_a_title_of_letters_that_stand_apart_is_one_word() -> None:
    page = paged("设   备   验   收   单\n使用单位：无锡远泰机械有限公司\n设备名称：数控铣床\n数量：2台")
    assert classify(Paper([page])).doc_type == "goods_receipt"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("JSFW〔2024〕479号", "JSFW[2024]479号"),
        ("（2025）苏购字第018号", "(2025)苏购字第018号"),
        ("采2025-0018", "采2025-0018"),
        ("（2024）年采字第0012号", "(2024)年采字第0012号"),
        ("〔2024〕采018", "[2024]采018"),
        ("第2024018号", "第2024018号"),
        ("No.20240518", "20240518"),
        ("HT-2024-0031", "HT-2024-0031"),
        ("（编号HT-2024-0031）", "HT-2024-0031"),
        ("20240318", None),
        ("320102199001011234", None),
        ("2025年3月18日", None),
        ("2025-03-18", None),
        ("二〇二五年三月", None),
        ("地址：人民路2025号", None),
    ],
)
def test_a_number_may_stand_alone_under_the_title(line: str, number: str | None) -> None:
    text = f"技术服务合同\n{line}\n委托方：无锡远泰机械有限公司\n受托方：常州智元信息技术有限公司\n服务费用为10万元。"
    found = values("trade_contract", word_file(text))["contract_number"]
    assert (found and found.replace("（", "(").replace("）", ")").replace("〔", "[").replace("〕", "]")) == number


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("五、结算方式及期限：款到发货。", "款到发货"),
        ("付款办法：签约时付定金两成，提货时付清其余价款。", "签约时付定金两成，提货时付清其余价款"),
        ("付款方式和时间：货到后30日内付清。", "货到后30日内付清"),
        ("4. 结算方式：月结60天，银行承兑汇票支付", "月结60天，银行承兑汇票支付"),
    ],
)
def test_the_caption_of_the_terms_of_payment_may_go_on(line: str, terms: str) -> None:
    text = f"购销合同\n供方：常州顺丰达钢材有限公司\n需方：无锡远泰机械有限公司\n{line}\n六、违约责任按法律办理。"
    assert values("trade_contract", word_file(text))["payment_terms"] == terms
