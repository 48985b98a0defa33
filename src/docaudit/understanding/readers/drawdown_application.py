"""Reads 提款申请书: how much the borrower asks for, and who is to be paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from docaudit.documents.drawdown_application import DrawdownApplication, Payee
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import DATE, NUMBER, PARTY, TEXT
from docaudit.understanding.letters import dated_at_end, dated_under_seal, signed_by
from docaudit.understanding.meanings import best_of, captions, completed, told
from docaudit.understanding.paper import Paper
from docaudit.understanding.payees import ACCOUNTS, BANKS, NAMES, payees_of
from docaudit.understanding.payees_told import asked_for, same_place
from docaudit.understanding.prose import after, agreed_sum, applicant_named, contract_named
from docaudit.understanding.purpose import purpose_in, trimmed
from docaudit.understanding.stated_sum import money_and_words

_CONTRACT = (
    "借款合同编号",
    "借款合同号",
    "贷款合同编号",
    "合同编号",
    "合同号",
    "额度合同编号",
    "授信合同编号",
    "主合同编号",
    "借款合同",
)
_BORROWER = (
    *("借款人名称", "借款人", "申请人", "申请人名称", "借款单位", "借款方", "提款人", "客户名称", "借款人(全称)"),
    *("申请单位", "提款申请人", "借款企业", "借款申请人", "申请企业", "用款单位", "用款人", "提款单位", "支用单位"),
    *("支用人", "项目单位", "融资人", "受信人", "发自", "发件人", "发函人", "通知人", "自"),
)
_AMOUNT = (
    *("提款金额", "申请提款金额", "本次提款金额", "支用金额", "本次支用金额", "用款金额", "申请金额", "申请支用金额"),
    *("提款总额", "申请用款金额", "本次申请金额", "本次用款金额", "申请放款金额"),
)
_ANY_AMOUNT = ("放款金额", "借款金额", "贷款金额", "金额")
"""Captions that may stand beside another sum of the loan too: a sentence that asks is surer."""
_TOTALS = ("总计", "合计金额", "合计", "总计大写")
"""Captions of a list's total: of the payees named, which may be less than what is asked for."""
_DATE = (
    *(
        "申请日期",
        "申请日",
        "申请时间",
        "填表日期",
        "填报日期",
        "通知日期",
        "提交日期",
        "签署日期",
        "签字日期",
        "签章日期",
    ),
    *("盖章日期", "落款日期", "出具日期", "发函日期", "日期"),
)
_WANTED = (
    *("提款日期", "申请提款日", "提款日", "用款日期", "支用日期", "拟提款日期", "拟提款日", "申请提款日期"),
    *("预计提款日", "预计提款日期", "拟用款日期", "计划提款日期"),
)
"""Captions of the day on which the money is wanted: the paper's own day only where it prints no other."""
_PURPOSE = (
    "提款用途",
    "借款用途",
    "贷款用途",
    "资金用途",
    "用款用途",
    "支用用途",
    "具体用途",
    "款项用途",
    "提款资金用途",
    "资金投向",
    "用款事由",
    "提款事由",
    "用途",
)

_DRAWN_ON = r"(?:于|在)(?=[^。,;\n]{8,14}(?:提款|提取|提用|支用|用款|动用|使用|发放|放款))"
"""Before the day on which a sentence asks for the money."""


@reader("drawdown_application")
def read(pages: Sequence[Page]) -> Document:
    """Return the application with its payees."""
    paper = Paper(pages)
    known = told(paper, "drawdown_application")
    fields = Fields(
        paper,
        (
            *_CONTRACT,
            *_BORROWER,
            *_AMOUNT,
            *_ANY_AMOUNT,
            *_DATE,
            *_WANTED,
            *_PURPOSE,
            *NAMES,
            *ACCOUNTS,
            *BANKS,
            "支付方式",
            "提款方式",
        ),
        captions(known),
    )
    borrower = fields.find(_BORROWER, PARTY)
    borrower = borrower if borrower.value is not None else applicant_named(paper.flow)
    borrower = borrower if borrower.value is not None else signed_by(paper)
    borrower = borrower if borrower.value is not None else best_of(fields, known, "borrower", PARTY)
    asked, _ = money_and_words(fields, _AMOUNT, ())
    said = asked_for(paper.flow)
    beside, _ = money_and_words(fields, _ANY_AMOUNT, ()) if asked.value is None else (Field(), Field())
    payees = payees_of(paper, fields, known, said if said.value is not None else asked, borrower.value)
    amount = _amount(fields, (asked, said, beside), payees)
    contract = fields.find(_CONTRACT, NUMBER)
    if contract.value is None:
        contract = contract_named(paper.flow)
    purpose = fields.find(_PURPOSE, TEXT)
    document = DrawdownApplication(
        contract_number=contract,
        borrower=borrower,
        amount=amount,
        date=_date(paper, fields),
        purpose=purpose.map(trimmed) if purpose.value else purpose_in(paper.flow),
        payees=payees,
    )
    return completed(fields, document, known)


def _amount(fields: Fields, asked: Sequence[Field[Money]], payees: Sequence[Payee]) -> Field[Money]:
    """Return the sum asked for; a figure of the list of payees is one payment, not the sum of all.

    Args:
        fields: of the paper.
        asked: the sums beside captions and in the sentence that asks, the surest first.
        payees: who is to be paid.
    """
    total, _ = money_and_words(fields, _TOTALS, ())
    agreed: Field[Money] = (agreed_sum(fields.paper.flow) or (Field(), Field()))[0]
    for field in (*asked, total, agreed):
        if field.value is not None and not any(same_place(field, p.amount) for p in payees):
            return field
    parts = [p.amount.value for p in payees if p.amount.value is not None]
    if not parts or len(parts) < len(payees) or len({m.currency for m in parts}) > 1:
        return Field()  # a row without its figure: no sum can be known
    return replace(payees[0].amount, value=Money(sum(m.fen for m in parts), parts[0].currency)).scaled(0.85)


def _date(paper: Paper, fields: Fields) -> Field[dt.date]:
    """Return the day of the paper; that of the contract, of a sentence about it or of a bank's opinion is another."""
    found = fields.find(_DATE, DATE)
    found = found if found.value is not None else dated_under_seal(paper)
    found = found if found.value is not None else dated_at_end(paper)
    found = found if found.value is not None else fields.find(_WANTED, DATE)
    return found if found.value is not None else next(after(paper.flow, _DRAWN_ON, DATE, reach=16), found)
