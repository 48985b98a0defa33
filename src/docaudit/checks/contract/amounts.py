"""Checks on contracts."""

from __future__ import annotations

from collections.abc import Iterator

from docaudit.checks.base import Rule, check
from docaudit.checks.invoice import words_against_figures
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.trade_contract import TradeContract
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity


@check("contract.amount_in_words", severity=Severity.HIGH)
def amount_in_words(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The amount of a loan or trade contract in words is not that in figures."""
    for loan in case.of(LoanContract):
        name = f"借款合同{loan.contract_number.value or ''}借款金额"
        yield from words_against_figures(case, rule, loan, loan.amount, loan.amount_in_words, name=name)
    for trade in case.of(TradeContract):
        name = f"交易合同{trade.contract_number.value or ''}（卖方{trade.seller.value or '不详'}）合同金额"
        yield from words_against_figures(case, rule, trade, trade.amount, trade.amount_in_words, name=name)
