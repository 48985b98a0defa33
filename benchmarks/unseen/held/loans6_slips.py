"""Papers that say a loan was paid out: a bank's voucher, a notice of a lender's system, and a handwritten-like note."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from ..made import Made, Paper
from .loans6_cast import Cast, Truth, capital, cn, cn0, comma, money, months_on
from .loans6_sheet import Sheet


def _voucher(chance: random.Random) -> Made:
    """A bank's 借款借据, half a page, all in one table."""
    cast = Cast(chance)
    borrower = cast.firm(chance.choice(("针织有限公司", "陶瓷有限责任公司", "农业开发有限公司")))
    bank = f"{cast.places.pop()}{chance.choice(('农商银行', '银行'))}{chance.choice(('中山路支行', '滨江支行'))}"
    day = cast.day(dt.date(2025, 1, 8), 430)
    months = chance.choice((6, 12, 24, 36))
    due = months_on(day, months)
    amount = chance.choice((450000, 900000, 2400000, 5600000))
    rate = chance.choice(("3.95", "4.60", "5.75"))
    number = f"{chance.choice(('借', '企借'))}字第{day.year}{cast.digits(6)}号"
    receipt, account = cast.digits(12, "60"), cast.digits(19, "1020")
    truth = Truth("loan_receipt")
    truth.know(receipt_number=receipt, contract_number=number, borrower=borrower, amount=money(amount), account=account)
    truth.know(disbursement_date=day.isoformat(), due_date=due.isoformat(), interest_rate=rate)
    sheet = Sheet(chance.choice(("ming", "sans")), 10, page=(595.28, 460), margins=(44, 50, 44, 40))
    sheet.title(f"{bank}借款借据", 15, after=4)
    sheet.para(f"借据编号：{receipt}　　　　　　　　　　填制日期：{cn0(day)}", first=0)
    sheet.space(4)
    sheet.table(
        (20, 42, 20, 42),
        (
            ("借款人名称", borrower, "借款合同号", number),
            ("放款账号", account, "贷款品种", chance.choice(("流动资金贷款", "短期经营性贷款"))),
            ("借款金额\n（大写）", f"人民币{capital(amount)}", "小写", f"￥{comma(amount)}"),
            ("借款日期", cn0(day), "到期日期", cn0(due)),
            ("年利率", f"{rate}%", "还款方式", "按月结息，到期还本"),
            ("借款用途", (chance.choice(("购纱线", "购原料", "支付货款")), 3)),
        ),
        high=27,
    )
    sheet.space(4)
    sheet.para("上列借款我单位已收妥，到期保证按合同约定归还本息。", first=0)
    sheet.space(4)
    sheet.beside(
        (
            ("借款人（签章）：", "", ""),
            ("银行（业务章）：", "", ""),
            (f"经办：{cast.person()}", f"复核：{cast.person()}"),
        ),
        seals=((borrower, 60, ""), (bank, 236, "业务专用章")),
        side=88,
    )
    return truth.made(sheet)


def _notice(chance: random.Random) -> Made:
    """A lender's notice that the loan stands on the account, as its system prints it: labels and values in lines."""
    cast = Cast(chance)
    borrower = cast.firm(chance.choice(("物流有限公司", "商贸有限公司", "机电设备有限公司")))
    lender = f"{cast.places.pop()}{chance.choice(('农村商业银行股份有限公司', '银行股份有限公司'))}"
    day = cast.day(dt.date(2025, 1, 8), 430)
    months = chance.choice((3, 6, 12))
    due = months_on(day, months)
    amount = chance.choice((320000, 700000, 1250000, 4000000))
    monthly = chance.choice(("3.5", "4.2", "4.8"))
    rate = f"{Decimal(monthly) * 12 / 10:.2f}"
    number = f"HT{day.year}{cast.digits(8)}"
    receipt, account = f"JJ{day:%Y%m%d}{cast.digits(4)}", cast.digits(18, "8010")
    truth = Truth("loan_receipt")
    truth.know(receipt_number=receipt, contract_number=number, borrower=borrower, amount=money(amount), account=account)
    truth.know(disbursement_date=day.isoformat(), due_date=due.isoformat(), interest_rate=rate)
    sheet = Sheet(chance.choice(("plain", "hei")), 11, leading=1.9)
    sheet.title("放 款 通 知 书", 17, after=8)
    sheet.para(f"{borrower}：", first=0)
    sheet.para(f"贵公司在我行申请的借款已于{day:%Y/%m/%d}发放，现将有关事项通知如下：")
    for line in (
        f"合同编号：{number}",
        f"借据号：{receipt}",
        f"发放金额：{comma(amount)}元（人民币{capital(amount)}）",
        f"放款日期：{day:%Y/%m/%d}",
        f"到期日期：{due:%Y/%m/%d}",
        f"执行利率：月利率{monthly}‰",
        f"入账账号：{account}",
        "还款方式：按月付息，到期一次还本",
    ):
        sheet.para(line)
    sheet.para("请贵公司按合同约定的用途使用借款，并按期偿还本息。")
    sheet.space(20)
    sheet.para(lender, first=0, align="right")
    sheet.para(f"{day:%Y/%m/%d}", first=0, align="right")
    sheet.seal(lender, sheet.right - 130, sheet.y - 76)
    return truth.made(sheet)


def _personal_note(chance: random.Random) -> Made:
    """A rural lender's receipt that a person signs: text with blanks filled in."""
    cast = Cast(chance)
    borrower = cast.person()
    lender = f"{cast.places.pop()}{chance.choice(('农村信用合作联社', '县农村合作银行'))}"
    day = cast.day(dt.date(2025, 1, 8), 430)
    months = chance.choice((12, 24, 36))
    due = months_on(day, months)
    amount = chance.choice((50000, 80000, 160000, 300000))
    rate = chance.choice(("4.35", "5.50", "6.65"))
    number = f"（{day.year}）农信个借字{cast.digits(5)}号"
    account = cast.card()
    truth = Truth("loan_receipt")
    truth.know(contract_number=number, borrower=borrower, amount=money(amount), account=account)
    truth.know(disbursement_date=day.isoformat(), due_date=due.isoformat(), interest_rate=rate)
    sheet = Sheet(chance.choice(("kai", "serif")), 12, leading=1.9, page=(595.28, 500))
    sheet.title(chance.choice(("借 款 凭 证", "借　据")), 18, after=10)
    sheet.para(
        f"今借到{{{lender}}}人民币（大写）{{{capital(amount)}}}（小写：￥{{{comma(amount)}}}），借款合同编号："
        f"{{{number}}}，借款日期{{{cn(day)}}}，到期日期{{{cn(due)}}}，年利率{{{rate}}}%，"
        f"款项转入本人账户{{{account}}}。"
        "借款到期保证归还本息，逾期愿按合同约定承担责任。"
    )
    sheet.space(20)
    sheet.para(f"借款人（签名并按手印）：{borrower}", first=0, align="right")
    sheet.para(cn(day), first=0, align="right")
    sheet.space(8)
    sheet.para(f"信贷员：{cast.person()}　　会计：{cast.person()}", first=0)
    return truth.made(sheet)


PAPERS: tuple[Paper, ...] = (
    Paper("loan-receipt6-voucher", "held", _voucher),
    Paper("loan-receipt6-notice", "held", _notice),
    Paper("loan-receipt6-person", "held", _personal_note),
)
