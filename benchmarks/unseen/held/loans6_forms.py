"""Loan contracts that are filled in: a form of one table with boxes, and special terms before general ones."""

from __future__ import annotations

import datetime as dt
import random

from ..contracts_truth import covenant, duty, maybe
from ..made import Made, Paper
from .loans6_cast import Cast, Deed, capital, cn, cn0, comma, money, months_on
from .loans6_sheet import Sheet


def _boxes(chosen: str, names: tuple[str, ...], marks: tuple[str, str]) -> str:
    """Return a row of boxes of which one is chosen."""
    return "  ".join(marks[0 if name == chosen else 1] + name for name in names)


def _box_form(chance: random.Random) -> Made:
    """A town bank's contract on a printed form: particulars in a table, undertakings below."""
    cast = Cast(chance)
    place = cast.places.pop()
    borrower = cast.firm(
        chance.choice(("粮油商贸有限公司", "五金机电经营部", "农资有限责任公司", "水产有限公司")), place
    )
    bank = f"{place}{chance.choice(('民丰', '惠民', '富登'))}村镇银行股份有限公司"
    use = chance.choice(("收购稻谷", "采购化肥、农药", "采购五金工具及电动工具", "购买冷冻海产品"))
    months = chance.choice((6, 12, 24))
    amount = chance.choice((500000, 800000, 960000, 1500000))
    start = cast.day(dt.date(2025, 2, 8), 400)
    end = months_on(start, months)
    marks = chance.choice((("■", "□"), ("[√]", "[ ]"), ("√", "□")))
    over = chance.choice((120, 155, 200))
    rate = f"{3 + over / 100:.2f}"
    number = f"{start.year}{chance.choice(('小企', '小微'))}借{cast.digits(5)}"
    account, back = cast.digits(17, "9020"), cast.digits(17, "9020")
    sureties = [cast.person(), cast.person()]
    back_way = chance.choice(("按季付息、到期还本", "等额本金", "按月付息、到期还本"))
    days, notice = chance.choice((10, 15, 20)), chance.choice((3, 5, 10))
    sheet = Sheet(
        chance.choice(("ming", "sans")), 10, foot="第{n}页（共{all}页）", margins=(56, 60, 56, 60), leading=1.55
    )
    deed = Deed("loan_contract", sheet)
    deed.know(contract_number=number, lender=bank, borrower=borrower, borrower_id=(code := cast.credit_code()))
    deed.know(guarantors=sureties, loan_kind="working_capital", amount=money(amount), currency="CNY", purpose=use)
    deed.know(amount_in_words=capital(amount), start_date=start.isoformat(), end_date=end.isoformat())
    deed.know(term_months=months, interest_rate=rate, rate_basis="浮动利率", payment_method="self")
    deed.know(disbursement_account=account, repayment_account=back, repayment_method=back_way)
    deed.know(signed_date=start.isoformat())
    deed.also("rate_basis", "any text with LPR", "any text with 浮动")
    deed.also("purpose", f"any text with {use}")
    sheet.title("小企业借款合同", 16, after=4)
    sheet.para(f"编号：{number}", first=0, align="right")
    sheet.space(6)
    ways = ("按月付息、到期还本", "按季付息、到期还本", "等额本息", "等额本金", "其他")
    kinds = ("流动资金贷款", "固定资产贷款", "个人经营性贷款", "其他")
    sheet.table(
        (17, 40, 15, 32),
        (
            ("贷款人", (bank, 3)),
            ("借款人", borrower, "统一社会信用代码", code),
            ("经营地址", f"{place}市{cast.street()}", "联系电话", cast.digits(11, "138")),
            ("贷款品种", (_boxes("流动资金贷款", kinds, marks), 3)),
            ("借款金额", (f"人民币（大写）{capital(amount)}      （小写）￥{comma(amount)}", 3)),
            ("借款用途", (use, 3)),
            ("借款期限", (f"{months}个月，自{cn(start)}起至{cn(end)}止", 3)),
            (
                "借款利率",
                (
                    f"{_boxes('浮动利率', ('固定利率', '浮动利率'), marks)}\n"
                    f"以合同签订日适用的1年期LPR（3.00%）加{over}个基点，即年利率{rate}%，每满一年调整一次",
                    3,
                ),
            ),
            ("支付方式", (_boxes("借款人自主支付", ("贷款人受托支付", "借款人自主支付", "混合支付"), marks), 3)),
            ("还款方式", (_boxes(back_way, ways, marks), 3)),
            ("放款账号", account, "还款账号", back),
            ("担保方式", (_boxes("保证", ("信用", "保证", "抵押", "质押"), marks), 3)),
            ("保证人", ("、".join(sureties), 3)),
        ),
        size=9.5,
        high=24,
    )
    deed.owe(maybe("use_of_funds", use), maybe("security", "、".join(sureties)), maybe("repayment", back_way))
    sheet.space(6)
    say = deed.say
    say("借款人在此承诺并与贷款人约定如下：", first=0, bold=True)
    for k, (text, duties) in enumerate(
        (
            ("借款人保证按上表所列用途使用借款。", (maybe("use_of_funds", "按上表所列用途使用借款"),)),
            (
                "借款人不得将借款用于购买股票、期货、理财产品，不得用于民间借贷。",
                (duty("prohibition", "用于购买股票"),),
            ),
            (
                f"借款人应于每季末后{days}日内向贷款人提供财务报表。",
                (
                    duty(
                        "reporting",
                        f"每季末后{days}日内",
                        near={"document": "财务报表"},
                        frequency="quarterly",
                        due_days=days,
                        day_kind="calendar",
                    ),
                ),
            ),
            (
                "借款人应自放款之日起30日内提供用款的合同、发票和转账凭证。",
                (
                    duty(
                        "evidence",
                        "发票和转账凭证",
                        documents=["trade_contract", "vat_invoice", "transfer_slip"],
                        due_days=30,
                        day_kind="calendar",
                    ),
                ),
            ),
            (
                f"借款人的联系方式、经营场所或股东发生变化的，应在{notice}日内告知贷款人。",
                (
                    duty(
                        "notification",
                        f"应在{notice}日内告知",
                        near={"event": "股东发生变化"},
                        due_days=notice,
                        day_kind="calendar",
                    ),
                ),
            ),
            (
                "借款人转让主要资产或者为他人债务提供担保，须事先取得贷款人书面同意。",
                (duty("consent", "须事先取得贷款人书面同意", near={"event": "转让主要资产"}),),
            ),
            (
                "借款人应当按照约定的还款方式足额偿还借款本息，并于还款日前将款项存入还款账号。",
                (duty("repayment", "足额偿还借款本息"), maybe("account", "将款项存入还款账号")),
            ),
            (
                "保证人对借款本金、利息、罚息及实现债权的费用承担连带责任，保证期间为债务履行期届满之日起三年。",
                (duty("security", "承担连带责任", party=None),),
            ),
            (
                "借款人逾期还款，或者未按约定用途使用借款的，贷款人有权提前收回全部借款；"
                "逾期部分按借款利率加收50%计收罚息。",
                (duty("acceleration", "提前收回全部借款", party=None), maybe("other", "加收50%计收罚息")),
            ),
            ("本合同经各方签字或盖章后生效，合同未尽事宜按法律规定办理。", ()),
        ),
        1,
    ):
        say(f"{k}．{text}", *duties, first=0)
    sheet.space(8)
    sheet.beside(
        (
            ("借款人（签章）：", "", f"{cn0(start)}"),
            ("保证人（签字）：", " ".join(sureties), f"{cn0(start)}"),
            ("贷款人（盖章）：", "", f"{cn0(start)}"),
        ),
        seals=((borrower, 46, ""), (bank, 370, "")),
        side=92,
    )
    return deed.paper()


def _special_terms(chance: random.Random) -> Made:
    """Special terms that are filled in, general terms that refer to them, and a supplement with further promises."""
    cast = Cast(chance)
    goods, trade = chance.choice(
        (("采购不锈钢板材", "机械制造有限公司"), ("购买PVC原料", "塑业有限公司"), ("采购生鲜乳", "乳业股份有限公司"))
    )
    borrower = cast.firm(trade)
    bank = chance.choice(("渤海银行", "九江银行", "长沙银行", "晋商银行")) + f"股份有限公司{cast.places.pop()}分行"
    amount = chance.choice((6000000, 10000000, 15000000))
    start = cast.day(dt.date(2025, 1, 10), 420)
    end = months_on(start, 12)
    signed = start - dt.timedelta(days=chance.randrange(0, 5))
    number = f"{chance.choice(('BHLD', 'JJLD', 'CSLD'))}{start:%Y%m}{cast.digits(4)}"
    points = chance.choice((40, 65, 90))
    rate = f"{3 + points / 100:.2f}"
    limit = chance.choice((300, 500))
    account, back = cast.digits(18, "7300"), cast.digits(18, "7300")
    guarantor = cast.firm("投资控股有限公司")
    master = cast.person()
    ratio, share, days = chance.choice((65, 70, 75)), chance.choice((40, 50, 70)), chance.choice((15, 20))
    sheet = Sheet(chance.choice(("kai", "ming")), 10.5, head=f"{bank}    流动资金借款合同", foot="- {n} -")
    deed = Deed("loan_contract", sheet)
    deed.know(contract_number=number, lender=bank, borrower=borrower, guarantors=[guarantor, master])
    deed.know(loan_kind="working_capital", amount=money(amount), amount_in_words=capital(amount), currency="CNY")
    deed.know(start_date=start.isoformat(), end_date=end.isoformat(), term_months=12, interest_rate=rate, purpose=goods)
    deed.know(rate_basis=f"LPR+{points}BP", payment_method="mixed", entrusted_threshold=money(limit * 10000))
    deed.know(disbursement_account=account, repayment_account=back, repayment_method="按季付息、到期一次性还本")
    deed.know(signed_date=signed.isoformat())
    deed.also(
        "rate_basis",
        "any text with LPR",
        "any text with 基点",
        "any text with 贷款市场报价利率",
        "any text with 固定利率",
    )
    deed.also("repayment_method", "any text with 按季付息")
    deed.also("purpose", f"any text with {goods}")
    say = deed.say
    sheet.title("流动资金借款合同", 18)
    deed.clauses(
        (f"合同编号：{number}",),
        ("#第一部分　专用条款",),
        (f"一、借款人：{borrower}",),
        (f"二、贷款人：{bank}",),
        (f"三、借款金额：人民币{{{capital(amount)}}}（￥{{{comma(amount)}}}）",),
        (
            f"四、借款用途：{{{goods}}}",
            maybe("use_of_funds", goods),
        ),
        (f"五、借款期限：{{12}}个月，自{{{cn(start)}}}至{{{cn(end)}}}",),
        (
            f"六、借款利率：固定利率，"
            f"按合同签订日前一工作日全国银行间同业拆借中心公布的一年期LPR（3.00%）加{{{points}}}个基点，"
            f"执行年利率{{{rate}}}%",
        ),
        (
            "七、还款方式：{按季付息、到期一次性还本}",
            maybe("repayment", "按季付息、到期一次性还本"),
        ),
        (f"八、放款账户：{{{account}}}；还款账户：{{{back}}}",),
        (
            f"九、支付方式：单笔支付金额在人民币{{{limit}}}万元以上的采用受托支付，其他采用自主支付",
            maybe("other", "采用受托支付"),
            maybe("use_of_funds", "采用受托支付"),
        ),
        (
            f"十、担保方式：由{{{guarantor}}}、{{{master}}}提供连带责任保证",
            duty("security", "提供连带责任保证", party=None),
        ),
        first=0,
    )
    sheet.space(6)
    say("第二部分　通用条款", first=0, bold=True)
    for text, duties in (
        ("第一条　本合同的借款金额、用途、期限、利率、还款方式及账户以专用条款的记载为准。", ()),
        (
            "第二条　借款人应严格按照专用条款约定的用途使用借款，不得用于国家禁止的产业和项目，"
            "不得用于偿还其他金融机构的贷款。",
            (
                maybe("use_of_funds", "约定的用途使用借款"),
                duty("prohibition", "国家禁止的产业和项目"),
                maybe("prohibition", "偿还其他金融机构的贷款"),
            ),
        ),
        (
            "第三条　借款人须在每次提款时向贷款人提交提款申请书和用于证明用途的商品购销合同。",
            (duty("evidence", "商品购销合同"),),
        ),
        (
            "第四条　借款人应按期支付利息，并于借款期限届满之日一次性归还全部本金。",
            (duty("repayment", "一次性归还全部本金"),),
        ),
        (
            "第五条　借款人申请提前还款的，应提前10个工作日书面通知贷款人。",
            (
                maybe("notification", "应提前10个工作日书面通知"),
                maybe("repayment", "应提前10个工作日书面通知"),
                maybe("consent", "应提前10个工作日书面通知"),
            ),
        ),
        (
            f"第六条　借款人每月{days}日前向贷款人提交上月的财务报表，并在贷款人要求时提供其他资料。",
            (
                duty(
                    "reporting",
                    "提交上月的财务报表",
                    near={"document": "财务报表"},
                    frequency="monthly",
                    due_days=days,
                    day_kind="calendar",
                ),
                maybe("reporting", "在贷款人要求时提供其他资料"),
            ),
        ),
        (
            "第七条　借款人发生名称变更、法定代表人变更或控股股东变更，应于变更前30日书面通知贷款人。",
            (
                duty(
                    "notification",
                    "应于变更前30日书面通知",
                    near={"event": "法定代表人变更"},
                    due_days=-30,
                    day_kind="calendar",
                ),
            ),
        ),
        (
            "第八条　借款人有下列任一行为时，须征得贷款人书面同意：对外投资超过净资产20%；"
            "出售或出租主要经营性资产；申请破产或解散。",
            (
                duty("consent", "须征得贷款人书面同意"),
                *(maybe("consent", t) for t in ("对外投资超过净资产20%", "出售或出租主要经营性资产", "申请破产或解散")),
                maybe("financial_covenant", "对外投资超过净资产20%"),
            ),
        ),
        (
            "第九条　借款人不履行本合同义务，或其财务状况恶化、涉及重大经济纠纷的，"
            "贷款人有权单方宣布借款提前到期，并从借款人在贷款人处开立的任何账户中扣收。",
            (duty("acceleration", "宣布借款提前到期", party=None),),
        ),
        ("第十条　贷款人对借款人提供的未公开资料负有保密义务。", (maybe("other", "负有保密义务"),)),
    ):
        say(text, *duties, first=0)
    sheet.space(6)
    deed.clauses(
        ("#第三部分　补充约定",),
        ("经协商，双方在专用条款和通用条款之外作如下补充，与前述条款不一致的，以本部分为准：",),
    )
    for text, duties in (
        (
            f"1、借款存续期内，借款人资产负债率应控制在{ratio}%以内，对外担保总额不得超过净资产的50%；",
            (
                covenant("debt_ratio", "<=", str(ratio), "percent", f"控制在{ratio}%以内"),
                covenant("external_guarantees", "<=", "50", "percent", "不得超过净资产的50%"),
            ),
        ),
        (
            f"2、借款人在贷款人处的结算量占其全部结算量的比例不得低于{share}%；",
            (duty("account", f"比例不得低于{share}%", share=str(share), unit="percent"),),
        ),
        (
            "3、借款人经营活动产生的现金流量净额不得为负数；",
            (
                duty(
                    "financial_covenant",
                    "现金流量净额不得为负数",
                    metric="operating_cash_flow",
                    operator=">=",
                    threshold="0",
                ),
            ),
        ),
        (
            "4、受托支付完成后45日内，借款人应补充提交入库单和增值税发票。",
            (
                duty(
                    "evidence",
                    "入库单和增值税发票",
                    documents=["goods_receipt", "vat_invoice"],
                    due_days=45,
                    day_kind="calendar",
                ),
            ),
        ),
    ):
        say(text, *duties)
    say(f"本合同于{cn(signed)}在{chance.choice(('贷款人住所地', '贷款人营业场所'))}签订，正本一式四份。")
    sheet.space(12)
    sheet.beside(
        (
            ("借款人：（公章）", "法定代表人（签章）：", ""),
            ("贷款人：（合同专用章）", "负责人（签章）：", ""),
        ),
        seals=((borrower, 90, ""), (bank, 330, "")),
    )
    return deed.paper()


PAPERS: tuple[Paper, ...] = (
    Paper("loan6-box-form", "held", _box_form),
    Paper("loan6-special-terms", "held", _special_terms),
)
