"""Income statements and a cash flow statement of the sixth set."""

from __future__ import annotations

import datetime as dt
import random

from ..made import Made, Paper
from ..values import money, truth
from .papers4_page import LetterPage
from .reports6_ledger import Rows, Year, added, cell, items, results
from .vouchers6_cast import Firm, firms, people

_YEARLY: Rows = (
    ("一、营业收入", "revenue"),
    ("减：营业成本", "cost_of_sales"),
    ("　　税金及附加", "x_duties"),
    ("　　销售费用", "selling_expenses"),
    ("　　管理费用", "administrative_expenses"),
    ("　　研发费用", "rd_expenses"),
    ("　　财务费用", "finance_costs"),
    ("　　　其中：利息费用", "interest_expense"),
    ("　　　　　　利息收入", "x_interest_income"),
    ("加：其他收益", "x_other_income"),
    ("　　投资收益（损失以“-”号填列）", "x_investment"),
    ("　　公允价值变动收益（损失以“-”号填列）", "x_none"),
    ("　　信用减值损失（损失以“-”号填列）", "x_none"),
    ("　　资产处置收益（损失以“-”号填列）", "x_none"),
    ("二、营业利润（亏损以“-”号填列）", "operating_profit"),
    ("加：营业外收入", "x_luck"),
    ("减：营业外支出", "x_mishap"),
    ("三、利润总额（亏损总额以“-”号填列）", "total_profit"),
    ("减：所得税费用", "income_tax"),
    ("四、净利润（净亏损以“-”号填列）", "net_profit"),
    ("（一）持续经营净利润（净亏损以“-”号填列）", "x_net"),
    ("（二）终止经营净利润（净亏损以“-”号填列）", "x_none"),
    ("五、其他综合收益的税后净额", "x_none"),
    ("六、综合收益总额", "x_net"),
)
_SMALL: Rows = (
    ("一、营业收入", "revenue"),
    ("减：营业成本", "cost_of_sales"),
    ("税金及附加", "x_duties"),
    ("其中：消费税", "x_none"),
    ("城市维护建设税", "x_none"),
    ("销售费用", "selling_expenses"),
    ("其中：商品维修费", "x_none"),
    ("广告费和业务宣传费", "x_none"),
    ("管理费用", "administrative_expenses"),
    ("其中：开办费", "x_none"),
    ("业务招待费", "x_none"),
    ("财务费用", "finance_costs"),
    ("其中：利息费用（收入以“-”号填列）", "interest_expense"),
    ("加：投资收益（损失以“-”号填列）", "x_investment"),
    ("二、营业利润（亏损以“-”号填列）", "operating_profit"),
    ("加：营业外收入", "x_luck"),
    ("其中：政府补助", "x_none"),
    ("减：营业外支出", "x_mishap"),
    ("其中：坏账损失", "x_none"),
    ("三、利润总额（亏损总额以“-”号填列）", "total_profit"),
    ("减：所得税费用", "income_tax"),
    ("四、净利润（净亏损以“-”号填列）", "net_profit"),
)
_FLOWS: Rows = (
    ("一、经营活动产生的现金流量：", None),
    ("销售商品、提供劳务收到的现金", "cash_from_sales"),
    ("收到的税费返还", "x_back"),
    ("收到其他与经营活动有关的现金", "x_other_in"),
    ("经营活动现金流入小计", "x_operating_in"),
    ("购买商品、接受劳务支付的现金", "x_bought"),
    ("支付给职工以及为职工支付的现金", "x_staff"),
    ("支付的各项税费", "x_taxes"),
    ("支付其他与经营活动有关的现金", "x_other_out"),
    ("经营活动现金流出小计", "x_operating_out"),
    ("经营活动产生的现金流量净额", "operating_cash_flow"),
    ("二、投资活动产生的现金流量：", None),
    ("收回投资收到的现金", "x_none"),
    ("处置固定资产收回的现金净额", "x_sold"),
    ("投资活动现金流入小计", "x_sold"),
    ("购建固定资产、无形资产支付的现金", "x_built"),
    ("投资支付的现金", "x_none"),
    ("投资活动现金流出小计", "x_built"),
    ("投资活动产生的现金流量净额", "investing_cash_flow"),
    ("三、筹资活动产生的现金流量：", None),
    ("吸收投资收到的现金", "x_none"),
    ("取得借款收到的现金", "x_borrowed"),
    ("筹资活动现金流入小计", "x_borrowed"),
    ("偿还债务支付的现金", "x_repaid"),
    ("分配股利、利润或偿付利息支付的现金", "x_interest"),
    ("筹资活动现金流出小计", "x_financing_out"),
    ("筹资活动产生的现金流量净额", "financing_cash_flow"),
    ("四、汇率变动对现金及现金等价物的影响", "x_none"),
    ("五、现金及现金等价物净增加额", "net_increase_in_cash"),
    ("加：期初现金及现金等价物余额", "opening_cash"),
    ("六、期末现金及现金等价物余额", "closing_cash"),
)


def _sheet(chance: random.Random, size: float = 9.5) -> LetterPage:
    return LetterPage(size, chance.choice(("sans", "serif")), latin=chance.choice((None, "times", "helvetica")))


def _signed(page: LetterPage, y: float, chance: random.Random, firm: Firm) -> None:
    """Write who answers for a statement, now and then under the firm's seal."""
    names = people(chance, 3)
    roles = chance.choice((("企业负责人：", "会计主管：", "制表："), ("法定代表人：", "财务负责人：", "制表人：")))
    for x, role, name in zip((60, 240, 420), roles, names, strict=True):
        page.text(x, y, f"{role}{name}", size=9)
    if chance.random() < 0.5:
        page.seal(150, y, 36, firm.name)


def _yearly(chance: random.Random) -> Made:
    """A year's result in the general form, with the year before."""
    (firm,) = firms(chance, 1)
    year = chance.choice((2022, 2023, 2024, 2025))
    size = money(chance, 5_000_000, 300_000_000)
    research = chance.random() < 0.7
    now, before = results(chance, size, research=research), results(chance, round(size * 0.93), research=research)
    for column in (now, before):
        column["x_net"] = column["net_profit"]
    page = _sheet(chance)
    page.text(298, 64, "利　润　表" if chance.random() < 0.5 else "利润表", size=17, align="c", bold=True)
    page.text(298, 86, f"{year}年度", align="c")
    page.text(545, 64, "会企02表", size=9, align="r")
    page.text(50, 106, f"编制单位：{firm.name}")
    page.text(545, 106, chance.choice(("单位：元", "单位：人民币元", "金额单位：元")), align="r")
    heads = chance.choice((["项　　目", "本期金额", "上期金额"], ["项目", "本年金额", "上年金额"]))
    dash = chance.choice(("", "-"))
    rows = [[caption, cell(now, key, dash), cell(before, key, dash)] for caption, key in _YEARLY]
    rules = chance.choice(("all", "rows"))
    low = page.grid(50, 114, (255, 120, 120), [heads], high=22, aligns="ccc", rules=rules)  # type: ignore[arg-type]
    low = page.grid(50, low, (255, 120, 120), rows, high=23, aligns="lrr", rules=rules)  # type: ignore[arg-type]
    _signed(page, low + 28, chance, firm)
    given = {
        "entity": firm.name,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "unit": "元",
        "items": items(_YEARLY, now, before),
    }
    return Made(page.data(), ".pdf", truth("income_statement", given))


def _quarterly(chance: random.Random) -> Made:
    """A small firm's result as the tax office takes it: the year so far beside the month or quarter."""
    (firm,) = firms(chance, 1)
    year, month = chance.choice((2023, 2024, 2025)), chance.choice((3, 6, 9, 12))
    end = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    now = results(chance, money(chance, 400_000, 6_000_000), research=False)
    until = added(now, results(chance, money(chance, 900_000, 9_000_000) * month // 6, research=False))
    page = _sheet(chance, 9)
    page.text(
        298, 60, "利润表" if chance.random() < 0.4 else "利 润 表（适用执行小企业会计准则的企业）", size=14, align="c"
    )
    page.text(545, 60, "会小企02表", size=9, align="r")
    start = dt.date(year, 1, 1)
    if chance.random() < 0.5:
        page.text(298, 80, f"{year}年1-{month}月", align="c")
    else:
        shown = f"{start.isoformat()} 至 {end.isoformat()}"
        page.text(298, 80, f"所属期：{shown}", align="c")
    page.text(45, 98, f"编制单位：{firm.name}")
    page.text(550, 98, "单位：元", align="r")
    columns = [("本年累计金额", until), ("本月金额", now)]
    if chance.random() < 0.4:
        columns.reverse()
    heads = ["项　目", "行次", *(head for head, _ in columns)]
    rows = []
    for k, (caption, key) in enumerate(_SMALL, 1):
        indent = "" if caption[1] == "、" or caption[1] == "：" else "　　"
        rows.append([indent + caption, str(k), *(cell(values, key) for _, values in columns)])
    low = page.grid(45, 106, (225, 40, 120, 120), [heads], high=22, aligns="cccc")
    low = page.grid(45, low, (225, 40, 120, 120), rows, high=22, aligns="lcrr")
    _signed(page, low + 26, chance, firm)
    given = {
        "entity": firm.name,
        "period_start": start.isoformat(),
        "period_end": end.isoformat(),
        "unit": "元",
        "items": items(_SMALL, until, None),
    }
    return Made(page.data(), ".pdf", truth("income_statement", given))


def _flows_of(chance: random.Random, sales: int, opening: int) -> Year:
    """Return a year's flows of cash, from the cash at its beginning."""
    f: Year = {"cash_from_sales": sales, "x_back": round(sales * 0.002) if chance.random() < 0.5 else None}
    for key, share in (
        *(("x_other_in", 0.03), ("x_bought", 0.8), ("x_staff", 0.08), ("x_taxes", 0.03), ("x_other_out", 0.05)),
        *(("x_built", 0.05), ("x_borrowed", 0.2), ("x_repaid", 0.17), ("x_interest", 0.012)),
    ):
        f[key] = round(sales * share * chance.uniform(0.85, 1.15))
    f["x_sold"] = round(sales * 0.001) if chance.random() < 0.5 else None

    def of(*keys: str) -> int:
        return sum(f[key] or 0 for key in keys)

    f["x_operating_in"] = of("cash_from_sales", "x_back", "x_other_in")
    f["x_operating_out"] = of("x_bought", "x_staff", "x_taxes", "x_other_out")
    f["operating_cash_flow"] = of("x_operating_in") - of("x_operating_out")
    f["investing_cash_flow"] = of("x_sold") - of("x_built")
    f["x_financing_out"] = of("x_repaid", "x_interest")
    f["financing_cash_flow"] = of("x_borrowed") - of("x_financing_out")
    f["net_increase_in_cash"] = of("operating_cash_flow", "investing_cash_flow", "financing_cash_flow")
    f["opening_cash"], f["closing_cash"] = opening, opening + of("net_increase_in_cash")
    return f


def _flows(chance: random.Random) -> Made:
    """A year's cash flow statement."""
    (firm,) = firms(chance, 1)
    year = chance.choice((2022, 2023, 2024, 2025))
    sales = money(chance, 8_000_000, 220_000_000)
    before = _flows_of(chance, sales, sales * 3 // 10)
    now = _flows_of(chance, round(sales * chance.uniform(0.9, 1.2)), before["closing_cash"] or 0)
    page = _sheet(chance, 9)
    page.text(298, 52, chance.choice(("现金流量表", "现 金 流 量 表")), size=16, align="c", bold=True)
    page.text(298, 72, f"{year}年度", align="c")
    page.text(550, 52, "会企03表", size=9, align="r")
    page.text(45, 90, f"编制单位：{firm.name}")
    page.text(550, 90, "单位：元", align="r")
    heads = chance.choice((["项　目", "本期金额", "上期金额"], ["项　目", "本年金额", "上年金额"]))
    rows = []
    for caption, key in _FLOWS:
        top = key is None or caption[1] == "、" or (caption.endswith(("小计", "净额")) and caption[0] not in "收处")
        rows.append([caption if top else f"　　{caption}", cell(now, key), cell(before, key)])
    low = page.grid(45, 98, (265, 120, 120), [heads], high=20, aligns="ccc")
    low = page.grid(45, low, (265, 120, 120), rows, high=19.5, aligns="lrr")
    _signed(page, low + 24, chance, firm)
    given = {
        "entity": firm.name,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "unit": "元",
        "items": items(_FLOWS, now, before),
    }
    return Made(page.data(), ".pdf", truth("cash_flow_statement", given))


PAPERS = (
    Paper("income-p6-yearly", "held", _yearly),
    Paper("income-p6-sofar", "held", _quarterly),
    Paper("cash-p6-yearly", "held", _flows),
)
