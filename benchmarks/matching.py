"""Match payments with invoices, side by side with a plain greedy and with the linear programme of scipy (HiGHS).

Payments and invoices are invented: single, split and collected invoices, some for part of a payment, some missing, some
taken back by credit notes. Everyone gets the same columns and the same rules of what fits (party, days). The greedy
does what is usually written: exact amounts first, then in the order of days. The programme has one variable for each
pair that fits; it proves the optimum on sizes that it can do.

    python benchmarks/matching.py [--rows N] [--lp N ...] [--seed S] [--report]
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from report import table, write_section

from docaudit.matching import MatchedTables, Rules, match_tables

START = dt.date(2022, 1, 1)
RULES = Rules()
Whole = NDArray[np.int64]
NONE = np.zeros(0, np.int64)
SIGNS = "安邦昌诚创达德鼎东方丰富高光广国海翰航浩和恒宏华辉汇嘉建金锦晶精久凯康科朗乐立利联龙隆茂美"
"""Two of them are the name of a seller."""
FLOOR, TOP = 4.0, 7.5
"""Payments are spread evenly by the logarithm, from 100 yuan to some 300,000 (in fen)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """So many payments and about as many invoices of `sellers` firms within `days` days."""

    name: str
    rows: int
    sellers: int
    days: int


@dataclass(frozen=True, slots=True)
class Made:
    """The columns of one case."""

    payments: dict[str, list[object]]
    invoices: dict[str, list[object]]


def make(setting: Setting, seed: int) -> Made:
    """Invent a case of `setting`."""
    chance = np.random.default_rng(seed)
    count = setting.rows
    seller = chance.integers(setting.sellers, size=count)
    day = chance.integers(setting.days, size=count)
    fen = (10 ** chance.uniform(FLOOR, TOP, count)).astype(np.int64)
    names = [f"常州{SIGNS[i // len(SIGNS)]}{SIGNS[i % len(SIGNS)]}机械设备有限公司" for i in range(setting.sellers)]
    bills: list[tuple[str, int, int, str | None]] = []
    order = chance.permutation(count).tolist()
    # For about a seventh of the payments nothing was issued; one of ten invoices is for two payments to a seller.
    for place, i in enumerate(order):
        if len(bills) >= count:
            break
        issued, whole, kind = int(day[i] + chance.integers(-150, 80)), int(fen[i]), chance.random()
        if kind < 0.45:
            parts = [whole]
        elif kind < 0.75:
            part = int(whole * chance.uniform(0.3, 0.9))
            parts = [part, whole - part]
        elif kind < 0.9:
            parts = [int(whole * chance.uniform(0.2, 1.2))]
        else:
            parts = [whole + int(fen[order[place - 1]])]
        bills += [(names[seller[i]], issued, part, None) for part in parts if part]
        if chance.random() < 0.02:
            bills.append((names[seller[i]], issued + 10, -int(parts[0] * 0.3), f"{len(bills) - 1:08}"))
    return Made(
        {
            "payee": [names[s] for s in seller],
            "date": [START + dt.timedelta(int(d)) for d in day],
            "fen": fen.tolist(),
        },
        {
            "seller": [name for name, *_ in bills],
            "date": [START + dt.timedelta(d) for _, d, *_ in bills],
            "fen": [amount for *_, amount, _ in bills],
            "number": [f"{i:08}" for i in range(len(bills))],
            "reverses": [named for *_, named in bills],
        },
    )


def fitting(made: Made, provable: Whole) -> Iterator[tuple[int, Whole]]:
    """Yield each payment in the order of days with the invoices that fit it, also in the order of days."""
    sold: dict[object, list[int]] = defaultdict(list)
    days = np.array([day.toordinal() for day in made.invoices["date"]])  # type: ignore[attr-defined]
    for i in np.argsort(days, kind="stable").tolist():
        if provable[i] > 0:
            sold[made.invoices["seller"][i]].append(i)
    bills = {name: np.array(some) for name, some in sold.items()}
    paid = np.array([day.toordinal() for day in made.payments["date"]])  # type: ignore[attr-defined]
    for p in np.argsort(paid, kind="stable").tolist():
        some = bills.get(made.payments["payee"][p], NONE)
        issued = days[some]
        first = np.searchsorted(issued, paid[p] - RULES.days_earlier)
        yield p, some[first : np.searchsorted(issued, paid[p] + RULES.days_later, "right")]


def greedy(made: Made, provable: Whole) -> int:
    """Return the fen that a plain greedy covers: exact amounts first, then what is left in the order of days."""
    left, lacking = provable.copy(), np.array(made.payments["fen"], np.int64)
    for p, bills in fitting(made, provable):
        exact = bills[left[bills] == lacking[p]]
        if len(exact):
            left[exact[0]] = lacking[p] = 0
    for p, bills in fitting(made, provable):
        for i in bills[left[bills] > 0] if lacking[p] else ():
            part = min(left[i], lacking[p])
            left[i] -= part
            lacking[p] -= part
            if not lacking[p]:
                break
    return int(provable.sum() - left.sum())


def cut(made: Made, found: MatchedTables) -> int:
    """Return an upper bound of what can be covered, in fen, got from the pairs alone.

    From each payment that lacks something all fitting invoices are reached, and from these the payments that they prove
    something of. What is not reached counts with its demand, a reached invoice with its room: no coverage can be more.
    """
    asked, provable = np.array(made.payments["fen"], np.int64), np.asarray(found.invoices["provable"])
    places = {side: {name: i for i, name in enumerate(getattr(found, side)["id"])} for side in ("payments", "invoices")}
    proves: dict[int, list[int]] = defaultdict(list)
    for payment, invoice in zip(found.links["payment"], found.links["invoice"], strict=True):
        proves[places["invoices"][invoice]].append(places["payments"][payment])  # type: ignore[index]
    fits = dict(fitting(made, provable))
    reached, seen = np.zeros(len(asked), bool), np.zeros(len(provable), bool)
    stack = np.flatnonzero(np.asarray(found.payments["uncovered"])).tolist()
    reached[stack] = True
    while stack:
        bills = fits[stack.pop()]
        fresh = bills[~seen[bills]]
        seen[fresh] = True
        for p in {p for i in fresh.tolist() for p in proves[i]}:
            if not reached[p]:
                reached[p] = True
                stack.append(p)
    return int(asked[~reached].sum() + provable[seen].sum())


def programme(made: Made, provable: Whole) -> tuple[int, int]:
    """Return the most fen that can be covered by the linear programme over all pairs that fit, and the pairs."""
    from scipy.optimize import linprog  # noqa: PLC0415  of the extra `bench`
    from scipy.sparse import coo_array  # noqa: PLC0415

    pairs = np.array([(p, i) for p, bills in fitting(made, provable) for i in bills.tolist()], np.int64)
    asked = np.array(made.payments["fen"], float)
    room = provable.astype(float)
    numbers = np.arange(len(pairs))
    sums = coo_array(
        (
            np.ones(2 * len(pairs)),
            (np.concatenate((pairs[:, 0], len(asked) + pairs[:, 1])), np.concatenate((numbers, numbers))),
        ),
        shape=(len(asked) + len(room), len(pairs)),
    )
    found = linprog(
        -np.ones(len(pairs)), A_ub=sums.tocsr(), b_ub=np.concatenate((asked, room)), bounds=(0, None), method="highs"
    )
    if not found.success:
        raise ValueError(found.message)
    return round(-found.fun), len(pairs)


def matched(made: Made) -> tuple[MatchedTables, float]:
    """Match the case and return the result and the seconds."""
    start = time.perf_counter()
    found = match_tables(made.payments, made.invoices, ranges=False)
    return found, time.perf_counter() - start


def large_part(rows: int, seed: int) -> str:
    """Compare with the greedy on large cases."""
    settings = [
        Setting("2,000 sellers, 3 years", rows, 2000, 1095),
        Setting("200 sellers, 3 years", rows, 200, 1095),
        Setting("one seller, 3 years", rows, 1, 1095),
        Setting("one seller, one month: all fit all", rows, 1, 30),
    ]
    lines = []
    for setting in settings:
        made = make(setting, seed)
        found, spent = matched(made)
        provable = np.asarray(found.invoices["provable"])
        start = time.perf_counter()
        plain = greedy(made, provable)
        plain_spent = time.perf_counter() - start
        covered = int(np.sum(found.payments["covered"]))
        pairs = sum(len(bills) for _, bills in fitting(made, provable))
        lines.append(
            [
                setting.name,
                f"{pairs:,}",
                f"{spent:.1f}",
                f"{plain_spent:.1f}",
                f"{covered / 100:,.2f}",
                f"{int(np.sum(found.payments['uncovered'])) / 100:,.2f}",
                f"{cut(made, found) - covered}",
                f"{(covered - plain) / 100:,.2f}",
                f"{len(found.links['fen']):,}",
            ]
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    heads = ["case", "pairs that fit", "docaudit, s", "greedy, s", "covered, yuan", "uncovered, yuan"]
    heads += ["under the bound, fen", "the greedy calls uncovered beside that, yuan", "links"]
    return (
        f"{rows:,} payments and {rows:,} invoices, columns in, columns out; the most yuan, then the least cost, solved "
        "to the end. The bound is that of a cut, worked out from the pairs alone: 0 fen under it is the optimum. "
        f"Largest memory of the process {peak} MB.\n\n{table(heads, lines)}"
    )


def proof_part(sizes: list[int], seed: int) -> str:
    """Compare with the linear programme on sizes that it can do."""
    lines = []
    for rows in sizes:
        for setting in (Setting("10 sellers", rows, 10, 1095), Setting("one seller", rows, 1, 1095)):
            made = make(setting, seed)
            found, spent = matched(made)
            provable = np.asarray(found.invoices["provable"])
            start = time.perf_counter()
            best, pairs = programme(made, provable)
            lp_spent = time.perf_counter() - start
            covered = int(np.sum(found.payments["covered"]))
            plain = greedy(made, provable)
            lines.append(
                [
                    f"{rows:,} × {rows:,}, {setting.name}",
                    f"{pairs:,}",
                    f"{spent:.2f}",
                    f"{lp_spent:.1f}",
                    f"{lp_spent / spent:.0f}",
                    f"{covered - best}",
                    f"{100 * (best - plain) / best:.2f} %",
                ]
            )
    heads = ["case", "pairs", "docaudit, s", "HiGHS, s", "docaudit is faster by", "differs, fen"]
    return f"{table([*heads, 'the greedy misses'], lines)}"


def main() -> None:
    """Run both parts and print their tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000, help="payments, and as many invoices")
    parser.add_argument("--lp", type=int, nargs="*", default=[500, 1000, 2000], help="sizes for the linear programme")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", action="store_true", help="write docs/benchmarks.md")
    chosen = parser.parse_args()
    parts = [large_part(chosen.rows, chosen.seed)]
    if chosen.lp:
        parts.append(
            "The programme has the pairs for variables and asks for the most yuan only; docaudit finds the least cost "
            f"beside that.\n\n{proof_part(chosen.lp, chosen.seed)}"
        )
    body = "\n\n".join(parts)
    print(body)  # noqa: T201  a command of its own
    if chosen.report:
        sizes = " ".join(str(size) for size in chosen.lp)
        command = f"python benchmarks/matching.py --rows {chosen.rows} --lp {sizes} --seed {chosen.seed} --report"
        write_section("matching", "Matching payments with invoices", command, body)


if __name__ == "__main__":
    main()
