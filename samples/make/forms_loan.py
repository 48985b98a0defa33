"""The lender's papers beside the loan contract: receipt, drawdown, entrusted order, guarantee, inspection report."""

# ruff: noqa: E501, PLR0917  (a form is one long list of marks)
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import stamps
from invent import Party, words, yuan
from paper import Cell, F, Paper, Run, U
from truth import money


def han(date: dt.date) -> str:
    """Return ``2025年9月16日``."""
    return f"{date.year}年{date.month}月{date.day}日"


@dataclass
class Loan:
    """What was agreed; `words_of` prints another amount in words than the figures (a planted error)."""

    number: str
    lender: Party
    borrower: Party
    guarantor: Party
    guarantee_number: str
    amount: Decimal
    signed: dt.date
    start: dt.date
    end: dt.date
    term: int
    rate: str
    rate_basis: str
    threshold: Decimal
    purpose: str
    account: str
    bank: str
    instalments: list[tuple[dt.date, Decimal]]
    receipt: str
    lender_legal: str = "周明远"
    repayment_method: str = "按月付息、分期还本"
    words_of: Decimal | None = None
    style: int = 1
    debt_ratio: str = "70"
    current_ratio: str = "1.1"
    collection_share: str = "50"
    kind: str = "working_capital"
    obligations: list[dict[str, Any]] = field(default_factory=list)

    @property
    def amount_words(self) -> str:
        """The amount in words as printed in the contract."""
        return words(self.words_of if self.words_of is not None else self.amount)


def loan_receipt(paper: Paper, loan: Loan, date: dt.date, *, amount: Decimal | None = None, layout: int = 1) -> None:
    """Draw the receipt (借据) of the disbursement."""
    paper.begin("loan_receipt")
    amount = amount if amount is not None else loan.amount
    paper.page()
    font = "song" if layout == 1 else "kai"
    title = "借　款　借　据" if layout == 1 else "贷款凭证（借据）"
    paper.text(297, 90, loan.lender.name, font="hei", size=13, align="center")
    paper.text(297, 116, title, font="hei", size=20, align="center")
    paper.text(70, 152, ["借据编号：", F("receipt_number", loan.receipt)], font=font, size=10)
    paper.text(
        525, 152, ["放款日期：", F("disbursement_date", han(date), date.isoformat())], font=font, size=10, align="right"
    )
    rows = [
        ["借款人名称", F("borrower", loan.borrower.name), "借款合同编号", F("contract_number", loan.number)],
        ["放款账号", F("account", loan.account), "开户行", loan.bank],
        [
            "借款金额（大写）",
            Cell(["人民币", words(amount)], span=1),
            "小写",
            ["￥", F("amount", yuan(amount), money(amount))],
        ],
        ["贷款种类", "短期流动资金贷款", "年利率", [F("interest_rate", loan.rate), "%"]],
        ["放款日", han(date), "到期日", F("due_date", han(loan.end), loan.end.isoformat())],
        ["借款用途", loan.purpose, "还款方式", loan.repayment_method],
    ]
    y = paper.table(70, 172, [85, 170, 80, 120], rows, heights=30, size=9.5, font=font)
    y = paper.paragraph(
        70,
        y + 14,
        455,
        "兹借到上列款项，到期日前按约定归还本息。本借据为借款合同的组成部分，与借款合同具有同等法律效力。",
        font=font,
        size=10,
        indent=2,
    )
    paper.text(80, y + 24, "借款人（签章）：", font=font, size=10)
    paper.text(330, y + 24, "贷款人（业务专用章）：", font=font, size=10)
    paper.text(
        80,
        y + 92,
        f"经办：{'陆晓峰' if layout == 1 else '顾建平'}　　　复核：{'钱敏'}　　　会计主管：{'徐静怡'}",
        font=font,
        size=10,
    )
    paper.stamp(stamps.round_seal(loan.borrower.name, "财务专用章", tilt=-4), 215, y + 46, 108)
    paper.stamp(
        stamps.box_seal(
            (
                loan.lender.name[: loan.lender.name.index("银行") + 2],
                "业务专用章",
                f"{date:%Y.%m.%d}",
            ),
            tilt=2,
        ),
        455,
        y + 58,
        104,
    )


def drawdown(paper: Paper, loan: Loan, date: dt.date, payees: list[tuple[Party, Decimal, str]]) -> None:
    """Draw the application for a drawdown with its payees (name, amount, manner of payment)."""
    paper.begin("drawdown_application")
    paper.page()
    paper.text(297, 74, "提款申请书", font="hei", size=20, align="center")
    y = paper.paragraph(70, 118, 455, [f"致：{loan.lender.name}"], size=11)
    y = paper.paragraph(70, y, 455, [
        "根据我公司与贵行签订的编号为", F("contract_number", loan.number, underline=True), "的《流动资金借款合同》，我公司",
        F("borrower", loan.borrower.name, underline=True), "现申请提取借款人民币", words(loan.amount), "（￥",
        F("amount", yuan(loan.amount), money(loan.amount), underline=True), "），具体用途为",
        F("purpose", loan.purpose, underline=True), "。请将款项划入下列账户并按下列清单支付：",
    ], indent=2, size=11)  # fmt: skip
    y = paper.paragraph(
        70, y, 455, [f"放款账户：{loan.borrower.name}　{loan.account}（{loan.bank}）"], indent=2, size=11
    )
    rows: list[list[Any]] = [
        [Cell(t, "center", font="hei") for t in ("序号", "收款人名称", "收款账号", "开户行", "金额（元）", "支付方式")]
    ]
    for k, (payee, amount, manner) in enumerate(payees):
        rows.append([
            Cell(str(k + 1), "center"), F(f"payees[{k}].name", payee.name), F(f"payees[{k}].account", payee.account), payee.bank,
            Cell(F(f"payees[{k}].amount", yuan(amount), money(amount)), "right"), Cell(manner, "center"),
        ])  # fmt: skip
    rows.append([Cell(["总计（大写）：人民币", words(loan.amount)], span=4), Cell(yuan(loan.amount), "right"), ""])
    y = paper.table(56, y + 8, [30, 128, 126, 92, 70, 50], rows, heights=28, size=8.5)
    y = paper.paragraph(
        70, y + 14, 455, "我公司承诺所提供的交易资料真实、合法、有效，借款资金不挪作他用。", indent=2, size=11
    )
    paper.text(330, y + 20, "申请人（公章）：", size=11)
    paper.text(330, y + 46, ["法定代表人：", U(loan.borrower.legal, font="kai")], size=11)
    paper.text(330, y + 72, ["申请日期：", F("date", han(date), date.isoformat())], size=11)
    paper.stamp(stamps.round_seal(loan.borrower.name, tilt=9), 430, y + 46, 112)


def entrusted_order(
    paper: Paper, loan: Loan, date: dt.date, payee: Party, amount: Decimal, purpose: str, number: str
) -> None:
    """Draw the order to pay a payee out of the loan (受托支付委托书)."""
    paper.begin("entrusted_payment_order")
    paper.page()
    paper.text(297, 80, "贷款资金受托支付委托书", font="hei", size=19, align="center")
    paper.text(525, 118, f"委托书编号：{number}", size=10, align="right")
    y = paper.paragraph(70, 146, 455, [f"{loan.lender.name}："], size=11.5)
    y = paper.paragraph(70, y, 455, [
        "根据编号为", F("contract_number", loan.number), "的流动资金借款合同的约定，我公司委托贵行在贷款资金发放至我公司账户"
        f"（账号：{loan.account}）后，将下列款项直接支付给我公司的交易对手：",
    ], indent=2, size=11.5)  # fmt: skip
    rows = [
        ["委托人（借款人）", F("borrower", loan.borrower.name)],
        ["收款人户名", F("payee_name", payee.name)],
        ["收款人账号", F("payee_account", payee.account)],
        ["收款人开户行", F("payee_bank", payee.bank)],
        ["支付金额（大写）", ["人民币", words(amount)]],
        ["支付金额（小写）", ["￥", F("amount", yuan(amount), money(amount))]],
        ["支付用途", F("purpose", purpose)],
    ]
    y = paper.table(70, y + 10, [120, 335], rows, heights=27, size=10.5)
    y = paper.paragraph(70, y + 14, 455, "我公司对上述支付指令及所附交易资料的真实性负责。", indent=2, size=11.5)
    paper.text(300, y + 24, "委托人（签章）：", size=11)
    paper.text(300, y + 76, ["委托日期：", F("date", han(date), date.isoformat())], size=11)
    paper.stamp(stamps.round_seal(loan.borrower.name, tilt=-6), 420, y + 50, 112)
    paper.stamp(stamps.box_seal((loan.borrower.legal + "印",), tilt=3), 340, y + 54, 44)


def guarantee(paper: Paper, loan: Loan, *, related: str = "") -> None:
    """Draw the guarantee contract; `related` adds a sentence about the guarantor's tie to the borrower."""
    record = paper.begin("guarantee_contract")
    paper.font, paper.size = "song", 11
    paper.page()
    paper.text(533, 66, ["编号：", F("contract_number", loan.guarantee_number)], align="right", size=10.5)
    paper.text(297, 96, "保　证　合　同", font="hei", size=22, align="center")
    y = 146.0
    record.set("kind", "保证")
    for runs in (
        ["保证人：", F("guarantor", loan.guarantor.name)],
        [f"统一社会信用代码：{loan.guarantor.code}　　法定代表人：{loan.guarantor.legal}"],
        ["债权人：", F("creditor", loan.lender.name)],
        ["债务人：", F("debtor", loan.borrower.name)],
    ):
        y = paper.paragraph(62, y, 471, runs)
    texts: list[list[Run]] = [
        [
            "为确保债权人与债务人签订的编号为",
            F("main_contract_number", loan.number, underline=True),
            "的《流动资金借款合同》（下称主合同）的履行，保证人自愿提供保证担保。",
        ],
        [
            "第一条　被担保的主债权为主合同项下借款本金人民币",
            words(loan.amount),
            "（￥",
            F("amount", yuan(loan.amount), money(loan.amount), underline=True),
            "）。",
        ],
        ["第二条　保证方式为连带责任", F("kind", "保证", "保证"), "。"],
        ["第三条　保证范围包括主债权本金、利息、罚息、复利、违约金及实现债权的费用。"],
        ["第四条　保证期间为主合同约定的债务履行期限届满之日起三年。"],
        ["第五条　主合同展期或者变更其他内容加重债务的，应当取得保证人书面同意。"],
    ]
    if related:
        texts.append([f"第六条　{related}"])
    for runs in texts:
        y = paper.paragraph(62, y + 3, 471, runs, indent=2)
    paper.text(62, y + 40, "保证人（公章）：")
    paper.text(316, y + 40, "债权人（合同专用章）：")
    paper.text(62, y + 120, f"日期：{han(loan.signed)}")
    paper.text(316, y + 120, f"日期：{han(loan.signed)}")
    paper.stamp(stamps.round_seal(loan.guarantor.name, tilt=6), 180, y + 80, 112)
    paper.stamp(stamps.round_seal(loan.lender.name, "合同专用章", tilt=-3), 440, y + 80, 114)


def inspection(
    paper: Paper, loan: Loan, date: dt.date, *, first: bool, inspector: str, findings: str, conclusion: str
) -> None:
    """Draw a post-loan inspection report."""
    paper.begin("inspection_report")
    paper.page()
    paper.text(297, 70, "贷后检查报告", font="hei", size=20, align="center")
    paper.text(297, 98, f"（{'首次检查' if first else '日常检查'}）", size=11, align="center")
    rows = [
        ["借款人", F("borrower", loan.borrower.name), "检查日期", F("date", han(date), date.isoformat())],
        [
            "合同编号",
            loan.number,
            "贷款余额（元）",
            yuan(loan.amount - sum((p for d, p in loan.instalments if d <= date), Decimal(0))),
        ],
        ["检查方式", "现场检查、账户分析、凭证查验", "检查人", F("inspector", inspector)],
    ]
    y = paper.table(62, 126, [70, 190, 85, 126], rows, heights=26, size=10)
    parts = [
        ("一、借款用途及支付情况", findings),
        ("二、生产经营情况", "企业生产经营正常，订单充足，主要设备运转良好，员工稳定，未发现停产、欠薪等异常情况。"),
        ("三、财务状况", "资产负债结构稳定，销售回款正常，利息按期支付。"),
        ("四、担保情况", f"保证人{loan.guarantor.name}经营正常，具备代偿能力。"),
    ]
    for title, text in parts:
        y = paper.paragraph(62, y + 8, 471, title, font="hei", size=11)
        y = paper.paragraph(62, y, 471, text, indent=2, size=11)
    y = paper.paragraph(62, y + 8, 471, "五、检查结论及建议", font="hei", size=11)
    y = paper.paragraph(62, y, 471, ["检查结论：", F("conclusion", conclusion)], size=11, indent=2)
    paper.text(330, y + 30, ["检查人（签字）：", U(inspector, font="kai")], size=11)
    paper.text(330, y + 54, "复核人（签字）：", size=11)
    paper.text(425, y + 52, U("徐静怡", font="kai"), size=13)
