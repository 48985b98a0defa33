"""Make the case *messy*: a small firm's loan file in disorder; what can be read is read, the rest is named."""

# ruff: noqa: E501  (one row of the story, one sentence of a contract is one line)
from __future__ import annotations

import datetime as dt
import io
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
from docx.shared import Pt

import forms_bank
import forms_loan
import forms_trade
import messy_files as files
from books import Account, Books, Row
from docaudit.tracing import solve
from forms_loan import Loan, han
from invent import Party, digits, words, yuan
from paper import Paper
from personal_accept import Accepting
from personal_photo import Shot, photograph
from truth import Record, money, write_truth

D = Decimal
AS_OF = dt.date(2026, 1, 31)
START, END = dt.date(2025, 9, 1), AS_OF

LENDER = Party("甬江商业银行股份有限公司北仑支行", "330206", "宁波市", "甬江商业银行北仑支行")
BORROWER = Party(
    "宁波拓澜五金制品有限公司",
    "330206",
    "宁波市",
    "甬江商业银行北仑支行",
    legal="周屿森",
    account_number="7002060109" + digits("messy account", 9),
)
STEEL = Party("宁波宏镁钢材贸易有限公司", "330206", "宁波市", "中国工商银行宁波北仑支行", legal="丁一航")
BOXES = Party("慈溪兴禾包装材料有限公司", "330282", "宁波市", "中国农业银行慈溪支行", legal="毛晓棠")
CUSTOMERS = (
    Party("上海岑浦机电设备有限公司", "310115", "上海市", "中国银行上海浦东分行"),
    Party("台州路沅阀门有限公司", "331002", "台州市", "中国建设银行台州分行"),
)
GRID = Party("国网浙江省电力有限公司宁波供电公司", "330203", "宁波市", "中国工商银行宁波分行")
PARK = Party("宁波霞浦工业园物业管理有限公司", "330206", "宁波市", "宁波银行北仑支行")
TREASURY = Party("国家金库宁波市北仑区支库", "330206", "宁波市", "国家金库宁波市北仑区支库")

LOAN = Loan(
    number="甬商银北仑（2025）流贷字第0219号",
    lender=LENDER,
    borrower=BORROWER,
    guarantor=Party(BORROWER.legal),
    guarantee_number="",
    amount=D("1200000.00"),
    signed=dt.date(2025, 10, 13),
    start=dt.date(2025, 10, 15),
    end=dt.date(2026, 10, 14),
    term=12,
    rate="3.85",
    rate_basis="固定利率",
    threshold=D("2000000"),
    purpose="采购钢材、包装材料及支付工资电费",
    account=BORROWER.account,
    bank=LENDER.bank,
    instalments=[(dt.date(2026, 10, 14), D("1200000.00"))],
    receipt="YJ202510150071",
    lender_legal="方砚秋",
    repayment_method="按月付息、到期还本",
)

STEEL_DEAL = forms_trade.Deal(
    "HM-2025-1009", BORROWER, STEEL, "冷轧钢卷及不锈钢板", dt.date(2025, 10, 9), dt.date(2025, 10, 31),
    "合同签订后十日内付清全部货款", D("680000.00"),
    [("黑色金属冶炼压延品", "冷轧钢卷", "SPCC 1.2×1250", "吨", D(96), D("0.62")), ("黑色金属冶炼压延品", "不锈钢板", "304 2.0mm", "吨", D(18), D("0.38"))],
)  # fmt: skip
BOX_DEAL = forms_trade.Deal(
    "XH20251011", BORROWER, BOXES, "瓦楞纸箱及内衬", dt.date(2025, 10, 11), dt.date(2025, 11, 10),
    "货到验收合格后付款", D("320000.00"),
    [("纸制品", "五层瓦楞纸箱", "600×400×350", "只", D(32000), D("0.7")), ("塑料制品", "珍珠棉内衬", "580×380×20", "片", D(40000), D("0.3"))],
)  # fmt: skip


def books() -> Books:
    """Return the firm's only account from September to January."""
    ledger = Books([Account("main", BORROWER.account, LENDER.bank, BORROWER, D("186420.35"))], "messy")

    def add(date: str, amount: str, party: Party | None, summary: str, remark: str, use: str = "operating") -> None:  # noqa: PLR0917
        ledger.add("main", dt.date.fromisoformat(date), amount, party, summary, remark, "", use=use)

    wages = ("93650.00", "94210.00", "96180.00", "95730.00", "95120.00")
    power = ("28416.72", "27903.15", "31208.44", "32677.90", "33015.26")
    taxes = ("17230.11", "15846.52", "18904.37", "19560.28", "18112.93")
    sales = (
        ("151800.00", "88460.00"),
        ("60500.00", "41200.00"),
        ("102300.00", "76950.00"),
        ("168400.00", "95830.00"),
        ("182650.00", "71400.00"),
    )
    for k, month in enumerate(("2025-09", "2025-10", "2025-11", "2025-12", "2026-01")):
        add(f"{month}-08", sales[k][0], CUSTOMERS[0], "来账", "货款")
        add(f"{month}-11", f"-{taxes[k]}", TREASURY, "实时缴税", "增值税及附加")
        add(f"{month}-24", sales[k][1], CUSTOMERS[1], "来账", "货款")
        add(f"{month}-28", f"-{wages[k]}", None, "代发工资", f"{int(month[-2:])}月工资")
        add(f"{month}-05", f"-{power[k]}", GRID, "电费", "企业电费")
        if month > "2025-10":
            add(f"{month}-21", "-3978.33" if k % 2 else "-3850.00", LENDER, "贷款利息", LOAN.number)
    add("2025-09-17", "-245000.00", STEEL, "转账", "钢材货款", "unsupported")
    add("2025-11-10", "-38600.00", PARK, "转账", "厂房租金")
    add("2025-12-21", "96.58", None, "结息", "存款利息")
    add("2025-10-15", "1200000.00", LENDER, "贷款发放", LOAN.number)
    add("2025-10-16", "-680000.00", STEEL, "转账", "HM-2025-1009钢材款", "conforming")
    add("2025-10-20", "-320000.00", BOXES, "转账", "包装材料款", "unsupported")
    ledger.close()
    return ledger


def build(out: Path) -> None:
    """Write ``messy/`` and ``truth/messy.json`` below `out`."""
    folder = out / "messy"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(f"as_of: {AS_OF}\n", encoding="utf-8")
    ledger = books()
    rows = ledger.accounts["main"].rows
    records = [_contract(folder / "借款合同 终稿(2).docx"), _statement(folder / "流水202509-202601.xls", ledger)]

    # A PDF under a picture's name, as a scanner's phone app saves it.
    receipt = Paper(folder / "借据.jpg", font="song")
    forms_loan.loan_receipt(receipt, LOAN, LOAN.start)
    receipt.save()
    papers = Paper(folder / "扫描件" / "提款申请及检查.pdf", source="扫描件/提款申请及检查.pdf", font="song")
    forms_loan.drawdown(
        papers,
        LOAN,
        LOAN.start,
        [(STEEL, D("680000"), "自主支付"), (BOXES, D("320000"), "自主支付"), (BORROWER, D("200000"), "自主支付")],
    )
    _inspection(papers)
    forms_trade.licence(
        papers,
        BORROWER,
        "伍佰万元整",
        D("5000000.00"),
        dt.date(2016, 5, 18),
        "五金制品、金属紧固件、机械配件的制造、加工及销售；货物进出口。",
    )
    papers.save()
    records += receipt.records + papers.records
    records.append(
        _ofd(folder / "新建文件夹" / "dzfp_25332000000217740836.ofd", "新建文件夹/dzfp_25332000000217740836.ofd")
    )
    records += _archives(folder, rows)
    records.append(_text(folder / "资金使用说明.pdf"))
    _unreadable(folder)
    write_truth(
        out / "truth" / "messy.json",
        case="messy",
        as_of=AS_OF.isoformat(),
        documents=records,
        **_expected(rows),
    )


_OBLIGATIONS: list[dict[str, Any]] = [
    {"kind": "use_of_funds", "party": "borrower", "text_has": "借款人应按约定用途使用借款"},
    {"kind": "prohibition", "party": "borrower", "text_has": "不得用于股东分红", "uses": ["dividend", "securities", "futures", "equity_investment", "real_estate"]},
    {"kind": "evidence", "party": "borrower", "text_has": "付款后60日内提供", "due_days": 60},
    {"kind": "reporting", "party": "borrower", "text_has": "每季度结束后20日内报送财务报表", "frequency": "quarterly", "due_days": 20},
    {"kind": "acceleration", "party": "borrower", "text_has": "有权宣布借款提前到期"},
]  # fmt: skip


def _contract(file: Path) -> Record:
    """Write the loan contract as the Word file that somebody kept; a source without pages."""
    record = Record("loan_contract", file.name)
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Normal"].font.name = "宋体"
    stamp = dt.datetime(*files.STAMP)  # noqa: DTZ001
    core = document.core_properties
    core.author, core.last_modified_by, core.title, core.comments = "Administrator", "Administrator", "", ""
    core.created = core.modified = core.last_printed = stamp
    document.add_heading("流动资金借款合同", 0)
    document.add_paragraph(f"合同编号：{LOAN.number}")
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, value in (("贷款人（甲方）", LENDER.name), ("借款人（乙方）", BORROWER.name), ("统一社会信用代码", BORROWER.code),
                         ("法定代表人", BORROWER.legal), ("住所", BORROWER.address)):  # fmt: skip
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    for line in (
        "第一条　借款金额",
        f"借款金额为人民币（大写）{words(LOAN.amount)}（小写：￥{yuan(LOAN.amount)}）。",
        "第二条　借款用途",
        f"借款用途为{LOAN.purpose}。借款人应按约定用途使用借款，未经贷款人书面同意不得改变。",
        "第三条　借款期限",
        f"借款期限为{LOAN.term}个月，自{han(LOAN.start)}起至{han(LOAN.end)}止。",
        "第四条　利率",
        f"本合同借款执行{LOAN.rate_basis}，年利率为{LOAN.rate}%。逾期借款在该利率基础上加收50%。",
        "第五条　放款与支付",
        f"放款账户：户名{BORROWER.name}，账号{LOAN.account}，开户行{LOAN.bank}。",
        "单笔支付金额超过200万元的，采用贷款人受托支付方式；其余采用借款人自主支付方式。",
        "借款人应于付款后60日内提供相应的购销合同和发票。",
        "第六条　还款",
        f"还款方式：{LOAN.repayment_method}。每月21日为付息日。还款账户账号{LOAN.account}。",
        "第七条　借款人的承诺",
        "借款不得用于股东分红，不得用于股票、期货及其他股权投资，不得用于房地产项目。",
        "借款人应于每季度结束后20日内报送财务报表。",
        "第八条　违约责任",
        "借款人未按约定用途使用借款的，贷款人有权宣布借款提前到期，并收回全部本息。",
        "第九条　本合同一式两份，自双方签字盖章之日起生效。",
        f"甲方（盖章）：{LENDER.name}",
        f"乙方（盖章）：{BORROWER.name}",
        f"签订日期：{han(LOAN.signed)}",
    ):
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    file.write_bytes(files.settle(data.getvalue()))
    for path, value in {
        "contract_number": LOAN.number, "lender": LENDER.name, "borrower": BORROWER.name, "borrower_id": BORROWER.code,
        "loan_kind": "working_capital", "amount": money(LOAN.amount), "amount_in_words": words(LOAN.amount), "currency": "CNY",
        "start_date": LOAN.start.isoformat(), "end_date": LOAN.end.isoformat(), "term_months": LOAN.term, "interest_rate": LOAN.rate,
        "rate_basis": LOAN.rate_basis, "purpose": LOAN.purpose, "payment_method": "mixed", "entrusted_threshold": money(LOAN.threshold),
        "disbursement_account": LOAN.account, "repayment_account": LOAN.account, "repayment_method": LOAN.repayment_method,
        "signed_date": LOAN.signed.isoformat(), "obligations": _OBLIGATIONS,
    }.items():  # fmt: skip
        record.set(path, value)
    return record


def _statement(file: Path, ledger: Books) -> Record:
    """Write the statement as HTML under the name .xls."""
    record = Accepting("bank_statement", file.name, {"bank": [LENDER.bank]})
    account = ledger.accounts["main"]
    titles = (
        "交易时间",
        "借方发生额（支取）",
        "贷方发生额（收入）",
        "余额",
        "币种",
        "对方户名",
        "对方账号",
        "对方开户机构",
        "摘要",
        "备注",
        "账户明细编号-交易流水号",
    )
    lines = []
    for k, row in enumerate(account.rows):
        party = row.party
        lines.append((
            f"{row.time:%Y-%m-%d %H:%M:%S}", yuan(-row.amount) if row.amount < 0 else "", yuan(row.amount) if row.amount > 0 else "",
            yuan(row.balance), "人民币", party.name if party else "", party.account if party else "", party.bank if party else "",
            row.summary, row.remark, row.reference,
        ))  # fmt: skip
        record.fields["transactions"].append(None)
        record.set(f"transactions[{k}]", {
            "time": f"{row.time:%Y-%m-%dT%H:%M:%S}", "amount": money(row.amount), "balance": money(row.balance),
            "counterparty_name": party.name if party else None, "counterparty_account": party.account if party else None,
            "counterparty_bank": party.bank if party else None, "summary": row.summary, "remark": row.remark, "reference": row.reference,
        })  # fmt: skip
    head = [
        ("开户行", LENDER.bank),
        ("账号", account.number),
        ("账户名称", BORROWER.name),
        ("查询期间", f"{START} 至 {END}"),
    ]
    file.write_bytes(files.html_statement(head, titles, lines))
    for path, value in {
        "bank": "甬江商业银行", "account_name": BORROWER.name, "account_number": account.number, "currency": "CNY",
        "period_start": START.isoformat(), "period_end": END.isoformat(), "opening_balance": money(account.opening),
        "closing_balance": money(account.rows[-1].balance),
    }.items():  # fmt: skip
        record.set(path, value)
    return record


def _inspection(paper: Paper) -> None:
    forms_loan.inspection(
        paper, LOAN, dt.date(2025, 10, 17), first=True, inspector="严知非",
        findings="借款人已将680,000.00元支付给宁波宏镁钢材贸易有限公司，用途与合同约定一致，其余资金在账户内待用。",
        conclusion="借款用途符合约定，未发现挪用，下次检查时补收包装材料合同及发票",
    )  # fmt: skip


def _ofd(file: Path, source: str) -> Record:
    file.parent.mkdir(parents=True, exist_ok=True)
    bill = forms_trade.Invoice(
        "digital_special",
        None,
        "25332000000217740836",
        dt.date(2025, 11, 12),
        BORROWER,
        BOXES,
        BOX_DEAL.items(),
        None,
        "毛小荷",
    )
    files.ofd_invoice(file, bill, "电子发票（增值税专用发票）")
    record = Record("vat_invoice", source)
    for path, value in {
        "invoice_kind": "digital_special", "invoice_number": bill.number, "issue_date": bill.date.isoformat(),
        "buyer_name": BORROWER.name, "buyer_tax_id": BORROWER.code, "seller_name": BOXES.name, "seller_tax_id": BOXES.code,
        "amount": money(bill.amount), "tax": money(bill.tax), "total": money(bill.amount + bill.tax),
        "total_in_words": words(bill.amount + bill.tax, "圆"),
    }.items():  # fmt: skip
        record.set(path, value)
    for k, item in enumerate(bill.items):
        record.set(f"items[{k}]", {
            "name": item.name, "category": item.category, "specification": item.specification, "unit": item.unit,
            "quantity": forms_trade.plain(item.quantity), "unit_price": forms_trade.plain(item.price), "amount": money(item.amount),
            "tax_rate": item.rate, "tax": money(item.tax),
        })  # fmt: skip
    return record


def _archives(folder: Path, rows: list[Row]) -> list[Record]:
    """Write the zip with a zip in it; names in GBK as Windows tools write them."""
    outer_name = "补充资料.zip"
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)

        def drawn(name: str, source: str, draw: Any) -> tuple[bytes, list[Record]]:
            paper = Paper(work / name, source=source, font="song")
            draw(paper)
            paper.save()
            return (work / name).read_bytes(), paper.records

        outer, inner = f"{outer_name}!/", f"{outer_name}!/钢材/发票回单.zip!/"
        bill = forms_trade.Invoice(
            "digital_special",
            None,
            "25332000000184902617",
            dt.date(2025, 10, 28),
            BORROWER,
            STEEL,
            STEEL_DEAL.items(),
            "合同号HM-2025-1009",
            "丁小满",
        )
        paid = next(r for r in rows if r.remark.startswith("HM-2025-1009"))
        boxed = next(r for r in rows if r.remark == "包装材料款")

        def slips(paper: Paper) -> None:
            for row in (paid, boxed):
                forms_bank.slip(paper, row, BORROWER, BORROWER.account, LENDER.bank)

        contract, a = drawn("c.pdf", outer + "钢材/购销合同.pdf", lambda p: forms_trade.trade_contract(p, STEEL_DEAL))
        store, b = drawn(
            "g.pdf",
            outer + "钢材/入库单.pdf",
            lambda p: forms_trade.goods_receipt(p, STEEL_DEAL, dt.date(2025, 10, 24), "RK20251024-03"),
        )
        invoice, c = drawn("i.pdf", inner + "增值税发票.pdf", lambda p: forms_trade.invoice(p, bill))
        slip, d = drawn("s.pdf", inner + "付款回单.pdf", slips)
    nested = files.archive([("增值税发票.pdf", invoice), ("付款回单.pdf", slip)], gbk=True)
    members = [("钢材/购销合同.pdf", contract), ("钢材/入库单.pdf", store), ("钢材/发票回单.zip", nested)]
    (folder / outer_name).write_bytes(files.archive(members, gbk=True))
    return a + b + c + d


def _text(file: Path) -> Record:
    """Write a plain text under the name .pdf."""
    lines = (
        "资金使用情况说明",
        "",
        f"{LENDER.name}：",
        f"    我公司于2025年10月15日取得贵行流动资金贷款{yuan(LOAN.amount)}元，其中支付钢材货款680,000.00元、包装材料款320,000.00元，",
        "    其余用于发放工资、缴纳电费及税款。包装材料合同另行补交。",
        "",
        f"                                        {BORROWER.name}",
        "                                        2026年1月20日",
    )
    file.write_bytes("\r\n".join([*lines, ""]).encode("gb18030"))
    record = Record("other", file.name)
    record.set("title", lines[0])
    return record


UNREADABLE = {
    "股东会决议(加密).pdf": "password",
    "扫描件/IMG_20251011_161833.jpg": "truncated",
    "报表/资产负债表.xlsx": "empty",
    "报表/利润表.xlsx": "empty",
}
"""Files that nobody can read, and why; the photograph was the packaging contract."""


def _unreadable(folder: Path) -> None:
    names = list(UNREADABLE)
    files.locked_pdf(
        folder / names[0], "股东会决议", ["经全体股东一致同意，向甬江商业银行申请流动资金贷款。"], "tl2025"
    )
    with tempfile.TemporaryDirectory() as scratch:
        paper = Paper(Path(scratch) / "c.pdf", font="song")
        forms_trade.trade_contract(paper, BOX_DEAL, layout=2)
        paper.save()
        whole = Path(scratch) / "c.jpg"
        photograph(paper.file, 1, whole, Shot(77, 6, "2025:10:11 16:18:33"))
        data = whole.read_bytes()
    (folder / names[1]).write_bytes(data[: len(data) // 8])
    (folder / "报表").mkdir(exist_ok=True)
    files.empty_workbook(folder / names[2])
    (folder / names[3]).write_bytes(b"")


def _expected(rows: list[Row]) -> dict[str, Any]:
    """Return findings, trace and what stays unreadable."""
    case = {
        "order": "row",
        "as_of": AS_OF.isoformat(),
        "accounts": [{"id": "main", "opening": "186420.35", "overdraft": False, "dark": False, "owner": "borrower"}],
        "rows": [
            {"id": f"r{k}", "account": "main", "date": row.date.isoformat(), "amount": str(row.amount)}
            | (
                {"kind": "disbursement", "loan": LOAN.number}
                if row.summary == "贷款发放"
                else {"kind": "in"}
                if row.amount > 0
                else {"kind": "out", "use": row.use}
            )
            for k, row in enumerate(rows)
        ],
    }
    solved = solve(case)[LOAN.number]
    fifo, bounds = solved["methods"]["fifo"], solved["bounds"]
    uses = [
        {"use": use, "amount": fifo["uses"].get(use, "0.00"), "min": low, "max": top}
        for use, (low, top) in sorted(bounds["uses"].items())
        if Decimal(top)
    ]
    uses.append({"use": "idle", "amount": fifo["idle"], "min": bounds["idle"][0], "max": bounds["idle"][1]})
    uncovered = next(u["amount"] for u in uses if u["use"] == "unsupported")
    findings = [
        *(
            {"check": "evidence.unreadable", "evidence": [{"source": name}], "about": why}
            for name, why in UNREADABLE.items()
        ),
        {
            "check": "evidence.missing_document",
            "severity_at_least": "info",
            "loan": LOAN.number,
            "about": "the workbooks of the financial statements hold nothing",
        },
        {
            "check": "evidence.uncovered_payment",
            "severity_at_least": "medium",
            "loan": LOAN.number,
            "amount": uncovered,
            "about": f"{BOXES.name}: an invoice, but no contract",
        },
    ]
    return {
        "findings": findings,
        # Said of the same gap in other words; right where they appear, not asked for.
        "allowed": [
            {"check": "evidence.overdue"},
            {"check": "use.payee_not_in_contract"},
            {"check": "covenant.report_overdue"},
        ],
        "unreadable": list(UNREADABLE),
        "trace": [{"loan": LOAN.number, "disbursed": solved["disbursed"], "method": "fifo", "uses": uses}],
    }
