"""Reads 银行回单: one transfer with both sides."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

from collections.abc import Sequence

from docaudit.documents.transfer_slip import TransferSlip
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.fields import Fields, money_and_words
from docaudit.understanding.kinds import ACCOUNT, DATE, NUMBER, PARTY, TEXT, find_date
from docaudit.understanding.paper import Paper
from docaudit.understanding.sides import both_sides

_PAYER = (
    "付款人名称", "付款人户名", "付款人全称", "付款方户名", "付款方名称", "付款户名", "付款账户名称", "付款账户户名", "付款单位名称", "付款单位", "汇款人名称", "汇款人户名", "汇款人全称",
    "付款人", "付款方", "汇款人", "出票人全称", "出票人", "转出户名", "付款人姓名", "本方户名",
)  # fmt: skip
_PAYEE = (
    "收款人名称", "收款人户名", "收款人全称", "收款方户名", "收款方名称", "收款户名", "收款账户名称", "收款账户户名", "收款单位名称", "收款单位", "收款人", "收款方", "转入户名", "收款人姓名",
    "对方户名",
)  # fmt: skip
_PAYER_ACCOUNT = (
    "付款人账号", "付款人帐号", "付款方账号", "付款账号", "付款帐号", "付款账户", "汇款人账号", "汇款人帐号", "付款卡号", "出票人账号", "转出账号", "付款人卡号", "付款人账户", "本方账号",
    "转出卡号", "付款账户账号", "付款单位账号",
)  # fmt: skip
_PAYEE_ACCOUNT = (
    "收款人账号", "收款人帐号", "收款方账号", "收款账号", "收款帐号", "收款账户", "收款卡号", "转入账号", "收款人卡号", "收款人账户", "对方账号", "转入卡号", "收款账户账号", "收款单位账号",
)  # fmt: skip
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
)
_REFERENCE = (
    "交易流水号", "流水号", "业务流水号", "核心流水号", "交易流水", "电子流水号", "柜员流水号", "回单编号", "电子回单号", "电子回单号码", "回单号", "回单号码", "业务编号", "业务参考号",
    "交易编号", "交易序号", "网银流水号", "平台流水号", "凭证号", "凭证号码", "凭证编号", "回单流水号", "交易参考号", "指令序号", "指令编号", "交易号", "主机流水号", "业务序号",
    "汇划流水号", "流水", "编号", "回单校验码", "日志号",
)  # fmt: skip
_DATE = (
    "交易日期", "记账日期", "入账日期", "转账日期", "交易时间", "付款日期", "付款时间", "汇款日期", "日期", "委托日期", "业务日期", "记帐日期", "交易日", "转账时间", "支付时间", "入账时间",
    "支付日期", "完成时间", "处理日期", "出票日期", "会计日期", "清算日期", "回单日期", "时间", "创建时间",
)  # fmt: skip


@reader("transfer_slip")
def read(pages: Sequence[Page]) -> Document:
    """Return the slip; where both sides print the same labels, the caption beside or above decides."""
    paper = Paper(pages)
    fields = Fields(
        paper,
        (
            *_PAYER, *_PAYEE, *_PAYER_ACCOUNT, *_PAYEE_ACCOUNT, *_AMOUNT, *_REMARK, *_REFERENCE, *_DATE, "全称", "账户", "卡号", "付款行", "收款行", "付款人开户行",
            "收款人开户行", "付款银行", "收款银行", "交易机构", "交易柜员", "记账柜员", "产品种类", "业务种类", "业务类型", "交易渠道", "交易名称", "手续费", "打印次数", "验证码", "校验码", "状态",
            "付款人开户银行", "收款人开户银行", "付款方开户行", "收款方开户行", "交易类型", "交易状态", "转账方式", "汇出行", "汇入行", "汇出行名称", "汇入行名称", "打印日期", "回单类型",
            "凭证种类", "机构", "柜员", "渠道", "金额大写", "人民币大写", "大写金额", "交易地点", "交易渠道",
        ),
    )  # fmt: skip
    payer, payee = fields.find(_PAYER, PARTY), fields.find(_PAYEE, PARTY)
    payer_account, payee_account = fields.find(_PAYER_ACCOUNT, ACCOUNT), fields.find(_PAYEE_ACCOUNT, ACCOUNT)
    if payer.value is None or payee.value is None or payer.value == payee.value:
        a, b = both_sides(fields, ("全称", "户名", "名称", "账户名称", "户 名", "单位名称", "姓名", "账户名"), PARTY)
        if a.value is not None and b.value is not None and (payee.value == a.value or payer.value == b.value):
            payer, payee = a, b  # a caption over both columns was read as a label
        payer, payee = (payer if payer.value else a), (payee if payee.value else b)
    if payer_account.value is None or payee_account.value is None:
        c, d = both_sides(
            fields,
            ("账号", "帐号", "卡号", "账户", "账号或卡号", "账/卡号", "账号/卡号", "账号或地址", "银行账号"),
            ACCOUNT,
        )
        payer_account = payer_account if payer_account.value else c
        payee_account = payee_account if payee_account.value else d
    amount, words = money_and_words(
        fields, _AMOUNT, ("大写", "金额大写", "人民币大写", "大写金额", "金额", "人民币", "合计")
    )
    date = fields.find(_DATE, DATE)
    if date.value is None:
        found = find_date(paper.text.chars)
        date = paper.text.field(found[0], found[1], found[2], 0.7) if found else Field()
    return TransferSlip(
        date=date,
        payer_name=payer,
        payer_account=payer_account,
        payee_name=payee,
        payee_account=payee_account,
        amount=amount,
        amount_in_words=words,
        remark=fields.find(_REMARK, TEXT),
        reference=fields.find(_REFERENCE, NUMBER),
    )
