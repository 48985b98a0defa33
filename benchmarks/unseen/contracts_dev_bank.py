"""A bank's loan for working capital: cover, special terms in blanks, standard terms, sometimes a supplement (dev)."""

from __future__ import annotations

import datetime as dt
import random

from .contracts_cast import Cast, after, day, money, words
from .contracts_press import Style
from .contracts_truth import Draft, covenant, duty, maybe
from .made import Made, Paper

GOODS = ("棉纱", "小麦", "聚丙烯粒子", "冷轧钢卷", "包装纸箱")
BANKS = ("河间商业银行股份有限公司{}分行", "南岭农村商业银行股份有限公司{}支行", "燕赵银行股份有限公司{}支行")


def make(chance: random.Random) -> Made:  # noqa: PLR0915  in the order of the paper
    """Return one contract of this layout."""
    cast = Cast(chance, "dev")
    city = cast.place()
    lender, borrower = chance.choice(BANKS).format(city), cast.company()
    surety, surety_person = cast.company(), cast.person()
    amount, months = cast.sum(2_000_000, 30_000_000, 500_000), chance.choice((6, 12, 24))
    signed = cast.date()
    start = after(signed, 0, chance.randint(0, 5))
    end = after(start, months, chance.choice((0, -1)))
    name = f"{chance.choice('冀赣滇辽')}商流借字{signed.year}第{chance.randint(1, 9999):04d}号"
    goods = chance.choice(GOODS)
    threshold = chance.choice((1_000_000, 3_000_000, 5_000_000, 10_000_000))
    seller = cast.company()
    style = Style(
        face="serif",
        size=chance.choice((10.5, 11.5, 12)),
        head=f"{lender.split('股份')[0]}　　　　流动资金借款合同（2025年版）",
        foot="第{page}页",
    )
    d = Draft(style)
    p = d.press
    p.space(110)
    p.heading("流动资金借款合同", 26)
    p.space(60)
    for line in (f"合同编号：{{ {name} }}", f"借款人：{{ {borrower} }}", f"贷款人：{{ {lender} }}"):
        p.paragraph(line, size=14, first=3)
        p.space(16)
    p.page()
    d.know(contract_number=name, lender=lender, borrower=borrower, loan_kind="working_capital", currency="CNY")
    d.say(f"借款人（以下称“甲方”）：{borrower}", first=0)
    code = cast.credit_code()
    d.know(borrower_id=code)
    d.say(f"统一社会信用代码：{code}", first=0)
    d.say(f"住所：{city}市开发区兴业路{chance.randint(1, 300)}号　　法定代表人：{cast.person()}", first=0)
    d.say(f"贷款人（以下称“乙方”）：{lender}", first=0)
    d.say(
        f"负责人：{cast.person()}　　联系电话：0{chance.randint(310, 999)}-{chance.randint(2000000, 8999999)}", first=0
    )
    d.say("甲方向乙方申请流动资金贷款，乙方经审查同意发放。双方经平等协商，订立本合同，共同遵守。")
    p.heading("第一部分　特别条款", 14)
    low, share_rate = chance.randint(20, 120), chance.random() < 0.5
    d.say(
        f"第一条　借款金额　甲方向乙方借款人民币（大写）{{ {words(amount)} }}（小写：￥{{ {amount:,}.00 }}）。",
        bold=True,
    )
    d.know(amount=money(amount), amount_in_words=words(amount))
    d.also("amount_in_words", f"any text with {words(amount)}")
    d.say(f"第二条　借款期限　{{ {months} }}个月，自{{ {day(start)} }}起至{{ {day(end)} }}止。")
    d.know(start_date=start.isoformat(), end_date=end.isoformat(), term_months=months)
    if share_rate:
        rate = chance.choice(("3.65", "3.95", "4.15", "4.50"))
        d.say(f"第三条　借款利率　本合同项下借款执行固定利率，年利率为{{ {rate} }}%，借款期限内不作调整。")
        d.know(interest_rate=rate, rate_basis="固定利率")
    else:
        d.say(
            "第三条　借款利率　本合同项下借款利率为浮动利率，按借款发放日前一工作日全国银行间同业拆借中心公布的"
            f"一年期贷款市场报价利率（LPR）加{{ {low} }}个基点确定，自起息日起每{{ 十二 }}个月重新定价一次。"
        )
        d.know(rate_basis=f"一年期贷款市场报价利率（LPR）加{low}个基点")
        d.also("rate_basis", "any text with LPR", "any text with 浮动利率")
    purpose = f"采购{goods}等原材料"
    d.say(
        f"第四条　借款用途　本合同项下借款专项用于{{ {purpose} }}。未经乙方书面同意，甲方不得改变借款用途。",
        duty("use_of_funds", f"专项用于{purpose}", near={"purpose": f"采购{goods}"}),
        duty("prohibition", "甲方不得改变借款用途"),
        maybe("consent", "甲方不得改变借款用途"),
    )
    d.know(purpose=purpose)
    d.also("purpose", f"any text with 采购{goods}")
    entrusted = chance.random() < 0.3
    if entrusted:
        d.say(f"第五条　支付方式　全部借款资金采用贷款人受托支付方式，交易对象为：{{ {seller} }}。")
        d.know(payment_method="entrusted")
    else:
        d.say(
            f"第五条　支付方式　单笔支付金额超过人民币{{ {threshold // 10000} }}万元的，采用贷款人受托支付方式；"
            "其余款项可由甲方自主支付。"
        )
        d.know(payment_method="mixed", entrusted_threshold=money(threshold))
    loan_account, pay_account = cast.account(), cast.account()
    d.say(f"第六条　放款账户　户名：{{ {borrower} }}，账号：{{ {loan_account} }}，开户行：{{ {lender} }}。")
    d.say(f"第七条　还款账户　户名：{{ {borrower} }}，账号：{{ {pay_account} }}，开户行：{{ {lender} }}。")
    d.know(disbursement_account=loan_account, repayment_account=pay_account)
    if months <= 12:
        d.say(
            "第八条　还款方式　{ 按月付息、到期一次性还本 }。每月20日为结息日，次日为付息日。",
            duty("repayment", "到期一次性还本", due_date=None, amount=None),
            maybe("repayment", "每月20日为结息日"),
        )
        d.know(repayment_method="按月付息、到期一次性还本")
    else:
        half = amount // 2
        middle = after(start, months // 2)
        d.say(
            "第八条　还款方式　{ 按季付息、分期还本 }，还本计划如下表，甲方应按该计划足额归还本金。",
            duty("repayment", "甲方应按该计划足额归还本金", due_date=None, amount=None),
            maybe("repayment", "按季付息、分期还本"),
        )
        p.table(
            (
                ("期次", "还本日期", "还本金额（元）"),
                ("1", day(middle), f"{half:,}.00"),
                ("2", day(end), f"{amount - half:,}.00"),
            ),
            (0.15, 0.45, 0.4),
        )
        schedule = [
            {"due_date": middle.isoformat(), "principal": money(half), "interest": None},
            {"due_date": end.isoformat(), "principal": money(amount - half), "interest": None},
        ]
        d.know(repayment_method="按季付息、分期还本", repayment_schedule=schedule)
    guarantee = f"{name.replace('流借', '保')}"
    d.say(
        f"第九条　担保　本合同项下债务由{{ {surety} }}、{{ {surety_person} }}提供连带责任保证，"
        f"并另行签订编号为{{ {guarantee} }}的《保证合同》。",
        duty("security", "提供连带责任保证", near={"document": "保证合同"}, party=None),
    )
    d.know(guarantors=[surety, surety_person])
    ratio = chance.choice((60, 65, 70, 75))
    liquid = chance.choice(("1.0", "1.1", "1.25"))
    covenants = [
        (
            f"（一）资产负债率不得高于{{ {ratio} }}%；",
            [covenant("debt_ratio", "<=", str(ratio), "percent", "资产负债率不得高于")],
        ),
        (f"（二）流动比率不低于{{ {liquid} }}；", [covenant("current_ratio", ">=", liquid, "times", "流动比率不低于")]),
        (
            "（三）或有负债总额不超过净资产的{ 40 }%。",
            [covenant("external_guarantees", "<=", "40", "percent", "或有负债总额不超过")],
        ),
    ][: chance.randint(2, 3)]
    if chance.random() < 0.85:
        d.say("第十条　财务约束　借款存续期间，甲方应持续符合下列指标：")
        d.clauses(covenants)
    p.heading("第二部分　一般条款", 14)
    for text in _OPENING:
        d.say(text)
    _standard(d, chance)
    if chance.random() < 0.7:
        _supplement(d, signed, name=name, lender=lender, borrower=borrower, ratio=ratio, goods=goods)
    else:
        p.space(20)
        p.beside(
            (f"甲方（公章）：{borrower}", "法定代表人或授权代理人（签章）：", f"签订日期：{day(signed)}"),
            (f"乙方（公章）：{lender}", "负责人或授权代理人（签章）：", f"签订日期：{day(signed)}"),
        )
        d.know(signed_date=signed.isoformat())
    return d.made()


_OPENING = (
    "第十一条　定义",
    "11.1 本合同所称“借款到期日”，是指借款期限届满之日，借款被宣布提前到期的，为宣布的到期之日。",
    "11.2 “工作日”指乙方对公业务的营业日，不包括法定节假日和公休日。",
    "11.3 “关联方”一词的含义依照企业会计准则第36号确定；“重大”由双方按诚信原则理解。",
    "11.4 本合同所称“受托支付”，是指乙方根据甲方的提款申请和支付委托，将借款资金通过甲方账户支付给符合约定用途的"
    "甲方交易对象。“自主支付”，是指乙方将借款发放至甲方账户后，由甲方自行支付给交易对象。",
    "11.5 《中华人民共和国民法典》第六百七十二条规定，贷款人按照约定可以检查、监督借款的使用情况。",
)


def _standard(d: Draft, chance: random.Random) -> None:
    """Set the printed terms; some of the duties are absent from some editions."""
    d.say("第十二条　提款")
    d.say(
        "12.1 甲方提款应符合下列条件，否则乙方可以不予放款：本合同已生效；担保手续已办妥；甲方未发生违约。",
        maybe("other", "甲方提款应符合下列条件"),
    )
    days = chance.choice((2, 3, 5))
    d.say(
        f"12.2 甲方应在拟提款日前至少{days}个工作日向乙方递交填妥的提款申请书。",
        maybe("evidence", "递交填妥的提款申请书"),
        maybe("other", "递交填妥的提款申请书"),
        maybe("notification", "递交填妥的提款申请书"),
    )
    d.say(
        "12.3 甲方提款时应当同时提交与借款用途相符的购销合同、增值税发票等证明材料。",
        duty("evidence", "甲方提款时应当同时提交", documents=["trade_contract", "vat_invoice"]),
    )
    d.say("12.4 乙方审核无误的，应于当日或次日将借款划入放款账户。", maybe("other", "乙方审核无误的"))
    d.say("第十三条　利息与罚息")
    d.say("13.1 借款按日计息，日利率＝年利率/360。结息日如为非工作日，不作顺延。")
    d.say("13.2 甲方逾期还款的，自逾期之日起按合同利率上浮50%计收罚息；挪用借款的，按合同利率上浮100%计收罚息。")
    d.say("13.3 对不能按期支付的利息，按罚息利率计收复利。同一笔借款既逾期又挪用的，择其重而不并处。")
    d.say("第十四条　资金监督")
    within = chance.choice((15, 20, 30, 45))
    d.say(
        f"14.1 甲方应于借款资金支付后{within}日内，向乙方提供相应的发票、付款凭证及入库单复印件。",
        duty(
            "evidence",
            "付款凭证及入库单复印件",
            documents=["vat_invoice", "transfer_slip", "goods_receipt"],
            due_days=within,
        ),
    )
    d.say(
        "14.2 采用自主支付的，甲方应当每月末汇总报告借款资金的支付情况。",
        duty("reporting", "每月末汇总报告", frequency="monthly"),
    )
    d.say(
        "14.3 严禁甲方将借款资金用于购买股票、期货及理财产品，不得用于房地产开发、股本权益性投资，亦不得转贷牟利。",
        duty(
            "prohibition",
            "严禁甲方将借款资金用于",
            uses=["securities", "futures", "wealth_management", "real_estate", "equity_investment", "lending"],
        ),
    )
    share = chance.choice((30, 50, 60))
    if chance.random() < 0.8:
        d.say(
            f"14.4 甲方应将不低于{share}%的销售回款归集至在乙方开立的结算账户。",
            duty("account", "的销售回款归集至", share=str(share), unit="percent"),
        )
    d.say("第十五条　甲方的承诺")
    quarter, year = chance.choice((10, 15, 20)), chance.choice((90, 120, 150))
    d.say(
        f"15.1 每季度终了后{quarter}日内报送资产负债表、利润表和现金流量表。",
        duty(
            "reporting",
            "每季度终了后",
            near={"document": "资产负债表"},
            frequency="quarterly",
            due_days=quarter,
            day_kind="calendar",
        ),
    )
    d.say(
        f"15.2 甲方应在每一会计年度结束后{year}天之内提交经会计师事务所审计的年度财务报告。",
        duty(
            "reporting",
            "每一会计年度结束后",
            near={"document": "年度财务报告"},
            frequency="yearly",
            due_days=year,
            day_kind="calendar",
        ),
    )
    ahead = chance.choice((15, 30))
    d.say(
        f"15.3 变更法定代表人、住所、公司名称的，甲方须提前{ahead}日书面告知乙方。",
        duty(
            "notification",
            "变更法定代表人、住所",
            near={"event": "变更法定代表人"},
            due_days=-ahead,
            day_kind="calendar",
        ),
    )
    soon = chance.choice((2, 3, 5))
    d.say(
        f"15.4 甲方发生重大诉讼、仲裁，或主要资产被查封、冻结的，应自知悉之日起{soon}个工作日内书面通知乙方。",
        duty("notification", "发生重大诉讼、仲裁", near={"event": "重大诉讼"}, due_days=soon, day_kind="working"),
    )
    d.say(
        "15.5 未经乙方书面同意，甲方不得对外提供担保、出售或抵押主要资产，不得实施合并、分立、减资。",
        duty("consent", "未经乙方书面同意，甲方不得对外提供担保", near={"event": "对外提供担保"}),
    )
    if chance.random() < 0.7:
        d.say(
            "15.6 在清偿全部借款本息之前，甲方须征得乙方事先书面同意方可向股东分配利润。",
            duty("consent", "方可向股东分配利润", near={"event": "分配利润"}),
        )
    d.say("15.7 本合同并不要求甲方向乙方提供其商业秘密。", maybe("other", "并不要求"))
    d.say("15.8 甲方应配合乙方对借款使用情况的检查，并如实提供有关资料。", duty("other", "甲方应配合乙方"))
    d.say("第十六条　违约与提前到期")
    d.say(
        "16.1 出现下列任何情形的，乙方有权停止发放借款并宣布借款立即到期：",
        duty("acceleration", "宣布借款立即到期", party=None),
    )
    d.say("（1）甲方未按约定用途使用借款；", maybe("acceleration", "甲方未按约定用途使用借款"))
    d.say("（2）甲方未按期支付利息或归还本金；", maybe("acceleration", "未按期支付利息"))
    d.say("（3）甲方提供虚假的财务会计资料；", maybe("acceleration", "提供虚假的财务会计资料"))
    d.say("（4）甲方以化整为零方式规避受托支付。", maybe("acceleration", "化整为零"))
    d.say(
        "16.2 乙方依前款宣布提前到期的，应书面通知甲方，通知自送达时生效。",
        maybe("other", "应书面通知甲方"),
        maybe("notification", "应书面通知甲方"),
    )
    d.say("第十七条　其他")
    for text in _ENDING:
        d.say(text)


_ENDING = (
    "17.1 本合同的效力、解释和争议解决适用中华人民共和国法律。",
    "17.2 因本合同发生的争议，由双方协商解决；协商不成的，提交乙方住所地有管辖权的人民法院诉讼解决。",
    "17.3 本合同特别条款与一般条款不一致的，以特别条款为准。",
    "17.4 本合同自双方签章之日起生效，至借款本息清偿完毕之日终止。",
    "17.5 本合同一式叁份，甲方执壹份，乙方执贰份，具有同等效力。",
)


def _supplement(d: Draft, signed: dt.date, *, name: str, lender: str, borrower: str, ratio: int, goods: str) -> None:
    """Set the signatures and a supplement that changes one or two of the special terms."""
    p = d.press
    p.space(12)
    p.beside(
        (f"甲方（公章）：{borrower}", "法定代表人或授权代理人（签章）：", f"签订日期：{day(signed)}"),
        (f"乙方（公章）：{lender}", "负责人或授权代理人（签章）：", f"签订日期：{day(signed)}"),
    )
    d.know(signed_date=signed.isoformat())
    p.page()
    p.heading("补充协议", 18)
    d.say(f"甲方：{borrower}　　乙方：{lender}", first=0)
    d.say(f"甲乙双方于{day(signed)}签订了编号为{name}的《流动资金借款合同》（下称原合同），现就有关事项补充约定如下：")
    changed = str(ratio - 5)
    d.say(
        f"一、原合同第十条第（一）项修改为：资产负债率不得高于{changed}%。",
        covenant("debt_ratio", "<=", changed, "percent", f"资产负债率不得高于{changed}"),
    )
    for row in d.fields["obligations"]:
        if row["text_has"] == "资产负债率不得高于":
            row["text_has"], row["optional"] = f"资产负债率不得高于{ratio}", True
            for slot in ("party", "metric", "operator", "threshold", "unit"):
                row.pop(slot)
    purpose = f"采购{goods}及支付加工费"
    d.say(
        f"二、原合同第四条约定的借款用途变更为：{purpose}。",
        duty("use_of_funds", "借款用途变更为", near={"purpose": purpose}),
    )
    for row in d.fields["obligations"]:
        if row["kind"] == "use_of_funds" and "专项用于" in row["text_has"]:
            row["optional"] = True
            row.pop("purpose"), row.pop("party")
    d.know(purpose=purpose)
    d.accept["purpose"] = [f"any text with {purpose}"]
    d.say("三、本补充协议与原合同不一致的，以本补充协议为准；未涉及的部分仍按原合同执行。")
    later = after(signed, 1)
    p.beside((f"甲方（公章）：{borrower}", f"日期：{day(later)}"), (f"乙方（公章）：{lender}", f"日期：{day(later)}"))
    d.also("signed_date", later.isoformat())


PAPERS = (Paper("loan-bank-standard-terms", "dev", make),)
