"""Held contracts of small lenders, private persons and a lender on the net: free text, letters and lists."""

from __future__ import annotations

import random

from ..contracts_press import Style
from ..contracts_truth import Draft, duty, maybe
from ..made import Made, Paper
from ..values import bare, chinese, credit_code, date, digits, figures, words
from .contracts_parties import (
    HELD,
    assent,
    card,
    company,
    either,
    identity,
    instalment,
    later,
    notice,
    people,
    proof,
    recall,
    report,
)


def _small_company(chance: random.Random) -> Made:
    """A small loan company lends to a firm: articles of free text, two dated repayments, a monthly rate."""
    place = chance.choice(HELD.places)
    lender = f"{place}{chance.choice(('银穗', '众惠', '恒信通'))}小额贷款有限责任公司"
    borrower, surety = company(chance, "木业有限责任公司"), people(chance, 1)[0]
    code = credit_code(chance)
    fen = chance.randrange(6, 40) * 20_000_00
    half = fen // 2
    start = date(chance)
    end, middle = later(start, 8), later(start, 4)
    tenths = chance.randrange(80, 140, 5)
    rate = f"{tenths * 12 / 100:.2f}"
    number = f"小贷借字{start.year}-{digits(chance, 3)}号"
    account = digits(chance, 16, "1400")
    goods = chance.choice(("进口樟子松原木", "橡胶木板材", "中密度纤维板"))
    d = Draft(Style(size=11.5, leading=1.85, margins=(90, 86, 90, 80), foot="-{page}-"))
    press = d.press
    press.heading("借款合同书", 22)
    press.paragraph(number, align="right")
    d.clauses(
        [
            (f"出借方：{lender}（简称甲方）", ()),
            (f"借入方：{borrower}（简称乙方），统一社会信用代码{code}", ()),
            (f"担保人：{surety}（简称丙方）", ()),
            ("乙方因生意周转缺少资金，向甲方提出借款。经三方商量，写明以下条款，大家都要照办。", ()),
            (
                f"第一条　甲方借给乙方人民币{words(fen)}，即￥{figures(fen)}元，月息{tenths / 10:.2f}‰，"
                "利息按月支付，每月末日前付当月的利息。",
                either("利息按月支付", "repayment"),
            ),
            (
                f"第二条　这笔钱乙方拿去购买{goods}，补充日常流动资金，不准拿去炒股、放高利贷或者还别处的借款。",
                (
                    duty("use_of_funds", f"购买{goods}", near={"purpose": goods}),
                    duty("prohibition", "不准拿去炒股", uses=["securities", "lending", "loan_repayment"]),
                ),
            ),
            (f"第三条　借款时间八个月，从{start:%Y年%-m月%-d日}算起，到{end:%Y年%-m月%-d日}为止。", ()),
            (
                f"第四条　乙方保证{middle:%Y年%-m月%-d日}先归还本金{half // 1000000}万元，"
                f"剩下的本金{half // 1000000}万元在{end:%Y年%-m月%-d日}还清。",
                (
                    duty("repayment", "先归还本金", due_date=middle.isoformat(), amount=bare(half)),
                    duty("repayment", "剩下的本金", due_date=end.isoformat(), amount=bare(half)),
                ),
            ),
            (
                f"第五条　甲方把借款汇到乙方账号{account}，乙方收到之后给甲方开具借据，钱由乙方自己支配支付。",
                (*either("给甲方开具借据", "other", "evidence"), *either("汇到乙方账号", "account", "other")),
            ),
            (
                "第六条　乙方用款后15天之内要把买货的合同和发票拿给甲方看，甲方留复印件。",
                (proof("买货的合同和发票", ["trade_contract", "vat_invoice"], 15),),
            ),
            (
                "第七条　乙方每个月5日之前报一次上个月的银行流水和库存情况。",
                (report("上个月的银行流水和库存情况", "银行流水", "monthly", 5),),
            ),
            (
                "第八条　乙方换法人代表、换厂址、遭火灾水灾或者被别人起诉的，2天之内要通知甲方。",
                (notice("2天之内要通知甲方", "换法人代表", 2),),
            ),
            (
                "第九条　借款没还清之前，乙方卖设备、卖厂房或替人作保，要先经甲方点头并写书面同意书。",
                (assent("要先经甲方点头", "卖设备、卖厂房"),),
            ),
            (
                "第十条　丙方愿意为乙方这笔借款负连带保证责任，乙方不还由丙方还。",
                (duty("security", "负连带保证责任", party="guarantor"), *either("由丙方还", "repayment")),
            ),
            (
                "第十一条　乙方不按时付息、不照说好的用途用钱，或者瞒报情况，"
                "甲方可以随时要求乙方把全部借款连本带息一次还清。",
                (recall("随时要求乙方把全部借款", "不按时付息"),),
            ),
            ("第十二条　逾期的，每逾期一天按未还本金的万分之五付违约金。", either("付违约金", "other", "repayment")),
            ("第十三条　打官司到甲方所在地法院。本合同一式三份，签字盖章后有效。", either("签字盖章后有效", "other")),
        ]
    )
    press.space(12)
    for line in (f"甲方：{lender}", f"乙方：{borrower}", f"丙方：{surety}"):
        press.paragraph(line, first=2)
    press.paragraph(chinese(start), align="right")
    press.seal(lender, 0.42, press.y / 842 - 0.1)
    d.know(
        contract_number=number,
        lender=lender,
        borrower=borrower,
        borrower_id=code,
        guarantors=[surety],
        loan_kind="working_capital",
        amount=bare(fen),
        amount_in_words=words(fen),
        currency="CNY",
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        term_months=8,
        interest_rate=rate,
        purpose=f"购买{goods}，补充日常流动资金",
        payment_method="self",
        disbursement_account=account,
        repayment_method="利息按月支付",
        repayment_schedule=[],
        signed_date=start.isoformat(),
    )
    d.also("purpose", f"any text with {goods}")
    d.also("repayment_method", "any")
    d.also("repayment_schedule", "any")
    d.also("loan_kind", "other")
    d.also("payment_method", None)
    d.also("rate_basis", f"any text with 月息{tenths / 10:.2f}‰")
    return d.made()


def _friends(chance: random.Random) -> Made:
    """Two persons write their loan down themselves: paragraphs without numbers, days in Chinese figures."""
    lender, borrower, witness = people(chance, 3)
    code = identity(chance)
    fen = chance.randrange(5, 40) * 10_000_00
    months = chance.choice((12, 24))
    start = date(chance)
    end = later(start, months)
    years = {12: "一年", 24: "两年"}[months]
    percent = chance.choice(((6, "百分之六"), (8, "百分之八"), (10, "百分之十")))
    account = card(chance)
    purpose = chance.choice(("女儿出国留学的学费", "新房装修的费用", "父亲住院手术费"))
    d = Draft(Style(size=13, leading=2.05, margins=(84, 90, 84, 80), foot="", ink=(25, 25, 70)))
    press = d.press
    press.heading("借　款　协　议", 22)
    press.space(10)
    d.clauses(
        [
            (
                f"出借人{lender}，身份证号{identity(chance)}；借款人{borrower}，身份证号{code}。"
                "双方系多年朋友，现就借款一事约定如下。",
                (),
            ),
            (
                f"借款人因需支付{purpose}，向出借人借人民币{words(fen)}（{fen // 100}元）。"
                f"出借人在签字当天把钱转进借款人的银行卡，卡号{account}，转账凭证即为收款凭据。",
                (
                    duty("use_of_funds", f"支付{purpose}", near={"purpose": purpose}),
                    *either("转进借款人的银行卡", "other", "account"),
                ),
            ),
            (
                f"借期{years}，自{chinese(start)}起，至{chinese(end)}止。年利率{percent[1]}，到期连本带息一次付清。",
                (duty("repayment", "连本带息一次付清"),),
            ),
            (
                "借款人承诺所借款项只作上述用途，不炒期货、不买彩票。",
                (
                    duty("prohibition", "不炒期货、不买彩票", uses=["futures", "gambling"]),
                    maybe("use_of_funds", "只作上述用途"),
                ),
            ),
            (
                "借款人换工作或者搬家，要在一周内告诉出借人新的单位和住址。",
                (duty("notification", "要在一周内告诉出借人", near={"event": "换工作或者搬家"}),),
            ),
            (
                "借款人若把钱挪作别用，或者丧失偿还能力，出借人可以不等到期就要求归还全部借款。",
                (recall("不等到期就要求归还", "把钱挪作别用"),),
            ),
            (
                "到期不还的，从到期次日起按同期贷款市场报价利率的四倍支付逾期利息。",
                either("支付逾期利息", "other", "repayment"),
            ),
            ("本协议写了两份，一人一份，都有效。", either("都有效", "other")),
        ]
    )
    press.space(18)
    for line in (f"出借人：{lender}", f"借款人：{borrower}", f"见证人：{witness}", f"{chinese(start)}"):
        press.paragraph(line, first=10)
    d.know(
        lender=lender,
        borrower=borrower,
        borrower_id=code,
        loan_kind="personal_consumption",
        amount=bare(fen),
        amount_in_words=words(fen),
        currency="CNY",
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        term_months=months,
        interest_rate=str(percent[0]),
        purpose=f"支付{purpose}",
        disbursement_account=account,
        repayment_method="到期连本带息一次付清",
        signed_date=start.isoformat(),
    )
    d.also("purpose", purpose)
    d.also("loan_kind", "other", None)
    d.also("repayment_method", "any text with 连本带息一次付清")
    return d.made()


def _net(chance: random.Random) -> Made:
    """A contract made on the net with a shopkeeper: captions and values in lists, a plan with interest at its end."""
    bank = chance.choice(("赣江众融银行股份有限公司", "渝江智联银行股份有限公司"))
    borrower = people(chance, 1)[0]
    code, account = identity(chance), card(chance)
    months = chance.choice((6, 12))
    principal = chance.randrange(4, 30) * 1_000_00
    fen = principal * months
    tenths = chance.randrange(25, 45)
    rate = f"{tenths * 36 / 100:.2f}"
    start = date(chance)
    end = later(start, months)
    number = f"EB{start:%Y%m%d}{digits(chance, 10)}"
    purpose = chance.choice(("采购速冻食品用于店铺经营", "进货（日用百货）", "支付店铺房租及进货"))
    dues = [later(start, k) for k in range(1, months + 1)]
    lines = []
    left, before = fen, start
    for due in dues:
        interest = round(left * tenths / 100_000 * (due - before).days)
        lines.append((due, interest))
        left, before = left - principal, due
    d = Draft(
        Style(face="sans", size=9.2, leading=1.6, margins=(60, 58, 60, 54), foot="电子合同编号 " + number + "　{page}")
    )
    press = d.press
    press.heading("个人经营性贷款电子合同", 16)
    press.paragraph("本合同以数据电文形式订立，双方以可靠的电子签名签署。", size=8, align="centre")
    press.space(6)
    for label, value in (
        ("合同编号", number),
        ("贷款人", bank),
        ("借款人", borrower),
        ("身份证件号码", code),
        (
            "签署时间",
            f"{start:%Y-%m-%d} {chance.randrange(8, 22):02d}:{chance.randrange(60):02d}:{chance.randrange(60):02d}",
        ),
        ("贷款本金（元）", f"{figures(fen)}（{words(fen)}）"),
        ("贷款期限", f"{months}期，{start:%Y-%m-%d}至{end:%Y-%m-%d}"),
        ("日利率", f"{tenths / 1000:.3f}%（年化利率{rate}%，单利）"),
        ("还款方式", "等额本金，每月归还"),
        ("收款账户", f"{account}（本人借记卡）"),
        ("还款账户", f"{account}（本人借记卡）"),
        ("贷款用途", purpose),
        ("支付方式", "借款人自主支付"),
        ("担保方式", "无"),
    ):
        press.paragraph(f"{label}：{value}", first=0)
    d.owe(
        duty("use_of_funds", purpose, purpose=purpose),
        *either("等额本金，每月归还", "repayment"),
        *either("收款账户", "account"),
        *either("还款账户", "account"),
    )
    press.space(6)
    d.clauses(
        [
            ("1　贷款使用", ()),
            (
                "1.1　您承诺贷款仅用于店铺日常经营，不会用于消费、购房，也不会用于股权类投资和国家明令禁止经营的行业。",
                (
                    duty(
                        "prohibition",
                        "股权类投资和国家明令禁止经营的行业",
                        uses=["real_estate", "equity_investment", "prohibited_industry"],
                    ),
                    maybe("use_of_funds", "仅用于店铺日常经营"),
                ),
            ),
            (
                "1.2　我行要求查验时，您应在收到通知后5个工作日内上传进货单据或发票的照片。",
                either("上传进货单据或发票的照片", "evidence", "reporting"),
            ),
            ("2　还款", ()),
            (
                "2.1　您须在每期还款日24:00以前保证还款账户余额充足，我行按《还款计划》自动扣款。",
                (duty("repayment", "保证还款账户余额充足"), *either("还款账户余额充足", "account")),
            ),
            (
                "2.2　您可以随时申请提前还款，不收取违约金，只计已用天数的利息。",
                either("提前还款", "repayment", "other", "consent"),
            ),
            ("3　信息变更与风险事件", ()),
            (
                "3.1　您的联系方式、经营场所、婚姻状况有变化的，请自变化之日起3日内在客户端更新并通知我行。",
                (notice("3日内在客户端更新并通知我行", "婚姻状况", 3),),
            ),
            ("4　提前到期", ()),
            (
                "4.1　您有下列行为的，我行有权单方面宣布贷款提前到期：a）逾期超过15日；"
                "b）提供的经营流水不真实；c）贷款资金流入禁止领域。",
                (recall("单方面宣布贷款提前到期", "逾期超过15日"),),
            ),
            ("4.2　逾期期间，罚息利率为本合同利率的130%。", either("罚息利率", "other")),
            ("5　授权", ()),
            ("5.1　您同意我行采集、使用您的纳税和工商信息用于贷后管理。", either("用于贷后管理", "other")),
        ],
        first=0,
    )
    press.space(8)
    press.paragraph("附：还款计划（单位：元）", bold=True)
    press.table(
        [
            ["期次", "应还款日", "应还本金", "应还利息", "应还总额"],
            *(
                [
                    f"{k}/{months}",
                    f"{due:%Y-%m-%d}",
                    figures(principal),
                    figures(interest),
                    figures(principal + interest),
                ]
                for k, (due, interest) in enumerate(lines, 1)
            ),
            ["合计", "", figures(fen), figures(sum(i for _, i in lines)), figures(fen + sum(i for _, i in lines))],
        ],
        (0.12, 0.22, 0.22, 0.22, 0.22),
        size=8.6,
    )
    press.paragraph(f"借款人（电子签名）：{borrower}　　　　贷款人（电子签章）：{bank}", first=0)
    press.seal(bank, 0.72, press.y / 842 - 0.01, 40)
    d.know(
        contract_number=number,
        lender=bank,
        borrower=borrower,
        borrower_id=code,
        loan_kind="personal_business",
        amount=bare(fen),
        amount_in_words=words(fen),
        currency="CNY",
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        term_months=months,
        interest_rate=rate,
        purpose=purpose,
        payment_method="self",
        disbursement_account=account,
        repayment_account=account,
        repayment_method="等额本金，每月归还",
        repayment_schedule=[instalment(due, bare(principal), bare(interest)) for due, interest in lines],
        signed_date=start.isoformat(),
    )
    d.also("repayment_method", "any text with 等额本金")
    d.also("currency", None)
    d.also("rate_basis", "any text with 利率")
    return d.made()


PAPERS = (
    Paper("loan-small-company-articles", "held", _small_company),
    Paper("loan-private-letter", "held", _friends),
    Paper("loan-net-list", "held", _net),
)
