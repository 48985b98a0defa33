"""Held reports of checks after a loan was paid out, and papers that say goods came."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from ..drawing import BROWN, GREY, LANDSCAPE, Sheet
from ..made import Made, Paper
from ..values import bare, chinese, date, digits, figures, padded, spread, truth, words
from .loans3_cast import CAST, people


def _check(sheet: Sheet, accept: dict[str, list[Any]], **given: object) -> Made:
    return Made(sheet.data(), ".pdf", truth("inspection_report", given, accept))


def _first_use(chance: random.Random) -> Made:
    """A first check of a loan's use: a form filled by the officer, payments listed, the opinion at the foot."""
    borrower, *payees = CAST.firms(chance, 3)
    officer, second = people(chance, 2)
    day = date(chance)
    fen = [chance.randrange(10, 400) * 1_000_000 for _ in payees]
    conclusion = chance.choice(
        (
            "贷款按约定用途使用，支付对象与购销合同一致，未发现挪用",
            "资金流向清晰，凭证齐备，同意转入日常贷后管理",
            "部分货款发票尚未收齐，限期三十日补交，其余符合约定",
        )
    )
    sheet = Sheet(9.8, "serif")
    sheet.text(297, 62, "贷款首次用途检查报告", size=18, bold=True, align="c")
    sheet.text(48, 90, f"检查日期：{padded(day)}")
    sheet.text(547, 90, f"编号：SJ{digits(chance, 7)}", align="r")
    rows = [[payee, figures(part), "货款", "与合同相符"] for payee, part in zip(payees, fen, strict=True)]
    y = sheet.grid(
        48,
        98,
        (90, 160, 90, 159),
        [
            ["借款人名称", borrower, "借据金额", figures(sum(fen))],
            ["放款日", f"{date(chance, 2022, 2022):%Y.%m.%d}", "支付方式", "受托支付"],
            ["约定用途", "采购原料", "实际用途", "采购原料"],
        ],
        high=28,
    )
    y = sheet.grid(
        48, y, (200, 100, 80, 119), [["收款人", "金额（元）", "款项性质", "核对结果"], *rows], high=26, aligns="lrcc"
    )
    y = sheet.grid(
        48,
        y,
        (90, 409),
        [
            ["核查资料", "√借款合同　√支付凭证　√购销合同　√增值税发票　×验收单　√账户流水"],
            ["回流核查", "抽取收款人近一月流水，未见资金转回借款人及其关联方。"],
            ["是否约定用途", "是（√）　否（　）"],
            ["检查结论", conclusion],
            ["检查人员", f"{officer}（主办）　{second}（协办）"],
        ],
        high=34,
    )
    sheet.text(48, y + 26, "注：本报告应于放款后七日内完成，随信贷档案保管。", size=8.5, colour=GREY)
    accept = {"inspector": [f"any text with {officer}"]}
    given = {"date": day.isoformat(), "borrower": borrower, "inspector": officer, "conclusion": conclusion}
    return _check(sheet, accept, **given)


def _report(chance: random.Random) -> Made:
    """A quarterly report in prose with a table of key figures; two pages."""
    borrower, officer = CAST.firm(chance), people(chance, 1)[0]
    lender, day = CAST.branch(chance), date(chance)
    conclusion = chance.choice(
        (
            "借款人经营平稳，贷款用途合规，担保足值，维持正常类，按季检查",
            "借款人毛利下滑、存货积压，建议下调为关注类并压缩授信",
            "借款人现金流充裕，未发现风险信号，建议继续支持",
        )
    )
    sheet = Sheet(11.3, "serif")
    sheet.text(297, 78, lender, size=13, align="c")
    sheet.text(297, 106, "公司类贷款贷后检查报告", size=19, bold=True, align="c")
    head = f"客户名称：{borrower}\n检查方式：现场检查与账户监测相结合\n检查区间：最近一个季度"
    y = sheet.paragraph(72, 146, 450, head, leading=1.8)
    y = sheet.paragraph(
        72,
        y + 6,
        450,
        "一、贷款使用情况\n　　经查阅借款人结算账户明细、购货合同及入库凭证，贷款已全部用于采购原料，"
        "支付对象均为借款人的长期供应商。"
        "未见贷款流入证券、期货、房地产领域，亦未见大额提现。\n二、生产经营情况\n"
        "　　现场走访车间和库房，设备开工率约八成，"
        "在册员工一百余人，工资按月发放。主要客户未发生变化，账期由六十天延长至七十五天。\n三、主要财务数据",
        leading=1.8,
    )
    assets, sales = ([chance.randrange(3_000, 90_000) for _ in range(2)] for _ in range(2))
    figures_of = {
        "资产总额": assets,
        "负债总额": [n * 55 // 100 for n in assets],
        "营业收入": sales,
        "净利润": [n * 4 // 100 for n in sales],
    }
    rows = [[name, *(f"{n:,}" for n in pair)] for name, pair in figures_of.items()]
    y = sheet.grid(
        72, y, (150, 150, 150), [["项目（万元）", "本期", "上年同期"], *rows], rules="rows", aligns="lrr", high=24
    )
    y = sheet.paragraph(
        72,
        y + 30,
        450,
        "四、担保情况\n　　抵押厂房由借款人自用，登记有效，周边同类厂房成交价未见明显下跌。\n"
        "五、风险预警信号\n　　人民法院公告网、"
        "企业信用信息公示系统均无新增不良记录；税务、社保按期缴纳。\n"
        "六、以前检查所提问题的整改\n　　上季度要求补充的两张增值税发票已收到并核验。"
        f"\n七、检查结论及建议\n　　{conclusion}。",
        leading=1.8,
    )
    if y > 720:
        sheet.turn()
        y = 70
    sheet.text(520, y + 40, f"检查人：{officer}", align="r")
    sheet.text(520, y + 64, f"报告日期：{spread(day)}", align="r")
    return _check(sheet, {}, date=day.isoformat(), borrower=borrower, inspector=officer, conclusion=conclusion)


def _visit(chance: random.Random) -> Made:
    """A visit to a small trader: wide form, questions left and answers right, signatures below."""
    borrower, officer = people(chance, 2)
    day = date(chance)
    conclusion = chance.choice(("店铺经营正常，无风险隐患", "客流减少，建议缩短检查间隔", "已歇业，建议启动清收"))
    sheet = Sheet(10.5, "sans", LANDSCAPE)
    sheet.shade(40, 36, 762, 34)
    sheet.text(421, 60, "个人经营贷款贷后实地检查记录表", size=17, bold=True, align="c")
    y = sheet.grid(
        40,
        82,
        (110, 271, 110, 271),
        [
            ["借款人姓名", borrower, "检查时间", f"{day.year}/{day.month}/{day.day}"],
            [
                "经营地点",
                f"{chance.choice(CAST.places)}农贸市场{chance.randrange(1, 90)}号摊位",
                "营业状态",
                "■正常　□半歇业　□关闭",
            ],
            ["贷款余额", f"{chance.randrange(5, 90)}万元", "还款记录", "近六期均按时"],
            ["用途核实", "查看进货单据七张，金额合计大于贷款金额", "存货情况", "货架陈列充足，无过期商品"],
            ["检查结论", (conclusion, 3)],
            ["检查人签字", officer, "借款人签字", borrower],
        ],
        high=46,
        aligns="clcl",
        bold_labels=True,
    )
    sheet.text(40, y + 26, "附：门头照片、店内照片、与借款人合影各一张", size=9, colour=GREY)
    return _check(sheet, {}, date=day.isoformat(), borrower=borrower, inspector=officer, conclusion=conclusion)


def _goods(
    sheet: Sheet, rows: list[dict[str, str | None]], accept: dict[str, list[Any]] | None = None, **given: object
) -> Made:
    return Made(sheet.data(), ".pdf", truth("goods_receipt", {"items": rows, **given}, accept))


def _lines(chance: random.Random, count: int) -> tuple[list[list[str]], list[dict[str, str | None]], int]:
    """Return printed lines of goods, their truth and their sum."""
    printed, rows, total = [], [], 0
    for name, _, unit, kind in chance.sample(CAST.goods, count):
        many, price = chance.randrange(5, 600), chance.randrange(8_00, 3000_00, 50)
        total += many * price
        printed.append([name, kind, unit, str(many), figures(price), figures(many * price)])
        leaves = (name, kind, unit, str(many), bare(price), bare(many * price))
        keys = ("name", "specification", "unit", "quantity", "unit_price", "amount")
        rows.append(dict[str, "str | None"](zip(keys, leaves, strict=True)))
    return printed, rows, total


def _store_entry(chance: random.Random) -> Made:
    """A storehouse's slip in brown on a half sheet, with copies named at its side."""
    receiver, supplier = CAST.firms(chance, 2)
    day, keepers = date(chance), people(chance, 3)
    printed, rows, total = _lines(chance, chance.choice((3, 4)))
    sheet = Sheet(9.6, "serif", (720, 400), ink=BROWN)
    sheet.text(340, 44, "材料入库单", size=19, bold=True, align="c", spacing=4)
    sheet.text(40, 72, f"收货单位：{receiver}")
    sheet.text(40, 90, f"供货单位：{supplier}")
    sheet.text(660, 72, f"No {digits(chance, 7, '0')}", align="r")
    sheet.text(660, 90, f"入库日期：{spread(day)}", align="r")
    y = sheet.grid(
        40,
        100,
        (130, 140, 60, 80, 90, 120),
        [["品名", "规格", "单位", "实收数量", "单价", "金额"], *printed, [("合　　计", 5), figures(total)]],
        aligns="clcrrr",
        high=26,
    )
    sheet.text(40, y + 26, f"仓库主管：{keepers[0]}　　　　验收：{keepers[1]}　　　　保管员：{keepers[2]}")
    sheet.upright(685, 120, "第二联财务记账", size=8.5)
    return _goods(sheet, rows, date=day.isoformat(), supplier=supplier, receiver=receiver, amount=bare(total))


def _delivery(chance: random.Random) -> Made:
    """A supplier's own print: its name on top, whom it is for below; the sum also in words."""
    receiver, supplier = CAST.firms(chance, 2)
    day, driver = date(chance), people(chance, 1)[0]
    printed, rows, total = _lines(chance, chance.choice((2, 3, 5)))
    sheet = Sheet(10, "sans")
    sheet.text(297, 60, supplier, size=16, bold=True, align="c")
    sheet.text(297, 86, "送　货　单", size=15, align="c")
    sheet.text(48, 116, f"客户：{receiver}")
    sheet.text(547, 116, f"送货日期：{day:%Y-%m-%d}", align="r")
    sheet.text(48, 134, f"送货地址：{receiver[:2]}工业区{chance.randrange(1, 30)}号仓")
    sheet.text(547, 134, f"单号：SH{digits(chance, 8)}", align="r")
    y = sheet.grid(
        48,
        144,
        (30, 110, 125, 40, 55, 65, 74),
        [
            ["行", "货物名称", "规格型号", "单位", "数量", "单价", "金额"],
            *([str(k), *line] for k, line in enumerate(printed, 1)),
            [(f"金额合计（大写）：{words(total)}", 5), (f"￥{figures(total)}", 2)],
        ],
        aligns="cllcrrr",
        high=25,
    )
    sheet.text(48, y + 28, f"送货人：{driver}")
    sheet.text(300, y + 28, "收货单位（签章）：")
    sheet.seal(460, y + 40, 42, f"{receiver[:8]}收货章")
    sheet.text(
        48, y + 100, "备注：货物如有质量问题，请于三日内提出。白联存根　红联客户　黄联回单", size=8.5, colour=GREY
    )
    return _goods(sheet, rows, date=day.isoformat(), supplier=supplier, receiver=receiver, amount=bare(total))


def _acceptance(chance: random.Random) -> Made:
    """A machine is accepted: prose and a small table without prices."""
    receiver, supplier = CAST.firms(chance, 2)
    day, names = date(chance), people(chance, 2)
    machine, kind = chance.choice((("数控折弯机", "WC67K-100T"), ("螺杆空压机", "LG-22A"), ("全自动包装机", "VFS-420")))
    count = chance.choice((1, 2, 4))
    sheet = Sheet(11.2, "serif")
    sheet.text(297, 82, "设备安装调试验收单", size=20, bold=True, align="c")
    y = sheet.paragraph(
        70,
        124,
        455,
        f"采购单位：{receiver}\n供货单位：{supplier}\n验收日期：{padded(day)}\n验收设备如下：",
        leading=1.8,
    )
    y = sheet.grid(
        70,
        y - 4,
        (150, 155, 70, 80),
        [["设备名称", "型号", "单位", "数量"], [machine, kind, "台", str(count)]],
        aligns="cccc",
        high=28,
    )
    y = sheet.paragraph(
        70,
        y + 32,
        455,
        "　　经双方共同检验：设备外观完好，随机附件、合格证、说明书齐全；空载运行八小时、负载运行二十四小时，"
        "各项技术参数达到技术协议的要求。验收结论：合格，准予交付使用，质保期自本单签署之日起算。",
        leading=1.85,
    )
    sheet.text(70, y + 50, f"采购单位代表：{names[0]}")
    sheet.text(330, y + 50, f"供货单位代表：{names[1]}")
    sheet.text(70, y + 80, chinese(day))
    sheet.seal(200, y + 60, 42, receiver)
    sheet.seal(440, y + 60, 42, supplier)
    row: dict[str, str | None] = {
        "name": machine,
        "specification": kind,
        "unit": "台",
        "quantity": str(Decimal(count)),
        "unit_price": None,
        "amount": None,
    }
    return _goods(sheet, [row], date=day.isoformat(), supplier=supplier, receiver=receiver)


PAPERS = (
    Paper("inspection3-first-use", "held", _first_use),
    Paper("inspection3-quarter-report", "held", _report),
    Paper("inspection3-visit", "held", _visit),
    Paper("goods3-store-entry", "held", _store_entry),
    Paper("goods3-delivery", "held", _delivery),
    Paper("goods3-machine-accepted", "held", _acceptance),
)
