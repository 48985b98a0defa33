"""Held balance sheets: in two columns and one, of a group and its parent, in yuan, thousands and ten thousands."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from .bank_cast import HELD
from .bank_table import Column, Press, Table
from .financial_parts import Captions, Line, balance, filled, told
from .statements_sheets import plain, saved

ASSETS: Captions = (
    ("流动资产：", None),
    ("　货币资金", "cash"),
    ("　交易性金融资产", "_trading"),
    ("　应收票据", "notes_receivable"),
    ("　应收账款", "accounts_receivable"),
    ("　应收款项融资", "_financing"),
    ("　预付款项", "prepayments"),
    ("　其他应收款", "other_receivables"),
    ("　存货", "inventory"),
    ("　其他流动资产", "_more"),
    ("流动资产合计", "current_assets"),
    ("非流动资产：", None),
    ("　长期股权投资", "_equity_method"),
    ("　固定资产", "fixed_assets"),
    ("　在建工程", "construction_in_progress"),
    ("　无形资产", "_intangible"),
    ("　递延所得税资产", "_deferred"),
    ("非流动资产合计", "_fixed"),
    ("资产总计", "total_assets"),
)
DEBTS: Captions = (
    ("流动负债：", None),
    ("　短期借款", "short_term_loans"),
    ("　应付票据", "_notes"),
    ("　应付账款", "accounts_payable"),
    ("　合同负债", "_advances"),
    ("　应付职工薪酬", "_wages"),
    ("　应交税费", "_taxes"),
    ("　其他应付款", "_payables"),
    ("　一年内到期的非流动负债", "_within"),
    ("流动负债合计", "current_liabilities"),
    ("非流动负债：", None),
    ("　长期借款", "long_term_loans"),
    ("　租赁负债", "_lease"),
    ("非流动负债合计", "_long"),
    ("负债合计", "total_liabilities"),
)
_EQUITY: Captions = (
    ("所有者权益（或股东权益）：", None),
    ("　实收资本（或股本）", "paid_in_capital"),
    ("　资本公积", "_reserve"),
    ("　盈余公积", "_surplus"),
    ("　未分配利润", "retained_earnings"),
    ("所有者权益（或股东权益）合计", "total_equity"),
    ("负债和所有者权益（或股东权益）总计", "_both"),
)
_GROUP: Captions = (
    ("股东权益：", None),
    ("　股本", "paid_in_capital"),
    ("　资本公积", "_reserve"),
    ("　盈余公积", "_surplus"),
    ("　未分配利润", "retained_earnings"),
    ("归属于母公司股东权益合计", "_parents"),
    ("　少数股东权益", "_minority"),
    ("股东权益合计", "total_equity"),
    ("负债和股东权益总计", "_both"),
)
_SMALL_ASSETS: Captions = (
    ("流动资产：", None),
    ("货币资金", "cash"),
    ("短期投资", "_trading"),
    ("应收票据", "notes_receivable"),
    ("应收账款", "accounts_receivable"),
    ("预付账款", "prepayments"),
    ("应收股利", None),
    ("其他应收款", "other_receivables"),
    ("存货", "inventory"),
    ("其中：原材料", None),
    ("其他流动资产", "_rest"),
    ("流动资产合计", "current_assets"),
    ("非流动资产：", None),
    ("长期股权投资", "_equity_method"),
    ("固定资产原价", "_gross"),
    ("减：累计折旧", "_worn"),
    ("固定资产账面价值", "fixed_assets"),
    ("在建工程", "construction_in_progress"),
    ("无形资产", "_intangible"),
    ("长期待摊费用", "_deferred"),
    ("非流动资产合计", "_fixed"),
    ("资产合计", "total_assets"),
)
_SMALL_DEBTS: Captions = (
    ("流动负债：", None),
    ("短期借款", "short_term_loans"),
    ("应付票据", "_notes"),
    ("应付账款", "accounts_payable"),
    ("预收账款", "_advances"),
    ("应付职工薪酬", "_wages"),
    ("应交税费", "_taxes"),
    ("应付利息", "_within"),
    ("其他应付款", "_payables"),
    ("流动负债合计", "current_liabilities"),
    ("非流动负债：", None),
    ("长期借款", "long_term_loans"),
    ("长期应付款", "_lease"),
    ("非流动负债合计", "_long"),
    ("负债合计", "total_liabilities"),
    ("所有者权益（或股东权益）：", None),
    ("实收资本（或股本）", "paid_in_capital"),
    ("资本公积", "_reserve"),
    ("盈余公积", "_surplus"),
    ("未分配利润", "retained_earnings"),
    ("所有者权益（或股东权益）合计", "total_equity"),
    ("负债和所有者权益（或股东权益）总计", "_both"),
)
_BLANK = Line("", None, (None, None))


def month_end(chance: random.Random) -> dt.date:
    """Return the last day of a month."""
    first = dt.date(chance.choice((2022, 2023, 2024)), chance.choice((3, 6, 9, 11)), 28)
    return (first + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def chiefs(sheet: Press, y: float, chance: random.Random, xs: Sequence[float]) -> None:
    """Print who answers for a statement."""
    labels = ("单位负责人", "主管会计工作负责人", "制表人")
    for x, label in zip(xs, labels, strict=False):
        sheet.text(x, y, f"{label}：{HELD.person(chance)}", size=8.5)


def _two(chance: random.Random) -> Made:
    """Landscape, assets left, debts and equity right, every line numbered, ruled."""
    now, before = balance(chance, 9_000_000_00), balance(chance, 8_000_000_00)
    for f in (now, before):
        f["cash"] += f.pop("notes_receivable")
    left, right = filled(ASSETS, now, before), filled([*DEBTS, *_EQUITY], now, before)
    entity, end = HELD.firm(chance), month_end(chance)
    widths = (148, 30, 104, 104)
    columns = [
        Column(head, wide, align)  # type: ignore[arg-type]
        for first in ("资　产", "负债和所有者权益（或股东权益）")
        for head, wide, align in zip((first, "行次", "期末余额", "上年年末余额"), widths, "lcrr", strict=True)
    ]
    table = Table(columns=tuple(columns), left=34, size=8, pad=3)
    sheet = Press(8, face="serif", page=LANDSCAPE, latin="times")
    sheet.text(421, 42, "资 产 负 债 表", size=17, bold=True, align="c")
    sheet.text(806, 42, "会企01表", align="r")
    sheet.text(34, 64, f"编制单位：{entity}", size=9)
    sheet.text(421, 64, f"{end.year}年{end.month}月{end.day}日", size=9, align="c")
    sheet.text(806, 64, "单位：元", size=9, align="r")
    y = table.head(sheet, 72)
    for k, (one, two) in enumerate(zip_longest(left, right, fillvalue=_BLANK), 1):
        cells = []
        for n, line in ((k, one), (k + len(left), two)):
            cells += [line.caption, str(n) if line.name else "", *line.cells()]
        y = table.draw(sheet, y, cells)
    chiefs(sheet, y + 20, chance, (34, 320, 640))
    true = told("balance_sheet", [*left, *right], entity=entity, end=end, unit="元")
    return Made(sheet.data(), ".pdf", true)


def _group(chance: random.Random) -> Made:
    """One column of captions on two pages, in thousands, the group's two columns before the parent's."""
    own = [balance(chance, size, 100) for size in (6_000_000_00, 5_500_000_00, 4_000_000_00, 3_800_000_00)]
    for f in own[2:]:
        f["_minority"] = None  # type: ignore[assignment]
        f["_parents"] = f["total_equity"]
    lines = filled([*ASSETS, *DEBTS, *_GROUP], *own)
    entity, year = HELD.places[6] + HELD.stems[3] + "化工集团股份有限公司", chance.choice((2022, 2023, 2024))
    heads = ("项　　目", "附注", "合并\n期末余额", "合并\n年初余额", "母公司\n期末余额", "母公司\n年初余额")
    columns = zip(heads, (190, 34, 78, 78, 78, 78), "lcrrrr", strict=True)
    table = Table(
        columns=tuple(Column(h, w, a) for h, w, a in columns),  # type: ignore[arg-type]
        left=29,
        rules="head",
        size=8.5,
        pad=4.5,
    )
    sheet = Press(8.5, latin="helvetica")

    def top() -> float:
        sheet.text(297, 46, "合并及母公司资产负债表", size=15, bold=True, align="c")
        sheet.text(297, 66, f"{year}年12月31日", size=10, align="c")
        sheet.text(29, 84, f"编制单位：{entity}", size=9)
        sheet.text(565, 84, "单位：人民币千元", size=9, align="r")
        return 92

    def turn() -> float:
        sheet.text(297, 822, f"{sheet.pages}", align="c")
        sheet.turn()
        return top()

    rows = []
    for k, line in enumerate(lines):
        note = f"七、{k}" if line.name and not line.caption.endswith("计") else ""
        rows.append([line.caption, note, *line.cells(whole=True, brackets=True, blank="-" if line.name else "")])
    table.run(sheet, top(), rows, bottom=700, turn=turn)
    sheet.text(297, 822, f"{sheet.pages}", align="c")
    chiefs(sheet, 780, chance, (29, 220, 430))
    true = told("balance_sheet", lines, entity=entity, end=dt.date(year, 12, 31), unit="千元")
    return Made(sheet.data(), ".pdf", true)


def _small(chance: random.Random) -> Made:
    """The form of small enterprises, portrait, both sides beside each other, with blanks."""
    now, before = balance(chance, 900_000_00), balance(chance, 800_000_00)
    for f in (now, before):
        f["_rest"] = f["_more"] + f["_financing"]
    left, right = filled(_SMALL_ASSETS, now, before), filled(_SMALL_DEBTS, now, before)
    entity, end = HELD.firm(chance), month_end(chance)
    heads = ("资　产", "行次", "期末余额", "年初余额", "负债和所有者权益", "行次", "期末余额", "年初余额")
    columns = zip(heads, (92, 22, 78, 78, 100, 22, 78, 78), "lcrrlcrr", strict=True)
    table = Table(
        columns=tuple(Column(h, w, a) for h, w, a in columns),  # type: ignore[arg-type]
        left=24,
        size=7.5,
        pad=4,
        head_fill=(235, 235, 235),
        middle=True,
    )
    sheet = Press(8, latin="courier", stretch=90)
    sheet.text(297, 46, "资产负债表", size=16, bold=True, align="c")
    sheet.text(572, 46, "会小企01表", align="r")
    sheet.text(24, 70, f"编制单位：{entity}", size=9)
    sheet.text(330, 70, f"{end:%Y-%m-%d}", size=9, align="c")
    sheet.text(572, 70, "单位：元", size=9, align="r")
    y = table.head(sheet, 78)
    for k, (one, two) in enumerate(zip_longest(left, right, fillvalue=_BLANK), 1):
        y = table.draw(
            sheet, y, [one.caption, str(k), *one.cells(), two.caption, str(k + 30) if two.caption else "", *two.cells()]
        )
    chiefs(sheet, y + 22, chance, (24, 240, 440))
    sheet.seal(500, 70, 42, entity)
    true = told("balance_sheet", [*left, *right], entity=entity, end=end, unit="元")
    return Made(sheet.data(), ".pdf", true)


def _myriads(chance: random.Random) -> Made:
    """One column in ten thousands, the other period first."""
    now, before = balance(chance, 45_000_00), balance(chance, 39_000_00)
    lines = filled([*ASSETS, *DEBTS, *_EQUITY], before, now)
    entity, year = HELD.firm(chance), chance.choice((2022, 2023, 2024))
    table = Table(
        columns=(Column("项目", 240), Column("年初余额", 120, "r"), Column("期末余额", 120, "r")),
        left=57,
        rules="rows",
        size=9,
        pad=2.6,
        pen=(170, 170, 170),
    )
    sheet = Press(9, face="serif")
    sheet.text(297, 44, "资产负债表（简表）", size=15, bold=True, align="c")
    sheet.text(57, 68, f"单位名称：{entity}")
    sheet.text(537, 68, "金额单位：万元", align="r")
    sheet.text(297, 82, f"截至{year}年12月31日", size=9, align="c")
    y = table.head(sheet, 90)
    for line in lines:
        y = table.draw(sheet, y, [line.caption, *line.cells(blank="")])
    true = told("balance_sheet", lines, entity=entity, end=dt.date(year, 12, 31), unit="万元", order=(1, 0))
    return Made(sheet.data(), ".pdf", true)


def _book(chance: random.Random) -> Made:
    """A workbook with both sides beside each other."""
    now, before = balance(chance, 30_000_000_00), balance(chance, 28_000_000_00)
    left, right = filled(ASSETS, now, before), filled([*DEBTS, *_EQUITY], now, before)
    entity, end = HELD.firm(chance), month_end(chance)
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]
    sheet.title = "资产负债表"
    sheet.append(["资产负债表"])
    sheet.merge_cells("A1:F1")
    sheet.append([f"编制单位：{entity}", None, f"{end:%Y年%m月%d日}", None, None, "单位：元"])
    sheet.append(["资产", "期末数", "年初数", "负债和股东权益", "期末数", "年初数"])
    for one, two in zip_longest(left, right, fillvalue=_BLANK):
        sheet.append([one.caption, *map(plain, one.values), two.caption or None, *map(plain, two.values)])
    true = told("balance_sheet", [*left, *right], entity=entity, end=end, unit="元")
    return Made(saved(book), ".xlsx", true)


_MAKERS: tuple[tuple[str, Callable[[random.Random], Made]], ...] = (
    ("balance-held-two", _two),
    ("balance-held-group", _group),
    ("balance-held-small", _small),
    ("balance-held-myriads", _myriads),
    ("balance-held-book", _book),
)
PAPERS = tuple(Paper(name, "held", make) for name, make in _MAKERS)
