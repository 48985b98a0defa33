"""Measure what it costs to judge a night's batch of loan files beside each other, from what is kept of each.

No paper is made or read: each case gets as many invoices and payments as a firm's file holds, suppliers as many cases
share, and every thousandth invoice number occurs elsewhere. What is timed is all that a batch does for it: to judge all
cases when they are in the database, and to judge anew when one more comes.

    python benchmarks/across.py [--cases N] [--invoices I] [--payments P] [--seed S] [--report]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import Any

from report import table, write_section

from docaudit.batch.across import judge_across
from docaudit.records.evidence import Evidence
from docaudit.records.flows import Place
from docaudit.records.neighbours import BORROWER, INVOICE, PAYEE, Holder, Neighbourhood, Sighting
from docaudit.storage import open_store

POPULAR = 200
"""Suppliers that all cases pay; each is met by far more cases than tell anything."""
RARE = 20
"""Neighbouring cases that share as many suppliers of their own."""
REUSED = 0.001
"""Share of the invoices that another case holds too."""
A_PAYMENT_FEN = 10_000_000


def seen_in(number: int, chance: random.Random, invoices: int, payments: int) -> list[Sighting]:
    """Return what others may share with a made-up case."""
    loan = f"2026年借字第{number:06d}号"
    holder = Holder(case=f"case{number}", borrower=f"第{number}号有限公司", loans=((loan, "working_capital"),))
    place = Place(document="D1", source="发票.pdf", evidence=Evidence(text="", page=1))
    found = [Sighting(holder=holder, what=BORROWER, keys=(f"party:第{number}号",), name=holder.borrower)]
    for k in range(invoices):
        own = chance.random() >= REUSED
        key = f"invoice:|{chance.randrange(10**18):020d}" if own else f"invoice:|{chance.randrange(10):020d}"
        found.append(Sighting(holder=holder, what=INVOICE, keys=(key,), place=place, subject=f"{number}.{k}", fen=100))
    for k in range(payments):
        # Three of four payments go to suppliers of all, the others to a few of the neighbourhood.
        supplier = chance.randrange(POPULAR) if k % 4 else POPULAR + number // RARE * RARE + chance.randrange(RARE)
        found.append(
            Sighting(
                holder=holder,
                what=PAYEE,
                keys=(f"party:供应商{supplier}", f"account:62220000{supplier:08d}"),
                name=f"供应商{supplier}",
                place=place,
                subject=f"row:{number}.{k}",
                fen=A_PAYMENT_FEN,
                least_fen=A_PAYMENT_FEN,
                most_fen=A_PAYMENT_FEN,
                used_fen=A_PAYMENT_FEN,
                loan=loan,
            )
        )
    return found


def bare_audit(number: int) -> dict[str, Any]:
    """Return a result without papers and findings."""
    return {
        "case": f"case{number}",
        "borrower": f"第{number}号有限公司",
        "loans": [],
        "engine": {"version": "0", "rules_sha256": "0"},
        "documents": [],
        "as_of": "2026-06-30",
        "findings": [],
        "trace": [],
        "checklist": [],
        "calendar": [],
    }


def measure(cases: int, invoices: int, payments: int, seed: int) -> dict[str, float]:
    """Return seconds and, for one call without a database, the memory of all that is kept."""
    chance = random.Random(seed)  # noqa: S311  seeded, not secret
    seen = [seen_in(number, chance, invoices, payments) for number in range(cases)]
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "across.db"))
        ids = [
            store.save_case(bare_audit(number), seen=[sighting.to_json() for sighting in some])
            for number, some in enumerate(seen)
        ]
        start = time.perf_counter()
        differing = judge_across(store, ids, rules=None, actor="system")
        whole = time.perf_counter() - start
        start = time.perf_counter()
        judge_across(store, ids[-1:], rules=None, actor="system")
        again = time.perf_counter() - start
        store.close()
    tracemalloc.start()
    around = Neighbourhood()
    for some in seen:
        around.add(Sighting.from_json(s.to_json()) for s in some)
    memory = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return {"differing": differing, "whole": whole, "again": again, "bytes": memory / cases}


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--invoices", type=int, default=30)
    parser.add_argument("--payments", type=int, default=30)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--report", action="store_true")
    given = parser.parse_args()
    found = measure(given.cases, given.invoices, given.payments, given.seed)
    rows = [
        ["cases", f"{given.cases}"],
        ["results that differ for what is shared", f"{found['differing']:.0f}"],
        ["all judged beside each other, seconds", f"{found['whole']:.2f}"],
        ["one more case comes, seconds", f"{found['again']:.2f}"],
        ["memory kept of a case in one call, KiB", f"{found['bytes'] / 1024:.0f}"],
    ]
    body = table(["", "figure"], rows)
    sys.stdout.write(body + "\n")
    if given.report:
        write_section("across", "Loan files beside each other", "python benchmarks/across.py --report", body)


if __name__ == "__main__":
    main()
