# ruff: noqa: E501
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docaudit.records.names import (
    bank_head,
    branch_head,
    core_key,
    fold,
    is_person_name,
    similarity,
    without_private_mark,
)

BASE = "苏州恒达钢材有限公司"
NAMES = st.text(alphabet="苏州市恒达钢材有限公司分()科技大华", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("other", "ocr", "value"),
    [
        ("苏州恒达钢材有限责任公司", False, 0.97),
        ("苏州市恒达钢材有限公司", False, 0.92),
        ("江苏苏州恒达钢材有限公司", False, 0.92),
        ("恒达钢材有限公司", False, 0.92),
        ("无锡恒达钢材有限公司", False, 0.60),
        ("苏州恒大钢材有限公司", True, 0.85),
        ("苏州恒大钢材有限公司", False, 0.60),
        ("苏州恒达投资有限公司", False, 0.48),
        ("苏州恒达钢材有限公司无锡分公司", False, 0.90),
        ("苏州恒达钢材有限公司", False, 1.0),
        ("苏州恒达 钢材有限公司。", False, 1.0),
    ],
)
def test_likeness_of_the_worked_examples(other, ocr, value):
    assert similarity(BASE, other, ocr) == value
    assert similarity(other, BASE, ocr) == value


@given(NAMES, NAMES, st.booleans())
def test_likeness_is_symmetric_and_bounded(a, b, ocr):
    assert similarity(a, b, ocr) == similarity(b, a, ocr)
    assert 0.0 <= similarity(a, b, ocr) <= 1.0


@given(NAMES)
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


def test_brackets_and_width_do_not_part_a_name():
    assert fold("大华（北京）科技 ＡＢ") == "大华(北京)科技AB"
    assert core_key("大华（北京）科技有限公司") == core_key("大华(北京)科技有限责任公司")


def test_the_bank_of_a_branch():
    assert bank_head("中国工商银行股份有限公司苏州分行") == "中国工商银行"
    assert bank_head("中国建设银行深圳典当路支行") == "中国建设银行"
    assert bank_head("银行卡制造有限公司") is None
    assert branch_head("苏州恒达钢材有限公司无锡分公司") == BASE


@pytest.mark.parametrize(
    "name",
    [
        "张三",
        "李小明",
        "欧阳修",
        "欧阳小明",
        "阿迪力·买买提",
        "阿迪力•买买提",
        "张*",
        "*三",
        "张*三",
        "张**",
        "王玉兰",
        "张三先生",
    ],
)
def test_people(name):
    assert is_person_name(name)


@pytest.mark.parametrize(
    "name",
    ["", None, "苏州恒达钢材有限公司", "工资", "房租", "财付通", "支付宝", "银联", "国库", "货款", "华联超市", "王记商行", "余额宝充值", "水电费", "代发工资", "利息", "高新区财政局", "金马商贸", "易付宝账户", "ATM", "万科地产"],
)  # fmt: skip
def test_what_is_no_person(name):
    assert not is_person_name(name)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("司马文静（个人）", "司马文静"),
        ("张三(个人)", "张三"),
        ("张三", "张三"),
        ("（个人）", "（个人）"),
        (None, None),
    ],
)
def test_the_mark_of_a_private_buyer_is_no_part_of_the_name(printed, name):
    assert without_private_mark(printed) == name
