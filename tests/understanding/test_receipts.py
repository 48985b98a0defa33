"""Receipts filled in by hand: a box for each digit, words between printed units, who took the money and who is paid."""

from __future__ import annotations

import pytest
from tests.understanding.pages import paged
from tests.understanding.test_forms import values

HEAD = "^收款收据\n2025年3月4日\n付款单位   无锡远泰机械有限公司\n收款事由   投标保证金\n"
UNITS = "                                   百   十   万   千   百   十   元   角   分\n"
BELOW = "\n收款单位（财务章）：常州顺丰达钢材有限公司      收款人：陈建国"


@pytest.mark.parametrize(
    ("words", "boxes", "amount"),
    [
        ("壹万柒仟玖佰肆拾肆元整", "¥    1    7    9    4    4    0    0", "17944.00"),
        ("壹拾柒元整", "1    7    0    0", "17.00"),
        ("⊗佰Ｏ拾壹万柒仟玖佰肆拾肆元零角零分", "¥    1    7    9    4    4    0    0", "17944.00"),
    ],
)
def test_the_first_box_alone_is_no_sum(words: str, boxes: str, amount: str) -> None:
    lines = f"{HEAD}人民币（大写）{words}\n{UNITS}{boxes:>76}{BELOW}"
    assert values("receipt", paged(lines))["amount"] == amount


def test_who_took_the_money_at_the_counter_is_not_who_is_paid() -> None:
    found = values("receipt", paged(f"{HEAD}金额   ¥17,944.00{BELOW}"))
    assert (found["payee"], found["payer"]) == ("常州顺丰达钢材有限公司", "无锡远泰机械有限公司")
