"""Finds the header rows of a statement and binds the rows below them to columns.

Sheets and ruled tables come as grids; `lines` does the same for words without rules.
"""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docaudit.understanding.grids import (
    GridRow,
    merge_cells,
)
from docaudit.understanding.statements.figures import parse_day, parse_fen, parse_month, parse_named_day
from docaudit.understanding.statements.labelled import MAY_HOLD_LABELS, line_pairs, part_cell, with_pairs
from docaudit.understanding.statements.labels import pairs
from docaudit.understanding.statements.spilt import unspilt

_LOOKED_AT = 400
"""So many rows or lines tell whether days stand above the rows."""
MONEY_ROLES = ("amount", "in", "out", "balance")
TEXT = frozenset(
    "counterparty_name counterparty_account counterparty_bank counterparty_both summary remark type reference payer_name "  # noqa: SIM905
    "payer_account payer_bank payee_name payee_account payee_bank ignore own_account own_name date clock".split()
)
_CHECKPOINT = re.compile(
    r"[（(【\[*]*(?:承前页|承上页|过次页|转下页|转次页|接上页|接下页|续上页|上页|本页|当页|"
    r"(?:人民币|美元|港币|借方?|贷方?|收入|支出|[收付][款方]|存入|支取|[转汇][入出]|本[页月日年季期]|当[日月]|累计|以上|全部)?(?:合计|总计|小计|累计)|"
    r"本[月日年季期](?:发生额?|余额)|[期月年]初|[期月]末|上[期月年日]结?转?|本期|承前|昨日|年初|"
    r"opening(?:balance)?|closing(?:balance)?|balance(?:brought|carried)forward|balance[bc]/?f|(?:sub)?-?total)"
    r"(?:发生额?|金额|余额|结余|结存|结转|合计|小计|累计|笔数)*"
    r"(?:(?:sub|grand)?-?total|(?:opening|closing)?balance(?:(?:brought|carried)forward|[bc]/?f)?)?"
    r"[\])）】*]*[:：]?[\d,.\-+笔元次条个¥￥]*",
    re.IGNORECASE,
)
"""Run on texts without white space: a scan puts blanks where there are none (carried for ward)."""
_AND = re.compile(r"[/／、;；|](?=\D)|(?<=[计额])[及与和]|(?<=[页计])[(（](?=[^()（）]{2,6}[)）])")
"""What stands between the words of a row that does two things at once: 本页合计／过次页, 承前页（期初余额）."""
_DATED_SUM = re.compile(
    r"(?:(?:19|20)\d\d[-/.年]?)?(?:\d{1,2}[-/.月])?(?:\d{1,2}日?)?(?:份|第[1-4一二三四]季度)?(?:合计|小计|总计|累计|发生额)(?:金额|发生额|笔数)*[:：]?[\d,.笔]*"
)
"""The sum of a day, month or year that it names: 3月小计, 2025-03合计."""
NOISE = re.compile(
    r"第\s*\d+\s*页|共\s*\d+\s*页|^\W*\d+\s*/\s*\d+\W*$|打印(时间|日期|机构|柜员)|^page\s*\d+|page \d+ of \d+|温馨提示|仅供参考|"
    r"以下空白|不作为|^注[:：]|^(?:特别|重要|温馨|填写)?说明[:：]|客服|电子印章|专用章|公章|业务章|签章|盖章|验证码|声明",
    re.IGNORECASE,
)
SENTENCE = re.compile(r".{10}。$")
"""How a notice ends below the rows; what is written to a payment has no full stop."""


@dataclass(slots=True)
class Section:
    """One header with the rows below it, as far as the next account.

    `preface` stands above the header, `rows` are bound to columns, `checkpoints` print balances or sums,
    `groups` name the day or month of the rows from that place on, `rest` is everything else below (footers, totals in words).
    `carried`: a day stands on its first row alone, so a row without one is of the day above it.
    `labels`: what stands below rows with labels of its own is labelled like this.
    `goes_on`: the account is that of the section before it, but its columns are others, or were read as others.
    """

    headings: list[str]
    roles: list[str | None]
    preface: list[GridRow] = field(default_factory=list)
    rows: list[GridRow] = field(default_factory=list)
    checkpoints: list[tuple[int, GridRow]] = field(default_factory=list)
    rest: list[GridRow] = field(default_factory=list)
    groups: list[tuple[int, GridRow]] = field(default_factory=list)
    width: int = 0
    carried: bool = False
    goes_on: bool = False
    labels: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Keep how many columns are printed: labels below rows may add more."""
        self.width = len(self.headings)

    def labelled(self, row: GridRow, found: Sequence[tuple[str, str]], source: GridRow) -> GridRow:
        """Return a row with values that `source` prints below it with labels of their own, in columns behind the others."""
        return with_pairs(row, found, source, self.headings, self.roles, self.width)

    def joined(self, row: GridRow, lower: GridRow, line: GridRow) -> GridRow:
        """Return a row with its next printed line, given as bound to columns (`lower`) and as printed (`line`)."""
        found = line_pairs(line, self.labels)
        return self.labelled(row, found, line) if found else merge_rows(row, lower)

    def unfolded(self, row: GridRow) -> GridRow:
        """Return a row whose cells no longer hold labelled lines, nor words beside figures, but their own columns do."""
        row = unspilt(row, self.roles, MONEY_ROLES, TEXT)
        for place, cell in enumerate(row.cells[: self.width]):
            role = self.roles[place] if place < self.width else None
            if cell is None or role not in MAY_HOLD_LABELS or (parted := part_cell(cell, role)) is None:
                continue
            kept, found = parted
            cells = (*row.cells[:place], kept, *row.cells[place + 1 :])
            row = self.labelled(GridRow(row.page, cells), found, GridRow(row.page, (cell,)))
        return row

    def books(self, row: GridRow) -> bool:
        """Say whether a bound row is a transaction, by its own day or, where days are carried, by the one above it."""
        if is_transaction(row, self.roles):
            return True
        return self.carried and bool(self.rows or self.groups) and _moves(row, self.roles)

    def undated(self) -> bool:
        """Say whether lines that belong to no row would be rows, had they a day."""
        return any(not row.loose and _moves(row, self.roles) for row in self.rest)

    def columns(self, role: str) -> list[int]:
        """Return the places of all columns of a role."""
        return [i for i, r in enumerate(self.roles) if r == role]


CARRIED = re.compile(
    r"[（(【\[*]*(?:(?:账户|期[初末]|上[期月年日页])?(?:余额|结余)|承[上前]|结转|转[下次]|上[期月年日页]|昨日|期[初末]|[年月]初|"
    r"balance|brought|carried|[bc]/?f\b)",
    re.IGNORECASE,
)
"""How the words of a row begin that has a balance and moves nothing."""


_SUM_SIGNS = re.compile(
    r"(?=.{2,12}$)(?=.*(?:计|页|余额|结余|结存|[期年月]初|[期年月]末))"
    r"[（(【\[]?[本当上下前次承过转接续结余额合总小累计页日月季年度期初末发生数金存以全部账面借贷方收支付入出\d]+[)）】\]]?[:：]?"
)
"""What rows of sums and carried balances are made of, however their words are put together; for rows without a day."""


def names_sum(text: str) -> bool:
    """Say whether a text without blanks names a sum or a carried balance, or several of them."""
    if (_DATED_SUM if text[0].isdigit() else _CHECKPOINT).fullmatch(text) is not None:
        return True
    return len(parts := _AND.split(text)) > 1 and all(_CHECKPOINT.fullmatch(p) for p in parts)


def is_checkpoint(row: GridRow, roles: Sequence[str | None] = ()) -> bool:
    """Say whether a row prints a carried balance, a page total or the like instead of a transaction.

    `roles` are those of the row's columns: a balance without an amount is carried whatever else its words say.
    """
    shown = [re.sub(r"\s+", "", c.text) for c in row.cells if c is not None and c.text.strip()]
    if any(map(names_sum, shown)):
        return True
    cells = [(c.text, r) for c, r in zip(row.cells, roles, strict=False) if c is not None and c.text.strip()]
    if roles and not any(r == "date" and day_like(t) for t, r in cells) and any(map(_SUM_SIGNS.fullmatch, shown)):
        return True
    moved = any(r in MONEY_ROLES and r != "balance" and parse_fen(t) != 0 for t, r in cells)
    balance = any(r == "balance" and parse_fen(t) is not None for t, r in cells)
    return balance and not moved and any(CARRIED.match(t.strip()) for t, r in cells if r in TEXT or r is None)


_ACCOUNT = re.compile(r"(账|帐|卡)\s*[号户]|户\s*名|account", re.IGNORECASE)
_NUMBERS = re.compile(r"[\d*]{8,}")


def new_account(section: Section, preface: Sequence[GridRow]) -> bool:
    """Say whether the lines above a repeated header print another account number than those above the first.

    Where none stands above the first and the lines lie below rows on one page, they are the foot of that page, and what
    they print is the head of the statement above: it is put there.
    """

    def numbers(rows: Sequence[GridRow]) -> set[str]:
        named = [r.text for r in rows if _ACCOUNT.search(r.text)]
        named += [pair.value for pair in pairs(rows) if pair.key in ("account_number", "both")]
        found = {n for text in named for n in _NUMBERS.findall(re.sub(r"(?<=\d)\s+(?=\d)", "", text))}
        return {n for n in found if len(n) > 8 or parse_day(n) is None}

    now, own = numbers(preface), numbers(section.preface)
    if now and not own and section.rows:
        last = section.rows[-1].page
        foot = [row for row in preface if row.page is last]
        if numbers(foot) == now:
            section.preface = [*section.preface, *foot]
            return False
    return bool(now) and not now & own


def heads_movements(roles: Sequence[str | None]) -> bool:
    """Say whether columns of these roles can be an account's movements."""
    return "date" in roles and bool({"amount", "in", "out"} & set(roles)) and "balance" in roles


def has_values(row: GridRow) -> bool:
    """Say whether a row holds a figure or a day, which no header does."""
    return any(parse_fen(t) is not None or parse_day(t) is not None for t in (c.text for c in row.filled()))


def is_transaction(row: GridRow, columns: Sequence[str | None]) -> bool:
    """Say whether a bound row has a day and a figure (or text where the figure should be), or amount and balance."""
    dated = figure = moved = balance = printed = told = False
    for cell, role in zip(row.cells, columns, strict=False):
        if cell is None or not cell.text or role is None:
            continue
        if role == "date":
            dated = dated or day_like(cell.text)
        elif role in MONEY_ROLES:
            fen = parse_fen(cell.text)
            if fen is not None:
                figure = figure or role != "balance"
                moved = moved or (role != "balance" and fen != 0)
                balance = balance or role == "balance"
            elif cell.text.strip():
                printed = True
        else:
            told = True
    whole = figure and balance and told and len(row.filled()) >= 3
    if not (dated and (figure or balance or printed)) and not whole:
        return False
    return not is_checkpoint(row, () if moved else columns)


def _moves(row: GridRow, columns: Sequence[str | None]) -> bool:
    """Say whether a row without a day has words and one amount beside them, and is no sum."""
    pairs = [(c.text, r) for c, r in zip(row.cells, columns, strict=False) if c is not None and c.text.strip()]
    amounts = sum(r in MONEY_ROLES and r != "balance" and bool(parse_fen(t)) for t, r in pairs)
    words = any(r in TEXT and r != "date" and not NOISE.search(t) for t, r in pairs)
    dated = any(r == "date" for _, r in pairs)
    return amounts == 1 and words and not dated and not is_checkpoint(row, columns)


def names_day(row: GridRow) -> bool:
    """Say whether a row names nothing but a day or a month, which the rows below it share."""
    shown = row.filled()
    return (
        0 < len(shown) <= 2
        and (parse_named_day(row.text) or parse_month(shown[0].text if len(shown) == 1 else "")) is not None
    )


def grouped(rows: Sequence[GridRow]) -> bool:
    """Say whether days stand on lines of their own above the rows: then no column has to be headed as a day."""
    return sum(map(names_day, rows[:_LOOKED_AT])) > 1


_PART_OF_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}|\d{1,2}月\d{1,2}日")


def day_like(text: str) -> bool:
    """Say whether a cell is a day, with or without its year."""
    return parse_day(text) is not None or bool(_PART_OF_DAY.fullmatch(text.strip()))


def merge_rows(upper: GridRow, lower: GridRow) -> GridRow:
    """Return one row of two lines of it, cell by cell."""
    cells = [
        merge_cells(a, b)
        if a is not None and b is not None and a.text and b.text
        else (a if a is not None and a.text else b)
        for a, b in itertools.zip_longest(upper.cells, lower.cells)
    ]
    return GridRow(upper.page, tuple(cells))
