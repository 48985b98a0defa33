"""Held contracts on forms for persons and a form nobody filled in: ticks, numbers that choose, blanks."""

from __future__ import annotations

import random

from ..contracts_press import Style
from ..contracts_truth import Draft, duty, maybe
from ..made import Made, Paper
from ..values import bare, date, digits, figures, spread, wide, words
from .contracts_parties import (
    HELD,
    assent,
    card,
    either,
    group,
    identity,
    later,
    notice,
    people,
    proof,
    recall,
    report,
)


def _decoration(chance: random.Random) -> Made:
    """A consumption loan: ruled boxes of alternatives first, then the clauses in smaller print."""
    bank = "九江银行股份有限公司" + chance.choice(("八里湖支行", "科技园支行"))
    borrower, mate = people(chance, 2)
    number = f"九银消贷{digits(chance, 12)}"
    code, paid = identity(chance), card(chance)
    fen = chance.randrange(8, 30) * 10_000_00
    months = chance.choice((24, 36, 60))
    start = date(chance)
    end = later(start, months)
    rate = f"{chance.randrange(360, 720) / 100:.2f}"
    use = chance.choice(("房屋装修", "购买家具家电", "旅游"))
    others = [u for u in ("房屋装修", "购买家具家电", "旅游", "教育培训", "医疗") if u != use]
    chance.shuffle(others)
    places = [use, *others[:3]]
    chance.shuffle(places)
    uses = "　".join(("☑" if u == use else "□") + u for u in places)
    way = chance.choice(("等额本息", "等额本金"))
    ways = "　".join(("☑" if w == way else "□") + w for w in ("等额本息", "等额本金", "按月付息到期还本", "利随本清"))
    trusted = chance.random() < 0.5
    paying = "☑受托支付　□自主支付" if trusted else "□受托支付　☑自主支付"
    day = chance.choice((5, 10, 15, 25))
    d = Draft(Style(face="sans", size=9.6, leading=1.55, margins=(56, 60, 56, 60), foot="个人消费贷款合同　{page}"))
    press = d.press
    press.heading("个人消费贷款合同", 18)
    press.paragraph(f"合同编号：{number}", align="right", size=9)
    press.table(
        [
            ["甲方\n（借款人）", f"姓名：{borrower}", f"证件类型：☑居民身份证　□护照　□其他\n证件号码：{code}", "<"],
            ["配偶", f"姓名：{mate}", f"联系电话：{digits(chance, 11, '189')}", "<"],
            ["乙方\n（贷款人）", bank, "<", "<"],
            ["贷款金额", f"人民币大写：{words(fen)}", f"小写：￥{figures(fen)}", "<"],
            ["贷款期限", f"共 {months} 个月，自 {spread(start)} 至 {spread(end)}", "<", "<"],
            ["贷款用途", f"{uses}　□其他：／", "<", "<"],
            ["执行利率", f"☑固定利率　□浮动利率　　年利率 {rate} %", "<", "<"],
            ["还款方式", ways, "还款日", f"每月 {day} 日"],
            ["支付方式", paying, "<", "<"],
            ["收款／还款账户", f"户名：{borrower}　账号：{group(paid)}（放款、还款同一账户）", "<", "<"],
            ["担保方式", "☑信用　□保证　□抵押　□质押", "<", "<"],
        ],
        (0.15, 0.32, 0.2, 0.33),
        pad=5,
    )
    d.owe(
        duty("use_of_funds", use, purpose=use),
        *either(f"每月 {day} 日", "repayment"),
        *either("收款／还款账户", "account"),
    )
    press.paragraph("合同条款", size=12, bold=True)
    d.clauses(
        [
            (
                "1．甲方应按上表所选用途使用贷款，不得将贷款用于购买住房、买卖股票、购买理财产品以及赌博。",
                (
                    duty(
                        "prohibition",
                        "用于购买住房、买卖股票",
                        uses=["real_estate", "securities", "wealth_management", "gambling"],
                    ),
                    maybe("use_of_funds", "按上表所选用途使用贷款"),
                ),
            ),
            (
                "2．甲方应在贷款发放后60日内向乙方交付消费合同、发票以及转账凭证，供乙方核验用途。",
                (proof("消费合同、发票以及转账凭证", ["trade_contract", "vat_invoice", "transfer_slip"], 60),),
            ),
            (
                "3．甲方自放款次月起，每月于还款日前把当期应还本息足额存入还款账户，由乙方系统自动划扣。",
                (duty("repayment", "当期应还本息足额存入还款账户"), *either("足额存入还款账户", "account")),
            ),
            (
                "4．甲方工作单位、居住地址或手机号码变动的，应于变动后10日内告知乙方。",
                (notice("应于变动后10日内告知乙方", "居住地址", 10),),
            ),
            (
                "5．贷款结清以前，甲方出国定居或者处分其主要房产，应当取得乙方书面同意。",
                (assent("应当取得乙方书面同意", "出国定居"),),
            ),
            (
                "6．甲方连续三期或累计六期未足额还款、隐瞒婚姻或负债状况、把贷款挪作他用的，"
                "乙方可宣布贷款全部立即到期，并可停止受理甲方的其他用信申请。",
                (recall("乙方可宣布贷款全部立即到期", "连续三期"),),
            ),
            (
                "7．甲方授权乙方向金融信用信息基础数据库查询并报送甲方的信用信息。",
                either("查询并报送甲方的信用信息", "other"),
            ),
            (
                "8．逾期部分按合同利率的1.5倍计收罚息，对应付未付利息计收复利。",
                either("计收罚息", "other", "repayment"),
            ),
            (
                "9．甲方提前归还部分或全部贷款的，应提前5个工作日向乙方申请。",
                either("提前5个工作日", "notification", "consent", "repayment", "other"),
            ),
        ],
        first=0,
    )
    press.space(8)
    press.table(
        [
            [f"甲方签字：{borrower}\n\n配偶签字：{mate}", f"乙方盖章：{bank}\n\n经办人："],
            [f"签订日期：{spread(start)}", f"签订日期：{spread(start)}"],
        ],
        (0.5, 0.5),
    )
    d.know(
        contract_number=number,
        lender=bank,
        borrower=borrower,
        borrower_id=code,
        loan_kind="personal_consumption",
        amount=bare(fen),
        amount_in_words=words(fen),
        currency="CNY",
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        term_months=months,
        interest_rate=rate,
        rate_basis="固定利率",
        purpose=use,
        payment_method="entrusted" if trusted else "self",
        disbursement_account=paid,
        repayment_account=paid,
        repayment_method=way,
        signed_date=start.isoformat(),
    )
    d.also("rate_basis", "any text with 固定利率")
    return d.made()


def _shop(chance: random.Random) -> Made:
    """A personal business loan: underlined blanks, and numbers that choose among printed ways."""
    bank = "兰州银行股份有限公司" + chance.choice(HELD.branches)
    borrower, mate, surety = people(chance, 3)
    code, paid, repaid = identity(chance), card(chance), card(chance)
    fen = chance.randrange(20, 100) * 10_000_00
    months = chance.choice((12, 24, 36))
    start = date(chance)
    end = later(start, months)
    tenths = chance.randrange(36, 66)
    rate = f"{tenths * 12 / 100:.2f}"
    number = f"兰个经贷（{start.year}）第{digits(chance, 5)}号"
    purpose = chance.choice(("门店铺货及支付仓储费", "购进橡木板材等货物", "五金店进货"))
    paying = chance.choice((1, 2))
    repaying = chance.choice((1, 2, 3))
    ways = ("按月等额本息", "按月付息、到期还本", "按季付息、到期还本")
    d = Draft(Style(size=10.8, leading=1.72, margins=(80, 76, 72, 72), foot="第{page}页", filled=(20, 30, 120)))
    press = d.press
    press.heading("个人经营贷款借款合同", 20)
    press.paragraph(f"编号：{{{number}}}", align="right")
    d.clauses(
        [
            (f"甲方（贷款人）：{{　{bank}　}}", ()),
            (f"乙方（借款人）：{{　{borrower}　}}　身份证号码：{{　{code}　}}", ()),
            (f"共同债务人（乙方配偶）：{{　{mate}　}}　身份证号码：{{　{identity(chance)}　}}", ()),
            (f"丙方（保证人）：{{　{surety}　}}　身份证号码：{{　{identity(chance)}　}}", ()),
        ],
        first=0,
    )
    press.space(6)
    d.clauses(
        [
            ("第1条　借款要项", ()),
            (f"1.1　甲方向乙方提供借款人民币{{　{wide(figures(fen))}　}}元（大写：{{　{words(fen)}　}}）。", ()),
            (
                f"1.2　借款期限{{　{months}　}}个月，"
                f"起始日{{　{start:%Y}　}}年{{　{start.month}　}}月{{　{start.day}　}}日，"
                f"到期日{{　{end:%Y}　}}年{{　{end.month}　}}月{{　{end.day}　}}日。",
                (),
            ),
            (
                f"1.3　借款用于乙方经营实体的{{　{purpose}　}}，不得挪作他用。",
                (duty("use_of_funds", purpose, near={"purpose": purpose}), *either("不得挪作他用", "prohibition")),
            ),
            (f"1.4　借款月利率为{{　{tenths / 10:.1f}　}}‰。", ()),
            ("第2条　借款的支付", ()),
            (f"本合同项下借款按下列第{{　{paying}　}}种方式支付：", ()),
            (
                "（1）甲方受托支付。乙方授权甲方将借款通过乙方账户支付给符合用途的交易对手。",
                either("交易对手", "other", "account"),
            ),
            (
                "（2）乙方自主支付。乙方应于放款后每月最后一个工作日前向甲方书面汇报借款的使用情况。",
                either("借款的使用情况", "reporting", "evidence", "other"),
            ),
            (f"借款入账账号：{{　{paid}　}}；还款账号：{{　{repaid}　}}。", either("还款账号", "account")),
            ("第3条　偿还", ()),
            (
                f"3.1　乙方选择第{{　{repaying}　}}种方式还本付息：①{ways[0]}；②{ways[1]}；③{ways[2]}。",
                either("方式还本付息", "repayment"),
            ),
            ("3.2　乙方应当按期足额偿付本金和利息，遇节假日不顺延。", (duty("repayment", "按期足额偿付本金和利息"),)),
            ("第4条　乙方和丙方的义务", ()),
            (
                "4.1　不用借款购买房产、证券、期货，也不将借款转贷给他人。",
                (
                    duty(
                        "prohibition",
                        "不用借款购买房产、证券、期货",
                        uses=["real_estate", "securities", "futures", "lending"],
                    ),
                ),
            ),
            (
                "4.2　甲方要求时，乙方随时提供进销货台账和纳税申报表。",
                (report("进销货台账和纳税申报表", "进销货台账", "on_request"),),
            ),
            (
                "4.3　乙方经营场所搬迁、转让，或者发生足以影响其偿债能力的纠纷，应在知悉之日起7日内通知甲方。",
                (notice("应在知悉之日起7日内通知甲方", "偿债能力", 7),),
            ),
            (
                "4.4　丙方对乙方的全部债务提供连带责任保证，非经甲方同意不得撤销。",
                (
                    duty("security", "提供连带责任保证", party="guarantor"),
                    *either("非经甲方同意不得撤销", "consent", "prohibition"),
                ),
            ),
            (
                "4.5　乙方店铺收银款的一半以上即50%应结算至本合同还款账号。",
                (
                    duty("account", "收银款的一半以上", share="50", unit="percent"),
                    maybe("financial_covenant", "收银款的一半以上"),
                ),
            ),
            ("第5条　违约", ()),
            (
                "有下列情况之一，甲方有权要求乙方提前清偿全部借款：（一）乙方连续两期拖欠本息；"
                "（二）乙方或丙方涉及重大民事或刑事案件；（三）乙方未如实申报借款用途。",
                (recall("要求乙方提前清偿全部借款", "连续两期拖欠本息"),),
            ),
            ("逾期罚息利率为借款利率上浮百分之五十。", either("逾期罚息利率", "other")),
            ("第6条　本合同共{　叁　}份，自各方签字或盖章后成立。", either("签字或盖章后成立", "other")),
        ]
    )
    press.space(10)
    press.paragraph(f"甲方（盖章）：{bank}", indent=0)
    press.paragraph(f"乙方（签名）：{{　{borrower}　}}　　丙方（签名）：{{　{surety}　}}", indent=0)
    press.paragraph(f"签约日期：{{　{start:%Y}　}}年{{　{start.month}　}}月{{　{start.day}　}}日", indent=0)
    d.know(
        contract_number=number,
        lender=bank,
        borrower=borrower,
        borrower_id=code,
        guarantors=[surety],
        loan_kind="personal_business",
        amount=bare(fen),
        amount_in_words=words(fen),
        currency="CNY",
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        term_months=months,
        interest_rate=rate,
        purpose=purpose,
        payment_method=("entrusted", "self")[paying - 1],
        disbursement_account=paid,
        repayment_account=repaid,
        repayment_method=ways[repaying - 1],
        signed_date=start.isoformat(),
    )
    d.also("purpose", f"any text with {purpose}")
    d.also("rate_basis", "any text with 月利率")
    return d.made()


def _blank(chance: random.Random) -> Made:
    """A corporate form as it lies in the drawer: no blank is filled, no alternative ticked."""
    size = chance.choice((10, 10.6))
    d = Draft(Style(size=size, leading=1.8, margins=(84, 78, 84, 78), head="样本　请以蓝黑墨水填写", foot="{page}"))
    press = d.press
    press.heading("流动资金循环借款合同", 21)
    press.paragraph("（　　　　）字第　　　　　　号", align="centre")
    press.space(8)
    line = "＿" * 9
    d.clauses(
        [
            (f"借款单位：{line}＿＿＿", ()),
            (f"住所地：{line}＿＿＿　电话：{line}", ()),
            (f"开户银行：{line}＿＿＿　账号：{line}", ()),
            (f"贷款银行：{line}＿＿＿", ()),
        ],
        first=0,
    )
    d.clauses(
        [
            (
                "第一款　贷款银行同意在＿＿＿＿年＿＿月＿＿日至＿＿＿＿年＿＿月＿＿日期间，"
                f"向借款单位提供最高不超过人民币{line}元（大写：{line}＿＿＿）的循环借款。",
                (),
            ),
            (f"第二款　借款用途：□采购原材料　□支付加工费　□其他{line}。", either("借款用途", "use_of_funds")),
            ("第三款　借款利率：□固定利率，年息＿＿＿%；□浮动利率，按＿＿＿＿确定。", ()),
            (
                "第四款　支付方式：□受托支付　□自主支付；单笔支付达到＿＿＿＿万元的，采用受托支付。",
                either("采用受托支付", "other"),
            ),
            ("第五款　还款来源及还款计划：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿。", either("还款计划", "repayment")),
            (
                "第六款　借款单位不得把借款投入证券、期货市场。",
                (duty("prohibition", "投入证券、期货市场", uses=["securities", "futures"]),),
            ),
            ("第七款　借款单位应于每月＿＿日前向贷款银行提供上月财务报表。", either("提供上月财务报表", "reporting")),
            ("第八款　借款单位的资产负债率不得高于＿＿＿%。", either("资产负债率不得高于", "financial_covenant")),
            ("第九款　借款单位对外提供担保，应征得贷款银行同意。", (assent("应征得贷款银行同意", "对外提供担保"),)),
            (
                "第十款　借款单位违反本合同的，贷款银行有权提前收回借款并停止发放新的借款。",
                (duty("acceleration", "有权提前收回借款", party=None),),
            ),
            (
                "第十一款　借款担保：□保证　□抵押　□质押，担保合同编号：＿＿＿＿＿＿＿＿。",
                either("担保合同编号", "security"),
            ),
        ]
    )
    press.space(20)
    press.beside(
        ["借款单位（公章）", "法定代表人（签章）", "　　　　年　　月　　日"],
        ["贷款银行（公章）", "负责人（签章）", "　　　　年　　月　　日"],
    )
    d.know(loan_kind="working_capital")
    d.also("currency", "CNY")
    return d.made()


PAPERS = (
    Paper("loan-consumption-ruled-choices", "held", _decoration),
    Paper("loan-personal-business-numbered-ways", "held", _shop),
    Paper("loan-revolving-blank", "held", _blank),
)
