"""Reads 提款申请书: how much the borrower asks for, and who is to be paid."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docaudit.documents.drawdown_application import DrawdownApplication, Payee
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import ACCOUNT, DATE, MONEY, NUMBER, PARTY, TEXT, Kind
from docaudit.understanding.letters import dated_at_end, signed_by
from docaudit.understanding.meanings import Told, best_of, captions, completed, rows_told, told
from docaudit.understanding.paper import Paper
from docaudit.understanding.prose import after, applicant_named, contract_named
from docaudit.understanding.purpose import purpose_in, trimmed
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
    "授信合同编号",
    "主合同编号",
    "借款合同",
)
_BORROWER = (
    "借款人名称",
    "借款人",
    "申请人",
    "申请人名称",
    "借款单位",
    "借款方",
    "提款人",
    "客户名称",
    "借款人(全称)",
    "申请单位",
    "提款申请人",
    "借款企业",
    "借款申请人",
    "发自",
    "发件人",
    "发函人",
    "通知人",
)
_AMOUNT = (
    "提款金额",
    "申请提款金额",
    "本次提款金额",
    "支用金额",
    "本次支用金额",
    "用款金额",
    "申请金额",
    "申请支用金额",
    "提款总额",
    "申请用款金额",
    "本次申请金额",
    "放款金额",
    "借款金额",
    "贷款金额",
    "金额",
    "本次用款金额",
    "申请放款金额",
)
_TOTALS = ("总计", "合计金额", "合计", "总计大写")
"""Captions of a list's total: of the payees named, which may be less than what is asked for."""
_DATE = (
    "申请日期",
    "提款日期",
    "申请提款日",
    "提款日",
    "用款日期",
    "支用日期",
    "日期",
    "申请时间",
    "拟提款日期",
    "申请提款日期",
    "填表日期",
)
_PURPOSE = (
    "提款用途",
    "借款用途",
    "贷款用途",
    "资金用途",
    "用款用途",
    "支用用途",
    "具体用途",
    "用途",
    "款项用途",
    "提款资金用途",
)


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
            *_DATE,
            *_PURPOSE,
            "收款人",
            "收款人名称",
            "收款人账号",
            "收款账号",
            "支付方式",
            "提款方式",
            "收款人户名",
        ),
        captions(known),
    )
    payees = tuple(
        Payee(name=row["name"], account=row["account"], amount=row["amount"])
        for row in headed_rows(
            paper,
            {
                "name": (
                    r"(?:收款|交易对[手象]|支付对象|对方|供应商).{0,4}(?:名称|户名|人|单位|姓名|对[手象]|全称)?$|^户名$|^名称$|收款人",
                    PARTY,
                ),
                "account": (r"(?:账|帐|卡)号|收款账户", ACCOUNT),
                "amount": (r"金额", MONEY),
            },
            needed=("name", "amount"),
        )
        if row["amount"].value is not None or row["account"].value is not None  # else the signature below the list
    )
    if not payees:
        name = fields.find(
            ("收款人名称", "收款人户名", "收款人", "收款单位", "收款户名", "收款人全称", "交易对手"), PARTY
        )
        blocks = _blocks(paper, list(_PAYEE_LABEL.finditer(paper.flow.chars)))
        if len({p.name.value for p in blocks}) > 1:
            payees = blocks  # one after the other, each with its own label
        elif name.value is not None:
            account = fields.find(("收款人账号", "收款账号", "收款账户", "收款人帐号", "账号", "收款人账户"), ACCOUNT)
            paid = fields.find(("支付金额", "付款金额", "收款金额", "划付金额", "划款金额"), MONEY)
            if paid.value is None and blocks and blocks[0].name.value == name.value:
                paid = blocks[0].amount
            payees = (Payee(name=name, account=account, amount=paid),)
    payees = payees or _below_caption(paper) or _told(fields, known)
    amount = _amount(paper, fields, payees)
    contract = fields.find(_CONTRACT, NUMBER)
    if contract.value is None:
        contract = contract_named(paper.flow)
    purpose = fields.find(_PURPOSE, TEXT)
    borrower = fields.find(_BORROWER, PARTY)
    borrower = borrower if borrower.value is not None else applicant_named(paper.flow)
    document = DrawdownApplication(
        contract_number=contract,
        borrower=borrower if borrower.value is not None else signed_by(paper),
        amount=amount,
        date=_date(paper, fields),
        purpose=purpose.map(trimmed) if purpose.value else purpose_in(paper.flow),
        payees=payees,
    )
    return completed(fields, document, known)


_CAPTION = re.compile(r"(?:收款(?:人|方|单位|账户|帐户)|支付对象|交易对[手象])[^。\n]{0,8}[:\n]")
_PAYEE_LABEL = re.compile(
    r"(?<![\u4e00-\u9fff])(?:收款(?:人|单位|方|账户)(?:名称|户名|全称)?|收款户名|(?:交易对[手象]|支付对象)(?:名称)?)"
    r"[\t ]*[(\d一二三四五)]*:[\t ]*"
)
_NAME = re.compile(r"(?:户[\t ]*名|账户名称|开户名称|单位名称|名[\t ]*称|全[\t ]*称)[\t ]*:?[\t ]*")
_FIGURES: tuple[tuple[re.Pattern[str], Kind[Any]], ...] = (
    (re.compile(r"[账帐卡][\t ]*号[\t ]*:?|收款账户:?"), ACCOUNT),
    (re.compile(r"(?:支付|付款)?金[\t ]*额[\t ]*:?"), MONEY),
)


def _below_caption(paper: Paper) -> tuple[Payee, ...]:
    """Return the payees that stand below a caption as 户名, 账号 and 金额, line by line, one after the other."""
    caption = _CAPTION.search(paper.flow.chars)
    return _blocks(paper, list(_NAME.finditer(paper.flow.chars, caption.end()))) if caption else ()


def _blocks(paper: Paper, names: Sequence[re.Match[str]]) -> tuple[Payee, ...]:
    """Return a payee for each label of a name, with the account and the sum before the next label."""
    flow = paper.flow
    payees = []
    for number, label in enumerate(names):
        end = names[number + 1].start() if number + 1 < len(names) else min(len(flow.chars), label.end() + 160)
        line_end = flow.chars.find("\n", label.end(), end)
        name = PARTY.find(flow.chars[label.end() : line_end if line_end >= 0 else end])
        if name is None:
            continue
        found: list[Field[Any]] = []
        for figure, kind in _FIGURES:
            at = figure.search(flow.chars, label.end(), end)
            stop = flow.chars.find("\n", at.end(), end) if at else -1
            value = kind.find(flow.chars[at.end() : stop if stop >= 0 else end]) if at else None
            found.append(
                flow.field(value[0], at.end() + value[1], at.end() + value[2], 0.85) if at and value else Field()
            )
        if any(f.value is not None for f in found):
            said = flow.field(name[0], label.end() + name[1], label.end() + name[2], 0.85)
            payees.append(Payee(name=said, account=found[0], amount=found[1]))
    return tuple(payees)


def _told(fields: Fields, known: Sequence[Told]) -> tuple[Payee, ...]:
    """Return the payees by what captions mean: the rows of a table, or the one that single captions name."""
    rows = rows_told(fields, "drawdown_application", "payees", ("name", "account", "amount"))
    listed = tuple(Payee(name=row["name"], account=row["account"], amount=row["amount"]) for row in rows)
    if listed:
        return listed
    one = Payee(
        name=best_of(fields, known, "name", PARTY, "payees[].name"),
        account=best_of(fields, known, "account", ACCOUNT, "payees[].account"),
        amount=best_of(fields, known, "amount", MONEY, "payees[].amount"),
    )
    return (one,) if one.name.value is not None else ()


_ASKED = (
    r"(?:申请|拟|请|现)[^。\n]{0,18}?(?:提取|提款|支用|用款|发放|使用)[^。\n\d]{0,20}?(?=人民币|¥|\d)",
    r"(?:提款|支用|用款|申请)(?:总)?(?:金额|额)[^。;\n\d]{0,8}?(?=人民币|¥|\d)",
)


def _amount(paper: Paper, fields: Fields, payees: Sequence[Payee]) -> Field[Money]:
    """Return the sum asked for; a figure of the list of payees is one payment, not the sum of all."""
    amount, _ = money_and_words(fields, _AMOUNT)
    listed = any(_same_place(amount, p.amount) for p in payees)
    if amount.value is not None and not listed:
        return amount
    for pattern in _ASKED:
        for field in after(paper.flow, pattern, MONEY):
            if not any(_same_place(field, p.amount) for p in payees):
                return field
    total, _ = money_and_words(fields, _TOTALS)
    if total.value is not None and not any(_same_place(total, p.amount) for p in payees):
        return total
    parts = [p.amount.value for p in payees if p.amount.value is not None]
    if not parts or len(parts) < len(payees) or len({m.currency for m in parts}) > 1:
        return Field()  # a row without its figure: no sum can be known
    return replace(payees[0].amount, value=Money(sum(m.fen for m in parts), parts[0].currency)).scaled(0.85)


def _same_place(one: Field[Money], other: Field[Money]) -> bool:
    """Say whether two fields were read from the same print."""
    if one.value is None or one.value != other.value or one.evidence is None or other.evidence is None:
        return False
    a, b = one.evidence, other.evidence
    if a.box is None or b.box is None:
        return (a.page, a.sheet, a.row) == (b.page, b.sheet, b.row)
    return (
        a.page == b.page
        and max(a.box.x0, b.box.x0) < min(a.box.x1, b.box.x1)
        and max(a.box.y0, b.box.y0) < min(a.box.y1, b.box.y1)
    )


def _date(paper: Paper, fields: Fields) -> Field[dt.date]:
    found = fields.find(_DATE, DATE)
    found = found if found.value is not None else signed_on(paper, fields)
    return found if found.value is not None else dated_at_end(paper)
