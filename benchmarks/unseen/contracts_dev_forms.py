"""A fixed-asset loan with ticked alternatives, a small lender's unnumbered letter of loan, and blank forms (dev)."""

from __future__ import annotations

import random

from .contracts_cast import Cast, after, day, money, words
from .contracts_press import Style
from .contracts_truth import Draft, covenant, duty, maybe
from .made import Made, Paper

PROJECTS = ("年产6万吨净菜加工生产线建设项目", "智能纺纱车间技术改造项目", "冷链仓储中心二期工程", "污水处理站扩建工程")
BANKS = ("滹沱银行股份有限公司", "东江农村合作银行", "渤海湾城市银行股份有限公司")
LENDERS = ("汇众小额贷款有限责任公司", "惠邻小额贷款股份有限公司", "农丰小额贷款有限公司")


def _ticks(options: tuple[str, ...], chosen: int, signs: tuple[str, str]) -> list[str]:
    return [f"{signs[0] if k == chosen else signs[1]}{text}" for k, text in enumerate(options)]


def make_ticked(chance: random.Random) -> Made:  # noqa: PLR0915  in the order of the paper
    """Return a fixed-asset loan whose terms are chosen among printed alternatives."""
    cast = Cast(chance, "dev")
    lender, borrower = chance.choice(BANKS) + cast.place() + "分行", cast.company()
    project = chance.choice(PROJECTS)
    amount, months = cast.sum(10_000_000, 90_000_000, 1_000_000), chance.choice((36, 60, 84))
    signed = cast.date()
    start = after(signed, 0, 2)
    end = after(start, months)
    name = f"固借[{signed.year}]{chance.randint(100, 999)}-{chance.randint(10, 99)}"
    signs = chance.choice((("☑", "□"), ("■", "□"), ("√", "□")))
    blank = "______"
    d = Draft(Style(face="sans", size=10, leading=1.6, margins=(60, 66, 60, 60), foot="{page} / 固定资产借款合同"))
    p = d.press
    p.heading("固定资产借款合同", 20)
    p.paragraph(f"编号：{name}", align="right")
    d.know(contract_number=name, lender=lender, borrower=borrower, loan_kind="fixed_asset", currency="CNY")
    code = cast.credit_code()
    p.table(
        (
            ("贷款人", lender, "借款人", borrower),
            ("经办机构地址", cast.place() + "市人民路8号", "统一社会信用代码", code),
            ("负责人", cast.person(), "法定代表人", cast.person()),
        ),
        (0.15, 0.35, 0.17, 0.33),
    )
    d.know(borrower_id=code)
    kinds = _ticks(("流动资金借款", "固定资产借款", f"其他：{blank}"), 1, signs)
    d.say("1．借款种类　　" + "　".join(kinds), first=0)
    d.say(f"2．借款金额　　币种：{signs[0]}人民币　{signs[1]}美元　{signs[1]}其他", first=0)
    d.say(f"（大写）{{{words(amount)}}}　（小写）{{{amount:,}.00}}元", first=3)
    d.know(amount=money(amount), amount_in_words=words(amount))
    d.say(
        f"3．借款期限　　共{{{months}}}个月，自{{{day(start)}}}至{{{day(end)}}}。"
        "实际放款日以借据为准的，到期日相应顺延。",
        first=0,
    )
    d.know(term_months=months, start_date=start.isoformat(), end_date=end.isoformat())
    rate = chance.choice(("4.05", "4.35", "4.60"))
    fixed = chance.random() < 0.5
    points = chance.randint(15, 95)
    d.say("4．借款利率（按下列方式之一）", first=0)
    ways = (
        f"固定利率：年利率{{{rate}}}%，合同期内不变。" if fixed else f"固定利率：年利率{blank}%，合同期内不变。",
        f"浮动利率：定价基准（5年期以上LPR）{blank}基点，按年调整。"
        if fixed
        else f"浮动利率：5年期以上LPR加{{{points}}}基点，按年调整。",
    )
    for line in _ticks(ways, 0 if fixed else 1, signs):
        d.say(line, first=3)
    if fixed:
        d.know(interest_rate=rate, rate_basis="固定利率")
        d.also("rate_basis", "any text with 固定利率")
    else:
        d.know(rate_basis=f"5年期以上LPR加{points}基点")
        d.also("rate_basis", "any text with LPR", "any text with 浮动利率")
    d.say(
        f"5．借款用途　　本合同借款用于{{{project}}}的设备购置和土建支出，不得挪作他用。",
        duty("use_of_funds", f"本合同借款用于{project}", near={"purpose": project}),
        duty("prohibition", "不得挪作他用"),
        first=0,
    )
    d.know(purpose=f"{project}的设备购置和土建支出")
    d.also("purpose", f"any text with {project}")
    pay = chance.randint(0, 2)
    limit = chance.choice((3_000_000, 5_000_000, 10_000_000))
    d.say("6．支付方式", first=0)
    options = (
        "全部借款由贷款人受托支付。",
        "全部借款由借款人自主支付。",
        f"单笔支付金额达到{{{limit:,}.00}}元的采用贷款人受托支付，不足该金额的由借款人自主支付。"
        if pay == 2
        else f"单笔支付金额达到{blank}元的采用贷款人受托支付，不足该金额的由借款人自主支付。",
    )
    for line in _ticks(options, pay, signs):
        d.say(line, first=3)
    d.know(payment_method=("entrusted", "self", "mixed")[pay], entrusted_threshold=money(limit) if pay == 2 else None)
    d.say("7．还款方式", first=0)
    method = chance.randint(0, 2)
    methods = ("到期一次还本，按季付息", "等额本金，按季归还", "按还款计划分期归还本金，按季付息")
    for line in _ticks(tuple(m + "；" for m in methods), method, signs):
        d.say(line, maybe("repayment", line[1:]), first=3)
    d.know(repayment_method=methods[method])
    if method == 2:
        third = amount // 2
        dates = (after(start, months // 2), end)
        p.table(
            (("还款日", "本金（元）"), (day(dates[0]), f"{third:,}.00"), (day(dates[1]), f"{amount - third:,}.00")),
            (0.5, 0.5),
            bold_head=True,
        )
        parts = (third, amount - third)
        d.know(
            repayment_schedule=[
                {"due_date": t.isoformat(), "principal": money(a), "interest": None}
                for t, a in zip(dates, parts, strict=True)
            ]
        )
    income, loan = cast.account(16), cast.account(16)
    d.say("8．账户", first=0)
    d.say(f"贷款发放账户账号：{{{loan}}}；项目收入账户（还款账户）账号：{{{income}}}。", first=3)
    d.know(disbursement_account=loan, repayment_account=income)
    d.say("借款人的项目收入应全部进入项目收入账户。", duty("account", "项目收入应全部进入"), first=3)
    d.say("9．担保　　" + "　".join(_ticks(("信用", "抵押", "保证"), 1, signs)), maybe("security", "抵押"), first=0)
    mortgagor = cast.company()
    d.say(
        f"由{{{mortgagor}}}以其名下国有建设用地使用权提供抵押，抵押合同编号：{{固抵{chance.randint(1000, 9999)}号}}。",
        duty("security", "国有建设用地使用权提供抵押", near={"document": "抵押合同"}, party=None),
        first=3,
    )
    d.also("guarantors", "any")
    d.know(guarantors=[mortgagor])
    _duties(d, chance, signs)
    p.space(10)
    p.beside(
        (f"贷款人（盖章）：{lender}", "授权签字人：", day(signed)),
        (f"借款人（盖章）：{borrower}", "授权签字人：", day(signed)),
    )
    d.know(signed_date=signed.isoformat())
    return d.made()


def _duties(d: Draft, chance: random.Random, signs: tuple[str, str]) -> None:
    d.say("10．借款人的义务（打钩的适用）", first=0)
    month = chance.choice((5, 8, 10))
    if chance.random() < 0.6:
        d.say(
            f"{signs[0]}每月{month}日前向贷款人报送上月工程进度表和资金使用情况表；",
            duty(
                "reporting",
                "日前向贷款人报送上月工程进度表",
                near={"document": "工程进度表"},
                frequency="monthly",
                due_days=month,
            ),
            first=3,
        )
    else:
        d.say(f"{signs[1]}每月____日前向贷款人报送上月工程进度表和资金使用情况表；", first=3)
    half = chance.choice((20, 30))
    if chance.random() < 0.5:
        d.say(
            f"{signs[0]}每半年结束后{half}日内报送财务报表；",
            duty("reporting", "每半年结束后", near={"document": "财务报表"}, frequency="half_yearly", due_days=half),
            first=3,
        )
    dscr = chance.choice(("1.2", "1.3"))
    d.say(
        f"{signs[0]}项目偿债备付率不低于{dscr}；", covenant("other", ">=", dscr, "times", "偿债备付率不低于"), first=3
    )
    cap = chance.choice((20, 30))
    d.say(
        f"{signs[0]}项目资本金比例不低于{cap}%，且先于借款到位；",
        covenant("other", ">=", str(cap), "percent", "项目资本金比例不低于"),
        first=3,
    )
    d.say(f"{signs[1]}资产负债率不高于____%；", first=3)
    days = chance.choice((30, 60))
    d.say(
        f"{signs[0]}设备到货后{days}日内提供发票、验收单复印件；",
        duty("evidence", "设备到货后", documents=["vat_invoice", "goods_receipt"], due_days=days),
        first=3,
    )
    d.say(
        f"{signs[0]}抵押物须办理财产保险，保险单正本交贷款人保管。",
        duty("security", "抵押物须办理财产保险", party="borrower"),
        maybe("evidence", "保险单正本"),
        first=3,
    )
    d.say("11．通知与同意", first=0)
    d.say(
        "借款人对项目概算作重大调整、变更建设内容的，应事先取得贷款人书面认可。",
        duty("consent", "应事先取得贷款人书面认可", near={"event": "变更建设内容"}),
        first=3,
    )
    d.say(
        "项目停工、发生安全事故的，借款人应立即通知贷款人。",
        duty("notification", "项目停工、发生安全事故的", near={"event": "项目停工"}, due_days=0),
        first=3,
    )
    d.say("12．违约", first=0)
    d.say(
        "借款人挤占、挪用借款的，贷款人可以收回已发放的全部借款，并自挪用之日起按借款利率的200%计收罚息。",
        duty("acceleration", "收回已发放的全部借款", near={"event": "挪用"}, party=None),
        first=3,
    )
    d.say("逾期罚息利率为借款利率的150%。", first=3)
    d.say("13．贷款人应对借款人的商业秘密保密，法律另有规定的除外。", maybe("other", "保密"), first=0)
    d.say("14．本合同未尽事宜依照《固定资产贷款管理办法》办理。争议由贷款人所在地法院管辖。", first=0)


def make_letter(chance: random.Random) -> Made:  # noqa: PLR0915  in the order of the paper
    """Return a small lender's contract in free paragraphs without numbers."""
    cast = Cast(chance, "dev")
    lender, borrower, spouse = cast.place() + chance.choice(LENDERS), cast.person(), cast.person()
    amount, months = cast.sum(100_000, 900_000, 10_000), chance.choice((3, 6, 9, 12))
    signed = cast.date()
    end = after(signed, months)
    person = cast.person_id()
    monthly = chance.choice(("8", "10", "12"))
    shop = chance.choice(("水果批发店", "家电维修部", "养殖场", "小超市"))
    goods = chance.choice(("水果", "家电配件", "饲料", "日用百货"))
    d = Draft(Style(face="serif", size=12, leading=1.9, margins=(80, 80, 80, 70), foot=""))
    d.press.heading("借　款　协　议", 20)
    d.press.space(8)
    d.say(f"出借方：{lender}", first=0)
    d.say(f"借款方：{borrower}　　身份证号：{person}", first=0)
    d.know(lender=lender, borrower=borrower, borrower_id=person, loan_kind="personal_business", currency="CNY")
    d.also("loan_kind", "other")
    d.say(f"因{borrower}经营{shop}需要周转，向出借方借款，双方说定以下内容：")
    d.say(
        f"借款本金为人民币{words(amount)}（￥{amount}.00元），借期{months}个月，从{day(signed)}到{day(end)}，月利率{monthly}‰。"
    )
    yearly = f"{int(monthly) * 12 / 10:.2f}"
    d.know(
        amount=money(amount),
        amount_in_words=words(amount),
        term_months=months,
        start_date=signed.isoformat(),
        end_date=end.isoformat(),
        interest_rate=yearly,
    )
    d.also("amount_in_words", f"any text with {words(amount)}")
    d.also("rate_basis", "any")
    d.say(
        f"这笔钱只能用来进{goods}，借款方保证不拿去炒股、赌博或者转借给别人，也不拿去还其他借款。",
        duty("use_of_funds", f"只能用来进{goods}", near={"purpose": f"进{goods}"}),
        duty("prohibition", "不拿去炒股", uses=["securities", "gambling", "lending", "loan_repayment"]),
    )
    d.know(purpose=f"进{goods}")
    d.also("purpose", f"any text with {goods}")
    account = cast.account()
    d.say(f"出借方把款打到借款方在{cast.place()}农商行的账户，账号{account}。")
    d.know(disbursement_account=account)
    if chance.random() < 0.5:
        d.say(
            "利息一月一付，每月最后一天付清，本金到期一次还清。",
            duty("repayment", "本金到期一次还清", due_date=None, amount=None),
        )
        d.know(repayment_method="利息一月一付，每月最后一天付清，本金到期一次还清")
        d.also("repayment_method", "any text with 一次还清")
    else:
        d.say(
            f"借款方应于{day(end)}一次还清本金{amount}元和全部利息。",
            duty("repayment", "一次还清本金", due_date=end.isoformat(), amount=money(amount)),
        )
        d.know(repayment_method="一次还清本金和全部利息")
        d.also("repayment_method", "any text with 一次还清")
    days = chance.choice((7, 10, 15))
    if chance.random() < 0.75:
        d.say(
            f"用款之后{days}天内，借款方要把进货单据、收据交给出借方看。",
            duty("evidence", "用款之后", due_days=days),
        )
    d.say(
        "借款方搬家、换电话或者关店的，应当在3天内告诉出借方。",
        duty("notification", "应当在3天内告诉出借方", near={"event": "搬家"}, due_days=3),
    )
    if chance.random() < 0.6:
        d.say(
            f"{spouse}自愿为这笔借款承担连带保证责任，直到本息还清为止。",
            duty("security", "承担连带保证责任", party="guarantor"),
        )
        d.know(guarantors=[spouse])
    d.say(
        "借款方把钱挪作别用，或者拖欠利息超过15天的，出借方有权要求提前还清全部借款。",
        duty("acceleration", "有权要求提前还清全部借款", near={"event": "挪作别用"}, party=None),
    )
    d.say("出借方不收取任何手续费、保证金。借款方提前还款的，利息按实际天数计算，不需要支付违约金。")
    d.say("按照法律规定，借款的利息不得预先在本金中扣除。")
    d.say("本协议一式两份，双方各拿一份，签字盖章后算数。")
    d.press.space(20)
    d.press.beside(
        (f"出借方（盖章）：{lender}", f"{day(signed)}"), (f"借款方（签字按印）：{borrower}", f"{day(signed)}")
    )
    d.know(signed_date=signed.isoformat())
    return d.made()


def make_blank(chance: random.Random) -> Made:
    """Return a printed form on which nobody has written anything."""
    d = Draft(Style(face="sans", size=11, leading=1.8, foot="第{page}页 共2页"))
    line = "＿＿＿＿＿＿" if chance.random() < 0.5 else "__________"
    d.press.heading("个人经营性借款合同（样本）", 18)
    d.say(f"合同编号：{line}", first=0)
    d.say(f"贷款人：{line}　　借款人：{line}　　证件号码：{line}", first=0)
    d.say(
        f"第1条　贷款人同意向借款人发放人民币（大写）{line}元的贷款，期限{line}个月，"
        "自　　年　月　日起至　　年　月　日止。"
    )
    d.say(f"第2条　贷款年利率为{line}%。贷款用途为{line}。", maybe("use_of_funds", "贷款用途为"))
    d.say(f"第3条　支付方式为□受托支付□自主支付。还款方式为□等额本息□等额本金□其他{line}。")
    d.say(f"第4条　放款账号{line}，还款账号{line}。")
    d.say(
        "第5条　借款人应于每年　　月　　日前向贷款人提供经营情况说明。",
        duty("reporting", "向贷款人提供经营情况说明", near={"document": "经营情况说明"}, frequency="yearly"),
    )
    d.say(
        f"第6条　借款人的资产负债率不得超过{line}%。", covenant("debt_ratio", "<=", None, None, "的资产负债率不得超过")
    )
    d.say(
        "第7条　借款人不得以贷款资金购买房产、参与民间借贷。",
        duty("prohibition", "借款人不得以贷款资金购买房产", uses=["real_estate", "lending"]),
    )
    d.say("贷款人（签章）：　　　　　　　　借款人（签字）：", first=0)
    d.say("　　年　　月　　日", first=0)
    d.know(loan_kind="personal_business")
    d.also("currency", "CNY")
    d.also("obligations[2].unit", "percent")
    return d.made()


PAPERS = (
    Paper("loan-fixed-asset-ticked", "dev", make_ticked),
    Paper("loan-small-lender-letter", "dev", make_letter),
    Paper("loan-personal-business-blank", "dev", make_blank),
)
