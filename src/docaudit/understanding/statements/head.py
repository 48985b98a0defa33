"""Reads what stands round the rows of a statement: bank, account, currency, period, printed balances and sums."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docaudit.banks import BankFormat, bank_in
from docaudit.records.evidence import Evidence, Field
from docaudit.records.pages import Cell, Page
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements import houses, prose
from docaudit.understanding.statements.figures import parse_fen
from docaudit.understanding.statements.labels import Pair, pairs, plain
from docaudit.understanding.statements.printed import DAY, account_number, currency_of, days_in


@dataclass(slots=True)
class Head:
    """What the preface and the footers of a statement say; sums are fen."""

    bank: Field[str] = field(default_factory=Field)
    account_name: Field[str] = field(default_factory=Field)
    account_number: Field[str] = field(default_factory=Field)
    currency: Field[str] = field(default_factory=Field)
    period_start: Field[dt.date] = field(default_factory=Field)
    period_end: Field[dt.date] = field(default_factory=Field)
    opening_fen: Field[int] = field(default_factory=Field)
    closing_fen: Field[int] = field(default_factory=Field)
    sum_in_fen: int | None = None
    sum_out_fen: int | None = None
    format: BankFormat | None = None
    # Who exported a wallet's bill is its holder; at a bank he may be anybody.
    user: Field[str] = field(default_factory=Field)
    # Year and month that a line names; its place where the line names nothing else, so that it can be the period.
    months: tuple[int, int] | None = None
    month_proof: Evidence | None = None
    # The year that stands alone over the days of an account book.
    year: int | None = None
    # How days that print the year last are meant (`prints_month_first`).
    month_first: bool | None = False


def read_head(
    rows: Sequence[GridRow],
    footers: Sequence[GridRow] = (),
    sheet: str | None = None,
    *,
    month_first: bool | None = False,
) -> Head:
    """Return the head of a statement from the lines above its header and, second, from its footers."""
    head = Head(month_first=month_first)
    for source in (rows, footers):
        for pair in pairs(source):
            _apply(head, pair)
    _title(head, rows, sheet)
    for source, name in ((footers, houses.sealed), (rows, houses.english)):
        for cell, page in ((c, r.page) for r in source for c in r.filled()):
            if head.bank.value is None and (found := name(plain(cell.text))) is not None:
                head.bank = Field(found, 0.85 * cell.confidence, page.cell_evidence(cell))
    if head.account_name.value is None and head.format is not None and head.format.wallet:
        head.account_name = head.user
    if head.account_name.value is None:
        _bare(head, rows)
    return head


def _bare(head: Head, rows: Sequence[GridRow]) -> None:
    """Take the holder, and the number beside him, from cells that hold nothing else."""
    lines = [r.filled() for r in rows]
    found = prose.bare_holder([[plain(c.text) for c in line] for line in lines])
    if found is None:
        return
    i, k, name, number = found
    sure, proof = 0.85 * lines[i][k].confidence, rows[i].page.cell_evidence(lines[i][k])
    head.account_name = Field(name, sure, proof)
    if number is not None and head.account_number.value is None:
        head.account_number = Field(number, sure, proof)


_SHORTEST = 4
"""An account has more signs than the number of a month or of a row, which a label beside the rows may meet."""


def _apply(head: Head, pair: Pair) -> None:  # noqa: PLR0912 - one branch a label
    value, sure = pair.value, 0.99 * pair.cell.confidence
    proof = pair.page.cell_evidence(pair.cell)
    if pair.key in ("account_number", "account_name", "both") and (two := prose.both(value)) is not None:
        for field_name, part in zip(("account_name", "account_number"), two, strict=True):
            if getattr(head, field_name).value is None:
                setattr(head, field_name, Field(part, sure, proof))
    elif pair.key == "account_number" and head.account_number.value is None:
        number = account_number(value)
        if number is not None and len(number) >= _SHORTEST:
            head.account_number = Field(number, sure, proof)
    elif pair.key == "account_name" and head.account_name.value is None:
        name = re.sub(r"\s+[第共]\s*\d+\s*页.*$", "", value.strip("[]【】 "))
        if not re.fullmatch(r"[\d*\s:.,/-]+", name) and 1 < len(name) <= 60:
            head.account_name = Field(name, sure, proof)
    elif pair.key == "user" and re.fullmatch(r"[\u4e00-\u9fff·()]{2,30}", value):
        head.user = Field(value, sure, proof)
    elif pair.key == "bank" and head.bank.value is None:
        found = bank_in(value)
        if found is not None:
            head.bank, head.format = Field(found.bank, sure, proof), found
        elif re.search(r"银行|信用社|信用合作|bank", value, re.IGNORECASE):
            head.bank = Field(houses.house(value.strip("[]【】 ")), sure, proof)
    elif pair.key == "currency" and head.currency.value is None:
        head.currency = Field(currency_of(value), sure, proof) if currency_of(value) else head.currency
    elif pair.key in ("opening", "closing"):
        fen = _first_sum(value)
        place = "opening_fen" if pair.key == "opening" else "closing_fen"
        if fen is not None and getattr(head, place).value is None:
            setattr(head, place, Field(fen, sure, proof))
    elif pair.key in ("sum_in", "sum_out"):
        fen = _first_sum(value)
        if fen is not None and getattr(head, f"{pair.key}_fen") is None:
            setattr(head, f"{pair.key}_fen", abs(fen))
    elif pair.key in ("period", "start", "end"):
        _apply_period(head, pair, sure, proof)


def _first_sum(value: str) -> int | None:
    """Return the sum that a value is, or begins with."""
    plain = value.strip("[]【】 ")
    fen = parse_fen(plain)
    return fen if fen is not None else parse_fen(plain.split(" ")[0])


def _apply_period(head: Head, pair: Pair, sure: float, proof: Evidence) -> None:
    days = days_in(pair.value, month_first=head.month_first)
    if not days or len(days) > 2:
        return
    if len(days) == 2 or pair.key == "start":
        if head.period_start.value is None:
            head.period_start = Field(days[0], sure, proof)
        if len(days) == 2 and head.period_end.value is None:
            head.period_end = Field(days[1], sure, proof)
    elif pair.key == "end" and head.period_end.value is None:
        head.period_end = Field(days[0], sure, proof)


_RANGE = re.compile(
    rf"({DAY.pattern})[\s\d:\]]*起?\s*(?:(?:to\s*)?(?:至|到)|-+|—+|~|～|－|一+|to)[\s\[]*({DAY.pattern})", re.IGNORECASE
)
_BROKEN_DAY = re.compile(
    r"(?:(?:19|20)\d\d\s*[-/.年]?\s*\d{0,2}\s*[-/.月]?\s*\d{0,2}\s*日?\s*(?:[至到~-]\s*\d{0,3})?|[自从]\s*\d{0,3})$"
)
"""The end of a line of prose that breaks a period (自2023年10⏎月1日至…)."""
_OF_A_MONTH = re.compile(
    r"\S{0,6}?[:：]?\s*(?:19|20)\d\d\s*年\s*\d{1,2}\s*月份?\s*(?:度|\S{0,8}(?:对账单|账单|明细表?|流水|月报))?"
)
_LABELLED_MONTH = re.compile(
    r"(?:月份|月度|账期|[账帐]单月|对[账帐]月)\s*[:：]?\s*((?:19|20)\d\d)\s*[-/.年]?\s*(\d{1,2})\s*月?"
)
_YEAR = re.compile(r"((?:19|20)\d\d) ?年度?")
_MONTH = re.compile(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月(?!\s*\d)")


def _title(head: Head, rows: Sequence[GridRow], sheet: str | None) -> None:
    """Take the bank, the holder, the month, the currency and an unlabelled period from the lines above the header."""
    for row in rows:
        for cell in row.filled():
            _unlabelled(head, row.page, cell)
    for row, after in itertools.zip_longest(rows, rows[1:]):
        text = plain(row.text)
        if after is not None and _BROKEN_DAY.search(text) and _RANGE.search(text) is None:
            text += plain(after.text)
        found_range = _RANGE.search(text)
        if head.period_start.value is None and head.period_end.value is None and found_range is not None:
            days = days_in(found_range.group(), month_first=head.month_first)
            if len(days) == 2 and days[0] <= days[1]:
                cells = [c for c in row.filled() if DAY.search(plain(c.text))] or row.filled()[-1:]
                proof = row.page.cell_evidence(cells[0])
                head.period_start = Field(days[0], 0.9, proof)
                head.period_end = Field(days[1], 0.9, row.page.cell_evidence(cells[-1]))
        if head.currency.value is None and (priced := _currency_cell(row)) is not None:
            head.currency = Field(currency_of(priced.text), 0.8, row.page.cell_evidence(priced))
    if head.format is None and head.bank.value is not None:
        head.format = bank_in(head.bank.value)
    if head.format is None and sheet:
        head.format = bank_in(sheet)


def _unlabelled(head: Head, page: Page, cell: Cell) -> None:
    text, proof = plain(cell.text), page.cell_evidence(cell)
    found = bank_in(text) if head.bank.value is None else None
    if found is not None and (found.wallet or len(text) <= 60):  # prose names other banks
        head.bank, head.format = Field(found.bank, 0.97 * cell.confidence, proof), found
    elif head.bank.value is None and (named := houses.named(text)) is not None:
        head.bank = Field(named[0], named[1] * cell.confidence, proof)
    if head.account_name.value is None and (holder := prose.holder(text)) is not None:
        head.account_name = Field(holder, 0.9 * cell.confidence, proof)
    if head.account_number.value is None and (number := prose.number(text)) is not None:
        head.account_number = Field(number, 0.85 * cell.confidence, proof)
    if head.year is None and (year := _YEAR.fullmatch(text)) is not None:
        head.year = int(year.group(1))
    labelled = _LABELLED_MONTH.search(text)
    if (
        head.months is None
        and (month := labelled or _MONTH.search(text)) is not None
        and 1 <= int(month.group(2)) <= 12
    ):
        head.months = (int(month.group(1)), int(month.group(2)))
        if labelled or _OF_A_MONTH.fullmatch(text):
            head.month_proof = proof


def _currency_cell(row: GridRow) -> Cell | None:
    return next((c for c in row.filled() if re.search(r"人民币|\d元|[¥￥]\s*\d|单位[:：]?\s*元", plain(c.text))), None)
