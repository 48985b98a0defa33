"""Heads of loan contracts: which account is for what, who stands surety, which kind of loan it is, in many wordings."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import paged, ruled, word_file
from tests.understanding.test_forms import values

HEAD = "借款合同\n借款人：松原百川商贸有限公司\n贷款人：松原银行股份有限公司\n"
OUT, BACK, OTHER = "310066881018000321", "310066881018000654", "310066881018000987"

ACCOUNTS: list[tuple[str, str | None, str | None]] = [
    (f"借款人在贷款人处开立的账户（账号：{OUT}）用于贷款发放，账户（账号：{BACK}）用于归还本息。", OUT, BACK),
    (f"贷款资金划入{OUT}账户，借款人通过{BACK}账户还款。", OUT, BACK),
    (f"借款人指定账号{OUT}的账户用于接收贷款资金及偿还本息。", OUT, OUT),
    (f"放款账户与还款账户均为账户{OUT}。", OUT, OUT),
    (f"借款人在贷款人处开立保证金账户，账号{OTHER}。借款人应将当期本息存入{BACK}账户，供贷款人扣款。", None, BACK),
    (f"贷款人将款项付至松原银行股份有限公司{OUT}账户；借款人还款时付至松原银行股份有限公司{BACK}账户。", OUT, BACK),
    (f"借款人开立账号为{OUT}的专户，贷款一律发放到该专户；另开立账号为{BACK}的账户，由贷款人从中扣收到期本息。", OUT, BACK),
    (f"款打入借款人的卡{OUT}，还款也从该卡扣。", OUT, OUT),
    (f"抵押物保险赔款应划入贷款人指定的账号{OTHER}。", None, None),
    (f"贷款人将资金直接支付给经销商，账号{OTHER}。", None, None),
    (f"借款人将各期款项汇入下列账户：户名松原银行股份有限公司，账号{BACK}。", None, BACK),
    (f"借款人的基本存款账户账号为{OTHER}。", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "out", "back"), ACCOUNTS)
def test_what_is_said_of_an_account_tells_what_it_is_for(sentence: str, out: str | None, back: str | None) -> None:
    found = values("loan_contract", word_file(f"{HEAD}第一条 {sentence}"))
    assert (found["disbursement_account"], found["repayment_account"]) == (out, back)


def test_a_table_of_accounts_names_in_its_first_column_what_each_is_for() -> None:
    rows = [["用途", "户名", "账号"], ["监管账户", "松原百川", OTHER], ["扣款账户", "松原百川", BACK], ["入账账户", "松原百川", OUT]]  # fmt: skip
    found = values("loan_contract", ruled(rows, title="借款合同"))
    assert (found["disbursement_account"], found["repayment_account"]) == (OUT, BACK)
    assert found["purpose"] is None


SURETIES: list[tuple[str, list[str]]] = [
    ("由郑文博与贷款人另行签订保证合同，为本借款提供担保。", ["郑文博"]),
    ("本笔贷款的保证人为松原恒昌机电有限公司、郭颖。", ["松原恒昌机电有限公司", "郭颖"]),
    ("郭颖作为保证人，对借款人的还款义务承担连带责任。", ["郭颖"]),
    ("就本合同债务，松原恒昌机电有限公司向贷款人提供不可撤销的连带责任保证。", ["松原恒昌机电有限公司"]),
    ("如设有担保，保证人应当按照保证合同承担责任。", []),
    ("借款人保证按期还款。", []),
    ("贷款人有权要求借款人追加保证人或抵押物。", []),
]


@pytest.mark.parametrize(("sentence", "names"), SURETIES)
def test_who_stands_surety_is_told_by_a_sentence(sentence: str, names: list[str]) -> None:
    found = values("loan_contract", word_file(f"{HEAD}第一条 {sentence}"))
    assert [each["value"] for each in found["guarantors"]] == names


def test_sureties_are_found_in_a_table_and_at_the_signatures() -> None:
    rows = [["序号", "保证人名称", "担保方式"], ["1", "松原恒昌机电有限公司", "连带责任保证"], ["2", "郭颖", "连带责任保证"]]  # fmt: skip
    found = values("loan_contract", ruled(rows, title="借款合同"))
    assert [each["value"] for each in found["guarantors"]] == ["松原恒昌机电有限公司", "郭颖"]
    signed = values(
        "loan_contract", paged(f"{HEAD}第一条 借款用于备货。\n担保方（签章）：郭颖\n担保方（签章）：孙敏\n")
    )
    assert [each["value"] for each in signed["guarantors"]] == ["郭颖", "孙敏"]


KINDS: list[tuple[str, Any]] = [
    ("借款种类：□流动资金贷款 ☑固定资产贷款 □其他。", "fixed_asset"),
    ("双方确认，本次融资系营运资金贷款。", "working_capital"),
    ("本合同项下借款用于新建二期厂房。", "fixed_asset"),
    ("本合同项下借款用于购买生产设备。", "fixed_asset"),
    ("本合同项下借款用于支付加工费及材料款。", "working_capital"),
    ("本合同一式两份。", None),
]


@pytest.mark.parametrize(("sentence", "kind"), KINDS)
def test_the_kind_of_loan_is_told_by_a_clause_or_by_its_use_and_else_unknown(sentence: str, kind: str | None) -> None:
    assert values("loan_contract", word_file(f"{HEAD}第一条 {sentence}"))["loan_kind"] == kind


TERMS: list[tuple[str, dict[str, Any]]] = [
    ("借款于2025年10月1日发放，2027年10月1日到期。", {"start_date": "2025-10-01", "end_date": "2027-10-01"}),
    ("借款期间为2024.06.19起，2027.06.19止。", {"start_date": "2024-06-19", "end_date": "2027-06-19"}),
    ("借款人按7.02%的年利率支付利息。", {"interest_rate": "7.02"}),
    ("本合同采用按季付息，到期一次性还本方式偿还借款。", {"repayment_method": "按季付息，到期一次性还本"}),
    ("借款人因购买车位需要资金，向贷款人申请借款。", {"purpose": "购买车位"}),
    ("一、乙方因支付苗木款需要向甲方借款人民币60万元。", {"purpose": "支付苗木款"}),
    ("丙因购买农机需向本社借款五万元整。", {"purpose": "购买农机"}),
    ("借款人因业务需要，可以提前还款。", {"purpose": None}),
    ("借款人因违反约定向第三人借款的，应当通知贷款人。", {"purpose": None}),
    ("借款人委托贷款人将贷款资金支付给符合用途的交易对象，即受托支付。", {"payment_method": "entrusted"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TERMS)
def test_terms_in_plain_sentences(sentence: str, expected: dict[str, Any]) -> None:
    found = values("loan_contract", word_file(f"{HEAD}第一条 {sentence}"))
    assert {name: found[name] for name in expected} == expected


def test_a_name_that_goes_on_below_its_signature_is_taken_from_where_it_stands_whole() -> None:
    text = "借款合同\n立约双方：松原银行股份有限公司（以下称贷款机构）、松原百川（集团）有限公司（以下称借款客户）。\n"
    page = paged(
        f"{text}第一条 借款用于备货。\n贷款机构（签章）：松原银行   借款客户（签章）：松原百川（集团）有限公\n股份有限公司   司"
    )
    found = values("loan_contract", page)
    assert (found["lender"], found["borrower"]) == ("松原银行股份有限公司", "松原百川（集团）有限公司")
