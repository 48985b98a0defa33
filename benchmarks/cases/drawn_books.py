"""Draws statements of accounts (two printed forms and a sheet) and financial statements."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence

from unseen.drawing import GREY, LANDSCAPE
from unseen.values import figures
from xlsxwriter import Workbook

from cases.drawn_loan import Drawn
from cases.model import Book, Case, Figures, Row
from cases.quick import MADE, Page

Printed = tuple[Row, int]
"""A row and the balance printed beside it."""
A_PAGE = 20


def book_papers(case: Case) -> Iterator[Drawn]:
    """Draw statements and financial statements."""
    for book in case.books:
        name = f"05流水/{book.owner.name[:8]}账户明细{book.account[-4:]}"
        if book.gap is None:
            yield book.key, f"{name}.{'xlsx' if book.form == 'xlsx' else 'pdf'}", _drawn(book, book.start, book.end)
            continue
        day = dt.timedelta(1)
        parts = ((book.start, book.gap[0] - day), (book.gap[1] + day, book.end))
        for k, (first, last) in enumerate(parts, 1):
            end = "xlsx" if book.form == "xlsx" else "pdf"
            yield f"{book.key}.{k}", f"{name}-{k}.{end}", _drawn(book, first, last)
    for f in case.figures:
        yield f.key, f"06报表/财务报表{f.end:%Y%m}.pdf", financials(case, f)


def _drawn(book: Book, first: dt.date, last: dt.date) -> bytes:
    balance, rows = book.opening, list[Printed]()
    for k, row in enumerate(book.rows):
        balance += row.fen
        wrong = book.misprint[1] if book.misprint and k >= book.misprint[0] else 0
        if first <= row.day <= last:
            rows.append((row, balance + wrong))
    opening = rows[0][1] - rows[0][0].fen if rows else balance
    if book.form == "xlsx":
        return _sheet(book, rows, first, last)
    return (
        _ruled(book, rows, opening, first, last) if book.form == "ruled" else _plain(book, rows, opening, first, last)
    )


def _cells(row: Row, serial: int) -> tuple[str, str, str, str]:
    """Return time, counterparty, its account and reference."""
    stamp = f"{row.day:%Y-%m-%d} {9 + serial % 8:02d}:{serial * 7 % 60:02d}:{serial * 13 % 60:02d}"
    return (
        stamp,
        row.party.name if row.party else "",
        row.party.account if row.party else "",
        f"{row.day:%Y%m%d}{serial:06d}",
    )


def _plain(book: Book, rows: Sequence[Printed], opening: int, first: dt.date, last: dt.date) -> bytes:
    """A list on broad pages with money in and out in columns of their own."""
    sheet = Page(8, "sans", LANDSCAPE)
    widths = [92, 62, 82, 82, 88, 156, 122, 96]
    head = ["交易时间", "摘要", "收入金额", "支出金额", "账户余额", "对方户名", "对方账号", "附言"]
    pages = [rows[k : k + A_PAGE] for k in range(0, len(rows), A_PAGE)] or [()]
    for number, part in enumerate(pages, 1):
        if number > 1:
            sheet.turn()
        sheet.text(421, 40, f"{book.bank[: book.bank.find('银行') + 2]}账户交易明细", size=14, bold=True, align="c")
        sheet.text(30, 62, f"户名：{book.owner.name}　账号：{book.account}　开户机构：{book.bank}　币种：人民币")
        sheet.text(30, 76, f"起止日期：{first:%Y-%m-%d} 至 {last:%Y-%m-%d}　期初余额：{figures(opening)}")
        sheet.text(812, 76, f"第{number}页/共{len(pages)}页", align="r")
        lines = []
        for k, (row, balance) in enumerate(part):
            stamp, name, account, _ = _cells(row, number * A_PAGE + k)
            got = figures(row.fen) if row.fen > 0 else ""
            spent = figures(-row.fen) if row.fen < 0 else ""
            lines.append([stamp, row.summary, got, spent, figures(balance), name, account, row.remark])
        sheet.grid(30, 84, widths, [head, *lines], high=19, aligns="clrrrlll", size=7.5)
    closing = rows[-1][1] if rows else opening
    sheet.text(30, 580, f"期末余额：{figures(closing)}", size=8.5)
    sheet.seal(740, 540, 36, "业务专用章")
    return sheet.data()


def _ruled(book: Book, rows: Sequence[Printed], opening: int, first: dt.date, last: dt.date) -> bytes:
    """An upright form with debit and credit columns and totals at its end."""
    sheet = Page(8, "serif")
    widths = [56, 50, 78, 78, 84, 126, 70]
    head = ["记账日期", "摘要", "借方发生额", "贷方发生额", "余额", "对方户名/账号", "用途"]
    size = 16
    pages = [rows[k : k + size] for k in range(0, len(rows), size)] or [()]
    for number, part in enumerate(pages, 1):
        if number > 1:
            sheet.turn()
        sheet.text(
            297, 44, "对公账户对账单" if not book.owner.is_person else "个人账户对账单", size=15, bold=True, align="c"
        )
        sheet.text(28, 66, f"账户名称：{book.owner.name}")
        sheet.text(28, 80, f"账　　号：{book.account}")
        sheet.text(300, 66, f"开户行：{book.bank}")
        sheet.text(300, 80, f"对账期间：{first:%Y年%m月%d日}-{last:%Y年%m月%d日}")
        sheet.text(28, 94, f"上期余额：{figures(opening)}")
        sheet.text(567, 94, f"页码：{number}/{len(pages)}", align="r")
        lines = []
        for k, (row, balance) in enumerate(part):
            _, name, account, _ = _cells(row, number * size + k)
            got = figures(row.fen) if row.fen > 0 else ""
            spent = figures(-row.fen) if row.fen < 0 else ""
            lines.append(
                [
                    f"{row.day:%Y%m%d}",
                    row.summary,
                    spent,
                    got,
                    figures(balance),
                    f"{name}\n{account}".strip(),
                    row.remark,
                ]
            )
        y = sheet.grid(28, 102, widths, [head, *lines], high=20, aligns="clrrrll", size=7.5)
    out = -sum(r.fen for r, _ in rows if r.fen < 0)
    into = sum(r.fen for r, _ in rows if r.fen > 0)
    closing = rows[-1][1] if rows else opening
    sheet.text(
        28, y + 18, f"借方合计：{figures(out)}　贷方合计：{figures(into)}　期末余额：{figures(closing)}", size=8.5
    )
    sheet.text(28, y + 34, "如有不符，请于收到本对账单后七日内与开户行联系。", size=7.5, colour=GREY)
    return sheet.data()


def _sheet(book: Book, rows: Sequence[Printed], first: dt.date, last: dt.date) -> bytes:
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True}) as work:
        work.set_properties({"created": MADE})
        sheet = work.add_worksheet("交易明细")
        lines: list[Sequence[str | float | None]] = [
            ["账户交易明细查询"],
            ["户名", book.owner.name, "账号", book.account, "开户行", book.bank],
            ["起始日期", f"{first:%Y-%m-%d}", "截止日期", f"{last:%Y-%m-%d}", "币种", "人民币"],
            _COLUMNS,
        ]
        for k, (row, balance) in enumerate(rows):
            stamp, name, account, serial = _cells(row, k)
            bank = row.party.bank if row.party and row.party.account else ""
            out, into = (-row.fen / 100, None) if row.fen < 0 else (None, row.fen / 100)
            lines.append([stamp, out, into, balance / 100, name, account, bank, row.summary, row.remark, serial])
        for k, line in enumerate(lines):
            sheet.write_row(k, 0, line)
    return data.getvalue()


_COLUMNS = ("交易时间", "借方金额", "贷方金额", "余额", "对方户名", "对方账号", "对方开户行", "摘要", "备注", "流水号")
_ASSETS = (
    ("流动资产：", None),
    ("货币资金", "cash"),
    ("应收票据", "notes_receivable"),
    ("应收账款", "accounts_receivable"),
    ("预付款项", "prepayments"),
    ("其他应收款", "other_receivables"),
    ("存货", "inventory"),
    ("流动资产合计", "current_assets"),
    ("非流动资产：", None),
    ("固定资产", "fixed_assets"),
    ("在建工程", "construction_in_progress"),
    ("无形资产", "intangible"),
    ("非流动资产合计", "lasting_assets"),
    ("资产总计", "total_assets"),
)
_CLAIMS = (
    ("流动负债：", None),
    ("短期借款", "short_term_loans"),
    ("应付账款", "accounts_payable"),
    ("应付职工薪酬", "wages"),
    ("应交税费", "taxes"),
    ("其他应付款", "other_payables"),
    ("流动负债合计", "current_liabilities"),
    ("长期借款", "long_term_loans"),
    ("负债合计", "total_liabilities"),
    ("所有者权益：", None),
    ("实收资本", "paid_in_capital"),
    ("盈余公积", "surplus"),
    ("未分配利润", "retained_earnings"),
    ("所有者权益合计", "total_equity"),
    ("负债和所有者权益总计", "both"),
)
_INCOME = (
    ("一、营业收入", "revenue"),
    ("减：营业成本", "cost_of_sales"),
    ("税金及附加", "surcharges"),
    ("销售费用", "selling_expenses"),
    ("管理费用", "administrative_expenses"),
    ("研发费用", "rd_expenses"),
    ("财务费用", "finance_costs"),
    ("其中：利息费用", "interest_expense"),
    ("二、营业利润（亏损以“-”号填列）", "operating_profit"),
    ("三、利润总额", "total_profit"),
    ("减：所得税费用", "income_tax"),
    ("四、净利润", "net_profit"),
)
_FLOW = (
    ("一、经营活动产生的现金流量：", None),
    ("销售商品、提供劳务收到的现金", "cash_from_sales"),
    ("经营活动现金流出小计", "operating_out"),
    ("经营活动产生的现金流量净额", "operating_cash_flow"),
    ("二、投资活动产生的现金流量：", None),
    ("投资活动现金流出小计", "investing_out"),
    ("投资活动产生的现金流量净额", "investing_cash_flow"),
    ("三、筹资活动产生的现金流量净额", "financing_cash_flow"),
    ("四、现金及现金等价物净增加额", "net_increase_in_cash"),
    ("加：期初现金及现金等价物余额", "opening_cash"),
    ("五、期末现金及现金等价物余额", "closing_cash"),
)


def financials(case: Case, f: Figures) -> bytes:
    """Draw balance sheet, income statement and cash flow statement, a page each."""
    sheet = Page(8.5, "sans", LANDSCAPE)
    _head(sheet, case, "资产负债表", f"{f.end:%Y年%m月%d日}", "会企01表")
    rows = [["资产", "期末余额", "年初余额", "负债和所有者权益", "期末余额", "年初余额"]]
    for k in range(len(_CLAIMS)):
        left = _line(_ASSETS[k], f.balance) if k < len(_ASSETS) else ["", "", ""]
        rows.append([*left, *_line(_CLAIMS[k], f.balance)])
    y = sheet.grid(40, 100, [150, 115, 115, 152, 115, 115], rows, high=22, aligns="lrrlrr")
    sheet.text(40, y + 18, f"单位负责人：{case.borrower.head}　　主管会计：尹琳　　制表：尹琳")
    period = f"{f.end:%Y年}1-{f.end.month}月" if f.end.month < 12 else f"{f.end:%Y}年度"
    for title, form, captions, figures_, second in (
        ("利润表", "会企02表", _INCOME, f.income, "上期金额"),
        ("现金流量表", "会企03表", _FLOW, f.flow, ""),
    ):
        sheet.turn()
        _head(sheet, case, title, period, form)
        head = ["项目", "本期金额", *([second] if second else [])]
        rows = [_line(line, figures_)[: len(head)] for line in captions]
        sheet.grid(150, 100, [260, 130, 130][: len(head)], [head, *rows], high=24, aligns="lrr")
    return sheet.data()


def _head(sheet: Page, case: Case, title: str, period: str, form: str) -> None:
    middle = sheet.width / 2
    sheet.text(middle, 50, title, size=16, bold=True, align="c")
    sheet.text(40, 88, f"编制单位：{case.borrower.name}")
    sheet.text(middle, 88, period, align="c")
    sheet.text(802, 70, form, align="r")
    sheet.text(802, 88, "单位：元", align="r")


def _line(caption: tuple[str, str | None], amounts: dict[str, tuple[int, int]]) -> list[str]:
    text, name = caption
    if name is None:
        return [text, "", ""]
    now, before = amounts[name]
    return [text, figures(now), figures(before)]
