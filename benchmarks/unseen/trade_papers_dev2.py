"""Guarantees, licences, slips of goods and papers of no type, of the part that nobody looks at."""

from __future__ import annotations

import random
from typing import Any

from unseen.drawing import BROWN, GREY, Sheet
from unseen.made import Made, Paper
from unseen.values import DEV2, bare, chinese, credit_code, date, digits, figures, money, padded, spread, truth, words


def _made(sheet: Sheet, doc_type: str, accept: dict[str, list[Any]] | None = None, **given: Any) -> Made:
    return Made(sheet.data(), ".pdf", truth(doc_type, given, accept))


_GENERAL = (
    "1. 甲方已充分了解主合同的全部内容，自愿为债务人的债务向乙方承担连带保证责任。",
    "2. 甲方承担保证责任的范围，包括债权本金以及相应的利息、罚息、复利、赔偿金和催收费用。",
    "3. 保证期间三年，自主合同约定的还款期满次日起算；分期还款的，自最后一期期满次日起算。",
    "4. 主债权另有物的担保的，乙方可以选择先请求甲方承担责任，甲方对此不提出抗辩。",
    "5. 甲方发生重大资产变动时，应及时告知乙方，并按乙方要求补充担保。",
    "6. 因本合同产生的争议，由乙方住所地人民法院管辖。",
)


def _surety(chance: random.Random) -> Made:
    """A suretyship whose particulars stand in a table and whose clauses are numbered in figures."""
    guarantor, debtor = DEV2.firms(chance, 2)
    creditor, number = DEV2.branch(chance), f"（{chance.randrange(2023, 2027)}）泉商银保字第{digits(chance, 4)}号"
    main, fen = (
        f"（{chance.randrange(2023, 2027)}）泉商银借字第{digits(chance, 4)}号",
        money(chance, 800_000, 40_000_000, 1_000_000),
    )
    sheet = Sheet(10.5, "sans")
    sheet.text(297, 76, "企业保证担保合同", size=18, bold=True, align="c")
    sheet.text(297, 100, f"编号：{number}", align="c")
    rows = [
        ["甲方（担保人）", guarantor],
        ["乙方（贷款人）", creditor],
        ["债务人", debtor],
        ["主合同名称及编号", f"《人民币借款合同》{main}"],
        ["主债权本金", f"￥{figures(fen)}（大写：{words(fen, yuan='圆')}）"],
    ]
    y = sheet.grid(70, 114, [120, 335], rows, high=30, rules="rows") + 26
    for clause in _GENERAL:
        y = sheet.paragraph(70, y, 455, clause) + 5
    y += 30
    sheet.text(70, y, "甲方：（盖章）")
    sheet.text(320, y, "乙方：（盖章）")
    sheet.text(70, y + 30, f"签订日期：{spread(date(chance))}")
    sheet.seal(150, y, 46, guarantor)
    return _made(
        sheet,
        "guarantee_contract",
        {"kind": ["保证", "连带保证", "连带责任保证", "保证担保"]},
        contract_number=number,
        main_contract_number=main,
        guarantor=guarantor,
        creditor=creditor,
        debtor=debtor,
        amount=bare(fen),
        kind="保证",
    )


def _pledge(chance: random.Random) -> Made:
    """A pledge of receivables by a person's firm, parties in the first sentence."""
    guarantor, debtor = DEV2.firms(chance, 2)
    creditor, number, main = DEV2.branch(chance), f"ZY-{digits(chance, 9)}", f"JK-{digits(chance, 9)}"
    fen = money(chance, 800_000, 10_000_000, 1_000_000)
    sheet = Sheet(12, "serif")
    sheet.text(297, 90, "应收账款质押合同", size=19, bold=True, align="c")
    sheet.text(80, 122, f"合同号：{number}")
    y = 155.0
    for line in (f"出质人：{guarantor}", f"质权人：{creditor}", f"债务人：{debtor}"):
        sheet.text(80, y, line)
        y += 24
    parts = (
        f"鉴于质权人与债务人签署了编号为{main}的借款合同，质权人向债务人提供贷款人民币{words(fen)}（￥{figures(fen)}）。",
        "为担保上述债权的实现，出质人同意以其对下游客户享有的全部应收账款出质，质权人同意接受。",
        "质押担保的范围及于本金、利息、违约金、实现质权的费用。",
        "出质人应当配合质权人在征信机构的统一登记系统办理出质登记。",
        "质押期间，应收账款的回款应当进入质权人指定的监管账户。",
    )
    for part in parts:
        y = sheet.paragraph(80, y + 6, 435, "　　" + part, leading=1.8)
    sheet.text(80, y + 50, "出质人（章）　　　　　　　　　质权人（章）")
    sheet.text(80, y + 80, chinese(date(chance)))
    return _made(
        sheet,
        "guarantee_contract",
        {"kind": ["质押", "应收账款质押"]},
        contract_number=number,
        main_contract_number=main,
        guarantor=guarantor,
        creditor=creditor,
        debtor=debtor,
        amount=bare(fen),
        kind="质押",
    )


def _licence(chance: random.Random) -> Made:
    """A licence upright, each caption on a line of its own rule."""
    name, code, day, head = DEV2.firm(chance), credit_code(chance), date(chance, 2006, 2021), DEV2.person(chance)
    capital = chance.choice((200, 600, 1280, 5000))
    scope = chance.choice(
        (
            "新材料技术研发；塑料制品制造；塑料制品销售；合成材料销售。（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
            "许可项目：建设工程施工；建筑劳务分包。一般项目：建筑材料销售；机械设备租赁；土石方工程施工。",
        )
    )
    sheet = Sheet(12.5, "sans")
    sheet.text(297, 130, "营业执照", size=36, bold=True, align="c", spacing=14, colour=BROWN)
    sheet.text(297, 170, f"统一社会信用代码：{code}", align="c")
    rows = (
        ("名　　　称", name),
        ("主 体 类 型", "其他有限责任公司"),
        ("住　　　所", f"{name[:2]}高新技术产业开发区创业路{chance.randrange(1, 200)}号"),
        ("法定代表人", head),
        ("注 册 资 本", f"{capital}万元人民币"),
        ("成 立 日 期", f"{day.year}年{day.month:02d}月{day.day:02d}日"),
        ("营 业 期 限", "长期"),
    )
    y = 220.0
    for caption, value in rows:
        sheet.text(90, y, caption, bold=True)
        sheet.text(190, y, value)
        y += 36
    sheet.text(90, y, "经 营 范 围", bold=True)
    sheet.paragraph(190, y, 320, scope)
    sheet.text(400, 690, "登 记 机 关")
    sheet.text(400, 730, padded(date(chance, 2021, 2025)))
    sheet.box(40, 50, 515, 742, thick=3, colour=BROWN)
    sheet.seal(440, 700, 50, "行政审批局")
    return _made(
        sheet,
        "business_license",
        name=name,
        credit_code=code,
        legal_representative=head,
        registered_capital=f"{capital}0000.00",
        established_date=day.isoformat(),
        scope=scope,
    )


def _items(chance: random.Random, count: int) -> tuple[list[dict[str, str | None]], int]:
    items, whole = [], 0
    for name, _, unit, specification in chance.sample(DEV2.goods, count):
        quantity, price = chance.randrange(2, 600), money(chance, 3, 1200)
        whole += quantity * price
        given = {"name": name, "specification": specification, "unit": unit, "quantity": str(quantity)}
        items.append({**given, "unit_price": bare(price), "amount": bare(quantity * price)})
    return items, whole


def _acceptance(chance: random.Random) -> Made:
    """A protocol that goods were accepted, parties in a table of their own."""
    supplier, receiver = DEV2.firms(chance, 2)
    items, fen = _items(chance, chance.randrange(2, 5))
    day = date(chance)
    sheet = Sheet(10.5, "serif")
    sheet.text(297, 80, "货物验收单", size=19, bold=True, align="c")
    y = sheet.grid(
        50,
        100,
        [90, 160, 90, 155],
        [["供货方", supplier, "收货方", receiver], ["验收日期", chinese(day), "验收地点", "二号库"]],
        high=32,
    )
    head = ["名称", "型号规格", "计量单位", "验收数量", "单价（元）", "金额（元）"]
    rows = [[str(v) if k < 4 else f"{float(str(v)):,.2f}" for k, v in enumerate(item.values())] for item in items]
    y = sheet.grid(
        50, y + 10, [105, 120, 60, 60, 70, 80], [head, *rows, ["合计", "", "", "", "", figures(fen)]], aligns="clcrrr"
    )
    y = sheet.paragraph(50, y + 26, 495, "验收意见：货物外观完好，数量、规格与合同一致，同意接收。")
    sheet.text(50, y + 20, f"验收人：{DEV2.person(chance)}　　　　供货方代表：{DEV2.person(chance)}")
    sheet.seal(430, y + 10, 44, receiver)
    return _made(
        sheet,
        "goods_receipt",
        date=day.isoformat(),
        supplier=supplier,
        receiver=receiver,
        amount=bare(fen),
        items=items,
    )


def _dispatch(chance: random.Random) -> Made:
    """A narrow delivery slip without rules, figures aligned."""
    supplier, receiver = DEV2.firms(chance, 2)
    items, fen = _items(chance, chance.randrange(1, 5))
    day = date(chance)
    sheet = Sheet(9.5, "sans", (595, 400))
    sheet.text(297, 46, "销售送货单", size=16, bold=True, align="c")
    for k, (caption, value) in enumerate((("供应商", supplier), ("客　户", receiver), ("日　期", f"{day:%Y/%m/%d}"))):
        sheet.text(50, 76 + 18 * k, f"{caption}：{value}")
    sheet.text(400, 76, f"单据编号：XS{digits(chance, 8)}")
    head = ["商品名称", "规格", "单位", "数量", "单价", "金额"]
    rows = [[str(v) for v in item.values()] for item in items]
    y = sheet.grid(50, 124, [120, 130, 45, 60, 65, 75], [head, *rows], rules="frame", aligns="llcrrr", high=20)
    sheet.text(50, y + 20, f"合计金额：{figures(fen)}")
    sheet.text(250, y + 20, f"大写：{words(fen)}")
    sheet.text(50, y + 46, f"制单：{DEV2.person(chance)}　　送货：{DEV2.person(chance)}　　客户签收：________")
    return _made(
        sheet,
        "goods_receipt",
        date=day.isoformat(),
        supplier=supplier,
        receiver=receiver,
        amount=bare(fen),
        items=items,
    )


def _minutes(chance: random.Random) -> Made:
    """Minutes of a meeting."""
    sheet = Sheet(12, "serif")
    sheet.text(297, 90, "会 议 纪 要", size=20, bold=True, align="c")
    parts = (
        f"时间：{spread(date(chance))}上午九时",
        "地点：公司三楼会议室",
        f"参加人员：{DEV2.person(chance)}、{DEV2.person(chance)}、{DEV2.person(chance)}",
        "议题：厂区消防整改及下半年生产安排",
        "　　会议听取了安全部关于消防检查情况的汇报，要求各车间在月底前完成整改。会议同时明确了三季度生产计划。",
    )
    y = 140.0
    for part in parts:
        y = sheet.paragraph(80, y, 435, part, leading=1.9)
    return _made(sheet, "other", {"title": ["会 议 纪 要"]}, title="会议纪要")


def _power(chance: random.Random) -> Made:
    """A power of attorney."""
    firm = DEV2.firm(chance)
    sheet = Sheet(13, "serif")
    sheet.text(297, 110, "授权委托书", size=21, bold=True, align="c")
    text = (
        f"　　兹委托{DEV2.person(chance)}（身份证号码已附）作为{firm}的代理人，前往贵处办理工商变更登记事宜。"
        "代理人在办理过程中所签署的文件，我公司均予承认。代理人无转委托权。"
    )
    y = sheet.paragraph(85, 165, 425, text, leading=2)
    sheet.text(510, y + 40, f"委托单位：{firm}", align="r")
    sheet.text(510, y + 70, padded(date(chance)), align="r")
    sheet.seal(420, y + 50, 50, firm)
    return _made(sheet, "other", title="授权委托书")


def _permit(chance: random.Random) -> Made:
    """A permit for building."""
    sheet = Sheet(13, "sans")
    sheet.text(297, 140, "建筑工程施工许可证", size=24, bold=True, align="c")
    sheet.text(500, 180, f"编号 {digits(chance, 18, '4307')}", align="r", size=11)
    rows = [
        ["建设单位", DEV2.firm(chance)],
        ["工程名称", "二期标准厂房"],
        ["建设地址", "开发区纬三路北侧"],
        ["建设规模", f"{chance.randrange(4000, 30000)}平方米"],
        ["施工单位", DEV2.firm(chance)],
    ]
    sheet.grid(90, 200, [110, 305], rows, high=36)
    sheet.text(420, 470, "发证机关", colour=GREY)
    sheet.text(420, 510, spread(date(chance)))
    return _made(sheet, "other", title="建筑工程施工许可证")


PAPERS = (
    Paper("guarantee-table", "dev", _surety),
    Paper("guarantee-pledge", "dev", _pledge),
    Paper("licence-upright", "dev", _licence),
    Paper("goods-acceptance", "dev", _acceptance),
    Paper("goods-dispatch", "dev", _dispatch),
    Paper("other-minutes", "dev", _minutes),
    Paper("other-power", "dev", _power),
    Paper("other-permit", "dev", _permit),
)
