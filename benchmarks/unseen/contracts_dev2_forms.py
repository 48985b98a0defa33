"""A person's business loan with [√], a trust's loan in free text, a group's finance company, a blank."""

from __future__ import annotations

import random

from .contracts_cast import Cast, after, day, money, words
from .contracts_press import Style
from .contracts_truth import Draft, covenant, duty, maybe
from .made import Made, Paper

BANKS = ("汉水民生村镇银行有限责任公司", "陇原银行股份有限公司{}支行", "桂西农村信用合作联社{}信用社")
TRUSTS = ("华岳国际信托有限公司", "汉江信托股份有限公司", "西陵信托有限责任公司")


def _pick(options: tuple[str, ...], chosen: int) -> list[str]:
    return [f"[{'√' if k == chosen else ' '}] {text}" for k, text in enumerate(options)]


def make_ticked(chance: random.Random) -> Made:  # noqa: PLR0915  in the order of the paper
    """Return a person's business loan: boxed particulars, bracketed alternatives, two-level numbers 1-1."""
    cast = Cast(chance, "dev2")
    lender, borrower = chance.choice(BANKS).format(cast.place()), cast.person()
    amount, months = cast.sum(200_000, 3_000_000, 50_000), chance.choice((12, 18, 36))
    signed = cast.date()
    start = after(signed, 0, 3)
    end = after(start, months)
    person, account = cast.person_id(), cast.account(18)
    use = chance.choice(("进购化肥种子", "采购建筑辅材", "补充门店流动资金"))
    name = f"GJ{chance.randint(10**7, 10**8 - 1)}"
    d = Draft(
        Style(face="sans", size=10.5, leading=1.75, margins=(62, 64, 62, 64), foot="第{page}页", filled=(20, 40, 150))
    )
    p = d.press
    p.heading("个人经营性贷款借款合同", 18)
    p.paragraph(f"（合同编号：{name}）", align="centre")
    rate = chance.choice(("5.05", "5.65", "6.30"))
    p.table(
        (
            ("借款人（乙方）", f"{{{borrower}}}", "证件类型及号码", f"居民身份证 {{{person}}}"),
            ("贷款人（甲方）", f"{{{lender}}}", "<", "<"),
            ("借款本金", f"大写：人民币{{{words(amount)}}}\n小写：RMB {{{amount:,}.00}}", "<", "<"),
            (
                "借款期限",
                f"{{{months}}}个月（{{{start:%Y.%m.%d}}}—{{{end:%Y.%m.%d}}}）",
                "年利率",
                f"{{{rate}}}%（固定）",
            ),
        ),
        (0.18, 0.3, 0.2, 0.32),
    )
    d.know(
        contract_number=name,
        lender=lender,
        borrower=borrower,
        borrower_id=person,
        loan_kind="personal_business",
        currency="CNY",
        amount=money(amount),
        amount_in_words=words(amount),
        term_months=months,
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        interest_rate=rate,
    )
    d.also("amount_in_words", f"any text with {words(amount)}")
    d.also("rate_basis", "any")
    d.say(
        "1-1 借款用途（单选）：" + "  ".join(_pick((use, "购置经营设备", "支付租金"), 0)),
        maybe("use_of_funds", use),
        first=0,
    )
    d.know(purpose=use)
    pay = chance.randint(0, 1)
    d.say("1-2 支付方式：" + "  ".join(_pick(("贷款人受托支付", "借款人自主支付"), pay)), first=0)
    d.know(payment_method=("entrusted", "self")[pay])
    methods = ("等额本息", "先息后本", "一次性还本付息")
    method = chance.randint(0, 2)
    d.say("1-3 还款方式：" + "  ".join(_pick(methods, method)), maybe("repayment", methods[method]), first=0)
    d.know(repayment_method=methods[method])
    mode = chance.randint(0, 1)
    surety = cast.person()
    lines = (f"保证，保证人：{{{surety}}}", "信用") if mode == 0 else ("保证，保证人：________", "信用")
    d.say("1-4 担保方式：" + "  ".join(_pick(lines, mode)), maybe("security", "保证"), first=0)
    d.know(guarantors=[surety] if mode == 0 else [])
    d.say(f"1-5 放款与扣款账户：户名 {{{borrower}}} 账号 {{{account}}}", first=0)
    d.know(disbursement_account=account, repayment_account=account)
    d.say(
        "2-1 乙方应当专款专用，贷款不能用于炒房、炒股，不能投入网络赌博，也不能充当他人公司的注册资本。",
        duty("use_of_funds", "乙方应当专款专用"),
        duty("prohibition", "贷款不能用于炒房", uses=["real_estate", "securities", "gambling", "equity_investment"]),
        first=0,
    )
    days = chance.choice((20, 40, 50))
    picked = chance.random() < 0.6
    box = "[√]" if picked else "[ ]"
    blank = str(days) if picked else "____"
    d.say(
        f"2-2 {box} 放款后{blank}日内，乙方须将采购发票、收货凭证原件交甲方查验（打√有效）。",
        *(
            [duty("evidence", "乙方须将采购发票", documents=["vat_invoice", "goods_receipt"], due_days=days)]
            if picked
            else []
        ),
        first=0,
    )
    d.say(
        "2-3 [√] 乙方每半年向甲方提供一次经营流水。",
        duty("reporting", "每半年向甲方提供一次", near={"document": "经营流水"}, frequency="half_yearly"),
        first=0,
    )
    d.say("2-4 [ ] 乙方每季度提供纳税申报表。", first=0)
    turn = chance.choice((40, 55, 65))
    d.say(
        f"2-5 乙方经营款项在甲方账户的归集比例应不少于{turn}%。",
        duty("account", "归集比例应不少于", share=str(turn), unit="percent"),
        first=0,
    )
    soon = chance.choice((3, 5, 15))
    d.say(
        f"2-6 店铺转让、停业，或者被有关部门处罚，乙方须于{soon}日内以书面形式通知甲方。",
        duty("notification", "店铺转让、停业", near={"event": "店铺转让"}, due_days=soon),
        first=0,
    )
    d.say(
        "2-7 借款未还清前，乙方对外举借大额债务须甲方事先同意。",
        duty("consent", "对外举借大额债务", near={"event": "对外举借大额债务"}),
        first=0,
    )
    d.say(
        "3-1 甲方收到完整资料后应在合理时间内审批，审批结果以甲方通知为准。",
        maybe("other", "甲方收到完整资料"),
        first=0,
    )
    d.say(
        "3-2 乙方擅自改变用途、欠息达两期，甲方可以单方宣布全部借款到期并扣划乙方账户。",
        duty("acceleration", "单方宣布全部借款到期", near={"event": "擅自改变用途"}, party=None),
        first=0,
    )
    d.say("3-3 逾期罚息为约定利率上浮30%；所称“欠息”，指到期未付利息。", first=0)
    d.say("3-4 乙方不必就正常的零星采购逐笔报告。", first=0)
    p.space(14)
    p.table(((f"甲方（公章）\n{lender}\n{day(signed)}", f"乙方（签字、手印）\n{borrower}\n{day(signed)}"),), (0.5, 0.5))
    d.know(signed_date=signed.isoformat())
    return d.made()


def make_trust(chance: random.Random) -> Made:  # noqa: PLR0915  in the order of the paper
    """Return a trust company's loan in chapters 一、 and （一）, the parties called by short names."""
    cast = Cast(chance, "dev2")
    lender, borrower, parent = chance.choice(TRUSTS), cast.company(), cast.company("投资控股有限公司")
    amount, months = cast.sum(30_000_000, 200_000_000, 10_000_000), chance.choice((12, 18, 24))
    signed = cast.date()
    end = after(signed, months)
    rate = chance.choice(("6.8", "7.2", "7.65"))
    name = f"HY-XT-{signed.year}-{chance.randint(100, 999)}-DK"
    goods = chance.choice(("瓷土釉料", "维生素原料", "实木板材"))
    d = Draft(Style(face="serif", size=12, leading=2.0, margins=(84, 90, 84, 84), head="机密", foot="{page}"))
    p = d.press
    p.heading("信托贷款合同", 22)
    d.say(f"合同编号：{name}", first=0)
    d.say(f"受托人/贷款人：{lender}（下称“信托公司”）", first=0)
    d.say(f"借款人：{borrower}（下称“公司”）", first=0)
    d.know(contract_number=name, lender=lender, borrower=borrower, loan_kind="working_capital", currency="CNY")
    d.also("loan_kind", "other")
    d.say("一、贷款概况", bold=True)
    whole, rest = divmod(amount // 10_000, 10_000)
    said = (f"{whole}亿" if whole else "") + (f"{rest}万" if rest else "")
    d.say(f"（一）信托公司以信托资金向公司发放贷款，金额为人民币{said}元整（￥{amount:,}.00）。")
    d.know(amount=money(amount))
    d.also("amount_in_words", "any")
    d.say(f"（二）贷款期限为{months}个月，自{day(signed)}至{day(end)}。")
    d.know(term_months=months, start_date=signed.isoformat(), end_date=end.isoformat())
    d.say(f"（三）贷款年利率{rate}%，为固定利率。")
    d.know(interest_rate=rate, rate_basis="固定利率")
    d.also("rate_basis", "any text with 固定利率")
    d.say(
        f"（四）贷款资金限于公司购买{goods}及补充日常营运资金。",
        duty("use_of_funds", f"贷款资金限于公司购买{goods}", near={"purpose": f"购买{goods}"}),
    )
    d.know(purpose=f"购买{goods}及补充日常营运资金")
    d.also("purpose", f"any text with 购买{goods}")
    account = cast.account(16)
    d.say(f"（五）贷款划入公司监管账户，账号：{account}。")
    d.know(disbursement_account=account)
    d.say(
        "（六）贷款到期一次性偿还本金，利息按季支付。",
        duty("repayment", "到期一次性偿还本金", due_date=None, amount=None),
    )
    d.know(repayment_method="到期一次性偿还本金，利息按季支付")
    d.also("repayment_method", "any text with 一次性偿还本金")
    d.say("二、公司的承诺", bold=True)
    d.say(
        "（一）公司不得以贷款资金参与证券二级市场交易，不得用于土地出让金的缴纳和房地产项目，不得发放委托贷款。",
        duty("prohibition", "参与证券二级市场交易", uses=["securities", "real_estate", "lending"]),
    )
    q = chance.choice((12, 18, 25))
    d.say(
        f"（二）公司须在每个季度结束之日起{q}日内将合并及母公司财务报表送交信托公司。",
        duty("reporting", "财务报表送交信托公司", near={"document": "财务报表"}, frequency="quarterly", due_days=q),
    )
    if chance.random() < 0.6:
        d.say(
            "（三）应信托公司的要求，公司随时说明资金的使用情况。",
            duty("reporting", "随时说明资金的使用情况", near={"document": "资金的使用情况"}, frequency="on_request"),
        )
    quick, gear = chance.choice(("0.8", "0.9")), chance.choice(("百分之六十五", "百分之七十"))
    d.say(
        f"（四）公司的速动比率不得低于{quick}，有息负债不得超过总资产的{gear}。",
        covenant("quick_ratio", ">=", quick, "times", "速动比率不得低于"),
        covenant("other", "<=", "65" if "五" in gear else "70", "percent", "有息负债不得超过"),
    )
    days = chance.choice(("三十", "六十"))
    d.say(
        f"（五）公司每笔用款后的{days}日内，应当将交易合同和发票提交信托公司备查。",
        duty(
            "evidence",
            "每笔用款后的",
            documents=["trade_contract", "vat_invoice"],
            due_days=30 if days == "三十" else 60,
        ),
    )
    d.say(
        "（六）未事先获得信托公司书面同意，公司不得分红、减少注册资本或进行重大资产重组。",
        duty("consent", "未事先获得信托公司书面同意", near={"event": "减少注册资本"}),
    )
    d.say(
        "（七）公司出现足以影响偿债的亏损、被列为被执行人时，应于二个工作日内函告信托公司。",
        duty("notification", "被列为被执行人", near={"event": "被列为被执行人"}, due_days=2, day_kind="working"),
    )
    d.say("三、增信", bold=True)
    d.say(
        f"{parent}就公司的全部债务承担连带责任保证，公司另以应收账款提供质押。",
        duty("security", "承担连带责任保证", party=None),
    )
    d.also("guarantors", "any")
    d.know(guarantors=[parent])
    d.say("四、违约", bold=True)
    d.say(
        "（一）如公司挪用贷款、迟延付息或违反第二条，信托公司可宣布贷款提前到期，自宣布之日起三日内公司应偿付本息。",
        duty("acceleration", "信托公司可宣布贷款提前到期", near={"event": "挪用贷款"}, party=None),
        maybe("repayment", "公司应偿付本息"),
    )
    d.say("（二）逾期期间，罚息利率为本合同年利率的1.5倍。")
    d.say("五、信托公司的声明", bold=True)
    d.say(
        "信托公司应对受托资产分别管理、分别记账。本合同所称信托，是指委托人基于对受托人的信任，将其财产权委托给受托人管理的行为。",
        maybe("other", "分别管理"),
    )
    d.say("信托公司管理信托财产，不保证最低收益。信托公司不负有审查交易对手资质的义务。")
    p.space(14)
    p.beside(("信托公司（盖章）：", lender), ("公司（盖章）：", borrower))
    p.paragraph(f"签署日：{day(signed)}　　签署地：{cast.place()}")
    d.know(signed_date=signed.isoformat())
    return d.made()


def make_group(chance: random.Random) -> Made:
    """Return a group finance company's short loan, in unnumbered paragraphs with labels at their head."""
    cast = Cast(chance, "dev2")
    lender, borrower = cast.company("集团财务有限公司"), cast.company()
    amount = cast.sum(1_000_000, 50_000_000, 1_000_000)
    signed = cast.date()
    end = after(signed, 6)
    account = cast.account(12)
    name = f"财借字第{signed:%Y%m}{chance.randint(1, 99):02d}号"
    d = Draft(Style(face="serif", size=11.5, leading=1.95, margins=(90, 76, 90, 76), foot=""))
    d.press.heading("资金借款合同书", 19)
    d.press.paragraph(name, align="right")
    d.say(f"贷　款　方：{lender}", first=0)
    d.say(f"借　款　方：{borrower}", first=0)
    for label, text, duties in (
        ("借款数额", f"贷款方借给借款方人民币{words(amount).replace('元', '圆')}，即￥{amount:,}.00。", ()),
        ("借款时间", f"借款时间共六个月，{day(signed)}起，{day(end)}止。", ()),
        ("借款利息", "双方约定年息百分之三点六，利随本清。", (maybe("repayment", "利随本清"),)),
        (
            "用途",
            "该笔借款用作购入生产用电力和燃料，借款方不可移作他用，更不可转借。",
            (
                duty("use_of_funds", "购入生产用电力和燃料", near={"purpose": "购入生产用电力和燃料"}),
                duty("prohibition", "更不可转借", uses=["lending"]),
            ),
        ),
        ("收款账户", f"借款方收款账号为{account}。", ()),
        (
            "归还",
            f"借款方至迟于{day(end)}归还本金{amount:,}.00元并付清利息。",
            (duty("repayment", "归还本金", due_date=end.isoformat(), amount=money(amount)),),
        ),
        (
            "监督",
            "借款方按月向贷款方报送资金使用明细表。",
            (duty("reporting", "报送资金使用明细表", near={"document": "资金使用明细表"}, frequency="monthly"),),
        ),
        (
            "变更",
            "借款方改制、迁址的，提前二十日以书面通知贷款方。",
            (duty("notification", "借款方改制、迁址的", near={"event": "改制"}, due_days=-20),),
        ),
        (
            "责任",
            "借款方不按用途使用的，贷款方得随时收回借款的全部或一部。借款方不承担账户管理费。",
            (duty("acceleration", "贷款方得随时收回借款", near={"event": "不按用途使用"}, party=None),),
        ),
    ):
        d.say(f"{label}：{text}", *duties)
    d.know(
        contract_number=name,
        lender=lender,
        borrower=borrower,
        loan_kind="working_capital",
        amount=money(amount),
        amount_in_words=words(amount).replace("元", "圆"),
        currency="CNY",
        term_months=6,
        start_date=signed.isoformat(),
        end_date=end.isoformat(),
        interest_rate="3.60",
        purpose="购入生产用电力和燃料",
        disbursement_account=account,
        repayment_method="利随本清",
        signed_date=signed.isoformat(),
    )
    d.also("amount_in_words", f"any text with {words(amount).replace('元', '圆')}")
    d.also("loan_kind", "other")
    d.also("purpose", "any text with 购入生产用电力和燃料")
    d.press.space(26)
    d.press.beside(("贷款方（印）：", lender), ("借款方（印）：", borrower))
    d.press.paragraph(f"订立日期：{day(signed)}", align="right")
    return d.made()


def make_blank(chance: random.Random) -> Made:
    """Return an unfilled corporate form: blanks, empty boxes, printed duties without numbers."""
    d = Draft(Style(face="serif", size=11, leading=1.9, foot="本合同为示范文本　第{page}页"))
    line = chance.choice(("________________", "                ", "……………………"))
    d.press.heading("企业借款合同（示范文本）", 19)
    for text in (f"合同编号：{line}", f"借款单位：{line}", f"贷款单位：{line}"):
        d.say(text, first=0)
    d.say(f"第一款 借款金额：人民币（大写）{line}（小写：{line}）。")
    d.say("第二款 借款期限：自    年    月    日至    年    月    日。")
    d.say(f"第三款 借款利率：年利率{line}%；借款用途：{line}。", maybe("use_of_funds", "借款用途"))
    d.say(f"第四款 还款方式为下列第{line}种：1.到期一次还本付息；2.等额本金；3.{line}。")
    d.say(
        "第五款 借款单位应在每季度结束后____日内报送会计报表。",
        duty("reporting", "报送会计报表", near={"document": "会计报表"}, frequency="quarterly", due_days=None),
    )
    d.say(
        "第六款 借款单位的流动比率不低于____。", covenant("current_ratio", ">=", None, None, "借款单位的流动比率不低于")
    )
    d.also(f"obligations[{len(d.fields['obligations']) - 1}].unit", "times")
    d.say("第七款 借款单位不得将借款用于股票交易。", duty("prohibition", "不得将借款用于股票交易", uses=["securities"]))
    d.say("第八款 担保方式：□保证 □抵押 □质押。（选择打“√”）")
    d.press.beside(("借款单位（公章）：", "　　年　　月　　日"), ("贷款单位（公章）：", "　　年　　月　　日"))
    d.know(loan_kind=None)
    d.also("loan_kind", "working_capital", "other")
    d.also("currency", "CNY")
    return d.made()


PAPERS = (
    Paper("loan-personal-business-brackets", "dev", make_ticked),
    Paper("loan-trust-free-text", "dev", make_trust),
    Paper("loan-group-finance-labels", "dev", make_group),
    Paper("loan-corporate-blank", "dev", make_blank),
)
