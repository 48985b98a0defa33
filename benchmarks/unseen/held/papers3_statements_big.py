"""Statements as the large state banks print them: for cards and for firms, each with a layout of its own."""

from __future__ import annotations

import random

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import digits, figures
from . import papers3_table as t
from .papers3_kit import Page, noise, square
from .papers3_ledger import NO_BALANCES, Move, invent, told
from .papers3_table import Col, Grid, cells_of, flow, shown


def _signed(m: Move) -> str:
    return f"{'+' if m.fen > 0 else '-'}{figures(abs(m.fen))}"


def _broken_card(chance: random.Random) -> Made:
    """工行借记账户历史明细: twelve narrow columns, so that days, accounts and names are broken over lines."""
    a = invent(chance, "中国工商银行", chance.randrange(44, 58), person=True, months=2)
    areas = {m.reference: chance.choice(("0302", "1202", "9991")) for m in a.moves}
    cols = (
        Col("交易日期", 47, lambda m: f"{m.when:%Y-%m-%d}\n{m.when:%H:%M:%S}"),
        Col("账号", 40, lambda _: a.number),
        Col("储种", 24, lambda _: "活期", "c"),
        Col("序号", 30, lambda _: "00000", "c"),
        Col("币种", 30, lambda _: "人民币", "c"),
        Col("钞汇", 20, lambda _: "钞", "c"),
        t.summary("摘要", 40),
        Col("地区", 28, lambda m: areas[m.reference], "c"),
        Col("收入/支出金额", 66, _signed, "r"),
        Col("余额", 62, lambda m: figures(m.balance), "r"),
        t.name("对方户名", 62),
        t.number("对方账号", 50),
        Col("渠道", 36, lambda m: "批量业务" if m.party is None else "快捷支付" if m.fen < 0 else "其他", "c"),
    )
    page = Page(7, latin="helvetica")
    grid = Grid(cols=cols, x=30, size=6.8, row=22, pad=2.5, ground=(236, 240, 246), pen=(150, 150, 150))

    def every(n: int, count: int) -> None:
        page.slanted(300, 470, "中国工商银行", size=54)
        if n == 1:
            page.text(297, 44, "中国工商银行借记账户历史明细（电子版）", size=14, bold=True, align="c")
            page.text(32, 72, f"卡号 {a.number}", size=8.5)
            page.text(230, 72, f"户名：{a.holder}", size=8.5)
            page.text(340, 72, f"起止日期：{a.start} — {a.end}", size=8.5)
            page.picture(520, 16, 50, square(noise(chance)))
        page.text(32, 816, "本明细由系统自动生成，请妥善保管，如有疑问请致电客服热线", size=7)
        page.text(565, 816, f"第{n}页/共{count}页", size=7, align="r")

    flow(page, grid, cells_of(cols, a.moves), first=84, rest=36, bottom=800, every=every)
    page.oval(500, 770, 120, 60, ("中国工商银行", "电子回单专用章"))
    return Made(
        page.data(),
        ".pdf",
        told(a, shown(cols), head=NO_BALANCES, clock="seconds"),
    )


def _farmers_firm(chance: random.Random) -> Made:
    """农行账户明细: landscape, ruled by rows only, heads on the first page alone, a line of sums at the end."""
    a = invent(chance, "中国农业银行", chance.randrange(60, 80), months=2)
    cols = (
        Col("交易时间", 92, lambda m: f"{m.when:%Y-%m-%d %H:%M:%S}"),
        t.into("收入金额", 78, "0.00"),
        t.out("支出金额", 78, "0.00"),
        t.left("账户余额", 84),
        t.branch("对方开户行", 112),
        t.number("对方账号", 100),
        t.name("对方户名", 122),
        t.remark("交易用途", 116),
    )
    page = Page(8, page=LANDSCAPE, stretch=95)
    grid = Grid(cols=cols, x=30, size=8, rules="rows", row=19, heads=False, bold=True)

    def every(n: int, count: int) -> None:
        if n == 1:
            page.text(421, 40, "账户明细", size=16, bold=True, align="c")
            page.text(32, 62, f"账号：{a.number}")
            page.text(250, 62, f"账户名称：{a.holder}")
            page.text(520, 62, "币种：人民币")
            page.text(32, 77, "开户行：中国农业银行股份有限公司" + a.branch)
            page.text(520, 77, f"起止日期：{a.start:%Y年%m月%d日}至{a.end:%Y年%m月%d日}")
        page.text(421, 578, f"- {n} / {count} -", align="c", size=8)

    final = f"汇总：收入 {a.count(1)} 笔 {figures(a.income)}　支出 {a.count(-1)} 笔 {figures(a.spent)}"
    y, _ = flow(page, grid, cells_of(cols, a.moves), first=88, rest=40, bottom=556, every=every, final=(final,))
    page.text(780, min(y + 16, 566), f"打印时间：{a.end:%Y-%m-%d} 18:05:11", align="r", size=7.5)
    # The bank is only named by where the account is kept.
    accept = {"bank": ["中国农业银行股份有限公司" + a.branch]}
    true = told(a, shown(cols), head=NO_BALANCES, clock="seconds", accept=accept)
    return Made(page.data(), ".pdf", true)


def _brought_forward(chance: random.Random) -> Made:
    """中行对账单: typed, without rules, days in six figures, 承前页 and 过次页 on every page."""
    a = invent(chance, "中国银行", chance.randrange(70, 90))
    cols = (
        Col("序号", 26, lambda m: str(a.moves.index(m) + 1), "c"),
        Col("记账日", 40, lambda m: f"{m.when:%y%m%d}"),
        Col("起息日", 40, lambda m: f"{m.when:%y%m%d}"),
        Col("交易类型", 52, lambda m: m.summary, "l", ("summary",)),
        Col("凭证号码", 54, lambda m: m.voucher or "", "l", ("voucher",)),
        t.remark("用途", 88),
        t.out("借方发生额", 78),
        t.into("贷方发生额", 78),
        t.left("余额", 84),
    )
    page = Page(8, face="serif", latin="courier", stretch=92)
    grid = Grid(cols=cols, x=28, size=8, rules="none", row=15, pad=2)

    def every(n: int, count: int) -> None:
        page.text(297, 46, "中国银行客户对账单", size=15, bold=True, align="c")
        page.text(30, 70, f"账户名称：{a.holder}")
        page.text(360, 70, f"账号：{a.number}")
        page.text(30, 85, f"开户机构：中国银行{a.branch}")
        page.text(360, 85, "货币：人民币　　钞汇：")
        page.text(30, 100, f"对账期间：{a.start:%Y/%m/%d} - {a.end:%Y/%m/%d}")
        page.text(565, 100, f"页码：{n:02d}/{count:02d}", align="r")
        page.line(28, 106, 567, 106, thick=1)

    def before(k: int) -> list[str]:
        held = a.moves[k - 1].balance if k else a.opening
        return ["", "", "", "", "", "承前页余额", "", "", figures(held)]

    def after(k: int) -> list[str]:
        word = "期末余额" if k == len(a.moves) else "过次页余额"
        return ["", "", "", "", "", word, "", "", figures(a.moves[k - 1].balance)]

    y, _ = flow(
        page, grid, cells_of(cols, a.moves), first=108, rest=108, bottom=790, every=every, before=before, after=after
    )
    page.line(28, y + 3, 567, y + 3)
    page.text(30, y + 18, "*** 本对账单结束 ***")
    page.oval(470, y + 10, 130, 64, ("中国银行股份有限公司", "业务专用章"))
    accept = {"bank": ["中国银行" + a.branch]}
    return Made(page.data(), ".pdf", told(a, shown(cols), accept=accept))


def _joined_party(chance: random.Random) -> Made:
    """建行个人活期账户交易明细: account and name of the other side in one cell, place and message in another."""
    a = invent(chance, "中国建设银行", chance.randrange(50, 64), person=True, months=3, masked=True)
    cols = (
        Col("序号", 28, lambda m: str(a.moves.index(m) + 1), "c"),
        t.summary("摘要", 52, "c"),
        Col("币别", 36, lambda _: "人民币元", "c"),
        Col("钞汇", 26, lambda _: "钞", "c"),
        Col("交易日期", 50, lambda m: f"{m.when:%Y%m%d}", "c"),
        Col("交易金额", 66, lambda m: figures(m.fen), "r"),
        Col("账户余额", 66, lambda m: figures(m.balance), "r"),
        Col("交易地点/附言", 92, lambda m: m.remark or "", "l", ("remark",)),
        Col(
            "对方账号与户名",
            126,
            lambda m: f"{m.account}/{m.party}" if m.party else "",
            "l",
            ("counterparty_name", "counterparty_account"),
        ),
    )
    page = Page(8)
    grid = Grid(cols=cols, x=26, size=7.2, row=20, pen=(120, 140, 180), ground=(222, 230, 244), head_size=7.5)

    def every(n: int, count: int) -> None:
        page.slanted(290, 520, "建设银行 CCB", size=48, angle=40)
        page.text(297, 42, "中国建设银行个人活期账户交易明细", size=14, bold=True, align="c")
        if n == 1:
            page.text(28, 66, f"卡号/账号：{a.number}")
            page.text(250, 66, f"客户名称：{a.holder}")
            page.text(420, 66, "币别：人民币元")
            page.text(28, 80, f"起止日期：{a.start:%Y%m%d} - {a.end:%Y%m%d}")
            page.text(250, 80, "查询网点：自助渠道")
        page.text(566, 826, f"第 {n} 页 共 {count} 页", align="r", size=7)
        page.text(28, 826, f"生成时间：{a.end:%Y年%m月%d日}　防伪码 {digits(chance, 12)}", size=7)

    flow(page, grid, cells_of(cols, a.moves), first=90, rest=54, bottom=806, every=every)
    return Made(page.data(), ".pdf", told(a, shown(cols), head=NO_BALANCES))


def _month_head(chance: random.Random) -> Made:
    """交行对账单: the year only stands in the heading, rows have month and day; a mark of 借 or 贷 after one amount."""
    a = invent(chance, "交通银行", chance.randrange(34, 46))
    cols = (
        Col("日期", 38, lambda m: f"{m.when:%m-%d}", "c"),
        Col("业务种类", 62, lambda m: m.summary, "l", ("summary",)),
        t.reference("交易流水号", 84),
        Col("发生额", 84, lambda m: figures(abs(m.fen)), "r"),
        Col("借贷", 28, lambda m: "贷" if m.fen > 0 else "借", "c"),
        t.left("余额", 86),
        t.name("对方名称", 96),
        t.remark("附言", 66),
    )
    page = Page(8.5, face="serif", stretch=96)
    grid = Grid(cols=cols, x=26, size=8, rules="columns", row=17, bold=True)

    def every(n: int, count: int) -> None:
        page.text(26, 44, "交通银行", size=18, bold=True, colour=(20, 60, 130))
        page.text(26, 58, "BANK OF COMMUNICATIONS", size=7, colour=(20, 60, 130))
        page.text(568, 44, f"{a.start.year}年{a.start.month:02d}月 对账单", size=14, align="r", bold=True)
        page.text(26, 80, f"户　　名：{a.holder}")
        page.text(26, 94, f"账　　号：{a.number}")
        page.text(340, 80, f"开户网点：交通银行{a.branch}")
        page.text(340, 94, "币　　种：CNY 人民币")
        page.text(26, 108, f"上月余额：{figures(a.opening)}")
        page.text(340, 108, f"本月余额：{figures(a.closing)}")
        page.text(297, 826, f"第 {n} 页（共 {count} 页）", size=7.5, align="c")

    y, _ = flow(page, grid, cells_of(cols, a.moves), first=118, rest=118, bottom=770, every=every)
    page.text(
        26, y + 18, f"借方合计 {a.count(-1)} 笔 {figures(a.spent)}　　贷方合计 {a.count(1)} 笔 {figures(a.income)}"
    )
    page.text(26, y + 34, "请贵单位于收到本对账单之日起十日内核对，逾期未提出异议视同相符。", size=7.5)
    accept = {"bank": ["交通银行" + a.branch]}
    return Made(page.data(), ".pdf", told(a, shown(cols), accept=accept))


def _postal_mark(chance: random.Random) -> Made:
    """邮储对公明细: day and time of day in columns of their own, a word before the amount says which way it went."""
    a = invent(chance, "中国邮政储蓄银行", chance.randrange(38, 50), months=1)
    cols = (
        Col("序\n号", 22, lambda m: str(a.moves.index(m) + 1), "c"),
        Col("交易\n日期", 52, lambda m: f"{m.when:%Y.%m.%d}", "c"),
        Col("交易\n时间", 44, lambda m: f"{m.when:%H:%M:%S}", "c"),
        Col("收支\n标志", 30, lambda m: "收入" if m.fen > 0 else "支出", "c"),
        Col("金额（元）", 76, lambda m: figures(abs(m.fen)), "r"),
        Col("账户余额\n（元）", 82, lambda m: figures(m.balance), "r"),
        t.name("对方户名", 104),
        t.number("对方账号", 92),
        t.branch("对方行名", 92),
        t.summary("摘要", 50),
        t.remark("附言", 68),
        t.reference("交易流水号", 70),
    )
    page = Page(8, page=LANDSCAPE)
    grid = Grid(cols=cols, x=30, size=7.4, row=22, pen=(60, 120, 80), ground=(226, 240, 230), head_colour=(20, 90, 50))

    def every(n: int, count: int) -> None:
        page.text(30, 40, "中国邮政储蓄银行", size=13, bold=True, colour=(20, 110, 60))
        page.text(421, 40, "单位账户交易明细表", size=15, align="c")
        rows = (
            (f"单位名称：{a.holder}", f"账号：{a.number}", f"开户机构：{a.branch}"),
            (f"查询区间：{a.start:%Y.%m.%d}～{a.end:%Y.%m.%d}", "币种：人民币", f"期初余额：{figures(a.opening)}元"),
        )
        for k, row in enumerate(rows):
            for m, text in enumerate(row):
                page.text(30 + 270 * m, 60 + 15 * k, text)
        page.text(812, 580, f"{n}/{count}", align="r", size=7.5)

    final = (["", "合计", "", "", "", "", "", "", "", "", f"共{len(a.moves)}笔", ""],)
    flow(page, grid, cells_of(cols, a.moves), first=84, rest=84, bottom=560, every=every, final=final)
    page.seal(720, 520, 38, "中国邮政储蓄银行业务专用章")
    head = (*NO_BALANCES, "opening")
    return Made(
        page.data(), ".pdf", told(a, shown(cols), head=head, clock="seconds", full="中国邮政储蓄银行股份有限公司")
    )


PAPERS = (
    Paper("statement-p3-broken-card", "held", _broken_card),
    Paper("statement-p3-farmers-firm", "held", _farmers_firm),
    Paper("statement-p3-brought-forward", "held", _brought_forward),
    Paper("statement-p3-joined-party", "held", _joined_party),
    Paper("statement-p3-month-head", "held", _month_head),
    Paper("statement-p3-postal-mark", "held", _postal_mark),
)
