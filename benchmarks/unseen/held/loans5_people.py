"""Loan contracts of persons and small firms, of the fifth set: plain speech, a stall, a screen, a village, prose."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import credit_code, digits, figures, words
from .loans3_cast import Terms, account, identity, later
from .loans4_cast import rate_of
from .loans5_cast import NAMES5, loan5, people5
from .loans5_press import Press5
from .papers3_kit import card, noise, square


def _plainly(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _spend(chance: random.Random) -> Made:
    """A bank speaks to its customer; what is agreed stands in two unruled columns under the title."""
    terms = Terms.made(chance, 30_000, 300_000, chance.choice((12, 24, 36)), step=5_000)
    borrower, guarantor, officer = people5(chance, 3)
    lender, number = (
        f"汉口银行股份有限公司{chance.choice(NAMES5.branches)}",
        f"HKXF{terms.signed:%Y%m}{digits(chance, 6)}",
    )
    rate, identity_number, to = rate_of(chance, 300, 720), identity(chance), card(chance, "6235")
    method, purpose = (
        chance.choice(("等额本息", "等额本金")),
        chance.choice(("购买家具和家用电器", "外出旅游", "支付职业培训学费")),
    )
    shop = NAMES5.firm(chance)
    press = Press5(
        Style(face="sans", size=10.2, leading=1.6, margins=(60, 52, 60, 54), foot="- {page} -"), band=(196, 30, 58)
    )

    def elements(on: Press5) -> None:
        on.form(
            [
                ["合同编号：", number, "签订日期：", f"{terms.signed:%Y-%m-%d}"],
                ["借款人：", borrower, "身份证件号码：", identity_number],
                ["贷款人：", lender, "<", "<"],
                ["贷款本金：", f"人民币{words(terms.fen)}", "（小写）：", f"￥{figures(terms.fen)}"],
                ["贷款期限：", f"{terms.months}个月", "起止日：", f"{terms.start:%Y.%m.%d}—{terms.end:%Y.%m.%d}"],
                ["年化利率：", f"{rate}%（单利，固定）", "还款方式：", method],
                ["贷款用途：", purpose, "还款日：", "每月20日"],
                ["支付方式：", "受托支付至商户", "收款商户：", shop],
                ["贷款入账卡：", to, "还款卡：", to],
            ],
            (0.14, 0.36, 0.18, 0.32),
            rules="none",
        )
        on.pdf.line(60, on.y - 4, 535, on.y - 4)

    values = {
        "borrower": borrower,
        "guarantor": guarantor,
        "officer": officer,
        "lender": lender,
        "purpose": purpose,
        "method": method,
    }
    told = {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": identity_number,
        "guarantors": [guarantor],
        "loan_kind": "personal_consumption",
        "interest_rate": rate,
        "rate_basis": "固定",
        "purpose": purpose,
        "payment_method": "entrusted",
        "disbursement_account": to,
        "repayment_account": to,
        "repayment_method": method,
    }
    accept: dict[str, list[object]] = {"rate_basis": ["any text with 固定"], "purpose": [f"any text with {purpose}"]}
    return loan5("spend", press, terms, values, told, hooks={"elements": elements}, accept=accept)


def _stall(chance: random.Random) -> Made:
    """A trader and the wife or husband borrow for a shop; the parts of the principal stand in a sentence."""
    terms = Terms.made(chance, 200_000, 1_500_000, 24, step=30_000)
    borrower, spouse, guarantor, officer = people5(chance, 4)
    lender = f"成都农村商业银行股份有限公司{chance.choice(('乐山', '巴中', '青羊'))}支行"
    number = f"成农商个经{terms.signed.year}{digits(chance, 6)}"
    permille = Decimal(chance.randrange(30, 56, 5)) / 10
    rate = f"{permille * 12 / 10:.2f}"
    part = terms.fen // 3 // 1_000_000 * 1_000_000
    to, limit, purpose = (
        account(chance, 19, "6214"),
        chance.choice((20, 30)),
        chance.choice(("进茶叶和包装", "购买冻品和调料", "囤积建材")),
    )
    trade = chance.choice(("茶行", "冻品批发部", "建材经营部"))
    identity_number, first, second = identity(chance), later(terms.start, 8), later(terms.start, 16)
    press = Press5(Style(size=10.8, leading=1.66, margins=(76, 58, 76, 56), foot="成都农商银行　{page}"))
    values = {
        "number": f"合同编号：{number}",
        "lender": lender,
        "borrower": borrower,
        "spouse": spouse,
        "guarantor": guarantor,
        "officer": officer,
        "identity": identity_number,
        "identity2": identity(chance),
        "shop": f"{chance.choice(NAMES5.places)}{chance.choice(NAMES5.stems)}{trade}",
        "months_words": "二十四个月",
        "permille": f"{permille}",
        "rate": rate,
        "purpose": purpose,
        "ten_limit": limit,
        "day": chance.choice((5, 15, 25)),
        "first_day": _plainly(first),
        "second_day": _plainly(second),
        "first_sum": figures(part),
        "second_sum": figures(part),
        "flow": chance.choice((5, 8, 20)),
        "place": f"{chance.choice(NAMES5.places)}滨河路{chance.randrange(2, 300)}号",
        "paid_to": to,
    }
    told = {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": identity_number,
        "guarantors": [guarantor],
        "loan_kind": "personal_business",
        "interest_rate": rate,
        "purpose": purpose,
        "payment_method": "mixed",
        "entrusted_threshold": f"{limit}0000.00",
        "disbursement_account": to,
    }
    accept: dict[str, list[object]] = {
        "borrower": [f"any text with {borrower}"],
        "repayment_schedule": ["any"],
        "repayment_method": ["any text with 本金分三次归还", "any text with 归还利息"],
        "rate_basis": ["any text with 期内不变", "any text with 固定"],
        "repayment_account": [to],
    }
    return loan5("stall", press, terms, values, told, accept=accept)


def _online(chance: random.Random) -> Made:
    """A contract made by an app: its number aslant behind the text, a list of facts, a record of the signatures."""
    terms = Terms.made(chance, 100_000, 3_000_000, 12, step=10_000)
    borrower = NAMES5.firm(chance)
    owner = people5(chance, 1)[0]
    lender, number = "四川新网银行股份有限公司", f"XW{terms.signed:%Y%m%d}{digits(chance, 12)}"
    code, to, purpose = (
        credit_code(chance),
        account(chance, 16, "9559"),
        chance.choice(("支付冷链运输费用", "补充采购周转资金", "购买生鲜乳")),
    )
    rate = f"{Decimal(chance.randrange(540, 1440, 36)) / 100:.2f}"
    style = Style(
        face="sans",
        size=9.8,
        leading=1.54,
        margins=(56, 60, 56, 56),
        foot=f"合同编号 {number}　第 {{page}} 页",
        ink=(38, 38, 48),
    )
    press = Press5(style, mark=f"{number}")
    moment = (
        f"{terms.signed:%Y-%m-%d} {chance.randrange(8, 22):02d}:{chance.randrange(60):02d}:{chance.randrange(60):02d}"
    )

    def head(on: Press5) -> None:
        on.pdf.image(square(noise(chance)), x=478, y=40, w=58)
        on.paragraph("企业税金贷借款合同（线上版）", size=17, bold=True)
        on.paragraph(f"合同编号：{number}", size=9)
        on.space(16)

    def facts(on: Press5) -> None:
        on.form(
            [
                ["贷款人", lender],
                ["借款人", f"{borrower}（统一社会信用代码：{code}）"],
                ["借款金额", f"¥ {figures(terms.fen)}（人民币{words(terms.fen)}）"],
                ["借款用途", purpose],
                ["借款期限", f"{terms.months}个月（{terms.start:%Y/%m/%d} ~ {terms.end:%Y/%m/%d}）"],
                ["年利率", f"{rate}%（固定利率，日利率 {Decimal(rate) / 360:.3f}%）"],
                ["还款方式", "随借随还，按月付息，还款日每月5日"],
                ["放款及还款账户", to],
            ],
            (0.22, 0.78),
            rules="rows",
            least=24,
        )

    def signed(on: Press5) -> None:
        rows = [["签署方", "签署时间", "签名值（摘要）"]]
        for name in (borrower, owner, lender):
            rows.append([name, moment, "".join(chance.choice("0123456789abcdef") for _ in range(32))])
        on.form(rows, (0.36, 0.22, 0.42), size=8, least=20)

    values = {
        "purpose": purpose,
        "guarantor": owner,
        "sales": chance.choice((200, 450, 1000)),
        "part": chance.choice((40, 60)),
    }
    told = {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": code,
        "guarantors": [owner],
        "loan_kind": "working_capital",
        "interest_rate": rate,
        "rate_basis": "固定利率",
        "purpose": purpose,
        "payment_method": "self",
        "disbursement_account": to,
        "repayment_account": to,
        "repayment_method": "随借随还，按月付息",
    }
    accept: dict[str, list[object]] = {
        "rate_basis": ["any text with 固定"],
        "repayment_method": ["any text with 随借随还", "any text with 按月付息"],
    }
    hooks = {"head": head, "facts": facts, "signed": signed}
    return loan5("online", press, terms, values, told, hooks=hooks, accept=accept)


def _farm(chance: random.Random) -> Made:
    """A village co-operative's page: short points in the village's own words."""
    terms = Terms.made(chance, 10_000, 90_000, 12, step=2_000)
    borrower, guarantor, officer = people5(chance, 3)
    town = chance.choice(("修水县", "武宁县", "镇坪县", "乐业县"))
    lender = f"{town}农村信用合作联社{chance.choice(('黄沙', '大桥', '白岭'))}信用社"
    short = f"{chance.choice(('黄农', '桥信', '岭农'))}字{terms.signed.year}-{digits(chance, 3)}"
    permille = Decimal(chance.randrange(35, 90, 5)) / 10
    to, purpose = account(chance, 17, "10"), chance.choice(("买耕牛", "种植烤烟", "养殖肉鸡", "栽茶苗"))
    identity_number = identity(chance)
    press = Press5(Style(size=12.5, leading=1.7, margins=(80, 60, 80, 56), foot=""))
    values = {
        "lender": lender,
        "seal": lender.replace("农村信用合作联社", ""),
        "short": short,
        "borrower": borrower,
        "guarantor": guarantor,
        "officer": officer,
        "identity": identity_number,
        "village": f"{town}石桥镇{chance.choice(('上坪', '塘头', '老屋'))}村{chance.randrange(1, 12)}组",
        "purpose": purpose,
        "permille": f"{permille}",
        "paid_to": to,
    }
    told = {
        "contract_number": short,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": identity_number,
        "guarantors": [guarantor],
        "loan_kind": "personal_business",
        "interest_rate": f"{permille * 12 / 10:.2f}",
        "purpose": purpose,
        "payment_method": "self",
        "disbursement_account": to,
        "repayment_account": to,
        "repayment_method": "每季末月二十日还息，到期日还本",
        "term_months": None,
    }
    accept: dict[str, list[object]] = {
        "contract_number": [f"第{short}号", f"{short}号"],
        "repayment_method": ["any text with 到期日还本"],
        "rate_basis": ["any text with 月利率"],
        "term_months": [12],
        "payment_method": [None],
    }
    return loan5("farm", press, terms, values, told, accept=accept)


def _small(chance: random.Random) -> Made:
    """A small lender tells in sentences what was agreed; no article has a number, the paper neither."""
    months = chance.choice((6, 8, 9))
    terms = Terms.made(chance, 50_000, 800_000, months, step=10_000)
    borrower, guarantor, officer = people5(chance, 3)
    city = chance.choice(("孝感", "天门", "曲靖"))
    lender = f"{city}市{chance.choice(('汇民', '诚济', '和兴泰'))}小额贷款有限公司"
    rate, theirs, payee = chance.choice(("12", "13.5", "14.4")), account(chance, 18, "4205"), NAMES5.firm(chance)
    purpose = chance.choice(("付机器款", "付进货款", "付订货尾款"))
    identity_number = identity(chance)
    press = Press5(Style(face="sans", size=11.5, leading=1.85, margins=(78, 80, 78, 70), foot=""))
    values = {
        "lender": lender,
        "borrower": borrower,
        "guarantor": guarantor,
        "officer": officer,
        "identity": identity_number,
        "city": city,
        "trade": chance.choice(("水产", "石材", "粮油")),
        "reason": chance.choice(("旺季到了货款周转不开", "要添一套加工设备")),
        "months_cn": {6: "六", 8: "八", 9: "九"}[months],
        "rate": rate,
        "payee": payee,
        "purpose": purpose,
        "relation": chance.choice(("亲兄弟", "多年的邻居", "合伙人")),
        "bank": f"汉口银行{city}分行",
        "theirs": theirs,
    }
    told = {
        "lender": lender,
        "borrower": borrower,
        "borrower_id": identity_number,
        "guarantors": [guarantor],
        "loan_kind": "personal_business",
        "amount": f"{terms.fen // 100}.00",
        "interest_rate": f"{Decimal(rate):.2f}",
        "purpose": purpose,
        "payment_method": "entrusted",
        "repayment_account": theirs,
    }
    accept: dict[str, list[object]] = {
        "rate_basis": ["any text with 年化"],
        "purpose": [f"any text with {purpose}", f"any text with {values['reason']}"],
        "repayment_method": ["any text with 本金到期一次还完", "any text with 每满一个月结一次"],
        # The lender's own account, where what is paid back goes.
        "repayment_account": [None],
        "interest_rate": [rate],
    }
    return loan5("small", press, terms, values, told, accept=accept)


PAPERS = (
    Paper("loan5-consumer-plain-speech", "held", _spend),
    Paper("loan5-stall-and-spouse", "held", _stall),
    Paper("loan5-online-signed", "held", _online),
    Paper("loan5-village-points", "held", _farm),
    Paper("loan5-small-lender-prose", "held", _small),
)
