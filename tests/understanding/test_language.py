from __future__ import annotations

from docaudit.understanding.entities import names_in
from docaudit.understanding.topics import topics, uses_in
from docaudit_models import load


def test_names_are_found_in_a_sentence() -> None:
    found = [(n.label, n.text) for n in names_in("本合同项下债务由宁波曜海贸易有限公司、王小明提供连带责任保证。")]
    assert found == [("ORG", "宁波曜海贸易有限公司"), ("PERSON", "王小明")]


def test_banks_are_told_from_firms() -> None:
    found = [(n.label, n.text) for n in names_in("销售回款应归集至在江苏银行无锡锡北支行开立的账户。")]
    assert found == [("BANK", "江苏银行无锡锡北支行")]


def test_the_pipeline_is_loaded_once() -> None:
    assert load() is load()


def test_topic_words_are_the_things_meant() -> None:
    assert "钢材" in topics("支付钢材采购款")
    assert topics("用于") == ()


def test_uses_named_by_a_prohibition() -> None:
    assert uses_in("股权投资、购买股票和期货，或者转贷") == ("equity_investment", "securities", "futures", "lending")
