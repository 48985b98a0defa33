"""Words the findings on money that went on, came back, hurried through or was split (flows.md 3.1 to 3.3, 3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docaudit.checks.base import Rule
from docaudit.checks.words import (
    Graded,
    day,
    grade_confidence,
    grade_severity,
    graded,
    in_loan,
    listed,
    money_finding,
    payee,
    purpose_of,
    purpose_places,
    yuan,
)
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import label, same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import LedgerRow, Loan
from docaudit.records.identifiers import account_digits
from docaudit.records.labels import Owner, Severity
from docaudit.records.names import core_key, fold
from docaudit.records.schemes import Downstream, LoanFlow, LoanMoney, PassThrough, Return, Split

SHOWN = 8
"""Rows that an explanation spells out; the evidence holds all of them."""


def grade_of(money: LoanMoney, rule: Rule) -> Graded | None:
    """Return the money of a set with its grade, None below the floor."""
    return graded(money.fen, money.min_fen, money.max_fen, rule.fen("floor"))


def _names(rows: Iterable[LedgerRow]) -> str:
    return "、".join(dict.fromkeys(payee(r) for r in rows))


def _holder(case: CaseFile, row: LedgerRow) -> str:
    account = case.ledger.account(row.transaction.account)
    return (account.name if account else None) or "（无户名）"


def _moved(case: CaseFile, rows: Sequence[LedgerRow]) -> str:
    """Return payments on several accounts as text: who paid whom, when, how much."""
    parts = [
        f"{day(r.transaction.date)}{_holder(case, r)}付{payee(r)} {yuan(abs(r.transaction.amount_fen))}"
        for r in rows[:SHOWN]
    ]
    return "；".join(parts) + (f"等{len(rows)}笔" if len(rows) > SHOWN else "")


def _own_tie(case: CaseFile, row: LedgerRow) -> float:
    """Return how strongly the payee of a row is tied to the borrower."""
    name = row.transaction.counterparty_name
    found = case.parties.related.get(core_key(name)) or next(
        (r for k, r in case.parties.related.items() if same_party(k, name)), None
    )
    return found.strength if found else 0.0


def round_trip_finding(case: CaseFile, rule: Rule, loan: Loan, back: Return) -> Finding | None:
    """Return the finding of a return, None below the floor."""
    found = grade_of(back.money, rule)
    if found is None:
        return None
    payees, payers = _names(back.outs), "、".join(dict.fromkeys(_sender(case, r) for r in back.ins))
    related = float(rule.threshold("related"))
    steps = 0 if back.strength >= related else 1
    trader = back.habit and max(_own_tie(case, r) for r in (*back.outs, *back.ins)) < related
    red = any(
        i.total.value is not None
        and i.total.value.fen < 0
        and any(same_party(i.seller_name.value, payee(r)) for r in back.outs)
        for i in case.of(VatInvoice)
    )
    # A red letter says that the goods went back, trade in both directions that the payer owed the money anyway.
    severity = grade_severity(rule, found, steps + (int(rule.threshold("habit_steps")) if trader else 0))
    arrived = "；".join(
        f"{day(r.transaction.date)}收{_sender(case, r)} {yuan(abs(r.transaction.amount_fen))}" for r in back.ins[:SHOWN]
    )
    way = f"途经：{_moved(case, back.hops)}。" if back.hops else ""
    trade = "转回方与借款人此前一年内已多次互有往来，转回可能是其应付货款。" if back.habit else ""
    return money_finding(
        case,
        rule,
        loan,
        severity=min(severity, Severity.LOW) if red else severity,
        confidence=grade_confidence(rule, found, back.confidence),
        title=f"贷款资金付给{payees}后由{payers}转回",
        explanation=(
            f"{purpose_of(loan)}。支付：{listed(back.outs)}。{way}转回：{arrived}。{back.reason}。{trade}"
            f"转回金额与支付相匹配的部分为{yuan(found.amount.fen)}，{in_loan(found)}，平均间隔{back.gap_days:.0f}天。"
            "贷款资金回流至借款人，支付缺乏真实交易背景。请核查合同履行、货物交付与退款原因，要求说明资金最终用途。"
        ),
        rows=[*back.outs, *back.hops, *back.ins],
        amount=found.amount,
    )


def _sender(case: CaseFile, row: LedgerRow) -> str:
    """Return who sent the money of a row, whichever side it stands on."""
    return payee(row) if row.transaction.amount_fen > 0 else _holder(case, row)


def structuring_finding(case: CaseFile, rule: Rule, loan: Loan, split: Split) -> Finding | None:
    """Return the finding of split payments, None below the floor."""
    found = grade_of(split.money, rule)
    if found is None:
        return None
    limit = loan.entrusted_threshold_fen or 0
    rows = [p.row for p in split.payments]
    parted = _by_instalments(case, rows[0].transaction.counterparty_name)
    formula = 0.5 + 0.25 * split.near / len(rows) + 0.2 * split.bunched - 0.3 * parted
    total = sum(abs(r.transaction.amount_fen) for r in rows)
    return money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, int(parted)),
        # How the payees were named plays no part: the sizes of the payments decide.
        confidence=grade_confidence(rule, found, min(0.99, max(0.05, formula))),
        title=f"向{payee(rows[0])}分{len(rows)}笔支付{yuan(total)}，单笔均未超过受托支付起点",
        explanation=(
            f"合同约定单笔超过{yuan(limit)}应采用受托支付。实际：{listed(rows)}，{len(rows)}笔合计{yuan(total)}，"
            f"{in_loan(found)}，其中{split.near}笔在起点的90%以上。短期内向同一收款人拆分支付，涉嫌化整为零规避受托支付。"
            "请核对交易合同的付款安排；无合理依据的，要求改为受托支付并按约定处置。"
        ),
        rows=rows,
        amount=found.amount,
    )


def _by_instalments(case: CaseFile, name: str | None) -> bool:
    words = ("分期", "进度", "分批", "按月", "分次", "%")
    return any(
        same_party(c.seller.value, name) and any(w in fold(c.payment_terms.value) for w in words)
        for c in case.of(TradeContract)
    )


def downstream_finding(
    case: CaseFile, rule: Rule, loan: Loan, flow: LoanFlow, went: Downstream, *, lighter: int
) -> Finding | None:
    """Return the finding of money that payees passed on to a class, None below the floor.

    None too where the payee was paid for what papers prove and its own funds suffice by the method: then nothing
    speaks for loan money. `lighter`: steps of severity for the class itself.
    """
    found = grade_of(went.money, rule)
    proved = went.unproved_fen < rule.fen("floor")
    if found is None or (proved and found.grade == 2):
        return None
    named = min((r.use_confidence for r in went.sinks), default=0.0)
    steps = lighter + (named < rule.threshold("unsure_below"))
    could = went.passed_fen < rule.fen("floor")
    steps += int(rule.threshold("own_steps")) * could + int(rule.threshold("proved_steps")) * proved
    formula = float(rule.threshold("confidence")) * float(rule.threshold("hop_factor")) ** (went.hops - 1)
    first, class_name = _names(went.firsts), label("use", went.use)
    way = f"途经：{_moved(case, went.path)}。" if went.path else ""
    own = "该收款人自有资金也足以支付，不能排除其为自有资金。" if could else ""
    papers = "首笔支付有合同、发票佐证。" if proved else ""
    return money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, steps),
        confidence=grade_confidence(rule, found, formula, went.sinks),
        title=f"贷款资金经{first}转付{class_name}：{_names(went.sinks)}",
        explanation=(
            f"{purpose_of(loan)}。第1手：{listed(went.firsts)}。{way}第{went.hops}手：{_moved(case, went.sinks)}，"
            f"{in_loan(found)}。判断依据：{went.sinks[0].use_reason if went.sinks else ''}。{own}{papers}"
            f"{_out_of_sight(flow)}贷款资金不得经他人账户用于{class_name}。"
            "请核实各手收付款的交易背景，要求借款人与收款人说明；查实挪用的，停止发放、加收罚息或提前收回。"
        ),
        rows=[*went.firsts, *went.path, *went.sinks],
        amount=found.amount,
        places=purpose_places(case, loan),
    )


def _out_of_sight(flow: LoanFlow) -> str:
    """Return a sentence on the loan money that can no longer be followed, empty where there is none."""
    parts = []
    if flow.left.fen:
        parts.append(
            f"另有贷款资金{yuan(flow.left.fen)}（不少于{yuan(flow.left.min_fen)}、不多于{yuan(flow.left.max_fen)}）"
            "由收款人转给流水未入卷的主体，去向超出可见范围"
        )
    if flow.kept.fen:
        parts.append(f"{yuan(flow.kept.fen)}仍在他人账户")
    return f"{'；'.join(parts)}。" if parts else ""


def passthrough_finding(
    case: CaseFile, rule: Rule, loan: Loan, flow: LoanFlow, passed: list[PassThrough]
) -> Finding | None:
    """Return the finding of the receipts of one account that left it at once, None below the floor."""
    # What one receipt took in does not leave again with another: the assignment is one to one, so sums hold.
    money = LoanMoney(
        sum(p.money.fen for p in passed), sum(p.money.min_fen for p in passed), sum(p.money.max_fen for p in passed)
    )
    found = grade_of(money, rule)
    if found is None:
        return None
    account = case.ledger.account(passed[0].account)
    own = account is not None and account.owner is Owner.BORROWER
    number = account_digits(account.number if account else None)
    name = f"{account.name or '（无户名）'}账户{'*' + number[-4:] if number else ''}" if account else "（账户不详）"
    arrivals = [p.arrival for p in passed]
    outs = list({r.id: r for p in passed for r in p.outs}.values())
    firsts = list({r.id: r for p in passed for r in p.firsts}.values())
    proved = all(p.proved for p in passed)
    steps = int(rule.threshold("proved_steps")) if proved else 0
    share = min(p.share for p in passed)
    came = "；".join(f"{day(r.transaction.date)}收入{yuan(r.transaction.amount_fen)}" for r in arrivals[:SHOWN])
    origin = "" if own else f"资金来自：{listed(firsts)}。"
    papers = "首笔支付有合同、发票佐证，属正常采购链条的可能性较大。" if proved else ""
    return money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, steps),
        confidence=grade_confidence(rule, found, min(p.confidence for p in passed)),
        title=f"贷款资金在{name}快进快出{yuan(found.amount.fen)}",
        explanation=(
            f"{purpose_of(loan)}。{origin}{name}：{came}，入账前余额中的其他资金不足该笔的20%；"
            f"{rule.threshold('window_days'):.0f}天内又付出：{_moved(case, outs)}，不少于入账的{100 * share:.0f}%，"
            f"{in_loan(found)}。该账户仅作过账，不是资金的最终去向。{papers}{_out_of_sight(flow)}"
            "请核实该账户的交易背景和付出款项的最终用途，必要时调取下手账户流水。"
        ),
        rows=[*firsts, *arrivals, *outs],
        amount=found.amount,
    )
