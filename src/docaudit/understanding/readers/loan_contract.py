"""Reads 借款合同: the special terms that were filled in; the printed general terms never override them."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from docaudit.documents.loan_contract import Instalment, LoanContract
from docaudit.records.amounts import parse_amount
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import (
    AMOUNT_WORDS,
    DATE,
    FIGURES,
    LONG_TEXT,
    MONEY,
    NUMBER,
    RATE,
    TEXT,
    find_number,
)
from docaudit.understanding.letters import dated_at_end
from docaudit.understanding.loan_accounts import loan_accounts
from docaudit.understanding.loan_kind import loan_kind
from docaudit.understanding.loan_span import span_of_loan, term_months
from docaudit.understanding.loan_terms import (
    identifier_of,
    payment_method,
    repayment_method,
)
from docaudit.understanding.loan_told import terms_told
from docaudit.understanding.meanings import completed, told
from docaudit.understanding.numbered import number_alone
from docaudit.understanding.obligations import obligations
from docaudit.understanding.paper import Paper
from docaudit.understanding.payment_threshold import threshold
from docaudit.understanding.prose import after, agreed_sum, chosen_only, chosen_option
from docaudit.understanding.purpose import purpose_in, refers, trimmed
from docaudit.understanding.rates import labelled_rate, rate_basis, rate_in
from docaudit.understanding.roles import bind_roles, lender_and_borrower
from docaudit.understanding.signature import signed_on
from docaudit.understanding.stated_sum import figures_behind, money_and_words, spoken_words
from docaudit.understanding.supplements import changed
from docaudit.understanding.sureties import SURETY, sureties
from docaudit.understanding.tablerows import headed_rows
from docaudit.understanding.ticked_use import ticked_use

V = TypeVar("V")

_NUMBER = (
    "合同编号",
    "借款合同编号",
    "贷款合同编号",
    "合同号",
    "合同编码",
    "协议编号",
    "借款合同号",
    "编号",
    "合同号码",
    "协议号",
    "展期协议号",
    "展期协议编号",
    "补充协议编号",
)
_AMOUNT = (
    "借款金额",
    "贷款金额",
    "借款本金",
    "贷款本金",
    "借款本金金额",
    "借款本金数额",
    "贷款本金金额",
    "借款总金额",
    "借款数额",
    "借款额度",
    "贷款额度",
    "借款本金总额",
    "本金金额",
    "授信额度",
    "额度金额",
    "贷款币种及金额",
    "借款币种及金额",
    "币种及金额",
    "金额及币种",
    "借款币种、金额",
    "借款金额(人民币)",
    "合同金额",
    "贷款额",
    "借款额",
    "展期金额",
    "展期本金",
)
_PURPOSE = ("借款用途", "贷款用途", "资金用途", "借款具体用途", "贷款资金用途", "借款资金用途", "用途")
_RATE = (
    "年利率",
    "借款年利率",
    "贷款年利率",
    "借款利率",
    "贷款利率",
    "执行利率",
    "执行年利率",
    "月利率",
    "利率",
    "年化利率",
    "借款月利率",
    "合同利率",
    "日利率",
    "年化利率(单利)",
)
_BASIS = ("利率方式", "利率类型", "利率种类", "利率形式", "计息方式")
_START = (
    "借款起始日",
    "借款起始日期",
    "贷款起始日",
    "起始日期",
    "起始日",
    "借款发放日",
    "贷款发放日",
    "起息日",
    "借款开始日期",
    "期限起",
    "合同起始日",
    "借款起期",
    "贷款起始日期",
    "贷款开始日期",
    "开始日期",
    "贷款发放日期",
    "借款发放日期",
    "首次提款日",
    "借款日期",
    "借款日",
)
_END = (
    "借款到期日",
    "借款到期日期",
    "贷款到期日",
    "到期日",
    "到期日期",
    "终止日期",
    "借款终止日",
    "借款届满日",
    "期限止",
    "合同到期日",
    "最后还款日",
    "末期还款日",
    "末次还款日",
    "末期还款日期",
    "最后一期还款日",
    "最终到期日",
    "最终还款日",
    "贷款终止日",
    "贷款截止日",
    "结束日期",
    "截止日期",
    "借款止期",
    "还款日期",
)


@reader("loan_contract")
def read(pages: Sequence[Page]) -> Document:
    """Return the contract with its terms, its repayment plan and what it obliges whom to do."""
    paper = Paper(pages)
    flow = chosen_only(paper.flow)
    known = told(paper, "loan_contract")
    fields = Fields(
        paper,
        (
            *_NUMBER, *_AMOUNT, *_PURPOSE, *_RATE, *_START, *_END, *SURETY.split("|"), "贷款人", "出借人", "借款人", "借款期限", "贷款期限", "借款种类", "贷款种类", "还款方式", "支付方式",
            "担保方式", "结息日", "付息日", "放款账户", "还款账户", "借款类型", "贷款品种", "利率类型", "业务品种", "提款方式", "公民身份号码", "身份证号码", "身份证号", "证件号码", "统一社会信用代码",
        ),
    )  # fmt: skip
    lender, borrower = lender_and_borrower(paper, fields)
    amount, words = _amount(paper, fields)
    newer = changed(paper.flow, r"(?:借款|贷款|授信)(?:的)?(?:本金|总额|金额|额度)(?!标准)", FIGURES)
    if newer.value is not None:
        amount, words = newer, spoken_words(paper, newer.value)
    start, end = span_of_loan(paper, fields, _START, _END)
    months = term_months(paper, fields, start, end)
    purpose = fields.find(_PURPOSE, LONG_TEXT, accept=lambda v: _is_use(trimmed(v) or ""))
    purpose = purpose.map(trimmed) if purpose.value is not None else purpose_in(flow)
    ticked = ticked_use(paper.flow)
    purpose = ticked if ticked.value is not None else purpose
    purpose = _newer(changed(paper.flow, r"用途", LONG_TEXT).map(trimmed), purpose)
    rate = labelled_rate(fields, _RATE)
    rate = rate if rate.value is not None else rate_in(flow)
    rate = _newer(changed(paper.flow, r"利率(?!.{0,4}罚)", RATE), rate)
    end = _newer(changed(paper.flow, r"(?:借款|贷款)?(?:期限|到期日)", DATE), end)
    signed = signed_on(paper, fields)
    signed = signed if signed.value is not None else dated_at_end(paper)
    roles = bind_roles(paper, lender, borrower)
    accounts = loan_accounts(paper, roles)
    document = LoanContract(
        contract_number=_number(paper, fields),
        lender=lender,
        borrower=borrower,
        borrower_id=identifier_of(paper, borrower),
        guarantors=sureties(paper, fields, borrower, lender),
        loan_kind=loan_kind(paper, borrower, lender, purpose, months),
        amount=amount,
        amount_in_words=words,
        currency=_currency(paper, amount),
        start_date=start,
        end_date=end,
        term_months=months,
        interest_rate=rate,
        rate_basis=rate_basis(flow, _chosen_basis(paper, fields)),
        purpose=purpose,
        payment_method=payment_method(paper, fields),
        entrusted_threshold=_newer(changed(paper.flow, "受托支付", MONEY), threshold(paper)),
        disbursement_account=accounts.out,
        repayment_account=accounts.back,
        repayment_method=repayment_method(paper, fields),
        repayment_schedule=schedule(paper),
        signed_date=signed,
        obligations=obligations(paper.flow, roles),
    )
    document = terms_told(fields, completed(fields, document, known), known)
    payee = document.disbursement_account.value in accounts.others
    return replace(document, disbursement_account=Field()) if payee else document


def _is_use(words: str) -> bool:
    """Say whether words beside a caption can name a use; 用途 may also head the column of what accounts are for."""
    return 2 <= len(words) <= 80 and not refers(words) and not re.search(r"[账帐][户号]$", words)


def _newer(new: Field[V], old: Field[V]) -> Field[V]:
    """Return what a supplement says where it says something, else what was agreed first."""
    return new if new.value is not None else old


def _number(paper: Paper, fields: Fields) -> Field[str]:
    """Return the contract's own number: at its head, not the number of a credit line or guarantee in its text."""
    limit = next((r.start for r in paper.rows if _FIRST_CLAUSE.match(paper.line(r))), len(paper.text.chars))
    rows = [r for r in paper.rows if r.start < max(limit, 1)][:40]
    end = rows[-1].end if rows else 0
    found = fields.find(_NUMBER, NUMBER, where=lambda view, at: view is not paper.text or at < end)
    alone = number_alone(paper)
    if found.value is None or (alone.value is not None and _on_later_page(found, alone)):
        found = alone
    if found.value is not None:
        return found
    for row in rows[:12]:
        line = paper.line(row)
        whole = re.fullmatch(r"[\u4e00-\u9fffA-Za-z]{1,12}(?:第|字)[\w()\[\]-]{3,24}号", line.strip())
        if whole and not re.search(r"编号|合同号", line):
            return paper.text.field(whole.group(), row.start, row.start + len(line), 0.85)
        own = _OWN_NUMBER.match(line)
        value = find_number(line[own.end() :].split("\t")[0]) if own else None
        if own and value:
            at = row.start + own.end()
            return paper.text.field(value[0], at + value[1], at + value[2], 0.85, row.start)
        hit = re.search(
            r"(?:^|(?<=[:\t ]))[\u4e00-\u9fff]{0,8}[(\[]?(?:20\d\d)[)\]]?年?[^\s:,。]{0,14}字?第?[\s\t]?[\w-]{2,24}号",
            line,
        )
        value = find_number(hit.group()) if hit else None
        if hit and value:
            return paper.text.field(
                value[0], row.start + hit.start() + value[1], row.start + hit.start() + value[2], 0.85
            )
    return fields.find(_NUMBER[:7], NUMBER)


def _on_later_page(one: Field[str], other: Field[str]) -> bool:
    """Say whether a field stands on a page behind that of another: the number of a supplement or of an annex."""
    pages = [f.evidence.page for f in (one, other) if f.evidence is not None and f.evidence.page is not None]
    return len(pages) == 2 and pages[0] > pages[1]


_FIRST_CLAUSE = re.compile(r"[\t ]*(?:第[\t ]?[一1壹][\t ]?[条章编]|[一1壹][、.](?!\d)|壹[\t 　])")
_OWN_NUMBER = re.compile(
    r"[\t ]*(?:\(|\[)?(?!原|主|前|授信|额度|担保|保证|抵押|质押|委托)[\u4e00-\u9fff]{1,10}(?:合同|协议|契约|借据)书?[\t ]?(?:编[\t ]?)?(?:号|码)(?:码)?[\t ]?:"
)
"""A caption of the number in the words of one kind of loan: 续贷合同号, 按揭合同编号."""


_SUM_BEGINS = r"(?:人民币|美元|美金|欧元|港[元币]|日元|英镑|USD|US\$|EUR|HKD|JPY|GBP|RMB|CNY|¥|\(?大写)"
_PROSE = (
    r"展期(?:借款|贷款)?(?:的)?(?:本金)?(?:总)?(?:金额|本金|余额|数额)(?:为|是|:|共计|计)*",
    r"(?<!原)(?:借款|贷款|出借)(?:的)?(?:本金)?(?:总)?(?:金额|本金|数额|额度|总额)(?:\([^)]{0,10}\))?(?:为|是|:|共计|计|不超过|合计)*",
    rf"(?:借到|借款|申请|借入|发放|提供|出借|给予|授予|贷给|借给)(?:[^。;\n\d]{{0,14}}?)(?={_SUM_BEGINS})",
    rf"本金(?:金额|数额|总额)?(?:为|:|是|计|共计)*(?={_SUM_BEGINS})",
)


def _amount(paper: Paper, fields: Fields) -> tuple[Field[Money], Field[str]]:
    amount, words = money_and_words(fields, _AMOUNT[:11], ())
    for pattern in _PROSE:
        if amount.value is None:
            kept = [f for f in after(paper.flow, rf"(?<!逾期)(?<!授信){pattern}", FIGURES, reach=70) if _whole(f)]
            kept = kept or [f for f in after(paper.flow, rf"(?<!逾期)(?<!授信){pattern}", MONEY, reach=70) if _whole(f)]
            amount = kept[0] if kept else amount
        if words.value is None:
            words = next(after(paper.flow, rf"(?<!逾期){pattern}", AMOUNT_WORDS, reach=70), words)
    if amount.value is None:
        amount, again = money_and_words(fields, _AMOUNT[11:])
        words = words if words.value is not None else again
    agreed = agreed_sum(paper.flow) if amount.value is None else None
    if amount.value is not None and words.value is None:
        words = spoken_words(paper, amount.value)
    return agreed or (figures_behind(paper.flow, amount, words), words)


def _whole(field: Field[Money]) -> bool:
    return field.value is not None and field.value.fen > 0


_FOREIGN = re.compile(r"(?P<c>美元|欧元|港元|港币|日元|英镑)[\t :]*(?P<n>\d[\d,]*(?:\.\d\d)?)(?![\d,])")
"""A sum behind the name of another currency: 美元800,000.00."""


def _currency(paper: Paper, amount: Field[Money]) -> Field[str]:
    if amount.value is None:
        return Field()
    at = re.search(r"币[\t ]?种[\t :]*(?P<c>人民币|美元|欧元|港[元币]|CNY|USD)", paper.text.chars)
    names = {"人民币": "CNY", "美元": "USD", "欧元": "EUR", "港元": "HKD", "港币": "HKD", "日元": "JPY", "英镑": "GBP"}
    for said in _FOREIGN.finditer(paper.flow.chars) if at is None else ():
        if parse_amount(said["n"]) == Money(amount.value.fen):
            return paper.flow.field(names[said["c"]], said.start("c"), said.end("c"), 0.9, said.start())
    if at:
        return paper.text.field(names.get(at["c"], at["c"]), at.start("c"), at.end("c"), 0.95, at.start())
    return Field(amount.value.currency, round(amount.confidence * 0.95, 4), amount.evidence)


def _chosen_basis(paper: Paper, fields: Fields) -> Field[str]:
    """Return 固定 or 浮动 as a tick or number chose it, else as it stands beside its caption."""
    picked = chosen_option(paper.flow, re.compile(r"利率"), re.compile(r"固定|浮动"), reach=400)
    if picked is None:
        return fields.find(_BASIS, TEXT, accept=lambda v: re.fullmatch(r"(?:固定|浮动)(?:利率)?", v) is not None)
    hit = re.search(r"(?:固定|浮动)(?:利率)?", picked.text)
    return paper.flow.field(hit.group(), picked.start + hit.start(), picked.start + hit.end(), 0.85) if hit else Field()


def schedule(paper: Paper) -> tuple[Instalment, ...]:
    """Return the repayment plan: the rows under 还款日期 and 应还本金."""
    rows = headed_rows(
        paper,
        {
            "due_date": (r"(?:还款|到期|应还|归还|偿还|付款|支付)(?:日期|日|时间)|^日期$|^还本日", DATE),
            "principal": (r"本金(?!余额)(?!.*剩余)|归还金额|还本金额|还款金额", MONEY),
            "interest": (r"利息|应付息|付息金额", MONEY),
        },
        needed=("due_date", "principal"),
    )
    return tuple(
        Instalment(due_date=r["due_date"], principal=r["principal"], interest=r["interest"])
        for r in rows
        if r["due_date"].value is not None
    )
