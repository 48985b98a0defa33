"""Statements of the fifth set whose rows are rows of a table: four banks of provinces and towns."""

from __future__ import annotations

import random

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import figures, padded
from .papers3_kit import Page, noise, square, starred
from .papers3_ledger import NO_BALANCES, told
from .papers3_table import (
    Col,
    Grid,
    branch,
    cells_of,
    flow,
    into,
    left,
    name,
    number,
    out,
    reference,
    remark,
    shown,
    summary,
)
from .papers5_cast import firm5, person5


def _hebei(chance: random.Random) -> Made:
    """河北, the plainest: keys in a ruled box, every cell ruled, sums in the last row."""
    a = firm5(chance, "河北银行", chance.randrange(28, 44))
    page = Page(8.6, "sans")
    cols = (
        Col("记账日期", 58, lambda m: f"{m.when:%Y-%m-%d}", "c"),
        summary("业务摘要", 66),
        out("支出金额", 78),
        into("收入金额", 78),
        left("账户余额", 82),
        name("对方单位名称", 104),
        number("对方账号", 76),
    )
    grid = Grid(cols=cols, x=26, size=8, row=22, ground=(236, 236, 236), bold=True)
    page.text(297, 44, "河北银行单位活期存款对账单", size=15, bold=True, align="c")
    box = [
        ["户　　名", a.holder, "账　　号", a.number],
        ["开户网点", f"河北银行{a.branch}", "币　　种", "人民币"],
        ["起始日期", f"{a.start:%Y-%m-%d}", "截止日期", f"{a.end:%Y-%m-%d}"],
        ["期初余额", figures(a.opening), "期末余额", figures(a.closing)],
    ]
    page.grid(26, 58, (66, 226, 66, 184), box, high=20, size=8.6)

    def every(n: int, pages: int) -> None:
        page.text(297, 826, f"第 {n} 页 / 共 {pages} 页", size=7.5, align="c")

    final = ["合计", "", figures(a.spent), figures(a.income), "", f"借方 {a.count(-1)} 笔　贷方 {a.count(1)} 笔", ""]
    y, _ = flow(page, grid, cells_of(cols, a.moves), first=148, rest=36, bottom=780, every=every, final=[final])
    page.seal(500, y + 8, 40, "河北银行业务专用章")
    return Made(page.data(), ".pdf", told(a, shown(cols), accept={"bank": ["河北银行" + a.branch]}))


def _guizhou(chance: random.Random) -> Made:
    """贵州, of a person, across the page: money in has a plus, the time is printed, the card in full."""
    a = person5(chance, "贵州银行", chance.randrange(34, 50), months=3)
    page = Page(8.2, "serif", LANDSCAPE, latin="times")
    cols = (
        Col("交易日", 58, lambda m: f"{m.when:%Y/%m/%d}"),
        Col("交易时刻", 50, lambda m: f"{m.when:%H:%M:%S}"),
        summary("业务种类", 84),
        Col("收支金额", 84, lambda m: ("+" if m.fen > 0 else "") + figures(m.fen), "r"),
        left("结余金额", 84),
        name("交易对手", 116),
        number("对手账/卡号", 118),
        branch("对手机构", 104),
        remark("留言", 84),
    )
    grid = Grid(cols=cols, x=28, size=8.2, rules="rows", row=19, pen=(170, 170, 175), bold=True)

    def every(n: int, pages: int) -> None:
        page.text(814, 574, f"{n}/{pages}", size=8, align="r")
        page.text(28, 574, "温馨提示：如需核对本流水真伪，可扫描首页二维码或拨打客服热线。", size=7.4)

    page.picture(760, 20, 52, square(noise(chance)))
    page.text(421, 44, "贵州银行个人客户账户流水", size=16, bold=True, align="c")
    page.text(28, 70, f"客户姓名：{a.holder}　　账/卡号：{a.number}　　开户机构：贵州银行{a.branch}")
    page.text(
        28, 85, f"查询区间：{a.start:%Y/%m/%d}-{a.end:%Y/%m/%d}　　币种：人民币　　打印渠道：网点智能柜台　　类型：全部"
    )
    flow(page, grid, cells_of(cols, a.moves), first=96, rest=34, bottom=556, every=every)
    true = told(a, shown(cols), head=NO_BALANCES, clock="seconds", accept={"bank": ["贵州银行" + a.branch]})
    return Made(page.data(), ".pdf", true)


def _jiangxi(chance: random.Random) -> Made:
    """江西: how the money went stands in words after the amount; sums of the page, and what the page before left."""
    a = firm5(chance, "江西银行股份有限公司", chance.randrange(40, 60), months=2)
    page = Page(8.2, "serif")
    cols = (
        Col("日期", 48, lambda m: f"{m.when:%Y%m%d}", "c"),
        reference("流水号", 74),
        summary("摘要", 58),
        Col("发生金额", 80, lambda m: figures(abs(m.fen)), "r"),
        Col("资金方向", 42, lambda m: "转入" if m.fen > 0 else "转出", "c"),
        left("当前余额", 84),
        name("对方客户名称", 106),
        remark("用途", 62),
    )
    grid = Grid(cols=cols, x=20, size=7.8, rules="columns", row=17.5, pen=(60, 60, 60))

    def every(n: int, pages: int) -> None:
        page.text(297, 38, "江西银行股份有限公司", size=13, align="c", bold=True)
        page.text(297, 56, "对公客户账户明细账", size=11, align="c")
        page.text(22, 76, f"客户名称 {a.holder}")
        page.text(574, 76, f"页码 {n}（{pages}）", align="r")
        page.text(22, 90, f"客户账号 {a.number}　币别 人民币　统计期间 {padded(a.start)}—{padded(a.end)}")

    def before(k: int) -> list[str]:
        return ["", "", "承前余额", "", "", figures(a.moves[k - 1].balance if k else a.opening), "", ""]

    begun = [0]

    def after(k: int) -> str:
        part, begun[0] = a.moves[begun[0] : k], k
        sums = figures(sum(m.spent for m in part)), figures(sum(m.income for m in part))
        return f"本页转出合计 {sums[0]}　　本页转入合计 {sums[1]}"

    y, _ = flow(
        page, grid, cells_of(cols, a.moves), first=100, rest=100, bottom=800, every=every, before=before, after=after
    )
    page.text(22, y + 16, f"期末余额 {figures(a.closing)}")
    page.square_stamp(462, y + 6, ["江西银行", "电子对账专用"], wide=96, size=9)
    return Made(page.data(), ".pdf", told(a, shown(cols)))


def _dongguan(chance: random.Random) -> Made:
    """东莞, of a person: eleven narrow columns in small letters, numbers broken over lines, the own card masked."""
    a = person5(chance, "东莞银行", chance.randrange(30, 44), months=2, masked=True)
    page = Page(7, "sans", LANDSCAPE)
    shown_number = starred(a.number, 6, 4, 6)
    order = {id(m): str(k + 1) for k, m in enumerate(a.moves)}
    cols = (
        Col("序\n号", 24, lambda m: order[id(m)], "c"),
        Col("交易\n日期", 50, lambda m: f"{m.when:%Y-%m-%d}", "c"),
        Col("交易\n时间", 44, lambda m: f"{m.when:%H:%M:%S}", "c"),
        Col("币种", 30, lambda _: "RMB", "c"),
        Col("钞汇", 28, lambda _: "钞", "c"),
        out("借方\n(支取)", 74, "-"),
        into("贷方\n(存入)", 74, "-"),
        left("账户\n余额", 78),
        summary("摘要", 84, "c"),
        name("对方\n姓名/户名", 116, "c"),
        number("对方\n账户", 70, "c"),
        remark("备注信息", 80, "c"),
    )
    grid = Grid(cols=cols, x=45, size=7, row=22, pen=(0, 130, 120), ground=(214, 240, 236), head_size=7.4)

    def every(n: int, pages: int) -> None:
        page.text(797, 578, f"第{n}页，共{pages}页", align="r")
        page.slanted(421, 330, "东莞银行 仅供个人查询使用", size=34, angle=24)

    page.shade(0, 0, 842, 8, (0, 130, 120))
    page.text(45, 36, "东莞银行", size=15, bold=True, colour=(0, 130, 120))
    page.text(797, 36, "存款账户历史交易明细清单", size=13, align="r")
    page.text(45, 58, f"户名 {a.holder}", size=8.5)
    page.text(200, 58, f"账号 {shown_number}", size=8.5)
    page.text(400, 58, f"账户类别 I类户　查询日期 {a.start:%Y-%m-%d}至{a.end:%Y-%m-%d}", size=8.5)
    page.text(797, 58, f"共{len(a.moves)}笔", size=8.5, align="r")
    flow(page, grid, cells_of(cols, a.moves), first=68, rest=30, bottom=560, every=every)
    true = told(a, shown(cols), head=NO_BALANCES, clock="seconds")
    true["fields"]["account_number"] = shown_number
    return Made(page.data(), ".pdf", true)


PAPERS = (
    Paper("statement-p5-plain-box", "held", _hebei),
    Paper("statement-p5-plus-signs", "held", _guizhou),
    Paper("statement-p5-direction-words", "held", _jiangxi),
    Paper("statement-p5-twelve-narrow", "held", _dongguan),
)
