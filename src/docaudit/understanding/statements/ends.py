"""What a statement's ends and sums say of its rows: opening and closing balance, carried balances, printed totals."""

# ruff: noqa: E501 - Han count double

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements import proof
from docaudit.understanding.statements.choice import Columns
from docaudit.understanding.statements.figures import parse_fen
from docaudit.understanding.statements.head import Head
from docaudit.understanding.statements.sections import Section

_OPENING = re.compile(r"期初|月初|年初|承前|承上|上页|上期|上[月年日]|昨日|opening|forward|b/?f", re.IGNORECASE)
_CLOSING = re.compile(r"期末|月末|closing|c/?f", re.IGNORECASE)
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|total", re.IGNORECASE)
_LONGER = re.compile(r"累计|本?年")
"""Sums that may reach back before the statement."""


def _told(text: str, pattern: re.Pattern[str]) -> str:
    """Return what a cell says behind the colon after its label."""
    found = pattern.search(text)
    return re.split("[:：]", text[found.end() :], maxsplit=1)[-1] if found else ""


@dataclass(slots=True)
class Ends:
    """Opening and closing balance of one account's rows, and whether printed sums agree with them.

    Attributes:
        section, rows, columns, head: of the account.
        shared: the section holds several accounts, so what stands beside the rows belongs to none of them alone.
        warnings: what does not agree, in Chinese.
    """

    section: Section
    rows: Sequence[GridRow]
    columns: Columns
    head: Head
    shared: bool
    warnings: list[str] = field(default_factory=list)

    def balances(  # noqa: PLR0917 - what is known of the rows
        self,
        amounts: proof.Amounts,
        balances: proof.Amounts,
        sure: Sequence[float],
        keep: Sequence[int],
        found: proof.Chain,
        currency: Field[str],
    ) -> tuple[Field[Money], Field[Money]]:
        """Return opening and closing balance: printed, else the first balance less the first amount, and the last balance."""
        code = currency.value or "CNY"
        opening = self.head.opening_fen.map(lambda fen: Money(fen, code))
        closing = self.head.closing_fen.map(lambda fen: Money(fen, code))
        if self.shared:
            opening, closing = Field(), Field()
        else:
            opening = self._checkpoint(_OPENING, first=True, code=code) if opening.value is None else opening
            closing = self._checkpoint(_CLOSING, first=False, code=code) if closing.value is None else closing
        order = list(reversed(keep)) if found.newest_first else list(keep)
        column = self.columns.picked.balance
        if not order or column is None:
            return opening, closing
        first = next((k for k, i in enumerate(order) if balances[i] is not None), None)
        if first is None:
            return opening, closing
        i, last = order[first], next(k for k in reversed(order) if balances[k] is not None)
        moves = [amounts[k] for k in order[: first + 1]]
        amount = None if None in moves else sum(m for m in moves if m is not None)
        balance, final = balances[i], balances[last]
        cell = self.rows[i].cells[column]
        if opening.value is None and amount is not None and balance is not None and cell is not None:
            opening = Field(Money(balance - amount, code), min(0.85, sure[i]), self.rows[i].page.cell_evidence(cell))
        elif (
            opening.value is not None
            and amount is not None
            and balance is not None
            and opening.value.fen + amount != balance
        ):
            self.warnings.append(f"期初余额{opening.value}与首笔交易后余额{Money(balance)}不勾稽")
        cell = self.rows[last].cells[column]
        if closing.value is None and last == order[-1] and final is not None and cell is not None:
            closing = Field(Money(final, code), 0.95, self.rows[last].page.cell_evidence(cell))
        return opening, closing

    def _checkpoint(self, pattern: re.Pattern[str], *, first: bool, code: str) -> Field[Money]:
        """Return the balance of a carried-forward row: before the first booking for the opening, the last one for the closing."""
        count = len(self.section.rows)
        for before, row in self.section.checkpoints if first else reversed(self.section.checkpoints):
            label = next((c for c in row.filled() if pattern.search(c.text)), None)
            at_edge = before in (0, count)
            if label is None or not at_edge:
                continue
            column = self.columns.picked.balance
            own = row.cells[column] if column is not None and column < len(row.cells) else None
            shown = row.filled()
            # Sums may stand before it in one line: 贷方合计：3,879,169.16 期末余额：2,794,765.99.
            behind, before_it = shown[shown.index(label) :], shown[: shown.index(label)]
            for cell in (label, own, *behind, *reversed(before_it)):
                fen = None if cell is None else parse_fen(_told(cell.text, pattern) if cell is label else cell.text)
                if cell is not None and fen is not None:
                    return Field(Money(fen, code), 0.97 * cell.confidence, row.page.cell_evidence(cell))
        return Field()

    def breaks(self, held: Sequence[bool | None], balances: proof.Amounts, found: proof.Chain) -> None:
        """Say which rows' balances do not follow from their neighbours'."""
        broken = [i for i, (h, b) in enumerate(zip(held, balances, strict=True)) if h is False and b is not None]
        if not broken:
            return
        shown = "、".join(f"第{i + 1}笔" for i in broken[:5])
        more = f"等{len(broken)}处" if len(broken) > 5 else ""
        self.warnings.append(f"余额不连续：{shown}{more}（{found.hits}/{found.tests}笔勾稽）")

    def sums(self, amounts: proof.Amounts) -> None:
        """Compare the printed totals with the rows."""
        if self.shared or any(a is None for a in amounts):
            return
        inn, out = sum(a for a in amounts if a and a > 0), -sum(a for a in amounts if a and a < 0)
        pairs = (("收入", self.head.sum_in_fen, inn), ("支出", self.head.sum_out_fen, out))
        wrong = [
            f"{word}合计印刷为{Money(p)}，逐笔相加为{Money(c)}" for word, p, c in pairs if p is not None and p != c
        ]
        self.warnings.extend(wrong)

    def totals(self, *, newest_first: bool) -> None:
        """Compare the sums printed among the rows (本页合计, 合计) and the carried balances with the rows above them."""
        if self.shared:
            return
        picked = self.columns.picked
        sides = {"收入": self.columns.figures(picked.inn), "支出": self.columns.figures(picked.out)}
        places = {"收入": picked.inn, "支出": picked.out}
        starts = {0}
        for before, row in self.section.checkpoints:
            label = next((t.strip() for t in row.texts() if _TOTAL.search(t)), None)
            if label is not None and not _LONGER.search(label):
                for word, figures in sides.items():
                    column = places[word]
                    shown = row.cells[column] if column is not None and column < len(row.cells) else None
                    printed = parse_fen(shown.text) if shown is not None else None
                    found = {abs(sum(v or 0 for v in figures[start:before])) for start in starts}
                    if printed is not None and before and abs(printed) not in found:
                        self.warnings.append(f"{label}的{word}{Money(abs(printed))}与所列各笔之和不符")
            starts.add(before)
        self._carried(newest_first=newest_first)

    def _carried(self, *, newest_first: bool) -> None:
        """Compare carried balances between the rows with the balance before them."""
        column = self.columns.picked.balance
        if column is None or newest_first:
            return
        balances = self.columns.figures(column)
        for before, row in self.section.checkpoints:
            shown = row.cells[column] if column < len(row.cells) else None
            printed = parse_fen(shown.text) if shown is not None else None
            last = balances[before - 1] if before else None
            if printed is not None and last is not None and printed != last:
                self.warnings.append(f"第{before}笔之后印刷的余额{Money(printed)}与该笔余额{Money(last)}不符")

    def unproved(self, balances: proof.Amounts) -> None:
        """Say that nothing proves the rows where no balance is printed."""
        if self.rows and not any(b is not None for b in balances):
            self.warnings.append("未印余额，各笔金额与收支方向无法用余额核对")
