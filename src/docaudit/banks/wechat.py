"""微信支付: about 16 lines of preface, 收/支 is ``/`` for neutral rows; no balance."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "wechat",
    BankFormat(
        bank="微信支付",
        marks=("微信支付账单", "微信支付交易明细", "微信昵称", "微信号"),
        wallet=True,
    ),
)
