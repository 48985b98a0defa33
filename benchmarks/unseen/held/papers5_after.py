"""Papers after a loan of the fifth set: two checks, an account of payments, a letter that explains."""

from __future__ import annotations

import datetime as dt
import random

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import date, digits, figures, money, padded, spread, truth
from .papers3_kit import Page
from .papers4_page import LetterPage
from .papers5_cast import NAMES5


def _first(chance: random.Random) -> Made:
    """A first check as a bank's system prints it: captions and values without a frame, two to a line."""
    borrower, day = NAMES5.firm(chance), date(chance, 2024, 2026)
    inspector, paid = NAMES5.person(chance), day - dt.timedelta(chance.randrange(3, 9))
    conclusion = chance.choice(
        (
            "贷款资金已按约定用途支付，未见异常",
            "用途真实，凭证齐全，同意转入日常管理",
            "尚有一笔发票未到，限期补齐，其余未见异常",
        )
    )
    page = LetterPage(10, "sans")
    page.shade(40, 40, 515, 30, (222, 230, 238))
    page.text(297, 60, "首次贷后检查报告", size=15, bold=True, align="c")
    page.text(555, 86, f"任务编号：{digits(chance, 12, '2025')}", size=8, align="r")
    use = chance.choice(("采购饲料", "支付果品收购款", "购焊管原料"))
    pairs = (
        (("客户名称", borrower), ("产品名称", "流动资金贷款")),
        (("放款日期", f"{paid:%Y-%m-%d}"), ("放款金额", f"{figures(money(chance, 300_000, 9_000_000, 1_000_000))}元")),
        (("支付方式", "受托支付"), ("约定用途", use)),
        (("检查日期", f"{day:%Y-%m-%d}"), ("检查方式", "现场检查")),
        (("实际用途", use), ("是否按约定用途使用", "是")),
        (("生产经营是否异常", "否"), ("是否存在风险预警信号", "否")),
    )
    y = 112.0
    for pair in pairs:
        for x, (label, value) in zip((44, 308), pair, strict=True):
            end = page.text(x, y, f"{label}：", colour=(100, 100, 110))
            page.text(end, y, value)
        y += 26
    for label, text in (
        (
            "资金使用说明",
            f"经查账户流水及汇款凭证，资金于{padded(paid)}一次性付至{NAMES5.firm(chance)}，附购销合同及入库单。",
        ),
        ("信息来源", "账户流水、汇款凭证、购销合同、现场照片"),
        ("检查结论及建议", conclusion),
    ):
        page.text(44, y, label, bold=True)
        y = page.paragraph(44, y + 18, 505, text) + 12
    page.text(44, y + 16, f"检查人：{inspector}　　　　复核人：{NAMES5.person(chance)}")
    given = {"date": day.isoformat(), "borrower": borrower, "inspector": inspector, "conclusion": conclusion}
    return Made(page.data(), ".pdf", truth("inspection_report", given))


def _person(chance: random.Random) -> Made:
    """A farmer's loan is looked after: a ruled form of a rural lender, the verdict in the last but one row."""
    borrower, day = NAMES5.person(chance), date(chance, 2024, 2026)
    first, second = (surname + chance.choice(NAMES5.given) for surname in chance.sample(NAMES5.surnames, 2))
    conclusion = chance.choice(
        (
            "养殖规模稳定，还款意愿良好，继续按正常类管理",
            "苹果减产，收入下降，建议提前与客户商定还款计划",
            "贷款用于购羊羔，与申请一致，风险可控",
        )
    )
    page = Page(10, "serif")
    page.text(297, 56, "农户贷款贷后检查登记表", size=17, bold=True, align="c")
    page.text(50, 82, f"检查机构：互助县农村信用合作联社{chance.choice(('威远', '五峰', '塘川'))}信用社")
    page.text(545, 82, f"检查时间：{day.year}年{day.month}月{day.day}日", align="r")
    rows: list[list[str | tuple[str, int]]] = [
        ["借款人", borrower, "联系电话", digits(chance, 11, "139")],
        ["贷款金额", f"{chance.randrange(3, 30)}万元", "贷款余额", f"{chance.randrange(1, 3)}万元"],
        ["贷款用途", "种养殖", "到期日", f"{day + dt.timedelta(200):%Y-%m-%d}"],
        ["家庭情况", ("家庭成员四人，无重大变故", 3)],
        ["生产经营情况", ("存栏羊一百二十只，饲草充足，圈舍完好", 3)],
        ["收入与还款能力", ("本年预计收入约十一万元，可覆盖利息及到期本金", 3)],
        ["担保人情况", (f"保证人{NAMES5.person(chance)}，在乡务农，具备代偿能力", 3)],
        ["存在问题", ("无", 3)],
        ["检查结论", (conclusion, 3)],
        ["检查人员签字", f"{first}　{second}", "被检查人签字", borrower],
    ]
    page.grid(50, 92, (90, 160, 85, 160), rows, high=44)
    given = {"date": day.isoformat(), "borrower": borrower, "inspector": f"{first} {second}", "conclusion": conclusion}
    accept = {"inspector": [f"{first}、{second}", first]}
    return Made(page.data(), ".pdf", truth("inspection_report", given, accept))


def _payments(chance: random.Random) -> Made:
    """A list of what a loan was really paid for: looks like a statement, is none."""
    firm, day = NAMES5.firm(chance), date(chance, 2024, 2026)
    title = "贷款资金实际支付清单"
    page = Page(9.6, "serif", LANDSCAPE)
    page.text(421, 56, title, size=18, bold=True, align="c")
    page.text(50, 84, f"借款人：{firm}")
    page.text(792, 84, f"填报日期：{spread(day)}　　单位：元", align="r")
    heads = ["序号", "支付日期", "收款单位", "开户行", "收款账号", "支付金额", "用途", "凭证"]
    rows, total = [], 0
    for k in range(chance.randrange(4, 9)):
        fen = money(chance, 2_000, 300_000, 100)
        total += fen
        when = day - dt.timedelta(40 - 4 * k)
        use = chance.choice(("饲料款", "运费", "包装箱款", "电费"))
        party = (NAMES5.firm(chance), NAMES5.branch(chance), digits(chance, 16, "6"))
        rows.append([str(k + 1), f"{when:%Y.%m.%d}", *party, figures(fen), use, "发票"])
    last = ["", "", "合　计", "", "", figures(total), "", ""]
    y = page.grid(50, 94, (34, 66, 168, 142, 120, 86, 70, 56), [heads, *rows, last], high=26, aligns="ccllcrcc", size=9)
    page.text(50, y + 26, "借款人声明：以上支付真实，符合借款合同约定用途，所附凭证与原件一致。")
    page.text(50, y + 50, f"经办人：{NAMES5.person(chance)}　　　　财务负责人：{NAMES5.person(chance)}")
    page.seal(660, y + 40, 46, firm)
    return Made(page.data(), ".pdf", truth("other", {"title": title}))


def _letter(chance: random.Random) -> Made:
    """A borrower's letter to its bank that explains why an invoice comes late."""
    firm, supplier = NAMES5.firms(chance, 2)
    day = date(chance, 2024, 2026)
    title = "关于延期提交发票的情况说明"
    page = LetterPage(13, "serif", latin="times")
    page.text(297, 100, title, size=20, bold=True, align="c")
    bank = NAMES5.branch(chance)
    page.text(80, 150, f"{bank}：")
    text = f"　　我公司于{spread(day - dt.timedelta(50))}使用贵行贷款向{supplier}支付货款"
    text += f"{figures(money(chance, 90_000, 2_000_000, 1_000_000))}元。因供货方分批发货，尾批货物尚未到库，"
    text += "对方要求全部交货后统一开具增值税专用发票，故未能按期提交。"
    y = page.paragraph(80, 184, 435, text, leading=1.8)
    text = f"　　我公司承诺于{spread(day + dt.timedelta(30))}前补交全部发票，请予以理解。"
    y = page.paragraph(80, y, 435, text, leading=1.8)
    page.text(110, y + 10, "特此说明。")
    page.text(515, y + 70, firm, align="r")
    page.text(515, y + 96, spread(day), align="r")
    page.seal(440, y + 72, 46, firm)
    return Made(page.data(), ".pdf", truth("other", {"title": title}, {"title": ["any text with 情况说明"]}))


PAPERS = (
    Paper("inspection-p5-first-system", "held", _first),
    Paper("inspection-p5-farmer-form", "held", _person),
    Paper("other-p5-payments", "held", _payments),
    Paper("other-p5-letter", "held", _letter),
)
