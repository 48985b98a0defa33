"""Loan contracts of a small lender and of banks with persons: a plain text, a business loan, a loan for a home."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from ..contracts_truth import duty, maybe
from ..made import Made, Paper
from .loans6_cast import Cast, Deed, capital, cn, cn0, comma, instalment, money, months_on
from .loans6_sheet import Sheet

_TRADES = (("装饰工程有限公司", "支付原材料货款"), ("印刷有限公司", "采购纸张"), ("餐饮管理有限公司", "购买食材"))


def _small_lender(chance: random.Random) -> Made:
    """A small lender's contract as its lawyer typed it: few heads, a rate by month in thousandths, one surety."""
    cast = Cast(chance)
    place = cast.places.pop()
    lender = cast.firm("小额贷款有限公司", place)
    trade, use = chance.choice(_TRADES)
    borrower = cast.firm(trade, place)
    surety, surety_id = cast.person(), cast.identity()
    amount = chance.choice((200000, 350000, 600000))
    months = chance.choice((3, 6, 9))
    start = cast.day(dt.date(2025, 3, 1), 360)
    end = months_on(start, months)
    monthly = chance.choice((9, 8, 12))
    rate = f"{Decimal(monthly) * 12 / 10:.2f}"
    number = f"{chance.choice(('借', '贷'))}字{start.year}年第{chance.randrange(10, 99)}号"
    account, back, code = cast.card(), cast.digits(16, "3305"), cast.credit_code()
    days = chance.choice((3, 5, 7))
    sheet = Sheet(chance.choice(("plain", "kai")), 11, foot="{n}", leading=1.8)
    deed = Deed("loan_contract", sheet)
    deed.know(contract_number=number, lender=lender, borrower=borrower, borrower_id=code, guarantors=[surety])
    deed.know(loan_kind="working_capital", amount=money(amount), amount_in_words=capital(amount), currency="CNY")
    deed.know(start_date=start.isoformat(), end_date=end.isoformat(), term_months=months, interest_rate=rate)
    deed.know(purpose=use, disbursement_account=account, repayment_account=back)
    deed.know(repayment_method="按月付息，到期还本", signed_date=start.isoformat())
    deed.also("repayment_method", "any text with 按月付息", "any text with 按月支付利息")
    deed.also("loan_kind", "other")
    deed.also("rate_basis", "any text with 固定")
    deed.also("purpose", f"any text with {use}")
    sheet.title("借 款 合 同", 18, after=2)
    sheet.para(f"（{number}）", first=0, align="middle")
    deed.clauses(
        (f"出借人：{lender}（下称甲方）",),
        (f"借款人：{borrower}（下称乙方），统一社会信用代码{code}",),
        (f"保证人：{surety}（下称丙方），身份证号{surety_id}",),
        first=0,
    )
    sheet.space(6)
    deed.clauses(
        ("甲、乙、丙三方就借款事宜协商一致，签订合同如下：",),
        (
            f"一、乙方因{use}需要向甲方借款人民币{amount // 10000}万元（大写：{capital(amount)}）。"
            f"乙方保证借款只用于上述用途，"
            "不得用于赌博、非法集资及炒股。",
            duty("use_of_funds", "借款只用于上述用途"),
            duty("prohibition", "不得用于赌博"),
        ),
        (f"二、借款期限{'零一二三四五六七八九'[months]}个月，即{cn(start)}至{cn(end)}。",),
        (
            f"三、借款月利率为{monthly}‰，利息按借款实际天数计算。乙方逾期还款的，逾期期间按约定利率的1.5倍支付利息。",
            maybe("other", "按约定利率的1.5倍支付利息"),
            maybe("repayment", "按约定利率的1.5倍支付利息"),
        ),
        (
            f"四、乙方按月付息，到期还本：应于每月{start.day if start.day < 29 else 28}日前支付当月利息，"
            f"并于{cn(end)}一次还清本金{comma(amount)}元。",
            duty("repayment", "一次还清本金", due_date=end.isoformat(), amount=money(amount)),
        ),
        (
            f"五、甲方将借款转入乙方指定账户（户名：{borrower}，账号：{account}）；"
            f"乙方将还款汇入甲方账户（户名：{lender}，账号：{back}）。",
            maybe("account", "乙方将还款汇入甲方账户"),
            maybe("other", "甲方将借款转入"),
            maybe("account", "甲方将借款转入"),
            maybe("repayment", "乙方将还款汇入甲方账户"),
        ),
        (
            f"六、乙方收到借款后{days}日内，应将用款的购货合同及付款凭证复印件交给甲方。",
            duty(
                "evidence",
                "购货合同及付款凭证复印件",
                documents=["trade_contract", "transfer_slip"],
                due_days=days,
                day_kind="calendar",
            ),
        ),
        (
            "七、借款期间乙方应当每月向甲方报送一次经营情况说明。",
            duty("reporting", "经营情况说明", near={"document": "经营情况说明"}, frequency="monthly"),
        ),
        (
            "八、乙方更换住所、电话或者涉入诉讼，应当在三日内告诉甲方；乙方对外借款或为他人担保，"
            "应事先经甲方书面同意。",
            duty("notification", "应当在三日内告诉甲方", near={"event": "涉入诉讼"}, due_days=3, day_kind="calendar"),
            duty("consent", "应事先经甲方书面同意", near={"event": "为他人担保"}),
        ),
        (
            "九、丙方自愿为乙方的全部债务承担连带保证责任，保证期间自借款到期之日起三年。",
            duty("security", "承担连带保证责任", party=None),
        ),
        (
            "十、乙方擅自改变借款用途、拖欠利息超过15日或者经营状况严重恶化的，"
            "甲方可以要求乙方立即归还全部借款和利息，由此发生的律师费、诉讼费由乙方承担。",
            duty("acceleration", "立即归还全部借款和利息", party=None),
            maybe("other", "诉讼费由乙方承担"),
        ),
        ("十一、本合同一式三份，三方各执一份，自签字盖章之日起生效。发生争议由甲方所在地人民法院管辖。",),
    )
    sheet.space(12)
    sheet.beside(
        (("甲方：", "", "经办人："), ("乙方：", "", "法定代表人："), (f"丙方：{surety}", "", "")),
        seals=((lender, 30, ""), (borrower, 190, "")),
    )
    sheet.space(10)
    deed.say(f"签订日期：{cn(start)}", first=0)
    return deed.paper()


def _business_loan(chance: random.Random) -> Made:
    """A bank's business loan to a shopkeeper: chapters with figures, paid to the seller, spouse as surety."""
    cast = Cast(chance)
    place = cast.places.pop()
    bank = (
        chance.choice(("中国邮政储蓄银行股份有限公司", "桂林银行股份有限公司", "重庆三峡银行股份有限公司"))
        + f"{place}市分行"
    )
    borrower, identity = cast.person(), cast.identity()
    spouse = cast.person()
    shop = f"{place}市{cast.stems.pop()}{chance.choice(('建材经营部', '服装店', '水果批发部', '茶行'))}"
    use = chance.choice(("进货周转", "购进秋季商品", "支付进货款", "店铺备货"))
    amount = chance.choice((180000, 300000, 450000, 1000000))
    years = chance.choice((1, 2, 3))
    start = cast.day(dt.date(2025, 1, 15), 420)
    end = months_on(start, 12 * years)
    rate = chance.choice(("5.04", "4.80", "6.12"))
    number = f"{cast.digits(6, '4')}{start.year}{cast.digits(8)}"
    account = cast.card()
    days = chance.choice((30, 60))
    sheet = Sheet(chance.choice(("ming", "hei")), 10, head="个人经营贷款借款合同", foot="第{n}页")
    deed = Deed("loan_contract", sheet)
    deed.know(contract_number=number, lender=bank, borrower=borrower, borrower_id=identity, guarantors=[spouse])
    deed.know(loan_kind="personal_business", amount=money(amount), amount_in_words=capital(amount), currency="CNY")
    deed.know(start_date=start.isoformat(), end_date=end.isoformat(), term_months=12 * years, interest_rate=rate)
    deed.know(rate_basis="固定利率", purpose=use, payment_method="entrusted", disbursement_account=account)
    deed.know(repayment_account=account, repayment_method="等额本息", signed_date=start.isoformat())
    deed.also("purpose", f"any text with {use}")
    deed.also("rate_basis", "any text with 固定")
    deed.also("repayment_method", "any text with 等额本息")
    say = deed.say
    sheet.title("个人经营贷款借款合同", 16, after=4)
    say(f"合同号：{number}", first=0)
    sheet.space(4)
    sheet.table(
        (20, 50, 20, 50),
        (
            ("贷款人", (bank, 3)),
            ("借款人", borrower, "身份证号码", identity),
            ("经营实体", shop, "联系电话", cast.digits(11, "137")),
            ("住址", (f"{place}市{cast.street()}{chance.randrange(1, 20)}栋", 3)),
        ),
        lines="level",
        size=10,
    )
    sheet.space(4)
    deed.clauses(
        ("#第一章  借款",),
        (f"1．借款人向贷款人借款人民币（小写）{comma(amount)}元，（大写）{capital(amount)}。",),
        (
            f"2．借款用于借款人经营的{shop}{use}，借款人必须专款专用。",
            duty("use_of_funds", use, near={"purpose": use}),
        ),
        (f"3．借款期限{12 * years}个月，起始日{cn0(start)}，到期日{cn0(end)}。",),
        (f"4．借款年利率（单利）{rate}%，采用固定利率方式。",),
        ("#第二章  发放与支付",),
        (
            f"5．借款发放至借款人在贷款人开立的个人结算账户（账号{account}），"
            f"并采用受托支付方式支付给借款人的交易对手。该账户同时为还款账户。",
            maybe("other", "采用受托支付方式支付"),
            maybe("account", "该账户同时为还款账户"),
            maybe("account", "借款发放至借款人"),
        ),
        (
            "6．办理支付前，借款人应提供与交易对手签订的购销合同。",
            duty("evidence", "与交易对手签订的购销合同", documents=["trade_contract"]),
        ),
        (
            f"7．支付后{days}日内，借款人应提供发票或者收货单据，证明借款已按约定用途使用。",
            duty(
                "evidence",
                "发票或者收货单据",
                documents=["vat_invoice", "goods_receipt"],
                due_days=days,
                day_kind="calendar",
            ),
        ),
        ("#第三章  还款",),
        (
            f"8．借款采用等额本息还款法，共{12 * years}期，借款人须于每月{min(start.day, 28)}日偿还当期本息，"
            f"贷款人可从还款账户扣款。",
            duty("repayment", "偿还当期本息"),
            maybe("acceleration", "从还款账户扣款"),
            maybe("other", "从还款账户扣款"),
        ),
        (
            "9．借款人逾期的，对逾期本金按借款利率上浮50%计收罚息；借款人提前还款，"
            "应提前15日提出书面申请并经贷款人同意。",
            maybe("other", "上浮50%计收罚息"),
            maybe("consent", "经贷款人同意"),
            maybe("notification", "应提前15日提出书面申请"),
            maybe("repayment", "应提前15日提出书面申请"),
        ),
        ("#第四章  担保",),
        (
            f"10．{spouse}作为保证人，对本合同项下全部债务承担连带保证责任。",
            duty("security", "连带保证责任", party=None),
        ),
        ("#第五章  借款人声明与保证",),
        first=0,
    )
    for text, duties in (
        (
            "11．借款人不得以借款购买住房、商铺，不得投资股票、期货和基金，不得转借他人。",
            (duty("prohibition", "购买住房、商铺"),),
        ),
        (
            "12．借款人应于每年一月、七月的20日前向贷款人报送上半年度经营收支情况。",
            (duty("reporting", "经营收支情况", near={"document": "经营收支情况"}, frequency="half_yearly"),),
        ),
        (
            "13．借款人家庭住址、手机号码、婚姻状况或者经营项目变动，须在10日内通知贷款人。",
            (
                duty(
                    "notification",
                    "须在10日内通知",
                    near={"event": "婚姻状况"},
                    due_days=10,
                    day_kind="calendar",
                ),
            ),
        ),
        (
            "14．经营实体转让、停业或者借款人再向其他机构借款的，必须经贷款人书面同意。",
            (duty("consent", "必须经贷款人书面同意", near={"event": "停业"}),),
        ),
        (
            "15．经营实体的日常收款应主要通过借款人在贷款人处的账户办理。",
            (duty("account", "日常收款应主要通过"),),
        ),
        (
            "16．借款人连续两期未还款、挪用借款或者经营实体停业的，贷款人可宣布借款全部提前到期。",
            (duty("acceleration", "借款全部提前到期", party=None),),
        ),
    ):
        say(text, *duties, first=0)
    say("17．本合同自各方签字（盖章）之日起生效。借款人已阅读全部条款，贷款人已应其要求作出说明。", first=0)
    sheet.space(12)
    day = f"日期：{cn(start)}"
    sheet.beside(
        ((f"借款人：{borrower}", "", day), (f"保证人：{spouse}", "", day), ("贷款人（章）：", "", day)),
        seals=((bank, 350, "业务合同章"),),
    )
    return deed.paper()


def _consumption_loan(chance: random.Random) -> Made:
    """A contract for doing up a home or buying a car, with short clauses under named heads."""
    cast = Cast(chance)
    place = cast.places.pop()
    lender = chance.choice(
        (f"{place}农村信用合作联社", f"{place}市众兴消费金融股份有限公司", f"{place}湘江农村合作银行")
    )
    borrower, identity = cast.person(), cast.identity()
    use, papers = chance.choice(
        (("自有住房装修", "装修合同"), ("购买家用新能源汽车", "购车合同"), ("购置家具家电", "购货合同"))
    )
    amount = chance.choice((80000, 120000, 150000, 200000))
    months = chance.choice((24, 36, 48))
    start = cast.day(dt.date(2025, 2, 1), 400)
    end = months_on(start, months)
    rate = chance.choice(("4.50", "5.40", "6.00"))
    number = f"XF{start:%Y%m%d}{cast.digits(5)}"
    account, back = cast.card(), cast.card()
    each, interest = instalment(amount, Decimal(rate), months)
    days = chance.choice((20, 30))
    sheet = Sheet(chance.choice(("serif", "plain")), 10.5, head=lender, foot="第 {n} 页，共 {all} 页", leading=1.5)
    deed = Deed("loan_contract", sheet)
    deed.know(contract_number=number, lender=lender, borrower=borrower, borrower_id=identity, currency="CNY")
    deed.know(loan_kind="personal_consumption", amount=money(amount), amount_in_words=capital(amount))
    deed.know(start_date=start.isoformat(), end_date=end.isoformat(), term_months=months, interest_rate=rate)
    deed.know(purpose=use, payment_method="self", disbursement_account=account, repayment_account=back)
    deed.know(repayment_method="等额本息还款法", signed_date=start.isoformat())
    deed.also("purpose", f"any text with {use}")
    deed.also("repayment_method", "any text with 等额本息")
    deed.also("rate_basis", "any text with 固定", "any text with 不变")
    say = deed.say
    sheet.title("个人消费借款合同", 17, after=4)
    sheet.para(f"合同编号 {number}", first=0, align="middle")
    sheet.space(8)
    sheet.beside(
        (
            ("贷款人：", "借款人：", "证件类型：", "证件号码：", "手机号码："),
            (lender, borrower, "居民身份证", identity, cast.digits(11, "150")),
        ),
        at=(0, 70),
    )
    deed.clauses(
        ("贷款人与借款人在自愿、平等、诚信的基础上签订本合同。",),
        ("#【借款金额】",),
        (f"贷款人向借款人提供个人消费借款人民币{comma(amount)}元，大写金额{capital(amount)}。",),
        ("#【借款用途】",),
        (
            f"借款用途为{use}。借款人应将借款用于个人及家庭合法消费，不得用于购房、投资经营以及证券、期货、"
            f"理财等金融投资。",
            duty("use_of_funds", use, near={"purpose": use}),
            duty("prohibition", "不得用于购房"),
            maybe("use_of_funds", "用于个人及家庭合法消费"),
        ),
        ("#【借款期限】",),
        (f"借款期限共{months}期，每月为一期，自{cn(start)}开始，至{cn(end)}结束。",),
        ("#【借款利率】",),
        (f"年利率{rate}%，合同期内保持不变，不另收取任何费用。",),
        ("#【发放与支付】",),
        (
            f"借款由贷款人划入借款人本人账户（卡号：{account}），由借款人自主支付。",
            maybe("account", "划入借款人本人账户"),
            maybe("other", "借款由贷款人划入"),
        ),
        (
            f"借款人应在借款发放之日起{days}日内，向贷款人提交{papers}和付款发票。",
            duty(
                "evidence",
                f"{papers}和付款发票",
                documents=["trade_contract", "vat_invoice"],
                due_days=days,
                day_kind="calendar",
            ),
        ),
        ("#【还款】",),
        (
            f"借款人采用等额本息还款法，每月{min(start.day, 28)}日为还款日，每期应还{each}元，"
            f"利息合计约{interest}元。借款人应在还款日之前"
            f"将当期应还款项存入还款账户（卡号：{back}）。",
            maybe("repayment", "每期应还"),
            duty("repayment", "将当期应还款项存入还款账户"),
            maybe("account", "将当期应还款项存入还款账户"),
        ),
        (
            "借款人未按时足额还款的，逾期部分自逾期之日起按合同利率加收百分之五十计收罚息。",
            maybe("other", "加收百分之五十计收罚息"),
        ),
        ("#【借款人的义务】",),
    )
    for text, duties in (
        (
            "(1) 工作单位、收入、住址或联系电话有变化的，于变化后7日内通知贷款人；",
            (duty("notification", "于变化后7日内通知", near={"event": "联系电话"}, due_days=7, day_kind="calendar"),),
        ),
        (
            "(2) 应贷款人要求随时提供收入证明；",
            (duty("reporting", "收入证明", near={"document": "收入证明"}, frequency="on_request"),),
        ),
        (
            "(3) 未经贷款人书面同意，不得将本合同项下债务转让给第三人；",
            (duty("consent", "不得将本合同项下债务转让", near={"event": "债务转让"}),),
        ),
        ("(4) 接受贷款人以电话、走访方式进行的贷后检查。", (maybe("other", "进行的贷后检查"),)),
    ):
        say(text, *duties)
    deed.clauses(
        ("#【提前到期】",),
        (
            "借款人连续三期或者累计六期未按时还款，或者改变借款用途的，贷款人有权要求借款人立即清偿全部剩余借款本息。",
            duty("acceleration", "立即清偿全部剩余借款本息", party=None),
        ),
        ("#【其他】",),
        ("本合同为信用借款，无需担保。本合同自双方签章之日起生效，双方各执一份。",),
    )
    sheet.space(16)
    sheet.beside(
        ((f"借款人（签名）：{borrower}", f"{cn0(start)}"), ("贷款人（盖章）：", f"{cn0(start)}")),
        seals=((lender, 330, ""),),
    )
    return deed.paper()


PAPERS: tuple[Paper, ...] = (
    Paper("loan6-small-lender", "held", _small_lender),
    Paper("loan6-business-person", "held", _business_loan),
    Paper("loan6-consumption", "held", _consumption_loan),
)
