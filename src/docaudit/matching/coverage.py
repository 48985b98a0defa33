"""Which invoices and contracts prove which payment for how many yuan (flows.md 4).

What proves a yuan: an invoice of the payee to the borrower, in time, sound, each number once, with room in a trade
contract with that payee. Small purchases need no contract. A contract alone proves nothing, except the share that its
terms say is paid in advance, and that only until the goods are due. Goods receipts are asked for only where an
obligation of the loan contract names them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from docaudit.documents.bank_statement import BankStatement
from docaudit.matching.evidence import (
    contract_rows,
    invoice_proofs,
    order_proofs,
    receipt_rows,
    with_own_firms,
)
from docaudit.matching.match import Chain, Group, Matching, match, what_is_left
from docaudit.matching.rows import Demand, Proof, Rules, tolerance
from docaudit.records.document import Document
from docaudit.records.flows import Cover, PaperUse, Parties
from docaudit.records.identifiers import account_digits

ORDERS = Rules(days_earlier=90, days_later=7)
"""An application or order is dated at most so many days before and after the payment that it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What proves each demand, in fen, by row id.

    `uncovered` is zero where no more lacks than the tolerance of flows.md 4.5; `lacking` is what lacks before that.
    `ranges` is the least and most that may lack over all coverages of the same total, where that was worked out.
    `missing` says for want of which kind of paper how much of the total lacks (flows.md 4.1). `groups` are the payments
    and papers between which something is lacking (flows.md 4.4). `papers` says of each invoice that counts what became
    of it. `named_in` are the drawdown applications and entrusted-payment orders that name a payment.
    """

    covers: Mapping[str, tuple[Cover, ...]] = field(default_factory=dict)
    uncovered: Mapping[str, int] = field(default_factory=dict)
    lacking: Mapping[str, int] = field(default_factory=dict)
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    papers: tuple[PaperUse, ...] = ()
    named_in: Mapping[str, tuple[Cover, ...]] = field(default_factory=dict)


def match_evidence(
    documents: Sequence[Document],
    demands: Sequence[Demand],
    parties: Parties,
    as_of: dt.date | None = None,
    *,
    own: Sequence[Demand] = (),
) -> Coverage:
    """Return the coverage of most yuan, least cost: each yuan of a paper proves one yuan once.

    `as_of` says which deliveries are due; None takes the last day that a statement of the file shows. `own` are the own
    money parts of payments: they are covered by what is left, which changes nothing for `demands` (flows.md 4.3).
    """
    parties = with_own_firms(documents, parties)
    today = as_of or _last_day(documents, demands)
    wanted = [_known_as(d, parties) for d in demands if d.fen > 0]
    papers = invoice_proofs(documents, parties), contract_rows(documents, parties), receipt_rows(documents, parties)
    found = match(wanted, *papers, as_of=today)
    second = match([_known_as(d, parties) for d in own], *what_is_left(found, *papers), as_of=today, ranges=False)
    lacking = {d.row: d.fen - found.covered[d.row] for d in wanted}
    return Coverage(
        covers=_covers(found.chains),
        uncovered={d.row: _short(lacking[d.row], d.fen) for d in wanted},
        lacking=lacking,
        ranges=found.ranges,
        missing=found.missing,
        groups=found.groups,
        papers=_papers(papers[0], found, second),
        named_in=_named_in(documents, wanted),
    )


def _covers(chains: Iterable[Chain]) -> dict[str, tuple[Cover, ...]]:
    """Return what proves each payment; an advance share under the id of its contract."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for chain in chains:
        sums[chain.payment][chain.invoice or chain.contract or ""] += chain.fen
    return {
        row: tuple(Cover(paper, fen) for paper, fen in sorted(some.items(), key=lambda item: (-item[1], item[0])))
        for row, some in sums.items()
    }


def _papers(proofs: Iterable[Proof], found: Matching, second: Matching) -> tuple[PaperUse, ...]:
    """Return what became of each invoice that counts."""
    proved: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for chain in found.chains:
        if chain.invoice is not None:
            proved[chain.invoice][chain.payment] += chain.fen
    return tuple(
        PaperUse(
            document=proof.id,
            amount_fen=proof.fen,
            payments=tuple(sorted(proved[proof.id].items())),
            own_fen=second.used.get(proof.id, 0),
        )
        for proof in sorted(proofs, key=lambda p: p.id)
    )


def _named_in(documents: Sequence[Document], wanted: Sequence[Demand]) -> dict[str, tuple[Cover, ...]]:
    """Return the applications and the orders that name each payment; each amount of a paper names one payment once."""
    named: dict[str, tuple[Cover, ...]] = {}
    for proofs in order_proofs(documents):
        for row, covers in _covers(match(wanted, proofs, rules=ORDERS, ranges=False).chains).items():
            papers: dict[str, int] = defaultdict(int)
            for cover in covers:
                papers[cover.document.partition("#")[0]] += cover.amount_fen
            named[row] = (*named.get(row, ()), *(Cover(paper, fen) for paper, fen in sorted(papers.items())))
    return named


def _known_as(demand: Demand, parties: Parties) -> Demand:
    """Add the name that other papers give the payee's account."""
    known = parties.accounts.get(account_digits(demand.payee_account))
    return replace(demand, also_named=(*demand.also_named, known[0])) if known and known[0] else demand


def _last_day(documents: Sequence[Document], demands: Sequence[Demand]) -> dt.date:
    days = [d.period_end.value for d in documents if isinstance(d, BankStatement)]
    days += [
        t.time.value.date() for d in documents if isinstance(d, BankStatement) for t in d.transactions if t.time.value
    ]
    return max((day for day in (*days, *(d.date for d in demands)) if day), default=dt.date.max)


def _short(lacking: int, fen: int) -> int:
    return lacking if lacking > tolerance(fen) else 0
