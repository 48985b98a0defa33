"""Held statements in files: workbooks, a web page that calls itself a workbook, text with commas."""

from __future__ import annotations

import csv
import html
import io
import random
from collections.abc import Callable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from ..made import Made, Paper
from ..values import bare, figures
from .bank_ledger import Account, Row, account, several, told
from .bank_table import some


def saved(book: Workbook) -> bytes:
    """Return the file of a workbook."""
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def plain(fen: int | None) -> float | None:
    """Return an amount as a number."""
    return None if fen is None else fen / 100


def _commas(lines: Sequence[Sequence[str]], coding: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode(coding)


def _keys(chance: random.Random) -> Made:
    """Keys and values in cells above the head, numbers as numbers, accounts as text, totals below."""
    a = account(chance, "云峦商业银行股份有限公司", 37)
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]
    sheet.title = "交易明细"
    sheet["A1"] = "云峦商业银行企业网银交易明细"
    sheet["A1"].font = Font(size=14, bold=True)
    sheet.merge_cells("A1:I1")
    sheet.append([])
    sheet.append(["账号", a.number, None, "户名", a.holder])
    sheet.append(["币种", "人民币", None, "开户行", a.branch])
    sheet.append(["起始日期", f"{a.start}", None, "截止日期", f"{a.end}"])
    sheet.append(["期初余额", plain(a.opening), None, "期末余额", plain(a.closing)])
    out, into = a.sums()
    sheet.append(["借方总额", plain(out), None, "贷方总额", plain(into)])
    sheet.append([])
    head = [
        "交易日",
        "交易时间",
        "借方发生额",
        "贷方发生额",
        "余额",
        "对方名称",
        "对方账号",
        "对方行名",
        "摘要",
        "附言",
    ]
    sheet.append([*head, "流水号"])
    for r in a.rows:
        moment = [f"{r.when:%Y%m%d}", f"{r.when:%H:%M:%S}"]
        money = [plain(r.out), plain(r.into), plain(r.balance)]
        party = [r.counterparty_name, r.counterparty_account, r.counterparty_bank]
        sheet.append([*moment, *money, *party, r.summary, r.remark, r.reference])
    sheet.append(["合计", None, plain(out), plain(into)])
    shows = ("counterparty_name", "counterparty_account", "counterparty_bank", "summary", "remark", "reference")
    return Made(saved(book), ".xlsx", told(a, shows, clock=True, printed_bank="云峦商业银行"))


def _heads(chance: random.Random) -> Made:
    """Heads on two rows with cells joined over them; days and times are a workbook's own."""
    a = account(chance, "昆阳农村商业银行股份有限公司", 23)
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]
    sheet["B2"] = "昆阳农村商业银行股份有限公司账户流水"
    sheet["B3"] = f"账户：{a.number}  {a.holder}"
    sheet["B4"] = f"期间：{a.start:%Y.%m.%d}-{a.end:%Y.%m.%d}    单位：人民币元"
    first = ["交易日期", "凭证号码", "摘要", "发生额", None, "账面余额", "交易对手", None, "用途"]
    second = [None, None, None, "支出", "收入", None, "户名", "账号", None]
    for row, texts in ((6, first), (7, second)):
        for column, text in enumerate(texts, 2):
            sheet.cell(row, column, text)
    for joined in ("B6:B7", "C6:C7", "D6:D7", "E6:F6", "G6:G7", "H6:I6", "J6:J7"):
        sheet.merge_cells(joined)
    for k, r in enumerate(a.rows, 8):
        cells = [r.when, r.reference, r.summary, plain(r.out), plain(r.into), plain(r.balance)]
        for column, value in enumerate([*cells, r.counterparty_name, r.counterparty_account, r.remark], 2):
            sheet.cell(k, column, value)
        sheet.cell(k, 2).number_format = "yyyy-mm-dd hh:mm:ss"
    head = ("bank", "account_name", "account_number", "currency", "period")
    shows = ("counterparty_name", "counterparty_account", "summary", "remark", "reference")
    return Made(saved(book), ".xlsx", told(a, shows, clock=True, head=head))


def _two_sheets(chance: random.Random) -> Made:
    """Two accounts on two sheets of a workbook, signed amounts, newest first."""
    bank = "松原惠民村镇银行股份有限公司"
    first, other = account(chance, bank, 21), account(chance, bank, 12)
    second = Account(bank, first.holder, other.number, other.opening, other.start, other.end, other.rows)
    book = Workbook()
    book.remove(book.worksheets[0])
    for a in (first, second):
        sheet = book.create_sheet(f"账户{a.number[-4:]}")
        sheet.append([f"{bank}账户交易流水"])
        sheet.append([f"账户名称:{a.holder}"])
        sheet.append([f"账户号码:{a.number}", None, "币种:人民币"])
        sheet.append([f"查询日期:{a.start:%Y年%m月%d日}-{a.end:%Y年%m月%d日}"])
        sheet.append(["序号", "入账日期", "交易金额", "账户余额", "对方账户名称", "摘要", "备注"])
        for k, r in enumerate(reversed(a.rows), 1):
            money = [figures(r.fen), figures(r.balance)]
            sheet.append([k, f"{r.when:%Y-%m-%d}", *money, r.counterparty_name, r.summary, r.remark])
    head = ("bank", "account_name", "account_number", "currency", "period")
    shows = ("counterparty_name", "summary", "remark")
    trues = [told(a, shows, newest_first=True, head=head) for a in (first, second)]
    return Made(saved(book), ".xlsx", several(trues, ((), ())))


def _page(chance: random.Random) -> Made:
    """A web page with the ending of a workbook: both sides are named, a word says which way the money went."""
    a = account(chance, "滇池银行股份有限公司", 28)
    rows = [
        ["滇池银行交易明细下载"],
        [f"查询账号：{a.number}", f"账户名称：{a.holder}", "币种：人民币"],
        [f"起止日期：{a.start:%Y%m%d}-{a.end:%Y%m%d}", f"总笔数：{len(a.rows)}"],
        ["往来标志", "交易日期", "交易时间", "付款人名称", "付款人账号", "收款人名称", "收款人账号", "金额"],
    ]
    rows[-1] += ["余额", "摘要", "附言", "流水号"]
    for r in a.rows:
        own, other = [a.holder, a.number], [r.counterparty_name or "", r.counterparty_account or ""]
        sides = own + other if r.fen < 0 else other + own
        moment = ["往账" if r.fen < 0 else "来账", f"{r.when:%Y-%m-%d}", f"{r.when:%H:%M:%S}"]
        money = [figures(abs(r.fen)), figures(r.balance)]
        rows.append([*moment, *sides, *money, r.summary, r.remark or "", r.reference or ""])
    lines = ["<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>" for row in rows]
    text = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        '<style>td{mso-number-format:"\\@";}</style>'
        '</head><body><table border="1">' + "\n".join(lines) + "</table></body></html>"
    )
    head = ("bank", "account_name", "account_number", "currency", "period")
    shows = ("counterparty_name", "counterparty_account", "summary", "remark", "reference")
    true = told(a, shows, clock=True, head=head, printed_bank="滇池银行")
    return Made(text.encode("gb18030"), ".xls", true)


def _preamble(chance: random.Random) -> Made:
    """Text in the old Chinese coding, lines before and after the rows, tabs that keep numbers text."""
    a = account(chance, "闽江村镇银行股份有限公司", 40)
    out, into = a.sums()
    lines = [
        ["闽江村镇银行账户明细"],
        ["账号：", f"{a.number}\t"],
        ["户名：", a.holder],
        ["币种：", "人民币"],
        ["开始日期：", f"{a.start:%Y%m%d}", "结束日期：", f"{a.end:%Y%m%d}"],
        [],
        ["交易日期", "交易时间", "收支标志", "交易金额", "账户余额", "对方户名", "对方账号", "摘要", "备注", "流水号"],
    ]
    lines += [
        [
            f"{r.when:%Y%m%d}",
            f"{r.when:%H%M%S}\t",
            "支出" if r.fen < 0 else "收入",
            bare(abs(r.fen)),
            bare(r.balance),
            r.counterparty_name or "",
            f"{r.counterparty_account or ''}\t",
            r.summary,
            r.remark or "",
            f"{r.reference}\t",
        ]
        for r in a.rows
    ]
    outs, intos = a.counts()
    lines += [[f"收入{intos}笔，共{bare(into)}元"], [f"支出{outs}笔，共{bare(out)}元"], ["本文件由网上银行生成"]]
    head = ("bank", "account_name", "account_number", "currency", "period")
    shows = ("counterparty_name", "counterparty_account", "summary", "remark", "reference")
    true = told(a, shows, clock=True, head=head, printed_bank="闽江村镇银行")
    return Made(_commas(lines, "gb18030"), ".csv", true)


def _unnamed(chance: random.Random) -> Made:
    """No bank's name and no line above the head; the account stands in each row; newest first."""
    a = account(chance, "闽江村镇银行股份有限公司", 33)
    lines = [
        ["本方账号", "本方户名", "币种", "记账时间", "借方", "贷方", "余额", "对方户名", "对方账号", "用途", "摘要"]
    ]
    lines += [_unnamed_row(a, r) for r in reversed(a.rows)]
    shows = ("counterparty_name", "counterparty_account", "remark", "summary")
    head = ("account_name", "account_number", "currency")
    true = told(a, shows, clock=True, head=head, newest_first=True)
    return Made(_commas(lines, "utf-8-sig"), ".csv", true)


def _unnamed_row(a: Account, r: Row) -> list[str]:
    own = [f"'{a.number}", a.holder, "CNY", f"{r.when:%Y/%m/%d %H:%M:%S}"]
    party = [r.counterparty_name or "--", r.counterparty_account or "--"]
    return [*own, some(r.out), some(r.into), figures(r.balance), *party, r.remark or "--", r.summary]


_MAKERS: tuple[tuple[str, Callable[[random.Random], Made]], ...] = (
    ("statement-held-keys", _keys),
    ("statement-held-heads", _heads),
    ("statement-held-two-sheets", _two_sheets),
    ("statement-held-page", _page),
    ("statement-held-preamble", _preamble),
    ("statement-held-unnamed", _unnamed),
)
PAPERS = tuple(Paper(name, "held", make) for name, make in _MAKERS)
