"""Checks on the amounts of contracts."""

from __future__ import annotations

from collections.abc import Iterator

from docaudit.checks.base import Rule, check
from docaudit.checks.in_words import differing
from docaudit.checks.wording import Fact, say
from docaudit.checks.words import field_places, money_finding
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.trade_contract import TradeContract
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity


@check("contract.amount_in_words", severity=Severity.HIGH)
def amount_in_words(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The amount of a loan or trade contract in words is not that in figures."""
    contracts: list[LoanContract | TradeContract] = [*case.of(LoanContract), *case.of(TradeContract)]
    for contract in contracts:
        found = differing(rule, contract, contract.amount, contract.amount_in_words)
        if found is None:
            continue
        name = (
            say(rule.name, "loan", number=contract.contract_number.value)
            if isinstance(contract, LoanContract)
            else say(rule.name, "trade", number=contract.contract_number.value, seller=contract.seller.value)
        )
        told: dict[str, Fact] = {
            "name": name,
            "figures": found.figures,
            "words": found.words,
            "meant": found.meant,
            "gap": found.gap,
        }
        yield money_finding(
            case,
            rule,
            case.loans[0] if len(case.loans) == 1 else None,
            severity=rule.severity,
            confidence=found.confidence,
            title=say(rule.name, "title", **told),
            explanation=say(rule.name, "explanation", **told),
            amount=found.gap,
            places=field_places(contract, contract.amount, contract.amount_in_words),
            documents=[contract],
        )
