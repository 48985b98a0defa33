"""Prints made-up ledgers as pages: sheets, and pages of words without ruling lines. All data is synthetic."""

# ruff: noqa: E501, DTZ001, ARG005, PLW3301, PLR1714 - layouts read best one a line; papers print local time

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Callable, Sequence

from docaudit.documents.bank_statement import BankStatement
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, Table, TextSource, Word
from docaudit.understanding.statements import read_statements

NAMES = (
    "苏州恒泽机械有限公司",
    "张伟",
    "国网江苏省电力有限公司",
    "李雪梅",
    "上海岑浦机电设备有限公司",
    "宁波宏镁钢材贸易有限公司北仑分公司",
    "",
)
SUMMARIES = ("货款", "代发工资", "电费", "转账", "手续费", "结息", "往来款")


@dataclasses.dataclass(frozen=True)
class Entry:
    """One booking of a made-up account; amounts in fen, money in is positive."""

    time: dt.datetime
    fen: int
    balance: int
    name: str
    account: str
    summary: str
    number: str


def ledger(seed: int, count: int, opening: int = 1_000_000_00) -> list[Entry]:
    """Return bookings in book order whose balances follow from each other."""
    chance = random.Random(seed)  # noqa: S311 - made-up papers need a seeded generator, not a secure one
    time = dt.datetime(2025, 3, 1, 9, 0, 0)
    balance, out = opening, []
    for i in range(count):
        time += dt.timedelta(minutes=chance.randint(7, 4000))
        fen = chance.choice((1, -1)) * chance.choice((chance.randint(1, 99999), chance.randint(1, 500) * 100_000))
        balance += fen
        name = chance.choice(NAMES)
        account = "".join(chance.choice("0123456789") for _ in range(19)) if name else ""
        out.append(
            Entry(
                time, fen, balance, name, account, chance.choice(SUMMARIES), f"{chance.randint(10**9, 10**10 - 1)}{i}"
            )
        )
    return out


def yuan(fen: int, *, grouped: bool = True) -> str:
    """Print fen as a bank does."""
    sign = "-" if fen < 0 else ""
    whole = f"{abs(fen) // 100:,}" if grouped else str(abs(fen) // 100)
    return f"{sign}{whole}.{abs(fen) % 100:02d}"


Printer = Callable[[Entry], str]
COLUMNS: dict[str, Printer] = {
    "day": lambda e: e.time.strftime("%Y-%m-%d"),
    "compact_day": lambda e: e.time.strftime("%Y%m%d"),
    "chinese_day": lambda e: f"{e.time.year}年{e.time.month}月{e.time.day}日",
    "dotted_day": lambda e: e.time.strftime("%Y.%m.%d"),
    "time": lambda e: e.time.strftime("%Y-%m-%d %H:%M:%S"),
    "slash_time": lambda e: e.time.strftime("%Y/%m/%d %H:%M:%S"),
    "clock": lambda e: e.time.strftime("%H:%M:%S"),
    "compact_clock": lambda e: e.time.strftime("%H%M%S"),
    "in": lambda e: yuan(e.fen) if e.fen > 0 else "",
    "out": lambda e: yuan(-e.fen) if e.fen <= 0 else "",
    "in_zero": lambda e: yuan(max(e.fen, 0)),
    "out_zero": lambda e: yuan(max(-e.fen, 0)),
    "signed": lambda e: yuan(e.fen),
    "plus": lambda e: ("+" if e.fen > 0 else "") + yuan(e.fen),
    "size": lambda e: yuan(abs(e.fen)),
    "flag": lambda e: "贷" if e.fen > 0 else "借",
    "come": lambda e: "来账" if e.fen > 0 else "往账",
    "code": lambda e: "1" if e.fen > 0 else "2",
    "balance": lambda e: yuan(e.balance),
    "plain_balance": lambda e: yuan(e.balance, grouped=False),
    "name": lambda e: e.name,
    "account": lambda e: e.account,
    "both": lambda e: f"{e.account}/{e.name}" if e.name else "",
    "summary": lambda e: e.summary,
    "number": lambda e: e.number,
    "own": lambda e: "32050110251600000739",
    "own_name": lambda e: "苏州示例科技有限公司",
    "payer": lambda e: (e.name or "付方") if e.fen > 0 else "苏州示例科技有限公司",
    "payee": lambda e: "苏州示例科技有限公司" if e.fen > 0 else (e.name or "收方"),
    "currency": lambda e: "人民币",
    "empty": lambda e: "",
}
Layout = Sequence[tuple[str, str]]

LAYOUTS: dict[str, Layout] = {
    "two columns, time": (("交易时间", "time"), ("借方发生额（支取）", "out"), ("贷方发生额（收入）", "in"), ("余额", "balance"), ("币种", "currency"), ("对方户名", "name"), ("对方账号", "account"), ("摘要", "summary"), ("交易流水号", "number")),
    "flag and amount": (("凭证号", "number"), ("本方账号", "own"), ("交易时间", "slash_time"), ("借/贷", "flag"), ("发生额", "size"), ("对方单位名称", "name"), ("对方账号", "account"), ("摘要", "summary"), ("余额", "balance")),
    "signed, day and clock": (("记账日期", "day"), ("记账时间", "clock"), ("币别", "currency"), ("金额", "signed"), ("余额", "balance"), ("交易名称", "summary"), ("对方账户名", "name"), ("对方卡号/账号", "account")),
    "income before expense": (("序号", "number"), ("交易日期", "compact_day"), ("收入金额", "in"), ("支出金额", "out"), ("账户余额", "plain_balance"), ("对手户名", "name"), ("对手账号", "account"), ("用途", "summary")),
    "zeros in the empty side": (("交易日期", "compact_day"), ("交易时间", "compact_clock"), ("借方金额", "out_zero"), ("贷方金额", "in_zero"), ("余额", "balance"), ("对方账号", "account"), ("对方户名", "name"), ("摘要", "summary")),
    "reversed books": (("交易日期", "day"), ("借方金额（收）", "in"), ("贷方金额（支）", "out"), ("余额", "balance"), ("对方名称", "name"), ("摘要", "summary")),
    "reversed without saying so": (("日期", "day"), ("借方", "in"), ("贷方", "out"), ("结余", "balance"), ("对方单位", "name"), ("摘要", "summary")),
    "coded flag": (("交易日", "dotted_day"), ("借贷标志", "code"), ("交易金额", "size"), ("账户余额", "balance"), ("对方户名", "name"), ("对方账号", "account"), ("附言", "summary")),
    "come and go with both parties": (("交易类型", "come"), ("付款人名称", "payer"), ("收款人名称", "payee"), ("交易日期", "compact_day"), ("交易金额", "signed"), ("交易后余额", "balance"), ("摘要", "summary")),
    "amount without any sign": (("会计日期", "day"), ("交易金额", "size"), ("本次余额", "balance"), ("对手信息", "both"), ("摘要", "summary")),
    "account and name in one cell": (("交易日期", "chinese_day"), ("交易金额", "plus"), ("账户余额", "balance"), ("对方账号与户名", "both"), ("摘要", "summary"), ("备注", "empty")),
    "english": (("Date", "day"), ("Description", "summary"), ("Withdrawal", "out"), ("Deposit", "in"), ("Balance", "balance")),
    "bilingual": (("记账日期\nDate", "day"), ("货币\nCurrency", "currency"), ("交易金额\nTransaction Amount", "signed"), ("联机余额\nBalance", "balance"), ("交易摘要\nTransaction Type", "summary"), ("对手信息\nCounter Party", "both")),
}  # fmt: skip


def sheet(rows: Sequence[Sequence[str]], name: str | None = None) -> Page:
    """Return a sheet of these texts."""
    width = max(len(r) for r in rows)
    cells = tuple(
        Cell(row=i, column=j, text=r[j] if j < len(r) else "", sheet_row=i + 1)
        for i, r in enumerate(rows)
        for j in range(width)
    )
    return Page(sheet=name, is_sheet=True, tables=(Table(cells),), text_source=TextSource.STRUCTURED)


def grid(entries: Sequence[Entry], layout: Layout, preface: Sequence[Sequence[str]] = ()) -> list[list[str]]:
    """Return preface, header and rows as texts."""
    return [*map(list, preface), [h for h, _ in layout], *([COLUMNS[c](e) for _, c in layout] for e in entries)]


EM = 0.0085  # width of a Han letter as a share of the page's width
HIGH = 0.012


def width_of(text: str) -> float:
    """Return the printed width of a text as a share of the page."""
    return sum(0.55 if ch.isascii() else 1.0 for ch in text) * EM


def wrap(text: str, room: float) -> list[str]:
    """Break a text into lines that fit a column."""
    lines, line = [], ""
    for ch in text:
        if line and width_of(line + ch) > room:
            lines.append(line)
            line = ""
        line += ch
    return [*lines, line] if line else lines


def word(text: str, x: float, y: float, source: TextSource = TextSource.TEXT_LAYER) -> Word:
    """Return a word printed at a place."""
    return Word(text, Box(x, y, min(1.0, x + width_of(text)), y + HIGH), 1.0, source)


def word_pages(
    rows: Sequence[Sequence[str]],
    *,
    preface: Sequence[str] = (),
    per_page: int = 30,
    header_again: bool = True,
    aligned: str = "top",
    source: TextSource = TextSource.TEXT_LAYER,
    page_lines: Callable[[int], Sequence[Sequence[str]]] | None = None,
    narrow: dict[int, float] | None = None,
) -> list[Page]:
    """Print rows (the first is the header) as words in columns without rules; long texts wrap inside their column."""
    count = len(rows[0])
    needs = [min(max(width_of(t) for r in rows for t in r[k].split("\n")), 12 * EM) for k in range(count)]
    needs = [max(n, max(width_of(t) for t in rows[0][k].split("\n"))) for k, n in enumerate(needs)]
    money = [
        all(set(r[k]) <= set("0123456789,.-+ ") for r in rows[1:]) and any("." in r[k] for r in rows[1:])
        for k in range(count)
    ]
    needs = [max(width_of(r[k]) for r in rows) if money[k] else n for k, n in enumerate(needs)]
    needs = [(narrow or {}).get(k, n) for k, n in enumerate(needs)]
    gap = (0.94 - sum(needs)) / max(1, count - 1)
    assert gap > 0.004, f"layout too wide for a page: {gap}"
    lefts = [0.03 + sum(needs[:k]) + gap * k for k in range(count)]
    pages = []
    body = rows[1:]
    for number, start in enumerate(range(0, len(body), per_page)):
        words: list[Word] = []
        y = 0.03
        if number == 0:
            for text in preface:
                for k, part in enumerate(text.split("  ")):
                    words.append(word(part, 0.03 + 0.3 * k, y, source))
                y += 0.02
        chunk = [*body[start : start + per_page]]
        if number == 0 or header_again:
            chunk.insert(0, rows[0])
        extra = list(page_lines(number)) if page_lines is not None else []
        if extra:
            chunk.insert(1 if (number == 0 or header_again) else 0, extra[0])
            chunk.extend(extra[1:])
        for row in chunk:
            cells = [[p for part in t.split("\n") for p in wrap(part, needs[k] + 1e-9)] for k, t in enumerate(row)]
            deep = max((len(c) for c in cells), default=1) or 1
            for k, lines in enumerate(cells):
                shift = (deep - len(lines)) / 2 if aligned == "centre" else 0.0
                for i, text in enumerate(lines):
                    x = lefts[k] + needs[k] - width_of(text) if money[k] else lefts[k]
                    words.append(word(text, x, y + (i + shift) * 1.25 * HIGH, source))
            y += deep * 1.25 * HIGH + 0.007
        assert y < 1.4, y
        scale = 1.0 if y < 0.98 else 0.98 / y
        words = [dataclasses.replace(w, box=Box(w.box.x0, w.box.y0 * scale, w.box.x1, w.box.y1 * scale)) for w in words]
        lines = tuple(Line(w.text, (w,), w.box) for w in words)
        pages.append(
            Page(number=number + 1, width=842, height=842, words=tuple(words), lines=lines, text_source=source)
        )
    return pages


def check(statement: BankStatement, entries: Sequence[Entry], layout: Layout, *, newest_first: bool = False) -> None:
    """Compare what was read with what was printed; the columns of the layout say what can be known."""
    kinds = {c for _, c in layout}
    order = list(reversed(entries)) if newest_first else list(entries)
    assert len(statement.transactions) == len(order)
    timed = kinds & {"time", "slash_time"} or kinds & {"clock", "compact_clock"}
    for row, entry in zip(statement.transactions, order, strict=True):
        assert row.time.value is not None
        shown = row.time.value.isoformat()
        assert shown == (entry.time.isoformat() if timed else entry.time.date().isoformat())
        # Nothing before the first row proves its sign: signs and codes of one kind only tell nothing of it either.
        alike = len({e.fen > 0 for e in entries}) == 1
        silent = "size" in kinds and not kinds & {"flag", "code"}
        if entry is not entries[0] or not (silent or (alike and kinds & {"signed", "code"})):
            assert row.amount.value is not None, entry
            assert row.amount.value.fen == entry.fen
        assert row.balance.value is not None
        assert row.balance.value.fen == entry.balance
        assert row.summary.value == entry.summary or row.remark.value == entry.summary
        if kinds & {"name", "both"}:
            assert row.counterparty_name.value == (entry.name or None)
        if kinds & {"account", "both"}:
            assert row.counterparty_account.value == (entry.account or None)
        for leaf in (row.time, row.amount, row.balance):
            assert leaf.value is None or leaf.evidence is not None


def read_one(pages: Sequence[Page]) -> BankStatement:
    """Read pages that hold one statement."""
    found = read_statements(pages)
    assert len(found) == 1
    return found[0]
