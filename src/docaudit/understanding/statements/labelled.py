"""What a row prints below itself with labels of its own (对方户名：某公司　对方账号：…), not in a column.

Such pieces get columns of their own behind those of the table, headed by their labels.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Sequence

from docaudit.banks.columns import role_of
from docaudit.records.pages import Cell
from docaudit.understanding.grids import GridRow

_SIDE = r"(?:收/?付款?[人方]?|交易对[手方]|对[方手端]|往来|来往|[收付]款[人方]|方)"
_PART = r"(?:户名|名称|姓名|单位|[账帐][号户]|卡号|开户行|开户机构|行名)"
_NOTE = r"(?:用途及附言|(?:交易|汇款|转账|客户)?附言|(?:交易|资金|款项)?用途|备注)"
_LABEL = re.compile(
    r"(?:(?:^|(?<=[\s,，;；|/]))([\u4e00-\u9fff][\u4e00-\u9fff/()（）]{1,9}?)"
    # A scan keeps no blank before the next label; a word that ends a name begins none (公司附言).
    rf"|(?<=[\d\u4e00-\u9fff)）])({_SIDE}{_PART}|{_NOTE}|(?:交易)?流水号|[账帐卡]号(?=\s*[:：]\s*[\d*]{{4}})))"
    r"\s*[:：]\s*"
)
_BROKEN = re.compile(r"(?<=收) (?=付款)|(?<=用) (?=途)|(?<=附) (?=言)|(?<=备) (?=注)")
"""Blanks that a scan puts into a label."""
_ROLES = frozenset(
    (
        "counterparty_name",
        "counterparty_account",
        "counterparty_bank",
        "counterparty_both",
        "remark",
        "reference",
        "payer_name",
        "payer_account",
        "payer_bank",
        "payee_name",
        "payee_account",
        "payee_bank",
    )
)
_NOTES = frozenset({"备注", "说明", "附注"})
"""Labels of notes at the foot of a page too."""
_BOTH = frozenset({"counterparty_both", "ignore", None})
MAY_HOLD_LABELS = _BOTH | {"summary", "remark", "type"}
"""Roles of columns in whose cells labelled lines may stand."""


_PARTY = frozenset({"counterparty_name", "counterparty_account", "counterparty_bank", "counterparty_both"})
_OWN_PART = re.compile(r"(?:户名|名称|姓名|[账帐][号户]|卡号|开户行|开户银行|开户机构|行名)(?:名称)?")
"""What a label of the other side's part may be beside a label that names the other side."""


def pairs(text: str, known: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return the labels and values of a line that holds nothing else; an empty list for any other line.

    `known`: labels that stand below other rows, so that notes alone (备注：…) go with a row too.
    """
    text = _BROKEN.sub("", text)
    found = list(_LABEL.finditer(text))
    if not found or text[: found[0].start()].strip():
        return []
    out = []
    other = any(role_of(here.group(1) or here.group(2)) in _PARTY for here in found) or "对方账号" in known
    for here, after in zip(found, [*found[1:], None], strict=True):
        label = here.group(1) or re.sub(r"^方", "对方", here.group(2))
        if other and _OWN_PART.fullmatch(label):
            label = f"对方{label}"  # 对方：某公司　账号：… is the other side's account
        if (role := role_of(label)) is not None and role not in _ROLES:
            return []
        value = text[here.end() : after.start() if after is not None else len(text)]
        out.append((label, value.strip(" \t,，;；|/")))
    told = any(role_of(label) in _ROLES for label, _ in out)  # a word that nobody knows may stand beside those
    return out if told and ({label for label, _ in out} - _NOTES or (out[0][0] in known and text[-1] != "。")) else []


def line_pairs(line: GridRow, known: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return the labels and values of a printed line, over the gaps between its pieces; `known`: see `pairs`."""
    return pairs(" ".join(c.text.strip() for c in line.filled()), known)


def labels_of(lines: Iterable[GridRow]) -> frozenset[str]:
    """Return the labels that stand on lines of labels with values."""
    return frozenset(label for line in lines if "：" in line.text or ":" in line.text for label, _ in line_pairs(line))


def part_cell(cell: Cell, role: str | None) -> tuple[Cell, list[tuple[str, str]]] | None:
    """Part a cell from the labelled lines at its end; None where it has none.

    All of it may be labelled in a column of both name and account.
    """
    if ":" not in cell.text and "：" not in cell.text:
        return None
    lines = cell.text.split("\n")
    first = next((i for i, line in enumerate(lines) if pairs(line)), None)
    if first is None or (first == 0 and role not in _BOTH):
        return None
    tail = lines[first] + "".join(f" {line}" if pairs(line) else line for line in lines[first + 1 :])
    return dataclasses.replace(cell, text="\n".join(lines[:first])), pairs(tail)


def with_pairs(  # noqa: PLR0917 - the parts of a section
    row: GridRow,
    found: Sequence[tuple[str, str]],
    source: GridRow,
    headings: list[str],
    roles: list[str | None],
    width: int,
) -> GridRow:
    """Return a row with the values in columns of their labels; new labels are added to `headings` and `roles`.

    `source` is the line that prints them, their evidence; `width` the number of columns of the table itself.
    """
    cells: list[Cell | None] = [*row.cells, *[None] * (len(headings) - len(row.cells))]
    printed = source.filled()
    for label, value in found:
        if not value:
            continue
        place = next((i for i, h in enumerate(headings) if h == label and i >= width), None)
        if place is None:
            place = len(headings)
            headings.append(label)
            roles.append(role_of(label))
        cells += [None] * (len(headings) - len(cells))
        under = next((c for c in printed if value in c.text), printed[0])
        if cells[place] is None:
            cells[place] = dataclasses.replace(under, text=value, words=())
    return GridRow(row.page, tuple(cells))
