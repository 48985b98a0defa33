"""Draws the lender's papers: contract, receipt, drawdown, orders to pay, suretyship, inspections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from unseen.contracts_press import Style
from unseen.drawing import BLUE, GREY
from unseen.values import digits, figures, padded, spread, words

from cases.cast import Party
from cases.model import Case, Loan, Payment
from cases.quick import Contract, Page

Drawn = tuple[str, str, bytes]
"""Key of the paper, its file, its bytes."""

TITLES = {
    "working_capital": "流动资金借款合同",
    "fixed_asset": "固定资产借款合同",
    "personal_business": "个人经营性借款合同",
    "personal_consumption": "个人消费借款合同",
}
_GENERAL = (
    "贷款人有权以账户分析、凭证查验、现场调查等方式核查借款资金的使用情况，借款人应予配合并如实提供资料。",
    "逾期借款的罚息利率在本合同借款利率基础上上浮50%，挪用借款的罚息利率上浮100%。",
    "本合同自双方签字或盖章之日起生效，至借款本息及相关费用全部清偿之日终止。",
    "本合同履行中发生争议的，双方协商解决；协商不成的，向贷款人住所地人民法院起诉。",
    "本合同一式三份，借款人执一份，贷款人执二份，具有同等法律效力。",
)


def loan_papers(case: Case) -> Iterator[Drawn]:
    """Draw all of them."""
    loan = case.loan
    yield "contract", "01合同/借款合同.pdf", contract(case, loan)
    for k, (day, fen) in enumerate(loan.draws, 1):
        yield f"receipt:{k}", f"01合同/借款借据{k}.pdf", receipt(case, loan, day, fen, k)
    yield "drawdown", "01合同/提款申请书.pdf", drawdown(case, loan)
    for payment in case.payments:
        if payment.entrusted:
            yield f"order:{payment.key}", f"01合同/受托支付委托书{payment.key[4:]}.pdf", order(case, loan, payment)
    for k, party in enumerate(loan.guarantors, 1):
        yield f"guarantee:{k}", f"02担保/保证合同{k}.pdf", guarantee(case, loan, party, k)
    for key, day, title in case.inspections:
        yield key, f"07贷后/{title}{day:%Y%m%d}.pdf", inspection(case, loan, day, title)


def contract(case: Case, loan: Loan) -> bytes:
    """Draw the loan contract: parties, filled terms, duties, general terms, signatures."""
    style = Style(face=("serif", "sans")[len(case.borrower.name) % 2], size=10.5, foot="- {page} -")
    p, b = Contract(style), case.borrower
    p.heading(TITLES[loan.kind], 20)
    p.space(14)
    p.paragraph(f"合同编号：{{ {loan.number} }}", align="right")
    p.space(8)
    code = "身份证号码" if b.is_person else "统一社会信用代码"
    p.paragraph(f"贷款人（甲方）：{{ {case.lender} }}")
    p.paragraph(f"借款人（乙方）：{{ {b.name} }}")
    p.paragraph(f"{code}：{{ {b.code} }}")
    if b.is_person:
        p.paragraph(f"联系电话：{{ 138{b.account[-8:]} }}")
    else:
        p.paragraph(f"住所：{{ {b.address} }}　法定代表人：{{ {b.head} }}")
    if case.payer is not b:
        p.paragraph(f"经营实体：{{ {case.payer.name} }}（经营者：{b.name}，统一社会信用代码：{case.payer.code}）")
    p.space(8)
    p.paragraph("乙方因资金需要向甲方申请借款，甲方经审查同意发放。双方经协商一致，订立本合同。", first=2)
    for number, text in enumerate(_terms(case, loan), 1):
        p.paragraph(f"第{_ordinal(number)}条　{text}")
    count = len(list(_terms(case, loan)))
    p.paragraph(f"第{_ordinal(count + 1)}条　乙方的承诺和义务")
    for k, clause in enumerate(loan.clauses, 1):
        p.paragraph(f"（{_ordinal(k)}）{clause}", first=2)
    if loan.schedule:
        p.paragraph(f"第{_ordinal(count + 2)}条　还款计划")
        rows = [("期次", "还款日期", "应还本金（元）")]
        rows += [(str(k), padded(day), figures(fen)) for k, (day, fen) in enumerate(loan.schedule, 1)]
        p.table(rows, (0.2, 0.4, 0.4))
    for k, text in enumerate(_GENERAL, count + (3 if loan.schedule else 2)):
        p.paragraph(f"第{_ordinal(k)}条　{text}")
    p.space(16)
    day = spread(loan.signed) if loan.signed else "　　年　月　日"
    sign = "签字" if b.is_person else "公章"
    p.beside(
        (f"甲方（公章）：{case.lender if loan.seals else ''}", "负责人或授权代理人：", f"签订日期：{day}"),
        (f"乙方（{sign}）：{b.name if loan.seals else ''}", "" if b.is_person else "法定代表人：", f"签订日期：{day}"),
    )
    if loan.seals:
        p.seal(case.lender[:14], 0.3, min(0.9, p.y / 842 - 0.05))
    return p.pdf_bytes()


def _terms(case: Case, loan: Loan) -> Iterator[str]:
    figure = f"人民币（大写）{{ {loan.words or words(loan.fen)} }}（小写：￥{{ {figures(loan.fen)} }}）"
    yield f"借款金额　甲方同意向乙方发放借款{figure}。"
    yield (
        f"借款期限　借款期限为{{ {loan.months} }}个月，自{{ {spread(loan.start)} }}起至{{ {spread(loan.end)} }}止。"
        "实际放款日以借款借据为准。"
    )
    if loan.purpose is not None:
        yield f"借款用途　本合同项下借款用于{{ {loan.purpose} }}。未经甲方书面同意，乙方不得改变借款用途。"
    if loan.with_rate:
        yield f"借款利率　本合同项下借款执行固定利率，年利率为{{ {loan.rate} }}%。每月20日为结息日，21日为付息日。"
    if loan.method == "mixed":
        yield (
            f"支付方式　单笔支付金额超过人民币{{ {(loan.threshold or 0) // 1_000_000} }}万元的，"
            "采用贷款人受托支付方式；其余借款资金由乙方自主支付。"
        )
    elif loan.method == "entrusted":
        yield "支付方式　本合同项下借款资金全部采用贷款人受托支付方式。"
    else:
        yield "支付方式　本合同项下借款资金采用借款人自主支付方式。"
    name, bank = case.borrower.name, case.lender
    yield f"放款账户　户名：{{ {name} }}，账号：{{ {loan.account} }}，开户行：{{ {bank} }}。"
    yield f"还款账户　户名：{{ {name} }}，账号：{{ {case.borrower.account} }}，开户行：{{ {bank} }}。"
    how = "按月付息，按还款计划分期归还本金" if loan.schedule else "按月付息，到期一次性归还本金"
    yield f"还款方式　{{ {how} }}。"
    if loan.guarantors:
        names = "、".join(g.name for g in loan.guarantors)
        yield f"担保　本合同项下债务由{{ {names} }}提供连带责任保证，并另行签订《保证合同》。"


def _ordinal(number: int) -> str:
    small = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{small[tens]}十") + (small[ones] if ones else "")


def receipt(case: Case, loan: Loan, day: dt.date, fen: int, number: int) -> bytes:
    """Draw the receipt for one disbursement."""
    name = loan.receipt_name or case.borrower.name
    sheet = Page(10, "sans", (595, 420))
    sheet.text(297, 50, "借　款　借　据", size=18, bold=True, align="c")
    sheet.text(50, 76, f"借款日期：{padded(day)}")
    sheet.text(545, 76, f"借据编号：JJ{loan.account[-6:]}{day:%y%m%d}{number:02d}", align="r")
    rows = [
        ["借款人名称", name, "借款合同编号", loan.number],
        ["放款账号", loan.receipt_account or loan.account, "贷款银行", case.lender],
        ["借款金额（大写）", words(fen), "小写", f"￥{figures(fen)}"],
        ["借款到期日", padded(loan.end), "年利率", f"{loan.rate}%"],
        ["借款用途", loan.purpose or "经营周转", "还款方式", "按月付息，到期还本"],
        [("兹借到上列款项，到期由本借款人归还。借款人（签章）：", 4)],
    ]
    y = sheet.grid(50, 86, [85, 185, 80, 145], rows, high=32)
    sheet.text(50, y + 20, "信贷主管：　　　　客户经理：　　　　会计：", size=9)
    if not case.borrower.is_person:
        sheet.seal(440, y - 20, 38, name[:14])
    return sheet.data()


def drawdown(case: Case, loan: Loan) -> bytes:
    """Draw the application with its payees."""
    fen = sum(part for _, part in loan.draws)
    day = min(d for d, _ in loan.draws)
    sheet = Page(10.5, "serif")
    sheet.text(297, 80, "提款申请书", size=20, bold=True, align="c")
    sheet.text(70, 120, f"致：{case.lender}")
    text = (
        f"　　根据贵我双方签订的编号为{loan.number}的《{TITLES[loan.kind]}》，现申请提款人民币（大写）{words(fen)}"
        f"（小写：￥{figures(fen)}），用于{loan.purpose or '经营周转'}，借款资金拟支付给下列收款人："
    )
    y = sheet.paragraph(70, 148, 455, text)
    head = ["序号", "收款人名称", "收款账号", "金额（元）", "支付方式"]
    named = [p for p in case.payments if p.trade is not None]
    rows = []
    for k, p in enumerate(named, 1):
        assert p.trade is not None  # noqa: S101  for the reader
        how = "受托支付" if p.entrusted else "自主支付"
        rows.append([str(k), p.trade.seller.name, p.trade.seller.account, figures(-p.row.fen), how])
    y = sheet.grid(70, y, [34, 170, 130, 75, 50], [head, *rows], aligns="cllrc", size=8.5)
    y = sheet.paragraph(70, y + 25, 455, "　　本借款人承诺上述资金严格按照约定用途使用，并接受贵行的监督检查。")
    sheet.text(520, y + 30, f"借款人（签章）：{case.borrower.name}", align="r")
    sheet.text(520, y + 56, spread(day - dt.timedelta(1)), align="r")
    return sheet.data()


def order(case: Case, loan: Loan, payment: Payment) -> bytes:
    """Draw the order by which the lender pays one seller."""
    payee = payment.order or payment.row.party
    assert payee is not None  # noqa: S101  an order names its payee
    fen = -payment.row.fen
    sheet = Page(11, "sans")
    sheet.text(297, 80, "贷款资金受托支付委托书", size=17, bold=True, align="c")
    rows = [
        ["委托人（借款人）", case.borrower.name],
        ["借款合同编号", loan.number],
        ["支付金额", f"人民币{words(fen)}　￥{figures(fen)}"],
        ["收款人户名", payee.name],
        ["收款人账号", payee.account],
        ["收款人开户银行", payee.bank],
        ["支付用途", payment.row.remark],
    ]
    y = sheet.grid(70, 100, [120, 335], rows, high=34)
    text = "　　本委托人授权贵行在借款发放后将上述款项直接划付至收款人账户。"
    y = sheet.paragraph(70, y + 30, 455, text)
    sheet.text(330, y + 30, "委托人签章：")
    sheet.text(330, y + 58, f"日期：{spread(payment.row.day)}")
    if not case.borrower.is_person:
        sheet.seal(440, y + 40, 42, case.borrower.name[:14])
    return sheet.data()


def guarantee(case: Case, loan: Loan, party: Party, number: int) -> bytes:
    """Draw a suretyship for the loan."""
    debtor = case.borrower.name
    sheet = Page(11.5, "serif")
    sheet.text(297, 90, "保　证　合　同", size=20, bold=True, align="c")
    sheet.text(515, 120, f"合同编号：{loan.number.replace('字第', f'保字第{number}')}", align="r")
    y = 155.0
    for caption, name in (("保证人（甲方）", party.name), ("债权人（乙方）", case.lender)):
        sheet.text(80, y, f"{caption}：{name}")
        y += 24
    if not party.is_person:
        sheet.text(80, y, f"甲方法定代表人：{party.head}　住所：{party.address}")
        y += 24
    text = (
        f"　　为确保{debtor}（以下称债务人）与乙方签订的编号为{loan.number}的《{TITLES[loan.kind]}》"
        "（以下称主合同）的履行，甲方自愿为主合同项下债务提供保证，双方订立本合同。"
    )
    y = sheet.paragraph(80, y, 435, text)
    for clause in (
        f"第一条　主合同项下的借款金额为人民币{words(loan.fen)}（小写：{figures(loan.fen)}元）。",
        "第二条　保证方式为连带责任保证。债务人到期未履行债务的，乙方有权直接要求甲方承担保证责任。",
        "第三条　保证范围包括主债权本金、利息、罚息、违约金及实现债权的费用。",
        "第四条　保证期间为主合同约定的债务履行期限届满之日起三年。",
    ):
        y = sheet.paragraph(80, y + 6, 435, "　　" + clause)
    sheet.text(80, y + 40, f"甲方（签章）：{party.name}")
    sheet.text(320, y + 40, "乙方（公章）：")
    sheet.text(80, y + 70, f"签订日期：{spread(loan.signed or loan.start)}")
    sheet.seal(400, y + 40, 42, case.lender[:14])
    return sheet.data()


def inspection(case: Case, loan: Loan, day: dt.date, title: str) -> bytes:
    """Draw the report of an inspection."""
    draw = loan.draws[0]
    sheet = Page(10, "sans")
    sheet.text(297, 70, f"贷后检查报告（{title}）", size=16, bold=True, align="c")
    how = {"mixed": "受托支付、自主支付", "entrusted": "受托支付", "self": "自主支付"}[loan.method]
    rows = [
        ["借款人", case.borrower.name, "检查日期", padded(day)],
        ["放款日期", padded(draw[0]), "贷款金额", f"{figures(draw[1])}元"],
        ["借款合同编号", loan.number, "支付方式", how],
        ["约定用途", (loan.purpose or "", 3)],
        ["资金使用情况", ("经查阅合同、发票、支付凭证和账户流水，借款资金已按约定支付，未发现挪用。", 3)],
        ["经营及财务状况", ("经营正常，收入稳定，账户往来与经营规模相符，未发现重大不利变化。", 3)],
        ["担保情况", ("担保人代偿能力未发生变化。" if loan.guarantors else "信用方式，无担保。", 3)],
        ["检查结论", ("借款用途合规，未发现风险预警信号，维持正常类，继续按计划检查。", 3)],
        ["检查人", case.cast.chance.choice(("施晓棠、殷志文", "翟国安、陶敏")), "检查方式", "现场检查"],
    ]
    y = sheet.grid(50, 90, [90, 190, 80, 135], rows, high=34)
    sheet.text(50, y + 24, f"编号：DH{digits(case.cast.chance, 8)}", colour=GREY, size=8.5)
    sheet.line(50, y + 34, 545, y + 34, colour=BLUE)
    return sheet.data()
