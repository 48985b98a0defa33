"""A person's loan in a table of particulars with a schedule, and a person's business loan in chapters (dev)."""

from __future__ import annotations

import random

from .contracts_cast import Cast, after, day, money, words
from .contracts_press import Style
from .contracts_truth import Draft, covenant, duty, maybe
from .made import Made, Paper

BANKS = ("太行消费金融有限公司", "珠水银行股份有限公司{}分行", "赣北农村商业银行股份有限公司{}支行")
USES = (("住房装修", "装修合同"), ("购买家用轿车", "购车合同"), ("支付硕士课程学费", "录取通知书"))


def make_table(chance: random.Random) -> Made:  # noqa: PLR0915  in the order of the paper
    """Return a consumption loan: a table of particulars, numbered terms, a schedule on a page of its own."""
    cast = Cast(chance, "dev")
    lender, borrower = chance.choice(BANKS).format(cast.place()), cast.person()
    amount, months = cast.sum(36_000, 240_000, 12_000), chance.choice((12, 24))
    signed = cast.date()
    start, end = after(signed, 0, 1), after(after(signed, 0, 1), months)
    use, proof = chance.choice(USES)
    person, code = cast.person_id(), cast.account(18)
    daily = chance.random() < 0.3
    rate = "5.40" if daily else chance.choice(("4.80", "6.00", "7.20"))
    name = f"XF{signed:%Y%m%d}{chance.randint(1000, 9999)}"
    d = Draft(
        Style(face="sans", size=9.5, leading=1.65, margins=(56, 60, 56, 60), head="个人消费贷款合同", foot="- {page} -")
    )
    p = d.press
    p.heading("个人消费贷款合同", 17)
    entrusted = chance.random() < 0.6
    method = chance.choice(("等额本金", "每月等额还本、按月付息"))
    printed = "日利率0.015%（年化5.40%）" if daily else f"年利率（单利）{rate}%"
    p.table(
        (
            ("合 同 编 号", name, "<", "<"),
            ("贷 款 人", lender, "<", "<"),
            ("借 款 人", borrower, "身份证号码", person),
            ("贷款金额（小写）", f"¥{amount:,}.00", "贷款金额（大写）", f"人民币{words(amount)}"),
            ("贷款期限", f"{months}个月", "起止日期", f"{start:%Y-%m-%d} 至 {end:%Y-%m-%d}"),
            ("贷款利率", printed, "利率类型", "固定利率"),
            ("贷款用途", use, "还款方式", method),
            ("支付方式", "受托支付" if entrusted else "自主支付", "还款日", f"每月{start.day}日"),
            ("放款账号", code, "还款账号", code),
        ),
        (0.17, 0.33, 0.17, 0.33),
    )
    d.owe(maybe("use_of_funds", use), maybe("repayment", "每月"), maybe("repayment", method))
    d.know(
        contract_number=name,
        lender=lender,
        borrower=borrower,
        borrower_id=person,
        loan_kind="personal_consumption",
        amount=money(amount),
        amount_in_words=words(amount),
        currency="CNY",
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        term_months=months,
        interest_rate=rate,
        rate_basis="固定利率",
        purpose=use,
        payment_method="entrusted" if entrusted else "self",
        disbursement_account=code,
        repayment_account=code,
        repayment_method=method,
    )
    d.also("amount_in_words", f"any text with {words(amount)}")
    d.say("一、用途约定", first=0, bold=True)
    d.say("（一）借款人应严格按照上表所列用途使用贷款。", duty("use_of_funds", "严格按照上表所列用途使用贷款"))
    d.say(
        "（二）贷款不得流入证券市场、期货市场，不得用于购买住房、偿还其他借款，禁止投资理财产品。",
        duty(
            "prohibition",
            "贷款不得流入证券市场",
            uses=["securities", "futures", "real_estate", "loan_repayment", "wealth_management"],
        ),
    )
    days = chance.choice((30, 60, 90))
    d.say(
        f"（三）借款人应自贷款发放之日起{days}日内向贷款人提交{proof}及相应发票。",
        duty("evidence", "应自贷款发放之日起", documents=["vat_invoice"], due_days=days),
    )
    d.say("二、还款", first=0, bold=True)
    d.say(
        f"（一）借款人应于每月{start.day}日前将当期应还本息存入还款账号，由贷款人扣收。具体金额见附表。",
        duty("repayment", "将当期应还本息存入还款账号", due_date=None, amount=None),
    )
    d.say(
        "（二）借款人可以提前还款，但应至少提前10个自然日提出申请。",
        maybe("notification", "提前10个自然日"),
        maybe("repayment", "提前还款"),
        maybe("consent", "提前还款"),
        maybe("other", "提前还款"),
    )
    d.say("（三）逾期部分按合同利率加收50%计罚息。")
    d.say("三、告知", first=0, bold=True)
    moved = chance.choice((5, 7, 10))
    d.say(
        f"借款人的工作单位、联系方式发生变动，须在变动后{moved}日内告知贷款人。",
        duty("notification", "联系方式发生变动", near={"event": "工作单位"}, due_days=moved),
    )
    if chance.random() < 0.5:
        d.say(
            "未得到贷款人的同意，借款人不得将所购财产出售、出租给第三人。",
            duty("consent", "不得将所购财产出售", near={"event": "出售"}),
        )
    d.say("四、违约处理", first=0, bold=True)
    d.say(
        "借款人连续三期或累计六期未按时足额还款，或改变贷款用途的，贷款人可宣布贷款提前到期，要求借款人清偿全部本息。",
        duty("acceleration", "可宣布贷款提前到期", near={"event": "改变贷款用途"}, party=None),
    )
    d.say("五、声明", first=0, bold=True)
    d.say("贷款人已提示借款人阅读加黑条款。本贷款为信用方式，借款人无须提供担保。贷款人委托的第三方不会向借款人收费。")
    p.space(10)
    p.beside((f"借款人签名：{borrower}", day(signed)), (f"贷款人盖章：{lender}", day(signed)))
    d.know(signed_date=signed.isoformat())
    p.page()
    p.heading("附表：还款计划", 13)
    each, left = amount // months, amount
    rows, schedule = [("期数", "还款日期", "应还本金", "应还利息", "剩余本金")], []
    for k in range(1, months + 1):
        due = after(start, k)
        interest = f"{left * float(rate) / 1200:.2f}"
        left -= each
        rows.append((str(k), f"{due:%Y/%m/%d}", f"{each:,}.00", interest, f"{left:,}.00"))
        schedule.append({"due_date": due.isoformat(), "principal": money(each), "interest": interest})
    total = sum(float(s["interest"]) for s in schedule)
    rows.append(("合计", "", f"{amount:,}.00", f"{total:,.2f}", ""))
    p.table(rows, (0.1, 0.24, 0.22, 0.22, 0.22), bold_head=True)
    d.know(repayment_schedule=schedule)
    return d.made()


def make_chapters(chance: random.Random) -> Made:  # noqa: PLR0915  in the order of the paper
    """Return a person's business loan: chapters 第一章, articles that number on, duties in long sentences."""
    cast = Cast(chance, "dev")
    lender, borrower, wife = chance.choice(BANKS[1:]).format(cast.place()), cast.person(), cast.person()
    firm = cast.company("商贸有限公司")
    amount, years = cast.sum(500_000, 5_000_000, 50_000), chance.choice((1, 2, 3))
    signed = cast.date()
    end = after(signed, years * 12, -1)
    person, account = cast.person_id(), cast.account()
    rate = chance.choice(("3.85", "4.20", "4.90"))
    name = f"个经贷（{signed.year}）{chance.randint(10000, 99999)}号"
    d = Draft(Style(face="serif", size=11, leading=1.75, margins=(76, 72, 70, 72), foot="第 {page} 页"))
    p = d.press
    p.heading("个人经营贷款合同", 19)
    d.say(f"合同编号：{name}", first=0)
    d.say(f"甲方（贷款人）：{lender}", first=0)
    d.say(f"乙方（借款人）：{borrower}　　公民身份号码：{person}", first=0)
    d.say(f"丙方（共同还款人）：{wife}", first=0)
    d.know(contract_number=name, lender=lender, borrower=borrower, borrower_id=person, loan_kind="personal_business")
    d.also("borrower", f"any text with {borrower}")
    p.heading("第一章　贷款要素", 13)
    d.say(f"第一条　甲方向乙方提供贷款人民币{amount:,}元（大写：{words(amount)}）。")
    d.know(amount=money(amount), amount_in_words=words(amount), currency="CNY")
    d.say(f"第二条　贷款期限{'壹贰叁'[years - 1]}年，即从{day(signed)}开始，于{day(end)}届满。")
    d.know(term_months=years * 12, start_date=signed.isoformat(), end_date=end.isoformat())
    d.say(f"第三条　贷款执行年利率为{rate}%，系签约日一年期LPR加点形成，本合同有效期内保持不变。")
    d.know(interest_rate=rate)
    d.also("rate_basis", "any")
    goods = chance.choice(("布匹", "干货", "五金工具", "茶叶"))
    d.say(
        f"第四条　贷款用于乙方经营的{firm}购进{goods}，乙方应按该用途使用。",
        duty("use_of_funds", f"购进{goods}", near={"purpose": f"购进{goods}"}),
    )
    d.know(purpose=f"乙方经营的{firm}购进{goods}")
    d.also("purpose", f"any text with 购进{goods}")
    self_paid = amount <= 1_000_000
    if self_paid:
        d.say(
            "第五条　贷款资金由乙方自主支付。乙方应于每月5日前向甲方书面报告上月资金使用情况。",
            duty(
                "reporting",
                "书面报告上月资金使用情况",
                near={"document": "资金使用情况"},
                frequency="monthly",
                due_days=5,
            ),
        )
        d.know(payment_method="self")
    else:
        d.say("第五条　贷款资金采用受托支付，由甲方直接划付给乙方的交易对手。", maybe("other", "由甲方直接划付"))
        d.know(payment_method="entrusted")
    d.say(f"第六条　放款及还款账户均为乙方在甲方开立的账户，户名{borrower}，账号{account}。")
    d.know(disbursement_account=account, repayment_account=account)
    d.say(
        "第七条　乙方每月21日归还利息，最后一期利随本清。",
        duty("repayment", "每月21日归还利息", due_date=None, amount=None),
    )
    d.know(repayment_method="每月21日归还利息，最后一期利随本清")
    d.also("repayment_method", "any text with 利随本清", "any text with 归还利息")
    house = f"{cast.place()}市滨河路{chance.randint(2, 90)}号房产"
    d.say(
        f"第八条　丙方以{house}作抵押，抵押合同编号为个抵{chance.randint(1000, 9999)}号。",
        duty("security", f"丙方以{house}作抵押", near={"document": "抵押合同"}, party=None),
    )
    d.also("guarantors", "any")
    p.heading("第二章　乙方的承诺", 13)
    d.say(
        "第九条　乙方承诺贷款不进入股市、楼市，不从事期货买卖，不用于出资入股或者向他人放贷。",
        duty(
            "prohibition",
            "乙方承诺贷款不进入股市",
            uses=["securities", "real_estate", "futures", "equity_investment", "lending"],
        ),
    )
    share = chance.choice(("三", "五", "七"))
    d.say(
        f"第十条　乙方及{firm}的日常结算应通过甲方办理，其中销货收入的{share}成以上须存入甲方账户。",
        duty("account", "须存入甲方账户", share={"三": "30", "五": "50", "七": "70"}[share], unit="percent"),
    )
    within = chance.choice(("十", "二十", "三十"))
    count = {"十": 10, "二十": 20, "三十": 30}[within]
    d.say(
        f"第十一条　乙方支用贷款后{within}日内，应向甲方交付购销合同、运输单据及银行转账凭证。",
        duty("evidence", "应向甲方交付购销合同", documents=["trade_contract", "transfer_slip"], due_days=count),
    )
    revenue = chance.choice((200, 500, 800))
    d.say(
        f"第十二条　乙方保证{firm}年销售收入不少于{revenue}万元，净利润应为正数。",
        covenant("revenue", ">=", money(revenue * 10_000), "yuan", "年销售收入不少于"),
        covenant("net_profit", ">", "0", None, "净利润应为正数"),
    )
    d.accept.setdefault(f"obligations[{len(d.fields['obligations']) - 1}].unit", []).extend(["yuan"])
    d.say(
        "第十三条　乙方婚姻状况变化、涉及诉讼或企业歇业的，应于发生之日起7日内通知甲方。",
        duty("notification", "乙方婚姻状况变化", near={"event": "婚姻状况变化"}, due_days=7),
    )
    d.say(
        "第十四条　非经甲方书面许可，乙方不得再以抵押物设定其他权利负担。",
        duty("consent", "非经甲方书面许可", near={"event": "设定其他权利负担"}),
    )
    p.heading("第三章　甲方的权利义务", 13)
    d.say(
        "第十五条　甲方应按约定的时间足额发放贷款，因甲方原因迟延的，按迟延天数减收利息。",
        maybe("other", "甲方应按约定"),
    )
    d.say("第十六条　甲方可对贷款用途进行检查，检查不收取费用。", maybe("other", "甲方可对贷款用途"))
    d.say(
        "第十七条　乙方违反第四条、第九条约定的，甲方有权解除合同，提前收回全部贷款。",
        duty("acceleration", "提前收回全部贷款", party=None),
    )
    p.heading("第四章　附则", 13)
    d.say("第十八条　贷款逾期的，逾期期间按合同利率的1.5倍计息。")
    d.say("第十九条　本合同所称销货收入以增值税申报表为准；所称书面，包括电子邮件。")
    p.space(12)
    p.beside(
        (f"甲方：{lender}", f"签署日期：{day(signed)}"), (f"乙方：{borrower}　丙方：{wife}", f"签署日期：{day(signed)}")
    )
    d.know(signed_date=signed.isoformat())
    return d.made()


PAPERS = (
    Paper("loan-consumption-table", "dev", make_table),
    Paper("loan-personal-business-chapters", "dev", make_chapters),
)
