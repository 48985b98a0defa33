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
