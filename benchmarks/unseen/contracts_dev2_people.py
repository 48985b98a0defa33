"""A person's consumption loan whose particulars stand in two columns, with long terms in bold clauses."""

from __future__ import annotations

import random

from .contracts_cast import Cast, after, money, words
from .contracts_press import Style
from .contracts_truth import Draft, duty, maybe
from .made import Made, Paper

LENDERS = ("岷山消费金融股份有限公司", "长流银行股份有限公司{}零售中心", "漓江消费金融有限公司")
USES = (("购买家具家电", "购物"), ("旅游消费", "旅行社"), ("口腔医疗", "医疗机构"), ("子女职业教育培训", "培训机构"))
MONTHS = "〇一二三四五六七八九"


def _chinese_day(year: int, month: int, number: int) -> str:
    def below(n: int) -> str:
        tens, ones = divmod(n, 10)
        return ("" if tens == 0 else "十" if tens == 1 else MONTHS[tens] + "十") + (MONTHS[ones] if ones else "")

    return "".join(MONTHS[int(c)] for c in str(year)) + f"年{below(month)}月{below(number)}日"


def make(chance: random.Random) -> Made:
    """Return one contract of this layout."""
    cast = Cast(chance, "dev2")
    lender, borrower = chance.choice(LENDERS).format(cast.place()), cast.person()
    amount, months = cast.sum(10_000, 200_000, 1_000), chance.choice((6, 12, 18))
    signed = cast.date()
    end = after(signed, months)
    use, payee = chance.choice(USES)
    person, account, back = cast.person_id(), cast.account(), cast.account()
    name = f"MS-XJD-{chance.randint(10**9, 10**10 - 1)}"
    d = Draft(
        Style(
            face="sans",
            size=10,
            leading=1.7,
            margins=(50, 70, 50, 60),
            head=f"协议编号 {name}",
            foot="{page}/3",
            filled=(0, 0, 0),
        )
    )
    p = d.press
    p.heading("个人消费信贷借款协议", 17, "left")
    p.beside(
        (f"贷款人：{lender}", f"借款人：{borrower}", f"身份证号：{person}", f"借款金额：{amount:,}.00元"),
        (f"协议编号：{name}", f"借款用途：{use}", f"借款期限：{months}期（每月一期）", f"金额大写：{words(amount)}"),
    )
    d.owe(maybe("use_of_funds", "借款用途"))
    rate = chance.choice(("10.8", "14.4", "18.0"))
    monthly = f"{float(rate) / 12:.2f}"
    p.beside(
        (
            f"起息日：{_chinese_day(signed.year, signed.month, signed.day)}",
            f"到期日：{_chinese_day(end.year, end.month, end.day)}",
        ),
        (f"月利率：{monthly}%（折合年利率{rate}%）", "还款方式：等额本息"),
    )
    d.know(
        contract_number=name,
        lender=lender,
        borrower=borrower,
        borrower_id=person,
        loan_kind="personal_consumption",
        amount=money(amount),
        amount_in_words=words(amount),
        currency="CNY",
        start_date=signed.isoformat(),
        end_date=end.isoformat(),
        term_months=months,
        interest_rate=rate,
        purpose=use,
        repayment_method="等额本息",
        signed_date=signed.isoformat(),
    )
    d.also("rate_basis", "any")
    d.also("currency", None)
    d.owe(maybe("repayment", "等额本息"))
    d.say("【资金发放】", first=0, bold=True)
    entrusted = chance.random() < 0.5
    if entrusted:
        d.say(
            f"贷款人根据借款人的委托，将借款直接支付给借款人选择的{payee}，即受托支付。",
            maybe("other", "直接支付给借款人选择的"),
            first=0,
        )
        d.know(payment_method="entrusted")
    else:
        d.say(f"借款采用自主支付，贷款人将款项放至借款人尾号{account[-4:]}的收款卡，卡号{account}。", first=0)
        d.know(payment_method="self", disbursement_account=account)
    d.say("【还款】", first=0, bold=True)
    d.say(
        f"借款人需在每期还款日（每月{signed.day}日）24时前，保证还款卡{back}余额足够支付当期款项，贷款人自动划扣。",
        duty("repayment", "余额足够支付当期款项", due_date=None, amount=None),
        first=0,
    )
    d.know(repayment_account=back)
    d.say("【资金用途】", first=0, bold=True)
    d.say(
        "借款人承诺借款仅限前述消费，不购买彩票、不炒作虚拟货币，禁止进入股票、基金、期货等投资领域，禁止支付购房首付款。",
        duty("prohibition", "禁止进入股票、基金、期货", uses=["securities", "futures", "real_estate"]),
        maybe("use_of_funds", "仅限前述消费"),
        first=0,
    )
    days = chance.choice((15, 45))
    d.say(
        f"借款人应于消费完成后{days}日内上传消费发票或付款记录。",
        duty("evidence", "上传消费发票或付款记录", documents=["vat_invoice"], due_days=days),
        first=0,
    )
    d.say("【信息变更】", first=0, bold=True)
    if chance.random() < 0.7:
        d.say(
            "借款人的手机号码、住址有变更的，请及时于2个工作日内在应用中更新并告知贷款人。",
            duty("notification", "住址有变更的", near={"event": "住址"}, due_days=2, day_kind="working"),
            first=0,
        )
    d.say("【违约】", first=0, bold=True)
    d.say(
        "借款人逾期超过30日、提供虚假材料，或者资金用途违反约定的，贷款人有权要求借款人一次性结清剩余借款。",
        duty("acceleration", "一次性结清剩余借款", near={"event": "逾期超过30日"}, party=None),
        first=0,
    )
    d.say("逾期本金按每日0.05%收取罚息，不计复利。", first=0)
    d.say("【贷款人义务】", first=0, bold=True)
    d.say(
        "贷款人应当依照个人信息保护法处理借款人信息，不得向无关第三方提供。",
        maybe("other", "依照个人信息保护法"),
        maybe("prohibition", "不得向无关第三方提供"),
        first=0,
    )
    d.say("【释义】", first=0, bold=True)
    d.say("“还款日”指每期应还款项到期的日期；“消费”指购买商品或接受服务，不包括投资与经营。", first=0)
    p.space(10)
    clock = f"10:{chance.randint(10, 59)}:{chance.randint(10, 59)}"
    p.paragraph(f"借款人（电子签名）：{borrower}　　签署时间：{signed:%Y-%m-%d} {clock}")
    p.paragraph(f"贷款人（电子签章）：{lender}")
    return d.made()


PAPERS = (Paper("loan-consumption-two-columns", "dev", make),)
