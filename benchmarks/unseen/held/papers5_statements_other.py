"""Statements of the fifth set that are no plain tables: typed, labelled below each row, headed by days, in letters."""

from __future__ import annotations

import random
from itertools import groupby

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import figures, spread, words
from .papers3_kit import Page
from .papers3_ledger import NO_BALANCES, Move, told
from .papers3_table import Col, Grid, cells_of, flow, into, left, name, out, reference, remark, shown, summary
from .papers5_cast import firm5, person5

_PARTY = ("counterparty_name", "counterparty_account")


def _county(chance: random.Random) -> Made:
    """A county's credit union, typed on paper with holes: no rules but rows of hyphens, the year in two figures."""
    bank = chance.choice(("互助土族自治县农村信用合作联社", "化隆回族自治县农村信用合作联社"))
    a = person5(chance, bank, chance.randrange(24, 36), months=2)
    page = Page(9.2, "serif", latin="courier")
    ends = (40, 92, 232, 306, 384, 394, 506)

    def rule(y: float) -> None:
        page.text(40, y, "-" * 95)

    def top(n: int) -> float:
        page.text(297, 46, "青海省农村信用社", size=13, align="c")
        page.text(297, 64, "个人活期存款账户对账清单", size=11, align="c")
        page.text(40, 88, f"机构:{bank}")
        page.text(555, 88, f"第{n}页", align="r")
        page.text(40, 102, f"户名:{a.holder}    账号:{a.number}")
        page.text(40, 116, f"日期范围:{a.start:%Y%m%d}-{a.end:%Y%m%d}    币种:人民币    储种:活期")
        rule(128)
        heads = ("日期", "摘要", "支取", "存入", "余额", "对方户名", "附言")
        for k, (x, head) in enumerate(zip(ends, heads, strict=True)):
            page.text(x, 139, head, align="r" if k in (2, 3, 4) else "l")
        rule(149)
        return 161.0

    number, y = 1, top(1)
    page.text(92, y, "上期余额")
    page.text(384, y, figures(a.opening), align="r")
    for m in a.moves:
        y += 15.5
        if y > 780:
            rule(y)
            page.turn()
            number += 1
            y = top(number)
        page.text(40, y, f"{m.when:%y.%m.%d}")
        page.text(92, y, m.summary, size=8.4)
        page.text(232 if m.fen < 0 else 306, y, figures(abs(m.fen)), align="r")
        page.text(384, y, figures(m.balance), align="r")
        page.text(394, y, m.party or "", size=7.4)
        page.text(506, y, m.remark or "", size=7.2)
    y += 12
    rule(y)
    page.text(40, y + 14, f"支取合计:{figures(a.spent)}({a.count(-1)}笔)  存入合计:{figures(a.income)}({a.count(1)}笔)")
    page.text(40, y + 29, f"打印柜员:B03{chance.randrange(10, 99)}   本清单一式一份,涂改无效。")
    page.square_stamp(430, y + 18, [bank[:2] + "县联社", "业务受理章"], wide=92)
    names = ("counterparty_name", "summary", "remark")
    head = ("bank", "name", "number", "currency", "period", "opening")
    true = told(a, names, head=head, accept={"bank": ["青海省农村信用社", "青海省农村信用社" + bank, "农村信用社"]})
    return Made(page.data(), ".pdf", true)


def _tailong(chance: random.Random) -> Made:
    """泰隆: below each row a second one with labels says who, with which account and what for."""
    a = firm5(chance, "浙江泰隆商业银行", chance.randrange(22, 34))
    page = Page(8.6, "sans", ink=(45, 45, 50))
    blue = (28, 88, 160)
    edges = (30, 130, 200, 330, 430, 565)

    def top(n: int) -> float:
        page.text(30, 42, "浙江泰隆商业银行", size=14, bold=True, colour=blue)
        page.text(565, 42, "企业账户收支明细", size=12, align="r")
        if n == 1:
            page.text(30, 66, f"企业名称：{a.holder}")
            page.text(30, 81, f"银行账号：{a.number}")
            page.text(330, 66, f"明细区间：{a.start:%Y-%m-%d} ~ {a.end:%Y-%m-%d}")
            page.text(330, 81, f"期初：{figures(a.opening)}　期末：{figures(a.closing)}")
        y = 92.0 if n == 1 else 54.0
        page.shade(30, y, 535, 20, blue)
        for k, head in enumerate(("记账时间", "交易名称", "流水", "发生额（元）", "可用余额（元）")):
            at, align = (edges[k] + 4, "l") if k < 3 else (edges[k + 1] - 6, "r")
            page.text(at, y + 14, head, align=align, colour=(255, 255, 255), bold=True)  # type: ignore[arg-type]
        return y + 20

    number, y = 1, top(1)
    for m in a.moves:
        if y > 762:
            page.text(565, 820, f"{number}", align="r", size=8)
            page.turn()
            number += 1
            y = top(number)
        page.text(34, y + 14, f"{m.when:%Y-%m-%d %H:%M}")
        page.text(134, y + 14, m.summary, bold=True)
        page.text(204, y + 14, m.reference)
        page.text(424, y + 14, figures(m.fen), align="r", bold=True)
        page.text(559, y + 14, figures(m.balance), align="r")
        below = [f"对方：{m.party}", f"账号：{m.account}"] if m.party else []
        below += [f"用途：{m.remark}"] if m.remark else []
        if below:
            page.text(134, y + 27, "　".join(below), size=7.8, colour=(110, 110, 115))
        y += 34 if below else 22
        page.line(30, y, 565, y, thick=0.4, colour=(205, 210, 218))
    page.text(565, 820, f"{number}", align="r", size=8)
    page.text(30, 820, "由泰隆银行企业网银导出", size=8)
    names = (*_PARTY, "summary", "remark", "reference")
    head = ("bank", "name", "number", "period", "opening", "closing")
    true = told(a, names, head=head, clock="minutes", accept={"bank": ["泰隆银行"]})
    return Made(page.data(), ".pdf", true)


def _jiangnan(chance: random.Random) -> Made:
    """江南农商, of a person, from a telephone: a grey row names each day, its rows have times only."""
    a = person5(chance, "江南农村商业银行", chance.randrange(26, 40), masked=True)
    page = Page(9, "sans", (480, 842), latin="helvetica")
    green = (0, 120, 80)

    def top(n: int) -> float:
        if n > 1:
            return 40.0
        page.shade(0, 0, 480, 92, green)
        page.text(24, 36, "江南农村商业银行", size=15, bold=True, colour=(255, 255, 255))
        page.text(24, 58, f"{a.holder}的收支明细", size=11, colour=(255, 255, 255))
        page.text(24, 78, f"账户 {a.number}　人民币　{a.start:%Y.%m.%d}-{a.end:%Y.%m.%d}", colour=(255, 255, 255))
        page.text(24, 112, f"收入 {figures(a.income)} 元　　支出 {figures(a.spent)} 元", size=10)
        return 124.0

    number, y = 1, top(1)
    for day, moves in groupby(a.moves, key=lambda m: m.when.date()):
        if y > 720:
            page.turn()
            number += 1
            y = top(number)
        page.shade(24, y, 432, 18, (238, 240, 239))
        week = "一二三四五六日"[day.weekday()]
        page.text(30, y + 13, f"{day.year}年{day.month:02d}月{day.day:02d}日　星期{week}", size=8.6)
        y += 18
        for m in moves:
            if y > 790:
                page.turn()
                number += 1
                y = top(number)
            page.text(30, y + 14, f"{m.when:%H:%M:%S}", size=8, colour=(120, 120, 120))
            page.text(80, y + 14, m.summary, bold=True)
            page.text(450, y + 14, ("+" if m.fen > 0 else "") + figures(m.fen), align="r", bold=True)
            page.text(80, y + 27, f"{m.party}　{m.account}" if m.party else "", size=7.8)
            page.text(450, y + 27, f"余额 {figures(m.balance)}", align="r", size=7.8)
            y += 34
            page.dashes(80, y - 2, 456)
    names = (*_PARTY, "summary")
    true = told(a, names, head=NO_BALANCES, clock="seconds", accept={"bank": ["江苏江南农村商业银行"]})
    return Made(page.data(), ".pdf", true)


def _hengfeng(chance: random.Random) -> Made:
    """恒丰, across, newest first: the sign of a payment stands behind its figures, a second day for the interest."""
    a = firm5(chance, "恒丰银行", chance.randrange(28, 44), crowd=True)

    def signed(m: Move) -> str:
        return figures(abs(m.fen)) + ("-" if m.fen < 0 else " ")

    cols = (
        Col("账务日", 56, lambda m: f"{m.when:%Y-%m-%d}"),
        Col("起息日", 56, lambda m: f"{m.when:%Y-%m-%d}"),
        reference("主机流水", 84),
        Col("本币金额", 92, signed, "r"),
        Col("账户余额", 92, lambda m: figures(m.balance), "r"),
        summary("交易码说明", 80),
        Col("对方账号 / 对方名称", 190, lambda m: f"{m.account} / {m.party}" if m.party else "", "l", _PARTY),
        remark("客户摘要", 110),
    )
    page = Page(8.4, "sans", LANDSCAPE, latin="courier", stretch=92)
    grid = Grid(cols=cols, x=40, size=8, rules="head", row=18, pen=(150, 20, 40))

    def every(n: int, pages: int) -> None:
        page.line(40, 40, 800, 40, thick=1.5, colour=(150, 20, 40))
        page.text(40, 34, "恒丰银行", size=13, bold=True)
        page.text(800, 34, "单位账户交易查询打印", size=11, align="r")
        page.text(40, 56, f"账户：{a.number}　{a.holder}")
        page.text(800, 56, f"{n}/{pages}", align="r")
        page.text(40, 70, f"起止：{a.start:%Y-%m-%d}—{a.end:%Y-%m-%d}（按时间倒序）　金额后带“-”者为支出　币种 CNY")

    rows = cells_of(cols, a.moves)[::-1]
    flow(page, grid, rows, first=80, rest=80, bottom=560, every=every)
    true = told(a, shown(cols), head=NO_BALANCES, newest=True)
    return Made(page.data(), ".pdf", true)


def _weihai(chance: random.Random) -> Made:
    """威海: a letter of the month with a slip to send back; words for the balance, the account's rows between."""
    a = firm5(chance, "威海市商业银行股份有限公司", chance.randrange(18, 26))
    page = Page(8.8, "serif", latin="times")
    cols = (
        Col("月-日", 40, lambda m: f"{m.when:%m-%d}", "c"),
        summary("内　　容", 78),
        into("增　　加", 88),
        out("减　　少", 88),
        left("结　　存", 92),
        name("往来单位", 124),
    )
    grid = Grid(cols=cols, x=42, size=8.2, row=17.5, pen=(90, 90, 90))

    def every(n: int, pages: int) -> None:
        page.text(297, 822, f"—{n}/{pages}—", size=8, align="c")

    page.text(297, 50, "威海市商业银行股份有限公司", size=15, bold=True, align="c")
    page.text(297, 70, f"{a.start.year}年{a.start.month}月份对账函", size=12, align="c")
    page.text(42, 94, f"致：{a.holder}")
    page.text(42, 110, f"贵单位在我行{a.branch}开立的账户（账号：{a.number}，人民币）本月收支情况列示如下，")
    page.text(42, 125, f"自{spread(a.start)}至{spread(a.end)}，月初结存 {figures(a.opening)} 元，请核对。")
    y, _ = flow(page, grid, cells_of(cols, a.moves), first=136, rest=50, bottom=792, every=every)
    if y > 640:
        page.turn()
        y = 40
    page.text(42, y + 18, f"月末结存 {figures(a.closing)} 元（大写：{words(a.closing)}）")
    page.dashes(30, y + 40, 565)
    page.text(297, y + 62, "对 账 回 执", size=12, align="c", bold=True)
    page.text(42, y + 82, f"威海市商业银行{a.branch}：　　　账户 {a.number} 的余额经核对　□相符　□不符")
    page.text(42, y + 100, "未达账项说明：")
    page.text(552, y + 122, "单位预留印鉴：　　　　　　　　　　　年　　月　　日", align="r")
    accept = {"bank": ["威海市商业银行" + a.branch, "威海市商业银行股份有限公司" + a.branch, "威海银行"]}
    return Made(page.data(), ".pdf", told(a, shown(cols), accept=accept))


def _uob(chance: random.Random) -> Made:
    """大华, euros, English first: each head in both tongues, references apart, what was and is left as rows."""
    a = firm5(chance, "大华银行（中国）有限公司", chance.randrange(18, 28), currency="EUR", branch="苏州分行")
    page = Page(8.4, "serif", latin="helvetica")
    cols = (
        Col("Post Date\n记账日", 58, lambda m: f"{m.when:%d %b %Y}", "l"),
        reference("Reference\n参考号", 80),
        Col("Description\n交易摘要", 82, lambda m: m.summary, "l", ("summary",)),
        name("Counterparty\n交易对手", 118),
        Col("Debit\n借方", 72, lambda m: figures(m.spent) if m.spent else "", "r"),
        Col("Credit\n贷方", 72, lambda m: figures(m.income) if m.income else "", "r"),
        Col("Ledger Balance\n账面余额", 78, lambda m: figures(m.balance), "r"),
    )
    grid = Grid(cols=cols, x=18, size=7.6, rules="rows", row=19, pen=(0, 60, 130), head_size=7.4, bold=True)

    def every(n: int, pages: int) -> None:
        page.text(18, 36, "UOB 大华银行（中国）有限公司", size=12, bold=True, colour=(0, 60, 130))
        page.text(577, 36, "Current Account Statement 活期账户结单", size=10, align="r")
        page.text(18, 56, f"Customer 客户: {a.holder}")
        page.text(18, 70, f"A/C No. 账号: {a.number}　　Currency 货币: EUR 欧元")
        page.text(577, 56, f"From 自 {a.start:%d %b %Y} To 至 {a.end:%d %b %Y}", align="r")
        page.text(577, 70, f"Page {n} / {pages}", align="r")

    last = (figures(a.spent), figures(a.income), figures(a.closing))
    first = ["", "", "Opening balance\n期初余额", "", "", "", figures(a.opening)]
    rows = [first, *cells_of(cols, a.moves), ["", "", "Total / Closing\n合计及期末余额", "", *last]]
    flow(page, grid, rows, first=80, rest=80, bottom=800, every=every)
    accept = {"bank": ["大华银行", "大华银行（中国）", "大华银行（中国）有限公司苏州分行", "UOB"]}
    return Made(page.data(), ".pdf", told(a, shown(cols), accept=accept))


PAPERS = (
    Paper("statement-p5-county-typed", "held", _county),
    Paper("statement-p5-labels-below", "held", _tailong),
    Paper("statement-p5-day-headings", "held", _jiangnan),
    Paper("statement-p5-sign-behind", "held", _hengfeng),
    Paper("statement-p5-letter", "held", _weihai),
    Paper("statement-p5-euros", "held", _uob),
)
