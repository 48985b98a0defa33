"""The three financial statements (财会〔2019〕6号, 一般企业), computed from the books so that they agree with the accounts."""

# ruff: noqa: E501, PLR0915  (a form is one long list of marks)
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

import stamps
from books import Books
from invent import cents, yuan
from paper import A4_WIDE, Cell, F, Paper
from truth import Record, money

Line = tuple[str, str | None, Decimal | None, Decimal | None]
ZERO = Decimal(0)


@dataclass
class Firm:
    """What the books do not say: figures at the year's start and how the year went."""

    entity: str
    revenue_month: Decimal
    receivable: Decimal
    inventory: Decimal
    fixed: Decimal
    payable: Decimal
    paid_in: Decimal
    retained: Decimal
    surplus: Decimal = Decimal("420000.00")
    cost_share: Decimal = Decimal("0.785")
    depreciation_month: Decimal = Decimal("41200.00")


@dataclass
class Figures:
    """The three statements of one period."""

    entity: str
    start: dt.date
    end: dt.date
    assets: list[Line]
    claims: list[Line]
    income: list[Line]
    cash: list[Line]

    def value(self, name: str) -> Decimal:
        """Return the current figure of an interface name."""
        return next(
            v for _, n, v, _ in [*self.assets, *self.claims, *self.income, *self.cash] if n == name and v is not None
        )


def figures(books: Books, firm: Firm, end: dt.date, loans: Decimal, *, error: Decimal = ZERO) -> Figures:
    """Compute the statements of the year to `end`, with `loans` outstanding then; `error` overstates the stock."""
    start = dt.date(end.year, 1, 1)
    before = start - dt.timedelta(1)
    month = Decimal(end.month)

    def flow(*tags: str) -> Decimal:
        return sum((books.total(t, start, end) for t in tags), ZERO)

    revenue = cents(firm.revenue_month * month)
    cost = cents(revenue * firm.cost_share)
    surcharge, selling, admin, rd = (cents(revenue * Decimal(s)) for s in ("0.0061", "0.0283", "0.0577", "0.0352"))
    interest, fees, earned = -flow("interest"), -flow("fee"), flow("deposit_interest")
    finance = interest + fees - earned
    operating = revenue - cost - surcharge - selling - admin - rd - finance
    other_in, other_out = Decimal("12600.00"), Decimal("3150.00")
    profit = operating + other_in - other_out
    tax = cents(profit * Decimal("0.15"))
    net = profit - tax
    last = [cents(v * Decimal("0.93")) for v in (revenue, cost, surcharge, selling, admin, rd)]
    last_finance = cents(fees * Decimal("0.9"))
    last_operating = last[0] - sum(last[1:], ZERO) - last_finance
    last_profit = last_operating + Decimal("8000.00")
    last_tax = cents(last_profit * Decimal("0.15"))
    income: list[Line] = [
        ("一、营业收入", "revenue", revenue, last[0]),
        ("减：营业成本", "cost_of_sales", cost, last[1]),
        ("税金及附加", None, surcharge, last[2]),
        ("销售费用", "selling_expenses", selling, last[3]),
        ("管理费用", "administrative_expenses", admin, last[4]),
        ("研发费用", "rd_expenses", rd, last[5]),
        ("财务费用", "finance_costs", finance, last_finance),
        ("其中：利息费用", "interest_expense", interest, None),
        ("利息收入", None, earned, None),
        ("二、营业利润（亏损以“-”号填列）", "operating_profit", operating, last_operating),
        ("加：营业外收入", None, other_in, Decimal("10000.00")),
        ("减：营业外支出", None, other_out, Decimal("2000.00")),
        ("三、利润总额（亏损总额以“-”号填列）", "total_profit", profit, last_profit),
        ("减：所得税费用", "income_tax", tax, last_tax),
        ("四、净利润（净亏损以“-”号填列）", "net_profit", net, last_profit - last_tax),
    ]
    sales = flow("sales")
    receivable = firm.receivable + cents(revenue * Decimal("1.13")) - sales
    cash_now, cash_then = books.cash(end), books.cash(before)
    bought = -flow("invest")
    fixed = firm.fixed + bought - firm.depreciation_month * month
    prepaid, prepaid0 = Decimal("318400.00"), Decimal("286500.00")
    other, other0 = Decimal("96200.00"), Decimal("88750.00")
    intangible, intangible0 = Decimal("1260000.00") - Decimal("3500.00") * month, Decimal("1260000.00")
    retained = firm.retained + net
    payroll, payroll0 = Decimal("342600.00"), Decimal("318900.00")
    duties, duties0 = Decimal("187350.60"), Decimal("165220.40")
    inventory0 = firm.inventory

    current0 = cash_then + firm.receivable + prepaid0 + other0 + inventory0
    total0 = current0 + firm.fixed + intangible0
    payable0 = total0 - payroll0 - duties0 - firm.paid_in - firm.surplus - firm.retained
    # What was paid to suppliers and not used up lies in stock; the rest of the change is owed to suppliers.
    inventory = cents(inventory0 + revenue * Decimal("0.012"))
    current = cash_now + receivable + prepaid + other + inventory
    total = current + fixed + intangible
    payable = total - loans - payroll - duties - firm.paid_in - firm.surplus - retained
    owed, owed0 = loans + payable + payroll + duties, payable0 + payroll0 + duties0
    equity, equity0 = firm.paid_in + firm.surplus + retained, firm.paid_in + firm.surplus + firm.retained
    assets: list[Line] = [
        ("流动资产：", None, None, None),
        ("货币资金", "cash", cash_now, cash_then),
        ("应收账款", "accounts_receivable", receivable, firm.receivable),
        ("预付款项", "prepayments", prepaid, prepaid0),
        ("其他应收款", "other_receivables", other, other0),
        ("存货", "inventory", inventory + error, inventory0),
        ("流动资产合计", "current_assets", current + error, current0),
        ("非流动资产：", None, None, None),
        ("固定资产", "fixed_assets", fixed, firm.fixed),
        ("无形资产", None, intangible, intangible0),
        ("非流动资产合计", None, fixed + intangible, firm.fixed + intangible0),
        ("", None, None, None),
        ("", None, None, None),
        ("", None, None, None),
        ("资产总计", "total_assets", total + error, total0),
    ]
    claims: list[Line] = [
        ("流动负债：", None, None, None),
        ("短期借款", "short_term_loans", loans if loans else None, None),
        ("应付账款", "accounts_payable", payable, payable0),
        ("应付职工薪酬", None, payroll, payroll0),
        ("应交税费", None, duties, duties0),
        ("流动负债合计", "current_liabilities", owed, owed0),
        ("非流动负债：", None, None, None),
        ("长期借款", "long_term_loans", None, None),
        ("负债合计", "total_liabilities", owed, owed0),
        ("所有者权益（或股东权益）：", None, None, None),
        ("实收资本（或股本）", "paid_in_capital", firm.paid_in, firm.paid_in),
        ("盈余公积", None, firm.surplus, firm.surplus),
        ("未分配利润", "retained_earnings", retained, firm.retained),
        ("所有者权益（或股东权益）合计", "total_equity", equity, equity0),
        ("负债和所有者权益（或股东权益）总计", None, owed + equity, owed0 + equity0),
    ]
    goods, staff, taxes = -flow("supplier"), -flow("wages", "social"), -flow("tax")
    others = -flow("rent", "utility", "fee", "other")
    other_received = earned + flow("other_in")
    op_in, op_out = sales + other_received, goods + staff + taxes + others
    op = op_in - op_out
    fin_in, repaid = flow("loan"), -flow("principal")
    fin = fin_in - repaid - interest
    moved = op - bought + fin
    if cash_then + moved != cash_now:
        raise ValueError(f"cash flows of {firm.entity} do not explain the accounts: {cash_now - cash_then - moved}")
    cash: list[Line] = [
        ("一、经营活动产生的现金流量：", None, None, None),
        ("销售商品、提供劳务收到的现金", "cash_from_sales", sales, None),
        ("收到其他与经营活动有关的现金", None, other_received, None),
        ("经营活动现金流入小计", None, op_in, None),
        ("购买商品、接受劳务支付的现金", None, goods, None),
        ("支付给职工以及为职工支付的现金", None, staff, None),
        ("支付的各项税费", None, taxes, None),
        ("支付其他与经营活动有关的现金", None, others, None),
        ("经营活动现金流出小计", None, op_out, None),
        ("经营活动产生的现金流量净额", "operating_cash_flow", op, None),
        ("二、投资活动产生的现金流量：", None, None, None),
        ("购建固定资产、无形资产和其他长期资产支付的现金", None, bought or None, None),
        ("投资活动产生的现金流量净额", "investing_cash_flow", -bought or None, None),
        ("三、筹资活动产生的现金流量：", None, None, None),
        ("取得借款收到的现金", None, fin_in, None),
        ("偿还债务支付的现金", None, repaid if repaid else None, None),
        ("分配股利、利润或偿付利息支付的现金", None, interest, None),
        ("筹资活动产生的现金流量净额", "financing_cash_flow", fin, None),
        ("四、汇率变动对现金及现金等价物的影响", None, None, None),
        ("五、现金及现金等价物净增加额", "net_increase_in_cash", moved, None),
        ("加：期初现金及现金等价物余额", "opening_cash", cash_then, None),
        ("六、期末现金及现金等价物余额", "closing_cash", cash_now, None),
    ]
    cash = [(c, n, v, _prior(n, c, v, cash_then)) for c, n, v, _ in cash]
    return Figures(firm.entity, start, end, assets, claims, income, _settle(cash))


def _prior(name: str | None, caption: str, value: Decimal | None, closing: Decimal) -> Decimal | None:
    """Return last year's cash flow: a scaled figure; loans and interest did not exist; sums are settled afterwards."""
    if (
        value is None
        or "借款" in caption
        or "偿" in caption
        or "筹资" in caption
        or name in {"opening_cash", "net_increase_in_cash"}
    ):
        return None
    return closing if name == "closing_cash" else cents(value * Decimal("0.91"))


def _settle(lines: list[Line]) -> list[Line]:
    """Make last year's column add up; its opening cash follows from its closing cash."""
    last = {c: p for c, _, _, p in lines}

    def get(c: str) -> Decimal:
        return last.get(c) or ZERO

    last["经营活动现金流入小计"] = get("销售商品、提供劳务收到的现金") + get("收到其他与经营活动有关的现金")
    # What was paid for goods is chosen so that last year began with cash in hand too.
    rest = sum((get(c) for c in list(last)[5:8]), ZERO)
    last["购买商品、接受劳务支付的现金"] = (
        get("经营活动现金流入小计")
        - rest
        - get("购建固定资产、无形资产和其他长期资产支付的现金")
        - cents(get("六、期末现金及现金等价物余额") * Decimal("0.31"))
    )
    last["经营活动现金流出小计"] = sum((get(c) for c in list(last)[4:8]), ZERO)
    last["经营活动产生的现金流量净额"] = get("经营活动现金流入小计") - get("经营活动现金流出小计")
    last["投资活动产生的现金流量净额"] = -get("购建固定资产、无形资产和其他长期资产支付的现金") or None
    moved = get("经营活动产生的现金流量净额") + get("投资活动产生的现金流量净额")
    last["五、现金及现金等价物净增加额"] = moved
    last["加：期初现金及现金等价物余额"] = get("六、期末现金及现金等价物余额") - moved
    return [(c, n, v, last[c]) for c, n, v, _ in lines]


def _record(record: Record, data: Figures, *, point: bool) -> None:
    record.set("entity", data.entity)
    record.set("period_start", None if point else data.start.isoformat())
    record.set("period_end", data.end.isoformat())
    record.set("unit", "元")


def _clean(caption: str) -> str:
    """Return a caption as printed; blanks for layout are not part of it."""
    return caption.strip("　 ")


class _Lines:
    """Numbers the items of one statement and makes its cells."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.count = 0

    def add(self, line: Line) -> int | None:
        """Record a line with figures and return its index."""
        caption, name, current, prior = line
        if not caption or caption.endswith("："):
            return None
        k = self.count
        self.count += 1
        self.record.set(f"items[{k}]", {
            "name": name, "caption": _clean(caption),
            "current": None if current is None else money(current), "prior": None if prior is None else money(prior),
        })  # fmt: skip
        return k

    def cells(self, line: Line, *, bold: bool = False) -> list[Cell]:
        """Return caption, current, prior as cells with their values recorded."""
        caption, _, current, prior = line
        k = self.add(line)
        if k is None:
            return [Cell(caption), Cell(""), Cell("")]
        return [
            Cell(F(f"items[{k}].caption", caption, _clean(caption)), bold=bold),
            Cell(F(f"items[{k}].current", yuan(current), money(current)) if current is not None else "", "right"),
            Cell(F(f"items[{k}].prior", yuan(prior), money(prior)) if prior is not None else "", "right"),
        ]


def pdf_statements(
    paper: Paper,
    data: Figures,
    *,
    which: tuple[str, ...] = ("balance_sheet", "income_statement", "cash_flow_statement"),
    accountant: str = "唐丽华",
    seal: bool = True,
) -> None:
    """Draw the statements, one page each."""
    for kind in which:
        record = paper.begin(kind)
        point = kind == "balance_sheet"
        _record(record, data, point=point)
        size = A4_WIDE if point else (595.28, 841.89)
        paper.page(size)
        middle = size[0] / 2
        title, form = {
            "balance_sheet": ("资产负债表", "01"),
            "income_statement": ("利润表", "02"),
            "cash_flow_statement": ("现金流量表", "03"),
        }[kind]
        paper.text(middle, 34, title, font="hei", size=17, align="center")
        left, right = (36, size[0] - 36)
        paper.text(right, 30, f"会企{form}表", font="song", size=9, align="right")
        paper.text(left, 66, ["编制单位：", F("entity", data.entity)], font="song", size=10)
        if point:
            paper.text(
                middle,
                66,
                F("period_end", f"{data.end.year}年{data.end.month}月{data.end.day}日", data.end.isoformat()),
                font="song",
                size=10,
                align="center",
            )
        else:
            text = f"{data.end.year}年度" if data.end.month == 12 else f"{data.end.year}年1-{data.end.month}月"
            paper.text(
                middle + 20, 66, F("period_end", text, data.end.isoformat()), font="song", size=10, align="center"
            )
            record.mark("period_start", paper.number, tuple(record.boxes["period_end"]["box"]))
        paper.text(right, 66, ["单位：", F("unit", "元")], font="song", size=10, align="right")
        lines = _Lines(record)
        if point:
            rows: list[list[Any]] = [
                [
                    Cell(t, "center", font="hei")
                    for t in (
                        "资　　产",
                        "行次",
                        "期末余额",
                        "上年年末余额",
                        "负债和所有者权益",
                        "行次",
                        "期末余额",
                        "上年年末余额",
                    )
                ]
            ]
            # The record lists the assets first, as one reads them.
            sides = [
                [lines.cells(a, bold="计" in a[0]) for a in data.assets],
                [lines.cells(c, bold="计" in c[0]) for c in data.claims],
            ]
            for k, (a, c) in enumerate(zip(*sides, strict=True)):
                rows.append(
                    [
                        a[0],
                        Cell(str(k + 1) if data.assets[k][0] else "", "center"),
                        a[1],
                        a[2],
                        c[0],
                        Cell(str(k + 21), "center"),
                        c[1],
                        c[2],
                    ]
                )
            y = paper.table(36, 84, [128, 30, 104, 104, 170, 30, 102, 102], rows, heights=24, size=9.5, font="song")
        else:
            heads = ("项　　目", "行次", "本期金额", "上期金额")
            rows = [[Cell(t, "center", font="hei") for t in heads]]
            for k, line in enumerate(data.income if kind == "income_statement" else data.cash):
                caption, now, then = lines.cells(line)
                rows.append([caption, Cell(str(k + 1), "center"), now, then])
            y = paper.table(36, 84, [255, 32, 118, 118], rows, heights=25, size=9.5, font="song")
        paper.text(left + 10, y + 16, "单位负责人：", font="song", size=10)
        paper.text(middle - 60, y + 16, f"会计主管：{accountant}", font="song", size=10)
        paper.text(right - 120, y + 16, "制表：刘倩", font="song", size=10)
        if seal:
            paper.stamp(stamps.round_seal(data.entity, "财务专用章", tilt=4), left + 120, y + 4, 96)


def xlsx_statements(file: Path, source: str, data: Figures) -> list[Record]:
    """Write the statements as three sheets of a workbook, as accounting programs export them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(file))
    book.set_properties({"created": dt.datetime(2026, 1, 13, 10, 0, 0)})  # noqa: DTZ001
    title_f = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    head_f = book.add_format({"bold": True, "border": 1, "align": "center"})
    text_f, figure_f = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "#,##0.00"})
    records = []
    for kind, name, form in (
        ("balance_sheet", "资产负债表", "01"),
        ("income_statement", "利润表", "02"),
        ("cash_flow_statement", "现金流量表", "03"),
    ):
        record = Record(kind, source)
        point = kind == "balance_sheet"
        _record(record, data, point=point)
        records.append(record)
        sheet = book.add_worksheet(name)
        wide = 8 if point else 4
        sheet.merge_range(0, 0, 0, wide - 1, name, title_f)
        sheet.write(1, wide - 1, f"会企{form}表")
        sheet.write(2, 0, f"编制单位：{data.entity}")
        sheet.write(
            2,
            wide // 2 - 1,
            f"{data.end.year}年{data.end.month}月{data.end.day}日"
            if point
            else f"{data.end.year}年度"
            if data.end.month == 12
            else f"{data.end.year}年1-{data.end.month}月",
        )
        sheet.write(2, wide - 1, "单位：元")
        for path in ("entity", "period_end", "unit", *(() if point else ("period_start",))):
            record.mark_row(path, name, 3)
        heads = (
            ["资产", "行次", "期末余额", "上年年末余额", "负债和所有者权益", "行次", "期末余额", "上年年末余额"]
            if point
            else ["项目", "行次", "本期金额", "上期金额"]
        )
        for c, text in enumerate(heads):
            sheet.write(3, c, text, head_f)
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 1, 6)
        sheet.set_column(2, 3, 18)
        if point:
            sheet.set_column(4, 4, 40)
            sheet.set_column(5, 5, 6)
            sheet.set_column(6, 7, 18)
        lines = _Lines(record)
        parts = (
            [(data.assets, 0, 1), (data.claims, 4, 21)]
            if point
            else [(data.income if kind == "income_statement" else data.cash, 0, 1)]
        )
        for block, column, number in parts:
            for r, line in enumerate(block):
                caption, _, current, prior = line
                sheet.write(4 + r, column, caption, text_f)
                sheet.write(4 + r, column + 1, number + r if caption else "", text_f)
                for c, value in ((column + 2, current), (column + 3, prior)):
                    if value is None:
                        sheet.write(4 + r, c, "", text_f)
                    else:
                        sheet.write_number(4 + r, c, float(value), figure_f)
                k = lines.add(line)
                if k is not None:
                    record.mark_row(f"items[{k}].current", name, 5 + r)
    book.close()
    return records
