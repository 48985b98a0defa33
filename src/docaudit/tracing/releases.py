"""Links the release of a term or margin deposit to the payment that made it: it carries the loan money back.

A deposit is the borrower's own money at the bank. What it brings back is therefore no new money but what the deposit
took, net of interest, as a refund is (flows.md 1.7). Sales of securities and redeemed wealth products are not linked:
such a use is not undone by what it brings back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from docaudit.knowledge import classify_counterparty, same_party
from docaudit.records.flows import Account, LedgerRow, Parties, Transaction
from docaudit.records.identifiers import accounts_match
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.records.names import fold

DEPOSITS = frozenset({Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT})
"""Uses whose money stays the borrower's own and comes back."""
INTEREST_PERCENT = 10
"""Percent a year above which what came back with the principal is no deposit interest: twice any rate paid."""

_MAYBE_DEPOSIT = re.compile(r"定期|定存|存单|存款|整存|转定|保证金")
_SAYS = {
    Use.TERM_DEPOSIT: re.compile(r"定期|定存|存单|通知存款|结构性存款|结构存款|协定存款|整存整取|定转活|定活"),
    Use.MARGIN_DEPOSIT: re.compile(r"保证金"),
}
_OTHER_MARGIN = re.compile(r"投标|履约|质量|质保|农民工|租房|押金")
"""Margins that a trading partner holds: paid as operating, returned by the partner."""
_BACK = re.compile(r"支取|到期|销户|解付|释放|返还|退还|退回|转回|划回|赎回|兑付|转活|解除|解冻|解约|提取|本息|转出")
_INTEREST = re.compile(r"利息|结息|付息")
_PRINCIPAL = re.compile(r"本息|本金|本利")


@dataclass(slots=True)
class _Deposit:
    row: LedgerRow
    use: Use
    left_fen: int

    def interest_fen(self, back: Transaction) -> int:
        """Return the most interest that what is left can have borne until then."""
        days = (back.date - self.row.transaction.date).days
        return self.left_fen * INTEREST_PERCENT * days // 36_500


def link_releases(rows: dict[str, LedgerRow], accounts: Sequence[Account], parties: Parties) -> None:
    """Mark releases of deposits as refunds of the payments that made them, in place.

    The release comes to the account that paid, or to another of the borrower's on a later day. It names the deposit
    account, or its words name the deposit, or they say that something fell due and nobody else is the payer. Where
    several deposits are open, one whose whole principal came back goes first, then the oldest; a part is a release
    only where the row names the deposit. What comes on top is interest, other money.
    """
    own = {a.key for a in accounts if a.owner is Owner.BORROWER}
    open_deposits: list[_Deposit] = []
    for row in list(rows.values()):
        money = row.transaction
        if money.account not in own:
            continue
        if row.kind is RowKind.OUT:
            if _MAYBE_DEPOSIT.search(f"{money.text}{money.counterparty_name or ''}"):
                use = classify_counterparty(money.counterparty_name, money.text).use
                if use in DEPOSITS:
                    open_deposits.append(_Deposit(row, use, -money.amount_fen))
        elif row.kind is RowKind.REFUND:
            _take(open_deposits, row.link, money.amount_fen)
        elif row.kind is RowKind.IN and open_deposits:
            found = _released(money, open_deposits, parties)
            if found is not None:
                rows[row.id] = replace(row, kind=RowKind.REFUND, link=found.row.id)
                found.left_fen -= min(found.left_fen, money.amount_fen)
        open_deposits = [d for d in open_deposits if d.left_fen > 0]


def _take(deposits: Iterable[_Deposit], row_id: str | None, fen: int) -> None:
    for deposit in deposits:
        if deposit.row.id == row_id:
            deposit.left_fen -= min(deposit.left_fen, fen)


def _released(back: Transaction, deposits: Sequence[_Deposit], parties: Parties) -> _Deposit | None:
    words = fold(f"{back.text} {back.counterparty_name or ''}")
    if _INTEREST.search(words) and not _PRINCIPAL.search(words):
        return None
    best: tuple[tuple[int, int], _Deposit] | None = None
    for age, deposit in enumerate(deposits):
        paid = deposit.row.transaction
        if back.account != paid.account and back.date <= paid.date:
            continue
        named = _names(deposit, back, words)
        if not named and not (_BACK.search(words) and _is_own_bank(back, paid, parties)):
            continue
        excess = back.amount_fen - deposit.left_fen
        if excess > deposit.interest_fen(back) or (excess < 0 and not named):
            continue
        rank = (0 if excess == 0 else 1 if excess > 0 else 2, age)
        if best is None or rank < best[0]:
            best = (rank, deposit)
    return best[1] if best else None


def _names(deposit: _Deposit, back: Transaction, words: str) -> bool:
    if accounts_match(back.counterparty_account, deposit.row.transaction.counterparty_account):
        return True
    said = bool(_SAYS[deposit.use].search(words))
    return said and not (deposit.use is Use.MARGIN_DEPOSIT and _OTHER_MARGIN.search(words))


def _is_own_bank(back: Transaction, paid: Transaction, parties: Parties) -> bool:
    """Say whether nobody, the borrower itself, or whoever the deposit was paid to sent the money."""
    name = back.counterparty_name
    if not name:
        return True
    return any(same_party(name, own) for own in (*parties.borrower_names, paid.counterparty_name) if own)
