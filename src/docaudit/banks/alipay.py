"""支付宝: orders with 收/支 and 交易状态; 不计收支 is neutral; no balance."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "alipay",
    BankFormat(
        bank="支付宝",
        marks=("支付宝（中国）网络技术", "支付宝账户", "支付宝交易记录", "支付宝账单", r"支付宝\S{0,8}公司", "alipay"),
        wallet=True,
    ),
)
