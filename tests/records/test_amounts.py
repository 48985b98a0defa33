# ruff: noqa: E501
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docaudit.records.amounts import one_glyph_explains, parse_amount, parse_words, to_words
from docaudit.records.money import Money

FEN = st.integers(min_value=-(10**14), max_value=10**14)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("￥1,234.56", "1234.56"), ("¥1234.56", "1234.56"), ("￥１２３４．５６", "1234.56"), ("1234.56元", "1234.56"),
        ("500万元", "5000000"), ("500.00万元整", "5000000"), ("0.5亿元", "50000000"), ("1,2345.67", "12345.67"),
        ("1 234.56", "1234.56"), ("(1,234.56)", "-1234.56"), ("-1,234.56", "-1234.56"), ("1,234.56-", "-1234.56"),
        ("CNY 5,000,000", "5000000"), ("￥5000000.-", "5000000"), ("￥5OO,0O0.00", "500000"), ("l,234.56", "1234.56"),
        ("1.234.56", "1234.56"), ("1.234,56", "1234.56"), ("1,234，56", "1234.56"), ("1,234,567", "1234567"),
        ("1.234.567", "1234567"), ("1234.5", "1234.5"), ("人民币5,000,000.00元整", "5000000"), ("1.2345万元", "12345"),
        ("（小写）￥5,000,000.00", "5000000"), ("1亿2000万元", "120000000"), ("5百万元", "5000000"), ("5000", "5000"),
        ("￥-100.00", "-100"), ("-￥100.00", "-100"), ("0.00", "0"), ("1234 .56", "1234.56"), ("12元5角", "12.5"),
        ("+100.00", "100"), (".50", "0.5"), ("-.05", "-0.05"), ("1234.5600", "1234.56"), ("３０万", "300000"),
    ],
)  # fmt: skip
def test_figures_are_read_as_printed(text, yuan):
    assert parse_amount(text) == Money.yuan(yuan)


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "--", "1.234", "2026.01.05", "2026-01-05", "6222021234567890123", "(1)", "70%", "100.00 200.00", "abc",
        "~1,234.56", "5,000-", "元", "1,5", "约500万元", "007", "伍佰元", "12:30", "1234.567", "500万美金",
    ],
)  # fmt: skip
def test_a_figure_that_can_mean_two_things_is_none(text):
    assert parse_amount(text) is None


def test_foreign_currencies_keep_their_name():
    assert parse_amount("USD 1,000.00") == Money(100000, "USD")
    assert parse_amount("1,000.00美元") == Money(100000, "USD")


@given(FEN)
def test_what_is_printed_reads_back(fen):
    money = Money(fen)
    assert parse_amount(money.shown()) == money
    assert parse_amount("￥" + money.shown()) == money
    if abs(fen) < 10**14:
        assert parse_amount(str(money)) == money


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        ("壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分", "1234567.89"), ("壹拾万零伍元整", "100005"), ("叁元零伍分", "3.05"),
        ("伍佰万圆整", "5000000"), ("壹亿零叁拾万元正", "100300000"), ("贰万亿元", "2000000000000"), ("(负数)壹佰元整", "-100"),
        ("人民币（大写）：伍佰万元整", "5000000"), ("拾伍元整", "15"), ("伍佰万整", "5000000"), ("壹佰万元零伍角", "1000000.5"),
        ("⊗仟⊗佰伍拾零万零仟零佰零拾零元零角零分", "500000"), ("⊗伍佰万元整", "5000000"), ("壹佰元 伍角 整", "100.5"),
        ("一百二十三元四角五分", "123.45"), ("两万元", "20000"), ("伍角整", "0.5"), ("叁分", "0.03"), ("零元整", "0"),
        ("廿万元", "200000"), ("壹仟伍拾元整", "1050"), ("壹万伍元整", "10005"), ("壹\n佰元整", "100"), ("壹佰元伍分整", "100.05"),
        ("¥ 伍拾 万 元整", "500000"), ("人民币伍仟万元", "50000000"),
    ],
)  # fmt: skip
def test_words_are_read(words, yuan):
    assert parse_words(words) == Money.yuan(yuan)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "元",
        "二〇二六年",
        "壹贰叁元",
        "两万五",
        "伍佰染拾元",
        "佰元",
        "壹万壹万元",
        "壹拾佰元",
        "5佰万元",
        "三",
        "壹万零拾元",
    ],
)
def test_words_that_are_not_certain_are_none(words):
    assert parse_words(words) is None


@given(FEN)
def test_words_go_both_ways(fen):
    assert parse_words(to_words(Money(fen))) == Money(fen)


def test_words_are_written_as_the_rules_for_bills_ask():
    assert to_words(Money.yuan("100300000")) == "壹亿零叁拾万元整"
    assert to_words(Money.yuan("3.05")) == "叁元零伍分"
    assert to_words(Money.yuan("2000000000000")) == "贰万亿元整"
    assert to_words(Money.yuan("100005")) == "壹拾万零伍元整"


def test_one_confused_glyph_is_recognised():
    assert one_glyph_explains("伍佰染拾元整", Money.yuan("570"))
    assert not one_glyph_explains("伍佰染拾元整", Money.yuan("580"))
