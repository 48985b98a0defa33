"""Guarantees, licences, slips of goods and papers of no type, of the part that may be looked at."""

from __future__ import annotations

import random
from typing import Any

from unseen.drawing import BLUE, GREY, LANDSCAPE, RED, Sheet
from unseen.made import Made, Paper
from unseen.values import DEV, bare, chinese, credit_code, date, digits, figures, money, padded, spread, truth, words


def _made(sheet: Sheet, doc_type: str, accept: dict[str, list[Any]] | None = None, **given: Any) -> Made:
    return Made(sheet.data(), ".pdf", truth(doc_type, given, accept))


_SURETY = (
    "第一条　主合同项下的贷款金额为人民币{words}（小写：{figures}元），主合同的币种、利率、期限以其约定为准。",
    "第二条　保证人提供的是连带责任保证。主合同债务履行期限届满，债务人没有履行或者没有全部履行其债务，"
    "债权人均有权直接要求保证人承担保证责任。",
    "第三条　保证范围包括主债权本金、利息、复利、罚息、违约金、损害赔偿金以及"
    "债权人为实现债权而发生的诉讼费、律师费等。",
    "第四条　保证期间为主合同约定的债务履行期限届满之日起三年。债务提前到期的，自提前到期之日起计算。",
    "第五条　债权人与债务人协议变更主合同的，无须征得保证人同意，但加重债务的除外。",
    "第六条　本合同自各方盖章之日起生效，至主合同项下全部债务清偿完毕时终止。",
)


def _surety(chance: random.Random) -> Made:
    """A suretyship on two pages, parties in a block before the clauses."""
    guarantor, debtor = DEV.firms(chance, 2)
    creditor = DEV.branch(chance)
    number, main = f"BZ{digits(chance, 10)}", f"LD{digits(chance, 10)}"
    fen = money(chance, 1_000_000, 30_000_000, 1_000_000)
    sheet = Sheet(11.5, "serif")
    sheet.text(297, 90, "保　证　合　同", size=20, bold=True, align="c")
    sheet.text(515, 120, f"合同编号：{number}", align="r")
    y = 155.0
    for caption, name in (("保证人（甲方）", guarantor), ("债权人（乙方）", creditor)):
        sheet.text(80, y, f"{caption}：{name}")
        sheet.text(80, y + 20, f"住所：{chance.choice(DEV.places)}市区人民中路{chance.randrange(1, 400)}号")
        y += 50
    text = (
        f"　　为确保{debtor}（以下称债务人）与乙方签订的编号为{main}的《流动资金借款合同》（以下称主合同）的履行，"
        "甲方自愿提供保证，双方协商一致，订立本合同。"
    )
    y = sheet.paragraph(80, y, 435, text)
    for clause in _SURETY:
        filled = clause.format(words=words(fen), figures=figures(fen))
        y = sheet.paragraph(80, y + 6, 435, "　　" + filled)
    sheet.turn()
    sheet.text(80, 100, "（本页为签署页，无正文）", colour=GREY)
    sheet.text(80, 150, "甲方（公章）：")
    sheet.text(320, 150, "乙方（公章）：")
    sheet.text(80, 180, "法定代表人：")
    sheet.text(320, 180, "负责人：")
    sheet.text(80, 215, chinese(date(chance)))
    sheet.seal(160, 160, 45, guarantor)
    return _made(
        sheet,
        "guarantee_contract",
        {"kind": ["保证", "连带责任保证", "保证合同"]},
        contract_number=number,
        main_contract_number=main,
        guarantor=guarantor,
        creditor=creditor,
        debtor=debtor,
        amount=bare(fen),
        kind="保证",
    )


def _mortgage(chance: random.Random) -> Made:
    """A mortgage up to a highest amount, particulars in a table."""
    guarantor, debtor = DEV.firms(chance, 2)
    creditor = DEV.branch(chance)
    number = f"{chance.randrange(2023, 2027)}年高抵字{digits(chance, 5)}号"
    fen = money(chance, 1_000_000, 30_000_000, 1_000_000)
    sheet = Sheet(10.5, "sans")
    sheet.text(297, 70, "最高额抵押合同", size=18, bold=True, align="c")
    rows = [
        ["合同编号", number],
        ["抵押权人", creditor],
        ["抵押人", guarantor],
        ["债务人", debtor],
        ["担保的最高债权额", f"人民币{words(fen)}（￥{figures(fen)}）"],
        ["债权确定期间", f"{padded(date(chance, 2023, 2025))}至2028年12月31日"],
        ["抵押财产", f"不动产权证号：浙（2022）柯桥区不动产权第{digits(chance, 7)}号，建筑面积3265.40平方米"],
    ]
    y = sheet.grid(70, 90, [110, 345], rows, high=28)
    clauses = (
        "第一条　抵押人以上列财产为债务人在债权确定期间内与抵押权人形成的债务提供抵押担保。",
        "第二条　抵押担保的范围为主债权本金及其利息、罚息、违约金和实现抵押权的费用。",
        "第三条　双方应当在本合同签订后十日内办理抵押登记，登记费用由抵押权人承担。",
        "第四条　抵押期间，抵押人未经抵押权人书面同意，不得将抵押财产出租、转让或者再次抵押。",
        "第五条　债务人不履行到期债务的，抵押权人有权以抵押财产折价或者拍卖、变卖所得价款优先受偿。",
    )
    y += 28
    for clause in clauses:
        y = sheet.paragraph(70, y, 455, "　　" + clause) + 4
    sheet.text(70, y + 40, "抵押人（盖章）：")
    sheet.text(320, y + 40, "抵押权人（盖章）：")
    return _made(
        sheet,
        "guarantee_contract",
        {"kind": ["抵押", "最高额抵押", "最高额抵押合同"]},
        contract_number=number,
        guarantor=guarantor,
        creditor=creditor,
        debtor=debtor,
        amount=bare(fen),
        kind="抵押",
    )


_SCOPE = (
    "一般项目：针纺织品及原料销售；化工产品销售（不含许可类化工产品）；货物进出口。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）",
    "通用设备制造（不含特种设备制造）；机械零件、零部件加工；五金产品批发；国内贸易代理。",
)


def _licence(chance: random.Random) -> Made:
    """The licence of today, landscape, captions with wide gaps."""
    name, code, day, head = DEV.firm(chance), credit_code(chance), date(chance, 2008, 2022), DEV.person(chance)
    capital, scope = chance.choice(("壹仟万元整", "伍佰万元整", "叁仟捌佰万元整")), chance.choice(_SCOPE)
    amounts = {"壹仟万元整": "10000000.00", "伍佰万元整": "5000000.00", "叁仟捌佰万元整": "38000000.00"}
    sheet = Sheet(12, "serif", LANDSCAPE)
    sheet.text(421, 110, "营 业 执 照", size=34, bold=True, align="c")
    sheet.text(421, 138, f"（副　本）（{chance.randrange(1, 3)}-1）", size=12, align="c")
    sheet.text(90, 110, "统一社会信用代码", size=11)
    sheet.text(90, 130, code, size=13, bold=True)
    left = (("名　　称", name), ("类　　型", "有限责任公司(自然人投资或控股)"), ("法定代表人", head))
    right = (
        ("注册资本", capital),
        ("成立日期", padded(day)),
        ("住　　所", f"{name[:2]}市工业大道{chance.randrange(1, 99)}号"),
    )
    for k, ((a, one), (b, two)) in enumerate(zip(left, right, strict=True)):
        sheet.text(90, 200 + 34 * k, a, colour=GREY)
        sheet.text(170, 200 + 34 * k, one)
        sheet.text(480, 200 + 34 * k, b, colour=GREY)
        sheet.text(560, 200 + 34 * k, two)
    sheet.text(90, 302, "经营范围", colour=GREY)
    sheet.paragraph(170, 302, 290, scope, size=11)
    sheet.text(560, 440, "登记机关", size=12)
    sheet.text(560, 480, spread(date(chance, 2022, 2025)), size=12)
    sheet.text(90, 545, "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", size=8)
    sheet.seal(640, 450, 48, "市场监督管理局")
    return _made(
        sheet,
        "business_license",
        name=name,
        credit_code=code,
        legal_representative=head,
        registered_capital=amounts[capital],
        established_date=day.isoformat(),
        scope=scope,
    )


def _items(chance: random.Random, count: int) -> tuple[list[dict[str, str | None]], int]:
    items, whole = [], 0
    for name, _, unit, specification in chance.sample(DEV.goods, count):
        quantity, price = chance.randrange(2, 800), money(chance, 2, 900, 10)
        whole += quantity * price
        given = {"name": name, "specification": specification, "unit": unit, "quantity": str(quantity)}
        items.append({**given, "unit_price": bare(price), "amount": bare(quantity * price)})
    return items, whole


def _store(chance: random.Random) -> Made:
    """A slip of the store with prices and a sum."""
    supplier, receiver = DEV.firms(chance, 2)
    items, fen = _items(chance, chance.randrange(1, 6))
    day = date(chance)
    sheet = Sheet(10, "sans", (595, 420))
    sheet.text(297, 40, receiver, size=12, align="c")
    sheet.text(297, 62, "入　库　单", size=17, bold=True, align="c")
    sheet.text(50, 84, f"供货单位：{supplier}")
    sheet.text(330, 84, f"入库日期：{day:%Y-%m-%d}")
    sheet.text(545, 84, f"单号：RK{digits(chance, 6)}", align="r")
    rows = [[str(v) for v in item.values()] for item in items]
    head = ["品名", "规格型号", "单位", "数量", "单价", "金额"]
    last = [("合计（大写）：" + words(fen), 4), ("￥" + figures(fen), 2)]
    y = sheet.grid(50, 94, [110, 130, 45, 60, 70, 80], [head, *rows, last], aligns="llcrrr")
    sheet.text(50, y + 22, f"仓管员：{DEV.person(chance)}　　采购：{DEV.person(chance)}　　质检：合格")
    return _made(
        sheet,
        "goods_receipt",
        date=day.isoformat(),
        supplier=supplier,
        receiver=receiver,
        amount=bare(fen),
        items=items,
    )


def _delivery(chance: random.Random) -> Made:
    """A delivery note without prices, signed by who receives."""
    supplier, receiver = DEV.firms(chance, 2)
    priced, _ = _items(chance, chance.randrange(2, 6))
    items = [{**item, "unit_price": None, "amount": None} for item in priced]
    day = date(chance)
    sheet = Sheet(11, "serif", (595, 480), BLUE)
    sheet.text(297, 52, supplier, size=15, bold=True, align="c")
    sheet.text(297, 78, "送 货 单", size=15, align="c")
    sheet.text(50, 104, f"收货单位：{receiver}")
    sheet.text(545, 104, spread(day), align="r")
    rows = [
        [str(k + 1), *(str(item[c]) for c in ("name", "specification", "quantity", "unit"))]
        for k, item in enumerate(items)
    ]
    y = sheet.grid(
        50, 114, [40, 150, 165, 70, 70], [["序号", "货物名称", "规格", "数量", "单位"], *rows], aligns="cllrc"
    )
    sheet.text(50, y + 30, "以上货物请清点验收，如有短缺请于当日提出。", size=9)
    sheet.text(50, y + 54, f"送货人：{DEV.person(chance)}　　　　　收货人（签字）：{DEV.person(chance)}")
    return _made(sheet, "goods_receipt", date=day.isoformat(), supplier=supplier, receiver=receiver, items=items)


def _resolution(chance: random.Random) -> Made:
    """A resolution of members."""
    firm = DEV.firm(chance)
    sheet = Sheet(12.5, "serif")
    sheet.text(297, 100, "股东会决议", size=20, bold=True, align="c")
    text = (
        f"　　{firm}于{chinese(date(chance))}在公司会议室召开股东会，应到股东三人，实到三人。"
        "经讨论，一致通过如下决议：",
        f"　　一、同意公司向{DEV.branch(chance)}申请流动资金贷款人民币捌佰万元，期限一年。",
        "　　二、同意以公司自有厂房为上述贷款提供抵押。",
        "　　三、授权法定代表人签署相关法律文件。",
    )
    y = 150.0
    for part in text:
        y = sheet.paragraph(80, y, 435, part, leading=2)
    sheet.text(80, y + 40, "全体股东签字：")
    return _made(sheet, "other", title="股东会决议")


def _list_of_wages(chance: random.Random) -> Made:
    """A list of wages."""
    sheet = Sheet(9.5, "sans")
    title = f"{DEV.firm(chance)}工资发放表"
    sheet.text(297, 60, title, size=14, bold=True, align="c")
    rows = []
    for k in range(12):
        base, extra = chance.randrange(3500, 9000), chance.randrange(0, 2500)
        rows.append([str(k + 1), DEV.person(chance), f"{base}.00", f"{extra}.00", f"{base + extra}.00", ""])
    sheet.grid(
        50,
        80,
        [40, 90, 90, 90, 100, 85],
        [["序号", "姓名", "基本工资", "奖金", "实发金额", "签名"], *rows],
        aligns="ccrrr",
    )
    return _made(sheet, "other", {"title": [title, "工资发放表"]}, title=title)


def _undertaking(chance: random.Random) -> Made:
    """An undertaking about the use of a loan."""
    firm = DEV.firm(chance)
    sheet = Sheet(13, "serif")
    sheet.text(297, 110, "承 诺 函", size=22, bold=True, align="c", colour=RED)
    sheet.text(80, 160, f"{DEV.branch(chance)}：")
    text = (
        "　　我公司在贵行办理的贷款，保证真实用于生产经营，不流入股市、楼市，并按贵行要求配合贷后管理。"
        "如有违反，愿意承担一切法律责任。"
    )
    y = sheet.paragraph(80, 195, 435, text, leading=2)
    sheet.text(515, y + 40, f"承诺人：{firm}", align="r")
    sheet.text(515, y + 68, spread(date(chance)), align="r")
    return _made(sheet, "other", {"title": ["承诺函", "承 诺 函"]}, title="承诺函")


PAPERS = (
    Paper("guarantee-surety", "dev", _surety),
    Paper("guarantee-mortgage", "dev", _mortgage),
    Paper("licence-today", "dev", _licence),
    Paper("goods-store", "dev", _store),
    Paper("goods-delivery", "dev", _delivery),
    Paper("other-resolution", "dev", _resolution),
    Paper("other-wages", "dev", _list_of_wages),
    Paper("other-undertaking", "dev", _undertaking),
)
