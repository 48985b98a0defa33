from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from docaudit.documents.bank_statement import Day
from docaudit.records.document import value_json
from docaudit.understanding.statements import proof

# Different amounts: a row of equal ones reads as well backwards with the opposite sign.
AMOUNTS = st.lists(st.integers(-(10**9), 10**9).filter(bool), min_size=4, max_size=30, unique=True)


def balances_of(amounts: list[int], opening: int = 5_000_00) -> list[int]:
    out = []
    for amount in amounts:
        opening += amount
        out.append(opening)
    return out


@given(AMOUNTS)
def test_the_right_sign_and_order_explain_every_balance(amounts: list[int]) -> None:
    balances = balances_of(amounts)
    forward = proof.chain(amounts, balances, newest_first=False)
    assert forward.hits == forward.tests == len(amounts) - 1
    turned = proof.chain(amounts[::-1], balances[::-1], newest_first=True)
    assert turned.hits == turned.tests == len(amounts) - 1


@given(AMOUNTS)
def test_reversed_columns_are_noticed_by_the_balances(amounts: list[int]) -> None:
    models = [proof.Model("as printed", [-a for a in amounts], expected=True), proof.Model("reversed", amounts)]
    model, found = proof.choose(models, balances_of(amounts), dated_newest_first=False)
    assert model.name == "reversed"
    assert found.share == 1.0


def test_without_balances_the_headings_decide() -> None:
    models = [proof.Model("other", [1, 2]), proof.Model("as printed", [3, 4], expected=True)]
    model, found = proof.choose(models, [None, None], dated_newest_first=True)
    assert model.name == "as printed"
    assert found.tests == 0
    assert found.newest_first


def printed(fen: int) -> str:
    return f"{fen / 100:,.2f}"


def test_one_misread_glyph_is_repaired_only_where_both_neighbours_agree() -> None:
    amounts = [10_00, 20_00, -5_00, 700_00, 3_00]
    balances = balances_of(amounts)
    texts, sums = [printed(a) for a in amounts], [printed(b) for b in balances]
    wrong = [*balances]
    wrong[2] += 1_00
    sums[2] = printed(wrong[2])
    assert proof.repairs(amounts, wrong, texts, sums, newest_first=False) == [proof.Repair(2, "balance", balances[2])]
    two = [*balances]
    two[2] += 11_00
    sums[2] = printed(two[2])
    assert proof.repairs(amounts, two, texts, sums, newest_first=False) == []


def test_a_figure_with_one_unreadable_glyph_is_filled_from_the_balances() -> None:
    amounts: list[int | None] = [10_00, 20_00, -5_00, 712_00, 3_00]
    balances = balances_of([a for a in amounts if a is not None])
    texts = ["10.00", "20.00", "5.00", "7B2.00", "3.00"]
    amounts[3] = None
    found = proof.repairs(amounts, balances, texts, [printed(b) for b in balances], newest_first=False)
    assert found == [proof.Repair(3, "amount", 712_00)]
    texts[3] = "??"
    assert proof.repairs(amounts, balances, texts, [printed(b) for b in balances], newest_first=False) == []


def test_a_day_without_time_prints_as_a_date_and_compares_as_midnight() -> None:
    day = Day(2025, 1, 3)
    assert value_json(day) == "2025-01-03"
    assert day < Day(2025, 1, 4)
    assert pickle.loads(pickle.dumps(day)) == day  # noqa: S301 - our own bytes
    assert value_json(pickle.loads(pickle.dumps(day))) == "2025-01-03"  # noqa: S301 - our own bytes


def test_directions_that_were_not_read_are_those_that_the_balances_around_leave_alone() -> None:
    balances = [10_000, None, None, 9_900, None, 9_900, None, 9_950]
    sizes = [500, 300, 900, 500, 40, 40, None, 50]
    amounts = [500, None, None, 500, None, None, None, None]
    # Either of the two of 40 may have come in; a figure that is missing too tells nothing of its neighbour.
    assert proof.completed(amounts, sizes, balances, newest_first=False) == [500, 300, -900, 500, *[None] * 4]
    back = proof.completed(amounts[::-1], sizes[::-1], balances[::-1], newest_first=True)
    assert back[::-1] == [500, 300, -900, 500, *[None] * 4]
