"""Held contracts of banks: standard terms behind a table of particulars, an agreement that changes a contract."""

from __future__ import annotations

import datetime as dt
import random

from ..contracts_press import Style
from ..contracts_truth import Draft, covenant, duty, maybe
from ..made import Made, Paper
from ..values import bare, chinese, credit_code, date, digits, figures, padded, spread, words
from .contracts_parties import HELD, assent, company, either, later, named, notice, people, proof, recall, report


def _particulars(chance: random.Random) -> Made:
    """A city bank's working capital contract: cover, table of particulars, general terms, special terms."""
    bank = "富滇银行股份有限公司" + chance.choice(HELD.branches)
    borrower, surety = company(chance, "印刷包装有限公司"), company(chance, "电缆有限公司")
    code, boss, chief = credit_code(chance), *people(chance, 2)
    fen = chance.randrange(30, 190) * 10_000_00 * 10
    months = chance.choice((6, 12, 24))
    start = date(chance)
    end = later(start, months) - dt.timedelta(days=1)
    signed = start - dt.timedelta(days=chance.randrange(0, 6))
    number = f"富银（{signed.year}）流借字第{digits(chance, 6)}号"
    guarantee = f"富银（{signed.year}）保字第{digits(chance, 6)}号"
    paid, repaid = digits(chance, 16, "800"), digits(chance, 16, "801")
    rate = f"{chance.randrange(320, 520) / 100:.2f}"
    purpose = chance.choice(("采购白卡纸、铜版纸等印刷原料", "支付油墨及瓦楞原纸货款", "采购包装用纸和胶黏剂"))
    limit = chance.choice((100, 200, 300)) * 10_000
    ratio, liquid, share = chance.randrange(55, 70), chance.choice(("1.1", "1.05", "0.9")), chance.randrange(30, 60)
    d = Draft(
        Style(
            size=10.5, leading=1.75, margins=(78, 84, 78, 78), head=f"流动资金借款合同　　{number}", foot="— {page} —"
        )
    )
    press = d.press
    press.space(60)
    press.paragraph(f"合同编号：{number}", align="right")
    press.space(120)
    press.heading("流动资金借款合同", 28)
    press.space(150)
    for line in (f"借　款　人：{borrower}", f"贷　款　人：{bank}", f"签 约 日 期：{padded(signed)}"):
        press.paragraph(line, size=14, first=4)
    press.space(60)
    press.paragraph("重要提示：请借款人认真阅读本合同全文，尤其是以黑体标示的条款。", bold=True, align="centre")
    press.page()
    press.heading("第一部分　借款要素表", 14)
    press.table(
        [
            ["借款人", borrower, "统一社会信用代码", code],
            ["法定代表人", boss, "联系电话", digits(chance, 11, "137")],
            ["贷款人", bank, "负责人", chief],
            ["借款币种及金额", f"人民币（大写）{words(fen)}\n（小写）¥{figures(fen)}", "<", "<"],
            ["借款期限", f"{months}个月，自{spread(start)}起至{spread(end)}止", "<", "<"],
            ["借款用途", purpose, "<", "<"],
            ["借款利率", f"固定利率，年利率（单利）{rate}%，借款期内不作调整", "<", "<"],
            ["还款方式", "按季付息、到期一次还本", "结息日", "每季末月的20日"],
            [
                "支付方式",
                f"单笔支付金额超过人民币{limit // 10000}万元的，采用贷款人受托支付；其余采用借款人自主支付",
                "<",
                "<",
            ],
            ["借款发放账户", f"户名：{borrower}\n账号：{paid}", "还款账户", f"户名：{borrower}\n账号：{repaid}"],
            ["担　保", f"由{surety}提供连带责任保证，《保证合同》编号：{guarantee}", "<", "<"],
        ],
        (0.16, 0.34, 0.18, 0.32),
        size=9.5,
    )
    d.owe(
        duty("use_of_funds", purpose, purpose=purpose),
        maybe("repayment", "按季付息、到期一次还本"),
        duty("security", "提供连带责任保证", party=None, near={"document": "保证合同"}),
        *either(paid, "account"),
        *either(repaid, "account"),
    )
    named(d, "document", guarantee)
    press.heading("第二部分　通用条款", 14)
    d.clauses(
        [
            ("第一条　借款用途", ()),
            (
                "1.1 借款人应当把借款用于要素表载明的用途，不得用于固定资产投资、股权投资、向股东分配红利，"
                "也不得以任何形式流入股票市场、期货市场。",
                (
                    duty(
                        "prohibition",
                        "流入股票市场、期货市场",
                        uses=["fixed_asset", "equity_investment", "dividend", "securities", "futures"],
                    ),
                    maybe("use_of_funds", "借款用于要素表载明的用途"),
                ),
            ),
            ("第二条　提款与支付", ()),
            (
                "2.1 借款人办理每笔提款，应同时提供与该笔用途对应的采购合同和供货方开具的发票。",
                (proof("采购合同和供货方开具的发票", ["trade_contract", "vat_invoice"]),),
            ),
            (
                "2.2 采用自主支付的，借款人应于每月终了后10日内向贷款人报送《贷款资金支付清单》，"
                "贷款人通过账户分析、凭证查验或现场调查核实资金去向。",
                (report("贷款资金支付清单", "贷款资金支付清单", "monthly", 10), *either("核实资金去向", "other")),
            ),
            (
                "2.3 采用受托支付的，贷款人在借款发放当日将款项划至借款人指定的交易对象账户。",
                either("划至借款人指定的交易对象账户", "other", "account"),
            ),
            ("第三条　利息与罚息", ()),
            (
                "3.1 借款自实际发放日起计息，日利率＝年利率/360。"
                "逾期借款自逾期之日起在约定利率基础上加收50%，被挪用的借款自挪用之日起加收100%。",
                either("自逾期之日起", "other", "acceleration", "repayment"),
            ),
            ("第四条　还款", ()),
            (
                "4.1 借款人应在每一结息日的次日付清当期利息，并于借款到期日一次性归还全部借款本金。",
                (duty("repayment", "归还全部借款本金"),),
            ),
            (
                "4.2 借款人要求提前还款的，须提前15日提交书面申请，取得贷款人同意后方可办理。",
                either("提交书面申请", "consent", "notification", "other", "repayment"),
            ),
            ("第五条　借款人的承诺", ()),
            (
                "5.1 每季度终了后15日内报送资产负债表、利润表和现金流量表，"
                "每个会计年度终了后120日内报送经审计的年度财务报告。",
                (
                    report("每季度终了后15日内", "资产负债表", "quarterly", 15),
                    report("会计年度终了后120日内", "年度财务报告", "yearly", 120),
                ),
            ),
            (
                f"5.2 借款存续期间，资产负债率不高于{ratio}%，流动比率不低于{liquid}。",
                (
                    covenant("debt_ratio", "<=", str(ratio), "percent", f"资产负债率不高于{ratio}%"),
                    covenant("current_ratio", ">=", liquid, "times", f"流动比率不低于{liquid}"),
                ),
            ),
            (
                "5.3 未征得贷款人书面同意，不为第三人债务提供担保，不处置主要经营性资产，不实施合并、分立、减资。",
                (assent("提供担保", "提供担保"),),
            ),
            (
                "5.4 自下列任一事项发生之日起5个工作日内书面告知贷款人："
                "（1）卷入标的额超过净资产10%的诉讼、仲裁；（2）主要资产被查封、扣押、冻结；"
                "（3）法定代表人或实际控制人发生变更。",
                (notice("5个工作日内书面告知贷款人", "诉讼、仲裁", 5, working=True),),
            ),
            (
                f"5.5 每季度经由在贷款人处开立的账户收取的销售回款，不少于当季销售收入的{share}%。",
                (
                    duty("account", "收取的销售回款", share=str(share), unit="percent"),
                    maybe("financial_covenant", "收取的销售回款"),
                ),
            ),
            ("5.6 积极配合贷款人对借款使用情况及经营状况的检查、监督。", (duty("other", "配合贷款人对借款使用情况"),)),
            ("第六条　违约与救济", ()),
            (
                "6.1 出现下列任一情形，贷款人可以停止发放借款，并宣布已发放的借款全部或部分提前到期："
                "（1）借款人未按约定用途使用借款；（2）借款人未按期支付利息或归还本金；"
                "（3）借款人提供虚假的财务资料；（4）保证人丧失保证能力且借款人未另行提供贷款人认可的担保。",
                (recall("全部或部分提前到期", "未按约定用途使用借款"), *either("另行提供贷款人认可的担保", "security")),
            ),
            (
                "6.2 对借款人应付未付的款项，贷款人可以从借款人在富滇银行系统内任一账户中扣收。",
                either("账户中扣收", "acceleration", "other", "repayment", "account"),
            ),
            ("第七条　其他", ()),
            (
                "7.1 因签订和履行本合同发生的公证、评估等费用，法律法规规定由谁承担的从其规定。"
                "争议向贷款人住所地人民法院起诉解决。",
                either("等费用", "other"),
            ),
            ("7.2 本合同自双方签字或盖章之日起生效，一式三份。", either("一式三份", "other")),
        ]
    )
    press.heading("第三部分　特别约定", 14)
    d.clauses(
        [
            (
                "（一）每笔提款后三十日内，借款人应向贷款人提交该笔采购的增值税发票复印件和入库单。",
                (proof("增值税发票复印件和入库单", ["vat_invoice", "goods_receipt"], 30),),
            ),
            ("（二）借款结清之前，借款人偿还股东借款须先经贷款人书面认可。", (assent("偿还股东借款", "偿还股东借款"),)),
        ]
    )
    press.space(16)
    press.beside(
        [f"借款人（公章）：{borrower}", "法定代表人或授权代理人（签字）：", f"{padded(signed)}"],
        [f"贷款人（公章）：{bank}", "负责人或授权代理人（签字）：", f"{padded(signed)}"],
    )
    press.seal(borrower, 0.3, press.y / 842 - 0.05)
    d.know(
        contract_number=number,
        lender=bank,
        borrower=borrower,
        borrower_id=code,
        guarantors=[surety],
        loan_kind="working_capital",
        amount=bare(fen),
        amount_in_words=words(fen),
        currency="CNY",
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        term_months=months,
        interest_rate=rate,
        rate_basis="固定利率",
        purpose=purpose,
        payment_method="mixed",
        entrusted_threshold=f"{limit}.00",
        disbursement_account=paid,
        repayment_account=repaid,
        repayment_method="按季付息、到期一次还本",
        signed_date=signed.isoformat(),
    )
    d.also("repayment_method", "any text with 到期一次还本")
    d.also("rate_basis", "any text with 固定利率")
    return d.made()


def _changed(chance: random.Random) -> Made:
    """A rural bank's contract with Chinese numerals, and behind it an agreement that changes some of its terms."""
    bank = "山西大同农村商业银行股份有限公司" + chance.choice(("矿区支行", "滨河路支行"))
    borrower, surety = company(chance, "水产有限公司"), people(chance, 1)[0]
    code = credit_code(chance)
    fen = chance.randrange(40, 300) * 10_000_00
    start = date(chance, 2023, 2025)
    first_end, end = later(start, 12), later(start, 18)
    signed, changed = start, later(start, 10)
    number = f"大农商{signed.year}年流贷第{digits(chance, 4)}号"
    rate, less = f"{chance.randrange(520, 680) / 100:.2f}", f"{chance.randrange(400, 515) / 100:.2f}"
    old, new = 70, chance.choice((72, 75, 78))
    account, other = digits(chance, 17, "0302"), digits(chance, 17, "0307")
    purpose = chance.choice(("收购冰鲜海产品", "购进冷冻水产原料"))
    d = Draft(Style(size=11, leading=1.8, margins=(86, 80, 80, 80), foot="{page}"))
    press = d.press
    press.heading("流动资金贷款合同", 22)
    press.paragraph(f"（{number}）", align="centre")
    press.space(14)
    d.clauses(
        [
            (f"贷款人：{bank}（以下简称贷款行）", ()),
            (f"借款人：{borrower}", ()),
            (f"统一社会信用代码：{code}", ()),
            (f"保证人：{surety}", ()),
            ("为明确各方权利义务，依照《中华人民共和国民法典》，订立本合同，共同遵守。", ()),
            ("一、贷款内容", ()),
            (f"（一）贷款金额：人民币{words(fen, whole='正')}（小写：{figures(fen)}元）。", ()),
            (f"（二）贷款用途：{purpose}。", (duty("use_of_funds", f"贷款用途：{purpose}", purpose=purpose),)),
            (f"（三）贷款期限：壹年，即{chinese(start)}至{chinese(first_end)}。", ()),
            (f"（四）贷款利率：本合同项下贷款执行年利率{rate}%，在合同有效期内固定不变。", ()),
            (
                "（五）还款办法：按月结息，每月20日为结息日，21日为付息日，贷款到期时利随本清，本金一次还清。",
                (duty("repayment", "21日为付息日"),),
            ),
            (
                f"（六）贷款发放及回收账户：借款人在贷款行开立的账户{account}，"
                "借款人应于到期日之前在该账户备足应还款项。",
                either("备足应还款项", "account", "repayment", "other"),
            ),
            (
                "（七）资金支付：本合同项下贷款全部由贷款行受托支付，借款人逐笔填写受托支付申请。",
                either("逐笔填写受托支付申请", "other", "evidence"),
            ),
            ("二、借款人义务", ()),
            (
                "（一）借款人须如实提供贷款行要求的资料，接受贷款行对其信贷资金使用情况的监督。",
                (
                    duty("other", "接受贷款行对其信贷资金使用情况的监督"),
                    *either("如实提供贷款行要求的资料", "reporting", "evidence", "other"),
                ),
            ),
            (
                "（二）严禁将贷款转借他人牟利，严禁用贷款参与赌博及民间集资放贷。",
                (
                    duty("prohibition", "严禁用贷款参与赌博", uses=["lending", "gambling"]),
                    maybe("prohibition", "严禁将贷款转借他人牟利"),
                ),
            ),
            (
                "（三）每月8日前，借款人应报送上月的财务报表和库存明细表。",
                (maybe("reporting", "报送上月的财务报表和库存明细表"), *either("报送上月的财务报表", "evidence")),
            ),
            (f"（四）借款人的资产负债率不得超过{old}%。", (maybe("financial_covenant", "资产负债率不得超过"),)),
            (
                "（五）借款人出现停产、歇业、重大经营亏损时，应在三日之内书面报告贷款行。",
                (notice("应在三日之内书面报告贷款行", "停产、歇业", 3),),
            ),
            (
                "（六）借款人出租、出售冷库等主要设施，或对外投资，应事先经贷款行书面同意。",
                (assent("应事先经贷款行书面同意", "对外投资"),),
            ),
            (
                "（七）借款人收购款项支付之后一个月内，应把收购发票、过磅单及转账凭证复印件交贷款行留存。",
                (duty("evidence", "收购发票、过磅单及转账凭证复印件"),),
            ),
            ("三、保证", ()),
            (
                f"保证人{surety}自愿为本合同项下全部债务承担连带保证责任，保证期间为主债务履行期限届满之日起三年。",
                (duty("security", "承担连带保证责任", party="guarantor"),),
            ),
            ("四、违约处理", ()),
            (
                "借款人违反本合同第二条任何一款，或贷款出现逾期、欠息的，贷款行有权停止支付尚未使用的贷款，"
                "提前收回已经发放的贷款本息。",
                (recall("提前收回已经发放的贷款本息", "逾期、欠息"),),
            ),
            ("逾期贷款按合同利率加收百分之四十的罚息。", either("的罚息", "other")),
            ("五、本合同自各方签章之日生效，一式四份，各方各执一份，登记机关一份。", either("各执一份", "other")),
        ]
    )
    press.space(8)
    press.beside(
        [f"贷款人：{bank}", "（盖章）", f"{chinese(signed)}"],
        [f"借款人：{borrower}（盖章）", f"保证人：{surety}（签名捺印）", f"{chinese(signed)}"],
    )
    press.page()
    press.heading("补 充 协 议", 20)
    press.space(8)
    d.clauses(
        [
            (f"甲方：{bank}", ()),
            (f"乙方：{borrower}", ()),
            (f"丙方：{surety}", ()),
            (
                "甲、乙、"
                f"丙三方于{signed:%Y年%m月%d日}签订了编号为{number}的《流动资金贷款合同》（下称原合同）。"
                "现因乙方经营需要，三方就原合同部分条款的变更达成如下协议：",
                (),
            ),
            (
                f"1、原合同第一条第（三）款的贷款期限由十二个月变更为十八个月，贷款到期日变更为{chinese(end)}。",
                either("变更为十八个月", "repayment", "other"),
            ),
            (
                f"2、自本协议生效之日起，原合同第一条第（四）款的年利率由{rate}%下调为{less}%。",
                either("下调为", "other"),
            ),
            (
                f"3、原合同第二条第（四）款修改为：“借款人的资产负债率不得超过{new}%。”",
                (covenant("debt_ratio", "<=", str(new), "percent", f"资产负债率不得超过{new}%"),),
            ),
            (
                "4、原合同第二条第（三）款修改为：“每季度终了后20日内，借款人应报送该季度的财务报表和库存明细表。”",
                (report("每季度终了后20日内", "财务报表", "quarterly", 20),),
            ),
            (f"5、乙方的还款账户变更为{other}，贷款发放账户不变。", either(other, "account")),
            ("6、丙方同意继续为变更后的债务承担连带保证责任。", either("继续为变更后的债务", "security", "other")),
            ("7、除上述变更外，原合同其他条款继续有效。", either("继续有效", "other")),
        ]
    )
    press.space(16)
    press.paragraph("甲方（章）：　　　　　　　　乙方（章）：　　　　　　　　丙方：", indent=0)
    press.paragraph(f"{padded(changed)}", align="right")
    press.seal(borrower, 0.5, press.y / 842 - 0.03, 42)
    d.know(
        contract_number=number,
        lender=bank,
        borrower=borrower,
        borrower_id=code,
        guarantors=[surety],
        loan_kind="working_capital",
        amount=bare(fen),
        amount_in_words=words(fen, whole="正"),
        currency="CNY",
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        term_months=18,
        interest_rate=less,
        purpose=purpose,
        payment_method="entrusted",
        disbursement_account=account,
        repayment_account=other,
        repayment_method="按月结息，到期利随本清，本金一次还清",
        signed_date=signed.isoformat(),
    )
    d.also("repayment_method", "any text with 按月结息", "any text with 利随本清")
    d.also("rate_basis", "any text with 固定")
    return d.made()


PAPERS = (
    Paper("loan-city-bank-particulars", "held", _particulars),
    Paper("loan-rural-bank-changed", "held", _changed),
)
