"""Measure the tracer on columns: FIFO with the bounds of all payments and uses, on ledgers made here.

(scale) rows a second and bytes a row from 10^5 to 10^7 rows, in one account and over accounts of 1,000 rows, with NumPy
    and compiled. The table is loaded before; a run that loads the compiled kernels is not counted.
(methods) seconds of each attribution method on a million rows.
(pandas) the same FIFO and the same bounds as a user would write them: groupby and a loop over rows.
(networkx) the same bounds by a maximum flow for each, on the sizes that it can do.

Everything compared is first held to give the same fen. Ledgers are drawn by chance (synthetic): half of the rows are
payments of five uses, one in a hundred receipts is a disbursement, each account has one loan.

    python benchmarks/tracing.py [scale methods pandas networkx] [--rows N…] [--report]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from report import table, write_section

from docaudit.records.money import Money
from docaudit.tracing import METHODS, trace_table
from docaudit.tracing.columns import TableTrace

PARTS = ("scale", "methods", "pandas", "networkx")
ROWS = (100_000, 1_000_000, 10_000_000)
ROWS_OF_ACCOUNT = 1000
USES = ("operating", "conforming", "securities", "cash", "related_party")
TURNS = 3
PANDAS_ROWS = 500_000
NETWORK_ROWS = (200, 400, 800)
_DISBURSED = 0.01


@dataclass(frozen=True, slots=True)
class Ledger:
    """A made-up ledger: its columns as `trace_table` takes them, and the opening balances."""

    columns: dict[str, npt.NDArray[Any]]
    opening: dict[int, Money]

    @property
    def size(self) -> int:
        """Bytes of the columns."""
        return sum(column.nbytes for column in self.columns.values())


def make_ledger(rows: int, accounts: int, seed: int = 1) -> Ledger:
    """Draw a ledger; accounts are mixed row by row and open with just enough to pay everything."""
    rng = np.random.default_rng(seed)
    amount = np.exp(rng.normal(13, 1.5, rows)).astype(np.int64) + 1
    account = rng.integers(0, accounts, rows, dtype=np.int32)
    paid = rng.random(rows) < 0.5
    signed = np.where(paid, -amount, amount)
    disbursed = ~paid & (rng.random(rows) < _DISBURSED)
    # Every account gets its loan, else there would be nothing to trace on it.
    seen, first = np.unique(np.where(paid, accounts, account), return_index=True)
    disbursed[first[seen < accounts]] = True
    order = np.argsort(account, kind="stable")
    sums = np.cumsum(signed[order])
    names, starts = np.unique(account[order], return_index=True)
    before = np.concatenate([[0], sums])[starts]
    lowest = np.minimum.reduceat(sums, starts) - before
    columns = {
        "account": account,
        "amount_fen": signed,
        "loan": np.where(disbursed, account, -1).astype(np.int32),
        "use": rng.integers(0, len(USES), rows, dtype=np.int8),
    }
    opening = {int(a): Money(max(0, -int(low))) for a, low in zip(names, lowest, strict=True)}
    return Ledger(columns, opening)


def arrow(ledger: Ledger) -> Any:
    """Return a ledger's columns as an Arrow table with dictionaries, as a parquet file gives them."""
    import pyarrow as pa  # noqa: PLC0415  part of the extra `bench`

    loan = ledger.columns["loan"]
    loans = pa.array(loan, mask=loan < 0)
    use = pa.DictionaryArray.from_arrays(ledger.columns["use"], list(USES))
    columns = {name: ledger.columns[name] for name in ("account", "amount_fen")}
    return pa.table({**columns, "loan": loans.dictionary_encode(), "use": use})


def trace(ledger: Ledger, loaded: Any, engine: str, method: str = "fifo") -> TableTrace:
    """Trace a loaded ledger."""
    return trace_table(loaded, opening=ledger.opening, engine=engine, method=method)


def engines() -> list[str]:
    """Return the engines that are installed."""
    return ["numpy", "compiled"] if importlib.util.find_spec("numba") else ["numpy"]


def measured(rows: int, accounts: int, engine: str) -> dict[str, float]:
    """Return seconds, and bytes beyond the table at the highest, of tracing one ledger; for a process of its own."""
    ledger = make_ledger(rows, accounts)
    loaded = arrow(ledger)
    trace(make_ledger(1000, 10), arrow(make_ledger(1000, 10)), engine)
    seconds = []
    for _ in range(TURNS):
        start = time.process_time()
        trace(ledger, loaded, engine)
        seconds.append(time.process_time() - start)
    tracemalloc.start()
    trace(ledger, loaded, engine)
    _, highest = tracemalloc.get_traced_memory()
    return {"seconds": statistics.median(seconds), "bytes": highest / rows, "table": loaded.nbytes / rows}


def scale_part(sizes: Sequence[int]) -> str:
    """Measure all sizes in both shapes, each in a process of its own."""
    rows = []
    for length in (None, ROWS_OF_ACCOUNT):
        for engine in engines():
            for size in sizes:
                count = 1 if length is None else max(1, size // length)
                command = [sys.executable, __file__, "--one", str(size), str(count), engine]
                shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
                found = json.loads(shown)
                rows.append(
                    [
                        f"{engine}, {count:,} account{'s' if count > 1 else ''}",
                        f"{size:,}",
                        f"{found['seconds']:.3f}",
                        f"{size / found['seconds'] / 1e6:.1f}",
                        f"{1e9 * found['seconds'] / size:.0f}",
                        f"{found['table']:.0f} + {found['bytes']:.0f}",
                    ]
                )
    heads = ["shape", "rows", "s of one core", "million rows/s", "ns a row", "bytes a row: table + peak"]
    return f"FIFO, bounds of all payments and of {len(USES)} uses\n\n{table(heads, rows)}"


def methods_part() -> str:
    """Measure each method on a million rows of many accounts."""
    ledger = make_ledger(1_000_000, 1000)
    loaded = arrow(ledger)
    rows = []
    for method in METHODS:
        row = [method]
        results = []
        for engine in engines():
            trace(make_ledger(1000, 10), arrow(make_ledger(1000, 10)), engine, method)
            start = time.process_time()
            results.append(trace(ledger, loaded, engine, method))
            row.append(f"{time.process_time() - start:.2f}")
        if any(other.loans != results[0].loans for other in results[1:]):
            raise ValueError(f"{method}: the engines differ")
        rows.append(row)
    heads = ["method", *(f"{engine}, s of one core" for engine in engines())]
    return f"1,000,000 rows over 1,000 accounts, bounds included\n\n{table(heads, rows)}"


def fifo_by_pandas(frame: Any, opening: dict[int, Money]) -> list[int]:
    """Return the loan money in each row of a data frame, by FIFO as one would write it: groupby and lots."""
    taken = [0] * len(frame)
    for account, group in frame.groupby("account", sort=False):
        lots = deque([[opening[int(account)].fen, False]])
        for row in group.itertuples():
            if row.amount_fen > 0:
                lots.append([row.amount_fen, row.loan >= 0])
                continue
            need = -row.amount_fen
            while need > 0:
                lot = lots[0]
                part = min(need, lot[0])
                lot[0] -= part
                need -= part
                if lot[1]:
                    taken[row.Index] += part
                if lot[0] == 0:
                    lots.popleft()
    return taken


def bounds_by_pandas(frame: Any, opening: dict[int, Money]) -> tuple[list[int], list[int], dict[int, list[int]]]:
    """Return least and most of each row, and of each use by account and use code, by the sweeps in a loop."""
    least, most = [0] * len(frame), [0] * len(frame)
    sets: dict[int, list[int]] = {code: [0, 0] for code in range(len(USES))}
    for account, group in frame.groupby("account", sort=False):
        loan_most = loan_least = 0
        other_left = other_most = opening[int(account)].fen
        for row in group.itertuples():
            a = row.amount_fen
            if a > 0:
                if row.loan >= 0:
                    loan_most, loan_least = loan_most + a, loan_least + a
                else:
                    other_left, other_most = other_left + a, other_most + a
                continue
            a = -a
            most[row.Index], least[row.Index] = min(a, loan_most), a - min(a, other_most)
            part = min(a, other_left)
            other_left, loan_most = other_left - part, loan_most - a + part
            part = min(a, loan_least)
            loan_least, other_most = loan_least - part, other_most - a + part
        for code, found in sets.items():
            for first in (False, True):
                found[first] += _set_by_pandas(group, opening[int(account)].fen, code, first=first)
    return least, most, sets


def _set_by_pandas(group: Any, opening: int, code: int, *, first: bool) -> int:
    loan, other, reached = 0, opening, 0
    for row in group.itertuples():
        a = row.amount_fen
        if a > 0:
            loan, other = (loan + a, other) if row.loan >= 0 else (loan, other + a)
            continue
        inside = row.use == code
        part = min(-a, loan) if inside == first else -a - min(-a, other)
        loan, other = loan - part, other + a + part
        reached += part if inside else 0
    return reached


def pandas_part() -> str:
    """Compare with loops in pandas on one account and on many."""
    import pandas as pd  # noqa: PLC0415  part of the extra `bench`

    rows = []
    for accounts in (1, 200):
        ledger = make_ledger(PANDAS_ROWS, accounts)
        frame = pd.DataFrame(ledger.columns)
        start = time.process_time()
        taken = fifo_by_pandas(frame, ledger.opening)
        fifo_seconds = time.process_time() - start
        least, most, sets = bounds_by_pandas(frame, ledger.opening)
        seconds = time.process_time() - start
        row = [f"{accounts} account{'s' if accounts > 1 else ''}", f"{fifo_seconds:.2f}", f"{seconds:.2f}"]
        for engine in engines():
            spent, found = _timed(ledger, engine)
            _same_payments(found, taken, least, most)
            for code, use in enumerate(USES):
                traced = [loan.uses[use] for loan in found.loans.values() if use in loan.uses]
                if [sum(t.min_fen for t in traced), sum(t.max_fen for t in traced)] != sets[code]:
                    raise ValueError(f"bounds of {use} differ")
            row += [f"{spent:.3f}", f"{seconds / spent:.0f}"]
        rows.append(row)
    heads = ["ledger", "pandas, FIFO alone, s", "pandas, FIFO and bounds, s"]
    heads += [head for engine in engines() for head in (f"docaudit, {engine}, s", "faster by")]
    return f"{PANDAS_ROWS:,} rows, FIFO and bounds of all payments and uses\n\n{table(heads, rows)}"


def _timed(ledger: Ledger, engine: str) -> tuple[float, TableTrace]:
    loaded = arrow(ledger)
    trace(ledger, loaded, engine)
    seconds = []
    for _ in range(TURNS):
        start = time.process_time()
        found = trace(ledger, loaded, engine)
        seconds.append(time.process_time() - start)
    return statistics.median(seconds), found


def _same_payments(found: TableTrace, *wanted: Sequence[int]) -> None:
    for what, values in zip(("fen", "min_fen", "max_fen"), wanted, strict=False):
        ours = sum(found.on_rows(loan, what) for loan in found.loans)
        if not np.array_equal(ours, np.array(values)):
            raise ValueError(f"{what} differs")


def networkx_part() -> str:
    """Compare with one maximum flow for each bound, on one account."""
    rows = []
    for size in NETWORK_ROWS:
        ledger = make_ledger(size, 1)
        start = time.process_time()
        least, most = zip(*_bounds_by_networkx(ledger), strict=True)
        seconds = time.process_time() - start
        row = [f"{size:,}", f"{seconds:.1f}"]
        for engine in engines():
            spent, found = _timed(ledger, engine)
            ours = found.payments(next(iter(found.loans)))
            if (ours.min_fen.tolist(), ours.max_fen.tolist()) != (list(least), list(most)):
                raise ValueError("bounds differ")
            row += [f"{1000 * spent:.1f}", f"{seconds / spent:,.0f}"]
        rows.append(row)
    heads = ["rows", "networkx, bounds of payments, s"]
    heads += [head for engine in engines() for head in (f"docaudit, {engine}, FIFO and all bounds, ms", "faster by")]
    return f"One account, two maximum flows a payment (networkx, default algorithm)\n\n{table(heads, rows)}"


def _bounds_by_networkx(ledger: Ledger) -> Iterator[tuple[int, int]]:
    """Yield least and most loan money of each payment: the most that can flow to it, of loan and of other money."""
    import networkx as nx  # noqa: PLC0415  part of the extra `bench`

    fen = ledger.columns["amount_fen"].tolist()
    own = (ledger.columns["loan"] >= 0).tolist()
    balance = ledger.opening[0].fen
    graphs = [nx.DiGraph(), nx.DiGraph()]
    graphs[0].add_edge("source", -1, capacity=balance)
    for i, amount in enumerate(fen):
        for other, graph in zip((True, False), graphs, strict=True):
            graph.add_edge(i - 1, i, capacity=balance if amount > 0 else balance + amount)
            if amount > 0 and own[i] != other:
                graph.add_edge("source", i, capacity=amount)
        balance += amount
    for i, amount in enumerate(fen):
        if amount < 0:
            reached = []
            for graph in graphs:
                # A payment is made from what was there before it.
                graph.add_edge(i - 1, "sink", capacity=-amount)
                reached.append(nx.maximum_flow_value(graph, "source", "sink") if "source" in graph else 0)
                graph.remove_node("sink")
            yield -amount - reached[0], reached[1]


def main() -> None:
    """Run the parts asked for and print their tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=list(PARTS), help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--rows", type=int, nargs="+", default=list(ROWS))
    parser.add_argument("--one", nargs=3, metavar=("ROWS", "ACCOUNTS", "ENGINE"), help=argparse.SUPPRESS)
    parser.add_argument("--report", action="store_true", help="write docs/benchmarks.md")
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measured(int(chosen.one[0]), int(chosen.one[1]), chosen.one[2])))  # noqa: T201
        return
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    made: dict[str, Callable[[], str]] = {
        "scale": lambda: scale_part(chosen.rows),
        "methods": methods_part,
        "pandas": pandas_part,
        "networkx": networkx_part,
    }
    for part in chosen.parts:
        body = made[part]()
        print(body, end="\n\n", flush=True)  # noqa: T201  a command of its own
        if chosen.report:
            command = f"python benchmarks/tracing.py {part} --report"
            write_section(f"tracing-{part}", f"Tracing on columns: {part}", command, body)


if __name__ == "__main__":
    main()
