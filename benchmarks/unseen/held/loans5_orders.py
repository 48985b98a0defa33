"""Whom the bank shall pay and what it has paid out, in the fifth set: orders of payment and receipts for loans."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

from ..drawing import GREY
from ..made import Made, Paper
from ..values import bare, chinese, date, digits, figures, padded, spread, truth, words
from .loans3_cast import account, identity, later
from .loans4_cast import rate_of
from .loans5_cast import NAMES5, people5
from .papers3_kit import Page, card
from .papers3_transfer import capital_day, figure_boxes
from .papers4_page import LetterPage


def _ordered(
    page: Page, *, contract: str, borrower: str, fen: int, day: dt.date, payee: tuple[str, str, str], purpose: str
) -> Made:
    """Return an order with its truth; the payee is name, account and bank."""
    given: dict[str, Any] = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "payee_name": payee[0],
        "payee_account": payee[1],
        "payee_bank": payee[2],
        "purpose": purpose,
    }
    return Made(page.data(), ".pdf", truth("entrusted_payment_order", given, {"purpose": [f"用于{purpose}"]}))


def _paid_out(page: Page, accept: dict[str, list[Any]] | None = None, **given: Any) -> Made:
    """Return a receipt with its truth."""
    return Made(page.data(), ".pdf", truth("loan_receipt", given, accept))


def _personal(chance: random.Random) -> Made:
    """A person empowers the bank to pay a shop."""
    borrower, payee = people5(chance, 1)[0], NAMES5.firm(chance)
    day, fen = date(chance, 2024, 2026), chance.randrange(20, 400) * 100_000
    contract, to, at = f"HKXF{digits(chance, 12, '20')}", account(chance, 16, "0053"), NAMES5.branch(chance)
    purpose = chance.choice(("购买红木家具", "支付装修工程款", "缴纳驾校及培训费用"))
    page = LetterPage(12, "sans", latin="helvetica")
    page.text(297, 84, "个人贷款资金划付授权书", size=19, bold=True, align="c")
    page.text(70, 128, f"汉口银行{chance.choice(NAMES5.branches)}：")
    said = f"　　本人{borrower}（身份证号码{identity(chance)}）在贵行申请的个人贷款（贷款合同编号{contract}）已获批准。"
    said += f"本人在此不可撤销地授权贵行，在放款的同时把其中的{figures(fen)}元（大写{words(fen)}）"
    said += f"直接划付给以下商户，用于{purpose}："
    y = page.paragraph(70, 156, 455, said, leading=1.75) + 6
    for mark, name, value in (("1", "商户名称", payee), ("2", "商户账号", to), ("3", "商户开户行", at)):
        page.text(96, y, f"{mark}) {name}：")
        page.line(180, y + 3, 460, y + 3, thick=0.4)
        page.text(186, y, value)
        y += 27
    more = "　　划付以后，本人与商户之间的任何争议由本人自行处理，不影响本人对贷款的偿还。"
    y = page.paragraph(70, y + 6, 455, more, leading=1.75)
    page.text(330, y + 40, f"授权人：{borrower}")
    page.text(330, y + 66, f"授权日期：{day:%Y年%m月%d日}")
    payees = (payee, to, at)
    return _ordered(page, contract=contract, borrower=borrower, fen=fen, day=day, payee=payees, purpose=purpose)


def _boxes(chance: random.Random) -> Made:
    """A bank's small form: payer and payee one below the other, the amount in boxes."""
    borrower, payee = NAMES5.firms(chance, 2)
    day, fen = date(chance, 2024, 2026), chance.randrange(10, 900) * 1_000_000
    contract, to, at = f"兰银贷{day.year}{digits(chance, 7)}", account(chance, 18, "4402"), NAMES5.branch(chance)
    purpose = chance.choice(("货款", "购党参款", "配件款"))
    page = Page(9.4, "sans", (620, 410), ink=(24, 54, 92))
    page.text(310, 36, "兰州银行贷款受托支付凭证", size=15, bold=True, align="c")
    page.text(310, 58, f"委托日期　{day.year}年{day.month}月{day.day}日", align="c")
    page.text(586, 58, f"№ {digits(chance, 8)}", align="r", colour=(200, 40, 40))
    ink = (24, 54, 92)
    page.box(34, 68, 24, 64, colour=ink)
    page.box(34, 132, 24, 64, colour=ink)
    page.upright(46, 90, "借款人", size=9)
    page.upright(46, 154, "收款人", size=9)
    y = page.grid(
        58,
        68,
        (58, 234, 66, 170),
        [
            ["户名", borrower, "贷款合同号", contract],
            ["账号", account(chance, 17, "101"), "开户机构", f"兰州银行{chance.choice(('西固', '城关'))}支行"],
            ["户名", payee, "账号", to],
            ["开户行", at, "款项用途", purpose],
        ],
        high=32,
        colour=ink,
        size=9,
    )
    page.grid(34, y, (90, 226), [["金额\n（大写）", f"人民币{words(fen)}"]], high=44, colour=ink)
    figure_boxes(page, 350, y, fen, wide=236 / 11, high=31)
    y += 44
    page.grid(
        34,
        y,
        (276, 276),
        [
            [
                "上述款项请从我单位贷款发放账户中支付。\n\n委托单位签章",
                "经审核，凭证与交易资料一致，予以支付。\n\n复核　　　　　经办",
            ]
        ],
        high=96,
        colour=ink,
    )
    page.seal(230, y + 52, 38, borrower)
    payees = (payee, to, at)
    return _ordered(page, contract=contract, borrower=borrower, fen=fen, day=day, payee=payees, purpose=purpose)


def _stacked(chance: random.Random) -> Made:
    """A sheet whose small captions stand above their values, in two columns without upright rules."""
    borrower, payee = NAMES5.firms(chance, 2)
    day, fen = date(chance, 2024, 2026), chance.randrange(30, 1500) * 1_000_000
    contract, to, at = f"J{day.year}-{digits(chance, 5)}号", account(chance, 19, "2402"), NAMES5.branch(chance)
    purpose = chance.choice(("毛茶收购款", "硫酸采购款", "干辣椒采购款"))
    page = Page(11, "serif", latin="times")
    page.text(50, 70, "受托支付申请", size=20, bold=True)
    page.text(545, 70, f"{day:%Y/%m/%d}", align="r")
    page.line(50, 82, 545, 82, thick=1.6)
    pairs = (
        (("申请人（借款人）", borrower), ("主合同", contract)),
        (("付给", payee), ("收款账户", to)),
        (("收款银行", at), ("交易合同", f"GX{digits(chance, 6)}")),
        (("支付金额（小写，元）", figures(fen)), ("支付事由", purpose)),
    )
    y = 108.0
    for pair in pairs:
        for x, (name, value) in zip((50, 320), pair, strict=True):
            page.text(x, y, name, size=8.5, colour=GREY)
            page.text(x, y + 18, value, size=11.5)
        page.line(50, y + 29, 545, y + 29, thick=0.4, colour=(170, 170, 170))
        y += 50
    page.text(50, y, "支付金额（大写）", size=8.5, colour=GREY)
    page.text(50, y + 18, f"人民币{words(fen)}", size=11.5)
    note = "申请人确认，上列收款人即为贷款用途项下的交易相对方，付款条件已经成就，请贵行放款后当日转付。"
    y = page.paragraph(50, y + 56, 495, note, leading=1.7)
    page.text(50, y + 34, "申请人盖章")
    page.text(320, y + 34, f"客户经理　{people5(chance, 1)[0]}")
    page.seal(150, y + 44, 46, borrower)
    payees = (payee, to, at)
    return _ordered(page, contract=contract, borrower=borrower, fen=fen, day=day, payee=payees, purpose=purpose)


def _village(chance: random.Random) -> Made:
    """A rural bank's plain table, filled by a trader."""
    borrower, officer = people5(chance, 2)
    shop = chance.choice(("农资经营部", "饲料店", "建材商行"))
    payee = f"{chance.choice(NAMES5.places)}{chance.choice(NAMES5.stems)}{shop}"
    day, fen = date(chance, 2024, 2026), chance.randrange(10, 300) * 100_000
    contract, to, at = (
        f"成农商个经{day.year}{digits(chance, 6)}",
        card(chance, "6217"),
        "中国农业银行" + chance.choice(NAMES5.branches),
    )
    purpose = chance.choice(("购买饲料", "进化肥农药", "买水泥瓷砖"))
    page = Page(11, "serif")
    page.text(297, 66, "委托支付单", size=18, bold=True, align="c")
    page.grid(
        70,
        88,
        (110, 345),
        [
            ["委托人（借款人）", borrower],
            ["借款合同编号", contract],
            ["收款人", payee],
            ["收款人卡号/账号", to],
            ["收款人开户行", at],
            ["委托支付金额", f"{words(fen)}（￥{figures(fen)}）"],
            ["用途", purpose],
            ["委托日期", spread(day)],
            ["委托人签字", borrower],
            ["信贷员签字", officer],
        ],
        high=32,
    )
    payees = (payee, to, at)
    return _ordered(page, contract=contract, borrower=borrower, fen=fen, day=day, payee=payees, purpose=purpose)


def _core(chance: random.Random) -> Made:
    """What a bank's core system prints: names and values in typed columns between dashed rules."""
    borrower, lender = NAMES5.firm(chance), f"甘肃银行{chance.choice(('酒泉', '庆阳', '临夏'))}分行"
    fen, start, months = chance.randrange(10, 900) * 1_000_000, date(chance, 2024, 2026), chance.choice((6, 12, 18))
    end, rate, to = later(start, months), rate_of(chance, 345, 610), account(chance, 17, "6105")
    number, contract = digits(chance, 18, "6201"), f"GSYH-LD-{start.year}-{digits(chance, 5)}"
    page = Page(9.5, "sans", (595, 400), latin="courier")
    page.text(297, 40, "贷 款 发 放 通 知 单", size=13, align="c")
    page.text(40, 62, f"机构：{lender}")
    page.text(555, 62, f"交易日期：{start:%Y%m%d}", align="r")
    page.dashes(40, 70, 555)
    left = (
        ("借据号", number),
        ("客户名称", borrower),
        ("合同号", contract),
        ("产品", "1101 短期流动资金贷款"),
        ("币种", "CNY"),
        ("发放金额", figures(fen)),
    )
    right = (
        ("发放日", f"{start:%Y-%m-%d}"),
        ("到期日", f"{end:%Y-%m-%d}"),
        ("年利率%", f"{Decimal(rate):.4f}"),
        ("罚息浮动%", "50.00"),
        ("还款方式", "按月付息到期还本"),
        ("柜员", digits(chance, 6)),
    )
    for k, ((a, b), (c, d)) in enumerate(zip(left, right, strict=True)):
        page.text(40, 90 + 22 * k, f"{a}：{b}")
        page.text(370, 90 + 22 * k, f"{c}：{d}")
    page.text(40, 222, f"金额大写：{words(fen)}")
    page.text(40, 244, f"入账账号：{to}　入账户名：{borrower}")
    page.dashes(40, 254, 555)
    page.text(40, 276, "第一联　客户回单　　　　　　　　　　　　　　打印次数：1")
    page.oval(470, 300, 120, 62, [lender, "业务专用章"])
    return _paid_out(
        page,
        receipt_number=number,
        contract_number=contract,
        borrower=borrower,
        amount=bare(fen),
        disbursement_date=start.isoformat(),
        due_date=end.isoformat(),
        interest_rate=rate,
        account=to,
    )


def _farmer(chance: random.Random) -> Made:
    """A farmer's receipt: a form with captions downwards, days in capitals, the rate by month in thousandths."""
    borrower, officer = people5(chance, 2)
    fen, start = chance.randrange(10, 100) * 100_000, date(chance, 2024, 2026)
    end, permille = later(start, 12), Decimal(chance.randrange(40, 85, 5)) / 10
    contract, number, to = f"黄农字{start.year}-{digits(chance, 3)}", digits(chance, 7), account(chance, 17, "10")
    page = Page(10, "serif", (600, 420), ink=(30, 90, 60))
    ink = (30, 90, 60)
    page.text(300, 40, "农 村 信 用 社 借 款 借 据", size=16, bold=True, align="c")
    page.text(40, 64, f"借款日期：{capital_day(start)}")
    page.text(560, 64, f"借据编号：{number}", align="r")
    page.box(40, 74, 24, 128, colour=ink)
    page.upright(52, 98, "借款人填写", size=10)
    y = page.grid(
        64,
        74,
        (80, 176, 80, 160),
        [
            ["借款人", borrower, "身份证号", identity(chance)],
            ["借款合同", contract, "存款账号", to],
            ["借款金额", (f"（大写）{words(fen)}　￥{figures(fen)}", 3)],
            ["借款用途", chance.choice(("买耕牛", "栽茶苗", "买农机")), "到期日", padded(end)],
        ],
        high=32,
        colour=ink,
        size=9.4,
    )
    y = page.grid(
        40,
        y,
        (104, 176, 80, 160),
        [["月利率", f"{permille}‰", "逾期加收", "50%"], ["担保方式", "保证", "信贷员", officer]],
        high=30,
        colour=ink,
        size=9.4,
    )
    page.paragraph(
        40,
        y + 22,
        520,
        "今借到上列款项，保证按期归还本息；逾期不还，愿按规定承担罚息。本借据是借款合同的附件。",
        size=9.4,
    )
    page.text(40, y + 64, f"借款人（签字、手印）：{borrower}")
    page.text(330, y + 64, "信用社（业务公章）：")
    page.seal(480, y + 58, 36, "修水县黄沙信用社")
    return _paid_out(
        page,
        receipt_number=number,
        contract_number=contract,
        borrower=borrower,
        amount=bare(fen),
        disbursement_date=start.isoformat(),
        due_date=end.isoformat(),
        interest_rate=f"{permille * 12 / 10:.2f}",
        account=to,
    )


def _notice(chance: random.Random) -> Made:
    """A bank tells its customer in a letter that the loan is on the account; the letter is no receipt of a number."""
    borrower = NAMES5.firm(chance)
    fen, start, months = chance.randrange(50, 2000) * 1_000_000, date(chance, 2024, 2026), chance.choice((12, 24, 36))
    end, rate, to = later(start, months), rate_of(chance, 300, 480), account(chance, 15, "7877")
    contract = f"{start.year}年吉流贷字{digits(chance, 4)}号"
    page = LetterPage(12, "serif", latin="times")
    page.text(297, 88, "放款通知书", size=20, bold=True, align="c", spacing=5)
    page.text(72, 132, f"{borrower}：")
    said = f"　　贵公司在{contract}借款合同项下的贷款已由我行于{spread(start)}发放，现将有关事项通知如下，请核对。"
    y = page.paragraph(72, 160, 450, said, leading=1.8)
    rows = (
        f"一、发放金额：{figures(fen)}元（人民币{words(fen)}）。",
        f"二、款项转入贵公司在我行开立的账户：{to}。",
        f"三、该笔贷款于{spread(end)}到期。",
        f"四、执行年利率{rate}%，每季末月20日结息。",
        "五、请贵公司按照合同约定的用途使用贷款，并按期支付利息、归还本金。",
    )
    for row in rows:
        y = page.paragraph(96, y, 426, row, leading=1.8)
    page.text(520, y + 50, f"九江银行股份有限公司{chance.choice(('吉安', '上饶'))}分行", align="r")
    page.text(520, y + 74, chinese(start), align="r")
    page.seal(386, y + 44, 46, "九江银行股份有限公司")
    return _paid_out(
        page,
        contract_number=contract,
        borrower=borrower,
        amount=bare(fen),
        disbursement_date=start.isoformat(),
        due_date=end.isoformat(),
        interest_rate=rate,
        account=to,
    )


PAPERS = (
    Paper("entrusted5-person-empowers", "held", _personal),
    Paper("entrusted5-boxes-of-figures", "held", _boxes),
    Paper("entrusted5-captions-above", "held", _stacked),
    Paper("entrusted5-village-table", "held", _village),
    Paper("loan-receipt5-core-system", "held", _core),
    Paper("loan-receipt5-farmer-form", "held", _farmer),
    Paper("loan-receipt5-letter-of-notice", "held", _notice),
)
