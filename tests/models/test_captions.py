from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from docaudit_models import captions
from docaudit_models.captions import OTHER, VALUE, folded, meanings, runs, scorer
from training import meanings as recipe
from training.captions import expanded, kept_back, labelled, types, words_of


def test_a_pattern_gives_each_of_its_words_once() -> None:
    assert expanded("<收|付>款<人|>|账号|收款") == ("收款人", "收款", "付款人", "付款", "账号")


def test_numbers_marks_and_widths_make_no_difference() -> None:
    assert folded("一、收 款 人：") == folded("【收款人】") == folded("■ 收款人") == "收款人"
    assert set(runs("账号", "")) == {"^", "账", "号", "$", "^账", "账号", "号$", "#^", "#$", "#^$"}


def test_every_type_tells_its_fields_others_and_values() -> None:
    for doc_type in types():
        told = meanings(doc_type, "经办人")
        assert told is not None
        assert {OTHER, VALUE, *(name for name in words_of(doc_type))} <= told.keys()
        assert sum(told.values()) == pytest.approx(1.0, abs=1e-3)


def test_unknown_types_and_untrained_folders_tell_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert meanings("other", "账号") is None
    monkeypatch.setattr(captions, "TRAINED", tmp_path)
    captions._scorers.cache_clear()
    meanings.cache_clear()
    try:
        assert meanings("receipt", "账号") is None
    finally:
        captions._scorers.cache_clear()
        meanings.cache_clear()


def test_the_same_seed_trains_the_same_weights_and_words_kept_back_are_no_samples() -> None:
    once, again = (recipe.fitted("receipt", 4) for _ in range(2))
    assert once[:2] == again[:2]
    assert np.array_equal(once[2], again[2])
    assert once[2].dtype == np.float16
    told = scorer(*once)("账号", "")
    assert sum(told.values()) == pytest.approx(1.0, abs=1e-3)
    assert not any(kept_back(one.heading) for one in labelled("receipt"))


def test_samples_are_the_same_for_the_same_seed() -> None:
    once, again = (list(recipe.samples("receipt", random.Random(3), 3)) for _ in range(2))  # noqa: S311
    assert once == again
    assert {label for _, _, label in once} >= {"payer", "payee", OTHER, VALUE}
