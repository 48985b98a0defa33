"""Held statements sent by the month or printed at a machine: two accounts, two languages, signed amounts."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from ..made import Made, Paper
from ..values import digits, figures
from .statements6_cast import Circle, circle
from .statements6_ledger import FIRM, PERSON, Move, Voice, moves, rows_true, statement, whole_month
from .statements6_table import Column, Look, Roll, Table, credit, debit, grouped, held

_BASIC: Voice = {
    "sale": ("收款",),
    "buy": ("付款",),
    "power": ("扣电费",),
    "tax": ("扣税",),
    "social": ("扣社保",),
    "fund": ("缴公积金",),
    "wage": ("发工资",),
    "person": ("报销",),
    "fee": ("手续费",),
    "interest": ("结息",),
}
_GENERAL: Voice = {
    "sale": ("收款",),
    "buy": ("付款",),
    "loan": ("放款",),
    "cost": ("扣息",),
    "own": ("调拨",),
    "fee": ("手续费",),
    "fuel": ("付款",),
}
_LANGUAGES: Voice = {
    "sale": ("INWARD TRANSFER 汇入款",),
    "buy": ("OUTWARD TRANSFER 汇出款",),
    "tax": ("TAX PAYMENT 缴税",),
    "social": ("SOCIAL SECURITY 社保",),
    "wage": ("PAYROLL 代发工资",),
    "fee": ("CHARGES 手续费",),
    "loan": ("LOAN DRAWDOWN 贷款提取",),
    "cost": ("LOAN INTEREST 贷款利息",),
    "interest": ("CREDIT INTEREST 存款利息",),
}
_SIGNED: Voice = {
    "wage": ("代发工资",),
    "sale": ("汇入汇款", "手机转入"),
    "person": ("手机转账", "汇出汇款"),
    "shop": ("快捷支付", "网上消费"),
    "buy": ("汇出汇款",),
    "tele": ("充值缴费",),
    "power": ("充值缴费",),
    "loan": ("个贷发放",),
    "cost": ("个贷还款",),
    "interest": ("账户结息",),
    "back": ("消费退款",),
    "cash": ("柜台取现",),
}


def _one_of_two(
    chance: random.Random, roll: Roll, who: Circle, span: tuple[dt.date, dt.date], *, title: str, voice: Voice
) -> dict[str, Any]:
    """Print the month of one account, beginning on the page that is there; return its truth."""
    bank, branch = "长沙银行股份有限公司", "雨花支行"
    opening, rows = moves(chance, who, FIRM, voice, span=span, count=chance.randrange(20, 34), length=9)
    account = digits(chance, 16, "8000")
    first = roll.pages
    outs, ins = [m.fen for m in rows if m.fen < 0], [m.fen for m in rows if m.fen > 0]

    def top() -> float:
        page = roll.pages - first + 1
        roll.text(297, 50, f"{bank}对账单", size=15, bold=True, align="c")
        roll.text(297, 68, f"{span[0]:%Y年%m月}", size=10, align="c")
        roll.text(40, 88, f"单位名称：{who.owner}")
        roll.text(350, 88, f"账　　号：{account}")
        roll.text(40, 104, f"开户网点：{branch}")
        roll.text(350, 104, f"账户性质：{title}")
        roll.text(555, 104, f"第{page}页", align="r")
        return 114

    columns = [
        Column("记账日", 52, "c", lambda m: f"{m.day:%Y-%m-%d}"),
        Column("凭证号", 56, "c", lambda m: m.reference),
        Column("摘要", 48, "c", lambda m: m.summary),
        Column("往来户名", 132, "l", lambda m: m.other.name or ""),
        Column("借方", 74, "r", debit),
        Column("贷方", 74, "r", credit),
        Column("余额", 80, "r", held),
    ]
    table = Table(roll, 40, columns, Look(high=17, shade=(235, 235, 235), low=84), turned=top)
    table.start(top())
    table.cells([f"{span[0]}", "", "上月余额", "", "", "", figures(opening)])
    table.rows(rows)
    table.cells(["本月合计", "", "", "", figures(-sum(outs)), figures(sum(ins)), figures(rows[-1].balance)])
    roll.text(40, table.y + 18, "请核对账单所列各项内容，如有不符请于收到之日起15日内与开户网点联系。")
    roll.text(40, table.y + 34, "银行签章：")
    roll.seal(150, table.y + 36, 38, "长沙银行雨花支行对账专用章")
    found = statement(
        rows_true(rows, {"counterparty_name", "summary", "reference"}),
        (who.owner, "长沙银行", account, span),
        around=(opening, rows[-1].balance),
        printed=True,
        accept={"bank": ["长沙银行", bank, bank + branch]},
    )
    return found | {"pages": list(range(first, roll.pages + 1))}


def _two(chance: random.Random) -> Made:
    """The month of a firm's basic account, and behind it that of its general account."""
    who = circle(chance)
    span = whole_month(chance)
    roll = Roll(8.6, chance.choice(("song", "serif")))
    basic = _one_of_two(chance, roll, who, span, title="基本存款账户", voice=_BASIC)
    roll.turn()
    general = _one_of_two(chance, roll, who, span, title="一般存款账户", voice=_GENERAL)
    return Made(roll.data(), ".pdf", {"doc_type": "multiple", "pages": roll.pages, "documents": [basic, general]})


def _languages(chance: random.Random) -> Made:
    """Two languages, as a bank with foreign owners has it: what a movement is, for whom and why in lines below."""
    who = circle(chance)
    bank = "恒生银行（中国）有限公司"
    branch = chance.choice(("宁波分行", "东莞分行", "济南分行"))
    span = whole_month(chance)
    opening, rows = moves(
        chance, who, FIRM, _LANGUAGES, span=span, count=chance.randrange(20, 30), reference="CN", length=11
    )
    account = digits(chance, 12, "8")
    shown = f"{account[:3]}-{account[3:9]}-{account[9:]}"
    roll = Roll(8.6, "sans")

    def top() -> float:
        roll.text(44, 48, "恒生银行（中国）", size=14, bold=True, colour=(0, 120, 70))
        roll.text(44, 62, branch, size=9)
        roll.text(552, 48, "综合月结单", size=12, align="r")
        roll.text(552, 62, "Statement of Account", size=9, align="r")
        roll.text(44, 88, who.owner, size=10)
        for k, (name, value) in enumerate(
            (
                ("账户号码 Account No.", shown),
                ("账户类别 Account Type", "人民币一般户 CNY General"),
                ("结单期间 Period", f"{span[0]:%Y/%m/%d} - {span[1]:%Y/%m/%d}"),
                ("页数 Page", str(roll.pages)),
            )
        ):
            roll.text(330, 88 + k * 14, name)
            roll.text(552, 88 + k * 14, value, align="r")
        return 146

    def told(move: Move) -> str:
        parts = [move.summary]
        parts += [f"对方 {move.other.name}"] if move.other.name else []
        parts += [f"附言 {move.remark}"] if move.remark else []
        return "\n".join([*parts, f"编号 {move.reference}"])

    columns = [
        Column("日期\nDate", 60, "l", lambda m: f"{m.day:%Y/%m/%d}"),
        Column("交易摘要\nTransaction Details", 208, "l", told),
        Column("支取\nWithdrawal", 78, "r", debit),
        Column("存入\nDeposit", 78, "r", credit),
        Column("结余\nBalance", 84, "r", held),
    ]
    look = Look(rules="head", middle=False, rule=(0, 120, 70), low=70)
    table = Table(roll, 44, columns, look, turned=top)
    table.start(top())
    table.cells(["", "承前结余 BALANCE BROUGHT FORWARD", "", "", figures(opening)])
    table.rows(rows)
    table.cells(["", "结余转下 BALANCE CARRIED FORWARD", "", "", figures(rows[-1].balance)])
    roll.line(44, table.y + 2, table.right, table.y + 2, colour=look.rule)
    roll.text(44, table.y + 18, "如阁下对本结单有任何疑问，请于90天内联络本行。", size=8)
    true = statement(
        rows_true(rows, {"counterparty_name", "summary", "remark", "reference"}),
        (who.owner, "恒生银行（中国）", shown, span),
        around=(opening, rows[-1].balance),
        printed=True,
        accept={
            "bank": [bank, "恒生银行（中国）", "恒生银行", f"恒生银行（中国）{branch}"],
            "account_number": [account, shown],
            **{f"transactions[{k}].summary": [m.summary, *m.summary.rsplit(" ", 1)] for k, m in enumerate(rows)},
        },
    )
    return Made(roll.data(), ".pdf", true)


def _signed(chance: random.Random) -> Made:
    """A person's list with a sign before each amount, grounds for every second row, name above account of the other."""
    who = circle(chance, firm=False)
    bank = "中信银行"
    first = dt.date(chance.choice((2024, 2025)), chance.randrange(1, 9), chance.randrange(2, 27))
    span = (first, first + dt.timedelta(days=chance.randrange(58, 92)))
    opening, rows = moves(chance, who, PERSON, _SIGNED, span=span, count=chance.randrange(34, 60), length=10)
    account = digits(chance, 16, "621771")
    roll = Roll(8.4, chance.choice(("hei", "sans")))
    newest = chance.choice((True, False))
    before, after = opening, rows[-1].balance
    if newest:
        rows.reverse()

    def top() -> float:
        roll.text(40, 44, f"{bank}", size=13, bold=True, colour=(190, 30, 45))
        roll.text(556, 44, f"{roll.pages}", align="r")
        return 62

    def others(move: Move) -> str:
        return "\n".join(part for part in (move.other.name, move.other.account) if part)

    columns = [
        Column("交易日期", 60, "l", lambda m: f"{m.day:%Y-%m-%d}"),
        Column("币种", 36, "l", lambda _: "CNY"),
        Column("交易金额", 74, "r", lambda m: f"{'+' if m.fen > 0 else ''}{figures(m.fen)}"),
        Column("账户余额", 78, "r", held),
        Column("交易摘要", 66, "l", lambda m: m.summary),
        Column("对手信息", 136, "l", others),
        Column("附言", 66, "l", lambda m: m.remark or ""),
    ]
    top()
    roll.text(297, 78, "个人账户交易流水", size=15, bold=True, align="c")
    roll.text(44, 104, f"客户姓名：{who.owner}")
    roll.text(230, 104, f"账号/卡号：{grouped(account)}")
    roll.text(44, 120, f"交易起止日期：{span[0]:%Y%m%d}-{span[1]:%Y%m%d}")
    roll.text(300, 120, f"打印日期：{span[1] + dt.timedelta(days=3):%Y%m%d}")
    roll.text(440, 120, f"记录数：{len(rows)}")
    look = Look(rules="none", shade=(232, 232, 238), zebra=(247, 247, 250), high=20, pad=4)
    table = Table(roll, 40, columns, look, turned=top)
    table.start(132)
    table.rows(rows)
    roll.text(297, min(table.y + 18, 826), "----------以下无交易记录----------", align="c")
    true = statement(
        rows_true(rows, {"counterparty_name", "counterparty_account", "summary", "remark"}),
        (who.owner, bank, account, span),
        around=(before, after),
    )
    return Made(roll.data(), ".pdf", true)


PAPERS = (
    Paper("statement-p6-two-accounts", "held", _two),
    Paper("statement-p6-languages", "held", _languages),
    Paper("statement-p6-signed", "held", _signed),
)
