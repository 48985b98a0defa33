"""The sample *clean*: a working-capital loan of 5,000,000 with every paper in order; nothing to find."""

# ruff: noqa: E501, PLR0915  (one row of a story is one line)
from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path

import forms_bank as bank
import forms_contract
import forms_finance as finance
import forms_loan as forms
import forms_trade as trade
from books import Account, Books, Row
from flow import trace
from forms_trade import Deal, Invoice
from invent import Party, digits
from paper import Cell, Paper
from story import Life, accrue, live, serve_loan
from truth import Record, write_truth

AS_OF = dt.date(2026, 2, 28)
FIRST, LAST = dt.date(2025, 1, 1), AS_OF
PAID_OUT = dt.date(2025, 9, 16)
D = Decimal

LENDER = Party("苏州吴淞农村商业银行股份有限公司", legal="周明远")
LENDER_BRANCH = "苏州吴淞农村商业银行胥口支行"
A_NUMBER, B_NUMBER, C_NUMBER = "7066" + digits("hz-a", 18), "3220" + digits("hz-b", 16), "1102" + digits("hz-c", 15)
BORROWER = Party("苏州恒泽精密机械有限公司", legal="沈国梁", bank=LENDER_BRANCH, account_number=A_NUMBER)
GUARANTOR = Party("苏州金鼎模塑科技有限公司", legal="潘志远", region="320507")

STEEL = Party(
    "常熟市虞东特种钢材有限公司", region="320581", city="常熟市", bank="中国农业银行常熟虞东支行", legal="陆建明"
)
CASTING = Party("无锡锡北铸造有限公司", region="320205", city="无锡市", bank="江苏银行无锡锡北支行", legal="顾永昌")
BEARING = Party(
    "上海沪浦轴承销售有限公司", region="310115", city="上海市", bank="上海浦东发展银行浦江支行", legal="施伟"
)
CUTTER = Party("昆山锐驰刀具有限公司", region="320583", city="昆山市", bank="中国工商银行昆山锐驰支行", legal="夏勇")
PACKER = Party("苏州绿源包装材料有限公司", region="320505", bank="中国银行苏州枫桥支行", legal="郁文华")

LIFE = Life(
    town="苏州市",
    customers=[
        (Party("江苏泰沃工程装备有限公司", region="321202", city="泰州市", bank="中国银行泰州海陵支行"), "A", 640),
        (Party("杭州钱江液压件有限公司", region="330108", city="杭州市", bank="杭州银行钱江支行"), "A", 520),
        (Party("宁波甬兴注塑机制造有限公司", region="330206", city="宁波市", bank="宁波银行北仑支行"), "A", 180),
        (Party("上海嘉松传动设备有限公司", region="310114", city="上海市", bank="上海银行嘉松支行"), "B", 360),
        (Party("合肥肥东叉车部件有限公司", region="340122", city="合肥市", bank="徽商银行肥东支行"), "B", 230),
    ],
    suppliers=[
        (Party("苏州吴中区木渎东升五金厂", bank="苏州银行木渎支行"), "A", 190, "五金件货款"),
        (
            Party("江阴市澄南锻件有限公司", region="320281", city="江阴市", bank="江阴农村商业银行澄南支行"),
            "A",
            450,
            "锻件货款",
        ),
        (Party("苏州相城区元和热处理有限公司", region="320507", bank="中国银行苏州元和支行"), "B", 150, "热处理加工费"),
        (
            Party("张家港市港丰铝业有限公司", region="320582", city="张家港市", bank="张家港农村商业银行港丰支行"),
            "B",
            290,
            "铝材货款",
        ),
        (Party("苏州迅达货物运输有限公司", bank="招商银行苏州吴中支行"), "B", 48, "运费"),
    ],
    landlord=Party("苏州新阳工业园管理有限公司", bank="中国建设银行苏州新阳支行"),
    power=Party("苏州吴淞供电有限公司", bank="中国工商银行苏州吴淞支行"),
)

FIRM = finance.Firm(
    entity=BORROWER.name, revenue_month=D("1718000.00"), receivable=D("4215300.00"), inventory=D("3986400.00"),
    fixed=D("6120000.00"), payable=D(0), paid_in=D("8000000.00"), retained=D("1873200.00"),
)  # fmt: skip

LOAN = forms.Loan(
    number="吴淞农商流借字〔2025〕第0916号", lender=LENDER, borrower=BORROWER, guarantor=GUARANTOR,
    guarantee_number="吴淞农商保字〔2025〕第0916号", amount=D(5000000), signed=dt.date(2025, 9, 15), start=PAID_OUT,
    end=dt.date(2026, 9, 15), term=12, rate="3.80", rate_basis="1年期LPR加80个基点", threshold=D(1000000),
    purpose="采购钢材、铸件、轴承等生产用原材料", account=A_NUMBER, bank=LENDER_BRANCH,
    instalments=[(dt.date(2025, 12, 22), D(500000)), (dt.date(2026, 3, 20), D(500000)),
                 (dt.date(2026, 6, 22), D(500000)), (dt.date(2026, 9, 15), D(3500000))],
    receipt="JJ" + digits("hz-jj", 12),
)  # fmt: skip

DEALS = [
    Deal("HZ-CG-2025-087", BORROWER, STEEL, "合金结构钢棒材", dt.date(2025, 9, 8), dt.date(2025, 10, 15),
         "合同签订后一次性支付全部货款，卖方收款后开具增值税专用发票", D(2000000),
         [("黑色金属冶炼压延品", "合金结构圆钢", "42CrMo φ80", "吨", D(180), D("0.62")), ("黑色金属冶炼压延品", "碳素结构圆钢", "45# φ60", "吨", D(150), D("0.38"))]),
    Deal("XB2025-0912", BORROWER, CASTING, "球墨铸铁件", dt.date(2025, 9, 9), dt.date(2025, 10, 20), "发货前付清全部货款", D(1500000),
         [("金属制品", "球墨铸铁泵体", "QT500-7", "件", D(1200), D("0.7")), ("金属制品", "铸铁端盖", "HT250", "件", D(2600), D("0.3"))]),
    Deal("HP-XS-250911", BORROWER, BEARING, "轴承", dt.date(2025, 9, 11), dt.date(2025, 9, 30), "款到发货", D(680000),
         [("通用设备", "圆锥滚子轴承", "32218", "套", D(1600), D("0.55")), ("通用设备", "深沟球轴承", "6312-2RS", "套", D(3400), D("0.45"))]),
    Deal("RC-0915", BORROWER, CUTTER, "数控刀具", dt.date(2025, 9, 12), dt.date(2025, 10, 10), "合同签订后7日内付款", D(520000),
         [("工具", "硬质合金立铣刀", "D12×75", "支", D(1500), D("0.5")), ("工具", "数控车刀片", "CNMG120408", "盒", D(900), D("0.5"))]),
    Deal("LY20250915", BORROWER, PACKER, "包装材料", dt.date(2025, 9, 15), dt.date(2025, 10, 25), "合同签订后10日内付款", D(300000),
         [("木制品", "熏蒸木箱", "1200×800×700", "只", D(420), D("0.8")), ("塑料制品", "防锈膜", "0.1mm", "千克", D(1850), D("0.2"))]),
]  # fmt: skip


def accounts() -> list[Account]:
    """Return the three accounts with their balances at the start."""
    return [
        Account("A", A_NUMBER, LENDER_BRANCH, BORROWER, D("642318.45")),
        Account("B", B_NUMBER, "中国建设银行苏州吴中科技园支行", BORROWER, D("905227.31")),
        Account("C", C_NUMBER, "中国工商银行苏州胥江支行", BORROWER, D("318640.09")),
    ]


def tell() -> tuple[Books, list[Row]]:
    """Write the books and return them with the loan-funded payments, in the order of the deals."""
    books = Books(accounts(), "clean")
    live(books, LIFE, (2025, 1), 14, "clean-life", end=LAST)
    books.add("A", books.when(PAID_OUT, hour=9), LOAN.amount, LENDER, "贷款发放", f"{LOAN.receipt}流动资金贷款", "loan")
    paid: list[Row] = []
    moments = [books.when(PAID_OUT, hour=10), books.when(PAID_OUT, hour=11), books.when(dt.date(2025, 9, 17)),
               books.when(dt.date(2025, 9, 18)), books.when(dt.date(2025, 9, 19))]  # fmt: skip
    for k, (deal, moment) in enumerate(zip(DEALS, moments, strict=True)):
        row = books.add(
            "A",
            moment,
            -deal.total,
            deal.seller,
            "受托支付" if k < 2 else "网银转账",
            f"{deal.number}{deal.subject}款",
            "supplier",
            use="conforming",
        )
        row.pinned = k < 2
        paid.append(row)
    machines = Party("苏州数控机床销售服务有限公司", bank="交通银行苏州吴中支行")
    for date, value in ((dt.date(2025, 4, 18), 860000), (dt.date(2025, 7, 11), 740000)):
        books.add("A", date, -value, machines, "网银转账", "数控车床设备款", "invest", use="fixed_asset")
    serve_loan(books, "A", LENDER, LOAN.number, LOAN.amount, LOAN.rate, PAID_OUT, LOAN.instalments, LAST)
    before = books.accounts["A"].opening + sum(
        (r.amount for r in books.accounts["A"].rows if r.date < dt.date(2025, 9, 15)), D(0)
    )
    # What stays pays the first interest and a fee, so that the account runs empty before new money comes.
    books.add("A", dt.date(2025, 9, 23), -60, None, "手续费", "账户管理费", "fee")
    first_interest = accrue(LOAN.amount, LOAN.rate, PAID_OUT, dt.date(2025, 9, 21))
    books.transfer("A", "B", dt.date(2025, 9, 15), before - first_interest - 60, "资金归集")
    books.transfer("B", "A", dt.date(2025, 9, 24), 600000)
    books.close()
    return books, paid


def invoices() -> list[Invoice]:
    """Return the invoices: each deal's add up to its amount; one supplier still issues paper ones."""
    out = []
    parts = [
        (0, [D(1130000), D(870000)]),
        (1, [D(1500000)]),
        (2, [D(680000)]),
        (3, [D(320000), D(200000)]),
        (4, [D(300000)]),
    ]
    for k, totals in parts:
        deal = DEALS[k]
        for n, total in enumerate(totals):
            date = deal.signed + dt.timedelta(9 + 6 * n + k)
            paper = k == 4
            number = (
                digits(f"inv{k}{n}", 8) if paper else f"25{deal.seller.region[:2]}20000" + digits(f"clean{k}{n}", 11)
            )
            bill = Invoice("special" if paper else "digital_special", "3200241130" if paper else None, number, date, BORROWER, deal.seller,
                           deal.items(total), remarks=f"合同编号：{deal.number}" if n == 0 else None, drawer=("吴晓燕", "朱海平", "林芳")[k % 3])  # fmt: skip
            deal.invoices.append(bill)
            out.append(bill)
    return out


def build(out: Path) -> None:
    """Write ``clean/`` and its truth."""
    root = out / "clean"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    (root / "case.yaml").write_text(f"as_of: {AS_OF}\n", encoding="utf-8")
    for deal in DEALS:
        deal.invoices.clear()
    LOAN.obligations.clear()
    books, paid = tell()
    records: list[Record] = []

    def paper(name: str) -> Paper:
        return Paper(root / name, source=name)

    def done(p: Paper) -> None:
        p.save()
        records.extend(p.records)

    p = paper("01借款合同/流动资金借款合同.pdf")
    forms_contract.loan_contract(p, LOAN)
    done(p)
    p = paper("01借款合同/借款借据.pdf")
    forms.loan_receipt(p, LOAN, PAID_OUT)
    done(p)
    p = paper("01借款合同/提款申请及受托支付委托.pdf")
    manners = ["受托支付", "受托支付", "自主支付", "自主支付", "自主支付"]
    forms.drawdown(p, LOAN, dt.date(2025, 9, 15), [(d.seller, d.total, m) for d, m in zip(DEALS, manners, strict=True)])
    for k in (0, 1):
        forms.entrusted_order(
            p, LOAN, PAID_OUT, DEALS[k].seller, DEALS[k].total, f"支付{DEALS[k].subject}采购款", f"ST2025091600{k + 1}"
        )
    done(p)
    p = paper("02担保资料/保证合同.pdf")
    forms.guarantee(p, LOAN)
    done(p)
    p = paper("03主体资料/营业执照.pdf")
    trade.licence(p, BORROWER, "人民币捌佰万元整", D(8000000), dt.date(2012, 4, 18),
                  "精密机械零部件、液压件、传动件的研发、制造、销售；机械设备维修；货物进出口。（依法须经批准的项目，经相关部门批准后方可开展经营活动）")  # fmt: skip
    done(p)
    p = paper("03主体资料/股东会决议.pdf")
    trade.letter(p, "股东会决议", [
        f"{BORROWER.name}于2025年9月10日在公司会议室召开股东会，全体股东出席，会议由执行董事{BORROWER.legal}主持，形成如下决议：",
        f"一、同意公司向{LENDER.name}申请流动资金借款人民币伍佰万元整，期限12个月，用于{LOAN.purpose}。",
        f"二、同意由{GUARANTOR.name}为上述借款提供连带责任保证。",
        f"三、授权{BORROWER.legal}代表公司签署与上述借款有关的合同及文件。",
    ], signer=BORROWER, date=dt.date(2025, 9, 10))  # fmt: skip
    done(p)
    for k, deal in enumerate(DEALS):
        p = paper(f"04用途证明/购销合同/{k + 1}-{deal.seller.name[:6]}.pdf")
        trade.trade_contract(p, deal, layout=(1, 2, 3, 1, 2)[k])
        done(p)
    bills = invoices()
    for bill in bills[:2]:
        p = paper(f"04用途证明/发票/dzfp_{bill.number}_{bill.seller.name}_{bill.date:%Y%m%d}.pdf")
        trade.invoice(p, bill)
        done(p)
    p = paper("04用途证明/发票/发票合并.pdf")
    for bill in bills[2:]:
        trade.invoice(p, bill)
    done(p)
    p = paper("04用途证明/入库单.pdf")
    for k, deal in enumerate(DEALS):
        trade.goods_receipt(p, deal, deal.delivery - dt.timedelta(4 + k % 2), f"RK2025{k + 31:04d}")
    done(p)
    p = paper("05支付凭证/受托支付回单.pdf")
    for row in paid[:2]:
        bank.slip(p, row, BORROWER, A_NUMBER, LENDER_BRANCH)
    done(p)
    p = paper("05支付凭证/自主支付回单.pdf")
    for k, row in enumerate(paid[2:]):
        if k % 2 == 0:
            p.record = None
            p.page()
        bank.slip(p, row, BORROWER, A_NUMBER, LENDER_BRANCH, layout=2, share=True, top=20 + 380 * (k % 2))
    done(p)
    p = paper("05支付凭证/自主支付汇总报告.pdf")
    rows = [[Cell(t, "center") for t in ("支付日期", "收款人", "金额（元）", "用途")]]
    rows += [
        [str(r.date), r.party.name if r.party else "", Cell(f"{-r.amount:,.2f}", "right"), d.subject]
        for r, d in zip(paid[2:], DEALS[2:], strict=True)
    ]
    trade.letter(p, "贷款资金自主支付情况汇总报告", [
        f"{LENDER.name}：", f"根据{LOAN.number}借款合同约定，现将我公司自主支付部分的贷款资金使用情况汇总报告如下，所附发票、回单均真实有效。"],
        signer=BORROWER, date=dt.date(2025, 9, 30), table=rows, widths=[80, 200, 100, 100])  # fmt: skip
    done(p)
    p = paper("06银行流水/吴淞农商行流水2025.01-2026.02.pdf")
    bank.pdf_statement(p, books.accounts["A"], FIRST, LAST)
    done(p)
    name = "06银行流水/建行账户明细.xlsx"
    records.append(bank.xlsx_statement(root / name, name, books.accounts["B"], FIRST, LAST))
    name = "06银行流水/工行历史明细.csv"
    records.append(bank.csv_statement(root / name, name, books.accounts["C"], FIRST, LAST))
    p = paper("07财务报表/2025年三季度财务报表.pdf")
    finance.pdf_statements(p, finance.figures(books, FIRM, dt.date(2025, 9, 30), D(5000000)))
    done(p)
    name = "07财务报表/2025年度财务报表.xlsx"
    records.extend(
        finance.xlsx_statements(root / name, name, finance.figures(books, FIRM, dt.date(2025, 12, 31), D(4500000)))
    )
    used = "经核对借款支用单、受托支付委托书、付款回单、购销合同及发票，贷款资金已全部用于支付原材料采购款，与约定用途一致。"
    for date, first in ((dt.date(2025, 9, 19), True), (dt.date(2025, 12, 12), False), (dt.date(2026, 2, 26), False)):
        p = paper(f"08贷后检查/贷后检查报告{date:%Y%m%d}.pdf")
        forms.inspection(
            p,
            LOAN,
            date,
            first=first,
            inspector="陆晓峰",
            findings=used,
            conclusion="贷款资金按约定用途使用，未发现风险预警信号。",
        )
        done(p)
    money_trace, _ = trace(books, LOAN.number, AS_OF.isoformat(), keys=("A", "B", "C"))
    write_truth(
        out / "truth" / "clean.json",
        case="clean",
        as_of=AS_OF.isoformat(),
        documents=records,
        findings=[],
        trace=money_trace,
    )
