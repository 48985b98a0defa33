"""Contracts of purchase, building, services and transport (dev)."""

from __future__ import annotations

import random

from .contracts_cast import Cast, after, day, money, words
from .contracts_press import Style
from .contracts_truth import Draft
from .made import Made, Paper

GOODS = {
    "purchase": (("精炼棉籽油", "桶"), ("热镀锌板", "吨"), ("涤纶短纤", "吨"), ("纸浆板", "吨")),
    "build": ("综合办公楼外墙保温工程", "二号厂房钢结构安装工程", "厂区道路硬化工程"),
    "service": ("生产管理信息系统实施", "年度品牌推广策划", "厂区安全评价"),
}


def make_purchase(chance: random.Random) -> Made:
    """Return a purchase with a table of goods."""
    cast = Cast(chance, "dev")
    buyer, seller = cast.company(), cast.company("物资有限公司")
    signed = cast.date()
    delivery = after(signed, 1)
    goods, unit = chance.choice(GOODS["purchase"])
    name = f"CG-{signed:%y%m}-{chance.randint(10, 999):03d}"
    d = Draft(Style(face="serif", size=11, leading=1.75), "trade_contract")
    p = d.press
    p.heading("产品购销合同", 20)
    p.beside(
        (f"供方：{seller}", f"需方：{buyer}"),
        (f"合同编号：{name}", f"签订时间：{day(signed)}", f"签订地点：{cast.place()}"),
    )
    d.know(buyer=buyer, seller=seller, contract_number=name, signed_date=signed.isoformat())
    d.say("一、产品名称、规格、数量、单价、金额：", first=0)
    rows, total = [("产品名称", "规格", "单位", "数量", "单价（元）", "金额（元）")], 0
    for spec in chance.sample(("A级", "优等品", "0.8×1250", "散装"), chance.randint(1, 3)):
        count, price = chance.randint(20, 300), chance.randint(800, 7000)
        total += count * price
        rows.append((goods, spec, unit, str(count), f"{price:,}.00", f"{count * price:,}.00"))
    rows.append((f"合计人民币（大写）：{words(total)}", "<", "<", "<", "<", f"{total:,}.00"))
    p.table(rows, (0.22, 0.16, 0.1, 0.12, 0.18, 0.22))
    d.know(subject=goods, amount=money(total), amount_in_words=words(total))
    d.also("amount_in_words", f"any text with {words(total)}")
    d.also("subject", f"any text with {goods}")
    d.say("以上价格含13%增值税及运费。", first=2)
    d.say(f"二、质量标准：按国家标准执行。供方对质量负责的期限为{chance.choice((3, 6, 12))}个月。", first=0)
    d.say(f"三、交（提）货时间、地点：供方应于{day(delivery)}前将货物送至需方仓库。", first=0)
    d.know(delivery_date=delivery.isoformat())
    share = chance.choice((20, 30, 40))
    terms = f"合同签订后预付{share}%货款，余款货到验收合格后{chance.choice((7, 15, 30))}日内付清"
    d.say(f"四、结算方式及期限：{terms}。", first=0)
    d.know(payment_terms=terms)
    d.also("payment_terms", f"any text with {terms[:12]}")
    d.say("五、验收：需方收货后3日内提出异议，逾期视为合格。六、违约责任：按民法典有关规定执行。", first=0)
    d.say("七、本合同经双方盖章生效，传真件有效。", first=0)
    p.space(10)
    p.table(
        (
            ("供　　方", "需　　方"),
            (f"单位名称（章）：{seller}", f"单位名称（章）：{buyer}"),
            (f"委托代理人：{cast.person()}", f"委托代理人：{cast.person()}"),
            (
                f"开户银行：{cast.place()}银行营业部\n账号：{cast.account()}",
                f"开户银行：{cast.place()}农商行\n账号：{cast.account()}",
            ),
        ),
        (0.5, 0.5),
    )
    return d.made()


def make_building(chance: random.Random) -> Made:
    """Return a building contract with its price and the payments by progress."""
    cast = Cast(chance, "dev")
    owner, builder = cast.company(), cast.company("建筑安装工程有限公司")
    work = chance.choice(GOODS["build"])
    signed = cast.date()
    begin, end = after(signed, 1), after(signed, 1 + chance.randint(3, 9))
    amount = cast.sum(800_000, 20_000_000, 10_900)
    name = f"SG{signed.year}-{chance.randint(100, 999)}"
    d = Draft(Style(face="sans", size=11, leading=1.8, foot="第{page}页"), "trade_contract")
    d.press.heading("建设工程施工合同", 20)
    d.say(f"合同编号：{name}", first=0)
    d.say(f"发包人（全称）：{owner}", first=0)
    d.say(f"承包人（全称）：{builder}", first=0)
    d.say("依照有关法律，双方就下述工程协商一致，订立本合同。")
    d.say(
        f"一、工程概况　工程名称：{work}；工程地点：{cast.place()}经济开发区；承包范围：施工图所示全部内容。", first=0
    )
    d.say(f"二、工期　开工日期：{day(begin)}；竣工日期：{day(end)}。", first=0)
    d.say(f"三、签约合同价　人民币（大写）{words(amount)}（￥{amount:,}.00元），其中增值税税率9%。", first=0)
    terms = f"工程款按月进度的{chance.choice((70, 75, 80))}%支付，竣工验收后付至95%，剩余5%为质量保证金，两年后无息退还"
    d.say(f"四、工程款支付　{terms}。", first=0)
    d.say("五、承包人应确保农民工工资按月足额支付至专用账户。六、发包人委托监理人对工程进行监督。", first=0)
    d.say("七、争议由工程所在地人民法院管辖。", first=0)
    d.press.beside(
        (f"发包人（盖章）：{owner}", f"签订日期：{day(signed)}"),
        (f"承包人（盖章）：{builder}", f"签订日期：{day(signed)}"),
    )
    d.know(
        contract_number=name,
        buyer=owner,
        seller=builder,
        subject=work,
        amount=money(amount),
        amount_in_words=words(amount),
        signed_date=signed.isoformat(),
        delivery_date=end.isoformat(),
        payment_terms=terms,
    )
    d.also("amount_in_words", f"any text with {words(amount)}")
    d.also("payment_terms", f"any text with {terms[:10]}")
    d.also("subject", f"any text with {work}")
    return d.made()


def make_service(chance: random.Random) -> Made:
    """Return a contract of services in articles, the parties 甲方 and 乙方."""
    cast = Cast(chance, "dev")
    client, maker = cast.company(), cast.company("咨询服务有限公司")
    work = chance.choice(GOODS["service"])
    signed = cast.date()
    end = after(signed, chance.randint(2, 8))
    amount = cast.sum(30_000, 600_000, 1_000)
    numbered = chance.random() < 0.7
    name = f"{signed.year}-服-{chance.randint(1, 99):02d}"
    d = Draft(Style(face="serif", size=12, leading=1.9, margins=(85, 80, 85, 80)), "trade_contract")
    d.press.heading("技 术 服 务 合 同", 22)
    if numbered:
        d.say(f"合同号：{name}", first=0)
        d.know(contract_number=name)
    d.say(f"委托方（甲方）：{client}", first=0)
    d.say(f"受托方（乙方）：{maker}", first=0)
    d.say(f"第一条　甲方委托乙方提供{work}服务，乙方接受委托。")
    d.say(f"第二条　服务期限自{day(signed)}至{day(end)}，乙方应于{day(end)}前提交全部工作成果。")
    half = amount // 2
    terms = f"分两期支付：合同生效后5日内付{half:,}元，成果验收后付清余款"
    d.say(f"第三条　服务费总额为人民币{amount:,}元（大写：{words(amount)}），含税，税率6%。")
    d.say(f"第四条　付款方式：{terms}。乙方应先行开具等额发票。")
    d.say("第五条　双方对在合作中知悉的信息负有保密义务，期限两年。")
    d.say("第六条　一方违约的，应按合同总额的10%支付违约金。")
    d.press.space(16)
    d.press.beside(
        (f"甲方：{client}（盖章）", f"日期：{day(signed)}"), (f"乙方：{maker}（盖章）", f"日期：{day(signed)}")
    )
    d.know(
        buyer=client,
        seller=maker,
        subject=work,
        amount=money(amount),
        amount_in_words=words(amount),
        signed_date=signed.isoformat(),
        delivery_date=end.isoformat(),
        payment_terms=terms,
    )
    d.also("subject", f"any text with {work}")
    d.also("payment_terms", f"any text with {terms[:10]}")
    return d.made()


PAPERS = (
    Paper("trade-purchase-goods-table", "dev", make_purchase),
    Paper("trade-building-progress", "dev", make_building),
    Paper("trade-service-articles", "dev", make_service),
)
