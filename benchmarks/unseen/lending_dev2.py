"""A bank's own forms around one loan, of the part that nobody looks at."""

from __future__ import annotations

import random
from typing import Any

from unseen.drawing import BLUE, GREY, LANDSCAPE, RED, Sheet
from unseen.made import Made, Paper
from unseen.values import DEV2, bare, chinese, date, digits, figures, money, padded, shares, spread, truth, wide, words


def _made(sheet: Sheet, doc_type: str, accept: dict[str, list[Any]] | None = None, **given: Any) -> Made:
    return Made(sheet.data(), ".pdf", truth(doc_type, given, accept))


def _number(chance: random.Random) -> str:
    return f"丰泽流贷（{chance.randrange(2023, 2027)}）{digits(chance, 4)}号"


def _receipt_wide(chance: random.Random) -> Made:
    """A landscape receipt filled in blue, captions over their values."""
    borrower, number, day = DEV2.firm(chance), _number(chance), date(chance)
    fen, due = money(chance, 500_000, 30_000_000, 1_000_000), day.replace(year=day.year + 2, day=min(day.day, 28))
    rate, account, receipt = (
        f"{chance.randrange(300, 590) / 100:.2f}",
        digits(chance, 17, "9"),
        digits(chance, 13, "35"),
    )
    sheet = Sheet(11, "serif", LANDSCAPE)
    sheet.text(421, 70, f"{DEV2.branch(chance)}", size=14, align="c")
    sheet.text(421, 98, "借款凭证（代借据）", size=18, bold=True, align="c")
    rows = [
        ["借据编号", "借款合同编号", "借款人（户名）", "结算账号"],
        [receipt, number, borrower, account],
        ["起息日", "到期日", "利率（年）", "借款金额"],
        [f"{day:%Y.%m.%d}", f"{due:%Y.%m.%d}", f"{rate}％", f"¥{figures(fen)}"],
        [f"金额大写：人民币{words(fen, yuan='圆')}"[:60], ("", 3)],
    ]
    rows[-1] = [(f"金额大写：人民币{words(fen, yuan='圆')}", 4)]
    y = sheet.grid(60, 120, [160, 190, 200, 170], rows, high=34, aligns="cccc", colour=BLUE)
    y = sheet.paragraph(60, y + 28, 700, "借款人确认已收到上述借款，并承诺按照借款合同约定按期足额归还本息。")
    sheet.text(60, y + 20, "借款人（预留印鉴）　　　　　　　　　　　经办行（业务公章）")
    sheet.seal(180, y + 40, 45, borrower)
    return _made(
        sheet,
        "loan_receipt",
        receipt_number=receipt,
        contract_number=number,
        borrower=borrower,
        amount=bare(fen),
        disbursement_date=day.isoformat(),
        due_date=due.isoformat(),
        interest_rate=rate,
        account=account,
    )


def _receipt_words(chance: random.Random) -> Made:
    """A small lender's receipt in sentences, no number of its own."""
    borrower, number, day = DEV2.person(chance), f"HT{digits(chance, 8)}", date(chance)
    fen, due = money(chance, 20_000, 600_000, 1_000_000), day.replace(year=day.year + 1, day=min(day.day, 28))
    rate, account = f"{chance.randrange(70, 140) / 10:.1f}", digits(chance, 19, "62")
    sheet = Sheet(13, "serif")
    sheet.text(297, 110, "借　据", size=24, bold=True, align="c")
    text = (
        f"　　借款人{borrower}依据编号{number}的借款合同，今借到泉州佰川小额贷款有限公司"
        f"人民币{words(fen)}（￥{figures(fen)}），"
        f"借款期限自{spread(day)}至{spread(due)}，年利率为{rate}%，款项划入借款人账户{account}。"
    )
    y = sheet.paragraph(85, 160, 425, text, leading=2.1)
    sheet.text(330, y + 40, f"借款人（签名）：{borrower}")
    sheet.text(330, y + 70, spread(day))
    return _made(
        sheet,
        "loan_receipt",
        contract_number=number,
        borrower=borrower,
        amount=bare(fen),
        disbursement_date=day.isoformat(),
        due_date=due.isoformat(),
        interest_rate=rate,
        account=account,
    )


def _receipt_notice(chance: random.Random) -> Made:
    """An office's order to pay out a loan, two columns of rows."""
    borrower, number, day = DEV2.firm(chance), _number(chance), date(chance)
    fen = money(chance, 500_000, 30_000_000, 100_000)
    account, receipt = digits(chance, 18, "9"), f"FK-{digits(chance, 9)}"
    daily = chance.randrange(10, 16) / 10
    sheet = Sheet(10.5, "sans")
    sheet.text(297, 90, "放 款 通 知 书", size=18, bold=True, align="c")
    rows = [
        ["通知书编号", receipt],
        ["借款人", borrower],
        ["合同编号", number],
        ["放款金额（元）", figures(fen)],
        ["放款日期", padded(day)],
        ["日利率", f"万分之{('一' if daily < 1.05 else '')}" if daily < 1.05 else f"{daily / 100:.3f}%"],
        ["放款账户", account],
        ["审批意见", "同意放款"],
    ]
    sheet.grid(80, 110, [130, 305], rows, high=30, colour=GREY)
    sheet.text(80, 400, f"经办：{DEV2.person(chance)}　　复核：{DEV2.person(chance)}")
    rate = "3.6" if daily < 1.05 else f"{daily * 3.6:.3f}".rstrip("0").rstrip(".")
    return _made(
        sheet,
        "loan_receipt",
        {"interest_rate": [f"{float(rate):.2f}"], "receipt_number": [receipt, None]},
        receipt_number=receipt,
        contract_number=number,
        borrower=borrower,
        amount=bare(fen),
        disbursement_date=day.isoformat(),
        interest_rate=rate,
        account=account,
    )


def _drawdown(chance: random.Random) -> Made:
    """A form with boxes to tick and payees one below the other."""
    borrower, number, day = DEV2.firm(chance), _number(chance), date(chance)
    count = chance.randrange(1, 4)
    parts = [part * 10_000 for part in shares(chance, money(chance, 1_000_000, 20_000_000, 1_000_000) // 10_000, count)]
    fen, purpose = sum(parts), chance.choice(("支付刹车片采购货款", "购买玉米种子", "支付混凝土款"))
    names = DEV2.firms(chance, count)
    payees = [
        {"name": n, "account": digits(chance, 16, "8"), "amount": bare(p)} for n, p in zip(names, parts, strict=True)
    ]
    sheet = Sheet(10, "sans")
    sheet.text(297, 70, "支 用 申 请 书", size=18, bold=True, align="c")
    rows = [
        ["申请人", (borrower, 3)],
        ["借款合同号", number, "申请日期", f"{day:%Y-%m-%d}"],
        ["申请支用金额", f"¥{figures(fen)}", "大写", words(fen)],
        ["具体用途", (purpose, 3)],
        ["支付方式", ("■受托支付　□自主支付", 3)],
    ]
    y = sheet.grid(50, 90, [80, 175, 70, 170], rows, high=30)
    head = ["交易对手户名", "交易对手账号", "支付金额"]
    listed = [[p["name"], p["account"], figures(part)] for p, part in zip(payees, parts, strict=True)]
    y = sheet.grid(50, y, [230, 150, 115], [head, *listed], high=26, aligns="ccr")
    y = sheet.paragraph(
        50, y + 24, 495, "申请人声明：所提供的交易资料真实、合法、有效，支用款项不用于法律法规禁止的用途。"
    )
    sheet.text(60, y + 24, "申请人（盖章）：　　　　　　法定代表人或授权代理人（签字）：")
    sheet.seal(130, y + 40, 42, borrower)
    return _made(
        sheet,
        "drawdown_application",
        contract_number=number,
        borrower=borrower,
        amount=bare(fen),
        date=day.isoformat(),
        purpose=purpose,
        payees=payees,
    )


def _drawdown_short(chance: random.Random) -> Made:
    """A short letter without payees."""
    borrower, number, day = DEV2.firm(chance), _number(chance), date(chance)
    fen = money(chance, 500_000, 9_000_000, 1_000_000)
    sheet = Sheet(12.5, "serif")
    sheet.text(297, 100, "用款申请", size=20, bold=True, align="c")
    text = (
        f"　　{borrower}（借款人）与贵行签有{number}借款合同。按照合同约定，我公司拟于近日提取借款，"
        f"金额为人民币{figures(fen)}元，大写{words(fen)}，资金用途：补充日常经营周转。"
    )
    y = sheet.paragraph(80, 150, 435, text, leading=2)
    y = sheet.paragraph(80, y, 435, "　　特此申请，请予批准。", leading=2)
    sheet.text(515, y + 40, f"申请单位：{borrower}", align="r")
    sheet.text(515, y + 68, f"申请日期：{spread(day)}", align="r")
    return _made(
        sheet,
        "drawdown_application",
        contract_number=number,
        borrower=borrower,
        amount=bare(fen),
        date=day.isoformat(),
        purpose="补充日常经营周转",
    )


def _entrusted(chance: random.Random) -> Made:
    """A landscape application for entrusted payment, its payee in a row of a table."""
    borrower, payee = DEV2.firms(chance, 2)
    number, day, fen = _number(chance), date(chance), money(chance, 300_000, 9_000_000)
    account, bank, purpose = (
        digits(chance, 18, "6"),
        DEV2.branch(chance),
        chance.choice(("原料款", "支付广告费", "支付检测费")),
    )
    sheet = Sheet(10.5, "sans", LANDSCAPE)
    sheet.text(421, 64, "受托支付申请书", size=18, bold=True, align="c", colour=RED)
    sheet.text(60, 96, f"借款人全称：{borrower}")
    sheet.text(480, 96, f"借款合同编号：{number}")
    rows = [
        ["收款人名称", "收款人账号", "收款人开户行", "支付金额（元）", "用途"],
        [payee, account, bank, figures(fen), purpose],
    ]
    y = sheet.grid(60, 108, [190, 140, 170, 110, 110], rows, high=34, aligns="ccccc")
    y = sheet.grid(60, y, [190, 530], [["支付金额大写", words(fen)]], high=30)
    y = sheet.paragraph(60, y + 26, 700, "兹申请贵行将上述贷款资金通过借款人账户支付给符合约定用途的借款人交易对象。")
    sheet.text(60, y + 24, f"借款人签章：　　　　　　　　　　　　申请日期：{padded(day)}")
    sheet.seal(160, y + 30, 42, borrower)
    return _made(
        sheet,
        "entrusted_payment_order",
        contract_number=number,
        borrower=borrower,
        amount=bare(fen),
        date=day.isoformat(),
        payee_name=payee,
        payee_account=account,
        payee_bank=bank,
        purpose=purpose,
    )


def _entrusted_letter(chance: random.Random) -> Made:
    """A power to pay, numbered lines, full-width figures."""
    borrower, payee = DEV2.firms(chance, 2)
    number, day, fen = f"GD-{digits(chance, 8)}", date(chance), money(chance, 300_000, 9_000_000, 100_000)
    account, bank = digits(chance, 16, "5"), DEV2.branch(chance)
    sheet = Sheet(11.5, "serif")
    sheet.text(297, 90, "贷款支付授权委托书", size=18, bold=True, align="c")
    lines = (
        f"授权人：{borrower}",
        f"被授权人：{DEV2.branch(chance)}",
        f"一、所依据的借款合同：{number}",
        f"二、委托支付金额：人民币{words(fen)}（{wide(figures(fen))}元）",
        f"三、收款单位：{payee}",
        f"四、收款账号：{account}",
        f"五、开户银行：{bank}",
        "六、款项用途：支付医疗器械采购款",
    )
    for k, line in enumerate(lines):
        sheet.text(80, 135 + 28 * k, line)
    y = sheet.paragraph(80, 370, 435, "　　上述委托不可撤销，自授权人盖章之日起生效。")
    sheet.text(515, y + 30, "授权人（公章）", align="r")
    sheet.text(515, y + 58, chinese(day), align="r")
    sheet.seal(430, y + 40, 46, borrower)
    return _made(
        sheet,
        "entrusted_payment_order",
        contract_number=number,
        borrower=borrower,
        amount=bare(fen),
        date=day.isoformat(),
        payee_name=payee,
        payee_account=account,
        payee_bank=bank,
        purpose="支付医疗器械采购款",
    )


def _inspection(chance: random.Random) -> Made:
    """A form that ends in opinions of two persons."""
    borrower, day, inspector = DEV2.firm(chance), date(chance), DEV2.person(chance)
    conclusion = chance.choice(("未发现挪用情况，风险可控。", "企业经营基本正常，应收账款有所上升，需加强监测。"))
    sheet = Sheet(10, "sans")
    sheet.text(297, 66, "日 常 贷 后 检 查 报 告", size=16, bold=True, align="c")
    sheet.text(60, 90, f"检查时间：{spread(day)}")
    sheet.text(535, 90, f"检查人员：{inspector}", align="r")
    rows = [
        ["客户名称", borrower],
        ["贷款余额", f"{chance.randrange(100, 5000)}.00万元"],
        ["检查方式", "现场走访、账户流水分析"],
        ["经营状况", "厂区正常生产，工人约一百二十人，产成品库存处于合理区间，近三个月用电量平稳。"],
        ["财务状况", "资产负债率较年初下降，现金流可以覆盖当期利息支出。"],
        ["结论及建议", conclusion],
        ["审核意见", "同意检查意见。"],
    ]
    sheet.grid(60, 100, [80, 395], rows, high=40)
    return _made(
        sheet, "inspection_report", date=day.isoformat(), borrower=borrower, inspector=inspector, conclusion=conclusion
    )


def _inspection_letter(chance: random.Random) -> Made:
    """A written report with its particulars in a list at its head."""
    borrower, day, inspector = DEV2.firm(chance), date(chance), DEV2.person(chance)
    conclusion = "该笔贷款用途真实，还款来源有保障，建议按正常类贷款管理。"
    sheet = Sheet(11, "serif")
    sheet.text(297, 80, "贷后跟踪检查报告", size=17, bold=True, align="c")
    for k, line in enumerate((f"被检查单位：{borrower}", f"检查日期：{chinese(day)}", f"检查人：{inspector}")):
        sheet.text(80, 118 + 24 * k, line)
    parts = (
        ("（一）贷款用途核查", "抽查了三笔大额支出，均有购销合同、入库单和发票佐证。"),
        ("（二）企业经营核查", "上半年实现销售收入同比增长，主要客户结构稳定，未见停产迹象。"),
        ("（三）抵押物核查", "抵押厂房使用正常，未发现转移、出租或者毁损的情况。"),
        ("（四）综合结论", conclusion),
    )
    y = 205.0
    for caption, text in parts:
        sheet.text(80, y, caption, bold=True)
        y = sheet.paragraph(80, y + 22, 435, "　　" + text) + 8
    return _made(
        sheet, "inspection_report", date=day.isoformat(), borrower=borrower, inspector=inspector, conclusion=conclusion
    )


PAPERS = (
    Paper("loan-receipt-wide", "dev", _receipt_wide),
    Paper("loan-receipt-words", "dev", _receipt_words),
    Paper("loan-receipt-order", "dev", _receipt_notice),
    Paper("drawdown-form", "dev", _drawdown),
    Paper("drawdown-short", "dev", _drawdown_short),
    Paper("entrusted-table", "dev", _entrusted),
    Paper("entrusted-list", "dev", _entrusted_letter),
    Paper("inspection-opinions", "dev", _inspection),
    Paper("inspection-parts", "dev", _inspection_letter),
)
