"""Checks on what the loan money was used for (method of flows, section 3)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import comb

from docaudit.checks.base import Rule, check
from docaudit.checks.returns import Return, find_returns
from docaudit.checks.words import (
    Graded,
    day,
    document_place,
    field_places,
    grade_confidence,
    grade_severity,
    graded,
    listed,
    money_finding,
    payee,
    purpose_places,
    sum_of,
    traced,
    yuan,
)
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import PROHIBITED, contradicts, is_clearing_account, label, same_party
from docaudit.records.case import CaseFile
from docaudit.records.document import Document
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan, LoanTrace, Place, TracedPayment
from docaudit.records.labels import RowKind, Severity, Use
from docaudit.records.names import core_key, fold

_GRAVE = frozenset({Use.SECURITIES, Use.FUTURES, Use.REAL_ESTATE, Use.GAMBLING, Use.LENDING})
"""Classes that are critical; the others are high (domain reference 8.2)."""
_BY_NAME = frozenset({Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT})
"""Uses that are a finding only where the contract forbids them by name."""
_DECLARED = {
    Use.REAL_ESTATE: ("房地产开发", "土地", "购房", "购买商铺", "购置厂房", "商业用房", "项目开发"),
    Use.EQUITY_INVESTMENT: ("并购", "股权"),
    Use.PROHIBITED_INDUSTRY: ("黄金", "珠宝", "首饰", "娱乐", "拍卖"),
    Use.INSURANCE: ("保险", "保费"),
}
"""Words of a purpose that declare such a use."""


def purpose_of(loan: Loan) -> str:
    """Return the agreed purpose for an explanation."""
    return f"合同约定用途为“{loan.purpose}”" if loan.purpose else "合同约定用途未能读出"


def in_loan(found: Graded) -> str:
    """Return the grade in a sentence."""
    return f"{found.span}，认定程度：{found.word}"


@check("use.prohibited_payee", severity=Severity.CRITICAL, basis=("general_rules/20", "civil_code/673"))
def prohibited_payee(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money reached a payee of a class that no such loan may pay, whichever account it passed."""
    for loan, last in traced(case):
        for use in sorted(PROHIBITED | (_BY_NAME & {Use(u) for u in loan.prohibited if u in set(Use)})):
            if any(word in fold(loan.purpose) for word in _DECLARED.get(use, ())):
                continue
            # A deposit that has been released holds nothing: what counts is the most that lay on it at one time.
            trace = max((last, *last.earlier), key=lambda t: _all_of(t, use)) if use in _BY_NAME else last
            payments = [p for p in trace.payments if p.use is use and p.max_fen > 0]
            found = graded(*_all_of(trace, use), rule.fen("floor")) if payments else None
            if found is None:
                continue
            rows = [p.row for p in payments if p.loan_fen > 0 or found.grade == 2]
            named = min((r.use_confidence for r in rows), default=0.0)
            steps = (use not in _GRAVE) - (use in loan.prohibited) + (named < rule.threshold("unsure_below"))
            who = "、".join(dict.fromkeys(payee(r) for r in rows))
            forbidden = "合同已明文禁止该用途；" if use in loan.prohibited else ""
            accounts = {r.transaction.account for r in rows} - _disbursement_accounts(case, loan)
            passed = "资金先转入借款人其他账户后支付；" if accounts else ""
            yield money_finding(
                case,
                rule,
                loan,
                severity=grade_severity(rule, found, steps),
                confidence=grade_confidence(rule, found, float(rule.threshold("confidence")), rows),
                title=f"贷款资金流入{label('use', use)}：{who}",
                explanation=(
                    f"{purpose_of(loan)}。实际：{listed(rows)}，{in_loan(found)}。{passed}{forbidden}"
                    f"判断依据：{rows[0].use_reason if rows else ''}。贷款资金不得用于{label('use', use)}。"
                    "请核实收款人及交易背景，要求借款人说明并提供合同、发票；查实挪用的，停止发放、加收罚息或提前收回。"
                ),
                rows=rows,
                amount=found.amount,
                places=purpose_places(case, loan),
            )


def _all_of(trace: LoanTrace, use: Use) -> tuple[int, int, int]:
    """Return the loan money in all payments of a use: by the method, least, most, in fen."""
    return next(((u.amount_fen, u.min_fen, u.max_fen) for u in trace.uses if u.use is use), (0, 0, 0))


def _disbursement_accounts(case: CaseFile, loan: Loan) -> set[str]:
    return {r.transaction.account for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT and r.loan == loan.id}


@check("use.round_trip", severity=Severity.CRITICAL, basis=("civil_code/673",))
def round_trip(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money that was paid out came back to the borrower from the payee or a party tied to it."""
    for loan, trace in traced(case):
        for back in find_returns(case, trace, rule):
            yield _round_trip(case, rule, loan, back)


def _round_trip(case: CaseFile, rule: Rule, loan: Loan, back: Return) -> Finding:
    found = back.money
    payees = "、".join(dict.fromkeys(payee(r) for r in back.outs))
    payers = "、".join(dict.fromkeys(payee(r) for r in back.ins))
    steps = 0 if back.strength >= float(rule.threshold("related")) else 1
    red = any(
        i.total.value is not None
        and i.total.value.fen < 0
        and any(same_party(i.seller_name.value, payee(r)) for r in back.outs)
        for i in case.of(VatInvoice)
    )
    # A red letter says that the goods went back: the return has a reason.
    severity = Severity.LOW if red else grade_severity(rule, found, steps)
    arrived = "；".join(f"{day(r.transaction.date)}收{payee(r)} {yuan(r.transaction.amount_fen)}" for r in back.ins[:6])
    return money_finding(
        case,
        rule,
        loan,
        severity=severity,
        confidence=grade_confidence(rule, found, back.confidence),
        title=f"贷款资金付给{payees}后由{payers}转回",
        explanation=(
            f"{purpose_of(loan)}。支付：{listed(back.outs)}。转回：{arrived}。{back.reason}。"
            f"转回金额与支付相匹配的部分为{yuan(found.amount.fen)}，{in_loan(found)}，平均间隔{back.gap_days:.0f}天。"
            "贷款资金回流至借款人，支付缺乏真实交易背景。请核查合同履行、货物交付与退款原因，要求说明资金最终用途。"
        ),
        rows=[*back.outs, *back.ins, *back.hops],
        amount=found.amount,
    )


@check("use.structuring", severity=Severity.HIGH, basis=("contract",))
def structuring(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Self-payments to one payee stay under the entrusted-payment threshold singly and exceed it together."""
    for loan, trace in traced(case):
        limit = loan.entrusted_threshold_fen
        if not limit:
            continue
        groups: dict[str, list[TracedPayment]] = defaultdict(list)
        for payment in _whole_rows(trace):
            out = payment.row
            own = payment.use in (Use.OPERATING, Use.LOAN_REPAYMENT, Use.IDLE, Use.CASH)
            if own or out.pin or payment.max_fen <= 0 or abs(out.transaction.amount_fen) > limit:
                continue
            key = core_key(out.transaction.counterparty_name)
            if key and not is_clearing_account(out.transaction.counterparty_name):
                groups[key].append(payment)
        for payments in groups.values():
            hit = _window_hits(payments, limit, rule.days("window_days"))
            found = sum_of(trace, hit, rule.fen("floor")) if hit else None
            if found is not None and not _same_rhythm(case, loan, hit, int(rule.threshold("rhythm_count"))):
                yield _structuring(case, rule, loan, payments, hit=hit, found=found)


def _whole_rows(trace: LoanTrace) -> list[TracedPayment]:
    """Join the parts of one row (flows.md 3.8): the threshold looks at payments, not at what proves them."""
    whole: dict[str, TracedPayment] = {}
    for p in trace.payments:
        known = whole.get(p.row.id)
        if known is None:
            whole[p.row.id] = p
            continue
        whole[p.row.id] = TracedPayment(
            row=p.row,
            loan_fen=known.loan_fen + p.loan_fen,
            min_fen=known.min_fen + p.min_fen,
            max_fen=min(abs(p.row.transaction.amount_fen), known.max_fen + p.max_fen),
            use=known.use if known.use is not Use.CONFORMING else p.use,
            covered_by=known.covered_by + p.covered_by,
            uncovered_fen=known.uncovered_fen + p.uncovered_fen,
        )
    return sorted(whole.values(), key=lambda p: p.row.transaction.date)


def _window_hits(payments: list[TracedPayment], limit: int, window: dt.timedelta) -> list[TracedPayment]:
    hit: dict[str, TracedPayment] = {}
    for first in payments:
        start = first.row.transaction.date
        inside = [p for p in payments if start <= p.row.transaction.date < start + window]
        if len(inside) >= 2 and sum(abs(p.row.transaction.amount_fen) for p in inside) > limit:
            hit |= {p.row.id: p for p in inside}
    return list(hit.values())


def _same_rhythm(case: CaseFile, loan: Loan, hit: list[TracedPayment], count: int) -> bool:
    """Say whether the payee was paid like sums in a like rhythm before the loan came (flows.md 3.2 e)."""
    drawn = [r.transaction.date for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT and r.loan == loan.id]
    if not drawn:
        return False
    mean = sum(abs(p.row.transaction.amount_fen) for p in hit) / len(hit)
    days = [p.row.transaction.date for p in hit]
    usual = max(1.0, (max(days) - min(days)).days / max(1, len(days) - 1))
    name = hit[0].row.transaction.counterparty_name
    before = sorted(
        r.transaction.date
        for r in case.ledger.rows
        if r.kind is RowKind.OUT
        and r.transaction.date < min(drawn)
        and same_party(r.transaction.counterparty_name, name)
        and 0.8 * mean <= abs(r.transaction.amount_fen) <= 1.2 * mean
    )
    alike = [1 for a, b in pairwise(before) if 0.5 * usual <= (b - a).days <= 1.5 * usual]
    return len(alike) >= count


def _structuring(
    case: CaseFile,
    rule: Rule,
    loan: Loan,
    payments: list[TracedPayment],
    *,
    hit: list[TracedPayment],
    found: Graded,
) -> Finding:
    limit = loan.entrusted_threshold_fen or 0
    share = rule.threshold("near_share")
    sizes = [abs(p.row.transaction.amount_fen) for p in payments]
    near = sum(1 for p in hit if share * limit < abs(p.row.transaction.amount_fen) <= limit)
    below = sum(1 for size in sizes if share * limit < size <= limit)
    above = sum(1 for size in sizes if limit < size <= (2 - share) * limit)
    trials = below + above
    p_value = sum(comb(trials, k) for k in range(below, trials + 1)) / 2**trials if trials else None
    rows = [p.row for p in hit]
    parted = _by_instalments(case, rows[0].transaction.counterparty_name)
    formula = 0.5 + 0.25 * near / len(hit) - 0.3 * parted
    if p_value is not None and p_value <= float(rule.threshold("p_value")):
        formula += 0.2
    formula = min(0.99, max(0.05, formula))
    total = sum(abs(r.transaction.amount_fen) for r in rows)
    return money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, int(parted)),
        # How the payees were named plays no part: the sizes of the payments decide.
        confidence=grade_confidence(rule, found, formula),
        title=f"向{payee(rows[0])}分{len(rows)}笔支付{yuan(total)}，单笔均未超过受托支付起点",
        explanation=(
            f"合同约定单笔超过{yuan(limit)}应采用受托支付。实际：{listed(rows)}，{len(rows)}笔合计{yuan(total)}，"
            f"{in_loan(found)}，其中{near}笔在起点的90%以上。短期内向同一收款人拆分支付，涉嫌化整为零规避受托支付。"
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


@check("use.cash_withdrawal", severity=Severity.HIGH, basis=("civil_code/673",))
def cash_withdrawal(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money was drawn in cash, where nobody can see what it bought."""
    for loan, trace in traced(case):
        months: dict[tuple[int, int], list[TracedPayment]] = defaultdict(list)
        for p in trace.payments:
            if p.use is Use.CASH and p.max_fen > 0:
                months[(p.row.transaction.date.year, p.row.transaction.date.month)].append(p)
        payments = [
            p
            for month in months.values()
            if sum(abs(p.row.transaction.amount_fen) for p in month) > rule.fen("petty_month")
            for p in month
        ]
        found = sum_of(trace, payments, rule.fen("floor")) if payments else None
        if found is None:
            continue
        rows = [p.row for p in payments if p.loan_fen > 0 or found.grade == 2]
        small = found.amount.fen <= rule.fen("high_above")
        yield money_finding(
            case,
            rule,
            loan,
            severity=grade_severity(rule, found, 2 if small else 0),
            confidence=grade_confidence(rule, found, 1.0, rows),
            title=f"贷款资金提取现金{yuan(found.amount.fen)}",
            explanation=(
                f"{purpose_of(loan)}。实际：{'；'.join(_cash(p) for p in payments[:6])}，{in_loan(found)}。"
                "现金支出无法核实最终用途。请要求提供现金使用清单、签收单等凭证；不能证明的，按用途不明处理。"
            ),
            rows=rows,
            amount=found.amount,
        )


def _cash(payment: TracedPayment) -> str:
    paid = payment.row.transaction
    return f"{day(paid.date)}{paid.summary or '取现'} {yuan(abs(paid.amount_fen))}"


@check("use.loan_repayment", severity=Severity.HIGH, basis=("civil_code/673",))
def loan_repayment(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money repaid another debt (借新还旧) that the purpose does not name."""
    for loan, trace in traced(case):
        if any(word in fold(loan.purpose) for word in ("置换", "归还", "借新还旧", "还旧", "偿还", "续贷")):
            continue
        payments = [p for p in trace.payments if p.use is Use.LOAN_REPAYMENT and not _own_loan(case, loan, p)]
        found = sum_of(trace, payments, rule.fen("floor")) if payments else None
        if found is None:
            continue
        rows = [p.row for p in payments if p.loan_fen > 0 or found.grade == 2]
        yield money_finding(
            case,
            rule,
            loan,
            severity=grade_severity(
                rule, found, -1 if Use.LOAN_REPAYMENT in loan.prohibited and found.grade < 2 else 0
            ),
            confidence=grade_confidence(rule, found, 1.0, rows),
            title=f"贷款资金归还其他借款{yuan(found.amount.fen)}",
            explanation=(
                f"{purpose_of(loan)}。实际：{listed(rows)}，{in_loan(found)}。"
                f"判断依据：{rows[0].use_reason if rows else ''}。该支出为归还其他债务，不属约定用途。"
                "请核对所还债务的借款合同与还款凭证，确认是否借新还旧，并据以调整风险分类。"
            ),
            rows=rows,
            amount=found.amount,
            places=purpose_places(case, loan),
        )


def _own_loan(case: CaseFile, loan: Loan, payment: TracedPayment) -> bool:
    """Say whether the row repays the traced loan itself, or another loan of this very case."""
    row = payment.row
    if row.loan is not None:
        return row.loan == loan.id
    name = row.transaction.counterparty_name
    # A debit without a payee that repays one of the case's loans: which one nobody can say.
    if not name and len(case.loans) > 1 and row.use_reason.startswith("归还本案"):
        return True
    lenders = {*case.parties.lender_names, *([loan.lender] if loan.lender else [])}
    return bool(name) and len(case.loans) > 1 and any(same_party(name, lender) for lender in lenders)


@check("use.purpose_mismatch", severity=Severity.HIGH, basis=("civil_code/673",))
def purpose_mismatch(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """What was bought is not what the loan is for: other goods, or fixed assets from a working-capital loan."""
    for loan, trace in traced(case):
        yield from _fixed_assets(case, rule, loan, trace)
        yield from _other_goods(case, rule, loan, trace)


def _fixed_assets(case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace) -> Iterator[Finding]:
    declared = any(word in fold(loan.purpose) for word in ("设备", "厂房", "购车", "车辆", "固定资产", "机器", "机床"))
    if loan.loan_kind != "working_capital" or declared:
        return
    payments = [p for p in trace.payments if p.use is Use.FIXED_ASSET and p.max_fen > 0]
    found = sum_of(trace, payments, rule.fen("floor")) if payments else None
    if found is None:
        return
    rows = [p.row for p in payments if p.loan_fen > 0 or found.grade == 2]
    yield money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found),
        confidence=grade_confidence(rule, found, 1.0, rows),
        title=f"流动资金贷款用于购置固定资产{yuan(found.amount.fen)}",
        explanation=(
            f"{purpose_of(loan)}。实际：{listed(rows)}，{in_loan(found)}。"
            f"判断依据：{rows[0].use_reason if rows else ''}。流动资金贷款不得用于固定资产投资。"
            "请核对合同、发票的标的；查实的，要求归还或转为相应贷款品种。"
        ),
        rows=rows,
        amount=found.amount,
        places=purpose_places(case, loan),
    )


def _other_goods(case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace) -> Iterator[Finding]:
    """Compare what the evidence of each payment names with the purpose; broad purposes contradict nothing."""
    hit: list[TracedPayment] = []
    papers: dict[str, Document] = {}
    for p in trace.payments:
        documents = [d for c in p.covered_by if (d := case.document(c.document)) is not None]
        goods = " ".join(filter(None, (_goods(d) for d in documents)))
        if p.max_fen > 0 and goods and contradicts(loan.purpose, goods):
            hit.append(p)
            papers |= {d.id: d for d in documents}
    found = sum_of(trace, hit, rule.fen("floor")) if hit else None
    if found is None:
        return
    rows = [p.row for p in hit]
    named = "；".join(dict.fromkeys(filter(None, (_goods(d) for d in papers.values()))))[:120]
    yield money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, int(rule.threshold("goods_steps"))),
        confidence=grade_confidence(rule, found, 0.75),
        title="所购货物或服务与约定用途不符",
        explanation=(
            f"{purpose_of(loan)}。实际：{listed(rows)}，凭证所列内容为“{named}”，{in_loan(found)}。"
            "请核实交易与借款人主营业务的关系；确需变更用途的，应事先取得书面同意。"
        ),
        rows=rows,
        amount=found.amount,
        places=[*purpose_places(case, loan), *(pl for d in papers.values() for pl in _goods_places(d))],
        documents=list(papers.values()),
    )


def _goods(document: Document) -> str:
    if isinstance(document, VatInvoice):
        return " ".join(
            f"*{i.category.value or ''}*{i.name.value or ''}"
            for i in document.items
            if i.name.value or i.category.value
        )
    if isinstance(document, TradeContract):
        return document.subject.value or ""
    return ""


def _goods_places(document: Document) -> tuple[Place, ...]:
    if isinstance(document, VatInvoice) and document.items:
        return field_places(document, document.items[0].name)
    if isinstance(document, TradeContract):
        return field_places(document, document.subject)
    return (document_place(document),)
