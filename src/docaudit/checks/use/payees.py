"""Checks on what the loan money was used for (method of flows, section 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from docaudit.checks.base import Rule, check
from docaudit.checks.use.idle import deposited, left_lying
from docaudit.checks.use.schemes import (
    downstream_finding,
    passthrough_finding,
    round_trip_finding,
    structuring_finding,
)
from docaudit.checks.words import (
    day,
    document_place,
    field_places,
    grade_confidence,
    grade_severity,
    graded,
    in_loan,
    listed,
    money_finding,
    of_use,
    payee,
    purpose_of,
    purpose_places,
    sum_of,
    traced,
    yuan,
)
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import PROHIBITED, contradicts, declares, label, same_party
from docaudit.records.case import CaseFile
from docaudit.records.document import Document
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan, LoanTrace, Place, TracedPayment
from docaudit.records.labels import RowKind, Severity, Use
from docaudit.records.schemes import PassThrough

_GRAVE = frozenset({Use.SECURITIES, Use.FUTURES, Use.REAL_ESTATE, Use.GAMBLING, Use.LENDING})
"""Classes that are critical; the others are high (domain reference 8.2)."""
_BY_NAME = frozenset({Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT})
"""Uses that are a finding only where the contract forbids them by name."""


def forbidden(loan: Loan) -> list[Use]:
    """Return the uses that the loan may not have, sorted: those its purpose declares are left out."""
    named = {use for use in _BY_NAME if use.value in loan.prohibited}
    return [use for use in sorted(PROHIBITED | named) if not declares(loan.purpose, use)]


@check("use.prohibited_payee", severity=Severity.CRITICAL, basis=("general_rules/20", "civil_code/673"))
def prohibited_payee(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money reached a payee of a class that no such loan may pay, whichever account it passed."""
    for loan, last in traced(case):
        rule = rule.of(loan)
        for use in forbidden(loan):
            # A deposit that has been released holds nothing: what counts is the most that lay on it at one time.
            trace = max((last, *last.earlier), key=lambda t: of_use(t, use)) if use in _BY_NAME else last
            payments = [p for p in trace.payments if p.use is use and p.max_fen > 0]
            found = graded(*of_use(trace, use), rule.fen("floor")) if payments else None
            if found is None:
                continue
            rows = [p.row for p in payments if p.loan_fen > 0 or found.grade == 2]
            named = min((r.use_confidence for r in rows), default=0.0)
            steps = (use not in _GRAVE) - (use in loan.prohibited) + (named < rule.threshold("unsure_below"))
            who = "、".join(dict.fromkeys(payee(r) for r in rows))
            stated = "合同已明文禁止该用途；" if use in loan.prohibited else ""
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
                    f"{purpose_of(loan)}。实际：{listed(rows)}，{in_loan(found)}。{passed}{stated}"
                    f"判断依据：{rows[0].use_reason if rows else ''}。贷款资金不得用于{label('use', use)}。"
                    "请核实收款人及交易背景，要求借款人说明并提供合同、发票；查实挪用的，停止发放、加收罚息或提前收回。"
                ),
                rows=rows,
                amount=found.amount,
                places=purpose_places(case, loan),
            )


def _disbursement_accounts(case: CaseFile, loan: Loan) -> set[str]:
    return {r.transaction.account for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT and r.loan == loan.id}


@check("use.prohibited_downstream", severity=Severity.HIGH, basis=("general_rules/20", "civil_code/673"))
def prohibited_downstream(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A payee passed loan money on to a prohibited class, as its statement or those of others show."""
    for loan, _ in traced(case):
        rule = rule.of(loan)
        flow = case.flow(loan.id)
        for went in flow.downstream:
            if went.use in forbidden(loan):
                lighter = (went.use not in _GRAVE) - (went.use in loan.prohibited)
                found = downstream_finding(case, rule, loan, flow, went, lighter=lighter)
                if found is not None:
                    yield found


@check("use.idle_funds", severity=Severity.MEDIUM)
def idle_funds(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money was drawn before it was needed: it lay on the account for weeks, or went into a deposit."""
    for loan, trace in traced(case):
        rule = rule.of(loan)
        yield from left_lying(case, rule, loan, trace)
        yield from deposited(case, rule, loan, trace)


@check("use.round_trip", severity=Severity.CRITICAL, basis=("civil_code/673",))
def round_trip(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money that was paid out came back to the borrower from the payee or a party tied to it."""
    for loan, _ in traced(case):
        rule = rule.of(loan)
        for back in case.flow(loan.id).returns:
            found = round_trip_finding(case, rule, loan, back)
            if found is not None:
                yield found


@check("use.rapid_passthrough", severity=Severity.HIGH, basis=("civil_code/673",))
def rapid_passthrough(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money came to an account and left it again within days: the account only passes it on."""
    for loan, _ in traced(case):
        rule = rule.of(loan)
        accounts: dict[str, list[PassThrough]] = defaultdict(list)
        flow = case.flow(loan.id)
        for passed in flow.passes:
            accounts[passed.account].append(passed)
        for group in accounts.values():
            found = passthrough_finding(case, rule, loan, flow, group)
            if found is not None:
                yield found


@check("use.structuring", severity=Severity.HIGH, basis=("contract",))
def structuring(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Self-payments to one payee stay under the entrusted-payment threshold singly and exceed it together."""
    for loan, _ in traced(case):
        rule = rule.of(loan)
        for split in case.flow(loan.id).splits:
            found = structuring_finding(case, rule, loan, split)
            if found is not None:
                yield found


@check("use.cash_withdrawal", severity=Severity.HIGH, basis=("civil_code/673",))
def cash_withdrawal(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money was drawn in cash, where nobody can see what it bought."""
    for loan, trace in traced(case):
        rule = rule.of(loan)
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
        found = sum_of(case, trace, payments, rule.fen("floor")) if payments else None
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
        rule = rule.of(loan)
        if declares(loan.purpose, Use.LOAN_REPAYMENT):
            continue
        payments = [p for p in trace.payments if p.use is Use.LOAN_REPAYMENT and not _own_loan(case, loan, p)]
        found = sum_of(case, trace, payments, rule.fen("floor")) if payments else None
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
        rule = rule.of(loan)
        yield from _fixed_assets(case, rule, loan, trace)
        yield from _other_goods(case, rule, loan, trace)


def _fixed_assets(case: CaseFile, rule: Rule, loan: Loan, trace: LoanTrace) -> Iterator[Finding]:
    if loan.loan_kind != "working_capital" or declares(loan.purpose, Use.FIXED_ASSET):
        return
    payments = [p for p in trace.payments if p.use is Use.FIXED_ASSET and p.max_fen > 0]
    found = sum_of(case, trace, payments, rule.fen("floor")) if payments else None
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
    found = sum_of(case, trace, hit, rule.fen("floor")) if hit else None
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
