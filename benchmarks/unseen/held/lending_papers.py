"""Held papers around a drawdown: vouchers of the loan, applications to draw, orders to pay a third party."""

from __future__ import annotations

import datetime as dt
import random

from ..drawing import BLUE, GREY, LANDSCAPE, RED, Sheet
from ..made import Made, Paper
from ..values import bare, chinese, date, digits, figures, money, padded, spread, truth, words
from .contracts_parties import HELD, card, company, group, later, people

_PLACES = "亿千百十万千百十元角分"
"""Captions of the narrow cells that hold one figure each."""


def _squares(sheet: Sheet, x: float, y: float, fen: int, wide: float = 15) -> None:
    """Draw an amount as vouchers have it: a cell for each figure, the sign of the currency before the first."""
    shown = f"¥{fen}".rjust(len(_PLACES))
    for k, caption in enumerate(_PLACES):
        sheet.box(x + k * wide, y, wide, 16)
        sheet.text(x + (k + 0.5) * wide, y + 12, caption, size=8, align="c")
    for k, sign in enumerate(shown):
        sheet.box(x + k * wide, y + 16, wide, 20)
        if sign.strip():
            sheet.text(x + (k + 0.5) * wide, y + 30, sign, size=11, align="c")


def _voucher(chance: random.Random) -> Made:
    """A wide voucher with a cell for each figure of the sum, two copies' names at its edge."""
    bank, borrower = HELD.branch(chance), HELD.firm(chance)
    day, fen = date(chance), chance.randrange(10, 900) * 50_000_00
    due = later(day, chance.choice((6, 12, 24)))
    number, contract, account = digits(chance, 12, "20"), f"流借{digits(chance, 9)}", digits(chance, 17, "68")
    rate = f"{chance.randrange(330, 680) / 100:.2f}"
    sheet = Sheet(10, "serif", (780, 400))
    sheet.text(390, 44, bank, size=13, bold=True, align="c")
    sheet.text(390, 70, "借　款　借　据（第二联 回单）", size=17, bold=True, align="c")
    sheet.text(60, 92, f"借据编号：{number}")
    sheet.text(720, 92, f"{day:%Y} 年 {day:%m} 月 {day:%d} 日", align="r")
    left = 60
    rows = (
        (("借款人名称", borrower), ("借款合同号", contract)),
        (("存款账号", account), ("借款种类", "流动资金贷款")),
        (("借款用途", chance.choice(("进料", "购货", "支付加工费"))), ("年利率", f"{rate}%")),
        (("放款日", f"{day:%Y-%m-%d}"), ("到期日", f"{due:%Y-%m-%d}")),
    )
    y = 104.0
    for pair in rows:
        y = sheet.grid(left, y, (90, 250, 90, 230), [[cell for field in pair for cell in field]], high=28)
    sheet.box(left, y, 660, 56)
    sheet.text(left + 8, y + 22, "金额（大写）人民币", size=9.5)
    sheet.text(left + 8, y + 42, words(fen), size=12)
    _squares(sheet, left + 480, y + 8, fen)
    y = sheet.grid(
        left,
        y + 56,
        (330, 330),
        [["上列贷款已转入你单位账户。\n银行签章", "借款人认可并负责按期归还。\n借款人签章"]],
        high=70,
    )
    sheet.seal(150, y - 28, 40, bank)
    sheet.upright(738, 130, "第二联借款人留存", size=9, colour=GREY)
    given = {
        "receipt_number": number,
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "disbursement_date": day.isoformat(),
        "due_date": due.isoformat(),
        "interest_rate": rate,
        "account": account,
    }
    return Made(sheet.data(), ".pdf", truth("loan_receipt", given))


def _notice(chance: random.Random) -> Made:
    """A letter by which the bank tells that it has paid out."""
    bank, borrower = HELD.branch(chance), HELD.firm(chance)
    day, fen = date(chance), money(chance, 300_000, 8_000_000, 10_000_00)
    due = later(day, 12) - dt.timedelta(days=1)
    contract, account = f"（{day.year}）信银贷字第{digits(chance, 6)}号", digits(chance, 18, "7441")
    rate = f"{chance.randrange(345, 600) / 100:.2f}"
    sheet = Sheet(12, "serif")
    sheet.text(297, 90, "放款通知书", size=22, bold=True, align="c")
    sheet.text(80, 140, f"{borrower}：")
    body = (
        f"　　根据贵公司与我行签订的编号为{contract}的借款合同，我行已于{spread(day)}向贵公司在我行开立的账户"
        f"（账号：{account}）发放贷款人民币{words(fen)}（¥{figures(fen)}），该笔贷款执行年利率{rate}%，"
        f"到期日为{spread(due)}。请贵公司按合同约定使用贷款资金并按期还本付息。"
    )
    y = sheet.paragraph(80, 172, 440, body, leading=2)
    sheet.text(104, y + 8, "特此通知。")
    sheet.text(515, y + 80, bank, align="r")
    sheet.text(515, y + 104, chinese(day), align="r")
    sheet.seal(440, y + 84, 46, bank)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "disbursement_date": day.isoformat(),
        "due_date": due.isoformat(),
        "interest_rate": rate,
        "account": account,
    }
    return Made(sheet.data(), ".pdf", truth("loan_receipt", given))


def _printed_voucher(chance: random.Random) -> Made:
    """A voucher printed by the counter's program: captions and values in two unruled columns below a band."""
    bank, borrower = HELD.branch(chance), people(chance, 1)[0]
    day, fen = date(chance), money(chance, 30_000, 800_000, 1_000_00)
    due = later(day, chance.choice((12, 36)))
    number, contract, account = f"JJ{digits(chance, 14)}", f"GD{digits(chance, 13)}", card(chance)
    monthly = chance.randrange(32, 70)
    sheet = Sheet(10)
    sheet.shade(40, 40, 515, 34, (214, 226, 242))
    sheet.text(54, 62, bank, size=12, bold=True)
    sheet.text(541, 62, "贷款转存凭证", size=12, bold=True, align="r")
    pairs = (
        ("借据号", number, "合同号", contract),
        ("客户姓名", borrower, "贷款产品", "个人经营贷"),
        ("发放金额", f"CNY {figures(fen)}", "大写", words(fen)),
        ("发放日", f"{day:%Y/%m/%d}", "到期日", f"{due:%Y/%m/%d}"),
        ("月利率", f"{monthly / 10:.2f}‰", "还款方式", "等额本息"),
        ("入账账号", group(account), "交易柜员", digits(chance, 6)),
    )
    y = 106
    for a, b, c, e in pairs:
        for x, caption, value in ((54, a, b), (310, c, e)):
            sheet.text(x, y, caption, colour=GREY)
            sheet.text(x + 62, y, value)
        y += 27
    sheet.line(40, y - 8, 555, y - 8, colour=GREY)
    sheet.text(
        54,
        y + 12,
        f"打印时间 {day:%Y-%m-%d} 16:{digits(chance, 2, '2')}　本凭证由系统生成，重复打印无效",
        size=8,
        colour=GREY,
    )
    given = {
        "receipt_number": number,
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "disbursement_date": day.isoformat(),
        "due_date": due.isoformat(),
        "interest_rate": f"{monthly * 12 / 100:.2f}",
        "account": account,
    }
    return Made(sheet.data(), ".pdf", truth("loan_receipt", given))


def _drawing(chance: random.Random) -> Made:
    """An application to draw: particulars in a ruled table, payees in another below."""
    bank, borrower = HELD.branch(chance), HELD.firm(chance)
    day, contract = date(chance), f"HT-{digits(chance, 4)}-{digits(chance, 5)}"
    payees = [
        {
            "name": firm,
            "account": digits(chance, chance.choice((15, 17, 19)), "4"),
            "amount": money(chance, 50_000, 900_000, 100_00),
        }
        for firm in HELD.firms(chance, chance.choice((2, 3)))
    ]
    fen = sum(int(p["amount"]) for p in payees)
    purpose = chance.choice(("支付原材料采购款", "支付电缆及辅料货款", "采购包装物"))
    sheet = Sheet(10)
    sheet.text(297, 70, "提　款　申　请　书", size=19, bold=True, align="c")
    sheet.text(60, 108, f"致：{bank}", size=11)
    y = sheet.grid(
        60,
        122,
        (95, 145, 95, 140),
        [
            ["申请人", (borrower, 3)],
            ["借款合同编号", contract, "申请日期", padded(day)],
            ["提款金额", (f"人民币 {words(fen)}　￥{figures(fen)}", 3)],
            ["资金用途", (purpose, 3)],
            ["支付方式", ("■受托支付　□自主支付", 3)],
        ],
        high=28,
        bold_labels=True,
    )
    sheet.text(60, y + 24, "拟支付对象明细", size=11, bold=True)
    y = sheet.grid(
        60,
        y + 34,
        (35, 170, 160, 110),
        [
            ["序", "收款单位", "收款账号", "金额（元）"],
            *([str(k), str(p["name"]), str(p["account"]), figures(int(p["amount"]))] for k, p in enumerate(payees, 1)),
            [("合　计", 3), figures(fen)],
        ],
        aligns="cllr",
    )
    y = sheet.paragraph(60, y + 26, 470, "我方声明：本次提款符合借款合同约定的条件，所附资料真实、完整、有效。")
    sheet.text(330, y + 40, f"申请人（预留印鉴）：{borrower}", align="l", size=9)
    sheet.seal(430, y + 46, 42, borrower)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "purpose": purpose,
        "payees": [{**p, "amount": bare(int(p["amount"]))} for p in payees],
    }
    return Made(sheet.data(), ".pdf", truth("drawdown_application", given))


def _use_request(chance: random.Random) -> Made:
    """A letter that asks for money under a line; its one payee stands in the sentence list."""
    bank, borrower, payee = (
        HELD.branch(chance),
        company(chance, "制衣有限公司"),
        company(chance, "机械制造股份有限公司"),
    )
    day, fen = date(chance), money(chance, 200_000, 3_000_000, 1_000_00)
    contract, account = f"额借字{digits(chance, 10)}", digits(chance, 16, "35")
    purpose = chance.choice(("支付缝纫设备款", "购买坯布", "支付机械加工费"))
    sheet = Sheet(11.5, "serif")
    sheet.text(297, 84, "借款支用申请书", size=20, bold=True, align="c")
    sheet.text(76, 124, f"{bank}：")
    lines = (
        f"　　我公司（{borrower}）依据与贵行签订的编号{contract}《流动资金借款合同》，现申请支用借款，内容如下：",
        f"　　一、支用金额：人民币（大写）{words(fen)}，（小写）{figures(fen)}元。",
        f"　　二、支用用途：{purpose}。",
        "　　三、请贵行将款项受托支付至以下收款人：",
        f"　　　　户名：{payee}",
        f"　　　　账号：{account}",
        f"　　　　金额：{figures(fen)}元",
        "　　四、我公司确认，借款合同项下未发生违约事件，并保证按约定用途使用。",
    )
    y = 154.0
    for line in lines:
        y = sheet.paragraph(76, y, 445, line, leading=1.9)
    sheet.text(515, y + 50, f"申请人：{borrower}", align="r")
    sheet.text(515, y + 74, spread(day), align="r")
    sheet.seal(420, y + 56, 44, borrower)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "purpose": purpose,
        "payees": [{"name": payee, "account": account, "amount": bare(fen)}],
    }
    return Made(sheet.data(), ".pdf", truth("drawdown_application", given))


def _entrusted_letter(chance: random.Random) -> Made:
    """The borrower writes whom the bank shall pay: sentences with the payee in a frame."""
    bank, borrower, payee = HELD.branch(chance), HELD.firm(chance), company(chance, "电缆有限公司")
    day, fen = date(chance), money(chance, 100_000, 5_000_000, 100_00)
    contract, account, theirs = (
        f"（{day.year}）贷字第{digits(chance, 5)}号",
        digits(chance, 19, "11"),
        HELD.branch(chance),
    )
    purpose = chance.choice(("支付电缆采购款", "货款", "预付设备款"))
    sheet = Sheet(12, "serif")
    sheet.text(297, 96, "委托支付授权书", size=21, bold=True, align="c")
    sheet.text(76, 140, f"{bank}：")
    y = sheet.paragraph(
        76,
        168,
        445,
        f"　　依据{contract}借款合同，本公司委托贵行在贷款发放后，将其中人民币{words(fen)}"
        f"（¥{figures(fen)}）直接划付给下述收款人，用于{purpose}：",
        leading=1.9,
    )
    sheet.box(100, y - 4, 400, 92, colour=GREY)
    for k, line in enumerate((f"收款人全称：{payee}", f"收款人账号：{account}", f"收款人开户银行：{theirs}")):
        sheet.text(114, y + 20 + 26 * k, line)
    y = sheet.paragraph(76, y + 116, 445, "　　由此产生的一切后果由本公司承担，与贵行无关。", leading=1.9)
    sheet.text(515, y + 50, f"委托人（公章）：{borrower}", align="r")
    sheet.text(515, y + 76, chinese(day), align="r")
    sheet.seal(430, y + 54, 46, borrower)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "payee_name": payee,
        "payee_account": account,
        "payee_bank": theirs,
        "purpose": purpose,
    }
    return Made(sheet.data(), ".pdf", truth("entrusted_payment_order", given))


def _entrusted_wide(chance: random.Random) -> Made:
    """A wide table: payer's side and payee's side next to each other, with the bank's notes below."""
    bank, borrower, payee = HELD.branch(chance), *HELD.firms(chance, 2)
    day, fen = date(chance), money(chance, 100_000, 9_000_000, 1)
    contract, account, theirs = f"JK{digits(chance, 11)}", digits(chance, 17, "20"), HELD.branch(chance)
    purpose = chance.choice(("购木材款", "支付玻璃原片款", "运输费"))
    sheet = Sheet(10, page=LANDSCAPE)
    sheet.text(421, 56, "贷款受托支付委托书", size=18, bold=True, align="c")
    sheet.text(60, 84, f"受托银行：{bank}")
    sheet.text(782, 84, f"填写日期：{day:%Y.%m.%d}", align="r")
    y = sheet.grid(
        60,
        94,
        (80, 290, 80, 272),
        [
            [("委　托　人（借款人）", 2), ("收　款　人", 2)],
            ["户名", borrower, "户名", payee],
            ["账号", digits(chance, 18, "90"), "账号", account],
            ["开户行", bank, "开户行", theirs],
            ["合同编号", contract, "款项用途", purpose],
            ["支付金额", (f"（大写）{words(fen)}　　（小写）¥{figures(fen)}", 3)],
        ],
        high=32,
        size=10.5,
    )
    y = sheet.paragraph(
        60,
        y + 22,
        720,
        "本委托不可撤销。委托人保证所提供的交易资料真实，收款人信息填写错误造成的损失由委托人承担。",
        size=9,
    )
    sheet.grid(60, y + 6, (361, 361), [["委托人签章：", "银行审核意见：同意支付\n经办：　　　　复核："]], high=80)
    sheet.seal(190, y + 46, 36, borrower)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "payee_name": payee,
        "payee_account": account,
        "payee_bank": theirs,
        "purpose": purpose,
    }
    return Made(sheet.data(), ".pdf", truth("entrusted_payment_order", given))


def _entrusted_blanks(chance: random.Random) -> Made:
    """A person's form with captions before underlined blanks that are filled in blue."""
    bank, borrower = HELD.branch(chance), people(chance, 1)[0]
    payee = f"{chance.choice(HELD.places)}{chance.choice(('雅居', '筑美', '尚品'))}装饰工程有限公司"
    day, fen = date(chance), money(chance, 30_000, 400_000, 100_00)
    contract, account, theirs = f"消贷{digits(chance, 9)}", digits(chance, 16, "55"), HELD.branch(chance)
    purpose = chance.choice(("房屋装修工程款", "装修材料款"))
    sheet = Sheet(11)
    sheet.text(297, 74, "个人贷款受托支付申请书", size=17, bold=True, align="c")
    blanks = (
        ("借款合同编号", contract),
        ("借款人姓名", borrower),
        ("申请支付金额（大写）", words(fen)),
        ("申请支付金额（小写）", f"￥{figures(fen)}"),
        ("收款方名称", payee),
        ("收款方账号", account),
        ("收款方开户行", theirs),
        ("付款事由", purpose),
        ("申请日期", f"{day.year}年{day.month}月{day.day}日"),
    )
    y = 120
    for caption, value in blanks:
        x = sheet.text(70, y, f"{caption}：") + 4
        sheet.text(x + 8, y - 1, value, colour=BLUE)
        sheet.line(x, y + 3, 520, y + 3, colour=GREY)
        y += 34
    sheet.paragraph(70, y + 6, 450, f"本人同意{bank}将贷款资金按上述要求支付给收款方。", size=10)
    sheet.text(360, y + 70, f"借款人签名：{borrower}")
    sheet.text(70, y + 120, "注：本申请书一式两份，银行、借款人各执一份。", size=8.5, colour=RED)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "payee_name": payee,
        "payee_account": account,
        "payee_bank": theirs,
        "purpose": purpose,
    }
    return Made(sheet.data(), ".pdf", truth("entrusted_payment_order", given))


PAPERS = (
    Paper("loan-receipt-figure-cells", "held", _voucher),
    Paper("loan-receipt-paid-out-letter", "held", _notice),
    Paper("loan-receipt-counter-print", "held", _printed_voucher),
    Paper("drawdown-two-tables", "held", _drawing),
    Paper("drawdown-use-request", "held", _use_request),
    Paper("entrusted-framed-letter", "held", _entrusted_letter),
    Paper("entrusted-wide-sides", "held", _entrusted_wide),
    Paper("entrusted-blue-blanks", "held", _entrusted_blanks),
)
