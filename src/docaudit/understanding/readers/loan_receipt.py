"""Reads 借据: one disbursement of a loan."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Sequence

from docaudit.documents.loan_receipt import LoanReceipt
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.disbursed import OF_ENDING, OF_PAYING, day_of, paid_into, paid_on, repaid_on, sum_paid_out
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import ACCOUNT, DATE, NUMBER, PARTY, find_date
from docaudit.understanding.letters import addressed_firm
from docaudit.understanding.meanings import captions, completed, told
from docaudit.understanding.paper import Paper
from docaudit.understanding.prose import after, contract_named, date_ranges
from docaudit.understanding.rates import labelled_rate, rate_in
from docaudit.understanding.stated_sum import money_and_words

_NUMBER = (
    "借据编号",
    "借据号",
    "借据号码",
    "凭证编号",
    "凭证号码",
    "凭证号",
    "通知书编号",
    "放款编号",
    "借款借据编号",
    "借款凭证编号",
    "借款凭证号",
    "放款通知书编号",
    "业务编号",
    "编号",
    "借款编号",
    "贷款编号",
    "No",
    "NO",
    "№",
)
_CONTRACT = (
    "借款合同编号",
    "借款合同号",
    "贷款合同编号",
    "贷款合同号",
    "合同编号",
    "合同号",
    "对应合同编号",
    "合同号码",
    "主合同编号",
    "借款合同号码",
    "所属合同编号",
    "额度合同编号",
)
_BORROWER = (
    "借款人名称",
    "借款人全称",
    "客户姓名",
    "客户名称",
    "借款单位名称",
    "借款单位",
    "借款人",
    "借款方",
    "借款人姓名",
    "借款人户名",
    "借款企业",
    "借款人(全称)",
    "贷款户名",
    "户名",
    "收款人户名",
    "收款单位",
)
_AMOUNT = (
    "借款金额",
    "贷款金额",
    "放款金额",
    "发放金额",
    "本次放款金额",
    "本次发放金额",
    "借据金额",
    "借款本金",
    "贷款本金",
    "提款金额",
    "本次提款金额",
    "转存金额",
    "金额",
    "人民币",
    "放款本金",
    "支用金额",
    "本次支用金额",
)
_START = (
    "放款日期",
    "发放日期",
    "贷款发放日",
    "放款日",
    "发放日",
    "借款日期",
    "贷款日期",
    "起息日",
    "起息日期",
    "借款起始日",
    "贷款起始日",
    "起始日期",
    "借款日",
    "实际放款日",
    "提款日期",
    "转存日期",
    "贷款发放日期",
    "借款起始日期",
    "借款发放日",
    "起始日",
    "出账日期",
    "贷出日期",
    "放款时间",
    "借款发放日期",
    "交易日期",
    "入账日期",
)
_END = (
    "到期日",
    "到期日期",
    "贷款到期日",
    "借款到期日",
    "约定还款日期",
    "还款日期",
    "约定还款日",
    "贷款到期日期",
    "借款到期日期",
    "终止日期",
    "还款期限",
    "借款终止日",
    "约定到期日",
    "到期还款日",
    "借款归还日期",
    "止期",
)
_RATE = (
    "年利率",
    "执行年利率",
    "月利率",
    "执行利率",
    "借款利率",
    "贷款利率",
    "利率",
    "贷款年利率",
    "借款年利率",
    "日利率",
    "执行月利率",
    "合同利率",
)
_ACCOUNT = (
    "放款账号",
    "放款账户",
    "放款账户账号",
    "入账账号",
    "入账账户",
    "贷款发放账号",
    "收款账号",
    "收款账户",
    "存款账号",
    "存款账户",
    "发放账号",
    "发放账户",
    "贷款入账账号",
    "贷款入账账户",
    "转存账号",
    "转入账号",
    "借款人账号",
    "借款人存款账号",
    "结算账号",
    "结算账户",
    "收款人账号",
    "存款户账号",
    "放款帐号",
    "入账卡号",
    "提款账户",
    "账号",
    "帐号",
    "放款卡号",
    "银行账号",
    "银行卡号",
    "收款卡号",
    "卡号",
)

_GENERIC = ("业务编号", "编号", "No", "NO", "№")
_NAMES_CONTRACT = (
    r"(?:借款|贷款|授信|额度)[^。;\n《》]{0,12}(?:合同|协议)》?\(?(?:合同)?(?:编号|号)(?:为|是)?:?(?=[\w(\[【])",
    r"合同(?:编号|号)(?:为|是)?:?(?=[\w(\[【])",
    r"编号(?:为|是)?:?(?=[^。;\n,《》]{3,45}的?《[^《》\n]{2,30}(?:合同|协议)》)",
)
_NAMES_RECEIPT = (r"(?:借据|借款凭证|借款凭据|放款通知书?|放款凭证|通知书)(?:编号|号码|号)(?:为|是)?:?(?=[\w(\[【])",)


@reader("loan_receipt")
def read(pages: Sequence[Page]) -> Document:
    """Return the receipt of a disbursement."""
    paper = Paper(pages)
    known = told(paper, "loan_receipt")
    fields = Fields(
        paper,
        (
            *_NUMBER[:-3],
            *_CONTRACT,
            *_BORROWER,
            *_AMOUNT,
            *_START,
            *_END,
            *_RATE,
            *_ACCOUNT,
            "借款用途",
            "贷款用途",
            "贷款种类",
            "借款种类",
            "还款方式",
            "贷款户",
            "贷款账号",
            "贷款帐号",
            "还款账号",
            "还款账户",
            "还款卡号",
            "扣款账号",
            "扣款账户",
            "扣款卡号",
            "代扣账号",
            "担保方式",
            "借款期限",
            "贷款期限",
            "科目",
            "贷款人",
            "贷款行",
            "还款记录",
            "支付方式",
            "逾期利率",
            "罚息利率",
            "收款人",
            "受托支付",
        ),
        captions(known),
    )
    amount, _ = money_and_words(fields, _AMOUNT)
    start, end = fields.find(_START, DATE), fields.find(_END, DATE)
    if start.value is None or end.value is None:
        for _, a, b in date_ranges(paper.flow):
            start, end = (start if start.value else a), (end if end.value else b)
            break
    if end.value is None:
        end = next(after(paper.flow, r"到期日期?(?:为|是)?(?=\d{4}|[一二三四五六七八九〇○]{4})", DATE, reach=20), end)
    if end.value is None:
        end = repaid_on(paper)
    start = start if start.value is not None else paid_on(paper)
    start = start if start.value is not None else day_of(paper, OF_PAYING, OF_ENDING)
    end = end if end.value is not None else day_of(paper, OF_ENDING, OF_PAYING)
    if start.value is None:
        found = find_date("\n".join(paper.line(r) for r in paper.rows[:6]))
        start = (
            paper.text.field(found[0], found[1], found[2], 0.6)
            if found and end.value is not None and found[0] < end.value
            else Field()
        )
    contract = fields.find(_CONTRACT, NUMBER)
    contract = contract if contract.value is not None else _said(paper, _NAMES_CONTRACT)
    contract = contract if contract.value is not None else contract_named(paper.flow)
    contract = contract if contract.value is not None else fields.find(("贷款合同", "借款合同", "对应合同"), NUMBER)
    borrower = fields.find(_BORROWER, PARTY)
    borrower = borrower if borrower.value is not None else addressed_firm(paper)
    account = fields.find(_ACCOUNT, ACCOUNT)
    rate = labelled_rate(fields, _RATE)
    document = LoanReceipt(
        receipt_number=_number(paper, fields, contract),
        contract_number=contract,
        borrower=borrower,
        amount=amount if amount.value is not None else sum_paid_out(paper),
        disbursement_date=start,
        due_date=end,
        interest_rate=rate if rate.value is not None else rate_in(paper.flow),
        account=account if account.value is not None else paid_into(paper, borrower),
    )
    return completed(fields, document, known)


def _number(paper: Paper, fields: Fields, contract: Field[str]) -> Field[str]:
    """Return the receipt's own number: labelled, then as a sentence says it, then beside a bare 编号."""
    own = fields.find(tuple(n for n in _NUMBER if n not in _GENERIC), NUMBER, accept=lambda v: v != contract.value)
    if own.value is None:
        own = _said(paper, _NAMES_RECEIPT)
    if own.value is None:
        own = _captioned(paper, contract)
    if own.value is None:
        own = fields.find(_GENERIC, NUMBER, accept=lambda v: v != contract.value)
    return own


_OWN_NUMBER = re.compile(
    r"(?:^|(?<=[\t\n ]))[\u4e00-\u9fff]{0,6}(?:借据|支用|放款|出[账帐]|发放|提款)(?:单|书|通知书?|凭证)?(?:编号|号码|号):[\t ]*(?P<number>[^\t\n]{4,40})",
    re.M,
)
"""A caption of the number in the words of one lender: 本次支用编号, 出账通知书编号."""


def _captioned(paper: Paper, contract: Field[str]) -> Field[str]:
    for found in _OWN_NUMBER.finditer(paper.text.chars):
        value = NUMBER.find(found["number"])
        if value and value[0] != contract.value:
            at = found.start("number")
            return paper.text.field(value[0], at + value[1], at + value[2], 0.9, found.start())
    return Field()


def _said(paper: Paper, patterns: Sequence[str]) -> Field[str]:
    """Return the first number that a sentence names after one of the patterns."""
    for pattern in patterns:
        for field in after(paper.flow, pattern, NUMBER, reach=45):
            return field
    return Field()
