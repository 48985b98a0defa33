"""The sample *scan*: the whole file of a loan of 3,000,000 as one scanned PDF, with three things to find."""

# ruff: noqa: E501  (one row of a story is one line)
from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import forms_bank as bank
import forms_contract
import forms_finance as finance
import forms_loan as forms
import forms_trade as trade
import stamps
from books import Account, Books, Row
from flow import proof, trace, where
from forms_trade import Deal, Invoice
from invent import Party, digits, seeded
from paper import Cell, Paper
from scanner import Sheet, scan
from story import Life, accrue, live, serve_loan
from truth import Record, money, write_truth

D = Decimal
AS_OF = dt.date(2026, 1, 31)
SHOWN_FROM = dt.date(2025, 8, 1)
PAID_OUT = dt.date(2025, 9, 10)

LENDER = Party("合肥庐东农村商业银行股份有限公司", region="340102", city="合肥市", legal="程立新")
BRANCH = "合肥庐东农村商业银行经开支行"
A_NUMBER, B_NUMBER = "2000" + digits("hf-a", 15), "3405" + digits("hf-b", 15)
BORROWER = Party(
    "合肥徽元包装机械有限公司", region="340104", city="合肥市", bank=BRANCH, legal="方志强", account_number=A_NUMBER
)
GUARANTOR = Party("安徽皖中塑业有限公司", region="340122", city="合肥市", bank="徽商银行肥东支行", legal="江秀兰")
STEEL = Party(
    "马鞍山江东钢铁贸易有限公司", region="340504", city="马鞍山市", bank="中国工商银行马鞍山江东支行", legal="戴国平"
)
MOTOR = Party("上海奉浦伺服电机有限公司", region="310120", city="上海市", bank="中国农业银行上海奉浦支行", legal="曹静")
VALVE = Party(
    "杭州余杭气动元件有限公司", region="330110", city="杭州市", bank="杭州联合农村商业银行余杭支行", legal="俞建国"
)
CABLE = Party("芜湖鸠江电缆有限公司", region="340207", city="芜湖市", bank="中国建设银行芜湖鸠江支行", legal="陶然")
HOUSES = Party("合肥滨湖置业发展有限公司", region="340111", city="合肥市", bank="交通银行合肥滨湖支行", legal="丁宝林")

LIFE = Life(
    town="合肥市",
    customers=[
        (Party("南昌赣江乳业有限公司", region="360102", city="南昌市", bank="江西银行赣江支行"), "A", 430),
        (Party("郑州中原食品股份有限公司", region="410102", city="郑州市", bank="中原银行郑州中原支行"), "A", 360),
        (Party("济南历下日化有限公司", region="370102", city="济南市", bank="齐鲁银行历下支行"), "B", 290),
    ],
    suppliers=[
        (Party("合肥瑶海标准件有限公司", region="340102", city="合肥市", bank="中国银行合肥瑶海支行"), "A", 120, "标准件货款"),
        (Party("六安金安钣金加工厂", region="341502", city="六安市", bank="中国邮政储蓄银行六安金安支行"), "A", 260, "钣金加工费"),
    ],
    landlord=Party("合肥经开标准厂房管理有限公司", region="340111", city="合肥市", bank="中国农业银行合肥经开支行"),
    power=Party("合肥庐东供电有限公司", region="340102", city="合肥市", bank="中国工商银行合肥庐东支行"),
    wages=186, tax=58, rent=32, power_bill=18, provision=75, third="B",
    quiet=(dt.date(2025, 9, 5), dt.date(2025, 9, 23)), slower=D("0.75"), slower_from=(2025, 10),
)  # fmt: skip

FIRM = finance.Firm(
    entity=BORROWER.name, revenue_month=D("962000.00"), receivable=D("2310500.00"), inventory=D("2864000.00"),
    fixed=D("3380000.00"), payable=D(0), paid_in=D("5000000.00"), retained=D("812300.00"), depreciation_month=D("23600.00"),
)  # fmt: skip

LOAN = forms.Loan(
    number="庐东农商借字2025第3409号", lender=LENDER, borrower=BORROWER, guarantor=GUARANTOR, guarantee_number="庐东农商保字2025第3409号",
    amount=D(3000000), signed=dt.date(2025, 9, 9), start=PAID_OUT, end=dt.date(2026, 9, 9), term=12, rate="4.05",
    rate_basis="1年期LPR加105个基点", threshold=D(500000), purpose="购买钢板、伺服电机、气动元件、电缆等生产材料", account=A_NUMBER, bank=BRANCH,
    instalments=[(dt.date(2026, 3, 9), D(500000)), (dt.date(2026, 9, 9), D(2500000))], receipt="LD" + digits("hf-jj", 12),
    lender_legal="程立新", style=3,
)  # fmt: skip

DEALS = [
    Deal("JDGM-2025-0829", BORROWER, STEEL, "不锈钢板", dt.date(2025, 9, 1), dt.date(2025, 10, 8), "合同签订后付清全款", D(1200000),
         [("黑色金属冶炼压延品", "不锈钢冷轧板", "304 2.0mm", "吨", D(64), D("0.8")), ("黑色金属冶炼压延品", "不锈钢方管", "40×40×2", "吨", D(18), D("0.2"))]),
    Deal("FP-SV-250903", BORROWER, MOTOR, "伺服电机及驱动器", dt.date(2025, 9, 3), dt.date(2025, 10, 15), "发货前付清", D(700000),
         [("电动机", "交流伺服电机", "ECMA-C20807", "台", D(260), D("0.6")), ("电力电子元器件", "伺服驱动器", "ASD-B3-0721", "台", D(260), D("0.4"))]),
    Deal("YH2025-117", BORROWER, VALVE, "气缸、电磁阀", dt.date(2025, 9, 4), dt.date(2025, 10, 10), "合同签订后10日内付款", D(620000),
         [("气动元件", "标准气缸", "SC63×100", "只", D(1900), D("0.65")), ("气动元件", "电磁换向阀", "4V210-08", "只", D(2400), D("0.35"))]),
    Deal("JJDL-0905", BORROWER, CABLE, "控制电缆", dt.date(2025, 9, 5), dt.date(2025, 10, 12), "款到发货", D(230000),
         [("电线电缆", "控制电缆", "KVVP 12×1.5", "米", D(9200), D(1))]),
]  # fmt: skip


def tell() -> tuple[Books, Books, dict[str, Row]]:
    """Write the books; return them whole, as the statements show them, and the rows that matter."""
    books = Books(
        [
            Account("A", A_NUMBER, BRANCH, BORROWER, D("486120.37")),
            Account("B", B_NUMBER, "徽商银行合肥经开支行", BORROWER, D("611905.02")),
        ],
        "scan",
    )
    live(books, LIFE, (2025, 1), 13, "scan-life", end=AS_OF)
    rows: dict[str, Row] = {}

    def on(day: int, hour: int) -> dt.datetime:
        return books.when(dt.date(2025, 9, day), hour=hour)

    rows["loan"] = books.add("A", on(10, 9), LOAN.amount, LENDER, "贷款发放", f"{LOAN.receipt}放款", "loan")
    plan = [
        ("s1", 10, 10, 0, "conforming"),
        ("s2", 10, 11, 1, "conforming"),
        ("s3", 12, 10, 2, "conforming"),
        ("s4", 15, 14, 3, "conforming"),
    ]
    for name, day, hour, k, use in plan:
        deal = DEALS[k]
        rows[name] = books.add(
            "A",
            on(day, hour),
            -deal.total,
            deal.seller,
            "受托支付" if k < 2 else "网银转账",
            f"{deal.number}{deal.subject}款",
            "supplier",
            use=use,
        )
        rows[name].pinned = k < 2
    rows["s4"].unsupported = D(80000)  # 150,000 of 230,000 were invoiced
    rows["houses"] = books.add("A", on(17, 10), -250000, HOUSES, "网银转账", "购房首付款", "other", use="real_estate")
    first = accrue(LOAN.amount, LOAN.rate, PAID_OUT, dt.date(2025, 9, 21))
    books.add("A", on(23, 9), -60, None, "手续费", "账户管理费", "fee")
    serve_loan(books, "A", LENDER, LOAN.number, LOAN.amount, LOAN.rate, PAID_OUT, LOAN.instalments, AS_OF)
    before = books.accounts["A"].opening + sum(
        (r.amount for r in books.accounts["A"].rows if r.date < dt.date(2025, 9, 9)), D(0)
    )
    books.transfer("A", "B", dt.date(2025, 9, 9), before - first - 60, "资金归集")
    books.transfer("B", "A", dt.date(2025, 9, 23), 450000, "资金调拨")
    books.close()
    shown = Books([], "shown")
    eve = SHOWN_FROM - dt.timedelta(1)
    for key, account in books.accounts.items():
        shown.accounts[key] = Account(
            key,
            account.number,
            account.bank,
            account.owner,
            account.closing(eve),
            [r for r in account.rows if r.date > eve],
        )
    return books, shown, rows


def invoices() -> list[Invoice]:
    """Return the invoices; the last supplier billed 150,000 of 230,000."""
    out = []
    plan = [(0, D(700000), "digital_special", 12), (0, D(500000), "digital_special", 26), (1, D(700000), "digital_special", 18),
            (2, D(620000), "special", 15), (3, D(150000), "electronic_special", 24)]  # fmt: skip
    for n, (k, total, kind, days) in enumerate(plan):
        deal = DEALS[k]
        number = (
            digits(f"scan{n}", 8)
            if kind != "digital_special"
            else f"25{deal.seller.region[:2]}20000" + digits(f"scan{n}", 11)
        )
        code = {"special": "3300241130", "electronic_special": "034002500113"}.get(kind)
        out.append(Invoice(kind, code, number, deal.signed + dt.timedelta(days), BORROWER, deal.seller, deal.items(total),
                           remarks=f"合同号：{deal.number}" if n != 1 else None, drawer=("胡蓉", "吕洋")[n % 2]))  # fmt: skip
    return out


RULED: list[bank.Column] = [
    ("交易日期", "day", 66, "left"), ("摘要", "summary", 62, "left"), ("借方发生额", "out", 86, "right"), ("贷方发生额", "in", 86, "right"),
    ("余额", "balance", 88, "right"), ("对方户名", "name", 184, "left"), ("用途", "remark", 190, "left"),
]  # fmt: skip
SECOND: list[bank.Column] = [
    ("记账日期", "day", 70, "left"), ("支出金额", "out", 90, "right"), ("收入金额", "in", 90, "right"), ("账户余额", "balance", 96, "right"),
    ("对方单位名称", "name", 200, "left"), ("摘要", "summary", 66, "left"), ("附言", "remark", 150, "left"),
]  # fmt: skip


def draw(paper: Paper, books: Books, shown: Books, rows: dict[str, Row]) -> dict[str, Record]:
    """Draw all papers in the order of the file; return those that prove findings."""
    kept: dict[str, Record] = {}
    contents = [
        "借款合同",
        "借款借据",
        "提款申请书",
        "受托支付委托书",
        "保证合同",
        "营业执照",
        "购销合同",
        "增值税发票",
        "电子回单",
        "入库单",
        "账户流水",
        "财务报表",
        "贷后检查报告",
    ]
    table: list[list[Any]] = [[Cell(t, "center") for t in ("序号", "资料名称", "备注")]] + [
        [Cell(str(k), "center"), name, ""] for k, name in enumerate(contents, 1)
    ]
    trade.letter(
        paper,
        "信贷档案卷内目录",
        [f"客户名称：{BORROWER.name}　　业务品种：流动资金贷款"],
        table=table,
        widths=[60, 260, 120],
    )
    forms_contract.loan_contract(paper, LOAN)
    forms.loan_receipt(paper, LOAN, PAID_OUT)
    manners = ["受托支付", "受托支付", "自主支付", "自主支付"]
    payees = [(d.seller, d.total, m) for d, m in zip(DEALS, manners, strict=True)]
    other = (LIFE.suppliers[1][0], D(250000), "自主支付")
    forms.drawdown(paper, LOAN, dt.date(2025, 9, 9), [*payees, other])
    for k in (0, 1):
        forms.entrusted_order(
            paper,
            LOAN,
            PAID_OUT,
            DEALS[k].seller,
            DEALS[k].total,
            f"支付{DEALS[k].subject}货款",
            f"LDST-250910-{k + 1}",
        )
    forms.guarantee(paper, LOAN)
    trade.licence(
        paper,
        BORROWER,
        "伍佰万元整",
        D(5000000),
        dt.date(2014, 6, 10),
        "包装机械、食品机械的研发、生产、销售及技术服务；机电设备安装。（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
    )
    for k, deal in enumerate(DEALS):
        trade.trade_contract(paper, deal, layout=(3, 1, 2, 3)[k])
    for n, bill in enumerate(invoices()):
        trade.invoice(paper, bill)
        kept[f"invoice{n}"] = paper.records[-1]
    names = ["s1", "s2", "s3", "s4", "houses"]
    for n, name in enumerate(names):
        if n % 2 == 0:
            paper.record = None
            paper.page()
        bank.slip(paper, rows[name], BORROWER, A_NUMBER, BRANCH, layout=1, share=True, top=40 + 390 * (n % 2))
    for k, (deal, total) in enumerate(zip(DEALS, (D(1200000), D(700000), D(620000), D(150000)), strict=True)):
        trade.goods_receipt(
            paper, deal, deal.delivery - dt.timedelta(5), f"HYRK{2509 + k}0{k + 3}", total=total, keeper="王德发"
        )
    bank.pdf_statement(
        paper, shown.accounts["A"], SHOWN_FROM, AS_OF, columns=RULED, per_page=20, font="hei", size=9, height=20
    )
    bank.pdf_statement(
        paper, shown.accounts["B"], SHOWN_FROM, AS_OF, columns=SECOND, per_page=20, font="song", size=9, height=20
    )
    finance.pdf_statements(paper, finance.figures(books, FIRM, dt.date(2025, 9, 30), LOAN.amount), accountant="汪霞")
    finance.pdf_statements(paper, finance.figures(books, FIRM, dt.date(2025, 12, 31), LOAN.amount), accountant="汪霞")
    for date, first in ((dt.date(2025, 9, 12), True), (dt.date(2025, 12, 8), False)):
        forms.inspection(paper, LOAN, date, first=first, inspector="吴昊", findings="受托支付部分资金已按委托支付给约定的交易对手，自主支付部分凭证待补充。",
                         conclusion="借款人经营正常，受托支付部分用途与约定一致。")  # fmt: skip
    return kept


def sheets(count: int, records: list[Record]) -> list[Sheet]:
    """Return how each page is scanned: small print finer, two pages upside down, some blank backs, stamps on copies."""
    rng = seeded("scan-sheets")
    kinds = {p: r.doc_type for r in records for p in r.pages}
    fine = {"bank_statement", "balance_sheet", "income_statement", "cash_flow_statement", "vat_invoice"}
    copies = [p for p in range(1, count + 1) if kinds.get(p) in {"trade_contract", "business_license", "vat_invoice"}]
    turned = {
        next(p for p in range(1, count + 1) if kinds.get(p) == "goods_receipt"),
        [p for p in range(1, count + 1) if kinds.get(p) == "trade_contract"][1],
    }
    backs = {p for p in range(3, count, 8) if kinds.get(p) not in {"bank_statement"}}
    checked = stamps.box_seal(("与原件核对一致", "核对人：吴昊"), strength=150, tilt=3)
    out: list[Sheet] = []
    for page in range(1, count + 1):
        skew = round(rng.uniform(-1.5, 1.5), 2)
        out.append(Sheet(page, dpi=200 if kinds.get(page) in fine else 150, skew=skew, turned=page in turned, stamp=checked if page in copies else None,
                         stamp_at=(rng.uniform(0.3, 0.75), 0.68 if kinds.get(page) != "vat_invoice" else 0.5), quality=40))  # fmt: skip
        if page in backs:
            out.append(Sheet(0, dpi=100, skew=-skew, quality=40))
    return out


def build(out: Path) -> None:
    """Write ``scan/卷宗.pdf`` and its truth."""
    root = out / "scan"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    (root / "case.yaml").write_text(f"as_of: {AS_OF}\n", encoding="utf-8")
    LOAN.obligations.clear()
    books, shown, rows = tell()
    with tempfile.TemporaryDirectory() as folder:
        paper = Paper(Path(folder) / "drawn.pdf")
        kept = draw(paper, books, shown, rows)
        paper.save()
        plan = sheets(paper.number, paper.records)
        scan(paper.file, root / "卷宗.pdf", plan, paper.records, seed=20250910)
    money_trace, paid = trace(shown, LOAN.number, AS_OF.isoformat(), keys=("A", "B"))
    findings, allowed = judge(rows, kept, paid)
    blank = [s.number for s in plan if not s.page]
    write_truth(out / "truth" / "scan.json", case="scan", as_of=AS_OF.isoformat(), documents=paper.records, findings=findings, trace=money_trace, allowed=allowed,
                blank_pages=blank, turned_pages=[s.number for s in plan if s.turned])  # fmt: skip


def judge(
    rows: dict[str, Row], kept: dict[str, Record], paid: dict[int, D]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what was planted, and what may also be said of the same money."""

    def planted(check: str, least: str, amount: D, evidence: list[dict[str, Any]], note: str) -> dict[str, Any]:
        return {"check": check, "severity_at_least": least, "amount": money(amount), "evidence": evidence, "note": note}

    findings = [
        planted("use.prohibited_payee", "high", paid[id(rows["houses"])], [where(rows["houses"])], "a developer of real estate"),
        planted("payment.entrusted_required", "medium", paid[id(rows["s3"])], [where(rows["s3"])], "paid by the borrower itself beyond the threshold of 500,000"),
        planted("evidence.uncovered_payment", "low", D(80000), [where(rows["s4"]), proof(kept["invoice4"], "total")], "150,000 of 230,000 invoiced"),
    ]  # fmt: skip
    houses = [where(rows["houses"])]
    both = [where(rows["houses"]), where(rows["s4"])]
    return findings, [
        {
            "check": "evidence.uncovered_payment",
            "evidence": houses,
            "reason": "nothing in the file supports the payment to the developer",
        },
        {
            "check": "evidence.missing_document",
            "evidence": both,
            "reason": "the missing contract and invoices of the same payments",
        },
        {"check": "evidence.overdue", "evidence": both, "reason": "those invoices were due 60 days after payment"},
        {"check": "use.purpose_mismatch", "evidence": houses, "reason": "a home is not what the loan was for"},
        {
            "check": "use.payee_not_in_contract",
            "evidence": houses,
            "reason": "the developer is no payee of a contract or of the drawdown",
        },
    ]
