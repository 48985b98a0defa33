"""Parts of sentences that many findings share, in both languages: who was paid what, how much of it is loan money."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from docaudit.checks.wording import Told, say
from docaudit.checks.words import Graded
from docaudit.records.case import CaseFile
from docaudit.records.flows import LedgerRow, Loan
from docaudit.records.money import Money

SHOWN = 6
"""Rows that an explanation spells out; the evidence holds all of them."""

_REASONS = tuple(
    (re.compile(zh), en)
    for zh, en in (
        (r"收款人名称含“([^”]*)”", r"the payee's name contains “\1”"),
        (r"摘要或附言含“([^”]*)”", r"summary or remark contains “\1”"),
        (r"附言称“([^”]*)”", r"the remark claims “\1”"),
        (r"附言为“([^”]*)”", r"the remark reads “\1”"),
        (r"收款账户名称为“([^”]*)”", r"the payee's account is called “\1”"),
        (r"，但", ", but "),
        (r"，须以合同、发票佐证", ", to be proved by contract and invoice"),
        (r"收款人为自然人", "the payee is a natural person"),
        (r"收款人为一般单位", "the payee is an ordinary firm"),
        (r"收款人为关联方：", "the payee is a related party: "),
        (r"案卷说明列为", "the case states it as "),
        (r"(\S+)为(\S+)法定代表人", r"\1 is the legal representative of \2"),
        (r"本笔贷款担保人", "guarantor of this loan"),
        (r"共用账户", "shares the account "),
        (r"归还本案贷款本金", "principal of this case's loan"),
        (r"收款人名称", "the payee's name"),
    )
)
"""How the reasons by which the word lists and the ties name a use read in English; what they quote stays as printed."""


def amount(fen: int) -> Money:
    """Return fen as a fact."""
    return Money(abs(fen))


def listing(parts: Iterable[Told], *, zh: str = "；", en: str = "; ") -> Told:
    """Return the parts with a joint between them."""
    found = list(parts)
    return Told(zh.join(p.zh for p in found), en.join(p.en for p in found))


def shortened(parts: Sequence[Told], limit: int = SHOWN) -> Told:
    """Return the parts with a joint between them; a long list is cut and counted."""
    shown = listing(parts[:limit])
    return shown if len(parts) <= limit else say("words.papers", "more", shown=shown, count=len(parts))


def at_page(source: str, page: int | None) -> Told:
    """Return a file and, where it has pages, the page."""
    return say("words.papers", "page", source=source, page=page) if page else Told(source, source)


def payment(date: dt.date | None, name: str | None, fen: int) -> Told:
    """Return a payment: date, payee, amount."""
    who = name or say("words.rows", "no_name")
    return say("words.rows", "paid", day=date, payee=who, amount=amount(fen))


def payee(row: LedgerRow) -> Told:
    """Return the payee of a row as printed, or what stands for it."""
    paid = row.transaction
    if paid.counterparty_name:
        return Told(paid.counterparty_name, paid.counterparty_name)
    if paid.counterparty_account:
        return say("words.rows", "account", number=paid.counterparty_account)
    return say("words.rows", "no_name")


def names(rows: Iterable[LedgerRow]) -> Told:
    """Return the payees of rows, each once."""
    return listing(dict.fromkeys(payee(r) for r in rows), zh="、", en=", ")


def listed(rows: Sequence[LedgerRow], limit: int = SHOWN) -> Told:
    """Return rows as text: date, payee, amount; a long list is cut and counted."""
    parts = [
        say(
            "words.rows",
            "paid",
            day=r.transaction.date,
            payee=payee(r),
            amount=amount(r.transaction.amount_fen),
        )
        for r in rows[:limit]
    ]
    return _counted(parts, len(rows), limit)


def moved(case: CaseFile, rows: Sequence[LedgerRow], limit: int = SHOWN) -> Told:
    """Return payments on several accounts as text: who paid whom, when, how much."""
    parts = [
        say(
            "words.rows",
            "moved",
            day=r.transaction.date,
            holder=holder(case, r),
            payee=payee(r),
            amount=amount(r.transaction.amount_fen),
        )
        for r in rows[:limit]
    ]
    return _counted(parts, len(rows), limit)


def _counted(parts: Sequence[Told], count: int, limit: int) -> Told:
    shown = listing(parts)
    if count <= limit:
        return shown
    more = say("words.rows", "more", count=count)
    return Told(shown.zh + more.zh, shown.en + more.en)


def holder(case: CaseFile, row: LedgerRow) -> Told:
    """Return who holds the account that a row stands on."""
    account = case.ledger.account(row.transaction.account)
    if account is None or not account.name:
        return say("words.rows", "no_name")
    return Told(account.name, account.name)


def span(found: Graded) -> Told:
    """Return amount and bounds of the loan money in a sentence."""
    if found.min_fen == found.max_fen:
        return say("words.money", "exact", amount=Money(found.fen))
    return say("words.money", "span", amount=Money(found.fen), least=Money(found.min_fen), most=Money(found.max_fen))


def in_loan(found: Graded) -> Told:
    """Return the loan money with its grade in a sentence."""
    return say("words.money", "graded", span=span(found), grade=grade(found))


def grade(found: Graded) -> Told:
    """Return the grade for readers."""
    return say("words.money", ("proven", "attributed", "possible")[found.grade])


def purpose_of(loan: Loan) -> Told:
    """Return the agreed purpose as the beginning of a sentence."""
    return say("words.purpose", "stated", purpose=loan.purpose) if loan.purpose else say("words.purpose", "unread")


def grounds(rows: Sequence[LedgerRow]) -> Told:
    """Return why the first of the rows is taken for what it is."""
    reason = rows[0].use_reason if rows else ""
    english = reason
    for zh, en in _REASONS:
        english = zh.sub(en, english)
    return Told(reason, english) if reason else say("words.rows", "no_reason")
