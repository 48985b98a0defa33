from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from docaudit.matching.cover import Link, cover


def test_m1_greedy_fails() -> None:
    links = [Link("P1", "V1"), Link("P1", "V2", 50), Link("P2", "V1")]
    found = cover({"P1": 100_000, "P2": 100_000}, {"V1": 100_000, "V2": 80_000}, links)
    assert found.total_uncovered == 20_000
    assert found.ranges == {"P1": (0, 20_000), "P2": (0, 20_000)}


def test_m2_layers() -> None:
    demands = {"P1": 300_000, "P2": 200_000}
    invoices = {"V1": 260_000, "V2": 200_000}
    links = [Link(p, v) for p in demands for v in invoices]
    contracts = {"contracts": {"K1": 400_000}, "invoice_contracts": [("V1", "K1"), ("V2", "K1")]}
    receipts = {"receipts": {"G1": 350_000}, "contract_receipts": [("K1", "G1")]}
    assert cover(demands, invoices, links).total_uncovered == 40_000
    assert cover(demands, invoices, links, **contracts).total_uncovered == 100_000  # type: ignore[arg-type]
    found = cover(demands, invoices, links, **contracts, **receipts)  # type: ignore[arg-type]
    assert found.total_uncovered == 150_000
    assert found.ranges == {"P1": (0, 150_000), "P2": (0, 150_000)}


def test_m3_one_invoice_three_instalments() -> None:
    demands = {"P1": 30_000, "P2": 40_000, "P3": 50_000}
    found = cover(demands, {"V1": 113_000}, [Link(p, "V1") for p in demands])
    assert found.total_uncovered == 7_000
    assert set(found.ranges.values()) == {(0, 7_000)}


def test_m4_separate_sellers() -> None:
    found = cover({"P1": 400_000, "P2": 150_000}, {"V1": 300_000, "V2": 120_000}, [Link("P1", "V1"), Link("P2", "V2")])
    assert found.uncovered == {"P1": 100_000, "P2": 30_000}
    assert found.ranges == {"P1": (100_000, 100_000), "P2": (30_000, 30_000)}


amounts = st.integers(0, 3)
networks = st.tuples(
    st.lists(amounts, min_size=1, max_size=3),
    st.lists(amounts, min_size=1, max_size=2),
    st.lists(st.one_of(st.none(), amounts), min_size=1, max_size=2),
    st.lists(st.booleans(), min_size=6, max_size=6),
    st.lists(st.booleans(), min_size=4, max_size=4),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
)


@settings(max_examples=150, deadline=None)
@given(networks, st.booleans())
def test_cover_equals_the_best_of_all_splits(network: tuple[list[int], ...], with_contracts: bool) -> None:
    wanted, papers, limits, able, bound, costs = network
    demands = {f"P{i}": fen for i, fen in enumerate(wanted)}
    invoices = {f"V{i}": fen for i, fen in enumerate(papers)}
    contracts = {f"K{i}": fen for i, fen in enumerate(limits)}
    pairs = list(product(demands, invoices))
    links = [Link(p, v, c) for (p, v), yes, c in zip(pairs, able, costs, strict=False) if yes]
    joins = [pair for pair, yes in zip(product(invoices, contracts), bound, strict=False) if yes]
    extra = {"contracts": contracts, "invoice_contracts": joins} if with_contracts else {}
    found = cover(demands, invoices, links, **extra)  # type: ignore[arg-type]

    best = (0, 0)
    uncovered: dict[int, list[list[int]]] = {}
    for split in product(*(range(min(demands[x.demand], invoices[x.paper]) + 1) for x in links)):
        used = {v: sum(n for n, x in zip(split, links, strict=True) if x.paper == v) for v in invoices}
        given_ = {p: sum(n for n, x in zip(split, links, strict=True) if x.demand == p) for p in demands}
        if any(used[v] > invoices[v] for v in invoices) or any(given_[p] > demands[p] for p in demands):
            continue
        if with_contracts and not _through(used, contracts, joins):
            continue
        total = sum(split)
        cost = sum(n * x.cost for n, x in zip(split, links, strict=True))
        best = max(best, (total, -cost))
        uncovered.setdefault(total, []).append([demands[p] - given_[p] for p in demands])
    covered = sum(demands.values()) - found.total_uncovered
    price = {(x.demand, x.paper): x.cost for x in links}
    assert covered == best[0]
    assert sum(fen * price[pair] for pair, fen in found.flows.items()) == -best[1]
    for i, p in enumerate(demands):
        options = [split[i] for split in uncovered[covered]] if covered else [demands[p]]
        assert found.ranges[p] == (min(options), max(options))


def _through(used: dict[str, int], contracts: dict[str, int | None], joins: list[tuple[str, str]]) -> bool:
    """Say whether the invoices' money fits through the contracts: every set of invoices against what it can reach."""
    names = list(used)
    for mask in range(1, 1 << len(names)):
        some = [v for i, v in enumerate(names) if mask >> i & 1]
        reached = {k for v, k in joins if v in some}
        room = sum(99 if contracts[k] is None else contracts[k] or 0 for k in reached)
        if sum(used[v] for v in some) > room:
            return False
    return True


@settings(max_examples=60, deadline=None)
@given(networks, st.integers(0, 5))
def test_another_covering_invoice_never_raises_what_is_uncovered(network: tuple[list[int], ...], more: int) -> None:
    wanted, papers, _, able, _, _ = network
    demands = {f"P{i}": fen for i, fen in enumerate(wanted)}
    invoices: dict[str, int | None] = {f"V{i}": fen for i, fen in enumerate(papers)}
    links = [Link(p, v) for (p, v), yes in zip(product(demands, invoices), able, strict=False) if yes]
    before = cover(demands, invoices, links).total_uncovered
    after = cover(demands, invoices | {"new": more}, [*links, Link("P0", "new")]).total_uncovered
    assert before - more <= after <= before
