"""Requests for drawing a loan: a bank's form with a table of payees, a clerk's sheet, and a letter in sentences."""

from __future__ import annotations

import datetime as dt
import random

from ..made import Made, Paper
from .loans6_cast import Cast, Truth, capital, cn, cn0, comma, money
from .loans6_sheet import Sheet

_SELLERS = (
    "钢材销售有限公司",
    "化工原料有限公司",
    "物资贸易有限公司",
    "电缆有限公司",
    "设备租赁有限公司",
    "运输有限公司",
)
_BANKS = ("中国工商银行", "中国银行", "交通银行", "招商银行", "兴业银行", "中信银行")
_BRANCHES = ("高新支行", "西城支行", "开发区支行", "新华支行", "营业部", "南门支行")


def _payees(cast: Cast, count: int, total: int) -> list[tuple[str, str, str, int, str]]:
    """Return name, account, bank, amount and purpose of those to be paid; the amounts make the total."""
    shares = [total // count // 10000 * 10000] * (count - 1)
    shares.append(total - sum(shares))
    if count > 1:
        moved = cast.chance.choice((10000, 26000, 35500))
        shares = [shares[0] + moved, *shares[1:-1], shares[-1] - moved]
    trades = cast.chance.sample(_SELLERS, count)
    uses = {"钢": "钢材款", "化": "原料款", "物": "物资采购款", "电": "电缆款", "设": "设备租金", "运": "运费"}
    return [
        (
            cast.firm(trade),
            cast.digits(cast.chance.choice((17, 19))),
            cast.chance.choice(_BANKS) + cast.places.pop() + cast.chance.choice(_BRANCHES),
            share,
            uses[trade[0]],
        )
        for trade, share in zip(trades, shares, strict=True)
    ]


def _truth(
    number: str, borrower: str, day: dt.date, purpose: str, payees: list[tuple[str, str, str, int, str]]
) -> Truth:
    truth = Truth("drawdown_application")
    total = sum(share for *_, share, _ in payees)
    truth.know(contract_number=number, borrower=borrower, amount=money(total), date=day.isoformat(), purpose=purpose)
    truth.know(payees=[{"name": n, "account": a, "amount": money(s)} for n, a, _, s, _ in payees])
    truth.also("purpose", f"any text with {purpose}")
    return truth


def _bank_form(chance: random.Random) -> Made:
    """A bank's form: particulars, then a ruled table of payees with a total, a declaration and the bank's own part."""
    cast = Cast(chance)
    borrower = cast.firm(chance.choice(("钢构有限公司", "建筑安装有限公司", "新能源科技有限公司")))
    bank = f"{chance.choice(('中原银行', '苏州银行', '贵阳银行'))}股份有限公司{cast.places.pop()}支行"
    total = chance.choice((1200000, 2600000, 3850000))
    day = cast.day(dt.date(2025, 2, 3), 420)
    number = f"{day.year}年{chance.choice(('流', '借'))}字第{cast.digits(6, '0')}号"
    purpose = chance.choice(("采购原材料", "支付工程材料款及租金", "支付项目采购款"))
    payees = _payees(cast, chance.choice((2, 3, 4)), total)
    sheet = Sheet(chance.choice(("ming", "hei")), 10, margins=(50, 60, 50, 60))
    sheet.title("提 款 申 请 书", 17)
    sheet.para(f"致：{bank}", first=0)
    sheet.para(f"根据我公司与贵行签订的编号为{{{number}}}的《流动资金借款合同》，我公司申请提取借款，具体如下：")
    sheet.space(6)
    sheet.table(
        (22, 42, 18, 40),
        (
            ("借款人名称", (borrower, 3)),
            ("申请提款金额", (f"人民币（大写）：{capital(total)}   （小写）：￥{comma(total)}", 3)),
            ("提款日期", cn0(day), "借款用途", purpose),
        ),
        high=26,
    )
    sheet.space(8)
    sheet.para("收款人明细：", first=0)
    sheet.space(4)
    sheet.table(
        (9, 38, 34, 36, 24),
        (
            ("序号", "收款人名称", "收款人账号", "开户银行", "金额（元）"),
            *((str(k), n, a, b, comma(s)) for k, (n, a, b, s, _) in enumerate(payees, 1)),
            (("合  计", 4), comma(total)),
        ),
        align="cllcr",
        head=1,
        size=9,
        high=24,
    )
    sheet.space(6)
    sheet.para("我公司声明：上述提款用途真实，所附交易合同、发票等资料真实有效；提款时借款合同约定的提款条件均已满足。")
    sheet.space(14)
    sheet.beside(
        (("申请人（公章）：", "法定代表人（签章）：", f"{cn0(day)}"),), at=(250,), seals=((borrower, 330, ""),)
    )
    sheet.space(50)
    sheet.table(
        (30, 100),
        (("客户经理意见", "资料齐全，同意提款。"), ("放款审核意见", "")),
        high=40,
    )
    return _truth(number, borrower, day, purpose, payees).made(sheet)


def _office_sheet(chance: random.Random) -> Made:
    """A rural lender's use-of-loan form, landscape: one wide table with the uses of each payee."""
    cast = Cast(chance)
    borrower = cast.firm(chance.choice(("家具有限公司", "食品加工有限公司", "汽车配件有限公司")))
    total = chance.choice((500000, 780000, 1450000))
    day = cast.day(dt.date(2025, 1, 20), 430)
    number = f"{chance.choice(('LD', 'JK'))}{day.year}{cast.digits(7)}"
    purpose = chance.choice(("生产经营周转", "购原料、付运费", "支付上游货款"))
    payees = _payees(cast, chance.choice((2, 3, 5)), total)
    sheet = Sheet(chance.choice(("plain", "sans")), 10, page=(841.89, 595.28), margins=(60, 56, 60, 50))
    sheet.title(chance.choice(("贷款支用申请表", "用款申请表", "支用申请单")), 16)
    sheet.para(f"申请日期：{day:%Y-%m-%d}", first=0, align="right", size=9.5)
    sheet.space(4)
    widths = (16, 30, 42, 38, 26, 24)
    sheet.table(
        widths,
        (
            ("借款人", (borrower, 2), "借款合同编号", (number, 2)),
            ("本次支用金额", (f"{capital(total)}（¥{comma(total)}）", 2), "借款用途", (purpose, 2)),
            ("支付方式", ("√受托支付    □自主支付", 2), "经办人电话", (cast.digits(11, "135"), 2)),
        ),
        high=26,
    )
    sheet.table(
        widths,
        (
            ("序号", "用途", "收款单位", "开户行", "账号", "支付金额"),
            *((str(k), u, n, b, a, comma(s)) for k, (n, a, b, s, u) in enumerate(payees, 1)),
        ),
        align="cllllr",
        head=1,
        size=9,
        high=24,
        tint=(0.9, 0.93, 0.97),
    )
    sheet.space(8)
    sheet.para("本单位保证所填内容真实，支用款项严格按照合同约定使用，并按要求提供交易凭证。", first=0)
    sheet.space(10)
    sheet.beside(
        (("借款人签章：",), ("财务负责人：" + cast.person(),), ("经办人：" + cast.person(),)),
        seals=((borrower, 60, "财务专用章"),),
    )
    return _truth(number, borrower, day, purpose, payees).made(sheet)


def _letter(chance: random.Random) -> Made:
    """A firm's letter to the lender that names in sentences whom to pay."""
    cast = Cast(chance)
    borrower = cast.firm(chance.choice(("园林绿化有限公司", "水利工程有限公司", "纸业有限公司")))
    lender = f"{cast.places.pop()}农村商业银行股份有限公司"
    total = chance.choice((900000, 1600000, 2050000))
    day = cast.day(dt.date(2025, 2, 3), 420)
    signed = day - dt.timedelta(days=chance.randrange(5, 30))
    number = f"农商借字第{day.year}{cast.digits(5)}号"
    purpose = chance.choice(("支付材料采购款", "支付货款及运费", "采购生产物资"))
    payees = _payees(cast, chance.choice((1, 2, 3)), total)
    sheet = Sheet(chance.choice(("kai", "serif")), 12, leading=1.8)
    sheet.title("关于提取借款的申请", 18, after=14)
    sheet.para(f"{lender}：", first=0)
    sheet.para(
        f"我公司于{cn(signed)}与贵行签订了《借款合同》（合同编号：{number}）。现因经营需要，申请提取借款人民币"
        f"{total // 10000}万元（大写：{capital(total)}），用于{purpose}。"
    )
    if len(payees) == 1:
        name, account, bank, share, _ = payees[0]
        sheet.para(f"上述款项请全部支付给{name}，开户行：{bank}，账号：{account}，金额{comma(share)}元。")
    else:
        sheet.para("上述款项请按以下安排支付：")
        for k, (name, account, bank, share, use) in enumerate(payees, 1):
            sheet.para(f"{k}、向{name}支付{use}{comma(share)}元，开户行：{bank}，账号：{account}；")
    sheet.para("有关合同及发票已随本申请一并提交，请予审核办理。我公司保证款项不挪作他用。")
    sheet.space(24)
    sheet.para(f"申请单位：{borrower}", first=0, align="right")
    sheet.para(cn(day), first=0, align="right")
    sheet.seal(borrower, sheet.right - 150, sheet.y - 70)
    return _truth(number, borrower, day, purpose, payees).made(sheet)


PAPERS: tuple[Paper, ...] = (
    Paper("drawdown6-bank-form", "held", _bank_form),
    Paper("drawdown6-office-sheet", "held", _office_sheet),
    Paper("drawdown6-letter", "held", _letter),
)
