"""Made-up bank papers: slips and account statements."""

from __future__ import annotations

import datetime as dt

from bundle_contracts import Made
from bundle_names import Names, figures, words
from bundle_setting import Setter, set_marks

SUMMARIES = ("货款", "往来", "工资", "电费", "手续费", "代扣税", "利息", "运费", "转存", "设备款")


def slip(names: Names) -> Made:
    """Return one to three bank slips on one leaf."""
    chance = names.chance
    count = chance.choice((1, 1, 1, 2, 3))
    title = chance.choice(("电子回单", "网上银行电子回单", "客户回单", "业务回单（付款）", "国内支付业务付款回单"))
    bank = names.bank()
    setter = Setter(top=50, leading=19, left=55)
    untitled = count == 1 and chance.random() < 0.15
    for k in range(count):
        setter.y = setter.y if not setter.leaves else 50 + k * 250
        if not untitled:
            setter.title(title, chance.choice((11.0, 15.0)))
        fen = names.fen()
        setter.pair(f"回单编号：{names.digits(16)}", f"交易日期：{names.day():%Y-%m-%d}")
        setter.pair(f"付款人户名：{names.firm()}", f"收款人户名：{names.firm()}")
        setter.pair(f"付款人账号：{names.digits(17)}", f"收款人账号：{names.digits(17)}")
        setter.pair(f"付款人开户行：{bank}", f"收款人开户行：{names.bank()}")
        setter.line(f"金额（小写）：{figures(fen)}")
        setter.line(f"金额（大写）：{words(fen)}")
        setter.pair(f"用途：{chance.choice(SUMMARIES)}", f"流水号：{names.digits(12)}")
    return Made("transfer_slip", setter.leaves, "银行回单", count=count)


def statements_of_one_account(names: Names) -> list[Made]:
    """Return the statements of following months of one account in one layout."""
    seed, account, owner = names.chance.random(), names.digits(19), names.firm()
    out = []
    for month in range(1, names.chance.randint(3, 5)):
        twin = Names(type(names.chance)(f"{seed}"))  # one layout
        out.append(statement(twin, account=account, owner=owner, month=month, rows=names.chance.randint(10, 70)))
    return out


def statement(
    names: Names,
    *,
    account: str | None = None,
    owner: str | None = None,
    month: int | None = None,
    rows: int | None = None,
) -> Made:
    """Return an account's movements over one to nine pages; the head is repeated or not."""
    chance = names.chance
    setter = Setter(top=60, left=40, landscape=chance.random() < 0.4)
    title = chance.choice(("账户交易明细清单", "对公账户对账单", "存款账户明细", "银行流水", "活期账户历史交易明细"))
    account, owner = account or names.digits(19), owner or names.firm()
    period = f"2025-{month:02d}-01 至 2025-{month:02d}-28" if month else "2025-01-01 至 2025-06-30"
    setter.title(title, 16)
    setter.pair(f"户名：{owner}", f"账号：{account}")
    setter.pair(f"开户行：{names.bank()}", f"币种：人民币    查询期间：{period}")
    signed = chance.random() < 0.4
    head = (
        ("交易日期", "摘要", "交易金额", "账户余额", "对方户名")
        if signed
        else ("交易日期", "摘要", "借方发生额", "贷方发生额", "余额", "对方户名")
    )
    count = rows or chance.randint(12, 260)
    balance, day, lines = names.fen(7, 9), dt.date(2025, month or 1, 2), []
    for _ in range(count):
        fen, out = names.fen(3, 7), chance.random() < 0.5 and balance > 10**7
        balance += -fen if out else fen
        day += dt.timedelta(chance.randrange(2))
        money = (
            [("-" if out else "") + figures(fen)]
            if signed
            else [figures(fen) if out else "", "" if out else figures(fen)]
        )
        lines.append((f"{day:%Y-%m-%d}", chance.choice(SUMMARIES), *money, figures(balance), names.firm()))
    repeat = chance.choice(("columns", "none", "whole"))
    setter.table(
        (2, 1.4, *([2] * (len(head) - 3)), 2.2, 5), head, lines, repeat=repeat != "none", ruled=chance.random() < 0.6
    )
    made = Made("bank_statement", setter.leaves, title)
    if repeat == "whole":
        for leaf in made.leaves[1:]:
            leaf.put(leaf.size[0] / 2, 34, title, 13, "centre")
            leaf.put(42, 50, f"户名：{owner}    账号：{account}    查询期间：{period}", 9)
    style = chance.choice(("第{n}页 共{t}页", "{n}/{t}", "第{n}页", None, "Page {n} of {t}"))
    if style and len(made.leaves) > 1:
        set_marks(made.leaves, style, chance.choice(("centre", "right")))
        made.numbered = True
        made.traceable = "{t}" in style and repeat == "whole"
    return made
