"""Papers of a loan written as letters: what labels say elsewhere stands in sentences; made-up firms and banks."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from tests.understanding.pages import paged
from tests.understanding.test_forms import values


def test_the_number_of_a_clause_is_no_interest_rate() -> None:
    page = paged(
        "^流动资金借款合同\n合同编号：JX-2026-017\n借款人：甲县东风纸业有限公司\n第三条 利率\n3.2 年利率为 4.15 %，固定利率，不分段计息。\n第四条 还款"
    )
    assert values("loan_contract", page)["interest_rate"] == "4.15"


def test_a_heading_rate_over_a_clause_without_a_figure_is_no_rate() -> None:
    page = paged(
        "^流动资金借款合同\n合同编号：JX-2026-017\n第三条 利率\n3.2 利率由双方于放款时在借据上载明。\n第四条 还款"
    )
    assert values("loan_contract", page)["interest_rate"] is None


LETTER = """^贷款发放通知书
乙市永安饲料有限公司：
贵公司与我行签订的《流动资金循环借款合同》（编号：乙农商借字（2026）第0077号）项下贷款已于2026年5月18日发放，借据编号YA-0518-2，明细如下：
发放金额：人民币叁拾万元整（￥300,000.00）
入账账号：6110220001112223
到期日：2027年5月17日
年利率：4.05%
乙市农村商业银行股份有限公司"""


def test_a_letter_on_a_disbursement_tells_both_numbers_the_borrower_and_the_day() -> None:
    found = values("loan_receipt", paged(LETTER))
    assert found["receipt_number"] == "YA-0518-2"
    assert found["contract_number"] == "乙农商借字（2026）第0077号"
    assert found["borrower"] == "乙市永安饲料有限公司"
    assert (found["disbursement_date"], found["due_date"]) == ("2026-05-18", "2027-05-17")
    assert (found["amount"], found["interest_rate"]) == ("300000.00", "4.05")


def test_a_contract_named_by_its_number_first_and_a_person_addressed() -> None:
    found = values(
        "loan_receipt",
        paged(
            "^放款通知书\n编号：FK20260301\n尊敬的周建明先生：\n根据您与我行签署的编号为GJ-2026-31的《个人经营性借款合同》，我行已在2026年3月1日向您发放贷款。\n"
            "放款金额：￥150,000.00   到期日：2027年2月28日"
        ),
    )
    assert (found["receipt_number"], found["contract_number"]) == ("FK20260301", "GJ-2026-31")
    assert (found["borrower"], found["disbursement_date"]) == ("周建明", "2026-03-01")
