"""Held papers of the office: business licences, inspection reports, and others that only have a title."""

from __future__ import annotations

import random

from ..drawing import BROWN, GREY, LANDSCAPE, Sheet
from ..made import Made, Paper
from ..values import bare, chinese, credit_code, date, digits, figures, money, padded, spread, truth, words
from .contracts_parties import HELD, company, identity, people

_SCOPES = (
    "一般项目：纸制品制造；包装材料及制品销售；普通货物仓储服务（不含危险化学品等需许可审批的项目）。"
    "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）",
    "水产品收购、冷冻、批发；食品添加剂销售；货物进出口。（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
    "许可项目：道路货物运输（不含危险货物）。一般项目：国内货物运输代理；装卸搬运；低温仓储",
)


def _licence_wide(chance: random.Random) -> Made:
    """A licence of today: wide, a double brown frame, the code below its caption on the left."""
    firm, boss, code = HELD.firm(chance), people(chance, 1)[0], credit_code(chance)
    born, scope = date(chance, 2004, 2021), chance.choice(_SCOPES)
    fen = chance.randrange(1, 60) * 1_000_000_00
    capital = f"{words(fen)}"
    kind = "其他股份有限公司（非上市）" if "股份" in firm else "有限责任公司（自然人投资或控股）"
    sheet = Sheet(12, "serif", LANDSCAPE)
    sheet.box(24, 24, 794, 547, thick=4, colour=BROWN)
    sheet.box(34, 34, 774, 527, colour=BROWN)
    sheet.text(421, 110, "营 业 执 照", size=38, bold=True, align="c")
    sheet.text(421, 138, "（副　本）", size=13, align="c")
    sheet.text(70, 92, "统一社会信用代码", size=10)
    sheet.text(70, 112, code, size=13)
    for spot in chance.sample(range(324), 160):
        sheet.shade(691 + spot % 18 * 4, 61 + spot // 18 * 4, 4, 4, (20, 20, 20))
    sheet.text(727, 150, "扫描二维码查询", size=8, align="c")
    left = (("名　　称", firm), ("类　　型", kind), ("法定代表人", boss))
    y = 200.0
    for caption, value in left:
        sheet.text(80, y, caption, bold=True)
        sheet.text(170, y, value)
        y += 38
    sheet.text(80, y, "经营范围", bold=True)
    sheet.paragraph(170, y, 290, scope, size=10.5, leading=1.5)
    y = 200.0
    home = f"{firm[:2]}市高新区创业路{chance.randrange(1, 300)}号"
    for caption, value in (("注册资本", capital), ("成立日期", padded(born)), ("住　　所", home)):
        sheet.text(500, y, caption, bold=True)
        sheet.paragraph(580, y, 200, value, leading=1.4)
        y += 42
    sheet.text(600, 500, "登记机关", align="c")
    sheet.text(680, 530, spread(date(chance, 2022, 2026)), align="c")
    sheet.seal(690, 496, 46, "市场监督管理局")
    given = {
        "name": firm,
        "credit_code": code,
        "legal_representative": boss,
        "registered_capital": capital,
        "established_date": born.isoformat(),
        "scope": scope,
    }
    return Made(sheet.data(), ".pdf", truth("business_license", given, {"registered_capital": [f"{fen // 100}.00"]}))


def _licence_tall(chance: random.Random) -> Made:
    """An older licence: upright, one column of captions, the capital in 万元."""
    firm, boss, code = company(chance, "冷链物流有限公司"), people(chance, 1)[0], credit_code(chance)
    born, scope = date(chance, 1998, 2015), chance.choice(_SCOPES)
    ten = chance.randrange(50, 9000, 50)
    capital = chance.choice((f"{ten}万元整", f"人民币{ten}.00万元", f"{ten}万元人民币"))
    sheet = Sheet(12, "serif")
    sheet.box(28, 28, 539, 786, thick=3, colour=BROWN)
    sheet.text(297, 120, "营　业　执　照", size=32, bold=True, align="c")
    sheet.text(297, 160, f"统一社会信用代码　{code}", align="c")
    y = 220.0
    rows = (
        ("名称", firm),
        ("类型", "有限责任公司"),
        ("住所", f"{firm[:2]}市东环路{chance.randrange(1, 99)}号"),
        ("法定代表人", boss),
        ("注册资本", capital),
        ("成立日期", f"{born.year}年{born.month:02d}月{born.day:02d}日"),
        ("营业期限", f"{padded(born)}至长期"),
        ("经营范围", scope),
    )
    for caption, value in rows:
        sheet.text(96, y, caption)
        y = max(y + 34, sheet.paragraph(190, y, 300, value, leading=1.55) + 12)
    sheet.text(430, 720, "登记机关", align="c")
    sheet.text(430, 752, f"{date(chance, 2016, 2020):%Y 年 %m 月 %d 日}", align="c")
    sheet.seal(430, 706, 48, "行政审批服务局")
    accept = {"registered_capital": [f"{ten}万元", f"{ten}万元人民币", f"{ten}0000.00"]}
    given = {
        "name": firm,
        "credit_code": code,
        "legal_representative": boss,
        "registered_capital": capital,
        "established_date": born.isoformat(),
        "scope": scope,
    }
    return Made(sheet.data(), ".pdf", truth("business_license", given, accept))


def _first_check(chance: random.Random) -> Made:
    """The form of a first check after the loan was paid out; ticks answer its questions."""
    borrower, hand = HELD.firm(chance), people(chance, 1)[0]
    day = date(chance)
    fen = chance.randrange(50, 900) * 10_000_00
    conclusion = chance.choice(
        (
            "贷款资金已按约定用途支付，未发现挪用，建议维持正常管理",
            "用途凭证齐全，借款人经营正常，风险可控",
            "部分发票尚未取得，要求借款人一个月内补齐，暂列入关注",
        )
    )
    sheet = Sheet(9.8)
    sheet.text(297, 60, "首次贷后检查表", size=17, bold=True, align="c")
    sheet.text(50, 86, f"检查机构：{HELD.branch(chance)}", size=9)
    sheet.text(545, 86, "单位：元", size=9, align="r")
    sheet.grid(
        50,
        94,
        (86, 162, 86, 161),
        [
            ["客户名称", borrower, "贷款金额", figures(fen)],
            ["放款日期", f"{date(chance, 2022, 2023):%Y-%m-%d}", "支付方式", "■受托支付　□自主支付"],
            ["约定用途", "采购原材料", "实际用途", "采购原材料"],
            ["核查方式", ("■账户流水　■购销合同　■发票　□现场走访　□其他", 3)],
            ["资金去向", ("款项于放款当日划付合同供货方，未见回流借款人及其关联方账户", 3)],
            ["经营状况", ("生产线满负荷运转，在手订单充足，员工人数与上年持平", 3)],
            ["预警信号", ("□有　■无", 3)],
            ["检查结论", (conclusion, 3)],
            ["检查人", hand, "检查日期", f"{day:%Y年%m月%d日}"],
            ["复核意见", ("同意", 3)],
        ],
        high=32,
    )
    given = {"date": day.isoformat(), "borrower": borrower, "inspector": hand, "conclusion": conclusion}
    return Made(sheet.data(), ".pdf", truth("inspection_report", given))


def _routine(chance: random.Random) -> Made:
    """A report of a routine check in prose with headings; who checked and when stands at its end."""
    borrower, hand = HELD.firm(chance), people(chance, 1)[0]
    day = date(chance)
    conclusion = chance.choice(
        (
            "该户第一还款来源稳定，担保有效，五级分类维持正常类",
            "该户应收账款回收放缓，建议压降授信并按月跟踪",
        )
    )
    sheet = Sheet(11.2, "serif")
    sheet.text(297, 84, "贷后日常检查报告", size=20, bold=True, align="c")
    y = sheet.paragraph(76, 124, 445, f"受检借款人：{borrower}")
    y = sheet.paragraph(
        76,
        y + 6,
        445,
        f"一、基本情况\n　　截至检查日，借款人在我行贷款余额{figures(chance.randrange(50, 900) * 10_000_00)}元，"
        "利息结清，无逾期。\n二、生产经营及财务\n　　本季度主营收入同比增长百分之六，毛利率基本稳定，存货周转正常，"
        "现场查看仓库库存与账面相符。\n三、担保情况\n　　抵押物使用正常，未见查封及出租；保证人经营未见异常。",
        leading=1.8,
    )
    y = sheet.paragraph(76, y, 445, f"四、检查结论\n　　{conclusion}。", leading=1.8)
    sheet.text(515, y + 50, f"检查人员：{hand}", align="r")
    sheet.text(515, y + 74, f"检查时间：{spread(day)}", align="r")
    given = {"date": day.isoformat(), "borrower": borrower, "inspector": hand, "conclusion": conclusion}
    return Made(sheet.data(), ".pdf", truth("inspection_report", given))


def _other(title: str, sheet: Sheet, *also: str) -> Made:
    accept = {"title": [f"any text with {title}", *also]}
    return Made(sheet.data(), ".pdf", truth("other", {"title": title}, accept))


def _promise(chance: random.Random) -> Made:
    """A borrower promises how it will use its loan: speaks of a loan contract, but is none."""
    borrower, bank = HELD.firm(chance), HELD.branch(chance)
    day = date(chance)
    title = chance.choice(("贷款用途承诺书", "不挪用信贷资金承诺函"))
    sheet = Sheet(12.5, "serif")
    sheet.text(297, 100, title, size=22, bold=True, align="c")
    sheet.text(80, 146, f"{bank}：")
    y = sheet.paragraph(
        80,
        174,
        440,
        f"　　我公司向贵行申请的流动资金贷款{figures(money(chance, 500_000, 5_000_000, 10_000_00))}元，"
        "郑重承诺如下：\n　　一、贷款只用于日常生产经营，不流入房地产市场和资本市场。\n"
        "　　二、自愿接受贵行对资金流向的核查，及时提供合同、发票等凭证。\n"
        "　　三、如有违反，愿意承担由此产生的全部法律责任。",
        leading=2,
    )
    sheet.text(515, y + 60, f"承诺单位：{borrower}", align="r")
    sheet.text(515, y + 88, chinese(day), align="r")
    sheet.seal(420, y + 66, 46, borrower)
    return _other(title, sheet)


def _decision(chance: random.Random) -> Made:
    """Shareholders decide to borrow and to mortgage: names lender and sum, but is no contract."""
    borrower, bank = company(chance, "木业有限责任公司"), HELD.branch(chance)
    day, owners = date(chance), people(chance, 3)
    fen = chance.randrange(20, 300) * 100_000_00
    sheet = Sheet(12, "serif")
    sheet.text(297, 88, f"{borrower}", size=16, bold=True, align="c")
    sheet.text(297, 116, "股东会决议", size=18, bold=True, align="c")
    y = sheet.paragraph(
        80,
        158,
        440,
        f"　　会议时间：{padded(day)}\n　　会议地点：公司三楼会议室\n　　出席股东：{'、'.join(owners)}，"
        "占全部表决权的100%。\n"
        f"　　经全体股东一致同意，作出如下决议：\n　　1. 同意公司向{bank}申请借款人民币{words(fen)}，期限一年，"
        "用于购买原木。\n　　2. 同意以公司自有厂房为上述借款提供抵押担保。"
        f"\n　　3. 授权{owners[0]}签署借款合同、抵押合同及相关文件。",
        leading=1.95,
    )
    sheet.text(100, y + 40, "全体股东签字：")
    for k, owner in enumerate(owners):
        sheet.text(210 + 90 * k, y + 40, owner, size=13)
    sheet.seal(440, y + 86, 44, borrower)
    return _other("股东会决议", sheet, f"{borrower}股东会决议")


def _consent(chance: random.Random) -> Made:
    """A person lets the bank ask for his credit record: full of small print and blanks."""
    person, bank = people(chance, 1)[0], HELD.branch(chance)
    day = date(chance)
    title = "个人征信业务授权书"
    sheet = Sheet(10.4)
    sheet.text(297, 70, title, size=18, bold=True, align="c")
    sheet.text(297, 90, "（重要提示：请授权人仔细阅读并充分理解）", size=9, align="c", colour=GREY)
    y = sheet.paragraph(
        64,
        124,
        468,
        f"{bank}：\n　　本人授权贵行在办理以下业务时，向金融信用信息基础数据库查询、打印、保存本人的信用报告：\n"
        "　　■审核本人的贷款申请　□审核本人作为担保人　■已发放贷款的贷后风险管理　□其他\n"
        "　　本人同意贵行把本人的贷款、担保等信用信息报送上述数据库。授权期限自签署之日起，至上述业务结清之日止。\n"
        "　　若贵行超出授权查询的一切后果及法律责任由贵行承担。",
        leading=1.85,
    )
    for caption, value in (
        ("授权人签名", person),
        ("证件号码", identity(chance)),
        ("联系电话", digits(chance, 11, "138")),
        ("授权日期", f"{day:%Y-%m-%d}"),
    ):
        y += 26
        sheet.text(64, y, f"{caption}：{value}")
        sheet.line(126, y + 3, 330, y + 3, colour=GREY)
    return _other(title, sheet)


def _bill(chance: random.Random) -> Made:
    """A list of what was paid out of a loan, as borrowers who pay themselves hand in each month."""
    borrower = HELD.firm(chance)
    day = date(chance)
    sheet = Sheet(10)
    sheet.text(297, 66, "贷款资金实际支付清单", size=17, bold=True, align="c")
    sheet.text(50, 94, f"借款人：{borrower}")
    sheet.text(545, 94, f"报送日期：{day:%Y-%m-%d}", align="r")
    rows, total = [], 0
    for k, firm in enumerate(HELD.firms(chance, 4), 1):
        fen = money(chance, 5_000, 300_000, 100)
        total += fen
        rows.append([str(k), f"{day:%Y-%m}-{k * 3:02d}", firm, chance.choice(("货款", "运费", "加工费")), figures(fen)])
    y = sheet.grid(
        50,
        102,
        (30, 75, 210, 80, 100),
        [["序号", "支付日期", "收款人", "用途", "金额（元）"], *rows, [("合计", 4), bare(total)]],
        aligns="cclcr",
    )
    sheet.text(50, y + 30, "我公司保证以上支付真实，符合借款合同约定的用途。")
    sheet.seal(440, y + 46, 40, borrower)
    return _other("贷款资金实际支付清单", sheet)


PAPERS = (
    Paper("licence-wide-copy", "held", _licence_wide),
    Paper("licence-tall-brown", "held", _licence_tall),
    Paper("inspection-first-ticks", "held", _first_check),
    Paper("inspection-routine-prose", "held", _routine),
    Paper("other-loan-promise", "held", _promise),
    Paper("other-shareholders", "held", _decision),
    Paper("other-credit-record", "held", _consent),
    Paper("other-paid-list", "held", _bill),
)
