"""A bank's loan contract for a building project: numbered 1.1, with a plan of repayment."""

from __future__ import annotations

import datetime as dt
import random

from ..contracts_truth import covenant, duty, maybe
from ..made import Made, Paper
from .loans6_cast import Cast, Deed, capital, cn, comma, money, months_on
from .loans6_sheet import Sheet

_PROJECTS = (
    ("年产3万吨脱水蔬菜加工项目", "食品有限公司"),
    ("智能仓储中心建设项目", "物流有限公司"),
    ("新型环保包装材料生产线项目", "包装材料股份有限公司"),
)


def _fixed_asset(chance: random.Random) -> Made:
    """A contract for a project, numbered 1.1, with own capital, a mortgage, a surety and a plan of repayment."""
    cast = Cast(chance)
    project, trade = chance.choice(_PROJECTS)
    borrower = cast.firm(trade)
    project = f"{cast.stems.pop()}{project}"
    bank = (
        chance.choice(("中国农业发展银行", "中国建设银行股份有限公司", "北部湾银行股份有限公司"))
        + cast.places.pop()
        + "分行"
    )
    amount = chance.choice((12000000, 24000000, 36000000))
    years = chance.choice((3, 4, 5))
    start = cast.day(dt.date(2024, 7, 10), 420)
    end = months_on(start, 12 * years)
    signed = start - dt.timedelta(days=chance.randrange(1, 6))
    points = chance.choice((35, 60, 85))
    number = f"GZJK-{start.year}-{cast.digits(6)}"
    account, back = cast.digits(20, "4500"), cast.digits(20, "4500")
    guarantor = cast.firm("控股集团有限公司")
    own = chance.choice((20, 25, 30))
    net, days = chance.choice((3000, 5000, 8000)), chance.choice((20, 30))
    sheet = Sheet(chance.choice(("hei", "plain")), 10, head=f"{bank}　{number}", foot="{n}/{all}", leading=1.6)
    deed = Deed("loan_contract", sheet)
    deed.know(contract_number=number, lender=bank, borrower=borrower, guarantors=[guarantor], loan_kind="fixed_asset")
    deed.know(amount=money(amount), amount_in_words=capital(amount), currency="CNY", term_months=12 * years)
    deed.know(start_date=start.isoformat(), end_date=end.isoformat(), signed_date=signed.isoformat())
    deed.know(purpose=project, payment_method="entrusted", disbursement_account=account, repayment_account=back)
    deed.know(rate_basis=f"5年期以上LPR加{points}个基点", repayment_method="按季付息，分期还本")
    deed.also(
        "rate_basis",
        "any text with LPR",
        "any text with 基点",
        "any text with 贷款市场报价利率",
        "any text with 浮动利率",
    )
    deed.also("repayment_method", "any text with 分期还本", "any text with 按季付息", "any text with 还款计划")
    deed.also("purpose", f"any text with {project}")
    sheet.title("固定资产借款合同", 17, after=2)
    sheet.para(f"（合同编号：{number}）", first=0, align="middle")
    sheet.space(6)
    sheet.table(
        (16, 60, 14, 40),
        (
            ("借款人", borrower, "法定代表人", cast.person()),
            ("住所", f"{cast.places.pop()}市{cast.street()}", "联系电话", cast.digits(11, "139")),
            ("贷款人", bank, "负责人", cast.person()),
        ),
        size=9.5,
    )
    sheet.space(4)
    say = deed.say
    deed.clauses(
        ("借款人为建设本合同所述项目，向贷款人申请固定资产贷款，贷款人经审查同意发放。双方经协商一致，签订本合同。",),
        ("#1. 贷款的主要内容",),
    )
    deed.clauses(
        (f"1.1 贷款币种为人民币，金额为{comma(amount)}元，大写：{capital(amount)}。",),
        (
            f"1.2 贷款用途：{project}。借款人不得将贷款挪作他用。",
            duty("use_of_funds", project, near={"purpose": project}),
            maybe("prohibition", "不得将贷款挪作他用"),
        ),
        (f"1.3 贷款期限{'零一二三四五'[years]}年，从{cn(start)}到{cn(end)}。",),
        (f"1.4 贷款利率采用浮动利率，按每笔提款日前一日公布的5年期以上LPR加{points}个基点确定，每12个月调整一次。",),
        (
            "1.5 逾期贷款的罚息利率为贷款利率上浮50%，挪用贷款的罚息利率为贷款利率上浮100%。",
            maybe("other", "逾期贷款的罚息利率"),
        ),
        ("#2. 提款条件与支付",),
        (
            f"2.1 首次提款前，借款人投入的项目资本金应达到项目总投资的{own}%，并与贷款同比例到位。",
            maybe("financial_covenant", f"项目总投资的{own}%"),
            maybe("other", f"项目总投资的{own}%"),
            maybe("evidence", f"项目总投资的{own}%"),
        ),
        (
            "2.2 每次提款，借款人应提交提款申请书、施工合同或设备采购合同以及监理单位签认的工程进度单。",
            duty("evidence", "监理单位签认的工程进度单"),
        ),
        (
            f"2.3 贷款资金全部采用受托支付方式，由贷款人将贷款划入借款人账户（账号{account}）后，"
            f"按借款人委托支付给交易对象。",
            maybe("other", "全部采用受托支付方式"),
            maybe("account", "划入借款人账户"),
        ),
        (
            "2.4 借款人应在每笔款项支付后60日内向贷款人提供增值税专用发票。",
            duty("evidence", "提供增值税专用发票", documents=["vat_invoice"], due_days=60, day_kind="calendar"),
        ),
        ("#3. 还款",),
        (
            "3.1 本贷款按季付息，分期还本。借款人应于每季末月21日支付利息，并按下列还款计划归还本金：",
            duty("repayment", "归还本金"),
            maybe("repayment", "按季付息，分期还本"),
        ),
        first=0,
    )
    sheet.space(5)
    part = amount // (2 * years)
    plan = [months_on(start, 6 * (k + 1)) for k in range(2 * years)]
    rest = [part] * (2 * years - 1) + [amount - part * (2 * years - 1)]
    sheet.table(
        (10, 30, 30, 30),
        (
            ("期次", "还款日期", "还款金额（元）", "剩余本金（元）"),
            *(
                (str(k + 1), cn(d), comma(r), comma(amount - sum(rest[: k + 1])))
                for k, (d, r) in enumerate(zip(plan, rest, strict=True))
            ),
            (("合计", 2), comma(amount), ""),
        ),
        align="ccrr",
        head=1,
        size=9.5,
    )
    deed.know(
        repayment_schedule=[
            {"due_date": d.isoformat(), "principal": money(r), "interest": None}
            for d, r in zip(plan, rest, strict=True)
        ]
    )
    deed.clauses(
        (
            f"3.2 借款人应在还款日前将应付款项备足于还款账户（账号{back}），由贷款人直接扣划。",
            maybe("repayment", "备足于还款账户"),
            maybe("account", "备足于还款账户"),
        ),
        ("#4. 担保",),
        (
            f"4.1 {guarantor}为本合同项下全部债务提供连带责任保证担保。",
            duty("security", "提供连带责任保证担保", party=None),
        ),
        (
            "4.2 项目建成后，借款人应于取得不动产权证书之日起30日内以项目土地及厂房办理抵押登记。",
            duty("security", "办理抵押登记"),
        ),
        (
            "4.3 借款人应为抵押物办理财产保险，并以贷款人为第一受益人。",
            duty("security", "办理财产保险"),
        ),
        ("#5. 借款人的义务",),
        first=0,
    )
    for text, duties in (
        (
            "5.1 每月10日前向贷款人报送上月项目进度报告。",
            (
                duty(
                    "reporting",
                    "项目进度报告",
                    near={"document": "项目进度报告"},
                    frequency="monthly",
                    due_days=10,
                    day_kind="calendar",
                ),
            ),
        ),
        (
            f"5.2 每半年结束后{days}日内报送财务报表，会计年度终了后120日内报送年度审计报告。",
            (
                duty(
                    "reporting",
                    "每半年结束后",
                    near={"document": "财务报表"},
                    frequency="half_yearly",
                    due_days=days,
                    day_kind="calendar",
                ),
                duty(
                    "reporting",
                    "年度审计报告",
                    near={"document": "审计报告"},
                    frequency="yearly",
                    due_days=120,
                    day_kind="calendar",
                ),
            ),
        ),
        (
            f"5.3 净资产保持在人民币{net}万元以上。",
            (covenant("net_assets", ">=", f"{net}0000", "yuan", f"{net}万元以上"),),
        ),
        (
            "5.4 利息保障倍数不得低于2倍。",
            (covenant("interest_coverage", ">=", "2", "times", "利息保障倍数不得低于2倍"),),
        ),
        (
            "5.5 项目总投资、建设内容或建设工期发生重大调整的，应事先征得贷款人书面同意。",
            (duty("consent", "建设工期发生重大调整", near={"event": "重大调整"}),),
        ),
        (
            "5.6 发生安全事故、环保处罚或者工程停工的，应于3日内书面告知贷款人。",
            (duty("notification", "应于3日内书面告知", near={"event": "工程停工"}, due_days=3, day_kind="calendar"),),
        ),
        (
            "5.7 不得将贷款资金用于股票、理财产品投资或转借他人。",
            (duty("prohibition", "转借他人", uses=["securities", "wealth_management", "lending"]),),
        ),
        (
            "5.8 项目投产后，项目收入应全部进入在贷款人处开立的项目收入账户。",
            (duty("account", "项目收入应全部进入"),),
        ),
    ):
        say(text, *duties, first=0)
    deed.clauses(
        ("#6. 违约",),
        (
            "6.1 借款人违反本合同任何约定，或者项目资本金未按期到位、工程进度落后于资金使用进度的，"
            "贷款人可以停止放款，并可要求借款人提前偿还全部贷款本息。",
            duty("acceleration", "提前偿还全部贷款本息", party=None),
        ),
        (
            "6.2 借款人应承担贷款人实现债权的费用，包括诉讼费、律师费、评估费等。",
            maybe("other", "承担贷款人实现债权的费用"),
        ),
        ("7. 本合同经双方法定代表人（负责人）或授权代表签字并加盖公章后生效。",),
        first=0,
    )
    sheet.space(12)
    sheet.beside(
        (
            ("借款人（盖章）", "授权代表（签字）：", f"{cn(signed)}"),
            ("贷款人（盖章）", "授权代表（签字）：", f"{cn(signed)}"),
        ),
        seals=((borrower, 84, ""), (bank, 320, "")),
    )
    return deed.paper()


PAPERS: tuple[Paper, ...] = (Paper("loan6-fixed-asset", "held", _fixed_asset),)
