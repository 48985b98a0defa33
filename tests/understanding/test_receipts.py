"""Receipts filled in by hand: a box for each digit, words between printed units, who took the money and who is paid."""

# ruff: noqa: E501 - tables of printed lines read better unbroken
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


@pytest.mark.parametrize(
    "label",
    [
        "收款单位（盖章）",
        "收款单位盖章：",
        "收 款 单 位：",
        "开票单位",
        "收费单位（财务专用章）",
        "收款方（签章）：",
        "收款单位名称",
    ],
)
@pytest.mark.parametrize(
    "firm", ["驻马店市稷丰新能源股份有限公司", "沧州农产品批发市场管理处", "盐城沐光果业专业合作社"]
)
def test_the_firm_behind_the_caption_of_the_payee_is_paid_whatever_parts_them(label: str, firm: str) -> None:
    lines = f"{HEAD}金额   ¥17,944.00\n{label}{firm}      收款人   陈建国"
    assert values("receipt", paged(lines))["payee"] == firm


@pytest.mark.parametrize(
    "total",
    [
        "合计（大写）   玖仟叁佰零叁元整                 9,303.00",
        "合计                                          9,303.00",
        "费用合计：¥9,303.00",
        "合计人民币（大写）：玖仟叁佰零叁元整             ¥9303.00",
        "大写：玖仟叁佰零叁元整                          9,303.00",
        "以上金额                                       9,303.00",
    ],
)
def test_a_receipt_of_several_items_is_of_what_they_come_to(total: str) -> None:
    lines = (
        f"{HEAD}序号      收费项目          计费期间          金额（元）\n1         停车费            2025年9月         3,900.00\n"
        f"2         电费              2025年9月         5,403.00\n{total}{BELOW}"
    )
    assert values("receipt", paged(lines))["amount"] == "9303.00"


@pytest.mark.parametrize("behind", ["收款", "收款人：李雪", "经手人李雪", "开票员 李雪"])
def test_the_next_caption_is_no_part_of_the_payee(behind: str) -> None:
    lines = f"{HEAD}金额   ¥17,944.00\n收款单位（盖章）：洛阳匠筑装饰设计工程有限公司{behind}"
    assert values("receipt", paged(lines))["payee"] == "洛阳匠筑装饰设计工程有限公司"


@pytest.mark.parametrize(
    ("sentence", "payer", "reason"),
    [
        (
            "兹收到 无锡远泰机械有限公司 2025年3月份租金人民币伍万元整（¥50000.00）。",
            "无锡远泰机械有限公司",
            "2025年3月份租金",
        ),
        ("今收到张建国货款现金人民币伍万元整（50000元）。", "张建国", "货款"),
        ("今收到无锡远泰机械有限公司设备尾款人民币伍万元整（¥50000.00）。", "无锡远泰机械有限公司", "设备尾款"),
        ("今收到贵司所送样品若干，价值人民币伍万元整（¥50000.00）。", None, None),
    ],
)
def test_a_sentence_without_a_verb_tells_who_paid_and_what_for(
    sentence: str, payer: str | None, reason: str | None
) -> None:
    found = values("receipt", paged(f"^收据\n{sentence}\n收款单位：常州顺丰达钢材有限公司（章）\n2025年3月5日"))
    assert (found["payer"], found["reason"], found["amount"]) == (payer, reason, "50000.00")


def test_the_first_of_several_items_is_not_what_a_receipt_is_for() -> None:
    lines = "^收据\n交款人：张建国\n收费项目               金额\n押金                   2000.00\n水电预存               500.00\n合计                   2500.00"
    found = values("receipt", paged(f"{lines}{BELOW}"))
    assert (found["reason"], found["amount"]) == (None, "2500.00")


def test_the_office_that_signs_alone_is_paid() -> None:
    lines = "^收据\n兹收到：无锡远泰机械有限公司\n款项内容：会费\n金额：¥2,000.00\n收款方式：□现金 ☑转账\n丙市钢铁行业协会（盖章）"
    assert values("receipt", paged(lines))["payee"] == "丙市钢铁行业协会"
