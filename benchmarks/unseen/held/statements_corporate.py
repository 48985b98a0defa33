"""Held statements on paper of firms' accounts: ruled, typed, flagged, several in one file, in dollars."""

from __future__ import annotations

import random
from collections.abc import Callable

from ..drawing import BLUE, LANDSCAPE
from ..made import Made, Paper
from ..values import figures, padded
from .bank_ledger import Account, account, several, told
from .bank_table import Column, Press, Table, counted, some


def _bohai(chance: random.Random) -> Made:
    """Landscape, ruled, account in a table above, carried forward and brought forward on three pages and more."""
    a = account(chance, "渤海银行股份有限公司", 58, months=2)
    table = Table(
        columns=(
            Column("序号", 28, "c"),
            Column("交易日期", 54, "c"),
            Column("交易时间", 48, "c"),
            Column("摘要", 62),
            Column("借方发生额", 78, "r"),
            Column("贷方发生额", 78, "r"),
            Column("账户余额", 84, "r"),
            Column("对方户名", 118),
            Column("对方账号", 92),
            Column("附言", 72),
            Column("交易流水号", 68),
        ),
        left=30,
        head_fill=(219, 229, 241),
        middle=True,
    )

    def carried(label: str, k: int) -> list[list[str]]:
        out, into = a.sums(k)
        balance = a.rows[k - 1].balance
        return [["", "", "", label, figures(out), figures(into), figures(balance), "", "", "", ""]]

    def draw(total: int) -> Press:
        sheet = Press(8, page=LANDSCAPE, latin="helvetica")

        def foot() -> None:
            sheet.text(30, 575, "本对账单由系统自动打印，如有疑义请于十日内与开户机构联系。", size=7.5)
            sheet.text(812, 575, f"第 {sheet.pages} 页 / 共 {total} 页", size=7.5, align="r")

        def turn() -> float:
            foot()
            sheet.turn()
            sheet.text(30, 32, f"渤海银行  账号：{a.number}", size=8)
            return 40

        sheet.text(421, 42, "渤海银行账户交易明细对账单", size=17, bold=True, align="c")
        low = sheet.grid(
            30,
            56,
            (70, 300, 70, 342),
            (
                ("户　名", a.holder, "账　号", a.number),
                ("开户机构", a.branch, "币　种", "人民币"),
                ("起止日期", f"{a.start:%Y/%m/%d} - {a.end:%Y/%m/%d}", "期初余额", figures(a.opening)),
                ("打印渠道", "企业网上银行", "期末余额", figures(a.closing)),
            ),
            high=19,
        )
        rows = [
            [
                str(k),
                f"{r.when:%Y%m%d}",
                f"{r.when:%H:%M:%S}",
                r.summary,
                some(r.out),
                some(r.into),
                figures(r.balance),
                r.counterparty_name or "",
                r.counterparty_account or "",
                r.remark or "",
                r.reference or "",
            ]
            for k, r in enumerate(a.rows, 1)
        ]
        y = table.run(
            sheet,
            low + 8,
            rows,
            bottom=540,
            turn=turn,
            leaving=lambda k: carried("过次页", k),
            entering=lambda k: carried("承前页", k),
        )
        out, into = a.sums()
        table.draw(sheet, y, ["", "", "", "合　计", figures(out), figures(into), "", "", "", "", ""])
        foot()
        sheet.seal(690, min(y, 500), 44, "渤海银行电子回单专用章")
        return sheet

    shows = ("summary", "counterparty_name", "counterparty_account", "remark", "reference")
    return Made(counted(draw).data(), ".pdf", told(a, shows, clock=True, printed_bank="渤海银行"))


def _union(chance: random.Random) -> Made:
    """A ledger page as old line printers set it: no rules, sums below each page, no head on later ones."""
    a = account(chance, "榆川县农村信用合作联社", 96, months=2, branch="榆川县农村信用合作联社营业部")
    table = Table(
        columns=(
            Column("日　期", 72),
            Column("凭证号", 84),
            Column("摘　要", 84),
            Column("借　方", 88, "r"),
            Column("贷　方", 88, "r"),
            Column("借或贷", 42, "c"),
            Column("余　额", 92, "r"),
        ),
        left=26,
        size=9,
        pad=2.2,
        rules="none",
    )

    def summed(k: int, since: list[int]) -> list[list[str]]:
        out, into = a.sums(k, since[-1])
        return [["", "", "本页合计", figures(out), figures(into), "", ""]]

    def draw(total: int) -> Press:
        sheet = Press(9, face="serif", latin="courier", stretch=94)
        since = [0]

        def turn() -> float:
            sheet.text(297, 822, f"第{sheet.pages}页 共{total}页", align="c")
            sheet.turn()
            return 46

        def entering(k: int) -> list[list[str]]:
            since.append(k)
            return [["", "", "承前页", "", "", "贷", figures(a.rows[k - 1].balance)]]

        sheet.text(297, 48, "榆川县农村信用合作联社", size=14, bold=True, align="c")
        sheet.text(297, 70, "单 位 存 款 分 户 账", size=13, align="c", spacing=2)
        sheet.text(28, 94, f"账号：{a.number}")
        sheet.text(300, 94, f"户名：{a.holder}")
        sheet.text(28, 110, "币种：人民币    账户性质：基本存款账户")
        sheet.text(300, 110, f"期间：{padded(a.start)}至{padded(a.end)}")
        rows = [["", "", "上期结转", "", "", "贷", figures(a.opening)]]
        rows += [
            [
                f"{r.when:%Y.%m.%d}",
                r.reference or "",
                r.summary,
                some(r.out),
                some(r.into),
                "贷",
                figures(r.balance),
            ]
            for r in a.rows
        ]
        y = table.run(
            sheet,
            120,
            rows,
            bottom=800,
            turn=turn,
            leaving=lambda k: summed(k - 1, since),
            entering=lambda k: entering(k - 1),
            repeat=False,
        )
        for line in summed(len(a.rows), since):
            y = table.draw(sheet, y, line)
        out, into = a.sums()
        table.draw(sheet, y, ["", "", "本期累计", figures(out), figures(into), "贷", figures(a.closing)])
        sheet.text(297, 822, f"第{sheet.pages}页 共{total}页", align="c")
        return sheet

    return Made(counted(draw).data(), ".pdf", told(a, ("summary", "reference")))


def _village(chance: random.Random) -> Made:
    """Newest first, a flag beside an unsigned amount, day over time and name over number in one cell."""
    a = account(chance, "青禾村镇银行有限责任公司", 24)
    table = Table(
        columns=(
            Column("交易时间", 66, "c"),
            Column("流水号", 80),
            Column("借贷标志", 46, "c"),
            Column("交易金额", 84, "r"),
            Column("余额", 88, "r"),
            Column("对方户名/账号", 140),
            Column("摘要", 60),
        ),
        left=16,
        rules="rows",
        pen=(120, 150, 120),
        middle=True,
    )
    sheet = Press(8.5)
    sheet.shade(0, 0, 595, 56, (46, 110, 70))
    sheet.text(30, 36, "青禾村镇银行", size=18, bold=True, colour=(255, 255, 255))
    sheet.text(565, 36, "账户明细查询结果", size=11, align="r", colour=(255, 255, 255))
    for n, (label, value) in enumerate(
        (
            ("客户名称", a.holder),
            ("账　　号", a.number),
            ("查询区间", f"{a.start:%Y-%m-%d}～{a.end:%Y-%m-%d}"),
            ("币　　别", "人民币元"),
        )
    ):
        sheet.text(30 + 300 * (n % 2), 80 + 18 * (n // 2), f"{label}：{value}", size=9.5)

    def turn() -> float:
        sheet.text(297, 825, f"- {sheet.pages} -", size=8, align="c")
        sheet.turn()
        return 40

    rows = [
        [
            f"{r.when:%Y-%m-%d}\n{r.when:%H:%M:%S}",
            r.reference or "",
            "借" if r.fen < 0 else "贷",
            figures(abs(r.fen)),
            figures(r.balance),
            "\n".join(p for p in (r.counterparty_name, r.counterparty_account) if p),
            r.summary,
        ]
        for r in reversed(a.rows)
    ]
    y = table.run(sheet, 112, rows, bottom=790, turn=turn)
    out, into = a.counts()
    sheet.text(
        30, y + 18, f"共 {len(a.rows)} 笔，其中借方 {out} 笔，贷方 {into} 笔。以上信息以银行账务为准。", size=8.5
    )
    shows = ("summary", "counterparty_name", "counterparty_account", "reference")
    head = ("bank", "account_name", "account_number", "currency", "period")
    true = told(a, shows, clock=True, newest_first=True, head=head, printed_bank="青禾村镇银行")
    return Made(sheet.data(), ".pdf", true)


def _three(chance: random.Random) -> Made:
    """Three accounts of one firm in one file, each from a new page on; receipts stand before payments."""
    bank = "赣东农村商业银行股份有限公司"
    first = account(chance, bank, 34)
    accounts = [first]
    for rows in (9, 17):
        other = account(chance, bank, rows)
        accounts.append(Account(bank, first.holder, other.number, other.opening, other.start, other.end, other.rows))
    table = Table(
        columns=(
            Column("记账日期", 62, "c"),
            Column("摘要", 66),
            Column("收入金额", 80, "r"),
            Column("支出金额", 80, "r"),
            Column("当前余额", 84, "r"),
            Column("对方单位", 108),
            Column("用途", 66),
        ),
        left=24,
        size=8.5,
    )
    sheet, pages = Press(9, face="serif"), []
    for n, a in enumerate(accounts):
        if n:
            sheet.turn()
        begun = sheet.pages
        _one_of_three(sheet, table, a)
        pages.append(range(begun, sheet.pages + 1))
    shows = ("summary", "counterparty_name", "remark")
    return Made(sheet.data(), ".pdf", several([told(a, shows) for a in accounts], pages))


def _one_of_three(sheet: Press, table: Table, a: Account) -> None:
    def turn() -> float:
        sheet.turn()
        sheet.text(24, 40, f"账号 {a.number}（续）", size=8)
        return 50

    sheet.text(297, 50, a.bank, size=13, bold=True, align="c")
    sheet.text(297, 70, "对公活期存款账户明细", size=12, align="c")
    low = sheet.grid(
        24,
        82,
        (76, 200, 76, 194),
        (
            ("账户名称", a.holder, "账号", a.number),
            ("币种", "人民币", "统计期间", f"{a.start:%Y.%m.%d}-{a.end:%Y.%m.%d}"),
            ("期初余额", figures(a.opening), "期末余额", figures(a.closing)),
        ),
        high=20,
        size=9,
    )
    rows = [
        [
            f"{r.when:%Y/%m/%d}",
            r.summary,
            some(r.into, "-"),
            some(r.out, "-"),
            figures(r.balance),
            r.counterparty_name or "-",
            r.remark or "-",
        ]
        for r in a.rows
    ]
    y = table.run(sheet, low + 6, rows, bottom=790, turn=turn)
    out, into = a.sums()
    table.draw(sheet, y, ["小计", "", figures(into), figures(out), "", "", ""])


def _dollars(chance: random.Random) -> Made:
    """An account in dollars under double heads, with the balances brought and carried forward as rows."""
    a = account(chance, "恒丰银行股份有限公司", 26, currency="USD")
    table = Table(
        columns=(
            Column("交易日\nTrans. Date", 62, "c"),
            Column("起息日\nValue Date", 62, "c"),
            Column("摘要\nParticulars", 84),
            Column("借方\nDebit", 88, "r"),
            Column("贷方\nCredit", 88, "r"),
            Column("余额\nBalance", 94, "r"),
            Column("对方名称\nCounterparty", 166),
            Column("参考号\nRef. No.", 92),
        ),
        left=50,
        rules="head",
        size=8.5,
    )

    def draw(total: int) -> Press:
        sheet = Press(9, page=LANDSCAPE, latin="times")

        def foot() -> None:
            sheet.text(421, 578, f"Page {sheet.pages} of {total}", size=8, align="c")

        def turn() -> float:
            foot()
            sheet.turn()
            return 50

        sheet.text(50, 46, "恒丰银行", size=20, bold=True, colour=BLUE)
        sheet.text(140, 46, "HENGFENG BANK", size=11, colour=BLUE)
        sheet.text(792, 46, "外币账户对账单 STATEMENT OF ACCOUNT", size=12, bold=True, align="r")
        lines = (
            f"户名 Account Name: {a.holder}",
            f"账号 Account No.: {a.number}",
            "币种 Currency: USD 美元",
            f"期间 Statement Period: {a.start:%Y-%m-%d} to {a.end:%Y-%m-%d}",
            f"开户行 Branch: {a.branch}",
        )
        for n, line in enumerate(lines):
            sheet.text(50 + 400 * (n % 2), 72 + 15 * (n // 2), line)
        first = f"{a.start:%Y%m%d}"
        rows = [[first, "", "承上余额 B/F", "", "", figures(a.opening), "", ""]]
        rows += [
            [
                f"{r.when:%Y%m%d}",
                f"{r.when:%Y%m%d}",
                r.summary,
                some(r.out),
                some(r.into),
                figures(r.balance),
                r.counterparty_name or "",
                r.reference or "",
            ]
            for r in a.rows
        ]
        rows.append([f"{a.end:%Y%m%d}", "", "余额结转 C/F", "", "", figures(a.closing), "", ""])
        table.run(sheet, 116, rows, bottom=556, turn=turn)
        foot()
        return sheet

    shows = ("summary", "counterparty_name", "reference")
    return Made(counted(draw).data(), ".pdf", told(a, shows, printed_bank="恒丰银行"))


_MAKERS: tuple[tuple[str, Callable[[random.Random], Made]], ...] = (
    ("statement-held-bohai", _bohai),
    ("statement-held-union", _union),
    ("statement-held-village", _village),
    ("statement-held-three", _three),
    ("statement-held-dollars", _dollars),
)
PAPERS = tuple(Paper(name, "held", make) for name, make in _MAKERS)
