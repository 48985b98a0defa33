"""Finds loan money that came back to the borrower: the matching of flows.md 3.1, over visible intermediaries too."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from docaudit.checks.base import Rule
from docaudit.checks.words import Graded, graded
from docaudit.knowledge import bank_of, is_clearing_account, same_party
from docaudit.records.case import CaseFile
from docaudit.records.flows import LedgerRow, LoanTrace, TracedPayment
from docaudit.records.identifiers import accounts_match
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.records.names import core_key

_NOT_A_GROUP = frozenset({Use.OPERATING, Use.LOAN_REPAYMENT, Use.CASH, Use.IDLE, Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT})
_COUNTS = (RowKind.IN, RowKind.TRANSFER_IN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Money of one payee group that came back.

    `strength` is the tie between payee and payer (0 to 1), `gap_days` the mean days between weighted by amount,
    `hops` the rows on accounts in between, `reason` the tie in Chinese.
    """

    outs: tuple[LedgerRow, ...]
    ins: tuple[LedgerRow, ...]
    hops: tuple[LedgerRow, ...]
    money: Graded
    strength: float
    gap_days: float
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Tie:
    strength: float
    reason: str
    hops: tuple[LedgerRow, ...] = ()


def find_returns(case: CaseFile, trace: LoanTrace, rule: Rule) -> list[Return]:
    """Return the returns of one loan; a money-in row counts for the payee it is tied to most strongly."""
    groups: dict[str, list[TracedPayment]] = defaultdict(list)
    for p in trace.payments:
        key = core_key(p.row.transaction.counterparty_name)
        if key and p.max_fen > 0 and p.use not in _NOT_A_GROUP and not _passes_through(case, p.row):
            groups[key].append(p)
    arrivals = _arrivals(case)
    best: dict[str, tuple[float, str, _Tie]] = {}
    for key, payments in groups.items():
        for row in arrivals:
            tie = _tie(case, rule, payments, row, arrivals)
            if tie is not None and tie.strength > best.get(row.id, (0.0, "", None))[0]:
                best[row.id] = (tie.strength, key, tie)
    result: list[Return] = []
    for key, payments in groups.items():
        ties = {row_id: tie for row_id, (_, owner, tie) in best.items() if owner == key}
        back = _return(case, rule, payments, [r for r in arrivals if r.id in ties], ties)
        if back is not None:
            result.append(back)
    return result


def _arrivals(case: CaseFile) -> list[LedgerRow]:
    """Return money in on accounts of the borrower and its related parties, refunds and disbursements left out."""
    owners = {a.key: a.owner for a in case.ledger.accounts}
    own = [
        r
        for r in case.ledger.rows
        if r.kind in _COUNTS
        and r.transaction.amount_fen > 0
        and owners.get(r.transaction.account) in (Owner.BORROWER, Owner.RELATED)
        and not _is_borrower(case, r.transaction.counterparty_name)
        and not _passes_through(case, r)
    ]
    return sorted(own, key=lambda r: r.transaction.date)


def _is_lender(case: CaseFile, row: LedgerRow) -> bool:
    name = row.transaction.counterparty_name
    return bool(name) and any(same_party(name, lender) for lender in case.parties.lender_names)


def _passes_through(case: CaseFile, row: LedgerRow) -> bool:
    """Say whether the other side is the lender, another bank or a wallet: a channel, not somebody who returns money."""
    name = row.transaction.counterparty_name
    return _is_lender(case, row) or is_clearing_account(name) or bank_of(name) is not None


def _is_borrower(case: CaseFile, name: str | None) -> bool:
    own = {*case.parties.borrower_names, *([case.parties.borrower] if case.parties.borrower else [])}
    return bool(name) and any(same_party(name, one) for one in own)


def _strength(case: CaseFile, name: str | None) -> float:
    key = core_key(name)
    relation = case.parties.related.get(key) or next(
        (r for k, r in case.parties.related.items() if key and same_party(k, name)), None
    )
    return relation.strength if relation else 0.0


def _tie(
    case: CaseFile, rule: Rule, payments: Sequence[TracedPayment], row: LedgerRow, arrivals: Sequence[LedgerRow]
) -> _Tie | None:
    """Return how the payer of `row` is tied to the payee of `payments`, None where nothing ties them."""
    into = row.transaction
    out = payments[0].row.transaction
    inside = [p for p in payments if dt.timedelta(0) <= into.date - p.row.transaction.date <= rule.days("window_days")]
    if not inside:
        return None
    if into.counterparty_account and any(
        accounts_match(into.counterparty_account, p.row.transaction.counterparty_account) for p in inside
    ):
        return _Tie(float(rule.threshold("same_account")), "转出与转回为同一账户")
    if same_party(into.counterparty_name, out.counterparty_name):
        return _Tie(float(rule.threshold("same_name")), "转出与转回为同一主体")
    chain = _chain(case, rule, inside, row)
    if chain:
        hops = "，再经".join(r.transaction.counterparty_name or "（无户名）" for r in chain)
        return _Tie(float(rule.threshold("same_name")) * 0.9 ** len(chain), f"流水显示资金经{hops}转回", tuple(chain))
    ours, theirs = _strength(case, out.counterparty_name), _strength(case, into.counterparty_name)
    pair = ours * theirs
    if ours > 0 and theirs > 0 and min(ours, theirs) >= float(rule.threshold("related")):
        return _Tie(pair, f"收款人与付款人均为借款人关联方（关联强度{ours:.2f}、{theirs:.2f}）")
    if theirs >= float(rule.threshold("related")) and _equal(inside, row, arrivals, rule):
        return _Tie(max(float(rule.threshold("untied")), 0.6 * theirs), "转回方为借款人关联方，且金额与支付相当")
    return None


def _equal(inside: Sequence[TracedPayment], row: LedgerRow, arrivals: Sequence[LedgerRow], rule: Rule) -> bool:
    """Say whether the row, or all that its payer sent within the window, equals one of the payments."""
    tolerance = rule.threshold("related_tolerance")
    for p in inside:
        since, size = p.row.transaction.date, abs(p.row.transaction.amount_fen)
        together = sum(
            r.transaction.amount_fen
            for r in arrivals
            if since <= r.transaction.date <= since + rule.days("window_days")
            and same_party(r.transaction.counterparty_name, row.transaction.counterparty_name)
        )
        if any(abs(came - size) <= tolerance * size for came in (row.transaction.amount_fen, together)):
            return True
    return False


def _chain(case: CaseFile, rule: Rule, inside: Sequence[TracedPayment], row: LedgerRow) -> list[LedgerRow]:
    """Return rows on accounts of others whose statements are in the file that lead from the payee to `row`'s payer."""
    others = {a.key: a for a in case.ledger.accounts if a.owner is not Owner.BORROWER and not a.dark}
    rows = [r for r in case.ledger.rows if r.transaction.account in others and r.transaction.amount_fen < 0]
    if not rows:
        return []
    paid_in = row.transaction
    front: list[tuple[str | None, str | None, dt.date, list[LedgerRow]]] = [
        (p.row.transaction.counterparty_name, p.row.transaction.counterparty_account, p.row.transaction.date, [])
        for p in inside
    ]
    for _ in range(int(rule.threshold("hops")) - 1):
        following: list[tuple[str | None, str | None, dt.date, list[LedgerRow]]] = []
        for name, account, since, path in front:
            for hop in rows:
                holder, paid = others[hop.transaction.account], hop.transaction
                held = same_party(holder.name, name) or accounts_match(holder.number, account)
                if not held or hop in path or not since <= paid.date <= since + rule.days("hop_days"):
                    continue
                if abs(paid.amount_fen) < rule.fen("floor") or _is_borrower(case, paid.counterparty_name):
                    continue
                if same_party(paid.counterparty_name, paid_in.counterparty_name) and paid.date <= paid_in.date:
                    return [*path, hop]
                following.append((paid.counterparty_name, paid.counterparty_account, paid.date, [*path, hop]))
        front = following
    return []


def _matched(
    outs: Sequence[tuple[LedgerRow, int]], ins: Sequence[tuple[LedgerRow, int]], window: dt.timedelta
) -> list[tuple[LedgerRow, LedgerRow, int]]:
    """Assign ins to outs, each in to the oldest unexpired out (flows.md 3.1: the largest assignment)."""
    left = [[row, fen] for row, fen in outs]
    pairs: list[tuple[LedgerRow, LedgerRow, int]] = []
    for into, fen in ins:
        rest = fen
        for entry in left:
            out, room = entry
            assert isinstance(out, LedgerRow)  # noqa: S101 - narrows the mixed list for the type checker
            assert isinstance(room, int)  # noqa: S101
            gap = into.transaction.date - out.transaction.date
            if rest > 0 and room > 0 and dt.timedelta(0) <= gap <= window:
                part = min(rest, room)
                entry[1] = room - part
                rest -= part
                pairs.append((out, into, part))
    return pairs


def _return(
    case: CaseFile, rule: Rule, payments: Sequence[TracedPayment], arrivals: Sequence[LedgerRow], ties: dict[str, _Tie]
) -> Return | None:
    if not arrivals:
        return None
    window = rule.days("window_days")
    payments = sorted(payments, key=lambda p: p.row.transaction.date)
    ins = [(r, _through(r, ties[r.id])) for r in arrivals]

    def match(amount: int) -> list[tuple[LedgerRow, LedgerRow, int]]:
        return _matched([(p.row, (p.loan_fen, p.min_fen, p.max_fen)[amount]) for p in payments], ins, window)

    sums = [sum(part for *_, part in match(k)) for k in range(3)]
    money = graded(sums[0], sums[1], sums[2], rule.fen("floor"))
    if money is None:
        return None
    kind = 2 if money.grade == 2 else 0
    pairs = match(kind)
    total = sum((p.max_fen if kind else p.loan_fen) for p in payments)
    matched = sum(part for *_, part in pairs)
    if not total or matched < rule.threshold("share") * total:
        return None
    used = {into.id for _, into, _ in pairs}
    gap = sum((into.transaction.date - out.transaction.date).days * part for out, into, part in pairs) / matched
    strength = min(ties[i].strength for i in used)
    ratio = matched / total
    span = float(rule.threshold("ratio_span"))
    habit = 0.5 if _trades(case, payments[0].row, int(rule.threshold("trade_count"))) else 0.0
    confidence = (
        strength * (1 - 0.5 * min(1.0, abs(1 - ratio) / span)) * (1 - 0.4 * min(1.0, gap / window.days)) * (1 - habit)
    )
    out_rows = tuple(dict.fromkeys(out for out, *_ in pairs))
    in_rows = tuple(dict.fromkeys(into for _, into, _ in pairs))
    return Return(
        outs=out_rows,
        ins=in_rows,
        hops=tuple(dict.fromkeys(h for i in used for h in ties[i].hops)),
        money=money,
        strength=strength,
        gap_days=gap,
        confidence=confidence,
        reason="；".join(dict.fromkeys(ties[r.id].reason for r in in_rows)),
    )


def _through(row: LedgerRow, tie: _Tie) -> int:
    """Return how much of the row can have come along its chain."""
    return min([row.transaction.amount_fen, *(abs(h.transaction.amount_fen) for h in tie.hops)])


def _trades(case: CaseFile, first: LedgerRow, count: int) -> bool:
    """Say whether the payee bought and sold with the borrower in the twelve months before (flows.md 3.1, h)."""
    since = first.transaction.date - dt.timedelta(days=365)
    with_it = [
        r
        for r in case.ledger.rows
        if since <= r.transaction.date < first.transaction.date
        and same_party(r.transaction.counterparty_name, first.transaction.counterparty_name)
    ]
    bought = sum(r.transaction.amount_fen < 0 for r in with_it)
    return bought >= count and len(with_it) - bought >= count
