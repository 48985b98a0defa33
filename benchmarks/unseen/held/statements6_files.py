"""Held statements as files that a bank's site gives: two workbooks and a list of values parted by commas."""

from __future__ import annotations

import csv
import io
import random

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..made import Made, Paper
from ..values import bare, digits, figures
from .statements6_cast import NOBODY, Party, circle
from .statements6_ledger import FIRM, LEAVES, PERSON, Move, Voice, moves, rows_true, statement, whole_month

_EXPORT: Voice = {
    "sale": ("来账", "同城转入"),
    "buy": ("往账", "同城转出"),
    "power": ("代扣费用",),
    "fuel": ("往账",),
    "tax": ("扣税",),
    "social": ("代扣社保",),
    "wage": ("代发代付",),
    "person": ("往账",),
    "fee": ("手续费",),
    "loan": ("贷款放款",),
    "cost": ("扣收利息",),
    "interest": ("存款结息",),
    "back": ("来账",),
}
_BOTH: Voice = {
    "sale": ("跨行来账", "行内来账"),
    "buy": ("跨行往账", "行内往账"),
    "water": ("委托扣款",),
    "gas": ("委托扣款",),
    "tax": ("财税扣款",),
    "fund": ("委托扣款",),
    "person": ("行内往账",),
    "fee": ("服务收费",),
    "loan": ("信贷放款",),
    "own": ("跨行往账",),
    "interest": ("结息",),
}
_HAND: Voice = {
    "wage": ("工资", "奖金"),
    "sale": ("转账", "汇入"),
    "person": ("转账", "汇出"),
    "shop": ("消费", "三方支付"),
    "buy": ("汇出",),
    "tele": ("话费",),
    "power": ("电费",),
    "loan": ("放款",),
    "cost": ("还贷",),
    "interest": ("利息",),
    "back": ("退款",),
    "put": ("存现",),
    "fee": ("年费",),
}


def _book(title: str) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    return book, sheet


def _bytes(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _export(chance: random.Random) -> Made:
    """A workbook with a head of merged cells, numbers as numbers, days as eight figures, and a total below."""
    who = circle(chance)
    bank = "江苏银行"
    span = whole_month(chance, 2)
    opening, rows = moves(chance, who, FIRM, _EXPORT, span=span, count=chance.randrange(30, 60), length=13)
    account = digits(chance, 17, "3118")
    zero = chance.choice((0.0, None))
    book, sheet = _book("交易明细")
    heads = ("序号", "记账日期", "交易时间", "借方金额（支出）", "贷方金额（收入）", "账户余额", "摘要")
    heads += ("对方户名", "对方账号", "对方开户行", "附言", "核心流水号")
    sheet.append([f"{bank}账户明细清单"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
    sheet["A1"].font, sheet["A1"].alignment = Font(size=16, bold=True), Alignment(horizontal="center")
    sheet.append(["账号", None, account, None, None, "户名", None, who.owner])
    sheet.append(["币种", None, "人民币", None, None, "开户行", None, f"{bank}高新支行"])
    sheet.append(["起始日期", None, f"{span[0]:%Y%m%d}", None, None, "截止日期", None, f"{span[1]:%Y%m%d}"])
    sheet.append(["期初余额", None, opening / 100, None, None, "期末余额", None, rows[-1].balance / 100])
    sheet.append([])
    sheet.append(heads)
    thin = Side(style="thin", color="999999")
    for cell in sheet[7]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE6F1")
        cell.border = Border(thin, thin, thin, thin)
    for number, move in enumerate(rows, 1):
        out, into = (-move.fen / 100, zero) if move.fen < 0 else (zero, move.fen / 100)
        other = move.other
        cells = [number, f"{move.time:%Y%m%d}", f"{move.time:%H:%M:%S}", out, into, move.balance / 100, move.summary]
        sheet.append([*cells, other.name, other.account, other.bank, move.remark, move.reference])
    outs, ins = sum(m.fen for m in rows if m.fen < 0), sum(m.fen for m in rows if m.fen > 0)
    sheet.append(["合计", None, None, -outs / 100, ins / 100])
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            if isinstance(cell.value, float):
                cell.number_format = "#,##0.00"
    for k, wide in enumerate((6, 12, 10, 18, 18, 18, 12, 36, 24, 36, 30, 18), 1):
        sheet.column_dimensions[get_column_letter(k)].width = wide
    true = statement(
        rows_true(rows, LEAVES, "second"),
        (who.owner, bank, account, span),
        around=(opening, rows[-1].balance),
        printed=True,
        accept={"bank": [bank, f"{bank}高新支行"]},
    )
    return Made(_bytes(book), ".xlsx", true)


def _both(chance: random.Random) -> Made:
    """A workbook of text that names payer and payee of each movement, signed, newest first."""
    who = circle(chance)
    bank = "中国邮政储蓄银行"
    span = whole_month(chance)
    opening, rows = moves(chance, who, FIRM, _BOTH, span=span, count=chance.randrange(24, 46), length=12)
    account = digits(chance, 18, "93")
    rows.reverse()
    me = Party(who.owner, account, f"{bank}{chance.choice(('朝阳大街支行', '人民路营业所'))}")
    book, sheet = _book(f"明细{span[0]:%Y%m}")
    sheet.append([f"{bank}企业网银账户交易明细"])
    sheet.append([f"查询账号：{account}　账户名称：{who.owner}　币种：人民币"])
    sheet.append([f"查询时间段：{span[0]}至{span[1]}"])
    heads = ["交易流水号", "交易时间", "交易类型", "付款人户名", "付款人账号", "付款人开户行"]
    sheet.append([*heads, "收款人户名", "收款人账号", "收款人开户行", "交易金额", "交易后余额", "用途"])
    for move in rows:
        payer, payee = (me, move.other) if move.fen < 0 else (move.other, me)
        sides = [part or "" for side in (payer, payee) for part in (side.name, side.account, side.bank)]
        sums = [figures(move.fen), figures(move.balance)]
        sheet.append([move.reference, f"{move.time:%Y-%m-%d %H:%M:%S}", move.summary, *sides, *sums, move.remark or ""])
    for k in range(1, 13):
        sheet.column_dimensions[get_column_letter(k)].width = 22
    true = statement(
        rows_true(rows, LEAVES, "second"),
        (who.owner, bank, account, span),
        around=(opening, rows[0].balance),
        accept={"bank": [bank, str(me.bank), "邮储银行"]},
    )
    return Made(_bytes(book), ".xlsx", true)


def _download(chance: random.Random) -> Made:
    """A person's list parted by commas: flag and amount, tabs behind long numbers, lines of words before and behind."""
    who = circle(chance, firm=False)
    bank = "兴业银行"
    span = whole_month(chance, 3)
    opening, rows = moves(chance, who, PERSON, _HAND, span=span, count=chance.randrange(36, 60), length=12)
    account = digits(chance, 18, "622908")
    newest = chance.choice((True, False))
    before, after = opening, rows[-1].balance
    if newest:
        rows.reverse()
    buffer = io.StringIO()
    pen = csv.writer(buffer, lineterminator="\r\n")
    pen.writerow([f"{bank}个人网银交易明细"])
    pen.writerow(["户名", who.owner])
    pen.writerow(["账号", f"{account}\t"])
    pen.writerow(["查询区间", f"{span[0]:%Y%m%d}-{span[1]:%Y%m%d}", "币种", "人民币"])
    pen.writerow([])
    heads = ["交易日期", "交易时间", "收支标志", "交易金额", "账户余额", "摘要"]
    pen.writerow([*heads, "对方户名", "对方账号", "对方银行", "交易渠道", "备注"])

    def cells(move: Move) -> list[str]:
        other = move.other
        way = "自动" if other is NOBODY else chance.choice(("手机银行", "网上银行"))
        told = [f"{move.time:%Y%m%d}", f"{move.time:%H%M%S}\t", "支" if move.fen < 0 else "收", bare(abs(move.fen))]
        told += [bare(move.balance), move.summary, other.name or "", f"{other.account}\t" if other.account else ""]
        return [*told, other.bank or "", way, move.remark or ""]

    pen.writerows(cells(move) for move in rows)
    pen.writerow([])
    pen.writerow(["以上明细仅供参考，具体以银行柜面打印为准"])
    leaves = {"counterparty_name", "counterparty_account", "counterparty_bank", "summary", "remark"}
    true = statement(
        rows_true(rows, leaves, "second"),
        (who.owner, bank, account, span),
        around=(before, after),
    )
    return Made(buffer.getvalue().encode(chance.choice(("gb18030", "utf-8-sig"))), ".csv", true)


PAPERS = (
    Paper("statement-p6-workbook", "held", _export),
    Paper("statement-p6-both-sides", "held", _both),
    Paper("statement-p6-download", "held", _download),
)
