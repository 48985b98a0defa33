"""A bank's loan contract for the working capital of a firm: standard terms by articles."""

from __future__ import annotations

import datetime as dt
import random

from ..contracts_truth import covenant, duty, maybe
from ..made import Made, Paper
from .loans6_cast import Cast, Deed, capital, cn, cn0, comma, money, months_on
from .loans6_sheet import Sheet

_WORKING = (
    ("采购玉米、豆粕等饲料原料", "饲料有限公司"),
    ("支付棉纱及坯布采购款", "纺织有限责任公司"),
    ("购进中药材原料", "药业股份有限公司"),
    ("采购铝型材和五金配件", "门窗有限公司"),
)


def _standard_terms(chance: random.Random) -> Made:
    """A bank's working-capital contract in articles, one fixed rate, principal at the end."""
    cast = Cast(chance)
    use, trade = chance.choice(_WORKING)
    place = cast.places.pop()
    borrower = cast.firm(trade, place)
    bank = f"{place}{chance.choice(('农村商业银行', '市商业银行'))}股份有限公司"
    bank += chance.choice(("城东支行", "桃源支行", "经开区支行"))
    amount = chance.choice((1800000, 3000000, 4500000, 8000000))
    start = cast.day(dt.date(2025, 1, 6), 380)
    end = months_on(start, 12) - dt.timedelta(days=1)
    signed = start - dt.timedelta(days=chance.randrange(0, 3))
    rate = chance.choice(("3.85", "4.10", "4.65", "5.20"))
    number = f"{chance.choice(('农商', '商银'))}流借字（{start.year}）第{chance.randrange(10000, 99999)}号"
    account, back = cast.digits(19, "8106"), cast.digits(19, "8106")
    guarantor, surety = cast.firm("实业有限公司", place), f"（{start.year}）保字第{chance.randrange(100, 999)}号"
    limit = chance.choice((100, 200, 300))
    ratio, days, share = chance.choice((60, 65, 70)), chance.choice((10, 15)), chance.choice((50, 60, 80))
    sheet = Sheet(chance.choice(("ming", "serif")), 10.5, head="流动资金借款合同", foot="第 {n} 页 共 {all} 页")
    deed = Deed("loan_contract", sheet)
    deed.know(contract_number=number, lender=bank, borrower=borrower, borrower_id=(code := cast.credit_code()))
    deed.know(guarantors=[guarantor], loan_kind="working_capital", currency="CNY", purpose=use, term_months=12)
    deed.know(amount=money(amount), amount_in_words=capital(amount), interest_rate=rate, rate_basis="固定利率")
    deed.know(start_date=start.isoformat(), end_date=end.isoformat(), signed_date=signed.isoformat())
    deed.know(payment_method="mixed", entrusted_threshold=money(limit * 10000))
    deed.know(disbursement_account=account, repayment_account=back, repayment_method="按月结息，到期一次还本")
    deed.also("repayment_method", "any text with 按月结息", "any text with 一次")
    deed.also("purpose", f"any text with {use}")
    deed.also("rate_basis", "any text with 固定利率")
    sheet.title("流动资金借款合同", 18, after=6)
    sheet.para(f"合同编号：{number}", first=0, align="right")
    sheet.space(6)
    for line in (
        f"借款人（以下称甲方）：{{{borrower}}}",
        f"统一社会信用代码：{{{code}}}    法定代表人：{{{cast.person()}}}",
        f"住所：{{{place}市{cast.street()}}}",
        f"贷款人（以下称乙方）：{{{bank}}}",
        f"负责人：{{{cast.person()}}}    联系电话：{{{cast.digits(8, '8')}}}",
    ):
        deed.say(line, first=0)
    sheet.space(4)
    deed.say(
        "甲方因生产经营周转需要，向乙方申请流动资金借款。甲乙双方依照有关法律法规，"
        "在平等自愿的基础上订立本合同，共同遵守。"
    )
    deed.clauses(
        ("#第一条  借款金额",),
        (f"乙方同意向甲方发放借款人民币（大写）{{{capital(amount)}}}，（小写）￥{{{comma(amount)}}}。",),
        ("#第二条  借款用途",),
        (
            f"本合同项下借款用于{{{use}}}。甲方应当按照约定的用途使用借款。甲方不得将借款用于股权投资、固定资产投资；"
            "严禁借款流入证券市场、期货市场和房地产领域。",
            duty("use_of_funds", use, near={"purpose": use}),
            maybe("use_of_funds", "按照约定的用途使用借款"),
            duty("prohibition", "不得将借款用于股权投资", uses=["equity_investment", "fixed_asset"]),
            duty("prohibition", "严禁借款流入证券市场", uses=["securities", "futures", "real_estate"]),
        ),
        ("#第三条  借款期限",),
        (f"借款期限为{{12}}个月，自{{{cn(start)}}}起至{{{cn(end)}}}止。",),
        ("#第四条  借款利率与计息",),
        (f"（一）本合同借款执行固定利率，年利率为{{{rate}}}%，在借款期限内利率不作调整。",),
        (
            "（二）甲方未按期归还借款本金的，乙方自逾期之日起在上述利率基础上加收50%计收罚息；甲方挪用借款的，"
            "加收100%计收罚息。",
            maybe("other", "加收50%计收罚息"),
            maybe("acceleration", "加收100%计收罚息"),
            maybe("other", "加收100%计收罚息"),
        ),
        ("#第五条  提款与支付",),
    )
    papers = chance.choice(("购销合同", "采购合同"))
    deed.clauses(
        (
            f"（一）甲方应在提款前3个工作日向乙方提交提款申请书及对应的{papers}。",
            duty("evidence", f"对应的{papers}"),
        ),
        (
            f"（二）借款资金发放至甲方在乙方开立的下列账户：户名{{{borrower}}}，账号{{{account}}}。",
            maybe("account", "借款资金发放至甲方"),
        ),
        (
            f"（三）单笔支付金额超过人民币{{{limit}万元}}的，采用贷款人受托支付方式；其余部分由甲方自主支付。",
            maybe("other", "采用贷款人受托支付方式"),
            maybe("use_of_funds", "采用贷款人受托支付方式"),
        ),
        (
            "（四）采用自主支付的，甲方应于支付后{30}日内将增值税发票、付款回单的复印件交乙方备查。",
            duty(
                "evidence",
                "付款回单的复印件",
                documents=["vat_invoice", "transfer_slip"],
                due_days=30,
                day_kind="calendar",
            ),
        ),
        ("#第六条  还款",),
        (
            f"（一）本合同借款按月结息，到期一次还本。结息日为每月20日，甲方应于每月21日支付当期利息，"
            f"并于{cn(end)}归还全部借款本金。",
            duty("repayment", "归还全部借款本金"),
            maybe("repayment", "按月结息，到期一次还本"),
        ),
        (
            f"（二）甲方应在付息日和还款日前将足额资金存入还款账户，还款账户账号：{{{back}}}，"
            f"乙方有权从该账户扣收到期本息。",
            maybe("repayment", "将足额资金存入还款账户"),
            maybe("account", "将足额资金存入还款账户"),
            maybe("acceleration", "有权从该账户扣收"),
            maybe("other", "有权从该账户扣收"),
        ),
        ("#第七条  担保",),
        (
            f"本合同项下债务由{{{guarantor}}}提供连带责任保证，保证人与乙方另行签订编号为{{{surety}}}的《保证合同》。",
            duty("security", "提供连带责任保证", party=None),
        ),
        ("#第八条  甲方的承诺",),
        ("甲方向乙方承诺并保证：",),
        (
            f"（一）每季度终了后{days}日内向乙方报送资产负债表和利润表；",
            duty("reporting", f"每季度终了后{days}日内", frequency="quarterly", due_days=days, day_kind="calendar"),
        ),
        (
            "（二）每年4月30日前提供经会计师事务所审计的上年度财务报告；",
            duty("reporting", "审计的上年度财务报告", near={"document": "财务报告"}, frequency="yearly"),
        ),
        (
            f"（三）借款期间资产负债率不得高于{ratio}%；",
            covenant("debt_ratio", "<=", str(ratio), "percent", f"不得高于{ratio}%"),
        ),
        (
            "（四）流动比率不低于1.1；",
            covenant("current_ratio", ">=", "1.1", "times", "流动比率不低于1.1"),
        ),
        (
            f"（五）通过在乙方开立的账户办理的销售回款不少于全部销售收入的{share}%；",
            duty("account", f"全部销售收入的{share}%", share=str(share), unit="percent"),
            maybe("financial_covenant", f"全部销售收入的{share}%"),
        ),
        (
            "（六）变更法定代表人、住所或者经营范围的，应在变更后5个工作日内书面通知乙方；",
            duty("notification", "变更后5个工作日内", near={"event": "变更法定代表人"}, due_days=5, day_kind="working"),
        ),
        (
            "（七）涉及重大诉讼、仲裁或者主要资产被查封的，应当立即通知乙方；",
            duty("notification", "应当立即通知乙方", near={"event": "重大诉讼"}, due_days=0),
        ),
        (
            "（八）未经乙方书面同意，不对外提供担保，不进行合并、分立、减资；",
            duty("consent", "不对外提供担保", near={"event": "对外提供担保"}),
        ),
        (
            "（九）在清偿本合同项下到期债务之前，不向股东分配利润；",
            maybe("prohibition", "不向股东分配利润"),
            maybe("consent", "不向股东分配利润"),
            maybe("other", "不向股东分配利润"),
        ),
        (
            "（十）配合乙方对借款使用情况和经营状况的检查。",
            maybe("other", "配合乙方对借款使用情况"),
            maybe("reporting", "配合乙方对借款使用情况"),
        ),
        ("#第九条  违约责任",),
        (
            "甲方有下列情形之一的，乙方有权停止发放借款，宣布借款立即到期并提前收回已发放的借款："
            "（一）未按约定用途使用借款的；（二）提供虚假财务资料的；（三）未按期支付利息的；"
            "（四）违反本合同第八条承诺的。",
            duty("acceleration", "宣布借款立即到期", party=None),
            *(
                maybe("acceleration", t)
                for t in ("未按约定用途使用借款的", "提供虚假财务资料的", "未按期支付利息的", "违反本合同第八条")
            ),
        ),
        ("#第十条  争议解决与其他",),
        (
            "因本合同发生的争议，由双方协商解决；协商不成的，向乙方所在地人民法院起诉。"
            "本合同自双方签字盖章之日起生效，一式三份。",
        ),
    )
    sheet.space(14)
    sheet.beside(
        (
            ("甲方（公章）：", "法定代表人或授权代理人：", "", f"签订日期：{cn0(signed)}"),
            ("乙方（公章）：", "负责人或授权代理人：", "", f"签订日期：{cn0(signed)}"),
        ),
        seals=((borrower, 60, ""), (bank, 300, "合同专用章")),
    )
    return deed.paper()


PAPERS: tuple[Paper, ...] = (Paper("loan6-standard-terms", "held", _standard_terms),)
