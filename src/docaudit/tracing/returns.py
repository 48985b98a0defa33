"""Finds loan money that came back: from the payee, from parties tied to it, over visible hops (flows.md 3.1)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from docaudit.knowledge import bank_of, is_clearing_account, same_party
from docaudit.records.flows import LedgerRow, LoanTrace, Parties, TracedPayment
from docaudit.records.identifiers import accounts_match
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.records.names import core_key
from docaudit.records.schemes import LoanMoney, Return, SetBounds
from docaudit.tracing.events import BORROWER, Event, Names, Web, list_events, weave
from docaudit.tracing.graph import Carried, FundGraph
from docaudit.tracing.linking import is_own_name
from docaudit.tracing.uses import related
from docaudit.tracing.windows import Match, match_within

_NOT_A_GROUP = frozenset({Use.OPERATING, Use.LOAN_REPAYMENT, Use.CASH, Use.IDLE, Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT})
_COUNTS = (RowKind.IN, RowKind.TRANSFER_IN)
_YEAR = dt.timedelta(days=365)

ReturnBound = Callable[[str, Sequence[LedgerRow], Sequence[LedgerRow]], int]
"""The most loan money (by loan id) that can have come back with the ins, if whoever got the outs kept no books."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLimits:
    """The numbers of flows.md 3.1; strengths and shares from 0 to 1."""

    window: dt.timedelta
    stay: dt.timedelta
    hops: int
    share: Fraction
    related: float
    same_account: float
    same_name: float
    hop_factor: float
    untied: float
    untied_factor: float
    tolerance: Fraction
    trades: int
    ratio_span: float
    floor_fen: int


@dataclass(frozen=True, slots=True)
class _Tie:
    strength: float
    reason: str


@dataclass(slots=True)
class _Group:
    """Payees whose money came back together, and the rows with which it did."""

    keys: set[str]
    ties: dict[str, _Tie] = field(default_factory=dict)
    ends: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Matched:
    """`fen` that came back: directly by `pairs`, over hops as far as `far` says; `far` pairs give the days only."""

    fen: int
    pairs: list[Match]
    far: list[Match]


def find_returns(
    graph: FundGraph,
    parties: Parties,
    trace: LoanTrace,
    *,
    carried: Carried,
    bounds: SetBounds,
    most_back: ReturnBound,
    limits: ReturnLimits,
) -> tuple[Return, ...]:
    """Return the returns of one loan; a row of money in counts for the payee to which it is tied most closely.

    Ties go by rank: the same account, the same name, a way over rows of others' statements, two related parties, and
    last a related payer of just the amount that was paid. Between strangers equal amounts alone say nothing: a firm
    with twenty customers and twenty suppliers has such pairs every month.

    Args:
        graph: the rows of all statements.
        parties: who is related to the borrower.
        trace: the loan on the borrower's own accounts.
        carried: loan money of each row on the graph.
        bounds: of sets of payments of the trace.
        most_back: see `ReturnBound`.
        limits: the numbers.
    """
    return tuple(_Finder(graph, parties, trace, carried, bounds, most_back, limits).run())


_EMPTY = Web(events=[], arcs=[], room=[], starts=frozenset(), ends=frozenset())


@dataclass(slots=True)
class _Finder:
    graph: FundGraph
    parties: Parties
    trace: LoanTrace
    carried: Carried
    bounds: SetBounds
    most_back: ReturnBound
    limits: ReturnLimits
    payments: dict[str, list[TracedPayment]] = field(default_factory=lambda: defaultdict(list))
    key_of: dict[str, str] = field(default_factory=dict)
    days: dict[str, list[dt.date]] = field(default_factory=dict)
    arrivals: list[LedgerRow] = field(default_factory=list)
    strengths: dict[str | None, float] = field(default_factory=dict)
    web: Web = _EMPTY

    def run(self) -> Iterator[Return]:
        names = Names(list(self.graph.accounts.values()), self.parties)
        for p in self.trace.payments:
            name = p.row.transaction.counterparty_name
            key = names.of(name) or core_key(name)
            if key and key != BORROWER and p.max_fen > 0 and p.use not in _NOT_A_GROUP and not self._channel(p.row):
                self.payments[key].append(p)
                self.key_of[p.row.id] = key
        for found in self.payments.values():
            found.sort(key=lambda p: (p.row.transaction.date, self._place(p.row)))
        self.days = {key: [p.row.transaction.date for p in found] for key, found in self.payments.items()}
        self.arrivals = self._arrivals()
        groups = self._groups(names)
        for group in groups:
            back = self._return(group)
            if back is not None:
                yield back

    def _place(self, row: LedgerRow) -> int:
        return self.graph.order.get(row.id, -1)

    def _arrivals(self) -> list[LedgerRow]:
        """Return money in on accounts of the borrower and its related parties, refunds and disbursements left out."""
        return [
            r
            for r in self.graph.rows.values()
            if r.kind in _COUNTS
            and r.transaction.amount_fen > 0
            and self.graph.owner(r) in (Owner.BORROWER, Owner.RELATED)
            and not is_own_name(r.transaction.counterparty_name, self.parties)
            and not self._channel(r)
        ]

    def _channel(self, row: LedgerRow) -> bool:
        """Say whether the other side is the lender, another bank or a wallet: nobody who returns money."""
        name = row.transaction.counterparty_name
        lender = bool(name) and any(same_party(name, one) for one in self.parties.lender_names)
        return lender or is_clearing_account(name) or bank_of(name) is not None

    def _strength(self, name: str | None) -> float:
        if name not in self.strengths:
            relation = related(name, self.parties)
            self.strengths[name] = relation.strength if relation else 0.0
        return self.strengths[name]

    # --- who is tied to whom ----------------------------------------------------------------------------------------

    def _groups(self, names: Names) -> list[_Group]:
        groups = {key: _Group({key}) for key in self.payments}
        tied: dict[str, tuple[int, float, str, _Tie]] = {}
        for key in self.payments:
            for row in self.arrivals:
                found = self._direct(key, row)
                if found is not None and (row.id not in tied or found[:2] > tied[row.id][:2]):
                    tied[row.id] = (*found[:2], key, found[2])
        close = {row_id for row_id, (rank, *_) in tied.items() if rank >= _BY_NAME}
        self.web = self._weave(names, close)
        for end, starts in self.web.behind().items():
            keys = {self.key_of[self.web.events[s].row.id] for s in starts}
            joined = _Group(set())
            for group in {id(groups[k]): groups[k] for k in keys}.values():
                joined.keys |= group.keys
                joined.ends |= group.ends
            joined.ends.add(end)
            groups |= dict.fromkeys(joined.keys, joined)
            tied.pop(self.web.events[end].shown.id, None)
        for row_id, (_, _, key, tie) in tied.items():
            groups[key].ties[row_id] = tie
        return [g for g in {id(g): g for g in groups.values()}.values() if g.ties or g.ends]

    def _direct(self, key: str, row: LedgerRow) -> tuple[int, float, _Tie] | None:
        """Return rank, strength and tie between a payee and the payer of `row`, None where nothing ties them."""
        into, out, limits = row.transaction, self.payments[key][0].row.transaction, self.limits
        inside = self._inside(key, row)
        if not inside:
            return None
        if into.counterparty_account and any(
            accounts_match(into.counterparty_account, p.row.transaction.counterparty_account) for p in inside
        ):
            return _BY_ACCOUNT, limits.same_account, _Tie(limits.same_account, "转出与转回为同一账户")
        if same_party(into.counterparty_name, out.counterparty_name):
            return _BY_NAME, limits.same_name, _Tie(limits.same_name, "转出与转回为同一主体")
        ours, theirs = self._strength(out.counterparty_name), self._strength(into.counterparty_name)
        if min(ours, theirs) >= limits.related:
            reason = f"收款人与付款人均为借款人关联方（关联强度{ours:.2f}、{theirs:.2f}）"
            return _BY_RELATION, ours * theirs, _Tie(ours * theirs, reason)
        if theirs >= limits.related and self._equal(inside, row):
            strength = max(limits.untied, limits.untied_factor * theirs)
            return _BY_AMOUNT, strength, _Tie(strength, "转回方为借款人关联方，且金额与支付相当")
        return None

    def _inside(self, key: str, row: LedgerRow) -> list[TracedPayment]:
        """Return the payments to a payee within the window before a row."""
        day = row.transaction.date
        days = self.days[key]
        return self.payments[key][bisect_left(days, day - self.limits.window) : bisect_right(days, day)]

    def _equal(self, inside: Sequence[TracedPayment], row: LedgerRow) -> bool:
        """Say whether the row, or all that its payer sent within the window, equals one of the payments."""
        for p in inside:
            since, size = p.row.transaction.date, abs(p.row.transaction.amount_fen)
            together = sum(
                r.transaction.amount_fen
                for r in self.arrivals
                if since <= r.transaction.date <= since + self.limits.window
                and same_party(r.transaction.counterparty_name, row.transaction.counterparty_name)
            )
            if any(abs(came - size) <= self.limits.tolerance * size for came in (row.transaction.amount_fen, together)):
                return True
        return False

    def _weave(self, names: Names, close: set[str]) -> Web:
        """Return the web from the payments to what came back over others' accounts, empty where no statement shows it.

        What is tied to a payee by its account or name came back directly and is no end.
        """
        if all(a.owner is Owner.BORROWER for a in self.graph.accounts.values()):
            return _EMPTY
        events = list_events(self.graph, names, self.limits.floor_fen)
        starts = {p.row.id for found in self.payments.values() for p in found}
        ends: set[str] = set()
        for event in events:
            if event.source == BORROWER or event.shown.id in close or event.row.id in starts:
                continue
            tied = event.target == BORROWER
            # Between two related parties money moves for their own reasons; to the borrower it comes back.
            if not tied and self._strength(_source_name(self.graph, event)) < self.limits.related:
                tied = self._strength(_target_name(event.row, event.target)) >= self.limits.related
            if not tied and event.arrival is not None:
                tied = self.graph.owner(event.arrival) is Owner.RELATED
            if tied:
                ends.add(event.row.id)
        if not ends:
            return _EMPTY
        return weave(
            self.graph, events, self.carried, starts=starts, ends=ends, stay=self.limits.stay, hops=self.limits.hops
        )

    # --- how much ---------------------------------------------------------------------------------------------------

    def _match(self, group: _Group, amount: Callable[[TracedPayment], int]) -> _Matched:
        payments = [p for key in group.keys for p in self.payments[key]]
        outs = [(p.row, amount(p)) for p in payments]
        ins = [(r, r.transaction.amount_fen) for r in self.arrivals if r.id in group.ties]
        pairs = match_within(outs, ins, self.limits.window, self._place)
        fen = sum(p.fen for p in pairs)
        if not group.ends:
            return _Matched(fen, pairs, [])
        left: dict[str, int] = defaultdict(int)
        for row, size in outs:
            left[row.id] += size
        for pair in pairs:
            left[pair.earlier.id] -= pair.fen
        number = {self.web.events[i].row.id: i for i in self.web.starts}
        supply = {number[row]: size for row, size in left.items() if row in number and size > 0}
        came = self.web.flow(supply, group.ends)
        far = match_within(
            [(self.web.events[i].row, size) for i, size in supply.items()],
            [(self.web.events[e].shown, self.web.room[e]) for e in group.ends],
            self.limits.stay * self.limits.hops,
            self._place,
        )
        return _Matched(fen + came, pairs, far if came else [])

    def _return(self, group: _Group) -> Return | None:
        limits = self.limits
        least, attributed, most = (
            self._match(group, lambda p: p.min_fen),
            self._match(group, lambda p: p.loan_fen),
            self._match(group, lambda p: p.max_fen),
        )
        possible = attributed.fen < limits.floor_fen
        chosen = most if possible else attributed
        payments = [p for key in group.keys for p in self.payments[key]]
        total = sum(p.max_fen if possible else p.loan_fen for p in payments)
        if chosen.fen < limits.floor_fen or chosen.fen < limits.share * total:
            return None
        pairs = [*chosen.pairs, *chosen.far]
        outs = _once(p.earlier for p in pairs)
        ins = _once(p.later for p in pairs)
        money = self._money(least.fen, attributed.fen, most.fen, outs, ins)
        hops, ties = self._hops(group), [group.ties[r.id] for r in ins if r.id in group.ties]
        if chosen.far:
            way = "，再经".join(dict.fromkeys(_payee(r) for r in hops)) or "他人账户"
            steps = self._longest(group)
            ties.append(_Tie(limits.same_name * limits.hop_factor**steps, f"流水显示资金经{way}转回"))
        strength = min(t.strength for t in ties)
        gap = sum(p.days * p.fen for p in pairs) / sum(p.fen for p in pairs)
        habit = self._customers(group, outs[0]) if chosen.far else self._trades(payments[0].row)
        ratio = chosen.fen / total
        return Return(
            outs=outs,
            ins=ins,
            hops=hops if chosen.far else (),
            money=money,
            strength=strength,
            ratio=ratio,
            gap_days=gap,
            habit=habit,
            confidence=return_confidence(strength, ratio, gap, habit=habit, limits=limits),
            reason="；".join(dict.fromkeys(t.reason for t in ties)),
        )

    def _money(
        self, least: int, attributed: int, most: int, outs: Sequence[LedgerRow], ins: Sequence[LedgerRow]
    ) -> LoanMoney:
        """Return what came back with the widest claims that hold for the set (flows.md 2.3).

        The loan money in the outs together is at least their set's bound; of it, what was not matched may be all loan
        money. At most what the payees can have returned came back.
        """
        ids = {r.id for r in outs}
        parts = [p for p in self.trace.payments if p.row.id in ids]
        paid = sum(abs(r.transaction.amount_fen) for r in outs)
        low, high = self.bounds(self.trace.loan, parts)
        returned = min(paid, sum(abs(r.transaction.amount_fen) for r in ins))
        ceiling = min(most, high, self.most_back(self.trace.loan, outs, ins))
        floor = min(max(least, low - (paid - returned)), ceiling)
        return LoanMoney(min(max(attributed, floor), ceiling), max(0, floor), ceiling)

    def _hops(self, group: _Group) -> tuple[LedgerRow, ...]:
        """Return the rows of others between the group's payments and what came back over them."""
        web = self.web
        wanted = set(group.ends)
        for tail, head in sorted(web.arcs, key=lambda a: -a[1]):
            if head in wanted:
                wanted.add(tail)
        return tuple(web.events[i].row for i in sorted(wanted - web.starts - group.ends))

    def _longest(self, group: _Group) -> int:
        """Return the rows in between on the longest of the shortest ways to an end."""
        web = self.web
        away = dict.fromkeys(web.starts, 0)
        for tail, head in sorted(web.arcs):
            if tail in away:
                away[head] = min(away.get(head, away[tail] + 1), away[tail] + 1)
        return max(away[e] for e in group.ends) - 1

    def _trades(self, first: LedgerRow) -> bool:
        """Say whether the payee bought and sold with the borrower in the twelve months before (flows.md 3.1, h)."""
        bought, sold = self._before(first, first.transaction.counterparty_name)
        return min(bought, sold) >= self.limits.trades

    def _customers(self, group: _Group, first: LedgerRow) -> bool:
        """Say whether all who paid back over hops had paid the borrower often in the twelve months before.

        A customer of the borrower may buy from the same suppliers: then a ring of payments is trade.
        """
        payers = [_source_name(self.graph, self.web.events[e]) for e in group.ends]
        return all(self._before(first, payer)[1] >= self.limits.trades for payer in payers)

    def _before(self, first: LedgerRow, name: str | None) -> tuple[int, int]:
        """Return how often the borrower paid a party, and was paid by it, in the twelve months before a payment."""
        day = first.transaction.date
        with_it = [
            r.transaction.amount_fen
            for r in self.graph.rows.values()
            if day - _YEAR <= r.transaction.date < day
            and self.graph.owner(r) is Owner.BORROWER
            and same_party(r.transaction.counterparty_name, name)
        ]
        paid = sum(fen < 0 for fen in with_it)
        return paid, len(with_it) - paid


_BY_AMOUNT, _BY_RELATION, _BY_NAME, _BY_ACCOUNT = range(4)


def return_confidence(strength: float, ratio: float, gap_days: float, *, habit: bool, limits: ReturnLimits) -> float:
    """Return s · (1 − 0.5·min(1, |1 − r|/span)) · (1 − 0.4·min(1, g/W)) · (1 − h) (flows.md 3.1)."""
    share = 1 - 0.5 * min(1.0, abs(1 - ratio) / limits.ratio_span)
    days = 1 - 0.4 * min(1.0, gap_days / limits.window.days)
    return strength * share * days * (0.5 if habit else 1.0)


def _once(rows: Iterator[LedgerRow]) -> tuple[LedgerRow, ...]:
    return tuple({r.id: r for r in rows}.values())


def _payee(row: LedgerRow) -> str:
    return row.transaction.counterparty_name or "（无户名）"


def _source_name(graph: FundGraph, event: Event) -> str | None:
    """Return the name of the payer of an event, as its account or the payee's row gives it."""
    row = event.row
    if row.transaction.amount_fen > 0:
        return row.transaction.counterparty_name
    return graph.accounts[row.transaction.account].name


def _target_name(row: LedgerRow, key: str) -> str | None:
    """Return the name of the payee of an event: as printed where the row is the payer's, else its key."""
    return row.transaction.counterparty_name if row.transaction.amount_fen < 0 else key
