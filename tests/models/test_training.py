# ruff: noqa: S311 - seeded, not secret
from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

import pytest
from benchmarks.unseen import contracts_cast, statements_words, values

from benchmarks import bundle_names
from docaudit.documents import DOCUMENTS
from docaudit.records.labels import Use
from docaudit.records.obligation import SLOTS
from training import texts, words
from training.grammar import filled, wordings
from training.noise import misread
from training.train import corpus, train


def test_choices_nest_and_slots_know_their_place() -> None:
    text, spans = filled("<甲<一>|甲一>由{ORG}付", lambda _slot: "某厂", random.Random(1))
    assert text == "甲一由某厂付"
    assert spans == [(3, 5, "ORG")]


def test_every_label_has_wordings_and_no_label_is_unknown() -> None:
    assert set(wordings("papers")) - {"general"} == set(DOCUMENTS.names())
    assert set(wordings("clauses")) == {*SLOTS, "none"}
    assert set(wordings("purposes")) <= {use.value for use in Use}


@pytest.mark.parametrize("make", [texts.documents, texts.clauses, texts.purposes])
def test_the_same_seed_invents_the_same_texts(make: texts.Maker) -> None:
    once, again, other = (list(make(random.Random(seed), 2)) for seed in (1, 1, 2))
    assert once == again
    assert once != other


def test_no_slot_of_a_template_stays_open() -> None:
    made = (
        *texts.documents(random.Random(3), 3),
        *texts.clauses(random.Random(3), 20),
        *texts.purposes(random.Random(3), 20),
    )
    assert not [text for text, _ in made if set(text) & set("{}<>|")]


def test_marked_names_are_whole_names() -> None:
    for text, spans in islice(texts.names(random.Random(5), 300), 300):
        for start, end, label in spans:
            assert 2 <= end - start <= 60
            assert label in ("ORG", "PERSON", "BANK", "ADDRESS")
            assert text[start:end] == text[start:end].strip()


def test_misread_texts_keep_their_length() -> None:
    assert len(misread("借款人应按期归还贷款本息", random.Random(2), 0.5)) == 12


def test_a_corpus_has_the_same_bytes_each_time() -> None:
    assert corpus("purpose", 3, "train").to_bytes() == corpus("purpose", 3, "train").to_bytes()


def test_no_name_of_the_evaluation_is_trained_on() -> None:
    casts = (contracts_cast._PLACES, contracts_cast._STEMS, contracts_cast._GIVEN)
    theirs = {name for cast in casts for part in cast.values() for name in part}
    theirs |= {*bundle_names._TOWNS, *bundle_names._STEMS, *bundle_names._GIVEN}
    for names in (values.DEV, values.DEV2):
        theirs |= {*names.places, *names.stems, *(g for g in names.given if len(g) > 1), *names.banks}
    for part in (statements_words.DEV, statements_words.DEV2):
        theirs |= {*part.cities, *part.stems, *(g for g in part.given if len(g) > 1), *part.banks}
    ours = {*words.CITIES, *words.STEMS, *(g for g in words.GIVEN if len(g) > 1), *words.BANKS}
    assert not ours & {name.removesuffix("市").removesuffix("股份有限公司") for name in theirs}


@pytest.mark.slow
def test_a_training_of_few_texts_gives_a_model_that_loads_and_is_the_same_again(tmp_path: Path) -> None:
    folders = [train("clause", tmp_path / name, share=0.02) for name in ("once", "again")]
    once, again = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in folders)
    assert once.keys() == again.keys()
    assert [str(name) for name in once if once[name] != again[name]] == []
