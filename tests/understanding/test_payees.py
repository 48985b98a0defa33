"""Whom an application names to be paid: in sentences of many orders, in blocks of captions; made-up firms and banks."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

import pytest
from tests.understanding.pages import paged, ruled, word_file
from tests.understanding.test_forms import values

from docaudit.records.pages import Page

_A, _B = "甲县东风纸业有限公司", "乙市永安（集团）有限公司"
_ONE, _TWO = "6110220001112223", "43011557140678245"
_TWO_PAYEES = [
    {"name": _A, "account": _ONE, "amount": "700000.00"},
    {"name": _B, "account": _TWO, "amount": "400000.00"},
]
_HEAD = "用款申请书\n丙银行丁支行：\n我公司依据戊银借（2025）字031号借款合同，申请支用贷款人民币壹佰壹拾万元整，用于采购纸浆。\n"
_END = "\n己市海川印务有限公司\n2025年6月11日"


def _payees(page: Page) -> list[dict[str, str | None]]:
    return [{k: v["value"] for k, v in one.items()} for one in values("drawdown_application", page)["payees"]]


@pytest.mark.parametrize(
    "said",
    [
        f"其中：支付{_A}柒拾万元（700,000.00元），账号{_ONE}；支付{_B}肆拾万元（400,000.00元），账号{_TWO}。",
        f"请将款项按下列明细划付：\n1. {_A}，账号{_ONE}，计700,000.00元；\n2. {_B}，账号{_TWO}，计400,000.00元。",
        f"款项请分别转付：700,000.00元付至{_A}（丙银行丁支行，账号{_ONE}），400,000.00元付至{_B}（庚银行辛支行，账号{_TWO}）。",
        f"其中向{_A}支付70万元（账号：{_ONE}，庚银行），向{_B}支付40万元（账号：{_TWO}，丙银行丁支行）。",
        f"收款人：{_A}，收款账户：{_ONE}，支付金额：￥700,000.00；收款人：{_B}，收款账户：{_TWO}，支付金额：￥400,000.00。",
        f"（甲）{_A}，账号{_ONE}，计700,000.00元；\n（乙）{_B}，账号{_TWO}，计400,000.00元；",
    ],
)
def test_each_payee_of_a_sentence_has_his_own_account_and_sum(said: str) -> None:
    lead = "请于放款当日转付如下：\n" if said.startswith("（甲）") else ""
    page = word_file(_HEAD + lead + said + _END)
    assert _payees(page) == _TWO_PAYEES
    found = values("drawdown_application", page)
    assert (found["amount"], found["borrower"]) == ("1100000.00", "己市海川印务有限公司")


@pytest.mark.parametrize(
    "said",
    [
        f"所支用款项请贵行全数付给{_A}，其账号为{_ONE}，在丙银行开立。",
        f"请在放款后将全部款项转至{_A}（丙银行丁支行，{_ONE}）。",
        f"上述资金采用受托支付方式，请划付给交易对手{_A}。其账户为{_ONE}（丙银行丁支行）。",
    ],
)
def test_the_only_payee_gets_the_whole_sum(said: str) -> None:
    assert _payees(word_file(_HEAD + said + _END)) == [{"name": _A, "account": _ONE, "amount": "1100000.00"}]


@pytest.mark.parametrize(
    "said",
    [
        f"我公司与{_A}签订的购销合同金额为900,000.00元，随函附上。",
        f"请将贷款划入我公司账户{_ONE}（丙银行丁支行）。",
        f"本次提款由{_B}提供连带责任保证。",
        f"担保合同由{_B}签订，请将贷款放至己市海川印务有限公司（账号{_ONE}）。",
    ],
)
def test_a_partner_a_surety_and_the_borrower_itself_are_no_payees(said: str) -> None:
    assert _payees(word_file(_HEAD + said + _END)) == []


def test_a_sum_that_two_payees_share_is_nobodys_own() -> None:
    said = f"请将款项支付给{_A}（账号{_ONE}）、{_B}（账号{_TWO}），共1,100,000.00元。"
    payees = _payees(word_file(_HEAD + said + _END))
    assert [(p["name"], p["account"], p["amount"]) for p in payees] == [(_A, _ONE, None), (_B, _TWO, None)]


def test_payees_in_blocks_of_cells_have_each_their_captions() -> None:
    rows = [
        ["借款企业", "己市海川印务有限公司", "提款金额", "￥1,100,000.00"],
        ["合同号", "LD2025-031", "用途", "采购纸浆"],
        ["账户名称", _A, "支付金额", "700,000.00元"],
        ["开户银行", "丙银行丁支行", "银行账号", _ONE],
        ["账户名称", _B, "支付金额", "400,000.00元"],
        ["开户银行", "庚银行", "银行账号", _TWO],
    ]
    page = ruled(rows, title="提款申请书")
    assert _payees(page) == _TWO_PAYEES
    assert values("drawdown_application", page)["amount"] == "1100000.00"


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("按照双方所签戊银借（2025）6624号借款合同", "戊银借（2025）6624"),
        ("根据我公司与贵行签署了编号戊银流借2025-遵0112的借款合同", "戊银流借2025-遵0112"),
        ("依据贵行与我公司签订了编号为LD2025-031的《流动资金借款合同》", "LD2025-031"),
        ("根据戊银借（2025）字第031号《固定资产借款合同》", "戊银借（2025）字第031号"),
    ],
)
def test_the_words_of_a_sentence_are_no_part_of_the_contracts_number(said: str, number: str) -> None:
    page = word_file(f"提款函\n丙银行：\n{said}，现申请提取借款100,000.00元，用于进货。{_END}")
    assert values("drawdown_application", page)["contract_number"] == number


def test_the_day_of_drawing_is_the_day_of_a_letter_without_one() -> None:
    page = word_file(
        "支用申请书\n丙银行：\n我司己市海川印务有限公司现申请于二〇二五年四月二十二日支用贷款10万元，用于进货。\n己市海川印务有限公司（公章）\n经办人：周平"
    )
    assert values("drawdown_application", page)["date"] == "2025-04-22"


@pytest.mark.parametrize(
    ("said", "debtor", "main", "amount"),
    [
        (
            "一、周建明（借款人）向甲方借款伍拾万元整（￥500,000.00），借款合同编号GJ2026031。乙方愿意为该笔借款作保证。",
            "周建明",
            "GJ2026031",
            "500000.00",
        ),
        (
            f"甲方和{_A}（债务人）签署了编号为LD2026-7的流动资金借款合同，担保的主债权本金500,000.00元。",
            _A,
            "LD2026-7",
            "500000.00",
        ),
        (
            "乙方同时为主合同债务人。甲方依据主合同（LD2026-7号借款合同）向乙方发放贷款￥500,000.00（大写伍拾万元整）。",
            "乙市永安（集团）有限公司",
            "LD2026-7",
            "500000.00",
        ),
        (
            "乙方（即债务人）与甲方签订了编号为LD2026-7的借款合同，乙方以其财产担保。被担保的主债权为人民币500,000.00元。",
            _B,
            "LD2026-7",
            "500000.00",
        ),
        (
            f"因{_A}依据LD2026-7号借款合同向甲方借款人民币500,000.00元，乙方愿意提供担保，并以其对辛县百货有限公司享有的应收账款出质。",
            _A,
            "LD2026-7",
            "500000.00",
        ),
    ],
)
def test_a_contract_of_security_tells_debtor_loan_and_sum_in_its_points(
    said: str, debtor: str, main: str, amount: str
) -> None:
    page = word_file(f"保证合同\n合同编号：BZ2026-1\n甲方（债权人）：丙银行丁支行\n乙方（保证人）：{_B}\n{said}")
    found = values("guarantee_contract", page)
    assert (found["debtor"], found["main_contract_number"], found["amount"]) == (debtor, main, amount)
    assert found["contract_number"] == "BZ2026-1"


def test_a_shop_beside_a_caption_is_no_caption_itself() -> None:
    rows = [
        ["委托人（借款人）", "周开明"],
        ["借款合同编号", "LD2025-031"],
        ["收款人", "辛川凯里蓝建材商行"],
        ["收款人卡号/账号", "6217837522443130030"],
        ["委托支付金额", "184,000.00"],
    ]
    found = values("entrusted_payment_order", ruled(rows, title="委托支付单"))
    assert (found["payee_name"], found["payee_account"]) == ("辛川凯里蓝建材商行", "6217837522443130030")


def test_the_contracts_own_number_in_brackets_is_not_the_loans_on_a_scan() -> None:
    text = "^房地产抵押合同\n（合同编号：HTDY-2026-515539）\n抵押权人：丙银行丁支行\n抵押人：周正豪\n债务人：苗栋梁\n鉴于抵押权人与债务人订有编号为HTGR-2026-519244的《个人经营贷款合同》，抵押人愿以房地产作抵押。"
    found = values("guarantee_contract", paged(text, confidence=0.9))
    assert (found["contract_number"], found["main_contract_number"]) == ("HTDY-2026-515539", "HTGR-2026-519244")
