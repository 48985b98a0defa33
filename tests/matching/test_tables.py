"""Matching on columns, whatever holds them."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from docaudit.errors import InputError
from docaudit.matching import match_tables

SELLER, BUYER = "无锡精工机械有限公司", "苏州恒达钢材有限公司"
PAID = {
    "id": ["p1", "p2", "p3"],
    "payee": [SELLER, SELLER, "上海别家贸易有限公司"],
    "date": ["2025-03-05", "2025-03-20", "2025-03-21"],
    "amount": ["1000.00", "500.00", "80.50"],
}
BILLS = {
    "id": ["V1", "V2", "V3", "V4"],
    "seller": [SELLER] * 4,
    "date": [dt.date(2025, 3, 1), dt.date(2025, 3, 18), dt.date(2025, 3, 18), dt.date(2025, 3, 2)],
    "amount": [1200, 400, 400, -100],
    "number": ["24320001", "24320002", "24320002", "24320009"],
    "reverses": [None, None, None, "24320001"],
}


class Arrow:
    """Speaks Arrow as a foreign table does: by `to_pydict`, as pyarrow's tables and batches have it."""

    def __init__(self, columns: dict[str, list[Any]]) -> None:
        self.held = columns

    def to_pydict(self) -> dict[str, list[Any]]:
        return self.held


class Frame:
    """A data frame: columns by name."""

    def __init__(self, columns: dict[str, list[Any]]) -> None:
        self.held = columns
        self.columns = list(columns)

    def __getitem__(self, name: str) -> np.ndarray[Any, Any]:
        return np.array(self.held[name], dtype=object)


def plain(table: dict[str, Any]) -> dict[str, list[Any]]:
    return {name: list(column) for name, column in table.items()}


def test_columns_in_columns_out() -> None:
    found = match_tables(PAID, BILLS)
    assert plain(found.payments) == {
        "id": ["p1", "p2", "p3"],
        "covered": [100_000, 50_000, 0],
        "uncovered": [0, 0, 8_050],
        "least": [0, 0, 8_050],
        "most": [0, 0, 8_050],
    }
    # The credit note is taken off the first, the copy proves nothing.
    assert found.invoices["id"] == ["V1", "V2", "V3", "V4"]
    assert list(found.invoices["provable"]) == [110_000, 40_000, 0, 0]
    assert list(found.invoices["used"] + found.invoices["rest"]) == [110_000, 40_000, 0, 0]
    assert sum(found.invoices["rest"]) == 0
    assert sum(found.links["fen"]) == 150_000
    assert set(found.links["contract"]) == {None}
    assert [(g.payments, g.lacking, g.proven) for g in found.groups] == [(("p3",), 8_050, 8_050)]
    assert found.missing == {"vat_invoice": 8_050, "trade_contract": 0, "goods_receipt": 0}


@pytest.mark.parametrize(
    "hold",
    [
        lambda table: {name: np.array(column) for name, column in table.items()},
        lambda table: [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)],
        Arrow,
        Frame,
    ],
    ids=["NumPy", "records", "Arrow", "frame"],
)
def test_whatever_holds_the_columns_the_result_is_the_same(hold: Any) -> None:
    found, again = match_tables(PAID, BILLS), match_tables(hold(PAID), hold(BILLS))
    for table in ("payments", "invoices", "links"):
        assert plain(getattr(again, table)) == plain(getattr(found, table))


@pytest.mark.parametrize(
    "amounts",
    [
        [1000, 500, 80.5],
        ["1,000.00", "500", "80.50"],
        [Decimal(1000), Decimal(500), Decimal("80.5")],
        np.array([1e3, 500, 80.5]),
    ],
)
def test_amounts_are_yuan_in_any_form_or_fen(amounts: Any) -> None:
    asked = [100_000, 50_000, 8_050]
    for table in (PAID | {"amount": amounts}, {**{k: v for k, v in PAID.items() if k != "amount"}, "fen": asked}):
        found = match_tables(table, BILLS)
        assert list(found.payments["covered"] + found.payments["uncovered"]) == asked


def test_days_of_numpy_are_days() -> None:
    days = np.array(["2025-03-05T12:00", "2025-03-20", "2025-03-21"], "datetime64[ns]")
    found = match_tables(PAID | {"date": days}, BILLS | {"date": np.array(BILLS["date"], "datetime64[D]")})
    assert list(found.payments["covered"]) == [100_000, 50_000, 0]


def test_contracts_and_receipts_are_asked_for_where_they_are_given() -> None:
    terms = {"id": ["K1"], "seller": [SELLER], "amount": [1200], "signed": ["2025-01-01"], "advance": [None]}
    arrived = {"id": ["G1"], "supplier": [SELLER], "amount": [900], "date": ["2025-03-10"]}
    found = match_tables(PAID, BILLS, terms, rules=None)
    assert found.missing == {"vat_invoice": 8_050, "trade_contract": 30_000, "goods_receipt": 0}
    found = match_tables(PAID, BILLS, terms, arrived)
    assert found.missing == {"vat_invoice": 8_050, "trade_contract": 30_000, "goods_receipt": 30_000}
    assert set(found.links["contract"]) == {"K1"}
    assert set(found.links["receipt"]) == {"G1"}


def test_the_buyer_and_the_account_are_looked_at() -> None:
    bills = BILLS | {"buyer": [BUYER, "南京别家贸易有限公司", None, BUYER], "number": ["1", "2", "3", "4"]}
    assert list(match_tables(PAID, bills, buyer=BUYER).invoices["provable"]) == [120_000, 0, 40_000, 0]
    paid = PAID | {"payee": [None, None, None], "payee_account": ["3205 0001 0002", None, None]}
    bills = BILLS | {"seller_account": ["320500010002"] * 4}
    assert list(match_tables(paid, bills).payments["covered"]) == [100_000, 0, 0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"amount": ["1000", "x", "3"]}, "payments, column 'amount', row 1: 'x' cannot be read"),
        ({"amount": ["1000", "0.001", "3"]}, "row 1: '0.001' cannot be read"),
        ({"date": ["2025-03-05", None, "2025-03-06"]}, "payments, column 'date', row 1"),
        ({"date": ["2025-03-05"]}, "different lengths"),
        ({"id": ["p1", "p1", "p2"]}, "id 'p1' twice"),
    ],
)
def test_what_cannot_be_read_is_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        match_tables(PAID | change, BILLS)


def test_a_missing_column_and_a_thing_that_is_no_table_are_named() -> None:
    with pytest.raises(InputError, match="invoices has no column 'seller'"):
        match_tables(PAID, {"amount": [1]})
    with pytest.raises(InputError, match="payments is a int"):
        match_tables(3, BILLS)


def test_a_stream_of_arrow_asks_for_pyarrow_only_when_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            raise NotImplementedError

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match="install pyarrow"):
        match_tables(Stream(), BILLS)


def test_tables_of_pyarrow_are_read() -> None:
    pyarrow = pytest.importorskip("pyarrow")

    class Stream:
        def __init__(self, columns: dict[str, list[Any]]) -> None:
            self.table = pyarrow.table(columns)

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return self.table.__arrow_c_stream__(requested_schema)

    for hold in (pyarrow.table, Stream):
        assert list(match_tables(hold(PAID), hold(BILLS)).payments["covered"]) == [100_000, 50_000, 0]


def test_empty_tables_give_empty_columns() -> None:
    found = match_tables({}, {})
    assert found.payments["id"] == []
    assert len(found.links["fen"]) == 0
    assert list(match_tables(PAID, {}).payments["uncovered"]) == [100_000, 50_000, 8_050]
    assert list(match_tables({}, BILLS).invoices["rest"]) == [110_000, 40_000, 0, 0]
