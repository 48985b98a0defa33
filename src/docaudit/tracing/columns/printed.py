"""What the columns of a bank's export mean, and their cells as `trace_table` takes them, by way of Arrow."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from docaudit.banks.columns import header_score, rank, roles, side_of
from docaudit.errors import UnreadableFileError
from docaudit.tracing.columns.events import Fen

_KEPT = ("account", "account_name", "amount", "amount_fen", "balance_fen", "date", "kind", "loan", "use")
"""Headings that mean what `trace_table` means by them."""

_NAMES = {
    "own_account": "account",
    "own_name": "account_name",
    "date": "date",
    "counterparty_name": "counterparty",
    "counterparty_account": "counterparty_account",
    "counterparty_bank": "counterparty_bank",
    "summary": "summary",
    "remark": "remark",
    "reference": "reference",
}
"""Role of a heading → name of the column in the result."""

_FIGURES = ("in", "out", "amount", "balance")
_FIGURE = r"^[+-]?[¥￥]?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?$"
_BLANK = r"^[-—/\s]*$"
_DAY = re.compile(r"\s*(\d{4})(?:\D(\d{1,2})\D(\d{1,2})|(\d{2})(\d{2}))(?!\d{2}\D)")
_FOOT_LINES = 40
"""Below the rows stand at most so many lines of sums and remarks; more are rows whose days cannot be read."""


def is_head(headings: Sequence[str]) -> bool:
    """Say whether a row of cells is the headings of a ledger."""
    return bool({"amount", "amount_fen"} & set(headings)) or header_score(headings) > 0


def no_head(name: str) -> UnreadableFileError:
    """Return what is wrong with a file without headings."""
    return UnreadableFileError(name, "找不到表头", "表头须含日期和金额，如：交易日期、借方发生额、贷方发生额")


def day_of(text: str | None) -> dt.date | None:
    """Return the day that a text begins with: 2025-01-31, 2025/1/31, 2025年1月31日, 20250131."""
    found = _DAY.match(text or "")
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


class Printed:
    """The columns of a file as printed.

    Args:
        pa: pyarrow.
        name: the file's, for messages.
        headings: of the columns.
        columns: their texts, `pyarrow.ChunkedArray`s of strings.
    """

    def __init__(self, pa: Any, name: str, headings: Sequence[str], columns: Sequence[Any]) -> None:
        import pyarrow.compute as pc  # noqa: PLC0415  an extra

        self.pa, self.pc, self.name = pa, pc, name
        self.headings = list(headings)
        self.roles = [None if h in _KEPT else role for h, role in zip(headings, roles(headings), strict=True)]
        self.columns = [pc.fill_null(column, "") for column in columns]
        self.number = np.arange(1, len(columns[0]) + 1)
        self.days = self._days()
        if self.days is not None:
            self._drop_lines_without_day()

    def table(self) -> Any:
        """Return the table in book order; raises `UnreadableFileError`."""
        made: dict[str, Any] = {} if self.days is None else {"date": self.days}
        made["amount_fen"] = self._amounts()
        balance = self._of("balance")
        if balance is not None and "balance_fen" not in self.headings:
            made["balance_fen"] = self._figures(balance)
        for role, name in _NAMES.items():
            place = self._of(role)
            if place is not None and name not in made:
                made[name] = self._labels(place)
        for place, (heading, role_here) in enumerate(zip(self.headings, self.roles, strict=True)):
            if heading and heading not in made and heading != "amount" and role_here not in {*_NAMES, *_FIGURES}:
                made[heading] = self._whole(place) if heading == "balance_fen" else self._labels(place)
        table = self.pa.table(made)
        return table[::-1] if self._newest_first(made) else table

    def _of(self, role: str) -> int | None:
        """Return the place of the column of a role, the best of several."""
        if role in self.headings:
            return self.headings.index(role)
        places = [i for i, r in enumerate(self.roles) if r == role]
        return min(places, key=lambda i: rank(role, self.headings[i]), default=None)

    def _days(self) -> Any:
        place = self._of("date")
        if place is None:
            return None
        # A day has eleven signs at most; of the texts before the times few are different.
        coded = self.pc.utf8_slice_codeunits(self.columns[place], 0, 11).combine_chunks().dictionary_encode()
        known = self.pa.array([day_of(text) for text in coded.dictionary.to_pylist()], self.pa.date32())
        return known.take(coded.indices)

    def _drop_lines_without_day(self) -> None:
        """Leave out lines of sums below the rows and lines without a figure; refuse rows without a day."""
        dated = self.days.is_valid().to_numpy(zero_copy_only=False)
        if dated.all():
            return
        last = dated.size - int(np.argmax(dated[::-1])) if dated.any() else 0
        figures = np.zeros(dated.size, bool)
        for place in (p for role in ("in", "out", "amount", "amount_fen") if (p := self._of(role)) is not None):
            figures |= ~self.pc.match_substring_regex(self.columns[place], _BLANK).to_numpy()
        wrong = np.flatnonzero(~dated & figures)
        # What stands below the last day is a foot, if it is short.
        wrong = wrong if dated.size - last > _FOOT_LINES else wrong[wrong < last]
        if wrong.size:
            place = self._of("date") or 0
            self._refuse(int(wrong[0]), place, self.columns[place][int(wrong[0])].as_py(), "不是日期")
        kept = self.pa.array(np.flatnonzero(dated))
        self.columns = [column.take(kept) for column in self.columns]
        self.days, self.number = self.days.take(kept), self.number[dated]

    def _amounts(self) -> Fen:
        if "amount_fen" in self.headings:
            return np.asarray(self._whole(self.headings.index("amount_fen")).to_numpy())
        inn, out, amount, flag = (self._of(role) for role in ("in", "out", "amount", "flag"))
        if inn is not None and out is not None:
            came, went = (self.pc.fill_null(self._figures(place), 0).to_numpy() for place in (inn, out))
            # Some banks print money out with a minus; among plain figures a minus is a reversal.
            return np.asarray(came + went if (went <= 0).all() else came - went)
        if amount is None:
            raise no_head(self.name)
        fen = np.asarray(self._figures(amount, needed=True).to_numpy())
        if flag is not None:
            sides = self._sides(flag)
            return fen if (fen * sides >= 0).all() and (fen < 0).any() else fen * sides
        if self.headings[amount] != "amount" and fen.size and (fen >= 0).all():
            raise UnreadableFileError(
                self.name, "金额没有收支方向", "请增加“借贷标志”列，或以负数表示支出，或分列借方、贷方发生额"
            )
        return fen

    def _sides(self, place: int) -> Fen:
        coded = self.pc.utf8_trim_whitespace(self.columns[place]).combine_chunks().dictionary_encode()
        words = coded.dictionary.to_pylist()
        signs = [side_of(word) for word in words]
        codes = coded.indices.to_numpy()
        if None in signs:
            row = int(np.argmax(codes == signs.index(None)))
            self._refuse(row, place, words[int(codes[row])], "不是收支方向")
        return np.asarray(np.array(signs, dtype=np.int64)[codes])

    def _figures(self, place: int, *, needed: bool = False) -> Any:
        """Return a column of printed figures in fen as an Arrow array; blank is null, or wrong where `needed`."""
        pc, pa = self.pc, self.pa
        text = pc.replace_substring_regex(self.columns[place], r"[\s元]+", "")
        blank = pc.match_substring_regex(text, _BLANK)
        good = pc.match_substring_regex(text, _FIGURE)
        wrong = pc.invert(good if needed else pc.or_(good, blank)).to_numpy()
        if wrong.any():
            row = int(np.argmax(wrong))
            self._refuse(row, place, self.columns[place][row].as_py(), "不是金额")
        plain = pc.replace_substring_regex(text, "[,¥￥]", "")
        try:
            yuan = pc.if_else(blank, pa.scalar(None, pa.string()), plain).cast(pa.decimal128(20, 2))
            return pc.multiply(yuan, pa.scalar(100, pa.decimal128(3, 0))).cast(pa.int64())
        except pa.ArrowInvalid:
            raise UnreadableFileError(self.name, f"“{self.headings[place]}”的金额过大", "请更正后重试") from None

    def _labels(self, place: int) -> Any:
        text = self.pc.utf8_trim_whitespace(self.columns[place])
        return self.pc.if_else(self.pc.equal(text, ""), self.pa.scalar(None, self.pa.string()), text)

    def _whole(self, place: int) -> Any:
        try:
            return self._labels(place).cast(self.pa.int64())
        except self.pa.ArrowInvalid:
            reason = f"“{self.headings[place]}”以分计，须为整数"
            raise UnreadableFileError(self.name, reason, "请更正，或改用以元计的金额") from None

    def _refuse(self, row: int, place: int, text: str, reason: str) -> None:
        shown = f"第 {self.number[row]} 行“{self.headings[place]}”的“{text}”{reason}"
        raise UnreadableFileError(self.name, shown, "请更正该单元格后重试（行号自表头下一行起算）")

    def _newest_first(self, made: dict[str, Any]) -> bool:
        fen = made["amount_fen"]
        if "balance_fen" in made and fen.size > 1:
            # What is not printed proves nothing either way.
            balance = made["balance_fen"].fill_null(0).to_numpy()
            forward = int(np.count_nonzero(balance[1:] - balance[:-1] == fen[1:]))
            backward = int(np.count_nonzero(balance[:-1] - balance[1:] == fen[:-1]))
            if forward != backward:
                return backward > forward
        return self.days is not None and len(self.days) > 1 and self.days[0].as_py() > self.days[-1].as_py()
