"""Held loan contracts with firms that are unlike a bank's usual one, supplements among them: prose with duties."""

from __future__ import annotations

import datetime as dt
import random

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import bare, credit_code, digits, figures, padded, words
from .loans3_banks import instalments, schedule
from .loans3_cast import CAST, Terms, account, later, people
from .loans3_persons import yearly
from .loans3_prose import contract

_RATE_WORDS = {"4.5": "四点五", "5.2": "五点二", "6": "六"}


def _plain(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _farm_coop(chance: random.Random) -> Made:
    """A farmers' cooperative borrows, two members stand surety: plain words, capital numbers before clauses."""
    terms = Terms.made(chance, 300_000, 2_000_000, 12, step=50_000)
    guarantor, second, boss, officer = people(chance, 4)
    lender = f"{chance.choice(('城固', '临沭', '桃江'))}{chance.choice(('惠民', '汇丰', '兴农'))}村镇银行股份有限公司"
    borrower = f"{chance.choice(CAST.places)}{chance.choice(CAST.stems)}果蔬种植农民专业合作社"
    code, number = credit_code(chance), f"HZS-{terms.signed.year}-{digits(chance, 3, '0')}"
    rate, pay = chance.choice(tuple(_RATE_WORDS)), account(chance, 14, "2")
    first, first_ten = later(terms.start, 7), chance.choice((10, 15))
    purpose = chance.choice(("建大棚、买薄膜和农药", "收购社员的辣椒", "购买种苗和有机肥"))
    values = terms.printed | {
        "number": number,
        "lender": lender,
        "borrower": borrower,
        "code": code,
        "boss": boss,
        "officer": officer,
        "guarantor": guarantor,
        "second": second,
        "purpose": purpose,
        "rate": rate,
        "rate_words": _RATE_WORDS[rate],
        "first_plain": _plain(first),
        "first_due": first.isoformat(),
        "first_ten": first_ten,
        "first_amount": f"{first_ten}0000.00",
        "pay_account": pay,
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": code,
        "guarantors": [guarantor, second],
        "loan_kind": "working_capital",
        "interest_rate": rate,
        "purpose": purpose,
        "payment_method": "entrusted",
        "disbursement_account": pay,
    }
    draft = contract("farm_coop", Style(size=11.5, leading=1.75, foot="{page}"), values, truth)
    draft.also("loan_kind", "other")
    draft.also("payment_method", "mixed", None)
    draft.also("repayment_account", pay)
    draft.also("repayment_method", "any")
    draft.also("repayment_schedule", "any")
    return draft.made()


def _entrusted(chance: random.Random) -> Made:
    """A firm lends to another through a bank: three parties in a table."""
    terms = Terms.made(chance, 5_000_000, 60_000_000, chance.choice((12, 24)), step=1_000_000)
    client, borrower, owner = CAST.firms(chance, 3)
    lender, code = CAST.branch(chance), credit_code(chance)
    number, mandate = f"〔{terms.signed.year}〕第{digits(chance, 3, '0')}号", f"WT{digits(chance, 9)}"
    rate, pay, back = chance.choice(("5.5", "6.2", "4.8")), account(chance, 16, "6"), account(chance, 16, "6")
    purpose = chance.choice(("采购生产用原料", "支付到期货款", "补充营运资金"))
    values = terms.printed | {
        "number": number,
        "client": client,
        "lender": lender,
        "borrower": borrower,
        "code": code,
        "mandate": mandate,
        "purpose": purpose,
        "rate": rate,
        "back_account": back,
        "pay_account": pay,
        "pledged": f"{owner}{chance.choice((20, 35, 51))}%的",
    }
    truth = terms.truth | {
        "contract_number": f"委贷合字{number}",
        "lender": lender,
        "borrower": borrower,
        "borrower_id": code,
        "loan_kind": "working_capital",
        "interest_rate": rate,
        "purpose": purpose,
        "payment_method": "self",
        "disbursement_account": pay,
        "repayment_account": back,
        "repayment_method": "到期一次性归还",
    }
    draft = contract("entrusted_loan", Style(face="sans", size=10.4, leading=1.75), values, truth)
    draft.also("contract_number", number)
    draft.also("lender", client)
    draft.also("loan_kind", "other")
    draft.also("rate_basis", "any text with 不变")
    return draft.made()


def _supplement(chance: random.Random) -> Made:
    """Sum, rate and way to repay of an older contract change."""
    terms = Terms.made(chance, 4_000_000, 20_000_000, 12, step=500_000)
    borrower, guarantor = CAST.firms(chance, 2)
    lender, number = CAST.branch(chance), f"补{digits(chance, 8, '20')}"
    main, rate = f"借{digits(chance, 8, '20')}", chance.choice(("3.60", "3.85"))
    plan = instalments(terms, 3, 3)
    rows = (f"| {padded(day)} | {figures(fen)} |" for day, fen in plan)
    values = terms.printed | {
        "number": number,
        "lender": lender,
        "borrower": borrower,
        "guarantor": guarantor,
        "old": padded(terms.signed - dt.timedelta(days=200)),
        "main": main,
        "before": figures(terms.fen + 150_000_000),
        "old_rate": chance.choice(("4.35", "4.50")),
        "rate": rate,
        "plan": "\n".join(rows),
        "share": chance.choice(("5", "8", "10")),
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "guarantors": [guarantor],
        "loan_kind": "working_capital",
        "start_date": None,
        "term_months": None,
        "interest_rate": rate,
        "rate_basis": "固定利率",
        "repayment_method": "按月付息、分期还本",
        "repayment_schedule": schedule(plan),
    }
    draft = contract("supplement", Style(size=11, leading=1.8), values, truth)
    draft.also("contract_number", main)
    draft.also("start_date", terms.start.isoformat())
    draft.also("rate_basis", "any text with 固定")
    return draft.made()


def _extension(chance: random.Random) -> Made:
    """A loan is put off: head in a table, new last day, part of it paid before."""
    terms = Terms.made(chance, 1_000_000, 8_000_000, 6)
    borrower, guarantor = CAST.firms(chance, 2)
    lender, number, main = CAST.branch(chance), f"ZQ{digits(chance, 8)}", f"JK{digits(chance, 8)}"
    rate, first = chance.choice(("4.80", "5.10", "4.45")), later(terms.start, 3)
    part = chance.choice((100_000, 200_000)) * 100
    values = terms.printed | {
        "number": number,
        "main": main,
        "lender": lender,
        "borrower": borrower,
        "guarantor": guarantor,
        "before": figures(terms.fen + 50_000_000),
        "rate": rate,
        "first_plain": _plain(first),
        "first_due": first.isoformat(),
        "first_figures": figures(part),
        "first_amount": bare(part),
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "guarantors": [guarantor],
        "interest_rate": rate,
    }
    draft = contract("extension", Style(face="sans", size=11, leading=1.8, foot=""), values, truth)
    draft.also("contract_number", main)
    draft.also("start_date", None)
    draft.also("loan_kind", "any")
    draft.also("repayment_method", "any")
    draft.also("repayment_schedule", "any")
    return draft.made()


def _finance_company(chance: random.Random) -> Made:
    """A group's own lender: terms numbered A1, B1, C1, mostly without sentences."""
    terms = Terms.made(chance, 5_000_000, 80_000_000, chance.choice((6, 12)), step=500_000)
    borrower, code = CAST.firm(chance), credit_code(chance)
    group = f"{chance.choice(CAST.places)}{chance.choice(CAST.stems)}"
    lender, serial = f"{group}集团财务有限公司", digits(chance, 3, "0")
    base, up = chance.choice((("3.35", "10"), ("3.10", "20"), ("3.00", "5")))
    rate = f"{float(base) * (100 + int(up)) / 100:.3f}".rstrip("0")
    pay, purpose = account(chance, 12, "1"), chance.choice(("采购铁矿石", "支付电力及燃料费用", "备料"))
    values = terms.printed | {
        "group": group,
        "year": terms.signed.year,
        "serial": serial,
        "lender": lender,
        "borrower": borrower,
        "code": code,
        "lpr": base,
        "up": up,
        "rate": rate,
        "purpose": purpose,
        "pay_account": pay,
        "share": chance.choice(("90", "85", "95")),
        "revenue": chance.choice(("30000", "18000", "52000")),
        "seal": lender[:8],
    }
    truth = terms.truth | {
        "contract_number": f"财司贷（{terms.signed.year}）{serial}号",
        "lender": lender,
        "borrower": borrower,
        "borrower_id": code,
        "loan_kind": "working_capital",
        "interest_rate": rate,
        "rate_basis": f"在提款日1年期LPR（{base}%）的基础上上浮{up}%",
        "purpose": purpose,
        "payment_method": "self",
        "disbursement_account": pay,
        "repayment_account": pay,
        "repayment_method": "利随本清",
    }
    draft = contract("finance_company", Style(face="sans", size=10, leading=1.7), values, truth)
    draft.also("rate_basis", "any text with LPR", "any text with 固定")
    draft.also("borrower", f"any text with {borrower}")
    return draft.made()


def _order_finance(chance: random.Random) -> Made:
    """A supplier borrows on an order of a large customer, whose payments are locked."""
    terms = Terms.made(chance, 500_000, 6_000_000, 6, step=50_000)
    borrower, core = CAST.firms(chance, 2)
    (boss, officer), lender = people(chance, 2), CAST.branch(chance)
    number, rate = f"DDRZ-{digits(chance, 6)}-{terms.signed:%y}", chance.choice(("4.05", "4.65", "5.25"))
    pay, back = account(chance, 20, "0"), account(chance, 20, "0")
    purpose = chance.choice(("采购订单项下的钢材", "采购订单所需铝锭", "购买订单用料"))
    values = terms.printed | {
        "number": number,
        "borrower": borrower,
        "lender": lender,
        "core": core,
        "order": f"PO-{digits(chance, 7)}",
        "purpose": purpose,
        "rate": rate,
        "back_account": back,
        "pay_account": pay,
        "boss": boss,
        "officer": officer,
        "turn": chance.choice((90, 120)),
        "debt": chance.choice(("70", "72")),
        "place": chance.choice(CAST.places),
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "guarantors": [boss],
        "loan_kind": "working_capital",
        "interest_rate": rate,
        "rate_basis": "固定",
        "purpose": purpose,
        "payment_method": "entrusted",
        "disbursement_account": pay,
        "repayment_account": back,
        "repayment_method": "到期一次还本付息",
    }
    draft = contract("order_finance", Style(size=10.4, leading=1.7, foot="{page}"), values, truth)
    draft.also("rate_basis", "any text with 固定", None)
    return draft.made()


def _foreign(chance: random.Random) -> Made:
    """Dollars from a foreign bank's branch: captions in two languages, SOFR."""
    terms = Terms.made(chance, 500_000, 9_000_000, chance.choice((6, 12)))
    borrower, parent = CAST.firms(chance, 2)
    (boss, officer), margin = people(chance, 2), chance.choice(("1.10", "0.95", "1.35"))
    house = chance.choice(("华侨永亨银行", "星展银行", "三井住友银行"))
    lender = f"{house}（中国）有限公司{chance.choice(('青岛', '苏州'))}分行"
    number, back = f"STL/{terms.signed.year}/{digits(chance, 4)}", account(chance, 12, "9")
    purpose = chance.choice(("支付进口木浆的货款", "支付进口大豆的货款", "支付进口芯片的货款"))
    values = terms.printed | {
        "number": number,
        "lender": lender,
        "borrower": borrower,
        "words_usd": words(terms.fen),
        "purpose": purpose,
        "margin": margin,
        "back_account": back,
        "worth": chance.choice((300, 500)),
        "guarantor": parent,
        "boss": boss,
        "officer": officer,
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "guarantors": [parent],
        "loan_kind": "working_capital",
        "currency": "USD",
        "rate_basis": f"3个月Term SOFR加{margin}%/年",
        "purpose": purpose,
        "payment_method": "entrusted",
        "repayment_account": back,
    }
    draft = contract("foreign", Style(size=10.8, leading=1.7, foot="{page}"), values, truth)
    draft.also("loan_kind", "other")
    draft.also("rate_basis", "any text with SOFR")
    draft.also("amount_in_words", f"美元{words(terms.fen)}")
    draft.also("repayment_method", "any")
    return draft.made()


def _grain(chance: random.Random) -> Made:
    """A policy bank pays for the grain that a warehouse buys from farmers."""
    terms = Terms.made(chance, 5_000_000, 60_000_000, 12, step=1_000_000)
    place, (boss, officer) = chance.choice(("通辽市", "黑河市", "安阳市")), people(chance, 2)
    lender, borrower = f"中国农业发展银行{place}分行", f"{place}{chance.choice(CAST.stems)}粮食储备库有限公司"
    number, monthly = f"{digits(chance, 8, '15')}-{terms.signed.year}年", chance.choice(("2.9", "3.0", "2.75"))
    pay, back = account(chance, 20, "2"), account(chance, 20, "2")
    purpose = chance.choice(("收购当年新产玉米", "收购小麦", "收购大豆"))
    values = terms.printed | {
        "number": number,
        "lender": lender,
        "borrower": borrower,
        "address": f"{place}铁西街{chance.randrange(1, 88)}号",
        "boss": boss,
        "officer": officer,
        "purpose": purpose,
        "monthly": monthly,
        "pay_account": pay,
        "back_account": back,
        "own": chance.choice(("10", "20")),
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "loan_kind": "working_capital",
        "interest_rate": yearly(monthly),
        "purpose": purpose,
        "disbursement_account": pay,
        "repayment_account": back,
        "repayment_method": "购贷销还，到期结清",
    }
    return contract("grain", Style(size=11.2, leading=1.65, foot="{page}"), values, truth).made()


def _blank(chance: random.Random) -> Made:
    """A model form that nobody filled in."""
    del chance
    draft = contract("blank", Style(face="sans", size=11.5, leading=1.9), {}, {})
    draft.also("loan_kind", "any")
    return draft.made()


PAPERS = (
    Paper("loan3-farm-coop", "held", _farm_coop),
    Paper("loan3-entrusted", "held", _entrusted),
    Paper("loan3-supplement", "held", _supplement),
    Paper("loan3-extension", "held", _extension),
    Paper("loan3-finance-company", "held", _finance_company),
    Paper("loan3-order-finance", "held", _order_finance),
    Paper("loan3-foreign", "held", _foreign),
    Paper("loan3-grain", "held", _grain),
    Paper("loan3-blank", "held", _blank),
)
