"""Reports of looking after loans, of the sixth set: a form of the first check, and a report in chapters."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from ..made import Made, Paper
from ..values import digits, money, padded, truth
from .papers4_page import LetterPage
from .vouchers6_cast import LENDERS, firms, people

_USES = (
    ("采购包装纸及油墨", "支付原纸采购款"),
    ("购买钢材、水泥等原材料", "支付建材供应商货款"),
    ("支付棉纱采购货款", "支付棉纱货款"),
    ("补充日常经营周转资金", "支付化肥、种苗货款及农机租金"),
    ("采购电子元器件", "支付电子元件货款"),
)
"""What was agreed, and what the check found."""
_FOUND = (
    "经核对账户流水、购销合同及发票，贷款资金已按约定用途支付，未发现挪用情况，企业经营正常，建议维持现有授信。",
    "贷款资金用途与合同约定一致，借款人生产经营稳定，还款来源有保障，同意按正常类管理。",
    "资金使用合规，部分发票尚未取得，要求借款人于三十日内补齐，其余未见异常，继续按季检查。",
    "本次检查未发现影响贷款安全的重大不利因素，建议持续关注应收账款回笼情况。",
)
_SOUND = (
    "综合以上情况，借款人经营基本稳定，贷款用途真实，担保有效，本笔贷款风险可控，五级分类维持正常。",
    "本次检查认为，借款人销售有所下滑但回款正常，第一还款来源较充足，建议维持额度并按月跟踪库存变化。",
    "经检查，借款人财务状况较上次检查无明显变化，信贷资金未流入限制性领域，同意继续履行借款合同。",
)


def _first(chance: random.Random) -> Made:
    """The form of the first check after a loan was paid out."""
    (firm,) = firms(chance, 1)
    bank = chance.choice(LENDERS)
    crew = people(chance, 3)
    paid = dt.date(chance.choice((2024, 2025)), chance.randint(1, 11), chance.randint(3, 20))
    day = paid + dt.timedelta(days=chance.randint(3, 14))
    agreed, used = chance.choice(_USES)
    found = chance.choice(_FOUND)
    sum_of = money(chance, 800_000, 12_000_000, 10_000_000) // 1_000_000
    entrusted = chance.random() < 0.6
    inspector = "、".join(crew[: chance.choice((1, 2, 2))])
    page = LetterPage(10, chance.choice(("serif", "sans")), latin=chance.choice((None, "times")))
    page.text(298, 60, bank, size=12, align="c")
    page.text(
        298,
        84,
        chance.choice(("贷后首次检查表", "首次贷后检查表", "贷款首次跟踪检查表")),
        size=17,
        align="c",
        bold=True,
    )
    page.text(50, 106, f"编号：SC{day:%Y%m}{digits(chance, 4)}", size=9.5)
    page.text(545, 106, "单位：万元", size=9.5, align="r")
    sources = ("借款支用单、受托支付申请书、汇款凭证", "实际支付清单、账户流水、购销合同")
    rows: list[list[Any]] = [
        [chance.choice(("借款人", "客户名称", "借款人名称")), (firm.name, 3)],
        ["合同编号", f"{day.year}年借字第{digits(chance, 4)}号", "贷款金额", f"{sum_of}.00"],
        ["放款日期", paid.isoformat(), "贷款期限", f"{chance.choice((12, 24, 36))}个月"],
        ["支付方式", "受托支付" if entrusted else "自主支付", "担保方式", chance.choice(("保证", "抵押", "保证+抵押"))],
        ["约定用途", (agreed, 3)],
        ["实际用途", (used, 3)],
        ["是否按约定用途使用", "■是　□否", "生产经营是否异常", "□是　■否"],
        [
            "资金使用说明",
            (f"贷款于放款当日转付收款人账户，{'凭证齐全' if entrusted else '已取得支付清单'}，与合同一致。", 3),
        ],
        ["信息来源", (sources[0 if entrusted else 1], 3)],
        ["风险预警信号", (chance.choice(("无", "未发现")), 3)],
        [chance.choice(("检查结论及建议", "检查结论")), (found, 3)],
        [
            "检查方式",
            chance.choice(("现场检查", "现场检查＋电话核实")),
            "检查日期",
            padded(day) if chance.random() < 0.5 else day.isoformat(),
        ],
        [chance.choice(("检查人", "检查人员")), inspector, "部门负责人", crew[2]],
    ]
    low = page.grid(50, 114, (105, 160, 105, 125), rows, high=30)
    page.text(50, low + 20, "注：本表一式两份，一份归入信贷档案，一份由客户经理留存。", size=8.5)
    given = {"date": day.isoformat(), "borrower": firm.name, "inspector": inspector, "conclusion": found}
    return Made(page.data(), ".pdf", truth("inspection_report", given))


def _chapters(chance: random.Random) -> Made:
    """A report of a routine check, in chapters, signed at its end."""
    (firm,) = firms(chance, 1)
    bank = chance.choice(LENDERS)
    crew = people(chance, 3)
    day = dt.date(chance.choice((2024, 2025)), chance.randint(2, 12), chance.randint(5, 27))
    agreed, used = chance.choice(_USES)
    found = chance.choice(_SOUND)
    whole = money(chance, 900_000, 20_000_000, 10_000_000) // 1_000_000
    inspector = f"{crew[0]}、{crew[1]}"
    page = LetterPage(11, chance.choice(("serif", "sans")), latin=chance.choice((None, "times")))
    title = chance.choice((f"关于{firm.name}的贷后检查报告", "贷后检查报告", "对公客户贷后检查报告"))
    page.text(298, 82, title, size=16, align="c", bold=True)
    y = 118.0
    page.text(72, y, f"经办机构：{bank}", size=10.5)
    page.text(72, y + 20, f"{chance.choice(('借款人', '被检查客户'))}：{firm.name}", size=10.5)
    page.text(72, y + 40, f"检查日期：{day.year}年{day.month}月{day.day}日", size=10.5)
    y += 72
    share = chance.randint(38, 66)
    quarter = f"{day.year - (day.month < 4)}年{('四', '一', '二', '三')[(day.month - 1) // 3]}季度"
    texts = (
        (
            "一、贷款基本情况",
            f"借款人在我行现有流动资金贷款余额{whole}万元，期限一年，用途为{agreed}，由法定代表人提供连带责任保证。",
        ),
        (
            "二、贷款资金使用情况",
            f"经查阅账户交易明细及增值税发票，资金实际用于{used}，收款方与提款申请一致，未发现回流。",
        ),
        (
            "三、经营及财务情况",
            f"截至{quarter}末，借款人资产负债率{share}%，当季实现销售收入{chance.randint(310, 4200)}万元，"
            f"开工率约{chance.choice(('七成', '八成', '九成'))}，水电费缴纳正常。",
        ),
        ("四、还款及担保情况", f"借款人按月付息，无逾期记录；保证人{crew[2]}名下资产未见查封、冻结。"),
        (chance.choice(("五、检查结论", "五、检查结论及建议")), found),
    )
    for head, text in texts:
        page.text(72, y, head, bold=True)
        y = page.paragraph(72, y + 21, 450, f"　　{text}", leading=1.75) + 8
    page.text(320, y + 24, f"{chance.choice(('检查人', '检查人员'))}：{inspector}")
    page.text(320, y + 48, f"{day.year}年{day.month}月{day.day}日")
    page.seal(420, y + 34, 40, bank[-14:])
    page.text(298, 810, "第 1 页 共 1 页", size=9, align="c")
    given = {"date": day.isoformat(), "borrower": firm.name, "inspector": inspector, "conclusion": found}
    return Made(page.data(), ".pdf", truth("inspection_report", given))


PAPERS = (
    Paper("inspection-p6-first", "held", _first),
    Paper("inspection-p6-chapters", "held", _chapters),
)
