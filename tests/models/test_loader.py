from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from docaudit_models import VERSION, guess, load, pipeline, plain, row


@pytest.fixture
def nothing_trained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Let the loader find no trained folder."""
    monkeypatch.setattr(pipeline, "TRAINED", tmp_path)
    pipeline.load.cache_clear()
    pipeline._classifier.cache_clear()
    yield
    pipeline.load.cache_clear()
    pipeline._classifier.cache_clear()


def test_a_sentence_a_page_and_a_payment_are_told_with_a_probability() -> None:
    clause = guess("clause", "借款人应于每季度结束后15日内向贷款人报送财务报表。")
    paper = guess(
        "document", "货币资金 1,200.00\n应收账款 800.00\n流动资产合计 2,000.00\n资产总计 5,000.00\n短期借款 100.00"
    )
    payment = guess("purpose", row("代发工资", "王小明"))
    assert clause is not None
    assert paper is not None
    assert payment is not None
    assert (clause.label, paper.label, payment.label) == ("reporting", "balance_sheet", "operating")
    assert all(0.5 < found.confidence <= 1 for found in (clause, paper, payment))


def test_a_text_without_glyphs_is_told_nothing() -> None:
    assert guess("document", " \n\t") is None


def test_without_trained_folders_names_are_found_by_rules_and_nothing_is_guessed(nothing_trained: None) -> None:
    del nothing_trained
    found = [(e.label_, e.text) for e in load()("由宁波曜海贸易有限公司提供保证。").ents]
    assert found == [("ORG", "宁波曜海贸易有限公司")]
    assert load().pipe_names == ["docaudit_party_rules"]
    assert guess("clause", "借款人应报送财务报表。") is None


def test_the_pipeline_is_loaded_once() -> None:
    assert load() is load()


def test_the_version_says_whether_models_are_there() -> None:
    assert VERSION.startswith("trained" if (pipeline.TRAINED / "names").is_dir() else "rules")


def test_what_is_shipped_stays_small() -> None:
    size = sum(path.stat().st_size for path in pipeline.TRAINED.rglob("*") if path.is_file())
    assert 0 < size < 30_000_000


def test_numbers_widths_and_blanks_make_no_difference() -> None:
    assert plain("金额：１,２３４.50 元\n") == plain("金额: 9 元") == "金额:0元"
