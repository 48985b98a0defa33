"""Links rows: refunds to payments, arrivals to departures, own accounts without a statement, entrusted payments."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.knowledge import classify_text, same_party
from docaudit.records.flows import Account, LedgerRow, Parties, Transaction
from docaudit.records.identifiers import account_digits, accounts_match
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.records.names import core_key, fold
from docaudit.tracing.pairs import Pair, one_to_one

REFUND_DAYS = 30
"""Days after a payment within which a refund is looked for (flows.md 1.7)."""
ARRIVAL_DAYS = 3
"""Days an own transfer may be on the way (flows.md 1.8)."""
PIN_DAYS = 3
"""Days after the disbursement within which an entrusted payment follows (flows.md 1.6)."""

REFUND_WORDS = re.compile(r"退款|退汇|冲正|抹账|退回|退货|撤销|红字|冲账|冲销|冲回")
_NO_PAYER = re.compile(r"退汇|冲正|抹账|冲账|冲销|冲回|撤销")
_REPAYMENT = re.compile(r"还款|还本|还贷|归还|贷款|利息|扣息|结息|手续费|工本费|年费")
_OWN_WORDS = re.compile(r"内部|调拨|划转|本人|自有|同名|归集|上划|下拨|互转|充值|提现")

_BOUGHT = frozenset(
    {
        Use.TERM_DEPOSIT,
        Use.MARGIN_DEPOSIT,
        Use.WEALTH_MANAGEMENT,
        Use.SECURITIES,
        Use.FUTURES,
        Use.INSURANCE,
        Use.REAL_ESTATE,
    }
)
"""Uses that words can name although the counterparty is the borrower itself (flows.md 3.4)."""

Rows = dict[str, LedgerRow]


def link_refunds(rows: Rows) -> None:
    """Mark refunds and reversals, in place (flows.md 1.7)."""
    paid: dict[str, list[str]] = defaultdict(list)
    left: dict[str, int] = {}
    for row in list(rows.values()):
        money = row.transaction
        if row.kind is RowKind.OUT:
            paid[money.account].append(row.id)
            left[row.id] = -money.amount_fen
            continue
        if row.kind is not RowKind.IN:
            continue
        marked = bool(REFUND_WORDS.search(money.text))
        if not marked and not money.reference:
            continue
        fits = []
        for out in reversed(paid[money.account]):
            if (money.date - rows[out].transaction.date).days > REFUND_DAYS:
                break
            if left[out] >= money.amount_fen and _refunds(money, rows[out].transaction, marked=marked):
                fits.append(out)
        if fits:
            # The same amount first, then the latest payment: a part is mostly sent back of what was paid last.
            exact = [out for out in fits if -rows[out].transaction.amount_fen == money.amount_fen]
            chosen = (exact or fits)[0]
            left[chosen] -= money.amount_fen
            rows[row.id] = replace(row, kind=RowKind.REFUND, link=chosen)


def _refunds(back: Transaction, out: Transaction, *, marked: bool) -> bool:
    same_reference = bool(back.reference) and fold(back.reference) == fold(out.reference)
    if not (marked or same_reference):
        return False
    if accounts_match(back.counterparty_account, out.counterparty_account):
        return True
    if back.counterparty_name:
        return same_party(back.counterparty_name, out.counterparty_name)
    # The bank's own reversal often names nobody; then only the full amount proves what it takes back.
    return bool(_NO_PAYER.search(back.text)) and back.amount_fen == -out.amount_fen


def link_transfers(rows: Rows, accounts: Sequence[Account], parties: Parties) -> None:
    """Mark transfers between the accounts of the borrower that have statements, in place (flows.md 1.8)."""
    own = {a.key: a for a in accounts if a.owner is Owner.BORROWER}
    position = {row_id: i for i, row_id in enumerate(rows)}
    refunded = _refunded(rows)
    arrivals: dict[tuple[int, dt.date], list[LedgerRow]] = defaultdict(list)
    for row in rows.values():
        if row.kind is RowKind.IN and row.transaction.account in own:
            arrivals[row.transaction.amount_fen, row.transaction.date].append(row)
    pairs: list[Pair] = []
    for out in rows.values():
        if out.kind is not RowKind.OUT or out.transaction.account not in own or out.id in refunded:
            continue
        for days in range(ARRIVAL_DAYS + 1):
            day = out.transaction.date + dt.timedelta(days=days)
            for row in arrivals.get((-out.transaction.amount_fen, day), ()):
                a, b = own[out.transaction.account], own[row.transaction.account]
                if a is not b and _agree(out.transaction, a, row.transaction, b, parties):
                    pairs.append(Pair(days, abs(position[out.id] - position[row.id]), out.id, row.id))
    for pair in one_to_one(rows, pairs):
        rows[pair.out] = replace(rows[pair.out], kind=RowKind.TRANSFER, to=rows[pair.into].transaction.account)
        rows[pair.into] = replace(rows[pair.into], kind=RowKind.TRANSFER_IN, link=pair.out)


def _refunded(rows: Rows) -> set[str | None]:
    """Return the payments that came back: what was sent back never arrived, so it is no transfer."""
    return {r.link for r in rows.values() if r.kind is RowKind.REFUND}


def _agree(out: Transaction, a: Account, back: Transaction, b: Account, parties: Parties) -> bool:
    """Say whether account numbers or names agree on one side and contradict each other on neither."""
    sides = (_side(out, b, parties), _side(back, a, parties))
    if False in sides:
        return False
    return True in sides or bool(_OWN_WORDS.search(out.text) and _OWN_WORDS.search(back.text))


def _side(row: Transaction, other: Account, parties: Parties) -> bool | None:
    """Say whether the row names `other` as its counterparty; None where it names nobody, or a wallet's operator."""
    if account_digits(row.counterparty_account) and account_digits(other.number):
        if accounts_match(row.counterparty_account, other.number):
            return True
        if not names_wallet(row.counterparty_name):
            return False
    if not row.counterparty_name or names_wallet(row.counterparty_name):
        return True if other.bank and names_wallet(row.counterparty_name) and names_wallet(other.bank) else None
    return is_own_name(row.counterparty_name, parties) or same_party(row.counterparty_name, other.name)


def names_wallet(name: str | None) -> bool:
    """Say whether the name is that of a wallet's operator."""
    return bool(name) and bool(re.search(r"支付宝|财付通|微信|零钱|余额宝|蚂蚁", name or ""))


def is_wallet(account: Account) -> bool:
    """Say whether the account is a wallet: its bill prints no balance and names the operator."""
    return not account.opening_known and names_wallet(f"{account.bank or ''}{account.name or ''}")


def is_own_name(name: str | None, parties: Parties) -> bool:
    """Say whether the name is the borrower's own; a masked name never is."""
    if not name or "*" in name:
        return False
    return any(core_key(name) == core_key(own) or same_party(name, own) for own in parties.borrower_names)


def link_dark(rows: Rows, accounts: Sequence[Account], parties: Parties) -> list[Account]:
    """Mark money to and from own accounts without a statement, in place, and return these accounts (flows.md 2.6).

    A wallet's bill prints no balance, so its account is treated much like one without a statement: the wallet may hold
    any amount of other money, and what the loan brought in is an upper limit of what it can have paid. Card payments
    through the operator are moves into the wallet when its bill is in the file, so that they are not counted twice.
    """
    with_statement = {a.key: a for a in accounts if a.owner is Owner.BORROWER}
    wallets = [a for a in with_statement.values() if is_wallet(a)]
    stated = [n for n, (_, owner) in parties.accounts.items() if owner is Owner.BORROWER]
    dark: dict[str, Account] = {}
    refunded = _refunded(rows)
    for row in list(rows.values()):
        paid = row.transaction
        if paid.account not in with_statement or row.kind not in {RowKind.OUT, RowKind.IN} or row.id in refunded:
            continue
        wallet = _wallet(paid, with_statement[paid.account], wallets)
        if wallet is None and not _is_own(paid, parties, stated):
            continue
        if wallet is None and any(accounts_match(paid.counterparty_account, a.number) for a in with_statement.values()):
            _beside_statement(rows, row, with_statement.values())
            continue
        account = wallet or _dark_account(paid, dark, parties)
        if row.kind is RowKind.OUT:
            rows[row.id] = replace(row, kind=RowKind.TRANSFER, to=account.key)
        else:
            rows[row.id] = replace(row, kind=RowKind.TRANSFER_IN, source_account=account.key)
    return list(dark.values())


def _is_own(paid: Transaction, parties: Parties, stated: Sequence[str]) -> bool:
    # Repayments often name the borrower, because the loan's own account carries the borrower's name.
    if _REPAYMENT.search(paid.text):
        return False
    named = is_own_name(paid.counterparty_name, parties)
    if not named and not any(accounts_match(paid.counterparty_account, n) for n in stated):
        return False
    # So do deposits and brokers' transfers: what the words say was bought is a use, not an account to be traced.
    said = classify_text(paid.text) if paid.amount_fen < 0 else None
    return said is None or said.use not in _BOUGHT


def _wallet(paid: Transaction, account: Account, wallets: Sequence[Account]) -> Account | None:
    if is_wallet(account) or not names_wallet(paid.counterparty_name):
        return None
    named = fold(paid.counterparty_name)
    groups = (("支付宝", "蚂蚁", "余额宝"), ("财付通", "微信", "零钱"))
    for group in groups:
        if any(word in named for word in group):
            found = [w for w in wallets if any(word in f"{w.bank or ''}{w.name or ''}" for word in group)]
            return found[0] if len(found) == 1 else None
    return None


def _beside_statement(rows: Rows, row: LedgerRow, accounts: Iterable[Account]) -> None:
    """A transfer to an own account whose statement does not show it stays in transit; one from there is other money."""
    if row.kind is RowKind.OUT:
        to = next(a for a in accounts if accounts_match(row.transaction.counterparty_account, a.number))
        rows[row.id] = replace(row, kind=RowKind.TRANSFER, to=to.key)


def _dark_account(paid: Transaction, dark: dict[str, Account], parties: Parties) -> Account:
    digits = account_digits(paid.counterparty_account)
    known = next((a for a in dark.values() if digits and accounts_match(digits, a.number)), None)
    if known is not None:
        return known
    # Without a number all money to the own name goes to one account: the widest bounds, never narrower than the truth.
    key = f"dark:{digits}"
    if key not in dark:
        dark[key] = Account(
            key=key,
            number=paid.counterparty_account if digits else None,
            name=paid.counterparty_name or parties.borrower,
            bank=paid.counterparty_bank,
            owner=Owner.BORROWER,
            dark=True,
            balances_prove_order=False,
        )
    return dark[key]


def pin_entrusted(rows: Rows, orders: Sequence[EntrustedPaymentOrder]) -> None:
    """Pin payments that an order, the account, the payee and the amount show to be paid from a disbursement (1.6)."""
    free = {r.id: r.transaction.amount_fen for r in rows.values() if r.kind is RowKind.DISBURSEMENT}
    open_orders: list[EntrustedPaymentOrder] = []
    for order in orders:
        fen = order.amount.value.fen if order.amount.value else None
        whole = [r for r in rows.values() if -r.transaction.amount_fen == fen and _may_carry_out(order, r)]
        if not any(_pin(rows, row, free) for row in whole):
            open_orders.append(order)
    # Banks split what exceeds the limit of a payment system: then the parts of one day make up the order's amount.
    for order in open_orders:
        days: dict[dt.date, list[LedgerRow]] = defaultdict(list)
        for row in rows.values():
            if _may_carry_out(order, row):
                days[row.transaction.date].append(row)
        for parts in days.values():
            if order.amount.value and -sum(r.transaction.amount_fen for r in parts) == order.amount.value.fen:
                for row in parts:
                    _pin(rows, row, free)
                break


def _may_carry_out(order: EntrustedPaymentOrder, row: LedgerRow) -> bool:
    return row.kind is RowKind.OUT and not row.pin and _is_payee(order, row.transaction)


def _pin(rows: Rows, row: LedgerRow, free: dict[str, int]) -> bool:
    """Pin the row to the disbursement that paid it, in place; say whether there is one."""
    drawn = _latest(rows, row, free, -row.transaction.amount_fen)
    if drawn is None:
        return False
    free[drawn.id] += row.transaction.amount_fen
    rows[row.id] = replace(row, pin=drawn.id)
    return True


def _is_payee(order: EntrustedPaymentOrder, paid: Transaction) -> bool:
    account, name = order.payee_account.value, order.payee_name.value
    if account_digits(account) and account_digits(paid.counterparty_account):
        return accounts_match(account, paid.counterparty_account)
    return same_party(name, paid.counterparty_name)


def _latest(rows: Rows, row: LedgerRow, free: dict[str, int], fen: int) -> LedgerRow | None:
    """Return the last fitting disbursement before the row on its account, at most `PIN_DAYS` earlier."""
    found: LedgerRow | None = None
    for other in rows.values():
        if other.id == row.id:
            break
        days = (row.transaction.date - other.transaction.date).days
        same = other.transaction.account == row.transaction.account
        if other.kind is RowKind.DISBURSEMENT and same and 0 <= days <= PIN_DAYS and free[other.id] >= fen:
            found = other
    return found
