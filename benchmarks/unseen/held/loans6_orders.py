"""Orders to pay a loan to a seller: a bank's form, a short text under a table, and a clerk's list of lines."""

from __future__ import annotations

import datetime as dt
import random

from ..made import Made, Paper
from .loans6_cast import Cast, Truth, capital, cn, cn0, comma, money
from .loans6_sheet import Sheet

_TRADES = (
    ("饲料有限公司", "支付饲料款"),
    ("石化销售有限公司", "支付柴油采购款"),
    ("钢铁贸易有限公司", "支付螺纹钢货款"),
    ("电子科技有限公司", "支付电子元器件采购款"),
    ("混凝土有限公司", "支付商品混凝土款"),
)


def _order(
    chance: random.Random,
) -> tuple[Cast, Truth, dict[str, str], int, dt.date]:
    """Return an order: who gives it, its truth, what stands on it, the sum and the day."""
    cast = Cast(chance)
    trade, purpose = chance.choice(_TRADES)
    day = cast.day(dt.date(2025, 1, 13), 430)
    total = chance.choice((285000, 640000, 1100000, 1976500, 3200000))
    said = {
        "borrower": cast.firm(chance.choice(("养殖有限公司", "路桥工程有限公司", "智能设备有限公司", "制品有限公司"))),
        "payee": cast.firm(trade),
        "account": cast.digits(chance.choice((16, 18, 19))),
        "bank": chance.choice(("中国建设银行", "中国农业银行", "浦发银行", "光大银行"))
        + cast.places.pop()
        + chance.choice(("分行", "长虹支行", "城北支行", "江南支行")),
        "purpose": purpose,
        "number": f"{day.year}{chance.choice(('信银', '商行', '农信'))}贷字第{cast.digits(6, '0')}号",
    }
    truth = Truth("entrusted_payment_order")
    truth.know(contract_number=said["number"], borrower=said["borrower"], amount=money(total), date=day.isoformat())
    truth.know(payee_name=said["payee"], payee_account=said["account"], payee_bank=said["bank"], purpose=purpose)
    truth.also("purpose", f"any text with {purpose.removeprefix('支付')}")
    return cast, truth, said, total, day


def _form(chance: random.Random) -> Made:
    """A bank's form of two blocks, payer and payee."""
    cast, truth, said, total, day = _order(chance)
    sheet = Sheet(chance.choice(("ming", "plain")), 10.5, margins=(60, 64, 60, 60))
    bank = f"{cast.places.pop()}银行股份有限公司"
    sheet.title("贷款资金受托支付委托书", 17)
    sheet.para(f"委托日期：{cn0(day)}", first=0, align="right")
    sheet.space(4)
    sheet.table(
        (16, 22, 78),
        (
            ("付款人", "名称", said["borrower"]),
            (None, "账号", cast.digits(18, "70")),
            (None, "开户银行", bank + chance.choice(("营业部", "东区支行"))),
            ("收款人", "名称", said["payee"]),
            (None, "账号", said["account"]),
            (None, "开户银行", said["bank"]),
            (("借款合同编号", 2), said["number"]),
            (("支付金额", 2), f"人民币（大写）{capital(total)}\n（小写）￥{comma(total)}"),
            (("款项用途", 2), said["purpose"]),
        ),
        align="ccl",
        high=28,
    )
    sheet.space(6)
    sheet.para(
        "本单位委托贵行将上述借款资金自本单位账户直接划付至收款人账户，因委托事项填写错误产生的责任由本单位承担。"
    )
    sheet.space(16)
    sheet.beside(
        (("银行审核：", "", "经办：          复核："), ("委托人（预留印鉴）：", "", "")),
        seals=((said["borrower"], 330, "财务专用章"),),
    )
    return truth.made(sheet)


def _letter(chance: random.Random) -> Made:
    """A text in which the borrower charges the bank, the payee's particulars in lines below."""
    cast, truth, said, total, day = _order(chance)
    lender = f"{cast.places.pop()}市{chance.choice(('商业银行', '农村商业银行'))}股份有限公司"
    sheet = Sheet(chance.choice(("kai", "serif")), 12, leading=1.75)
    sheet.title("受托支付委托书", 18, after=12)
    sheet.para(f"{lender}：", first=0)
    sheet.para(
        f"依据我单位与贵行签订的《借款合同》（编号：{said['number']}），我单位现委托贵行在借款发放后，将其中人民币"
        f"{comma(total)}元（大写：{capital(total)}）支付给下列收款人，用于{said['purpose']}："
    )
    for label, value in (
        ("收款人户名", said["payee"]),
        ("收款人账号", said["account"]),
        ("收款人开户行", said["bank"]),
    ):
        sheet.para(f"{label}：{value}")
    sheet.para("本委托书一经签发不可撤销。")
    sheet.space(20)
    sheet.para(f"委托人（借款人）：{said['borrower']}", first=0, align="right")
    sheet.para("法定代表人：" + cast.person(), first=0, align="right")
    sheet.para(cn(day), first=0, align="right")
    sheet.seal(said["borrower"], sheet.right - 170, sheet.y - 84)
    return truth.made(sheet)


def _system_print(chance: random.Random) -> Made:
    """A print of a lender's system: labels and values in two unruled columns between heavy lines."""
    cast, truth, said, total, day = _order(chance)
    sheet = Sheet(chance.choice(("hei", "sans")), 9.5, margins=(52, 60, 52, 60), page=(595.28, 540))
    sheet.title("受托支付申请书", 15, after=6)
    sheet.para(
        f"流水号：{day:%Y%m%d}{cast.digits(8)}        打印时间：{day:%Y-%m-%d} 10:{chance.randrange(10, 59)}", first=0
    )
    sheet.space(6)
    sheet.rule(sheet.left, sheet.y, sheet.right, sheet.y, 1.4)
    sheet.space(4)
    sheet.table(
        (20, 50, 18, 40),
        (
            ("借款人名称：", said["borrower"], "申请日期：", f"{day:%Y-%m-%d}"),
            ("合同编号：", said["number"], "币种：", "人民币"),
            ("支付金额：", comma(total), "支付用途：", said["purpose"]),
            ("金额大写：", (capital(total), 3)),
            ("交易对手名称：", (said["payee"], 3)),
            ("交易对手账号：", said["account"], "行内/跨行：", "跨行"),
            ("交易对手开户行：", (said["bank"], 3)),
            ("附件：", ("购销合同1份、增值税发票" + str(chance.randrange(1, 6)) + "份", 3)),
        ),
        lines="none",
        pad=5,
    )
    sheet.space(4)
    sheet.rule(sheet.left, sheet.y, sheet.right, sheet.y, 1.4)
    sheet.space(4)
    sheet.para("借款人承诺：本次支付对应真实交易，符合借款合同约定用途。", first=0)
    sheet.space(8)
    sheet.beside(
        (("借款人签章：",), (f"客户经理：{cast.person()}",), ("审批人：" + cast.person(),)),
        seals=((said["borrower"], 66, ""),),
        side=92,
    )
    return truth.made(sheet)


PAPERS: tuple[Paper, ...] = (
    Paper("entrusted6-form", "held", _form),
    Paper("entrusted6-letter", "held", _letter),
    Paper("entrusted6-system-print", "held", _system_print),
)
