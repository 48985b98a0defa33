# ruff: noqa: E501 - printed lines read better unbroken
"""Values that are printed over the end of a line."""

from __future__ import annotations

import pytest
from tests.understanding.pages import paged, ruled
from tests.understanding.test_forms import values

from docaudit.understanding.paper import HEADING, Paper

HEAD = "^保证合同\n合同编号：甲2026-0007\n保证人：甲机械有限公司\n债权人：乙银行股份有限公司\n债务人：丙纺织有限公司\n"


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("第一条　本合同所担保的主债权为人民币壹仟贰佰肆拾肆万元整（小写：12,440,", "000.00元），期限以主合同为准。"),
        ("第一条　本合同所担保的主债权为人民币壹仟贰佰肆拾肆万元整（小写：12,440,00", "0.00元），期限以主合同为准。"),
        ("第一条　本合同所担保的主债权为人民币壹仟贰佰肆拾肆万元整（小写：12,440", ",000.00元），期限以主合同为准。"),
    ],
)
def test_an_amount_broken_at_the_end_of_a_line_is_read_whole(line: str, following: str) -> None:
    assert values("guarantee_contract", paged(f"{HEAD}{line}\n{following}"))["amount"] == "12440000.00"


def test_an_amount_that_ends_its_line_takes_nothing_from_the_next() -> None:
    text = "^送货单\n供应商：甲有限公司\n以下是本次送达的全部货物的清单，请清点后签收，有问题当日提出。\n合计：12,440.00\n3,000.00 是运费"
    assert values("goods_receipt", paged(text))["amount"] == "12440.00"


def test_capital_words_broken_at_the_end_of_a_line_are_read_whole() -> None:
    text = "^收条\n今收到甲纺织有限公司支付的位于某路门店的门面装修工程款人民币叁万\n贰仟壹佰元整（￥32,100.00）。此据。\n收款人：王小明\n二〇二六年五月二日"
    found = values("receipt", paged(text))
    assert (found["amount"], found["amount_in_words"]) == ("32100.00", "叁万贰仟壹佰元整")


def test_a_reason_broken_at_the_end_of_a_line_ends_before_the_amount() -> None:
    text = "^收条\n今收到甲纺织有限公司支付的位于某路门店的门面装修工程款人民\n币叁万贰仟壹佰元整（￥32,100.00）。此据。\n收款人：王小明"
    assert values("receipt", paged(text))["reason"] == "位于某路门店的门面装修工程款"


def test_a_contract_number_broken_at_the_end_of_a_line_is_read_whole() -> None:
    text = "为确保丁机械有限公司（以下称债务人）与乙方签订的编号为LD108991497\n3的《流动资金借款合同》（以下称主合同）的履行，保证人自愿提供保证。"
    found = values(
        "guarantee_contract", paged(f"^保证合同\n保证人：甲机械有限公司\n债权人：乙银行股份有限公司\n{text}")
    )
    assert found["main_contract_number"] == "LD1089914973"
    assert found["debtor"] == "丁机械有限公司"


def test_clauses_that_begin_with_a_number_stay_lines_of_their_own() -> None:
    flow = Paper([paged("1.总则以及本合同所用词语的定义和解释，见附件12\n2.借款用途\n2.1借款用途为购买原料")]).flow
    assert flow.chars.strip().split("\n") == [
        "1.总则以及本合同所用词语的定义和解释,见附件12",
        "2.借款用途",
        "2.1借款用途为购买原料",
    ]


@pytest.mark.parametrize("text", ["0.00元", "1.50元", "12.5%"])
def test_an_amount_is_no_heading(text: str) -> None:
    assert not HEADING.match(text)


def test_words_behind_their_caption_without_a_colon_are_the_amount() -> None:
    page = ruled(
        [
            ["全称", "甲食品有限公司", "全称", "乙纺织有限公司"],
            ["金额人民币（大写）陆佰叁拾柒万捌仟元整", "", "", ""],
        ],
        title="进账单（收账通知）",
    )
    found = values("transfer_slip", page)
    assert (found["amount"], found["amount_in_words"]) == ("6378000.00", "陆佰叁拾柒万捌仟元整")


def test_two_sums_in_words_beside_no_label_are_neither_read() -> None:
    text = "^业务回单\n甲方（大写）壹万元整\n乙方（大写）贰万元整"
    found = values("transfer_slip", paged(text))
    assert (found["amount"], found["amount_in_words"]) == (None, None)
