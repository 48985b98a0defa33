"""Held vouchers of loans paid out: slips, a letter, a print of the counter and an IOU in prose."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from ..drawing import BLUE, GREY, RED, Sheet
from ..made import Made, Paper
from ..values import bare, chinese, date, digits, figures, padded, spread, truth, wide, words
from .loans3_cast import CAST, account, identity, later, people

_THOUSANDTHS = {8: "八", 9: "九", 12: "十二"}


def _receipt(sheet: Sheet, fen: int, start: dt.date, end: dt.date, accept: dict[str, list[Any]], **given: Any) -> Made:
    """Return the paper of a loan of that sum between two days."""
    days = {"disbursement_date": start.isoformat(), "due_date": end.isoformat()}
    return Made(sheet.data(), ".pdf", truth("loan_receipt", days | {"amount": bare(fen)} | given, accept))


def _wide_slip(chance: random.Random) -> Made:
    """A wide slip of a savings bank: nested captions, boxes for figures, a place for each repayment below."""
    borrower, lender = CAST.firm(chance), CAST.branch(chance)
    fen, start = chance.randrange(20, 900) * 5_000_000, date(chance, 2024, 2026)
    end = later(start, chance.choice((6, 12)))
    number, contract, to = digits(chance, 8, "0"), f"流借{start.year}-{digits(chance, 4)}", account(chance, 15)
    rate, purpose = chance.choice(("4.35", "3.98", "5.05")), chance.choice(("购原材料", "支付工资及货款"))
    sheet = Sheet(9.5, "serif", (760, 420), ink=BLUE)
    sheet.text(380, 40, f"{lender[: lender.index('银行') + 2]}　借款借据（借方凭证）", size=16, bold=True, align="c")
    sheet.text(44, 64, f"借据号：{number}", colour=RED)
    sheet.text(716, 64, f"借款日期　{spread(start)}", align="r")
    names = "亿千百十万千百十元角分"
    shown = f"￥{fen}".rjust(len(names))
    sheet.grid(
        44,
        72,
        (72, 210, 72, 318),
        [
            ["借款单位", borrower, "借款合同号", contract],
            ["存款账号", to, "经办机构", lender],
            ["借款用途", purpose, "借款利率", f"年利率 {rate} %　按季结息"],
        ],
        high=30,
        aligns="clcl",
    )
    sheet.grid(44, 162, (72, 402), [["借款金额", f"人民币（大写）{words(fen)}"]], high=44, aligns="cl")
    sheet.grid(518, 162, (18,) * 11, [list(names), [c.strip() for c in shown]], high=22, aligns="c" * 11)
    sheet.grid(
        44,
        206,
        (72, 210, 72, 318),
        [["约定还款日", spread(end), "担保方式", chance.choice(("保证", "抵押", "质押"))]],
        high=30,
        aligns="clcl",
    )
    y = sheet.grid(
        44,
        242,
        (96, 96, 144, 144, 96, 96),
        [["还款日期", "还本金额", "余额", "经办", "复核", "备注"], ["", "", "", "", "", ""]],
        high=22,
        aligns="c" * 6,
    )
    sheet.text(48, y + 26, "上列借款已如数收讫，到期保证归还。")
    sheet.text(48, y + 54, f"借款单位（预留印鉴）：{borrower}")
    sheet.text(520, y + 54, "会计　　　　复核　　　　记账")
    sheet.seal(300, y + 50, 36, borrower)
    given = {"receipt_number": number, "contract_number": contract, "borrower": borrower}
    return _receipt(sheet, fen, start, end, {}, **given, interest_rate=rate, account=to)


def _iou(chance: random.Random) -> Made:
    """A person's IOU to a microlender: three sentences and a signature."""
    borrower, person = people(chance, 1)[0], identity(chance)
    lender = f"{chance.choice(CAST.places)}{chance.choice(CAST.stems)}小额贷款股份有限公司"
    fen, start = chance.randrange(2, 60) * 500_000, date(chance, 2024, 2026)
    end = later(start, chance.choice((3, 6, 12)))
    monthly, to = chance.choice(tuple(_THOUSANDTHS)), digits(chance, 19, "6217")
    sheet = Sheet(14, "serif")
    sheet.text(297, 120, "借　　据", size=26, bold=True, align="c")
    y = sheet.paragraph(
        90,
        180,
        420,
        f"　　今借到人民币{words(fen)}（￥{figures(fen)}），出借人为{lender}，"
        f"月息千分之{_THOUSANDTHS[monthly]}，定于{padded(end)}连本带息归还。逾期愿按月息千分之十五支付。"
        f"\n　　借款于{padded(start)}打入本人银行卡。\n　　卡号：{to}。\n　　此据。",
        leading=2.1,
    )
    sheet.text(300, y + 50, f"借款人：{borrower}")
    sheet.text(300, y + 82, f"身份证：{person}", size=12)
    sheet.text(300, y + 114, chinese(start))
    given = {"borrower": borrower, "interest_rate": f"{monthly * 1.2:.1f}", "account": to}
    return _receipt(sheet, fen, start, end, {}, **given)


def _notice(chance: random.Random) -> Made:
    """The bank tells a borrower by letter what it paid out; the terms stand in a list."""
    borrower, lender = CAST.firm(chance), CAST.branch(chance)
    fen, start = chance.randrange(10, 600) * 10_000_000, date(chance, 2024, 2026)
    end = later(start, chance.choice((12, 24, 36)))
    number, contract = f"放通字〔{start.year}〕{digits(chance, 4, '0')}号", f"XD{digits(chance, 10, '20')}"
    rate, to = chance.choice(("3.75", "4.05", "4.9")), account(chance, 17)
    sheet = Sheet(11.5, "serif")
    sheet.text(297, 90, "放 款 通 知 书", size=21, bold=True, align="c")
    sheet.text(525, 120, number, align="r", size=10.5)
    sheet.text(76, 154, f"{borrower}：")
    y = sheet.paragraph(
        76, 182, 445, f"　　根据贵司与我行签订的{contract}号借款合同，我行已为贵司办理放款手续，具体如下：", leading=1.9
    )
    rows = (
        ("放款金额", f"人民币{figures(fen)}元（{words(fen)}）"),
        ("放款日期", padded(start)),
        ("到期日期", padded(end)),
        ("执行利率", f"{rate}%（年化）"),
        ("入账账号", to),
        ("结息方式", "按月结息，每月二十日为结息日"),
    )
    for k, (caption, value) in enumerate(rows, 1):
        y += 8
        y = sheet.paragraph(110, y, 400, f"（{k}）{caption}：{value}", leading=1.5)
    y = sheet.paragraph(
        76, y + 16, 445, "　　请贵司妥善安排资金，按约付息还本，并按合同约定用途使用借款。", leading=1.9
    )
    sheet.text(520, y + 50, lender, align="r")
    sheet.text(520, y + 76, padded(start), align="r")
    sheet.seal(450, y + 56, 46, lender[:12])
    given = {"receipt_number": number, "contract_number": contract, "borrower": borrower}
    return _receipt(sheet, fen, start, end, {"receipt_number": [None]}, **given, interest_rate=rate, account=to)


def _print(chance: random.Random) -> Made:
    """What a counter's printer writes into a preprinted voucher, without rules, two columns of captions."""
    borrower, lender = people(chance, 1)[0], CAST.branch(chance)
    fen, start = chance.randrange(30, 900) * 100_000, date(chance, 2024, 2026)
    end = later(start, chance.choice((12, 36, 60)))
    number, contract = digits(chance, 20, "9"), digits(chance, 17, "36")
    to, rate = digits(chance, 19, "6228"), chance.choice(("4.2000", "3.9500", "5.6000"))
    sheet = Sheet(9.2, "sans", (640, 330))
    sheet.text(320, 34, "个人贷款发放（贷转存）凭证", size=14, align="c")
    sheet.text(30, 58, f"机构：{lender}", size=8.4)
    sheet.text(610, 58, f"打印时间：{start:%Y/%m/%d} 15:{chance.randrange(10, 60)}:08", size=8.4, align="r")
    sheet.line(30, 66, 610, 66, colour=GREY)
    left = (
        ("客户名称", borrower),
        ("合同编号", contract),
        ("贷款金额", f"CNY {figures(fen)}"),
        ("起息日", f"{start:%Y/%m/%d}"),
        ("执行年利率", f"{rate}%"),
        ("还款方式", "等额本息"),
    )
    right = (
        ("客户号", digits(chance, 10, "1")),
        ("借据编号", number),
        ("贷款种类", "个人综合消费贷款"),
        ("到期日", f"{end:%Y/%m/%d}"),
        ("转入账号", to),
        ("扣款日", f"每月{start.day}日"),
    )
    for k, (one, two) in enumerate(zip(left, right, strict=True)):
        y = 92 + 24 * k
        sheet.text(30, y, f"{one[0]}：{one[1]}")
        sheet.text(320, y, f"{two[0]}：{two[1]}")
    sheet.text(30, 240, f"大写金额：人民币{words(fen)}")
    sheet.line(30, 256, 610, 256, colour=GREY)
    sheet.text(
        30,
        278,
        f"交易流水：{wide(digits(chance, 9))}　　柜员：{digits(chance, 6)}　　授权：{digits(chance, 6)}",
        size=8.4,
    )
    sheet.text(30, 300, "客户签名：", size=9)
    sheet.seal(560, 268, 30, "业务办讫章")
    given = {"receipt_number": number, "contract_number": contract, "borrower": borrower}
    return _receipt(sheet, fen, start, end, {}, **given, interest_rate=rate, account=to)


PAPERS = (
    Paper("loan-receipt3-wide-slip", "held", _wide_slip),
    Paper("loan-receipt3-iou-prose", "held", _iou),
    Paper("loan-receipt3-notice-letter", "held", _notice),
    Paper("loan-receipt3-counter-columns", "held", _print),
)
