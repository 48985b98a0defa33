"""Papers after a loan of the fourth set: two checks, a resolution, a list of wages."""

from __future__ import annotations

import datetime as dt
import random

from ..made import Made, Paper
from ..values import date, figures, padded, spread
from .loans3_cast import account
from .loans4_cast import people4
from .loans4_forms import form_made
from .papers4_cast import NAMES4
from .papers4_page import LetterPage


def _visit(chance: random.Random) -> Made:
    """A quarter's check of a firm in a form: questions with ticks, figures compared, the verdict in a box."""
    borrower, day = NAMES4.firm(chance), date(chance, 2024, 2026)
    first, second = people4(chance, 2)
    conclusion = chance.choice(
        (
            "企业经营正常，还款来源有保障，维持正常类",
            "订单下滑、存货上升，建议列入关注并压降授信",
            "贷款用途合规，抵押物完好，可继续合作",
        )
    )
    page = LetterPage(9.6, "serif")
    page.text(297, 52, "公司类贷款贷后检查表（季度）", size=16, bold=True, align="c")
    page.text(46, 76, f"客户名称：{borrower}")
    page.text(549, 76, f"检查日期：{padded(day)}", align="r")
    rows: list[list[str | tuple[str, int]]] = [
        ["贷款余额（万元）", str(chance.randrange(100, 5000)), "五级分类", "正常"],
        ["检查方式", ("■现场　□非现场　□电话", 3)],
        ["检查内容", ("检查情况", 2), "是否异常"],
        ["生产经营", ("开工率八成，主要客户回款周期约六十天", 2), "□是 ■否"],
        ["资金流向", ("贷款资金已付至上游供应商，留存回单", 2), "□是 ■否"],
        ["财务状况", ("应收账款较年初增加，短期借款持平", 2), "■是 □否"],
        ["担保情况", ("抵押物无查封，保证人经营稳定", 2), "□是 ■否"],
        ["征信查询", ("无新增逾期，对外担保一笔", 2), "□是 ■否"],
        ["检查结论及建议", (conclusion, 3)],
        ["检查人", f"{first}、{second}", "部门负责人", people4(chance, 1)[0]],
    ]
    page.grid(46, 88, (100, 160, 120, 123), rows, high=36)
    given = {"date": day.isoformat(), "borrower": borrower, "inspector": f"{first}、{second}", "conclusion": conclusion}
    return form_made(page, "inspection_report", given, {"inspector": [first, f"{first} {second}"]})


def _report(chance: random.Random) -> Made:
    """A first check after a loan was paid out, as a report in paragraphs with small heads."""
    borrower, payee = NAMES4.firms(chance, 2)
    inspector, day = people4(chance, 1)[0], date(chance, 2024, 2026)
    fen, paid = chance.randrange(10, 200) * 10_000_000, day - dt.timedelta(chance.randrange(3, 8))
    conclusion = chance.choice(
        (
            "该笔贷款已按约定用途使用，未发现资金回流或挪用情况",
            "贷款资金支付与合同约定相符，首次检查通过",
            "资金中有部分尚未支付，需在下次检查时继续跟踪",
        )
    )
    page = LetterPage(11.5, "sans", latin="helvetica")
    page.text(297, 70, "贷款首次跟踪检查报告", size=18, bold=True, align="c")
    y = 108.0
    for head, text in (
        (
            "一、基本情况",
            f"借款人{borrower}于{spread(paid)}获得我行流动资金贷款人民币{figures(fen)}元，支付方式为受托支付。",
        ),
        ("二、检查过程", f"检查人员调阅了借款人账户流水、购销合同及发票，并到{payee}核实了交货情况。"),
        ("三、用途核实", f"贷款资金于放款当日划付至{payee}账户，收款人与合同供方一致，用途与申请一致。"),
        ("四、风险提示", "原料价格波动较大，建议关注存货跌价。"),
        ("五、检查结论", f"{conclusion}。"),
    ):
        page.text(70, y, head, bold=True)
        y = page.paragraph(70, y + 22, 455, f"　　{text}", leading=1.7) + 8
    page.text(525, y + 30, f"检查人：{inspector}", align="r")
    page.text(525, y + 52, padded(day), align="r")
    given = {"date": day.isoformat(), "borrower": borrower, "inspector": inspector, "conclusion": conclusion}
    return form_made(page, "inspection_report", given, {"conclusion": [f"any text with {conclusion}"]})


def _resolution(chance: random.Random) -> Made:
    """Shareholders resolve to borrow: it speaks of a loan and of a bank, and is neither contract nor application."""
    firm, (first, second, third) = NAMES4.firm(chance), people4(chance, 3)
    day, ten = date(chance, 2024, 2026), chance.choice((300, 500, 1200))
    title = "股东会决议"
    page = LetterPage(13, "serif")
    page.text(297, 90, firm, size=15, bold=True, align="c")
    page.text(297, 120, title, size=20, bold=True, align="c")
    text = f"　　{firm}于{spread(day)}召开股东会会议，应到股东3人，实到3人，"
    text += "会议的召集和表决程序符合公司章程。经全体股东一致同意，形成如下决议："
    y = page.paragraph(80, 164, 435, text, leading=1.8)
    for point in (
        f"　　一、同意公司向徽商银行申请流动资金贷款，金额不超过人民币{ten}万元，期限一年；",
        "　　二、同意以公司名下厂房及土地使用权为上述贷款提供抵押担保；",
        f"　　三、授权{first}代表公司签署与本次贷款有关的全部文件。",
    ):
        y = page.paragraph(80, y, 435, point, leading=1.8)
    page.text(80, y + 40, f"全体股东签字：{first}　　{second}　　{third}")
    page.text(515, y + 80, spread(day), align="r")
    page.seal(430, y + 66, 46, firm)
    return form_made(page, "other", {"title": title}, {"title": [f"any text with {title}"]})


def _wages(chance: random.Random) -> Made:
    """A list of wages that a firm gave its bank to pay out: names, numbers, sums; no contract, no slip."""
    firm, day = NAMES4.firm(chance), date(chance, 2024, 2026)
    title = f"{day.year}年{day.month}月工资代发明细表"
    page = LetterPage(9.6, "sans")
    page.text(297, 54, firm, size=13, align="c")
    page.text(297, 78, title, size=15, bold=True, align="c")
    count = chance.randrange(9, 15)
    names = [NAMES4.person(chance) for _ in range(count)]
    pays = [chance.randrange(380_000, 1_500_000) for _ in names]
    lines = [
        [str(k + 1), name, account(chance, 19, "6217"), figures(pay + 48_000), "480.00", figures(pay)]
        for k, (name, pay) in enumerate(zip(names, pays, strict=True))
    ]
    heads = ["序号", "姓名", "工资卡号", "应发工资", "代扣社保", "实发金额"]
    total = ["", "合计", "", figures(sum(pays) + 48_000 * count), figures(48_000 * count), figures(sum(pays))]
    y = page.grid(48, 96, (36, 70, 150, 86, 72, 86), [heads, *lines, total], aligns="cclrrr", high=24)
    page.text(
        48, y + 24, f"制表：{NAMES4.person(chance)}　　审核：{NAMES4.person(chance)}　　总经理：{NAMES4.person(chance)}"
    )
    return form_made(page, "other", {"title": title}, {"title": ["any text with 工资代发明细表"]})


PAPERS = (
    Paper("inspection4-quarter-form", "held", _visit),
    Paper("inspection4-first-report", "held", _report),
    Paper("other4-resolution", "held", _resolution),
    Paper("other4-wages", "held", _wages),
)
