"""The papers of the case *personal*, drawn page by page with their true values."""

# ruff: noqa: E501  (one row of the story, one field of a form is one line)
from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import zxingcpp
from PIL import Image

import stamps
from invent import Party, words, yuan
from paper import Cell, F, Paper, U
from personal_story import (
    AS_OF,
    BORROWER,
    BORROWER_ID,
    BROKER,
    CARD,
    CONTRACT_NUMBER,
    DECORATOR,
    DEVELOPER,
    END,
    LENDER,
    LOAN,
    OPENING,
    RECEIPT_NUMBER,
    SIGNED,
    SPOUSE,
    SPOUSE_ID,
    START,
    TILES,
    card_rows,
    day,
)
from truth import Record, money

D = Decimal
HALF = (595.28, 397.0)
"""Half a sheet, lying: slips, receipts and digital invoices are printed on it."""


def han(iso: str) -> str:
    """Return ``2026年1月8日``."""
    date = day(iso)
    return f"{date.year}年{date.month}月{date.day}日"


def loan_contract(file: Path, source: str) -> Record:
    """Draw the loan contract: a form with boxes to tick, filled in by machine."""
    paper = Paper(file, source=source, font="song", size=10.5, producer="iLoan Form Engine 5.1")
    record = paper.begin("loan_contract")
    paper.page()
    paper.text(297.6, 62, "杭城商业银行个人消费借款合同", font="hei", size=17, align="center")
    paper.text(535, 94, ["合同编号：", F("contract_number", CONTRACT_NUMBER)], align="right")
    y = paper.table(
        60,
        118,
        [86, 150, 86, 153],
        [
            ["贷款人（甲方）", Cell([F("lender", LENDER.name)], span=3)],
            ["住所", Cell(LENDER.address, span=3)],
            ["借款人（乙方）", [F("borrower", BORROWER)], "证件类型", "居民身份证"],
            ["证件号码", Cell([F("borrower_id", BORROWER_ID)]), "联系电话", "0571-00008216"],
            ["配偶姓名", SPOUSE, "配偶证件号码", SPOUSE_ID],
        ],
        heights=22,
        size=9.5,
    )
    at = {"bottom": 775.0, "top": 66.0}
    y = paper.paragraph(
        60,
        y + 14,
        475,
        "根据有关法律法规，甲乙双方经协商一致，订立本合同。选择项以☑为选中，□为未选中。",
        indent=2,
        **at,
    )

    def heading(y: float, words_: str) -> float:
        return paper.paragraph(60, y + 5, 475, words_, font="hei", **at)

    def clause(y: float, runs: object) -> float:
        return paper.paragraph(60, y + 1, 475, runs, indent=2, **at)  # type: ignore[arg-type]

    u = U
    y = heading(y, "第一条　借款金额、期限与用途")
    y = clause(y, ["1.1　借款金额：人民币（大写）", F("amount_in_words", words(LOAN), underline=True), "（小写）",
                   F("amount", f"￥{yuan(LOAN)}", money(LOAN), underline=True), "。"])  # fmt: skip
    y = clause(y, ["1.2　借款期限：", F("term_months", "36", 36, underline=True), "个月，自", F("start_date", han(START), START, underline=True),
                   "起至", F("end_date", han(END), END, underline=True), "止。实际放款日以借据记载为准。"])  # fmt: skip
    y = clause(y, ["1.3　借款用途：☑", F("purpose", "装修"), "　□购车　□旅游　□教育　□医疗　□其他＿＿＿＿。"])
    y = clause(y, "1.4　借款用于乙方位于杭州市西湖区的自住房屋的装饰装修，乙方应按约定用途使用借款。")
    y = heading(y, "第二条　利率与还款")
    y = clause(y, ["2.1　借款执行", F("rate_basis", "固定利率"), "，年利率（单利）为", F("interest_rate", "4.20%", "4.20", underline=True), "。逾期借款的罚息利率在上述利率基础上加收50%；未按约定用途使用借款的，加收100%。"])  # fmt: skip
    y = clause(y, ["2.2　还款方式：□到期一次还本付息　☑", F("repayment_method", "等额本息"), "　□等额本金　□按月付息到期还本。每月21日为还款日，乙方应于还款日前将当期应还款项足额存入还款账户。"])  # fmt: skip
    y = heading(y, "第三条　放款与支付")
    y = clause(y, ["3.1　放款账户：户名", u(BORROWER, underline=True), "，账号", F("disbursement_account", CARD, underline=True), "，开户行", u(LENDER.bank, underline=True), "。"])  # fmt: skip
    y = clause(
        y,
        [
            "3.2　还款账户：户名",
            u(BORROWER, underline=True),
            "，账号",
            F("repayment_account", CARD, underline=True),
            "。",
        ],
    )
    y = clause(y, ["3.3　支付方式：□受托支付　", F("payment_method", "☑自主支付", "self"), "。采用自主支付的，乙方应保留交易合同、发票和付款凭证，接受甲方对资金用途的核查。"])  # fmt: skip
    y = heading(y, "第四条　乙方的承诺")
    prohibition = "4.1　乙方不得将借款用于购买住房、支付购房首付款，不得用于购买股票、期货、基金、理财产品或从事其他权益性投资，不得用于民间借贷及国家法律法规禁止的领域。"
    y = clause(y, prohibition)
    y = clause(y, "4.2　乙方应在贷款发放后60日内向甲方提供装修合同、发票等用途证明材料。")
    y = clause(y, "4.3　乙方的工作单位、住所、联系方式或婚姻状况发生变化的，应在变化后10日内书面通知甲方。")
    y = heading(y, "第五条　违约责任")
    y = clause(y, "5.1　乙方未按约定用途使用借款的，甲方有权停止发放借款、宣布借款立即到期并提前收回全部借款本息。")
    y = clause(y, "5.2　乙方连续三期或累计六期未按时足额还款的，甲方有权要求乙方立即清偿全部债务。")
    y = heading(y, "第六条　其他")
    y = clause(
        y,
        "6.1　本合同自双方签字或盖章之日起生效，一式两份，双方各执一份。因本合同发生的争议，由甲方住所地人民法院管辖。",
    )
    y += 26
    if y > 640:
        paper.page()
        y = 90.0
    paper.text(60, y, ["甲方（盖章）：", U(LENDER.name, underline=True)])
    paper.text(345, y, ["乙方（签字）：", U(BORROWER, font="kai", underline=True)], size=11)
    paper.text(60, y + 26, "授权代理人：沈嘉禾")
    paper.text(60, y + 52, ["签订日期：", F("signed_date", han(SIGNED), SIGNED)])
    paper.text(345, y + 52, ["签订日期：", U(han(SIGNED))])
    paper.stamp(stamps.round_seal(LENDER.name, "个人贷款专用章"), 190, y + 22, 108)
    paper.save()
    record.set("loan_kind", "personal_consumption")
    record.set("currency", "CNY")
    record.set("obligations", _obligations())
    return record


def _obligations() -> list[dict[str, object]]:
    return [
        {"kind": "use_of_funds", "party": "borrower", "text_has": "应按约定用途使用借款"},
        {"kind": "repayment", "party": "borrower", "text_has": "每月21日为还款日"},
        {
            "kind": "prohibition",
            "party": "borrower",
            "text_has": "不得将借款用于购买住房",
            "uses": ["real_estate", "securities", "futures", "wealth_management", "equity_investment", "lending"],
        },
        {"kind": "evidence", "party": "borrower", "text_has": "贷款发放后60日内", "due_days": 60},
        {"kind": "notification", "party": "borrower", "text_has": "应在变化后10日内书面通知甲方", "due_days": 10},
        {"kind": "acceleration", "party": "borrower", "text_has": "宣布借款立即到期并提前收回全部借款本息"},
        {"kind": "acceleration", "party": "borrower", "text_has": "立即清偿全部债务"},
    ]


def loan_receipt(file: Path, source: str) -> Record:
    """Draw the lender's voucher of the disbursement."""
    paper = Paper(file, source=source, font="song", size=10, producer="iLoan Form Engine 5.1")
    record = paper.begin("loan_receipt")
    paper.page(HALF)
    paper.text(297.6, 34, "个人贷款借据", font="hei", size=16, align="center")
    paper.text(50, 66, ["借据编号：", F("receipt_number", RECEIPT_NUMBER)])
    paper.text(545, 66, "币种：人民币", align="right")
    paper.table(
        50,
        84,
        [86, 162, 86, 161],
        [
            ["借款人", [F("borrower", BORROWER)], "证件号码", BORROWER_ID],
            ["合同编号", Cell([F("contract_number", CONTRACT_NUMBER)], span=3)],
            ["贷款种类", "个人消费贷款", "贷款用途", "装修"],
            [
                "借款金额",
                Cell(["人民币（大写）", words(LOAN)], span=1),
                "（小写）",
                Cell([F("amount", f"￥{yuan(LOAN)}", money(LOAN))]),
            ],
            ["放款日期", [F("disbursement_date", START)], "到期日期", [F("due_date", END)]],
            ["年利率", [F("interest_rate", "4.20%", "4.20")], "还款方式", "等额本息"],
            ["入账账号", Cell([F("account", CARD)]), "户名", BORROWER],
            ["开户机构", Cell(LENDER.bank, span=3)],
        ],
        heights=25,
    )
    paper.text(50, 300, "上列款项已转入借款人上述账户，到期由借款人按期归还。")
    paper.text(50, 330, ["借款人签字：", U(BORROWER, font="kai")], size=11)
    paper.text(390, 330, "贷款人（业务章）")
    paper.stamp(stamps.box_seal(("杭城商业银行", "西溪支行", "贷款业务专用章")), 450, 318, 96)
    paper.save()
    return record


def statement(file: Path, source: str) -> Record:
    """Draw the card's statement: unruled columns, two languages in the head, three lines a page end."""
    rows = card_rows()
    paper = Paper(file, source=source, font="hei", size=8, producer="eStatement 2.8")
    record = paper.begin("bank_statement")
    first, last = "2025-12-01", AS_OF
    per_page = 24
    pages = (len(rows) + per_page - 1) // per_page
    for index, row in enumerate(rows):
        if index % per_page == 0:
            paper.page()
            number = index // per_page + 1
            _statement_head(paper, first, last, number == 1)
            paper.text(297.6, 806, f"第 {number} 页 / 共 {pages} 页", align="center")
            paper.stamp(stamps.round_seal("杭城商业银行股份有限公司", "电子回单专用章", strength=120), 500, 735, 92)
            y = 168.0
        path = f"transactions[{index}]"
        paper.text(42, y, [F(f"{path}.time", row.date.isoformat())])
        paper.text(103, y, "人民币")
        paper.text(212, y, [F(f"{path}.amount", yuan(row.amount), money(row.amount))], align="right")
        paper.text(284, y, [F(f"{path}.balance", yuan(row.balance), money(row.balance))], align="right")
        paper.text(298, y, [F(f"{path}.summary", row.summary)])
        if row.party is not None:
            paper.text(356, y, [F(f"{path}.counterparty_name", row.party.name)], size=7)
            paper.text(356, y + 10.5, [F(f"{path}.counterparty_account", row.party.account)], size=7)
        if row.remark:
            paper.text(496, y, [F(f"{path}.remark", row.remark)], size=7)
        for name in ("counterparty_name", "counterparty_account", "counterparty_bank", "remark", "reference"):
            record.fields["transactions"][index].setdefault(name, None)
        y += 25.5
    paper.line(40, y + 4, 556, y + 4, 0.5, "#666666")
    income = sum((r.amount for r in rows if r.amount > 0), D(0))
    spent = sum((r.amount for r in rows if r.amount < 0), D(0))
    paper.text(42, y + 9, f"合计　收入 {yuan(income)}　支出 {yuan(-spent)}　共 {len(rows)} 笔")
    paper.save()
    record.set("bank", "杭城商业银行")
    record.set("opening_balance", money(OPENING))
    record.set("closing_balance", money(rows[-1].balance))
    return record


def _statement_head(paper: Paper, first: str, last: str, marks: bool) -> None:
    def value(path: str, text: str, true: str | None = None) -> F | U:
        return F(path, text, true) if marks else U(text)

    paper.text(42, 40, "杭城商业银行", size=13, color="#8a1c24", bold=True)
    paper.text(297.6, 62, "个人账户交易明细", size=15, align="center")
    paper.text(297.6, 82, "Transaction Statement of Personal Account", size=8, align="center", color="#555555")
    paper.text(42, 100, ["户名 Name：", value("account_name", BORROWER)])
    paper.text(300, 100, ["账号 Account No.：", value("account_number", CARD)])
    paper.text(42, 114, ["开户行 Sub Branch：", LENDER.bank])
    paper.text(300, 114, ["币种 Currency：", value("currency", "人民币", "CNY")])
    paper.text(42, 128, ["交易时段：", value("period_start", first), " 至 ", value("period_end", last)])
    columns = ((42, "left", "记账日期", "Date"), (103, "left", "货币", "Curr."), (212, "right", "交易金额", "Amount"), (284, "right", "联机余额", "Balance"), (298, "left", "交易摘要", "Type"), (356, "left", "对手信息", "Counter Party"), (496, "left", "附言", "Remark"))  # fmt: skip
    paper.line(40, 141, 556, 141, 0.8, "#8a1c24")
    for x, align, chinese, english in columns:
        paper.text(x, 144, chinese, align=align, bold=True)
        paper.text(x, 154, english, size=6, align=align, color="#555555")
    paper.line(40, 163, 556, 163, 0.5, "#666666")


def transfer_slips(file: Path, source: str) -> list[Record]:
    """Draw the bank's electronic slips of the four large transfers, one on a half sheet each."""
    paper = Paper(file, source=source, font="song", size=9.5, producer="eReceipt 1.9")
    wanted = (DECORATOR.name, DEVELOPER.name, BROKER.name)
    for number, row in enumerate(r for r in card_rows() if r.party and r.party.name in wanted):
        party = row.party
        assert party is not None  # noqa: S101
        paper.begin("transfer_slip")
        paper.page(HALF)
        paper.text(297.6, 36, "杭城商业银行　电子回单", font="hei", size=15, align="center")
        reference = f"HC{row.date:%Y%m%d}{70318 + 977 * number:08d}"
        paper.text(50, 68, ["回单编号：", F("reference", reference)])
        paper.text(545, 68, ["交易日期：", F("date", han(row.date.isoformat()), row.date.isoformat())], align="right")
        amount = -row.amount
        paper.table(
            50,
            88,
            [24, 52, 171, 24, 52, 172],
            [
                ["付", "户名", [F("payer_name", BORROWER)], "收", "户名", [F("payee_name", party.name)]],
                ["款", "账号", [F("payer_account", CARD)], "款", "账号", [F("payee_account", party.account)]],
                ["人", "开户行", LENDER.bank, "人", "开户行", party.bank],
                [
                    Cell("金额", span=2),
                    Cell(["人民币（大写）", F("amount_in_words", words(amount))], span=2),
                    Cell("小写"),
                    Cell([F("amount", f"￥{yuan(amount)}", money(amount))]),
                ],
                [
                    Cell("摘要", span=2),
                    Cell(row.summary),
                    Cell("附言", span=2, align="center"),
                    Cell([F("remark", row.remark)]),
                ],
            ],
            heights=30,
        )
        paper.text(50, 250, "本回单由系统自动生成，仅作入账参考，重复打印无效。", size=8, color="#555555")
        paper.stamp(stamps.round_seal("杭城商业银行股份有限公司", "电子回单专用章"), 480, 270, 100)
    paper.save()
    return paper.records


def decoration_contract(file: Path, source: str) -> Record:
    """Draw the decoration contract on one sheet."""
    paper = Paper(file, source=source, font="song", size=11)
    record = paper.begin("trade_contract")
    paper.page()
    paper.text(297.6, 58, "家庭居室装饰装修工程施工合同", font="hei", size=17, align="center")
    paper.text(530, 90, ["合同编号：", F("contract_number", "QM-2026-0105")], align="right")
    y = 116.0
    y = paper.paragraph(64, y, 467, ["发包方（甲方）：", F("buyer", BORROWER, underline=True)])
    y = paper.paragraph(64, y, 467, ["承包方（乙方）：", F("seller", DECORATOR.name, underline=True)])
    y = paper.paragraph(64, y + 4, 467, "甲、乙双方就甲方住宅的装饰装修工程，经协商一致，订立本合同。", indent=2)
    parts: list[list[object]] = [
        ["一、工程名称：", F("subject", "甲方住宅室内装饰装修工程", underline=True), "，地点：杭州市西湖区。承包方式：包工包料。"],
        ["二、工期：自2026年1月16日开工，至", F("delivery_date", han("2026-06-30"), "2026-06-30"), "竣工验收。"],
        ["三、合同价款：人民币（大写）", F("amount_in_words", words(96000), underline=True), "（￥", F("amount", yuan(96000), money(96000)), "），含税。"],
        ["四、付款方式：", F("payment_terms", "签约后付首期款40000元，水电完工付二期款36000元，竣工验收后付尾款20000元"), "。乙方每次收款后开具发票。"],
        ["五、质量标准：执行《住宅装饰装修工程施工规范》，保修期自验收之日起两年，防渗漏工程五年。"],
        ["六、违约责任：乙方逾期竣工的，每逾期一日按合同价款的万分之五支付违约金；甲方逾期付款的，工期顺延。"],
        ["七、本合同一式两份，双方各执一份，自双方签字盖章之日起生效。"],
    ]  # fmt: skip
    for part in parts:
        y = paper.paragraph(64, y + 5, 467, part, indent=2)  # type: ignore[arg-type]
    y += 44
    paper.text(64, y, ["甲方（签字）：", U(BORROWER, font="kai")], size=12)
    paper.text(310, y, "乙方（盖章）：杭州栖木装饰工程有限公司")
    paper.text(310, y + 26, ["代表：", U("吴向阳", font="kai")])
    paper.text(64, y + 58, ["签订日期：", F("signed_date", han("2026-01-05"), "2026-01-05")])
    paper.stamp(stamps.round_seal(DECORATOR.name, "合同专用章"), 430, y + 14, 112)
    paper.save()
    return record


def qr(text: str) -> Image.Image:
    """Return a QR code as a picture."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return Image.fromarray(code.to_image(scale=6, add_quiet_zones=False)).convert("RGB")


def digital_invoice(  # noqa: PLR0915  (one form, drawn from top to bottom)
    file: Path, source: str, *, number: str, date: str, buyer: str, buyer_code: str | None, seller: Party,
    item: tuple[str, str], specification: str | None, unit: str | None, quantity: str | None, price: str | None,
    amount: str, rate: str, tax: str, remarks: str | None, clerk: str, producer: str = "",
) -> Record:  # fmt: skip
    """Draw a fully digital ordinary invoice of one line, with its code."""
    red = "#7a2b1d"
    paper = Paper(file, source=source, font="song", size=9, producer=producer)
    record = paper.begin("vat_invoice")
    paper.page(HALF)
    total = D(amount) + D(tax)
    paper.image(qr(f"01,32,,{number},{total},{date.replace('-', '')},,"), 26, 18, 52)
    paper.text(297.6, 28, "电子发票（普通发票）", font="kai", size=19, align="center", color=red)
    paper.line(196, 53, 400, 53, 0.7, red)
    paper.line(196, 55.5, 400, 55.5, 0.7, red)
    paper.text(428, 28, [U("发票号码："), F("invoice_number", number)])
    paper.text(428, 46, [U("开票日期："), F("issue_date", f"{date[:4]}年{date[5:7]}月{date[8:]}日", date)])
    left, right, top = 14.0, 581.0, 84.0
    middle = 297.6
    paper.rect(left, top, right - left, 274, 0.8, red)
    for y in (146, 272, 296, 358 - 0):
        paper.line(left, y, right, y, 0.8, red)
    for k, char in enumerate("购买方信息"):
        paper.text(left + 8, 89 + 11 * k, char, align="center", color=red, size=9)
    for k, char in enumerate("销售方信息"):
        paper.text(middle + 8, 89 + 11 * k, char, align="center", color=red, size=9)
    for x in (left + 16, middle, middle + 16):
        paper.line(x, top, x, 146, 0.8, red)
    label = "统一社会信用代码/纳税人识别号："
    for x, path, name, code in (
        (left + 20, "buyer", buyer, buyer_code),
        (middle + 20, "seller", seller.name, seller.code),
    ):
        paper.text(x, 92, "名称：", color=red)
        paper.text(x + 30, 92, [F(f"{path}_name", name)])
        end = paper.text(x, 124, label, color=red)
        if code:
            paper.text(end + 2, 124, [F(f"{path}_tax_id", code)])
    columns = (("项目名称", 18, "left"), ("规格型号", 168, "left"), ("单 位", 230, "left"), ("数 量", 300, "right"), ("单 价", 370, "right"), ("金 额", 442, "right"), ("税率/征收率", 462, "left"), ("税 额", 576, "right"))  # fmt: skip
    for title, x, align in columns:
        paper.text(x, 150, title, align=align, color=red)
    category, name = item
    paper.text(18, 166, [U(f"*{category}*"), F("items[0].name", name)])
    record.set("items[0].category", category)
    for path, text, x, align in (
        ("specification", specification, 168, "left"), ("unit", unit, 230, "left"), ("quantity", quantity, 300, "right"),
        ("unit_price", price, 370, "right"), ("amount", amount, 442, "right"), ("tax_rate", rate, 470, "left"), ("tax", tax, 576, "right"),
    ):  # fmt: skip
        record.set(f"items[0].{path}", None)
        if text:
            paper.text(x, 166, [F(f"items[0].{path}", text)], align=align)
    paper.text(60, 257, "合　　计", color=red)
    paper.text(442, 257, [U("¥"), F("amount", amount)], align="right")
    paper.text(576, 257, [U("¥"), F("tax", tax)], align="right")
    paper.text(30, 279, "价税合计（大写）", color=red)
    paper.line(150, 272, 150, 296, 0.8, red)
    paper.text(168, 279, [U("⊗ "), F("total_in_words", words(total, "圆"))])
    paper.text(420, 279, "（小写）", color=red)
    paper.text(462, 279, [U("¥"), F("total", money(total))])
    for k, char in enumerate("备注"):
        paper.text(left + 8, 312 + 20 * k, char, align="center", color=red)
    paper.line(left + 16, 296, left + 16, 358, 0.8, red)
    if remarks:
        paper.text(left + 22, 302, [F("remarks", remarks)])
    paper.text(60, 368, ["开票人：", clerk])
    paper.ellipse(252, 46, 91, 36, 1.6, "#c8161e")
    paper.text(297.6, 51, "全国统一发票监制章", size=7, align="center", color="#c8161e")
    paper.text(297.6, 62, "国家税务总局", size=6.5, align="center", color="#c8161e")
    paper.text(297.6, 71, "浙江省税务局", size=6, align="center", color="#c8161e")
    paper.save()
    record.set("invoice_kind", "digital_ordinary")
    return record


def shop_receipt(file: Path, source: str) -> Record:
    """Draw the shop's receipt, filled in by hand."""
    paper = Paper(file, source=source, font="song", size=12)
    record = paper.begin("receipt")
    paper.page(HALF)
    ink = "#1b2f8c"
    paper.text(297.6, 36, "收　款　收　据", font="hei", size=22, align="center", color="#8a1c24")
    paper.text(540, 44, "№ 0036182", align="right", color="#c01818")

    def filled(x: float, y: float, width: float, run: F | U) -> None:
        paper.line(x, y + 19, x + width, y + 19, 0.6, "#8a1c24")
        paper.text(x + 6, y, [run], font="kai", size=16, color=ink)

    filled(215, 84, 180, F("date", "2026年1月24日", "2026-01-24"))
    paper.text(54, 130, "今收到")
    filled(100, 126, 190, F("payer", BORROWER))
    paper.text(54, 174, "交　来")
    filled(100, 170, 440, F("reason", "瓷砖、卫浴材料款"))
    paper.text(54, 218, "人民币（大写）")
    filled(140, 214, 240, F("amount_in_words", words(6400)))
    paper.text(392, 218, "￥")
    filled(404, 214, 136, F("amount", "6400.00"))
    paper.text(54, 262, "收款方式：□现金　☑扫码　□转账")
    paper.text(54, 318, ["收款单位（盖章）：", F("payee", TILES)])
    paper.text(400, 318, ["经手人：", U("何小满", font="kai")])
    paper.stamp(stamps.round_seal(TILES, "收款专用章"), 248, 312, 96)
    paper.save()
    return record


def marriage_certificate(file: Path, source: str) -> Record:
    """Draw the open page of a marriage certificate."""
    paper = Paper(file, source=source, font="song", size=11)
    record = paper.begin("other")
    paper.page((420, 298))
    paper.rect(14, 14, 392, 270, 1.2, "#b5483a", fill="#fbeee6")
    paper.text(210, 26, [F("title", "结婚证")], font="kai", size=24, align="center", color="#b01818", spacing=8)
    paper.text(30, 70, ["持证人　", U(BORROWER, font="kai")], size=12)
    paper.text(230, 70, ["登记日期　", "2018年05月20日"], size=11)
    paper.text(30, 94, "结婚证字号　J330106-2018-000000")
    for y, name, sex, code, born in (
        (130, SPOUSE, "男", SPOUSE_ID, "1989年06月27日"),
        (206, BORROWER, "女", BORROWER_ID, "1991年03月15日"),
    ):
        paper.text(30, y, f"姓名　{name}　　　　性别　{sex}")
        paper.text(30, y + 22, f"国籍　中国　　　　　出生日期　{born}")
        paper.text(30, y + 44, f"身份证件号　{code}")
    paper.stamp(stamps.round_seal("杭州市西湖区民政局", "婚姻登记专用章", strength=140), 340, 215, 84)
    paper.save()
    return record


def inspection(file: Path, source: str) -> Record:
    """Draw the lender's first check, made three days after the disbursement, before the money went astray."""
    paper = Paper(file, source=source, font="song", size=10.5)
    record = paper.begin("inspection_report")
    paper.page()
    paper.text(297.6, 64, "贷后首次检查报告", font="hei", size=18, align="center")
    y = paper.table(
        60,
        104,
        [100, 138, 100, 137],
        [
            ["借款人", [F("borrower", BORROWER)], "合同编号", Cell(CONTRACT_NUMBER, size=8.5)],
            ["贷款金额", f"{yuan(LOAN)}元", "放款日期", START],
            ["支付方式", "自主支付", "约定用途", "装修"],
            ["检查方式", "电话核实、查阅合同", "检查日期", [F("date", "2026-01-14")]],
        ],
        heights=26,
    )
    y = paper.paragraph(60, y + 14, 475, "一、资金使用情况：借款人于2026年1月13日向杭州栖木装饰工程有限公司支付装修首期款40,000.00元，已提供装修合同，其余资金尚在账户内。", indent=2)  # fmt: skip
    y = paper.paragraph(60, y, 475, "二、借款人工作、收入及家庭情况：与申请时一致，未发现异常。", indent=2)
    y = paper.paragraph(
        60, y, 475, ["三、检查结论：", F("conclusion", "资金使用暂未发现异常，继续跟踪后续用款"), "。"], indent=2
    )
    paper.text(60, y + 40, ["检查人：", F("inspector", "许知远")])
    paper.text(330, y + 40, "杭城商业银行股份有限公司西溪支行")
    paper.save()
    return record


def stamp_time(date: str, clock: str) -> str:
    """Return the moment of a photograph in the form of EXIF."""
    return dt.datetime.fromisoformat(f"{date}T{clock}").strftime("%Y:%m:%d %H:%M:%S")
