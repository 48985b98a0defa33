"""Loan contracts of firms, of the fourth set: a bank's terms, machines, a change, a foreign letter, two firms."""

from __future__ import annotations

import random

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import bare, digits, figures
from .loans3_cast import Terms, account, later
from .loans4_cast import firm_of, loan, rate_of
from .papers4_cast import NAMES4


def _working(chance: random.Random) -> Made:
    """A town bank: a table of what is agreed for this loan, then the printed terms."""
    terms, who = Terms.made(chance, 2_000_000, 30_000_000, 12), firm_of(chance)
    lender = f"南京银行股份有限公司{chance.choice(NAMES4.branches)}"
    year = terms.signed.year
    number, surety = f"Ba{digits(chance, 13, str(year))}", f"Ec{digits(chance, 13, str(year))}"
    rate, paid_to, back = rate_of(chance, 310, 480), account(chance, 16, "0136"), account(chance, 16, "0137")
    purpose = chance.choice(("采购活性染料及助剂", "购买电解铜", "支付海产品收购款"))
    limit = chance.choice((200, 300, 500))
    values = who | {
        "number": number,
        "surety": surety,
        "lender": lender,
        "rate": rate,
        "points": chance.choice((15, 40, 85)),
        "purpose": purpose,
        "ten_limit": limit,
        "paid_to": paid_to,
        "back": back,
        "debt": chance.choice((60, 70, 75)),
        "share": chance.choice((40, 60)),
    }
    truth = {
        "contract_number": number,
        "lender": lender,
        "borrower": who["borrower"],
        "borrower_id": who["code"],
        "guarantors": [who["guarantor"]],
        "loan_kind": "working_capital",
        "interest_rate": rate,
        "rate_basis": f"1年期LPR加{values['points']}个基点",
        "purpose": purpose,
        "payment_method": "mixed",
        "entrusted_threshold": f"{limit}0000.00",
        "disbursement_account": paid_to,
        "repayment_account": back,
        "repayment_method": "按季付息，到期一次归还本金",
    }
    accept: dict[str, list[object]] = {
        "rate_basis": ["any text with LPR"],
        "repayment_method": ["any text with 按季付息"],
    }
    style = Style(size=10, head="南京银行　流动资金借款合同（2024年版）", foot="第 {page} 页")
    return loan("working", style, terms, values, truth, accept=accept)


def _equipment(chance: random.Random) -> Made:
    """A loan for machines with ticked choices and the parts in which it is paid back."""
    parts = chance.choice((4, 6))
    terms, who = Terms.made(chance, 3_000_000, 24_000_000, parts * 6, step=600_000), firm_of(chance)
    lender = f"顺德农村商业银行{chance.choice(NAMES4.branches)}"
    number = f"SD固贷{terms.signed.year}第{digits(chance, 5)}号"
    rate, paid_to, back = rate_of(chance, 330, 430), account(chance, 14, "801"), account(chance, 14, "802")
    purpose = chance.choice(("购置定型机及配套环保设备", "购买全自动玻璃灌装线", "购置数控阀门加工中心"))
    days = [later(terms.start, 6 * (k + 1)) for k in range(parts)]
    days[-1] = terms.end
    each = terms.fen // parts // 1_000_000 * 1_000_000
    sums = [each] * (parts - 1) + [terms.fen - each * (parts - 1)]
    left = [terms.fen - sum(sums[: k + 1]) for k in range(parts)]
    lines = [
        f"| {k + 1} | {d:%Y-%m-%d} | {figures(s)} | {figures(r)} |"
        for k, (d, s, r) in enumerate(zip(days, sums, left, strict=True))
    ]
    values = who | {
        "number": number,
        "lender": lender,
        "rate": rate,
        "points": chance.choice((5, 20, 30)),
        "purpose": purpose,
        "paid_to": paid_to,
        "back": back,
        "worth": chance.choice((2000, 3500, 6000)),
        "place": chance.choice(NAMES4.places),
        "schedule": "\n".join(lines),
    }
    truth = {
        "contract_number": number,
        "lender": lender,
        "borrower": who["borrower"],
        "borrower_id": who["code"],
        "guarantors": [who["guarantor"]],
        "loan_kind": "fixed_asset",
        "interest_rate": rate,
        "rate_basis": f"五年期以上LPR为基准减{values['points']}个基点",
        "purpose": purpose,
        "payment_method": "entrusted",
        "disbursement_account": paid_to,
        "repayment_account": back,
        "repayment_method": "分期还本、按月付息",
        "repayment_schedule": [
            {"due_date": d.isoformat(), "principal": bare(s), "interest": None} for d, s in zip(days, sums, strict=True)
        ],
    }
    accept: dict[str, list[object]] = {
        "rate_basis": ["any text with LPR", "浮动利率"],
        "repayment_method": ["any text with 分期还本"],
        "purpose": [f"用于{purpose}"],
    }
    style = Style(face="sans", size=10.5, filled=(20, 40, 130), margins=(64, 60, 64, 60), foot="— {page} —")
    return loan("equipment", style, terms, values, truth, accept=accept)


def _changed(chance: random.Random) -> Made:
    """A contract with the agreement that changes its end, its rate and two of its duties, on the page after it."""
    terms, who = Terms.made(chance, 1_000_000, 9_000_000, 18), firm_of(chance)
    lender = f"西安银行股份有限公司{chance.choice(NAMES4.branches)}"
    number, changed = (
        f"西行流贷〔{terms.start.year}〕{digits(chance, 4)}号",
        f"西行补〔{terms.start.year}〕{digits(chance, 3)}号",
    )
    old_rate, rate = rate_of(chance, 500, 580), rate_of(chance, 380, 450)
    purpose = chance.choice(("采购不锈钢板材", "支付农机整机货款", "购买包装玻璃瓶"))
    back, old_signed = account(chance, 18, "611"), terms.signed
    late = later(terms.start, 11)
    values = who | {
        "number": number,
        "number2": changed,
        "lender": lender,
        "old_end": f"{later(terms.start, 12):%Y年%m月%d日}",
        "old_rate": old_rate,
        "old_signed": f"{old_signed:%Y年%m月%d日}",
        "signed": f"{late:%Y年%m月%d日}",
        "rate": rate,
        "purpose": purpose,
        "back": back,
        "debt": chance.choice((70, 75)),
    }
    truth = {
        "contract_number": number,
        "lender": lender,
        "borrower": who["borrower"],
        "borrower_id": who["code"],
        "guarantors": [who["guarantor"]],
        "loan_kind": "working_capital",
        "interest_rate": rate,
        "purpose": purpose,
        "payment_method": "entrusted",
        "repayment_account": back,
        "repayment_method": "一次性归还全部本金",
    }
    accept: dict[str, list[object]] = {
        # The loan was signed on one day and changed on another.
        "signed_date": [late.isoformat()],
        "repayment_method": ["any text with 到期日一次性归还", "any text with 一次性归还", None],
        "term_months": [18],
        "rate_basis": [None, f"年利率{rate}%"],
    }
    return loan(
        "supplement", Style(size=11.5, margins=(80, 70, 80, 70), foot="{page}"), terms, values, truth, accept=accept
    )


def _letter(chance: random.Random) -> Made:
    """A foreign bank's letter that offers a loan in dollars; the firm signs below."""
    terms, who = Terms.made(chance, 200_000, 3_000_000, chance.choice((3, 6))), firm_of(chance)
    lender = f"富邦华一银行有限公司{chance.choice(('昆山', '天津', '武汉'))}分行"
    number, rate = f"FBCN-{digits(chance, 8, '25')}", rate_of(chance, 520, 660)
    purpose = chance.choice(("支付出口沙发订单项下的原料采购款", "采购出口阀门所需铸件"))
    paid_to, back = account(chance, 12, "5023"), account(chance, 12, "5024")
    values = who | {
        "number": number,
        "lender": lender,
        "rate": rate,
        "purpose": purpose,
        "paid_to": paid_to,
        "back": back,
        "share": chance.choice((50, 80)),
        "worth": chance.choice((1500, 4000)),
    }
    truth = {
        "contract_number": number,
        "lender": lender,
        "borrower": who["borrower"],
        "borrower_id": who["code"],
        "guarantors": [who["guarantor"]],
        "loan_kind": "working_capital",
        "currency": "USD",
        "interest_rate": rate,
        "rate_basis": "固定",
        "purpose": purpose,
        "payment_method": "entrusted",
        "disbursement_account": paid_to,
        "repayment_account": back,
        "repayment_method": "到期一次性还本付息",
    }
    said = terms.truth["amount_in_words"]
    accept: dict[str, list[object]] = {
        "rate_basis": ["any text with 固定"],
        "amount_in_words": [f"美元{said}"],
        "signed_date": [None],
        "loan_kind": ["other"],
    }
    style = Style(face="sans", size=10, margins=(80, 64, 72, 64), foot="Page {page}", ink=(35, 35, 45))
    return loan("letter", style, terms, values, truth, accept=accept)


def _between_firms(chance: random.Random) -> Made:
    """A firm lends to another: two parts paid back on two days, shares in pledge."""
    terms, who = Terms.made(chance, 800_000, 6_000_000, 10, step=200_000), firm_of(chance)
    lender = f"{chance.choice(('广元', '丽水'))}尚和源实业有限公司"
    first, tenth = terms.fen * 2 // 5 // 1_000_000 * 1_000_000, chance.choice(("1.5", "2", "2.5"))
    second, middle = terms.fen - first, later(terms.start, 5)
    purpose = chance.choice(("支付鱼片加工订单的原料款", "归集春耕农机备货款"))
    paid_to, back, branch = account(chance, 17, "44"), account(chance, 15, "73"), NAMES4.branch(chance)
    values = who | {
        "lender": lender,
        "purpose": purpose,
        "tenth": tenth,
        "paid_to": paid_to,
        "branch": branch,
        "back": back,
        "first_plain": f"{middle.year}年{middle.month}月{middle.day}日",
        "first_iso": middle.isoformat(),
        "end_iso": terms.end.isoformat(),
        "first_ten": first // 1_000_000,
        "second_ten": second // 1_000_000,
        "first_bare": bare(first),
        "second_bare": bare(second),
        "stake": chance.choice((30, 51, 67)),
    }
    rate = f"{float(tenth) / 100 * 360:.2f}"
    truth = {
        "lender": lender,
        "borrower": who["borrower"],
        "borrower_id": who["code"],
        "guarantors": [who["guarantor"]],
        "loan_kind": "working_capital",
        "term_months": None,
        "interest_rate": rate,
        "purpose": purpose,
        "disbursement_account": paid_to,
        "repayment_account": back,
        "repayment_schedule": [],
    }
    accept: dict[str, list[object]] = {
        # No table: the two days may be taken for a schedule or for duties alone.
        "repayment_schedule": ["any"],
        "loan_kind": ["other"],
        "term_months": [10],
        "interest_rate": [f"{float(tenth) / 100 * 365:.2f}", f"any text with {tenth}"],
        "rate_basis": [None, "any text with 日利率"],
        "repayment_method": [None, "any text with 偿还本金", "any text with 利息与最后一笔本金同时支付"],
    }
    return loan("firms", Style(size=12, margins=(84, 80, 84, 80), foot=""), terms, values, truth, accept=accept)


PAPERS = (
    Paper("loan4-working-table-and-terms", "held", _working),
    Paper("loan4-machines-ticked", "held", _equipment),
    Paper("loan4-changed-on-next-page", "held", _changed),
    Paper("loan4-dollar-letter", "held", _letter),
    Paper("loan4-two-firms", "held", _between_firms),
)
