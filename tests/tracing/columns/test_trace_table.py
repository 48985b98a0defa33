from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docaudit.errors import InputError
from docaudit.records.money import Money
from docaudit.tracing import METHODS, solve, trace_table
from docaudit.tracing.columns import TableTrace, sets, walks
from docaudit.tracing.columns.events import Events, running

USES = ["conforming", "securities", "operating", "cash"]
ENGINES = ["numpy", "compiled"]


def yuan(fen: int) -> str:
    return str(Money(fen))


def random_case(seed: int, *, accounts: int, rows: int, largest: int) -> dict[str, Any]:
    """A made-up case of what columns can say: several accounts and loans, openings, overdrafts, shortages."""
    rng = random.Random(seed)  # noqa: S311 - made-up cases need a seed, not secrecy
    listed = [
        {
            "id": f"A{i}",
            "opening": yuan(rng.randint(-largest if rng.random() < 0.2 else 0, largest)),
            "overdraft": rng.random() < 0.3,
        }
        for i in range(accounts)
    ]
    loans = ["L1", "L2", "L3"][: rng.randint(1, 3)]
    result: list[dict[str, Any]] = []
    for i in range(rows):
        kind = rng.choice(["out", "out", "in", "disbursement"])
        amount = rng.randint(0 if rng.random() < 0.1 else 1, largest)
        row: dict[str, Any] = {
            "id": f"r{i}",
            "account": rng.choice(listed)["id"],
            "date": (dt.date(2025, 1, 1) + dt.timedelta(days=i // 3)).isoformat(),
            "kind": kind,
            "amount": yuan(-amount if kind == "out" else amount),
        }
        if kind == "out" and rng.random() < 0.9:
            row["use"] = rng.choice(USES)
        if kind == "disbursement":
            row["loan"] = rng.choice(loans)
        result.append(row)
    case: dict[str, Any] = {"accounts": listed, "rows": result, "order": rng.choice(["row", "row", "day"])}
    if rng.random() < 0.2:
        case["as_of"] = (dt.date(2025, 1, 1) + dt.timedelta(days=rows // 4)).isoformat()
    return case


def as_table(case: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        name: [row.get(name) for row in case["rows"]] for name in ("account", "amount", "date", "kind", "loan", "use")
    }


def traced(case: dict[str, Any], method: str, engine: str) -> TableTrace:
    named = {row["account"] for row in case["rows"]}
    return trace_table(
        as_table(case),
        method=method,
        opening={a["id"]: a["opening"] for a in case["accounts"] if a["id"] in named},
        overdraft=[a["id"] for a in case["accounts"] if a["overdraft"] and a["id"] in named],
        as_of=case.get("as_of"),
        order=case.get("order", "row"),
        engine=engine,
    )


def check_equal(case: dict[str, Any], method: str, engine: str) -> None:
    """Compare with `solve`: what the columns leave out is zero there."""
    expected = solve(case)
    found = traced(case, method, engine)
    assert set(found.loans) == set(expected)
    for loan, wanted in expected.items():
        columns = found.payments(loan)
        names = [
            f"r{row}#overdraft" if virtual else f"r{row}"
            for row, virtual in zip(columns.row.tolist(), columns.overdraft.tolist(), strict=True)
        ]
        assert len(set(names)) == len(names)
        ours = dict(zip(names, zip(columns.fen, columns.min_fen, columns.max_fen, strict=True), strict=True))
        for row in {*wanted["bounds"]["payments"], *ours}:
            amount = wanted["methods"][method]["payments"].get(row, "0.00")
            limits = wanted["bounds"]["payments"].get(row, ["0.00", "0.00"])
            assert [yuan(int(v)) for v in ours.get(row, (0, 0, 0))] == [amount, *limits], (loan, row)
        uses = found.loans[loan].uses
        for use in {*wanted["bounds"]["uses"], *uses}:
            amount = wanted["methods"][method]["uses"].get(use, "0.00")
            limits = wanted["bounds"]["uses"].get(use, ["0.00", "0.00"])
            ours_use = uses.get(use)
            shown = (ours_use.fen, ours_use.min_fen, ours_use.max_fen) if ours_use else (0, 0, 0)
            assert [yuan(v) for v in shown] == [amount, *limits], (loan, use)
        idle = found.loans[loan].idle
        assert [yuan(idle.fen), yuan(idle.min_fen), yuan(idle.max_fen)] == [
            wanted["methods"][method]["idle"],
            *wanted["bounds"]["idle"],
        ]
        assert yuan(found.loans[loan].disbursed_fen) == wanted["disbursed"]


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 4), st.integers(1, 40), st.sampled_from([3, 900, 10**12]))
def test_columns_give_what_solve_gives(engine: str, seed: int, accounts: int, rows: int, largest: int) -> None:
    case = random_case(seed, accounts=accounts, rows=rows, largest=largest)
    for method in METHODS:
        check_equal(case, method, engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("method", METHODS)
def test_long_accounts_give_what_solve_gives(engine: str, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Small blocks and few stretches side by side, so that accounts run over the edges of many.
    monkeypatch.setattr("docaudit.tracing.columns.events.BLOCK", 64)
    monkeypatch.setattr("docaudit.tracing.columns.sets._ABREAST", 7)
    for seed, accounts in enumerate((1, 2, 30)):
        check_equal(random_case(seed, accounts=accounts, rows=900, largest=10**7), method, engine)


def plain_sets(events: Events, mine: int, count: int) -> tuple[list[list[int]], list[list[int]]]:
    """The sweep of flows.md 2.2 as it stands there, one account and set at a time."""
    least, most = [], []
    for k in range(events.accounts):
        here = range(int(events.starts[k]), int(events.starts[k + 1]))
        ends = []
        for first in (False, True):
            row = []
            for code in range(count):
                loan, other, reached = 0, int(events.opening[k]), 0
                for i in here:
                    fen = int(events.fen[i])
                    if fen >= 0:
                        loan, other = (loan + fen, other) if events.money[i] == mine else (loan, other + fen)
                        continue
                    inside = events.use[i] == code
                    taken = min(-fen, loan) if inside == first else -fen - min(-fen, other)
                    loan, other = loan - taken, other + fen + taken
                    reached += taken if inside else 0
                row.append(reached)
            ends.append(row)
        least.append(ends[0])
        most.append(ends[1])
    return least, most


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 6), st.integers(1, 300), st.integers(1, 11))
def test_bounds_of_sets_are_those_of_the_plain_sweep_however_accounts_are_cut(
    seed: int, accounts: int, rows: int, count: int
) -> None:
    rng = np.random.default_rng(seed)
    cuts = np.sort(rng.choice(np.arange(1, rows), size=min(accounts, rows) - 1, replace=False))
    starts = np.concatenate([[0], cuts, [rows]])
    fen = rng.integers(-40, 41, rows)
    opening = rng.integers(0, 60, starts.size - 1)
    balance = running(fen, starts, opening)
    # What is lacking comes in with the row itself: a payment shrinks to what there is.
    for i in range(rows):
        k = int(np.searchsorted(starts, i, side="right")) - 1
        before = opening[k] if i == starts[k] else balance[i - 1]
        fen[i] = max(int(fen[i]), -int(before))
        balance[i] = before + fen[i]
    money = np.where(fen > 0, rng.integers(0, 3, rows), 0)
    events = Events(
        fen=fen,
        money=money,
        use=rng.integers(0, count, rows),
        row=np.arange(rows),
        made=None,
        starts=starts,
        opening=opening,
        balance=balance,
    )
    paid = np.zeros((events.accounts, count), np.int64)
    np.add.at(paid, (np.repeat(np.arange(events.accounts), np.diff(starts)), events.use), -np.minimum(fen, 0))
    found = sets.bound_sets(events, 1, paid)
    assert (found.least.tolist(), found.most.tolist()) == plain_sets(events, 1, count)
    of_payments = walks.bound_payments(events, 1)
    assert (of_payments.least <= of_payments.most).all()


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_a_million_rows_conserve_every_fen(engine: str) -> None:
    rng = np.random.default_rng(1)
    count = 1_000_000
    amount = rng.integers(1, 10**9, count)
    out = rng.random(count) < 0.5
    loan = np.where(~out & (rng.random(count) < 0.2), rng.integers(0, 3, count), -1)
    table = {
        "account": rng.integers(0, 50, count),
        "amount_fen": np.where(out, -amount, amount),
        "loan": np.array(["L1", "L2", "L3", None], dtype=object)[loan],
        "use": np.array(USES, dtype=object)[rng.integers(0, 4, count)],
    }
    for method in METHODS:
        found = trace_table(table, method=method, opening={0: "100.00"}, engine=engine)
        assert list(found.loans)
        for code, name in enumerate(["L1", "L2", "L3"]):
            traced_loan = found.loans[name]
            columns = found.payments(name)
            disbursed = int(amount[loan == code].sum())
            assert traced_loan.disbursed_fen == disbursed
            assert sum(t.fen for t in traced_loan.uses.values()) + traced_loan.idle.fen == disbursed
            assert int(columns.fen.sum()) + traced_loan.idle.fen == disbursed
            assert (columns.min_fen <= columns.fen).all()
            assert (columns.fen <= columns.max_fen).all()
            for use, t in traced_loan.uses.items():
                assert 0 <= t.min_fen <= t.fen <= t.max_fen <= disbursed, use
        together = sum(found.on_rows(name) for name in found.loans)
        assert (together <= np.where(out, amount, 0)).all()


ROWS = {"account": ["A", "A"], "amount": ["5.00", "-2.00"], "kind": ["disbursement", "out"], "loan": ["L", None]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": ["disbursement", "transfer"]}, "row 1: kind 'transfer' links rows.*docaudit.tracing.solve"),
        ({"kind": ["refund", "out"]}, "row 0: kind 'refund' links rows"),
        ({"kind": ["gift", "out"]}, "row 0: no kind 'gift'"),
        ({"kind": ["disbursement", None]}, "row 1: no kind"),
        ({"kind": ["disbursement", "in"]}, "row 1: the sign"),
        ({"loan": [None, "L"]}, "row 0: a disbursement needs its loan"),
        ({"account": ["A", None]}, "row 1: no account"),
        ({"account": ["A"]}, "unequal length"),
        ({"amount": ["5.00", "-2.005"]}, "row 1: '-2.005' is no amount"),
        ({"amount": ["5.00", None]}, "row 1: .*not None"),
        ({"amount": [0.1 + 0.2, -0.1]}, "0.30000000000000004 is no whole number of fen"),
        ({"amount": np.array([5.0, np.nan])}, "row 1: the float nan"),
        ({"amount": np.array([1e15, -1.0])}, "row 0: the float 1000000000000000.0"),
        ({"amount_fen": [500, -200]}, "not both"),
        ({"use": [None, "idle"]}, "'idle' is what is left"),
    ],
)
def test_a_table_that_columns_cannot_trace_is_an_input_error(change: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        trace_table(ROWS | change)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"method": "hifo"}, "no method 'hifo'"),
        ({"engine": "gpu"}, "no engine 'gpu'"),
        ({"opening": {"Z": "1"}}, "no account 'Z'"),
        ({"opening": {"A": "1.005"}}, "no amount in yuan"),
        ({"overdraft": ["Z"]}, "no account 'Z'"),
        ({"as_of": "2025-01-01"}, "need a column 'date'"),
        ({"order": "day"}, "need a column 'date'"),
        ({"order": "week"}, "'row' or 'day'"),
        ({"columns": {"payee": "x"}}, "no meaning"),
        ({"columns": {"use": "x"}}, "no column 'x'"),
    ],
)
def test_wrong_options_are_input_errors(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        trace_table(ROWS, **options)


def test_kernels_that_are_not_installed_are_an_input_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"pip install 'docaudit\[compiled\]'"):
        trace_table(ROWS, engine="compiled")
    monkeypatch.setattr("docaudit.tracing.columns.compiled.WORTH_LOADING", 0)
    assert trace_table(ROWS).engine == "numpy"


def test_large_tables_are_traced_compiled_where_kernels_are_installed() -> None:
    assert trace_table(ROWS).engine == "numpy"
    many = {"amount_fen": np.tile([5, -5], 100_000), "loan": np.tile(np.array(["L", None], dtype=object), 100_000)}
    assert trace_table(many).engine == "compiled"


def test_a_table_is_traced_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docaudit.tracing.columns.frame.pyarrow", lambda: None)
    monkeypatch.setattr("docaudit.tracing.columns.cells.pyarrow", lambda: None)
    table = {
        "account": np.array(["A", "B", "A"]),
        "amount": np.array(["5.00", "3.00", "-2.00"]),
        "loan": np.array([1.0, np.nan, np.nan]),
        "date": np.array(["2025-01-01", "2025-01-01", "2025-01-02"]),
    }
    found = trace_table(table, as_of=dt.date(2025, 1, 2))
    assert {loan: traced_loan.idle.fen for loan, traced_loan in found.loans.items()} == {1.0: 300}
    assert trace_table(table, as_of="2025-01-01").loans[1.0].idle.fen == 500


def test_a_data_frame_is_known_by_its_columns() -> None:
    class Frame:
        columns = ("amount", "loan", "more")

        def __getitem__(self, name: str) -> list[Any]:
            return {"amount": ["5", "-2"], "loan": ["L", None], "more": []}[name]

    assert trace_table(Frame()).loans["L"].idle.fen == 300
    with pytest.raises(InputError, match="an Arrow table, a data frame or a mapping"):
        trace_table(7)


def test_accounts_numbered_with_wide_gaps_are_kept_apart() -> None:
    table = {"account": [10**15, 7, 10**15], "amount": ["5", "3", "-4"], "loan": ["L", "M", None]}
    for account in (table["account"], np.array(table["account"])):
        found = trace_table(table | {"account": account}, opening={7: "1"}, overdraft=[7])
        assert {loan: traced_loan.idle.fen for loan, traced_loan in found.loans.items()} == {"L": 100, "M": 300}


def test_amounts_in_whole_fen_are_integers() -> None:
    table = {"amount_fen": np.array([5.0]), "loan": ["L"]}
    with pytest.raises(InputError, match="whole fen are integers"):
        trace_table(table)


def test_sums_that_could_wrap_are_refused() -> None:
    table = {"amount_fen": np.full(3, 2**60), "loan": ["L", "L", "L"]}
    with pytest.raises(InputError, match=r"use docaudit\.tracing\.solve"):
        trace_table(table)


@pytest.mark.parametrize(
    "amounts",
    [
        ["1000.10", "-300.05"],
        [Decimal("1000.10"), Decimal("-300.05")],
        np.array([1000.10, -300.05]),
        np.array(["1000.10", "-300.05"]),
    ],
)
def test_amounts_in_yuan_are_read_to_the_fen(amounts: Any) -> None:
    found = trace_table({"amount": amounts, "loan": ["L", None], "use": [None, "cash"]})
    assert found.loans["L"].disbursed_fen == 100010
    assert str(found.loans["L"].uses["cash"]) == "300.05 [300.05, 300.05]"
    assert found.on_rows("L").tolist() == [0, 30005]


def test_amounts_in_whole_yuan_are_yuan() -> None:
    assert trace_table({"amount": np.array([10, -3]), "loan": ["L", None]}).loans["L"].disbursed_fen == 1000


def test_without_a_column_of_loans_all_disbursements_are_one() -> None:
    table = {"amount": ["5", "7", "-12"], "kind": ["disbursement", "disbursement", "out"]}
    assert {name: loan.disbursed_fen for name, loan in trace_table(table).loans.items()} == {"L1": 1200}


def test_printed_balances_tell_the_opening_balance() -> None:
    table = {"amount_fen": [100, -150], "balance_fen": [160, 10], "loan": ["L", None]}
    assert trace_table(table).loans["L"].uses["unknown"].fen == 90
    assert trace_table(table, opening="0.50").loans["L"].uses["unknown"].fen == 100
    with pytest.raises(InputError, match="no balance in whole fen; give `opening`"):
        trace_table(table | {"balance_fen": [None, 10]})
    with pytest.raises(InputError, match="printed balances prove nothing; give `opening`"):
        trace_table(table | {"date": ["2025-01-01", "2025-01-01"]}, order="day")


def test_columns_of_other_names_are_found_by_their_meaning() -> None:
    table = {"金额": ["5", "-2"], "贷款": ["L", None], "对方": [None, "甲公司"]}
    found = trace_table(table, columns={"amount": "金额", "loan": "贷款", "use": "对方"})
    assert found.loans["L"].uses["甲公司"].fen == 200


def test_a_table_without_a_disbursement_traces_nothing() -> None:
    found = trace_table({"amount": ["5", "-2"], "kind": ["in", "out"]})
    assert found.loans == {}
    assert trace_table({"amount_fen": [], "loan": []}).loans == {}
    with pytest.raises(InputError, match="no loan 'L'"):
        found.payments("L")


def test_pro_rata_of_balances_too_large_for_the_kernel_is_exact() -> None:
    big = 2**55
    rows = [
        ("disbursement", big + 1, "L1"),
        ("disbursement", big - 7, "L2"),
        ("in", 3, None),
        ("out", -(big + 5), None),
    ]
    case = {
        "accounts": [{"id": "A", "opening": "0", "overdraft": False}],
        "rows": [
            {"id": f"r{i}", "account": "A", "date": "2025-01-01", "kind": kind, "amount": yuan(fen), "loan": loan}
            for i, (kind, fen, loan) in enumerate(rows)
        ],
    }
    for engine in ENGINES:
        check_equal(case, "pro_rata", engine)
