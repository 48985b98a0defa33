"""Sets whole statements: head, rows over several pages, what is carried from page to page, sums and notes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from .faces import SANS, Face
from .made import Made
from .statements_cells import Style, cell, clock_of, shown
from .statements_drawing import A4, Book, Table
from .statements_ledger import Account, Entry, truth

Head = Callable[[Account, Style], Sequence[Sequence[tuple[float, str]]]]
"""Lines of (place as a share of the width, text) above the table."""
BOTTOM = 46.0
FULL = ("bank", "account_name", "account_number", "currency", "period", "opening", "closing")
"""All that a head can say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the rows.

    Attributes:
        size: of the page in points.
        title, subtitle: centred at the top; the second is smaller and often English.
        head: see `Head`.
        head_on_each_page, columns_on_each_page: whether later pages repeat the head and the heads of the columns.
        opening_row, brought_row, carried_row, page_row, total_row: words of rows that are no transactions; empty where
            there is none. The last may hold ``{out}``, ``{in}`` and the two counts and is then a line below the table.
        label_at: the column that holds these words.
        newest_first: the order of the rows.
        watermark, seal: words; none where empty.
        footer: may hold ``{page}`` and ``{pages}``.
        notes: lines after the table.
    """

    title: str
    head: Head
    size: tuple[float, float] = A4
    subtitle: str = ""
    title_face: Face = SANS
    title_size: float = 15.0
    head_face: Face = SANS
    head_size: float = 9.0
    head_step: float = 1.7
    head_on_each_page: bool = False
    columns_on_each_page: bool = True
    opening_row: str = ""
    brought_row: str = ""
    carried_row: str = ""
    page_row: str = ""
    total_row: str = ""
    label_at: str = "summary"
    newest_first: bool = False
    watermark: str = ""
    seal: str = ""
    footer: str = ""
    notes: tuple[str, ...] = ()


def set_statement(
    accounts: Sequence[Account], table: Table, style: Style, frame: Frame
) -> tuple[bytes, list[list[int]]]:
    """Return the PDF and the pages of each account, each account beginning on a page of its own."""
    book = Book(frame.size)
    pages = []
    for k, account in enumerate(accounts):
        if k:
            book.turn_page()
        first = len(book.pages)
        _Setting(book, account, table, style, frame).run()
        pages.append(list(range(first, len(book.pages) + 1)))
    planned, count = book.pages, len(book.pages)
    for number, page in enumerate(planned, start=1):
        if frame.footer:
            book.pages = [page]
            text = frame.footer.format(page=number, pages=count)
            book.put(frame.size[0] / 2, frame.size[1] - 24, text, size=8, align="centre")
    book.pages = planned
    return book.bound(), pages


class _Setting:
    """One account on its pages."""

    def __init__(self, book: Book, account: Account, table: Table, style: Style, frame: Frame) -> None:
        self._book, self._account, self._table, self._style, self._frame = book, account, table, style, frame
        self._y = 0.0
        self._page_entries: list[Entry] = []

    def run(self) -> None:
        """Set everything."""
        frame, account = self._frame, self._account
        self._begin(first=True)
        if frame.opening_row:
            self._extra_row(frame.opening_row, (), account.opening)
        entries = list(enumerate(account.entries, start=1))
        if frame.newest_first:
            entries = [(len(entries) + 1 - number, entry) for number, entry in reversed(entries)]
        last: Entry | None = None
        after = (bool(frame.carried_row) + bool(frame.page_row)) * self._table.height(["字"] * len(self._table.columns))
        for number, entry in entries:
            cells = [cell(c, account, number, entry, self._style) for c in self._table.columns]
            if self._y + self._table.height(cells) + after > frame.size[1] - BOTTOM:
                self._finish_page(last, is_last=False)
                self._book.turn_page()
                self._begin(first=False)
                if frame.brought_row and last is not None:
                    self._extra_row(frame.brought_row, (), last.balance)
            self._y = self._table.row(self._book, self._y, cells, band=number % 2 == 0)
            self._page_entries.append(entry)
            last = entry
        self._finish_page(last, is_last=True)
        self._end()

    def _begin(self, *, first: bool) -> None:
        frame, book, wide = self._frame, self._book, self._frame.size[0]
        self._page_entries = []
        if frame.watermark:
            book.watermark(frame.watermark)
        self._y = 36.0
        if first or frame.head_on_each_page:
            self._y += frame.title_size
            book.put(wide / 2, self._y, frame.title, face=frame.title_face, size=frame.title_size, align="centre")
            if frame.subtitle:
                self._y += frame.title_size * 0.9
                book.put(wide / 2, self._y, frame.subtitle, size=frame.title_size * 0.6, align="centre")
            for line in frame.head(self._account, self._style):
                self._y += frame.head_size * frame.head_step
                for place, text in line:
                    x = self._table.left + place * (self._table.right - self._table.left)
                    book.put(x, self._y, text, face=frame.head_face, size=frame.head_size)
            self._y += frame.head_size
        if first or frame.columns_on_each_page:
            self._y = self._table.row(book, self._y, [c.head for c in self._table.columns], head=True)

    def _finish_page(self, last: Entry | None, *, is_last: bool) -> None:
        frame = self._frame
        if frame.page_row:
            self._extra_row(frame.page_row, self._page_entries, None)
        if frame.carried_row and not is_last and last is not None:
            self._extra_row(frame.carried_row, (), last.balance)

    def _extra_row(self, label: str, entries: Sequence[Entry], balance: int | None) -> None:
        sums = {"out": 0, "in": 0}
        for entry in entries:
            sums["out" if (entry.fen < 0) != entry.is_reversal else "in"] += abs(entry.fen) * (
                -1 if entry.is_reversal else 1
            )
        cells = []
        for column in self._table.columns:
            text = ""
            if column.shows == self._frame.label_at:
                text = label
            elif column.shows in sums and entries:
                text = self._style.money(sums[column.shows])
            elif column.shows == "balance" and balance is not None:
                text = self._style.money(balance)
            cells.append(text)
        self._y = self._table.row(self._book, self._y, cells)

    def _end(self) -> None:
        frame, book, account = self._frame, self._book, self._account
        if frame.total_row and "{" not in frame.total_row:
            self._extra_row(frame.total_row, account.entries, account.closing)
        else:
            in_columns = "out" in {c.shows for c in self._table.columns}
            sums = account.columns if in_columns else (account.money_out, account.money_in)
            counts = {
                "out": self._style.money(sums[0]),
                "in": self._style.money(sums[1]),
                "outs": sum(e.fen < 0 for e in account.entries),
                "ins": sum(e.fen > 0 for e in account.entries),
            }
            self._line(frame.total_row.format(**counts))
        for note in frame.notes:
            self._line(note)
        if frame.seal:
            book.seal(self._table.right - 90, self._y - 30, account.bank[:12], frame.seal)

    def _line(self, text: str) -> None:
        if text:
            self._y += self._frame.head_size * 1.6
            self._book.put(self._table.left, self._y, text, size=self._frame.head_size * 0.9)


def one_account(account: Account, table: Table, style: Style, frame: Frame, head: Collection[str]) -> Made:
    """Return the paper of one account; `head`: what is printed outside the table, see `truth`."""
    data, pages = set_statement([account], table, style, frame)
    return Made(data, ".pdf", {"pages": len(pages[0]), **_truth(account, table, style, frame, head)})


def several_accounts(
    accounts: Sequence[Account], table: Table, style: Style, frame: Frame, head: Collection[str]
) -> Made:
    """Return one file with the papers of several accounts."""
    data, pages = set_statement(accounts, table, style, frame)
    trues = [
        {"pages": own, **_truth(account, table, style, frame, head)}
        for account, own in zip(accounts, pages, strict=True)
    ]
    return Made(data, ".pdf", {"doc_type": "multiple", "pages": sum(map(len, pages)), "documents": trues})


def _truth(account: Account, table: Table, style: Style, frame: Frame, head: Collection[str]) -> dict[str, Any]:
    return truth(
        account,
        shows=shown(table.columns),
        clock=clock_of(table.columns, style),
        newest_first=frame.newest_first,
        balances="balance" in {c.shows for c in table.columns},
        head=head,
    )
