"""Statements as files of cells: workbooks, pages of HTML that call themselves workbooks, texts in three codings."""

from __future__ import annotations

import csv
import html
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import xlsxwriter

from .made import Made, Paper
from .statements_cells import Column, Style, cell, clock_of, shown
from .statements_ledger import Account, Entry, invent, truth
from .statements_printed import FULL
from .statements_words import DEV, DEV2

C = Column
Row = list[Any]


def as_csv(rows: Sequence[Row], encoding: str, delimiter: str = ",") -> bytes:
    """Return a text of cells."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(sheets: Sequence[tuple[str, Sequence[Row]]], *, wide_title: int = 0) -> bytes:
    """Return a workbook; floats are numbers with two decimals, days are days; `wide_title` merges that many cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    money, day = book.add_format({"num_format": "#,##0.00"}), book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if isinstance(value, float):
                    sheet.write_number(y, x, value, money)
                elif hasattr(value, "year"):
                    sheet.write_datetime(y, x, value, day)
                elif value != "":
                    sheet.write_string(y, x, value)
        if wide_title:
            sheet.merge_range(0, 0, 0, wide_title - 1, rows[0][0], book.add_format({"bold": True, "align": "center"}))
    book.close()
    return out.getvalue()


def as_html(rows: Sequence[Row], charset: str) -> bytes:
    """Return a page with one table; a row of one cell spans the table."""
    most = max(map(len, rows))
    lines = []
    for row in rows:
        span = f' colspan="{most}"' if len(row) == 1 else ""
        cells = "".join(f"<td{span} style=\"mso-number-format:'@'\">{html.escape(str(v))}</td>" for v in row)
        lines.append(f"<tr>{cells}</tr>")
    head = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head>'
    return f'{head}<body><table border="1">{"".join(lines)}</table></body></html>'.encode(charset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """How an account is laid out in cells.

    Attributes:
        columns, style: of the table.
        before, after: rows above the heads and below the last row.
        newest_first: the order of the rows.
        guard: follows each text of digits, as banks do to keep programs from rounding it.
        numbers: amounts are numbers and days are days, not texts.
    """

    columns: tuple[Column, ...]
    style: Style = field(default_factory=Style)
    before: Callable[[Account, Style], list[Row]] = lambda _a, _s: []
    after: Callable[[Account, Style], list[Row]] = lambda _a, _s: []
    newest_first: bool = False
    guard: str = ""
    numbers: bool = False

    def rows(self, account: Account) -> list[Row]:
        """Return all rows."""
        table = [
            [self._cell(c, account, number, entry) for c in self.columns]
            for number, entry in enumerate(account.entries, start=1)
        ]
        if self.newest_first:
            table.reverse()
        heads = [c.head for c in self.columns]
        return [*self.before(account, self.style), heads, *table, *self.after(account, self.style)]

    def truth(self, account: Account, head: Sequence[str]) -> dict[str, Any]:
        """Return the truth; `head`: what is said outside the table or in columns of the own account."""
        return truth(
            account,
            shows=shown(self.columns),
            clock=clock_of(self.columns, self.style),
            newest_first=self.newest_first,
            balances="balance" in {c.shows for c in self.columns},
            head=head,
        )

    def _cell(self, column: Column, account: Account, number: int, entry: Entry) -> Any:
        text = cell(column, account, number, entry, self.style)
        if self.numbers and column.shows in ("in", "out", "amount", "size", "balance"):
            return float(text.replace(",", "")) if text else ""
        if self.numbers and column.shows == "day":
            return entry.when.replace(hour=0, minute=0, second=0)
        return text + self.guard if self.guard and text.isdigit() else text


def workbook_of_numbers(chance: random.Random) -> Made:
    """A workbook whose days and amounts are real ones, key and value cells above, sums below."""
    account = invent(chance, DEV, bank=0, rows=40)
    export = Export(
        columns=(
            C(shows="number", head="序号"),
            C(shows="day", head="交易日期"),
            C(shows="reference", head="核心流水号"),
            C(shows="in", head="贷方发生额（元）"),
            C(shows="out", head="借方发生额（元）"),
            C(shows="balance", head="账户余额（元）"),
            C(shows="name", head="对方户名"),
            C(shows="account", head="对方账号"),
            C(shows="bank", head="对方开户行"),
            C(shows="summary", head="摘要"),
            C(shows="remark", head="附言"),
        ),
        numbers=True,
        before=lambda a, s: [
            [f"{a.bank}账户明细"],
            ["账号", a.number, "", "户名", a.holder],
            ["币种", "人民币", "", "开户机构", a.bank],
            ["查询起始日期", f"{a.start:%Y-%m-%d}", "", "查询截止日期", f"{a.end:%Y-%m-%d}"],
            ["期初余额", s.money(a.opening), "", "期末余额", s.money(a.closing)],
            [],
        ],
        after=lambda a, _: [["合计", "", "", a.columns[1] / 100, a.columns[0] / 100]],
    )
    data = as_xlsx([("明细", export.rows(account))], wide_title=11)
    return Made(data, ".xlsx", {"pages": 1, **export.truth(account, FULL)})


def guarded_csv(chance: random.Random) -> Made:
    """A text in GB18030 with lines above and below; tabs after digits, a flag, no head over the names."""
    account = invent(chance, DEV, bank=1, rows=30)
    export = Export(
        style=Style(day="%Y%m%d", clock="%H:%M:%S", separator=""),
        columns=(
            C(shows="day", head="日期"),
            C(shows="clock", head="时间"),
            C(shows="reference", head="流水号"),
            C(shows="flag", head="借贷"),
            C(shows="size", head="交易金额"),
            C(shows="balance", head="余额"),
            C(shows="account", head="对方账号"),
            C(shows="name", head=""),
            C(shows="summary", head="摘要"),
            C(shows="remark", head="用途"),
        ),
        guard="\t",
        before=lambda a, _: [
            [f"#账号：[{a.number}]"],
            [f"#户名：[{a.holder}]"],
            [f"#起始日期：[{a.start:%Y%m%d}]   终止日期：[{a.end:%Y%m%d}]"],
            ["#币种：[人民币]  开户行：[" + a.bank + "]"],
        ],
        after=lambda a, _: [[f"#共{len(a.entries)}笔记录"], ["#导出时间：2026-07-02 09:18:44"]],
    )
    data = as_csv(export.rows(account), "gb18030")
    head = ("bank", "account_name", "account_number", "currency", "period")
    return Made(data, ".csv", {"pages": 1, **export.truth(account, head)})


def html_signed(chance: random.Random) -> Made:
    """A person's page of HTML in GB2312 that is called .xls: signed amounts, day and time in one cell, newest first."""
    account = invent(chance, DEV, bank=3, rows=28, person=True, masked=True)
    export = Export(
        style=Style(plus=True, gap=" "),
        columns=(
            C(shows="moment", head="交易时间"),
            C(shows="summary", head="交易类别"),
            C(shows="amount", head="交易金额"),
            C(shows="balance", head="当前余额"),
            C(shows="name", head="对方姓名"),
            C(shows="account", head="对方账号"),
            C(shows="remark", head="备注"),
        ),
        newest_first=True,
        before=lambda a, _: [
            ["长沙银行账户交易明细查询"],
            [f"查询账号：{a.number}    户名：{a.holder}    币种：人民币"],
            [f"查询时间段：{a.start:%Y-%m-%d}至{a.end:%Y-%m-%d}"],
        ],
    )
    data = as_html(export.rows(account), "gb2312")
    head = ("bank", "account_name", "account_number", "currency", "period")
    return Made(data, ".xls", {"pages": 1, **export.truth(account, head)})


def utf16_without_balance(chance: random.Random) -> Made:
    """A text in UTF-16 with tabs between cells, 收入 and 支出 columns, no balance that could prove them."""
    account = invent(chance, DEV, bank=4, rows=25)
    export = Export(
        style=Style(day="%Y/%m/%d", separator=""),
        columns=(
            C(shows="own account", head="账号"),
            C(shows="day", head="交易日"),
            C(shows="in", head="收入"),
            C(shows="out", head="支出"),
            C(shows="currency", head="币种"),
            C(shows="name", head="对方单位名称"),
            C(shows="bank", head="对方行名"),
            C(shows="remark", head="备注"),
        ),
    )
    data = as_csv(export.rows(account), "utf-16", "\t")
    return Made(data, ".csv", {"pages": 1, **export.truth(account, ("account_number", "currency"))})


def sheets_of_two_accounts(chance: random.Random) -> Made:
    """A workbook with a sheet for each account, amounts as texts, the own account in each row."""
    accounts = [invent(chance, DEV2, bank=1, rows=rows) for rows in (24, 17)]
    accounts = [replace(a, holder=accounts[0].holder) for a in accounts]
    export = Export(
        style=Style(day="%Y-%m-%d", clock="%H:%M:%S"),
        columns=(
            C(shows="own account", head="查询账号"),
            C(shows="own name", head="账户名称"),
            C(shows="currency", head="货币"),
            C(shows="day", head="入账日期"),
            C(shows="clock", head="入账时间"),
            C(shows="out", head="付款金额"),
            C(shows="in", head="收款金额"),
            C(shows="balance", head="账户结余"),
            C(shows="name", head="对方名称"),
            C(shows="account", head="对方账户"),
            C(shows="summary", head="业务摘要"),
        ),
    )
    data = as_xlsx([(f"账户{k}", export.rows(a)) for k, a in enumerate(accounts, start=1)])
    head = ("account_name", "account_number", "currency")
    trues = [export.truth(a, head) for a in accounts]
    return Made(data, ".xlsx", {"doc_type": "multiple", "pages": 1, "documents": trues})


def html_with_sums(chance: random.Random) -> Made:
    """A firm's page of HTML in UTF-8 that is called .xls: an opening row, sums at the end, blanks around amounts."""
    account = invent(chance, DEV2, bank=2, rows=31)
    export = Export(
        style=Style(amount=" {0} ", empty="", day="%Y.%m.%d"),
        columns=(
            C(shows="day", head="账务日期"),
            C(shows="summary", head="摘要说明"),
            C(shows="out", head="借方"),
            C(shows="in", head="贷方"),
            C(shows="balance", head="余额"),
            C(shows="name", head="对方客户名称"),
            C(shows="account", head="对方客户账号"),
            C(shows="voucher", head="凭证编号"),
        ),
        before=lambda a, _: [
            ["桂林银行企业网上银行交易流水"],
            ["客户账号：" + a.number],
            ["客户名称：" + a.holder],
            [f"查询期间：{a.start:%Y.%m.%d}—{a.end:%Y.%m.%d}", "币种：人民币"],
        ],
        after=lambda a, s: [
            ["总计", "", s.money(a.columns[0]), s.money(a.columns[1]), "", "", "", ""],
            ["说明：本流水不作为对账依据"],
        ],
    )
    data = as_html(export.rows(account), "utf-8")
    head = ("bank", "account_name", "account_number", "currency", "period")
    return Made(data, ".xls", {"pages": 1, **export.truth(account, head)})


def quoted_utf8(chance: random.Random) -> Made:
    """A text in UTF-8 with its mark at the start, signed amounts with ¥, newest first, the names have no head."""
    account = invent(chance, DEV2, bank=3, rows=27, person=True)
    export = Export(
        style=Style(amount="¥{0}", day="%Y年%m月%d日", clock="%H:%M"),
        columns=(
            C(shows="moment", head="记账时间"),
            C(shows="amount", head="发生金额"),
            C(shows="balance", head="结余金额"),
            C(shows="summary", head="交易事项"),
            C(shows="name", head=""),
            C(shows="remark", head="备注说明"),
        ),
        newest_first=True,
        before=lambda a, _: [["贵阳银行个人流水"], ["户主", a.holder], ["卡号", a.number], ["币种", "人民币"]],
        after=lambda _a, _s: [["本文件由客户自助导出"]],
    )
    data = as_csv(export.rows(account), "utf-8-sig")
    head = ("bank", "account_name", "account_number", "currency")
    return Made(data, ".csv", {"pages": 1, **export.truth(account, head)})


def payer_and_payee(chance: random.Random) -> Made:
    """A text in GB18030 that names payer and payee in each row; 往账 and 来账 say which of them is the holder."""
    account = invent(chance, DEV2, bank=4, rows=29)
    style = Style(day="%Y%m%d", separator="", flags=("往账", "来账"))
    heads = [
        "交易类型",
        "付款账号",
        "付款户名",
        "收款账号",
        "收款户名",
        "交易日期",
        "交易金额",
        "交易后余额",
        "摘要",
        "备注",
    ]
    rows: list[Row] = [
        ["查询账号：" + account.number],
        [f"常熟农村商业银行  {account.start:%Y%m%d}-{account.end:%Y%m%d}"],
        heads,
    ]
    for entry in account.entries:
        own = [account.number, account.holder]
        other = [entry.counterparty_account or "", entry.counterparty_name or ""]
        parties = own + other if entry.fen < 0 else other + own
        amounts = [style.money(entry.fen), style.money(entry.balance)]
        text = [entry.summary or "", entry.remark or ""]
        rows.append([style.flags[entry.fen > 0], *parties, style.date(entry), *amounts, *text])
    shows = ("counterparty_name", "counterparty_account", "summary", "remark")
    head = ("bank", "account_name", "account_number", "period")
    return Made(as_csv(rows, "gb18030"), ".csv", {"pages": 1, **truth(account, shows=shows, clock=None, head=head)})


FILES = tuple(
    Paper(f"statement_{make.__name__}", "dev", make)
    for make in (
        workbook_of_numbers,
        guarded_csv,
        html_signed,
        utf16_without_balance,
        sheets_of_two_accounts,
        html_with_sums,
        quoted_utf8,
        payer_and_payee,
    )
)
