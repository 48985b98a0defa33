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
from report import table, write_section

from docaudit.matching import MatchedTables, Rules, match_tables

START = dt.date(2022, 1, 1)
RULES = Rules()
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
    names = [f"常州第{i}机械设备有限公司" for i in range(setting.sellers)]
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


def fitting(made: Made, provable: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield each payment in the order of days with the invoices that fit it, also in the order of days."""
    sold: dict[object, list[int]] = defaultdict(list)
    dates = made.invoices["date"]
    for i in sorted(range(len(dates)), key=lambda i: dates[i]):  # type: ignore[arg-type, return-value]
        if provable[i] > 0:
            sold[made.invoices["seller"][i]].append(i)
    days = {name: np.array([dates[i].toordinal() for i in some]) for name, some in sold.items()}  # type: ignore[attr-defined]
    when = made.payments["date"]
    for p in sorted(range(len(when)), key=lambda p: when[p]):  # type: ignore[arg-type, return-value]
        payee, day = made.payments["payee"][p], when[p].toordinal()  # type: ignore[attr-defined]
        if payee in sold:
            first = int(np.searchsorted(days[payee], day - RULES.days_earlier))
            last = int(np.searchsorted(days[payee], day + RULES.days_later, "right"))
            yield p, sold[payee][first:last]


def greedy(made: Made, provable: list[int]) -> int:
    """Return the fen that a plain greedy covers: exact amounts first, then what is left in the order of days."""
    left = np.array(provable, np.int64)
    lacking = np.array(made.payments["fen"], np.int64)
    same: dict[int, list[int]] = defaultdict(list)
    for i, fen in enumerate(provable):
        same[fen].append(i)
    total = 0
    for p, bills in fitting(made, provable):
        fits = set(bills) if len(same[int(lacking[p])]) else set()
        exact = next((i for i in same[int(lacking[p])] if i in fits and left[i]), None)
        if exact is not None:
            total += int(left[exact])
            left[exact] = lacking[p] = 0
    for p, bills in fitting(made, provable):
        if not lacking[p]:
            continue
        some = np.array(bills)
        for i in some[left[some] > 0].tolist() if len(some) else ():
            part = min(left[i], lacking[p])
            left[i] -= part
            lacking[p] -= part
            total += int(part)
            if not lacking[p]:
                break
    return total


def programme(made: Made, provable: list[int]) -> tuple[int, int]:
    """Return the most fen that can be covered by the linear programme over all pairs that fit, and the pairs."""
    from scipy.optimize import linprog  # noqa: PLC0415  of the extra `bench`
    from scipy.sparse import coo_array  # noqa: PLC0415

    pairs = np.array([(p, i) for p, bills in fitting(made, provable) for i in bills], np.int64)
    asked = np.array(made.payments["fen"], float)
    room = np.array(provable, float)
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
        Setting("500 sellers, 3 years", rows, 500, 1095),
        Setting("one seller, 3 years", rows, 1, 1095),
        Setting("one seller, one month: all fit all", rows, 1, 30),
    ]
    lines = []
    for setting in settings:
        made = make(setting, seed)
        found, spent = matched(made)
        provable = [int(fen) for fen in found.invoices["provable"]]
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
                f"{(covered - plain) / 100:,.2f}",
                f"{len(found.links['fen']):,}",
            ]
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    heads = ["case", "pairs that fit", "docaudit, s", "greedy, s", "covered, yuan", "uncovered, yuan"]
    heads += ["the greedy calls uncovered beside that, yuan", "links"]
    return (
        f"{rows:,} payments and {rows:,} invoices, columns in, columns out; the most yuan, then the least cost, solved "
        f"to the end (status optimal, whole numbers). Largest memory of the process {peak} MB.\n\n{table(heads, lines)}"
    )


def proof_part(sizes: list[int], seed: int) -> str:
    """Compare with the linear programme on sizes that it can do."""
    lines = []
    for rows in sizes:
        for setting in (Setting("10 sellers", rows, 10, 1095), Setting("one seller", rows, 1, 1095)):
            made = make(setting, seed)
            found, spent = matched(made)
            provable = [int(fen) for fen in found.invoices["provable"]]
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
