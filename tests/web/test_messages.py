from __future__ import annotations

import re
from pathlib import Path

import pytest

import docaudit_web
from docaudit_web.messages import LANGUAGES, words

FOLDER = Path(docaudit_web.__file__).parent


def keys(language: str) -> set[str]:
    return {f"{section}.{name}" for section, names in words(language).items() for name in names}


def test_both_languages_have_the_same_words() -> None:
    assert keys("zh") == keys("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_values_are_filled_in(language: str) -> None:
    def blanks(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    for section, names in words("zh").items():
        for name, text in names.items():
            assert blanks(text) == blanks(words(language)[section][name]), f"{section}.{name}"


def test_every_word_that_a_page_asks_for_exists() -> None:
    asked = set()
    for file in [*FOLDER.rglob("*.html"), *FOLDER.rglob("*.py")]:
        asked |= set(re.findall(r"\bt\(['\"]([a-z_]+\.[a-z_]+)['\"]", file.read_text("utf-8")))
    assert len(asked) > 100
    assert asked <= keys("zh")
