"""Held trade contracts in prose: building, service, lease, work to order."""

from __future__ import annotations

import datetime as dt
import random

from ..contracts_press import Style
from ..contracts_truth import Draft
from ..made import Made, Paper
from ..values import bare, chinese, date, digits, figures, money, spread, words
from .contracts_parties import HELD, company, later, people


def _building(chance: random.Random) -> Made:
    """An agreement for building works with a sum, a period and stages of payment."""
    buyer = company(chance, chance.choice(("特种玻璃有限公司", "水产有限公司")))
    seller = f"{chance.choice(HELD.places)}{chance.choice(('筑安', '恒基业', '中垣'))}建设工程有限公司"
    signed = date(chance)
    start = signed + dt.timedelta(days=chance.randrange(5, 30))
    end = later(start, chance.randrange(4, 14))
    fen = money(chance, 900_000, 30_000_000, 100_00)
    works = chance.choice(("二号冷库土建及安装工程", "综合楼幕墙更换工程", "厂区道路与雨污管网改造工程"))
    number = f"SG-{signed.year}-{digits(chance, 3)}"
    terms = "工程款按月进度的70%支付，竣工验收合格后付至95%，余5%为质量保证金，缺陷责任期满后无息退还"
    d = Draft(
        Style(face="sans", size=10.4, leading=1.75, margins=(76, 72, 76, 66), foot="{page}", head=works),
        "trade_contract",
    )
    press = d.press
    press.space(30)
    press.heading("建设工程施工合同", 24)
    press.heading("第一部分　协议书", 14)
    press.space(12)
    d.clauses(
        [
            (f"发包人（全称）：{buyer}", ()),
            (f"承包人（全称）：{seller}", ()),
            ("双方就下列工程施工事项协商一致，达成本协议。", ()),
            ("1. 工程概况", ()),
            (f"工程名称：{works}。工程地点：发包人厂区内。合同备案编号：{number}。", ()),
            ("2. 合同工期", ()),
            (f"计划开工日期：{spread(start)}；计划竣工日期：{spread(end)}。", ()),
            (f"工期总日历天数：{(end - start).days}天。", ()),
            ("3. 签约合同价", ()),
            (
                f"人民币（大写）{words(fen)}（¥{figures(fen)}元），"
                f"其中安全文明施工费{figures(fen // 50)}元，采用固定总价方式。",
                (),
            ),
            ("4. 价款支付", ()),
            (f"{terms}。", ()),
            ("5. 质量标准：合格。承包人项目经理：" + people(chance, 1)[0] + "。", ()),
            ("6. 承包人承诺按照法律规定及合同约定组织完成施工，并在缺陷责任期内承担维修责任。", ()),
            (f"7. 本合同于{spread(signed)}在发包人会议室签订，自双方盖章后生效。", ()),
        ]
    )
    press.space(20)
    press.beside([f"发包人：{buyer}", "（公章）"], [f"承包人：{seller}", "（公章）"])
    d.know(
        contract_number=number,
        buyer=buyer,
        seller=seller,
        subject=works,
        amount=bare(fen),
        amount_in_words=words(fen),
        signed_date=signed.isoformat(),
        delivery_date=end.isoformat(),
        payment_terms=terms,
    )
    d.also("subject", f"any text with {works}")
    d.also("delivery_date", None)
    d.also("payment_terms", "any text with 工程款按月进度的70%支付")
    return d.made()


def _service(chance: random.Random) -> Made:
    """A contract for consulting: 甲方 and 乙方 in one table, short numbered clauses, paid in parts."""
    buyer, seller = company(chance, "冷链物流有限公司"), f"{chance.choice(HELD.places)}智元信息技术有限公司"
    signed = date(chance)
    ready = signed + dt.timedelta(days=chance.randrange(40, 150))
    fen = money(chance, 30_000, 600_000, 1000_00)
    subject = chance.choice(("仓储管理系统定制开发", "冷库温控数据平台运维服务", "企业内控咨询服务"))
    first = fen * 4 // 10
    number = f"JSFW〔{signed.year}〕{digits(chance, 3)}号"
    terms = (
        f"甲方在合同签订后五个工作日内支付40%即{figures(first)}元，"
        f"验收通过后十个工作日内支付剩余60%即{figures(fen - first)}元"
    )
    d = Draft(Style(size=11.2, leading=1.8, margins=(82, 74, 82, 70), foot="— {page} —"), "trade_contract")
    press = d.press
    press.heading("技术服务合同", 20)
    press.paragraph(number, align="right")
    press.table(
        [
            ["委托方（甲方）", buyer],
            ["受托方（乙方）", seller],
            ["项目名称", subject],
            ["签订日期", f"{signed:%Y.%m.%d}"],
        ],
        (0.25, 0.75),
        pad=6,
    )
    d.clauses(
        [
            (f"第1条　服务内容　乙方为甲方提供{subject}，包括需求调研、实施、培训和一年免费维护。", ()),
            (f"第2条　完成期限　乙方应于{ready:%Y年%m月%d日}之前完成全部工作并提请甲方验收。", ()),
            (f"第3条　服务费用　费用总额为{figures(fen)}元，大写：{words(fen)}，含6%增值税。", ()),
            (f"第4条　付款安排　{terms}。", ()),
            ("第5条　保密　双方对所知悉的对方商业秘密负有保密义务，期限为三年。", ()),
            ("第6条　知识产权　成果的知识产权归甲方所有。", ()),
            ("第7条　任何一方违约，应赔偿对方因此受到的损失。", ()),
        ],
        first=0,
    )
    press.space(16)
    press.beside(
        [f"甲方盖章：{buyer}", f"代表：{people(chance, 1)[0]}"],
        [f"乙方盖章：{seller}", f"代表：{people(chance, 1)[0]}"],
    )
    d.know(
        contract_number=number,
        buyer=buyer,
        seller=seller,
        subject=subject,
        amount=bare(fen),
        amount_in_words=words(fen),
        signed_date=signed.isoformat(),
        delivery_date=ready.isoformat(),
        payment_terms=terms,
    )
    d.also("subject", f"any text with {subject}")
    d.also("payment_terms", "any text with 支付40%")
    return d.made()


def _lease(chance: random.Random) -> Made:
    """A lease between a person and a firm: prose, the rent a year, paid by the half year."""
    owner, tenant = people(chance, 1)[0], HELD.firm(chance)
    signed = date(chance)
    start = signed + dt.timedelta(days=chance.randrange(1, 20))
    end = later(start, 12) - dt.timedelta(days=1)
    fen = chance.randrange(24, 300) * 2 * 1000_00
    place = chance.choice(("滨海大道66号B座仓库", "工业二路9号标准厂房一层", "新华街118号临街商铺"))
    terms = "租金每半年支付一次，乙方于每半年开始前五日内转账至甲方账户"
    d = Draft(Style(size=12, leading=1.95, margins=(88, 84, 88, 76), foot=""), "trade_contract")
    press = d.press
    press.heading("租　赁　合　同", 22)
    d.clauses(
        [
            (f"甲方（出租人）：{owner}", ()),
            (f"乙方（承租人）：{tenant}", ()),
            (f"一、甲方将坐落于{place}的房屋出租给乙方使用，建筑面积{chance.randrange(80, 2000)}平方米。", ()),
            (f"二、租期一年，自{spread(start)}起到{spread(end)}止，甲方应于{spread(start)}将房屋交付乙方。", ()),
            (f"三、全年租金合计人民币{fen // 100}元（{words(fen)}）。", ()),
            (f"四、{terms}。", ()),
            ("五、水电费、物业费由乙方自行缴纳。乙方不得擅自转租。", ()),
            ("六、一方提前解约的，应提前一个月告知对方，并支付一个月租金作为补偿。", ()),
            ("七、合同期满，同等条件下乙方有优先承租的权利。", ()),
        ]
    )
    press.space(20)
    press.paragraph(f"甲方：{owner}　　　　　　乙方：{tenant}", first=2)
    press.paragraph(f"签约日：{spread(signed)}", first=2)
    press.seal(tenant, 0.62, press.y / 842 - 0.03, 42)
    d.know(
        buyer=tenant,
        seller=owner,
        subject=f"坐落于{place}的房屋",
        amount=bare(fen),
        amount_in_words=words(fen),
        signed_date=signed.isoformat(),
        delivery_date=start.isoformat(),
        payment_terms=terms,
    )
    d.also("subject", f"any text with {place}", "any text with 房屋", "any text with 租赁")
    d.also("payment_terms", "any text with 租金每半年支付一次")
    return d.made()


def _made_to_order(chance: random.Random) -> Made:
    """Work to order, told in sentences; the sum stands in the middle of one."""
    buyer, seller = HELD.firms(chance, 2)
    signed = date(chance)
    due = signed + dt.timedelta(days=chance.randrange(15, 70))
    fen = money(chance, 20_000, 900_000, 100_00)
    goods = chance.choice(("工作服", "展示柜", "不锈钢操作台", "包装礼盒"))
    count = chance.randrange(50, 900)
    terms = "定作方签约时付定金两成，提货时付清其余价款"
    d = Draft(Style(size=12.2, leading=1.9, margins=(92, 90, 92, 80), foot=""), "trade_contract")
    press = d.press
    press.heading("加工承揽合同", 21)
    press.space(6)
    d.clauses(
        [
            (f"定作方：{buyer}", ()),
            (f"承揽方：{seller}", ()),
            (
                f"定作方委托承揽方加工{goods}{count}件，"
                f"加工价款共计{words(fen, whole='正')}（{figures(fen)}元），材料由承揽方提供。",
                (),
            ),
            (f"承揽方须在{chinese(due)}以前交付全部定作物。", ()),
            (f"付款办法：{terms}。", ()),
            ("定作物应与图纸一致，不合格品由承揽方返工，费用自负。", ()),
            ("承揽方未经定作方书面同意，不得将主要工作交由第三人完成。", ()),
        ]
    )
    press.space(30)
    press.beside([f"定作方（盖章）：{buyer}"], [f"承揽方（盖章）：{seller}"])
    press.paragraph(chinese(signed), align="right")
    d.know(
        buyer=buyer,
        seller=seller,
        subject=f"加工{goods}{count}件",
        amount=bare(fen),
        amount_in_words=words(fen, whole="正"),
        signed_date=signed.isoformat(),
        delivery_date=due.isoformat(),
        payment_terms=terms,
    )
    d.also("subject", f"any text with {goods}")
    return d.made()


PAPERS = (
    Paper("trade-building-agreement", "held", _building),
    Paper("trade-technical-service", "held", _service),
    Paper("trade-lease-prose", "held", _lease),
    Paper("trade-made-to-order", "held", _made_to_order),
)
