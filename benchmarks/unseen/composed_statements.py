"""Statements whose layouts nobody wrote: each side of a paper is drawn at random, for itself.

The papers ``composed-statement-open…`` may be mended on; those ``composed-statement-counted…`` print the words that are
kept back too (`composed_statement_words`), so that what is read of them tells how a layout of a stranger is read.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from typing import Any

from .composed_statement_design import Design, accounts, design, labels
from .composed_statement_lines import lines
from .composed_statement_page import Setting, paper_size
from .composed_statement_words import HEAD, NOTES, ROWS, SEALS, Chooser
from .made import Made, Paper
from .statements_drawing import Book
from .statements_files import as_csv, as_xlsx
from .statements_ledger import Account, truth

_COINS = {"CNY": ("人民币", "人民币元", "CNY", "人民币(CNY)"), "USD": ("美元", "USD", "美元(USD)")}
_FIELDS = {
    "name": ("counterparty_name",),
    "account": ("counterparty_account",),
    "bank": ("counterparty_bank",),
    "party": ("counterparty_name", "counterparty_account"),
    "summary": ("summary",),
    "remark": ("remark",),
    "reference": ("reference",),
    "voucher": ("voucher",),
}
_TRIES = 12
"""A design whose columns do not fit on its page is drawn again."""


def _short(account: Account) -> str:
    return account.bank.removesuffix("股份有限公司").replace("有限公司", "")


def _words(draw: Chooser) -> dict[str, str]:
    words = {key: draw.word(options) for key, options in ROWS.items()}
    return words | {"note": draw.chance.choice(("", *NOTES))}


def _pairs(chance: random.Random, chosen: Design, account: Account, names: dict[str, str]) -> list[tuple[str, str]]:
    """Return labels and values of the head in the order of the design."""
    day = chosen.day if "%Y" in chosen.day else "%Y-%m-%d"

    def shown(moment: Any) -> str:
        return moment.strftime(day).format(month=moment.month, day=moment.day).upper()

    out: list[tuple[str, str]] = []
    for key in chosen.head:
        if key == "period":
            if chosen.span:
                first, last = names["span"].split("|")
                out += [(first, shown(account.start)), (last, shown(account.end))]
            else:
                between = (
                    chance.choice((" 至 ", "-", "~", "至", " - "))
                    if "-" not in day
                    else chance.choice(("至", " 至 ", "~", " ~ "))
                )
                out.append((names["period"], f"{shown(account.start)}{between}{shown(account.end)}"))
        else:
            value = {
                "name": account.holder,
                "number": account.number,
                "currency": _COINS[account.currency][chance.randrange(len(_COINS[account.currency]))],
                "opening": chosen.figures.balance(account.opening),
                "closing": chosen.figures.balance(account.closing),
            }[key]
            out.append((names[key], value))
    if chosen.bank_at == "label":
        out.insert(chance.randrange(len(out) + 1), (names["bank"], account.bank))
    return out


def _truth(chosen: Design, account: Account) -> dict[str, Any]:
    shown = chosen.shown()
    clock = chosen.clock.replace("%H%M%S", "%H:%M:%S") if shown & {"clock", "moment"} else None
    true = truth(
        account,
        shows=frozenset(name for key in shown for name in _FIELDS.get(key, ())),
        clock=clock,
        newest_first=chosen.newest_first,
        balances=chosen.balances != "none",
        head=("bank", *({"name": "account_name", "number": "account_number"}.get(k, k) for k in chosen.head)),
    )
    rows = true["fields"]["transactions"]
    if chosen.balances == "last":
        for k, row in enumerate(rows):
            entries = list(account.entries)
            place = len(rows) - 1 - k if chosen.newest_first else k
            if place + 1 < len(entries) and entries[place + 1].when.date() == entries[place].when.date():
                row["balance"] = None
    if "opening" in chosen.rows and "opening" not in chosen.head:
        true["fields"]["opening_balance"] = f"{account.opening // 100}.{account.opening % 100:02d}"
    if "balance" not in shown or chosen.balances == "none":
        for name in ("opening", "closing"):
            if name not in chosen.head:
                true["accept"].pop(f"{name}_balance", None)
    if chosen.bank_at == "title":
        true["fields"]["bank"] = _short(account)
        true["accept"]["bank"].append(account.bank)
    return true


def printed(chance: random.Random, *, counted: bool) -> Made:
    """Return a paper."""
    for _ in range(_TRIES):
        chosen = design(chance, counted=counted)
        made = _printed(chance, chosen, counted=counted)
        if made is not None:
            return made
    msg = "no design fits on its page"
    raise AssertionError(msg)


def _printed(chance: random.Random, chosen: Design, *, counted: bool) -> Made | None:
    draw = Chooser(chance, counted)
    own, names, words = accounts(chance, chosen), labels(chance, counted), _words(draw)
    names["span"] = draw.word(HEAD["span"])
    seal = draw.word(SEALS) if chosen.bank_at == "seal" or draw.maybe(0.15) else ""
    book = Book(paper_size(chosen))
    trues, first_page = [], 1
    for k, account in enumerate(own):
        if k:
            book.turn_page()
            first_page = len(book.pages)
        setting = Setting(
            book=book,
            chosen=chosen,
            account=account,
            words=words,
            pairs=_pairs(chance, chosen, account, names),
            title=f"{_short(account)}{chosen.title}" if chosen.bank_at == "title" else chosen.title,
            bank_line=account.bank
            if chosen.bank_at == "line"
            else f"{account.bank}（盖章）"
            if chosen.bank_at == "seal"
            else "",
            seal=seal,
        )
        if not setting.run():
            return None
        trues.append({"pages": list(range(first_page, len(book.pages) + 1)), **_truth(chosen, account)})
    _footers(book, chance.choice(("", "第{0}页", "{0}/{1}", "第 {0} 页 共 {1} 页", "Page {0} of {1}", "- {0} -")))
    if len(trues) > 1:
        return Made(book.bound(), ".pdf", {"doc_type": "multiple", "pages": len(book.pages), "documents": trues})
    return Made(book.bound(), ".pdf", trues[0] | {"pages": len(book.pages)})


def _footers(book: Book, form: str) -> None:
    planned = book.pages
    for number, page in enumerate(planned, start=1):
        book.pages = [page]
        book.put(book.size[0] / 2, book.size[1] - 20, form.format(number, len(planned)), size=7.5, align="centre")
    book.pages = planned


def filed(chance: random.Random, *, counted: bool) -> Made:
    """Return a workbook or a text of cells."""
    chosen = design(chance, counted=counted, cells=True)
    draw = Chooser(chance, counted)
    account, names, words = accounts(chance, chosen)[0], labels(chance, counted), _words(draw)
    names["span"] = draw.word(HEAD["span"])
    rows: list[list[str]] = [[f"{_short(account)}{chosen.title}" if chosen.bank_at == "title" else chosen.title]]
    pairs = _pairs(chance, chosen, account, names)
    if chosen.bank_at in ("line", "seal"):
        rows.append([account.bank])
    apart = draw.maybe(0.5)
    head: list[list[str]] = []
    for k in range(0, len(pairs), 2):
        line: list[str] = []
        for label, value in pairs[k : k + 2]:
            line += [label, value, ""] if apart else [label + chosen.colon.format(value), "", ""]
        head.append(line)
    foot = chosen.spot == "foot"
    rows += [[], *([] if foot else head), *([[]] if draw.maybe(0.4) else [])]
    if any(c.over for c in chosen.cols):
        seen = ""
        over = []
        for c in chosen.cols:
            over.append("" if c.over == seen else c.over)
            seen = c.over
        rows.append(over)
    rows.append([c.head for c in chosen.cols])
    for line_ in lines(chosen, account, words):
        rows.append([line_.group] if line_.kind == "group" else list(line_.cells))
    if foot:
        rows += [[], *head]
    if words["note"]:
        rows.append([words["note"]])
    true = _truth(chosen, account) | {"pages": 1}
    if draw.maybe(0.4):
        return Made(as_csv(rows, chance.choice(("gb18030", "utf-8-sig"))), ".csv", true)
    return Made(as_xlsx([(chance.choice(("Sheet1", "交易明细", "明细")), _numbers(chosen, rows))]), ".xlsx", true)


def _numbers(chosen: Design, rows: Sequence[list[str]]) -> list[list[Any]]:
    """Return the rows with amounts as numbers where the design prints them plainly."""
    places = [i for i, c in enumerate(chosen.cols) if c.shows in ("out", "in", "amount", "size", "balance")]
    plain = chosen.figures.minus == "-{0}" and not chosen.figures.behind_balance and chosen.middle
    out: list[list[Any]] = []
    for row in rows:
        cells: list[Any] = list(row)
        for i in places if plain and len(row) == len(chosen.cols) else ():
            try:
                cells[i] = float(row[i].replace(",", "").lstrip("+"))
            except ValueError:
                continue
        out.append(cells)
    return out


PAPERS = tuple(
    Paper(f"composed-statement-{'counted' if counted else 'open'}-{name}", "dev", partial(make, counted=counted))
    for counted in (False, True)
    for name, make in (("print", printed), ("file", filed))
)
