from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docaudit.knowledge import Likeness, match_names, same_party
from docaudit.knowledge.labels import labels
from docaudit.knowledge.names import names_of

BASE = "苏州恒达钢材有限公司"
NAMES = st.text(alphabet="苏州市恒达钢材有限公司分行银()原名张*科技大华", max_size=14)


@pytest.mark.parametrize(
    ("a", "b", "likeness", "reason"),
    [
        (BASE, BASE, "exact", "equal"),
        (BASE, "苏州恒达 钢材有限公司", "exact", "equal"),
        (BASE, "苏州恒达钢材有限公司。", "variant", "signs"),
        ("大华（北京）科技有限公司", "大华(北京)科技有限公司", "exact", "equal"),
        (BASE, "苏州恒达钢材有限责任公司", "variant", "legal_form"),
        (BASE, "苏州市恒达钢材有限公司", "variant", "region"),
        (BASE, "恒达钢材有限公司", "variant", "region"),
        (BASE, "无锡恒达钢材有限公司", "different", "other_region"),
        (BASE, "苏州恒达钢材有限公司无锡分公司", "variant", "branch"),
        ("苏州恒达钢材有限公司常州分公司", "苏州恒达钢材有限公司无锡分公司", "variant", "branch"),
        (BASE, "苏州恒大钢材有限公司", "likely", "one_glyph"),
        (BASE, "恒达公司", "likely", "short_name"),
        (BASE, "恒达", "different", "different"),
        (BASE, "苏州恒达投资有限公司", "different", "different"),
        (BASE, "安徽华茂纺织有限公司", "different", "different"),
        ("苏州恒远钢材有限公司（原名：苏州恒达钢材有限公司）", BASE, "variant", "former_name"),
        (BASE, "苏州恒远钢材有限公司（曾用名 苏州恒达钢材有限公司）", "variant", "former_name"),
        ("苏州恒远钢材有限公司（原名：无）", BASE, "likely", "one_glyph"),
        ("中国工商银行股份有限公司苏州分行", "工商银行苏州园区支行", "variant", "bank_branch"),
        ("中国工商银行股份有限公司苏州分行", "工行苏州园区支行", "variant", "bank_branch"),
        ("中国工商银行苏州分行", "中国农业银行苏州分行", "different", "different"),
        ("张三（个人）", "张三", "variant", "form_of_address"),
        ("张小明先生", "张小明", "variant", "form_of_address"),
        ("张*明", "张小明", "likely", "masked"),
        ("张*", "张小明", "likely", "masked"),
        ("*小明", "张小明", "likely", "masked"),
        ("李*明", "张小明", "different", "different"),
        ("张小明", "张小朋", "different", "different"),
        ("张小明", "张小明钢材经营部", "different", "different"),
        ("邹建平（邹记福万家超市）", "邹记福万家超市", "variant", "owner"),
        ("城东粮油经营部（经营者：张三）", "张三", "variant", "owner"),
        ("张三（身份证号320501199001011234）", "张三", "exact", "equal"),
        ("李四（张三代）", "张三", "different", "different"),
        ("苏州恒达钢材有限公司（张三）", "张三", "different", "different"),
        (None, BASE, "different", "missing"),
        ("", "", "different", "missing"),
    ],
)
def test_how_two_names_stand_to_each_other_and_why(a, b, likeness, reason):
    for found in (match_names(a, b), match_names(b, a)):
        assert (found.likeness, found.reason) == (likeness, reason)


def test_a_glyph_that_a_scan_changed_is_forgiven_in_long_names_only():
    assert match_names(BASE, "苏州恒大钢材有限公司", ocr=True).same
    persons = match_names("张小明", "张小朋", ocr=True)
    assert (persons.likeness, persons.reason) == (Likeness.LIKELY, "one_glyph_scanned")


def test_one_party_is_what_is_exact_or_a_variant():
    assert same_party("大华（北京）科技有限公司", "大华(北京)科技有限公司")
    assert not same_party("北京大华科技有限公司", "上海大华科技有限公司")
    assert not same_party(BASE, "苏州恒大钢材有限公司")
    assert not same_party("张*明", "张小明")
    assert not same_party(None, None)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("甲方科技有限公司(原乙方科技有限公司)", ("甲方科技有限公司", "乙方科技有限公司")),
        ("甲方科技有限公司(原企业名称:乙方(北京)科技有限公司)", ("甲方科技有限公司", "乙方(北京)科技有限公司")),
        ("大原(山西)科技有限公司", ("大原(山西)科技有限公司",)),
        ("新特(原料)有限公司", ("新特(原料)有限公司",)),
        (None, ()),
    ],
)
def test_the_former_name_in_brackets_is_a_name_of_its_own(printed, names):
    assert names_of(printed) == names


@given(NAMES, NAMES, st.booleans())
def test_the_judgement_does_not_depend_on_the_order(a, b, ocr):
    one, two = match_names(a, b, ocr), match_names(b, a, ocr)
    assert (one.likeness, one.score, one.reason) == (two.likeness, two.score, two.reason)
    assert 0.0 <= one.score <= 1.0
    assert one.reason in labels("name_reason")
    assert one.text() != one.text("en")


@given(NAMES)
def test_a_name_is_exactly_itself(name):
    assert match_names(name, name).likeness is (Likeness.EXACT if name.strip() else Likeness.DIFFERENT)
