"""Loan contracts of persons, of the fourth set: a small lender, a home, a shop, a peasant, a harvester."""

from __future__ import annotations

import random

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import bare, digits, figures
from .loans3_cast import Terms, account, later
from .loans4_cast import loan, persons, rate_of
from .papers4_cast import NAMES4

_TERMS = {6: "六个月", 9: "九个月", 12: "一年", 24: "两年"}


def _small_lender(chance: random.Random) -> Made:
    """A small lender's contract in plain words: who the customer is, what he promises."""
    months = chance.choice((6, 9, 12))
    terms, who = Terms.made(chance, 50_000, 400_000, months, step=10_000), persons(chance)
    lender = f"{chance.choice(('丽水', '广元'))}市恒益小额贷款有限公司"
    number = f"小贷字第{digits(chance, 6, '25')}号"
    permille, rate = chance.choice((("8", "9.60"), ("9", "10.80"), ("12", "14.40"), ("7.5", "9.00")))
    purpose = chance.choice(("饭店添置厨具和备货", "水产摊位进货", "收购枇杷缺少周转资金"))
    paid_to, branch = account(chance, 19, "6217"), NAMES4.branch(chance)
    values = who | {
        "number": number,
        "lender": lender,
        "permille": permille,
        "purpose": purpose,
        "term_words": _TERMS[months],
        "branch": branch,
        "paid_to": paid_to,
        "day": chance.choice((10, 15, 25)),
    }
    truth = {
        "contract_number": number,
        "lender": lender,
        "borrower": who["borrower"],
        "borrower_id": who["identity"],
        "guarantors": [who["guarantor"]],
        "loan_kind": "personal_business",
        "interest_rate": rate,
        "purpose": purpose,
        "disbursement_account": paid_to,
    }
    accept: dict[str, list[object]] = {
        "loan_kind": ["other"],
        "rate_basis": [None, f"月利率为{permille}‰", "any text with 月利率"],
        "purpose": [f"any text with {purpose}"],
        "repayment_method": [None, "any text with 每月"],
        "payment_method": [None, "self"],
        "amount_in_words": [f"人民币{terms.truth['amount_in_words']}"],
    }
    style = Style(size=12, margins=(86, 76, 86, 76), leading=1.75, foot="")
    return loan("lender", style, terms, values, truth, accept=accept)


def _home(chance: random.Random) -> Made:
    """A loan for fitting out a home: a table with ticks in brackets, nine points below."""
    months = chance.choice((24, 36, 60))
    terms, who = Terms.made(chance, 60_000, 500_000, months, step=10_000), persons(chance)
    lender = f"郑州银行股份有限公司{chance.choice(NAMES4.branches)}"
    number, rate, back = digits(chance, 16, "ZX25"), rate_of(chance, 340, 620), account(chance, 19, "6214")
    shop, shop_account = f"{chance.choice(NAMES4.places)}巢美装饰工程有限公司", account(chance, 16, "999")
    values = who | {
        "number": number,
        "lender": lender,
        "seal": f"{lender[:12]}合同专用章",
        "rate": rate,
        "shop": shop,
        "shop_account": shop_account,
        "back": back,
        "day": chance.choice((8, 12, 20)),
        "start_dash": terms.start.isoformat(),
        "end_dash": terms.end.isoformat(),
        "signed_dash": terms.signed.isoformat(),
    }
    truth = {
        "contract_number": number,
        "lender": lender,
        "borrower": who["borrower"],
        "borrower_id": who["identity"],
        "loan_kind": "personal_consumption",
        "interest_rate": rate,
        "rate_basis": "固定",
        "purpose": "装修",
        "payment_method": "entrusted",
        "repayment_account": back,
        "repayment_method": "等额本息",
    }
    accept: dict[str, list[object]] = {"purpose": ["any text with 装饰装修", "any text with 住房装修"]}
    style = Style(face="sans", size=9.8, margins=(56, 56, 56, 56), head="郑州银行个人贷款", foot="{page}")
    return loan("decoration", style, terms, values, truth, accept=accept)


def _shop(chance: random.Random) -> Made:
    """A rural bank's loan to a shopkeeper in chapters and articles, two sureties, filled in by hand."""
    terms, who = Terms.made(chance, 200_000, 2_000_000, 24, step=50_000), persons(chance)
    lender = f"武汉农村商业银行股份有限公司{chance.choice(NAMES4.branches)}"
    number, rate = f"个经借{terms.signed.year}-{digits(chance, 6)}", rate_of(chance, 390, 590)
    shop = chance.choice(("春风五金建材店", "老渡口水产批发部", "晓月布艺经营部"))
    purpose = chance.choice(("备货及支付铺面租金", "采购货物", "补充经营周转资金"))
    paid_to, back, limit = account(chance, 19, "6230"), account(chance, 19, "6231"), chance.choice((30, 50))
    values = who | {
        "number": number,
        "lender": lender,
        "rate": rate,
        "shop": shop,
        "purpose": purpose,
        "paid_to": paid_to,
        "back": back,
        "ten_limit": limit,
        "day": chance.choice((18, 21, 25)),
    }
    truth = {
        "contract_number": number,
        "lender": lender,
        "borrower": who["borrower"],
        "borrower_id": who["identity"],
        "guarantors": [who["guarantor"], who["guarantor2"]],
        "loan_kind": "personal_business",
        "interest_rate": rate,
        "rate_basis": "固定利率",
        "purpose": purpose,
        "payment_method": "mixed",
        "entrusted_threshold": f"{limit}0000.00",
        "disbursement_account": paid_to,
        "repayment_account": back,
        "repayment_method": "按月还息、到期还本",
    }
    accept: dict[str, list[object]] = {"purpose": [f"any text with {purpose}"], "rate_basis": ["固定"]}
    style = Style(size=10.8, filled=(15, 15, 15), margins=(76, 66, 70, 66), foot="·{page}·")
    return loan("shopkeeper", style, terms, values, truth, accept=accept)


def _peasant(chance: random.Random) -> Made:
    """A village bank's page for a peasant: a small table, seven points, a month's rate in thousandths."""
    terms, who = Terms.made(chance, 20_000, 100_000, 12, step=5_000), persons(chance)
    seal = "荆门漳河楚天村镇银行"
    lender = f"{seal}股份有限公司"
    permille, rate = chance.choice((("5", "6.00"), ("6.5", "7.80"), ("4.5", "5.40")))
    number, paid_to = f"NX{digits(chance, 10, '25')}", account(chance, 19, "6229")
    purpose = chance.choice(("购买种子化肥", "购买鱼苗和饲料", "承包土地种植莲藕"))
    values = who | {
        "number": number,
        "lender": lender,
        "seal": seal,
        "permille": permille,
        "purpose": purpose,
        "paid_to": paid_to,
    }
    truth = {
        "contract_number": number,
        "lender": lender,
        "borrower": who["borrower"],
        "borrower_id": who["identity"],
        "loan_kind": "personal_business",
        "interest_rate": rate,
        "purpose": purpose,
        "disbursement_account": paid_to,
        "repayment_method": "利随本清",
    }
    accept: dict[str, list[object]] = {
        "repayment_account": [None, paid_to],
        "rate_basis": [None, f"月利率{permille}‰"],
        "signed_date": [terms.start.isoformat()],
    }
    style = Style(size=10.5, margins=(60, 60, 60, 60), foot="")
    return loan("village", style, terms, values, truth, accept=accept)


def _harvester(chance: random.Random) -> Made:
    """A loan for a harvester with headings behind black squares and a plan of quarters on a page of its own."""
    months = chance.choice((24, 36))
    terms, who = Terms.made(chance, 80_000, 360_000, months, step=12_000), persons(chance)
    lender = f"中国邮政储蓄银行股份有限公司{chance.choice(('石河子市', '齐齐哈尔市'))}分行"
    number, rate = f"65{digits(chance, 14, '025')}", rate_of(chance, 420, 560)
    count = months // 3
    days = [later(terms.start, 3 * (k + 1)) for k in range(count)]
    days[-1] = terms.end
    each = terms.fen // count // 100 * 100
    sums = [each] * (count - 1) + [terms.fen - each * (count - 1)]
    left = terms.fen
    lines, rows, total = [], [], 0
    for k, (day, fen) in enumerate(zip(days, sums, strict=True)):
        interest = round(left * float(rate) / 400)
        left -= fen
        total += interest
        lines.append(f"| {k + 1} | {day:%Y/%m/%d} | {figures(fen)} | {figures(interest)} | {figures(left)} |")
        rows.append({"due_date": day.isoformat(), "principal": bare(fen), "interest": bare(interest)})
    purpose = chance.choice(("谷物联合收割机", "玉米收获机一台", "大马力拖拉机"))
    shop, back = f"{chance.choice(NAMES4.places)}丰垦农机销售有限公司", account(chance, 19, "6221")
    values = who | {
        "number": number,
        "lender": lender,
        "rate": rate,
        "purpose": purpose,
        "shop": shop,
        "shop_account": account(chance, 17, "30"),
        "back": back,
        "interest": figures(total),
        "schedule": "\n".join(lines),
        "start_slash": f"{terms.start:%Y/%m/%d}",
        "end_slash": f"{terms.end:%Y/%m/%d}",
        "signed_slash": f"{terms.signed:%Y/%m/%d}",
    }
    truth = {
        "contract_number": number,
        "lender": lender,
        "borrower": who["borrower"],
        "borrower_id": who["identity"],
        "loan_kind": "personal_business",
        "interest_rate": rate,
        "rate_basis": "固定",
        "purpose": f"向{shop}购买{purpose}",
        "payment_method": "entrusted",
        "repayment_account": back,
        "repayment_method": None,
        "repayment_schedule": rows,
    }
    accept: dict[str, list[object]] = {
        "purpose": [f"any text with {purpose}"],
        "rate_basis": ["any text with 固定"],
        "repayment_method": ["any text with 还款计划表"],
        "loan_kind": ["other"],
    }
    style = Style(face="sans", size=10.2, margins=(70, 64, 70, 64), foot="第{page}页", filled=(30, 30, 90))
    return loan("harvester", style, terms, values, truth, accept=accept)


PAPERS = (
    Paper("loan4-small-lender-plain", "held", _small_lender),
    Paper("loan4-home-brackets", "held", _home),
    Paper("loan4-shop-chapters", "held", _shop),
    Paper("loan4-peasant-page", "held", _peasant),
    Paper("loan4-harvester-plan", "held", _harvester),
)
