"""A balance sheet balances."""

from __future__ import annotations

from collections.abc import Iterator

from docaudit.checks.base import Rule, check
from docaudit.checks.wording import Told, say
from docaudit.checks.words import by_ocr, field_places, money_finding, sure
from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.figures import COLUMNS, last_digit
from docaudit.documents.figures import column as column_of
from docaudit.records.case import CaseFile
from docaudit.records.evidence import Field
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.records.money import Money


@check("financials.unbalanced", severity=Severity.HIGH, basis=("accounting_law", "statement_format"))
def unbalanced(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Assets are not liabilities plus equity (财会〔2019〕6号), in the closing or the opening column."""
    for sheet in case.of(BalanceSheet):
        lines = [sheet.line(name) for name in ("total_assets", "total_liabilities", "total_equity")]
        if any(line is None for line in lines):
            continue
        for column, when in zip(COLUMNS, ("closing", "opening"), strict=True):
            fields = [column_of(line, column) for line in lines if line is not None]
            finding = _unbalanced(case, rule, sheet, fields, say(rule.name, when))
            if finding is not None:
                yield finding


def _unbalanced(
    case: CaseFile, rule: Rule, sheet: BalanceSheet, fields: list[Field[Money]], when: Told
) -> Finding | None:
    values = [f.value.fen for f in fields if f.value is not None]
    confidence = sure(*fields)
    if len(values) < 3 or confidence < rule.threshold("unsure"):
        return None
    assets, liabilities, equity = values
    gap = abs(assets - liabilities - equity)
    if gap <= rule.threshold("addends") * last_digit(sheet):
        return None
    unsure = by_ocr(sheet) and confidence < rule.threshold("sure")
    return money_finding(
        case,
        rule,
        None,
        severity=rule.lowered(1 if unsure else 0),
        confidence=0.95 * confidence,
        title=say(rule.name, "title", entity=sheet.entity.value, end=sheet.period_end.value, when=when, gap=Money(gap)),
        explanation=say(
            rule.name,
            "explanation",
            when=when,
            assets=Money(assets),
            liabilities=Money(liabilities),
            equity=Money(equity),
            sum=Money(liabilities + equity),
            gap=Money(gap),
        ),
        amount=Money(gap),
        places=field_places(sheet, *fields),
        documents=[sheet],
    )
