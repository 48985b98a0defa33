"""Held statements as a bank's counters print them: a firm's subsidiary ledger, the rows of a passbook."""

from __future__ import annotations

import random

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import digits, figures
from .statements6_cast import circle
from .statements6_ledger import FIRM, PERSON, Voice, moves, rows_true, statement, whole_month
from .statements6_table import Column, Look, Roll, Table, credit, debit, grouped, held

_CORE: Voice = {
    "sale": ("大额来账", "小额来账", "转账存入"),
    "buy": ("大额往账", "小额往账", "转账支取"),
    "power": ("委托收款",),
    "water": ("委托收款",),
    "fuel": ("转账支取",),
    "tax": ("财税库银扣税",),
    "social": ("社保代扣",),
    "wage": ("批量代发",),
    "person": ("转账支取",),
    "fee": ("收费",),
    "loan": ("贷款放款",),
    "cost": ("利息扣收",),
    "interest": ("结息入账",),
    "back": ("转账存入",),
}
_PASS: Voice = {
    "wage": ("代发工资",),
    "sale": ("转存", "跨行汇入"),
    "person": ("转支", "跨行汇出"),
    "shop": ("快捷支付", "银联消费"),
    "power": ("代扣电费",),
    "tele": ("代扣话费",),
    "loan": ("贷款发放",),
    "cost": ("贷款归还",),
    "fee": ("短信费",),
    "interest": ("结息",),
    "back": ("消费退货",),
    "cash": ("ATM取款", "现金支取"),
    "put": ("现金存入",),
}


def _ledger(chance: random.Random) -> Made:
    """A current account's subsidiary ledger: line printer, dashes, balances carried over, a total of each page."""
    who = circle(chance)
    bank = "衡水银行股份有限公司"
    branch = bank + chance.choice(("和平路支行", "冀州支行", "景县支行"))
    span = whole_month(chance, chance.choice((1, 2)))
    opening, rows = moves(chance, who, FIRM, _CORE, span=span, count=chance.randrange(36, 52), length=8)
    account = digits(chance, 18, "50")
    roll = Roll(9, "song", LANDSCAPE)
    right = 796.0
    tally = {"out": 0, "in": 0}
    before = [opening]

    def top() -> float:
        roll.text(421, 46, "单位活期存款分户账", size=15, align="c", spacing=3)
        roll.text(46, 72, f"机构：{branch}")
        roll.text(430, 72, f"币种：人民币    打印日期：{span[1].year}-{span[1].month:02d}-{span[1].day:02d}")
        roll.text(right, 72, f"第 {roll.pages} 页", align="r")
        roll.text(46, 88, f"户名：{who.owner}")
        roll.text(430, 88, f"账号：{account}")
        roll.text(46, 104, f"起始日期：{span[0]:%Y%m%d}    终止日期：{span[1]:%Y%m%d}")
        roll.text(right, 104, "单位：元", align="r")
        roll.dashes(46, right, 116)
        return 119

    def carried() -> None:
        table.cells(["", "", "承前页" if roll.pages > 1 else "上期余额", *[""] * 3, "贷", figures(before[0]), ""])

    def bottom(y: float) -> None:
        roll.dashes(46, right, y + 8)
        roll.text(table.lefts[2] + 3, y + 22, "本页合计")
        roll.text(table.lefts[4] + table.columns[4].wide - 3, y + 22, figures(tally["out"]), align="r")
        roll.text(table.lefts[5] + table.columns[5].wide - 3, y + 22, figures(tally["in"]), align="r")
        tally.update({"out": 0, "in": 0})

    columns = [
        Column("日期", 54, "l", lambda m: f"{m.day:%Y%m%d}"),
        Column("流水号", 60, "l", lambda m: m.reference),
        Column("摘要", 80, "l", lambda m: m.summary),
        Column("对方户名", 206, "l", lambda m: m.other.name or ""),
        Column("借方发生额", 92, "r", debit),
        Column("贷方发生额", 92, "r", credit),
        Column("方向", 34, "c", lambda _: "贷"),
        Column("余额", 92, "r", held),
        Column("柜员", 40, "r", lambda m: tellers[m.reference]),
    ]
    tellers = {m.reference: chance.choice(("0312", "0317", "9901", "9902")) for m in rows}
    look = Look(rules="none", high=15.5, bold=False, middle=False, low=64)
    table = Table(roll, 46, columns, look, turned=top, ended=bottom)
    table.start(top())
    carried()
    for move in rows:
        if table.y + 32 > roll.height - look.low:
            table.turn()
            carried()
        table.rows([move])
        tally["out" if move.fen < 0 else "in"] += abs(move.fen)
        before[0] = move.balance
    bottom(table.y)
    roll.text(46, table.y + 44, f"借方合计：{figures(sum(-m.fen for m in rows if m.fen < 0))}")
    roll.text(300, table.y + 44, f"贷方合计：{figures(sum(m.fen for m in rows if m.fen > 0))}")
    roll.text(554, table.y + 44, f"期末余额：{figures(before[0])}")
    true = statement(
        rows_true(rows, {"counterparty_name", "summary", "reference"}),
        (who.owner, "衡水银行", account, span),
        around=(opening, before[0]),
        printed=True,
        accept={"bank": ["衡水银行", bank, branch]},
    )
    return Made(roll.data(), ".pdf", true)


def _passbook(chance: random.Random) -> Made:
    """A person's rows as a village bank's counter prints them: no rules, no counterparty, paid out and paid in."""
    who = circle(chance, firm=False)
    bank, office = "四川省农村信用社联合社", chance.choice(("泸县农村信用合作联社", "合江县农村信用合作联社"))
    span = whole_month(chance, 3)
    opening, rows = moves(chance, who, PERSON, _PASS, span=span, count=chance.randrange(40, 60), length=9)
    account = digits(chance, 19, "621459")
    roll = Roll(10, chance.choice(("song", "kai")))
    codes = {m.reference: chance.choice(("08061", "08064", "08099")) for m in rows}

    def top() -> float:
        roll.text(297, 58, f"{office}", size=13, align="c")
        roll.text(297, 78, "个人活期账户明细清单", size=12, align="c")
        roll.text(52, 102, f"户名：{who.owner}")
        roll.text(250, 102, f"卡号：{grouped(account)}")
        roll.text(52, 118, f"查询期间：{span[0]:%Y/%m/%d} 至 {span[1]:%Y/%m/%d}")
        roll.text(330, 118, "币种：人民币")
        roll.text(540, 118, f"页次：{roll.pages}", align="r")
        return 128

    columns = [
        Column("序号", 36, "l", lambda m: str(rows.index(m) + 1)),
        Column("交易日期", 76, "l", lambda m: f"{m.day:%Y/%m/%d}"),
        Column("摘要", 82, "l", lambda m: m.summary),
        Column("支取金额", 84, "r", debit),
        Column("存入金额", 84, "r", credit),
        Column("账户余额", 88, "r", held),
        Column("网点", 44, "r", lambda m: codes[m.reference]),
    ]
    table = Table(roll, 50, columns, Look(rules="head", high=16.5, bold=False, low=110), turned=top)
    table.start(top())
    table.rows(rows)
    roll.line(50, table.y + 2, table.right, table.y + 2)
    outs, ins = [m.fen for m in rows if m.fen < 0], [m.fen for m in rows if m.fen > 0]
    roll.text(52, table.y + 18, f"支取合计：{len(outs)}笔  {figures(-sum(outs))}")
    roll.text(300, table.y + 18, f"存入合计：{len(ins)}笔  {figures(sum(ins))}")
    roll.text(52, table.y + 34, "本清单加盖业务专用章后有效。经办：          复核：")
    roll.seal(480, table.y + 62 if table.y < 720 else 782, 42, office + "业务专用章")
    true = statement(
        rows_true(rows, {"summary"}),
        (who.owner, office, account, span),
        around=(opening, rows[-1].balance),
        accept={"bank": [office, bank, "农村信用社", "四川农信", "四川省农村信用社", None]},
    )
    return Made(roll.data(), ".pdf", true)


PAPERS = (
    Paper("statement-p6-ledger", "held", _ledger),
    Paper("statement-p6-passbook", "held", _passbook),
)
