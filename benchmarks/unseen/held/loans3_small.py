"""Held loan contracts of small lenders, with farmers, founders and students: prose with duties, in `loans3_texts`."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import bare, credit_code, digits
from .loans3_cast import CAST, Terms, account, identity, later, people
from .loans3_persons import yearly
from .loans3_prose import contract


def _peasant(chance: random.Random) -> Made:
    """A cooperative's old form for a farmer's small loan: terms numbered 1、, rate in ‰ a month."""
    terms = Terms.made(chance, 10_000, 90_000, chance.choice((8, 10, 12)), step=5_000)
    borrower, boss, officer = people(chance, 3)
    place = chance.choice(("城固县", "西乡县", "文登", "翁源县"))
    lender = f"{place}农村信用合作联社{chance.choice(('柳林', '河东', '桃川'))}信用社"
    serial, monthly, person = digits(chance, 4, "0"), chance.choice(("6.5", "7.25", "5.8")), identity(chance)
    purpose = chance.choice(("购买化肥、种子", "养猪购饲料", "种植香菇"))
    values = terms.printed | {
        "place": place,
        "year": terms.signed.year,
        "serial": serial,
        "lender": lender,
        "borrower": borrower,
        "identity": person,
        "address": f"{place}桃花镇{chance.randrange(1, 12)}组",
        "purpose": purpose,
        "monthly": monthly,
        "boss": boss,
        "officer": officer,
    }
    truth = terms.truth | {
        "contract_number": f"农信借（{terms.signed.year}）第{serial}号",
        "lender": lender,
        "borrower": borrower,
        "borrower_id": person,
        "loan_kind": "personal_business",
        "interest_rate": yearly(monthly),
        "purpose": purpose,
        "repayment_method": "利随本清",
    }
    draft = contract("peasant", Style(size=12, leading=1.7, foot=""), values, truth)
    draft.also("loan_kind", "other", "working_capital")
    draft.also("rate_basis", "any text with 不变")
    return draft.made()


def _student(chance: random.Random) -> Made:
    """A student's loan at home: lender, student and parent; the state pays interest at first."""
    terms = Terms.made(chance, 6_000, 20_000, 168, step=500)
    borrower, spouse, officer = people(chance, 3)
    lender, person = f"国家开发银行{chance.choice(('陕西省', '山东省', '福建省'))}分行", identity(chance)
    number, pay = f"{digits(chance, 6, '61')}{terms.signed.year}{digits(chance, 8, '0')}", digits(chance, 16, "20")
    purpose = "支付学费和住宿费"
    values = terms.printed | {
        "number": number,
        "lender": lender,
        "borrower": borrower,
        "identity": person,
        "spouse": spouse,
        "kin": chance.choice(("父亲", "母亲")),
        "school": chance.choice(("陕西理工大学", "韶关学院", "湖南城市学院")),
        "purpose": purpose,
        "pay_account": pay,
        "officer": officer,
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": person,
        "loan_kind": "personal_consumption",
        "rate_basis": "同期同档次LPR减70个基点",
        "purpose": purpose,
        "disbursement_account": pay,
        "repayment_account": pay,
    }
    draft = contract("student", Style(size=11, leading=1.7), values, truth)
    draft.also("loan_kind", "other")
    draft.also("borrower", f"any text with {borrower}")
    draft.also("rate_basis", "any text with LPR减")
    draft.also("payment_method", "any")
    draft.also("repayment_account", None)
    draft.also("repayment_method", "any")
    return draft.made()


def _startup(chance: random.Random) -> Made:
    """A loan for founders that a fund guarantees and the treasury pays interest for."""
    terms = Terms.made(chance, 100_000, 300_000, chance.choice((24, 36)), step=10_000)
    borrower, lender, person = people(chance, 1)[0], CAST.branch(chance), identity(chance)
    fund = f"{chance.choice(CAST.places)}创业贷款担保中心"
    number, rate = f"〔{terms.signed.year}〕{digits(chance, 4, '0')}", chance.choice(("3.85", "4.10", "5.35"))
    pay, back = digits(chance, 19, "6213"), digits(chance, 19, "6213")
    purpose = chance.choice(("开办早餐店", "网店备货", "租赁门面及购置设备"))
    values = terms.printed | {
        "number": number,
        "borrower": borrower,
        "sex": chance.choice("男女"),
        "identity": person,
        "class": chance.choice(("返乡农民工", "高校毕业生", "退役军人")),
        "shop": f"{borrower[0]}记{chance.choice(('早点铺', '便利店', '花艺工作室'))}",
        "fund": fund,
        "lender": lender,
        "rate": rate,
        "purpose": purpose,
        "pay_account": pay,
        "back_account": back,
    }
    truth = terms.truth | {
        "contract_number": f"创贷字{number}",
        "lender": lender,
        "borrower": borrower,
        "borrower_id": person,
        "guarantors": [fund],
        "loan_kind": "personal_business",
        "interest_rate": rate,
        "purpose": purpose,
        "payment_method": "self",
        "disbursement_account": pay,
        "repayment_account": back,
        "repayment_method": "到期一次还本",
    }
    draft = contract("startup", Style(face="sans", size=10.6, leading=1.7, foot="第 {page} 页"), values, truth)
    draft.also("contract_number", number)
    draft.also("guarantors[]", None)
    draft.also("repayment_method", "any text with 到期一次还本")
    return draft.made()


def _microlender(chance: random.Random) -> Made:
    """A microlender's contract with a plan of principal and interest."""
    terms = Terms.made(chance, 60_000, 300_000, 6, step=6_000)
    borrower, guarantor, officer = people(chance, 3)
    lender = f"{chance.choice(CAST.places)}{chance.choice(CAST.stems)}小额贷款有限责任公司"
    number, monthly, person = f"SHD{digits(chance, 9)}", chance.choice(("8", "9.5", "10")), identity(chance)
    back, purpose = account(chance, 17), chance.choice(("店铺进货", "购买冷柜及进货", "批发水果"))
    part, left, rows, plan = terms.fen // 6, terms.fen, [], []
    for k in range(1, 7):
        day = terms.end if k == 6 else later(terms.start, k)
        interest = int(left * Decimal(monthly) / 1000)
        plan.append({"due_date": day.isoformat(), "principal": bare(part), "interest": bare(interest)})
        rows.append(f"| {k} | {_dotted(day)} | {bare(part)} | {bare(interest)} | {bare(part + interest)} |")
        left -= part
    values = terms.printed | {
        "number": number,
        "lender": lender,
        "borrower": borrower,
        "identity": person,
        "purpose": purpose,
        "monthly": monthly,
        "plan": "\n".join(rows),
        "back_account": back,
        "bank": CAST.branch(chance),
        "tail": digits(chance, 4),
        "limit": chance.choice((5, 10, 20)),
        "guarantor": guarantor,
        "officer": officer,
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": person,
        "guarantors": [guarantor],
        "loan_kind": "personal_business",
        "interest_rate": yearly(monthly),
        "purpose": purpose,
        "repayment_account": back,
        "repayment_schedule": plan,
    }
    draft = contract("microlender", Style(size=10.2, leading=1.7, head="小额贷款公司借款合同"), values, truth)
    draft.also("loan_kind", "other")
    draft.also("disbursement_account", str(values["tail"]))
    draft.also("repayment_method", "any")
    return draft.made()


def _dotted(day: dt.date) -> str:
    return f"{day.year}.{day.month}.{day.day}"


def _private(chance: random.Random) -> Made:
    """A person lends to a firm, in a lawyer's words, dates in Chinese figures."""
    terms = Terms.made(chance, 300_000, 3_000_000, chance.choice((6, 10, 12)), step=50_000)
    lender, guarantor, officer = people(chance, 3)
    borrower, code = CAST.firm(chance), credit_code(chance)
    rate, pay, back = chance.choice(("10", "12", "9.6")), account(chance, 18, "9"), digits(chance, 19, "6225")
    place, purpose = chance.choice(("韶关", "临沂", "威海")), "支付工程垫资款"
    values = terms.printed | {
        "lender": lender,
        "lender_id": identity(chance),
        "borrower": borrower,
        "code": code,
        "guarantor": guarantor,
        "identity": identity(chance),
        "bank": CAST.branch(chance),
        "pay_account": pay,
        "purpose": purpose,
        "rate": rate,
        "day": chance.choice((5, 15, 25)),
        "back_account": back,
        "court": place,
        "place": place,
        "officer": officer,
    }
    truth = terms.truth | {
        "lender": lender,
        "borrower": borrower,
        "borrower_id": code,
        "guarantors": [guarantor],
        "loan_kind": "other",
        "term_months": None,
        "interest_rate": rate,
        "purpose": purpose,
        "disbursement_account": pay,
        "repayment_account": back,
        "repayment_method": "先息后本",
    }
    draft = contract("private_loan", Style(size=12, leading=1.85, margins=(80, 76, 80, 76)), values, truth)
    draft.also("loan_kind", "working_capital")
    draft.also("term_months", terms.months)
    draft.also("repayment_method", "any text with 先息后本")
    return draft.made()


PAPERS = (
    Paper("loan3-peasant", "held", _peasant),
    Paper("loan3-student", "held", _student),
    Paper("loan3-startup", "held", _startup),
    Paper("loan3-microlender", "held", _microlender),
    Paper("loan3-private", "held", _private),
)
