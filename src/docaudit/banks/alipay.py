"""支付宝: orders with 收/支 and 交易状态; 不计收支 is neutral; no balance."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "alipay",
    BankFormat(
        bank="支付宝",
        marks=(
            r"支付宝\S{0,4}(?:交易|流水|明细|账单|证明)",
            r"支付宝账[户号]",
            r"支付宝\S{0,8}(?:公司|网络技术)",
            "alipay",
        ),
        wallet=True,
    ),
)
