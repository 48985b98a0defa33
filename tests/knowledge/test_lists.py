from __future__ import annotations

import threading

import pytest

from docaudit.errors import InputError
from docaudit.knowledge import (
    SHIPPED,
    classify_counterparty,
    contradicts,
    declares,
    is_clearing_account,
    list_names,
    lists_in_force,
)
from docaudit.records.labels import Use

JEWELLER = "云陵市德昌金器店"
BROKER = "华樾证券股份有限公司"


def edited(**edits):
    return SHIPPED.edited({name.replace("__", "."): change for name, change in edits.items()}, "pack.yaml: lists")


def test_a_word_that_is_added_names_the_use_only_while_the_lists_are_in_force():
    lists = edited(uses__names__prohibited_industry={"add": {"金器店": 0.8}})
    before = classify_counterparty(JEWELLER)
    with lists_in_force(lists):
        assert classify_counterparty(JEWELLER).use is Use.PROHIBITED_INDUSTRY
        assert classify_counterparty(BROKER).use is Use.SECURITIES
    assert classify_counterparty(JEWELLER) == before
    assert before.use is not Use.PROHIBITED_INDUSTRY


def test_a_word_that_is_removed_names_nothing_any_more():
    assert classify_counterparty("周大福珠宝有限公司").use is Use.PROHIBITED_INDUSTRY
    with lists_in_force(edited(uses__names__prohibited_industry={"remove": ["珠宝"]})):
        assert classify_counterparty("周大福珠宝有限公司").use is Use.UNSUPPORTED
        assert classify_counterparty("金凤凰娱乐有限公司").use is Use.PROHIBITED_INDUSTRY


def test_words_of_a_remark_are_added_in_front_and_removed_from_every_rule():
    added = [{"use": "operating", "words": ["购房补贴"], "confidence": 0.8}]
    assert classify_counterparty("张三", "购房补贴").use is Use.REAL_ESTATE
    with lists_in_force(edited(uses__text={"add": added, "remove": ["取现"]})):
        assert classify_counterparty("张三", "购房补贴").use is Use.OPERATING
        assert classify_counterparty(None, "取现").use is not Use.CASH
        assert classify_counterparty(None, "ATM取款").use is Use.CASH


def test_lists_are_replaced_whole_and_changed_one_over_the_other():
    lists = edited(uses__clearing=["某某过渡户"]).edited({"uses.clearing": {"add": ["待结算户"]}}, "kinds")
    with lists_in_force(lists):
        assert is_clearing_account("某某过渡户")
        assert is_clearing_account("待结算户")
        assert not is_clearing_account("财付通")
    assert is_clearing_account("财付通")


def test_words_are_compared_folded():
    with lists_in_force(edited(uses__names__gambling={"add": {"ｐoker 俱乐部": 0.9}})):
        assert classify_counterparty("云陵POKER俱乐部").use is Use.GAMBLING


def test_purposes_and_goods_follow_the_lists_in_force():
    assert not declares("扩建冷库", Use.FIXED_ASSET)
    assert contradicts("采购钢材", "白酒")
    with lists_in_force(edited(uses__declared__fixed_asset={"add": ["冷库"]}, goods__classes__drink_tobacco={"remove": ["白酒"]})):  # fmt: skip  # noqa: E501
        assert declares("扩建冷库", Use.FIXED_ASSET)
        assert not contradicts("采购钢材", "白酒")


def test_lists_of_one_thread_are_not_those_of_another():
    seen = []
    with lists_in_force(edited(uses__clearing=["某某过渡户"])):
        thread = threading.Thread(target=lambda: seen.append(is_clearing_account("财付通")))
        thread.start()
        thread.join()
    assert seen == [True]


def test_every_list_that_is_named_can_be_shown():
    assert "uses.names.securities" in list_names()
    for name in list_names():
        assert SHIPPED.entries(name)
    assert "待结算户" in edited(uses__clearing={"add": ["待结算户"]}).entries("uses.clearing")


@pytest.mark.parametrize(
    ("name", "change", "named"),
    [
        ("uses.nothing", [], "uses.nothing"),
        ("uses.names", {}, "uses.names"),
        ("uses.names.nothing", {}, "nothing"),
        ("uses.clearing.x", [], "uses.clearing.x"),
        ("goods.classes.silk", ["丝绸"], "silk"),
        ("uses.names.securities", ["证券"], "confidence"),
        ("uses.names.securities", {"add": {"证券": 3}}, "securities.add.证券"),
        ("uses.clearing", {"add": ["x"], "drop": ["y"]}, "drop"),
        ("uses.clearing", {"remove": ["并无此词"]}, "并无此词"),
        ("uses.clearing", {"add": [""]}, "a word is wanted"),
        ("uses.clearing", "财付通", "list of words"),
        ("uses.text", {"add": [{"use": "stocks", "words": ["x"]}]}, r"text.add\[0\].use"),
        ("uses.text", {"add": [{"use": "cash", "words": ["x"]}]}, r"text.add\[0\].confidence"),
        ("uses.text", {"add": [{"use": "cash", "words": ["x"], "colour": 1}]}, "colour"),
        ("uses.cleared_by_text", {"add": [{"use": "cash", "words": ["x"]}]}, "to"),
        ("goods.together.metal", ["silk"], "silk"),
    ],
)
def test_a_wrong_change_names_the_list_and_the_key(name, change, named):
    with pytest.raises(InputError, match=named):
        SHIPPED.edited({name: change}, "pack.yaml: lists")
