"""Held loan contracts of banks with firms and projects: prose with duties, in `loans3_texts`."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import bare, credit_code, digits, figures
from .loans3_cast import CAST, Terms, account, later, people
from .loans3_prose import contract


def instalments(terms: Terms, count: int, every: int) -> list[tuple[dt.date, int]]:
    """Part a loan into repayments each `every` months; the last falls on the loan's last day."""
    part = terms.fen // count // 1_000_000 * 1_000_000
    days = [later(terms.start, terms.months - every * k) for k in range(count - 1, 0, -1)]
    return [*((day, part) for day in days), (terms.end, terms.fen - part * (count - 1))]


def schedule(plan: Sequence[tuple[dt.date, int]]) -> list[dict[str, str | None]]:
    """Return the truth of a plan without interest."""
    return [{"due_date": day.isoformat(), "principal": bare(fen), "interest": None} for day, fen in plan]


def _city_working(chance: random.Random) -> Made:
    """Articles with decimal paragraphs, blanks on rules, parties in a table."""
    terms = Terms.made(chance, 2_000_000, 30_000_000, 12)
    borrower, guarantor = CAST.firms(chance, 2)
    boss, officer = people(chance, 2)
    lender, code = CAST.branch(chance), credit_code(chance)
    number = f"流借{terms.signed.year}字第{digits(chance, 5, '0')}号"
    rate, threshold = chance.choice(("3.95", "4.25", "4.60")), chance.choice((300, 500, 1000))
    pay, back = account(chance, 16), account(chance, 16)
    purpose = chance.choice(("采购原辅材料", "支付货款及运费", "补充日常经营周转资金"))
    values = terms.printed | {
        "number": number,
        "borrower": borrower,
        "code": code,
        "boss": boss,
        "address": f"{borrower[:2]}市振兴路{chance.randrange(1, 400)}号",
        "lender": lender,
        "officer": officer,
        "purpose": purpose,
        "rate": rate,
        "pay_account": pay,
        "back_account": back,
        "threshold": threshold,
        "debt": chance.choice(("65", "70", "60")),
        "current": chance.choice(("1.1", "1.2", "1.05")),
        "outside": chance.choice(("50", "40")),
        "share": chance.choice(("30", "50", "60")),
        "guarantor": guarantor,
        "surety": f"保{terms.signed.year}字第{digits(chance, 5, '0')}号",
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": code,
        "guarantors": [guarantor],
        "loan_kind": "working_capital",
        "interest_rate": rate,
        "rate_basis": "固定利率",
        "purpose": purpose,
        "payment_method": "mixed",
        "entrusted_threshold": f"{threshold}0000.00",
        "disbursement_account": pay,
        "repayment_account": back,
        "repayment_method": "按季付息、到期还本",
    }
    style = Style(size=10.5, head=f"{lender}　流动资金借款合同", foot="第 {page} 页")
    draft = contract("city_working", style, values, truth)
    draft.also("rate_basis", "any text with 固定")
    return draft.made()


def _fixed_asset(chance: random.Random) -> Made:
    """Decimal paragraphs under plain headings, a repayment plan in a table."""
    terms = Terms.made(chance, 20_000_000, 90_000_000, 60, step=5_000_000)
    borrower = CAST.firm(chance)
    lender, code, number = CAST.branch(chance), credit_code(chance), f"{terms.signed.year}{digits(chance, 4, '0')}"
    plan = instalments(terms, 5, 9)
    points, threshold = chance.choice((20, 35, 45)), chance.choice((500, 1000))
    back = account(chance, 19, "30")
    purpose = chance.choice(("厂房土建及设备购置", "生产线设备购置及安装", "主体工程建设"))
    rows = (f"| {k} | {day:%Y-%m-%d} | {figures(fen)} |" for k, (day, fen) in enumerate(plan, 1))
    values = terms.printed | {
        "number": number,
        "borrower": borrower,
        "code": code,
        "lender": lender,
        "project": f"年产{chance.randrange(3, 40)}万吨新材料生产基地项目",
        "purpose": purpose,
        "points": points,
        "threshold": threshold,
        "plan": "\n".join(rows),
        "back_account": back,
        "cover": chance.choice(("1.2", "1.3", "1.25")),
        "net": chance.choice(("5000", "8000", "12000")),
    }
    truth = terms.truth | {
        "contract_number": f"固贷字第{number}号",
        "lender": lender,
        "borrower": borrower,
        "borrower_id": code,
        "loan_kind": "fixed_asset",
        "rate_basis": f"5年期以上LPR减{points}个基点",
        "purpose": f"项目建设中的{purpose}",
        "payment_method": "mixed",
        "entrusted_threshold": f"{threshold}0000.00",
        "repayment_account": back,
        "repayment_method": "分期归还贷款本金",
        "repayment_schedule": schedule(plan),
    }
    draft = contract("fixed_asset", Style(face="sans", size=10, leading=1.75), values, truth)
    draft.also("contract_number", number)
    draft.also("rate_basis", f"any text with LPR减{points}")
    draft.also("purpose", f"any text with {purpose}")
    draft.also("repayment_method", "any text with 分期", None)
    return draft.made()


def _syndicate(chance: random.Random) -> Made:
    """Three banks lend together; the parties are numbered, the agent acts for all."""
    terms = Terms.made(chance, 150_000_000, 600_000_000, 84, step=30_000_000)
    borrower, guarantor = CAST.firms(chance, 2)
    lead, second, third = chance.sample(CAST.banks, 3)
    code = credit_code(chance)
    number = f"YT-{terms.signed:%Y%m}-{digits(chance, 3, '0')}"
    points, threshold = chance.choice((15, 25, 40)), chance.choice((1000, 2000))
    pay, back = account(chance, 18, "40"), account(chance, 18, "40")
    purpose = chance.choice(("一期工程建设", "产业园区厂房建设", "冷链物流中心建设"))
    parts = (terms.fen // 2, terms.fen * 3 // 10, terms.fen // 5)
    rows = (
        f"| {bank} | {figures(fen)} | {share}% |"
        for bank, fen, share in zip((lead, second, third), parts, (50, 30, 20), strict=True)
    )
    values = terms.printed | {
        "number": number,
        "project": f"{borrower[:2]}{purpose.removesuffix('建设')}项目",
        "borrower": borrower,
        "code": code,
        "lead": lead,
        "second": second,
        "third": third,
        "shares_rows": "\n".join(rows),
        "purpose": purpose,
        "threshold": threshold,
        "points": points,
        "pay_account": pay,
        "back_account": back,
        "debt": chance.choice(("70", "75")),
        "cover": chance.choice(("1.5", "2", "1.8")),
        "guarantor": guarantor,
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lead,
        "borrower": borrower,
        "borrower_id": code,
        "guarantors": [guarantor],
        "loan_kind": "fixed_asset",
        "rate_basis": f"5年期以上LPR加{points}个基点",
        "purpose": purpose,
        "payment_method": "mixed",
        "entrusted_threshold": f"{threshold}0000.00",
        "disbursement_account": pay,
        "repayment_account": back,
        "repayment_method": "每半年等额偿还一次",
    }
    draft = contract("syndicate", Style(size=11, leading=1.8, foot="{page}"), values, truth)
    draft.also("lender", f"any text with {lead}")
    draft.also("rate_basis", f"any text with LPR加{points}")
    draft.also("repayment_method", "any text with 每半年等额", None)
    return draft.made()


def _quota(chance: random.Random) -> Made:
    """A revolving limit: each article's subject stands in brackets, rates follow on each drawing."""
    terms = Terms.made(chance, 3_000_000, 50_000_000, chance.choice((24, 36)))
    borrower, (boss, officer) = CAST.firm(chance), people(chance, 2)
    lender, code = CAST.branch(chance), credit_code(chance)
    number = f"ZGEXH{terms.signed:%Y%m%d}{digits(chance, 4)}"
    threshold, back = chance.choice((200, 500, 800)), account(chance, 15, "7")
    purpose = chance.choice(("支付原料采购款", "备货周转", "支付加工费及采购款"))
    values = terms.printed | {
        "number": number,
        "borrower": borrower,
        "code": code,
        "lender": lender,
        "purpose": purpose,
        "threshold": threshold,
        "back_account": back,
        "quick": chance.choice(("0.8", "0.7", "0.9")),
        "mortgage": f"ZGEDY{digits(chance, 8)}",
        "boss": boss,
        "officer": officer,
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": code,
        "loan_kind": "working_capital",
        "rate_basis": "1年期LPR加减点",
        "purpose": purpose,
        "payment_method": "mixed",
        "entrusted_threshold": f"{threshold}0000.00",
        "repayment_account": back,
        "repayment_method": "随借随还",
    }
    draft = contract("quota", Style(size=10, leading=1.6, head="最高额循环借款合同", foot="- {page} -"), values, truth)
    draft.also("rate_basis", "any text with LPR")
    draft.also("repayment_method", "any text with 随借随还")
    return draft.made()


def _renewal(chance: random.Random) -> Made:
    """A new loan that repays the old one: creditor and debtor, reasons before the terms."""
    terms = Terms.made(chance, 1_000_000, 9_000_000, 12)
    borrower, guarantor = CAST.firms(chance, 2)
    lender, boss = CAST.branch(chance), people(chance, 1)[0]
    number, rate = f"{terms.signed.year}续{digits(chance, 6, '0')}", chance.choice(("4.15", "4.50", "5.00"))
    back, purpose = account(chance, 22, "1"), "归还前合同项下的借款本金"
    values = terms.printed | {
        "number": number,
        "lender": lender,
        "borrower": borrower,
        "boss": boss,
        "main": f"{terms.signed.year - 1}借{digits(chance, 6, '0')}",
        "purpose": purpose,
        "rate": rate,
        "monthly_figures": figures(chance.choice((1, 2, 3)) * 10_000_00),
        "back_account": back,
        "debt": chance.choice(("60", "68")),
        "net": chance.choice(("1500", "3000")),
        "guarantor": guarantor,
        "mortgage": f"{terms.signed.year - 1}抵{digits(chance, 6, '0')}",
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "guarantors": [guarantor],
        "loan_kind": "working_capital",
        "interest_rate": rate,
        "rate_basis": "固定利率",
        "purpose": purpose,
        "repayment_account": back,
    }
    draft = contract("renewal", Style(face="sans", size=10.5, margins=(64, 60, 64, 60)), values, truth)
    draft.also("rate_basis", "any text with 固定")
    draft.also("payment_method", "entrusted")
    draft.also("loan_kind", "other")
    draft.also("guarantors[]", None)
    draft.also("repayment_method", "any")
    return draft.made()


def _developer(chance: random.Random) -> Made:
    """The particulars in a table, then general conditions in nested Chinese numbers."""
    terms = Terms.made(chance, 80_000_000, 400_000_000, 36, step=10_000_000)
    borrower = f"{CAST.places[chance.randrange(12)]}{chance.choice(CAST.stems)}房地产开发有限公司"
    guarantor, lender = CAST.firm(chance), CAST.branch(chance)
    number, rate = f"房开贷〔{terms.signed.year}〕{digits(chance, 4, '0')}号", chance.choice(("4.75", "5.20"))
    pay, back = account(chance, 17), account(chance, 17)
    project = f"{chance.choice(('云栖里', '翰林府', '锦绣东方'))}{chance.randrange(1, 4)}期"
    purpose = f"{project}住宅项目开发建设"
    values = terms.printed | {
        "number": number,
        "borrower": borrower,
        "lender": lender,
        "project": project,
        "purpose": purpose,
        "rate": rate,
        "pay_account": pay,
        "back_account": back,
        "debt": chance.choice(("70", "75", "80")),
        "guarantor": guarantor,
    }
    truth = terms.truth | {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "guarantors": [guarantor],
        "loan_kind": "fixed_asset",
        "interest_rate": rate,
        "rate_basis": "固定利率",
        "purpose": purpose,
        "payment_method": "entrusted",
        "disbursement_account": pay,
        "repayment_account": back,
        "repayment_method": "按销售进度还本，最迟于到期日还清",
    }
    draft = contract("developer", Style(size=10.8, foot="第{page}页"), values, truth)
    draft.also("loan_kind", "other")
    draft.also("rate_basis", "any text with 固定")
    return draft.made()


def _merger(chance: random.Random) -> Made:
    """A loan to buy a firm: 银行 and 公司, clauses named 条款, repayments in 万元."""
    terms = Terms.made(chance, 60_000_000, 200_000_000, 60, step=10_000_000)
    borrower, target = CAST.firms(chance, 2)
    lender, code = CAST.branch(chance), credit_code(chance)
    number, points = f"{terms.signed.year}{digits(chance, 3, '0')}", chance.choice((30, 60))
    pay, back = account(chance, 19, "62"), account(chance, 19, "62")
    plan = instalments(terms, 4, 12)
    rows = (f"| {day:%Y.%m.%d} | {fen // 1_000_000:,} |" for day, fen in plan)
    values = terms.printed | {
        "number": number,
        "lender": lender,
        "borrower": borrower,
        "code": code,
        "deal": f"{terms.fen * 10 // 6 // 1_000_000:,}",
        "target": target,
        "stake": chance.choice((51, 60, 100)),
        "purpose": "支付目标股权的转让价款",
        "points": points,
        "plan": "\n".join(rows),
        "pay_account": pay,
        "back_account": back,
        "debt": chance.choice(("60", "65")),
        "cover": chance.choice(("2", "3", "2.5")),
        "profit": chance.choice(("1200", "2000")),
    }
    truth = terms.truth | {
        "contract_number": f"并购字第{number}号",
        "lender": lender,
        "borrower": borrower,
        "borrower_id": code,
        "loan_kind": "other",
        "rate_basis": f"LPR（五年期以上）加{points}个基点",
        "purpose": "支付目标股权的转让价款",
        "payment_method": "entrusted",
        "disbursement_account": pay,
        "repayment_account": back,
        "repayment_schedule": schedule(plan),
    }
    draft = contract("merger", Style(size=11.2, leading=1.65, foot="{page}"), values, truth)
    draft.also("contract_number", number)
    draft.also("loan_kind", "fixed_asset")
    draft.also("rate_basis", "any text with LPR")
    draft.also("repayment_method", "any")
    return draft.made()


PAPERS = (
    Paper("loan3-city-working", "held", _city_working),
    Paper("loan3-fixed-asset", "held", _fixed_asset),
    Paper("loan3-syndicate", "held", _syndicate),
    Paper("loan3-quota", "held", _quota),
    Paper("loan3-renewal", "held", _renewal),
    Paper("loan3-developer", "held", _developer),
    Paper("loan3-merger", "held", _merger),
)
