"""Held loan contracts with persons and households: prose with duties, in `loans3_texts`."""

from __future__ import annotations

import random
from decimal import Decimal

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import digits, figures
from .loans3_cast import CAST, Terms, account, identity, later, people
from .loans3_prose import contract


def yearly(monthly: str) -> str:
    """Return percent a year of a rate in ‰ a month."""
    return f"{Decimal(monthly) * 12 / 10:.2f}"


def _personal_business(chance: random.Random) -> Made:
    """One table of particulars, then short clauses 一、二、; who lends is 出借方."""
    terms = Terms.made(chance, 200_000, 2_000_000, chance.choice((12, 24, 36)), step=50_000)
    borrower, spouse, officer, boss = people(chance, 4)
    lender, person = CAST.branch(chance), identity(chance)
    payee, shop = CAST.firm(chance), f"{chance.choice(CAST.places)}{boss[1:]}建材经营部"
    number, rate = digits(chance, 14, "20"), chance.choice(("5.60", "6.15", "4.90"))
    payee_account, back = account(chance, 18, "5"), digits(chance, 19, "6217")
    purpose = chance.choice(("进货", "购进瓷砖、板材", "支付货款"))
    values = terms.printed | {
        "number": number,
        "lender": lender,
        "borrower": borrower,
        "identity": person,
        "shop": shop,
        "phone": digits(chance, 11, "139"),
        "rate": rate,
        "purpose": purpose,
        "payee": payee,
        "payee_account": payee_account,
        "back_account": back,
        "day": chance.choice((5, 10, 20)),
        "spouse": spouse,
        "officer": officer,
        "seal": lender[:4],
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": person,
        "loan_kind": "personal_business",
        "term_months": None,
        "interest_rate": rate,
        "purpose": purpose,
        "payment_method": "entrusted",
        "repayment_account": back,
        "repayment_method": "等额本金按月归还",
    }
    draft = contract("personal_business", Style(face="sans", size=10, leading=1.65), values, truth)
    draft.also("term_months", terms.months)
    draft.also("disbursement_account", payee_account)
    draft.also("repayment_method", "any text with 等额本金")
    return draft.made()


def _consumption(chance: random.Random) -> Made:
    """Numbered particulars with ticked boxes, then general terms."""
    terms = Terms.made(chance, 30_000, 300_000, chance.choice((24, 36, 60)), step=10_000)
    borrower, lender, person = people(chance, 1)[0], CAST.branch(chance), identity(chance)
    number, monthly = f"XF{digits(chance, 12, '3')}", chance.choice(("3.5", "4.2", "5.1"))
    pay, back = digits(chance, 19, "6228"), digits(chance, 19, "6228")
    purpose = chance.choice(("装修", "购买家电", "医疗"))
    values = terms.printed | {
        "number": number,
        "lender": lender,
        "borrower": borrower,
        "identity": person,
        "address": f"{chance.choice(CAST.places)}文昌路{chance.randrange(1, 99)}号{chance.randrange(1, 20)}栋",
        "purpose": purpose,
        "monthly": monthly,
        "day": chance.randrange(1, 28),
        "pay_account": pay,
        "back_account": back,
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": person,
        "loan_kind": "personal_consumption",
        "interest_rate": yearly(monthly),
        "rate_basis": "固定",
        "purpose": purpose,
        "payment_method": "self",
        "disbursement_account": pay,
        "repayment_account": back,
        "repayment_method": "等额本息",
    }
    draft = contract("consumption", Style(size=9.6, leading=1.6, margins=(56, 56, 56, 56)), values, truth)
    draft.also("rate_basis", "any text with 固定", None)
    return draft.made()


def _house(chance: random.Random) -> Made:
    """Three parties in chapters: borrower, bank and the developer that sells the house."""
    years = chance.choice((15, 20, 25, 30))
    terms = Terms.made(chance, 400_000, 2_500_000, years * 12, step=10_000)
    (borrower, officer, boss), lender, person = people(chance, 3), CAST.branch(chance), identity(chance)
    developer = f"{chance.choice(CAST.places)}{chance.choice(CAST.stems)}置业有限公司"
    number, points = f"GF{terms.signed.year}{digits(chance, 7)}", chance.choice((5, 30, 45))
    pay, back = account(chance, 17), digits(chance, 19, "6214")
    values = terms.printed | {
        "number": number,
        "borrower": borrower,
        "identity": person,
        "lender": lender,
        "developer": developer,
        "house": f"{chance.choice(CAST.places)}滨湖路{chance.randrange(1, 300)}号{chance.randrange(1, 30)}幢1502室",
        "years": years,
        "points": points,
        "pay_account": pay,
        "back_account": back,
        "day": chance.randrange(1, 28),
        "officer": officer,
        "boss": boss,
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": person,
        "guarantors": [developer],
        "loan_kind": "personal_consumption",
        "rate_basis": f"五年期以上LPR加{points}个基点",
        "purpose": "支付上述房屋的购房款",
        "payment_method": "entrusted",
        "disbursement_account": pay,
        "repayment_account": back,
        "repayment_method": "等额本息",
    }
    draft = contract("house", Style(size=10.6, leading=1.75, foot="{page}"), values, truth)
    draft.also("loan_kind", "other")
    draft.also("rate_basis", "any text with LPR加")
    draft.also("purpose", "any text with 购房款")
    draft.also("repayment_method", "any text with 等额本息")
    draft.also("disbursement_account", None)
    return draft.made()


def _car(chance: random.Random) -> Made:
    """Particulars of car and loan in a table of four columns, special terms in brackets."""
    terms = Terms.made(chance, 60_000, 200_000, chance.choice((24, 36)), step=1_000)
    borrower, spouse, officer = people(chance, 3)
    lender = f"{chance.choice(CAST.stems)}汽车金融有限公司"
    dealer = f"{chance.choice(CAST.places)}{chance.choice(CAST.stems)}汽车销售服务有限公司"
    number, rate, person = f"QC-{digits(chance, 10)}", chance.choice(("5.88", "6.99", "4.20")), identity(chance)
    payee_account, back = account(chance, 16), digits(chance, 19, "6222")
    down = chance.randrange(30_000, 90_000, 1_000) * 100
    values = terms.printed | {
        "number": number,
        "place": chance.choice(CAST.places),
        "lender": lender,
        "borrower": borrower,
        "identity": person,
        "spouse": spouse,
        "dealer": dealer,
        "car": chance.choice(("哈弗H6 1.5T", "秦PLUS DM-i", "宝来1.4T")),
        "vin": f"LGW{digits(chance, 14)}",
        "price": figures(terms.fen + down),
        "down": figures(down),
        "rate": rate,
        "first": f"{later(terms.start, 1):%Y年%m月%d日}",
        "day": f"{terms.start.day}",
        "instalment": figures(terms.fen // terms.months // 100 * 108),
        "payee_account": payee_account,
        "back_account": back,
        "officer": officer,
        "seal": lender[:6],
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": person,
        "loan_kind": "personal_consumption",
        "start_date": None,
        "interest_rate": rate,
        "purpose": "购买上述车辆",
        "payment_method": "entrusted",
        "repayment_account": back,
    }
    draft = contract("car", Style(face="sans", size=9.8, leading=1.7, foot="{page}"), values, truth)
    draft.also("borrower", f"any text with {borrower}")
    draft.also("purpose", "any text with 车")
    draft.also("disbursement_account", payee_account)
    draft.also("repayment_method", "any text with 每月")
    return draft.made()


def _online(chance: random.Random) -> Made:
    """A contract signed on a telephone: small sans print, a masked identity number, ISO dates."""
    terms = Terms.made(chance, 5_000, 50_000, chance.choice((6, 9, 12)), step=500)
    borrower, person = people(chance, 1)[0], identity(chance)
    lender = f"{chance.choice(CAST.places)}{chance.choice(CAST.stems)}消费金融有限公司"
    number, rate = f"{terms.signed:%Y%m%d}{digits(chance, 16)}", chance.choice(("7.20", "10.80", "14.40"))
    pay, back = digits(chance, 19, "6230"), digits(chance, 16, "6230")
    purpose, masked = chance.choice(("日常消费", "旅游", "购买数码产品")), f"{person[:6]}********{person[14:]}"
    values = terms.printed | {
        "stamp": digits(chance, 20, "9"),
        "number": number,
        "signed_iso": terms.signed.isoformat(),
        "borrower": borrower,
        "masked": masked,
        "lender": lender,
        "first_iso": later(terms.start, 1).isoformat(),
        "end_iso": terms.end.isoformat(),
        "rate": rate,
        "purpose": purpose,
        "pay_account": pay,
        "back_account": back,
        "seal": f"{lender[:6]}",
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": masked,
        "loan_kind": "personal_consumption",
        "amount_in_words": None,
        "start_date": None,
        "interest_rate": rate,
        "purpose": purpose,
        "payment_method": "self",
        "disbursement_account": pay,
        "repayment_account": back,
        "repayment_method": "每月等本等息",
    }
    draft = contract("online", Style(face="sans", size=9, leading=1.6, margins=(60, 60, 60, 60)), values, truth)
    draft.also("start_date", terms.signed.isoformat())
    draft.also("repayment_method", "any text with 等本等息")
    return draft.made()


PAPERS = (
    Paper("loan3-personal-business", "held", _personal_business),
    Paper("loan3-consumption", "held", _consumption),
    Paper("loan3-house", "held", _house),
    Paper("loan3-car", "held", _car),
    Paper("loan3-online", "held", _online),
)
