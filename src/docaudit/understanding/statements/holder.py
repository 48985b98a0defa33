"""Whose account a statement is of: its head says it, or columns that every row repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from docaudit.records.evidence import Field
from docaudit.understanding.grids import GridRow, unwrap
from docaudit.understanding.statements import parties
from docaudit.understanding.statements.choice import Columns
from docaudit.understanding.statements.head import Head
from docaudit.understanding.statements.leaves import leaf
from docaudit.understanding.statements.printed import account_number


@dataclass(frozen=True, slots=True)
class Holder:
    """The holder of one account's rows; `shared`: the section has several accounts, so the head names none for sure."""

    head: Head
    columns: Columns
    rows: Sequence[GridRow]
    shared: bool

    def found(self) -> tuple[Field[str], Field[str]]:
        """Return account number and name."""
        number, holder = self.head.account_number, self.head.account_name
        for role in ("own_account", "own_name"):
            columns = [i for i, r in enumerate(self.columns.roles) if r == role]
            for column in columns:
                cell = next((c for r in self.rows[:20] if (c := r.cells[column]) is not None and c.text.strip()), None)
                if cell is None:
                    continue
                page = self.rows[0].page
                if role == "own_account" and (self.shared or number.value is None):
                    value = account_number(unwrap(cell.text))
                    number = Field(value, 0.98 * cell.confidence, page.cell_evidence(cell)) if value else number
                elif role == "own_name" and (self.shared or holder.value is None):
                    text = parties.name(cell.text)
                    holder = Field(text, 0.98 * cell.confidence, page.cell_evidence(cell)) if text else holder
        if number.value is None and (self.columns.of("payer_account") and self.columns.of("payee_account")):
            number = self._common_account()
        return number, holder if holder.value is not None else self._beside(number.value)

    def _beside(self, number: str | None) -> Field[str]:
        """Return the one name that stands beside the holder's account among payers and payees."""
        found: dict[str, Field[str]] = {}
        for side in ("payer", "payee") if number is not None else ():
            accounts, names = self.columns.of(f"{side}_account")[:1], self.columns.of(f"{side}_name")[:1]
            for row, text in zip(self.rows, self.columns.column(accounts[0] if accounts else None), strict=True):
                if names and parties.account(text) == number:
                    name = leaf(row.page, row.cells[names[0]], parties.name)
                    found.setdefault(name.value or "", name)
        found.pop("", None)
        return next(iter(found.values())) if len(found) == 1 else Field()

    def _common_account(self) -> Field[str]:
        """Return the one account that stands on every row as payer or payee."""
        a, b = self.columns.of("payer_account")[0], self.columns.of("payee_account")[0]
        count: Counter[str] = Counter()
        for x, y in zip(self.columns.texts[a], self.columns.texts[b], strict=True):
            count.update({v for t in (x, y) if (v := parties.account(t)) is not None})
        if not count or len(self.rows) < 2:
            return Field()
        best, times = count.most_common(1)[0]
        if times < len(self.rows) or (len(count) > 1 and count.most_common(2)[1][1] == times):
            return Field()
        row = self.rows[0]
        cell = next(c for i in (a, b) if (c := row.cells[i]) is not None and parties.account(c.text) == best)
        return Field(best, 0.9, row.page.cell_evidence(cell))
