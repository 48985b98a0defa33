"""Faults in what the loan money was used for."""

from __future__ import annotations

from dataclasses import replace

from cases.build import DAY, agree, deliver, invoice, number, pay, sold
from cases.cast import Goods, Party
from cases.faults import (
    FIRMS,
    LACKING,
    OWN_PAYERS,
    divert,
    fault,
    forget_trade,
    large_payment,
    once,
    own_payment,
    shown,
)
from cases.model import Book, Case, Planted, Row

_BANNED = (
    ("证券股份有限公司城南大道证券营业部", "银证转账", "转存证券保证金"),
    ("期货有限公司", "转账支出", "期货保证金入金"),
    ("房地产开发有限公司", "转账支出", "购房款"),
    ("基金销售有限公司", "转账支出", "申购基金"),
    ("股权投资合伙企业（有限合伙）", "转账支出", "投资款"),
    ("小额贷款有限公司", "转账支出", "借出款项"),
    ("珠宝有限公司", "转账支出", "购翡翠"),
)


@fault("use.prohibited_payee", OWN_PAYERS)
def prohibited_payee(case: Case) -> bool | None:
    """Loan money goes to a broker, a developer, a fund."""
    payment = own_payment(case)
    if payment is None:
        return False
    trade, summary, remark = case.chance.choice(_BANNED)
    divert(case, payment, case.cast.firm(trade), remark, summary)
    also = ("use.purpose_mismatch", "use.loan_repayment", *LACKING)
    case.plant(Planted("use.prohibited_payee", papers=shown(case, payment), rows=(payment.key,)), *also)
    return True


@fault("use.prohibited_downstream", OWN_PAYERS)
def prohibited_downstream(case: Case) -> bool | None:
    """The seller, whose statement is in the file, passes the money on to a broker."""
    payment = own_payment(case)
    if payment is None:
        return False
    book = _payees_book(case, payment.row.party, opening=2_400_000)
    fen, day = -payment.row.fen, payment.row.day
    broker = case.cast.firm(case.chance.choice(("证券股份有限公司中山路证券营业部", "期货经纪有限公司")))
    sent = int(fen * 0.85) // 100_000 * 100_000
    book.rows += [
        Row(day, fen, replace(case.borrower, bank=case.lender), "转账收入", payment.row.remark),
        Row(day + 3 * DAY, -sent, broker, "银证转账", "转保证金"),
    ]
    papers, less = (book.key, *shown(case, payment)), fen - sent + book.opening
    planted = Planted("use.prohibited_downstream", None, sent // 20, papers, rows=(payment.key,), less=less)
    case.plant(planted, "use.rapid_passthrough", "use.prohibited_payee")
    return True


def _payees_book(case: Case, owner: Party | None, opening: int) -> Book:
    assert owner is not None  # noqa: S101  a payment for a trade has a payee
    first = case.loan.draws[0][0].replace(day=1)
    book = Book(f"statement:{len(case.books) + 1}", owner, owner.bank, owner.account, opening, first, case.as_of)
    case.books.append(book)
    return book


@fault("use.round_trip", OWN_PAYERS)
def round_trip(case: Case) -> bool | None:
    """The money goes to a firm of the same head and comes back within days."""
    payment = own_payment(case)
    if payment is None or not once(case, "related"):
        return False
    head = case.borrower.name if case.borrower.is_person else case.borrower.head
    friend = case.cast.firm("贸易有限公司", town=case.cast.town, head=head)
    case.licences.append(friend)
    divert(case, payment, friend, "货款")
    fen = -payment.row.fen
    back = fen if case.chance.random() < 0.5 else int(fen * 0.97) // 100_000 * 100_000
    back_day = payment.row.day + case.chance.randrange(6, 12) * DAY
    case.book.rows.append(Row(back_day, back, friend, "转账收入", "往来款"))
    licence = f"licence:{len(case.licences)}"
    planted = Planted("use.round_trip", back, back // 20, (*shown(case, payment), licence))
    case.plant(planted, "use.related_party", "use.rapid_passthrough", "use.prohibited_payee", *LACKING)
    return True


@fault("use.structuring", ("working_capital",))
def structuring(case: Case) -> bool | None:
    """One seller gets three payments just below what the lender would have to pay itself."""
    if case.taken or not once(case, "spending"):
        return False
    own = [p for p in case.payments if not p.entrusted]
    limit = 80_000_000
    case.loan.threshold = limit
    seller, trade = own[0].row.party, own[0].trade
    assert seller is not None  # noqa: S101
    assert trade is not None  # noqa: S101
    goods = sold(case, trade)
    if goods is None:
        return False
    spent = -sum(p.row.fen for p in own)
    for payment in own:
        forget_trade(case, payment)
        case.book.rows.remove(payment.row)
        case.payments.remove(payment)
    day = case.loan.draws[0][0] + 2 * DAY
    parts = [int(limit * share) for share in (0.97, 0.985, 0.99)]
    whole = agree(case, seller, goods, sum(parts), day - 15 * DAY)
    parts[-1] = whole.fen - parts[0] - parts[1]
    keys = []
    for k, part in enumerate(parts):
        payment = pay(case, seller, part, day + k * DAY, trade=whole)
        keys.append(payment.key)
    bill = invoice(case, whole, goods, day + 8 * DAY)
    for payment in case.payments[-3:]:
        payment.bills.append(bill)
        case.taken.add(payment.key)
    deliver(case, whole, day + 12 * DAY)
    large = next(p for p in case.payments if p.entrusted)
    assert large.trade is not None  # noqa: S101
    change = spent - whole.fen
    _rescale(case, large.key, -large.row.fen + change)
    papers = (case.book.key, *(f"slip:{key}" for key in keys))
    case.plant(Planted("use.structuring", papers=papers, rows=tuple(keys)), "payment.entrusted_required")
    return True


def _rescale(case: Case, key: str, fen: int) -> None:
    """Buy for another amount: contract, invoice and payment."""
    payment = next(p for p in case.payments if p.key == key)
    trade = payment.trade
    assert trade is not None  # noqa: S101
    goods = sold(case, trade)
    assert goods is not None  # noqa: S101  nobody changed it
    made = agree(case, trade.seller, goods, fen, trade.signed, up=True)
    case.trades.remove(made)
    trade.lines = made.lines
    payment.row.fen = -trade.fen
    old = payment.bills[0]
    new = invoice(case, trade, goods, old.day)
    case.bills.remove(new)
    old.lines = new.lines


@fault("use.cash_withdrawal", OWN_PAYERS)
def cash(case: Case) -> bool | None:
    """The money is drawn in cash."""
    payment = own_payment(case)
    if payment is None:
        return False
    divert(case, payment, None, case.chance.choice(("备用金", "提现", "")), "现金支取")
    case.plant(Planted("use.cash_withdrawal", papers=(case.book.key,), rows=(payment.key,)), *LACKING)
    return True


@fault("use.individual_payee", OWN_PAYERS)
def individual(case: Case) -> bool | None:
    """The money goes to a private person."""
    payment = own_payment(case)
    if payment is None:
        return False
    divert(case, payment, case.cast.person(), case.chance.choice(("货款", "往来", "转账")))
    planted = Planted("use.individual_payee", papers=shown(case, payment), rows=(payment.key,))
    case.plant(planted, "use.prohibited_payee", *LACKING)
    return True


@fault("use.related_party", OWN_PAYERS)
def related(case: Case) -> bool | None:
    """The money goes to a firm of the same head."""
    payment = own_payment(case)
    if payment is None or not once(case, "related"):
        return False
    head = case.borrower.name if case.borrower.is_person else case.borrower.head
    friend = case.cast.firm("商贸有限公司", town=case.cast.town, head=head)
    case.licences.append(friend)
    divert(case, payment, friend, case.chance.choice(("货款", "往来款")))
    papers = (*shown(case, payment), f"licence:{len(case.licences)}")
    planted = Planted("use.related_party", papers=papers, rows=(payment.key,))
    case.plant(planted, "use.prohibited_payee", *LACKING)
    return True


@fault("use.loan_repayment", OWN_PAYERS)
def repays_another(case: Case) -> bool | None:
    """The money repays a loan of another bank."""
    payment = own_payment(case)
    if payment is None:
        return False
    bank = Party(case.cast.bank(case.cast.town), "", "", case.lender)
    divert(case, payment, bank, "归还流动资金贷款本金", case.chance.choice(("归还贷款", "转账支出")))
    case.plant(Planted("use.loan_repayment", papers=shown(case, payment), rows=(payment.key,)), *LACKING)
    return True


@fault("use.idle_funds", ("working_capital",), wait=80)
def idle(case: Case) -> bool | None:
    """Most of the money still lies on the account after a month."""
    if case.taken or not once(case, "spending"):
        return False
    large = next(p for p in case.payments if p.entrusted)
    forget_trade(case, large)
    case.book.rows.remove(large.row)
    case.payments.remove(large)
    paid = case.loan.draws[0][0]
    spent = [r for r in case.book.rows if r.day >= paid and r.fen < 0 and not r.key]
    for row in spent:
        case.book.rows.remove(row)
    left = case.loan.fen + sum(p.row.fen for p in case.payments)
    case.plant(Planted("use.idle_funds", left, case.loan.fen // 20, (case.book.key, "receipt:1")))
    return True


_STRANGE = (
    ("酒业有限公司", Goods("酱香型白酒", "酒", "箱", "53度 500ml*6", 718_000)),
    ("机械设备有限公司", Goods("数控龙门铣床", "金属加工机械", "台", "XK2420", 32_400_000)),
    ("汽车销售有限公司", Goods("越野乘用车", "汽车", "辆", "2.0T 四驱", 31_800_000)),
    ("商务会展有限公司", Goods("客户答谢会策划执行", "会展服务", "项", "含场地", 5_600_000, "6%")),
    ("文化传播有限公司", Goods("户外广告发布", "广告服务", "项", "高速立柱", 4_200_000, "6%")),
    ("工艺品有限公司", Goods("和田玉摆件", "珠宝首饰", "件", "籽料", 8_800_000)),
    ("办公家具有限公司", Goods("红木办公家具", "家具", "套", "大班台组合", 6_800_000)),
)


@fault("use.purpose_mismatch", ("working_capital",))
def other_purpose(case: Case) -> bool | None:
    """The money buys, with all papers, what the loan was not given for."""
    payment = own_payment(case)
    if payment is None:
        return False
    trade, goods = case.chance.choice(_STRANGE[: -1 if case.world.shop == "家具经营部" else None])
    seller = case.cast.firm(trade)
    fen, day = -payment.row.fen, payment.row.day
    forget_trade(case, payment)
    bought = agree(case, seller, goods, fen, day - 8 * DAY)
    payment.trade, payment.row.party, payment.row.fen = bought, seller, -bought.fen
    payment.bills = [invoice(case, bought, goods, day + 5 * DAY)]
    deliver(case, bought, day + 9 * DAY)
    papers = (*shown(case, payment), payment.bills[0].key, bought.key)
    planted = Planted("use.purpose_mismatch", papers=papers, rows=(payment.key,))
    case.plant(planted, "invoice.purpose_mismatch", "use.prohibited_payee", *LACKING)
    return True


@fault("use.payee_not_in_contract", ("working_capital",))
def stranger(case: Case) -> bool | None:
    """The seller of an invoice stands in no contract and not in the drawdown."""
    payment = own_payment(case)
    if payment is None:
        return False
    trade = payment.trade
    assert trade is not None  # noqa: S101
    seller = case.cast.firm("物资有限公司")
    old = payment.bills[0]
    bill = replace(old, seller=seller, remarks="", number=number(case.chance, seller, old.day))
    case.bills[case.bills.index(payment.bills[0])] = bill
    case.trades.remove(trade)
    case.deliveries = [d for d in case.deliveries if d.trade is not trade]
    payment.trade, payment.bills, payment.row.party = None, [bill], seller
    case.plant(Planted("use.payee_not_in_contract", papers=shown(case, payment), rows=(payment.key,)), *LACKING)
    return True


@fault("use.rapid_passthrough", OWN_PAYERS)
def passes_through(case: Case) -> bool | None:
    """A firm without any trade, whose statement is in the file, sends all of it on to a third the next day."""
    payment = own_payment(case)
    if payment is None:
        return False
    divert(case, payment, case.cast.firm("商贸有限公司"), "货款")
    book = _payees_book(case, payment.row.party, opening=180_000)
    fen, day = -payment.row.fen, payment.row.day
    third = case.cast.firm("信息咨询有限公司")
    sent = int(fen * 0.97)
    book.rows += [
        Row(day, fen, replace(case.borrower, bank=case.lender), "转账收入", payment.row.remark),
        Row(day + DAY, -sent, third, "转账支出", "货款"),
    ]
    papers, less = (book.key, *shown(case, payment)), fen - sent + book.opening
    planted = Planted("use.rapid_passthrough", None, sent // 20, papers, rows=(payment.key,), less=less)
    case.plant(planted, *LACKING)
    return True


@fault("payment.entrusted_required", FIRMS)
def by_own_hand(case: Case) -> bool | None:
    """A payment above the threshold was not paid by the lender."""
    payment = large_payment(case)
    if payment is None:
        return False
    payment.entrusted, payment.row.summary = False, "转账支出"
    planted = Planted("payment.entrusted_required", papers=shown(case, payment, "contract"), rows=(payment.key,))
    case.plant(planted, "use.structuring", "evidence.missing_document")
    return True


@fault("payment.entrusted_payee_mismatch")
def other_payee(case: Case) -> bool | None:
    """The lender paid somebody else than the order names."""
    payment = large_payment(case)
    if payment is None:
        return False
    payment.order = payment.row.party
    payment.row.party = case.cast.firm("商务服务有限公司")
    papers = shown(case, payment, f"order:{payment.key}")
    planted = Planted("payment.entrusted_payee_mismatch", -payment.row.fen, 100, papers)
    case.plant(planted, "invoice.seller_mismatch", "payment.entrusted_required", *LACKING)
    return True
