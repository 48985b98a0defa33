"""Held statements as a firm's internet bank prints them: a full grid, flags newest first, a page out of a browser."""

from __future__ import annotations

import datetime as dt
import random

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import digits, figures
from .statements6_cast import circle
from .statements6_ledger import FIRM, LEAVES, Move, Voice, moves, rows_true, statement, whole_month
from .statements6_table import Column, Look, Roll, Table, credit, debit, held

_GRID: Voice = {
    "sale": ("网银转入", "汇入"),
    "buy": ("网银转出", "对外支付"),
    "power": ("代扣",),
    "fuel": ("对外支付",),
    "tax": ("电子缴税",),
    "social": ("缴社保",),
    "fund": ("公积金",),
    "wage": ("代发",),
    "person": ("网银转出",),
    "fee": ("手续费",),
    "loan": ("放款",),
    "cost": ("还息",),
    "interest": ("利息",),
    "back": ("退款",),
    "own": ("网银转出",),
}
_FLAGS: Voice = {
    "sale": ("跨行转账", "行内转账"),
    "buy": ("跨行转账", "行内转账"),
    "power": ("代收付",),
    "fuel": ("行内转账",),
    "tax": ("税款缴纳",),
    "social": ("税款缴纳",),
    "wage": ("工资发放",),
    "person": ("费用报销",),
    "fee": ("结算费用",),
    "loan": ("贷款发放",),
    "cost": ("贷款收息",),
    "interest": ("活期结息",),
    "back": ("退汇",),
}
_QUERY: Voice = {
    "sale": ("转账汇款", "普通汇兑"),
    "buy": ("转账汇款", "对公付款"),
    "power": ("缴费",),
    "water": ("缴费",),
    "tax": ("实时扣税",),
    "fund": ("缴费",),
    "wage": ("薪酬代发",),
    "person": ("转账汇款",),
    "fee": ("工本手续费",),
    "loan": ("发放贷款",),
    "cost": ("贷款还款",),
    "interest": ("存款利息",),
    "own": ("转账汇款",),
}


def _grid(chance: random.Random) -> Made:
    """A ruled grid on its side: name, account and bank of the other in columns of their own, cells of several lines."""
    who = circle(chance)
    bank = "九江银行"
    span = whole_month(chance)
    opening, rows = moves(
        chance, who, FIRM, _GRID, span=span, count=chance.randrange(24, 36), reference="NB", length=14
    )
    account = digits(chance, 17, "79")
    roll = Roll(8, chance.choice(("hei", "sans")), LANDSCAPE)
    blue = (150, 170, 200)
    outs, ins = [m.fen for m in rows if m.fen < 0], [m.fen for m in rows if m.fen > 0]

    def top() -> float:
        roll.text(34, 34, f"{bank}企业网上银行", size=9, colour=(40, 80, 150))
        roll.text(808, 34, f"第{roll.pages}页", align="r")
        return 44

    roll.text(421, 58, "账户交易明细对账单", size=15, bold=True, align="c")
    top()
    heads = (
        (f"账户名称：{who.owner}", f"账号：{account}"),
        (f"开户机构：{bank}股份有限公司{where}" if (where := "浔阳支行") else "", "币种：人民币"),
        (f"查询日期范围：{span[0]} 至 {span[1]}", f"期初余额：{figures(opening)}"),
        (f"收入 {len(ins)} 笔 合计 {figures(sum(ins))}", f"支出 {len(outs)} 笔 合计 {figures(-sum(outs))}"),
    )
    for k, pair in enumerate(heads):
        for x, text in zip((38, 460), pair, strict=True):
            roll.text(x, 80 + k * 14, text, size=9)
    columns = [
        Column("序号", 28, "c", lambda m: str(rows.index(m) + 1)),
        Column("交易时间", 56, "c", lambda m: f"{m.time:%Y-%m-%d}\n{m.time:%H:%M:%S}"),
        Column("收入金额", 68, "r", credit),
        Column("支出金额", 68, "r", debit),
        Column("账户余额", 72, "r", held),
        Column("对方户名", 122, "l", lambda m: m.other.name or ""),
        Column("对方账号", 92, "l", lambda m: m.other.account or ""),
        Column("对方开户行", 96, "l", lambda m: m.other.bank or ""),
        Column("摘要", 50, "l", lambda m: m.summary),
        Column("用途", 60, "l", lambda m: m.remark or ""),
        Column("流水号", 66, "l", lambda m: m.reference),
    ]
    table = Table(roll, 32, columns, Look(shade=(222, 232, 245), rule=blue, high=22), turned=top)
    table.start(132)
    table.rows(rows)
    low = table.y + 20
    if low > 560:
        roll.turn()
        low = top() + 20
    roll.text(38, low, f"期末余额：{figures(rows[-1].balance)}", size=9)
    roll.text(
        460, low, f"打印时间：{span[1] + dt.timedelta(days=chance.randrange(2, 30))} 09:{chance.randrange(10, 60)}:22"
    )
    true = statement(
        rows_true(rows, LEAVES, "second"),
        (who.owner, bank, account, span),
        around=(opening, rows[-1].balance),
        printed=True,
        accept={"bank": [bank, f"{bank}股份有限公司", f"{bank}股份有限公司{where}"]},
    )
    return Made(roll.data(), ".pdf", true)


def _flags(chance: random.Random) -> Made:
    """One amount and a flag, newest first, rules below the rows; captions on the first page alone."""
    who = circle(chance)
    bank = "浙商银行"
    span = whole_month(chance, 2)
    opening, rows = moves(chance, who, FIRM, _FLAGS, span=span, count=chance.randrange(34, 50), length=16)
    rows.reverse()
    account = digits(chance, 19, "33")
    roll = Roll(8.5, chance.choice(("sans", "song")), LANDSCAPE)
    short = chance.choice((True, False))
    words = ("借", "贷") if short else ("支出", "收入")
    columns = [
        Column("入账日期", 62, "l", lambda m: f"{m.day:%Y-%m-%d}"),
        Column("借贷标志" if short else "收支方向", 46, "c", lambda m: words[m.fen > 0]),
        Column("交易金额", 84, "r", lambda m: figures(abs(m.fen))),
        Column("交易后余额", 88, "r", held),
        Column("对方名称", 170, "l", lambda m: m.other.name or ""),
        Column("对方账号", 116, "l", lambda m: m.other.account or ""),
        Column("交易类型", 66, "l", lambda m: m.summary),
        Column("附言", 112, "l", lambda m: m.remark or ""),
    ]
    grey = (170, 170, 170)
    table = Table(roll, 48, columns, Look(rules="rows", again=False, high=18, rule=grey, pad=4))
    roll.text(48, 46, f"{bank}", size=14, bold=True, colour=(160, 40, 30))
    roll.text(421, 46, "企业账户交易明细", size=14, align="c")
    roll.text(48, 72, f"户名　{who.owner}")
    roll.text(400, 72, f"账号　{account}")
    roll.text(48, 88, f"起止日期　{span[0]:%Y.%m.%d}—{span[1]:%Y.%m.%d}")
    roll.text(400, 88, "币种　人民币（CNY）")
    roll.text(600, 88, f"共 {len(rows)} 条")
    table.start(98)
    table.rows(rows)
    low = table.y + 18
    if low > 555:
        roll.turn()
        low = 50
    ins, outs = [m.fen for m in rows if m.fen > 0], [m.fen for m in rows if m.fen < 0]
    roll.text(
        52, low, f"{words[1]}方合计 {len(ins)} 笔 {figures(sum(ins))} 元" if short else f"收入 {figures(sum(ins))} 元"
    )
    roll.text(
        400,
        low,
        f"{words[0]}方合计 {len(outs)} 笔 {figures(-sum(outs))} 元" if short else f"支出 {figures(-sum(outs))} 元",
    )
    roll.seal(690, min(low - 10, 530), 46, f"{bank}电子回单专用章")
    true = statement(
        rows_true(rows, {"counterparty_name", "counterparty_account", "summary", "remark"}),
        (who.owner, bank, account, span),
        around=(opening, rows[0].balance),
    )
    return Made(roll.data(), ".pdf", true)


def _query(chance: random.Random) -> Made:
    """A query printed out of a browser, upright: its address and time in head and foot, name above account."""
    who = circle(chance)
    bank = "东莞农村商业银行"
    span = whole_month(chance)
    opening, rows = moves(chance, who, FIRM, _QUERY, span=span, count=chance.randrange(28, 44), length=10)
    rows.reverse()
    account = digits(chance, 15, "2300")
    minute = chance.randrange(10, 60)
    asked = span[1] + dt.timedelta(days=chance.randrange(1, 9))
    roll = Roll(8.2, "hei")

    def marks() -> None:
        roll.text(28, 24, f"{asked.year}/{asked.month}/{asked.day} 14:{minute}", size=8)
        roll.text(297, 24, "企业网银-账户管理-交易明细查询", size=8, align="c")
        roll.text(28, 828, "https://ebank.corp.example.com.cn/acct/detailQuery.do", size=8)
        roll.text(567, 828, f"{roll.pages}", size=8, align="r")

    def top() -> float:
        marks()
        return 40

    def other(move: Move) -> str:
        return "\n".join(part for part in (move.other.name, move.other.account) if part) or "--"

    marks()
    roll.text(30, 56, bank, size=15, bold=True, colour=(0, 110, 80))
    roll.text(565, 56, f"欢迎您，{who.owner}", size=8.2, align="r", colour=(90, 90, 90))
    roll.line(28, 64, 567, 64, colour=(0, 110, 80), thick=1.2)
    roll.text(30, 84, "当前位置：账户管理 > 交易明细查询", colour=(90, 90, 90))
    roll.text(30, 104, f"查询账号：{account}")
    roll.text(230, 104, f"账户名称：{who.owner}")
    roll.text(470, 104, "币种：人民币")
    roll.text(30, 120, f"开始日期：{span[0]}")
    roll.text(230, 120, f"结束日期：{span[1]}")
    columns = [
        Column("交易日期", 58, "c", lambda m: f"{m.time:%Y-%m-%d}\n{m.time:%H:%M:%S}"),
        Column("摘要", 56, "c", lambda m: m.summary),
        Column("支出", 72, "r", debit),
        Column("收入", 72, "r", credit),
        Column("余额", 76, "r", held),
        Column("对方户名/账号", 138, "l", other),
        Column("备注", 66, "l", lambda m: m.remark or ""),
    ]
    table = Table(
        roll, 28, columns, Look(shade=(238, 244, 241), rule=(190, 200, 195), high=24, again=False), turned=top
    )
    table.start(130)
    table.rows(rows)
    roll.text(297, min(table.y + 16, 815), f"每页显示全部 共{len(rows)}条记录", align="c", colour=(90, 90, 90))
    true = statement(
        rows_true(rows, {"counterparty_name", "counterparty_account", "summary", "remark"}, "second"),
        (who.owner, bank, account, span),
        around=(opening, rows[0].balance),
    )
    return Made(roll.data(), ".pdf", true)


PAPERS = (
    Paper("statement-p6-grid", "held", _grid),
    Paper("statement-p6-newest", "held", _flags),
    Paper("statement-p6-browser", "held", _query),
)
