"""Balance sheets of the sixth set: a form with both sides beside each other, and an auditor's list on two pages."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from ..made import Made, Paper
from ..values import bare, figures, money, truth
from .papers4_page import LetterPage
from .reports6_ledger import Rows, Year, balance, cell, items
from .vouchers6_cast import firms, people

_FORM_LEFT: Rows = (
    ("流动资产：", None),
    ("货币资金", "cash"),
    ("交易性金融资产", "x_trading"),
    ("应收票据", "notes_receivable"),
    ("应收账款", "accounts_receivable"),
    ("应收款项融资", "x_financing"),
    ("预付款项", "prepayments"),
    ("其他应收款", "other_receivables"),
    ("存货", "inventory"),
    ("合同资产", "x_none"),
    ("持有待售资产", "x_none"),
    ("其他流动资产", "x_other_current"),
    ("流动资产合计", "current_assets"),
    ("非流动资产：", None),
    ("债权投资", "x_none"),
    ("长期应收款", "x_none"),
    ("长期股权投资", "x_equity"),
    ("投资性房地产", "x_none"),
    ("固定资产", "fixed_assets"),
    ("在建工程", "construction_in_progress"),
    ("使用权资产", "x_right"),
    ("无形资产", "x_intangible"),
    ("商誉", "x_none"),
    ("长期待摊费用", "x_deferred"),
    ("递延所得税资产", "x_tax_asset"),
    ("其他非流动资产", "x_none"),
    ("非流动资产合计", "x_non_current"),
    ("资产总计", "total_assets"),
)
_FORM_RIGHT: Rows = (
    ("流动负债：", None),
    ("短期借款", "short_term_loans"),
    ("交易性金融负债", "x_none"),
    ("应付票据", "x_notes_payable"),
    ("应付账款", "accounts_payable"),
    ("预收款项", "x_none"),
    ("合同负债", "x_advances"),
    ("应付职工薪酬", "x_wages"),
    ("应交税费", "x_taxes"),
    ("其他应付款", "x_other_payables"),
    ("一年内到期的非流动负债", "x_none"),
    ("流动负债合计", "current_liabilities"),
    ("非流动负债：", None),
    ("长期借款", "long_term_loans"),
    ("应付债券", "x_none"),
    ("租赁负债", "x_lease"),
    ("非流动负债合计", "x_later"),
    ("负债合计", "total_liabilities"),
    ("所有者权益（或股东权益）：", None),
    ("实收资本（或股本）", "paid_in_capital"),
    ("资本公积", "x_none"),
    ("减：库存股", "x_none"),
    ("盈余公积", "x_surplus"),
    ("未分配利润", "retained_earnings"),
    ("所有者权益（或股东权益）合计", "total_equity"),
    ("", None),
    ("", None),
    ("负债和所有者权益总计", "x_both"),
)
_SMALL_LEFT: Rows = (
    ("流动资产：", None),
    ("货币资金", "cash"),
    ("短期投资", "x_trading"),
    ("应收票据", "notes_receivable"),
    ("应收账款", "accounts_receivable"),
    ("预付账款", "prepayments"),
    ("应收股利", "x_none"),
    ("应收利息", "x_financing"),
    ("其他应收款", "other_receivables"),
    ("存货", "inventory"),
    ("其他流动资产", "x_other_current"),
    ("流动资产合计", "current_assets"),
    ("非流动资产：", None),
    ("长期债券投资", "x_none"),
    ("长期股权投资", "x_equity"),
    ("固定资产原价", "x_cost"),
    ("减：累计折旧", "x_worn"),
    ("固定资产账面价值", "fixed_assets"),
    ("在建工程", "construction_in_progress"),
    ("工程物资", "x_right"),
    ("无形资产", "x_intangible"),
    ("长期待摊费用", "x_deferred"),
    ("其他非流动资产", "x_tax_asset"),
    ("非流动资产合计", "x_non_current"),
    ("资产总计", "total_assets"),
)
_SMALL_RIGHT: Rows = (
    ("流动负债：", None),
    ("短期借款", "short_term_loans"),
    ("应付票据", "x_notes_payable"),
    ("应付账款", "accounts_payable"),
    ("预收账款", "x_advances"),
    ("应付职工薪酬", "x_wages"),
    ("应交税费", "x_taxes"),
    ("应付利息", "x_none"),
    ("应付利润", "x_none"),
    ("其他应付款", "x_other_payables"),
    ("流动负债合计", "current_liabilities"),
    ("非流动负债：", None),
    ("长期借款", "long_term_loans"),
    ("长期应付款", "x_lease"),
    ("非流动负债合计", "x_later"),
    ("负债合计", "total_liabilities"),
    ("所有者权益（或股东权益）：", None),
    ("实收资本（或股本）", "paid_in_capital"),
    ("资本公积", "x_none"),
    ("盈余公积", "x_surplus"),
    ("未分配利润", "retained_earnings"),
    ("所有者权益（或股东权益）合计", "total_equity"),
    ("", None),
    ("", None),
    ("负债和所有者权益（或股东权益）总计", "x_both"),
)


def _truth(entity: str, day: dt.date, unit: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    given = {"entity": entity, "period_end": day.isoformat(), "unit": unit, "items": rows}
    return truth("balance_sheet", given)


def _sides(chance: random.Random) -> Made:
    """A firm's own form, in the general or the small firms' fashion."""
    small = chance.random() < 0.5
    (firm,) = firms(chance, 1)
    left, right = (_SMALL_LEFT, _SMALL_RIGHT) if small else (_FORM_LEFT, _FORM_RIGHT)
    now, before = balance(chance, money(chance, 3_000_000, 90_000_000))
    day = chance.choice(
        [dt.date(y, m, d) for y in (2023, 2024, 2025) for m, d in ((12, 31), (6, 30), (9, 30), (3, 31))]
    )
    page = LetterPage(8.5, chance.choice(("sans", "serif")), latin=chance.choice((None, "times", "helvetica")))
    page.text(298, 58, "资产负债表", size=16, align="c", bold=True)
    page.text(562, 58, "会小企01表" if small else "会企01表", align="r")
    page.text(30, 80, f"{chance.choice(('编制单位', '单位名称'))}：{firm.name}", size=9)
    page.text(330, 80, f"{day.year}年{day.month}月{day.day}日", size=9, align="c")
    page.text(562, 80, "单位：元", size=9, align="r")
    last = "年初余额" if small else chance.choice(("上年年末余额", "年初余额"))
    numbered = small
    head: list[str] = ["资　　产", "期末余额", last, "负债和所有者权益", "期末余额", last]
    rows: list[list[str]] = []
    for k, ((a, ka), (b, kb)) in enumerate(zip(left, right, strict=True), 1):
        one = [a, cell(now, ka), cell(before, ka), b, cell(now, kb), cell(before, kb)]
        if numbered:
            one[1:1] = [str(k) if ka else ""]
            one[5:5] = [str(k + 30) if kb else ""]
        rows.append(one)
    widths, aligns = [120.0, 72, 72, 124, 72, 72], "lrrlrr"
    if numbered:
        head[1:1], head[5:5] = ["行次"], ["行次"]
        widths, aligns = [100.0, 24, 72, 72, 120, 24, 72, 72], "lcrrlcrr"
    low = page.grid(20 if numbered else 30, 88, widths, [head], high=22, aligns="c" * 8)
    low = page.grid(20 if numbered else 30, low, widths, rows, high=20, aligns=aligns)
    names = people(chance, 3)
    for x, role, name in zip((40, 230, 420), ("单位负责人：", "财会负责人：", "制表人："), names, strict=True):
        page.text(x, low + 22, f"{role}{name}", size=9)
    if chance.random() < 0.6:
        page.seal(chance.choice((150, 480)), low + 24, 38, firm.name)
    return Made(page.data(), ".pdf", _truth(firm.name, day, "元", items((*left, *right), now, before)))


_AUDIT_TOP: Rows = tuple(row for row in _FORM_LEFT if row[1] != "x_none")
_AUDIT_LOW: Rows = tuple(row for row in _FORM_RIGHT if row[0] and row[1] != "x_none")


def _audited(chance: random.Random) -> Made:
    """The list of an auditor's report: assets on one page, what they are owed to on the next."""
    (firm,) = firms(chance, 1)
    tenth = chance.random() < 0.35
    unit, step = ("万元", 10_000) if tenth else ("元", 1)
    now, before = balance(chance, money(chance, 40_000_000, 900_000_000), unit=step)
    day = dt.date(chance.choice((2022, 2023, 2024, 2025)), 12, 31)
    page = LetterPage(9.5, chance.choice(("serif", "sans")), latin=chance.choice((None, "times")))

    def shown(year: Year, key: str | None) -> str:
        value = year.get(key) if key else None
        if value is None:
            return ""
        return figures(value // 10_000) if tenth else figures(value)

    names, note, last = people(chance, 3), 0, chance.choice(("期初余额", "上年年末余额"))
    for number, rows in ((1, _AUDIT_TOP), (2, _AUDIT_LOW)):
        if number == 2:
            page.turn()
        page.text(298, 84, "资 产 负 债 表" + ("" if number == 1 else "（续）"), size=16, align="c", bold=True)
        page.text(298, 106, f"{day.year}年12月31日", align="c")
        page.text(60, 124, f"编制单位：{firm.name}")
        page.text(535, 124, f"{chance.choice(('单位', '金额单位'))}：人民币{unit}", align="r")
        first = "资　产" if number == 1 else "负债和股东权益"
        table = [[first, "附注", "期末余额", last]]
        for caption, key in rows:
            plain = key is None or "计" in caption
            cells = [shown(now, key), shown(before, key)]
            noted = not plain and any(cells)
            note += noted
            table.append([caption if plain else f"　{caption}", f"五、{note}" if noted else "", *cells])
        low = page.grid(60, 132, (205, 50, 110, 110), table, high=22, aligns="lcrr", rules="rows")
        page.text(60, low + 20, "（所附附注系财务报表组成部分）", size=8.5)
        roles = ("法定代表人：", "主管会计工作负责人：", "会计机构负责人：")
        for x, role, name in zip((60, 215, 400), roles, names, strict=True):
            page.text(x, low + 44, f"{role}{name}", size=9)
        page.text(298, 812, str(number + 4), size=9, align="c")
    rows_true = items((*_AUDIT_TOP, *_AUDIT_LOW), now, before, (lambda fen: bare(fen // 10_000)) if tenth else bare)
    return Made(page.data(), ".pdf", _truth(firm.name, day, unit, rows_true))


PAPERS = (
    Paper("balance-p6-sides", "held", _sides),
    Paper("balance-p6-audited", "held", _audited),
)
