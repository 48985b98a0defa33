"""A bank's own forms around one loan, of the part that may be looked at."""

from __future__ import annotations

import random
from typing import Any

from unseen.drawing import BLUE, GREY, Sheet
from unseen.made import Made, Paper
from unseen.values import DEV, bare, chinese, date, digits, figures, money, padded, shares, spread, truth, words


def _made(sheet: Sheet, doc_type: str, accept: dict[str, list[Any]] | None = None, **given: Any) -> Made:
    return Made(sheet.data(), ".pdf", truth(doc_type, given, accept))


def _number(chance: random.Random) -> str:
    return f"{chance.randrange(2023, 2027)}年柯桥字第{digits(chance, 5)}号"


def _receipt_table(chance: random.Random) -> Made:
    """A ruled receipt for a loan, rate by the year."""
    borrower, number, day = DEV.firm(chance), _number(chance), date(chance)
    fen, due = money(chance, 200_000, 20_000_000, 1_000_000), day.replace(year=day.year + 1, day=min(day.day, 28))
    rate, account, receipt = (
        f"{chance.randrange(310, 620) / 100:.2f}",
        digits(chance, 19, "62"),
        f"JJ{digits(chance, 12)}",
    )
    bank = DEV.branch(chance)
    sheet = Sheet(10, "sans", (595, 420))
    sheet.text(297, 50, "借 款 借 据", size=18, bold=True, align="c")
    sheet.text(50, 76, f"借款日期：{padded(day)}")
    sheet.text(545, 76, f"借据编号：{receipt}", align="r")
    rows = [
        ["借款单位名称", borrower, "借款合同编号", number],
        ["放款账号", account, "贷款银行", bank],
        ["借款金额（大写）", words(fen), "小写", f"￥{figures(fen)}"],
        ["借款到期日", padded(due), "年利率", f"{rate}%"],
        ["借款用途", "购原材料", "还款方式", "按月付息，到期还本"],
        [("兹向贵行借到上列款项，到期由我单位归还。借款单位（签章）：", 4)],
    ]
    y = sheet.grid(50, 86, [85, 185, 80, 145], rows, high=32)
    sheet.text(50, y + 20, "信贷主管：　　　　客户经理：　　　　会计：", size=9)
    sheet.seal(440, y - 20, 40, borrower)
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


def _receipt_slip(chance: random.Random) -> Made:
    """A program's notice of paying out, captions without rules, rate by the month."""
    borrower, number, day = DEV.person(chance), f"NH-{digits(chance, 9)}", date(chance)
    fen, months = money(chance, 10_000, 500_000, 100_000), chance.choice((6, 12))
    due = day.replace(year=day.year + 1, day=min(day.day, 28)) if months == 12 else None
    monthly = chance.randrange(30, 70) / 10
    account, receipt = digits(chance, 19, "62"), digits(chance, 15, "10")
    sheet = Sheet(11, "serif")
    sheet.text(297, 90, f"{DEV.branch(chance)}", size=14, align="c")
    sheet.text(297, 118, "贷款发放凭证", size=18, bold=True, align="c")
    items = [
        ("借据号", receipt),
        ("合同号", number),
        ("客户名称", borrower),
        ("发放金额", f"人民币{figures(fen)}元"),
        ("发放日", f"{day:%Y/%m/%d}"),
        ("到期日", f"{due:%Y/%m/%d}" if due else ""),
        ("执行月利率", f"{monthly:.1f}‰"),
        ("入账账号", account),
    ]
    for k, (caption, value) in enumerate(items):
        x, y = 70 + 250 * (k % 2), 165 + 32 * (k // 2)
        sheet.text(x, y, caption, colour=GREY)
        sheet.text(x + 75, y, value)
    sheet.text(70, 320, f"打印时间：{day:%Y-%m-%d} 16:20:1{chance.randrange(10)}　柜员号：{digits(chance, 5)}", size=9)
    return _made(
        sheet,
        "loan_receipt",
        receipt_number=receipt,
        contract_number=number,
        borrower=borrower,
        amount=bare(fen),
        disbursement_date=day.isoformat(),
        due_date=due.isoformat() if due else None,
        interest_rate=f"{monthly * 1.2:.2f}",
        account=account,
    )


def _drawdown(chance: random.Random) -> Made:
    """A drawdown form: particulars, then a table of payees with its sum."""
    borrower, number, day = DEV.firm(chance), _number(chance), date(chance)
    count = chance.randrange(1, 4)
    parts = [part * 10_000 for part in shares(chance, money(chance, 1_000_000, 9_000_000, 1_000_000) // 10_000, count)]
    purpose = chance.choice(("采购涤纶丝及辅料", "支付设备款", "归集采购大豆油"))
    payees = [
        {"name": f, "account": digits(chance, 18, "3"), "amount": bare(p)}
        for f, p in zip(DEV.firms(chance, count), parts, strict=True)
    ]
    sheet = Sheet(10.5, "serif")
    sheet.text(297, 80, "提款申请书", size=20, bold=True, align="c")
    sheet.text(70, 120, f"致：{DEV.branch(chance)}")
    fen = sum(parts)
    text = (
        f"　　根据我司与贵行签订的编号为{number}的《流动资金借款合同》，现申请提款人民币（大写）{words(fen)}"
        f"（小写：￥{figures(fen)}），用于{purpose}，请将款项支付至下列收款人："
    )
    y = sheet.paragraph(70, 148, 455, text)
    head = ["序号", "收款人名称", "收款账号", "开户行", "金额（元）"]
    rows = [
        [str(k + 1), p["name"], p["account"], DEV.branch(chance)[:9], figures(part)]
        for k, (p, part) in enumerate(zip(payees, parts, strict=True))
    ]
    y = sheet.grid(
        70, y, [34, 150, 115, 86, 70], [head, *rows, ["", "合计", "", "", figures(fen)]], aligns="clclr", size=8.5
    )
    y = sheet.paragraph(70, y + 25, 455, "　　我司承诺上述资金严格按照约定用途使用，并接受贵行的监督检查。")
    sheet.text(520, y + 30, f"借款人（公章）：{borrower}", align="r")
    sheet.text(520, y + 56, chinese(day), align="r")
    sheet.seal(430, y + 35, 45, borrower)
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


def _entrusted(chance: random.Random) -> Made:
    """A form of two columns for paying one seller on the borrower's order."""
    borrower, payee = DEV.firms(chance, 2)
    number, day, fen = _number(chance), date(chance), money(chance, 300_000, 9_000_000, 100_000)
    purpose, account, bank = (
        chance.choice(("货款", "采购水泵", "工程预付款")),
        digits(chance, 18, "6"),
        DEV.branch(chance),
    )
    sheet = Sheet(11, "sans")
    sheet.text(297, 80, "贷款资金受托支付委托书", size=17, bold=True, align="c")
    rows = [
        ["委托人（借款人）", borrower],
        ["借款合同编号", number],
        ["支付金额", f"人民币{words(fen)}　￥{figures(fen)}"],
        ["收款人户名", payee],
        ["收款人账号", account],
        ["收款人开户银行", bank],
        ["支付用途", purpose],
    ]
    y = sheet.grid(70, 100, [120, 335], rows, high=34)
    y = sheet.paragraph(
        70, y + 30, 455, "　　本单位授权贵行在贷款发放后将上述款项直接划付至收款人账户，由此产生的责任由本单位承担。"
    )
    sheet.text(330, y + 30, "委托人签章：")
    sheet.text(330, y + 58, f"日期：{spread(day)}")
    sheet.seal(440, y + 40, 45, borrower)
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


def _entrusted_words(chance: random.Random) -> Made:
    """An order to pay in one sentence."""
    borrower, payee = DEV.firms(chance, 2)
    number, day, fen = f"LD{digits(chance, 10)}", date(chance), money(chance, 300_000, 9_000_000, 100_000)
    account, bank = digits(chance, 17, "1"), DEV.branch(chance)
    sheet = Sheet(12, "serif")
    sheet.text(297, 100, "委托支付通知", size=18, bold=True, align="c")
    sheet.text(80, 140, f"{DEV.branch(chance)}：")
    text = (
        f"　　我单位在{number}号借款合同项下的借款{figures(fen)}元（大写：{words(fen)}）已具备支付条件，"
        "请贵行按受托支付方式办理，收款信息如下："
    )
    y = sheet.paragraph(80, 168, 435, text, leading=1.9)
    for caption, value in (("户　名", payee), ("账　号", account), ("开户行", bank), ("用　途", "支付瓦楞纸箱货款")):
        sheet.text(104, y + 4, f"{caption}：{value}")
        y += 24
    sheet.text(515, y + 40, borrower, align="r")
    sheet.text(515, y + 66, padded(day), align="r")
    sheet.seal(450, y + 45, 48, borrower)
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
        purpose="支付瓦楞纸箱货款",
    )


def _inspection(chance: random.Random) -> Made:
    """A form of a check after paying out."""
    borrower, day, inspector = DEV.firm(chance), date(chance), DEV.person(chance)
    conclusion = chance.choice(
        ("资金按约定用途使用，未发现异常，建议正常管理。", "借款人经营正常，第一还款来源充足，可继续维持授信。")
    )
    sheet = Sheet(10, "serif")
    sheet.text(297, 70, "贷款用途首次检查表", size=17, bold=True, align="c")
    rows = [
        ["借款人名称", borrower, "检查日期", padded(day)],
        ["贷款金额", f"{chance.randrange(50, 900)}万元", "支付方式", "受托支付"],
        ["约定用途", "采购原料", "实际用途", "采购原料"],
        ["资金使用情况说明", ("贷款发放当日划付至供应商账户，已查验购销合同及增值税发票，货物已入库。", 3)],
        ["是否存在风险预警信号", ("□是　■否", 3)],
        ["检查结论", (conclusion, 3)],
        ["检查人", inspector, "复核人", DEV.person(chance)],
    ]
    sheet.grid(60, 90, [95, 165, 75, 140], rows, high=36, colour=BLUE)
    return _made(
        sheet, "inspection_report", date=day.isoformat(), borrower=borrower, inspector=inspector, conclusion=conclusion
    )


def _inspection_report(chance: random.Random) -> Made:
    """A report in numbered parts, signed at its end."""
    borrower, day, inspector = DEV.firm(chance), date(chance), DEV.person(chance)
    conclusion = "借款人生产经营稳定，贷款风险总体可控，风险分类维持正常类。"
    sheet = Sheet(11.5, "serif")
    sheet.text(297, 90, f"关于{borrower}的贷后检查报告", size=15, bold=True, align="c")
    parts = (
        f"一、基本情况。{borrower}在我行有流动资金贷款余额{chance.randrange(100, 3000)}万元，由关联企业提供保证。",
        "二、资金使用情况。经核查流水及发票，贷款资金用于采购，与合同约定相符。",
        "三、生产经营情况。企业开工率约八成，订单较去年同期略有增长，存货周转正常。",
        "四、担保情况。保证人财务状况良好，具备代偿能力。",
        f"五、检查结论：{conclusion}",
    )
    y = 130.0
    for part in parts:
        y = sheet.paragraph(80, y, 435, "　　" + part, leading=1.9)
    sheet.text(515, y + 30, f"检查人员：{inspector}", align="r")
    sheet.text(515, y + 56, chinese(day), align="r")
    return _made(
        sheet, "inspection_report", date=day.isoformat(), borrower=borrower, inspector=inspector, conclusion=conclusion
    )


def _receipt_sentence(chance: random.Random) -> Made:
    """A receipt for a loan in one sentence."""
    borrower, number, day = DEV.firm(chance), _number(chance), date(chance)
    fen, due = money(chance, 200_000, 9_000_000, 1_000_000), day.replace(year=day.year + 1, day=min(day.day, 28))
    rate, account = f"{chance.randrange(310, 620) / 100:.2f}", digits(chance, 19, "62")
    sheet = Sheet(12, "serif")
    sheet.text(297, 100, "借款借据", size=20, bold=True, align="c")
    text = (
        f"　　根据{number}《小企业借款合同》，{borrower}向{DEV.branch(chance)}借款"
        f"人民币{words(fen)}（小写￥{figures(fen)}），"
        f"放款日{padded(day)}，到期日{padded(due)}，执行年利率{rate}%，款项转入账号{account}。"
    )
    y = sheet.paragraph(80, 150, 435, text, leading=2)
    sheet.text(515, y + 40, f"借款人（盖章）：{borrower}", align="r")
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


def _entrusted_power(chance: random.Random) -> Made:
    """A power of attorney by which a bank pays a seller."""
    borrower, payee = DEV.firms(chance, 2)
    number, day, fen = f"XW{digits(chance, 9)}", date(chance), money(chance, 300_000, 9_000_000, 100_000)
    account, bank, purpose = digits(chance, 17, "2"), DEV.branch(chance), "采购轴承"
    sheet = Sheet(11.5, "sans")
    sheet.text(297, 90, "支付授权书", size=18, bold=True, align="c")
    lines = (
        f"授权单位：{borrower}",
        f"借款合同编号：{number}",
        f"授权支付金额：{figures(fen)}元（{words(fen)}）",
        f"收款户名：{payee}",
        f"收款账号：{account}",
        f"收款行：{bank}",
        f"用途：{purpose}",
    )
    for k, line in enumerate(lines):
        sheet.text(80, 130 + 26 * k, line)
    y = sheet.paragraph(80, 330, 435, "　　请贵行从我单位贷款账户中将上述款项受托支付给收款人。")
    sheet.text(515, y + 30, padded(day), align="r")
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


PAPERS = (
    Paper("loan-receipt-table", "dev", _receipt_table),
    Paper("loan-receipt-notice", "dev", _receipt_slip),
    Paper("drawdown-letter", "dev", _drawdown),
    Paper("entrusted-form", "dev", _entrusted),
    Paper("entrusted-letter", "dev", _entrusted_words),
    Paper("loan-receipt-sentence", "dev", _receipt_sentence),
    Paper("entrusted-power", "dev", _entrusted_power),
    Paper("inspection-form", "dev", _inspection),
    Paper("inspection-report", "dev", _inspection_report),
)
