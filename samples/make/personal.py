"""Make the case *personal*: a decoration loan that ends in a flat and on a brokerage account; photographs and wallet bills."""

# ruff: noqa: E501  (one row of the story, one field of a form is one line)
from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import personal_papers as papers
from docaudit.tracing import solve
from personal_accept import Accepting
from personal_photo import Shot, photograph_record
from personal_story import (
    AS_OF,
    BORROWER,
    BROKER,
    CONTRACT_NUMBER,
    DECORATOR,
    DEVELOPER,
    WalletRow,
    alipay_rows,
    tracer_case,
    wechat_rows,
)
from truth import Record, money, write_truth

CARD_STATEMENT = "04流水/杭城商业银行个人账户交易明细.pdf"

_SHOTS = {
    "contract": ("03装修/IMG_20260118_093214.jpg", Shot(21, 6, papers.stamp_time("2026-01-18", "09:32:14"))),
    "invoice": ("03装修/IMG_20260118_093341.jpg", Shot(35, 1, papers.stamp_time("2026-01-18", "09:33:41"), landscape=True)),
    "receipt": ("03装修/IMG_20260206_201507.jpg", Shot(48, 8, papers.stamp_time("2026-02-06", "20:15:07"), 0.07, 0.5, True)),
    "marriage": ("01身份婚姻/IMG_20251230_184422.jpg", Shot(52, 3, papers.stamp_time("2025-12-30", "18:44:22"), 0.03, 0.6, True)),
}  # fmt: skip


def build(out: Path) -> None:
    """Write ``personal/`` and ``truth/personal.json`` below `out`."""
    folder = out / "personal"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(f"as_of: {AS_OF}\n", encoding="utf-8")
    records: list[Record] = []

    def pdf(name: str) -> tuple[Path, str]:
        return folder / name, name

    records.append(papers.loan_contract(*pdf("02贷款/个人消费借款合同.pdf")))
    records.append(papers.loan_receipt(*pdf("02贷款/个人贷款借据.pdf")))
    records.append(papers.inspection(*pdf("02贷款/贷后首次检查报告.pdf")))
    records.append(papers.statement(*pdf(CARD_STATEMENT)))
    records += papers.transfer_slips(*pdf("04流水/电子回单.pdf"))
    records.append(_wechat(folder, "04流水/微信支付账单(20251201-20260531).csv"))
    records.append(_alipay(folder, "04流水/支付宝交易明细(20251201-20260531).csv"))
    records.append(_second_invoice(*pdf("03装修/发票_装修二期.pdf")))
    with tempfile.TemporaryDirectory() as scratch:
        records += _photographs(folder, Path(scratch))
    write_truth(
        out / "truth" / "personal.json",
        case="personal",
        as_of=AS_OF,
        documents=records,
        **_expected(),  # type: ignore[arg-type]
    )


def _photographs(folder: Path, scratch: Path) -> list[Record]:
    drawn = {
        "contract": papers.decoration_contract(scratch / "contract.pdf", ""),
        "invoice": papers.digital_invoice(
            scratch / "invoice.pdf", "", number="26332000000081937204", date="2026-01-16", buyer=BORROWER,
            buyer_code=None, seller=DECORATOR, item=("建筑服务", "室内装饰工程"), specification=None, unit="项",
            quantity="1", price="36697.25", amount="36697.25", rate="9%", tax="3302.75",
            remarks="项目名称：住宅装修 发生地：杭州市西湖区", clerk="郑书怡",
        ),
        "receipt": papers.shop_receipt(scratch / "receipt.pdf", ""),
        "marriage": papers.marriage_certificate(scratch / "marriage.pdf", ""),
    }  # fmt: skip
    return [
        photograph_record(record, scratch / f"{name}.pdf", folder / _SHOTS[name][0], _SHOTS[name][0], _SHOTS[name][1])
        for name, record in drawn.items()
    ]


def _second_invoice(file: Path, source: str) -> Record:
    return papers.digital_invoice(
        file, source, number="26332000000149620358", date="2026-02-09", buyer=BORROWER, buyer_code=None, seller=DECORATOR,
        item=("建筑服务", "室内装饰工程"), specification=None, unit="项", quantity="1", price="33027.52",
        amount="33027.52", rate="9%", tax="2972.48", remarks="项目名称：住宅装修 发生地：杭州市西湖区", clerk="郑书怡",
        producer="Digital Invoice Service Platform",
    )  # fmt: skip


def _sums(rows: list[WalletRow]) -> dict[str, tuple[int, Decimal]]:
    found = {}
    for flow in ("收入", "支出", "/", "不计收支"):
        chosen = [r.amount for r in rows if r.flow == flow]
        found[flow] = (len(chosen), sum(chosen, Decimal(0)))
    return found


def _wallet_record(source: str, bank: str, name: str | None, accept: dict[str, list[object]]) -> Record:
    record = Accepting("bank_statement", source, accept)
    for path, value in (
        ("bank", bank), ("account_name", name), ("currency", "CNY"),
        ("period_start", "2025-12-01"), ("period_end", AS_OF),
    ):  # fmt: skip
        record.set(path, value)
    return record


def _note_row(record: Record, index: int, line: int, row: WalletRow, account: str | None) -> None:
    values = {
        "time": row.time.replace(" ", "T"),
        "amount": None if row.signed is None else money(row.signed),
        "balance": None,
        "counterparty_name": row.party,
        "counterparty_account": account,
        "counterparty_bank": None,
        "summary": row.kind,
        "remark": None if row.goods == "/" else row.goods,
    }
    for key, value in values.items():
        path = f"transactions[{index}].{key}"
        record.set(path, value)
        if value is not None:
            record.mark_row(path, None, line)


def _wechat(folder: Path, source: str) -> Record:
    rows = wechat_rows()
    sums = _sums(rows)
    head = [
        "微信支付账单明细",
        "微信昵称：[禾木林间]",
        "起始时间：[2025-12-01 00:00:00] 终止时间：[2026-05-31 23:59:59]",
        "导出类型：[全部]",
        "导出时间：[2026-06-01 09:12:40]",
        "",
        f"共{len(rows)}笔记录",
        f"收入：{sums['收入'][0]}笔 {sums['收入'][1]:.2f}元",
        f"支出：{sums['支出'][0]}笔 {sums['支出'][1]:.2f}元",
        f"中性交易：{sums['/'][0]}笔 {sums['/'][1]:.2f}元",
        "注：",
        "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易",
        "2. 本明细仅展示当前账单中的交易，不包括已删除的记录",
        "3. 本明细仅供个人对账使用",
        "",
        "----------------------微信支付账单明细列表--------------------",
    ]
    lines = [line + "," * 10 for line in head]
    lines.append("交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注")
    record = _wallet_record(
        source, "微信支付", None, {"account_name": [None, "禾木林间", "[禾木林间]"], "transactions[].remark": ["any"]}
    )
    for k, row in enumerate(rows):
        number = f"10000507{row.time[:10].replace('-', '')}{4073915 + 7919 * k:010d}"
        lines.append(
            f'{row.time},{row.kind},"{row.party}","{row.goods}",{row.flow},¥{row.amount:.2f},{row.method},{row.status},"{number}\t","{number[::-1]}\t","/"'
        )
        _note_row(record, k, len(lines), row, None)
        record.set(f"transactions[{k}].reference", number)
    (folder / source).write_bytes("\r\n".join([*lines, ""]).encode("utf-8-sig"))
    return record


def _alipay(folder: Path, source: str) -> Record:
    rows = alipay_rows()
    sums = _sums(rows)
    lines = [
        "-" * 84,
        "导出信息：",
        f"姓名：{BORROWER}",
        "支付宝账户：linjiahe***@example.com",
        "起始时间：[2025-12-01 00:00:00]    终止时间：[2026-05-31 23:59:59]",
        "导出交易类型：[全部]",
        "导出时间：[2026-06-01 09:20:03]",
        f"共{len(rows)}笔记录",
        f"收入：{sums['收入'][0]}笔 {sums['收入'][1]:.2f}元",
        f"支出：{sums['支出'][0]}笔 {sums['支出'][1]:.2f}元",
        f"不计收支：{sums['不计收支'][0]}笔 {sums['不计收支'][1]:.2f}元",
        "",
        "特别提示：",
        "1.本回单内容可表明支付宝受理了相应支付交易申请，如与实际交易结果不符，以实际交易情况为准；",
        "2.请勿将本回单作为收款方发货的凭据使用；",
        "3.部分账单如：充值提现、账户转存或者个人设置收支等不计入为收入或者支出，记为不计收支类；",
        "4.本明细仅供个人对账使用。",
        "",
        "------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------",
        "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,",
    ]
    accept: dict[str, list[object]] = {
        "account_number": [None, "linjiahe***@example.com"],
        "bank": ["支付宝（中国）网络技术有限公司"],
    }
    record = _wallet_record(source, "支付宝", BORROWER, accept)
    index = 0
    for k, row in enumerate(rows):
        number = f"{row.time[:10].replace('-', '')}22001{48120577 + 104729 * k:015d}"
        lines.append(
            f"{row.time} ,{row.kind},{row.party},{row.account},{row.goods},{row.flow},{row.amount:.2f},{row.method},{row.status},{number}\t,T200P{number[-12:]}\t,{row.remark},"
        )
        if row.signed is None:
            continue  # a closed order is no row
        _note_row(record, index, len(lines), row, None if row.account == "/" else row.account)
        record.set(f"transactions[{index}].reference", number)
        index += 1
    lines += ["", "-" * 84, "以上为查询期间的全部交易记录", f"导出记录数：{len(rows)}条"]
    (folder / source).write_bytes("\r\n".join([*lines, ""]).encode("gb18030"))
    return record


def _expected() -> dict[str, object]:
    """Return the findings and the trace: the lender's own instalments and the decoration are no finding."""
    solved = solve(tracer_case())[CONTRACT_NUMBER]
    fifo, bounds = solved["methods"]["fifo"], solved["bounds"]
    uses = []
    for use in sorted({*bounds["uses"], "idle"}):
        low, top = bounds["idle"] if use == "idle" else bounds["uses"][use]
        amount = fifo["idle"] if use == "idle" else fifo["uses"].get(use, "0.00")
        if Decimal(top):
            uses.append({"use": use, "amount": amount, "min": low, "max": top})
    amounts = {entry["use"]: entry["amount"] for entry in uses}
    # What no contract and no invoice covers: everything spent but for the decoration, running costs and instalments.
    uncovered = sum(Decimal(amounts.get(u, "0")) for u in ("real_estate", "securities", "unsupported", "individual"))
    findings = [
        {
            "check": "use.prohibited_payee",
            "severity_at_least": "critical",
            "loan": CONTRACT_NUMBER,
            "amount": amounts["real_estate"],
            "about": f"{DEVELOPER.name}: the down payment of a flat",
            "evidence": [{"source": CARD_STATEMENT}],
        },
        {
            "check": "use.prohibited_payee",
            "severity_at_least": "critical",
            "loan": CONTRACT_NUMBER,
            "amount": amounts["securities"],
            "about": f"{BROKER.name}: money moved to a brokerage account",
            "evidence": [{"source": CARD_STATEMENT}],
        },
        {
            "check": "evidence.uncovered_payment",
            "severity_at_least": "medium",
            "loan": CONTRACT_NUMBER,
            "total": money(uncovered),
            "about": "flat, brokerage account and wallet payments have neither contract nor invoice",
        },
    ]
    return {
        "findings": findings,
        # Said of the same money in other words; right where they appear, not asked for.
        "allowed": [
            {"check": "evidence.missing_document"},
            {"check": "evidence.overdue"},
            {"check": "use.purpose_mismatch"},
            {"check": "use.payee_not_in_contract"},
        ],
        "unreadable": [],
        "trace": [{"loan": CONTRACT_NUMBER, "disbursed": solved["disbursed"], "method": "fifo", "uses": uses}],
    }
