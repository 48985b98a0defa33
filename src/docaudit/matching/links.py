"""Which payments an invoice or the advance share of a contract can prove, and at which cost (flows.md 4.2, 4.3).

Links are made between classes: payments of one day to one payee, invoices of one day by one seller. Two classes are
joined where the parties are one and the days fit, found by search in sorted days; all pairs are never looked at. Where
an invoice is for the very amount of a payment, their kinds (class and amount) are joined beside that, at less cost.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from docaudit.matching.alike import Name, alike
from docaudit.matching.flow import Whole
from docaudit.matching.layers import Links, Pairs, Triples, no_triples
from docaudit.matching.rows import ContractRow, Demand, Proof, Rules
from docaudit.records.names import fold

K = TypeVar("K")

EVER = dt.date.max.toordinal()
"""A day after all others; days are counted as `date.toordinal` does."""
UNDATED = 0
HUBS_FROM = 2000
"""Pairs of days from which classes are joined through hubs; below it the hubs would be more arcs than the pairs."""
SHORTEST_NUMBER = 4
"""A contract number of fewer signs (``1``, ``002``) stands in too many remarks by chance."""


class Numbering(Generic[K]):
    """Numbers keys from 0 in the order in which they are first asked for."""

    def __init__(self) -> None:
        self.keys: dict[K, int] = {}

    def of(self, key: K) -> int:
        """Return the key's number."""
        return self.keys.setdefault(key, len(self.keys))

    def __iter__(self) -> Iterator[K]:
        return iter(self.keys)

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Sellers:
    """The sellers on the papers and the contracts with each of them.

    `of` is the number of each paper's seller, `names` are the sellers, `contracts` are numbers of contracts by seller.
    """

    of: Sequence[int]
    names: Sequence[Name]
    contracts: Mapping[int, Sequence[int]]


def sellers_of(papers: Sequence[Proof], contracts: Sequence[ContractRow]) -> Sellers:
    """Number the sellers and find their contracts."""
    names: Numbering[Name] = Numbering()
    of = [names.of((paper.seller or "", paper.scanned)) for paper in papers]
    firms: Numbering[Name] = Numbering()
    signed_by: dict[int, list[int]] = defaultdict(list)
    for number, contract in enumerate(contracts):
        signed_by[firms.of((contract.seller or "", contract.scanned))].append(number)
    found: dict[int, list[int]] = defaultdict(list)
    for seller, firm in alike(list(names), list(firms)):
        found[seller] += signed_by[firm]
    return Sellers(of, list(names), {seller: sorted(some) for seller, some in found.items()})


def link(
    payments: Sequence[Demand],
    papers: Sequence[Proof],
    contracts: Sequence[ContractRow],
    sellers: Sellers,
    *,
    as_of: dt.date,
    rules: Rules,
) -> tuple[Links, Whole]:
    """Link payments and papers, both in their order, whose parties, days and terms fit.

    Also return for each paper the fen of all payments that it may prove.
    """
    named = _first_days(contracts, sellers, rules)
    left, payment_kind = _payments(payments, {number for days in named.values() for number in days})
    right, paper_kind = _papers(papers, {c.id: c for c in contracts}, sellers, as_of, rules)
    asked = np.zeros(len(left.day), np.int64)
    np.add.at(asked, left.kind_class[payment_kind], _column(p.fen for p in payments))
    pairs = _Pairs(left, right, named, asked, rules)
    for (who, seller), value in alike_payees(left.parties, sellers.names).items():
        pairs.add(who, seller, value)
    wide, exact, to_hub, from_hub = (_joined(some) for some in (pairs.wide, pairs.exact, pairs.to_hub, pairs.from_hub))
    links = Links(
        payment_kind=payment_kind,
        paper_kind=paper_kind,
        payment_class=left.kind_class,
        paper_class=right.kind_class,
        wide=wide,
        exact=exact,
        to_hub=to_hub,
        from_hub=from_hub,
    )
    return links, pairs.reach[right.kind_class[paper_kind]]


def alike_payees(payees: Sequence[Sequence[str]], sellers: Sequence[Name]) -> dict[tuple[int, int], float]:
    """Return (payee, seller) that are one party; of a payee's several names the likest counts."""
    flat = [(name, False) for names in payees for name in names]
    owner = [who for who, names in enumerate(payees) for _ in names]
    best: dict[tuple[int, int], float] = {}
    for (place, seller), value in alike(flat, sellers).items():
        pair = owner[place], seller
        best[pair] = max(value, best.get(pair, 0.0))
    return dict(sorted(best.items()))


@dataclass(frozen=True, slots=True)
class _Payments:
    parties: Sequence[tuple[str, ...]]
    of_party: Mapping[int, Whole]
    day: Whole
    mentions: Sequence[frozenset[str]]
    kind_class: Whole
    kind_amount: Whole
    kinds_of_party: Mapping[int, Whole]


@dataclass(frozen=True, slots=True)
class _Papers:
    """Columns by class: proves payments of the days `first` to `last`, at a cost by the days to `day`."""

    of_party: Mapping[int, Whole]
    first: Whole
    last: Whole
    day: Whole
    penalty: Whole
    advance: Whole
    kind_class: Whole
    kind_amount: Whole
    kinds_of_party: Mapping[int, Whole]


def _payments(payments: Sequence[Demand], numbers: set[str]) -> tuple[_Payments, Whole]:
    parties: Numbering[tuple[str, ...]] = Numbering()
    classes: Numbering[tuple[int, int, frozenset[str]]] = Numbering()
    kinds: Numbering[tuple[int, int]] = Numbering()
    lengths = sorted({len(number) for number in numbers})
    kind = []
    for p in payments:
        who = parties.of(tuple(dict.fromkeys(n for n in (p.payee_name, *p.also_named) if n)))
        group = classes.of((who, p.date.toordinal(), _mentioned(p.text, numbers, lengths)))
        kind.append(kinds.of((group, p.whole_fen or p.fen)))
    keys = list(classes)
    day = _column(day for _, day, _ in keys)
    kind_class, amount = _column(group for group, _ in kinds), _column(fen for _, fen in kinds)
    found = _Payments(
        parties=list(parties),
        of_party=_grouped([who for who, _, _ in keys], day),
        day=day,
        mentions=[mentions for _, _, mentions in keys],
        kind_class=kind_class,
        kind_amount=amount,
        kinds_of_party=_grouped([keys[group][0] for group in kind_class.tolist()], amount, day[kind_class]),
    )
    return found, _column(kind)


def _papers(
    papers: Sequence[Proof], terms: Mapping[str, ContractRow], sellers: Sellers, as_of: dt.date, rules: Rules
) -> tuple[_Papers, Whole]:
    classes: Numbering[tuple[int, int, int, int, int, bool]] = Numbering()
    kinds: Numbering[tuple[int, int]] = Numbering()
    kind = []
    for paper, seller in zip(papers, sellers.of, strict=True):
        if paper.contract is not None:
            first, last = _advance_days(terms[paper.contract], as_of, rules)
            group = classes.of((seller, first, last, UNDATED, rules.advance, True))
        elif paper.date is None:
            group = classes.of((seller, UNDATED, EVER, UNDATED, paper.penalty + rules.no_date, False))
        else:
            day = paper.date.toordinal()
            window = day - rules.days_later, day + rules.days_earlier
            group = classes.of((seller, *window, day, paper.penalty, False))
        kind.append(kinds.of((group, paper.fen)))
    keys = list(classes)
    columns = np.array(keys, np.int64).reshape(-1, 6).T
    kind_class, amount = _column(group for group, _ in kinds), _column(fen for _, fen in kinds)
    invoice_kinds = np.flatnonzero(columns[5][kind_class] == 0)
    found = _Papers(
        of_party=_grouped(columns[0].tolist()),
        first=columns[1],
        last=columns[2],
        day=columns[3],
        penalty=columns[4],
        advance=columns[5],
        kind_class=kind_class,
        kind_amount=amount,
        kinds_of_party={
            seller: invoice_kinds[some]
            for seller, some in _grouped(columns[0][kind_class[invoice_kinds]].tolist()).items()
        },
    )
    return found, _column(kind)


def _advance_days(contract: ContractRow, as_of: dt.date, rules: Rules) -> tuple[int, int]:
    """Return the days on which a payment is one in advance for which nothing more is due yet."""
    first = contract.signed.toordinal() if contract.signed else UNDATED
    now = as_of.toordinal()
    if contract.delivery is not None:
        due = contract.delivery.toordinal() + rules.advance_days
        return (first, due) if now <= due else (EVER, UNDATED)
    return max(first, now - rules.days_later), EVER


class _Pairs:
    """Collects the pairs of classes and of kinds, party by party, as triples (payments, papers, cost)."""

    def __init__(
        self, left: _Payments, right: _Papers, named: Mapping[int, Mapping[str, int]], asked: Whole, rules: Rules
    ) -> None:
        self.left, self.right, self.named, self.asked, self.rules = left, right, named, asked, rules
        self.reach = np.zeros(len(right.day), np.int64)
        self.mentioning = np.array([bool(some) for some in left.mentions], bool)
        amounts = np.concatenate((left.kind_amount, right.kind_amount))
        # Amount and day in one number, so that one search finds the equal amounts within the days.
        places = np.unique(amounts, return_inverse=True)[1].astype(np.int64) * (EVER + 1)
        self.left_code = places[: len(left.kind_amount)] + left.day[left.kind_class]
        self.right_place = places[len(left.kind_amount) :]
        self.wide: list[Triples] = []
        self.exact: list[Triples] = []
        self.to_hub: list[Triples] = []
        self.from_hub: list[Triples] = []
        self.hubs = 0

    def add(self, who: int, seller: int, value: float) -> None:
        """Join what was paid to this party with what it issued."""
        payments, papers = self.left.of_party.get(who), self.right.of_party.get(seller)
        if payments is None or papers is None:
            return
        days, upto = self.left.day[payments], np.cumsum(np.append(0, self.asked[payments]))
        first, last = (
            np.searchsorted(days, self.right.first[papers]),
            np.searchsorted(days, self.right.last[papers], "right"),
        )
        self.reach[papers] += upto[np.maximum(first, last)] - upto[first]
        alike = round(100 * (1 - value))
        plain = payments[~self.mentioning[payments]] if self.named.get(seller) else payments
        dated = papers[self.right.day[papers] != UNDATED]
        if len(plain) and len(dated) and len(plain) * len(dated) >= HUBS_FROM:
            self._through_hubs(plain, dated, alike)
            self._direct(np.setdiff1d(payments, plain), dated, seller, alike)
            self._direct(payments, np.setdiff1d(papers, dated), seller, alike)
        else:
            self._direct(payments, papers, seller, alike)
        self._exact(who, seller, alike)

    def _direct(self, payments: Whole, papers: Whole, seller: int, alike: int) -> None:
        left, right = self.left, self.right
        payments = payments[np.argsort(left.day[payments], kind="stable")]
        ends = _spans(left.day[payments], right.first[papers], right.last[papers])
        one, two = payments[ends[1]], papers[ends[0]]
        more = np.where(right.advance[two] == 1, 0, self.rules.not_exact)
        self.wide.append((one, two, self._cost(one, two, seller, alike) + more))

    def _through_hubs(self, payments: Whole, papers: Whole, alike: int) -> None:
        """Join dated papers through hubs of ten days each: costs rise by steps of ten days.

        A payment of a day reaches the ten days from its own on, the next ten, and so on, and back likewise.
        """
        left, right, rules = self.left, self.right, self.rules
        days, place = np.unique(left.day[payments], return_inverse=True)
        papers = papers[np.argsort(right.day[papers], kind="stable")]
        issued = right.day[papers]
        steps = [(10 * k, min(10 * k + 9, rules.days_later), k) for k in range(rules.days_later // 10 + 1)]
        steps += [(-min(10 * k + 9, rules.days_earlier), -10 * k, k) for k in range(rules.days_earlier // 10 + 1)]
        spans = np.array([(day + first, day + last) for day in days.tolist() for first, last, _ in steps], np.int64)
        ends = np.searchsorted(issued, spans[:, 0]), np.searchsorted(issued, spans[:, 1], "right")
        # Spans that hold the same papers are one hub; empty ones are none.
        held, hub = np.unique(np.stack(ends, axis=1), axis=0, return_inverse=True)
        hub = hub.reshape(len(days), len(steps))
        full = held[:, 1] > held[:, 0]
        number = np.cumsum(full) - 1 + self.hubs
        self.hubs += int(full.sum())
        count = (held[:, 1] - held[:, 0])[full]
        inside = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        members = papers[np.repeat(held[full, 0], count) + inside]
        self.from_hub.append((np.repeat(number[full], count), members, right.penalty[members]))
        reach = hub[place]
        some = full[reach]
        steps_cost = np.array([k for *_, k in steps], np.int64) * rules.per_ten_days
        cost = np.broadcast_to(steps_cost + alike + rules.no_number + rules.not_exact, reach.shape)
        one = np.broadcast_to(payments[:, None], reach.shape)
        self.to_hub.append((one[some], number[reach[some]], cost[some]))

    def _exact(self, who: int, seller: int, alike: int) -> None:
        """Join the kinds of equal amount."""
        left, right = self.left, self.right
        kinds, issued = left.kinds_of_party[who], right.kinds_of_party.get(seller)
        if issued is None:
            return
        group = right.kind_class[issued]
        place = self.right_place[issued]
        ends = _spans(
            self.left_code[kinds],
            place + np.clip(right.first[group], UNDATED, EVER),
            place + np.clip(right.last[group], UNDATED, EVER),
        )
        one, two = kinds[ends[1]], issued[ends[0]]
        self.exact.append((one, two, self._cost(left.kind_class[one], right.kind_class[two], seller, alike)))

    def _cost(self, one: Whole, two: Whole, seller: int, alike: int) -> Whole:
        """Return the cost per fen of payment classes and paper classes, the exact amount taken for granted."""
        left, right, rules = self.left, self.right, self.rules
        apart = np.where(right.day[two] == UNDATED, 0, np.abs(left.day[one] - right.day[two]) // 10)
        cost = right.penalty[two] + alike + rules.per_ten_days * apart + rules.no_number
        first_days = self.named.get(seller, {})
        for i in np.flatnonzero(self.mentioning[one]) if first_days else ():
            day = int(right.day[two[i]]) or EVER
            if any(number in first_days and day >= first_days[number] for number in left.mentions[one[i]]):
                cost[i] -= rules.no_number
        return np.where(right.advance[two] == 1, right.penalty[two], cost)


def _joined(some: Sequence[Triples]) -> Triples:
    one, two, cost = (np.concatenate(column) for column in zip(no_triples(), *some, strict=True))
    return one, two, cost


def _spans(days: Whole, first: Whole, last: Whole) -> Pairs:
    """Return (place of the span, place of the day) for each of the sorted `days` in each span."""
    start, end = np.searchsorted(days, first), np.searchsorted(days, last, "right")
    count = np.maximum(end - start, 0)
    span = np.repeat(np.arange(len(first)), count)
    within = np.arange(len(span)) - np.repeat(np.cumsum(count) - count, count)
    return span, within + np.repeat(start, count)


def _column(values: Iterable[int]) -> Whole:
    return np.array(list(values), np.int64)


def _grouped(keys: Sequence[int], *sort: Whole) -> dict[int, Whole]:
    """Return the places of each key, sorted by the columns."""
    column = np.array(keys, np.int64)
    order = np.lexsort((*sort[::-1], column))
    cuts = np.flatnonzero(np.diff(column[order])) + 1
    return {int(column[some[0]]): some for some in np.split(order, cuts) if len(some)}


def _first_days(contracts: Sequence[ContractRow], sellers: Sellers, rules: Rules) -> dict[int, dict[str, int]]:
    """Return for each seller the numbers of its contracts and the day from which an invoice may belong to each."""
    days: dict[int, dict[str, int]] = {}
    for seller, some in sellers.contracts.items():
        for contract in (contracts[i] for i in some):
            number = fold(contract.number)
            if len(number) >= SHORTEST_NUMBER:
                day = contract.signed.toordinal() - rules.signing_grace_days if contract.signed else UNDATED
                known = days.setdefault(seller, {})
                known[number] = min(day, known.get(number, EVER))
    return days


def _mentioned(text: str, numbers: set[str], lengths: Sequence[int]) -> frozenset[str]:
    folded = fold(text) if numbers else ""
    return frozenset(
        part for size in lengths for i in range(len(folded) - size + 1) if (part := folded[i : i + size]) in numbers
    )
