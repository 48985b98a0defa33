"""Bounds of payments and of sets against a linear programme that knows nothing of networks, runs or junctions.

Variables are the loan money in each movement; what each holder has after each movement is neither below zero nor above
its balance. That is all that flows.md 2.3 assumes.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import lil_matrix
from tests.tracing.made_up import fen, small_case

from docaudit.tracing import solve
from docaudit.tracing.bounds import bound_holders
from docaudit.tracing.case_form import parse_case
from docaudit.tracing.steps import Flow, build_flow

CASES_A_BLOCK, BLOCKS = 100, 20


class Programme:
    """The loan money of one loan in one case; `extremes` asks for the least and most that ends at some holders."""

    def __init__(self, flow: Flow, loan: str) -> None:
        money = flow.classes.index(loan)
        moves = [k for k, step in enumerate(flow.steps) if step.source >= 0]
        column = {k: j for j, k in enumerate(moves)}
        self.flow, self.size = flow, max(1, len(moves))
        rows: list[tuple[dict[int, float], float]] = []
        held: list[dict[int, float]] = [{} for _ in flow.holders]
        given = [0] * len(flow.holders)
        balance = [0] * len(flow.holders)
        for k, (source, target, amount, kind) in enumerate(flow.steps):
            balance[target] += amount
            if source < 0:
                given[target] += amount if kind == money else 0
            else:
                balance[source] -= amount
                held[target][column[k]] = held[target].get(column[k], 0) + 1
                held[source][column[k]] = held[source].get(column[k], 0) - 1
            for holder in {source, target} - {-1}:
                terms = held[holder]
                rows.append(({j: -v for j, v in terms.items()}, given[holder]))
                if not flow.holders[holder].unlimited:
                    rows.append((dict(terms), balance[holder] - given[holder]))
        self.limits = lil_matrix((len(rows), self.size))
        self.room = np.array([room for _, room in rows], float)
        for i, (terms, _) in enumerate(rows):
            for j, value in terms.items():
                self.limits[i, j] = value
        self.limits = self.limits.tocsr()
        self.most = [(0, flow.steps[k].fen) for k in moves] or [(0, 0)]
        self.held, self.given = held, given

    def extremes(self, holders: Iterable[int]) -> list[str]:
        """Return [least, most] in yuan."""
        goal, constant = np.zeros(self.size), 0
        for holder in holders:
            constant += self.given[holder]
            for j, value in self.held[holder].items():
                goal[j] += value
        ends = []
        for sign in (1, -1):
            found = linprog(sign * goal, self.limits, self.room, bounds=self.most, method="highs")
            assert found.success, found.message
            assert abs(found.fun - round(found.fun)) < 1e-6
            ends.append(fen(constant + sign * round(found.fun)))
        return ends


def differences(case: dict[str, Any]) -> list[str]:
    """Return what the tracer and the linear programme say differently of a case."""
    flow = build_flow(parse_case(case))
    found = []
    for loan, answer in solve(case).items():
        programme, bounds = Programme(flow, loan), answer["bounds"]
        for i, holder in enumerate(flow.holders):
            if holder.row in bounds["payments"]:
                wanted = programme.extremes([i])
                if bounds["payments"][holder.row] != wanted:
                    found.append(f"{loan} {holder.row}: {bounds['payments'][holder.row]}, not {wanted}")
        for use in {h.use for h in flow.holders}:
            wanted = programme.extremes(i for i, h in enumerate(flow.holders) if h.use is use)
            shown = bounds["idle"] if use == "idle" else bounds["uses"].get(use.value, ["0.00", "0.00"])
            if shown != wanted:
                found.append(f"{loan} {use}: {shown}, not {wanted}")
        # Any other set: what one payee got, what left on one day.
        rng = random.Random(len(flow.steps))  # noqa: S311 - made-up sets need a seed, not secrecy
        members = {i for i in range(len(flow.holders)) if rng.random() < 0.4}
        limits = [fen(x) for x in bound_holders(flow, flow.classes.index(loan), members)]
        if limits != (wanted := programme.extremes(members)):
            found.append(f"{loan} {sorted(members)}: {limits}, not {wanted}")
    return found


def block_differences(block: int, cases: int) -> list[str]:
    """Return the differences of so many cases: every account count and length in turn, small and large amounts."""
    found = []
    for k in range(cases):
        seed = block * CASES_A_BLOCK + k
        case = small_case(seed, accounts=1 + seed % 4, rows=4 + seed % 13, largest=(9, 900, 5_000_000)[seed % 3])
        found += [f"seed {seed}: {text}" for text in differences(case)]
    return found


def test_bounds_equal_the_linear_programme_on_some_cases() -> None:
    assert block_differences(1000, 25) == []


@pytest.mark.slow
@pytest.mark.parametrize("block", range(BLOCKS))
def test_bounds_equal_the_linear_programme(block: int) -> None:
    assert block_differences(block, CASES_A_BLOCK) == []
