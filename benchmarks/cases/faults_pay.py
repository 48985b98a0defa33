"""Faults in how the loan was paid out and in the papers that prove a use."""

from __future__ import annotations

from dataclasses import replace

from unseen.invoices import red
from unseen.values import digits, words

from cases.build import DAY, line_of, number, sold
from cases.cast import Goods
from cases.faults import FIRMS, LACKING, any_payment, fault, once, shown
from cases.model import Alter, Bill, Case, Payment, Planted

OTHER_THINGS = (
    ("餐饮费", "餐饮服务", "6%"),
    ("会议服务费", "会展服务", "6%"),
    ("酱香型白酒", "酒", "13%"),
    ("住宿费", "住宿服务", "6%"),
    ("国内旅游团费", "旅游服务", "6%"),
    ("企业管理咨询费", "鉴证咨询服务", "6%"),
    ("户外广告发布费", "广告服务", "6%"),
    ("真皮沙发", "家具", "13%"),
    ("翡翠挂件", "珠宝首饰", "13%"),
    ("护肤套装", "化妆品", "13%"),
    ("高管研修班培训费", "教育服务", "6%"),
    ("健身年卡", "文化体育服务", "6%"),
    ("古树普洱茶", "精制茶", "13%"),
    ("婚庆策划服务", "居民日常服务", "6%"),
)
"""What no trade of the cast buys to make or sell: name, category on invoices, rate."""


@fault("payment.amount_over_contract")
def paid_too_much(case: Case) -> bool | None:
    """More was paid than the contract says."""
    payment = any_payment(case)
    if payment is None or payment.trade is None or len(payment.trade.lines) > 1:
        return False
    trade = payment.trade
    name, specification, unit, count, fen = trade.lines[0]
    agreed = int(fen * case.chance.uniform(0.6, 0.75)) // 100_000 * 100_000
    trade.lines = [(name, specification, unit, count, agreed)]
    papers = shown(case, payment, trade.key)
    over = -payment.row.fen - agreed
    case.plant(Planted("payment.amount_over_contract", over, over // 50, papers), "invoice.over_contract", *LACKING)
    return True


@fault("payment.before_signing")
def paid_too_early(case: Case) -> bool | None:
    """The contract was signed after the money had gone."""
    payment = any_payment(case)
    if payment is None or payment.trade is None:
        return False
    trade = payment.trade
    trade.signed = payment.row.day + case.chance.randrange(6, 15) * DAY
    trade.delivery = trade.signed + 20 * DAY
    trade.number = f"{trade.number[:3]}{trade.signed:%Y%m}{trade.number[9:]}"
    payment.bills[0].remarks = ""
    payment.bills[0].day = trade.signed + 5 * DAY
    for slip in case.deliveries:
        if slip.trade is trade:
            slip.day = trade.signed + 8 * DAY
    planted = Planted("payment.before_signing", papers=shown(case, payment, trade.key), rows=(payment.key,))
    case.plant(planted, *LACKING)
    return True


@fault("payment.no_disbursement")
def never_came(case: Case) -> bool | None:
    """A second receipt says that money was paid out; no account shows it."""
    if not once(case, "draws"):
        return False
    paid, _ = case.loan.draws[0]
    fen = case.loan.fen // 4
    case.loan.fen += fen
    case.loan.draws.append((paid + 9 * DAY, fen))
    case.plant(Planted("payment.no_disbursement", fen, 100, ("receipt:2",)), "evidence.missing_document")
    return True


@fault("payment.disbursement_mismatch")
def interest_first(case: Case) -> bool | None:
    """Interest was kept back: less came than the receipt says."""
    if not once(case, "draws"):
        return False
    row = next(r for r in case.book.rows if r.key == "draw")
    kept = int(row.fen * case.chance.uniform(0.02, 0.04)) // 10_000 * 10_000
    row.fen -= kept
    case.plant(Planted("payment.disbursement_mismatch", kept, 100, (case.book.key, "receipt:1")))
    return True


@fault("evidence.missing_document")
def paper_missing(case: Case) -> bool | None:
    """A paper that every such file holds is not there."""
    # Of a household's loan no application is asked for: the orders say who is paid.
    choices = ["receipt:1"] if case.kind == "personal_consumption" else ["drawdown", "receipt:1"]
    if case.licences:
        choices.append("licence:1")
    if case.loan.guarantors:
        choices.append("guarantee:1")
    key = case.chance.choice(choices)
    if not once(case, key) or (key == "licence:1" and "related" in case.taken) or "draws" in case.taken:
        return False
    case.taken.update(("draws", "related"))
    case.skip.add(key)
    case.plant(Planted("evidence.missing_document"), "payment.no_disbursement", "use.payee_not_in_contract")
    return True


@fault("evidence.uncovered_payment")
def without_invoice(case: Case) -> bool | None:
    """No invoice came for a payment."""
    payment = any_payment(case)
    if payment is None:
        return False
    case.skip.add(payment.bills[0].key)
    planted = Planted("evidence.uncovered_payment", papers=shown(case, payment), rows=(payment.key,))
    case.plant(planted, "evidence.overdue", "evidence.missing_document")
    return True


@fault("evidence.overdue")
def too_late(case: Case) -> bool | None:
    """The contract sets a day for the invoice, and it has not come."""
    payment = any_payment(case)
    if payment is None:
        return False
    case.skip.add(payment.bills[0].key)
    case.loan.clauses.insert(0, "借款人应在每笔借款资金支付后30日内向贷款人提交对应的增值税发票复印件。")
    planted = Planted("evidence.overdue", papers=(), rows=(payment.key,))
    case.plant(planted, "evidence.uncovered_payment", "evidence.missing_document")
    return True


@fault("evidence.unreadable")
def spoilt(case: Case) -> bool | None:
    """A file cannot be opened."""
    key = case.chance.choice(("inspection:2", "drawdown", *(d.key for d in case.deliveries)))
    if not once(case, key) or key in case.skip:
        return False
    case.alter[key] = Alter("cut")
    case.plant(Planted("evidence.unreadable", papers=(key,), least="low"), *LACKING)
    case.also.add("duty.routine_check_due")
    return True


@fault("evidence.inconsistent_party", FIRMS)
def renamed(case: Case) -> bool | None:
    """The licence gives another name for the same code, and no notice of a change."""
    if not once(case, "related") or not once(case, "licence:1"):
        return False
    old = case.cast.firm(case.world.trade, town=case.cast.town).name
    case.licences[0] = replace(case.licences[0], name=old)
    case.plant(Planted("evidence.inconsistent_party", papers=("licence:1", "contract")), "evidence.missing_document")
    return True


@fault("invoice.duplicate", ("working_capital", "personal_business"))
def twice(case: Case) -> bool | None:
    """Two payments to one seller, and the second invoice bears the number of the first."""
    payment = any_payment(case)
    if payment is None or payment.trade is None:
        return False
    trade, bill = payment.trade, payment.bills[0]
    goods = sold(case, trade)
    if goods is None:
        return False
    half = max(1, int(trade.lines[0][3]) // 2)
    second = replace(bill, key=case.key("bill"), day=bill.day + 6 * DAY)
    bill.lines, second.lines = [line_of(goods, half)], [line_of(goods, int(trade.lines[0][3]) - half)]
    if not second.lines[0].amount:
        return False
    case.bills.append(second)
    payment.bills.append(second)
    case.plant(Planted("invoice.duplicate", None, 0, (bill.key, second.key)), "invoice.arithmetic", *LACKING)
    return True


@fault("invoice.arithmetic")
def wrong_sum(case: Case) -> bool | None:
    """The total is not the sum of amount and tax."""
    payment = any_payment(case)
    if payment is None:
        return False
    bill = payment.bills[0]
    case.chance.random()
    bill.total = bill.fen + case.chance.randrange(20, 90) * 100_000
    planted = Planted("invoice.arithmetic", None, 0, (bill.key,))
    case.plant(planted, "invoice.over_contract", *LACKING)
    return True


@fault("invoice.amount_in_words")
def wrong_words(case: Case) -> bool | None:
    """The words of the total say another sum."""
    payment = any_payment(case)
    if payment is None:
        return False
    bill = payment.bills[0]
    bill.words = words(bill.fen + case.chance.choice((100, 300, 2_000)) * 10_000, yuan="圆")
    case.plant(Planted("invoice.amount_in_words", None, 0, (bill.key,)), "invoice.arithmetic", *LACKING)
    return True


@fault("invoice.buyer_mismatch")
def for_another(case: Case) -> bool | None:
    """The invoice was issued to somebody else."""
    payment = any_payment(case)
    if payment is None:
        return False
    bill = payment.bills[0]
    bill.buyer = case.cast.firm("实业有限公司")
    case.plant(Planted("invoice.buyer_mismatch", bill.fen, 100, (bill.key,)), *LACKING)
    return True


@fault("invoice.seller_mismatch")
def from_another(case: Case) -> bool | None:
    """The invoice is of another seller than the one who was paid."""
    payment = any_payment(case)
    if payment is None:
        return False
    bill = payment.bills[0]
    bill.seller = case.cast.firm("工贸有限公司")
    bill.number = number(case.chance, bill.seller, bill.day)
    case.plant(Planted("invoice.seller_mismatch", bill.fen, 100, (bill.key,)), *LACKING)
    return True


@fault("invoice.bad_identifier")
def wrong_code(case: Case) -> bool | None:
    """The seller's code fails its check sign."""
    payment = any_payment(case)
    if payment is None:
        return False
    bill = payment.bills[0]
    code = bill.seller.code
    place = case.chance.randrange(9, 15)
    digit = "3479"[case.chance.randrange(4)]
    wrong = code[:place] + (digit if code[place] != digit else "6") + code[place + 1 :]
    bill.seller = replace(bill.seller, code=wrong)
    case.plant(Planted("invoice.bad_identifier", None, 0, (bill.key,)), "evidence.inconsistent_party")
    return True


@fault("invoice.before_contract")
def too_old(case: Case) -> bool | None:
    """The invoice is older than the contract."""
    payment = any_payment(case)
    if payment is None or payment.trade is None:
        return False
    bill = payment.bills[0]
    bill.day, bill.remarks = payment.trade.signed - case.chance.randrange(25, 50) * DAY, ""
    bill.number = f"{bill.day:%y}{bill.number[2:]}"
    case.plant(Planted("invoice.before_contract", None, 0, (bill.key, payment.trade.key)), *LACKING)
    return True


@fault("invoice.future_dated")
def too_new(case: Case) -> bool | None:
    """The invoice is dated after the day the file is looked at."""
    payment = any_payment(case)
    if payment is None:
        return False
    bill = payment.bills[0]
    bill.day = case.as_of + case.chance.randrange(10, 40) * DAY
    bill.number = f"{bill.day:%y}{bill.number[2:]}"
    case.plant(Planted("invoice.future_dated", None, 0, (bill.key,)), *LACKING)
    return True


@fault("invoice.over_contract", ("working_capital", "personal_business"))
def invoiced_too_much(case: Case) -> bool | None:
    """More was invoiced than agreed."""
    payment = any_payment(case)
    if payment is None or payment.trade is None:
        return False
    bill, trade = payment.bills[0], payment.trade
    goods = sold(case, trade)
    if goods is None:
        return False
    bill.lines = [line_of(goods, int(trade.lines[0][3]) * 14 // 10 + 1)]
    over = bill.fen - trade.fen
    case.plant(Planted("invoice.over_contract", over, over // 50, (bill.key, trade.key)))
    return True


@fault("invoice.red_or_void")
def taken_back(case: Case) -> bool | None:
    """A red-letter invoice takes the invoice back; none came in its place."""
    payment = any_payment(case)
    if payment is None:
        return False
    bill = payment.bills[0]
    red = _red(case, bill)
    planted = Planted("invoice.red_or_void", None, 0, (bill.key, red.key))
    case.plant(planted, *LACKING)
    return True


def _red(case: Case, bill: Bill) -> Bill:
    day = bill.day + 9 * DAY
    made = replace(bill, key=case.key("bill"), day=day, number=number(case.chance, bill.seller, day))
    made.lines = [red(line) for line in bill.lines]
    made.remarks = f"被红冲蓝字数电票号码：{bill.number}"
    case.bills.append(made)
    return made


@fault("invoice.consecutive_numbers", ("working_capital",))
def in_a_row(case: Case) -> bool | None:
    """One seller's invoices of three days bear numbers in a row."""
    payment = any_payment(case)
    if payment is None or payment.trade is None:
        return False
    keys = _split(case, payment, 3, by_day=True)
    if not keys:
        return False
    case.deliveries = [d for d in case.deliveries if d.trade is not payment.trade]
    case.plant(Planted("invoice.consecutive_numbers", None, 0, keys, "low"), "invoice.split")
    return True


@fault("invoice.split", ("working_capital", "personal_business"))
def in_parts(case: Case) -> bool | None:
    """A payment is invoiced on paper forms, each just below what the form allows."""
    fitting = [
        p
        for p in case.payments
        if p.trade and len(p.bills) == 1 and p.key not in case.taken and 20_000_000 < -p.row.fen < 90_000_000
    ]
    if not fitting:
        return False
    payment = fitting[0]
    case.taken.add(payment.key)
    assert payment.trade is not None  # noqa: S101
    goods = sold(case, payment.trade)
    if goods is None or goods.price > 1_000_000:
        return False
    parts = -(payment.row.fen // 11_200_000)
    keys = _split(case, payment, parts, by_day=False)
    if not keys:
        return False
    case.plant(Planted("invoice.split", None, 0, keys), "invoice.consecutive_numbers")
    return True


def _split(case: Case, payment: Payment, parts: int, *, by_day: bool) -> tuple[str, ...]:
    bill, trade = payment.bills[0], payment.trade
    goods = sold(case, trade) if trade else None
    if trade is None or goods is None:
        return ()
    count = int(trade.lines[0][3])
    if count < parts:
        return ()
    case.bills.remove(bill)
    payment.bills.clear()
    code, first = (
        digits(case.chance, 10, f"{bill.seller.code[2:4]}00{bill.day:%y}1130"),
        int(digits(case.chance, 8, "2")),
    )
    keys = []
    for k in range(parts):
        here = count // parts + (count % parts if k == 0 else 0)
        step = k if by_day else 2 * k + k % 2
        part = replace(
            bill,
            key=case.key("bill"),
            lines=[line_of(goods, here)],
            day=bill.day + (k * DAY if by_day else 0 * DAY),
            form="old",
            code=code,
            number=f"{first + step:08d}",
        )
        case.bills.append(part)
        payment.bills.append(part)
        keys.append(part.key)
    return tuple(keys)


@fault("invoice.purpose_mismatch")
def other_goods(case: Case) -> bool | None:
    """The invoice is for something else than contract and purpose."""
    payment = any_payment(case)
    if payment is None:
        return False
    bill = payment.bills[0]
    furnished = case.kind == "personal_consumption" or case.world.shop == "家具经营部"
    name = case.chance.choice([w for w in OTHER_THINGS if not (furnished and w[1] == "家具")])
    rate = int(name[2].rstrip("%"))
    goods = Goods(name[0], name[1], "项", "", round(bill.fen * 100 / (100 + rate)), name[2])
    fen = bill.fen
    line = line_of(goods, 1)
    bill.lines, bill.extra, bill.remarks = [replace(line, tax=fen - line.amount)], (), ""
    case.plant(Planted("invoice.purpose_mismatch", None, 0, (bill.key,)), "use.purpose_mismatch", *LACKING)
    return True
