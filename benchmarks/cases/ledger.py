"""The borrower's own money around the loan: customers, suppliers, wages, taxes, interest, month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cases.build import DAY
from cases.cast import Party
from cases.model import Case, Row

INTEREST_DAY = 21


def months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the first day of each month."""
    day = first.replace(day=1)
    while day <= last:
        yield day
        day = (day + dt.timedelta(32)).replace(day=1)


def nobody(name: str, case: Case, account: str = "") -> Party:
    """Return one who only stands in a statement."""
    return Party(name, "", account, case.lender)


def own_months(case: Case, paid: dt.date, before: int) -> None:
    """Fill the firm's account around its loan so that just before it is paid out `before` fen are left on it.

    Sales and other costs of the month of disbursement come after the loan money was spent.
    """
    chance, book, cast = case.chance, case.book, case.cast
    monthly = int(case.loan.fen * chance.uniform(0.3, 0.42))
    customers = [cast.firm(trade) for trade in ("商贸有限公司", "贸易有限公司", "实业有限公司")]
    sources = [cast.firm(trade) for trade in ("物资有限公司", "供应链管理有限公司")]
    treasury = nobody(f"国家金库{cast.town}市中心支库", case)
    power = nobody(f"国网{cast.town}供电公司", case, "4100" + str(chance.randrange(10**10, 10**11)))
    book.opening = int(monthly * chance.uniform(0.5, 0.7))
    for first in months(book.start, book.end):
        late = first.year == paid.year and first.month == paid.month
        sales = int(monthly * chance.uniform(0.93, 1.07) * 1.13)
        for k, share in enumerate((0.45, 0.55)):
            buyer = customers[(first.month + k) % 3]
            _row(case, first.replace(day=19 + 4 * k), int(sales * share), buyer, ("转账收入", "货款"))
        for k, share in enumerate((0.36, 0.38)):
            _row(case, first.replace(day=24 + 2 * k), -int(sales * share), sources[k], ("转账支出", "货款"))
        shift = 10 if late else 0
        _row(case, first.replace(day=13 + shift), -int(monthly * 0.06), None, ("代发工资", f"{first.month}月工资"))
        _row(case, first.replace(day=14 + shift), -int(monthly * 0.025), treasury, ("实时缴税", "税款"))
        _row(case, first.replace(day=15 + shift), -int(monthly * 0.01), power, ("转账支出", "电费"))
    drain = Row(paid - 2 * DAY, 0, sources[0], "转账支出", "货款", "drain")
    book.rows.append(drain)
    drain.fen = before - book.balance(paid - DAY)
    _lend(case)


def own_months_of_person(case: Case, paid: dt.date, before: int) -> None:
    """Fill a person's account in the same way: pay or takings, household, interest."""
    chance, book, cast = case.chance, case.book, case.cast
    shop = case.kind == "personal_business"
    monthly = int(case.loan.fen * chance.uniform(0.25, 0.35)) if shop else chance.randrange(1_200_000, 2_200_000)
    payer = nobody("财付通支付科技有限公司", case) if shop else cast.firm("科技有限公司", town=cast.town)
    source = cast.firm("批发有限公司", town=cast.town) if shop else nobody("美团", case)
    book.opening = int(monthly * chance.uniform(0.5, 0.8))
    for first in months(book.start, book.end):
        takings = int(monthly * chance.uniform(0.95, 1.05))
        if shop:
            for k, share in enumerate((0.5, 0.5)):
                _row(case, first.replace(day=19 + 4 * k), int(takings * share), payer, ("转账收入", "商户结算款"))
            _row(case, first.replace(day=25), -int(takings * 0.7), source, ("转账支出", "进货款"))
        else:
            _row(case, first.replace(day=20), takings, payer, ("工资", "工资"))
            for k in range(2):
                _row(case, first.replace(day=23 + 3 * k), -int(takings * 0.18), source, ("快捷支付", "消费"))
    drain = Row(
        paid - 2 * DAY,
        0,
        nobody("物美超市", case) if not shop else source,
        "转账支出",
        "消费" if not shop else "进货款",
        "drain",
    )
    book.rows.append(drain)
    drain.fen = before - book.balance(paid - DAY)
    _lend(case)


def _row(case: Case, day: dt.date, fen: int, party: Party | None, words: tuple[str, str]) -> None:
    if case.book.start <= day <= case.book.end:
        case.book.rows.append(Row(day, fen, party, *words))


def _lend(case: Case) -> None:
    """Pay the loan out and take the interest of each month."""
    bank = nobody(case.lender, case)
    for day, fen in case.loan.draws:
        case.book.rows.insert(0, Row(day, fen, bank, "贷款发放", case.loan.number, "draw"))
    since = case.loan.draws[0][0]
    for first in months(since, case.book.end):
        day = first.replace(day=INTEREST_DAY)
        if since < day <= case.book.end:
            due = interest(case.loan.fen, case.loan.rate, (day - since).days)
            case.book.rows.append(Row(day, -due, bank, "贷款利息", case.loan.number, f"interest:{day:%Y-%m}"))
            since = day


def interest(fen: int, rate: str, days: int) -> int:
    """Return simple interest by the banker's year."""
    return round(fen * float(rate) / 100 / 360 * days)


def settle(case: Case) -> None:
    """Leave just before the disbursement what the payments take beyond it, and little more."""
    book, (paid, _) = case.book, case.loan.draws[0]
    window = [r for r in book.rows if r.key and paid <= r.day < paid + 17 * DAY and not r.key.startswith("interest")]
    missing = -sum(r.fen for r in window)
    drain = next(r for r in book.rows if r.key == "drain")
    spare = case.spare or case.chance.randrange(20_000, 90_000)
    drain.fen += max(0, missing) + spare - book.balance(paid - DAY)
    book.sort()
