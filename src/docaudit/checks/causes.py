"""Which findings are about the same money: they name the same leading finding (interface.md, `cause`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from docaudit.checks.words import document_subject, row_subject
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.names import core_key

SAME = 0.5
"""Share of a finding's money that must be its leader's: what is found of all payments is not about one of them."""
PART = 0.25
"""Share of the leader's money that it must be: a finding on all payments does not swallow those on single ones."""

_ROW = re.compile(r"\|(?P<fen>-?\d+)\|(?:-?\d+|None)\|[^|]*$")
_Money = Mapping[str, int]


def causes(case: CaseFile, findings: Sequence[Finding]) -> list[int]:
    """Return for each finding, gravest first, the place of the one that leads it; its own where none does.

    The money of a finding are the payments that it rests on, by row, and those that its papers prove. Findings of
    two loans are never about the same money. Who leads is led by nobody, so that no chain of findings with little in
    common grows.
    """
    papers = _paper_money(case)
    money = [_money(finding, papers) for finding in findings]
    led: list[int] = []
    for at, finding in enumerate(findings):
        shared = {
            leader: _shared(money[at], money[leader])
            for leader in dict.fromkeys(led)
            if _same_loan(finding, findings[leader])
        }
        # Of two that share as much, the one that is about little else.
        best = max(shared, key=lambda leader: (shared[leader], -sum(money[leader].values()), -leader), default=at)
        led.append(best if shared.get(best) else at)
    return _blankets(findings, money, led)


def _blankets(findings: Sequence[Finding], money: Sequence[_Money], led: list[int]) -> list[int]:
    """Let a finding on many payments, most of which others are about, join the one that has most of them.

    What is overdue for all payments together is no further money at risk beside the findings on each of them.
    """
    leaders = [at for at, leader in enumerate(led) if leader == at]
    followed = {leader for at, leader in enumerate(led) if leader != at}
    found = list(led)
    joined: set[int] = set()
    for at in leaders:
        if at in followed:
            continue
        others = [
            leader
            for leader in leaders
            if leader != at and leader not in joined and _same_loan(findings[at], findings[leader])
        ]
        common = {
            leader: {row: min(fen, money[leader].get(row, 0)) for row, fen in money[at].items()} for leader in others
        }
        covered = sum(max((part[row] for part in common.values()), default=0) for row in money[at])
        best = max(common, key=lambda leader: (sum(common[leader].values()), -leader), default=at)
        # What one other alone is about is for `_shared` to judge.
        if covered >= SAME * sum(money[at].values()) and covered > sum(common.get(best, {}).values()):
            found[at] = best
            joined.add(at)
            followed.add(found[at])
    return found


def _same_loan(one: Finding, other: Finding) -> bool:
    return None in (one.loan, other.loan) or one.loan == other.loan


def _shared(money: _Money, leader: _Money) -> int:
    """Return the fen that a finding has in common with a leader, 0 where that is too little of either."""
    common = sum(min(fen, leader[row]) for row, fen in money.items() if row in leader)
    return common if common >= SAME * sum(money.values()) and common >= PART * sum(leader.values()) else 0


def _money(finding: Finding, papers: Mapping[str, _Money]) -> _Money:
    """Return the fen of each payment (by the subject of its row) that a finding is about."""
    rows = {subject: _fen(subject) for subject in finding.subjects if subject.startswith("row:")}
    # A return or a disbursement stands beside the payments it belongs to; alone it is what the finding is about.
    paid = {row: -fen for row, fen in rows.items() if fen < 0} or {row: fen for row, fen in rows.items() if fen > 0}
    if paid:
        return paid
    found: dict[str, int] = defaultdict(int)
    for subject in finding.subjects:
        for row, fen in papers.get(subject, {}).items():
            found[row] = max(found[row], fen)  # two copies of a paper prove the same money
    return found


def _fen(subject: str) -> int:
    """Return the amount in the subject of a row (`row_subject`), 0 where it is another's subject."""
    found = _ROW.search(subject)
    return int(found["fen"]) if found else 0


def _paper_money(case: CaseFile) -> dict[str, dict[str, int]]:
    """Return, for each paper by its subject, the payments that it proves, with the fen of it.

    An invoice that proves none (it is void, or another's) is about the payment of just its total to its seller.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    subjects = {document.id: document_subject(document) for document in case.documents}
    paid: dict[tuple[str, int], str] = {}
    for payment in (p for trace in case.traces for p in trace.payments):
        row = row_subject(payment.row)
        paid[core_key(payment.row.transaction.counterparty_name), abs(payment.row.transaction.amount_fen)] = row
        for cover in payment.covered_by:
            if cover.document in subjects:
                proved = found[subjects[cover.document]]
                proved[row] = proved.get(row, 0) + cover.amount_fen
    for invoice in case.of(VatInvoice):
        total, seller = invoice.total.value, core_key(invoice.seller_name.value)
        if total is not None and seller and subjects[invoice.id] not in found and (seller, total.fen) in paid:
            found[subjects[invoice.id]] = {paid[seller, total.fen]: total.fen}
    return found
