"""From payments and papers as plain rows to what proves what: the whole of flows.md 4 without a document."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from docaudit.matching.flow import Whole
from docaudit.matching.joins import Layer, join_contracts, join_receipts
from docaudit.matching.layers import UNKNOWN, UNLIMITED, Problem, Solution, coverable, solve
from docaudit.matching.links import link, sellers_of
from docaudit.matching.rows import ContractRow, Demand, Proof, ReceiptRow, Rules
from docaudit.records.names import core_key, fold


@dataclass(frozen=True, slots=True)
class Chain:
    """`fen` of a payment proved by `invoice` (or by the contract alone, paid in advance: None), through the others.

    A paper that is not asked for, or that nothing stands for, is None.
    """

    payment: str
    invoice: str | None
    contract: str | None
    receipt: str | None
    fen: int


@dataclass(frozen=True, slots=True)
class Group:
    """Payments and invoices that compete with each other and with nothing else (flows.md 4.4).

    `lacking` is what their payments lack in every best coverage, `proven` what each lacks in all of them, added up
    (None where the ranges were not worked out); the rest of it is lacked now by one payment, now by another.
    """

    payments: tuple[str, ...]
    papers: tuple[str, ...]
    lacking: int
    proven: int | None


@dataclass(frozen=True, slots=True)
class Matching:
    """The best coverage; fen throughout.

    Attributes:
        covered: payment to what is proved of it.
        ranges: payment to the least and most that may be lacking over all coverages of the same total.
        used: invoice to what it proves; what is left of it is its amount less that.
        advanced: contract to what its advance share proves.
        chains: what proves what, in order of payments and papers.
        groups: the components in which something is lacking.
        missing: for want of which kind of paper how much of the total lacks.
    """

    covered: dict[str, int]
    ranges: dict[str, tuple[int, int]]
    used: dict[str, int]
    advanced: dict[str, int]
    chains: tuple[Chain, ...]
    groups: tuple[Group, ...]
    missing: dict[str, int]


def match(
    payments: Sequence[Demand],
    proofs: Sequence[Proof],
    contracts: Sequence[ContractRow] | None = None,
    receipts: Sequence[ReceiptRow] | None = None,
    *,
    as_of: dt.date = dt.date.max,
    rules: Rules | None = None,
    ranges: bool = True,
) -> Matching:
    """Cover as much of the payments as the papers allow, at least cost; a fen of a paper proves one fen once.

    A layer that is None is not asked for. `as_of` says which deliveries are due. The order in which rows are given
    changes nothing: of coverages that cost the same the earlier payment, then the earlier paper comes first.

    Raises:
        InputError: the amounts are too large for 64-bit integers.
    """
    rules = rules or Rules()
    payments = sorted((p for p in payments if p.fen > 0), key=lambda p: (p.date, p.row))
    terms = sorted(contracts or (), key=_contract_order)
    papers = sorted([*proofs, *_advance_shares(terms)], key=_paper_order)
    sellers = sellers_of(papers, terms)
    links, paid = link(payments, papers, terms, sellers, as_of=as_of, rules=rules)
    layers: list[Layer] = []
    if contracts is not None:
        layers.append(join_contracts(papers, terms, paid=paid, sellers=sellers, rules=rules))
        if receipts is not None:
            layers.append(join_receipts(layers[0], terms, sorted(receipts, key=_receipt_order)))
    problem = Problem(
        demands=np.array([p.fen for p in payments], np.int64),
        layers=[np.array(room, np.int64) for room in ([p.fen for p in papers], *(layer.room for layer in layers))],
        links=links,
        joins=[layer.join for layer in layers],
    )
    found = solve(problem, ranges=ranges)
    return _told(payments, papers, layers, problem, found)


def what_is_left(
    found: Matching,
    proofs: Sequence[Proof],
    contracts: Sequence[ContractRow] | None = None,
    receipts: Sequence[ReceiptRow] | None = None,
) -> tuple[list[Proof], list[ContractRow] | None, list[ReceiptRow] | None]:
    """Return the papers with what `found` leaves of them, for payments of second rank (flows.md 4.3)."""
    spent: dict[str, int] = defaultdict(int)
    arrived: dict[str, int] = defaultdict(int)
    for chain in found.chains:
        spent[chain.contract or ""] += chain.fen
        arrived[chain.receipt or ""] += chain.fen
    return (
        [replace(p, fen=p.fen - found.used[p.id]) for p in proofs],
        None
        if contracts is None
        else [
            replace(
                c,
                fen=None if c.fen is None else c.fen - spent[c.id],
                advance_fen=c.advance_fen - found.advanced.get(c.id, 0),
            )
            for c in contracts
        ],
        None
        if receipts is None
        else [replace(r, fen=None if r.fen is None else r.fen - arrived[r.id]) for r in receipts],
    )


def _advance_shares(contracts: Sequence[ContractRow]) -> list[Proof]:
    return [
        Proof(id=c.id, seller=c.seller, fen=c.advance_fen, date=c.signed, scanned=c.scanned, contract=c.id)
        for c in contracts
        if c.advance_fen > 0
    ]


def _paper_order(paper: Proof) -> tuple[object, ...]:
    return (paper.date or dt.date.max, paper.number, core_key(paper.seller), paper.fen, paper.contract or "", paper.id)


def _contract_order(contract: ContractRow) -> tuple[object, ...]:
    fen = UNLIMITED if contract.fen is None else contract.fen
    return (contract.signed or dt.date.max, fold(contract.number), core_key(contract.seller), fen, contract.id)


def _receipt_order(receipt: ReceiptRow) -> tuple[object, ...]:
    fen = UNLIMITED if receipt.fen is None else receipt.fen
    return (receipt.date or dt.date.max, core_key(receipt.supplier), fen, receipt.id)


def _told(
    payments: Sequence[Demand], papers: Sequence[Proof], layers: Sequence[Layer], problem: Problem, found: Solution
) -> Matching:
    rows = [p.row for p in payments]
    fen, covered = problem.demands.tolist(), found.covered.tolist()
    bounds = zip(rows, fen, found.least.tolist(), found.most.tolist(), strict=True)
    spent = list(zip(papers, found.used.tolist(), strict=True))
    return Matching(
        covered=dict(zip(rows, covered, strict=True)),
        ranges={row: (whole - most, whole - least) for row, whole, least, most in bounds if least != UNKNOWN},
        used={paper.id: used for paper, used in spent if paper.contract is None},
        advanced={paper.contract: used for paper, used in spent if paper.contract is not None},
        chains=_chains(rows, papers, layers, found),
        groups=_groups(rows, papers, problem.demands - found.covered, found, problem.demands),
        missing=_missing(problem, sum(fen) - sum(covered)),
    )


def _chains(
    rows: Sequence[str], papers: Sequence[Proof], layers: Sequence[Layer], found: Solution
) -> tuple[Chain, ...]:
    behind: list[list[str | None]] = [layer.ids for layer in layers]
    chains = []
    for (payment, paper, *others), fen in zip(found.chains.tolist(), found.fen.tolist(), strict=True):
        names = [ids[i] for ids, i in zip(behind, others, strict=True)] + [None, None]
        proof = papers[paper]
        chains.append(Chain(rows[payment], proof.id if proof.contract is None else None, names[0], names[1], fen))
    return tuple(chains)


def _groups(
    rows: Sequence[str], papers: Sequence[Proof], lacking: Whole, found: Solution, demands: Whole
) -> tuple[Group, ...]:
    members: dict[int, list[int]] = defaultdict(list)
    others: dict[int, list[str]] = defaultdict(list)
    for i, part in enumerate(found.payment_part.tolist()):
        members[part].append(i)
    for paper, part in zip(papers, found.paper_part.tolist(), strict=True):
        if paper.contract is None:
            others[part].append(paper.id)
    result = []
    for part, some in members.items():
        short = int(lacking[some].sum())
        if short:
            known = bool((found.most[some] != UNKNOWN).all())
            proven = int((demands[some] - found.most[some]).sum()) if known else None
            result.append(Group(tuple(rows[i] for i in some), tuple(others[part]), short, proven))
    return tuple(result)


def _missing(problem: Problem, lacking: int) -> dict[str, int]:
    """Return for want of which kind of paper how much of the total lacks (flows.md 4.1)."""
    total, before, result = int(problem.demands.sum()), 0, {}
    for depth, kind in enumerate(("vat_invoice", "trade_contract", "goods_receipt"), 1):
        now = before
        if depth < len(problem.layers) and lacking > before:
            part = Problem(
                demands=problem.demands,
                layers=problem.layers[:depth],
                links=problem.links,
                joins=problem.joins[: depth - 1],
            )
            now = total - coverable(part)
        elif depth == len(problem.layers):
            now = lacking
        result[kind] = now - before
        before = now
    return result
