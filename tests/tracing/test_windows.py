from __future__ import annotations

import datetime as dt
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from docaudit.records.evidence import Evidence
from docaudit.records.flows import LedgerRow, Place, Transaction
from docaudit.records.labels import RowKind
from docaudit.tracing.maxflow import max_flow
from docaudit.tracing.windows import match_within

PLACE = Place(document="S", source="S.pdf", evidence=Evidence(text=""))
START = dt.date(2025, 1, 1)


def row(number: int, day: int, fen: int) -> LedgerRow:
    paid = Transaction(
        id=f"S#{number}", index=number, account="A", date=START + dt.timedelta(days=day), amount_fen=fen, place=PLACE
    )
    return LedgerRow(transaction=paid, kind=RowKind.OUT if fen < 0 else RowKind.IN)


def position(line: LedgerRow) -> int:
    return line.transaction.index


def test_r1_the_return_that_comes_after_the_window_is_served_by_the_later_payment() -> None:
    outs = [(row(1, 2, -400_000_00), 400_000_00), (row(2, 9, -300_000_00), 300_000_00)]
    ins = [(row(3, 19, 250_000_00), 250_000_00), (row(4, 35, 350_000_00), 350_000_00)]
    found = match_within(outs, ins, dt.timedelta(days=30), position)
    assert sum(p.fen for p in found) == 550_000_00
    assert [(p.earlier.id, p.later.id, p.fen, p.days) for p in found] == [
        ("S#1", "S#3", 250_000_00, 17),
        ("S#2", "S#4", 300_000_00, 26),
    ]


def test_on_one_day_the_row_order_decides() -> None:
    out, back = row(2, 0, -100), row(1, 0, 100)
    assert not match_within([(out, 100)], [(back, 100)], dt.timedelta(days=30), position)
    assert match_within([(row(0, 0, -100), 100)], [(back, 100)], dt.timedelta(days=30), position)


moves = st.lists(st.tuples(st.integers(0, 12), st.integers(-9, 9).filter(bool)), max_size=12)


@settings(max_examples=300, deadline=None)
@given(moves, st.integers(0, 6))
def test_earliest_expiry_is_the_largest_assignment(raw: list[tuple[int, int]], window: int) -> None:
    rows = [row(i, day, fen) for i, (day, fen) in enumerate(sorted(raw, key=lambda m: m[0]))]
    outs = [(r, -r.transaction.amount_fen) for r in rows if r.transaction.amount_fen < 0]
    ins = [(r, r.transaction.amount_fen) for r in rows if r.transaction.amount_fen > 0]
    found = match_within(outs, ins, dt.timedelta(days=window), position)
    arcs = [
        (i, len(outs) + j, 99)
        for (i, (out, _)), (j, (back, _)) in product(enumerate(outs), enumerate(ins))
        if position(out) < position(back) and (back.transaction.date - out.transaction.date).days <= window
    ]
    supply = [fen for _, fen in outs] + [0] * len(ins)
    largest = max_flow(supply, arcs, {len(outs) + j: fen for j, (_, fen) in enumerate(ins)})
    assert sum(p.fen for p in found) == largest
    for entries, side in ((outs, 0), (ins, 1)):
        for line, fen in entries:
            assert sum(p.fen for p in found if p[side] is line) <= fen
