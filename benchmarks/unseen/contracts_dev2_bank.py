"""A bank's loan for a project: numbered terms 1, 1.1, (a), particulars at the end, a change agreement."""

from __future__ import annotations

import datetime as dt
import random

from .contracts_cast import Cast, after, day, money, words
from .contracts_press import Style
from .contracts_truth import Draft, covenant, duty, maybe
from .made import Made, Paper

BANKS = ("秦岭发展银行{}市分行", "巴山商业银行股份有限公司{}分行", "荆楚农村商业银行股份有限公司{}支行")
PROJECTS = (
    "卫浴陶瓷隧道窑节能改造项目",
    "高端环保滤材扩产项目",
    "中药饮片自动化车间新建项目",
    "20兆瓦分布式光伏发电项目",
)

_GENERAL = (
    "1.2 除非上下文另有所指，本合同中“项目”指第1.1款所述建设项目；“重大不利变化”指足以影响债务人履约的事件。",
    "1.3 标题仅供查阅方便，不影响条款的解释；提及法律法规时，包括其后的修订与补充。",
    "1.4 “提款期”系指借款人可以申请提款的期间，提款期届满未提的额度自动取消，该期间不是借款期限。",
    "1.5 依照《固定资产贷款管理办法》的规定，贷款人应当对固定资产投资项目的贷款资金支付进行管理和控制。",
)
_LAST = (
    "10.1 本合同受中国法律管辖并依其解释。",
    "10.2 凡因本合同引起的争议，任何一方可向贷款人住所地的人民法院起诉；诉讼期间，不涉争议的条款仍须履行。",
    "10.3 贷款人未行使或迟延行使权利，不构成对该权利的放弃。",
    "10.4 双方的通讯地址以签字页所载为准；以邮寄送达的，寄出后第三日视为送达。",
    "10.5 贷款人可将债权转让给第三人，无需征得借款人同意。",
)


def make(chance: random.Random) -> Made:  # noqa: PLR0915  in the order of the paper
    """Return one contract of this layout."""
    cast = Cast(chance, "dev2")
    city = cast.place()
    lender, borrower, surety = chance.choice(BANKS).format(city), cast.company(), cast.company("实业集团有限公司")
    project = chance.choice(PROJECTS)
    amount, years = cast.sum(20_000_000, 180_000_000, 5_000_000), chance.choice((3, 5, 8))
    signed = cast.date()
    start = after(signed, 0, 9)
    end = after(start, years * 12)
    name = f"({signed.year})秦项贷合同第{chance.randint(10, 999)}-{chance.randint(1, 9)}号"
    d = Draft(
        Style(
            face="serif",
            size=chance.choice((10.5, 11, 12)),
            leading=1.85,
            margins=(80, 84, 70, 76),
            head=f"项目借款合同　　编号：{name}",
            foot="{page}",
            ink=(30, 30, 45),
        )
    )
    p = d.press
    p.space(90)
    p.heading("项 目 借 款 合 同", 24)
    p.space(36)
    code = cast.credit_code()
    for line in ("借款人：", borrower, f"（统一社会信用代码 {code}）", "与", "贷款人：", lender):
        p.paragraph(line, size=13, align="centre")
    p.space(40)
    p.paragraph(f"合同编号：{name}", size=12, align="centre")
    p.paragraph(day(signed), size=12, align="centre")
    p.page()
    d.know(
        contract_number=name,
        lender=lender,
        borrower=borrower,
        borrower_id=code,
        loan_kind="fixed_asset",
        currency="CNY",
        signed_date=signed.isoformat(),
        guarantors=[surety],
    )
    d.say("1 释义与前提", bold=True, first=0)
    d.say(f"1.1 借款人为建设{project}（以下简称“项目”），向贷款人借款，贷款人同意按本合同的条件提供。", first=0)
    for text in _GENERAL:
        d.say(text, first=0)
    d.say("2 贷款", bold=True, first=0)
    d.say(f"2.1 贷款本金金额不超过人民币{amount // 10000:,}万元（人民币{words(amount)}）。", first=0)
    d.know(amount=money(amount), amount_in_words=words(amount))
    d.also("amount_in_words", f"any text with {words(amount)}")
    d.say(f"2.2 借款期限为{years}年，自{day(start)}（含）起，到{day(end)}（不含）止。", first=0)
    d.know(term_months=years * 12, start_date=start.isoformat(), end_date=end.isoformat())
    d.say(
        "2.3 借款人必须将贷款仅用于支付项目的工程款、设备款，不可挪用于项目以外的任何支出。",
        duty("use_of_funds", "必须将贷款仅用于支付项目", near={"purpose": "工程款、设备款"}),
        duty("prohibition", "不可挪用于项目以外"),
        first=0,
    )
    d.know(purpose="支付项目的工程款、设备款")
    d.also("purpose", "any text with 工程款、设备款", f"any text with {project}")
    points, rate = chance.randint(10, 130), chance.choice(("3.90", "4.25", "4.75"))
    if chance.random() < 0.5:
        d.say(f"2.4 贷款利率按5年期以上LPR减{points}个基点执行，每年1月1日调整。", first=0)
        d.know(rate_basis=f"5年期以上LPR减{points}个基点")
        d.also("rate_basis", "any text with LPR")
    else:
        d.say(f"2.4 贷款的年化利率为{rate}%（单利），为固定利率。", first=0)
        d.know(interest_rate=rate, rate_basis="固定利率")
        d.also("rate_basis", "any text with 固定利率")
    d.say("2.5 逾期贷款的罚息利率为贷款利率加收百分之四十；未按约定用途使用的部分，加收百分之八十。", first=0)
    d.say("3 提款与支付", bold=True, first=0)
    d.say("3.1 贷款人在收到符合要求的提款通知后5个工作日内放款。", maybe("other", "5个工作日内放款"), first=0)
    limit = chance.choice((4, 5, 8, 10))
    figure = {4: "肆", 5: "伍", 8: "捌", 10: "壹仟"}[limit]
    printed = f"人民币{figure}{'佰' if limit < 10 else ''}万元"
    d.say(f"3.2 向单一交易对手单笔支付逾{printed}的，应采用贷款人受托支付；其他支付可由借款人自主办理。", first=0)
    d.know(payment_method="mixed", entrusted_threshold=money(limit * 1_000_000 if limit < 10 else 10_000_000))
    month = chance.choice((15, 20, 25))
    d.say(
        f"3.3 借款人自主支付的，须于次月{month}日前交来支付清单及对应的银行回单、发票。",
        duty("evidence", "交来支付清单", documents=["transfer_slip", "vat_invoice"], due_days=month),
        first=0,
    )
    one, two = cast.account(17), cast.account(17)
    d.say(f"3.4 贷款资金发放至借款人开立于贷款人的{one}账户。", first=0)
    d.say(f"3.5 借款人以{two}账户作为还款账户，并授权贷款人从该账户扣款。", maybe("account", "作为还款账户"), first=0)
    d.know(disbursement_account=one, repayment_account=two)
    d.say("4 还款", bold=True, first=0)
    method = "每半年还本一次、按季结息"
    d.say(
        f"4.1 还款方式：{method}。借款人应当按照附件二归还贷款本金。",
        duty("repayment", "借款人应当按照附件二归还贷款本金", due_date=None, amount=None),
        maybe("repayment", "还款方式："),
        first=0,
    )
    d.know(repayment_method=method)
    d.say(
        "4.2 借款人提前还款应当取得贷款人同意，且无须支付补偿金。",
        duty("consent", "提前还款应当取得贷款人同意", near={"event": "提前还款"}),
        maybe("repayment", "提前还款应当取得"),
        first=0,
    )
    _duties(d, chance)
    d.say("10 其他", bold=True, first=0)
    for text in _LAST:
        d.say(text, first=0)
    d.say(
        f"10.6 {surety}为本合同项下债务向贷款人提供连带责任保证，见{{秦保{chance.randint(100, 999)}号}}《保证合同》。",
        duty("security", "提供连带责任保证", near={"document": "保证合同"}, party=None),
        first=0,
    )
    p.beside(("借款人（公章）", borrower, "法定代表人："), ("贷款人（公章或合同专用章）", lender, "负责人："))
    _annex(d, amount, start, end, years)
    if chance.random() < 0.6:
        _change(d, chance, signed, name=name, lender=lender, borrower=borrower)
    return d.made()


def _duties(d: Draft, chance: random.Random) -> None:
    d.say("5 信息", bold=True, first=0)
    year, half = chance.choice((100, 120, 180)), chance.choice((25, 40, 60))
    d.say("5.1 借款人承诺向贷款人提供：", first=0)
    d.say(
        f"(a) 每个财政年度结束后{year}日内，经审计的财务报告；",
        duty(
            "reporting",
            f"每个财政年度结束后{year}日内",
            near={"document": "财务报告"},
            frequency="yearly",
            due_days=year,
        ),
        first=0,
        indent=2,
    )
    d.say(
        f"(b) 每半年度结束后{half}日内，未经审计的财务报表；",
        duty(
            "reporting",
            f"每半年度结束后{half}日内",
            near={"document": "财务报表"},
            frequency="half_yearly",
            due_days=half,
        ),
        first=0,
        indent=2,
    )
    if chance.random() < 0.6:
        d.say(
            "(c) 贷款人不时要求的项目建设与经营资料。",
            duty(
                "reporting",
                "不时要求的项目建设与经营资料",
                near={"document": "项目建设与经营资料"},
                frequency="on_request",
            ),
            first=0,
            indent=2,
        )
    soon, ahead = chance.choice((5, 7, 10)), chance.choice((20, 45, 60))
    d.say(
        f"5.2 一旦发生标的超过500万元的诉讼或行政处罚，借款人须在{soon}个工作日之内向贷款人发出书面通知。",
        duty("notification", "的诉讼或行政处罚", near={"event": "诉讼"}, due_days=soon, day_kind="working"),
        first=0,
    )
    if chance.random() < 0.7:
        d.say(
            f"5.3 借款人拟更换法定代表人或实际控制人的，应在更换前{ahead}日通知贷款人。",
            duty("notification", "拟更换法定代表人", near={"event": "更换法定代表人"}, due_days=-ahead),
            first=0,
        )
    d.say("6 财务指标", bold=True, first=0)
    d.say("6.1 在贷款清偿之前，借款人应确保：", first=0)
    net, ratio, cover = chance.choice((5000, 8000, 12000)), chance.choice((60, 68, 72)), chance.choice((2, 3))
    rows = [
        (f"净资产保持在{net}万元以上；", covenant("net_assets", ">=", money(net * 10_000), "yuan", "净资产保持在")),
        (f"负债总额与资产总额之比控制在{ratio}%以内；", covenant("debt_ratio", "<=", str(ratio), "percent", "控制在")),
        (f"利息保障倍数大于{cover}倍；", covenant("interest_coverage", ">", str(cover), "times", "利息保障倍数大于")),
        (
            "经营活动产生的现金流量净额不得为负。",
            covenant("operating_cash_flow", ">=", "0", "yuan", "现金流量净额不得为负"),
        ),
    ]
    for letter, (text, one) in zip("abcd", chance.sample(rows, chance.randint(2, 4)), strict=False):
        d.say(f"({letter}) {text}", one, first=0, indent=2)
        if one.slots["metric"] == "operating_cash_flow":
            d.also(f"obligations[{len(d.fields['obligations']) - 1}].unit", None)
    d.say("7 限制", bold=True, first=0)
    d.say(
        "7.1 借款人不得把贷款投向股权、有价证券和大宗商品期货，不得用作结构性存款或保证金，也不得归还他行贷款。",
        duty(
            "prohibition",
            "不得把贷款投向股权",
            uses=["equity_investment", "securities", "futures", "term_deposit", "margin_deposit", "loan_repayment"],
        ),
        first=0,
    )
    d.say(
        "7.2 借款人对外投资、为他人债务提供担保或者处置项目资产，均须事先经贷款人书面批准。",
        duty("consent", "均须事先经贷款人书面批准", near={"event": "处置项目资产"}),
        first=0,
    )
    share = chance.choice((50, 70, 80))
    d.say(
        f"7.3 借款人通过贷款人办理的结算量占其全部结算量的比例应达到{share}%以上。",
        duty("account", "占其全部结算量的比例", share=str(share), unit="percent"),
        first=0,
    )
    d.say("7.4 本条并不限制借款人在正常经营中销售产品或购入存货。", first=0)
    d.say("8 违约", bold=True, first=0)
    d.say("8.1 下列任一事件均构成违约事件：", first=0)
    worse = chance.choice((75, 80))
    d.say(
        "(a) 借款人未按期支付任何到期款项且5日内未予纠正；",
        maybe("acceleration", "未按期支付任何到期款项"),
        first=0,
        indent=2,
    )
    d.say("(b) 贷款被挪用；", maybe("acceleration", "贷款被挪用"), first=0, indent=2)
    d.say(
        f"(c) 任一季末资产负债率高于{worse}%；",
        covenant("debt_ratio", "<=", str(worse), "percent", f"任一季末资产负债率高于{worse}%"),
        maybe("acceleration", "任一季末资产负债率高于"),
        first=0,
        indent=2,
    )
    d.say("(d) 项目停建或缓建超过三个月。", maybe("acceleration", "项目停建"), first=0, indent=2)
    d.say(
        "8.2 违约事件发生后，贷款人有权取消未提款额度，要求借款人立即偿还全部贷款。",
        duty("acceleration", "要求借款人立即偿还全部贷款", party=None),
        first=0,
    )
    d.say("9 检查", bold=True, first=0)
    d.say(
        "9.1 借款人应允许贷款人的人员进入项目现场查验工程进度。",
        duty("other", "应允许贷款人的人员进入项目现场"),
        first=0,
    )


def _annex(d: Draft, amount: int, start: dt.date, end: dt.date, years: int) -> None:
    p = d.press
    p.page()
    p.heading("附件二　还本计划", 13)
    count = years * 2
    each = amount // count // 10_000 * 10_000
    rows, schedule = [("序号", "日期", "归还本金（人民币元）")], []
    for k in range(1, count + 1):
        due = after(start, 6 * k) if k < count else end
        part = each if k < count else amount - each * (count - 1)
        rows.append((str(k), day(due), f"{part:,}.00"))
        schedule.append({"due_date": due.isoformat(), "principal": money(part), "interest": None})
    p.table([*rows, ("", "合　计", f"{amount:,}.00")], (0.15, 0.4, 0.45), bold_head=True)
    d.know(repayment_schedule=schedule)


def _change(d: Draft, chance: random.Random, signed: dt.date, *, name: str, lender: str, borrower: str) -> None:
    """Set an agreement that moves the rate or the threshold."""
    p = d.press
    p.page()
    p.heading("变更协议（补充协议一）", 16)
    d.say(f"借款人：{borrower}", first=0)
    d.say(f"贷款人：{lender}", first=0)
    d.say(f"鉴于双方已签署编号为{name}的《项目借款合同》（“主合同”），现同意作如下变更：")
    new = chance.choice((2_000_000, 3_000_000, 6_000_000))
    d.say(f"1 主合同第3.2款所述受托支付的金额标准，由原金额调整为单笔支付超过人民币{new // 10000}万元。", first=0)
    d.know(entrusted_threshold=money(new))
    days = chance.choice((10, 12))
    d.say(
        f"2 增加一款作为第5.4款：借款人应于每月结束后{days}日内向贷款人报送项目工程月报。",
        duty(
            "reporting",
            "向贷款人报送项目工程月报",
            near={"document": "项目工程月报"},
            frequency="monthly",
            due_days=days,
        ),
        first=0,
    )
    d.say("3 除上述变更外，主合同其余条款不变。本协议是主合同的组成部分，两者冲突时以本协议为准。", first=0)
    later = after(signed, 3)
    p.beside((f"借款人：{borrower}", f"日期：{day(later)}"), (f"贷款人：{lender}", f"日期：{day(later)}"))
    d.also("signed_date", later.isoformat())


PAPERS = (Paper("loan-project-numbered-terms", "dev", make),)
