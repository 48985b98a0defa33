"""Papers of security: a guarantor's contract, a mortgage of a building, a pledge of claims."""

from __future__ import annotations

import datetime as dt
import random

from ..made import Made, Paper
from .loans6_cast import Cast, Truth, capital, cn, cn0, comma, money, months_on
from .loans6_sheet import Sheet

_DEBTORS = ("机械有限公司", "果蔬有限公司", "塑胶制品有限公司", "环保科技有限公司")
_LENDERS = ("农村商业银行股份有限公司", "银行股份有限公司城关支行", "村镇银行股份有限公司")


def _base(chance: random.Random, kind: str, english: str) -> tuple[Cast, Truth, int, dt.date]:
    """Return who plays, the truth as far as it is the same for all, the sum and the day of signing."""
    cast = Cast(chance)
    truth = Truth("guarantee_contract")
    day = cast.day(dt.date(2025, 1, 6), 430)
    amount = chance.choice((800000, 1500000, 3600000, 6800000))
    truth.know(creditor=cast.places.pop() + chance.choice(_LENDERS), debtor=cast.firm(chance.choice(_DEBTORS)))
    truth.know(amount=money(amount), kind=kind)
    truth.also("kind", english, f"any text with {kind}")
    return cast, truth, amount, day


def _guarantee(chance: random.Random) -> Made:
    """A firm stands surety: articles with 甲方 and 乙方, one main contract."""
    cast, truth, amount, day = _base(chance, "保证", "guarantee")
    creditor, debtor = truth.fields["creditor"], truth.fields["debtor"]
    guarantor = cast.firm(chance.choice(("建设集团有限公司", "融资担保有限公司", "贸易有限责任公司")))
    main, number = f"借字第{day.year}{cast.digits(5)}号", f"保字第{day.year}{cast.digits(5)}号"
    truth.know(contract_number=number, main_contract_number=main, guarantor=guarantor)
    end = months_on(day, 12)
    sheet = Sheet(chance.choice(("ming", "plain")), 10.5, foot="第{n}页 共{all}页")
    sheet.title("保 证 合 同", 18, after=4)
    sheet.para(f"合同编号：{number}", first=0, align="right")
    for line in (
        f"保证人（甲方）：{guarantor}",
        f"法定代表人：{cast.person()}　　电话：{cast.digits(11, '136')}",
        f"债权人（乙方）：{creditor}",
        f"负责人：{cast.person()}",
    ):
        sheet.para(line, first=0)
    sheet.space(6)
    for line in (
        f"鉴于乙方与{debtor}（以下称债务人）签订了编号为{main}的《借款合同》（以下称主合同），甲方愿意为债务人在主合同"
        "项下的债务向乙方提供保证。双方经协商一致，订立本合同。",
        f"第一条　被保证的主债权为乙方依据主合同发放的借款，"
        f"本金数额为人民币（大写）{capital(amount)}（￥{comma(amount)}），"
        f"债务履行期限自{cn(day)}至{cn(end)}。",
        "第二条　保证方式为连带责任保证。",
        "第三条　保证范围包括主债权本金、利息、复利、罚息、违约金以及乙方实现债权的一切费用。",
        "第四条　保证期间为主合同项下债务履行期限届满之日起三年。",
        "第五条　乙方与债务人协议变更主合同的，除展期和增加债权金额外，无须另行征得甲方同意，甲方仍承担保证责任。",
        "第六条　甲方应当按乙方要求提供真实的财务资料，并在发生影响其保证能力的事项时及时书面通知乙方。",
        "第七条　债务人未按期履行债务的，乙方有权直接要求甲方承担保证责任，甲方应在接到通知后五个工作日内清偿。",
        "第八条　本合同自双方签字或盖章之日起生效，至主合同项下债务全部清偿之日终止。",
    ):
        sheet.para(line)
    sheet.space(14)
    sheet.beside(
        (("甲方（盖章）：", "法定代表人：", cn0(day)), ("乙方（盖章）：", "负责人：", cn0(day))),
        seals=((guarantor, 70, ""), (creditor, 300, "")),
    )
    return truth.made(sheet)


def _mortgage(chance: random.Random) -> Made:
    """Mortgage of a building: particulars and what is mortgaged in a form, promises below."""
    cast, truth, amount, day = _base(chance, "抵押", "mortgage")
    creditor, debtor = truth.fields["creditor"], truth.fields["debtor"]
    owner = cast.person()
    main, number = f"JK-{day:%Y%m}-{cast.digits(4)}", f"DY-{day:%Y%m}-{cast.digits(4)}"
    truth.know(contract_number=number, main_contract_number=main, guarantor=owner)
    sheet = Sheet(chance.choice(("hei", "serif")), 10, margins=(58, 64, 58, 60), foot="{n}")
    sheet.title("抵押合同", 17)
    place = cast.places.pop()
    sheet.table(
        (24, 45, 20, 40),
        (
            ("合同编号", (number, 3)),
            ("抵押权人", (creditor, 3)),
            ("抵押人", owner, "身份证号码", cast.identity()),
            ("债务人", (debtor, 3)),
            ("主合同名称及编号", (f"《流动资金借款合同》{main}", 3)),
            ("担保的主债权本金", (f"人民币{capital(amount)}（小写￥{comma(amount)}）", 3)),
            (
                "抵押物名称",
                f"{chance.choice(('商铺', '办公用房', '厂房'))}一处",
                "不动产权证号",
                f"{place}不动产权第{cast.digits(7)}号",
            ),
            (
                "坐落",
                f"{place}市{cast.street()}",
                "建筑面积",
                f"{chance.randrange(80, 900)}.{chance.randrange(10, 99)}平方米",
            ),
            (
                "评估价值",
                f"{amount * 2 // 10000 + chance.randrange(5, 60)}万元",
                "抵押率",
                f"{chance.choice((45, 48))}%",
            ),
        ),
        high=24,
    )
    sheet.space(6)
    for line in (
        "一、抵押人自愿以上表所列财产为主合同项下的债务向抵押权人提供抵押担保。",
        "二、抵押担保的范围为主债权本金、利息、罚息、违约金、损害赔偿金及实现抵押权的费用。",
        "三、抵押人与抵押权人应于本合同签订之日起十个工作日内办理抵押登记，登记费用由抵押权人承担。",
        "四、抵押期间，未经抵押权人书面同意，抵押人不得将抵押物出租、转让或者再次抵押。",
        "五、债务人不履行到期债务的，抵押权人有权就拍卖、变卖抵押物所得价款优先受偿。",
        "六、本合同自双方签字盖章之日起成立，抵押权自登记时设立。",
    ):
        sheet.para(line, first=0)
    sheet.space(14)
    sheet.beside(
        ((f"抵押人（签字）：{owner}", "", cn(day)), ("抵押权人（盖章）：", "", cn(day))),
        seals=((creditor, 320, "合同专用章"),),
    )
    return truth.made(sheet)


def _pledge(chance: random.Random) -> Made:
    """Pledge of receivables or of a deposit, a text of a town bank."""
    cast, truth, amount, day = _base(chance, "质押", "pledge")
    creditor, debtor = truth.fields["creditor"], truth.fields["debtor"]
    buyer = cast.firm("超市连锁有限公司")
    main, number = f"{day.year}年流贷字{cast.digits(4)}号", f"{day.year}年质字{cast.digits(4)}号"
    pledgor = chance.choice((debtor, cast.firm("商贸有限公司")))
    truth.know(contract_number=number, main_contract_number=main, guarantor=pledgor)
    sheet = Sheet(chance.choice(("kai", "sans")), 11, leading=1.75, foot="- {n} -")
    sheet.title("应收账款质押合同", 17, after=4)
    sheet.para(f"编号：{number}", first=0, align="middle")
    sheet.space(6)
    for line in (f"出质人：{pledgor}", f"质权人：{creditor}"):
        sheet.para(line, first=0)
    who = "出质人" if pledgor == debtor else debtor
    goods = cast.chance.choice(("供货合同", "购销合同"))
    for line in (
        f"为保证质权人与债务人{debtor}签订的编号为{main}的借款合同的履行，出质人自愿以其应收账款为质权人设定质押。"
        if who != "出质人"
        else f"出质人（即债务人）与质权人签订了编号为{main}的借款合同，为保证该合同的履行，"
        "出质人自愿以其应收账款为质权人设定质押。",
        f"1. 被担保的主债权为人民币{comma(amount)}元（{capital(amount)}），期限自{cn(day)}至{cn(months_on(day, 12))}。",
        f"2. 质押财产为出质人对{buyer}依据{goods}享有的全部应收账款，详见质押清单。",
        "3. 质押担保范围包括主债权及其利息、罚息、违约金和质权人实现质权的费用。",
        "4. 质权人在中国人民银行征信中心动产融资统一登记公示系统办理质押登记。",
        "5. 出质人应将应收账款的回款账户设在质权人处，回款应当首先用于清偿债务。",
        "6. 未经质权人书面同意，出质人不得放弃、减免、转让质押的应收账款。",
        "7. 本合同经双方盖章后生效。",
    ):
        sheet.para(line)
    sheet.space(14)
    sheet.beside(
        (("出质人（章）：", "", f"签订日期：{cn(day)}"), ("质权人（章）：", "", f"签订日期：{cn(day)}")),
        seals=((pledgor, 70, ""), (creditor, 300, "")),
    )
    return truth.made(sheet)


PAPERS: tuple[Paper, ...] = (
    Paper("guarantee6-surety", "held", _guarantee),
    Paper("guarantee6-mortgage", "held", _mortgage),
    Paper("guarantee6-pledge", "held", _pledge),
)
