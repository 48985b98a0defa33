"""The cells of an unruled header: glued names parted, spaced letters joined, lines above each other made one.

A heading over several columns (发生额 over 借方 and 贷方) becomes part of each of theirs.
"""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from docaudit.banks.columns import fold_heading, role_of, split_headings
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, TextSource
from docaudit.understanding.columns import ems
from docaudit.understanding.grids import GridRow, merge_cells

_PROSE = frozenset({"summary", "remark", "type"})
_PARTY_PART = r"(?:户名|名称|姓名|单位|单位名称|[账帐][号户]|[账帐]户名称?|卡号|开户行?名?|开户银行|开户机构|行名|银行|银行名称|机构|行号|联行号|地址)"
_GROUPS = tuple(
    (re.compile(over), re.compile(under))
    for over, under in (
        (
            r"(?:交易|借贷|收支|本期)?(?:发生额|金额)|(?:交易)?发生(?:金)?额",
            r"(?:借方?|贷方?|收入?|支出?|付出?|存入?|支?取|转[入出]|汇[入出]|收款|付款)(?:金额|额|发生额)?|debits?|credits?|withdrawals?|deposits?",
        ),
        (
            r"(?:对方|对手|交易对[手方]|往来方?|来往方?|对端|收/?付款?[人方]|[收付]款[人方])(?:单位|账户|客户|户)?(?:信息|资料|情况)?",
            _PARTY_PART,
        ),
        (r"(?:账户|当前|本次)?(?:余额|结余)", r"方向|标志|借/?贷|借或贷|借贷标志|金额"),
        (r"(?:记账)?凭证", r"种类|类型|字|号|号码|号数|编号"),
    )
)
"""Headings over several columns, each with the headings that may stand below it."""


def head_cells(block: Sequence[GridRow]) -> list[Cell]:
    """Return header cells left to right: glued names split, spaced letters joined, stacked lines merged."""
    rows = [_join_letters([p for c in row.filled() for p in _split_cell(c)]) for row in block]
    cells = rows[0]
    for lower in rows[1:]:
        given = _grouped(cells, lower)
        under: dict[int, list[Cell]] = {}
        for k, cell in enumerate(lower):
            over = [i for i, c in enumerate(cells) if _overlap(c.box, cell.box) > 0]
            near = max(over, key=lambda i: _overlap(cells[i].box, cell.box)) if over else -1
            under.setdefault(given.get(k, near), []).append(cell)
        merged: list[Cell] = list(under.pop(-1, []))
        for i, cell in enumerate(cells):
            below = under.get(i, [])
            if len(below) > 1 and (i in given.values() or all(role_of(c.text) is not None for c in below)):
                merged.extend(dataclasses.replace(c, text=f"{cell.text}{c.text}") for c in below)
            else:
                whole = cell
                for piece in below:
                    whole = merge_cells(whole, piece)
                merged.append(whole)
        cells = merged
    return sorted(cells, key=lambda c: c.box.x0 if c.box is not None else 0.0)


def _grouped(upper: Sequence[Cell], lower: Sequence[Cell]) -> dict[int, int]:
    """Return for headings of the lower line the heading above them that is part of each, though it may be narrower.

    Neighbours that may stand below such a heading belong to the nearest one; where a word comes again (户名 账号 户名
    账号) the next one's begin.
    """
    given: dict[int, int] = {}
    words = [fold_heading(c.text) for c in lower]
    for over, under in _GROUPS:
        groups = [i for i, c in enumerate(upper) if over.fullmatch(fold_heading(c.text)) and c.box is not None]
        runs: list[list[int]] = []
        for k, word in enumerate(words):
            if k in given or not under.fullmatch(word):
                continue
            if runs and runs[-1][-1] == k - 1 and word not in [words[m] for m in runs[-1]]:
                runs[-1].append(k)
            else:
                runs.append([k])
        for i in groups:
            wide = [run for run in runs if len(run) > 1]
            near = min(wide, key=lambda run: abs(_middle(lower, run) - _center(upper[i])), default=None)
            if near is not None and _reaches(lower, near, upper[i]):
                given |= dict.fromkeys(near, i)
                runs.remove(near)
    return given


def _reaches(lower: Sequence[Cell], run: Sequence[int], group: Cell) -> bool:
    """Say whether a heading stands over its columns' headings, not beside them."""
    left, right = lower[run[0]].box, lower[run[-1]].box
    return left is not None and right is not None and left.x0 < _center(group) < right.x1


def _middle(cells: Sequence[Cell], run: Sequence[int]) -> float:
    return (_center(cells[run[0]]) + _center(cells[run[-1]])) / 2


def _center(cell: Cell) -> float:
    return cell.box.center[0] if cell.box is not None else 0.0


def _overlap(a: Box | None, b: Box | None) -> float:
    if a is None or b is None:
        return 0.0
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def _split_cell(cell: Cell) -> list[Cell]:
    parts = split_headings(cell.text)
    if len(parts) < 2 or cell.box is None:
        return [cell]
    printed = len(cell.words) == 1 and cell.words[0].origin is TextSource.TEXT_LAYER
    found = {role_of(p) for p in parts}
    if printed and (found <= _PROSE or found == {"date"}):
        # One printed word names one column (摘要附言, 日期时间); only an OCR engine glues two. Cut, the end of a wrapped text
        # would stand under the first heading and its beginning under the second.
        return [cell]
    out, place, total = [], 0.0, sum(map(ems, parts))
    for part in parts:
        x0 = cell.box.x0 + cell.box.width * place / total
        place += ems(part)
        x1 = cell.box.x0 + cell.box.width * place / total
        out.append(
            Cell(row=0, column=0, text=part, box=Box(x0, cell.box.y0, x1, cell.box.y1), confidence=cell.confidence)
        )
    return out


def _join_letters(cells: list[Cell]) -> list[Cell]:
    """Join neighbouring pieces that only together are a heading (``余 额``)."""
    out: list[Cell] = []
    i = 0
    while i < len(cells):
        for width in (4, 3, 2):
            group = cells[i : i + width]
            if len(group) == width and _together(group) and any(role_of(c.text) is None for c in group):
                text = "".join(c.text for c in group)
                if len(text) <= 8 and role_of(text) is not None and all(len(c.text) <= 3 for c in group):
                    boxes = [c.box for c in group if c.box is not None]
                    words = tuple(w for c in group for w in c.words)
                    out.append(Cell(row=0, column=0, text=text, box=Box.union(boxes) if boxes else None, words=words))
                    i += width
                    break
        else:
            out.append(cells[i])
            i += 1
    return out


def _together(group: Sequence[Cell]) -> bool:
    """Say whether pieces stand close enough to be the spaced letters of one heading: up to four letters between them."""
    for left, right in itertools.pairwise(group):
        if left.box is None or right.box is None:
            continue
        letter = max(left.box.width / len(left.text), right.box.width / len(right.text))
        if right.box.x0 - left.box.x1 > 4 * letter:
            return False
    return True
