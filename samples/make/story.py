"""The ordinary life of a small manufacturer: monthly sales, purchases, wages, taxes and rent over three accounts."""

# ruff: noqa: E501, PLR0917  (one row of a story is one line)
from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from books import Books, months, workday
from invent import Party, seeded


@dataclass
class Life:
    """Who the firm deals with every month, and for how much (thousands of yuan)."""

    town: str
    customers: list[tuple[Party, str, int]]  # party, account, monthly amount in thousands
    suppliers: list[tuple[Party, str, int, str]]  # party, account, monthly amount in thousands, what for
    landlord: Party
    power: Party
    wages: int = 258
    tax: int = 82
    rent: int = 46
    power_bill: int = 37
    provision: int = 345  # moved to the third account every month
    main: str = "A"
    second: str = "B"
    third: str = "C"
    quiet: tuple[dt.date, dt.date] = (dt.date(2025, 9, 12), dt.date(2025, 9, 24))
    quiet_accounts: tuple[str, ...] = ("A",)
    slower: Decimal = Decimal("0.72")
    slower_from: tuple[int, int] = (2025, 10)


def live(books: Books, life: Life, first: tuple[int, int], count: int, seed: str, *, end: dt.date) -> None:
    """Add the monthly rows; nothing moves on the main account in the quiet days round the disbursement."""
    rng = seeded(seed)
    treasury = Party(f"国家金库{life.town}吴淞区支库", bank="中国人民银行")
    social = Party(f"{life.town}吴淞区社会保险基金管理中心", bank="中国农业银行苏州吴淞支行")
    fund = Party(f"{life.town}住房公积金管理中心吴淞分中心", bank="中国银行苏州吴淞支行")

    def amount(thousands: int, spread: float = 0.12) -> Decimal:
        base = Decimal(thousands) * 1000 * Decimal(str(round(1 + spread * (2 * rng.random() - 1), 4)))
        return base.quantize(Decimal("0.01")) + Decimal(rng.randint(0, 99)) / 100

    def day(year: int, month: int, number: int, account: str) -> dt.date:
        last = calendar.monthrange(year, month)[1]
        date = workday(dt.date(year, month, min(number, last)))
        if account in life.quiet_accounts and life.quiet[0] <= date <= life.quiet[1]:
            date = workday(life.quiet[1] + dt.timedelta(1 + rng.randint(0, 2)))
        return date

    def put(
        date: dt.date,
        account: str,
        value: Decimal,
        party: Party | None,
        summary: str,
        remark: str,
        tag: str,
        use: str = "operating",
    ) -> None:
        if date <= end:
            books.add(account, date, value, party, summary, remark, tag, use=use)

    for year, month in months(first, count):
        label = f"{year}年{month}月"
        for party, account, thousands in life.customers:
            for number in sorted(rng.sample(range(2, 27), 2 if thousands > 300 else 1)):
                part = thousands // 2 if thousands > 300 else thousands
                put(day(year, month, number, account), account, amount(part), party, "转账收入", "货款", "sales")
        loosened = life.slower if (year, month) >= life.slower_from else Decimal(1)
        for party, account, thousands, what in life.suppliers:
            number = rng.randint(4, 26)
            put(
                day(year, month, number, account),
                account,
                -amount(int(thousands * loosened)),
                party,
                "网银转账",
                what,
                "supplier",
                "unsupported",
            )
        earlier = f"{year if month > 1 else year - 1}年{month - 1 or 12}月"
        put(
            day(year, month, 12, life.third),
            life.third,
            -amount(life.wages, 0.03),
            None,
            "代发工资",
            f"{earlier}工资",
            "wages",
        )
        put(
            day(year, month, 16, life.third),
            life.third,
            -amount(61, 0.02),
            social,
            "社保扣款",
            f"{label}社会保险费",
            "social",
        )
        put(
            day(year, month, 18, life.third),
            life.third,
            -amount(19, 0.02),
            fund,
            "公积金",
            f"{label}住房公积金",
            "social",
        )
        put(
            day(year, month, 14, life.main),
            life.main,
            -amount(life.tax, 0.25),
            treasury,
            "实时缴税",
            f"{earlier}税款",
            "tax",
        )
        put(
            day(year, month, 8, life.second),
            life.second,
            -Decimal(life.rent * 1000),
            life.landlord,
            "网银转账",
            f"{label}厂房租金",
            "rent",
        )
        put(
            day(year, month, 22, life.second),
            life.second,
            -amount(life.power_bill),
            life.power,
            "代扣",
            f"{label}电费",
            "utility",
        )
        for account, number, fee in ((life.main, 28, 60), (life.second, 27, 45), (life.third, 26, 20)):
            put(day(year, month, number, account), account, -Decimal(fee), None, "手续费", "网银汇划手续费", "fee")
        if month in {3, 6, 9, 12}:
            for account in (life.main, life.second, life.third):
                put(
                    day(year, month, 21, account),
                    account,
                    Decimal(rng.randint(9000, 64000)) / 100,
                    None,
                    "结息",
                    "活期存款利息",
                    "deposit_interest",
                )
        source = life.main if (year, month) != (2025, 9) else life.second
        date = day(year, month, 10, source)
        if date <= end and source != life.third:
            books.transfer(source, life.third, date, life.provision * 1000, "工资及社保备付")


def accrue(principal: Decimal, rate: str, start: dt.date, end: dt.date) -> Decimal:
    """Return the interest for the days from `start` to `end` (exclusive), a year having 360 days."""
    days = (end - start).days
    return (principal * Decimal(rate) / 100 / 360 * days).quantize(Decimal("0.01"))


def serve_loan(
    books: Books,
    account: str,
    lender: Party,
    number: str,
    amount: Decimal,
    rate: str,
    start: dt.date,
    instalments: list[tuple[dt.date, Decimal]],
    end: dt.date,
) -> None:
    """Pay interest monthly (closed on the 20th, paid on the 21st or next working day) and the instalments until `end`."""
    left, since = amount, start
    plan = {d: p for d, p in instalments if d <= end}
    changes: list[tuple[dt.date, Decimal]] = []
    for y, m in months((start.year, start.month), 24):
        close = dt.date(y, m, 21)
        pay = workday(close)
        if pay > end or close <= start:
            continue
        owed, cursor, balance = Decimal(0), since, left
        for d, p in changes:
            if cursor <= d < close:
                owed += accrue(balance, rate, cursor, d)
                cursor, balance = d, balance - p
        owed += accrue(balance, rate, cursor, close)
        changes, left, since = [], balance, close
        books.add(account, books.when(pay, hour=17), -owed, lender, "贷款扣息", f"{number}贷款利息", "interest")
        for d, p in plan.items():
            if close <= d < dt.date(y + (m == 12), m % 12 + 1, 21):
                changes.append((d, p))
                books.add(
                    account,
                    books.when(d, hour=16),
                    -p,
                    lender,
                    "归还贷款",
                    f"{number}归还贷款本金",
                    "principal",
                    use="loan_repayment",
                )
