"""Contracts that loan money is paid on: a purchase, a machine, doing up a shop, and the lease of a workshop."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from ..made import Made, Paper
from .loans6_cast import Cast, Truth, capital, cn, cn0, comma, money, months_on
from .loans6_sheet import Sheet

_GOODS = (
    ("防火门", "门业有限公司", "樘", ("甲级 1000×2100", "乙级 1200×2100", "丙级 900×2100"), (640, 780, 1150)),
    ("瓷砖", "陶瓷有限公司", "平方米", ("800×800 抛釉", "600×1200 通体", "300×600 哑光"), (46, 68, 92)),
    ("配电箱", "电气有限公司", "台", ("XL-21", "JXF-4", "PZ30-12"), (380, 1260, 2450)),
    ("脐橙", "果业专业合作社", "吨", ("一级", "二级", "通货"), (3600, 4200, 5800)),
)
_MACHINES = (
    ("数控折弯机", "WC67K-160/3200", "机床有限公司"),
    ("全自动贴标机", "TB-300A", "包装机械有限公司"),
    ("激光切割机", "HL-3015", "激光装备股份有限公司"),
)


def _pay(truth: Truth, terms: str, *pieces: str) -> None:
    truth.know(payment_terms=terms)
    truth.also("payment_terms", *(f"any text with {piece}" for piece in pieces))


def _purchase(chance: random.Random) -> Made:
    """Goods by a table, as a firm's office types it: 需方 and 供方, terms by numbers, both parties' banks below."""
    cast = Cast(chance)
    goods, trade, unit, kinds, prices = chance.choice(_GOODS)
    buyer, seller = cast.firm(chance.choice(("建筑劳务有限公司", "百货有限公司", "工程有限公司"))), cast.firm(trade)
    day = cast.day(dt.date(2025, 1, 5), 420)
    due = day + dt.timedelta(days=chance.choice((10, 20, 35)))
    number = f"{chance.choice(('CG', 'XS', 'GX'))}{day:%Y%m%d}-{chance.randrange(1, 40):02d}"
    rows, total = [], Decimal(0)
    for k in range(chance.choice((2, 3))):
        count = chance.randrange(6, 40) * 10
        total += count * prices[k]
        rows.append((goods, kinds[k], unit, str(count), f"{prices[k]}.00", comma(count * prices[k])))
    truth = Truth("trade_contract")
    truth.know(contract_number=number, buyer=buyer, seller=seller, subject=goods, amount=money(total))
    truth.know(amount_in_words=capital(total), signed_date=day.isoformat(), delivery_date=due.isoformat())
    truth.also("subject", f"any text with {goods}")
    first = chance.choice((20, 30, 40))
    terms = f"合同签订后3日内需方支付合同总价的{first}%作为预付款，余款在货物验收合格后15日内一次付清"
    _pay(truth, terms, "验收合格后15日内一次付清", f"合同总价的{first}%")
    sheet = Sheet(chance.choice(("ming", "sans")), 10.5, margins=(60, 64, 60, 60), foot="第{n}页")
    sheet.title("购 销 合 同", 18, after=6)
    sheet.beside(((f"需方：{buyer}", f"供方：{seller}"), (f"合同编号：{number}", f"签订日期：{cn(day)}")), at=(0, 285))
    sheet.space(4)
    sheet.para("供需双方经友好协商，就需方向供方采购货物事宜达成如下协议：")
    sheet.para("一、产品名称、规格、数量及价款", first=0)
    sheet.space(4)
    sheet.table(
        (24, 34, 14, 16, 20, 28),
        (
            ("产品名称", "规格型号", "单位", "数量", "单价（元）", "金额（元）"),
            *rows,
            (("合计（大写）：" + capital(total), 5), comma(total)),
        ),
        align="lccrrr",
        head=1,
        size=9.5,
    )
    for line in (
        f"二、交货时间及地点：供方于{cn(due)}前将货物送至需方指定地点，运费由供方承担。",
        "三、质量标准：按国家现行标准执行，供方随货提供合格证。",
        f"四、付款方式：{terms}。",
        "五、验收：货到后3日内需方按本合同清单验收，逾期未提出异议的视为合格。",
        "六、违约责任：供方逾期交货的，每逾期一日按未交货物价款的千分之一支付违约金。",
        "七、供方应于收款后7日内开具税率为13%的增值税专用发票。",
        "八、本合同一式两份，双方盖章后生效，传真件有效。",
    ):
        sheet.para(line, first=0)
    sheet.space(10)
    sheet.beside(
        tuple(
            (
                f"{role}（盖章）：",
                f"地址：{cast.places.pop()}市{cast.street()}",
                f"开户行：{chance.choice(('工商银行', '农业银行', '建设银行'))}{chance.choice(('城中', '东门'))}支行",
                f"账号：{cast.digits(19)}",
            )
            for role in ("需方", "供方")
        ),
        seals=((buyer, 76, "合同专用章"), (seller, 320, "合同专用章")),
    )
    return truth.made(sheet)


def _machine(chance: random.Random) -> Made:
    """A machine by articles, 甲方 and 乙方, paid in three parts."""
    cast = Cast(chance)
    machine, model, trade = chance.choice(_MACHINES)
    buyer, seller = cast.firm(chance.choice(("五金制品有限公司", "酿酒有限公司", "钣金科技有限公司"))), cast.firm(trade)
    day = cast.day(dt.date(2025, 1, 5), 420)
    due = months_on(day, chance.choice((1, 2, 3)))
    count = chance.choice((1, 2, 3))
    price = chance.choice((168000, 285000, 436500))
    total = price * count
    number = f"{chance.choice(('SB', 'EQ'))}-{day.year}-{cast.digits(4)}"
    truth = Truth("trade_contract")
    truth.know(contract_number=number, buyer=buyer, seller=seller, subject=machine, amount=money(total))
    truth.know(amount_in_words=capital(total), signed_date=day.isoformat(), delivery_date=due.isoformat())
    truth.also("subject", f"any text with {machine}")
    terms = "合同生效后五日内甲方支付总价的30%，设备安装调试合格后支付60%，其余10%作为质保金于验收满一年后支付"
    _pay(truth, terms, "设备安装调试合格后支付60%", "总价的30%")
    sheet = Sheet(chance.choice(("serif", "kai")), 11, foot="{n} / {all}")
    sheet.title("设备采购合同", 18, after=6)
    for line in (
        f"合同编号：{number}",
        f"甲方（买方）：{buyer}",
        f"乙方（卖方）：{seller}",
        f"签订地点：{cast.places.pop()}市",
        f"签订时间：{cn(day)}",
    ):
        sheet.para(line, first=0)
    sheet.space(6)
    sheet.para("甲乙双方根据《中华人民共和国民法典》的规定，就设备买卖事宜订立本合同。")
    for head, text in (
        ("第一条 标的物", f"乙方向甲方出售{machine}{count}台，型号{model}，全新未使用，附件及技术资料随机交付。"),
        (
            "第二条 价款",
            f"设备单价{comma(price)}元，合同总价为人民币{comma(total)}元（大写：{capital(total)}），含税、"
            f"运输、安装、调试及培训费用。",
        ),
        ("第三条 付款", f"{terms}。"),
        ("第四条 交货", f"乙方应在{cn(due)}之前将设备运抵甲方厂区，并在到货后十日内完成安装调试。"),
        ("第五条 验收", "设备连续运行七十二小时无故障的，双方签署验收单。"),
        ("第六条 质量保证", "质保期自验收之日起十二个月，质保期内乙方免费维修。"),
        ("第七条 违约责任", "任何一方违约的，应赔偿对方由此遭受的损失。乙方逾期交货超过三十日的，甲方有权解除合同。"),
        ("第八条 其他", "因合同引起的争议由甲方住所地人民法院管辖。本合同一式四份，双方各执两份。"),
    ):
        sheet.para(head, first=0, bold=True)
        sheet.para(text)
    sheet.space(14)
    sheet.beside(
        (("甲方（公章）：", "", "授权代表："), ("乙方（公章）：", "", "授权代表：")),
        seals=((buyer, 80, ""), (seller, 310, "")),
    )
    return truth.made(sheet)


def _decoration(chance: random.Random) -> Made:
    """A building contract for doing up rooms: 发包人 and 承包人, days of beginning and end, progress payments."""
    cast = Cast(chance)
    owner = cast.firm(chance.choice(("酒店管理有限公司", "医疗美容有限公司", "教育咨询有限公司")))
    builder = cast.firm(chance.choice(("装饰工程有限公司", "建筑装饰股份有限公司")))
    place = cast.places.pop()
    name = place + chance.choice(("万达店", "旗舰店", "新校区", "老街店"))
    name += chance.choice(("室内装修工程", "装饰装修工程"))
    day = cast.day(dt.date(2025, 1, 5), 400)
    begin = day + dt.timedelta(days=chance.randrange(5, 15))
    end = begin + dt.timedelta(days=chance.choice((59, 89, 119)))
    total = Decimal(chance.choice((486000, 1260000, 2358800))) + chance.choice((Decimal(0), Decimal("560.5")))
    number = f"ZS〔{day.year}〕{chance.randrange(10, 300)}号"
    truth = Truth("trade_contract")
    truth.know(contract_number=number, buyer=owner, seller=builder, subject=name, amount=money(total))
    truth.know(amount_in_words=capital(total), signed_date=day.isoformat(), delivery_date=end.isoformat())
    truth.also("subject", f"any text with {name}")
    terms = "开工前支付合同价款的30%，工程量完成过半时支付30%，竣工验收合格后支付至97%，余3%为质量保修金"
    _pay(truth, terms, "竣工验收合格后支付至97%", "合同价款的30%")
    sheet = Sheet(chance.choice(("hei", "ming")), 10.5, head=f"合同编号：{number}", foot="第 {n} 页")
    sheet.title("装饰装修工程施工合同", 17, after=4)
    sheet.para(f"合同编号：{number}", first=0, align="right")
    for line in (f"发包人：{owner}", f"承包人：{builder}"):
        sheet.para(line, first=0)
    sheet.space(4)
    for line in (
        "依照《中华人民共和国民法典》《中华人民共和国建筑法》及有关规定，双方就本工程施工事项协商一致，订立本合同。",
        f"一、工程概况\n1.1 工程名称：{name}\n1.2 工程地点：{place}市{cast.street()}\n1.3 承包方式：包工包料",
        f"二、工期\n开工日期：{cn0(begin)}\n竣工日期：{cn0(end)}\n合同工期总日历天数：{(end - begin).days + 1}天",
        f"三、合同价款\n合同价款为人民币（大写）{capital(total)}，（小写）{comma(total)}元，采用固定总价。",
        f"四、付款方式\n{terms}，保修期满后无息退还。",
        "五、质量标准\n工程质量符合国家验收规范，达到合格标准。",
        "六、双方责任\n发包人负责提供施工场地和水电接口；承包人负责文明施工、安全生产，并按时支付农民工工资。",
        "七、违约责任\n因承包人原因延误工期的，每延误一天承担合同价款万分之五的违约金。",
        f"八、本合同于{cn(day)}签订，自双方签字盖章之日起生效。",
    ):
        head, _, rest = line.partition("\n")
        sheet.para(head, first=0 if rest else 2, bold=bool(rest))
        for one in rest.split("\n") if rest else ():
            sheet.para(one)
    sheet.space(12)
    sheet.beside(
        (("发包人（盖章）：", "代表人：" + cast.person()), ("承包人（盖章）：", "代表人：" + cast.person())),
        seals=((owner, 90, ""), (builder, 320, "")),
    )
    return truth.made(sheet)


def _lease(chance: random.Random) -> Made:
    """A lease of a workshop between a firm and its landlord, the whole rent written out."""
    cast = Cast(chance)
    tenant = cast.firm(chance.choice(("服饰有限公司", "模具有限公司", "仓储服务有限公司")))
    landlord = cast.firm(chance.choice(("产业园管理有限公司", "资产经营有限公司")))
    what = chance.choice(("标准厂房", "仓库", "综合楼三层"))
    place = cast.places.pop()
    day = cast.day(dt.date(2025, 1, 5), 420)
    hand = day + dt.timedelta(days=chance.randrange(3, 20))
    years = chance.choice((1, 2, 3))
    end = months_on(hand, 12 * years) - dt.timedelta(days=1)
    monthly = chance.choice((12000, 26500, 43800))
    total = monthly * 12 * years
    number = f"{chance.choice(('ZL', 'CFZL'))}{day.year}{cast.digits(4)}"
    truth = Truth("trade_contract")
    truth.know(contract_number=number, buyer=tenant, seller=landlord, subject=what, amount=money(total))
    truth.know(amount_in_words=capital(total), signed_date=day.isoformat(), delivery_date=hand.isoformat())
    truth.also("subject", f"any text with {what}", "any text with 租赁", "any text with 房屋")
    terms = "租金按季支付，乙方于每季度首月10日前将当季租金汇入甲方账户"
    _pay(truth, terms, "按季支付", "每季度首月10日前")
    sheet = Sheet(chance.choice(("plain", "serif")), 11, leading=1.75)
    sheet.title("租赁合同", 18, after=4)
    sheet.para(f"编号：{number}", first=0, align="right")
    for line in (f"出租方（甲方）：{landlord}", f"承租方（乙方）：{tenant}"):
        sheet.para(line, first=0)
    sheet.space(6)
    area = chance.randrange(400, 2600)
    for line in (
        f"1、甲方将位于{place}市{cast.street()}的{what}出租给乙方用于生产经营，建筑面积{area}平方米。",
        f"2、租赁期限{years * 12}个月，自{cn(hand)}至{cn(end)}。甲方应于{cn(hand)}将租赁物交付乙方使用。",
        f"3、月租金{comma(monthly)}元，租赁期内租金总额为人民币{comma(total)}元（大写{capital(total)}）。",
        f"4、{terms}。甲方收款后开具增值税发票。",
        f"5、乙方于签约时交纳履约保证金{comma(monthly * 2)}元，租赁期满结清费用后无息退还。",
        "6、水、电、物业等费用由乙方自行承担，按实际用量结算。",
        "7、未经甲方书面同意，乙方不得转租或改变房屋结构。",
        "8、乙方拖欠租金超过三十日的，甲方有权解除合同并收回房屋。",
        "9、本合同自双方签字盖章之日起生效，一式两份。",
    ):
        sheet.para(line, first=0)
    sheet.space(16)
    sheet.beside(
        (
            ("甲方（盖章）", "代表：" + cast.person(), f"{day:%Y.%m.%d}"),
            ("乙方（盖章）", "代表：" + cast.person(), f"{day:%Y.%m.%d}"),
        ),
        seals=((landlord, 80, ""), (tenant, 310, "")),
    )
    return truth.made(sheet)


PAPERS: tuple[Paper, ...] = (
    Paper("trade6-purchase", "held", _purchase),
    Paper("trade6-machine", "held", _machine),
    Paper("trade6-decoration", "held", _decoration),
    Paper("trade6-lease", "held", _lease),
)
