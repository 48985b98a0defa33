"""Faults in the loan's own papers, in statements, accounts, duties and repayment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from unseen.values import figures, words

from cases.build import DAY, buy
from cases.faults import FIRMS, LACKING, any_payment, fault, once
from cases.model import Alter, Case, Figures, Note, Planted, Row
from cases.sheets import earned, figures_due


@fault("contract.amount_in_words")
def words_differ(case: Case) -> bool | None:
    """The words of the loan's amount say another sum than its figures."""
    if not once(case, "loan words"):
        return False
    other = case.loan.fen + case.chance.choice((-1, 1)) * case.loan.fen // 10
    case.loan.words = words(other)
    case.plant(Planted("contract.amount_in_words", None, 0, ("contract",)), "contract.over_limit")
    return True


@fault("contract.party_mismatch", FIRMS)
def another_borrower(case: Case) -> bool | None:
    """The receipt was signed by another firm than the contract."""
    if not once(case, "receipt:1") or "draws" in case.taken:
        return False
    case.loan.receipt_name = case.cast.firm(case.world.trade, town=case.cast.town).name
    planted = Planted("contract.party_mismatch", None, 0, ("contract", "receipt:1"))
    case.plant(planted, "evidence.inconsistent_party", "use.other_borrower")
    return True


@fault("contract.date_order")
def signed_late(case: Case) -> bool | None:
    """The contract was signed after the loan had begun."""
    if not once(case, "signed"):
        return False
    case.loan.signed = case.loan.start + case.chance.randrange(5, 12) * DAY
    planted = Planted("contract.date_order", None, 0, ("contract",))
    case.plant(planted, "payment.before_signing")
    return True


@fault("contract.missing_clause")
def left_out(case: Case) -> bool | None:
    """The contract lacks its purpose or its signatures and date."""
    if not once(case, "signed"):
        return False
    if case.chance.random() < 0.5:
        case.loan.purpose = None
    else:
        case.loan.signed, case.loan.seals = None, False
    planted = Planted("contract.missing_clause", None, 0, ("contract",))
    case.plant(planted, "evidence.missing_document", "use.purpose_mismatch")
    return True


@fault("contract.over_limit", ("working_capital",))
def too_much_drawn(case: Case) -> bool | None:
    """A second disbursement goes beyond the contract's amount."""
    if not once(case, "draws"):
        return False
    goods = case.world.suppliers[0][1][0]
    day = case.loan.draws[0][0] + 17 * DAY
    payment = buy(
        case, case.cast.firm(case.world.suppliers[0][0]), goods, case.loan.fen // 5, day, up=False, entrusted=True
    )
    fen = -payment.row.fen // 1_000_000 * 1_000_000
    payment.row.fen = -fen
    name, specification, unit, count, _ = payment.trade.lines[0]  # type: ignore[union-attr]
    payment.trade.lines = [(name, specification, unit, count, fen)]  # type: ignore[union-attr]
    line = payment.bills[0].lines[0]
    rate = int(line.rate.rstrip("%"))
    net = round(fen * 100 / (100 + rate))
    payment.bills[0].lines = [replace(line, amount=net, tax=fen - net, price=f"{net / 100 / int(count):.6f}")]
    case.loan.draws.append((day, fen))
    bank = next(r for r in case.book.rows if r.key == "draw").party
    case.book.rows.insert(0, Row(day, fen, bank, "贷款发放", case.loan.number, "draw2"))
    case.taken.add(payment.key)
    case.plant(Planted("contract.over_limit", fen, 100, ("contract", "receipt:1", "receipt:2", case.book.key)))
    return True


@fault("statement.broken_balance")
def wrong_balance(case: Case) -> bool | None:
    """From one row on the balances do not follow from the amounts."""
    if not once(case, "book"):
        return False
    case.book.misprint = (len(case.book.rows) // 2, case.chance.choice((300_000, 1_200_000, 5_000_000)))
    planted = Planted("statement.broken_balance", case.book.misprint[1], 100, (case.book.key,))
    case.plant(planted, "statement.altered_file", "statement.period_gap")
    return True


@fault("statement.period_gap")
def month_missing(case: Case) -> bool | None:
    """Three weeks after the disbursement are on no page."""
    if not once(case, "book"):
        return False
    first = case.loan.draws[0][0] + 28 * DAY
    case.book.gap = (first, first + case.chance.randrange(18, 28) * DAY)
    parts = (f"{case.book.key}.1", f"{case.book.key}.2")
    planted = Planted("statement.period_gap", None, 0, parts)
    case.plant(planted, "statement.broken_balance", "repayment.overdue", "evidence.missing_document")
    return True


@fault("statement.altered_file")
def edited(case: Case) -> bool | None:
    """Somebody put another figure into the bank's statement, a slip or an invoice."""
    chance = case.chance
    if chance.random() < 0.6:
        if not once(case, "book"):
            return False
        case.book.form = chance.choice(("pdf", "ruled"))
        key, how = case.book.key, chance.choice(("overlaid", "quiet", "typed"))
    else:
        payment = any_payment(case)
        if payment is None:
            return False
        slip = f"slip:{payment.key}"
        key = chance.choice((slip, payment.bills[0].key)) if slip not in case.skip else payment.bills[0].key
        how = chance.choice(("overlaid", "quiet"))
    case.alter[key] = Alter(how, f"{case.name} {chance.random()}")
    also = (
        "statement.broken_balance",
        "invoice.arithmetic",
        "invoice.amount_in_words",
        "invoice.over_contract",
        *LACKING,
    )
    case.plant(Planted("statement.altered_file", None, 0, (key,)), *also)
    return True


@fault("statement.account_mismatch")
def other_account(case: Case) -> bool | None:
    """The contract and the receipt name another account for the money than the one it came to."""
    if not once(case, "account") or "draws" in case.taken:
        return False
    case.loan.account = case.loan.account[:-4] + f"{(int(case.loan.account[-4:]) + 1234) % 10000:04d}"
    papers = ("contract", "receipt:1", case.book.key)
    planted = Planted("statement.account_mismatch", None, 0, papers)
    case.plant(planted, "payment.disbursement_mismatch", "payment.no_disbursement", "evidence.missing_document")
    return True


def _last(case: Case) -> Figures | None:
    return case.figures[-1] if case.figures and once(case, "figures") else None


@fault("financials.unbalanced", FIRMS)
def unbalanced(case: Case) -> bool | None:
    """Assets are not what liabilities and equity are together."""
    f = _last(case)
    if f is None:
        return False
    step = case.chance.randrange(30, 90) * 1_000_000
    for name in ("other_payables", "current_liabilities", "total_liabilities"):
        f.balance[name] = (f.balance[name][0] + step, f.balance[name][1])
    case.plant(Planted("financials.unbalanced", step, 1000, (f.key,)), "financials.subtotal")
    return True


@fault("financials.subtotal", FIRMS)
def wrong_subtotal(case: Case) -> bool | None:
    """The items of the current assets do not add up to their sum."""
    f = _last(case)
    if f is None:
        return False
    step = case.chance.randrange(30, 90) * 1_000_000
    f.balance["inventory"] = (f.balance["inventory"][0] - step, f.balance["inventory"][1])
    case.plant(Planted("financials.subtotal", step, 1000, (f.key,)))
    return True


@fault("financials.articulation", FIRMS)
def does_not_follow(case: Case) -> bool | None:
    """Retained earnings grew by much less than the profit, and no dividend is told."""
    f = _last(case)
    if f is None:
        return False
    step = f.income["net_profit"][0] * 6 // 10
    for name, sign in (
        ("retained_earnings", -1),
        ("total_equity", -1),
        ("other_payables", 1),
        ("current_liabilities", 1),
        ("total_liabilities", 1),
    ):
        f.balance[name] = (f.balance[name][0] + sign * step, f.balance[name][1])
    case.plant(Planted("financials.articulation", step, step // 50, (f.key,)))
    return True


@fault("financials.deterioration", FIRMS)
def gets_worse(case: Case) -> bool | None:
    """Sales are far below those of the year before."""
    f = _last(case)
    if f is None:
        return False
    before = earned({k: int(v[0] * 1.8) for k, v in f.income.items()})
    f.income = {k: (v[0], before[k]) for k, v in f.income.items()}
    case.plant(Planted("financials.deterioration", None, 0, (f.key,)))
    return True


@fault("financials.revenue_unsupported", FIRMS, before=340)
def invented_sales(case: Case) -> bool | None:
    """The accounts show a third of the sales that the statements claim."""
    if not case.figures or not once(case, "figures"):
        return False
    case.figures = []
    figures_due(case, case.loan.draws[0][0], inflated=3.4)
    papers = (*(f.key for f in case.figures), case.book.key)
    case.plant(Planted("financials.revenue_unsupported", None, 0, papers))
    return True


@fault("covenant.breached", FIRMS)
def breached(case: Case) -> bool | None:
    """The debt ratio is above what the contract allows."""
    if not case.figures or not once(case, "covenant"):
        return False
    f = case.figures[-1]
    ratio = 100 * f.balance["total_liabilities"][0] / f.balance["total_assets"][0]
    limit = int(ratio) // 5 * 5 - 5
    case.loan.clauses[1] = f"借款存续期间，借款人资产负债率不得高于{limit}%，流动比率不得低于1.0。"
    case.plant(Planted("covenant.breached", None, 0, ("contract", *(f.key for f in case.figures))))
    return True


@fault("covenant.report_overdue", FIRMS)
def no_report(case: Case) -> bool | None:
    """The statements of a quarter did not come by their day."""
    paid = case.loan.draws[0][0]
    late = [f for f in case.figures if f.end >= paid and f.end + 18 * DAY <= case.as_of]
    if not late or not once(case, "figures"):
        return False
    case.skip.update(f.key for f in late)
    case.loan.clauses[0] = "借款人应在每季度结束后15日内向贷款人报送资产负债表、利润表和现金流量表。"
    planted = Planted("covenant.report_overdue", None, 0, ())
    case.plant(planted, "evidence.missing_document", "evidence.overdue")
    return True


@fault("covenant.cannot_test", FIRMS)
def no_figure(case: Case) -> bool | None:
    """A test needs a figure that no paper gives, or the contract leaves its limit blank."""
    if not once(case, "guarantees"):
        return False
    clauses = (
        "借款存续期间，借款人对外担保余额不得超过净资产的50%。",
        "借款存续期间，借款人应保持偿债覆盖率不低于1.2倍。",
        "借款人承诺借款存续期间或有负债不超过净资产的40%。",
        "借款存续期间，借款人速动比率不得低于____。",
    )
    case.loan.clauses.insert(2, case.chance.choice(clauses))
    case.plant(Planted("covenant.cannot_test", None, 0, (), "info"))
    return True


@fault("repayment.due_soon")
def soon(case: Case) -> bool | None:
    """An instalment is due within a week."""
    if not once(case, "schedule"):
        return False
    part = case.loan.fen // 10
    case.loan.schedule = [(case.as_of + 5 * DAY, part), (case.loan.end, case.loan.fen - part)]
    case.plant(Planted("repayment.due_soon", part, 100, (), "info"))
    return True


def _instalment(case: Case, paid: int) -> tuple[dt.date, int] | None:
    """Set an instalment of a tenth four weeks before the file is looked at, of which `paid` hundredths came."""
    if "book" in case.taken or not once(case, "schedule"):
        return None
    if paid:
        case.taken.add("book")
    part = case.loan.fen // 10
    day = case.as_of - 28 * DAY
    case.loan.schedule = [(day, part), (case.loan.end, case.loan.fen - part)]
    if paid:
        bank = next(r for r in case.book.rows if r.key == "draw").party
        case.book.rows.append(Row(day, -part * paid // 100, bank, "归还贷款本金", case.loan.number, "principal"))
    return day, part


@fault("repayment.overdue")
def unpaid(case: Case) -> bool | None:
    """An instalment was not paid."""
    told = _instalment(case, 0)
    if told is None:
        return False
    case.plant(Planted("repayment.overdue", told[1], 100, ()), "repayment.shortfall")
    return True


@fault("repayment.shortfall")
def paid_less(case: Case) -> bool | None:
    """An instalment was paid in part."""
    told = _instalment(case, 60)
    if told is None:
        return False
    case.plant(Planted("repayment.shortfall", told[1] * 40 // 100, 100, ()), "repayment.overdue")
    return True


@fault("repayment.source_mismatch")
def borrowed_back(case: Case) -> bool | None:
    """The instalment was paid with a new loan of a loan company."""
    told = _instalment(case, 100)
    if told is None:
        return False
    day, part = told
    source = case.cast.firm(case.chance.choice(("小额贷款有限公司", "融资担保有限公司")))
    place = next(k for k, r in enumerate(case.book.rows) if r.key == "principal")
    case.book.rows.insert(place, Row(day, part, source, "转账收入", "借款"))
    case.plant(Planted("repayment.source_mismatch", part, part // 50, (case.book.key,)))
    return True


@fault("duty.first_check_due")
def not_looked_at(case: Case) -> bool | None:
    """Nobody inspected after the disbursement."""
    if not once(case, "inspection:1") or not once(case, "inspection:2"):
        return False
    case.skip.update(("inspection:1", "inspection:2"))
    case.plant(Planted("duty.first_check_due"), "duty.routine_check_due", "evidence.missing_document")
    return True


@fault("duty.routine_check_due", FIRMS, wait=125)
def not_looked_at_again(case: Case) -> bool | None:
    """The last inspection is four months old."""
    if not once(case, "inspection:2") or (case.as_of - case.inspections[0][1]).days < 110:
        return False
    case.skip.add("inspection:2")
    case.plant(Planted("duty.routine_check_due"), "evidence.missing_document")
    return True


@fault("duty.extension_over_limit", ("working_capital",))
def extended_too_far(case: Case) -> bool | None:
    """A loan of one year is extended by fourteen months."""
    if not once(case, "extension"):
        return False
    end = case.loan.end
    new = dt.date(end.year + 1, (end.month + 1) % 12 + 1, 28)
    if new < end.replace(year=end.year + 1):
        new = new.replace(year=end.year + 2)
    lines = [
        f"贷款人：{case.lender}",
        f"借款人：{case.borrower.name}",
        f"贷款人与借款人于{case.loan.signed:%Y年%m月%d日}签订编号为{case.loan.number}的借款合同。经借款人申请，双方达成如下展期协议：",
        f"一、展期金额：人民币{words(case.loan.fen)}（小写：￥{figures(case.loan.fen)}）。",
        f"二、原借款到期日为{end:%Y年%m月%d日}，展期后到期日为{new:%Y年%m月%d日}。",
        f"三、展期期间借款年利率为{case.loan.rate}%。",
        "四、保证人同意继续为展期后的借款承担连带保证责任。",
    ]
    day = case.as_of - 12 * DAY
    case.notes.append(
        Note(
            "extension",
            "01合同",
            "借款展期协议",
            lines,
            signed="借款人（公章）　贷款人（公章）　保证人（签字）",
            day=day,
        )
    )
    case.plant(Planted("duty.extension_over_limit", None, 0, ("extension",)))
    return True
