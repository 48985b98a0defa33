"""Reads 受托支付委托书: the payment that the lender makes for the borrower."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import ACCOUNT, DATE, MONEY, NUMBER, PARTY, TEXT
from docaudit.understanding.letters import dated_at_end, dated_at_head, signed_by
from docaudit.understanding.meanings import captions, completed, told
from docaudit.understanding.paper import Paper
from docaudit.understanding.payees import ACCOUNTS, BANKS, COLUMNS, NAMES
from docaudit.understanding.prose import after, applicant_named, contract_named
from docaudit.understanding.purpose import purpose_in, trimmed
from docaudit.understanding.sides import both_sides, payees_side
from docaudit.understanding.signature import signed_on
from docaudit.understanding.stated_sum import money_and_words
from docaudit.understanding.tablerows import headed_rows

_CONTRACT = (
    "借款合同编号",
    "借款合同号",
    "贷款合同编号",
    "合同编号",
    "合同号",
    "额度合同编号",
    "主合同编号",
    "借款合同",
    "贷款合同号",
    "主合同",
)
_BORROWER = (
    "借款人名称",
    "借款人",
    "委托人",
    "委托人名称",
    "授权人",
    "授权单位",
    "借款单位",
    "借款方",
    "申请人",
    "客户名称",
    "委托单位",
    "借款人(委托人)",
    "借款人全称",
    "付款人名称",
    "付款人户名",
    "付款人",
    "申请单位",
    "借款企业",
    "借款企业名称",
    "借款人姓名",
    "委托人姓名",
    "申请人姓名",
    "借款单位名称",
    "委托单位名称",
    "委托人签章",
    "委托人盖章",
    "申请人签章",
    "借款人签章",
    "借款人盖章",
)
_AMOUNT = (
    "支付金额",
    "付款金额",
    "受托支付金额",
    "委托支付金额",
    "本次支付金额",
    "金额",
    "转账金额",
    "支付金额小写",
    "划款金额",
    "合计",
    "贷款支付金额",
    "人民币",
    "放款金额",
    "划付金额",
)
_DATE = (
    "委托日期",
    "申请日期",
    "申请日",
    "委托日",
    "支付日",
    "填表日期",
    "填单日期",
    "支付日期",
    "申请支付日期",
    "拟支付日期",
    "日期",
    "付款日期",
    "签署日期",
    "填写日期",
    "申请时间",
)
_ANY_BANK = ("开户银行", "开户行", "开户行名称", "开户银行名称", "开户机构")
_ANY_NAME = ("户名", "全称", "名称", "账户名称", "单位名称")
_ANY_ACCOUNT = ("账号", "帐号", "银行账号", "卡号", "账户")
_PURPOSE = (
    "支付用途",
    "款项用途",
    "付款用途",
    "资金用途",
    "借款用途",
    "贷款用途",
    "用途",
    "具体用途",
    "支付事由",
    "付款事由",
    "用途说明",
    "附言",
    "划款用途",
    "款项性质",
    "支付内容",
    "付款内容",
    "付款说明",
    "资金用途说明",
    "支付说明",
)

_SAID = (
    r"(?:支付|划付|划转|付款)[^。\n]{0,20}?(?=人民币|¥)",
    r"将[^。;\n¥]{0,30}?(?=(?:人民币|¥|\d[\d,.]*万?元)[^。;\n]{0,70}?(?:支付|付至|付给|划至|划转|划入|划付|转至|转入|转给|汇至|汇入|拨付))",
)
"""How a sentence names the sum: before or after the word for paying."""

_PAID_TO = (
    r"(?:支付|划付|划转|付款|转账|汇款|付|汇|转|划)(?:给|至|到|予)"
    r"(?=[\u4e00-\u9fff()]{4,36}(?:公司|厂|经营部|商行|合作社|中心|店|事务所))"
)
"""How a sentence names who is paid."""


@reader("entrusted_payment_order")
def read(pages: Sequence[Page]) -> Document:
    """Return the order; its payee may stand in labels, in a table with a heading, or beside a caption 收款人."""
    paper = Paper(pages)
    known = told(paper, "entrusted_payment_order")
    fields = Fields(
        paper,
        (
            *_CONTRACT,
            *_BORROWER,
            *_AMOUNT,
            *_DATE,
            *NAMES,
            *ACCOUNTS,
            *BANKS,
            *_ANY_BANK,
            *_PURPOSE,
            "付款账号",
            "付款人账号",
            "贷款人",
            "放款账号",
            "放款账户",
            "付款账户",
            "付款人开户行",
        ),
        captions(known),
    )
    rows = headed_rows(
        paper,
        {
            **COLUMNS,
            "bank": (r"开户(?:银)?行|收款行", TEXT),
            "purpose": (r"用途|事由|附言", TEXT),
        },
        needed=("name", "amount"),
    )
    payee, account = fields.find(NAMES, PARTY), fields.find(ACCOUNTS, ACCOUNT)
    bank, purpose = fields.find(BANKS, TEXT), fields.find(_PURPOSE, TEXT)
    amount, _ = money_and_words(fields, _AMOUNT)
    if rows:
        payee, account = (
            (rows[0]["name"] if rows[0]["name"].value else payee),
            (rows[0]["account"] if rows[0]["account"].value else account),
        )
        bank, purpose = (bank if bank.value else rows[0]["bank"]), (purpose if purpose.value else rows[0]["purpose"])
        amount = amount if amount.value is not None else rows[0]["amount"]
    payer, paid = both_sides(fields, _ANY_NAME, PARTY)
    if payee.value is None:
        payee = payees_side(fields, _ANY_NAME, PARTY)
    elif payee.value == payer.value and paid.value is not None:
        payee = paid  # below the caption 收款人 of two columns the first name is the other side's
    if account.value is None:
        account = payees_side(fields, _ANY_ACCOUNT, ACCOUNT)
    if bank.value is None:
        bank = payees_side(fields, _ANY_BANK, TEXT)
    if payee.value is None:
        payee = next((f for f in after(paper.flow, _PAID_TO, PARTY, sure=0.8) if f.value != payer.value), payee)
    for pattern in _SAID:
        if amount.value is None:
            amount = next(after(paper.flow, pattern, MONEY), amount)
    contract = fields.find(_CONTRACT, NUMBER)
    if contract.value is None:
        contract = contract_named(paper.flow)
    borrower = fields.find(_BORROWER, PARTY)
    if borrower.value is None:
        borrower = payer
    borrower = borrower if borrower.value is not None else applicant_named(paper.flow)
    date = fields.find(_DATE, DATE)
    date = date if date.value is not None else signed_on(paper, fields)
    document = EntrustedPaymentOrder(
        contract_number=contract,
        borrower=borrower if borrower.value is not None else signed_by(paper),
        amount=amount,
        date=date if date.value is not None else _dated(paper),
        payee_name=payee,
        payee_account=account,
        payee_bank=bank,
        purpose=purpose.map(trimmed) if purpose.value else _said_purpose(paper),
    )
    return completed(fields, document, known)


def _dated(paper: Paper) -> Field[dt.date]:
    """Return the day that stands alone at the end of a letter or at the head of a slip."""
    last = dated_at_end(paper)
    return last if last.value is not None else dated_at_head(paper)


_USED_FOR = re.compile(
    r"[,，)](?:(?:专项|专门|仅|全部)?用[于以](?P<what>[\u4e00-\u9fff][^。,;:\n]{1,39}?)|(?:用作|作为|以作|作)(?P<as>[\u4e00-\u9fff][^。,;:\n]{1,30}?[款费金]))(?=[。,;:\n])"
)
"""What the payment is for, at the end of the sentence that orders it; a list of particulars may follow its colon."""


def _said_purpose(paper: Paper) -> Field[str]:
    found = purpose_in(paper.flow)
    said = _USED_FOR.search(paper.flow.chars) if found.value is None else None
    if said is None:
        return found
    part = "what" if said["what"] else "as"
    return paper.flow.field(said[part], said.start(part), said.end(part), 0.8, said.start())
