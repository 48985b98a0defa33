from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docaudit.records.identifiers import (
    account_digits,
    accounts_match,
    credit_code_valid,
    id_card_valid,
    luhn_valid,
    org_code_valid,
    repair_credit_code,
)

CODES = ["9144030071526726XG", "91440300708461136T", "91330100799655058B"]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", CODES)
def test_published_credit_codes_pass(code):
    assert credit_code_valid(code)
    assert org_code_valid(code[8:17])
    assert credit_code_valid(code.lower())


@given(st.sampled_from(CODES), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_every_one_character_change_is_rejected(code, at, glyph):
    changed = code[:at] + glyph + code[at + 1 :]
    assert credit_code_valid(changed) == (changed == code)


def test_letters_that_the_alphabet_lacks_are_repaired():
    assert repair_credit_code("9144O3OO71526726XG") == "9144030071526726XG"
    assert repair_credit_code("9I44030071S26726XG") == "9144030071526726XG"
    assert repair_credit_code("91330100799655058 8") == "91330100799655058B"
    assert repair_credit_code("914403007084B1136T") is None
    assert repair_credit_code("12345") is None
    assert repair_credit_code("914403007084611361") == "91440300708461136T"


def test_a_code_with_a_letter_in_its_region_is_none():
    # Its check character fits.
    assert not credit_code_valid("913201L35804521331")


@given(st.integers(0, 16), st.integers(0, 9))
def test_an_identity_number_with_one_changed_digit_is_rejected(at, digit):
    code = "11010519491231002X"
    changed = code[:at] + str(digit) + code[at + 1 :]
    assert id_card_valid(code)
    assert id_card_valid(changed) == (changed == code)


def test_a_birth_date_that_does_not_exist_is_rejected():
    assert not id_card_valid("110105194913310024")


@given(st.integers(0, 18), st.integers(0, 9))
def test_luhn_rejects_every_one_digit_change(at, digit):
    code = "6222021234567890128"
    body = code[:-1]
    card = next(body + str(d) for d in range(10) if luhn_valid(body + str(d)))
    changed = card[:at] + str(digit) + card[at + 1 :]
    assert luhn_valid(changed) == (changed == card)


def test_account_digits_keep_the_mask():
    assert account_digits("6222 02** ****1234") == "622202******1234"
    assert account_digits("6222XXXX1234") == "6222****1234"
    assert account_digits("6.22E+18") == ""
    assert account_digits("'1102-0203-04") == "1102020304"
    assert account_digits(None) == ""


def test_masked_accounts_match_what_is_visible():
    assert accounts_match("6222****1234", "6222021234567891234")
    assert accounts_match("6222****1234", "622200001234")
    assert not accounts_match("6222****1234", "6222021234567891235")
    assert not accounts_match("****", "6222021234567891235")
    assert not accounts_match("622200001234", "622200001235")
    assert not accounts_match(None, "1234")
    assert not accounts_match("", "")
