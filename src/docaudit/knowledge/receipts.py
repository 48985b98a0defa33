"""Which money in is paid by customers: what a borrower's sales bring in, as its statements show it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from docaudit.knowledge.names import same_party
from docaudit.knowledge.uses import PROHIBITED, classify_name
from docaudit.records.case import CaseFile
from docaudit.records.flows import LedgerRow
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.records.names import core_key

RELATED_FROM = 0.7
"""Strength from which two parties count as related (flows.md 3.0)."""
_OTHER_MONEY = re.compile(
    r"结息|利息|放款|贷款|借款|借入|拆借|往来款|退款|退汇|退回|冲正|抹账|投资款|增资|注资|出资|股本|保证金|理财|赎回|申购"
    r"|补贴|补助|退税|留抵|赔款|理赔|备用金|代收|本人|同名|转存|工资|报销"
)
"""Words of money in that no customer pays (domain reference, section 6: in, neutral)."""
_NOT_CUSTOMERS = PROHIBITED | {Use.OPERATING, Use.LOAN_REPAYMENT, Use.LENDING}


def customer_receipts(
    case: CaseFile, start: dt.date, end: dt.date, *, accounts: Collection[str] | None = None
) -> tuple[LedgerRow, ...]:
    """Return the rows by which customers paid the borrower from `start` to `end`, on all its accounts or on these.

    Left out are disbursements, own transfers, refunds, interest, loans, capital, public money and what related parties
    and financial institutions pay. Money in whose payer is not named counts, so that the sum is rather too high.
    """
    own = {a.key for a in case.ledger.accounts if a.owner is Owner.BORROWER and not a.dark and a.currency == "CNY"}
    wanted = own if accounts is None else own & set(accounts)
    paying: dict[str | None, bool] = {}
    found = []
    for row in case.ledger.rows:
        paid = row.transaction
        if row.kind is not RowKind.IN or paid.account not in wanted or not start <= paid.date <= end:
            continue
        name = paid.counterparty_name
        if name not in paying:
            paying[name] = _may_be_customer(case, name)
        if paying[name] and not _OTHER_MONEY.search(paid.text):
            found.append(row)
    return tuple(found)


def _may_be_customer(case: CaseFile, name: str | None) -> bool:
    if not name:
        return True
    parties = case.parties
    if any(same_party(name, other) for other in (*parties.borrower_names, *parties.lender_names)):
        return False
    tie = parties.related.get(core_key(name))
    if tie is not None and tie.strength >= RELATED_FROM:
        return False
    guess = classify_name(name)
    return guess is None or guess.use not in _NOT_CUSTOMERS
