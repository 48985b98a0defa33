"""Reads 银行回单: one transfer with both sides."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from docaudit.documents.transfer_slip import TransferSlip
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.names import is_person_name
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.fields import Fields, chunks
from docaudit.understanding.kinds import (
    ACCOUNT,
    DATE,
    LEGAL_FORM,
    NUMBER,
    PARTY,
    Found,
    Kind,
    find_date,
    find_figures,
    find_text,
)
from docaudit.understanding.meanings import captions, completed, told
from docaudit.understanding.paper import Paper
from docaudit.understanding.sides import both_sides
from docaudit.understanding.stated_sum import money_and_words

_WHO = ("人", "方", "单位", "账户", "客户", "企业", "")


def _labels(sides: Sequence[str], parts: Sequence[str]) -> tuple[str, ...]:
    """Return what names a part of a side: 付款 · 人 · 户名."""
    return tuple(f"{side}{who}{part}" for part in parts for side in sides for who in _WHO)


_PAYERS, _PAYEES = (
    ("付款", "汇款", "出票", "转出", "汇出", "支付", "借方", "付方", "借记"),
    ("收款", "转入", "汇入", "入账", "贷方", "收方", "贷记"),
)
_NAME = ("账户名称", "账户户名", "户名", "名称", "全称", "姓名", "账户名")
_NUMBER = (
    "银行账号",
    "账户账号",
    "账户号码",
    "结算账号",
    "账号或卡号",
    "账号/卡号",
    "账/卡号",
    "账号",
    "帐号",
    "卡号",
    "账户",
)
_PAYER = (
    "付款人名称", "付款人户名", "付款人全称", "付款方户名", "付款方名称", "付款户名", "付款账户名称", "付款账户户名", "付款单位名称", "付款单位", "汇款人名称", "汇款人户名", "汇款人全称",
    "付款人", "付款方", "汇款人", "出票人全称", "出票人", "转出户名", "付款人姓名", "申请人全称", "申请人名称", "申请人户名", "申请人", "缴款人名称", "缴款人全称", "缴款人", "缴款单位", "交款人",
    "交款单位", "解款人", "解款单位", "汇款单位", "委托人全称", "委托人名称", "汇出户名", "借方户名", "借方名称",
    *_labels(_PAYERS, _NAME),
)  # fmt: skip
_PAYEE = (
    "收款人名称", "收款人户名", "收款人全称", "收款方户名", "收款方名称", "收款户名", "收款账户名称", "收款账户户名", "收款单位名称", "收款单位", "收款人", "收款方", "转入户名", "收款人姓名",
    "收款国库(银行)名称", "收款国库名称", "收款国库", "国库名称", "商户名称", "特约商户名称", "特约商户", "收款商户", "商户全称", "商户",
    "汇入户名", "贷方户名", "贷方名称", "入账户名", "收款户名称", "受益人", "受益人名称",
    *_labels(_PAYEES, _NAME),
)  # fmt: skip
_PAYER_ACCOUNT = (
    "付款人账号", "付款人帐号", "付款方账号", "付款账号", "付款帐号", "付款账户", "汇款人账号", "汇款人帐号", "付款卡号", "出票人账号", "转出账号", "付款人卡号", "付款人账户",
    "转出卡号", "付款账户账号", "付款单位账号", "申请人账号", "申请人帐号", "缴款人账号", "交款人账号", "汇款账号", "汇款卡号", "委托人账号", "汇出账号", "借方账号",
    *_labels(_PAYERS, _NUMBER),
)  # fmt: skip
_PAYEE_ACCOUNT = (
    "收款人账号", "收款人帐号", "收款方账号", "收款账号", "收款帐号", "收款账户", "收款卡号", "转入账号", "收款人卡号", "收款人账户", "转入卡号", "收款账户账号", "收款单位账号",
    "汇入账号", "贷方账号", "入账账号", "入账卡号", "受益人账号",
    *_labels(_PAYEES, _NUMBER),
)  # fmt: skip
_OWN = (
    ("本方户名", "本方名称", "本方账户名称", "本方账户名", "我方户名", "本方单位", "客户名称", "客户户名", "账户名称", "户名"),
    ("本方账号", "本方帐号", "本方卡号", "本方账户", "我方账号", "客户账号", "账号", "帐号", "卡号"),
)  # fmt: skip
"""Labels of the account whose bank issued the slip, name and number: which side it is, the slip's kind tells."""
_OTHER = (
    ("对方户名", "对方名称", "对方账户名称", "对方账户名", "对方单位名称", "对方单位", "对方客户名称", "对手户名", "对手名称", "交易对手名称", "交易对手", "交易对方"),
    ("对方账号", "对方帐号", "对方卡号", "对方账户", "对手账号", "交易对手账号"),
)  # fmt: skip
_CAME = re.compile(
    r"(?:贷记|收款|收[账帐]|入[账帐]|来[账帐]|到[账帐]|收入)(?:业务|客户|电子|交易)?(?:通知|回单|凭证|凭单)"
    r"|(?:借贷|收付|收支|来往[账帐]|往来|借/贷|收/付|收/支|资金)(?:标[志识]|方向|类型|别)?[\t :]{0,3}(?:贷|收|来|入)"
)
_WENT = re.compile(
    r"(?:借记|付款|付[账帐]|往[账帐]|支付|扣款|转出|支出|汇款)(?:业务|客户|电子|交易)?(?:通知|回单|凭证|凭单)|(?:付款|支付|汇款|转账|转出)成功"
    r"|(?:借贷|收付|收支|来往[账帐]|往来|借/贷|收/付|收/支|资金)(?:标[志识]|方向|类型|别)?[\t :]{0,3}(?:借|付|往|支|出)"
)
_SIGNED = re.compile(r"(?:^|[\t\n: ])([+-])[\t ]?(?:¥|CNY|RMB)?[\t ]?\d[\d,]*\.\d{2}")
_PRINTED_NUMBER = re.compile(
    r"(?:^|[\t )])(?<!A/C )(?:(?:No|NO|N0)[\t .:]{0,3}([A-Z]{0,4}\d{6,24})|第[\t ]?(\d{6,24})[\t ]?号)(?=[\t\n]|$)",
    re.MULTILINE,
)
"""The number that a form is printed with, at its head: No. 0088123, 第 0088123 号."""
_SIGNERS = r"复核员?|记[账帐]员?|经办|授权|录入|会计|出纳|主管|汇[出入]行签章|银行盖章|银行签章"
_SIGNED_BELOW = re.compile(rf"[\t\n ]*(?:{_SIGNERS})[\t :]*(?=$|\n|\t|{_SIGNERS})")
_HEAD_ROWS = 6
_AMOUNT = (
    "金额", "小写金额", "金额小写", "交易金额", "付款金额", "转账金额", "汇款金额", "小写", "支付金额", "人民币", "收款金额", "入账金额", "发生额", "转账金额(小写)", "金额合计", "合计",
)  # fmt: skip
_REMARK = (
    "附言",
    "用途",
    "摘要",
    "汇款用途",
    "交易用途",
    "转账用途",
    "款项用途",
    "备注",
    "交易附言",
    "附加信息",
    "附加信息及用途",
    "付款用途",
    "汇款附言",
    "用途及附言",
    "摘要及用途",
    "转账附言",
    "交易摘要",
    "汇划摘要",
    "转账备注",
    "转账原因",
    "付款事由",
    "事由",
    "款项性质",
    "汇款备注",
)
_REFERENCE = (
    "交易流水号", "流水号", "业务流水号", "核心流水号", "交易流水", "电子流水号", "柜员流水号", "回单编号", "电子回单号", "电子回单号码", "回单号", "回单号码", "业务编号", "业务参考号",
    "交易编号", "交易序号", "网银流水号", "平台流水号", "参考号", "检索参考号", "凭证号", "凭证号码", "凭证编号", "回单流水号", "交易参考号", "指令序号", "指令编号", "交易号", "主机流水号", "业务序号",
    "汇划流水号", "参考编号", "业务参考编号", "交易参考编号", "指令流水号", "支付交易序号", "业务流水", "清算流水号", "系统流水号", "支付流水号", "转账流水号", "凭单号码", "电子凭证号", "流水编号", "银行流水号", "交易单号", "转账单号", "付款单号", "交易凭证号", "回执编号", "回单序号", "单据编号", "流水", "编号", "单号", "回单校验码", "日志号", *(f"{whose}{what}" for whose in ("本行", "我行", "银行") for what in ("编号", "流水号", "业务编号", "参考号", "业务参考号")),
)  # fmt: skip
_DATE = (
    "交易日期", "记账日期", "入账日期", "转账日期", "交易时间", "付款日期", "付款时间", "汇款日期", "日期", "委托日期", "业务日期", "记帐日期", "交易日", "转账时间", "支付时间", "入账时间",
    "支付日期", "完成时间", "处理日期", "出票日期", "会计日期", "清算日期", "回单日期", "时间", "创建时间", "日期/时间", "交易日期/时间", "交易日期时间", "扣款日期", "缴款日期", "扣缴日期", "划款日期",
)  # fmt: skip


_STAMPED = re.compile(r"[\t\n ]*(?:业务|银行|柜面)?[转现收付核清办][\t ]?讫")
"""What a teller's stamp says that stands in the cell of the remark, with a day below it."""


def _find_note(text: str) -> Found[str] | None:
    """Find the words up to the first wide gap, without the names of those who sign in the same cell, and its stamp."""
    ends = [found.start() for pattern in (_SIGNED_BELOW, _STAMPED) if (found := pattern.search(text))]
    return find_text(text[: min(ends)] if ends else text)


_NAME_AND_NUMBER = re.compile(r"[\t\n :]*([\u4e00-\u9fff()·]{2,40}?)[\t\n (/|,]*(?<!\d)([\d*]{8,32})(?![\d*])")
"""A side in one value: 某公司(3205…), or its lines in one cell."""


def _find_side(text: str, part: int) -> Found[str] | None:
    found = _NAME_AND_NUMBER.match(text)
    if found is None or not (LEGAL_FORM.search(found.group(1)) or is_person_name(found.group(1))):
        return None
    return found.group(part), *found.span(part)


_SIDE_NAME: Kind[str] = Kind("party", lambda text: _find_side(text, 1))
_SIDE_NUMBER: Kind[str] = Kind("account", lambda text: _find_side(text, 2))
_NOTE: Kind[str] = Kind("text", _find_note)


@reader("transfer_slip")
def read(pages: Sequence[Page]) -> Document:
    """Return the slip; where both sides print the same labels, the caption beside or above decides."""
    paper = Paper(pages)
    known = told(paper, "transfer_slip")
    fields = Fields(
        paper,
        (
            *_PAYER, *_PAYEE, *_PAYER_ACCOUNT, *_PAYEE_ACCOUNT, *_AMOUNT, *_REMARK, *_REFERENCE, *_DATE, *_OWN[0], *_OWN[1], *_OTHER[0], *_OTHER[1], "全称", "账户", "账号或地址", "账号或住址", "付款行", "收款行", "付款人开户行",
            "收款人开户行", "付款银行", "收款银行", "交易机构", "交易柜员", "记账柜员", "产品种类", "业务种类", "业务类型", "交易渠道", "交易名称", "手续费", "打印次数", "验证码", "校验码", "状态",
            "付款人开户银行", "收款人开户银行", "付款方开户行", "收款方开户行", "交易类型", "交易状态", "转账方式", "汇出行", "汇入行", "汇出行名称", "汇入行名称", "打印日期", "回单类型",
            "凭证种类", "票据种类", "票据张数", "票据号码", "款项来源", "借贷标志", "借贷方向", "收付标志", "申请人开户行", "汇出地点", "汇入地点", "支付密码", "对方开户行", "对方行名", "本方开户行", "机构", "柜员", "渠道", "金额大写", "人民币大写", "大写金额", "交易地点", "交易渠道",
        ),
        captions(known),
    )  # fmt: skip

    def named(value: str) -> bool:
        return not fields.is_label(value)

    payer, payee = fields.find(_PAYER, PARTY, accept=named), fields.find(_PAYEE, PARTY, accept=named)
    payer_account, payee_account = fields.find(_PAYER_ACCOUNT, ACCOUNT), fields.find(_PAYEE_ACCOUNT, ACCOUNT)
    if all(side.value is None for side in (payer, payee, payer_account, payee_account)) and _names_other(fields):
        (payer, payer_account), (payee, payee_account) = _by_direction(fields)
    else:
        payer, payee = _names(fields, payer, payee)
        payer_account, payee_account = _accounts(fields, payer_account, payee_account)
        payer, payer_account = _in_one(fields, (*_PAYER, *_PAYER_ACCOUNT), payer, payer_account)
        payee, payee_account = _in_one(fields, (*_PAYEE, *_PAYEE_ACCOUNT), payee, payee_account)
    amount, words = money_and_words(
        fields, _AMOUNT, ("大写", "金额大写", "人民币大写", "大写金额", "金额", "人民币", "合计")
    )
    date = fields.find(_DATE, DATE)
    reference = fields.find(_REFERENCE, NUMBER)
    document = TransferSlip(
        date=date if date.value is not None else _day_alone(paper),
        payer_name=payer,
        payer_account=payer_account,
        payee_name=payee,
        payee_account=payee_account,
        amount=amount if amount.value is not None else _sum_alone(paper),
        amount_in_words=words,
        remark=fields.find(_REMARK, _NOTE, accept=named),
        reference=reference if reference.value is not None else _printed_number(paper),
    )
    return completed(fields, document, known)


def _day_alone(paper: Paper) -> Field[dt.date]:
    """Return the first day that no label names, piece by piece of each line; the day of printing is another."""
    for row in paper.rows:
        for start, end in [(row.start, row.end), *chunks(paper.text.chars, row.start, row.end)]:
            piece = paper.text.chars[start:end]
            found = find_date(piece) if "打印" not in piece else None
            if found is not None:
                return paper.text.field(found[0], start + found[1], start + found[2], 0.7)
    return Field()


_FIGURES_ALONE = re.compile(r"[+-]?[\t ]?(?:¥[\t ]?-?\d[\d,]*(?:\.\d{1,2})?|-?\d[\d,]*\.\d\d元?)")


def _sum_alone(paper: Paper) -> Field[Money]:
    """Return the amount that a telephone shows large and without a label: the only figure that stands alone in a line."""
    found: dict[int, Field[Money]] = {}
    for row in paper.rows:
        line = paper.line(row)
        value = find_figures(line) if _FIGURES_ALONE.fullmatch(line.strip()) else None
        if value is not None:
            size = Money(abs(value[0].fen), value[0].currency)
            found.setdefault(size.fen, paper.text.field(size, row.start, row.end, 0.85))
    return next(iter(found.values())) if len(found) == 1 else Field()


def _names(fields: Fields, payer: Field[str], payee: Field[str]) -> tuple[Field[str], Field[str]]:
    """Complete the names of payer and payee by the labels that both sides print."""
    if payer.value is not None and payee.value is not None and payer.value != payee.value:
        return payer, payee
    a, b = both_sides(fields, ("全称", "户名", "名称", "账户名称", "户 名", "单位名称", "姓名", "账户名"), PARTY)
    if a.value is not None and b.value is not None and (payee.value == a.value or payer.value == b.value):
        return a, b  # a caption over both columns was read as a label
    return (payer if payer.value else a), (payee if payee.value else b)


def _accounts(fields: Fields, payer: Field[str], payee: Field[str]) -> tuple[Field[str], Field[str]]:
    """Complete the accounts of payer and payee by the labels that both sides print."""
    if payer.value is not None and payee.value is not None:
        return payer, payee
    labels = (
        "账号",
        "帐号",
        "卡号",
        "账户",
        "账号或卡号",
        "账/卡号",
        "账号/卡号",
        "账号或地址",
        "账号或住址",
        "银行账号",
    )
    a, b = both_sides(fields, labels, ACCOUNT)
    return (payer if payer.value else a), (payee if payee.value else b)


def _in_one(
    fields: Fields, labels: Sequence[str], name: Field[str], number: Field[str]
) -> tuple[Field[str], Field[str]]:
    """Complete a side whose name and account stand in one value."""
    if name.value is None:
        name = fields.find(labels, _SIDE_NAME)
    if number.value is None:
        number = fields.find(labels, _SIDE_NUMBER)
    return name, number


def _names_other(fields: Fields) -> bool:
    return any(fields.find(labels, kind).value for labels, kind in zip(_OTHER, (PARTY, ACCOUNT), strict=True))


Side = tuple[Field[str], Field[str]]
"""Name and account."""


def _by_direction(fields: Fields) -> tuple[Side, Side]:
    """Return payer and payee of a slip of one's own account: money that came has the other side as its payer.

    Where the paper does not say whether it came or went, or says both, neither side is known.
    """
    chars = fields.paper.text.chars
    came, went = _CAME.search(chars) is not None, _WENT.search(chars) is not None
    if came == went:
        signs = set(_SIGNED.findall(chars))
        came, went = signs == {"+"}, signs == {"-"}
    if came == went:
        return (Field(), Field()), (Field(), Field())
    own = fields.find(_OWN[0], PARTY), fields.find(_OWN[1], ACCOUNT)
    other = fields.find(_OTHER[0], PARTY), fields.find(_OTHER[1], ACCOUNT)
    return (other, own) if came else (own, other)


def _printed_number(paper: Paper) -> Field[str]:
    """Return the number that stands behind No. at the head of the form."""
    head = paper.rows[:_HEAD_ROWS]
    found = _PRINTED_NUMBER.search(paper.text.chars, 0, head[-1].end if head else 0)
    if found is None:
        return Field()
    place = 1 if found.group(1) else 2
    return paper.text.field(found.group(place), *found.span(place), 0.85)
