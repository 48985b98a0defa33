"""Balance sheets of the third set: two sides on a wide page, one side over two pages, a cooperative's, a tax form."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import digits
from . import papers3_captions as c
from .papers3_figures import Figures, Line, balance, cooperative, income, printed, small_income, told, whole
from .papers3_kit import NAMES, Page
from .papers3_ledger import several


def _pair(chance: random.Random, size: int) -> tuple[Figures, Figures]:
    now = balance(chance, size)
    return now, balance(chance, int(size * chance.uniform(0.8, 1.1)), now["paid_in_capital"])


def _two_sided(
    sides: tuple[Sequence[Line], Sequence[Line]],
    now: Figures,
    before: Figures,
    *,
    numbers: bool,
    negative: str = "-{0}",
    digits_only: bool = False,
    blank: str = "",
    holes: Sequence[str] = (),
) -> list[list[str]]:
    """Return the rows of a sheet with assets left and what is owed right; `numbers` adds the lines' numbers."""

    def half(line: Line | None, at: int) -> list[str]:
        if line is None:
            return [""] * (4 if numbers else 3)
        caption, name = line
        if name is None:
            return [caption, *([""] if numbers else []), "", ""]
        ends = printed(now[name], negative=negative, whole=digits_only)
        starts = blank if name in holes else printed(before[name], negative=negative, whole=digits_only)
        return [caption, *([str(at)] if numbers else []), ends, starts]

    left, right = sides
    deep = max(len(left), len(right))
    rows = []
    for k in range(deep):
        one = left[k] if k < len(left) else None
        two = right[k] if k < len(right) else None
        rows.append(half(one, k + 1) + half(two, deep + k + 1))
    return rows


def _wide(chance: random.Random) -> Made:
    """会企01表: assets left, liabilities and equity right, numbers of the lines, both totals on the last line."""
    now, before = _pair(chance, chance.randrange(2, 60) * 10**9)
    end, entity = dt.date(chance.choice((2023, 2024)), 12, 31), NAMES.firm(chance)
    left = [*c.ASSETS]
    right = [*c.LIABILITIES, *c.EQUITY]
    left[-1:] = [("", None)] * (len(right) - len(left)) + [left[-1]]
    page = Page(8, page=LANDSCAPE, face="serif")
    page.text(421, 40, "资　产　负　债　表", size=16, bold=True, align="c")
    page.text(802, 40, "会企01表", align="r")
    page.text(40, 62, f"编制单位：{entity}")
    page.text(421, 62, f"{end.year}年{end.month}月{end.day}日", align="c")
    page.text(802, 62, "单位：元", align="r")
    head = [
        "资　　产",
        "行次",
        "期末余额",
        "年初余额",
        "负债和所有者权益（或股东权益）",
        "行次",
        "期末余额",
        "年初余额",
    ]
    rows = [head, *_two_sided((left, right), now, before, numbers=True)]
    y = page.grid(40, 70, (116, 26, 116, 116, 156, 26, 104, 102), rows, high=20, size=8, aligns="lcrrlcrr")
    page.text(
        40,
        y + 18,
        "　　　　".join(
            f"{who}：{NAMES.person(chance)}" for who in ("单位负责人", "主管会计工作负责人", "会计机构负责人")
        ),
    )
    page.seal(130, y - 10, 38, entity[:14])
    true = told("balance_sheet", (*left, *right), now, before, entity=entity, end=end, unit="元")
    return Made(page.data(), ".pdf", true)


def _over_pages(chance: random.Random) -> Made:
    """One side over two pages with a column for notes; ruled above and below only, minus signs as brackets, 千元."""
    now, before = (whole(f) for f in _pair(chance, chance.randrange(40, 900) * 10**3))
    end, entity = dt.date(chance.choice((2023, 2024)), 12, 31), NAMES.firm(chance)
    lines = (*c.ASSETS, *c.LIABILITIES, *c.EQUITY)
    holes = ("long_term_loans", "notes_receivable") if chance.random() < 0.5 else ()
    page = Page(9.5, latin="times")
    y = 0.0
    for k, (caption, name) in enumerate(lines):
        if k in (0, len(c.ASSETS)):
            if k:
                page.turn()
            page.text(297, 56, "资产负债表" + ("（续）" if k else ""), size=15, bold=True, align="c")
            page.text(297, 74, f"{end.year}年12月31日", align="c")
            page.text(50, 96, f"编制单位：{entity}")
            page.text(545, 96, "单位：人民币千元", align="r")
            page.line(50, 104, 545, 104, thick=1.2)
            head = ("负债和股东权益" if k else "资　　产", "附注", "期末余额", "上年年末余额")
            for x, text, align in zip((54, 300, 430, 541), head, "lcrr", strict=True):
                page.text(x, 119, text, align=align, bold=True)  # type: ignore[arg-type]
            page.line(50, 126, 545, 126)
            y = 146.0
        bold = name is not None and ("total" in name or name.startswith("current_") or name == "_sum")
        page.text(54, y, caption.strip() if bold or name is None else caption, bold=bold)
        if name:
            if k % 3 == 1:
                page.text(300, y, f"五、{k % 20 + 1}", align="c", size=8.5)
            page.text(430, y, printed(now[name], negative="({0})", whole=True), align="r", bold=bold)
            prior = "－" if name in holes else printed(before[name], negative="({0})", whole=True)
            page.text(541, y, prior, align="r", bold=bold)
        if bold:
            page.line(350, y + 5, 430, y + 5, thick=0.4)
            page.line(461, y + 5, 541, y + 5, thick=0.4)
        y += 21
        if k in (len(c.ASSETS) - 1, len(lines) - 1):
            page.line(50, y - 4, 545, y - 4, thick=1.2)
            page.text(
                50, y + 22, "法定代表人：＿＿＿＿　　主管会计工作负责人：＿＿＿＿　　会计机构负责人：＿＿＿＿", size=8.5
            )
            page.text(297, 812, f"- {5 if k == len(c.ASSETS) - 1 else 6} -", align="c", size=8)
    accept = {"unit": ["人民币千元"]}
    true = told("balance_sheet", lines, now, before, entity=entity, end=end, unit="千元", accept=accept, holes=holes)
    return Made(page.data(), ".pdf", true)


def _cooperative(chance: random.Random) -> Made:
    """会农社01表: a farmers' cooperative's sheet, the year's beginning before its end, green rules."""
    now, before = (cooperative(f) for f in _pair(chance, chance.randrange(3, 40) * 10**8))
    end = dt.date(chance.choice((2022, 2023, 2024)), 12, 31)
    place, trade = chance.choice(("播州区", "芦淞区", "淮阴区")), chance.choice(("蔬菜", "茶叶", "生猪养殖"))
    entity = f"{place}{chance.choice(NAMES.stems)}{trade}农民专业合作社"
    page = Page(8.4, page=LANDSCAPE)
    page.text(421, 42, "农民专业合作社资产负债表", size=15, bold=True, align="c")
    page.text(800, 30, "会农社01表", align="r")
    page.text(42, 64, f"编制单位：{entity}")
    page.text(421, 64, f"{end.year}年12月31日", align="c")
    page.text(800, 64, "单位：元", align="r")
    pairs = (c.COOPERATIVE_ASSETS, c.COOPERATIVE_OWED)
    rows = _two_sided(pairs, now, before, numbers=False)
    # The year's beginning stands before its end.
    turned = [[r[0], r[2], r[1], r[3], r[5], r[4]] for r in rows]
    head = ["资　产", "年初数", "年末数", "负债及所有者权益", "年初数", "年末数"]
    y = page.grid(
        42,
        72,
        (140, 120, 120, 138, 120, 120),
        [head, *turned],
        high=23,
        size=8.4,
        aligns="lrrlrr",
        colour=(70, 130, 80),
    )
    page.text(
        42,
        y + 18,
        f"理事长：{NAMES.person(chance)}　　　会计：{NAMES.person(chance)}　　　填报日期：{end.year + 1}年1月15日",
    )
    true = told(
        "balance_sheet", (*c.COOPERATIVE_ASSETS, *c.COOPERATIVE_OWED), now, before, entity=entity, end=end, unit="元"
    )
    return Made(page.data(), ".pdf", true)


def _tax_forms(chance: random.Random) -> Made:
    """财务报表报送 for the tax office: two statements of a small enterprise, a page each, with number and period."""
    now, before = _pair(chance, chance.randrange(1, 12) * 10**8)
    got, past = (small_income(income(chance, chance.randrange(1, 20) * 10**8)) for _ in range(2))
    year, quarter = chance.choice((2024, 2025)), chance.choice((1, 2, 3))
    start, end = dt.date(year, 1, 1), dt.date(year, quarter * 3 + 1, 1) - dt.timedelta(1)
    entity, identity = NAMES.firm(chance), digits(chance, 18, "9136")
    page = Page(7.8)

    def head(title: str, form: str) -> float:
        page.text(297, 40, title, size=13, bold=True, align="c")
        page.text(297, 54, "（适用执行小企业会计准则的企业）", size=8, align="c")
        page.text(36, 74, f"纳税人识别号（统一社会信用代码）：{identity}")
        page.text(36, 88, f"纳税人名称：{entity}")
        page.text(559, 74, f"所属时期：{start} 至 {end}", align="r")
        page.text(559, 88, f"报送日期：{end + dt.timedelta(12)}　{form}　金额单位：元", align="r")
        return 96

    sides = (list(c.SMALL_ASSETS), list(c.SMALL_OWED))
    rows = _two_sided(sides, now, before, numbers=True)
    titles = ["资产", "行次", "期末余额", "年初余额", "负债和所有者权益", "行次", "期末余额", "年初余额"]
    y = head("资产负债表", "会小企01表")
    page.grid(36, y, (86, 22, 78, 78, 106, 22, 66, 66), [titles, *rows], high=22, size=7.4, aligns="lcrrlcrr")
    page.oval(470, 770, 120, 56, ("国家税务总局", "电子税务局", "已受理"))
    page.turn()
    y = head("利润表", "会小企02表")
    lines = c.SMALL_INCOME
    table = [["项　　目", "行次", "本年累计金额", "上年同期累计"]]
    for k, (caption, name) in enumerate(lines):
        table.append([caption, str(k + 1), printed(got[name or ""]), printed(past[name or ""])])
    page.grid(36, y, (253, 40, 115, 116), table, high=24, size=8, aligns="lcrr")
    page.oval(470, 560, 120, 56, ("国家税务总局", "电子税务局", "已受理"))
    accept = {"period_start": [start.isoformat()]}
    one = told(
        "balance_sheet", (*c.SMALL_ASSETS, *c.SMALL_OWED), now, before, entity=entity, end=end, unit="元", accept=accept
    )
    two = told("income_statement", lines, got, past, entity=entity, start=start, end=end, unit="元")
    return Made(page.data(), ".pdf", several((((1,), one), ((2,), two))))


PAPERS = (
    Paper("balance-p3-wide", "held", _wide),
    Paper("balance-p3-over-pages", "held", _over_pages),
    Paper("balance-p3-cooperative", "held", _cooperative),
    Paper("financials-p3-tax-forms", "held", _tax_forms),
)
