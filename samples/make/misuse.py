"""The sample *misuse*: a working-capital loan of 8,000,000, a good part of which went elsewhere."""

# ruff: noqa: E501, PLR0915, PLR0917  (one row of a story is one line)
from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import forms_bank as bank
import forms_contract
import forms_finance as finance
import forms_loan as forms
import forms_trade as trade
from books import Account, Books, Row
from flow import proof, trace, where
from forms_trade import Deal, Invoice
from invent import Party, digits
from paper import Paper
from story import Life, live, serve_loan
from truth import Record, money, write_truth

D = Decimal
AS_OF = dt.date(2026, 2, 28)
FIRST, LAST = dt.date(2025, 1, 1), AS_OF
PAID_OUT = dt.date(2025, 11, 18)
LEFT_BEFORE = D("2460.00")  # on the loan account when the loan arrives

LENDER = Party("浙江明州商业银行股份有限公司", region="330203", city="宁波市", legal="邵立群")
BRANCH = "浙江明州商业银行鄞东支行"
A_NUMBER, B_NUMBER, C_NUMBER = "8010" + digits("hy-a", 15), "5749" + digits("hy-b", 11), "3320" + digits("hy-c", 17)
BORROWER = Party(
    "宁波海曜电器有限公司", region="330212", city="宁波市", bank=BRANCH, legal="郑海涛", account_number=A_NUMBER
)
RELATED = Party("宁波曜海贸易有限公司", region="330212", city="宁波市", bank="中国农业银行宁波鄞东支行", legal="郑海涛")
BROKER = Party(
    "甬江证券有限责任公司宁波中山东路证券营业部", region="330203", city="宁波市", bank="招商银行宁波江东支行"
)
COPPER = Party("余姚市姚东铜业有限公司", region="330281", city="余姚市", bank="中国银行余姚姚东支行", legal="毛国庆")
TRADER = Party("宁波鄞创塑化有限公司", region="330212", city="宁波市", bank="宁波银行鄞创支行", legal="包建峰")
MOTOR = Party("慈溪市观海卫微电机厂", region="330282", city="慈溪市", bank="慈溪农村商业银行观海卫支行", legal="罗志明")
CARTON = Party(
    "宁波镇海远大纸箱有限公司", region="330211", city="宁波市", bank="中国工商银行宁波镇海支行", legal="竺亚萍"
)
OTHER_BUYER = Party(
    "慈溪市周巷恒丰电器厂", region="330282", city="慈溪市", bank="中国建设银行慈溪周巷支行", legal="岑恒丰"
)

LIFE = Life(
    town="宁波市",
    customers=[
        (Party("杭州西泠家电连锁有限公司", region="330106", city="杭州市", bank="杭州银行西泠支行"), "A", 700),
        (Party("南京紫金生活电器销售有限公司", region="320102", city="南京市", bank="南京银行紫金支行"), "A", 560),
        (Party("福州闽江百货有限公司", region="350102", city="福州市", bank="兴业银行福州闽江支行"), "A", 240),
        (Party("武汉江汉电商供应链有限公司", region="420103", city="武汉市", bank="汉口银行江汉支行"), "B", 420),
        (Party("长沙湘江家电有限公司", region="430104", city="长沙市", bank="长沙银行湘江支行"), "B", 260),
    ],
    suppliers=[
        (Party("宁波北仑宏远注塑厂", region="330206", city="宁波市", bank="宁波银行北仑支行"), "A", 330, "注塑加工费"),
        (Party("台州市黄岩电线电缆有限公司", region="331003", city="台州市", bank="台州银行黄岩支行"), "A", 520, "电源线货款"),
        (Party("宁波江北联发五金制品有限公司", region="330205", city="宁波市", bank="中国银行宁波江北支行"), "B", 210, "五金配件货款"),
        (Party("温州瓯江开关有限公司", region="330302", city="温州市", bank="温州银行瓯江支行"), "B", 240, "开关货款"),
        (Party("宁波甬达物流有限公司", region="330206", city="宁波市", bank="中国建设银行宁波甬达支行"), "B", 62, "运费"),
    ],
    landlord=Party("宁波鄞东小微企业园管理有限公司", region="330212", city="宁波市", bank="中国银行宁波鄞东支行"),
    power=Party("宁波鄞东供电有限公司", region="330212", city="宁波市", bank="中国工商银行宁波鄞东支行"),
    wages=272, tax=96, rent=58, power_bill=29,
    quiet=(dt.date(2025, 11, 14), dt.date(2025, 11, 30)), quiet_accounts=("A", "B"), slower=D("0.8"), slower_from=(2025, 12),
)  # fmt: skip

FIRM = finance.Firm(
    entity=BORROWER.name, revenue_month=D("1946000.00"), receivable=D("5120600.00"), inventory=D("4712800.00"),
    fixed=D("7240000.00"), payable=D(0), paid_in=D("10000000.00"), retained=D("1526400.00"),
)  # fmt: skip

LOAN = forms.Loan(
    number="（2025）明银流贷字第11086号", lender=LENDER, borrower=BORROWER, guarantor=RELATED,
    guarantee_number="（2025）明银保字第11086-1号", amount=D(8000000), signed=dt.date(2025, 11, 17), start=PAID_OUT,
    end=dt.date(2026, 11, 17), term=12, rate="4.20", rate_basis="1年期LPR加120个基点", threshold=D(1000000),
    purpose="采购铜材、塑料粒子、电机等原材料", account=A_NUMBER, bank=BRANCH,
    instalments=[(dt.date(2026, 5, 18), D(1000000)), (dt.date(2026, 11, 17), D(7000000))],
    receipt="MZ" + digits("hy-jj", 14), lender_legal="邵立群", style=2,
)  # fmt: skip

S1 = Deal("YD-HY-2511-03", BORROWER, COPPER, "无氧铜杆", dt.date(2025, 11, 6), dt.date(2025, 12, 12), "合同生效后买方一次性付清货款", D(2600000),
          [("有色金属压延加工品", "无氧铜杆", "TU2 φ8.0", "吨", D(33), D("0.7")), ("有色金属压延加工品", "漆包铜线", "QZY-2/180", "吨", D(13), D("0.3"))])  # fmt: skip
S2 = Deal("YCSH20251112", BORROWER, TRADER, "ABS、PP塑料粒子", dt.date(2025, 11, 12), dt.date(2025, 12, 20), "款到发货，货到后开具全额增值税专用发票", D(2945000),
          [("塑料制品", "ABS塑料粒子", "HI-121H", "吨", D(190), D("0.72")), ("塑料制品", "PP塑料粒子", "T30S", "吨", D(105), D("0.28"))])  # fmt: skip
S3 = Deal("GHW-251118", BORROWER, MOTOR, "单相串励电机", dt.date(2025, 11, 14), dt.date(2025, 12, 15), "合同签订后15日内付清", D(420000),
          [("电动机", "单相串励电机", "U7025 220V", "台", D(8400), D(1))], words_of=D(402000))  # fmt: skip
S4 = Deal("YDZX2511-27", BORROWER, CARTON, "瓦楞纸箱", dt.date(2025, 11, 13), dt.date(2025, 12, 18), "合同签订后付款", D(345000),
          [("纸制品", "五层瓦楞彩箱", "480×360×300", "只", D(46000), D("0.8")), ("纸制品", "纸护角", "50×50×1000", "根", D(28000), D("0.2"))])  # fmt: skip


def tell() -> tuple[Books, dict[str, Row]]:
    """Write the books and return them with the rows that matter, by name."""
    books = Books(
        [
            Account("A", A_NUMBER, BRANCH, BORROWER, D("1273650.12")),
            Account("B", B_NUMBER, "招商银行宁波江东支行", BORROWER, D("712904.66")),
            Account("C", C_NUMBER, "交通银行宁波鄞州支行", BORROWER, D("405118.20")),
        ],
        "misuse",
    )
    live(books, LIFE, (2025, 1), 14, "misuse-life", end=LAST)
    a, b = books.accounts["A"], books.accounts["B"]

    def on(day: int, hour: int, month: int = 11) -> dt.datetime:
        return books.when(dt.date(2025, month, day), hour=hour)

    def pay(
        name: str,
        moment: dt.datetime,
        amount: int | D,
        party: Party | None,
        summary: str,
        remark: str,
        tag: str,
        use: str,
        account: str = "A",
    ) -> None:
        rows[name] = books.add(account, moment, -D(amount), party, summary, remark, tag, use=use)

    rows: dict[str, Row] = {}
    machine = Party("宁波慈东注塑机械有限公司", region="330282", city="宁波市", bank="中国建设银行宁波慈东支行")
    books.add("A", dt.date(2025, 5, 22), -1180000, machine, "网银转账", "注塑机设备款", "invest", use="fixed_asset")
    books.add("A", dt.date(2025, 8, 19), -960000, machine, "网银转账", "注塑机设备款", "invest", use="fixed_asset")
    rows["loan"] = books.add("A", on(18, 9), LOAN.amount, LENDER, "贷款发放", f"{LOAN.receipt}流动资金贷款放款", "loan")
    pay("s1", on(18, 10), S1.total, COPPER, "受托支付", f"{S1.number}铜杆货款", "supplier", "conforming")
    rows["s1"].pinned = True
    rows["to_b"] = books.transfer("A", "B", dt.date(2025, 11, 18), 900000, "资金调拨")
    rows["to_b"].time = on(18, 15)
    into = next(r for r in b.rows if r.link is rows["to_b"])
    into.time = rows["to_b"].time + dt.timedelta(seconds=21)
    pay("broker", on(19, 10), 850000, BROKER, "银证转账", "第三方存管银行转证券", "other", "securities", "B")
    pay("s2a", on(19, 14), 980000, TRADER, "网银转账", "货款", "supplier", "conforming")
    pay("s2b", on(20, 10), 990000, TRADER, "网银转账", "货款", "supplier", "unsupported")
    pay("s2c", on(21, 11), 975000, TRADER, "网银转账", "货款", "supplier", "conforming")
    pay("related", on(24, 10), 700000, RELATED, "网银转账", "货款", "other", "related_party")
    pay("cash", on(25, 9), 80000, None, "现金支票", "取现备用金", "other", "cash")
    pay("s3", on(26, 14), S3.total, MOTOR, "网银转账", f"{S3.number}电机款", "supplier", "unsupported")
    pay("s4", on(27, 15), S4.total, CARTON, "网银转账", f"{S4.number}纸箱款", "supplier", "conforming")
    books.add("A", on(28, 9), -60, None, "手续费", "账户管理费", "fee")
    books.add(
        "A",
        on(28, 15),
        D(-9600),
        Party("国家金库宁波市吴淞区支库", bank="中国人民银行"),
        "实时缴税",
        "2025年11月印花税",
        "tax",
    )
    rows["back"] = books.add("A", on(3, 11, 12), 680000, RELATED, "转账收入", "往来款", "other_in")
    books.add("A", on(1, 10, 12), D("418260.50"), LIFE.customers[0][0], "转账收入", "货款", "sales")
    books.add("B", on(1, 11, 12), D("352117.40"), LIFE.customers[3][0], "转账收入", "货款", "sales")
    serve_loan(books, "A", LENDER, LOAN.number, LOAN.amount, LOAN.rate, PAID_OUT, LOAN.instalments, LAST)
    # The loan account holds 2,460.00 when the loan arrives, and both accounts run empty after the loan is spent.
    before = a.opening + sum((r.amount for r in a.rows if r.date < dt.date(2025, 11, 17)), D(0))
    books.transfer("A", "C", dt.date(2025, 11, 17), before - LEFT_BEFORE, "资金归集")
    held = b.opening + sum((r.amount for r in b.rows if r.date < dt.date(2025, 11, 17)), D(0))
    books.transfer("B", "C", dt.date(2025, 11, 17), held - D("43216.80"), "资金归集")
    held = b.opening + sum((r.amount for r in b.rows if r.date < dt.date(2025, 11, 20)), D(0))
    books.add("B", on(20, 15), -held, None, "代发工资", "2025年三季度绩效奖金", "wages")
    books.transfer("C", "A", dt.date(2025, 12, 1), 500000, "资金调拨")
    books.close()
    return books, rows


def bill(
    kind: str, deal: Deal, total: D, date: dt.date, key: str, *, buyer: Party = BORROWER, total_of: D | None = None
) -> Invoice:
    """Return an invoice of a deal with a number derived from `key`."""
    number = digits(key, 8) if kind != "digital_special" else f"25{deal.seller.region[:2]}20000" + digits(key, 11)
    code = {"special": "3302241130", "electronic_special": "033002500113"}.get(kind)
    return Invoice(
        kind,
        code,
        number,
        date,
        buyer,
        deal.seller,
        deal.items(total),
        remarks=f"合同号 {deal.number}",
        drawer="冯佳",
        total_of=total_of,
    )


def build(out: Path) -> None:
    """Write ``misuse/`` and its truth."""
    root = out / "misuse"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    (root / "case.yaml").write_text(f"as_of: {AS_OF}\n", encoding="utf-8")
    LOAN.obligations.clear()
    books, rows = tell()
    records: list[Record] = []
    kept: dict[str, Record] = {}

    def paper(name: str) -> Paper:
        return Paper(root / name, source=name)

    def done(p: Paper) -> list[Record]:
        p.save()
        records.extend(p.records)
        return p.records

    p = paper("一、授信及贷款资料/01流动资金借款合同.pdf")
    forms_contract.loan_contract(p, LOAN)
    done(p)
    p = paper("一、授信及贷款资料/02放款资料（借据、提款申请、支付委托）.pdf")
    forms.loan_receipt(p, LOAN, PAID_OUT, layout=2)
    payees = [(S1.seller, S1.total, "受托支付"), (S2.seller, S2.total, "自主支付"), (S3.seller, S3.total, "自主支付"),
              (S4.seller, S4.total, "自主支付"), (LIFE.suppliers[0][0], D(880000), "自主支付"),
              (LIFE.suppliers[1][0], D(810000), "自主支付")]  # fmt: skip
    forms.drawdown(p, LOAN, dt.date(2025, 11, 17), payees)
    forms.entrusted_order(p, LOAN, PAID_OUT, COPPER, S1.total, "支付无氧铜杆货款", "MZST-2511086")
    done(p)
    p = paper("二、担保及主体资料/保证合同.pdf")
    forms.guarantee(p, LOAN)
    done(p)
    p = paper("二、担保及主体资料/借款人营业执照.pdf")
    scope = "家用电器、电子产品、模具的制造、加工、销售；自营和代理货物及技术的进出口。（依法须经批准的项目，经相关部门批准后方可开展经营活动）"
    trade.licence(p, BORROWER, "壹仟万元整", D(10000000), dt.date(2010, 8, 12), scope)
    done(p)
    p = paper("二、担保及主体资料/保证人营业执照.pdf")
    trade.licence(
        p, RELATED, "伍佰万元整", D(5000000), dt.date(2016, 3, 25), "家用电器、日用百货、塑料原料的批发、零售。"
    )
    kept["licence"] = done(p)[0]
    for k, (deal, name) in enumerate(((S1, "姚东铜业"), (S2, "鄞创塑化"), (S3, "观海卫微电机"), (S4, "远大纸箱"))):
        p = paper(f"三、贸易背景资料/合同/{k + 1}{name}.pdf")
        trade.trade_contract(p, deal, layout=(2, 1, 3, 2)[k])
        kept[f"contract{k + 1}"] = done(p)[0]
    bills = {
        "S1a": bill("digital_special", S1, D(1500000), dt.date(2025, 11, 20), "m-s1a"),
        "S1b": bill("digital_special", S1, D(1100000), dt.date(2025, 12, 8), "m-s1b"),
        "S2a": bill("digital_special", S2, D(980000), dt.date(2025, 11, 25), "m-s2a"),
        "S2c": bill("digital_special", S2, D(975000), dt.date(2025, 12, 3), "m-s2c"),
        "S3": bill("special", S3, S3.total, dt.date(2025, 12, 2), "m-s3", buyer=OTHER_BUYER),
        "S4": bill("electronic_special", S4, S4.total, dt.date(2025, 12, 5), "m-s4", total_of=D(355000)),
    }
    files = [("姚东铜业发票.pdf", ["S1a", "S1b"]), ("鄞创塑化第1笔98万.pdf", ["S2a"]), ("鄞创塑化第2笔99万.pdf", ["S2a"]),
             ("鄞创塑化第3笔97.5万.pdf", ["S2c"]), ("观海卫微电机.pdf", ["S3"]), ("远大纸箱.pdf", ["S4"])]  # fmt: skip
    for name, keys in files:
        p = paper(f"三、贸易背景资料/发票/{name}")
        for key in keys:
            trade.invoice(p, bills[key])
        made = done(p)
        for key, record in zip(keys, made, strict=True):
            kept[key if key not in kept else key + "again"] = record
    p = paper("三、贸易背景资料/入库单.pdf")
    for k, (deal, total) in enumerate(((S1, S1.total), (S2, D(1955000)), (S3, S3.total), (S4, S4.total))):
        trade.goods_receipt(p, deal, deal.delivery - dt.timedelta(3), f"HYRK-25{k + 118}", total=total, keeper="童国强")
    done(p)
    p = paper("四、资金支付凭证/明州银行电子回单.pdf")
    for name in ("s1", "s2a", "s2b", "s2c", "related", "s3", "s4"):
        bank.slip(p, rows[name], BORROWER, A_NUMBER, BRANCH, layout=1)
    done(p)
    p = paper("四、资金支付凭证/招行转账凭证.pdf")
    p.page()
    bank.slip(p, rows["broker"], BORROWER, B_NUMBER, "招商银行宁波江东支行", layout=2, share=True, top=30)
    p.save()
    records.extend(p.records)
    p = paper("五、账户流水/明州银行对账单.pdf")
    bank.pdf_statement(p, books.accounts["A"], FIRST, LAST, columns=bank.OPEN, ruled=False, per_page=27)
    done(p)
    name = "五、账户流水/招行交易查询.xlsx"
    records.append(bank.xlsx_statement(root / name, name, books.accounts["B"], FIRST, LAST, layout="cmb"))
    name = "五、账户流水/交行交易明细.csv"
    records.append(bank.csv_statement(root / name, name, books.accounts["C"], FIRST, LAST, layout="flag"))
    name = "六、财务报表/2025年9月财务报表.xlsx"
    records.extend(finance.xlsx_statements(root / name, name, finance.figures(books, FIRM, dt.date(2025, 9, 30), D(0))))
    p = paper("六、财务报表/2025年度财务报表.pdf")
    finance.pdf_statements(
        p, finance.figures(books, FIRM, dt.date(2025, 12, 31), LOAN.amount, error=D(360000)), accountant="胡亚琴"
    )
    kept["balance"] = done(p)[0]
    for date, first in ((dt.date(2025, 11, 20), True), (dt.date(2026, 2, 10), False)):
        p = paper(f"七、贷后管理/贷后检查报告{date:%Y.%m.%d}.pdf")
        forms.inspection(p, LOAN, date, first=first, inspector="王珊珊", findings="已取得受托支付部分的合同、发票；自主支付部分资料待借款人补充提供。",
                         conclusion="受托支付部分用途与约定一致，自主支付部分待核实。")  # fmt: skip
        done(p)
    money_trace, paid = trace(books, LOAN.number, AS_OF.isoformat(), keys=("A", "B", "C"))
    findings, allowed = judge(rows, kept, paid)
    write_truth(
        out / "truth" / "misuse.json",
        case="misuse",
        as_of=AS_OF.isoformat(),
        documents=records,
        findings=findings,
        trace=money_trace,
        allowed=allowed,
    )


def judge(
    rows: dict[str, Row], kept: dict[str, Record], paid: dict[int, D]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what was planted, and what may also be said of the same money."""

    def planted(check: str, least: str, amount: D | None, evidence: list[dict[str, Any]], note: str) -> dict[str, Any]:
        return {
            "check": check,
            "severity_at_least": least,
            "amount": None if amount is None else money(amount),
            "evidence": evidence,
            "note": note,
        }

    def loaned(*names: str) -> D:
        return sum((paid[id(rows[n])] for n in names), D(0))

    lines = kept["balance"].fields["items"]
    total = f"items[{next(k for k, i in enumerate(lines) if i['name'] == 'total_assets')}].current"
    trader = [where(rows[n]) for n in ("s2a", "s2b", "s2c")]
    findings = [
        planted("use.prohibited_payee", "high", loaned("broker"), [where(rows["broker"])], "by way of the second account to a securities firm"),
        planted("use.round_trip", "high", D(680000), [where(rows["related"]), where(rows["back"])], "to the guarantor with the same legal representative and back nine days later"),
        planted("use.structuring", "medium", loaned("s2a", "s2b", "s2c"), trader, "three payments of 97-99 % of the threshold in three days"),
        planted("use.cash_withdrawal", "medium", loaned("cash"), [where(rows["cash"])], "cash beyond 50,000"),
        planted("invoice.duplicate", "medium", D(980000), [proof(kept["S2a"], "invoice_number"), proof(kept["S2aagain"], "invoice_number")], "one number for two payments"),
        planted("invoice.buyer_mismatch", "medium", S3.total, [proof(kept["S3"], "buyer_name")], "made out to another firm"),
        planted("invoice.arithmetic", "medium", D(10000), [proof(kept["S4"], "total")], "amount and tax give 345,000, printed 355,000"),
        planted("contract.amount_in_words", "medium", D(18000), [proof(kept["contract3"], "amount"), proof(kept["contract3"], "amount_in_words")], "words 402,000, figures 420,000"),
        planted("evidence.uncovered_payment", "medium", D(990000), trader, "two different invoices of 1,955,000 for 2,945,000"),
        planted("evidence.uncovered_payment", "low", S3.total, [where(rows["s3"])], "the only invoice is another buyer's"),
        planted("financials.unbalanced", "medium", D(360000), [proof(kept["balance"], total)], "assets exceed liabilities and equity by 360,000"),
    ]  # fmt: skip
    misused = [where(rows[n]) for n in ("broker", "related", "cash")]
    unpapered = [where(rows[n]) for n in ("s2a", "s2b", "s2c", "s3", "broker", "related", "cash")]
    allowed = [
        {
            "check": "evidence.uncovered_payment",
            "evidence": misused,
            "reason": "money that went to the broker, the related firm and into cash has no contract or invoice either",
        },
        {
            "check": "evidence.missing_document",
            "evidence": unpapered,
            "reason": "the contracts and invoices of the same payments are not in the file",
        },
    ]
    allowed += [
        {"check": check, "evidence": [where(rows[n]) for n in names], "reason": reason}
        for check, names, reason in (
            (
                "evidence.overdue",
                ("s2a", "s2b", "s2c", "s3", "broker", "related", "cash"),
                "those invoices were due 60 days after payment",
            ),
            ("use.related_party", ("related",), "the payee of the round trip is a related party"),
            ("use.payee_not_in_contract", ("related", "broker"), "neither is a payee of a contract or of the drawdown"),
            ("use.rapid_passthrough", ("broker",), "the money left the second account within a day"),
        )
    ]
    return findings, allowed
