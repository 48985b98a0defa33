"""The loan contract, in the two styles of the samples' lenders."""

# ruff: noqa: E501, PLR0915  (a form is one long list of marks)
from __future__ import annotations

from typing import Any

import stamps
from forms_loan import Loan, han
from invent import yuan
from paper import Cell, F, Paper, Run, U
from truth import money


def loan_contract(paper: Paper, loan: Loan) -> None:
    """Draw a working-capital loan contract of several pages: cover, terms, plan of repayment, signatures."""
    record = paper.begin("loan_contract")
    body = {1: "song", 2: "kai", 3: "song"}[loan.style]
    head = {1: "hei", 2: "song", 3: "micro"}[loan.style]
    paper.font, paper.size = body, 11
    lender, borrower = ("贷款人", "借款人") if loan.style != 2 else ("贷款人（甲方）", "借款人（乙方）")

    def footer(p: Paper) -> None:
        p.text(297, 800, f"第 {len(record.pages)} 页", font=body, size=8.5, align="center", color="#444444")
        if len(record.pages) > 1:
            p.text(62, 44, f"{loan.lender.name}", font=body, size=8, color="#555555")
            p.text(
                533,
                44,
                f"流动资金借款合同（{2024 if loan.style != 2 else 2023}年版）",
                font=body,
                size=8,
                align="right",
                color="#555555",
            )
            p.line(62, 56, 533, 56, 0.4, "#777777")

    paper.on_page = footer
    _cover(paper, loan, head, lender, borrower)
    paper.page()
    y = 72.0

    def clause(*runs: Run, indent: float = 2.0) -> None:
        nonlocal y
        y = paper.paragraph(62, y, 471, list(runs), indent=indent, bottom=775, top=72, leading=1.62)

    def heading(text: str) -> None:
        nonlocal y
        if y > 730:
            paper.page()
            y = 72
        y = paper.paragraph(62, y + 4, 471, text, font=head, size=11.5, bold=loan.style == 2, bottom=775, top=72)

    numbers = iter(range(1, 30))
    han_numbers = "零一二三四五六七八九十"

    def section(title: str) -> None:
        n = next(numbers)
        word = han_numbers[n] if n <= 10 else "十" + han_numbers[n - 10]
        heading(f"第{word}条　{title}" if loan.style != 3 else f"{n}. {title}")

    def duty(kind: str, party: str, text: str, **slots: Any) -> None:
        loan.obligations.append({"kind": kind, "party": party, "text_has": text, **slots})
        record.fields["obligations"] = loan.obligations

    parties = [
        [f"{borrower}：", F("borrower", loan.borrower.name)],
        ["统一社会信用代码：", F("borrower_id", loan.borrower.code)],
        [f"住所：{loan.borrower.address}　　法定代表人：{loan.borrower.legal}"],
        [f"{lender}：", F("lender", loan.lender.name)],
        [f"住所：{loan.lender.address}　　负责人：{loan.lender_legal}"],
    ]
    for runs in parties:
        clause(*runs, indent=0)
    y += 4
    clause(
        f"{borrower[:3]}因生产经营需要，向{lender[:3]}申请流动资金借款。双方根据《中华人民共和国民法典》《流动资金贷款管理办法》等"
        "法律、法规和规章的规定，经协商一致，订立本合同，以资共同遵守。"
    )
    section("借款种类、币种和金额")
    record.set("loan_kind", loan.kind)
    record.set("currency", "CNY")
    clause("1.1　借款种类：流动资金贷款（短期）。借款币种：人民币。")
    clause(
        "1.2　借款金额为人民币（大写）",
        F("amount_in_words", loan.amount_words, underline=True),
        "，（小写）￥",
        F("amount", yuan(loan.amount), money(loan.amount), underline=True),
        "。大小写不一致时，以大写为准。",
    )
    section("借款用途")
    clause("2.1　本合同项下借款用于", F("purpose", loan.purpose, underline=True), "。")
    duty("use_of_funds", "borrower", "本合同项下借款用于" + loan.purpose[:4], purpose=loan.purpose)
    clause("2.2　借款人应当按照约定的用途使用借款，未经贷款人书面同意，不得改变借款用途。")
    duty("consent", "borrower", "不得改变借款用途")
    clause(
        "2.3　借款不得用于固定资产投资、股权投资和股东分红，不得用于购买股票、期货及其他金融衍生产品，"
        "不得以任何形式流入证券市场、期货市场和房地产市场，不得用于国家禁止生产、经营的领域和用途。"
    )
    duty("prohibition", "borrower", "不得用于固定资产投资、股权投资和股东分红",
         uses=["fixed_asset", "equity_investment", "dividend", "securities", "futures", "real_estate", "prohibited_industry"])  # fmt: skip
    section("借款期限")
    clause(
        "3.1　借款期限为", F("term_months", f"{loan.term}", loan.term, underline=True), "个月，自",
        F("start_date", han(loan.start), loan.start.isoformat(), underline=True), "起至",
        F("end_date", han(loan.end), loan.end.isoformat(), underline=True), "止。",
    )  # fmt: skip
    clause("3.2　借款人申请展期的，应当在借款到期日前30日提出书面申请，经贷款人审查同意并签订展期协议后方可展期。")
    section("借款利率与计结息")
    clause(
        "4.1　本合同项下借款年利率为", F("interest_rate", loan.rate, underline=True), "%，定价基准为",
        F("rate_basis", loan.rate_basis, underline=True), "，合同期内利率固定不变。",
    )  # fmt: skip
    clause("4.2　利息从放款日起按实际用款天数计算，日利率＝年利率÷360。")
    clause(
        "4.3　按月结息，结息日为每月20日，付息日为结息日的次日；付息日为法定节假日或公休日的，顺延至其后的第一个工作日。"
    )
    duty("repayment", "borrower", "结息日为每月20日")
    clause(
        "4.4　借款逾期的，逾期期间按本合同利率加收50%计收罚息；未按约定用途使用借款的，按本合同利率加收100%计收罚息；不能按时支付的利息按罚息利率计收复利。"
    )
    section("提款与贷款资金支付")
    clause("5.1　借款人提款应当提前向贷款人提交提款申请书、借款凭证，以及与用途相符的购销合同等交易资料。")
    duty("evidence", "borrower", "以及与用途相符的购销合同等交易资料", documents=["trade_contract"])
    threshold = f"{(loan.threshold / 10000).normalize():f}"
    record.set("payment_method", "mixed")
    if loan.style == 3:
        clause(
            "5.2　贷款资金的支付采用下列第　", F("payment_method", "3", "mixed", underline=True), "　种方式：", indent=2
        )
        clause("1.全部采用贷款人受托支付方式；2.全部采用借款人自主支付方式；")
        clause("3.单笔支付金额超过人民币", F("entrusted_threshold", threshold, money(loan.threshold), underline=True),
               "万元的，采用贷款人受托支付方式，其余采用借款人自主支付方式。")  # fmt: skip
    else:
        clause("5.2　贷款资金支付方式：□ 全部受托支付　□ 全部自主支付　☑ ",
               F("payment_method", "受托支付与自主支付相结合", "mixed"), "。")  # fmt: skip
        clause("单笔支付金额超过人民币", F("entrusted_threshold", threshold, money(loan.threshold), underline=True),
               "万元的，应当采用贷款人受托支付方式，由贷款人根据借款人的提款申请和支付委托，将贷款资金支付给符合约定用途的借款人交易对手；"
               "其他情形可以采用借款人自主支付方式。")  # fmt: skip
    clause(
        "5.3　采用自主支付方式的，借款人应当在每季度末月向贷款人汇总报告贷款资金支付情况，贷款人有权通过账户分析、凭证查验、现场调查等方式核查。借款人不得以化整为零方式规避受托支付。"
    )
    clause("5.4　借款人应当在每笔贷款资金支付后60日内向贷款人提供对应的增值税发票复印件。")
    duty(
        "evidence", "borrower", "支付后60日内向贷款人提供对应的增值税发票复印件", documents=["vat_invoice"], due_days=60
    )
    section("账户")
    clause("6.1　放款账户：户名 ", loan.borrower.name, "，开户行 ", loan.bank, "，账号 ",
           F("disbursement_account", loan.account, underline=True), "。")  # fmt: skip
    clause("6.2　还款账户：账号 ", F("repayment_account", loan.account, underline=True),
           "。该账户同时为资金回笼账户，借款人应当于还款日前在该账户存足款项，并授权贷款人直接扣收。")  # fmt: skip
    clause(f"6.3　借款人销售回款通过资金回笼账户结算的比例不低于{loan.collection_share}%。")
    duty("account", "borrower", "资金回笼账户结算的比例不低于", share=loan.collection_share, unit="percent")
    section("还款")
    clause(
        "7.1　还款方式：",
        F("repayment_method", loan.repayment_method, underline=True),
        "。借款人应当按照下列计划归还借款本金：",
    )
    if y > 640:
        paper.page()
        y = 72
    rows: list[list[Any]] = [
        [Cell(h, "center", font=head) for h in ("期次", "还款日期", "应还本金（元）", "剩余本金（元）")]
    ]
    left = loan.amount
    for k, (due, part) in enumerate(loan.instalments):
        left -= part
        rows.append([
            Cell(str(k + 1), "center"),
            Cell(F(f"repayment_schedule[{k}].due_date", han(due), due.isoformat()), "center"),
            Cell(F(f"repayment_schedule[{k}].principal", yuan(part), money(part)), "right"),
            Cell(yuan(left), "right"),
        ])  # fmt: skip
        record.set(f"repayment_schedule[{k}].interest", None)
    rows.append([Cell("合计", "center", 2), Cell(yuan(loan.amount), "right"), Cell("", "right")])
    y = paper.table(90, y + 2, [50, 130, 130, 110], rows, heights=21, size=10) + 8
    clause("7.2　借款人提前还款的，应当提前10个工作日书面通知贷款人，按实际用款期限计收利息。")
    duty("notification", "borrower", "提前10个工作日书面通知贷款人", due_days=-10, day_kind="working")
    section("担保")
    clause("8.1　本合同项下债权由", F("guarantors[0]", loan.guarantor.name, underline=True),
           f"提供连带责任保证，担保合同编号为{loan.guarantee_number}。")  # fmt: skip
    duty("security", "guarantor", "提供连带责任保证")
    section("借款人的承诺与义务")
    items = [
        ("reporting", "9.1　每季度结束后15日内向贷款人报送资产负债表、利润表和现金流量表。",
         {"document": "资产负债表、利润表和现金流量表", "frequency": "quarterly", "due_days": 15}),
        ("reporting", "9.2　会计年度终了后120日内报送年度财务报表。",
         {"document": "年度财务报表", "frequency": "yearly", "due_days": 120}),
        ("financial_covenant", f"9.3　在借款存续期间，资产负债率不得高于{loan.debt_ratio}%。",
         {"metric": "debt_ratio", "operator": "<=", "threshold": loan.debt_ratio, "unit": "percent"}),
        ("financial_covenant", f"9.4　流动比率不低于{loan.current_ratio}。",
         {"metric": "current_ratio", "operator": ">=", "threshold": loan.current_ratio, "unit": "times"}),
        ("notification", "9.5　变更法定代表人、经营范围或者住所的，应当提前30日书面告知贷款人。", {"due_days": -30, "day_kind": "calendar"}),
        ("notification", "9.6　涉及重大诉讼、仲裁或者停产的，应当自发生之日起3日内书面通知贷款人。", {"due_days": 3, "day_kind": "calendar"}),
        ("consent", "9.7　未经贷款人书面同意，不得对外提供担保、转让主要资产、合并分立或者减少注册资本。", {}),
        ("prohibition", "9.8　不得将借款转借他人，不得用于归还其他贷款。", {"uses": ["lending", "loan_repayment"]}),
        ("other", "9.9　配合贷款人对借款使用情况和生产经营状况的检查、监督。", {}),
    ]  # fmt: skip
    for kind, text, slots in items:
        clause(text)
        duty(kind, "borrower", text.split("　", 1)[1].rstrip("。"), **slots)
    section("贷款人的权利与义务")
    clause("10.1　借款人符合提款条件的，贷款人应当按约定及时足额发放借款。")
    clause("10.2　贷款人有权检查借款的使用情况，要求借款人提供有关资料，并对资料承担保密义务，法律法规另有规定的除外。")
    section("违约责任")
    breach = (
        "11.1　借款人有下列情形之一的，贷款人有权停止发放借款、宣布借款提前到期并要求借款人立即清偿：（1）未按约定用途使用借款；"
        "（2）未按期支付利息或者归还本金；（3）提供虚假的财务报表、合同或者发票；（4）违反第九条所列财务约束；（5）经营状况严重恶化。"
    )
    clause(breach)
    duty("acceleration", "borrower", "贷款人有权停止发放借款、宣布借款提前到期")
    clause("11.2　贷款人未按约定发放借款给借款人造成损失的，应当承担相应的赔偿责任。")
    section("其他")
    clause("12.1　本合同履行中发生争议，由双方协商解决；协商不成的，向贷款人住所地人民法院提起诉讼。")
    clause("12.2　提款申请书、借款凭证、支付委托书为本合同的组成部分，与本合同具有同等法律效力。")
    clause("12.3　本合同自双方签字并盖章之日起生效，一式叁份，借款人、贷款人、保证人各执壹份。")
    if y > 560:
        paper.page()
        y = 72
    y += 26
    for x, side, party, legal in (
        (62, borrower, loan.borrower, loan.borrower.legal),
        (316, lender, loan.lender, loan.lender_legal),
    ):
        paper.text(x, y, f"{side}（公章）：")
        paper.text(x, y + 22, party.name, size=10)
        paper.text(
            x, y + 62, ["法定代表人（负责人）或授权代理人：" if loan.style != 3 else "法定代表人/负责人："], size=10
        )
        paper.text(x + 40, y + 86, U(legal, font="kai"), size=15)
        shown: Run = F("signed_date", han(loan.signed), loan.signed.isoformat()) if x < 100 else han(loan.signed)
        paper.text(x, y + 122, ["签订日期：", shown])
    paper.stamp(stamps.round_seal(loan.borrower.name, tilt=5), 190, y + 62, 116)
    paper.stamp(stamps.round_seal(loan.lender.name, "合同专用章", tilt=-7), 455, y + 60, 116)
    paper.stamp(stamps.box_seal((loan.borrower.legal + "印",)), 180, y + 98, 46)
    paper.on_page = None


def _cover(paper: Paper, loan: Loan, head: str, lender: str, borrower: str) -> None:
    paper.page()
    if loan.style == 1:
        paper.text(297, 150, "流动资金借款合同", font=head, size=28, align="center", bold=True)
        paper.text(533, 84, ["编号：", F("contract_number", loan.number)], align="right")
    else:
        paper.text(297, 120, loan.lender.name, font=head, size=17, align="center")
        paper.text(297, 170, "流动资金借款合同", font=head, size=26, align="center", bold=True)
        paper.text(297, 222, ["合同编号：", F("contract_number", loan.number, underline=True)], align="center", size=12)
    for k, (label, value) in enumerate(
        ((borrower, loan.borrower.name), (lender, loan.lender.name), ("保证人", loan.guarantor.name))
    ):
        paper.text(120, 470 + 34 * k, [f"{label}："], size=13)
        paper.text(220, 470 + 34 * k, [U(value, underline=True)], size=13)
    paper.text(120, 604, ["签订地点：", loan.lender.city], size=13)
