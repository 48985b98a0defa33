"""The engine on plain rows: against naive pairs, in any order, with large amounts."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from itertools import product
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docaudit.errors import InputError
from docaudit.matching import (
    Chain,
    ContractRow,
    Demand,
    InvoiceRow,
    Link,
    Matching,
    Proof,
    ReceiptRow,
    Rules,
    cover,
    match,
)
from docaudit.matching import links as links_module
from docaudit.matching.alike import alike, likeness
from docaudit.matching.evidence import proofs_of
from docaudit.matching.match import what_is_left
from docaudit.records.names import SAME_PARTY

A, B = "无锡精工机械有限公司", "昆山锐驰刀具有限公司"
DAY = dt.date(2025, 3, 5)


def pay(row: str, fen: int, payee: str = A, *, days: int = 0, text: str = "") -> Demand:
    return Demand(row=row, payee_name=payee, payee_account=None, fen=fen, date=DAY + dt.timedelta(days=days), text=text)


def proof(name: str, fen: int, seller: str = A, *, days: int | None = 0, penalty: int = 0) -> Proof:
    day = None if days is None else DAY + dt.timedelta(days=days)
    return Proof(id=name, seller=seller, fen=fen, date=day, number=name, penalty=penalty)


def contract(
    name: str, fen: int | None, seller: str = A, *, days: int = -30, number: str = "", share: int = 0
) -> ContractRow:
    return ContractRow(
        id=name, seller=seller, fen=fen, number=number, signed=DAY + dt.timedelta(days=days), advance_fen=share
    )


def proved(found: Matching) -> dict[tuple[str, str | None], int]:
    sums: dict[tuple[str, str | None], int] = {}
    for chain in found.chains:
        key = chain.payment, chain.invoice or chain.contract
        sums[key] = sums.get(key, 0) + chain.fen
    return sums


def test_one_invoice_proves_several_instalments_and_says_what_is_left() -> None:
    found = match([pay("p1", 300), pay("p2", 400, days=20), pay("p3", 200, days=40)], [proof("V1", 1000)])
    assert proved(found) == {("p1", "V1"): 300, ("p2", "V1"): 400, ("p3", "V1"): 200}
    assert (found.used, found.groups) == ({"V1": 900}, ())


def test_several_invoices_prove_one_payment() -> None:
    found = match([pay("p1", 900)], [proof("V1", 300), proof("V2", 400), proof("V3", 500, days=60)])
    assert found.covered == {"p1": 900}
    # The one of a later day costs more, so that only it is left with a rest.
    assert found.used == {"V1": 300, "V2": 400, "V3": 200}


def test_a_part_payment_leaves_the_rest_of_its_invoice_for_the_next() -> None:
    found = match([pay("p1", 300, days=1), pay("p2", 900, days=2)], [proof("V1", 1000)])
    assert found.covered == {"p1": 300, "p2": 700}
    assert found.ranges == {"p1": (0, 200), "p2": (0, 200)}
    assert [(g.lacking, g.proven) for g in found.groups] == [(200, 0)]


def test_what_lacks_in_every_coverage_is_proven_and_the_rest_belongs_to_the_group() -> None:
    payments = [pay("p1", 500), pay("p2", 100, days=1), pay("q1", 100, B)]
    found = match(payments, [proof("V1", 200), proof("V2", 30, B)])
    assert found.ranges == {"p1": (300, 400), "p2": (0, 100), "q1": (70, 70)}
    assert [(g.payments, g.papers, g.lacking, g.proven) for g in found.groups] == [
        (("p1", "p2"), ("V1",), 400, 300),
        (("q1",), ("V2",), 70, 70),
    ]


def test_of_coverages_that_cost_the_same_the_earlier_payment_and_the_earlier_paper_come_first() -> None:
    found = match([pay("p2", 400, days=2), pay("p1", 400, days=1)], [proof("V1", 700)])
    assert found.covered == {"p1": 400, "p2": 300}
    found = match([pay("p1", 500)], [proof("V2", 300, days=2), proof("V1", 400, days=1), proof("V3", 300, days=3)])
    assert found.used == {"V1": 400, "V2": 100, "V3": 0}


def test_the_exact_amount_goes_first_then_the_nearest_day_then_the_contract_that_the_remark_names() -> None:
    found = match([pay("p1", 500), pay("p2", 700)], [proof("V1", 700), proof("V2", 500, days=80)])
    assert proved(found) == {("p1", "V2"): 500, ("p2", "V1"): 700}
    found = match([pay("p1", 500)], [proof("V1", 900, days=-100), proof("V2", 900, days=50)])
    assert proved(found) == {("p1", "V2"): 500}
    # A contract between the two invoices: only the later one can belong to it.
    terms = [contract("K1", None, days=-300), contract("K2", None, days=30, number="HT-2025-088")]
    papers = [proof("V1", 900, days=0), proof("V2", 900, days=50)]
    assert proved(match([pay("p1", 500)], papers, terms)) == {("p1", "V1"): 500}
    assert proved(match([pay("p1", 500, text="货款 HT-2025-088")], papers, terms)) == {("p1", "V2"): 500}


@pytest.mark.parametrize(("days", "covered"), [(-181, 0), (-180, 100), (90, 100), (91, 0), (None, 100)])
def test_an_invoice_proves_only_within_its_days(days: int | None, covered: int) -> None:
    assert match([pay("p1", 100)], [proof("V1", 100, days=days)]).covered == {"p1": covered}


def test_windows_can_be_set() -> None:
    wide = Rules(days_earlier=400)
    assert match([pay("p1", 100)], [proof("V1", 100, days=-300)], rules=wide).covered == {"p1": 100}


def test_a_credit_note_takes_off_what_it_names_and_each_of_two_equal_ones_its_own() -> None:
    def bill(number: str, fen: int, named: str = "") -> InvoiceRow:
        return InvoiceRow(id=f"V{number}", seller=A, fen=fen, date=DAY, number=number, named=frozenset({named} - {""}))

    def left(*rows: InvoiceRow) -> dict[str, int]:
        return {p.id: p.fen for p in proofs_of(rows, ())}

    assert left(bill("1", 500), bill("2", 800), bill("3", -200, "2")) == {"V1": 500, "V2": 600}
    assert left(bill("1", 500), bill("2", 800), bill("3", -500)) == {"V2": 800}
    assert left(bill("1", 500), bill("2", 500), bill("3", -500), bill("4", -500)) == {}
    assert left(bill("1", 500), bill("2", 800), bill("3", -1300, "2")) == {"V1": 500}
    every = [bill("1", 500), bill("2", 500), bill("3", 700), bill("4", -600), bill("5", -500)]
    assert left(*every) == left(*every[::-1])


def test_the_share_in_advance_of_a_contract_comes_last_and_through_its_own_contract_only() -> None:
    terms = [contract("K1", 1000, share=300), contract("K2", 1000)]
    found = match([pay("p1", 900)], [proof("V1", 700)], terms, as_of=DAY)
    assert found.covered == {"p1": 900}
    assert [(c.invoice, c.fen) for c in found.chains if c.invoice is None] == [(None, 200)]
    assert all(c.contract == "K1" for c in found.chains if c.invoice is None)
    assert found.advanced == {"K1": 200}


def test_a_chain_names_contract_and_receipt_and_what_is_left_serves_the_second_rank() -> None:
    terms, arrived = [contract("K1", 600)], [ReceiptRow(id="G1", supplier=A, fen=500, date=DAY)]
    papers = [proof("V1", 800)]
    found = match([pay("p1", 400)], papers, terms, arrived)
    assert found.chains == (Chain("p1", "V1", "K1", "G1", 400),)
    left = what_is_left(found, papers, terms, arrived)
    assert (left[0][0].fen, left[1] and left[1][0].fen, left[2] and left[2][0].fen) == (400, 200, 100)
    assert match([pay("p1", 400)], *left).covered == {"p1": 100}


def test_amounts_of_any_size_are_exact() -> None:
    huge = 98_765_432_109_876_543
    found = match([pay("p1", huge), pay("p2", huge, days=1)], [proof("V1", huge + 1), proof("V2", huge - 3)])
    assert sum(found.covered.values()) == 2 * huge - 2
    with pytest.raises(InputError, match="added up"):
        match([pay("p1", 1 << 61), pay("p2", 1 << 61)], [proof("V1", 1 << 61)])


# --- against naive pairs and in any order ------------------------------------------------------------------------

names = st.sampled_from([A, B, "无锡市精工机械有限公司", "无锡精工机械有限责任公司", "昆山锐驰刀具有限公司无锡分公司"])
few = st.sampled_from([0, 1, 2, 9, 10, 11, 45, 88, 91, 95])
payments_of = st.lists(
    st.tuples(st.integers(1, 6), names, few, st.sampled_from(["", "合同HT-01", "HT-02尾款"])), max_size=6
)
proofs_of_sellers = st.lists(
    st.tuples(st.integers(1, 6), names, st.one_of(st.none(), few), st.sampled_from([0, 50])), max_size=6
)
contracts_of = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(1, 9)),
        names,
        few,
        st.sampled_from(["HT-01", "HT-02", ""]),
        st.integers(0, 3),
    ),
    max_size=4,
)
receipts_of = st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 9)), names, few), max_size=3)


Case = tuple[list[Demand], list[Proof], list[ContractRow], list[ReceiptRow]]


def case_of(
    paid: list[tuple[int, str, int, str]],
    papers: list[tuple[int, str, int | None, int]],
    terms: list[tuple[int | None, str, int, str, int]],
    arrived: list[tuple[int | None, str, int]],
) -> Case:
    return (
        [pay(f"p{i}", fen, payee, days=days, text=text) for i, (fen, payee, days, text) in enumerate(paid)],
        [proof(f"V{i}", fen, seller, days=days, penalty=more) for i, (fen, seller, days, more) in enumerate(papers)],
        [
            contract(f"K{i}", fen, seller, days=days, number=number, share=share if fen is not None else 0)
            for i, (fen, seller, days, number, share) in enumerate(terms)
        ],
        [
            ReceiptRow(id=f"G{i}", supplier=seller, fen=fen, date=DAY + dt.timedelta(days=days))
            for i, (fen, seller, days) in enumerate(arrived)
        ],
    )


cases = st.builds(case_of, payments_of, proofs_of_sellers, contracts_of, receipts_of)


def naive_cost(payment: Demand, paper: Proof, terms: list[ContractRow], rules: Rules) -> int | None:
    """The rules of flows.md 4.2 and 4.3 pair by pair."""
    value = likeness(payment.payee_name, paper.seller)
    if value < SAME_PARTY:
        return None
    cost = paper.penalty + round(100 * (1 - value)) + (0 if paper.fen == payment.fen else rules.not_exact)
    if paper.date is None:
        cost += rules.no_date
    else:
        apart = (paper.date - payment.date).days
        if not -rules.days_earlier <= apart <= rules.days_later:
            return None
        cost += rules.per_ten_days * (abs(apart) // 10)
    named = any(
        c.number
        and c.number in payment.text
        and likeness(paper.seller, c.seller) >= SAME_PARTY
        and (paper.date is None or c.signed is None or paper.date >= c.signed - dt.timedelta(rules.signing_grace_days))
        for c in terms
    )
    return cost + (0 if named else rules.no_number)


@settings(max_examples=120, deadline=None)
@given(cases, st.integers(0, 2), st.sampled_from([4, 1000]), st.sampled_from([0, 2, 1000]))
def test_the_network_of_classes_covers_what_all_pairs_cover_at_the_same_cost(
    case: Case, layers: int, small: int, hubs: int
) -> None:
    payments, proofs, contracts, receipts = case
    contracts = [replace(c, advance_fen=0) for c in contracts]
    rules = Rules(small_fen=small)
    with patch.object(links_module, "HUBS_FROM", hubs):
        found = match(payments, proofs, contracts if layers else None, receipts if layers > 1 else None, rules=rules)
    known = contracts if layers else []
    costs = {(p.row, v.id): naive_cost(p, v, known, rules) for p, v in product(payments, proofs)}
    links = [Link(p, v, cost) for (p, v), cost in costs.items() if cost is not None]
    rooms: dict[str, int | None] = {c.id: c.fen for c in contracts}
    pairs = []
    for v in proofs:
        sold = [c for c in contracts if likeness(v.seller, c.seller) >= SAME_PARTY]
        for c in sold:
            assert c.signed is not None
            if v.date is None or v.date >= c.signed - dt.timedelta(rules.signing_grace_days):
                pairs.append((v.id, c.id))
        asked = sum(p.fen for p in payments if costs[p.row, v.id] is not None)
        if not sold and asked < small:
            rooms[f"past {v.id}"] = None
            pairs.append((v.id, f"past {v.id}"))
    seller_of = {c.id: (c.seller, c.signed) for c in contracts} | {f"past {v.id}": (v.seller, None) for v in proofs}
    behind = [
        (k, g.id)
        for k in rooms
        for g in receipts
        if likeness(seller_of[k][0], g.supplier) >= SAME_PARTY
        and g.date is not None
        and g.date >= (seller_of[k][1] or dt.date.min)
    ]
    naive = cover(
        {p.row: p.fen for p in sorted(payments, key=lambda p: (p.date, p.row))},
        {v.id: v.fen for v in proofs},
        links,
        contracts=rooms if layers else None,
        invoice_contracts=pairs,
        receipts={g.id: g.fen for g in receipts} if layers > 1 else None,
        contract_receipts=behind,
    )
    assert sum(found.covered.values()) == sum(p.fen for p in payments) - naive.total_uncovered
    price = {(link.demand, link.paper): link.cost for link in links}
    assert sum(c.fen * price[c.payment, c.invoice or ""] for c in found.chains) == sum(
        fen * price[pair] for pair, fen in naive.flows.items()
    )
    assert found.ranges == naive.ranges
    assert {row: fen for row, fen in naive.uncovered.items() if fen} == {
        p.row: p.fen - found.covered[p.row] for p in payments if p.fen > found.covered[p.row]
    }


@settings(max_examples=120, deadline=None)
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_and_no_paper_proves_more_than_it_is_for(
    case: Case, chance: random.Random
) -> None:
    payments, proofs, contracts, receipts = case
    rules = Rules(small_fen=5)
    found = match(payments, proofs, contracts, receipts, as_of=DAY, rules=rules)
    shuffled = [chance.sample(rows, len(rows)) for rows in (payments, proofs, contracts, receipts)]
    again = match(*shuffled, as_of=DAY, rules=rules)  # type: ignore[arg-type]
    assert again == found
    for p in payments:
        least, most = found.ranges[p.row]
        assert 0 <= least <= p.fen - found.covered[p.row] <= most <= p.fen
        assert found.covered[p.row] == sum(c.fen for c in found.chains if c.payment == p.row)
    pairs = {(c.payment, (c.invoice, None if c.invoice else c.contract)) for c in found.chains}
    ends = len({payment for payment, _ in pairs}) + len({paper for _, paper in pairs})
    assert len(pairs) <= max(0, ends - 1)
    for v in proofs:
        assert found.used[v.id] == sum(c.fen for c in found.chains if c.invoice == v.id) <= v.fen
    for k in contracts:
        assert k.fen is None or sum(c.fen for c in found.chains if c.contract == k.id) <= k.fen
        assert found.advanced.get(k.id, 0) <= k.advance_fen
    for g in receipts:
        assert g.fen is None or sum(c.fen for c in found.chains if c.receipt == g.id) <= g.fen


places = st.sampled_from(["", "苏州", "苏州市", "无锡", "江苏"])
words = st.sampled_from(["恒达", "恒大", "恒达通", "锐驰", "中国工商"])
trades = st.sampled_from(["钢材", "钢才", "刀具", "刀县", "机械设备", "银行"])
ends = st.sampled_from(
    [
        "有限公司",
        "有限责任公司",
        "股份有限公司",
        "厂",
        "",
        "苏州分行",
        "有限公司（原名：苏州锐驰刀具有限公司）",
        "有限公司无锡分公司",
    ]
)
firm = st.one_of(
    st.builds(lambda *parts: "".join(parts), places, words, trades, ends),
    st.sampled_from(["", "张小明", "张*明", "A.B Ltd"]),
)
firms = st.lists(st.tuples(firm, st.booleans()), max_size=8)


@settings(max_examples=300, deadline=None)
@given(firms, firms)
def test_blocking_misses_no_pair_that_is_one_party(left: list[tuple[str, bool]], right: list[tuple[str, bool]]) -> None:
    every = {
        (i, j): value
        for (i, (a, scanned)), (j, (b, read)) in product(enumerate(left), enumerate(right))
        if (value := likeness(a, b, ocr=scanned or read)) >= SAME_PARTY
    }
    assert alike(left, right) == every
