"""What looks like a fault and is none: each adds to a clean file what a careful officer lets pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from unseen.invoices import red
from unseen.values import figures

from cases.build import DAY, agree, deliver, invoice, line_of, number, pay, sold
from cases.cast import Goods
from cases.faults import ALL, FIRMS, OWN_PAYERS, any_payment, forget_trade, once, own_payment
from cases.model import Alter, Book, Case, Note, Payment, Row

Decoy = tuple[str, tuple[str, ...], Callable[[Case], bool | None]]
DECOYS: list[Decoy] = []


def decoy(
    name: str, kinds: tuple[str, ...]
) -> Callable[[Callable[[Case], bool | None]], Callable[[Case], bool | None]]:
    """Register a decoy."""

    def register(tell: Callable[[Case], bool | None]) -> Callable[[Case], bool | None]:
        DECOYS.append((name, kinds, tell))
        return tell

    return register


def _instead(case: Case, trade: str, goods: Goods, remark: str, *, purpose: str, title: str = "") -> bool:
    """Let a payment by the borrower's own hand buy something else, with all papers and within the purpose."""
    payment = own_payment(case)
    if payment is None:
        return False
    fen, day = -payment.row.fen, payment.row.day
    forget_trade(case, payment)
    seller = case.cast.firm(trade)
    bought = agree(case, seller, goods, fen, day - 9 * DAY, title=title)
    payment.trade, payment.row.party, payment.row.fen, payment.row.remark = bought, seller, -bought.fen, remark
    payment.bills = [invoice(case, bought, goods, day + 6 * DAY)]
    if title == "":
        deliver(case, bought, day + 9 * DAY)
    case.loan.purpose = f"{case.loan.purpose}{purpose}"
    return True


@decoy("printing house with 证券 in its name", ("working_capital",))
def printing(case: Case) -> bool | None:
    """Labels from a printing house."""
    goods = Goods("产品说明书及标签", "印刷品", "万份", "157g铜版纸", 92_000)
    return _instead(case, "证券印制有限公司", goods, "印刷品货款", purpose="及包装印刷品")


@decoy("wages to persons", ("working_capital",))
def wages(case: Case) -> bool | None:
    """Wages from the loan, to each hand, with their list."""
    payment = own_payment(case)
    if payment is None or not once(case, "draws"):
        return False
    day = payment.row.day
    forget_trade(case, payment)
    case.book.rows.remove(payment.row)
    case.payments.remove(payment)
    people = [case.cast.person() for _ in range(6)]
    head = ["序号", "姓名", "基本工资", "绩效", "实发金额"]
    table, total = [head], 0
    for k, person in enumerate(people, 1):
        base, extra = case.chance.randrange(480, 700) * 1000, case.chance.randrange(50, 160) * 1000
        total += base + extra
        table.append([str(k), person.name, figures(base), figures(extra), figures(base + extra)])
        case.book.rows.append(Row(day, -base - extra, person, "代发工资", f"{day.month}月工资", f"wage:{k}"))
    table.append(["合计", "", "", "", figures(total)])
    title = f"{day.year}年{day.month}月工资发放表"
    case.notes.append(Note("wages", "03用途", title, [f"单位：{case.borrower.name}"], table, "财务负责人：顾敏", day))
    case.loan.purpose = f"{case.loan.purpose}及日常经营周转（含发放职工工资）"
    large = next(p for p in case.payments if p.entrusted)
    _enlarge(case, large, -payment.row.fen - total)
    return True


def _enlarge(case: Case, payment: Payment, fen: int) -> None:
    """Let an entrusted payment for goods take what another left."""
    trade = payment.trade
    if trade is None:
        return
    goods = sold(case, trade)
    if goods is None:
        return
    wider = agree(case, trade.seller, goods, trade.fen + fen, trade.signed, up=True)
    case.trades.remove(wider)
    trade.lines = wider.lines
    payment.row.fen = -trade.fen
    payment.bills[0].lines = [line_of(goods, int(trade.lines[0][3]))]


@decoy("rent to a property company", ("working_capital",))
def rent(case: Case) -> bool | None:
    """A year's rent of the workshop to its owner, a firm of 置业."""
    goods = Goods("厂房租金", "经营租赁", "月", "标准厂房2#", 5_800_000, "9%")
    return _instead(case, "置业有限公司", goods, "厂房租金", purpose="及支付厂房租金", title="厂房租赁合同")


@decoy("insurance of employees", ("working_capital",))
def insurance(case: Case) -> bool | None:
    """A small premium for employer's liability with its invoice."""
    insurer = case.cast.firm("财产保险股份有限公司")
    day = case.loan.draws[0][0] + 5 * DAY
    goods = Goods("雇主责任保险", "保险服务", "份", "", case.chance.randrange(12, 30) * 100_000, "6%")
    line = line_of(goods, 1)
    payment = pay(case, insurer, line.amount + (line.tax or 0), day, remark="雇主责任险保费")
    trade = agree(case, insurer, goods, -payment.row.fen, day)
    case.trades.remove(trade)
    bill = invoice(case, trade, goods, day + DAY, count=1)
    bill.remarks = "险种：雇主责任保险；被保险人：本单位职工"
    payment.bills = [bill]
    case.loan.purpose = f"{case.loan.purpose}及日常经营支出"
    return True


@decoy("deposit behind the bank's own acceptance", ("working_capital",))
def deposit(case: Case) -> bool | None:
    """A part pays the deposit of an acceptance for the same goods, with agreement and contract."""
    payment = own_payment(case)
    if payment is None:
        return False
    bank = replace(payment.row.party, name=case.lender, account=case.loan.account[:-3] + "990")  # type: ignore[type-var]
    assert payment.trade is not None  # noqa: S101
    trade, fen = payment.trade, -payment.row.fen
    payment.row.party, payment.row.remark, payment.row.summary = bank, "银行承兑汇票保证金", "保证金存入"
    payment.trade = None
    case.notes.append(
        Note(
            "acceptance",
            "01合同",
            "银行承兑协议",
            [
                f"承兑人：{case.lender}",
                f"承兑申请人：{case.borrower.name}",
                f"申请人为支付{trade.number}号《{trade.title}》项下货款，向承兑人申请开立银行承兑汇票，票面金额{figures(fen)}元，"
                f"收款人{trade.seller.name}。申请人按票面金额的100%缴存保证金。",
            ],
            signed="承兑人（公章）　申请人（公章）",
            day=payment.row.day,
        )
    )
    case.loan.purpose = f"{case.loan.purpose}（含为该等采购开立银行承兑汇票缴存保证金）"
    return True


@decoy("transfer to an own account", ("working_capital",))
def own_transfer(case: Case) -> bool | None:
    """A payment goes by way of the borrower's second account, whose statement is there."""
    payment = own_payment(case)
    if payment is None:
        return False
    bank = case.cast.bank(case.cast.town)
    second = replace(case.borrower, account=case.borrower.account[:-5] + "77310", bank=bank)
    first = case.loan.draws[0][0].replace(day=1)
    book = Book(f"statement:{len(case.books) + 1}", second, bank, second.account, 431_577, first, case.as_of)
    fen, day, payee = -payment.row.fen, payment.row.day, payment.row.party
    book.rows += [
        Row(day, fen, replace(case.borrower, bank=case.lender), "转账收入", "内部划转"),
        Row(day + DAY, -fen, payee, "转账支出", payment.row.remark, payment.key),
    ]
    moved = Row(day, -fen, second, "转账支出", "内部划转", f"move:{payment.key}")
    case.book.rows[case.book.rows.index(payment.row)] = moved
    payment.row, payment.book = book.rows[1], book.key
    case.skip.add(f"slip:{payment.key}")
    case.books.append(book)
    return True


@decoy("dated instalments", ("working_capital",))
def instalments(case: Case) -> bool | None:
    """One contract is paid in two parts on the days it names; together they are above the threshold."""
    payment = own_payment(case)
    if payment is None or payment.trade is None:
        return False
    trade, fen = payment.trade, -payment.row.fen
    half = fen * 6 // 10
    payment.row.fen = -half
    day = payment.row.day + 6 * DAY
    second = pay(case, trade.seller, fen - half, day, trade=trade, bills=payment.bills)
    case.taken.add(second.key)
    trade.terms = (
        f"分两期付款：{payment.row.day:%Y年%m月%d日}前支付第一期货款{figures(half)}元，"
        f"{day:%Y年%m月%d日}前支付第二期货款{figures(fen - half)}元。"
    )
    payment.row.remark, second.row.remark = "第一期货款", "第二期货款"
    case.loan.threshold = max(1, int(fen * 0.8) // 10_000_000) * 10_000_000
    if half > case.loan.threshold:
        case.loan.threshold = half // 10_000_000 * 10_000_000 + 10_000_000
    over = [p for p in case.payments if not p.entrusted and -p.row.fen > (case.loan.threshold or 0)]
    if over:
        case.loan.threshold = max(-p.row.fen for p in over) // 10_000_000 * 10_000_000 + 10_000_000
    return True


@decoy("copies of invoices", ALL)
def copies(case: Case) -> bool | None:
    """Invoices lie twice in the file."""
    case.copies += case.chance.sample(case.bills, min(2, len(case.bills)))
    return True


@decoy("red letter with re-issue", OWN_PAYERS)
def reissued(case: Case) -> bool | None:
    """An invoice was taken back and issued anew, since an item was wrong."""
    payment = any_payment(case)
    if payment is None:
        return False
    bill = payment.bills[0]
    for step, lines, note in (
        (3, [red(line) for line in bill.lines], f"被红冲蓝字数电票号码：{bill.number}"),
        (4, list(bill.lines), bill.remarks),
    ):
        day = bill.day + step * DAY
        case.bills.append(
            replace(
                bill,
                key=case.key("bill"),
                day=day,
                number=number(case.chance, bill.seller, day),
                lines=lines,
                remarks=note,
            )
        )
    return True


@decoy("two disbursements", ("working_capital",))
def two_draws(case: Case) -> bool | None:
    """The loan is paid out in two parts, each with its receipt."""
    if not once(case, "draws"):
        return False
    large = -next(p for p in case.payments if p.entrusted).row.fen
    first = min(case.loan.fen - 10_000_000, -(-large // 10_000_000) * 10_000_000)
    (paid, fen), row = case.loan.draws[0], next(r for r in case.book.rows if r.key == "draw")
    later = paid + DAY
    case.loan.draws = [(paid, first), (later, fen - first)]
    row.fen = first
    case.book.rows.insert(1, replace(row, day=later, fen=fen - first, key="draw2"))
    return True


@decoy("old balance", FIRMS)
def old_balance(case: Case) -> bool | None:
    """Some own money lay on the account before."""
    case.spare = case.chance.randrange(60, 160) * 100_000 + case.chance.randrange(10_000)
    return True


@decoy("prepayment before delivery", ("working_capital",))
def prepaid(case: Case) -> bool | None:
    """Goods were paid in advance and come only later; the contract says so."""
    payment = any_payment(case)
    if payment is None or payment.trade is None:
        return False
    trade = payment.trade
    trade.delivery = case.as_of + case.chance.randrange(10, 30) * DAY
    trade.terms = "买方于合同签订后预付全部货款，卖方于交货日交付货物，并在交货后15日内开具增值税发票。"
    payment.row.remark = "预付货款"
    case.bills.remove(payment.bills[0])
    payment.bills.clear()
    case.deliveries = [d for d in case.deliveries if d.trade is not trade]
    return True


@decoy("statement saved by a joining program", ALL)
def joined(case: Case) -> bool | None:
    """Somebody put the pages of the statement together with a program that could also edit them."""
    if not once(case, "book"):
        return False
    case.book.form = "pdf" if case.book.form == "xlsx" else case.book.form
    case.alter[case.book.key] = Alter("joined")
    return True


@decoy("freight of the goods", ("working_capital",))
def freight(case: Case) -> bool | None:
    """A part pays what brings the goods."""
    goods = Goods("国内货物运输", "运输服务", "车次", "13米高栏车", 380_000, "9%")
    return _instead(case, "物流有限公司", goods, "运费", purpose="", title="货物运输合同")
