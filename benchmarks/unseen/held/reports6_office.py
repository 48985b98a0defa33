"""Licences of firms, a resolution of shareholders and an insurer's policy, of the sixth set."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from ..made import Made, Paper
from ..values import date as day_of
from ..values import digits, figures, money, padded, truth, words
from .papers4_page import LetterPage
from .vouchers6_cast import LENDERS, PLACES, Firm, firms, people

_SCOPES = (
    *(
        "建筑材料销售",
        "金属材料销售",
        "五金产品批发",
        "机械设备销售",
        "电子元器件零售",
        "普通货物仓储服务（不含危险化学品等需许可审批的项目）",
    ),
    *(
        "食品销售（仅销售预包装食品）",
        "农副产品销售",
        "针纺织品及原料销售",
        "包装材料及制品销售",
        "塑料制品制造",
        "纸制品制造",
    ),
    *(
        "技术服务、技术开发、技术咨询",
        "货物进出口",
        "国内贸易代理",
        "机械设备租赁",
        "园林绿化工程施工",
        "环境保护专用设备销售",
    ),
)
_GOLD = (170, 132, 60)


def _scope(chance: random.Random) -> str:
    parts = chance.sample(_SCOPES, chance.randint(4, 9))
    if chance.random() < 0.5:
        return f"一般项目：{'；'.join(parts)}。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）"
    return f"{'；'.join(parts)}。（依法须经批准的项目，经相关部门批准后方可开展经营活动）"


def _capital(chance: random.Random) -> tuple[str, str]:
    """Return a registered capital as printed, and in yuan."""
    ten = chance.choice((50, 100, 200, 300, 500, 800, 1000, 1200, 2000, 3000, 5000))
    printed = chance.choice(
        (words(ten * 1_000_000), f"{ten}万元整", f"{ten}万元人民币", f"人民币{words(ten * 1_000_000)}")
    )
    return printed, f"{ten * 10_000}.00"


def _office_of(firm: Firm) -> str:
    return f"{PLACES[firm.code[2:4]][1].rstrip('市')}市市场监督管理局"


def _licence_truth(firm: Firm, head: str, capital: tuple[str, str], founded: dt.date, scope: str) -> dict[str, Any]:
    given = {
        "name": firm.name,
        "credit_code": firm.code,
        "legal_representative": head,
        "registered_capital": capital[0],
        "established_date": founded.isoformat(),
        "scope": scope,
    }
    return truth("business_license", given, {"registered_capital": [capital[1]]})


def _squares(page: LetterPage, chance: random.Random, x: float, y: float, side: float) -> None:
    """Draw what looks like a square code."""
    step = side / 15
    for k in range(225):
        if chance.random() < 0.5:
            page.shade(x + k % 15 * step, y + k // 15 * step, step, step, (25, 25, 25))


def _wide_licence(chance: random.Random) -> Made:
    """The licence of these years: lying, with two columns and a square code."""
    (firm,) = firms(chance, 1)
    (head,) = people(chance, 1)
    founded, capital, scope = day_of(chance, 2005, 2023), _capital(chance), _scope(chance)
    issued = dt.date(chance.choice((2023, 2024, 2025)), chance.randint(1, 12), chance.randint(1, 28))
    page = LetterPage(11, chance.choice(("serif", "sans")), (842, 595), latin=chance.choice((None, "times")))
    page.box(24, 24, 794, 547, thick=3, colour=_GOLD)
    page.box(32, 32, 778, 531, thick=1, colour=_GOLD)
    page.seal(421, 76, 26, "")
    page.text(
        421, 146, "营 业 执 照" if chance.random() < 0.5 else "营业执照", size=38, align="c", bold=True, face="serif"
    )
    copy = chance.random() < 0.6
    if copy:
        page.text(421, 174, "（副　本）", size=15, align="c")
    page.text(70, 130, "统一社会信用代码", size=11)
    page.text(70, 150, firm.code, size=13, bold=True)
    if copy:
        page.text(70, 176, f"（{chance.randint(1, 3)}-{chance.randint(3, 5)}）", size=9)
    _squares(page, chance, 660, 96, 62)
    for k, line in enumerate(("扫描二维码登录", "“国家企业信用", "信息公示系统”", "了解更多信息")):
        page.text(728, 108 + k * 15, line, size=8)
    kind = chance.choice(("有限责任公司（自然人投资或控股）", "有限责任公司（自然人独资）", "其他有限责任公司"))
    left = (("名　　称", firm.name), ("类　　型", kind), ("法定代表人", head), ("经营范围", scope))
    y = 226.0
    for label, value in left:
        page.text(70, y, label, size=11, bold=True)
        y = page.paragraph(150, y, 300, value, size=10.5, leading=1.5) + 14
    right = [("注册资本", capital[0]), ("成立日期", padded(founded)), ("住　　所", firm.address)]
    if chance.random() < 0.4:
        right.insert(2, ("营业期限", f"{padded(founded)} 至 长期"))
    y = 226.0
    for label, value in right:
        page.text(490, y, label, size=11, bold=True)
        y = page.paragraph(570, y, 210, value, size=10.5, leading=1.5) + 14
    page.text(560, 480, "登记机关", size=13)
    page.seal(690, 476, 46, _office_of(firm))
    page.text(640, 530, f"{issued.year} 年 {issued.month:02d} 月 {issued.day:02d} 日", size=11)
    foot = "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn"
    page.text(70, 555, foot, size=8)
    page.text(772, 555, "国家市场监督管理总局监制", size=8, align="r")
    return Made(page.data(), ".pdf", _licence_truth(firm, head, capital, founded, scope))


def _tall_licence(chance: random.Random) -> Made:
    """The licence of the years before: standing, one line below the other."""
    (firm,) = firms(chance, 1)
    (head,) = people(chance, 1)
    founded, capital, scope = day_of(chance, 2003, 2018), _capital(chance), _scope(chance)
    issued = dt.date(chance.choice((2016, 2017, 2018)), chance.randint(1, 12), chance.randint(1, 28))
    last = chance.choice(("长期", "****年**月**日", padded(founded.replace(year=founded.year + 30, day=1))))
    page = LetterPage(12, chance.choice(("serif", "sans")), latin=chance.choice((None, "times")))
    page.box(30, 30, 535, 782, thick=3, colour=_GOLD)
    page.seal(298, 92, 30, "")
    page.text(298, 172, "营 业 执 照", size=34, align="c", bold=True, face="serif")
    page.text(298, 200, "（副　本）", size=14, align="c")
    page.text(535, 216, f"编号 {digits(chance, 12)}", size=9, align="r")
    end = page.text(160, 238, "统一社会信用代码", size=12)
    page.text(end + 10, 238, firm.code, size=12)
    rows = (
        ("名　　　称", firm.name),
        ("类　　　型", chance.choice(("有限责任公司", "有限责任公司（自然人投资或控股）", "有限责任公司（法人独资）"))),
        ("住　　　所", firm.address),
        ("法定代表人", head),
        ("注 册 资 本", capital[0]),
        ("成 立 日 期", padded(founded)),
        ("营 业 期 限", f"{padded(founded)}至{last}"),
        ("经 营 范 围", scope),
    )
    y = 282.0
    for label, value in rows:
        page.text(76, y, label, size=12)
        y = page.paragraph(165, y, 350, value, size=11.5, leading=1.55) + 12
    page.text(330, 690, "登 记 机 关", size=13)
    page.seal(450, 690, 48, _office_of(firm))
    page.text(400, 752, f"{issued.year} 年 {issued.month} 月 {issued.day} 日", size=12)
    page.text(60, 782, "提示：每年1月1日至6月30日通过企业信用信息公示系统报送上一年度年度报告。", size=9)
    page.text(60, 798, "企业信用信息公示系统网址：http://www.gsxt.gov.cn", size=9)
    page.text(540, 798, "中华人民共和国国家工商行政管理总局监制", size=8.5, align="r")
    return Made(page.data(), ".pdf", _licence_truth(firm, head, capital, founded, scope))


def _resolution(chance: random.Random) -> Made:
    """A resolution of shareholders that a loan be asked for."""
    (firm,) = firms(chance, 1)
    holders = people(chance, chance.randint(2, 4))
    bank, day = chance.choice(LENDERS), day_of(chance)
    fen = money(chance, 1_000_000, 30_000_000, 50_000_000)
    page = LetterPage(12, chance.choice(("serif", "sans")), latin=chance.choice((None, "times")))
    kind = chance.choice(("股东会决议", "临时股东会决议"))
    pledged = chance.choice((f"位于{firm.address}的厂房", "机器设备", "土地使用权"))
    y = 110.0
    apart = chance.random() < 0.5
    if apart:
        page.text(298, y, firm.name, size=16, align="c", bold=True)
        y += 30
    page.text(298, y, kind if apart else firm.name + kind, size=18 if apart else 16, align="c", bold=True)
    y += 46
    texts = (
        f"时间：{day.year}年{day.month}月{day.day}日",
        f"地点：公司{chance.choice(('三楼会议室', '会议室', '办公楼一层接待室'))}",
        f"　　本次会议应到股东{len(holders)}名，实到{len(holders)}名，代表公司100%表决权，"
        "会议的召集和召开符合《公司法》及公司章程规定。经与会股东讨论，一致通过如下决议：",
        f"　　一、同意公司向{bank}申请流动资金贷款，金额不超过人民币{words(fen)}（￥{figures(fen)}），"
        f"期限{chance.choice(('一年', '两年'))}，用于{chance.choice(('采购原材料', '支付货款', '日常生产周转'))}。",
        f"　　二、同意以公司名下{pledged}为上述贷款提供抵押担保。",
        f"　　三、授权{holders[0]}代表公司签署与上述贷款有关的合同、借据等法律文件。",
        "　　以上决议自股东签字之日起生效。",
    )
    for text in texts:
        y = page.paragraph(82, y, 430, text, leading=1.9)
    page.text(82, y + 30, f"股东签字：{'　　'.join(holders)}")
    page.text(340, y + 66, firm.name, size=11)
    page.text(340, y + 90, f"{day.year}年{day.month}月{day.day}日", size=11)
    page.seal(430, y + 74, 44, firm.name)
    return Made(page.data(), ".pdf", truth("other", {"title": kind}, {"title": [firm.name + kind]}))


def _policy(chance: random.Random) -> Made:
    """An insurer's policy for what is pledged."""
    (firm,) = firms(chance, 1)
    bank = chance.choice(LENDERS)
    insurer = chance.choice(("华泽财产保险股份有限公司", "东岳财产保险股份有限公司", "嘉合财产保险股份有限公司"))
    kind = chance.choice(("财产基本险保险单", "财产综合险保险单", "财产一切险保险单"))
    start = day_of(chance)
    end = start.replace(year=start.year + 1, day=min(start.day, 28)) - dt.timedelta(days=1)
    insured, rate = money(chance, 2_000_000, 60_000_000, 1_000_000), chance.choice((8, 10, 12, 15))
    fee = insured * rate // 10_000
    page = LetterPage(10, chance.choice(("sans", "serif")), latin=chance.choice((None, "helvetica")))
    page.text(298, 66, insurer, size=14, align="c", bold=True)
    page.text(298, 94, kind, size=18, align="c", bold=True)
    page.text(545, 116, f"保险单号：P{digits(chance, 18)}", size=9.5, align="r")
    text = (
        "　　鉴于投保人已向本公司提出投保申请并同意按约定交付保险费，"
        "本公司依照承保险种及其对应条款和特别约定，承担保险责任。"
    )
    y = page.paragraph(50, 138, 495, text, leading=1.6)
    rows: list[list[Any]] = [
        ["投保人", (firm.name, 3)],
        ["被保险人", (firm.name, 3)],
        ["第一受益人", (bank, 3)],
        ["保险财产地址", (firm.address, 3)],
        ["保险标的项目", "估价方式", "保险金额（元）", "费率（‰）"],
        [chance.choice(("厂房及附属建筑", "机器设备", "存货")), "账面价值", figures(insured), f"{rate / 10:.1f}"],
        ["总保险金额", (f"人民币{words(insured)}", 2), f"￥{figures(insured)}"],
        ["总保险费", (f"人民币{words(fee)}", 2), f"￥{figures(fee)}"],
        ["保险期间", (f"自{padded(start)}零时起至{padded(end)}二十四时止", 3)],
        [
            "特别约定",
            ("未经第一受益人书面同意，本保单不得退保、减保。每次事故绝对免赔额2000元或损失金额的10%，以高者为准。", 3),
        ],
    ]
    low = page.grid(50, y, (100, 130, 145, 120), rows, high=28)
    page.text(50, low + 26, f"签单日期：{padded(start - dt.timedelta(days=3))}")
    clerks = people(chance, 2)
    page.text(250, low + 26, f"核保：{clerks[0]}")
    page.text(360, low + 26, f"制单：{clerks[1]}")
    page.seal(470, low + 40, 44, insurer)
    page.text(50, low + 50, "保险人（签章）：" + insurer)
    return Made(page.data(), ".pdf", truth("other", {"title": kind}, {"title": [insurer + kind]}))


PAPERS = (
    Paper("licence-p6-lying", "held", _wide_licence),
    Paper("licence-p6-standing", "held", _tall_licence),
    Paper("other-p6-resolution", "held", _resolution),
    Paper("other-p6-policy", "held", _policy),
)
