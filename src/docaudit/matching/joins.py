"""Which contract stands behind an invoice, and which goods receipt behind a contract (flows.md 4.1, 4.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from docaudit.matching.alike import Name, alike
from docaudit.matching.flow import Whole
from docaudit.matching.layers import UNLIMITED, Join, Pairs
from docaudit.matching.links import EVER, UNDATED, Numbering, Sellers
from docaudit.matching.rows import ContractRow, Proof, ReceiptRow, Rules


@dataclass(slots=True)
class Layer:
    """Papers behind another layer: `ids` (None for what stands for no paper), `room` in fen, and how to reach them.

    `behind` are seller and first day of what may stand behind them in turn.
    """

    ids: list[str | None]
    room: list[int]
    join: Join
    behind: list[tuple[Name, int]]


@dataclass(slots=True)
class _Sides:
    """Classes of papers above and below, and which of them are joined."""

    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    pairs: list[Pairs] = field(default_factory=list)

    def join(self) -> Join:
        none = (np.zeros(0, np.int64),) * 2
        one, two = (np.concatenate(column) for column in zip(none, *self.pairs, strict=True))
        return Join(np.array(self.above, np.int64), np.array(self.below, np.int64), (one, two))

    def pair(self, one: int, two: int) -> None:
        self.pairs.append((np.array([one]), np.array([two])))


def join_contracts(
    papers: Sequence[Proof],
    contracts: Sequence[ContractRow],
    *,
    paid: Whole,
    sellers: Sellers,
    rules: Rules,
) -> Layer:
    """Lead invoices through the contracts with their seller; past them where there is none and little was paid.

    An advance share leads to its own contract. `paid` is for each paper the fen of all payments that it may prove.
    """
    sides = _Sides()
    ids: list[str | None] = [c.id for c in contracts]
    room = [UNLIMITED if c.fen is None else c.fen for c in contracts]
    behind = [((c.seller or "", c.scanned), c.signed.toordinal() if c.signed else UNDATED) for c in contracts]
    groups: Numbering[tuple[object, ...]] = Numbering()
    # A contract with an advance share stands alone, so that the share reaches no other contract.
    below = [groups.of((i,) if c.advance_fen else (c.seller, c.scanned, c.signed)) for i, c in enumerate(contracts)]
    sides.below = below
    place = {c.id: below[i] for i, c in enumerate(contracts)}
    above: Numbering[tuple[object, ...]] = Numbering()
    by_seller: dict[int, dict[int, int]] = defaultdict(dict)
    past: dict[int, int] = {}
    for i, (paper, seller) in enumerate(zip(papers, sellers.of, strict=True)):
        day = paper.date.toordinal() if paper.date else EVER
        if paper.contract is not None:
            sides.above.append(number := above.of(("advance", i)))
            sides.pair(number, place[paper.contract])
        elif sellers.contracts.get(seller):
            sides.above.append(number := above.of((seller, day)))
            by_seller[seller][day] = number
        elif paid[i] < rules.small_fen:
            sides.above.append(number := above.of((seller,)))
            past[seller] = number
        else:
            sides.above.append(-1)
    for seller, days in by_seller.items():
        terms = {below[i]: contracts[i] for i in sellers.contracts[seller]}
        first = {g: c.signed.toordinal() - rules.signing_grace_days if c.signed else UNDATED for g, c in terms.items()}
        sides.pairs.append(_from_day_on(days, first))
    for seller, number in past.items():
        ids.append(None)
        room.append(UNLIMITED)
        behind.append((sellers.names[seller], UNDATED))
        sides.below.append(group := groups.of(("past", number)))
        sides.pair(number, group)
    return Layer(ids, room, sides.join(), behind)


def join_receipts(layer: Layer, contracts: Sequence[ContractRow], receipts: Sequence[ReceiptRow]) -> Layer:
    """Lead contracts to the goods receipts of their seller from their day on.

    Goods paid in advance have not arrived yet: no receipt is asked for that share of the contract.
    """
    sides = _Sides()
    ids: list[str | None] = [r.id for r in receipts]
    room = [UNLIMITED if r.fen is None else r.fen for r in receipts]
    names: Numbering[Name] = Numbering()
    above: Numbering[tuple[object, ...]] = Numbering()
    days: dict[int, dict[int, int]] = defaultdict(dict)
    for i, (name, day) in enumerate(layer.behind):
        who = names.of(name)
        alone = (i,) if i < len(contracts) and contracts[i].advance_fen else ()
        sides.above.append(number := above.of((who, day, *alone)))
        days[who][number] = day
    groups: Numbering[tuple[object, ...]] = Numbering()
    suppliers: Numbering[Name] = Numbering()
    arrived: dict[int, dict[int, int]] = defaultdict(dict)
    for receipt in receipts:
        who = suppliers.of((receipt.supplier or "", receipt.scanned))
        day = receipt.date.toordinal() if receipt.date else EVER
        sides.below.append(group := groups.of((who, day)))
        arrived[who][day] = group
    for seller, supplier in alike(list(names), list(suppliers)):
        later, earlier = _from_day_on(arrived[supplier], days[seller])
        sides.pairs.append((earlier, later))
    for i, contract in enumerate(contracts):
        if contract.advance_fen:
            ids.append(None)
            room.append(contract.advance_fen)
            sides.below.append(group := groups.of(("advance", i)))
            sides.pair(sides.above[i], group)
    return Layer(ids, room, sides.join(), [])


def _from_day_on(days: Mapping[int, int], first: Mapping[int, int]) -> Pairs:
    """Join each class of a day (`days`: day to class) with the classes whose first day (class to day) is not later."""
    later, groups = np.array(list(days), np.int64), np.array(list(days.values()), np.int64)
    targets, start = np.array(list(first), np.int64), np.array(list(first.values()), np.int64)
    order = np.argsort(start, kind="stable")
    count = np.searchsorted(start[order], later, "right")
    within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(groups, count), targets[order][within]
