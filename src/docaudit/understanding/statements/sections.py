"""Finds the header rows of a statement and binds the rows below them to columns.

Sheets and ruled tables come as grids; `lines` does the same for words without rules.
"""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docaudit.banks.columns import fold_heading, header_score, role_of
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell
from docaudit.understanding.grids import (
    GridRow,
    merge_cells,
)
from docaudit.understanding.statements.figures import parse_day, parse_fen, parse_month
from docaudit.understanding.statements.labelled import MAY_HOLD_LABELS, line_pairs, part_cell, with_pairs
from docaudit.understanding.statements.labels import pairs
from docaudit.understanding.statements.meaning import SAMPLE, roles_of
from docaudit.understanding.statements.split_days import whole_days

_HEADER_DEPTH = 90  # rows searched for the first header; exports have prefaces of up to 30 lines
_LOOKED_AT = 400
"""So many rows or lines tell whether days stand above the rows."""
MONEY_ROLES = ("amount", "in", "out", "balance")
_TEXT = frozenset(
    "counterparty_name counterparty_account counterparty_bank counterparty_both summary remark type reference payer_name "  # noqa: SIM905
    "payer_account payer_bank payee_name payee_account payee_bank ignore own_account own_name date clock".split()
)
_CHECKPOINT = re.compile(
    r"[（(【\[*]*(?:承前页|承上页|过次页|转下页|转次页|接上页|接下页|续上页|上页|本页|当页|"
    r"(?:人民币|美元|港币|借方?|贷方?|收入|支出|[收付][款方]|存入|支取|[转汇][入出]|本[页月日年季期]|当[日月]|累计|以上|全部)?(?:合计|总计|小计|累计)|"
    r"本[月日年季期](?:发生额?|余额)|[期月年]初|[期月]末|上[期月年日]结?转?|本期|承前|昨日|年初|"
    r"openingbalance|closingbalance|balance(?:brought|carried)forward|balance[bc]/?f|(?:sub)?-?total)"
    r"(?:发生额?|金额|余额|结余|结存|结转|合计|小计|累计|笔数)*"
    r"(?:(?:sub|grand)?-?total|(?:opening|closing)?balance(?:(?:brought|carried)forward|[bc]/?f)?)?"
    r"[\])）】*]*[:：]?[\d,.\-+笔元次条个¥￥]*",
    re.IGNORECASE,
)
"""Run on texts without white space: a scan puts blanks where there are none (carried for ward)."""
_AND = re.compile(r"[/／、;；|](?=\D)|(?<=[页计])[(（](?=[^()（）]{2,6}[)）])")
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

    def __post_init__(self) -> None:
        """Keep how many columns are printed: labels below rows may add more."""
        self.width = len(self.headings)

    def labelled(self, row: GridRow, found: Sequence[tuple[str, str]], source: GridRow) -> GridRow:
        """Return a row with values that `source` prints below it with labels of their own, in columns behind the others."""
        return with_pairs(row, found, source, self.headings, self.roles, self.width)

    def joined(self, row: GridRow, lower: GridRow, line: GridRow) -> GridRow:
        """Return a row with its next printed line, given as bound to columns (`lower`) and as printed (`line`)."""
        found = line_pairs(line)
        return self.labelled(row, found, line) if found else merge_rows(row, lower)

    def unfolded(self, row: GridRow) -> GridRow:
        """Return a row whose cells no longer hold labelled lines, but the columns of those labels do."""
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


_CARRIED = re.compile(
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


def is_checkpoint(row: GridRow, roles: Sequence[str | None] = ()) -> bool:
    """Say whether a row prints a carried balance, a page total or the like instead of a transaction.

    `roles` are those of the row's columns: a balance without an amount is carried whatever else its words say.
    """
    shown = [re.sub(r"\s+", "", c.text) for c in row.cells if c is not None and c.text.strip()]
    if any((_DATED_SUM if t[0].isdigit() else _CHECKPOINT).fullmatch(t) for t in shown):
        return True
    if any(len(parts := _AND.split(t)) > 1 and all(_CHECKPOINT.fullmatch(p) for p in parts) for t in shown):
        return True
    cells = [(c.text, r) for c, r in zip(row.cells, roles, strict=False) if c is not None and c.text.strip()]
    if roles and not any(r == "date" and day_like(t) for t, r in cells) and any(map(_SUM_SIGNS.fullmatch, shown)):
        return True
    moved = any(r in MONEY_ROLES and r != "balance" and parse_fen(t) != 0 for t, r in cells)
    balance = any(r == "balance" and parse_fen(t) is not None for t, r in cells)
    return balance and not moved and any(_CARRIED.match(t.strip()) for t, r in cells if r in _TEXT or r is None)


# --- grids: sheets and ruled tables ------------------------------------------------------------------------------------


def grid_sections(rows: Sequence[GridRow], *, carried: bool = False) -> list[Section]:
    """Return the sections of rows that are already bound to columns (loose rows between them are preface).

    `carried`: see `Section`.
    """
    rows = whole_days(rows)
    sections: list[Section] = []
    preface: list[GridRow] = []
    marker: tuple[int, str] | None = None
    current: Section | None = None
    i, searched, dated = 0, 0, not grouped(rows)
    while i < len(rows):
        row = rows[i]
        likely = current is None or (marker is not None and _stands(row, marker))
        if likely and not row.loose and searched < _HEADER_DEPTH:
            found = _header(rows, i, dated=dated) or (_header_by_rows(rows, i) if current is None else None)
            if found is not None:
                headings, depth = found
                begins = current is None or new_account(current, preface)
                if begins or current is None or _differs(headings, current.headings[: current.width]):
                    below = (r.texts() for r in rows[i + depth :] if not r.loose)
                    head = preface if begins or current is None else [*current.preface, *preface]
                    current = Section(headings, roles_of(headings, below), head, carried=carried, goes_on=not begins)
                    sections.append(current)
                marker = next(((k, t) for k, t in enumerate(row.texts()) if t.strip()), None)
                preface = []
                i += depth
                continue
        if current is None:
            searched += 1
            preface.append(row)
        elif row.loose and not preface and current.rows and (found_pairs := line_pairs(row)):
            current.rows[-1] = current.labelled(current.rows[-1], found_pairs, row)
        elif row.loose and not preface and current.rows and (whole := _with_tail(current, row)) is not None:
            current.rows[-1] = whole
        elif row.loose:
            preface.append(row)
            current.rest.append(row)
        else:
            _take(current, row, preface)
        i += 1
    return sections


def _stands(row: GridRow, marker: tuple[int, str]) -> bool:
    place, text = marker
    cell = row.cells[place] if place < len(row.cells) else None
    return cell is not None and cell.text == text


def _differs(headings: list[str], other: list[str]) -> bool:
    return [fold_heading(h) for h in headings] != [fold_heading(h) for h in other]


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


def _header(rows: Sequence[GridRow], start: int, *, dated: bool) -> tuple[list[str], int] | None:
    """Return the headings that begin at row `start` and how many rows they take."""
    best: tuple[list[str], int] | None = None
    best_score = 0
    for depth in (1, 2, 3):
        block = rows[start : start + depth]
        if len(block) < depth or any(r.loose or r.page is not rows[start].page for r in block):
            break
        if depth > 1 and (any(re.search(r"\d{2}", r.text) for r in block) or not _may_lead(block[0])):
            break
        texts = _stack(block)
        score = header_score(texts, dated=dated)
        if depth > 1 and header_score(_stack(block[1:]), dated=dated) >= score:
            continue  # the first row adds nothing: a label above the header
        if score > best_score and (depth > 1 or score >= 3 or best is None):
            best, best_score = (texts, depth), score
    return best if best_score >= 3 or (best and best_score >= 2 and len([t for t in best[0] if t]) <= 6) else None


def _header_by_rows(rows: Sequence[GridRow], start: int) -> tuple[list[str], int] | None:
    """Return the headings in one row that say little, where the rows below it hold days and amounts that a balance proves."""
    head = rows[start]
    texts = head.texts()
    if len(head.filled()) < 4 or has_values(head) or any(len(t) > 16 for t in texts):
        return None
    below = [r for r in rows[start + 1 : start + 1 + SAMPLE] if not r.loose]
    if not below or not has_values(below[0]):
        return None
    roles = roles_of(texts, (r.texts() for r in below))
    # Labels and values of a head stand above rows as well, but not directly above one.
    first = below[1] if len(below) > 1 and is_checkpoint(below[0], roles) else below[0]
    begins = is_transaction(first, roles)
    return (texts, 1) if begins and heads_movements(roles) else None


def heads_movements(roles: Sequence[str | None]) -> bool:
    """Say whether columns of these roles can be an account's movements."""
    return "date" in roles and bool({"amount", "in", "out"} & set(roles)) and "balance" in roles


def _may_lead(row: GridRow) -> bool:
    """Say whether a row may be the first of a stacked header, not a title above one."""
    cells = row.filled()
    return len(cells) > 1 and any(role_of(c.text) is not None or c.column_span > 1 for c in cells)


def has_values(row: GridRow) -> bool:
    """Say whether a row holds a figure or a day, which no header does."""
    return any(parse_fen(t) is not None or parse_day(t) is not None for t in (c.text for c in row.filled()))


def _stack(block: Sequence[GridRow]) -> list[str]:
    """Join the texts of stacked header cells column by column; a merged cell counts in each column it covers."""
    width = max(len(r.cells) for r in block)
    parts: list[list[str]] = [[] for _ in range(width)]
    for row in block:
        for i, cell in enumerate(row.cells):
            if cell is None or not cell.text.strip():
                continue
            for k in range(i, min(width, i + max(1, cell.column_span))):
                parts[k].append(cell.text)
    return ["".join(p) for p in parts]


def _take(section: Section, row: GridRow, preface: list[GridRow]) -> None:
    """Put a bound row where it belongs; a line that only continues texts is merged into the row above."""
    if not any(c is not None and c.text for c in row.cells):
        return
    if section.books(row):
        section.rows.append(section.unfolded(row))
        preface.clear()
    elif names_day(row):
        section.groups.append((len(section.rows), row))
    elif section.rows and not preface and (found := line_pairs(row)):
        section.rows[-1] = section.labelled(section.rows[-1], found, row)
    elif is_checkpoint(row, section.roles):
        section.checkpoints.append((len(section.rows), row))
    elif section.rows and not preface and _continues(row, section):
        section.rows[-1] = merge_rows(section.rows[-1], row)
    else:
        preface.append(row)
        section.rest.append(row)


def is_transaction(row: GridRow, columns: Sequence[str | None]) -> bool:
    """Say whether a bound row has a day and a figure (or text where the figure should be), or amount and balance."""
    dated = figure = moved = balance = printed = False
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
    if not (dated and (figure or balance or printed)) and not (figure and balance and len(row.filled()) >= 3):
        return False
    return not is_checkpoint(row, () if moved else columns)


def _moves(row: GridRow, columns: Sequence[str | None]) -> bool:
    """Say whether a row without a day has words and one amount beside them, and is no sum."""
    pairs = [(c.text, r) for c, r in zip(row.cells, columns, strict=False) if c is not None and c.text.strip()]
    amounts = sum(r in MONEY_ROLES and r != "balance" and bool(parse_fen(t)) for t, r in pairs)
    words = any(r in _TEXT and r != "date" and not NOISE.search(t) for t, r in pairs)
    dated = any(r == "date" for _, r in pairs)
    return amounts == 1 and words and not dated and not is_checkpoint(row, columns)


def names_day(row: GridRow) -> bool:
    """Say whether a row names nothing but a day or a month, which the rows below it share."""
    shown = row.filled()
    return len(shown) == 1 and (parse_day(shown[0].text) or parse_month(shown[0].text)) is not None


def grouped(rows: Sequence[GridRow]) -> bool:
    """Say whether days stand on lines of their own above the rows: then no column has to be headed as a day."""
    return sum(map(names_day, rows[:_LOOKED_AT])) > 1


_PART_OF_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}|\d{1,2}月\d{1,2}日")


def day_like(text: str) -> bool:
    """Say whether a cell is a day, with or without its year."""
    return parse_day(text) is not None or bool(_PART_OF_DAY.fullmatch(text.strip()))


def _continues(row: GridRow, section: Section) -> bool:
    filled = [(c, r) for c, r in zip(row.cells, section.roles, strict=False) if c is not None and c.text.strip()]
    if not filled or len(filled) > 4 or filled[0][0].column == 0:
        return False
    wide = any(c.column_span > 1 or NOISE.search(c.text) for c, _ in filled)
    return not wide and all(r in _TEXT or r is None for _, r in filled)


def _with_tail(section: Section, row: GridRow) -> GridRow | None:
    """Return the last row with a line below its table that goes on with its texts; None where the line is another thing.

    A table whose rows only shades part ends, as far as can be seen, at the last shade or at the last first line.
    """
    last = section.rows[-1]
    if last.page.number != row.page.number or has_values(row):
        return None
    cells: list[Cell | None] = [None] * len(last.cells)
    for cell in row.filled():
        over = [i for i, c in enumerate(last.cells) if c is not None and _goes_on(c, cell)]
        if NOISE.search(cell.text):
            continue
        if len(over) != 1 or section.roles[over[0]] not in _TEXT:
            return None
        cells[over[0]] = cell
    return merge_rows(last, GridRow(row.page, tuple(cells))) if any(cells) else None


def _goes_on(upper: Cell, lower: Cell) -> bool:
    """Say whether a cell stands under the words of another, no further than lines of one text stand apart."""
    words = [w.box for w in upper.words] or ([upper.box] if upper.box is not None else [])
    if not words or lower.box is None:
        return False
    over = Box.union(words)
    shared = min(over.x1, lower.box.x1) - max(over.x0, lower.box.x0)
    return shared > 0.5 * min(over.width, lower.box.width) and -0.5 < (lower.box.y0 - over.y1) / lower.box.height < 0.8


def merge_rows(upper: GridRow, lower: GridRow) -> GridRow:
    """Return one row of two lines of it, cell by cell."""
    cells = [
        merge_cells(a, b)
        if a is not None and b is not None and a.text and b.text
        else (a if a is not None and a.text else b)
        for a, b in itertools.zip_longest(upper.cells, lower.cells)
    ]
    return GridRow(upper.page, tuple(cells))
