"""Held contracts for fixed assets: a project with its plan of repayment, equipment on a form with ticks."""

from __future__ import annotations

import datetime as dt
import random

from ..contracts_press import Style
from ..contracts_truth import Draft, covenant, duty, maybe
from ..made import Made, Paper
from ..values import bare, credit_code, date, digits, figures, money, words
from .contracts_parties import assent, company, either, instalment, later, named, notice, people, proof, recall, report


def _project(chance: random.Random) -> Made:
    """A joint-stock bank's fixed asset contract without numbers in words, with a plan of repayment as its annex."""
    bank = "浙商银行股份有限公司" + chance.choice(("珠海分行", "科技园支行"))
    borrower = company(chance, "特种玻璃有限公司")
    code, boss = credit_code(chance), people(chance, 1)[0]
    halves = chance.choice((6, 8, 10))
    parts = chance.randrange(30, 90) * 10_000_00 * 10
    fen, months = parts * halves, halves * 6
    start = date(chance, 2023, 2025)
    end = later(start, months)
    signed = start - dt.timedelta(days=chance.randrange(1, 9))
    number = f"（{signed.year}）浙商银固借字（{digits(chance, 3)}）第{digits(chance, 5)}号"
    mortgage = f"（{signed.year}）浙商银抵字第{digits(chance, 5)}号"
    project = chance.choice(("年产三百万平方米超白钢化玻璃生产线技改项目", "光伏盖板玻璃深加工车间扩建项目"))
    points = chance.randrange(15, 90)
    worth, cover, outside = chance.randrange(5, 20) * 1000, chance.choice(("2", "1.5", "1.8")), chance.randrange(30, 70)
    limit = chance.choice((500, 1000))
    income = digits(chance, 19, "5840")
    paid = digits(chance, 19, "5841")
    d = Draft(
        Style(
            face="sans",
            size=9.8,
            leading=1.6,
            margins=(64, 70, 64, 66),
            head="浙商银行　固定资产借款合同（2024年版）",
            foot="第 {page} 页",
        )
    )
    press = d.press
    press.heading("固定资产借款合同", 20)
    press.paragraph(f"编号：{number}", align="centre")
    press.space(10)
    press.beside(
        ["甲方（借款人）：", borrower, f"社会信用代码：{code}", f"法定代表人：{boss}"],
        ["乙方（贷款人）：", bank, f"负责人：{people(chance, 1)[0]}", "地址：高新大道118号金融中心A座"],
    )
    press.space(6)
    d.clauses(
        [
            ("鉴于甲方为建设项目所需向乙方申请借款，双方协商一致，订立本合同。", ()),
            ("1 借款金额与期限", ()),
            (f"1.1 乙方同意向甲方提供人民币借款，本金金额为{words(fen, yuan='圆')}（￥{figures(fen)}）。", ()),
            (
                f"1.2 借款期限{months}个月，从{start:%Y-%m-%d}到{end:%Y-%m-%d}。"
                "实际放款日与前述起始日不一致的，以借款借据为准，到期日不变。",
                (),
            ),
            ("2 借款用途", ()),
            (
                f"2.1 借款专项用于{project}的工程款和设备款支付。",
                (duty("use_of_funds", "借款专项用于", near={"purpose": project}),),
            ),
            (
                "2.2 甲方保证不挪用借款从事房地产开发，不用于购买银行理财产品，不用于归还其他银行贷款。",
                (
                    duty(
                        "prohibition",
                        "不挪用借款从事房地产开发",
                        uses=["real_estate", "wealth_management", "loan_repayment"],
                    ),
                ),
            ),
            ("3 利率和计息", ()),
            (
                "3.1 借款利率为浮动利率，"
                f"以每次提款日前一日公布的五年期以上LPR加{points}个基点（1个基点＝0.01%）确定，"
                "每十二个月重新定价一次。",
                (),
            ),
            ("3.2 按季结息，结息日为每季度末月20日，付息日为结息日次日。", either("付息日为结息日次日", "repayment")),
            (
                "3.3 甲方不按期还款，乙方按3.1款利率的150%计收逾期利息；甲方改变用途，按200%计收。",
                either("计收逾期利息", "other", "acceleration"),
            ),
            ("4 提款条件和资金支付", ()),
            (
                "4.1 项目资本金应当按比例先于借款到位并投入使用，甲方在首次提款前向乙方出具资本金到位证明。",
                either("资本金", "other", "evidence"),
            ),
            (
                f"4.2 对同一交易对象的单笔付款逾{limit}万元的，由乙方受托支付；未达该金额的，甲方可自主支付。",
                either("由乙方受托支付", "other"),
            ),
            (
                "4.3 每笔借款支付后45天内，甲方须补交收款方开具的增值税专用发票和设备验收单。",
                (proof("增值税专用发票和设备验收单", ["vat_invoice", "goods_receipt"], 45),),
            ),
            (f"4.4 借款发放至甲方开立于乙方的账户，账号{paid}。", either(paid, "account")),
            ("5 还款", ()),
            ("5.1 甲方按附件一《还本计划》分期归还本金。", (duty("repayment", "分期归还本金"),)),
            (
                "5.2 项目投产后，"
                f"甲方全部销售收入的不低于70%应进入在乙方开立的项目收入账户（账号{income}），该账户同时为还款账户。",
                (
                    duty("account", "项目收入账户", share="70", unit="percent"),
                    maybe("financial_covenant", "项目收入账户"),
                ),
            ),
            ("6 财务约束", ()),
            (
                f"6.1 在还清本合同项下全部债务之前，甲方净资产应始终保持在{worth}万元以上；"
                f"利息保障倍数至少为{cover}倍；对外担保余额控制在净资产的{outside}%以内。",
                (
                    covenant("net_assets", ">=", f"{worth}0000", "yuan", "净资产应始终保持在"),
                    covenant("interest_coverage", ">=", cover, "times", "利息保障倍数至少为"),
                    covenant("external_guarantees", "<=", str(outside), "percent", "对外担保余额控制在"),
                ),
            ),
            ("7 信息披露", ()),
            (
                "7.1 甲方每半年结束后30天内向乙方提交项目建设进度报告。",
                (report("项目建设进度报告", "项目建设进度报告", "half_yearly", 30),),
            ),
            ("7.2 项目竣工后90天内，甲方提交竣工决算报告。", (report("竣工决算报告", "竣工决算报告", "once", 90),)),
            (
                "7.3 甲方拟变更住所、法定代表人或者经营范围的，应至少提前30天以书面形式通知乙方。",
                (notice("应至少提前30天以书面形式通知乙方", "变更住所", -30),),
            ),
            ("8 须经乙方同意的事项", ()),
            (
                "8.1 甲方调整项目概算超过10%、向第三方转让本项目资产，均须事先取得乙方的书面许可。",
                (assent("事先取得乙方的书面许可", "调整项目概算"),),
            ),
            ("9 担保", ()),
            (
                f"9.1 甲方以其名下的工业用地及地上在建工程设定抵押，双方另签编号为{mortgage}的《抵押合同》。",
                (duty("security", "设定抵押", party=None, near={"document": "抵押合同"}),),
            ),
            (
                "9.2 抵押物应由甲方办理财产保险，并指定乙方为第一受益人，保险期限不得短于借款期限。",
                either("办理财产保险", "security", "other"),
            ),
            ("10 违约责任", ()),
            (
                "10.1 甲方擅自改变借款用途，或者连续两期未按《还本计划》还款的，"
                "乙方有权解除合同并要求甲方立即清偿尚未到期的全部借款。",
                (recall("立即清偿尚未到期的全部借款", "擅自改变借款用途"),),
            ),
            ("11 附则", ()),
            ("11.1 本合同未尽事宜由双方另行商定。本合同经双方盖章后生效。", either("另行商定", "other")),
        ],
        first=0,
    )
    named(d, "document", mortgage)
    press.space(10)
    press.beside(
        [f"甲方（盖章）{borrower}", "签字：", f"日期：{signed:%Y.%m.%d}"],
        [f"乙方（盖章）{bank}", "签字：", f"日期：{signed:%Y.%m.%d}"],
    )
    press.page()
    press.paragraph("附件一", indent=0)
    press.heading("还　本　计　划", 15)
    press.paragraph("单位：人民币元", align="right", size=9)
    dues = [later(start, 6 * k) for k in range(1, halves + 1)]
    rest = [fen - parts * k for k in range(1, halves + 1)]
    press.table(
        [
            ["期数", "还本日", "应还本金", "还本后余额"],
            *(
                [str(k), f"{due:%Y-%m-%d}", figures(parts), figures(left)]
                for k, (due, left) in enumerate(zip(dues, rest, strict=True), 1)
            ),
            ["合计", "", figures(fen), ""],
        ],
        (0.12, 0.28, 0.3, 0.3),
        bold_head=True,
    )
    d.know(
        contract_number=number,
        lender=bank,
        borrower=borrower,
        borrower_id=code,
        loan_kind="fixed_asset",
        amount=bare(fen),
        amount_in_words=words(fen, yuan="圆"),
        currency="CNY",
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        term_months=months,
        rate_basis=f"五年期以上LPR加{points}个基点",
        purpose=f"{project}的工程款和设备款支付",
        payment_method="mixed",
        entrusted_threshold=f"{limit}0000.00",
        disbursement_account=paid,
        repayment_account=income,
        repayment_method="按附件一《还本计划》分期归还本金",
        repayment_schedule=[instalment(due, bare(parts)) for due in dues],
        signed_date=signed.isoformat(),
    )
    d.also("purpose", f"any text with {project}")
    d.also("repayment_method", "any text with 分期归还本金", "any text with 按季结息", "分期还本")
    d.also("rate_basis", f"any text with LPR加{points}个基点", "浮动利率")
    return d.made()


def _machines(chance: random.Random) -> Made:
    """A loan for equipment: bracketed ticks within the sentences, crossed alternatives, a guarantor firm."""
    bank = "浙商银行股份有限公司" + chance.choice(("滨河路支行", "营业部"))
    borrower, surety = company(chance, "制衣有限公司"), company(chance, "机械制造股份有限公司")
    code = credit_code(chance)
    fen = money(chance, 800_000, 9_000_000, 1_000_000)
    months = chance.choice((36, 48))
    start = date(chance, 2023, 2025)
    end = later(start, months)
    rate = f"{chance.randrange(345, 560) / 100:.2f}"
    number = f"ZS-SB-{start:%Y%m}-{digits(chance, 4)}"
    goods = chance.choice(("电脑平缝机和自动裁床", "数码印花机组", "羽绒充填生产线"))
    account, repaid = digits(chance, 18, "3310"), digits(chance, 18, "3311")
    signed = f"{start.year}年{start.month}月{start.day}日"
    d = Draft(
        Style(face="sans", size=10.2, leading=1.66, margins=(70, 70, 70, 62), head="设备购置贷款专用", foot="{page}")
    )
    press = d.press
    press.heading("设 备 购 置 借 款 合 同", 17)
    press.paragraph(f"（合同号：{number}）", align="centre", size=9)
    press.table(
        [
            ["借款人（甲方）", borrower, "贷款人（乙方）", bank],
            ["社会信用代码", code, "经办部门", "公司业务部"],
            ["保证人（丙方）", surety, "保证方式", "[√]连带责任　[ ]一般"],
        ],
        (0.17, 0.33, 0.17, 0.33),
        size=9,
    )
    d.clauses(
        [
            ("一、贷款类型　[ ]流动资金贷款　[√]固定资产贷款　[ ]项目融资", ()),
            (f"二、币种及金额　[√]人民币　[ ]外币　金额（大写）{words(fen, yuan='圆')}，￥{figures(fen)}", ()),
            (f"三、用途　购置{goods}", (duty("use_of_funds", f"购置{goods}", purpose=f"购置{goods}"),)),
            (f"四、期限　{months}个月，自{start:%Y/%m/%d}至{end:%Y/%m/%d}", ()),
            (f"五、利率　[√]固定，年利率{rate}%　[ ]浮动，LPR＋＿＿基点，每＿＿调整", ()),
            (
                "六、支付　[√]全部受托支付　[ ]全部自主支付　[ ]单笔超过＿＿万元受托支付",
                either("全部受托支付", "other"),
            ),
            (
                "七、还款　[ ]到期一次还本　[√]按季等额还本、利息按季结清　[ ]其他＿＿＿＿",
                either("按季等额还本", "repayment"),
            ),
            (f"八、账户　放款账户：{account}　还款账户：{repaid}", either("放款账户", "account")),
            ("九、双方约定", ()),
            (
                "1）甲方只能用本笔贷款支付上述设备的价款，严禁用来申购基金、信托产品。",
                (
                    duty("prohibition", "严禁用来申购基金", uses=["wealth_management"]),
                    maybe("use_of_funds", "支付上述设备的价款"),
                ),
            ),
            (
                "2）设备到厂安装后20个工作日内，甲方将设备发票、送货单和安装验收单的复印件送达乙方。",
                (proof("安装验收单的复印件", ["vat_invoice", "goods_receipt"], 20, working=True),),
            ),
            ("3）甲方每年4月30日以前向乙方提供上一年度审计报告。", (report("上一年度审计报告", "审计报告", "yearly"),)),
            (
                "4）贷款期间，甲方的速动比率应大于0.8，年度净利润不得为负。",
                (
                    duty(
                        "financial_covenant", "速动比率应大于0.8", metric="quick_ratio", operator=">", threshold="0.8"
                    ),
                    duty("financial_covenant", "净利润不得为负", metric="net_profit", operator=">=", threshold="0"),
                ),
            ),
            (
                "5）未经乙方允许，甲方不得把贷款购置的设备出租、转让或再行抵押。",
                (assent("出租、转让或再行抵押", "出租、转让或再行抵押"),),
            ),
            (
                "6）丙方自愿为甲方的债务提供连带责任保证。丙方名称或股权结构变化的，丙方应于15日内通报乙方。",
                (
                    duty("security", "提供连带责任保证", party="guarantor"),
                    notice("应于15日内通报乙方", "股权结构变化", 15, party="guarantor"),
                ),
            ),
            (
                "7）甲方须允许乙方人员进入厂区查看设备并为查看提供便利。",
                (duty("other", "允许乙方人员进入厂区查看设备"),),
            ),
            (
                "8）甲方或丙方违反前述任一约定，乙方有权宣布贷款提前到期并依法追索。",
                (recall("宣布贷款提前到期", "违反前述任一约定"),),
            ),
        ],
        first=0,
    )
    press.space(14)
    press.table(
        [["甲方（公章）", "乙方（公章）", "丙方（公章）"], [borrower, bank, surety], [signed, signed, signed]],
        (0.34, 0.33, 0.33),
        pad=7,
    )
    press.seal(surety, 0.78, press.y / 842 - 0.04, 40)
    d.know(
        contract_number=number,
        lender=bank,
        borrower=borrower,
        borrower_id=code,
        guarantors=[surety],
        loan_kind="fixed_asset",
        amount=bare(fen),
        amount_in_words=words(fen, yuan="圆"),
        currency="CNY",
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        term_months=months,
        interest_rate=rate,
        rate_basis="固定",
        purpose=f"购置{goods}",
        payment_method="entrusted",
        disbursement_account=account,
        repayment_account=repaid,
        repayment_method="按季等额还本、利息按季结清",
        signed_date=start.isoformat(),
    )
    d.also("rate_basis", "固定利率", f"固定，年利率{rate}%")
    d.also("repayment_method", "按季等额还本")
    return d.made()


PAPERS = (
    Paper("loan-project-repayment-plan", "held", _project),
    Paper("loan-equipment-bracket-ticks", "held", _machines),
)
