"""The steps stories and faults are told in: agree on a trade, pay it, invoice it, take the goods in."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from unseen.invoices import Line, taxed
from unseen.values import digits

from cases.cast import Goods, Party
from cases.model import Bill, Book, Case, Delivery, Payment, Row, Trade

DAY = dt.timedelta(1)


def priced(goods: Goods, fen: int, *, up: bool = False) -> tuple[str, int]:
    """Return the quantity of whole units, and its total with tax in fen, that comes next below (or above) `fen`."""
    rate = Decimal(goods.rate.rstrip("%")) / 100
    unit = goods.price * (1 + rate)
    count = max(1, int(Decimal(fen) / unit) + (1 if up else 0))
    line = line_of(goods, count)
    return str(count), line.amount + (line.tax or 0)


def line_of(goods: Goods, count: int) -> Line:
    """Return the line of an invoice for so many units."""
    price = f"{goods.price // 100}.{goods.price % 100:02d}"
    how = (goods.specification, goods.unit, str(count), price)
    return taxed(goods.category, goods.name, goods.price * count, goods.rate, how)


def agree(
    case: Case,
    seller: Party,
    goods: Goods,
    fen: int,
    signed: dt.date,
    *,
    buyer: Party | None = None,
    title: str = "",
    up: bool = False,
) -> Trade:
    """Sign a contract about goods for about `fen`; the money is due when the contract is signed or before delivery."""
    count, total = priced(goods, fen, up=up)
    trade = Trade(
        key=case.key("trade"),
        title=title or case.chance.choice(("购销合同", "产品采购合同", "工业品买卖合同")),
        number=f"{case.chance.choice(('CG', 'HT', 'MM'))}-{signed:%Y%m}-{digits(case.chance, 3)}",
        buyer=buyer or case.payer,
        seller=seller,
        lines=[(goods.name, goods.specification, goods.unit, count, total)],
        signed=signed,
        delivery=signed + dt.timedelta(case.chance.randrange(25, 45)),
        terms="合同签订后，买方凭卖方付款通知一次性支付全部货款，卖方收款后安排发货并开具增值税发票。",
    )
    case.trades.append(trade)
    return trade


def invoice(
    case: Case,
    trade: Trade,
    goods: Goods,
    day: dt.date,
    *,
    count: int | None = None,
    special: bool = True,
) -> Bill:
    """Let the seller invoice the goods, or so many units of them."""
    bill = Bill(
        key=case.key("bill"),
        seller=trade.seller,
        buyer=trade.buyer,
        day=day,
        number=number(case.chance, trade.seller, day),
        lines=[line_of(goods, count or int(trade.lines[0][3]))],
        remarks=case.chance.choice(("", f"合同编号：{trade.number}", f"{trade.number}")),
    )
    if not special:
        bill.form = "digital-ordinary"
    case.bills.append(bill)
    return bill


def number(chance: random.Random, seller: Party, day: dt.date) -> str:
    """Return the number of a fully digital invoice that the seller's province gave out on that day."""
    return digits(chance, 20, f"{day:%y}{seller.code[2:4]}{chance.choice(('2', '7'))}000")


def deliver(case: Case, trade: Trade, day: dt.date, title: str = "入库单") -> Delivery:
    """Take the goods in."""
    slip = Delivery(case.key("delivery"), trade, day, title)
    case.deliveries.append(slip)
    return slip


def pay(
    case: Case,
    payee: Party,
    fen: int,
    day: dt.date,
    *,
    trade: Trade | None = None,
    bills: list[Bill] | None = None,
    entrusted: bool = False,
    remark: str = "货款",
    summary: str = "转账支出",
    book: Book | None = None,
) -> Payment:
    """Pay out of the loan's account."""
    book = book or case.book
    key = case.key("pay")
    row = Row(day, -fen, payee, "受托支付" if entrusted else summary, remark, key)
    book.rows.append(row)
    payment = Payment(key, row, book.key, trade, bills or [], entrusted=entrusted)
    case.payments.append(payment)
    return payment


def buy(
    case: Case,
    seller: Party,
    goods: Goods,
    fen: int,
    day: dt.date,
    *,
    entrusted: bool = False,
    up: bool = False,
    signed: dt.date | None = None,
    arrives: str = "入库单",
) -> Payment:
    """Buy with all papers: contract before, payment, invoice and goods after."""
    chance = case.chance
    trade = agree(case, seller, goods, fen, signed or day - dt.timedelta(chance.randrange(9, 24)), up=up)
    payment = pay(case, seller, trade.fen, day, trade=trade, entrusted=entrusted)
    payment.bills.append(invoice(case, trade, goods, day + dt.timedelta(chance.randrange(3, 20))))
    deliver(case, trade, day + dt.timedelta(chance.randrange(6, 22)), arrives)
    return payment


def sold(case: Case, trade: Trade) -> Goods | None:
    """Return the goods of a trade where it is one of the borrower's ordinary suppliers."""
    every = (goods for _, kinds in case.world.suppliers for goods in kinds)
    return next((goods for goods in every if goods.name == trade.lines[0][0]), None)
