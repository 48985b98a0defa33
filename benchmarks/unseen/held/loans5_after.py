"""After the loan, in the fifth set: a visit's notes, a report for half a year; and the licence of a branch."""

from __future__ import annotations

import random
from typing import Any

from ..drawing import BROWN, GREY
from ..made import Made, Paper
from ..values import credit_code, date, digits, figures, padded, spread, truth
from .loans5_cast import NAMES5, people5
from .papers3_kit import Page, noise, square
from .papers4_page import LetterPage


def _made(page: Page, doc_type: str, given: dict[str, Any], accept: dict[str, list[Any]]) -> Made:
    return Made(page.data(), ".pdf", truth(doc_type, given, accept))


def _visit(chance: random.Random) -> Made:
    """Notes of a visit to a person's shop: a table of questions, what was seen, and what follows from it."""
    borrower, inspector, chief = people5(chance, 3)
    day, fen = date(chance, 2024, 2026), chance.randrange(10, 200) * 1_000_000
    conclusion = chance.choice(
        (
            "经营稳定，用途真实，继续按正常类管理",
            "进货凭证缺失两笔，限期补齐后再行复查",
            "店铺已转让他人，建议启动提前收回程序",
        )
    )
    page = Page(10, "sans", latin="helvetica")
    page.text(297, 56, "个人经营贷款现场走访记录", size=16, bold=True, align="c")
    page.text(50, 84, f"机构：成都农商银行{chance.choice(('乐山', '巴中'))}支行")
    page.text(545, 84, f"记录编号：ZF{digits(chance, 9, '25')}", align="r")
    rows: list[list[str | tuple[str, int]]] = [
        ["客户", borrower, "走访日期", f"{day:%Y-%m-%d}"],
        ["余额（元）", figures(fen), "陪同人", "客户本人"],
        ["看到的情况", ("店面正常营业，货架充足，库存约四十万元，雇员三人。收款码流水近三个月平稳。", 3)],
        ["资金去向", ("放款当日付至供货商，客户出示了送货单。", 3)],
        ["抵押物", ("商铺自用，未出租，未见查封告示。", 3)],
        ["需补资料", ("■ 发票　□ 流水　□ 送货单　□ 无", 3)],
        ["走访结论", (conclusion, 3)],
        ["走访人", inspector, "复核人", chief],
    ]
    page.grid(50, 96, (80, 170, 80, 165), rows, high=38, aligns="clcl")
    page.text(50, 440, "注：本表由走访人当场填写，两日内归入信贷档案。", size=8.5, colour=GREY)
    given = {"date": day.isoformat(), "borrower": borrower, "inspector": inspector, "conclusion": conclusion}
    return _made(page, "inspection_report", given, {"conclusion": [f"{conclusion}。"]})


def _half_year(chance: random.Random) -> Made:
    """A report on a firm for half a year, in paragraphs that are told without a head of their own."""
    borrower = NAMES5.firm(chance)
    first, second = people5(chance, 2)
    day, fen = date(chance, 2024, 2026), chance.randrange(20, 500) * 10_000_000
    conclusion = chance.choice(
        (
            "该户还款能力充足，担保有效，本次检查未发现重大风险",
            "该户流动性趋紧，建议缩减授信并追加保证人",
            "该户将部分贷款用于偿还股东借款，应认定为挪用并限期整改",
        )
    )
    page = LetterPage(12, "serif", latin="times")
    page.text(297, 76, f"关于{borrower}的", size=15, bold=True, align="c")
    page.text(297, 102, "贷后检查报告", size=19, bold=True, align="c")
    y = 142.0
    for said in (
        f"　　我行对{borrower}发放的固定资产贷款现有余额{figures(fen)}元，五级分类为正常。根据贷后管理要求，"
        f"检查组于{spread(day)}进驻企业开展半年度检查，调阅了账簿、银行流水和工程资料，实地察看了生产现场。",
        "　　经查，项目已完成主体施工，设备到位率约七成，累计投入与监理月报一致；资本金按比例到位。"
        "上半年销售收入较去年同期略有增长，应收账款账龄延长，短期偿债压力有所上升。",
        "　　资金使用方面，抽查大额支付九笔，均能提供合同、发票与付款回单，收款人与合同一致。",
        f"　　综上，检查认为：{conclusion}。",
    ):
        y = page.paragraph(72, y, 452, said, leading=1.85)
    page.text(524, y + 44, f"检查组成员：{first}、{second}", align="r")
    page.text(524, y + 70, f"报告日期：{spread(day)}", align="r")
    given = {"date": day.isoformat(), "borrower": borrower, "inspector": f"{first}、{second}", "conclusion": conclusion}
    accept = {
        "conclusion": [f"any text with {conclusion}"],
        "inspector": [first, f"{first} {second}", f"{first},{second}"],
    }
    return _made(page, "inspection_report", given, accept)


def _licence(chance: random.Random) -> Made:
    """The licence of a firm's branch: it has a head and no capital."""
    firm, head, code = NAMES5.firm(chance), people5(chance, 1)[0], credit_code(chance)
    name, born = f"{firm}{chance.choice(('乐山', '都匀', '榆林'))}分公司", date(chance, 2016, 2022)
    scope = chance.choice(
        (
            "在总公司经营范围内开展茶叶及包装材料的批发、零售业务。（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
            "农副产品收购；中药材初加工；仓储服务（不含危险化学品）。（凭许可证经营的项目除外）",
        )
    )
    page = Page(11.5, "serif", (595, 842), ink=(40, 34, 28))
    page.box(26, 26, 543, 790, thick=3, colour=BROWN)
    page.box(33, 33, 529, 776, thick=0.8, colour=BROWN)
    page.text(297, 120, "营　业　执　照", size=32, bold=True, align="c")
    page.text(297, 152, "（副　本）", size=13, align="c")
    page.text(64, 190, f"统一社会信用代码　{code}")
    page.text(64, 210, f"证照编号　{digits(chance, 20, '5111')}", size=9, colour=GREY)
    page.picture(462, 162, 64, square(noise(chance)))
    y = 262.0
    rows = (
        ("名　　称", name),
        ("类　　型", "有限责任公司分公司（自然人投资或控股）"),
        ("负 责 人", head),
        ("成立日期", padded(born)),
        ("营业场所", f"{chance.choice(NAMES5.places)}迎宾路{chance.randrange(2, 180)}号1层"),
    )
    for caption, value in rows:
        page.text(64, y, caption, colour=BROWN)
        page.text(150, y, value)
        y += 36
    page.text(64, y, "经营范围", colour=BROWN)
    page.paragraph(150, y, 370, scope, leading=1.6)
    page.text(392, 690, "登记机关")
    page.text(392, 726, spread(date(chance, 2023, 2025)))
    page.seal(440, 700, 50, "乐山市市场监督管理局")
    page.text(297, 798, "市场主体应当于每年1月1日至6月30日报送年度报告", size=8, colour=GREY, align="c")
    given = {
        "name": name,
        "credit_code": code,
        "legal_representative": head,
        "registered_capital": None,
        "established_date": born.isoformat(),
        "scope": scope,
    }
    return _made(page, "business_license", given, {})


PAPERS = (
    Paper("inspection5-visit-notes", "held", _visit),
    Paper("inspection5-half-year-report", "held", _half_year),
    Paper("licence5-branch", "held", _licence),
)
