"""Bank papers: transfer slips in two layouts; statements as ruled PDF, open PDF, workbook and csv."""

# ruff: noqa: E501, PLR0912  (a form is one long list of marks)
from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

import stamps
from books import Account, Row
from forms_loan import han
from invent import Party, digits, words, yuan
from paper import A4_WIDE, Cell, F, Paper, U
from truth import Record, money


def house(branch: str) -> str:
    """Return the bank of a branch's name."""
    return branch[: branch.index("银行") + 2]


def slip(
    paper: Paper,
    row: Row,
    payer: Party,
    payer_account: str,
    payer_bank: str,
    *,
    layout: int = 1,
    share: bool = False,
    top: float = 0.0,
) -> None:
    """Draw the slip of one outgoing transfer; with `share` several stand on one page, this one from `top` down."""
    payee = row.party
    if payee is None:
        raise ValueError("a slip needs a payee")
    paper.begin("transfer_slip")
    if not share:
        paper.page((595, 300))
    else:
        paper.same_page((0, top, 595, top + 265))
    amount = -row.amount
    bank = house(payer_bank)
    if layout == 1:
        paper.text(297, top + 18, f"{bank}电子回单", font="hei", size=15, align="center")
        paper.text(40, top + 46, ["回单编号：", F("reference", row.reference)], size=9)
        paper.text(555, top + 46, ["交易日期：", F("date", han(row.date), row.date.isoformat())], size=9, align="right")
        rows: list[list[Any]] = [
            [
                Cell("付款人", "center"),
                "户名",
                F("payer_name", payer.name),
                Cell("收款人", "center"),
                "户名",
                F("payee_name", payee.name),
            ],
            ["", "账号", F("payer_account", payer_account), "", "账号", F("payee_account", payee.account)],
            ["", "开户行", payer_bank, "", "开户行", payee.bank],
        ]
        y = paper.table(40, top + 62, [44, 42, 172, 44, 42, 171], rows, heights=25, size=9)
        tail: list[list[Any]] = [
            [
                "金额",
                ["人民币（大写）", F("amount_in_words", words(amount))],
                ["（小写）￥", F("amount", yuan(amount), money(amount))],
            ],
            ["摘要", row.summary, ["用途：", F("remark", row.remark)]],
        ]
        y = paper.table(40, y, [44, 290, 181], tail, heights=25, size=9)
        paper.text(
            44,
            y + 12,
            f"交易时间：{row.time:%Y-%m-%d %H:%M:%S}　　记账柜员：EB01　　验证码：{digits('v' + row.reference, 8)}",
            size=8.5,
        )
        paper.text(44, y + 27, "重要提示：本回单不作为收款方发货依据，请勿重复记账。", size=8.5, color="#555555")
        paper.stamp(stamps.round_seal(bank, "电子回单专用章", tilt=0), 490, y + 4, 92)
    else:
        paper.rect(34, top + 12, 527, 250, 0.8)
        paper.text(297, top + 22, f"{bank}　网上银行转账凭证", font="kai", size=15, align="center")
        paper.line(34, top + 48, 561, top + 48)
        left = [
            ("付款账号", F("payer_account", payer_account)),
            ("付款户名", F("payer_name", payer.name)),
            ("付款开户行", payer_bank),
        ]
        right = [
            ("收款账号", F("payee_account", payee.account)),
            ("收款户名", F("payee_name", payee.name)),
            ("收款开户行", payee.bank),
        ]
        for x, pairs in ((44, left), (304, right)):
            for k, (label, run) in enumerate(pairs):
                end = paper.text(x, top + 58 + 22 * k, label + "：", font="song", size=9, color="#444444")
                paper.text(end, top + 58 + 22 * k, run, font="song", size=9)
        more: list[tuple[str, Any]] = [
            ("转账金额", [F("amount", yuan(amount), money(amount)), " 元"]),
            ("大写金额", F("amount_in_words", words(amount))),
            ("附言", F("remark", row.remark)),
            ("交易流水号", F("reference", row.reference)),
            ("交易日期", F("date", f"{row.date:%Y-%m-%d}", row.date.isoformat())),
        ]
        for k, (label, runs) in enumerate(more):
            end = paper.text(44, top + 132 + 22 * k, label + "：", font="song", size=9.5, color="#444444")
            paper.text(end, top + 132 + 22 * k, runs, font="song", size=9.5)
        paper.stamp(stamps.box_seal((bank[:10], "业务专用章"), tilt=0), 480, top + 214, 104)


# Columns of a statement: printed heading, what it shows, width, alignment.
Column = tuple[str, str, float, str]

_SHOWN: dict[str, Callable[[Row], str]] = {
    "time": lambda r: f"{r.time:%Y-%m-%d %H:%M:%S}",
    "day": lambda r: f"{r.time:%Y-%m-%d}",
    "day8": lambda r: f"{r.time:%Y%m%d}",
    "clock": lambda r: f"{r.time:%H:%M:%S}",
    "out": lambda r: yuan(-r.amount) if r.amount < 0 else "",
    "in": lambda r: yuan(r.amount) if r.amount > 0 else "",
    "size": lambda r: f"{abs(r.amount):.2f}",
    "flag": lambda r: "借" if r.amount < 0 else "贷",
    "balance": lambda r: yuan(r.balance),
    "name": lambda r: r.party.name if r.party else "",
    "account": lambda r: r.party.account if r.party else "",
    "bank": lambda r: r.party.bank if r.party else "",
    "summary": lambda r: r.summary,
    "remark": lambda r: r.remark,
    "reference": lambda r: r.reference,
}
_FIELD = {
    "time": "time", "day": "time", "day8": "time", "out": "amount", "in": "amount", "size": "amount", "balance": "balance",
    "name": "counterparty_name", "account": "counterparty_account", "bank": "counterparty_bank", "summary": "summary",
    "remark": "remark", "reference": "reference",
}  # fmt: skip


def _voucher(row: Row) -> str:
    return digits("pz" + row.reference, 9)


def _values(row: Row, kinds: list[str]) -> dict[str, Any]:
    """Return the truth of a row as far as the columns show it."""
    timed = "time" in kinds or "clock" in kinds
    p = row.party
    return {
        "time": row.time.isoformat() if timed else row.date.isoformat(),
        "amount": money(row.amount),
        "balance": money(row.balance),
        "counterparty_name": p.name if p and "name" in kinds else None,
        "counterparty_account": p.account if p and "account" in kinds else None,
        "counterparty_bank": p.bank if p and "bank" in kinds else None,
        "summary": row.summary if "summary" in kinds and row.summary else None,
        "remark": row.remark if "remark" in kinds and row.remark else None,
        "reference": row.reference if "reference" in kinds else _voucher(row) if "voucher" in kinds else None,
    }


def _head(record: Record, account: Account, start: dt.date | None, end: dt.date | None) -> None:
    """Set the head; opening and closing balance follow from the rows where they are not printed."""
    record.set("bank", None)
    record.set("currency", "CNY")
    record.set("period_start", start.isoformat() if start else None)
    record.set("period_end", end.isoformat() if end else None)
    record.set("account_name", account.owner.name)
    record.set("account_number", account.number)
    record.set("opening_balance", money(account.opening))
    record.set("closing_balance", money(account.rows[-1].balance))


RULED: list[Column] = [
    ("交易时间", "time", 92, "left"), ("摘要", "summary", 58, "left"), ("借方发生额", "out", 76, "right"), ("贷方发生额", "in", 76, "right"),
    ("账户余额", "balance", 80, "right"), ("对方户名", "name", 160, "left"), ("对方账号", "account", 120, "left"), ("附言", "remark", 108, "left"),
]  # fmt: skip
OPEN: list[Column] = [
    ("交易日期", "day", 62, "left"), ("交易类型", "summary", 74, "left"), ("支出", "out", 84, "right"), ("收入", "in", 84, "right"),
    ("余额", "balance", 90, "right"), ("对方名称", "name", 186, "left"), ("用途", "remark", 150, "left"),
]  # fmt: skip


def pdf_statement(
    paper: Paper,
    account: Account,
    start: dt.date,
    end: dt.date,
    *,
    columns: list[Column] = RULED,
    ruled: bool = True,
    per_page: int = 26,
    font: str = "song",
    size: float = 7.6,
    height: float = 16,
) -> Record:
    """Draw a statement over as many landscape pages as it takes: heading on every page, totals at the end."""
    record = paper.begin("bank_statement")
    _head(record, account, start, end)
    kinds = [c[1] for c in columns]
    count = (len(account.rows) + per_page - 1) // per_page
    widths = [c[2] for c in columns]
    left = (A4_WIDE[0] - sum(widths)) / 2

    def mark(path: str, text: str, value: str | None = None) -> Any:
        return F(path, text, value) if number == 0 else text  # the head repeats on every page

    for number in range(count):
        paper.page(A4_WIDE)
        first = number == 0
        title = "账户交易明细清单" if ruled else "对公账户对账单"
        paper.text(A4_WIDE[0] / 2, 26, [mark("bank", house(account.bank)), title], font="hei", size=14, align="center")
        paper.text(
            left,
            54,
            [
                "户名：",
                mark("account_name", account.owner.name),
                "　　账号：",
                mark("account_number", account.number),
                "　　币种：",
                mark("currency", "人民币", "CNY"),
            ],
            font=font,
            size=9,
        )
        paper.text(
            left,
            70,
            [
                "开户行：",
                account.bank,
                "　　起止日期：",
                mark("period_start", f"{start:%Y-%m-%d}"),
                " 至 ",
                mark("period_end", f"{end:%Y-%m-%d}"),
            ],
            font=font,
            size=9,
        )
        rows: list[list[Any]] = [[Cell(c[0], "center", font="hei") for c in columns]]
        if first:
            rows.append(
                _checkpoint(columns, "期初余额", mark("opening_balance", yuan(account.opening), money(account.opening)))
            )
        for k in range(number * per_page, min((number + 1) * per_page, len(account.rows))):
            row = account.rows[k]
            record.set(f"transactions[{k}]", _values(row, kinds))
            row.place = {"page": paper.number, "record": record, "index": k + 1}
            cells = []
            for _, kind, _, align in columns:
                text = _SHOWN[kind](row)
                value = record.fields["transactions"][k].get(_FIELD[kind])
                cells.append(Cell(F(f"transactions[{k}].{_FIELD[kind]}", text, value) if text else "", align))
            rows.append(cells)
        if number == count - 1:
            rows.append(
                _checkpoint(
                    columns,
                    "期末余额",
                    F("closing_balance", yuan(account.rows[-1].balance), money(account.rows[-1].balance)),
                )
            )
        y = paper.table(left, 88, widths, rows, heights=height, size=size, font=font, rules=ruled, rule_width=0.4)
        if not ruled:
            paper.line(left, 86, left + sum(widths), 86, 0.8)
            paper.line(left, 105, left + sum(widths), 105, 0.5)
            paper.line(left, y + 2, left + sum(widths), y + 2, 0.8)
        if number == count - 1:
            paid = [-r.amount for r in account.rows if r.amount < 0]
            got = [r.amount for r in account.rows if r.amount > 0]
            paper.text(
                left,
                y + 8,
                f"借方笔数：{len(paid)}　借方合计：{yuan(sum(paid, Decimal(0)))}　　贷方笔数：{len(got)}　贷方合计：{yuan(sum(got, Decimal(0)))}",
                font=font,
                size=9,
            )
            paper.stamp(stamps.round_seal(house(account.bank), "业务专用章", tilt=3), 690, min(y + 6, 520), 96)
        paper.text(A4_WIDE[0] / 2, 570, f"第{number + 1}页，共{count}页", font=font, size=8.5, align="center")
    return record


def _checkpoint(columns: list[Column], label: str, balance: Any) -> list[Cell]:
    return [Cell(label if k == 0 else balance if c[1] == "balance" else "", c[3]) for k, c in enumerate(columns)]


def xlsx_statement(
    file: Path, source: str, account: Account, start: dt.date, end: dt.date, *, layout: str = "ccb"
) -> Record:
    """Write a workbook as an online bank exports it; `layout` ccb (two amount columns) or cmb (key/value head, row 12)."""
    record = Record("bank_statement", source)
    file.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(file))
    book.set_properties({"created": dt.datetime(2026, 3, 2, 9, 0, 0)})  # noqa: DTZ001
    sheet_name = "账户明细" if layout == "ccb" else "交易查询"
    sheet = book.add_worksheet(sheet_name)
    bold = book.add_format({"bold": True, "border": 1, "bg_color": "#DCE6F1"})
    cell, figure = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "#,##0.00"})
    if layout == "ccb":
        _head(record, account, None, None)
        record.set("account_name", account.owner.name)
        head = [
            "账号",
            "账户名称",
            "交易时间",
            "借方发生额（支取）",
            "贷方发生额（收入）",
            "余额",
            "币种",
            "对方户名",
            "对方账号",
            "对方开户机构",
            "摘要",
            "备注",
            "账户明细编号-交易流水号",
        ]
        shown = ["time", "out", "in", "balance", "", "name", "account", "bank", "summary", "remark", "reference"]
        sheet.write(0, 0, "中国建设银行企业账户明细信息", book.add_format({"bold": True, "font_size": 14}))
        top = 2
        record.set("bank", "中国建设银行")
        record.mark_row("bank", sheet_name, 1)
        lead: list[str] = [account.number, account.owner.name]
    else:
        _head(record, account, start, end)
        record.set("bank", "招商银行")
        head = [
            "交易日",
            "交易时间",
            "交易类型",
            "借方金额",
            "贷方金额",
            "余额",
            "摘要",
            "流水号",
            "收(付)方名称",
            "收(付)方账号",
            "收(付)方开户行名",
        ]
        shown = ["day8", "clock", "summary", "out", "in", "balance", "remark", "reference", "name", "account", "bank"]
        pairs = [("招商银行交易查询", ""), ("账号", account.number), ("账号名称", account.owner.name), ("币种", "人民币"),
                 ("起始日期", f"{start:%Y%m%d}"), ("结束日期", f"{end:%Y%m%d}"), ("查询时间", "20260302 09:00:00")]  # fmt: skip
        for k, (label, value) in enumerate(pairs):
            sheet.write(1 + k, 0, label)
            sheet.write(1 + k, 1, value)
        for path, k in (
            ("bank", 2),
            ("account_number", 3),
            ("account_name", 4),
            ("currency", 5),
            ("period_start", 6),
            ("period_end", 7),
        ):
            record.mark_row(path, sheet_name, k)
        top, lead = 10, []
    for c, name in enumerate(head):
        sheet.write(top, c, name, bold)
        sheet.set_column(c, c, max(12, len(name) * 2))
    kinds = [k for k in shown if k]
    for k, row in enumerate(account.rows):
        line = top + 1 + k
        for c, text in enumerate(lead):
            sheet.write(line, c, text, cell)
        for c, kind in enumerate(shown, len(lead)):
            if kind in {"out", "in", "balance"}:
                value = {
                    "out": -row.amount if row.amount < 0 else None,
                    "in": row.amount if row.amount > 0 else None,
                    "balance": row.balance,
                }[kind]
                if value is None:
                    sheet.write(line, c, "", cell)
                else:
                    sheet.write_number(line, c, float(value), figure)
            else:
                sheet.write(line, c, _SHOWN[kind](row) if kind else "人民币元", cell)
        record.set(f"transactions[{k}]", _values(row, kinds))
        record.mark_row(f"transactions[{k}].amount", sheet_name, line + 1)
        row.place = {"sheet": sheet_name, "row": line + 1, "record": record, "index": k + 1}
    if layout == "ccb":
        record.mark_row("account_number", sheet_name, top + 2)
        record.mark_row("account_name", sheet_name, top + 2)
    book.close()
    return record


def csv_statement(
    file: Path, source: str, account: Account, start: dt.date, end: dt.date, *, layout: str = "icbc"
) -> Record:
    """Write a csv in GB18030 as an online bank exports it: icbc (tabs, [HISTORYDETAIL]) or flag (one amount and 借贷标志)."""
    record = Record("bank_statement", source)
    _head(
        record,
        account,
        start if layout == "flag" else None,
        end if layout == "flag" else None,
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    out = io.StringIO()
    if layout == "icbc":
        out.write("[HISTORYDETAIL]\r\n")
        head = [
            "凭证号",
            "本方账号",
            "对方账号",
            "交易时间",
            "借/贷",
            "借方发生额",
            "贷方发生额",
            "对方行名",
            "摘要",
            "用途",
            "对方单位名称",
            "余额",
        ]
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([h + "\t" for h in head])
        kinds = ["time", "flag", "out", "in", "name", "account", "bank", "summary", "remark", "balance", "voucher"]
        first = 3
        record.set("account_name", None)
        record.set("bank", None)
    else:
        writer = csv.writer(out, lineterminator="\r\n")
        for pair in (("交通银行企业账户交易明细", ""), ("账号", account.number + "\t"), ("户名", account.owner.name), ("币种", "人民币"),
                     ("查询起止", f"{start:%Y-%m-%d} 至 {end:%Y-%m-%d}")):  # fmt: skip
            writer.writerow(pair)
        writer.writerow([])
        writer.writerow(
            [
                "交易日期",
                "交易时间",
                "摘要",
                "借贷标志",
                "发生额",
                "余额",
                "对方账号",
                "对方户名",
                "对方行名",
                "附言",
                "流水号",
            ]
        )
        kinds = ["day", "clock", "summary", "flag", "size", "balance", "account", "name", "bank", "remark", "reference"]
        first = 8
        record.set("bank", "交通银行")
        for path, line in (
            ("bank", 1),
            ("account_number", 2),
            ("account_name", 3),
            ("currency", 4),
            ("period_start", 5),
            ("period_end", 5),
        ):
            record.mark_row(path, None, line)
    for k, row in enumerate(account.rows):
        if layout == "icbc":
            cells = [_voucher(row), account.number, _SHOWN["account"](row), _SHOWN["time"](row), _SHOWN["flag"](row),
                     _SHOWN["out"](row), _SHOWN["in"](row), _SHOWN["bank"](row), row.summary, row.remark, _SHOWN["name"](row), _SHOWN["balance"](row)]  # fmt: skip
            writer.writerow([c + "\t" for c in cells])
        else:
            writer.writerow([_SHOWN[kind](row) + ("\t" if kind in {"account", "reference"} else "") for kind in kinds])
        record.set(f"transactions[{k}]", _values(row, kinds))
        record.mark_row(f"transactions[{k}].amount", None, first + k)
        row.place = {"sheet": None, "row": first + k, "record": record, "index": k + 1}
    if layout == "icbc":
        record.mark_row("account_number", None, 3)
    file.write_bytes(out.getvalue().encode("gb18030"))
    return record


__all__ = ["OPEN", "RULED", "U", "csv_statement", "pdf_statement", "slip", "xlsx_statement"]
